"""The learning rate of every step of a run: the method's own, its changes in mid-run, and the schedule on top."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.arrays import Array, IntArray
from core.experiment import Run
from core.objectives.base import Objective
from core.schedules.decays import Constant
from core.schedules.plateau import ReduceOnPlateau


def base_rates(lr: float | Array, changes: tuple[tuple[int, float], ...], k: IntArray) -> Array:
    """The learning rate without a schedule at the steps ``k`` (m,): (m,), or (m, n, 1) where ``lr`` is (n, 1).

    A change (step, rate) holds from that step on.
    """
    lr = np.asarray(lr, dtype=np.float64)
    out = np.broadcast_to(lr, (len(k), *lr.shape)).copy()
    for step, rate in changes:
        out[k >= step] = rate
    return out


def planned(run: Run, k: IntArray) -> Array:
    """The learning rate that ``run`` plans for the steps ``k`` (m,), for charts; NaN where a line search chooses.

    What an adaptive schedule will do is not known before: its warm-up alone is in the plan.
    """
    if not run.method.uses_lr:
        return np.full(len(k), np.nan)
    lr = base_rates(run.method.lr, run.lr_changes, k)  # type: ignore[attr-defined]
    out: Array = lr * run.schedule.factor(k).reshape(-1, *[1] * (lr.ndim - 1))
    return out


class Rates:
    """The learning rates of one run on its way."""

    def __init__(self, run: Run, n: int) -> None:
        self._run = run
        self._lr = np.asarray(getattr(run.method, "lr", 0.0) if run.method.uses_lr else 0.0, dtype=np.float64)
        self._fixed = not run.method.uses_lr or is_constant(run)
        self._plateau = run.schedule if isinstance(run.schedule, ReduceOnPlateau) else None
        self._state = None if self._plateau is None else self._plateau.begin(n)
        self._given: list[Array] = []

    def chunk(self, first: int, steps: int) -> Iterator[Array]:
        """The learning rate, a 0-d array or (n, 1), of the steps ``first`` ... ``first + steps - 1``, one by one.

        An adaptive rate is made when it is asked for, so that what was observed in the step before counts.
        """
        self._given = []
        if self._fixed:
            for _ in range(steps):
                yield self._lr
            return
        for rate in planned(self._run, np.arange(first, first + steps)):
            rate = np.asarray(rate)
            if self._state is not None:
                rate = rate * self._state.factor[:, None]
            self._given.append(rate)
            yield rate

    def observe(self, k: int, objective: Objective, x: Array) -> None:
        """Show the point ``x`` (n, d) that step ``k`` reached to a schedule that watches f."""
        if self._plateau is not None and self._state is not None and k >= self._run.schedule.warmup:
            self._state = self._plateau.observe(self._state, objective.value(x))

    @property
    def watches(self) -> bool:
        """Whether ``observe`` must be called after every step."""
        return self._plateau is not None

    def alpha(self, steps: int, n: int) -> Array:
        """What the last chunk handed out in its first ``steps`` steps, (steps, n)."""
        if self._fixed:
            return np.broadcast_to(np.reshape(self._lr, (1, -1)), (steps, n))
        return np.array([np.broadcast_to(np.reshape(rate, -1), n) for rate in self._given[:steps]]).reshape(steps, n)


def is_constant(run: Run) -> bool:
    """Whether the learning rate is the method's own in every step."""
    return type(run.schedule) is Constant and run.schedule.warmup == 0 and not run.lr_changes
