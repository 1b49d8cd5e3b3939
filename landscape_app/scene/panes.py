"""Small multiples: one scene, one number of it varied, 2 to 9 panes side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from core.params import Param, params_of
from core.words import QT_TRANSLATE_NOOP, CoreError
from landscape_app.scene.model import RunSpec, Scene

FEWEST, MOST = 2, 9
_PATH = re.compile(r"(?:(objective|noise|stopping)|runs(?:\[(\d{1,2})\])?)\.([a-z_][a-z0-9_]*)")
_PARTS = ("clip", "batching")  # of a run, whose fields a scene file writes as the run's own

_COUNT = QT_TRANSLATE_NOOP("errors", "{name} must be {fewest} to {most} numbers, got {got}")
_NO_PATH = QT_TRANSLATE_NOOP(
    "errors", '{name} must be a number of this scene, such as "objective.kappa" or "runs.lr", got {got}'
)


@dataclass(frozen=True)
class Knob:
    """A number of a scene that can be varied."""

    path: str
    label: str
    known: Param
    value: float  # in the scene as it is


def knobs(scene: Scene) -> tuple[Knob, ...]:
    """Every number that can be varied: the objective's, those of all runs together, each run's, the noise's."""
    out = [
        Knob(f"objective.{name}", known.label, known, float(getattr(scene.objective, name)))
        for name, known in _numbers(scene.objective)
    ]
    shared: dict[str, Knob] = {}
    for i, run in enumerate(scene.runs):
        for name, known, value in _run_numbers(scene, run):
            shared.setdefault(name, Knob(f"runs.{name}", known.label, known, value))
            if len(scene.runs) > 1:
                out.append(Knob(f"runs[{i}].{name}", f"{run.title}: {known.label}", known, value))
    first = len(_numbers(scene.objective))
    out[first:first] = shared.values()
    out += [
        Knob(f"noise.{name}", known.label, known, float(getattr(scene.noise, name)))
        for name, known in _numbers(scene.noise)
    ]
    return tuple(out)


def variants(scene: Scene) -> tuple[Scene, ...]:
    """The scenes that the panes show, () where there are no panes or the scene has no such number (any more)."""
    try:
        return checked(scene)
    except CoreError:
        return ()


def checked(scene: Scene) -> tuple[Scene, ...]:
    """The scenes that the panes show. Raises :class:`CoreError`, of the field ``vary`` or ``values``."""
    panes = scene.panes
    if not panes.vary:
        return ()
    if not FEWEST <= len(panes.values) <= MOST:
        raise CoreError(_COUNT, field="values", name="values", fewest=FEWEST, most=MOST, got=len(panes.values))
    return tuple(_variant(scene, panes.vary, value) for value in panes.values)


def said(scene: Scene, path: str, value: float) -> str:
    """A pane's title: "κ = 10"."""
    known = next((k.known for k in knobs(scene) if k.path == path), None)
    symbol = (known.symbol or known.label) if known is not None else path
    return f"{symbol} = {value:g}" + (f" {known.unit}" if known is not None and known.unit else "")


def _numbers(instance: Any) -> list[tuple[str, Param]]:
    return [
        (name, known)
        for name, known in params_of(type(instance)).items()
        if known.kind in ("float", "int") and known.counts(instance) and name != "dim"  # one plane for all panes
    ]


def _run_numbers(scene: Scene, run: RunSpec) -> list[tuple[str, Param, float]]:
    parts: list[Any] = [run.method]
    if run.method.uses_lr:
        parts += [run.batching] if scene.objective.group == "data" else []
        parts += [run.clip] if run.clip.active else []
    return [(name, known, float(getattr(part, name))) for part in parts for name, known in _numbers(part)]


def _variant(scene: Scene, path: str, value: float) -> Scene:
    found = _PATH.fullmatch(path)
    if found is None:
        raise CoreError(_NO_PATH, field="vary", name="vary", got=repr(path)[:60])
    part, row, name = found.groups()
    title = said(scene, path, value)
    alone = replace(scene, panes=type(scene.panes)(), title=title, caption="")
    if part is not None:
        return replace(alone, **{part: _with(getattr(scene, part), name, value, path)})
    chosen = range(len(scene.runs)) if row is None else [int(row)]
    having = [i for i in chosen if i < len(scene.runs) and _owner(scene.runs[i], name) is not None]
    if not having:
        raise CoreError(_NO_PATH, field="vary", name="vary", got=repr(path)[:60])
    runs = list(scene.runs)
    for i in having:
        owner = _owner(runs[i], name)
        assert owner is not None
        runs[i] = replace(runs[i], **{owner: _with(getattr(runs[i], owner), name, value, path)})
    return replace(alone, runs=tuple(runs))


def _owner(run: RunSpec, name: str) -> str | None:
    """Which part of a run has the number ``name``."""
    return next((part for part in ("method", *_PARTS) if name in dict(_numbers(getattr(run, part)))), None)


def _with(instance: Any, name: str, value: float, path: str) -> Any:
    known = dict(_numbers(instance)).get(name)
    if known is None:
        raise CoreError(_NO_PATH, field="vary", name="vary", got=repr(path)[:60])
    try:
        return replace(instance, **{name: round(value) if known.kind == "int" else value})
    except CoreError as error:
        raise CoreError(error.sentence.template, field="values", **dict(error.sentence.values)) from error
