"""What every line search promises: its condition as evaluated, an honest record, and words where it fails."""

from __future__ import annotations

import dataclasses
import math
import warnings
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import line_search

from core import registry
from core.linesearch import conditions
from core.linesearch.backtracking import Backtracking
from core.linesearch.base import LineSearch, Result
from core.linesearch.exact import Exact
from core.linesearch.goldstein import Goldstein
from core.linesearch.more_thuente import MoreThuente
from core.linesearch.strong_wolfe import StrongWolfe
from core.linesearch.wolfe import Wolfe
from core.params import ParameterError

Phi = Callable[[float], float]
NAMES = registry.names("linesearch")
EACH = pytest.mark.parametrize("name", NAMES)


class Asked:
    """phi and phi' that write down every call."""

    def __init__(self, phi: Phi, dphi: Phi) -> None:
        self._phi, self._dphi = phi, dphi
        self.values: list[float] = []
        self.slopes: list[float] = []

    def phi(self, alpha: float) -> float:
        self.values.append(alpha)
        return self._phi(alpha)

    def dphi(self, alpha: float) -> float:
        self.slopes.append(alpha)
        return self._dphi(alpha)


def wave(seed: int) -> tuple[Phi, Phi]:
    """A smooth function that grows in the end: two waves on a parabola, on a length and a height of its own."""
    rng = np.random.default_rng(seed)
    a, b, v, w = (float(u) for u in rng.uniform(0, 3, 4))
    centre = float(rng.uniform(-1, 4))
    length, height = (float(10**u) for u in rng.uniform(-2, 2, 2))

    def phi(alpha: float) -> float:
        s = alpha / length
        return height * ((s - centre) ** 2 + a * math.cos(v * s) + b * math.sin(w * s))

    def dphi(alpha: float) -> float:
        s = alpha / length
        return height * (2 * (s - centre) - a * v * math.sin(v * s) + b * w * math.cos(w * s)) / length

    return phi, dphi


def kept(rule: LineSearch, found: Result, phi: Phi, dphi: Phi) -> bool:
    """Whether the condition of the rule holds at the step found, evaluated afresh."""
    f0, d0, alpha = phi(0.0), dphi(0.0), found.alpha
    f, d = phi(alpha), dphi(alpha)
    match rule:
        case Backtracking():
            return conditions.armijo(f0, d0, alpha, f, rule.c1)
        case Wolfe():
            return conditions.wolfe(f0, d0, alpha, f, d, rule.c1, rule.c2)
        case StrongWolfe() | MoreThuente():
            return conditions.strong_wolfe(f0, d0, alpha, f, d, rule.c1, rule.c2)
        case Goldstein():
            return conditions.goldstein(f0, d0, alpha, f, rule.c)
        case Exact():
            return f < f0 and abs(d) <= max(rule.tol, 1e-6) * abs(d0)
    raise AssertionError(f"{rule} is not tested")


def test_there_are_six_rules() -> None:
    assert NAMES == ("exact", "backtracking", "wolfe", "strong_wolfe", "more_thuente", "goldstein")
    assert len({registry.get("linesearch", name).label for name in NAMES}) == len(NAMES)


@EACH
@given(seed=st.integers(0, 10**6), power=st.floats(-3, 3))
def test_a_found_step_keeps_its_condition_as_evaluated(name: str, seed: int, power: float) -> None:
    phi, dphi = wave(seed)
    rule = registry.create("linesearch", name)
    found = rule.search(phi, dphi, phi(0.0), dphi(0.0), 10**power)
    if dphi(0.0) >= 0:
        assert found.status == "failed"
    else:
        assert found.status == "found", found.reason
        assert 0 < found.alpha <= rule.alpha_max
        assert kept(rule, found, phi, dphi)


@pytest.mark.parametrize("name", ["wolfe", "strong_wolfe", "more_thuente"])
@given(seed=st.integers(0, 10**6), power=st.floats(-2, 2), c1=st.floats(1e-4, 0.3), share=st.floats(0, 1))
def test_wolfe_steps_are_found_for_every_pair_of_constants(
    name: str, seed: int, power: float, c1: float, share: float
) -> None:
    phi, dphi = wave(seed)
    rule = registry.create("linesearch", name, c1=c1, c2=c1 + share * (0.95 - c1))
    found = rule.search(phi, dphi, first=10**power)
    if dphi(0.0) < 0:
        assert found.status == "found", found.reason
        assert kept(rule, found, phi, dphi)


