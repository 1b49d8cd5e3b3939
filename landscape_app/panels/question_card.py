"""A question to predict: its options, a number or a place, one answer or a show of hands; later what was right.

Reports what was given; judges nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent, QTextLayout
from PySide6.QtWidgets import (
    QBoxLayout,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from landscape_app.lessons.shown import MOST_HANDS
from landscape_app.theme import LIGHT, Theme

if TYPE_CHECKING:
    from landscape_app.lessons.shown import Shown


class Counts(QWidget):
    """Bars of a show of hands: how many for each option, or in each interval of distance; the right one filled."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[tuple[str, int, bool], ...] = ()
        self._theme = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: tuple[tuple[str, int, bool], ...], theme: Theme) -> None:
        """(words, how many, whether right) from top to bottom."""
        self._rows, self._theme = rows, theme
        self.setVisible(bool(rows))
        self.setAccessibleName("; ".join(f"{words}: {count}" for words, count, _ in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, len(self._rows) * self._row())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _row(self) -> int:
        return round(1.6 * self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, row, theme = painter.fontMetrics(), self._row(), self._theme
        most = max((count for _, count, _ in self._rows), default=0)
        names = min(round(0.5 * self.width()), max((metrics.horizontalAdvance(w) for w, _, _ in self._rows), default=0))
        left, room = names + 10.0, self.width() - names - 10.0 - metrics.horizontalAdvance("0000")
        for i, (words, count, right) in enumerate(self._rows):
            y = i * row
            painter.setPen(QColor(theme.ink))
            text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, names)
            painter.drawText(QRectF(0, y, names, row), int(Qt.AlignmentFlag.AlignVCenter), text)
            bar = QRectF(left, y + 0.2 * row, room * count / most if most else 0.0, 0.6 * row)
            painter.setPen(QPen(QColor(theme.accent if right else theme.muted), 1.5))
            painter.setBrush(QColor(theme.accent) if right else Qt.BrushStyle.NoBrush)
            if count:
                painter.drawRoundedRect(bar, 3, 3)
            painter.setPen(QColor(theme.ink))
            end = QPointF(bar.right() + 6, y + 0.5 * (row + metrics.ascent() - metrics.descent()))
            painter.drawText(end, str(count))


class Option(QPushButton):
    """A button whose words go on in another line where they must: Qt's own would widen everything around it."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.words = ""
        self.setStyleSheet("text-align: left;")
        self.setProperty("number", number)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        """Show ``words``."""
        self.words = words
        self.setAccessibleName(words)
        self._break()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._break()

    def _break(self) -> None:
        room = max(80, self.width() - round(2.4 * self.fontMetrics().height()))
        lines, layout = [], QTextLayout(self.words, self.font())
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            lines.append(self.words[line.textStart() : line.textStart() + line.textLength()].rstrip())
        layout.endLayout()
        self.setText("\n".join(lines).replace("&", "&&"))
        self.setMinimumHeight(self.sizeHint().height())


class QuestionCard(QFrame):
    """``chosen(index)``, ``guessed(number)``, ``counted(index, hands)``; hidden where nothing is asked."""

    chosen = Signal(int)
    guessed = Signal(float)
    counted = Signal(int, int)
    hands_toggled = Signal()
    reveal_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme = LIGHT
        self._compact = False
        self._built: tuple[object, ...] = ()
        self.buttons: list[Option] = []
        self.hands: list[QSpinBox] = []
        self.ask = QLabel()
        self.ask.setWordWrap(True)
        self.ask.setProperty("role", "heading")
        self.ask.setTextFormat(Qt.TextFormat.PlainText)
        self.options = QWidget()
        self.grid = QGridLayout(self.options)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(6)
        self.grid.setColumnStretch(0, 1)
        self.number = QDoubleSpinBox()
        self.number.setAccessibleName(self.tr("Your number"))
        self.number_button = QPushButton(self.tr("That is my guess"))
        self.number_button.clicked.connect(lambda: self.guessed.emit(self.number.value()))
        self.number_row = QWidget()
        row = QHBoxLayout(self.number_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.number, 1)
        row.addWidget(self.number_button)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setProperty("role", "muted")
        self.counts = Counts()
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.why = QLabel()
        self.why.setWordWrap(True)
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.show_hands = QToolButton()
        self.show_hands.setText(self.tr("A show of hands"))
        self.show_hands.setToolTip(self.tr("Count the answers of a whole class (H while presenting)"))
        self.show_hands.setCheckable(True)
        self.show_hands.clicked.connect(self.hands_toggled)
        self.reveal = QPushButton(self.tr("Show what happens"))
        self.reveal.clicked.connect(self.reveal_requested)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.show_hands)
        self._foot.addStretch(1)
        self._foot.addWidget(self.reveal)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(12, 10, 12, 10)
        self._rows.setSpacing(8)
        for widget in (self.ask, self.options, self.number_row, self.note, self.counts, self.verdict, self.why):
            self._rows.addWidget(widget)
        self._rows.addLayout(self._foot)
        self.hide()

    def set_compact(self, compact: bool) -> None:
        """On the wall: large letters in a column, so nothing but the answer once it is told, and one button a row."""
        self._compact = compact
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._foot.setDirection(down if compact else across)
        for button in (self.show_hands, self.reveal):
            self._foot.setAlignment(button, Qt.AlignmentFlag.AlignLeft if compact else Qt.AlignmentFlag.AlignVCenter)
        self._rows.invalidate()  # a row that turns does not tell the rows around it
        self.updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        """Colours; shown with the next question."""
        self._theme = theme
        self._built = ()

    def show_question(self, session: Shown) -> None:
        """The question of the step shown, as far as it is answered."""
        question, step = session.question, session.step
        self.setVisible(question is not None)
        if question is None or step is None:
            return
        from landscape_app.lessons import answers

        options = tuple(str(option) for option in answers.options(question, step.scene))
        self.ask.setText(question.ask)
        self._build(options, session)
        self.number_row.setVisible(question.kind == "number" and session.asking)
        if question.kind == "number" and self.number.property("asked") != step.id:
            self.number.setProperty("asked", step.id)
            self.number.setDecimals(0 if question.measure == "steps" else 4)
            self.number.setRange(question.low, question.high)
            self.number.setValue((question.low + question.high) / 2)
        told = session.beat == "told"
        self.show_hands.setChecked(session.hands)
        self.show_hands.setVisible(session.asking)
        self.reveal.setVisible(session.asking and (session.hands or question.kind == "end"))
        self.note.setText(self._note(session))
        self.note.setVisible(bool(self.note.text()))
        right = session.answer.index if session.answer is not None and told else None
        for i, button in enumerate(self.buttons):
            given = not session.hands and session.given == [i]
            button.setEnabled(session.asking)
            button.setProperty("given", given)
            sign = "✓  " if right == i else "✗  " if given and right is not None else ""
            button.say(f"{sign}{i + 1}.  {options[i]}")
            # On the wall there is room for the answer alone, once it is told.
            button.setVisible(not (self._compact and right is not None) or right == i or given)
        for i, box in enumerate(self.hands):
            box.blockSignals(True)
            box.setValue(session.given.count(i))
            box.blockSignals(False)
            box.setEnabled(session.asking)
        self._tell(session, options)

    def _build(self, options: tuple[str, ...], session: Shown) -> None:
        wanted = (options, session.hands, self._theme, session.step.id if session.step else "")
        if wanted == self._built:
            return
        self._built = wanted
        for widget in (*self.buttons, *self.hands):
            self.grid.removeWidget(widget)
            widget.deleteLater()
        self.buttons, self.hands = [], []
        for i, option in enumerate(options):
            button = Option(i)
            button.clicked.connect(self._on_button)
            self.grid.addWidget(button, i, 0)
            self.buttons.append(button)
            if session.hands:
                box = QSpinBox()
                box.setRange(0, MOST_HANDS)
                box.setAccessibleName(self.tr("Hands for {option}").format(option=option))
                box.setProperty("number", i)
                box.valueChanged.connect(self._on_hands)
                self.grid.addWidget(box, i, 1)
                self.hands.append(box)
        self.options.setVisible(bool(options))

    def _on_button(self) -> None:
        self.chosen.emit(int(self.sender().property("number")))

    def _on_hands(self, hands: int) -> None:
        self.counted.emit(int(self.sender().property("number")), hands)

    def _note(self, session: Shown) -> str:
        question = session.question
        if question is None or not session.asking:
            return ""
        given = len(session.given)
        if question.kind == "end":
            if session.hands:
                return self.tr("Click on the map where the run will end, once for everyone: {count} so far.").format(
                    count=given
                )
            if given:
                return self.tr("There? Click elsewhere to change your mind.")
            return self.tr("Click on the map where the run will end.")
        if session.hands and question.kind == "number":
            return self.tr("{count} guesses so far.").format(count=given)
        if session.hands:
            return self.tr("Click an option once for every hand, or type how many: {count} so far.").format(count=given)
        return ""

    def _tell(self, session: Shown, options: tuple[str, ...]) -> None:
        from landscape_app.lessons import answers

        question, answer = session.question, session.answer
        told = session.beat == "told" and answer is not None and question is not None
        self.verdict.setVisible(told)
        self.why.setVisible(told and question is not None and bool(question.why))
        rows: tuple[tuple[str, int, bool], ...] = ()
        if told and answer is not None and question is not None:
            words = str(answer.words)
            self.why.setText(question.why)
            if len(session.given) == 1 and not session.hands:
                verdict = answers.judged(question, answer, session.given[0])
                words = f"{verdict.words!s} {words}"
                colour = self._theme.accent if verdict.right else self._theme.warning
                self.verdict.setStyleSheet(f"color: {colour}; font-weight: bold;")
            else:
                self.verdict.setStyleSheet(f"color: {self._theme.ink}; font-weight: bold;")
            self.verdict.setText(words)
        if session.hands and session.given and question is not None:
            if told and answer is not None:
                spread = answers.spread(question, answer, session.given)
                words_of = options or tuple(str(label) for label, _, _ in spread)
                rows = tuple((w, count, right) for w, (_, count, right) in zip(words_of, spread, strict=False))
            elif options:
                rows = tuple((option, session.given.count(i), False) for i, option in enumerate(options))
        self.counts.show_rows(rows, self._theme)
