"""The pictures of a film: every part in its place, the ball where the trajectory says, the same twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from core import registry
from core.stopping import Stopping
from landscape_app.export import headless
from landscape_app.export.frames import Film
from landscape_app.export.layout import COMPOSED_FOR, SMALLEST_RATIO, Layout, ratio_of
from landscape_app.export.timing import ORBIT_DEGREES, Timing
from landscape_app.jobs import compute_now
from landscape_app.results import Snapshot
from landscape_app.scene.model import CameraState, Display, RunSpec, Scene
from landscape_app.theme import DARK, LIGHT, THEMES

SIZE = (640, 360)
FROM_ABOVE = CameraState(azimuth=-60.0, elevation=55.0)
PURE = "#ff00ff"  # a colour that neither surface nor chrome has


@pytest.fixture(scope="module", autouse=True)
def application() -> object:
    return headless.application()


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    quadratic = registry.create("objective", "quadratic", kappa=4.0)
    slow = registry.create("optimizer", "gradient_descent", lr=0.03)
    fast = registry.create("optimizer", "gradient_descent", lr=0.12)
    scene = Scene(
        quadratic,
        (RunSpec(fast, name="Fast", colour=PURE), RunSpec(slow, name="Slow")),
        title="Two steps",
        caption="One strides, one creeps.",
        start=(-1.4, 1.2),
        stopping=Stopping(gradient_on=False, max_steps=40),
        display=Display(drop_lines=False),
        camera=FROM_ABOVE,
    )
    return compute_now(scene)


def rgb(image: QImage) -> np.ndarray:
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4)[..., 2::-1].astype(int)


def near(pixels: np.ndarray, at: tuple[float, float], colour: str, radius: int = 3) -> bool:
    """Whether ``colour`` stands within ``radius`` pixels of ``at``, in more than an edge."""
    want = QColor(colour)
    x, y = round(at[0]), round(at[1])
    patch = pixels[y - radius : y + radius + 1, x - radius : x + radius + 1]
    distance = np.abs(patch - [want.red(), want.green(), want.blue()]).sum(axis=-1)
    return bool((distance < 150).sum() >= 8)


@pytest.fixture(params=["3d", "2d", "all"])
def film(request: pytest.FixtureRequest, snapshot: Snapshot) -> Iterator[Film]:
    film = Film(snapshot, request.param, SIZE, "light")
    yield film
    film.close()


@pytest.mark.parametrize("head", [0.0, 2.5, 9.0])
def test_the_ball_is_where_the_trajectory_says(film: Film, snapshot: Snapshot, head: float) -> None:
    alone = film.frame(head, FROM_ABOVE)
    pixels = rgb(alone)
    places = film.pixel_of(head, FROM_ABOVE, 0)
    assert places
    for where in places.values():
        if head == 0.0:  # every ball stands at the start: one hides the other
            continue
        assert near(pixels, where, PURE)
    # and it was not there before: the path leads to the head, not beyond
    if head == 2.5:
        ahead = film.pixel_of(40.0, FROM_ABOVE, 0)
        for name, where in ahead.items():
            if np.hypot(where[0] - places[name][0], where[1] - places[name][1]) > 25:
                assert not near(pixels, where, PURE)


def test_frames_can_be_asked_for_in_any_order(film: Film) -> None:
    turned = replace(FROM_ABOVE, azimuth=20.0)
    first = film.frame(7.0, FROM_ABOVE)
    film.frame(30.0, turned)
    assert film.frame(7.0, FROM_ABOVE) == first
    assert film.frame(8.0, FROM_ABOVE) != first


def test_the_camera_turns_the_surface_alone(snapshot: Snapshot) -> None:
    film = Film(snapshot, "all", SIZE, "light")
    a, b = (rgb(film.frame(5.0, replace(FROM_ABOVE, azimuth=angle))) for angle in (-60.0, -30.0))
    film.close()
    rect = film.surface_rect()
    assert rect is not None
    differs = (a != b).any(axis=-1)
    ys, xs = np.nonzero(differs)
    assert len(xs) > 1000
    assert rect.left() <= xs.min()
    assert xs.max() <= rect.right()
    assert rect.top() <= ys.min()
    assert ys.max() <= rect.bottom()


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (720, 1280), (600, 600), (320, 180)])
@pytest.mark.parametrize("view", ["3d", "2d", "charts", "all"])
def test_views_lie_inside_the_picture_and_apart(snapshot: Snapshot, view: str, size: tuple[int, int]) -> None:
    places = Layout(snapshot, view, size, LIGHT).places
    rects = [r for r in (places.surface, places.plane, places.charts) if r is not None]
    assert len(rects) == (3 if view == "all" else 1)
    for i, r in enumerate(rects):
        assert 0 <= r.left() <= r.right() < size[0]
        assert 0 <= r.top() <= r.bottom() < size[1]
        assert min(r.width(), r.height()) >= (60 if size[1] > 200 else 24)
        assert not any(r.intersects(other) for other in rects[:i])


@pytest.mark.parametrize("theme", list(THEMES))
def test_the_legend_names_each_visible_run_in_its_colour(snapshot: Snapshot, theme: str) -> None:
    layout = Layout(snapshot, "2d", (1280, 720), THEMES[theme])
    pixels = rgb(layout.background())
    for run in snapshot.runs:
        c = QColor(run.colour(THEMES[theme]))
        there = np.abs(pixels - [c.red(), c.green(), c.blue()]).sum(axis=-1) < 12
        assert there.sum() > 60
    hidden = replace(snapshot.scene.runs[0], visible=False)
    runs = (replace(snapshot.runs[0], spec=hidden), snapshot.runs[1])
    pixels = rgb(Layout(replace(snapshot, runs=runs), "2d", (1280, 720), THEMES[theme]).background())
    assert (np.abs(pixels - [255, 0, 255]).sum(axis=-1) < 12).sum() == 0


def test_the_counter_counts(snapshot: Snapshot) -> None:
    film = Film(snapshot, "2d", SIZE, "dark")
    a, b, c = (rgb(film.frame(h, FROM_ABOVE))[:30, 320:] for h in (8.0, 9.0, 9.4))
    film.close()
    assert (a != b).any()
    assert (b == c).all()  # 9 until 10 is reached


def test_a_theme_colours_the_whole_picture(snapshot: Snapshot) -> None:
    for theme in (LIGHT, DARK):
        film = Film(snapshot, "all", SIZE, theme.name)
        image = film.frame(3.0, FROM_ABOVE)
        film.close()
        plot = QColor(theme.plot)
        for corner in ((0, 0), (SIZE[0] - 1, 0), (0, SIZE[1] - 1), (SIZE[0] - 1, SIZE[1] - 1)):
            assert image.pixelColor(*corner) == plot


@pytest.mark.parametrize("view", ["3d", "2d", "charts", "all"])
def test_a_scene_of_one_variable_has_pictures_too(view: str) -> None:
    names = registry.names("objective")
    line = next(o for o in (registry.create("objective", n) for n in names) if o.dim == 1)
    scene = Scene(line, (RunSpec(registry.create("optimizer", "gradient_descent"), colour=PURE),))
    snapshot = compute_now(scene)
    film = Film(snapshot, view, SIZE, "light")
    a, b = (rgb(film.frame(h, CameraState())) for h in (0.0, float(snapshot.length)))
    film.close()
    assert (np.abs(a - [255, 0, 255]).sum(axis=-1) < 60).sum() > 20
    assert (a != b).any()


def test_a_picture_scales_with_its_size_and_stays_legible() -> None:
    assert ratio_of((2 * COMPOSED_FOR[0], 2 * COMPOSED_FOR[1])) == 2.0
    assert ratio_of((64, 64)) == SMALLEST_RATIO


@pytest.mark.parametrize(("fps", "seconds", "length"), [(30, 8.0, 500), (24, 0.1, 3), (1, 1.0, 9), (60, 2.0, 0)])
def test_the_head_runs_from_the_start_to_the_end_and_holds(fps: int, seconds: float, length: int) -> None:
    timing = Timing(fps, seconds, length)
    heads = np.array([timing.head(i) for i in range(timing.count)])
    assert len(heads) == max(1, round(fps * seconds))
    assert heads[-1] == length
    assert (np.diff(heads) >= 0).all()
    if len(heads) > 4:
        assert heads[0] == 0
        assert np.ptp(np.diff(heads[: timing.playing])) < 1e-9
    if seconds == 8.0:
        assert (heads == length).sum() == 16  # half a second, and the frame that arrives


def test_the_camera_turns_about_the_angle_of_the_scene() -> None:
    timing, camera = Timing(30, 2.0, 100), CameraState(azimuth=-170.0, elevation=20.0)
    shots = [timing.camera(i, camera, "orbit") for i in range(timing.count)]
    turn = np.unwrap([s.azimuth for s in shots], period=360.0)
    assert turn[-1] - turn[0] == pytest.approx(ORBIT_DEGREES)
    assert turn.mean() % 360 == pytest.approx(190.0)
    assert {s.elevation for s in shots} == {20.0}
    steps = np.diff(turn)
    assert (steps > 0).all()
    assert steps[0] < steps[len(steps) // 2] / 5  # it sets off gently
    assert timing.camera(7, camera, "still") == camera
