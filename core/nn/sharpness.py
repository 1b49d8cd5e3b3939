"""How sharp the loss is along a training, and at what sharpness the method that trains would lose its footing.

Edge of stability: Cohen, Kaur, Li, Kolter and Talwalkar, ICLR (2021), arXiv:2103.00065; of adaptive methods: Cohen and
others (2022), arXiv:2207.14484. Filter-normalised directions: Li and others (2018), arXiv:1712.09913. Rescaling: Dinh,
Pascanu, Bengio and Bengio, Sharp Minima Can Generalize, ICML (2017), arXiv:1703.04933.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core import theory
from core.arrays import Array, IntArray
from core.nn.cut import last_weights
from core.nn.filters import normalised
from core.nn.journal import follow
from core.nn.mlp import Mlp
from core.nn.network_loss import NetworkLoss, Penalty
from core.nn.planes import pieces
from core.nn.setup import Setup, prepared
from core.nn.spectrum import Product, hutchinson, lanczos
from core.nn.training import Checkpoint, Epoch, Recipe, losses, train_epochs
from core.optimizers.adam import Adam
from core.optimizers.rmsprop import RmsProp
from core.rates import planned

HOMOGENEOUS = ("identity", "relu", "leaky_relu")  # σ(cs) = cσ(s) for every c > 0
PRECONDITIONED = ("adam", "rmsprop")
SCALES = np.logspace(-1, 1, 41)  # the c of a rescaling, 1 in the middle
RADIUS = 0.1  # of the filter-normalised directions, whose filters are as long as the network's
_DIRECTIONS = 16
_DENSE = 160  # weights up to which the whole Hessian is made
_PLACES, _FEW = 128, 32  # epochs measured after the first, of small and of large networks


@dataclass(frozen=True, eq=False)
class Measure:
    """Of the Hessian H at one weight vector: λ_max(H), its trace and the trace's standard error (0 where it is exact);
    ``filtered``: see :func:`filter_sharpness`; ``preconditioned``: λ_max(P⁻¹H), nan where the method has no P.
    """

    largest: float
    trace: float
    error: float
    filtered: float
    preconditioned: float = np.nan


@dataclass(frozen=True, eq=False)
class Along:
    """The epochs measured so far, by rising number, (m,) each; ``loss`` is that of every epoch, (k+1,).

    ``threshold`` is that of λ_max, of λ_max(P⁻¹H) for :data:`PRECONDITIONED`, with the learning rate of the step that
    follows; nan where none is known. ``orientation`` says what keeps it from holding, () where it does: "batches",
    "dropout", "clipping", "l1".
    """

    epochs: IntArray
    largest: Array
    trace: Array
    error: Array
    filtered: Array
    preconditioned: Array
    threshold: Array
    loss: Array
    orientation: tuple[str, ...]
    share: float

    @property
    def judged(self) -> Array:
        """What is held against the threshold."""
        return self.largest if np.isnan(self.preconditioned).all() else self.preconditioned

    @property
    def reached(self) -> int | None:
        """The first epoch measured at which the threshold is reached; None where it never is."""
        over = np.flatnonzero(self.judged >= self.threshold)
        return int(self.epochs[over[0]]) if len(over) else None

    @property
    def late(self) -> tuple[float, float]:
        """Medians of the sharpness judged and of the threshold over the training's last quarter."""
        last = self.epochs >= 0.75 * self.epochs[-1]
        return float(np.median(self.judged[last])), float(np.median(self.threshold[last]))


@dataclass(frozen=True, eq=False)
class Rescaled:
    """Hidden layer ``layer`` (1 …) made c times as large and the next one c times smaller, for c in :data:`SCALES`,
    (41,) each, of the training loss without its penalties. ``moved``: the largest change of an output on the training
    inputs, relative to the largest output.
    """

    layer: int
    largest: Array
    trace: Array
    filtered: Array
    moved: Array


