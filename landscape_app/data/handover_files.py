"""The .npz in which a training is handed over: surfaces on a plane through weight space, and the way across it.

docs/manual/handover.md describes every array. Reading is strict: what has another name, another length or another
version is refused in one sentence, since a silent misreading would be a wrong picture.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import numpy as np

from core.arrays import Array
from core.grid import Grid, GridError
from core.objectives.sampled_grid import MAX_PATH
from core.recording import Recording
from core.words import QT_TRANSLATE_NOOP
from landscape_app.data.errors import DataError, shaped, within
from landscape_app.data.tables import Grids

VERSION = 1
VERSION_NAME = "handover_version"
MAX_SURFACES = 8
SURFACE, TRUE, SEEN, LOGGED = "surface_", "true_", "seen_", "logged_"
LOGS = ("train", "test")
_HUGE = 1e150  # as core.grid has it: beyond it squares overflow
_NAME = re.compile(r"\w[\w .-]{0,39}")

_OTHER_VERSION = QT_TRANSLATE_NOOP("errors", "{file}: {name} must be {needs}, got {got}; is Landscape older than it?")
_NEEDS = QT_TRANSLATE_NOOP("errors", "{file}: {name} must be {needs}, got {got}")
_MISSING = QT_TRANSLATE_NOOP("errors", "{file}: a training handed over must have {needs}, got {got}")
_UNKNOWN = QT_TRANSLATE_NOOP("errors", "{file}: no array of a training handed over is called {name!r}")
_WITHOUT = QT_TRANSLATE_NOOP("errors", "{file}: {name} is there without {needs}")


def pack(x: Array, y: Array, surfaces: Mapping[str, Array], recording: Recording | None) -> dict[str, Array]:
    """The arrays of a file: ``x`` (nx,), ``y`` (ny,), ``surfaces`` (ny, nx) by name, and what was recorded."""
    out = {VERSION_NAME: np.array(VERSION), "x": x, "y": y}
    out |= {SURFACE + name: f for name, f in surfaces.items()}
    if recording is None:
        return out
    r = recording
    alone = {"path": r.points, "off_plane": r.off, "epoch": r.epoch}
    alone |= {"explained": _number(r.explained), "random_walk": _number(r.random_walk)}
    out |= {name: a for name, a in alone.items() if a is not None}
    for prefix, arrays in ((TRUE, r.true), (SEEN, r.seen), (LOGGED, r.logged)):
        out |= {prefix + name: a for name, a in arrays.items()}
    return out


def encode(arrays: Mapping[str, Array]) -> bytes:
    """The file of ``arrays``."""
    out = io.BytesIO()
    np.savez_compressed(out, allow_pickle=False, **arrays)
    return out.getvalue()


def is_handover(arrays: Mapping[str, Array]) -> bool:
    """Whether ``arrays`` claim to be a training handed over."""
    return VERSION_NAME in arrays


def unpack(file: str, arrays: Mapping[str, Array]) -> tuple[Grids, Recording | None]:
    """The surfaces by name, the first of them first, and what was recorded. Raises :class:`DataError`."""
    version = arrays[VERSION_NAME]
    if version.shape != () or version != VERSION:
        got = f"{float(version):g}" if version.shape == () else shaped(version.shape)
        raise DataError(_OTHER_VERSION, field=file, file=file, name=VERSION_NAME, needs=str(VERSION), got=got)
    grids = _surfaces(file, arrays)
    if "path" not in arrays:
        for name in set(arrays) - {VERSION_NAME, "x", "y"}:
            if not name.startswith(SURFACE):
                _known(file, name)
                raise DataError(_WITHOUT, field=file, file=file, name=name, needs="path")
        return grids, None
    return grids, _recording(file, arrays, grids)


def _surfaces(file: str, arrays: Mapping[str, Array]) -> Grids:
    names = [name.removeprefix(SURFACE) for name in arrays if name.startswith(SURFACE)]
    if not names or not {"x", "y"} <= set(arrays):
        got = ", ".join(list(arrays)[:8])
        raise DataError(_MISSING, field=file, file=file, needs="x, y and a surface_… over them", got=got)
    if len(names) > MAX_SURFACES:
        raise DataError(_MISSING, field=file, file=file, needs=f"at most {MAX_SURFACES} surfaces", got=len(names))
    for name in names:
        if not _NAME.fullmatch(name):
            needs = "at most 40 letters, digits, spaces, dots and hyphens, a letter or digit first"
            raise DataError(_NEEDS, field=file, file=file, name="a surface's name", needs=needs, got=repr(name[:60]))
    try:
        return {name: Grid.of(arrays["x"], arrays["y"], arrays[SURFACE + name], SURFACE + name) for name in names}
    except GridError as error:
        raise within(file, error.sentence) from error


def _recording(file: str, arrays: Mapping[str, Array], grids: Grids) -> Recording:
    points = arrays["path"]
    if points.ndim != 2 or points.shape[1] != 2 or not 1 <= len(points) <= MAX_PATH or not _fine(points):
        needs = f"1 to {MAX_PATH:,} pairs of finite numbers by row"
        raise DataError(_NEEDS, field=file, file=file, name="path", needs=needs, got=_told(points))
    count = len(points)
    per_record: dict[str, dict[str, Array]] = {TRUE: {}, SEEN: {}, LOGGED: {}}
    for name, array in arrays.items():
        prefix = next((p for p in per_record if name.startswith(p)), None)
        if prefix is None:
            _known(file, name)
            continue
        of = name.removeprefix(prefix)
        if prefix == LOGGED and of not in LOGS:
            raise DataError(_UNKNOWN, field=file, file=file, name=name)
        if prefix != LOGGED and of not in grids:
            raise DataError(_WITHOUT, field=file, file=file, name=name, needs=SURFACE + of)
        per_record[prefix][of] = _line(file, name, array, count)
    off, epoch = (_finite_line(file, name, arrays, count) for name in ("off_plane", "epoch"))
    if off is not None and off.min() < 0:
        raise DataError(_NEEDS, field=file, file=file, name="off_plane", needs="0 or more", got=f"{off.min():g}")
    if epoch is not None and (np.diff(epoch) < 0).any():
        raise DataError(_NEEDS, field=file, file=file, name="epoch", needs="rising", got="a lower one after a higher")
    explained, walk = (_share(file, name, arrays) for name in ("explained", "random_walk"))
    return Recording(points, off, explained, walk, epoch, per_record[TRUE], per_record[SEEN], per_record[LOGGED])


_ALONE = {VERSION_NAME, "x", "y", "path", "off_plane", "epoch", "explained", "random_walk"}


def _known(file: str, name: str) -> None:
    if name not in _ALONE and not name.startswith((SURFACE, TRUE, SEEN, LOGGED)):
        raise DataError(_UNKNOWN, field=file, file=file, name=name[:60])


def _line(file: str, name: str, array: Array, count: int) -> Array:
    if array.shape != (count,):
        needs = f"{count} numbers, one for each point of path"
        raise DataError(_NEEDS, field=file, file=file, name=name, needs=needs, got=shaped(array.shape))
    return array


def _finite_line(file: str, name: str, arrays: Mapping[str, Array], count: int) -> Array | None:
    if name not in arrays:
        return None
    line = _line(file, name, arrays[name], count)
    if not _fine(line):
        raise DataError(_NEEDS, field=file, file=file, name=name, needs="finite numbers", got=_told(line))
    return line


def _share(file: str, name: str, arrays: Mapping[str, Array]) -> float | None:
    if name not in arrays:
        return None
    value = arrays[name]
    if value.shape != () or not 0 <= value <= 1:
        got = f"{float(value):g}" if value.shape == () else shaped(value.shape)
        raise DataError(_NEEDS, field=file, file=file, name=name, needs="one number from 0 to 1", got=got)
    return float(value)


def _fine(array: Array) -> bool:
    return bool((np.abs(array) < _HUGE).all())


def _told(array: Array) -> str:
    bad = array[~(np.abs(array) < _HUGE)]
    return f"{bad[0]:g} among {shaped(array.shape)}" if bad.size else shaped(array.shape)


def _number(value: float | None) -> Array | None:
    return None if value is None else np.array(value, dtype=np.float64)
