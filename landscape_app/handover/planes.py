"""Which plane through the weights of a training, and which rectangle of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from core.arrays import Array
from core.nn.filters import NORMALISATIONS, Piece
from core.nn.planes import Plane, principal_plane, random_plane_of
from core.nn.trees import Tree, array_of, is_vector, told
from core.objectives.sampled_grid import MAX_PATH
from core.words import QT_TRANSLATE_NOOP, CoreError

MOST_POINTS = 1025  # a side
_FEWEST_POINTS = 4
_NARROW = 1e-6  # of the other side: a path as thin as that is a line, and gets a square

_MUST = QT_TRANSLATE_NOOP("errors", "{name} must be {needs}, got {got}")
_ALIKE = QT_TRANSLATE_NOOP(
    "errors",
    "weights must change, got {got} records that are all equal: keep copies (in PyTorch detach().clone()), since "
    "training goes on changing the arrays themselves",
)
_PLANAR = QT_TRANSLATE_NOOP(
    "errors",
    'weights must be 3 or more that lie on no line for directions="principal", got {got}; directions="filter" takes '
    "any number of them",
)
_SHAPES = QT_TRANSLATE_NOOP(
    "errors", "directions={got!r} needs shapes=[(name, shape), ...], since the weights are flat vectors"
)
_VECTORS = QT_TRANSLATE_NOOP(
    "errors", "directions={got!r} needs an array of two or more axes: vectors stay as they are unless biases=True"
)


def flattened(weights: Any, axis: int) -> tuple[Tree, Array]:
    """How a record lies in a vector, and all of them (k+1, d)."""
    if hasattr(weights, "ndim") and getattr(weights, "shape", None) is not None:
        table = array_of(weights, "weights", counted=True)
        if table.ndim != 2:
            needs = "records by row, (k+1, d)"
            raise CoreError(_MUST, field="weights", name="weights", needs=needs, got=told(table.shape))
        weights = table
    elif isinstance(weights, Mapping) or not hasattr(weights, "__iter__"):
        needs = "a list of records along the training"
        raise CoreError(_MUST, field="weights", name="weights", needs=needs, got=type(weights).__name__)
    records = list(weights)
    if not 1 <= len(records) <= MAX_PATH:
        needs = f"1 to {MAX_PATH:,} records"
        raise CoreError(_MUST, field="weights", name="weights", needs=needs, got=f"{len(records):,}")
    records = [np.asarray(r, dtype=np.float64) if isinstance(r, list | tuple) and is_vector(r) else r for r in records]
    tree = Tree.of(records[0], "weights[0]", axis)
    if tree.d < 2:
        raise CoreError(_MUST, field="weights", name="weights", needs="2 or more numbers each", got=str(tree.d))
    path = np.stack([tree.flat(record, f"weights[{i}]") for i, record in enumerate(records)])
    if len(path) > 1 and (path == path[0]).all():
        raise CoreError(_ALIKE, field="weights", got=len(path))
    return tree, path


def pieces_of(tree: Tree, shapes: Sequence[tuple[str, Sequence[int]]] | None, axis: int) -> tuple[Piece, ...] | None:
    """The arrays that the flat vector is made of; None where nobody says."""
    if shapes is None:
        return None if tree.is_flat else tree.pieces
    if not tree.is_flat:
        needs = "left out where the records are arrays by name"
        raise CoreError(_MUST, field="shapes", name="shapes", needs=needs, got="some")
    pieces: list[Piece] = []
    for name, shape in shapes:
        sides = tuple(int(side) for side in shape)
        pieces.append(Piece(str(name), sides, pieces[-1].place.stop if pieces else 0, axis))
    total = pieces[-1].place.stop if pieces else 0
    if total != tree.d or any(side < 1 for piece in pieces for side in piece.shape):
        needs = f"the shapes of {tree.d:,} numbers in all"
        raise CoreError(_MUST, field="shapes", name="shapes", needs=needs, got=f"{total:,}")
    return tuple(pieces)


def plane_of(
    directions: Any, tree: Tree, pieces: tuple[Piece, ...] | None, path: Array, origin: Array, biases: bool, seed: int
) -> Plane:
    if isinstance(directions, str):
        if directions == "principal":
            try:
                return principal_plane([path], origin)[0]
            except CoreError as error:
                got = error.sentence.values.get("got", "others")
                raise CoreError(_PLANAR, field="weights", got=got) from error
        if directions not in NORMALISATIONS:
            needs = ", ".join(f'"{name}"' for name in ("principal", *NORMALISATIONS)) + " or two arrays"
            raise CoreError(_MUST, field="directions", name="directions", needs=needs, got=repr(directions))
        if pieces is None and directions != "none":
            raise CoreError(_SHAPES, field="directions", got=directions)
        if pieces is not None and not biases and all(piece.is_vector for piece in pieces):
            raise CoreError(_VECTORS, field="directions", got=directions)
        return random_plane_of(pieces or (), origin, seed, directions, biases)
    try:
        u, v = directions
    except (TypeError, ValueError) as error:
        needs = "a name or two arrays"
        raise CoreError(
            _MUST, field="directions", name="directions", needs=needs, got=type(directions).__name__
        ) from error
    return Plane(origin, *(tree.flat(each, f"directions[{i}]") for i, each in enumerate((u, v))))


Sides = tuple[tuple[float, float], tuple[float, float]]


def rectangle(points: Array, reach: float, at_random: bool) -> Sides:
    """The rectangle around the path and (0, 0), ``reach`` times as wide; see :func:`plan`."""
    if not isinstance(reach, int | float) or not 0 < reach < 1e6:
        raise CoreError(_MUST, field="reach", name="reach", needs="more than 0", got=repr(reach))
    low, high = np.minimum(points.min(axis=0), 0.0), np.maximum(points.max(axis=0), 0.0)
    middle, half = (low + high) / 2, (high - low) / 2
    half = np.where(half > _NARROW * half.max(), half, half.max() or 1.0) * reach
    low, high = middle - half, middle + half
    if at_random:
        low, high = np.minimum(low, -reach), np.maximum(high, reach)
    return (float(low[0]), float(high[0])), (float(low[1]), float(high[1]))


def own_rectangle(domain: Any) -> Sides:
    try:
        (x0, x1), (y0, y1) = ((float(a), float(b)) for a, b in domain)
    except (TypeError, ValueError) as error:
        needs = "((x0, x1), (y0, y1))"
        raise CoreError(_MUST, field="domain", name="domain", needs=needs, got=repr(domain)[:80]) from error
    if not (x0 < x1 and y0 < y1 and np.isfinite([x0, x1, y0, y1]).all()):
        needs = "((x0, x1), (y0, y1)), lower ends first"
        raise CoreError(_MUST, field="domain", name="domain", needs=needs, got=repr(domain)[:80])
    return (x0, x1), (y0, y1)


def counts(points: int | tuple[int, int]) -> tuple[int, int]:
    sides = (points, points) if isinstance(points, int) else points
    usable = isinstance(sides, tuple) and len(sides) == 2
    if not usable or not all(isinstance(n, int) and _FEWEST_POINTS <= n <= MOST_POINTS for n in sides):
        needs = f"{_FEWEST_POINTS} to {MOST_POINTS:,}, or two such numbers"
        raise CoreError(_MUST, field="points", name="points", needs=needs, got=repr(points)[:80])
    return sides
