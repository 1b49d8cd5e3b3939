"""The one loop that drives every method.

It steps a chunk, then computes what is recorded for the whole chunk at once, tests the stopping rules on it and cuts
each row at its first stop: a test in every step would double its cost. A row's numbers depend neither on the size of
the chunks nor on the rows and runs beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.analysis.critical import classify
from core.arrays import Array, BoolArray
from core.batches import evaluate_in_batches, in_batches
from core.cycles import MEMORY
from core.experiment import Experiment
from core.noise import NoiseStream
from core.objectives.base import Objective
from core.objectives.finite_sums import FiniteSum
from core.optimizers.base import Evaluate
from core.rates import Rates
from core.record import Recorder
from core.stopping import StopReason, Tested, Verdict, apply_rules, reason
from core.trajectory import Chunk, Trajectory

_FIRST_CHUNK = 8  # chunks grow up to the size asked for: a run that stops early wastes little
_OWN = ("gradient", "alpha", "failed", "why")  # entries of info with a place of their own in the chunk
_VERDICT_RULES = ("gradient", "step", "value", "line_search_failed")  # the rules that end at a point worth naming


def simulate(experiment: Experiment, chunk_steps: int = 256, verdicts: bool = True) -> Iterator[Chunk]:
    """Run everything, yielding chunks of at most ``chunk_steps`` steps, the runs by turns until all have ended.

    Without ``verdicts`` nobody asks what the last points are, which for thousands of rows takes longer than the runs.
    """
    if chunk_steps < 1:
        raise ValueError(f"chunk_steps must be at least 1, got {chunk_steps}")
    going = [_Run(experiment, i, verdicts) for i in range(len(experiment.runs))]
    size = min(_FIRST_CHUNK, chunk_steps)
    while going:
        for run in going:
            yield run.chunk(size)
        going = [run for run in going if not run.done]
        size = min(2 * size, chunk_steps)


def collect(experiment: Experiment, chunks: Iterable[Chunk]) -> tuple[Trajectory, ...]:
    """The trajectories in ``chunks``: run by run, and row by row within a run."""
    recorder = Recorder(experiment)
    for chunk in chunks:
        recorder.add(chunk)
    return recorder.trajectories() if experiment.runs else ()


def run_all(experiment: Experiment) -> tuple[Trajectory, ...]:
    """Simulate to the end; run by run, and row by row within a run."""
    return collect(experiment, simulate(experiment))


class _Run:
    """One run on its way."""

    def __init__(self, experiment: Experiment, index: int, verdicts: bool) -> None:
        run = experiment.runs[index]
        self._index, self._verdicts = index, verdicts
        self._objective = experiment.objective
        self._stopping = experiment.stopping
        self._method = run.method
        self._x: Array = experiment.starts_of(run)
        n, d = self._x.shape
        noisy = run.sees_noise and experiment.noise.sigma > 0
        self._noise = NoiseStream(experiment.noise, run.stream, n, d) if noisy else None
        self._samples = experiment.objective.n if isinstance(experiment.objective, FiniteSum) else 1
        f, clip = experiment.objective, run.clip if run.method.uses_lr else None
        self._evaluate, self._see = Evaluate(f, n, clip), None
        if in_batches(f, run.method, run.batching):
            self._evaluate = batches = evaluate_in_batches(f, run.batching, experiment.noise, run.stream, n, clip)
            self._see = batches.see
        self._state = run.method.init(self._x)
        self._rates = Rates(run, n)
        self._steps = 0
        self._f_start: Array = np.empty(n)
        self._last: dict[str, NDArray[Any]] = {}  # the last record of every array
        self._past: Array | None = np.empty((0, n, d)) if self._stopping.cycle_on else None
        self._whys: list[Any] = []  # the reasons for failures that the last chunk's steps gave
        self._over: BoolArray = np.zeros(n, dtype=np.bool_)
        self.done = False

    def chunk(self, size: int) -> Chunk:
        """The next ``size`` steps, or fewer to the step limit or to the last stop."""
        # Inside a generator errstate would leak to whoever iterates it: hence this method.
        with np.errstate(all="ignore"):
            begins = self._steps == 0
            first = 0 if begins else self._steps + 1
            columns, failed = self._advance(min(size, self._stopping.max_steps - self._steps))
            x = columns["x"]
            columns["f"], columns["gradient"] = self._objective.value_gradient(x)
            if begins:
                self._f_start = columns["f"][0]
            tested = apply_rules(
                self._stopping,
                first,
                x,
                columns["f"],
                columns["gradient"],
                None if begins else (self._last["x"], self._last["f"]),
                failed,
                self._f_start,
                self._objective.bounded_below,
                {"gradients": columns["gradients"], "values": columns["values"], "samples": columns["samples"]},
                self._past,
            )
            if self._past is not None:
                self._past = np.concatenate([self._past, x])[-MEMORY:]
            stops = self._stops(first, x, columns["f"], tested)
            self._cut(columns, stops, first)
        self._last = {name: array[-1] for name, array in columns.items()}
        return Chunk(
            run=self._index,
            first=first,
            x=columns.pop("x"),
            f=columns.pop("f"),
            gradient=columns.pop("gradient"),
            seen_gradient=columns.pop("seen_gradient"),
            alpha=columns.pop("alpha"),
            values=columns.pop("values"),
            gradients=columns.pop("gradients"),
            hessians=columns.pop("hessians"),
            samples=columns.pop("samples"),
            extras=columns,
            stops=stops,
            done=self.done,
        )

    def _advance(self, steps: int) -> tuple[dict[str, NDArray[Any]], BoolArray | None]:
        """Take the steps; what they leave as arrays (m, n, ...), with record 0 before the first one."""
        method, evaluate, noise, see, rates = self._method, self._evaluate, self._noise, self._see, self._rates
        step, x, state = method.step, self._x, self._state
        begins = self._steps == 0
        xs: list[Array] = [x] if begins else []
        infos = []
        zero = np.zeros_like(evaluate.counts)
        counts = [zero] if begins else []
        watched = rates.watches
        for k, lr in enumerate(rates.chunk(self._steps, steps), self._steps):
            if noise is not None:
                evaluate.noise = noise.at(k)
            if see is not None:
                see(k)
            x, state, info = step(x, evaluate, state, lr)
            xs.append(x)
            infos.append(info)
            counts.append(evaluate.counts.copy())
            if watched:
                rates.observe(k, evaluate.objective, x)
            if "failed" in info and info["failed"].all():
                break
        self._x, self._state = x, state
        self._whys = [info.get("why") for info in infos]
        self._steps += len(infos)
        n = len(x)

        def stacked(parts: list[NDArray[Any]]) -> NDArray[Any]:
            joined = np.concatenate(parts)
            return joined.reshape(len(parts), n, *joined.shape[1:])

        def recorded(name: str) -> NDArray[Any]:
            parts = [info[name] for info in infos]
            if begins:
                parts.insert(0, np.full(np.shape(parts[0]), np.nan))
            return stacked(parts)

        out: dict[str, NDArray[Any]] = {"x": stacked(xs), "seen_gradient": recorded("gradient")}
        counted = np.array(counts)
        out["values"], out["gradients"], out["hessians"] = counted[:, 0], counted[:, 1], counted[:, 2]
        out["samples"] = counted[:, 1] * self._samples if see is None else counted[:, 3]
        if "alpha" in infos[0]:
            out["alpha"] = recorded("alpha")
        else:
            out["alpha"] = np.full((len(xs), n), np.nan)
            out["alpha"][len(xs) - len(infos) :] = rates.alpha(len(infos), n)
        out |= {name: recorded(name) for name in infos[0] if name not in _OWN}
        if "failed" not in infos[0]:
            return out, None
        failed = stacked([info["failed"] for info in infos])
        return out, np.concatenate([np.zeros((1, n), dtype=np.bool_), failed]) if begins else failed

    def _stops(self, first: int, x: Array, f: Array, tested: Tested) -> dict[int, StopReason]:
        """The rows that stop in this chunk and were going before, with their reasons."""
        stops = {}
        for row in np.flatnonzero((tested.stop >= 0) & ~self._over).tolist():
            k = int(tested.stop[row])
            verdict: Verdict = ""
            shown = False
            if self._verdicts and tested.rules[row] in _VERDICT_RULES:
                verdict = classify(self._objective, x[k, row])
                shown = _hessian_shows(self._objective, x[k, row], verdict)
            # the last record is that of the last step, whether or not record 0 stands before the first one
            given = self._whys[k - len(x)] if k or first else None
            because = None if given is None else given[row]
            stops[row] = reason(self._stopping, tested, row, first + k, float(f[k, row]), verdict, shown, because)
        return stops

    def _cut(self, columns: dict[str, NDArray[Any]], stops: dict[int, StopReason], first: int) -> None:
        """Pad the rows that have ended with their last record, drop the records past the last stop."""
        over_before = np.flatnonzero(self._over)
        self._over = self._over.copy()
        self._over[list(stops)] = True
        self.done = bool(self._over.all())
        length = len(columns["x"])
        if self.done:
            length = max(stop.step for stop in stops.values()) - first + 1
        for name, array in columns.items():
            array = array if array.flags.writeable else array.copy()
            for row, stop in stops.items():
                array[stop.step - first + 1 :, row] = array[stop.step - first, row]
            if len(over_before):
                array[:, over_before] = self._last[name][over_before]
            columns[name] = array[:length]


def _hessian_shows(objective: Objective, x: Array, verdict: Verdict) -> bool:
    """Whether the signs of the Hessian's eigenvalues at ``x`` (d,), none of them about 0, make the verdict plain.

    They may not: close to the degenerate saddle of x³ + y² the Hessian is positive definite, and a kink or a wall has
    none, whatever the smooth half's is.
    """
    if objective.smooth is not objective and not objective.is_smooth:
        return False
    hessian = objective.hessian(x)
    if not np.all(np.isfinite(hessian)):
        return False
    eigenvalues = np.linalg.eigvalsh(hessian)
    size = np.abs(eigenvalues)
    if np.min(size) <= 1e-7 * np.max(size):
        return False
    positive = eigenvalues > 0
    shown: Verdict = "minimum" if positive.all() else "saddle" if positive.any() else "maximum"
    return shown == verdict
