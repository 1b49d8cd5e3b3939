"""The typesetter: boxes that hold their parts, stand on one baseline and do not overlap; and the text of a formula."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from landscape_app import app
from landscape_app.typeset.layout import Bracket, Glyphs, Laid, Rule, Stroke, layout
from landscape_app.typeset.nodes import (
    Accent,
    Coloured,
    Fence,
    Frac,
    Grid,
    Node,
    Op,
    Row,
    Scripts,
    Space,
    Sqrt,
    Sym,
    upright,
)
from landscape_app.typeset.paint import paint
from landscape_app.typeset.plain import plain

SIZE = 20.0
X, TWO = Sym("x"), upright("2")
COLUMN = Grid(((upright("1.5"),), (upright("−22.25"),)))


@pytest.fixture(autouse=True)
def _fonts() -> None:
    app.application()


def _drawn(box: Laid, scale: float = 1.0) -> tuple[QImage, tuple[int, int, int, int]]:
    """The picture, and the rectangle of its ink around the baseline's left end, in device-independent pixels."""
    pad = 40
    width, height = int(box.width) + 2 * pad, int(box.height) + 2 * pad
    image = QImage(int(width * scale), int(height * scale), QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint(painter, box, pad, pad + box.ascent, lambda _term: QColor("black"))
    painter.end()
    dark = [
        (x / scale - pad, y / scale - pad - box.ascent)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).lightness() < 128
    ]
    xs, ys = [p[0] for p in dark], [p[1] for p in dark]
    return image, (min(xs), max(xs), min(ys), max(ys))  # type: ignore[return-value]


def test_widths_add_up_in_a_row() -> None:
    parts: tuple[Node, ...] = (X, Op("+"), TWO, Space(1.0), COLUMN)
    boxes = [layout(part, SIZE) for part in parts]
    whole = layout(Row(parts), SIZE)
    assert whole.width == pytest.approx(sum(box.width for box in boxes))
    assert whole.ascent == max(box.ascent for box in boxes)
    assert whole.descent == max(box.descent for box in boxes)


def test_a_fraction_is_higher_than_its_parts_and_its_line_lies_between_them() -> None:
    above, below = layout(X, SIZE), layout(Sym("y"), SIZE)
    box = layout(Frac(X, Sym("y")), SIZE)
    assert box.height > above.height + below.height
    assert box.width > max(above.width, below.width)
    (line,) = [mark for mark in box.marks if isinstance(mark, Rule)]
    top, bottom = (mark for mark in box.marks if isinstance(mark, Glyphs))
    assert top.y + above.descent < line.y
    assert line.y + line.height < bottom.y - below.ascent
    middle = line.x + line.width / 2
    assert top.x + above.width / 2 == pytest.approx(middle)
    assert bottom.x + below.width / 2 == pytest.approx(middle)


def test_scripts_are_smaller_and_stand_off_the_baseline() -> None:
    base, up, down = (mark for mark in layout(Scripts(X, TWO, Sym("k")), SIZE).marks if isinstance(mark, Glyphs))
    assert up.size < base.size
    assert up.y < base.y < down.y
    assert up.x >= layout(X, SIZE).width
    assert up.y < down.y - layout(Sym("k"), up.size).ascent, "one above the other"


def test_a_root_and_an_accent_cover_their_body() -> None:
    inner = layout(COLUMN, SIZE)
    root = layout(Sqrt(COLUMN), SIZE)
    assert root.ascent > inner.ascent
    assert root.width > inner.width
    (hook,) = [mark for mark in root.marks if isinstance(mark, Stroke)]
    assert max(x for x, _ in hook.points) >= root.width - 4
    for kind in ("hat", "bar", "tilde"):
        box = layout(Accent(X, kind), SIZE)
        assert box.ascent > layout(X, SIZE).ascent
        assert box.width == layout(X, SIZE).width


@pytest.mark.parametrize("kind", ["()", "[]", "||", "‖‖"])
def test_brackets_grow_with_what_is_between_them(kind: str) -> None:
    small, large = layout(Fence(X, kind), SIZE), layout(Fence(COLUMN, kind), SIZE)
    assert large.height > small.height
    inner = layout(COLUMN, SIZE)
    assert large.ascent > inner.ascent
    assert large.descent > inner.descent
    letters = [mark for mark in large.marks if isinstance(mark, Glyphs)]
    left = max(_right_end(mark) for mark in large.marks if not isinstance(mark, Glyphs) and _left_end(mark) < SIZE / 2)
    assert left <= min(mark.x for mark in letters)


