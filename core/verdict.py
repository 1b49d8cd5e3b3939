"""The stopping rules looked at over a whole chunk, and the reason put into words."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from core.analysis.critical import classify
from core.arrays import Array, BoolArray
from core.objectives.base import Objective
from core.stopping import Rule, Stopping, StopReason, Verdict
from core.words import QT_TRANSLATE_NOOP, Sentence

# The order in which rules are named when several hold at the same record.
ORDER: tuple[Rule, ...] = (
    "unbounded_below",
    "diverged",
    "line_search_failed",
    "gradient",
    "step",
    "value",
    "max_steps",
)

_SENTENCES: dict[Rule, str] = {
    "gradient": QT_TRANSLATE_NOOP("stops", "After {steps} steps ‖∇f‖ = {measured} is below ε = {eps}: {what}."),
    "step": QT_TRANSLATE_NOOP("stops", "After {steps} steps ‖Δx‖ = {measured} is at most ε = {eps}: {what}."),
    "value": QT_TRANSLATE_NOOP("stops", "After {steps} steps |Δf| = {measured} is at most ε = {eps}: {what}."),
    "max_steps": QT_TRANSLATE_NOOP("stops", "The step limit of {steps} is reached with ‖∇f‖ = {measured}."),
    "diverged": QT_TRANSLATE_NOOP("stops", "Diverged after {steps} steps: ‖x‖ = {measured} (bound {eps})."),
    "unbounded_below": QT_TRANSLATE_NOOP(
        "stops", "After {steps} steps f fell to {measured} and has no lower bound: there is no minimum to find."
    ),
    "line_search_failed": QT_TRANSLATE_NOOP(
        "stops", "After {steps} steps the line search found no acceptable step; ‖∇f‖ = {measured}."
    ),
}
_VERDICTS: dict[Verdict, str] = {
    "minimum": QT_TRANSLATE_NOOP("stops", "a minimum"),
    "maximum": QT_TRANSLATE_NOOP("stops", "a maximum"),
    "saddle": QT_TRANSLATE_NOOP("stops", "a saddle point, f still falls in some direction"),
    "plateau": QT_TRANSLATE_NOOP("stops", "a plateau, f is flat here"),
    "undecided": QT_TRANSLATE_NOOP("stops", "neither gradient nor Hessian decide what is here"),
}


def holding(
    stopping: Stopping,
    objective: Objective,
    f_start: Array,
    first: int,
    x: Array,
    f: Array,
    gradient: Array,
    previous: tuple[Array, Array] | None,
    flags: Mapping[str, BoolArray],
) -> dict[Rule, BoolArray]:
    """For each rule, whether it holds at each record: (m, n) booleans.

    ``x`` (m, n, d), ``f`` (m, n), ``gradient`` (m, n, d) are records ``first`` ... ``first + m − 1``; ``previous``
    is (x, f) of the record before (None at the start); ``flags`` are the method's own ("failed", "unbounded").
    Record 0 is tested by the gradient rule and for divergence alone.
    """
    m, n = f.shape
    number = np.arange(first, first + m)
    norm = np.sqrt(np.einsum("mnd,mnd->mn", x, x))
    lost = ~np.isfinite(f) | ~(norm <= stopping.bound)
    sinking = lost & (not objective.bounded_below) & ~(f >= f_start) & ~np.isposinf(f)
    false = np.zeros((m, n), dtype=np.bool_)
    failed = flags.get("failed", false)
    unbounded = flags.get("unbounded", false)
    out: dict[Rule, BoolArray] = {
        "unbounded_below": sinking | unbounded,
        "diverged": lost,
        "line_search_failed": failed,
        "max_steps": np.broadcast_to((number >= stopping.max_steps)[:, None], (m, n)),
    }
    if stopping.gradient_on:
        out["gradient"] = np.sqrt(np.einsum("mnd,mnd->mn", gradient, gradient)) < stopping.gradient_eps
    if stopping.step_on or stopping.value_on:
        x_before = np.concatenate([x[:1] if previous is None else previous[0][None], x[:-1]])
        f_before = np.concatenate([f[:1] if previous is None else previous[1][None], f[:-1]])
        moved = (number > 0)[:, None]
        if stopping.step_on:
            step = x - x_before
            out["step"] = moved & (np.sqrt(np.einsum("mnd,mnd->mn", step, step)) <= stopping.step_eps)
        if stopping.value_on:
            out["value"] = moved & (np.abs(f - f_before) <= stopping.value_eps)
    return out


def reason(
    rule: Rule,
    stopping: Stopping,
    objective: Objective,
    step: int,
    x: Array,
    f: Array,
    gradient: Array,
    previous: tuple[Array, Array] | None,
) -> StopReason:
    """The reason of one row: ``x`` (d,), ``f`` (), ``gradient`` (d,) at the record where ``rule`` held."""
    norm = float(np.sqrt(np.einsum("d,d->", gradient, gradient)))
    measured, eps, words = norm, stopping.gradient_eps, ""
    if rule == "diverged":
        measured, eps = float(np.sqrt(np.einsum("d,d->", x, x))), stopping.bound
    elif rule == "unbounded_below":
        measured = float(f)
    elif rule == "step" and previous is not None:
        measured, eps = float(np.linalg.norm(x - previous[0])), stopping.step_eps
    elif rule == "value" and previous is not None:
        measured, eps = float(abs(f - previous[1])), stopping.value_eps
    what: Verdict = ""
    if rule in ("gradient", "step", "value"):
        what = classify(objective, x)
        words = _VERDICTS[what]
    values = {"steps": step, "measured": f"{measured:.3g}", "eps": f"{eps:.3g}", "what": words}
    return StopReason(rule, what, step, Sentence(_SENTENCES[rule], values))
