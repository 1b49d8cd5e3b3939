"""Landscape: everything that a person sees or types."""

__version__ = "0.1.0"
