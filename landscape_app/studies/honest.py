"""How honest a slice is: at every epoch its distance off the plane, its loss, and the loss where it is drawn."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.nn.cut import Trained
from core.objectives.network_slice import NetworkSlice
from landscape_app.studies.base import Row, Study


@dataclass(frozen=True, eq=False)
class Honest:
    """Per epoch, (k+1,) each."""

    off: Array
    true: Array
    seen: Array
    explained: float
    baseline: float
    share: float = 1.0

    def table(self) -> list[Row]:
        """One row an epoch."""
        head: list[Row] = [("epoch", "distance off the plane", "training loss", "loss at the projected point")]
        return head + [
            (k, *(float(a) for a in row)) for k, row in enumerate(zip(self.off, self.true, self.seen, strict=True))
        ]


class HonestStudy(Study):
    """Of the plane shown."""

    name = "honesty"

    def key(self, objective: NetworkSlice) -> Hashable:
        return objective.training

    def work(self, objective: NetworkSlice) -> Iterator[Honest | None]:
        yield None
        yield honest(objective.trained)


def honest(trained: Trained) -> Honest:
    """What is known of a trained network's plane."""
    h = trained.honesty
    true = np.array([epoch.train for epoch in trained.epochs])
    return Honest(h.off, true, trained.on_plane, h.explained, h.baseline)
