"""Backpropagation at one weight vector, stage by stage, with its shapes: plain data for the view.

Samples stand as columns: X⁽ˡ⁾ and Δ⁽ˡ⁾ are (units, n), n = 1 for a single sample. Δ⁽ᴸ⁾ carries the 1/n of the mean, so
that ∂ℓ/∂W⁽ˡ⁾ = Δ⁽ˡ⁾ (X⁽ˡ⁻¹⁾)ᵀ is the gradient of the mean loss; the penalty on the weights is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from core.arrays import Array, IntArray
from core.nn.network_loss import NetworkLoss, Penalty
from core.words import QT_TRANSLATE_NOOP
from landscape_app.network_picture import NetworkPicture

_MOST_CHECKED = 200  # entries of the gradient
_MOST_NUMBERS = 60_000  # of units × samples × entries in a check: a few milliseconds
_COMPLEX_STEP, _STEP = 1e-30, 1e-6

COMPLEX = QT_TRANSLATE_NOOP("network", "complex step")
CENTRAL = QT_TRANSLATE_NOOP("network", "central differences")
TENSOR = QT_TRANSLATE_NOOP("network", "∂{s}/∂{W} is a tensor {shape}, contracted with {d}")
ERRATUM = QT_TRANSLATE_NOOP("network", "✗ The slide sets {own} equal to a chain that ends in {before}")
SLIDE = QT_TRANSLATE_NOOP("network", "In the slide's order")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Shape = tuple[int, int]


@dataclass(frozen=True)
class Factor:
    """A matrix of a product by name and shape."""

    name: str
    shape: Shape


@dataclass(frozen=True)
class Order:
    """Two factors in an order somebody may take, and whether they multiply to what is wanted."""

    factors: tuple[Factor, Factor]
    wanted: Shape

    @property
    def fits(self) -> bool:
        """The inner sizes are alike and the product has the shape that is wanted."""
        left, right = (f.shape for f in self.factors)
        return left[1] == right[0] and (left[0], right[1]) == self.wanted


@dataclass(frozen=True)
class Stage:
    """One step of the computation: ``kind`` is sums, outputs, loss, delta or gradient, of layer ``layer`` (1 … L)."""

    kind: str
    layer: int
    formula: str
    shapes: str
    slide: Order | None = None  # the chain rule with its factors from left to right as on the slide
    tensor: tuple[str, str, str, str] | None = None  # names of s, W and δ, shape of ∂s/∂W
    erratum: tuple[str, str] | None = None  # what the slide's chain is called, and what its last factor is


@dataclass(frozen=True, eq=False)
class Backprop:
    """All that a pass forward and back leaves. Matrices have samples as columns whatever the layout shown."""

    sample: int  # −1: all of them
    count: int  # of training samples
    rows: bool  # gradients stand as rows
    x: tuple[Array, ...]  # X⁽⁰⁾ … X⁽ᴸ⁾, (units, n)
    s: tuple[Array, ...]
    delta: tuple[Array, ...]
    weights: tuple[Array, ...]
    biases: tuple[Array, ...]  # (units, 1)
    weight_gradients: tuple[Array, ...]
    bias_gradients: tuple[Array, ...]
    gradient: Array  # (d,), of the loss without the penalty
    loss: float
    stages: tuple[Stage, ...]
    norms: tuple[float, ...]  # ‖∂ℓ/∂W⁽ˡ⁾‖
    difference: float  # the largest between backpropagation and the check
    checked: int  # entries
    check: str  # COMPLEX or CENTRAL


def backprop_of(picture: NetworkPicture, sample: int = -1, *, rows: bool = False) -> Backprop:
    """At the weights of ``picture`` for training sample ``sample``, −1 for the mean of all."""
    whole = picture.of.loss
    chosen = np.arange(len(whole.data)) if sample < 0 else np.array([min(sample, len(whole.data) - 1)])
    loss = replace(whole, data=whole.data.only(chosen), penalty=Penalty())
    mlp, w = loss.mlp, picture.w
    with np.errstate(all="ignore"):
        passed = mlp.passed(w, loss.data.inputs)
        back = mlp.backward(w, passed, loss.loss.slope(passed.outputs, loss.data.targets) / len(chosen))
        difference, checked, check = _checked(loss, w, back.gradient)
        value = float(loss.data_value(w))
        grown = tuple(mlp.weights(back.gradient, b) for b in mlp.blocks)
        norms = tuple(float(np.linalg.norm(g)) for g in grown)
    return Backprop(
        -1 if sample < 0 else int(chosen[0]),
        len(whole.data),
        rows,
        tuple(x.T for x in passed.x),
        tuple(s.T for s in passed.s),
        tuple(d.T for d in back.delta),
        tuple(mlp.weights(w, b) for b in mlp.blocks),
        tuple(mlp.biases(w, b)[:, None] for b in mlp.blocks),
        grown,
        tuple(mlp.biases(back.gradient, b)[:, None] for b in mlp.blocks),
        back.gradient,
        value,
        stages_of(mlp.sizes, len(chosen), value, rows=rows),
        norms,
        difference,
        checked,
        check,
    )


def _checked(loss: NetworkLoss, w: Array, gradient: Array) -> tuple[float, int, str]:
    most = max(1, min(_MOST_CHECKED, _MOST_NUMBERS // (len(loss.data) * sum(loss.mlp.sizes))))
    entries: IntArray = np.unique(np.linspace(0, loss.dim - 1, min(most, loss.dim)).astype(np.intp))
    at = np.arange(len(entries)), entries
    if loss.mlp.activation.is_smooth:
        moved = np.tile(w.astype(complex), (len(entries), 1))
        moved[at] += 1j * _COMPLEX_STEP
        slopes, how = loss.data_value(moved).imag / _COMPLEX_STEP, COMPLEX
    else:
        ahead, behind = np.tile(w, (len(entries), 1)), np.tile(w, (len(entries), 1))
        ahead[at] += _STEP
        behind[at] -= _STEP
        slopes, how = (loss.data_value(ahead) - loss.data_value(behind)) / (2 * _STEP), CENTRAL
    return float(np.max(np.abs(slopes - gradient[entries]))), len(entries), how


def named(letter: str, layer: int) -> str:
    """ "W⁽²⁾"."""
    return f"{letter}⁽{str(layer).translate(_SUPERSCRIPT)}⁾"


def shape_text(shape: tuple[int, ...]) -> str:
    """ "8×2"."""
    return "×".join(str(n) for n in shape)


def stages_of(sizes: tuple[int, ...], n: int, loss: float, *, rows: bool) -> tuple[Stage, ...]:
    """Forward from the inputs to the loss, then back, for ``n`` samples at once."""
    last = len(sizes) - 1
    out: list[Stage] = []
    for layer in range(1, last + 1):
        inner, units = sizes[layer - 1], sizes[layer]
        W, s, x = named("W", layer), named("s", layer), named("x", layer)  # noqa: N806 (the slides' symbol)
        sums = f"{s} = {W} {named('x', layer - 1)} + {named('b', layer)}"
        out.append(Stage("sums", layer, sums, f"{units}×{inner} · {inner}×{n} + {units}×1 → {units}×{n}"))
        sigma = "σ" if layer < last else "id"
        out.append(Stage("outputs", layer, f"{x} = {sigma}({s})", f"{units}×{n} → {units}×{n}"))
    k = sizes[-1]
    out.append(Stage("loss", last, f"ℓ({named('x', last)}, y) = {loss:.4g}", f"{k}×{n} → 1×1"))
    for layer in range(last, 0, -1):
        out.append(_delta(sizes, n, layer, rows))
        out.append(_gradient(sizes, n, layer, rows))
    return tuple(out)


def _turned(shape: Shape, rows: bool) -> Shape:
    return shape[::-1] if rows else shape


def _delta(sizes: tuple[int, ...], n: int, layer: int, rows: bool) -> Stage:
    units, last = sizes[layer], len(sizes) - 1
    d, s = named("δ", layer), named("s", layer)
    own = shape_text(_turned((units, n), rows))
    turn = "ᵀ" if rows else ""
    if layer == last:
        formula = f"{d} = ∂ℓ/∂{named('x', layer)} ⊙ id′({s}){turn}"
        return Stage("delta", layer, formula, f"{own} ⊙ {own} → {own}")
    above, m, W = named("δ", layer + 1), sizes[layer + 1], named("W", layer + 1)  # noqa: N806 (the slides' symbol)
    s_above, x = named("s", layer + 1), named("x", layer)
    order = Order(
        (
            Factor(f"∂ℓ/∂{s_above}", _turned((m, n), rows)),
            Factor(f"∂{s_above}/∂{x}", (m, units) if rows else (units, m)),
        ),
        _turned((units, n), rows),
    )
    if rows:
        return Stage("delta", layer, f"{d} = {above} {W} ⊙ σ′({s})ᵀ", f"{n}×{m} · {m}×{units} ⊙ {own} → {own}", order)
    return Stage("delta", layer, f"{d} = ({W})ᵀ {above} ⊙ σ′({s})", f"{units}×{m} · {m}×{n} ⊙ {own} → {own}", order)


def _gradient(sizes: tuple[int, ...], n: int, layer: int, rows: bool) -> Stage:
    inner, units = sizes[layer - 1], sizes[layer]
    d, x, W, b = (named(c, i) for c, i in (("δ", layer), ("x", layer - 1), ("W", layer), ("b", layer)))  # noqa: N806
    tensor = (named("s", layer), W, d, shape_text((units, units, inner)))
    ones = "" if n == 1 else "𝟏"
    erratum = _erratum(layer) if 1 < layer == len(sizes) - 1 else None
    if rows:
        formula = f"∂ℓ/∂{W} = {x} {d},  ∂ℓ/∂{b} = {ones + 'ᵀ ' if ones else ''}{d}"
        shapes = f"{inner}×{n} · {n}×{units} → {inner}×{units},  1×{units}"
        return Stage("gradient", layer, formula, shapes, None, tensor, erratum)
    formula = f"∂ℓ/∂{W} = {d} ({x})ᵀ,  ∂ℓ/∂{b} = {d}{' ' + ones if ones else ''}"
    shapes = f"{units}×{n} · {n}×{inner} → {units}×{inner},  {units}×1"
    return Stage("gradient", layer, formula, shapes, None, tensor, erratum)


def _erratum(last: int) -> tuple[str, str]:
    return f"∂ℓ/∂{named('W', last)}", f"∂{named('s', last - 1)}/∂{named('W', last - 1)}"
