"""The terms of the step at the ball, as arrows: head to tail they lead to the next point."""

from __future__ import annotations

from typing import Any

import numpy as np

from core.analysis.step_terms import Part, StepTerms, step_terms
from core.arrays import Array
from core.words import QT_TRANSLATE_NOOP, said
from landscape_app.lenses.base import Lensed, Look
from landscape_app.lenses.scale import at, diagonal, magnification, rounded, step_shown, times
from landscape_app.results import RunData
from landscape_app.scene.model import Scene
from landscape_app.shapes import Arrow, Note, Overlay, Polyline, Shape
from landscape_app.terms import term_colour

_READABLE = 0.06  # of the view's diagonal: shorter arrows are magnified, all by one factor
_WANTED = 0.16  # their length then
_LONGEST = 0.3  # a longer arrow of those beside the step is shortened by a factor of its own
_NOTHING = 1e-3  # of the longest: shorter terms are left out
_INVISIBLE = 1e-9
_BROAD = 5.6  # pixels: the step lies under its parts, and is seen where they run along it
_WIDTHS = (3.4, 2.6, 2.0)  # of the parts, the later ones on top
_CORNER = 0.018  # of the diagonal: the side of a right angle's mark
_RIGHT = 0.02  # |cos| of an angle that counts as right

_STEP = QT_TRANSLATE_NOOP("lens", "step")
_TIMES = QT_TRANSLATE_NOOP("lens", "arrows × {times}")
_SOME_TIMES = QT_TRANSLATE_NOOP("lens", "{symbol} × {times}")
_NAMED = QT_TRANSLATE_NOOP("lens", "{name} {symbol}")
_NOISE = QT_TRANSLATE_NOOP("lens", "noise")
_MOMENTUM = QT_TRANSLATE_NOOP("lens", "momentum")
_CLIP = QT_TRANSLATE_NOOP("lens", "clipping")
_BOTH = QT_TRANSLATE_NOOP("lens", "noise and clipping")
_LAST = QT_TRANSLATE_NOOP("lens", "the last step taken")
_REST = QT_TRANSLATE_NOOP("lens", "no step: it stays here")
_TINY = QT_TRANSLATE_NOOP("lens", "a step of {length}: too short to be drawn")
_REFUSED = QT_TRANSLATE_NOOP("lens", "{symbol}, tried and refused")
_COSINE = QT_TRANSLATE_NOOP("lens", "successive gradients: cos = {cosine}")


class VectorsLens(Lensed):
    """Arrows at x_k for the step to x_{k+1}; once the run has ended, those of its last step."""

    name = "vectors"

    def wanted(self, scene: Scene) -> bool:
        return scene.lens.vectors

    def draw(self, look: Look, data: Any) -> Overlay:
        run = look.run
        if run is None or run.trajectory.x.shape[1] < 2:
            return ()
        t = run.trajectory
        k = step_shown(look, t)
        if k is None or not np.all(np.isfinite(t.x[k : k + 2, :2])):
            return ()
        terms = step_terms(look.scene.objective, run.spec.method, t, k)
        lengths = [_length(part.vector) for part in terms.parts]
        total = t.x[k + 1] - t.x[k]
        longest = max(*lengths, _length(total), *(_length(p.vector) for p in terms.beside if p.term == "rate"), 0.0)
        size = diagonal(look.scene)
        if 0 < longest < _INVISIBLE * size:  # what is left of so short a step is rounding
            return (Note(at(t.x[k]), said(_TINY).format(length=f"{longest:.1e}"), look.theme.ink),)
        factor = magnification(longest, _READABLE * size, _WANTED * size)
        lines = [said(_TIMES).format(times=times(factor))] if factor > 1 else []
        shapes = [*_corner(look, run, k, lines), *_beside(look, run, terms, k, factor, size)]
        shapes += _chain(look, run, terms, k, factor, _NOTHING * longest)
        if _length(total) == 0 and not any(lengths):
            lines.append(said(_REST))
        if terms.scale is not None:
            lines += [terms.scale_symbol, f"   = ({', '.join(f'{v:.3g}' for v in terms.scale[:2])})"]
        if look.step_of(t) > k:
            lines.append(said(_LAST))
        if lines:
            shapes.append(Note(at(t.x[k]), "\n".join(lines), look.theme.ink))
        return tuple(shapes)


