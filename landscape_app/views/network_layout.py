"""Where the units and edges of a network lie in its picture, and which weight is at a place of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

MOST_UNITS = 16  # of a layer that are drawn; the others are counted
_REACH = 5.0  # how near an edge a pointer must be, logical pixels


@dataclass(frozen=True)
class Edge:
    """The weight W of layer ``layer`` (1 … L) from unit ``i`` into unit ``j``, counted from 0."""

    layer: int
    j: int
    i: int
    begin: QPointF
    end: QPointF

    @property
    def name(self) -> str:
        """As the perceptron calls it, counted from 1."""
        return f"W{self.layer}[{self.j + 1},{self.i + 1}]"

    def distance(self, at: QPointF) -> float:
        """From a point to the line between the two units, logical pixels."""
        d = self.end - self.begin
        t = QPointF.dotProduct(at - self.begin, d) / max(QPointF.dotProduct(d, d), 1e-9)
        off = at - (self.begin + d * min(max(t, 0.0), 1.0))
        return float((off.x() ** 2 + off.y() ** 2) ** 0.5)


@dataclass(frozen=True)
class NetworkLayout:
    """``units`` are the squares of the units shown, layer by layer, the inputs first; () where there is no room."""

    sizes: tuple[int, ...]
    units: tuple[tuple[QRectF, ...], ...] = ()
    bottom: float = 0.0  # of the place that it lies in

    def edges(self) -> Iterator[Edge]:
        """All edges between units that are shown."""
        for layer, (left, right) in enumerate(pairwise(self.units), 1):
            for j, end in enumerate(right):
                for i, begin in enumerate(left):
                    a, b = QPointF(begin.right(), begin.center().y()), QPointF(end.left(), end.center().y())
                    yield Edge(layer, j, i, a, b)

    def weight_at(self, at: QPointF) -> str:
        """The name of the bias or weight there, "" where there is none."""
        for layer, row in enumerate(self.units):
            for j, place in enumerate(row):
                if place.contains(at):
                    return f"b{layer}[{j + 1}]" if layer else ""
        near = min(self.edges(), key=lambda edge: edge.distance(at), default=None)
        return near.name if near is not None and near.distance(at) <= _REACH else ""

    def names(self) -> list[str]:
        """All weights and biases that are shown, layer by layer."""
        out: list[str] = []
        for layer, row in enumerate(self.units[1:], 1):
            out += [edge.name for edge in self.edges() if edge.layer == layer]
            out += [f"b{layer}[{j + 1}]" for j in range(len(row))]
        return out

    def place(self, name: str) -> QPointF | None:
        """Where a hand takes hold of a weight: the middle of its edge, or its unit."""
        for edge in self.edges():
            if edge.name == name:
                return (edge.begin + edge.end) * 0.5
        for layer, row in enumerate(self.units):
            for j, place in enumerate(row):
                if f"b{layer}[{j + 1}]" == name:
                    return place.center()
        return None


def layout_of(where: QRectF, sizes: tuple[int, ...]) -> NetworkLayout:
    """Columns of squares in ``where``."""
    shown = [min(units, MOST_UNITS) for units in sizes]
    side = min(46.0, where.height() / (max(shown) * 1.18), where.width() / (len(sizes) * 1.8))
    if side < 4:
        return NetworkLayout(sizes)
    columns: list[tuple[QRectF, ...]] = []
    for layer, units in enumerate(shown):
        x = where.left() + (where.width() - side) * (layer / (len(shown) - 1))
        gap = min(side * 0.3, (where.height() - units * side) / max(1, units))
        top = where.center().y() - (units * side + (units - 1) * gap) / 2
        columns.append(tuple(QRectF(x, top + i * (side + gap), side, side) for i in range(units)))
    return NetworkLayout(sizes, tuple(columns), where.bottom())
