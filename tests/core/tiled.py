"""Everything of the core that is cut in tiles, small: as a function of the executor that gives arrays to compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from core import registry
from core.analysis.basins import basin_tiles
from core.analysis.ends import ends
from core.analysis.sweep import Knob, sweep
from core.analysis.tune import By, grid, tune
from core.arrays import Array
from core.experiment import Experiment, Run
from core.nn.initial import initial
from core.nn.mlp import Mlp
from core.nn.network_loss import Data, NetworkLoss, Penalty
from core.nn.planes import random_plane
from core.nn.slice_grid import slice_tiles
from core.noise import Noise
from core.stopping import Stopping
from core.tiles import Executor

Arrays = tuple[Array, ...]
Case = Callable[[Executor | None], Iterator[Arrays]]
_DOMAIN = ((-4.0, 4.0), (-4.0, 4.0))


def _slices(
    executor: Executor | None, loss: str = "binary_cross_entropy", activation: str = "tanh"
) -> Iterator[Arrays]:
    data = registry.create("toy", "spiral", samples=60).split()[0]
    outputs = 2 if loss == "softmax_cross_entropy" else 1
    targets = data.targets.astype(int) if outputs == 2 else data.targets[:, None].astype(float)
    mlp = Mlp((2, 7, 6, outputs), registry.create("activation", activation))
    f = NetworkLoss(mlp, Data(data.inputs / 5, targets), registry.create("loss", loss), Penalty(1e-3, 1e-2))
    plane, axis = random_plane(mlp, initial(mlp, "xavier", 0), 1), np.linspace(-1, 1, 21)
    for tile in slice_tiles(f, plane, axis, axis[:-2], executor=executor, rows=4):
        yield tile.rows, tile.loss, tile.accuracy


def _softmax(executor: Executor | None) -> Iterator[Arrays]:
    yield from _slices(executor, "softmax_cross_entropy", "gelu")


def _basins(executor: Executor | None, objective: str = "himmelblau", method: str = "adam") -> Iterator[Arrays]:
    f, axis = registry.create("objective", objective), np.linspace(-4, 4, 18)
    rule = registry.create("optimizer", method)
    for tile in basin_tiles(f, rule, axis, axis, 60, executor=executor, rows=5):
        if tile is not None:
            yield tile.rows, tile.ends, tile.settled, tile.steps, tile.lost


def _basins_of_a_formula(executor: Executor | None) -> Iterator[Arrays]:
    """A method that goes step by step, on an objective that was made of text."""
    yield from _basins(executor, "typed", "nadam")


def _basins_with_a_line_search(executor: Executor | None) -> Iterator[Arrays]:
    yield from _basins(executor, "rosenbrock", "bfgs")


def _sweep(executor: Executor | None) -> Iterator[Arrays]:
    f, rule = registry.create("objective", "rosenbrock"), registry.create("optimizer", "heavy_ball")
    across, down = Knob("field", "lr", np.geomspace(1e-4, 1, 9)), Knob("field", "momentum", np.linspace(0, 0.95, 11))
    for found in sweep(f, rule, across, down, (-1.0, 1.0), 80, 1e-2, executor=executor, rows=3):
        yield found.f, found.steps


def _experiment(sigma: float) -> Experiment:
    f = registry.create("objective", "himmelblau")
    runs = tuple(Run(registry.create("optimizer", id, lr=0.01)) for id in ("sgd", "adam"))
    return Experiment(f, runs, start=(1.0, 1.0), noise=Noise(sigma, 3), stopping=Stopping(max_steps=50))


def _tune(executor: Executor | None, sigma: float = 0.0) -> Iterator[Arrays]:
    for found in tune(_experiment(sigma), 1, By(after=40), grid(1e-3, 1, 19), 4, executor):
        if found is not None:
            yield found.scores, np.array([found.best])


def _tune_with_dice(executor: Executor | None) -> Iterator[Arrays]:
    yield from _tune(executor, 0.4)


def _ends(executor: Executor | None) -> Iterator[Arrays]:
    for tallies in ends(_experiment(0.5), _DOMAIN, "domain", 600, executor=executor):
        if tallies is not None:
            yield tuple(np.array([*t.wells, *t.rested, t.elsewhere, t.diverged, t.total]) for t in tallies)


CASES: dict[str, Case] = {
    "slices": _slices,
    "slices of a softmax": _softmax,
    "basins": _basins,
    "basins of a formula": _basins_of_a_formula,
    "basins with a line search": _basins_with_a_line_search,
    "a sweep": _sweep,
    "tuning": _tune,
    "tuning with dice": _tune_with_dice,
    "ends": _ends,
}
BY_TILE = [name for name in CASES if name.startswith(("slices", "basins"))]  # others give what is known after each


def compared(case: str, executor: Executor | None) -> list[Arrays]:
    """Every tile; of what grows what it has grown to."""
    items = list(CASES[case](executor))
    return items if case in BY_TILE else items[-1:]
