"""A setup is plain values: whatever they are, they train or are refused in one sentence that names the field."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from core import registry
from core.nn.journal import follow
from core.nn.network_loss import NetworkLoss
from core.nn.setup import DECOUPLED, METHODS, SCHEDULES, Setup, prepared
from core.params import params_of
from core.words import CoreError

SMALL = Setup(data="moons", samples=60, hidden="6", epochs=20, noise=0.1)
CHOICES = params_of(Setup)

# A rate at which each method lowers the loss of SMALL; the others take Adam's
RATES = {
    "sgd": 0.3, "heavy_ball": 0.05, "nesterov": 0.05, "adagrad": 0.1, "adadelta": 1.0, "lion": 0.005,
    "sign_descent": 0.01, "normalized_gradient_descent": 0.1, "proximal_gradient": 0.3,
}  # fmt: skip


def falls(setup: Setup) -> tuple[float, float]:
    """The training loss at first and at last."""
    epochs = list(follow(setup))
    assert len(epochs) == setup.epochs + 1
    assert all(np.isfinite(epoch.train) for epoch in epochs)
    return epochs[0].train, epochs[-1].train


@pytest.mark.parametrize("method", METHODS)
def test_every_method_lowers_the_loss(method: str) -> None:
    first, last = falls(replace(SMALL, method=method, lr=RATES.get(method, 0.02)))
    assert last < 0.8 * first


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("warmup", [0.0, 0.3])
def test_every_schedule_lowers_the_loss(schedule: str, warmup: float) -> None:
    first, last = falls(replace(SMALL, schedule=schedule, warmup=warmup, lr=0.05))
    assert last < 0.8 * first


@pytest.mark.parametrize("data", CHOICES["data"].choices)
@pytest.mark.parametrize("cost", CHOICES["cost"].choices)
def test_every_loss_that_fits_the_data_falls(data: str, cost: str) -> None:
    if not _fits(data, cost):
        with pytest.raises(CoreError, match="must be one that these data can have") as raised:
            replace(SMALL, data=data, cost=cost)
        assert raised.value.field == "cost"
        return
    setup = replace(SMALL, data=data, cost=cost)
    first, last = falls(setup)
    assert last < first
    # it is the loss asked for, over targets that it can have
    recipe, train, _ = prepared(setup)
    assert cost in ("auto", recipe.loss.id)
    if recipe.loss.targets == "binary":
        assert set(np.unique(train.targets)) <= {0.0, 1.0}
    if recipe.loss.targets == "signs":
        assert set(np.unique(train.targets)) <= {-1.0, 1.0}


def test_what_a_loss_is_refused_for_is_what_its_data_cannot_give() -> None:
    fitting = {
        data: {cost for cost in CHOICES["cost"].choices if _fits(data, cost)} - {"auto"}
        for data in ("moons", "blobs", "hills_regression")
    }
    assert fitting["moons"] == {"binary_cross_entropy", "half_mean_square", "mean_square", "hinge"}
    assert fitting["blobs"] == {"softmax_cross_entropy"}
    assert fitting["hills_regression"] == {"half_mean_square", "mean_square"}


def _fits(data: str, cost: str) -> bool:
    try:
        Setup(data=data, cost=cost)
    except CoreError:
        return False
    return True


@pytest.mark.parametrize("activation", CHOICES["activation"].choices)
def test_every_activation_learns_but_the_step_whose_slope_is_nothing(activation: str) -> None:
    first, last = falls(replace(SMALL, activation=activation, lr=0.05))
    assert last < first  # the step too: its last layer learns
    recipe, _, _ = prepared(replace(SMALL, activation=activation))
    hidden = recipe.mlp.blocks[0]
    path = [epoch.w[hidden.weights] for epoch in follow(replace(SMALL, activation=activation, lr=0.05))]
    assert np.array_equal(path[0], path[-1]) == (activation == "binary_step")


@pytest.mark.parametrize("init", CHOICES["init"].choices)
def test_every_start_is_what_it_is_called(init: str) -> None:
    recipe, _, _ = prepared(replace(SMALL, init=init, hidden="60"))
    epochs = list(follow(replace(SMALL, init=init)))
    assert np.isfinite(epochs[-1].train)
    first = next(follow(replace(SMALL, init=init, hidden="60"))).w[recipe.mlp.blocks[0].weights]
    spread = {"zeros": 0.0, "he": 1.0, "too_large": 10 * np.sqrt(2 / 62)}.get(init, np.sqrt(2 / 62))
    assert np.std(first) == pytest.approx(spread, rel=0.2)
    if init != "zeros":
        assert epochs[-1].train < epochs[0].train
    if init == "auto":
        assert [prepared(replace(SMALL, activation=a))[0].start for a in ("tanh", "relu", "gelu")] == [
            "xavier",
            "he",
            "he",
        ]


def test_from_zero_the_hidden_units_stay_alike() -> None:
    """Symmetry: with all weights 0, tanh's units have no gradient and never differ."""
    recipe, _, _ = prepared(replace(SMALL, init="zeros"))
    last = list(follow(replace(SMALL, init="zeros")))[-1].w
    np.testing.assert_array_equal(recipe.mlp.weights(last, recipe.mlp.blocks[0]), 0.0)


