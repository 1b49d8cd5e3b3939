"""Slices of networks there and back through scene files, and those that come with Landscape."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.nn.setup import prepared
from core.objectives.network_slice import NetworkSlice
from core.params import Param, params_of
from core.words import CoreError
from landscape_app.scene import codec
from landscape_app.scene.model import Scene
from landscape_app.scene.presets import presets


def _values(known: Param) -> st.SearchStrategy[Any]:
    if known.choices:
        return st.sampled_from(known.choices)
    if known.kind == "bool":
        return st.booleans()
    low, high = known.low if known.low is not None else 0, known.high if known.high is not None else 1e6
    if known.kind == "int":
        return st.integers(int(low), int(high))
    return st.floats(low, high, exclude_min=known.low_open, exclude_max=known.high_open)


@st.composite
def slices(draw: st.DrawFn) -> NetworkSlice | None:
    values = {}
    for name, known in params_of(NetworkSlice).items():
        if draw(st.booleans()) and name not in ("hidden", "first", "second"):
            values[name] = draw(_values(known))
    values["hidden"] = draw(st.lists(st.integers(1, 64), max_size=8).map(lambda units: "-".join(map(str, units))))
    try:
        return NetworkSlice(**values)
    except CoreError as error:
        refused = error.field
    assert refused in params_of(NetworkSlice)  # what does not go together is refused by name
    return None


@settings(max_examples=60, deadline=None, derandomize=True)
@given(slices())
def test_every_slice_reads_back_from_a_scene_file(objective: NetworkSlice | None) -> None:
    if objective is None:
        return
    scene = Scene(objective, (), title="A slice")
    assert codec.loads(codec.dumps(scene)).objective == objective
    assert hash(objective.alone) == hash(replace(objective, reach=0.7).alone)


def test_presets_of_networks_are_setups_that_train_soon() -> None:
    ours = [p for p in presets() if "network_slice" in p.path.read_text(encoding="utf-8")]
    assert len(ours) >= 4
    for known in ours:
        objective = codec.load(known.path).objective
        assert isinstance(objective, NetworkSlice)
        recipe, train, _ = prepared(objective.alone)
        assert objective.steps(len(train)) * recipe.mlp.d * len(train) <= 2e9, known.id
