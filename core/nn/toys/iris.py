"""Fisher's irises: 150 flowers of three kinds, four lengths each.

Source: R. A. Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7 (1936) 179, table I;
the numbers as published there (the UCI repository's copy, CC BY 4.0, differs in two flowers).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array, IntArray
from core.nn.toys.base import Toy
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

FEATURES = (
    QT_TRANSLATE_NOOP("toys", "sepal length"),
    QT_TRANSLATE_NOOP("toys", "sepal width"),
    QT_TRANSLATE_NOOP("toys", "petal length"),
    QT_TRANSLATE_NOOP("toys", "petal width"),
)
KINDS = ("Iris setosa", "Iris versicolor", "Iris virginica")

# In millimetres, two digits each: sepal length and width, petal length and width; 50 flowers of each kind in turn.
_FLOWERS = """
51351402 49301402 47321302 46311502 50361402 54391704 46341403 50341502 44291402 49311501 54371502 48341602 48301401
43301101 58401202 57441504 54391304 51351403 57381703 51381503 54341702 51371504 46361002 51331705 48341902 50301602
50341604 52351502 52341402 47321602 48311602 54341504 52411501 55421402 49311502 50321202 55351302 49361401 44301302
51341502 50351303 45231303 44321302 50351606 51381904 48301403 51381602 46321402 53371502 50331402 70324714 64324515
69314915 55234013 65284615 57284513 63334716 49243310 66294613 52273914 50203510 59304215 60224010 61294714 56293613
67314414 56304515 58274110 62224515 56253911 59324818 61284013 63254915 61284712 64294313 66304414 68284814 67305017
60294515 57263510 55243811 55243710 58273912 60275116 54304515 60344516 67314715 63234413 56304113 55254013 55264412
61304614 58264012 50233310 56274213 57304212 57294213 62294313 51253011 57284113 63336025 58275119 71305921 63295618
65305822 76306621 49254517 73296318 67255818 72366125 65325120 64275319 68305521 57255020 58285124 64325323 65305518
77386722 77266923 60225015 69325723 56284920 77286720 63274918 67335721 72326018 62284818 61304918 64285621 72305816
74286119 79386420 64285622 63285115 61265614 77306123 63345624 64315518 60304818 69315421 67315624 69315123 58275119
68325923 67335725 67305223 63255019 65305220 62345423 59305118
"""


@register("toy", "iris")
@dataclass(frozen=True)
class Iris(Toy):
    """Inputs are centred and divided by their standard deviation."""

    label = QT_TRANSLATE_NOOP("toys", "Irises (Fisher 1936)")
    order = 90

    @property
    def classes(self) -> int:
        return 3

    @property
    def dim(self) -> int:
        return 4

    def _make(self, rng: np.random.Generator) -> tuple[Array, IntArray]:
        x = centimetres()
        return (x - x.mean(axis=0)) / x.std(axis=0), np.repeat(np.arange(3), 50)


def centimetres() -> Array:
    """The lengths as measured, (150, 4)."""
    flowers = _FLOWERS.split()
    return np.array([[int(f[i : i + 2]) / 10 for i in (0, 2, 4, 6)] for f in flowers])
