"""Training: tied to the core's own loop, resumable to the bit, honest about dropout and early stopping."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from core import registry
from core.batches import Batching
from core.experiment import Experiment, Run
from core.nn.activations import Relu, Tanh
from core.nn.initial import initial
from core.nn.mlp import Mlp
from core.nn.network_loss import Data, Penalty
from core.nn.objective import NetworkObjective
from core.nn.training import Dropout, Epoch, Recipe, batches_of, losses, train_epochs
from core.simulate import run_all
from core.stopping import Stopping

BCE = registry.create("loss", "binary_cross_entropy")
FIRST_ORDER = [
    id
    for id in registry.names("optimizer")
    if registry.get("optimizer", id).uses_lr and not registry.get("optimizer", id).splits and id != "admm"
]


def data(id: str = "xor", samples: int = 60, **fields: Any) -> tuple[Data, Data]:
    train, test = registry.create("toy", id, samples=samples, **fields).split()
    return tuple(Data(part.inputs / 5, part.targets[:, None].astype(float)) for part in (train, test))  # type: ignore[return-value]


def recipe(method: str = "adam", batch: int = 0, schedule: Any = None, **fields: Any) -> Recipe:
    extra = {} if schedule is None else {"schedule": schedule}
    run = Run(registry.create("optimizer", method, **fields), batching=Batching(batch), **extra)
    return Recipe(Mlp((2, 6, 5, 1), Tanh()), BCE, run)


def last(r: Recipe, train: Data, test: Data, epochs: int) -> Epoch:
    return list(train_epochs(r, train, test, epochs))[-1]


@pytest.mark.parametrize("method", FIRST_ORDER)
def test_full_batches_are_the_cores_own_run(method: str) -> None:
    train, test = data()
    r = recipe(method, schedule=registry.create("schedule", "cosine", length=20, warmup=4))
    f = NetworkObjective(losses(r, train))
    start = tuple(initial(r.mlp, r.start, r.seed))
    rules = Stopping(max_steps=12, gradient_on=False)
    path = run_all(Experiment(f, (replace(r.run, starts=(start,)),), stopping=rules))[0]
    epochs = list(train_epochs(r, train, test, 12))
    assert len(epochs) == 13
    for k, epoch in enumerate(epochs):
        np.testing.assert_allclose(epoch.w, path.x[k], rtol=1e-9, atol=1e-12)
        assert epoch.train == pytest.approx(path.f[k])


@pytest.mark.parametrize(("method", "batch"), [("sgd", 7), ("adam", 7), ("heavy_ball", 1), ("rmsprop", 42)])
@pytest.mark.parametrize("schedule", ["constant", "cyclic", "reduce_on_plateau"])
def test_from_any_epoch_it_goes_on_to_the_same_bits(method: str, batch: int, schedule: str) -> None:
    train, test = data()
    r = recipe(method, batch, registry.create("schedule", schedule), lr=0.05)
    r = replace(r, dropout=Dropout(0.3), patience=50)
    whole = list(train_epochs(r, train, test, 9))
    for first in (0, 4, 8):
        resumed = list(train_epochs(r, train, test, 9, whole[first].checkpoint))
        assert [e.number for e in resumed] == list(range(first + 1, 10))
        for a, b in zip(whole[first + 1 :], resumed, strict=True):
            np.testing.assert_array_equal(a.w, b.w)
            assert (a.train, a.test, a.step) == (b.train, b.test, b.step)


def test_an_epoch_sees_every_sample_once_and_never_in_one_order() -> None:
    r = recipe(batch=7)
    orders = [np.concatenate(batches_of(r, 40, epoch)) for epoch in range(3)]
    for order in orders:
        np.testing.assert_array_equal(np.sort(order), np.arange(40))
    assert not np.array_equal(orders[0], orders[1])
    assert [len(b) for b in batches_of(r, 40, 0)] == [7, 7, 7, 7, 7, 5]
    assert len(batches_of(replace(r, run=replace(r.run, batching=Batching(7, True))), 40, 0)) == 6


def test_a_network_learns_what_a_line_cannot() -> None:
    train, test = data("xor", 200)
    told = last(recipe("adam", 10, lr=0.03), train, test, 60)
    assert told.train_accuracy > 0.97
    assert told.test_accuracy > 0.93
    line = replace(recipe("adam", 10, lr=0.03), mlp=Mlp((2, 1), Tanh()))
    assert last(line, train, test, 60).train_accuracy < 0.75


def test_dropout_leaves_the_mean_as_it_is_and_is_off_when_tested() -> None:
    mlp = Mlp((2, 400, 1), Relu())
    masks = Dropout(0.25).masks(mlp, 500, np.random.default_rng(0))
    assert len(masks) == 1
    assert set(np.unique(masks[0])) == {0.0, 1 / 0.75}
    assert masks[0].mean() == pytest.approx(1, abs=0.01)
    assert Dropout(0.0).masks(mlp, 5, np.random.default_rng(0)) == []
    train, test = data()
    r = replace(recipe("sgd", 10, lr=0.1), dropout=Dropout(0.5))
    told = last(r, train, test, 3)
    assert told.train == pytest.approx(float(losses(r, train).value(told.w)))


def test_early_stopping_keeps_the_best_weights() -> None:
    train, test = data("gaussians", 60, noise=0.5)
    r = replace(recipe("adam", 5, lr=0.05), mlp=Mlp((2, 24, 24, 1), Tanh()), patience=8)
    told = list(train_epochs(r, train, test, 400))
    end = told[-1]
    assert end.stopped_early
    assert end.number < 400
    best = min(told[1:], key=lambda e: e.test)
    assert end.checkpoint.best_epoch == best.number == end.number - 8
    np.testing.assert_array_equal(end.checkpoint.best_w, best.w)


def test_the_proximal_step_gives_exact_zeros_and_the_subgradient_none() -> None:
    train, test = data()
    penalty = Penalty(l1=0.03)
    zeros = {}
    for method in ("sgd", "proximal_gradient"):
        r = replace(recipe(method, lr=0.1), penalty=penalty)
        w = last(r, train, test, 150).w
        zeros[method] = int(np.sum((w == 0) & (r.mlp.is_weight == 1)))
    assert zeros["sgd"] == 0
    assert zeros["proximal_gradient"] > 10


def test_gradients_vanish_through_many_logistic_layers_and_not_through_relu() -> None:
    train, test = data()
    shrink = {}
    for id in ("logistic", "relu"):
        mlp = Mlp((2, *[8] * 7, 1), registry.create("activation", id))
        r = replace(recipe("sgd"), mlp=mlp, start="he" if id == "relu" else "xavier")
        norms = next(train_epochs(r, train, test, 1)).gradient_norms
        shrink[id] = norms[0] / norms[-1]
    assert shrink["logistic"] < 1e-4
    assert shrink["relu"] > 1e-2


def test_a_training_that_diverges_ends_and_says_so() -> None:
    train, test = data()
    r = replace(recipe("gradient_descent", lr=1e6), loss=registry.create("loss", "half_mean_square"))
    r = replace(r, mlp=Mlp((2, 6, 1), Relu()))
    told = list(train_epochs(r, train, test, 200))
    assert len(told) < 201
    assert not np.isfinite(told[-1].train)
