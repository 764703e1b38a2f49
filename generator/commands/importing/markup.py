"""A text with its emphasis and footnotes as people type it in a dossier (`values.emphasis`)."""

from generator.values.emphasis import typed

__all__ = ["typed"]
