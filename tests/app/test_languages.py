"""Every word that a person reads is said in the language chosen; the translations are whole, the fonts have them."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QAction, QFont, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QTabBar, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from core import words
from core.words import CoreError, said
from landscape_app import app, i18n, style
from landscape_app.__main__ import main
from landscape_app.commands import commands
from landscape_app.finding import found
from landscape_app.scene import codec
from landscape_app.scene.presets import find
from landscape_app.settings import Settings
from landscape_app.window import Window
from tests.app.conftest import Open
from tools import translations

TS = sorted(i18n.folder().glob("*.ts"))
SOURCES = translations.sources()


@pytest.fixture
def english() -> Iterator[None]:
    """Whatever a test speaks, the next one hears English."""
    yield
    i18n.install("en")


# ------------------------------------------------------------ the files


@pytest.mark.parametrize("ts", TS, ids=lambda path: path.name)
def test_every_word_is_translated_and_in_step_with_the_sources(ts: Path, tmp_path: Path) -> None:
    """``make translations`` mends what this names."""
    anew = tmp_path / ts.name
    anew.write_bytes(ts.read_bytes())
    translations.update(anew, ts.stem.removeprefix("landscape_"))
    known, needed = translations.messages(ts), translations.messages(anew)
    assert sorted(needed.keys() - known.keys()) == []
    assert sorted(known.keys() - needed.keys()) == []
    assert [key for key, text in known.items() if not text] == []
    translations.release(ts, tmp_path / "made.qm")
    assert (tmp_path / "made.qm").read_bytes() == ts.with_suffix(".qm").read_bytes()


@pytest.mark.parametrize("ts", TS, ids=lambda path: path.name)
def test_translations_keep_their_placeholders_and_keys(ts: Path) -> None:
    wrong = []
    for (context, text), translation in translations.messages(ts).items():
        fields = [
            sorted(re.sub(r"\{\d*\}", "{}", f) for f in re.findall(r"\{[^{}]*\}", t)) for t in (text, translation)
        ]
        mnemonics = [len(re.findall(r"&\w", t)) for t in (text, translation)]
        if fields[0] != fields[1] or mnemonics[0] != mnemonics[1]:
            wrong.append((context, text, translation))
    assert wrong == []


def test_lupdate_sees_every_marked_word() -> None:
    """What Python's own parser finds; a mark around something that is no literal would stay English for ever."""
    known = translations.messages(TS[0])
    hidden, missing = [], []
    for path in SOURCES:
        texts, unseen = translations.marked(path)
        hidden += [] if path.name == "words.py" else unseen
        missing += sorted(texts - known.keys())
    assert hidden == []
    assert missing == []


def test_words_that_are_looked_up_by_their_text_alone_have_one_meaning() -> None:
    contexts: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if name in ("QT_TRANSLATE_NOOP", "translate") and isinstance(node, ast.Call):
                first = node.args[0]
                if isinstance(first, ast.Constant) and path.name != "line_state.py":
                    contexts.add(str(first.value))
    views = {context for context in contexts if context[0].isupper()}  # said by self.tr, in a context of their own
    assert contexts - views <= set(i18n.CONTEXTS)
    for ts in TS:
        by_text = defaultdict(set)
        for (context, text), translation in translations.messages(ts).items():
            if context in i18n.CONTEXTS:
                by_text[text].add(translation)
        assert {text: ways for text, ways in by_text.items() if len(ways) > 1} == {}


def test_the_fonts_have_every_character() -> None:
    """Otherwise: ``python tools/font_chinese.py FOLDER``."""
    files = [*TS, *sorted(Path("assets/lessons").glob("*.md")), *sorted(Path().glob("README*.md"))]
    for weight in ("Regular", "Bold"):
        have: set[int] = set()
        for font in (
            Path("assets/fonts") / f"LandscapeSans-{weight}.ttf",
            *Path("assets/fonts").glob(f"*SC-{weight}.otf"),
        ):
            have |= TTFont(font).getBestCmap().keys()
        for file in files:
            text = file.read_text(encoding="utf-8")
            assert {c for c in text if ord(c) > 0x20 and ord(c) not in have} == set(), (file.name, weight)


# ------------------------------------------------------------ speaking


def test_names_of_languages(monkeypatch: pytest.MonkeyPatch, english: None) -> None:
    assert i18n.languages() == {"en": "English", "zh_CN": "简体中文"}
    for given in ("zh", "zh-CN", "zh_CN", "zh_Hans_CN", "zh-Hans"):
        assert i18n.meant(given) == "zh_CN"
    assert i18n.meant("en_GB") == "en"
    with pytest.raises(CoreError, match="fr"):
        i18n.meant("fr")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert i18n.of_terminal() == "zh_CN"
    monkeypatch.setenv("LC_ALL", "zh_TW.UTF-8")
    assert i18n.of_terminal() == "en"
    assert i18n.chosen("zh_CN") == "zh_CN"
    assert i18n.chosen("xx") == "en"


def test_the_command_line_speaks_both(capsys: pytest.CaptureFixture[str], english: None) -> None:
    assert main(["list", "optimizers", "--lang", "zh"]) == 0
    assert "梯度下降" in capsys.readouterr().out
    assert main(["--lang=zh_CN", "export"]) == 2
    assert "缺少必需的参数" in capsys.readouterr().err
    assert main(["race", "no_such_scene", "--lang", "zh_CN"]) == 1
    assert "既没有文件也没有预设" in capsys.readouterr().err
    i18n.install("en")
    assert main(["list", "--lang", "tlh"]) == 2  # wrong usage
    assert "there is no language 'tlh'" in capsys.readouterr().err


