"""The small data sets: seeded, split fairly, and of the shape that they are called after."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import registry
from core.nn.toys.iris import centimetres

TOYS = [id for id in registry.names("toy") if id not in ("iris", "own")]


def make(id: str, **fields: Any) -> Any:
    return registry.create("toy", id, **fields)


@pytest.mark.parametrize("id", TOYS)
@given(n=st.integers(8, 400), seed=st.integers(0, 2**31 - 1), share=st.floats(0, 0.9), noise=st.floats(0, 1))
def test_every_sample_is_in_one_part_and_every_class_in_both_shares(
    id: str, n: int, seed: int, share: float, noise: float
) -> None:
    toy = make(id, samples=n, seed=seed, test_share=share, noise=noise)
    inputs, targets = toy.made()
    train, test = toy.split()
    assert len(train) + len(test) == n == len(inputs)
    joined = np.concatenate([train.inputs, test.inputs])
    np.testing.assert_array_equal(np.sort(joined, axis=0), np.sort(inputs, axis=0))
    assert inputs.shape == (n, toy.dim)
    assert np.all(np.isfinite(inputs))
    if toy.classes:
        for c in range(toy.classes):
            members = int(np.sum(targets == c))
            assert abs(int(np.sum(test.targets == c)) - share * members) <= 0.5 + 1e-9
    else:
        assert targets.shape == (n, 1)
        assert np.abs(targets).max() <= 1


@pytest.mark.parametrize("id", TOYS)
def test_a_seed_is_one_data_set(id: str) -> None:
    a, b, c = (make(id, seed=s, noise=0.2).made() for s in (3, 3, 4))
    np.testing.assert_array_equal(a[0], b[0])
    np.testing.assert_array_equal(a[1], b[1])
    assert not np.array_equal(a[0], c[0])


@pytest.mark.parametrize("id", ["xor", "gaussians", "spiral", "moons", "blobs"])
def test_classes_are_of_one_size(id: str) -> None:
    toy = make(id, samples=600)
    counts = np.bincount(toy.made()[1])
    assert counts.min() >= (0.85 if id == "xor" else 1.0) * 600 / toy.classes


def test_a_straight_line_parts_the_gaussians_and_nothing_straight_the_exclusive_or() -> None:
    x, y = make("gaussians", samples=1000).made()
    assert np.mean((x.sum(axis=1) > 0) == (y == 1)) > 0.99
    x, y = make("xor", samples=1000).made()
    best = max(
        max(np.mean(side == (y == 1)), np.mean(side != (y == 1)))
        for angle in np.linspace(0, np.pi, 30)
        for offset in np.linspace(-5, 5, 21)
        for side in [x @ [np.cos(angle), np.sin(angle)] > offset]
    )
    assert best < 0.8


def test_the_circle_is_parted_by_its_radius_and_the_spirals_arms_never_touch() -> None:
    x, y = make("circle", samples=500).made()
    np.testing.assert_array_equal(y == 1, np.hypot(*x.T) < 2.5)
    x, y = make("spiral", samples=400).made()
    outer = np.hypot(*x.T) > 1
    gap = np.linalg.norm(x[outer & (y == 0)][:, None] - x[outer & (y == 1)], axis=2).min()
    assert gap > 0.8


def test_the_moons_are_half_circles() -> None:
    x, y = make("moons", samples=201).made()
    upper = x[y == 0] / 3.0 + [0.5, 0.25]
    np.testing.assert_allclose(np.hypot(*upper.T), 1.0)
    assert upper[:, 1].min() > -1e-12


def test_the_irises_are_fishers() -> None:
    """The means and the one class that a line parts, from Fisher (1936), table II and his figure 1."""
    flowers = centimetres().reshape(3, 50, 4)
    np.testing.assert_allclose(flowers[0].mean(axis=0), [5.006, 3.428, 1.462, 0.246])
    np.testing.assert_allclose(flowers[1].mean(axis=0), [5.936, 2.770, 4.260, 1.326])
    np.testing.assert_allclose(flowers[2].mean(axis=0), [6.588, 2.974, 5.552, 2.026])
    assert flowers[0, :, 2].max() < flowers[1:, :, 2].min(), "the petals of setosa are the shortest"
    train, test = make("iris", test_share=0.2).split()
    assert len(train) == 120
    np.testing.assert_array_equal(np.bincount(test.targets), [10, 10, 10])
