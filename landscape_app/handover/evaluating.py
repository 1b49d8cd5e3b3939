"""A loss at many weights: the user's own callable, or the values that were computed elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from core.arrays import Array
from core.grid import Grid
from core.nn.planes import Plane
from core.nn.trees import Tree, array_of, told
from core.spline import Bicubic
from core.words import QT_TRANSLATE_NOOP, CoreError

Loss = Callable[[Any], Any]

_RETURNED = QT_TRANSLATE_NOOP("errors", "{name} must return {needs}, got {got}")


class Progress:
    """Tells how many of ``total`` evaluations are done."""

    def __init__(self, tell: Callable[[int, int], object] | None, total: int) -> None:
        self._tell, self._done, self._total = tell, 0, total

    def __call__(self, more: int) -> None:
        """``more`` have been done."""
        self._done += more
        if self._tell is not None:
            self._tell(self._done, self._total)


class OnPlane:
    """Weights at places of a plane (n, 2), each made when it is asked for."""

    def __init__(self, plane: Plane, places: Array) -> None:
        self._plane, self._places = plane, places

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, part: slice) -> Array:
        return self._plane.at(self._places[part])


class Called:
    """A loss that is called, with ``batch`` weights at once or, where that is None, with one."""

    def __init__(self, name: str, loss: Loss, tree: Tree, batch: int | None, done: Progress) -> None:
        self._name, self._loss, self._tree, self._batch, self._done = name, loss, tree, batch, done

    def at(self, weights: Array | OnPlane) -> Array:
        """The loss (n,) at weights (n, d)."""
        return np.concatenate(list(self._values(weights)))

    def _values(self, weights: Array | OnPlane) -> Iterator[Array]:
        size = self._batch or 1
        for first in range(0, len(weights), size):
            w = weights[first : first + size]
            yield self._numbers(self._loss(self._tree.shaped(w if self._batch else w[0])), len(w))
            self._done(len(w))

    def _numbers(self, got: Any, count: int) -> Array:
        needs = f"{count} numbers, one for each of the weights" if self._batch else "one number"
        try:
            values = array_of(got, self._name, counted=True).astype(np.float64)
        except CoreError as error:
            what = type(got).__name__
            raise CoreError(_RETURNED, field=self._name, name=self._name, needs=needs, got=what) from error
        if values.size != count or (self._batch and values.ndim != 1):
            raise CoreError(_RETURNED, field=self._name, name=self._name, needs=needs, got=told(values.shape))
        return values.reshape(count)


def between(x: Array, y: Array, table: Array, points: Array) -> Array:
    """A table's values at places between its own (n,), by the spline that Landscape draws; nan outside."""
    grid = Grid.of(x, y, table)
    with np.errstate(all="ignore"):
        return Bicubic.through(grid.x, grid.y, grid.f).derivatives(points, ((0, 0),))[0]
