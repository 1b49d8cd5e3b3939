"""The program as a person starts it: its own process, an X server, a window manager, real keys."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

WAIT = 40.0  # seconds for the window to come


def xdotool(*words: str) -> str:
    return subprocess.run(["xdotool", *words], capture_output=True, text=True, check=False).stdout.strip()


@pytest.fixture
def program(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    manager = subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "XDG_CONFIG_HOME": str(tmp_path)}
    with (tmp_path / "stderr.txt").open("wb") as errors:
        process = subprocess.Popen([sys.executable, "-m", "landscape_app"], env=environment, stderr=errors)
    window = ""
    end = time.monotonic() + WAIT
    while not window and time.monotonic() < end and process.poll() is None:
        window = xdotool("search", "--onlyvisible", "--name", "Landscape").split("\n")[0]
        time.sleep(0.2)
    try:
        assert window, "no window came"
        time.sleep(2.0)  # the plots are made after the first picture
        yield process, window
    finally:
        process.kill()
        process.wait()
        manager.terminate()
        manager.wait()


def test_it_opens_goes_full_screen_and_quits(program: tuple[subprocess.Popen[bytes], str], tmp_path: Path) -> None:
    process, window = program
    before = xdotool("getwindowgeometry", window)
    xdotool("windowactivate", "--sync", window)
    xdotool("key", "F11")
    end = time.monotonic() + 10
    while xdotool("getwindowgeometry", window) == before and time.monotonic() < end:
        time.sleep(0.2)
    screen = xdotool("getdisplaygeometry").replace(" ", "x")
    assert f"Geometry: {screen}" in xdotool("getwindowgeometry", window)
    xdotool("key", "F11")
    time.sleep(0.5)
    xdotool("key", "ctrl+q")
    assert process.wait(timeout=20) == 0
    assert "Traceback" not in (tmp_path / "stderr.txt").read_text()
