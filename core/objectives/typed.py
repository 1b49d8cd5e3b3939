"""A surface of one's own: f(x, y) typed as a formula, with exact derivatives and parameters that become sliders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.formula.program import Program, program
from core.formula.reader import MAX_LENGTH
from core.objectives._common import hessian_2d
from core.objectives.base import Objective
from core.params import ParameterError, param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_STRANGE = QT_TRANSLATE_NOOP("errors", "{name} is not a letter of the formula; {hint}")
USUAL = 1.0  # the value of a parameter that was never set


@register("objective", "typed")
@dataclass(frozen=True)
class Typed(Objective):
    """Whatever ``expression`` says; see :mod:`core.formula` for what it may say.

    Letters other than x, y, e and π are parameters, with their values in ``parameters`` (1 where none is given).
    Nothing is claimed of it: no minima, no L; where it is not a number, it is not defined.
    """

    label = QT_TRANSLATE_NOOP("objectives", "Your own formula")
    group = "own"
    order = 900
    formula = "f(x, y)"
    source = "typed by hand"
    lists = "lowest"

    expression: str = param(
        "x^2 + a y^2 + b sin(3x) sin(3y)",
        label=QT_TRANSLATE_NOOP("objectives", "f(x, y) ="),
        help=QT_TRANSLATE_NOOP(
            "objectives", "A formula in x and y; other letters become sliders, as in a x^2 + b y^2. Try sin, exp, |x|"
        ),
        high=MAX_LENGTH,
    )
    parameters: tuple[tuple[str, float], ...] = param(
        (("a", 2.0), ("b", 0.5)),
        label=QT_TRANSLATE_NOOP("objectives", "Parameters"),
        help=QT_TRANSLATE_NOOP("objectives", "The values of the formula's letters"),
        kind="named",
        low=-1e6,
        high=1e6,
        slider=(-5.0, 5.0),
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        known = self._program.parameters
        for name, _ in self.parameters:
            if name not in known:
                hint = "it has " + ", ".join(known) if known else "it has none"
                raise ParameterError(_STRANGE, field="parameters", name=f"parameters.{name}"[:60], hint=hint)

    @property
    def _program(self) -> Program:
        return program(self.expression)

    @property
    def names(self) -> tuple[str, ...]:
        """The formula's parameters in order of appearance."""
        return self._program.parameters

    @property
    def values(self) -> tuple[float, ...]:
        """Their values, in that order."""
        given = dict(self.parameters)
        return tuple(given.get(name, USUAL) for name in self.names)

    @property
    def is_smooth(self) -> bool:  # type: ignore[override]
        """Whether the formula has no function with kinks or jumps."""
        return self._program.is_smooth

    def value(self, x: Array) -> Array:
        with np.errstate(all="ignore"):
            (f,) = self._program.value(x, self.values)
        return _whole(f, x.shape[:-1])

    def gradient(self, x: Array) -> Array:
        with np.errstate(all="ignore"):
            return _stacked(self._program.gradient(x, self.values), x)

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        with np.errstate(all="ignore"):
            f, *g = self._program.value_gradient(x, self.values)
        return _whole(f, x.shape[:-1]), _stacked(g, x)

    def hessian(self, x: Array) -> Array:
        with np.errstate(all="ignore"):
            xx, xy, yy = self._program.hessian(x, self.values)
        return hessian_2d(x, xx, xy, yy)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-3.0, 3.0), (-3.0, 3.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (-2.3, 1.7)


def _whole(value: Array | float, shape: tuple[int, ...]) -> Array:
    """A formula without x and y is one number everywhere."""
    return np.array(value) if np.shape(value) == shape else np.full(shape, value)


def _stacked(parts: list[Array], x: Array) -> Array:
    out = np.empty_like(x, dtype=np.result_type(x, *parts))
    for i, part in enumerate(parts):
        out[..., i] = part
    return out
