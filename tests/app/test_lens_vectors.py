"""The arrows at the ball are the terms of the step, to scale."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest

from core import registry
from core.clipping import Clipping
from landscape_app.lenses.base import Look
from landscape_app.lenses.scale import diagonal, magnification, rounded, times
from landscape_app.lenses.vectors import VectorsLens
from landscape_app.scene.lens import Lens
from landscape_app.shapes import Arrow, Note, Overlay, Polyline
from landscape_app.terms import term_colour
from landscape_app.theme import DARK, LIGHT
from tests.app.lens_kit import arrow, drawn, look, of_kind, vector, words

LENS = VectorsLens()


def _factor(shapes: Overlay) -> float:
    found = re.search(r"arrows × (?:([\d.]+)·)?([\d.]+)([⁰¹²³⁴⁵⁶⁷⁸⁹]*)", words(shapes))
    if found is None:
        return 1.0
    mantissa, base, power = found.groups()
    exponent = int(power.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")) or "1")
    return float(mantissa or 1) * float(base) ** exponent


@pytest.mark.parametrize("id", registry.names("optimizer"))
@pytest.mark.parametrize("surface", ["himmelblau", "lasso"])
def test_every_method_has_arrows_that_lead_to_the_next_point(id: str, surface: str) -> None:
    at = look(surface, id, 2.0)
    assert at.run is not None
    t = at.run.trajectory
    if t.steps <= 2:
        at = Look(at.snapshot, 0.0, at.theme)
    k = at.step_of(t)
    shapes = drawn(LENS, at)
    arrows = [a for a in of_kind(shapes, Arrow) if a.width > 1.8]
    step = (t.x[k + 1] - t.x[k]) * _factor(shapes)
    if np.hypot(*step) < 1e-9 * diagonal(at.scene):
        assert not of_kind(shapes, Arrow) or "refused" in words(shapes) or "stays" in words(shapes)
        return
    end = t.x[k] + step
    assert arrows
    tails = [a.tail for a in arrows]
    assert any(np.allclose(tail, t.x[k]) for tail in tails)
    assert any(np.allclose(a.tip, end, atol=1e-9) for a in arrows)
    chain = [a for a in arrows if a.label != "step"]
    np.testing.assert_allclose(sum(vector(a) for a in chain), step, atol=2e-3 * max(map(np.ptp, map(vector, arrows))))
    for before, after in pairwise(chain):
        assert before.tip == after.tail


def test_the_red_arrow_is_the_true_gradient_and_the_yellow_one_chance() -> None:
    at = look("himmelblau", "sgd", 3.0, fields={"lr": 0.01}, sigma=20.0)
    assert at.run is not None
    t = at.run.trajectory
    shapes = drawn(LENS, at)
    down, chance = arrow(shapes, "−α∇f"), arrow(shapes, "noise −αξ")
    factor = _factor(shapes)
    np.testing.assert_allclose(vector(down), -0.01 * factor * t.gradient[3])
    np.testing.assert_allclose(vector(chance), -0.01 * factor * (t.seen_gradient[4] - t.gradient[3]))
    assert down.colour == term_colour(LIGHT, "gradient")
    assert chance.colour == term_colour(LIGHT, "noise")


def test_arrows_go_with_the_head() -> None:
    at = look("himmelblau", "heavy_ball", 0.0)
    assert at.run is not None
    tails = {of_kind(drawn(LENS, Look(at.snapshot, float(k), at.theme)), Arrow)[0].tail for k in range(6)}
    assert tails == {tuple(x) for x in at.run.trajectory.x[:6].tolist()}
    between = of_kind(drawn(LENS, Look(at.snapshot, 2.7, at.theme)), Arrow)[0].tail
    assert between == tuple(at.run.trajectory.x[2].tolist())


def test_at_the_end_stands_the_last_step() -> None:
    at = look("himmelblau", "sgd", 1e9, fields={"lr": 0.01})
    assert at.run is not None
    t = at.run.trajectory
    shapes = drawn(LENS, at)
    assert of_kind(shapes, Arrow)[0].tail == tuple(t.x[-2].tolist())
    assert "the last step taken" in words(shapes)


def test_short_arrows_are_magnified_by_one_factor_that_is_written() -> None:
    at = look("himmelblau", "heavy_ball", 5.0, fields={"lr": 1e-5})
    assert at.run is not None
    t = at.run.trajectory
    shapes = drawn(LENS, at)
    factor = _factor(shapes)
    assert factor > 1
    np.testing.assert_allclose(vector(arrow(shapes, "step")), factor * (t.x[6] - t.x[5]))
    np.testing.assert_allclose(vector(arrow(shapes, "−α∇f")), -1e-5 * factor * t.gradient[5])
    longest = max(np.hypot(*vector(a)) for a in of_kind(shapes, Arrow))
    assert 0.05 < longest / diagonal(at.scene) < 0.2


def test_long_ones_beside_the_step_are_shortened_and_say_so() -> None:
    at = look("rosenbrock", "adam", 0.0)
    assert at.run is not None
    shapes = drawn(LENS, at)
    (raw,) = [a for a in of_kind(shapes, Arrow) if a.label.startswith("−α∇f ×")]
    factor = float(raw.label.split("×")[1])
    np.testing.assert_allclose(vector(raw), -0.1 * factor * at.run.trajectory.gradient[0])
    assert np.hypot(*vector(raw)) <= 0.31 * diagonal(at.scene)


def test_adam_says_by_what_it_multiplies_each_coordinate() -> None:
    at = look("himmelblau", "adam", 4.0)
    assert at.run is not None
    t = at.run.trajectory
    found = re.search(r"D = 1/\(\(1−β₁ᵗ\)\(√v̂\+ε\)\)\n   = \(([-\d.e]+), ([-\d.e]+)\)", words(drawn(LENS, at)))
    assert found is not None
    scale = 1 / ((1 - 0.9**5) * (np.sqrt(t.extras["v_hat"][5]) + 1e-8))
    np.testing.assert_allclose([float(v) for v in found.groups()], scale, rtol=5e-3)


def test_what_clipping_cuts_away_is_called_so() -> None:
    at = look("himmelblau", "gradient_descent", 0.0, spec={"clip": Clipping("norm", 1.0)})
    labels = [a.label for a in of_kind(drawn(LENS, at), Arrow)]
    assert "clipping" in labels
    at = look("himmelblau", "sgd", 0.0, spec={"clip": Clipping("norm", 1.0)}, sigma=1.0)
    assert "noise and clipping" in [a.label for a in of_kind(drawn(LENS, at), Arrow)]


def test_exact_search_meets_the_next_gradient_at_a_right_angle() -> None:
    at = look("quadratic", "gradient_descent_exact", 3.0, kappa=8.0, angle=30.0)
    assert at.run is not None
    x = at.run.trajectory.x
    shapes = drawn(LENS, at)
    assert "cos = 0.0000" in words(shapes) or "cos = −0.0000" in words(shapes)
    mark = of_kind(shapes, Polyline)[-1].points
    np.testing.assert_allclose((mark[0] - x[3]) @ (mark[2] - x[3]), 0, atol=1e-9)
    np.testing.assert_allclose(mark[0] + mark[2] - x[3], mark[1])
    assert np.dot(mark[0] - x[3], x[2] - x[3]) > 0
    assert np.dot(mark[2] - x[3], x[4] - x[3]) > 0


def test_a_clipped_search_has_no_right_angle_but_the_true_cosine() -> None:
    fields: dict[str, object] = {"alpha_max": 0.1}
    at = look("quadratic", "gradient_descent_exact", 3.0, fields=fields, kappa=8.0, angle=30.0)
    assert at.run is not None
    g = at.run.trajectory.gradient
    shapes = drawn(LENS, at)
    assert not of_kind(shapes, Polyline)
    cosine = g[2] @ g[3] / np.linalg.norm(g[2]) / np.linalg.norm(g[3])
    assert cosine > 0.2
    assert f"cos = {cosine:.4f}" in words(shapes)


def test_other_methods_have_no_such_mark() -> None:
    shapes = drawn(LENS, look("quadratic", "gradient_descent", 3.0))
    assert not of_kind(shapes, Polyline)
    assert "cos" not in words(shapes)


def test_a_trial_that_is_refused_is_shown_as_such() -> None:
    at = look("rosenbrock", "trust_region", 0.0, fields={"radius": 50.0})
    assert at.run is not None
    k = int(np.flatnonzero(at.run.trajectory.extras["accepted"][1:] == 0)[0])
    shapes = drawn(LENS, Look(at.snapshot, float(k), at.theme))
    assert any("refused" in a.label for a in of_kind(shapes, Arrow))
    assert "stays" in words(shapes)


def test_nothing_where_there_is_no_plane_or_no_number() -> None:
    line = look("double_well_1d", "sgd", 1.0)
    assert drawn(LENS, line) == ()
    assert "one variable" in LENS.why_not(line.scene)
    at = look("quadratic", "gradient_descent", 400.0, fields={"lr": 1e9}, steps=60)
    assert all(isinstance(s, Arrow | Note) for s in drawn(LENS, at))


def test_colours_are_the_themes() -> None:
    dark = look("himmelblau", "heavy_ball", 2.0, theme=DARK)
    assert arrow(drawn(LENS, dark), "step").colour == term_colour(DARK, "step")


def test_wanted() -> None:
    at = look("himmelblau", "sgd", 0.0, lens=Lens(vectors=True))
    assert LENS.wanted(at.scene)
    assert not LENS.wanted(look("himmelblau", "sgd", 0.0).scene)


@pytest.mark.parametrize(("factor", "round_one"), [(1.0, 1.0), (1.99, 1.0), (2.0, 2.0), (49.0, 20.0), (0.031, 0.02)])
def test_magnifications_are_round(factor: float, round_one: float) -> None:
    assert rounded(factor) == pytest.approx(round_one)


def test_only_short_lengths_are_magnified() -> None:
    assert magnification(2.0, 1.0, 3.0) == 1.0
    assert magnification(0.1, 1.0, 3.0) == 20.0
    assert magnification(0.0, 1.0, 3.0) == 1.0
    assert times(20.0) == "20"
    assert times(1e7) == "10⁷"
    assert times(2e-5) == "2·10⁻⁵"
