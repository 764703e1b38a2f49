"""What of a signed document probably moves when it is made anew for another year: the years beside its own, bases and
documents cited that are no longer in force then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from generator.commands.clone import texts_of, yaml_texts
from generator.facts.documents import documents_near, ended_among
from generator.reading.dossier import YAML_NAME
from generator.reading.meaning.citations import spans
from generator.values.findings import Finding, Severity, msg
from generator.values.text import quote, short_date

_BASES = "can_cu"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def ended(folder: Path, year: int) -> Iterator[Finding]:
    """A finding for each document that a text names and that is no longer in force on the first day of a year (V344):
    a warning where it is a basis, a note elsewhere.
    """
    day, known = date(year, 1, 1), documents_near(folder).ended
    for place, text in yaml_texts(folder / YAML_NAME):
        for basis in {one.name: one for one in ended_among(text, day, known)}.values():
            yield Finding(
                "V344",
                Severity.WARNING if _BASES in place.part else Severity.NOTE,
                place,
                msg(
                    "{can_cu} hết hiệu lực từ {ngay}.",
                    can_cu=quote(basis.name),
                    ngay=short_date(basis.since),
                ),
                basis.instead,
                text,
                basis.source,
            )


def near_years(folder: Path, year: int) -> Iterator[Finding]:
    """A note for each text that names the year before or after that of the old document, outside of a document's name:
    what is compared with the year before is then compared with another one (V436).
    """
    for place, text in texts_of(folder, YAML_NAME):
        found = [match for match in _YEAR.finditer(text) if int(match[0]) in (year - 1, year + 1)]
        cited = spans(text) if found else ()
        named = [match[0] for match in found if not any(a <= match.start() < b for a, b in cited)]
        if named and str(year) not in text:
            message = msg(
                "Ghi năm {nam}, liền năm của văn bản gốc: {chu}.", nam=", ".join(dict.fromkeys(named)), chu=quote(text)
            )
            hint = msg("Năm ấy đổi theo năm mới thì sửa.")
            yield Finding("V436", Severity.NOTE, place, message, hint, text)
