"""What the captions of the presets about regularisation say."""

from __future__ import annotations

from functools import cache

import numpy as np

from core.nn.regularised import Course
from core.objectives.network_slice import NetworkSlice
from landscape_app.scene import codec
from landscape_app.scene.presets import find
from landscape_app.studies.base import whole
from landscape_app.studies.regularisation import RegularisationStudy, Regularised


def opened(id: str) -> NetworkSlice:
    scene = codec.load(find(id))
    assert (scene.page.below, scene.page.network) == ("network", "regularisation")
    assert isinstance(scene.objective, NetworkSlice)
    return scene.objective


@cache
def found(id: str) -> Regularised:
    study = whole(RegularisationStudy(), opened(id))
    assert isinstance(study, Regularised)
    return study


def ends(course: Course) -> tuple[float, float]:
    """Training and test loss of what comes of it."""
    return float(course.train[course.at]), float(course.test[course.at])


def test_a_network_learns_the_noise_and_l2_keeps_it_from_that() -> None:
    study = found("overfitting")
    assert study.sizes("none").count == 304
    assert len(opened("overfitting").trained.train) == 50
    (train, test), l2 = ends(study.course("none")), study.course("l2")
    assert test > 3 * train
    assert l2.gap < 0.5 * study.course("none").gap
    assert ends(l2)[1] < test


def test_dropout_raises_the_training_loss_and_lowers_the_test_loss() -> None:
    study = found("dropout")
    assert study.strengths.dropout == 0.4
    (train, test), dropout = ends(study.course("none")), study.course("dropout")
    assert ends(dropout)[0] > train
    assert ends(dropout)[1] < test
    assert dropout.gap < 0.5 * study.course("none").gap


def test_only_the_proximal_step_makes_zeros() -> None:
    study = found("exact_zeros")
    assert study.sizes("l1").zeros == 0
    assert study.sizes("l1_prox").zeros > 0.5 * study.sizes("l1_prox").count
    # the slice's own network is the proximal one
    own = opened("exact_zeros").trained.epochs[-1].w
    np.testing.assert_allclose(own, study.course("l1_prox").end, atol=1e-9)


def test_the_diamond_is_met_at_a_corner_and_the_disc_is_not() -> None:
    picture = found("diamond_and_disc").picture
    assert picture is not None
    assert picture.chosen
    diamond, disc = picture.of.l1.at[picture.start], picture.of.l2.at[picture.start]
    assert np.sum(diamond == 0) == 1
    assert np.all(np.abs(disc) > 0.1)


def test_early_stopping_goes_back_to_a_narrower_gap() -> None:
    study = found("early_stopping")
    bare, early = study.course("none"), study.course("early")
    assert early.at == 22
    assert opened("early_stopping").trained.epochs[-1].number == 22 + 30
    assert bare.train[-1] < 0.5 * bare.train[22]
    assert bare.test[-1] > 2 * bare.test[22]
    assert 0.28 < early.gap / bare.gap < 0.38
