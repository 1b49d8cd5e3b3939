"""The frozen record of a run, and the chunks in which it arrives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.arrays import Array, IntArray
from core.stopping import StopReason


@dataclass(frozen=True, eq=False)
class Chunk:
    """Some steps of one run, all n rows; the first chunk of a run holds the start as its record 0.

    A row that has stopped is padded with its last record; ``stops`` tells where (row -> reason).
    """

    run: int  # index into Experiment.runs
    first: int  # number of the first record: record 0 is the start, record k the point after k steps
    x: Array  # (m, n, d)
    f: Array  # (m, n)
    gradient: Array  # (m, n, d) the true gradient at x
    seen_gradient: Array  # (m, n, d) the one the method saw to make this step; nan at record 0
    alpha: Array  # (m, n) step size used (learning rate or the line search's); nan at record 0
    extras: Mapping[str, Array]  # (m, n, ...) what the method names (m, v, m_hat ...); nan at record 0
    values: IntArray  # (m, n) function evaluations so far, asked by the method
    gradients: IntArray  # (m, n) gradient evaluations so far
    hessians: IntArray  # (m, n) Hessian evaluations so far
    samples: IntArray  # (m, n) gradients of single samples so far; the gradient evaluations where f is no finite sum
    stops: Mapping[int, StopReason]  # rows that ended in this chunk
    done: bool  # every row of this run has ended


@dataclass(frozen=True, eq=False)
class Trajectory:
    """One row of one run, whole: k steps are k + 1 records, record 0 is the start."""

    run: int
    row: int
    x: Array  # (k+1, d)
    f: Array  # (k+1,)
    gradient: Array  # (k+1, d)
    seen_gradient: Array  # (k+1, d)
    grad_norm: Array  # (k+1,)
    step_length: Array  # (k+1,) ‖x_k − x_{k−1}‖; nan at record 0
    alpha: Array  # (k+1,)
    extras: Mapping[str, Array]  # (k+1, ...)
    values: IntArray  # (k+1,)
    gradients: IntArray  # (k+1,)
    hessians: IntArray  # (k+1,)
    samples: IntArray  # (k+1,) gradients of single samples so far: n of them are an epoch
    stop: StopReason | None  # None while it is still running

    @property
    def steps(self) -> int:
        """k, the number of steps taken."""
        return len(self.f) - 1
