"""A cited document against itself, against its other citations, against the list of those that are known."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import takewhile

from msgspec import Struct

from generator.checking.paper import signs
from generator.checking.paper.model import Facts, Paragraph, Part, finds
from generator.checking.rules.cited import DAY, day_of
from generator.checking.rules.known import Known
from generator.checking.rules.rule import ERROR, LIKELY, WARNING, Hit, at, once, rule, rules_in
from generator.facts.documents import Documents
from generator.values.findings import Message, msg
from generator.values.patterns import late
from generator.values.text import fold, quote

_TEXT = "Viện dẫn"
_KINDS = (
    r"Nghị định|Quyết định|Nghị quyết|Chỉ thị|Kế hoạch|Tờ trình|Báo cáo|Thông báo|Hướng dẫn|Chương trình|Công văn|"
    r"Công điện|Thông tư"
)
_CITED = late(
    rf"\b(?P<symbol>(?P<kind>{_KINDS})\s+số\s*:?\s*(?P<number>\d+)/(?:(?P<in_year>\d{{4}})/)?"
    # The next citation may follow its issuer at once: "… của Chính phủ và Quyết định số …".
    rf"(?P<letters>[A-ZĐ][\w-]*\w))(?P<dated>,?\s+ngày\s+{DAY}(?=(?:\s+của\s+(?P<issuer>[^,;.()]{{1,100}}))?))?"
)
# What stands behind the name of an issuer: what its document is about, or another document.
_BEHIND_ISSUER = late(
    rf"\s(?:về|quy định|ban hành|hướng dẫn|sửa đổi|phê duyệt|thành lập|giao|triển khai|thực hiện|tăng cường|đẩy mạnh|"
    rf"(?:và|cùng|với)\s+(?:{_KINDS}))\b"
)
_LAW = late(rf"\b(?P<name>(?:Bộ luật|Luật|Pháp lệnh) [^;,.()\d]*?)(?:\s+số\s+\S+)?\s+ngày\s+{DAY}")
_OPENING = late(r"(thực hiện|căn cứ|theo)\s", re.IGNORECASE)
# How the name of an issuer begins (folded) whose symbols end so; "" for those whose symbols end in none of these. Short
# forms ("của tỉnh", "của thành phố") are not judged.
_ISSUERS = {
    "CP": r"chinh phu\b",
    "TTg": r"thu tuong\b",
    "UBND": r"(chu tich )?(uy ban|ubnd)\b",
    "HĐND": r"(chu tich )?(hoi dong nhan dan|hdnd)\b",
    "": r"(bo|so|quoc hoi|van phong|chu tich nuoc)\b",
}
_NEAR = 60  # characters behind a symbol in which its day may stand, after a comma or the name of who issued it
_YEARS_SINCE = 1997  # the last year in which some numbers have none
_FIRST = 15  # characters before the document that a text says it carries out
# Bodies of which there are many: one symbol may be of several of them.
_OF_MANY = frozenset({"UBND", "HĐND"})


class _Citation(Struct, frozen=True):
    part: Part
    where: Paragraph
    match: re.Match[str]

    @property
    def key(self) -> tuple[str, str, str]:
        """Number, year, letters, by which one knows it."""
        return self.match["number"].lstrip("0"), self.match["in_year"] or "", signs.with_d(self.match["letters"])

    @property
    def body(self) -> str:
        """Whose symbol it is: `CP` of `NĐ-CP`; "" where the symbol has no such form."""
        groups = self.key[2].split("-")
        return groups[1] if len(groups) == 2 else ""

    @property
    def day(self) -> date | None:
        return day_of(self.match) if self.match["dated"] else None

    @property
    def issuer(self) -> str:
        """Who issued it, as it says behind its day."""
        return _BEHIND_ISSUER.split(self.match["issuer"] or "", maxsplit=1)[0].strip()

    @property
    def shown(self) -> str:
        return quote(self.match[0], 120)

    def hit(self, message: Message) -> Hit:
        return _hit(self.part, self.where, message)


def _hit(part: Part, where: Paragraph, message: Message) -> Hit:
    return at(part, where, message, msg("Đối chiếu với văn bản được viện dẫn."), _TEXT)


@once
def _citations(facts: Facts) -> Iterator[_Citation]:
    return (_Citation(*one) for one in finds(facts.running_on("số"), _CITED.finditer))


@rule("ND-844", ERROR, "Phụ lục I, Phần I, II.6.a, b", "Năm trong ký hiệu khác năm ban hành của văn bản viện dẫn",
      why="Năm trong số, ký hiệu của văn bản quy phạm pháp luật là năm ban hành.",
      wrong="Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2021",
      right="Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020")  # fmt: skip
def year_against_day(facts: Facts, known: Known) -> Iterator[Hit]:
    for cited in _citations(facts):
        own = facts.main.heading.date_line if facts.main else None
        to_come = bool(own and own.date and cited.day and cited.day > own.date)  # ND-992
        if cited.key[1] and cited.day and int(cited.key[1]) != cited.day.year and not to_come:
            yield cited.hit(msg("{chu}: ký hiệu ghi năm {nam}.", chu=cited.shown, nam=cited.key[1]))


@rule("ND-845", WARNING, "Phụ lục I, Phần I, II.6.a, b", "Cơ quan ban hành của văn bản viện dẫn trái với ký hiệu",
      why="Chữ viết tắt cuối ký hiệu là của cơ quan, người ban hành: CP là Chính phủ, TTg là Thủ tướng Chính phủ.",
      wrong="Nghị định số 30/2020/NĐ-CP … của Thủ tướng Chính phủ",
      right="Nghị định số 30/2020/NĐ-CP … của Chính phủ", sure=LIKELY)  # fmt: skip
def issuer_against_symbol(facts: Facts, known: Known) -> Iterator[Hit]:
    for cited in _citations(facts):
        issuer = fold(cited.issuer)
        whose = next((body for body, begins in _ISSUERS.items() if re.match(begins, issuer)), cited.body)
        if cited.body and cited.body in _ISSUERS and whose != cited.body:
            yield cited.hit(msg("{chu}: ký hiệu “{ky_hieu}” không phải của {co_quan}.",
                                chu=quote(cited.match["symbol"]), ky_hieu=cited.key[2],
                                co_quan=quote(cited.issuer)))  # fmt: skip


@rule("ND-846", ERROR, "Phụ lục I, Phần I, II.6.a, b", "Ngày của văn bản viện dẫn khác ngày ban hành",
      why="Văn bản có trong danh mục của chương trình thì biết ngày ban hành của nó.",
      wrong="Nghị định số 30/2020/NĐ-CP ngày 15 tháng 3 năm 2020",
      right="Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020")  # fmt: skip
def day_of_another(facts: Facts, known: Known) -> Iterator[Hit]:
    for cited in _citations(facts):
        right = _known_day(cited, known.cited)
        if right is not None:
            yield _issued_on(cited.part, cited.where, cited.match, right)
    yield from _laws_of_another_day(facts, known.cited)


def _laws_of_another_day(facts: Facts, known: Documents) -> Iterator[Hit]:
    texts = facts.running_on("luật ", "pháp lệnh ") if known.laws else ()
    for part, where, match in finds(texts, _LAW.finditer):
        day = day_of(match)
        days = [one.day for one in known.laws.get(fold(match["name"]), ()) if one.day and day]
        same_year = [one for one in days if day and one.year == day.year]
        if same_year and day not in same_year:
            yield _issued_on(part, where, match, same_year[0])


def _issued_on(part: Part, where: Paragraph, match: re.Match[str], right: date) -> Hit:
    said = msg("{chu}: văn bản này ban hành ngày {ngay:%d/%m/%Y}.", chu=quote(match[0], 120), ngay=right)
    return _hit(part, where, said)


def _known_day(cited: _Citation, known: Documents) -> date | None:
    """The day of a document that is cited with another one; None where it is right, or nothing is known for sure."""
    number, year, letters = cited.key
    written = (f"{number}/{letters}", f"{number.zfill(2)}/{letters}")
    symbols = [text.replace("/", f"/{year}/", 1) if year else text for text in written]
    records = [one for text in symbols for one in known.by_symbol.get(text.casefold(), ()) if one.day]
    if cited.day is None or not records or any(one.doubt or one.day == cited.day for one in records):
        return None
    # A number begins anew each year: of another year it is another document.
    alike = [one.day for one in records if one.day and (year or one.day.year == cited.day.year)]
    return alike[0] if alike and cited.body not in _OF_MANY and int(year or cited.day.year) == cited.day.year else None


@rule("ND-847", WARNING, "Phụ lục I, Phần I, II.6.b", "Một văn bản viện dẫn hai lần không giống nhau",
      why="Lần viện dẫn sau ghi tên loại, số, ký hiệu đã ghi ở lần đầu.",
      wrong="Nghị định số 30/2020/NĐ-CP ngày … (lần đầu); Nghị định số 30/2021/NĐ-CP (lần sau)",
      right="Nghị định số 30/2020/NĐ-CP ngày … (lần đầu); Nghị định số 30/2020/NĐ-CP (lần sau)",
      sure=LIKELY)  # fmt: skip
def cited_in_two_ways(facts: Facts, known: Known) -> Iterator[Hit]:
    found = [cited for cited in _citations(facts) if cited.where.cell is None]
    dated = {cited.key for cited in found if cited.day}
    before: defaultdict[tuple[str, ...], list[_Citation]] = defaultdict(list)
    for cited in found:
        number, _, letters = cited.key
        alike = before[cited.match["kind"], letters, *sorted(number)]
        may = cited.day or cited.key not in dated
        first = next((other for other in alike if may and _same_mistaken(other, cited)), None)
        if first is not None:
            yield cited.hit(
                msg("{chu}: ở đoạn {doan} ghi {truoc}.", chu=cited.shown, doan=first.where.index, truoc=first.shown)
            )
        if cited.day:
            alike.append(cited)


def _same_mistaken(first: _Citation, later: _Citation) -> bool:
    """Whether a later citation of the same kind, letters and digits means the document of the first, with another day,
    another year or turned digits.
    """
    if later.day and first.day:
        of_one_year = first.day.year == later.day.year and (first.key[1] or first.body not in ("", *_OF_MANY))
        return first.key == later.key and first.day != later.day and bool(of_one_year)
    (number, year, _), (other_number, other_year, _) = first.key, later.key
    return (number == other_number) != (year == other_year)


@rule("ND-868", ERROR, "Phụ lục I, Phần I, II.6.b", "Văn bản viện dẫn, thay thế chính nó",
      why="Số, ký hiệu, ngày của văn bản được thay thế, viện dẫn không thể là của chính văn bản này.",
      wrong="Quyết định số 88/QĐ-UBND ngày 09 tháng 02 năm 2026 … thay thế Quyết định số 88/QĐ-UBND ngày 09 tháng 02 "
            "năm 2026",
      right="… thay thế Quyết định số 51/QĐ-UBND ngày 15 tháng 8 năm 2025")  # fmt: skip
def cites_itself(facts: Facts, known: Known) -> Iterator[Hit]:
    main = facts.main
    symbol, written = (main.heading.symbol, main.heading.date_line) if main else (None, None)
    if main is None or symbol is None or symbol.open or written is None or written.date is None:
        return
    own = (symbol.number.lstrip("0"), "", signs.with_d(symbol.symbol).replace(" ", ""))
    for cited in _citations(facts):
        if cited.part is main and cited.key == own and cited.day == written.date and "này" not in cited.match["kind"]:
            yield cited.hit(msg("{chu}: là chính văn bản này.", chu=cited.shown))


@rule("ND-870", WARNING, "Phụ lục I, Phần I, II.6.a, b", "Số của nghị định, thông tư viện dẫn không có năm",
      why="Từ năm 1997 số, ký hiệu của nghị định, thông tư ghi cả năm ban hành: thiếu năm thì không tìm được văn bản.",
      wrong="Nghị định số 79/NĐ-CP ngày 06 tháng 10 năm 2022",
      right="Nghị định số 79/2022/NĐ-CP ngày 06 tháng 10 năm 2022")  # fmt: skip
def number_without_year(facts: Facts, known: Known) -> Iterator[Hit]:
    done: set[tuple[str, str, str]] = set()
    for cited in _citations(facts):
        of_a_year = cited.match["kind"] in ("Nghị định", "Thông tư") and re.match(r"(NĐ|TT)-", cited.key[2])
        recent = cited.day is None or cited.day.year > _YEARS_SINCE
        if of_a_year and recent and not cited.key[1] and cited.key not in done:
            done.add(cited.key)
            yield cited.hit(msg("{chu}: số, ký hiệu không có năm.", chu=quote(cited.match["symbol"])))


@rule("ND-848", WARNING, "Phụ lục I, Phần I, II.6.b", "Viện dẫn lần đầu không ghi ngày, tháng, năm",
      why="Viện dẫn lần đầu ghi đầy đủ tên loại, số, ký hiệu, thời gian ban hành, cơ quan ban hành, trích yếu.",
      wrong="Thực hiện Công văn số 945/SNV-CCHC, …",
      right="Thực hiện Công văn số 945/SNV-CCHC ngày 05 tháng 10 năm 2026 của Sở Nội vụ về việc …, …",
      sure=LIKELY)  # fmt: skip
def first_citation_without_day(facts: Facts, known: Known) -> Iterator[Hit]:
    issued = (part for part in facts.parts if part.role == "chinh" and part.is_issued)
    opens = {item.index for part in issued for item in takewhile(lambda item: not item.label, part.body[:3])}
    dated: set[tuple[str, str, str]] = set()
    for cited in _citations(facts):
        text = cited.where.seen
        if cited.day or "ngày" in text[cited.match.end() :][:_NEAR]:
            dated.add(cited.key)
            continue
        asked = cited.where.index in opens and cited.match.start() < _FIRST and _OPENING.match(text)
        if asked and cited.key not in dated and not signs.is_open(text):
            yield cited.hit(msg("{chu}: lần đầu viện dẫn mà không ghi ngày, tháng, năm ban hành.", chu=cited.shown))


RULES = rules_in(globals())
