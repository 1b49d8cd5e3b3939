"""The two calls of a handover: :func:`write`, and :func:`plan` for those who compute the surface themselves."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from core.arrays import Array
from core.nn.planes import Honesty, Plane, honesty
from core.nn.trees import Tree, array_of, told
from core.recording import Recording
from core.words import QT_TRANSLATE_NOOP, CoreError
from landscape_app.data.errors import MAX_BYTES
from landscape_app.data.handover_files import encode, pack, unpack
from landscape_app.files import write_atomic
from landscape_app.handover.evaluating import Called, Loss, OnPlane, Progress, between
from landscape_app.handover.planes import counts, flattened, own_rectangle, pieces_of, plane_of, rectangle

Outputs = Literal["first", "last"]
_SUFFIX = ".npz"

_MUST = QT_TRANSLATE_NOOP("errors", "{name} must be {needs}, got {got}")
_NO_LOSS = QT_TRANSLATE_NOOP(
    "errors", "{name} must be a callable or a table of {rows} rows (one for each y) of {columns} numbers, got {got}"
)
_TARGET = QT_TRANSLATE_NOOP("errors", "{path} cannot be written: {why}")


def write(
    path: str | os.PathLike[str],
    weights: Any,
    loss: Loss | Any | Mapping[str, Loss | Any],
    *,
    directions: Any = "principal",
    shapes: Sequence[tuple[str, Sequence[int]]] | None = None,
    outputs: Outputs = "first",
    biases: bool = False,
    origin: int = -1,
    seed: int = 0,
    points: int | tuple[int, int] = 41,
    reach: float = 1.3,
    domain: Any = None,
    true: Any = None,
    epochs: Any = None,
    train: Any = None,
    test: Any = None,
    batch: int | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Recording:
    """Evaluate ``loss`` on a plane through the weights of a training, and write what Landscape shows to ``path``.

    The same as ``plan(weights, ...).write(path, loss, ...)``: see :func:`plan` for ``weights`` to ``domain`` and
    :meth:`Plan.write` for the rest. Everything is checked before ``loss`` is called for the first time.
    """
    made = plan(
        weights, directions=directions, shapes=shapes, outputs=outputs, biases=biases, origin=origin, seed=seed,
        points=points, reach=reach, domain=domain,
    )  # fmt: skip
    return made.write(path, loss, true=true, epochs=epochs, train=train, test=test, batch=batch, progress=progress)


def plan(
    weights: Any,
    *,
    directions: Any = "principal",
    shapes: Sequence[tuple[str, Sequence[int]]] | None = None,
    outputs: Outputs = "first",
    biases: bool = False,
    origin: int = -1,
    seed: int = 0,
    points: int | tuple[int, int] = 41,
    reach: float = 1.3,
    domain: Any = None,
) -> Plan:
    """Choose the plane, and find where the training lies on it; no loss is needed yet.

    ``weights`` are the records along the training, first to last: an array (k+1, d), or one flat vector each, or one
    dict, list or tuple of arrays each (also in one another). Flattened, they lie in the order in which the first record
    names them. 1 to 5,000 records.

    ``directions``: "principal", the two strongest principal components of the records, orthonormal; "filter", "layer"
    or "none", random Gaussian directions at the weights ``origin`` (drawn with ``seed``), scaled filter by filter,
    array by array, or not at all (Li et al. 2018); or a pair of your own, each like a record. For "filter" and "layer"
    flat vectors need ``shapes``, (name, shape) of every array in them. ``outputs`` says which axis of an array counts
    its outputs: "first", (out, in) and (out, in, height, width) as in PyTorch, or "last", (in, out) and (height, width,
    in, out) as in Keras and Flax. ``biases``: whether random directions change vectors (biases, the scales of
    normalisations) too.

    ``origin``: the record that the plane goes through, as an index; it lies at (0, 0).

    ``points`` a side (or along x and y); 4 to 1,025. ``reach``: how many times as wide as the path the rectangle is;
    with random directions it is at least [-reach, reach] a side. ``domain`` ((x0, x1), (y0, y1)) is a rectangle of your
    own.

    Raises ``CoreError``, a ValueError, with one sentence.
    """
    axis = 0 if outputs == "first" else -1
    if outputs not in ("first", "last"):
        raise CoreError(_MUST, field="outputs", name="outputs", needs='"first" or "last"', got=repr(outputs))
    tree, path = flattened(weights, axis)
    if not isinstance(origin, int) or not -len(path) <= origin < len(path):
        needs = f"the index of one of {len(path)} records"
        raise CoreError(_MUST, field="origin", name="origin", needs=needs, got=repr(origin))
    plane = plane_of(directions, tree, pieces_of(tree, shapes, axis), path, path[origin], biases, seed)
    seen = honesty(plane, path, seed)
    at_random = isinstance(directions, str) and directions != "principal"
    sides = own_rectangle(domain) if domain is not None else rectangle(seen.points, reach, at_random)
    nx, ny = counts(points)
    return Plan(tree, plane, path, seen, np.linspace(*sides[0], nx), np.linspace(*sides[1], ny))


@dataclass(frozen=True, eq=False)
class Plan:
    """A plane through weight space, w = origin + a u + b v, its grid, and the records' way across it."""

    tree: Tree
    plane: Plane
    weights: Array  # (k+1, d)
    honesty: Honesty
    x: Array  # (nx,) the grid's a, ascending
    y: Array  # (ny,) its b

    def at(self, a: Any, b: Any) -> Any:
        """The weights at (a, b), as the records are; for arrays of places, arrays of weights with their axes first."""
        return self.tree.shaped(self.plane.at(np.stack(np.broadcast_arrays(a, b), axis=-1).astype(np.float64)))

    def write(
        self,
        path: str | os.PathLike[str],
        loss: Loss | Any | Mapping[str, Loss | Any],
        *,
        true: Any = None,
        epochs: Any = None,
        train: Any = None,
        test: Any = None,
        batch: int | None = None,
        progress: Callable[[int, int], object] | None = None,
    ) -> Recording:
        """Write the surface and the path to ``path``, an .npz, whole or not at all; what was recorded, to look at.

        ``loss`` is called with weights as the records are, in the dtypes of the first, and gives one number; or it is a
        table (ny, nx) of values already computed at the weights ``at(x[i], y[j])``, in row j and column i; or several
        of these by name, the first of which is shown first (at most 8). Infinite and undefined values are holes.

        With ``batch`` n it is called with up to n weights at once, along a first axis of every array, and gives as many
        numbers. It is also called for every record, and for every record's place on the plane. ``true`` (k+1,) (by name
        where there are several) gives the loss at the records where that is known already; beside a table nothing else
        tells it.

        ``epochs`` (k+1,) tells when each record was taken (else 0, 1, 2 ...). ``train`` and ``test`` (k+1,) are losses
        that the training wrote down itself, shown beside. ``progress(done, total)`` is called after every call of
        ``loss``; whatever it or ``loss`` raises ends all, and nothing is written.

        Raises ``CoreError``, a ValueError, with one sentence.
        """
        target = _target(path)
        losses = {str(name): f for name, f in loss.items()} if isinstance(loss, Mapping) else {"loss": loss}
        tables = {name: None if callable(f) else self._table(name, f) for name, f in losses.items()}
        trues = self._known(true, losses)
        rest = _Rest(
            self._line("epochs", epochs), {"train": self._line("train", train), "test": self._line("test", test)}
        )
        if batch is not None and (not isinstance(batch, int) or batch < 1):
            raise CoreError(_MUST, field="batch", name="batch", needs="1 or more, or None", got=repr(batch))
        blank = np.zeros((len(self.y), len(self.x)))
        self._made(target.name, dict.fromkeys(losses, blank), {}, {}, rest)  # whatever is wrong is told before the work

        count, calls = len(self.weights), [name for name, table in tables.items() if table is None]
        total = sum(blank.size + count + (0 if name in trues else count) for name in calls)
        done = Progress(progress, total)
        surfaces, seen = {}, {}
        for name, table in tables.items():
            if table is None:
                called = Called(name, losses[name], self.tree, batch, done)
                if name not in trues:
                    trues[name] = called.at(self.weights)
                seen[name] = called.at(OnPlane(self.plane, self.honesty.points))
                places = np.stack(np.meshgrid(self.x, self.y), axis=-1).reshape(-1, 2)
                table = called.at(OnPlane(self.plane, places)).reshape(blank.shape)
            else:
                seen[name] = between(self.x, self.y, table, self.honesty.points)
            surfaces[name] = table
        recording, data = self._made(target.name, surfaces, trues, seen, rest)
        if len(data) > MAX_BYTES:
            needs, got = f"at most {MAX_BYTES // 2**20} MB", f"{len(data) / 2**20:.0f} MB"
            raise CoreError(_MUST, field="points", name=target.name, needs=needs, got=got)
        write_atomic(target, data)
        return recording

    def _made(
        self,
        file: str,
        surfaces: Mapping[str, Array],
        trues: Mapping[str, Array],
        seen: Mapping[str, Array],
        rest: _Rest,
    ) -> tuple[Recording, bytes]:
        """What the file says and the file itself, after reading it as Landscape will."""
        h, whole = self.honesty, len(self.weights) < 3  # of two points any plane through them holds all
        recording = Recording(
            h.points, h.off, None if whole else min(h.explained, 1.0), None if whole else h.baseline,
            rest.epochs, trues, seen, {name: line for name, line in rest.logged.items() if line is not None},
        )  # fmt: skip
        arrays = pack(self.x, self.y, surfaces, recording)
        unpack(file, arrays)
        return recording, encode(arrays)

    def _table(self, name: str, loss: Any) -> Array:
        rows, columns = len(self.y), len(self.x)
        try:
            table = array_of(loss, name, counted=True).astype(np.float64)
            got = told(table.shape)
        except CoreError:
            table, got = np.empty(0), type(loss).__name__
        if table.shape != (rows, columns):
            raise CoreError(_NO_LOSS, field=name, name=name, rows=rows, columns=columns, got=got)
        return table

    def _known(self, true: Any, losses: Mapping[str, Any]) -> dict[str, Array]:
        """The losses at the records that are handed over, by name."""
        if true is None:
            return {}
        by_name = dict(true) if isinstance(true, Mapping) else {next(iter(losses), ""): true}
        for name in by_name:
            if name not in losses:
                needs = "given for " + " or ".join(map(repr, losses))
                raise CoreError(_MUST, field="true", name="true", needs=needs, got=repr(name))
        lines = {name: self._line(f"true[{name!r}]", values) for name, values in by_name.items()}
        return {name: line for name, line in lines.items() if line is not None}

    def _line(self, name: str, values: Any) -> Array | None:
        """One number for each record, or None for None."""
        if values is None:
            return None
        line = array_of(values, name, counted=True).astype(np.float64)
        if line.shape != (len(self.weights),):
            needs = f"{len(self.weights)} numbers, one for each record"
            raise CoreError(_MUST, field=name, name=name, needs=needs, got=told(line.shape))
        return line


@dataclass(frozen=True, eq=False)
class _Rest:
    """What was written down while training, (k+1,) each."""

    epochs: Array | None
    logged: Mapping[str, Array | None]


def _target(path: str | os.PathLike[str]) -> Path:
    """Where to write, after a look at whether that will be possible: evaluating may take hours."""
    target = Path(path)
    why = ""
    if target.suffix.lower() != _SUFFIX:
        why = "its name must end in .npz"
    elif target.is_dir():
        why = "it is a folder"
    elif not target.resolve().parent.is_dir():
        why = "there is no such folder"
    elif not os.access(target if target.exists() else target.resolve().parent, os.W_OK):
        why = "permission denied"
    if why:
        raise CoreError(_TARGET, field="path", path=str(target), why=why)
    return target
