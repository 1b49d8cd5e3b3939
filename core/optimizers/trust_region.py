"""Trust-region Newton.

Source: Nocedal and Wright, Numerical Optimization (2006), algorithm 4.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from core.arrays import Array, BoolArray
from core.optimizers import _subproblem
from core.optimizers._matrices import quadratic_form, spectrum
from core.optimizers._newton import NOT_FINITE
from core.optimizers._searching import ask_where, dot
from core.optimizers.base import Evaluate, Info, Lr, Optimizer, reasons
from core.params import param
from core.registry import register
from core.stopping import MethodFailure
from core.words import QT_TRANSLATE_NOOP

_SOLVERS = {"exact": _subproblem.exact, "dogleg": _subproblem.dogleg, "cauchy": _subproblem.cauchy}
_POOR, _GOOD = 0.25, 0.75  # ratios below and above which the radius changes
_SHRINK, _GROW = 0.25, 2.0
_AT_EDGE = 1 - 1e-9  # ‖p‖ of at least this share of Δ is on the boundary
_LOST = MethodFailure(
    QT_TRANSLATE_NOOP("reasons", "the trust region has shrunk until rounding hides its steps: x + p is x")
)


class _State(NamedTuple):
    f: Array  # (n,)
    g: Array  # (n, d)
    H: Array  # (n, d, d)
    radius: Array  # (n,)
    moved: BoolArray  # (n,) whether g and H are of a point before the present one


@register("optimizer", "trust_region")
@dataclass(frozen=True)
class TrustRegion(Optimizer):
    """p minimises m(p) = f + g'p + ½p'Hp over ‖p‖ ≤ Δ; ρ = (f(x) − f(x + p)) / (m(0) − m(p)) judges it.

    x ← x + p where ρ > η. Δ ← Δ/4 where ρ < ¼; Δ ← min(2Δ, Δ_max) where ρ > ¾ and ‖p‖ = Δ. N&W take Δ/4, not ‖p‖/4. A
    trial where f is not finite counts as ρ = −∞. ``exact`` solves the subproblem for any H; ``dogleg`` takes the Cauchy
    point where H is not positive definite. A rejected step asks f alone. At a saddle with g = 0 exactly, ``exact``
    still leaves along the lowest curvature. The rule ‖Δx‖ ≤ ε takes a rejected step for a short one.
    ``info``: ``p`` the step tried, ``radius`` Δ of this step, ``rho``, ``reduction`` m(0) − m(p), ``decrease``
    f(x) − f(x + p), ``accepted`` 1 or 0, ``multiplier`` λ of the exact solution (nan for the others' edge points),
    (n,) each; ``eigenvalues`` of H (n, d) ascending; ``failed``, ``why``.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Trust region")
    order = 74
    uses_lr = False
    stochastic = False

    subproblem: str = param(
        "exact",
        label=QT_TRANSLATE_NOOP("optimizers", "Step within the region"),
        help=QT_TRANSLATE_NOOP(
            "optimizers", "The model's lowest point in the circle, a bent path towards it, or its lowest along −g"
        ),
        choices=tuple(_SOLVERS),
        words=(
            QT_TRANSLATE_NOOP("optimizers", "Exact"),
            QT_TRANSLATE_NOOP("optimizers", "Dogleg"),
            QT_TRANSLATE_NOOP("optimizers", "Cauchy point"),
        ),
    )
    radius: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("optimizers", "First radius"),
        help=QT_TRANSLATE_NOOP("optimizers", "How far the quadratic model is trusted at the start"),
        symbol="Δ₀",
        low=0.0,
        low_open=True,
        high=1e10,
        scale="log",
        slider=(1e-2, 100.0),
    )
    max_radius: float = param(
        100.0,
        label=QT_TRANSLATE_NOOP("optimizers", "Largest radius"),
        help=QT_TRANSLATE_NOOP("optimizers", "The circle never grows beyond this"),
        symbol="Δ_max",
        low=0.0,
        low_open=True,
        high=1e10,
        scale="log",
        slider=(1e-2, 1e4),
    )
    eta: float = param(
        0.1,
        label=QT_TRANSLATE_NOOP("optimizers", "Least ratio"),
        help=QT_TRANSLATE_NOOP("optimizers", "A step is taken where f falls by more than this share of the promise"),
        symbol="η",
        low=0.0,
        high=0.25,
        high_open=True,
    )

    def init(self, x: Array) -> _State | None:
        """Nothing yet."""
        return None

    def step(self, x: Array, evaluate: Evaluate, state: _State | None, lr: Lr) -> tuple[Array, _State, Info]:
        n = len(x)
        largest = np.broadcast_to(np.ravel(self.max_radius), (n,))
        if state is None:
            radius = np.minimum(np.broadcast_to(np.ravel(self.radius), (n,)), largest)
            f, g, H = evaluate.value(x), evaluate.gradient(x), evaluate.hessian(x)  # noqa: N806
        else:
            f, radius = state.f, state.radius
            g = ask_where(state.moved, evaluate.gradient, x, state.g)
            H = ask_where(state.moved, evaluate.hessian, x, state.H)  # noqa: N806
        h = spectrum(H)
        with np.errstate(all="ignore"):  # a division by 0 stands for "not within reach"
            solved = _SOLVERS[self.subproblem](H, g, h, radius)
        p = np.where(h.finite[:, None], solved.p, 0.0).astype(x.dtype)
        new = x + p
        nowhere = np.all(new == x, axis=1)
        trial = ask_where(~nowhere, evaluate.value, new, f)
        reduction = -(dot(g, p) + 0.5 * quadratic_form(H, p))
        decrease = f - trial
        rho = np.where(np.isfinite(trial), decrease / reduction, -np.inf)
        rho = np.where(nowhere, np.nan, rho)
        accepted = rho > np.ravel(self.eta)
        poor = ~(rho >= _POOR)
        grown = (rho > _GOOD) & (_subproblem.norm(p) >= _AT_EDGE * radius)
        next_radius = np.where(poor, _SHRINK * radius, np.where(grown, np.minimum(_GROW * radius, largest), radius))
        failed = nowhere & np.any(g != 0, axis=1)
        info: dict[str, Any] = {
            "gradient": g,
            "alpha": accepted.astype(np.float64),
            "p": p,
            "radius": radius,
            "rho": rho,
            "reduction": reduction,
            "decrease": decrease,
            "accepted": accepted.astype(np.float64),
            "multiplier": solved.multiplier,
            "eigenvalues": h.values,
            "failed": failed,
        }
        if failed.any():
            bad = np.flatnonzero(failed).tolist()
            info["why"] = reasons(n, {row: _LOST if h.finite[row] else NOT_FINITE for row in bad})
        x = np.where(accepted[:, None], new, x)
        return x, _State(np.where(accepted, trial, f), g, H, next_radius, accepted), info
