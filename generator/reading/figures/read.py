"""A paragraph's figures: what the exclusion leaves, with kind, name, unit of measure and place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import count, pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.reading.draft import mark_of
from generator.reading.figures.certainty import Seen, doubt_of
from generator.reading.figures.exclusion import adds_up, excluded, listed
from generator.reading.figures.likeness import AGAINST, ASKED, NO_FIGURE, likeness
from generator.reading.figures.model import MASK, Figure, Kind, Paragraph, Read, Sort, Span, Where
from generator.reading.figures.positions import NUMBER
from generator.reading.figures.said import said_in
from generator.values.figures import COUNTS_ALONE, DASHES, GROUPED, MINUS, Doubt, in_form, signed
from generator.values.named import DOCUMENT_KINDS
from generator.values.number_words import number_said
from generator.values.patterns import late
from generator.values.text import fold, one_line

_SLASH = late(r"(?:[^\d\x00.;:,()/]{0,40})/\s*$")
_NUMBERS = late(r"\d+(?:[.,/]\d+)*")
# What stands between the ends of a range: "200 - 300 con", "62% đến 88%", "12 xã lên 14 xã"; between what makes up one
# amount: "3 triệu 250 nghìn đồng".
_TO = late(
    r"\s(?:tỷ|tỉ|triệu|nghìn|ngàn)\s|\s?%?\s?[-–]\s?|\s?(?:%|[^\W\d_]+)?(?:\s[^\W\d_]+){0,2}\s(?:đến|tới|lên|xuống)\s",
    re.IGNORECASE,
)
# Who is counted, as it is shortened: "khai trừ 02 đ/c".
_COMRADES, _SPELT = late(r"\b[đĐ]/c\b"), "đồng chí"
_SENTENCE_END = late(r"[.!?]\s+(?=[^\W\d_\x00]|[-“(])|\n")
_PLAN = late(
    r"\b(?:nhiem vu|phuong huong|ke hoach|cong viec|cong tac|giai phap)\b.{0,60}\b(?:thoi gian toi|"
    r"thang toi|thang sau|ky toi|"
    r"tiep theo|quy toi|thang tiep)\b|\bphuong huong\b"
)
# "II. ", "2. ", "b) ", "PHẦN THỨ HAI: ", "Mục B - ".
_HEADING_NUMBER = r"(?:(?:phan|muc|chuong)(?: thu)? )?(?:(?:[ivxlc]{1,5}|\d{1,2}|[a-z]|nhat|hai|ba|tu|bon|nam) )?"
# A heading that begins with what is to be done: "Nhiệm vụ trọng tâm tháng 6/2030"; not below one of what was done.
_PLAN_HEADING = late(
    rf"^{_HEADING_NUMBER}(?:mot so |cac |nhung )?(?:nhiem vu|ke hoach|chuong trinh|giai phap)"
    r"(?: va giai phap| giai phap| cong tac| ke hoach)?"
    r"(?: trong tam| chu yeu|(?= (?:thang|quy|nam|tuan|6 thang)\b))(?!.*\b(?:ket qua|thuc hien|tinh hinh)\b)"
)
# The heading that a paragraph begins with: "II. NHIỆM VỤ THÁNG 9/2034: phấn đấu …".
_OWN_HEADING = late(
    r"\s*((?:[IVXLC]{1,5}\.\s+[^:.]|"
    r"(?:\(?(?:\d{1,2}|[a-zđ])[.)]\s+|[-+]\s+)?(?:Nhiệm vụ|Phương hướng|"
    r"Kế hoạch(?=\s+(?:công tác\s+)?(?:tháng|quý|tuần)\s))\s)[^:.]{8,120})[:.]\s"
)
_DONE_HEADING = late(r"\b(?:ket qua|tinh hinh|danh gia|da thuc hien)\b")
_CLOSING = late(r"\W*trên đây là\b", re.IGNORECASE)
# "Sở Y tế kính báo cáo Ủy ban nhân dân tỉnh xem xét./.": to whom, and nothing of what.
_REPORTS = late(
    r"\W*[^\W\d_][^.;:\d]{2,80}?\s(?:trân trọng |kính |xin )*báo cáo\s+(?P<to>[^.;:]{3,160}?)\s*(?:\./)?\.?\s*",
    re.IGNORECASE,
)
_ADDRESSEES = late(r",\s+|\s+và\s+|\s+để\s+")
_ASKED = ("xem xét", "chỉ đạo", "theo dõi", "tổng hợp", "biết", "cho ý kiến", "quan tâm", "trình")
_OF_WHAT = late(r"\b(?:phương án|kết quả|tình hình|tiến độ|việc|nội dung|trước|trong)\b", re.IGNORECASE)
# Words that say a time, the strongest first where two stand at one place.
_TIMES = late(
    r"\b(?:(?P<total>tinh den|luy ke|cong don|den nay|den thoi diem|tu truoc den nay|tong cong den|den (?:het )?ngay|"
    r"den (?:het )?(?=\x00)|tu dau (?:nam|nhiem ky|(?=\x00))|tu (?:ngay )?(?=\x00)|tu khi)|"
    r"(?P<month>trong (?:thang|ky|tuan|quy)|thang qua|trong (?=\x00)))"
)
# Read with their marks: "chờ" is a state, "cho" is none.
_STATE = late(
    r"\b(?:còn|(?<!thực )(?<!phát )(?<!thể )(?<!xuất )(?<!biểu )(?<!cải )hiện(?! tượng| vật| trường| trạng| đại)|"
    r"đang|chưa|chờ|(?<!bảo )tồn(?! tại)|chuyển tiếp)\b",
    re.IGNORECASE,
)
# "03 đơn vị chưa giải ngân": the state stands behind what is counted.
_STATE_AFTER = late(
    r"[^,.;:()\d]{0,30}?\b(?:chưa(?! (?:đúng|đủ|đạt|phù hợp|bảo đảm|đảm bảo))|đang|còn|chờ)\b", re.IGNORECASE
)
# What stands at a height and is no sum of months: herds, debts, staff.
_STOCK = late(
    r"\b(?:(?:tong )?dan (?:trau|bo|lon|heo|ga|de|gia cam|gia suc)|du no|nguon von huy dong|"
    r"no (?:thue|xau|dong|qua han)|"
    r"so nguoi tham gia|duy tri|bien che|quan so|co mat|toan (?:tinh|xa|phuong|nganh) co)\b"
)
# "Lũy kế 10 tháng", "Tổng chi 10 tháng": so many months of the year.
_MONTHS = late(
    r"(?<![\d/.,])(?:[2-9]|1[0-2]) tháng(?:\s+đầu năm)?(?!\s+(?:tuổi|qua|trước|tới|tiếp|trở|kể))", re.IGNORECASE
)
_WINDOW = late(
    r"\btừ\s+(?:ngày\s+)?(?P<since>\d{1,2})[/.-](?P<since_month>\d{1,2})(?:[/.-](?P<since_year>\d{4}))?\s+(?:đến|tới)\s+"
    r"(?:hết\s+)?(?:ngày\s+)?(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?:[/.-](?P<year>\d{4}))?(?![\d/])",
    re.IGNORECASE,
)
_MONTH_OF_DAYS = 31
_DELTA = late(
    r"\b(?:tang|giam|cao hon|thap hon|nhieu hon|it hon)\s+(?:them\s+|them duoc\s+)?(?:gan\s+|khoang\s+|hon\s+)?$"
)
# "phấn đấu năng suất trên 62 tạ/ha" is aimed at, wherever it stands.
_AIMED = late(
    r"(?:\b(?:phan dau|muc tieu (?:la|den(?:\s+\x00+)?))(?!\w)|\bdu kien (?:den )?(?:het|cuoi) (?:nam\b|\x00+)|"
    r"\bdu kien (?:khoang )?(?=$)|\b(?:du kien|uoc) [a-z ]{0,30}\b(?:ca|het|cuoi) nam\b|"
    r"(?:^|[.;:,(]\s*|\b(?:theo|voi|vuot) )muc tieu dat\b)[^.;:\x00]{0,60}$|"
    # What is foreseen, up to what is said of now.
    r"\b(?:du bao|du kien)\b(?:(?!\b(?:da|nay|hien|thuc te|duoc)\b)[^.;:()]){0,80}$"
)
# Up to the end of a sentence, or to a clause that says what is there: "…; hiện có 14 bác sĩ".
_GOING_ON = r"(?:(?!;[^.;]*\b(?:đã|hiện|đang)\b)[^.])*"
# What others are asked for: "Kính đề nghị UBND tỉnh bổ sung 75 tỷ đồng"; no "đề nghị truy tố 12 bị can",
# no "12 hồ sơ đề nghị hỗ trợ, giải quyết 10 hồ sơ".
_ASKS = late(
    r"(?<!hồ sơ )(?<!đơn )(?<!người )(?<!hộ )(?<!văn bản )(?<!số )\b(?:đề nghị|kiến nghị|đề xuất)\s+"
    r"(?![^.;]{0,40}\b(?:tặng|khen)\b)[^.;]*?\b(?:bổ sung|hỗ trợ|bố trí|cho phép|xem xét|quan tâm|sớm|giao thêm|"
    r"cấp (?:thêm|tiếp|bù)|đầu tư|trang bị|gia hạn|cho (?:mua|tuyển|xây|sửa|lắp|thuê|nâng|hưởng|vay|điều))\b"
    rf"{_GOING_ON}$|"
    # "Kiến nghị: (1) nâng đường truyền lên 300 Mbps; (2) …".
    r"(?:^|[.;]\s+|[-+]\s*)(?:[Đđ]ề nghị|[Kk]iến nghị|[Đđ]ề xuất)(?:,\s(?:đề nghị|kiến nghị|đề xuất))?\s?:"
    rf"{_GOING_ON}$",
    re.IGNORECASE,
)
_ASKING_HEADING = late(
    rf"{_HEADING_NUMBER}(?:mot so |cac |nhung |noi dung )?"
    r"(?:(?:y kien|van de|noi dung) )?(?:de xuat|kien nghi|de nghi)(?: (?:va )?(?:de xuat|kien nghi|de nghi))?"
    r"(?: (?:voi|doi voi|tinh|trung uong|cap tren|ubnd)\b.*)?"
)
_COMPARED = late(r"[^.;]{0,60}\bso (?:voi|cung)\b")
_DONE = late(r"\bđã\b", re.IGNORECASE)
_STOP = frozenset(
    ("đã", "được", "có", "của", "tại", "trên", "trong", "số", "qua", "cho", "về", "với", "từ", "theo", "và", "là",
     "đang", "chưa", "bị", "do", "để", "đến", "thuộc", "ở", "đạt", "nhằm", "gồm", "bao", "còn", "hoặc", "tăng", "giảm",
     "chiếm", "phải", "không", "sau", "trước", "khi", "so")
)  # fmt: skip
_WORD_AFTER = late(r"[ \u00a0]*(%|[^\W\d_]\w*(?:/[^\W\d_]\w*)*)")
_SHARE_AFTER = late(r"[^\d.;]{1,80}?(\d+(?:,\d+)?)\s?%")
# Taken out of the bare text as what has a digit, and still a unit of measure.
_SQUARE = late(r"[ \u00a0]*((?:[kcdm]?m|µg/m)[23²³])(?!\w)")
_PER_SQUARE = late(r"/k?m[23²³](?!\w)")
_AFTER_NAME = late(r"\b[A-Z][A-Za-z]*\s+$")
_WHOLE_AFTER = late(r"[^\d\x00.;:,()/]{0,40}/\s*\d[\d.,]*")
_ACCUSED = late(r"\s*bị (?:can|cáo|hại|đơn)\b", re.IGNORECASE)
_MARK = late(r"[:;(,.](?!\d)")
_TO_MARK = late(r"[^\d.,;:()\n]*")
# A clause of these words alone does not say what is counted.
_SAYS_NOTHING = frozenset(
    ("đạt", "chiếm", "bằng", "tỷ", "lệ", "tăng", "giảm", "là", "có", "còn", "gồm", "và", "được", "trong", "đó", "với",
     "hơn", "tương", "đương", "khoảng", "gần", "trên", "của", "trường", "hợp", "hiện", "đã", "cả", "tổng", "số",
     "ước", "như")
)  # fmt: skip
_MOST_BEFORE, _MOST_BEHIND = 16, 12
# How many letters of a long sentence are looked at on either side of a number.
_FAR = 1500
_PAPER = late(rf"(?:{DOCUMENT_KINDS})\b")
_SOURCE = late(r"\b(?:theo|nguon:?)\s+(?:so lieu|so|bao cao|thong ke)?\s*(?:cua\s+)?(?=\S)")


class _Hit(Struct, frozen=True):
    """A number that is left: where, the part of a/b it is ("a", "b" or ""), and how like a figure (`likeness`)."""

    start: int
    end: int
    side: str = ""
    like: int = AGAINST


def read(paragraphs: Iterable[Paragraph]) -> tuple[Read, ...]:
    """Every paragraph of a report with its numbers told, in one pass."""
    return tuple(map(read_paragraph, paragraphs))


def read_paragraph(paragraph: Paragraph) -> Read:
    """One paragraph with its numbers told; in a section of plans a number that is no a/b is a target."""
    return replace(_read(str(paragraph.text), tuple(map(str, paragraph.headings))), paragraph=paragraph)


# A story reads its report more than once: as it is, as it is printed, as the last one was.
@lru_cache(maxsize=4096)
def _read(text: str, headings: tuple[str, ...]) -> Read:
    paragraph = Paragraph(text, headings)
    spans, rest = excluded(paragraph.text)
    formed = _formed(text, rest)
    hits = sorted((*_weighed(formed, _hits(rest)), *_said(paragraph.text, rest)), key=lambda hit: hit.start)
    bare = _in_period(text, rest.lower())
    planned = in_plan(paragraph)
    plan = planned or _asking(paragraph)
    figures: list[Figure] = []
    left: list[Figure] = []
    aims: set[int] = set()
    for hit, figure in _figures(paragraph, bare, hits, plan):
        aims |= {hit.start} if figure.target else set()
        like = hit.like - (AGAINST if figure.doubt else 0)
        if figure.target or like >= NO_FIGURE:
            figures.append(replace(figure, doubt=figure.doubt or _seldom(figure, like)))
        else:
            left.append(figure)
    sorts = (Span(Sort.TARGET if one.target else Sort.FIGURE, one.text, one.start, one.end) for one in figures)
    unlike = (Span(Sort.FIXED, one.text, one.start, one.end) for one in left)
    told_spans = (_in_plan(span) if plan else span for span in spans)
    over = _left_over(paragraph.text, rest, {hit.start for hit in hits})
    every = sorted((*told_spans, *sorts, *unlike, *over), key=lambda span: span.start)
    results = tuple(one for one in figures if not one.target)
    if planned:
        return Read(paragraph, tuple(every), results, tuple(left))
    aimed = [hit for hit in hits if hit.start in aims and hit.like >= ASKED]
    likely = sorted((*aimed, *_taken_all_the_same(formed, {hit.start for hit in hits})), key=lambda hit: hit.start)
    return Read(
        paragraph, tuple(every), results, tuple(left), tuple(one for _, one in _figures(paragraph, bare, likely, plan))
    )


def in_the_decrees_form(text: str) -> str:
    """A text as it is written, its numbers letter for letter in the decree's form: what blanks group is one number."""
    return _formed(text, excluded(text)[1])


