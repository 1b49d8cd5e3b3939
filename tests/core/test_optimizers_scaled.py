"""The methods that scale their steps: recurrences by hand in plain floats, closed forms, what their papers claim."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
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
from core.simulate import run_all
from core.stopping import Stopping
from core.trajectory import Trajectory

Recurrence = Iterator[tuple[float, dict[str, float]]]  # x and the named intermediates after each step
H, CENTER = 1.7, 0.4  # of the parabola ½h(x − c)² that the recurrences below go down


def method(id: str, **fields: Any) -> Optimizer:
    made: Optimizer = registry.create("optimizer", id, **fields)
    return made


def objective(id: str, **fields: Any) -> Objective:
    made: Objective = registry.create("objective", id, **fields)
    return made


def parabola(h: float, center: float) -> Objective:
    """½h(x − c)², but for a constant."""
    return objective("quadratic_form", Q=((h,),), b=(h * center,))


def path(f: Objective, m: Optimizer, steps: int, start: tuple[float, ...] = ()) -> Trajectory:
    stopping = Stopping(gradient_on=False, max_steps=steps, bound=1e100)
    return run_all(Experiment(f, (Run(m, (start,) if start else ()),), stopping=stopping))[0]


class Given(Evaluate):
    """Gradients dictated step by step, whatever the point: an online player's losses."""

    def __init__(self, n: int = 1) -> None:
        super().__init__(objective("parabola_1d"), n)
        self.slope: Any = 0.0

    def gradient(self, x: Array, rows: slice = slice(None)) -> Array:
        out: Array = np.zeros_like(x) + self.slope
        return out


def slope(x: float) -> float:
    return H * (x - CENTER)


def adagrad(x: float, lr: float, lr_decay: float, initial_accumulator_value: float, eps: float) -> Recurrence:
    total = initial_accumulator_value
    for k in range(1000):
        g = slope(x)
        total += g**2
        alpha = lr / (1 + k * lr_decay)
        x -= alpha * g / (math.sqrt(total) + eps)
        yield x, {"G": total, "alpha": alpha}


def rmsprop(x: float, lr: float, rho: float, eps: float, momentum: float, centered: bool) -> Recurrence:
    v = m = b = 0.0
    while True:
        g = slope(x)
        v += (1 - rho) * (g**2 - v)
        m += (1 - rho) * (g - m)
        b = momentum * b + g / (math.sqrt(v - m**2 if centered else v) + eps)
        x -= lr * b
        yield x, {"v": v, "b": b} | ({"m": m} if centered else {})


def adadelta(x: float, lr: float, rho: float, eps: float) -> Recurrence:
    v = u = 0.0
    while True:
        g = slope(x)
        v += (1 - rho) * (g**2 - v)
        delta = g * math.sqrt((u + eps) / (v + eps))
        u += (1 - rho) * (delta**2 - u)
        x -= lr * delta
        yield x, {"v": v, "u": u, "delta": delta}


def amsgrad(x: float, lr: float, beta1: float, beta2: float, eps: float) -> Recurrence:
    m = v = v_max = 0.0
    for t in range(1, 1000):
        g = slope(x)
        m += (1 - beta1) * (g - m)
        v += (1 - beta2) * (g**2 - v)
        v_max = max(v_max, v)
        m_hat, v_hat = m / (1 - beta1**t), v_max / (1 - beta2**t)
        x -= lr * m_hat / (math.sqrt(v_hat) + eps)
        yield x, {"m": m, "v": v, "v_max": v_max, "m_hat": m_hat, "v_hat": v_hat}


def adam_l2(x: float, lr: float, beta1: float, beta2: float, eps: float, weight_decay: float) -> Recurrence:
    m = v = 0.0
    for t in range(1, 1000):
        g = slope(x) + weight_decay * x
        m += (1 - beta1) * (g - m)
        v += (1 - beta2) * (g**2 - v)
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        x -= lr * m_hat / (math.sqrt(v_hat) + eps)
        yield x, {"g_l2": g, "m": m, "v": v, "m_hat": m_hat, "v_hat": v_hat}


