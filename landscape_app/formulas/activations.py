"""Every activation and its derivative at an input s: what is shown is what is computed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from core.nn.activations import Activation
from core.nn.normal import cdf, density
from landscape_app.formulas.expr import Call, Either, Exp, Expr, Named, Number, Power, Root, Size, squared

F, DF = "f", "df"  # the terms of σ and σ′

_Rule = Callable[[Named, Named, Any], tuple[Expr, Expr]]  # s, σ and the activation

_ZERO, _ONE = Number(0.0), Number(1.0)


def _isru(s: Named, _y: Named, of: Any) -> tuple[Expr, Expr]:
    root = Root(1 + Named("α", of.alpha) * squared(s))
    return s / root, Power(1 / root, 3.0)


def _leaky_relu(s: Named, _y: Named, of: Any) -> tuple[Expr, Expr]:
    a = Named("a", of.slope)
    return Either(s, a * s, s), Either(_ONE, a, s)


def _elu(s: Named, _y: Named, of: Any) -> tuple[Expr, Expr]:
    a = Named("a", of.a)
    return Either(s, a * (Exp(s) - 1), s), Either(_ONE, a * Exp(s), s)


def _gelu(s: Named, _y: Named, _of: Any) -> tuple[Expr, Expr]:
    below = Call("Φ", cdf, (s,))
    return s * below, below + s * Call("φ", density, (s,))


def _silu(s: Named, _y: Named, _of: Any) -> tuple[Expr, Expr]:
    low = Exp(-s)
    return s / (1 + low), (1 + (1 + s) * low) / squared(1 + low)


_RULES: dict[str, _Rule] = {
    "identity": lambda s, y, of: (s, _ONE),
    "binary_step": lambda s, y, of: (Either(_ONE, _ZERO, s, closed=True), _ZERO),
    "logistic": lambda s, y, of: (1 / (1 + Exp(-s)), y * (1 - y)),
    "tanh": lambda s, y, of: ((Exp(s) - Exp(-s)) / (Exp(s) + Exp(-s)), 1 - squared(y)),
    "arctan": lambda s, y, of: (Call("arctan", np.arctan, (s,)), 1 / (1 + squared(s))),
    "softsign": lambda s, y, of: (s / (1 + Size(s, norm=False)), 1 / squared(1 + Size(s, norm=False))),
    "isru": _isru,
    "relu": lambda s, y, of: (Call("max", np.maximum, (_ZERO, s)), Either(_ONE, _ZERO, s)),
    "leaky_relu": _leaky_relu,
    "elu": _elu,
    "gelu": _gelu,
    "silu": _silu,
    "softplus": lambda s, y, of: (Call("ln", np.log, (1 + Exp(s),)), 1 / (1 + Exp(-s))),
}


def expressions(of: Activation, s: float) -> tuple[Expr, Expr] | None:
    """σ(s) and σ′(s); None for an activation that has none here, whose text tells its formula."""
    rule = _RULES.get(of.id)
    if rule is None:
        return None
    at = Named("s", s)
    return rule(at, Named("σ", float(of.f(np.array([s]))[0]), F), of)
