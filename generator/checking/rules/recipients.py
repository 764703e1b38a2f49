"""Kính gửi and Nơi nhận (II.9)."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from generator.checking.paper import signs
from generator.checking.paper.closing import is_archive
from generator.checking.paper.model import Facts, Line, Part
from generator.checking.rules.known import TWO_LEVELS, Known, ended_agencies
from generator.checking.rules.rule import ERROR, LIKELY, WARNING, Hit, at, rule, rules_in
from generator.facts.kinds import Addressed, traits
from generator.values.findings import msg
from generator.values.patterns import late
from generator.values.text import fold, quote

_TO = "Kính gửi"
_COPIES = "Nơi nhận"
# Who is asked: at the head of an item, or behind the word that asks; "của Bộ …" is whose document is cited.
_WHOM = (
    r"(?:^(?:\d{1,2}\.|[a-zđ]\)|[-+–])\s*|"
    r"\b(?:[Gg]iao|[Đđ]ề nghị|[Yy]êu cầu|[Pp]hối hợp với|[Bb]áo cáo|[Gg]ửi|[Tt]rình)\b[^.;]{0,60}?)"
    r"(?<!của )(?<!do )(?<!từ )"
)
_DISTRICTS = r"(?:(?:[Ủủ]y|[Uu]ỷ) ban nhân dân|UBND|HĐND)(?: các| cấp)? (?:huyện|quận|thị xã|thị trấn)"
# What is told of an agency before its end, or of what it hands over.
_HANDED_OVER = late(r"trước đây|\bcũ\b|sáp nhập|sắp xếp|chấm dứt|kết thúc|bàn giao|tiếp nhận|chuyển giao|kế thừa|"
                          r"hợp nhất|tổ chức lại|\bđã\b")  # fmt: skip
# What a recipient gets the document for.
_FOR = late(r"\((?:để|thay|báo cáo|b/c|phối hợp|p/h)\b[^()]*\)", re.IGNORECASE)
_ARCHIVE = late(r"- ?Lưu: ?VT\b[^;]*;?")


def _may_say_to(part: Part) -> bool:
    """Whether "Kính gửi" is no fault: a letter's title is no kind, other kinds say it themselves."""
    return not part.kind or traits(part.kind).says_kinh_gui


def _says_to(line: Line) -> bool:
    """Whether those addressed are under "Kính gửi", not under the "… điện:" of a công điện."""
    return signs.ADDRESSEES.match(line.text) is not None


def _listed(facts: Facts) -> Iterator[tuple[Part, Line]]:
    return ((part, line) for part in facts.parts for line in part.recipients)


@rule("ND-904", ERROR, "Phụ lục I, Phần I, II.9", "Thiếu Nơi nhận",
      why="Cuối văn bản, bên trái là “Nơi nhận:”.", wrong="(chỉ có chữ ký)",
      right="Nơi nhận: / - Như trên; / - Lưu: VT.",
      sure=LIKELY)  # fmt: skip
def recipients_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        # Two sides that each keep a copy of what they agree on send it to nobody.
        agreed = traits(part.kind).several_sign and traits(part.kind).dated and len(part.signers) > 1
        sent = part.role == "chinh" and not agreed and not traits(part.kind).personal
        if sent and part.signers and part.recipients_word is None:
            yield at(part, part.signers[0].titles[0], msg("Không thấy “Nơi nhận:”."),
                     msg("Thêm “Nơi nhận:” ngang hàng chức vụ người ký, sát lề trái."), _COPIES)  # fmt: skip


@rule("ND-905", ERROR, "Phụ lục I, Phần I, II.9.d", "Sau “Nơi nhận” không có dấu hai chấm",
      why="Sau từ “Nơi nhận” có dấu hai chấm.", wrong="Nơi nhận", right="Nơi nhận:")  # fmt: skip
