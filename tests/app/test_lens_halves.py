"""The halves of a proximal step, drawn where the method put them."""

from __future__ import annotations

import numpy as np
import pytest

from core import registry
from landscape_app.lenses.base import Look
from landscape_app.lenses.halves import METHODS, HalvesLens
from landscape_app.shapes import Arrow, Dots, Note, Polyline
from landscape_app.theme import LIGHT
from tests.app.lens_kit import arrow, drawn, look, of_kind, vector, words

LENS = HalvesLens()


def test_down_the_slope_then_the_prox() -> None:
    at = look("lasso", "proximal_gradient", 2.0)
    assert at.run is not None
    f, t = at.scene.objective, at.run.trajectory
    shapes = drawn(LENS, at)
    down, prox = arrow(shapes, "−α∇g"), arrow(shapes, "prox")
    np.testing.assert_allclose(down.tail, t.x[2])
    np.testing.assert_allclose(vector(down), -0.1 * f.smooth.gradient(t.x[2]))
    np.testing.assert_allclose(prox.tail, down.tip)
    np.testing.assert_allclose(prox.tip, f.prox(np.array(down.tip), 0.1))
    np.testing.assert_allclose(prox.tip, t.x[3])


def test_fista_looks_ahead_first() -> None:
    at = look("lasso", "fista", 4.0)
    assert at.run is not None
    t = at.run.trajectory
    shapes = drawn(LENS, at)
    ahead, down, prox = arrow(shapes, "y: ahead"), arrow(shapes, "−α∇g"), arrow(shapes, "prox")
    np.testing.assert_allclose([ahead.tail, ahead.tip], [t.x[4], t.extras["y"][5]])
    np.testing.assert_allclose([down.tail, down.tip], [t.extras["y"][5], t.extras["half"][5]])
    np.testing.assert_allclose([prox.tail, prox.tip], [t.extras["half"][5], t.x[5]])


def test_earlier_steps_fade_and_the_oldest_are_gone() -> None:
    at = look("lasso", "proximal_gradient", 14.0, fields={"lr": 0.03}, steps=40, penalty=1.0)
    arrows = of_kind(drawn(LENS, at), Arrow)
    opacities = [a.opacity for a in arrows[::2]]
    assert opacities == sorted(opacities)
    assert opacities[-1] == 1.0
    assert len(arrows) == 24
    assert [bool(a.label) for a in arrows] == [False] * 22 + [True] * 2


@pytest.mark.parametrize("fields", [{}, {"relaxation": 1.6}, {"rho": 0.2}])
def test_admm_goes_over_x_and_u_to_z(fields: dict[str, object]) -> None:
    at = look("lasso", "admm", 2.0, fields=fields)
    assert at.run is not None
    e, z = at.run.trajectory.extras, at.run.trajectory.x
    shapes = drawn(LENS, at)
    x_step, dual, prox = arrow(shapes, "x"), arrow(shapes, "+ u"), arrow(shapes, "prox")
    gamma = float(fields.get("relaxation", 1.0))  # type: ignore[arg-type]
    np.testing.assert_allclose(x_step.tail, z[2])
    np.testing.assert_allclose(x_step.tip, gamma * e["x_k"][3] + (1 - gamma) * z[2])
    np.testing.assert_allclose(vector(dual), e["u"][2])
    np.testing.assert_allclose([prox.tail, prox.tip], [e["half"][3], z[3]])


def test_admms_residuals_are_written_and_its_trails_drawn() -> None:
    at = look("ball_constrained", "admm", 3.0)
    assert at.run is not None
    t = at.run.trajectory
    shapes = drawn(LENS, at)
    primal = np.linalg.norm(t.extras["x_k"][4] - t.x[4])
    dual = at.run.spec.method.rho * np.linalg.norm(t.x[4] - t.x[3])  # type: ignore[attr-defined]
    assert f"= {primal:.3g}" in words(shapes)
    assert f"= {dual:.3g}" in words(shapes)
    trails = [d.points for d in of_kind(shapes, Dots)]
    assert any(np.array_equal(d, t.extras["x_k"][1:5]) for d in trails)
    assert any(np.array_equal(d, t.x[1:5]) for d in trails)


def test_the_subgradient_method_keeps_its_best() -> None:
    at = look("lasso", "subgradient", 15.0, fields={"lr": 0.6})
    assert at.run is not None
    t = at.run.trajectory
    shapes = drawn(LENS, at)
    hop = arrow(shapes, "−αs")
    np.testing.assert_allclose(vector(hop), -0.6 * t.gradient[15])
    best = of_kind(shapes, Dots)[-1].points[0]
    np.testing.assert_array_equal(best, t.x[int(np.argmin(t.f[:17]))])


def test_the_set_is_outlined() -> None:
    box = of_kind(drawn(LENS, look("box_constrained", "proximal_gradient", 0.0)), Polyline)[-1]
    assert box.closed
    np.testing.assert_allclose(np.max(box.points, axis=0), [2.0, 1.2])
    np.testing.assert_allclose(np.min(box.points, axis=0), [-2.0, -1.2])
    disc = of_kind(drawn(LENS, look("ball_constrained", "proximal_gradient", 0.0)), Polyline)[-1]
    np.testing.assert_allclose(np.linalg.norm(disc.points, axis=1), 2.0)


def test_projecting_is_called_so() -> None:
    at = look("box_constrained", "proximal_gradient", 0.0, fields={"lr": 0.9}, center_x=4.0)
    assert at.run is not None
    found = False
    for k in range(at.run.trajectory.steps):
        found |= any(a.label == "project" for a in of_kind(drawn(LENS, Look(at.snapshot, k, LIGHT)), Arrow))
    assert found


def test_the_creases_of_the_lasso_are_the_axes() -> None:
    lines = of_kind(drawn(LENS, look("lasso", "proximal_gradient", 0.0)), Polyline)
    assert any(np.all(line.points[:, 0] == 0) for line in lines)
    assert any(np.all(line.points[:, 1] == 0) for line in lines)
    assert not of_kind(drawn(LENS, look("ridge", "proximal_gradient", 0.0)), Polyline)
    (dot,) = {d.points.tobytes() for d in of_kind(drawn(LENS, look("group_lasso", "proximal_gradient", 0.0)), Dots)}
    assert dot == np.zeros((1, 2)).tobytes()


def test_other_methods_say_that_they_have_no_halves() -> None:
    at = look("himmelblau", "adam", 0.0)
    (note,) = drawn(LENS, at)
    assert isinstance(note, Note)
    assert note.text == LENS.why_not(at.scene) != ""
    assert LENS.why_not(look("lasso", "fista", 0.0).scene) == ""


@pytest.mark.parametrize("id", METHODS)
@pytest.mark.parametrize("surface", ["lasso", "himmelblau", "box_constrained", "group_lasso", "elastic_net"])
def test_every_step_of_every_such_method_can_be_drawn(id: str, surface: str) -> None:
    assert id in registry.names("optimizer")
    at = look(surface, id, 0.0)
    assert at.run is not None
    for k in range(at.run.trajectory.steps + 1):
        for shape in drawn(LENS, Look(at.snapshot, float(k), LIGHT)):
            if isinstance(shape, Arrow):
                assert np.all(np.isfinite([*shape.tail, *shape.tip]))
