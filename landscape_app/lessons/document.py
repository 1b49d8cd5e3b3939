"""A lesson's Markdown as a QTextDocument: Qt's own Markdown, with formulas as drawings on the line.

Loads nothing: neither pictures nor style sheets nor anything from a network. Links are for the view to open on a click.
"""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPdfWriter,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
    QTextOption,
)
from PySide6.QtSvg import QSvgRenderer

from landscape_app import style
from landscape_app.lessons import maths
from landscape_app.lessons.pieces import DISPLAYED, WORDS, PieceError, pieces
from landscape_app.theme import Theme

_OBJECT = int(QTextFormat.ObjectTypes.UserObject) + 7
_LATEX, _SHOWN = int(QTextFormat.Property.UserProperty) + 1, int(QTextFormat.Property.UserProperty) + 2
_AFTER = int(QTextFormat.Property.UserProperty) + 3
_CLOSING = ",.;:!?)]-’”，。；：、！？）】》"  # these stay with the formula: Qt breaks a line behind any object
_LARGER = 1.06  # an em of formulas, in that of the words
_MARK = "\ue000{}\ue001"  # of the private use area: no keyboard writes it
_RATIO = 2.0  # pixels of a formula's picture to one on the screen, at least
PRINTED = 200  # dots to the inch from which a device is no screen


class Formulas(QPyTextObject):
    """Draws the formulas of one document: as a kept picture on a screen, as lines where it is printed.

    Qt stands an object on the line's baseline. A formula in a line hangs below it into the room that the line leaves;
    a displayed one has a line of its own and stands on it whole.
    """

    def __init__(self, document: QTextDocument, px: float, ink: str, room: float) -> None:
        super().__init__(document)
        self._px, self._ink, self._room = px, ink, room
        self._kept: dict[tuple[str, bool, float], QImage] = {}

    def _measures(self, format: QTextFormat) -> tuple[maths.Formula, bool, float]:
        """The formula, whether it is displayed, and the pixels of its em: it is never wider than the room."""
        shown = bool(format.property(_SHOWN))
        made = maths.formula(str(format.property(_LATEX)), shown)
        return made, shown, min(self._px, self._room / made.width if made.width else self._px)

    def _closing(self, format: QTextFormat) -> tuple[str, QFont]:
        """The signs that end the clause behind the formula, in the letters around it."""
        font = QFont(style.FAMILY)
        font.setPixelSize(max(6, round(self._px / _LARGER)))
        font.setWeight(QFont.Weight(format.toCharFormat().fontWeight()))
        return str(format.property(_AFTER) or ""), font

    def intrinsicSize(self, _document: QTextDocument, _at: int, format: QTextFormat) -> QSizeF:
        """As wide as it is with the sign behind it; as high as it stands above the line."""
        made, shown, em = self._measures(format)
        sign, font = self._closing(format)
        width = made.width * em + 2 + QFontMetricsF(font).horizontalAdvance(sign)
        return QSizeF(width, (made.ascent + (made.depth if shown else 0.0)) * em)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, _document: QTextDocument, _at: int, format: QTextFormat
    ) -> None:
        """In the ink of the letters."""
        made, shown, em = self._measures(format)
        rect = QRectF(rect)
        top = rect.bottom() - (made.ascent + (made.depth if shown else 0.0)) * em
        place = QRectF(rect.left() + 1, top, made.width * em, (made.ascent + made.depth) * em)
        sign, font = self._closing(format)
        if sign:
            painter.setFont(font)
            painter.setPen(QColor(self._ink))
            painter.drawText(QPointF(place.right() + 1, rect.bottom()), sign)
        device = painter.device()
        if isinstance(device, QPdfWriter) or device.logicalDpiX() > PRINTED:
            self._drawn(made, painter, place)
            return
        ratio = max(_RATIO, device.devicePixelRatioF() * abs(painter.worldTransform().m11()))
        key = (str(format.property(_LATEX)), shown, ratio)
        if key not in self._kept:
            image = QImage(
                math.ceil(place.width() * ratio) + 2,
                math.ceil(place.height() * ratio) + 2,
                QImage.Format.Format_ARGB32_Premultiplied,
            )
            image.fill(Qt.GlobalColor.transparent)
            image.setDevicePixelRatio(ratio)
            inner = QPainter(image)
            self._drawn(made, inner, QRectF(0, 0, place.width(), place.height()))
            inner.end()
            self._kept[key] = image
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place.topLeft(), self._kept[key])

    def _drawn(self, made: maths.Formula, painter: QPainter, place: QRectF) -> None:
        inked = made.svg.replace(b"#000000", self._ink.encode())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)  # a PDF would draw round the letters with the one that is left there
        QSvgRenderer(QByteArray(inked)).render(painter, place)


