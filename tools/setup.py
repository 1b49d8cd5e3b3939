"""Set Landscape up in this checkout: ``.venv`` with pinned packages, and the shared libraries that Qt and OpenGL need.

``python3 tools/setup.py`` makes what ``landscape`` needs; ``--dev`` adds what ``make test`` needs, ``--bench`` what
``make bench`` compares with, ``--dask`` what ``make dask`` runs on, ``--torch`` PyTorch for ``make torch`` and
``--bundle`` PyInstaller for ``make bundle``. Done once, it is done: a second call looks at a stamp and at the
libraries, and calls no pip. Standard library alone, so that a bare Python 3.11 can run it.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "landscape-setup.txt"
OLDEST = (3, 11)

# Shared library -> Debian package. What Qt's libqxcb.so, libQt6XcbQpa.so.6 and libQt6Gui.so.6 link to (ldd), less
# what every Debian has, and what a surface needs to be drawn with no graphics card.
LIBRARIES = {
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
}
PROGRAMS = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool"}


# What apt and pip say when they reach nobody.
UNREACHABLE = re.compile(
    r"Temporary failure|Could not resolve|Could not connect|Cannot initiate the connection|Connection timed out"
    r"|Failed to resolve|Name or service not known|Network is unreachable|NewConnectionError|ConnectTimeout"
    r"|Cannot connect to proxy|ProxyError"
)
NO_NETWORK = "There seems to be no network"


class SetupError(Exception):
    """What went wrong and what to do, in a sentence or two."""


def loads(name: str) -> bool:
    """Whether the dynamic linker finds a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing_packages(dev: bool) -> list[str]:
    """Debian packages without which the window, the surface or (``dev``) the window tests cannot work."""
    if platform.system() != "Linux":
        return []
    needed = [package for library, package in LIBRARIES.items() if not loads(library)]
    if not loads("libEGL_mesa.so.0") and not loads("libEGL_nvidia.so.0"):
        needed.append("libegl-mesa0")
    drivers = ("usr/lib/*/dri/swrast_dri.so", "usr/lib*/dri/swrast_dri.so", "usr/lib/*/libgallium*.so*")
    if not any(any(Path("/").glob(pattern)) for pattern in drivers) and not loads("libEGL_nvidia.so.0"):
        needed.append("libgl1-mesa-dri")
    if dev:
        needed += [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    return needed


def can_make_venv() -> bool:
    """Whether this Python can make a virtual environment with pip in it (Debian packs ensurepip apart)."""
    return subprocess.call([sys.executable, "-c", "import ensurepip, venv"], stderr=subprocess.DEVNULL) == 0


def install_packages(packages: list[str]) -> None:
    """Install Debian packages, as root or through sudo; raise SetupError with the line to type where neither is."""
    line = "apt-get update && apt-get install -y --no-install-recommends " + " ".join(packages)
    by_hand = f"Run this as root, then try again:\n  {line}"
    if not shutil.which("apt-get"):
        raise SetupError(
            "These system libraries are missing (Debian's names): " + " ".join(packages) + "\n"
            "Install them with your system's package manager, then try again."
        )
    as_root: list[str] = []
    if os.geteuid() != 0:
        if not shutil.which("sudo"):
            raise SetupError(f"System packages are missing. {by_hand}")
        as_root = ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]
    say("Installing system packages: " + " ".join(packages))
    said: list[str] = []

    def apt(*words: str) -> bool:
        command = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C", "apt-get", "-qq", *words]
        code, told = output(command)
        said.append(told.strip())
        return code == 0

    def no_network() -> bool:
        return any(UNREACHABLE.search(told) for told in said)

    install = ("-o", "Dpkg::Use-Pty=0", "install", "-y", "--no-install-recommends", *packages)
    fresh = any(Path("/var/lib/apt/lists").glob("*_Packages*"))
    if (fresh and apt(*install)) or (not no_network() and apt("update") and apt(*install)):
        return
    if no_network():
        raise SetupError(f"The system packages could not be installed. {NO_NETWORK}; with one, try again.")
    if any("a password is required" in told or "a terminal is required" in told for told in said):
        raise SetupError(f"System packages are missing, and sudo asks for a password. {by_hand}")
    print(said[-1], file=sys.stderr)
    raise SetupError(f"The system packages could not be installed; why is said above. {by_hand}")


