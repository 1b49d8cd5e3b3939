"""Finite sums: closed-form minima, means over samples, exact condition numbers, interpolation, a person's own data."""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize

from core import registry
from core.datasets import MAX_ROWS, DataError, Rows, parse_csv
from core.objectives.finite_sums import LinearModelSum
from core.params import params_of
from core.words import CoreError

SUMS = ("least_squares", "logistic_regression", "robust_regression")
every_sum = pytest.mark.parametrize("id", SUMS)
seeds = st.integers(0, 2**31 - 1)


def make(id: str, **fields: Any) -> Any:
    return registry.create("objective", id, **fields)


def points(objective: LinearModelSum, seed: int, n: int) -> Any:
    low, high = np.array(objective.domain).T
    return np.random.default_rng(seed).uniform(low, high, (n, 2))


def longhand(f: LinearModelSum, w: Any) -> float:
    """The mean loss at one point, sample by sample, from the formula."""
    total = 0.0
    for a, y in zip(*f.dataset, strict=True):
        t = float(a[0] * w[0] + a[1] * w[1])
        if f.id == "least_squares":
            total += 0.5 * (t - y) ** 2
        elif f.id == "logistic_regression":
            total += float(np.logaddexp(0.0, -y * t))
        else:
            c = f.width  # type: ignore[attr-defined]
            total += 0.5 * (t - y) ** 2 / (1 + (t - y) ** 2 / c**2)
    return total / f.n + 0.5 * f.weight_decay * float(w @ w)


@every_sum
@given(seed=seeds, n=st.integers(4, 200), decay=st.floats(1e-3, 2))
def test_the_value_is_the_mean_of_the_loss_over_the_samples(id: str, seed: int, n: int, decay: float) -> None:
    f = make(id, samples=n, data_seed=seed, weight_decay=decay)
    for w in points(f, seed, 3):
        assert f.value(w) == pytest.approx(longhand(f, w), rel=1e-11)


@every_sum
@given(seed=seeds, b=st.integers(1, 9))
def test_the_mean_over_all_samples_is_the_whole_and_each_sample_counts_the_same(id: str, seed: int, b: int) -> None:
    f = make(id, samples=36, data_seed=seed, weight_decay=0.1)
    x = points(f, seed, 5)
    whole = f.sample(np.arange(36))
    scale = 1 + np.max(np.abs(f.gradient(x)))
    np.testing.assert_allclose(whole.value(x), f.value(x), rtol=1e-12)
    np.testing.assert_allclose(whole.gradient(x), f.gradient(x), atol=1e-12 * scale)
    np.testing.assert_allclose(whole.hessian(x), f.hessian(x), atol=1e-12 * (1 + f.L))
    parts = np.random.default_rng(seed).permutation(36).reshape(-1, 4)
    np.testing.assert_allclose(
        np.mean([f.sample(part).gradient(x) for part in parts], axis=0), f.gradient(x), atol=1e-12 * scale
    )
    each = f.sample_gradients(x[0])
    assert each.shape == (36, 2)
    np.testing.assert_allclose(np.mean(each, axis=0), f.gradient(x[0]), atol=1e-12 * scale)
    # every row with indices of its own gives what these indices give alone
    own = np.random.default_rng(seed + 1).integers(36, size=(5, b))
    batch = f.sample(own)
    for i in range(5):
        alone = f.sample(own[i : i + 1])
        for name in ("value", "gradient", "hessian"):
            np.testing.assert_array_equal(getattr(batch, name)(x)[i], getattr(alone, name)(x[i : i + 1])[0])
            np.testing.assert_array_equal(
                getattr(batch.rows(slice(i, i + 1)), name)(x[i : i + 1])[0], getattr(batch, name)(x)[i]
            )


@every_sum
def test_blocks_change_no_bit(id: str) -> None:
    """A grid is evaluated a few points at a time where there are many samples."""
    f = make(id, samples=3000, weight_decay=0.01)
    x = points(f, 3, 120).reshape(4, 30, 2)
    for of in (f.value, f.gradient, f.hessian):
        np.testing.assert_array_equal(of(x)[2, 7], of(x[2, 7]))
        np.testing.assert_array_equal(of(x)[:, :3], of(np.ascontiguousarray(x[:, :3])))
    value, gradient = f.value_gradient(x)
    np.testing.assert_array_equal(value, f.value(x))
    np.testing.assert_array_equal(gradient, f.gradient(x))
    assert value.shape == (4, 30)


