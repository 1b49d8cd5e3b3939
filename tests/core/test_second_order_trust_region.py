"""The trust region: its subproblem against brute force and the optimality conditions, its radius and its way."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import registry
from core.arrays import Array
from core.experiment import Experiment, Run
from core.optimizers import _subproblem
from core.optimizers._matrices import Spectrum, apply, quadratic_form, spectrum
from core.optimizers._searching import dot
from core.optimizers.base import Evaluate
from core.simulate import run_all
from core.stopping import Stopping
from core.trajectory import Trajectory

SOLVERS = {"exact": _subproblem.exact, "cauchy": _subproblem.cauchy, "dogleg": _subproblem.dogleg}


def path(f: str, steps: int = 300, start: tuple[float, ...] = (), eps: float = 1e-6, **fields: Any) -> Trajectory:
    method = registry.create("optimizer", "trust_region", **fields)
    stopping = Stopping(gradient_eps=eps, max_steps=steps, bound=1e100)
    run = Run(method, (start,) if start else ())
    return run_all(Experiment(registry.create("objective", f), (run,), stopping=stopping))[0]


def solve(name: str, H: Array, g: Array, radius: float) -> tuple[Array, float]:  # noqa: N803
    with np.errstate(all="ignore"):
        found = SOLVERS[name](H[None], g[None], spectrum(H[None]), np.array([radius]))
    return found.p[0], float(found.multiplier[0])


def model(H: Array, g: Array, p: Array) -> Array:  # noqa: N803
    """g'p + ½p'Hp at the rows of p."""
    out: Array = p @ g + 0.5 * np.einsum("...i,ij,...j->...", p, H, p)
    return out


def matrix(values: Array, seed: int) -> tuple[Array, Array]:
    """A symmetric matrix with these eigenvalues, and the eigenvectors as columns."""
    v = np.linalg.qr(np.random.default_rng(seed).normal(size=(len(values), len(values))))[0]
    h = (v * values) @ v.T
    return 0.5 * (h + h.T), v


def brute(H: Array, g: Array, radius: float) -> float:  # noqa: N803
    """The lowest value on a fine grid of the disc's edge and, where that is inside, at the model's minimum."""
    turn = np.linspace(0, 2 * np.pi, 20_001)
    edge: Array = radius * np.stack([np.cos(turn), np.sin(turn)], axis=-1)
    best = float(np.min(model(H, g, edge)))
    if np.linalg.eigvalsh(H)[0] > 1e-12 * np.max(np.abs(H)):
        newton: Array = np.linalg.solve(H, -g).astype(np.float64)
        if np.linalg.norm(newton) <= radius:
            best = min(best, float(model(H, g, newton)))
    return min(best, 0.0)


@given(
    seed=st.integers(0, 10**6),
    values=st.lists(st.integers(-50, 50).map(lambda k: k / 10), min_size=2, max_size=2),
    size=st.floats(-6, 3),
    radius=st.floats(-3, 3),
)
def test_the_exact_solution_is_the_lowest_point_of_the_disc(
    seed: int, values: list[float], size: float, radius: float
) -> None:
    H, _ = matrix(np.sort(values), seed)  # noqa: N806
    g, delta = np.random.default_rng(seed + 1).normal(size=2) * 10**size, 10**radius
    p, _ = solve("exact", H, g, delta)
    assert np.linalg.norm(p) <= delta * (1 + 1e-10)
    scale = np.linalg.norm(g) * delta + np.max(np.abs(values)) * delta**2
    lowest = brute(H, g, delta)
    assert model(H, g, p) <= lowest + 1e-12 * scale
    assert model(H, g, p) >= lowest - 1e-6 * scale  # the grid is that fine


def assert_optimal(H: Array, g: Array, radius: float, p: Array, multiplier: float) -> None:  # noqa: N803
    """Moré and Sorensen's conditions, necessary and sufficient for a global minimiser."""
    scale = np.linalg.norm(g) + (np.max(np.abs(H)) + multiplier) * radius
    assert multiplier >= 0
    assert np.linalg.norm(H @ p + multiplier * p + g) <= 1e-9 * scale
    assert np.linalg.norm(p) <= radius * (1 + 1e-10)
    assert multiplier * (radius - np.linalg.norm(p)) <= 1e-9 * scale
    assert np.linalg.eigvalsh(H)[0] + multiplier >= -1e-10 * np.max(np.abs(H))


