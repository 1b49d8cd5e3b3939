"""Where a class said that a run would end, and where it ended: a dot for each, a line to the truth."""

from __future__ import annotations

import numpy as np

from landscape_app.shapes import Dots, Overlay, Polyline, Shape
from landscape_app.theme import Theme

_DOT, _TRUTH = 5.0, 7.5


def guessed(guesses: tuple[tuple[float, float], ...], at: tuple[float, ...] | None, theme: Theme) -> Overlay:
    """``guesses`` and, once it is told, the end of the run ``at``, in the plane of the first two variables."""
    places = np.array(guesses, dtype=float).reshape(-1, 2)
    scale = max(1.0, theme.line_width / 2.2)
    shapes: list[Shape] = []
    if at is not None and np.all(np.isfinite(at[:2])):
        truth = np.array([at[:2]])
        shapes += [Polyline(np.concatenate([place[None], truth]), theme.muted, 1.2 * scale, "dot") for place in places]
        shapes += [Dots(truth, theme.plot, (_TRUTH + 2) * scale), Dots(truth, theme.accent, _TRUTH * scale)]
    shapes += [Dots(places, theme.plot, (_DOT + 1.5) * scale), Dots(places, theme.warning, _DOT * scale)]
    return tuple(shapes)