def along(setup: Setup) -> Iterator[Along | None]:
    """None while at work; the epochs measured so far now and then, ever finer, all of them last."""
    recipe, train, _ = prepared(setup)
    loss = losses(recipe, train)
    known: list[Epoch] = []
    memories: dict[int, Checkpoint] = {}
    limit = _PLACES if loss.dim <= _DENSE else _FEW
    kept = {round(i * setup.epochs / limit) for i in range(limit + 1)}
    for epoch in _epochs(setup):
        if epoch.checkpoint is not None and epoch.number in kept:
            memories[epoch.number] = epoch.checkpoint
        known.append(epoch)
        if epoch.number % 16 == 0:
            yield None
    known = [epoch for epoch in known if np.isfinite(epoch.w).all() and np.isfinite(epoch.train)] or known[:1]
    order = _coarse_first([number for number in sorted(kept) if number < len(known)])
    rows: dict[int, tuple[float, ...]] = {}
    curve = np.array([epoch.train for epoch in known])
    reasons = orientation(setup, recipe, len(train))
    warm: Array | None = None
    for i, number in enumerate(order):
        epoch = known[number]
        memory = memories.get(number)
        with np.errstate(all="ignore"):
            scale = preconditioner(recipe, memory, loss.gradient(epoch.w)) if memory is not None else None
            measure, warm = _measured(loss, epoch.w, setup.seed, warm, scale)
        level = threshold(setup, recipe, _rate(recipe, epoch, memory))
        rows[number] = (*vars(measure).values(), level)
        yield None
        if i in (8, 16, 32, 64) or i == len(order) - 1:
            numbers = np.array(sorted(rows))
            table = np.array([rows[int(k)] for k in numbers]).T
            largest, trace, error, filtered, inner, levels = table
            share = (i + 1) / len(order)
            yield Along(numbers, largest, trace, error, filtered, inner, levels, curve, reasons, share)


def _epochs(setup: Setup) -> Iterator[Epoch]:
    """Journals keep no memory of the method: where that is needed, the same training is gone through again."""
    if setup.method in PRECONDITIONED or setup.schedule == "reduce_on_plateau":
        return train_epochs(*prepared(setup), setup.epochs)
    return follow(setup)


def _coarse_first(numbers: list[int]) -> list[int]:
    """Both ends, then every gap halved again and again."""
    out: list[int] = []
    stride = 1 << max(0, len(numbers) - 1).bit_length()
    while stride >= 1:
        out += [n for n in [*numbers[::stride], *numbers[-1:]] if n not in out]
        stride //= 2
    return out


def _rate(recipe: Recipe, epoch: Epoch, memory: Checkpoint | None) -> float:
    """The learning rate of the step after ``epoch``."""
    rate = float(planned(recipe.run, np.array([epoch.step]))[0])
    if memory is not None and memory.watched is not None:
        rate *= float(np.ravel(memory.watched.factor)[0])
    return rate


def threshold(setup: Setup, recipe: Recipe, rate: float) -> float:
    """The sharpness above which the method diverges on a quadratic at a constant ``rate``; nan where nobody knows.

    Of λ_max(H): GD 2/α, heavy ball 2(1+β)/α, Nesterov 2(1+β)/((1+2β)α); of λ_max(P⁻¹H): RMSProp 2/α, Adam
    (2+2β₁)/((1−β₁)α) (Cohen and others 2022).
    """
    if not rate > 0:
        return np.nan
    # sharpness times step is what counts: the critical step at a sharpness and its inverse are one formula
    method = recipe.run.method
    if setup.method in ("sgd", "rmsprop"):
        return theory.gd_critical_step(rate)
    if setup.method == "heavy_ball":
        return theory.heavy_ball_critical_step(rate, setup.momentum)
    if setup.method == "nesterov":
        return theory.nesterov_critical_step(rate, setup.momentum)
    if isinstance(method, Adam) and setup.method == "adam":
        return theory.heavy_ball_critical_step(rate, method.beta1) / (1 - method.beta1)
    return np.nan


def orientation(setup: Setup, recipe: Recipe, n: int) -> tuple[str, ...]:
    """What keeps the threshold from holding for a training on ``n`` samples."""
    known = {
        "batches": recipe.run.method.uses_lr and recipe.run.batching.active(n),
        "dropout": setup.dropout > 0,
        "clipping": setup.clip > 0,
        "l1": setup.l1 > 0,
    }
    return tuple(reason for reason, holds in known.items() if holds)


def preconditioner(recipe: Recipe, memory: Checkpoint, gradient: Array) -> Array | None:
    """The diagonal (d,) of P in the method's next step −αP⁻¹m at full ``gradient`` (d,); None where it has none.

    RMSProp: √v + ε; Adam: (1 − β₁ᵗ)(√v̂ + ε), with m its running mean as it is (Cohen and others 2022).
    """
    method = recipe.run.method
    if isinstance(method, RmsProp):
        v = method.rho * memory.memory.v[0] + (1 - method.rho) * gradient**2
        return np.asarray(np.sqrt(v) + method.eps)
    if isinstance(method, Adam):
        moments = memory.memory
        v = method.beta2 * moments.v[0] + (1 - method.beta2) * gradient**2
        first, second = (1 - float(np.ravel(p)[0]) * b for p, b in (
            (moments.beta1_t, method.beta1), (moments.beta2_t, method.beta2)
        ))  # fmt: skip
        return np.asarray(first * (np.sqrt(v / second) + method.eps))
    return None


