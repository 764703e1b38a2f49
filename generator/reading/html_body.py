"""A page of the web that holds a document, as people save it from a law site, read as a body.

Only what is written in the file is read: no script is run, nothing is fetched. Of a page the text of the document is
taken, from the element that holds it; what stands around it (menus, links, notices) is left out and said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree, html
from msgspec import Struct
from msgspec.structs import replace

from generator.ooxml.body import MOST_COLUMNS
from generator.ooxml.plain_body import Alignment, Cell, Paragraph, Run, Section, Table, parts_of, texts_of
from generator.reading.bounds import MOST_CELLS_OF_A_DOCUMENT, too_many_cells
from generator.reading.encodings import old_encoding, unicode_encoding
from generator.reading.html_hidden import mark_hidden
from generator.reading.html_lists import marks
from generator.reading.web_archive import BEGIN, is_archive, page_of
from generator.values.errors import InputError, refusal
from generator.values.file_names import refuse_special
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.patterns import late
from generator.values.text import control_characters, fold, quote

_LARGEST, _MOST, _DEEPEST = 32 << 20, 400_000, 200
_MOST_ROWS = 20_000
_SKIPPED = frozenset(
    (
        *("script", "style", "noscript", "head", "title", "meta", "link", "template", "iframe", "object", "embed"),
        *("svg", "canvas", "audio", "video", "nav", "button", "input", "select", "option", "textarea"),
    )
)
_BLOCKS = frozenset(
    (
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "section"),
        *("article", "main", "header", "footer", "center", "pre", "address", "figure", "figcaption", "fieldset"),
        *("form", "body", "html", "hr"),
    )
)
_GROUPS = ("tbody", "thead", "tfoot")
_OF_TABLES = frozenset((*_GROUPS, "tr", "td", "th", "caption", "col", "colgroup"))
_BOLD, _ITALIC = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th")), frozenset(("i", "em", "cite"))
_NO_TEXT = frozenset(("script", "style", "head", "title", "meta", "link", "template"))
# Where an element has words that are none of its text; input of these types shows none.
_WORDED = {"input": ("value", "placeholder"), "img": ("alt",), "object": ("standby",), "option": ("label",)}
_UNTYPED = frozenset(("hidden", "checkbox", "radio", "password", "file", "image", "color", "range"))
_STRUCK, _THROUGH = frozenset(("s", "strike", "del")), late(r"text-decoration[^;]*line-through", re.IGNORECASE)
_HIDDEN = late(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WEIGHT = late(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|[1-5]00)", re.IGNORECASE)
_STYLE = late(r"font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
_ALIGN = late(r"text-align\s*:\s*(left|center|right|justify)", re.IGNORECASE)
_ALIGNED: Mapping[str, Alignment] = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_CELL = late(r"<t[dh]\b", re.IGNORECASE)
_CHARSET = late(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_TAG = late(r"<[A-Za-z][A-Za-z0-9]*(?:\s|/|>)")
_PROLOG, _PAGE_ENDS = late(r"^\s*<\?xml[^>]*>"), late(r"</(?:body|html)\s*>", re.IGNORECASE)
# Each attribute of a tag is compared with those before it; what is quoted may be a whole picture.
_QUOTED, _LONG_TAG = late(r"\"[^\"<]*\"|'[^'<]*'"), late(r"<[A-Za-z][^<>]{8000}")
_NO_LETTER = "\ufffd"
# So many control characters a page may have by mistake.
_ODD = 20
_SPACES = late(r"[ \t\r\n\f]+")
# Where law sites keep the text itself: of Thư viện pháp luật, of the national database, of the gazette.
_HOLDERS = (
    "//*[@id='divContentDoc']",
    "//*[contains(concat(' ', @class, ' '), ' content1 ')]",
    "//*[@id='toanvancontent']",
    "//*[contains(concat(' ', @class, ' '), ' toanvancontent ')]",
    "//*[contains(concat(' ', @class, ' '), ' fulltext ')]",
    "//article",
    "//main",
)
_MOTTO = "cong hoa xa hoi chu nghia viet nam"


class HtmlBody(Struct, frozen=True):
    """What a page says, as the parts of a Word file, with what is to be known of it."""

    parts: dict[str, bytes]
    findings: tuple[Finding, ...]


class _Look(Struct, frozen=True):
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    raised: bool = False
    lowered: bool = False
    alignment: Alignment = "left"


def read_html(path: Path, shown_as: str) -> HtmlBody:
    """The document of a page. Raises InputError V010, V013, V355 where there is none."""
    root = _root(_bytes(path, shown_as), shown_as)
    holder = _holder(root)
    mark_hidden(root, holder)
    reader = _Reader()
    blocks = tuple(reader.blocks(holder, _Look(), 0))
    if not any(text.strip() for text in texts_of(blocks)):
        raise _none(shown_as, msg("Trang web không có chữ của văn bản nào."))
    findings = list(_left_out(root, holder, shown_as))
    if reader.unseen:
        message = msg("Chữ ẩn, ô nhập, nút bấm trong trang web không được lấy: {chu}.", chu=quote(reader.unseen[0]))
        said = replace(_note(shown_as, message), value="\n".join(reader.unseen))
        findings.append(replace(said, severity=Severity.WARNING))
    if reader.struck:
        message = msg("Chữ gạch ngang của trang web được lấy như chữ thường: {chu}.", chu=quote(reader.struck[0]))
        hint = msg("Chữ ấy đã bị bãi bỏ thì xóa khỏi hồ sơ.")
        findings.append(Finding("V146", Severity.WARNING, Place(shown_as), message, hint, "\n".join(reader.struck)))
    if reader.beyond:
        message = msg("Bảng của trang web quá lớn, không được lấy cả: {chu}.", chu=quote(reader.beyond[0]))
        hint = msg("Chép phần ấy vào một bảng khác.")
        findings.append(Finding("V356", Severity.WARNING, Place(shown_as), message, hint, "\n".join(reader.beyond)))
    if broken := [text for text in texts_of(blocks) if _NO_LETTER in text]:
        message = msg("Có chữ không đọc được theo bảng mã của trang web, in ra là “�”: {chu}.", chu=quote(broken[0]))
        hint = msg("Mở trang ấy trong trình duyệt, thấy đúng chữ thì lưu lại ở bảng mã UTF-8.")
        findings.append(Finding("V380", Severity.WARNING, Place(shown_as), message, hint, "\n".join(broken)))
    if reader.numbered:
        message = msg("{so} số tự động của danh sách trong trang web được ghi thành chữ.", so=len(reader.numbered))
        findings.append(replace(_note(shown_as, message), value="\n".join(reader.numbered)))
    if reader.pictures:
        message = msg("{so} ảnh của trang web không được lấy.", so=reader.pictures)
        findings.append(replace(_note(shown_as, message), value="\n".join(reader.pictured)))
    return HtmlBody(parts_of([Section(blocks)]), tuple(findings))


def words_of_page(data: bytes, name: str) -> str:
    """All that a page says, one word after the other; a text without a tag as it is."""
    try:
        page = page_of(data) if is_archive(data[:BEGIN]) else data
        return " ".join(" ".join(texts_of(tuple(_Reader().blocks(_root(page, name), _Look(), 0)))).split())
    except InputError:
        return " ".join(_decoded(data).split())


def _bytes(path: Path, name: str) -> bytes:
    refuse_special(path, name)
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError.of("V013", Place(name), msg("Tệp quá lớn (hơn {mb} MB).", mb=_LARGEST >> 20))
        data = path.read_bytes()
        return page_of(data) if is_archive(data[:BEGIN]) else data
    except OSError as failure:
        message = msg("Không đọc được tệp: {ly_do}.", ly_do=refusal(failure))
        raise InputError.of("V010", Place(name), message) from None


def _root(data: bytes, name: str) -> etree._Element:
    text = unicodedata.normalize("NFC", _decoded(data))
    if len(control_characters(text)) > _ODD or not _TAG.search(text):
        raise _none(name, msg("Đây không phải trang web: không có thẻ HTML nào, hoặc không phải chữ."))
    if sum(1 for _ in _CELL.finditer(text)) > MOST_CELLS_OF_A_DOCUMENT:
        raise too_many_cells(name)
    if _LONG_TAG.search(_QUOTED.sub("", text)):
        raise InputError.of("V013", Place(name), msg("Trang web có thẻ HTML quá dài."))
    try:
        parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
        root = html.document_fromstring(_whole(text), parser=parser)
    except (etree.LxmlError, ValueError) as failure:
        raise _none(name, msg("Đây không phải trang web đọc được.")) from failure
    if any(one.type_name == "ERR_RESOURCE_LIMIT" for one in parser.error_log):
        # What follows is not in the tree.
        raise InputError.of(
            "V013", Place(name), msg("Trang web lồng nhau quá sâu hoặc có đoạn quá dài, không đọc hết.")
        )
    if sum(1 for _ in zip(root.iter(), range(_MOST + 1), strict=False)) > _MOST:
        raise InputError.of("V013", Place(name), msg("Trang web có quá nhiều phần tử."))
    return root


def _whole(text: str) -> str:
    """A page without what makes its parser refuse it or leave out what follows: NUL, a prolog, the end of the page."""
    return _PAGE_ENDS.sub("", _PROLOG.sub("", text.replace("\x00", "")))


def _decoded(data: bytes) -> str:
    """The text of a page: by its bytes, by what it says of itself, by its words."""
    known = unicode_encoding(data)
    if not known and (said := _CHARSET.search(data[:4096])):
        with suppress(LookupError, UnicodeDecodeError):
            return data.decode(said[1].decode("ascii"))
    return data.decode(known) if known else old_encoding(data)[1] or data.decode("cp1252", "replace")


def _none(name: str, message: Message) -> InputError:
    hint = msg("Mở trang ấy trong trình duyệt, lưu lại dạng “Webpage, HTML only”, hoặc tải bản Word của văn bản.")
    return InputError.of("V355", Place(name), message, hint)


def _holder(root: etree._Element) -> etree._Element:
    """The element that holds the document with its notes."""
    return _with_notes(root, _text_holder(root))


def _with_notes(root: etree._Element, holder: etree._Element) -> etree._Element:
    """What holds the notes at the end of a page too: those that the text links to and that link back into it."""
    named = {key: one for one in root.iter("*") for key in (one.get("id"), one.get("name")) if key}
    for link in list(holder.iter("a")):
        note = named.get(link.get("href", "").removeprefix("#"))
        if note is None or note.tag != "a":
            continue
        back = named.get(note.get("href", "").removeprefix("#"))
        if back is not None and holder in (back, *back.iterancestors()):
            around = {note, *note.iterancestors()}
            holder = next(one for one in (holder, *holder.iterancestors()) if one in around)
    return holder


def _text_holder(root: etree._Element) -> etree._Element:
    """The element that holds the text: where law sites keep it, else the smallest around its Quốc hiệu."""
    for path in _HOLDERS:
        found = [one for one in root.xpath(path) if len(_text(one)) > 200]
        if found:
            return max(found, key=lambda one: len(_text(one)))
    bodies = root.findall("body")
    # Of pages put together into one each has a body of its own.
    whole = bodies[0] if len(bodies) == 1 else root
    motto = next((one for one in whole.iter() if isinstance(one.tag, str) and _is_motto(one)), None)
    if motto is None:
        return whole
    size = len(_text(whole))
    for one in motto.iterancestors():
        if len(_text(one)) > 0.5 * size or one is whole:
            return one
    return whole


def _is_motto(one: etree._Element) -> bool:
    return one.text is not None and _MOTTO in fold(one.text)


def _text(one: etree._Element) -> str:
    return _SPACES.sub(" ", "".join(one.itertext()))


def _said(unseen: etree._Element) -> str:
    """What is in an element that is no text of the page: its text, what is filled in, words for pictures, frames."""
    texts = []
    for one in unseen.iter():
        tag = one.tag if isinstance(one.tag, str) else ""
        texts.append(one.text or "" if tag and tag not in _NO_TEXT else "")
        if tag not in ("input", "button") or one.get("type", "text").lower() not in _UNTYPED:
            texts += (one.get(name, "") for name in _WORDED.get(tag, ()))
        if tag == "iframe" and (inside := one.get("srcdoc", "").strip()):
            texts.append(_framed(inside))
        texts.append(one.tail or "" if one is not unseen else "")
    return _SPACES.sub(" ", " ".join(filter(None, texts)))


def _framed(page: str) -> str:
    """The text of a page within the page."""
    try:
        return _text(html.fromstring(f"<div>{page}</div>"))
    except (etree.LxmlError, ValueError):
        return page


def _left_out(root: etree._Element, holder: etree._Element, name: str) -> Iterator[Finding]:
    """What stands on the page beside the document."""
    inside = set(holder.iter())
    texts = []
    for one in root.iter():
        if one in inside and one is not holder:
            continue
        own = "" if one is holder or not isinstance(one.tag, str) or one.tag in _SKIPPED else one.text
        texts += [_SPACES.sub(" ", text).strip() for text in (own, one.tail) if text]
    said = [text for text in texts if text]
    if said:
        message = msg("Bỏ phần ngoài văn bản của trang web (thanh mục lục, liên kết): {chu}.", chu=quote(said[0]))
        yield replace(_note(name, message), value="\n".join(said))


def _note(name: str, message: Message) -> Finding:
    return Finding("V356", Severity.NOTE, Place(name), message, msg("Đối chiếu với trang ấy trong trình duyệt."))


@dataclass
class _Reader:
    """Goes through elements; the runs of a paragraph are held until something ends it."""

    pictures: int = 0
    pictured: list[str] = field(default_factory=list)  # what pages say in place of pictures
    unseen: list[str] = field(default_factory=list)  # texts that a browser shows as no text of the page
    struck: list[str] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)  # texts of rows and columns for which no table has room
    numbered: list[str] = field(default_factory=list)  # marks of lists, each with the text that it stands before
    marks: dict[etree._Element, str] = field(default_factory=dict)
    mark: str = ""
    """Of an item whose text has not begun."""
    runs: list[Run] = field(default_factory=list)
    above: int = 0
    """How deep the cell is nested whose text is read here."""

    def blocks(self, parent: etree._Element, look: _Look, depth: int) -> Iterator[Paragraph | Table]:
        """What stands in an element."""
        alignment = look.alignment
        self._add(parent.text, look)
        for child in parent:
            yield from self._child(child, look, depth)
            self._add(child.tail, look)
        if depth == 0:
            yield from self._ended(alignment)

    def _child(self, child: etree._Element, look: _Look, depth: int) -> Iterator[Paragraph | Table]:
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or self._is_unseen(child, tag):
            return
        own = _looks(child, tag, look)
        if tag == "br":
            self.runs.append(Run("\n"))
        elif tag == "img":
            self.pictures += 1
            self._keep(self.pictured, child.get("alt") or child.get("title") or "")
        elif tag == "table":
            self._alone(own)
            yield from self._ended(look.alignment)
            for caption in child.iterchildren("caption"):
                yield from self.blocks(caption, own, depth + 1)
                yield from self._ended("center")
            yield from self._strays(child, own, depth)
            table = self._table(child, own, depth)
            if table is not None:
                yield table
        elif self.above + depth >= _DEEPEST:
            self._add(_text(child), own)
        elif tag in _BLOCKS:
            yield from self._ended(look.alignment)
            self._listed(child, tag)
            yield from self.blocks(child, own, depth + 1)
            if tag == "li":
                self._alone(own)
            yield from self._ended(own.alignment)
        else:
            yield from self.blocks(child, own, depth + 1)

    def _is_unseen(self, child: etree._Element, tag: str) -> bool:
        """Whether a browser shows an element as no text of the page; what it, or what is struck, says is kept."""
        unseen = tag in _SKIPPED or bool(_HIDDEN.search(child.get("style", ""))) or "hidden" in child.attrib
        if unseen and tag not in _NO_TEXT:
            self._keep(self.unseen, _said(child))
        elif not unseen and (tag in _STRUCK or _THROUGH.search(child.get("style", ""))):
            self._keep(self.struck, _text(child))
        return unseen

    def _listed(self, child: etree._Element, tag: str) -> None:
        """Where a list begins, the marks of its items; where an item does, the mark that waits for its text."""
        if tag == "ol":
            self.marks.update(marks(child))
        elif tag == "li" and (mark := self.marks.pop(child, "")):
            self.mark = f"{self.mark} {mark}".strip()

    def _alone(self, look: _Look) -> None:
        """The mark of an item that has no text of its own."""
        if self.mark:
            self._marked("", look)

    def _marked(self, text: str, look: _Look) -> None:
        """A waiting mark before its text; one that is typed there as well, by who lets no list show it, is there."""
        mark, self.mark = self.mark, ""
        if not re.match(rf"\s*{re.escape(mark[:-1])}\s*[.)]", text):
            self.numbered.append(f"{mark} {text.strip()}".strip())
            self.runs.append(Run(f"{mark} ", look.bold, look.italic))

    def _keep(self, texts: list[str], text: str) -> None:
        if text.strip():
            texts.append(text.strip())

    def _add(self, text: str | None, look: _Look) -> None:
        shown = _SPACES.sub(" ", text or "")
        if self.mark and shown.strip():
            self._marked(shown, look)
        if shown:
            self.runs.append(Run(shown, look.bold, look.italic, 0.0, look.raised, look.lowered, look.underlined))

    def _ended(self, alignment: Alignment) -> Iterator[Paragraph]:
        """The paragraph held so far, each line of it one where the page breaks lines with `<br>`."""
        lines: list[list[Run]] = [[]]
        for run in self.runs:
            if run.text == "\n":
                lines.append([])
            else:
                lines[-1].append(run)
        self.runs = []
        for line in lines:
            if runs := _trimmed(line):
                yield Paragraph(runs, alignment)

    # --- tables ---

    def _strays(self, table: etree._Element, look: _Look, depth: int) -> Iterator[Paragraph | Table]:
        """What stands in a table and in none of its cells, above the table as browsers show it."""
        for part in (table, *(one for one in table if one.tag in _GROUPS), *_rows(table)):
            self._add(part.text, look)
            for child in part:
                if child.tag not in _OF_TABLES:
                    yield from self._child(child, look, depth + 1)
                self._add(child.tail, look)
        yield from self._ended(look.alignment)

    def _table(self, table: etree._Element, look: _Look, depth: int) -> Table | None:
        """Cells at the places that rowspan and colspan give them; a table of one cell is no grid but its text."""
        taken: set[tuple[int, int]] = set()
        cells: list[Cell] = []
        rows = list(_rows(table))
        for row in rows[_MOST_ROWS:]:
            self._keep(self.beyond, _text(row))
        rows = rows[:_MOST_ROWS]
        for number, row in enumerate(rows):
            column = 0
            for cell in row:
                if cell.tag not in ("td", "th"):
                    continue
                while (number, column) in taken:
                    column += 1
                high, wide = _span(cell, "rowspan", len(rows) - number), _span(cell, "colspan", MOST_COLUMNS - column)
                if wide < 1:
                    self._keep(self.beyond, _text(cell))
                    continue
                wide = next((at for at in range(1, wide) if (number, column + at) in taken), wide)
                taken |= {(number + down, column + over) for down in range(high) for over in range(wide)}
                cells.append(Cell(number, column, self._in_cell(cell, _looks(cell, cell.tag, look), depth), high, wide))
                column += wide
        if not cells:
            return None
        width = max(cell.column + cell.columns for cell in cells)
        return Table(tuple(cells), tuple(470.0 / width for _ in range(width)), ruled=_is_ruled(table))

    def _in_cell(self, cell: etree._Element, look: _Look, depth: int) -> tuple[Paragraph, ...]:
        """What stands in a cell; of elements deeper than anyone nests them the bare text."""
        if self.above + depth >= _DEEPEST:
            return (Paragraph((Run(_text(cell).strip()),)),)
        inner = _Reader(above=self.above + depth + 2)
        made = tuple(_flat(tuple(inner.blocks(cell, look, 0))))
        self.pictures += inner.pictures
        self.pictured += inner.pictured
        self.unseen += inner.unseen
        self.struck += inner.struck
        self.numbered += inner.numbered
        self.beyond += inner.beyond
        return made


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _GROUPS:
            yield from (row for row in child if row.tag == "tr")


def _span(cell: etree._Element, name: str, most: int) -> int:
    text = cell.get(name, "1").strip()
    if not text.isdigit():
        return min(1, most)
    # rowspan="0" reaches to the end of the table.
    return min(int(text[:6]) or most, most)


def _is_ruled(table: etree._Element) -> bool:
    return table.get("border", "0") not in ("", "0") or "border" in table.get("style", "")


def _flat(blocks: Sequence[Paragraph | Table]) -> Iterator[Paragraph]:
    """The paragraphs of a cell, those of tables in it too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for cell in block.cells:
                yield from cell.paragraphs


