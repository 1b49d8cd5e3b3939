"""Trainings compared at equal loss, and the intervals that say how sure the comparison is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from scipy import stats

from core.intervals import geometric_interval, mean_interval, percentile_interval, ranks, spearman, t_975, within
from core.nn import flatness
from core.nn.flatness import (
    TUNING,
    Compared,
    Variant,
    compare,
    measured,
    target_of,
    trained_by,
    tuned,
    until,
    variants,
)  # fmt: skip
from core.nn.network_loss import NetworkLoss
from core.nn.setup import Setup, prepared
from core.nn.training import train_epochs

SMALL = Setup(data="moons", samples=40, noise=0.1, hidden="4", held=0.5, batch=5, epochs=3, seed=2)


@cache
def found_of_two() -> tuple[Compared, ...]:
    """Everything that comes of two members: computed once for all tests."""
    return tuple(each for each in compare(SMALL, 2) if each is not None)


@pytest.mark.parametrize("freedom", [1, 2, 7, 15, 30, 31, 60, 500])
def test_student_against_scipy(freedom: int) -> None:
    assert t_975(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=2e-5)


def test_the_intervals_hold_the_truth_as_often_as_they_say() -> None:
    rng = np.random.default_rng(3)
    held = 0
    for _ in range(2000):
        _, low, high = mean_interval(rng.normal(1.0, 2.0, size=8))
        held += low <= 1.0 <= high
    assert held / 2000 == pytest.approx(0.95, abs=0.015)
    values = np.exp(rng.normal(size=9))
    assert geometric_interval(values)[0] == pytest.approx(stats.gmean(values))
    assert np.isnan(mean_interval(np.ones(1))[1])


def test_rank_correlation_against_scipy() -> None:
    rng = np.random.default_rng(1)
    for _ in range(20):
        x, y = rng.integers(6, size=(2, 15)).astype(float)
        np.testing.assert_array_equal(ranks(x), stats.rankdata(x))
        assert spearman(x, y) == pytest.approx(stats.spearmanr(x, y).statistic)
    assert np.isnan(spearman(np.ones(5), np.arange(5.0)))
    up, down = np.arange(5.0), -np.arange(5.0)
    assert within([(up, up), (up, down), (up, up), (up[:2], up[:2])]) == pytest.approx(1 / 3)
    assert percentile_interval(np.arange(1001.0)) == (25.0, 975.0)


def test_tuning_and_report_have_no_member_in_common() -> None:
    found = found_of_two()[-1]
    told = {r.member for each in found.reached.values() for r in each} | {d.member for d in found.decayed}
    assert told == {1, 2}
    assert not told & set(TUNING)


def test_every_network_is_the_first_at_the_target() -> None:
    found = found_of_two()[-1]
    for variant in found.variants:
        assert len(found.reached[variant.name]) + len(found.failed[variant.name]) == 2
        for r in found.reached[variant.name]:
            one = trained_by(SMALL, variant, found.rates[variant.name])
            epochs = list(train_epochs(*prepared(one, r.member), r.epochs))
            assert all(e.train_data > found.target for e in epochs[:-1])
            assert epochs[-1].train_data == r.train <= found.target
    assert sum(len(each) for each in found.reached.values()) >= 8


def test_the_rate_is_the_fastest_on_the_tuning_members() -> None:
    variant, target = variants(SMALL)[3], target_of(SMALL)
    rate = list(tuned(SMALL, variant, target))[-1]
    totals = {}
    for lr in variant.rates:
        one = trained_by(SMALL, variant, lr)
        ends = [list(until(one, member, target))[-1] for member in TUNING]
        if None not in ends:
            totals[lr] = sum(e.number for e in ends if e is not None)
    assert rate is not None
    assert totals[rate] == min(totals.values())


def test_the_middle_rate_where_none_comes_to_the_target(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flatness, "_EPOCHS", 3)
    variant = variants(SMALL)[0]
    *work, rate = tuned(SMALL, variant, 0.0)
    assert rate == variant.rates[4]
    assert len(work) == len(variant.rates) * len(TUNING) * (3 + 1)  # the start and every epoch, none given up


def test_sharpness_is_the_data_losss_alone() -> None:
    one = replace(trained_by(SMALL, Variant("", "adam", 5, 0.1), 0.03), epochs=4)
    end = list(train_epochs(*prepared(one, 1), 4))[-1]
    recipe, train, _ = prepared(one, 1)
    h = NetworkLoss(recipe.mlp, train, recipe.loss).hessian(end.w)
    got = measured(one, 1, end)
    values = np.linalg.eigvalsh(h)
    assert got.sharpness == pytest.approx(values[np.abs(values).argmax()], rel=1e-6)
    assert got.trace == pytest.approx(np.trace(h), rel=0.5)
    assert got.norm == pytest.approx(np.linalg.norm(end.w[recipe.mlp.is_weight > 0]))


def test_the_same_again() -> None:
    first = found_of_two()[0]
    second = next(each for each in compare(SMALL, 2) if each is not None)
    assert (first.reached, first.decayed, first.rates) == (second.reached, second.decayed, second.rates)
    plain = {d.method: (d.norm, d.test) for d in first.decayed if d.decay == 0}
    assert plain["adam"] == pytest.approx(plain["adamw"])
