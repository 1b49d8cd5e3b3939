"""What a person names to be shown or exported: a scene file, a scene code, or a file of values on a grid."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.objectives.sampled_grid import SampledGrid
from core.words import QT_TRANSLATE_NOOP
from landscape_app import assets_store
from landscape_app.scene import code, codec
from landscape_app.scene.model import Scene, with_objective
from landscape_app.scene.presets import presets

HANDED_OVER = QT_TRANSLATE_NOOP(
    "given",
    "A training handed over: the way its weights took, on a plane through them. A run on this surface would move two "
    "numbers in this plane; it is not training.",
)


def load(path: Path) -> Scene:
    """The scene in ``path``, or that ``path`` is the code of (see :func:`landscape_app.scene.presets.find`), or the
    values in it as the surface of the opening preset. Raises ``CoreError``.
    """
    if is_code(path):
        return code.decode(str(path))
    if path.suffix.lower() not in assets_store.SUFFIXES:
        return codec.load(path)
    return showing(assets_store.open_values(path), codec.load(presets()[0].path), path.name, HANDED_OVER)


def is_code(path: Path) -> bool:
    """Whether ``path`` is no path but a scene code; a file of such a name comes first."""
    if not code.looks_like(str(path)):
        return False
    try:
        return not path.exists()
    except (OSError, ValueError):  # no file has so long a name
        return True


def showing(objective: SampledGrid, scene: Scene, title: str, handed_over: str) -> Scene:
    """``scene`` with opened values as its surface, and a title in place of words that were about another.

    A training handed over is shown alone, with ``handed_over`` as the caption.
    """
    shown = with_objective(scene, objective)
    recording = objective.recording
    if type(scene.objective) is type(objective) and recording is None:
        return shown
    shown = replace(shown, title=title, caption="", display=replace(shown.display, mode="plane"))
    return shown if recording is None else replace(shown, caption=handed_over, runs=())
