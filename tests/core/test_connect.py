"""Ways between networks."""

from __future__ import annotations

import numpy as np
import pytest

from core import registry
from core.experiment import Run
from core.nn.activations import Tanh
from core.nn.connect import Bend, barrier, bend, line
from core.nn.mlp import Mlp
from core.nn.network_loss import Data
from core.nn.training import Recipe, losses, train_epochs


def test_a_bend_goes_through_its_ends_and_a_line_is_straight() -> None:
    a, m, b = np.random.default_rng(0).normal(size=(3, 5))
    curve = Bend(a, m, b)
    np.testing.assert_allclose(curve.at(np.array([0.0, 1.0])), [a, b])
    np.testing.assert_allclose(curve.at(np.array(0.5)), (a + 2 * m + b) / 4)
    t = np.linspace(0, 1, 7)
    np.testing.assert_allclose(line(a, b).at(t), (1 - t)[:, None] * a + t[:, None] * b, atol=1e-15)
    np.testing.assert_allclose(line(a, b).height, 0, atol=1e-16)


def test_a_barrier_is_what_stands_above_the_line_between_the_ends() -> None:
    assert barrier(np.array([1.0, 3.0, 2.0])) == pytest.approx(1.5)
    assert barrier(np.array([1.0, 0.2, 2.0])) == 0.0


def test_two_trainings_are_parted_by_a_barrier_that_a_bend_goes_round() -> None:
    train, test = registry.create("toy", "moons", samples=120, noise=0.1).split()
    seen, held = (Data(p.inputs / 3, p.targets[:, None].astype(float)) for p in (train, test))
    ends = []
    for seed in (0, 1):
        recipe = Recipe(
            Mlp((2, 10, 1), Tanh()),
            registry.create("loss", "binary_cross_entropy"),
            Run(registry.create("optimizer", "adam", lr=0.05)),
            seed=seed,
        )
        ends.append(list(train_epochs(recipe, seen, held, 300))[-1].w)
    f = losses(recipe, seen)
    a, b = ends
    t = np.linspace(0, 1, 41)
    straight = barrier(f.value(line(a, b).at(t)))
    curve = list(bend(f, a, b, steps=400))[-1]
    bent = barrier(f.value(curve.at(t)))
    assert straight > 0.1
    assert bent < 0.2 * straight
    np.testing.assert_array_equal(curve.at(np.array(0.0)), a)
