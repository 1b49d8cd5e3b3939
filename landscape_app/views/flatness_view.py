"""Flat or sharp: test loss against sharpness of many trainings, and L2 in Adam against AdamW."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtWidgets import QComboBox, QWidget

from core.words import QT_TRANSLATE_NOOP
from landscape_app.views.small_plot import Axis, Curve, Plot, Points
from landscape_app.views.study_view import StudyView
from landscape_app.views.words import number

SHARPNESS, DECAY = range(2)

# name, marker; colours are the theme's palette in this order
_VARIANTS: dict[str, tuple[str, str]] = {
    "sgd": (QT_TRANSLATE_NOOP("FlatnessView", "SGD, small batches"), "circle"),
    "full": (QT_TRANSLATE_NOOP("FlatnessView", "SGD, all samples"), "square"),
    "momentum": (QT_TRANSLATE_NOOP("FlatnessView", "Heavy ball"), "triangle"),
    "adam": (QT_TRANSLATE_NOOP("FlatnessView", "Adam"), "diamond"),
    "adam_l2": (QT_TRANSLATE_NOOP("FlatnessView", "Adam with L2"), "cross"),
    "adamw": (QT_TRANSLATE_NOOP("FlatnessView", "AdamW"), "star"),
}
_METHODS = {"adam": "Adam + L2", "adamw": "AdamW"}


class FlatnessView(StudyView):
    """``showing`` chooses between the trainings at equal loss and the comparison over λ."""

    name = "flatness"
    by_hand = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.showing = QComboBox()
        self.showing.addItems([self.tr("Sharpness and test loss"), self.tr("L2 in Adam, AdamW")])
        self.showing.setAccessibleName(self.tr("What is shown"))
        self.showing.currentIndexChanged.connect(lambda _: self._tell())
        self.bar.insertWidget(1, self.showing)
        self.bar.setSpacing(8)

    def nothing(self) -> str:
        """An invitation: the work is some half a minute's."""
        usual = super().nothing()
        return usual or self.tr(
            "Start trains this network some hundred times: by six methods, from 16 first weights each, all to the same "
            "training loss, and then measures how sharp the loss is there. It takes about half a minute."
        )

    def plots(self) -> Sequence[Plot]:
        return self._over_decay() if self.showing.currentIndex() == DECAY else self._sharpness()

    def _sharpness(self) -> Sequence[Plot]:
        found = self.found
        clouds, means, rows, losses = [], [], [], []
        names = []
        for i, variant in enumerate(found.of.variants):
            words, marker = _VARIANTS[variant.name]
            colour, each = self.theme.runs[i % len(self.theme.runs)], found.of.reached[variant.name]
            names.append(self.tr(words))
            sharp, test = ([getattr(r, field) for r in each] for field in ("sharpness", "test"))
            clouds.append(Points(np.array(sharp), np.array(test), colour, "", marker, 2.6, hollow=True))
            (x, left, right), (y, low, high) = found.spread[variant.name]
            ends: dict[str, Any] = {"left": np.array([left]), "right": np.array([right])}
            at = np.array([float(i)])
            means.append(
                Points(
                    np.array([x]), np.array([y]), colour, "", marker, 5.0, low=np.array([low]), high=np.array([high]),
                    **ends,
                )
            )  # fmt: skip
            rows.append(Points(np.array([x]), at, colour, "", marker, 4.5, **ends))
            losses.append(
                Points(np.array([y]), at, colour, "", marker, 4.5, left=np.array([low]), right=np.array([high]))
            )
        dots = Axis(low=-0.6, high=len(names) - 0.4, names=tuple(names))
        bare = Axis(low=-0.6, high=len(names) - 0.4, names=("",) * len(names))
        sharpness = Axis("λ_max", log=True)
        return (
            Plot(self.tr("test loss, every training and the means"), sharpness, Axis(log=True), (), (*clouds, *means)),
            Plot(self.tr("sharpness λ_max, 95 %"), sharpness, dots, (), tuple(rows)),
            Plot(self.tr("test loss, 95 %"), Axis(log=True), bare, (), tuple(losses)),
        )

    def _over_decay(self) -> Sequence[Plot]:
        found = self.found
        out = []
        for part, title in enumerate((self.tr("weights' norm ‖W‖, 95 %"), self.tr("test loss, 95 %"))):
            curves = []
            for method, words in _METHODS.items():
                colour = self.theme.runs[list(_VARIANTS).index("adam_l2" if method == "adam" else method)]
                mean, low, high = found.curves[method][part][:, 1:]
                curves.append(Curve(found.decays[1:], mean, colour, words, band=(low, high)))
            out.append(Plot(title, Axis("λ", log=True), Axis(log=True), tuple(curves)))
        return out

    def told(self) -> str:
        found = self.found
        if self.showing.currentIndex() == DECAY:
            return self.tr(
                "Same learning rate {lr}, same number of epochs, same λ: in the loss Adam divides the penalty's "
                "gradient by its own size too, AdamW shrinks every weight by the factor 1 − αλ."
            ).format(lr=number(found.of.rates["adam"], 2))
        if found.trainings < 4:
            return ""
        missed = sum(found.of.failed.values())
        said = self.tr(
            "{count} trainings, each at its first epoch with training loss {target} or less ({missed} never did). "
            "Rank correlation of λ_max and test loss: {all} over all, {inside} within methods."
        ).format(
            count=found.trainings, target=number(found.of.target, 2), missed=missed,
            all=_ranked(found.overall), inside=_ranked(found.inside),
        )  # fmt: skip
        return f"{said} {self._meaning()}"

    def _meaning(self) -> str:
        rank = self.found.inside
        if not np.isfinite(rank.low):
            return self.tr("Too few trainings for an interval.")
        if rank.low > 0:
            seen = self.tr("Within a method flatter networks had the lower test loss.")
        elif rank.high < 0:
            seen = self.tr("Within a method sharper networks had the lower test loss, against the rule of thumb.")
        else:
            seen = self.tr("Within a method sharpness does not tell the test loss.")
        return seen + " " + self.tr("One small network; no cause is proven.")


def _ranked(rank: Any) -> str:
    return f"{rank.value:+.2f} ({rank.low:+.2f} … {rank.high:+.2f})" if np.isfinite(rank.low) else f"{rank.value:+.2f}"
