"""What the captions of the presets that look closely at one run say, as numbers and as shapes."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pytest

from core.analysis.step_terms import step_terms
from core.trajectory import Trajectory
from core.words import speak
from landscape_app.jobs import compute_now
from landscape_app.lenses.base import Look
from landscape_app.lenses.every import overlay, prepared
from landscape_app.results import Snapshot
from landscape_app.scene import codec
from landscape_app.scene.lens import Lens
from landscape_app.scene.presets import find, presets
from landscape_app.shapes import Arrow, Key, Note, Overlay, Polyline
from landscape_app.terms import term_colour
from landscape_app.theme import LIGHT
from tests.app.lens_kit import arrow, of_kind, vector, words


@cache
def raced(id: str) -> Snapshot:
    """A preset's results."""
    return compute_now(codec.load(find(id)))


def trajectory(id: str, run: int = 0) -> Trajectory:
    return raced(id).runs[run].trajectory


def shapes(id: str, head: float | None = None) -> Overlay:
    snapshot = raced(id)
    at = snapshot.scene.playback.head if head is None else head
    return overlay(Look(snapshot, at, LIGHT), prepared(snapshot.scene))


def test_red_and_blue_lead_head_to_tail_to_the_step() -> None:
    t = trajectory("terms_of_a_step")
    k = int(raced("terms_of_a_step").scene.playback.head)
    drawn = shapes("terms_of_a_step")
    red, blue, step = (arrow(drawn, label) for label in ("−α∇f", "momentum −αβb", "step"))
    assert red.colour == term_colour(LIGHT, "gradient")
    assert blue.colour == term_colour(LIGHT, "momentum")
    assert red.tip == blue.tail
    np.testing.assert_allclose(blue.tip, step.tip)
    np.testing.assert_allclose(vector(step), t.x[k + 1] - t.x[k])  # nothing is magnified
    np.testing.assert_allclose(vector(blue), 0.8 * (t.x[k] - t.x[k - 1]))


def test_across_the_valley_they_pull_against_each_other_and_along_it_momentum_carries() -> None:
    snapshot = raced("terms_of_a_step")
    f, run = snapshot.scene.objective, snapshot.runs[0]
    _, (along, across) = np.linalg.eigh(f.hessian(np.zeros(2)))[0], np.linalg.eigh(f.hessian(np.zeros(2)))[1].T
    for k in (2, 3):
        down, kept = (p.vector for p in step_terms(f, run.spec.method, run.trajectory, k).parts)
        assert (down @ across) * (kept @ across) < 0
        assert abs(kept @ along) > abs(down @ along)
        assert (down @ along) * (kept @ along) > 0
    heavy, plain = (snapshot.runs[i].trajectory.f[-1] for i in (0, 1))
    assert heavy < 1e-2 * plain


def test_bfgs_starts_with_a_circle_and_ends_with_the_hessian() -> None:
    t, f = trajectory("bfgs_learns"), raced("bfgs_learns").scene.objective
    np.testing.assert_array_equal(t.extras["H"][1], np.eye(2))
    assert t.hessians[-1] == 0
    learned, true = np.linalg.inv(t.extras["H_new"][-1]), f.hessian(t.x[-1])
    np.testing.assert_allclose(learned, true, rtol=0.02)
    green = [
        p.points
        for p in of_kind(shapes("bfgs_learns", 0.0), Polyline)
        if p.colour == term_colour(LIGHT, "rate") and len(p.points) > 2
    ]
    radius = np.linalg.norm(green[0] - t.x[0], axis=1)
    np.testing.assert_allclose(radius, radius[0])


def test_newton_jumps_to_the_minimum_of_an_ellipse_and_its_errors_are_squared() -> None:
    t, f = trajectory("newtons_ellipse"), raced("newtons_ellipse").scene.objective
    assert all(np.all(np.linalg.eigvalsh(f.hessian(x)) > 0) for x in t.x)
    np.testing.assert_allclose(t.x[-1], [3, 2], atol=1e-9)
    error = np.linalg.norm(t.x - np.array([3.0, 2.0]), axis=1)
    late = error[2:6]
    assert np.all(late[1:] < 4 * late[:-1] ** 2)
    for k in range(4):
        np.testing.assert_allclose(arrow(shapes("newtons_ellipse", k), "model's minimum").tip, t.x[k + 1])


def test_the_other_newton_starts_where_f_curves_down_and_ends_on_a_saddle() -> None:
    t, f = trajectory("newtons_ellipse", 1), raced("newtons_ellipse").scene.objective
    low, high = np.linalg.eigvalsh(f.hessian(t.x[0]))
    assert low < 0 < high
    assert t.stop is not None
    assert t.stop.verdict == "saddle"


def test_the_prox_pulls_by_alpha_lambda_and_y_stays_0() -> None:
    t = trajectory("halves_of_a_step")
    half, end = t.extras["half"][1:], t.x[1:]
    np.testing.assert_allclose(end, np.sign(half) * np.maximum(np.abs(half) - 0.5 * 1.0, 0))
    first = int(np.flatnonzero(t.x[:, 1] == 0)[0])
    assert first < 5
    assert np.all(t.x[first:, 1] == 0)
    assert np.all(half[first:, 1] != 0)
    labels = {a.label for a in of_kind(shapes("halves_of_a_step"), Arrow)}
    assert labels >= {"−α∇g", "prox"}


def test_admm_agrees_in_the_end_and_u_is_the_force_of_the_wall() -> None:
    t, f = trajectory("admm"), raced("admm").scene.objective
    assert np.all(np.linalg.norm(t.x, axis=1) <= 2 * (1 + 1e-12))
    assert max(t.extras["primal"][-1], t.extras["dual"][-1]) < 1e-7
    assert t.extras["primal"][1:6].max() > 0.1
    u = t.extras["u"][-1]
    np.testing.assert_allclose(0.3 * u, -f.smooth.gradient(t.x[-1]), atol=1e-6)  # it cancels the slope
    assert np.linalg.norm(u) > 1
    assert abs(u[0] * t.x[-1, 1] - u[1] * t.x[-1, 0]) < 1e-5  # and is normal to the wall
    assert "‖r‖" in words(shapes("admm"))
    assert "‖s‖" in words(shapes("admm"))


def _unsaid(text: str) -> str:
    """What of ``text`` stands outside every pair of brackets."""
    out, depth = "", 0
    for sign in text:
        depth += (sign == "⟦") - (sign == "⟧")
        out += sign if depth == 0 and sign not in "⟦⟧" else ""
    return out


LOOKING = [p.id for p in presets() if codec.load(p.path).lens != Lens(run=codec.load(p.path).lens.run)]
SYMBOLS = re.compile(r"prox|proj|cos|log|min|max")


@pytest.mark.parametrize("id", LOOKING)
def test_every_word_on_the_picture_is_said_in_the_language_chosen(id: str) -> None:
    """In a language whose every text is the English one in brackets, no word stands outside them."""
    snapshot = raced(id)
    speak(lambda text: f"⟦{text}⟧")
    try:
        texts = []
        for head in (0.0, snapshot.scene.playback.head, float(snapshot.length)):
            for shape in overlay(Look(snapshot, head, LIGHT), prepared(snapshot.scene)):
                texts += [shape.label] if isinstance(shape, Arrow) else [shape.text] if isinstance(shape, Note) else []
                texts += [str(row) for _, row in shape.rows] if isinstance(shape, Key) else []
    finally:
        speak(None)
    assert [text for text in texts if re.search(r"[A-Za-z]{3}", SYMBOLS.sub("", _unsaid(text)))] == []
