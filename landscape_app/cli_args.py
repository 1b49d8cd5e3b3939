"""The arguments of the command line: how each is read, and how a wrong one is told."""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from core.words import QT_TRANSLATE_NOOP, said, translate

EXPORT_SUFFIXES = (".mp4", ".webm", ".gif", ".png")
SMALLEST, LARGEST = 64, 7680  # pixels a side: below, no label fits; above, no encoder follows


class Parser(argparse.ArgumentParser):
    """Wrong usage is one sentence and exit code 2."""

    def error(self, message: str) -> NoReturn:
        sentence = re.sub(r"^argument ([^:]+): ", r"\1: ", message)
        for told, said_so in _USAGE:  # argparse's own sentences
            found = re.search(told, sentence)
            if found:
                sentence = sentence[: found.start()] + said(said_so).format(**found.groupdict())
        see = translate("cli", "(see '{command} --help')").format(command=self.prog)
        self.exit(2, f"{self.prog}: {sentence} {see}\n")


_USAGE = (
    (
        r"the following arguments are required: (?P<what>.*)$",
        QT_TRANSLATE_NOOP("cli", "the following arguments are required: {what}"),
    ),
    (r"unrecognized arguments: (?P<what>.*)$", QT_TRANSLATE_NOOP("cli", "unrecognized arguments: {what}")),
    (r"expected one argument$", QT_TRANSLATE_NOOP("cli", "expected one argument")),
    (
        r"invalid choice: (?P<got>.*) \(choose from (?P<known>.*)\)$",
        QT_TRANSLATE_NOOP("cli", "invalid choice: {got} (choose from {known})"),
    ),
)


def wrong(template: str, got: str, **values: object) -> argparse.ArgumentTypeError:
    """What is wrong with an argument ``got``."""
    return argparse.ArgumentTypeError(template.format(got=repr(got), **values))


def either(first: str, second: str) -> str:
    """Two suffixes, as one says them."""
    return translate("cli", "{first} or {second}").format(first=first, second=second)


def wrote(template: str, file: object, count: int, **values: object) -> None:
    """Say what was written."""
    print(template.format(file=file, count=count, **values))


def size_of(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,6})[x×X](\d{1,6})", text)
    if not found:
        raise wrong(translate("cli", "must be WIDTHxHEIGHT, such as 1920x1080, got {got}"), text)
    size = int(found[1]), int(found[2])
    if min(size) < SMALLEST or max(size) > LARGEST:
        raise wrong(
            translate("cli", "must have sides from {low} to {high} pixels, got {got}"), text, low=SMALLEST, high=LARGEST
        )
    return size


def whole(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not re.fullmatch(r"[+-]?\d{1,12}", text) or not low <= int(text) <= high:
            raise wrong(
                translate("cli", "must be a whole number from {low} to {high}, got {got}"), text, low=low, high=high
            )
        return int(text)

    return parse


def number(low: float, high: float) -> Callable[[str], float]:
    def parse(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not low <= value <= high:
            raise wrong(
                translate("cli", "must be a number from {low} to {high}, got {got}"),
                text,
                low=f"{low:g}",
                high=f"{high:g}",
            )
        return value

    return parse


def film_output(text: str) -> str:
    suffix = Path(text).suffix.lower()
    if not text or (suffix and suffix not in EXPORT_SUFFIXES and not text.endswith("/") and not Path(text).is_dir()):
        raise wrong(
            translate("cli", "must end in {known} or be a folder, got {got}"), text, known=", ".join(EXPORT_SUFFIXES)
        )
    return text


def surface_output(text: str) -> str:
    if Path(text).suffix.lower() not in (".npz", ".obj"):
        raise wrong(translate("cli", "must end in {known}, got {got}"), text, known=either(".npz", ".obj"))
    return text


def trace_output(text: str) -> str:
    if Path(text).suffix.lower() not in (".csv", ".npz"):
        raise wrong(translate("cli", "must end in {known}, got {got}"), text, known=either(".csv", ".npz"))
    return text


def race_output(text: str) -> str:
    if Path(text).suffix.lower() != ".csv":
        raise wrong(translate("cli", "must end in {known}, got {got}"), text, known=".csv")
    return text


def lesson_output(text: str) -> str:
    """A film, a hand-out, or a folder."""
    suffix = Path(text).suffix.lower()
    if not text or (suffix and suffix not in (".mp4", ".webm", ".pdf") and not text.endswith("/")):
        raise wrong(translate("cli", "must end in {known} or be a folder, got {got}"), text, known=".mp4, .webm, .pdf")
    return text


def sheet_output(text: str) -> str:
    """A PDF."""
    if Path(text).suffix.lower() != ".pdf":
        raise wrong(translate("cli", "must end in {known}, got {got}"), text, known=".pdf")
    return text
