"""``landscape lesson export`` and ``landscape worksheet``: what they write, once the arguments are read."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.words import translate
from landscape_app.export import headless
from landscape_app.export.cli import Progressing, Signals, told
from landscape_app.export.lesson_film import LessonOptions


def lesson(args: argparse.Namespace, path: Path) -> int:
    """Write the lesson at ``path`` as the suffix of ``args.output`` says; the exit code."""
    from landscape_app.lessons import reader

    made = reader.load(path)
    size = args.size[0] + args.size[0] % 2, args.size[1] + args.size[1] % 2
    options = LessonOptions(args.output, size, args.fps, args.seconds, args.theme)
    with Signals() as signals:

        def work() -> str:
            application = headless.application()
            with Progressing(signals, args.progress_lines, args.quiet) as progress:
                if Path(args.output).suffix.lower() == ".pdf":
                    from landscape_app.export import handout

                    pages = handout.write(made, options, progress)
                    words = translate("cli", "Wrote {file}, pages: {count}").format(file=args.output, count=pages)
                else:
                    from landscape_app.export import lesson_film

                    count = lesson_film.write(made, options, progress)
                    words = translate("cli", "Wrote {file}: {count} pictures").format(file=args.output, count=count)
            del application
            return words

        return told(work, signals)


def worksheet(args: argparse.Namespace, scene: Path) -> int:
    """Write a worksheet of the scene at ``scene``; the exit code."""
    from landscape_app import given
    from landscape_app.export import worksheet as sheet

    application = headless.application()
    pages = sheet.write(given.load(scene), args.output, args.steps, args.variants, args.seed)
    del application
    print(translate("cli", "Wrote {file}, pages: {count}").format(file=args.output, count=pages))
    sys.stdout.flush()
    return 0
