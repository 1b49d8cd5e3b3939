"""Activation functions as curves, and a network without one as the single layer it is: plain data for the view."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from core import registry
from core.arrays import Array
from core.nn.activations import Activation, Identity
from landscape_app.network_picture import NetworkPicture

REACH = 4.0  # s from −REACH to REACH
_POINTS = 241


@dataclass(frozen=True, eq=False)
class Curves:
    """f and f' of one activation."""

    activation: Activation
    s: Array
    f: Array
    df: Array

    def at(self, s: float) -> tuple[float, float]:
        """f(s) and f'(s)."""
        y, dy = self.activation.both(np.array([s]))
        return float(y[0]), float(dy[0])


@dataclass(frozen=True, eq=False)
class Collapse:
    """A network with the identity for activation, and the one layer ``weights`` x + ``biases`` that it is."""

    layers: int
    weights: Array  # W⁽ᴸ⁾ … W⁽¹⁾, (out, in)
    biases: Array  # (out,)
    difference: float  # the largest between the outputs of the two on the training data


@lru_cache(maxsize=1)
def gallery() -> tuple[Curves, ...]:
    """All activations, in their order."""
    s = np.linspace(-REACH, REACH, _POINTS)
    made = (registry.create("activation", id) for id in registry.names("activation"))
    return tuple(Curves(a, s, a.f(s), a.df(s)) for a in made)


def collapse_of(picture: NetworkPicture) -> Collapse:
    """The layers of ``picture`` with the identity between them, multiplied to one."""
    loss, w = picture.of.loss, picture.w
    mlp = replace(loss.mlp, activation=Identity())
    weights, biases = np.eye(mlp.sizes[0]), np.zeros(mlp.sizes[0])
    with np.errstate(all="ignore"):
        for b in mlp.blocks:
            W = mlp.weights(w, b)  # noqa: N806 (the slides' symbol)
            weights, biases = W @ weights, W @ biases + mlp.biases(w, b)
        deep = mlp.forward(w, loss.data.inputs)
        flat = loss.data.inputs @ weights.T + biases
        difference = float(np.max(np.abs(deep - flat)))
    return Collapse(len(mlp.blocks), weights, biases, difference)
