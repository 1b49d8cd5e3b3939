"""Values on a rectangular grid, as somebody measured them: checked once, then trusted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.words import QT_TRANSLATE_NOOP, CoreError

FEWEST, MOST = 4, 4096  # knots a side: below, no cubic; above, no memory
_HUGE = 1e150  # beyond it squares overflow: as good as infinite

_SIDE = QT_TRANSLATE_NOOP("errors", "{name} must be {low} to {high} numbers, got {got}")
_FINITE = QT_TRANSLATE_NOOP("errors", "{name} must be finite numbers, got {got} at place {at}")
_ORDER = QT_TRANSLATE_NOOP("errors", "{name} must rise or fall all the way, got {before} before {after} at place {at}")
_SHAPE = QT_TRANSLATE_NOOP(
    "errors", "{name} must be {rows} rows (one for each y) of {columns} numbers (one for each x), got {got}"
)
_HOLES = QT_TRANSLATE_NOOP("errors", "{name} must have a number at all four corners of at least one cell, got {got}")


class GridError(CoreError):
    """A grid that cannot be used, said in one sentence."""


@dataclass(frozen=True, eq=False)
class Grid:
    """``f[j, i]`` is the value at ``(x[i], y[j])``, nan in holes; make it with :meth:`of`."""

    x: Array  # (nx,) ascending
    y: Array  # (ny,) ascending
    f: Array  # (ny, nx)

    @classmethod
    def of(cls, x: Array, y: Array, f: Array, name: str = "f") -> Grid:
        """The grid of ``f`` (ny, nx) over ``x`` (nx,) and ``y`` (ny,), 4 to 4096 a side.

        A falling axis is turned round. Values that are not finite become holes. Raises :class:`GridError`.
        """
        x, y = _axis(x, "x"), _axis(y, "y")
        if f.shape != (len(y), len(x)):
            got = " × ".join(map(str, f.shape)) or "one number"
            raise GridError(_SHAPE, field=name, name=name, rows=len(y), columns=len(x), got=got)
        f = np.array(f, dtype=np.float64)
        with np.errstate(invalid="ignore"):
            f[~(np.abs(f) < _HUGE)] = np.nan
        if x[0] > x[-1]:
            x, f = x[::-1], f[:, ::-1]
        if y[0] > y[-1]:
            y, f = y[::-1], f[::-1]
        check_cells(f, name)
        return cls(*(np.ascontiguousarray(part) for part in (x, y, f)))


def check_cells(f: Array, name: str) -> None:
    """Raise :class:`GridError` unless ``f`` (ny, nx) has a cell without a hole."""
    known = np.isfinite(f)
    if not (known[:-1, :-1] & known[1:, :-1] & known[:-1, 1:] & known[1:, 1:]).any():
        raise GridError(_HOLES, field=name, name=name, got=f"{int(known.sum())} usable values of {f.size}")


def _axis(values: Array, name: str) -> Array:
    if values.ndim != 1 or not FEWEST <= len(values) <= MOST:
        got = str(len(values)) if values.ndim == 1 else f"an array of {values.ndim} dimensions"
        raise GridError(_SIDE, field=name, name=name, low=FEWEST, high=MOST, got=got)
    axis = np.array(values, dtype=np.float64)
    bad = ~(np.abs(axis) < _HUGE)
    if bad.any():
        at = int(np.argmax(bad))
        raise GridError(_FINITE, field=name, name=name, got=f"{axis[at]:g}", at=at + 1)
    step = np.diff(axis)
    wrong = ~(step > 0) if step[0] > 0 else ~(step < 0)
    if wrong.any():
        at = int(np.argmax(wrong))
        raise GridError(_ORDER, field=name, name=name, before=f"{axis[at]:g}", after=f"{axis[at + 1]:g}", at=at + 2)
    return axis
