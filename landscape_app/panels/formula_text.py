"""A formula in plain text, "1/2 (x^4 - 16 x^2)", as a person writes it: superscripts, Greek letters, a true minus."""

from __future__ import annotations

import re
from html import escape

_WORDS = {
    "kappa": "κ", "lambda": "λ", "delta": "δ", "sigma": "σ", "tau": "τ", "pi": "π", "sqrt": "√",
    "beta": "β", "alpha": "α", "mu": "μ",
}  # fmt: skip
_SIGNS = (("<=", "≤"), (">=", "≥"), ("!=", "≠"), ("1/2 ", "½ "), (" . ", " · "))
_RAISED = re.compile(r"\^(\(([^()]*)\)|[0-9]+(?:\.[0-9]+)?|[A-Za-z])")
_LOWERED = re.compile(r"(?<=[A-Za-zα-ω])_([A-Za-z0-9]+)")
_WORD = re.compile(r"(?<![A-Za-z])(" + "|".join(_WORDS) + r")(?![A-Za-z])")


def formula_html(plain: str) -> str:
    """``plain`` as rich text for a QLabel; what is no notation known here stays as it is."""
    text = plain
    for sign, shown in _SIGNS:
        text = text.replace(sign, shown)
    text = escape(_WORD.sub(lambda found: _WORDS[found[0]], text).replace("-", "−"), quote=False)
    text = _RAISED.sub(lambda found: f"<sup>{found[2] if found[2] is not None else found[1]}</sup>", text)
    return _LOWERED.sub(r"<sub>\1</sub>", text)
