"""When a run ends: the rules of the slide, the step limit, divergence; and what the last point is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.arrays import Array, BoolArray, IntArray
from core.cycles import Cycle, first_cycles
from core.params import check_params, param
from core.words import QT_TRANSLATE_NOOP, Sentence

Rule = Literal[
    "gradient",
    "step",
    "value",
    "cycle",
    "budget",
    "max_steps",
    "diverged",
    "unbounded_below",
    "line_search_failed",
    "method_failed",
]
Budget = Literal["gradients", "values", "samples"]
Verdict = Literal["minimum", "saddle", "maximum", "plateau", "undecided", ""]


class MethodFailure(Sentence):
    """Why a method itself, rather than its line search, cannot go on."""


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


def _budget(label: str, help: str) -> int:
    value: int = param(0, label=label, help=help, low=0, high=1_000_000_000, slider=(0, 1_000))
    return value


@dataclass(frozen=True)
class Stopping:
    """Each rule has its own switch and its own ε; ``max_steps`` and ``bound`` always hold.

    The budgets ``max_gradients``, ``max_values`` and ``max_samples`` limit what a method may ask for; 0 is no limit. A
    run ends at the first record at which its count has reached a budget: the step in which it runs out is finished,
    since no method can stop within one, and may overdraw it. The race is judged within (see ``core.race``).
    """

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
    cycle_on: bool = param(
        False,
        label=QT_TRANSLATE_NOOP("stopping", "Goes in a cycle"),
        help=QT_TRANSLATE_NOOP(
            "stopping", "Stop when x has gone round the same cycle of at most 64 points three times, to nine digits"
        ),
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
    max_gradients: int = _budget(
        QT_TRANSLATE_NOOP("stopping", "Gradient budget"),
        QT_TRANSLATE_NOOP("stopping", "A run ends when it has asked for this many gradients; 0 is no limit"),
    )
    max_values: int = _budget(
        QT_TRANSLATE_NOOP("stopping", "Function budget"),
        QT_TRANSLATE_NOOP("stopping", "A run ends when it has asked for this many values of f; 0 is no limit"),
    )
    max_samples: int = _budget(
        QT_TRANSLATE_NOOP("stopping", "Sample budget"),
        QT_TRANSLATE_NOOP(
            "stopping", "A run ends when it has seen this many gradients of single samples; 0 is no limit"
        ),
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

    @property
    def budgets(self) -> tuple[tuple[Budget, int], ...]:
        """The budgets in force: what is counted, and how much of it there is."""
        known: tuple[tuple[Budget, int], ...] = (
            ("gradients", self.max_gradients),
            ("values", self.max_values),
            ("samples", self.max_samples),
        )
        return tuple((what, most) for what, most in known if most)


# In order of priority: where several fire at one step, the first is the reason.
PRIORITY: tuple[Rule, ...] = (
    "unbounded_below",
    "diverged",
    "line_search_failed",
    "gradient",
    "step",
    "value",
    "cycle",
    "budget",
    "max_steps",
)


@dataclass(frozen=True, eq=False)
class Tested:
    """What the rules saw over m records of n rows, and where each row stops first."""

    stop: IntArray  # (n,) index of the record at which the row stops, -1: it goes on
    rules: tuple[Rule | None, ...]  # (n,) the rule that stops it
    grad_norm: Array  # (m, n)
    x_norm: Array  # (m, n)
    step_length: Array  # (m, n) nan at record 0
    change: Array  # (m, n) |Δf|, nan at record 0
    counts: Mapping[Budget, IntArray]  # (m, n) what each budget in force has paid so far
    cycles: Mapping[int, Cycle]  # by row


def apply_rules(
    stopping: Stopping,
    first: int,
    x: Array,
    f: Array,
    gradient: Array,
    before: tuple[Array, Array] | None,
    failed: BoolArray | None,
    f_start: Array,
    bounded_below: bool,
    counts: Mapping[Budget, IntArray] | None = None,
    past: Array | None = None,
) -> Tested:
    """Test every rule on m successive records, numbered from ``first``, of n rows at once.

    ``x`` and the true ``gradient`` are (m, n, d), ``f`` is (m, n), ``before`` holds x (n, d) and f (n,) of the record
    before the first one (None: ``first`` is record 0, which is tested by the gradient rule alone), ``failed`` (m, n)
    says that the method could not go on, ``f_start`` is (n,). A run has diverged when a number is not finite or
    ‖x‖ > bound; if f has no lower bound and went below the start's, it is unbounded below instead. ``counts`` (m, n)
    are what the methods had asked for, by what a budget counts. ``past`` (w, n, d) are the records before, as many as
    are known of the last ``core.cycles.MEMORY``; None: no cycle is looked for.
    """
    m, n = f.shape
    x_norm = np.sqrt(np.einsum("mnd,mnd->mn", x, x))
    grad_norm = np.sqrt(np.einsum("mnd,mnd->mn", gradient, gradient))
    step_length, change = np.full((m, n), np.nan), np.full((m, n), np.nan)
    since = 1 if before is None else 0
    if since < m:
        x_before = x[:-1] if before is None else np.concatenate([before[0][None], x[:-1]])
        f_before = f[:-1] if before is None else np.concatenate([before[1][None], f[:-1]])
        moved = x[since:] - x_before
        step_length[since:] = np.sqrt(np.einsum("mnd,mnd->mn", moved, moved))
        change[since:] = np.abs(f[since:] - f_before)
    later = (np.arange(first, first + m) > 0)[:, None]
    # x_norm, f and grad_norm are finite together with what they come from, bar overflow far beyond every bound.
    lost = later & ~((x_norm <= stopping.bound) & np.isfinite(f) & np.isfinite(grad_norm))
    fired: dict[Rule, BoolArray] = {"diverged": lost}
    if not bounded_below:
        last_f = f
        if since < m:
            last_f = f.copy()
            last_f[since:] = np.where(np.isnan(f[since:]), f_before, f[since:])
        fired["unbounded_below"] = lost & (last_f < f_start)
    if failed is not None:
        fired["line_search_failed"] = failed
    if stopping.gradient_on:
        fired["gradient"] = grad_norm < stopping.gradient_eps
    if stopping.step_on:
        fired["step"] = step_length <= stopping.step_eps
    if stopping.value_on:
        fired["value"] = change <= stopping.value_eps
    cycles: dict[int, Cycle] = {}
    if stopping.cycle_on and past is not None:
        at, cycles = first_cycles(np.concatenate([past, x]), len(past), first)
        fired["cycle"] = (at >= 0) & (np.arange(m)[:, None] >= at)
    known = {what: counts[what] for what, _ in stopping.budgets} if counts is not None else {}
    if known:
        fired["budget"] = np.logical_or.reduce([known[what] >= most for what, most in stopping.budgets])
    fired["max_steps"] = np.broadcast_to((np.arange(first, first + m) >= stopping.max_steps)[:, None], (m, n))
    some = np.logical_or.reduce(list(fired.values()))
    stop = np.where(some.any(axis=0), some.argmax(axis=0), -1)
    rules = tuple(
        None if k < 0 else next(rule for rule in PRIORITY if rule in fired and fired[rule][k, row])
        for row, k in enumerate(stop.tolist())
    )
    return Tested(stop, rules, grad_norm, x_norm, step_length, change, known, cycles)


def reason(
    stopping: Stopping,
    tested: Tested,
    row: int,
    step: int,
    f: float,
    verdict: Verdict,
    by_hessian: bool,
    because: Sentence | None = None,
) -> StopReason:
    """The reason for which ``row`` stops at ``step``, in words.

    ``verdict`` tells what the point is ("" where nobody asked), ``by_hessian`` whether the Hessian there shows it.
    ``because`` is the method's or its search's own word for a failure; a :class:`MethodFailure` is no search's.
    """
    rule = tested.rules[row]
    assert rule is not None, "the row goes on"
    k = int(tested.stop[row])
    x_norm, grad_norm = float(tested.x_norm[k, row]), float(tested.grad_norm[k, row])
    what: dict[str, object] = {"step": step}
    template = _WHY.get(rule, "")
    match rule:
        case "line_search_failed" if because is not None:
            what |= {"why": because}
            template = _FAILED
            rule = "method_failed" if isinstance(because, MethodFailure) else rule
        case "gradient":
            what |= {"measured": f"{grad_norm:.2g}", "eps": f"{stopping.gradient_eps:g}"}
            template = _AT_START if step == 0 else template
        case "step":
            what |= {"measured": f"{tested.step_length[k, row]:.2g}", "eps": f"{stopping.step_eps:g}"}
        case "value":
            what |= {"measured": f"{tested.change[k, row]:.2g}", "eps": f"{stopping.value_eps:g}"}
        case "max_steps":
            what |= {"measured": f"{grad_norm:.2g}"}
        case "cycle":
            cycle = tested.cycles[row]
            what |= {"period": cycle.period, "size": f"{cycle.size:.2g}", "measured": f"{grad_norm:.2g}"}
        case "budget":
            spent, most = next((b, most) for b, most in stopping.budgets if tested.counts[b][k, row] >= most)
            what |= {"count": int(tested.counts[spent][k, row]), "most": most, "measured": f"{grad_norm:.2g}"}
            template = _SPENT[spent]
        case "diverged" | "unbounded_below":
            if math.isfinite(f) and math.isfinite(grad_norm) and math.isfinite(x_norm):
                what |= {"measured": f"{x_norm:.2g}", "bound": f"{stopping.bound:g}", "f": f"{f:.2g}"}
            elif x_norm <= stopping.bound:
                what |= {"measured": f"{x_norm:.2g}"}
                template = _NO_VALUE[rule]
            else:
                template = _NOT_FINITE[rule]
    sentence = Sentence(template, what)
    if verdict:
        verdicts = _BY_HESSIAN if by_hessian else _BY_VALUES
        sentence = Sentence("{why} {verdict}", {"why": sentence, "verdict": Sentence(verdicts[verdict])})
    return StopReason(rule, verdict, step, sentence)


_AT_START = QT_TRANSLATE_NOOP("reasons", "Stopped at the start: ‖∇f‖ = {measured} is below ε = {eps}.")
_FAILED = QT_TRANSLATE_NOOP("reasons", "Stopped at step {step}: {why}.")
_WHY: dict[Rule, str] = {
    "gradient": QT_TRANSLATE_NOOP("reasons", "Stopped at step {step}: ‖∇f‖ = {measured} is below ε = {eps}."),
    "step": QT_TRANSLATE_NOOP("reasons", "Stopped at step {step}: ‖Δx‖ = {measured} is not above ε = {eps}."),
    "value": QT_TRANSLATE_NOOP("reasons", "Stopped at step {step}: |Δf| = {measured} is not above ε = {eps}."),
    "max_steps": QT_TRANSLATE_NOOP("reasons", "Reached the step limit, {step}, with ‖∇f‖ = {measured}."),
    "cycle": QT_TRANSLATE_NOOP(
        "reasons",
        "Goes round in a cycle of {period} points at step {step}, of size {size}, where ‖∇f‖ = {measured}.",
    ),
    "diverged": QT_TRANSLATE_NOOP("reasons", "Diverged at step {step}: ‖x‖ = {measured} is past the bound {bound}."),
    "unbounded_below": QT_TRANSLATE_NOOP(
        "reasons", "Unbounded below: at step {step} ‖x‖ = {measured} is past the bound {bound} and f has sunk to {f}."
    ),
    "line_search_failed": QT_TRANSLATE_NOOP(
        "reasons", "Stopped at step {step}: the line search found no step that lowers f enough."
    ),
}
_SPENT: dict[Budget, str] = {
    "gradients": QT_TRANSLATE_NOOP(
        "reasons", "Budget spent at step {step}: {count} of {most} gradients, with ‖∇f‖ = {measured}."
    ),
    "values": QT_TRANSLATE_NOOP(
        "reasons", "Budget spent at step {step}: {count} of {most} values of f, with ‖∇f‖ = {measured}."
    ),
    "samples": QT_TRANSLATE_NOOP(
        "reasons", "Budget spent at step {step}: {count} of {most} sample gradients, with ‖∇f‖ = {measured}."
    ),
}
_NOT_FINITE: dict[Rule, str] = {
    "diverged": QT_TRANSLATE_NOOP("reasons", "Diverged at step {step}: the numbers are no longer finite."),
    "unbounded_below": QT_TRANSLATE_NOOP(
        "reasons", "Unbounded below: f sank without end until, at step {step}, the numbers were no longer finite."
    ),
}
_NO_VALUE: dict[Rule, str] = _NOT_FINITE | {
    "diverged": QT_TRANSLATE_NOOP(
        "reasons", "Diverged at step {step}: f has no finite value where the run has come, with ‖x‖ = {measured}."
    )
}
_PLATEAU = QT_TRANSLATE_NOOP("reasons", "f is nearly flat there, but no minimum is near: a plateau.")
_UNDECIDED = QT_TRANSLATE_NOOP("reasons", "Neither the Hessian nor the values around tell what the point is.")
_BY_HESSIAN: dict[Verdict, str] = {
    "minimum": QT_TRANSLATE_NOOP("reasons", "The Hessian there is positive definite: a minimum."),
    "saddle": QT_TRANSLATE_NOOP("reasons", "The Hessian there is indefinite: a saddle."),
    "maximum": QT_TRANSLATE_NOOP("reasons", "The Hessian there is negative definite: a maximum."),
    "plateau": _PLATEAU,
    "undecided": _UNDECIDED,
}
_BY_VALUES: dict[Verdict, str] = {
    "minimum": QT_TRANSLATE_NOOP("reasons", "The Hessian does not decide, but f falls nowhere around: a minimum."),
    "saddle": QT_TRANSLATE_NOOP("reasons", "The Hessian does not decide; f falls one way and rises another: a saddle."),
    "maximum": QT_TRANSLATE_NOOP("reasons", "The Hessian does not decide, but f rises nowhere around: a maximum."),
    "plateau": _PLATEAU,
    "undecided": _UNDECIDED,
}
