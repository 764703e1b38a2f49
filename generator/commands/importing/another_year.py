"""What of a signed document probably moves when it is made anew for another year: the years beside its own, bases
given out each year, documents cited that are no longer in force then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from generator.commands.clone import texts_of, yaml_texts
from generator.facts.documents import documents_near, ended_among
from generator.reading.dossier import YAML_NAME
from generator.reading.meaning.citations import parse, spans
from generator.values.findings import Finding, Severity, msg
from generator.values.patterns import late
from generator.values.text import quote, short_date

_BASES = "can_cu"
# What stays in force from year to year.
_LAWS = late(r"(?:hiến pháp|bộ luật|luật|pháp lệnh|nghị định|thông tư)(?!\w)", re.IGNORECASE)
_YEAR = late(r"(?<!\d)(?:19|20)\d\d(?!\d)")


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


def near_bases(folder: Path, year: int) -> Iterator[Finding]:
    """A note for each basis of the old document's year or the one before that people give out anew each year: a plan, a
    programme, a decision on targets, no law (V520).
    """
    for place, text in yaml_texts(folder / YAML_NAME):
        if _BASES not in place.part:
            continue
        near = (one for one in parse(text)[0] if one.dated is not None and one.dated.year in (year - 1, year))
        for one in (one for one in near if not _LAWS.match(one.kind)):
            dated = one.dated.year if one.dated else year
            message = msg("Căn cứ ban hành năm {nam}: {chu}.", nam=dated, chu=quote(one.verbatim, 120))
            hint = msg("Văn bản giao việc, kế hoạch thường có bản mới mỗi năm; có bản mới thì thay.")
            yield Finding("V520", Severity.NOTE, place, message, hint, text)


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
