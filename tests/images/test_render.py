"""What the 3-D pictures show: known points where they project, hidden things hidden, the same picture twice.

Reference pictures lie in ``reference/``; ``LANDSCAPE_UPDATE_PICTURES=1`` writes them anew. A picture that differs is
saved with its difference in the folder ``LANDSCAPE_DIFFERENCES`` (default: pytest's own temporary folder).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QImage

from core.arrays import Array
from core.surface import Surface
from landscape_app.render import camera
from landscape_app.render.colormap import NAMES, colormap, to_oklab
from landscape_app.render.drape import drape
from landscape_app.render.frame import Frame, PathData
from landscape_app.render.height import HeightMap
from landscape_app.render.image import NoOpenGL
from landscape_app.render.mesh import COARSE, sheet, triangles
from landscape_app.render.overlay import compose
from landscape_app.render.renderer import Renderer
from landscape_app.render.ticks import height_ticks, nice_ticks, tick_texts
from landscape_app.resources import assets
from landscape_app.scene.model import CameraState, Display
from landscape_app.theme import DARK, LIGHT, PROJECTOR, Theme, rgb

SIZE = (320, 240)
MAGENTA = "#ff00ff"  # a colour that neither map nor theme holds
Field = Callable[[Array, Array], Array]


def surface(f: Field, half: float = 2.0, n: int = 101) -> Surface:
    """f sampled on a square, its gradient by central differences of the function itself."""
    axis = np.linspace(-half, half, n)
    x, y = np.meshgrid(axis, axis)
    h = 1e-5
    with np.errstate(all="ignore"):
        gradient = np.stack([f(x + h, y) - f(x - h, y), f(x, y + h) - f(x, y - h)], axis=-1) / (2 * h)
        return Surface(axis, axis, f(x, y), gradient)


def bowl(x: Array, y: Array) -> Array:
    return x**2 + y**2


def hill(x: Array, y: Array) -> Array:
    """A ridge along x that hides what lies north of it from an eye in the south."""
    return np.exp(-8 * y**2) + 0 * x


def himmelblau(x: Array, y: Array) -> Array:
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def rosenbrock(x: Array, y: Array) -> Array:
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def path(points: Array, colour: str = MAGENTA, dash: str = "solid") -> PathData:
    return PathData(points, np.zeros(len(points)), colour, dash, "circle", "run")


def scene(f: Field = bowl, *paths: PathData, half: float = 2.0, n: int = 101, head: float = 1e6) -> Frame:
    plain = Display(drop_lines=False)
    return Frame(surface(f, half, n), paths, head, plain, CameraState(), LIGHT)


def is_magenta(pixels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    blue, green, red = (pixels[..., i].astype(int) for i in range(3))
    return (red > 170) & (blue > 170) & (green < 110)


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    made = Renderer()
    yield made
    made.release()


@pytest.fixture(scope="module")
def application() -> Iterator[QGuiApplication]:
    """Text in the font that the program ships, whatever the machine has."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    usual = app.font()
    for file in sorted((assets() / "fonts").glob("*.[ot]tf")):
        number = QFontDatabase.addApplicationFont(str(file))
        assert QFontDatabase.applicationFontFamilies(number)[0].startswith("Landscape Sans")
    plain = QFont("Landscape Sans", 10)
    plain.setWeight(QFont.Weight.Normal)
    sheet = app.styleSheet()
    app.setStyleSheet("")  # an earlier test's clothes
    app.setFont(plain)
    yield app
    app.setFont(usual)
    app.setStyleSheet(sheet)


# -- pictures


@pytest.mark.parametrize("samples", [0, 4])
@pytest.mark.parametrize("at", [(-1.5, 0.5), (0.0, 0.0), (0.7, 1.2)])
def test_the_ball_is_where_its_point_projects_to(renderer: Renderer, samples: int, at: tuple[float, float]) -> None:
    frame = scene(bowl, path(np.array([at, at])), head=0.0)
    picture = renderer.render(frame, SIZE, samples=samples)
    expected, _ = picture.projection.project_data(
        np.array([at[0]]), np.array([at[1]]), np.array([at[0] ** 2 + at[1] ** 2])
    )
    rows, columns = np.nonzero(is_magenta(picture.pixels))
    assert len(rows) > 40
    assert np.hypot(columns.mean() + 0.5 - expected[0, 0], rows.mean() + 0.5 - expected[0, 1]) < 1.5