def _length(vector: Array) -> float:
    """In the plane; 0 where it is not finite."""
    out = float(np.hypot(vector[0], vector[1]))
    return out if np.isfinite(out) else 0.0


def _chain(look: Look, run: RunData, terms: StepTerms, k: int, factor: float, least: float) -> list[Shape]:
    """The parts one after the other, and the step, in which they end; a single part is the step itself."""
    x = run.trajectory.x[k][:2]
    parts = [p for p in terms.parts if _length(p.vector) > least]
    shapes: list[Shape] = []
    if len(parts) > 1:
        end = x + factor * (run.trajectory.x[k + 1] - run.trajectory.x[k])[:2]
        shapes.append(Arrow(at(x), at(end), term_colour(look.theme, "step"), said(_STEP), width=_BROAD))
    tail = x
    for i, part in enumerate(parts):
        tip = tail + factor * part.vector[:2]
        label = _symbol(look, run, part)
        if len(parts) == 1:
            label = f"{label} = {said(_STEP)}"
        width = _WIDTHS[min(i, len(_WIDTHS) - 1)]
        shapes.append(Arrow(at(tail), at(tip), term_colour(look.theme, part.term), label, width))
        tail = tip
    return shapes


def _beside(look: Look, run: RunData, terms: StepTerms, k: int, factor: float, size: float) -> list[Shape]:
    """What to compare the step with, thinner; where it would leave the picture, shortened by a round factor."""
    x = run.trajectory.x[k]
    start = at(x)
    shapes: list[Shape] = []
    for part in terms.beside:
        length = factor * _length(part.vector)
        if length == 0:
            continue
        refused = part.term == "rate"
        own = 1.0 if refused or length <= _LONGEST * size else rounded(_LONGEST * size / length)
        label = part.symbol
        if refused:
            label = said(_REFUSED).format(symbol=label)
        elif own < 1:
            label = said(_SOME_TIMES).format(symbol=label, times=times(own * factor))
        tip = at(x[:2] + own * factor * part.vector[:2])
        shapes.append(Arrow(start, tip, term_colour(look.theme, part.term), label, width=1.6, opacity=0.8))
    return shapes


def _symbol(look: Look, run: RunData, part: Part) -> str:
    """The term's symbol after its name; where clipping has a share in what is not the gradient, that in words."""
    if part.term == "momentum" and run.spec.method.id != "admm":
        return said(_NAMED).format(name=said(_MOMENTUM), symbol=part.symbol)
    if part.term != "noise":
        return part.symbol
    if not run.spec.clip.active:
        return said(_NAMED).format(name=said(_NOISE), symbol=part.symbol)
    noisy = look.scene.noise.sigma > 0 and (run.spec.method.stochastic if run.spec.noisy is None else run.spec.noisy)
    return said(_BOTH if noisy or run.spec.batching.batch else _CLIP)


def searches_exactly(run: RunData) -> bool:
    """Whether the steps end where the gradient is at a right angle to them."""
    return run.spec.method.id == "gradient_descent_exact" or getattr(run.spec.method, "search", "") == "exact"


def _corner(look: Look, run: RunData, k: int, lines: list[str]) -> list[Shape]:
    """Where a step searched to the lowest point met the next gradient: the mark of a right angle, and the cosine."""
    t = run.trajectory
    if k == 0 or not searches_exactly(run):
        return []
    cosine = _cosine(t.gradient[k - 1], t.gradient[k])
    if np.isfinite(cosine):
        lines.append(_COSINE.format(cosine=f"{cosine + 0.0:.4f}"))
    back, down = t.x[k - 1] - t.x[k], -t.gradient[k]
    if len(back) > 2 or not abs(_cosine(back, down)) < _RIGHT:
        return []
    side = _CORNER * diagonal(look.scene)
    a, b = side * back / _norm(back), side * down / _norm(down)
    mark = t.x[k] + np.array([a, a + b, b])
    return [
        Polyline(mark, look.theme.plot, 4.0, opacity=0.75),
        Polyline(mark, term_colour(look.theme, "step"), 1.8),
    ]


def _norm(v: Array) -> float:
    return float(np.sqrt(np.einsum("d,d->", v, v)))


def _cosine(a: Array, b: Array) -> float:
    sizes = _norm(a) * _norm(b)
    return float(np.einsum("d,d->", a, b)) / sizes if sizes > 0 else float("nan")
