"""Schedules compared: every one is the very training that its setup describes, from the same first weights."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.nn.journal import follow
from core.nn.rate_plans import SEEDS, WARMUP, Plan, Tried, plans, try_plans
from core.nn.setup import Setup

SMALL = Setup(data="moons", samples=40, noise=0.2, hidden="4", method="sgd", lr=0.4, batch=5, epochs=8, seed=3)


def tried(setup: Setup) -> dict[Plan, Tried]:
    last = [found for found in try_plans(setup) if found is not None][-1]
    assert last[1] == 1
    return {each.plan: each for each in last[0]}


def test_each_is_the_training_of_its_setup_for_every_seed() -> None:
    setup = replace(SMALL, dropout=0.1, weight_decay=0.01)
    found = tried(setup)
    assert len(found) == 9
    for plan, each in found.items():
        for member in (0, SEEDS - 1):
            epochs = list(follow(replace(setup, schedule=plan.schedule, warmup=plan.warmup), member))
            np.testing.assert_array_equal(each.train[member], [e.train_data for e in epochs])
            np.testing.assert_array_equal(each.test[member], [e.test for e in epochs])
    first = found[Plan("constant")]
    for each in found.values():  # they begin alike
        np.testing.assert_array_equal(each.train[:, 0], first.train[:, 0])
    assert len(set(first.train[:, 0].tolist())) == SEEDS


def test_the_rates_are_those_of_the_formulas() -> None:
    found = tried(SMALL)
    steps = 8 * 6  # 28 training samples, 5 in a batch
    warm = round(WARMUP * steps)
    k = np.arange(steps)
    for each in found.values():
        np.testing.assert_array_equal(each.steps, k)
        assert each.rates.max() == pytest.approx(0.4, rel=0.02)
    np.testing.assert_array_equal(found[Plan("constant")].rates, 0.4)
    np.testing.assert_allclose(found[Plan("cosine")].rates, 0.2 * (1 + np.cos(np.pi * k / steps)), atol=1e-12)
    climbing = found[Plan("constant", WARMUP)].rates
    np.testing.assert_allclose(climbing[:warm], 0.4 * (0.1 + 0.9 * k[:warm] / warm))
    np.testing.assert_array_equal(climbing[warm:], 0.4)
    assert set(np.round(found[Plan("step_decay")].rates, 12)) == {0.4, 0.12, 0.036, 0.0108}
    falling = found[Plan("inverse_sqrt")].rates
    assert np.all(np.diff(falling) <= 0)
    assert falling[-1] == pytest.approx(0.4 / np.sqrt(steps))


def test_the_setups_own_schedule_is_among_them() -> None:
    assert plans(SMALL)[0] == Plan("constant")
    own = replace(SMALL, schedule="cosine", warmup=0.3)
    assert plans(own) == (Plan("cosine", 0.3), *plans(SMALL))
    assert plans(replace(SMALL, schedule="cosine", warmup=WARMUP)) == plans(SMALL)


def test_a_schedule_that_watches_the_loss_shows_the_rates_that_it_had() -> None:
    setup = replace(SMALL, schedule="reduce_on_plateau", lr=2.0, epochs=30)
    found = tried(setup)[Plan("reduce_on_plateau")]
    np.testing.assert_array_equal(found.steps, np.arange(31) * 6)
    cuts = np.log(found.rates / 2.0) / np.log(0.3)
    np.testing.assert_allclose(cuts, np.round(cuts), atol=1e-9)
    assert np.all(np.diff(cuts) > -1e-9)
    assert cuts[-1] > 0.5, "at this rate the loss stalls sooner or later"


def test_what_diverges_is_infinite_from_then_on_and_nothing_stops_early() -> None:
    setup = replace(SMALL, data="hills_regression", lr=50.0, patience=1)
    found = tried(setup)
    wild = found[Plan("constant")]
    assert np.all(np.isposinf(wild.ends("train")))
    assert np.all(np.isposinf(wild.ends("test")))
    assert np.all(np.isfinite(wild.train[:, 0]))
    calm = tried(replace(SMALL, patience=1))[Plan("constant")]
    assert np.all(np.isfinite(calm.train))


def test_all_grow_together_and_what_is_not_known_is_nan() -> None:
    shares, first = [], None
    for found in try_plans(SMALL):
        if found is None:
            continue
        shares.append(found[1])
        first = first or found[0]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert first is not None
    known = [int(np.sum(~np.isnan(each.train))) for each in first]
    assert len(set(known)) == 1
    assert known[0] < 9
    assert first[0].ends("train").size == 0


def test_without_test_samples_the_test_loss_is_unknown() -> None:
    found = tried(replace(SMALL, held=0.0, epochs=2))
    for each in found.values():
        assert np.all(np.isnan(each.test))
        assert each.ends("train").size == SEEDS
