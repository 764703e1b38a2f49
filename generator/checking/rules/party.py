"""Party documents: what Hướng dẫn 05-HD/VPTW says that a file can show to be broken.

Sizes of letters stand in its Phụ lục 2, which was not at hand: none is judged. What it shows in examples only is a
note. Rules that say the same as the decree look with the same functions.
"""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from generator.checking.paper.model import Facts, Part
from generator.checking.rules import body, numbers, page, recipients, signature
from generator.checking.rules.known import Known
from generator.checking.rules.rule import ERROR, LIKELY, NOTE, WARNING, Hit, Rule, at, party_rule, rules_in
from generator.facts.kinds import party_kinds
from generator.values.findings import msg
from generator.values.patterns import late
from generator.values.text import fold, quote

_TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"
_TOP = "Tiêu đề, tên cơ quan"
_NUMBER = "Số, ký hiệu"
_PAPER = "Trang giấy"
_MARGINS = {
    "top": (msg("trên"), 20.0),
    "bottom": (msg("dưới"), 20.0),
    "left": (msg("trái"), 30.0),
    "right": (msg("phải"), 15.0),
}
_NEAR_MM = 0.6
_BASIS = late(r"(?:Căn cứ|Xét|Theo đề nghị)\b")
_COMMANDS = late(r"(?:[A-ZĐÀ-Ỹ,]+ )*QUYẾT (?:ĐỊNH|NGHỊ)\b")
_BASES_AMONG = 14  # paragraphs of a body among which the bases of a decision stand


def _part(facts: Facts) -> Iterator[Part]:
    yield from facts.parts[:1]


@party_rule("DV-102", ERROR, "II.IV-4.1", "Lề trang không đúng 20, 20, 30, 15 mm",
            why="Lề trên 20 mm, lề dưới 20 mm, lề trái 30 mm, lề phải 15 mm (mặt sau đổi trái, phải).",
            wrong="Lề trái 25 mm", right="Lề trái 30 mm")  # fmt: skip
