"""A person's own table: one row a sample, its inputs and in the last column what the network is to say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from core import datasets
from core.arrays import Array
from core.nn.network_loss import Data
from core.nn.toys.base import Toy
from core.params import Matrix, param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

MAX_ROWS = 2000
COLUMNS = range(2, 18)  # inputs and target
MAX_CLASSES = 10
TASKS = ("auto", "classes", "regression")
LAYOUT = datasets.Layout(MAX_ROWS, COLUMNS, MAX_CLASSES)  # of a CSV file

# Invented: hours of sleep, hours of work, and whether it was enough.
EXAMPLE = (
    (4.0, 2.0, 0.0), (5.0, 6.5, 0.0), (5.5, 3.5, 0.0), (6.0, 8.0, 1.0), (6.5, 5.5, 1.0), (7.0, 1.0, 0.0),
    (7.0, 7.0, 1.0), (7.5, 4.0, 1.0), (8.0, 2.5, 0.0), (8.0, 6.0, 1.0), (8.5, 4.5, 1.0), (9.0, 1.5, 0.0),
)  # fmt: skip

_SPREAD = 1e-12  # of the largest number of a column: what varies less does not vary

_COUNT = QT_TRANSLATE_NOOP("errors", "{name} must be 4 to {limit} samples, got {got}")
_COLUMNS = QT_TRANSLATE_NOOP(
    "errors", "{name} must have {least} to {most} columns, the last one what is to be learnt, got {got} in row {row}"
)
_RAGGED = QT_TRANSLATE_NOOP("errors", "{name} must have {needs} columns in every row, got {got} in row {row}")
_SIZE = QT_TRANSLATE_NOOP("errors", "{name} must hold numbers between -1e9 and 1e9, got {got} in row {row}")
_ONE = QT_TRANSLATE_NOOP("errors", "{name} must have different values in their last column, got {got} everywhere")
_MANY = QT_TRANSLATE_NOOP(
    "errors", "{name} must have at most {limit} different values in their last column to be classes, got {got}"
)


def checked(rows: Sequence[Sequence[float]], task: str = "auto") -> Matrix:
    """``rows`` as they are kept; raises :class:`core.datasets.DataError` (of the field ``rows``)."""
    if not (isinstance(rows, Matrix) and rows.kept):
        if not 4 <= len(rows) <= MAX_ROWS:
            raise datasets.DataError(_COUNT, field="rows", name="rows", limit=f"{MAX_ROWS:,}", got=len(rows))
        columns = len(rows[0])
        if columns not in COLUMNS:
            least, most = COLUMNS[0], COLUMNS[-1]
            raise datasets.DataError(_COLUMNS, field="rows", name="rows", least=least, most=most, got=columns, row=1)
        for i, row in enumerate(rows, 1):
            if len(row) != columns:
                raise datasets.DataError(_RAGGED, field="rows", name="rows", needs=columns, got=len(row), row=i)
            for number in row:
                if not abs(number) <= datasets.MAX_SIZE:
                    raise datasets.DataError(_SIZE, field="rows", name="rows", got=f"{number:g}", row=i)
        rows = Matrix(tuple(float(v) for v in row) for row in rows)
        rows.kept = True
    values = _values(rows)
    if len(values) == 1:
        raise datasets.DataError(_ONE, field="rows", name="rows", got=f"{values[0]:g}")
    if task == "classes" and len(values) > MAX_CLASSES:
        raise datasets.DataError(_MANY, field="rows", name="rows", limit=MAX_CLASSES, got=len(values))
    return rows


def classes_of(rows: Matrix, task: str = "auto") -> int:
    """How many classes the last column names, 0 where it is numbers to be learnt.

    By itself it names classes where it has two different values, or is whole numbers 0 … k − 1, at most 10 of them.
    """
    values = _values(rows)
    if task == "auto":
        whole = len(values) <= MAX_CLASSES and values == tuple(map(float, range(len(values))))
        return len(values) if whole or len(values) == 2 else 0
    return len(values) if task == "classes" else 0


def _values(rows: Matrix) -> tuple[float, ...]:
    return tuple(sorted({row[-1] for row in rows}))


@register("toy", "own")
@dataclass(frozen=True)
class Own(Toy):
    """Inputs, and numbers to be learnt, get the training samples' mean taken from them and are divided by their
    standard deviation; classes are numbered in the order of their values.
    """

    label = QT_TRANSLATE_NOOP("toys", "Your own")
    order = 100

    rows: Any = param(
        EXAMPLE,
        label=QT_TRANSLATE_NOOP("toys", "Own data"),
        help=QT_TRANSLATE_NOOP("toys", "One row a sample: its inputs, then its class or number"),
    )
    task: str = param(
        "auto",
        label=QT_TRANSLATE_NOOP("toys", "Last column"),
        help=QT_TRANSLATE_NOOP("toys", "auto: classes where it has two values or whole numbers from 0"),
        choices=TASKS,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        # Lists come from scene files; tuples compare and hash by value.
        object.__setattr__(self, "rows", checked(self.rows, self.task))

    @cached_property
    def _classes(self) -> int:
        return classes_of(self.rows, self.task)

    @property
    def classes(self) -> int:
        return self._classes

    @property
    def dim(self) -> int:
        return len(self.rows[0]) - 1

    def _make(self, rng: np.random.Generator) -> tuple[Array, Any]:
        """As they were given."""
        table = np.array(self.rows)
        x, y = table[:, :-1], table[:, -1]
        return x, (np.searchsorted(np.unique(y), y) if self.classes else y[:, None])

    def _kept(self, members: int) -> int:
        return min(super()._kept(members), members - 1)  # training is left with something of every class

    def split(self) -> tuple[Data, Data]:
        train, test = super().split()
        x, y = self.made()
        parts = [part.inputs for part in (train, test)]
        inputs = standardised(x, *parts)
        targets = [train.targets, test.targets] if self.classes else standardised(y, train.targets, test.targets)
        first, second = (Data(a, b) for a, b in zip(inputs, targets, strict=True))
        return first, second


def standardised(whole: Array, train: Array, test: Array) -> tuple[Array, Array]:
    """Both parts of ``whole`` less the mean of ``train``, divided by its standard deviation, column by column.

    A column that does not vary in training is divided by 1.
    """
    centre, spread = train.mean(axis=0), train.std(axis=0)
    spread = np.where(spread > _SPREAD * np.abs(whole).max(axis=0), spread, 1.0)
    return (train - centre) / spread, (test - centre) / spread
