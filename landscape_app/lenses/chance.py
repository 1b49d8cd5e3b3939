"""What the lenses on chance share: whose dice they are, and how many seeds or batches can be drawn."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np

from core.arrays import Array
from core.batches import in_batches
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.shapes import Polyline
from landscape_app.theme import Theme


def looked_at(scene: Scene) -> RunSpec | None:
    """The run looked at, None where the scene has no such run."""
    return scene.runs[scene.lens.run] if scene.lens.run < len(scene.runs) else None


def noise_of(scene: Scene, run: RunSpec) -> float:
    """σ of the noise that the run's gradients carry, 0 for none."""
    sees = run.method.stochastic if run.noisy is None else run.noisy
    return scene.noise.sigma if sees else 0.0


def sees_batches(scene: Scene, run: RunSpec) -> bool:
    """Whether its gradients are those of mini-batches."""
    return in_batches(scene.objective, run.method, run.batching)


def throws_dice(scene: Scene, run: RunSpec) -> bool:
    """Whether another seed would give another path."""
    return noise_of(scene, run) > 0 or sees_batches(scene, run)


def run_key(scene: Scene, run: RunSpec) -> Hashable:
    """What the numbers of the run depend on."""
    numbers = run.method, run.start, run.stream, run.noisy, run.schedule, run.lr_changes, run.clip, run.batching
    return scene.objective, scene.start_point, scene.noise, scene.stopping, numbers


def outline(center: Array, covariance: Array, deviations: float) -> Array:
    """The ellipse of so many standard deviations of a covariance (2, 2) about ``center`` (2,), (73, 2), closed."""
    e, v = np.linalg.eigh(covariance)
    turn = np.linspace(0, 2 * np.pi, 73)
    circle = np.stack([np.cos(turn), np.sin(turn)])
    out: Array = center + deviations * ((v * np.sqrt(np.maximum(e, 0.0))) @ circle).T
    return out


def cased(points: Array, colour: str, theme: Theme, width: float, dash: str = "solid") -> tuple[Polyline, Polyline]:
    """A closed outline that can be seen on any ground: over a wider one in the colour of the plot."""
    return (
        Polyline(points, theme.plot, width + 2.2, closed=True, opacity=0.75),
        Polyline(points, colour, width, dash, closed=True),
    )
