"""Who sent a file, and whether it is a report of this dossier and period: by its mark, else by its words and rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.commands.collecting.rows import Known
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.returns import Return
from generator.values.text import fold

if TYPE_CHECKING:
    from generator.books.returned import Returned

# A unit's name has no more words than these.
_LONGEST_NAME = 24


class Sender(Struct, frozen=True):
    """The unit a file is of; `refused` says why nothing of it is taken, None where it is read on."""

    unit: str
    refused: Return | None = None
    findings: tuple[Finding, ...] = ()
    file: str = ""


def sender_of(one: Returned, known: Known, dossier: str, period: str) -> Sender:
    """Who sent a file. Period before dossier: last month's form of a dossier that was rolled names another one, too."""
    mark, units = one.mark, known.share.units
    if mark and period and mark.period != period:
        said = msg("Biểu của kỳ {cu}, đang thu kỳ {moi}; không nhận gì từ tệp này.", cu=mark.period, moi=period)
        return _away(one, mark.unit if mark.unit in units else "", Return.PERIOD, "V270", said)
    if mark and mark.dossier != dossier:
        said = msg(
            "Biểu của hồ sơ “{kia}”, không phải “{nay}”; không nhận gì từ tệp này.", kia=mark.dossier, nay=dossier
        )
        return _away(one, "", Return.FORM, "V271", said)
    if not one.tables:
        said = msg("Không thấy bảng kết quả: cần cột nội dung nhiệm vụ và cột trạng thái hoặc kết quả.")
        return _away(
            one, mark.unit if mark and mark.unit in units else _named(one.file, known), Return.FORM, "V272", said
        )
    unit = mark.unit if mark else _named(one.sender, known) or _by_rows(one, known)
    if unit not in units:
        said = msg("Không rõ tệp của đơn vị nào; không nhận gì từ tệp này.")
        return _away(one, "", Return.FORM, "V273", said)
    other = _named(one.file, known, but=unit)
    if other:
        said = msg(
            "Tên tệp ghi {kia} nhưng biểu bên trong là của {nay}; không nhận gì từ tệp này.",
            kia=units[other].name,
            nay=units[unit].name,
        )
        return _away(one, other, Return.SENDER, "V274", said)
    return Sender(unit, file=one.file)


def _away(one: Returned, unit: str, why: Return, code: str, said: Message) -> Sender:
    hints = {
        Return.PERIOD: msg("Gửi lại biểu của kỳ này cho đơn vị."),
        Return.FORM: msg("Đề nghị đơn vị điền đúng biểu đã gửi, hoặc ghi dòng “Đơn vị báo cáo: …” trên bảng."),
        Return.SENDER: msg("Hỏi lại đơn vị; đổi tên tệp nếu đúng là của đơn vị trong biểu."),
    }
    # A letter that goes with a form is a Word file without a table.
    letter = code == "V272" and one.file.lower().endswith(".docx")
    severity = Severity.WARNING if letter else Severity.ERROR
    return Sender(unit, why, (Finding(code, severity, Place(one.file), said, hints[why]),), one.file)


def _named(text: str, known: Known, but: str = "") -> str:
    """The unit whose name stands in a text, the longest; none where it is `but`, or `but` is named as well."""
    words = fold(text).split()
    found: dict[str, int] = {}
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST_NAME) + 1):
            for key in known.units_called(" ".join(words[start:end])):
                found[key] = max(found.get(key, 0), end - start)
    if not found or but in found:
        return ""
    return max(found, key=lambda key: (found[key], key))


def _by_rows(one: Returned, known: Known) -> str:
    """The unit that reports on the tasks of most rows, where it is most by far; else none."""
    count = Counter(_owners(one, known))
    if not count:
        return ""
    (first, most), *others = count.most_common(2)
    return first if not others or most > 2 * others[0][1] else ""


def _owners(one: Returned, known: Known) -> Iterator[str]:
    for row in one.rows:
        match = known.match(row, "")
        if isinstance(match, tuple) and match in known.share.owners:
            yield known.share.owners[match]
