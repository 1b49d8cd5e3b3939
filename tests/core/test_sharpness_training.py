"""Sharpness along a training: eigenvalues, thresholds, and what a rescaling changes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core import registry
from core.arrays import Array
from core.nn import sharpness
from core.nn.activations import Identity
from core.nn.journal import follow
from core.nn.losses import HalfMeanSquare
from core.nn.mlp import Mlp
from core.nn.network_loss import Data, NetworkLoss
from core.nn.setup import Setup, prepared
from core.nn.sharpness import SCALES, Along, along, measured, rescaled, rescaling, threshold
from core.nn.spectrum import lanczos
from core.nn.training import losses

SMALL = Setup(data="circle", samples=40, hidden="4-3", epochs=30, lr=0.05, batch=0, weight_decay=0.01)


def whole(setup: Setup) -> Along:
    found = [a for a in along(setup) if a is not None]
    assert [a.share for a in found] == sorted(a.share for a in found)
    assert found[-1].share == 1
    return found[-1]


def matrix(loss: NetworkLoss, w: Array, h: float = 1e-5) -> Array:
    """The Hessian by differences of the gradient."""
    steps = h * np.eye(len(w))
    out: Array = (loss.gradient(w + steps) - loss.gradient(w - steps)) / (2 * h)
    return out


def test_every_epoch_has_its_eigenvalue_and_trace_with_the_penalty() -> None:
    setup = replace(SMALL, method="sgd")
    a = whole(setup)
    np.testing.assert_array_equal(a.epochs, np.arange(31))
    recipe, train, _ = prepared(setup)
    for epoch in (0, 7, 30):
        w = list(follow(setup))[epoch].w
        h = matrix(losses(recipe, train), w)
        assert a.largest[epoch] == pytest.approx(np.linalg.eigvals(h).real.max(), rel=1e-6)
        assert a.trace[epoch] == pytest.approx(np.trace(h), rel=1e-6)
    assert not a.error.any()


@pytest.mark.parametrize("method", ["adam", "rmsprop"])
def test_the_preconditioner_is_what_the_next_step_divides_by(method: str) -> None:
    """From two trainings that differ in one more step: x changes by −αP⁻¹m."""
    setup = replace(SMALL, method=method, epochs=6)
    recipe, train, _ = prepared(setup)
    loss = losses(recipe, train)
    epochs = list(sharpness._epochs(setup))
    memory = epochs[4].checkpoint
    assert memory is not None
    g = loss.gradient(epochs[4].w)
    p = sharpness.preconditioner(recipe, memory, g)
    assert p is not None
    m = 0.9 * memory.memory.m[0] + 0.1 * g if method == "adam" else g
    np.testing.assert_allclose(epochs[4].w - setup.lr * m / p, epochs[5].w, atol=1e-12)
    expected = np.linalg.eigvals(np.diag(1 / p) @ loss.hessian(epochs[4].w)).real.max()
    assert whole(setup).preconditioned[4] == pytest.approx(expected, rel=1e-9)


def test_a_large_network_is_measured_by_products() -> None:
    setup = replace(SMALL, hidden="12-12", epochs=3, method="sgd")
    recipe, train, _ = prepared(setup)
    loss = losses(recipe, train)
    assert loss.dim == 205
    a = whole(setup)
    for epoch, w in enumerate(e.w for e in follow(setup)):
        h = loss.hessian(w)
        assert a.largest[epoch] == pytest.approx(np.linalg.eigvalsh(h)[-1], rel=1e-4)
        assert abs(a.trace[epoch] - np.trace(h)) < 5 * a.error[epoch]


def test_the_largest_eigenvalue_is_not_that_of_largest_modulus() -> None:
    values = np.array([-9.0, *np.linspace(-1, 2, 30)])
    top, vector = sharpness._top(lambda v: v * values, 31, 0, None)
    assert top == pytest.approx(2.0, abs=1e-6)
    assert abs(vector[-1]) == pytest.approx(1.0, abs=1e-3)


def test_a_warm_start_needs_few_products() -> None:
    values = np.linspace(0, 1, 300) ** 3
    counts = []
    for start in (None, np.eye(300)[-1]):
        asked: list[Array] = []

        def product(v: Array, asked: list[Array] = asked) -> Array:
            asked.append(v)
            return v * values

        found = lanczos(product, 300, tolerance=1e-5, start=start)
        assert found.values[0] == pytest.approx(1.0, abs=1e-4)
        counts.append(len(asked))
    assert counts[1] < counts[0]


# A linear network 1-1-1 without biases' part: f = ½ mean (v u x − y)².


def test_the_linear_network_of_two_weights_in_closed_form() -> None:
    """Inputs ±1, targets ±p: H of (u, v) is [[v², 2uv − p], [2uv − p, u²]], of the biases [[v², v], [v, 1]]."""
    mlp = Mlp((1, 1, 1), Identity())
    p, u, v = 2.0, 2.0, 1.0  # at the minimum uv = p
    x = np.array([[1.0], [-1.0]])
    loss = NetworkLoss(mlp, Data(x, p * x), HalfMeanSquare())
    for c in (0.1, 0.5, 1.0, 3.0, 10.0):
        w = rescaling(mlp, 1, c) * np.array([u, 0.0, v, 0.0])
        m = measured(loss, w)
        a, b = (c * u) ** 2, (v / c) ** 2
        assert m.largest == pytest.approx(max(a + b, b + 1), rel=1e-12)
        assert m.trace == pytest.approx(a + 2 * b + 1, rel=1e-12)


@pytest.mark.parametrize("activation", ["relu", "leaky_relu", "identity"])
def test_rescaling_changes_sharpness_and_no_prediction(activation: str) -> None:
    setup = replace(SMALL, activation=activation, method="adam")
    found = [r for r in rescaled(setup) if r is not None]
    assert [r.layer for r in found] == [1, 2]
    recipe, train, _ = prepared(setup)
    w = list(follow(setup))[-1].w
    loss = replace(losses(recipe, train), penalty=type(recipe.penalty)())
    for r in found:
        assert r.moved.max() < 1e-12
        np.testing.assert_allclose(r.filtered, r.filtered[20], rtol=1e-9)
        assert r.largest.max() > 3 * r.largest[20]
        for i in (0, 13, 40):  # f(Dw) = f(w), hence H(Dw) = D⁻¹ H(w) D⁻¹
            d = rescaling(recipe.mlp, r.layer, float(SCALES[i]))
            expected = np.linalg.eigvalsh(loss.hessian(w) / np.outer(d, d))
            assert r.largest[i] == pytest.approx(expected[-1], rel=1e-9)
            assert r.trace[i] == pytest.approx(expected.sum(), rel=1e-9)


def test_a_tanh_network_cannot_be_rescaled() -> None:
    assert list(rescaled(SMALL)) == []


@pytest.mark.parametrize("method", ["sgd", "heavy_ball", "nesterov", "rmsprop", "adam"])
def test_the_threshold_is_where_a_quadratic_begins_to_diverge(method: str) -> None:
    """The method's own step on f = ½ h x², preconditioned by 1: Adam and RMSProp as momentum on P = 1."""
    setup = replace(SMALL, method=method, lr=0.1)
    recipe, _, _ = prepared(setup)
    level = threshold(setup, recipe, 0.1)
    b = {"heavy_ball": setup.momentum, "nesterov": setup.momentum, "adam": 0.9}.get(method, 0.0)
    for h, grows in ((0.99 * level, False), (1.01 * level, True)):
        # x ← x − α b_k with b ← βb + g (Adam: m ← βm + (1 − β)g; Nesterov: α(βb + g))
        weight = 0.1 if method == "adam" else 1.0
        if method == "nesterov":
            step = np.array([[1 - 0.1 * h * (1 + b), -0.1 * b * b], [h, b]])
        else:
            step = np.array([[1 - 0.1 * weight * h, -0.1 * b], [weight * h, b]])
        assert (np.abs(np.linalg.eigvals(step)).max() > 1) == grows


def test_where_no_threshold_is_known_there_is_none_and_what_keeps_it_from_holding_is_said() -> None:
    assert np.isnan(whole(replace(SMALL, method="lion", epochs=2)).threshold).all()
    assert whole(replace(SMALL, method="sgd", epochs=2)).orientation == ()
    a = whole(replace(SMALL, method="sgd", epochs=2, batch=5, dropout=0.1, clip=1.0, l1=0.01))
    assert a.orientation == ("batches", "dropout", "clipping", "l1")


def test_the_threshold_follows_the_schedule() -> None:
    setup = replace(SMALL, method="sgd", schedule="cosine", epochs=20)
    a = whole(setup)
    schedule = registry.create("schedule", "cosine", length=20)
    rates = 0.05 * schedule.factor(np.arange(20))
    np.testing.assert_allclose(a.threshold[:20], 2 / rates)
