"""Where many runs of a method end: counted by the well they end in, with confidence intervals for the shares.

Source of the interval: Wilson, J. Amer. Stat. Assoc. 22 (1927) 209; of the question whether flat wells are preferred:
Hochreiter and Schmidhuber, Neural Computation 9 (1997) 1.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import numpy as np

from core.analysis.find_critical import find_critical
from core.arrays import Array, BoolArray, IntArray
from core.batches import in_batches
from core.experiment import Experiment, Run
from core.noise import Noise
from core.objectives.base import Objective
from core.simulate import simulate
from core.tiles import Executor, grown

ELSEWHERE = -1
DIVERGED = -2
Z95 = 1.959963984540054  # the standard normal's 97.5 % quantile
MOST_WELLS = 12  # told apart, the lowest first
PART = 250  # runs at a time
_PART_SEARCHING = 25  # of methods with a line search, which go row by row
_STEPS_SEARCHING = 16
_ARRIVED = 0.01  # of the domain's diagonal: a descent that ends this near a minimum has ended there
_LONGEST = 0.004  # of the diagonal: a step of the descent, so that it jumps over no ridge
_DESCENT = 2_000  # steps of it at most
_HALVED = 1e-10  # of the diagonal: a descent whose steps have come down to this has ended
_STARTS = 2  # the last word of the seed: other dice than those of the noise and the batches

From = Literal["domain", "start"]


def wilson(count: int, total: int, z: float = Z95) -> tuple[float, float]:
    """Wilson's score interval for a share of which ``count`` of ``total`` were seen; (0, 1) where nothing was.

    The p with (p̂ − p)² ≤ z² p(1 − p)/n: (p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n).
    """
    if total == 0:
        return 0.0, 1.0
    share, z2 = count / total, z * z
    middle = share + z2 / (2 * total)
    half = z * math.sqrt(share * (1 - share) / total + z2 / (4 * total * total))
    low, high = (middle - half) / (1 + z2 / total), (middle + half) / (1 + z2 / total)
    return (0.0 if count == 0 else low), (1.0 if count == total else high)


@dataclass(frozen=True, eq=False)
class Tally:
    """Of one run of the race: how many of ``total`` ended in each well (w,), elsewhere, or diverged.

    ``rested`` (w,) of those within 1 % of the domain's diagonal of the minimum itself. Without ``chance`` every seed
    gives the same end: from one start that is one run.
    """

    run: int  # index into the experiment's runs
    total: int
    wells: IntArray  # (w,)
    rested: IntArray  # (w,)
    elsewhere: int
    diverged: int
    chance: bool

    def share(self, well: int) -> float:
        """The share seen; ``well`` may be ELSEWHERE or DIVERGED."""
        return self.count(well) / self.total if self.total else 0.0

    def count(self, well: int) -> int:
        """How many; ``well`` may be ELSEWHERE or DIVERGED."""
        return {ELSEWHERE: self.elsewhere, DIVERGED: self.diverged}.get(well) or (
            int(self.wells[well]) if well >= 0 else 0
        )

    def interval(self, well: int) -> tuple[float, float]:
        """95 % confidence interval of the share."""
        return wilson(self.count(well), self.total)


def search_minima(objective: Objective, domain: tuple[tuple[float, float], ...]) -> Iterator[Array | None]:
    """None while at work, at last the minima in ``domain`` that ends are counted by, (w, d), the lowest first.

    Those that the objective knows; where it knows none, those found by Newton's method, in two variables at most.
    """
    known = [(p.value, p.x) for p in objective.critical_points if p.kind == "minimum"]
    if not known and objective.dim <= 2:
        for found in find_critical(objective, domain):
            known = [(p.value, tuple(p.x.tolist())) for p in found if p.verdict == "minimum"]
            yield None
    low, high = np.array(domain).T
    inside = [p for p in known if np.all((np.array(p[1]) >= low) & (np.array(p[1]) <= high))]
    inside.sort()
    yield np.array([x for _, x in inside[:MOST_WELLS]], dtype=np.float64).reshape(-1, objective.dim)


def minima_of(objective: Objective, domain: tuple[tuple[float, float], ...]) -> Array:
    """What ``search_minima`` comes to."""
    (found,) = deque(search_minima(objective, domain), maxlen=1)
    assert found is not None, "a search ends with what it found"
    return found


def throws_dice(experiment: Experiment, run: Run) -> bool:
    """Whether another seed gives another end."""
    noisy = run.sees_noise and experiment.noise.sigma > 0
    return noisy or in_batches(experiment.objective, run.method, run.batching)


def random_starts(domain: tuple[tuple[float, float], ...], count: int, seed: int, part: int) -> Array:
    """Uniform in ``domain``, (count, d); the same for every method."""
    low, high = np.array(domain, dtype=np.float64).T
    return np.random.default_rng([seed, part, _STARTS]).uniform(low, high, (count, len(low)))


def part_of(
    experiment: Experiment, run: int, domain: tuple[tuple[float, float], ...], starts: From, part: int, count: int
) -> Experiment:
    """The experiment of part ``part``: ``count`` rows of that run alone, with dice of the part's own."""
    spec, noise = experiment.runs[run], experiment.noise
    if starts == "domain":
        places = random_starts(domain, count, noise.seed, part)
    else:
        places = np.repeat(experiment.starts_of(spec)[:1], count, axis=0)
    seed = (noise.seed + part) % (2**31)
    return replace(
        experiment,
        runs=(replace(spec, starts=tuple(map(tuple, places.tolist()))),),
        noise=Noise(noise.sigma, seed, noise.same_dice),
    )


