"""Measuring in a process of its own: OpenGL contexts of different tools do not go together in one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 300  # seconds a measurement


def measure(module: str, call: str, needs: str = "", display: str = "") -> tuple[float | None, str]:
    """What ``call`` in ``tests.bench.module`` returns or leaves with, in seconds; or None and why.

    ``needs`` is a package that must be there; ``display`` an X server for tools whose OpenGL needs one.
    """
    if needs and subprocess.call([sys.executable, "-c", f"import {needs}"], stderr=subprocess.DEVNULL) != 0:
        return None, f"no {needs} here"
    code = f"import tests.bench.{module} as m; from tests.bench.isolated import leave; leave(m.{call})"
    on_x = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"} if display else {}
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "XDG_CONFIG_HOME": home, "PYTHONWARNINGS": "ignore", **on_x}
        try:
            done = subprocess.run(
                [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=TIMEOUT
            )
        except subprocess.TimeoutExpired:
            return None, f"took over {TIMEOUT} s"
    for line in done.stdout.splitlines():
        if line.startswith("RESULT "):
            return float(line.split()[1]), ""
    said = done.stderr.strip().splitlines()
    return None, said[-1][:100] if said else f"ended with code {done.returncode}"


def leave(seconds: float) -> NoReturn:
    """Say the result and end at once: not every tool survives being taken apart."""
    print(f"RESULT {float(seconds)!r}", flush=True)
    os._exit(0)


@contextmanager
def x_server() -> Iterator[str]:
    """The DISPLAY of an X server of our own; "" where there is no Xvfb."""
    if not shutil.which("Xvfb"):
        yield ""
        return
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24"]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        yield f":{number}" if number else ""
    finally:
        server.terminate()
        server.wait()
