"""Under whose form a file stands: the decree's, the Party's, a law of its own kind of paper, or none that is known.

A kind of paper is known by its title, its agency and its symbol together; where they do not agree, it is judged as an
administrative document, whose rules leave alone what was not recognised.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from generator.checking.paper import signs
from generator.checking.paper.documents import first_lines
from generator.checking.paper.model import Heading, Law, Line, Paragraph, Part, text_of
from generator.facts.kinds import traits
from generator.values.patterns import late
from generator.values.text import fold

IN_FORCE = date(2020, 3, 5)  # NĐ 30/2020/NĐ-CP, Điều 37
# Papers that citizens and companies write to an office, and the forms for them.
_FORMS = late(
    r"(đơn|tờ khai|bản kê khai|bản khai|phiếu khai|bản cam kết|giấy đề nghị|giấy cam đoan|lý lịch|sơ yếu lý lịch|"
    r"bản tự (khai|kiểm)|thư mời|hồ sơ dự|giấy biên nhận|hóa đơn|hoá đơn|giấy cam kết|mẫu đơn|mẫu tờ khai)(?!\w)",
    re.IGNORECASE,
)
# Papers whose form a law of their own field gives.
_LICENCES = late(
    r"(giấy phép|giấy chứng nhận|giấy xác nhận|chứng chỉ|chứng nhận|giấy khen|bằng|bằng khen|thẻ|giấy đi đường|"
    r"giấy đăng ký|quyết định xử phạt vi phạm hành chính|biên bản vi phạm hành chính)(?!\w)",
    re.IGNORECASE,
)
_SLIPS = late(r"(phiếu|bảng kê|bảng chấm công|giấy ra vào|danh sách|lịch)(?!\w)", re.IGNORECASE)
_COURT_TITLES = late(
    r"(bản án|cáo trạng|kết luận điều tra|kháng nghị|lệnh (bắt|tạm giam|khám)|giấy triệu tập)(?!\w)",
    re.IGNORECASE,
)
_COURTS = late(r"(tòa án|toà án|viện kiểm sát|cơ quan (cảnh sát )?điều tra|thi hành án dân sự)(?!\w)", re.IGNORECASE)
_COURT_SYMBOL = late(
    r"/(19|20)\d\d/(?:\w*-)?(QĐ)?(HS|DS|HC|KDTM|LĐ|HNGĐ|TLST|ST|PT|GĐT|TLPT|QĐST|CNTTLH)\w*\b|/(CTr?|CT)-VKS|/KLĐT|/QĐ-CCTHADS",
    re.IGNORECASE,
)
_ONE_ACT = late(
    r"(?:Về việc |V/v )?(?:thành lập|kiện toàn|giải thể|bổ nhiệm|miễn nhiệm|điều động|luân chuyển|cử|khen thưởng|tặng|"
    r"nâng (?:bậc )?lương|công nhận|thu hồi|kỷ luật|tuyển dụng|tiếp nhận|nghỉ hưu|phê duyệt)\b",
    re.IGNORECASE,
)
_ENGLISH = ("socialist republic of viet nam", "socialist republic of vietnam", "independence freedom happiness")
_ENGLISH_WORDS = frozenset(("the", "of", "and", "to", "in", "for", "is", "with", "by", "shall", "this"))
_FEW_WORDS = 40


def law_of(paragraphs: Sequence[Paragraph], parts: Sequence[Part]) -> tuple[Law, str]:
    """Under whose form the file stands, and the words that say so."""
    heads = [part for part in parts if part.heading.stands]
    first = next(first_lines(paragraphs, 1), None)
    party = next((line for line in first_lines(paragraphs, 12) if fold(line.text) == signs.PARTY), None)
    if not heads and party is not None:
        return "dang", party.text
    if not heads:
        return _without_head(paragraphs, parts, first)
    kinds = (found for find in _KINDS if (found := find(heads[0])) is not None)
    return next(kinds, ("nd30", ""))


def _without_head(paragraphs: Sequence[Paragraph], parts: Sequence[Part], first: Line | None) -> tuple[Law, str]:
    noted = next((part for part in parts if part.role == "phu-luc" and part.heading.attached_note), None)
    if noted is not None and signs.NORMATIVE_SYMBOL.search(text_of(noted.heading.attached_note)):
        return "qppl", text_of(noted.heading.attached_note)
    if noted is not None or (parts and parts[0].heading.kind_line is first and first is not None):
        return "nd30", ""
    english = _english(paragraphs)
    if english:
        return "tieng-anh", english
    title = next((line for line in first_lines(paragraphs, 6) if _is_title(line)), None)
    if title is not None and _FORMS.match(title.text):
        return "bieu-mau", title.text
    return "khong-ro", ""


def _is_title(line: Line) -> bool:
    return line.paragraph.format.alignment == "center" and signs.is_upper(line.text)


def _english(paragraphs: Sequence[Paragraph]) -> str:
    """The words by which a text is English; "" where it is not."""
    for line in first_lines(paragraphs, 12):
        if any(sign in fold(line.text) for sign in _ENGLISH):
            return line.text
    words = [word for line in first_lines(paragraphs, 60) for word in line.text.casefold().split()]
    common = sum(word in _ENGLISH_WORDS for word in words)
    plain = all(word.isascii() for word in words)
    return " ".join(words[:8]) if plain and len(words) > _FEW_WORDS and common * 8 > len(words) else ""


def _contract(part: Part) -> tuple[Law, str] | None:
    title = _title(part.heading)
    own = traits(part.kind).by_parties and not _official(part)
    return ("hop-dong", title) if own or fold(title).startswith("phu luc hop dong") else None


def _official(contract: Part) -> bool:
    """Whether a contract has the form of the decree: agency, symbol HĐ-…, Nơi nhận; else it is the parties' own."""
    symbol = contract.heading.symbol
    named = bool(contract.heading.agency) and symbol is not None and symbol.symbol.startswith("HĐ-")
    return named and contract.recipients_word is not None


