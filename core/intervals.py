"""Intervals for what chance decides: Student's for means, the bootstrap for rank correlations.

Student (1908); Spearman (1904); Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.arrays import Array

# 97.5 % quantiles of Student's t for 1 … 30 degrees of freedom
_T = (
    12.7062, 4.30265, 3.18245, 2.77645, 2.57058, 2.44691, 2.36462, 2.306, 2.26216, 2.22814, 2.20099, 2.17881, 2.16037,
    2.14479, 2.13145, 2.11991, 2.10982, 2.10092, 2.09302, 2.08596, 2.07961, 2.07387, 2.06866, 2.0639, 2.05954, 2.05553,
    2.05183, 2.04841, 2.04523, 2.04227,
)  # fmt: skip
_Z = 1.959963985


def t_975(freedom: int) -> float:
    """The 97.5 % quantile of Student's t; above 30 degrees by Cornish and Fisher's expansion."""
    if freedom <= len(_T):
        return _T[freedom - 1]
    z, v = _Z, float(freedom)
    first, second = (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / v + second / v**2 + third / v**3


def mean_interval(values: Array) -> tuple[float, float, float]:
    """The mean of ``values`` (n,) and the ends of its 95 % interval (Student's); nan ends for fewer than two."""
    n = len(values)
    if n == 0:
        return np.nan, np.nan, np.nan
    mean = float(values.mean())
    if n < 2:
        return mean, np.nan, np.nan
    half = t_975(n - 1) * float(values.std(ddof=1)) / np.sqrt(n)
    return mean, float(mean - half), float(mean + half)


def geometric_interval(values: Array) -> tuple[float, float, float]:
    """The same of the logarithms of positive ``values``, taken back: the geometric mean and its interval."""
    mean, first, last = (float(np.exp(part)) for part in mean_interval(np.log(values)))
    return mean, first, last


def ranks(values: Array) -> Array:
    """1 … n, ties share their mean rank."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    out: Array = (np.cumsum(count) - (count - 1) / 2)[place]
    return out


def spearman(x: Array, y: Array) -> float:
    """The rank correlation of x and y (n,); nan where one of them has a single value or n < 3."""
    if len(x) < 3:
        return np.nan
    a, b = ranks(x), ranks(y)
    a, b = a - a.mean(), b - b.mean()
    scale = np.sqrt((a @ a) * (b @ b))
    return float(a @ b / scale) if scale > 0 else np.nan


def spearman_of_draws(x: Array, y: Array, counts: Array) -> Array:
    """The same of many draws from x and y (n,) at once, (m,): draw i has element j ``counts[i, j]`` times, (m, n)."""
    if not len(x):
        return np.full(len(counts), np.nan)
    centre = (counts.sum(axis=1, keepdims=True) + 1) / 2

    def placed(values: Array) -> Array:
        """The rank of every element within each draw: those below it, half of those like it."""
        above = (values[:, None] > values) + 0.5 * (values[:, None] == values)
        return np.asarray(counts @ above.T + 0.5 - centre)

    a, b = placed(x), placed(y)
    scale = np.sqrt((counts * a * a).sum(axis=1) * (counts * b * b).sum(axis=1))
    enough = (2 * centre[:, 0] - 1 >= 3) & (scale > 1e-9)
    found: Array = np.divide((counts * a * b).sum(axis=1), scale, out=np.full(len(counts), np.nan), where=enough)
    return found


def within(groups: Sequence[tuple[Array, Array]]) -> float:
    """The mean rank correlation within ``groups`` of x and y; nan where no group has one."""
    each = np.array([spearman(x, y) for x, y in groups])
    each = each[np.isfinite(each)]
    return float(each.mean()) if len(each) else np.nan


def percentile_interval(draws: Array) -> tuple[float, float]:
    """2.5 and 97.5 % of bootstrap ``draws``, without those that are nan."""
    good = draws[np.isfinite(draws)]
    if len(good) < 10:
        return np.nan, np.nan
    low, high = np.percentile(good, [2.5, 97.5])
    return float(low), float(high)