class TestLeastSquares:
    @given(
        data=st.sampled_from(["line", "features"]),
        n=st.integers(4, 500),
        kappa=st.floats(1, 1e4),
        noise=st.floats(0, 10),
        seed=seeds,
    )
    def test_the_minimiser_is_that_of_lstsq(self, data: str, n: int, kappa: float, noise: float, seed: int) -> None:
        f = make("least_squares", data=data, samples=n, kappa=kappa, noise=noise, data_seed=seed)
        a, y = f.dataset
        w, _, _, _ = np.linalg.lstsq(a, y, rcond=None)
        scale = 1 + np.max(np.abs(w))
        np.testing.assert_allclose(f.minima[0], w, atol=1e-9 * scale)
        assert f.f_star == pytest.approx(0.5 * np.mean((a @ w - y) ** 2), rel=1e-9, abs=1e-18)

    @given(n=st.integers(4, 100), decay=st.floats(1e-3, 10), seed=seeds)
    def test_the_penalty_s_minimiser_solves_the_normal_equations(self, n: int, decay: float, seed: int) -> None:
        f = make("least_squares", samples=n, weight_decay=decay, data_seed=seed)
        a, y = f.dataset
        w = np.linalg.solve(a.T @ a / n + decay * np.eye(2), a.T @ y / n)
        np.testing.assert_allclose(f.minima[0], w, rtol=1e-9, atol=1e-12)

    @given(n=st.integers(4, 5000), kappa=st.floats(1, 1e4), seed=seeds)
    def test_the_condition_number_is_exact_for_every_draw(self, n: int, kappa: float, seed: int) -> None:
        """Slope and intercept: √κ and 1/√κ. Correlated features: 1 ± ρ, ρ = (κ − 1)/(κ + 1)."""
        line = make("least_squares", samples=n, kappa=kappa, data_seed=seed)
        np.testing.assert_allclose([line.mu, line.L], [kappa**-0.5, kappa**0.5], rtol=1e-7)
        features = make("least_squares", data="features", samples=n, kappa=kappa, data_seed=seed)
        rho = (kappa - 1) / (kappa + 1)
        np.testing.assert_allclose([features.mu, features.L], [1 - rho, 1 + rho], rtol=1e-7)
        a, _ = features.dataset
        np.testing.assert_allclose(np.mean(a, axis=0), 0, atol=1e-12)
        np.testing.assert_allclose(np.std(a, axis=0), 1, rtol=1e-12)
        assert np.corrcoef(a.T)[0, 1] == pytest.approx(rho, abs=1e-10)

    def test_without_noise_every_sample_is_met(self) -> None:
        for data in ("line", "features"):
            f = make("least_squares", data=data, noise=0.0)
            assert f.interpolates
            np.testing.assert_allclose(f.minima[0], (1.5, -1.0), atol=1e-13)
            assert f.f_star == pytest.approx(0, abs=1e-25)
            np.testing.assert_allclose(f.sample_gradients(np.array(f.minima[0])), 0, atol=1e-12)
        assert not make("least_squares", noise=0.01).interpolates
        assert not make("least_squares", noise=0.0, weight_decay=0.1).interpolates

    def test_the_targets_scatter_as_they_say(self) -> None:
        f = make("least_squares", samples=5000, noise=2.0)
        a, y = f.dataset
        assert np.std(y - a @ np.array([1.5, -1.0])) == pytest.approx(2.0, rel=0.03)


class TestLogisticRegression:
    @given(n=st.integers(4, 300), separation=st.floats(0, 8), decay=st.floats(1e-4, 1), kappa=st.floats(1, 100))
    def test_the_minimum_is_scipy_s(self, n: int, separation: float, decay: float, kappa: float) -> None:
        f = make("logistic_regression", samples=n, separation=separation, weight_decay=decay, kappa=kappa)
        found = optimize.minimize(f.value, np.zeros(2), jac=f.gradient, method="BFGS", options={"gtol": 1e-10})
        assert f.f_star <= found.fun + 1e-12
        np.testing.assert_allclose(f.minima[0], found.x, atol=1e-6 / decay)
        np.testing.assert_allclose(f.gradient(np.array(f.minima[0])), 0, atol=1e-13 * (1 + f.L))

    def test_the_classes_are_balanced_and_their_means_as_far_apart_as_told(self) -> None:
        f = make("logistic_regression", samples=4000, separation=3.0, kappa=1.0)
        a, y = f.dataset
        assert np.sum(y) == 0
        assert np.linalg.norm(np.mean(a[y > 0], axis=0) - np.mean(a[y < 0], axis=0)) == pytest.approx(3.0, rel=0.05)

    def test_classes_0_and_1_are_those_of_minus_1_and_1(self) -> None:
        zero = ((0.0, 1.0, 0.0), (1.0, 0.5, 1.0), (2.0, 1.5, 1.0), (0.5, 2.0, 0.0))
        signed = tuple((a, b, 2 * c - 1) for a, b, c in zero)
        f, g = (make("logistic_regression", data="own", rows=rows) for rows in (zero, signed))
        assert f == g
        assert set(f.dataset[1].tolist()) == {-1.0, 1.0}

    def test_three_classes_are_refused(self) -> None:
        with pytest.raises(CoreError, match=r"rows must have classes in their last column.*got 0, 1, 2"):
            make("logistic_regression", rows=((0.0, 1.0), (1.0, 0.0), (2.0, 2.0)))


