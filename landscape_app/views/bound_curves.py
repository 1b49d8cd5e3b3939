"""Theory's bounds as curves over the steps, for the charts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.bounds import promises
from landscape_app.results import RunData
from landscape_app.scene.model import Scene, build


@dataclass(frozen=True, eq=False)
class BoundCurve:
    """``values`` (k+1,) from step 1 on (nan at 0); a ``slope`` is fixed up to a factor and laid through the run."""

    run: RunData
    label: str
    values: Array
    is_slope: bool
    over: bool = False  # drawn over the run, which is to lie on it or be compared with it


def bound_curves(scene: Scene, run: RunData, quantity: str, measured: Array) -> tuple[BoundCurve, ...]:
    """What the chart of ``quantity`` ("gap" or "gradient") can show of ``run`` beside ``measured`` (k+1,)."""
    if not scene.display.bounds or quantity not in ("gap", "gradient"):
        return ()
    experiment = build(scene)
    out = []
    k = np.arange(1.0, len(measured))
    for promise in promises(scene.objective, experiment.runs[run.index], experiment.start, scene.noise.sigma):
        of_gradient = promise.quantity == "least_gradient_squared"
        if promise.curve is None or len(k) == 0 or of_gradient != (quantity == "gradient"):
            continue
        with np.errstate(all="ignore"):
            curve = np.broadcast_to(promise.curve(k), k.shape).astype(np.float64)
            if of_gradient:
                curve = np.sqrt(curve)
            if promise.kind == "slope":
                alive = np.flatnonzero(np.isfinite(measured[1:]) & (measured[1:] > 0) & (curve > 0))
                if not len(alive):
                    continue
                at = alive[len(alive) // 2]
                curve = curve * (measured[1:][at] / curve[at])
        values = np.concatenate([[np.nan], curve])
        out.append(BoundCurve(run, promise.label, values, promise.kind == "slope"))
    return tuple(out)
