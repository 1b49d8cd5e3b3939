"""Basins against torch.optim on the same batch, typed formulas against NumPy by hand, line searches against SciPy's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np

from core import registry
from core.analysis.basins import Tile, basin_tiles, gather
from core.arrays import Array
from core.objectives.typed import Typed
from tests.bench.measure import Row, best

SIDE, STEPS = 256, 500
METHODS = {"gradient_descent": 0.01, "heavy_ball": 0.003, "adam": 0.05}


def rows() -> Iterator[Row]:
    """Basins, formulas, line searches."""
    yield from _basins()
    yield from _formulas()
    yield from _searches()


def _basins() -> Iterator[Row]:
    objective = registry.create("objective", "himmelblau")
    axis = np.linspace(-5, 5, SIDE)
    with ThreadPoolExecutor(2) as executor:

        def ours(name: str, lr: float) -> object:
            method = registry.create("optimizer", name, lr=lr)
            tiles = basin_tiles(objective, method, axis, axis, STEPS, np.float32, executor)
            return gather(objective, axis, axis, [t for t in tiles if isinstance(t, Tile)])

        for name, lr in METHODS.items():
            what = f"basins, {SIDE}² starts × {STEPS} steps of {name}, arrivals and labels included"
            took = best(partial(ours, name, lr), 3)
            try:
                import torch
            except ImportError as error:
                yield Row(what, took, "torch.optim on the batch, end points alone", None, "≥ 4×", str(error))
            else:
                torch.set_num_threads(2)
                peer = best(partial(_torch, name, lr), 1)
                yield Row(what, took, "torch.optim on the batch, end points alone", peer, "≥ 4×")
            yield Row(what, took, "half a second", 0.5, "≥ 1×")


def _torch(name: str, lr: float) -> object:
    import torch

    axis = torch.linspace(-5, 5, SIDE)
    x = torch.stack(torch.meshgrid(axis, axis, indexing="xy"), -1).reshape(-1, 2).requires_grad_(True)
    make: dict[str, Callable[[], Any]] = {
        "gradient_descent": lambda: torch.optim.SGD([x], lr=lr),
        "heavy_ball": lambda: torch.optim.SGD([x], lr=lr, momentum=0.9),
        "adam": lambda: torch.optim.Adam([x], lr=lr),
    }
    optimizer = make[name]()
    for _ in range(STEPS):
        optimizer.zero_grad()
        a, b = x[:, 0], x[:, 1]
        ((a * a + b - 11) ** 2 + (a + b * b - 7) ** 2).sum().backward()
        optimizer.step()
    return x


def _formulas() -> Iterator[Row]:
    x = np.random.default_rng(0).uniform(-2, 2, (512, 512, 2))

    def rosenbrock(x: Array) -> Array:
        u, t = 1 - x[..., 0], x[..., 1] - x[..., 0] ** 2
        out: Array = u * u + 100 * (t * t)
        return out

    def waves(x: Array) -> Array:
        a, b = x[..., 0], x[..., 1]
        out: Array = np.sin(3 * a) * np.cos(2 * b) + np.exp(-(a * a) - b * b)
        return out

    for text, by_hand in (("(1-x)^2+100(y-x^2)^2", rosenbrock), ("sin(3x)cos(2y)+exp(-x^2-y^2)", waves)):
        typed = Typed(text, ())
        ours, peer = best(partial(typed.value, x), 9), best(partial(by_hand, x), 9)
        yield Row(f"f of the typed {text} on 512² points", ours, "the same by hand in NumPy", peer, "≥ 0.67×")


def _searches() -> Iterator[Row]:
    """Evaluations, not seconds: f and slope together, over the same rays."""
    from scipy.optimize import line_search

    search = registry.create("linesearch", "strong_wolfe")
    ours = theirs = 0
    rng = np.random.default_rng(1)
    for name in ("rosenbrock", "himmelblau", "beale", "styblinski_tang"):
        f = registry.create("objective", name)
        low, high = np.array(f.domain).T
        for _ in range(100):
            x = rng.uniform(low, high)
            p = -f.gradient(x)
            found = search.search(
                lambda a, f=f, x=x, p=p: float(f.value(x + a * p)),
                lambda a, f=f, x=x, p=p: float(f.gradient(x + a * p) @ p),
            )
            ours += found.values + found.derivatives
            _, values, gradients, *_ = line_search(f.value, f.gradient, x, p, maxiter=60)
            theirs += values + gradients
    yield Row("strong Wolfe search on 400 rays, evaluations", float(ours), "SciPy's line_search", float(theirs), "≥ 1×")
