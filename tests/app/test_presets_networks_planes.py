"""Planes through weight space: what the captions of their presets say is so."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import combinations

import numpy as np
import pytest

from core.nn.connect import barrier, line
from core.nn.connection import T
from core.objectives.network_slice import NetworkSlice
from landscape_app.scene import codec
from landscape_app.scene.model import Scene
from landscape_app.scene.presets import preset
from landscape_app.studies.base import whole
from landscape_app.studies.connection import Connected, ConnectionStudy

IDS = ("three_networks", "the_bend", "three_trainings", "two_weights", "log_height", "staircase")


@cache
def opened(id: str) -> tuple[Scene, NetworkSlice]:
    known = preset(id)
    assert known is not None
    scene = codec.load(known.path)
    assert isinstance(scene.objective, NetworkSlice)
    return scene, scene.objective


def grid(objective: NetworkSlice, n: int = 61) -> np.ndarray:
    (left, right), (low, high) = objective.domain
    return objective.value(np.stack(np.meshgrid(np.linspace(left, right, n), np.linspace(low, high, n)), axis=-1))


@pytest.mark.parametrize("id", IDS)
def test_they_open_on_the_network_and_hold_all_networks_within_the_picture(id: str) -> None:
    scene, objective = opened(id)
    assert scene.page.below == "network"
    low, high = np.array(scene.view_domain).T
    for member in objective.trained.members:
        assert np.all((member.points[-1] > low) & (member.points[-1] < high))
    assert objective.trained.epochs[-1].train_accuracy > 0.97


def test_three_networks_lie_in_three_pits_with_walls_between_them() -> None:
    _, objective = opened("three_networks")
    assert (objective.directions, objective.height) == ("three", "log")
    trained = objective.trained
    ends = [member.epochs[-1] for member in trained.members]
    starts = [member.epochs[0].w for member in trained.members]
    assert len(ends) == 3
    for i, j in combinations(range(3), 2):
        assert not np.allclose(starts[i], starts[j])
        along = trained.loss.value(line(ends[i].w, ends[j].w).at(T))
        assert along.max() > 100 * max(along[0], along[-1])
    f = objective.value(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))
    np.testing.assert_allclose(f, np.log10([end.train for end in ends]), rtol=1e-6)


def test_the_straight_way_leads_over_a_hill_and_the_bend_round_it() -> None:
    scene, objective = opened("the_bend")
    assert scene.page.network == "connection"
    trained = objective.trained
    assert trained.bend is not None
    t = np.linspace(0, 1, 61)
    straight = objective.value(np.stack([t, 0 * t], axis=1))
    bent = objective.value(trained.plane.project(trained.bend.at(t))[0])
    assert barrier(straight) > 1
    assert barrier(bent) < 0.02 * barrier(straight)
    found = whole(ConnectionStudy(), objective)
    assert isinstance(found, Connected)
    # what the page tells of the ways is what the plane shows
    np.testing.assert_allclose(found.line.train, straight, rtol=1e-9)
    np.testing.assert_allclose(found.bends[-1].train, bent, rtol=1e-6)


def test_three_trainings_begin_together_and_part() -> None:
    _, objective = opened("three_trainings")
    assert (objective.directions, objective.height) == ("several", "log")
    members = objective.trained.members
    first, last = (np.array([member.points[i] for member in members]) for i in (0, -1))
    apart = [np.linalg.norm(points[:, None] - points[None], axis=-1) for points in (first, last)]
    assert apart[0].max() < 0.4 * apart[1][np.triu_indices(3, 1)].min()
    # three pits: between any two of them the loss on the plane climbs
    t = T[:, None]
    for i, j in combinations(range(3), 2):
        along = 10 ** objective.value((1 - t) * last[i] + t * last[j])
        assert along.max() > 3 * max(along[0], along[-1])


def test_where_the_second_weight_is_nothing_the_first_makes_no_difference() -> None:
    _, objective = opened("two_weights")
    assert (objective.first, objective.second) == ("W1[1,1]", "W2[1,1]")
    x = np.linspace(*objective.domain[0], 41)
    level = objective.value(np.stack([x, 0 * x], axis=1))
    assert np.ptp(level) < 1e-12
    assert np.ptp(objective.value(np.stack([x, 0 * x + 3.0], axis=1))) > 0.05
    trained = objective.trained
    w = trained.plane.at(np.array([1.25, -0.5]))
    names = trained.recipe.mlp.names
    assert (w[names.index("W1[1,1]")], w[names.index("W2[1,1]")]) == (1.25, -0.5)


def test_the_logarithm_shows_what_looked_flat() -> None:
    _, objective = opened("log_height")
    _, before = opened("network_loss")
    assert replace(objective, height="plain", reach=before.reach) == before
    plain, log = grid(before), grid(objective)
    np.testing.assert_allclose(log, np.log10(plain), atol=1e-6)
    floor = plain < 0.1 * plain.max()  # the lowest tenth of the picture's height
    assert np.mean(floor) > 0.2
    assert plain[floor].max() / plain[floor].min() > 500


def test_what_is_counted_changes_by_whole_samples_and_has_no_slope() -> None:
    _, objective = opened("staircase")
    _, bend = opened("the_bend")
    assert replace(objective, shows="train") == bend
    wrong = grid(objective) * len(objective.trained.train)
    np.testing.assert_allclose(wrong, np.round(wrong), atol=1e-9)
    assert len(np.unique(np.round(wrong))) > 20
    assert not objective.is_smooth
    assert not np.any(objective.gradient(np.random.default_rng(0).uniform(-0.5, 1.5, (50, 2))))
