"""Everything about a network in the window: its pages, which weights they show, their studies, and hands on it.

The pages are made when a scene first has a network; until then nothing of them is imported.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from core.objectives.network_slice import NetworkSlice
from core.words import CoreError
from landscape_app.looking import Looking
from landscape_app.playback import Playback
from landscape_app.results import Snapshot
from landscape_app.scene.model import Scene
from landscape_app.store import Store
from landscape_app.theme import LIGHT, Theme

if TYPE_CHECKING:
    from landscape_app.network_look import NetworkLook
    from landscape_app.panels.weight_popup import WeightPopup
    from landscape_app.studying import Studying
    from landscape_app.views.network_pages import NetworkPages


class NetworkRoom(QObject):
    """``told(sentence)`` where something asked for cannot be; ``failed(exception)`` where a study raised;
    ``pointing_wanted(bool)``: whether the place of the pointer on the surface counts.
    """

    told = Signal(str)
    failed = Signal(object)
    pointing_wanted = Signal(bool)

    def __init__(self, store: Store, playback: Playback, looking: Looking, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._playback, self._looking, self._window = store, playback, looking, window
        self._theme = LIGHT
        self._seen = self._bare = False
        self._snapshot: Snapshot | None = None
        self._pages: NetworkPages | None = None
        self.slot = QStackedWidget()  # the tab

    # Made when first needed -------------------------------------------------------------------------------------

    @property
    def pages(self) -> NetworkPages:
        """The pages, made now if they are not there yet."""
        if self._pages is None:
            self._make()
        assert self._pages is not None
        return self._pages

    def _make(self) -> None:
        from landscape_app.network_look import NetworkLook
        from landscape_app.panels.weight_popup import WeightPopup
        from landscape_app.studying import Studying
        from landscape_app.views.network_pages import NetworkPages

        self.look: NetworkLook = NetworkLook(self)
        self.studying: Studying = Studying(self)
        self.weight_popup: WeightPopup = WeightPopup(self._store, self._window)
        self._pages = pages = NetworkPages()
        self._connect(pages)
        pages.set_theme(self._theme)
        pages.tabs.setHidden(self._bare)
        self.slot.addWidget(pages)
        self.slot.setCurrentWidget(pages)
        self.set_head(self._playback.head)
        self.set_seen(self._seen)
        if self._snapshot is not None:
            self.set_snapshot(self._snapshot)

    def _connect(self, pages: NetworkPages) -> None:
        look, studying = self.look, self.studying
        look.changed.connect(pages.set_picture)
        look.grown.connect(self._on_grown)
        pages.activation_wanted.connect(lambda id: self._change(activation=id))
        pages.schedule_wanted.connect(lambda id, warmup: self._change(schedule=id, warmup=warmup))
        pages.follow_wanted.connect(self._follow)
        pages.weights_reset.connect(self._reset_weights)
        pages.network.hidden_wanted.connect(lambda hidden: self._change(hidden=hidden))
        pages.network.weight_taken.connect(self._take_weight)
        pages.study_wanted.connect(lambda _name: self.set_seen(self._seen))
        pages.networks_shown.connect(self._looking.set_networks)
        studying.changed.connect(pages.set_found)
        studying.busy_changed.connect(pages.set_busy)
        studying.failed.connect(self.failed)
        for name, view in pages.studies.items():
            view.start_wanted.connect(lambda name=name, view=view: studying.start(name, view.amount))
            view.stop_wanted.connect(lambda name=name: studying.cancel(name))

    # What it is given -------------------------------------------------------------------------------------------

    def set_scene(self, scene: Scene) -> None:
        """The scene as it is now."""
        if self._pages is not None or isinstance(scene.objective, NetworkSlice):
            self.pages.set_scene(scene)
            self.look.set_scene(scene)

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """More of a scene's results; the studies follow the slice, once its network is trained."""
        self._snapshot = snapshot
        if self._pages is None:
            return
        self.look.set_snapshot(snapshot)
        objective = snapshot.scene.objective
        trained = objective if isinstance(objective, NetworkSlice) and objective.known is not None else None
        if trained is not None or self._pages.has_objective:
            self._pages.set_objective(trained)
            self.studying.set_objective(trained)

    def set_head(self, head: float) -> None:
        """The fractional step shown."""
        if self._pages is not None:
            self.look.set_head(head)
            self._pages.set_head(head)

    def set_theme(self, theme: Theme) -> None:
        """Colours and letters."""
        self._theme = theme
        if self._pages is not None:
            self._pages.set_theme(theme)

    def set_bare(self, bare: bool) -> None:
        """Whether the pages' tabs are away, as everything is that the class need not see."""
        self._bare = bare
        if self._pages is not None:
            self._pages.tabs.setHidden(bare)

    def set_seen(self, seen: bool) -> None:
        """Whether the tab is open: only what is looked at is computed."""
        self._seen = seen
        if self._pages is None:
            return
        self.look.want(seen)
        self.pointing_wanted.emit(seen)
        if not seen:
            self._looking.set_cursor(None)
        self.studying.want(self._pages.study if seen else "")

    def set_pointed(self, at: tuple[float, float] | None) -> None:
        """The pointer is over that point of the plane."""
        if self._pages is not None:
            self.look.set_cursor(at)
            self._looking.set_cursor(at if self._seen else None)

    @property
    def start_button(self) -> QPushButton | None:
        """What starts and stops the study whose page is open, where a hand does that."""
        view = None if self._pages is None else self._pages.stack.currentWidget()
        return getattr(view, "button", None)

    def show_page(self, name: str) -> None:
        """Open one of NETWORK_PAGES."""
        self.pages.show_page(name)

    @property
    def page(self) -> str:
        """The open page, "" where there are none yet."""
        return "" if self._pages is None else self._pages.page

    # Hands ------------------------------------------------------------------------------------------------------

    def _change(self, **fields: Any) -> None:
        """Another network in the slice, where there can be such a one."""
        scene = self._store.scene
        if isinstance(scene.objective, NetworkSlice):
            try:
                self._store.update(replace(scene, objective=replace(scene.objective, **fields)))
            except CoreError as error:
                self.told.emit(str(error))

    def _on_grown(self, epochs: int) -> None:
        """The timeline grows with the training."""
        self._playback.set_length(epochs, complete=False)
        objective = self._store.scene.objective
        if isinstance(objective, NetworkSlice):
            self.told.emit(self.tr("Training: epoch {k} of {n} …").format(k=epochs, n=objective.epochs))

    def _follow(self, follow: str) -> None:
        scene = self._store.scene
        self._store.update(replace(scene, lens=replace(scene.lens, follow=follow)))

    def _reset_weights(self) -> None:
        scene = self._store.scene
        self._store.update(replace(scene, lens=replace(scene.lens, weights=())))

    def _take_weight(self, name: str, at: QPoint) -> None:
        """The sheet for one weight, with the value that training gave it at the play head."""
        objective = self._store.scene.objective
        course = objective.known if isinstance(objective, NetworkSlice) else None
        if course is not None:
            epoch = course.epochs[min(int(self._playback.head), len(course.epochs) - 1)]
            trained = float(epoch.w[course.recipe.mlp.names.index(name)])
            self.weight_popup.show_at(name, trained, at)
