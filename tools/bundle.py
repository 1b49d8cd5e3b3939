"""Freeze Landscape into a folder that needs no Python: ``make bundle`` writes ``dist/landscape`` and starts it.

PyInstaller, one folder (a single file would unpack itself at every start). The same call makes the folder on Windows
and macOS (``python tools/bundle.py`` in an environment with ``pip install . pyinstaller``); it freezes for the system
that it runs on. What is inside is under the licences that ``licences.txt`` in the folder and About list.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TARGET = ROOT / "dist" / "landscape"
ENTRY = "import sys\n\nfrom landscape_app.__main__ import main\n\nsys.exit(main())\n"
# What is imported by name at run time: every file of a registry's folder.
WHOLE = ("core", "landscape_app")
DATA = ("ziamath", "ziafont", "latex2mathml")
UNUSED = (
    "tkinter",
    "matplotlib",
    "torch",
    "pytest",
    "IPython",
    "PIL",
    "PyQt5",
    "PyQt6",
    "PySide6.QtQml",
    "PySide6.QtQuick",
)


def freeze() -> None:
    """Write the folder."""
    with tempfile.TemporaryDirectory() as scratch:
        entry = Path(scratch) / "landscape.py"
        entry.write_text(ENTRY, encoding="utf-8")
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", "--onedir"]
        command += ["--name", "landscape", "--distpath", str(TARGET.parent), "--workpath", scratch]
        command += ["--specpath", scratch, "--paths", str(ROOT)]
        command += ["--add-data", f"{ROOT / 'assets'}{os.pathsep}landscape_app/assets"]
        for name in WHOLE:
            command += ["--collect-submodules", name, "--collect-data", name]
        for name in DATA:
            command += ["--collect-data", name]
        command += ["--recursive-copy-metadata", "landscape-optimisation"]
        for name in UNUSED:
            command += ["--exclude-module", name]
        subprocess.run([*command, str(entry)], check=True, cwd=ROOT)
    from landscape_app import licences

    told = f"Landscape is under the MIT licence (LICENSE). This folder also holds:\n\n{licences.text()}\n"
    (TARGET / "licences.txt").write_text(told, encoding="utf-8")
    shutil.copy(ROOT / "LICENSE", TARGET / "LICENSE")


def start() -> None:
    """Run what was frozen: version, a picture with its own renderer, a lesson, the window itself for a moment."""
    program = TARGET / ("landscape.exe" if os.name == "nt" else "landscape")
    with tempfile.TemporaryDirectory() as scratch:
        bare = {"PATH": os.environ.get("PATH", ""), "HOME": scratch, "QT_QPA_PLATFORM": "offscreen"}
        bare |= {name: os.environ[name] for name in ("SYSTEMROOT", "LIBGL_ALWAYS_SOFTWARE") if name in os.environ}
        picture = Path(scratch) / "race.png"
        for words in (
            ["--version"],
            ["list", "objectives"],
            ["lesson", "check", "momentum"],
            ["export", "opening_race", "-o", str(picture), "--size", "640x360", "--lang", "zh_CN"],
        ):
            subprocess.run([str(program), *words], check=True, env=bare, cwd=scratch, stdout=subprocess.DEVNULL)
        if not picture.is_file():
            raise SystemExit("the frozen program wrote no picture")
        window = subprocess.Popen([str(program)], env=bare, cwd=scratch)
        try:
            window.wait(timeout=6)
        except subprocess.TimeoutExpired:
            window.terminate()
            window.wait()
        else:
            raise SystemExit(f"the frozen window ended by itself, with {window.returncode}")


def main() -> int:
    """Freeze and start."""
    freeze()
    start()
    size = sum(path.stat().st_size for path in TARGET.rglob("*") if path.is_file())
    print(f"{TARGET}: {size / 1e6:.0f} MB; its window opens, and it rendered a picture")
    return 0


if __name__ == "__main__":
    sys.exit(main())
