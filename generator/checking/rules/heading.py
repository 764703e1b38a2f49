"""Quốc hiệu, Tiêu ngữ, agency, kind and subject (II.1, II.2, II.5)."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checking.paper import signs
from generator.checking.paper.lines import line_width, side_of
from generator.checking.paper.model import Facts, Heading, Line, Part, text_of
from generator.checking.paper.model import Rule as DrawnRule
from generator.checking.rules.known import Known, ended_agencies
from generator.checking.rules.rule import ASK, ERROR, LIKELY, NOTE, WARNING, Hit, at, rule, rules_in
from generator.facts.kinds import kinds, traits
from generator.values.findings import msg
from generator.values.patterns import late
from generator.values.text import fold, old_tones, quote

# Sizes of Quốc hiệu, Tiêu ngữ and the date that go together: the footnote to mục V, and Mẫu 1.5 as printed.
_TOGETHER = frozenset({(13, 14, 14), (12, 13, 13), (12, 14, 14)})
_PARTY_BODY = late(
    r"(tinh uy|thanh uy|dang uy|dang bo|chi bo|ban chap hanh trung uong|quan uy trung uong|ban thuong vu|"
    r"uy ban kiem tra (tinh|thanh|dang) uy|ban (to chuc|noi chinh|tuyen giao va dan van|xay dung dang)|"
    r"van phong (tinh|thanh|dang) uy|van phong trung uong dang)\b"
)
# Words that the name of an agency is shortened with.
_SHORTENED = late(r"\b(UBND|HĐND|MTTQ|UBMTTQ|BQL|QLDA|BCĐ|PTNT|GDĐT|LĐTBXH|TNMT|KHCN|VHTTDL)\b|\w\s?&\s?\w")
# "v.v." and a name cut short end with a stop of their own.
_MARKED = late(r"(?<!v)(?<!\b[A-ZĐ])[.;,:]$")
# Verbs that begin no name.
_VERB_IN_CAPITAL = late(
    r"[Vv]/v (?P<word>(?:Triển khai|Thực hiện|Tăng cường|Đề nghị|Góp ý|Lấy ý kiến|Tham gia|Phối hợp|Trả lời|Đôn đốc|"
    r"Rà soát|Cung cấp|Gửi|Xin|Mời|Cử|Chấn chỉnh|Đăng ký|Bổ sung|Nâng|Giải quyết|Xử lý|Chuẩn bị|Tiếp tục|Đẩy mạnh))"
    r" [a-zà-ỹđ]"
)
_PUSHED = 1440  # twips from the left from which a line is meant to stand in the middle
_MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_CREED = "Độc lập - Tự do - Hạnh phúc"


def _parts_with_motto(facts: Facts) -> Iterator[Part]:
    return (part for part in facts.parts if part.heading.stands)


@rule("ND-204", ERROR, "Phụ lục I, Phần I, I.5; chú thích 1 của mục V",
      "Cỡ chữ Quốc hiệu, Tiêu ngữ, ngày tháng lệch nhau",
      why="Cỡ chữ trong cùng văn bản tăng, giảm phải thống nhất: 13–14–14 hoặc 12–13–13.",
      wrong="Quốc hiệu 12, Tiêu ngữ 14, ngày tháng 13", right="Quốc hiệu 13, Tiêu ngữ 14, ngày tháng 14")  # fmt: skip
def sizes_not_together(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        head = part.heading
        sizes = tuple(line.size if line else None for line in (head.motto, head.creed, head.dated))
        if None in sizes or any(size not in (12, 13, 14) for size in sizes) or sizes in _TOGETHER:
            continue
        if sizes[0] == 14 or sizes[1] == 12 or sizes[2] == 12:
            continue  # out of its own range: said by ND-201, ND-211, ND-311
        yield at(
            part,
            head.motto,
            msg(
                "Quốc hiệu cỡ {a}, Tiêu ngữ cỡ {b}, địa danh và thời gian cỡ {c}: không đi với nhau.",
                **dict(zip("abc", (f"{size:g}" for size in sizes if size is not None), strict=True)),
            ),
            msg("Dùng bộ 13–14–14 hoặc 12–13–13."),
            "Quốc hiệu",
        )


@rule("ND-205", ERROR, "Phụ lục I, Phần I, II.1.a", "Quốc hiệu viết sai chữ",
      why="Quốc hiệu ghi đúng từng chữ: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM.",
      wrong="CỘNG HÕA XÃ HỘI CHŨ NGHĨA VIỆT NAM; CỘNG HÒA XHCN VIỆT NAM", right=_MOTTO)  # fmt: skip
def motto_wording(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        motto = part.heading.motto
        written = old_tones(motto.text).upper().strip(" _-.") if motto is not None else ""
        if motto is not None and (_MOTTO not in written or f"NƯỚC {_MOTTO}" in written):
            yield at(part, motto, msg("{chu}: phải là “{dung}”.", chu=quote(motto.text), dung=_MOTTO),
                     msg("Gõ lại Quốc hiệu."), "Quốc hiệu")  # fmt: skip


@rule("ND-879", ERROR, "Phụ lục I, Phần I, II.1", "Thiếu Quốc hiệu",
      why="Ở trên cùng, góc phải là Quốc hiệu, dưới đó là Tiêu ngữ.", wrong="(chỉ có tên cơ quan, số, tên loại)",
      right=f"{_MOTTO} / {_CREED}", sure=LIKELY)  # fmt: skip
def motto_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        head = part.heading
        if head.motto is None:
            missing = msg("Không thấy Quốc hiệu.") if head.creed else msg("Không thấy Quốc hiệu, Tiêu ngữ.")
            yield at(part, head.creed or head.agency[0], missing,
                     msg("Thêm Quốc hiệu, Tiêu ngữ ở đầu, bên phải tên cơ quan."), "Quốc hiệu")  # fmt: skip


@rule("ND-214", ERROR, "Phụ lục I, Phần I, II.1.b", "Thiếu Tiêu ngữ",
      why="Dưới Quốc hiệu là Tiêu ngữ.", wrong="Chỉ có dòng Quốc hiệu", right=_CREED)  # fmt: skip
def creed_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        if part.heading.creed is None and part.heading.motto is not None:
            yield at(part, part.heading.motto, msg("Dưới Quốc hiệu không có Tiêu ngữ."),
                     msg("Thêm dòng “Độc lập - Tự do - Hạnh phúc”."), "Tiêu ngữ")  # fmt: skip


@rule("ND-215", ERROR, "Phụ lục I, Phần I, II.1.b", "Tiêu ngữ viết sai hoặc sai gạch nối",
      why="Chữ cái đầu mỗi cụm từ viết hoa, giữa các cụm từ là gạch nối (-) có cách chữ.",
      wrong="Độc lập – Tự Do – Hạnh phúc", right=_CREED)  # fmt: skip
def creed_wording(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        creed = part.heading.creed
        written = creed.text.rstrip(" _-") if creed is not None else ""
        # In capitals it is another rule's fault, but its letters count all the same.
        right = _CREED.upper() if signs.is_upper(written) else _CREED
        if creed is not None and written != right:
            yield at(part, creed, msg("{chu}: phải là “{dung}”.", chu=quote(creed.text), dung=_CREED),
                     msg("Gõ lại Tiêu ngữ, gạch nối ngắn có cách chữ hai bên."), "Tiêu ngữ")  # fmt: skip


@rule("ND-216", ERROR, "Phụ lục I, Phần I, II.1.b", "Không có đường kẻ dưới Tiêu ngữ",
      why="Dưới Tiêu ngữ có đường kẻ ngang, nét liền.", wrong="Tiêu ngữ không có đường kẻ",
      right="Đường kẻ dài bằng dòng Tiêu ngữ", sure=LIKELY)  # fmt: skip
def creed_rule_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        head = part.heading
        if head.creed is not None and head.creed_rule is None and not _may_be_drawn(head, head.creed):
            yield at(part, head.creed, msg("Dưới Tiêu ngữ không có đường kẻ ngang."),
                     msg("Kẻ một đường nét liền dài bằng dòng Tiêu ngữ."), "Tiêu ngữ")  # fmt: skip


def _may_be_drawn(head: Heading, line: Line) -> bool:
    """Whether a shape that is anchored on the line's own side, or free on the page, may be the rule below it."""
    return side_of(line) in head.loose_shapes or any(side[0] in ("text", "box") for side in head.loose_shapes)