def nadam(x: float, lr: float, beta1: float, beta2: float, eps: float, momentum_decay: float) -> Recurrence:
    m = v = 0.0
    mus = [beta1 * (1 - 0.96 ** (t * momentum_decay) / 2) for t in range(1, 1000)]
    for t in range(1, 999):
        g = slope(x)
        m += (1 - beta1) * (g - m)
        v += (1 - beta2) * (g**2 - v)
        m_hat = mus[t] * m / (1 - math.prod(mus[: t + 1])) + (1 - mus[t - 1]) * g / (1 - math.prod(mus[:t]))
        v_hat = v / (1 - beta2**t)
        x -= lr * m_hat / (math.sqrt(v_hat) + eps)
        yield x, {"m": m, "v": v, "m_hat": m_hat, "v_hat": v_hat, "mu": mus[t - 1]}


def radam(x: float, lr: float, beta1: float, beta2: float, eps: float) -> Recurrence:
    m = v = 0.0
    most = 2 / (1 - beta2) - 1
    for t in range(1, 1000):
        g = slope(x)
        m += (1 - beta1) * (g - m)
        v += (1 - beta2) * (g**2 - v)
        m_hat = m / (1 - beta1**t)
        rho = most - 2 * t * beta2**t / (1 - beta2**t)
        r = 0.0
        if rho > 5:
            r = math.sqrt((rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho))
            x -= lr * m_hat * r * math.sqrt(1 - beta2**t) / (math.sqrt(v) + eps)
        else:
            x -= lr * m_hat
        yield x, {"m": m, "v": v, "m_hat": m_hat, "rho": rho, "r": r}


def adamax(x: float, lr: float, beta1: float, beta2: float, eps: float) -> Recurrence:
    m = u = 0.0
    for t in range(1, 1000):
        g = slope(x)
        m += (1 - beta1) * (g - m)
        u = max(beta2 * u, abs(g) + eps)
        m_hat = m / (1 - beta1**t)
        x -= lr * m_hat / u
        yield x, {"m": m, "u": u, "m_hat": m_hat}


def lion(x: float, lr: float, beta1: float, beta2: float, weight_decay: float) -> Recurrence:
    m = 0.0
    while True:
        g = slope(x)
        c = beta1 * m + (1 - beta1) * g
        u = math.copysign(1, c)
        x -= lr * (u + weight_decay * x)
        m += (1 - beta2) * (g - m)
        yield x, {"c": c, "u": u, "m": m}


def one_sign(x: float, lr: float) -> Recurrence:
    while True:
        u = math.copysign(1, slope(x))
        x -= lr * u
        yield x, {"u": u}


BETAS = {"lr": 0.08, "beta1": 0.7, "beta2": 0.93, "eps": 1e-3}
BY_HAND: list[tuple[str, Callable[..., Recurrence], dict[str, Any]]] = [
    ("adagrad", adagrad, {"lr": 0.4, "lr_decay": 0.1, "initial_accumulator_value": 0.5, "eps": 1e-3}),
    ("rmsprop", rmsprop, {"lr": 0.05, "rho": 0.9, "eps": 1e-3, "momentum": 0.4, "centered": False}),
    ("rmsprop", rmsprop, {"lr": 0.05, "rho": 0.9, "eps": 1e-3, "momentum": 0.4, "centered": True}),
    ("adadelta", adadelta, {"lr": 1.3, "rho": 0.85, "eps": 1e-3}),
    ("amsgrad", amsgrad, BETAS),
    ("adam_l2", adam_l2, BETAS | {"weight_decay": 0.6}),
    ("nadam", nadam, BETAS | {"momentum_decay": 0.05}),
    ("radam", radam, BETAS),
    ("adamax", adamax, BETAS),
    ("lion", lion, {"lr": 0.07, "beta1": 0.8, "beta2": 0.95, "weight_decay": 0.5}),
    ("sign_descent", one_sign, {"lr": 0.07}),
    ("normalized_gradient_descent", one_sign, {"lr": 0.07}),  # on a line they are the same
]


