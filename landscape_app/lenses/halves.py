"""The two halves of a proximal step, ADMM's three points, and the set or the creases that they keep to."""

from __future__ import annotations

from typing import Any

import numpy as np

from core.arrays import Array
from core.objectives.base import Objective
from core.objectives.composite import Composite
from core.objectives.composite_terms import BallTerm, BoxTerm, GroupTerm, NormTerm
from core.trajectory import Trajectory
from core.words import QT_TRANSLATE_NOOP, said
from landscape_app.lenses.base import Lensed, Look
from landscape_app.lenses.scale import at, diagonal, step_shown
from landscape_app.results import RunData
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.shapes import Arrow, Dots, Note, Overlay, Polyline, Shape
from landscape_app.terms import term_colour

METHODS = ("proximal_gradient", "fista", "admm", "subgradient")
_STEPS = 12  # drawn, the older the fainter
_SHORTEST = 2e-3  # of the view's diagonal: a shorter half gets no arrow

_NO_HALVES = QT_TRANSLATE_NOOP("lens", "its steps have no halves: that is for proximal methods")
_DOWN, _DOWN_SMOOTH = "−α∇g", "−α∇f"
_PROX = "prox"
_PROJECT = QT_TRANSLATE_NOOP("lens", "project")
_MOMENTUM = QT_TRANSLATE_NOOP("lens", "y: ahead")
_SUBGRADIENT = QT_TRANSLATE_NOOP("lens", "−αs")
_BEST = QT_TRANSLATE_NOOP("lens", "best so far")
_RESIDUALS = QT_TRANSLATE_NOOP("lens", "‖r‖ = ‖x − z‖ = {primal}\n‖s‖ = ρ‖Δz‖ = {dual}")


def has_halves(run: RunSpec) -> bool:
    """Whether there is anything to draw of the run."""
    return run.method.id in METHODS


class HalvesLens(Lensed):
    """The last steps, from x_k over the point between the halves to x_{k+1}; the present one is strong."""

    name = "halves"

    def wanted(self, scene: Scene) -> bool:
        return scene.lens.halves

    def why_not(self, scene: Scene) -> str:
        run = scene.runs[scene.lens.run] if scene.lens.run < len(scene.runs) else None
        return _NO_HALVES if run is None or not has_halves(run) else super().why_not(scene)

    def draw(self, look: Look, data: Any) -> Overlay:
        run = look.run
        if run is None or run.trajectory.x.shape[1] < 2:
            return ()
        t = run.trajectory
        shapes = _outline(look)
        k = step_shown(look, t)
        if not has_halves(run.spec):
            place = t.x[look.step_of(t)]
            note = Note(at(place), said(_NO_HALVES), look.theme.ink)
            return (*shapes, note) if np.all(np.isfinite(place)) else tuple(shapes)
        if k is None:
            return tuple(shapes)
        if run.spec.method.id == "subgradient":
            return (*shapes, *_subgradient(look, t, k))
        if "half" not in t.extras:
            return tuple(shapes)
        if run.spec.method.id == "admm":
            shapes += _trails(look, t, k)
        # ADMM's trails tell of its earlier steps
        first = k if run.spec.method.id == "admm" else max(0, k - _STEPS + 1)
        for j in range(first, k + 1):
            shapes += _steps(look, run, j, k)
        if run.spec.method.id == "admm":
            shapes += _residuals(look, t, k)
        return tuple(shapes)


def _steps(look: Look, run: RunData, j: int, k: int) -> list[Shape]:
    """The halves of step ``j``, words and full strength for the present one, ``k``."""
    t, theme = run.trajectory, look.theme
    present = j == k
    opacity = 1.0 if present else 0.75 * (1 - (k - j) / _STEPS)
    width = 3.2 if present else 1.6
    half, x, end = (p[:2] for p in (t.extras["half"][j + 1], t.x[j], t.x[j + 1]))
    legs: list[tuple[Array, Array, str, str]] = []
    smooth = look.scene.objective.smooth is look.scene.objective
    down = _DOWN_SMOOTH if smooth else _DOWN
    if run.spec.method.id == "admm":
        x_hat = half - (t.extras["u"][j][:2] if j else 0.0)
        legs += [(x, x_hat, "gradient", "x"), (x_hat, half, "momentum", "+ u")]
    elif "y" in t.extras:
        y = t.extras["y"][j + 1][:2]
        legs += [(x, y, "momentum", said(_MOMENTUM)), (y, half, "gradient", down)]
    else:
        legs.append((x, half, "gradient", down))
    legs.append((half, end, "decay", said(_PROJECT) if _is_set(look.scene.objective) else _PROX))
    shortest = _SHORTEST * diagonal(look.scene)
    return [
        Arrow(at(a), at(b), term_colour(theme, term), label if present else "", width, opacity)
        for a, b, term, label in legs
        if np.all(np.isfinite(b)) and float(np.hypot(*(b - a))) > shortest
    ]


