"""Typed formulas: read as people mean them, differentiated exactly, refused with a place, and harmless."""

from __future__ import annotations

import ast
import math
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import core.formula
from core import registry
from core.arrays import Array
from core.formula.functions import FUNCTIONS
from core.formula.program import Program, program
from core.formula.reader import MAX_DEPTH, MAX_LENGTH, FormulaError
from core.objectives.typed import Typed
from core.words import CoreError

POINTS = np.array([[0.3, 0.7], [0.5, -0.4], [-0.6, 0.2], [0.11, 0.93]])


def _value(text: str, x: Array = POINTS, **parameters: float) -> Array:
    p = program(text)
    with np.errstate(all="ignore"):
        out: Array = np.broadcast_to(p.value(x, tuple(parameters[n] for n in p.parameters))[0], x.shape[:-1])
    return out


X, Y = POINTS.T

MEANT = {
    "x^2 + 3 y^2": X**2 + 3 * Y**2,
    "x**2+3*y**2": X**2 + 3 * Y**2,
    "2x": 2 * X,
    "2(x + 1)(y - 1)": 2 * (X + 1) * (Y - 1),
    "xy": X * Y,
    "x y^2": X * Y**2,
    "-x^2": -(X**2),
    "2^-x": 2.0**-X,
    "2^x^2": 2.0 ** (X**2),
    "1/2x": X / 2,  # from left to right, as it stands
    "x - y - 1": X - Y - 1,
    "x/y/2": X / Y / 2,
    "--x": X,
    "x²y³": X**2 * Y**3,
    "x¹⁰": X**10,
    "|x - y|": np.abs(X - Y),
    "√(x²)": np.abs(X),
    "2e3x": 2000 * X,
    "2 e x": 2 * math.e * X,
    "π x": np.pi * X,
    "sin(pi x)cos(y)": np.sin(np.pi * X) * np.cos(Y),
    "ln(x²)": np.log(X**2),
    "max(x, y, 0)": np.maximum(np.maximum(X, Y), 0),
    "min(x，y)": np.minimum(X, Y),
    "（x＋１）＾２ － ３×ｙ": (X + 1) ** 2 - 3 * Y,
    "x·y ÷ 2": X * Y / 2,
    "[x + {y}]": X + Y,
    "atan2(y, x)": np.arctan2(Y, X),
    "hypot(x, y)": np.hypot(X, Y),
    ".5x + 1.": 0.5 * X + 1,
    "7": np.full(4, 7.0),
    "x^-2": X**-2.0,
    "sigmoid(x) + softplus(y) + relu(x)": 1 / (1 + np.exp(-X)) + np.log1p(np.exp(Y)) + np.maximum(X, 0),
}


@pytest.mark.parametrize("text", MEANT)
def test_a_formula_means_what_people_mean(text: str) -> None:
    np.testing.assert_allclose(_value(text), MEANT[text], rtol=1e-13)


def test_other_letters_are_parameters_in_order_of_appearance() -> None:
    p = program("b x^2 + a*y**2 + b")
    assert p.parameters == ("b", "a")
    np.testing.assert_allclose(p.value(POINTS, (2.0, 3.0))[0], 2 * X**2 + 3 * Y**2 + 2)


