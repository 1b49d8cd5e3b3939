"""The program as a person starts it: its own process, an X server, a window manager, real keys."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

WAIT = 40.0  # seconds for the window to come


def xdotool(*words: str) -> str:
    return subprocess.run(["xdotool", *words], capture_output=True, text=True, check=False).stdout.strip()


def awaited(answer: Callable[[], str], seconds: float) -> str:
    """The first answer that is not empty, asked five times a second; empty when none came."""
    end = time.monotonic() + seconds
    while not (found := answer()) and time.monotonic() < end:
        time.sleep(0.2)
    return found


@pytest.fixture
def program(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    manager = subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    # A window mapped while the manager is still starting is now and then never managed.
    assert awaited(lambda: xdotool("get_num_desktops"), WAIT), f"no window manager; openbox: {manager.poll()}"
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "XDG_CONFIG_HOME": str(tmp_path)}
    with (tmp_path / "stderr.txt").open("wb") as errors:
        process = subprocess.Popen([sys.executable, "-m", "landscape_app"], env=environment, stderr=errors)
    window = awaited(lambda: xdotool("search", "--onlyvisible", "--name", "Landscape").split("\n")[0], WAIT)
    try:
        assert window, "no window came"
        time.sleep(2.0)  # the plots are made after the first picture
        yield process, window
    finally:
        process.kill()
        process.wait()
        manager.terminate()
        manager.wait()


def press(key: str, done: Callable[[], str]) -> str:
    """Press ``key`` until it has worked: on a loaded machine X now and then loses one, though the window has focus."""
    for _ in range(4):
        xdotool("key", key)
        if answer := awaited(done, 8):
            return answer
    return ""


def test_it_opens_goes_full_screen_and_quits(program: tuple[subprocess.Popen[bytes], str], tmp_path: Path) -> None:
    process, window = program
    small = xdotool("getwindowgeometry", window)
    screen = "Geometry: " + xdotool("getdisplaygeometry").replace(" ", "x")
    assert screen not in small
    xdotool("windowactivate", "--sync", window)

    def size_is(wanted: str) -> str:
        return wanted if wanted in xdotool("getwindowgeometry", window) else ""

    state = f"{window}, {small}, exit code {process.poll()}, {(tmp_path / 'stderr.txt').read_text()}"
    assert press("F11", lambda: size_is(screen)), state
    assert press("F11", lambda: size_is(small.split("\n")[-1].strip())), state
    assert press("ctrl+q", lambda: "gone" if process.poll() is not None else ""), state
    assert process.wait() == 0
    assert "Traceback" not in (tmp_path / "stderr.txt").read_text()
