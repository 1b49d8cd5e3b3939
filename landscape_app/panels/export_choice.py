"""What is to be exported, as the flags of ``landscape export``; and what is wrong with it, in one sentence."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from core.params import param
from core.words import QT_TRANSLATE_NOOP, said

SUFFIXES = {"mp4": ".mp4", "webm": ".webm", "gif": ".gif", "png": ".png", "folder": ""}
VIDEO = ("mp4", "webm")  # they need even sides
_SMALLEST, _LARGEST = 64, 7680  # as the command line has them


@dataclass(frozen=True)
class Numbers:
    """The numbers that are typed, with the limits of the command line."""

    width: int = param(
        1920, label=QT_TRANSLATE_NOOP("export", "Width"), help="64 … 7680 px", low=_SMALLEST, high=_LARGEST
    )
    height: int = param(
        1080, label=QT_TRANSLATE_NOOP("export", "Height"), help="64 … 7680 px", low=_SMALLEST, high=_LARGEST
    )
    fps: int = param(30, label=QT_TRANSLATE_NOOP("export", "Frames a second"), help="1 … 120", low=1, high=120)
    seconds: float = param(8.0, label=QT_TRANSLATE_NOOP("export", "Length"), help="0.1 … 600 s", low=0.1, high=600)


@dataclass(frozen=True)
class ExportChoice:
    """One filled-in form. ``form`` is a key of SUFFIXES; the limits of the numbers are checked where they are typed."""

    form: str
    file: str
    view: str
    width: int
    height: int
    fps: int
    seconds: float
    camera: str
    theme: str

    def path(self) -> Path:
        """The whole path meant; a bare name lies in the home folder."""
        return Path.home() / Path(self.file.strip()).expanduser()

    def flags(self) -> list[str]:
        """For ``landscape export SCENE``; a picture has neither length nor moving camera."""
        output = str(self.path()) + (os.sep if self.form == "folder" else "")
        flags = ["-o", output, "--view", self.view, "--size", f"{self.width}x{self.height}", "--theme", self.theme]
        if self.form != "png":
            flags += ["--fps", str(self.fps), "--seconds", f"{self.seconds:g}", "--camera", self.camera]
        return flags

    def problem(self) -> str:
        """Why this cannot be written, as far as one sees without trying; empty where it can."""
        if not self.file.strip():
            return said(QT_TRANSLATE_NOOP("export", "Say which file to write."))
        path = self.path()
        try:
            if not path.parent.is_dir():
                return said(QT_TRANSLATE_NOOP("export", "There is no folder {}.")).format(path.parent)
            if self.form == "folder" and path.exists() and not path.is_dir():
                return said(QT_TRANSLATE_NOOP("export", "{} is a file; name a folder for the pictures.")).format(path)
            if self.form != "folder" and path.is_dir():
                return said(QT_TRANSLATE_NOOP("export", "{} is a folder; name a file in it.")).format(path)
            if not os.access(path if path.is_dir() else path.parent, os.W_OK):
                return said(QT_TRANSLATE_NOOP("export", "The folder {} may not be written to.")).format(path.parent)
        except (OSError, ValueError):
            return said(QT_TRANSLATE_NOOP("export", "{} is no name for a file.")).format(self.file[:100])
        return ""

    def overwrites(self) -> bool:
        """Whether something is there already: the file, or pictures in the folder."""
        path = self.path()
        return any(path.glob("*.png")) if self.form == "folder" else path.exists()


def with_suffix(file: str, form: str) -> str:
    """``file`` with the suffix of ``form`` in place of another format's; "." within a name stays."""
    file = file.strip()
    if not file:
        return file
    suffix = Path(file).suffix
    if suffix.lower() in SUFFIXES.values():
        file = file.removesuffix(suffix)
    else:
        suffix = ""
    wanted = SUFFIXES[form]
    return file + (suffix if wanted and suffix.lower() == wanted else wanted)


def form_of(file: str) -> str | None:
    """The format that the suffix of ``file`` asks for."""
    suffix = Path(file.strip()).suffix.lower()
    return next((form for form, known in SUFFIXES.items() if known and known == suffix), None)
