"""Every check of ``make test``, one after another; all are run, and the failing ones are named at the end."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTEST = (str(BIN / "python"), "-m", "pytest", "-q", "-p", "no:cacheprovider")
OTHER = ("tests/app", "tests/export", "tests/images", "tests/test_architecture.py")


def parts() -> dict[str, tuple[tuple[str, ...], Mapping[str, str]]]:
    """Name -> (command, environment on top of this one)."""
    others = tuple(path for path in OTHER if (ROOT / path).exists())
    checks: dict[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
        "format": ((str(BIN / "ruff"), "format", "--check", "."), {}),
        "lint": ((str(BIN / "ruff"), "check", "."), {}),
        "types": ((str(BIN / "mypy"),), {}),
        "import contracts": ((str(BIN / "lint-imports"),), {}),
        "tests of the core": ((*PYTEST, "-n", "2", "tests/core"), {}),
        "tests of the program": ((*PYTEST, "-n", "3", *others), {}),
    }
    if (ROOT / "tests/xvfb").exists():
        checks["tests on an X server"] = ((*PYTEST, "tests/xvfb"), {"QT_QPA_PLATFORM": "xcb"})
    return checks


def main() -> int:
    """0 if every check passed."""
    began = time.monotonic()
    failed = []
    for name, (command, extra) in parts().items():
        print(f"\n== {name} ==", flush=True)
        start = time.monotonic()
        if subprocess.call(command, cwd=ROOT, env={**os.environ, **extra}) != 0:
            failed.append(name)
        print(f"-- {name}: {'FAILED' if name in failed else 'passed'} in {time.monotonic() - start:.0f} s", flush=True)
    print(f"\n{time.monotonic() - began:.0f} s in all.", flush=True)
    if failed:
        print("FAILED: " + ", ".join(failed), flush=True)
        return 1
    print("All checks passed.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
