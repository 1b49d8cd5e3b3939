"""The bicubic not-a-knot spline through values on a rectangular grid, holes allowed.

Source: C. de Boor, A Practical Guide to Splines (rev. ed., Springer 2001), chapter IV (not-a-knot, slopes as the
unknowns) and chapter XVII (tensor products). In one variable the slopes s_i of the twice continuously differentiable
cubic through (x_i, f_i) solve, with h_i = x_{i+1} - x_i and d_i = (f_{i+1} - f_i)/h_i,

    h_i s_{i-1} + 2 (h_{i-1} + h_i) s_i + h_{i-1} s_{i+1} = 3 (h_i d_{i-1} + h_{i-1} d_i),

and at either end the third derivative goes on through the second knot. On the plane f, f_x, f_y and f_xy at the four
corners of a cell give one bicubic polynomial each (Hermite form).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array, BoolArray, IntArray

_BLOCK = 256  # columns solved at a time: the system's coefficients stay in the cache, whatever the grid's size

Weights = tuple[Array, Array, Array, Array]


def slopes(x: Array, f: Array) -> Array:
    """The slopes at ``x`` (n,) of the spline through each column of ``f`` (n, m), nan where f is not known.

    Each unbroken run of known values has a spline of its own: four or more values the not-a-knot cubic, three a
    parabola, two a line; one alone has no slope (nan).
    """
    out = np.empty_like(f)
    for j in range(0, f.shape[1], _BLOCK):
        out[:, j : j + _BLOCK] = _slopes(x, np.ascontiguousarray(f[:, j : j + _BLOCK]))
    return out


def _whole_system(h: Array, d: Array) -> tuple[Array, Array, Array, Array]:
    """The equations of a column without holes: h (n-1, 1) and d (n-1, m) to what :func:`_tridiagonal` takes."""
    n = len(h) + 1
    lower, diagonal, upper = np.zeros((n, 1)), np.empty((n, 1)), np.zeros((n, 1))
    right = np.empty((n, d.shape[1]))
    lower[1:-1], diagonal[1:-1], upper[1:-1] = h[1:], 2 * (h[:-1] + h[1:]), h[:-1]
    right[1:-1] = 3 * (h[1:] * d[:-1] + h[:-1] * d[1:])
    for at, one, two, beside in ((0, 0, 1, upper), (n - 1, -1, -2, lower)):
        near, far = h[one], h[two]
        diagonal[at], beside[at] = far, near + far
        right[at] = ((3 * near + 2 * far) * far * d[one] + near**2 * d[two]) / (near + far)
    return lower, diagonal, upper, right


def _slopes(x: Array, f: Array) -> Array:
    n = len(x)
    known = np.isfinite(f)
    whole = bool(known.all())
    if whole:
        known = known[:, :1]  # one system for all columns
    before, after = _run_lengths(known)
    length = before + after - 1
    h = np.diff(x)[:, None]
    if whole and n >= 4:
        return _tridiagonal(*_whole_system(h, np.diff(f, axis=0) / h))
    h_m2, h_m1, h_0, h_p1 = (_shifted(h, n, by, 1.0) for by in (-2, -1, 0, 1))  # h_{i-2}, h_{i-1}, h_i, h_{i+1}
    d = np.diff(f, axis=0) / h
    if not whole:
        d = np.nan_to_num(d, nan=0.0, posinf=0.0, neginf=0.0)  # beside holes: never used
    d_m2, d_m1, d_0, d_p1 = (_shifted(d, n, by, 0.0) for by in (-2, -1, 0, 1))

    first, last = before == 1, after == 1
    inner = ~first & ~last
    four, three, two = known & (length >= 4), known & (length == 3), known & (length == 2)
    cases = [four & inner, four & first, four & last]
    lower = np.select(cases, [h_0, np.zeros_like(h_0), h_m1 + h_m2], 0.0)
    diagonal = np.select(cases, [2 * (h_m1 + h_0), h_p1, h_m2], 1.0)
    upper = np.select(cases, [h_m1, h_0 + h_p1, np.zeros_like(h_0)], 0.0)
    right = np.select(
        [*cases, three & inner, three & first, three & last, two & first, two & last],
        [
            3 * (h_0 * d_m1 + h_m1 * d_0),
            ((3 * h_0 + 2 * h_p1) * h_p1 * d_0 + h_0**2 * d_p1) / (h_0 + h_p1),
            ((3 * h_m1 + 2 * h_m2) * h_m2 * d_m1 + h_m1**2 * d_m2) / (h_m1 + h_m2),
            (h_0 * d_m1 + h_m1 * d_0) / (h_m1 + h_0),
            d_0 + (d_0 - d_p1) * h_0 / (h_0 + h_p1),
            d_m1 + (d_m1 - d_m2) * h_m1 / (h_m1 + h_m2),
            d_0,
            d_m1,
        ],
        0.0,
    )
    s = _tridiagonal(lower, diagonal, upper, right)
    if not whole:
        s[~known | (length < 2)] = np.nan
    return s


def _run_lengths(known: BoolArray) -> tuple[IntArray, IntArray]:
    """How many known values in a row end at each place, and begin there; both (n, m), 0 at holes."""
    before, after = np.zeros(known.shape, dtype=np.int64), np.zeros(known.shape, dtype=np.int64)
    n = len(known)
    for i in range(n):
        before[i] = known[i] * (1 + (before[i - 1] if i else 0))
        k = n - 1 - i
        after[k] = known[k] * (1 + (after[k + 1] if i else 0))
    return before, after


def _shifted(values: Array, n: int, by: int, fill: float) -> Array:
    """Row i is ``values[i + by]``, ``fill`` where there is none; n rows."""
    out = np.full((n, values.shape[1]), fill)
    low, high = max(0, -by), min(n, len(values) - by)
    out[low:high] = values[low + by : high + by]
    return out


def _tridiagonal(lower: Array, diagonal: Array, upper: Array, right: Array) -> Array:
    """Elimination without pivoting, row by row: every pivot of these systems is at least a step h long."""
    n = len(right)
    factor = np.empty_like(upper)
    s = np.empty_like(right)
    pivot = diagonal[0]
    s[0] = right[0] / pivot
    for i in range(1, n):
        factor[i - 1] = upper[i - 1] / pivot
        pivot = diagonal[i] - lower[i] * factor[i - 1]
        s[i] = (right[i] - lower[i] * s[i - 1]) / pivot
    for i in range(n - 2, -1, -1):
        s[i] -= factor[i] * s[i + 1]
    return s


@dataclass(frozen=True, eq=False)
class Bicubic:
    """The spline with everything computed beforehand: ``table`` (ny, nx, 4) holds f, f_x, f_y and f_xy at the knots.

    Twice continuously differentiable where the grid is whole, once beside holes; a cubic in x and y is its own spline.
    The error is O(h⁴) in f, O(h³) in the gradient and O(h²) in the Hessian. Undefined (nan) outside of the rectangle
    and in every cell that has a hole at a corner.
    """

    x: Array  # (nx,) ascending
    y: Array  # (ny,) ascending
    table: Array  # (ny, nx, 4)

    @classmethod
    def through(cls, x: Array, y: Array, f: Array) -> Bicubic:
        """The spline through ``f`` (ny, nx), nan in holes, at the knots ``x`` (nx,) and ``y`` (ny,), both ascending."""
        table = np.empty((*f.shape, 4))
        table[..., 0] = f
        table[..., 1] = slopes(x, f.T).T
        table[..., 2] = slopes(y, f)
        table[..., 3] = slopes(y, table[..., 1])
        if not np.isfinite(f).all():
            # Beside holes the two orders of differentiation differ: neither axis is preferred.
            table[..., 3] = (table[..., 3] + slopes(x, table[..., 2].T).T) / 2
        return cls(x, y, table)

    def derivatives(self, points: Array, orders: tuple[tuple[int, int], ...]) -> list[Array]:
        """∂^(i+j) f / ∂x^i ∂y^j at ``points`` (..., 2) for each (i, j) of ``orders``, i and j up to 2; each (...)."""
        u, v = points[..., 0], points[..., 1]
        column, inside_x = _cell(self.x, u)
        row, inside_y = _cell(self.y, v)
        flat = self.table.reshape(-1, 4)
        corner = row * len(self.x) + column
        corners = [(flat[corner], flat[corner + 1]) for corner in (corner, corner + len(self.x))]
        outside = ~(inside_x & inside_y)
        across = {i: _weights(self.x, column, u, i) for i in {i for i, _ in orders}}
        along = {j: _weights(self.y, row, v, j) for j in {j for _, j in orders}}
        sides: dict[int, list[Array]] = {}
        for i, (p0, p1, q0, q1) in across.items():
            sides[i] = [
                p0 * left[..., k] + p1 * right[..., k] + q0 * left[..., k + 1] + q1 * right[..., k + 1]
                for k in (0, 2)
                for left, right in corners
            ]
        out = []
        for i, j in orders:
            (low, high, low_slope, high_slope), (p0, p1, q0, q1) = sides[i], along[j]
            out.append(np.where(outside, np.nan, p0 * low + p1 * high + q0 * low_slope + q1 * high_slope))
        return out


def _cell(knots: Array, u: Array) -> tuple[IntArray, BoolArray]:
    """The number of the cell in which each ``u`` lies, and whether it lies in any; both (...)."""
    at = u.real
    cell = np.clip(np.searchsorted(knots, at, side="right") - 1, 0, len(knots) - 2)
    return cell, (at >= knots[0]) & (at <= knots[-1])


def _weights(knots: Array, cell: IntArray, u: Array, order: int) -> Weights:
    """What f at the left and right end and f' at the left and right end count for in the derivative of that order."""
    h = knots[cell + 1] - knots[cell]
    t = (u - knots[cell]) / h
    if order == 0:
        p1 = t * t * (3 - 2 * t)
        return 1 - p1, p1, h * t * (1 - t) ** 2, h * t * t * (t - 1)
    if order == 1:
        dp1 = 6 * t * (1 - t) / h
        return -dp1, dp1, (1 - t) * (1 - 3 * t), t * (3 * t - 2)
    ddp1 = (6 - 12 * t) / (h * h)
    return -ddp1, ddp1, (6 * t - 4) / h, (6 * t - 2) / h
