"""The Hessian at the ball as an ellipse, and the one of the matrix that the method believes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from core.analysis.local_model import Axes, axes, believed, fitting_level, level_curve, to_critical
from core.arrays import Array
from core.trajectory import Trajectory
from core.words import QT_TRANSLATE_NOOP, said
from landscape_app.lenses.base import Lensed, Look
from landscape_app.lenses.scale import at, diagonal, rounded, times
from landscape_app.results import RunData
from landscape_app.scene.model import Scene
from landscape_app.shapes import Arrow, Dots, Note, Overlay, Polyline, Shape
from landscape_app.terms import term_colour

_SIZE = 0.075  # of the view's diagonal: the geometric mean of the Hessian's semi-axes
_REACH = 0.2  # how far hyperbolas are drawn
_NUMBERS = 0.17  # how far out an eigenvalue is written at most
_LIKE = (0.12, 6.0)  # a believed ellipse so many times the Hessian's size is drawn to scale, others by a round factor
_FARTHEST = 3.0  # diagonals: a model's lowest point farther off than that is not pointed at
_MODELS = (
    "newton",
    "damped_newton",
    "modified_newton",
    "saddle_free_newton",
    "bfgs",
    "dfp",
    "lbfgs",
)  # their direction leads to the critical point of a model

_HESSIAN = "∇²f"
_BELIEVED = "B"
_SAME = QT_TRANSLATE_NOOP("lens", "∇²f = B")
_TIMES = QT_TRANSLATE_NOOP("lens", "B, lengths × {times}")
_LOWEST = QT_TRANSLATE_NOOP("lens", "model's minimum")
_SADDLE = QT_TRANSLATE_NOOP("lens", "model's saddle")
_HIGHEST = QT_TRANSLATE_NOOP("lens", "model's maximum")
_RADIUS = QT_TRANSLATE_NOOP("lens", "trusted: Δ = {radius}")
_BLOCK = QT_TRANSLATE_NOOP("lens", "of the first two variables")
_NONE = QT_TRANSLATE_NOOP("lens", "no curvature: the Hessian here is 0 or not finite")


@dataclass(frozen=True, eq=False)
class _Seen:
    """What is drawn of one record."""

    k: int
    hessian: Array  # (d, d)
    believed: Array | None


_seen: WeakKeyDictionary[Trajectory, _Seen] = WeakKeyDictionary()


class CurvatureLens(Lensed):
    """Level curves ½p'Hp = ±c about x_k: an ellipse, dashed where f curves down, or two pairs of hyperbolas."""

    name = "curvature"

    def wanted(self, scene: Scene) -> bool:
        return scene.lens.curvature

    def draw(self, look: Look, data: Any) -> Overlay:
        run = look.run
        if run is None or run.trajectory.x.shape[1] < 2:
            return ()
        t = run.trajectory
        k = look.step_of(t)
        x = t.x[k]
        if not np.all(np.isfinite(x)):
            return ()
        seen = _look_at(look, run, k)
        colour = term_colour(look.theme, "scale")
        of = axes(seen.hessian) if np.all(np.isfinite(seen.hessian)) else None
        if of is None:
            return (Note(at(x), said(_NONE), colour),)
        size = diagonal(look.scene)
        level = fitting_level(of, _SIZE * size)
        same = seen.believed is seen.hessian
        name = said(_SAME) if same else _HESSIAN
        if len(x) > 2:
            name = f"{name} {said(_BLOCK)}"
        shapes = _eigenvectors(look, of, level, x, size)
        shapes += _curves(look, of, level, x, size, colour, name, above=True)
        if seen.believed is not None and not same:
            shapes += _of_method(look, seen.believed, of, level, x, size)
        shapes += _model(look, run, seen, k, size)
        return tuple(shapes)


def _look_at(look: Look, run: RunData, k: int) -> _Seen:
    """Computed once a record: the head passes many frames on it."""
    t = run.trajectory
    known = _seen.get(t)
    if known is None or known.k != k:
        with np.errstate(all="ignore"):
            hessian = look.scene.objective.hessian(t.x[k])
            known = _seen[t] = _Seen(k, hessian, believed(run.spec.method, t, k, hessian))
    return known


