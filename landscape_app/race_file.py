"""The table of the race as a file: what the Race tab lists, with every digit."""

from __future__ import annotations

import csv
import io
import math
import os
from collections.abc import Sequence

from core.race import Ranking, rank
from core.trajectory import Trajectory
from landscape_app.files import write_atomic
from landscape_app.scene.model import Scene

HEADER = (
    *("rank", "run", "method", "measure", "score", "gap", "f", "grad_norm", "steps"),
    *("gradient_evals", "value_evals", "hessian_evals", "sample_gradients", "stop", "why"),
)


def ranked(scene: Scene, trajectories: Sequence[Trajectory]) -> Ranking:
    """The order of finish by the scene's measure, within its budgets."""
    by = scene.ranking
    f_star, budgets = scene.objective.f_star, scene.stopping.budgets
    return rank(trajectories, by.measure, by.after, by.tolerance, f_star, budgets)  # type: ignore[arg-type]


def rows(scene: Scene, trajectories: Sequence[Trajectory]) -> list[list[str]]:
    """The header, then a row a visible run, the first first. ``rank`` and ``score`` are empty where there is none.

    ``score`` is what the race is judged by (``measure``), ``gap`` is f − f* where it was judged; the others are at the
    end of the run. ``trajectories`` are those of the scene's runs, or of some of them.
    """
    seen = [t for t in trajectories if scene.runs[t.run].visible]
    out = [list(HEADER)]
    for standing in ranked(scene, seen).standings:
        t = seen[standing.index]
        spec = scene.runs[t.run]
        counts = (t.gradients, t.values, t.hessians, t.samples)
        out.append(
            [
                "" if standing.diverged else str(standing.rank),
                *(spec.title, spec.method.id, scene.ranking.measure),
                *(_number(v) for v in (standing.score, standing.gap, float(t.f[-1]), float(t.grad_norm[-1]))),
                *(str(t.steps), *(str(int(count[-1])) for count in counts)),
                *("" if t.stop is None else t.stop.rule, "" if t.stop is None else str(t.stop)),
            ]
        )
    return out


def text(scene: Scene, trajectories: Sequence[Trajectory], delimiter: str = ",") -> str:
    """The table with quotes where a cell needs them; tabs are what spreadsheets paste."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows(scene, trajectories))
    return file.getvalue()


def write(scene: Scene, trajectories: Sequence[Trajectory], path: str | os.PathLike[str]) -> None:
    """Write it as CSV, whole or not at all; raises ``FileError``."""
    write_atomic(path, text(scene, trajectories).encode())


def _number(value: float | None) -> str:
    """The shortest digits that read back to the same number; nothing where there is none."""
    return "" if value is None or math.isnan(value) else repr(float(value))
