"""ADMM: the smooth half and the term by turns, held together by a dual variable.

Source: Boyd, Parikh, Chu, Peleato and Eckstein, Distributed Optimization and Statistical Learning via ADMM,
Foundations and Trends in Machine Learning 3 (2011) 1: sections 3.1.1 (the scaled form), 3.3 (residuals) and 3.4.3
(over-relaxation).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from core.arrays import Array
from core.objectives.base import Objective
from core.optimizers._fields import per_row
from core.optimizers._matrices import Spectrum, spectrum
from core.optimizers.base import Evaluate, Info, Lr, Optimizer, no_failures, reasons
from core.params import param
from core.registry import register
from core.stopping import MethodFailure
from core.words import QT_TRANSLATE_NOOP

_NOT_QUADRATIC = MethodFailure(
    QT_TRANSLATE_NOOP("reasons", "the x-step of ADMM is exact only where the smooth part is quadratic; here it is not")
)
_NO_MINIMUM = QT_TRANSLATE_NOOP(
    "reasons", "the x-step of ADMM has no minimum: f curves down by {curvature}, which is no less than ρ = {rho}"
)


class Dual(NamedTuple):
    """u (n, d), the scaled dual variable, and the spectrum of g's Hessian, None before the first step."""

    u: Array
    hessian: Spectrum | None


@register("optimizer", "admm")
@dataclass(frozen=True)
class Admm(Optimizer):
    """For min g(x) + r(z) with x = z: x ← argmin g(x) + (ρ/2)‖x − z + u‖², x̂ = γx + (1 − γ)z,
    z ← prox_{r/ρ}(x̂ + u), u ← u + x̂ − z, from z = x₀ and u = 0.

    The trajectory holds z, which keeps to the set of r and has its exact zeros. g must be quadratic: the x-step then is
    v − (Q + ρI)⁻¹∇g(v), v = z − u. Where there is no r it is the proximal point method. ``info``: ``x_k``, ``z``,
    ``u`` and ``half`` = x̂ + u, (n, d) each; ``primal`` = ‖x_k − z‖ and ``dual`` = ρ‖z − z_before‖, (n,);
    ``gradient`` is ∇g(v); ``alpha`` = 1/ρ (n,); ``failed``, ``why``.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "ADMM")
    order = 83
    uses_lr = False
    stochastic = False
    splits = True
    looks_ahead = True

    rho: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("optimizers", "Penalty parameter"),
        help=QT_TRANSLATE_NOOP("optimizers", "How strongly x and z are held together; 1/ρ is the step of the prox"),
        symbol="ρ",
        low=0.0,
        low_open=True,
        high=1e6,
        scale="log",
        slider=(1e-3, 1e3),
    )
    relaxation: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("optimizers", "Over-relaxation"),
        help=QT_TRANSLATE_NOOP("optimizers", "1 is plain ADMM; 1.5 to 1.8 often needs fewer steps"),
        symbol="γ",
        low=0.0,
        low_open=True,
        high=2.0,
        high_open=True,
    )

    def init(self, x: Array) -> Dual:
        """u = 0."""
        return Dual(np.zeros_like(x), None)

    def suits(self, objective: Objective) -> bool:
        """Where the smooth half is quadratic."""
        return objective.smooth.is_quadratic

    def step(self, x: Array, evaluate: Evaluate, state: Dual, lr: Lr) -> tuple[Array, Dual, Info]:
        z, u, n = x, state.u, len(x)
        v = z - u
        g = evaluate.smooth_gradient(v)
        alpha = per_row(1 / self.rho, n)
        if not self.suits(evaluate.objective):
            why = reasons(n, dict.fromkeys(range(n), _NOT_QUADRATIC))
            return x, state, {"gradient": g, "alpha": alpha, "failed": ~no_failures(n), "why": why}
        h = state.hessian or spectrum(evaluate.smooth_hessian(v))
        curvature = h.values + self.rho
        x_k = (v - h.solve(curvature, g)).astype(x.dtype)
        x_hat = self.relaxation * x_k + (1 - self.relaxation) * z
        half = x_hat + u
        new = evaluate.objective.prox(half, 1 / self.rho)
        failed = np.min(curvature, axis=1) <= 0
        info: dict[str, Any] = {
            "gradient": g,
            "alpha": alpha,
            "x_k": x_k,
            "z": new,
            "u": half - new,
            "half": half,
            "primal": np.linalg.norm(x_k - new, axis=1),
            "dual": np.ravel(self.rho * np.linalg.norm(new - z, axis=1, keepdims=True)),
            "failed": failed,
        }
        if failed.any():
            info["why"] = reasons(n, {int(i): self._no_minimum(h, int(i)) for i in np.flatnonzero(failed)})
        return np.where(failed[:, None], x, new), Dual(half - new, h), info

    def _no_minimum(self, h: Spectrum, row: int) -> MethodFailure:
        rho = float(np.broadcast_to(np.ravel(self.rho), (len(h.values),))[row])
        return MethodFailure(_NO_MINIMUM, {"curvature": f"{-h.values[row, 0]:.3g}", "rho": f"{rho:.3g}"})
