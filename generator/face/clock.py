"""What time it is where the program runs: asked here alone, and by `face` alone."""

from __future__ import annotations

from datetime import UTC, date, datetime


def now() -> datetime:
    """The time on the wall, without a zone: as Word and Excel store the times of changes."""
    return datetime.now(UTC).astimezone().replace(tzinfo=None)


def today() -> date:
    """The day at that time."""
    return now().date()
