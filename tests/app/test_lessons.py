"""Lesson files: read strictly, judged by the runs themselves, checked with their translations."""

from __future__ import annotations

import random
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.words import CoreError
from landscape_app import trace
from landscape_app.__main__ import main
from landscape_app.lessons import answers, library, reader
from landscape_app.lessons.check import problems
from landscape_app.lessons.model import Question
from landscape_app.lessons.progress import Progress, score
from landscape_app.lessons.reader import LessonError
from landscape_app.scene import codec
from landscape_app.scene.presets import find
from tests.app.lesson_kit import RATE, VALLEY, WHO, lesson

WHOLE = lesson(VALLEY, WHO, RATE)
BUILT_IN = sorted(Path("assets/lessons").glob("*.md"))


def test_a_lesson_is_read_whole() -> None:
    made = reader.loads(WHOLE)
    assert (made.id, made.lang, made.title, made.minutes) == ("mine", "en", "Mine", 5.0)
    assert "introduction" in made.introduction
    valley, who, rate = made.steps
    assert (valley.id, valley.title) == ("valley", "A narrow valley")
    assert valley.caption.startswith("With $\\kappa = 100$")
    assert valley.notes == "Let them look first."
    assert valley.tries == "- Drag the start."
    assert valley.scene == codec.load(find("kappa_100"))
    assert who.question == Question("winner", "Who is down first?", "Momentum remembers.")
    assert rate.aside == "The bound holds for quadratics."
    assert WHOLE.split("\n")[rate.line - 1] == "# Too large {#rate}"


def test_a_scene_is_a_preset_or_a_step_with_changes() -> None:
    over = VALLEY.replace('preset = "kappa_100"', 'preset = "kappa_100"\ntitle = "Mine"\n[objective]\nkappa = 50.0')
    again = '\n# Again {#again}\n\nSame.\n\n```scene\nstep = "valley"\ntitle = "Other"\n```\n'
    on = "\n# On {#on}\n\nGoes on.\n"
    first, second, third = reader.loads(lesson(over, again, on)).steps
    assert (first.scene.title, first.scene.objective.kappa) == ("Mine", 50.0)  # type: ignore[attr-defined]
    assert (second.scene.title, second.scene.objective) == ("Other", first.scene.objective)
    assert (third.scene, third.own_scene) == (second.scene, False)


@pytest.mark.parametrize(
    ("old", "new", "where", "said"),
    [
        ("+++\nformat", "format", "format", "+++"),
        ("minutes = 5", 'minutes = "5"', "+++", "minutes"),
        ('title = "Mine"', "title = Mine", "title = Mine", "TOML"),
        ('id = "mine"', 'id = "mine"\ncolour = 3', "+++", "colour"),
        ("{#who}", "", "# Who", "heading"),
        ("{#who}", "{#valley}", "# Who", "valley"),
        ("```notes", "```note", "```note", "note"),
        ("```try", "```notes", "```notes\n- Drag", "line 23"),
        ('preset = "kappa_10"\n', 'preset = "kapa_10"\n', "kapa_10", "kapa_10"),
        ('preset = "kappa_10"\n', "preset = kappa_10\n", "preset = kappa_10\n", "TOML"),
        ('preset = "kappa_10"\n', 'preset = "kappa_10"\ncolour = 3\n', 'preset = "kappa_10"\n', "colour"),
        ('kind = "winner"', 'kind = "looser"', "looser", "winner"),
        ('ask = "Who is down first?"\n', "", 'kind = "winner"', "ask"),
        ("$x^2$", "$x^2", "$x^2", "not closed"),
        ("$$ x^{k+1}", "$$ \\nothing", "$$ \\nothing", "formula"),
        ("*almost*", "<b>almost</b>", "<b>almost", "HTML"),
        ("*almost*", "![a](b.png)", "![a]", "pictures"),
        ("Two methods, one start.", "", "# Who", "caption"),
        ("Two methods, one start.", "$x$ " * 41, "# Who", "41"),
        ("Two methods, one start.", "word " * 2001, "# Who", "10000"),
    ],
)
def test_every_error_names_its_line(old: str, new: str, where: str, said: str) -> None:
    assert old in WHOLE
    changed = WHOLE.replace(old, new, 1)
    with pytest.raises(LessonError) as caught:
        reader.loads(changed, "mine.en.md")
    assert "mine.en.md" in str(caught.value)
    assert said in str(caught.value)
    line = changed[: changed.index(where)].count("\n") + 1
    assert line <= caught.value.line <= line + 1, str(caught.value)


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_no_text_raises_anything_else(dice: random.Random) -> None:
    letters = list(WHOLE)
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(letters))
        letters[at : at + dice.randint(0, 3)] = dice.choice(["$", "```", "\n", "{#a}", "# ", "\\", "é", "\0", "[", "="])
    with suppress(LessonError):
        reader.loads("".join(letters))


