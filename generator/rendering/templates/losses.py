"""What a template would lose on its way to Jinja, or break: blocks that go over the edges of cells and links, what
stands beside a tag that takes its paragraph, row or cell with it, words that do not arrive.

docxtpl works on text and does not see elements; here each element is asked.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree
from msgspec import Struct

from generator.ooxml.names import M, w
from generator.rendering.templates.docx_template import part_source
from generator.rendering.templates.jinja import word_environment
from generator.rendering.templates.lines import Line, Tag, error_at, tag_of
from generator.rendering.templates.typed import TAG, own_texts, unjoinable
from generator.values.findings import Finding, Message, msg
from generator.values.text import one_line, quote

_PARAGRAPH, _FIELD = w("p"), w("fldChar")
# What a tag with a prefix takes with it.
_TAKEN = {"p": w("p"), "tr": w("tr"), "tc": w("tc")}
_BLOCKS = frozenset({"if", "for", "with"})
_MIDDLE = frozenset({"else", "elif"})
_BESIDE: dict[str, Message] = {
    **dict.fromkeys((w("drawing"), w("pict"), w("object")), msg("hình hay hộp chữ")),
    **dict.fromkeys((w("footnoteReference"), w("endnoteReference")), msg("chú thích")),
    **dict.fromkeys((w("fldSimple"), w("fldChar")), msg("trường của Word (số trang, mục lục …)")),
    w("sectPr"): msg("chỗ ngắt phần (section)"),
    f"{{{M}}}oMath": msg("công thức"),
}
_PAGE_BREAK = msg("chỗ ngắt trang")
# Letters that no text holds, around the number of a stretch of text.
_BEGIN, _END = "\ue000", "\ue001"


def losses(lines: Sequence[Line]) -> Iterator[Finding]:
    """Findings on the paragraphs of one part."""
    placed = [each for line in lines for each in _placed(line)]
    yield from _crossing(placed)
    yield from _beside(placed)
    yield from _dashes(lines)
    yield from _halved(placed, lines)


class _Placed(Struct, frozen=True):
    """A tag and the `w:t` that it begins in."""

    tag: Tag
    text: etree._Element


def _placed(line: Line) -> Iterator[_Placed]:
    texts = own_texts(line.element)
    owners = [text for text in texts for _ in text.text or ""]
    for found in TAG.finditer("".join(text.text or "" for text in texts)):
        if tag := tag_of(line, found[0]):
            yield _Placed(tag, owners[found.start()])


def _crossing(placed: Sequence[_Placed]) -> Iterator[Finding]:
    """Blocks whose tags do not stand side by side: what is between them would be half an element."""
    stack: list[_Placed] = []
    for one in placed:
        keyword = one.tag.keyword
        if keyword in _BLOCKS:
            stack.append(one)
        elif keyword in _MIDDLE and stack:
            if one.tag.prefix != stack[-1].tag.prefix or not _side_by_side(stack[-1], one):
                yield _apart(stack[-1].tag, one.tag)
        elif keyword.startswith("end") and keyword[3:] in _BLOCKS and stack:
            opened = stack.pop()
            if one.tag.prefix == opened.tag.prefix and not _side_by_side(opened, one):
                yield _apart(opened.tag, one.tag)


def _side_by_side(first: _Placed, second: _Placed) -> bool:
    taken = _TAKEN.get(first.tag.prefix)
    if taken:
        holders = [next(one.text.iterancestors(taken), None) for one in (first, second)]
        return all(one is None for one in holders) or (
            holders[0] is not None and holders[1] is not None and holders[0].getparent() is holders[1].getparent()
        )
    way, holder = _way(first.text)
    other_way, other_holder = _way(second.text)
    return way == other_way and holder is other_holder


def _way(text: etree._Element) -> tuple[list[str], etree._Element | None]:
    """The elements around a text, which a block may leave half open, and what holds their paragraph."""
    names: list[str] = []
    for above in text.iterancestors():
        names.append(str(above.tag))
        if above.tag == _PARAGRAPH:
            return names, above.getparent()
    return names, None


def _apart(opened: Tag, closed: Tag) -> Finding:
    return error_at(
        "T018",
        closed.line,
        msg("Thẻ “{dong}” không khớp thẻ mở “{mo}”.", dong=closed.raw, mo=opened.raw),
        msg("Đặt cả hai thẻ trong cùng một đoạn, hoặc mỗi thẻ một đoạn của cùng một ô, ngoài liên kết và hộp chữ."),
    )


def _beside(placed: Sequence[_Placed]) -> Iterator[Finding]:
    """What is no text beside a tag that takes its paragraph, row or cell with it."""
    for one in placed:
        taken = _TAKEN.get(one.tag.prefix)
        holder = next(one.text.iterancestors(taken), None) if taken else None
        found = next(filter(None, map(_named, holder.iter(etree.Element))), None) if holder is not None else None
        if found:
            yield error_at(
                "T041",
                one.tag.line,
                msg("Ở cạnh thẻ “{the}” có {gi}, sẽ bị mất.", the=one.tag.raw, gi=found),
                msg("Để thẻ này một mình: {{%p trên một đoạn riêng, {{%tr trên một hàng riêng."),
            )


def _halved(placed: Sequence[_Placed], lines: Sequence[Line]) -> Iterator[Finding]:
    """Fields that begin within a block and end outside of it, or the other way: half of one would be left."""
    if not any(next(line.element.iter(_FIELD), None) is not None for line in lines):
        return
    tags: dict[etree._Element, list[Tag]] = {}
    for one in placed:
        tags.setdefault(one.text, []).append(one.tag)
    holders = {line.element: line for line in lines}
    blocks: list[int] = []
    fields: list[tuple[list[int], Line | None]] = []
    for number, element in enumerate(lines[0].element.getroottree().getroot().iter(_FIELD, w("t"))):
        for tag in tags.get(element, ()):
            _enter_or_leave(blocks, tag.keyword, number)
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            fields.append(([*blocks], holders.get(next(element.iterancestors(_PARAGRAPH), None))))
        elif kind == "end" and fields:
            begun, line = fields.pop()
            if line is not None and begun != blocks:
                yield error_at(
                    "T051",
                    line,
                    msg("Trường của Word (tham chiếu, mục lục …) có một đầu trong khối của thẻ, một đầu ngoài."),
                    msg("Để cả trường trong khối, hoặc cả trường ngoài khối."),
                )


def _enter_or_leave(blocks: list[int], keyword: str, number: int) -> None:
    if keyword in _BLOCKS:
        blocks.append(number)
    elif keyword in _MIDDLE and blocks:
        blocks[-1] = -number
    elif keyword.startswith("end") and keyword[3:] in _BLOCKS and blocks:
        blocks.pop()


def _named(element: etree._Element) -> Message | None:
    if element.tag == w("br") and element.get(w("type")) in ("page", "column"):
        return _PAGE_BREAK
    return _BESIDE.get(str(element.tag))


def _dashes(lines: Sequence[Line]) -> Iterator[Finding]:
    by_element = {line.element: line for line in lines}
    for root in dict.fromkeys(line.element.getroottree().getroot() for line in lines):
        for paragraph in unjoinable(root):
            if line := by_element.get(paragraph):
                yield error_at(
                    "T042",
                    line,
                    msg("Dấu “-” của thẻ nối đoạn này với đoạn liền kề, nhưng ở đó không có đoạn nào nối được."),
                    msg("Bỏ dấu “-”, hoặc đặt hai đoạn liền nhau, không có thẻ {{%p, bảng hay ngắt phần ở giữa."),
                )


def unheard(lines: Sequence[Line]) -> Iterator[Finding]:
    """Words of the template that do not arrive in what Jinja is given, whatever took them (T043)."""
    if not lines:
        return
    root = lines[0].element.getroottree().getroot()
    # Nothing but what may be a tag takes words with it.
    if b"{" not in etree.tostring(root):
        return
    marked = copy.deepcopy(root)
    by_element = {line.element: line for line in lines}
    stretches: list[tuple[Line | None, str]] = []
    for paragraph, other in zip(root.iter(_PARAGRAPH), marked.iter(_PARAGRAPH), strict=True):
        _mark(other, by_element.get(paragraph), stretches)
    try:
        tree = word_environment().parse(part_source(marked))
    except TemplateSyntaxError:
        return
    arrived = "".join(node.data for node in tree.find_all(nodes.TemplateData))
    lost: dict[Line, list[str]] = {}
    for number, (line, words) in enumerate(stretches):
        if line is not None and f"{_BEGIN}{number}{_END}" not in arrived:
            lost.setdefault(line, []).append(words)
    for line, missing in lost.items():
        said = msg("Chữ {chu} của mẫu sẽ không được in.", chu=quote(" ".join(missing)))
        yield error_at("T043", line, said, msg("Đặt chữ ấy ở một đoạn riêng, cách xa các thẻ."))


def _mark(paragraph: etree._Element, line: Line | None, stretches: list[tuple[Line | None, str]]) -> None:
    """Each stretch of text between tags as its number, in the `w:t` that it begins in."""
    texts = own_texts(paragraph)
    whole = "".join(text.text or "" for text in texts)
    code = {at for found in TAG.finditer(whole) for at in range(*found.span())}
    at = 0
    for text in texts:
        made, words = "", ""
        for letter in text.text or "":
            if at not in code:
                words += letter
            elif words:
                made, words = made + _stretch(words, line, stretches), ""
            made += letter * (at in code)
            at += 1
        text.text = made + _stretch(words, line, stretches)


def _stretch(words: str, line: Line | None, stretches: list[tuple[Line | None, str]]) -> str:
    if not words.strip():
        return words
    stretches.append((line, one_line(words)))
    head = words[: len(words) - len(words.lstrip())]
    return f"{head}{_BEGIN}{len(stretches) - 1}{_END}{words[len(words.rstrip()) :]}"
