"""What the methods that search a line share: the choice of a search, its constants, and the step it ends in."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from core import registry
from core.arrays import Array, BoolArray
from core.linesearch.along import Stepped, search_rows
from core.linesearch.backtracking import Backtracking
from core.linesearch.base import LineSearch, Result, Trial, refusal
from core.linesearch.exact import Exact, quadratic_step
from core.linesearch.goldstein import Goldstein
from core.linesearch.strong_wolfe import StrongWolfe
from core.optimizers.base import Evaluate, Optimizer, reasons
from core.params import param, params_of
from core.words import QT_TRANSLATE_NOOP, Sentence

_ASKS: dict[str, tuple[str, ...]] = {  # the fields of each search that a method offers; the others keep their defaults
    "exact": (),
    "backtracking": ("rho", "c1"),
    "wolfe": ("c1", "c2"),
    "strong_wolfe": ("c1", "c2"),
    "more_thuente": ("c1", "c2"),
    "goldstein": ("c",),
}
_LIMIT = params_of(Exact)["alpha_max"].default
_SEARCH = QT_TRANSLATE_NOOP("optimizers", "How the length of a step is found along the direction")


class Known(NamedTuple):
    """What a step leaves to the next one, so that nothing is asked twice."""

    f: Array | None  # (n,); None where the closed form for quadratics needs no value
    g: Array  # (n, d)


_ANY = QT_TRANSLATE_NOOP("optimizers", "Line search")


def search_field(default: str, label: str = _ANY, among: tuple[str, ...] = tuple(_ASKS)) -> Any:
    """The choice of a line search."""
    words = tuple(str(registry.get("linesearch", id).label) for id in among)
    return param(default, label=label, help=_SEARCH, choices=among, words=words)


def constant_field(rule: type[LineSearch], name: str, **changes: Any) -> Any:
    """The field ``name`` of a line search as a field of a method, shown only where the search chosen asks for it."""
    users = tuple(id for id, fields in _ASKS.items() if name in fields)
    known = params_of(rule)[name].changed(when=("search", users), **changes)
    return dataclasses.field(default=known.default, metadata={"param": known})


@dataclass(frozen=True)
class LineSearched(Optimizer):
    """A method that chooses a direction p and searches along it; on quadratics exact search has its closed form.

    ``info`` names ``p`` (n, d), ``alpha`` (n,), 0 where a row stays, ``first`` (n,) the first trial, ``trials`` (n,)
    how many were made, ``failed`` and, where a row failed, ``why``. The search itself can be repeated from these:
    ``rule(row)`` along ``p``. It asks nothing where g = 0.
    """

    uses_lr = False
    stochastic = False

    search: str = search_field("strong_wolfe")
    c1: float = constant_field(Backtracking, "c1")
    c2: float = constant_field(StrongWolfe, "c2")

    def __post_init__(self) -> None:
        super().__post_init__()
        _ = self._rules  # constants that do not go together are refused now

    @cached_property
    def _rules(self) -> tuple[LineSearch, ...]:
        """One for all rows, or one a row where a constant is swept."""
        values = {name: np.ravel(getattr(self, name)).tolist() for name in _ASKS[self.search]}
        n = max((len(value) for value in values.values()), default=1)
        each = ({name: value[i % len(value)] for name, value in values.items()} for i in range(n))
        return tuple(registry.create("linesearch", self.search, **fields) for fields in each)

    def rule(self, row: int) -> LineSearch:
        """The line search of a row."""
        return self._rules[row % len(self._rules)]

    def begin(self, x: Array, evaluate: Evaluate) -> Known:
        """f and g at the starts."""
        closed = _has_closed_form(self.search, evaluate)
        return Known(None if closed else evaluate.value(x), evaluate.gradient(x))

    def go(
        self,
        x: Array,
        p: Array,
        known: Known,
        evaluate: Evaluate,
        first: Array,
        because: Mapping[int, Sentence] | None = None,
    ) -> tuple[Array, Known, dict[str, Any]]:
        """Search along p (n, d) and step: the new x, what is known there, and info.

        A row whose direction does not descend stays and fails; ``because`` may give the method's own reason for that
        row.
        """
        if known.f is None:
            out = _closed_form(x, p, known.g, evaluate)
        else:
            rules = [self.rule(row) for row in range(len(x))]
            out = search_rows(rules, x, p, known.f, known.g, evaluate, first)
        trials = np.array([0.0 if result is None else len(result.trials) for result in out.results])
        info: dict[str, Any] = {"gradient": known.g, "p": p, "alpha": out.alpha, "first": first, "trials": trials}
        info["failed"] = out.failed
        if out.failed.any():
            info["why"] = reasons(len(x), _sentences(out, p, known.g) | dict(because or {}))
        return out.x, Known(None if known.f is None else out.f, out.g), info


@dataclass(frozen=True)
class AnyLineSearch(LineSearched):
    """Every line search is offered."""

    rho: float = constant_field(Backtracking, "rho")
    c: float = constant_field(Goldstein, "c")


def _has_closed_form(search: str, evaluate: Evaluate) -> bool:
    return search == "exact" and evaluate.objective.is_quadratic


def _closed_form(x: Array, p: Array, g: Array, evaluate: Evaluate) -> Stepped:
    """α = −p'g / p'Qp, or the largest step where p'Qp ≤ 0; asks one Hessian product, and the gradient where it ends."""
    slope = dot(p, g)
    alpha = quadratic_step(-slope, dot(p, evaluate.hvp(x, p)), _LIMIT)
    failed = np.any(g != 0, axis=1) & ~(slope < 0)
    alpha = np.where(slope < 0, alpha, 0.0)
    moves = alpha > 0
    new = np.where(moves[:, None], x + alpha[:, None] * p, x)
    none: tuple[Result | None, ...] = (None,) * len(x)
    return Stepped(new, np.full(len(x), np.nan), ask_where(moves, evaluate.gradient, new, g), alpha, failed, none)


def _sentences(out: Stepped, p: Array, g: Array) -> dict[int, Sentence]:
    """What the searches that failed say."""
    slope = dot(p, g)
    found = {}
    for row in np.flatnonzero(out.failed).tolist():
        result = out.results[row]
        why = refusal(Trial(0.0, 0.0, float(slope[row])), 1.0) if result is None else result.reason
        if why is not None:
            found[row] = why
    return found


def ask_where(rows: BoolArray, ask: Callable[[Array, slice], Array], x: Array, old: Array) -> Array:
    """``ask`` for the rows chosen, counted for them alone; the others keep ``old``."""
    if rows.all():
        return ask(x, slice(0, len(x)))
    out = old.copy()
    for row in np.flatnonzero(rows).tolist():
        out[row] = ask(x[row : row + 1], slice(row, row + 1))[0]
    return out


def dot(a: Array, b: Array) -> Array:
    """Row by row, (n,)."""
    out: Array = np.einsum("nd,nd->n", a, b)
    return out


def short(g: Array) -> Array:
    """min(1, 1/‖g‖), (n,): the first trial of a direction whose scale says nothing (Nocedal and Wright, p. 59)."""
    norm = np.sqrt(dot(g, g))
    return 1.0 / np.maximum(norm, 1.0)


def slope_ratio(alpha: Array, slope_before: Array, slope: Array, otherwise: Array) -> Array:
    """α_{k−1} φ'_{k−1}(0)/φ'_k(0), Nocedal and Wright's (3.60): the first-order change is hoped to be as it was."""
    guess = alpha * (slope_before / slope)
    good = np.isfinite(guess) & (guess > 0)
    out: Array = np.where(good, guess, otherwise)
    return out
