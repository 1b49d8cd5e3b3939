"""What a lens is given, and what it gives."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from core.arrays import Array
from core.trajectory import Trajectory
from core.words import QT_TRANSLATE_NOOP
from landscape_app.results import RunData, Snapshot
from landscape_app.scene.model import Scene
from landscape_app.shapes import Overlay
from landscape_app.theme import Theme

NO_PLANE = QT_TRANSLATE_NOOP("lens", "f has one variable: there is no plane to draw on")


@dataclass(frozen=True, eq=False)
class Look:
    """One moment: everything in it is of one scene."""

    snapshot: Snapshot
    head: float  # fractional step
    theme: Theme
    ghost: Snapshot | None = None  # the race as it was before the last change, without a surface
    cursor: tuple[float, float] | None = None  # where the pointer is on the plane
    networks: tuple[tuple[str, Array], ...] = ()  # weight vectors that a page shows, (d,), each with its colour

    @property
    def scene(self) -> Scene:
        """The scene that the results are of."""
        return self.snapshot.scene

    @property
    def run(self) -> RunData | None:
        """The run looked at, or None while nothing is known of it (or it is hidden)."""
        run = self.snapshot.looked_at
        return run if run is not None and run.spec.visible else None

    @property
    def colour(self) -> str:
        """The colour of the run looked at."""
        run = self.run
        return self.theme.ink if run is None else run.colour(self.theme)

    def step_of(self, trajectory: Trajectory) -> int:
        """k: the record at or before the play head."""
        return int(min(max(self.head, 0.0), trajectory.steps))


class Lensed(ABC):
    """A lens: ``prepare`` is long work in a thread of its own, ``draw`` is called with every frame.

    ``key`` says what ``prepare`` depends on; equal keys are computed once. None: nothing needs preparing.
    """

    name: ClassVar[str] = ""

    @abstractmethod
    def wanted(self, scene: Scene) -> bool:
        """Whether the scene asks for it."""

    def why_not(self, scene: Scene) -> str:
        """Why the scene's run has nothing for it to show; "" where it has."""
        return "" if len(scene.view_domain) > 1 else NO_PLANE

    def key(self, scene: Scene) -> Hashable:
        """What ``prepare`` depends on."""
        return None

    def prepare(self, scene: Scene) -> Iterator[Any]:
        """Yield None while at work, and data now and then; the last one is whole."""
        yield None

    @abstractmethod
    def draw(self, look: Look, data: Any) -> Overlay:
        """The shapes at this moment, in well under a millisecond; ``data`` is the last of ``prepare``, or None."""