def test_chinese_is_drawn_with_the_bundled_font(open_window: Open, english: None) -> None:
    app.application(lang="zh_CN")
    layout = QTextLayout("学习率 α", QFont(style.FAMILY, 10))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    assert {run.rawFont().familyName() for run in layout.glyphRuns()} == {style.FAMILY, style.CHINESE}


def test_the_language_changes_live(qtbot: QtBot, english: None) -> None:
    app.application()
    old = app.build()
    old.show()
    old.plots.finish()
    qtbot.waitUntil(lambda: not old.controller.busy, timeout=20_000)
    title = old.store.scene.title
    old.store.update(replace(old.store.scene, runs=old.store.scene.runs[:2]))
    program = app.Program(old)
    old.settings.language = "system"
    program.speak("zh_CN")
    window = program.window
    try:
        assert window is not old
        assert window.settings.language == "zh_CN"
        assert window.below.tabText(0) == "图表"
        assert "四种方法" in window.caption.text()
        assert window.store.can_undo
        window.store.undo()
        assert len(window.store.scene.runs) == 4
        assert window.store.scene.title == title  # what is saved stays as it was written
        for wanted in ("saddle escape", "鞍点"):
            assert any("鞍点" in command.text for command in found(commands(window), wanted))
    finally:
        window.settings.language = "system"
        window.store.mark_saved()
        app.shutdown(window)


@pytest.mark.parametrize(
    ("lang", "setting", "spoken"), [("zh_CN", "en", "zh_CN"), ("", "zh_CN", "zh_CN"), ("en", "zh_CN", "en")]
)
def test_a_lesson_is_opened_by_its_id_in_the_language_spoken(
    lang: str, setting: str, spoken: str, qtbot: QtBot, english: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    Settings().language = setting
    shown = []

    def looked_at(qt: QApplication) -> int:
        window = next(w for w in qt.topLevelWidgets() if isinstance(w, Window) and w.isVisible())
        qtbot.waitUntil(lambda: window.lessons.lesson is not None and not window.controller.busy, timeout=20_000)
        assert window.lessons.lesson is not None
        shown.append(window.lessons.lesson.lang)
        window.store.mark_saved()
        return 0

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # main sets its own
    monkeypatch.setattr(QApplication, "exec", looked_at)
    assert app.main(lesson="momentum", lang=lang) == 0
    assert shown == [spoken]


# ------------------------------------------------------------ nothing stays English


class Pseudo(QTranslator):
    """Says everything in brackets."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:  # type: ignore[override]
        return bracketed(source)

    def isEmpty(self) -> bool:  # noqa: N802 (Qt's name)
        return False


def bracketed(text: str) -> str:
    return f"⟦{text}⟧"


NAMES = re.compile(  # people, formulas, file types, keys: the same in every language
    r"arXiv|^&ensp;$|\(\d{4}\)|^[^a-z]*$|place,lambda_max|_[k(]|lambda_max|λ_max|English|PgUp|PgDown|loss\(w|nbsp|ISTA|FISTA|sin\(x\)"
)


def outside(text: str) -> str:
    """What of ``text`` is in no brackets."""
    depth, rest = 0, []
    for c in re.sub(r"<[^>]*>", "", text):
        depth += (c == "⟦") - (c == "⟧")
        rest.append(c if depth == 0 and c != "⟧" else "")
    return "".join(rest).strip()


def words_of(widget: QWidget) -> Iterator[str]:
    """Every word on a widget that a person can come to read."""
    for name in ("text", "title", "placeholderText", "toolTip", "accessibleName", "windowTitle"):
        read = getattr(widget, name, None)
        if callable(read) and not (name == "text" and isinstance(widget, QLineEdit)):
            yield str(read())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(i) for i in range(widget.count()))
    if isinstance(widget, (QTabWidget, QTabBar)):
        yield from (widget.tabText(i) for i in range(widget.count()))
    model = widget.model() if isinstance(widget, QAbstractItemView) else None
    if model is not None:
        for column in range(model.columnCount()):
            yield from (str(model.index(row, column).data() or "") for row in range(min(model.rowCount(), 50)))


def test_no_word_of_the_window_is_left_untranslated(qtbot: QtBot, english: None) -> None:
    """Installs a language that puts everything into brackets, and reads what stands outside of them."""
    qt = QApplication.instance()
    assert qt is not None
    pseudo = Pseudo()
    app.application()
    qt.installTranslator(pseudo)
    words.speak(bracketed)
    left: set[str] = set()
    try:
        window = app.build()
        window.show()
        window.plots.finish()
        for id in ("opening_race", "strong_wolfe", "noise", "spiral"):
            window.documents.show(codec.load(find(id)), None)
            qtbot.waitUntil(lambda: not window.controller.busy, timeout=30_000)
            for i in range(window.below.count()):
                if window.below.isTabVisible(i):
                    window.below.setCurrentIndex(i)
                    QApplication.processEvents()
            for widget in window.findChildren(QWidget):
                left.update(outside(text) for text in words_of(widget))
        left.update(outside(action.text().split("\t")[0]) for action in window.findChildren(QAction))
    finally:
        words.speak(None)
        qt.removeTranslator(pseudo)
        window.store.mark_saved()
        app.shutdown(window)
    titles = {said(window.store.scene.title)}
    assert {text for text in left - titles if re.search("[A-Za-z]{3,}", text) and not NAMES.search(text)} == set()