@given(seed=st.integers(0, 10**6), power=st.floats(-3, 3), c=st.floats(0.01, 0.49))
def test_goldstein_steps_are_found_for_every_strip(seed: int, power: float, c: float) -> None:
    phi, dphi = wave(seed)
    found = Goldstein(c=c).search(phi, dphi, first=10**power)
    if dphi(0.0) < 0:
        assert found.status == "found", found.reason
        assert kept(Goldstein(c=c), found, phi, dphi)


@given(curvature=st.floats(1e-3, 1e3), slope=st.floats(-1e3, -1e-3), c=st.floats(0.01, 0.49), power=st.floats(-3, 3))
def test_goldstein_on_a_parabola_is_the_interval_of_the_docstring(
    curvature: float, slope: float, c: float, power: float
) -> None:
    found = Goldstein(c=c).search(
        lambda a: 0.5 * curvature * a * a + slope * a, lambda a: curvature * a + slope, first=10**power
    )
    best = -slope / curvature
    assert 2 * c * best * (1 - 1e-9) <= found.alpha <= 2 * (1 - c) * best * (1 + 1e-9)


@EACH
@given(seed=st.integers(0, 10**6), power=st.floats(-3, 3), told=st.booleans())
def test_the_record_is_what_was_asked_in_that_order(name: str, seed: int, power: float, told: bool) -> None:
    asked = Asked(*wave(seed))
    start = (asked._phi(0.0), asked._dphi(0.0)) if told else (None, None)
    found = registry.create("linesearch", name).search(asked.phi, asked.dphi, *start, 10**power)
    assert (found.values, found.derivatives) == (len(asked.values), len(asked.slopes))
    skipped = 0 if told else 1  # phi(0) and phi'(0), asked for but no trials
    assert [trial.alpha for trial in found.trials] == asked.values[skipped:]
    assert [t.alpha for t in found.trials if not math.isnan(t.slope)] == asked.slopes[skipped:]
    for alpha, value, slope in (found.start, *found.trials):
        assert value == asked._phi(alpha)
        assert math.isnan(slope) or slope == asked._dphi(alpha)
    if found.status == "found":
        assert (found.alpha, found.value) in [trial[:2] for trial in found.trials]


@EACH
def test_slopes_are_not_asked_where_the_rule_does_without(name: str) -> None:
    asked = Asked(lambda a: (a - 3) ** 2, lambda a: 2 * (a - 3))
    found = registry.create("linesearch", name).search(asked.phi, asked.dphi, 9.0, -6.0, 50.0)
    assert found.status == "found"
    if name in ("backtracking", "goldstein"):
        assert asked.slopes == []
    elif name in ("wolfe", "strong_wolfe"):
        assert 0 < len(asked.slopes) < len(asked.values)
        assert 50.0 not in asked.slopes


@EACH
def test_a_newton_step_on_a_parabola_is_taken_at_once(name: str) -> None:
    found = registry.create("linesearch", name).search(lambda a: 2 * (a - 1) ** 2, lambda a: 4 * (a - 1))
    assert (found.alpha, len(found.trials)) == (1.0, 1)


@EACH
@pytest.mark.parametrize(
    ("value", "slope", "says"),
    [
        (1.0, 2.0, "does not go down: φ'(0) = 2"),
        (1.0, 0.0, "does not go down: φ'(0) = 0"),
        (math.nan, -1.0, "cannot begin: φ(0) = nan"),
        (-math.inf, -1.0, "cannot begin: φ(0) = -inf"),
        (1.0, math.nan, "φ'(0) = nan"),
        (1.0, -math.inf, "φ'(0) = -inf"),
    ],
)
def test_a_search_that_cannot_begin_asks_nothing_and_says_why(name: str, value: float, slope: float, says: str) -> None:
    asked = Asked(lambda a: -a, lambda a: -1.0)
    found = registry.create("linesearch", name).search(asked.phi, asked.dphi, value, slope)
    assert (found.status, found.alpha, found.trials) == ("failed", 0.0, ())
    assert asked.values == asked.slopes == []
    assert says in str(found.reason)


