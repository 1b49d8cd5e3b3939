"""How a plain slider looks on a page below the views."""

from __future__ import annotations

from landscape_app.theme import Theme


def slider_style(theme: Theme) -> str:
    """A thin groove and a round handle, filled where the keys go."""
    return (
        f"QSlider::groove:horizontal {{ height: 3px; background: {theme.line}; border-radius: 1px; }}"
        f"QSlider::handle:horizontal {{ width: 10px; margin: -5px 0px; border-radius: 6px;"
        f" border: 2px solid {theme.accent}; background: {theme.plot}; }}"
        f"QSlider::handle:horizontal:focus {{ background: {theme.accent}; }}"
    )
