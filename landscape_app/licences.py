"""What Landscape rests on, and under which licences: for About, and for the folder that ``make bundle`` makes."""

from __future__ import annotations

import re
from importlib import metadata
from typing import Any

NAME = "landscape-optimisation"
FONTS = (
    ("DejaVu Sans (as Landscape Sans)", "Bitstream Vera licence"),
    ("Noto Sans CJK SC (as Landscape Sans SC)", "SIL Open Font License 1.1"),
    ("STIX Two Math (in ziamath)", "SIL Open Font License 1.1"),
)


def packages() -> list[tuple[str, str, str]]:
    """(name, version, licence) of every installed package that the program needs, by its packages' own metadata."""
    found: dict[str, tuple[str, str, str]] = {}
    waiting = [NAME]
    while waiting:
        name = waiting.pop()
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # needed elsewhere alone, or part of a frozen folder
            continue
        told: Any = package.metadata  # a message: its stubs know no get()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found:
            continue
        kinds = [
            line.split("::")[-1].strip() for line in told.get_all("Classifier") or [] if line.startswith("License")
        ]
        first = (told.get("License") or "").strip().split("\n")[0]
        licence = told.get("License-Expression") or "; ".join(kinds) or first or "?"
        found[key] = str(told["Name"]), package.version, str(licence)
        for line in package.requires or []:
            needed, _, marker = line.partition(";")
            if "extra" not in marker:
                waiting.append(re.split(r"[\s\[<>=!~(]", needed.strip())[0])
    found.pop(NAME, None)
    return [found[key] for key in sorted(found)]


def text() -> str:
    """One line each, the fonts last."""
    lines = [f"{name} {version}: {licence}" for name, version, licence in packages()]
    lines += [f"{name}: {licence}" for name, licence in FONTS]
    return "\n".join(lines)