@pytest.mark.parametrize(("id", "by_hand", "fields"), BY_HAND)
def test_forty_steps_by_hand(id: str, by_hand: Callable[..., Recurrence], fields: dict[str, Any]) -> None:
    t = path(parabola(H, CENTER), method(id, **fields), 40, (2.3,))
    recurrence = by_hand(2.3, **fields)
    for k in range(1, 41):
        x, named = next(recurrence)
        assert t.x[k, 0] == pytest.approx(x, rel=1e-10, abs=1e-11)
        recorded = {name: array[k] for name, array in t.extras.items()} | {"alpha": t.alpha[k]}
        assert set(recorded) - {"alpha"} <= set(named)
        for name, value in named.items():
            assert np.ravel(recorded[name])[0] == pytest.approx(value, rel=1e-9, abs=1e-11), name


@pytest.mark.parametrize(
    ("id", "fields"),
    [
        ("adagrad", {"lr_decay": 0.1, "initial_accumulator_value": 0.3}),
        ("rmsprop", {"momentum": 0.6}),
        ("rmsprop", {"centered": True, "eps": 1e-2}),
        ("rmsprop", {"centered": True, "momentum": 0.3, "eps": 1e-2}),
        ("adadelta", {"rho": 0.5, "eps": 1e-3}),
        ("amsgrad", {"beta2": 0.5}),
        ("adam_l2", {"weight_decay": 2.0, "beta2": 0.9}),
        ("lion", {"beta1": 0.5, "weight_decay": 1.5}),
    ],
)
@given(seed=st.integers(0, 10**6), steps=st.integers(1, 30), split=st.integers(0, 30))
def test_every_option_goes_in_place_as_in_steps(
    id: str, fields: dict[str, Any], seed: int, steps: int, split: int
) -> None:
    f, m = objective("himmelblau"), method(id, lr=0.01, **fields)
    x = np.random.default_rng(seed).uniform(-3, 3, (9, 2))
    columns, work = np.array(x.T, order="C"), Work(f, 9)
    assert isinstance(m, Advances)
    m.advance(columns, min(split, steps), work)
    m.advance(columns, steps - min(split, steps), work)
    evaluate, state = Evaluate(f, 9), m.init(x)
    for _ in range(steps):
        x, state, _ = m.step(x, evaluate, state, 0.01)
    np.testing.assert_allclose(columns.T, x, rtol=1e-8, atol=1e-10)


def test_adagrad_steps_shrink_as_one_over_root_k_on_a_constant_gradient() -> None:
    m, evaluate = method("adagrad", eps=1e-14), Given()
    evaluate.slope = -7.3
    x = np.zeros((1, 1))
    state = m.init(x)
    for k in range(1, 200):
        new, state, _ = m.step(x, evaluate, state, 0.5)
        assert new[0, 0] - x[0, 0] == pytest.approx(0.5 / math.sqrt(k), rel=1e-12)
        x = new


@pytest.mark.parametrize("id", ["adagrad", "rmsprop", "amsgrad", "nadam", "adamax", "lion", "sign_descent"])
def test_a_method_by_coordinate_does_not_see_the_scale_of_a_coordinate(id: str) -> None:
    """On Σ h_i x_i² the path depends on no h_i, as ε → 0: this is why it passes along narrow valleys."""
    eps = {"eps": 1e-14} if hasattr(registry.get("optimizer", id), "eps") else {}
    paths = [
        path(objective("quadratic_form", Q=((a, 0.0), (0.0, b)), b=(0.0, 0.0)), method(id, lr=0.02, **eps), 60, (1, 2))
        for a, b in ((1.0, 1.0), (64.0, 0.25))
    ]
    np.testing.assert_allclose(paths[0].x, paths[1].x, rtol=1e-6, atol=1e-9)


def test_rmsprop_first_step_has_no_bias_correction() -> None:
    for rho in (0.5, 0.9, 0.99):
        t = path(objective("parabola_1d", h=5.0), method("rmsprop", lr=0.01, rho=rho, eps=1e-14), 1, (3.0,))
        assert 3.0 - t.x[1, 0] == pytest.approx(0.01 / math.sqrt(1 - rho), rel=1e-10)


