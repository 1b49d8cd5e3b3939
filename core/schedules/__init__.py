"""Learning-rate schedules: one file per family, see :mod:`core.schedules.base`."""
