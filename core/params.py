"""``param()``: a dataclass field that knows its range, scale, unit, label and help.

The range stands here and nowhere else: constructors, scene files, command line and sliders all read it.
"""

from __future__ import annotations

import copy
import dataclasses
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from core.words import QT_TRANSLATE_NOOP, CoreError, said, speaking

Scale = Literal["linear", "log"]


class ParameterError(CoreError):
    """A value outside the range, or of the wrong type, of the field that ``field`` names."""


class Matrix(tuple[tuple[float, ...], ...]):
    """Rows of numbers that are many: ``kept`` once all are known to be finite, and hashed once."""

    kept: bool = False
    _hash: int | None = None

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = super().__hash__()
        return self._hash


@speaking("label", "help", "words", "section", "unit")
@dataclass(frozen=True)
class Param:
    """What is known of one field.

    ``low``/``high`` are the limits that a value must keep (``None``: none); ``low_open`` excludes ``low``
    itself. ``slider`` is the range that a slider offers, where that is narrower than what may be typed.
    ``kind`` is one of float, int, bool, choice, text, vector (a tuple of floats), matrix (a tuple of vectors), named
    (a tuple of pairs of a name and a float). ``high`` limits the characters of a text.
    ``when`` is (choice field, its values) for a field that counts only then: a form hides it otherwise.
    ``words`` are the choices as a person reads them, where they differ from the ids.
    """

    name: str
    kind: str
    default: Any
    label: str
    help: str
    symbol: str
    low: float | None
    high: float | None
    low_open: bool
    high_open: bool
    scale: Scale
    unit: str
    slider: tuple[float, float] | None
    choices: tuple[str, ...]
    when: tuple[str, tuple[str, ...]] | None = None
    words: tuple[str, ...] = ()
    section: str = ""  # a heading that a form puts before this field

    def changed(self, **changes: Any) -> Param:
        """A copy with other fields; ``dataclasses.replace`` would copy the words as they are said just now."""
        made = copy.copy(self)
        for name, value in changes.items():
            object.__setattr__(made, name, value)
        return made

    def counts(self, instance: object) -> bool:
        """Whether ``instance`` makes use of this field."""
        return self.when is None or getattr(instance, self.when[0]) in self.when[1]

    def check(self, value: Any) -> None:
        """Raise :class:`ParameterError` unless ``value`` has the right type and lies in range."""
        name = self.name
        if isinstance(value, Matrix) and value.kept and self.kind == "matrix":
            return
        if self.kind == "bool":
            if not isinstance(value, (bool, np.bool_)):
                raise ParameterError(_NEEDS, field=name, name=name, needs=said(_TRUE_FALSE), got=_got(value))
            return
        if self.kind == "choice":
            if value not in self.choices:
                raise ParameterError(
                    _NEEDS,
                    field=name,
                    name=name,
                    needs=said(_ONE_OF).format(known=", ".join(self.choices)),
                    got=_got(value),
                )
            return
        if self.kind == "text":
            if not isinstance(value, str):
                raise ParameterError(_NEEDS, field=name, name=name, needs=said(_A_TEXT), got=_got(value))
            if self.high is not None and len(value) > self.high:
                needs = said(_CHARACTERS).format(most=f"{self.high:g}")
                raise ParameterError(_NEEDS, field=name, name=name, needs=needs, got=f"{len(value)} characters")
            return
        if self.kind == "named":
            self._check_named(value)
            return
        if self.kind == "int" and (isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer))):
            raise ParameterError(_NEEDS, field=name, name=name, needs=said(_WHOLE), got=_got(value))
        try:
            numbers = np.asarray(value, dtype=np.float64)
        except (TypeError, ValueError, OverflowError):
            numbers = np.asarray(np.nan)
        if isinstance(value, (str, bool, np.bool_)) or (numbers.ndim == 0) == (self.kind in ("vector", "matrix")):
            needs = said({"vector": _LIST, "matrix": _ROWS}.get(self.kind, _A_NUMBER))
            if self.kind in ("vector", "matrix") or not isinstance(value, np.ndarray):
                raise ParameterError(_NEEDS, field=name, name=name, needs=needs, got=_got(value))
        if not np.all(np.isfinite(numbers)):
            raise ParameterError(_NEEDS, field=name, name=name, needs=said(_FINITE), got=_got(value))
        low, high = self.low, self.high
        if low is not None and np.any(numbers <= low if self.low_open else numbers < low):
            template = _ABOVE if self.low_open else _AT_LEAST
            raise ParameterError(template, field=name, name=name, limit=f"{low:g}", got=_got(value))
        if high is not None and np.any(numbers >= high if self.high_open else numbers > high):
            template = _BELOW if self.high_open else _AT_MOST
            raise ParameterError(template, field=name, name=name, limit=f"{high:g}", got=_got(value))

    def _check_named(self, value: Any) -> None:
        pairs = value if isinstance(value, tuple) else (None,)
        for pair in pairs:
            if not (isinstance(pair, tuple) and len(pair) == 2 and isinstance(pair[0], str)):
                raise ParameterError(_NEEDS, field=self.name, name=self.name, needs=said(_NAMES), got=_got(value))
            one = self.changed(name=f"{self.name}.{pair[0]}", kind="float")
            one.check(pair[1])


