"""Why a run stopped, with the numbers that show it."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.analysis.evidence import Evidence, evidence
from core.arrays import Array
from landscape_app.panels.numbers import shown
from landscape_app.panels.quiet import QuietScroll
from landscape_app.results import RunData
from landscape_app.scene.model import Scene
from landscape_app.theme import LIGHT, Theme

_MANY = 4  # coordinates or eigenvalues that are listed


class EvidenceView(QWidget):
    """One run's end; asks the objective at one point, which takes a millisecond or two."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self._shown: tuple[Scene, RunData] | None = None
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setAccessibleName(self.tr("Why the run stopped"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(QuietScroll(self.text))

    def set_theme(self, theme: Theme) -> None:
        """The run's colour as it is in ``theme``."""
        self._theme = theme
        if self._shown is not None:
            self.show_run(*self._shown)

    def show_run(self, scene: Scene, run: RunData) -> None:
        """The end of ``run`` in ``scene``, or as far as it has come."""
        self._shown = scene, run
        found = evidence(scene.objective, scene.view_domain, run.trajectory)
        stop = run.trajectory.stop
        colour, muted = run.colour(self._theme), self._theme.muted
        rows = "".join(
            f'<tr><td style="color:{muted}; padding-right:10px">{name}</td><td>{value}</td></tr>'
            for name, value in self._rows(found)
        )
        title = run.spec.title.replace("<", "&lt;")
        sentence = self.tr("Still being computed.") if stop is None else str(stop).replace("<", "&lt;")
        self.text.setText(
            f'<p style="margin:0"><span style="color:{colour}">■</span> <b>{title}: {self._ending(found)}</b></p>'
            f'<p style="margin:4px 0 6px 0">{sentence}</p><table cellspacing="0">{rows}</table>'
        )

    def _ending(self, found: Evidence) -> str:
        words = {
            "minimum": self.tr("a minimum"),
            "saddle": self.tr("a saddle"),
            "maximum": self.tr("a maximum"),
            "plateau": self.tr("a plateau"),
            "cycle": self.tr("a cycle"),
            "diverged": self.tr("diverged"),
            "budget": self.tr("the budget is spent"),
            "steps": self.tr("the step limit"),
            "failed": self.tr("the method gave up"),
            "undecided": self.tr("nothing decides"),
        }[found.ending]
        return words + (self.tr(", out of view") if found.outside > 0 else "")

    def _rows(self, found: Evidence) -> list[tuple[str, str]]:
        rows = [(self.tr("f, ‖∇f‖"), f"{_number(found.f)}, {_number(found.grad_norm)}")]
        if found.eigenvalues is not None:
            rows.append((self.tr("eigenvalues of ∇²f"), _vector(found.eigenvalues) + self._signs(found.eigenvalues)))
        if found.cycle is not None:
            cycle = self.tr("{period} points, size {size}").format(
                period=found.cycle.period, size=_number(found.cycle.size)
            )
            rows.append((self.tr("cycle"), cycle))
            rows.append((self.tr("its points"), ", ".join(_vector(x) for x in found.cycle.points[:_MANY])))
        elif found.verdict:
            near = {
                "minimum": self.tr("a minimum"),
                "saddle": self.tr("a saddle"),
                "maximum": self.tr("a maximum"),
                "plateau": self.tr("a plateau"),
                "undecided": self.tr("nothing that can be told"),
            }[found.verdict]
            rows.append((self.tr("near"), near))
        if found.steps_outside:
            out = self.tr("{count} of its points, at most {far} away").format(
                count=found.steps_outside, far=_number(found.farthest)
            )
            rows.append((self.tr("out of view"), out))
            rows.append((self.tr("end to the edge of view"), _number(found.outside)))
        rows.append((self.tr("x at the end"), _vector(found.x)))
        if math.isfinite(found.step_length):
            rows.append((self.tr("last ‖Δx‖, Δf"), f"{_number(found.step_length)}, {_number(found.change)}"))
        return rows

    def _signs(self, eigenvalues: Array) -> str:
        if eigenvalues[0] > 0:
            return self.tr(" – all positive")
        if eigenvalues[-1] < 0:
            return self.tr(" – all negative")
        if eigenvalues[0] < 0 < eigenvalues[-1]:
            return self.tr(" – of both signs")
        return self.tr(" – singular")


def _number(value: float) -> str:
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return shown(float(f"{value:.4g}")).replace("-", "−")


def _vector(x: Array) -> str:
    few = x.tolist() if len(x) <= _MANY else [*x[: _MANY - 1].tolist(), None, float(x[-1])]
    inside = ", ".join("…" if v is None else _number(v) for v in few)
    return f"({inside})" if len(x) > 1 else inside
