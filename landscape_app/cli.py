"""The command line: what may be said, checked; everything heavy is imported by the command that needs it.

Exit codes: 0 done, 1 it could not be done (a bad scene, an unwritable file), 2 wrong usage or no display.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

from core.words import QT_TRANSLATE_NOOP, CoreError, said, translate
from landscape_app.cli_args import (
    Parser,
    film_output,
    lesson_output,
    number,
    race_output,
    sheet_output,
    size_of,
    surface_output,
    trace_output,
    whole,
    wrote,
)

VIEWS = ("3d", "2d", "charts", "network", "all")
CAMERAS = ("orbit", "still")
THEMES = ("light", "dark", "projector", "projector_black")
LESSON_SUFFIX = ".md"
VALUE_SUFFIXES = (".npz", ".npy", ".csv", ".h5", ".hdf5")
KINDS = ("objectives", "optimizers", "presets")
_SCENE = QT_TRANSLATE_NOOP("cli", "a scene file, the name of a preset, a scene code, or a file of values")

_COMMANDS = (  # what is typed, and what it does
    (
        "export SCENE -o FILE",
        QT_TRANSLATE_NOOP("cli", "write a film or a picture: .mp4, .webm, .gif, .png, or a folder of PNGs"),
    ),
    ("trace SCENE -o FILE", QT_TRANSLATE_NOOP("cli", "write the runs as numbers: .csv or .npz")),
    ("race SCENE [-o FILE]", QT_TRANSLATE_NOOP("cli", "write the table of the race: .csv, or to the terminal")),
    (
        "study SCENE [NAME] [-o FILE]",
        QT_TRANSLATE_NOOP("cli", "write what a study of the scene's network finds: .csv, or to the terminal"),
    ),
    ("surface SCENE -o FILE", QT_TRANSLATE_NOOP("cli", "write the surface: .npz (x, y, f, gradient) or .obj (a mesh)")),
    ("list [KIND]", QT_TRANSLATE_NOOP("cli", "name the objectives, the optimizers and the presets")),
    ("code SCENE", QT_TRANSLATE_NOOP("cli", "print the scene as a short text for a chat")),
    ("lesson list", QT_TRANSLATE_NOOP("cli", "name the lessons there are")),
    ("lesson check LESSON...", QT_TRANSLATE_NOOP("cli", "say what is wrong with lesson files, and their translations")),
    ("lesson export LESSON -o FILE", QT_TRANSLATE_NOOP("cli", "write a lesson as a film, a hand-out or slides")),
    (
        "worksheet SCENE -o FILE",
        QT_TRANSLATE_NOOP("cli", "write steps to be computed by hand, with variants and a key: .pdf"),
    ),
    (
        "desktop install | remove",
        QT_TRANSLATE_NOOP("cli", "put the program into the desktop's menu, with its file types"),
    ),
    ("doctor", QT_TRANSLATE_NOOP("cli", "say what this machine has and what is missing")),
)
_HEADING = QT_TRANSLATE_NOOP("cli", "commands:")
_MORE = QT_TRANSLATE_NOOP(
    "cli",
    "'landscape COMMAND --help' tells more. SCENE is a scene file, the name of a preset, a scene code (LS1. ...), or a "
    "file of values on a grid. --lang LANGUAGE, anywhere, chooses the language: {known}.",
)


def _epilog() -> str:
    """The list of commands, in the language spoken."""
    width = max(len(typed) for typed, _ in _COMMANDS)
    rows = [f"  {typed:<{width}}  {said(words)}" for typed, words in _COMMANDS]
    more = textwrap.fill(said(_MORE).format(known=", ".join(_languages())), 100)
    return "\n".join([said(_HEADING), *rows, "", more])


def _languages() -> list[str]:
    """The codes of the languages there are, without asking Qt."""
    from landscape_app.resources import assets

    files = (assets() / "translations").glob("landscape_*.qm")
    return ["en", *sorted(path.stem.removeprefix("landscape_") for path in files)]


def run(argv: Sequence[str]) -> int:
    """Do what ``argv`` (without the program's name) says; returns the exit code.

    Raises ``CoreError`` for what is wrong with a scene or a file, SystemExit for wrong usage, help and version.
    """
    commands: dict[str, Callable[[Sequence[str]], int]] = {
        "export": _export,
        "trace": _trace,
        "race": _race,
        "study": _study,
        "surface": _surface,
        "list": _list,
        "code": _code,
        "lesson": _lesson,
        "worksheet": _worksheet,
        "desktop": _desktop,
        "doctor": _doctor,
    }
    rest, lang = _language(argv)
    if rest and rest[0] in commands:
        _speak(lang, terminal=True)
        return commands[rest[0]](rest[1:])
    _speak(lang, terminal=False)
    return _window(rest, lang)


def _language(argv: Sequence[str]) -> tuple[list[str], str]:
    """``argv`` without ``--lang LANGUAGE``, and the language; "" where none is asked for."""
    rest, lang, given = [], "", iter(argv)
    for arg in given:
        if arg == "--lang":
            lang = next(given, "")
            if not lang:
                Parser(prog="landscape").error("argument --lang: expected one argument")
        elif arg.startswith("--lang="):
            lang = arg.removeprefix("--lang=")
        else:
            rest.append(arg)
    return rest, lang


def _meant(lang: str) -> str:
    """The code of the language asked for; an unknown one is wrong usage."""
    from landscape_app import i18n

    try:
        return i18n.meant(lang)
    except CoreError as error:
        Parser(prog="landscape").error(str(error))


def _speak(lang: str, *, terminal: bool) -> None:
    """Say what follows in ``lang``, else in the language of the environment. English needs no Qt."""
    native = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "C")
    if lang or not native.startswith(("C", "POSIX", "en")):
        from landscape_app import i18n

        i18n.install(_meant(lang) if lang else i18n.of_terminal())


def _window(argv: Sequence[str], lang: str = "") -> int:
    parser = Parser(
        prog="landscape",
        description=translate("cli", "Watch optimisers race down a loss surface."),
        epilog=_epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "scene",
        nargs="?",
        metavar="SCENE",
        help=translate(
            "cli",
            "the scene, its code, the values on a grid, or the lesson (its id or file) to open "
            "(default: the opening race)",
        ),
    )
    parser.add_argument(
        "--present", action="store_true", help=translate("cli", "full screen, for a class (F5 in the window)")
    )
    parser.add_argument("--version", action="store_true", help=translate("cli", "print the version and exit"))
    args = parser.parse_args(argv)
    from landscape_app import doctor

    if args.version:
        print(f"landscape {doctor.version()}")
        return 0
    lesson = args.scene if args.scene is not None and _is_lesson(args.scene) else None
    path = _shown_file(args.scene) if args.scene is not None and lesson is None else None
    problem = doctor.window_problem()
    if problem:
        print(f"landscape: {problem}", file=sys.stderr)
        return 2
    from landscape_app import app

    return app.main(path, lesson, present=args.present, lang=_meant(lang) if lang else "")


def _export(argv: Sequence[str]) -> int:
    return run_export(export_parser().parse_args(argv))


def run_export(args: argparse.Namespace) -> int:
    """Check the scene, then write it; ``args.scene`` becomes the path of the file that was meant."""
    args.scene = str(_scene_file(args.scene))
    from landscape_app.export import cli as export_cli

    return export_cli.run(args)


def export_parser() -> argparse.ArgumentParser:
    """The flags of ``landscape export``: scene, output, view, size, fps, seconds, camera, theme, at, quiet."""
    parser = Parser(
        prog="landscape export",
        description=translate("cli", "Write a scene as a film or a picture; the suffix of FILE tells which."),
    )
    parser.add_argument("scene", metavar="SCENE", help=said(_SCENE))
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        type=film_output,
        help=translate("cli", ".mp4 (H.264), .webm (VP9), .gif, .png (one frame), or a folder to fill with PNGs"),
    )
    parser.add_argument(
        "--view", choices=VIEWS, default="all", help=translate("cli", "what is seen (default: %(default)s)")
    )
    _picture_flags(parser)
    parser.add_argument(
        "--seconds",
        type=number(0.1, 600),
        default=8.0,
        metavar="S",
        help=translate("cli", "length of the film (default: 8)"),
    )
    parser.add_argument(
        "--camera",
        choices=CAMERAS,
        default="orbit",
        help=translate("cli", "let the camera go round or stand (default: %(default)s)"),
    )
    parser.add_argument(
        "--at",
        type=number(0, 1e6),
        default=None,
        metavar="STEP",
        help=translate("cli", "the step shown in a .png (default: the last)"),
    )
    return parser


def _picture_flags(parser: argparse.ArgumentParser) -> None:
    """What a scene's and a lesson's export have in common."""
    parser.add_argument(
        "--size",
        type=size_of,
        default=(1920, 1080),
        metavar="WxH",
        help=translate("cli", "pixels (default: 1920x1080)"),
    )
    parser.add_argument(
        "--fps",
        type=whole(1, 120),
        default=30,
        metavar="N",
        help=translate("cli", "frames a second (default: %(default)s)"),
    )
    parser.add_argument(
        "--theme", choices=THEMES, default="light", help=translate("cli", "colours (default: %(default)s)")
    )
    parser.add_argument("--quiet", action="store_true", help=translate("cli", "print no progress"))
    parser.add_argument("--progress-lines", action="store_true", help=argparse.SUPPRESS)  # for the window


def _trace(argv: Sequence[str]) -> int:
    parser = Parser(
        prog="landscape trace", description=translate("cli", "Run a scene and write every step of every run.")
    )
    parser.add_argument("scene", metavar="SCENE", help=said(_SCENE))
    parser.add_argument(
        "-o", "--output", required=True, metavar="FILE", type=trace_output, help=translate("cli", ".csv or .npz")
    )
    args = parser.parse_args(argv)
    path = _scene_file(args.scene)
    from landscape_app import given, trace

    scene = given.load(path)
    runs = trace.compute(scene)
    trace.write(scene, args.output, runs)
    records = sum(t.steps + 1 for t in runs)
    wrote(translate("cli", "Wrote {count} runs, {records} records, to {file}"), args.output, len(runs), records=records)
    return 0


def _race(argv: Sequence[str]) -> int:
    parser = Parser(
        prog="landscape race", description=translate("cli", "Run a scene and write who won, and by how much.")
    )
    parser.add_argument("scene", metavar="SCENE", help=said(_SCENE))
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=race_output, help=translate("cli", ".csv (default: the terminal)")
    )
    args = parser.parse_args(argv)
    path = _scene_file(args.scene)
    from landscape_app import given, race_file, trace

    scene = given.load(path)
    runs = trace.compute(scene)
    if args.output is None:
        print(race_file.text(scene, runs), end="")
        return 0
    race_file.write(scene, runs, args.output)
    wrote(translate("cli", "Wrote {count} runs to {file}"), args.output, sum(scene.runs[t.run].visible for t in runs))
    return 0


def _study(argv: Sequence[str]) -> int:
    parser = Parser(
        prog="landscape study",
        description=translate("cli", "Study the network of a scene, and write what was found as a table."),
    )
    parser.add_argument(
        "scene", metavar="SCENE", help=translate("cli", "a scene file or the name of a preset, with a network's loss")
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help=translate("cli", "the study (default: name them all)"))
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=race_output, help=translate("cli", ".csv (default: the terminal)")
    )
    args = parser.parse_args(argv)
    path = _scene_file(args.scene)
    from landscape_app import given, study_file

    scene = given.load(path)
    if args.name is None:
        for name, why in study_file.names(scene):
            print(f"{name:16}{why}".rstrip())
        return 0
    rows = study_file.find(scene, args.name).table()
    if args.output is None:
        print(study_file.text(rows), end="")
        return 0
    study_file.write(rows, args.output)
    wrote(translate("cli", "Wrote {count} rows to {file}"), args.output, len(rows) - 1)
    return 0


def _surface(argv: Sequence[str]) -> int:
    parser = Parser(
        prog="landscape surface", description=translate("cli", "Write the surface of a scene, sampled on a grid.")
    )
    parser.add_argument("scene", metavar="SCENE", help=said(_SCENE))
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        type=surface_output,
        help=translate("cli", ".npz (arrays) or .obj (a mesh)"),
    )
    parser.add_argument(
        "--points",
        type=whole(4, 2049),
        default=201,
        metavar="N",
        help=translate("cli", "points a side (default: %(default)s)"),
    )
    args = parser.parse_args(argv)
    path = _scene_file(args.scene)
    from core.surface import sample
    from core.words import CoreError
    from landscape_app import given
    from landscape_app.data.writers import write_surface

    scene = given.load(path)
    if scene.objective.dim < 2:
        name = str(path) if len(str(path)) <= 60 else str(path)[:57] + "…"
        raise CoreError("{path}: there is no surface to write, the function has one variable", path=name)
    write_surface(sample(scene.objective, scene.view_domain, args.points), scene.display, args.output)
    wrote(translate("cli", "Wrote {count} × {count} points to {file}"), args.output, args.points)
    return 0


def _list(argv: Sequence[str]) -> int:
    parser = Parser(prog="landscape list", description=translate("cli", "Name what there is, as scene files call it."))
    parser.add_argument(
        "kind",
        nargs="?",
        choices=KINDS,
        metavar="KIND",
        help=translate("cli", "one of {kinds}").format(kinds=", ".join(KINDS)),
    )
    kind = parser.parse_args(argv).kind
    for i, each in enumerate([kind] if kind else KINDS):
        if kind is None:
            print(f"{'' if i == 0 else chr(10)}{each}:")
        rows = _presets() if each == "presets" else _classes(each.removesuffix("s"))
        width = max((len(id) for id, _ in rows), default=0)
        for id, words in rows:
            print(f"{'' if kind else '  '}{id:<{width}}  {words}")
    return 0


def _code(argv: Sequence[str]) -> int:
    parser = Parser(
        prog="landscape code", description=translate("cli", "Print a scene as a short text, for a chat and back.")
    )
    parser.add_argument(
        "scene", metavar="SCENE", help=translate("cli", "a scene file, the name of a preset, or a scene code")
    )
    path = _scene_file(parser.parse_args(argv).scene)
    from landscape_app import given
    from landscape_app.scene import code

    print(code.encode(given.load(path)))
    return 0


def _lesson(argv: Sequence[str]) -> int:
    parser = Parser(
        prog="landscape lesson", description=translate("cli", "List lessons, or check the files of your own.")
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    commands.add_parser("list", help=translate("cli", "name the lessons there are"))
    checked = commands.add_parser(
        "check", help=translate("cli", "say what is wrong with lesson files, and their translations")
    )
    checked.add_argument(
        "files", nargs="+", metavar="LESSON", help=translate("cli", "a lesson file, or the id of a lesson")
    )
    exported = commands.add_parser("export", help=translate("cli", "write a lesson as a film, a hand-out or slides"))
    exported.add_argument("lesson", metavar="LESSON", help=translate("cli", "a lesson file, or the id of a lesson"))
    exported.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        type=lesson_output,
        help=translate("cli", ".mp4 or .webm (one film), .pdf (a hand-out), or a folder to fill with slides"),
    )
    exported.add_argument(
        "--seconds",
        type=number(0.5, 120),
        default=6.0,
        metavar="S",
        help=translate("cli", "of a step's run in a film (default: 6)"),
    )
    _picture_flags(exported)
    args = parser.parse_args(argv)
    if args.command == "export":
        return _export_lesson(args)
    return _list_lessons() if args.command == "list" else _check_lessons(args.files)


def _export_lesson(args: argparse.Namespace) -> int:
    from landscape_app import i18n
    from landscape_app.lessons import library

    path = library.find(args.lesson, i18n.language())
    from landscape_app.export import lesson_cli

    return lesson_cli.lesson(args, path)


def _desktop(argv: Sequence[str]) -> int:
    parser = Parser(
        prog="landscape desktop",
        description=translate(
            "cli", "Put Landscape into the menu of a Linux desktop, with its icon and its file types."
        ),
    )
    parser.add_argument("what", choices=("install", "remove"), help=translate("cli", "do it, or undo it"))
    args = parser.parse_args(argv)
    from landscape_app import desktop

    for path in desktop.install() if args.what == "install" else desktop.remove():
        print(path)
    return 0


def _worksheet(argv: Sequence[str]) -> int:
    parser = Parser(
        prog="landscape worksheet",
        description=translate("cli", "Write a worksheet: steps of a scene's first run to be computed by hand."),
    )
    parser.add_argument("scene", metavar="SCENE", help=said(_SCENE))
    parser.add_argument("-o", "--output", required=True, metavar="FILE", type=sheet_output, help=".pdf")
    parser.add_argument(
        "--steps", type=whole(1, 20), default=5, metavar="K", help=translate("cli", "steps to compute (default: 5)")
    )
    parser.add_argument(
        "--variants",
        type=whole(1, 50),
        default=4,
        metavar="N",
        help=translate("cli", "students with numbers of their own (default: 4)"),
    )
    parser.add_argument(
        "--seed",
        type=whole(0, 999_999),
        default=0,
        metavar="SEED",
        help=translate("cli", "the same seed gives the same sheets (default: 0)"),
    )
    args = parser.parse_args(argv)
    path = _scene_file(args.scene)
    from landscape_app.export import lesson_cli

    return lesson_cli.worksheet(args, path)


def _list_lessons() -> int:
    from landscape_app import i18n
    from landscape_app.lessons import library

    for entry in library.entries(i18n.language()):
        steps = translate("cli", "{count} steps").format(count=entry.steps)
        print(f"{entry.id:20}{entry.title} ({steps}; {', '.join(sorted(entry.langs))})")
    for error in library.broken():
        print(f"landscape: {error}", file=sys.stderr)
    return 0


def _check_lessons(files: Sequence[str]) -> int:
    """A line for every problem; 1 where there is one."""
    from landscape_app.lessons import library
    from landscape_app.lessons.check import problems

    wrong = False
    for given in files:
        path = Path(given) if Path(given).exists() else library.find(given, "en")
        steps, found = 0, 0
        for problem in problems(path):
            if problem is None:
                steps += 1
            else:
                found += 1
                print(problem)
        if not found:
            print(translate("cli", "{file}: no problems, steps: {count}").format(file=path.name, count=steps))
        wrong = wrong or found > 0
    return 1 if wrong else 0


def _presets() -> list[tuple[str, str]]:
    from landscape_app.scene.presets import presets

    return [(p.id, p.title) for p in presets()]


def _classes(kind: str) -> list[tuple[str, str]]:
    from core import registry
    from core.params import params_of

    rows = []
    for id in registry.names(kind):
        cls = registry.get(kind, id)
        fields = ", ".join(f"{name}={known.default}" for name, known in params_of(cls).items())
        rows.append((id, f"{cls.label}" + (f" ({fields})" if fields else "")))
    return rows


def _doctor(argv: Sequence[str]) -> int:
    parser = Parser(
        prog="landscape doctor", description=translate("cli", "Say what this machine has and what is missing.")
    )
    parser.parse_args(argv)
    from landscape_app import doctor

    return doctor.run()


def _is_lesson(named: str) -> bool:
    """Whether ``named`` names a lesson, after reading it once."""
    if Path(named).suffix.lower() != LESSON_SUFFIX and not re.fullmatch(r"[a-z0-9_]{1,60}", named):
        return False
    from landscape_app.lessons import library, reader

    if not library.is_lesson(named):
        return False
    reader.load(library.find(named, library.ENGLISH))
    return True


def _shown_file(named: str) -> Path:
    """The scene, or the file of values, that the window is to show, after reading it once."""
    if Path(named).suffix.lower() not in VALUE_SUFFIXES:
        return _scene_file(named)
    from landscape_app import assets_store

    assets_store.open_values(Path(named))
    return Path(named)


def _scene_file(named: str) -> Path:
    """The file meant by ``named``, after reading it once: a bad scene is told before anything is opened."""
    from core.words import CoreError
    from landscape_app import given
    from landscape_app.scene import presets
    from landscape_app.scene.values import SceneError

    path = presets.find(named)
    try:
        given.load(path)
    except SceneError as error:
        if given.is_code(path):
            raise
        raise CoreError("{path}: {why}", field=error.field, path=str(path), why=error.sentence) from error
    return path


# ---------------------------------------------------------------- values on the command line
