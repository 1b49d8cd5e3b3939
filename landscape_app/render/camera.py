"""The orbiting camera: pure functions from one CameraState to the next, and the matrix it stands for.

Axes: x right, y away (north), z up. The eye stands at the target plus 1.8 distances in the direction
(cos e cos a, cos e sin a, sin e) of azimuth a and elevation e. A target of (0, 0, 0) is the middle of the box,
[-1, 1]² x [0, height]. Clip space is OpenGL's with y up; the renderer flips it for pictures whose first row is the top.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.arrays import Array
from core.words import QT_TRANSLATE_NOOP
from landscape_app.scene.model import CameraState

TAN = 0.455  # half the height seen at the target, over the distance: the box fills the picture at the default distance
_LENS = 1.8  # the eye stands this many distances away and looks through so much longer a lens: near corners stay calm
ASPECT = 1.4  # of the box with its labels: a narrower picture sees as far to the sides and more above
_NEAREST, _FARTHEST = 0.2, 50.0

NAMES = {
    "isometric": QT_TRANSLATE_NOOP("lens", "Isometric"),
    "front": QT_TRANSLATE_NOOP("lens", "Front"),
    "side": QT_TRANSLATE_NOOP("lens", "Side"),
    "top": QT_TRANSLATE_NOOP("lens", "Top"),
}
PRESETS: dict[str, CameraState] = {
    "isometric": CameraState(),
    "front": CameraState(azimuth=-90.0, elevation=8.0, distance=2.6),
    "side": CameraState(azimuth=0.0, elevation=8.0, distance=2.6),
    "top": CameraState(azimuth=-90.0, elevation=90.0, distance=2.75, orthographic=True),
}


def reset() -> CameraState:
    """The view that a scene opens with."""
    return CameraState()


def orbit(state: CameraState, dx: float, dy: float) -> CameraState:
    """Turn by dx degrees round the vertical (to the right) and dy degrees up; leaving the plan view for perspective."""
    azimuth = (state.azimuth + dx + 180.0) % 360.0 - 180.0
    elevation = min(90.0, max(-90.0, state.elevation + dy))
    flat = state.orthographic and abs(elevation) == 90.0
    return replace(state, azimuth=azimuth, elevation=elevation, orthographic=flat)


def pan(state: CameraState, dx: float, dy: float, height: float = 1.0, aspect: float = ASPECT) -> CameraState:
    """Move the picture by (dx, dy), y up, in heights of the picture; ``height`` is the box's.

    What lies in the target's plane follows the hand to the pixel.
    """
    right, up, _ = axes(state)
    step = 2 * _tan(aspect) * state.distance * _fit(height)
    return replace(state, target=_near(np.array(state.target) - step * (dx * right + dy * up)))


def zoom(
    state: CameraState,
    factor: float,
    cursor_ndc: tuple[float, float] = (0.0, 0.0),
    aspect: float = 1.0,
    height: float = 1.0,
) -> CameraState:
    """Come nearer by ``factor``; what lies under the cursor (-1 ... 1, y up) in the target's plane stays under it."""
    distance = min(_FARTHEST, max(_NEAREST, state.distance / factor))
    right, up, _ = axes(state)
    shift = (state.distance - distance) * _tan(aspect) * _fit(height)
    move = shift * (cursor_ndc[0] * aspect * right + cursor_ndc[1] * up)
    return replace(state, distance=distance, target=_near(np.array(state.target) + move))


def axes(state: CameraState) -> tuple[Array, Array, Array]:
    """Unit vectors to the right, upwards and towards the eye, (3,) each."""
    a, e = np.radians(state.azimuth), np.radians(state.elevation)
    right = np.array([-np.sin(a), np.cos(a), 0.0])
    up = np.array([-np.sin(e) * np.cos(a), -np.sin(e) * np.sin(a), np.cos(e)])
    return right, up, np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])


def eye(state: CameraState, height: float = 1.0) -> Array:
    """Where the eye stands in box coordinates, (3,)."""
    back = axes(state)[2]
    middle = np.array([0.0, 0.0, 0.27 * height])
    out: Array = middle + np.array(state.target, dtype=float) + state.distance * _LENS * _fit(height) * back
    return out


def projection(state: CameraState, aspect: float, height: float = 1.0) -> Array:
    """The 4 x 4 matrix from box coordinates (as a column) to clip space; ``aspect`` is width over height."""
    right, up, back = axes(state)
    position, tan = eye(state, height), _tan(aspect) / _LENS
    distance = state.distance * _LENS * _fit(height)
    view = np.eye(4)
    view[:3, :3] = np.stack([right, up, back])
    view[:3, 3] = -view[:3, :3] @ position
    reach = 2.0 + height + float(np.linalg.norm(state.target))  # from the target to the farthest corner
    clip = np.zeros((4, 4))
    if state.orthographic:
        near, far = distance - reach, distance + reach
        clip[0, 0], clip[1, 1] = 1 / (tan * aspect * distance), 1 / (tan * distance)
        clip[2, 2], clip[2, 3], clip[3, 3] = -2 / (far - near), -(far + near) / (far - near), 1.0
    else:
        near, far = max(0.02, distance - reach), distance + reach
        clip[0, 0], clip[1, 1], clip[3, 2] = 1 / (tan * aspect), 1 / tan, -1.0
        clip[2, 2], clip[2, 3] = -(far + near) / (far - near), -2 * far * near / (far - near)
    matrix: Array = clip @ view
    return matrix


def _tan(aspect: float) -> float:
    return TAN * max(1.0, ASPECT / aspect)


def _fit(height: float) -> float:
    """A box stretched upwards is looked at from farther away."""
    return 1.0 + 0.45 * max(0.0, height - 1.0)


def _near(target: Array) -> tuple[float, float, float]:
    x, y, z = np.clip(target, -_FARTHEST, _FARTHEST)
    return float(x), float(y), float(z)
