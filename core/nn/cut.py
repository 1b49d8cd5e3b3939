"""From a training to a plane through weight space: which plane, what lies on it, and how honest it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

import numpy as np

from core.arrays import Array
from core.nn.connect import Bend, bend
from core.nn.journal import follow
from core.nn.network_loss import Data, NetworkLoss
from core.nn.planes import Honesty, Plane, honesty, of_weights, principal_plane, random_plane, through
from core.nn.setup import Setup, prepared
from core.nn.spectrum import lanczos
from core.nn.training import Epoch, Recipe, losses
from core.words import QT_TRANSLATE_NOOP, CoreError

Directions = Literal["filter", "layer", "none", "principal", "several", "hessian", "three", "bend", "weights"]
DIRECTIONS: tuple[Directions, ...] = (
    "filter", "layer", "none", "principal", "several", "hessian", "three", "bend", "weights",
)  # fmt: skip
MEMBERS: dict[str, int] = {"several": 3, "three": 3, "bend": 2}  # how many trainings a plane needs; others one

_NO_ENTRY = QT_TRANSLATE_NOOP(
    "errors", "{name} must be a weight of the network, W1[1,1] to {last}, and not the other one, got {got}"
)


@dataclass(frozen=True, eq=False)
class Member:
    """One of the trainings that a plane shows: its epochs and where they lie on the plane, (k+1, 2)."""

    epochs: tuple[Epoch, ...]
    points: Array

    @property
    def path(self) -> Array:
        """The weights after every epoch, (k+1, d)."""
        return np.stack([epoch.w for epoch in self.epochs])


@dataclass(frozen=True, eq=False)
class Course:
    """A training as far as it has come."""

    recipe: Recipe
    train: Data
    test: Data
    epochs: tuple[Epoch, ...]

    @cached_property
    def loss(self) -> NetworkLoss:
        """The training loss."""
        return losses(self.recipe, self.train)

    def diverged(self, asked: int) -> bool:
        """Whether a training that has come to its end before the ``asked`` epochs ended because its loss fled."""
        return len(self.epochs) - 1 < asked and not (self.epochs and self.epochs[-1].stopped_early)


@dataclass(frozen=True, eq=False)
class Trained(Course):
    """A training, the plane through its end, and how honestly that shows it.

    ``members`` are all trainings on the plane, the first of them this one; ``bend`` the bent way of low loss between
    the first two where the plane is that way's.
    """

    plane: Plane
    honesty: Honesty
    members: tuple[Member, ...] = ()
    bend: Bend | None = None

    @cached_property
    def on_plane(self) -> Array:
        """The training loss where every epoch is drawn, (k+1,): its own loss is ``epochs[k].train``."""
        return self.loss.value(self.plane.at(self.honesty.points))


@dataclass(frozen=True)
class Cut:
    """Which plane: ``first`` and ``second`` name the two weights of ``directions`` "weights"; ``biases``: random
    directions turn biases too.
    """

    directions: Directions = "filter"
    biases: bool = False
    first: str = "W1[1,1]"
    second: str = "W1[1,2]"

    def train(self, setup: Setup) -> Iterator[Trained | None]:
        """None after every epoch of every training, and what has come of them last."""
        members: list[tuple[Epoch, ...]] = []
        for member in range(MEMBERS.get(self.directions, 1)):
            epochs = []
            for epoch in follow(setup, member):
                epochs.append(epoch)
                yield None
            members.append(tuple(epochs))
        recipe, train, test = prepared(setup)
        loss = losses(recipe, train)
        paths = [np.stack([epoch.w for epoch in epochs]) for epochs in members]
        ends = [last_weights(setup, epochs) for epochs in members]
        way: Bend | None = None
        if self.directions == "bend":
            for way in bend(loss, ends[0], ends[1]):  # noqa: B007 (the last one counts)
                yield None
        with np.errstate(all="ignore"):  # weights that have fled are far beyond what can be squared
            plane = self._plane(recipe, loss, setup.seed, paths, ends, way)
            told = honesty(plane, paths[0], setup.seed)
            shown = tuple(
                Member(epochs, plane.project(path)[0]) for epochs, path in zip(members, paths, strict=True)
            )  # fmt: skip
            trained = Trained(recipe, train, test, members[0], plane, told, shown, way)
            _ = trained.on_plane  # computed here, where nobody waits for it
        yield trained

    def entries(self, setup: Setup) -> tuple[int, int]:
        """Where the two weights lie in the flat vector. Raises :class:`CoreError` where there are no such weights."""
        names = prepared(setup)[0].mlp.names
        for field, name, other in (("first", self.first, ""), ("second", self.second, self.first)):
            if name not in names or name == other:
                raise CoreError(_NO_ENTRY, field=field, name=field, last=names[-1], got=repr(name))
        return names.index(self.first), names.index(self.second)

    def _plane(
        self, recipe: Recipe, loss: NetworkLoss, seed: int, paths: list[Array], ends: list[Array], way: Bend | None
    ) -> Plane:
        """The plane asked for; a random one where the trainings do not span it (no epochs, all alike), not normalised
        where all weights are 0, and at the start where training has fled out of all numbers.
        """
        like = self.directions if self.directions in ("filter", "layer", "none") else "filter"
        with np.errstate(all="ignore"):
            for made in (
                partial(self._wanted, recipe, loss, paths, ends, way),
                partial(random_plane, recipe.mlp, ends[0], seed, like, self.biases),
                partial(random_plane, recipe.mlp, ends[0], seed, "none", self.biases),
            ):
                try:
                    plane = made()
                except (CoreError, np.linalg.LinAlgError):
                    continue
                if plane is not None and np.isfinite([plane.u @ plane.u, plane.v @ plane.v]).all():
                    return plane
        return random_plane(recipe.mlp, paths[0][0], seed, "none", self.biases)

    def _wanted(
        self, recipe: Recipe, loss: NetworkLoss, paths: list[Array], ends: list[Array], way: Bend | None
    ) -> Plane | None:
        """The plane that the trainings span; None where it is a random one."""
        w, kind = ends[0], self.directions
        if kind in ("principal", "several"):
            plane, _ = principal_plane(paths, w)
            reach = np.max([np.max(np.abs(plane.project(path)[0]), axis=0) for path in paths], axis=0)
            far = np.maximum(reach, 1e-12)
            return Plane(w, plane.u * far[0], plane.v * far[1])  # the paths reach to ±1
        if kind == "hessian":
            top = lanczos(lambda v: loss.hvp(w, v), loss.dim, 2).vectors * max(float(np.linalg.norm(w)), 1.0)
            return Plane(w, top[0], top[1])
        if kind == "three":
            return through(w, ends[1], ends[2])
        if way is not None:
            # Garipov et al., figure 1: the straight way along the first axis, the bend's top above its middle
            return Plane(way.a, way.b - way.a, way.height)
        if kind == "weights":
            names = recipe.mlp.names
            return of_weights(w, names.index(self.first), names.index(self.second))
        return None


def last_weights(setup: Setup, epochs: tuple[Epoch, ...]) -> Array:
    """What a training leaves, (d,): its last weights; with early stopping those of the lowest test loss."""
    if setup.patience and np.isfinite([epoch.test for epoch in epochs]).all():
        return min(epochs, key=lambda epoch: epoch.test).w
    return epochs[-1].w
