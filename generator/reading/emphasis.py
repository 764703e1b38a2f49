"""Marks in a line that people type, as readers know them (`values.emphasis`)."""

from generator.values.emphasis import marked

__all__ = ["marked"]