@pytest.mark.parametrize("piece", ["$", "```scene\n", "# ", "[" * 50, "\\", "*", "`", "| ", "{#"])
def test_reading_takes_linear_time(piece: str) -> None:
    def took(count: int) -> float:
        began = time.perf_counter()
        with pytest.raises(LessonError):
            reader.loads(lesson(VALLEY) + piece * count)
        return time.perf_counter() - began

    assert took(900_000 // len(piece)) < 2.0


def test_a_large_or_binary_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "big.md"
    path.write_bytes(b"x" * 1_000_001)
    with pytest.raises(LessonError, match="1000000"):
        reader.load(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LessonError):
        reader.load(path)
    with pytest.raises(CoreError):
        reader.load(tmp_path)


def test_the_manuals_example_is_a_lesson_without_problems(tmp_path: Path) -> None:
    page = Path("docs/manual/lessons.md").read_text(encoding="utf-8")
    text = page.split("````markdown\n")[1].split("\n````")[0]
    path = tmp_path / "valley.en.md"
    path.write_text(text, encoding="utf-8")
    assert told(path) == []
    assert [step.id for step in reader.load(path).steps] == ["bowl", "narrow", "rate"]


# ------------------------------------------------------------ answers


def test_the_winner_is_the_races_own() -> None:
    scene = reader.loads(WHOLE).steps[1].scene
    question = Question("winner", "?")
    titles = [str(o) for o in answers.options(question, scene)]
    assert titles == [run.title for run in scene.runs if run.visible]
    found = answers.answer(question, scene, trace.compute(scene))
    assert found.index is not None
    assert titles[found.index] in str(found.words)
    assert answers.judged(question, found, found.index).right
    assert not answers.judged(question, found, (found.index + 1) % len(titles)).right or found.tied


def test_divergence_end_and_number() -> None:
    scene = codec.load(find("rate_too_large"))
    runs = trace.compute(scene)
    asked = Question("diverges", "?")
    assert answers.answer(asked, scene, runs).index == 0
    assert answers.judged(asked, answers.answer(asked, scene, runs), 0).right
    scene = codec.load(find("kappa_10"))
    runs = trace.compute(scene)
    assert answers.answer(asked, scene, runs).index == 1
    end = Question("end", "?", within=0.1)
    found = answers.answer(end, scene, runs)
    assert found.point == tuple(runs[0].x[-1])
    x, y = found.point
    assert answers.judged(end, found, (x + 0.05, y)).right
    far = answers.judged(end, found, (x + 3.0, y + 4.0))
    assert (far.right, far.distance) == (False, pytest.approx(5.0))
    rows = answers.spread(end, found, [(x, y), (x + 0.15, y), (x + 9.0, y)])
    assert (sum(count for _, count, _ in rows), rows[0][1:], rows[1][1]) == (3, (1, True), 1)
    steps = Question("number", "?", measure="steps", low=0.0, high=1000.0, tolerance=0.2)
    found = answers.answer(steps, scene, runs)
    assert found.value == runs[0].steps
    assert answers.judged(steps, found, 1.15 * runs[0].steps).right
    assert not answers.judged(steps, found, 1.3 * runs[0].steps).right
    rows = answers.spread(steps, found, [1.0, 2.0, 999.0, 5000.0])
    assert sum(count for _, count, _ in rows) == 4
    assert sum(right for *_, right in rows) == 1
    lowest = Question("number", "?", measure="distance", low=0.0, high=1.0, tolerance=0.2)
    value = answers.answer(lowest, scene, runs).value
    assert value is not None
    assert value < 1e-2


def test_a_choice_and_a_show_of_hands() -> None:
    question = Question("choice", "?", options=("a", "b", "c"), answer=2)
    found = answers.answer(question, codec.load(find("kappa_10")), ())
    assert found.index == 1
    rows = answers.spread(question, found, [1, 1, 0, 2, 1])
    assert [(count, right) for _, count, right in rows] == [(1, False), (3, True), (1, False)]


# ------------------------------------------------------------ progress and library


def test_progress_is_kept_and_bad_files_begin_anew(tmp_path: Path) -> None:
    made = reader.loads(WHOLE)
    path = tmp_path / "deep" / "lessons.json"
    kept = Progress()
    kept.reach("mine", "who")
    kept.record("mine", "who", 1, True)
    kept.record("mine", "rate", (0.5, -1.0), False)
    kept.save(path)
    again = Progress.load(path)
    assert again == kept
    assert again.place("mine") == "who"
    assert score(made, again) == (1, 2)
    assert Progress.load(tmp_path / "none.json") == Progress()
    for text in ("", "[]", "{}", '{"format": "landscape-progress", "version": 1, "steps": {"a": 3}, "answers": {}}'):
        path.write_text(text)
        assert Progress.load(path) == Progress()


def test_the_library_finds_own_lessons_and_names_broken_ones(tmp_path: Path) -> None:
    (tmp_path / "mine.en.md").write_text(WHOLE)
    (tmp_path / "mine.zh_CN.md").write_text(lesson(VALLEY, WHO, RATE, lang="zh_CN", title="我的"), encoding="utf-8")
    (tmp_path / "bad.en.md").write_text("no lesson")
    mine = next(e for e in library.entries("zh_CN", tmp_path) if e.own)
    assert (mine.title, mine.steps, sorted(mine.langs)) == ("我的", 3, ["en", "zh_CN"])
    assert library.find("mine", "de", tmp_path) == tmp_path / "mine.en.md"
    assert library.find("mine", "zh_CN", tmp_path) == tmp_path / "mine.zh_CN.md"
    assert ["bad.en.md" in str(e) for e in library.broken(tmp_path)] == [True]
    with pytest.raises(CoreError, match="nothing_like_it"):
        library.find("nothing_like_it", "en", tmp_path)


# ------------------------------------------------------------ the checker


def told(path: Path) -> list[str]:
    return [str(each) for each in problems(path) if each is not None]


def test_translations_must_be_the_same_lesson(tmp_path: Path) -> None:
    english, chinese = tmp_path / "mine.en.md", tmp_path / "mine.zh_CN.md"
    english.write_text(WHOLE)
    words = WHO.replace("Who is down first?", "谁先到？").replace("Who is first?", "谁先？")
    chinese.write_text(lesson(VALLEY, words, RATE, lang="zh_CN"), encoding="utf-8")
    assert told(english) == told(chinese) == []
    chinese.write_text(lesson(VALLEY, RATE, words, lang="zh_CN"), encoding="utf-8")
    assert "2. who" in told(chinese)[0]
    chinese.write_text(lesson(VALLEY, words, RATE.replace("too_large", "right"), lang="zh_CN"), encoding="utf-8")
    assert any("scene of rate" in each for each in told(english))
    bare = VALLEY.replace("```notes\nLet them look first.\n```\n", "")
    chinese.write_text(lesson(bare, words, RATE, lang="zh_CN"), encoding="utf-8")
    assert "blocks" in told(english)[0]


def test_the_checker_runs_what_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.en.md"
    path.write_text(lesson(VALLEY, RATE.replace("come down?", 'come down?"\nexpect = false\nwhy = "')))
    assert "expects false" in told(path)[0]
    assert main(["lesson", "check", str(path)]) == 1
    path.write_text(WHOLE)
    assert main(["lesson", "check", str(path)]) == 0
    assert "mine.en.md: no problems, steps: 3" in capsys.readouterr().out
    assert main(["lesson", "list"]) == 0


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: path.name)
def test_the_lessons_of_the_program_have_no_problems(path: Path) -> None:
    """The English ones are run; the others are compared with them."""
    if path.name.endswith(".en.md"):
        assert told(path) == []
    else:
        assert reader.load(path).lang == path.name.split(".")[1]
