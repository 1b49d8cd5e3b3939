"""The network's functions against closed forms and SciPy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from core import registry
from core.nn.normal import cdf, density, erfc


@given(st.floats(-26.0, 26.0))
def test_erfc_against_scipy(x: float) -> None:
    assert float(erfc(np.array(x))) == pytest.approx(float(special.erfc(x)), rel=4e-15, abs=1e-300)


@pytest.mark.parametrize(
    "x", [0.46875, -0.46875, 4.0, -4.0, np.nextafter(4.0, 5), 0.0, 1000.0, -1000.0, np.inf, -np.inf]
)
def test_erfc_where_its_ranges_meet_and_far_out(x: float) -> None:
    assert float(erfc(np.array(x))) == pytest.approx(float(special.erfc(x)), rel=4e-15)


def test_the_distribution_is_the_densitys_integral() -> None:
    s = np.linspace(-8, 8, 4001)
    np.testing.assert_allclose(np.imag(cdf(s + 1e-30j)) / 1e-30, density(s), rtol=1e-13, atol=1e-16)
    np.testing.assert_allclose(cdf(s) + cdf(-s), 1.0, rtol=1e-15)
    assert cdf(np.float32(s)).dtype == np.float32
    np.testing.assert_allclose(cdf(np.float32(s)), special.ndtr(s), atol=3e-7)


def test_gelu_is_torchs_exact_one() -> None:
    """torch.nn.functional.gelu in float64 at these points (PyTorch 2); it loses digits on the left, so: absolutely."""
    s = np.array([-5.0, -1.0, -0.1, 0.0, 0.5, 1.0, 3.0])
    told = [
        -1.4332578593401202e-06, -0.15865525393145707, -0.046017216272297104, 0.0,
        0.3457312306370107, 0.8413447460685429, 2.99595030590511,
    ]  # fmt: skip
    np.testing.assert_allclose(registry.create("activation", "gelu").f(s), told, rtol=0, atol=1e-14)
    np.testing.assert_allclose(registry.create("activation", "gelu").f(s), s * special.ndtr(s), rtol=1e-14)
