""".csv: a plain matrix, or columns x, y and values of a whole grid, with or without a heading."""

from __future__ import annotations

import io
import re
import warnings

import numpy as np

from core.arrays import Array
from core.grid import Grid, GridError
from core.words import QT_TRANSLATE_NOOP
from landscape_app.data.errors import DataError, within
from landscape_app.data.tables import Grids, plain

_SEPARATORS = (";", "\t", ",")  # in this order: with the first two a comma may be the decimal sign

_TEXT = QT_TRANSLATE_NOOP("errors", "{file}: a .csv must be UTF-8 text, got another byte at place {at}")
_EMPTY = QT_TRANSLATE_NOOP("errors", "{file}: a .csv must hold rows of numbers, got none")
_NUMBER = QT_TRANSLATE_NOOP("errors", "{file}: row {row}, column {column} must be a number, got {got}")
_RAGGED = QT_TRANSLATE_NOOP("errors", "{file}: every row must have as many columns, got {why}")
_PAIRS = QT_TRANSLATE_NOOP(
    "errors", "{file}: the columns x and y must hold each of {nx} · {ny} pairs once, got {rows} rows of {got} pairs"
)


def read_csv(file: str, data: bytes) -> Grids:
    """The grids of a .csv. Raises :class:`DataError`.

    Three columns, or a heading that begins with x and y, are places and values (every further column is a quantity of
    its own); anything else is a matrix, row j at y = j and column i at x = i. Cells end at ``;``, tabs, commas or
    blanks, whichever the first line has; with the first two a decimal comma is understood. Lines beginning with #
    are passed over; a first line without a number is a heading.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(_TEXT, field=file, file=file, at=error.start) from error
    first, begins = _first_line(text)
    if not first:
        raise DataError(_EMPTY, field=file, file=file)
    separator = next((s for s in _SEPARATORS if s in first), None)
    words = [word.strip().strip('"') for word in first.split(separator)]
    headed = not any(_is_number(word, separator) for word in words)
    if headed:
        text = text[begins + len(first) :]
    if separator in (";", "\t"):
        text = text.replace(",", ".")
    values = _numbers(file, text, separator)
    if headed and [word.lower() for word in words[:2]] == ["x", "y"] and len(words) == values.shape[1] > 2:
        return _columns(file, values, words[2:])
    return _columns(file, values, ["f"]) if values.shape[1] == 3 else {"f": plain(file, values)}


def _first_line(text: str) -> tuple[str, int]:
    """The first line that says something, and where it begins."""
    found = re.search(r"^(?![ \t]*(?:#|$)).+$", text, re.MULTILINE)
    return (found[0], found.start()) if found else ("", 0)


def _is_number(word: str, separator: str | None) -> bool:
    try:
        float(word.replace(",", ".") if separator in (";", "\t") else word)
    except ValueError:
        return False
    return True


def _numbers(file: str, text: str, separator: str | None) -> Array:
    """All rows, (rows, columns)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of no rows: told below
            values = np.loadtxt(io.StringIO(text), delimiter=separator, comments="#", ndmin=2, dtype=np.float64)
    except ValueError as error:
        raise _told(file, str(error)) from error
    if not values.size:
        raise DataError(_EMPTY, field=file, file=file)
    return values


def _told(file: str, why: str) -> DataError:
    """NumPy's words for the first bad cell, in ours: its rows count from 0, without heading and comments."""
    cell = re.search(r"could not convert string '(.*)' to float64 at row (\d+), column (\d+)", why, re.DOTALL)
    if cell:
        got = repr(cell[1][:40]) if cell[1] else "nothing"
        return DataError(_NUMBER, field=file, file=file, row=int(cell[2]) + 1, column=int(cell[3]), got=got)
    columns = re.search(r"number of columns changed from (\d+) to (\d+) at row (\d+)", why)
    if columns:
        why = f"{columns[1]} columns, then {columns[2]} in row {columns[3]}"
    return DataError(_RAGGED, field=file, file=file, why=(why.splitlines() or ["something else"])[0][:120])


def _columns(file: str, rows: Array, names: list[str]) -> Grids:
    """Rows x, y, value ... in any order, every pair once."""
    if not np.isfinite(rows[:, :2]).all():
        raise within(file, "x and y must be finite numbers in every row, got one that is not")
    x, i = np.unique(rows[:, 0], return_inverse=True)
    y, j = np.unique(rows[:, 1], return_inverse=True)
    place = j * len(x) + i
    pairs = len(np.unique(place))
    if not pairs == len(rows) == len(x) * len(y):
        raise DataError(_PAIRS, field=file, file=file, nx=len(x), ny=len(y), rows=len(rows), got=pairs)
    grids: Grids = {}
    for k, name in enumerate(names):
        f = np.empty(len(rows))
        f[place] = rows[:, 2 + k]
        try:
            grids[name or f"column {k + 3}"] = Grid.of(x, y, f.reshape(len(y), len(x)), name)
        except GridError as error:
            raise within(file, error.sentence) from error
    return grids
