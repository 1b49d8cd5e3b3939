"""What each way of regularising does to the slice's own network: gaps, weights, and the picture of L1 and L2."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import numpy as np

from core.arrays import Array, BoolArray, IntArray
from core.nn.constraint import Constraint, constraint, moved_most
from core.nn.regularised import NEARLY, Course, Strengths, plain, side_by_side, strengths
from core.nn.setup import prepared
from core.nn.training import losses
from core.objectives.network_slice import NetworkSlice
from core.words import QT_TRANSLATE_NOOP
from landscape_app.studies.base import Row, Study

_NO_TEST = QT_TRANSLATE_NOOP(
    "studies", "No sample is kept for testing, so nobody can say how well the network does on what it has not seen."
)
_NO_EPOCHS = QT_TRANSLATE_NOOP("studies", "The training has no epochs.")

_BINS = 41  # odd: one of them has 0 in its middle
_LEVELS = 9
_TRAINED = 0.9  # of the work
_DIVERGED = 1e6  # a weight so large has no picture; the best epoch's are shown


@dataclass(frozen=True)
class Sizes:
    """Of a network's weights, biases apart: how many, exactly 0, nearly 0, and their norms."""

    count: int
    zeros: int
    nearly: int
    l1: float
    l2: float


@dataclass(frozen=True, eq=False)
class Picture:
    """The constraint's picture with its level lines, each (n, 2) with nan between pieces: ``levels`` for all of it, and
    through the solutions of every λ ``touching[norm]``. ``chosen``: the two weights are the slice's own.
    """

    of: Constraint
    names: tuple[str, str]
    chosen: bool
    levels: tuple[Array, ...]
    touching: dict[str, tuple[Array, ...]]
    box: tuple[tuple[float, float], tuple[float, float]]
    start: int  # the λ to begin with: one at which L1 makes one weight exactly 0

    def region(self, norm: str, index: int) -> Array:
        """The outline of the diamond or the disc, closed, (n, 2)."""
        size = float((self.of.l1 if norm == "l1" else self.of.l2).size[index])
        angle = np.linspace(0, 2 * np.pi, 5 if norm == "l1" else 97)
        out: Array = size * np.stack([np.cos(angle), np.sin(angle)], axis=1)
        return out


@dataclass(frozen=True, eq=False)
class Regularised:
    """``courses`` of every way, the unregularised first; ``picture`` comes last."""

    courses: tuple[Course, ...]
    strengths: Strengths
    entries: IntArray  # where the weights stand in the flat vector
    edges: Array  # of the histograms' bins
    picture: Picture | None
    share: float

    @property
    def ways(self) -> tuple[str, ...]:
        """Those that were trained."""
        return tuple(course.way for course in self.courses)

    def course(self, way: str) -> Course:
        """One of them; the unregularised where it is not there."""
        return next((course for course in self.courses if course.way == way), self.courses[0])

    def counts(self, way: str, epoch: float) -> Array:
        """The histogram of its weights after ``epoch``, (bins,)."""
        course = self.course(way)
        inside = np.clip(course.weights_at(min(epoch, course.at))[self.entries], self.edges[0], self.edges[-1])
        return np.histogram(inside, self.edges)[0].astype(np.float64)

    def sizes(self, way: str, epoch: float | None = None) -> Sizes:
        """Of its weights after ``epoch``, of what comes of it in the end where that is None."""
        course = self.course(way)
        w = course.weights_at(course.at if epoch is None else min(epoch, course.at))[self.entries]
        size = np.abs(w)
        return Sizes(
            len(w), int(np.sum(w == 0)), int(np.sum(size < NEARLY)), float(size.sum()), float(np.linalg.norm(w))
        )

    def table(self) -> list[Row]:
        """One row a way."""
        rows: list[Row] = [("way", "epoch", "training loss", "test loss", "gap", "weights", "exactly 0", "‖W‖₁", "‖W‖")]
        for c in self.courses:
            s = self.sizes(c.way)
            rows.append((c.way, c.at, float(c.train[c.at]), float(c.test[c.at]), c.gap, s.count, s.zeros, s.l1, s.l2))
        return rows


