"""Which step and which angle a film shows in its i-th frame. Plain numbers, no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from landscape_app.scene.model import CameraState

HOLD_SECONDS = 0.5  # the end stands still for so long, that it can be seen
ORBIT_DEGREES = 60.0  # the camera's way in a whole film, half of it on either side of the scene's own angle


@dataclass(frozen=True)
class Timing:
    """``fps`` frames a second for ``seconds``; ``length`` is the number of steps of the longest run."""

    fps: int
    seconds: float
    length: int

    @property
    def count(self) -> int:
        """Number of frames."""
        return max(1, round(self.seconds * self.fps))

    @property
    def playing(self) -> int:
        """Frames from the first to the one that reaches the last step; the others hold it."""
        return max(1, self.count - round(min(HOLD_SECONDS, self.seconds / 4) * self.fps))

    def head(self, frame: int) -> float:
        """The fractional step of frame 0 ... count - 1: 0 in the first, ``length`` in the last."""
        if self.playing == 1:
            return float(self.length)
        return self.length * min(1.0, frame / (self.playing - 1))

    def camera(self, frame: int, camera: CameraState, move: str) -> CameraState:
        """The scene's camera, for ``move`` "orbit" turned slowly about the vertical, gently at both ends."""
        if move != "orbit" or self.count == 1:
            return camera
        t = frame / (self.count - 1)
        eased = t * t * (3 - 2 * t)
        azimuth = (camera.azimuth + ORBIT_DEGREES * (eased - 0.5) + 180.0) % 360.0 - 180.0
        return replace(camera, azimuth=azimuth)
