"""How sharp a place is: the Hessian's largest eigenvalue and trace, and how large the pool is below a level over it.

Source: Hochreiter and Schmidhuber, Neural Computation 9 (1997) 1 (volume); Keskar and others, ICLR (2017),
arXiv:1609.04836 (sharpness). None of them is the same in other coordinates: Dinh and others, ICML (2017).
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.arrays import Array, BoolArray
from core.objectives.base import Objective

_CELLS = 200  # a side of the grid on which an area is counted,
_COARSE = 64  # and of that which finds where it lies
_GROWS = 24  # how often the window may double
_FILLED = 0.55  # of the window's width: a narrower pool is looked at again through a window that fits it


@dataclass(frozen=True)
class Sharpness:
    """At ``x``: f, λ_max and trace of the Hessian, and the volume of the part of {f ≤ f(x) + δ} about ``x``.

    ``volume`` is an area in the plane and a length on the line; inf where the pool has no bound that was found, None
    where nobody knows (three variables and more that are no quadratic). ``exact``: from the closed form.
    """

    x: tuple[float, ...]
    value: float
    largest: float
    trace: float
    volume: float | None
    exact: bool


def sharpness(objective: Objective, x: Array, delta: float) -> Sharpness:
    """How sharp ``x`` (d,) is, with the level δ = ``delta`` > 0 above it; nan where f has no value there."""
    (found,) = deque(measure(objective, x, delta), maxlen=1)
    assert found is not None, "measuring ends with the measure"
    return found


def measure(objective: Objective, x: Array, delta: float) -> Iterator[Sharpness | None]:
    """None while at work, at last what :func:`sharpness` gives."""
    x = np.asarray(x, dtype=np.float64)
    place = tuple(x.tolist())
    with np.errstate(all="ignore"):
        value, hessian = float(objective.value(x)), objective.hessian(x)
    if not (math.isfinite(value) and np.all(np.isfinite(hessian))):
        yield Sharpness(place, value, math.nan, math.nan, None, False)
        return
    eigenvalues: Array = np.linalg.eigvalsh(hessian).astype(np.float64)
    volume: float | None = None
    if objective.is_quadratic:
        volume = _ellipsoid(objective, value, eigenvalues, delta)
    elif len(x) <= 2:
        for volume in pool_steps(objective, x, value + delta):  # noqa: B007 (the last one)
            yield None
    largest, trace = float(eigenvalues[-1]), float(np.sum(eigenvalues))
    yield Sharpness(place, value, largest, trace, volume, objective.is_quadratic)


def ball_volume(d: int) -> float:
    """Of the unit ball in d dimensions: π^{d/2}/Γ(d/2 + 1)."""
    return float(math.pi ** (d / 2) / math.gamma(d / 2 + 1))


def _ellipsoid(objective: Objective, value: float, eigenvalues: Array, delta: float) -> float:
    """{f ≤ f(x) + δ} = {½(u − x*)ᵀH(u − x*) ≤ f(x) + δ − f*} of a quadratic."""
    if eigenvalues[0] <= 0 or not objective.minima:
        return math.inf
    d, height = len(eigenvalues), value + delta - float(objective.value(np.array(objective.minima[0])))
    logarithm = math.log(ball_volume(d)) + 0.5 * d * math.log(2 * height) - 0.5 * float(np.sum(np.log(eigenvalues)))
    return math.exp(logarithm) if logarithm < 700 else math.inf


def pool(objective: Objective, x: Array, level: float) -> float:
    """The size of the connected part of {f ≤ level} that holds ``x`` (d,), d ≤ 2, counted on a grid; inf where its
    edge was not found.
    """
    (found,) = deque(pool_steps(objective, x, level), maxlen=1)
    assert found is not None, "counting ends with a number"
    return found


def pool_steps(objective: Objective, x: Array, level: float) -> Iterator[float | None]:
    """None after every window looked through, at last what :func:`pool` gives.

    A coarse grid finds the window that fits, a fine one counts in it.
    """
    width = np.array([high - low for low, high in objective.domain]) / 16
    low, high, cells = x - width, x + width, _COARSE
    for _ in range(_GROWS):
        with np.errstate(all="ignore"):
            inside, cell = _grid(objective, x, low, high, level, cells)
        yield None
        spans = [np.flatnonzero(inside.any(axis=tuple(j for j in range(inside.ndim) if j != i))) for i in range(len(x))]
        open_low, open_high = [s[0] == 0 for s in spans], [s[-1] == cells - 1 for s in spans]
        if any(open_low) or any(open_high):
            size = high - low
            low, high = low - np.where(open_low, size, 0.0), high + np.where(open_high, size, 0.0)
            continue
        fits = all(s[-1] - s[0] > _FILLED * cells for s in spans)
        if fits and cells == _CELLS:
            yield float(np.count_nonzero(inside)) * float(np.prod(cell))
            return
        # 3 cells of air about what was found: a coarse grid may have missed a tip
        low, high = (
            np.array([low[i] + (s[0] - 3) * cell[i] for i, s in enumerate(spans)]),
            np.array([low[i] + (s[-1] + 4) * cell[i] for i, s in enumerate(spans)]),
        )
        cells = _CELLS if fits else cells
    yield math.inf


def _grid(objective: Objective, x: Array, low: Array, high: Array, level: float, cells: int) -> tuple[BoolArray, Array]:
    """Which cells of the window belong to the part about ``x``, (n,) or (n, n), and the sides of a cell (d,)."""
    cell = (high - low) / cells
    axes = [low[i] + (np.arange(cells) + 0.5) * cell[i] for i in range(len(x))]
    points = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    below = objective.value(points) <= level
    at = tuple(np.clip(((x - low) / cell).astype(int), 0, cells - 1))
    below[at] = True  # a pool smaller than a cell is there all the same
    return flooded(below, at), cell


def flooded(below: BoolArray, at: tuple[int, ...]) -> BoolArray:
    """The part of ``below`` that is joined to the cell ``at`` through cells' sides."""
    wet = np.zeros_like(below)
    wet[at] = True
    while True:
        before = int(np.count_nonzero(wet))
        for axis in range(wet.ndim):
            for backwards in (False, True):
                wet = _along(wet, below, axis, backwards)
        if int(np.count_nonzero(wet)) == before:
            return wet


def _along(wet: BoolArray, below: BoolArray, axis: int, backwards: bool) -> BoolArray:
    """Let water run along ``axis`` as far as ``below`` goes without a gap."""
    if backwards:
        wet, below = np.flip(wet, axis), np.flip(below, axis)
    count = np.cumsum(~below, axis=axis)  # grows at every gap: equal numbers are one stretch
    last = np.maximum.accumulate(np.where(wet, count + 1, 0), axis=axis)
    out: BoolArray = below & (last == count + 1)
    return np.flip(out, axis) if backwards else out
