"""The journal of trainings: the same epochs however they are asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from core.nn import journal as journals
from core.nn.journal import follow, journal, known_epochs
from core.nn.setup import SCHEDULES, Setup, prepared
from core.nn.training import Epoch, train_epochs
from core.objectives.network_slice import NetworkSlice

SMALL = Setup(samples=40, hidden="4", epochs=8, dropout=0.2, noise=0.1)


@pytest.fixture(autouse=True)
def _empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal of its own for each test."""
    monkeypatch.setattr(journals, "_journals", type(journals._journals)())


def same(a: Epoch, b: Epoch) -> None:
    """To the bit, but for what it takes to go on."""
    assert (a.number, a.step, a.stopped_early) == (b.number, b.step, b.stopped_early)
    for name in ("w", "gradient_norms", "train", "train_data", "test", "train_accuracy", "test_accuracy"):
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name))


def trained(setup: Setup, member: int = 0) -> list[Epoch]:
    """Without the journal."""
    return list(train_epochs(*prepared(setup, member), setup.epochs))


@pytest.mark.parametrize("member", [0, 1, 2])
@pytest.mark.parametrize("method", ["adam", "heavy_ball", "lbfgs", "line_search_descent"])
def test_it_holds_what_the_training_gives(member: int, method: str) -> None:
    setup = replace(SMALL, method=method)
    known, told = list(follow(setup, member)), trained(setup, member)
    assert len(known) == len(told) == 9
    for a, b in zip(known, told, strict=True):
        same(a, b)


def test_going_on_is_the_same_as_training_at_once() -> None:
    for epochs in (0, 1, 3, 8):
        list(follow(replace(SMALL, epochs=epochs)))
    known = list(follow(SMALL))
    for a, b in zip(known, trained(SMALL), strict=True):
        same(a, b)


def test_what_is_known_is_computed_once() -> None:
    long = list(follow(SMALL))
    for epochs in (5, 8):
        again = list(follow(replace(SMALL, epochs=epochs)))
        assert all(a.w is b.w for a, b in zip(again, long, strict=False))
        assert len(again) == epochs + 1
    assert journal(SMALL) is journal(replace(SMALL, epochs=100))


def test_followers_by_turns_see_one_training() -> None:
    one, other = follow(SMALL), follow(replace(SMALL, epochs=5))
    seen = [(next(one).w, next(other).w) for _ in range(6)]
    assert all(a is b for a, b in seen)
    assert next(other, None) is None


def test_what_is_known_is_told_without_work() -> None:
    assert known_epochs(SMALL) == ()
    steps = follow(SMALL)
    for _ in range(4):
        next(steps)
    assert [epoch.number for epoch in known_epochs(SMALL)] == [0, 1, 2, 3]
    assert len(known_epochs(replace(SMALL, epochs=2))) == 3
    assert known_epochs(replace(SMALL, seed=1)) == ()
    assert known_epochs(SMALL, 1) == ()


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_only_schedules_without_a_length_share_their_beginning(schedule: str) -> None:
    """What a schedule is drawn over changes every epoch; where it is, shorter trainings are no prefixes."""
    setup = replace(SMALL, schedule=schedule, method="sgd", lr=0.1)
    short, long = (list(follow(replace(setup, epochs=epochs))) for epochs in (4, 8))
    assert (journal(replace(setup, epochs=4)) is journal(setup)) == (schedule == "constant")
    for a, b in zip(short, trained(replace(setup, epochs=4)), strict=True):
        same(a, b)
    for a, b in zip(long, trained(setup), strict=True):
        same(a, b)


def test_a_warm_up_is_drawn_over_the_length_too() -> None:
    setup = replace(SMALL, warmup=0.5)
    assert journal(setup) is not journal(replace(setup, epochs=4))
    for a, b in zip(follow(setup), trained(setup), strict=True):
        same(a, b)


def test_how_a_plane_is_cut_is_no_other_training() -> None:
    cut = NetworkSlice(samples=40, hidden="4", epochs=3, directions="none", reach=2.0)
    list(follow(cut.alone))
    assert journal(cut) is journal(cut.alone)
    assert len(known_epochs(cut)) == 4


def test_early_stopping_ends_it_and_is_no_prefix_of_a_longer_patience() -> None:
    setup = Setup(samples=40, noise=0.8, epochs=300, patience=5)
    epochs = list(follow(setup))
    assert len(epochs) < 301
    assert epochs[-1].stopped_early
    assert list(follow(replace(setup, epochs=400)))[-1].w is epochs[-1].w
    assert len(list(follow(replace(setup, patience=0)))) == 301


def test_a_training_that_flees_ends_before_numbers_do() -> None:
    setup = Setup(method="sgd", lr=100.0, cost="mean_square", activation="relu", samples=40, epochs=60)
    epochs = list(follow(setup))
    assert len(epochs) < 61
    assert all(np.isfinite(epoch.w).all() for epoch in epochs)
    assert journal(setup).ended
    assert len(list(follow(setup))) == len(epochs)


def test_what_was_not_asked_for_longest_goes_first_when_memory_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    size = prepared(SMALL)[0].mlp.d * 9
    monkeypatch.setattr(journals, "_MOST_NUMBERS", 3 * size)
    for seed in range(3):
        list(follow(replace(SMALL, seed=seed)))
    journal(replace(SMALL, seed=0))  # asked for again: seed 1 is the oldest now
    list(follow(replace(SMALL, seed=3)))
    journal(replace(SMALL, seed=3))
    assert [len(known_epochs(replace(SMALL, seed=seed))) for seed in range(4)] == [9, 0, 9, 9]
    monkeypatch.setattr(journals, "_MOST_NUMBERS", 1)
    list(follow(SMALL))
    journal(SMALL)
    assert len(known_epochs(SMALL)) == 9  # the one asked for stays, however large
    assert len(journals._journals) == 1
    for a, b in zip(follow(replace(SMALL, seed=2)), trained(replace(SMALL, seed=2)), strict=True):
        same(a, b)


@pytest.mark.parametrize("setup", [SMALL, Setup(samples=40, noise=0.8, epochs=300, patience=5)])
def test_a_follower_overtaken_while_it_computes_does_not_set_the_training_back(
    setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As two threads do: while one computes an epoch, the other goes through to the end."""
    told = trained(setup)
    compute = train_epochs
    overtakers = iter([list])

    def slow(*given: Any) -> Iterator[Epoch]:
        for epoch in compute(*given):
            if epoch.number == 3:
                for overtake in overtakers:
                    overtake(follow(setup))
            yield epoch

    monkeypatch.setattr(journals, "train_epochs", slow)
    for _ in range(2):
        for a, b in zip(follow(setup), told, strict=True):
            same(a, b)
    more = list(follow(replace(setup, epochs=setup.epochs + 3)))
    assert [epoch.number for epoch in more] == list(range(len(told) + (0 if setup.patience else 3)))


def test_followers_at_the_same_time_come_to_the_same() -> None:
    setup = replace(SMALL, epochs=40)
    seen: dict[int, list[Epoch]] = {}

    def work(i: int) -> None:
        seen[i] = list(follow(setup))

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = trained(setup)
    for i in range(4):
        for a, b in zip(seen[i], told, strict=True):
            same(a, b)
