"""Paper, margins, font, colour, page numbers (mục I)."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache

from msgspec.structs import replace

from generator.checking.paper import signs
from generator.checking.paper.model import Facts, Paragraph, Part, Section
from generator.checking.rules.known import Known
from generator.checking.rules.rule import ERROR, LIKELY, WARNING, Hit, at, once, rule, rules_in
from generator.ooxml.word_formats import RunFormat
from generator.values.findings import Message, msg
from generator.values.patterns import late
from generator.values.text import fold, quote

_TOLERANCE = 0.6  # mm: twips and converters round
_LONG = 7_000  # characters that fill more than two pages whatever the spacing
_PAPER = "Trang giấy"
_FONTS = frozenset({"times new roman", "timesnewroman", "timesnewromanpsmt"})
_DARKEST = 0x40  # of each channel: up to this a colour prints as black
_RED = late(r"[C-F][0-9A-F]([0-3][0-9A-F]){2}")
_LINKS = frozenset({"0000FF", "0563C1", "0000EE", "000080"})


def _sections(facts: Facts) -> Iterator[tuple[Section, Part]]:
    """The sections that hold a part, with the first part in each."""
    done: set[int] = set()
    for part in facts.parts:
        section = facts.section_of(facts.paragraphs[part.first - 1])
        if section.index not in done:
            done.add(section.index)
            yield section, part


SIDES = {"top": msg("trên"), "bottom": msg("dưới"), "left": msg("trái"), "right": msg("phải")}


def _margin_hits(facts: Facts, sides: tuple[str, ...], low: float, high: float) -> Iterator[Hit]:
    for section, part in _sections(facts):
        for side in sides:
            value: float = getattr(section, side)
            if not low - _TOLERANCE <= value <= high + _TOLERANCE:
                yield at(
                    part,
                    None,
                    msg(
                        "Lề {canh} {gia_tri} mm, quy định từ {tu} đến {den} mm.",
                        canh=SIDES[side],
                        gia_tri=f"{value:.1f}".replace(".", ","),
                        tu=f"{low:g}",
                        den=f"{high:g}",
                    ),
                    msg("Đặt lại lề trong Page Setup."),
                    _PAPER,
                )


@rule("ND-101", ERROR, "Phụ lục I, Phần I, I.1", "Khổ giấy không phải A4",
      why="Văn bản hành chính dùng khổ A4 (210 mm x 297 mm).", wrong="Letter 216 mm x 279 mm",
      right="210 mm x 297 mm")  # fmt: skip
def paper_not_a4(facts: Facts, known: Known) -> Iterator[Hit]:
    for section, part in _sections(facts):
        short, long = sorted((section.width, section.height))
        if abs(short - 210) > 1 or abs(long - 297) > 1:
            yield at(
                part,
                None,
                msg("Khổ giấy {rong} × {cao} mm, quy định là A4 (210 × 297 mm).", rong=round(short), cao=round(long)),
                msg("Chọn khổ A4 trong Page Setup."),
                _PAPER,
            )


@rule("ND-102", ERROR, "Phụ lục I, Phần I, I.3", "Lề trên, lề dưới ngoài 20–25 mm",
      why="Cách mép trên và mép dưới 20–25 mm.", wrong="Lề trên 15 mm", right="Lề trên 20 mm")  # fmt: skip
def margins_top_bottom(facts: Facts, known: Known) -> Iterator[Hit]:
    return _margin_hits(_upright(facts), ("top", "bottom"), 20, 25)


@rule("ND-103", ERROR, "Phụ lục I, Phần I, I.3", "Lề trái ngoài 30–35 mm",
      why="Cách mép trái 30–35 mm.", wrong="Lề trái 25 mm", right="Lề trái 30 mm")  # fmt: skip
def margin_left(facts: Facts, known: Known) -> Iterator[Hit]:
    return _margin_hits(_upright(facts), ("left",), 30, 35)


@rule("ND-104", ERROR, "Phụ lục I, Phần I, I.3", "Lề phải ngoài 15–20 mm",
      why="Cách mép phải 15–20 mm.", wrong="Lề phải 25 mm", right="Lề phải 15 mm")  # fmt: skip
def margin_right(facts: Facts, known: Known) -> Iterator[Hit]:
    return _margin_hits(_upright(facts), ("right",), 15, 20)


def _upright(facts: Facts) -> Facts:
    """The facts without annexes on landscape pages: which edge is "left" there, the decree does not say."""
    kept = tuple(
        part
        for part in facts.parts
        if not (part.role == "phu-luc" and facts.section_of(facts.paragraphs[part.first - 1]).landscape)
    )
    return replace(facts, parts=kept)


@rule("ND-105", WARNING, "Phụ lục I, Phần I, I.2", "Văn bản trình bày theo chiều ngang mà không có bảng",
      why="Chỉ văn bản có bảng, biểu không làm thành phụ lục riêng mới được trình bày theo chiều rộng.",
      wrong="Quyết định toàn lời văn trên trang ngang", right="Trang dọc 210 mm x 297 mm", sure=LIKELY)  # fmt: skip
def landscape_without_table(facts: Facts, known: Known) -> Iterator[Hit]:
    for section, part in _sections(facts):
        inside = (item for item in facts.between(part) if part.heading.end < item.index < part.signed_from)
        tabled = any(item.cell is not None for item in inside)
        if section.landscape and part.role != "phu-luc" and not tabled:
            yield at(
                part,
                None,
                msg("Văn bản trình bày theo chiều ngang của giấy nhưng không có bảng, biểu."),
                msg("Chuyển về chiều dọc (Portrait)."),
                _PAPER,
            )


@once
def inked(facts: Facts) -> Iterator[tuple[Part, Paragraph]]:
    """Paragraphs of each part down to the end of its signature that have letters, or none that is seen."""
    return ((part, item) for part, item in facts.judged if item.text.strip())


@once
def _formats(facts: Facts) -> Iterable[RunFormat]:
    """How the letters of all of them look, hidden ones too: a file has hardly more looks than styles."""
    return {id(run.format): run.format for _, item in inked(facts) for run in item.runs}.values()


@rule("ND-106", ERROR, "Phụ lục I, Phần I, I.4", "Phông chữ không phải Times New Roman",
      why="Phông chữ tiếng Việt Times New Roman, Unicode TCVN 6909:2001.", wrong="Arial",
      right="Times New Roman")  # fmt: skip
def wrong_font(facts: Facts, known: Known) -> Iterator[Hit]:
    counts: Counter[str] = Counter()
    first: dict[str, tuple[Part, Paragraph]] = {}
    others = _other_fonts(facts, _formats(facts))
    for part, paragraph in inked(facts) if others else ():
        for font, letters in _set_in(others, paragraph):
            counts[font] += letters
            first.setdefault(font, (part, paragraph))
    for font, letters in counts.items():
        part, paragraph = first[font]
        yield at(
            part,
            paragraph,
            msg("Phông “{phong}” dùng cho {so} chữ cái, quy định là Times New Roman.", phong=font, so=letters),
            msg("Chọn phông Times New Roman cho toàn văn bản."),
            _PAPER,
        )


def _other_fonts(facts: Facts, formats: Iterable[RunFormat]) -> Set[str]:
    """Fonts that the decree does not name; old encodings are another rule's."""
    legacy = dict(facts.legacy_fonts)
    return {one.font for one in formats if one.font and one.font.casefold() not in _FONTS and one.font not in legacy}


