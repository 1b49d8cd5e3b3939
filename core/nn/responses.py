"""What a network makes of the input plane: every unit's response, and the decision."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.nn.activations import logistic
from core.nn.losses import Loss, softmax
from core.nn.mlp import Mlp


@dataclass(frozen=True, eq=False)
class Responses:
    """Over a grid of inputs, row j of which is y[j]: ``units[l]`` (units, ny, nx) are the outputs of layer l, 0 the
    inputs; ``decision`` (ny, nx, k) the shares of k classes (two for a single logit), or (ny, nx, 1) the value itself
    for a regression.
    """

    x: Array
    y: Array
    units: tuple[Array, ...]
    decision: Array


def responses(mlp: Mlp, loss: Loss, w: Array, extent: tuple[tuple[float, float], ...], n: int) -> Responses:
    """The responses on ``n`` x ``n`` inputs of the rectangle ``extent``, of a network of two inputs, weights (d,)."""
    if mlp.sizes[0] != 2:
        raise ValueError(f"the input plane needs two inputs, got {mlp.sizes[0]}")
    x, y = (np.linspace(low, high, n) for low, high in extent)
    inputs = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    passed = mlp.passed(w, inputs)
    units = tuple(np.ascontiguousarray(layer.T).reshape(-1, n, n) for layer in passed.x)
    out = passed.outputs
    if loss.targets == "classes":
        decision = softmax(out)
    elif loss.targets in ("binary", "signs"):
        one = logistic(out[:, :1])
        decision = np.concatenate([1 - one, one], axis=1)
    else:
        decision = out
    return Responses(x, y, units, decision.reshape(n, n, -1))
