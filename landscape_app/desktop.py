"""The program in a Linux desktop's menu: entry, icon, file types, for the person who asks (``landscape desktop``).

freedesktop.org: Desktop Entry Specification 1.1, Icon Theme, Shared MIME-info, AppStream 1.0. Everything goes below
``XDG_DATA_HOME``; nothing needs root.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from core.words import QT_TRANSLATE_NOOP, CoreError
from landscape_app.files import write_atomic
from landscape_app.resources import assets

APP = "org.landscape_optimisation.Landscape"
SIZES = (48, 128, 256)  # of the icon

_NOT_HERE = QT_TRANSLATE_NOOP("errors", "a menu entry of this kind is for Linux desktops, and this is {system}")


def data_home() -> Path:
    """Where a person's menu entries, icons and file types lie."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def places(home: Path) -> dict[str, Path]:
    """Every file that is installed: what it is made from (or "icon SIZE") -> where it goes."""
    return {
        f"{APP}.desktop": home / "applications" / f"{APP}.desktop",
        f"{APP}.mime.xml": home / "mime" / "packages" / f"{APP}.xml",
        f"{APP}.metainfo.xml": home / "metainfo" / f"{APP}.metainfo.xml",
        **{f"icon {size}": home / "icons" / "hicolor" / f"{size}x{size}" / "apps" / f"{APP}.png" for size in SIZES},
    }


def install(home: Path | None = None) -> list[Path]:
    """Put the program into the menu and teach the desktop its files. Raises ``CoreError``, or OSError."""
    if not sys.platform.startswith("linux"):
        raise CoreError(_NOT_HERE, system=sys.platform)
    home = home or data_home()
    written = []
    for name, target in places(home).items():
        target.parent.mkdir(parents=True, exist_ok=True)
        data = _icon(int(name.split()[1])) if name.startswith("icon") else _asset(name)
        write_atomic(target, data)
        written.append(target)
    _refresh(home)
    return written


def remove(home: Path | None = None) -> list[Path]:
    """Take all that out again; what was there."""
    home = home or data_home()
    found = [target for target in places(home).values() if target.is_file()]
    for target in found:
        target.unlink()
    _refresh(home)
    return found


def _asset(name: str) -> bytes:
    text = (assets() / "desktop" / name).read_text(encoding="utf-8")
    if name.endswith(".desktop"):
        text = text.replace("Exec=landscape", f"Exec={_command()}")
    return text.encode()


def _command() -> str:
    """How this very installation is started."""
    script = shutil.which("landscape")
    beside = Path(sys.executable).with_name("landscape")
    if beside.is_file():
        script = str(beside)
    if getattr(sys, "frozen", False):
        script = sys.executable
    return shlex.quote(script) if script else f"{shlex.quote(sys.executable)} -m landscape_app"


def _icon(size: int) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice

    from landscape_app import icons
    from landscape_app.export import headless

    application = headless.application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    icons.app_icon().pixmap(size, size).toImage().save(buffer, "PNG")  # type: ignore[call-overload]
    del application
    return bytes(buffer.data().data())


def _refresh(home: Path) -> None:
    """Tell the desktop, where it has the tools: without them it finds out at the next login."""
    for command in (
        ("update-desktop-database", home / "applications"),
        ("update-mime-database", home / "mime"),
        ("gtk-update-icon-cache", "-q", "-t", home / "icons" / "hicolor"),
    ):
        if shutil.which(command[0]) and Path(command[-1]).is_dir():
            subprocess.run([str(part) for part in command], check=False, capture_output=True)
