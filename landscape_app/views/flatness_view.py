"""Flat or sharp: test loss against sharpness of many trainings, and L2 in Adam against AdamW."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtWidgets import QComboBox, QWidget

from core.nn.flatness import AMOUNTS, MEASURES, MEMBERS
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
_MEASURES = {  # name on an axis, in a sentence
    "sharpness": ("λ_max", QT_TRANSLATE_NOOP("FlatnessView", "λ_max")),
    "trace": ("tr H", QT_TRANSLATE_NOOP("FlatnessView", "the trace")),
    "filtered": ("ΔL", QT_TRANSLATE_NOOP("FlatnessView", "filter-normalised sharpness")),
}


class FlatnessView(StudyView):
    """``showing`` chooses between the trainings at equal loss, by three measures of sharpness, and the comparison over
    λ; ``members`` how many first weights Start goes on to.
    """

    name = "flatness"
    by_hand = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.showing = QComboBox()
        self.showing.addItems([self.tr("Sharpness and test loss"), self.tr("L2 in Adam, AdamW")])
        self.showing.setAccessibleName(self.tr("What is shown"))
        self.showing.currentIndexChanged.connect(lambda _: self._tell())
        self.measure = QComboBox()
        self.measure.addItems([self.tr("Largest eigenvalue"), self.tr("Trace"), self.tr("Filter-normalised")])
        self.measure.setAccessibleName(self.tr("Measure of sharpness"))
        self.measure.setToolTip(
            self.tr(
                "The largest eigenvalue or the trace of the loss's Hessian, or the mean rise of the loss in random "
                "directions whose filters are as long as the network's: rescaling a network changes the first two "
                "and no prediction."
            )
        )
        self.measure.currentIndexChanged.connect(lambda _: self._tell())
        self.members = QComboBox()
        for amount in AMOUNTS:
            self.members.addItem(self.tr("{count} first weights").format(count=amount), amount)
        self.members.setCurrentIndex(AMOUNTS.index(MEMBERS))
        self.members.setAccessibleName(self.tr("First weights"))
        self.members.currentIndexChanged.connect(lambda _: self._tell())
        for i, box in enumerate((self.showing, self.measure, self.members), 1):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(9)
            self.bar.insertWidget(i, box, 1)
        self.bar.setSpacing(8)

    @property
    def amount(self) -> int:
        """How many first weights are wanted."""
        return int(self.members.currentData())

    def start_text(self) -> str:
        """More first weights are added to those there are."""
        if self.found is None:
            return self.tr("Start")
        return self.tr("Go on") if self.amount > self.found.of.members else self.tr("Start")

    def nothing(self) -> str:
        """An invitation: the work is some half a minute's."""
        usual = super().nothing()
        return usual or self.tr(
            "Start trains this network some hundred times: by six methods, from {count} first weights each, all to the "
            "same training loss, and then measures how sharp the loss is there. It takes about half a minute."
        ).format(count=self.amount)

    def plots(self) -> Sequence[Plot]:
        return self._over_decay() if self.showing.currentIndex() == DECAY else self._sharpness()

    def _sharpness(self) -> Sequence[Plot]:
        found, measure = self.found, MEASURES[self.measure.currentIndex()]
        clouds, means, rows, losses = [], [], [], []
        names = []
        for i, variant in enumerate(found.of.variants):
            words, marker = _VARIANTS[variant.name]
            colour, each = self.theme.runs[i % len(self.theme.runs)], found.of.reached[variant.name]
            names.append(self.tr(words))
            sharp, test = ([getattr(r, field) for r in each] for field in (measure, "test"))
            clouds.append(Points(np.array(sharp), np.array(test), colour, "", marker, 2.6, hollow=True))
            (x, left, right), (y, low, high) = (found.spread[variant.name][key] for key in (measure, "test"))
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
        sharpness = Axis(_MEASURES[measure][0], log=True)
        return (
            Plot(self.tr("test loss, every training and the means"), sharpness, Axis(log=True), (), (*clouds, *means)),
            Plot(self.tr("sharpness, 95 %"), sharpness, dots, (), tuple(rows)),
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
            ).format(lr=number(found.of.decay_rate, 2))
        if found.trainings < 4:
            return ""
        missed = sum(len(each) for each in found.of.failed.values())
        measure = MEASURES[self.measure.currentIndex()]
        said = self.tr(
            "{count} trainings, each at its first epoch with training loss {target} or less ({missed} never did). "
            "Rank correlation of {measure} and test loss: {all} over all, {inside} within methods."
        ).format(
            count=found.trainings, target=number(found.of.target, 2), missed=missed,
            measure=self.tr(_MEASURES[measure][1]),
            all=_ranked(found.overall[measure]), inside=_ranked(found.inside[measure]),
        )  # fmt: skip
        if found.of.at_the_end:
            names = ", ".join(
                f"{self.tr(_VARIANTS[name][0])} ({number(rate, 2)})" for name, rate in found.of.at_the_end
            )
            said += " " + self.tr("Tuned to the end of the rates tried, a better one may lie beyond: {names}.").format(
                names=names
            )
        return f"{said} {self._meaning(measure)}"

    def _meaning(self, measure: str) -> str:
        rank = self.found.inside[measure]
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
