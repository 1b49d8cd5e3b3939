"""Proximal operators in closed form: prox_{tr}(x) = argmin over u of r(u) + ‖u − x‖²/(2t).

Source: Parikh and Boyd, Proximal Algorithms, Foundations and Trends in Optimization 1 (2014) 127; the section of each
operator stands with it. Points are rows, (..., d); a ``threshold`` or ``weight`` is t times the factor of r, a number
or an array that broadcasts against (..., d) with 1 in its last place. Numbers that are not finite stay so.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from core.arrays import Array


def norm(x: Array) -> Array:
    """‖x‖ of every row, (..., 1); a complex row gives the analytic √(x·x)."""
    rows = np.ascontiguousarray(x)
    out: Array = np.sqrt(np.einsum("...i,...i->...", rows, rows))[..., None]
    return out


def soft_threshold(x: Array, threshold: ArrayLike) -> Array:
    """Of r = ‖u‖₁: sign(x) max(|x| − k, 0), coordinate by coordinate; exactly 0 for |x| ≤ k (section 6.5.2)."""
    k = np.asarray(threshold)
    out: Array = x - np.clip(x.real, -k, k)
    return out


def shrink(x: Array, weight: ArrayLike) -> Array:
    """Of r = ½‖u‖²: x/(1 + w) (section 6.1.1)."""
    out: Array = x / (1 + np.asarray(weight))
    return out


def elastic_net(x: Array, threshold: ArrayLike, weight: ArrayLike) -> Array:
    """Of r = λ₁‖u‖₁ + ½λ₂‖u‖², with k = tλ₁ and w = tλ₂: soft threshold, then shrink (section 6.5.3)."""
    return shrink(soft_threshold(x, threshold), weight)


def block_soft_threshold(x: Array, threshold: ArrayLike) -> Array:
    """Of r = ‖u‖₂, not squared: max(1 − k/‖x‖, 0) x, exactly 0 for ‖x‖ ≤ k (section 6.5.1)."""
    k, size = np.asarray(threshold), norm(x)
    inside = size.real <= k
    out: Array = np.where(inside, 0.0, 1 - k / np.where(inside, 1.0, size)) * x
    return out


def project_box(x: Array, low: ArrayLike, high: ArrayLike) -> Array:
    """Of the indicator of low ≤ u ≤ high: the nearest point of the box, whatever t (section 6.2)."""
    out: Array = np.clip(x, low, high)
    return out


def project_ball(x: Array, radius: ArrayLike, center: ArrayLike = 0.0) -> Array:
    """Of the indicator of ‖u − c‖ ≤ R: the nearest point of the ball, whatever t (section 6.5.1)."""
    R, c = np.asarray(radius), np.asarray(center)  # noqa: N806
    away = x - c
    size = norm(away)
    inside = size <= R
    out: Array = np.where(inside, x, c + away * (R / np.where(inside, 1.0, size)))
    return out