REFUSED = [
    ("", 0, "type a formula"),
    ("   ", 0, "type a formula"),
    ("x +", 3, "breaks off"),
    ("(x + 1", 0, "never closed"),
    ("sin(x", 3, "never closed"),
    ("x)", 1, "no opening one"),
    ("x $ y", 2, "cannot stand"),
    ("x = y", 2, "cannot stand"),
    ("x + * y", 4, "must stand here"),
    ("()", 1, "must stand here"),
    ("sin x", 0, "sin is a function"),
    ("2 + foo(x)", 4, "no function foo"),
    ("sin(x, y)", 0, "one argument, not 2"),
    ("max(x)", 0, "two or more arguments, not 1"),
    ("1e999", 0, "too large"),
    ("9^9^9^9", 0, "no finite number"),
    ("log(0)", 0, "no finite number"),
    ("0/0", 0, "no finite number"),
    ("（x ＋ ）", 5, "must stand here"),
    ("a+b+c+d+f+g+h+k+l", 16, "l is one too many"),
    ("w" * 17, 0, "at most 16 characters"),
    ("x" * (MAX_LENGTH + 1), MAX_LENGTH, "at most 500 characters"),
    ("(" * (MAX_DEPTH + 1) + "x", MAX_DEPTH, "nested at most 40"),
    ("√" * 200 + "x", MAX_DEPTH, "nested at most 40"),
    ("2^" * 100 + "x", 2 * MAX_DEPTH + 1, "nested at most 40"),
    ("|" * 200, MAX_DEPTH, "nested at most 40"),
    ("__import__('os').system('true')", 11, "cannot stand"),
    ("lambda: x", 6, "cannot stand"),
    ("x.real", 1, "cannot stand"),
    ("x;y", 1, "cannot stand"),
    ("x\0", 1, "cannot stand"),
]


@pytest.mark.parametrize(("text", "at", "words"), REFUSED)
def test_what_is_wrong_is_told_in_one_sentence_with_its_place(text: str, at: int, words: str) -> None:
    with pytest.raises(FormulaError) as caught:
        Program(text)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.at == at


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_is_a_formula_or_one_sentence(text: str) -> None:
    try:
        Program(text)
    except CoreError as error:
        told = error
    else:
        return
    assert "\n" not in str(told)
    assert not isinstance(told, FormulaError) or 0 <= told.at <= len(text)


_atoms = st.sampled_from(["x", "y", "a", "2", "0.5", "3", "π", "(x+1)", "1e-3"])
_one_argument = [n for n, f in FUNCTIONS.items() if f.arity == 1]


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]}){t[1]}({t[2]})"),
        st.tuples(st.sampled_from(_one_argument), inner).map(lambda t: f"{t[0]}({t[1]})"),
        st.tuples(inner, st.sampled_from(["2", "3", "-1", "5", "0.5", "1.7"])).map(lambda t: f"({t[0]})^({t[1]})"),
        st.tuples(st.sampled_from(["max", "min"]), inner, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
    )


formulas = st.recursive(_atoms, _grown, max_leaves=8).filter(lambda t: len(t) < 300)


@given(text=formulas, seed=st.integers(0, 10**6))
def test_first_and_second_derivatives_are_exact(text: str, seed: int) -> None:
    """Against the complex step where the formula is analytic, against central differences of f where it is not."""
    try:
        p = program(text)
    except CoreError:
        return
    x = np.random.default_rng(seed).uniform(0.2, 1.7, (6, 2))
    values = (0.7,) * len(p.parameters)
    with np.errstate(all="ignore"):
        f = np.broadcast_to(p.value(x, values)[0], 6)
        g = np.stack([np.broadcast_to(part, 6) for part in p.gradient(x, values)], axis=-1)
        xx, xy, yy = (np.broadcast_to(part, 6) for part in p.hessian(x, values))
    h = np.stack([np.stack([xx, xy], -1), np.stack([xy, yy], -1)], -2)
    tame = np.isfinite(f) & (np.abs(f) < 1e6) & np.all(np.abs(g) < 1e6, -1) & np.all(np.abs(h) < 1e8, (-1, -2))
    if not tame.any():
        return
    x, g, h = x[tame], g[tame], h[tame]
    for i in range(2):
        step = np.zeros(2)
        step[i] = 1.0
        with np.errstate(all="ignore"):
            if p.is_smooth:
                shifted = x + 1e-30j * step
                df = np.imag(np.broadcast_to(p.value(shifted, values)[0], len(x))) / 1e-30
                dg = [np.imag(np.broadcast_to(part, len(x))) / 1e-30 for part in p.gradient(shifted, values)]
                np.testing.assert_allclose(g[:, i], df, rtol=1e-7, atol=1e-7 * (1 + np.abs(df).max()))
                for j in range(2):
                    np.testing.assert_allclose(h[:, i, j], dg[j], rtol=1e-6, atol=1e-6 * (1 + np.abs(h).max()))
            else:
                forth, back = (np.broadcast_to(p.value(x + s * 1e-6 * step, values)[0], len(x)) for s in (1, -1))
                near = (
                    np.broadcast_to(p.gradient(x + 1e-5 * step, values)[i], len(x)),
                    np.broadcast_to(p.gradient(x - 1e-5 * step, values)[i], len(x)),
                )
                calm = np.abs(near[0] - near[1]) < 1e-3 * (1 + np.abs(g[:, i]))  # no kink close by
                df = (forth - back) / 2e-6
                np.testing.assert_allclose(
                    g[calm, i], df[calm], rtol=1e-3, atol=1e-4 * (1 + np.abs(g).max())
                )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "sin(" * 38 + "x y" + ")" * 38,
        "x^y^" * 19 + "x",
        "(x+y)^64" * 20,
        "*".join(["sin(x+y)"] * 50),
        "+".join(["exp(x y)^y"] * 40),
        "x^(9e9)",
        "(1+x)^1e300",
    ],
)
def test_no_formula_hangs(text: str) -> None:
    """Seconds would be a hang; these take milliseconds, or are refused as too large."""
    began = time.process_time()
    try:
        p = Program(text)
        with np.errstate(all="ignore"):
            p.hessian(POINTS, ())
    except CoreError:
        pass
    assert time.process_time() - began < 2.0


