"""Optimisers: one file per method; a class registers by being here."""
