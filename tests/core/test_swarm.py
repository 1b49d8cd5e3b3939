"""A swarm cut into blocks and shared between threads gives the same numbers as in one piece."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from core import registry, swarm

METHODS = [name for name in registry.names("optimizer") if registry.get("optimizer", name).uses_lr]


@pytest.mark.parametrize("id", METHODS)
def test_blocks_and_threads_change_no_bit(id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    objective = registry.create("objective", "himmelblau")
    method = registry.create("optimizer", id, lr=0.003)
    starts = np.random.default_rng(0).uniform(-4, 4, (50, 2))
    whole = swarm.swarm(objective, method, starts, 30)
    monkeypatch.setattr(swarm, "_BLOCK", 7)
    np.testing.assert_array_equal(swarm.swarm(objective, method, starts, 30), whole)
    with ThreadPoolExecutor(2) as executor:
        np.testing.assert_array_equal(swarm.swarm(objective, method, starts, 30, executor=executor), whole)


def test_no_starts_give_no_ends() -> None:
    objective, method = registry.create("objective", "himmelblau"), registry.create("optimizer", "adam")
    assert swarm.swarm(objective, method, np.empty((0, 2)), 5).shape == (0, 2)
