"""Tiles on a local Dask cluster; ``make dask`` installs Dask and runs this."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import pytest

from core.tiles import mapped
from tests.core.tiled import CASES, compared

distributed = pytest.importorskip("distributed", reason="needs Dask: make dask")


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


@pytest.mark.parametrize("case", CASES)
def test_the_numbers_are_the_same_to_the_bit_on_a_dask_cluster(case: str, client: Any) -> None:
    with client.get_executor() as executor:
        found = compared(case, executor)
    for mine, other in zip(compared(case, None), found, strict=True):
        for a, b in zip(mine, other, strict=True):
            np.testing.assert_array_equal(a, b)


def test_what_goes_wrong_on_the_cluster_is_told_by_name(client: Any) -> None:
    with client.get_executor() as executor, pytest.raises(ZeroDivisionError):
        list(mapped(partial(operator.truediv, 1), [1, 0], executor))
