"""The one loop that drives every method: ``simulate(experiment)`` yields chunks, run after run, round and round.

It steps a whole chunk, then computes f and the true gradient of all its records at once, then looks at the stopping
rules over the chunk and cuts each row at its first stop. A run's numbers depend neither on the chunk size nor on the
rows and runs beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from core.arrays import Array, IntArray
from core.experiment import Experiment, Run
from core.noise import NoiseStream
from core.optimizers.base import Evaluate, Info
from core.record import Recorder
from core.stopping import StopReason
from core.trajectory import Chunk, Trajectory
from core.verdict import ORDER, holding, reason

CHUNK_STEPS = 256
_OWN = ("gradient", "alpha", "failed", "unbounded")  # entries of info that a chunk holds under other names


def simulate(experiment: Experiment, chunk_steps: int = CHUNK_STEPS) -> Iterator[Chunk]:
    """Chunks of ``chunk_steps`` steps of every run in turn, until every row of every run has ended."""
    going = [_Running(experiment, i, run) for i, run in enumerate(experiment.runs)]
    while going:
        for running in going:
            yield running.advance(chunk_steps)
        going = [running for running in going if not running.done]


def collect(experiment: Experiment, chunk_steps: int = CHUNK_STEPS) -> tuple[Trajectory, ...]:
    """All trajectories, run by run and row by row within a run."""
    recorder = Recorder(experiment)
    for chunk in simulate(experiment, chunk_steps):
        recorder.add(chunk)
    return recorder.trajectories()


class _Running:
    """One run under way."""

    def __init__(self, experiment: Experiment, index: int, run: Run) -> None:
        self._objective = experiment.objective
        self._stopping = experiment.stopping
        self._index = index
        self._method = run.method
        self._x = experiment.starts_of(run)
        n, d = self._x.shape
        self._state = run.method.init(self._x)
        self._evaluate = Evaluate(experiment.objective, n)
        noisy = run.sees_noise and experiment.noise.sigma > 0
        self._noise = NoiseStream(experiment.noise, run.stream, n, d) if noisy else None
        self._lr = getattr(run.method, "lr", np.nan)
        self._next = 0  # number of the next record
        self._previous: tuple[Array, Array] | None = None  # (x, f) of the last record
        self._last: dict[str, Any] = {}  # the last record of every array: padding for rows that have ended
        self._ended = np.zeros(n, dtype=np.bool_)
        self._f_start: Array = np.empty(n)
        self.done = False

    def advance(self, steps: int) -> Chunk:
        """The next chunk."""
        with np.errstate(all="ignore"):
            arrays, flags = self._walk(min(steps, self._stopping.max_steps - max(0, self._next - 1)))
            return self._cut(arrays, flags)

    def _walk(self, steps: int) -> tuple[dict[str, Any], dict[str, Any]]:
        n, d = self._x.shape
        evaluate, method, lr, noise = self._evaluate, self._method, self._lr, self._noise
        first = self._next
        xs: list[Array] = [self._x] if first == 0 else []
        counts = [np.zeros((3, n), dtype=np.int64)] if first == 0 else []
        infos: list[Info] = []
        x, state, k = self._x, self._state, max(0, first - 1)
        for step in range(k, k + steps):
            if noise is not None:
                evaluate.noise = noise.at(step)
            x, state, info = method.step(x, evaluate, state, lr)
            xs.append(x)
            infos.append(info)
            counts.append(np.array((evaluate.values, evaluate.gradients, evaluate.hessians)))
        self._x, self._state = x, state
        start = 1 if first == 0 else 0
        points = np.concatenate(xs).reshape(len(xs), n, d)
        f, gradient = self._objective.value_gradient(points)
        counted = np.concatenate(counts).reshape(len(counts), 3, n)
        arrays: dict[str, Any] = {
            "x": points,
            "f": f,
            "gradient": gradient,
            "values": counted[:, 0],
            "gradients": counted[:, 1],
            "hessians": counted[:, 2],
        }

        def stacked(name: str) -> Array:
            parts = [np.asarray(info[name], dtype=np.float64) for info in infos]
            out = np.full((len(xs), *parts[0].shape), np.nan)
            out[start:] = np.concatenate(parts).reshape(len(parts), *parts[0].shape)
            return out

        names = infos[0]
        arrays["seen_gradient"] = stacked("gradient")
        if "alpha" in names:
            arrays["alpha"] = stacked("alpha")
        else:
            arrays["alpha"] = np.full((len(xs), n), np.nan)
            arrays["alpha"][start:] = np.broadcast_to(np.asarray(lr, dtype=np.float64).reshape(-1), (n,))
        arrays["extras"] = {name: stacked(name) for name in names if name not in _OWN}
        flags = {}
        for name in ("failed", "unbounded"):
            if name in names:
                flags[name] = np.zeros((len(xs), n), dtype=np.bool_)
                flags[name][start:] = [info[name] for info in infos]
        return arrays, flags

    def _cut(self, arrays: dict[str, Any], flags: dict[str, Any]) -> Chunk:
        x, f, gradient = arrays["x"], arrays["f"], arrays["gradient"]
        m = len(f)
        first = self._next
        if first == 0:
            self._f_start = f[0]
        held = holding(self._stopping, self._objective, self._f_start, first, x, f, gradient, self._previous, flags)
        any_held = np.logical_or.reduce(list(held.values()))
        stops: dict[int, StopReason] = {}
        for row in np.flatnonzero(any_held.any(axis=0) & ~self._ended):
            j = int(np.argmax(any_held[:, row]))
            rule = next(rule for rule in ORDER if rule in held and held[rule][j, row])
            before: tuple[Array, Array] | None = None
            if j > 0:
                before = x[j - 1, row], f[j - 1, row]
            elif self._previous is not None:
                before = self._previous[0][row], self._previous[1][row]
            stops[int(row)] = reason(
                rule, self._stopping, self._objective, first + j, x[j, row], f[j, row], gradient[j, row], before
            )
            for array in (*(a for name, a in arrays.items() if name != "extras"), *arrays["extras"].values()):
                array[j + 1 :, row] = array[j, row]
        for row in np.flatnonzero(self._ended):
            _pad(arrays, self._last, int(row))
        self._last = {name: array[-1].copy() for name, array in arrays.items() if name != "extras"}
        self._last["extras"] = {name: array[-1].copy() for name, array in arrays["extras"].items()}
        self._ended[list(stops)] = True
        self._previous = x[-1], f[-1]
        self._next = first + m
        self.done = bool(self._ended.all())
        counts: dict[str, IntArray] = {name: arrays[name] for name in ("values", "gradients", "hessians")}
        return Chunk(
            run=self._index,
            first=first,
            x=x,
            f=f,
            gradient=gradient,
            seen_gradient=arrays["seen_gradient"],
            alpha=arrays["alpha"],
            extras=arrays["extras"],
            stops=stops,
            done=self.done,
            **counts,
        )


def _pad(arrays: dict[str, Any], last: dict[str, Any], row: int) -> None:
    """Fill a row that ended in an earlier chunk with its last record."""
    for name, array in arrays.items():
        if name == "extras":
            for extra, values in array.items():
                values[:, row] = last["extras"][extra][row]
        else:
            array[:, row] = last[name][row]
