"""From text to expression: a precedence-climbing parser with positions in its errors.

Vaughan Pratt, Top down operator precedence, POPL (1973). What people write is forgiven: ``^`` or ``**``, ``2x`` for
``2*x``, full-width and mathematical characters, ``x²``.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass

from core.formula.expr import Graph, Node
from core.formula.functions import FUNCTIONS
from core.words import QT_TRANSLATE_NOOP, CoreError

MAX_LENGTH = 500  # characters
MAX_DEPTH = 40  # of brackets
MAX_NAME = 16
MAX_PARAMETERS = 8
VARIABLES = ("x", "y")
CONSTANTS = {"pi": math.pi, "π": math.pi, "e": math.e, "tau": math.tau, "τ": math.tau}
_SAME = {"ln": "log", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "logistic": "sigmoid", "arctan2": "atan2"}
_MANY = ("max", "min")  # take two or more

_CHARACTERS = str.maketrans(
    {"×": "*", "·": "*", "⋅": "*", "∙": "*", "÷": "/", "−": "-", "–": "-", "，": ",", "、": ",", "√": "√", "；": ",",
     "【": "(", "】": ")", "[": "(", "]": ")", "{": "(", "}": ")", "〖": "(", "〗": ")", "。": "."}
)  # fmt: skip
_SUPERSCRIPT = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))
_TOKEN = re.compile(
    r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[^\W\d]\w*)|(?P<power>\*\*|\^)|(?P<sign>[-+*/(),|√])"
)

_EMPTY = QT_TRANSLATE_NOOP("formula", "type a formula in x and y, such as x^2 + 3 y^2")
_LONG = QT_TRANSLATE_NOOP("formula", "a formula has at most {limit} characters, this one {got}")
_CHARACTER = QT_TRANSLATE_NOOP("formula", "{what!r} cannot stand in a formula")
_EXPECTED = QT_TRANSLATE_NOOP("formula", "a number, a name or an opening bracket must stand here, not {what}")
_END = QT_TRANSLATE_NOOP("formula", "the formula breaks off: a number, a name or an opening bracket is missing")
_CLOSE = QT_TRANSLATE_NOOP("formula", "this bracket is never closed")
_OPEN = QT_TRANSLATE_NOOP("formula", "this closing bracket has no opening one")
_DEEP = QT_TRANSLATE_NOOP("formula", "brackets may be nested at most {limit} deep")
_FUNCTION = QT_TRANSLATE_NOOP("formula", "{name} is a function: write {name}(…)")
_UNKNOWN = QT_TRANSLATE_NOOP("formula", "there is no function {name}; there are {known}")
_ARGUMENTS = QT_TRANSLATE_NOOP("formula", "{name} takes {needs}, not {got}")
_NUMBER = QT_TRANSLATE_NOOP("formula", "the number {what} is too large")
_NAME = QT_TRANSLATE_NOOP("formula", "a name has at most {limit} characters")
_PARAMETERS = QT_TRANSLATE_NOOP("formula", "at most {limit} letters may stand for parameters; {name} is one too many")
_INFINITE = QT_TRANSLATE_NOOP("formula", "this is the same everywhere and no finite number")


class FormulaError(CoreError):
    """A formula that cannot be read; ``at`` is the place, an index into the text as typed."""

    def __init__(self, template: str, at: int, **values: object) -> None:
        super().__init__(template, field="formula", **values)
        self.at = at


@dataclass(frozen=True)
class _Token:
    kind: str  # number, name, power, sign, end
    text: str
    at: int


@dataclass(frozen=True, eq=False)
class Formula:
    """An expression, the graph it lives in, and its parameters' names in order of appearance."""

    graph: Graph
    root: Node
    parameters: tuple[str, ...]


def read(text: str) -> Formula:
    """The formula that ``text`` states. Raises :class:`FormulaError` with the place of the first thing wrong."""
    if len(text) > MAX_LENGTH:
        raise FormulaError(_LONG, MAX_LENGTH, limit=MAX_LENGTH, got=len(text))
    reader = _Reader(_tokens(text))
    root = reader.sum()
    if reader.next.kind != "end":
        if reader.next.text == ")":
            raise FormulaError(_OPEN, reader.next.at)
        raise FormulaError(_EXPECTED, reader.next.at, what=repr(reader.next.text))
    if root.is_constant and not math.isfinite(root.value):
        raise FormulaError(_INFINITE, 0)
    return Formula(reader.graph, root, tuple(reader.parameters))


def _tokens(text: str) -> list[_Token]:
    """Cut the text up; every token knows where it stands in the text as typed."""
    plain: list[str] = []
    places: list[int] = []
    raised = False
    for at, character in enumerate(text):
        written = unicodedata.normalize("NFKC", character).translate(_CHARACTERS)
        if character in _SUPERSCRIPT:
            written = _SUPERSCRIPT[character] if raised else "^" + _SUPERSCRIPT[character]
            raised = True
        else:
            written = written.translate(_CHARACTERS)
            raised = False
        plain.extend(written)
        places.extend([at] * len(written))
    places.append(len(text))
    joined = "".join(plain)
    out, at = [], 0
    while at < len(joined):
        if joined[at].isspace():
            at += 1
            continue
        found = _TOKEN.match(joined, at)
        if found is None:
            raise FormulaError(_CHARACTER, places[at], what=text[places[at]])
        assert found.lastgroup is not None
        out.append(_Token(found.lastgroup, found.group(), places[at]))
        at = found.end()
    if not out:
        raise FormulaError(_EMPTY, 0)
    return [*out, _Token("end", "", len(text))]


