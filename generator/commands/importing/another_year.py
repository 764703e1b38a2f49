"""What of a signed document probably moves when it is made anew for another year: bases and documents cited that are no
longer in force then.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from generator.commands.clone import yaml_texts
from generator.facts.danh_muc import ended_among, ended_bases
from generator.reading.dossier import YAML_NAME
from generator.values.findings import Finding, Severity, msg
from generator.values.text import quote

_BASES = "can_cu"


def ended(folder: Path, year: int) -> Iterator[Finding]:
    """A finding for each document that a text names and that is no longer in force on the first day of a year (V344):
    a warning where it is a basis, a note elsewhere.
    """
    day = date(year, 1, 1)
    for place, text in yaml_texts(folder / YAML_NAME):
        for basis in {one.name: one for one in ended_among(text, day, ended_bases())}.values():
            yield Finding(
                "V344",
                Severity.WARNING if _BASES in place.part else Severity.NOTE,
                place,
                msg(
                    "{can_cu} hết hiệu lực từ {ngay}.",
                    can_cu=quote(basis.name),
                    ngay=f"{basis.since.day:02d}/{basis.since.month}/{basis.since.year}",
                ),
                msg("Thay bằng {moi}.", moi=basis.replaced_by),
                text,
                basis.source,
            )
