"""A worksheet from a scene: the first run's rule, a table of steps to be computed by hand, variants, and the key.

The variants differ in start and learning rate, both short numbers; the key is what the program itself computes from
them (``core.simulate``), so that hand and program agree to the digits printed.
"""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QColor, QPainter

from core.objectives.base import Objective
from core.params import params_of
from core.trajectory import Trajectory
from core.words import QT_TRANSLATE_NOOP, CoreError, said
from landscape_app import trace
from landscape_app.export.paper import Paper
from landscape_app.files import replacing
from landscape_app.formulas.every import lines, step_of
from landscape_app.results import RunData
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.theme import LIGHT
from landscape_app.typeset.layout import layout
from landscape_app.typeset.paint import paint

MOST_STEPS, MOST_VARIANTS = 20, 50
LETTERS = 14.0
_TRIES = 400  # draws until a variant stays in view
_SHARES = (0.2, 0.4, 0.5, 0.6, 0.8, 1.0)  # of the scene's own learning rate
_FAR = 1.5  # times the size of the view that a variant may stray

_NO_RUN = QT_TRANSLATE_NOOP("errors", "a worksheet needs a scene with a run that is shown")
_LARGE = QT_TRANSLATE_NOOP("errors", "a worksheet needs a function of one or two variables, got {dim}")
_NO_FORMULA = QT_TRANSLATE_NOOP("errors", "{name} has no formula that a hand could follow")
_NO_VARIANT = QT_TRANSLATE_NOOP("errors", "no start and learning rate were found that stay in view for {steps} steps")
_TITLE = QT_TRANSLATE_NOOP("export", "{title}: worksheet")
_TASK = QT_TRANSLATE_NOOP(
    "export", "Take {steps} steps of {method} by hand, and fill in the table to four significant digits."
)
_FUNCTION = QT_TRANSLATE_NOOP("export", "The function: {formula}")
_VARIANT = QT_TRANSLATE_NOOP("export", "Variant {number}")
_NAME = QT_TRANSLATE_NOOP("export", "Name: ______________________    Date: ______________")
_GIVEN = QT_TRANSLATE_NOOP("export", "start {start}")
_KEY = QT_TRANSLATE_NOOP("export", "Answers")
_RULE = QT_TRANSLATE_NOOP("export", "The rule:")


@dataclass(frozen=True, eq=False)
class Variant:
    """One student's numbers: the scene with them, and what comes of it."""

    number: int
    scene: Scene
    run: Trajectory


def variants(scene: Scene, steps: int, count: int, seed: int) -> tuple[Variant, ...]:
    """``count`` of them, different and reproducible by ``seed``. Raises ``CoreError`` where none can be."""
    spec = next((run for run in scene.runs if run.visible), None)
    if spec is None:
        raise CoreError(_NO_RUN)
    if scene.objective.dim > 2:
        raise CoreError(_LARGE, dim=scene.objective.dim)
    if not scene.objective.formula:
        raise CoreError(_NO_FORMULA, name=scene.objective.label)
    rng = np.random.default_rng(seed)
    found: list[Variant] = []
    used: set[tuple[object, ...]] = set()
    for _ in range(_TRIES * count):
        if len(found) == count:
            return tuple(found)
        made = _drawn(scene, spec, steps, rng)
        key = (made.start, made.runs[0].method)
        if key in used:
            continue
        used.add(key)
        run = trace.compute(made)[0]
        if _in_view(made, run, steps):
            found.append(Variant(len(found) + 1, made, run))
    if len(found) < count:
        raise CoreError(_NO_VARIANT, steps=steps)
    return tuple(found)


def _drawn(scene: Scene, spec: RunSpec, steps: int, rng: np.random.Generator) -> Scene:
    start = []
    for low, high in scene.view_domain:
        step = 10.0 ** math.floor(math.log10((high - low) / 8))
        low, high = low + 0.1 * (high - low), high - 0.1 * (high - low)
        start.append(round(step * round(rng.uniform(low, high) / step), 6))
    method = spec.method
    if "lr" in params_of(type(method)):
        rate = float(getattr(method, "lr")) * float(rng.choice(_SHARES))  # noqa: B009 (not every method has one)
        method = replace(method, lr=float(f"{rate:.1g}"))  # type: ignore[call-arg]
    spec = replace(spec, method=method, start=(), noisy=False, lr_changes=())
    stopping = replace(
        scene.stopping, max_steps=steps, gradient_on=False, step_on=False, value_on=False, cycle_on=False
    )  # fmt: skip
    noise = replace(scene.noise, sigma=0.0)
    return replace(scene, runs=(spec,), start=tuple(start), stopping=stopping, noise=noise)


def _in_view(scene: Scene, run: Trajectory, steps: int) -> bool:
    if run.steps < steps or not np.isfinite(run.f).all() or float(run.grad_norm[0]) < 1e-9:
        return False
    low, high = np.array(scene.view_domain, dtype=float).T
    far = _FAR * (high - low) / 2
    return bool(np.all(np.abs(run.x - (low + high) / 2) <= far))


