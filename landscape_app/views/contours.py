"""Level lines: all levels joined into one path, and where a few of their labels go."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import contourpy
import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QPainterPath

from core.arrays import Array
from core.surface import Surface
from landscape_app.views.pixels import Pixels
from landscape_app.views.words import number

MOST_LINES = 4  # of a level are looked at for its label
MARK = 12.0  # pixels around a place that is taken


@dataclass(frozen=True, eq=False)
class Contours:
    """``path`` holds every line in data coordinates; ``lines[i]`` those of ``levels[i]``, each (n, 2)."""

    path: QPainterPath
    levels: tuple[float, ...]
    lines: tuple[tuple[Array, ...], ...]


EMPTY = Contours(QPainterPath(), (), ())


def trace(surface: Surface, levels: Sequence[float] | Array) -> Contours:
    """The level lines of ``surface``; levels that meet nothing have no lines. Holes of f stay holes."""
    if not len(levels):
        return EMPTY
    f = np.ma.masked_invalid(surface.f)
    generator = contourpy.contour_generator(
        surface.x, surface.y, f, name="serial", line_type=contourpy.LineType.ChunkCombinedNan
    )
    everything: list[Array] = []
    lines: list[tuple[Array, ...]] = []
    gap = np.full((1, 2), np.nan)
    for level in levels:
        found: tuple[Array, ...] = ()
        for points in generator.lines(float(level))[0]:
            if points is None or len(points) < 2:
                continue
            everything += [points, gap]
            holes = np.flatnonzero(np.isnan(points[:, 0]))
            found += tuple(p[1:] if i else p for i, p in enumerate(np.split(points, holes)))
        lines.append(found)
    if not everything:
        return Contours(QPainterPath(), tuple(map(float, levels)), tuple(lines))
    joined = np.concatenate(everything)
    path = pg.arrayToQPath(joined[:, 0], joined[:, 1], connect="finite")
    return Contours(path, tuple(map(float, levels)), tuple(lines))


def texts(levels: Sequence[float]) -> dict[float, str]:
    """Each level as a number, all with as few digits as tell them apart (3 to 8)."""
    found: dict[float, str] = {}
    for digits in range(3, 9):
        found = {level: number(level, digits) for level in levels}
        if len(set(found.values())) == len(found):
            break
    return found


@dataclass(frozen=True)
class Label:
    """A level's value, centred at (x, y) in pixels and turned by ``angle`` degrees to lie along its line."""

    level: float
    x: float
    y: float
    angle: float


def place_labels(
    contours: Contours,
    pixels: Pixels,
    width: float,
    height: float,
    most: int = 9,
    taken: Array | None = None,
) -> list[Label]:
    """At most ``most`` labels of ``width`` x ``height`` pixels, apart from each other, the edges and ``taken`` (m, 2).

    A label sits where its line is straightest, on every second or third level, longest line first.
    """
    n = len(contours.levels)
    stride = max(1, math.ceil(n / most))
    placed: list[Label] = []
    gap = math.hypot(width, height) * 1.25
    for i in range(stride // 2, n, stride):
        label = _place(contours.levels[i], contours.lines[i], pixels, width, placed, gap, taken)
        if label:
            placed.append(label)
    return placed


def _place(
    level: float,
    lines: tuple[Array, ...],
    pixels: Pixels,
    width: float,
    placed: list[Label],
    gap: float,
    taken: Array | None,
) -> Label | None:
    best: tuple[float, Label] | None = None
    for line in sorted(lines, key=len, reverse=True)[:MOST_LINES]:
        p = pixels.forward(line)
        d = np.diff(p, axis=0)
        total = np.concatenate([[0.0], np.cumsum(np.hypot(d[:, 0], d[:, 1]))])
        if total[-1] < 2.2 * width:
            continue
        marks = np.linspace(width * 0.6, total[-1] - width * 0.6, min(60, max(2, int(total[-1] / 8))))

        def where(s: Array, p: Array = p, total: Array = total) -> Array:
            return np.stack([np.interp(s, total, p[:, 0]), np.interp(s, total, p[:, 1])], axis=-1)

        a, b, c = where(marks - width / 2), where(marks + width / 2), where(marks)
        chord = np.hypot(*(b - a).T)
        straight = chord / width  # 1 where the line runs straight under the label
        inside = (
            (c[:, 0] > width * 0.8)
            & (c[:, 0] < pixels.width - width * 0.8)
            & (c[:, 1] > width * 0.6)
            & (c[:, 1] < pixels.height - width * 0.6)
        )
        free = inside & (straight > 0.93)
        for other in placed:
            free &= np.hypot(c[:, 0] - other.x, c[:, 1] - other.y) > gap
        if taken is not None and len(taken):
            square = ((c[:, None] - taken) ** 2).sum(axis=-1).min(axis=1)
            free &= square > (0.5 * width + MARK) ** 2
        if not free.any():
            continue
        score = np.where(free, straight + 0.02 * min(total[-1] / 400.0, 1.0), -1.0)
        j = int(np.argmax(score))
        angle = math.degrees(math.atan2(b[j, 1] - a[j, 1], b[j, 0] - a[j, 0]))
        angle = (angle + 90.0) % 180.0 - 90.0  # never upside down
        if best is None or score[j] > best[0]:
            best = (float(score[j]), Label(level, float(c[j, 0]), float(c[j, 1]), angle))
    return best[1] if best else None
