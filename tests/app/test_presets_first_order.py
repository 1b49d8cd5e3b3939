"""What the captions of the presets of clipping and of scaled steps say, held against their runs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.arrays import Array
from core.trajectory import Trajectory
from landscape_app import trace
from landscape_app.scene.codec import load
from landscape_app.scene.model import Scene
from landscape_app.scene.presets import find

SCALED = ("AdaGrad", "RMSProp", "AMSGrad", "Lion")


def by_name(scene: Scene) -> dict[str, Trajectory]:
    return {scene.runs[t.run].title: t for t in trace.compute(scene)}


def angle_to_gradient(t: Trajectory) -> Array:
    """Degrees between every step and −∇f where it was taken."""
    step, g = np.diff(t.x, axis=0), -t.gradient[:-1]
    cosine = np.einsum("kd,kd->k", step, g) / np.linalg.norm(step, axis=1) / np.linalg.norm(g, axis=1)
    out: Array = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
    return out


def test_the_cliff_throws_whoever_is_not_clipped() -> None:
    scene = load(find("clipping"))
    runs = by_name(scene)
    plain, norm, value = (runs[name] for name in ("No clipping", "Clipped by norm", "Clipped by value"))
    thrown = int(np.argmax(plain.step_length[1:])) + 1
    assert plain.grad_norm[thrown - 1] > 7
    assert plain.x[thrown, 0] < scene.view_domain[0][0]
    assert np.all(np.delete(plain.grad_norm, thrown - 1) < 0.7)
    assert np.max(norm.step_length[1:]) <= 0.5
    for t in (norm, value):
        assert np.min(t.x[:, 0]) > -0.1  # past the minimum at most by a hair
        assert t.steps < plain.steps
    assert np.max(angle_to_gradient(norm)) < 1e-3
    assert np.max(angle_to_gradient(value)) > 20


def test_scaled_steps_set_out_on_the_diagonal_and_gradient_descent_creeps() -> None:
    runs = by_name(load(find("scaled_steps")))
    for name in SCALED:
        dx, dy = runs[name].x[1] - runs[name].x[0]
        assert dx > 0
        assert abs(dx + dy) < 1e-4 * dx
    creeping = runs["Gradient descent"]
    assert abs(creeping.x[1, 1]) < 1e-9  # the floor, in one step
    assert creeping.x[-1, 0] < -0.3
    for name in SCALED:
        assert np.min(np.linalg.norm(runs[name].x, axis=1)) < 0.1


def test_in_the_turned_valley_the_scaled_methods_fall_behind_gradient_descent() -> None:
    """Whether the start is turned with the valley or not; gradient descent then runs as before."""
    scene = load(find("scaled_steps"))
    valley = replace(scene.objective, angle=45.0)  # type: ignore[call-arg]
    start = np.array([[1.0, -1.0], [1.0, 1.0]]) / np.sqrt(2) @ np.array(scene.start)
    straight = by_name(scene)
    turned = by_name(replace(scene, objective=valley, start=tuple(start.tolist())))
    left = by_name(replace(scene, objective=valley))
    np.testing.assert_allclose(turned["Gradient descent"].f, straight["Gradient descent"].f, rtol=1e-6)
    for name in SCALED:
        assert straight[name].f[-1] < 0.5 * straight["Gradient descent"].f[-1], name
        for runs in (turned, left):
            assert runs[name].f[-1] > 2 * runs["Gradient descent"].f[-1], name
