""".npy and .npz, with the sizes that they declare checked before anything is allocated; no pickles."""

from __future__ import annotations

import io
import zipfile
from typing import IO

import numpy as np

from core.arrays import Array
from core.words import QT_TRANSLATE_NOOP, CoreError
from landscape_app.data.errors import MAX_VALUES, DataError, check_array, within
from landscape_app.data.tables import Grids, plain

MAX_MEMBERS = 64
_MAX_MEMBER_BYTES = 16 * MAX_VALUES + 65_536  # the widest real number has 16 bytes
MAX_TOTAL_BYTES = 2**30  # of all arrays together: seven of the largest tables

_NOT_NPY = QT_TRANSLATE_NOOP("errors", "{file}: {name} must be a NumPy array of numbers, got something else ({why})")
_NOT_NPZ = QT_TRANSLATE_NOOP("errors", "{file}: an .npz must be a ZIP archive of arrays, got something else ({why})")
_MEMBERS = QT_TRANSLATE_NOOP("errors", "{file}: an .npz must hold at most {limit} arrays, got {got}")
_ALL = QT_TRANSLATE_NOOP("errors", "all arrays together")
_LARGE = QT_TRANSLATE_NOOP("errors", "{file}: {name} must be at most {limit} bytes unpacked, got {got}")


def read_npy(file: str, data: bytes) -> Grids:
    """The one table of an .npy. Raises :class:`DataError`."""
    return {"f": plain(file, _array(file, "the array", io.BytesIO(data)))}


def arrays(file: str, data: bytes) -> dict[str, Array]:
    """The arrays of an .npz, as float64, in the order in which they lie there. Raises :class:`DataError`."""
    found: dict[str, Array] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [m for m in archive.infolist() if m.filename.endswith(".npy")]
            _check(file, members)
            for member in members:
                name = member.filename.removesuffix(".npy")
                if name in _NOT_VALUES:
                    continue
                with archive.open(member) as stream:
                    found[name] = _array(file, name, stream)
    except CoreError:
        raise
    except Exception as error:  # damaged archives raise a dozen kinds, from zlib.error to UnicodeDecodeError
        raise DataError(_NOT_NPZ, field=file, file=file, why=_short(error)) from error
    return found


def _check(file: str, members: list[zipfile.ZipInfo]) -> None:
    """Raise :class:`DataError` where there is too much: zipfile unpacks no more of a member than it declares."""
    if len(members) > MAX_MEMBERS:
        raise DataError(_MEMBERS, field=file, file=file, limit=MAX_MEMBERS, got=len(members))
    for member in members:
        if member.file_size > _MAX_MEMBER_BYTES:
            name = member.filename.removesuffix(".npy")
            limit, got = f"{_MAX_MEMBER_BYTES:,}", f"{member.file_size:,}"
            raise DataError(_LARGE, field=file, file=file, name=name, limit=limit, got=got)
    total = sum(m.file_size for m in members)
    if total > MAX_TOTAL_BYTES:
        limit, got = f"{MAX_TOTAL_BYTES:,}", f"{total:,}"
        raise DataError(_LARGE, field=file, file=file, name=_ALL, limit=limit, got=got)


_NOT_VALUES = ("gradient",)  # written beside f by Landscape itself


def _array(file: str, name: str, stream: IO[bytes]) -> Array:
    """One array, as float64, after a look at its header."""
    header: io.BytesIO | IO[bytes] = stream
    try:
        version = np.lib.format.read_magic(header)
        read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
        shape, fortran, dtype = read(header)
    except Exception as error:  # a damaged header may fail in any part of Python's own tokenizer
        raise DataError(_NOT_NPY, field=file, file=file, name=name, why=_short(error)) from error
    check_array(file, name, shape, dtype.kind)
    count = int(np.prod(shape, dtype=np.int64))
    body = stream.read(count * dtype.itemsize)
    if len(body) != count * dtype.itemsize:
        raise within(file, f"{name} ends after {len(body):,} of {count * dtype.itemsize:,} bytes")
    flat = np.frombuffer(body, dtype).astype(np.float64)
    return flat.reshape(shape, order="F" if fortran else "C")


def _short(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