def _set_in(fonts: Set[str], paragraph: Paragraph) -> Iterator[tuple[str, int]]:
    """Each run in one of some fonts, with the letters set in it."""
    for run in paragraph.whole.runs:
        text = paragraph.text[run.start : run.end] if run.format.font in fonts else ""
        letters = 0 if signs.is_open(text) else sum(map(str.isalpha, text))
        if letters:
            yield run.format.font, letters


@rule("ND-107", ERROR, "Phụ lục I, Phần I, I.4", "Chữ không phải màu đen",
      why="Chữ trong văn bản màu đen; chỉ dấu chỉ mức độ khẩn, mật là màu đỏ tươi (III.2.b).",
      wrong="Chữ màu đỏ", right="Chữ màu đen (Automatic)")  # fmt: skip
def wrong_color(facts: Facts, known: Known) -> Iterator[Hit]:
    black = all(_prints_black(one.color) for one in _formats(facts))
    for part, paragraph in () if black else inked(facts):
        for run in paragraph.whole.runs:
            color = run.format.color
            link = color in _LINKS and run.format.underline
            due = (
                _prints_black(color)
                or link
                or (_RED.fullmatch(color) and fold(paragraph.seen) in signs.STAMPS | signs.DRAFT)
            )
            if not due and any(map(str.isalpha, paragraph.text[run.start : run.end])):
                yield at(
                    part,
                    paragraph,
                    msg("{chu} có màu #{mau}, quy định màu đen.", chu=quote(paragraph.seen, 40), mau=color),
                    msg("Đặt màu chữ Automatic hoặc đen."),
                    _PAPER,
                )
                return


@lru_cache(maxsize=64)
def _prints_black(color: str) -> bool:
    """Whether a colour cannot be told from black on paper; "" is automatic."""
    channels = re.findall(r"[0-9A-F]{2}", color) if color else ()
    return not color or (len(channels) == 3 and all(int(channel, 16) <= _DARKEST for channel in channels))


def _first_pages(facts: Facts) -> Iterator[tuple[Part, Section]]:
    for part in facts.parts:
        if part.role != "phu-luc":
            yield part, facts.section_of(facts.paragraphs[part.first - 1])


