"""A surface that somebody measured: values on a grid, opened from a file, with a bicubic spline between them.

The class holds a recipe: the SHA-256 of the file and what to take from it. The values are looked up by that hash
(:func:`provide`), as a formula's program is by its text: one hash names one content for ever (docs/decisions/006).
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from core.arrays import Array
from core.grid import Grid, check_cells
from core.objectives._common import hessian_2d
from core.objectives.base import Objective
from core.params import ParameterError, param
from core.recording import Recording
from core.registry import register
from core.spline import Bicubic
from core.words import QT_TRANSLATE_NOOP, CoreError

_MISSING = QT_TRANSLATE_NOOP(
    "errors",
    "the values of “{file}” (sha256 {sha256}…) are needed, and no file of that content is open or beside the scene",
)
_NEEDS = QT_TRANSLATE_NOOP("errors", "{name} must be {needs}, got {got}")
EXAMPLE = ""  # the hash of the values that are always there
MAX_FILE_NAME = 200
MAX_PATH = 5000


class DataMissing(CoreError):
    """No values are known under ``sha256``, which a scene gives; there they came from ``file``."""

    def __init__(self, file: str, sha256: str) -> None:
        super().__init__(_MISSING, field="sha256", file=file or "?", sha256=sha256[:8])
        self.file, self.sha256 = file, sha256


_open: dict[str, Mapping[str, Grid]] = {}
_recorded: dict[str, Recording] = {}


def provide(sha256: str, grids: Mapping[str, Grid], recording: Recording | None = None) -> None:
    """From now on ``sha256`` (64 lower-case hexadecimal digits) stands for ``grids``, by the names of quantities, and
    for the training that was recorded with them, if one was.
    """
    _open[sha256] = dict(grids)
    if recording is not None:
        _recorded[sha256] = recording


def provided(sha256: str) -> bool:
    """Whether the values under that hash are known."""
    return sha256 == EXAMPLE or sha256 in _open


def recorded(sha256: str) -> Recording | None:
    """The training that was recorded with the values under that hash."""
    return _recorded.get(sha256)


@register("objective", "sampled_grid")
@dataclass(frozen=True)
class SampledGrid(Objective):
    """The bicubic not-a-knot spline s(x, y) through measured values, see :mod:`core.spline`.

    ``log`` puts the spline through ln f instead: values of 0 and less become holes, and the spline of a positive f
    cannot overshoot below 0. ``clip`` cuts s flat at that percentile of the values: min(s, c), with gradient and
    Hessian 0 where s >= c. The spline comes first, so that the cut does not make it ring. Undefined (nan) outside of
    the grid and in cells at a hole. Nothing else is claimed: no minima, no L.

    With ``sha256`` empty the values are an example on 49 x 41 points:
    1 + (x² + y²)/6 + cos(2x) sin(1.5y)/2 - 0.9 exp(-2 (x - 1)² - 2 (y + 0.8)²).
    """

    label = QT_TRANSLATE_NOOP("objectives", "Opened data")
    group = "own"
    order = 910
    formula = "values on a grid, a bicubic spline between"
    source = "a file of values; interpolation after de Boor, A Practical Guide to Splines, chapter XVII"
    lists = "lowest"

    file: str = param(
        "",
        label=QT_TRANSLATE_NOOP("objectives", "File"),
        help=QT_TRANSLATE_NOOP("objectives", "The file that the values came from"),
        high=MAX_FILE_NAME,
    )
    sha256: str = param(
        EXAMPLE,
        label=QT_TRANSLATE_NOOP("objectives", "Content"),
        help=QT_TRANSLATE_NOOP("objectives", "SHA-256 of the file, 64 hexadecimal digits; empty is the example"),
        high=64,
    )
    quantity: str = param(
        "",
        label=QT_TRANSLATE_NOOP("objectives", "Quantity"),
        help=QT_TRANSLATE_NOOP("objectives", "Which of the file's values; empty is the first"),
        high=80,
    )
    log: bool = param(
        False,
        label=QT_TRANSLATE_NOOP("objectives", "Logarithm"),
        help=QT_TRANSLATE_NOOP("objectives", "Take ln f for f; values of 0 and less become holes"),
    )
    clip: float = param(
        100.0,
        label=QT_TRANSLATE_NOOP("objectives", "Clip at percentile"),
        help=QT_TRANSLATE_NOOP("objectives", "The highest values are cut flat: 95 cuts the highest 5 %; 100 cuts none"),
        low=1.0,
        high=100.0,
        unit="%",
        slider=(50.0, 100.0),
    )

    path: tuple[tuple[float, ...], ...] = param(
        (),
        label=QT_TRANSLATE_NOOP("objectives", "Recorded path"),
        help=QT_TRANSLATE_NOOP("objectives", "Points of a training recorded elsewhere, drawn over the surface"),
        kind="matrix",
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "path", tuple(tuple(float(v) for v in point) for point in self.path))
        if len(self.path) > MAX_PATH or any(len(point) != 2 for point in self.path):
            needs = f"at most {MAX_PATH} points of 2 numbers"
            raise ParameterError(_NEEDS, field="path", name="path", needs=needs, got=f"{len(self.path)} rows")
        if any(c in self.file for c in "/\\\0") or self.file in (".", ".."):
            raise ParameterError(
                _NEEDS, field="file", name="file", needs="a file's name without folder", got=repr(self.file)
            )
        if self.file and self.sha256 == EXAMPLE:
            needs = "empty where sha256 is"
            raise ParameterError(_NEEDS, field="file", name="file", needs=needs, got=repr(self.file))
        if self.sha256 and (len(self.sha256) != 64 or set(self.sha256) - set(string.digits + "abcdef")):
            needs = "64 hexadecimal digits in lower case"
            raise ParameterError(_NEEDS, field="sha256", name="sha256", needs=needs, got=repr(self.sha256))
        if not provided(self.sha256):
            raise DataMissing(self.file, self.sha256)
        if self.quantity and self.quantity not in self.quantities:
            needs = "one of " + ", ".join(self.quantities)
            raise ParameterError(_NEEDS, field="quantity", name="quantity", needs=needs, got=repr(self.quantity))
        if self.log:
            _check_log(self.sha256, self.quantity_shown)

    @property
    def quantities(self) -> tuple[str, ...]:
        """The names of what the file holds."""
        return tuple(_grids(self.sha256))

    @cached_property
    def recording(self) -> Recording | None:
        """What is known of the path, where it is the one that the file holds."""
        known = recorded(self.sha256)
        return known if known is not None and known.path == self.path else None

    @property
    def quantity_shown(self) -> str:
        """The name of the values that the surface is made of."""
        return self.quantity or self.quantities[0]

    @property
    def _grid(self) -> Grid:
        return _grids(self.sha256)[self.quantity_shown]

    @property
    def size(self) -> tuple[int, int]:
        """(nx, ny), the knots along x and along y."""
        return len(self._grid.x), len(self._grid.y)

    @property
    def holes(self) -> int:
        """How many of the values are not known."""
        return _holes(self.sha256, self.quantity_shown, self.log)

    @property
    def _sheet(self) -> _Sheet:
        return _sheet(self.sha256, self.quantity_shown, self.log)

    @property
    def ceiling(self) -> float:
        """c of min(s, c); inf where nothing is cut."""
        if self.clip >= 100.0:
            return np.inf
        return _percentile(self.sha256, self.quantity_shown, self.log, self.clip)

    @property
    def is_smooth(self) -> bool:  # type: ignore[override]
        """Whether there is no cut; between the knots even the third derivative jumps."""
        return self.clip >= 100.0 and not self.holes

    def value(self, x: Array) -> Array:
        (f,) = self._derivatives(x, ((0, 0),))
        return f

    def gradient(self, x: Array) -> Array:
        return self.value_gradient(x)[1]

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        f, *g = self._derivatives(x, ((0, 0), (1, 0), (0, 1)))
        return f, np.stack(g, axis=-1)

    def hessian(self, x: Array) -> Array:
        _, xx, xy, yy = self._derivatives(x, ((0, 0), (2, 0), (1, 1), (0, 2)))
        return hessian_2d(x, xx, xy, yy)

    def _derivatives(self, x: Array, orders: tuple[tuple[int, int], ...]) -> list[Array]:
        """The spline's derivatives of those orders, the value first, after the cut."""
        with np.errstate(all="ignore"):
            found = self._sheet.spline.derivatives(x, orders)
            c = self.ceiling
            if c < np.inf:
                above = found[0].real >= c
                found = [np.where(above, 0.0 if i else c, part) for i, part in enumerate(found)]
        return found

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        x, y = self._grid.x, self._grid.y
        return ((float(x[0]), float(x[-1])), (float(y[0]), float(y[-1])))

    @property
    def start(self) -> tuple[float, ...]:
        return _start(self.sha256, self.quantity_shown, self.log)


