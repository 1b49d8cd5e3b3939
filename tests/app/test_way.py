"""A path drawn up to the play head."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from landscape_app.lenses.way import thinned, up_to, way
from landscape_app.shapes import Dots, Polyline
from landscape_app.theme import LIGHT

PATH = np.column_stack([np.arange(6.0), np.arange(6.0) ** 2])


@pytest.mark.parametrize(("head", "last", "count"), [(-1, 0, 1), (0, 0, 1), (2, 2, 3), (5, 5, 6), (99, 5, 6)])
def test_whole_steps_end_at_their_points(head: float, last: int, count: int) -> None:
    gone = up_to(PATH, head)
    assert len(gone) == count
    np.testing.assert_array_equal(gone[-1], PATH[last])


def test_between_two_points_it_is_between_them() -> None:
    np.testing.assert_allclose(up_to(PATH, 2.25)[-1], 0.75 * PATH[2] + 0.25 * PATH[3])
    assert len(up_to(PATH, 2.25)) == 4


@given(n=st.integers(1, 3000), most=st.integers(1, 500))
def test_a_thinned_path_keeps_its_ends(n: int, most: int) -> None:
    path = np.arange(2.0 * n).reshape(n, 2)
    few = thinned(path, most)
    assert len(few) <= most + 1
    np.testing.assert_array_equal(few[0], path[0])
    np.testing.assert_array_equal(few[-1], path[-1])


def test_a_path_of_thousands_of_points_is_few_shapes_with_the_ball_where_it_is() -> None:
    path = np.random.default_rng(0).normal(size=(5000, 2)).cumsum(axis=0)
    shapes = way(path, 3210.5, "#000000", LIGHT)
    assert sum(len(s.points) for s in shapes if isinstance(s, (Polyline, Dots))) < 4000
    ball = shapes[-1]
    assert isinstance(ball, Dots)
    np.testing.assert_allclose(ball.points[0], 0.5 * (path[3210] + path[3211]))
