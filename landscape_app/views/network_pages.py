"""The pages about a network: itself, backpropagation through it, its activation among the others, and its studies."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from core.objectives.network_slice import NetworkSlice
from core.params import params_of
from core.words import said
from landscape_app.activation_picture import collapse_of
from landscape_app.backprop_picture import backprop_of
from landscape_app.network_picture import NetworkPicture
from landscape_app.scene.lens import Lens
from landscape_app.scene.model import NETWORK_PAGES, Scene
from landscape_app.theme import Theme
from landscape_app.views.activation_view import ActivationView
from landscape_app.views.backprop_view import BackpropControls, BackpropView
from landscape_app.views.network_view import NetworkView
from landscape_app.views.pages import yielding
from landscape_app.views.schedules_view import SchedulesView
from landscape_app.views.study_view import StudyView
from landscape_app.views.study_views import STUDY_VIEWS

NETWORK, BACKPROP, ACTIVATIONS = range(3)


class NetworkPages(QWidget):
    """One page at a time; only that one is computed. ``activation_wanted(id)`` when the network shall have another,
    ``schedule_wanted(schedule, warm-up)`` when it shall be trained by that,
    ``study_wanted(name)`` when a page is opened, "" where it is no study's, ``follow_wanted`` ("training" or "run")
    when others' weights shall be shown.
    """

    activation_wanted = Signal(str)
    schedule_wanted = Signal(str, float)
    study_wanted = Signal(str)
    networks_shown = Signal(object)  # as a study's view says it
    follow_wanted = Signal(str)
    weights_reset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.network, self.backprop, self.activations = NetworkView(), BackpropView(), ActivationView()
        self.controls = BackpropControls()
        self.follow = QComboBox()
        known = params_of(Lens)["follow"]
        for id, word in zip(known.choices, known.words, strict=True):
            self.follow.addItem(said(word), id)
        self.follow.setToolTip(said(known.help))
        self.follow.setAccessibleName(said(known.label))
        self.follow.activated.connect(lambda row: self.follow_wanted.emit(self.follow.itemData(row)))
        corner = QHBoxLayout(self.network)  # over what the network's page paints
        corner.setContentsMargins(0, 0, 8, 0)
        corner.addStretch(1)
        self.reset = QPushButton(self.tr("As trained"))
        self.reset.setToolTip(self.tr("Give all weights set by hand back the values of the training"))
        self.reset.clicked.connect(self.weights_reset)
        corner.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignTop)
        corner.addWidget(self.follow, 0, Qt.AlignmentFlag.AlignTop)
        self._has_runs = False
        self.studies: dict[str, StudyView] = {}
        self.has_objective = False
        self.setAccessibleName(self.network.accessibleName())
        self.stack = QStackedWidget()
        self.tabs = QTabBar()
        self.tabs.setObjectName("network_pages")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(self.tr("Pages about the network"))
        self._add(self.network, self.tr("Network"))
        self._add(self.backprop, self.tr("Backpropagation"))
        self._add(self.activations, self.tr("Activations"))
        for kind, title in STUDY_VIEWS:
            self.studies[kind.name] = view = kind()
            view.networks_shown.connect(self.networks_shown)
            self._add(view, self.tr(title))
            if isinstance(view, SchedulesView):
                view.schedule_wanted.connect(self.schedule_wanted)
        yielding(self.stack)
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 1, 6, 0)
        bar.setSpacing(2)
        bar.addWidget(self.tabs, 1)
        bar.addWidget(self.controls, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self._open)
        self.controls.asked.connect(lambda *_: self._fill())
        self.controls.stepped.connect(self.backprop.set_stage)
        self.backprop.key_stepped.connect(self.controls.step)
        self.activations.use_wanted.connect(self.activation_wanted)
        self._open(NETWORK)

    def _add(self, view: QWidget, title: str) -> None:
        self.stack.addWidget(view)
        self.tabs.addTab(title)

    @property
    def picture(self) -> NetworkPicture | None:
        """What is shown."""
        return self.network.picture

    @property
    def study(self) -> str:
        """The name of the study whose page is open, "" where none is."""
        view = self.stack.currentWidget()
        return view.name if isinstance(view, StudyView) else ""

    @property
    def page(self) -> str:
        """The open page, one of NETWORK_PAGES."""
        return NETWORK_PAGES[self.stack.currentIndex()]

    def show_page(self, page: int | str) -> None:
        """NETWORK, BACKPROP or ACTIVATIONS, or one of NETWORK_PAGES."""
        self.tabs.setCurrentIndex(NETWORK_PAGES.index(page) if isinstance(page, str) else page)

    def _open(self, page: int) -> None:
        self.stack.setCurrentIndex(page)
        self.controls.setVisible(page == BACKPROP)
        self._fill()
        self.study_wanted.emit(self.study)

    def set_scene(self, scene: Scene) -> None:
        """Whose weights it asks for; there is a choice where runs are in the plane."""
        self.follow.setCurrentIndex(self.follow.findData(scene.lens.follow))
        self._has_runs = any(run.visible for run in scene.runs)
        self.follow.setVisible(self._has_runs)
        self.reset.setVisible(bool(scene.lens.weights))
        seen = [widget for widget in (self.follow, self.reset) if not widget.isHidden()]
        self.network.corner = sum(widget.sizeHint().width() + 6 for widget in seen)

    def set_picture(self, picture: NetworkPicture | None) -> None:
        """Another weight vector, or None where there is no network."""
        self.network.set_picture(picture)
        self.setAccessibleDescription(self.network.accessibleDescription())
        self._fill()

    def set_objective(self, objective: NetworkSlice | None) -> None:
        """The slice shown, once its network is trained."""
        from landscape_app.studies.every import EVERY

        self.has_objective = objective is not None
        for name, view in self.studies.items():
            why = EVERY[name].why_not(objective) if objective is not None else ""
            view.set_objective(objective, why)

    def set_found(self, name: str, found: object) -> None:
        """What a study has found so far, None where nothing."""
        self.studies[name].set_found(found)

    def set_busy(self, name: str, busy: bool) -> None:
        """Whether a study is at work."""
        self.studies[name].set_busy(busy)

    def set_head(self, head: float) -> None:
        """The fractional step shown."""
        for view in self.studies.values():
            view.set_head(head)

    def set_theme(self, theme: Theme) -> None:
        """Colours and letters."""
        for view in (self.network, self.backprop, self.activations, self.controls):
            view.set_theme(theme)
        for study in self.studies.values():
            study.set_theme(theme)

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
