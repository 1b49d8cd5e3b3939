"""A formula as a line of text, for the clipboard and for those who listen to it."""

from __future__ import annotations

from landscape_app.typeset.nodes import Accent, Coloured, Fence, Frac, Grid, Node, Op, Row, Scripts, Space, Sqrt, Sym

_ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303"}


def plain(node: Node) -> str:
    """One line; fractions become slashes, columns become rows of numbers."""
    match node:
        case Sym(text=text):
            return text
        case Op(text=text, space=space):
            return f" {text} " if space else text
        case Space(em=em):
            return " " if em > 0.1 else ""
        case Row(items=items):
            return "".join(plain(item) for item in items)
        case Frac(above=above, below=below):
            return f"{_grouped(above)}/{_grouped(below)}"
        case Sqrt(body=body):
            return f"√{_grouped(body)}"
        case Scripts(base=base, sup=sup, sub=sub):
            lower = "" if sub is None else f"_{_grouped(sub)}"
            return plain(base) + lower + ("" if sup is None else f"^{_grouped(sup)}")
        case Accent(base=base, kind=kind):
            return plain(base) + _ACCENTS[kind]
        case Fence(body=Grid() as body, kind="()"):
            return plain(body)
        case Fence(body=Grid(rows=rows), kind="{"):
            return "{" + "; ".join(": ".join(plain(cell) for cell in cells) for cells in rows) + "}"
        case Fence(body=body, kind=kind):
            return f"{kind[0]}{plain(body)}{kind[-1]}"
        case Grid(rows=rows):
            if all(len(cells) == 1 for cells in rows):
                return "(" + ", ".join(plain(cells[0]) for cells in rows) + ")"
            return "[" + "; ".join(", ".join(plain(cell) for cell in cells) for cells in rows) + "]"
        case Coloured(body=body):
            return plain(body)


def _grouped(node: Node) -> str:
    text = plain(node)
    inner = node.body if isinstance(node, Coloured) else node
    single = isinstance(inner, Sym | Accent | Fence | Scripts | Sqrt | Grid) or len(text) == 1
    return text if single else f"({text})"
