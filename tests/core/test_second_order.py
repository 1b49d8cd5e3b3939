"""Newton's methods and quasi-Newton methods: what theory says of them on quadratics, near minima and at saddles."""

from __future__ import annotations

import warnings
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import registry
from core.arrays import Array
from core.experiment import Experiment, Run
from core.linesearch.conditions import armijo, strong_wolfe
from core.linesearch.zoutendijk import wolfe_ceiling, zoutendijk
from core.objectives.base import Objective
from core.optimizers.base import Optimizer
from core.params import ParameterError
from core.simulate import run_all
from core.stopping import MethodFailure, Stopping
from core.trajectory import Trajectory

NEWTONS = ("newton", "damped_newton", "modified_newton", "saddle_free_newton")
QUASI = ("bfgs", "dfp", "lbfgs")
DESCENTS = (*NEWTONS[1:], *QUASI, "conjugate_gradient", "line_search_descent")


def method(id: str, **fields: Any) -> Optimizer:
    made: Optimizer = registry.create("optimizer", id, **fields)
    return made


def objective(id: str, **fields: Any) -> Objective:
    made: Objective = registry.create("objective", id, **fields)
    return made


def path(
    f: Objective, m: Optimizer, steps: int = 500, start: tuple[float, ...] = (), eps: float | None = None
) -> Trajectory:
    stopping = Stopping(gradient_on=eps is not None, gradient_eps=eps or 1e-6, max_steps=steps, bound=1e100)
    return run_all(Experiment(f, (Run(m, (start,) if start else ()),), stopping=stopping))[0]


def form(d: int, seed: int, spread: float = 2.0) -> tuple[Objective, Array]:
    """A positive definite quadratic with eigenvalues within 10^±spread/2, and its Hessian."""
    rng = np.random.default_rng(seed)
    v = np.linalg.qr(rng.normal(size=(d, d)))[0]
    q = (v * 10 ** rng.uniform(-spread / 2, spread / 2, d)) @ v.T
    q = 0.5 * (q + q.T)
    return objective("quadratic_form", Q=tuple(map(tuple, q.tolist())), b=tuple(rng.normal(size=d).tolist())), q


# ---------------------------------------------------------------- Newton


@pytest.mark.parametrize("id", NEWTONS)
@given(seed=st.integers(0, 10**6), d=st.integers(1, 6))
def test_newton_ends_a_quadratic_in_one_step(id: str, seed: int, d: int) -> None:
    f, q = form(d, seed)
    t = path(f, method(id), 1)
    assert t.grad_norm[1] <= 1e-11 * t.grad_norm[0]
    np.testing.assert_allclose(t.extras["eigenvalues"][1], np.linalg.eigvalsh(q), rtol=1e-10)
    np.testing.assert_allclose(t.extras["p"][1], np.linalg.solve(q, -t.gradient[0]), rtol=1e-8, atol=1e-10)


@pytest.mark.parametrize("signs", [(1.0, -1.0), (-1.0, -2.0)])
def test_pure_newton_goes_to_saddles_and_maxima_in_one_step(signs: tuple[float, float]) -> None:
    f = objective("quadratic_form", Q=((signs[0], 0.0), (0.0, signs[1])), b=(0.3, -0.4))
    t = path(f, method("newton"), 3, (2.0, 1.0))
    np.testing.assert_allclose(t.x[1], np.array([0.3, -0.4]) / signs, atol=1e-15)


def test_the_way_to_a_maximum_climbs_and_the_verdict_says_what_it_is() -> None:
    t = path(objective("himmelblau"), method("newton"), 50, (-0.1, -1.1), eps=1e-8)
    assert t.stop is not None
    assert (t.stop.rule, t.stop.verdict) == ("gradient", "maximum")
    assert t.f[-1] > t.f[0]


@given(seed=st.integers(0, 10**6))
def test_newtons_fractal_is_newtons_method_for_the_cube_roots_of_one(seed: int) -> None:
    start = np.random.default_rng(seed).uniform(-2, 2, 2)
    t = path(objective("newton_fractal"), method("newton"), 8, tuple(start.tolist()))
    z = complex(*start)
    for x in t.x[1:]:
        z = z - (z**3 - 1) / (3 * z**2)
        np.testing.assert_allclose(x, [z.real, z.imag], rtol=1e-6, atol=1e-6)


