"""Number and symbol, place and date (II.3, II.4)."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from generator.checking.paper import signs
from generator.checking.paper.model import DateLine, Facts, Line, Part, Symbol, text_of
from generator.checking.rules.known import TWO_LEVELS, Known
from generator.checking.rules.rule import ERROR, LIKELY, WARNING, Hit, at, rule, rules_in
from generator.facts.danh_muc import agencies
from generator.facts.kinds import traits
from generator.values.findings import msg
from generator.values.patterns import late
from generator.values.text import KEPT_CASE, fold, quote

_NUMBER = "Số, ký hiệu"
_DATE = "Địa danh và thời gian"
_SOON = timedelta(days=31)  # a date may be typed ahead of the day it is signed
_FARTHEST = date(2100, 1, 1)  # where the day of checking is not told
# Spaces around the marks, a dash for the hyphen, a stroke between two groups of letters.
_BADLY_JOINED = late(r"/\s|\S\s+-|-\s+\S|[–—_]|\d\s+/|\d/[^/]*[A-ZĐ]/[A-ZĐ]")
_YEAR = late(r"(19|20)\d\d\s*/")
# Abbreviations that every province uses for the same body.
_BODIES = {
    "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "SNV": "Sở Nội vụ", "STP": "Sở Tư pháp",
    "STC": "Sở Tài chính", "SYT": "Sở Y tế", "SCT": "Sở Công Thương", "SXD": "Sở Xây dựng",
    "SGDĐT": "Sở Giáo dục và Đào tạo", "SKHCN": "Sở Khoa học và Công nghệ", "SNNMT": "Sở Nông nghiệp và Môi trường",
}  # fmt: skip
# To whom a document goes: a committee, a party committee of districts, or of one with its name.
_OF_DISTRICTS = late(
    r"(?:(?:ủy ban|uỷ ban|hội đồng) nhân dân|UBND|HĐND)(?: các)? (?:huyện|quận|thị xã|thị trấn)\b",
    re.IGNORECASE,
)
# The commune that an office is of, or belongs to (folded).
_COMMUNE = late(r"(?:uy ban|hoi dong) nhan dan (?:xa|phuong|dac khu) (?P<name>.+)")
# Where every ministry sits; those of the army and the police write places by rules of their own (II.4.a).
_CAPITAL = "ha noi"
_OWN_PLACES = frozenset({"bo-quoc-phong", "bo-cong-an"})
_SHORT_PLACE = late(r"(?:T|TP|Tp|P|X|Q|H|TX|TT)\. ?[A-ZĐÀ-Ỹ]|[BCDĐGHKLMNPQRSTVX]{2,5}$")
_DISTRICT = late(r"\b(huyện|quận|thị xã|thị trấn)\s+\S", re.IGNORECASE)


def _numbered(facts: Facts) -> Iterator[tuple[Part, Line, Symbol]]:
    for part in facts.parts:
        head = part.heading
        if head.number is not None and head.symbol is not None:
            yield part, head.number, head.symbol


def _dated(facts: Facts) -> Iterator[tuple[Part, Line, DateLine]]:
    for part in facts.parts:
        head = part.heading
        if head.dated is not None and head.date_line is not None:
            yield part, head.dated, head.date_line


@rule("ND-304", ERROR, "Phụ lục I, Phần I, II.3", "Thiếu số, ký hiệu",
      why="Dưới tên cơ quan ban hành là số, ký hiệu của văn bản; bản nháp để trống chỗ số.", wrong="(không có dòng Số)",
      right="Số:      /QĐ-BNV", sure=LIKELY)  # fmt: skip
def number_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        numbered = part.role == "chinh" and not traits(part.kind).personal
        if numbered and part.heading.stands and part.heading.number is None:
            where = part.heading.agency[-1] if part.heading.agency else part.heading.motto
            yield at(part, where, msg("Không thấy số, ký hiệu văn bản."),
                     msg("Thêm dòng “Số:      /…” dưới tên cơ quan; chưa có số thì để trống."), _NUMBER)  # fmt: skip
        elif numbered and part.heading.number is not None and re.fullmatch(r"\D+\d+", part.heading.number.text):
            yield at(part, part.heading.number, msg("{chu}: không có ký hiệu.", chu=quote(part.heading.number.text)),
                     msg("Ghi ký hiệu sau số: “/”, tên loại, tên cơ quan viết tắt."), _NUMBER)  # fmt: skip


@rule("ND-305", ERROR, "Phụ lục I, Phần I, II.3.c", "Sau “Số” không có dấu hai chấm, hoặc “Số” viết sai",
      why="Từ “Số” bằng chữ in thường, sau có dấu hai chấm.", wrong="SỐ 15/QĐ-BNV; Số : 15/QĐ-BNV",
      right="Số: 15/QĐ-BNV")  # fmt: skip
def number_word(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line, symbol in _numbered(facts):
        if symbol.word.rstrip(": ") != "Số" or not symbol.colon or line.text.startswith("Số :"):
            yield at(part, line, msg("{chu}: phải bắt đầu bằng “Số:”.", chu=quote(line.text)),
                     msg("Viết “Số:” rồi đến số và ký hiệu."), _NUMBER)  # fmt: skip


@rule("ND-306", ERROR, "Phụ lục I, Phần I, II.3.c", "Số nhỏ hơn 10 không có số 0 phía trước",
      why="Với những số nhỏ hơn 10 phải ghi thêm số 0 phía trước.", wrong="Số: 5/QĐ-BNV",
      right="Số: 05/QĐ-BNV")  # fmt: skip
def number_zero(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line, symbol in _numbered(facts):
        digits = symbol.number
        if digits.isdigit() and (len(digits) == 1 or (digits.startswith("0") and int(digits) > 9)):
            yield at(part, line, msg("Số “{so}”: phải viết “{dung}”.", so=digits, dung=f"{int(digits):02d}"),
                     msg("Thêm số 0 trước số nhỏ hơn 10, không thêm trước số khác."), _NUMBER)  # fmt: skip


@rule("ND-307", ERROR, "Phụ lục I, Phần I, II.3.c", "Ký hiệu có cách chữ hoặc sai dấu nối",
      why="Giữa số và ký hiệu có dấu gạch chéo, giữa các nhóm chữ viết tắt có gạch nối, không cách chữ.",
      wrong="Số: 15/ QĐ – BNV", right="Số: 15/QĐ-BNV")  # fmt: skip
def symbol_marks(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line, symbol in _numbered(facts):
        if signs.is_open(symbol.symbol):
            continue
        spaced = _BADLY_JOINED.search(line.text.partition(":")[2] or line.text)
        if spaced and not (symbol.open and spaced[0].strip() == "/"):
            yield at(part, line, msg("{chu}: ký hiệu phải viết liền, nối bằng “-”.", chu=quote(line.text)),
                     msg("Bỏ khoảng trắng quanh “/” và “-”, dùng gạch nối ngắn."), _NUMBER)  # fmt: skip


@rule("ND-308", ERROR, "Phụ lục III, mục I", "Chữ viết tắt tên loại trong ký hiệu không khớp tên loại",
      why="Ký hiệu gồm chữ viết tắt tên loại theo bảng ở Phụ lục III và chữ viết tắt tên cơ quan.",
      wrong="KẾ HOẠCH, Số: 15/QĐ-BNV", right="KẾ HOẠCH, Số: 15/KH-BNV")  # fmt: skip
def symbol_against_kind(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line, symbol in _numbered(facts):
        kind = traits(part.kind)
        if not kind.abbreviation or signs.is_open(symbol.symbol) or not symbol.symbol.strip("0123456789 "):
            continue
        written = re.split(r"[-–_/\s]", _YEAR.sub("", signs.with_d(symbol.symbol.strip())))[0]
        if written.casefold() != kind.abbreviation.casefold():
            yield at(
                part,
                line,
                msg("“{ky_hieu}” không phải chữ viết tắt của {loai}: phải là “{dung}”.",
                    ky_hieu=written, loai=kind.name, dung=kind.abbreviation),
                msg("Sửa ký hiệu, hoặc sửa tên loại."),
                _NUMBER,
            )  # fmt: skip


@rule("ND-309", ERROR, "Phụ lục I, Phần I, II.3.c; Phụ lục III, mục I", "Ký hiệu không viết hoa đúng",
      why="Ký hiệu bằng chữ in hoa, trừ chữ thường sẵn có trong QyĐ, CTr, TTr, TrS, TTg.", wrong="Số: 15/qđ-bnv",
      right="Số: 15/QĐ-BNV")  # fmt: skip
def symbol_case(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line, symbol in _numbered(facts):
        groups = re.findall(r"[^\W\d_]+", "" if signs.is_open(symbol.symbol) else symbol.symbol)
        own = traits(part.kind).abbreviation
        miscased = groups[:1] if groups and groups[0] != own and groups[0].casefold() == own.casefold() else []
        # Symbols of one's own choosing may hold small letters (II.3.b): only a group all in small letters is wrong.
        wrong = miscased or [group for group in groups if group.islower() and group not in KEPT_CASE]
        if wrong:
            yield at(part, line, msg("“{nhom}” trong ký hiệu chưa viết hoa đúng.", nhom=wrong[0]),
                     msg("Viết hoa ký hiệu theo bảng chữ viết tắt."), _NUMBER)  # fmt: skip


@rule("ND-310", ERROR, "Phụ lục I, Phần I, II.3", "Ký hiệu văn bản hành chính có năm ban hành",
      why="Ký hiệu gồm chữ viết tắt tên loại và tên cơ quan; năm ban hành chỉ có trong ký hiệu văn bản quy phạm.",
      wrong="Số: 2114/2025/TTr-SNV", right="Số: 2114/TTr-SNV")  # fmt: skip
def symbol_with_year(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line, symbol in _numbered(facts):
        if _YEAR.match(symbol.symbol):
            yield at(part, line, msg("{chu}: ký hiệu văn bản hành chính không ghi năm.", chu=quote(line.text)),
                     msg("Bỏ năm khỏi số, ký hiệu."), _NUMBER)  # fmt: skip


@rule("ND-322", ERROR, "Phụ lục III, mục I, Mẫu 1.5", "Ký hiệu công văn có “CV”",
      why="Công văn không có chữ viết tắt tên loại: ký hiệu là chữ viết tắt cơ quan và đơn vị soạn thảo.",
      wrong="Số: 05/CV-BNV", right="Số: 05/BNV-VP")  # fmt: skip
def letter_symbol(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line, symbol in _numbered(facts):
        if part.heading.kind_line is None and re.match(r"CV\s*[-–]", symbol.symbol, re.IGNORECASE):
            yield at(part, line, msg("{chu}: ký hiệu công văn không ghi “CV”.", chu=quote(line.text)),
                     msg("Ghi chữ viết tắt cơ quan, đơn vị soạn thảo."), _NUMBER)  # fmt: skip


@rule("ND-323", ERROR, "Phụ lục I, Phần I, II.3.b", "Ký hiệu là của cơ quan khác",
      why="Ký hiệu ghi chữ viết tắt của chính cơ quan ban hành.", wrong="BỘ TÀI CHÍNH, Số: 15/QĐ-BNV",
      right="BỘ TÀI CHÍNH, Số: 15/QĐ-BTC", sure=LIKELY)  # fmt: skip
def symbol_against_agency(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line, symbol in _numbered(facts):
        agency = text_of((*part.heading.parents, *part.heading.agency))
        other = "" if signs.is_open(symbol.symbol + agency) else _other_agency(symbol.symbol, agency, part)
        if other:
            yield at(part, line, msg("{chu}: ký hiệu là của {khac}, đầu văn bản ghi {co_quan}.",
                                     chu=quote(line.text), khac=quote(other),
                                     co_quan=quote(text_of(part.heading.agency))),
                     msg("Sửa ký hiệu hoặc tên cơ quan ban hành."), _NUMBER)  # fmt: skip


def _other_agency(symbol: str, agency: str, part: Part) -> str:
    """Whose symbol it is where that is plainly not the agency of the heading; "" where nothing is certain."""
    groups = re.findall(r"[^\W\d_]+", signs.with_d(symbol))
    own = f" {fold(agency)} "
    council, committee = " hoi dong nhan dan " in own or " hdnd " in own, " uy ban nhan dan " in own or " ubnd " in own
    if "UBND" in groups and own.strip() and not committee and not council:
        return "Ủy ban nhân dân"
    issuer = fold(text_of(part.heading.agency))
    if groups[1:2] == ["UBND"] and issuer.startswith("hoi dong nhan dan "):
        return "Ủy ban nhân dân"
    if groups[1:2] == ["HĐND"] and issuer.startswith("uy ban nhan dan "):
        return "Hội đồng nhân dân"
    if groups[1:2] == ["HĐND"] and own.strip() and not council:
        return "Hội đồng nhân dân"
    if own_line := _other_than_department(groups, part):
        return own_line
    record = agencies().by_symbol(groups[-1]) if groups and part.kind else None
    names = (record.name, *record.aliases, *(old.name for old in record.former)) if record is not None else ()
    ministry = fold(agency).startswith("bo ") and record is not None and record.level == "bo"
    return record.name if ministry and record and not any(fold(name) in fold(agency) for name in names) else ""


def _other_than_department(groups: list[str], part: Part) -> str:
    """Whose symbol a department (sở) bears: its committee's, or another department's; "" where it may be its own."""
    agency = fold(text_of(part.heading.agency)).split()
    if agency[:1] != ["so"] or not groups:
        return ""
    named = groups[1:2] if groups[0] == traits(part.kind).abbreviation else groups[:1]
    symbol = named[0] if named else ""
    # SNV is Sở Nội vụ, and where it says so Sở Ngoại vụ.
    words = [word for word in agency if word != "va"]
    initials = ("".join(word[0] for word in agency), "".join(word[0] for word in words), "s" + "".join(words[1:]))
    if any(letters.startswith(fold(symbol)) for letters in initials):
        return ""
    name = _BODIES.get(symbol, "")
    return "" if fold(name) in " ".join(agency) else name


@rule("ND-314", ERROR, "Phụ lục I, Phần I, II.4", "Thiếu địa danh và thời gian ban hành",
      why="Cùng dòng với số, ký hiệu là địa danh và thời gian (trừ biên bản, theo Mẫu 1.9).",
      wrong="(không có dòng ngày tháng)", right="Hà Nội, ngày 05 tháng 01 năm 2020", sure=LIKELY)  # fmt: skip
def date_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        head = part.heading
        if part.role == "chinh" and head.stands and head.dated is None and traits(part.kind).dated:
            yield at(part, head.creed or head.motto, msg("Không thấy địa danh và thời gian ban hành viết đầy đủ."),
                     msg("Thêm dòng “…, ngày … tháng … năm …” dưới Tiêu ngữ."), _DATE)  # fmt: skip


@rule("ND-842", ERROR, "Phụ lục I, Phần I, II.4.c; Phụ lục III", "“Ngày”, “Tháng”, “Năm” viết hoa ở dòng thời gian",
      why="Sau địa danh và dấu phẩy là “ngày … tháng … năm …” bằng chữ in thường.",
      wrong="Hà Nội, Ngày 05 tháng 5 năm 2025", right="Hà Nội, ngày 05 tháng 5 năm 2025")  # fmt: skip
def date_words_capital(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        line = part.heading.dated
        word = re.search(r"(?<=\S\s)(Ngày|Tháng|Năm)\b", line.text) if line is not None else None
        if line is not None and word is not None:
            yield at(part, line, msg("{chu}: “{tu}” phải viết thường.", chu=quote(line.text), tu=word[0]),
                     msg("Viết “ngày … tháng … năm …”."), _DATE)  # fmt: skip


@rule("ND-315", ERROR, "Phụ lục I, Phần I, II.4.b", "Ngày nhỏ hơn 10 không có số 0",
      why="Số chỉ ngày nhỏ hơn 10 phải ghi thêm số 0 phía trước.", wrong="ngày 5 tháng 6 năm 2024",
      right="ngày 05 tháng 6 năm 2024")  # fmt: skip
def day_zero(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line, written in _dated(facts):
        if len(written.day) == 1:
            yield at(part, line, msg("Ngày “{so}”: phải viết “0{so}”.", so=written.day),
                     msg("Thêm số 0 trước ngày nhỏ hơn 10."), _DATE)  # fmt: skip


@rule("ND-316", ERROR, "Phụ lục I, Phần I, II.4.b", "Số 0 trước tháng sai",
      why="Chỉ tháng 1 và tháng 2 thêm số 0 phía trước; tháng 3 đến tháng 9 không thêm.",
      wrong="ngày 15 tháng 04 năm 2024; ngày 15 tháng 1 năm 2024",
      right="ngày 15 tháng 4 năm 2024; ngày 15 tháng 01 năm 2024")  # fmt: skip
def month_zero(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line, written in _dated(facts):
        if not written.month or not 1 <= int(written.month) <= 12:
            continue
        month = int(written.month)
        right = f"{month:02d}" if month < 3 else str(month)
        if written.month != right:
            yield at(part, line, msg("Tháng “{so}”: phải viết “{dung}”.", so=written.month, dung=right),
                     msg("Thêm số 0 trước tháng 1, 2; không thêm trước tháng 3 đến 9."), _DATE)  # fmt: skip


@rule("ND-317", ERROR, "Phụ lục I, Phần I, II.4.b", "Ngày không có trong lịch",
      why="Thời gian ban hành là ngày, tháng, năm có thật.", wrong="ngày 31 tháng 6 năm 2024",
      right="ngày 30 tháng 6 năm 2024")  # fmt: skip
def no_such_day(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line, written in _dated(facts):
        if written.day and written.month and written.year and written.date is None:
            yield at(part, line, msg("{chu}: không có ngày này trong lịch.", chu=quote(line.text)),
                     msg("Kiểm tra lại ngày, tháng, năm."), _DATE)  # fmt: skip


@rule("ND-318", ERROR, "Phụ lục I, Phần I, II.4.c", "Sau địa danh không có dấu phẩy",
      why="Sau địa danh có dấu phẩy.", wrong="Hà Nội ngày 05 tháng 01 năm 2020",
      right="Hà Nội, ngày 05 tháng 01 năm 2020")  # fmt: skip
def place_comma(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line, written in _dated(facts):
        if written.place and not written.comma:
            yield at(part, line, msg("Sau địa danh “{ten}” thiếu dấu phẩy.", ten=written.place),
                     msg("Thêm dấu phẩy sau địa danh."), _DATE)  # fmt: skip


@rule("ND-319", ERROR, "Phụ lục I, Phần I, II.4.c", "Địa danh không viết hoa",
      why="Các chữ cái đầu của địa danh phải viết hoa.", wrong="hà nội, ngày 05 tháng 01 năm 2020",
      right="Hà Nội, ngày 05 tháng 01 năm 2020")  # fmt: skip
def place_case(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line, written in _dated(facts):
        words = written.place.split() if fold(written.place) in known.provinces else [written.place[:1]]
        if any(word[:1].isalpha() and not word[:1].isupper() for word in words):
            yield at(part, line, msg("Địa danh “{ten}” phải viết hoa chữ cái đầu.", ten=written.place),
                     msg("Viết hoa chữ cái đầu của địa danh."), _DATE)  # fmt: skip


@rule("ND-320", WARNING, "Phụ lục I, Phần I, II.4.a; mục V", "Địa danh không ghi đầy đủ",
      why="Địa danh là tên gọi chính thức, không viết tắt; đặt theo tên người thì ghi cả đơn vị hành chính.",
      wrong="TP. Hồ Chí Minh, ngày …",
      right="Thành phố Hồ Chí Minh, ngày …")  # fmt: skip
def place_in_full(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line, written in _dated(facts):
        short = fold(written.place).removeprefix("tp ")
        full = fold(written.place) == "thanh pho ho chi minh"
        if (not full and short in ("ho chi minh", "hcm", "tphcm", "tp hcm")) or _SHORT_PLACE.match(written.place):
            yield at(part, line, msg("Địa danh “{ten}” phải ghi đầy đủ.", ten=written.place),
                     msg("Viết đầy đủ tên gọi, như “Thành phố Hồ Chí Minh”."), _DATE)  # fmt: skip


@rule("ND-324", ERROR, "Phụ lục I, Phần I, II.4.a", "Địa danh là của nơi khác",
      why="Địa danh là tên đơn vị hành chính nơi cơ quan đóng trụ sở.", wrong="UBND TỈNH CAO BẰNG … Hà Nội, ngày …",
      right="UBND TỈNH CAO BẰNG … Cao Bằng, ngày …", sure=LIKELY)  # fmt: skip
def place_of_another(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line, written in _dated(facts):
        agency = f"{fold(text_of((*part.heading.parents, *part.heading.agency)))} "
        place = fold(written.place).removeprefix("tp ").removeprefix("thanh pho ").removeprefix("tinh ")
        own = [name for name in known.provinces if f" tinh {name} " in agency or f" thanh pho {name} " in agency]
        commune = _COMMUNE.search(agency)
        abroad = commune is not None and not own and place in known.provinces and place not in commune["name"]
        own = own or [_CAPITAL] * _is_ministry(part)
        if abroad or (len(own) == 1 and place in known.provinces and place != own[0]):
            yield at(part, line, msg("Địa danh “{ten}” không phải của {co_quan}.", ten=written.place,
                                     co_quan=quote(text_of((*part.heading.parents, *part.heading.agency)))),
                     msg("Ghi địa danh nơi cơ quan đóng trụ sở."), _DATE)  # fmt: skip


def _is_ministry(part: Part) -> bool:
    """Whether a ministry itself issues: a unit of it may sit elsewhere."""
    record = None if part.heading.parents else agencies().find(text_of(part.heading.agency))
    return record is not None and record.level in ("bo", "ngang-bo") and record.key not in _OWN_PLACES


@rule("ND-325", WARNING, "Phụ lục I, Phần I, II.4.b", "Ngày ban hành ở tương lai",
      why="Thời gian ban hành là ngày văn bản được ký; ngày chưa tới là ngày gõ nhầm.",
      wrong="ngày 05 tháng 01 năm 2062", right="ngày 05 tháng 01 năm 2026", sure=LIKELY)  # fmt: skip
def day_to_come(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line, written in _dated(facts):
        day = written.date
        if day is not None and day > (_FARTHEST if known.today is None else known.today + _SOON):
            yield at(part, line, msg("Ngày {ngay:%d/%m/%Y} không thể là ngày ban hành.", ngay=day),
                     msg("Kiểm tra lại ngày, tháng, năm."), _DATE)  # fmt: skip


@rule("ND-321", WARNING, "Phụ lục I, Phần I, II.2.a, II.4.a; Luật số 72/2025/QH15, Điều 51",
      "Đơn vị hành chính cấp huyện sau ngày 01/7/2025",
      why="Từ 01/7/2025 không còn huyện, quận, thị xã, thị trấn: không thể là địa danh, cơ quan ban hành hay nơi nhận.",
      wrong="ỦY BAN NHÂN DÂN HUYỆN … , ngày 15 tháng 8 năm 2025",
      right="ỦY BAN NHÂN DÂN XÃ …", sure=LIKELY)  # fmt: skip
def district_after_its_end(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line, written in _dated(facts):
        if written.earliest is None or written.earliest < TWO_LEVELS:
            continue
        heading = [(where, where.text) for where in (*part.heading.parents, *part.heading.agency)]
        sent = [(where, where.text) for where in (*part.addressees, *part.recipients)]
        found = [pair for pair in (*heading, (line, written.place)) if _DISTRICT.search(pair[1])]
        for where, text in (*found, *(pair for pair in sent if _OF_DISTRICTS.search(pair[1]))):
            yield at(part, where, msg("{chu}: cấp huyện đã kết thúc từ 01/7/2025.", chu=quote(text)),
                     msg("Ghi tên đơn vị hành chính hiện hành."), _DATE)  # fmt: skip


RULES = rules_in(globals())