def _formed(text: str, rest: str) -> str:
    return "".join(new if new in ".," else old for old, new in zip(text, rest, strict=True))


def _seldom(figure: Figure, like: int) -> Doubt | None:
    """What is asked of a number whose place says nothing against it."""
    if like < ASKED:
        return Doubt.UNLIKE
    return None if value_of(figure.text) == figure.value else Doubt.THOUSANDS


def _in_period(text: str, bare: str) -> str:
    """The bare text where from one day to another at most a month later says "in the period", not "since then"."""
    for match in _WINDOW.finditer(text):
        year = int(match["year"] or 0)
        years = year - int(match["since_year"] or year) if year else 0
        days = years * 360 + (int(match["month"]) - int(match["since_month"])) * 30
        if 0 <= days + int(match["day"]) - int(match["since"]) <= _MONTH_OF_DAYS and "ngày" in match[0].lower():
            bare = bare[: match.start()] + "trong ky".ljust(len(match[0]), "\x00") + bare[match.end() :]
    return bare


def in_plan(paragraph: Paragraph) -> bool:
    """Whether a paragraph stands in the section of what is to be done; the sentence that closes a report does not."""
    if _closes(paragraph.text):
        return False
    own = _OWN_HEADING.match(paragraph.text)
    folded = [fold(text) for text in (*paragraph.headings, *([own[1]] if own else []))]
    if any(
        _PLAN_HEADING.match(one) and not any(map(_DONE_HEADING.search, folded[:at])) for at, one in enumerate(folded)
    ):
        return True
    return any(map(_PLAN.search, (*folded, fold(paragraph.text[:120]))))


