"""The command line: what may be said, checked; everything heavy is imported by the command that needs it.

Exit codes: 0 done, 1 it could not be done (a bad scene, an unwritable file), 2 wrong usage or no display.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

VIEWS = ("3d", "2d", "charts", "network", "all")
CAMERAS = ("orbit", "still")
THEMES = ("light", "dark", "projector", "projector_black")
EXPORT_SUFFIXES = (".mp4", ".webm", ".gif", ".png")
LESSON_SUFFIX = ".md"
VALUE_SUFFIXES = (".npz", ".npy", ".csv", ".h5", ".hdf5")
KINDS = ("objectives", "optimizers", "presets")
_SCENE = "a scene file, the name of a preset, a scene code, or a file of values"
SMALLEST, LARGEST = 64, 7680  # pixels a side: below, no label fits; above, no encoder follows

_COMMANDS = """\
commands:
  export SCENE -o FILE     write a film or a picture: .mp4, .webm, .gif, .png, or a folder of PNGs
  trace SCENE -o FILE      write the runs as numbers: .csv or .npz
  race SCENE [-o FILE]     write the table of the race: .csv, or to the terminal
  study SCENE [NAME] [-o FILE]  write what a study of the scene's network finds: .csv, or to the terminal
  surface SCENE -o FILE    write the surface: .npz (x, y, f, gradient) or .obj (a mesh)
  list [KIND]              name the objectives, the optimizers and the presets
  code SCENE               print the scene as a short text for a chat
  lesson list              name the lessons
  lesson check LESSON...   say what is wrong with lesson files
  doctor                   say what this machine has and what is missing

