"""Size, weight, slope and case of the elements of the form: one table, from which the rules are made (mục V)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from generator.checking.paper import signs
from generator.checking.paper.closing import is_archive
from generator.checking.paper.model import Facts, Line, Part
from generator.checking.rules.known import Known
from generator.checking.rules.rule import CERTAIN, ERROR, Hit, Rule, at
from generator.values.findings import Severity, msg
from generator.values.text import quote

Lines = Callable[[Part], Iterable[Line | None]]


class Element(Struct, frozen=True):
    """An element of the form and how mục V wants it: sizes, bold, and italic (None: not judged), capitals."""

    code: str
    name: str
    lines: Lines
    clause: str
    sizes: tuple[float, float]
    bold: bool
    italic: bool | None
    upper: bool | None
    example: str
    severity: Severity = ERROR


def _signer_titles(part: Part) -> Iterator[Line]:
    for signer in part.signers:
        yield from signer.titles


def _said_to(part: Part) -> Iterator[Line]:
    """Those addressed under "Kính gửi"; of the line "… điện:" of a công điện the decree says no look."""
    return (line for line in part.addressees if not signs.WIRED.match(line.text))


ELEMENTS = (
    Element("ND-20", "Quốc hiệu", lambda p: [p.heading.motto], "II.1.a", (12, 13), True, False, True,
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    Element("ND-21", "Tiêu ngữ", lambda p: [p.heading.creed], "II.1.b", (13, 14), True, False, False,
            "Độc lập - Tự do - Hạnh phúc"),
    Element("ND-22", "Tên cơ quan chủ quản", lambda p: p.heading.parents, "II.2.b", (12, 13), False, False, True,
            "BỘ NỘI VỤ"),
    Element("ND-23", "Tên cơ quan ban hành", lambda p: p.heading.agency, "II.2.b", (12, 13), True, False, True,
            "CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC"),
    Element("ND-30", "Số, ký hiệu", lambda p: [p.heading.number], "II.3.c", (13, 13), False, False, None,
            "Số: 15/QĐ-BNV"),
    Element("ND-31", "Địa danh và thời gian", lambda p: [p.heading.dated], "II.4.c", (13, 14), False, True, False,
            "Hà Nội, ngày 05 tháng 01 năm 2020"),
    Element("ND-40", "Tên loại", lambda p: [p.heading.kind_line] if p.role != "phu-luc" else [], "II.5.b", (13, 14),
            True, False, True, "QUYẾT ĐỊNH"),
    Element("ND-41", "Trích yếu", lambda p: p.heading.subject if p.role != "phu-luc" else (), "II.5.b", (13, 14),
            True, False, False, "Về công tác phòng, chống lụt bão"),
    Element("ND-42", "Trích yếu công văn", lambda p: p.heading.about, "II.5.b", (12, 13), False, False, False,
            "V/v nâng bậc lương năm 2019"),
    Element("ND-43", "Thẩm quyền ban hành", lambda p: p.heading.authority, "Phụ lục III, Mẫu 1.2, 1.3", (13, 14),
            True, False, None, "BỘ TRƯỞNG BỘ NỘI VỤ"),
    Element("ND-44", "Dòng “QUYẾT ĐỊNH:”", lambda p: [p.resolution], "Phụ lục III, Mẫu 1.1–1.3", (13, 14), True,
            False, True, "QUYẾT ĐỊNH:"),
    Element("ND-50", "Căn cứ", lambda p: p.bases, "II.6.a", (13, 14), False, True, False,
            "Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;"),
    Element("ND-80", "Quyền hạn, chức vụ người ký", _signer_titles, "II.7.đ", (13, 14), True, False, True,
            "KT. BỘ TRƯỞNG"),
    Element("ND-81", "Họ tên người ký", lambda p: [s.name for s in p.signers], "II.7.đ", (13, 14), True, False, False,
            "Nguyễn Văn A"),
    Element("ND-90", "“Nơi nhận:”", lambda p: [p.recipients_word], "II.9.d", (12, 12), True, True, False,
            "Nơi nhận:"),
    Element("ND-91", "Danh sách nơi nhận", lambda p: p.recipients, "II.9.d", (11, 11), False, False, False,
            "- Như trên;"),
    Element("ND-92", "Kính gửi", _said_to, "II.9.d", (13, 14), False, False, False,
            "Kính gửi: Bộ Nội vụ"),
    Element("ND-95", "“Phụ lục” và số thứ tự", lambda p: [p.heading.kind_line] if p.role == "phu-luc" else [],
            "III.1.b", (14, 14), True, False, False, "Phụ lục I"),
    Element("ND-96", "Tên phụ lục", lambda p: p.heading.subject if p.role == "phu-luc" else (), "III.1.b", (13, 14),
            True, False, True, "BẢNG CHỮ VIẾT TẮT"),
    Element("ND-97", "Dòng “(Kèm theo …)”", lambda p: p.heading.attached_note, "III.1.c", (13, 14), False, True, False,
            "(Kèm theo Quyết định số 15/QĐ-BNV ngày 05 tháng 01 năm 2020 của Bộ Nội vụ)"),
)  # fmt: skip


def _size(element: Element) -> Rule:
    low, high = element.sizes
    allowed = msg("{cuoi}", cuoi=f"{low:g}") if low == high else msg("{tu} đến {den}", tu=f"{low:g}", den=f"{high:g}")

    def look(facts: Facts, known: Known) -> Iterator[Hit]:
        for part, line in _judged(facts, element):
            if line.size is not None and not low <= line.size <= high:
                yield at(
                    part,
                    line,
                    msg(
                        "{chu}: cỡ chữ {co}, quy định là {dung}.",
                        chu=quote(line.text),
                        co=_point(line.size),
                        dung=allowed,
                    ),
                    msg("Đặt cỡ chữ {dung}.", dung=allowed),
                    element.name,
                )

    return _rule(element, "1", "sai cỡ chữ", f"Cỡ chữ quy định là {allowed}.", f"{element.example} (cỡ {high + 3:g})",
                 f"{element.example} (cỡ {high:g})", look)  # fmt: skip


def _style(element: Element) -> Rule:
    slant = msg("nghiêng") if element.italic else msg("đứng")
    weight = msg("đậm") if element.bold else msg("không đậm")
    wanted = msg("{truoc}, {cuoi}", truoc=slant, cuoi=weight)

    def look(facts: Facts, known: Known) -> Iterator[Hit]:
        for part, line in _judged(facts, element):
            bold, italic = line.share("bold") > 0.5, line.share("italic") > 0.5
            off = bold != element.bold or (element.italic is not None and italic != element.italic)
            if off and any(map(str.isalpha, line.text)):
                yield at(
                    part,
                    line,
                    msg("{chu}: kiểu chữ chưa đúng, quy định là {dung}.", chu=quote(line.text), dung=wanted),
                    msg("Đặt kiểu chữ {dung}.", dung=wanted),
                    element.name,
                )

    return _rule(element, "2", "sai kiểu chữ", f"Kiểu chữ quy định là {wanted}.", f"{element.example} (kiểu khác)",
                 f"{element.example} ({wanted})", look)  # fmt: skip


def _case(element: Element) -> Rule:
    wanted = msg("in hoa") if element.upper else msg("in thường")

    def look(facts: Facts, known: Known) -> Iterator[Hit]:
        for part, line in _judged(facts, element):
            text = line.text
            letters = sum(map(str.isalpha, text))
            caps = all(run.format.caps for run in line.runs) and bool(line.runs)
            upper = signs.is_upper(text) or caps
            if letters > 3 and upper != element.upper and not (not element.upper and letters < 12 and is_archive(line)):
                yield at(
                    part,
                    line,
                    msg("{chu}: phải trình bày bằng chữ {dung}.", chu=quote(text), dung=wanted),
                    msg("Gõ lại bằng chữ {dung}.", dung=wanted),
                    element.name,
                )

    example = element.example
    return _rule(element, "3", f"không {wanted}", f"Trình bày bằng chữ {wanted}.",
                 example.upper() if not element.upper else example.capitalize(), example, look)  # fmt: skip


def _rule(
    element: Element,
    digit: str,
    title: str,
    why: str,
    wrong: str,
    right: str,
    look: Callable[[Facts, Known], Iterator[Hit]],
) -> Rule:
    clause = element.clause if element.clause.startswith("Phụ lục") else f"Phụ lục I, Phần I, {element.clause}; mục V"
    basis = f"NĐ 30/2020/NĐ-CP, {clause}"
    return Rule(
        f"{element.code}{digit}",
        element.severity,
        f"{element.name}: {title}",
        basis,
        why,
        wrong,
        right,
        CERTAIN,
        lambda facts, known: _first_of_each_part(look(facts, known)),
    )


def _first_of_each_part(hits: Iterable[Hit]) -> Iterator[Hit]:
    """One hit where an element of several lines is wrong in all of them."""
    return (next(group) for _, group in groupby(hits, key=lambda hit: hit.part))


def _judged(facts: Facts, element: Element) -> Iterator[tuple[Part, Line]]:
    for part in facts.parts:
        for line in element.lines(part):
            if line is not None and line.text and any(map(str.isalnum, line.text)):
                yield part, line


def _point(size: float) -> str:
    return f"{size:g}".replace(".", ",")


RULES = tuple(
    make(element) for element in ELEMENTS for make in (_size, _style, *(() if element.upper is None else (_case,)))
)