def _asking(paragraph: Paragraph) -> bool:
    """Whether a paragraph stands in the section of what is asked of others."""
    return any(_ASKING_HEADING.fullmatch(fold(heading).strip()) for heading in paragraph.headings)


def _closes(text: str) -> bool:
    """Whether a text is the sentence that closes a report."""
    if _CLOSING.match(text):
        return True
    match = _REPORTS.fullmatch(text)
    if not match or _OF_WHAT.search(match["to"]):
        return False
    return all(one[:1].isupper() or one.lower().startswith(_ASKED) for one in _ADDRESSEES.split(match["to"]))


def between_periods(figures: Iterable[Figure], last: Mapping[Where, Decimal]) -> Iterator[Figure]:
    """The figures with the kind that two periods' values say, where no words do: what fell is no running total."""
    for figure in figures:
        before = last.get(figure.where)
        if before is None or figure.sure or figure.kind not in COUNTS_ALONE:
            yield figure
        elif figure.value < before and figure.kind is Kind.CUMULATIVE:
            yield replace(figure, kind=Kind.LEVEL)
        else:
            yield figure


def value_of(text: str) -> Decimal:
    """The exact value of a printed number: `1.240`, `86,91`; `1 240`, `1,240,000`, `86.91`, `−3,4`, `hai mươi` too."""
    if text[:1] in DASHES:
        return -value_of(text[1:])
    if text.lower() == "năm":
        return Decimal(5)
    if (said := number_said(text.lower().split())) is not None:
        return Decimal(said)
    if re.fullmatch(GROUPED, text):
        text = in_form(text).replace(".", "")
    return Decimal(text.replace(",", "."))


