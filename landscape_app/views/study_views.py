"""The pages of every study, in their order, with their titles."""

from __future__ import annotations

from core.words import QT_TRANSLATE_NOOP
from landscape_app.views.connection_view import ConnectionView
from landscape_app.views.flatness_view import FlatnessView
from landscape_app.views.honest_view import HonestView
from landscape_app.views.regularisation_view import RegularisationView
from landscape_app.views.schedules_view import SchedulesView
from landscape_app.views.sharpness_view import SharpnessView
from landscape_app.views.study_view import StudyView

STUDY_VIEWS: tuple[tuple[type[StudyView], str], ...] = (
    (HonestView, QT_TRANSLATE_NOOP("NetworkPages", "Honesty")),
    (ConnectionView, QT_TRANSLATE_NOOP("NetworkPages", "Two networks")),
    (RegularisationView, QT_TRANSLATE_NOOP("NetworkPages", "Regularisation")),
    (SchedulesView, QT_TRANSLATE_NOOP("NetworkPages", "Schedules")),
    (SharpnessView, QT_TRANSLATE_NOOP("NetworkPages", "Sharpness")),
    (FlatnessView, QT_TRANSLATE_NOOP("NetworkPages", "Flat or sharp?")),
)
