"""Data for finite sums: made by a seeded generator with an exact condition number, or read from CSV text.

A data set is ``a`` (n, 2), one row of features a sample, and ``y`` (n,), targets or classes ±1; the models are a_iᵀw.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.words import QT_TRANSLATE_NOOP, CoreError

Rows = tuple[tuple[float, ...], ...]

MAX_ROWS = 5000
MAX_SIZE = 1e9  # of a number: its square and its fourth power are still far from overflow
_MAX_CHARACTERS = 1_000_000  # of a CSV text, as of a scene file
_SEPARATORS = (";", "\t", ",")  # in this order: with ";" or tabs a comma may be the decimal sign

_COLUMNS = QT_TRANSLATE_NOOP(
    "errors", "{name} must have 2 columns (feature, target) or 3 (two features, target), got {got} in row {row}"
)
_COUNT = QT_TRANSLATE_NOOP("errors", "{name} must be 2 to {limit} samples, got {got}")
_SIZE = QT_TRANSLATE_NOOP("errors", "{name} must hold numbers between -1e9 and 1e9, got {got} in row {row}")
_CLASSES = QT_TRANSLATE_NOOP("errors", "{name} must have classes in their last column, 0 and 1 or -1 and 1, got {got}")
_CSV_LONG = QT_TRANSLATE_NOOP("errors", "the data must be at most {limit} characters of text, got {got}")
_CSV_EMPTY = QT_TRANSLATE_NOOP("errors", "the data hold no numbers: write one sample a line, its columns with commas")
_CSV_COUNT = QT_TRANSLATE_NOOP("errors", "the data must be at most {limit} samples; line {line} is one too many")
_CSV_FEW = QT_TRANSLATE_NOOP("errors", "the data must be at least 2 samples, and line {line} is the only one")
_CSV_COLUMNS = QT_TRANSLATE_NOOP(
    "errors", "line {line} must have 2 columns (feature, target) or 3 (two features, target), got {got}"
)
_CSV_WIDTH = QT_TRANSLATE_NOOP(
    "errors", "line {line} must have {least} to {most} columns (inputs, then the class or number to learn), got {got}"
)
_CSV_WORDS = QT_TRANSLATE_NOOP(
    "errors", "line {line}, column {column} must be one of the {limit} classes before it, got {got}"
)
_CSV_NO_WORD = QT_TRANSLATE_NOOP("errors", "line {line}, column {column} must name a class, got nothing")
_CSV_RAGGED = QT_TRANSLATE_NOOP("errors", "line {line} must have {needs} columns as the lines before it, got {got}")
_CSV_NUMBER = QT_TRANSLATE_NOOP("errors", "line {line}, column {column} must be a number, got {got}")
_CSV_SIZE = QT_TRANSLATE_NOOP("errors", "line {line}, column {column} must be a number between -1e9 and 1e9, got {got}")


class DataError(CoreError):
    """Data that cannot be used, said in one sentence with the line and column."""


@dataclass(frozen=True)
class Layout:
    """What a table may be: how many samples and columns, and whether its last column may be the names of classes."""

    rows: int = MAX_ROWS
    columns: range = range(2, 4)
    classes: int = 0  # at most so many, 0 where the last column must be numbers


def parse_csv(text: str) -> Rows:
    """Samples from CSV text: 2 columns (feature, target) or 3 (two features, target), all numbers; see
    :func:`parse_table`.
    """
    return parse_table(text, Layout())[0]


def parse_table(text: str, layout: Layout) -> tuple[Rows, tuple[str, ...]]:
    """Samples from CSV text, and the names of the classes that ``layout`` allows in the last column: their places in
    order of appearance stand in the rows. All other cells are numbers.

    Columns end at commas, semicolons or tabs, whichever of ``; tab ,`` the first line of data has; with one of the
    first two a decimal comma is understood. A first line without a single number is a heading; empty lines and lines
    that begin with # are passed over. Raises :class:`DataError` naming the line and column.
    """
    if len(text) > _MAX_CHARACTERS:
        raise DataError(_CSV_LONG, limit=f"{_MAX_CHARACTERS:,}", got=f"{len(text):,}")
    rows: list[tuple[float, ...]] = []
    names: dict[str, int] = {}
    separator, headed, last = "", False, 0
    for line, written in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not written.strip() or written.lstrip().startswith("#"):
            continue
        separator = separator or next((s for s in _SEPARATORS if s in written), ",")
        cells = [cell.strip().strip('"').strip() for cell in written.split(separator)]
        if not rows and not headed and all(_number(cell, separator) is None for cell in cells):
            headed = True
            continue
        if len(rows) == layout.rows:
            raise DataError(_CSV_COUNT, limit=f"{layout.rows:,}", line=line)
        _check_width(len(cells), len(rows[0]) if rows else 0, layout, line)
        named = layout.classes > 0 and (bool(names) if rows else _number(cells[-1], separator) is None)
        numbers = [_cell(cell, separator, line, i) for i, cell in enumerate(cells[:-1] if named else cells, 1)]
        if named:
            numbers.append(_class(cells[-1], names, layout.classes, line, len(cells)))
        rows.append(tuple(numbers))
        last = line
    if not rows:
        raise DataError(_CSV_EMPTY)
    if len(rows) == 1:
        raise DataError(_CSV_FEW, line=last)
    return tuple(rows), tuple(names)


def _check_width(got: int, before: int, layout: Layout, line: int) -> None:
    if before and got != before:
        raise DataError(_CSV_RAGGED, line=line, needs=before, got=got)
    if got not in layout.columns:
        if layout.columns == Layout.columns:
            raise DataError(_CSV_COLUMNS, line=line, got=got)
        raise DataError(_CSV_WIDTH, line=line, least=layout.columns[0], most=layout.columns[-1], got=got)


def _cell(cell: str, separator: str, line: int, column: int) -> float:
    number = _number(cell, separator)
    if number is None:
        raise DataError(_CSV_NUMBER, line=line, column=column, got=repr(cell[:40]))
    if not abs(number) <= MAX_SIZE:
        raise DataError(_CSV_SIZE, line=line, column=column, got=cell[:40])
    return number


def _class(name: str, names: dict[str, int], most: int, line: int, column: int) -> float:
    """The place of a class among those ``names`` that were met, itself added to them."""
    if not name:
        raise DataError(_CSV_NO_WORD, line=line, column=column)
    if name not in names and len(names) == most:
        raise DataError(_CSV_WORDS, line=line, column=column, limit=most, got=repr(name[:40]))
    return float(names.setdefault(name, len(names)))


def _number(cell: str, separator: str) -> float | None:
    if separator != "," and "." not in cell:
        cell = cell.replace(",", ".", 1)
    if "_" in cell:  # a number to Python alone
        return None
    try:
        return float(cell)
    except ValueError:
        return None


def checked(rows: Sequence[Sequence[float]], classes: bool) -> Rows:
    """``rows`` as nested tuples of floats; with ``classes`` the last column becomes −1 and +1.

    Raises :class:`DataError` (of the field ``rows``).
    """
    if not 2 <= len(rows) <= MAX_ROWS:
        raise DataError(_COUNT, field="rows", name="rows", limit=f"{MAX_ROWS:,}", got=len(rows))
    columns = len(rows[0])
    for i, row in enumerate(rows, 1):
        if len(row) not in (2, 3) or len(row) != columns:
            raise DataError(_COLUMNS, field="rows", name="rows", got=len(row), row=i)
        for number in row:
            if not abs(number) <= MAX_SIZE:
                raise DataError(_SIZE, field="rows", name="rows", got=f"{number:g}", row=i)
    if classes:
        found = {float(row[-1]) for row in rows}
        if found != {0.0, 1.0} and found != {-1.0, 1.0}:
            shown = ", ".join(f"{value:g}" for value in sorted(found)[:5])
            raise DataError(_CLASSES, field="rows", name="rows", got=shown)
        return tuple((*(float(v) for v in row[:-1]), 1.0 if row[-1] > 0 else -1.0) for row in rows)
    return tuple(tuple(float(v) for v in row) for row in rows)


def own(rows: Rows, standardise: bool) -> tuple[Array, Array]:
    """``a`` and ``y`` of a person's rows: (z, 1) for one feature z, (z₁, z₂) without an intercept for two.

    ``standardise`` takes the mean from each feature and divides by its standard deviation (by 1 where that is 0).
    """
    table = np.array(rows)
    z, y = table[:, :-1], np.ascontiguousarray(table[:, -1])
    if standardise:
        spread = np.std(z, axis=0)
        z = (z - np.mean(z, axis=0)) / np.where(spread > 0, spread, 1.0)
    a = np.column_stack([z, np.ones(len(z))]) if z.shape[1] == 1 else np.ascontiguousarray(z)
    return a, y


def whitened(n: int, seed: int) -> Array:
    """(n, 2) Gaussian draws, n ≥ 4, made over so that their mean is 0 and their second moments are the identity."""
    z = np.random.default_rng([seed, 0]).standard_normal((n, 2))
    out = np.empty((n, 2))
    for j in range(2):
        column = z[:, j] - np.mean(z[:, j])
        for before in range(j):
            column = column - out[:, before] * np.mean(column * out[:, before])
            column = column - np.mean(column)
        out[:, j] = column / math.sqrt(float(np.mean(column * column)))
    return out


def line_features(n: int, kappa: float, seed: int) -> Array:
    """(z, 1) with z of spread 1 about the mean m = κ^¼ − κ^−¼: then AᵀA/n = [[1 + m², m], [m, 1]] has exactly κ.

    Its determinant is 1 and its trace √κ + 1/√κ, so the eigenvalues are √κ and 1/√κ: a feature far from its mean's
    origin is what makes slope and intercept hard to tell apart.
    """
    z = whitened(n, seed)[:, 0] + (kappa**0.25 - kappa**-0.25)
    return np.column_stack([z, np.ones(n)])


def correlated_features(n: int, kappa: float, seed: int) -> Array:
    """Two features of mean 0 and spread 1 with correlation ρ = (κ − 1)/(κ + 1): AᵀA/n has eigenvalues 1 ± ρ."""
    z = whitened(n, seed)
    rho = (kappa - 1) / (kappa + 1)
    return np.column_stack([z[:, 0], rho * z[:, 0] + math.sqrt(1 - rho * rho) * z[:, 1]])


def errors(n: int, seed: int) -> Array:
    """(n,) standard Gaussian errors of the targets, of dice of their own."""
    return np.random.default_rng([seed, 1]).standard_normal(n)
