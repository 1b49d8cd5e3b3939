"""Backpropagation and activations beside the network: their numbers, and what a hand can do with them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core import registry
from core.nn.activations import Identity
from core.objectives.network_slice import NetworkSlice
from core.words import Sentence
from landscape_app.activation_picture import collapse_of, gallery
from landscape_app.backprop_picture import CENTRAL, COMPLEX, backprop_of, stages_of
from landscape_app.network_picture import EPOCH, NetworkPicture, picture_of
from landscape_app.theme import THEMES
from landscape_app.views.network_pages import ACTIVATIONS, BACKPROP, NetworkPages
from landscape_app.window import Window
from tests.app.conftest import Open

SMALL = NetworkSlice(samples=40, hidden="4-3", epochs=6, weight_decay=0.01)


def picture(objective: NetworkSlice = SMALL) -> NetworkPicture:
    """At its trained weights."""
    return picture_of(objective.trained, objective.trained.epochs[-1].w, Sentence(EPOCH, {"k": 6, "n": 6}))


@pytest.fixture
def window(qtbot: QtBot, open_window: Open) -> Window:
    made = open_window()
    made.store.reset(replace(made.store.scene, objective=SMALL, start=(), domain=(), runs=()))
    made.below.setCurrentIndex(made.network_tab)
    qtbot.waitUntil(lambda: made.network.pages.picture is not None and not made.controller.busy, timeout=20_000)
    return made


def test_the_matrices_are_the_gradient_of_the_loss() -> None:
    shown = picture()
    loss = shown.of.loss
    whole = backprop_of(shown)
    penalty = loss.penalty.gradient(shown.w, loss.mlp.is_weight)
    np.testing.assert_allclose(whole.gradient + penalty, loss.gradient(shown.w), atol=1e-14)
    parts = [
        np.concatenate([W.ravel(), b.ravel()])
        for W, b in zip(whole.weight_gradients, whole.bias_gradients, strict=True)
    ]
    np.testing.assert_array_equal(np.concatenate(parts), whole.gradient)
    each = [backprop_of(shown, i).gradient for i in range(whole.count)]
    np.testing.assert_allclose(np.mean(each, axis=0), whole.gradient, atol=1e-14)


@pytest.mark.parametrize("sample", [-1, 5])
def test_the_rules_written_give_the_matrices(sample: int) -> None:
    data = backprop_of(picture(), sample)
    for i in range(3):
        np.testing.assert_allclose(data.s[i], data.weights[i] @ data.x[i] + data.biases[i])
        np.testing.assert_allclose(data.weight_gradients[i], data.delta[i] @ data.x[i].T, atol=1e-14)
        np.testing.assert_allclose(data.bias_gradients[i], data.delta[i].sum(axis=1, keepdims=True), atol=1e-14)
    np.testing.assert_allclose(data.x[1], np.tanh(data.s[0]))
    for i in range(2):
        np.testing.assert_allclose(
            data.delta[i], data.weights[i + 1].T @ data.delta[i + 1] * (1 - data.x[i + 1] ** 2), atol=1e-14
        )
    assert data.norms == pytest.approx([np.linalg.norm(g) for g in data.weight_gradients])


@pytest.mark.parametrize(("activation", "how", "most"), [("tanh", COMPLEX, 1e-14), ("elu", CENTRAL, 1e-8)])
def test_the_check_agrees_with_backpropagation(activation: str, how: str, most: float) -> None:
    data = backprop_of(picture(replace(SMALL, activation=activation)), 2)
    assert data.check == how
    assert data.checked == len(data.gradient)
    assert data.difference < most


def test_the_slides_order_fits_rows_only() -> None:
    """Factors from left to right multiply where gradients are rows; as columns their shapes clash."""
    for rows in (True, False):
        orders = [s.slide for s in stages_of((2, 4, 3, 1), 1, 0.0, rows=rows) if s.slide is not None]
        assert [order.fits for order in orders] == [rows, rows]
    told = [s.erratum for s in stages_of((2, 4, 3, 1), 1, 0.0, rows=True)]
    assert [e for e in told if e is not None] == [("∂ℓ/∂W⁽³⁾", "∂s⁽²⁾/∂W⁽²⁾")]
    deltas = [s.shapes for s in stages_of((2, 4, 3, 1), 1, 0.0, rows=False) if s.kind == "delta"]
    assert deltas[-1] == "4×3 · 3×1 ⊙ 4×1 → 4×1"


def test_layers_without_an_activation_are_one() -> None:
    shown = picture(replace(SMALL, activation="identity"))
    flat = collapse_of(shown)
    assert flat.layers == 3
    assert flat.difference < 1e-13
    x = np.array([[0.3, -0.8]])
    deep = shown.of.recipe.mlp.forward(shown.w, x)
    np.testing.assert_allclose(flat.weights @ x[0] + flat.biases, deep[0])
    assert isinstance(shown.of.recipe.mlp.activation, Identity)


def test_every_activation_has_its_card() -> None:
    assert [c.activation.id for c in gallery()] == list(registry.names("activation"))
    assert len(gallery()) == 13


def test_a_hand_goes_through_backpropagation(qtbot: QtBot, window: Window) -> None:
    pages = window.network.pages
    QTest.mouseClick(pages.tabs, Qt.MouseButton.LeftButton, pos=pages.tabs.tabRect(BACKPROP).center())
    view, controls = pages.backprop, pages.controls
    assert view.isVisible()
    assert view.backprop is not None
    assert (view.backprop.sample, view.lit.kind) == (0, "sums")  # type: ignore[union-attr]
    before = view.grab().toImage()
    for _ in range(7):
        QTest.mouseClick(controls.ahead, Qt.MouseButton.LeftButton)
    assert view.lit.kind == "delta"  # type: ignore[union-attr]
    assert view.grab().toImage() != before
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.lit.kind == "loss"  # type: ignore[union-attr]
    QTest.mouseClick(controls.back, Qt.MouseButton.LeftButton)
    assert view.lit.kind == "outputs"  # type: ignore[union-attr]
    controls.sample.setFocus()
    QTest.keyClick(controls.sample, Qt.Key.Key_Down)
    assert view.backprop.sample == -1
    assert view.backprop.x[0].shape[1] == view.backprop.count
    controls.layouts.setFocus()
    QTest.keyClick(controls.layouts, Qt.Key.Key_Down)
    assert view.backprop.rows


def test_another_activation_is_looked_at_and_used(qtbot: QtBot, window: Window) -> None:
    pages = window.network.pages
    QTest.mouseClick(pages.tabs, Qt.MouseButton.LeftButton, pos=pages.tabs.tabRect(ACTIVATIONS).center())
    view = pages.activations
    assert (view.own, view.current, view.use.isEnabled()) == ("tanh", "tanh", False)
    plot = view.plot
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=QPoint(plot.width() // 2, 20))
    QTest.mouseMove(plot, QPoint(3 * plot.width() // 4, 20))
    assert plot.s == pytest.approx(2.0, abs=0.05)
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=QPoint(3 * plot.width() // 4, 20))
    assert f"{np.tanh(plot.s):.4g}" in plot.accessibleDescription()
    at = plot.s
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.s == pytest.approx(at - 0.1)

    QTest.mouseClick(view.cards["identity"], Qt.MouseButton.LeftButton)
    assert "1×2" in view.words.text()
    QTest.mouseClick(view.cards["logistic"], Qt.MouseButton.LeftButton)
    assert "1/4" in view.words.text()
    QTest.mouseClick(view.use, Qt.MouseButton.LeftButton)
    assert window.store.scene.objective == replace(SMALL, activation="logistic")
    qtbot.waitUntil(lambda: view.own == "logistic", timeout=20_000)
    window.store.undo()
    assert window.store.scene.objective == SMALL
    qtbot.waitUntil(lambda: view.own == "tanh", timeout=20_000)


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
@pytest.mark.parametrize("data", ["moons", "iris"])
def test_the_pages_are_drawn(qtbot: QtBot, theme: str, data: str) -> None:
    pages = NetworkPages()
    qtbot.addWidget(pages)
    pages.resize(900, 220)
    pages.set_theme(THEMES[theme])
    for page in (BACKPROP, ACTIVATIONS):
        pages.set_picture(None)
        pages.show_page(page)
        empty = pages.grab().toImage()
        pages.set_picture(picture(NetworkSlice(data=data, samples=30, hidden="5-5-5-5-5-5-5", epochs=2)))
        pages.controls.step(100)
        assert pages.grab().toImage() != empty
