"""The training itself as numbers: epoch by epoch its losses, accuracies, gradients by layer, and where it is drawn."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from core.nn.cut import Trained
from core.objectives.network_slice import NetworkSlice
from landscape_app.studies.base import Row, Study


@dataclass(frozen=True, eq=False)
class Curves:
    """One training with its plane."""

    of: Trained
    share: float = 1.0

    def table(self) -> list[Row]:
        """One row an epoch; ``a`` and ``b`` are its place on the plane."""
        layers = len(self.of.recipe.mlp.blocks)
        head: Row = (
            *("epoch", "step", "train_loss", "train_loss_without_penalty", "test_loss", "train_right", "test_right"),
            *("a", "b", "off_plane"),
            *(f"gradient_W{layer}" for layer in range(1, layers + 1)),
        )
        out = [head]
        for epoch, point, off in zip(self.of.epochs, self.of.honesty.points, self.of.honesty.off, strict=True):
            losses = epoch.train, epoch.train_data, epoch.test, epoch.train_accuracy, epoch.test_accuracy
            out.append((epoch.number, epoch.step, *losses, *point.tolist(), float(off), *epoch.gradient_norms.tolist()))
        return out


class TrainingStudy(Study):
    """It has no page of its own: the window shows it everywhere."""

    name = "training"

    def key(self, objective: NetworkSlice) -> Hashable:
        return objective.training

    def work(self, objective: NetworkSlice) -> Iterator[Curves | None]:
        yield None
        yield Curves(objective.trained)
