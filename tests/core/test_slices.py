"""Planes through weight space, and the loss on them."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import registry
from core.nn.activations import Tanh
from core.nn.initial import initial
from core.nn.mlp import Mlp
from core.nn.network_loss import NetworkLoss, Penalty
from core.nn.planes import (
    NORMALISATIONS,
    Plane,
    honesty,
    of_weights,
    principal_plane,
    random_plane,
    random_walk_share,
    through,
)
from core.nn.slice_grid import slice_tiles
from core.nn.slices import Slice
from core.objectives.network_slice import NetworkSlice
from core.surface import sample, sample_chunks
from core.words import CoreError

MLP = Mlp((2, 8, 8, 1), Tanh())
W = initial(MLP, "xavier", 0) + 0.05
DATA = registry.create("toy", "spiral", samples=40).split()[0]
LOSS = NetworkLoss(
    MLP,
    type(DATA)(DATA.inputs, DATA.targets[:, None].astype(float)),
    registry.create("loss", "binary_cross_entropy"),
    Penalty(l2=0.01),
)


@pytest.mark.parametrize("normalise", NORMALISATIONS)
@pytest.mark.parametrize("biases", [False, True])
def test_a_normalised_direction_has_the_norm_of_the_weights_piece_by_piece(normalise: str, biases: bool) -> None:
    plane = random_plane(MLP, W, 4, normalise, biases)  # type: ignore[arg-type]
    for b in MLP.blocks:
        mine, own = MLP.weights(plane.u, b), MLP.weights(W, b)
        if normalise == "filter":
            np.testing.assert_allclose(np.linalg.norm(mine, axis=1), np.linalg.norm(own, axis=1))
        if normalise == "layer":
            assert np.linalg.norm(mine) == pytest.approx(np.linalg.norm(own))
        assert np.any(plane.u[b.biases]) == biases
    np.testing.assert_array_equal(plane.u, random_plane(MLP, W, 4, normalise, biases).u)  # type: ignore[arg-type]


def test_filter_normalisation_makes_the_picture_of_a_rescaled_relu_network_the_same() -> None:
    """What Li et al. normalise for: (cW₁, cb₁, W₂/c) is the same network and has the same slice."""
    mlp = Mlp((2, 6, 1), registry.create("activation", "relu"))
    loss = NetworkLoss(mlp, LOSS.data, LOSS.loss)
    w = initial(mlp, "he", 1)
    other = w.copy()
    first, second = mlp.blocks
    other[first.weights] *= 5
    other[second.weights] /= 5
    points = np.random.default_rng(0).uniform(-1, 1, (20, 2))
    a, b = (Slice(loss, random_plane(mlp, v, 0)).value(points) for v in (w, other))
    np.testing.assert_allclose(a, b, rtol=1e-10)
    a, b = (Slice(loss, random_plane(mlp, v, 0, "none")).value(points) for v in (w, other))
    assert not np.allclose(a, b, rtol=0.01)


def test_principal_components_are_those_of_the_covariance() -> None:
    rng = np.random.default_rng(0)
    path = np.cumsum(rng.normal(size=(30, 12)), axis=0)
    plane, shares = principal_plane([path])
    values, vectors = np.linalg.eigh(np.cov(path.T))
    np.testing.assert_allclose(shares[:2], values[::-1][:2] / values.sum())
    assert abs(plane.u @ vectors[:, -1]) == pytest.approx(1)
    assert abs(plane.v @ vectors[:, -2]) == pytest.approx(1)
    np.testing.assert_array_equal(plane.origin, path[-1])
    assert honesty(plane, path).explained == pytest.approx(shares[:2].sum())


def test_a_flat_path_is_told_whole_and_a_path_on_a_line_is_refused() -> None:
    t = np.linspace(0, 1, 20)[:, None]
    flat = 3.0 + t * np.eye(9)[0] + t**2 * np.eye(9)[4]
    h = honesty(principal_plane([flat])[0], flat)
    assert h.explained == pytest.approx(1)
    np.testing.assert_allclose(h.off, 0, atol=1e-12)
    with pytest.raises(CoreError, match="points on one line"):
        principal_plane([t * np.ones(9)])
    with pytest.raises(CoreError, match="got 2"):
        principal_plane([flat[:2]])


def test_a_random_walk_looks_well_explained_too() -> None:
    assert random_walk_share(400, 3000) == pytest.approx(6 / np.pi**2 * 1.25, abs=0.02)


@given(st.integers(0, 2**16))
def test_projection_finds_the_nearest_point_on_any_plane(seed: int) -> None:
    rng = np.random.default_rng(seed)
    plane = Plane(*rng.normal(size=(3, 7)))
    w = rng.normal(size=(5, 7))
    points, off = plane.project(w)
    rest = w - plane.at(points)
    np.testing.assert_allclose(rest @ np.stack([plane.u, plane.v]).T, 0, atol=1e-9)
    np.testing.assert_allclose(off, np.linalg.norm(rest, axis=1))
    again, zero = plane.project(plane.at(points))
    np.testing.assert_allclose(again, points, atol=1e-8)
    np.testing.assert_allclose(zero, 0, atol=1e-8)


def test_the_plane_through_three_networks_holds_all_three() -> None:
    a, b, c = np.random.default_rng(0).normal(size=(3, 6))
    plane = through(a, b, c)
    np.testing.assert_allclose(plane.at(np.array([[0, 0], [1, 0], [0, 1.0]])), [a, b, c], atol=1e-14)
    with pytest.raises(CoreError, match="span a plane"):
        through(a, b, a + 2 * (b - a))


def test_two_chosen_weights_are_the_coordinates() -> None:
    plane = of_weights(W, 3, 100)
    w = plane.at(np.array([0.25, -4.0]))
    assert (w[3], w[100]) == (0.25, -4.0)
    rest = np.delete(np.arange(MLP.d), [3, 100])
    np.testing.assert_array_equal(w[rest], W[rest])
    with pytest.raises(CoreError, match="two different entries"):
        of_weights(W, 3, 3)


@pytest.mark.parametrize("seed", range(3))
def test_a_slice_is_an_objective_with_exact_derivatives(seed: int) -> None:
    f = Slice(LOSS, random_plane(MLP, W, seed))
    x = np.random.default_rng(seed).uniform(-1, 1, (6, 2))
    assert f.value(x[0]) == pytest.approx(float(LOSS.value(f.plane.at(x[0]))))
    g, H = f.gradient(x), f.hessian(x)  # noqa: N806
    for j in range(2):
        step = np.zeros(2, dtype=complex)
        step[j] = 1e-30j
        np.testing.assert_allclose(g[:, j], f.value(x + step).imag / 1e-30, rtol=1e-9, atol=1e-12)
        h = 1e-5 * np.eye(2)[j]
        np.testing.assert_allclose(H[:, j], (f.gradient(x + h) - f.gradient(x - h)) / 2e-5, atol=1e-7)
    assert f.value(x.reshape(2, 3, 2)).shape == (2, 3)


@pytest.mark.parametrize("id", ["tanh", "relu", "gelu"])
@pytest.mark.parametrize("loss_id", ["binary_cross_entropy", "softmax_cross_entropy", "half_mean_square"])
def test_the_fast_grid_is_the_slice_point_by_point_on_any_executor(id: str, loss_id: str) -> None:
    loss = registry.create("loss", loss_id)
    outputs = 2 if loss_id == "softmax_cross_entropy" else 1
    targets = LOSS.data.targets[:, 0].astype(int) if outputs == 2 else LOSS.data.targets
    mlp = Mlp((2, 7, 5, outputs), registry.create("activation", id))
    f = NetworkLoss(mlp, type(DATA)(DATA.inputs, targets), loss, Penalty(l2=0.1))
    plane = random_plane(mlp, initial(mlp, "he", 2), 3, biases=True)
    x, y = np.linspace(-1, 1, 9), np.linspace(-0.5, 1, 13)
    exact = Slice(f, plane).value(np.stack(np.meshgrid(x, y), -1))
    pictures = {}
    for name, dtype, executor in (
        ("double", np.float64, None),
        ("single", np.float32, None),
        ("threads", np.float32, ThreadPoolExecutor(2)),
        ("processes", np.float32, ProcessPoolExecutor(1, get_context("spawn")) if id == "tanh" else None),
    ):
        z, right = np.full((13, 9), np.nan), np.full((13, 9), np.nan)
        for tile in slice_tiles(f, plane, x, y, dtype, executor, rows=4):
            z[tile.rows], right[tile.rows] = tile.loss, tile.accuracy
        pictures[name] = z
        if executor is not None:
            executor.shutdown()
    np.testing.assert_allclose(pictures["double"], exact, rtol=1e-10)
    np.testing.assert_allclose(pictures["single"], exact, rtol=2e-5)
    np.testing.assert_array_equal(pictures["single"], pictures["threads"])
    np.testing.assert_array_equal(pictures["single"], pictures["processes"])
    at = plane.at(np.array([x[2], y[5]]))
    np.testing.assert_allclose(right[5, 2], f.accuracy(at))


def test_a_slice_is_seen_coarse_first_and_then_as_it_is() -> None:
    f = NetworkSlice(samples=40, hidden="4", epochs=3)
    seen = [surface for surface in sample_chunks(f, f.domain, 65) if surface is not None]
    *coarse, last = seen
    assert len(coarse) >= 2
    assert last.whole
    assert not any(surface.whole for surface in coarse)
    whole = sample(f, n=65)
    np.testing.assert_array_equal(last.f, whole.f)
    errors = [float(np.abs(surface.f - last.f).max()) for surface in coarse]
    assert errors == sorted(errors, reverse=True)
    assert errors[0] < 0.5 * np.ptp(last.f)
    for surface in coarse:  # what is known is shown as it is
        assert np.sum(np.all(surface.f == last.f, axis=1)) >= 2
    with ThreadPoolExecutor(2) as pool:
        threaded = [s for s in sample_chunks(f, f.domain, 65, executor=pool) if s is not None]
    np.testing.assert_array_equal(threaded[-1].f, last.f)