def test_centred_rmsprop_survives_a_constant_gradient() -> None:
    """v − m² → 0 there, and rounding makes it negative at times."""
    m, evaluate = method("rmsprop", centered=True, rho=0.9), Given(100)
    evaluate.slope = np.linspace(0.1, 10.0, 100)[:, None]
    x = np.zeros((100, 1))
    state = m.init(x)
    below = 0
    for _ in range(600):
        x, state, _ = m.step(x, evaluate, state, 1e-9)
        below += bool(np.any(state.v < state.m**2))
        assert np.isfinite(x).all()
    assert below > 0


def test_adadelta_does_not_depend_on_the_unit_of_f() -> None:
    """Its step has the unit of x: f times 1000 changes nothing, but for ε."""
    paths = [path(objective("parabola_1d", h=h), method("adadelta", eps=1e-6), 50, (3.0,)).x for h in (1e3, 1e6)]
    np.testing.assert_allclose(paths[0], paths[1], rtol=1e-9)


def test_nadam_holds_its_momentum_at_half_beta1_without_warm_up_and_lifts_it_to_beta1_with_it() -> None:
    f = objective("rosenbrock")
    held = path(f, method("nadam", beta1=0.8, momentum_decay=0.0), 20)
    np.testing.assert_allclose(held.extras["mu"][1:], 0.4, rtol=1e-15)
    rising = path(f, method("nadam", beta1=0.8, momentum_decay=0.5), 200).extras["mu"][1:]
    assert np.all(np.diff(rising) > 0)
    assert rising[-1] == pytest.approx(0.8, rel=0.02)


def test_radam_starts_as_momentum_and_ends_as_adam() -> None:
    """ρ_t passes 5 at the 6th step for β₂ = 0.999; r → 1, so that late steps are Adam's."""
    t = path(objective("himmelblau"), method("radam", lr=1e-3), 12)
    assert [k for k in range(1, 13) if t.extras["r"][k] > 0] == list(range(6, 13))
    m_hat = t.extras["m_hat"][1:6]
    np.testing.assert_allclose(np.diff(t.x[:6], axis=0), -1e-3 * m_hat, rtol=1e-11)
    late = path(objective("himmelblau"), method("radam", lr=1e-3, beta2=0.9), 200)
    assert late.extras["r"][-1] == pytest.approx(1.0, rel=1e-6)


def test_radam_never_divides_where_the_window_is_too_short() -> None:
    t = path(objective("himmelblau"), method("radam", lr=1e-3, beta2=0.6), 50)
    assert np.all(t.extras["r"][1:] == 0)


@given(seed=st.integers(0, 10**6))
def test_amsgrads_largest_moment_never_falls_and_bounds_v(seed: int) -> None:
    rng = np.random.default_rng(seed)
    m, evaluate, x = method("amsgrad", beta2=0.7), Given(3), np.zeros((3, 2))
    state = m.init(x)
    for _ in range(30):
        evaluate.slope = rng.normal(size=(3, 2)) * rng.choice([1e-3, 1.0, 1e3])
        before = state.v_max
        x, state, info = m.step(x, evaluate, state, 0.1)
        assert np.all(state.v_max >= before)
        assert np.all(state.v_max >= info["v"])


def test_adam_fails_on_the_counterexample_of_reddi_kale_and_kumar_and_amsgrad_does_not() -> None:
    """Their theorem 1: losses Cx, −x, −x in turn on [−1, 1] with C = 3, β₁ = 0, β₂ = 1/(1 + C²), α_t = α/√t.

    The best point is −1. Adam gives the rare large gradient hardly more than the two small ones together, walks to +1
    and pays (C − 2)·2/3 = 2/3 a step for ever; AMSGrad remembers the large one.
    """
    (adam, adam_regret), (amsgrad, amsgrad_regret) = (
        _play(id, lambda t: 3.0 if t % 3 == 1 else -1.0, 9000, {"beta1": 0.0, "beta2": 0.1}, 1.0) for id in _RIVALS
    )
    assert adam > 0.9
    assert adam_regret == pytest.approx(2 / 3, rel=0.02)
    assert amsgrad < -0.9
    assert amsgrad_regret < 0.02


