"""The timeline: play, step, scrub, speed, loop; ticks where runs ended, flags where their learning rate changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QToolTip, QWidget

from core.params import params_of
from landscape_app import icons, rate_changes
from landscape_app.panels.numbers import shown
from landscape_app.panels.rate_popup import RatePopup, put_run
from landscape_app.panels.slider import RealSlider
from landscape_app.playback import Playback
from landscape_app.results import RunData
from landscape_app.scene.model import PlaybackState, RunSpec
from landscape_app.store import Store
from landscape_app.theme import LIGHT, Theme

_PAD = 9.0
_FLAG_UP = 10.0  # pixels from the bar up to the middle of a flag
_REACH = 8.0  # pixels from there in which the mouse takes it
_ICON = 24  # pixels at 10 points


@dataclass(frozen=True)
class Flag:
    """A change of a run's learning rate."""

    run: int  # position in scene.runs
    index: int  # position in the run's lr_changes
    step: int
    colour: str
    words: str


class Scrubber(QWidget):
    """A bar over all steps; ``sought(step)`` while it is dragged, ``flag_...`` as a flag above it is."""

    sought = Signal(float)
    flag_grabbed = Signal()
    flag_moved = Signal(int, int, int)  # run, index, step
    flag_released = Signal()
    flag_removed = Signal(int, int)  # run, index

    def __init__(self) -> None:
        super().__init__()
        self._head, self._length = 0.0, 0
        self._ends: tuple[tuple[int, str], ...] = ()
        self._flags: tuple[Flag, ...] = ()
        self._held: tuple[int, int] | None = None  # run and index of the flag in hand
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Step"))
        self.setToolTip(self.tr("Drag to any step; the ticks show where runs ended"))

    def sizeHint(self) -> QSize:
        return QSize(300, 32)

    def set_head(self, head: float) -> None:
        """Where the play head stands, in steps."""
        self._head = head
        self.update()

    def set_length(self, length: int) -> None:
        """Steps of the longest run."""
        self._length = length
        self.update()

    def set_ends(self, ends: tuple[tuple[int, str], ...]) -> None:
        """(step, colour) of every run that ended."""
        self._ends = ends
        self.update()

    def set_flags(self, flags: tuple[Flag, ...]) -> None:
        """Where learning rates change."""
        self._flags = flags
        self.update()

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Where learning rates change."""
        return self._flags

    def place_of(self, flag: Flag) -> QPointF:
        """The middle of a flag."""
        return QPointF(self.x_of(flag.step), self.height() / 2 - _FLAG_UP)

    def flag_at(self, at: QPointF) -> Flag | None:
        """The flag under a position of the mouse."""
        near = [flag for flag in self._flags if (at - self.place_of(flag)).manhattanLength() <= _REACH]
        return min(near, key=lambda flag: abs(self.x_of(flag.step) - at.x()), default=None)

    def x_of(self, step: float) -> float:
        """The pixel of a step."""
        return _PAD + (self.width() - 2 * _PAD) * (step / self._length if self._length else 0.0)

    def _step_at(self, x: float) -> float:
        return min(1.0, max(0.0, (x - _PAD) / max(1.0, self.width() - 2 * _PAD))) * self._length

    def mousePressEvent(self, event: QMouseEvent) -> None:
        flag = self.flag_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and flag is not None:
            self._held = (flag.run, flag.index)
            self.flag_grabbed.emit()
        elif event.button() == Qt.MouseButton.LeftButton:
            self.sought.emit(self._step_at(event.position().x()))
        elif event.button() == Qt.MouseButton.RightButton and flag is not None and self._held is None:
            self.flag_removed.emit(flag.run, flag.index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        held = event.buttons() & Qt.MouseButton.LeftButton
        if held and self._held is not None:
            self.flag_moved.emit(*self._held, round(self._step_at(event.position().x())))
        elif held:
            self.sought.emit(self._step_at(event.position().x()))
        else:
            over = self.flag_at(event.position()) is not None
            self.setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._held is not None:
            self._held = None
            self.flag_released.emit()

    def event(self, event: QEvent) -> bool:
        """A flag says what changes there."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            flag = self.flag_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.toolTip() if flag is None else flag.words, self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        middle = self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.mid())
        painter.drawRoundedRect(QRectF(_PAD, middle - 3, self.width() - 2 * _PAD, 6), 3, 3)
        painter.setBrush(palette.highlight())
        x = self.x_of(self._head)
        painter.drawRoundedRect(QRectF(_PAD, middle - 3, x - _PAD, 6), 3, 3)
        for step, colour in self._ends:
            painter.setPen(QPen(QColor(colour), 2.5))
            at = self.x_of(step)
            painter.drawLine(QPointF(at, middle - 9), QPointF(at, middle + 9))
        for flag in self._flags:
            tip = self.place_of(flag)
            painter.setPen(QPen(QColor(flag.colour), 1.2))
            painter.drawLine(tip, QPointF(tip.x(), middle))
            painter.setBrush(QColor(flag.colour))
            up = QPointF(0, 5)
            painter.drawPolygon(QPolygonF([tip + up, tip - up / 1.6 + QPointF(5, 0), tip - up / 1.6 - QPointF(5, 0)]))
        painter.setPen(QPen(palette.highlight().color(), 2))
        painter.setBrush(palette.button())
        painter.drawEllipse(QPointF(x, middle), 7, 7)
        painter.end()


