"""The mechanical mends, one function for each kind of finding: formats, spacing, zeros, punctuation. Never a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from lxml import etree
from msgspec import Struct

from generator.checking.mending.pen import Pen, Settings
from generator.checking.paper.closing import is_archive
from generator.checking.paper.model import Facts, Line, Paragraph, Part
from generator.checking.paper.structure import items
from generator.checking.rules.body import first_line_mm, is_slanted, prose, sizes_in
from generator.checking.rules.heading import placed
from generator.checking.rules.looks import ELEMENTS, Element
from generator.checking.rules.page import SIDES
from generator.ooxml.inlines import pieces
from generator.ooxml.names import twips, w
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.text import quote

_MARKS = ";,.:"
_BETWEEN_MM = 11.35  # half way from 10 mm to 12,7 mm


class Work(Struct, frozen=True):
    """A document under mending: its facts, its paragraph and section elements in the order of the facts, the pen."""

    facts: Facts
    paragraphs: Sequence[etree._Element]
    sections: Sequence[etree._Element]
    pen: Pen

    def done(self, code: str, where: Paragraph | None, message: Message, part: str = "") -> Finding:
        """What was changed, said as a finding."""
        return Finding(
            code, Severity.NOTE, Place(self.facts.file, line=where.index if where else 0, part=part), message
        )

    def format_line(self, line: Line, settings: Settings) -> bool:
        """Set run properties over a whole line; False where a run reaches beyond it."""
        element = self.paragraphs[line.paragraph.index - 1]
        at = 0
        runs: list[etree._Element] = []
        for piece in pieces(element, self.facts.revisions):
            stop = at + len(piece.text)
            if at < line.end and stop > line.start and piece.text.strip():
                if at < line.start or stop > line.end:
                    return False
                if not runs or runs[-1] is not piece.run:
                    runs.append(piece.run)
            at = stop
        if at != len(line.paragraph.text):
            return False  # text carried over from a deleted paragraph mark: offsets do not fit
        for run in runs:
            self.pen.run(run, settings)
        return bool(runs)

    def write(self, paragraph: Paragraph, start: int, end: int, new: str) -> bool:
        """Put other characters in a paragraph; False where its text is not all its own."""
        element = self.paragraphs[paragraph.index - 1]
        own = "".join(piece.text for piece in pieces(element, self.facts.revisions))
        return own == paragraph.text and self.pen.text(element, start, end, new)


Mend = Callable[[Work, str], Iterable[Finding]]


def _sizes(element: Element) -> Mend:
    low, high = element.sizes

    def mend(work: Work, code: str) -> Iterator[Finding]:
        for line in _lines(work.facts, element):
            if line.size is not None and not low <= line.size <= high:
                size = low if line.size < low else high
                value = {"val": f"{round(size * 2)}"}
                if work.format_line(line, {"sz": value, "szCs": value}):
                    yield work.done(
                        code, line.paragraph, msg("{chu}: cỡ chữ {co}.", chu=quote(line.text), co=f"{size:g}")
                    )

    return mend


def _styles(element: Element) -> Mend:
    def mend(work: Work, code: str) -> Iterator[Finding]:
        settings: dict[str, dict[str, str]] = {}
        for name, wanted in (("b", element.bold), ("i", element.italic)):
            if wanted is not None:
                settings[name] = {"val": "1" if wanted else "0"}
        for line in _lines(work.facts, element):
            bold, italic = line.share("bold") > 0.5, line.share("italic") > 0.5
            right = element.bold in (None, bold) and element.italic in (None, italic)
            if not right and work.format_line(line, settings):
                yield work.done(code, line.paragraph, msg("{chu}: đặt lại đậm, nghiêng.", chu=quote(line.text)))

    return mend


def _lines(facts: Facts, element: Element) -> Iterator[Line]:
    for part in facts.parts:
        yield from (line for line in element.lines(part) if line is not None and any(map(str.isalnum, line.text)))


def _paper(work: Work, code: str) -> Iterator[Finding]:
    for section, element in zip(work.facts.sections, work.sections, strict=False):
        short, long = sorted((section.width, section.height))
        if abs(short - 210) > 1 or abs(long - 297) > 1:
            wide, high = ("16838", "11906") if section.landscape else ("11906", "16838")
            work.pen.section(element, {"pgSz": {"w": wide, "h": high}})
            yield work.done(code, None, msg("Khổ giấy A4."))


def _margins(*sides: tuple[str, float, float]) -> Mend:
    def mend(work: Work, code: str) -> Iterator[Finding]:
        for section, element in zip(work.facts.sections, work.sections, strict=False):
            for side, low, high in sides:
                value: float = getattr(section, side)
                if not low - 0.6 <= value <= high + 0.6:
                    right = low if value < low else high
                    work.pen.section(element, {"pgMar": {side: str(twips(right))}})
                    yield work.done(code, None, msg("Lề {canh} {gia_tri} mm.", canh=SIDES[side], gia_tri=f"{right:g}"))

    return mend


def _font(work: Work, code: str) -> Iterator[Finding]:
    legacy = {font for font, _ in work.facts.legacy_fonts}
    changed = 0
    for part in work.facts.parts:
        for paragraph in work.facts.between(part):
            for run in paragraph.whole.runs:
                name = run.format.font
                if name.casefold() == "times new roman" or not name or name in legacy:
                    continue
                line = Line(paragraph, run.start, run.end)
                fonts = dict.fromkeys(("ascii", "hAnsi", "cs"), "Times New Roman")
                changed += work.format_line(line, {"rFonts": fonts})
    if changed:
        yield work.done(code, None, msg("{so} đoạn chữ chuyển sang Times New Roman.", so=changed))


def _title_page(work: Work, code: str) -> Iterator[Finding]:
    for section, element in zip(work.facts.sections, work.sections, strict=False):
        if section.first_number is not None and element.find(w("titlePg")) is None:
            work.pen.section(element, {"titlePg": {}})
            yield work.done(code, None, msg("Trang thứ nhất không hiện số trang."))


def _centre(work: Work, code: str) -> Iterator[Finding]:
    for part in work.facts.parts:
        for line in (part.heading.kind_line, *part.heading.subject):
            if line is not None and line.paragraph.format.alignment != "center" and not placed(line):
                work.pen.paragraph(work.paragraphs[line.paragraph.index - 1], {"jc": {"val": "center"}})
                yield work.done(code, line.paragraph, msg("{chu}: canh giữa.", chu=quote(line.text)))


def _each_prose(wrong: Callable[[Paragraph], bool], settings: Callable[[Paragraph], Settings], what: Message) -> Mend:
    def mend(work: Work, code: str) -> Iterator[Finding]:
        for part in work.facts.parts:
            for paragraph in prose(part):
                if wrong(paragraph):
                    work.pen.paragraph(work.paragraphs[paragraph.index - 1], settings(paragraph))
                    yield work.done(code, paragraph, what, part.name)

    return mend


def _indents(work: Work, code: str) -> Iterator[Finding]:
    """First lines as those of the other paragraphs of the document that are right, else the nearer of the two."""
    for part in work.facts.parts:
        text = list(prose(part))
        right = Counter(
            720 if first_line_mm(item) > _BETWEEN_MM else 567
            for item in text
            if len(item.seen) > 95 and not _wrong_indent(item)
        )
        for paragraph in filter(_wrong_indent, text):
            own = 720 if first_line_mm(paragraph) > _BETWEEN_MM else 567
            first = right.most_common(1)[0][0] if right else own
            settings: Settings = {"ind": {"left": "0", "firstLine": str(first)}}
            work.pen.paragraph(work.paragraphs[paragraph.index - 1], settings)
            yield work.done(code, paragraph, msg("Lùi đầu dòng 1 cm hoặc 1,27 cm."), part.name)


def _wrong_indent(paragraph: Paragraph) -> bool:
    plain = len(paragraph.seen) > 95 and not paragraph.label and paragraph.text[:1] not in "\t \u00a0"
    return plain and min(abs(first_line_mm(paragraph) - right) for right in (10.0, 12.7)) > 0.35


def _line_pitch(paragraph: Paragraph) -> Settings:
    high = paragraph.format.line > (1.5 if paragraph.format.line_rule == "auto" else 24)
    return {"spacing": {"line": "360" if high else "240", "lineRule": "auto"}}


def _wrong_pitch(paragraph: Paragraph) -> bool:
    line, size = paragraph.format.line, paragraph.whole.size or 14
    if paragraph.format.line_rule == "auto":
        return not 0.99 <= line <= 1.51
    return line > size * 1.748 or (paragraph.format.line_rule == "exact" and line < size * 1.05)


def _gaps(work: Work, code: str) -> Iterator[Finding]:
    """Spacing as that of the other paragraphs of the document that is enough, else 6pt below."""
    for part in work.facts.parts:
        text = list(prose(part))
        enough = Counter((item.format.before, item.format.after) for item in text if not _is_tight(item))
        above, below = enough.most_common(1)[0][0] if enough else (0.0, 6.0)
        spacing = {"before": f"{round(above * 20)}", "after": f"{round(below * 20)}"}
        for paragraph in text:
            if _is_tight(paragraph):
                settings: Settings = {"spacing": spacing, "contextualSpacing": {"val": "0"}}
                work.pen.paragraph(work.paragraphs[paragraph.index - 1], settings)
                yield work.done(code, paragraph, msg("Cách đoạn 6pt."), part.name)


def _is_tight(paragraph: Paragraph) -> bool:
    return paragraph.format.before + paragraph.format.after < 5.9 or paragraph.format.contextual


def _body_sizes(work: Work, code: str) -> Iterator[Finding]:
    for part in work.facts.parts:
        sizes = Counter(item.whole.size for item in prose(part) if item.whole.size and 13 <= item.whole.size <= 14)
        usual = sizes.most_common(1)[0][0] if sizes else 14.0
        value = {"val": f"{round((usual or 14.0) * 2)}"}
        for paragraph in prose(part):
            if {*sizes_in(paragraph)} - {usual} and work.format_line(paragraph.whole, {"sz": value, "szCs": value}):
                yield work.done(code, paragraph, msg("Cỡ chữ {co}.", co=f"{usual:g}"), part.name)


def _upright(work: Work, code: str) -> Iterator[Finding]:
    for part in work.facts.parts:
        for paragraph in prose(part):
            if is_slanted(paragraph):
                work.format_line(paragraph.whole, {"i": {"val": "0"}})
                yield work.done(code, paragraph, msg("Bỏ in nghiêng."), part.name)


def _ending(work: Work, code: str, line: Line, mark: str) -> Iterator[Finding]:
    """Give a line its final mark, in place of the one it has."""
    raw = line.paragraph.text[line.start : line.end]
    end = line.start + len(raw.rstrip())
    start = end - 1 if end > line.start and line.paragraph.text[end - 1] in _MARKS else end
    if work.write(line.paragraph, start, end, mark):
        yield work.done(code, line.paragraph, msg("{chu}: dấu cuối dòng “{dau}”.", chu=quote(line.text), dau=mark))


def _base_marks(work: Work, code: str) -> Iterator[Finding]:
    for part in work.facts.parts:
        for line in part.bases[:-1]:
            if not line.text.endswith(";"):
                yield from _ending(work, code, line, ";")


def _last_base(work: Work, code: str) -> Iterator[Finding]:
    for part in work.facts.parts:
        for line in part.bases[-1:]:
            if not line.text.endswith("."):
                yield from _ending(work, code, line, ".")


def _recipient_marks(work: Work, code: str) -> Iterator[Finding]:
    for part in work.facts.parts:
        lines = part.recipients
        for line, after in pairwise(lines):
            if after.text.startswith(("-", "–")) and not line.text.endswith((";", ":")) and not is_archive(line):
                yield from _ending(work, code, line, ";")


def _archive_mark(work: Work, code: str) -> Iterator[Finding]:
    for part in work.facts.parts:
        for line in part.recipients:
            if is_archive(line) and not line.text.endswith("."):
                yield from _ending(work, code, line, ".")


def _addressee_marks(work: Work, code: str) -> Iterator[Finding]:
    for part in work.facts.parts:
        lines = [line for line in part.addressees[1:] if line.text.startswith(("-", "–"))]
        for line in lines:
            mark = "." if line is lines[-1] else ";"
            if not line.text.endswith(mark):
                yield from _ending(work, code, line, mark)


def _resolution_colon(work: Work, code: str) -> Iterator[Finding]:
    for part in work.facts.parts:
        if part.resolution is not None and not part.resolution.text.endswith(":"):
            yield from _ending(work, code, part.resolution, ":")


def _recipients_colon(work: Work, code: str) -> Iterator[Finding]:
    for part in work.facts.parts:
        if part.recipients_word is not None and not part.recipients_word.text.endswith(":"):
            yield from _ending(work, code, part.recipients_word, ":")


def _rewrite(lines: Callable[[Part], Iterable[Line | None]], pattern: str, new: Callable[[re.Match[str]], str]) -> Mend:
    """Replace group 1 of a pattern in some lines by what `new` makes of the match."""
    compiled = re.compile(pattern)

    def mend(work: Work, code: str) -> Iterator[Finding]:
        for part in work.facts.parts:
            for line in lines(part):
                match = compiled.search(line.paragraph.text, line.start, line.end) if line is not None else None
                if line is None or match is None:
                    continue
                written = new(match)
                if written != match[1] and work.write(line.paragraph, match.start(1), match.end(1), written):
                    yield work.done(code, line.paragraph, msg("{chu}: “{cu}” thành “{moi}”.", chu=quote(line.text),
                                                              cu=match[1], moi=written), part.name)  # fmt: skip

    return mend


def _articles(part: Part) -> Iterator[Line]:
    return (item.paragraph.whole for item in items(part.body) if item.level == "dieu" and item.mark != ".")


def _month(match: re.Match[str]) -> str:
    month = int(match[1])
    return f"{month:02d}" if month < 3 else str(month)


_DATED = r"(?i)ngày\s+(\d{1,2})\s+tháng"
_MONTH = r"(?i)tháng\s+(\d{1,2})\s+năm"

MENDS: tuple[tuple[str, Mend], ...] = (
    ("ND-101", _paper),
    ("ND-102", _margins(("top", 20, 25), ("bottom", 20, 25))),
    ("ND-103", _margins(("left", 30, 35))),
    ("ND-104", _margins(("right", 15, 20))),
    ("ND-106", _font),
    ("ND-110", _title_page),
    *((f"{element.code}1", _sizes(element)) for element in ELEMENTS),
    *((f"{element.code}2", _styles(element)) for element in ELEMENTS),
    ("ND-305", _rewrite(lambda p: [p.heading.number], r"^\s*Số(\s*:|\s?)(?=[\s\d])",
                        lambda m: ":" if ":" in m[1] else ": ")),
    ("ND-306", _rewrite(lambda p: [p.heading.number], r"(\d+)\s*/", lambda m: f"{int(m[1]):02d}")),
    ("ND-315", _rewrite(lambda p: [p.heading.dated], _DATED, lambda m: f"{int(m[1]):02d}")),
    ("ND-316", _rewrite(lambda p: [p.heading.dated], _MONTH, _month)),
    ("ND-318", _rewrite(lambda p: [p.heading.dated], r"[^\s,](\s+)ngày", lambda _: ", ")),
    ("ND-404", _centre),
    ("ND-445", _resolution_colon),
    ("ND-504", _base_marks),
    ("ND-505", _last_base),
    ("ND-601", _body_sizes),
    ("ND-602", _each_prose(lambda p: p.format.alignment != "both" and len(p.seen) > 95 and "\n" not in p.text,
                           lambda _: {"jc": {"val": "both"}}, msg("Canh đều hai lề."))),
    ("ND-603", _indents),
    ("ND-604", _gaps),
    ("ND-605", _each_prose(_wrong_pitch, _line_pitch, msg("Cách dòng trong khoảng dòng đơn đến 1,5 dòng."))),
    ("ND-606", _upright),
    ("ND-609", _body_sizes),
    ("ND-708", _rewrite(_articles, r"^\s*Điều\s+\d+(\s*[:,;)/-]?)(?=\s)", lambda _: ".")),
    ("ND-905", _recipients_colon),
    ("ND-907", _recipient_marks),
    ("ND-917", _archive_mark),
    ("ND-927", _addressee_marks),
)  # fmt: skip
