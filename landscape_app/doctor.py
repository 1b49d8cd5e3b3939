"""``landscape doctor``: what this machine has, what is missing, and the line that installs it.

Importing this module imports nothing heavy: the command line asks it whether a window can open at all before Qt,
which would abort the process, is loaded.
"""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from collections.abc import Callable, Mapping
from importlib import metadata
from typing import Any

# shared library -> Debian package; those of X are needed only where a window opens
X_LIBRARIES = {
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
PACKAGES = ("numpy", "scipy", "PySide6-Essentials", "pyqtgraph", "contourpy", "moderngl", "av")
ENCODERS = ("libx264", "libvpx-vp9", "gif")
_QT_NEEDS_NO_DISPLAY = ("offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs")


def missing_libraries(names: Mapping[str, str]) -> list[str]:
    """The Debian packages of those shared libraries that cannot be loaded; none on other systems than Linux."""
    if not sys.platform.startswith("linux"):
        return []
    missing = []
    for library, package in names.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def install_line(packages: list[str]) -> str:
    """The command that installs Debian packages."""
    return "sudo apt install " + " ".join(packages)


def window_problem(environ: Mapping[str, str] = os.environ) -> str | None:
    """Why no window can open here, and what to do, in words; None where one can."""
    if not sys.platform.startswith("linux"):
        return None
    chosen = environ.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if chosen in _QT_NEEDS_NO_DISPLAY:
        missing = missing_libraries(LIBRARIES)
    else:
        problem = _display_problem(environ)
        if problem:
            return problem
        missing = missing_libraries(X_LIBRARIES | LIBRARIES)
    if missing:
        return f"system libraries are missing; install them with: {install_line(missing)}"
    return None


_ELSEWHERE = "'landscape export SCENE -o FILE' works without one"


def _display_problem(environ: Mapping[str, str]) -> str | None:
    wayland, x = environ.get("WAYLAND_DISPLAY", ""), environ.get("DISPLAY", "")
    if not wayland and not x:
        return (
            "there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set; "
            f"start it from a desktop session (or with 'ssh -X'), or note that {_ELSEWHERE}"
        )
    if wayland and _wayland_answers(wayland, environ):
        return None
    if x and _x_answers(x):
        return None
    name = f"DISPLAY={x}" if x else f"WAYLAND_DISPLAY={wayland}"
    return (
        f"the display cannot be opened: nothing answers at {name}; "
        f"check that it runs and that you may use it, or note that {_ELSEWHERE}"
    )


def _x_answers(display: str) -> bool:
    """Connect as Qt would, authorisation included, through libxcb; without libxcb Qt could not either."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(os.fsencode(display), None)
    try:
        return bool(connection) and xcb.xcb_connection_has_error(connection) == 0
    finally:
        xcb.xcb_disconnect(connection)


def _wayland_answers(name: str, environ: Mapping[str, str]) -> bool:
    import socket

    path = name if name.startswith("/") else os.path.join(environ.get("XDG_RUNTIME_DIR", ""), name)  # noqa: PTH118
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(2.0)
        try:
            connection.connect(path)
        except OSError:
            return False
    return True


# ---------------------------------------------------------------- the report


def run(write: Callable[[str], object] = print) -> int:
    """Write the report, a line each; 0 if everything that Landscape needs is there, else 1."""
    problems: list[str] = []

    def say(what: str, found: str, problem: str | None = None) -> None:
        write(f"{'MISSING' if problem else 'ok':>8}  {what:<20} {found}")
        if problem:
            problems.append(problem)

    say("Landscape", version())
    say("Python", f"{platform.python_version()} on {platform.platform()}")
    for package in PACKAGES:
        try:
            found = metadata.version(package)
        except metadata.PackageNotFoundError:
            say(package, "is not installed", f"install {package}: run 'make run' again, or 'pip install {package}'")
            continue
        say(package, found, _known_bad(package, found))
    missing = missing_libraries(X_LIBRARIES | LIBRARIES)
    say("system libraries", " ".join(missing) or "all found", install_line(missing) if missing else None)
    say("Qt", *_qt())
    say("OpenGL", *_opengl())
    say("video encoders", *_encoders())
    no_window = window_problem()
    write(f"{'note' if no_window else 'ok':>8}  {'display':<20} {no_window or 'a window can open'}")
    write("")
    for problem in problems:
        write(f"To do: {problem}")
    if not problems:
        write("Everything that Landscape needs is here.")
    return 1 if problems else 0


def version() -> str:
    """The installed version of Landscape."""
    try:
        return metadata.version("landscape-optimisation")
    except metadata.PackageNotFoundError:
        return "0 (not installed: run from a checkout)"


def _known_bad(package: str, found: str) -> str | None:
    """PySide6 6.12 on Python 3.11 loses references and kills the process after some hundreds of signals."""
    if package != "PySide6-Essentials":
        return None
    number = tuple(int(part) for part in found.split(".")[:2] if part.isdigit())
    if number >= (6, 12) and sys.version_info < (3, 12):
        return "PySide6 6.12 crashes on Python 3.11: install 'PySide6-Essentials<6.12', or use Python 3.12"
    return "PySide6 6.9.1 is broken: install another 6.9 or a newer one" if found == "6.9.1" else None


def _qt() -> tuple[str, str | None]:
    try:
        from PySide6.QtCore import qVersion
        from PySide6.QtWidgets import QWidget  # noqa: F401 (needs the system libraries that QtCore does not)
    except ImportError as error:
        return str(error), f"Qt cannot be loaded: {error}"
    return qVersion(), None


def _opengl() -> tuple[str, str | None]:
    try:
        import moderngl

        backend: dict[str, Any] = {"backend": "egl"} if sys.platform.startswith("linux") else {}
        context = moderngl.create_context(standalone=True, require=330, **backend)
    except Exception as error:
        why = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        return why, (
            "OpenGL 3.3 is needed for the 3-D view (the 2-D map works without): update the graphics driver, or on "
            "Debian: sudo apt install libgl1-mesa-dri libegl1"
        )
    try:
        code = context.version_code
        return f"{context.info['GL_RENDERER']} (OpenGL {code // 100}.{code % 100 // 10})", None
    finally:
        context.release()


def _encoders() -> tuple[str, str | None]:
    try:
        from av.codec import Codec
        from av.error import FFmpegError
    except ImportError as error:
        return str(error), f"video cannot be written: {error}"
    missing = []
    for name in ENCODERS:
        try:
            Codec(name, "w")
        except (ValueError, FFmpegError):
            missing.append(name)
    if missing:
        return f"without {', '.join(missing)}", f"reinstall av: its FFmpeg lacks {', '.join(missing)}"
    return ", ".join(ENCODERS), None
