"""Where a surface ends at a wall, what stands on the wall stands on the drawn sheet."""

from __future__ import annotations

import numpy as np
import pytest

from core import registry
from core.surface import sample
from landscape_app.render.height import HeightMap
from landscape_app.render.mesh import sheet, to_unit
from landscape_app.scene.model import Display


@pytest.mark.parametrize("n", [101, 128, 201])
@pytest.mark.parametrize("half", [2.0, 1.2345])
def test_a_point_on_the_wall_has_the_height_of_f_there_and_one_beyond_has_none(n: int, half: float) -> None:
    f = registry.create("objective", "box_constrained", half_x=half, half_y=half)
    surface = sample(f, n=n)
    heights = HeightMap.of(surface, Display())
    drawn = sheet(surface, heights, n)
    y = np.linspace(-0.95 * half, 0.95 * half, 40)
    wall = np.stack([np.full(40, half), y], axis=1)
    box = np.stack([to_unit(wall[:, 0], surface.x), to_unit(wall[:, 1], surface.y)], axis=1)
    z = drawn.height(box)
    steepest = np.nanmax(np.abs(np.diff(drawn.z, axis=0))) + np.nanmax(np.abs(np.diff(drawn.z, axis=1)))
    np.testing.assert_allclose(z, heights.z(f.value(wall)), atol=2 * steepest)
    beyond = box + np.array([2.5 * drawn.cell, 0.0])
    assert np.all(np.isnan(drawn.height(beyond)))
