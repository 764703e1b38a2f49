"""Căn cứ ban hành (II.6.a)."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.checking.paper import signs
from generator.checking.paper.model import Facts, Line, Part
from generator.checking.rules.known import Known
from generator.checking.rules.rule import ASK, ERROR, LIKELY, NOTE, WARNING, Hit, at, rule, rules_in
from generator.facts.documents import ended_among
from generator.facts.kinds import traits
from generator.values.findings import Message, all_of, msg
from generator.values.patterns import late
from generator.values.text import fold, quote

_BASES = "Căn cứ"
_LAW_NUMBER = late(r"^Căn cứ (Bộ luật|Luật|Pháp lệnh)\b[^;]*?\bsố\s+\d+[\w/.-]*", re.IGNORECASE)
_CITED = late(
    r"^Căn cứ (?:các )?(Nghị định|Thông tư|Quyết định|Nghị quyết|Chỉ thị|Kế hoạch|Công văn)\b(?P<rest>.*)",
    re.IGNORECASE,
)
# A law by its name alone: without a day, a year, a number, an article.
_UNDATED_LAW = late(r"Căn cứ (?:Bộ luật|Luật|Pháp lệnh) [^\d;]+[;.]")
_DAY = late(r"ngày\s*\d{1,2}\s*(?:tháng\s*\d{1,2}\s*năm\s*\d{4}|[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})", re.IGNORECASE)
# How the subject of a cited document begins, where its agency should stand; an agency with no subject behind it.
_ON = late(r"(về|quy định|ban hành|hướng dẫn|sửa đổi|phê duyệt|quy chế|thành lập|giao)\b", re.IGNORECASE)
_ISSUER_ALONE = late(
    r"của (?:Chính phủ|Thủ tướng Chính phủ|Quốc hội|"
    r"(?:Chủ tịch )?(?:[ỦU][yỷ] ban|Hội đồng) nhân dân (?:tỉnh|thành phố|xã|phường)(?: [A-ZĐÂ]\w*){1,4})"
)
_BARE = late(
    r"(Bộ luật|Luật|Pháp lệnh|Nghị định|Thông tư|Quyết định|Nghị quyết|Chỉ thị)\b.*(\bsố\b|\d+/|\bngày\b)", re.DOTALL
)
_RANKED = late(r"Căn cứ (Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị định|Thông tư|Quyết định)\b", re.IGNORECASE)
_RANKS = {"hien phap": 1, "bo luat": 2, "luat": 2, "phap lenh": 3, "nghi dinh": 4, "thong tu": 5,
          # That of the Prime Minister stands above a thông tư, another below: they are not told from one another.
          "quyet dinh": 5}  # fmt: skip
# What one basis is known by: the symbol of what it cites first, or a law's name with its day.
_KNOWN_BY = late(r"Căn cứ (?:\w+ ){2}số:? *(?P<symbol>\d[^\s,;]*)", re.IGNORECASE)
# What is to be done by a document; one that is told to have ended is no fault.
_APPLIED = late(r"\b(?:[Tt]heo|[Tt]hực hiện|[Cc]ăn cứ|đúng) [^.;]{0,60}\b(?:Luật|Nghị định|Hướng dẫn) [^;]{0,120}")
_ENDED = late(r"hết hiệu lực|thay thế|bãi bỏ|trước đây|sửa đổi", re.IGNORECASE)
_WORD = late(r"(?P<dash>[-–—+*•]\s*)?(?P<word>căn cứ)\b(?P<more>\s*:|\s+vào\b)?", re.IGNORECASE)
_PROPOSAL = late(r"(theo|xét) (đề nghị|tờ trình)", re.IGNORECASE)


def _with_bases(facts: Facts) -> Iterator[Part]:
    return (part for part in facts.parts if part.bases)


def _open(line: Line) -> bool:
    """Whether a base has open places: dots, or a tab that draws them; one before the first word is its indent."""
    return signs.is_open(line.text) or "\t" in line.paragraph.text.lstrip() or line.text == "."


@rule("ND-504", ERROR, "Phụ lục I, Phần I, II.6.a", "Cuối căn cứ không phải dấu chấm phẩy",
      why="Sau mỗi căn cứ xuống dòng, cuối dòng có dấu chấm phẩy.", wrong="Căn cứ Luật Tổ chức Chính phủ …,",
      right="Căn cứ Luật Tổ chức Chính phủ …;")  # fmt: skip
def base_without_semicolon(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _with_bases(facts):
        for line in part.bases[:-1]:
            if not line.text.endswith(";") and not _open(line) and signs.BASIS.match(line.text):
                yield at(part, line, msg("{chu}: cuối căn cứ phải là dấu “;”.", chu=quote(line.text[-40:])),
                         msg("Đặt dấu chấm phẩy ở cuối dòng."), _BASES)  # fmt: skip


@rule("ND-505", ERROR, "Phụ lục I, Phần I, II.6.a", "Căn cứ cuối cùng không kết thúc bằng dấu chấm",
      why="Dòng căn cứ cuối cùng kết thúc bằng dấu chấm.", wrong="Theo đề nghị của Chánh Văn phòng,",
      right="Theo đề nghị của Chánh Văn phòng.")  # fmt: skip
def last_base_mark(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _with_bases(facts):
        line = part.bases[-1]
        if not line.text.endswith(".") and not _open(line) and (part.resolution or len(part.bases) > 1):
            yield at(part, line, msg("{chu}: căn cứ cuối cùng phải kết thúc bằng dấu “.”.", chu=quote(line.text[-40:])),
                     msg("Thay dấu cuối dòng bằng dấu chấm."), _BASES)  # fmt: skip


@rule("ND-506", WARNING, "Phụ lục I, Phần I, II.6.a", "Căn cứ luật, pháp lệnh ghi cả số, ký hiệu",
      why="Riêng Luật, Pháp lệnh không ghi số, ký hiệu, cơ quan ban hành.",
      wrong="Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15 ngày …;",
      right="Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;")  # fmt: skip
def law_with_number(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _with_bases(facts):
        for line in part.bases:
            if _LAW_NUMBER.match(line.text):
                yield at(part, line, msg("{chu}: luật, pháp lệnh không ghi số, ký hiệu.", chu=quote(line.text)),
                         msg("Chỉ ghi tên luật và ngày, tháng, năm ban hành."), _BASES)  # fmt: skip


@rule("ND-507", WARNING, "Phụ lục I, Phần I, II.6.a", "Căn cứ thiếu số, ký hiệu hoặc ngày ban hành",
      why="Căn cứ ghi đầy đủ tên loại, số, ký hiệu, cơ quan ban hành, ngày tháng năm và trích yếu.",
      wrong="Căn cứ Nghị định 30 về công tác văn thư;",
      right="Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
      sure=LIKELY)  # fmt: skip
def base_incomplete(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _with_bases(facts):
        for line in part.bases:
            missing = [] if _open(line) else _missing(line.text)
            if missing:
                yield at(part, line, msg("{chu}: thiếu {thieu}.", chu=quote(line.text), thieu=all_of(missing)),
                         msg("Ghi đầy đủ tên loại, số, ký hiệu, ngày tháng năm, cơ quan, trích yếu."),
                         _BASES)  # fmt: skip


def _missing(text: str) -> list[Message]:
    """What a basis does not say of what it has to."""
    if _UNDATED_LAW.fullmatch(text):
        return [msg("ngày, tháng, năm")]
    match = None if "các " in text[:14].casefold() else _CITED.match(text)
    return [name for name, there in _asked(match["rest"]) if not there] if match is not None else []


def _asked(rest: str) -> Iterator[tuple[Message, bool]]:
    """What a citation has to say behind its kind, and whether it is there."""
    day = _DAY.search(rest)
    yield msg("số, ký hiệu"), re.search(r"số\s*:?\s*\d*\s*\S*[/-]\S+|\d+\S*/\S+", rest) is not None
    yield msg("ngày, tháng, năm"), day is not None
    if day is not None:
        after = rest[day.end() :].strip(" ,;.")
        yield msg("cơ quan ban hành"), bool(re.search(r"\bcủa\b", rest)) or not (not after or _ON.match(after))
        yield msg("trích yếu"), bool(after) and _ISSUER_ALONE.fullmatch(after) is None


@rule("ND-508", WARNING, "Phụ lục I, Phần I, II.6.a; hiệu lực của văn bản được viện dẫn", "Căn cứ đã hết hiệu lực",
      why="Xét theo ngày của văn bản, căn cứ đã được thay thế.",
      wrong="Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015 (văn bản ngày 05 tháng 5 năm 2025)",
      right="Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025", sure=LIKELY)  # fmt: skip
def base_ended(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _with_bases(facts):
        day = part.heading.earliest
        for line in part.bases if day else ():
            for ended in ended_among(line.text, day, known.bases) if day else ():
                yield at(part, line, msg("{ten} hết hiệu lực từ {ngay:%d/%m/%Y}.",
                                         ten=quote(ended.name, 200), ngay=ended.since),
                         ended.instead, _BASES)  # fmt: skip


@rule("ND-873", NOTE, "Phụ lục I, Phần I, II.6.b; hiệu lực của văn bản được viện dẫn",
      "Áp dụng văn bản đã hết hiệu lực",
      why="Việc giao làm theo một văn bản thì văn bản ấy còn hiệu lực tại ngày ban hành.",
      wrong="thực hiện theo Luật Lưu trữ ngày 11 tháng 11 năm 2011 (văn bản ngày 25 tháng 5 năm 2026)",
      right="thực hiện theo Luật Lưu trữ ngày 21 tháng 6 năm 2024", sure=ASK)  # fmt: skip
def ended_applied(facts: Facts, known: Known) -> Iterator[Hit]:
    main = facts.main
    day = main.heading.earliest if main else None
    body = frozenset(item.index for item in main.body) if main and day else frozenset()
    for part, item in facts.running_on("luật", "nghị định", "hướng dẫn") if body else ():
        match = _APPLIED.search(item.seen) if item.index in body and not _ENDED.search(item.seen) else None
        for ended in ended_among(match[0], day, known.bases) if match and day else ():
            yield at(part, item, msg("{ten} hết hiệu lực từ {ngay:%d/%m/%Y}.", ten=quote(ended.name, 200),
                                     ngay=ended.since),
                     ended.instead, "Viện dẫn")  # fmt: skip


@rule("ND-509", WARNING, "Phụ lục III, Mẫu 1.2, 1.3", "“Theo đề nghị” không phải căn cứ cuối cùng",
      why="Trong các Mẫu, “Theo đề nghị của …” là dòng cuối của phần căn cứ.",
      wrong="Theo đề nghị …; Căn cứ Nghị định …", right="Căn cứ Nghị định …; Theo đề nghị ….", sure=LIKELY)  # fmt: skip
def proposal_not_last(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _with_bases(facts):
        last = max((at_ for at_, line in enumerate(part.bases) if line.text.casefold().startswith("căn cứ")), default=0)
        for line in part.bases[:last]:
            if _PROPOSAL.match(line.text):
                yield at(part, line, msg("{chu}: phải đứng sau các căn cứ khác.", chu=quote(line.text)),
                         msg("Chuyển dòng “Theo đề nghị” xuống cuối phần căn cứ."), _BASES)  # fmt: skip


@rule("ND-510", ERROR, "Phụ lục I, Phần I, II.6.a", "Nhiều căn cứ trong một đoạn",
      why="Sau mỗi căn cứ phải xuống dòng.", wrong="Căn cứ Luật …; Căn cứ Nghị định …;",
      right="Căn cứ Luật …; (xuống dòng) Căn cứ Nghị định …;")  # fmt: skip
def bases_in_one_line(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _with_bases(facts):
        for line in part.bases:
            if re.search(r";\s+(Căn cứ|Theo đề nghị)\b", line.text) and "\n" not in line.paragraph.text:
                yield at(part, line, msg("{chu}: mỗi căn cứ phải xuống dòng.", chu=quote(line.text)),
                         msg("Tách mỗi căn cứ thành một đoạn."), _BASES)  # fmt: skip


@rule("ND-512", WARNING, "Phụ lục I, Phần I, II.6.a", "Căn cứ không có chữ “Căn cứ”",
      why="Mỗi căn cứ bắt đầu bằng chữ “Căn cứ” (dòng cuối có thể là “Theo đề nghị của …”).",
      wrong="Nghị định số 30/2020/NĐ-CP ngày …;", right="Căn cứ Nghị định số 30/2020/NĐ-CP ngày …;")  # fmt: skip
def base_without_word(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _with_bases(facts):
        if part.resolution is None:
            continue
        for line in part.bases:
            if _BARE.match(line.text):
                yield at(part, line, msg("{chu}: thiếu chữ “Căn cứ” ở đầu dòng.", chu=quote(line.text)),
                         msg("Thêm “Căn cứ” ở đầu dòng."), _BASES)  # fmt: skip


@rule("ND-876", WARNING, "Phụ lục I, Phần I, II.6.a; Phụ lục III, Mẫu 1.1–1.3",
      "Chữ “Căn cứ”, “Theo đề nghị” đầu dòng viết khác mẫu",
      why="Trong các Mẫu, căn cứ bắt đầu ngay bằng “Căn cứ”: không gạch đầu dòng, dấu hai chấm, chữ “vào”.",
      wrong="- Căn Cứ: Luật Tổ chức Chính phủ …;", right="Căn cứ Luật Tổ chức Chính phủ …;")  # fmt: skip
def base_word_form(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _with_bases(facts):
        for line in part.bases:
            match = _WORD.match(line.text)
            if match is not None and (match["dash"] or match["more"] or match["word"] != "Căn cứ"):
                yield at(part, line, msg("{chu}: phải bắt đầu bằng “Căn cứ”.", chu=quote(line.text)),
                         msg("Viết “Căn cứ”, một dấu cách rồi tên văn bản."), _BASES)  # fmt: skip
        for above, line in pairwise(part.bases):
            if line.text[:1].islower() and _PROPOSAL.match(line.text) and above.text.endswith((";", ".")):
                yield at(part, line, msg("{chu}: chữ đầu phải viết hoa.", chu=quote(line.text)),
                         msg("Viết “{dung}”.", dung=line.text[:1].upper() + line.text[1:12]), _BASES)  # fmt: skip


@rule("ND-513", WARNING, "Phụ lục III, Mẫu 1.1–1.3; Luật Ban hành văn bản quy phạm pháp luật (thứ bậc hiệu lực)",
      "Căn cứ không xếp theo thứ bậc hiệu lực",
      why="Căn cứ được nêu từ văn bản có hiệu lực cao đến thấp: luật, nghị định, rồi thông tư, quyết định.",
      wrong="Căn cứ Thông tư …; Căn cứ Luật …;", right="Căn cứ Luật …; Căn cứ Thông tư …;", sure=LIKELY)  # fmt: skip
def bases_out_of_rank(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _with_bases(facts):
        lowest = 0
        for at_, line in enumerate(part.bases):
            match = _RANKED.match(line.text)
            rank = _RANKS[fold(match[1])] if match is not None else 0
            twice = any(line.text == above.text for above in part.bases[:at_])  # ND-860
            if rank and rank < lowest and not twice:
                yield at(part, line, msg("{chu}: phải đứng trước căn cứ có hiệu lực thấp hơn.", chu=quote(line.text)),
                         msg("Xếp căn cứ theo thứ bậc: luật, nghị định, thông tư."), _BASES)  # fmt: skip
                break
            lowest = max(lowest, rank)


@rule("ND-860", WARNING, "Phụ lục I, Phần I, II.6.a", "Một căn cứ ghi hai lần",
      why="Mỗi căn cứ nêu một lần: dòng thứ hai là dòng chép thừa, hoặc số chưa sửa.",
      wrong="Căn cứ Luật Đất đai …; Căn cứ Nghị định …; Căn cứ Luật Đất đai …;",
      right="Căn cứ Luật Đất đai …; Căn cứ Nghị định …;")  # fmt: skip
def basis_twice(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _with_bases(facts):
        above: dict[str, Line] = {}
        for line in part.bases:
            match = _KNOWN_BY.match(line.text)
            # A number begins anew each year, and each agency has its own: the words before the day may be those of two.
            key = fold(line.text) if match is None or "/20" not in match["symbol"] else fold(match["symbol"])
            first = above.setdefault(key, line)
            if first is not line and not _open(line):
                yield at(part, line, msg("{chu}: đã ghi ở đoạn {doan}.", chu=quote(line.text),
                                         doan=first.paragraph.index),
                         msg("Bỏ dòng trùng, hoặc sửa lại số."), _BASES)  # fmt: skip


@rule("ND-881", WARNING, "Điều 8, Phụ lục I", "Viện dẫn Thông tư 01/2011/TT-BNV cho thể thức văn bản",
      why="Từ 05/3/2020 thể thức, kỹ thuật trình bày văn bản hành chính theo Phụ lục I của Nghị định 30.",
      wrong="trình bày theo Thông tư số 01/2011/TT-BNV", right="trình bày theo Nghị định số 30/2020/NĐ-CP",
      sure=LIKELY)  # fmt: skip
def former_circular_on_form(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, paragraph in facts.running_on("01/2011/tt-bnv"):
        text = paragraph.seen
        if "01/2011/TT-BNV" in text and not _ENDED.search(text):
            yield at(part, paragraph, msg("{chu}: thể thức văn bản nay theo Nghị định số 30/2020/NĐ-CP.",
                                          chu=quote(text)),
                     msg("Viện dẫn Nghị định số 30/2020/NĐ-CP."), _BASES)  # fmt: skip


@rule("ND-514", WARNING, "Điều 1, Điều 8", "Viện dẫn nghị định về văn bản QPPL cho thể thức văn bản hành chính",
      why="Thể thức văn bản hành chính theo NĐ 30/2020/NĐ-CP; NĐ 78/2025, NĐ 187/2025 là về văn bản quy phạm.",
      wrong="trình bày theo Nghị định số 78/2025/NĐ-CP", right="trình bày theo Nghị định số 30/2020/NĐ-CP",
      sure=LIKELY)  # fmt: skip
def wrong_decree_on_form(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, paragraph in facts.running_on("/2025/nđ-cp"):
        text = paragraph.seen
        named = re.search(r"\b(78|187)/2025/NĐ-CP", text)
        form = named and re.search(r"thể thức|văn bản hành chính|công tác văn thư", text, re.IGNORECASE)
        if form and "quy phạm pháp luật" not in text:
            yield at(part, paragraph, msg("{chu}: nghị định này quy định về văn bản quy phạm pháp luật.",
                                          chu=quote(text)),
                     msg("Viện dẫn Nghị định số 30/2020/NĐ-CP."), _BASES)  # fmt: skip


@rule("ND-511", NOTE, "Phụ lục I, Phần I, II.6.a; Phụ lục III, Mẫu 1.1–1.3", "Quyết định không có căn cứ",
      why="Quyết định, nghị quyết nêu căn cứ ban hành.", wrong="QUYẾT ĐỊNH: Điều 1 …", right="Căn cứ …; QUYẾT ĐỊNH:",
      sure=LIKELY)  # fmt: skip
def no_bases(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        if traits(part.kind).command and part.resolution is not None and not part.bases:
            yield at(part, part.resolution, msg("Không thấy căn cứ nào trước dòng {chu}.",
                                                chu=quote(part.resolution.text)),
                     msg("Nêu căn cứ thẩm quyền và căn cứ nội dung."), _BASES)  # fmt: skip


RULES = rules_in(globals())
