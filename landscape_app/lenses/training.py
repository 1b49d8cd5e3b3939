"""The training behind a slice of a network's loss, projected onto the plane, and how much of it that shows."""

from __future__ import annotations

from typing import Any

import numpy as np

from core.nn.cut import Trained
from core.objectives.network_slice import NetworkSlice
from core.words import QT_TRANSLATE_NOOP, Sentence
from landscape_app.lenses.base import Lensed, Look
from landscape_app.lenses.way import way
from landscape_app.network_picture import edited
from landscape_app.scene.model import Scene
from landscape_app.shapes import Dots, Key, Note, Overlay, Polyline

PATH = QT_TRANSLATE_NOOP("lens", "the training, epoch by epoch")
OTHERS = QT_TRANSLATE_NOOP("lens", "the same network trained from other first weights")
BENT = QT_TRANSLATE_NOOP("lens", "the bend of low loss between two networks")
HELD = QT_TRANSLATE_NOOP("lens", "the plane shows {explained} of its variance (of a random walk's {baseline})")
FLED = QT_TRANSLATE_NOOP("lens", "it diverged after epoch {k} of {n}")
NOW = QT_TRANSLATE_NOOP("lens", "epoch {k}: {off} off the plane, loss {true}, on the plane {seen}")
POINTED = QT_TRANSLATE_NOOP("lens", "the network shown below: that under the pointer")
WAYS = QT_TRANSLATE_NOOP("lens", "dots on the ways: the networks at t, shown below")
HAND = QT_TRANSLATE_NOOP("lens", "weights set by hand: {off} off the plane, loss {true}, on the plane {seen}")
_BEND = np.linspace(0.0, 1.0, 41)
_ON = 1e-6  # of its length: a network that is no farther off lies on the plane
_NAMES = "ABC"  # of the networks, as the page about two of them calls them


class Training(Lensed):
    """Drawn wherever the surface is a slice, as soon as that has been trained."""

    name = "training"

    def wanted(self, scene: Scene) -> bool:
        return isinstance(scene.objective, NetworkSlice)

    def draw(self, look: Look, data: Any) -> Overlay:
        assert isinstance(look.scene.objective, NetworkSlice)
        trained = look.scene.objective.known
        if trained is None:
            return ()
        ink, theme = look.theme.ink, look.theme
        shapes: list[Any] = []
        rows = [(ink, Sentence(PATH))]
        if trained.bend is not None:
            ends = trained.plane.project(trained.bend.at(_BEND[[0, -1]]))[0]
            shapes.append(Polyline(ends, ink, 1.2, "dash"))
            shapes.append(Polyline(trained.plane.project(trained.bend.at(_BEND))[0], theme.warning, 2.4))
            rows.append((theme.warning, Sentence(BENT)))
        for member in trained.members[1:]:
            shapes += way(member.points, look.head, theme.muted, theme)
        if len(trained.members) > 1:
            rows.append((theme.muted, Sentence(OTHERS)))
            for name, member in zip(_NAMES, trained.members, strict=False):
                x, y = member.points[-1].tolist()
                shapes.append(Note((x, y), name, ink))
        points = trained.honesty.points
        shapes += way(points, look.head, ink, theme)
        h = trained.honesty
        if len(points) > 2:  # fewer points have no variance to speak of
            rows.append(("", Sentence(HELD, {"explained": _share(h.explained), "baseline": _share(h.baseline)})))
        if trained.diverged(look.scene.objective.epochs):
            rows.append((theme.warning, Sentence(FLED, {"k": len(points) - 1, "n": look.scene.objective.epochs})))
        k = min(int(max(look.head, 0.0)), len(points) - 1)
        said = {
            "off": f"{h.off[k]:.2g}",
            "true": f"{trained.epochs[k].train:.3g}",
            "seen": f"{trained.on_plane[k]:.3g}",
        }
        rows.append(("", Sentence(NOW, {"k": k, **said})))
        shapes += self._pointed_on_ways(look, trained, rows)
        if look.cursor is not None:
            shapes += [Dots(np.array([look.cursor]), c, r) for c, r in ((theme.plot, 6.4), (theme.accent, 4.8))]
            rows.append((theme.accent, Sentence(POINTED)))
        if look.scene.lens.weights:
            shapes += self._by_hand(look, trained, k, rows)
        return (*shapes, Key(tuple(rows)))

    @staticmethod
    def _pointed_on_ways(look: Look, trained: Trained, rows: list[tuple[str, Sentence]]) -> Overlay:
        """The networks that the page about two of them shows, where they lie on this plane."""
        shapes: list[Any] = []
        for colour, w in look.networks:
            if w.shape != trained.plane.origin.shape:
                continue
            point, off = trained.plane.project(w)
            if float(off) <= _ON * float(np.linalg.norm(w)):
                shapes += [Dots(point[None], c, r) for c, r in ((look.theme.plot, 7.0), (colour, 5.4))]
        if shapes:
            rows.append(("", Sentence(WAYS)))
        return tuple(shapes)

    @staticmethod
    def _by_hand(look: Look, trained: Trained, k: int, rows: list[tuple[str, Sentence]]) -> Overlay:
        """Where the network with the weights set by hand lies, and how it is told."""
        w = edited(trained, trained.epochs[k].w, look.scene.lens.weights)
        point, off = trained.plane.project(w)
        accent = look.theme.accent
        with np.errstate(all="ignore"):
            seen, true = trained.loss.value(np.stack([trained.plane.at(point), w])).tolist()
        rows.append(
            (accent, Sentence(HAND, {"off": f"{float(off):.2g}", "true": f"{true:.3g}", "seen": f"{seen:.3g}"}))
        )
        where = (float(point[0]), float(point[1]))
        between = np.stack([trained.honesty.points[k], point])
        return (
            Polyline(between, accent, 1.4, "dash"),
            Dots(point[None], look.theme.plot, 7.6),
            Dots(point[None], accent, 6.0),
            Note(where, f"{true:.3g}", accent),
        )


def _share(value: float) -> str:
    return f"{100 * value:.0f}\u00a0%"