def ends(
    experiment: Experiment,
    domain: tuple[tuple[float, float], ...],
    starts: From = "domain",
    count: int = 1000,
    wells: Array | None = None,
    executor: Executor | None = None,
) -> Iterator[tuple[Tally, ...] | None]:
    """Throw every run of ``experiment`` ``count`` times and count where it ends; yields the tallies as they grow and
    None while at work, every method as far as the others.

    ``starts``: uniform in ``domain`` (the same for all methods), or the run's own start with other dice. A run ends as
    the experiment's stopping rules say. It ends in the well to whose minimum a noise-free descent in short steps leads
    from its end, elsewhere where that leads to none of ``wells`` (w, d), and diverged as a run does. On an executor the
    parts go side by side; the numbers are the same.
    """
    wells = minima_of(experiment.objective, domain) if wells is None else wells
    tallies = [_empty(experiment, i, len(wells)) for i in range(len(experiment.runs))]
    wanted = [1 if starts == "start" and not t.chance else count for t in tallies]
    parts = list(_parts(experiment, wanted))
    if not parts:
        yield tuple(tallies)
    for more in grown(partial(_thrown, experiment, domain, starts, wells), parts, executor):
        if more is None:
            yield None
            continue
        tallies[more.run] = _sum(tallies[more.run], more)
        yield tuple(tallies)


def _parts(experiment: Experiment, wanted: list[int]) -> Iterator[tuple[int, int, int]]:
    """(run, number of the part, rows in it), always of a run that is behind the others."""
    thrown, numbers = [0] * len(wanted), [0] * len(wanted)
    while True:
        behind = [i for i in range(len(wanted)) if thrown[i] < wanted[i]]
        if not behind:
            return
        i = min(behind, key=lambda j: thrown[j])
        size = min(PART if experiment.runs[i].method.uses_lr else _PART_SEARCHING, wanted[i] - thrown[i])
        yield i, numbers[i], size
        thrown[i], numbers[i] = thrown[i] + size, numbers[i] + 1


