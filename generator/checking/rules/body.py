"""Body text: size, alignment, indents, spacing, the closing mark (II.6.e; Phụ lục III)."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

from generator.checking.paper import signs
from generator.checking.paper.model import Facts, Paragraph, Part
from generator.checking.rules.known import Known
from generator.checking.rules.rule import ERROR, LIKELY, WARNING, Hit, at, rule, rules_in
from generator.facts.kinds import traits
from generator.ooxml.names import mm
from generator.values.findings import Message, msg
from generator.values.patterns import late
from generator.values.text import quote

_BODY = "Nội dung"
_INDENTS_MM = (10.0, 12.7)
_NEAR_MM = 0.35  # Word's "1,25 cm" is meant for 1,27
_LONG = 95  # letters that certainly fill more than a line
_SENTENCE = 60  # letters: what is shorter may be a line of a form
_ADDRESS = late(r"@|https?:|www\.")
_ITEM = late(r"(?:\d{1,2}\.|[a-zđ]\)) ")
_SECTION = late(r"[IVX]{1,5}\. ")
_SINGLE = 1.15  # pitch of single spacing in Times New Roman, in sizes


def prose(part: Part) -> Iterator[Paragraph]:
    """The paragraphs of running text: no headings, no centred titles; a long plain text is prose however it stands."""
    for paragraph in part.body if part.role != "phu-luc" else ():
        text = paragraph.seen
        words = any(map(str.isalpha, text)) and not signs.is_upper(text)
        apart = bool(paragraph.format.framed) or _is_centred_title(paragraph)
        if words and not apart and not signs.is_form_line(text):
            yield paragraph


def _is_centred_title(paragraph: Paragraph) -> bool:
    look = paragraph.whole
    return paragraph.format.alignment == "center" and (
        len(paragraph.seen) <= 2 * _LONG or look.share("bold") > 0.5 or look.share("italic") > 0.5
    )


def sizes_in(paragraph: Paragraph) -> Counter[float]:
    """How many letters of a paragraph have each size; raised letters are marks of notes and powers."""
    sizes: Counter[float] = Counter()
    for run in paragraph.whole.runs:
        if not run.format.superscript:
            sizes[run.format.size] += sum(map(str.isalpha, paragraph.text[run.start : run.end]))
    return +sizes


def odd_size(paragraph: Paragraph) -> float | None:
    """The size out of 13–14 that most letters of it have; None where all but a letter are within."""
    off = {size: count for size, count in sizes_in(paragraph).items() if not 13 <= size <= 14 and count > 1}
    return max(off, key=lambda size: off[size]) if off else None


def _counted(
    facts: Facts, wrong: Callable[[Paragraph], bool], say: Callable[[Paragraph, int], Message], hint: Message
) -> Iterator[Hit]:
    """One hit for each part, at the first paragraph that is wrong, with how many are."""
    for part in facts.parts:
        found = [paragraph for paragraph in prose(part) if wrong(paragraph)]
        if found:
            yield at(part, found[0], say(found[0], len(found)), hint, _BODY)


@rule("ND-601", ERROR, "Phụ lục I, Phần I, II.6.e", "Cỡ chữ lời văn ngoài 13–14",
      why="Nội dung văn bản cỡ chữ từ 13 đến 14.", wrong="Lời văn cỡ 12", right="Lời văn cỡ 14")  # fmt: skip
def body_size(facts: Facts, known: Known) -> Iterator[Hit]:
    return _counted(
        facts,
        lambda item: odd_size(item) is not None,
        lambda item, count: msg("{so} đoạn có cỡ chữ {co}, quy định 13 đến 14.", so=count, co=f"{odd_size(item):g}"),
        msg("Đặt cỡ chữ lời văn 13 hoặc 14."),
    )


@rule("ND-602", WARNING, "Phụ lục I, Phần I, II.6.e", "Lời văn không canh đều hai lề",
      why="Nội dung văn bản được canh đều cả hai lề.", wrong="Đoạn văn canh trái",
      right="Đoạn văn canh đều (Justify)")  # fmt: skip
def body_alignment(facts: Facts, known: Known) -> Iterator[Hit]:
    return _counted(
        facts,
        lambda item: item.format.alignment != "both" and len(item.seen) > _LONG and "\n" not in item.text,
        lambda item, count: msg("{so} đoạn không canh đều hai lề.", so=count),
        msg("Canh đều hai lề (Justify, Ctrl+J)."),
    )


@rule("ND-603", WARNING, "Phụ lục I, Phần I, II.6.e", "Đầu dòng không lùi 1 cm hoặc 1,27 cm",
      why="Khi xuống dòng, chữ đầu dòng lùi vào 1 cm hoặc 1,27 cm.", wrong="Đoạn văn lùi 11 mm hoặc không lùi",
      right="Đoạn văn lùi 10 mm hoặc 12,7 mm")  # fmt: skip
def body_indent(facts: Facts, known: Known) -> Iterator[Hit]:
    def wrong(paragraph: Paragraph) -> bool:
        text = paragraph.seen
        if paragraph.text[:1] in "\t \u00a0" or paragraph.label:
            return False
        # A sentence of one line begins a paragraph as well; what is set in from both sides is no such line.
        sentence = _is_clause(text) or (len(text) >= _SENTENCE and text[-1] in ".;")
        if len(text) <= _LONG and (not sentence or first_line_mm(paragraph) != 0):
            return False
        return all(abs(first_line_mm(paragraph) - right) > _NEAR_MM for right in _INDENTS_MM)

    return _counted(
        facts,
        wrong,
        lambda item, count: msg(
            "{so} đoạn lùi đầu dòng {lui} mm, quy định 10 mm hoặc 12,7 mm.",
            so=count,
            lui=f"{first_line_mm(item):.1f}".replace(".", ","),
        ),
        msg("Đặt First line 1 cm hoặc 1,27 cm."),
    )


def first_line_mm(paragraph: Paragraph) -> float:
    """Where the first line begins, from the margin."""
    return mm(paragraph.format.left + paragraph.format.first)


@rule("ND-604", WARNING, "Phụ lục I, Phần I, II.6.e", "Khoảng cách giữa các đoạn dưới 6pt",
      why="Khoảng cách giữa các đoạn văn tối thiểu là 6pt.", wrong="Spacing After 0pt",
      right="Spacing After 6pt")  # fmt: skip
def paragraph_spacing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        tight = [after for before, after in _neighbours(part) if _gap(before, after) < 5.9]
        if tight:
            yield at(part, tight[0], msg("{so} chỗ giữa hai đoạn cách nhau dưới 6pt.", so=len(tight)),
                     msg("Đặt Spacing After (hoặc Before) từ 6pt trở lên."), _BODY)  # fmt: skip


def _neighbours(part: Part) -> Iterator[tuple[Paragraph, Paragraph]]:
    told = {item.index for item in prose(part)}
    text = [item for item in part.body if item.index in told or (told and _is_section(item))]
    for before, after in pairwise(text):
        if after.index == before.index + 1 and before.section == after.section:
            yield before, after


def _is_section(paragraph: Paragraph) -> bool:
    """Whether it is the heading of a section in capitals, which stands among the text."""
    return _SECTION.match(paragraph.seen) is not None and signs.is_upper(paragraph.seen)


def _gap(before: Paragraph, after: Paragraph) -> float:
    same = before.format.style == after.format.style
    above = 0.0 if after.format.contextual and same else after.format.before
    below = 0.0 if before.format.contextual and same else before.format.after
    return above + below


@rule("ND-605", WARNING, "Phụ lục I, Phần I, II.6.e", "Cách dòng ngoài khoảng dòng đơn đến 1,5 dòng",
      why="Khoảng cách giữa các dòng tối thiểu là dòng đơn, tối đa là 1,5 lines.", wrong="Line spacing Double",
      right="Line spacing Single đến 1.5 lines")  # fmt: skip
def line_spacing(facts: Facts, known: Known) -> Iterator[Hit]:
    def wrong(paragraph: Paragraph) -> bool:
        size = paragraph.whole.size or 14
        line = paragraph.format.line
        if paragraph.format.line_rule == "auto":
            return not 0.99 <= line <= 1.51
        single = size * _SINGLE
        return line > single * 1.52 or (paragraph.format.line_rule == "exact" and line < size * 1.05)

    return _counted(
        facts,
        wrong,
        lambda item, count: msg("{so} đoạn có cách dòng ngoài khoảng dòng đơn đến 1,5 dòng.", so=count),
        msg("Đặt Line spacing từ Single đến 1.5 lines."),
    )


@rule("ND-606", WARNING, "Phụ lục I, Phần I, II.6.e", "Lời văn in nghiêng",
      why="Nội dung văn bản kiểu chữ đứng.", wrong="Cả đoạn lời văn in nghiêng",
      right="Lời văn chữ đứng", sure=LIKELY)  # fmt: skip
def body_italic(facts: Facts, known: Known) -> Iterator[Hit]:
    return _counted(
        facts,
        is_slanted,
        lambda item, count: msg("{so} đoạn lời văn in nghiêng, quy định chữ đứng.", so=count),
        msg("Bỏ in nghiêng."),
    )


def is_slanted(paragraph: Paragraph) -> bool:
    """Whether a text that is to stand upright is in italics: no note, no quotation, no basis, no line of a form."""
    text = paragraph.seen
    aside = text.startswith(("(", "“", '"', "*", "Ghi chú", "[")) or bool(signs.BASIS.match(text))
    long = len(text) > _LONG or _is_clause(text)
    return long and not aside and paragraph.whole.share("italic") > 0.95


@rule("ND-607", WARNING, "Phụ lục III, Mẫu 1.1–1.10", "Cuối nội dung không có dấu “./.”",
      why="Mọi Mẫu kết thúc nội dung bằng “./.” liền sau chữ cuối (Phụ lục I không có câu nào về dấu này).",
      wrong="… chịu trách nhiệm thi hành Quyết định này.", right="… chịu trách nhiệm thi hành Quyết định này./.",
      sure=LIKELY)  # fmt: skip
def no_end_mark(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        filled = [item for item in part.body if item.seen]
        ends = part.role == "chinh" and bool(part.recipients_word or part.signers)
        if not ends or traits(part.kind).personal or not filled or part.ends_with_table:
            continue
        last = filled[-1]
        ended = re.search(r"\.\s*/\s*\.\s*$", last.seen) or any("./." in item.seen for item in filled[-4:])
        if not ended and not signs.is_open(last.seen):
            yield at(part, last, msg("{chu}: nội dung chưa kết thúc bằng “./.”.", chu=quote(last.seen[-50:])),
                     msg("Đặt “./.” liền sau chữ cuối cùng."), _BODY)  # fmt: skip


@rule("ND-608", WARNING, "Phụ lục III, Mẫu 1.1–1.10", "Dấu “./.” đứng riêng một dòng",
      why="Trong các Mẫu, “./.” đặt liền sau chữ cuối cùng của nội dung.", wrong="… này. (xuống dòng) ./.",
      right="… này./.")  # fmt: skip
def end_mark_alone(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        for paragraph in part.body:
            if paragraph.seen in ("./.", "/.") and "\t" not in paragraph.text:
                yield at(part, paragraph, msg("“./.” đứng riêng một dòng."),
                         msg("Đưa “./.” về liền sau chữ cuối cùng của nội dung."), _BODY)  # fmt: skip


@rule("ND-829", WARNING, "Phụ lục III, Mẫu 1.1–1.10", "Dấu “./.” ở giữa văn bản",
      why="“./.” là chỗ hết nội dung: sau nó không còn lời văn.", wrong="… trước ngày 05/9./. Các đơn vị …",
      right="… trước ngày 05/9. Các đơn vị …/.", sure=LIKELY)  # fmt: skip
def end_mark_inside(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        marked = [item for item in prose(part) if "./." in item.seen]
        more = (item for item in marked if re.search(r"\./\.\s*[\w(]", item.seen) or _goes_on(part, item, marked[-1]))
        for item in islice(more, 1):
            yield at(part, item, msg("{chu}: sau “./.” còn lời văn.", chu=quote(item.seen[-60:])),
                     msg("Chỉ đặt “./.” ở cuối nội dung."), _BODY)  # fmt: skip


def _goes_on(part: Part, item: Paragraph, last: Paragraph) -> bool:
    """Whether the text of a signed document ends once more behind a paragraph that ends with "./."."""
    return part.role == "chinh" and bool(part.signers) and item is not last and item.seen.endswith("./.")


@rule("ND-874", WARNING, "Phụ lục I, Phần I, II.6.đ, e; mục V", "Lời văn, tiêu đề gạch chân cả đoạn",
      why="Nội dung văn bản trình bày kiểu chữ đứng, tiêu đề đứng, đậm: không mẫu nào gạch chân.",
      wrong="II. NỘI DUNG (gạch chân)", right="II. NỘI DUNG (đậm)", sure=LIKELY)  # fmt: skip
def underlined_text(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        found = [item for item in part.body if item.whole.share("underline") > 0.95 and _is_text(item.seen)]
        if found:
            yield at(part, found[0], msg("{so} đoạn gạch chân, đầu tiên là {chu}.", so=len(found),
                                         chu=quote(found[0].seen, 40)),
                     msg("Bỏ gạch chân."), _BODY)  # fmt: skip


def _is_text(text: str) -> bool:
    """Whether a text is words, no address that is underlined as a link and no line of a form."""
    return any(map(str.isalpha, text)) and not _ADDRESS.search(text) and not signs.is_form_line(text)


def _is_clause(text: str) -> bool:
    """Whether a text is a numbered sentence, not a title or a line of a form."""
    return text.endswith((".", ";")) and _ITEM.match(text) is not None


@rule("ND-609", WARNING, "Phụ lục I, Phần I, I.5, II.6.đ", "Cỡ chữ lời văn không thống nhất",
      why="Điều, khoản, điểm có cỡ chữ bằng cỡ chữ của phần lời văn.", wrong="Điều 1 cỡ 13, khoản cỡ 14",
      right="Toàn bộ nội dung cỡ 14")  # fmt: skip
def mixed_sizes(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        sizes: Counter[float] = Counter()
        first: dict[float, Paragraph] = {}
        for item in prose(part):
            for size, letters in sizes_in(item).items():
                if 13 <= size <= 14 and letters > 1:
                    sizes[size] += 1
                    first.setdefault(size, item)
        if len(sizes) > 1:
            usual, *others = [size for size, _ in sizes.most_common()]
            yield at(
                part,
                first[others[0]],
                msg("{so} đoạn cỡ chữ {khac}, các đoạn khác cỡ {chinh}.", so=sizes[others[0]], khac=f"{others[0]:g}",
                    chinh=f"{usual:g}"),
                msg("Dùng một cỡ chữ cho toàn bộ nội dung."),
                _BODY,
            )  # fmt: skip


RULES = rules_in(globals())
