"""Activation functions with their first two derivatives, elementwise.

Each is a frozen rule: ``f(s)``, ``df(s)``, ``ddf(s)`` for any array ``s``; ``both(s)`` gives f and f' together, as
backpropagation needs them. At a kink the derivative is that of torch.nn: 0 for ReLU at 0, the negative slope for
leaky ReLU at 0. Complex input goes through the smooth ones (complex step).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from core.arrays import Array
from core.nn.normal import cdf, density
from core.params import check_params, param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


def _precision(s: Array) -> np.dtype[Any]:
    """That of ``s``; whole numbers are real ones."""
    return s.dtype if s.dtype.kind in "fc" else np.dtype(np.float64)


@dataclass(frozen=True)
class Activation(ABC):
    """σ: s ↦ σ(s)."""

    id: ClassVar[str] = ""
    label: ClassVar[str] = ""
    formula: ClassVar[str] = ""
    derivative: ClassVar[str] = ""  # the formula of σ', in terms of s or of σ itself
    remark: ClassVar[str] = ""
    source: ClassVar[str] = ""
    order: ClassVar[int] = 100
    is_smooth: ClassVar[bool] = True  # twice continuously differentiable
    homogeneous: ClassVar[bool] = False  # σ(cs) = c σ(s) for c > 0: rescaling layers changes no prediction

    def __post_init__(self) -> None:
        check_params(self)

    @abstractmethod
    def f(self, s: Array) -> Array:
        """σ(s)."""

    @abstractmethod
    def df(self, s: Array) -> Array:
        """σ'(s)."""

    @abstractmethod
    def ddf(self, s: Array) -> Array:
        """σ''(s), away from kinks."""

    def both(self, s: Array) -> tuple[Array, Array]:
        """σ(s) and σ'(s); overridden where they share work."""
        return self.f(s), self.df(s)


@register("activation", "identity")
@dataclass(frozen=True)
class Identity(Activation):
    """σ(s) = s: without another activation, layers of any number are one linear map."""

    label = QT_TRANSLATE_NOOP("activations", "Identity")
    formula = "s"
    derivative = "1"
    remark = QT_TRANSLATE_NOOP("activations", "Any number of layers is one linear map")
    order = 10
    homogeneous = True

    def f(self, s: Array) -> Array:
        return s + 0.0

    def df(self, s: Array) -> Array:
        return np.ones_like(s)

    def ddf(self, s: Array) -> Array:
        return np.zeros_like(s)


@register("activation", "binary_step")
@dataclass(frozen=True)
class BinaryStep(Activation):
    """σ(s) = 1 for s ≥ 0, else 0; its derivative is 0 wherever it has one, so nothing before it learns."""

    label = QT_TRANSLATE_NOOP("activations", "Binary step")
    formula = "1 if s ≥ 0 else 0"
    derivative = "0"
    remark = QT_TRANSLATE_NOOP("activations", "Its slope is 0: hidden layers get no gradient and stay as they are")
    source = "McCulloch and Pitts (1943)"
    order = 20
    is_smooth = False

    def f(self, s: Array) -> Array:
        return (s >= 0).astype(_precision(s))

    def df(self, s: Array) -> Array:
        return np.zeros_like(s)

    def ddf(self, s: Array) -> Array:
        return np.zeros_like(s)


@register("activation", "logistic")
@dataclass(frozen=True)
class Logistic(Activation):
    """σ(s) = 1/(1 + e^{−s})."""

    label = QT_TRANSLATE_NOOP("activations", "Logistic (sigmoid)")
    formula = "1/(1 + e^(−s))"
    derivative = "σ(1 − σ)"
    remark = QT_TRANSLATE_NOOP("activations", "Its slope is at most 1/4: gradients shrink from layer to layer")
    order = 30

    def f(self, s: Array) -> Array:
        return logistic(s)

    def df(self, s: Array) -> Array:
        y = logistic(s)
        return y * (1 - y)

    def ddf(self, s: Array) -> Array:
        y = logistic(s)
        return y * (1 - y) * (1 - 2 * y)

    def both(self, s: Array) -> tuple[Array, Array]:
        y = logistic(s)
        return y, y * (1 - y)


@register("activation", "tanh")
@dataclass(frozen=True)
class Tanh(Activation):
    """σ(s) = tanh s."""

    label = QT_TRANSLATE_NOOP("activations", "Tanh")
    formula = "(e^s − e^(−s))/(e^s + e^(−s))"
    derivative = "1 − σ²"
    remark = QT_TRANSLATE_NOOP("activations", "A logistic that is odd: its outputs are centred at 0")
    order = 40

    def f(self, s: Array) -> Array:
        out: Array = np.tanh(s)
        return out

    def df(self, s: Array) -> Array:
        y = np.tanh(s)
        return 1 - y * y

    def ddf(self, s: Array) -> Array:
        y = np.tanh(s)
        out: Array = -2 * y * (1 - y * y)
        return out

    def both(self, s: Array) -> tuple[Array, Array]:
        y = np.tanh(s)
        return y, 1 - y * y


