"""From named arrays to grids: which array is which axis, which are values, and which way round they lie."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from core.arrays import Array
from core.grid import Grid, GridError
from core.words import QT_TRANSLATE_NOOP
from landscape_app.data.errors import DataError, check_plane, shaped, within

UNFILLED = -1.0  # in files of tomgoldstein/loss-landscape
_PUBLISHED = ("train_loss", "test_loss", "train_acc", "test_acc", "train_err", "test_err")

_NO_VALUES = QT_TRANSLATE_NOOP("errors", "{file}: there must be an array f or z, or just one with two sides, got {got}")
_NO_SURFACE = QT_TRANSLATE_NOOP(
    "errors", "{file}: there must be one of train_loss, train_acc, test_loss, test_acc, got {got}"
)
_LENGTH = QT_TRANSLATE_NOOP(
    "errors", "{file}: {name} must have {needs} values, one for each pair of x and y, got {got}"
)

Grids = dict[str, Grid]


def from_arrays(file: str, arrays: Mapping[str, Array]) -> Grids:
    """The grids in an .npz: values ``f`` or ``z``, else the only two-sided array, over ``x`` and ``y`` where given.

    Rows belong to y and columns to x, as ``numpy.meshgrid`` and matplotlib have it; an array whose sides fit only the
    other way round is turned. x and y may be meshgrids themselves; without them the places are counted from 0.
    Arrays called as in loss-landscape are read as such (:func:`from_published`).
    """
    if "xcoordinates" in arrays and "ycoordinates" in arrays:
        return from_published(file, arrays)
    names = [name for name in ("f", "z") if name in arrays][:1]
    names = names or [name for name, a in arrays.items() if a.ndim == 2 and name not in ("x", "y")]
    if len(names) != 1:
        got = ", ".join(f"{name} ({shaped(a.shape)})" for name, a in list(arrays.items())[:8]) or "none"
        raise DataError(_NO_VALUES, field=file, file=file, got=got)
    return {names[0]: plain(file, arrays[names[0]], names[0], arrays.get("x"), arrays.get("y"))}


def plain(file: str, f: Array, name: str = "f", x: Array | None = None, y: Array | None = None) -> Grid:
    """The grid of one table over axes, or over 0, 1, 2 ... where there are none."""
    check_plane(file, name, f.shape)
    x, y = _axis(x, 1), _axis(y, 0)
    if x is not None and y is not None and f.shape == (len(x), len(y)) != (len(y), len(x)):
        f = f.T
    counted = [np.arange(n, dtype=np.float64) for n in f.shape]
    try:
        return Grid.of(counted[1] if x is None else x, counted[0] if y is None else y, f, name)
    except GridError as error:
        raise within(file, error.sentence) from error


def _axis(values: Array | None, along: int) -> Array | None:
    """An axis given as such, or as a meshgrid that is constant across it."""
    if values is None or values.ndim != 2:
        return values
    line = values[0, :] if along == 1 else values[:, 0]
    if (values == (line[None, :] if along == 1 else line[:, None])).all():
        return line
    line = values[:, 0] if along == 1 else values[0, :]  # indexing="ij"
    return line if (values == (line[:, None] if along == 1 else line[None, :])).all() else values


def from_published(file: str, arrays: Mapping[str, Array]) -> Grids:
    """The grids in a surface file of tomgoldstein/loss-landscape (Li et al. 2018, arXiv:1712.09913).

    ``xcoordinates`` (nx,), ``ycoordinates`` (ny,), and of train_loss, test_loss, train_acc, test_acc those there are.
    They are declared (nx, ny), but that program fills them through ``ravel()`` in the order of
    ``meshgrid(x, y)``: the k-th number belongs to x[k mod nx] and y[k div nx], which is the order kept here. Cells
    that it never reached hold -1 and become holes; so do infinite and undefined losses. A quantity without a single
    number in it is left out.
    """
    x, y = arrays["xcoordinates"], arrays["ycoordinates"]
    names = [name for name in _PUBLISHED if name in arrays]
    if not names:
        raise DataError(_NO_SURFACE, field=file, file=file, got=", ".join(list(arrays)[:8]) or "none")
    grids: Grids = {}
    for name in names:
        values = np.asarray(arrays[name], dtype=np.float64)
        if values.size != x.size * y.size:
            needs = f"{x.size} · {y.size}"
            raise DataError(_LENGTH, field=file, file=file, name=name, needs=needs, got=shaped(values.shape))
        if (values == UNFILLED).all() and grids:
            continue
        f = np.where(values == UNFILLED, np.nan, values).reshape(y.size, x.size)
        try:
            grids[name] = Grid.of(x, y, f, name)
        except GridError as error:
            raise within(file, error.sentence) from error
    return grids