@rule("ND-217", WARNING, "Phụ lục I, Phần I, II.1.b", "Đường kẻ dưới Tiêu ngữ không dài bằng dòng chữ",
      why="Đường kẻ dài bằng độ dài của dòng chữ.", wrong="Đường kẻ dài 30 mm dưới dòng chữ 60 mm",
      right="Đường kẻ dài 60 mm dưới dòng chữ 60 mm", sure=LIKELY)  # fmt: skip
def creed_rule_length(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        head = part.heading
        if head.creed is not None:
            yield from _length(part, (head.creed,), head.creed_rule, 0.88, 1.12, "Tiêu ngữ")


def _length(
    part: Part, lines: Sequence[Line], drawn: DrawnRule | None, low: float, high: float, element: str
) -> Iterator[Hit]:
    """A rule whose length is known and is not `low`…`high` of the text: of the shortest to the longest line."""
    widths = [line_width(line) for line in lines if line.text]
    if drawn is None or drawn.length_mm is None or not widths or min(widths) <= 0 or signs.is_open(text_of(lines)):
        return
    if not low * min(widths) <= drawn.length_mm <= high * max(widths):
        yield at(
            part,
            lines[-1],
            msg(
                "Đường kẻ dài {ke} mm dưới dòng chữ {chu} mm, quy định {dung} dòng chữ.",
                ke=round(drawn.length_mm),
                chu=round(max(widths)),
                dung=msg("bằng") if high > 1 else msg("bằng 1/3 đến 1/2"),
            ),
            msg("Kéo lại độ dài đường kẻ cho cân đối."),
            element,
        )


@rule("ND-234", ERROR, "Phụ lục I, Phần I, II.2", "Thiếu tên cơ quan ban hành",
      why="Góc trên bên trái ghi tên cơ quan, tổ chức ban hành văn bản.", wrong="(để trống)", right="BỘ NỘI VỤ",
      sure=LIKELY)  # fmt: skip
def agency_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        if not part.heading.agency and part.role == "chinh":
            yield at(part, part.heading.motto, msg("Không thấy tên cơ quan, tổ chức ban hành văn bản."),
                     msg("Ghi tên cơ quan ở góc trên bên trái, ngang Quốc hiệu."), "Tên cơ quan ban hành")  # fmt: skip


@rule("ND-235", ERROR, "Phụ lục I, Phần I, II.2.b", "Không có đường kẻ dưới tên cơ quan",
      why="Dưới tên cơ quan ban hành có đường kẻ ngang, nét liền.", wrong="BỘ NỘI VỤ (không kẻ)",
      right="BỘ NỘI VỤ, đường kẻ ngắn ở giữa", sure=LIKELY)  # fmt: skip
def agency_rule_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        head = part.heading
        if head.agency and head.agency_rule is None and not _may_be_drawn(head, head.agency[-1]):
            yield at(part, head.agency[-1], msg("Dưới tên cơ quan ban hành không có đường kẻ ngang."),
                     msg("Kẻ một đường nét liền dài 1/3 đến 1/2 dòng chữ, cân đối ở giữa."),
                     "Tên cơ quan ban hành")  # fmt: skip


@rule("ND-236", WARNING, "Phụ lục I, Phần I, II.2.b", "Đường kẻ dưới tên cơ quan dài hoặc ngắn quá",
      why="Đường kẻ dài bằng 1/3 đến 1/2 dòng chữ.", wrong="Đường kẻ dài bằng cả dòng chữ",
      right="Đường kẻ dài một nửa dòng chữ", sure=LIKELY)  # fmt: skip
def agency_rule_length(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        yield from _length(part, part.heading.agency, part.heading.agency_rule, 0.3, 0.55, "Tên cơ quan ban hành")


@rule("ND-237", WARNING, "Phụ lục I, Phần I, II.2.a", "Cơ quan ban hành đã thôi hoạt động",
      why="Tên cơ quan là tên chính thức tại ngày ban hành văn bản.",
      wrong="BỘ KẾ HOẠCH VÀ ĐẦU TƯ, ngày 05 tháng 5 năm 2025", right="BỘ TÀI CHÍNH, ngày 05 tháng 5 năm 2025",
      sure=LIKELY)  # fmt: skip
def agency_ended(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        day = part.heading.earliest
        for lines in (part.heading.parents, part.heading.agency):
            for ended in ended_agencies(text_of(lines), day, known.agencies) if day and lines else ():
                yield at(
                    part,
                    lines[0],
                    msg("{co_quan} đã thôi hoạt động từ {ngay:%d/%m/%Y}.", co_quan=quote(ended.name), ngay=ended.since),
                    msg("Cơ quan kế thừa: {ke_thua}.", ke_thua=", ".join(map(quote, ended.successors))),
                    "Tên cơ quan ban hành",
                )


@rule("ND-820", WARNING, "Phụ lục I, Phần I, II.2.a", "Tên cơ quan ban hành viết tắt",
      why="Tên cơ quan ban hành là tên chính thức, đầy đủ; chỉ tên cơ quan chủ quản được viết tắt cụm từ thông dụng.",
      wrong="SỞ NN&MT; UBND XÃ MẪU", right="SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG; ỦY BAN NHÂN DÂN XÃ MẪU",
      sure=LIKELY)  # fmt: skip
def agency_abbreviated(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        line = next((line for line in part.heading.agency if _SHORTENED.search(line.text)), None)
        if line is not None and part.role == "chinh":
            yield at(part, line, msg("{chu}: tên cơ quan ban hành phải ghi đầy đủ.", chu=quote(line.text)),
                     msg("Viết đầy đủ tên cơ quan."), "Tên cơ quan ban hành")  # fmt: skip


@rule("ND-240", WARNING, "Điều 2; Quy định 399-QĐ/TW, Hướng dẫn 05-HD/VPTW",
      "Cơ quan của Đảng trình bày văn bản theo Nghị định 30",
      why="Văn bản của tổ chức, cơ quan của Đảng theo thể thức riêng, không có Quốc hiệu, Tiêu ngữ.",
      wrong="TỈNH UỶ ĐIỆN BIÊN … CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
      right="TỈNH UỶ ĐIỆN BIÊN … ĐẢNG CỘNG SẢN VIỆT NAM", sure=LIKELY)  # fmt: skip
def party_under_the_decree(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        for line in part.heading.agency[:1]:
            if _PARTY_BODY.match(fold(line.text)):
                yield at(part, line, msg("{chu} là cơ quan của Đảng: thể thức khác được áp dụng.",
                                         chu=quote(line.text)),
                         msg("Trình bày theo Hướng dẫn 05-HD/VPTW: “ĐẢNG CỘNG SẢN VIỆT NAM”, “Số 05-NQ/TU”."),
                         "Tên cơ quan ban hành")  # fmt: skip


@rule("ND-404", ERROR, "Phụ lục I, Phần I, II.5.b", "Tên loại hoặc trích yếu không canh giữa",
      why="Tên loại và trích yếu đặt canh giữa theo chiều ngang văn bản.", wrong="QUYẾT ĐỊNH sát lề trái",
      right="QUYẾT ĐỊNH ở giữa trang")  # fmt: skip
def title_not_centred(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        head = part.heading
        lines = [line for line in (head.kind_line, *head.subject) if line is not None]
        off = next((line for line in lines if line.paragraph.format.alignment != "center" and not placed(line)), None)
        if off is not None:
            yield at(part, off, msg("{chu} không canh giữa.", chu=quote(off.text)), msg("Canh giữa dòng này."),
                     "Tên phụ lục" if part.role == "phu-luc" else "Tên loại, trích yếu")  # fmt: skip


@rule("ND-875", WARNING, "Phụ lục III, Mẫu 1.1–1.3", "Dòng thẩm quyền, “QUYẾT ĐỊNH:” không canh giữa",
      why="Trong các Mẫu, thẩm quyền ban hành và “QUYẾT ĐỊNH:” ở giữa dòng.", wrong="QUYẾT ĐỊNH: sát lề trái",
      right="QUYẾT ĐỊNH: ở giữa trang")  # fmt: skip
def command_not_centred(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        lines = [line for line in (*part.heading.authority, part.resolution) if line is not None]
        off = next((line for line in lines if _at_the_left(line)), None)
        if off is not None:
            yield at(part, off, msg("{chu} không canh giữa.", chu=quote(off.text)), msg("Canh giữa dòng này."),
                     "Thẩm quyền ban hành")  # fmt: skip


def _at_the_left(line: Line) -> bool:
    look = line.paragraph.format
    pushed = placed(line) or look.left + look.first > _PUSHED or line.paragraph.cell is not None
    return look.alignment not in ("center", "right") and not pushed


def placed(line: Line) -> bool:
    """Whether a line is pushed to its place with a tab or spaces: where it stands is not known from its alignment."""
    before = line.paragraph.text[: line.start]
    own = line.paragraph.text[line.start : line.end]
    return before.endswith("\t") or own[:1] == "\t" or len(own) - len(own.lstrip()) > 4


@rule("ND-405", ERROR, "Phụ lục I, Phần I, II.5.a; Điều 7", "Không có tên loại, không phải công văn",
      why="Văn bản có tên loại ghi tên loại; chỉ công văn không có tên loại.",
      wrong="Số: 15/QĐ-BNV nhưng không có dòng QUYẾT ĐỊNH", right="QUYẾT ĐỊNH", sure=LIKELY)  # fmt: skip
def kind_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        head = part.heading
        if head.kind_line is None and not head.about and not part.addressees:
            yield at(part, head.number or head.motto, msg("Không thấy tên loại, cũng không thấy “V/v”, “Kính gửi”."),
                     msg("Ghi tên loại bằng chữ in hoa, đậm, giữa trang."), "Tên loại")  # fmt: skip


@rule("ND-406", NOTE, "Điều 7; Phụ lục III, mục I", "Tên loại không thuộc 29 loại văn bản hành chính",
      why="Văn bản hành chính gồm 29 loại của Điều 7.", wrong="THƯ NGỎ", right="THÔNG BÁO", sure=ASK)  # fmt: skip
def kind_unknown(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        line = part.heading.kind_line
        placeholder = line is not None and line.text.startswith("TÊN LOẠI VĂN BẢN")
        if part.role == "chinh" and line is not None and not part.kind and not placeholder:
            yield at(part, line, msg("{chu} không phải tên của loại văn bản hành chính nào.", chu=quote(line.text)),
                     msg("Kiểm tra tên loại theo Điều 7."), "Tên loại")  # fmt: skip


@rule("ND-841", ERROR, "Phụ lục I, Phần I, II.5.a; Phụ lục III, mục I", "Tên loại viết sai chữ",
      why="Tên loại ghi đúng từng chữ, từng dấu.", wrong="BÁO CAO", right="BÁO CÁO")  # fmt: skip
def kind_misspelt(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        line = part.heading.kind_line
        kind = signs.kind_of(line.text) if line is not None else None
        name = kinds()[kind[0]].name if kind is not None and not kind[1] else ""
        if line is None or not name or traits(part.kind).personal or fold(name) != fold(line.text):
            continue
        if old_tones(line.text).casefold().strip(" :.") != old_tones(name).casefold():
            yield at(part, line, msg("{chu}: phải là {dung}.", chu=quote(line.text), dung=quote(name.upper())),
                     msg("Gõ lại tên loại."), "Tên loại")  # fmt: skip


@rule("ND-407", WARNING, "Phụ lục I, Phần I, II.5.b", "Tên loại và trích yếu trên cùng một dòng",
      why="Trích yếu đặt ngay dưới tên loại, bằng chữ in thường.", wrong="KẾ HOẠCH TRIỂN KHAI CHUYỂN ĐỔI SỐ",
      right="KẾ HOẠCH / Triển khai chuyển đổi số", sure=LIKELY)  # fmt: skip
def kind_with_subject(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        line = part.heading.kind_line
        kind = signs.kind_of(line.text) if line is not None and part.role != "phu-luc" else None
        if line is not None and kind is not None and kind[1] and not signs.is_open(line.text):
            yield at(part, line, msg("{chu}: trích yếu viết liền tên loại.", chu=quote(line.text)),
                     msg("Đưa trích yếu xuống dòng dưới, chữ in thường, đậm."), "Tên loại")  # fmt: skip


@rule("ND-857", WARNING, "Phụ lục III, Mẫu 1.1–1.10; Phụ lục II, mục I", "Trích yếu không viết hoa chữ đầu",
      why="Trích yếu dưới tên loại bắt đầu bằng chữ hoa.", wrong="THÔNG BÁO / về việc …",
      right="THÔNG BÁO / Về việc …")  # fmt: skip
def subject_in_small(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        kind, first = part.heading.kind_line, next(iter(part.heading.subject), None)
        if kind is None or first is None or first.paragraph.index == kind.paragraph.index:
            continue
        if first.text[:1].islower():
            yield at(part, first, msg("{chu}: chữ đầu phải viết hoa.", chu=quote(first.text)),
                     msg("Viết hoa chữ cái đầu của trích yếu."), "Trích yếu")  # fmt: skip


@rule("ND-414", ERROR, "Phụ lục I, Phần I, II.5", "Thiếu trích yếu",
      why="Dưới tên loại là trích yếu nội dung văn bản.", wrong="QUYẾT ĐỊNH / (không có trích yếu)",
      right="QUYẾT ĐỊNH / Ban hành Quy chế làm việc", sure=LIKELY)  # fmt: skip
def subject_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        head = part.heading
        kind = signs.kind_of(head.kind_line.text) if head.kind_line else None
        asked = traits(part.kind).with_subject and not traits(part.kind).personal
        if kind is not None and not kind[1] and not head.subject and asked:
            yield at(part, head.kind_line, msg("Dưới tên loại không có trích yếu nội dung."),
                     msg("Ghi trích yếu ngắn gọn, chữ in thường, đậm, canh giữa."), "Trích yếu")  # fmt: skip


@rule("ND-415", ERROR, "Phụ lục I, Phần I, II.5.b", "Không có đường kẻ dưới trích yếu",
      why="Bên dưới trích yếu có đường kẻ ngang, nét liền.", wrong="Về công tác phòng, chống lụt bão (không kẻ)",
      right="Đường kẻ ngắn ở giữa, dưới trích yếu", sure=LIKELY)  # fmt: skip
def subject_rule_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        head = part.heading
        named = head.kind_line is not None and part.role != "phu-luc"
        loose = bool(head.subject) and _may_be_drawn(head, head.subject[-1])
        if named and head.subject and head.subject_rule is None and not loose:
            yield at(part, head.subject[-1], msg("Dưới trích yếu không có đường kẻ ngang."),
                     msg("Kẻ một đường nét liền dài 1/3 đến 1/2 dòng chữ, cân đối ở giữa."), "Trích yếu")  # fmt: skip


@rule("ND-416", WARNING, "Phụ lục I, Phần I, II.5.b", "Đường kẻ dưới trích yếu dài hoặc ngắn quá",
      why="Đường kẻ dài bằng 1/3 đến 1/2 dòng chữ.", wrong="Đường kẻ dài hết trang",
      right="Đường kẻ dài 1/3 dòng trích yếu", sure=LIKELY)  # fmt: skip
def subject_rule_length(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        head = part.heading
        if part.role == "phu-luc" or head.attached_note:
            continue
        # A subject set as one paragraph of several lines: of which line, the decree does not say.
        room = min((line.paragraph.room_mm for line in head.subject if line.paragraph.room_mm > 0), default=0.0)
        if room and all(line_width(line) <= room for line in head.subject):
            yield from _length(part, head.subject, head.subject_rule, 0.3, 0.55, "Trích yếu")


@rule("ND-424", ERROR, "Phụ lục I, Phần I, II.5.b", "Công văn thiếu trích yếu “V/v”",
      why="Trích yếu công văn đặt sau chữ “V/v”, dưới số và ký hiệu.", wrong="Số: 05/BNV-VP (không có V/v)",
      right="V/v nâng bậc lương năm 2019", sure=LIKELY)  # fmt: skip
def letter_without_about(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        head = part.heading
        if head.kind_line is None and part.addressees and not head.about:
            yield at(part, head.number or part.addressees[0], msg("Công văn không có trích yếu “V/v …”."),
                     msg("Ghi “V/v …” dưới số và ký hiệu, cỡ 12–13, chữ đứng."), "Trích yếu công văn")  # fmt: skip


@rule("ND-425", ERROR, "Phụ lục I, Phần I, II.5.b; mục V", "“V/v” viết sai",
      why="Trích yếu công văn đặt sau chữ “V/v”.", wrong="v/v nâng bậc lương", right="V/v nâng bậc lương")  # fmt: skip
def about_form(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        about = part.heading.about
        if about and not about[0].text.startswith("V/v ") and not signs.is_upper(about[0].text):
            yield at(part, about[0], msg("{chu}: phải bắt đầu bằng “V/v ”.", chu=quote(about[0].text)),
                     msg("Viết “V/v”, một dấu cách rồi nội dung."), "Trích yếu công văn")  # fmt: skip


@rule("ND-880", WARNING, "Phụ lục I, Phần I, II.5.b; Phụ lục III, Mẫu 1.5", "Sau “V/v” viết hoa",
      why="Trích yếu công văn viết tiếp sau “V/v” bằng chữ thường, trừ tên riêng.", wrong="V/v Triển khai nhiệm vụ",
      right="V/v triển khai nhiệm vụ")  # fmt: skip
def about_in_capital(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        about = part.heading.about
        word = _VERB_IN_CAPITAL.match(about[0].text) if about else None
        if word is not None:
            yield at(part, about[0], msg("{chu}: sau “V/v” viết thường.", chu=quote(about[0].text)),
                     msg("Viết “V/v {dung}”.", dung=word["word"].lower()), "Trích yếu công văn")  # fmt: skip


@rule("ND-239", WARNING, "Phụ lục I, Phần I, II.1.b, II.2.b, II.5.b", "Đường kẻ gõ bằng dấu gạch dưới",
      why="Đường kẻ ngang, nét liền; hàng dấu “_” dài ngắn theo phông chữ và đứt quãng khi in.",
      wrong="____________ dưới Tiêu ngữ", right="Đường kẻ (Shapes hoặc Borders)", sure=LIKELY)  # fmt: skip
def typed_rule(facts: Facts, known: Known) -> Iterator[Hit]:
    # The printed forms of the decree have such lines themselves: a document that is issued is meant.
    for part in (part for part in _parts_with_motto(facts) if part.is_issued):
        head = part.heading
        drawn = next((item for item in (head.creed_rule, head.agency_rule, head.subject_rule)
                      if item is not None and item.kind == "underscores" and _is_typed(item)), None)  # fmt: skip
        line = drawn.line if drawn is not None else _typed_beside(facts, part)
        if line is not None:
            yield at(part, line, msg("Đường kẻ gõ bằng dấu {dau}.", dau=quote(line.text[:3])),
                     msg("Bỏ dấu gõ tay, kẻ một đường nét liền."), "Đường kẻ")  # fmt: skip


def _typed_beside(facts: Facts, part: Part) -> Line | None:
    """A rule that is typed in the heading beside a true one: it belongs to no line."""
    head = (item for item in facts.between(part) if item.index <= part.heading.end)
    return next((line for item in head for line in item.tab_stretches if signs.is_rule(line.text)), None)


def _is_typed(drawn: DrawnRule) -> bool:
    return drawn.line.text.strip() != "" and set(drawn.line.text) <= set("_-─—–=* ")


@rule("ND-426", ERROR, "Phụ lục I, Phần I, II.5", "Văn bản có tên loại mà ghi “V/v”",
      why="“V/v” dưới số, ký hiệu là trích yếu của công văn; văn bản có tên loại đặt trích yếu dưới tên loại.",
      wrong="Số: 15/QĐ-BNV / V/v khen thưởng … QUYẾT ĐỊNH", right="QUYẾT ĐỊNH / Về việc khen thưởng")  # fmt: skip
def about_beside_kind(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        head = part.heading
        if head.about and head.kind_line is not None and part.kind:
            yield at(part, head.about[0], msg("{chu}: {loai} không ghi “V/v” dưới số, ký hiệu.",
                                              chu=quote(text_of(head.about)), loai=part.name),
                     msg("Đưa trích yếu xuống dưới tên loại, bỏ “V/v”."), "Trích yếu")  # fmt: skip
        elif head.subject and part.kind and re.match(r"v\s*/\s*v\b", head.subject[0].text, re.IGNORECASE):
            yield at(part, head.subject[0], msg("{chu}: “V/v” chỉ dùng trong công văn.",
                                                chu=quote(head.subject[0].text)),
                     msg("Viết “Về việc …” hoặc nêu thẳng nội dung."), "Trích yếu")  # fmt: skip


@rule("ND-830", WARNING, "Phụ lục I, Phần I, II.5.a; Phụ lục III, Mẫu 1.1–1.10", "Trích yếu kết thúc bằng dấu câu",
      why="Trong các Mẫu, sau trích yếu không có dấu câu.", wrong="Về công tác phòng, chống lụt bão.",
      right="Về công tác phòng, chống lụt bão")  # fmt: skip
def subject_with_mark(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        for lines in (part.heading.subject, part.heading.about) if part.role != "phu-luc" else ():
            if lines and _MARKED.search(lines[-1].text) and not signs.is_open(lines[-1].text):
                yield at(part, lines[-1], msg("{chu}: sau trích yếu không có dấu câu.", chu=quote(text_of(lines))),
                         msg("Bỏ dấu ở cuối trích yếu."), "Trích yếu")  # fmt: skip


@rule("ND-836", WARNING, "Phụ lục I, Phần I, II.1.b, II.2.b, II.5.b", "Gạch chân chữ thay cho đường kẻ",
      why="Dưới Tiêu ngữ, tên cơ quan và trích yếu là đường kẻ ngang, nét liền, tách khỏi chữ.",
      wrong="Tiêu ngữ gạch chân (Ctrl+U)", right="Đường kẻ (Shapes hoặc Borders) dưới Tiêu ngữ")  # fmt: skip
def underlined_for_rule(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in (part for part in _parts_with_motto(facts) if part.is_issued):
        head = part.heading
        for drawn in (head.creed_rule, head.agency_rule, head.subject_rule):
            if drawn is not None and drawn.kind == "underline":
                yield at(part, drawn.line, msg("{chu}: gạch chân chữ không phải là đường kẻ.",
                                               chu=quote(drawn.line.text)),
                         msg("Bỏ gạch chân, kẻ một đường nét liền dưới dòng chữ."), "Đường kẻ")  # fmt: skip


@rule("ND-445", ERROR, "Phụ lục III, Mẫu 1.1–1.3", "Sau “QUYẾT ĐỊNH”, “QUYẾT NGHỊ” không có dấu hai chấm",
      why="Sau phần căn cứ, “QUYẾT ĐỊNH:” hoặc “QUYẾT NGHỊ:” có dấu hai chấm.", wrong="QUYẾT ĐỊNH / Điều 1. …",
      right="QUYẾT ĐỊNH: / Điều 1. …")  # fmt: skip
def resolution_colon(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        line = part.resolution
        if line is not None and not line.text.endswith(":"):
            yield at(part, line, msg("{chu}: sau chữ này phải có dấu hai chấm.", chu=quote(line.text)),
                     msg("Viết “QUYẾT ĐỊNH:”."), "Dòng “QUYẾT ĐỊNH:”")  # fmt: skip


@rule("ND-828", ERROR, "Phụ lục III, Mẫu 1.1–1.3", "“QUYẾT ĐỊNH:”, “QUYẾT NGHỊ:” trái với tên loại",
      why="Sau căn cứ, quyết định ghi “QUYẾT ĐỊNH:”, nghị quyết ghi “QUYẾT NGHỊ:”.",
      wrong="NGHỊ QUYẾT … QUYẾT ĐỊNH:", right="NGHỊ QUYẾT … QUYẾT NGHỊ:")  # fmt: skip
def resolution_of_another_kind(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        command = traits(part.kind).command
        if part.resolution is not None and command and fold(part.resolution.text) != fold(command):
            yield at(part, part.resolution, msg("{chu}: {loai} phải ghi “{dung}”.", chu=quote(part.resolution.text),
                                                loai=part.name, dung=command),
                     msg("Viết “{dung}”.", dung=command), "Dòng “QUYẾT ĐỊNH:”")  # fmt: skip


@rule("ND-444", WARNING, "Phụ lục III, Mẫu 1.1–1.3", "Quyết định, nghị quyết thiếu dòng “QUYẾT ĐỊNH:”, “QUYẾT NGHỊ:”",
      why="Sau các căn cứ là dòng “QUYẾT ĐỊNH:” hoặc “QUYẾT NGHỊ:” in hoa, đậm, canh giữa.",
      wrong="Căn cứ …; Điều 1. …", right="Căn cứ …. / QUYẾT ĐỊNH: / Điều 1. …", sure=LIKELY)  # fmt: skip
def resolution_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _parts_with_motto(facts):
        if part.role == "chinh" and traits(part.kind).commanded and part.resolution is None and part.body:
            yield at(part, part.heading.kind_line, msg("Không thấy dòng “QUYẾT ĐỊNH:” sau phần căn cứ."),
                     msg("Thêm dòng “QUYẾT ĐỊNH:” in hoa, đậm, canh giữa."), "Dòng “QUYẾT ĐỊNH:”")  # fmt: skip


RULES = rules_in(globals())
