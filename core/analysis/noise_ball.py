"""Where SGD with a constant step ends: the stationary covariance of x about the minimum of a quadratic.

Source: Mandt, Hoffman and Blei, JMLR 18 (2017) 134, section 3, without its limit of small steps; for mini-batches of
least squares, where the noise grows away from the minimum, Dieuleveut, Durmus and Bach, Ann. Stat. 48 (2020) 1348.
"""

from __future__ import annotations

import numpy as np

from core.analysis.gradient_cloud import batch_factor, sample_covariance
from core.arrays import Array
from core.batches import Batching
from core.objectives.finite_sums_least_squares import LeastSquares


def stationary_covariance(H: Array, C: Array, alpha: float) -> Array | None:  # noqa: N803
    """Σ = (I − αH)Σ(I − αH) + α²C, (d, d), or None where there is none (α ≥ 2/L, or H is not positive definite).

    In an eigendirection of H that is one of C too, αC/(h(2 − αh)).
    """
    if alpha * float(np.max(np.linalg.eigvalsh(H))) >= 2:
        return None
    step = np.eye(len(H)) - alpha * H
    map_of = np.asarray(np.kron(step, step), dtype=np.float64)
    return _solved(map_of, alpha * alpha * C)


def least_squares_ball(objective: LeastSquares, alpha: float, batching: Batching, sigma: float = 0.0) -> Array | None:
    """The exact stationary covariance of SGD's x on least squares with batches drawn anew at each step, and noise of
    standard deviation ``sigma`` added to each coordinate of their gradients; None where the variance has no limit.

    A batch's Hessian scatters with its gradient: x − w* is multiplied by I − αH_S and moved by −α∇f_S(w*), so that
    Σ = (I − αH)Σ(I − αH) + α²c (mean H_iΣH_i − (mean H_i)Σ(mean H_i)) + α²c C(w*), c as ``batch_factor``. Exact with
    replacement. Batches cut from one shuffle are not independent: within an epoch their noise cancels, and x stays
    nearer than this says.
    """
    a, _ = objective.dataset
    c = batch_factor(objective.n, batching)
    each = objective.sample_gradients(objective.minimiser)
    outer = np.einsum("ni,nj->nij", a, a)  # the penalty is in every sample, so it does not scatter
    mean = np.mean(outer, axis=0)
    scatter = np.einsum("nij,nkl->ikjl", outer, outer).reshape(4, 4) / len(a) - np.kron(mean, mean)
    step = np.eye(2) - alpha * objective.H
    source = c * sample_covariance(each) + sigma * sigma * np.eye(2)
    return _solved(np.kron(step, step) + alpha * alpha * c * scatter, alpha * alpha * source)


def _solved(map_of: Array, source: Array) -> Array | None:
    """The fixed point of vec Σ ↦ map vec Σ + vec source, where the map contracts."""
    if float(np.max(np.abs(np.linalg.eigvals(map_of)))) >= 1 - 1e-12:
        return None
    sigma = np.linalg.solve(np.eye(len(map_of)) - map_of, source.reshape(-1)).reshape(source.shape)
    out: Array = 0.5 * (sigma + sigma.T)
    return out
