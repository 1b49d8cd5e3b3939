"""Objectives: one file per family; a class registers by being here."""
