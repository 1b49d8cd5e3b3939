"""A fan of seeds: one run thrown many times with other dice, and what holds for the middle of them at every step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from core.arrays import Array, IntArray
from core.experiment import Experiment
from core.simulate import simulate
from core.trajectory import Chunk

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, eq=False)
class Fan:
    """Quantiles over the seeds at each step; a quantile is a value that occurs (no mean of two), inf where so many
    were lost. A run that has ended keeps its last record.

    Quantiles of f, of the distance and of each coordinate belong to different runs in general.
    """

    quantiles: tuple[float, ...]  # (q,) ascending
    value: Array  # (q, m) of f
    f_star: float | None
    distance: Array  # (q, m) of ‖x − x*‖ to the nearest global minimum; nan where none is known
    x: Array  # (q, m, d) of each coordinate: the tube
    samples: Array  # (m,) gradients of single samples so far, the median run's: the other x axis
    paths: Array  # (m, S, d) the runs themselves, S seeds
    ended: IntArray  # (S,) step at which each ended, -1 while it goes on

    @property
    def gap(self) -> Array | None:
        """Quantiles of f − f*, (q, m), or None where f* is unknown."""
        return None if self.f_star is None else self.value - self.f_star

    @property
    def steps(self) -> int:
        """Steps so far."""
        return int(self.value.shape[1]) - 1


def fan(
    experiment: Experiment,
    run: int,
    seeds: int = 100,
    quantiles: tuple[float, ...] = QUANTILES,
    chunk_steps: int = 256,
) -> Iterator[Fan]:
    """Run number ``run`` of ``experiment`` with ``seeds`` rows, all from its first start; yields what is there after
    each chunk, the whole last.

    Row 0 is the run itself, the others its run with other dice. Where a run throws no dice they are all alike.
    """
    objective = experiment.objective
    spec = experiment.runs[run]
    start = tuple(experiment.starts_of(spec)[0].tolist())
    many = replace(experiment, runs=(replace(spec, starts=(start,) * seeds),))
    stars = np.array([p.x for p in objective.global_minima]).reshape(-1, objective.dim)
    parts: list[tuple[Array, ...]] = []
    ended = np.full(seeds, -1)
    for chunk in simulate(many, chunk_steps, verdicts=False):
        for row, stop in chunk.stops.items():
            ended[row] = stop.step
        parts.append(_part(chunk, stars, quantiles))
        value, distance, x, samples, paths = (
            np.concatenate(found, axis=axis)
            for found, axis in zip(zip(*parts, strict=True), (1, 1, 1, 0, 0), strict=True)
        )
        yield Fan(quantiles, value, objective.f_star, distance, x, samples, paths, ended.copy())


def _part(chunk: Chunk, stars: Array, quantiles: tuple[float, ...]) -> tuple[Array, ...]:
    def over_seeds(of: Array) -> Array:
        lost = np.where(np.isnan(of), np.inf, of)
        out: Array = np.quantile(lost, quantiles, axis=1, method="inverted_cdf")
        return out

    distance = np.full((len(quantiles), len(chunk.f)), np.nan)
    with np.errstate(all="ignore"):
        if len(stars):
            away = chunk.x[:, :, None, :] - stars
            distance = over_seeds(np.min(np.sqrt(np.einsum("mnsd,mnsd->mns", away, away)), axis=-1))
        samples = np.median(chunk.samples, axis=1)
        return over_seeds(chunk.f), distance, over_seeds(chunk.x), samples, chunk.x
