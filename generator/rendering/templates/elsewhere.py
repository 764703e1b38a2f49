"""What of a template stands beside the texts of its paragraphs: tags in descriptions of pictures, in fields, formulas
and addresses; tags where nothing fills them; what no template may hold, for a file made with it would not show it, or
would show what nobody has decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from lxml import etree

from generator.ooxml.names import w
from generator.ooxml.parsing import parse_xml
from generator.ooxml.relationships import relationships
from generator.rendering.templates.docx_template import TAGGED, TemplateFile
from generator.rendering.templates.lines import BODY, PARTS, Line, Tag, is_text, own_paragraph, part_words, tags_in
from generator.rendering.templates.typed import TAG, own_texts
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.patterns import late
from generator.values.text import one_line, quote

_TEXT = w("t")
# What tracked changes leave; those of looks too.
_TRACKED = tuple(
    map(
        w,
        (
            *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "rPrChange", "pPrChange"),
            *("sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange"),
        ),
    )
)
_CHANGED = late(rb"<\w+:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|\w+Change)[ />]")
# Parts that say how a file looks or is set up, in words that no reader sees.
_SETUP = ("styles", "settings", "webSettings", "fontTable", "theme/", "glossary/", "vbaProject", "people")
_NAMED = {"diagrams": msg("sơ đồ SmartArt"), "charts": msg("biểu đồ"), "drawings": msg("hình vẽ")}


def all_tags(line: Line, addresses: Mapping[str, str]) -> Iterator[Tag]:
    """The tags of a paragraph in their order, those that do not stand in its text among them.

    `addresses` are those of links, by relationship.
    """
    own = iter(TAG.finditer("".join(text.text or "" for text in own_texts(line.element))))
    waiting = next(own, None)
    at = 0
    for element in own_paragraph(line.element):
        said = element.text or "" if isinstance(element.tag, str) else ""
        if element.tag == _TEXT:
            at += len(said)
            while waiting and waiting.start() < at:
                yield from tags_in(line, waiting[0])
                waiting = next(own, None)
        else:
            values = (addresses.get(value, value) for value in element.attrib.values())
            yield from chain.from_iterable(tags_in(line, each) for each in (*values, said) if "{" in each)


def unfilled(file: TemplateFile, lines: Iterable[Line]) -> Iterator[Finding]:
    """T036 for tags in parts that are taken over as they stand, and in addresses of links outside the body."""
    for name, data in file.parts.items():
        if not is_text(name) and _may_speak(name) and (found := _tag_of(name, data, file)):
            yield _not_here(file, name, found)
    for name in sorted({line.part for line in lines} - {BODY}):
        for one in relationships(file.parts, name, shown_as=str(file.path)).values():
            if one.external and TAGGED.search(one.target):
                said = msg("Không dùng được thẻ trong địa chỉ liên kết ở {phan}.", phan=part_words(name))
                hint = msg("Ghi địa chỉ cố định, hoặc chuyển liên kết vào thân văn bản.")
                yield Finding(
                    "T036", Severity.ERROR, Place(str(file.path), part=part_words(name)), said, hint, one.target
                )


def included_beside(tags: Mapping[str, Sequence[Tag]]) -> Iterator[Finding]:
    """T036 for templates that a header or footer includes: what they bring along is the body's."""
    for tag in (tag for name, own in tags.items() if name != BODY for tag in own if tag.keyword == "include"):
        said = msg("Không dùng được thẻ {the} trong {phan}.", the=quote(tag.raw), phan=part_words(tag.line.part))
        hint = msg("Ghi thẳng nội dung vào đầu trang, chân trang.")
        yield Finding("T036", Severity.ERROR, tag.line.place, said, hint, one_line(tag.line.text))


def _may_speak(name: str) -> bool:
    path = name.removeprefix("word/")
    return path != name and name.endswith(".xml") and not path.startswith(_SETUP)


def _tag_of(name: str, data: bytes, file: TemplateFile) -> str:
    """The first tag in a part's texts or attributes."""
    if b"{" not in data:
        return ""
    root = parse_xml(data, shown_as=str(file.path), part=name)
    texts = (
        "".join(root.itertext()),
        *(value for element in root.iter(etree.Element) for value in element.attrib.values()),
    )
    return next((found[0] for found in map(TAG.search, texts) if found), "")


def _not_here(file: TemplateFile, name: str, tag: str) -> Finding:
    folder = name.split("/")[1]
    where = _NAMED.get(folder) or PARTS.get(folder) or name
    said = msg("Không dùng được thẻ trong {phan}.", phan=str(where))
    hint = msg("Chuyển thẻ vào thân văn bản, hoặc ghi chữ cố định.")
    return Finding("T036", Severity.ERROR, Place(str(file.path), part=str(where)), said, hint, tag)


def other_background(file: TemplateFile, base: TemplateFile | None) -> Iterator[Finding]:
    """T049 for the colour of a joined template's pages: a file has one."""
    own = file.document.find(w("background"))
    if base is None or own is None or file is base:
        return
    first = base.document.find(w("background"))
    if first is None or own.get(w("color")) != first.get(w("color")):
        said = msg("Màu nền trang của mẫu này không vào văn bản: cả tệp có một màu nền, của mẫu đầu tiên.")
        yield Finding("T049", Severity.NOTE, Place(str(file.path)), said)


# --- what no template may hold ---------------------------------------------------------------------------------------


def refused(file: TemplateFile, lines: Iterable[Line]) -> Iterator[Finding]:
    """Files within the text that Word alone would open (T047); tracked changes that nobody decided on (T048)."""
    if next(file.document.iter(w("altChunk")), None) is not None:
        yield Finding(
            "T047",
            Severity.ERROR,
            Place(str(file.path)),
            msg("Mẫu nhúng cả một tệp khác vào thân (altChunk); chương trình khác Word, và bản PDF, không có chữ ấy."),
            msg("Mở mẫu bằng Word rồi lưu lại: Word thay tệp nhúng bằng chính nội dung của nó."),
        )
    tracked = {name for name, data in file.parts.items() if is_text(name) and _CHANGED.search(data)}
    for part in sorted(tracked):
        yield from _tracked(file, part, [line for line in lines if line.part == part])


def _tracked(file: TemplateFile, part: str, lines: list[Line]) -> Iterator[Finding]:
    holders = [line for line in lines if next(line.element.iter(*_TRACKED), None) is not None]
    for line in holders:
        yield _undecided(line.place, one_line(_changed_words(line.element)))
    if not holders and next(_root(file, part).iter(*_TRACKED), None) is not None:
        yield _undecided(Place(str(file.path), part=part_words(part)), "")


def _root(file: TemplateFile, part: str) -> etree._Element:
    return file.document if part == BODY else parse_xml(file.parts[part], shown_as=str(file.path), part=part)


def _changed_words(paragraph: etree._Element) -> str:
    texts = paragraph.iter(_TEXT, w("delText"))
    return "".join(text.text or "" for text in texts if next(text.iterancestors(*_TRACKED), None) is not None)


def _undecided(place: Place, words: str) -> Finding:
    said: Message = (
        msg("Chỗ sửa {chu} có theo dõi (Track Changes) chưa được chấp nhận hay từ chối.", chu=quote(words))
        if words
        else msg("Còn chỗ sửa có theo dõi (Track Changes) chưa được chấp nhận hay từ chối.")
    )
    return Finding(
        "T048", Severity.ERROR, place, said, msg("Chấp nhận hoặc từ chối mọi thay đổi rồi lưu lại mẫu."), words
    )
