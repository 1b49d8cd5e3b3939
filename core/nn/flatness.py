"""Do flat minima generalise better? Many trainings by several methods, compared at equal training loss.

Every variant trains from the same first weights with the same data; a member is one draw of first weights and
shuffling. A training counts when its data loss first lies at or below a common target after a whole epoch, and what is
measured is measured there. Learning rates are tuned on members of their own.

Sharpness (``core.nn.sharpness``) is the largest eigenvalue and the trace of the data loss's Hessian, and the mean rise
of that loss in filter-normalised directions (Li et al., 2018), all without any penalty. The first two are no invariants
of the function: Dinh et al., Sharp minima can generalize for deep nets, ICML 2017; that one goes with the test loss
need not make it the cause: Jiang et al., Fantastic generalization measures and where to find them, ICLR 2020. Small and
large batches: Keskar et al., ICLR 2017. L2 in Adam against decoupled decay: Loshchilov and Hutter, ICLR 2019.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

import numpy as np

from core.nn import sharpness
from core.nn.network_loss import NetworkLoss
from core.nn.setup import Setup, prepared
from core.nn.training import Epoch, train_epochs

AMOUNTS = (8, 16, 32)  # of members reported: 1 … n
MEMBERS = 16  # of them, where nobody chooses
MEASURES = ("sharpness", "trace", "filtered")  # fields of Reached that say how sharp
TUNING = (1001, 1002)  # members that are tuned on, never reported
TARGET = 0.3  # of the loss at the first weights of member 0
LAMBDA = 0.003  # of the variants that decay, where the setup has none
DECAYS = (0.0, 0.003, 0.01, 0.03, 0.1, 0.3)  # of the comparison of L2 with decoupled decay
METHODS = ("adam", "adamw")  # that it compares
_EPOCHS, _FULL_EPOCHS = 300, 1500  # at most; a full batch has one step an epoch
_MOST_STEPS = 20_000
# Four decades each, three times from one rate to the next: the best lies within for the bundled data and usual widths.
_PLAIN = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
_MOMENTUM = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
_ADAPTIVE = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
_GRIDS = {"sgd": _PLAIN, "heavy_ball": _MOMENTUM}


@dataclass(frozen=True)
class Variant:
    """A way to train: ``batch`` 0 is all samples at once; ``decay`` is λ, in the loss, or decoupled by AdamW."""

    name: str
    method: str
    batch: int
    decay: float = 0.0

    @property
    def rates(self) -> tuple[float, ...]:
        """The learning rates tried, rising."""
        return _GRIDS.get(self.method, _ADAPTIVE)

    @property
    def from_the_middle(self) -> tuple[float, ...]:
        """The same, those that are likely first: a rate that cannot win any more is not tried to its end."""
        middle = len(self.rates) // 2
        order = sorted(range(len(self.rates)), key=lambda i: abs(i - middle))
        return tuple(self.rates[i] for i in order)


@dataclass(frozen=True)
class Reached:
    """One training at the target, after ``epochs``; ``norm`` is ‖W‖ without biases, accuracy nan for numbers."""

    member: int
    epochs: int
    train: float
    test: float
    accuracy: float
    sharpness: float  # λ_max
    trace: float  # exact for small networks, else Hutchinson's estimate
    filtered: float  # the mean rise in filter-normalised directions
    norm: float


@dataclass(frozen=True)
class Decayed:
    """One training of the setup's own length with λ."""

    method: str
    decay: float
    member: int
    train: float
    test: float
    norm: float


def variants(setup: Setup) -> tuple[Variant, ...]:
    """The six that are compared."""
    small, decay = setup.batch or 10, setup.weight_decay or LAMBDA
    return (
        Variant("sgd", "sgd", small),
        Variant("full", "sgd", 0),
        Variant("momentum", "heavy_ball", small),
        Variant("adam", "adam", small),
        Variant("adam_l2", "adam", small, decay),
        Variant("adamw", "adamw", small, decay),
    )


