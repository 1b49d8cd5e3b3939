"""What the captions of the presets about schedules and about own data say."""

from __future__ import annotations

from functools import cache

import numpy as np

from core.nn.rate_plans import Plan
from core.objectives.network_slice import NetworkSlice
from landscape_app.scene import codec
from landscape_app.scene.presets import find
from landscape_app.studies.base import whole
from landscape_app.studies.schedules import Scheduled, SchedulesStudy


def opened(id: str, page: str = "schedules") -> NetworkSlice:
    scene = codec.load(find(id))
    assert (scene.page.below, scene.page.network) == ("network", page)
    assert isinstance(scene.objective, NetworkSlice)
    return scene.objective


@cache
def found(id: str) -> Scheduled:
    study = whole(SchedulesStudy(), opened(id))
    assert isinstance(study, Scheduled)
    assert len(study.tried) == 9
    assert {end.seeds for end in study.ends.values()} == {5}
    return study


def test_a_constant_rate_keeps_shaking_the_weights() -> None:
    study = found("schedules_compared")
    best = study.best
    assert best is not None
    for each in study.tried:
        constant = each.plan.schedule == "constant"
        assert study.surely(best, each.plan) == constant
        shaken = np.median(np.abs(np.diff(each.test[:, -10:], axis=1)))  # from epoch to epoch
        assert (shaken > 0.01) == constant


def test_warm_up_rescues_a_rate_that_is_too_large() -> None:
    study = found("warmup_rescues")
    assert opened("warmup_rescues").lr == 1.0
    for each in study.tried:
        begins = each.rates[0] / each.rates.max()
        assert (begins == 1.0) == (each.plan.warmup == 0 and each.plan.schedule != "one_cycle")
        if begins == 1.0:
            assert np.all(np.isposinf(each.train[:, -1]))
        else:
            assert np.all(each.train[:, -1] < 0.25 * each.train[:, 0])
            assert study.ends[each.plan].high < 0.05
    assert study.of(Plan("cosine", 0.1)) is not None


def test_where_the_schedule_hardly_matters_the_ranges_overlap() -> None:
    study = found("schedule_hardly_matters")
    best = study.best
    assert best is not None
    assert not any(study.surely(best, each.plan) for each in study.tried)
    winners = {min(study.tried, key=lambda each: float(each.test[member, -1])).plan for member in range(5)}
    assert len(winners) > 1, "each seed names another"


def test_own_rows_are_throws_and_the_network_sorts_them() -> None:
    objective = opened("your_own_data", "network")
    angle, speed, clears = np.array(objective.rows).T
    t = np.radians(angle)
    height = 8 * np.tan(t) - 9.81 * 8**2 / (2 * (speed * np.cos(t)) ** 2)  # where the wall stands
    np.testing.assert_array_equal(clears, height > 2)
    assert len(clears) == 80
    assert objective.classes == 2
    last = objective.trained.epochs[-1]
    assert last.train_accuracy == 1.0
    assert last.test_accuracy > 0.85