@EACH
@pytest.mark.parametrize("first", [0.0, -1.0, math.nan])
def test_a_first_trial_must_be_a_step(name: str, first: float) -> None:
    found = registry.create("linesearch", name).search(lambda a: -a, lambda a: -1.0, first=first)
    assert found.status == "failed"
    assert "first trial step" in str(found.reason)


@EACH
@pytest.mark.parametrize(
    ("phi", "dphi"),
    [
        (lambda a: a, lambda a: 1.0),
        (lambda a: 0.0, lambda a: 1.0),
        (lambda a: math.nan, lambda a: math.nan),
        (lambda a: math.inf, lambda a: math.inf),
        (lambda a: math.exp(1e4 + a), lambda a: 1 / (0 * a)),  # OverflowError, ZeroDivisionError
    ],
    ids=["rises", "flat", "nan", "inf", "raises"],
)
def test_a_slope_that_is_not_true_ends_in_a_failure_with_words(name: str, phi: Phi, dphi: Phi) -> None:
    found = registry.create("linesearch", name).search(phi, dphi, 0.0, -1.0)
    assert (found.status, found.alpha, found.value) == ("failed", 0.0, 0.0)
    assert found.values == len(found.trials) > 0
    assert str(found.reason)


@EACH
def test_walls_of_infinities_are_backed_away_from(name: str) -> None:
    """φ is a barrier's: −log(1 − α) − 3α, infinite from α = 1 on, with its minimiser at 2/3."""

    def phi(alpha: float) -> float:
        return -math.log(1 - alpha) - 3 * alpha if alpha < 1 else math.inf

    def dphi(alpha: float) -> float:
        return 1 / (1 - alpha) - 3 if alpha < 1 else math.nan

    for first in (1e-3, 0.999, 1.0, 64.0, 1e6):
        rule = registry.create("linesearch", name)
        found = rule.search(phi, dphi, first=first)
        assert found.status == "found", (first, found.reason)
        assert found.alpha < 1
        assert kept(rule, found, phi, dphi)


@pytest.mark.parametrize(
    ("name", "value", "slope"),
    [("goldstein", math.nan, 0.0), ("goldstein", -math.inf, 0.0)]  # asks no slope
    + [
        (name, *beyond)
        for name in ("exact", "wolfe", "strong_wolfe", "more_thuente")
        for beyond in (
            (math.nan, 0.0),
            (-math.inf, 0.0),
            (-50.0, -math.inf),
            (-50.0, math.inf),
            (-50.0, math.nan),
        )
    ],
)
def test_nothing_beyond_a_wall_is_taken_for_a_step(name: str, value: float, slope: float) -> None:
    """From α = 1 on, φ or φ' is no finite number, even where the other looks like what is sought."""
    rule = registry.create("linesearch", name)
    for first in (1e-3, 0.9, 3.0, 1e4):
        found = rule.search(
            lambda a: 2 * (a - 0.7) ** 2 if a < 1 else value, lambda a: 4 * (a - 0.7) if a < 1 else slope, first=first
        )
        assert found.status == "found", (first, found.reason)
        assert 0 < found.alpha < 1


@pytest.mark.parametrize("rule", [Exact(), Wolfe(c2=0.01), StrongWolfe(c2=0.01), MoreThuente(c2=0.01)])
def test_no_wall_is_run_into_twice(rule: LineSearch) -> None:
    """The minimiser 0.9999 lies close before the wall: each trial beyond it is shorter than the last one there."""

    def phi(alpha: float) -> float:
        return -math.log(1 - alpha) - 1e4 * alpha if alpha < 1 else math.nan

    def dphi(alpha: float) -> float:
        return 1 / (1 - alpha) - 1e4 if alpha < 1 else math.nan

    for first in (1e-3, 0.3, 0.7, 5.0):
        found = rule.search(phi, dphi, first=first)
        assert found.status == "found", (first, found.reason)
        walls = [trial.alpha for trial in found.trials if math.isnan(trial.value)]
        assert walls
        assert walls == sorted(set(walls), reverse=True)