def _left_end(mark: object) -> float:
    return min(x for x, _ in mark.points) if isinstance(mark, Stroke) else mark.x  # type: ignore[attr-defined]


def _right_end(mark: object) -> float:
    if isinstance(mark, Stroke):
        return max(x for x, _ in mark.points)
    assert isinstance(mark, Rule | Bracket)
    return mark.x + mark.width


def test_a_column_is_centred_on_the_axis_with_its_numbers_flush_right() -> None:
    box = layout(COLUMN, SIZE)
    assert box.ascent - box.descent == pytest.approx(2 * 0.26 * SIZE)
    first, second = (mark for mark in box.marks if isinstance(mark, Glyphs))
    ends = [mark.x + layout(upright(mark.text), SIZE).width for mark in (first, second)]
    assert ends[0] == pytest.approx(ends[1])
    assert first.y < second.y - layout(upright(second.text), SIZE).ascent


def test_the_colour_of_a_term_is_on_all_that_it_holds() -> None:
    box = layout(Row((X, Coloured(Frac(TWO, Sqrt(Scripts(X, sub=Sym("k")))), "scale"))), SIZE)
    assert [mark.term for mark in box.marks].count("") == 1
    assert {mark.term for mark in box.marks} == {"", "scale"}


_TALL = Row((X, Op("="), Frac(Fence(COLUMN), Row((Sqrt(Fence(COLUMN)), Op("+"), Accent(X, "hat"))))))


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_ink_is_where_the_box_says_at_every_pixel_ratio(scale: float) -> None:
    box = layout(_TALL, SIZE)
    _, (left, right, top, bottom) = _drawn(box, scale)
    assert left >= -2
    assert right <= box.width + 2
    assert -box.ascent - 2 <= top <= -box.ascent + 4
    assert box.descent - 5 <= bottom <= box.descent + 2


def test_the_place_of_everything_scales_with_the_letters() -> None:
    one, two = layout(_TALL, SIZE), layout(_TALL, 2 * SIZE)
    assert two.width == pytest.approx(2 * one.width, rel=0.03)
    assert two.height == pytest.approx(2 * one.height, rel=0.03)


def test_text_for_the_clipboard() -> None:
    node = Row((Scripts(X, sub=Row((Sym("k"), Op("+", 0.0), upright("1")))), Op("="), Frac(Fence(COLUMN), Sqrt(X))))
    assert plain(node) == "x_(k+1) = (1.5, −22.25)/√x"
    assert plain(Frac(Row((X, Op("+"), TWO)), Fence(X, "‖‖"))) == "(x + 2)/‖x‖"


_CASES = Fence(Grid(((X, Row((X, Op(">"), TWO))), (TWO, Row((X, Op("≤"), TWO)))), left=True), "{")


def test_cases_stand_flush_left_behind_one_brace() -> None:
    box = layout(_CASES, SIZE)
    assert plain(_CASES) == "{x: x > 2; 2: x ≤ 2}"
    (brace,) = (mark for mark in box.marks if isinstance(mark, Stroke))
    xs, ys = zip(*brace.points, strict=True)
    middle = (min(ys) + max(ys)) / 2
    nose = min(brace.points)
    assert nose[1] == pytest.approx(middle)  # it points to the left, half-way
    assert middle == pytest.approx(-0.26 * SIZE)  # on the axis
    assert brace.points[0][0] == pytest.approx(max(xs)) == pytest.approx(brace.points[-1][0])
    letters = [mark for mark in box.marks if isinstance(mark, Glyphs)]
    assert letters[0].x == pytest.approx(letters[4].x)
    assert all(mark.x > max(xs) for mark in letters)
    _, (left, right, top, bottom) = _drawn(box)
    assert -2 <= left <= 2
    assert right <= box.width + 2
    assert abs(top + box.ascent) <= 3 >= abs(bottom - box.descent)
