"""The timeline: play, step, scrub, speed, loop; ticks where runs ended."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from core.params import params_of
from landscape_app import icons
from landscape_app.panels.numbers import shown
from landscape_app.panels.slider import RealSlider
from landscape_app.playback import Playback
from landscape_app.results import RunData
from landscape_app.scene.model import PlaybackState
from landscape_app.theme import LIGHT, Theme

_PAD = 9.0
_ICON = 24  # pixels at 10 points


class Scrubber(QWidget):
    """A bar over all steps; ``sought(step)`` while it is dragged."""

    sought = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._head, self._length = 0.0, 0
        self._ends: tuple[tuple[int, str], ...] = ()
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

    def x_of(self, step: float) -> float:
        """The pixel of a step."""
        return _PAD + (self.width() - 2 * _PAD) * (step / self._length if self._length else 0.0)

    def _seek(self, x: float) -> None:
        share = min(1.0, max(0.0, (x - _PAD) / max(1.0, self.width() - 2 * _PAD)))
        self.sought.emit(share * self._length)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._seek(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(event.position().x())

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
    """Drives the playback; draws nothing of the race."""

    def __init__(self, playback: Playback) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._playback = playback
        self._theme = LIGHT
        self._runs: tuple[RunData, ...] = ()
        self.to_start = self._button(self.tr("To the first step (Home)"), playback.to_start)
        self.back = self._button(self.tr("One step back (←)"), lambda: playback.step(-1))
        self.play = self._button(self.tr("Play or pause (Space)"), playback.toggle)
        self.forward = self._button(self.tr("One step forward (→)"), lambda: playback.step(1))
        self.to_end = self._button(self.tr("To the last step (End)"), playback.to_end)
        self.loop = self._button(self.tr("Begin again at the end"), lambda: playback.set_loop(self.loop.isChecked()))
        self.loop.setCheckable(True)
        self.scrubber = Scrubber()
        self.scrubber.sought.connect(playback.seek)
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
        layout.addSpacing(10)
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
            (self.loop, "loop"),
        ):
            button.setIcon(icons.icon(name, ink))
            button.setIconSize(QSize(size, size))

    def _show_head(self, head: float) -> None:
        self.scrubber.set_head(head)
        self.read_out.setText(self.tr("step {step} / {all}").format(step=int(head), all=self._playback.length))

    def _show_length(self) -> None:
        self.scrubber.set_length(self._playback.length)
        self._show_head(self._playback.head)

    def _show_speed(self) -> None:
        self.speed.set_value(self._playback.speed)
        self.speed_label.setText(f"{shown(float(f'{self._playback.speed:.2g}'))}×")