def test_newtons_fractal_ends_at_its_three_saddles_and_at_nothing_else() -> None:
    side = np.linspace(-1.9, 1.9, 12)
    starts = tuple((float(a), float(b)) for a in side for b in side)
    f = objective("newton_fractal")
    ends = run_all(Experiment(f, (Run(method("newton"), starts),), stopping=Stopping(gradient_eps=1e-10)))
    roots = {complex(round(t.x[-1, 0], 6), round(t.x[-1, 1], 6)) for t in ends}
    assert roots == {complex(round(c.x[0], 6), round(c.x[1], 6)) for c in f.critical_points}
    assert {t.stop.verdict for t in ends if t.stop is not None} == {"saddle"}
    # from a start near one border all three are near
    assert len({round(float(t.x[-1, 1])) for t in ends}) == 3


@pytest.mark.parametrize("id", ["newton", "damped_newton", "modified_newton", "saddle_free_newton", "trust_region"])
@pytest.mark.parametrize(("f", "start"), [("rosenbrock", (0.9, 0.85)), ("himmelblau", (3.3, 2.2))])
def test_newton_squares_its_error(id: str, f: str, start: tuple[float, float]) -> None:
    """‖x_{k+1} − x*‖ / ‖x_k − x*‖² stays bounded while ‖x_{k+1} − x*‖ / ‖x_k − x*‖ goes to 0."""
    target = objective(f)
    t = path(target, method(id), 30, start, eps=1e-11)
    best = min(target.minima, key=lambda m: float(np.linalg.norm(np.array(m) - t.x[-1])))
    error = np.linalg.norm(t.x - np.array(best), axis=1)
    late = [(a, b) for a, b in pairwise(error) if 1e-7 < a < 0.1 and b > 1e-14]
    assert len(late) >= 2
    orders = [np.log(b) / np.log(a) for a, b in late[-1:]]
    assert min(orders) > 1.6
    assert late[-1][1] / late[-1][0] < 1e-2


def test_a_singular_hessian_ends_newton_in_words() -> None:
    f = objective("quadratic_form", Q=((2.0, 0.0), (0.0, 0.0)), b=(2.0, 1.0))
    for id in ("newton", "damped_newton"):
        t = path(f, method(id), 10, (1.0, 1.0))
        assert t.stop is not None
        assert (t.stop.rule, t.stop.step) == ("method_failed", 1)
        assert str(t.stop).startswith("Stopped at step 1: the Hessian is singular, with eigenvalues from 0 to 2.")
        np.testing.assert_array_equal(t.x[1], t.x[0])


def test_damped_newton_says_when_its_direction_rises() -> None:
    t = path(objective("saddle"), method("damped_newton"), 10, (0.2, 1.0))
    assert t.stop is not None
    assert t.stop.rule == "method_failed"
    assert "not positive definite, its lowest eigenvalue is -2" in str(t.stop)
    # along the stable manifold Newton's direction does go down, to the saddle
    t = path(objective("saddle"), method("damped_newton"), 1, (1.0, 0.2))
    np.testing.assert_allclose(t.x[1], 0, atol=1e-15)


def test_a_search_that_fails_says_why() -> None:
    """Across the kink of Bukin's sixth function the slope jumps: no step meets the strong Wolfe conditions."""
    for id in ("bfgs", "lbfgs", "conjugate_gradient"):
        t = path(objective("bukin_6"), method(id), 100)
        assert t.stop is not None
        assert t.stop.rule == "line_search_failed"
        assert "rounding hides the decrease: the steps left to try all lie at α = " in str(t.stop)
        assert t.alpha[-1] == 0


@pytest.mark.parametrize(
    ("id", "fields", "expected"),
    [
        ("modified_newton", {"modification": "shift"}, (0.25, 5.25)),  # τ = 2.25
        ("modified_newton", {"modification": "floor"}, (0.25, 3.0)),
        ("saddle_free_newton", {}, (2.0, 3.0)),
        ("saddle_free_newton", {"delta": 2.5}, (2.5, 3.0)),
    ],
)
def test_how_a_hessian_is_made_definite(id: str, fields: dict[str, Any], expected: tuple[float, float]) -> None:
    f = objective("quadratic_form", Q=((3.0, 0.0), (0.0, -2.0)), b=(0.0, 0.0))
    t = path(f, method(id, **({"delta": 0.25} | fields)), 1, (1.0, 1.0))
    np.testing.assert_allclose(t.extras["modified"][1], expected)
    np.testing.assert_allclose(t.extras["p"][1], [-3 / expected[1], 2 / expected[0]], rtol=1e-14)