def _thrown(
    experiment: Experiment,
    domain: tuple[tuple[float, float], ...],
    starts: From,
    wells: Array,
    which: tuple[int, int, int],
) -> Iterator[Tally | None]:
    """The tally of one part."""
    i, part, size = which
    chunk = 256 if experiment.runs[i].method.uses_lr else _STEPS_SEARCHING
    last, diverged = np.empty((0, experiment.objective.dim)), np.zeros(size, dtype=np.bool_)
    for piece in simulate(part_of(experiment, i, domain, starts, part, size), chunk, verdicts=False):
        last = piece.x[-1]
        for row, stop in piece.stops.items():
            diverged[row] = stop.rule in ("diverged", "unbounded_below")
        yield None
    labels, near = well_of(experiment.objective, domain, wells, last)
    labels = np.where(diverged, DIVERGED, labels)
    each = np.arange(len(wells))[:, None]
    yield replace(
        _empty(experiment, i, len(wells)),
        total=len(last),
        wells=np.sum(labels == each, axis=1),
        rested=np.sum((labels == each) & near, axis=1),
        elsewhere=int(np.sum(labels == ELSEWHERE)),
        diverged=int(np.sum(diverged)),
    )


def _empty(experiment: Experiment, run: int, wells: int) -> Tally:
    none = np.zeros(wells, dtype=np.int64)
    return Tally(run, 0, none, none, 0, 0, throws_dice(experiment, experiment.runs[run]))


def _sum(a: Tally, b: Tally) -> Tally:
    return replace(
        a,
        total=a.total + b.total,
        wells=a.wells + b.wells,
        rested=a.rested + b.rested,
        elsewhere=a.elsewhere + b.elsewhere,
        diverged=a.diverged + b.diverged,
    )


def well_of(
    objective: Objective, domain: tuple[tuple[float, float], ...], wells: Array, x: Array
) -> tuple[IntArray, BoolArray]:
    """For the points ``x`` (n, d): the number of the well each lies in, ELSEWHERE for none, and whether it is within
    1 % of the domain's diagonal of that well's minimum.
    """
    diagonal = float(np.linalg.norm(np.ptp(np.array(domain), axis=1)))
    if not len(wells):
        return np.full(len(x), ELSEWHERE), np.zeros(len(x), dtype=np.bool_)
    with np.errstate(all="ignore"):
        bottom = _descended(objective, x, diagonal)
        away = np.linalg.norm(bottom[:, None] - wells, axis=-1)
        nearest = np.argmin(np.where(np.isnan(away), np.inf, away), axis=1)
        rows = np.arange(len(x))
        labels = np.where(away[rows, nearest] <= _ARRIVED * diagonal, nearest, ELSEWHERE)
        near = np.linalg.norm(x - wells[nearest], axis=-1) <= _ARRIVED * diagonal
    return labels, near & (labels >= 0)


def _descended(objective: Objective, x: Array, diagonal: float) -> Array:
    """Follow −∇f from ``x`` (n, d) in steps that lower f and are no longer than a small share of the diagonal.

    A row's step grows by half where it was good and is quartered where it was not; along the negative gradient, whose
    length it does not heed: what counts is where the path leads, not how soon.
    """
    x, length = x.copy(), np.full(len(x), _LONGEST * diagonal)
    f, g = objective.value_gradient(x)
    for _ in range(_DESCENT):
        norm = np.sqrt(np.einsum("nd,nd->n", g, g))
        going = (length > _HALVED * diagonal) & (norm > 0) & np.isfinite(norm)
        if not going.any():
            break
        step = np.where(going, length / norm, 0.0)[:, None]
        trial = x - step * np.where(np.isfinite(g), g, 0.0)
        trial_f, trial_g = objective.value_gradient(trial)
        good = going & (trial_f < f)
        x, f, g = np.where(good[:, None], trial, x), np.where(good, trial_f, f), np.where(good[:, None], trial_g, g)
        length = np.where(good, np.minimum(1.5 * length, _LONGEST * diagonal), np.where(going, 0.25 * length, length))
    return x
