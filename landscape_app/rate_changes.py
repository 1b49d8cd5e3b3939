"""Changes of the learning rate in mid-run, as edits of a run: each gives the run as it is afterwards."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.params import params_of
from core.rates import base_rates
from core.words import QT_TRANSLATE_NOOP, Sentence
from landscape_app.scene.codec import MAX_CHANGES
from landscape_app.scene.model import RunSpec

_NO_RATE = QT_TRANSLATE_NOOP("rates", "{method} finds its own step: there is no learning rate to change.")
_START = QT_TRANSLATE_NOOP("rates", "Step 0 has the rate of the run itself: move the play head on first.")
_FULL = QT_TRANSLATE_NOOP("rates", "A run can change its rate at most {most} times.")


def why_not(spec: RunSpec, step: int) -> Sentence | None:
    """Why the rate of the run cannot be changed from ``step`` on; None where it can."""
    if not spec.method.uses_lr:
        return Sentence(_NO_RATE, {"method": spec.method.label})
    if step < 1:
        return Sentence(_START)
    if len(spec.lr_changes) >= MAX_CHANGES and step not in dict(spec.lr_changes):
        return Sentence(_FULL, {"most": MAX_CHANGES})
    return None


def rate_at(spec: RunSpec, step: int) -> float:
    """The learning rate in force at ``step``, without the schedule; of a method that has one."""
    return float(base_rates(spec.method.lr, spec.lr_changes, np.array([step]))[0])  # type: ignore[attr-defined]


def check_rate(spec: RunSpec, rate: float) -> None:
    """Raises ``ParameterError`` where the method would not take that rate."""
    params_of(type(spec.method))["lr"].check(rate)


def changed(spec: RunSpec, step: int, rate: float) -> RunSpec:
    """From ``step`` >= 1 on the rate is ``rate``; a change at that very step is replaced."""
    return replace(spec, lr_changes=tuple(sorted((dict(spec.lr_changes) | {step: rate}).items())))


def without(spec: RunSpec, index: int) -> RunSpec:
    """Change number ``index`` is taken out."""
    return replace(spec, lr_changes=spec.lr_changes[:index] + spec.lr_changes[index + 1 :])


def moved(spec: RunSpec, index: int, step: int) -> RunSpec:
    """Change number ``index`` at ``step``, or as near as the changes beside it allow: their order stays."""
    changes = spec.lr_changes
    least = changes[index - 1][0] + 1 if index else 1
    most = changes[index + 1][0] - 1 if index + 1 < len(changes) else step
    at = min(max(step, least), max(most, least))
    return replace(spec, lr_changes=(*changes[:index], (at, changes[index][1]), *changes[index + 1 :]))
