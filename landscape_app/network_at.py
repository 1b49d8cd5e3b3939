"""Which weights a network is shown with at a moment: one answer for the window and for films."""

from __future__ import annotations

import numpy as np

from core.nn.cut import Trained
from core.objectives.network_slice import NetworkSlice
from core.words import Sentence
from landscape_app.network_picture import DIVERGED, EPOCH, HAND, RUN, UNDER, NetworkPicture, edited, picture_of
from landscape_app.results import Snapshot
from landscape_app.scene.model import Scene

Place = tuple[float, float]


def network_at(
    scene: Scene, snapshot: Snapshot | None, head: float, cursor: Place | None = None
) -> NetworkPicture | None:
    """The network of ``scene`` at the play head: the one under the cursor, that of the run followed, or the training's
    with the weights set by hand. None where the surface is no slice, or its network is not trained yet.
    """
    objective = scene.objective
    trained = objective.known if isinstance(objective, NetworkSlice) else None
    if trained is None:
        return None
    assert isinstance(objective, NetworkSlice)
    k = min(int(max(head, 0.0)), len(trained.epochs) - 1)
    place = _under(cursor) if cursor is not None else _of_run(scene, snapshot, trained, head)
    if place is not None:
        return picture_of(trained, trained.plane.at(np.asarray(place[0])), place[1], k)
    by_hand = tuple(pair for pair in scene.lens.weights if pair[0] in trained.recipe.mlp.names)
    said = {"k": k, "n": len(trained.epochs) - 1}
    if by_hand:
        what = Sentence(HAND, {**said, "count": len(by_hand)})
    elif trained.diverged(objective.epochs) and k == len(trained.epochs) - 1:
        what = Sentence(DIVERGED, {"k": k, "n": objective.epochs})
    else:
        what = Sentence(EPOCH, said)
    return picture_of(trained, edited(trained, trained.epochs[k].w, by_hand), what, k)


def _under(cursor: Place) -> tuple[Place, Sentence]:
    return cursor, Sentence(UNDER, {"x": f"{cursor[0]:.2f}", "y": f"{cursor[1]:.2f}"})


def _of_run(scene: Scene, snapshot: Snapshot | None, trained: Trained, head: float) -> tuple[Place, Sentence] | None:
    """Where the run looked at stands, if the scene follows it and its numbers are of this very plane."""
    if scene.lens.follow != "run" or snapshot is None:
        return None
    run, objective = snapshot.looked_at, snapshot.scene.objective
    if run is None or not run.spec.visible or not isinstance(objective, NetworkSlice):
        return None
    if objective.known is not trained:
        return None
    k = int(min(max(head, 0.0), run.trajectory.steps))
    x, y = run.plane[k].tolist()
    if not (np.isfinite(x) and np.isfinite(y)):
        return None
    return (x, y), Sentence(RUN, {"run": run.spec.title, "k": k})