def test_the_ball_moves_between_steps(renderer: Renderer) -> None:
    """A fractional head puts the ball on the straight line between two iterates (in plan)."""
    points = np.array([[-1.0, 0.0], [1.0, 0.0]])
    frame = replace(scene(lambda x, y: 0 * x, path(points)), camera=camera.PRESETS["top"])
    middle = []
    for head in (0.0, 0.25, 0.5, 1.0):
        now = replace(
            frame, head=head, display=replace(frame.display, trail=0), paths=(path(points, MAGENTA, "solid"),)
        )
        blank = renderer.render(replace(now, paths=()), SIZE)
        drawn = renderer.render(now, SIZE)
        columns = np.nonzero((blank.pixels != drawn.pixels).any(axis=(0, 2)))[0]
        middle.append(columns.max())
    steps = np.diff(middle)
    assert steps[0] == pytest.approx(steps[1], abs=1.5)
    assert steps[2] == pytest.approx(2 * steps[1], abs=3)


def ridge_view(y: float) -> Frame:
    points = np.column_stack([np.linspace(-1.0, 1.0, 30), np.full(30, y)])
    return replace(scene(hill, path(points)), camera=CameraState(azimuth=-90.0, elevation=12.0))


@pytest.mark.parametrize("samples", [0, 4])
def test_a_path_behind_the_hill_is_hidden_and_one_before_it_is_not(renderer: Renderer, samples: int) -> None:
    before = is_magenta(renderer.render(ridge_view(-1.2), SIZE, samples=samples).pixels).sum()
    behind = is_magenta(renderer.render(ridge_view(0.7), SIZE, samples=samples).pixels).sum()
    assert before > 100
    assert behind == 0


def test_a_hidden_path_still_shines_through_faintly(renderer: Renderer) -> None:
    frame = ridge_view(0.7)
    with_path = renderer.render(frame, SIZE).pixels.astype(int)
    without = renderer.render(replace(frame, paths=()), SIZE).pixels.astype(int)
    difference = np.abs(with_path - without).max(axis=2)
    assert (difference > 8).sum() > 60
    assert np.percentile(difference[difference > 0], 95) < 100


@pytest.mark.parametrize("f", [bowl, himmelblau, rosenbrock])
@pytest.mark.parametrize("moving", [False, True])
def test_a_path_on_the_near_side_is_never_broken_by_the_mesh(renderer: Renderer, f: Field, moving: bool) -> None:
    """From above nothing hides the path: every one of its own pixels is drawn, on the coarse mesh too."""
    angle = np.linspace(0.0, 2 * np.pi, 60)
    points = np.column_stack([1.5 * np.cos(angle), 1.2 * np.sin(angle)])
    top = camera.PRESETS["top"]
    frame = replace(scene(f, path(points), n=257), camera=top, moving=moving)
    picture = renderer.render(frame, (640, 480), samples=0)
    heights = HeightMap.of(frame.surface, frame.display)
    drawn = drape(points / 2.0, sheet(frame.surface, heights, COARSE if moving else 1 << 30))
    pixels, _ = picture.projection.project(drawn.points)
    marked = is_magenta(picture.pixels)
    columns, rows = pixels.astype(int).T
    assert marked[rows, columns].mean() > 0.99


def test_coarse_and_still_pictures_agree(renderer: Renderer) -> None:
    frame = scene(himmelblau, half=5.0, n=257)
    still = renderer.render(frame, SIZE).pixels.astype(int)
    moving = renderer.render(replace(frame, moving=True), SIZE).pixels.astype(int)
    assert (np.abs(still - moving).max(axis=2) > 24).mean() < 0.02
    assert (still != moving).any()  # it is the coarse mesh that was drawn


