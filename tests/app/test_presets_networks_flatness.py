"""What the captions of the presets about flat minima and weight decay say."""

from __future__ import annotations

from functools import cache

import numpy as np

from core.objectives.network_slice import NetworkSlice
from landscape_app.scene import codec
from landscape_app.scene.presets import find
from landscape_app.studies.base import whole
from landscape_app.studies.flatness import Flatness, FlatnessStudy


@cache
def found(objective: NetworkSlice) -> Flatness:
    study = whole(FlatnessStudy(), objective)
    assert isinstance(study, Flatness)
    assert study.share == 1
    return study


def opened(id: str) -> NetworkSlice:
    scene = codec.load(find(id))
    assert (scene.page.below, scene.page.network) == ("network", "flatness")
    assert isinstance(scene.objective, NetworkSlice)
    return scene.objective


def test_flatter_and_yet_worse() -> None:
    study = found(opened("flat_or_sharp"))
    assert len(study.of.variants) == 6
    assert all(len(study.of.reached[v.name]) + len(study.of.failed[v.name]) == 16 for v in study.of.variants)
    sharp = {name: each["sharpness"] for name, each in study.spread.items()}
    test = {name: each["test"] for name, each in study.spread.items()}
    assert sharp["full"][2] < sharp["sgd"][1]
    assert all(test["full"][1] > test[name][2] for name in test if name != "full")


def test_l2_in_adam_shrinks_more_and_generalises_worse() -> None:
    study = found(opened("l2_and_adamw"))
    (small, worse), (large, better) = study.curves["adam"], study.curves["adamw"]
    assert np.all(2 * small[0, 1:] < large[0, 1:])
    assert np.all(small[2, 1:] < large[1, 1:])
    assert np.all(worse[1, 1:] > better[2, 1:])
