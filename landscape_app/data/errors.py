"""What can be wrong with a file of values, said in one sentence that names the file, the need and what came."""

from __future__ import annotations

from core.grid import FEWEST, MOST
from core.words import QT_TRANSLATE_NOOP, CoreError

MAX_BYTES = 64 * 2**20  # of a file
MAX_VALUES = MOST * MOST  # of one array

_WITHIN = QT_TRANSLATE_NOOP("errors", "{file}: {why}")
_ARRAY = QT_TRANSLATE_NOOP("errors", "{file}: {name} must be {needs}, got {got}")


class DataError(CoreError):
    """A file of values that cannot be used."""


def within(file: str, why: object) -> DataError:
    """The error ``why`` with the file's name before it."""
    return DataError(_WITHIN, field=file, file=file, why=why)


def check_array(file: str, name: str, shape: tuple[int, ...], kind: str) -> None:
    """Raise :class:`DataError` unless an array of that shape and NumPy kind is small and made of real numbers.

    Meant to be called with what a file declares, before anything of that size is allocated.
    """
    if kind not in "fiub":
        raise DataError(_ARRAY, field=file, file=file, name=name, needs="real numbers", got=_KINDS.get(kind, "others"))
    size = 1
    for n in shape:
        size *= n
    if size > MAX_VALUES or len(shape) > 3 or min(shape, default=0) < 0:
        needs = f"at most {MOST} × {MOST} numbers"
        raise DataError(_ARRAY, field=file, file=file, name=name, needs=needs, got=shaped(shape))


def check_plane(file: str, name: str, shape: tuple[int, ...]) -> None:
    """Raise :class:`DataError` unless ``shape`` has two sides of 4 to 4096."""
    if len(shape) != 2 or not all(FEWEST <= n <= MOST for n in shape):
        needs = f"a table of {FEWEST} to {MOST} rows and columns"
        raise DataError(_ARRAY, field=file, file=file, name=name, needs=needs, got=shaped(shape))


def shaped(shape: tuple[int, ...]) -> str:
    """A shape in words: ``3 × 4``."""
    return " × ".join(map(str, shape)) or "one number"


_KINDS = {"O": "Python objects", "c": "complex numbers", "U": "text", "S": "text", "V": "records", "M": "dates"}
