"""Open Landscape from ``.venv``; where there is no display, render the opening scene to files and say where."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"


def has_display() -> bool:
    """Whether a window can be shown: an X server or Wayland on Linux; elsewhere always."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main() -> int:
    """Run the program and hand on its exit code."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if has_display():
        return subprocess.call([str(python), "-m", "landscape_app", *sys.argv[1:]])
    return subprocess.call([str(python), "-m", "landscape_app.export.demo"], cwd=ROOT)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