@pytest.mark.parametrize("samples", [0, 4])
def test_two_renders_are_equal_to_the_byte_and_so_is_another_renderer(renderer: Renderer, samples: int) -> None:
    frame = scene(himmelblau, path(np.array([[0.0, 0.0], [3.0, 2.0], [2.0, -1.0]]), dash="dash"), half=5.0)
    first = renderer.render(frame, SIZE, samples=samples).pixels
    renderer.render(replace(frame, head=1.0, camera=CameraState(azimuth=10.0)), SIZE, samples=samples)
    again = renderer.render(frame, SIZE, samples=samples).pixels
    other = Renderer()
    try:
        np.testing.assert_array_equal(first, again)
        np.testing.assert_array_equal(first, other.render(frame, SIZE, samples=samples).pixels)
    finally:
        other.release()


def test_the_kept_surface_layer_is_renewed_by_everything_it_shows(renderer: Renderer) -> None:
    frame = scene(himmelblau, half=5.0)
    seen = [renderer.render(frame, SIZE).pixels.tobytes()]
    for other in (
        replace(frame, camera=CameraState(azimuth=0.0)),
        replace(frame, theme=DARK),
        replace(frame, display=replace(frame.display, levels=5)),
        replace(frame, display=replace(frame.display, log_height=True)),
        replace(frame, display=replace(frame.display, height_scale=0.5)),
        replace(frame, display=replace(frame.display, axes=False)),
        replace(frame, surface=surface(himmelblau, 4.0)),
    ):
        pixels = renderer.render(other, SIZE).pixels.tobytes()
        assert pixels not in seen
        seen.append(pixels)
    assert renderer.render(frame, SIZE).pixels.tobytes() == seen[0]


def test_where_f_is_not_finite_the_floor_is_seen_through_a_hole(renderer: Renderer) -> None:
    def holed(x: Array, y: Array) -> Array:
        return np.where(x**2 + y**2 < 0.5, np.nan, np.where(x > 1.8, np.inf, bowl(x, y)))

    bare = Display(axes=False, levels=0)
    frame = replace(scene(holed), camera=camera.PRESETS["top"], display=bare)
    picture = renderer.render(frame, SIZE)
    pixels, _ = picture.projection.project_data(
        np.array([0.0, 1.92, 1.2]), np.array([0.0, 0.0, 1.0]), np.array([0.0, 2.0, 1.0])
    )
    (a, b), (c, d), (e, g) = pixels.astype(int)
    background = np.array([*(round(255 * v) for v in rgb(LIGHT.plot)[::-1]), 255])
    np.testing.assert_array_equal(picture.pixels[b, a], background)
    np.testing.assert_array_equal(picture.pixels[d, c], background)
    assert np.abs(picture.pixels[g, e].astype(int) - background).max() > 40


def test_a_surface_without_any_height_is_an_empty_box(renderer: Renderer) -> None:
    nothing = surface(lambda x, y: x * np.nan)
    points = np.array([[0.0, 0.0], [1.0, 1.0]])
    frame = Frame(nothing, (path(points),), 1.0, Display(), CameraState(), LIGHT, (0.0, 0.0))
    assert not is_magenta(renderer.render(frame, SIZE).pixels).any()


def test_top_view_lies_like_the_map(renderer: Renderer) -> None:
    """f = x rises to the right, f = y rises upwards: brighter there."""
    for f, axis in ((lambda x, y: x + 0 * y, 1), (lambda x, y: y + 0 * x, 0)):
        frame = replace(scene(f), camera=camera.PRESETS["top"], display=Display(axes=False, levels=0))
        picture = renderer.render(frame, SIZE)
        inside = picture.pixels[60:180, 100:220, :3].astype(float).mean(axis=2)
        profile = inside.mean(axis=1 - axis)
        rises = profile[-1] - profile[0]
        assert rises > 40 if axis == 1 else rises < -40


def test_a_diverging_run_leaves_the_box_cleanly(renderer: Renderer) -> None:
    k = np.arange(60)[:, None]
    with np.errstate(all="ignore"):
        wild = np.array([0.3, 0.1]) * (-1.7) ** k
    wild = np.vstack([wild, [[1e300, -1e300], [np.inf, np.nan], [0.0, 0.0]]])
    frame = replace(scene(bowl, path(wild)), camera=camera.PRESETS["top"])
    picture = renderer.render(frame, SIZE)
    corners, _ = picture.projection.project(np.array([[-1.0, -1.0, 0.0], [1.0, 1.0, 0.0]]))
    rows, columns = np.nonzero(is_magenta(picture.pixels))
    assert len(rows) > 50
    assert columns.min() >= corners[0, 0] - 4
    assert columns.max() <= corners[1, 0] + 4
    assert rows.min() >= corners[1, 1] - 4
    assert rows.max() <= corners[0, 1] + 4


