"""Proximal gradient, FISTA, the subgradient method and ADMM against their theorems and their closed forms."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core import registry
from core.arrays import Array
from core.experiment import Experiment, Run
from core.noise import Noise
from core.simulate import run_all
from core.stopping import Stopping

COMPOSITES = [n for n in registry.names("objective") if registry.get("objective", n).group == "composite"]
PLAIN = [n for n in registry.names("objective") if n not in COMPOSITES]
PENALTIES = ["lasso", "ridge", "elastic_net", "group_lasso"]
SETS = ["box_constrained", "ball_constrained"]


def make(name: str, **fields: Any) -> Any:
    return registry.create("objective", name, **fields)


def descend(
    f: Any, method: str, steps: int, start: tuple[float, ...] = (), run: dict[str, Any] | None = None, **fields: Any
) -> Any:
    one = Run(registry.create("optimizer", method, **fields), (start,) if start else (), **(run or {}))
    stopping = Stopping(gradient_on=False, max_steps=steps, bound=1e100)
    return run_all(Experiment(f, (one,), noise=Noise(sigma=0.3, seed=4), stopping=stopping))[0]


def converge(f: Any, method: str, steps: int = 5000, eps: float = 1e-10, **fields: Any) -> Any:
    stopping = Stopping(gradient_eps=eps, max_steps=steps)
    return run_all(Experiment(f, (Run(registry.create("optimizer", method, **fields)),), stopping=stopping))[0]


instances = st.fixed_dictionaries(
    {
        "kappa": st.floats(1, 300),
        "angle": st.floats(-180, 180),
        "center_x": st.floats(-4, 4),
        "center_y": st.floats(-4, 4),
        "largest": st.floats(0.1, 10),
    }
)
starts = st.tuples(st.floats(-5, 5), st.floats(-5, 5))


def feasible(f: Any, start: tuple[float, ...]) -> tuple[float, float]:
    x, y = f.prox(np.array(start), 1e-9).tolist()
    return x, y


class TestProximalGradient:
    @pytest.mark.parametrize("name", PLAIN)
    @pytest.mark.parametrize("lr", [1e-3, 0.1])
    def test_without_a_term_it_is_gradient_descent_to_the_bit(self, name: str, lr: float) -> None:
        f = make(name)
        a, b = descend(f, "gradient_descent", 40, lr=lr), descend(f, "proximal_gradient", 40, lr=lr)
        for array in ("x", "f", "gradient", "seen_gradient"):
            np.testing.assert_array_equal(getattr(a, array), getattr(b, array))

    @pytest.mark.parametrize("name", COMPOSITES)
    @given(fields=instances, start=starts, share=st.floats(0.05, 1))
    def test_beck_and_teboulles_theorem_3_1(
        self, name: str, fields: dict[str, float], start: tuple[float, float], share: float
    ) -> None:
        """f(x_k) − f* ≤ ‖x₀ − x*‖²/(2αk) for α ≤ 1/L; f never rises, and x never goes away from x*."""
        f = make(name, **fields)
        alpha = share / f.smooth.L
        t = descend(f, "proximal_gradient", 60, feasible(f, start), lr=alpha)
        away = np.linalg.norm(t.x - f.minima[0], axis=1)
        gap, k = t.f - f.f_star, np.arange(1, 61)
        rounding = 1e-12 * (1 + abs(t.f[0]))
        assert np.all(gap[1:] <= away[0] ** 2 / (2 * alpha * k) + rounding)
        assert np.all(np.diff(t.f) <= rounding)
        assert np.all(np.diff(away) <= 1e-12 * (1 + away[0]))

    def test_the_step_is_its_two_halves(self) -> None:
        f = make("lasso")
        t = descend(f, "proximal_gradient", 30, lr=0.4)
        np.testing.assert_array_equal(t.seen_gradient[1:], f.smooth.gradient(t.x[:-1]))
        np.testing.assert_array_equal(t.extras["half"][1:], t.x[:-1] - 0.4 * t.seen_gradient[1:])
        np.testing.assert_array_equal(t.x[1:], f.prox(t.extras["half"][1:], 0.4))
        assert np.any(t.extras["half"][1:] != t.x[1:])
        assert (t.values[-1], t.gradients[-1], t.hessians[-1]) == (0, 30, 0)

    @pytest.mark.parametrize("name", COMPOSITES)
    def test_its_fixed_points_are_the_minimiser_alone_whatever_the_step(self, name: str) -> None:
        f = make(name)
        for alpha in (0.1, 0.7, 1.9):
            at = np.array(f.minima[0])
            np.testing.assert_allclose(f.prox(at - alpha * f.smooth.gradient(at), alpha), at, atol=1e-14)
            t = converge(f, "proximal_gradient", lr=alpha)
            assert t.stop.rule == "gradient"
            assert t.stop.verdict == "minimum"
            np.testing.assert_allclose(t.x[-1], at, atol=1e-8)

    @pytest.mark.parametrize("penalty", [0.0, 0.3, 0.8])
    @pytest.mark.parametrize("id", ["proximal_gradient", "fista"])
    def test_the_critical_step_where_both_halves_are_quadratic(self, id: str, penalty: float) -> None:
        f = make("ridge", penalty=penalty, kappa=3.0)
        critical = registry.create("optimizer", id).critical_lr(f)
        h = f.smooth.L
        assert critical == pytest.approx(2 / (h - penalty) if id == "proximal_gradient" else 4 / (3 * h - penalty))
        below, above = (descend(f, id, 6000, lr=share * critical) for share in (0.99, 1.01))
        assert below.f[-1] - f.f_star < 1e-6
        assert above.f[-1] - f.f_star > 1e3

    def test_a_strong_ridge_holds_every_step(self) -> None:
        """For λ ≥ L the prox shrinks more than the gradient step can stretch."""
        f = make("ridge", penalty=1.5)
        assert registry.create("optimizer", "proximal_gradient").critical_lr(f) is None
        t = descend(f, "proximal_gradient", 3000, lr=1e3)
        assert t.f[-1] - f.f_star < 1e-9

    def test_beyond_2_over_L_a_kink_may_still_hold_it_so_no_step_is_called_critical(self) -> None:  # noqa: N802
        f = make("lasso", kappa=10.0, angle=30.0, center_x=3.0, center_y=0.5)
        assert f.minima[0][1] == 0.0
        assert registry.create("optimizer", "proximal_gradient").critical_lr(f) is None
        assert descend(f, "proximal_gradient", 3000, (f.minima[0][0] + 0.1, 0.0), lr=2.2).f[-1] - f.f_star < 1e-12

    def test_the_step_that_theory_offers(self) -> None:
        for id in ("proximal_gradient", "fista"):
            method = registry.create("optimizer", id)
            assert method.safe_lr(make("lasso", largest=4.0)) == 0.25
            assert method.safe_lr(make("quadratic", largest=4.0)) == 0.25
            assert method.safe_lr(make("rosenbrock")) is None


class TestExactZeros:
    @pytest.mark.parametrize("name", ["lasso", "elastic_net"])
    def test_a_proximal_step_reaches_them_and_a_subgradient_step_does_not(self, name: str) -> None:
        f = make(name)
        assert f.minima[0][1] == 0.0
        for method in ("proximal_gradient", "fista"):
            t = descend(f, method, 100, lr=0.8)
            assert np.all(t.x[30:, 1] == 0.0)
        t = descend(f, "admm", 200)
        assert np.all(t.x[60:, 1] == 0.0)
        for run in ({}, {"schedule": registry.create("schedule", "inverse_sqrt")}):
            t = descend(f, "subgradient", 2000, run=run, lr=0.8)
            assert np.all(t.x[:, 1] != 0.0)

    def test_nor_does_noise_take_them_away(self) -> None:
        """SGD on the lasso has no exact zero in 2,000 steps; the proximal step with the same noise has many."""
        f = make("lasso", penalty=1.0)
        prox = descend(f, "proximal_gradient", 2000, run={"noisy": True}, lr=0.3)
        sgd = descend(f, "sgd", 2000, run={"noisy": True}, lr=0.3)
        assert np.mean(prox.x[50:, 1] == 0.0) > 0.9
        assert not np.any(sgd.x == 0.0)

    def test_the_group_goes_to_zero_together(self) -> None:
        f = make("group_lasso", penalty=4.0)
        t = descend(f, "proximal_gradient", 60, lr=0.5)
        zero = t.x == 0.0
        assert np.array_equal(zero[:, 0], zero[:, 1])
        assert zero[-1].all()


class TestFista:
    @pytest.mark.parametrize("name", COMPOSITES)
    @given(fields=instances, start=starts, share=st.floats(0.05, 1))
    def test_beck_and_teboulles_theorem_4_4(
        self, name: str, fields: dict[str, float], start: tuple[float, float], share: float
    ) -> None:
        """f(x_k) − f* ≤ 2‖x₀ − x*‖²/(α(k + 1)²) for α ≤ 1/L."""
        f = make(name, **fields)
        alpha = share / f.smooth.L
        t = descend(f, "fista", 80, feasible(f, start), lr=alpha)
        k = np.arange(1, 81)
        away = float(np.sum((t.x[0] - f.minima[0]) ** 2))
        assert np.all((t.f - f.f_star)[1:] <= 2 * away / (alpha * (k + 1) ** 2) + 1e-12 * (1 + abs(t.f[0])))

    def test_the_numbers_t_are_beck_and_teboulles(self) -> None:
        t = descend(make("lasso"), "fista", 200, lr=0.1).extras["t"][1:]
        assert t[0] == 1.0
        np.testing.assert_allclose(t[1:] ** 2 - t[1:], t[:-1] ** 2, rtol=1e-12)
        assert np.all(t >= (np.arange(1, 201) + 1) / 2)

    @pytest.mark.parametrize("name", ["lasso", "quadratic", "rosenbrock"])
    def test_the_recurrence_by_hand(self, name: str) -> None:
        f, alpha = make(name), 1e-3
        t = descend(f, "fista", 50, lr=alpha)
        y, x, number = t.x[0], t.x[0], 1.0
        for k in range(1, 51):
            np.testing.assert_allclose(t.extras["y"][k], y, rtol=1e-10)
            new = f.prox(y - alpha * f.smooth.gradient(y), alpha)
            following = (1 + np.sqrt(1 + 4 * number**2)) / 2
            y = new + (number - 1) / following * (new - x)
            x, number = new, following
            np.testing.assert_allclose(t.x[k], x, rtol=1e-10)

    def test_without_momentum_the_first_step_is_proximal_gradients(self) -> None:
        f = make("elastic_net")
        a, b = (descend(f, m, 2, lr=0.3) for m in ("fista", "proximal_gradient"))
        np.testing.assert_array_equal(a.x[:3], b.x[:3])  # t_1 = 1, so y_2 = x_1

    def test_it_overtakes_proximal_gradient_on_an_ill_conditioned_lasso(self) -> None:
        f = make("lasso", kappa=1000.0, angle=20.0, penalty=0.001)
        slow, fast = (converge(f, m, 100_000, 1e-6, lr=1.0).steps for m in ("proximal_gradient", "fista"))
        assert fast < slow / 3

    @pytest.mark.parametrize("restart", ["gradient", "function"])
    def test_restarts_throw_the_momentum_away_and_end_the_ripples(self, restart: str) -> None:
        f = make("lasso", kappa=300.0, angle=20.0, penalty=0.01)
        plain = converge(f, "fista", 100_000, 1e-8, lr=1.0)
        t = converge(f, "fista", 100_000, 1e-8, lr=1.0, restart=restart)
        assert t.steps < plain.steps / 2
        again = np.flatnonzero(t.extras["t"][2:] == 1.0) + 2
        assert len(again) >= 1
        assert np.all(t.extras["momentum"][again - 1] == 0)
        np.testing.assert_array_equal(t.extras["y"][again], t.x[again - 1])
        if restart == "function":
            rises = np.flatnonzero(np.diff(t.f) > 0) + 1
            assert np.all(t.extras["momentum"][rises] == 0)
            assert t.values[-1] == t.steps + 1

    def test_a_restart_leaves_the_rows_beside_alone(self) -> None:
        f = make("lasso", kappa=300.0, angle=20.0, penalty=0.01)
        stopping = Stopping(gradient_on=False, max_steps=200)
        method = registry.create("optimizer", "fista", lr=1.0, restart="gradient")
        places = ((-3.0, 2.0), (3.0, 3.0), (1.0, -3.0))
        together = run_all(Experiment(f, (Run(method, places),), stopping=stopping))
        for place, t in zip(places, together, strict=True):
            alone = run_all(Experiment(f, (Run(method, (place,)),), stopping=stopping))[0]
            np.testing.assert_array_equal(t.x, alone.x)


class TestSubgradient:
    @pytest.mark.parametrize("name", PENALTIES)
    @pytest.mark.parametrize("schedule", ["constant", "inverse_sqrt"])
    @given(fields=instances, start=starts, share=st.floats(0.05, 1.5))
    def test_shors_bound_on_the_best_point(
        self, name: str, schedule: str, fields: dict[str, float], start: tuple[float, float], share: float
    ) -> None:
        f = make(name, **fields)
        run = {"schedule": registry.create("schedule", schedule)}
        t = descend(f, "subgradient", 80, start, run, lr=share / f.smooth.L)
        moved, length = t.alpha[1:], t.grad_norm[:-1]
        R = np.linalg.norm(np.array(start) - f.minima[0])  # noqa: N806
        bound = (R**2 + np.cumsum(moved**2 * length**2)) / (2 * np.cumsum(moved))
        best = np.minimum.accumulate(t.f)
        assert np.all(best[:-1] - f.f_star <= bound * (1 + 1e-9) + 1e-12 * (1 + abs(t.f[0])))
        np.testing.assert_array_equal(t.extras["f_best"][1:], best[1:])
        np.testing.assert_allclose(f.value(t.extras["x_best"][1:]), best[1:], rtol=1e-13)

    def test_a_constant_step_hops_over_the_kink_and_a_falling_one_settles(self) -> None:
        f = make("lasso")
        constant = descend(f, "subgradient", 4000, lr=0.5)
        falling = descend(f, "subgradient", 4000, run={"schedule": registry.create("schedule", "inverse_sqrt")}, lr=0.5)
        assert np.max(constant.f[-20:]) - f.f_star > 1e-2
        assert np.max(falling.f[-20:]) - f.f_star < 0.1 * (np.max(constant.f[-20:]) - f.f_star)
        assert np.all(np.diff(np.sign(constant.x[-20:, 1])) != 0)

    @pytest.mark.parametrize("name", ["rosenbrock", "quadratic", "himmelblau"])
    def test_on_a_smooth_function_it_is_gradient_descent(self, name: str) -> None:
        f = make(name)
        a, b = (descend(f, m, 50, lr=1e-3) for m in ("gradient_descent", "subgradient"))
        np.testing.assert_array_equal(a.x, b.x)


class TestSets:
    @pytest.mark.parametrize("name", SETS)
    @pytest.mark.parametrize(
        ("method", "fields"), [("proximal_gradient", {"lr": 0.9}), ("fista", {"lr": 0.9}), ("admm", {"rho": 0.4})]
    )
    def test_no_step_leaves_the_set(self, name: str, method: str, fields: dict[str, Any]) -> None:
        f = make(name)
        t = converge(f, method, **fields)
        assert np.all(np.isfinite(t.f))
        np.testing.assert_allclose(t.x[-1], f.minima[0], atol=1e-8)
        assert (t.stop.rule, t.stop.verdict) == ("gradient", "minimum")

    @pytest.mark.parametrize("name", SETS)
    def test_a_start_outside_is_brought_in_by_the_first_step(self, name: str) -> None:
        f = make(name)
        t = descend(f, "proximal_gradient", 5, (3.5, 3.5), lr=0.1)
        assert np.isinf(t.f[0])
        assert np.all(np.isfinite(t.f[1:]))

    @pytest.mark.parametrize("name", SETS)
    @pytest.mark.parametrize("method", ["gradient_descent", "subgradient"])
    def test_other_methods_walk_out_and_are_told_so(self, name: str, method: str) -> None:
        t = converge(make(name), method, lr=0.5)
        assert t.stop.rule == "diverged"
        assert "no finite value" in str(t.stop)
        assert np.isfinite(t.f[-2])


class TestAdmm:
    @pytest.mark.parametrize("name", COMPOSITES)
    @settings(max_examples=25)
    @given(fields=instances, start=starts, rho=st.floats(0.3, 5), relaxation=st.floats(0.8, 1.8))
    def test_residuals_vanish_and_the_limit_satisfies_kkt(
        self, name: str, fields: dict[str, float], start: tuple[float, float], rho: float, relaxation: float
    ) -> None:
        """x = z, ∇g(x) + ρu = 0 and ρu ∈ ∂r(z): then z is the minimiser."""
        fields = fields | {"kappa": min(fields["kappa"], 10.0)}
        f = make(name, **fields)
        rho = rho * f.smooth.L / 3
        t = descend(f, "admm", 400, start, rho=rho, relaxation=relaxation)
        scale = 1 + f.smooth.L * 10
        primal, dual = t.extras["primal"], t.extras["dual"]
        assert primal[-1] < 1e-6 * scale
        assert dual[-1] < 1e-6 * scale
        x, z, y = t.extras["x_k"][-1], t.x[-1], rho * t.extras["u"][-1]
        np.testing.assert_allclose(f.smooth.gradient(x) + y, 0, atol=1e-5 * scale)
        # ρu ∈ ∂r(z) just where z = prox_{r/ρ}(z + u)
        np.testing.assert_allclose(f.prox(z + y / rho, 1 / rho), z, atol=1e-12 * scale)
        np.testing.assert_allclose(z, f.minima[0], atol=1e-4)

    def test_every_line_of_the_recurrence(self) -> None:
        f, rho, relaxation = make("elastic_net"), 0.7, 1.5
        t = descend(f, "admm", 40, rho=rho, relaxation=relaxation)
        z, u, Q, q = t.x[0], np.zeros(2), f.smooth.Q, f.smooth.pull  # noqa: N806
        for k in range(1, 41):
            x = np.linalg.solve(Q + rho * np.eye(2), q + rho * (z - u))
            x_hat = relaxation * x + (1 - relaxation) * z
            new = f.prox(x_hat + u, 1 / rho)
            u = u + x_hat - new
            for name, value in {"x_k": x, "z": new, "u": u}.items():
                np.testing.assert_allclose(t.extras[name][k], value, rtol=1e-10, atol=1e-13)
            assert t.extras["primal"][k] == pytest.approx(np.linalg.norm(x - new), abs=1e-13)
            assert t.extras["dual"][k] == pytest.approx(rho * np.linalg.norm(new - z), abs=1e-13)
            z = new
            np.testing.assert_array_equal(t.x[k], t.extras["z"][k])

    @given(seed=st.integers(0, 10**6), rho=st.floats(0.05, 20))
    def test_without_a_term_it_is_the_proximal_point_method(self, seed: int, rho: float) -> None:
        """z_k − c = (I + Q/ρ)^{−k} (z₀ − c) on a quadratic."""
        rng = np.random.default_rng(seed)
        f = make("quadratic", dim=5, kappa=20.0, center_x=1.0)
        start = rng.uniform(-3, 3, 5)
        t = descend(f, "admm", 12, tuple(start.tolist()), rho=rho)
        c = np.array(f.minima[0])
        for k in (1, 5, 12):
            shrunk = np.linalg.matrix_power(np.linalg.inv(np.eye(5) + f.Q / rho), k) @ (start - c)
            np.testing.assert_allclose(t.x[k], c + shrunk, atol=1e-11)
        assert np.all(t.extras["u"][1:] == 0)

    def test_the_hessian_is_asked_once(self) -> None:
        t = descend(make("lasso"), "admm", 20)
        assert (t.values[-1], t.gradients[-1], t.hessians[-1]) == (0, 20, 1)

    def test_where_the_smooth_part_is_no_quadratic_it_says_so(self) -> None:
        method = registry.create("optimizer", "admm")
        for name in registry.names("objective"):
            f = make(name)
            assert method.suits(f) == f.smooth.is_quadratic
        t = converge(make("rosenbrock"), "admm")
        assert (t.stop.rule, t.steps) == ("method_failed", 1)
        assert "quadratic" in str(t.stop)
        np.testing.assert_array_equal(t.x[1], t.x[0])
        for other in ("proximal_gradient", "fista", "subgradient"):
            assert all(registry.create("optimizer", other).suits(make(n)) for n in registry.names("objective"))

    def test_a_curvature_down_that_rho_does_not_outweigh_is_a_reason(self) -> None:
        f = make("quadratic_form", Q=((1.0, 0.0), (0.0, -2.0)))
        t = converge(f, "admm", rho=1.5)
        assert t.stop.rule == "method_failed"
        assert "2" in str(t.stop)
        assert "1.5" in str(t.stop)
        assert converge(f, "admm", rho=2.5).stop.rule == "unbounded_below"

    def test_rows_with_a_rho_of_their_own_fail_alone(self) -> None:
        from core.optimizers.base import Evaluate

        f = make("quadratic_form", Q=((1.0, 0.0), (0.0, -2.0)))
        method = registry.create("optimizer", "admm", rho=np.array([[1.0], [3.0]]))
        x = np.array([[1.0, 1.0], [1.0, 1.0]])
        new, _, info = method.step(x, Evaluate(f, 2), method.init(x), 0.0)
        assert info["failed"].tolist() == [True, False]
        assert info["why"][1] is None
        np.testing.assert_array_equal(new[0], x[0])
        np.testing.assert_allclose(new[1], [0.75, 3.0])


@given(fields=instances, start=starts, name=st.sampled_from(COMPOSITES))
def test_the_three_agree_on_the_minimiser(fields: dict[str, float], start: tuple[float, float], name: str) -> None:
    fields = fields | {"kappa": min(fields["kappa"], 10.0)}
    f = make(name, **fields)
    assume(np.isfinite(f.value(np.array(start))))
    alpha = 1 / f.smooth.L
    ends: list[Array] = [
        descend(f, "proximal_gradient", 300, start, lr=alpha).x[-1],
        descend(f, "fista", 300, start, lr=alpha, restart="gradient").x[-1],
        descend(f, "admm", 300, start, rho=f.smooth.L / 3).x[-1],
    ]
    for end in ends:
        np.testing.assert_allclose(end, f.minima[0], atol=1e-6)