def trained_by(setup: Setup, variant: Variant, lr: float) -> Setup:
    """The setup with that variant, without schedule, penalties of its own, dropout, clipping and early stopping."""
    per_epoch = -(-len(prepared(setup)[1]) // variant.batch) if variant.batch else 1
    epochs = min(_EPOCHS if variant.batch else _FULL_EPOCHS, max(1, _MOST_STEPS // per_epoch))
    return replace(
        setup, method=variant.method, batch=variant.batch, lr=lr, weight_decay=variant.decay, epochs=epochs,
        schedule="constant", warmup=0.0, l1=0.0, dropout=0.0, clip=0.0, patience=0,
    )  # fmt: skip


def target_of(setup: Setup) -> float:
    """The data loss at which networks are compared."""
    return TARGET * next(iter(train_epochs(*prepared(setup), 0))).train_data


def until(setup: Setup, member: int, target: float, most: int | None = None) -> Iterator[Epoch | None]:
    """None after every epoch, then the first one at or below ``target``; nothing more where none within ``most`` is."""
    for epoch in train_epochs(*prepared(setup, member), setup.epochs if most is None else most):
        if epoch.train_data <= target:
            yield epoch
            return
        yield None


def tuned(setup: Setup, variant: Variant, target: float) -> Iterator[float | None]:
    """None while at work, then the learning rate that brings the members of ``TUNING`` to ``target`` in the fewest
    epochs together, one that fails counting as all of them; the grid's middle where none does.

    All rates are trained side by side, and one that cannot win any more is given up.
    """
    racing = [_Tried(trained_by(setup, variant, lr), target) for lr in variant.from_the_middle]
    going, best = racing, np.inf
    while going:
        for each in going:
            yield from each.one_epoch()
        best = min([best, *(each.total for each in going if each.good == len(TUNING))])
        going = [each for each in going if not each.over and each.total < best]
    first = max(racing, key=lambda each: (each.good, -each.total))
    yield first.lr if first.good else variant.rates[len(variant.rates) // 2]


class _Tried:
    """A learning rate on its way: how many of the tuning members it has brought to the target, in how many epochs."""

    def __init__(self, setup: Setup, target: float) -> None:
        self.lr, self.good = setup.lr, 0
        self._most = setup.epochs
        self._training = {member: until(setup, member, target) for member in TUNING}
        self._epochs = dict.fromkeys(TUNING, 0)

    @property
    def total(self) -> int:
        return sum(self._epochs.values())

    @property
    def over(self) -> bool:
        return not self._training

    def one_epoch(self) -> Iterator[None]:
        """Train every member that is not there yet by one epoch; one that gives up counts as all its epochs."""
        for member, training in list(self._training.items()):
            got = next(training, self)
            if got is None:
                self._epochs[member] += 1
                yield None
                continue
            del self._training[member]
            self.good += got is not self
            self._epochs[member] = got.number if isinstance(got, Epoch) else self._most


def measured(setup: Setup, member: int, epoch: Epoch) -> Reached:
    """What is known of the network after ``epoch``."""
    recipe, train, _ = prepared(setup, member)
    loss = NetworkLoss(recipe.mlp, train, recipe.loss)
    w = epoch.w
    found = sharpness.measured(loss, w, seed=member)
    norm = float(np.linalg.norm(w * recipe.mlp.is_weight))
    return Reached(
        member, epoch.number, epoch.train_data, epoch.test, epoch.test_accuracy, found.largest, found.trace,
        found.filtered, norm,
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Compared:
    """What is known so far, of ``members`` first weights: the tuned ``rates`` and ``reached`` by variant's name,
    ``failed`` the members that never came to the ``target``; ``decayed`` is the comparison over λ; ``share`` is how
    much of what was asked for is done.
    """

    variants: tuple[Variant, ...]
    target: float
    rates: dict[str, float]
    members: int
    reached: dict[str, tuple[Reached, ...]]
    failed: dict[str, tuple[int, ...]]
    decayed: tuple[Decayed, ...]
    share: float

    @property
    def at_the_end(self) -> tuple[tuple[str, float], ...]:
        """Name and rate of every variant whose tuned rate is the first or the last of its grid: a better one may lie
        beyond.
        """
        ends = ((v.name, self.rates[v.name], v.rates) for v in self.variants)
        return tuple((name, rate) for name, rate, rates in ends if rate in (rates[0], rates[-1]))

    @property
    def decay_rate(self) -> float:
        """The learning rate of the comparison over λ: one for both methods, so that λ alone differs, the smaller of
        the two that were tuned with a λ.
        """
        return min(self.rates["adam_l2"], self.rates["adamw"])

    def first(self, members: int) -> Compared:
        """The first ``members`` alone, as if no more had been trained; itself where there are no more."""
        if members >= self.members:
            return self
        return replace(
            self,
            members=members,
            reached={name: tuple(r for r in each if r.member <= members) for name, each in self.reached.items()},
            failed={name: tuple(m for m in each if m <= members) for name, each in self.failed.items()},
            decayed=tuple(d for d in self.decayed if d.member <= members),
            share=1.0,
        )


def compare(setup: Setup, members: int = MEMBERS, known: Compared | None = None) -> Iterator[Compared | None]:
    """None after every epoch trained, and what is known after the tuning and after every member.

    With ``known``, what an earlier comparison of an equal setup came to, it goes on from there; at least one is
    yielded.
    """
    if known is None:
        known = yield from _begun(setup)
    if known.members >= members:
        yield replace(known.first(members), share=1.0)
        return
    reached, failed, decayed = dict(known.reached), dict(known.failed), known.decayed
    for member in range(known.members + 1, members + 1):
        for variant in known.variants:
            one = trained_by(setup, variant, known.rates[variant.name])
            got: Epoch | None = None
            for got in until(one, member, known.target):  # noqa: B007 (the last one counts)
                yield None
            if got is None:
                failed[variant.name] += (member,)
            else:
                reached[variant.name] += (measured(one, member, got),)
            yield None
        for method in METHODS:
            for decay in DECAYS:
                one = trained_by(setup, Variant("", method, setup.batch, decay), known.decay_rate)
                last: Epoch | None = None
                for last in train_epochs(*prepared(one, member), setup.epochs):  # noqa: B007 (the last one counts)
                    yield None
                assert last is not None
                norm = float(np.linalg.norm(last.w * prepared(one, member)[0].mlp.is_weight))
                decayed += (Decayed(method, decay, member, last.train_data, last.test, norm),)
        share = (2 + member) / (2 + members)
        yield replace(
            known, members=member, reached=dict(reached), failed=dict(failed), decayed=decayed, share=share
        )  # fmt: skip


def _begun(setup: Setup) -> Generator[Compared | None, None, Compared]:
    """None while at work; the target and the tuned rates, with no member yet."""
    target, kinds = target_of(setup), variants(setup)
    rates: dict[str, float] = {}
    for variant in kinds:
        rate: float | None = None
        for rate in tuned(setup, variant, target):  # noqa: B007 (the last one counts)
            yield None
        assert rate is not None
        rates[variant.name] = rate
    return Compared(kinds, target, rates, 0, {v.name: () for v in kinds}, {v.name: () for v in kinds}, (), 0.0)