def test_a_trail_shows_only_the_last_steps(renderer: Renderer) -> None:
    points = np.column_stack([np.linspace(-1.8, 1.8, 37), np.zeros(37)])
    frame = replace(scene(lambda x, y: 0 * x, path(points), head=30.0), camera=camera.PRESETS["top"])
    whole = is_magenta(renderer.render(frame, SIZE).pixels).sum()
    short = replace(frame, display=replace(frame.display, trail=5))
    picture = renderer.render(short, SIZE)
    left, _ = picture.projection.project_data(np.array([points[24, 0]]), np.zeros(1), np.zeros(1))
    assert np.nonzero(is_magenta(picture.pixels))[1].min() > left[0, 0]
    assert is_magenta(picture.pixels).sum() < whole / 2


def test_dashes_tell_runs_apart_without_colour(renderer: Renderer) -> None:
    points = np.column_stack([np.linspace(-1.8, 1.8, 9), np.zeros(9)])
    counts = {}
    for dash in ("solid", "dash", "dot", "dashdot", "dashdotdot"):
        frame = replace(scene(lambda x, y: 0 * x, path(points, dash=dash)), camera=camera.PRESETS["top"])
        picture = renderer.render(frame, (640, 480), device_ratio=2.0)
        marked = is_magenta(picture.pixels)[:, :448]  # the ball is on the right
        row = marked.sum(axis=1).argmax()
        counts[dash] = int(np.diff(marked[row].astype(int)).clip(0).sum())
    assert counts["solid"] == 1
    assert len(set(counts.values())) == 5
    assert min(counts[d] for d in counts if d != "solid") > 8


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_line_width_is_in_pixels_of_the_design(renderer: Renderer, ratio: float) -> None:
    points = np.column_stack([np.linspace(-1.8, 1.8, 9), np.zeros(9)])
    frame = replace(scene(lambda x, y: 0 * x, path(points)), camera=camera.PRESETS["top"])
    size = (round(320 * ratio), round(240 * ratio))
    picture = renderer.render(frame, size, device_ratio=ratio)
    centre, _ = picture.projection.project(np.zeros((1, 3)))
    wide = is_magenta(picture.pixels)[:, int(centre[0, 0])].sum()
    assert wide == pytest.approx(LIGHT.line_width * ratio, abs=1.0)


def test_drop_line_and_start_are_drawn(renderer: Renderer) -> None:
    frame = replace(scene(bowl, path(np.array([[-1.0, -1.0], [-1.0, -1.0]]))), head=0.0)
    plain = renderer.render(frame, SIZE).pixels
    for other in (
        replace(frame, display=replace(frame.display, drop_lines=True)),
        replace(frame, start=(0.5, -0.5)),
    ):
        assert (renderer.render(other, SIZE).pixels != plain).any(axis=2).sum() > 20


