"""How honest the slice is about its training, epoch by epoch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from landscape_app.views.small_plot import Axis, Curve, Plot
from landscape_app.views.study_view import StudyView


class HonestView(StudyView):
    """Distance off the plane; the training's loss beside the loss where the plane draws it."""

    name = "honesty"

    def plots(self) -> Sequence[Plot]:
        found, runs = self.found, self.theme.runs
        k = np.arange(len(found.off), dtype=np.float64)
        epochs, cursor = Axis(self.tr("epoch")), min(self.head, float(len(k) - 1))
        return (
            Plot(
                self.tr("loss: of the training, and where the plane draws it"),
                epochs,
                Axis(log=True),
                (
                    Curve(k, found.seen, runs[1], self.tr("at the projected point"), "dash"),
                    Curve(k, found.true, runs[0], self.tr("of the training")),
                ),
                cursor=cursor,
            ),
            Plot(
                self.tr("distance off the plane"),
                epochs,
                Axis(low=0.0),
                (Curve(k, found.off, self.theme.ink),),
                cursor=cursor,
            ),
        )

    def told(self) -> str:
        found = self.found
        return self.tr(
            "The plane holds {explained} of the variance of the training's path; a random walk's own principal plane "
            "would hold {baseline} of the walk's."
        ).format(explained=f"{100 * found.explained:.0f} %", baseline=f"{100 * found.baseline:.0f} %")
