"""What the 1-D view's parts draw from: the curve, or the line through a surface, and the runs along it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QCoreApplication

from core.arrays import Array
from core.clipping import Clipping
from core.objectives.base import Objective
from core.schedules.decays import Constant
from core.slice1d import Slice1D
from landscape_app.results import RunData
from landscape_app.scene.model import Scene
from landscape_app.theme import LIGHT, Theme

POINTS = 400
_PLAIN = ("gradient_descent", "sgd")  # x ← x − α ∇f(x), noise aside


@dataclass(eq=False)
class LineState:
    """``grid`` (m,) covers the range shown of ``objective``, which has one variable."""

    scene: Scene | None = None
    runs: tuple[RunData, ...] = ()
    head: float = 0.0
    theme: Theme = LIGHT
    objective: Objective | None = None
    grid: Array = field(default_factory=lambda: np.zeros(0))

    def set_scene(self, scene: Scene) -> None:
        """The curve of a scene of one variable, else the line through the start along the negative gradient."""
        self.scene = scene
        self.objective = scene.objective if scene.objective.dim == 1 else _slice(scene)
        (low, high), *_ = scene.view_domain if scene.objective.dim == 1 else self.objective.domain
        self.grid = np.linspace(low, high, POINTS)

    @property
    def start(self) -> float | None:
        """The scene's start as a coordinate of the line; on a line through a surface it is 0 by construction."""
        if self.scene is None or self.objective is None:
            return None
        return 0.0 if isinstance(self.objective, Slice1D) else float(self.scene.start_point[0])

    def positions(self, run: RunData) -> Array:
        """A run's iterates as coordinates of the line, (k+1,)."""
        x = run.trajectory.x
        if not isinstance(self.objective, Slice1D):
            return x[:, 0]
        direction = np.array(self.objective.direction)
        out: Array = (x - np.array(self.objective.origin)) @ direction / (direction @ direction)
        return out

    def shown(self) -> list[RunData]:
        """The visible runs."""
        return [run for run in self.runs if run.spec.visible]

    def alpha(self, run: RunData) -> float:
        """The step size at the head (the first one at the start)."""
        alphas = run.trajectory.alpha
        step = min(int(self.head) + 1, len(alphas) - 1)
        return float(alphas[step]) if len(alphas) > 1 else float("nan")

    def is_map(self, run: RunData) -> bool:
        """Whether the run iterates one fixed map x ↦ x − αf'(x) of this line: gradient descent with a constant α."""
        spec, noise = run.spec, self.scene.noise.sigma if self.scene is not None else 0.0
        sees_noise = noise > 0 and (spec.method.stochastic if spec.noisy is None else spec.noisy)
        constant = spec.schedule == Constant() and not spec.lr_changes and spec.clip == Clipping()
        return self._one_variable and spec.method.id in _PLAIN and constant and not sees_noise

    @property
    def _one_variable(self) -> bool:
        return not isinstance(self.objective, Slice1D)

    def why_no_cobweb(self) -> str:
        """One line on the visible runs that have no cobweb, and why; empty where all have one."""
        translate = QCoreApplication.translate
        without = [run for run in self.shown() if not self.is_map(run)]
        if not without:
            return ""
        if not self._one_variable:
            return translate("line1d", "No cobweb: after the first step the runs leave this line.")
        if len(without) == len(self.shown()):
            return translate(
                "line1d", "No cobweb: only gradient descent with a constant step, without noise, repeats one map of x."
            )
        return translate("line1d", "No cobweb for {}: no repeated map of x.").format(
            ", ".join(run.spec.title for run in without)
        )


def _slice(scene: Scene) -> Slice1D:
    """The line through the start along the negative gradient (the x axis where that is zero)."""
    start = np.array(scene.start_point)
    with np.errstate(all="ignore"):
        direction = -scene.objective.gradient(start)
    length = float(np.sqrt(np.einsum("i,i->", direction, direction)))
    if not np.isfinite(length) or length == 0.0:
        direction, length = np.eye(len(start))[0], 1.0
    return Slice1D(scene.objective, tuple(start.tolist()), tuple((direction / length).tolist()))
