"""Every study there is, by its name."""

from __future__ import annotations

from landscape_app.studies.base import Study
from landscape_app.studies.connection import ConnectionStudy
from landscape_app.studies.flatness import FlatnessStudy
from landscape_app.studies.honest import HonestStudy
from landscape_app.studies.regularisation import RegularisationStudy
from landscape_app.studies.schedules import SchedulesStudy
from landscape_app.studies.sharpness import SharpnessStudy
from landscape_app.studies.training import TrainingStudy

EVERY: dict[str, Study] = {
    study.name: study
    for study in (
        HonestStudy(),
        ConnectionStudy(),
        RegularisationStudy(),
        SchedulesStudy(),
        SharpnessStudy(),
        FlatnessStudy(),
        TrainingStudy(),
    )
}
