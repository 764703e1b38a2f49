"""Tables of a PDF that no rule draws: nobody can tell for sure which row, which column a text is of, so their rows go
into no register before a person has looked at them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.ooxml.plain_body import pages_of
from generator.ooxml.word_file import body_of
from generator.reading.word_tables import first_paragraphs
from generator.values.errors import InputError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Register, Task

_CODE = "V430"
_Chosen = Sequence[tuple[Register, Sequence[Task]]]


def without_unsure(
    tables: _Chosen, parts: Mapping[str, bytes] | None, findings: Iterable[Finding], file: str
) -> tuple[_Chosen, tuple[Finding, ...]]:
    """The tables that rules draw, and what is said of the others.

    Raises InputError V430 where there is no other.
    """
    pages = {page for one in findings if one.code == _CODE for page in one.value.split(", ")}
    if parts is None or not pages:
        return tables, ()
    begins, on = first_paragraphs(parts, file), pages_of(body_of(parts, shown_as=file))
    # An empty cell says no page.
    unsure = [pair for pair in tables if str(next(filter(None, on[begins[pair[0].origin.sheet] - 1 :]), 0)) in pages]
    kept = [pair for pair in tables if pair not in unsure]
    if not unsure:
        return tables, ()
    named = ", ".join(table.origin.sheet for table, _ in unsure)
    message = msg("Không kẻ khung nên chưa chắc hàng nào, cột nào; không thêm vào sổ: {bang}.", bang=named)
    hint = msg("Nhập tệp thành hồ sơ bằng “--to”, soát từng hàng của bảng, rồi nhập bảng ấy vào sổ bằng “--into”.")
    if not kept:
        raise InputError.of(_CODE, Place(file), message, hint, named)
    return kept, (Finding(_CODE, Severity.WARNING, Place(file), message, hint, named),)
