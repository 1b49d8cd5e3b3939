"""The methods against hand recurrences, closed forms and theory; their in-place forms against their steps."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import registry
from core.arrays import Array
from core.columns import Advances, Work
from core.experiment import Experiment, Run
from core.objectives.base import Objective
from core.optimizers.base import Evaluate, Optimizer
from core.params import ParameterError, params_of
from core.simulate import run_all
from core.stopping import Stopping
from core.swarm import swarm

METHODS = registry.names("optimizer")
IN_PLACE = [m for m in METHODS if isinstance(registry.create("optimizer", m), Advances)]
FREE = Stopping(gradient_on=False, max_steps=60, bound=1e100)


def method(id: str, **fields: Any) -> Optimizer:
    made: Optimizer = registry.create("optimizer", id, **fields)
    return made


def objective(id: str, **fields: Any) -> Objective:
    made: Objective = registry.create("objective", id, **fields)
    return made


def path(f: Objective, m: Optimizer, steps: int, start: tuple[float, ...] = ()) -> Any:
    stopping = Stopping(gradient_on=False, max_steps=steps, bound=1e100)
    return run_all(Experiment(f, (Run(m, (start,) if start else ()),), stopping=stopping))[0]


def test_all_methods_of_the_issue_are_registered() -> None:
    assert set(METHODS) >= {
        "gradient_descent",
        "gradient_descent_exact",
        "gradient_descent_backtracking",
        "sgd",
        "heavy_ball",
        "nesterov",
        "adam",
        "adamw",
    }


@pytest.mark.parametrize("id", ["gradient_descent", "sgd"])
def test_gradient_descent_on_a_quadratic_is_a_matrix_power(id: str) -> None:
    f = objective("quadratic", kappa=20.0, angle=25.0, center_x=0.5)
    q, center = np.array(f.hessian(np.zeros(2))), np.array([0.5, 0.0])
    t = path(f, method(id, lr=0.7), 40, (3.0, -1.0))
    for k in (1, 2, 17, 40):
        expected = center + np.linalg.matrix_power(np.eye(2) - 0.7 * q, k) @ (np.array([3.0, -1.0]) - center)
        np.testing.assert_allclose(t.x[k], expected, rtol=1e-11, atol=1e-13)


def test_heavy_ball_follows_polyaks_two_term_recurrence() -> None:
    f, alpha, beta = objective("rosenbrock"), 1e-3, 0.8
    t = path(f, method("heavy_ball", lr=alpha, momentum=beta), 50)
    previous, x = t.x[0], t.x[0] - alpha * f.gradient(t.x[0])  # torch: b = g at the first step
    np.testing.assert_allclose(t.x[1], x, rtol=1e-14)
    for k in range(2, 51):
        previous, x = x, x - alpha * f.gradient(x) + beta * (x - previous)
        np.testing.assert_allclose(t.x[k], x, rtol=1e-9)


def test_heavy_ball_on_an_eigendirection_has_the_roots_of_its_characteristic_polynomial() -> None:
    h, alpha, beta = 3.0, 0.1, 0.5
    t = path(objective("parabola_1d", h=h), method("heavy_ball", lr=alpha, momentum=beta), 30, (1.0,))
    z = np.roots([1.0, -(1 + beta - alpha * h), beta])
    weights = np.linalg.solve(np.array([[1, 1], z]), np.array([1.0, 1 - alpha * h]))
    closed = [(weights @ z**k).real for k in range(31)]
    np.testing.assert_allclose(t.x[:, 0], closed, rtol=1e-10, atol=1e-14)


def test_nesterov_records_both_sequences_and_they_obey_nesterovs_form() -> None:
    f, alpha, beta = objective("rosenbrock"), 5e-4, 0.9
    t = path(f, method("nesterov", lr=alpha, momentum=beta), 60)
    x, y = t.x[0], t.x[0]
    for k in range(1, 61):
        new_x = y - alpha * f.gradient(y)
        y = new_x + beta * (new_x - x)
        x = new_x
        np.testing.assert_allclose(t.extras["x_k"][k], x, rtol=1e-9)
        np.testing.assert_allclose(t.extras["y_k"][k], y, rtol=1e-9)
    np.testing.assert_array_equal(t.extras["y_k"][1:], t.x[1:])


def test_first_steps_of_adam_by_hand() -> None:
    """f = ½x² from 1, so g = x: t = 1 gives m̂ = g, v̂ = g², a step of lr/(1 + ε)."""
    lr, b1, b2, eps = 0.1, 0.9, 0.99, 1e-3
    t = path(objective("parabola_1d"), method("adam", lr=lr, beta1=b1, beta2=b2, eps=eps), 2, (1.0,))
    x1 = 1 - lr * 1 / (1 + eps)
    assert t.x[1, 0] == pytest.approx(x1, rel=1e-15)
    m = b1 * 0.1 + 0.1 * x1
    v = b2 * 0.01 + 0.01 * x1**2
    m_hat, v_hat = m / (1 - 0.81), v / (1 - 0.9801)
    assert t.x[2, 0] == pytest.approx(x1 - lr * m_hat / (math.sqrt(v_hat) + eps), rel=1e-13)
    for name, value in {"m": m, "v": v, "m_hat": m_hat, "v_hat": v_hat}.items():
        assert t.extras[name][2, 0] == pytest.approx(value, rel=1e-12)
    assert np.all(np.isnan(t.extras["m"][0]))


def test_adams_first_step_is_the_learning_rate_whatever_the_scale_of_f() -> None:
    for h in (1e-3, 1.0, 1e5):
        t = path(objective("parabola_1d", h=h), method("adam", lr=0.3, eps=1e-14), 1, (2.0,))
        assert t.x[1, 0] == pytest.approx(1.7, rel=1e-9)


def test_adamw_without_decay_is_adam_and_with_decay_shrinks_first() -> None:
    f = objective("himmelblau")
    adam, adamw = path(f, method("adam", lr=0.05), 50), path(f, method("adamw", lr=0.05), 50)
    np.testing.assert_array_equal(adam.x, adamw.x)
    decayed = path(f, method("adamw", lr=0.05, weight_decay=0.4), 1)
    np.testing.assert_allclose(decayed.x[1], adam.x[1] - 0.05 * 0.4 * adam.x[0], rtol=1e-14)


@pytest.mark.parametrize(
    ("id", "fields"),
    [
        ("gradient_descent", {}),
        ("sgd", {}),
        ("heavy_ball", {"momentum": 0.6}),
        ("nesterov", {"momentum": 0.6}),
    ],
)
@pytest.mark.parametrize("kappa", [1.0, 7.0])
def test_the_critical_learning_rate_parts_convergence_from_divergence(
    id: str, fields: dict[str, float], kappa: float
) -> None:
    f = objective("quadratic", kappa=kappa, largest=4.0)
    critical = method(id, **fields).critical_lr(f)
    assert critical is not None
    below = path(f, method(id, lr=0.99 * critical, **fields), 2000)
    above = path(f, method(id, lr=1.01 * critical, **fields), 2000)
    assert np.linalg.norm(below.x[-1]) < 1e-3
    assert np.linalg.norm(above.x[-1]) > 1e3


def test_no_critical_learning_rate_where_none_is_defined() -> None:
    assert method("adam").critical_lr(objective("quadratic")) is None
    for id in METHODS:
        assert method(id).critical_lr(objective("rosenbrock")) is None
        assert method(id).critical_lr(objective("saddle")) is None


@pytest.mark.parametrize("kappa", [3.0, 50.0])
def test_exact_search_zigzags_at_the_worst_rate_from_the_worst_start(kappa: float) -> None:
    """f_k − f* shrinks by ((κ−1)/(κ+1))² at every step from eigen-coordinates (κ, 1)."""
    f = objective("quadratic", kappa=kappa, angle=0.0)
    t = path(f, method("gradient_descent_exact"), 20, (kappa, 1.0))
    np.testing.assert_allclose(t.f[1:] / t.f[:-1], ((kappa - 1) / (kappa + 1)) ** 2, rtol=1e-9)
    assert np.all(t.alpha[1:] == pytest.approx(2 / (1 + 1 / kappa), rel=1e-9))


@pytest.mark.parametrize("id", ["quadratic", "rosenbrock", "himmelblau", "beale"])
def test_successive_gradients_of_exact_search_are_orthogonal(id: str) -> None:
    t = path(objective(id), method("gradient_descent_exact"), 8)
    for a, b in zip(t.gradient[:-1], t.gradient[1:], strict=True):
        if np.linalg.norm(b) > 1e-5:
            assert abs(a @ b) <= 1e-8 * np.linalg.norm(a) ** 2


def test_a_bracket_of_one_clips_exact_search_as_on_the_slide() -> None:
    """μ = 0.01, L = 0.1: the exact steps lie in [10, 100]; α in (0, 1) is gradient descent with α = 1."""
    f = objective("quadratic", kappa=10.0, largest=0.1)
    clipped = path(f, method("gradient_descent_exact", alpha_max=1.0), 20)
    plain = path(f, method("gradient_descent", lr=1.0), 20)
    free = path(f, method("gradient_descent_exact"), 20)
    assert np.all(clipped.alpha[1:] == 1.0)
    np.testing.assert_allclose(clipped.x, plain.x, rtol=1e-12)
    assert np.all((free.alpha[1:] >= 10 - 1e-6) & (free.alpha[1:] <= 100 + 1e-6))


def test_exact_search_on_flat_quadratics() -> None:
    """Singular Q: b in the range of Q has a line of minima, else f has no lower bound and the run says so."""
    line = objective("quadratic_form", Q=((2.0, 0.0), (0.0, 0.0)), b=(2.0, 0.0))
    t = run_all(Experiment(line, (Run(method("gradient_descent_exact"), ((3.0, 1.0),)),)))[0]
    np.testing.assert_allclose(t.x[-1], [1.0, 1.0])
    assert t.stop is not None
    assert t.stop.rule == "gradient"
    ramp = objective("quadratic_form", Q=((2.0, 0.0), (0.0, 0.0)), b=(2.0, 1.0))
    t = run_all(Experiment(ramp, (Run(method("gradient_descent_exact"), ((1.0, 1.0),)),)))[0]
    assert t.stop is not None
    assert t.stop.rule == "unbounded_below"


@pytest.mark.parametrize("id", ["rosenbrock", "himmelblau", "quadratic"])
def test_backtracking_meets_armijo_and_its_predecessor_does_not(id: str) -> None:
    f, rho, c1 = objective(id), 0.6, 0.2
    t = path(f, method("gradient_descent_backtracking", rho=rho, c1=c1, alpha0=1.5), 30)
    for x, g, alpha, trials in zip(t.x[:-1], t.gradient[:-1], t.alpha[1:], t.extras["trials"][1:], strict=True):
        if np.linalg.norm(g) < 1e-5:  # rounding decides there
            break
        promised = f.value(x) - c1 * alpha * (g @ g)
        assert f.value(x - alpha * g) <= promised
        assert alpha == pytest.approx(1.5 * rho ** (trials - 1), rel=1e-12)
        if trials > 1:
            before = alpha / rho
            assert f.value(x - before * g) > f.value(x) - c1 * before * (g @ g)


def test_what_the_methods_ask_is_counted() -> None:
    f = objective("rosenbrock")
    t = path(f, method("adam"), 10)
    assert (t.values[-1], t.gradients[-1], t.hessians[-1]) == (0, 10, 0)
    t = path(f, method("gradient_descent_backtracking"), 10)
    assert t.gradients[-1] == 10
    assert t.values[-1] == 1 + np.nansum(t.extras["trials"])
    t = path(objective("quadratic"), method("gradient_descent_exact"), 5)
    assert (t.values[-1], t.gradients[-1], t.hessians[-1]) == (0, 5, 5)
    assert (t.values[0], t.gradients[0], t.hessians[0]) == (0, 0, 0)


@pytest.mark.parametrize("id", METHODS)
def test_a_swept_hyper_parameter_is_many_runs(id: str) -> None:
    """Every number field as (n, 1) gives, row by row, the bits of the run with that number."""
    f = objective("rosenbrock")
    x = np.tile(np.array(f.start), (3, 1))
    for name, known in params_of(registry.get("optimizer", id)).items():
        if known.kind != "float":
            continue
        values = known.default * np.array([[0.9], [0.95], [0.99]])
        swept = registry.create("optimizer", id, **{name: values})
        together = _steps(f, swept, x, 12)
        for row, value in enumerate(values[:, 0]):
            alone = _steps(f, registry.create("optimizer", id, **{name: float(value)}), x[:1], 12)
            np.testing.assert_array_equal(together[row], alone[0])


def _steps(f: Objective, m: Optimizer, x: Array, steps: int) -> Array:
    evaluate, state = Evaluate(f, len(x)), m.init(x)
    with np.errstate(all="ignore"):
        for _ in range(steps):
            x, state, _ = m.step(x, evaluate, state, getattr(m, "lr", 0.0))
    return x


@pytest.mark.parametrize("id", METHODS)
@pytest.mark.parametrize("f", ["himmelblau", "rosenbrock"])
def test_a_start_of_whole_numbers_is_a_start(id: str, f: str) -> None:
    whole = np.array([[-1, 2], [0, 1]])
    one, other = (_steps(objective(f), method(id), x, 5) for x in (whole, whole.astype(np.float64)))
    np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("id", METHODS)
def test_a_step_changes_nothing_in_place(id: str) -> None:
    f, m = objective("himmelblau"), method(id)
    x = np.array([[0.5, 1.0], [-2.0, 3.0]])
    kept = x.copy()
    evaluate = Evaluate(f, 2)
    state = m.init(x)
    first, state, info = m.step(x, evaluate, state, 0.01)
    held = {name: np.array(a) for name, a in info.items()}
    kept_first = first.copy()
    m.step(first, evaluate, state, 0.01)
    np.testing.assert_array_equal(x, kept)
    np.testing.assert_array_equal(first, kept_first)
    for name, array in info.items():
        np.testing.assert_array_equal(array, held[name])
        assert len(array) == 2


@pytest.mark.parametrize("id", IN_PLACE)
@given(
    seed=st.integers(0, 10**6),
    steps=st.integers(1, 30),
    split=st.integers(0, 30),
    f=st.sampled_from(["rosenbrock", "himmelblau", "quadratic", "styblinski_tang"]),
)
def test_advance_in_place_is_step(id: str, seed: int, steps: int, split: int, f: str) -> None:
    known = params_of(registry.get("optimizer", id))
    fields = {"lr": 1e-4} | ({"weight_decay": 0.3} if "weight_decay" in known else {})
    m, target = method(id, **fields), objective(f)
    x = np.random.default_rng(seed).uniform(-2, 2, (17, 2))
    columns, work = np.array(x.T, order="C"), Work(target, 17)
    assert isinstance(m, Advances)
    m.advance(columns, min(split, steps), work)
    m.advance(columns, steps - min(split, steps), work)
    np.testing.assert_allclose(columns.T, _steps(target, m, x, steps), rtol=1e-8, atol=1e-10)


def test_gradient_columns_is_the_gradient(rng: np.random.Generator) -> None:
    f = objective("rosenbrock", a=0.7, b=30.0)
    x = rng.uniform(-2, 2, (50, 2))
    out = Work(f, 50).gradient(np.array(x.T, order="C"))
    np.testing.assert_allclose(out.T, f.gradient(x), rtol=1e-11, atol=1e-11)


@pytest.mark.parametrize("id", METHODS)
def test_a_swarm_ends_where_its_runs_end(id: str, rng: np.random.Generator) -> None:
    f, m = objective("himmelblau"), method(id, **({"lr": 1e-3} if registry.get("optimizer", id).uses_lr else {}))
    starts = rng.uniform(-3, 3, (5, 2))
    ends = swarm(f, m, starts, 40)
    experiment = Experiment(f, (Run(m, tuple(map(tuple, starts.tolist()))),), stopping=FREE)
    np.testing.assert_allclose(ends, [t.x[min(40, t.steps)] for t in run_all(experiment)], rtol=1e-8, atol=1e-10)
    assert swarm(f, m, starts, 5, np.float32).dtype == np.float32


def test_a_float32_swarm_works_in_float32(rng: np.random.Generator) -> None:
    kinds = set()

    class Watched(type(method("adam"))):  # type: ignore[misc]
        def advance(self, columns: Array, steps: int, work: Work) -> None:
            super().advance(columns, steps, work)
            kinds.update(a.dtype for a in (columns, work.memory("M"), work.scratch, work.gradient(columns)))

    swarm(objective("rosenbrock"), Watched(), rng.uniform(-1, 1, (3, 2)), 2, np.float32)
    assert kinds == {np.dtype(np.float32)}


def test_a_swarm_does_not_depend_on_its_blocks(rng: np.random.Generator) -> None:
    f, m = objective("rosenbrock"), method("adam", lr=0.01)
    starts = rng.uniform(-2, 2, (20_000, 2))
    np.testing.assert_array_equal(swarm(f, m, starts, 20)[9_000:9_005], swarm(f, m, starts[9_000:9_005], 20))


@pytest.mark.parametrize(
    ("id", "fields"),
    [
        ("gradient_descent", {"lr": 0.0}),
        ("heavy_ball", {"momentum": 1.0}),
        ("adam", {"beta2": 1.0}),
        ("gradient_descent_backtracking", {"rho": 1.0}),
        ("gradient_descent_exact", {"alpha_max": 1e400}),
    ],
)
def test_values_outside_their_range_are_refused(id: str, fields: dict[str, float]) -> None:
    with pytest.raises(ParameterError, match=next(iter(fields))):
        method(id, **fields)
