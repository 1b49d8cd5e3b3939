"""The play head: a clock over finished runs."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from landscape_app.playback import RACE_SECONDS, TICK, Playback


@pytest.fixture
def clock() -> Playback:
    clock = Playback()
    clock.set_length(80)
    return clock


def play_for(clock: Playback, seconds: float, dt: float = TICK) -> None:
    for _ in range(round(seconds / dt)):
        clock.advance(dt)


def test_a_race_takes_eight_seconds(clock: Playback) -> None:
    clock.play()
    play_for(clock, RACE_SECONDS - 0.1)
    assert clock.playing
    assert clock.head == pytest.approx(79, abs=0.01)
    play_for(clock, 0.2)
    assert (clock.head, clock.playing) == (80, False)


def test_a_short_race_goes_four_steps_a_second(clock: Playback) -> None:
    clock.set_length(8)
    clock.play()
    play_for(clock, 1.0)
    assert clock.head == pytest.approx(4)


def test_speed_multiplies_the_rate_and_keeps_its_limits(clock: Playback) -> None:
    clock.play()
    clock.set_speed(2.0)
    play_for(clock, 1.0)
    assert clock.head == pytest.approx(20)
    clock.set_speed(1000)
    assert clock.speed == 10
    clock.set_speed(0)
    assert clock.speed == 0.1


def test_the_length_of_the_ticks_does_not_matter(clock: Playback) -> None:
    other = Playback()
    other.set_length(80)
    clock.play()
    other.play()
    play_for(clock, 3.0, 1 / 60)
    play_for(other, 3.0, 1 / 4)
    assert clock.head == pytest.approx(other.head)


def test_a_loop_starts_again_and_loses_no_time(clock: Playback) -> None:
    clock.set_loop(True)
    clock.play()
    play_for(clock, RACE_SECONDS + 1)
    assert clock.playing
    assert clock.head == pytest.approx(10)
    clock.seek(79)
    clock.advance(0.5)
    assert clock.head == pytest.approx(4)


def test_nothing_moves_while_it_is_paused(clock: Playback) -> None:
    clock.seek(5)
    play_for(clock, 1.0)
    assert clock.head == 5
    clock.toggle()
    clock.toggle()
    play_for(clock, 1.0)
    assert clock.head == 5


def test_playing_at_the_end_starts_from_the_start(clock: Playback) -> None:
    clock.to_end()
    clock.play()
    assert clock.head == 0
    assert clock.playing


@pytest.mark.parametrize(
    ("head", "by", "then"), [(3.4, 1, 4), (3.4, -1, 3), (3, 1, 4), (3, -1, 2), (0, -1, 0), (80, 1, 80), (0.2, -1, 0)]
)
def test_steps_go_to_whole_steps(clock: Playback, head: float, by: int, then: float) -> None:
    clock.seek(head)
    clock.play()
    clock.seek(head)
    clock.step(by)
    assert (clock.head, clock.playing) == (then, False)


def test_seeking_stays_within_the_race(clock: Playback) -> None:
    for wanted, got in ((-5, 0), (500, 80), (12.5, 12.5), (float("nan"), 12.5), (float("inf"), 12.5)):
        clock.seek(wanted)
        assert clock.head == got
    clock.to_start()
    assert clock.head == 0


def test_a_head_at_the_end_stays_at_the_end(clock: Playback) -> None:
    clock.to_end()
    for length in (50, 0, 300):
        clock.set_length(length, complete=False)
        assert clock.head == length
    clock.set_length(120)
    assert clock.head == 120


def test_a_head_keeps_its_step_while_runs_are_computed_anew(clock: Playback) -> None:
    clock.seek(40)
    clock.set_length(0, complete=False)
    assert clock.head == 0
    clock.set_length(25, complete=False)
    assert clock.head == 25
    clock.set_length(90)
    assert clock.head == 40


def test_the_saved_head_waits_for_the_runs() -> None:
    clock = Playback()
    clock.seek(12)
    assert clock.head == 0
    clock.set_length(80)
    assert clock.head == 12


def test_playing_waits_for_runs_that_are_being_computed(clock: Playback) -> None:
    clock.set_length(4, complete=False)
    clock.play()
    play_for(clock, 3.0)
    assert (clock.head, clock.playing) == (4, True)
    clock.set_length(80)
    assert clock.head == 4
    play_for(clock, 0.5)
    assert clock.head == pytest.approx(9)


def test_an_empty_race_does_not_play() -> None:
    clock = Playback()
    clock.play()
    clock.advance(TICK)
    assert (clock.head, clock.playing) == (0, False)


def test_signals_tell_each_change_once(clock: Playback) -> None:
    heads: list[float] = []
    playing: list[bool] = []
    others: list[object] = []
    clock.head_changed.connect(heads.append)
    clock.playing_changed.connect(playing.append)
    for signal in (clock.speed_changed, clock.loop_changed, clock.length_changed):
        signal.connect(others.append)
    for _ in range(2):
        clock.seek(3)
        clock.play()
        clock.set_speed(2.0)
        clock.set_loop(True)
        clock.set_length(70)
    clock.pause()
    clock.pause()
    assert (heads, playing, others) == ([3.0], [True, False], [2.0, True, 70])


def test_real_time_passes(clock: Playback, qtbot: QtBot) -> None:
    clock.play()
    qtbot.waitUntil(lambda: clock.head > 2.0, timeout=5000)  # 10 steps a second
    clock.pause()
    where = clock.head
    qtbot.wait(100)
    assert clock.head == where