'landscape COMMAND --help' tells more. SCENE is a scene file, the name of a preset, a scene code
(LS1. ...), or a file of values on a grid.
"""


class _Parser(argparse.ArgumentParser):
    """Wrong usage is one sentence and exit code 2."""

    def error(self, message: str) -> NoReturn:
        sentence = re.sub(r"^argument ([^:]+): ", r"\1: ", message)
        self.exit(2, f"{self.prog}: {sentence} (see '{self.prog} --help')\n")


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
        "doctor": _doctor,
    }
    if argv and argv[0] in commands:
        return commands[argv[0]](argv[1:])
    return _window(argv)


def _window(argv: Sequence[str]) -> int:
    parser = _Parser(
        prog="landscape",
        description="Watch optimisers race down a loss surface.",
        epilog=_COMMANDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "scene",
        nargs="?",
        metavar="SCENE",
        help="the scene, its code, the values on a grid, or the lesson (its id or file) to open"
        " (default: the opening race)",
    )
    parser.add_argument("--present", action="store_true", help="full screen, for a class (F5 in the window)")
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    args = parser.parse_args(argv)
    from landscape_app import doctor

    if args.version:
        print(f"landscape {doctor.version()}")
        return 0
    lesson = _lesson_file(args.scene) if args.scene is not None else None
    path = _shown_file(args.scene) if args.scene is not None and lesson is None else None
    problem = doctor.window_problem()
    if problem:
        print(f"landscape: {problem}", file=sys.stderr)
        return 2
    from landscape_app import app

    return app.main(path, lesson, present=args.present)


def _export(argv: Sequence[str]) -> int:
    return run_export(export_parser().parse_args(argv))


def run_export(args: argparse.Namespace) -> int:
    """Check the scene, then write it; ``args.scene`` becomes the path of the file that was meant."""
    args.scene = str(_scene_file(args.scene))
    from landscape_app.export import cli as export_cli

    return export_cli.run(args)


def export_parser() -> argparse.ArgumentParser:
    """The flags of ``landscape export``: scene, output, view, size, fps, seconds, camera, theme, at, quiet."""
    parser = _Parser(
        prog="landscape export",
        description="Write a scene as a film or a picture; the suffix of FILE tells which.",
    )
    parser.add_argument("scene", metavar="SCENE", help=_SCENE)
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        type=_output,
        help=".mp4 (H.264), .webm (VP9), .gif, .png (one frame), or a folder to fill with PNGs",
    )
    parser.add_argument("--view", choices=VIEWS, default="all", help="what is seen (default: %(default)s)")
    parser.add_argument("--size", type=_size, default=(1920, 1080), metavar="WxH", help="pixels (default: 1920x1080)")
    parser.add_argument(
        "--fps", type=_whole(1, 120), default=30, metavar="N", help="frames a second (default: %(default)s)"
    )
    parser.add_argument(
        "--seconds", type=_number(0.1, 600), default=8.0, metavar="S", help="length of the film (default: 8)"
    )
    parser.add_argument(
        "--camera", choices=CAMERAS, default="orbit", help="let the camera go round or stand (default: %(default)s)"
    )
    parser.add_argument("--theme", choices=THEMES, default="light", help="colours (default: %(default)s)")
    parser.add_argument(
        "--at", type=_number(0, 1e6), default=None, metavar="STEP", help="the step shown in a .png (default: the last)"
    )
    parser.add_argument("--quiet", action="store_true", help="print no progress")
    parser.add_argument("--progress-lines", action="store_true", help=argparse.SUPPRESS)  # for the window
    return parser


def _trace(argv: Sequence[str]) -> int:
    parser = _Parser(prog="landscape trace", description="Run a scene and write every step of every run.")
    parser.add_argument("scene", metavar="SCENE", help=_SCENE)
    parser.add_argument("-o", "--output", required=True, metavar="FILE", type=_trace_output, help=".csv or .npz")
    args = parser.parse_args(argv)
    path = _scene_file(args.scene)
    from landscape_app import given, trace

    scene = given.load(path)
    runs = trace.compute(scene)
    trace.write(scene, args.output, runs)
    records = sum(t.steps + 1 for t in runs)
    print(f"Wrote {len(runs)} runs, {records} records, to {args.output}")
    return 0


def _race(argv: Sequence[str]) -> int:
    parser = _Parser(prog="landscape race", description="Run a scene and write who won, and by how much.")
    parser.add_argument("scene", metavar="SCENE", help=_SCENE)
    parser.add_argument("-o", "--output", metavar="FILE", type=_race_output, help=".csv (default: the terminal)")
    args = parser.parse_args(argv)
    path = _scene_file(args.scene)
    from landscape_app import given, race_file, trace

    scene = given.load(path)
    runs = trace.compute(scene)
    if args.output is None:
        print(race_file.text(scene, runs), end="")
        return 0
    race_file.write(scene, runs, args.output)
    print(f"Wrote {sum(scene.runs[t.run].visible for t in runs)} runs to {args.output}")
    return 0


def _study(argv: Sequence[str]) -> int:
    parser = _Parser(
        prog="landscape study", description="Study the network of a scene, and write what was found as a table."
    )
    parser.add_argument("scene", metavar="SCENE", help="a scene file or the name of a preset, with a network's loss")
    parser.add_argument("name", nargs="?", metavar="NAME", help="the study (default: name them all)")
    parser.add_argument("-o", "--output", metavar="FILE", type=_race_output, help=".csv (default: the terminal)")
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
    print(f"Wrote {len(rows) - 1} rows to {args.output}")
    return 0


def _surface(argv: Sequence[str]) -> int:
    parser = _Parser(prog="landscape surface", description="Write the surface of a scene, sampled on a grid.")
    parser.add_argument("scene", metavar="SCENE", help=_SCENE)
    parser.add_argument(
        "-o", "--output", required=True, metavar="FILE", type=_surface_output, help=".npz (arrays) or .obj (a mesh)"
    )
    parser.add_argument(
        "--points", type=_whole(4, 2049), default=201, metavar="N", help="points a side (default: %(default)s)"
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
    print(f"Wrote {args.points} × {args.points} points to {args.output}")
    return 0


def _list(argv: Sequence[str]) -> int:
    parser = _Parser(prog="landscape list", description="Name what there is, as scene files call it.")
    parser.add_argument("kind", nargs="?", choices=KINDS, metavar="KIND", help="one of " + ", ".join(KINDS))
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
    parser = _Parser(prog="landscape code", description="Print a scene as a short text, for a chat and back.")
    parser.add_argument("scene", metavar="SCENE", help="a scene file, the name of a preset, or a scene code")
    path = _scene_file(parser.parse_args(argv).scene)
    from landscape_app import given
    from landscape_app.scene import code

    print(code.encode(given.load(path)))
    return 0


def _lesson(argv: Sequence[str]) -> int:
    parser = _Parser(prog="landscape lesson", description="List lessons, or check the files of your own.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    listed = commands.add_parser("list", help="name the lessons there are")
    listed.add_argument("--lang", default="en", metavar="LANG", help="en, zh_CN ... (default: en)")
    checked = commands.add_parser("check", help="say what is wrong with lesson files, and their translations")
    checked.add_argument("files", nargs="+", metavar="LESSON", help="a lesson file, or the id of a lesson")
    args = parser.parse_args(argv)
    return _list_lessons(args.lang) if args.command == "list" else _check_lessons(args.files)


def _list_lessons(lang: str) -> int:
    from landscape_app.lessons import library

    for entry in library.entries(lang):
        print(f"{entry.id:20}{entry.title} ({entry.steps} steps; {', '.join(sorted(entry.langs))})")
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
            print(f"{path.name}: {steps} steps, no problems")
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
    parser = _Parser(prog="landscape doctor", description="Say what this machine has and what is missing.")
    parser.parse_args(argv)
    from landscape_app import doctor

    return doctor.run()


def _lesson_file(named: str) -> Path | None:
    """The lesson that ``named`` names, after reading it once; None where it names something else."""
    if Path(named).suffix.lower() != LESSON_SUFFIX and not re.fullmatch(r"[a-z0-9_]{1,60}", named):
        return None
    from landscape_app.lessons import library, reader

    if not library.is_lesson(named):
        return None
    path = library.find(named, "en")
    reader.load(path)
    return path


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


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,6})[x×X](\d{1,6})", text)
    if not found:
        raise argparse.ArgumentTypeError(f"must be WIDTHxHEIGHT, such as 1920x1080, got {text!r}")
    size = int(found[1]), int(found[2])
    if min(size) < SMALLEST or max(size) > LARGEST:
        raise argparse.ArgumentTypeError(f"must have sides from {SMALLEST} to {LARGEST} pixels, got {text!r}")
    return size


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not re.fullmatch(r"[+-]?\d{1,12}", text) or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"must be a whole number from {low} to {high}, got {text!r}")
        return int(text)

    return parse


def _number(low: float, high: float) -> Callable[[str], float]:
    def parse(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"must be a number from {low:g} to {high:g}, got {text!r}")
        return value

    return parse


def _output(text: str) -> str:
    suffix = Path(text).suffix.lower()
    if not text or (suffix and suffix not in EXPORT_SUFFIXES and not text.endswith("/") and not Path(text).is_dir()):
        raise argparse.ArgumentTypeError(f"must end in {', '.join(EXPORT_SUFFIXES)} or be a folder, got {text!r}")
    return text


def _surface_output(text: str) -> str:
    if Path(text).suffix.lower() not in (".npz", ".obj"):
        raise argparse.ArgumentTypeError(f"must end in .npz or .obj, got {text!r}")
    return text


def _trace_output(text: str) -> str:
    if Path(text).suffix.lower() not in (".csv", ".npz"):
        raise argparse.ArgumentTypeError(f"must end in .csv or .npz, got {text!r}")
    return text


def _race_output(text: str) -> str:
    if Path(text).suffix.lower() != ".csv":
        raise argparse.ArgumentTypeError(f"must end in .csv, got {text!r}")
    return text