def _trimmed(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Runs without the spaces that begin and end a paragraph, and with one where two follow each other."""
    made: list[Run] = []
    for run in runs:
        text = run.text
        if not made or made[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            made.append(replace(run, text=text))
    while made and not made[-1].text.strip(" \xa0"):
        made.pop()
    if made:
        made[-1] = replace(made[-1], text=made[-1].text.rstrip(" \xa0"))
    shown = [replace(run, text=run.text.replace("\xa0", " ")) for run in made]
    return tuple(shown) if any(run.text.strip() for run in shown) else ()


def _looks(element: etree._Element, tag: str, look: _Look) -> _Look:
    style = element.get("style", "")
    weight, slope, align = _WEIGHT.search(style), _STYLE.search(style), _ALIGN.search(style)
    aligned = align[1].lower() if align else element.get("align", "").lower()
    bold = tag in _BOLD or look.bold
    if weight:
        bold = weight[1].lower().startswith("bold") or weight[1] >= "6"
    italic = tag in _ITALIC or look.italic
    if slope:
        italic = slope[1].lower() != "normal"
    return _Look(
        bold,
        italic,
        look.underlined or tag in ("u", "ins"),
        look.raised or tag == "sup",
        look.lowered or tag == "sub",
        "center" if tag == "center" else _ALIGNED.get(aligned, look.alignment),
    )