def _trails(look: Look, t: Trajectory, k: int) -> list[Shape]:
    """ADMM's x_j and z_j up to the present."""
    theme = look.theme
    shapes: list[Shape] = []
    for name, term in (("x_k", "gradient"), ("z", "decay")):
        trail = t.extras[name][max(1, k + 2 - 4 * _STEPS) : k + 2, :2]
        colour = term_colour(theme, term)
        shapes += [
            Polyline(trail, theme.plot, 3.4, opacity=0.6),
            Polyline(trail, colour, 1.4, "dash" if name == "x_k" else "solid"),
            Dots(trail, theme.plot, 3.6, 0.8),
            Dots(trail, colour, 2.5),
        ]
    return shapes


def _residuals(look: Look, t: Trajectory, k: int) -> list[Shape]:
    """The names of the present x and z, and how far they are from the end: the residuals of Boyd's section 3.3."""
    e, theme = t.extras, look.theme
    x, z = e["x_k"][k + 1], e["z"][k + 1]
    words = said(_RESIDUALS).format(primal=f"{e['primal'][k + 1]:.3g}", dual=f"{e['dual'][k + 1]:.3g}")
    shapes: list[Shape] = [Note(at(z), words, theme.ink)]
    if float(np.hypot(*(x - z)[:2])) > 5 * _SHORTEST * diagonal(look.scene):
        shapes.append(Note(at(z), "z", term_colour(theme, "decay")))
    return shapes


def _subgradient(look: Look, t: Trajectory, k: int) -> list[Shape]:
    """The hops −αs, and the best point so far, which is what the method returns."""
    theme = look.theme
    colour = term_colour(theme, "gradient")
    shapes: list[Shape] = []
    for j in range(max(0, k - _STEPS + 1), k + 1):
        if np.all(np.isfinite(t.x[j : j + 2])):
            present = j == k
            opacity = 1.0 if present else 0.75 * (1 - (k - j) / _STEPS)
            label = said(_SUBGRADIENT) if present else ""
            shapes.append(Arrow(at(t.x[j]), at(t.x[j + 1]), colour, label, 3.2 if present else 1.6, opacity))
    best = t.extras["x_best"][k + 1]
    if np.all(np.isfinite(best)):
        mark = term_colour(theme, "rate")
        shapes += [
            Dots(best[None, :2], theme.plot, 6.0),
            Dots(best[None, :2], mark, 4.2),
            Note(at(best), said(_BEST), mark),
        ]
    return shapes


def _is_set(objective: Objective) -> bool:
    return isinstance(objective, Composite) and isinstance(objective.term, BoxTerm | BallTerm)


def _outline(look: Look) -> list[Shape]:
    """The set that the term confines f to, or the creases where it makes coordinates exactly 0."""
    objective, theme = look.scene.objective, look.theme
    if not isinstance(objective, Composite):
        return []
    colour = term_colour(theme, "decay")
    term = objective.term
    (x0, x1), (y0, y1) = look.scene.view_domain[:2]
    if isinstance(term, BoxTerm):
        a, b = term.half
        rim = np.array([(-a, -b), (a, -b), (a, b), (-a, b)])
    elif isinstance(term, BallTerm):
        turn = np.linspace(0, 2 * np.pi, 121)
        rim = term.radius * np.column_stack([np.cos(turn), np.sin(turn)])
    elif isinstance(term, GroupTerm):
        return [Dots(np.zeros((1, 2)), theme.plot, 6.0), Dots(np.zeros((1, 2)), colour, 4.0)] if term.weight else []
    elif isinstance(term, NormTerm) and term.l1 > 0:
        shapes: list[Shape] = []
        for crease in (np.array([(x0, 0.0), (x1, 0.0)]), np.array([(0.0, y0), (0.0, y1)])):
            shapes += [Polyline(crease, theme.plot, 4.0, opacity=0.6), Polyline(crease, colour, 1.8, "dash")]
        return shapes
    else:
        return []
    return [
        Polyline(rim, theme.plot, 5.0, closed=True, opacity=0.75),
        Polyline(rim, colour, 2.4, closed=True),
    ]
