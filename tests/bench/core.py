"""The core against torch.optim with autograd, and against SciPy's BFGS."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core import registry
from core.experiment import Experiment, Run
from core.simulate import run_all
from core.stopping import Stopping
from core.swarm import swarm
from tests.bench.measure import Row, best

STEPS = 1000
STARTS, SWARM_STEPS = 65_536, 500
LR = 0.002


def rows() -> Iterator[Row]:
    """One run, everything recorded; then a batch of starts, end points alone."""
    objective = registry.create("objective", "rosenbrock")
    adam = registry.create("optimizer", "adam", lr=LR)
    stopping = Stopping(max_steps=STEPS, gradient_on=False)
    experiment = Experiment(objective, (Run(adam),), start=(-1.5, 2.0), stopping=stopping)
    ours = best(lambda: run_all(experiment))
    what = f"{STEPS} steps of Adam on Rosenbrock, one run, everything recorded"
    try:
        import torch
    except ImportError as error:
        yield Row(what, ours, "torch.optim.Adam with autograd", None, "≥ 15×", str(error))
    else:
        torch.set_num_threads(2)
        yield Row(what, ours, "torch.optim.Adam with autograd", best(lambda: _torch(1, STEPS), 3), "≥ 15×")
    from scipy.optimize import minimize

    counted: list[int] = []

    def bfgs() -> None:
        counted.append(minimize(objective.value, (-1.5, 2.0), jac=objective.gradient, method="BFGS").nit)

    a_step = best(bfgs) / counted[-1]
    yield Row("the same, a step", ours / STEPS, "SciPy's BFGS, a step", a_step, "")
    starts = np.random.default_rng(0).uniform(-2, 2, (STARTS, 2))
    what = f"{STARTS} starts × {SWARM_STEPS} Adam steps, "
    for dtype in (np.float64, np.float32):
        took = best(lambda dtype=dtype: swarm(objective, adam, starts, SWARM_STEPS, dtype), 2, 1)  # type: ignore[misc]
        try:
            import torch
        except ImportError as error:
            yield Row(what + dtype.__name__, took, "torch.optim.Adam on the batch", None, "≥ 4×", str(error))
        else:
            kind = torch.float64 if dtype is np.float64 else torch.float32
            peer = best(lambda kind=kind: _torch(STARTS, SWARM_STEPS, kind), 1, 0)  # type: ignore[misc]
            yield Row(what + dtype.__name__, took, "torch.optim.Adam on the batch", peer, "≥ 4×")


def _torch(n: int, steps: int, dtype: object = None) -> object:
    import torch

    x = torch.full((n, 2), 1.5, dtype=dtype or torch.float64, requires_grad=True)  # type: ignore[arg-type]
    optimizer = torch.optim.Adam([x], lr=LR)
    for _ in range(steps):
        optimizer.zero_grad()
        f = ((1 - x[:, 0]) ** 2 + 100 * (x[:, 1] - x[:, 0] ** 2) ** 2).sum()
        f.backward()
        optimizer.step()
    return x
