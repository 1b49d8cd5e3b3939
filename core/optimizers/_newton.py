"""What Newton's methods share: the spectrum of the Hessian, and the reasons for which a direction fails."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.optimizers._matrices import Spectrum, spectrum
from core.optimizers._quasi_newton import angle
from core.optimizers._searching import AnyLineSearch, Known, dot
from core.optimizers.base import Evaluate, Info, Lr
from core.stopping import MethodFailure
from core.words import QT_TRANSLATE_NOOP, Sentence

NOT_FINITE = MethodFailure(QT_TRANSLATE_NOOP("reasons", "the Hessian is not finite"))
_SINGULAR = QT_TRANSLATE_NOOP("reasons", "the Hessian is singular, with eigenvalues from {low} to {high}")
_RISES = QT_TRANSLATE_NOOP(
    "reasons",
    "Newton's direction does not go down here: the Hessian is not positive definite, its lowest eigenvalue is {low}",
)


def newton_direction(h: Spectrum, g: Array) -> tuple[Array, dict[int, Sentence]]:
    """p = −H⁻¹g (n, d), 0 where there is none, and for such rows why not. Where g = 0, p = 0 whatever H is."""
    still = ~np.any(g != 0, axis=1)
    usable = h.finite & ~h.singular & ~still
    p = np.where(usable[:, None], -h.solve(h.values, g), 0.0)
    return p, {row: _why_not(h.values[row]) for row in np.flatnonzero(~usable & ~still).tolist()}


def _why_not(eigenvalues: Array) -> Sentence:
    if not np.all(np.isfinite(eigenvalues)):
        return NOT_FINITE
    return MethodFailure(_SINGULAR, _ends(eigenvalues))


def _ends(eigenvalues: Array) -> dict[str, object]:
    return {"low": f"{eigenvalues[0]:.3g}", "high": f"{eigenvalues[-1]:.3g}"}


def rising(h: Spectrum, p: Array, g: Array) -> dict[int, Sentence]:
    """For the rows where p'g >= 0: that H is not positive definite."""
    rises = ~(dot(p, g) < 0) & np.any(g != 0, axis=1)
    return {row: MethodFailure(_RISES, _ends(h.values[row])) for row in np.flatnonzero(rises).tolist()}


@dataclass(frozen=True)
class ModifiedHessian(AnyLineSearch):
    """p = −B⁻¹g with B = V diag(λ̃) V' positive definite, made of H = V diag(λ) V'; x ← x + αp, first trial 1.

    ``info``: ``eigenvalues`` λ and ``modified`` λ̃, (n, d), ascending by λ; ``theta`` (n,) the angle between p and −g.
    """

    def init(self, x: Array) -> Known | None:
        """Nothing yet."""
        return None

    def step(self, x: Array, evaluate: Evaluate, state: Known | None, lr: Lr) -> tuple[Array, Known, Info]:
        known = self.begin(x, evaluate) if state is None else state
        h = spectrum(evaluate.hessian(x))
        modified = self._modified(h.values)
        p = np.where(h.finite[:, None], -h.solve(modified, known.g), 0.0)
        because = dict.fromkeys(np.flatnonzero(~h.finite).tolist(), NOT_FINITE)
        theta = angle(known.g, p)
        x, known, info = self.go(x, p, known, evaluate, np.ones(len(x)), because)
        return x, known, info | {"eigenvalues": h.values, "modified": modified, "theta": theta}

    @abstractmethod
    def _modified(self, eigenvalues: Array) -> Array:
        """λ̃ > 0 of λ, both (n, d)."""
