"""The scenes that come with Landscape: each is whole, good to look at, and does what its caption says."""

from __future__ import annotations

import re

import numpy as np
import pytest

from core.trajectory import Trajectory
from landscape_app import trace
from landscape_app.scene import presets as library
from landscape_app.scene.codec import SceneError, dumps, load, loads
from landscape_app.scene.model import Scene
from landscape_app.scene.presets import OPENING, Preset, find, preset, presets

IDS = [p.id for p in presets()]


def raced(id: str) -> tuple[Scene, dict[str, Trajectory]]:
    """The preset's scene, and its runs by their shown names."""
    known = preset(id)
    assert known is not None
    scene = load(known.path)
    runs = trace.compute(scene)
    return scene, {scene.runs[t.run].title: t for t in runs}


def test_there_are_at_least_fourteen_and_the_opening_race_is_first() -> None:
    assert len(IDS) >= 14
    assert IDS[0] == OPENING
    assert len(set(IDS)) == len(IDS)


@pytest.mark.parametrize("known", presets(), ids=IDS)
def test_a_preset_is_whole(known: Preset) -> None:
    scene = load(known.path)
    assert (scene.title, scene.caption) == (known.title, known.caption)
    assert 3 < len(known.title) <= 48
    assert 20 < len(known.caption) <= 260
    assert known.caption.endswith(".")
    assert re.fullmatch(r"[a-z0-9_]+", known.id)
    assert scene.runs
    assert all(r.visible for r in scene.runs)
    assert len({r.title for r in scene.runs}) == len(scene.runs)
    assert loads(dumps(scene)) == scene


@pytest.mark.parametrize("id", IDS)
def test_a_race_is_seen_whole_and_ends_soon(id: str) -> None:
    """Every run starts within the picture, moves, and (but for those that flee) stays there; the race is short."""
    scene, runs = raced(id)
    low, high = np.array(scene.view_domain).T
    for t in runs.values():
        assert t.stop is not None
        assert np.all((t.x[0] >= low) & (t.x[0] <= high))
        assert t.steps <= 500
        if t.stop.rule not in ("diverged", "unbounded_below"):
            outside = np.mean(np.any((t.x < low) | (t.x > high), axis=1))
            assert outside < 0.1, f"{id}: {outside:.0%} outside"


def test_presets_are_found_by_id_or_by_path() -> None:
    opening = presets()[0]
    assert find(OPENING) == find(OPENING.replace("_", "-")) == find(str(opening.path)) == opening.path
    with pytest.raises(SceneError, match=f"did you mean {OPENING}"):
        find(OPENING[:-1])
    with pytest.raises(SceneError, match=r"there is no file 'x.toml'"):
        find("x.toml")
    with pytest.raises(SceneError, match="landscape list presets"):
        find("zzz")
    with pytest.raises(SceneError, match="there is neither a file"):
        find("a\0b")


def test_reading_the_list_reads_no_scene(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("landscape_app.scene.codec.loads", lambda _: pytest.fail("a scene was read"))
    assert len(library.presets()) == len(IDS)
