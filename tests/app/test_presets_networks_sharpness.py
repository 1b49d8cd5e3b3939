"""What the captions of the presets about sharpness say."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from core.objectives.network_slice import NetworkSlice
from landscape_app.scene import codec
from landscape_app.scene.presets import find
from landscape_app.studies.base import whole
from landscape_app.studies.sharpness import Sharp, SharpnessStudy


def opened(id: str) -> NetworkSlice:
    scene = codec.load(find(id))
    assert (scene.page.below, scene.page.network) == ("network", "sharpness")
    assert isinstance(scene.objective, NetworkSlice)
    return scene.objective


@cache
def found(id: str) -> Sharp:
    study = whole(SharpnessStudy(), opened(id))
    assert isinstance(study, Sharp)
    assert study.share == 1
    return study


def test_the_training_settles_at_the_edge() -> None:
    a = found("training_at_the_edge").along
    np.testing.assert_allclose(a.threshold, 10.0)
    assert a.orientation == ()
    assert a.largest[0] < 4
    assert a.reached is not None
    late = a.largest[a.epochs >= 3750]
    assert np.median(late) == pytest.approx(10.0, rel=0.02)
    np.testing.assert_allclose(late, 10.0, rtol=0.1)
    assert a.loss[-1] < 0.8 * a.loss[3750] < 0.8 * a.loss[a.reached]
    trained = opened("training_at_the_edge").trained
    h = trained.loss.hessian(trained.epochs[-1].w)
    assert np.linalg.eigvalsh(h)[-1] == pytest.approx(a.largest[-1], rel=1e-9)


def test_exclusive_or_never_comes_to_the_edge() -> None:
    a = found("below_the_edge").along
    np.testing.assert_allclose(a.threshold, 10.0)
    assert a.reached is None
    assert a.largest.max() < 7


def test_a_rescaled_network_is_sharper_and_says_the_same() -> None:
    study = found("rescaled_network")
    assert len(study.rescaled) == 2
    for r in study.rescaled:
        assert r.moved.max() < 1e-14
        assert r.largest.max() > 10 * r.largest[20]
        assert r.trace.max() > 5 * r.trace[20]
        np.testing.assert_allclose(r.filtered, r.filtered[20], rtol=1e-9)


def test_adam_settles_at_its_own_threshold() -> None:
    a = found("adam_at_the_edge").along
    np.testing.assert_allclose(a.threshold, 3800.0)
    assert a.orientation == ()
    late = a.preconditioned[a.epochs >= 1000]
    assert np.median(late) == pytest.approx(3800.0, rel=0.05)
    np.testing.assert_allclose(late, 3800.0, rtol=0.25)
