"""What is shown of a network behind a slice of its loss: plain data for the view."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from core.arrays import Array, BoolArray
from core.nn.cut import Course
from core.nn.network_loss import Data
from core.nn.responses import Responses, responses
from core.nn.training import dropout_masks
from core.words import QT_TRANSLATE_NOOP, Sentence

POINTS = 48  # a side of the input plane
_MARGIN = 1.15

EPOCH = QT_TRANSLATE_NOOP("network", "the network after epoch {k} of {n}")
TRAINING = QT_TRANSLATE_NOOP("network", "training: epoch {k} of {n}")
HAND = QT_TRANSLATE_NOOP("network", "the network after epoch {k} of {n}, {count} of its weights set by hand")
UNDER = QT_TRANSLATE_NOOP("network", "the weights under the cursor, ({x}, {y})")
RUN = QT_TRANSLATE_NOOP("network", "the weights of {run} at step {k}")
MEASURES = QT_TRANSLATE_NOOP("network", "right {right} in training, {held} in test; loss {train} and {test}")
DIVERGED = QT_TRANSLATE_NOOP("network", "the training diverged after epoch {k} of {n}: its loss is no number any more")
PLAIN_MEASURES = QT_TRANSLATE_NOOP("network", "training loss {train}, test loss {test}")


@dataclass(frozen=True, eq=False)
class NetworkPicture:
    """One weight vector of a network, and the data that it was trained on."""

    of: Course
    w: Array  # (d,)
    what: Sentence
    measures: Sentence
    responses: Responses | None  # None for data of more than two inputs
    epoch: int  # where the training stands
    dropped: tuple[BoolArray, ...] = ()  # of every hidden layer, (units,): whether dropout leaves a unit out there

    def value(self, name: str) -> float:
        """The weight or bias called ``name``, such as "W1[2,1]"."""
        return float(self.w[self.of.recipe.mlp.names.index(name)])

    def is_dropped(self, layer: int, unit: int) -> bool:
        """Whether dropout leaves out that unit of layer 0 … L in the first step after this epoch."""
        return 1 <= layer <= len(self.dropped) and bool(self.dropped[layer - 1][unit])

    @property
    def weights(self) -> tuple[Array, ...]:
        """W of every layer, (out, in)."""
        mlp = self.of.recipe.mlp
        return tuple(mlp.weights(self.w, block) for block in mlp.blocks)


def edited(course: Course, w: Array, weights: tuple[tuple[str, float], ...]) -> Array:
    """``w`` (d,) with the values in ``weights``, by name; names that the network has not are passed over."""
    places = {name: i for i, name in enumerate(course.recipe.mlp.names)}
    out = w.copy()
    for name, value in weights:
        if name in places:
            out[places[name]] = value
    return out


def picture_of(trained: Course, w: Array, what: Sentence, epoch: int | None = None) -> NetworkPicture:
    """The picture of weights ``w`` (d,); ``epoch`` is where its training stands, the last one if not given."""
    epoch = len(trained.epochs) - 1 if epoch is None else epoch
    recipe, loss = trained.recipe, trained.loss
    with np.errstate(all="ignore"):
        seen = responses(recipe.mlp, recipe.loss, w, plane_of(trained), POINTS) if recipe.mlp.sizes[0] == 2 else None
        held = _loss_of(trained, w, trained.test)
        values = {"train": f"{float(loss.data_value(w)):.3g}", "test": f"{held[0]:.3g}"}
        right = float(loss.accuracy(w))
    kept = dropout_masks(recipe, len(trained.train), epoch) if recipe.dropout.p > 0 else []
    dropped = tuple(~mask for mask in kept)
    if np.isnan(right):
        return NetworkPicture(trained, w, what, Sentence(PLAIN_MEASURES, values), seen, epoch, dropped)
    shares = {"right": f"{100 * right:.0f} %", "held": f"{100 * held[1]:.0f} %"}
    return NetworkPicture(trained, w, what, Sentence(MEASURES, {**values, **shares}), seen, epoch, dropped)


def plane_of(trained: Course) -> tuple[tuple[float, float], ...]:
    """The rectangle of inputs that all data lie in, with a margin."""
    reach = max(float(np.max(np.abs(part.inputs))) for part in (trained.train, trained.test) if len(part))
    return ((-reach * _MARGIN, reach * _MARGIN),) * 2


def _loss_of(trained: Course, w: Array, data: Data) -> tuple[float, float]:
    if not len(data):
        return float("nan"), float("nan")
    held = replace(trained.loss, data=data)
    return float(held.data_value(w)), float(held.accuracy(w))