@register("activation", "arctan")
@dataclass(frozen=True)
class ArcTan(Activation):
    """σ(s) = tan⁻¹ s."""

    label = QT_TRANSLATE_NOOP("activations", "ArcTan")
    formula = "tan⁻¹ s"
    derivative = "1/(1 + s²)"
    remark = QT_TRANSLATE_NOOP("activations", "It saturates slowly: its slope falls like 1/s²")
    order = 50

    def f(self, s: Array) -> Array:
        out: Array = np.arctan(s)
        return out

    def df(self, s: Array) -> Array:
        out: Array = 1 / (1 + s * s)
        return out

    def ddf(self, s: Array) -> Array:
        d = 1 / (1 + s * s)
        return -2 * s * d * d


@register("activation", "softsign")
@dataclass(frozen=True)
class Softsign(Activation):
    """σ(s) = s/(1 + |s|)."""

    label = QT_TRANSLATE_NOOP("activations", "Softsign")
    formula = "s/(1 + |s|)"
    derivative = "1/(1 + |s|)²"
    remark = QT_TRANSLATE_NOOP("activations", "The slide leaves out the bars: x/(1 + |x|)")
    source = "Turian, Bergstra and Bengio (2009)"
    order = 60
    is_smooth = False  # the second derivative jumps at 0

    def f(self, s: Array) -> Array:
        out: Array = s / (1 + np.abs(s))
        return out

    def df(self, s: Array) -> Array:
        d = 1 / (1 + np.abs(s))
        return d * d

    def ddf(self, s: Array) -> Array:
        d = 1 / (1 + np.abs(s))
        return -2 * np.sign(s) * d * d * d


@register("activation", "isru")
@dataclass(frozen=True)
class Isru(Activation):
    """σ(s) = s/√(1 + α s²): the inverse square root unit."""

    label = QT_TRANSLATE_NOOP("activations", "ISRU")
    formula = "s/√(1 + α s²)"
    derivative = "(1 + α s²)^(−3/2)"
    remark = QT_TRANSLATE_NOOP("activations", "Like tanh without an exponential; it saturates at ±1/√α")
    source = "Carlile et al. (2017), arXiv:1710.09967"
    order = 70

    alpha: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("activations", "α"),
        help=QT_TRANSLATE_NOOP("activations", "How early it saturates: at ±1/√α"),
        symbol="α",
        low=0.0,
        low_open=True,
        high=100.0,
        slider=(0.1, 5.0),
    )

    def f(self, s: Array) -> Array:
        out: Array = s / np.sqrt(1 + self.alpha * s * s)
        return out

    def df(self, s: Array) -> Array:
        r = 1 / np.sqrt(1 + self.alpha * s * s)
        return r * r * r

    def ddf(self, s: Array) -> Array:
        r = 1 / np.sqrt(1 + self.alpha * s * s)
        return -3 * self.alpha * s * r**5


@register("activation", "relu")
@dataclass(frozen=True)
class Relu(Activation):
    """σ(s) = max(0, s); σ'(0) = 0, as in torch.nn."""

    label = QT_TRANSLATE_NOOP("activations", "ReLU")
    formula = "max(0, s)"
    derivative = "1 if s > 0 else 0"
    remark = QT_TRANSLATE_NOOP("activations", "No shrinking where it is on; a unit that is off everywhere stays off")
    source = "Nair and Hinton (2010)"
    order = 80
    is_smooth = False
    homogeneous = True

    def f(self, s: Array) -> Array:
        return np.maximum(s, 0)

    def df(self, s: Array) -> Array:
        return (s > 0).astype(_precision(s))

    def ddf(self, s: Array) -> Array:
        return np.zeros_like(s)


@register("activation", "leaky_relu")
@dataclass(frozen=True)
class LeakyRelu(Activation):
    """σ(s) = s for s > 0, else a s; a = 0.01 on the slide and in torch.nn."""

    label = QT_TRANSLATE_NOOP("activations", "Leaky ReLU")
    formula = "s if s > 0 else a s"
    derivative = "1 if s > 0 else a"
    remark = QT_TRANSLATE_NOOP("activations", "A ReLU whose units never die")
    source = "Maas, Hannun and Ng (2013)"
    order = 90
    is_smooth = False
    homogeneous = True

    slope: float = param(
        0.01,
        label=QT_TRANSLATE_NOOP("activations", "Negative slope"),
        help=QT_TRANSLATE_NOOP("activations", "The slope where s is below 0"),
        symbol="a",
        low=0.0,
        high=1.0,
        slider=(0.0, 0.5),
    )

    def f(self, s: Array) -> Array:
        return np.where(s > 0, s, self.slope * s)

    def df(self, s: Array) -> Array:
        return np.where(s > 0, 1.0, self.slope).astype(_precision(s))

    def ddf(self, s: Array) -> Array:
        return np.zeros_like(s)


