"""The curves through trials turn where polynomials of their degree do."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.linesearch._interpolation import cubic, cubic_share, quadratic, secant
from core.linesearch.base import Trial

POINT = st.floats(-5, 5)
APART = 0.05


def trial(polynomial: np.polynomial.Polynomial, alpha: float) -> Trial:
    return Trial(alpha, float(polynomial(alpha)), float(polynomial.deriv()(alpha)))


@given(turn=POINT, bend=st.floats(0.1, 10), a=POINT, b=POINT)
def test_a_parabola_gives_its_own_minimiser(turn: float, bend: float, a: float, b: float) -> None:
    assume(abs(a - b) > APART)
    parabola = bend * np.polynomial.Polynomial([turn * turn, -2 * turn, 1])
    at, to = trial(parabola, a), trial(parabola, b)
    assert quadratic(at, to) == pytest.approx(turn, abs=1e-8)
    assert secant(at, to) == pytest.approx(turn, abs=1e-8)
    assert cubic(at, to) == pytest.approx(turn, abs=1e-8)


@given(low=POINT, top=POINT, scale=st.floats(0.1, 10), a=POINT, b=POINT)
def test_a_cubic_gives_the_one_of_its_turns_that_is_a_minimiser(
    low: float, top: float, scale: float, a: float, b: float
) -> None:
    """Of the cubic with φ' = ± scale (s − low)(s − top), the sign such that ``low`` is the minimiser."""
    assume(min(abs(low - top), abs(a - b)) > APART)
    slope = math.copysign(scale, low - top) * np.polynomial.Polynomial.fromroots([low, top])
    phi = slope.integ()
    at, to = trial(phi, a), trial(phi, b)
    assert cubic(at, to) == pytest.approx(low, abs=1e-6)
    assert cubic(to, at) == pytest.approx(low, abs=1e-6)
    assert b + cubic_share(at, to) * (a - b) == pytest.approx(low, abs=1e-6)


def test_curves_that_do_not_turn_say_so() -> None:
    rising = np.polynomial.Polynomial([0, 1, 0, 1])
    at, to = trial(rising, 0.0), trial(rising, 1.0)
    assert math.isnan(cubic(at, to))
    assert math.isnan(cubic(at, Trial(1.0, to.value)))
    assert math.isnan(quadratic(Trial(0.0, 0.0, -1.0), Trial(1.0, -1.0)))
    assert math.isnan(secant(Trial(0.0, 0.0, -1.0), Trial(1.0, -1.0, -1.0)))


def test_huge_slopes_do_not_overflow() -> None:
    assert cubic(Trial(0.0, 0.0, -1e300), Trial(1.0, 0.0, 1e300)) == pytest.approx(0.5)
