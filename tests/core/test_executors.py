"""Tiles on threads and on processes: the same numbers to the bit, errors that come through, no work for nobody."""

from __future__ import annotations

import operator
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest

from core import registry
from core.analysis.sweep import Knob, sweep
from core.swarm import swarm
from core.tiles import Executor, interleaved, mapped, spread
from tests.core.tiled import CASES, compared


@pytest.fixture(scope="module")
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(3) as executor:
        yield executor


@pytest.fixture(scope="module")
def processes() -> Iterator[ProcessPoolExecutor]:
    """Started from nothing, as on Windows and macOS: a task must bring along all that it needs."""
    with ProcessPoolExecutor(2, get_context("spawn")) as executor:
        yield executor


@pytest.mark.parametrize("case", CASES)
def test_the_numbers_are_the_same_to_the_bit_on_threads_and_on_processes(
    case: str, threads: ThreadPoolExecutor, processes: ProcessPoolExecutor
) -> None:
    alone = compared(case, None)
    assert alone
    for executor in (threads, processes):
        found = compared(case, executor)
        assert len(found) == len(alone)
        for mine, other in zip(alone, found, strict=True):
            for a, b in zip(mine, other, strict=True):
                np.testing.assert_array_equal(a, b)


def test_a_swarm_is_the_same_on_processes(processes: ProcessPoolExecutor) -> None:
    f, rule = registry.create("objective", "himmelblau"), registry.create("optimizer", "adam")
    starts = np.random.default_rng(0).uniform(-4, 4, (70_000, 2))
    np.testing.assert_array_equal(swarm(f, rule, starts, 5, executor=processes), swarm(f, rule, starts, 5))


def test_a_sweep_on_an_executor_grows_row_by_row_and_says_what_it_does_not_know(threads: ThreadPoolExecutor) -> None:
    f, rule = registry.create("objective", "booth"), registry.create("optimizer", "heavy_ball")
    across, down = Knob("field", "lr", np.geomspace(1e-3, 1, 5)), Knob("start", "x", np.linspace(-3, 3, 12), 0)
    shares = [np.mean(~np.isnan(s.f)) for s in sweep(f, rule, across, down, (1.0, 1.0), 30, executor=threads, rows=3)]
    np.testing.assert_allclose(shares, [0.25, 0.5, 0.75, 1.0])


@pytest.mark.parametrize("kind", ["threads", "processes", "alone"])
def test_what_goes_wrong_in_a_tile_is_told_by_name(kind: str, request: pytest.FixtureRequest) -> None:
    executor: Executor | None = None if kind == "alone" else request.getfixturevalue(kind)
    done = mapped(partial(operator.truediv, 6), [1, 2, 0, 3], executor)
    assert (next(done), next(done)) == (6, 3)
    with pytest.raises(ZeroDivisionError):
        next(done)
    f, rule = registry.create("objective", "booth"), registry.create("optimizer", "heavy_ball")
    knobs = Knob("field", "not_a_field", np.ones(2)), Knob("start", "x", np.ones(2), 0)
    with pytest.raises(TypeError, match="not_a_field"):
        list(sweep(f, rule, *knobs, (1.0, 1.0), 3, executor=executor))


class _Held(ThreadPoolExecutor):
    """One worker, which after its first task waits until it may go on; counts what it began."""

    def __init__(self) -> None:
        super().__init__(1)
        self.may_go_on = Event()
        self.asked = self.begun = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        def held() -> Any:
            self.begun += 1
            if self.begun > 1:
                self.may_go_on.wait()
            return fn(*args, **kwargs)

        self.asked += 1
        return super().submit(held)


@pytest.mark.parametrize("case", CASES)
def test_whoever_stops_looking_cancels_the_tiles_that_have_not_begun(case: str) -> None:
    with _Held() as executor:
        tiles = CASES[case](executor)
        next(tiles)
        tiles.close()  # type: ignore[attr-defined]  (a generator; dropping it does the same)
        executor.may_go_on.set()
    assert executor.asked > 2
    assert executor.begun <= 2  # the one that was looked at, and the one at work then


@pytest.mark.parametrize("count", [1, 7, 64, 101])
@pytest.mark.parametrize("rows", [1, 5, 200])
def test_tiles_are_every_row_once_and_coarse_first(count: int, rows: int) -> None:
    parts = interleaved(count, rows)
    assert all(len(part) <= rows for part in parts)
    np.testing.assert_array_equal(np.sort(np.concatenate(parts)), np.arange(count))
    assert sorted(spread(count)) == list(range(count))
    assert np.ptp(parts[0]) >= count - len(parts)  # the first is spread over the whole picture


def _examples() -> list[str]:
    manual = Path(__file__).resolve().parents[2] / "docs" / "manual" / "executors.md"
    return re.findall(r"```python\n(.*?)```", manual.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("number", range(3))
def test_the_manuals_examples_run(number: int, tmp_path: Path) -> None:
    examples = _examples()
    assert len(examples) == 3
    if "distributed" in examples[number]:
        pytest.importorskip("distributed", reason="needs Dask: make dask")
    script = tmp_path / "example.py"
    script.write_text(examples[number], encoding="utf-8")
    there = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    done = subprocess.run(
        [sys.executable, script], env=there, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    said = ("from 0.", "(3.0, 2.0)", "100% known")[number]
    assert said in done.stdout