@pytest.mark.parametrize("id", ["modified_newton", "saddle_free_newton"])
def test_where_the_hessian_is_definite_they_are_damped_newton(id: str) -> None:
    f = objective("rosenbrock")
    t, damped = path(f, method(id), 10), path(f, method("damped_newton"), 10)
    np.testing.assert_allclose(t.x, damped.x, rtol=1e-10)


@pytest.mark.parametrize("id", ["modified_newton", "saddle_free_newton", "trust_region", *QUASI, "conjugate_gradient"])
def test_what_pure_newton_mistakes_for_an_end_others_leave(id: str) -> None:
    """x² − y² + y⁴/4 from just beside the saddle's stable manifold."""
    f = objective("saddle_between_minima")
    assert path(f, method("newton"), 60, eps=1e-8).stop.verdict == "saddle"  # type: ignore[union-attr]
    t = path(f, method(id), 200, eps=1e-6)
    assert t.stop is not None
    assert t.stop.verdict == "minimum"
    assert t.f[-1] == pytest.approx(-1.0, abs=1e-10)


def test_no_hessian_at_all_ends_the_run_and_raises_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for id in (*NEWTONS, "trust_region"):
            t = path(objective("rosenbrock"), method(id), 10, (1e200, 1e200))
            assert t.stop is not None
            assert t.stop.rule in ("diverged", "method_failed")


# ---------------------------------------------------------------- quasi-Newton


@pytest.mark.parametrize("id", ["bfgs", "dfp"])
@given(seed=st.integers(0, 10**6), d=st.integers(1, 6))
def test_with_exact_search_a_quadratic_ends_in_d_steps_and_h_is_its_inverse(id: str, seed: int, d: int) -> None:
    """Nocedal and Wright, theorem 6.4."""
    f, q = form(d, seed, 1.0)
    t = path(f, method(id, search="exact"), d)
    assert t.grad_norm[d] <= 1e-8 * t.grad_norm[0]
    inverse = np.linalg.inv(q)
    np.testing.assert_allclose(t.extras["H_new"][d], inverse, rtol=1e-4, atol=1e-5 * np.max(np.abs(inverse)))
    conjugate = t.extras["p"][1:] @ q @ t.extras["p"][1:].T
    scale = np.sqrt(np.outer(np.diag(conjugate), np.diag(conjugate)))
    assert np.max(np.abs(conjugate - np.diag(np.diag(conjugate))) / scale) < 1e-5


