"""What a line of text is a sign of: Quốc hiệu, a number, a date, the name of a kind, an open place.

Pure functions over text. Comparing goes through `text.fold`, so that HÒA and HOÀ, NFC and NFD are one.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from generator.checking.paper.model import DateLine, Symbol
from generator.facts.kinds import kinds, of_kinds, titled_kinds
from generator.values.patterns import late
from generator.values.text import fold

MOTTO = "cong hoa xa hoi chu nghia viet nam"
# Quốc hiệu cut short: none of its letters in the middle, or a word of it left out.
_SHORT_MOTTO = ("chxhcn viet nam", "ch xhcn viet nam")
_MOTTO_WORDS = frozenset(MOTTO.split())
CREED = "doc lap tu do hanh phuc"
PARTY = "dang cong san viet nam"
# Ð, Ɖ, ð, ɖ for Đ, đ: a finding of its own; nobody can see the difference.
ETH = "\u00d0\u0189\u00f0\u0256"
_TO_D = str.maketrans(ETH, "ĐĐđđ")
_RULE_SIGNS = frozenset("_-─—–=*")
_LONGEST_MOTTO = 100
_NEAR = 0.85  # likeness from which a line is a misspelt Quốc hiệu or Tiêu ngữ
_LONGEST = 240  # a number or date line longer than this is prose
# A place to be filled in by hand: dots, an ellipsis, underscores, or the specimen's number in the middle of dots.
_DOTS = late(r"…|\.{2,}|_{2,}")
# What a template or a draft leaves for someone to fill in: {{ten}}, ${ten}, <<ten>>, «ten», [CẦN BỔ SUNG …].
PLACEHOLDER = late(
    r"\{\{.*?\}\}|\{%.*?%\}|\$\{[^}]*\}|<<[^<>]+>>|«[^«»]+»|"
    r"\[\s*(?:cần|điền|nhập|bổ sung|chèn|ghi|todo|tên|số|ngày|họ)\b[^\]]*\]",
    re.IGNORECASE,
)
_NUMBER = late(r"(?P<word>\S.*?\S|\S+?)\s*(?P<colon>:?)\s*(?P<number>\d*)\s*(?P<rest>/.*)", re.DOTALL)
_NUMBER_LINE = late(r"(luật |nghị quyết |lệnh |pháp lệnh )?số\s*:|số\s*:?\s*[\d.…_]*\s*[/-]", re.IGNORECASE)
_BLANK = r"[\s._…]*\d?[\s._…]*"
# A công điện says its hour too: "Hà Nội, hồi 15 giờ 30 ngày …".
_HOUR = r"(?:(?:hồi|lúc)\s*\d{1,2}\s*(?:giờ|[h:])\s*(?:\d{1,2}\s*(?:phút)?)?\s*,?\s*)?"
_DATE = late(
    rf"(?P<place>[^,]*?)\s*(?P<comma>,?)\s*{_HOUR}ngày\s*(?P<day>\d{{1,2}}|{_BLANK})\s*tháng\s*(?P<month>\d{{1,2}}|{_BLANK})"
    rf"\s*năm\s*(?P<year>\d{{4}}|{_BLANK})\s*\.?",
    re.IGNORECASE,
)
# Kinds of legal normative documents (Luật Ban hành văn bản quy phạm pháp luật; NĐ 78/2025, 187/2025).
NORMATIVE_KINDS = ("hien phap", "bo luat", "luat", "phap lenh", "lenh", "nghi dinh", "thong tu lien tich", "thong tu")
# "Số: 05/2025/QĐ-UBND", with the place of the number open or not; a kind that can be none of them (TTr, KH) is a wrong
# symbol, not a legal normative document.
NORMATIVE_SYMBOL = late(
    r"/\s*(19|20)\d\d\s*/\s*(?:(?:NĐ|TT|TTLT|L|PL|NQLT)\b|QH\d|UBTVQH|QĐ\s*-\s*(?:UBND|TTg|KTNN|CTN)|"
    r"NQ\s*-\s*(?:HĐND|CP|HĐTP)|CT\s*-\s*(?:UBND|TTg))",
    re.IGNORECASE,
)
# Marks of urgency and secrecy are stamped in bright red (III.2.b; Luật Bảo vệ bí mật nhà nước).
STAMPS = frozenset({"hoa toc", "thuong khan", "khan", "tuyet mat", "toi mat", "mat"})
DRAFT = frozenset({"du thao"})
MARKS = STAMPS | DRAFT | {"xem xong tra lai", "luu hanh noi bo"}
_ANNEX = late(
    r"phụ lục(?:\s+(?:số\s+)?(?P<number>[IVXLCivxlc]+|\d+|[A-ZĐ]))?(?P<rest>\s*[.:-].*|\s*[….]+.*)?$", re.IGNORECASE
)
# What a digital signature prints at the top right (II.8.b): number, date, hour, minute, second, or their open places.
SIGNED_AT = late(r"giờ\s*:?\s*phút\s*:?\s*giây|\d{2}:\d{2}:\d{2}|;[\s\d.…]*:[\s\d.…]*:[\s\d.…]*$")
# What a thư công is called by what it is for.
_PERSONAL = late(r"thu (khen|chuc|cam on|chia buon|tham hoi|keu goi)\b")
# What people write for the command of a kind.
_MEANT_AS_COMMAND = ("nghị quyết", "chỉ thị")
# A specimen form's caption in a collection of forms, as Phụ lục III has them.
CAPTION = late(r"mẫu\s+(số\s+)?\d+(\.\d+)*\s*[-–.:]", re.IGNORECASE)
ATTACHED_NOTE = late(r"\(\s*(ban hành\s+)?kèm theo\b", re.IGNORECASE)
BASIS = late(r"(căn cứ|theo đề nghị|xét đề nghị|xét tờ trình|thực hiện)\b", re.IGNORECASE)
_CITES = late(
    r"(hiến pháp|bộ luật|luật|pháp lệnh|nghị định|thông tư|quyết định|nghị quyết|chỉ thị|xét|theo)\b", re.IGNORECASE
)
ADDRESSEES = late(r"kính gửi\b", re.IGNORECASE)
# How a công điện names those it is sent to (Mẫu 1.6): "Giám đốc Sở điện:" and a list.
WIRED = late(r"\S.* điện\s*:$")
RECIPIENTS = late(r"nơi nhận\b\s*[:.]?\s*$", re.IGNORECASE)


def with_d(text: str) -> str:
    """A text with Đ, đ for the letters that only look like them."""
    return text.translate(_TO_D)


@of_kinds
def _resolution() -> re.Pattern[str]:
    commands = {kind.command.rstrip(":").casefold() for kind in kinds().values() if kind.command}
    words = "|".join(map(re.escape, sorted({*commands, *_MEANT_AS_COMMAND})))
    return re.compile(rf"(?:nay )?(?:{words})\s*(?P<mark>[:.;,]?)", re.IGNORECASE)


def like_a_basis(text: str) -> bool:
    """Whether a line above "QUYẾT ĐỊNH:" may be one of the bases, right or wrong: by how it begins, or by its mark."""
    return bool(BASIS.match(text) or _CITES.match(text)) or text.endswith(";") or fold(text).startswith("can cu")


def is_resolution(text: str) -> bool:
    """Whether a line is "QUYẾT ĐỊNH:"; without its colon only where it is in capitals."""
    match = _resolution().fullmatch(text)
    return match is not None and (match["mark"] == ":" or is_upper(text))


def is_motto(text: str) -> bool:
    """Whether a line is Quốc hiệu and no sentence that names it: its words in any spelling near to it, little more."""
    folded = fold(text)
    if MOTTO in folded:
        more = len(folded) - len(MOTTO)
        edge = folded.startswith(MOTTO) or folded.endswith(MOTTO)
        return more <= 4 or (edge and len(folded) < _LONGEST_MOTTO and is_upper(text))
    if folded.endswith("viet nam") and is_upper(text) and _is_short_motto(folded.removeprefix("nuoc ")):
        return True
    near = folded.startswith("cong") and folded.endswith("nam") and is_upper(text) and len(folded) <= len(MOTTO) + 6
    return near and ("xhcn" in folded or SequenceMatcher(None, folded, MOTTO).ratio() > _NEAR)


def _is_short_motto(folded: str) -> bool:
    return folded in _SHORT_MOTTO or (folded.startswith("cong hoa ") and _MOTTO_WORDS.issuperset(folded.split()))


def is_creed(text: str) -> bool:
    """Whether a line is Tiêu ngữ in any spelling near to it."""
    folded = fold(text)
    if folded.startswith(CREED):
        return True
    near = folded.startswith(("doc ", "dok ")) and abs(len(folded) - len(CREED)) <= 3
    return near and SequenceMatcher(None, folded, CREED).ratio() > _NEAR


def is_open(text: str) -> bool:
    """Whether a text has places left open (…, dots, underscores, {{…}}): what stands there is not judged as words."""
    return _DOTS.search(text) is not None or PLACEHOLDER.search(text) is not None


@lru_cache(maxsize=8192)  # each rule of the text asks
def is_form_line(text: str) -> bool:
    """Whether a line is more blanks than words: a form to be filled in by hand, not a sentence with a gap."""
    letters = sum(map(str.isalnum, text))
    return 2 * letters < len("".join(text.split())) or len(_DOTS.findall(text)) > 2


# In every text that is dotted.
DOTTED = ("....", "____", "…")


def is_dotted(text: str) -> bool:
    """Whether dots or underscores stand for words to come; an ellipsis that ends a list (v.v…, "…") does not."""
    return re.search(r"\.{4,}|_{4,}|…{2,}|(?<=\s)…(?=\s)", text) is not None


def is_rule(text: str) -> bool:
    """Whether a line is nothing but a rule typed with underscores or dashes."""
    drawn = "".join(text.split())
    return len(drawn) > 2 and _RULE_SIGNS.issuperset(drawn)


def is_star(text: str) -> bool:
    """Whether a line is the star that Party documents have below an agency, or a sign or two of a rule."""
    drawn = "".join(text.split())
    return bool(drawn) and _RULE_SIGNS.issuperset(drawn)


@lru_cache(maxsize=8192)  # so does each rule of headings
def is_upper(text: str) -> bool:
    """Whether a text is in capitals: small letters may stand only in abbreviations such as TTg or after digits."""
    letters = "".join(filter(str.isalpha, text))
    return bool(letters) and sum(map(str.isupper, letters)) >= 0.9 * len(letters)


def parse_number(text: str) -> Symbol | None:
    """`Số: 142/QĐ-VPCP`; None where the line is not one with a number."""
    text = PLACEHOLDER.sub("…", text)
    if len(text) > _LONGEST or not _NUMBER_LINE.match(text):
        return None
    match = _NUMBER.fullmatch(text)
    if match is None:
        word, _, rest = text.partition(":")
        return Symbol(word.strip(), ":" in text, "", rest.strip(), open=True)
    word = match["word"]
    open_place = match["number"] == "" or is_open(text)
    word = re.sub(r"[\s:….]+$", "", word)
    return Symbol(word, ":" in match[0].partition("/")[0], match["number"], match["rest"][1:].strip(), open_place)


def parse_date(text: str) -> DateLine | None:
    """`Hà Nội, ngày 05 tháng 01 năm 2020`; open places come back empty; None where it is no such line."""
    text = PLACEHOLDER.sub("…", text)
    match = _DATE.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    day, month, year = (match[name] if match[name].isdigit() else "" for name in ("day", "month", "year"))
    place = match["place"].strip(" ,")
    return DateLine("" if is_open(place) else place, bool(match["comma"]), day, month, year)


@of_kinds
def _kinds_by_name() -> tuple[tuple[str, str], ...]:
    named = ((fold(kind.name), kind.key) for kind in titled_kinds())
    return tuple(sorted(named, key=lambda item: -len(item[0])))


def kind_of(text: str) -> tuple[str, str] | None:
    """Key of the kind a title line names, and what follows the name on the line; None where it names none."""
    folded = fold(text)
    if _PERSONAL.match(folded) and is_upper(text):
        return next(((kind.key, "") for kind in kinds().values() if kind.personal), None)
    for name, key in _kinds_by_name():
        if folded == name:
            return key, ""
        if folded.startswith(f"{name} ") and is_upper(text):
            return key, text.split(maxsplit=len(name.split()))[-1]
    return None


@of_kinds
def _copies() -> tuple[frozenset[str], frozenset[str]]:
    copies = [kind for kind in kinds().values() if kind.copy]
    return frozenset(fold(kind.name) for kind in copies), frozenset(fold(kind.abbreviation) for kind in copies)


def is_copying(text: str) -> bool:
    """Whether a line says how a paper was copied (Phần II): SAO Y, SAO LỤC, TRÍCH SAO."""
    return text.isupper() and fold(text) in _copies()[0]


def is_copy_number(text: str) -> bool:
    """Whether a line is the number of a copy: "Số: 08/SY-UBND"."""
    symbol = parse_number(text)
    return symbol is not None and fold(symbol.symbol).split(" ", 1)[0] in _copies()[1]


def normative_kind(text: str) -> bool:
    """Whether a title line names a kind of legal normative document."""
    folded = fold(text)
    return any(folded == name or (folded.startswith(f"{name} ") and is_upper(text)) for name in NORMATIVE_KINDS)


def parse_annex(text: str) -> tuple[str, str] | None:
    """Number of an annex as written ("" without one) and the rest of its line; None where it is no annex title."""
    match = _ANNEX.fullmatch(text) if len(text) <= _LONGEST else None
    return None if match is None else (match["number"] or "", (match["rest"] or "").strip())
