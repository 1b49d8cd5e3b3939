"""Lessons: Markdown files whose steps hold scenes, formulas and questions. Reads and judges them; shows nothing."""
