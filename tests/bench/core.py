"""The core against torch.optim with autograd, and against SciPy's BFGS."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

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
    yield _against_torch(what, ours, "torch.optim.Adam with autograd", "≥ 15×", 1, 1, np.float64, STEPS)
    from scipy.optimize import minimize

    counted: list[int] = []

    def bfgs() -> None:
        counted.append(minimize(objective.value, (-1.5, 2.0), jac=objective.gradient, method="BFGS").nit)

    a_step = best(bfgs) / counted[-1]
    yield Row("the same, a step", ours / STEPS, "SciPy's BFGS, a step", a_step, "")
    starts = np.random.default_rng(0).uniform(-2, 2, (STARTS, 2))
    for threads in (1, 2):
        with ThreadPoolExecutor(threads) as executor:
            for dtype in (np.float64, np.float32):
                what = f"{STARTS} starts × {SWARM_STEPS} Adam steps, {dtype.__name__}, threads: {threads}"
                took = best(partial(swarm, objective, adam, starts, SWARM_STEPS, dtype, executor), 3, 1)
                yield _against_torch(what, took, "torch.optim.Adam on the batch", "≥ 4×", threads, STARTS, dtype)


def _against_torch(
    what: str, took: float, peer: str, aim: str, threads: int, n: int, dtype: type, steps: int = SWARM_STEPS
) -> Row:
    try:
        import torch
    except ImportError as error:
        return Row(what, took, peer, None, aim, str(error))
    torch.set_num_threads(threads)
    return Row(what, took, peer, best(partial(_torch, n, steps, getattr(torch, dtype.__name__)), 2, 1), aim)


def _torch(n: int, steps: int, dtype: Any) -> object:
    """Adam on n starts; a single run keeps what ours keeps: x, f, gradient, both moments."""
    import torch

    x = torch.full((n, 2), 1.5, dtype=dtype, requires_grad=True)
    optimizer = torch.optim.Adam([x], lr=LR)
    history = []
    for _ in range(steps):
        optimizer.zero_grad()
        f = ((1 - x[:, 0]) ** 2 + 100 * (x[:, 1] - x[:, 0] ** 2) ** 2).sum()
        f.backward()
        optimizer.step()
        if n == 1:
            state = optimizer.state[x]
            kept = (x, f, x.grad, state["exp_avg"], state["exp_avg_sq"])
            history.append([t.detach().clone() for t in kept if t is not None])
    return history or x
