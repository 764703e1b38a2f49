"""Phụ lục, and documents issued with a decision (III.1; Phụ lục III, Mẫu 1.3, 2.1)."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checking.paper import signs
from generator.checking.paper.model import Facts, Paragraph, Part, text_of
from generator.checking.paper.structure import value_of
from generator.checking.rules.authority import spelled
from generator.checking.rules.known import Known
from generator.checking.rules.rule import ASK, ERROR, LIKELY, NOTE, WARNING, Hit, at, rule, rules_in
from generator.facts.kinds import key_of, kinds
from generator.values.findings import msg
from generator.values.patterns import late
from generator.values.text import fold, quote, roman

_ANNEX = "Phụ lục"
_ATTACHED = "Văn bản kèm theo"
_NUMBER = late(r"số\s*:?\s*(?P<number>\d+)\s*/\s*(?P<symbol>[^\s,)]+)", re.IGNORECASE)
_DAY = late(
    r"ngày\s*(?P<day>\d{1,2})\s*(?:tháng\s*|[/.-])\s*(?P<month>\d{1,2})\s*(?:năm\s*|[/.-])\s*(?P<year>\d{4})",
    re.IGNORECASE,
)
# Whose the document is, behind what its head is called.
_WHOSE = late(
    r"\bcủa\s+(?:(?:Phó )?(?:Bộ trưởng|Giám đốc|Cục trưởng|Chánh|Chủ tịch|Hiệu trưởng|Trưởng) ?)?"
    r"(?P<agency>(?:Bộ|Sở|Cục|Ủy ban|Uỷ ban|UBND|Hội đồng|Văn phòng|Trường|Phòng|Bệnh viện)\b[^()]*?)\s*[);]?$"
)
_ONE = r"(?:[IVXLC]+|\d+)\b"
_REFERRED = late(rf"Phụ lục (?:số )?(?P<numbers>{_ONE}(?:(?:, | và )(?:Phụ lục )?{_ONE})*)(?=(?P<after>[^.;)]*))")
_ATTACHED_HERE = late(r"\s*(?:(?:ban hành|đính) )?kèm theo(?:\s*(?:[,;.)]|$)| và\b|(?: \w+){1,2} này\b)")
_OF_ANOTHER = late(r"\bcủa\b|\bsố\b|Nghị định|Thông tư|Luật|Hướng dẫn|Quy chuẩn|Công văn|Văn bản")
_ISSUES = late(r"\b[Bb]an hành kèm theo (?:Quyết định|Nghị quyết|Công văn|Thông báo) này ([A-ZĐ]\w+(?: \w+)?)")
_SUBJECT_ISSUES = late(r"(?:Về việc )?[Bb]an hành ((?:Quy|Kế|Chương|Đề|Phương|Hướng|Nội)\s\w+)")
_ATTACHES = late(
    r"(?:Ban hành|ban hành|Phê duyệt|phê duyệt) kèm theo \w+( \w+)? này|"
    r"(?:[Tt]ại|[Tt]heo|[Cc]ó) (?:các )?[Pp]hụ lục(?: chi tiết)? kèm theo(?=[.;,)]| (?:\w+ ){1,2}này)|"
    r"\((?:có |chi tiết |theo )?[^()]*(?:phụ lục|danh sách|biểu|bảng)[^()]*(?:kèm theo|đính kèm)\)",
)


def _annexes(facts: Facts) -> tuple[Part, ...]:
    return tuple(part for part in facts.parts if part.role == "phu-luc")


@rule("ND-954", ERROR, "Phụ lục I, Phần I, III.1.a", "Số phụ lục không phải số La Mã",
      why="Phụ lục được đánh số thứ tự bằng chữ số La Mã.", wrong="Phụ lục 1", right="Phụ lục I")  # fmt: skip
def annex_not_roman(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _annexes(facts):
        if part.number and not re.fullmatch(r"[IVXLC]+", part.number):
            yield at(part, part.heading.kind_line, msg("“{so}” trong {chu} phải là chữ số La Mã.", so=part.number,
                                                       chu=quote(part.name)),
                     msg("Đánh số Phụ lục I, II, III …"), _ANNEX)  # fmt: skip


@rule("ND-955", ERROR, "Phụ lục I, Phần I, III.1.a", "Thứ tự phụ lục thiếu, lặp hoặc nhảy số",
      why="Văn bản có từ hai phụ lục trở lên thì các phụ lục phải được đánh số thứ tự.",
      wrong="Phụ lục I, Phụ lục III", right="Phụ lục I, Phụ lục II")  # fmt: skip
def annex_sequence(facts: Facts, known: Known) -> Iterator[Hit]:
    annexes = _annexes(facts)
    if len(annexes) < 2 or any(
        signs.is_open(part.heading.kind_line.text) for part in annexes if part.heading.kind_line
    ):
        return
    first = value_of(annexes[0].number, "phan") if facts.main is None and annexes[0].number else 1
    for place, part in enumerate(annexes, start=first or 1):
        value = value_of(part.number, "phan") if re.fullmatch(r"[IVXLCivxlc]+|\d+", part.number) else None
        if value != place and (part.number == "" or value is not None):
            yield at(part, part.heading.kind_line, msg("{chu}: theo thứ tự phải là “Phụ lục {so}”.",
                                                       chu=quote(part.heading.kind_line.text if part.heading.kind_line
                                                                 else ""), so=roman(place)),
                     msg("Đánh lại số thứ tự các phụ lục."), _ANNEX)  # fmt: skip
            return


@rule("ND-956", WARNING, "Phụ lục I, Phần I, III.1.b", "Số và tên phụ lục trên cùng một dòng",
      why="Từ “Phụ lục” và số thứ tự thành một dòng riêng, tên phụ lục ở dưới.", wrong="Phụ lục I. Danh mục nhiệm vụ",
      right="Phụ lục I / DANH MỤC NHIỆM VỤ")  # fmt: skip
def annex_title_on_its_line(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _annexes(facts):
        line = part.heading.kind_line
        parsed = signs.parse_annex(line.text) if line is not None else None
        if line is not None and parsed is not None and parsed[1].strip(" .:-") and not signs.is_open(parsed[1]):
            yield at(part, line, msg("{chu}: tên phụ lục phải ở dòng dưới.", chu=quote(line.text)),
                     msg("Đưa tên phụ lục xuống dòng riêng, in hoa, đậm."), _ANNEX)  # fmt: skip


@rule("ND-957", WARNING, "Phụ lục I, Phần I, III.1.c", "Phụ lục không có dòng “(Kèm theo …)”",
      why="Trên mỗi phụ lục có thông tin chỉ dẫn kèm theo văn bản.", wrong="Phụ lục I / DANH MỤC NHIỆM VỤ",
      right="Phụ lục I / DANH MỤC NHIỆM VỤ / (Kèm theo Quyết định số … ngày … của …)", sure=LIKELY)  # fmt: skip
def annex_without_note(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        if part.role == "chinh" or part.heading.attached_note:
            continue
        below = [line.text for item in facts.between(part)[:12] for line in item.lines]
        if not any(signs.ATTACHED_NOTE.match(text) for text in below):
            yield at(part, part.heading.kind_line, msg("“{phan}” không có dòng “(Kèm theo …)”.", phan=part.name),
                     msg("Thêm “(Kèm theo … số … ngày … của …)” dưới tên."), _ANNEX)  # fmt: skip


@rule("ND-958", ERROR, "Phụ lục I, Phần I, III.1.c", "“(Kèm theo …)” không khớp số, ngày, cơ quan của văn bản chính",
      why="Thông tin chỉ dẫn ghi đúng số, ký hiệu, thời gian, cơ quan ban hành văn bản.",
      wrong="(Kèm theo Quyết định số 41/QĐ-VPCP …) kèm Quyết định số 14/QĐ-VPCP",
      right="(Kèm theo Quyết định số 14/QĐ-VPCP …)")  # fmt: skip
def note_against_main(facts: Facts, known: Known) -> Iterator[Hit]:
    main = facts.main
    if main is None:
        return
    for part in facts.parts:
        note = part.heading.attached_note
        if part is main or not note:
            continue
        text = text_of(note)
        fault = _number_fault(main, text) or _date_fault(main, text) or _agency_fault(main, text)
        if fault and not _names_other(facts, part, text):
            yield at(part, note[0], msg("{chu}: văn bản chính ghi “{dung}”.", chu=quote(text, 80), dung=fault),
                     msg("Sửa cho khớp với văn bản chính."), _ANNEX)  # fmt: skip


def _number_fault(main: Part, note: str) -> str:
    symbol = main.heading.symbol
    match = _NUMBER.search(note)
    if symbol is None or symbol.open or match is None or signs.is_open(match[0]):
        return ""
    same = int(match["number"]) == int(symbol.number) and _bare(match["symbol"]) == _bare(symbol.symbol)
    return "" if same else f"{symbol.number}/{symbol.symbol}"


def _bare(symbol: str) -> str:
    return fold(signs.with_d(symbol))


def _date_fault(main: Part, note: str) -> str:
    day = main.heading.day
    match = _DAY.search(note)
    if day is None or match is None:
        return ""
    same = (int(match["day"]), int(match["month"]), int(match["year"])) == (day.day, day.month, day.year)
    return "" if same else f"{day:%d/%m/%Y}"


def _agency_fault(main: Part, note: str) -> str:
    """The name in the heading where the note plainly names another agency: half of its words do not stand there."""
    named = _WHOSE.search(note)
    agency = text_of((*main.heading.parents, *main.heading.agency))
    if named is None or not agency or signs.is_open(f"{agency} {note}"):
        return ""
    own = spelled(f"{agency} {text_of(main.heading.authority)}").split()
    words = spelled(named["agency"]).split()
    strange = [word for word in words if word not in own]
    return text_of(main.heading.agency) if len(words) > 2 and 2 * len(strange) >= len(words) else ""


def _names_other(facts: Facts, part: Part, note: str) -> bool:
    """An annex of a document issued with the main one may name that document, which has no number of its own."""
    kinds = {fold(item.name.removesuffix(" kèm theo")) for item in facts.parts if item.role == "kem-theo"}
    return part.role == "phu-luc" and any(f"kem theo {kind}" in fold(note) for kind in kinds)


@rule("ND-959", ERROR, "Phụ lục I, Phần I, III.1.đ", "Số trang không đánh riêng theo từng phụ lục",
      why="Số trang của phụ lục được đánh riêng theo từng phụ lục.", wrong="Phụ lục I bắt đầu ở trang 7",
      right="Phụ lục I có trang 1, 2, 3", sure=LIKELY)  # fmt: skip
def annex_page_numbers(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _annexes(facts):
        section = facts.section_of(facts.paragraphs[part.first - 1])
        shares = any(
            item.section == section.index and item.seen
            for item in facts.paragraphs[max(0, part.first - 40) : part.first - 1]
        )
        numbered = any(item.number for item in facts.sections)
        follows = part is not facts.parts[0] and not part.specimen
        if numbered and follows and (shares or not section.restarts or section.start > 1):
            yield at(part, part.heading.kind_line, msg("Số trang của {phan} không bắt đầu lại từ 1.", phan=part.name),
                     msg("Đặt phụ lục thành một section, số trang bắt đầu lại từ 1."), _ANNEX)  # fmt: skip


@rule("ND-960", WARNING, "Phụ lục I, Phần I, III.1.a", "Văn bản không có chỉ dẫn về phụ lục",
      why="Văn bản có phụ lục kèm theo thì trong văn bản phải có chỉ dẫn về phụ lục đó.",
      wrong="(nội dung không nhắc đến phụ lục)", right="… (chi tiết tại Phụ lục I kèm theo)", sure=LIKELY)  # fmt: skip
def annex_not_referred_to(facts: Facts, known: Known) -> Iterator[Hit]:
    annexes = _annexes(facts)
    others = [part for part in facts.parts if part.role != "phu-luc"]
    if facts.main is None or not annexes:
        return
    text = " ".join(item.seen for part in others for item in facts.between(part) if item.index > part.heading.end)
    titled = fold(text_of(annexes[0].heading.subject)).split(" ")[:2]
    named = f"{' '.join(titled)} kem theo" in fold(text) and len(titled) == 2
    if "phu luc" not in fold(text) and not named and not signs.is_open(text):
        yield at(annexes[0], annexes[0].heading.kind_line, msg("Trong văn bản không có chỉ dẫn nào đến phụ lục."),
                 msg("Nhắc đến phụ lục trong nội dung văn bản."), _ANNEX)  # fmt: skip
        return
    for part in _left_out(annexes, text):
        yield at(part, part.heading.kind_line, msg("Trong văn bản không có chỉ dẫn đến {chu}.", chu=quote(part.name)),
                 msg("Nhắc đến phụ lục trong nội dung văn bản."), _ANNEX)  # fmt: skip


def _left_out(annexes: Sequence[Part], text: str) -> list[Part]:
    """Of annexes with numbers those that a text does not refer to, where it refers to the others by their numbers."""
    found = list(_REFERRED.finditer(text))
    referred = [number for match in found for number in re.findall(r"[IVXLC]+|\d+", match["numbers"])]
    every = len(re.findall(r"(?:, |và )?phụ lục", text, re.IGNORECASE)) == sum(
        len(re.findall(r"Phụ lục", match[0])) for match in found
    )
    a_range = re.search(r"Phụ lục \w+ (?:đến|tới|-|–)", text)
    there = {part.number for part in annexes}
    left = [part for part in annexes if part.number and part.number not in referred]
    return left if every and not a_range and referred and set(referred) < there else []


@rule("ND-852", ERROR, "Phụ lục III, Mẫu 1.3", "Văn bản kèm theo không phải loại mà quyết định ban hành",
      why="Điều 1 nói ban hành văn bản nào thì kèm theo là văn bản ấy.",
      wrong="Ban hành kèm theo Quyết định này Quy chế … (kèm theo: QUY ĐỊNH)",
      right="Ban hành kèm theo Quyết định này Quy định … (kèm theo: QUY ĐỊNH)", sure=LIKELY)  # fmt: skip
def another_kind_attached(facts: Facts, known: Known) -> Iterator[Hit]:
    attached = [part for part in facts.parts if part.role == "kem-theo"]
    if facts.main is None or len(attached) != 1 or not attached[0].kind:
        return
    said = _issues_another(facts.main, attached[0].kind)
    if said:
        yield at(attached[0], attached[0].heading.kind_line, msg("Văn bản chính ghi {chu}.", chu=quote(said)),
                 msg("Sửa tên loại ở Điều 1, trích yếu hoặc ở văn bản kèm theo."), _ATTACHED)  # fmt: skip


def _issues_another(main: Part, kind: str) -> str:
    """Words by which a document issues one of another kind, in its subject or its body; "" where there are none."""
    issued = [match for item in main.body for match in _ISSUES.finditer(item.seen) if key_of(match[1]) in kinds()]
    titled = _SUBJECT_ISSUES.match(text_of(main.heading.subject))
    named = {key_of(match[1]) for match in issued}
    if titled is not None and key_of(titled[1]) in kinds().keys() - named - {kind}:
        return titled[0]
    return issued[0][0] if issued and kind not in named else ""


@rule("ND-853", WARNING, "Phụ lục I, Phần I, III.1.b", "Phụ lục không có tên",
      why="Dưới “Phụ lục” và số thứ tự là tên phụ lục, canh giữa, in hoa, đậm.", wrong="Phụ lục I / (Kèm theo …)",
      right="Phụ lục I / DANH MỤC NHIỆM VỤ / (Kèm theo …)", sure=LIKELY)  # fmt: skip
def annex_without_title(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _annexes(facts):
        line, note = part.heading.kind_line, part.heading.attached_note
        parsed = signs.parse_annex(line.text) if line is not None else None
        if line is None or parsed is None or parsed[1].strip(" .:-") or not note or part.heading.subject:
            continue
        first, last = note[0].paragraph.index, note[-1].paragraph.index
        between = any(item.seen for item in facts.between(part) if line.paragraph.index < item.index < first)
        below = next((item for item in facts.between(part) if item.index > last and item.seen), None)
        named_below = below is not None and below.cell is None and signs.is_upper(below.seen)
        if not between and not named_below:
            yield at(part, line, msg("{chu} không có tên.", chu=quote(line.text)),
                     msg("Thêm tên phụ lục, in hoa, đậm, canh giữa, dưới “Phụ lục”."), _ANNEX)  # fmt: skip


@rule("ND-993", WARNING, "Phụ lục I, Phần I, III.1.a", "Phụ lục được dẫn mà không có",
      why="Phụ lục mà văn bản dẫn đến phải có kèm theo.", wrong="tại Phụ lục II kèm theo (tệp chỉ có Phụ lục I)",
      right="tại Phụ lục II kèm theo, sau Phụ lục I là Phụ lục II", sure=LIKELY)  # fmt: skip
def annex_not_there(facts: Facts, known: Known) -> Iterator[Hit]:
    values = [value_of(part.number, "phan") if part.number else None for part in _annexes(facts)]
    if facts.main is None or not values or values != list(range(1, len(values) + 1)):
        return  # out of order: ND-955
    for part, item in _above_annexes(facts):
        for number in _own_annexes(item.seen):
            if value_of(number, "phan") not in values:
                yield at(part, item, msg("Không có Phụ lục {so} kèm theo.", so=number),
                         msg("Thêm phụ lục, hoặc sửa chỗ dẫn."), _ANNEX)  # fmt: skip
                return


@rule("ND-994", NOTE, "Phụ lục I, Phần I, III.1; Phụ lục III, Mẫu 1.3", "“Kèm theo” mà tệp không có gì kèm theo",
      why="Văn bản, phụ lục, danh sách nói là kèm theo thì gửi cùng văn bản: trong tệp này, hoặc trong tệp khác.",
      wrong="Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc (tệp hết ở chữ ký)",
      right="Sau chữ ký là QUY CHẾ", sure=ASK)  # fmt: skip
def nothing_attached(facts: Facts, known: Known) -> Iterator[Hit]:
    main = facts.main
    if main is None or not main.is_issued or len(facts.parts) > 1 or not main.signed_at:
        return
    if any(item.seen for item in facts.paragraphs[main.signed_at : main.last]):
        return
    for part, item in _above_annexes(facts):
        match = _ATTACHES.search(item.seen)
        if match is not None or _own_annexes(item.seen):
            yield at(part, item, msg("{chu}: sau chữ ký không có gì kèm theo.",
                                     chu=quote(match[0] if match else item.seen)),
                     msg("Nếu phần kèm theo ở tệp khác thì bỏ qua."), _ATTACHED)  # fmt: skip
            return


def _above_annexes(facts: Facts) -> Iterator[tuple[Part, Paragraph]]:
    """The text that may refer to something attached, above the annexes."""
    return (
        (part, item) for part, item in facts.running_on("phụ lục", "kèm theo", "đính kèm") if part.role != "phu-luc"
    )


def _own_annexes(text: str) -> list[str]:
    """Numbers of the annexes that a text refers to as its own, not as those of a document it names behind them."""
    own = (
        match
        for match in _REFERRED.finditer(text)
        if _ATTACHED_HERE.match(match["after"]) or not _OF_ANOTHER.search(match["after"])
    )
    return [number for match in own for number in re.findall(r"[IVXLC]+|\d+", match["numbers"])]


@rule("ND-964", NOTE, "Phụ lục III, Mẫu 1.3", "Văn bản kèm theo không lặp lại khối đầu",
      why="Mẫu 1.3: văn bản ban hành kèm theo có tên cơ quan, Quốc hiệu, Tiêu ngữ ở đầu.",
      wrong="KẾ HOẠCH (không có khối đầu)",
      right="Tên cơ quan, Quốc hiệu, Tiêu ngữ rồi KẾ HOẠCH", sure=ASK)  # fmt: skip
def attached_without_head(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        if part.role == "kem-theo" and part.heading.motto is None:
            yield at(part, part.heading.kind_line, msg("“{phan}” không có khối tên cơ quan, Quốc hiệu, Tiêu ngữ.",
                                                       phan=part.name),
                     msg("Lặp lại khối đầu (không ghi số, ngày) theo Mẫu 1.3."), _ATTACHED)  # fmt: skip


RULES = rules_in(globals())