def test_nothing_in_it_can_run_code() -> None:
    """No eval, exec, compile or import of a parser in the whole room."""
    for path in Path(core.formula.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name):
                assert node.id not in {"eval", "exec", "compile", "__import__", "getattr", "globals"}, path
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [a.name for a in node.names] + [getattr(node, "module", "") or ""]
                assert not {"ast", "sympy", "numexpr", "subprocess", "builtins"} & {n.split(".")[0] for n in names}


def test_common_parts_are_computed_once() -> None:
    tape = Program("exp(x y) + sin(exp(x y)) + exp(x y)^2").value_gradient
    assert [step[0] for step in tape._steps].count(FUNCTIONS["exp"].apply) == 1


def test_typed_is_a_surface_with_sliders() -> None:
    f = Typed("a x^2 + y^2", (("a", 3.0),))
    np.testing.assert_allclose(f.value(POINTS), 3 * X**2 + Y**2)
    np.testing.assert_allclose(f.gradient(POINTS), np.stack([6 * X, 2 * Y], -1))
    np.testing.assert_allclose(f.hessian(POINTS), np.broadcast_to(np.diag([6.0, 2.0]), (4, 2, 2)))
    assert Typed("a x + y", ()).values == (1.0,)
    assert Typed("3", ()).gradient(POINTS).shape == (4, 2)
    with pytest.raises(CoreError, match=r"parameters\.c is not a letter of the formula; it has a"):
        Typed("a x^2", (("c", 1.0),))
    with pytest.raises(FormulaError, match="never closed"):
        Typed("(x", ())
    with pytest.raises(CoreError, match=r"parameters\.a must be a finite number"):
        Typed("a x", (("a", math.inf),))


def test_where_the_formula_has_no_value_the_surface_has_a_hole() -> None:
    f = Typed("log(x) + √y", ())
    assert np.isnan(f.value(np.array([-1.0, 1.0])))
    assert np.isfinite(f.value(np.array([1.0, 1.0])))


@pytest.mark.parametrize("name", ["rosenbrock", "himmelblau", "booth", "matyas", "beale"])
def test_it_agrees_with_the_surfaces_written_by_hand(name: str) -> None:
    text = {
        "rosenbrock": "(1 - x)^2 + 100 (y - x^2)^2",
        "himmelblau": "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        "booth": "(x + 2y - 7)^2 + (2x + y - 5)^2",
        "matyas": "0.26 (x^2 + y^2) - 0.48 x y",
        "beale": "(1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2",
    }[name]
    ours, theirs = Typed(text, ()), registry.create("objective", name)
    x = np.random.default_rng(1).uniform(-3, 3, (50, 2))
    for part in ("value", "gradient", "hessian"):
        np.testing.assert_allclose(getattr(ours, part)(x), getattr(theirs, part)(x), rtol=1e-10, atol=1e-8)
