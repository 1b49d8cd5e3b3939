"""Gradient clipping: what a method sees of a gradient that is too long. An option of every run, not of a method.

Source: Pascanu, Mikolov and Bengio, ICML (2013), arXiv:1211.5063, algorithm 1; in the form of
torch.nn.utils.clip_grad_norm_ and clip_grad_value_.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.params import check_params, param
from core.words import QT_TRANSLATE_NOOP

_GUARD = 1e-6  # torch's, in the denominator: the clipped norm is a little below c


@dataclass(frozen=True)
class Clipping:
    """By ``norm``: g ← g min(1, c/(‖g‖ + 10⁻⁶)), which keeps the direction; by ``value``: each g_i into [−c, c].

    c is ``clip_at``. Row by row: every start has a norm of its own.
    """

    clip: str = param(
        "none",
        label=QT_TRANSLATE_NOOP("clipping", "Clip the gradient"),
        help=QT_TRANSLATE_NOOP(
            "clipping", "norm: shortens a gradient longer than the limit; value: cuts each of its coordinates"
        ),
        choices=("none", "norm", "value"),
        words=(
            QT_TRANSLATE_NOOP("clipping", "not at all"),
            QT_TRANSLATE_NOOP("clipping", "by its norm"),
            QT_TRANSLATE_NOOP("clipping", "by coordinate"),
        ),
    )
    clip_at: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("clipping", "Clip at"),
        help=QT_TRANSLATE_NOOP(
            "clipping", "The largest norm, or the largest size of a coordinate, that is let through"
        ),
        symbol="c",
        low=0.0,
        low_open=True,
        high=1e9,
        scale="log",
        slider=(1e-3, 1e3),
    )

    def __post_init__(self) -> None:
        check_params(self)

    @property
    def active(self) -> bool:
        """Whether it changes anything."""
        return self.clip != "none"

    def __call__(self, g: Array) -> Array:
        """The gradients (n, d) as they are let through; ``g`` is left as it is."""
        if self.clip == "norm":
            norm = np.sqrt(np.einsum("nd,nd->n", g, g))[:, None]
            g = g * np.minimum(self.clip_at / (norm + _GUARD), 1.0)
        elif self.clip == "value":
            g = np.clip(g, -self.clip_at, self.clip_at)
        return g
