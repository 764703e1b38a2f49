"""Tables and lists in the body: within the page, with the marks of an official text."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.checking.paper.model import Facts, Paragraph, Part, Table
from generator.checking.rules.known import Known
from generator.checking.rules.rule import LIKELY, NOTE, WARNING, Hit, at, rule, rules_in
from generator.values.findings import all_of, msg
from generator.values.patterns import late
from generator.values.text import quote

_OVER_MM = 6.0  # cell margins reach into both page margins (1,9 mm each side), borders and rounding come to that
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_TOTAL = late(
    rf"\b[Tt]ổng\b[^.;:\d]*?\b(?:là|đạt|có|gồm|bằng)\s+(?P<number>{_NUMBER})(?![\d.,]*\d)"
    r"(?:\s*(?P<scale>nghìn|triệu|tỷ|%|ha|tấn|km))?"
)
_TOTAL_ROW = late(r"(tổng( số| cộng)?|cộng)\s*:?$", re.IGNORECASE)
# Columns whose total is no sum of theirs.
_NO_SUM = late(r"tỷ lệ|tỉ lệ|%|bình quân|trung bình|đơn giá|mức|năm|điểm|hạng|số hiệu", re.IGNORECASE)
_COMES = late(r"(bảng|biểu)( số liệu)? (sau|dưới)|như sau|sau đây", re.IGNORECASE)
_DASHES = ("-", "–", "—", "+")
_TYPED = ("•", "●", "▪", "■", "◦", "○", "➢", "✓", "❖", "\uf0b7", "\uf0a7", "\uf0d8", "\uf0fc")


@rule("ND-117", WARNING, "Phụ lục I, Phần I, I.3", "Bảng rộng hơn phần có chữ",
      why="Bảng nằm trong lề trang; phần thò ra ngoài lề dễ bị cắt khi in, khi đóng tập.",
      wrong="Bảng rộng 190 mm trên trang có phần chữ 165 mm", right="Bảng rộng 165 mm", sure=LIKELY)  # fmt: skip
def table_too_wide(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        for table in facts.tables:
            inside = max(part.first - 1, part.heading.end) < table.first < (part.signed_from or part.last + 1)
            room = facts.sections[min(table.section, len(facts.sections) - 1)].text_width
            if inside and table.holds_data and table.first <= part.last and table.width > room + _OVER_MM:
                yield at(part, facts.paragraphs[table.first - 1],
                         msg("Bảng rộng {rong} mm, phần có chữ của trang rộng {trang} mm.", rong=round(table.width),
                             trang=round(room)),
                         msg("Thu các cột lại, hoặc đưa bảng sang trang ngang."), "Bảng")  # fmt: skip


@rule("ND-610", WARNING, "Phụ lục I, Phần I, II.6.đ", "Đầu dòng là dấu “•” hoặc hình vẽ",
      why="Văn bản dùng điều, khoản, điểm và gạch đầu dòng “-”; dấu tròn, mũi tên không có trong thể thức.",
      wrong="• Các đơn vị", right="- Các đơn vị", sure=LIKELY)  # fmt: skip
def bullets(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        found = [
            item
            for item in (part.body if part.role != "phu-luc" else ())
            if (item.bullet and item.bullet not in _DASHES) or item.text.lstrip().startswith(_TYPED)
        ]
        if found:
            yield at(part, found[0], msg("{so} đoạn có dấu đầu dòng không phải “-”, đầu tiên là {chu}.",
                                         so=len(found), chu=quote(found[0].seen, 40)),
                     msg("Thay bằng gạch đầu dòng “-” hoặc đánh số khoản, điểm."), "Nội dung")  # fmt: skip


@rule("ND-839", NOTE, "Điều 12", "Tổng trong lời dẫn khác tổng trong bảng",
      why="Số nêu ở lời dẫn là số của bảng ngay dưới nó.",
      wrong="Tổng thu đạt 460 triệu đồng, theo bảng sau: (Tổng cộng: 450)",
      right="Tổng thu đạt 450 triệu đồng, theo bảng sau: (Tổng cộng: 450)", sure=LIKELY)  # fmt: skip
def sum_against_table(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, table in _data(facts):
        lead = _lead(facts, table)
        said = _TOTAL.search(lead.seen) if lead is not None else None
        if said is None:
            continue
        cells = [item.seen for item in _cells(facts, table)]
        totals = _totals(facts, table)
        scaled = said["scale"] and said["scale"].casefold() not in " ".join(cells).casefold()
        if totals and not scaled and said["number"] not in cells:
            yield at(part, lead, msg("{chu}: dòng tổng của bảng dưới đây ghi {tong}.", chu=quote(said[0]),
                                     tong=all_of(map(quote, totals))),
                     msg("Đối chiếu số trong lời văn với bảng."), "Bảng")  # fmt: skip


@rule("ND-840", NOTE, "Điều 12", "Dòng tổng khác tổng các dòng của bảng",
      why="Dòng tổng là tổng các dòng trên nó.", wrong="120; 80; Tổng cộng: 210", right="120; 80; Tổng cộng: 200",
      sure=LIKELY)  # fmt: skip
def sum_of_rows(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, table in _data(facts):
        for said in _wrong_sums([*_rows(facts, table).values()]):
            yield at(part, facts.paragraphs[table.first - 1],
                     msg("Dòng tổng ghi {tong}, các dòng trên cộng lại khác.", tong=quote(said)),
                     msg("Cộng lại các dòng của bảng."), "Bảng")  # fmt: skip


def _data(facts: Facts) -> Iterator[tuple[Part, Table]]:
    """The tables of data with the document that each stands in."""
    tables = [table for table in facts.tables if table.holds_data]
    return ((part, table) for part in facts.parts for table in tables if part.first < table.first <= part.last)


def _wrong_sums(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """What the last row says of columns that the rows numbered 1, 2, 3 do not add up to."""
    if len(rows) < 3:
        return
    head, last = rows[0], rows[-1]
    numbered = [row for row in rows[:-1] if row and row[0].isdigit()]
    # Of as many cells as the last: no groups with sums of their own.
    plain = [row[0].lstrip("0") for row in numbered] == [str(number + 1) for number in range(len(numbered))]
    named = any(_TOTAL_ROW.match(text) for text in last)
    if not plain or len(numbered) < 2 or not named or len({len(row) for row in (*numbered, last)}) != 1:
        return
    for title, said, *values in zip(head, last, *numbered, strict=False):
        if not _NO_SUM.search(title) and _differs(said, values):
            yield said


def _differs(said: str, values: Sequence[str]) -> bool:
    """Whether numbers do not add up to the one that is said, by more than rounding makes."""
    if not all(re.fullmatch(_NUMBER, text) for text in (said, *values)):
        return False
    places = max(len(text.partition(",")[2]) for text in (said, *values))
    rounded = len(values) * Decimal(10) ** -places if places else Decimal(0)
    return abs(sum(map(_value, values), Decimal(0)) - _value(said)) > rounded


def _value(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def _rows(facts: Facts, table: Table) -> dict[int, list[str]]:
    """The texts of a table by its rows."""
    rows: dict[int, list[str]] = {}
    for item in _cells(facts, table):
        if item.cell is not None:
            rows.setdefault(item.cell.row, []).append(item.seen)
    return rows


def _lead(facts: Facts, table: Table) -> Paragraph | None:
    """The text right above a table that says the table comes; a caption may stand between."""
    above = [item for item in facts.paragraphs[max(table.first - 4, 0) : table.first - 1] if item.seen]
    return next((item for item in reversed(above) if _COMES.search(item.seen) and item.cell is None), None)


def _cells(facts: Facts, table: Table) -> Iterator[Paragraph]:
    for item in facts.paragraphs[table.first - 1 :]:
        if item.cell is None:
            return
        yield item


def _totals(facts: Facts, table: Table) -> list[str]:
    """The numbers in the rows that are called a total."""
    named = (row for row in _rows(facts, table).values() if any(_TOTAL_ROW.match(text) for text in row))
    return [text for row in named for text in row if re.fullmatch(_NUMBER, text)]


RULES = rules_in(globals())
