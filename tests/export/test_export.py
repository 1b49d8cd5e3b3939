"""``landscape export`` as a person or the window runs it: a process with no display."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtGui import QImage

from core import registry
from core.stopping import Stopping
from core.words import CoreError
from landscape_app.export import headless
from landscape_app.export.demo import render_demo
from landscape_app.export.frames import Film
from landscape_app.export.job import ExportCancelled, Options, export
from landscape_app.export.timing import Timing
from landscape_app.jobs import compute_now
from landscape_app.scene import codec
from landscape_app.scene.model import CameraState, Display, RunSpec, Scene

SIZE = (320, 180)
PURE = "#ff00ff"
SHORT = Options("", view="2d", size=SIZE, fps=10, seconds=1.0)


@pytest.fixture(scope="module", autouse=True)
def application() -> object:
    return headless.application()


@pytest.fixture(scope="module")
def scene() -> Scene:
    return Scene(
        registry.create("objective", "quadratic", kappa=4.0),
        (RunSpec(registry.create("optimizer", "gradient_descent", lr=0.12), colour=PURE),),
        title="One run",
        start=(-1.4, 1.2),
        stopping=Stopping(gradient_on=False, max_steps=20),
        display=Display(drop_lines=False),
        camera=CameraState(elevation=55.0),
    )


@pytest.fixture(scope="module")
def scene_file(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scenes") / "one.toml"
    codec.save(scene, path)
    return path


def command(*arguments: object) -> subprocess.Popen[str]:
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    line = [sys.executable, "-m", "landscape_app", "export", *map(str, arguments)]
    return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=bare)


def frames_of(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as file:
        return [frame.to_ndarray(format="rgb24").astype(int) for frame in file.decode(video=0)]


@pytest.mark.parametrize("view", ["3d", "2d", "all"])
@pytest.mark.parametrize("suffix", ["mp4", "webm", "gif"])
def test_the_ball_in_the_decoded_film_is_where_the_trajectory_says(
    scene: Scene, tmp_path: Path, view: str, suffix: str
) -> None:
    options = Options(str(tmp_path / f"film.{suffix}"), view, (640, 360), 10, 1.5, "orbit")
    made = export(scene, options)
    frames = frames_of(tmp_path / f"film.{suffix}")
    assert made.frames == len(frames) == 15
    timing = Timing(10, 1.5, 20)
    film = Film(compute_now(scene), view, (640, 360), "light")
    seen = 0
    for i in (2, 5, 14):
        head, camera = timing.head(i), timing.camera(i, scene.camera, "orbit")
        for x, y in film.pixel_of(head, camera, 0).values():
            patch = frames[i][round(y) - 4 : round(y) + 5, round(x) - 4 : round(x) + 5]
            red, green, blue = np.moveaxis(patch, -1, 0)
            # video halves the colours' resolution, so the ball's rim bleeds into it: magenta, not #ff00ff
            assert (np.minimum(red, blue) - green > 90).sum() >= 6, (view, i, x, y)
            seen += 1
    film.close()
    assert seen == 3 * (2 if view == "all" else 1)


def test_a_film_from_the_command_line_with_no_display(scene_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "film.mp4"
    process = command(scene_file, "-o", out, "--view", "3d", "--size", "322x180", "--fps", "12", "--seconds", "1.5",
                      "--progress-lines")  # fmt: skip
    said, errors = process.communicate(timeout=100)
    assert (process.returncode, errors) == (0, "")
    told = [re.fullmatch(r"progress (\d+)/18 (\d+\.\d)", line) for line in said.splitlines()[:-1]]
    assert told
    assert all(told)
    counts = [int(t[1]) for t in told if t]
    assert counts == sorted(counts)
    assert counts[-1] == 18
    assert said.splitlines()[-1] == f"Wrote {out}: 322x180, 18 frames, 1.5 s"
    with av.open(str(out)) as file:
        stream = file.streams.video[0]
        assert (stream.width, stream.height, stream.frames, stream.average_rate) == (322, 180, 18, 12)
        assert file.duration == 1.5 * av.time_base
    assert list(tmp_path.iterdir()) == [out]


def test_a_bar_shows_the_progress_on_standard_error_unless_quiet(scene_file: Path, tmp_path: Path) -> None:
    flags = (scene_file, "-o", tmp_path / "a.gif", "--view", "2d", "--size", "200x120", "--seconds", "1", "--fps", "10")
    _, errors = command(*flags).communicate(timeout=100)
    assert "10/10" in errors or "frame" in errors
    said, errors = command(*flags, "--quiet").communicate(timeout=100)
    assert errors == ""
    assert said.startswith("Wrote")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_export_leaves_no_file(scene_file: Path, tmp_path: Path, number: signal.Signals) -> None:
    process = command(scene_file, "-o", tmp_path / "film.mp4", "--view", "3d", "--size", "640x360", "--seconds", "500",
                      "--progress-lines")  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline().startswith("progress")
    assert [p.suffix for p in tmp_path.iterdir()] == [".mp4"]  # under its temporary name
    process.send_signal(number)
    since = time.perf_counter()
    _, errors = process.communicate(timeout=60)
    assert time.perf_counter() - since < 3  # the window waits so long before it kills
    assert process.returncode == 128 + number
    assert errors == "landscape: the export was stopped; nothing was written\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["film.mp4", "film.webm", "film.gif", "frames/"])
def test_progress_that_says_false_stops_it(scene: Scene, tmp_path: Path, name: str) -> None:
    calls = []

    def progress(done: int, total: int, left: float) -> bool:
        calls.append((done, total))
        return done < 4

    with pytest.raises(ExportCancelled):
        export(scene, replace(SHORT, output=f"{tmp_path}/{name}"), progress)
    assert calls[-1] == (4, 10)
    assert list(tmp_path.iterdir()) == []


def test_time_left_shrinks_to_nothing(scene: Scene, tmp_path: Path) -> None:
    left: list[float] = []
    export(scene, replace(SHORT, output=f"{tmp_path}/a.mp4"), lambda done, total, s: left.append(s) if done else None)
    assert len(left) == 10
    assert left[-1] == 0
    assert min(left) >= 0


@pytest.mark.parametrize("view", ["3d", "2d", "charts", "all"])
def test_two_exports_of_one_scene_are_identical(scene: Scene, tmp_path: Path, view: str) -> None:
    for name in ("a", "b"):
        export(scene, replace(SHORT, output=f"{tmp_path}/{name}/", view=view, seconds=0.5))
        export(scene, replace(SHORT, output=f"{tmp_path}/{name}.mp4", view=view, seconds=0.5))
    for i in range(1, 6):
        a, b = (QImage(f"{tmp_path}/{name}/frame-{i:04d}.png") for name in ("a", "b"))
        assert not a.isNull()
        assert a == b
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_a_png_shows_the_step_asked_for_and_the_last_one_otherwise(scene: Scene, tmp_path: Path) -> None:
    film = Film(compute_now(scene), "all", SIZE, "dark")
    png = Options("", "all", SIZE, theme="dark")
    for at, step in ((None, 20.0), (3.0, 3.0), (0.0, 0.0), (900.0, 20.0)):
        made = export(scene, replace(png, output=f"{tmp_path}/{at}.png", at=at))
        image = QImage(f"{tmp_path}/{at}.png").convertToFormat(QImage.Format.Format_RGB32)
        assert image == film.frame(step, scene.camera)
        assert [str(n) for n in made.notes] == (["the last step is 20: shown instead of 900"] if at == 900 else [])
    film.close()


def test_odd_sides_become_even_where_the_format_needs_it_and_that_is_said(scene: Scene, tmp_path: Path) -> None:
    made = export(scene, replace(SHORT, output=f"{tmp_path}/a.mp4", size=(201, 121)))
    assert made.size == (202, 122)
    assert [str(n) for n in made.notes] == [".mp4 needs even sides: 201x121 became 202x122"]
    assert frames_of(tmp_path / "a.mp4")[0].shape == (122, 202, 3)
    made = export(scene, replace(SHORT, output=f"{tmp_path}/a.gif", size=(201, 121)))
    assert not made.notes
    assert frames_of(tmp_path / "a.gif")[0].shape == (121, 201, 3)


@pytest.mark.parametrize(
    ("flags", "code", "sentence"),
    [
        (lambda d: ("-o", d / "film.avi"), 2, r".*must end in \.mp4.*"),
        (lambda d: ("-o", d / "film.gif", "--fps", "60"), 2, r".*a GIF shows at most 50 frames a second, got 60"),
        (lambda d: ("-o", d / "film.mp4", "--at", "3"), 2, r".*--at chooses the step of a \.png; .*"),
        (lambda d: ("-o", d / "no" / "film.mp4"), 1, r"landscape: Cannot write .*: there is no such file or folder"),
        (lambda d: ("-o", "/proc/film.mp4"), 1, r"landscape: Cannot write /proc/film\.mp4: .*"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    scene_file: Path, tmp_path: Path, flags: Callable[[Path], tuple[object, ...]], code: int, sentence: str
) -> None:
    process = command(scene_file, *flags(tmp_path), "--quiet", "--view", "2d", "--size", "128x96")
    said, errors = process.communicate(timeout=100)
    assert process.returncode == code
    assert said == ""
    assert len(errors.splitlines()) == 1
    assert re.fullmatch(sentence, errors.strip())
    assert list(tmp_path.iterdir()) == []


def test_the_demo_is_a_film_and_a_picture_of_the_opening_scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("landscape_app.export.demo.SIZE", (480, 270))
    monkeypatch.setattr("landscape_app.export.demo.SECONDS", 1.0)
    film, still = render_demo(tmp_path, quiet=True)
    assert (film.name, still.name) == ("landscape-demo.mp4", "landscape-demo.png")
    frames = frames_of(film)
    assert len(frames) == 30
    assert np.abs(frames[0] - frames[-1]).max() > 60
    assert QImage(str(still)).width() == 480


def test_the_demo_in_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CoreError, match=r"Cannot write .*: there is no such file or folder"):
        render_demo(tmp_path / "no", quiet=True)
