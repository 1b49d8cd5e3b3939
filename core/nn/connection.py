"""Ways between networks and what lies on them: is there a wall between two trained networks, and a way round it?

The straight line from a training's first weights to its last: Goodfellow, Vinyals and Saxe, Qualitatively
characterizing neural network optimization problems (2015), arXiv:1412.6544. Line and bend between two trainings: see
:mod:`core.nn.connect`. The line after the second network's units were put into the first one's order: see
:mod:`core.nn.matching`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

import numpy as np

from core.arrays import Array
from core.nn.connect import STEPS, Bend, barrier, bend, line, numbers, pace
from core.nn.cut import Course, last_weights
from core.nn.journal import follow
from core.nn.matching import Order, as_it_is, matching, ordered
from core.nn.network_loss import NetworkLoss
from core.nn.setup import Setup, prepared
from core.nn.training import Epoch

T = np.linspace(0.0, 1.0, 61)  # where ways are looked at
SEEN = 10  # steps of the bend's training between two looks at it
_MEMBERS = 2
_CHUNK = 4_000_000  # numbers of all layers' outputs computed between two yields: some 50 ms
_TRAINED = 0.5  # of the work


@dataclass(frozen=True, eq=False)
class Along:
    """A way and what the networks on it do, each (61,) over :data:`T`: losses (``train`` with the penalty, ``test``
    without), and shares of right answers; nan where there are no test samples, or numbers and no classes to be right
    about.
    """

    way: Bend
    train: Array
    test: Array
    train_accuracy: Array
    test_accuracy: Array

    @property
    def barrier(self) -> float:
        """How high the training loss rises above the straight line between its ends, see :func:`barrier`."""
        return barrier(self.train)

    @property
    def climb(self) -> float:
        """How far the training loss climbs from the lowest place that the way has left behind, at most; nan where it
        is not finite.
        """
        if not np.isfinite(self.train).all():
            return float("nan")
        return float(np.max(self.train - np.minimum.accumulate(self.train)))


@dataclass(frozen=True, eq=False)
class Connection:
    """Ways between the trained networks a and b, and from the first weights of a to its last. ``bends[k]`` is the bend
    after 10 k steps of its training: the straight line at first. ``order`` is that of b's units for the matched line,
    ``distance`` ‖a − b‖ before and after. ``share`` is how much of the work is done.
    """

    course: Course  # the training of a
    line: Along
    matched: Along
    first: Along
    bends: tuple[Along, ...]
    order: Order
    distance: tuple[float, float]
    share: float

    def ways(self, steps: int = STEPS) -> dict[str, Along]:
        """The ways between the two networks, the bend as it is after at most ``steps`` steps."""
        bent = self.bends[min(steps // SEEN, len(self.bends) - 1)]
        return {"line": self.line, "bend": bent, "matched": self.matched}


def connection(setup: Setup) -> Iterator[Connection | None]:
    """Train the network and a second one that begins elsewhere, and look along the ways between them; the bend is
    found again and again while it is trained. None between pieces of work.
    """
    members: list[tuple[Epoch, ...]] = []
    for member in range(_MEMBERS):
        epochs: list[Epoch] = []
        for epoch in follow(setup, member):
            epochs.append(epoch)
            yield None
        members.append(tuple(epochs))
    recipe, train, test = prepared(setup)
    course = Course(recipe, train, test, members[0])
    loss = course.loss
    held = replace(loss, data=test) if len(test) else None
    first, (a, b) = members[0][0].w, (last_weights(setup, epochs) for epochs in members)
    order = as_it_is(recipe.mlp)
    with np.errstate(all="ignore"):
        fled = not np.isfinite(a @ a + b @ b)
    if not fled:
        for matched in matching(recipe.mlp, a, b, setup.seed):
            order = matched or order
            yield None
    with np.errstate(all="ignore"):
        c = ordered(recipe.mlp, b, order)
        distance = float(np.linalg.norm(a - b)), float(np.linalg.norm(a - c))
    rows = max(1, _CHUNK // numbers(loss))
    straight = yield from _along(loss, held, line(a, b), rows)
    matched_line = yield from _along(loss, held, line(a, c), rows)
    from_first = yield from _along(loss, held, line(first, a), rows)
    bends: list[Along] = []
    for i, curve in enumerate(bend(loss, a, b)):
        steps = i * pace(loss)
        if steps % SEEN == 0:
            bends.append((yield from _along(loss, held, curve, rows)))
            share = _TRAINED + (1 - _TRAINED) * steps / STEPS
            yield Connection(course, straight, matched_line, from_first, tuple(bends), order, distance, share)
        else:
            yield None


def _along(
    loss: NetworkLoss, held: NetworkLoss | None, way: Bend, rows: int
) -> Generator[Connection | None, None, Along]:
    """Look along ``way``, at ``rows`` networks at once."""
    parts: list[Array] = []
    with np.errstate(all="ignore"):
        for first in range(0, len(T), rows):
            w = way.at(T[first : first + rows])
            penalty = loss.penalty.value(w, loss.mlp.is_weight)
            value, right = _told(loss, w)
            test, right_test = (np.full(len(w), np.nan),) * 2 if held is None else _told(held, w)
            parts.append(np.stack([value + penalty, test, right, right_test]))
            yield None
    return Along(way, *np.concatenate(parts, axis=1))


def _told(loss: NetworkLoss, w: Array) -> tuple[Array, Array]:
    """The mean loss and the share of right answers, from one pass."""
    outputs = loss.mlp.forward(w, loss.data.inputs)
    return loss.loss.each(outputs, loss.data.targets).mean(axis=-1), loss.right(outputs)