@given(
    seed=st.integers(0, 10**6),
    d=st.integers(1, 8),
    low=st.floats(-10, 10),
    same=st.integers(1, 3),
    hard=st.booleans(),
    size=st.floats(-8, 4),
    radius=st.floats(-4, 4),
)
def test_the_exact_solution_meets_the_optimality_conditions_in_any_dimension(
    seed: int, d: int, low: float, same: int, hard: bool, size: float, radius: float
) -> None:
    """``hard``: g has no part along the lowest eigenvectors, of which there may be several."""
    rng = np.random.default_rng(seed)
    values = np.sort(low + rng.exponential(3.0, d))
    values[:same] = low
    H, v = matrix(values, seed)  # noqa: N806
    b = rng.normal(size=d) * 10**size
    if hard:
        b[:same] = 0
    assert_optimal(H, v @ b, 10**radius, *solve("exact", H, v @ b, 10**radius))


@pytest.mark.parametrize("radius", [0.6, 3.0, 1e3])
def test_the_hard_case_goes_along_the_lowest_curvature_as_far_as_the_circle(radius: float) -> None:
    """H = diag(−1, 1), g = (0, 1): λ = 1, p = (z, −½) with z² = Δ² − ¼."""
    p, multiplier = solve("exact", np.diag([-1.0, 1.0]), np.array([0.0, 1.0]), radius)
    np.testing.assert_allclose(p, [np.sqrt(radius**2 - 0.25), -0.5], rtol=1e-12)
    assert multiplier == pytest.approx(1.0)


def test_just_beside_the_hard_case_the_solution_is_nearly_the_same() -> None:
    H = np.diag([-1.0, 1.0])  # noqa: N806
    ends = [solve("exact", H, np.array([-tiny, 1.0]), 3.0)[0] for tiny in (0.0, 1e-300, 1e-100, 1e-17, 1e-12, 1e-8)]
    np.testing.assert_allclose(ends, [ends[0]] * len(ends), rtol=1e-7)
    assert solve("exact", H, np.array([1e-300, 1.0]), 3.0)[0][0] < 0  # against g


def test_several_lowest_eigenvectors_and_rounding_along_one_of_them() -> None:
    H, g = np.diag([-2.0, -2.0, 1.0]), np.array([0.0, 5e-16, 1.0])  # noqa: N806
    p, multiplier = solve("exact", H, g, 1.0)
    assert_optimal(H, g, 1.0, p, multiplier)
    assert multiplier == pytest.approx(2.0)


def test_a_small_circle_hides_the_hard_case() -> None:
    """‖(H − λ₁I)⁺g‖ = ½ > Δ: the solution is −Δg/‖g‖ and λ > −λ₁."""
    p, multiplier = solve("exact", np.diag([-1.0, 1.0]), np.array([0.0, 1.0]), 0.4)
    np.testing.assert_allclose(p, [0.0, -0.4], atol=1e-12)
    assert multiplier == pytest.approx(1.5)


def test_at_a_saddle_with_no_gradient_it_leaves() -> None:
    p, multiplier = solve("exact", np.diag([2.0, -3.0]), np.zeros(2), 0.7)
    np.testing.assert_allclose(p, [0.0, 0.7])
    assert multiplier == 3.0
    p, _ = solve("exact", np.diag([2.0, 3.0]), np.zeros(2), 0.7)
    np.testing.assert_array_equal(p, [0.0, 0.0])


@given(seed=st.integers(0, 10**6), d=st.integers(1, 5), low=st.floats(-5, 5), radius=st.floats(-3, 3))
def test_what_the_cheap_points_promise(seed: int, d: int, low: float, radius: float) -> None:
    """Exact ≤ dogleg ≤ Cauchy ≤ −½‖g‖ min(Δ, ‖g‖/‖H‖) (Nocedal and Wright, lemma 4.3)."""
    rng = np.random.default_rng(seed)
    H, _ = matrix(np.sort(low + rng.exponential(2.0, d)), seed)  # noqa: N806
    g, delta = rng.normal(size=d), 10**radius
    p = {name: solve(name, H, g, delta)[0] for name in SOLVERS}
    assert all(np.linalg.norm(each) <= delta * (1 + 1e-9) for each in p.values())
    value = {name: float(model(H, g, each)) for name, each in p.items()}
    norm = float(np.linalg.norm(g))
    largest = float(np.max(np.abs(np.linalg.eigvalsh(H))))
    slack = 1e-9 * (norm * delta + largest * delta**2)
    assert value["exact"] <= value["dogleg"] + slack
    assert value["dogleg"] <= value["cauchy"] + slack
    assert value["cauchy"] <= -0.5 * norm * min(delta, norm / largest) + slack
    across = p["cauchy"] / np.linalg.norm(p["cauchy"])
    np.testing.assert_allclose(across, -g / norm, atol=1e-9)


