"""A lesson file, read strictly: the first thing that is wrong is named by its line in one sentence.

The format is described in docs/manual/lessons.md. A lesson can run no code and read no file but what its scenes may.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from core.words import QT_TRANSLATE_NOOP, CoreError, Sentence
from landscape_app.files import cannot_read
from landscape_app.lessons.model import BLOCKS, KINDS, MEASURES, Lesson, Question, Step
from landscape_app.lessons.pieces import WORDS, PieceError, pieces
from landscape_app.scene import codec
from landscape_app.scene.model import Scene
from landscape_app.scene.presets import preset
from landscape_app.scene.values import SceneError, hint

FORMAT = "landscape-lesson"
VERSION = 1
SUFFIX = ".md"
MAX_BYTES = 1_000_000
MAX_STEPS = 100
MAX_WORDS = 10_000  # characters of a caption or a block: more is no step, and Qt's Markdown is slow
MAX_FORMULAS = 40  # of one of them
MAX_OPTIONS = 9  # the keys 1 … 9

_HEAD = ("format", "version", "id", "lang", "title", "summary", "minutes", "source")
_COMMON = ("kind", "ask", "why", "expect", "run")
_KEYS = {
    "winner": (),
    "end": ("within",),
    "diverges": (),
    "choice": ("options", "answer"),
    "number": ("measure", "low", "high", "tolerance"),
}
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_NAME = re.compile(r"[a-z0-9][a-z0-9_]{0,59}")
_LANG = re.compile(r"[a-z]{2,3}(_[A-Za-z]{2,4})?")
_HTML = re.compile(r"<[A-Za-z/!?]")

_AT = QT_TRANSLATE_NOOP("lessons", "{name}, line {line}: {why}")
_NEEDS = QT_TRANSLATE_NOOP("lessons", "{what} must be {needs}, got {got}")
_MISSING = QT_TRANSLATE_NOOP("lessons", "{what} is missing; it must be {needs}")
_UNKNOWN = QT_TRANSLATE_NOOP("lessons", "{what} is not a key here; {hint}")
_SIZE = QT_TRANSLATE_NOOP("lessons", "a lesson must have at most {most} bytes, got {got}")
_TEXT = QT_TRANSLATE_NOOP("lessons", "this is not a UTF-8 text file")
_FRONT = QT_TRANSLATE_NOOP("lessons", "a lesson begins with a line +++, its front matter in TOML and another line +++")
_NOT_OURS = QT_TRANSLATE_NOOP("lessons", 'this is not a Landscape lesson: format must be "{format}", got {got}')
_NEWER = QT_TRANSLATE_NOOP("lessons", "version {got} is newer than this Landscape, which reads version {version}")
_HEADING = QT_TRANSLATE_NOOP(
    "lessons", "a step begins with a heading and its id, like: # A narrow valley {{#narrow-valley}}"
)
_TWICE = QT_TRANSLATE_NOOP("lessons", "the id {id} is that of the step in line {line} already")
_FENCE = QT_TRANSLATE_NOOP("lessons", "a block is one of {known}, got {got}")
_OPEN = QT_TRANSLATE_NOOP("lessons", "the block {kind} is not closed: it ends with a line of three backticks")
_AGAIN = QT_TRANSLATE_NOOP("lessons", "a step has one block {kind}, and this one has another in line {line}")
_OUTSIDE = QT_TRANSLATE_NOOP("lessons", "a block must stand in a step, below its heading")
_NO_STEPS = QT_TRANSLATE_NOOP("lessons", "a lesson must have a step; each begins with a line like: # Title {{#an-id}}")
_MANY = QT_TRANSLATE_NOOP("lessons", "a lesson has at most {most} steps")
_NO_WORDS = QT_TRANSLATE_NOOP("lessons", "the step {id} has no caption: write some words below its heading")
_NO_SCENE = QT_TRANSLATE_NOOP("lessons", "the first step needs a scene block")
_BOTH = QT_TRANSLATE_NOOP("lessons", "a scene begins from a preset or from a step, not from both")
_NO_PRESET = QT_TRANSLATE_NOOP("lessons", "there is no preset {got!r}; {hint}")
_NO_STEP = QT_TRANSLATE_NOOP("lessons", "there is no step {got!r} before this one; {hint}")
_IN_SCENE = QT_TRANSLATE_NOOP("lessons", "in the scene: {why}")
_IN_TOML = QT_TRANSLATE_NOOP("lessons", "this is not valid TOML: {why}")
_LONG = QT_TRANSLATE_NOOP("lessons", "a caption or block has at most {most} characters, got {got}")
_FORMULAS = QT_TRANSLATE_NOOP("lessons", "a caption or block has at most {most} formulas, got {got}")
_NO_HTML = QT_TRANSLATE_NOOP("lessons", "HTML is not allowed in a lesson: write Markdown")
_NO_IMAGE = QT_TRANSLATE_NOOP("lessons", "pictures are not allowed in a lesson: the scene is the picture")
_FORMULA = QT_TRANSLATE_NOOP("lessons", "this formula cannot be set: {formula}")
_NO_RUN = QT_TRANSLATE_NOOP("lessons", "question.run must be the number of a run of the scene, 0 to {last}, got {got}")
_NO_RUNS = QT_TRANSLATE_NOOP("lessons", "a question of this kind needs a scene with runs")
_TWO_RUNS = QT_TRANSLATE_NOOP("lessons", "to ask for the winner a scene needs two runs that are shown")
_PLANE = QT_TRANSLATE_NOOP("lessons", "to ask where a run ends the surface needs two variables or more")


class LessonError(CoreError):
    """A lesson that cannot be read; ``line`` counts from 1."""

    def __init__(self, name: str, line: int, why: Sentence) -> None:
        super().__init__(_AT, name=name, line=line, why=why)
        self.line = line


class _Wrong(Exception):
    """What is wrong, in which line of the file (from 1)."""

    def __init__(self, line: int, template: str, /, **values: object) -> None:
        super().__init__(template)
        self.line, self.sentence = line, Sentence(template, values)


def load(path: Path) -> Lesson:
    """Read a lesson file. Raises :class:`LessonError`, or ``FileError`` where it cannot be read at all."""
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise cannot_read(path, error) from error
    if size > MAX_BYTES:
        raise LessonError(path.name, 1, Sentence(_SIZE, {"most": MAX_BYTES, "got": size}))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise LessonError(path.name, line, Sentence(_TEXT)) from error
    return loads(text, path.name, path.parent, path)


def loads(text: str, name: str = "lesson", folder: Path | None = None, path: Path | None = None) -> Lesson:
    """The lesson that ``text`` describes; ``name`` stands in errors. Raises :class:`LessonError`."""
    if len(text) > MAX_BYTES:
        raise LessonError(name, 1, Sentence(_SIZE, {"most": MAX_BYTES, "got": len(text)}))
    try:
        return _read(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), folder, path)
    except _Wrong as wrong:
        raise LessonError(name, wrong.line, wrong.sentence) from wrong.__cause__


def head_of(text: str, name: str = "lesson") -> dict[str, Any]:
    """The front matter alone, checked. Raises :class:`LessonError`."""
    try:
        return _front(text.replace("\r\n", "\n").split("\n"))[0]
    except _Wrong as wrong:
        raise LessonError(name, wrong.line, wrong.sentence) from wrong.__cause__


# ---------------------------------------------------------------- the file


def _read(lines: list[str], folder: Path | None, path: Path | None) -> Lesson:
    if any("\0" in line for line in lines):
        raise _Wrong(1, _TEXT)
    head, first = _front(lines)
    introduction, drafts = _drafts(lines, first)
    _check_words(introduction, first + 1)
    if not drafts:
        raise _Wrong(len(lines), _NO_STEPS)
    steps: list[Step] = []
    trees: dict[str, dict[str, Any]] = {}
    for draft in drafts:
        steps.append(draft.step(steps, trees, folder))
    return Lesson(
        head["id"],
        head["lang"],
        head["title"],
        head["summary"],
        float(head["minutes"]),
        head.get("source", ""),
        introduction.strip(),
        tuple(steps),
        path,
    )


def _front(lines: list[str]) -> tuple[dict[str, Any], int]:
    """The front matter, and the index of the first line after it."""
    if not lines or lines[0].strip() != "+++":
        raise _Wrong(1, _FRONT)
    end = next((i for i in range(1, len(lines)) if lines[i].strip() == "+++"), -1)
    if end < 0:
        raise _Wrong(1, _FRONT)
    head = _toml("\n".join(lines[1:end]), 2)
    if head.get("format") != FORMAT:
        raise _Wrong(1, _NOT_OURS, format=FORMAT, got=_shown(head.get("format", "nothing")))
    version = head.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _Wrong(1, _NEEDS, what="version", needs="a whole number from 1", got=_shown(version))
    if version > VERSION:
        raise _Wrong(1, _NEWER, got=version, version=VERSION)
    _known(head, _HEAD, 1, "")
    for key, limit in (("id", 60), ("lang", 20), ("title", 200), ("summary", 1000)):
        _text_of(head, key, 1, limit, needed=True)
    _text_of(head, "source", 1, 500)
    if not _NAME.fullmatch(head["id"]):
        raise _Wrong(1, _NEEDS, what="id", needs="letters a-z, digits and _", got=_shown(head["id"]))
    if not _LANG.fullmatch(head["lang"]):
        raise _Wrong(1, _NEEDS, what="lang", needs="a language like en or zh_CN", got=_shown(head["lang"]))
    _number_of(head, "minutes", 1, 0.0, 1000.0, needed=True)
    return head, end + 1


class _Draft:
    """A step as it stands in the file: its lines, and its blocks with the line after their fence."""

    def __init__(self, id: str, title: str, line: int) -> None:
        self.id, self.title, self.line = id, title, line
        self.words: list[str] = []
        self.blocks: dict[str, tuple[str, int]] = {}

    def step(self, before: list[Step], trees: dict[str, dict[str, Any]], folder: Path | None) -> Step:
        caption = "\n".join(self.words).strip()
        if not caption:
            raise _Wrong(self.line, _NO_WORDS, id=self.id)
        _check_words("\n".join(self.words), self.line + 1)
        for kind in ("slide", "aside", "notes", "try"):
            text, line = self.blocks.get(kind, ("", 0))
            _check_words(text, line)
        own = "scene" in self.blocks
        if own:
            text, line = self.blocks["scene"]
            tree = _scene_tree(text, line, trees)
            scene = _scene(tree, line, folder)
        elif before:
            tree, scene = trees[before[-1].id], before[-1].scene
        else:
            raise _Wrong(self.line, _NO_SCENE)
        trees[self.id] = tree
        question = None
        if "question" in self.blocks:
            question = _question(*self.blocks["question"], scene)
        words = {kind: self.blocks.get(kind, ("", 0))[0].strip() for kind in ("slide", "aside", "notes", "try")}
        return Step(
            self.id,
            self.title,
            caption,
            scene,
            words["slide"],
            words["aside"],
            words["notes"],
            words["try"],
            question,
            own,
            self.line,
        )


def _drafts(lines: list[str], first: int) -> tuple[str, list[_Draft]]:
    """The introduction, and the steps unread."""
    introduction: list[str] = []
    drafts: list[_Draft] = []
    seen: dict[str, int] = {}
    i = first
    while i < len(lines):
        line, number = lines[i], i + 1
        if line.startswith("```"):
            kind = line[3:].strip()
            if not drafts:
                raise _Wrong(number, _OUTSIDE)
            if kind not in BLOCKS:
                raise _Wrong(number, _FENCE, known=", ".join(BLOCKS), got=_shown(kind))
            if kind in drafts[-1].blocks:
                raise _Wrong(number, _AGAIN, kind=kind, line=drafts[-1].blocks[kind][1] - 1)
            end = next((j for j in range(i + 1, len(lines)) if lines[j].strip() == "```"), -1)
            if end < 0:
                raise _Wrong(number, _OPEN, kind=kind)
            drafts[-1].blocks[kind] = ("\n".join(lines[i + 1 : end]), number + 1)
            drafts[-1].words += [""] * (end - i + 1)  # so that lines keep their numbers
            i = end + 1
            continue
        if line.startswith("# "):
            id, title = _heading(line, number)
            if id in seen:
                raise _Wrong(number, _TWICE, id=id, line=seen[id])
            if len(drafts) == MAX_STEPS:
                raise _Wrong(number, _MANY, most=MAX_STEPS)
            seen[id] = number
            drafts.append(_Draft(id, title, number))
        elif drafts:
            drafts[-1].words.append(line)
        else:
            introduction.append(line)
        i += 1
    return "\n".join(introduction), drafts


def _heading(line: str, number: int) -> tuple[str, str]:
    title, mark, rest = line[2:].rpartition("{#")
    if not mark or not rest.rstrip().endswith("}"):
        raise _Wrong(number, _HEADING)
    id = rest.rstrip()[:-1]
    if not _ID.fullmatch(id) or not title.strip() or len(title) > 200:
        raise _Wrong(number, _HEADING)
    return id, title.strip()


def _check_words(text: str, line: int) -> None:
    """No HTML, no pictures, and formulas that can be set."""
    from landscape_app.lessons import maths

    if len(text) > MAX_WORDS:
        raise _Wrong(line, _LONG, most=MAX_WORDS, got=len(text))
    try:
        parts = pieces(text)
    except PieceError as error:
        raise _Wrong(line + error.line, error.sentence.template, **error.sentence.values) from error
    count = sum(part.kind != WORDS for part in parts)
    if count > MAX_FORMULAS:
        raise _Wrong(line, _FORMULAS, most=MAX_FORMULAS, got=count)
    for part in parts:
        if part.kind != WORDS:
            if not maths.can_be_set(part.text):
                raise _Wrong(line + part.line, _FORMULA, formula=part.text[:80])
            continue
        bare = re.sub(r"`[^`\n]*`", lambda found: " " * len(found.group()), part.text)
        for offset, row in enumerate(bare.split("\n")):
            if _HTML.search(row):
                raise _Wrong(line + part.line + offset, _NO_HTML)
            if "![" in row:
                raise _Wrong(line + part.line + offset, _NO_IMAGE)


# ---------------------------------------------------------------- blocks


def _toml(text: str, line: int) -> dict[str, Any]:
    """The TOML of a block whose first line is ``line`` of the file."""
    try:
        return codec.parsed(text)
    except SceneError as error:
        found = re.search(r"line (\d+)", str(error))
        at = line + int(found.group(1)) - 1 if found else line
        why = re.sub(r" ?\(at line \d+, column \d+\)", "", str(error.__cause__ or error))
        raise _Wrong(at, _IN_TOML, why=why) from error


def _scene_tree(text: str, line: int, trees: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    block = _toml(text, line)
    named, step = block.pop("preset", None), block.pop("step", None)
    if named is not None and step is not None:
        raise _Wrong(line, _BOTH)
    base: dict[str, Any] = {"format": codec.FORMAT, "version": 1}
    if named is not None:
        known = preset(named) if isinstance(named, str) else None
        if known is None:
            raise _Wrong(line, _NO_PRESET, got=named, hint=hint(named, _preset_ids()))
        base = _preset_tree(known.path)
    elif step is not None:
        if step not in trees:
            raise _Wrong(line, _NO_STEP, got=step, hint=hint(step, trees))
        base = trees[step]
    return merged(base, block)


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """``base`` with the keys of ``over``: tables are merged, everything else replaced. Another id is another table."""
    out = dict(base)
    for key, value in over.items():
        old = out.get(key)
        same = isinstance(old, dict) and isinstance(value, dict) and value.get("id", old.get("id")) == old.get("id")
        out[key] = merged(old, value) if same else value  # type: ignore[arg-type]
    return out


@lru_cache(maxsize=256)
def _preset_tree(path: Path) -> dict[str, Any]:
    return codec.parsed(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _preset_ids() -> tuple[str, ...]:
    from landscape_app.scene.presets import presets

    return tuple(each.id for each in presets())


def _scene(tree: dict[str, Any], line: int, folder: Path | None) -> Scene:
    try:
        return codec.from_tree(tree, folder)
    except CoreError as error:
        raise _Wrong(line, _IN_SCENE, why=error.sentence) from error


def _question(text: str, line: int, scene: Scene) -> Question:
    entry = _toml(text, line)
    kind = entry.get("kind")
    if kind not in KINDS:
        raise _Wrong(line, _NEEDS, what="question.kind", needs="one of " + ", ".join(KINDS), got=_shown(kind))
    _known(entry, (*_COMMON, *_KEYS[kind]), line, "question.")
    ask = _text_of(entry, "ask", line, 500, needed=True)
    why = _text_of(entry, "why", line, 1000)
    run = entry.get("run", 0)
    if kind != "choice":
        if not scene.runs:
            raise _Wrong(line, _NO_RUNS)
        if not isinstance(run, int) or isinstance(run, bool) or not 0 <= run < len(scene.runs):
            raise _Wrong(line, _NO_RUN, last=len(scene.runs) - 1, got=_shown(run))
    if kind == "winner" and sum(each.visible for each in scene.runs) < 2:
        raise _Wrong(line, _TWO_RUNS)
    if kind == "end" and scene.objective.dim < 2:
        raise _Wrong(line, _PLANE)
    expect = entry.get("expect")
    if expect is not None and not isinstance(expect, bool if kind == "diverges" else str):
        needs = "true or false" if kind == "diverges" else "a text"
        raise _Wrong(line, _NEEDS, what="question.expect", needs=needs, got=_shown(expect))
    made = Question(kind, ask, why, run if isinstance(run, int) else 0, expect=expect)
    return _completed(made, entry, line)


def _completed(q: Question, entry: Mapping[str, Any], line: int) -> Question:
    """The question with the keys of its kind."""
    from dataclasses import replace

    if q.kind == "choice":
        options = entry.get("options")
        texts = isinstance(options, list) and all(isinstance(o, str) and 0 < len(o) <= 200 for o in options)
        if not texts or not 2 <= len(options) <= MAX_OPTIONS:  # type: ignore[arg-type]
            needs = f"2 to {MAX_OPTIONS} texts"
            raise _Wrong(line, _NEEDS, what="question.options", needs=needs, got=_shown(options))
        answer = entry.get("answer")
        if not isinstance(answer, int) or isinstance(answer, bool) or not 1 <= answer <= len(options):  # type: ignore[arg-type]
            needs = f"the number of an option, 1 to {len(options)}"  # type: ignore[arg-type]
            raise _Wrong(line, _NEEDS, what="question.answer", needs=needs, got=_shown(answer))
        return replace(q, options=tuple(options), answer=answer)  # type: ignore[arg-type]
    if q.kind == "end":
        return replace(q, within=_number_of(entry, "within", line, 0.0, 1e6, "question.", needed=True))
    if q.kind == "number":
        measure = entry.get("measure")
        if measure not in MEASURES:
            needs = "one of " + ", ".join(MEASURES)
            raise _Wrong(line, _NEEDS, what="question.measure", needs=needs, got=_shown(measure))
        low = _number_of(entry, "low", line, -1e9, 1e9, "question.", needed=True)
        high = _number_of(entry, "high", line, -1e9, 1e9, "question.", needed=True)
        if low >= high:
            raise _Wrong(line, _NEEDS, what="question.high", needs=f"above question.low = {low:g}", got=f"{high:g}")
        tolerance = _number_of(entry, "tolerance", line, 0.0, 10.0, "question.", needed=True)
        return replace(q, measure=str(measure), low=low, high=high, tolerance=tolerance)
    return q


# ---------------------------------------------------------------- values


def _known(entry: Mapping[str, Any], known: tuple[str, ...], line: int, path: str) -> None:
    for key in entry:
        if key not in known:
            raise _Wrong(line, _UNKNOWN, what=path + key[:60], hint=hint(key, known))


def _text_of(entry: Mapping[str, Any], key: str, line: int, limit: int, *, needed: bool = False) -> str:
    value = entry.get(key, "")
    if key not in entry and needed:
        raise _Wrong(line, _MISSING, what=key, needs="a text")
    if not isinstance(value, str) or len(value) > limit or (needed and not value.strip()):
        needs = f"a text of 1 to {limit} characters" if needed else f"a text of at most {limit} characters"
        raise _Wrong(line, _NEEDS, what=key, needs=needs, got=_shown(value))
    return value


def _number_of(
    entry: Mapping[str, Any], key: str, line: int, low: float, high: float, path: str = "", *, needed: bool = False
) -> float:
    value = entry.get(key)
    if value is None and needed:
        raise _Wrong(line, _MISSING, what=path + key, needs="a number")
    good = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    if not good or not low <= value <= high:  # type: ignore[operator]
        raise _Wrong(line, _NEEDS, what=path + key, needs=f"a number from {low:g} to {high:g}", got=_shown(value))
    return float(value)  # type: ignore[arg-type]


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
