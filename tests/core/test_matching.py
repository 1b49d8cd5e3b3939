"""Hidden units have no order: the assignment behind it, and what putting them into another order changes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from core import registry
from core.nn.assignment import assignment
from core.nn.initial import initial
from core.nn.matching import ODD, Order, as_it_is, matched, ordered
from core.nn.mlp import Mlp

SETTINGS = settings(max_examples=30, deadline=None, derandomize=True)
PROBE = np.linspace(-3, 3, 14).reshape(7, 2)


def some_order(mlp: Mlp, rng: np.random.Generator, signs: bool) -> Order:
    hidden = mlp.sizes[1:-1]
    turned = tuple(rng.choice([-1.0, 1.0], units) if signs else np.ones(units) for units in hidden)
    return Order(tuple(rng.permutation(units) for units in hidden), turned)


@SETTINGS
@given(st.integers(1, 9), st.integers(0, 2**32 - 1), st.booleans())
def test_the_assignment_costs_no_more_than_scipy_s(n: int, seed: int, ties: bool) -> None:
    rng = np.random.default_rng(seed)
    costs = rng.integers(-3, 3, (n, n)).astype(float) if ties else rng.normal(size=(n, n)) * 10.0 ** rng.integers(-5, 6)
    columns = assignment(costs)
    assert sorted(columns.tolist()) == list(range(n))
    rows, best = linear_sum_assignment(costs)
    assert costs[np.arange(n), columns].sum() == pytest.approx(costs[rows, best].sum(), rel=1e-12, abs=1e-12)


def test_the_odd_activations_are_odd_and_the_others_are_not() -> None:
    s = np.linspace(0.3, 3, 9)
    odd = {name for name in registry.names("activation") if _is_odd(name, s)}
    assert odd == set(ODD)


def _is_odd(name: str, s: np.ndarray) -> bool:
    sigma = registry.create("activation", name)
    return bool(np.allclose(sigma.f(-s), -sigma.f(s), atol=1e-12))


@pytest.mark.parametrize("activation", registry.names("activation"))
def test_another_order_is_the_same_function(activation: str) -> None:
    mlp = Mlp((2, 7, 4, 3), registry.create("activation", activation))
    rng = np.random.default_rng(3)
    w = rng.normal(size=(5, mlp.d))
    order = some_order(mlp, rng, signs=activation in ODD)
    other = ordered(mlp, w, order)
    assert not np.allclose(other, w)
    np.testing.assert_allclose(mlp.forward(other, PROBE), mlp.forward(w, PROBE), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(np.linalg.norm(other, axis=1), np.linalg.norm(w, axis=1))


def test_turned_units_of_an_activation_that_is_not_odd_are_another_function() -> None:
    mlp = Mlp((2, 7, 1), registry.create("activation", "relu"))
    w = np.random.default_rng(0).normal(size=mlp.d)
    turned = Order((np.arange(7),), (np.where(np.arange(7) < 3, -1.0, 1.0),))
    assert not np.allclose(mlp.forward(ordered(mlp, w, turned), PROBE), mlp.forward(w, PROBE))


@pytest.mark.parametrize("activation", ["tanh", "relu"])
@pytest.mark.parametrize("hidden", [(8,), (8, 8), (12, 5, 9)])
def test_a_network_in_disorder_is_put_into_order_again(activation: str, hidden: tuple[int, ...]) -> None:
    mlp = Mlp((2, *hidden, 2), registry.create("activation", activation))
    a = initial(mlp, "he", 5) + 0.05 * np.random.default_rng(1).normal(size=mlp.d)
    b = ordered(mlp, a, some_order(mlp, np.random.default_rng(2), signs=activation == "tanh"))
    assert np.linalg.norm(a - b) > 1
    order = matched(mlp, a, b)
    np.testing.assert_array_equal(ordered(mlp, b, order), a)
    assert matched(mlp, a, a).moved == 0
    assert order.moved > 0


@SETTINGS
@given(st.integers(0, 1000), st.sampled_from(["tanh", "relu", "gelu"]))
def test_matching_brings_weights_closer_and_changes_no_output(seed: int, activation: str) -> None:
    mlp = Mlp((3, 6, 5, 2), registry.create("activation", activation))
    a, b = np.random.default_rng(seed).normal(size=(2, mlp.d))
    order = matched(mlp, a, b)
    c = ordered(mlp, b, order)
    assert np.linalg.norm(a - c) <= np.linalg.norm(a - b) + 1e-12
    x = np.random.default_rng(seed).normal(size=(9, 3))
    np.testing.assert_allclose(mlp.forward(c, x), mlp.forward(b, x), rtol=1e-11, atol=1e-11)
    for units in order.units:
        assert sorted(units.tolist()) == list(range(len(units)))
    again = matched(mlp, a, c)  # nothing is left to gain where the layers come in the same turn
    assert np.linalg.norm(a - ordered(mlp, c, again)) == pytest.approx(np.linalg.norm(a - c), rel=1e-9)


def test_of_one_hidden_layer_the_best_order_of_all_is_found() -> None:
    """By trying every permutation with every sign of 4 units."""
    from itertools import permutations, product

    mlp = Mlp((2, 4, 1), registry.create("activation", "tanh"))
    a, b = np.random.default_rng(7).normal(size=(2, mlp.d))
    found = np.linalg.norm(a - ordered(mlp, b, matched(mlp, a, b)))
    every = [
        np.linalg.norm(a - ordered(mlp, b, Order((np.array(p),), (np.array(s),))))
        for p in permutations(range(4))
        for s in product([-1.0, 1.0], repeat=4)
    ]
    assert found == pytest.approx(min(every))


def test_a_network_without_hidden_units_has_one_order() -> None:
    mlp = Mlp((2, 1))
    a, b = np.random.default_rng(0).normal(size=(2, mlp.d))
    assert matched(mlp, a, b).units == as_it_is(mlp).units == ()
    np.testing.assert_array_equal(ordered(mlp, b, as_it_is(mlp)), b)
