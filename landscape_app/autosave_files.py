"""Where a process keeps its scene for the case of a crash: a folder of its own, and a lock beside it.

``NAME/kept.json`` holds the scene's TOML text and what belongs to it; opened values lie beside it, as beside a scene
file. ``NAME.lock`` is held while the process lives (a QLockFile knows a dead owner), and is taken before the folder
is made: a folder whose lock can be had belongs to nobody.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from PySide6.QtCore import QLockFile

from core.words import CoreError
from landscape_app import assets_store
from landscape_app.files import write_atomic
from landscape_app.scene import codec
from landscape_app.scene.guards import MAX_BYTES
from landscape_app.scene.model import Scene

FORMAT, VERSION = "landscape-autosave", 1
MOST = 8  # scenes of dead processes that are kept; older ones go
_FILE, _LOCK = "kept.json", ".lock"
_LAST = 253_402_300_800.0  # the year 10,000
_numbers = count()


@dataclass(frozen=True)
class Kept:
    """What is offered after a crash."""

    scene: Scene  # with its camera, play head and page
    path: Path | None = None  # of the document
    dirty: bool = True
    lesson: tuple[str, str] = ("", "")  # an open lesson's path and step
    at: float = 0.0  # seconds since the epoch


class Claim:
    """A folder that this process holds: its own, or that of a dead one."""

    def __init__(self, root: Path, name: str, lock: QLockFile) -> None:
        self.folder = root / name
        self._lock = lock

    def write(self, kept: Kept) -> None:
        """Keep ``kept`` in place of what was kept. Raises ``CoreError`` or OSError."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        assets_store.keep_beside(kept.scene.objective, self.folder)
        tree = {
            "format": FORMAT,
            "version": VERSION,
            "at": kept.at,
            "path": str(kept.path) if kept.path is not None else "",
            "dirty": kept.dirty,
            "lesson": list(kept.lesson),
            "scene": codec.dumps(kept.scene),
        }
        write_atomic(self.folder / _FILE, json.dumps(tree).encode("utf-8"))

    def read(self) -> Kept | None:
        """What is kept; None where there is nothing, or nothing that can be read."""
        path = self.folder / _FILE
        try:
            if path.stat().st_size > 4 * MAX_BYTES:  # JSON writes some letters as six
                return None
            tree = json.loads(path.read_bytes())
            if tree["format"] != FORMAT or tree["version"] != VERSION:
                return None
            lesson, step = (str(each) for each in tree["lesson"])
            name, at, dirty = str(tree["path"]), float(tree["at"]), tree["dirty"] is True
            scene = codec.loads(str(tree["scene"]), self.folder)
            if "\0" in name + lesson or not 0 <= at < _LAST:
                return None
        except (OSError, ValueError, TypeError, KeyError, RecursionError):  # CoreError is a ValueError
            return None
        return Kept(scene, Path(name) if name else None, dirty, (lesson, step), at)

    def forget(self) -> None:
        """Nothing is kept any more; the folder stays this process's."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def remove(self) -> None:
        """Forget all, and let go."""
        self.forget()
        self._lock.unlock()

    def release(self) -> None:
        """Let go of a folder that stays for another start."""
        self._lock.unlock()


def claim(root: Path) -> Claim:
    """A new folder under ``root`` for this process. Raises ``CoreError`` where it cannot be locked, or OSError."""
    root.mkdir(parents=True, exist_ok=True)
    name = f"{os.getpid()}-{time.time_ns() // 1_000_000}-{next(_numbers)}"
    lock = _locked(root, name)
    if lock is None:
        raise CoreError("{folder} cannot be locked", folder=str(root))
    return Claim(root, name, lock)


def left_behind(root: Path) -> Iterator[tuple[Claim, Kept]]:
    """What dead processes have kept, newest first, each claimed so that nobody else offers it; the rest is removed."""
    found: list[tuple[Claim, Kept]] = []
    names = {path.stem for path in root.glob("*" + _LOCK)} | {path.name for path in root.glob("*-*") if path.is_dir()}
    for name in names:
        lock = _locked(root, name)
        if lock is None:
            continue
        dead = Claim(root, name, lock)
        kept = dead.read()
        if kept is None:
            dead.remove()
        else:
            found.append((dead, kept))
    found.sort(key=lambda pair: pair[1].at, reverse=True)
    for dead, _ in found[MOST:]:
        dead.remove()
    yield from found[:MOST]


def _locked(root: Path, name: str) -> QLockFile | None:
    lock = QLockFile(str(root / (name + _LOCK)))
    lock.setStaleLockTime(0)  # no age makes a living process's lock stale
    return lock if lock.tryLock(0) else None
