"""Formulas as a person reads them."""

from __future__ import annotations

import pytest

from core import registry
from landscape_app.panels.formula_text import formula_html


@pytest.mark.parametrize(
    ("plain", "html"),
    [
        ("(a - x)^2 + b (y - x^2)^2", "(a − x)<sup>2</sup> + b (y − x<sup>2</sup>)<sup>2</sup>"),
        ("1/2 x^T Q x - b^T x", "½ x<sup>T</sup> Q x − b<sup>T</sup> x"),
        ("x if |x| <= delta", "x if |x| ≤ δ"),
        ("a_i . w < 1", "a<sub>i</sub> · w &lt; 1"),
        ("x^(p - 1) + 2^0.5", "x<sup>p − 1</sup> + 2<sup>0.5</sup>"),
        ("spin + alphabet", "spin + alphabet"),
    ],
)
def test_signs_and_letters(plain: str, html: str) -> None:
    assert formula_html(plain) == html


@pytest.mark.parametrize("name", registry.names("objective"))
def test_no_surface_shows_a_caret_or_an_underscore(name: str) -> None:
    html = formula_html(registry.get("objective", name).formula)
    assert not set("^_") & set(html)
    assert html.count("<sup>") == html.count("</sup>")
