"""The ellipses at the ball are level curves of f's second order and of the method's matrix."""

from __future__ import annotations

import re

import numpy as np
import pytest

from core import registry
from core.arrays import Array
from landscape_app.lenses.base import Look
from landscape_app.lenses.curvature import CurvatureLens
from landscape_app.lenses.scale import diagonal
from landscape_app.shapes import Arrow, Dots, Note, Overlay, Polyline
from landscape_app.terms import term_colour
from landscape_app.theme import LIGHT
from tests.app.lens_kit import arrow, drawn, look, of_kind, vector, words

LENS = CurvatureLens()
OURS, THEIRS = term_colour(LIGHT, "scale"), term_colour(LIGHT, "rate")


def _curves(shapes: Overlay, colour: str) -> list[Polyline]:
    return [p for p in of_kind(shapes, Polyline) if p.colour == colour and len(p.points) > 2]


def _form(points: Array, x: Array, h: Array) -> Array:
    out: Array = 0.5 * np.einsum("ni,ij,nj->n", points - x, h, points - x)
    return out


def test_the_ellipse_is_where_the_second_order_is_constant() -> None:
    at = look("himmelblau", "sgd", 3.0, fields={"lr": 0.01}, spec={"start": (3.6, 2.6)})
    assert at.run is not None
    x = at.run.trajectory.x[3]
    (ellipse,) = _curves(drawn(LENS, at), OURS)
    values = _form(ellipse.points, x, at.scene.objective.hessian(x))
    np.testing.assert_allclose(values, values[0], rtol=1e-9)
    assert values[0] > 0
    assert ellipse.dash == "solid"


def test_on_a_quadratic_it_is_a_level_line_of_f_moved_to_the_ball() -> None:
    at = look("quadratic", "gradient_descent", 4.0, kappa=7.0, angle=25.0)
    assert at.run is not None
    f, x = at.scene.objective, at.run.trajectory.x[4]
    (ellipse,) = _curves(drawn(LENS, at), OURS)
    values = f.value(ellipse.points - x + np.array(f.minima[0]))
    np.testing.assert_allclose(values, values[0], rtol=1e-9)


def test_its_size_is_to_be_seen() -> None:
    for kappa in (1.0, 10.0, 300.0):
        at = look("quadratic", "gradient_descent", 0.0, kappa=kappa)
        (ellipse,) = _curves(drawn(LENS, at), OURS)
        axes = np.linalg.svd(ellipse.points[:-1] - ellipse.points[:-1].mean(axis=0))[1] / np.sqrt(36)
        assert np.sqrt(axes[0] * axes[1]) == pytest.approx(0.075 * diagonal(at.scene), rel=1e-6)
        assert axes[0] / axes[1] == pytest.approx(np.sqrt(kappa), rel=1e-6)


def test_eigenvectors_and_eigenvalues() -> None:
    at = look("himmelblau", "sgd", 0.0, fields={"lr": 0.01})
    assert at.run is not None
    h = at.scene.objective.hessian(at.run.trajectory.x[0])
    values, vectors = np.linalg.eigh(h)
    shapes = drawn(LENS, at)
    lines = [p for p in of_kind(shapes, Polyline) if p.colour == OURS and len(p.points) == 2]
    for i, line in enumerate(lines):
        way = np.diff(line.points, axis=0)[0]
        assert abs(way @ vectors[:, i]) / np.linalg.norm(way) == pytest.approx(1)
        assert f"λ{'₁₂'[i]} = {values[i]:.3g}".replace("-", "−") in words(shapes)


def test_at_a_saddle_there_are_two_pairs_of_hyperbolas_and_below_is_dashed() -> None:
    at = look("saddle", "sgd", 0.0)
    assert at.run is not None
    x = at.run.trajectory.x[0]
    curves = _curves(drawn(LENS, at), OURS)
    signs = [np.sign(_form(c.points, x, at.scene.objective.hessian(x))[0]) for c in curves]
    assert signs == [1, 1, -1, -1]
    assert [c.dash for c in curves] == ["solid", "solid", "dash", "dash"]


def test_on_a_maximum_the_ellipse_is_dashed() -> None:
    at = look("himmelblau", "sgd", 0.0, spec={"start": (-0.27, -0.92)})
    (ellipse,) = _curves(drawn(LENS, at), OURS)
    assert ellipse.dash == "dash"


def test_newton_believes_in_the_hessian_and_goes_to_the_models_minimum() -> None:
    at = look("himmelblau", "newton", 0.0, spec={"start": (4.4, 4.2)})
    assert at.run is not None
    x = at.run.trajectory.x
    shapes = drawn(LENS, at)
    assert "∇²f = B" in words(shapes)
    assert not _curves(shapes, THEIRS)
    np.testing.assert_allclose(vector(arrow(shapes, "model's minimum")), x[1] - x[0])
    np.testing.assert_allclose(of_kind(shapes, Dots)[-1].points[0], x[1])


