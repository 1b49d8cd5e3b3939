"""Every lens there is, in the order in which they are laid over one another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from landscape_app.lenses.base import Lensed, Look
from landscape_app.lenses.cloud import CloudLens
from landscape_app.lenses.curvature import CurvatureLens
from landscape_app.lenses.fan import FanLens
from landscape_app.lenses.ghost import GhostLens
from landscape_app.lenses.halves import HalvesLens
from landscape_app.lenses.noise_ball import NoiseBallLens
from landscape_app.lenses.recorded import Recorded
from landscape_app.lenses.rotation import RotationLens
from landscape_app.lenses.swarm import SwarmLens
from landscape_app.lenses.taylor import TaylorLens
from landscape_app.lenses.training import Training
from landscape_app.lenses.vectors import VectorsLens
from landscape_app.scene.model import Scene
from landscape_app.shapes import Overlay

EVERY: tuple[Lensed, ...] = (
    SwarmLens(),
    TaylorLens(),
    Training(),
    Recorded(),
    GhostLens(),
    RotationLens(),
    FanLens(),
    NoiseBallLens(),
    CloudLens(),
    CurvatureLens(),
    HalvesLens(),
    VectorsLens(),
)


def wanted(scene: Scene) -> tuple[Lensed, ...]:
    """The lenses that the scene asks for."""
    return tuple(lens for lens in EVERY if lens.wanted(scene))


def prepared(scene: Scene) -> dict[str, Any]:
    """What the scene's lenses draw from, computed here and now (films, tests)."""
    out = {}
    for lens in wanted(scene):
        if lens.key(scene) is not None:
            items = [item for item in lens.prepare(scene) if item is not None]
            out[lens.name] = items[-1] if items else None
    return out


def overlay(look: Look, data: Mapping[str, Any]) -> Overlay:
    """All shapes at this moment; a lens whose data have not come yet draws nothing."""
    shapes: list[Any] = []
    for lens in wanted(look.scene):
        if lens.key(look.scene) is None or lens.name in data:
            shapes.extend(lens.draw(look, data.get(lens.name)))
    return tuple(shapes)