class _Reader:
    """Reads tokens from left to right: sum > product > sign > power > atom."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens, self._at, self._depth = tokens, 0, 0
        self.graph = Graph()
        self.parameters: list[str] = []

    @property
    def next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        token = self.next
        self._at += 1
        return token

    def _descend(self, at: int) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise FormulaError(_DEEP, at, limit=MAX_DEPTH)

    def sum(self) -> Node:
        """product, then + or - product ..."""
        left = self._product()
        while self.next.text in ("+", "-"):
            minus = self._take().text == "-"
            right = self._product()
            left = self.graph.sub(left, right) if minus else self.graph.add(left, right)
        return left

    def _product(self) -> Node:
        left = self._signed()
        while True:
            if self.next.text in ("*", "/"):
                over = self._take().text == "/"
                right = self._signed()
                left = self.graph.div(left, right) if over else self.graph.mul(left, right)
            elif self.next.kind in ("number", "name") or self.next.text in ("(", "√"):
                left = self.graph.mul(left, self._power())  # 2x, 3(x + 1), x y
            else:
                return left

    def _signed(self) -> Node:
        """-x² is -(x²), and 2^-x is 2^(-x)."""
        minus, signs = False, 0
        while self.next.text in ("+", "-"):
            minus ^= self._take().text == "-"
            signs += 1
        node = self._power()
        return self.graph.neg(node) if minus else node

    def _power(self) -> Node:
        base = self._atom()
        if self.next.kind != "power":
            return base
        at = self._take().at
        self._descend(at)  # powers group to the right, one level each
        exponent = self._signed()
        self._depth -= 1
        return self.graph.power(base, exponent)

    def _atom(self) -> Node:
        token = self._take()
        if token.kind == "number":
            value = float(token.text)
            if not math.isfinite(value):
                raise FormulaError(_NUMBER, token.at, what=token.text[:20])
            return self.graph.const(value)
        if token.kind == "name":
            return self._name(token)
        if token.text == "(":
            return self._bracket(token)
        if token.text == "√":
            self._descend(token.at)
            under = self._power()
            self._depth -= 1
            return self.graph.call("sqrt", under)
        if token.text == "|":
            return self._absolute(token)
        if token.kind == "end":
            raise FormulaError(_END, token.at)
        if token.text == ")":
            raise (
                FormulaError(_OPEN, token.at)
                if self._depth == 0
                else FormulaError(_EXPECTED, token.at, what=repr(token.text))
            )
        raise FormulaError(_EXPECTED, token.at, what=repr(token.text))

    def _bracket(self, opening: _Token) -> Node:
        self._descend(opening.at)
        node = self.sum()
        self._close(opening)
        return node

    def _close(self, opening: _Token) -> None:
        if self.next.text != ")":
            if self.next.kind == "end":
                raise FormulaError(_CLOSE, opening.at)
            raise FormulaError(_EXPECTED, self.next.at, what=repr(self.next.text))
        self._take()
        self._depth -= 1

    def _absolute(self, opening: _Token) -> Node:
        self._descend(opening.at)
        node = self.sum()
        if self.next.text != "|":
            raise FormulaError(_CLOSE, opening.at)
        self._take()
        self._depth -= 1
        return self.graph.call("abs", node)

    def _name(self, token: _Token) -> Node:
        name = _SAME.get(token.text, token.text)
        if self.next.text == "(" and (name in FUNCTIONS or self._is_strange(name)):
            return self._call(token, name)
        if name in FUNCTIONS:
            raise FormulaError(_FUNCTION, token.at, name=name)
        if name in VARIABLES:
            return self.graph.variable(name)
        if name in CONSTANTS:
            return self.graph.const(CONSTANTS[name])
        if len(name) > 1 and set(name) <= set(VARIABLES):  # xy is x y
            node = self.graph.variable(name[0])
            for letter in name[1:]:
                node = self.graph.mul(node, self.graph.variable(letter))
            return node
        if len(name) > MAX_NAME:
            raise FormulaError(_NAME, token.at, limit=MAX_NAME)
        if name not in self.parameters:
            if len(self.parameters) >= MAX_PARAMETERS:
                raise FormulaError(_PARAMETERS, token.at, limit=MAX_PARAMETERS, name=name)
            self.parameters.append(name)
        return self.graph.parameter(name)

    @staticmethod
    def _is_strange(name: str) -> bool:
        """More than a letter before a bracket is meant as a function; ``a(x + 1)`` is a product."""
        return len(name) > 2 and name not in CONSTANTS and not set(name) <= set(VARIABLES)

    def _call(self, token: _Token, name: str) -> Node:
        if name not in FUNCTIONS:
            raise FormulaError(_UNKNOWN, token.at, name=token.text[:20], known=", ".join(FUNCTIONS))
        opening = self._take()
        self._descend(opening.at)
        arguments = [self.sum()]
        while self.next.text == ",":
            self._take()
            arguments.append(self.sum())
        self._close(opening)
        needs = FUNCTIONS[name].arity
        if (name in _MANY and len(arguments) < 2) or (name not in _MANY and len(arguments) != needs):
            words = "two or more arguments" if name in _MANY else "one argument" if needs == 1 else f"{needs} arguments"
            raise FormulaError(_ARGUMENTS, token.at, name=name, needs=words, got=len(arguments))
        node = self.graph.call(name, *arguments[:needs])
        for argument in arguments[needs:]:
            node = self.graph.call(name, node, argument)
        return node
