"""The charts over the steps: what they say, and the hands on them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from pytestqt.qtbot import QtBot

from core import registry
from core.stopping import Stopping
from landscape_app import app
from landscape_app.jobs import compute_now
from landscape_app.results import Snapshot
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.theme import LIGHT
from landscape_app.views import chart_fits, chart_range
from landscape_app.views.charts import Charts
from landscape_app.views.words import number
from tests.app.view_kit import PURE, close, drag, give, make, pixels_of, share_of, shown


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return make()


@pytest.fixture
def charts(qtbot: QtBot, snapshot: Snapshot) -> Iterator[Charts]:
    view = Charts()
    view.build_all()
    give(view, snapshot, 20.0)
    shown(view, qtbot, (1200, 260))
    yield view
    close(view)


def test_charts_are_built_one_a_turn(qtbot: QtBot) -> None:
    app.application()
    view = Charts()
    counts = []
    while view.build_next():
        counts.append(len(view.charts))
    assert counts == [1, 2, 3]
    assert [chart.quantity for chart in view.charts] == ["gap", "gradient", "step", "alpha"]
    close(view)


@pytest.mark.parametrize("which", range(4))
@pytest.mark.parametrize("step", [0.0, 12.0, 47.0])
def test_a_click_seeks_the_step_under_it(charts: Charts, qtbot: QtBot, which: int, step: float) -> None:
    sought: list[float] = []
    charts.seek_requested.connect(sought.append)
    chart = charts.charts[which]
    at = QPoint(round(chart.x_of(step)), 60)
    qtbot.mouseClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert sought[0] == pytest.approx(step, abs=60 / chart.plot.pixels().width)


def test_a_drag_scrubs(charts: Charts) -> None:
    sought: list[float] = []
    charts.seek_requested.connect(sought.append)
    chart = charts.charts[1]
    drag(chart.plot.viewport(), *[QPointF(chart.x_of(s), 50.0) for s in (10.0, 30.0, 50.0)])
    assert sought == pytest.approx([10.0, 30.0, 50.0], abs=0.3)


def test_charts_share_their_steps_and_their_cursor(charts: Charts) -> None:
    ranges = {tuple(chart.plot.box.viewRange()[0]) for chart in charts.charts}
    assert len(ranges) == 1
    charts.charts[0].log_x.setChecked(True)
    (first, last), *others = {tuple(chart.plot.box.viewRange()[0]) for chart in charts.charts}
    assert not others
    assert (first, last) == pytest.approx((0.0, math.log10(60)))
    charts.set_head(33.0)
    assert {chart.head for chart in charts.charts} == {33.0}


def test_the_gap_is_measured_from_the_known_minimum(charts: Charts, snapshot: Snapshot) -> None:
    curve = charts.charts[0].curves[0]
    f = snapshot.runs[0].trajectory.f
    here = np.isfinite(curve.values)
    assert here.any()
    np.testing.assert_allclose(curve.values[here], f[here])  # Himmelblau's minimum is 0
    assert charts.charts[0].title.text() == "f − f*"
    assert curve.fit is not None
    assert 0 < curve.fit.rate < 1


def test_without_a_known_minimum_the_chart_says_so(qtbot: QtBot) -> None:
    unbounded = make("saddle")
    assert unbounded.scene.objective.f_star is None
    view = Charts()
    view.build_all()
    give(view, unbounded)
    assert view.charts[0].title.text() == "f − best seen"
    assert all(curve.fit is None for curve in view.charts[0].curves)
    best = min(float(run.trajectory.f.min()) for run in unbounded.runs)
    curve = view.charts[0].curves[0]
    f = unbounded.runs[0].trajectory.f
    here = np.isfinite(curve.values)
    np.testing.assert_allclose(curve.values[here], f[here] - best)
    close(view)


def test_charts_leave_hidden_runs_out(charts: Charts, snapshot: Snapshot) -> None:
    assert share_of(charts.grab_image(1200, 260), PURE) > 0
    first = snapshot.runs[0]
    charts.set_runs((replace(first, spec=replace(first.spec, visible=False)), *snapshot.runs[1:]))
    assert {curve.run.index for chart in charts.charts for curve in chart.curves} == {1}
    assert share_of(charts.grab_image(1200, 260), PURE) == 0


def test_charts_bear_runs_with_no_finite_number(charts: Charts, snapshot: Snapshot) -> None:
    run = snapshot.runs[0]
    nothing = np.full_like(run.trajectory.f, np.nan)
    broken = replace(run.trajectory, f=nothing, grad_norm=nothing, step_length=nothing, alpha=nothing)
    charts.set_runs((replace(run, trajectory=broken),))
    assert not charts.grab_image(1200, 260).isNull()
    for chart in charts.charts:
        assert np.isfinite(chart.plot.box.viewRange()).all()


# what slopes say


def _slopes(view: Charts) -> list[str]:
    return [
        chart_fits.words(chart_fits.Note(c.run, c.fit, c.values)) for c in view.charts[0].curves if c.fit is not None
    ]


def _quadratic(*rates: float, steps: int = 200) -> Snapshot:
    app.application()
    runs = tuple(RunSpec(registry.create("optimizer", "gradient_descent", lr=lr)) for lr in rates)
    objective = registry.create("objective", "quadratic", kappa=4.0)
    return compute_now(Scene(objective, runs, stopping=Stopping(max_steps=steps, gradient_on=False)))


def test_the_slope_on_log_y_is_the_factor_a_step_and_on_log_log_an_order(qtbot: QtBot) -> None:
    view = Charts()
    view.build_all()
    give(view, _quadratic(0.1), 20.0)
    shown(view, qtbot, (1200, 260))
    # the slow coordinate, of curvature L/κ = 1/4, is left: f − f* falls by (1 − αL/κ)² a step
    assert _slopes(view) == [f"ρ = {number((1 - 0.1 * 0.25) ** 2, 4)}"]
    switch = view.charts[0].log_x
    assert switch.isVisible()
    assert switch.text() == "log k"
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(9, switch.height() // 2))
    assert switch.isChecked()
    (said,) = _slopes(view)
    assert said.startswith("p = ")
    fit = view.charts[0].curves[0].fit
    assert fit is not None
    assert chart_fits.formula(fit) == "f − f* ≈ C / kᵖ"
    close(view)


def test_the_order_of_a_curve_that_falls_as_1_over_k_squared(charts: Charts, snapshot: Snapshot) -> None:
    k = np.arange(400.0)
    f = 3.0 / np.maximum(k, 1.0) ** 2  # Himmelblau's minimum is 0
    run = replace(snapshot.runs[0], trajectory=replace(snapshot.runs[0].trajectory, f=f))
    charts.charts[0].log_x.click()
    charts.set_runs((run,))
    assert _slopes(charts) == ["p = 2"]


def test_a_curve_that_no_longer_falls_is_called_flat(charts: Charts, snapshot: Snapshot) -> None:
    run = replace(snapshot.runs[0], trajectory=replace(snapshot.runs[0].trajectory, f=np.full(90, 28.3)))
    charts.set_runs((run,))
    (curve,) = charts.charts[0].curves
    assert curve.fit is not None
    assert chart_fits.words(chart_fits.Note(run, curve.fit, curve.values)) == "flat at 28.3"


def test_noise_has_no_slope_but_a_noisy_fall_has(charts: Charts, snapshot: Snapshot, rng: np.random.Generator) -> None:
    noise = rng.chisquare(2, 300) * 0.1
    run = replace(snapshot.runs[0], trajectory=replace(snapshot.runs[0].trajectory, f=noise))
    charts.set_runs((run,))
    (said,) = _slopes(charts)
    assert said.startswith("flat at ")
    # the geometric mean of χ² with two degrees of freedom is 2 exp(−γ)
    assert float(said[8:]) == pytest.approx(0.2 * math.exp(-np.euler_gamma), rel=0.15)
    falling = replace(run.trajectory, f=noise * 0.9 ** np.arange(300))
    charts.set_runs((replace(run, trajectory=falling),))
    (said,) = _slopes(charts)
    assert said.startswith("ρ = ")
    assert float(said[4:]) == pytest.approx(0.9, abs=0.01)


def test_the_words_of_slopes_stand_where_they_hide_no_curve(charts: Charts, snapshot: Snapshot) -> None:
    curve = charts.charts[0].curves[0]
    assert curve.fit is not None
    room = QRectF(0, 0, 300, 200)
    plate = chart_fits.Plate([chart_fits.Note(curve.run, curve.fit, curve.values)], LIGHT, room)
    falling = np.column_stack([np.linspace(0, 300, 200), np.linspace(0, 200, 200)])
    plate.move_to_free_corner(room, falling)
    assert plate.rect.left() > 150
    assert plate.rect.bottom() < 100
    rising = falling * [1, -1] + [0, 200]
    plate.move_to_free_corner(room, rising)
    assert not any(plate.rect.contains(x, y) for x, y in rising)
    assert room.contains(plate.rect)


def test_runs_of_one_slope_share_a_row_and_a_small_chart_has_small_letters(charts: Charts) -> None:
    fit = charts.charts[0].curves[0].fit
    assert fit is not None
    flat = replace(fit, slope=0.0, intercept=math.log10(28.3))
    notes = [chart_fits.Note(c.run, flat, np.full(90, 28.3)) for c in charts.charts[0].curves]
    wide, narrow = QRectF(0, 0, 400, 200), QRectF(0, 0, 110, 90)
    plate = chart_fits.Plate(notes, LIGHT, wide)
    assert list(plate._rows) == ["flat at 28.3"]
    assert len(plate._rows["flat at 28.3"]) == 2
    assert chart_fits.Plate(notes, LIGHT, narrow).rect.width() < plate.rect.width()


# what the axes hold


def test_the_axis_of_the_step_size_is_chosen_by_its_switch(charts: Charts, qtbot: QtBot) -> None:
    alpha = charts.charts[3]
    assert alpha.scale.isVisible()
    assert not alpha.plot.left.decades  # 0.01 and 0.004 are near enough for a linear axis
    alpha.scale.setFocus()
    qtbot.keyClick(alpha.scale, Qt.Key.Key_Down)
    assert alpha.scale.currentText() == "linear"
    assert not alpha.plot.left.decades
    qtbot.keyClick(alpha.scale, Qt.Key.Key_Down)
    assert alpha.scale.currentText() == "log"
    assert alpha.plot.left.decades
    low, high = alpha.plot.box.viewRange()[1]
    assert low < math.log10(0.004) < math.log10(0.01) < high
    assert [chart.scale.isVisible() for chart in charts.charts] == [False, False, False, True]


def test_auto_takes_a_logarithm_where_step_sizes_differ_much() -> None:
    assert not chart_range.spread(np.array([0.1, 0.4]))
    assert chart_range.spread(np.array([0.1, 0.6]))
    assert not chart_range.spread(np.empty(0))


def test_a_run_that_flies_off_leaves_the_picture(qtbot: QtBot) -> None:
    both, calm = _quadratic(0.1, 3.0, steps=80), _quadratic(0.1, steps=80)
    assert both.runs[1].trajectory.stop is not None
    assert both.runs[1].trajectory.stop.rule == "diverged"
    ranges = []
    for snapshot in (calm, both):
        view = Charts()
        view.build_all()
        give(view, snapshot)
        ranges.append([chart.plot.box.viewRange()[1] for chart in view.charts[:3]])
        last = view.charts[0].curves[-1]
        gone = view.charts[0].up(last.values[-1:])[0] > ranges[-1][0][1]
        assert gone == (snapshot is both)
        close(view)
    assert ranges[0] == [pytest.approx(r) for r in ranges[1]]


def test_where_every_run_falls_for_ever_f_itself_is_drawn(qtbot: QtBot) -> None:
    app.application()
    descent = RunSpec(registry.create("optimizer", "gradient_descent", lr=0.3))
    snapshot = compute_now(Scene(registry.create("objective", "saddle"), (descent,), start=(0.5, 0.1)))
    assert chart_range.flees(snapshot.runs[0])
    view = Charts()
    view.build_all()
    give(view, snapshot)
    chart = view.charts[0]
    assert chart.title.text() == "f → −∞"
    f = snapshot.runs[0].trajectory.f
    np.testing.assert_array_equal(chart.curves[0].values, f)
    low, high = chart.plot.box.viewRange()[1]
    assert low < f.min() < f.max() < high
    view.set_scene(replace(snapshot.scene, objective=registry.create("objective", "himmelblau")))
    view.set_runs(snapshot.runs)
    assert chart.plot.left.decades
    close(view)


def test_a_curve_at_rounding_level_does_not_stretch_the_axis() -> None:
    low, high = chart_range.decades(np.array([1.0, 1e-8, 1e-170]), all_flee=False)
    assert low > -30
    assert high > 0
    low, high = chart_range.decades(np.array([1.0, 1e250]), all_flee=True)
    assert low < 0 < high < 50


def test_an_export_shows_charts_without_their_switches(charts: Charts) -> None:
    before = [switch.isVisible() for chart in charts.charts for switch in chart.switches]
    assert sum(before) == 6  # a menu each, log k and the axis of α
    with_switches = pixels_of(charts.grab().toImage())
    picture = pixels_of(charts.grab_image(charts.width(), charts.height()))
    assert (picture[:30] != with_switches[:30]).any()
    assert [switch.isVisible() for chart in charts.charts for switch in chart.switches] == before


def test_large_letters_leave_room_for_the_charts_that_tell_most(charts: Charts, snapshot: Snapshot) -> None:
    """The curve of a constant learning rate goes first, then what nobody chose; f − f* stays."""

    def seen() -> list[str]:
        return [chart.quantity for chart in charts.charts if not chart.isHidden()]

    charts.resize(900, 200)
    assert seen() == ["gap", "gradient", "step", "alpha"]
    charts.set_theme(LIGHT.scaled(1.7))
    assert seen() == ["gap", "gradient", "step"]
    charts.resize(520, 200)
    assert seen() == ["gap", "gradient"]
    falling = replace(snapshot.runs[0].trajectory, alpha=np.linspace(1.0, 0.1, len(snapshot.runs[0].trajectory.alpha)))
    charts.set_runs((replace(snapshot.runs[0], trajectory=falling),))
    charts.resize(900, 200)
    assert seen() == ["gap", "gradient", "alpha"]
    chosen = replace(snapshot.scene, display=replace(snapshot.scene.display, chart_3="cosine"))
    charts.set_scene(chosen)
    assert seen() == ["gap", "cosine", "alpha"]