def masked(sentence: str) -> str:
    """A sentence with its numbers masked: the same from one period to the next."""
    for start, end, _ in reversed(list(said_in(sentence))):
        sentence = sentence[:start] + MASK + sentence[end:]
    return one_line(_NUMBERS.sub(MASK, MINUS.sub("", sentence))).strip(" -+")


def with_hyphens(text: str) -> str:
    """A text in which each negative number has the sign that is printed."""
    return MINUS.sub("-", text)


def _in_plan(span: Span) -> Span:
    """In the plan a whole day is a deadline."""
    return replace(span, sort=Sort.DEADLINE) if span.sort is Sort.DATE else span


def _hits(left: str) -> Iterator[_Hit]:
    """The numbers that are left and are followed by a word, `%` or `/b`, or close a series."""
    found = list(NUMBER.finditer(left))
    parts: dict[int, str] = {}
    for one, other in pairwise(found):
        if _SLASH.fullmatch(left, one.end(), other.start()) and not _coupled(left, one, other):
            parts[one.start()], parts[other.start()] = "a", "b"
    for match in found:
        side = parts.get(match.start(), "")
        if side or _counts(left, match):
            yield _Hit(match.start(), match.end(), side)


def _left_over(text: str, left: str, starts: Container[int]) -> Iterator[Span]:
    """The numbers that count nothing, "ISO/IEC 17025 là": part of a name. Each number is told."""
    for match in _NUMBERS.finditer(left):
        if not any(at in starts for at in range(match.start(), match.end())):
            yield Span(Sort.NAME, text[match.start() : match.end()], match.start(), match.end())


