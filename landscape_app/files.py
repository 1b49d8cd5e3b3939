"""Writing files so that a reader sees the old one or the new one, never half of either.

A temporary file in the same folder is renamed over the target (POSIX rename(2) is atomic within a file system).
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from core.words import QT_TRANSLATE_NOOP, CoreError


class FileError(CoreError):
    """A file could not be read or written; the message is one sentence."""


_CANNOT_WRITE = QT_TRANSLATE_NOOP("errors", "Cannot write {path}: {why}")
_CANNOT_READ = QT_TRANSLATE_NOOP("errors", "Cannot read {path}: {why}")
_WHY = {
    errno.ENOSPC: QT_TRANSLATE_NOOP("errors", "the disk is full"),
    errno.EDQUOT: QT_TRANSLATE_NOOP("errors", "the disk quota is used up"),
    errno.EACCES: QT_TRANSLATE_NOOP("errors", "permission denied"),
    errno.EPERM: QT_TRANSLATE_NOOP("errors", "permission denied"),
    errno.EROFS: QT_TRANSLATE_NOOP("errors", "the disk is read-only"),
    errno.ENOENT: QT_TRANSLATE_NOOP("errors", "there is no such file or folder"),
    errno.ENOTDIR: QT_TRANSLATE_NOOP("errors", "a part of the path is not a folder"),
    errno.EISDIR: QT_TRANSLATE_NOOP("errors", "it is a folder"),
    errno.ENAMETOOLONG: QT_TRANSLATE_NOOP("errors", "the name is too long"),
    errno.EFBIG: QT_TRANSLATE_NOOP("errors", "the file would be too large for this disk"),
}


def why(error: OSError) -> str:
    """What went wrong, in a few words, without a full stop."""
    return _WHY.get(error.errno or 0) or (error.strerror or type(error).__name__).lower()


def cannot_write(path: str | os.PathLike[str], error: OSError) -> FileError:
    """The :class:`FileError` that says why ``path`` cannot be written."""
    return FileError(_CANNOT_WRITE, field=str(path), path=str(path), why=why(error))


def cannot_read(path: str | os.PathLike[str], error: OSError) -> FileError:
    """The :class:`FileError` that says why ``path`` cannot be read."""
    return FileError(_CANNOT_READ, field=str(path), path=str(path), why=why(error))


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Yield a temporary path beside ``path``, with its suffix; it takes the place of ``path`` when the block ends well.

    When the block raises, the temporary file is removed and ``path`` is as it was. An OSError becomes a
    :class:`FileError`. A symbolic link is followed, and an existing file keeps its permissions.
    """
    given = Path(path)
    try:
        target = Path(os.path.realpath(given))
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "")
        handle, name = tempfile.mkstemp(prefix=".landscape-", suffix=target.suffix, dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise cannot_write(given, error) from error
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except OSError as error:
        raise cannot_write(given, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those that the umask gives a new one."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0o077)
        os.umask(mask)
        return 0o666 & ~mask


def write_atomic(path: str | os.PathLike[str], data: bytes) -> None:
    """Write ``data`` to ``path`` as a whole or not at all; raises :class:`FileError`."""
    with replacing(path) as temporary, temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
