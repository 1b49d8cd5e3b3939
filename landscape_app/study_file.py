"""What a study of a network finds as a table: .csv, or text for the terminal."""

from __future__ import annotations

import csv
import io
import math
import os
from collections.abc import Sequence

from core.objectives.network_slice import NetworkSlice
from core.words import QT_TRANSLATE_NOOP
from landscape_app.files import write_atomic
from landscape_app.scene.model import Scene
from landscape_app.scene.values import SceneError
from landscape_app.studies.base import Found, Row, whole
from landscape_app.studies.every import EVERY

_NO_NETWORK = QT_TRANSLATE_NOOP("errors", "there is no network in this scene: its surface is {id}, not network_slice")
_NO_STUDY = QT_TRANSLATE_NOOP("errors", "there is no study {name!r}; there are {known}")
_WHY = QT_TRANSLATE_NOOP("errors", "the study {name} has nothing to find here: {why}")


def names(scene: Scene) -> list[tuple[str, str]]:
    """Every study and why there is nothing for it to find, "" where there is."""
    objective = _objective(scene)
    return [(name, study.why_not(objective)) for name, study in EVERY.items()]


def find(scene: Scene, name: str) -> Found:
    """The whole study, here and now. Raises :class:`SceneError` where there is nothing to study."""
    objective = _objective(scene)
    study = EVERY.get(name)
    if study is None:
        raise SceneError(_NO_STUDY, name=name, known=", ".join(EVERY))
    why = study.why_not(objective)
    found = None if why else whole(study, objective)
    if found is None:
        raise SceneError(_WHY, name=name, why=why or "no result")
    return found


def text(rows: Sequence[Row], delimiter: str = ",") -> str:
    """The table with quotes where a cell needs them; what is no number is left empty."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return file.getvalue()


def write(rows: Sequence[Row], path: str | os.PathLike[str]) -> None:
    """The table as a file; raises ``FileError``."""
    write_atomic(path, text(rows).encode("utf-8"))


def _cell(value: str | float) -> str:
    if isinstance(value, float):
        return "" if math.isnan(value) else repr(float(value))
    return str(value)


def _objective(scene: Scene) -> NetworkSlice:
    if not isinstance(scene.objective, NetworkSlice):
        raise SceneError(_NO_NETWORK, id=scene.objective.id)
    return scene.objective
