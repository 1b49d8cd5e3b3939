"""The picture of two weights: its solutions are SciPy's, and level lines touch the regions from outside."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from scipy.optimize import minimize

from core.nn.constraint import Constraint, constraint, moved_most
from core.nn.journal import follow
from core.nn.network_loss import NetworkLoss, Penalty
from core.nn.planes import of_weights
from core.nn.setup import Setup, prepared
from core.nn.slices import Slice
from core.nn.training import losses

# one unit (convex), then networks with plenty of bends
CONVEX = Setup(data="moons", samples=80, noise=0.6, hidden="", held=0.3, epochs=30)
BENT = Setup(data="moons", samples=100, noise=0.6, hidden="16-16", held=0.5, epochs=60)
PARTED = Setup(data="xor", samples=60, noise=0.1, hidden="4", epochs=30, seed=1)  # two valleys
KINKED = Setup(data="spiral", samples=60, noise=0.1, hidden="4", activation="relu", epochs=30, seed=1)
NUMBERS = Setup(data="hills_regression", samples=80, hidden="6", held=0.3, epochs=40, activation="logistic")


@cache
def drawn(setup: Setup) -> tuple[NetworkLoss, Slice, Constraint]:
    recipe, train, _ = prepared(setup)
    epochs = list(follow(setup))
    loss, w = losses(recipe, train), epochs[-1].w
    two = moved_most(recipe.mlp, epochs[0].w, w)
    *_, found = constraint(loss, w, two)
    assert found is not None
    return loss, Slice(loss, of_weights(w, *two)), found


@pytest.mark.parametrize("setup", [CONVEX, BENT, PARTED, NUMBERS])
def test_scipy_finds_nothing_lower(setup: Setup) -> None:
    _, on_plane, found = drawn(setup)
    for i in range(0, len(found.lambdas), 4):
        lam = found.lambdas[i]

        def with_l1(ab: np.ndarray, lam: float = lam) -> float:
            return float(on_plane.value(ab[:2] - ab[2:])) + lam * float(ab.sum())

        def with_l2(x: np.ndarray, lam: float = lam) -> float:
            return float(on_plane.value(x)) + 0.5 * lam * float(x @ x)

        for start in (found.free, found.l1.at[i], found.l2.at[i], np.array([0.1, -0.1]), -found.free):
            split = np.concatenate([np.maximum(start, 0), np.maximum(-start, 0)])
            best = minimize(with_l1, split, bounds=[(0, None)] * 4, method="L-BFGS-B").fun
            ours = float(found.l1.level[i]) + lam * float(found.l1.size[i])
            assert ours <= best + 1e-7
            best = minimize(with_l2, start, method="BFGS").fun
            assert float(found.l2.level[i]) + 0.5 * lam * float(found.l2.size[i]) ** 2 <= best + 1e-7


def test_where_there_is_one_minimum_it_is_scipys() -> None:
    _, on_plane, found = drawn(CONVEX)
    free = minimize(on_plane.value, [0.0, 0.0], jac=on_plane.gradient, method="BFGS", options={"gtol": 1e-9}).x
    np.testing.assert_allclose(found.free, free, atol=1e-5)
    assert found.inside
    for i in range(0, len(found.lambdas), 8):
        lam = found.lambdas[i]
        best = minimize(lambda x, lam=lam: on_plane.value(x) + 0.5 * lam * x @ x, [0.0, 0.0], method="BFGS").x
        np.testing.assert_allclose(found.l2.at[i], best, atol=1e-3)


@pytest.mark.parametrize("setup", [CONVEX, BENT, PARTED, NUMBERS])
def test_the_level_line_touches_the_region(setup: Setup) -> None:
    """The gradient of the loss is normal to the disc; at the diamond's side it is (±λ, ±λ); at a corner the weight that
    is 0 has a slope of at most λ: any line through the corner that has the diamond on one side may touch.
    """
    _, on_plane, found = drawn(setup)
    for lam, disc, diamond in zip(found.lambdas, found.l2.at, found.l1.at, strict=True):
        np.testing.assert_allclose(on_plane.gradient(disc), -lam * disc, atol=1e-8)
        g = on_plane.gradient(diamond)
        on = diamond != 0
        np.testing.assert_allclose(g[on], -lam * np.sign(diamond[on]), atol=1e-8)
        assert np.all(np.abs(g[~on]) <= lam + 1e-8)


@pytest.mark.parametrize("setup", [CONVEX, BENT, PARTED, NUMBERS])
def test_nothing_in_the_region_is_lower(setup: Setup) -> None:
    _, on_plane, found = drawn(setup)
    angle, share = np.meshgrid(np.linspace(0, 2 * np.pi, 73), np.linspace(0, 1, 21))
    unit = np.stack([np.cos(angle), np.sin(angle)], axis=-1).reshape(-1, 2) * share.reshape(-1, 1)
    for i in range(0, len(found.lambdas), 5):
        assert np.all(on_plane.value(found.l2.size[i] * unit) >= found.l2.level[i] - 1e-7)
        within = unit / np.maximum(np.abs(unit).sum(axis=1), 1e-12)[:, None] * share.reshape(-1, 1)
        assert np.all(on_plane.value(found.l1.size[i] * within) >= found.l1.level[i] - 1e-7)


@pytest.mark.parametrize("setup", [CONVEX, BENT, PARTED, NUMBERS, KINKED])
def test_a_stronger_penalty_leaves_a_smaller_region(setup: Setup) -> None:
    _, _, found = drawn(setup)
    for region in (found.l1, found.l2):
        assert np.all(np.diff(region.size) <= 1e-7)
        assert np.all(np.diff(region.level) >= -1e-9)
    np.testing.assert_array_equal(found.l1.at[-1], 0.0)  # λ beyond the one that makes both 0
    assert np.all(found.l2.at != 0)  # L2 never does


@pytest.mark.parametrize("setup", [CONVEX, BENT, NUMBERS])
def test_there_is_a_corner_on_the_way_to_zero(setup: Setup) -> None:
    _, _, found = drawn(setup)
    assert np.any(np.sum(found.l1.at == 0, axis=1) == 1)


def test_the_penalty_of_the_training_is_no_part_of_the_picture() -> None:
    loss, _, found = drawn(BENT)
    epochs = list(follow(BENT))
    penalised = NetworkLoss(loss.mlp, loss.data, loss.loss, Penalty(l1=0.1, l2=0.1))
    *_, again = constraint(penalised, epochs[-1].w, found.entries)
    assert again is not None
    np.testing.assert_array_equal(again.l1.at, found.l1.at)


def test_a_loss_that_falls_for_ever_has_no_minimum_inside() -> None:
    setup = Setup(data="gaussians", samples=60, hidden="", noise=0.0, epochs=20)  # classes that a line parts
    _, _, found = drawn(setup)
    assert not found.inside
    assert np.all(np.isfinite(found.l1.at))
    assert np.all(np.diff(found.l2.size) < 0)


def test_the_two_weights_that_moved_most_go_into_one_unit() -> None:
    mlp = prepared(Setup(hidden="4-3"))[0].mlp
    start = np.zeros(mlp.d)
    end = start.copy()
    names = list(mlp.names)
    end[names.index("b1[1]")] = 100.0  # biases are no weights
    end[names.index("W1[2,1]")] = 2.0
    end[names.index("W2[3,1]")], end[names.index("W2[3,4]")] = -1.8, 1.7
    end[names.index("W2[3,2]")] = 0.5
    assert [names[i] for i in moved_most(mlp, start, end)] == ["W2[3,1]", "W2[3,4]"]
