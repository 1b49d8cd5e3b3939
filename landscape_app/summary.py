"""What is seen, in words: for a screen reader, for who cannot see the wall, and for a caption."""

from __future__ import annotations

import numpy as np

from core.arrays import Array
from core.words import QT_TRANSLATE_NOOP, said
from landscape_app.results import RunData, Snapshot
from landscape_app.views.words import number

_SURFACE = QT_TRANSLATE_NOOP("summary", "Surface: {name}, f = {formula}.")
_SURFACE_BARE = QT_TRANSLATE_NOOP("summary", "Surface: {name}.")
_VIEW = QT_TRANSLATE_NOOP("summary", "Seen is {domain}; f lies between {low} and {high} there.")
_MINIMA = QT_TRANSLATE_NOOP("summary", "Lowest points known: {points}.")
_NO_RUNS = QT_TRANSLATE_NOOP("summary", "No run is shown.")
_RUN = QT_TRANSLATE_NOOP("summary", "{name}, step {step} of {all}: at {point}, f = {f}, ‖∇f‖ = {gradient}.")
_RUN_ENDED = QT_TRANSLATE_NOOP("summary", "{name}: {why} It is at {point}, f = {f}.")
_BUSY = QT_TRANSLATE_NOOP("summary", "It is still being computed.")
_MOST = 6  # points or coordinates that are listed


def described(snapshot: Snapshot, head: float) -> str:
    """Title, surface, what is known of its lowest points, and every visible run at the step ``head``; a line each."""
    scene = snapshot.scene
    lines = [said(scene.title), said(scene.caption)] if scene.title or scene.caption else []
    objective = scene.objective
    template = _SURFACE if objective.formula else _SURFACE_BARE
    lines.append(said(template).format(name=objective.label, formula=objective.formula))
    if snapshot.surface is not None:
        z: Array = snapshot.surface.f
        finite = z[np.isfinite(z)]
        if len(finite):
            domain = " × ".join(f"[{number(a, 3)}, {number(b, 3)}]" for a, b in scene.view_domain[:2])
            low, high = number(float(finite.min()), 3), number(float(finite.max()), 3)
            lines.append(said(_VIEW).format(domain=domain, low=low, high=high))
    lowest = [point.x for point in objective.global_minima][:_MOST]
    if lowest:
        lines.append(said(_MINIMA).format(points=", ".join(map(_point, lowest))))
    shown = [run for run in snapshot.runs if run.spec.visible]
    lines += [_run(run, head) for run in shown] or [said(_NO_RUNS)]
    if not snapshot.done:
        lines.append(said(_BUSY))
    return "\n".join(line for line in lines if line)


def _run(run: RunData, head: float) -> str:
    t = run.trajectory
    k = min(int(head + 1e-9), t.steps)
    words = {
        "name": run.spec.title,
        "step": k,
        "all": t.steps,
        "point": _point(tuple(float(v) for v in t.x[k])),
        "f": number(float(t.f[k]), 4),
        "gradient": number(float(t.grad_norm[k]), 2),
        "why": "" if t.stop is None else str(t.stop),
    }
    return said(_RUN_ENDED if t.stop is not None and k == t.steps else _RUN).format(**words)


def _point(x: tuple[float, ...]) -> str:
    return "(" + ", ".join(number(v, 3) for v in x[:_MOST]) + (", …" if len(x) > _MOST else "") + ")"
