"""What is left of an error that nobody expected: a log file and one line that names it. No silent death."""

from __future__ import annotations

import os
import sys
import time
import traceback
from pathlib import Path

_KEEP = 1_000_000  # bytes; a longer log starts anew


def log_path() -> Path:
    """The log of errors, in the folder where this system keeps such files."""
    home = Path.home()
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        folder = home / "Library" / "Logs"
    else:
        folder = Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state")
    return folder / "landscape" / "errors.log"


def record(error: BaseException) -> Path | None:
    """Append the traceback to the log; None where it cannot be written (then it goes to stderr)."""
    text = "".join(traceback.format_exception(error))
    try:
        path = log_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        long = path.exists() and path.stat().st_size > _KEEP
        with path.open("w" if long else "a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"--- {time.strftime('%Y-%m-%d %H:%M:%S')} {' '.join(sys.argv)}\n{text}\n")
    except (OSError, RuntimeError):  # RuntimeError: there is no home
        sys.stderr.write(text)
        return None
    return path


def message(error: BaseException, path: Path | None) -> str:
    """One line for a person: what went wrong and where the details are."""
    lines = str(error).splitlines()
    what = type(error).__name__ + (f": {lines[0]}" if lines else "")
    where = f"; details are in {path}" if path else ""
    return f"landscape: an unexpected error ended the program ({what}){where}"