def _weighed(text: str, hits: Iterable[_Hit]) -> list[_Hit]:
    """The numbers with how like figures they are; a part and its whole, two ends of a range are both or neither."""
    # Those whom a text counts are weighed as they are spelt out.
    short = [match.start() for match in _COMRADES.finditer(text)]
    spelt, longer = _COMRADES.sub(_SPELT, text) if short else text, len(_SPELT) - len("đ/c")
    weighed = [replace(hit, like=likeness(spelt, hit.start + longer * bisect_left(short, hit.start))) for hit in hits]
    for at in range(1, len(weighed)):
        one, other = weighed[at - 1 : at + 1]
        if (one.side, other.side) == ("a", "b") or _TO.fullmatch(text, one.end, other.start):
            like = max(one.like, other.like)
            weighed[at - 1 : at + 1] = replace(one, like=like), replace(other, like=like)
    return weighed


def _taken_all_the_same(text: str, starts: Container[int]) -> Iterator[_Hit]:
    """The numbers that a form took for none though all around them says a figure: "vốn điều lệ 8,4 tỷ đồng"."""
    for match in NUMBER.finditer(text):
        if match.start() not in starts and (like := likeness(text, match.start())) >= ASKED:
            yield _Hit(match.start(), match.end(), like=like)


def _coupled(left: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether what a slash parts are two counts of one thing: "16 vụ/23 đối tượng", "18 trường hợp/27,5 triệu đồng".

    Their units of measure are of two kinds, and no percentage behind says how much the one is of the other."""
    first = left[one.end() : other.start()].split("/")[0].lower().split()[:1]
    second = _WORD_AFTER.match(left.lower(), other.end())
    if not first or not second or second[1] == first[0]:
        return False
    said = _SHARE_AFTER.match(left, other.end())
    part, whole = value_of(one[0]), value_of(other[0])
    return not (said and whole and abs(part * 100 / whole - value_of(said[1])) <= 1)


def _said(text: str, left: str) -> Iterator[_Hit]:
    """The numbers said in words that nothing took and that count something: not those beside their digits."""
    for start, end, _ in said_in(text):
        if "\x00" not in left[start:end] and re.match(r"[ \u00a0]+[^\W\d_]", text[end : end + 4]):
            yield _Hit(start, end)


def _counts(bare: str, match: re.Match[str]) -> bool:
    """What is left counts something, but for "Mẫu Giang 2 và …": a number after a name that no word follows."""
    after = _WORD_AFTER.match(bare, match.end())
    if after and after[1] not in ("va", "hoac", "den"):
        return True
    name = _AFTER_NAME.search(bare[max(0, match.start() - 20) : match.start()])
    start = match.start() - len(name[0]) if name else 0
    if not name or bare[:start].endswith("chi so "):
        return True
    return any(mark in match[0] for mark in ".,") or listed(bare, start) or adds_up(bare, start)


def _sentences(bare: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(bare):
        yield start, match.end()
        start = match.end()
    yield start, len(bare)


def _time_of(bare: str, start: int, end: int) -> str:
    """The last words of time in a stretch: "total", "month", or ""."""
    last = ""
    for match in _TIMES.finditer(bare, start, end):
        last = match.lastgroup or ""
    return last


class _Sentence(Struct, frozen=True):
    """A sentence: from where to where, the place of its figures but for their rank, the unit named as their source."""

    start: int
    end: int
    where: Where
    source: str

    def near(self, hit: _Hit) -> tuple[int, int]:
        """Its stretch that can say something of a number."""
        return max(self.start, hit.start - _FAR), min(self.end, hit.end + _FAR)


@lru_cache(maxsize=1024)
def _heading(text: str) -> str:
    """A heading as a place has it: one whose number was kept as typed is the one that is numbered anew."""
    return masked(text[mark_of(text)[1] :])


def _figures(paragraph: Paragraph, bare: str, hits: Iterable[_Hit], plan: bool) -> Iterator[tuple[_Hit, Figure]]:
    """Each number that is left as a figure, by the sentence that it stands in and by the time that was told before."""
    text = paragraph.text
    where = Where(tuple(map(_heading, paragraph.headings)), "", 0)
    waiting = deque(hits)
    told = ""
    for start, end in _sentences(bare):
        if waiting and waiting[0].start < end:
            place = replace(where, sentence=masked(text[start:end]))
            sentence = _Sentence(start, end, place, _source(text, bare, start, end))
            for rank in count(1):
                if not waiting or waiting[0].start >= end:
                    break
                hit = waiting.popleft()
                yield hit, _figure(paragraph, bare, hit, sentence, rank, told, plan)
        told = _time_of(bare, start, end) or told


def _figure(
    paragraph: Paragraph, bare: str, hit: _Hit, sentence: _Sentence, rank: int, told: str, plan: bool
) -> Figure:
    text = paragraph.text
    near = start, _ = sentence.near(hit)
    unit = _unit(text, bare, hit.end)
    kind, sure = _kind(text, bare, hit, near, told, unit)
    if not sure and kind is Kind.MONTHLY and not told:
        sure = any(_time_of(fold(heading), 0, len(heading)) == "month" for heading in paragraph.headings)
    times = list(_TIMES.finditer(bare, start, hit.start))
    said = times[-1] if times else None
    name = _name(text, bare, hit, start, unit)
    begins = signed(text, hit.start)
    typed, formed = text[hit.start : hit.end], bare[hit.start : hit.end]
    # Words are read with their marks.
    value = value_of(formed if formed[0].isdigit() else typed) * (-1 if begins < hit.start else 1)
    return Figure(
        text[begins : hit.end],
        value,
        kind,
        sure,
        name,
        _stem(text, bare, hit, start, unit),
        unit,
        replace(sentence.where, rank=rank),
        begins,
        hit.end,
        sentence.source,
        text[said.start() : said.end()] if said else "",
        any(match[0].startswith("tu dau") and "nhiem ky" not in match[0] for match in times)
        or _MONTHS.search(text, start, hit.start) is not None,
        target=(plan and not hit.side) or _wanted(text, bare, start, hit),
        doubt=doubt_of(Seen(text, bare, hit.start, hit.end, value, near, kind, unit, name)),
    )


def _wanted(text: str, bare: str, start: int, hit: _Hit) -> bool:
    """Whether a number is aimed at, foreseen or asked for wherever it stands."""
    return bool(_AIMED.search(bare, start, hit.start) or _ASKS.search(text, start, hit.start))


def _kind(text: str, bare: str, hit: _Hit, sentence: tuple[int, int], told: str, unit: str) -> tuple[Kind, bool]:
    """The kind and whether words say it: those of the figure, then of its sentence, then of what came before."""
    start, end = sentence
    before = bare[start : hit.start]
    if _DELTA.search(before[-40:]):
        return Kind.DELTA, bool(_COMPARED.match(bare, hit.end, end))
    if unit == "%":
        return Kind.RATIO, True
    if hit.side:
        return (Kind.PART if hit.side == "a" else Kind.WHOLE), True
    clause = max(start, bare.rfind(";", start, hit.start))
    time = _time_of(bare, clause, hit.start) or _opening(bare, start, clause)
    if _is_state(text, bare, hit, sentence, clause, time):
        return Kind.LEVEL, True
    if _STOCK.search(bare, clause, hit.start) and time != "month":
        return Kind.LEVEL, bool(time)
    if not time and _MONTHS.search(text, start, hit.start):
        return Kind.CUMULATIVE, True
    if _SLASH_BEFORE.search(before):
        return Kind.LEVEL, False
    # What the clause or the sentence before said may hold on, but nobody says so.
    said, time = bool(time), time or _time_of(bare, start, hit.start) or told
    if time:
        return (Kind.CUMULATIVE if time == "total" else Kind.MONTHLY), said
    return (Kind.CUMULATIVE if _DONE.search(text, start, hit.start) else Kind.MONTHLY), False


def _opening(bare: str, start: int, clause: int) -> str:
    """The words of time that a sentence of several clauses opens with: they hold for all of them."""
    first = _TIMES.search(bare, start, clause)
    return first.lastgroup or "" if first and not _LETTER.search(bare, start, first.start()) else ""


def _is_state(text: str, bare: str, hit: _Hit, sentence: tuple[int, int], clause: int, time: str) -> bool:
    """Whether words say that something stands so: the last word of the clause holds."""
    _, end = sentence
    if time != "month" and re.match(r"[^.;()]{0,60}\((?:tang|giam)\b", bare[hit.end : hit.end + 80]):
        return True
    if _STATE.search(text, max(clause, hit.start - 25), hit.start) or _STATE_AFTER.match(text, hit.end, end):
        return True
    if time:
        return False
    if _COUNTED_LIST.match(bare, clause) and _STATE.search(text, clause, _clause_end(bare, hit.end, end)):
        return True
    said = list(_STATE.finditer(text, clause, hit.start))
    return bool(said) and not _DONE.search(text, said[-1].end(), hit.start)


def _clause_end(bare: str, at: int, end: int) -> int:
    semicolon = bare.find(";", at, end)
    return semicolon if semicolon >= 0 else end


_LETTER = late(r"[^\W\d_]")
# "24 mô hình: 11 mô hình đã hoàn thành, 12 mô hình đang triển khai": a state listed is one of all.
_COUNTED_LIST = late(r"[^\d;:]*\d[\d.]*[^\d;:]{1,40}:")
# A part of a part: "61/96 xã (trong đó, 40 xã …".
_SLASH_BEFORE = late(r"\d\s*/\s*\d[^()]*\((?:trong do)[^()]*$")


def _unit(text: str, bare: str, end: int) -> str:
    """The words after a number up to the first that is no part of a unit: at most four."""
    words: list[str] = []
    if square := _SQUARE.match(text, end):
        return square[1]
    for _ in range(4):
        match = _WORD_AFTER.match(bare, end)
        if not match or (text[match.start(1) : match.end(1)].lower() in _STOP and not _ACCUSED.match(text, end)):
            break
        words.append(text[match.start(1) : match.end(1)])
        end = match.end()
        if per := _PER_SQUARE.match(text, end):
            words[-1] += per[0]
        if match[1] == "%" or per:
            break
    return " ".join(words)


def _name(text: str, bare: str, hit: _Hit, start: int, unit: str) -> str:
    """What is counted, for who fills in the sheet: its clause, and the one before where it says but "đạt …%"."""
    behind = _behind(text, bare, hit, unit)
    before: list[str] = []
    for mark in reversed([start - 1, *(match.start() for match in _MARK.finditer(bare, start, hit.start))]):
        before = _words(text[mark + 1 : hit.start])
        # "Tổng số hồ sơ: 1.204 hồ sơ" says it before the colon, "02 hội nghị, 05 lớp tập huấn" behind the number.
        told = len(behind) > 1 and text[max(mark, 0)] not in ":("
        if told or any(word.lower() not in _SAYS_NOTHING for word in before):
            break
    if len(before) > _MOST_BEFORE:
        before = ["…", *before[-_MOST_BEFORE:]]
    whole = ["tổng"] if hit.side == "b" else []
    return " ".join((*whole, *before, *behind[:_MOST_BEHIND], *["…"][: len(behind) > _MOST_BEHIND])).strip(" -–+/")


def _behind(text: str, bare: str, hit: _Hit, unit: str) -> list[str]:
    """The words behind a number up to the next mark or number; of the first of two, those behind the second."""
    whole = _WHOLE_AFTER.match(bare, hit.end) if hit.side == "a" and not unit else None
    if unit == "%" or (unit and _SQUARE.match(text, hit.end)):
        return [unit]
    after = _TO_MARK.match(text, whole.end() if whole else hit.end)
    return _words(after[0]) if after else []


def _words(text: str) -> list[str]:
    """The words of a clause without its numbers."""
    return [word.strip('()“”",;:/') for word in _NUMBERS.sub("", text).split() if any(map(str.isalnum, word))]


def _stem(text: str, bare: str, hit: _Hit, start: int, unit: str) -> str:
    """What is counted in few words: the end of the clause before the number and the unit after it."""
    head = bare[start : hit.start]
    cut = max(head.rfind(mark) for mark in (":", ";", "(", ",", "."))
    words = one_line(_NUMBERS.sub("", text[start + cut + 1 : hit.start])).split()
    if hit.side == "a" and not unit and (whole := _WHOLE_AFTER.match(bare, hit.end)):
        unit = _unit(text, bare, whole.end())
    if hit.side and cut > 0 and not any(char.isalpha() for word in words for char in word):
        # "Tiêm chủng: 1.062/1.140 trẻ": what is counted stands before the colon.
        words = one_line(_NUMBERS.sub("", text[start : start + cut])).strip(" :;(,.").split()[-6:]
    words = [word for word in words if any(map(str.isalnum, word))]
    words = ["tổng", *words] if hit.side == "b" else words
    return " ".join((*words[-8:], unit)).strip(" -–+/")


def _source(text: str, bare: str, start: int, end: int) -> str:
    """The unit that a sentence names as the source of its numbers: "theo số của Sở B"."""
    for match in _SOURCE.finditer(bare, start, end):
        named = re.match(r"[^\W\d_](?:(?!\s(?:có|còn|đã|được|là|thì)\s)[^,;.()\d]){1,60}", text[match.end() : end])
        if named and named[0][0].isupper() and not _PAPER.match(fold(named[0])):
            return one_line(named[0])
    return ""
