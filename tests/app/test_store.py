"""The store: every change can be taken back, a drag is one entry, the session is no change at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core import registry
from landscape_app.scene.model import CameraState, PlaybackState, RunSpec, Scene
from landscape_app.store import UNDO_LIMIT, Store


def scene(title: str = "") -> Scene:
    method = registry.create("optimizer", "gradient_descent")
    return Scene(registry.create("objective", "quadratic"), (RunSpec(method),), title=title)


def put(store: Store, title: str, merge: str | None = None) -> None:
    store.update(replace(store.scene, title=title), merge=merge)


def undone(store: Store) -> list[str]:
    """The titles that one passes going back to the beginning."""
    titles = []
    while store.can_undo:
        store.undo()
        titles.append(store.scene.title)
    return titles


@pytest.fixture
def store() -> Store:
    return Store(scene("0"))


@pytest.fixture
def heard(store: Store) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    store.changed.connect(lambda old, new: pairs.append((old.title, new.title)))
    return pairs


def test_changed_tells_the_old_and_the_new(store: Store, heard: list[tuple[str, str]]) -> None:
    put(store, "1")
    store.undo()
    store.redo()
    assert heard == [("0", "1"), ("1", "0"), ("0", "1")]


def test_an_equal_scene_is_no_change(store: Store, heard: list[tuple[str, str]]) -> None:
    store.update(scene("0"))
    assert heard == []
    assert not store.can_undo


def test_undo_and_redo_go_there_and_back(store: Store) -> None:
    for title in "123":
        put(store, title)
    assert undone(store) == ["2", "1", "0"]
    for title in "123":
        store.redo()
        assert store.scene.title == title
    assert not store.can_redo
    store.redo()
    assert store.scene.title == "3"


def test_a_change_after_undo_forgets_what_was_undone(store: Store) -> None:
    put(store, "1")
    store.undo()
    put(store, "2")
    assert not store.can_redo
    assert undone(store) == ["0"]


def test_one_slider_is_one_entry(store: Store) -> None:
    for title in "123":
        put(store, title, merge="kappa")
    put(store, "4", merge="angle")
    put(store, "5", merge="kappa")
    put(store, "6")
    put(store, "7", merge="kappa")
    assert undone(store) == ["6", "5", "4", "3", "0"]


def test_a_slider_let_go_and_taken_again_is_two_entries(store: Store) -> None:
    put(store, "1", merge="kappa")
    store.seal()
    put(store, "2", merge="kappa")
    assert undone(store) == ["1", "0"]


def test_a_slider_does_not_merge_across_undo(store: Store) -> None:
    put(store, "1", merge="kappa")
    put(store, "2", merge="other")
    store.undo()
    put(store, "3", merge="kappa")
    assert undone(store) == ["1", "0"]


def test_a_slider_moved_there_and_back_leaves_no_entry(store: Store) -> None:
    put(store, "1", merge="kappa")
    put(store, "0", merge="kappa")
    assert not store.can_undo
    assert not store.dirty


def test_a_drag_is_one_entry(store: Store, heard: list[tuple[str, str]]) -> None:
    with store.transaction():
        for title in "12":
            put(store, title)
        with store.transaction():
            put(store, "3", merge="x")
        assert not store.can_undo
    assert heard == [("0", "1"), ("1", "2"), ("2", "3")]
    assert undone(store) == ["0"]
    store.redo()
    assert store.scene.title == "3"


def test_a_drag_that_returns_leaves_no_entry_and_keeps_redo(store: Store) -> None:
    put(store, "1")
    store.undo()
    with store.transaction():
        put(store, "9")
        put(store, "0")
    assert not store.can_undo
    assert store.can_redo


def test_undo_waits_for_the_drag_to_end(store: Store) -> None:
    put(store, "1")
    store.begin()
    put(store, "2")
    store.undo()
    assert store.scene.title == "2"
    store.end()
    store.undo()
    assert store.scene.title == "1"
    with pytest.raises(RuntimeError):
        store.end()


def test_a_drag_broken_by_an_error_is_still_one_entry(store: Store) -> None:
    def broken() -> None:
        with store.transaction():
            put(store, "1")
            put(store, "2")
            raise KeyError

    with pytest.raises(KeyError):
        broken()
    assert undone(store) == ["0"]
    put(store, "3")
    assert undone(store) == ["0"]


def test_history_is_bounded(store: Store) -> None:
    for i in range(UNDO_LIMIT + 50):
        put(store, f"t{i}")
    assert len(undone(store)) == UNDO_LIMIT


def test_dirty_follows_the_saved_scene(store: Store) -> None:
    states: list[bool] = []
    store.history_changed.connect(lambda: states.append(store.dirty))
    put(store, "1")
    store.mark_saved()
    store.undo()
    store.redo()
    assert states == [True, False, True, False]


def test_camera_and_playback_are_no_changes(store: Store, heard: list[tuple[str, str]]) -> None:
    sessions: list[float] = []
    store.session_changed.connect(lambda _old, new: sessions.append(new.camera.azimuth))
    put(store, "1")
    camera, playback = CameraState(azimuth=12.0), PlaybackState(head=7.0)
    store.set_camera(camera)
    store.set_camera(camera)
    store.set_playback(playback)
    assert sessions == [12.0, 12.0]
    assert heard == [("0", "1")]
    store.mark_saved()
    store.set_camera(CameraState(azimuth=13.0))
    assert not store.dirty
    store.undo()
    assert (store.scene.title, store.scene.camera.azimuth, store.scene.playback) == ("0", 13.0, playback)
    store.redo()
    assert (store.scene.title, store.scene.camera.azimuth, store.scene.playback) == ("1", 13.0, playback)


def test_a_late_update_does_not_move_the_camera_back(store: Store) -> None:
    late = replace(store.scene, title="late")
    store.set_camera(CameraState(azimuth=12.0))
    store.update(late)
    assert store.scene.camera.azimuth == 12.0


def test_opening_another_scene_starts_anew(store: Store, heard: list[tuple[str, str]]) -> None:
    put(store, "1")
    put(store, "2")
    store.undo()
    store.begin()
    opened = replace(scene("other"), camera=CameraState(azimuth=5.0))
    store.reset(opened)
    assert heard[-1] == ("1", "other")
    assert (store.can_undo, store.can_redo, store.dirty) == (False, False, False)
    assert store.scene.camera.azimuth == 5.0
    put(store, "3")
    assert undone(store) == ["other"]
    store.reset(opened, saved=False)
    assert store.dirty
