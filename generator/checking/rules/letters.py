"""The letters themselves: encoding, look-alikes, places that were to be filled in (mục I.4)."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from generator.checking.paper import signs
from generator.checking.paper.model import Facts
from generator.checking.rules.known import Known
from generator.checking.rules.page import inked
from generator.checking.rules.rule import CERTAIN, ERROR, NOTE, WARNING, Hit, at, rule, rules_in
from generator.values.findings import msg
from generator.values.patterns import late
from generator.values.text import quote

_PAPER = "Trang giấy"
# A day, an hour left open between what is filled in or is to be.
_OPEN_DAY = late(r"\b(?:ngày|tháng|năm|giờ|hồi|lúc)\s*(?:\.{2,}|…+)\s*(?:\d|tháng|năm|giờ|phút|/)")
# "số XX/KH-BNV", "ngày xx": no Roman number stands there; one of a chapter or an annex does.
_LETTERS_FOR_DIGITS = late(
    r"(?<!Phụ lục )(?<!phụ lục )(?<!Chương )(?<!Phần )(?<!Mục )\bsố:? ?(?:XX+|xx+)(?![\w-])|"
    r"\b(?:ngày|tháng) (?:XX+|xx+)(?![\w-])"
)
_BRACKETS = frozenset("{[<«")
# Ð, Ɖ, ð, ɖ for Đ, đ: at the head of a word, or at the end of a group of a symbol (NÐ-CP, QÐ-UBND).
_LOOK_ALIKE = late("[\u00d0\u0189](?=[^\\W\\d_]|[-–/.])|(?<=[^\\W\\d_])[\u00d0\u0189]|[\u00f0\u0256]")


@rule("ND-112", ERROR, "Phụ lục I, Phần I, I.4", "Chữ gõ bằng phông TCVN3 hoặc VNI",
      why="Văn bản dùng bộ mã Unicode; chữ gõ bằng phông cũ chỉ đọc được khi máy có phông đó và không tìm kiếm được.",
      wrong="“C¨n cø” với phông .VnTime", right="“Căn cứ” với phông Times New Roman")  # fmt: skip
def legacy_font(facts: Facts, known: Known) -> Iterator[Hit]:
    for font, index in facts.legacy_fonts:
        yield at(
            None,
            facts.paragraphs[index - 1],
            msg("Chữ phông “{phong}” gõ bằng mã cũ (TCVN3/VNI), không phải Unicode.", phong=font),
            msg("Chuyển mã sang Unicode (Unikey, Bộ chuyển mã) rồi kiểm tra lại."),
            _PAPER,
        )


@rule("ND-113", NOTE, "Phụ lục I, Phần I, I.4; TCVN 6909:2001", "Chữ Unicode tổ hợp lẫn dựng sẵn",
      why="Hai cách mã hóa một chữ làm sai tìm kiếm và so khớp; nên thống nhất dựng sẵn (NFC).",
      wrong="“ế” ghép từ e, dấu mũ và dấu sắc", right="“ế” dựng sẵn", sure=CERTAIN)  # fmt: skip
def decomposed_letters(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, paragraph in inked(facts):
        if not unicodedata.is_normalized("NFC", paragraph.text):
            yield at(
                part,
                paragraph,
                msg("{chu} có chữ Unicode tổ hợp.", chu=quote(paragraph.seen, 40)),
                msg("Chuyển sang Unicode dựng sẵn."),
                _PAPER,
            )
            return


@rule("ND-115", WARNING, "Điều 8; Điều 10", "Còn chỗ chưa điền",
      why="Văn bản trình ký, ban hành có đủ số liệu, tên, ngày; chỗ của mẫu còn để lại là chỗ bị quên.",
      wrong="Giao {{don_vi}} thực hiện; [CẦN BỔ SUNG số liệu]; Kế hoạch số XX/KH-BNV",
      right="Giao Phòng Tổng hợp thực hiện")  # fmt: skip
def not_filled_in(facts: Facts, known: Known) -> Iterator[Hit]:
    issued = (part for part in facts.parts if part.role == "chinh" and part.is_issued)
    bodies = frozenset(item.index for part in issued for item in part.body)
    open_ = [
        (part, item)
        for part, item in facts.holding("..", "xx", *signs.DOTTED, *_BRACKETS)
        if (item.index in bodies and (signs.is_dotted(item.seen) or _has_open_day(item.seen)))
        or _LETTERS_FOR_DIGITS.search(item.seen)
        or (_BRACKETS.intersection(item.text) and signs.PLACEHOLDER.search(item.seen))
    ]
    if open_:
        part, first = open_[0]
        yield at(part, first, msg("Còn {so} đoạn có chỗ chưa điền, đầu tiên là {chu}.", so=len(open_),
                                  chu=quote(first.seen)),
                 msg("Điền hoặc bỏ từng chỗ trước khi trình ký."), "Nội dung")  # fmt: skip


def _has_open_day(text: str) -> bool:
    return (".." in text or "…" in text) and _OPEN_DAY.search(text) is not None


def _alike(facts: Facts) -> bool:
    """Whether one of these letters stands anywhere; in most papers none does."""
    every = "".join(item.text for _, item in inked(facts))
    return any(letter in every for letter in signs.ETH)


@rule("ND-116", ERROR, "Phụ lục I, Phần I, I.4; TCVN 6909:2001", "Chữ “Đ” gõ bằng ký tự khác",
      why="Chữ Ð (eth) nhìn giống chữ Đ nhưng là ký tự khác: tìm kiếm, sắp xếp, tách ký hiệu đều sai.",
      wrong="QÐ-UBND (U+00D0)", right="QĐ-UBND (U+0110)")  # fmt: skip
def look_alikes(facts: Facts, known: Known) -> Iterator[Hit]:
    if facts.legacy_fonts or not _alike(facts):
        return
    wrong = [(part, item) for part, item in inked(facts) if _LOOK_ALIKE.search(item.text)]
    if wrong:
        part, first = wrong[0]
        yield at(part, first, msg("{so} đoạn có chữ Ð (U+00D0) thay cho Đ, đầu tiên là {chu}.", so=len(wrong),
                                  chu=quote(first.seen, 40)),
                 msg("Gõ lại chữ Đ bằng bộ gõ Unicode."), _PAPER)  # fmt: skip


RULES = rules_in(globals())
