"""What a run in mini-batches depends on: a finished run is taken over only where every die falls the same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core import registry
from core.batches import Batching
from core.noise import Noise
from core.stopping import Stopping
from landscape_app.jobs import compute_now, run_keys
from landscape_app.scene.model import RunSpec, Scene, build


def scene(batching: Batching) -> Scene:
    """Gradient descent, which sees no additive noise, on least squares."""
    spec = RunSpec(registry.create("optimizer", "gradient_descent", lr=0.1), batching=batching)
    return Scene(registry.create("objective", "least_squares"), (spec,), stopping=Stopping(max_steps=20))


def test_another_seed_is_another_run_in_batches_and_the_same_run_without() -> None:
    for batching, same in ((Batching(), True), (Batching(4), False), (Batching(4, True), False)):
        before = scene(batching)
        after = replace(before, noise=Noise(seed=1))
        assert (run_keys(build(before)) == run_keys(build(after))) is same
        a, b = (compute_now(s).runs[0].trajectory for s in (before, after))
        assert np.array_equal(a.x, b.x) is same


def test_another_batch_size_is_another_run() -> None:
    keys = [run_keys(build(scene(Batching(b, r)))) for b in (0, 1, 8) for r in (False, True)]
    assert len(set(keys)) == len(keys)