def test_the_dogleg_path_by_hand() -> None:
    """H = diag(1, 9), g = (1, 3): p_U = −(10/82)(1, 3), p_B = −(1, 1/3)."""
    H, g = np.diag([1.0, 9.0]), np.array([1.0, 3.0])  # noqa: N806
    steepest, newton = -10 / 82 * g, -np.array([1.0, 1 / 3])
    np.testing.assert_allclose(solve("dogleg", H, g, 5.0)[0], newton)
    np.testing.assert_allclose(solve("dogleg", H, g, 0.2)[0], -0.2 * g / np.sqrt(10))
    p = solve("dogleg", H, g, 0.7)[0]
    assert np.linalg.norm(p) == pytest.approx(0.7)
    share = (p - steepest) / (newton - steepest)
    assert share[0] == pytest.approx(share[1])
    assert 0 < share[0] < 1
    # no path where H is indefinite: the Cauchy point
    H = np.diag([1.0, -9.0])  # noqa: N806
    np.testing.assert_array_equal(solve("dogleg", H, g, 0.7)[0], solve("cauchy", H, g, 0.7)[0])


@pytest.mark.parametrize("name", list(SOLVERS))
@given(seed=st.integers(0, 10**6), n=st.integers(2, 9), d=st.integers(1, 6))
def test_rows_do_not_know_each_other(name: str, seed: int, n: int, d: int) -> None:
    rng = np.random.default_rng(seed)
    H = rng.normal(size=(n, d, d))  # noqa: N806
    H = H + np.swapaxes(H, 1, 2)  # noqa: N806
    g, radius = rng.normal(size=(n, d)), 10 ** rng.uniform(-2, 2, n)
    with np.errstate(all="ignore"):
        together = SOLVERS[name](H, g, spectrum(H), radius)
        for i in range(n):
            alone = SOLVERS[name](H[i : i + 1], g[i : i + 1], spectrum(H[i : i + 1]), radius[i : i + 1])
            np.testing.assert_array_equal(alone.p[0], together.p[i])
            np.testing.assert_array_equal(alone.multiplier[0], together.multiplier[i])