class _Document(QTextDocument):
    def loadResource(self, kind: int, name: Any) -> Any:
        """Nothing is loaded."""
        return None


def document(markdown: str, theme: Theme, font_px: float, width: float) -> QTextDocument:
    """``markdown`` in letters of ``font_px`` pixels, broken at ``width`` pixels; formulas no wider than that."""
    made = _Document()
    made.setUndoRedoEnabled(False)
    font = QFont(style.FAMILY)
    font.setPixelSize(max(6, round(font_px)))
    made.setDefaultFont(font)
    made.setDocumentMargin(0)
    made.setDefaultStyleSheet(f"a {{ color: {theme.accent}; }}")
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setDefaultTextOption(option)
    text, found = _marked(markdown)
    features = QTextDocument.MarkdownFeature
    made.setMarkdown(text, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
    objects = Formulas(made, font_px * _LARGER, theme.ink, max(20.0, width - 4))
    made.documentLayout().registerHandler(_OBJECT, objects)
    together = QTextCursor(made)
    together.beginEditBlock()  # laid out once, after all changes
    _dress(made, theme, font_px)
    _put(made, found)
    together.endEditBlock()
    made.setTextWidth(width)
    return made


def _marked(markdown: str) -> tuple[str, list[tuple[str, bool]]]:
    """The words with a mark where each formula stands, and the formulas."""
    found: list[tuple[str, bool]] = []
    out: list[str] = []
    try:
        parts = pieces(markdown)
    except PieceError:
        return markdown, []
    for part in parts:
        if part.kind == WORDS:
            out.append(part.text)
        else:
            mark = _MARK.format(len(found))
            out.append(f"\n\n{mark}\n\n" if part.kind == DISPLAYED else mark)
            found.append((part.text, part.kind == DISPLAYED))
    return "".join(out), found


def _put(made: QTextDocument, found: list[tuple[str, bool]]) -> None:
    """The formulas in the place of their marks."""
    cursor = QTextCursor(made)
    for number, (latex, displayed) in enumerate(found):
        cursor = made.find(_MARK.format(number), cursor)
        if cursor.isNull():
            continue
        format = QTextCharFormat(cursor.charFormat())
        if not displayed:
            format.setProperty(_AFTER, _taken(made, cursor.selectionEnd()))
        format.setObjectType(_OBJECT)
        format.setProperty(_LATEX, latex)
        format.setProperty(_SHOWN, displayed)
        cursor.insertText("\ufffc", format)


def _taken(made: QTextDocument, at: int) -> str:
    """The closing signs that stood there, and no longer do."""
    after = QTextCursor(made)
    after.setPosition(at)
    while made.characterAt(after.position()) in _CLOSING:
        after.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
    signs = after.selectedText()
    after.removeSelectedText()
    return signs


def _dress(made: QTextDocument, theme: Theme, font_px: float) -> None:
    """Ink, room between paragraphs, headings no larger than they need be."""
    everything = QTextCursor(made)
    everything.select(QTextCursor.SelectionType.Document)
    ink = QTextCharFormat()
    ink.setForeground(QColor(theme.ink))
    # Told to every letter: a view with a style sheet gives the document a font of its own.
    ink.setProperty(int(QTextFormat.Property.FontPixelSize), max(6, round(font_px)))
    everything.mergeCharFormat(ink)
    block = made.begin()
    first = True
    while block.isValid():
        cursor = QTextCursor(block)
        format = QTextBlockFormat(block.blockFormat())
        format.setTopMargin(0.0 if first else 0.45 * font_px)
        format.setBottomMargin(0.0)
        format.setLineHeight(118.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(format)
        listed = block.textList()
        if listed is not None:
            shape = QTextListFormat(listed.format())
            shape.setIndent(1)
            listed.setFormat(shape)
        if format.headingLevel():
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            bold = QTextCharFormat()
            bold.setFontWeight(QFont.Weight.Bold)
            bold.setProperty(int(QTextFormat.Property.FontSizeAdjustment), 0)
            cursor.mergeCharFormat(bold)
        first = False
        block = block.next()
    made.setIndentWidth(1.4 * font_px)
    _colour_links(made, theme)


def _colour_links(made: QTextDocument, theme: Theme) -> None:
    block = made.begin()
    while block.isValid():
        blocks: Any = block  # the stubs call its iterator an object
        for part in blocks:
            fragment = part.fragment()
            if fragment.charFormat().isAnchor():
                cursor = QTextCursor(made)
                cursor.setPosition(fragment.position())
                cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
                link = QTextCharFormat()
                link.setForeground(QColor(theme.accent))
                link.setFontUnderline(True)
                cursor.mergeCharFormat(link)
        block = block.next()