def test_level_lines_stay_as_wide_when_the_picture_grows(renderer: Renderer) -> None:
    """Along one row the lines darken as many pixels at 640 as at 1280: their width is in pixels."""
    flat = replace(scene(lambda x, y: x + 0 * y), camera=camera.PRESETS["top"], display=Display(axes=False, levels=8))
    dark = []
    for size in ((640, 480), (1280, 960)):
        with_lines = renderer.render(flat, size).pixels.astype(int)
        without = renderer.render(replace(flat, display=Display(axes=False, levels=0)), size).pixels.astype(int)
        dark.append((np.abs(with_lines - without)[size[1] // 2].max(axis=1) > 12).sum())
    assert dark[0] >= 8
    assert abs(int(dark[1]) - int(dark[0])) <= 8


def test_a_lost_context_is_rebuilt_from_the_frame() -> None:
    own = Renderer()
    frame = scene(himmelblau, half=5.0)
    before = own.render(frame, SIZE).pixels
    assert own._gpu is not None
    own._gpu.context.release()  # as a driver reset does: everything on the GPU is gone
    np.testing.assert_array_equal(own.render(frame, SIZE).pixels, before)
    own.release()
    np.testing.assert_array_equal(own.render(frame, SIZE).pixels, before)
    own.release()


def test_a_machine_without_opengl_is_told_why(monkeypatch: pytest.MonkeyPatch) -> None:
    import moderngl

    def refuse(**_: object) -> None:
        raise RuntimeError("libEGL.so.1 is missing")

    monkeypatch.setattr(moderngl, "create_context", refuse)
    with pytest.raises(NoOpenGL, match=r"OpenGL 3\.3.*libEGL\.so\.1 is missing"):
        Renderer().render(scene(), SIZE)


def test_the_picture_is_a_qimage_without_a_copy(renderer: Renderer, application: QGuiApplication) -> None:
    picture = renderer.render(scene(), SIZE)
    assert picture.pixels.shape == (240, 320, 4)
    assert picture.pixels.flags.c_contiguous
    assert (picture.pixels[..., 3] == 255).all()
    image = picture.to_qimage()
    picture.pixels[7, 11] = (10, 20, 30, 255)
    assert image.pixelColor(11, 7).getRgb()[:3] == (30, 20, 10)


# -- reference pictures


def _array(image: QImage) -> NDArray[np.uint8]:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4)[..., :3].copy()


def descent(f: Field, start: tuple[float, float], lr: float, steps: int) -> Array:
    x, out, h = np.array(start), [np.array(start)], 1e-6
    for _ in range(steps):
        ex, ey = np.array([h, 0.0]), np.array([0.0, h])
        g = np.array([float(f(*(x + e)) - f(*(x - e))) for e in (ex, ey)]) / (2 * h)
        x = x - lr * g
        out.append(x)
    return np.array(out)


REFERENCES: dict[str, tuple[Field, float, Theme, CameraState, Display, tuple[float, float], float]] = {
    "himmelblau-light": (himmelblau, 5.0, LIGHT, CameraState(), Display(), (0.2, -0.6), 0.012),
    "rosenbrock-log-dark": (rosenbrock, 2.0, DARK, CameraState(), Display(log_height=True), (-1.2, 1.0), 0.001),
    "saddle-projector": (
        lambda x, y: x**2 - y**2,
        2.0,
        PROJECTOR,
        CameraState(azimuth=-35.0, elevation=25.0),
        Display(),
        (1.6, 0.05),
        0.06,
    ),
    "quadratic-top": (
        lambda x, y: 0.5 * x**2 + 5 * y**2,
        2.0,
        LIGHT,
        camera.PRESETS["top"],
        Display(levels=12),
        (-1.8, 1.0),
        0.18,
    ),
}


@pytest.mark.parametrize("name", REFERENCES)
def test_pictures_look_as_they_were_approved(
    renderer: Renderer, application: QGuiApplication, name: str, tmp_path: Path
) -> None:
    f, half, theme, state, display, start, lr = REFERENCES[name]
    runs = tuple(
        replace(path(descent(f, start, rate, 40), theme.runs[i], dash), marker=marker, label=label)
        for i, (rate, dash, marker, label) in enumerate(
            ((lr, "solid", "triangle", "fast"), (lr / 4, "dash", "diamond", "slow"))
        )
    )
    frame = Frame(surface(f, half), runs, 25.5, display, state, theme, start)
    image = compose(renderer, frame, SIZE)
    file = Path(__file__).parent / "reference" / f"{name}.png"
    if os.environ.get("LANDSCAPE_UPDATE_PICTURES") == "1":
        file.parent.mkdir(exist_ok=True)
        assert image.save(str(file))
    assert file.exists(), f"no reference picture {file.name}: run with LANDSCAPE_UPDATE_PICTURES=1 and look at it"
    got, expected = _array(image), _array(QImage(str(file)))
    assert got.shape == expected.shape
    off = np.abs(got.astype(int) - expected.astype(int)).max(axis=2)
    share = float((off > 32).mean())
    if share > 0.01:
        folder = Path(os.environ.get("LANDSCAPE_DIFFERENCES", str(tmp_path)))
        folder.mkdir(parents=True, exist_ok=True)
        image.save(str(folder / f"{name}-got.png"))
        red = np.ascontiguousarray(np.clip(off * 4, 0, 255).astype(np.uint8))
        QImage(red.data, red.shape[1], red.shape[0], red.shape[1], QImage.Format.Format_Grayscale8).save(
            str(folder / f"{name}-difference.png")
        )
        pytest.fail(f"{share:.1%} of the pixels differ from {file.name}; see {folder}")


def test_compose_paints_the_axes_and_half_resolution_keeps_the_size(
    renderer: Renderer, application: QGuiApplication
) -> None:
    frame = scene(himmelblau, half=5.0)
    full = compose(renderer, frame, SIZE)
    bare = renderer.render(frame, SIZE).pixels[..., :3]
    assert (_array(full) != bare).any(axis=2).sum() > 200
    half = compose(renderer, frame, SIZE, resolution=0.5)
    assert half.size() == full.size()
    assert np.abs(_array(half).astype(int) - _array(full).astype(int)).mean() < 8


# -- heights, colours, ticks, meshes


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("f", [bowl, himmelblau, rosenbrock, lambda x, y: x**2 - y**2, lambda x, y: np.exp(9 * x) + y])
def test_heights_rise_with_f_and_can_be_read_backwards(f: Field, log: bool) -> None:
    values = surface(f).f
    heights = HeightMap.of(surface(f), Display(log_height=log))
    t = heights.t(values)
    assert t.min() >= -1e-12
    assert t.max() <= 1 + 1e-12
    order = np.argsort(values.ravel())
    assert (np.diff(t.ravel()[order]) >= 0).all()
    inside = np.linspace(0.02, 0.97, 40)
    np.testing.assert_allclose(heights.t(heights.f(inside)), inside, atol=1e-9)
    rise = heights.f(inside + 1e-6) - heights.f(inside - 1e-6)
    np.testing.assert_allclose(heights.slope(heights.f(inside)), 2e-6 / rise, rtol=1e-4)


def test_a_quadratic_is_shown_as_it_is() -> None:
    heights = HeightMap.of(surface(bowl), Display())
    np.testing.assert_allclose(heights.t(np.array([0.0, 2.0, 4.0, 8.0])), [0.0, 0.25, 0.5, 1.0], atol=1e-12)


@pytest.mark.parametrize("log", [False, True])
def test_rosenbrock_uses_the_height_it_has(log: bool) -> None:
    """Half of the rectangle lies well above the floor: the valley is not one dark plain."""
    s = surface(rosenbrock)
    t = HeightMap.of(s, Display(log_height=log)).t(s.f)
    assert np.median(t) > 0.18
    assert np.quantile(t, 0.9) > 0.5


def test_a_narrow_well_keeps_its_depth() -> None:
    """A sharp minimum in a plain is what a student looks for: nothing of it is cut."""
    s = surface(lambda x, y: -np.exp(-60 * (x**2 + y**2)))
    heights = HeightMap.of(s, Display())
    assert heights.t(np.array(-0.5)) == pytest.approx(0.5, abs=0.01)


def test_one_huge_value_flattens_nothing() -> None:
    s = surface(bowl)
    f = s.f.copy()
    f[0, 0], f[3, 3], f[5, 5] = 1e30, np.inf, np.nan
    heights = HeightMap.of(Surface(s.x, s.y, f, s.gradient), Display())
    t = heights.t(f)
    assert np.nanmedian(t) > 0.15
    assert t[0, 0] <= 1.0
    assert np.isnan(t[3, 3])
    assert np.isnan(t[5, 5])


def test_levels_are_equally_spaced_in_the_height_shown() -> None:
    heights = HeightMap.of(surface(rosenbrock), Display(log_height=True))
    np.testing.assert_allclose(np.diff(heights.t(heights.levels(10))), 0.1, atol=1e-9)


def test_height_scale_stretches_only_z() -> None:
    s = surface(bowl)
    one, two = HeightMap.of(s, Display()), HeightMap.of(s, Display(height_scale=2.0))
    np.testing.assert_allclose(two.z(s.f), 2 * one.z(s.f))
    np.testing.assert_array_equal(two.t(s.f), one.t(s.f))


@pytest.mark.parametrize("name", NAMES)
def test_the_colour_map_is_even_to_the_eye(name: str) -> None:
    lab = to_oklab(colormap(name) / 255.0)
    wide = lab[::15]  # a single step is under the rounding of 8 bits
    assert (np.diff(lab[::4, 0]) > 0).all()
    distance = np.linalg.norm(np.diff(wide, axis=0), axis=1)
    assert distance.max() / distance.min() < 1.25
    assert lab[-1, 0] - lab[0, 0] > 0.5


def test_an_unknown_colour_map_names_those_that_there_are() -> None:
    with pytest.raises(ValueError, match=r"'rainbow'.*landscape"):
        colormap("rainbow")


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (-5.0, 5.0), (-1e-4, 3e-4), (1e6, 9e6), (-2.048, 2.048)])
def test_ticks_are_round_and_within(low: float, high: float) -> None:
    ticks = nice_ticks(low, high)
    assert 3 <= len(ticks) <= 9
    assert ticks.min() >= low - 1e-12 * abs(low)
    assert ticks.max() <= high + 1e-12 * abs(high)
    step = ticks[1] - ticks[0]
    mantissa = step / 10 ** np.floor(np.log10(step) + 1e-9)
    assert min(abs(mantissa - m) for m in (1, 2, 5, 10)) < 1e-6
    assert len(set(tick_texts(ticks))) == len(ticks)