class _Sheet(NamedTuple):
    spline: Bicubic
    known: Array  # (k,) the values at the knots, holes left out


@lru_cache(maxsize=4)
def _sheet(sha256: str, quantity: str, log: bool) -> _Sheet:
    grid = _grids(sha256)[quantity]
    f = _values(grid, log)
    return _Sheet(Bicubic.through(grid.x, grid.y, f), f[np.isfinite(f)])


@lru_cache(maxsize=64)
def _holes(sha256: str, quantity: str, log: bool) -> int:
    return int(np.isnan(_values(_grids(sha256)[quantity], log)).sum())


@lru_cache(maxsize=64)
def _percentile(sha256: str, quantity: str, log: bool, percent: float) -> float:
    return float(np.percentile(_sheet(sha256, quantity, log).known, percent, method="higher"))


@lru_cache(maxsize=64)
def _check_log(sha256: str, quantity: str) -> None:
    """Raise ``GridError`` unless ln f exists somewhere; what raised is asked again the next time."""
    check_cells(_values(_grids(sha256)[quantity], True), "ln f")


def _values(grid: Grid, log: bool) -> Array:
    """f, or ln f with holes where it does not exist, (ny, nx)."""
    if not log:
        return grid.f
    with np.errstate(all="ignore"):
        return np.where(grid.f > 0, np.log(grid.f), np.nan)


