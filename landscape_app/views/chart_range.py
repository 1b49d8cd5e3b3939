"""What a chart's axes must hold: the runs that stay, with room to see them; a run that flies off leaves the picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.arrays import Array
from landscape_app.results import RunData

FLEES = ("diverged", "unbounded_below")  # the rules by which a run ends that went away
MOST_DECADES = 24.0  # a convergent curve below 1e-24 of where it began is rounding alone
_FAR = 40.0  # decades, of a race in which every run flies off
_SPREAD = 5.0  # from this ratio on, step sizes are told apart better on a logarithmic axis


def flees(run: RunData) -> bool:
    """Whether the run ended by going away."""
    stop = run.trajectory.stop
    return stop is not None and stop.rule in FLEES


def worth_showing(runs: Sequence[RunData], values: Sequence[Array]) -> Array:
    """The finite, positive values of the runs that stay; of all runs where none does. Shape (m,)."""
    stay = [v for run, v in zip(runs, values, strict=True) if not flees(run)]
    kept = [v[np.isfinite(v) & (v > 0)] for v in stay or values]
    return np.concatenate([*kept, np.empty(0)])


def spread(values: Array) -> bool:
    """Whether positive ``values`` differ by so much that a linear axis would hide the small ones."""
    return bool(len(values)) and float(values.max()) > _SPREAD * float(values.min())


def decades(values: Array, all_flee: bool) -> tuple[float, float]:
    """log10 of the ends of a logarithmic axis for positive ``values``, with a margin."""
    if not len(values):
        return -1.1, 0.1
    low, high = float(np.log10(values.min())), float(np.log10(values.max()))
    if all_flee:
        high = min(high, low + _FAR)
    else:
        low = max(low, high - MOST_DECADES)
    pad = max(0.06 * (high - low), 0.1)
    return low - pad, high + pad


def linear(values: Array) -> tuple[float, float]:
    """The ends of a linear axis that holds 0 and ``values``, with a margin."""
    low, high = (min(0.0, float(values.min())), max(0.0, float(values.max()))) if len(values) else (0.0, 1.0)
    pad = 0.06 * (high - low or 1.0)
    return (low - pad if low < 0 else 0.0), high + pad
