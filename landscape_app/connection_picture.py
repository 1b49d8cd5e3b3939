"""What the networks at one place of the ways between two networks decide: plain data for the view."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.nn.connection import Along, Connection, T
from core.nn.responses import Responses, responses
from landscape_app.network_picture import plane_of

_POINTS = (16, 40)  # a side of the input plane, at least and at most
_NUMBERS = 40_000  # of all units' responses on it: a millisecond or so


@dataclass(frozen=True, eq=False)
class Place:
    """On one way at one t: the training loss there, between the places that were looked at linearly; ``seen`` is None
    for data of more than two inputs.
    """

    train: float
    seen: Responses | None


def place(of: Connection, way: Along, t: float) -> Place:
    """The network at ``t`` of ``way``."""
    mlp, loss = of.course.recipe.mlp, of.course.recipe.loss
    train = float(np.interp(t, T, way.train))
    if mlp.sizes[0] != 2:
        return Place(train, None)
    side = int(np.clip(np.sqrt(_NUMBERS / sum(mlp.sizes[1:])), *_POINTS))
    with np.errstate(all="ignore"):
        return Place(train, responses(mlp, loss, way.way.at(np.asarray(t)), plane_of(of.course), side))
