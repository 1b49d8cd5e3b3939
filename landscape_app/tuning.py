"""The best learning rate of every run, sought in the background and put into the scene as one change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.analysis.tune import By, Tuned, grid, tunable, tune
from core.params import params_of
from landscape_app.scene.model import RunSpec, Scene, build
from landscape_app.store import Store
from landscape_app.working import Working

LANE = "tuning"


@dataclass(frozen=True, eq=False)
class Tuning:
    """How far it is: ``found`` by index of the run; a run that is missing in it when ``done`` chooses its own step."""

    scene: Scene
    found: dict[int, Tuned]
    done: bool


class Tuner(Working):
    """``changed(Tuning)`` as the curves grow, the last one ``done`` and applied; ``busy_changed(bool)``.

    A change of the scene's numbers while it is at work stops it: its rates would be of another race.
    """

    changed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._scene: Scene | None = None  # the scene that is tuned
        store.changed.connect(self._on_scene)

    @property
    def busy(self) -> bool:
        """Whether rates are being tried."""
        return self._scene is not None

    def start(self, low: float, high: float) -> None:
        """Try rates from ``low`` to ``high`` for every run of the scene as it is now."""
        scene = self._store.scene
        self._scene = scene
        self._start(LANE, lambda: search(scene, low, high))
        self.busy_changed.emit(True)

    def cancel(self) -> None:
        """Stop; the scene stays as it is."""
        self._cancel(LANE)
        self._rest()

    def _rest(self) -> None:
        if self._scene is not None:
            self._scene = None
            self.busy_changed.emit(False)

    def _on_scene(self, _old: Scene, new: Scene) -> None:
        if self._scene is not None and (build(new), new.ranking) != (build(self._scene), self._scene.ranking):
            self.cancel()

    def _on_produced(self, lane: str, items: list[Tuning]) -> None:
        tuning = items[-1]
        if tuning.done:
            self._rest()
            self._store.update(applied(self._store.scene, tuning))
        self.changed.emit(tuning)

    def _on_finished(self, lane: str) -> None:
        self._rest()


def search(scene: Scene, low: float, high: float) -> Iterator[Tuning | None]:
    """Tune one run after the other by the scene's ranking; yields None while at work."""
    experiment, ranking = build(scene), scene.ranking
    by = By(ranking.measure, ranking.after, ranking.tolerance)  # type: ignore[arg-type]
    found: dict[int, Tuned] = {}
    for i, run in enumerate(experiment.runs):
        if not tunable(run):
            continue
        for tuned in tune(experiment, i, by, rates_of(scene.runs[i], low, high)):
            if tuned is None:
                yield None
            else:
                found = found | {i: tuned}
                yield Tuning(scene, found, done=False)
    yield Tuning(scene, found, done=True)


def rates_of(run: RunSpec, low: float, high: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The grid from ``low`` to ``high``, less what the method does not allow, and the rate that the run has, where it
    lies between them: a run shall not be left with a worse one.
    """
    rates, known = grid(low, high), params_of(type(run.method))["lr"]
    present: float = run.method.lr  # type: ignore[attr-defined]
    if rates[0] < present < rates[-1]:
        rates = np.unique(np.append(rates, present))
    most = np.inf if known.high is None else known.high
    least = 0.0 if known.low is None else known.low
    return rates[(rates > least) & (rates <= most)]


def applied(scene: Scene, tuning: Tuning) -> Scene:
    """``scene`` with every rate that was found; its changes in mid-run fall, since the rate was tuned without them."""
    runs = list(scene.runs)
    for i, tuned in tuning.found.items():
        if tuned.lr is not None and i < len(runs):
            method = replace(runs[i].method, lr=tuned.lr)  # type: ignore[call-arg]
            runs[i] = replace(runs[i], method=method, lr_changes=())
    return replace(scene, runs=tuple(runs))
