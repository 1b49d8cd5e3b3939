"""The pages of every study, in their order, with their titles."""

from __future__ import annotations

from core.words import QT_TRANSLATE_NOOP
from landscape_app.views.honest_view import HonestView
from landscape_app.views.study_view import StudyView

STUDY_VIEWS: tuple[tuple[type[StudyView], str], ...] = ((HonestView, QT_TRANSLATE_NOOP("NetworkPages", "Honesty")),)