def table(variant: Variant, *, filled: bool) -> list[list[str]]:
    """Head, and a row a record; only the start is given unless it is ``filled``."""
    run, letters = variant.run, ("x", "y")[: variant.scene.objective.dim]
    head = ["k", *letters, *(f"∂f/∂{letter}" for letter in letters), "f", "α"]
    rows = [head]
    for k in range(run.steps + 1):
        last = k == run.steps
        cells = [*run.x[k], *run.gradient[k], run.f[k]]
        told = [_digits(float(value)) for value in cells]
        alpha = "" if last else _digits(float(run.alpha[k + 1]))
        if not filled:
            told = [*told[: len(letters)], *[""] * (len(told) - len(letters))] if k == 0 else [""] * len(told)
            alpha = ""
        rows.append([str(k), *told, "–" if last else alpha])
    return rows


def write(scene: Scene, output: str, steps: int, count: int, seed: int) -> int:
    """Write the PDF: a page a variant, then the key. Whole or not at all; the number of pages."""
    found = variants(scene, steps, count, seed)
    title = said(_TITLE).format(title=said(scene.title) or scene.objective.label)
    with replacing(os.fspath(output)) as temporary:
        paper = Paper(temporary, title, LIGHT)
        try:
            for variant in found:
                paper.new_page()
                _sheet(paper, variant, title, steps)
            paper.new_page()
            paper.words(f"**{said(_KEY)}**", 1.5 * LETTERS)
            for variant in found:
                paper.room_for(26.0 * (steps + 2) + 40)
                paper.words(f"**{_heading(variant)}**", LETTERS, gap=4)
                _table(paper, table(variant, filled=True))
        finally:
            paper.close()
        return paper.page


def _sheet(paper: Paper, variant: Variant, title: str, steps: int) -> None:
    scene, spec = variant.scene, variant.scene.runs[0]
    paper.words(f"**{title}**", 1.6 * LETTERS, gap=2)
    paper.words(said(_NAME), LETTERS, gap=14)
    paper.words(f"**{_heading(variant)}**", 1.15 * LETTERS)
    paper.words(said(_FUNCTION).format(formula=_function(scene.objective)), LETTERS)
    paper.words(said(_TASK).format(steps=steps, method=spec.method.label), LETTERS)
    paper.words(said(_RULE), LETTERS, gap=4)
    _rule(paper, variant)
    _table(paper, table(variant, filled=False), row=40.0)


def _function(objective: Objective) -> str:
    """Its formula with all its numbers, in Markdown."""
    if objective.is_quadratic:
        zero = np.zeros((1, objective.dim))
        q, b = objective.hessian(zero)[0], 0.0 - objective.gradient(zero)[0]
        rows = r" \\ ".join(" & ".join(f"{v + 0.0:.6g}" for v in row) for row in q)
        column = r" \\ ".join(f"{v + 0.0:.6g}" for v in b)
        matrix = rf"Q = \begin{{pmatrix}} {rows} \end{{pmatrix}}, \quad b = \begin{{pmatrix}} {column} \end{{pmatrix}}"
        constant = float(objective.value(zero)[0])
        plus = f" {constant:+.6g}" if abs(constant) > 1e-12 else ""
        return rf"$f(x) = \frac{{1}}{{2}} x^{{\top}} Q x - b^{{\top}} x{plus}$" + f"\n\n$$ {matrix} $$"
    known = params_of(type(objective))
    numbers = [
        f"{known[name].symbol or known[name].label} = {_digits(float(value))}"
        for name in known
        if isinstance(value := getattr(objective, name), (int, float))
        and not isinstance(value, bool)
        and known[name].counts(objective)
    ]
    return _escaped(", ".join([objective.formula, *numbers]))


def _rule(paper: Paper, variant: Variant) -> None:
    """The method's lines in symbols, as the step inspector typesets them."""
    spec = variant.scene.runs[0]
    step = step_of(variant.scene, RunData(0, spec, variant.run), 0)
    for line in lines(step):
        left, right = (layout(node, 17.0) for node in line.symbols())
        high = max(left.ascent, right.ascent)
        size = QSizeF(paper.width, high + max(left.descent, right.descent))

        def drawn(painter: QPainter, at: QPointF, left=left, right=right, high=high) -> None:  # type: ignore[no-untyped-def]
            ink = QColor(LIGHT.ink)
            paint(painter, left, at.x() + 24.0, at.y() + high, lambda _: ink)
            paint(painter, right, at.x() + 24.0 + left.width, at.y() + high, lambda _: ink)

        paper.block(size, drawn, gap=6)


def _table(paper: Paper, rows: list[list[str]], row: float = 26.0) -> None:
    """Rows high enough to write into, where there is something to write."""
    widths = [0.5, *[1.0] * (len(rows[0]) - 1)]
    paper.table(rows, widths, row)


def _heading(variant: Variant) -> str:
    scene, spec = variant.scene, variant.scene.runs[0]
    known = params_of(type(spec.method))
    numbers = [
        f"{known[name].symbol or known[name].label} = {_digits(float(value))}"
        for name in known
        if isinstance(value := getattr(spec.method, name), float) and known[name].counts(spec.method)
    ]
    start = "(" + ", ".join(f"{x:g}" for x in scene.start) + ")"
    number = said(_VARIANT).format(number=variant.number)
    return _escaped(", ".join([f"{number}: {said(_GIVEN).format(start=start)}", *numbers]))


def _digits(value: float) -> str:
    text = f"{value:.4g}".replace("-", "−")
    return "0" if text == "−0" else text


def _escaped(text: str) -> str:
    """Markdown's signs as themselves."""
    for sign in "\\*_$`[]<":
        text = text.replace(sign, f"\\{sign}")
    return text