class RegularisationStudy(Study):
    """Every way side by side, then the picture of two weights."""

    name = "regularisation"

    def key(self, objective: NetworkSlice) -> Hashable:
        return objective.alone, _chosen(objective)

    def why_not(self, objective: NetworkSlice) -> str:
        if objective.epochs == 0:
            return _NO_EPOCHS
        return "" if len(prepared(objective.alone)[2]) else _NO_TEST

    def work(self, objective: NetworkSlice) -> Iterator[Regularised | None]:
        setup = objective.alone
        recipe, train, _ = prepared(plain(setup))
        mlp, known = recipe.mlp, strengths(setup)
        entries = np.flatnonzero(mlp.is_weight)
        found: Regularised | None = None
        for courses in side_by_side(setup):
            if courses is None:
                yield None
                continue
            done = _TRAINED * (len(courses[0].train) - 1) / setup.epochs
            found = Regularised(courses, known, entries, _edges(courses, entries), None, done)
            yield found
        assert found is not None
        bare, chosen = found.courses[0], _chosen(objective)
        end = bare.end if np.max(np.abs(bare.end)) < _DIVERGED else found.course("early").end
        two = chosen or moved_most(mlp, bare.weights_at(0), end)
        of: Constraint | None = None
        for of in constraint(losses(recipe, train), end, two):  # noqa: B007 (the last one counts)
            yield None
        assert of is not None
        names = mlp.names[two[0]], mlp.names[two[1]]
        picture = _picture(of, names, chosen is not None)
        yield Regularised(found.courses, known, entries, found.edges, picture, 1.0)


def _chosen(objective: NetworkSlice) -> tuple[int, int] | None:
    """The slice's own two weights, where it is a plane of two."""
    return objective.cut.entries(objective.alone) if objective.directions == "weights" else None


def _edges(courses: tuple[Course, ...], entries: IntArray) -> Array:
    far = max(float(np.max(np.abs(course.weights[:, entries]))) for course in courses)
    return np.linspace(-far, far, _BINS + 1) if far > 0 else np.linspace(-1, 1, _BINS + 1)


def _picture(of: Constraint, names: tuple[str, str], chosen: bool) -> Picture:
    import contourpy

    lines = contourpy.contour_generator(
        of.x, of.y, of.loss, name="serial", line_type=contourpy.LineType.ChunkCombinedNan
    )

    def at(level: float) -> Array:
        found = lines.lines(level)[0][0]
        return np.empty((0, 2)) if found is None else np.asarray(found)

    box = _box(of)
    inside = of.loss[np.ix_(*(_within(axis, side) for axis, side in ((of.y, box[1]), (of.x, box[0]))))]
    levels = np.quantile(inside, np.linspace(0, 1, _LEVELS + 2)[1:-1])
    return Picture(
        of,
        names,
        chosen,
        tuple(at(level) for level in np.unique(levels).tolist()),
        {
            norm: tuple(at(_drawn(of, *x)) for x in region.at.tolist())
            for norm, region in (("l1", of.l1), ("l2", of.l2))
        },
        box,
        _start(of),
    )


def _start(of: Constraint) -> int:
    """The first λ with a corner, or one amid those where there is a corner from the weakest on."""
    corner, count = np.flatnonzero(np.sum(of.l1.at == 0, axis=1) == 1), len(of.lambdas)
    if not len(corner):
        return count // 2
    return int(corner[0] if corner[0] > count // 4 else corner[len(corner) // 2])


def _drawn(of: Constraint, x: float, y: float) -> float:
    """The loss at a point as the grid has it, bilinear, so that its line goes through the point."""
    i, j = (int(np.clip(np.searchsorted(axis, at) - 1, 0, len(axis) - 2)) for axis, at in ((of.x, x), (of.y, y)))
    s, t = (x - of.x[i]) / (of.x[i + 1] - of.x[i]), (y - of.y[j]) / (of.y[j + 1] - of.y[j])
    (a, b), (c, d) = of.loss[j : j + 2, i : i + 2].tolist()
    return float((1 - t) * ((1 - s) * a + s * b) + t * ((1 - s) * c + s * d))


def _within(axis: Array, side: tuple[float, float]) -> BoolArray:
    return (axis >= side[0]) & (axis <= side[1])


def _box(of: Constraint) -> tuple[tuple[float, float], tuple[float, float]]:
    """The unregularised minimum with room around it, and the middle of the regions."""
    to = of.free if of.inside else of.l1.at[len(of.lambdas) // 4]
    far = max(float(np.max(np.abs(to))), 0.1)
    x, y = ((min(-0.75 * far, at - 0.4 * far), max(0.75 * far, at + 0.4 * far)) for at in to.tolist())
    return x, y