def recipients_colon(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        word = part.recipients_word
        if word is not None and not word.text.endswith(":"):
            yield at(part, word, msg("{chu}: sau “Nơi nhận” phải có dấu hai chấm.", chu=quote(word.text)),
                     msg("Viết “Nơi nhận:”."), _COPIES)  # fmt: skip


@rule("ND-906", ERROR, "Phụ lục I, Phần I, II.9.d", "Nơi nhận không có gạch đầu dòng",
      why="Mỗi nơi nhận trên một dòng riêng, đầu dòng có gạch đầu dòng.", wrong="Như trên;",
      right="- Như trên;")  # fmt: skip
def recipients_dash(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        for before, line in zip((None, *part.recipients), part.recipients, strict=False):
            fresh = before is None or (before.text.endswith((";", ".")) and not _lists(before)) or is_archive(line)
            if fresh and not line.text.startswith("-"):
                yield at(part, line, msg("{chu}: đầu dòng phải có gạch đầu dòng “-”.", chu=quote(line.text)),
                         msg("Thêm “- ” ở đầu dòng."), _COPIES)  # fmt: skip


def _lists(line: Line) -> bool:
    """Whether a recipient is itself a list ("- Các sở: Nội vụ; Tài chính;"): the line below may go on with it."""
    return ";" in line.text[:-1] or ":" in line.text


@rule("ND-907", ERROR, "Phụ lục I, Phần I, II.9.d", "Cuối dòng nơi nhận không phải dấu chấm phẩy",
      why="Cuối mỗi dòng nơi nhận có dấu chấm phẩy.", wrong="- Như trên,", right="- Như trên;")  # fmt: skip
def recipients_semicolon(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        lines = part.recipients
        for line, after in pairwise(lines):
            ends = after.text.startswith(("-", "–")) or is_archive(after)
            if ends and not line.text.endswith((";", ":")) and not signs.is_open(line.text) and not is_archive(line):
                yield at(part, line, msg("{chu}: cuối dòng phải là dấu “;”.", chu=quote(line.text)),
                         msg("Đặt dấu chấm phẩy ở cuối dòng."), _COPIES)  # fmt: skip


@rule("ND-908", ERROR, "Phụ lục I, Phần I, II.9.d", "Không có dòng “Lưu: VT”",
      why="Dòng cuối cùng gồm chữ “Lưu”, dấu hai chấm, “VT”, đơn vị soạn thảo và số lượng bản lưu.",
      wrong="(dòng cuối là “- Các đơn vị trực thuộc.”)", right="- Lưu: VT, TCCB.")  # fmt: skip
def archive_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        if part.recipients and not any(is_archive(line) for line in part.recipients):
            yield at(part, part.recipients[-1], msg("Nơi nhận không có dòng “- Lưu: VT, …”."),
                     msg("Thêm “- Lưu: VT, …” làm dòng cuối."), _COPIES)  # fmt: skip


@rule("ND-909", ERROR, "Phụ lục I, Phần I, II.9.d", "Dòng “Lưu” sai cách ghi",
      why="“Lưu”, dấu hai chấm, “VT”, dấu phẩy, chữ viết tắt đơn vị soạn thảo.", wrong="- Lưu VT, TCCB.",
      right="- Lưu: VT, TCCB.")  # fmt: skip
def archive_form(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line in _listed(facts):
        if (
            is_archive(line)
            and not _ARCHIVE.fullmatch(line.text.replace("–", "-"))
            and line.text.startswith(("-", "–"))
        ):
            yield at(part, line, msg("{chu}: phải ghi “- Lưu: VT, …”.", chu=quote(line.text)),
                     msg("Viết “- Lưu: VT, <đơn vị soạn thảo>.”."), _COPIES)  # fmt: skip


@rule("ND-917", ERROR, "Phụ lục I, Phần I, II.9.d", "Dòng “Lưu” không kết thúc bằng dấu chấm",
      why="Dòng cuối cùng của nơi nhận kết thúc bằng dấu chấm.", wrong="- Lưu: VT, TCCB;",
      right="- Lưu: VT, TCCB.")  # fmt: skip
def archive_mark(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, line in _listed(facts):
        if (
            is_archive(line)
            and line is part.recipients[-1]
            and not line.text.endswith(".")
            and not signs.is_open(line.text)
        ):
            yield at(part, line, msg("{chu}: dòng “Lưu” phải kết thúc bằng dấu chấm.", chu=quote(line.text)),
                     msg("Đặt dấu chấm ở cuối dòng."), _COPIES)  # fmt: skip


@rule("ND-831", ERROR, "Phụ lục I, Phần I, II.9.d", "Dòng “Lưu” không phải dòng cuối của Nơi nhận",
      why="Dòng cuối cùng của Nơi nhận là dòng “Lưu”.", wrong="- Lưu: VT, VP; / - Bộ trưởng.",
      right="- Bộ trưởng; / - Lưu: VT, VP.")  # fmt: skip
def archive_not_last(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        line = next((line for line in part.recipients if is_archive(line)), None)
        if line is not None and not is_archive(part.recipients[-1]):
            yield at(part, line, msg("{chu}: sau dòng “Lưu” còn nơi nhận khác.", chu=quote(line.text)),
                     msg("Đưa dòng “Lưu” xuống cuối."), _COPIES)  # fmt: skip


@rule("ND-914", WARNING, "Phụ lục I, Phần I, II.9.b", "Dòng đầu nơi nhận của công văn không phải “Như trên”",
      why="Văn bản có “Kính gửi” thì dòng đầu của Nơi nhận là “Như trên”.", wrong="- Bộ Nội vụ;",
      right="- Như trên;")  # fmt: skip
def first_recipient_of_letter(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        first = part.recipients[0] if part.recipients else None
        asked = bool(part.addressees) and _says_to(part.addressees[0])
        if first is None or not asked or not _may_say_to(part) or signs.is_open(first.text):
            continue
        if not re.match(r"[-–]?\s*Như (trên|kính gửi)", first.text, re.IGNORECASE):
            yield at(part, first, msg("{chu}: dòng đầu phải là “- Như trên;”.", chu=quote(first.text)),
                     msg("Thêm “- Như trên;” làm dòng đầu."), _COPIES)  # fmt: skip


@rule("ND-918", ERROR, "Phụ lục I, Phần I, II.9.b, c", "“Như trên” trong văn bản không có “Kính gửi”",
      why="“Như trên” chỉ những nơi ghi ở “Kính gửi”; quyết định, thông báo … ghi “Như Điều …” hoặc tên nơi nhận.",
      wrong="QUYẾT ĐỊNH … Nơi nhận: - Như trên;", right="QUYẾT ĐỊNH … Nơi nhận: - Như Điều 3;")  # fmt: skip
def as_above_without_addressee(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        if part.role != "chinh" or part.addressees or _may_say_to(part) or traits(part.kind).names_addressees:
            continue
        for line in part.recipients:
            if re.match(r"[-–]?\s*Như (trên|kính gửi)", line.text, re.IGNORECASE):
                yield at(part, line, msg("{chu}: {loai} không có “Kính gửi”.", chu=quote(line.text), loai=part.name),
                         msg("Ghi “- Như Điều …;” hoặc tên nơi nhận."), _COPIES)  # fmt: skip


@rule("ND-919", WARNING, "Phụ lục I, Phần I, II.9", "Nơi nhận ghi trùng",
      why="Mỗi nơi nhận ghi một lần.", wrong="- Bộ Nội vụ; / - Bộ Nội vụ;", right="- Bộ Nội vụ;")  # fmt: skip
def recipient_twice(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        seen: set[str] = set()
        for line in part.recipients:
            name = fold(_FOR.sub("", line.text))
            if name in seen and name:
                yield at(part, line, msg("{chu} đã ghi ở trên.", chu=quote(line.text)),
                         msg("Bỏ dòng ghi trùng."), _COPIES)  # fmt: skip
            seen.add(name)


@rule("ND-877", WARNING, "Phụ lục II, V.7; Phụ lục I, Phần I, II.9.c", "“Như điều” viết thường ở Nơi nhận",
      why="Viện dẫn điều của chính văn bản thì viết hoa chữ cái đầu của “Điều”.", wrong="- Như điều 3;",
      right="- Như Điều 3;")  # fmt: skip
def as_article_small(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        for line in part.recipients[:1]:
            if re.match(r"[-–]?\s*Như điều\s+\d", line.text):
                yield at(part, line, msg("{chu}: “Điều” phải viết hoa.", chu=quote(line.text)),
                         msg("Viết “- Như Điều …;”."), _COPIES)  # fmt: skip


@rule("ND-928", ERROR, "Phụ lục I, Phần I, II.9.b; Phụ lục III, Mẫu 1.4", "Tờ trình không có “Kính gửi”",
      why="Tờ trình gửi cấp có thẩm quyền, ghi ở “Kính gửi”.", wrong="TỜ TRÌNH / Về việc … / Thực hiện …",
      right="TỜ TRÌNH / Về việc … / Kính gửi: …", sure=LIKELY)  # fmt: skip
def submission_without_addressee(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        if part.role == "chinh" and traits(part.kind).addressed == Addressed.MUST and not part.addressees:
            yield at(part, part.heading.kind_line, msg("{loai} không có dòng “Kính gửi:”.", loai=part.name),
                     msg("Thêm “Kính gửi: …” dưới trích yếu."), _TO)  # fmt: skip


@rule("ND-916", WARNING, "Phụ lục I, Phần I, II.9", "Gửi cho cơ quan đã thôi hoạt động",
      why="Nơi nhận là cơ quan còn hoạt động tại ngày ban hành văn bản.",
      wrong="- Bộ Kế hoạch và Đầu tư; (ngày 05 tháng 5 năm 2025)", right="- Bộ Tài chính;", sure=LIKELY)  # fmt: skip
def recipient_ended(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        day = part.heading.earliest
        for line in (*part.addressees, *part.recipients) if day else ():
            for ended in ended_agencies(line.text, day, known.agencies) if day else ():
                yield at(part, line, msg("{co_quan} đã thôi hoạt động từ {ngay:%d/%m/%Y}.", co_quan=quote(ended.name),
                                         ngay=ended.since),
                         msg("Cơ quan kế thừa: {ke_thua}.",
                             ke_thua=", ".join(map(quote, ended.successors))), _COPIES)  # fmt: skip


@rule("ND-861", WARNING, "Phụ lục I, Phần I, II.9; Luật số 72/2025/QH15, Điều 51",
      "Giao việc cho cơ quan đã thôi hoạt động, cho cấp huyện",
      why="Cơ quan được giao, được đề nghị, phối hợp phải còn hoạt động tại ngày ban hành văn bản.",
      wrong="Giao Ủy ban nhân dân cấp huyện phối hợp (ngày 05 tháng 9 năm 2025)",
      right="Giao Ủy ban nhân dân cấp xã phối hợp", sure=LIKELY)  # fmt: skip
def work_for_an_ended_agency(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        day = part.heading.earliest
        if day is None or part.role != "chinh":
            continue
        every = "\n".join(item.seen for item in part.body)
        names = [agency.name for agency in known.agencies if day >= agency.since and agency.name in every]
        ended = [*map(re.escape, names), *([_DISTRICTS] if day >= TWO_LEVELS and re.search(_DISTRICTS, every) else [])]
        for whom in ended:
            asked = re.compile(rf"{_WHOM}(?P<whom>{whom})(?!\w)")
            texts = (item for item in part.body if not _HANDED_OVER.search(item.seen))
            found = ((item, match) for item in texts if (match := asked.search(item.seen)) is not None)
            for item, match in islice(found, 1):
                yield at(part, item, msg("{co_quan} không còn hoạt động tại ngày của văn bản.",
                                         co_quan=quote(match["whom"])),
                         msg("Ghi cơ quan kế thừa."), "Nội dung")  # fmt: skip


@rule("ND-924", ERROR, "Phụ lục I, Phần I, II.9.b", "Công văn không có “Kính gửi”",
      why="Công văn có phần “Kính gửi” và tên nơi trực tiếp giải quyết công việc.", wrong="V/v … (không có Kính gửi)",
      right="Kính gửi: Bộ Nội vụ", sure=LIKELY)  # fmt: skip
def letter_without_addressee(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        head = part.heading
        if head.about and head.kind_line is None and not part.addressees:
            yield at(part, head.about[0], msg("Công văn không có dòng “Kính gửi:”."),
                     msg("Thêm “Kính gửi: …” trước nội dung."), _TO)  # fmt: skip


@rule("ND-925", WARNING, "Phụ lục I, Phần I, II.9.b, c", "Văn bản loại này không dùng “Kính gửi”",
      why="“Kính gửi” dùng cho công văn, tờ trình, báo cáo gửi cấp trên; văn bản khác chỉ có “Nơi nhận”.",
      wrong="QUYẾT ĐỊNH … Kính gửi: …", right="QUYẾT ĐỊNH … Nơi nhận: …", sure=LIKELY)  # fmt: skip
def addressee_not_due(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        if part.role == "chinh" and part.addressees and not _may_say_to(part):
            yield at(part, part.addressees[0], msg("{loai} không ghi “Kính gửi”.", loai=part.name),
                     msg("Bỏ “Kính gửi”, ghi nơi nhận ở phần “Nơi nhận”."), _TO)  # fmt: skip


@rule("ND-926", ERROR, "Phụ lục I, Phần I, II.9.d", "Sau “Kính gửi” không có dấu hai chấm, nhiều nơi một dòng",
      why="Sau từ “Kính gửi” có dấu hai chấm.", wrong="Kính gửi Bộ Nội vụ", right="Kính gửi: Bộ Nội vụ")  # fmt: skip
def addressee_colon(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        first = next(filter(_says_to, part.addressees[:1]), None)
        if first is None:
            continue
        if not re.match(r"Kính gửi\s*:", first.text, re.IGNORECASE):
            yield at(part, first, msg("{chu}: sau “Kính gửi” phải có dấu hai chấm.", chu=quote(first.text)),
                     msg("Viết “Kính gửi:”."), _TO)  # fmt: skip
        elif re.match(r"kính|Kính gửi\s+:", first.text):
            yield at(part, first, msg("{chu}: viết hoa, dấu hai chấm liền chữ.", chu=quote(first.text)),
                     msg("Viết “Kính gửi:”."), _TO)  # fmt: skip
        elif len(part.addressees) == 1 and re.search(r";\s*\w", first.text):
            yield at(part, first, msg("{chu}: mỗi nơi nhận trên một dòng riêng.", chu=quote(first.text)),
                     msg("Xuống dòng sau “Kính gửi:”, mỗi nơi một dòng có gạch đầu dòng."), _TO)  # fmt: skip


@rule("ND-927", ERROR, "Phụ lục I, Phần I, II.9.d", "Danh sách “Kính gửi” sai dấu",
      why="Gửi nhiều nơi: mỗi nơi một dòng có gạch đầu dòng, cuối dòng có dấu chấm phẩy, dòng cuối có dấu chấm.",
      wrong="- Bộ Nội vụ, / - Bộ Tài chính;", right="- Bộ Nội vụ; / - Bộ Tài chính.")  # fmt: skip
def addressee_marks(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        lines = [line for line in part.addressees[1:] if line.text.startswith(("-", "–"))]
        for line in lines:
            mark = "." if line is lines[-1] else ";"
            if len(lines) > 1 and not line.text.endswith(mark) and not signs.is_open(line.text):
                yield at(part, line, msg("{chu}: cuối dòng phải là dấu “{dau}”.", chu=quote(line.text), dau=mark),
                         msg("Đặt dấu “{dau}” ở cuối dòng.", dau=mark), _TO)  # fmt: skip


RULES = rules_in(globals())
