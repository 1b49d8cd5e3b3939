"""The one window: the views in the middle, panels at the left, the timeline below; it wires, and computes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QStyle,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.words import said
from landscape_app import crashlog, explain, menus, style
from landscape_app.autosave import Autosave
from landscape_app.autosave_files import Kept
from landscape_app.controller import Controller
from landscape_app.courtesy import GUI
from landscape_app.detail import Detail
from landscape_app.documents import Documents
from landscape_app.ends import Ends
from landscape_app.exporting import ExportProcess
from landscape_app.ghost import Ghost
from landscape_app.lesson_session import LessonSession
from landscape_app.looking import Looking
from landscape_app.maps import MapResult, Maps, made_of, moved, place_of
from landscape_app.multiples import Multiples, Panes
from landscape_app.network_room import NetworkRoom
from landscape_app.panels.display_panel import DisplayPanel
from landscape_app.panels.ends_panel import EndsPanel
from landscape_app.panels.lens_panel import LensPanel
from landscape_app.panels.maps_panel import MapsPanel
from landscape_app.panels.noise_panel import NoisePanel
from landscape_app.panels.objective_panel import ObjectivePanel
from landscape_app.panels.panes_panel import PanesPanel
from landscape_app.panels.points_panel import PointsPanel
from landscape_app.panels.race_table import RaceTable
from landscape_app.panels.restore_bar import RestoreBar
from landscape_app.panels.runs_panel import RunsPanel
from landscape_app.panels.step_panel import StepPanel
from landscape_app.panels.stopping_panel import StoppingPanel
from landscape_app.panels.theory_panel import TheoryPanel
from landscape_app.panels.timeline import Timeline
from landscape_app.playback import Playback
from landscape_app.plots import Plots
from landscape_app.points import Points
from landscape_app.presenting import Presenting
from landscape_app.results import Snapshot
from landscape_app.runner import Runner
from landscape_app.scene import code, presets
from landscape_app.scene.model import PAGES, CameraState, Display, PlaybackState, Scene
from landscape_app.searching import Searching
from landscape_app.settings import Settings
from landscape_app.store import Store
from landscape_app.summary import described
from landscape_app.theme import Theme
from landscape_app.themes import ThemeChooser
from landscape_app.thumbnails import Thumbnails
from landscape_app.tuning import Tuner
from landscape_app.views.pages import yielding
from landscape_app.views.pair import Pair
from landscape_app.views.panes_view import PanesView
from landscape_app.views.recording_view import RecordingView
from landscape_app.views.view3d import View3D
from landscape_app.whats_this import WhatsThis
from landscape_app.working import Working

if TYPE_CHECKING:
    from landscape_app.views.plane_map import PlaneMap

SIDE_WIDTH = 336
NETWORK_SHARE = 0.42  # of the height, for the pages of a network
FRAME = QSize(12, 44)  # pixels that a window manager's frame may take


class Window(QMainWindow):
    """Built whole by ``__init__`` but for the plots, which are added after the first paint (see ``plots``)."""

    first_painted = Signal()
    language_wanted = Signal(str)  # "system" or a code: another window takes over

    def __init__(self, store: Store, runner: Runner, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("Window")
        self.setAcceptDrops(True)
        self.setDockOptions(QMainWindow.DockOption.AnimatedDocks)
        self.store = store
        self.settings = settings
        self.runner = runner
        self.controller = Controller(store, runner, self)
        self.playback = Playback(self)
        self.documents = Documents(store, settings, self)
        self.detail = Detail(self.controller, runner, self)
        self.exporter = ExportProcess(self)
        self.thumbnails = Thumbnails(runner, self)
        self.themes = ThemeChooser(settings, self)
        self.view3d = View3D()
        self.plots = Plots()
        self.race_table = RaceTable(store)
        self.timeline = Timeline(self.playback, store)
        self.maps = Maps(store, self)
        self.maps_panel = MapsPanel()
        self.ends = Ends(store, self)
        self.ends_panel = EndsPanel()
        self.theory_panel = TheoryPanel(store)
        self.step_panel = StepPanel(store)
        self.points = Points(store, self)
        self.points_panel = PointsPanel()
        self.looking = Looking(self)
        self.network = NetworkRoom(store, self.playback, self.looking, self)
        self.recording_view = RecordingView()
        self.searching = Searching(self)
        self.ghost = Ghost(store, self)
        self.tuner = Tuner(store, self)
        self.panes = Panes(store, self)
        self.panes_view = PanesView()
        self.runs_panel = RunsPanel(store)
        self._panels = (
            ObjectivePanel(store),
            DisplayPanel(store),
            self.runs_panel,
            NoisePanel(store),
            StoppingPanel(store),
            LensPanel(store),
            PanesPanel(store),
        )
        self.message = QLabel()
        self._first_paint = QTimer(self)  # dies with the window, which may be closed in this very turn
        self._first_paint.setSingleShot(True)
        self._first_paint.timeout.connect(self.first_painted)
        self._first_paint.timeout.connect(lambda: self._look_at_network(self.below.currentIndex()))
        self._notice = ""
        self._mapped: MapResult | None = None
        self._gave_room = False  # to the pages of a network
        self._lay_out()
        self.lessons = LessonSession(self)
        self.presenting = Presenting(self)
        self.autosave = Autosave(self)
        self.whats_this = WhatsThis(self)
        self.menus = menus.Menus(self)
        self._explain()
        self._connect()
        self.apply_theme(self.themes.theme)
        self._follow_scene(store.scene)
        self._restore_layout()
        self._on_document()

    # Layout -----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        objective, display, runs, noise, stopping, lens, panes = self._panels
        self.side = QTabWidget()
        self.side.setObjectName("side")
        self.side.setDocumentMode(True)
        self.side.addTab(_page(runs), self.tr("Runs"))
        self.side.addTab(_page(objective, display), self.tr("Surface"))
        self.side.addTab(_page(noise, stopping), self.tr("Noise && stop"))
        self.side.addTab(_page(lens, panes), self.tr("Look"))
        self.side_dock = QDockWidget(self.tr("Controls"))
        self.side_dock.setObjectName("side_dock")
        self.side_dock.setTitleBarWidget(QWidget())
        self.side_dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self.side_dock.setWidget(self.side)
        self.side.setMinimumWidth(SIDE_WIDTH)
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.side_dock)

        self.views = Pair(self.view3d, self.plots.map_slot)
        self.views.setObjectName("views")
        self.below = QTabWidget()
        self.below.setObjectName("below")
        self.below.setDocumentMode(True)
        self.below.addTab(self.plots.charts_slot, self.tr("Charts"))
        self.below.addTab(self.race_table, self.tr("Race"))
        self.below.addTab(self.theory_panel, self.tr("Theory"))
        self.below.addTab(self.points_panel, self.tr("Points"))
        self.below.addTab(_beside(self.maps_panel, self.plots.plane_slot), self.tr("Maps"))
        self.below.addTab(self.ends_panel, self.tr("Ends"))
        self.network_tab = self.below.addTab(self.network.slot, self.tr("Network"))
        self.step_tab = self.below.addTab(_parted(self.step_panel, self.plots.phi_slot), self.tr("Step"))
        self.training_tab = self.below.addTab(self.recording_view, self.tr("Training"))
        yielding(self.below)
        self.rows = QSplitter(Qt.Orientation.Vertical)
        self.rows.setObjectName("rows")
        self.rows.setChildrenCollapsible(False)
        self.stage = QStackedWidget()
        self.stage.addWidget(self.views)
        self.stage.addWidget(self.panes_view)
        self.rows.addWidget(self.stage)
        self.rows.addWidget(self.below)
        self.rows.setStretchFactor(0, 3)
        self.rows.setStretchFactor(1, 2)
        self.rows.setSizes([600, 300])
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.caption = QLabel()
        self.caption.setObjectName("caption")
        self.caption.setWordWrap(True)
        self.caption.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.restore_bar = RestoreBar()
        layout.addWidget(self.restore_bar)
        layout.addWidget(self._title_row())
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.timeline)
        self.setCentralWidget(middle)
        self.message.setObjectName("message")
        self.statusBar().addWidget(self.message, 1)
        self.statusBar().setSizeGripEnabled(False)

    def _explain(self) -> None:
        """What is said of the large parts of the window where somebody asks."""
        for widget, name, title in (
            (self.timeline, "timeline", self.tr("Timeline")),
            (self.plots.map_slot, "map", self.tr("Contour map")),
            (self.view3d, "view3d", self.tr("Surface")),
            (self.plots.charts_slot, "charts", self.tr("Charts")),
            (self.race_table, "race", self.tr("Race")),
            (self.theory_panel, "theory", self.tr("Theory")),
            (self.points_panel, "points", self.tr("Points")),
            (self.below.widget(4), "maps", self.tr("Maps")),
            (self.ends_panel, "ends", self.tr("Ends")),
            (self.network.slot, "network", self.tr("Network")),
            (self.below.widget(self.step_tab), "step", self.tr("Step")),
        ):
            if widget is None:
                continue
            widget.setWhatsThis(explain.of_place(name, title))
            i = self.below.indexOf(widget)
            if i >= 0:
                self.below.setTabWhatsThis(i, widget.whatsThis())
        for i, name in enumerate(("runs", "surface", "noise", "look")):
            self.side.setTabWhatsThis(i, explain.of_place(name, self.side.tabText(i).replace("&&", "&")))
        self.below.setAccessibleName(self.tr("Pages about the race"))
        self.side.setAccessibleName(self.tr("Controls"))

    def _describe_views(self) -> None:
        """What is seen in words, for a screen reader, whenever the picture has come to rest."""
        snapshot = self.controller.snapshot
        if QAccessible.isActive() and snapshot is not None and not self.playback.playing and not self.controller.busy:
            words = described(snapshot, self.playback.head)
            self.view3d.setAccessibleDescription(words)
            self.plots.map_slot.setAccessibleDescription(words)

    def _title_row(self) -> QWidget:
        """The scene's words, and where they lead: to the next preset."""
        self.next_preset = QPushButton()
        self.next_preset.setObjectName("next_preset")
        self.next_preset.setProperty("role", "flat")
        self.next_preset.clicked.connect(self._open_next_preset)
        row = QFrame()
        row.setObjectName("title_row")
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 10, 0)
        layout.setSpacing(6)
        layout.addWidget(self.caption, 1)
        layout.addWidget(self.next_preset)
        return row

    def start_page(self) -> None:
        """Press the button of the page below that starts its work, or stops it."""
        maps, ends, network = self.maps_panel, self.ends_panel, self.network.start_button
        for button in (maps.stop, maps.draw, ends.stop, ends.run, self.race_table.tune, network):
            if button is not None and button.isVisible() and button.isEnabled():
                button.click()
                return
        self.show_message(self.tr("The page below has no work to start."))

    def _open_next_preset(self) -> None:
        following = presets.following(self.documents.preset)
        if following is not None and self.documents.open_path(following.path, as_preset=True):
            self.play_when_ready()

    def _first_size(self) -> QSize:
        """What the screen has room for, frame and all, and no more than one can look over."""
        room = self.screen().availableSize()
        return QSize(min(1600, room.width() - FRAME.width()), min(1000, room.height() - FRAME.height()))

    def _restore_layout(self) -> None:
        self.resize(self._first_size())
        geometry, state = self.settings.layout("geometry"), self.settings.layout("state")
        if geometry is not None:
            self.restoreGeometry(geometry)
        if state is not None:
            self.restoreState(state)
        for splitter in (self.views, self.rows):
            sizes = self.settings.layout(splitter.objectName())
            if sizes is not None:
                splitter.restoreState(sizes)
        for tabs in (self.side, self.below):
            tabs.setCurrentIndex(self.settings.page(tabs.objectName()))

    def save_layout(self) -> None:
        self.settings.set_layout("geometry", self.saveGeometry())
        self.settings.set_layout("state", self.saveState())
        for splitter in (self.views, self.rows):
            self.settings.set_layout(splitter.objectName(), splitter.saveState())
        for tabs in (self.side, self.below):
            self.settings.set_page(tabs.objectName(), tabs.currentIndex())

    # Wiring -----------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.store.changed.connect(lambda _old, new: self._follow_scene(new))
        self.store.changed.connect(lambda _old, _new: self._answered())
        self.store.history_changed.connect(self._show_title)
        self.documents.path_changed.connect(self._on_document)
        self._panels[0].open_data_requested.connect(self.documents.open_data_dialog)
        self._panels[0].open_samples_requested.connect(self.documents.open_samples_dialog)
        self.documents.refused.connect(self.show_notice)
        self.documents.saved.connect(self.show_message)
        self.documents.about_to_save.connect(self.keep_playback)
        self.controller.snapshot_changed.connect(self._show_snapshot)
        self.controller.failed.connect(self._on_failed)
        self.controller.busy_changed.connect(self._show_busy)
        self.playback.head_changed.connect(self._show_head)
        self.themes.changed.connect(self.apply_theme)
        self.view3d.camera_changed.connect(self.store.set_camera)
        self.view3d.display_requested.connect(self.set_display)
        self.view3d.start_nudged.connect(self.nudge_start)
        self._connect_start(self.view3d)
        self.plots.view_made.connect(self._on_view_made)
        self.plots.plane_made.connect(self._on_plane_made)
        self.plots.phi_made.connect(self._on_phi_made)
        self.points_panel.looked_at.connect(self.points.want)
        self.points_panel.chosen.connect(self.move_start)
        self.step_panel.seek_requested.connect(self.playback.seek)
        self.points.changed.connect(self.points_panel.set_points)
        self.points.busy_changed.connect(self.points_panel.set_busy)
        self.points.failed.connect(self._on_failed)
        self.looking.failed.connect(self._on_failed)
        self.looking.data_changed.connect(self._on_lens_data)
        self.looking.changed.connect(self.view3d.set_overlay)
        self.maps_panel.wanted.connect(self.maps.start)
        self.maps_panel.stopped.connect(self.maps.cancel)
        self.maps.busy_changed.connect(self.maps_panel.set_busy)
        self.maps.failed.connect(self._on_failed)
        self.documents.lesson_given.connect(lambda path: self.lessons.open(Path(path)))
        self.lessons.refused.connect(self.show_notice)
        self.lessons.failed.connect(self._on_failed)
        self.lessons.changed.connect(self.show_title_line)
        self.controller.busy_changed.connect(lambda _busy: self._describe_views())
        self.playback.playing_changed.connect(lambda _playing: self._describe_views())
        self.autosave.offered.connect(self._show_offer)
        self.autosave.refused.connect(self.show_message)
        self.restore_bar.restored.connect(self.autosave.restore)
        self.restore_bar.discarded.connect(self.autosave.discard)
        self._connect_network()
        self._connect_ends()
        self._connect_race()
        self._connect_panes()

    def _connect_network(self) -> None:
        network = self.network
        network.told.connect(self.show_message)
        network.failed.connect(self._on_failed)
        network.pointing_wanted.connect(self.view3d.want_pointed)
        self.view3d.pointed_at.connect(network.set_pointed)
        self.below.currentChanged.connect(self._look_at_network)

    def _look_at_network(self, row: int) -> None:
        """Its pages need room: they take some of the views', once, if nobody has given them any."""
        seen = row == self.network_tab
        self.network.set_seen(seen)
        above, below = self.rows.sizes()
        wanted = round(NETWORK_SHARE * (above + below))
        if seen and self.isVisible() and not self._gave_room and below < wanted:
            self._gave_room = True
            self.rows.setSizes([above + below - wanted, wanted])

    def _connect_race(self) -> None:
        table, tuner, ghost = self.race_table, self.tuner, self.ghost
        table.tune_requested.connect(tuner.start)
        table.tune_stopped.connect(tuner.cancel)
        table.export_requested.connect(lambda: self.menus.export_table())
        tuner.changed.connect(table.set_tuning)
        tuner.busy_changed.connect(table.set_tuning_busy)
        tuner.failed.connect(self._on_failed)
        ghost.changed.connect(self.looking.set_ghost)
        ghost.changed.connect(table.set_ghost)
        ghost.failed.connect(self._on_failed)

    def _connect_panes(self) -> None:
        self.panes.changed.connect(self._show_panes)
        self.panes.failed.connect(self._on_failed)
        self.panes_view.view_made.connect(self._connect_start)
        self.panes_view.chosen.connect(lambda _index: self._show_panes(self.panes.current))
        self.panes_view.camera_changed.connect(self.store.set_camera)

    def _connect_ends(self) -> None:
        panel, ends = self.ends_panel, self.ends
        panel.looked_at.connect(ends.want)
        panel.wanted.connect(ends.start)
        panel.stopped.connect(ends.cancel)
        panel.level_changed.connect(ends.set_level)
        ends.counted.connect(panel.set_counted)
        ends.measured.connect(panel.set_measured)
        ends.busy_changed.connect(panel.set_busy)
        ends.failed.connect(self._on_failed)

    def _on_plane_made(self, plane: PlaneMap) -> None:
        plane.set_theme(self.themes.theme)
        plane.picked.connect(self._put_run_there)
        plane.hand_down.connect(self.store.begin)
        plane.hand_up.connect(self.store.end)
        self.maps.changed.connect(self._show_map)

    def _on_phi_made(self, phi: QWidget) -> None:
        phi.set_theme(self.themes.theme)  # type: ignore[attr-defined]
        self.searching.changed.connect(phi.set_searched)  # type: ignore[attr-defined]
        self.searching.failed.connect(self._on_failed)
        self.below.currentChanged.connect(lambda _row: self._ask_phi())
        self._ask_phi()

    def _ask_phi(self) -> None:
        page, slot = self.below.currentWidget(), self.plots.phi_slot
        self.searching.want(page is slot or (page is not None and page.isAncestorOf(slot)))

    def _show_map(self, result: MapResult) -> None:
        self._mapped = result
        self.maps_panel.set_result(result, self.plots.plane.colours(result.picture))
        self.plots.plane.set_map(result.picture, place_of(self.store.scene, result.wanted))
        self._follow_map(self.store.scene)

    def _follow_map(self, scene: Scene) -> None:
        """A map of another surface goes; one of other settings says so, or is made anew where that takes no time."""
        made = self._mapped
        if made is None or not self.plots.is_ready:
            return
        now, then = made_of(scene, made.wanted), made_of(made.scene, made.wanted)
        if now is None or type(made.scene.objective) is not type(scene.objective):
            self.maps.cancel()
            self._mapped = None
            self.maps_panel.set_result(None, [])
            self.plots.plane.set_map(None, None)
            return
        self.plots.plane.set_place(place_of(scene, made.wanted))
        if now != then and made.wanted.kind == "phase":
            self.maps.start(made.wanted)
        else:
            self.plots.plane.set_outdated(now != then)

    def _put_run_there(self, x: float, y: float) -> None:
        """A click on the map: the start, or the run's knobs, go where it was."""
        if self._mapped is not None:
            self.store.update(moved(self.store.scene, self._mapped.wanted, x, y), merge="map")

    def _connect_start(self, view: QWidget) -> None:
        view.start_drag_started.connect(self.store.begin)  # type: ignore[attr-defined]
        view.start_dragged.connect(self.move_start)  # type: ignore[attr-defined]
        view.start_drag_finished.connect(self.store.end)  # type: ignore[attr-defined]

    def _on_view_made(self, view: QWidget) -> None:
        if hasattr(view, "start_dragged"):
            self._connect_start(view)
        if hasattr(view, "set_moving"):
            view.start_drag_started.connect(lambda: view.set_moving(True))  # type: ignore[attr-defined]
            view.start_drag_finished.connect(lambda: view.set_moving(False))  # type: ignore[attr-defined]
        if hasattr(view, "detail_requested"):
            view.detail_requested.connect(self.detail.request)
            self.detail.changed.connect(view.set_detail)  # type: ignore[attr-defined]
        if hasattr(view, "seek_requested"):
            view.seek_requested.connect(self.playback.seek)
        if hasattr(view, "display_requested"):
            view.display_requested.connect(self.set_display)
        if hasattr(view, "clicked"):
            view.clicked.connect(self.lessons.point)
            view.set_asking(self.lessons.pointing)  # type: ignore[attr-defined]
        if hasattr(view, "pointed_at"):
            view.pointed_at.connect(self.network.set_pointed)
        if hasattr(view, "set_overlay"):
            self.looking.changed.connect(view.set_overlay)
            view.set_overlay(self.looking.overlay)
        if hasattr(view, "set_fan"):
            view.set_fan(self.looking.data("fan"))
        self._theme_view(view)
        view.set_scene(self.store.scene)  # type: ignore[attr-defined]
        snapshot = self._raced if self._is_charts(view) else self.controller.snapshot
        if snapshot is not None:
            self._give(view, snapshot)
        view.set_head(self.playback.head)  # type: ignore[attr-defined]

    def _on_lens_data(self, name: str, data: object) -> None:
        for view in self.plots.views:
            if name == "fan" and hasattr(view, "set_fan"):
                view.set_fan(data)

    def move_start(self, x: float, y: float) -> None:
        """Move the start of the race to (x, y); further coordinates stay."""
        scene = self.store.scene
        self.store.update(replace(scene, start=(x, y, *scene.start_point[2:])[: scene.objective.dim]), merge="start")

    def nudge_start(self, dx: float, dy: float) -> None:
        """Move the start of the race by (dx, dy) from where it is now, not from where it was last drawn."""
        x, y = self.store.scene.start_point[:2]
        self.move_start(x + dx, y + dy)

    def set_display(self, display: Display, field: str) -> None:
        """Draw the surface so; ``field`` is what differs."""
        self.store.update(replace(self.store.scene, display=display), merge=f"display.{field}")

    # Showing ----------------------------------------------------------------------------------------------------

    def drawn_views(self) -> Iterator[QWidget]:
        """Every view there is by now."""
        yield self.view3d
        yield from self.plots.views

    def _follow_scene(self, scene: Scene) -> None:
        flat = scene.objective.dim == 1 or scene.display.mode == "line"
        self.plots.show_line(flat)
        self.view3d.setVisible(scene.objective.dim > 1)
        self.caption.setText(f"<b>{_escaped(said(scene.title))}</b>&ensp;{_escaped(said(scene.caption))}")
        self.show_title_line()
        network = scene.objective.group == "network"
        comes = network and not self.below.isTabVisible(self.network_tab)
        self.below.setTabVisible(self.network_tab, network)
        if comes:  # whoever chooses a network wants to see it; a scene that opens has the last word
            self.below.setCurrentIndex(self.network_tab)
        self._show_recording(scene)
        self.network.set_scene(scene)
        self.maps_panel.follow(scene)
        self.ends_panel.follow(scene)
        self.points_panel.follow(scene)
        self._follow_map(scene)
        self._show_title()

    def show_title_line(self) -> None:
        """The scene's title and caption, but for a lesson, which has words of its own."""
        scene = self.store.scene
        self.caption.setVisible(bool(scene.title or scene.caption) and self.lessons.lesson is None)
        following = presets.following(self.documents.preset)
        leads = following is not None and self.lessons.lesson is None and not self.presenting.on
        self.next_preset.setVisible(leads)
        if following is not None:
            self.next_preset.setText(self.tr("Next: {title} ›").format(title=following.title).replace("&", "&&"))
            self.next_preset.setToolTip(following.caption)

    def _show_offer(self, kept: Kept | None) -> None:
        self.restore_bar.show_offer("" if kept is None else self.autosave.offer_words(kept))

    def ask_for_points(self, asking: bool) -> None:
        """Whether a click on the map answers a question."""
        if self.plots.is_ready:
            self.plots.map.set_asking(asking)

    def _show_recording(self, scene: Scene) -> None:
        """The page of a training handed over is there with it, and opens with it where no run has other charts."""
        before = self.recording_view.found
        self.recording_view.set_scene(scene)
        found = self.recording_view.found
        self.below.setTabVisible(self.training_tab, found is not None)
        if found is not None and found is not before and not scene.runs:
            self.below.setCurrentIndex(self.training_tab)

    def _show_snapshot(self, snapshot: Snapshot) -> None:
        for view in self.drawn_views():
            if not self._is_charts(view):
                self._give(view, snapshot)
        self.looking.set_snapshot(snapshot)
        self.searching.set_snapshot(snapshot)
        self.network.set_snapshot(snapshot)
        self.ends.set_snapshot(snapshot)
        self.theory_panel.set_runs(snapshot.runs, snapshot.scene)
        self.step_panel.set_snapshot(snapshot)
        if self.panes.current is None:
            self.playback.set_length(snapshot.length, complete=snapshot.done)
            self._show_race()
        if not snapshot.done:
            self._show_busy(True)

    def _show_panes(self, multiples: Multiples | None) -> None:
        """The panes in the views' place, or the views."""
        self.stage.setCurrentWidget(self.views if multiples is None else self.panes_view)
        if multiples is not None:
            self.panes_view.set_snapshots(multiples.snapshots, multiples.scene.panes.view)
            self.panes_view.set_head(self.playback.head)
            self.playback.set_length(multiples.length, complete=multiples.done)
        elif self.controller.snapshot is not None:
            self.playback.set_length(self.controller.snapshot.length, complete=self.controller.snapshot.done)
        self._show_race()

    @property
    def _raced(self) -> Snapshot | None:
        """Whose race is charted and ranked: that of the pane chosen, else that of the one picture."""
        multiples = self.panes.current
        if multiples is None:
            return self.controller.snapshot
        return multiples.snapshots[min(self.panes_view.current, len(multiples.snapshots) - 1)]

    def _show_race(self) -> None:
        """The charts, the table and the timeline's ends."""
        snapshot = self._raced
        if snapshot is None:
            return
        for view in self.plots.views:
            if self._is_charts(view):
                self._give(view, snapshot)
        self.race_table.set_ranking(snapshot.scene.ranking)
        self.race_table.set_runs(snapshot.runs, snapshot.scene)
        self.timeline.set_runs(snapshot.runs)

    def _is_charts(self, view: QWidget) -> bool:
        return view is getattr(self.plots, "charts", None)

    @staticmethod
    def _give(view: QWidget, snapshot: Snapshot) -> None:
        view.set_scene(snapshot.scene)  # type: ignore[attr-defined]
        view.set_surface(snapshot.surface)  # type: ignore[attr-defined]
        view.set_runs(snapshot.runs)  # type: ignore[attr-defined]

    def _show_head(self, head: float) -> None:
        self.looking.set_head(head)
        self.panes_view.set_head(head)
        self.step_panel.set_head(head)
        self.searching.set_head(head)
        self.network.set_head(head)
        self.recording_view.set_head(head)
        for view in self.drawn_views():
            view.set_head(head)  # type: ignore[attr-defined]

    def _show_busy(self, busy: bool) -> None:
        snapshot = self.controller.snapshot
        if busy:
            self.show_message(self.tr("Computing …"))
        elif snapshot is not None:
            running = [run for run in snapshot.runs if run.spec.visible]
            words = [f"{run.spec.title}: {run.trajectory.stop}" for run in running[:1] if run.trajectory.stop]
            self.show_message(words[0] if words else "")

    def show_message(self, text: str) -> None:
        """One sentence in the status bar; a notice that nobody has answered yet stays."""
        if not self._notice:
            self.message.setText(text)
            self.message.setToolTip(text)

    def show_notice(self, text: str) -> None:
        """A sentence that must be seen: it stays, in the warning colour, until the scene changes."""
        self._notice = ""
        self.show_message(text)
        self._notice = text
        self._colour_message()

    def _colour_message(self) -> None:
        self.message.setProperty("role", "error" if self._notice else "")
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)

    def _answered(self) -> None:
        if self._notice:
            self._notice = ""
            self._colour_message()
            self.show_message("")

    def _show_title(self) -> None:
        self.setWindowModified(self.store.dirty)
        self.setWindowTitle(self.documents.title() + "[*] – Landscape")

    def _on_failed(self, error: BaseException) -> None:
        from landscape_app.panels.error_dialog import ErrorDialog

        ErrorDialog.show_exception(error, self, crashlog.record(error))

    def _on_document(self) -> None:
        scene = self.store.scene
        self.view3d.set_camera(scene.camera)
        self.panes_view.set_camera(scene.camera)
        self.playback.pause()
        self.playback.set_speed(scene.playback.speed)
        self.playback.set_loop(scene.playback.loop)
        self.playback.seek(scene.playback.head)
        self._open_page(scene)
        self._show_title()
        self.show_title_line()

    def _open_page(self, scene: Scene) -> None:
        """The page below that the scene asks for, and its map."""
        page = scene.page
        if page.below:
            self.below.setCurrentIndex(PAGES.index(page.below))
        if page.below == "maps" and page.map:
            self.maps_panel.choose(page.map, scene.lens.run)
        if page.network:
            self.network.show_page(page.network)

    def keep_playback(self) -> None:
        """Write the play head and the open page into the scene, for saving and exporting."""
        scene = self.present_scene()
        self.store.set_page(scene.page)
        self.store.set_playback(scene.playback)

    def present_scene(self) -> Scene:
        """The scene with the play head and the page as they are now."""
        network = self.network.page if self.below.isTabVisible(self.network_tab) else ""
        page = replace(self.store.scene.page, below=PAGES[self.below.currentIndex()], network=network)
        playback = self.playback
        state = PlaybackState(playback.head, playback.speed, playback.loop)
        return replace(self.store.scene, page=page, playback=state)

    def play_when_ready(self) -> None:
        """Start the race as soon as it is computed."""
        if self.controller.busy:
            once = Qt.ConnectionType.SingleShotConnection
            self.controller.busy_changed.connect(lambda _busy: self.play_when_ready(), once)
        elif self.settings.less_motion:
            self.playback.to_end()
        else:
            self.playback.play()

    def reset_camera(self) -> None:
        """The camera where a new scene has it."""
        self.set_camera(CameraState())

    def set_camera(self, camera: CameraState) -> None:
        """Put the camera there and remember it."""
        self.view3d.set_camera(camera)
        self.panes_view.set_camera(camera)
        self.store.set_camera(camera)

    # Theme ------------------------------------------------------------------------------------------------------

    def apply_theme(self, theme: Theme) -> None:
        """Dress everything in ``theme``."""
        style.apply(theme)
        for view in self.drawn_views():
            self._theme_view(view)
        below = self.race_table, self.theory_panel, self.ends_panel, self.step_panel
        for panel in (*self._panels, self.timeline, *below):
            panel.set_theme(theme)
        self.plots.set_theme(theme)
        self.looking.set_theme(theme)
        self.panes_view.set_theme(theme)
        self.network.set_theme(theme)
        self.recording_view.set_theme(theme)
        self.lessons.set_theme(theme)
        if self.plots.is_ready:
            self.plots.plane.set_theme(theme)
            self.plots.phi.set_theme(theme)
        self._fit_side()

    def _fit_side(self) -> None:
        """The controls at the side are never narrower than what they hold in the theme's letters."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        pages = [area.widget() for area in self.side.findChildren(QScrollArea)]
        needs = [page.minimumSizeHint().width() + bar + 8 for page in pages if page is not None]
        self.side.setMinimumWidth(max([SIDE_WIDTH, *needs]))

    def _theme_view(self, view: QWidget) -> None:
        view.set_theme(self.themes.theme)  # type: ignore[attr-defined]

    # Events -----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """All that is painted anew is painted before long work goes on."""
        if event.type() == QEvent.Type.UpdateRequest:
            with GUI.first():
                return super().event(event)
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """A Tab: what it reaches can be asked what it is."""
        moved = super().focusNextPrevChild(next)
        self.whats_this.reached(self.focusWidget() if moved else None)
        return moved

    def showEvent(self, event: QShowEvent) -> None:
        """The plots come after the first surface is on the screen; where there is none to draw, at once."""
        super().showEvent(event)
        if self.view3d.isHidden() or self.view3d.problem:
            self._first_paint.start()
        else:
            self.view3d.painted.connect(self._after_picture)

    def _after_picture(self) -> None:
        if self.view3d.frame() is not None or self.view3d.problem:
            self.view3d.painted.disconnect(self._after_picture)
            self._first_paint.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The timeline's keys, wherever no control used them first."""
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Space: self.playback.toggle,
            Qt.Key.Key_Left: lambda: self.playback.step(-1),
            Qt.Key.Key_Right: lambda: self.playback.step(1),
            Qt.Key.Key_Home: self.playback.to_start,
            Qt.Key.Key_End: self.playback.to_end,
            Qt.Key.Key_Escape: self._step_out,
        }
        called = keys.get(event.key())
        if event.matches(QKeySequence.StandardKey.Paste):
            self.documents.paste_code()
        elif called is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            called()

    def _step_out(self) -> None:
        """From a control back to the timeline's keys; from there out of full screen."""
        if self.presenting.on:
            self.presenting.step_out()
            return
        held = self.focusWidget()
        if held is not None and held is not self:
            held.clearFocus()
        elif self.isFullScreen():
            self.showNormal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A presentation finds room for its words."""
        super().resizeEvent(event)
        self.presenting.resized()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Scene files, files of values and scene codes may be dropped."""
        given = event.mimeData()
        if any(url.isLocalFile() for url in given.urls()) or code.looks_like(given.text()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first file dropped, or the code."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            QTimer.singleShot(0, lambda: self.documents.open_path(Path(files[0])))
        elif text := event.mimeData().text():
            event.acceptProposedAction()
            QTimer.singleShot(0, lambda: self.documents.open_code(text))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes; remember the layout."""
        if not self.documents.may_leave():
            event.ignore()
            return
        self.presenting.end()
        self.save_layout()
        self.exporter.shutdown()
        super().closeEvent(event)

    def shutdown(self) -> None:
        """Stop everything that runs and delete the plots while Qt is still whole."""
        self.playback.pause()
        self.presenting.shutdown()
        for session in self.findChildren(Working):
            session.shutdown()
        self.runner.shutdown()
        self.panes_view.shutdown()
        self.view3d.shutdown()
        self.thumbnails.shutdown()
        self.plots.shutdown()

    def action(self, name: str) -> QAction:
        """A menu entry by its object name."""
        found: QAction | None = self.findChild(QAction, name)
        if found is None:
            raise KeyError(name)
        return found


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _parted(left: QWidget, right: QWidget) -> QSplitter:
    """Side by side, with a bar between that a hand can move."""
    both = QSplitter(Qt.Orientation.Horizontal)
    both.setChildrenCollapsible(False)
    both.addWidget(left)
    both.addWidget(right)
    both.setStretchFactor(0, 3)
    both.setStretchFactor(1, 2)
    both.setSizes([600, 400])
    return both


def _beside(left: QWidget, right: QWidget) -> QWidget:
    both = QWidget()
    layout = QHBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(left)
    layout.addWidget(right, 1)
    return both


class _Page(QScrollArea):
    """Takes no click's focus and none of the timeline's keys, as a scroll area of Qt's does."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page and arrow keys up and down scroll."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _page(*panels: QWidget) -> QScrollArea:
    inner = QWidget()
    inner.setObjectName("page")
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(10, 10, 10, 10)
    layout.setSpacing(12)
    for panel in panels:
        layout.addWidget(panel)
    layout.addStretch(1)
    area = _Page()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(inner)
    return area
