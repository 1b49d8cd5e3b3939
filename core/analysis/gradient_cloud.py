"""The cloud of mini-batch gradients at a point: how far they scatter, in theory and as drawn.

Source: Bottou, Curtis and Nocedal, SIAM Review 60 (2018) 223, section 4; Cochran, Sampling Techniques (1977), theorem
2.2 for the factor (n − b)/(n − 1) of draws without replacement.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np

from core.arrays import Array, IntArray
from core.batches import Batching
from core.objectives.finite_sums import FiniteSum
from core.words import QT_TRANSLATE_NOOP, CoreError

_AT_ONCE = 1 << 20  # numbers gathered at once
_MOST = 200_000  # batches that are enumerated

_TOO_MANY = QT_TRANSLATE_NOOP(
    "errors", "there are more than {limit} different batches of {b} of {n} samples: too many to go through"
)


@dataclass(frozen=True)
class Ellipse:
    """The ellipse about ``center`` with half-axes ``axes`` (long, short), the long one at ``angle`` radians."""

    center: tuple[float, float]
    axes: tuple[float, float]
    angle: float

    def points(self, count: int = 97) -> Array:
        """Its outline, closed, (count, 2)."""
        turn = np.linspace(0, 2 * np.pi, count)
        c, s = math.cos(self.angle), math.sin(self.angle)
        along, across = self.axes[0] * np.cos(turn), self.axes[1] * np.sin(turn)
        return np.stack([self.center[0] + along * c - across * s, self.center[1] + along * s + across * c], axis=-1)


@dataclass(frozen=True, eq=False)
class Cloud:
    """Gradients of B mini-batches of one size at ``x`` (d,).

    ``mean`` and ``covariance`` are exact; ``drawn_mean`` and ``drawn_covariance`` are those of the B gradients, each
    with the standard error of every entry, from which a confidence interval is ± 1.96 of it.
    """

    x: Array  # (d,)
    batch: int  # b in force, n where the whole sum is seen
    each: Array  # (n, d) the gradients of the single samples
    gradients: Array  # (B, d)
    mean: Array  # (d,) the full gradient
    covariance: Array  # (d, d) of a mini-batch gradient
    drawn_mean: Array  # (d,)
    drawn_mean_error: Array  # (d,)
    drawn_covariance: Array  # (d, d) about the full gradient
    drawn_covariance_error: Array  # (d, d)


def sample_covariance(each: Array) -> Array:
    """C = (1/n) Σ (g_i − g)(g_i − g)ᵀ, (d, d), of ``each`` (n, d): the covariance of one sample drawn at random."""
    centred = each - np.mean(each, axis=0)
    out: Array = np.einsum("ni,nj->ij", centred, centred) / len(each)
    return out


def batch_factor(n: int, batching: Batching) -> float:
    """By what C is multiplied: 1/b with replacement, (n − b)/(b (n − 1)) without, 0 for the full gradient.

    Of a batch of full size; the short last one of an epoch scatters more.
    """
    if not batching.active(n):
        return 0.0
    b = batching.batch
    return 1 / b if batching.replacement else (n - b) / (b * (n - 1))


def cloud(objective: FiniteSum, x: Array, batching: Batching, count: int = 400, seed: int = 0) -> Cloud:
    """The cloud at ``x`` (d,) of ``count`` batches drawn independently of each other."""
    x = np.asarray(x, dtype=np.float64)
    each = objective.sample_gradients(x)
    n = len(each)
    full = np.mean(each, axis=0)
    size = batching.batch if batching.active(n) else n
    drawn = np.broadcast_to(full, (count, len(x))).copy()
    if batching.active(n):
        rng = np.random.default_rng([seed, 0])
        step = max(1, _AT_ONCE // max(n, size))
        for first in range(0, count, step):
            drawn[first : first + step] = _means(each, batching, min(step, count - first), rng)
    off = drawn - full
    products = off[:, :, None] * off[:, None, :]
    return Cloud(
        x=x,
        batch=size,
        each=each,
        gradients=drawn,
        mean=full,
        covariance=sample_covariance(each) * batch_factor(n, batching),
        drawn_mean=np.mean(drawn, axis=0),
        drawn_mean_error=np.std(drawn, axis=0) / math.sqrt(count),
        drawn_covariance=np.mean(products, axis=0),
        drawn_covariance_error=np.std(products, axis=0) / math.sqrt(count),
    )


def _means(each: Array, batching: Batching, count: int, rng: np.random.Generator) -> Array:
    """Means over ``count`` random batches, (count, d)."""
    return means_of(each, drawn_batches(len(each), batching, count, rng))


def drawn_batches(n: int, batching: Batching, count: int, rng: np.random.Generator) -> IntArray:
    """``count`` batches of ``n`` samples drawn independently of each other, (count, b)."""
    if batching.replacement:
        return rng.integers(n, size=(count, batching.batch))
    # the b smallest of n random numbers are a random subset
    return np.argpartition(rng.random((count, n)), batching.batch - 1, axis=1)[:, : batching.batch]


def means_of(each: Array, chosen: IntArray) -> Array:
    """The means of ``each`` (n, d) over the batches ``chosen`` (m, b), (m, d)."""
    out: Array = np.stack([np.mean(column[chosen], axis=1) for column in each.T], axis=-1)
    return out


def every_batch(each: Array, batching: Batching) -> Array:
    """The means of every possible batch, each as likely as the others, (m, d): all nᵇ draws or all subsets of b.

    Raises :class:`CoreError` where there are more than 200,000.
    """
    n = len(each)
    if not batching.active(n):
        return means_of(each, np.arange(n)[None])
    b = batching.batch
    many = n**b if batching.replacement else math.comb(n, b)
    if many > _MOST:
        raise CoreError(_TOO_MANY, limit=f"{_MOST:,}", b=b, n=n)
    ways = itertools.product(range(n), repeat=b) if batching.replacement else itertools.combinations(range(n), b)
    return means_of(each, np.array(list(ways)))


def ellipse(center: Array, covariance: Array, share: float = 0.95) -> Ellipse:
    """The ellipse that holds ``share`` of a Gaussian of that mean (2,) and covariance (2, 2): −2 ln(1 − share) = χ²."""
    e, v = np.linalg.eigh(covariance)
    radius = math.sqrt(-2 * math.log1p(-share))
    short, long = np.sqrt(np.maximum(e, 0.0)) * radius
    angle = math.atan2(float(v[1, 1]), float(v[0, 1]))
    if angle > math.pi / 2 or angle <= -math.pi / 2:  # an axis has no sign: keep it to the right
        angle -= math.copysign(math.pi, angle)
    return Ellipse((float(center[0]), float(center[1])), (float(long), float(short)), angle)