def test_adam_fails_on_their_online_example_with_usual_betas() -> None:
    """Section 5: 1010x every 101st time, −10x otherwise, β₁ = 0.9, β₂ = 0.99."""
    (adam, _), (amsgrad, _) = (
        _play(id, lambda t: 1010.0 if t % 101 == 1 else -10.0, 30300, {"beta1": 0.9, "beta2": 0.99}, 0.0)
        for id in _RIVALS
    )
    assert adam > 0.9
    assert amsgrad < -0.9


_RIVALS = ("adam", "amsgrad")


def _play(
    id: str, loss: Callable[[int], float], rounds: int, fields: dict[str, float], start: float
) -> tuple[float, float]:
    """Where projected play of linear losses ends, and the average regret against −1; every cycle's sum is positive."""
    m, evaluate, x = method(id, eps=1e-12, **fields), Given(), np.full((1, 1), start)
    state, regret = m.init(x), 0.0
    for t in range(1, rounds + 1):
        evaluate.slope = loss(t)
        regret += evaluate.slope * (float(x[0, 0]) + 1)
        x, state, _ = m.step(x, evaluate, state, 0.5 / math.sqrt(t))
        x = np.clip(x, -1, 1)
    return float(x[0, 0]), regret / rounds


@given(seed=st.integers(0, 10**6), d=st.integers(1, 6), lr=st.floats(1e-4, 1.0))
def test_lion_and_sign_descent_step_alpha_root_d_and_normalised_descent_alpha(seed: int, d: int, lr: float) -> None:
    f = objective("quadratic", dim=d) if d > 1 else objective("parabola_1d")
    x = np.random.default_rng(seed).normal(size=(4, d))
    lengths = {"lion": lr * math.sqrt(d), "sign_descent": lr * math.sqrt(d), "normalized_gradient_descent": lr}
    for id, length in lengths.items():
        m = method(id)
        new, _, _ = m.step(x, Evaluate(f, 4), m.init(x), lr)
        np.testing.assert_allclose(np.linalg.norm(new - x, axis=1), length, rtol=1e-9)


def test_lion_without_momentum_is_sign_descent() -> None:
    f = objective("himmelblau")
    lion_path = path(f, method("lion", lr=0.013, beta1=0.0), 50)
    np.testing.assert_array_equal(lion_path.x, path(f, method("sign_descent", lr=0.013), 50).x)


def test_normalised_descent_has_a_direction_for_any_size_of_the_gradient() -> None:
    m, evaluate = method("normalized_gradient_descent"), Given(4)
    evaluate.slope = np.array([[3e200, -4e200], [3e-200, -4e-200], [3.0, -4.0], [0.0, 0.0]])
    _, _, info = m.step(np.zeros((4, 2)), evaluate, None, 0.1)
    np.testing.assert_allclose(info["u"], [[0.6, -0.8]] * 3 + [[0.0, 0.0]], rtol=1e-14)


def test_adam_with_l2_finds_the_minimum_of_the_penalised_function_and_adamw_does_not() -> None:
    """½h(x − a)² + ½λx² is least at ha/(h + λ), whatever α is; AdamW decays beside the scaling."""
    h, a, decay = 2.0, 1.5, 0.5
    f = parabola(h, a)
    l2 = path(f, method("adam_l2", lr=0.01, weight_decay=decay), 6000, (3.0,))
    adamw = path(f, method("adamw", lr=0.01, weight_decay=decay), 6000, (3.0,))
    assert l2.x[-1, 0] == pytest.approx(h * a / (h + decay), rel=1e-6)
    assert abs(adamw.x[-1, 0] - h * a / (h + decay)) > 0.05


