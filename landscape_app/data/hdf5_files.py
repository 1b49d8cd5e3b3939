""".h5 of tomgoldstein/loss-landscape: surfaces, and the trajectories projected into their plane. Needs h5py."""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from core.arrays import Array
from core.words import QT_TRANSLATE_NOOP, CoreError
from landscape_app.data.errors import DataError, check_array, shaped
from landscape_app.data.tables import Grids, from_arrays

_NO_H5PY = QT_TRANSLATE_NOOP(
    "errors", "{file}: an .h5 file needs h5py, which is not installed: pip install 'landscape-optimisation[import]'"
)
_NOT_H5 = QT_TRANSLATE_NOOP("errors", "{file}: an .h5 must be an HDF5 file, got something else ({why})")
_FOREIGN = QT_TRANSLATE_NOOP("errors", "{file}: {name} must lie in the file itself, got a link to another place")
_NO_TRAJECTORY = QT_TRANSLATE_NOOP("errors", "{file}: there must be proj_xcoord and proj_ycoord, got {got}")
_LENGTHS = QT_TRANSLATE_NOOP(
    "errors", "{file}: proj_xcoord and proj_ycoord must be 1 or more finite pairs, got {x} and {y}"
)

MAX_NAMES = 1000


def read_h5(file: str, data: bytes) -> Grids:
    """The grids of a surface file. Raises :class:`DataError`."""
    return from_arrays(file, datasets(file, data))


def read_trajectory(file: str, data: bytes) -> Array:
    """The projected steps of a trajectory file, (k, 2) in the order written. Raises :class:`DataError`."""
    return trajectory(file, datasets(file, data))


def trajectory(file: str, arrays: dict[str, Array]) -> Array:
    """``proj_xcoord`` and ``proj_ycoord`` as rows (k, 2)."""
    if not {"proj_xcoord", "proj_ycoord"} <= set(arrays):
        raise DataError(_NO_TRAJECTORY, field=file, file=file, got=", ".join(list(arrays)[:8]) or "none")
    x, y = arrays["proj_xcoord"], arrays["proj_ycoord"]
    usable = x.ndim == 1 and x.shape == y.shape and x.size > 0
    if not usable or not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise DataError(_LENGTHS, field=file, file=file, x=shaped(x.shape), y=shaped(y.shape))
    return np.stack([x, y], axis=-1)


def datasets(file: str, data: bytes) -> dict[str, Array]:
    """The real arrays at the root of an HDF5 file, as float64; groups, texts and scalars are passed over.

    What lies elsewhere (external or soft links, virtual and external storage) is refused: a file of values never
    makes the program open another one.
    """
    try:
        import h5py
    except ImportError as error:
        raise DataError(_NO_H5PY, field=file, file=file) from error
    found: dict[str, Array] = {}
    try:
        with h5py.File(io.BytesIO(data), "r") as root:
            for name in list(root)[:MAX_NAMES]:
                if not isinstance(root.get(name, getlink=True), h5py.HardLink):
                    raise DataError(_FOREIGN, field=file, file=file, name=name)
                member: Any = root[name]
                if not isinstance(member, h5py.Dataset) or member.dtype.kind not in "fiub" or not member.shape:
                    continue
                if member.is_virtual or member.external:
                    raise DataError(_FOREIGN, field=file, file=file, name=name)
                check_array(file, name, member.shape, member.dtype.kind)
                found[name] = np.asarray(member[()], dtype=np.float64)
    except CoreError:
        raise
    except Exception as error:  # damaged files raise half a dozen kinds
        why = (str(error).splitlines() or ["unreadable"])[0][:120]
        raise DataError(_NOT_H5, field=file, file=file, why=why) from error
    return found
