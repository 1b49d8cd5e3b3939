"""Facts about the camera: what stays under the cursor, what is up, and that back from a pixel is where it came from."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.arrays import Array
from core.surface import Surface
from landscape_app.render import camera
from landscape_app.render.frame import Frame
from landscape_app.render.projection import Projection
from landscape_app.scene.model import CameraState, Display
from landscape_app.theme import LIGHT

SIZE = (640, 400)


def bowl(n: int = 41) -> Surface:
    x, y = np.linspace(-3.0, 1.0, n), np.linspace(-1.0, 3.0, n)
    gx, gy = np.meshgrid(x + 1, y - 1)
    return Surface(x, y, gx**2 + gy**2, np.stack([2 * gx, 2 * gy], axis=-1))


def seen(state: CameraState, surface: Surface | None = None) -> Projection:
    return Projection.of(Frame(surface or bowl(), (), 0.0, Display(), state, LIGHT), SIZE)


def ndc(state: CameraState, point: Array, aspect: float) -> Array:
    clip = camera.projection(state, aspect) @ np.append(point, 1.0)
    out: Array = clip[:2] / clip[3]
    return out


states = st.builds(
    CameraState,
    azimuth=st.floats(-180, 180),
    elevation=st.floats(-85, 85),
    distance=st.floats(1.0, 6.0),
    orthographic=st.booleans(),
)


@given(states, st.floats(0.5, 2.0), st.floats(-0.9, 0.9), st.floats(-0.9, 0.9))
def test_zooming_keeps_the_point_under_the_cursor(state: CameraState, factor: float, x: float, y: float) -> None:
    aspect = 1.6
    right, up, back = camera.axes(state)
    # The point of the target's plane that is under the cursor: solve the projection along right and up.
    target = camera.eye(state) - back * _eye_distance(state)
    jac = np.column_stack([ndc(state, target + right, aspect), ndc(state, target + up, aspect)])
    offset = np.linalg.solve(jac, np.array([x, y]))
    point = target + offset[0] * right + offset[1] * up
    np.testing.assert_allclose(ndc(state, point, aspect), [x, y], atol=1e-9)
    nearer = camera.zoom(state, factor, (x, y), aspect)
    np.testing.assert_allclose(ndc(nearer, point, aspect), [x, y], atol=1e-6)
    assert nearer.distance == pytest.approx(state.distance / factor)


def _eye_distance(state: CameraState) -> float:
    """From the eye to the target's plane: doubling the distance moves the eye by as much again."""
    twice = CameraState(state.azimuth, state.elevation, 2 * state.distance)
    return float(np.linalg.norm(camera.eye(twice) - camera.eye(state)))


def test_zoom_stops_at_its_bounds() -> None:
    assert camera.zoom(CameraState(), 1e9).distance == 0.2
    assert camera.zoom(CameraState(), 1e-9).distance == 50.0


