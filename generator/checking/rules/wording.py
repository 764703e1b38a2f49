"""The words of the text: spaces, capitals of sentences, a word twice, one syllable in two spellings, a number and its
words, what the document calls itself."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

from generator.checking.paper import signs
from generator.checking.paper.model import Facts, Line, Paragraph, Part, finds, text_of
from generator.checking.rules.body import prose
from generator.checking.rules.known import Known
from generator.checking.rules.rule import ERROR, LIKELY, NOTE, WARNING, Hit, at, rule, rules_in
from generator.facts.kinds import kinds, of_kinds
from generator.values.findings import Message, msg
from generator.values.number_words import number_said
from generator.values.patterns import late
from generator.values.text import fold, old_tones, quote

_BODY = "Nội dung"
_LETTER = r"[^\W\d_]"
_SMALL = "".join(char for char in map(chr, range(ord("a"), ord("ỹ") + 1)) if char.islower())
# Two spaces inside of a sentence, one before its mark, none behind it; spaces after a colon set out a form.
_SPACES = late(
    rf"{_LETTER}[,;.)]? {{2,}}(?={_LETTER}|\d+ {_LETTER})|"
    rf"(?<={_LETTER}) +(?:[,;:]|\.(?![\w./]))|{_LETTER}[,;]{_LETTER}|"
    rf"[{_SMALL}]{{2}}\.(?=[^{_SMALL}\W\d_][{_SMALL}])"
)
_DOUBLED = (
    r"(?:dần|luôn|thường|từ|đều|ngày|người|nhà|mãi|đời|xa|lần|mau|nhanh|khác|song|tầng|lớp|chung|riêng|cao|nhẹ|nhỏ|hay|"
    r"đúng|lâu|nơi|ai|năm|tháng|tuần|hàng|hằng|xã|ào|kìn|rần|vân|đa|ba|bốn|hai|một|không|mươi|trăm)\b"
)
_TWICE = late(
    r"\b(của|và|các|là|được|trong|cho|theo|tại|với|những|phải|đã|sẽ|để|khi|trên|này|do|bị|bởi|như|thì|mà)\s+\1\b|"
    r"Căn cứ Căn cứ\b|"
    # In small letters: "Chánh Văn phòng Văn phòng Ủy ban" is a title.
    rf"(?-i:\b([{_SMALL}]{{2,}} [{_SMALL}]{{2,}}) \2\b)|"
    # A word alone, where it begins none with the next ("quy định định mức") and is none of those that double.
    rf"(?-i:\b(?!{_DOUBLED})([{_SMALL}]{{2,}}) \3"
    r"(?=[,.;:)]| (?:các|và|của|trong|theo|về|cho|để|đã|được|tại|là|với)\b))",
    re.IGNORECASE,
)
_POINT = late(r"[a-zđ]{1,2}(\.\d+)?\s*[).:/-]")
# A sentence that ends with a whole word, a year, a bracket; the next letter is small.
_SMALL_AFTER_STOP = late(rf"(?:(?<![.\w])(?:[{_SMALL}]{{3,}}|\d{{4}})|[)%”])\. [{_SMALL}]{{2,}}")
_WORD = late(rf"{_LETTER}+")
_NUMBER = r"(?<![\d.,/])(?P<number>\d{1,3}(?:\.\d{3})+|\d+)"
_SAID = late(
    rf"{_NUMBER}(?:\s*(?P<scale>nghìn|triệu|tỷ))?(?:\s+đồng)?\s*\(\s*(?:(?:viết\s+)?bằng chữ\s*:?\s*)?"
    r"(?P<said>[^()\d]{2,150})\)",
    re.IGNORECASE,
)
# Two groups and more: "12,450" may be a fraction. Lists of numbers have a space behind their comma.
_COMMAS = late(r"(?<![\w.,/])\d{1,3}(?:,\d{3}){2,}(?![\w,]|\.\d)")
# In words of a number: "hai mươi năm" alone is twenty years.
_FIVE = late(
    r"\b(?:\w+ mươi năm|(?:hai|ba|bốn|năm|sáu|bảy|tám|chín) lăm)(?= (?:nghìn|ngàn|triệu|phần trăm)\b|"
    r" (?:đồng|tỷ)(?! (?:thời|bộ|chí|ý|bào|hành|loạt|nhất|lệ|trọng|giá|suất))\b)",
    re.IGNORECASE,
)
_SESSION = late(
    r"kh(?:óa|oá) (?P<term>[IVXLC]+)\b.{0,40}?kỳ họp (?:thứ )?(?P<session>\w+(?: mươi| mười)?)", re.IGNORECASE
)
_SCALES = {"": 1, "nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}
_UNSAID = late(r"\b(đồng|chẵn|việt nam)\b|[./;,]", re.IGNORECASE)


def _prose(facts: Facts) -> Iterator[tuple[Part, Paragraph]]:
    return ((part, item) for part in facts.parts for item in prose(part))


def _first_of_each(
    facts: Facts,
    pattern: re.Pattern[str],
    raw: bool,
    say: Callable[[re.Match[str], str], Message],
    hint: Message,
    word: str = "",
) -> Iterator[Hit]:
    """One hit a document, at the first paragraph of its text that holds the pattern, as typed (`raw`) or as seen; a
    `word` of the pattern spares what has none of it."""
    for part in facts.parts:
        texts = (item for item in prose(part) if word in item.seen)
        found = ((item, pattern.search(item.text if raw else item.seen)) for item in texts)
        first = next(((item, match) for item, match in found if match is not None), None)
        if first is not None:
            item, match = first
            text = item.text if raw else item.seen
            around = text[max(match.start() - 15, 0) : match.end() + 15]
            yield at(part, item, say(match, around), hint, _BODY)


@rule("ND-997", NOTE, "Phụ lục I, Phần I, I.4, II.6.e", "Thừa hoặc thiếu dấu cách",
      why="Giữa hai chữ có một dấu cách; dấu câu viết liền chữ trước, cách chữ sau.",
      wrong="Các đơn vị  thực hiện , báo cáo", right="Các đơn vị thực hiện, báo cáo")  # fmt: skip
def stray_spaces(facts: Facts, known: Known) -> Iterator[Hit]:
    return _first_of_each(
        facts,
        _SPACES,
        True,
        lambda match, around: msg("“{chu}”: thừa hoặc thiếu dấu cách.", chu=around.replace("\n", " ")),
        msg("Tìm và thay hai dấu cách liền nhau; đặt dấu câu liền chữ trước, cách chữ sau."),
    )


@rule("ND-824", WARNING, "Phụ lục I, Phần I, II.6", "Một chữ viết hai lần liền nhau",
      why="Chữ lặp là chữ gõ thừa.", wrong="nhiệm vụ của của các đơn vị",
      right="nhiệm vụ của các đơn vị")  # fmt: skip
def word_twice(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        above = (line for lines in (part.heading.about, part.heading.subject, part.bases) for line in lines)
        texts: list[tuple[Line | Paragraph, str]] = [(line, line.text) for line in above]
        texts.extend((item, item.seen) for item in prose(part))
        found = ((where, match) for where, text in texts if (match := _TWICE.search(text)) is not None)
        for where, match in islice(found, 1):
            yield at(part, where, msg("{chu}: chữ viết hai lần.", chu=quote(match[0])), msg("Bỏ chữ thừa."), _BODY)


@rule("ND-823", WARNING, "Phụ lục II, mục I", "Đầu câu không viết hoa",
      why="Viết hoa chữ cái đầu của câu: sau dấu chấm và khi xuống dòng.", wrong="… năm 2025. các đơn vị báo cáo",
      right="… năm 2025. Các đơn vị báo cáo", sure=LIKELY)  # fmt: skip
def sentence_in_small(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        texts = list(prose(part))
        of_text = {item.index for item in texts}
        near = (pair for pair in pairwise(item for item in part.body if item.seen) if pair[1].index in of_text)
        begun = next((after for before, after in near if _begins_small(before, after)), None)
        inside = next((item for item in texts if _SMALL_AFTER_STOP.search(item.seen)), None)
        for item in filter(None, (begun, inside)):
            match = _SMALL_AFTER_STOP.search(item.seen)
            shown = match[0] if match and item is inside else item.seen
            yield at(part, item, msg("{chu}: đầu câu phải viết hoa.", chu=quote(shown)),
                     msg("Viết hoa chữ cái đầu câu."), _BODY)  # fmt: skip
            break


def _begins_small(before: Paragraph, after: Paragraph) -> bool:
    title = signs.is_upper(before.seen) and before.seen[-1].isalpha()
    ended = (before.seen.endswith(".") or title) and after.index == before.index + 1
    return ended and after.seen[0].islower() and not after.label and not _POINT.match(after.seen)


@rule("ND-825", NOTE, "Phụ lục I, Phần I, II.6", "Ngoặc mở mà không đóng",
      why="Ngoặc đơn, ngoặc kép mở thì đóng trong cùng đoạn.", wrong="(qua Văn phòng để tổng hợp.",
      right="(qua Văn phòng) để tổng hợp.")  # fmt: skip
def bracket_left_open(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        for item, after in pairwise((*prose(part), None)):
            closed = f"{item.seen} {after.seen if after else ''}" if item else ""
            lists = item is not None and item.seen.endswith(":")  # what follows is closed at the end of the list
            if item and not lists and any(item.seen.count(one) > closed.count(other) for one, other in ("()", "“”")):
                yield at(part, item, msg("{chu}: ngoặc mở mà không đóng.", chu=quote(item.seen)),
                         msg("Đóng ngoặc."), _BODY)  # fmt: skip
                break


@rule("ND-998", NOTE, "Phụ lục I, Phần I, I.4", "Một chữ đặt dấu thanh hai kiểu",
      why="Hòa và hoà là một chữ: trong một văn bản viết một kiểu, tìm kiếm mới thấy.", wrong="hòa đồng … hoà nhã",
      right="hòa đồng … hòa nhã")  # fmt: skip
def tones_of_two_kinds(facts: Facts, known: Known) -> Iterator[Hit]:
    written: dict[str, str] = {}
    met: set[str] = set()
    for part, item in _prose(facts):
        for word in _WORD.findall(item.seen):
            one = word.casefold()
            if one in met:
                continue
            met.add(one)
            other = written.setdefault(old_tones(one), one)
            if other != one:
                yield at(part, item, msg("“{mot}” và “{hai}” là một chữ viết hai kiểu.", mot=other, hai=one),
                         msg("Dùng một kiểu đặt dấu thanh trong cả văn bản."), _BODY)  # fmt: skip
                return


@rule("ND-999", ERROR, "Phụ lục I, Phần I, II.6; Điều 12", "Số viết bằng chữ trái với số",
      why="Số và chữ của một số tiền, một số lượng phải là một: người đọc theo chữ.",
      wrong="150.000 đồng (Một trăm sáu mươi nghìn đồng)",
      right="150.000 đồng (Một trăm năm mươi nghìn đồng)")  # fmt: skip
def number_against_words(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, item, match in finds(facts.running_on("("), _SAID.finditer):
        said = number_said(_UNSAID.sub(" ", match["said"]).casefold().split())
        number = int(match["number"].replace(".", "")) * _SCALES[(match["scale"] or "").casefold()]
        if said is not None and said != number:
            yield at(part, item, msg("{chu}: số và chữ khác nhau.", chu=quote(match[0], 100)),
                     msg("Đối chiếu lại số và chữ."), _BODY)  # fmt: skip


@rule("ND-866", WARNING, "Điều 12; Luật Kế toán, Điều 11.2", "Hàng nghìn tách bằng dấu phẩy",
      why="Sau chữ số hàng nghìn, triệu, tỷ đặt dấu chấm; dấu phẩy là của hàng đơn vị.",
      wrong="12,450,000 đồng", right="12.450.000 đồng")  # fmt: skip
def thousands_by_commas(facts: Facts, known: Known) -> Iterator[Hit]:
    done: set[int] = set()
    several = any(word.count(",") > 1 and _COMMAS.search(word) for word in facts.words)
    texts = facts.running_on(",") if several else ()
    for part, item, match in finds(texts, _COMMAS.finditer):
        if part.first not in done:
            done.add(part.first)
            yield at(part, item, msg("{chu}: hàng nghìn tách bằng dấu chấm.", chu=quote(match[0])),
                     msg("Viết {dung}.", dung=quote(match[0].replace(",", "."))), _BODY)  # fmt: skip


@rule("ND-867", WARNING, "Phụ lục I, Phần I, II.6", "“Năm” viết cho “lăm” sau hàng chục",
      why="Số 5 sau hàng chục đọc, viết là “lăm”: “tám mươi năm triệu” đọc ra số khác.",
      wrong="Tám mươi năm triệu đồng", right="Tám mươi lăm triệu đồng")  # fmt: skip
def five_behind_tens(facts: Facts, known: Known) -> Iterator[Hit]:
    return _first_of_each(
        facts,
        _FIVE,
        False,
        lambda match, around: msg("{chu}: số 5 sau hàng chục viết là “mươi lăm”.", chu=quote(match[0])),
        msg("Viết “mươi lăm”."),
        word="ăm ",
    )


@of_kinds
def _this_kind() -> re.Pattern[str]:
    names = "|".join(re.escape(kind.name) for kind in kinds().values() if not kind.copy)
    return re.compile(rf"(?:^|(?<=[^.\s] )|(?<=^Điều \d\. ))(?P<kind>{names}) này\b")


@rule("ND-864", WARNING, "Phụ lục III, Mẫu 1.1", "Khóa, kỳ họp ghi hai nơi khác nhau",
      why="Khóa, kỳ họp ở thẩm quyền ban hành và ở câu thông qua là một.",
      wrong="KHÓA XI, KỲ HỌP THỨ 2 … khóa XI, kỳ họp thứ 3 thông qua",
      right="KHÓA XI, KỲ HỌP THỨ 2 … khóa XI, kỳ họp thứ 2 thông qua")  # fmt: skip
def session_in_two_ways(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        named = _SESSION.search(text_of(part.heading.authority))
        for item in part.body if named is not None else ():
            match = _SESSION.search(item.seen) if "thông qua" in item.seen else None
            if named is not None and match is not None and _session(match) != _session(named):
                yield at(part, item, msg("{chu}: thẩm quyền ban hành ghi {truoc}.", chu=quote(match[0]),
                                         truoc=quote(named[0])),
                         msg("Sửa cho hai nơi cùng một khóa, kỳ họp."), _BODY)  # fmt: skip


def _session(match: re.Match[str]) -> tuple[str, str]:
    """The term and the session, as one compares them."""
    return match["term"].upper(), fold(match["session"])


@rule("ND-996", WARNING, "Phụ lục I, Phần I, II.5, II.6", "“… này” trái với tên loại của văn bản",
      why="Văn bản tự gọi mình bằng tên loại của mình; tên khác là chữ còn lại của bản cũ.",
      wrong="KẾ HOẠCH … các đơn vị thực hiện Báo cáo này", right="KẾ HOẠCH … các đơn vị thực hiện Kế hoạch này",
      sure=LIKELY)  # fmt: skip
def calls_itself_another(facts: Facts, known: Known) -> Iterator[Hit]:
    own = {fold(kinds()[part.kind].name) for part in facts.parts if part.kind in kinds()}
    named = frozenset(part.first for part in facts.parts if part.kind in kinds() and part.role != "phu-luc")
    for part, item, match in finds(facts.holding(" này"), _this_kind().finditer):
        judged = part.first in named and item.index > part.heading.end and fold(match["kind"]) not in own
        if judged and not _named_before(facts, part, item, match):
            yield at(part, item, msg("{chu}: văn bản này là {loai}.", chu=quote(match[0]),
                                          loai=kinds()[part.kind].name),
                     msg("Sửa tên loại, hoặc nêu rõ văn bản được nói đến."), _BODY)  # fmt: skip
            return


def _named_before(facts: Facts, part: Part, item: Paragraph, match: re.Match[str]) -> bool:
    """Whether a kind is named before: that document may be called "… này" as well."""
    kind = match["kind"]
    headed = text_of((*part.heading.subject, *part.heading.attached_note)).casefold()
    above = (other.seen for other in facts.between(part) if other.index < item.index)
    return f"{kind} " in item.seen[: match.start()] or kind.casefold() in headed or any(kind in text for text in above)


RULES = rules_in(globals())