def test_l2_in_adam_shrinks_coordinates_with_large_gradients_less_and_decoupled_decay_all_alike() -> None:
    """Loshchilov and Hutter, section 2: pure noise of very different size in two coordinates, decay the only pull."""
    rng = np.random.default_rng(0)
    shrunk = {}
    for id in ("adam_l2", "adamw"):
        m, evaluate = method(id, weight_decay=0.1), Given()
        x = np.full((1, 2), 5.0)
        state = m.init(x)
        signs = rng.choice([-1.0, 1.0], size=2000)
        for s in signs:
            for sign in (s, -s):  # in pairs, so that the noise cancels
                evaluate.slope = sign * np.array([100.0, 1.0])
                x, state, _ = m.step(x, evaluate, state, 1e-3)
        shrunk[id] = 5.0 - x[0]
    assert shrunk["adam_l2"][0] < 0.1 * shrunk["adam_l2"][1]
    np.testing.assert_allclose(shrunk["adamw"][0], shrunk["adamw"][1], rtol=0.02)
    assert shrunk["adamw"][0] == pytest.approx(5 * (1 - (1 - 1e-4) ** 4000), rel=0.02)


@pytest.mark.parametrize("id", ["adam_l2", "amsgrad"])
def test_kin_of_adam_are_adam_where_they_should_be(id: str) -> None:
    """No decay; and no fall of v, as on a straight slope."""
    m, adam, evaluate = method(id), method("adam"), Given()
    x = y = np.array([[0.3, -2.0]])
    state, other = m.init(x), adam.init(y)
    evaluate.slope = np.array([2.0, -0.7])
    for _ in range(20):
        x, state, _ = m.step(x, evaluate, state, 0.1)
        y, other, _ = adam.step(y, evaluate, other, 0.1)
        np.testing.assert_allclose(x, y, rtol=1e-15)


@pytest.mark.parametrize("id", sorted({id for id, *_ in BY_HAND}))
def test_no_fixed_critical_learning_rate_is_claimed(id: str) -> None:
    """Their step is no fixed multiple of g, so no α parts convergence from divergence on all quadratics."""
    assert method(id).critical_lr(objective("quadratic")) is None


@pytest.mark.parametrize("gamma", [0.5, 1.0, 1.5])
def test_polyaks_step_on_a_parabola_shrinks_x_by_a_fixed_factor(gamma: float) -> None:
    """f = ½hx²: α = γ/(2h) whatever x is, so x ← (1 − γ/2)x."""
    t = path(objective("parabola_1d", h=7.0), method("polyak_step", gamma=gamma), 20, (3.0,))
    np.testing.assert_allclose(t.x[:, 0], 3 * (1 - gamma / 2) ** np.arange(21), rtol=1e-12)
    np.testing.assert_allclose(t.alpha[1:], gamma / 14, rtol=1e-12)


@given(seed=st.integers(0, 10**6), gamma=st.floats(0.01, 2.0), kappa=st.floats(1.0, 1e3))
def test_polyaks_step_never_goes_away_from_the_minimum_of_a_convex_function(
    seed: int, gamma: float, kappa: float
) -> None:
    f = objective("quadratic", kappa=kappa, angle=33.0)
    start = tuple(np.random.default_rng(seed).uniform(-3, 3, 2).tolist())
    distance = np.linalg.norm(path(f, method("polyak_step", gamma=gamma), 40, start).x - f.minima[0], axis=1)
    assert np.all(np.diff(distance) <= 1e-12 * distance[0])


def test_polyaks_step_takes_the_targets_word_where_f_star_is_not_known() -> None:
    f = objective("saddle")
    assert f.f_star is None
    t = path(f, method("polyak_step", target=-1.0), 30, (1.0, 0.3))
    x = np.array([1.0, 0.3])
    for k in range(1, 31):
        g = f.gradient(x)
        x = x - max(float(f.value(x)) + 1.0, 0.0) / (g @ g) * g
        np.testing.assert_allclose(t.x[k], x, rtol=1e-9)
    assert t.f[-1] <= -1.0  # and there it stays
    np.testing.assert_array_equal(t.x[-1], t.x[-2])
    assert (t.values[-1], t.gradients[-1]) == (30, 30)
