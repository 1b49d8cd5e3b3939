"""What the presets about the beginning of a training say: vanishing, exploding, zero weights, the binary step."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.nn.cut import Trained
from core.objectives.network_slice import NetworkSlice
from landscape_app.scene.codec import load
from landscape_app.scene.presets import preset


def shown(id: str) -> tuple[NetworkSlice, Trained]:
    known = preset(id)
    assert known is not None
    objective = load(known.path).objective
    assert isinstance(objective, NetworkSlice)
    return objective, objective.trained


def guess(trained: Trained) -> float:
    """The accuracy of saying the same class always."""
    share = float(np.mean(trained.train.targets))
    return max(share, 1 - share)


def test_the_gradient_vanishes_through_five_logistic_layers_and_not_through_tanh() -> None:
    objective, trained = shown("vanishing_gradients")
    norms = trained.epochs[0].gradient_norms
    assert len(norms) == 6
    assert 0.3e-4 < norms[0] / norms[-1] < 3e-4
    assert np.all(np.diff(norms) > 0)
    assert trained.epochs[-1].train_accuracy <= guess(trained) + 0.02
    assert replace(objective, activation="tanh").trained.epochs[-1].train_accuracy > 0.9


def test_the_gradient_explodes_and_every_unit_dies() -> None:
    _, trained = shown("exploding_gradients")
    assert trained.epochs[0].train > 10_000
    for epoch in trained.epochs[1:]:
        np.testing.assert_array_equal(epoch.gradient_norms, 0.0)
        assert abs(epoch.train - np.log(2)) < 0.01
    assert np.linalg.norm(trained.epochs[1].w) > 100 * np.linalg.norm(trained.epochs[0].w)


def test_weights_that_begin_at_zero_stay_there_on_a_saddle() -> None:
    _, trained = shown("all_weights_zero")
    mlp = trained.recipe.mlp
    for epoch in trained.epochs:
        np.testing.assert_array_equal(epoch.gradient_norms, 0.0)
        np.testing.assert_array_equal(epoch.w[:-1], 0.0)
    end = trained.epochs[-1].w
    assert mlp.names[-1] == f"b{len(mlp.blocks)}[1]"
    assert end[-1] != 0.0
    assert np.linalg.norm(trained.loss.gradient(end)) < 1e-2
    assert np.linalg.eigvalsh(trained.loss.hessian(end))[0] < -1e-4


def test_the_binary_step_teaches_the_last_layer_alone() -> None:
    _, trained = shown("binary_step")
    last = trained.recipe.mlp.blocks[-1]
    first, end = trained.epochs[0].w, trained.epochs[-1].w
    np.testing.assert_array_equal(first[: last.first], end[: last.first])
    assert np.linalg.norm(end[last.weights] - first[last.weights]) > 0.5
    assert trained.epochs[-1].train < trained.epochs[0].train
    assert trained.epochs[-1].train_accuracy < 0.75