def test_newton_at_indefinite_curvature_goes_to_a_saddle() -> None:
    at = look("himmelblau", "newton", 0.0, spec={"start": (0.6, 2.2)})
    assert of_kind(drawn(LENS, at), Arrow)[0].label == "model's saddle"


@pytest.mark.parametrize("id", ["bfgs", "dfp", "lbfgs"])
def test_a_quasi_newton_method_ends_with_the_hessians_ellipse(id: str) -> None:
    at = look("quadratic", id, 0.0, kappa=12.0, angle=35.0, steps=40, fields={"search": "exact"})
    assert at.run is not None
    k = 2  # two exact steps: all of a quadratic in the plane is known
    at = Look(at.snapshot, float(k), LIGHT)
    shapes = drawn(LENS, at)
    (ours,), (theirs,) = _curves(shapes, OURS), _curves(shapes, THEIRS)
    x = at.run.trajectory.x[min(k, at.run.trajectory.steps)]  # type: ignore[union-attr]
    values = _form(theirs.points, x, at.scene.objective.hessian(x))
    np.testing.assert_allclose(values, _form(ours.points, x, at.scene.objective.hessian(x))[0], rtol=1e-3)


def test_gradient_descent_believes_in_a_circle_of_one_over_its_rate() -> None:
    at = look("quadratic", "gradient_descent", 0.0, fields={"lr": 1.0}, kappa=4.0)
    assert at.run is not None
    x = at.run.trajectory.x[0]
    shapes = drawn(LENS, at)
    (ours,), (theirs,) = _curves(shapes, OURS), _curves(shapes, THEIRS)
    radius = np.linalg.norm(theirs.points - x, axis=1)
    np.testing.assert_allclose(radius, radius[0])
    level = _form(ours.points, x, at.scene.objective.hessian(x))[0]
    assert 0.5 * radius[0] ** 2 / 1.0 == pytest.approx(level)


def test_a_circle_that_would_not_be_seen_is_enlarged_and_says_so() -> None:
    at = look("quadratic", "gradient_descent", 0.0, fields={"lr": 1e-4})
    assert at.run is not None
    x = at.run.trajectory.x[0]
    shapes = drawn(LENS, at)
    (ours,), (theirs,) = _curves(shapes, OURS), _curves(shapes, THEIRS)
    found = re.search(r"B, lengths × ([\d.]+)", words(shapes))
    assert found is not None
    level = _form(ours.points, x, at.scene.objective.hessian(x))[0]
    drawn_radius = np.linalg.norm(theirs.points[0] - x)
    assert drawn_radius == pytest.approx(float(found.group(1)) * np.sqrt(2 * level * 1e-4))
    assert drawn_radius > 0.02 * diagonal(at.scene)


def test_adams_ellipse_has_its_axes_along_the_coordinates() -> None:
    at = look("quadratic", "adam", 5.0, kappa=20.0, angle=40.0)
    assert at.run is not None
    t = at.run.trajectory
    (theirs,) = _curves(drawn(LENS, at), THEIRS)
    half = np.max(np.abs(theirs.points - t.x[5]), axis=0)
    roots = np.sqrt(t.extras["v_hat"][6])
    assert half[0] / half[1] == pytest.approx(np.sqrt(roots[1] / roots[0]), rel=1e-6)


def test_the_trust_regions_circle_is_its_radius() -> None:
    at = look("rosenbrock", "trust_region", 1.0)
    assert at.run is not None
    t = at.run.trajectory
    shapes = drawn(LENS, at)
    (circle,) = _curves(shapes, THEIRS)
    np.testing.assert_allclose(np.linalg.norm(circle.points - t.x[1], axis=1), t.extras["radius"][2])
    np.testing.assert_allclose(vector(arrow(shapes, "p")), t.extras["p"][2])


def test_of_more_variables_it_says_which_are_drawn() -> None:
    at = look("quadratic_form", "sgd", 0.0, Q=((2.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 9.0)), b=(1.0, 0.0, 0.0))
    assert "of the first two variables" in words(drawn(LENS, at))


def test_where_there_is_no_curvature_it_says_so() -> None:
    at = look("typed", "gradient_descent", 0.0, expression="x + 2*y", parameters=())
    assert [type(s) for s in drawn(LENS, at)] == [Note]


@pytest.mark.parametrize("id", registry.names("optimizer"))
@pytest.mark.parametrize("surface", ["himmelblau", "rosenbrock", "lasso", "logistic_plateau", "bukin_6"])
def test_every_method_can_be_looked_at_at_every_step(id: str, surface: str) -> None:
    at = look(surface, id, 0.0, steps=20)
    assert at.run is not None
    for k in range(at.run.trajectory.steps + 1):
        shapes = drawn(LENS, Look(at.snapshot, float(k), LIGHT))
        for line in of_kind(shapes, Polyline):
            assert np.all(np.isfinite(line.points))
