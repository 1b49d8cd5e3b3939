"""AdamW: Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019, arXiv:1711.05101, algorithm 2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core import registry
from core.arrays import Array
from core.optimizers.adam import Adam, AdamState
from core.optimizers.base import Evaluate, Info, Lr
from core.optimizers.fields import beta1_field, beta2_field, eps_field, lr_field, weight_decay_field
from core.words import QT_TRANSLATE_NOOP


@registry.register("optimizer", "adamw")
@dataclass(frozen=True)
class AdamW(Adam):
    """x ← x (1 − lr λ), then Adam's step: torch.optim.AdamW.

    The paper decays by η_t λ, without the factor lr. The gradient is taken before the decay. torch's default is
    λ = 0.01; here it is 0, since on a test function decay moves the minimum towards the origin.
    """

    label: ClassVar[str] = QT_TRANSLATE_NOOP("optimizers", "AdamW")
    order: ClassVar[int] = 80

    lr: float = lr_field(0.1)
    beta1: float = beta1_field()
    beta2: float = beta2_field()
    eps: float = eps_field()
    weight_decay: float = weight_decay_field(0.0)

    def step(self, x: Array, evaluate: Evaluate, state: AdamState, lr: Lr) -> tuple[Array, AdamState, Info]:
        """One step; x is (n, d)."""
        direction, state, info = self._direction(evaluate.gradient(x), state)
        return x * (1 - lr * self.weight_decay) - lr * direction, state, info
