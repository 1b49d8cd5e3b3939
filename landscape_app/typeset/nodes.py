"""What a formula is made of: frozen, and knows neither fonts nor colours."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sym:
    """A letter or a word: italic, as variables are, or upright, as numbers and functions are."""

    text: str
    italic: bool = True


@dataclass(frozen=True)
class Op:
    """A binary operator or a relation, with ``space`` em at either side."""

    text: str
    space: float = 0.22


@dataclass(frozen=True)
class Space:
    """``em`` of nothing."""

    em: float


@dataclass(frozen=True)
class Row:
    """One after the other on one baseline."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Frac:
    """One over the other."""

    above: Node
    below: Node


@dataclass(frozen=True)
class Sqrt:
    """The root of ``body``."""

    body: Node


@dataclass(frozen=True)
class Scripts:
    """``base`` with what stands at its upper and its lower right."""

    base: Node
    sup: Node | None = None
    sub: Node | None = None


@dataclass(frozen=True)
class Accent:
    """A sign over ``base``: "hat", "bar" or "tilde"."""

    base: Node
    kind: str


@dataclass(frozen=True)
class Fence:
    """``body`` between brackets that grow with it: "()", "[]", "||", "‖‖", or after a brace: "{"."""

    body: Node
    kind: str = "()"


@dataclass(frozen=True)
class Grid:
    """Rows of cells, each column flush right, or ``left``: a column vector has one cell a row."""

    rows: tuple[tuple[Node, ...], ...]
    left: bool = False


@dataclass(frozen=True)
class Coloured:
    """``body`` in the colour of a term of :mod:`landscape_app.terms`, or in "muted"."""

    body: Node
    term: str


Node = Sym | Op | Space | Row | Frac | Sqrt | Scripts | Accent | Fence | Grid | Coloured


def upright(text: str) -> Sym:
    """Numbers, functions, words."""
    return Sym(text, italic=False)


def row(*items: Node) -> Node:
    """The items on one line; a single one is itself."""
    return items[0] if len(items) == 1 else Row(items)