_CORNER = 0.16  # of either side: far from the middle, where the trained point usually lies, and well inside


@lru_cache(maxsize=64)
def _start(sha256: str, quantity: str, log: bool) -> tuple[float, float]:
    """The middle of the whole cell that is nearest to a place in the low left corner."""
    grid = _grids(sha256)[quantity]
    known = np.isfinite(_values(grid, log))
    whole = known[:-1, :-1] & known[1:, :-1] & known[:-1, 1:] & known[1:, 1:]
    rows, columns = np.nonzero(whole)
    (x0, x1), (y0, y1) = (grid.x[0], grid.x[-1]), (grid.y[0], grid.y[-1])
    x, y = (grid.x[1:] + grid.x[:-1])[columns] / 2, (grid.y[1:] + grid.y[:-1])[rows] / 2
    away = ((x - x0) / (x1 - x0) - _CORNER) ** 2 + ((y - y0) / (y1 - y0) - _CORNER) ** 2
    best = int(np.argmin(away))
    return float(x[best]), float(y[best])


def _grids(sha256: str) -> Mapping[str, Grid]:
    return _example() if sha256 == EXAMPLE else _open[sha256]


@lru_cache(maxsize=1)
def _example() -> Mapping[str, Grid]:
    x, y = np.linspace(-3.0, 3.0, 49), np.linspace(-2.5, 2.5, 41)
    u, v = np.meshgrid(x, y)
    f = 1 + (u * u + v * v) / 6 + np.cos(2 * u) * np.sin(1.5 * v) / 2
    return {"f": Grid.of(x, y, f - 0.9 * np.exp(-2 * (u - 1) ** 2 - 2 * (v + 0.8) ** 2))}
