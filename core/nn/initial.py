"""Where training starts: initial weights by rule and seed.

Xavier: Glorot and Bengio (2010), U(±√(6/(in + out))). He: He et al. (2015), N(0, 2/in). Biases are 0.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from core.arrays import Array
from core.nn.mlp import Block, Mlp

_TOO_LARGE = 10.0  # times Xavier's: every tanh saturates

Draw = Callable[["np.random.Generator", Block], Array]  # named, not looked up: NumPy loads its dice when first asked


def _xavier(rng: np.random.Generator, b: Block) -> Array:
    reach = np.sqrt(6.0 / (b.fan_in + b.fan_out))
    return rng.uniform(-reach, reach, (b.fan_out, b.fan_in))


def _he(rng: np.random.Generator, b: Block) -> Array:
    return rng.normal(0.0, np.sqrt(2.0 / b.fan_in), (b.fan_out, b.fan_in))


_RULES: dict[str, Draw] = {
    "xavier": _xavier,
    "he": _he,
    "zeros": lambda rng, b: np.zeros((b.fan_out, b.fan_in)),
    "too_large": lambda rng, b: _TOO_LARGE * _xavier(rng, b),
}
RULES = tuple(_RULES)


def initial(mlp: Mlp, rule: str, seed: int, gain: float = 1.0) -> Array:
    """Initial weights (d,) by one of :data:`RULES`, times ``gain``; layer l has dice of its own."""
    w = np.zeros(mlp.d)
    for b in mlp.blocks:
        rng = np.random.default_rng([seed, b.layer])
        w[b.weights] = gain * _RULES[rule](rng, b).ravel()
    return w