@given(seed=st.integers(0, 10**6), n=st.integers(1, 7), d=st.integers(1, 9))
def test_products_of_small_matrices(seed: int, n: int, d: int) -> None:
    rng = np.random.default_rng(seed)
    m, v = rng.normal(size=(n, d, d)), rng.normal(size=(n, d))
    np.testing.assert_allclose(apply(m, v), (m @ v[..., None])[..., 0], rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(quadratic_form(m, v), dot(v, apply(m, v)), rtol=1e-12, atol=1e-13)
    shared = np.broadcast_to(m[0], (n, d, d))  # a constant Hessian: strides of 0
    np.testing.assert_array_equal(apply(shared, v), np.stack([apply(m[:1], row[None])[0] for row in v]))


@given(seed=st.integers(0, 10**6), n=st.integers(1, 6), d=st.integers(1, 6), size=st.floats(-150, 150))
def test_a_spectrum_is_one_whatever_the_scale(seed: int, n: int, d: int, size: float) -> None:
    rng = np.random.default_rng(seed)
    h = rng.normal(size=(n, d, d)) * 10**size
    h = h + np.swapaxes(h, 1, 2)
    found = spectrum(h)
    scale = np.max(np.abs(h))
    assert np.all(np.diff(found.values, axis=1) >= 0)
    np.testing.assert_allclose(found.values / scale, np.linalg.eigvalsh(h / scale), atol=1e-13)
    back = (found.vectors * found.values[:, None, :]) @ np.swapaxes(found.vectors, 1, 2)
    np.testing.assert_allclose(back / scale, h / scale, atol=1e-13)
    identity = np.swapaxes(found.vectors, 1, 2) @ found.vectors
    np.testing.assert_allclose(identity, np.broadcast_to(np.eye(d), (n, d, d)), atol=1e-13)


def test_a_matrix_that_is_not_finite_has_no_spectrum_and_spoils_no_other() -> None:
    h = np.array([[[np.nan, 0.0], [0.0, 1.0]], [[np.inf, 0.0], [0.0, 1.0]], [[2.0, 0.0], [0.0, 1.0]]])
    found: Spectrum = spectrum(h)
    assert found.finite.tolist() == [False, False, True]
    assert np.isnan(found.values[:2]).all()
    np.testing.assert_array_equal(found.values[2], [1.0, 2.0])


# ---------------------------------------------------------------- the method


@pytest.mark.parametrize("subproblem", list(SOLVERS))
@pytest.mark.parametrize("f", ["rosenbrock", "himmelblau", "styblinski_tang", "six_hump_camel"])
@pytest.mark.parametrize("eta", [0.0, 0.2])
def test_every_number_of_a_step_is_the_one_of_algorithm_4_1(subproblem: str, f: str, eta: float) -> None:
    objective = registry.create("objective", f)
    t = path(f, 40, subproblem=subproblem, radius=0.5, max_radius=2.0, eta=eta, eps=1e-4)
    e, radius = t.extras, 0.5
    for k in range(1, t.steps + 1):
        x, p = t.x[k - 1], e["p"][k]
        assert e["radius"][k] == radius
        promised = -float(model(objective.hessian(x), objective.gradient(x), p))
        got = float(objective.value(x) - objective.value(x + p))
        assert e["reduction"][k] == pytest.approx(promised, rel=1e-9)
        assert e["decrease"][k] == pytest.approx(got, rel=1e-9, abs=1e-13)
        rho = got / promised
        assert e["rho"][k] == pytest.approx(rho, rel=1e-6)
        assert (e["accepted"][k] == 1) == (rho > eta)
        np.testing.assert_array_equal(t.x[k], x + p if rho > eta else x)
        if rho < 0.25:
            radius /= 4
        elif rho > 0.75 and np.linalg.norm(p) == pytest.approx(radius, rel=1e-10):
            radius = min(2 * radius, 2.0)
    assert np.all(np.diff(t.f) <= 0)


@pytest.mark.parametrize("subproblem", list(SOLVERS))
def test_it_ends_at_the_minimum_of_rosenbrock(subproblem: str) -> None:
    t = path("rosenbrock", 20_000, subproblem=subproblem)
    assert t.stop is not None
    assert (t.stop.rule, t.stop.verdict) == ("gradient", "minimum")


def test_the_better_the_subproblem_is_solved_the_fewer_the_steps() -> None:
    steps = {name: path("rosenbrock", 20_000, subproblem=name).steps for name in SOLVERS}
    assert 10 * steps["exact"] < steps["cauchy"]
    assert 10 * steps["dogleg"] < steps["cauchy"]


def test_it_leaves_a_saddle_even_from_its_stable_manifold_and_from_the_saddle_itself() -> None:
    """Gradient descent from (1, 0) on x² − y² + y⁴/4 never sees the way out: g has no part along it."""
    for start in ((1.0, 0.0), (0.0, 0.0)):
        objective = registry.create("objective", "saddle_between_minima")
        x, m = np.array([start]), registry.create("optimizer", "trust_region")
        state, evaluate = m.init(x), Evaluate(objective, 1)
        with np.errstate(all="ignore"):
            for _ in range(30):
                x, state, _ = m.step(x, evaluate, state, 0.0)
        np.testing.assert_allclose(np.abs(x), [[0.0, np.sqrt(2)]], atol=1e-8)


def test_a_rejected_step_is_no_failure_and_shrinks_the_circle() -> None:
    t = path("rosenbrock", radius=100.0, max_radius=100.0)
    rejected = np.flatnonzero(t.extras["accepted"] == 0)
    assert len(rejected) > 2
    for k in rejected:
        np.testing.assert_array_equal(t.x[k], t.x[k - 1])
        assert k == t.steps or t.extras["radius"][k + 1] == t.extras["radius"][k] / 4
        assert t.gradients[k] - t.gradients[k - 1] == t.extras["accepted"][k - 1] if k > 1 else 1
    assert t.stop is not None
    assert t.stop.verdict == "minimum"


def test_a_kink_shrinks_the_region_to_nothing_and_it_says_so() -> None:
    t = path("bukin_6")
    assert t.stop is not None
    assert t.stop.rule == "method_failed"
    assert "the trust region has shrunk until rounding hides its steps" in str(t.stop)


def test_the_first_radius_is_never_above_the_largest() -> None:
    t = path("himmelblau", 3, radius=5.0, max_radius=0.25)
    assert t.extras["radius"][1] == 0.25
    assert np.nanmax(t.step_length) <= 0.25 * (1 + 1e-12)
