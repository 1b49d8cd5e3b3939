"""The pages about a network: the network itself, backpropagation through it, and its activation among the others."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from landscape_app.activation_picture import collapse_of
from landscape_app.backprop_picture import backprop_of
from landscape_app.network_picture import NetworkPicture
from landscape_app.theme import Theme
from landscape_app.views.activation_view import ActivationView
from landscape_app.views.backprop_view import BackpropControls, BackpropView
from landscape_app.views.network_view import NetworkView

NETWORK, BACKPROP, ACTIVATIONS = range(3)


class NetworkPages(QWidget):
    """One page at a time; only that one is computed. ``activation_wanted(id)`` when the network shall have another."""

    activation_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.network, self.backprop, self.activations = NetworkView(), BackpropView(), ActivationView()
        self.controls = BackpropControls()
        self.setAccessibleName(self.network.accessibleName())
        self.stack = QStackedWidget()
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 1, 6, 0)
        bar.setSpacing(2)
        self.buttons = QButtonGroup(self)
        for page, (view, title) in enumerate(
            (
                (self.network, self.tr("Network")),
                (self.backprop, self.tr("Backpropagation")),
                (self.activations, self.tr("Activations")),
            )
        ):
            self.stack.addWidget(view)
            button = QToolButton()
            button.setText(title)
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.buttons.addButton(button, page)
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self.controls)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.stack, 1)
        self.buttons.idClicked.connect(self.show_page)
        self.controls.asked.connect(lambda *_: self._fill())
        self.controls.stepped.connect(self.backprop.set_stage)
        self.backprop.key_stepped.connect(self.controls.step)
        self.activations.use_wanted.connect(self.activation_wanted)
        self.show_page(NETWORK)

    @property
    def picture(self) -> NetworkPicture | None:
        """What is shown."""
        return self.network.picture

    def show_page(self, page: int) -> None:
        """NETWORK, BACKPROP or ACTIVATIONS."""
        self.buttons.button(page).setChecked(True)
        self.stack.setCurrentIndex(page)
        self.controls.setVisible(page == BACKPROP)
        self._fill()

    def set_picture(self, picture: NetworkPicture | None) -> None:
        """Another weight vector, or None where there is no network."""
        self.network.set_picture(picture)
        self.setAccessibleDescription(self.network.accessibleDescription())
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Colours and letters."""
        for view in (self.network, self.backprop, self.activations, self.controls):
            view.set_theme(theme)

    def _fill(self) -> None:
        picture, page = self.picture, self.stack.currentIndex()
        if page == BACKPROP:
            self.controls.setEnabled(picture is not None)
            if picture is None:
                self.backprop.set_backprop(None)
                return
            sample, rows = self.controls.wanted
            data = backprop_of(picture, sample, rows=rows)
            self.backprop.set_backprop(data)
            self.controls.set_backprop(data)
        elif page == ACTIVATIONS:
            own = "" if picture is None else picture.of.recipe.mlp.activation.id
            self.activations.set_own(own, None if picture is None else collapse_of(picture))
