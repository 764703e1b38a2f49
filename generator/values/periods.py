"""The period that a report is of: its first and last day, what it is called."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Period(Struct, frozen=True):
    """`kind` is one of ky-bao-cao.yaml (empty: days of an office's own), `key` names it in files (`2026-11`,
    `2026-quy-4`), `name` in texts (“tháng 11 năm 2026”)."""

    start: date
    end: date
    kind: str = ""
    key: str = ""
    name: str = ""

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.start <= day <= self.end
