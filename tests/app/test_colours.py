"""The runs' colours as colour-blind eyes see them, and what tells runs apart beside colour."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from landscape_app.scene.codec import MAX_RUNS
from landscape_app.scene.model import DASHES, MARKERS
from landscape_app.theme import THEMES, contrast, rgb

Floats = NDArray[np.float64]

# Machado, Oliveira and Fernandes, IEEE TVCG 15 (2009) 1291, table 1: severity 1, in linear RGB.
VISIONS: dict[str, Floats] = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# IEC 61966-2-1: linear sRGB to CIE XYZ, and its white.
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])
APART = 17.5  # about eight just noticeable differences (2.3 each; Mahy, Van Eycken and Oosterlinck 1994)


def cielab(colour: str, vision: Floats) -> Floats:
    """L*, a*, b* (CIE 1976) of "#rrggbb" as that vision sees it."""
    c = np.array(rgb(colour))
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    t = XYZ @ np.clip(vision @ linear, 0, 1) / WHITE
    f = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_cielab_of_known_colours() -> None:
    np.testing.assert_allclose(cielab("#ffffff", VISIONS["normal"]), [100, 0, 0], atol=0.02)
    np.testing.assert_allclose(cielab("#ff0000", VISIONS["normal"]), [53.24, 80.09, 67.20], atol=0.02)


@pytest.mark.parametrize("vision", list(VISIONS))
@pytest.mark.parametrize("theme", list(THEMES))
def test_any_two_runs_are_told_apart_by_colour(theme: str, vision: str) -> None:
    seen = {colour: cielab(colour, VISIONS[vision]) for colour in THEMES[theme].runs}
    for one, other in combinations(seen, 2):
        assert np.linalg.norm(seen[one] - seen[other]) >= APART, (one, other)


@pytest.mark.parametrize("theme", list(THEMES))
def test_runs_stand_out_from_the_ground(theme: str) -> None:
    """WCAG 2.2, 1.4.11: 3:1 for what must be seen; text at 4.5:1 (1.4.3)."""
    worn = THEMES[theme]
    for colour in worn.runs:
        assert contrast(colour, worn.plot) >= 3
    for ground in (worn.window, worn.panel, worn.plot):
        assert contrast(worn.ink, ground) >= 7
        assert contrast(worn.muted, ground) >= 4.5
        assert contrast(worn.warning, ground) >= 4.5


def test_dash_and_marker_tell_every_run_apart_without_colour() -> None:
    drawn = {(DASHES[i % len(DASHES)], MARKERS[i % len(MARKERS)]) for i in range(MAX_RUNS)}
    assert len(drawn) == MAX_RUNS