@rule("ND-108", ERROR, "Phụ lục I, Phần I, I.7", "Văn bản nhiều trang không có số trang",
      why="Số trang được đánh từ số 1 bằng chữ số Ả Rập.", wrong="Văn bản 5 trang, đầu trang để trống",
      right="2, 3, 4 ở giữa lề trên", sure=LIKELY)  # fmt: skip
def no_page_number(facts: Facts, known: Known) -> Iterator[Hit]:
    length = sum(len(item.text) for item in facts.paragraphs)
    if length > _LONG and facts.parts and not any(item.number for item in facts.sections):
        yield at(
            facts.parts[0],
            None,
            msg("Văn bản dài hơn một trang nhưng không đánh số trang."),
            msg("Chèn số trang ở giữa lề trên, không hiện ở trang đầu."),
            _PAPER,
        )


@rule("ND-109", ERROR, "Phụ lục I, Phần I, I.7", "Số trang không ở giữa lề trên",
      why="Số trang đặt canh giữa theo chiều ngang trong phần lề trên.", wrong="Số trang ở góc phải chân trang",
      right="Số trang ở giữa đầu trang")  # fmt: skip
def page_number_place(facts: Facts, known: Known) -> Iterator[Hit]:
    for section, part in _sections(facts):
        number = section.number
        if number is None:
            continue
        if number.where == "footer" or number.alignment not in ("center", "unknown"):
            yield at(
                part,
                None,
                msg(
                    "Số trang đặt ở {cho}, quy định canh giữa trong lề trên.",
                    cho=msg("chân trang") if number.where == "footer" else msg("đầu trang nhưng không canh giữa"),
                ),
                msg("Chèn số trang vào giữa phần đầu trang (Header)."),
                _PAPER,
            )
            return


@rule("ND-110", ERROR, "Phụ lục I, Phần I, I.7", "Số trang hiện ở trang thứ nhất",
      why="Không hiển thị số trang thứ nhất.", wrong="Số 1 ở đầu trang đầu", right="Trang đầu không có số")  # fmt: skip
def first_page_number_shown(facts: Facts, known: Known) -> Iterator[Hit]:
    done: set[int] = set()
    for part, section in _first_pages(facts):
        opens = section.index not in done and _opens_section(facts, part)
        done.add(section.index)
        if opens and section.first_number is not None and (part is facts.main or section.restarts):
            yield at(
                part,
                None,
                msg("Số trang hiển thị cả ở trang thứ nhất."),
                msg("Bật “Different First Page” và để trống đầu trang thứ nhất."),
                _PAPER,
            )


def _opens_section(facts: Facts, part: Part) -> bool:
    before = facts.paragraphs[: part.first - 1]
    section = facts.paragraphs[part.first - 1].section
    return all(item.section != section or not item.text.strip() for item in before[-20:])


@rule("ND-111", ERROR, "Phụ lục I, Phần I, I.7", "Số trang sai cỡ chữ hoặc kiểu chữ",
      why="Số trang cỡ chữ 13 đến 14, kiểu chữ đứng.", wrong="Số trang cỡ 11, nghiêng",
      right="Số trang cỡ 14, đứng")  # fmt: skip
def page_number_look(facts: Facts, known: Known) -> Iterator[Hit]:
    for section, part in _sections(facts):
        number = section.number
        if number is not None and (not 13 <= number.format.size <= 14 or number.format.italic or number.format.bold):
            yield at(part, None, _number_look(number.format.size, number.format.italic, number.format.bold),
                     msg("Đặt số trang cỡ 13–14, kiểu chữ đứng, không đậm."), _PAPER)  # fmt: skip
            return


def _number_look(size: float, italic: bool, bold: bool) -> Message:
    return msg(
        "Số trang cỡ {co}{kieu}, quy định cỡ 13 đến 14, kiểu chữ đứng, không đậm.",
        co=f"{size:g}".replace(".", ","),
        kieu=msg(", chữ nghiêng") if italic else msg(", chữ đậm") if bold else "",
    )


@rule("ND-114", ERROR, "Phụ lục I, Phần I, I.4", "Phông chữ của chú thích không phải Times New Roman",
      why="Phông chữ dùng cho toàn văn bản, chú thích cuối trang cũng vậy.", wrong="Chú thích phông Calibri",
      right="Chú thích phông Times New Roman")  # fmt: skip
def wrong_font_in_note(facts: Facts, known: Known) -> Iterator[Hit]:
    for note in facts.notes:
        for font, _ in _set_in(_other_fonts(facts, (run.format for run in note.runs)), note):
            yield at(
                None,
                note,
                msg(
                    "Chú thích {chu} có phông “{phong}”, quy định là Times New Roman.",
                    chu=quote(note.seen, 40),
                    phong=font,
                ),
                msg("Đổi kiểu (style) Footnote Text sang Times New Roman."),
                _PAPER,
            )
            return


RULES = rules_in(globals())
