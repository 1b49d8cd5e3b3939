"""Weights as other frameworks keep them, dicts, lists and tuples of arrays in one another, as one flat vector.

The order is that in which the first record names them: a dict's keys in their order there, a list's and a tuple's items
from first to last, every array row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.arrays import Array
from core.nn.filters import Piece
from core.words import QT_TRANSLATE_NOOP, CoreError

_LEAF = QT_TRANSLATE_NOOP("errors", "{name} must be an array of numbers, got {got}")
_WHOLE = QT_TRANSLATE_NOOP(
    "errors", "{name} must be real numbers that are trained, got {got}: leave counters and other buffers out"
)
_SHAPE = QT_TRANSLATE_NOOP("errors", "{name} must have the shape {needs} as in the first record, got {got}")
_KEYS = QT_TRANSLATE_NOOP("errors", "{name} must have what the first record has, {needs}, got {got}")
_FINITE = QT_TRANSLATE_NOOP("errors", "{name} must be finite numbers, got {got}")
_NOTHING = QT_TRANSLATE_NOOP("errors", "{name} must hold at least one array, got none")

_HUGE = 1e150  # its square overflows


@dataclass(frozen=True)
class Tree:
    """How one record lies in a flat vector.

    ``skeleton`` is a record with the number of a piece in place of every array; ``dtypes`` are those of the arrays.
    """

    skeleton: Any
    pieces: tuple[Piece, ...]
    dtypes: tuple[np.dtype[Any], ...]

    @classmethod
    def of(cls, record: Any, name: str, outputs: int = 0) -> Tree:
        """That of ``record``; ``outputs`` is the axis of every array that counts its outputs (see :class:`Piece`)."""
        pieces: list[Piece] = []
        dtypes: list[np.dtype[Any]] = []

        def bones(value: Any, path: str) -> Any:
            if isinstance(value, Mapping):
                return {key: bones(value[key], _under(path, key)) for key in value}
            if isinstance(value, list | tuple) and not is_vector(value):
                return _like(value, [bones(item, _under(path, i)) for i, item in enumerate(value)])
            array = array_of(value, f"{name} {path}".strip(), counted=not path)
            first = pieces[-1].place.stop if pieces else 0
            pieces.append(Piece(path, array.shape, first, outputs))
            dtypes.append(array.dtype)
            return len(pieces) - 1

        skeleton = bones(record, "")
        if not pieces:
            raise CoreError(_NOTHING, field=name, name=name)
        return cls(skeleton, tuple(pieces), tuple(dtypes))

    @property
    def d(self) -> int:
        """The length of the flat vector."""
        return int(self.pieces[-1].place.stop)

    @property
    def is_flat(self) -> bool:
        """Whether a record is a vector already."""
        return isinstance(self.skeleton, int) and self.pieces[0].is_vector

    def flat(self, record: Any, name: str) -> Array:
        """``record`` as a vector (d,). Raises :class:`CoreError` where it differs from the first or is not finite."""
        out = np.empty(self.d)
        for piece, leaf in zip(self.pieces, _leaves(self.skeleton, record, name, ""), strict=True):
            where = f"{name} {piece.name}".strip()
            array = array_of(leaf, where, counted=self.is_flat).astype(np.float64)
            if array.shape != piece.shape:
                raise CoreError(_SHAPE, field=name, name=where, needs=_shape(piece.shape), got=_shape(array.shape))
            bad = array[~(np.abs(array) < _HUGE)]
            if bad.size:
                raise CoreError(_FINITE, field=name, name=where, got=f"{bad[0]:g}")
            out[piece.place] = array.ravel()
        return out

    def shaped(self, w: Array) -> Any:
        """``w`` (..., d) as a record whose arrays have ``w``'s leading axes before their own, in their own dtypes.

        They are copies: whoever is given them may write into them.
        """

        def fleshed(bones: Any) -> Any:
            if isinstance(bones, dict):
                return {key: fleshed(part) for key, part in bones.items()}
            if isinstance(bones, list | tuple):
                return _like(bones, [fleshed(part) for part in bones])
            return np.array(self.pieces[bones].of(w), dtype=self.dtypes[bones])

        return fleshed(self.skeleton)


def array_of(value: Any, name: str, counted: bool = False) -> NDArray[Any]:
    """``value`` as an array of float16, 32 or 64; a tensor is taken off its graph and its device.

    Whole numbers become float64 where ``counted``, and are refused elsewhere.
    """
    detach = getattr(value, "detach", None)
    if callable(detach):
        value = detach().cpu()
        if str(value.dtype) == "torch.bfloat16":  # NumPy has no such numbers
            value = value.float()
    try:
        array = np.asarray(value)
    except Exception as error:  # ragged lists, tensors on other devices: every framework has its own
        got = f"{type(value).__name__} ({(str(error).splitlines() or [''])[0][:120]})"
        raise CoreError(_LEAF, field=name, name=name, got=got) from error
    if array.dtype.name == "bfloat16":
        return array.astype(np.float32)
    if array.dtype.kind in "iu" and counted:
        return array.astype(np.float64)
    if array.dtype.kind in "iub":
        raise CoreError(_WHOLE, field=name, name=name, got=array.dtype.name)
    if array.dtype.kind != "f" or array.dtype.itemsize > 8:
        got = type(value).__name__ if array.dtype.kind == "O" else array.dtype.name
        raise CoreError(_LEAF, field=name, name=name, got=got)
    return array


def told(shape: tuple[int, ...]) -> str:
    """A shape in words."""
    if shape in ((), (1,)):
        return "one number"
    return f"{shape[0]} numbers" if len(shape) == 1 else "an array of " + " × ".join(map(str, shape))


def is_vector(value: list[Any] | tuple[Any, ...]) -> bool:
    """Whether a list or a tuple is made of plain numbers."""
    return bool(value) and all(isinstance(item, int | float) for item in value)


def _like(record: Any, parts: list[Any]) -> Any:
    """``parts`` as a list or a (named) tuple, whichever ``record`` is."""
    if isinstance(record, list):
        return parts
    return type(record)(*parts) if hasattr(record, "_fields") else tuple(parts)


def _leaves(bones: Any, record: Any, name: str, path: str) -> Iterator[Any]:
    if isinstance(bones, dict):
        keys = set(record) if isinstance(record, Mapping) else None
        if keys != set(bones):
            raise CoreError(_KEYS, field=name, name=f"{name} {path}".strip(), needs=_list(bones), got=_got(record))
        for key, part in bones.items():
            yield from _leaves(part, record[key], name, _under(path, key))
    elif isinstance(bones, list | tuple):
        if not isinstance(record, list | tuple) or len(record) != len(bones):
            needs = f"{len(bones)} items"
            raise CoreError(_KEYS, field=name, name=f"{name} {path}".strip(), needs=needs, got=_got(record))
        for i, part in enumerate(bones):
            yield from _leaves(part, record[i], name, _under(path, i))
    else:
        yield record


def _under(path: str, key: object) -> str:
    return f"{path}/{key}" if path else str(key)


def _list(keys: Any) -> str:
    names = [str(key) for key in keys]
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")


def _got(record: Any) -> str:
    if isinstance(record, Mapping):
        return _list(record)
    return f"{len(record)} items" if isinstance(record, list | tuple) else type(record).__name__


def _shape(shape: tuple[int, ...]) -> str:
    return "(" + ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "") + ")"
