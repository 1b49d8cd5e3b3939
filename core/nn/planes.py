"""Planes through weight space: two directions from a point, and how honest a path looks on them.

Random directions with filter normalisation: Li, Xu, Taylor, Studer and Goldstein, Visualizing the Loss Landscape of
Neural Nets (2018), arXiv:1712.09913, sections 4 and 7; a "filter" of a perceptron is a unit's row of W.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.nn import filters
from core.nn.filters import NORMALISATIONS as NORMALISATIONS
from core.nn.filters import Normalisation as Normalisation
from core.nn.filters import Piece
from core.nn.mlp import Mlp
from core.words import QT_TRANSLATE_NOOP, CoreError

_FLAT = 1e-12  # of the longer direction: what is left of the other is no direction
_LARGE = 1 << 22  # numbers in a path: beyond it, products of its k points are decomposed, not its k × d numbers

_NO_PLANE = QT_TRANSLATE_NOOP("errors", "{name} must span a plane, got directions that are multiples of each other")
_NO_PATH = QT_TRANSLATE_NOOP("errors", "{name} must be at least 3 different weight vectors, got {got}")
_ALIKE = QT_TRANSLATE_NOOP("errors", "{name} must have {needs} numbers in its last axis, got an array of shape {got}")
_NO_ENTRY = QT_TRANSLATE_NOOP("errors", "{name} must be two different entries from 0 to {last}, got {got}")


@dataclass(frozen=True, eq=False)
class Plane:
    """w = ``origin`` + a ``u`` + b ``v``, all (d,); u and v need be neither orthogonal nor of unit length."""

    origin: Array
    u: Array
    v: Array

    def __post_init__(self) -> None:
        for name in ("u", "v"):
            _same_length(name, getattr(self, name), len(self.origin))
        a, b, c = self.u @ self.u, self.u @ self.v, self.v @ self.v
        if not a * c - b * b > _FLAT**2 * max(a, c) ** 2:
            raise CoreError(_NO_PLANE, name="directions")

    def at(self, points: Array) -> Array:
        """The weights (..., d) at ``points`` (..., 2)."""
        return self.origin + points[..., :1] * self.u + points[..., 1:] * self.v

    def project(self, w: Array) -> tuple[Array, Array]:
        """The nearest points (..., 2) to weights (..., d), and how far off the plane those lie, (...)."""
        _same_length("w", w, len(self.origin))
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
    return random_plane_of(pieces(mlp), w, seed, normalise, biases)


def random_plane_of(
    pieces: Sequence[Piece], w: Array, seed: int, normalise: Normalisation = "filter", biases: bool = False
) -> Plane:
    """:func:`random_plane` for weights ``w`` (d,) made of any pieces."""
    drawn = (np.random.default_rng([seed, i]).normal(size=len(w)) for i in range(2))
    u, v = (filters.normalised(pieces, w, direction, normalise, biases) for direction in drawn)
    return Plane(w, u, v)


def normalised(mlp: Mlp, w: Array, direction: Array, normalise: Normalisation, biases: bool) -> Array:
    """``direction`` (d,) scaled as in :func:`random_plane`."""
    return filters.normalised(pieces(mlp), w, direction, normalise, biases)


def pieces(mlp: Mlp) -> tuple[Piece, ...]:
    """W and b of every layer."""
    out: list[Piece] = []
    for b in mlp.blocks:
        out.append(Piece(f"W{b.layer}", (b.fan_out, b.fan_in), b.weights.start))
        out.append(Piece(f"b{b.layer}", (b.fan_out,), b.biases.start))
    return tuple(out)


def principal_plane(paths: list[Array], origin: Array | None = None) -> tuple[Plane, Array]:
    """The plane of the two strongest principal components of all weights on ``paths`` (k, d) together, through
    ``origin`` (the last weights of the first path if not given), and the share of variance of every component.

    As in Li et al. (2018), section 7, with the weights centred; u and v are orthonormal.
    """
    for path in paths:
        _same_length("every path", path, paths[0].shape[-1])
    w = np.concatenate(paths)
    if len(w) < 3:
        raise CoreError(_NO_PATH, name="paths", got=len(w))
    centred = w - w.mean(axis=0)
    singular, directions = _components(centred)
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
    walk = np.cumsum(_steps(np.random.default_rng([seed, k, d]), k, d), axis=0)
    singular = np.linalg.svd(walk - walk.mean(axis=0), compute_uv=False)
    return float(np.sum(singular[:2] ** 2) / np.sum(singular**2))


def _same_length(name: str, given: Array, d: int) -> None:
    if given.shape[-1:] != (d,):
        raise CoreError(_ALIKE, field=name, name=name, needs=d, got=given.shape)


def _components(centred: Array) -> tuple[Array, Array]:
    """The singular values of ``centred`` (k, d), falling, and at least two of its right singular vectors by row."""
    if centred.size <= _LARGE or centred.shape[0] >= centred.shape[1]:
        _, singular, directions = np.linalg.svd(centred, full_matrices=False)
        return singular, directions
    values, vectors = np.linalg.eigh(centred @ centred.T)
    values, vectors = values[::-1], vectors[:, ::-1]
    values[values < len(values) * np.finfo(float).eps * values[0]] = 0.0  # squares: noise is as large as that
    u, v = vectors[:, :2].T @ centred
    u /= max(float(np.linalg.norm(u)), np.finfo(float).tiny)
    v -= (v @ u) * u
    v /= max(float(np.linalg.norm(v)), np.finfo(float).tiny)
    return np.sqrt(values), np.stack([u, v])


def _steps(rng: np.random.Generator, k: int, d: int) -> Array:
    """k Gaussian steps in d dimensions, (k, d); where that is much, in the coordinates of k of them, (k, k).

    Gram-Schmidt on the steps leaves a triangle of Gaussian numbers with chi-distributed lengths on its diagonal
    (Bartlett's decomposition): the same law for whatever does not depend on the axes.
    """
    if k * d <= _LARGE or d <= k:
        return rng.normal(size=(k, d))
    lengths: Array = np.sqrt(rng.chisquare(d - np.arange(k)))
    return np.asarray(np.tril(rng.normal(size=(k, k)), -1) + np.diag(lengths))
