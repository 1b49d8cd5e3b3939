"""Planes through weight space: each passes through what it says, and the loss on it is the network's own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.nn.connect import barrier
from core.nn.cut import DIRECTIONS, MEMBERS, Cut, Trained, last_weights
from core.nn.journal import follow
from core.nn.setup import Setup, prepared
from core.objectives.network_slice import NetworkSlice
from core.words import CoreError
from tests.core.derivatives import central_difference, complex_step

SMALL = Setup(data="circle", samples=80, hidden="5-4", epochs=15, lr=0.05, seed=3)
ORIGIN, RIGHT, UP = np.array([0.0, 0.0]), np.array([1.0, 0.0]), np.array([0.0, 1.0])


def cut(directions: str, setup: Setup = SMALL, **fields: object) -> Trained:
    *_, last = Cut(directions, **fields).train(setup)  # type: ignore[arg-type]
    assert last is not None
    return last


def ends(setup: Setup, members: int) -> list[np.ndarray]:
    return [list(follow(setup, member))[-1].w for member in range(members)]


def test_other_members_have_the_same_data_and_another_start_and_shuffling() -> None:
    (one, train, test), (other, also, too) = prepared(SMALL, 0), prepared(SMALL, 1)
    np.testing.assert_array_equal(train.inputs, also.inputs)
    np.testing.assert_array_equal(test.inputs, too.inputs)
    assert one.seed != other.seed
    starts = [next(follow(SMALL, member)).w for member in range(3)]
    for a, b in ((0, 1), (0, 2), (1, 2)):
        assert not np.allclose(starts[a], starts[b])


@pytest.mark.parametrize("directions", DIRECTIONS)
def test_every_plane_passes_through_the_end_of_the_training(directions: str) -> None:
    trained = cut(directions)
    a = ends(SMALL, 1)[0]
    point, off = trained.plane.project(a)
    assert off == pytest.approx(0, abs=1e-9)
    np.testing.assert_allclose(trained.plane.at(point), a, atol=1e-9)
    if directions != "weights":
        np.testing.assert_allclose(point, 0, atol=1e-9)
    assert len(trained.members) == MEMBERS.get(directions, 1)
    np.testing.assert_array_equal(trained.members[0].points, trained.honesty.points)
    assert trained.on_plane[-1] == pytest.approx(trained.epochs[-1].train)
    assert (trained.bend is not None) == (directions == "bend")


def test_three_networks_lie_at_the_corners() -> None:
    trained = cut("three")
    for where, w in zip((ORIGIN, RIGHT, UP), ends(SMALL, 3), strict=True):
        np.testing.assert_allclose(trained.plane.at(where), w, atol=1e-12)
    for where, member in zip((ORIGIN, RIGHT, UP), trained.members, strict=True):
        np.testing.assert_allclose(member.points[-1], where, atol=1e-9)


def test_the_plane_of_a_bend_holds_all_of_it() -> None:
    trained = cut("bend")
    a, b = ends(SMALL, 2)
    assert trained.bend is not None
    np.testing.assert_allclose(trained.plane.at(ORIGIN), a, atol=1e-12)
    np.testing.assert_allclose(trained.plane.at(RIGHT), b, atol=1e-12)
    points, off = trained.plane.project(trained.bend.at(np.linspace(0, 1, 9)))
    np.testing.assert_allclose(off, 0, atol=1e-9)
    np.testing.assert_allclose(points[4], [0.5, 0.5], atol=1e-9)  # half of the height above the middle of the line
    np.testing.assert_allclose(trained.plane.at(np.array([0.5, 1.0])), trained.bend.middle, atol=1e-12)
    t = np.linspace(0, 1, 31)
    straight = trained.loss.value(trained.plane.at(np.stack([t, 0 * t], axis=1)))
    assert barrier(trained.loss.value(trained.bend.at(t))) < 0.5 * barrier(straight)


def test_coordinates_of_two_weights_are_their_values() -> None:
    trained = cut("weights", first="W2[3,1]", second="b1[5]")
    names = trained.recipe.mlp.names
    i, j = names.index("W2[3,1]"), names.index("b1[5]")
    at = np.array([[0.7, -2.0], [-1.5, 0.0]])
    w = trained.plane.at(at)
    np.testing.assert_allclose(w[:, [i, j]], at, atol=1e-15)
    others = np.delete(np.arange(len(names)), [i, j])
    np.testing.assert_array_equal(w[:, others], np.tile(trained.epochs[-1].w[others], (2, 1)))
    paths = np.stack([epoch.w for epoch in trained.epochs])
    np.testing.assert_allclose(trained.honesty.points, paths[:, [i, j]], atol=1e-12)


@pytest.mark.parametrize(("first", "second"), [("W9[1,1]", "b1[1]"), ("W1[1,1]", "W1[1,1]"), ("W1[6,1]", "b1[1]")])
def test_weights_that_the_network_has_not_are_one_sentence(first: str, second: str) -> None:
    with pytest.raises(CoreError, match=r"must be a weight of the network, W1\[1,1\] to b3\[1\]") as raised:
        NetworkSlice(hidden="5-4", directions="weights", first=first, second=second)
    assert raised.value.field == ("second" if first == second else "first")


@pytest.mark.parametrize("directions", ["principal", "several"])
def test_principal_planes_span_the_top_two_components(directions: str) -> None:
    """Against the singular vectors of all paths together."""
    trained = cut(directions)
    u, v = trained.plane.u, trained.plane.v
    assert u @ v == pytest.approx(0, abs=1e-9 * float(np.linalg.norm(u) * np.linalg.norm(v)))
    paths = np.concatenate([[e.w for e in follow(SMALL, m)] for m in range(MEMBERS.get(directions, 1))])
    _, _, rows = np.linalg.svd(paths - paths.mean(axis=0), full_matrices=False)
    spanned = np.stack([u / np.linalg.norm(u), v / np.linalg.norm(v)])
    np.testing.assert_allclose(np.abs(spanned @ rows[:2].T), np.eye(2), atol=1e-7)
    points = np.concatenate([member.points for member in trained.members])
    np.testing.assert_allclose(np.abs(points).max(axis=0), 1.0)  # the paths reach to the plane's ±1


def test_the_hessian_s_plane_is_of_its_two_largest_eigenvalues() -> None:
    trained = cut("hessian")
    w, basis = trained.epochs[-1].w, np.stack([trained.plane.u, trained.plane.v])
    dense = trained.loss.hessian(w)
    values = np.linalg.eigvalsh(dense)
    largest = values[np.argsort(-np.abs(values))][:2]
    unit = basis / np.linalg.norm(basis, axis=1, keepdims=True)
    quotients = np.einsum("id,de,ie->i", unit, dense, unit)
    assert sorted(quotients) == pytest.approx(sorted(largest), rel=1e-6)
    assert unit[0] @ unit[1] == pytest.approx(0, abs=1e-8)


@pytest.mark.parametrize("biases", [False, True])
def test_filters_of_a_random_plane_are_as_long_as_the_weights_own(biases: bool) -> None:
    trained = cut("filter", biases=biases)
    mlp, w = trained.recipe.mlp, trained.epochs[-1].w
    for direction in (trained.plane.u, trained.plane.v):
        for b in mlp.blocks:
            mine, own = mlp.weights(direction, b), mlp.weights(w, b)
            np.testing.assert_allclose(np.linalg.norm(mine, axis=1), np.linalg.norm(own, axis=1))
            assert np.any(direction[b.biases]) == biases
    raw = cut("none")
    assert not np.allclose(np.linalg.norm(raw.plane.u[mlp.blocks[0].weights].reshape(5, 2), axis=1), 1)


def test_layers_of_a_random_plane_are_as_long_as_the_weights_own() -> None:
    trained = cut("layer")
    mlp, w = trained.recipe.mlp, trained.epochs[-1].w
    for b in mlp.blocks:
        assert np.linalg.norm(trained.plane.u[b.weights]) == pytest.approx(np.linalg.norm(w[b.weights]))


@pytest.mark.parametrize("directions", DIRECTIONS)
@pytest.mark.parametrize(
    "setup",
    [
        replace(SMALL, epochs=0),
        replace(SMALL, epochs=1),
        replace(SMALL, init="zeros", batch=0, epochs=4),  # all networks are one and the same
        replace(SMALL, lr=100.0, method="sgd", cost="mean_square", activation="relu", epochs=6),  # it flees
    ],
)
def test_a_training_without_a_way_still_has_a_plane(directions: str, setup: Setup) -> None:
    trained = cut(directions, setup)
    assert np.isfinite(trained.plane.at(np.array([0.3, -0.2]))).all()
    assert np.isfinite(trained.honesty.points).all()
    u, v = trained.plane.u, trained.plane.v
    assert np.linalg.matrix_rank(np.stack([u / np.linalg.norm(u), v / np.linalg.norm(v)])) == 2


def test_with_early_stopping_the_best_weights_count() -> None:
    setup = replace(SMALL, data="moons", noise=0.8, samples=40, epochs=200, patience=10)
    epochs = tuple(follow(setup))
    assert len(epochs) < 201
    tests = [epoch.test for epoch in epochs]
    assert len(epochs) - 1 - int(np.argmin(tests)) == 10
    best = last_weights(setup, epochs)
    np.testing.assert_array_equal(best, epochs[int(np.argmin(tests))].w)
    np.testing.assert_array_equal(last_weights(replace(setup, patience=0), epochs), epochs[-1].w)
    np.testing.assert_allclose(cut("filter", setup).plane.origin, best)


# The slice as an objective --------------------------------------------------------------------------------------

SHOWS = ("train", "train_data", "test", "train_wrong", "test_wrong")
HEIGHTS = ("plain", "log", "clipped")
SLICE = NetworkSlice(
    data="circle", samples=60, hidden="4-3", epochs=12, lr=0.05, weight_decay=0.01, directions="principal", cap=0.4
)  # fmt: skip


def places(objective: NetworkSlice, n: int = 12) -> np.ndarray:
    low, high = np.array(objective.domain).T
    return np.random.default_rng(1).uniform(low, high, (n, 2))


@pytest.mark.parametrize("shows", SHOWS)
@pytest.mark.parametrize("height", HEIGHTS)
def test_what_is_shown_is_what_it_says(shows: str, height: str) -> None:
    f = replace(SLICE, shows=shows, height=height)
    x = places(f)
    trained = f.trained
    w = trained.plane.at(x)
    data = trained.test if shows.startswith("test") else trained.train
    mlp, loss = trained.recipe.mlp, trained.recipe.loss
    outputs = mlp.forward(w, data.inputs)
    if shows.endswith("wrong"):
        raw = np.mean((outputs[..., 0] > 0) != (data.targets[:, 0] > 0.5), axis=-1)
    else:
        raw = loss.each(outputs, data.targets).mean(axis=-1)
        if shows == "train":
            raw = raw + 0.5 * 0.01 * np.sum(w * w * mlp.is_weight, axis=-1)
    drawn = {"plain": raw, "log": np.log10(raw + 1e-12), "clipped": np.minimum(raw, 0.4)}[height]
    np.testing.assert_allclose(f.value(x), drawn, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("shows", SHOWS)
@pytest.mark.parametrize("height", HEIGHTS)
def test_its_derivatives_are_those_of_its_value(shows: str, height: str) -> None:
    f = replace(SLICE, shows=shows, height=height)
    x = places(f, 60)
    if height == "clipped":  # away from the edge of the cap
        x = x[np.abs(replace(f, height="plain").value(x) - f.cap) > 1e-3]
    if shows.endswith("wrong"):  # flat on every step of the staircase
        x = x[[bool(np.ptp(f.value(p + 1e-5 * np.array([[1, 0], [-1, 0], [0, 1], [0, -1]]))) == 0) for p in x]]
    x = x[:12]
    assert len(x) > 5
    g, H = f.gradient(x), f.hessian(x)  # noqa: N806 (the usual symbol)
    scale = max(1.0, float(np.abs(g).max()))
    np.testing.assert_allclose(g, central_difference(f.value, x), atol=1e-8 * scale)
    np.testing.assert_allclose(H, central_difference(f.gradient, x), atol=1e-6 * max(1.0, float(np.abs(H).max())))
    np.testing.assert_allclose(H, np.swapaxes(H, -1, -2))
    if shows.endswith("wrong") or height == "clipped":
        return
    np.testing.assert_allclose(g, complex_step(f.value, x), atol=1e-12 * scale)


@pytest.mark.parametrize("shows", SHOWS)
@pytest.mark.parametrize("height", HEIGHTS)
@pytest.mark.parametrize("data", ["circle", "blobs"])
def test_the_grid_of_its_picture_holds_its_values(shows: str, height: str, data: str) -> None:
    f = replace(SLICE, shows=shows, height=height, data=data)
    (left, right), (low, high) = f.domain
    x, y = np.linspace(left, right, 17), np.linspace(low, high, 13)
    grid = np.full((13, 17), np.nan)
    for rows, values in f.grid(x, y):
        assert values.shape == (len(rows), 17)
        grid[rows] = values
    expected = f.value(np.stack(np.meshgrid(x, y), axis=-1))
    if shows.endswith("wrong") and height != "log":  # one sample more or less on the boundary, by rounding
        n = len(f.trained.test if shows.startswith("test") else f.trained.train)
        assert np.abs(grid - expected).max() <= 1.5 / n
        assert np.mean(np.abs(grid - expected) > 1e-6) < 0.02
    elif not shows.endswith("wrong"):
        np.testing.assert_allclose(grid, expected, rtol=2e-5, atol=2e-5)
    else:
        assert np.mean(np.abs(grid - expected) > 1e-4) < 0.02


def test_how_a_plane_is_shown_trains_and_cuts_nothing_anew() -> None:
    for directions in DIRECTIONS:
        f = replace(SLICE, directions=directions, epochs=3)
        shown = replace(f, reach=0.4, shows="test", height="log", cap=9.0)
        assert shown.trained is f.trained
    assert replace(SLICE, first="b1[1]").trained is SLICE.trained  # no plane of two weights


def test_a_regression_has_no_share_of_wrong_answers() -> None:
    with pytest.raises(CoreError, match="a regression has no share of wrong answers") as raised:
        NetworkSlice(data="hills_regression", shows="test_wrong")
    assert raised.value.field == "shows"
