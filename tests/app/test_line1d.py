"""The view of one variable: curve, start, cobweb."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from core import registry
from core.clipping import Clipping
from core.cobweb import cobweb, map_curve
from core.noise import Noise
from core.stopping import Stopping
from landscape_app import app
from landscape_app.jobs import compute_now
from landscape_app.results import Snapshot
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.views.line1d import Line1D
from tests.app.view_kit import PURE, Heard, close, drag, give, make, share_of, shown


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return make()


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[Line1D]:
    snapshot = make("parabola_1d")
    view = Line1D()
    give(view, snapshot, 3.0)
    shown(view, qtbot)
    yield view
    close(view)


def test_the_start_is_dragged_along_the_curve(line: Line1D) -> None:
    heard = Heard(line)
    start = line.start_on_line()
    assert start is not None
    viewport = line._plots[0].viewport()
    here = QPointF(viewport.mapFrom(line, line.to_widget(start).toPoint()))
    drag(viewport, here, here - QPointF(20, 5), here - QPointF(40, -30))
    assert heard.log == ["begin", "move", "move", "end"]
    want = start - 40 / line._plots[0].pixels().sx
    assert heard.moves[-1][0] == pytest.approx(want, abs=1.0 / line._plots[0].pixels().sx)


def test_arrow_keys_nudge_the_start_on_the_curve(line: Line1D, qtbot: QtBot) -> None:
    heard = Heard(line)
    start = line.start_on_line()
    assert start is not None
    qtbot.keyClick(line._plots[0], Qt.Key.Key_Left)
    assert heard.log == ["begin", "move", "end"]
    assert heard.moves[-1][0] == pytest.approx(start - 0.01 * (line.grid[-1] - line.grid[0]))


def test_a_plane_is_shown_along_its_first_step(snapshot: Snapshot) -> None:
    view = Line1D()
    give(view, snapshot, 5.0)
    along = view.positions(snapshot.runs[0])
    first = snapshot.runs[0].trajectory
    assert along[0] == pytest.approx(0.0, abs=1e-12)
    assert along[1] == pytest.approx(float(first.step_length[1]))  # the first step lies wholly on the line
    assert view.objective is not None
    assert float(view.objective.value(np.array([along[1]]))) == pytest.approx(float(first.f[1]))
    assert share_of(view.grab_image(640, 400), PURE) > 0
    close(view)


# the cobweb


def _line(*runs: RunSpec, objective: str = "parabola_1d", sigma: float = 0.0) -> Line1D:
    app.application()
    scene = Scene(
        registry.create("objective", objective), runs, noise=Noise(sigma=sigma), stopping=Stopping(max_steps=9)
    )
    view = Line1D()
    give(view, compute_now(scene), 5.0)
    return view


def _descent(**fields: object) -> RunSpec:
    return RunSpec(registry.create("optimizer", "gradient_descent", lr=0.4), name="plain", **fields)  # type: ignore[arg-type]


def test_descent_with_a_constant_step_has_a_cobweb() -> None:
    view = _line(_descent(colour=PURE))
    assert view.shows_cobweb
    assert view.state.why_no_cobweb() == ""
    picture = view.grab_image(900, 420)
    right = picture.copy(picture.width() // 2, 0, picture.width() // 2, picture.height())
    assert share_of(right, PURE) > 0.001
    close(view)


@pytest.mark.parametrize(
    "run",
    [
        RunSpec(registry.create("optimizer", "heavy_ball", lr=0.1)),
        RunSpec(registry.create("optimizer", "adam", lr=0.1)),
        RunSpec(registry.create("optimizer", "gradient_descent_exact")),
        RunSpec(registry.create("optimizer", "gradient_descent_backtracking")),
        _descent(schedule=registry.create("schedule", "exponential")),
        _descent(lr_changes=((3, 0.1),)),
        _descent(clip=Clipping("norm", 0.1)),
    ],
    ids=["momentum", "adam", "exact search", "backtracking", "schedule", "changed rate", "clipped"],
)
def test_what_repeats_no_map_of_x_has_none_and_a_line_says_so(run: RunSpec) -> None:
    view = _line(run)
    view.grab_image(700, 420)
    assert not view.shows_cobweb
    assert not view.why.isHidden()
    assert view.why.text().startswith("No cobweb: only gradient descent with a constant step")
    view.set_scene(replace(view.state.scene, runs=(_descent(),)))  # type: ignore[type-var]
    view.set_runs((replace(view.state.runs[0], spec=_descent()),))
    assert view.shows_cobweb
    assert view.why.isHidden()
    close(view)


def test_noise_spoils_the_map_for_those_who_see_it() -> None:
    sgd = RunSpec(registry.create("optimizer", "sgd", lr=0.4))
    for run, sigma, some in (
        (sgd, 0.0, True),
        (sgd, 0.3, False),
        (_descent(), 0.3, True),
        (_descent(noisy=True), 0.3, False),
    ):
        view = _line(run, sigma=sigma)
        assert view.shows_cobweb == some
        close(view)


def test_in_a_mixed_race_the_others_are_named(qtbot: QtBot) -> None:
    ball = RunSpec(registry.create("optimizer", "heavy_ball", lr=0.1), name="Ball")
    view = _line(_descent(), ball)
    assert view.shows_cobweb
    assert view.state.why_no_cobweb() == "No cobweb for Ball: no repeated map of x."
    view.set_runs(tuple(replace(r, spec=replace(r.spec, visible=r.spec.name != "Ball")) for r in view.state.runs))
    assert view.state.why_no_cobweb() == ""
    close(view)


def test_a_line_through_a_surface_has_no_cobweb(snapshot: Snapshot) -> None:
    view = Line1D()
    give(view, snapshot, 5.0)
    assert not view.shows_cobweb
    assert view.why.text() == "No cobweb: after the first step the runs leave this line."
    close(view)


def test_corners_of_the_cobweb_lie_on_the_map() -> None:
    view = _line(_descent(), objective="double_well_1d")
    (run,) = view.state.runs
    corners = cobweb(view.positions(run))[1::2]
    assert view.objective is not None
    np.testing.assert_allclose(corners[:, 1], map_curve(view.objective, corners[:, 0], view.state.alpha(run)))
    close(view)
