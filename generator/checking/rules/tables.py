"""Tables and lists in the body: within the page, with the marks of an official text."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.paper.model import Facts
from generator.checking.rules.known import Known
from generator.checking.rules.rule import LIKELY, WARNING, Hit, at, rule, rules_in
from generator.values.findings import msg
from generator.values.text import quote

_OVER_MM = 6.0  # cell margins reach into both page margins (1,9 mm each side), borders and rounding come to that
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


RULES = rules_in(globals())
