"""What stands around the body: Kính gửi and its likes, Nơi nhận, stamps, the line of a digital signature.

Clauses are those of Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, unless another is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from generator.facts.kinds import ANNEX_KIND, traits
from generator.planning.versions import SUBMITTED
from generator.values.model import Document, Marks
from generator.values.text import OPEN_PLACE, lower_first, official_date, official_number, roman, without_final_mark


class Stamp(Struct, frozen=True):
    """A word in a box: width of the box in mm (it is 8 mm high), whether it is red, whether it has two lines around."""

    text: str
    width: int
    red: bool
    double: bool = False


class Addressing(Struct, frozen=True):
    """Whom a document is for: the words before them, then one on the same line, or several below, with their marks."""

    label: str = ""
    one: str = ""
    several: tuple[str, ...] = ()


NOBODY = Addressing()
# III.2.b; III.2.a leaves secrecy to its own law: forms of Thông tư 24/2020/TT-BCA, two lines around, 1 mm apart.
_URGENCY = {"hoa-toc": ("HỎA TỐC", 30), "thuong-khan": ("THƯỢNG KHẨN", 40), "khan": ("KHẨN", 20)}
_SECRECY = {"mat": ("MẬT", 20), "toi-mat": ("TỐI MẬT", 30), "tuyet-mat": ("TUYỆT MẬT", 40)}
_CIRCULATION = {"xem-xong-tra-lai": "XEM XONG TRẢ LẠI", "luu-hanh-noi-bo": "LƯU HÀNH NỘI BỘ"}


def stamps(marks: Marks, version: str = "") -> tuple[Stamp, ...]:
    """The stamps of ô 10a and 10b, secrecy above urgency; on what is only submitted, that it is a draft."""
    found = ((_SECRECY.get(marks.secrecy), True), (_URGENCY.get(marks.urgency), False))
    made = tuple(Stamp(*stamp, red=True, double=double) for stamp, double in found if stamp)
    return (*made, Stamp("DỰ THẢO", 30, red=True)) if version == SUBMITTED else made


def circulation(marks: Marks) -> str:
    """The words of ô 11, in the top margin of page 1 (III.2.c)."""
    return _CIRCULATION.get(marks.circulation, "")


def addressing(document: Document) -> Addressing:
    """Kính gửi, one or several (II.9.d), or the words of Mẫu 1.6–1.8."""
    pattern = traits(document.kind).calling
    if not pattern and not document.addressed:
        return NOBODY
    label = pattern.format(co_quan=document.authority or document.agency.name) if pattern else "Kính gửi:"
    if len(document.addressed) == 1:
        return Addressing(label, one=without_final_mark(document.addressed[0]))
    return Addressing(label, several=tuple(dashed(document.addressed)))


def dashed(texts: Sequence[str], tail: str = "") -> Iterator[str]:
    """A list as II.9.d writes it: a dash before each, `;` after it, `.` after the last, then a tail."""
    last = len(texts) - 1
    for index, text in enumerate(texts):
        item = without_final_mark(text).removeprefix("-").lstrip()
        yield f"- {item}{'.' if index == last else ';'}{f' {tail}.' if tail and index == last else ''}"


def recipients(document: Document) -> tuple[str, ...]:
    """Nơi nhận with dashes and marks (II.9.d); drafter and number of copies follow the last one (III.3, Mẫu 1.1)."""
    return tuple(dashed(document.recipients, document.marks.drafter))


def reference(document: Document) -> str:
    """`V/v …` under the number of a công văn (II.5.b); nothing for other kinds."""
    if traits(document.kind).titled or not document.subject:
        return ""
    subject = without_final_mark(document.subject)
    for said in ("V/v ", "Về việc "):
        subject = subject.removeprefix(said).removeprefix(said.lower())
    return f"V/v {lower_first(subject)}"


def symbol_of(document: Document) -> str:
    """`QĐ-VPCP`; of a công văn `BNV-VP`; of agencies issuing together `CTr-SA-SB` (II.3.b)."""
    agencies = [agency.symbol for agency in (document.agency, *document.partners)]
    parts = (traits(document.kind).abbreviation, *agencies)
    return "-".join(part for part in (*parts, *_drafting_unit(document)) if part)


def _drafting_unit(document: Document) -> Iterable[str]:
    return () if traits(document.kind).titled else (document.drafted_by,)


def signing_line(number: int | None, symbol: str, signed_at: str) -> str:
    """`Số: 142/QĐ-VPCP; 16/3/2024; 09:30:00` at the top right of a file of its own (II.8.b, Mẫu 2.2); open before."""
    return f"Số: {official_number(number)}/{symbol}; {_moment(signed_at)}"


def copy_line(kind_name: str, agency: str, signed_at: str) -> str:
    """`Sao y; Trung tâm Mẫu; 10/02/2026; 08:00:00` in the top margin of an electronic copy (Phần II, I.3; Mẫu 3.2)."""
    return f"{kind_name}; {agency}; {_moment(signed_at)}"


def _moment(signed_at: str) -> str:
    """The time of a digital signature as the forms print it (Mẫu 1.3, 2.2), with open places where it is not known."""
    try:
        moment = datetime.fromisoformat(signed_at)
    except ValueError:
        return "; ".join(("/".join([OPEN_PLACE] * 3), ":".join([OPEN_PLACE] * 3)))
    return f"{moment.day:02d}/{moment.month:02d}/{moment.year}; {moment:%H:%M:%S}"


def bases(texts: Sequence[str]) -> Iterator[str]:
    """Căn cứ, each ended by `;`, the last by `.` (II.6.a)."""
    for index, text in enumerate(texts):
        yield f"{without_final_mark(text)}{'.' if index == len(texts) - 1 else ';'}"


def attached_line(kind_name: str, number: int | None, symbol: str, date_line: str, author: str) -> str:
    """`(Kèm theo Quyết định số 142/QĐ-VPCP ngày … của …)` (III, Mẫu 1.3 and 2.1), open where the other one is."""
    return f"(Kèm theo {kind_name} số {official_number(number)}/{symbol} {date_line} của {author})"


def annex_label(annex: Document, number: int, count: int) -> str:
    """`Phụ lục II`, an annex's own label where it has one; without number where it is alone (III.1.a)."""
    return annex.label or (f"{ANNEX_KIND.name} {roman(number)}" if count > 1 else ANNEX_KIND.name)


def issued_line(document: Document) -> str:
    """The line in brackets of a main document that was issued with a decision outside of the dossier."""
    other = document.issued_with
    if other is None:
        return ""
    if other.line:
        return f"({other.line.removeprefix('(').removesuffix(')')})"
    kind = traits(other.kind)
    symbol = other.symbol or "-".join(part for part in (kind.abbreviation, document.agency.symbol) if part)
    dated = official_date(other.dated.year, other.dated.month, other.dated.day)
    return attached_line(kind.name, other.number, symbol, dated, other.author or document.agency.name)
