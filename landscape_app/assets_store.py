"""The asset store: opened files of values by the SHA-256 of their bytes.

A scene holds the hash and the file's name. Opening a scene looks for the file beside it; saving one leaves the file
beside it, so that both can be moved together. See docs/decisions/006.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core import datasets
from core.arrays import Array
from core.objectives.sampled_grid import MAX_FILE_NAME, MAX_PATH, SampledGrid, provide, provided, recorded
from core.recording import Recording
from core.words import QT_TRANSLATE_NOOP
from landscape_app.data.csv_files import read_csv
from landscape_app.data.errors import MAX_BYTES, DataError, within
from landscape_app.data.handover_files import is_handover, unpack
from landscape_app.data.hdf5_files import datasets as datasets_of
from landscape_app.data.hdf5_files import read_h5, read_trajectory
from landscape_app.data.numpy_files import arrays, read_npy
from landscape_app.data.tables import Grids, from_arrays
from landscape_app.files import cannot_read, write_atomic

Values = tuple[Grids, Recording | None]


def _read_npz(file: str, data: bytes) -> Values:
    found = arrays(file, data)
    return unpack(file, found) if is_handover(found) else (from_arrays(file, found), None)


def _bare(reader: Callable[[str, bytes], Grids]) -> Callable[[str, bytes], Values]:
    return lambda file, data: (reader(file, data), None)


_READERS: dict[str, Callable[[str, bytes], Values]] = {
    ".npz": _read_npz,
    ".npy": _bare(read_npy),
    ".csv": _bare(read_csv),
    ".h5": _bare(read_h5),
    ".hdf5": _bare(read_h5),
}
SUFFIXES = tuple(_READERS)

_SUFFIX = QT_TRANSLATE_NOOP("errors", "{file}: values are read from .npz, .npy, .csv and .h5 files, got {got}")
_NO_FILE = QT_TRANSLATE_NOOP("errors", "{file}: values must be in a file, and this is a folder or a device")
_LARGE = QT_TRANSLATE_NOOP("errors", "{file}: a file of values must be at most {limit} MB, got {got} MB")
_TEXT = QT_TRANSLATE_NOOP("errors", "{file}: samples must be text in UTF-8, one sample a line, its columns with commas")
_LONG_PATH = QT_TRANSLATE_NOOP("errors", "{file}: a recorded path must be at most {limit} points, got {got}")
_OTHER = QT_TRANSLATE_NOOP("errors", "{file}: its content must be that with sha256 {needs}…, got {got}…")


@dataclass(frozen=True)
class Opened:
    """One file as it was when it was opened."""

    file: str  # its name, without folder
    sha256: str
    data: bytes


_opened: dict[str, Opened] = {}


def open_values(path: Path, sha256: str = "") -> SampledGrid:
    """The surface in the file at ``path``, with the path that is recorded there, if one is; its content must have
    ``sha256`` where that is given.

    Raises :class:`DataError`, or ``FileError`` where the file cannot be read.
    """
    data = _bytes(path)
    found = hashlib.sha256(data).hexdigest()
    if sha256 and found != sha256:
        raise DataError(_OTHER, field=path.name, file=path.name, needs=sha256[:8], got=found[:8])
    name = path.name[-MAX_FILE_NAME:]
    if not provided(found):
        reader = _READERS.get(path.suffix.lower())
        if reader is None:
            raise DataError(_SUFFIX, field=name, file=name, got=path.suffix or "no suffix")
        provide(found, *reader(name, data))
    _opened.setdefault(found, Opened(name, found, data))
    recording = recorded(found)
    return SampledGrid(name, found, path=recording.path if recording is not None else ())


def read_samples(path: Path) -> datasets.Rows:
    """The samples in the CSV file at ``path``, features and target by row (see :func:`core.datasets.parse_csv`).

    They become part of the scene. Raises :class:`DataError`, or ``FileError`` where the file cannot be read.
    """
    return read_table(path, datasets.Layout())[0]


def read_table(path: Path, layout: datasets.Layout) -> tuple[datasets.Rows, tuple[str, ...]]:
    """The samples in the CSV file at ``path`` and the names of their classes (see :func:`core.datasets.parse_table`).

    Raises :class:`DataError`, or ``FileError`` where the file cannot be read.
    """
    try:
        text = _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(_TEXT, field=path.name, file=path.name) from error
    try:
        return datasets.parse_table(text, layout)
    except datasets.DataError as error:
        raise within(path.name, error) from error


def read_path(path: Path) -> Array:
    """The recorded path in an .h5 of loss-landscape, (k, 2). Raises :class:`DataError` or ``FileError``.

    It becomes part of the scene, so it may have at most 5,000 points.
    """
    points = read_trajectory(path.name, _bytes(path))
    if len(points) > MAX_PATH:
        raise DataError(_LONG_PATH, field=path.name, file=path.name, limit=f"{MAX_PATH:,}", got=f"{len(points):,}")
    return points


def holds_path(path: Path) -> bool:
    """Whether ``path`` is an .h5 with a recorded path and no surface; False for whatever cannot be read."""
    if path.suffix.lower() not in (".h5", ".hdf5"):
        return False
    try:
        names = set(datasets_of(path.name, _bytes(path)))
    except ValueError:
        return False
    return "proj_xcoord" in names and "xcoordinates" not in names


def is_open(sha256: str) -> bool:
    """Whether the values under that hash are here."""
    return provided(sha256)


def bring(file: object, sha256: object, folder: Path) -> None:
    """Open the values that a scene in ``folder`` asks for, where they lie there and are not known yet.

    Whatever is asked for wrongly, or is not there, is left for the scene's own check to tell.
    """
    if not (isinstance(file, str) and isinstance(sha256, str) and len(sha256) == 64) or provided(sha256):
        return
    if not file or Path(file).name != file or "\0" in file or "\\" in file:
        return
    for name in (file, _own_name(file, sha256)):
        path = folder / name
        if path.is_file() and _hash(path) == sha256:
            open_values(path, sha256)
            return


def keep_beside(objective: object, folder: Path) -> Path | None:
    """Leave the values of ``objective``, if it has some, in ``folder``; the file that was written, None if none was.

    A file of that name and another content is left alone: the values get a name with the first digits of their hash.
    """
    if not isinstance(objective, SampledGrid) or objective.sha256 not in _opened:
        return None
    opened = _opened[objective.sha256]
    for name in (objective.file, _own_name(objective.file, opened.sha256)):
        path = folder / name
        if not path.exists():
            write_atomic(path, opened.data)
            return path
        if path.is_file() and _hash(path) == opened.sha256:
            return None
    return None


def _own_name(file: str, sha256: str) -> str:
    path = Path(file)
    return f"{path.stem}-{sha256[:8]}{path.suffix}"


def _hash(path: Path) -> str:
    """Of a file's content; "" where it cannot be read or is too large."""
    try:
        return hashlib.sha256(_bytes(path)).hexdigest()
    except ValueError:
        return ""


def _bytes(path: Path) -> bytes:
    """A file's content; nothing is read of a file that is too large, and no pipe is waited for."""
    try:
        with open(path, "rb", opener=_open_at_once) as stream:
            known = os.fstat(stream.fileno())
            if not stat.S_ISREG(known.st_mode):
                raise DataError(_NO_FILE, field=path.name, file=path.name)
            if known.st_size > MAX_BYTES:
                limit, got = MAX_BYTES // 2**20, f"{known.st_size / 2**20:.1f}"
                raise DataError(_LARGE, field=path.name, file=path.name, limit=limit, got=got)
            data = stream.read()
            assert isinstance(data, bytes)
            return data
    except IsADirectoryError as error:
        raise DataError(_NO_FILE, field=path.name, file=path.name) from error
    except OSError as error:
        raise cannot_read(path, error) from error


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