@pytest.mark.parametrize("name", ["exact", "wolfe", "strong_wolfe", "more_thuente", "goldstein"])
def test_a_ray_that_goes_down_for_ever_ends_at_the_limit(name: str) -> None:
    for limit in (0.5, 7.0, 1e10):
        found = registry.create("linesearch", name, alpha_max=limit).search(lambda a: -a, lambda a: -1.0)
        assert (found.alpha, found.value, found.status) == (limit, -limit, "at_limit")
        assert "still falls" in str(found.reason)


@EACH
@given(seed=st.integers(0, 10**6))
def test_no_trial_goes_beyond_the_limit(name: str, seed: int) -> None:
    phi, dphi = wave(seed)
    found = registry.create("linesearch", name, alpha_max=0.3).search(phi, dphi, first=5.0)
    assert all(0 < trial.alpha <= 0.3 for trial in found.trials)


@EACH
@given(seed=st.integers(0, 10**6), budget=st.integers(1, 40))
def test_nonsense_never_raises_and_keeps_to_the_budget(name: str, seed: int, budget: int) -> None:
    """φ and φ' are dice that also fall on nan, ±inf, huge and tiny numbers."""
    rng = np.random.default_rng(seed)
    dice = [math.nan, math.inf, -math.inf, 1e308, -1e308, 1e-308, 0.0, 1.0, -1.0]

    def roll(alpha: float) -> float:
        return dice[rng.integers(len(dice))] if rng.random() < 0.5 else float(rng.normal())

    with np.errstate(all="raise"):
        found = registry.create("linesearch", name, max_trials=budget).search(roll, roll, 0.0, -1.0)
    assert len(found.trials) <= budget
    assert (found.alpha == 0) == (found.status == "failed")
    assert all(math.isfinite(trial.alpha) and trial.alpha > 0 for trial in found.trials)


@EACH
def test_a_budget_that_is_spent_is_named(name: str) -> None:
    found = registry.create("linesearch", name, max_trials=3).search(
        lambda a: (a - 1e-6) ** 4, lambda a: 4 * (a - 1e-6) ** 3, first=1.0
    )
    assert (found.status, found.values - 1, found.alpha) == ("failed", 3, 0.0)
    assert str(found.reason) == "none of 3 trial steps was accepted"


@pytest.mark.parametrize("rule", [Wolfe(max_trials=1000), StrongWolfe(max_trials=1000), MoreThuente(max_trials=1000)])
def test_rounding_is_named_where_the_bracket_shrinks_to_a_point(rule: LineSearch) -> None:
    """φ falls to a cliff at 0.3: no step before it is flat, none after it is low."""
    found = rule.search(lambda a: -a if a <= 0.3 else 1.0, lambda a: -1.0)
    assert found.status == "failed"
    assert str(found.reason) == "rounding hides the decrease: the steps left to try all lie at α = 0.3"
    assert len(found.trials) < 200


def test_weak_wolfe_serves_a_kink_that_has_no_strong_wolfe_step() -> None:
    """|α − 0.3|: the slope jumps from −1 to 1, so that none is small, but it does change sign."""
    phi, dphi = lambda a: abs(a - 0.3), lambda a: math.copysign(1.0, a - 0.3)
    assert Wolfe().search(phi, dphi).status == "found"
    for rule in (StrongWolfe(), MoreThuente()):
        assert rule.search(phi, dphi).status == "failed"


@pytest.mark.parametrize("rule", [Wolfe, StrongWolfe, MoreThuente])
def test_constants_keep_their_order(rule: type[Wolfe | StrongWolfe | MoreThuente]) -> None:
    assert (rule().c1, rule().c2) == (1e-4, 0.9)
    assert rule(c1=0.1, c2=0.1).c2 == 0.1
    with pytest.raises(ParameterError, match="c2 must be at least c1") as caught:
        rule(c1=0.5, c2=0.1)
    assert caught.value.field == "c2"
    with pytest.raises(ParameterError, match="c1 must be greater than 0"):
        rule(c1=0.0)
    with pytest.raises(dataclasses.FrozenInstanceError):
        rule().c1 = 0.2  # type: ignore[misc]


