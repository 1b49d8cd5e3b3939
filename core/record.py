"""Puts the chunks of ``simulate`` together, at any moment of a race."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.arrays import Array
from core.experiment import Experiment
from core.stopping import StopReason
from core.trajectory import Chunk, Trajectory


class Recorder:
    """``add`` every chunk; ``trajectories()`` gives what is there, run by run and row by row within a run."""

    def __init__(self, experiment: Experiment) -> None:
        self._rows = [len(experiment.starts_of(run)) for run in experiment.runs]
        self._chunks: list[list[Chunk]] = [[] for _ in experiment.runs]

    def add(self, chunk: Chunk) -> None:
        """Take the next chunk of a run; chunks of one run must come in order."""
        self._chunks[chunk.run].append(chunk)

    @property
    def started(self) -> bool:
        """Whether every run has at least one chunk."""
        return all(self._chunks)

    def trajectories(self) -> tuple[Trajectory, ...]:
        """What was recorded so far; ``stop`` is None where the run goes on. Needs ``started``."""
        return tuple(
            _trajectory(run, row, chunks) for run, chunks in enumerate(self._chunks) for row in range(self._rows[run])
        )


def _trajectory(run: int, row: int, chunks: Sequence[Chunk]) -> Trajectory:
    stop: StopReason | None = next((chunk.stops[row] for chunk in chunks if row in chunk.stops), None)
    end = None if stop is None else stop.step + 1

    def whole(parts: Sequence[Array]) -> Array:
        joined: Array = np.concatenate([part[:, row] for part in parts])[:end]
        return joined

    x = whole([chunk.x for chunk in chunks])
    gradient = whole([chunk.gradient for chunk in chunks])
    step_length = np.full(len(x), np.nan)
    with np.errstate(all="ignore"):
        step_length[1:] = np.sqrt(np.einsum("kd,kd->k", np.diff(x, axis=0), np.diff(x, axis=0)))
        grad_norm = np.sqrt(np.einsum("kd,kd->k", gradient, gradient))
    return Trajectory(
        run=run,
        row=row,
        x=x,
        f=whole([chunk.f for chunk in chunks]),
        gradient=gradient,
        seen_gradient=whole([chunk.seen_gradient for chunk in chunks]),
        grad_norm=grad_norm,
        step_length=step_length,
        alpha=whole([chunk.alpha for chunk in chunks]),
        extras={name: whole([chunk.extras[name] for chunk in chunks]) for name in chunks[0].extras},
        values=np.concatenate([chunk.values[:, row] for chunk in chunks])[:end],
        gradients=np.concatenate([chunk.gradients[:, row] for chunk in chunks])[:end],
        hessians=np.concatenate([chunk.hessians[:, row] for chunk in chunks])[:end],
        samples=np.concatenate([chunk.samples[:, row] for chunk in chunks])[:end],
        stop=stop,
    )