def margins(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        section = facts.section_of(facts.paragraphs[part.first - 1])
        mirrored = abs(section.left - 15) <= _NEAR_MM and abs(section.right - 30) <= _NEAR_MM
        for side, (name, right) in _MARGINS.items():
            value: float = getattr(section, side)
            aside = section.landscape or (mirrored and side in ("left", "right"))
            if abs(value - right) > _NEAR_MM and not aside:
                yield at(part, None, msg("Lề {canh} {gia_tri} mm, văn bản của Đảng là {dung} mm.", canh=name,
                                         gia_tri=f"{value:.1f}".replace(".", ","), dung=f"{right:g}"),
                         msg("Đặt lại lề trong Page Setup."), _PAPER)  # fmt: skip


@party_rule("DV-201", ERROR, "II.I-1.1", "Tiêu đề viết sai",
            why="Tiêu đề là “ĐẢNG CỘNG SẢN VIỆT NAM”.", wrong="ĐẢNG CỘNG SÃN VIỆT NAM",
            right="ĐẢNG CỘNG SẢN VIỆT NAM")  # fmt: skip
def title_words(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        motto = part.heading.motto
        if motto is not None and motto.text != _TITLE:
            yield at(part, motto, msg("{chu}: phải là {dung}.", chu=quote(motto.text), dung=quote(_TITLE)),
                     msg("Gõ lại tiêu đề."), _TOP)  # fmt: skip


@party_rule("DV-202", ERROR, "II.I-1.2", "Không có đường kẻ dưới “ĐẢNG CỘNG SẢN VIỆT NAM”",
            why="Dưới tiêu đề có đường kẻ ngang, nét liền, dài bằng tiêu đề.", wrong="(không kẻ)",
            right="Đường kẻ dài bằng tiêu đề", sure=LIKELY)  # fmt: skip
def title_rule(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        motto = part.heading.motto
        shapes = any(item.shapes for item in facts.paragraphs[: part.heading.end])
        if motto is not None and part.heading.creed_rule is None and not shapes:
            yield at(part, motto, msg("Dưới tiêu đề không có đường kẻ ngang."),
                     msg("Kẻ một đường nét liền dài bằng tiêu đề."), _TOP)  # fmt: skip


@party_rule("DV-203", ERROR, "II.I-2.1", "Thiếu tên cơ quan ban hành",
            why="Góc trái, ngang với tiêu đề, ghi tên cơ quan ban hành.", wrong="(để trống)", right="TỈNH UỶ ĐIỆN BIÊN",
            sure=LIKELY)  # fmt: skip
def agency_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        if not part.heading.agency:
            yield at(part, part.heading.motto, msg("Không thấy tên cơ quan, tổ chức ban hành văn bản."),
                     msg("Ghi tên cơ quan ở góc trái, ngang với tiêu đề."), _TOP)  # fmt: skip


@party_rule("DV-204", ERROR, "II.I-2.2.1", "Không có dấu “*” dưới tên cơ quan",
            why="Dưới tên cơ quan ban hành có dấu sao (*) ngăn với số, ký hiệu.", wrong="TỈNH UỶ / Số 05-NQ/TU",
            right="TỈNH UỶ ĐIỆN BIÊN / * / Số 05-NQ/TU", sure=LIKELY)  # fmt: skip
def star_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        head = part.heading
        stars = any(line.text == "*" for item in facts.paragraphs[: head.end] for line in item.tab_stretches)
        if head.agency and head.number is not None and not stars:
            yield at(part, head.agency[-1], msg("Dưới tên cơ quan không có dấu “*”."),
                     msg("Thêm dấu “*” trên dòng riêng, giữa tên cơ quan và số, ký hiệu."), _TOP)  # fmt: skip


@party_rule("DV-205", WARNING, "II.I-2.1.2", "Đầu văn bản ghi “BAN THƯỜNG VỤ”",
            why="Văn bản của ban thường vụ vẫn ghi tên cấp uỷ ở đầu; ban thường vụ chỉ có ở trích yếu và chữ ký.",
            wrong="BAN THƯỜNG VỤ TỈNH UỶ", right="TỈNH UỶ ĐIỆN BIÊN")  # fmt: skip
def standing_board(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        for line in (*part.heading.parents, *part.heading.agency):
            if fold(line.text).startswith("ban thuong vu"):
                yield at(part, line, msg("{chu}: đầu văn bản ghi tên cấp uỷ.", chu=quote(line.text)),
                         msg("Ghi tên tỉnh uỷ, thành uỷ, đảng uỷ."), _TOP)  # fmt: skip


@party_rule("DV-301", ERROR, "II.I-3", "Thiếu số, ký hiệu",
            why="Dưới tên cơ quan ban hành là số, ký hiệu.", wrong="(không có dòng Số)", right="Số 05-NQ/TU",
            sure=LIKELY)  # fmt: skip
def number_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        if part.heading.number is None:
            yield at(part, part.heading.motto, msg("Không thấy số, ký hiệu văn bản."),
                     msg("Thêm dòng “Số …-…/…” dưới dấu “*”."), _NUMBER)  # fmt: skip


@party_rule("DV-302", NOTE, "II.I-3.1.2, ví dụ", "Sau “Số” có dấu hai chấm",
            why="Mọi ví dụ của Hướng dẫn viết “Số 05-HD/VPTW”, không có dấu hai chấm.", wrong="Số: 05-NQ/TU",
            right="Số 05-NQ/TU")  # fmt: skip
def number_colon(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        head = part.heading
        if head.symbol is not None and head.symbol.colon:
            yield at(part, head.number, msg("{chu}: sau “Số” không có dấu hai chấm.",
                                            chu=quote(head.number.text if head.number else "")),
                     msg("Viết “Số” rồi đến số."), _NUMBER)  # fmt: skip


@party_rule("DV-303", ERROR, "II.I-3.2.2", "Số, ký hiệu sai dấu nối",
            why="Dấu “-” giữa số và ký hiệu, dấu “/” giữa tên loại và tên cơ quan.", wrong="Số 05/NQ-TU",
            right="Số 05-NQ/TU")  # fmt: skip
def number_marks(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        head = part.heading
        symbol = head.symbol.symbol if head.symbol else ""
        if symbol and not re.fullmatch(r"-[A-ZĐ][\w]*/[\w-]+", symbol) and "…" not in symbol and ".." not in symbol:
            yield at(part, head.number, msg("{chu}: phải có dạng “Số 05-NQ/TU”.",
                                            chu=quote(head.number.text if head.number else "")),
                     msg("Dùng “-” sau số, “/” sau chữ viết tắt tên loại."), _NUMBER)  # fmt: skip


@party_rule("DV-304", ERROR, "II.I-3.2.2", "Số nhỏ hơn 10 không có số 0",
            why="Số dưới 10 ghi thêm số 0 phía trước.", wrong="Số 5-NQ/TU", right="Số 05-NQ/TU")  # fmt: skip
def number_zero(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        digits = part.heading.symbol.number if part.heading.symbol else ""
        if len(digits) == 1:
            yield at(part, part.heading.number, msg("Số “{so}”: phải viết “{dung}”.", so=digits, dung=f"0{digits}"),
                     msg("Thêm số 0 trước số nhỏ hơn 10."), _NUMBER)  # fmt: skip


@party_rule("DV-305", ERROR, "II.I-3.1.2.a", "Chữ viết tắt tên loại không khớp tên loại",
            why="Ký hiệu bắt đầu bằng chữ viết tắt tên loại (Quyết định và Quy định cùng là QĐ; công văn là CV).",
            wrong="NGHỊ QUYẾT, Số 05-QĐ/TU", right="NGHỊ QUYẾT, Số 05-NQ/TU")  # fmt: skip
def symbol_against_kind(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        head = part.heading
        kind = party_kinds().get(fold(head.kind_line.text)) if head.kind_line else "CV" if head.about else None
        written = re.match(r"[-–](\w+)/", head.symbol.symbol) if head.symbol else None
        if kind and written and written[1].casefold() != kind.casefold():
            yield at(part, head.number, msg("“{ky_hieu}” không phải chữ viết tắt của {loai}: phải là “{dung}”.",
                                            ky_hieu=written[1], loai=part.name, dung=kind),
                     msg("Sửa ký hiệu, hoặc sửa tên loại."), _NUMBER)  # fmt: skip


@party_rule("DV-314", ERROR, "II.I-4", "Thiếu địa danh, ngày tháng năm",
            why="Dưới tiêu đề là địa danh, ngày, tháng, năm.", wrong="(không có)",
            right="Hà Nội, ngày 03 tháng 02 năm 2026", sure=LIKELY)  # fmt: skip
def date_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        if part.heading.dated is None:
            yield at(part, part.heading.motto, msg("Không thấy địa danh và thời gian ban hành viết đầy đủ."),
                     msg("Thêm dòng “…, ngày … tháng … năm …” dưới tiêu đề."), _NUMBER)  # fmt: skip


@party_rule("DV-403", ERROR, "II.I-5.2.1", "Dưới trích yếu không có 5 dấu gạch nối",
            why="Dưới trích yếu có 05 dấu gạch nối (-----) ngăn với nội dung.", wrong="(không có, hoặc kẻ một đường)",
            right="-----", sure=LIKELY)  # fmt: skip
def five_hyphens(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        head = part.heading
        if not head.subject:
            continue
        below = [item.seen for item in facts.paragraphs[head.end : head.end + 3] if item.seen]
        if not below or not re.fullmatch(r"-{5}", below[0].replace(" ", "")):
            yield at(part, head.subject[-1], msg("Dưới trích yếu không có “-----”."),
                     msg("Thêm 5 dấu gạch nối trên một dòng, canh giữa."), "Trích yếu")  # fmt: skip


@party_rule("DV-404", NOTE, "II.I-5.2.3, ví dụ", "Trích yếu công văn ghi “V/v”",
            why="Ví dụ của Hướng dẫn ghi “về việc …”, chữ nghiêng, không ghi “V/v”.", wrong="V/v tổ chức hội nghị",
            right="về việc tổ chức hội nghị")  # fmt: skip
def about_form(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        for line in part.heading.about:
            if line.text.casefold().startswith("v/v"):
                yield at(part, line, msg("{chu}: Hướng dẫn ghi “về việc …”.", chu=quote(line.text)),
                         msg("Viết “về việc …”."), "Trích yếu công văn")  # fmt: skip


@party_rule("DV-413", NOTE, "II.I-5.1.1, ví dụ", "Trích yếu ghi “Về việc”, “V/v”",
            why="Ví dụ của Hướng dẫn viết thường chữ đầu trích yếu, không có “Về việc”.",
            wrong="QUYẾT ĐỊNH / Về việc khen thưởng", right="QUYẾT ĐỊNH / khen thưởng tổ chức đảng")  # fmt: skip
def subject_form(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        subject = part.heading.subject[:1] if part.heading.kind_line is not None else ()
        for line in subject:
            if re.match(r"V/v|[Vv]ề việc\b", line.text):
                yield at(part, line, msg("{chu}: ví dụ của Hướng dẫn không ghi “Về việc”.", chu=quote(line.text)),
                         msg("Viết thường chữ đầu, bỏ “Về việc”."), "Trích yếu")  # fmt: skip


@party_rule("DV-511", WARNING, "II.I-6.2.3", "Căn cứ không có gạch đầu dòng",
            why="Mỗi căn cứ một dòng, trước có một gạch ngang “-”.", wrong="Căn cứ Điều lệ Đảng;",
            right="- Căn cứ Điều lệ Đảng;", sure=LIKELY)  # fmt: skip
def basis_dash(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        texts = [item for item in part.body if item.seen]
        command = next((at_ for at_, item in enumerate(texts[:_BASES_AMONG]) if _COMMANDS.match(item.seen)), 0)
        for item in islice((item for item in texts[:command] if _BASIS.match(item.seen) and not item.label), 1):
            yield at(part, item, msg("{chu}: trước căn cứ có gạch ngang.", chu=quote(item.seen)),
                     msg("Thêm “- ” ở đầu mỗi căn cứ."), "Căn cứ")  # fmt: skip


@party_rule("DV-605", WARNING, "II.I-6.2.2", "Cách dòng không phải 18pt đến 22pt",
            why="Khoảng cách dòng từ 18pt đến 22pt (Exactly).", wrong="Line spacing Single",
            right="Exactly 18pt", sure=LIKELY)  # fmt: skip
def line_pitch(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        off = [item for item in body.prose(part)
               if item.format.line_rule != "exact" or not 17.9 <= item.format.line <= 22.1]  # fmt: skip
        if off:
            yield at(part, off[0], msg("{so} đoạn có cách dòng không phải Exactly 18pt đến 22pt.", so=len(off)),
                     msg("Đặt Line spacing Exactly, 18pt đến 22pt."), "Nội dung")  # fmt: skip


@party_rule("DV-607", WARNING, "II.I-6.2.2", "Cuối nội dung ghi “./.”",
            why="Kết thúc nội dung bằng dấu chấm (.).", wrong="… thực hiện Nghị quyết này./.",
            right="… thực hiện Nghị quyết này.")  # fmt: skip
def end_mark(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        for item in [item for item in part.body if item.seen][-2:]:
            if item.seen.endswith(("./.", "/.")):
                yield at(part, item, msg("{chu}: văn bản của Đảng kết thúc bằng dấu chấm.", chu=quote(item.seen[-40:])),
                         msg("Thay “./.” bằng dấu chấm."), "Nội dung")  # fmt: skip


@party_rule("DV-805", ERROR, "II.I-7.1.4, ví dụ", "Quyền hạn ký viết kiểu “TM.”, “KT.”, “TL.”",
            why="Văn bản của Đảng viết T/M, K/T, T/L: gạch chéo, không dấu chấm, cách một dấu cách.",
            wrong="TM. BAN THƯỜNG VỤ", right="T/M BAN THƯỜNG VỤ")  # fmt: skip
def authority_form(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        for line in (line for signer in part.signers for line in signer.titles):
            if re.match(r"(T\.?M|K\.?T|T\.?L)\b[.\s]|[TK]/[MTL](\.|\S)", line.text):
                yield at(part, line, msg("{chu}: phải viết “T/M”, “K/T”, “T/L” rồi một dấu cách.",
                                         chu=quote(line.text)),
                         msg("Viết chữ tắt có gạch chéo, không dấu chấm."), "Người ký")  # fmt: skip


@party_rule("DV-806", ERROR, "II.I-7.1.1, 7.1.2", "K/T của chính mình, hoặc chức vụ kèm tên cấp uỷ dưới T/M",
            why="Cấp phó ký thay (K/T) cấp trưởng; dưới T/M chỉ ghi chức vụ, không kèm tên cấp uỷ.",
            wrong="K/T TRƯỞNG BAN / TRƯỞNG BAN; T/M ĐẢNG UỶ / BÍ THƯ ĐẢNG UỶ XÃ",
            right="K/T TRƯỞNG BAN / PHÓ TRƯỞNG BAN; T/M ĐẢNG UỶ / BÍ THƯ")  # fmt: skip
def position_of_signer(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        for above, line in (pair for signer in part.signers for pair in pairwise(signer.titles)):
            head, own = fold(above.text), fold(line.text)
            of_oneself = head.startswith("k t ") and head.removeprefix("k t ") == own
            with_name = head.startswith("t m ") and re.match(r"(pho )?bi thu (tinh|thanh|dang|chi) ", own)
            if of_oneself or with_name:
                yield at(part, line, msg("{tren} / {chu}: chức vụ ghi chưa đúng.", tren=quote(above.text),
                                         chu=quote(line.text)),
                         msg("Cấp phó ký thay thì ghi chức vụ cấp phó; dưới T/M chỉ ghi “BÍ THƯ”, “PHÓ BÍ THƯ”."),
                         "Người ký")  # fmt: skip


@party_rule("DV-909", NOTE, "II.I-9.2.5, ví dụ", "Nơi lưu ghi “Lưu: VT”",
            why="Hướng dẫn ghi “- Lưu Văn phòng …”: tên nơi lưu, không có dấu hai chấm, không “VT”.",
            wrong="- Lưu: VT, VPTU.", right="- Lưu Văn phòng Tỉnh uỷ.")  # fmt: skip
def archive_form(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        for line in part.recipients:
            if re.match(r"-?\s*Lưu\s*:?\s*VT\b", line.text):
                yield at(part, line, msg("{chu}: Hướng dẫn ghi “- Lưu Văn phòng …”.", chu=quote(line.text)),
                         msg("Ghi tên nơi lưu."), "Nơi nhận")  # fmt: skip


@party_rule("DV-904", ERROR, "II.I-9.2.4", "Tờ trình không có “Kính trình”",
            why="Tờ trình có “Kính trình” dưới tên loại, trích yếu (không phải “Kính gửi”).",
            wrong="TỜ TRÌNH … Kính gửi: …", right="TỜ TRÌNH … Kính trình: …")  # fmt: skip
def submission(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _part(facts):
        kind = part.heading.kind_line
        submitted = bool(part.addressees) and fold(part.addressees[0].text).startswith("kinh trinh")
        if kind is not None and fold(kind.text) == "to trinh" and not submitted:
            yield at(part, part.addressees[0] if part.addressees else kind, msg("Tờ trình không có “Kính trình:”."),
                     msg("Ghi “Kính trình: …” dưới trích yếu."), "Kính trình")  # fmt: skip


def _as_the_decree() -> Iterator[Rule]:
    """What the guideline says as the decree does: code, clause, the decree's rule that looks."""
    for code, clause, same in (
        ("DV-101", "II.IV-3", page.paper_not_a4),
        ("DV-106", "II.IV-1", page.wrong_font),
        ("DV-107", "II.IV-1", page.wrong_color),
        ("DV-108", "II.IV-5.1", page.page_number_place),
        ("DV-315", "II.I-4.2.2", numbers.day_zero),
        ("DV-316", "II.I-4.2.2", numbers.month_zero),
        ("DV-317", "II.I-4.1.2", numbers.no_such_day),
        ("DV-318", "II.I-4.2.2", numbers.place_comma),
        ("DV-602", "II.I-6.2.2", body.body_alignment),
        ("DV-604", "II.I-6.2.2", body.paragraph_spacing),
        ("DV-807", "II.I-7.1.3", signature.honours),
        ("DV-902", "II.I-9.2.5", recipients.recipients_colon),
        ("DV-903", "II.I-9.2.5", recipients.recipients_semicolon),
    ):
        yield party_rule(code, same.severity, clause, same.title, why=same.why, wrong=same.wrong, right=same.right,
                         sure=same.sure)(same.look)  # fmt: skip


RULES = tuple(sorted((*rules_in(globals()), *_as_the_decree()), key=lambda rule: rule.code))
