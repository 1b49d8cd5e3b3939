"""Networks against what is known otherwise: complex step, closed forms, eigen-decomposition, torch's conventions."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import registry
from core.nn.activations import Activation, Identity, Relu, Tanh
from core.nn.initial import RULES, initial
from core.nn.losses import Loss, SoftmaxCrossEntropy, softmax
from core.nn.mlp import Mlp
from core.nn.network_loss import Data, NetworkLoss, Penalty
from core.nn.spectrum import hutchinson, lanczos
from core.words import CoreError

ACTIVATIONS = registry.names("activation")
LOSSES = registry.names("loss")
SMOOTH = [a for a in ACTIVATIONS if registry.get("activation", a).is_smooth]
POINTS: Any = np.array([-7.3, -2.1, -0.4, -1e-3, 1e-3, 0.3, 1.7, 6.2])


def data_for(loss: Loss, n: int, inputs: int, outputs: int, seed: int = 0) -> Data:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, inputs))
    y: Any = {
        "numbers": rng.normal(size=(n, outputs)),
        "binary": rng.integers(0, 2, (n, outputs)).astype(float),
        "signs": rng.choice([-1.0, 1.0], (n, outputs)),
        "classes": rng.integers(0, outputs, n),
    }[loss.targets]
    return Data(x, y)


def network(loss_id: str, activation: str = "tanh", sizes: tuple[int, ...] = (2, 5, 4, 3), **penalty: Any) -> Any:
    loss = registry.create("loss", loss_id)
    mlp = Mlp(sizes, registry.create("activation", activation))
    f = NetworkLoss(mlp, data_for(loss, 17, sizes[0], sizes[-1]), loss, Penalty(**penalty))
    return f, initial(mlp, "xavier", 3, 1.4) + 0.01


@pytest.mark.parametrize("id", SMOOTH)
def test_slopes_of_smooth_activations_are_their_complex_step(id: str) -> None:
    a: Activation = registry.create("activation", id)
    np.testing.assert_allclose(a.df(POINTS), a.f(POINTS + 1e-30j).imag / 1e-30, rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(a.ddf(POINTS), a.df(POINTS + 1e-30j).imag / 1e-30, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("id", ACTIVATIONS)
def test_whole_numbers_are_real_ones(id: str) -> None:
    a: Activation = registry.create("activation", id)
    whole: Any = np.array([-3, -1, 0, 1, 2])
    for of in (a.f, a.df, a.ddf):
        np.testing.assert_array_equal(of(whole), of(whole.astype(np.float64)))
        assert of(whole.astype(np.float32)).dtype == np.float32


@pytest.mark.parametrize("id", ACTIVATIONS)
def test_slopes_of_every_activation_are_its_central_differences_away_from_kinks(id: str) -> None:
    a: Activation = registry.create("activation", id)
    s = POINTS[np.abs(POINTS) > 0.01]
    h = 1e-6
    np.testing.assert_allclose(a.df(s), (a.f(s + h) - a.f(s - h)) / (2 * h), atol=1e-9)
    np.testing.assert_allclose(a.ddf(s), (a.df(s + h) - a.df(s - h)) / (2 * h), atol=1e-8)
    y, dy = a.both(s)
    np.testing.assert_array_equal(y, a.f(s))
    np.testing.assert_array_equal(dy, a.df(s))


@pytest.mark.parametrize("id", ACTIVATIONS)
def test_no_activation_overflows_far_out(id: str) -> None:
    a: Activation = registry.create("activation", id)
    s = np.array([-800.0, -50.0, 50.0, 800.0])
    with np.errstate(all="raise", under="ignore"):
        assert np.all(np.isfinite(a.f(s)))
        assert np.all(np.isfinite(a.df(s)))


def test_activations_say_what_the_slide_says() -> None:
    def at(id: str, s: float, **fields: float) -> float:
        return float(registry.create("activation", id, **fields).f(np.array(s)))

    assert at("logistic", np.log(3)) == pytest.approx(0.75)
    assert at("softsign", -3.0) == pytest.approx(-0.75)
    assert at("isru", 2.0, alpha=0.75) == pytest.approx(1.0)
    assert at("leaky_relu", -5.0) == pytest.approx(-0.05)
    assert (at("binary_step", 0.0), at("binary_step", -1e-9)) == (1.0, 0.0)
    assert at("arctan", 1.0) == pytest.approx(np.pi / 4)


@pytest.mark.parametrize("id", [a for a in ACTIVATIONS if registry.get("activation", a).homogeneous])
def test_homogeneous_activations_scale(id: str) -> None:
    a: Activation = registry.create("activation", id)
    np.testing.assert_allclose(a.f(3.7 * POINTS), 3.7 * a.f(POINTS))


@pytest.mark.parametrize("id", [i for i in LOSSES if i != "hinge"])
def test_slopes_of_losses_are_their_complex_step(id: str) -> None:
    loss: Loss = registry.create("loss", id)
    data = data_for(loss, 6, 2, 3)
    o = np.random.default_rng(1).normal(size=(6, 3)) * 2
    for j in range(3):
        step = np.zeros(3, dtype=complex)
        step[j] = 1e-30j
        np.testing.assert_allclose(loss.slope(o, data.targets)[:, j], loss.each(o + step, data.targets).imag / 1e-30)
        bent = loss.bend(o, data.targets, np.broadcast_to(np.eye(3)[j], o.shape))
        np.testing.assert_allclose(bent, loss.slope(o + step, data.targets).imag / 1e-30, atol=1e-14)


def test_softmax_with_cross_entropy_has_the_slope_p_minus_y() -> None:
    o = np.array([[1.0, 2.0, -1.0], [800.0, 0.0, -800.0]])
    p = softmax(o)
    np.testing.assert_allclose(p.sum(axis=1), 1.0)
    np.testing.assert_allclose(SoftmaxCrossEntropy().slope(o, np.array([0, 1])), p - np.eye(3)[[0, 1]])
    assert SoftmaxCrossEntropy().each(o, np.array([0, 1]))[1] == pytest.approx(800.0)


@pytest.mark.parametrize("loss", [i for i in LOSSES if i != "hinge"])
@pytest.mark.parametrize("activation", SMOOTH)
def test_backpropagation_is_the_complex_step(loss: str, activation: str) -> None:
    f, w = network(loss, activation, l2=0.05)
    steps = w + 1e-30j * np.eye(f.dim)
    np.testing.assert_allclose(f.gradient(w), f.value(steps).imag / 1e-30, rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", [a for a in ACTIVATIONS if a not in SMOOTH and a != "binary_step"])
def test_backpropagation_through_kinks_is_the_central_difference(loss: str, activation: str) -> None:
    f, w = network(loss, activation)
    steps = 1e-6 * np.eye(f.dim)
    difference = (f.value(w + steps) - f.value(w - steps)) / 2e-6
    np.testing.assert_allclose(f.gradient(w), difference, atol=2e-8)


@pytest.mark.parametrize("loss", [i for i in LOSSES if i != "hinge"])
@pytest.mark.parametrize("activation", SMOOTH)
def test_the_r_operator_is_the_gradients_complex_step(loss: str, activation: str) -> None:
    f, w = network(loss, activation, l2=0.3)
    v = np.random.default_rng(5).normal(size=(4, f.dim))
    slopes = np.stack([f.value_gradient(w + 1e-30j * each)[1].imag / 1e-30 for each in v])
    np.testing.assert_allclose(f.hvp(w, v), slopes, rtol=1e-8, atol=1e-12)
    np.testing.assert_allclose(f.hessian(w) @ v[0], f.hvp(w, v[0]), rtol=1e-9, atol=1e-12)


def test_rows_of_weights_do_not_know_of_one_another() -> None:
    f, w = network("binary_cross_entropy", sizes=(2, 6, 1))
    rows = w + np.random.default_rng(2).normal(size=(3, 5, f.dim))
    assert f.value(rows).shape == (3, 5)
    assert f.gradient(rows).shape == rows.shape
    for i, j in ((0, 0), (2, 4)):
        assert f.value(rows)[i, j] == pytest.approx(float(f.value(rows[i, j])), rel=1e-13)
        np.testing.assert_allclose(f.gradient(rows)[i, j], f.gradient(rows[i, j]), rtol=1e-11, atol=1e-15)


def test_blocks_of_rows_change_nothing() -> None:
    f, w = network("half_mean_square")
    rows = w + np.random.default_rng(2).normal(size=(50, f.dim))
    whole = f.value(rows)
    f.__dict__["_rows"] = 7
    np.testing.assert_allclose(f.value(rows), whole, rtol=1e-14)


@given(st.lists(st.integers(1, 6), min_size=2, max_size=5))
def test_the_flat_vector_holds_every_weight_once(sizes: list[int]) -> None:
    mlp = Mlp(tuple(sizes))
    w = np.arange(mlp.d, dtype=float)
    seen = np.concatenate([np.concatenate([mlp.weights(w, b).ravel(), mlp.biases(w, b)]) for b in mlp.blocks])
    np.testing.assert_array_equal(seen, w)
    assert mlp.d == sum(o * i + o for i, o in pairwise(sizes)) == len(mlp.names)
    assert mlp.weights(w, mlp.blocks[0]).shape == (sizes[1], sizes[0])
    assert int(mlp.is_weight.sum()) == sum(i * o for i, o in pairwise(sizes))


def test_without_an_activation_any_depth_is_one_layer() -> None:
    mlp = Mlp((3, 7, 5, 2), Identity())
    w = initial(mlp, "he", 0) + 0.1
    x = np.random.default_rng(0).normal(size=(11, 3))
    A, c = np.eye(3), np.zeros(3)  # noqa: N806
    for b in mlp.blocks:
        A, c = mlp.weights(w, b) @ A, mlp.weights(w, b) @ c + mlp.biases(w, b)  # noqa: N806
    np.testing.assert_allclose(mlp.forward(w, x), x @ A.T + c, rtol=1e-12)


def test_behind_a_binary_step_nothing_learns_but_the_last_layer_does() -> None:
    f, w = network("half_mean_square", "binary_step", (2, 4, 4, 1))
    g = f.gradient(w)
    last = f.mlp.blocks[-1]
    assert not np.any(g[: last.first])
    assert np.any(g[last.first :])


def test_from_zeros_the_units_of_a_layer_stay_alike() -> None:
    f, _ = network("half_mean_square", "tanh", (2, 4, 3, 1))
    w = initial(f.mlp, "zeros", 0)
    for _ in range(20):
        w = w - 0.3 * f.gradient(w)
    for b in f.mlp.blocks[:-1]:
        rows = f.mlp.weights(w, b)
        np.testing.assert_array_equal(rows, np.broadcast_to(rows[0], rows.shape))


def test_rescaling_a_relu_network_changes_its_sharpness_and_no_prediction() -> None:
    f, w = network("half_mean_square", "relu", (2, 6, 6, 1))
    first, second = f.mlp.blocks[:2]
    other = w.copy()
    other[first.weights] *= 10
    other[first.biases] *= 10
    other[second.weights] /= 10
    np.testing.assert_allclose(f.mlp.forward(other, f.data.inputs), f.mlp.forward(w, f.data.inputs), rtol=1e-12)
    top = [np.abs(np.linalg.eigvalsh(f.hessian(v))).max() for v in (w, other)]
    assert top[1] > 5 * top[0]


@pytest.mark.parametrize("rule", RULES)
def test_initial_weights_have_the_spread_of_their_paper(rule: str) -> None:
    mlp = Mlp((300, 200, 100), Relu())
    w = initial(mlp, rule, 1)
    b = mlp.blocks[0]
    expected = {"xavier": 2 / 500, "he": 2 / 300, "zeros": 0.0, "too_large": 100 * 2 / 500}[rule]
    assert np.var(w[b.weights]) == pytest.approx(expected, rel=0.02)
    assert not np.any(w[b.biases])
    np.testing.assert_array_equal(w, initial(mlp, rule, 1))
    if expected:
        assert np.any(w != initial(mlp, rule, 2))


def test_penalties_leave_the_biases_alone_unless_asked() -> None:
    mlp = Mlp((1, 1))
    w = np.array([-2.0, 3.0])
    counts = mlp.is_weight
    assert Penalty(l1=0.5, l2=2.0).value(w, counts) == pytest.approx(0.5 * 2 + 4)
    assert Penalty(l1=0.5, l2=2.0, biases=True).value(w, counts) == pytest.approx(0.5 * 5 + 13)
    np.testing.assert_allclose(Penalty(l1=0.5, l2=2.0).gradient(w, counts), [-4.5, 0.0])


@pytest.mark.parametrize("sizes", [(2,), (2, 0, 1), (2, 4.0, 1), tuple([3] * 40), (2, 100_000)])
def test_a_network_that_cannot_be_is_one_sentence(sizes: Any) -> None:
    with pytest.raises(CoreError, match="a network must have"):
        Mlp(sizes, Tanh())


def test_lanczos_finds_the_ends_of_a_networks_spectrum() -> None:
    f, w = network("softmax_cross_entropy", sizes=(2, 8, 8, 3))
    values = np.linalg.eigvalsh(f.hessian(w))
    by_modulus = values[np.argsort(-np.abs(values))]
    found = lanczos(lambda v: f.hvp(w, v), f.dim, k=3, steps=f.dim)
    np.testing.assert_allclose(found.values, by_modulus[:3], rtol=1e-7)
    assert np.all(found.residuals < 1e-6)


def test_lanczos_sees_past_an_invariant_subspace() -> None:
    H = np.diag([5.0, 5.0, 5.0, -7.0, 0.0])  # noqa: N806 (an eigenvalue three times over)
    found = lanczos(lambda v: v @ H, 5, k=4, steps=5)
    np.testing.assert_allclose(found.values, [-7, 5, 5, 5], rtol=1e-9)


@given(st.integers(1, 30), st.integers(0, 5))
def test_lanczos_on_any_symmetric_matrix(d: int, seed: int) -> None:
    a = np.random.default_rng(seed).normal(size=(d, d))
    H = a + a.T  # noqa: N806
    values = np.linalg.eigvalsh(H)
    found = lanczos(lambda v: v @ H, d, k=1, steps=d)
    assert abs(found.values[0]) == pytest.approx(np.abs(values).max(), rel=1e-6)


def test_hutchinson_is_exact_on_diagonals_and_honest_elsewhere() -> None:
    H = np.diag([1.0, -2.0, 5.0])  # noqa: N806
    assert hutchinson(lambda v: v @ H, 3, 4)[0] == pytest.approx(4.0)
    a = np.random.default_rng(0).normal(size=(40, 40))
    H = a + a.T  # noqa: N806
    trace, error = hutchinson(lambda v: v @ H, 40, 400)
    assert abs(trace - np.trace(H)) < 4 * error


def test_the_edge_of_stability_needs_the_half_mean_squares_hessian() -> None:
    """With a linear network of one layer H = XᵀX/n: GD's threshold 2/α is that of a quadratic."""
    loss = registry.create("loss", "half_mean_square")
    mlp = Mlp((3, 1), Tanh(), Identity())
    data = data_for(loss, 50, 3, 1)
    H = NetworkLoss(mlp, data, loss).hessian(np.zeros(4))  # noqa: N806
    with_ones = np.column_stack([data.inputs, np.ones(50)])
    np.testing.assert_allclose(H, with_ones.T @ with_ones / 50, atol=1e-14)