def test_goldsteins_strip_is_open() -> None:
    with pytest.raises(ParameterError, match=r"c must be less than 0\.5"):
        Goldstein(c=0.5)


def test_conditions_say_no_to_what_is_not_a_number() -> None:
    assert not conditions.armijo(1.0, -1.0, 0.1, math.nan, 1e-4)
    assert not conditions.curvature(-1.0, math.nan, 0.9)
    assert not conditions.strong_curvature(-1.0, math.nan, 0.9)
    assert not conditions.goldstein(1.0, -1.0, 0.1, math.nan, 0.25)
    assert not conditions.goldstein(1.0, -1.0, 0.1, -math.inf, 0.25)


def test_conditions_at_their_edges() -> None:
    """On φ = −α + α²/2: Armijo on (0, 2(1 − c₁)], curvature from 1 − c₂, strong curvature to 1 + c₂."""
    phi, dphi = lambda a: -a + 0.5 * a * a, lambda a: a - 1
    inside, outside = 1 - 1e-12, 1 + 1e-12
    assert conditions.armijo(0, -1, 1.5 * inside, phi(1.5 * inside), 0.25)
    assert not conditions.armijo(0, -1, 1.5 * outside, phi(1.5 * outside), 0.25)
    assert conditions.curvature(-1, dphi(0.25 * outside), 0.75)
    assert not conditions.curvature(-1, dphi(0.25 * inside), 0.75)
    assert conditions.curvature(-1, dphi(1.75 * outside), 0.75)
    assert not conditions.strong_curvature(-1, dphi(1.75 * outside), 0.75)
    assert conditions.strong_curvature(-1, dphi(1.75 * inside), 0.75)
    assert conditions.goldstein(0, -1, 0.5 * outside, phi(0.5 * outside), 0.25)
    assert not conditions.goldstein(0, -1, 0.5 * inside, phi(0.5 * inside), 0.25)
    assert not conditions.goldstein(0, -1, 1.5 * outside, phi(1.5 * outside), 0.25)


def quartic_bowl(seed: int) -> tuple[Callable[..., float], Callable[..., np.ndarray], np.ndarray, np.ndarray]:
    """f, ∇f, a point and a descent direction in five dimensions."""
    rng = np.random.default_rng(seed)
    a, c = rng.normal(size=(5, 5)), rng.normal(size=5)
    scale = np.exp(rng.uniform(-3, 3, 5))

    def f(x: np.ndarray) -> float:
        return float(0.5 * np.sum((a @ x - c) ** 2) + np.sum(scale * x**4) + np.sum(np.cos(3 * x)))

    def g(x: np.ndarray) -> np.ndarray:
        return np.asarray(a.T @ (a @ x - c) + 4 * scale * x**3 - 3 * np.sin(3 * x))

    x = rng.normal(size=5) * 2
    return f, g, x, -g(x) * np.exp(rng.uniform(-2, 2, 5))


@pytest.mark.parametrize("c2", [0.1, 0.9])
def test_scipy_finds_steps_of_the_same_kind_for_no_fewer_evaluations(c2: float) -> None:
    """Over 200 directions: wherever SciPy ends with a step we do, under the same conditions, two thirds as dear."""
    ours = scipys = 0
    for seed in range(200):
        f, g, x, p = quartic_bowl(seed)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            alpha, values, slopes, *_ = line_search(f, g, x, p, gfk=g(x), old_fval=f(x), c1=1e-4, c2=c2, maxiter=60)
        rule = StrongWolfe(c2=c2)
        phi, dphi = lambda s, f=f, x=x, p=p: f(x + s * p), lambda s, g=g, x=x, p=p: float(g(x + s * p) @ p)
        found = rule.search(phi, dphi, phi(0.0), dphi(0.0))
        assert found.status == "found"
        assert kept(rule, found, phi, dphi)
        if alpha is not None:
            assert conditions.strong_wolfe(phi(0.0), dphi(0.0), alpha, phi(alpha), dphi(alpha), 1e-4, c2)
            ours += found.values + found.derivatives
            scipys += values + slopes
    assert scipys > 0
    assert 3 * ours <= 2 * scipys
