"""Ways of regularising side by side: which give zeros, what the gaps are, and where each comes to rest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import minimize

from core import registry
from core.arrays import Array
from core.experiment import Run
from core.nn import regularised
from core.nn.journal import follow
from core.nn.network_loss import NetworkLoss, Penalty
from core.nn.regularised import Course, shrunk, side_by_side, strengths, varied, ways
from core.nn.setup import Setup, prepared
from core.nn.shrinking import Shrinking, can_shrink, soft
from core.nn.training import Dropout, dropout_masks, losses, train_epochs

NOISY = Setup(data="circle", samples=60, noise=0.3, hidden="6-6", held=0.4, epochs=20, seed=2)
PLAIN = ("sgd", "gradient_descent", "proximal_gradient")
METRICS = [id for id in registry.names("optimizer") if can_shrink(registry.create("optimizer", id))]


def courses(setup: Setup) -> dict[str, Course]:
    whole = [found for found in side_by_side(setup) if found is not None][-1]
    return {course.way: course for course in whole}


def iris(l1: float = 0.0, l2: float = 0.0) -> NetworkLoss:
    """A convex loss: one layer, softmax."""
    recipe, train, _ = prepared(Setup(data="iris", hidden="", held=0.0))
    return NetworkLoss(recipe.mlp, train, recipe.loss, Penalty(l1, l2))


def lasso(loss: NetworkLoss, l1: float) -> Array:
    """The minimiser with an L1 penalty, by SciPy: w = a − b, a and b not negative, makes it smooth."""
    d, on = loss.dim, loss.mlp.is_weight

    def split(ab: Array) -> tuple[float, Array]:
        value, g = loss.value_gradient(ab[:d] - ab[d:])
        return float(value) + l1 * float((np.tile(on, 2) * ab).sum()), np.concatenate([g, -g]) + l1 * np.tile(on, 2)

    options = {"maxiter": 5000, "ftol": 1e-15, "gtol": 1e-10}
    found = minimize(split, np.zeros(2 * d), jac=True, method="L-BFGS-B", bounds=[(0, None)] * 2 * d, options=options)
    return np.asarray(found.x[:d] - found.x[d:])


def test_soft_thresholding_makes_zeros_and_a_penalty_in_the_loss_none() -> None:
    for method, lr in (("sgd", 0.3), ("adam", 0.02)):
        found = courses(replace(NOISY, method=method, lr=lr, l1=0.01))
        on = prepared(NOISY)[0].mlp.is_weight > 0
        zeros = {way: int(np.sum(course.end[on] == 0)) for way, course in found.items()}
        assert zeros.pop("l1_prox") > 5
        assert set(zeros.values()) == {0}
        near = np.sum(np.abs(found["l1"].end[on]) < 1e-2)
        assert near > np.sum(np.abs(found["none"].end[on]) < 1e-2)


def test_after_sgd_it_is_the_cores_own_proximal_gradient() -> None:
    setup = replace(NOISY, method="sgd", lr=0.2, l1=0.005)
    own = [epoch.w for epoch in follow(replace(setup, method="proximal_gradient"))]
    np.testing.assert_allclose([epoch.w for epoch in shrunk(setup)], own, rtol=0, atol=1e-12)
    # and a slice that is trained by it is compared with what it is without: SGD
    assert {varied(replace(setup, method="proximal_gradient"), way).method for way in ways(setup)} == {"sgd"}


@pytest.mark.parametrize("method", METRICS)
def test_it_rests_at_the_minimum_of_the_penalised_loss(method: str) -> None:
    """In the method's own metric: thresholds in another one would find other minima, and other zeros."""
    loss, l1, steps = iris(l2=0.1), 0.02, 600
    best = lasso(loss, l1)
    lr = {"adagrad": 1.0, "adamax": 0.1}.get(method, 0.3 if method in PLAIN else 0.03)
    known = registry.create("optimizer", method, lr=lr)
    run = Run(Shrinking(known, l1, loss.mlp.is_weight), schedule=registry.create("schedule", "cosine", length=steps))
    recipe = replace(prepared(Setup(data="iris", hidden="", held=0.0))[0], run=run, penalty=loss.penalty)
    w = list(train_epochs(recipe, loss.data, loss.data.only(np.arange(0)), steps))[-1].w
    on = loss.mlp.is_weight > 0  # softmax does not feel a shift of all biases
    np.testing.assert_allclose(w[on], best[on], atol=1e-2)
    np.testing.assert_array_equal(w[on] == 0, np.abs(best[on]) < 1e-6)
    assert 0 < np.sum(w[on] == 0) < on.sum()