def _normative(part: Part) -> tuple[Law, str] | None:
    title, number = _title(part.heading), part.heading.number.text if part.heading.number else ""
    if signs.normative_kind(title):
        return "qppl", title
    # A year in the symbol of what is plainly one act on persons or things is a wrong symbol (ND-310).
    single = _ONE_ACT.match(text_of(part.heading.subject))
    return ("qppl", number) if signs.NORMATIVE_SYMBOL.search(number) and not single else None


def _court(part: Part) -> tuple[Law, str] | None:
    head = part.heading
    number = head.number.text if head.number else ""
    seated = _COURTS.match(text_of((*head.parents, *head.agency)))
    if seated and (_COURT_TITLES.match(_title(head)) or _COURT_SYMBOL.search(number)):
        return "to-tung", _title(head) or number
    return None


def _other_paper(part: Part) -> tuple[Law, str] | None:
    """Forms, licences, internal slips: titles that are none of the 29 kinds."""
    title = _title(part.heading)
    if part.kind or not title:
        return None
    bare = not part.heading.agency and part.heading.number is None
    if bare and _FORMS.match(title):
        return "bieu-mau", title
    if _LICENCES.match(title):
        return "giay-phep", title
    return ("phieu", title) if _SLIPS.match(title) else None


def _half(part: Part) -> tuple[Law, str] | None:
    head = part.heading
    bare = not head.agency and head.number is None
    return ("khong-ro", head.motto.text if head.motto else "") if bare else None


def _earlier(part: Part) -> tuple[Law, str] | None:
    """A document of a day when the decree was not in force is judged by the law of its day."""
    written = part.heading.date_line
    day = written.date if written is not None else None
    return ("truoc-nd30", part.heading.dated.text) if day and part.heading.dated and day < IN_FORCE else None


_KINDS = (_contract, _normative, _court, _other_paper, _half, _earlier)


def _title(heading: Heading) -> str:
    return heading.kind_line.text if heading.kind_line is not None else ""
