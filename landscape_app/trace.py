"""Runs as files of numbers: CSV to look at, NPZ with everything that was recorded.

CSV, one line a record (record 0 is the start): ``run`` counts from 1; ``grad_norm`` is of the true gradient;
``value_evals``, ``gradient_evals``, ``hessian_evals`` count what the method asked so far; ``stop`` stands on the last
line of a run. What does not exist at a record (the step length at the start) is left empty.
"""

from __future__ import annotations

import csv
import math
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from core.record import Recorder
from core.simulate import simulate
from core.trajectory import Trajectory
from landscape_app.files import replacing
from landscape_app.scene import codec
from landscape_app.scene.model import Scene, build

SUFFIXES = (".csv", ".npz")


def compute(scene: Scene) -> tuple[Trajectory, ...]:
    """All runs of a scene, whole, in order."""
    experiment = build(scene)
    recorder = Recorder(experiment)
    for chunk in simulate(experiment):
        recorder.add(chunk)
    return recorder.trajectories() if experiment.runs else ()


def write(scene: Scene, path: str | os.PathLike[str], trajectories: Iterable[Trajectory] | None = None) -> None:
    """Write the runs of ``scene`` to a .csv or .npz file; raises ``FileError`` or ValueError (another suffix).

    ``trajectories`` are the scene's own where they are known already.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise ValueError(f"a trace is written to {' or '.join(SUFFIXES)}, got {suffix or 'no suffix'!r}")
    runs = compute(scene) if trajectories is None else tuple(trajectories)
    with replacing(path) as temporary:
        if suffix == ".csv":
            with temporary.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(_lines(scene, runs))
        else:
            with temporary.open("wb") as binary:
                np.savez_compressed(binary, **_arrays(scene, runs))


def _lines(scene: Scene, runs: tuple[Trajectory, ...]) -> Iterator[list[object]]:
    d = scene.objective.dim
    yield [
        *("run", "name", "method", "step"),
        *(f"x{i}" for i in range(d)),
        *("f", "grad_norm", "step_length", "alpha", "value_evals", "gradient_evals", "hessian_evals", "stop"),
    ]
    for t in runs:
        spec = scene.runs[t.run]
        for k in range(t.steps + 1):
            yield [
                *(t.run + 1, spec.title, spec.method.id, k),
                *(_number(v) for v in t.x[k]),
                *(_number(a[k]) for a in (t.f, t.grad_norm, t.step_length, t.alpha)),
                *(int(a[k]) for a in (t.values, t.gradients, t.hessians)),
                str(t.stop) if t.stop is not None and k == t.steps else "",
            ]


def _number(value: Any) -> str:
    """The shortest digits that read back to the same number; nothing for nan."""
    return "" if math.isnan(value) else repr(float(value))


def _arrays(scene: Scene, runs: tuple[Trajectory, ...]) -> dict[str, Any]:
    """``run0_x``, ``run0_f`` ... by the index of the run, ``names``, ``methods``, ``stops``, and the scene as TOML."""
    arrays: dict[str, Any] = {
        "scene": np.array(codec.dumps(scene)),
        "names": np.array([scene.runs[t.run].title for t in runs], dtype=np.str_),
        "methods": np.array([scene.runs[t.run].method.id for t in runs], dtype=np.str_),
        "stops": np.array([str(t.stop or "") for t in runs], dtype=np.str_),
    }
    parts = ("x", "f", "gradient", "seen_gradient", "grad_norm", "step_length", "alpha")
    for i, t in enumerate(runs):
        for part in parts:
            arrays[f"run{i}_{part}"] = getattr(t, part)
        arrays[f"run{i}_value_evals"] = t.values
        arrays[f"run{i}_gradient_evals"] = t.gradients
        arrays[f"run{i}_hessian_evals"] = t.hessians
        for name, values in t.extras.items():
            arrays[f"run{i}_extra_{name}"] = values
    return arrays