def _curves(
    look: Look, of: Axes, level: float, x: Array, size: float, colour: str, name: str, above: bool
) -> list[Shape]:
    """Where the model is ``level`` above the point, and dashed where it is as far below; cased, with its name above or
    below.
    """
    shapes: list[Shape] = []
    top: Array | None = None
    way = (0.0, 1.0) if above else (0.0, -1.0)
    for sign, dash in ((1.0, "solid"), (-1.0, "dash")):
        for part in level_curve(of, sign * level, _REACH * size):
            line = x[:2] + part
            shapes.append(Polyline(line, look.theme.plot, 5.0, opacity=0.75))
            shapes.append(Polyline(line, colour, 2.4, dash))
            end = line[int(np.argmax(line[:, 1] * way[1]))]
            top = end if top is None or (end[1] - top[1]) * way[1] > 0 else top
    return shapes if top is None else [*shapes, Note(at(top), name, colour, way)]


def _eigenvectors(look: Look, of: Axes, level: float, x: Array, size: float) -> list[Shape]:
    """The axes as thin lines as long as the ellipse's, with the eigenvalues at their ends."""
    colour = term_colour(look.theme, "scale")
    shapes: list[Shape] = []
    for i, value in enumerate(of.values.tolist()):
        half = np.sqrt(2 * level / abs(value)) if value else np.inf
        drawn = min(half, _REACH * size)
        way = of.vectors[:, i]
        ends = np.array([x[:2] - drawn * way, x[:2] + drawn * way])
        shapes.append(Polyline(ends, look.theme.plot, 3.2, opacity=0.6))
        shapes.append(Polyline(ends, colour, 1.2))
        written = x[:2] + min(half, _NUMBERS * size) * way
        shapes.append(Note(at(written), f"λ{'₁₂'[i]} = {_number(value)}", colour, at(way)))
    return shapes


def _number(value: float) -> str:
    digits = 5 if 1e3 <= abs(value) < 1e5 else 3  # no powers of ten before they are needed
    return f"{value:.{digits}g}".replace("-", "−")


def _of_method(look: Look, matrix: Array, of: Axes, level: float, x: Array, size: float) -> list[Shape]:
    """The ellipse of B at the same level, its lengths times a round factor where they are far from the Hessian's."""
    own = axes(matrix)
    if own is None:
        return []
    colour = term_colour(look.theme, "rate")
    with np.errstate(all="ignore"):  # a flat direction of B: no ellipse to compare
        sizes = np.maximum(np.abs(of.values), 1e-300) / np.abs(own.values)
        ratio = float(np.prod(np.sqrt(np.sqrt(sizes))))
    factor, name = 1.0, _BELIEVED
    if not np.isfinite(ratio) or ratio == 0:
        return []
    if not _LIKE[0] <= ratio <= _LIKE[1]:
        factor = rounded(1 / ratio)
        name = said(_TIMES).format(times=times(factor))
    return _curves(look, own, level * factor**2, x, size, colour, name, above=False)


def _model(look: Look, run: RunData, seen: _Seen, k: int, size: float) -> list[Shape]:
    """Where the method's own model leads, and how far it is trusted."""
    t, method = run.trajectory, run.spec.method
    x = t.x[k]
    shapes: list[Shape] = []
    rate, step = term_colour(look.theme, "rate"), term_colour(look.theme, "step")
    if "radius" in t.extras and t.steps:
        radius = float(t.extras["radius"][min(k + 1, t.steps)])
        turn = np.linspace(0, 2 * np.pi, 97)
        circle = x[:2] + radius * np.column_stack([np.cos(turn), np.sin(turn)])
        shapes += [Polyline(circle, look.theme.plot, 5.0, opacity=0.75), Polyline(circle, rate, 2.4)]
        low = circle[72]  # at the foot
        shapes.append(Note(at(low), said(_RADIUS).format(radius=_number(radius)), rate, (0.0, -1.0)))
        if k < t.steps:
            p = t.extras["p"][k + 1]
            shapes.append(Arrow(at(x), at(x + p), step, "p"))
        return shapes
    if method.id not in _MODELS or seen.believed is None:
        return shapes
    p = to_critical(seen.believed, t.gradient[k])
    if p is None or not 0 < float(np.hypot(p[0], p[1])) < _FARTHEST * size:
        return shapes
    signs = np.sign(np.linalg.eigvalsh(seen.believed))
    word = _LOWEST if np.all(signs > 0) else _HIGHEST if np.all(signs < 0) else _SADDLE
    end = x[:2] + p[:2]
    return [
        *shapes,
        Dots(end[None], look.theme.plot, 5.2),
        Dots(end[None], step, 3.4),
        Arrow(at(x), at(end), step, said(word)),
    ]
