"""What the renderer gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from landscape_app.render.projection import Projection

if TYPE_CHECKING:
    from PySide6.QtGui import QImage


@dataclass(frozen=True, eq=False)
class RenderedImage:
    """A picture and the projection that it was drawn with."""

    pixels: NDArray[np.uint8]  # (height, width, 4), contiguous, blue, green, red, 255
    projection: Projection

    def to_qimage(self) -> QImage:
        """The pixels as a QImage of Format_RGB32, without a copy: it keeps them alive."""
        from PySide6.QtGui import QImage

        height, width, _ = self.pixels.shape
        image = QImage(self.pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
        image.pixels = self.pixels  # type: ignore[attr-defined]
        return image


class NoOpenGL(RuntimeError):
    """This machine cannot draw in 3-D; the text says why in one sentence."""
