"""Planes through weight space: two directions from a point, and how honest a path looks on them.

Random directions with filter normalisation: Li, Xu, Taylor, Studer and Goldstein, Visualizing the Loss Landscape of
Neural Nets (2018), arXiv:1712.09913, sections 4 and 7; a "filter" of a perceptron is a unit's row of W.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from core.arrays import Array
from core.nn.mlp import Mlp
from core.words import QT_TRANSLATE_NOOP, CoreError

Normalisation = Literal["filter", "layer", "none"]
NORMALISATIONS: tuple[Normalisation, ...] = ("filter", "layer", "none")
_FLAT = 1e-12  # of the longer direction: what is left of the other is no direction

_NO_PLANE = QT_TRANSLATE_NOOP("errors", "{name} must span a plane, got directions that are multiples of each other")
_NO_PATH = QT_TRANSLATE_NOOP("errors", "{name} must be at least 3 different weight vectors, got {got}")
_NO_ENTRY = QT_TRANSLATE_NOOP("errors", "{name} must be two different entries from 0 to {last}, got {got}")


@dataclass(frozen=True, eq=False)
class Plane:
    """w = ``origin`` + a ``u`` + b ``v``, all (d,); u and v need be neither orthogonal nor of unit length."""

    origin: Array
    u: Array
    v: Array

    def __post_init__(self) -> None:
        a, b, c = self.u @ self.u, self.u @ self.v, self.v @ self.v
        if not a * c - b * b > _FLAT**2 * max(a, c) ** 2:
            raise CoreError(_NO_PLANE, name="directions")

    def at(self, points: Array) -> Array:
        """The weights (..., d) at ``points`` (..., 2)."""
        return self.origin + points[..., :1] * self.u + points[..., 1:] * self.v

    def project(self, w: Array) -> tuple[Array, Array]:
        """The nearest points (..., 2) to weights (..., d), and how far off the plane those lie, (...)."""
        basis = np.stack([self.u, self.v])
        offset = w - self.origin
        flat = offset.reshape(-1, offset.shape[-1])
        solved: Array = np.asarray(np.linalg.solve(basis @ basis.T, basis @ flat.T), dtype=np.float64).T
        points = solved.reshape(*offset.shape[:-1], 2)
        off: Array = np.linalg.norm(w - self.at(points), axis=-1)
        return points, off


@dataclass(frozen=True, eq=False)
class Honesty:
    """How a path w_0 … w_k looks on a plane: ``points`` (k+1, 2), the distance ``off`` the plane of each (k+1,), the
    share of the path's variance about its mean that the plane holds, and that share for a random walk of as many steps
    in as many dimensions on its own principal plane (the baseline: it is large too).
    """

    points: Array
    off: Array
    explained: float
    baseline: float


def random_plane(mlp: Mlp, w: Array, seed: int, normalise: Normalisation = "filter", biases: bool = False) -> Plane:
    """Two Gaussian directions at ``w`` (d,), each scaled piece by piece to the norm of ``w``'s piece.

    ``filter``: row by row of every W, ``layer``: W by W, ``none``: as they are drawn. Without ``biases`` the directions
    leave them as they are; with them they are scaled as a piece of their own.
    """
    u, v = (np.random.default_rng([seed, i]).normal(size=mlp.d) for i in range(2))
    return Plane(w, normalised(mlp, w, u, normalise, biases), normalised(mlp, w, v, normalise, biases))


def normalised(mlp: Mlp, w: Array, direction: Array, normalise: Normalisation, biases: bool) -> Array:
    """``direction`` (d,) scaled as in :func:`random_plane`."""
    out = direction.copy()
    for b in mlp.blocks:
        if normalise == "filter":
            rows, like = mlp.weights(out, b), mlp.weights(w, b)
            rows *= _ratio(np.linalg.norm(like, axis=1), np.linalg.norm(rows, axis=1))[:, None]
        elif normalise == "layer":
            out[b.weights] *= _ratio(np.linalg.norm(w[b.weights]), np.linalg.norm(out[b.weights]))
        if not biases:
            out[b.biases] = 0.0
        elif normalise != "none":
            out[b.biases] *= _ratio(np.linalg.norm(w[b.biases]), np.linalg.norm(out[b.biases]))
    return out


def principal_plane(paths: list[Array], origin: Array | None = None) -> tuple[Plane, Array]:
    """The plane of the two strongest principal components of all weights on ``paths`` (k, d) together, through
    ``origin`` (the last weights of the first path if not given), and the share of variance of every component.

    As in Li et al. (2018), section 7, with the weights centred; u and v are orthonormal.
    """
    w = np.concatenate(paths)
    if len(w) < 3:
        raise CoreError(_NO_PATH, name="paths", got=len(w))
    centred = w - w.mean(axis=0)
    _, singular, directions = np.linalg.svd(centred, full_matrices=False)
    shares = singular**2 / max(float(np.sum(singular**2)), np.finfo(float).tiny)
    if not singular[1] > _FLAT * max(singular[0], np.finfo(float).tiny):
        raise CoreError(_NO_PATH, name="paths", got="points on one line" if singular[0] > 0 else "one point")
    u, v = (d * (1.0 if d[np.argmax(np.abs(d))] > 0 else -1.0) for d in directions[:2])
    return Plane(paths[0][-1] if origin is None else origin, u, v), shares


def through(a: Array, b: Array, c: Array) -> Plane:
    """The plane through three weight vectors: a at (0, 0), b at (1, 0), c at (0, 1)."""
    return Plane(a, b - a, c - a)


def of_weights(w: Array, i: int, j: int) -> Plane:
    """Two entries of the flat vector, all others held: the coordinates are their values."""
    last = len(w) - 1
    if i == j or not (0 <= i <= last and 0 <= j <= last):
        raise CoreError(_NO_ENTRY, name="weights", last=last, got=f"{i} and {j}")
    origin = w.copy()
    origin[[i, j]] = 0.0
    e = np.zeros((2, len(w)))
    e[[0, 1], [i, j]] = 1.0
    return Plane(origin, e[0], e[1])


def honesty(plane: Plane, path: Array, seed: int = 0) -> Honesty:
    """What the plane shows of ``path`` (k+1, d), and what it hides."""
    points, off = plane.project(path)
    spread = np.sum((path - path.mean(axis=0)) ** 2)
    on_plane = plane.at(points)
    held = np.sum((on_plane - on_plane.mean(axis=0)) ** 2)
    explained = float(held / spread) if spread > 0 else 1.0
    return Honesty(points, off, explained, random_walk_share(len(path), path.shape[1], seed))


def random_walk_share(k: int, d: int, seed: int = 0) -> float:
    """The share of variance in the two strongest principal components of a random walk of ``k`` points in d dimensions.

    For d ≫ k ≫ 1 it tends to 6/π² (1 + 1/4) = 0.76 (Antognini and Sohl-Dickstein 2018, arXiv:1806.08805).
    """
    if k < 3:
        return 1.0
    walk = np.cumsum(np.random.default_rng([seed, k, d]).normal(size=(k, d)), axis=0)
    singular = np.linalg.svd(walk - walk.mean(axis=0), compute_uv=False)
    return float(np.sum(singular[:2] ** 2) / np.sum(singular**2))


def _ratio(wanted: Array | np.floating[Any], have: Array | np.floating[Any]) -> Array:
    """wanted/have, 0 where there is nothing to scale."""
    return np.divide(wanted, have, out=np.zeros_like(have), where=np.asarray(have) > 0)
