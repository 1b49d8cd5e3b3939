"""What is known of a training so far: kept by its setup, gone on with where more epochs are asked for.

Whoever follows a training gets the epochs that are known at once and computes the others. Two threads that follow the
same one at once do the same work twice and come to the same: an epoch depends on the one before alone.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from core.nn.network_loss import Data
from core.nn.setup import Setup, prepared
from core.nn.training import Checkpoint, Epoch, Recipe, train_epochs

_MOST_NUMBERS = 20_000_000  # of all weights kept: 160 MB
_WITHOUT_END = 1 << 30


@dataclass(eq=False)
class Journal:
    """``epochs`` known by number, 0 is the start; ``ended`` where the training stopped by itself after the last."""

    recipe: Recipe
    train: Data
    test: Data
    epochs: dict[int, Epoch] = field(default_factory=dict)
    ended: bool = False
    _last: Checkpoint | None = None

    def at(self, number: int) -> Epoch | None:
        """Epoch ``number``, computed if it is the next one; None where the training ended before."""
        while number not in self.epochs and not self.ended:
            last = self._last
            epoch = next(train_epochs(self.recipe, self.train, self.test, _WITHOUT_END, last), None)
            if epoch is None or not np.all(np.isfinite(epoch.w)):
                self.ended = True
                break
            # The memories of all epochs would be most of what is kept.
            self.epochs[epoch.number] = replace(epoch, checkpoint=None)
            if self._last is last:  # else another follower is ahead
                self._last = epoch.checkpoint
            if epoch.stopped_early or not np.isfinite(epoch.train):
                self.ended = True
        return self.epochs.get(number)

    @property
    def size(self) -> int:
        """Numbers kept."""
        return len(self.epochs) * self.recipe.mlp.d


_journals: OrderedDict[tuple[Setup, int], Journal] = OrderedDict()


def journal(setup: Setup, member: int = 0) -> Journal:
    """The journal of a training (see :func:`core.nn.setup.prepared` for ``member``), an empty one if it is new."""
    key = _key(setup), member
    known = _journals.get(key) or Journal(*prepared(setup, member))
    _journals[key] = known
    _journals.move_to_end(key)
    while len(_journals) > 1 and sum(each.size for each in list(_journals.values())) > _MOST_NUMBERS:
        _journals.popitem(last=False)
    return known


def follow(setup: Setup, member: int = 0) -> Iterator[Epoch]:
    """Every epoch of the training from its start; fewer than ``setup.epochs`` where it ended by itself."""
    known = journal(setup, member)
    for number in range(setup.epochs + 1):
        epoch = known.at(number)
        if epoch is None:
            return
        yield epoch


def known_epochs(setup: Setup, member: int = 0) -> tuple[Epoch, ...]:
    """The epochs known by now; computes nothing."""
    known = _journals.get((_key(setup), member))
    return () if known is None else tuple(known.epochs[i] for i in range(min(len(known.epochs), setup.epochs + 1)))


def _key(setup: Setup) -> Setup:
    """Trainings that differ in their length alone are one, unless the schedule is drawn over that length."""
    setup = setup.alone
    return replace(setup, epochs=0) if setup.schedule == "constant" and setup.warmup == 0 else setup
