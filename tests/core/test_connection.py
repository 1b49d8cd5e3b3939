"""Ways between two trained networks, and from a training's first weights to its last."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.nn.connect import STEPS, barrier
from core.nn.connection import SEEN, Connection, T, connection
from core.nn.cut import Cut
from core.nn.journal import follow
from core.nn.matching import ordered
from core.nn.network_loss import NetworkLoss, Penalty
from core.nn.setup import Setup, prepared

CIRCLE = Setup(data="circle", samples=120, epochs=60, seed=1, weight_decay=1e-4)


def all_found(setup: Setup) -> list[Connection]:
    return [found for found in connection(setup) if found is not None]


@pytest.fixture(scope="module")
def circle() -> list[Connection]:
    return all_found(CIRCLE)


def test_the_ways_lead_from_one_trained_network_to_another(circle: list[Connection]) -> None:
    last = circle[-1]
    a, b = (list(follow(CIRCLE, member))[-1].w for member in (0, 1))
    ends = np.array([0.0, 1.0])
    for name, way in last.ways().items():
        ours, theirs = way.way.at(ends)
        np.testing.assert_array_equal(ours, a)
        if name == "matched":
            np.testing.assert_array_equal(theirs, ordered(last.course.recipe.mlp, b, last.order))
        else:
            np.testing.assert_array_equal(theirs, b)
        # B matched is the same function, so every way has the same ends
        np.testing.assert_allclose(way.train[[0, -1]], last.line.train[[0, -1]], rtol=1e-10)
        np.testing.assert_allclose(way.test[[0, -1]], last.line.test[[0, -1]], rtol=1e-10)
    np.testing.assert_array_equal(last.first.way.at(ends), [next(iter(follow(CIRCLE))).w, a])
    assert last.distance[0] == pytest.approx(np.linalg.norm(a - b))
    assert last.distance[1] < last.distance[0]


def test_what_is_told_along_a_way_is_the_loss_there(circle: list[Connection]) -> None:
    last, (recipe, train, test) = circle[-1], prepared(CIRCLE)
    loss = NetworkLoss(recipe.mlp, train, recipe.loss, recipe.penalty)
    held = replace(loss, data=test, penalty=Penalty())
    for way in (*last.ways().values(), last.first):
        w = way.way.at(T)
        np.testing.assert_allclose(way.train, loss.value(w), rtol=1e-12)
        np.testing.assert_allclose(way.test, held.value(w), rtol=1e-12)
        np.testing.assert_array_equal(way.train_accuracy, loss.accuracy(w))
        np.testing.assert_array_equal(way.test_accuracy, held.accuracy(w))
        assert way.barrier == barrier(way.train)


def test_the_bend_begins_as_the_line_and_sinks(circle: list[Connection]) -> None:
    last = circle[-1]
    assert [len(found.bends) for found in circle] == list(range(1, STEPS // SEEN + 2))
    np.testing.assert_array_equal(last.bends[0].train, last.line.train)
    barriers = [bent.barrier for bent in last.bends]
    assert barriers[-1] < 0.1 * barriers[0]
    assert np.mean(np.diff(barriers) <= 0) > 0.7
    shares = [found.share for found in circle]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert last.ways(steps=25)["bend"] is last.bends[2]


def test_the_bend_is_the_one_that_its_plane_is_cut_along(circle: list[Connection]) -> None:
    *_, trained = Cut("bend").train(CIRCLE)
    assert trained is not None
    assert trained.bend is not None
    np.testing.assert_array_equal(trained.bend.middle, circle[-1].bends[-1].way.middle)


def test_what_looked_apart_was_mostly_another_order(circle: list[Connection]) -> None:
    """Git Re-Basin's finding, with the signs of tanh: the wall between two trainings falls once units are matched."""
    last = circle[-1]
    assert last.line.barrier > 0.5
    assert last.matched.barrier < 0.05 * last.line.barrier
    units = sum(last.course.recipe.mlp.sizes[1:-1])
    assert 0 < last.order.moved <= units


def test_a_climb_is_from_the_lowest_place_left_behind() -> None:
    found = all_found(replace(CIRCLE, epochs=20))[-1]
    fall = replace(found.first, train=np.array([3.0, 2.0, 1.0]))
    hill = replace(found.first, train=np.array([3.0, 1.0, 1.5, 1.2, 1.6, 0.5]))
    assert fall.climb == 0
    assert hill.climb == pytest.approx(0.6)


@pytest.mark.parametrize("setup", [Setup(held=0.0, samples=30, epochs=3), Setup(data="hills_regression", epochs=3)])
def test_what_there_is_not_is_nan(setup: Setup) -> None:
    last = all_found(setup)[-1]
    nothing = ("test", "test_accuracy") if setup.held == 0 else ("train_accuracy", "test_accuracy")
    for way in last.ways().values():
        assert np.isfinite(way.train).all()
        for name in ("train_accuracy", "test", "test_accuracy"):
            assert np.isnan(getattr(way, name)).all() == (name in nothing)


def test_a_training_that_flees_is_told_of_without_a_number() -> None:
    fled = Setup(method="sgd", lr=100.0, cost="mean_square", activation="relu", samples=40, epochs=60)
    last = all_found(fled)[-1]
    assert last.share == 1
    for way in (*last.ways().values(), last.first):
        told = np.isfinite(way.train).all()
        assert np.isfinite(way.climb) == told
        assert np.isfinite(way.barrier) or not told
    assert np.isnan(barrier(np.array([1.0, 2.0, np.inf])))
    assert barrier(np.array([1.0, np.inf, 2.0])) == np.inf
    assert np.isnan(barrier(np.array([1.0, np.nan, 2.0])))


def test_networks_all_alike_have_no_wall_between_them() -> None:
    last = all_found(Setup(init="zeros", batch=0, samples=30, epochs=3))[-1]
    assert last.distance == (0.0, 0.0)
    assert last.line.barrier == last.bends[0].barrier == pytest.approx(0, abs=1e-12)


def test_big_networks_are_looked_at_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    """In small pieces the findings are the same, and the work gives way more often."""
    whole = list(connection(replace(CIRCLE, epochs=5)))
    monkeypatch.setattr("core.nn.connection._CHUNK", 5_000)
    monkeypatch.setattr("core.nn.connect._CHUNK", 5_000)
    parts = list(connection(replace(CIRCLE, epochs=5)))
    assert len(parts) > 2 * len(whole)
    ours, theirs = ([found for found in items if found is not None] for items in (whole, parts))
    assert len(ours) == len(theirs)
    assert whole[-1] is not None
    assert parts[-1] is not None
    np.testing.assert_allclose(whole[-1].bends[-1].train, parts[-1].bends[-1].train, rtol=1e-9)
