"""The colours of the terms of a step: alike in the formula and in its arrows."""

from __future__ import annotations

from landscape_app.theme import Theme

# term -> (on light, on dark); each reads on the plot's ground and beside the colours of the map
_TERMS = {
    "gradient": ("#b3203a", "#ff7183"),
    "noise": ("#8a6100", "#f2c24b"),
    "momentum": ("#0067b1", "#56b4f5"),
    "scale": ("#5b4cc4", "#a99cff"),  # second moments, preconditioners, Hessians
    "rate": ("#00695c", "#35d6b4"),  # step sizes: learning rate, α, trust radius
    "step": ("#1c1c1c", "#f4f4f4"),
    "decay": ("#a8358b", "#f08bd0"),  # weight decay and other penalties, prox steps
}
TERMS = tuple(_TERMS)


def term_colour(theme: Theme, term: str) -> str:
    """ "#rrggbb" of one of :data:`TERMS`."""
    return _TERMS[term][theme.dark]
