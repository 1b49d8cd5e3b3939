"""When a run ends: the rules of the slide, the step limit, divergence; and what the last point is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.params import check_params, param
from core.words import QT_TRANSLATE_NOOP, Sentence

Rule = Literal["gradient", "step", "value", "max_steps", "diverged", "unbounded_below", "line_search_failed"]
Verdict = Literal["minimum", "saddle", "maximum", "plateau", "undecided", ""]


@dataclass(frozen=True)
class StopReason:
    """Why a run ended: the rule that fired, at which step, what the point there is, and that in words."""

    rule: Rule
    verdict: Verdict
    step: int
    sentence: Sentence

    def __str__(self) -> str:
        return str(self.sentence)


def _epsilon(default: float, label: str, help: str) -> float:
    value: float = param(
        default,
        label=label,
        help=help,
        symbol="ε",
        low=0.0,
        low_open=True,
        high=1e6,
        scale="log",
        slider=(1e-12, 1.0),
    )
    return value


@dataclass(frozen=True)
class Stopping:
    """Each rule has its own switch and its own ε; ``max_steps`` and ``bound`` always hold."""

    gradient_on: bool = param(
        True,
        label=QT_TRANSLATE_NOOP("stopping", "‖∇f(x)‖ < ε"),
        help=QT_TRANSLATE_NOOP("stopping", "Stop when the norm of the full gradient is below ε"),
    )
    gradient_eps: float = _epsilon(
        1e-6, QT_TRANSLATE_NOOP("stopping", "ε for ‖∇f(x)‖"), QT_TRANSLATE_NOOP("stopping", "Gradient tolerance")
    )
    step_on: bool = param(
        False,
        label=QT_TRANSLATE_NOOP("stopping", "‖Δx‖ ≤ ε"),
        help=QT_TRANSLATE_NOOP("stopping", "Stop when a step is no longer than ε; a tiny learning rate fools it"),
    )
    step_eps: float = _epsilon(
        1e-8, QT_TRANSLATE_NOOP("stopping", "ε for ‖Δx‖"), QT_TRANSLATE_NOOP("stopping", "Step tolerance")
    )
    value_on: bool = param(
        False,
        label=QT_TRANSLATE_NOOP("stopping", "|Δf| ≤ ε"),
        help=QT_TRANSLATE_NOOP("stopping", "Stop when f changes by no more than ε in a step"),
    )
    value_eps: float = _epsilon(
        1e-10, QT_TRANSLATE_NOOP("stopping", "ε for |Δf|"), QT_TRANSLATE_NOOP("stopping", "Value tolerance")
    )
    max_steps: int = param(
        500,
        label=QT_TRANSLATE_NOOP("stopping", "Step limit"),
        help=QT_TRANSLATE_NOOP("stopping", "A run ends after this many steps"),
        low=1,
        high=1_000_000,
        scale="log",
        slider=(10, 10_000),
    )
    bound: float = param(
        1e6,
        label=QT_TRANSLATE_NOOP("stopping", "Divergence bound"),
        help=QT_TRANSLATE_NOOP("stopping", "A run has diverged when ‖x‖ passes this bound or a number is not finite"),
        low=0.0,
        low_open=True,
        high=1e100,
        scale="log",
        slider=(10.0, 1e12),
    )

    def __post_init__(self) -> None:
        check_params(self)
