"""Whether flat minima generalise better: many trainings at equal training loss, and L2 in Adam against AdamW."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from core.arrays import Array
from core.intervals import geometric_interval, mean_interval, percentile_interval, spearman, spearman_of_draws, within
from core.nn.flatness import AMOUNTS, DECAYS, MEASURES, MEMBERS, METHODS, Compared, compare
from core.objectives.network_slice import NetworkSlice
from core.words import QT_TRANSLATE_NOOP
from landscape_app.studies.base import Row, Study

_NO_TEST = QT_TRANSLATE_NOOP("studies", "No samples are kept for testing: there is no test loss to compare.")
_NO_EPOCHS = QT_TRANSLATE_NOOP("studies", "The training has no epochs.")
_DRAWS = 1000  # of the bootstrap
_FEWEST = 4  # members for an interval

Interval = tuple[float, float, float]


@dataclass(frozen=True)
class Rank:
    """A rank correlation and its 95 % bootstrap interval over members."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Flatness:
    """``spread``: geometric means with Student's intervals by variant and by MEASURES and "test"; ``overall`` and
    ``inside`` the rank correlations by MEASURES with the test loss, over all trainings and within variants;
    ``curves``: by method, (3, λ) mean norm and mean test loss with the ends of their intervals.
    """

    of: Compared
    spread: dict[str, dict[str, Interval]]
    overall: dict[str, Rank]
    inside: dict[str, Rank]
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
             "λ_max", "trace", "filter-normalised sharpness", "‖W‖"),
        ]  # fmt: skip
        rows += [
            (v.name, self.of.rates[v.name], v.decay, r.member, r.epochs, r.train, r.test, r.accuracy, r.sharpness,
             r.trace, r.filtered, r.norm)
            for v in self.of.variants for r in self.of.reached[v.name]
        ]  # fmt: skip
        rows += [
            (f"decay: {d.method}", self.of.decay_rate, d.decay, d.member, "", d.train, d.test, "", "", "", "", d.norm)
            for d in self.of.decayed
        ]
        return rows


def summed(of: Compared) -> Flatness:
    """The statistics of what is known."""
    spread: dict[str, dict[str, Interval]] = {}
    for name, each in of.reached.items():
        values = {key: np.array([getattr(r, key) for r in each]) for key in (*MEASURES, "test")}
        # A mean of logarithms: where one value has none, there is no such mean.
        spread[name] = {
            key: geometric_interval(some) if (some > 0).all() else (np.nan, np.nan, np.nan)
            for key, some in values.items()
        }
    curves = {}
    for method in METHODS:
        norms, tests = np.full((3, len(DECAYS)), np.nan), np.full((3, len(DECAYS)), np.nan)
        for i, decay in enumerate(DECAYS):
            some = [d for d in of.decayed if d.method == method and d.decay == decay]
            norms[:, i] = mean_interval(np.array([d.norm for d in some]))
            tests[:, i] = mean_interval(np.array([d.test for d in some]))
        curves[method] = norms, tests
    ranked = {measure: _correlations(of, measure) for measure in MEASURES}
    overall, inside = ({measure: both[i] for measure, both in ranked.items()} for i in range(2))
    return Flatness(of, spread, overall, inside, curves)


def _correlations(of: Compared, measure: str) -> tuple[Rank, Rank]:
    """Members are drawn again as wholes: the variants of a member share their first weights."""
    groups = [
        (np.array([getattr(r, measure) for r in each]), np.array([r.test for r in each]))
        for each in of.reached.values()
    ]
    places = [np.array([r.member - 1 for r in each], dtype=int) for each in of.reached.values()]
    x, y = (np.concatenate([group[i] for group in groups]) for i in range(2))
    values = spearman(x, y), within(groups)
    if of.members < _FEWEST:
        return Rank(values[0], np.nan, np.nan), Rank(values[1], np.nan, np.nan)
    draws = np.random.default_rng(0).multinomial(of.members, np.full(of.members, 1 / of.members), _DRAWS).astype(float)
    overall = spearman_of_draws(x, y, draws[:, np.concatenate(places)])
    each = np.array([spearman_of_draws(*g, draws[:, p]) for g, p in zip(groups, places, strict=True)])  # (v, draws)
    known = np.isfinite(each)
    inside = np.where(known, each, 0.0).sum(axis=0) / np.where(known.any(axis=0), known.sum(axis=0), np.nan)
    return Rank(values[0], *percentile_interval(overall)), Rank(values[1], *percentile_interval(inside))


class FlatnessStudy(Study):
    """By a click; the method, schedule and penalties of the slice's own training but λ take no part."""

    name = "flatness"
    by_hand = True
    amounts = AMOUNTS

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
        return self.more(objective, MEMBERS, None)

    def more(self, objective: NetworkSlice, amount: int, known: Flatness | None) -> Iterator[Flatness | None]:
        for found in compare(objective.alone, amount or MEMBERS, None if known is None else known.of):
            yield None if found is None else summed(found)