def output(command: list[str]) -> tuple[int, str]:
    """Run a command and keep what it says; its exit code and its words."""
    english = {**os.environ, "LC_ALL": "C.UTF-8"}  # sudo's and apt's words are looked at
    done = subprocess.run(command, cwd=ROOT, env=english, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout.decode(errors="replace")


def wanted(extras: set[str]) -> str:
    """What the environment must have been made from: a change in any of it makes it anew."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "constraints.txt", "setup.py"):
        digest.update((ROOT / name).read_bytes())
    digest.update(f"{sys.version_info[:2]} {ROOT}".encode())
    return "\n".join([digest.hexdigest(), *sorted(extras)])


def is_ready(extras: set[str]) -> bool:
    """Whether ``.venv`` was made from the present files with at least these extras."""
    if not PYTHON.exists() or not STAMP.exists():
        return False
    digest, *have = STAMP.read_text().split("\n")
    return digest == wanted(set()).split("\n")[0] and extras <= set(have)


def pip(*words: str) -> None:
    """Run pip in ``.venv`` under the pins of constraints.txt; what it says is shown only where it fails."""
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "2"]
    code, told = output([*command, "--constraint", str(ROOT / "constraints.txt"), *words])
    if code == 0:
        return
    if UNREACHABLE.search(told):
        raise SetupError(f"The Python packages could not be installed. {NO_NETWORK}; with one, try again.")
    print(told.strip(), file=sys.stderr)
    raise SetupError("The Python packages could not be installed; pip says why above.")


def is_sound() -> bool:
    """Whether ``.venv`` works: not moved with its folder (its scripts would start another's Python), same version."""
    settings = VENV / "pyvenv.cfg"
    if not PYTHON.exists() or not settings.exists():
        return False
    made = re.search(r"^command = .* -m venv (?:--\S+ )*(.+)$", settings.read_text(), re.MULTILINE)
    if made and Path(made[1]) != VENV:
        return False
    code, told = output([str(PYTHON), "-c", "import pip, sys; print(*sys.version_info[:2])"])
    return code == 0 and told.split() == [str(part) for part in sys.version_info[:2]]


def make_environment(extras: set[str]) -> None:
    """Make or bring up to date ``.venv``; the stamp is written last, so a broken-off run starts again."""
    if STAMP.exists():
        extras = extras | set(STAMP.read_text().split("\n")[1:])
        STAMP.unlink()
    if not is_sound():
        say("Making .venv")
        code, told = output([sys.executable, "-m", "venv", "--clear", str(VENV)])
        if code != 0:
            print(told.strip(), file=sys.stderr)
            raise SetupError("The virtual environment .venv could not be made; Python says why above.")
    say("Installing Python packages into .venv (a minute or two, once)")
    pip("setuptools")  # in .venv, so that the build needs no network of its own and has its pin
    names = f"[{','.join(sorted(extras))}]" if extras else ""
    pip("--no-build-isolation", "--editable", f".{names}")
    STAMP.write_text(wanted(extras))


def say(text: str) -> None:
    """Tell the person what happens, now."""
    print(text, flush=True)


def main() -> int:
    """Set up; 0 when ready, 1 with a sentence when not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what make test needs")
    parser.add_argument("--bench", action="store_true", help="also what make bench compares with")
    parser.add_argument("--dask", action="store_true", help="also what make dask runs on")
    parser.add_argument("--torch", action="store_true", help="also what make torch hands over")
    parser.add_argument("--bundle", action="store_true", help="also what make bundle freezes with")
    options = parser.parse_args()
    extras = {name for name in ("dev", "bench", "dask", "torch", "bundle") if getattr(options, name)}
    try:
        if sys.version_info < OLDEST:
            raise SetupError(f"Landscape needs Python 3.11 or newer; this is {platform.python_version()}.")
        packages = missing_packages(options.dev)
        ready = is_ready(extras)
        if not ready and platform.system() == "Linux" and not can_make_venv():
            packages.insert(0, f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
        if packages:
            install_packages(packages)
        if not ready:
            make_environment(extras)
            say("Ready.")
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:  # a folder that may not be written, a full disk
        print(f"Landscape could not be set up in {ROOT}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; the next call starts again.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