@pytest.mark.parametrize("id", QUASI)
@given(seed=st.integers(0, 10**6), d=st.integers(1, 5))
def test_with_exact_search_quasi_newton_is_the_conjugate_gradient_method(id: str, seed: int, d: int) -> None:
    """Nocedal and Wright, theorem 6.4 (iii): the points of conjugate gradients, as H starts as a multiple of I."""
    f, _ = form(d, seed, 1.5)
    t, cg = path(f, method(id, search="exact"), d), path(f, method("conjugate_gradient", search="exact"), d)
    np.testing.assert_allclose(t.x, cg.x, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize(("f", "start"), [("rosenbrock", ()), ("himmelblau", ()), ("beale", (1.0, 0.8))])
def test_dfp_and_bfgs_go_through_the_same_points_with_exact_searches(f: str, start: tuple[float, ...]) -> None:
    """Dixon (1972), not on quadratics alone."""
    bfgs, dfp = (path(objective(f), method(id, search="exact"), 5, start) for id in ("bfgs", "dfp"))
    np.testing.assert_allclose(bfgs.x, dfp.x, rtol=1e-4, atol=1e-5)
    assert not np.allclose(bfgs.alpha[3:], dfp.alpha[3:], rtol=1e-6)  # not by the same steps along the same directions


@pytest.mark.parametrize("id", ["bfgs", "dfp"])
@pytest.mark.parametrize("search", ["strong_wolfe", "backtracking", "goldstein"])
@pytest.mark.parametrize("f", ["rosenbrock", "himmelblau", "styblinski_tang", "six_hump_camel"])
def test_the_secant_equation_holds_after_every_update_and_h_stays_definite(id: str, search: str, f: str) -> None:
    t = path(objective(f), method(id, search=search), 60, eps=1e-6)
    e = t.extras
    for k in range(1, t.steps + 1):
        s, y, H, H_new = (e[name][k] for name in ("s", "y", "H", "H_new"))  # noqa: N806
        np.testing.assert_array_equal(s, t.x[k] - t.x[k - 1])
        np.testing.assert_allclose(y, t.gradient[k] - t.gradient[k - 1], atol=1e-12)
        np.testing.assert_allclose(e["p"][k], -H @ t.gradient[k - 1], rtol=1e-12, atol=1e-13 * np.max(np.abs(H)))
        np.testing.assert_array_equal(H_new, H_new.T)
        assert np.linalg.eigvalsh(H_new)[0] > 0
        if e["updated"][k]:
            assert e["sy"][k] > 0
            size = np.linalg.norm(s)
            np.testing.assert_allclose(H_new @ y, s, atol=1e-9 * size * max(1.0, np.linalg.cond(H_new) / 1e4))
        else:
            np.testing.assert_array_equal(H_new, H)
        if k > 1:
            np.testing.assert_array_equal(H, e["H_new"][k - 1])
    if search == "strong_wolfe":
        assert np.all(e["updated"][1 : t.steps] == 1)


def test_backtracking_can_end_where_the_curvature_is_negative_and_bfgs_skips_there() -> None:
    t = path(objective("saddle_between_minima"), method("bfgs", search="backtracking"), 3, (0.0, 0.05))
    assert t.extras["sy"][1] < 0
    assert t.extras["updated"][1] == 0
    np.testing.assert_array_equal(t.extras["H_new"][1], np.eye(2))


def test_two_steps_of_bfgs_by_hand() -> None:
    """N&W 6.17 and 6.20 with plain matrices."""
    f = objective("rosenbrock")
    t = path(f, method("bfgs"), 2)
    s, y, eye = t.x[1] - t.x[0], t.gradient[1] - t.gradient[0], np.eye(2)
    rho = 1 / (s @ y)
    H = (eye - rho * np.outer(s, y)) * ((s @ y) / (y @ y)) @ (eye - rho * np.outer(y, s)) + rho * np.outer(s, s)  # noqa: N806
    np.testing.assert_allclose(t.extras["H_new"][1], H, rtol=1e-12)
    np.testing.assert_allclose(t.extras["p"][2], -H @ t.gradient[1], rtol=1e-10)
    np.testing.assert_array_equal(t.extras["p"][1], -t.gradient[0])
    assert t.extras["first"][1] == pytest.approx(1 / np.linalg.norm(t.gradient[0]))
    assert t.extras["first"][2] == 1


def test_l_bfgs_is_bfgs_started_anew_from_its_pairs() -> None:
    """The direction is −Hg with H built from γI by the last m pairs."""
    m = 3
    t = path(objective("rosenbrock"), method("lbfgs", memory=m), 15)
    for k in range(2, 16):
        pairs = [(t.extras["s"][j], t.extras["y"][j]) for j in range(1, k) if t.extras["updated"][j]][-m:]
        s, y = pairs[-1]
        H = (s @ y) / (y @ y) * np.eye(2)  # noqa: N806
        for s, y in pairs:
            v = np.eye(2) - np.outer(y, s) / (s @ y)
            H = v.T @ H @ v + np.outer(s, s) / (s @ y)  # noqa: N806
        np.testing.assert_allclose(t.extras["p"][k], -H @ t.gradient[k - 1], rtol=1e-7, atol=1e-9)
        assert t.extras["pairs"][k] == len(pairs)


def test_a_long_memory_beats_a_short_one_where_there_are_many_variables() -> None:
    f = objective("quadratic", dim=40, kappa=1000.0)
    steps = [path(f, method("lbfgs", memory=m), 2000, eps=1e-6).steps for m in (1, 5, 40)]
    assert steps[0] > steps[1] > steps[2]


# ---------------------------------------------------------------- conjugate gradients


@pytest.mark.parametrize("formula", ["FR", "PR+"])
@given(seed=st.integers(0, 10**6), d=st.integers(2, 6))
def test_with_exact_search_it_is_linear_conjugate_gradients(formula: str, seed: int, d: int) -> None:
    f, q = form(d, seed, 1.0)
    t = path(f, method("conjugate_gradient", formula=formula, search="exact"), d)
    x, r = t.x[0], t.gradient[0]
    p = -r
    for k in range(1, d + 1):
        alpha = (r @ r) / (p @ q @ p)
        x, after = x + alpha * p, r + alpha * (q @ p)
        np.testing.assert_allclose(t.x[k], x, rtol=1e-6, atol=1e-7)
        p = -after + (after @ after) / (r @ r) * p
        r = after
    assert t.grad_norm[d] <= 1e-6 * t.grad_norm[0]
    directions = t.extras["p"][1:]
    products = directions @ q @ directions.T
    scale = np.sqrt(np.outer(np.diag(products), np.diag(products)))
    assert np.max(np.abs(products - np.diag(np.diag(products))) / scale) < 1e-5


@pytest.mark.parametrize(("formula", "share"), [("FR", False), ("PR+", True)])
def test_directions_follow_their_formula(formula: str, share: bool) -> None:
    t = path(objective("rosenbrock"), method("conjugate_gradient", formula=formula), 40)
    g, p = t.gradient, t.extras["p"]
    restarts = 0
    for k in range(2, t.steps + 1):
        new, old = g[k - 1], g[k - 2]
        beta = max(0.0, new @ (new - old) / (old @ old)) if share else new @ new / (old @ old)
        if (-new + beta * p[k - 1]) @ new >= 0:
            beta = 0.0
            assert t.extras["restarted"][k] == 1
            restarts += 1
        assert t.extras["beta"][k] == pytest.approx(beta, rel=1e-10)
        np.testing.assert_allclose(p[k], -new + beta * p[k - 1], rtol=1e-9, atol=1e-12)
        assert p[k] @ new < 0
    assert t.extras["restarted"][2:].sum() == restarts
    np.testing.assert_array_equal(p[1], -g[0])


def test_it_restarts_every_so_many_steps_where_told() -> None:
    t = path(objective("rosenbrock"), method("conjugate_gradient", formula="FR", restart=3), 13)
    np.testing.assert_array_equal(np.flatnonzero(t.extras["restarted"] == 1), [4, 7, 10, 13])
    for k in (4, 7, 10, 13):
        np.testing.assert_array_equal(t.extras["p"][k], -t.gradient[k - 1])


@given(seed=st.integers(0, 10**6))
def test_fletcher_and_reeves_directions_keep_within_lemma_5_6(seed: int) -> None:
    """Strong Wolfe with c₂ < ½: −1/(1 − c₂) ≤ g'p/‖g‖² ≤ (2c₂ − 1)/(1 − c₂)."""
    c2 = 0.4
    start = tuple(np.random.default_rng(seed).uniform(-2, 2, 2).tolist())
    t = path(objective("rosenbrock"), method("conjugate_gradient", formula="FR", c2=c2), 25, start, eps=1e-5)
    g, p = t.gradient[:-1], t.extras["p"][1:]
    ratio = np.sum(g * p, axis=1) / np.sum(g * g, axis=1)
    assert np.all(ratio >= -1 / (1 - c2) - 1e-9)
    assert np.all(ratio <= (2 * c2 - 1) / (1 - c2) + 1e-9)


def test_conjugate_gradients_refuse_a_search_that_is_not_sharp_enough() -> None:
    with pytest.raises(ParameterError, match=r"c2 must be less than 0\.5"):
        method("conjugate_gradient", c2=0.5)
    with pytest.raises(ParameterError, match="search must be one of strong_wolfe, more_thuente, exact"):
        method("conjugate_gradient", search="backtracking")


# ---------------------------------------------------------------- searches, sums and counts


@pytest.mark.parametrize("id", DESCENTS)
@pytest.mark.parametrize("f", ["rosenbrock", "styblinski_tang", "three_hump_camel", "quadratic"])
def test_methods_that_search_never_raise_f(id: str, f: str) -> None:
    t = path(objective(f), method(id), 60, eps=1e-6)
    assert np.all(np.diff(t.f) <= 0)
    assert np.all(np.sum(t.extras["p"][1:] * t.gradient[:-1], axis=1)[t.alpha[1:] > 0] < 0)
    moved = t.x[:-1] + t.alpha[1:, None] * t.extras["p"][1:]
    np.testing.assert_array_equal(t.x[1:], moved)


@pytest.mark.parametrize("id", DESCENTS)
@pytest.mark.parametrize("search", ["strong_wolfe", "more_thuente"])
def test_steps_meet_the_conditions_asked_for(id: str, search: str) -> None:
    f, c1, c2 = objective("himmelblau"), 1e-3, 0.3
    t = path(f, method(id, search=search, c1=c1, c2=c2), 30, (2.2, 3.1), eps=1e-4)
    assert t.steps > 2
    for k in range(1, t.steps + 1):
        p = t.extras["p"][k]
        slopes = float(p @ t.gradient[k - 1]), float(p @ t.gradient[k])
        assert strong_wolfe(float(t.f[k - 1]), slopes[0], float(t.alpha[k]), float(t.f[k]), slopes[1], c1, c2)


@pytest.mark.parametrize("id", [id for id in DESCENTS if id != "conjugate_gradient"])
def test_backtracked_steps_meet_armijo(id: str) -> None:
    t = path(objective("beale"), method(id, search="backtracking", c1=0.2), 30, (2.0, 0.3), eps=1e-5)
    for k in range(1, t.steps + 1):
        slope = float(t.extras["p"][k] @ t.gradient[k - 1])
        assert armijo(float(t.f[k - 1]), slope, float(t.alpha[k]), float(t.f[k]), 0.2)
        assert t.alpha[k] == t.extras["first"][k] * 0.5 ** (t.extras["trials"][k] - 1)


@pytest.mark.parametrize("id", DESCENTS)
@pytest.mark.parametrize("search", ["strong_wolfe", "more_thuente"])
def test_zoutendijks_sum_stays_under_its_ceiling(id: str, search: str) -> None:
    f = objective("quadratic", kappa=30.0, largest=4.0)
    t = path(f, method(id, search=search, c1=0.01, c2=0.4), 40, (3.0, -2.0), eps=1e-8)
    total = zoutendijk(t.gradient[:-1], t.extras["p"][1:])
    assert 0 < total[-1] <= wolfe_ceiling(4.0, float(t.f[0]), 0.01, 0.4)
    assert np.all(np.diff(total) >= 0)


@pytest.mark.parametrize("id", ["gradient_descent_exact", "gradient_descent_backtracking"])
@pytest.mark.parametrize("f", ["quadratic", "rosenbrock"])
def test_the_older_searches_name_their_direction_too(id: str, f: str) -> None:
    t = path(objective(f), method(id), 10)
    np.testing.assert_array_equal(t.extras["p"][1:], -t.gradient[:-1])


def test_a_search_can_be_repeated_from_the_record() -> None:
    """What an inspector does to draw φ and the trials of a step."""
    f, m = objective("rosenbrock"), registry.create("optimizer", "bfgs")
    t = path(f, m, 12)
    for k in range(1, 13):
        x, p = t.x[k - 1], t.extras["p"][k]

        def phi(a: float, x: Array = x, p: Array = p) -> float:
            return float(f.value(x + a * p))

        def dphi(a: float, x: Array = x, p: Array = p) -> float:
            return float(f.gradient(x + a * p) @ p)

        found = m.rule(0).search(phi, dphi, phi(0), dphi(0), float(t.extras["first"][k]))
        assert found.alpha == pytest.approx(float(t.alpha[k]), rel=1e-9)
        assert len(found.trials) == t.extras["trials"][k]


def test_what_they_ask_is_counted() -> None:
    f = objective("rosenbrock")
    t = path(f, method("newton"), 5)
    assert (t.values[-1], t.gradients[-1], t.hessians[-1]) == (0, 5, 5)
    t = path(f, method("damped_newton"), 10)  # backtracking asks no slope: the gradient at the end of each step
    assert (t.values[-1], t.gradients[-1], t.hessians[-1]) == (1 + np.nansum(t.extras["trials"]), 11, 10)
    t = path(f, method("bfgs", search="more_thuente"), 10)  # which asks every slope
    assert t.values[-1] == t.gradients[-1] == 1 + np.nansum(t.extras["trials"])
    assert t.hessians[-1] == 0
    t = path(objective("quadratic", dim=8), method("bfgs", search="exact"), 5)  # closed form: no value at all
    assert (t.values[-1], t.gradients[-1], t.hessians[-1]) == (0, 6, 5)
    t = path(f, method("trust_region"), 20)
    taken = int(np.nansum(t.extras["accepted"]))
    assert 0 < taken < 20
    last = int(t.extras["accepted"][-1])  # whose gradient is not asked yet
    assert (t.values[-1], t.gradients[-1], t.hessians[-1]) == (21, 1 + taken - last, 1 + taken - last)


class _Tally:
    """Counts the points at which an objective is really asked."""

    def __init__(self, f: Objective, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked = {"value": 0, "gradient": 0, "hessian": 0, "hvp": 0}
        for name in self.asked:
            monkeypatch.setattr(type(f), name, self._counting(name, getattr(type(f), name)))

    def _counting(self, name: str, real: Any) -> Any:
        def asked(f: Objective, x: Array, *more: Array) -> Array:
            self.asked[name] += len(x)
            return real(f, x, *more)  # type: ignore[no-any-return]

        return asked


@pytest.mark.parametrize("id", [*DESCENTS, "newton", "trust_region"])
def test_counts_are_the_real_calls(id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from core.optimizers.base import Evaluate

    f, m = objective("himmelblau"), method(id)
    x = np.array([[0.5, 3.0], [3.0, 2.0], [-1.0, 2.5]])
    tally, evaluate, state = _Tally(f, monkeypatch), Evaluate(f, 3), m.init(x)
    with np.errstate(all="ignore"):
        for _ in range(6):
            x, state, _ = m.step(x, evaluate, state, 0.0)
    real = tally.asked
    assert evaluate.counts.sum(axis=1).tolist() == [real["value"], real["gradient"], real["hessian"] + real["hvp"]]


@pytest.mark.parametrize(
    ("id", "scipys"),
    [("bfgs", "BFGS"), ("lbfgs", "L-BFGS-B"), ("conjugate_gradient", "CG"), ("trust_region", "trust-exact")],
)
@pytest.mark.parametrize("f", ["rosenbrock", "beale", "himmelblau"])
def test_no_more_than_twice_what_scipy_takes(id: str, scipys: str, f: str) -> None:
    from scipy.optimize import minimize

    target = objective(f)
    t = path(target, method(id), 500, eps=1e-6)
    more = {"hess": target.hessian} if id == "trust_region" else {}
    theirs = minimize(target.value, target.start, jac=target.gradient, method=scipys, tol=1e-6, **more)
    assert theirs.success
    assert t.grad_norm[-1] < 1e-6
    assert t.steps <= 2 * theirs.nit
    assert t.gradients[-1] <= 2 * theirs.njev
    assert theirs.nit <= 2.5 * t.steps


# ---------------------------------------------------------------- fields


def test_constants_that_contradict_each_other_are_refused_where_they_count() -> None:
    with pytest.raises(ParameterError, match="c2 must be at least c1"):
        method("bfgs", c1=0.5, c2=0.1)
    method("bfgs", c1=0.5, c2=0.1, search="backtracking")


def test_a_field_counts_only_with_the_searches_that_ask_for_it() -> None:
    from core.params import params_of

    known = params_of(registry.get("optimizer", "bfgs"))
    counting = {
        search: {name for name, field in known.items() if field.when and field.counts(method("bfgs", search=search))}
        for search in known["search"].choices
    }
    assert counting == {
        "exact": set(),
        "backtracking": {"rho", "c1"},
        "wolfe": {"c1", "c2"},
        "strong_wolfe": {"c1", "c2"},
        "more_thuente": {"c1", "c2"},
        "goldstein": {"c"},
    }
    f = objective("rosenbrock")
    for search, names in counting.items():  # and what does not count changes nothing
        plain = path(f, method("bfgs", search=search), 8)
        for name in ("rho", "c1", "c2", "c"):
            other = path(
                f, method("bfgs", search=search, **{name: {"rho": 0.9, "c1": 0.3, "c2": 0.4, "c": 0.45}[name]}), 8
            )
            assert np.array_equal(plain.x, other.x) or name in names


@pytest.mark.parametrize("id", [*DESCENTS, "newton", "trust_region"])
def test_none_of_them_uses_a_learning_rate(id: str) -> None:
    m = method(id)
    assert not m.uses_lr
    assert not m.stochastic
    assert m.critical_lr(objective("quadratic")) is None


def test_a_method_failure_is_told_from_a_failed_search_by_its_kind() -> None:
    failure = MethodFailure("the {what} is {how}", {"what": "Hessian", "how": "singular"})
    assert str(failure) == "the Hessian is singular"


@pytest.mark.parametrize("id", ["line_search_descent", "bfgs", "conjugate_gradient"])
def test_exact_search_down_a_ray_without_end_is_unbounded_below(id: str) -> None:
    run = Run(method(id, search="exact"), ((0.3, 1.0),))
    t = run_all(Experiment(objective("saddle"), (run,)))[0]
    assert t.stop is not None
    assert t.stop.rule == "unbounded_below"