def test_a_penalty_is_in_the_loss_and_a_decoupled_decay_is_not() -> None:
    for method in ("adam", "adamw"):
        setup = replace(SMALL, method=method, weight_decay=0.1)
        recipe, train, _ = prepared(setup)
        epoch = list(follow(setup))[-1]
        W = epoch.w[recipe.mlp.is_weight == 1]  # noqa: N806 (the usual symbol)
        expected = 0.0 if method in DECOUPLED else 0.05 * float(W @ W)
        assert epoch.train - epoch.train_data == pytest.approx(expected, abs=1e-12)
        assert NetworkLoss(recipe.mlp, train, recipe.loss).value(epoch.w) == pytest.approx(epoch.train_data)
    free = list(follow(replace(SMALL, method="adamw")))[-1].w
    decayed = list(follow(replace(SMALL, method="adamw", weight_decay=1.0)))[-1].w
    assert np.linalg.norm(decayed) < np.linalg.norm(free)


def test_only_the_proximal_method_makes_weights_exactly_zero() -> None:
    zeros = {}
    for method in ("sgd", "proximal_gradient"):
        setup = replace(SMALL, method=method, lr=0.3, l1=0.05, epochs=60, batch=0)
        zeros[method] = int(np.sum(list(follow(setup))[-1].w[prepared(setup)[0].mlp.is_weight == 1] == 0))
    assert zeros["sgd"] == 0
    assert zeros["proximal_gradient"] > 3


def test_dropout_clipping_momentum_and_batches_reach_the_training() -> None:
    plain = list(follow(replace(SMALL, method="heavy_ball", lr=0.05)))[-1].w
    for other in ({"dropout": 0.3}, {"clip": 0.01}, {"momentum": 0.5}, {"batch": 7}, {"batch": 0}, {"seed": 1}):
        assert not np.allclose(list(follow(replace(SMALL, method="heavy_ball", lr=0.05, **other)))[-1].w, plain)
    clipped = list(follow(replace(SMALL, method="sgd", lr=1.0, clip=1e-3, batch=0, epochs=5)))
    steps = np.linalg.norm(np.diff([epoch.w for epoch in clipped], axis=0), axis=1)
    np.testing.assert_allclose(steps, 1e-3, rtol=1e-5)  # every gradient is longer than it may be


def test_the_share_kept_for_testing_is_kept_and_inputs_are_of_size_one() -> None:
    for held in (0.0, 0.3, 0.9):
        recipe, train, test = prepared(replace(SMALL, held=held))
        assert len(train) + len(test) == 60
        assert len(test) == pytest.approx(60 * held, abs=1)
        assert recipe.mlp.sizes == (2, 6, 1)
    assert 0.5 < np.abs(train.inputs).max() < 2


# What is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("data", "cats"), ("samples", 5), ("samples", 10_000), ("noise", -0.1), ("held", 1.0), ("hidden", "8-x"),
        ("hidden", "8-8-8-8-8-8-8-8-8"), ("hidden", "65"), ("activation", "swish"), ("init", "ones"),
        ("cost", "softmax_cross_entropy"), ("method", "newton"), ("lr", 0.0), ("lr", float("nan")), ("momentum", 1.0),
        ("schedule", "random"), ("warmup", 0.9), ("batch", -1), ("clip", -1.0), ("epochs", -1), ("epochs", 10_000),
        ("seed", -1), ("weight_decay", -1.0), ("l1", float("inf")), ("dropout", 1.0), ("patience", -1),
        ("rows", ((1.0, 2.0),)), ("task", "ranking"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_sentence_that_names_its_field(field: str, value: Any) -> None:
    with pytest.raises(CoreError) as raised:
        replace(SMALL, **{field: value})
    assert raised.value.field == field
    assert field in str(raised.value)
    assert "\n" not in str(raised.value)


def test_every_field_can_be_refused() -> None:
    """The list above leaves none out."""
    marks = test_what_cannot_be_is_one_sentence_that_names_its_field.pytestmark
    assert {field for field, _ in marks[0].args[1]} == {f.name for f in fields(Setup)}


def test_all_choices_are_registered() -> None:
    for method in METHODS:
        registry.get("optimizer", method)
    for schedule in SCHEDULES:
        registry.get("schedule", schedule)
    for name, kind in (("activation", "activation"), ("data", "toy"), ("cost", "loss")):
        for choice in CHOICES[name].choices:
            if choice != "auto":
                registry.get(kind, choice)
    assert set(registry.names("activation")) == set(CHOICES["activation"].choices)