@register("activation", "elu")
@dataclass(frozen=True)
class Elu(Activation):
    """σ(s) = s for s > 0, else a (eˢ − 1)."""

    label = QT_TRANSLATE_NOOP("activations", "ELU")
    formula = "s if s > 0 else a (e^s − 1)"
    derivative = "1 if s > 0 else a e^s"
    remark = QT_TRANSLATE_NOOP("activations", "Saturates at −a on the left, so that the mean output is nearer to 0")
    source = "Clevert, Unterthiner and Hochreiter (2016), arXiv:1511.07289"
    order = 100
    is_smooth = False

    a: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("activations", "a"),
        help=QT_TRANSLATE_NOOP("activations", "How far down it goes on the left"),
        symbol="a",
        low=0.0,
        low_open=True,
        high=10.0,
        slider=(0.1, 3.0),
    )

    def f(self, s: Array) -> Array:
        return np.where(s > 0, s, self.a * np.expm1(np.minimum(s, 0)))

    def df(self, s: Array) -> Array:
        return np.where(s > 0, 1.0, self.a * np.exp(np.minimum(s, 0))).astype(_precision(s))

    def ddf(self, s: Array) -> Array:
        return np.where(s > 0, 0.0, self.a * np.exp(np.minimum(s, 0))).astype(_precision(s))


@register("activation", "gelu")
@dataclass(frozen=True)
class Gelu(Activation):
    """σ(s) = s Φ(s), Φ the normal distribution function (torch.nn.GELU with approximate="none")."""

    label = QT_TRANSLATE_NOOP("activations", "GELU")
    formula = "s Φ(s)"
    derivative = "Φ(s) + s φ(s)"
    remark = QT_TRANSLATE_NOOP("activations", "A smooth ReLU with a dip below 0; the transformers' choice")
    source = "Hendrycks and Gimpel (2016), arXiv:1606.08415"
    order = 110

    def f(self, s: Array) -> Array:
        return s * cdf(s)

    def df(self, s: Array) -> Array:
        return cdf(s) + s * density(s)

    def ddf(self, s: Array) -> Array:
        return (2 - s * s) * density(s)

    def both(self, s: Array) -> tuple[Array, Array]:
        share = cdf(s)
        return s * share, share + s * density(s)


@register("activation", "silu")
@dataclass(frozen=True)
class Silu(Activation):
    """σ(s) = s/(1 + e^{−s})."""

    label = QT_TRANSLATE_NOOP("activations", "SiLU (swish)")
    formula = "s/(1 + e^(−s))"
    derivative = "y + s y (1 − y), y = 1/(1 + e^(−s))"
    remark = QT_TRANSLATE_NOOP("activations", "A smooth ReLU that is not monotone")
    source = "Elfwing, Uchibe and Doya (2018); Ramachandran, Zoph and Le (2017)"
    order = 120

    def f(self, s: Array) -> Array:
        return s * logistic(s)

    def df(self, s: Array) -> Array:
        y = logistic(s)
        return y + s * y * (1 - y)

    def ddf(self, s: Array) -> Array:
        y = logistic(s)
        return y * (1 - y) * (2 + s * (1 - 2 * y))


@register("activation", "softplus")
@dataclass(frozen=True)
class Softplus(Activation):
    """σ(s) = ln(1 + eˢ)."""

    label = QT_TRANSLATE_NOOP("activations", "Softplus")
    formula = "ln(1 + e^s)"
    derivative = "1/(1 + e^(−s))"
    remark = QT_TRANSLATE_NOOP("activations", "A smooth ReLU whose slope is the logistic")
    source = "Dugas et al. (2001)"
    order = 130

    def f(self, s: Array) -> Array:
        # s or −s has a real part of at most 0, whose exponential cannot overflow; NumPy orders by the real part first.
        out: Array = np.maximum(s, 0) + np.log1p(np.exp(np.minimum(s, -s)))
        return out

    def df(self, s: Array) -> Array:
        return logistic(s)

    def ddf(self, s: Array) -> Array:
        y = logistic(s)
        return y * (1 - y)


def logistic(s: Array) -> Array:
    """1/(1 + e^{−s}) without overflow."""
    out: Array = np.exp(np.minimum(s, 0)) / (1 + np.exp(np.minimum(s, -s)))
    return out