def measured(loss: NetworkLoss, w: Array, seed: int = 0, scale: Array | None = None) -> Measure:
    """What is to be known of ``w`` (d,); ``scale`` (d,) is the diagonal of P.

    The eigenvalues are those of the whole Hessian for d ≤ 160, beyond by Lanczos from products; the trace likewise,
    beyond by 32 probes of Hutchinson's.
    """
    return _measured(loss, w, seed, None, scale)[0]


def _measured(
    loss: NetworkLoss, w: Array, seed: int, warm: Array | None, scale: Array | None
) -> tuple[Measure, Array | None]:
    """The same, and the sharpest direction, from which the next search may begin."""
    root = np.zeros(0) if scale is None else 1 / np.sqrt(scale)
    filtered = filter_sharpness(loss, w, seed)
    if loss.dim <= _DENSE:
        h = loss.hessian(w)
        if not np.isfinite(h).all():
            return Measure(np.nan, np.nan, np.nan, filtered), None
        largest = float(np.linalg.eigvalsh(h)[-1])
        # P⁻¹H and P^-½ H P^-½ have the same eigenvalues
        inner = np.nan if scale is None else float(np.linalg.eigvalsh(root[:, None] * h * root)[-1])
        return Measure(largest, float(np.trace(h)), 0.0, filtered, inner), None
    largest, vector = _top(lambda v: loss.hvp(w, v), loss.dim, seed, warm)
    inner = np.nan if scale is None else _top(lambda v: root * loss.hvp(w, root * v), loss.dim, seed, None)[0]
    trace, error = hutchinson(lambda v: loss.hvp(w, v), loss.dim, seed=seed)
    return Measure(largest, trace, error, filtered, inner), vector


def _top(product: Product, d: int, seed: int, warm: Array | None) -> tuple[float, Array]:
    """The largest eigenvalue, by its sign, and its vector."""
    found = lanczos(product, d, seed=seed, tolerance=1e-5, start=warm)
    value = float(found.values[0])
    if value >= 0:
        return value, found.vectors[0]
    # The steepest way curves downwards: shifted by that much, no eigenvalue is negative.
    again = lanczos(lambda v: product(v) - value * v, d, seed=seed, tolerance=1e-5, start=warm)
    return float(again.values[0]) + value, again.vectors[0]


def filter_sharpness(loss: NetworkLoss, w: Array, seed: int = 0) -> float:
    """The mean rise of the loss, f(w ± r d) − f(w), over 16 random directions d and both signs, r = 0.1.

    Each d is normalised filter by filter to ``w`` (d,) and leaves the biases (Li and others 2018, section 4). As d
    scales with the filters, it stays the same where a homogeneous network is rescaled.
    """
    rng = np.random.default_rng([seed, loss.dim, _DIRECTIONS])
    parts = pieces(loss.mlp)
    d = np.stack([normalised(parts, w, rng.normal(size=loss.dim), "filter") for _ in range(_DIRECTIONS)])
    there = loss.value(np.concatenate([w + RADIUS * d, w - RADIUS * d]))
    return float(np.mean(there) - loss.value(w))


def rescaling(mlp: Mlp, layer: int, c: float) -> Array:
    """What multiplies the weights, (d,): c at W and b of hidden layer ``layer`` (1 …), 1/c at the next W."""
    out = np.ones(mlp.d)
    here, after = mlp.blocks[layer - 1], mlp.blocks[layer]
    out[here.weights] = out[here.biases] = c
    out[after.weights] = 1 / c
    return out


def rescaled(setup: Setup) -> Iterator[Rescaled | None]:
    """None while at work, then each hidden layer's; nothing where the activation is not homogeneous."""
    if setup.activation not in HOMOGENEOUS:
        return
    epochs: list[Epoch] = []
    for epoch in follow(setup):
        epochs.append(epoch)
        if epoch.number % 16 == 0:
            yield None
    recipe, train, _ = prepared(setup)
    loss = NetworkLoss(recipe.mlp, train, recipe.loss, Penalty())
    w = last_weights(setup, tuple(epochs))
    before = recipe.mlp.forward(w, train.inputs)
    for layer in range(1, len(recipe.mlp.blocks)):
        rows = []
        for c in SCALES:
            there = rescaling(recipe.mlp, layer, float(c)) * w
            m = measured(loss, there, setup.seed)
            moved = float(np.max(np.abs(recipe.mlp.forward(there, train.inputs) - before)))
            rows.append((m.largest, m.trace, m.filtered, moved / (float(np.max(np.abs(before))) or 1.0)))
            yield None
        yield Rescaled(layer, *np.array(rows).T)