_NEEDS = QT_TRANSLATE_NOOP("errors", "{name} must be {needs}, got {got}")
_ABOVE = QT_TRANSLATE_NOOP("errors", "{name} must be greater than {limit}, got {got}")
_BELOW = QT_TRANSLATE_NOOP("errors", "{name} must be less than {limit}, got {got}")
_AT_LEAST = QT_TRANSLATE_NOOP("errors", "{name} must be at least {limit}, got {got}")
_AT_MOST = QT_TRANSLATE_NOOP("errors", "{name} must be at most {limit}, got {got}")


_TRUE_FALSE = QT_TRANSLATE_NOOP("errors", "true or false")
_ONE_OF = QT_TRANSLATE_NOOP("errors", "one of {known}")
_A_TEXT = QT_TRANSLATE_NOOP("errors", "a text")
_CHARACTERS = QT_TRANSLATE_NOOP("errors", "at most {most} characters")
_WHOLE = QT_TRANSLATE_NOOP("errors", "a whole number")
_LIST = QT_TRANSLATE_NOOP("errors", "a list of numbers")
_ROWS = QT_TRANSLATE_NOOP("errors", "a list of rows of numbers")
_A_NUMBER = QT_TRANSLATE_NOOP("errors", "a number")
_FINITE = QT_TRANSLATE_NOOP("errors", "a finite number")
_NAMES = QT_TRANSLATE_NOOP("errors", "names with their numbers")


def _got(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def param(
    default: Any,
    *,
    label: str,
    help: str,
    symbol: str = "",
    low: float | None = None,
    high: float | None = None,
    low_open: bool = False,
    high_open: bool = False,
    scale: Scale = "linear",
    unit: str = "",
    slider: tuple[float, float] | None = None,
    choices: tuple[str, ...] = (),
    kind: str = "",
    when: tuple[str, tuple[str, ...]] | None = None,
    words: tuple[str, ...] = (),
    section: str = "",
) -> Any:
    """A dataclass field with a :class:`Param` in its metadata. ``kind`` follows from ``default`` if not given."""
    if not kind:
        if choices:
            kind = "choice"
        elif isinstance(default, bool):
            kind = "bool"
        elif isinstance(default, int):
            kind = "int"
        elif isinstance(default, str):
            kind = "text"
        elif isinstance(default, tuple):
            kind = "matrix" if default and isinstance(default[0], tuple) else "vector"
        else:
            kind = "float"
    known = Param(
        "",
        kind,
        default,
        label,
        help,
        symbol,
        low,
        high,
        low_open,
        high_open,
        scale,
        unit,
        slider,
        choices,
        when,
        words,
        section,
    )
    return dataclasses.field(default=default, metadata={"param": known})


_params: dict[type, dict[str, Param]] = {}


def params_of(cls: type) -> dict[str, Param]:
    """Name -> :class:`Param` for every ``param()`` field of a dataclass, in order of declaration."""
    if cls not in _params:
        _params[cls] = {
            f.name: f.metadata["param"].changed(name=f.name) for f in dataclasses.fields(cls) if "param" in f.metadata
        }
    return _params[cls]


def check_params(instance: object) -> None:
    """Check every ``param()`` field of a dataclass instance; raise :class:`ParameterError` at the first bad one."""
    for name, known in params_of(type(instance)).items():
        known.check(getattr(instance, name))