def test_soft_thresholding_is_the_proximal_map() -> None:
    """prox(x) minimises ½(u − x)² + t|u|."""
    u = np.linspace(-3, 3, 60001)
    for x in (-2.0, -0.4, 0.0, 0.3, 1.7):
        best = u[np.argmin(0.5 * (u - x) ** 2 + 0.5 * np.abs(u))]
        assert soft(np.array(x), 0.5) == pytest.approx(best, abs=1e-4)


def test_gaps_are_the_losses_of_what_comes_of_it() -> None:
    recipe, train, test = prepared(NOISY)
    for course in courses(NOISY).values():
        on_train, on_test = (
            float(NetworkLoss(recipe.mlp, data, recipe.loss).value(course.end)) for data in (train, test)
        )
        assert course.gap == pytest.approx(on_test - on_train, abs=1e-12)
        assert course.train[course.at] == pytest.approx(on_train, abs=1e-12)


def test_all_start_alike_and_go_as_the_setup_says() -> None:
    setup = replace(NOISY, weight_decay=0.02, l1=0.004, dropout=0.5)
    found = courses(setup)
    assert tuple(found) == ("none", "l1", "l1_prox", "l2", "elastic", "dropout", "early")
    assert strengths(setup) == regularised.Strengths(0.004, 0.02, 0.5, 0)
    for course in found.values():
        np.testing.assert_array_equal(course.weights_at(0), found["none"].weights_at(0))
    alone = list(follow(replace(setup, l1=0.0, dropout=0.0)))[-1].w
    np.testing.assert_array_equal(found["l2"].end, alone)


def test_what_a_network_cannot_have_is_left_out() -> None:
    assert "l1_prox" not in ways(replace(NOISY, method="lion"))
    assert "dropout" not in ways(replace(NOISY, hidden=""))


def test_early_stopping_is_the_trainings_own() -> None:
    setup = replace(NOISY, epochs=60, patience=8)
    recipe, train, test = prepared(setup)
    stopped = list(train_epochs(recipe, train, test, 60))[-1]
    assert stopped.stopped_early
    assert stopped.checkpoint is not None
    early = courses(setup)["early"]
    assert early.at == stopped.checkpoint.best_epoch
    np.testing.assert_array_equal(early.end, stopped.checkpoint.best_w)
    waited = courses(replace(setup, patience=0))["early"]
    assert waited.test[waited.at] == waited.test.min() <= early.test[early.at]


def test_few_weights_are_kept_of_long_trainings(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = courses(NOISY)
    monkeypatch.setattr(regularised, "_KEPT", 6 * 4 * prepared(NOISY)[0].mlp.d)
    for way, course in courses(NOISY).items():
        assert len(course.kept) <= 7
        np.testing.assert_array_equal(course.end, whole[way].end)
        np.testing.assert_array_equal(course.weights_at(5), whole[way].weights_at(5))


def test_the_stronger_the_l2_penalty_the_smaller_the_weights() -> None:
    norms, on = [], iris().mlp.is_weight > 0
    for l2 in (0.03, 0.1, 0.3, 1.0):
        loss = iris(l2=l2)
        best = minimize(loss.value_gradient, np.zeros(loss.dim), jac=True, method="BFGS", options={"gtol": 1e-9}).x
        setup = Setup(data="iris", hidden="", held=0.0, method="sgd", lr=0.4, batch=0, epochs=600, weight_decay=l2)
        *_, last = follow(setup)
        assert np.linalg.norm(last.w[on]) == pytest.approx(np.linalg.norm(best[on]), rel=0.02)
        norms.append(np.linalg.norm(last.w[on]))
    assert np.all(np.diff(norms) < 0)


def test_the_masks_told_are_those_that_the_training_uses() -> None:
    """On one sample a whole epoch is one step, with the masks of that one sample."""
    recipe, train, test = prepared(replace(NOISY, method="sgd", lr=0.5, dropout=0.4))
    one = train.only(np.array([3]))
    loss, p = losses(recipe, one), recipe.dropout.p
    epochs = list(train_epochs(recipe, one, test, 6))
    told = [dropout_masks(recipe, 1, k) for k in range(6)]
    for k in range(6):
        masks = [keep[None] / (1 - p) for keep in told[k]]
        w = epochs[k].w
        np.testing.assert_allclose(epochs[k + 1].w, w - 0.5 * loss.value_gradient(w, masks)[1], atol=1e-13)
    assert len({tuple(np.concatenate(masks).tolist()) for masks in told}) > 1
    assert dropout_masks(replace(recipe, dropout=Dropout(0.0)), 1, 0) == []


def test_the_masks_keep_as_many_units_as_they_should() -> None:
    recipe, train, _ = prepared(replace(NOISY, hidden="50-50", dropout=0.3))
    kept = [mask.mean() for k in range(40) for mask in dropout_masks(recipe, len(train), k)]
    assert np.mean(kept) == pytest.approx(0.7, abs=0.02)