def test_tick_texts_are_written_as_people_do() -> None:
    assert tick_texts(np.array([-2.0, -1.0, 0.0])) == ["−2", "−1", "0"]
    assert tick_texts(np.array([0.0, 0.5, 1.0])) == ["0.0", "0.5", "1.0"]


def test_log_height_ticks_are_values_of_f() -> None:
    heights = HeightMap.of(surface(rosenbrock), Display(log_height=True))
    ticks = height_ticks(heights)
    assert {10.0, 100.0, 1000.0} <= set(ticks)
    assert np.diff(heights.t(ticks)).min() > 0.1


@pytest.mark.parametrize("n", [40, 129, 257])
def test_the_coarse_mesh_is_coarse_and_covers_the_rectangle(n: int) -> None:
    index = triangles(n, n, np.zeros((n, n), dtype=bool), COARSE)
    assert len(index) == 2 * (min(n, COARSE) - 1) ** 2
    assert {0, n - 1, n * n - n, n * n - 1} <= set(index.ravel().tolist())


def test_the_sheet_height_is_exact_on_a_plane_and_at_grid_points(rng: np.random.Generator) -> None:
    s = surface(lambda x, y: 2 * x + y, n=50)
    heights = HeightMap.of(s, Display())
    points = rng.uniform(-1, 1, (200, 2))
    expected = heights.z(2 * (2 * points[:, 0]) + 2 * points[:, 1])
    np.testing.assert_allclose(sheet(s, heights, 1 << 30).height(points), expected, atol=1e-12)
    assert np.isnan(sheet(s, heights, 1 << 30).height(np.array([[1.2, 0.0]]))).all()


def test_a_draped_path_lies_on_the_sheet_and_ends_at_the_first_bad_point() -> None:
    s = surface(himmelblau, 5.0)
    heights = HeightMap.of(s, Display())
    drawn = sheet(s, heights, 1 << 30)
    points = np.array([[-0.5, 0.0], [0.9, 0.3], [2.0, 0.3], [0.5, 0.9], [np.nan, 0.0], [0.0, 0.0]])
    line = drape(points, drawn)
    np.testing.assert_allclose(line.points[:, 2], drawn.height(line.points[:, :2]), atol=1e-12)
    assert np.abs(line.points[:, :2]).max() <= 1 + 1e-9
    assert (~line.joined).sum() == 1  # out at the boundary, in again elsewhere
    assert line.step[-1] == 3.0
    gap = int(np.flatnonzero(~line.joined)[0])
    assert line.points[gap, 0] == pytest.approx(1.0)
    assert line.points[gap + 1, 0] == pytest.approx(1.0)
    assert line.until(1.0, 0).points[-1, :2] == pytest.approx(points[1], abs=1e-9)
