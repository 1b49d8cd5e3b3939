"""What the tests of the lenses share: a run, a look at it, and the shapes that a lens draws."""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from core import registry
from core.noise import Noise
from core.stopping import Stopping
from landscape_app.jobs import compute_now
from landscape_app.lenses.base import Lensed, Look
from landscape_app.scene.lens import Lens
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.shapes import Arrow, Note, Overlay
from landscape_app.theme import LIGHT, Theme

S = TypeVar("S")


def look(
    objective: str,
    method: str,
    head: float,
    *,
    fields: dict[str, object] | None = None,
    spec: dict[str, object] | None = None,
    lens: Lens | None = None,
    sigma: float = 0.0,
    steps: int = 20,
    theme: Theme = LIGHT,
    **surface: object,
) -> Look:
    """At ``head`` of a run of ``method`` on ``objective``."""
    run = RunSpec(registry.create("optimizer", method, **(fields or {})), **(spec or {}))  # type: ignore[arg-type]
    f = registry.create("objective", objective, **surface)
    scene = Scene(f, (run,), noise=Noise(sigma=sigma), stopping=Stopping(max_steps=steps), lens=lens or Lens())
    return Look(compute_now(scene), head, theme)


def drawn(lens: Lensed, at: Look) -> Overlay:
    return lens.draw(at, None)


def of_kind(shapes: Overlay, kind: type[S]) -> list[S]:
    return [shape for shape in shapes if isinstance(shape, kind)]


def arrow(shapes: Overlay, label: str) -> Arrow:
    (found,) = [a for a in of_kind(shapes, Arrow) if a.label == label]
    return found


def words(shapes: Overlay) -> str:
    return "\n".join(note.text for note in of_kind(shapes, Note))


def vector(a: Arrow) -> np.ndarray:
    return np.subtract(a.tip, a.tail)
