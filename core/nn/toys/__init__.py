"""Data sets small enough to see."""
