"""What does not fit a network is told in one sentence: never spread by NumPy into a number that looks right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from core.nn.losses import BinaryCrossEntropy, HalfMeanSquare, Hinge, Loss, SoftmaxCrossEntropy
from core.nn.mlp import Mlp
from core.nn.network_loss import Data, NetworkLoss, Penalty
from core.nn.planes import Plane, principal_plane, random_plane
from core.nn.spectrum import hutchinson, lanczos
from core.words import CoreError

RNG = np.random.default_rng(5)
X = RNG.normal(size=(5, 2))
ONE, THREE = Mlp((2, 3, 1)), Mlp((2, 3, 3))
W = RNG.normal(size=THREE.d)


def of(mlp: Mlp, loss: Loss, targets: Any, inputs: Any = X) -> Callable[[], object]:
    return lambda: NetworkLoss(mlp, Data(inputs, np.asarray(targets)), loss)


CASES: list[tuple[Callable[[], object], str]] = [
    (lambda: THREE.forward(np.append(W, 0.0), X), "w must have 21 numbers in its last axis, got an array of shape (22"),
    (lambda: THREE.passed(W[:-1], X), "w must have 21 numbers in its last axis, got an array of shape (20,)"),
    (lambda: THREE.forward(W, X[:, :1]), "inputs (n, in) must have 2 numbers in its last axis"),
    (lambda: THREE.forward(W, X[0]), "inputs (n, in) must have 2 numbers in its last axis, got an array of shape (2,)"),
    (of(THREE, SoftmaxCrossEntropy(), [0, 1, 2, -1, 0]), "whole numbers from 0 to 2, one for a class, got -1"),
    (of(THREE, SoftmaxCrossEntropy(), [0, 1, 2, 3, 0]), "whole numbers from 0 to 2, one for a class, got 3"),
    (of(THREE, SoftmaxCrossEntropy(), [0.0, 1, 2, 1, 0]), "whole numbers from 0 to 2, one for a class, got 0.0"),
    (of(THREE, SoftmaxCrossEntropy(), [0, 1, 2]), "targets must be an array (5,), one row a sample, got shape (3,)"),
    (of(ONE, HalfMeanSquare(), [0.0, 1, 1, 0, 1]), "targets must be an array (5, 1), one row a sample, got shape (5,)"),
    (of(ONE, BinaryCrossEntropy(), [0.0, 1, 1, 0, 1]), "targets must be an array (5, 1)"),
    (of(ONE, BinaryCrossEntropy(), [[0.0], [1], [2], [0], [1]]), "targets must lie between 0 and 1, got 2.0"),
    (of(ONE, Hinge(), [[0.0], [1], [-1], [1], [1]]), "targets must be −1 or 1, got 0.0"),
    (of(ONE, HalfMeanSquare(), np.zeros((0, 1)), X[:0]), "inputs must be an array (n, 2) of at least one sample"),
    (of(ONE, HalfMeanSquare(), np.zeros((5, 1)), X[:, :1]), "inputs must be an array (n, 2)"),
    (lambda: Penalty(l1=-1.0), "l1 must be a finite number of at least 0, got -1.0"),
    (lambda: Penalty(l2=np.nan), "l2 must be a finite number of at least 0, got nan"),
    (lambda: random_plane(THREE, W, 0, "banana"), "normalise must be one of filter, layer, none, got 'banana'"),  # type: ignore[arg-type]
    (lambda: random_plane(THREE, W[:5], 0), "w and the direction must be 21 numbers each"),
    (lambda: Plane(W, W[:3], W[:3]), "u must have 21 numbers in its last axis"),
    (lambda: random_plane(THREE, W, 0).project(W[:4]), "w must have 21 numbers in its last axis"),
    (lambda: principal_plane([np.ones((5, 4)), np.ones((5, 3))]), "every path must have 4 numbers in its last axis"),
    (lambda: lanczos(lambda v: v, 4, k=0), "k must be at least 1, got 0"),
    (lambda: hutchinson(lambda v: v, 4, probes=0), "probes must be at least 1, got 0"),
]  # fmt: skip


@pytest.mark.parametrize(("does", "says"), CASES, ids=[says[:50] for _, says in CASES])
def test_one_sentence_names_the_place_the_need_and_what_came(does: Callable[[], object], says: str) -> None:
    with pytest.raises(CoreError) as caught:
        does()
    assert says in str(caught.value)
    assert caught.value.field


def test_soft_labels_and_parts_of_checked_data_are_taken() -> None:
    loss = NetworkLoss(ONE, Data(X, np.full((5, 1), 0.3)), BinaryCrossEntropy())
    part = loss.data.only(np.array([1, 3]))
    assert np.isfinite(NetworkLoss(ONE, part, loss.loss).value(W[: ONE.d]))
