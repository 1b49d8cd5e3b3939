"""The matrices that methods use, at the point of a step. Only where they have room: see ``Step.small``."""

from __future__ import annotations

import numpy as np

from core.arrays import Array
from landscape_app.formulas.expr import Named
from landscape_app.formulas.step import Step


def hessian(s: Step, smooth: bool = False) -> Named:
    """∇²f(x_k), or of the smooth half, which is quadratic where it is asked for."""
    f = s.objective.smooth if smooth else s.objective
    value: Array = f.hessian(s.x.value[None])[0]
    return s.named("Q", value, "scale") if smooth or f.is_quadratic else s.named("H", value, "scale", 0)


def rebuilt(matrix: Array, eigenvalues: Array) -> Array:
    """V diag(``eigenvalues``) Vᵀ with the eigenvectors of ``matrix``, in ascending order of its own eigenvalues."""
    vectors = np.linalg.eigh(matrix)[1]
    out: Array = (vectors * eigenvalues) @ vectors.T
    return out