class TestRobustRegression:
    @pytest.mark.parametrize("seed", range(6))
    @pytest.mark.parametrize("width", [0.3, 1.0, 4.0])
    def test_nothing_on_a_fine_grid_nor_below_it_is_lower(self, seed: int, width: float) -> None:
        f = make("robust_regression", data_seed=seed, width=width, samples=20 + 10 * seed)
        (x0, x1), (y0, y1) = f.domain
        grid = np.stack(np.meshgrid(np.linspace(x0, x1, 300), np.linspace(y0, y1, 300)), axis=-1).reshape(-1, 2)
        value = f.value(grid)
        lowest = min(
            float(optimize.minimize(f.value, start, jac=f.gradient, method="BFGS").fun)
            for start in grid[np.argsort(value)[:: len(value) // 40][:3]]
        )
        assert f.f_star <= min(lowest, float(np.min(value))) + 1e-12

    def test_each_group_of_points_has_a_valley_and_the_larger_one_the_lower(self) -> None:
        f = make("robust_regression")
        best, other = np.array(f.minima)[:2]
        np.testing.assert_allclose(best, (1.5, -1.0), atol=0.15)
        np.testing.assert_allclose(other, (-1.5, 1.0), atol=0.15)

    def test_a_wide_loss_is_least_squares(self) -> None:
        f = make("robust_regression", width=100.0)
        a, y = f.dataset
        np.testing.assert_allclose(f.minima[0], np.linalg.lstsq(a, y, rcond=None)[0], atol=1e-2)
        assert len(f.minima) == 1


class TestOwnData:
    rows: Rows = ((1990.0, 3.0), (2000.0, 5.0), (2010.0, 6.0), (2020.0, 10.0))

    def test_slope_and_intercept_of_raw_and_of_standardised_data_say_the_same(self) -> None:
        raw = make("least_squares", data="own", rows=self.rows, standardise=False)
        z, y = np.array(self.rows).T
        slope, intercept = np.polyfit(z, y, 1)
        np.testing.assert_allclose(raw.minima[0], (slope, intercept), rtol=1e-6)
        f = make("least_squares", data="own", rows=self.rows)
        np.testing.assert_allclose(f.minima[0], (slope * np.std(z), np.mean(y)), rtol=1e-10)
        assert f.f_star == pytest.approx(raw.f_star, rel=1e-6)
        assert f.L / f.mu == pytest.approx(1.0)
        assert raw.L / raw.mu > 1e8  # which is why one standardises
        assert f.n == 4

    def test_two_features_have_no_intercept(self) -> None:
        rows = ((1.0, 0.0, 2.0), (0.0, 1.0, 3.0), (1.0, 1.0, 5.0))
        f = make("least_squares", data="own", rows=rows, standardise=False)
        np.testing.assert_allclose(f.minima[0], (2.0, 3.0), atol=1e-12)
        assert f.interpolates

    @pytest.mark.parametrize("id", SUMS)
    def test_start_and_minimum_are_in_view(self, id: str) -> None:
        rows = ((-30.0, 400.0, 1.0), (10.0, 350.0, 0.0), (5.0, 100.0, 1.0), (25.0, 700.0, 0.0), (0.0, 1.0, 1.0))
        for standardise in (True, False):
            f = make(id, data="own", rows=rows, standardise=standardise)
            low, high = np.array(f.domain).T
            assert np.all((low < f.start) & (f.start < high))
            assert np.all((low < f.minima[0]) & (f.minima[0] < high))

    def test_features_that_determine_no_fit_are_refused_unless_there_is_a_penalty(self) -> None:
        rows = ((1.0, 2.0, 3.0), (2.0, 4.0, 1.0), (3.0, 6.0, 0.0))
        with pytest.raises(CoreError, match="rows must not have features that are multiples of each other"):
            make("least_squares", data="own", rows=rows)
        assert make("least_squares", data="own", rows=rows, weight_decay=0.1).mu == pytest.approx(0.1)


@every_sum
def test_every_field_that_counts_changes_the_sum_and_no_other_does(id: str) -> None:
    """Own data hide what they leave without effect, generated data the rows."""
    other: dict[str, Any] = {"samples": 31, "kappa": 77.0, "data_seed": 5, "weight_decay": 0.3, "standardise": False}
    other |= {"noise": 0.9, "separation": 4.0, "outliers": 0.1, "width": 0.4}
    other |= {"rows": ((0.0, 1.0), (1.0, 0.0), (3.0, 1.0))}
    for choice in params_of(registry.get("objective", id))["data"].choices:
        f = make(id, data=choice)
        for name, known in params_of(type(f)).items():
            if name != "data":
                g = make(id, **{"data": choice, name: other[name]})
                assert (g.value(np.array([0.7, -0.4])) != f.value(np.array([0.7, -0.4]))) == known.counts(f), name


class TestCsv:
    @given(
        rows=st.integers(2, 3).flatmap(
            lambda k: st.lists(st.tuples(*[st.floats(-1e9, 1e9)] * k), min_size=2, max_size=30)
        ),
        separator=st.sampled_from([",", ";", "\t", " , "]),
        end=st.sampled_from(["\n", "\r\n"]),
        head=st.sampled_from(["", "\ufeff", "# weights\n", "height,weight\n", '"x","y"\n\n']),
    )
    def test_numbers_are_read_to_the_bit(self, rows: list[Any], separator: str, end: str, head: str) -> None:
        if separator.strip() != "," and "," in head:
            head = head.replace(",", separator)
        text = head + end.join(separator.join(map(repr, row)) for row in rows) + end
        assert parse_csv(text) == tuple(tuple(row) for row in rows)

    def test_a_decimal_comma_between_semicolons(self) -> None:
        assert parse_csv("x;y\n1,5;-2,25\n3;4,0\n") == ((1.5, -2.25), (3.0, 4.0))

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("", "the data hold no numbers"),
            ("x,y\n", "the data hold no numbers"),
            ("1,2\n", "the data must be at least 2 samples, and line 1 is the only one"),
            ("1\n2\n", "line 1 must have 2 columns (feature, target) or 3 (two features, target), got 1"),
            ("1,2,3,4\n", "line 1 must have 2 columns (feature, target) or 3 (two features, target), got 4"),
            ("x,y\n1,2\n\n3,4,5\n", "line 4 must have 2 columns as the lines before it, got 3"),
            ("1,2\n3,four\n", "line 2, column 2 must be a number, got 'four'"),
            ("1,2\n3,\n", "line 2, column 2 must be a number, got ''"),
            ("1,2\n3,1_000\n", "line 2, column 2 must be a number, got '1_000'"),
            ("x,y\nz,w\n", "line 2, column 1 must be a number, got 'z'"),
            ("1,2\nnan,2\n", "line 2, column 1 must be a number between -1e9 and 1e9, got nan"),
            ("1,2\n3,1e10\n", "line 2, column 2 must be a number between -1e9 and 1e9, got 1e10"),
            ("1,2\n" * (MAX_ROWS + 1), "the data must be at most 5,000 samples; line 5001 is one too many"),
            ("1,2\n" * 300_000, "the data must be at most 1,000,000 characters of text, got 1,200,000"),
        ],
    )
    def test_what_is_wrong_is_told_with_line_and_column(self, text: str, sentence: str) -> None:
        with pytest.raises(DataError) as caught:
            parse_csv(text)
        assert sentence in str(caught.value)
        assert "\n" not in str(caught.value)

    @given(st.text(max_size=300))
    def test_any_text_is_read_or_refused_and_nothing_else(self, text: str) -> None:
        rows: Rows = ()
        with contextlib.suppress(DataError):
            rows = parse_csv(text)
        assert len(rows) != 1
        assert {len(row) for row in rows} in ({2}, {3}, set())
        assert np.all(np.abs([number for row in rows for number in row]) <= 1e9)
