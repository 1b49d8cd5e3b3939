"""What a lecturer lays over the picture: a laser ring, a spotlight, ink, a frozen picture, a black or white screen.

Draws over its parent and changes nothing under it. Only the pen takes the mouse: with the ring and the spotlight the
picture can still be turned.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QCursor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

TOOLS = ("", "laser", "spotlight", "pen")
INKS = ("#e0003c", "#0067b1", "#007d5b", "#f2a900")
_FOLLOW_MS = 16
_RING, _LIGHT, _PEN = 0.026, 0.17, 0.006  # of the height: radius of the ring, of the spotlight, width of the pen
_DARKNESS = 178  # of 255, around the spotlight


@dataclass(frozen=True)
class Stroke:
    """A line by the pen, in shares of the board's width and height."""

    colour: str
    points: tuple[tuple[float, float], ...]


class Blackboard(QWidget):
    """Lies over ``over`` and follows its size; ``changed`` when a tool, the ink or a cover is another."""

    changed = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._under = over
        self.tool = ""
        self.ink = INKS[0]
        self.cover = ""  # "", "#000000" or "#ffffff"
        self.strokes: tuple[Stroke, ...] = ()
        self._drawing: list[tuple[float, float]] = []
        self._frozen: QPixmap | None = None
        self._at: QPoint | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_FOLLOW_MS)
        self._timer.timeout.connect(self._follow)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Blackboard over the picture"))
        over.installEventFilter(self)
        self.hide()

    # what is laid over

    @property
    def frozen(self) -> bool:
        """Whether the picture stands still while what is under it may be changed."""
        return self._frozen is not None

    @property
    def used(self) -> bool:
        """Whether anything is laid over the picture."""
        return bool(self.tool or self.cover or self.strokes or self.frozen)

    def take(self, tool: str) -> None:
        """Take one of :data:`TOOLS` in hand; the one in hand is put away."""
        self.tool = "" if tool == self.tool else tool
        self._drawing.clear()
        self._settle()

    def set_ink(self, colour: str) -> None:
        """Draw in ``colour`` from now on."""
        self.ink = colour
        self._settle()

    def set_cover(self, colour: str) -> None:
        """Cover everything in ``colour``; the same again, or "", uncovers it."""
        self.cover = "" if colour == self.cover else colour
        self._settle()

    def freeze(self) -> None:
        """Hold the picture as it is; again: let it go."""
        if self._frozen is None:
            hidden = self.isHidden()
            self.hide()
            self._frozen = self._under.grab()
            self.setVisible(not hidden)
        else:
            self._frozen = None
        self._settle()

    def take_back(self) -> None:
        """Remove the last line drawn."""
        self.strokes = self.strokes[:-1]
        self._settle()

    def wipe(self) -> None:
        """Remove all that was drawn."""
        self.strokes = ()
        self._drawing.clear()
        self._settle()

    def put_away(self) -> bool:
        """Uncover, thaw, put the tool away or wipe: the first that there is to do. False: nothing was."""
        if self.cover:
            self.set_cover("")
        elif self.frozen:
            self.freeze()
        elif self.tool:
            self.take("")
        elif self.strokes:
            self.wipe()
        else:
            return False
        return True

    def clear(self) -> None:
        """Nothing is laid over the picture any more."""
        self.tool, self.cover, self.strokes, self._frozen = "", "", (), None
        self._drawing.clear()
        self._settle()

    def _settle(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not (self.tool == "pen" or self.cover))
        pointing = self.tool in ("laser", "spotlight")
        self.setCursor(Qt.CursorShape.CrossCursor if self.tool == "pen" else Qt.CursorShape.BlankCursor)
        if pointing:
            self._at = self.mapFromGlobal(QCursor.pos())
            self._timer.start()
        else:
            self._timer.stop()
        if self.used:
            self.setGeometry(self._under.rect())
            self.raise_()
        self.setVisible(self.used)
        self.update()
        self.changed.emit()

    # following

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The board is as large as what it lies over."""
        if event.type() == QEvent.Type.Resize and watched is self._under:
            self.setGeometry(self._under.rect())
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        at = self.mapFromGlobal(QCursor.pos())
        if at != self._at:
            before, self._at = self._at, at
            if self.isVisible():
                self.update(QRegion(self._around(before)) | QRegion(self._around(at)))

    def _around(self, at: QPoint | None) -> QRect:
        if at is None:
            return QRect()
        reach = round(self.height() * (_LIGHT if self.tool == "spotlight" else _RING)) + 8
        return QRect(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.tool == "pen" and not self.cover and event.button() == Qt.MouseButton.LeftButton:
            self._drawing = [self._share(event.position())]
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drawing:
            self._drawing.append(self._share(event.position()))
            self.update(self._line_box(self._drawing[-2:]))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drawing and event.button() == Qt.MouseButton.LeftButton:
            self.strokes = (*self.strokes, Stroke(self.ink, tuple(self._drawing)))
            self._drawing = []
            self.update()
            self.changed.emit()

    def _share(self, at: QPointF) -> tuple[float, float]:
        return at.x() / max(1, self.width()), at.y() / max(1, self.height())

    def _line_box(self, points: list[tuple[float, float]]) -> QRect:
        pad = round(_PEN * self.height()) + 3
        xs = [x * self.width() for x, _ in points]
        ys = [y * self.height() for _, y in points]
        return (
            QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
            .toAlignedRect()
            .adjusted(-pad, -pad, pad, pad)
        )

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.cover:
            painter.fillRect(self.rect(), QColor(self.cover))
            return
        if self._frozen is not None:
            painter.drawPixmap(0, 0, self._frozen)
        for stroke in self.strokes:
            self._draw_stroke(painter, stroke.colour, stroke.points)
        if self._drawing:
            self._draw_stroke(painter, self.ink, tuple(self._drawing))
        if self._at is not None and self.tool == "spotlight":
            self._draw_spotlight(painter, QPointF(self._at))
        elif self._at is not None and self.tool == "laser":
            self._draw_ring(painter, QPointF(self._at))

    def _draw_stroke(self, painter: QPainter, colour: str, points: tuple[tuple[float, float], ...]) -> None:
        places = [QPointF(x * self.width(), y * self.height()) for x, y in points]
        width = max(3.0, _PEN * self.height())
        painter.setPen(
            QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(places) == 1:
            painter.drawPoint(places[0])
            return
        path = QPainterPath(places[0])
        for place in places[1:]:
            path.lineTo(place)
        painter.drawPath(path)

    def _draw_spotlight(self, painter: QPainter, at: QPointF) -> None:
        dark = QPainterPath()
        dark.addRect(QRectF(self.rect()))
        light = QPainterPath()
        reach = _LIGHT * self.height()
        light.addEllipse(at, reach, reach)
        painter.fillPath(dark - light, QColor(0, 0, 0, _DARKNESS))

    def _draw_ring(self, painter: QPainter, at: QPointF) -> None:
        reach = _RING * self.height()
        painter.setBrush(QColor(255, 30, 60, 60))
        painter.setPen(QPen(QColor("#ffffff"), 6.0))
        painter.drawEllipse(at, reach, reach)
        painter.setPen(QPen(QColor("#e0003c"), 3.5))
        painter.drawEllipse(at, reach, reach)