class _Key(QToolButton):
    """A button that leaves the arrows to the timeline, where Qt's own would walk to the next button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
            event.ignore()
        else:
            super().keyPressEvent(event)


class Timeline(QFrame):
    """Drives the playback; with a ``store``, learning rates are changed here from the play head on."""

    def __init__(self, playback: Playback, store: Store | None = None) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._playback = playback
        self._theme = LIGHT
        self._runs: tuple[RunData, ...] = ()
        self._store = store
        self.to_start = self._button(self.tr("To the first step (Home)"), playback.to_start)
        self.back = self._button(self.tr("One step back (←)"), lambda: playback.step(-1))
        self.play = self._button(self.tr("Play or pause (Space)"), playback.toggle)
        self.forward = self._button(self.tr("One step forward (→)"), lambda: playback.step(1))
        self.to_end = self._button(self.tr("To the last step (End)"), playback.to_end)
        self.loop = self._button(self.tr("Begin again at the end"), lambda: playback.set_loop(self.loop.isChecked()))
        self.loop.setCheckable(True)
        self.scrubber = Scrubber()
        self.scrubber.sought.connect(playback.seek)
        self.rate = self._button(self.tr("Change a learning rate from this step on"), self._ask_rate)
        if store is None:
            self.rate.hide()
        self.popup = None if store is None else RatePopup(store, self)
        self._connect_flags()
        self.read_out = QLabel()
        self.read_out.setMinimumWidth(104)
        self.read_out.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        speed = params_of(PlaybackState)["speed"]
        assert speed.low is not None
        assert speed.high is not None
        self.speed = RealSlider(speed.low, speed.high, log=True)
        self.speed.setFixedWidth(90)
        self.speed.setAccessibleName(self.tr("Speed"))
        self.speed.setToolTip(self.tr("Speed, 0.1× to 10×"))
        self.speed.moved.connect(playback.set_speed)
        self.speed_label = QLabel()
        self.speed_label.setMinimumWidth(44)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 5, 10, 5)
        layout.setSpacing(4)
        for widget in (self.to_start, self.back, self.play, self.forward, self.to_end):
            layout.addWidget(widget)
        layout.addWidget(self.scrubber, 1)
        layout.addWidget(self.read_out)
        layout.addSpacing(4)
        layout.addWidget(self.rate)
        layout.addWidget(self.loop)
        layout.addWidget(self.speed)
        layout.addWidget(self.speed_label)
        playback.head_changed.connect(self._show_head)
        playback.length_changed.connect(lambda _length: self._show_length())
        playback.playing_changed.connect(lambda _playing: self._dress())
        playback.speed_changed.connect(lambda _speed: self._show_speed())
        playback.loop_changed.connect(self.loop.setChecked)
        self._show_length()
        self._show_speed()
        self._dress()

    def _button(self, tip: str, called: Callable[[], object]) -> QToolButton:
        button = _Key()
        button.setProperty("role", "flat")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: called())
        return button

    def set_runs(self, runs: tuple[RunData, ...]) -> None:
        """Ticks where the visible runs ended."""
        self._runs = runs
        ends = [
            (run.trajectory.stop.step, run.colour(self._theme))
            for run in runs
            if run.spec.visible and run.trajectory.stop is not None
        ]
        self.scrubber.set_ends(tuple(ends))
        if self._store is not None:
            self.scrubber.set_flags(tuple(flag for run in runs if run.spec.visible for flag in self._flags_of(run)))

    def _flags_of(self, run: RunData) -> list[Flag]:
        """Of a method that has a learning rate to change."""
        flags = []
        for i, (step, rate) in enumerate(run.spec.lr_changes if run.spec.method.uses_lr else ()):
            words = self.tr(
                "{run}: learning rate {old} → {new} from step {step}\nDrag to move, right-click to take out"
            )
            old = shown(rate_changes.rate_at(run.spec, step - 1))
            words = words.format(run=run.spec.title, old=old, new=shown(rate), step=step)
            flags.append(Flag(run.index, i, step, run.colour(self._theme), words))
        return flags

    def _connect_flags(self) -> None:
        store = self._store
        if store is None:
            return
        self.scrubber.flag_grabbed.connect(store.begin)
        self.scrubber.flag_released.connect(store.end)
        self.scrubber.flag_moved.connect(
            lambda run, index, step: self._edit(run, index, lambda spec: rate_changes.moved(spec, index, step))
        )
        self.scrubber.flag_removed.connect(
            lambda run, index: self._edit(run, index, lambda spec: rate_changes.without(spec, index))
        )

    def _edit(self, run: int, index: int, edit: Callable[[RunSpec], RunSpec]) -> None:
        """The flags drawn may be older than the scene: what is no longer there is left alone."""
        assert self._store is not None
        runs = self._store.scene.runs
        if run < len(runs) and index < len(runs[run].lr_changes):
            put_run(self._store, run, edit(runs[run]))

    def _ask_rate(self) -> None:
        """Where the race would go if the rate were another one from here on."""
        if self.popup is not None:
            self._playback.pause()
            self.popup.show_at(int(self._playback.head), self.rate.mapToGlobal(QPoint(self.rate.width(), -6)))

    def set_theme(self, theme: Theme) -> None:
        """Icons and ticks in the theme's colours."""
        self._theme = theme
        self._dress()
        self.set_runs(self._runs)

    def _dress(self) -> None:
        ink = self._theme.ink
        size = round(_ICON * self._theme.font_size / LIGHT.font_size)
        for button, name in (
            (self.to_start, "start"),
            (self.back, "back"),
            (self.play, "pause" if self._playback.playing else "play"),
            (self.forward, "forward"),
            (self.to_end, "end"),
            (self.rate, "rate"),
            (self.loop, "loop"),
        ):
            button.setIcon(icons.icon(name, ink))
            button.setIconSize(QSize(size, size))

    def _show_head(self, head: float) -> None:
        self.scrubber.set_head(head)
        scene = self._store.scene if self._store is not None else None
        network = scene is not None and scene.objective.group == "network"
        alone = network and scene is not None and not any(run.visible for run in scene.runs)
        words = self.tr("epoch {step} / {all}") if alone else self.tr("step {step} / {all}")
        self.read_out.setText(words.format(step=int(head), all=self._playback.length))

    def _show_length(self) -> None:
        self.scrubber.set_length(self._playback.length)
        self._show_head(self._playback.head)

    def _show_speed(self) -> None:
        self.speed.set_value(self._playback.speed)
        self.speed_label.setText(f"{shown(float(f'{self._playback.speed:.2g}'))}×")
