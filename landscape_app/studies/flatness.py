"""Whether flat minima generalise better: many trainings at equal training loss, and L2 in Adam against AdamW."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from core.arrays import Array
from core.intervals import geometric_interval, mean_interval, percentile_interval, spearman, within
from core.nn.flatness import DECAYS, METHODS, Compared, compare
from core.objectives.network_slice import NetworkSlice
from core.words import QT_TRANSLATE_NOOP
from landscape_app.studies.base import Row, Study

_NO_TEST = QT_TRANSLATE_NOOP("studies", "No samples are kept for testing: there is no test loss to compare.")
_NO_EPOCHS = QT_TRANSLATE_NOOP("studies", "The training has no epochs.")
_DRAWS, _ON_THE_WAY = 1000, 200  # of the bootstrap: at the end, and before

Interval = tuple[float, float, float]


@dataclass(frozen=True)
class Rank:
    """A rank correlation and its 95 % bootstrap interval over members."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Flatness:
    """``spread``: geometric means with Student's intervals by variant, of λ_max and of the test loss; ``overall`` and
    ``inside`` the rank correlations of the two over all trainings and within variants; ``curves``: by method, (3, λ)
    mean norm and mean test loss with the ends of their intervals.
    """

    of: Compared
    spread: dict[str, tuple[Interval, Interval]]
    overall: Rank
    inside: Rank
    curves: dict[str, tuple[Array, Array]]

    @property
    def share(self) -> float:
        """How much is done."""
        return self.of.share

    @property
    def decays(self) -> Array:
        """The λ of the comparison, the first of them 0."""
        return np.array(DECAYS)

    @cached_property
    def trainings(self) -> int:
        """Those that came to the target."""
        return sum(len(each) for each in self.of.reached.values())

    def table(self) -> list[Row]:
        """One row a training."""
        rows: list[Row] = [
            ("variant", "learning rate", "λ", "member", "epochs", "training loss", "test loss", "test accuracy",
             "λ_max", "trace", "‖W‖"),
        ]  # fmt: skip
        rows += [
            (v.name, self.of.rates[v.name], v.decay, r.member, r.epochs, r.train, r.test, r.accuracy, r.sharpness,
             r.trace, r.norm)
            for v in self.of.variants for r in self.of.reached[v.name]
        ]  # fmt: skip
        rows += [
            (f"decay: {d.method}", self.of.rates["adam"], d.decay, d.member, "", d.train, d.test, "", "", "", d.norm)
            for d in self.of.decayed
        ]
        return rows


def summed(of: Compared) -> Flatness:
    """The statistics of what is known."""
    spread = {}
    for name, each in of.reached.items():
        good = [r for r in each if r.sharpness > 0 and r.test > 0]
        spread[name] = (
            geometric_interval(np.array([r.sharpness for r in good])),
            geometric_interval(np.array([r.test for r in good])),
        )
    curves = {}
    for method in METHODS:
        norms, tests = np.full((3, len(DECAYS)), np.nan), np.full((3, len(DECAYS)), np.nan)
        for i, decay in enumerate(DECAYS):
            some = [d for d in of.decayed if d.method == method and d.decay == decay]
            norms[:, i] = mean_interval(np.array([d.norm for d in some]))
            tests[:, i] = mean_interval(np.array([d.test for d in some]))
        curves[method] = norms, tests
    overall, inside = _correlations(of)
    return Flatness(of, spread, overall, inside, curves)


def _correlations(of: Compared) -> tuple[Rank, Rank]:
    """Members are drawn again as wholes: the variants of a member share their first weights."""
    members = sorted({r.member for each in of.reached.values() for r in each})
    by = {name: {r.member: (r.sharpness, r.test) for r in each} for name, each in of.reached.items()}

    def both(chosen: list[int]) -> tuple[float, float]:
        groups = []
        for known in by.values():
            pairs = np.array([known[m] for m in chosen if m in known]).reshape(-1, 2)
            groups.append((pairs[:, 0], pairs[:, 1]))
        return spearman(*(np.concatenate([g[i] for g in groups]) for i in range(2))), within(groups)

    value = both(members)
    if len(members) < 4:
        return Rank(value[0], np.nan, np.nan), Rank(value[1], np.nan, np.nan)
    rng = np.random.default_rng(0)
    draws = np.array(
        [both(rng.choice(members, len(members)).tolist()) for _ in range(_DRAWS if of.share >= 1 else _ON_THE_WAY)]
    )
    return Rank(value[0], *percentile_interval(draws[:, 0])), Rank(value[1], *percentile_interval(draws[:, 1]))


class FlatnessStudy(Study):
    """By a click; the method, schedule and penalties of the slice's own training but λ take no part."""

    name = "flatness"
    by_hand = True

    def key(self, objective: NetworkSlice) -> Hashable:
        return replace(
            objective.alone, method="sgd", lr=0.1, schedule="constant", warmup=0.0, l1=0.0, dropout=0.0, clip=0.0,
            patience=0,
        )  # fmt: skip

    def why_not(self, objective: NetworkSlice) -> str:
        if objective.epochs == 0:
            return _NO_EPOCHS
        return _NO_TEST if objective.held == 0 else ""

    def work(self, objective: NetworkSlice) -> Iterator[Flatness | None]:
        for found in compare(objective.alone):
            yield None if found is None else summed(found)
