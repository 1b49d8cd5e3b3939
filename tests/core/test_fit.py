"""The fitted slope recovers the law that made the curve."""

from __future__ import annotations

import numpy as np
import pytest

from core.analysis.fit import fit_tail


def test_geometric_curve_gives_its_rate() -> None:
    k = np.arange(200)
    fit = fit_tail(5.0 * 0.93**k, "semilog")
    assert fit is not None
    assert fit.rate == pytest.approx(0.93, rel=1e-10)
    assert fit.value(np.array([0.0]))[0] == pytest.approx(5.0, rel=1e-8)
    assert (fit.first, fit.last) == (100, 199)


def test_power_law_gives_its_exponent() -> None:
    k = np.arange(1000, dtype=float)
    with np.errstate(divide="ignore"):
        gap = 3.0 * k**-2.0  # inf at step 0: left out
    fit = fit_tail(gap, "loglog")
    assert fit is not None
    assert fit.slope == pytest.approx(-2.0, abs=1e-10)


def test_only_the_tail_counts() -> None:
    k = np.arange(100)
    gap = np.where(k < 40, 1.0, 0.5 ** (k - 40.0))
    fit = fit_tail(gap, "semilog")
    assert fit is not None
    assert fit.rate == pytest.approx(0.5, rel=1e-9)


def test_gd_on_a_quadratic_shows_the_textbook_rate() -> None:
    # ½λx² per eigenvalue with constant α: the slow one wins, f contracts by (1 − αμ)² a step
    alpha, mu, top = 0.1, 0.5, 10.0
    k = np.arange(300)
    gap = 0.5 * mu * (1 - alpha * mu) ** (2 * k) + 0.5 * top * (1 - alpha * top) ** (2 * k)
    fit = fit_tail(gap, "semilog")
    assert fit is not None
    assert fit.rate == pytest.approx((1 - alpha * mu) ** 2, rel=1e-6)


@pytest.mark.parametrize("gap", [[], [1.0, 0.5], [0.0] * 50, [np.nan] * 50, [-1.0] * 9])
def test_nothing_to_fit_is_said(gap: list[float]) -> None:
    assert fit_tail(np.array(gap), "semilog") is None


def test_zeros_and_nans_are_left_out() -> None:
    gap = 0.8 ** np.arange(60.0)
    gap[[31, 45]] = np.nan
    gap[50] = 0.0
    fit = fit_tail(gap, "semilog")
    assert fit is not None
    assert fit.rate == pytest.approx(0.8, rel=1e-10)