@given(states, st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_panning_moves_the_picture_with_the_hand(state: CameraState, dx: float, dy: float) -> None:
    aspect = 1.6
    target = camera.eye(state) - camera.axes(state)[2] * _eye_distance(state)
    before, after = ndc(state, target, aspect), ndc(camera.pan(state, dx, dy), target, aspect)
    np.testing.assert_allclose((after - before) / 2, [dx / aspect, dy], atol=1e-9)


def test_orbit_wraps_round_and_never_turns_over() -> None:
    state = camera.orbit(CameraState(azimuth=170.0, elevation=80.0), 30.0, 45.0)
    assert (state.azimuth, state.elevation) == (-160.0, 90.0)
    for _ in range(50):
        state = camera.orbit(state, 300.0, -7.0)
    assert -180.0 <= state.azimuth < 180.0
    assert state.elevation == -90.0


def test_orbiting_out_of_the_plan_view_gives_perspective_back() -> None:
    assert not camera.orbit(camera.PRESETS["top"], 0.0, -10.0).orthographic
    assert camera.orbit(camera.PRESETS["top"], 20.0, 0.0).orthographic


def test_top_view_is_the_map_x_to_the_right_and_y_upwards() -> None:
    top = seen(camera.PRESETS["top"])
    x, y = np.array([-2.0, 0.5, -2.0]), np.array([0.0, 0.0, 2.5])
    pixels, _ = top.project_data(x, y, np.array([1.0, 7.0, 3.0]))
    right, up = pixels[1] - pixels[0], pixels[2] - pixels[0]
    assert right[0] > 0
    assert right[1] == pytest.approx(0.0, abs=1e-9)
    assert up[1] < 0  # pixels count downwards
    assert up[0] == pytest.approx(0.0, abs=1e-9)
    assert right[0] / 2.5 == pytest.approx(-up[1] / 2.5)  # one scale, whatever the height


@pytest.mark.parametrize("name", sorted(camera.PRESETS))
@pytest.mark.parametrize("size", [(640, 400), (400, 640), (1280, 720)])
def test_every_preset_shows_the_whole_box(name: str, size: tuple[int, int]) -> None:
    frame = Frame(bowl(), (), 0.0, Display(), camera.PRESETS[name], LIGHT)
    corners = np.array([[a, b, c] for a in (-1, 1) for b in (-1, 1) for c in (-0.07, 1.0)], dtype=float)
    pixels, depth = Projection.of(frame, size).project(corners)
    assert np.all((pixels >= 0) & (pixels <= np.array(size)))
    assert np.all((depth > 0) & (depth < 1))
    span = (pixels.max(axis=0) - pixels.min(axis=0)) / np.array(size)
    assert span.max() > 0.55  # and fills the picture


@given(states, st.floats(-0.8, 0.8), st.floats(-0.8, 0.8), st.floats(0.0, 1.0))
def test_a_ray_through_a_projected_point_passes_through_the_point(
    state: CameraState, x: float, y: float, z: float
) -> None:
    projection, point = seen(state), np.array([[x, y, z]])
    pixels, depth = projection.project(point)
    if not (np.isfinite(pixels).all() and depth[0] > 0):
        return  # behind the eye
    start, direction = projection.ray((float(pixels[0, 0]), float(pixels[0, 1])))
    off = point[0] - start
    assert np.linalg.norm(off - (off @ direction) * direction) < 1e-6


@pytest.mark.parametrize("state", [CameraState(), camera.PRESETS["top"], CameraState(azimuth=20.0, elevation=70.0)])
@pytest.mark.parametrize("at", [(-1.0, 1.0), (-2.1, 1.7), (0.3, 1.2)])
def test_picking_finds_the_surface_point_under_a_pixel(state: CameraState, at: tuple[float, float]) -> None:
    surface = bowl(101)
    projection = seen(state, surface)
    f = (at[0] + 1) ** 2 + (at[1] - 1) ** 2
    pixels, _ = projection.project_data(np.array([at[0]]), np.array([at[1]]), np.array([f]))
    picked = projection.pick(surface, (float(pixels[0, 0]), float(pixels[0, 1])))
    assert picked is not None
    assert math.dist(picked, at) < 0.02


def test_picking_beside_the_surface_finds_nothing() -> None:
    assert seen(CameraState()).pick(bowl(), (2.0, 2.0)) is None


def test_picking_takes_the_nearer_of_two_sides() -> None:
    """From the front at eye level a ray meets the near wall of the bowl from outside before the far one."""
    surface = bowl(101)
    front = seen(CameraState(azimuth=-90.0, elevation=10.0), surface)
    pixels, _ = front.project_data(np.array([-1.0]), np.array([-1.0]), np.array([3.9]))
    picked = front.pick(surface, (float(pixels[0, 0]), float(pixels[0, 1] + 3)))
    assert picked is not None
    assert picked[1] < -0.8
