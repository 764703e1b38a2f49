"""A body in Markdown (CommonMark with tables) as pieces.

`#` is a mục, `##` a khoản with a title; a numbered list is khoản, one inside it điểm; `-` is a gạch, one inside it a
cộng. Code, quotations, rules, links, HTML and pictures that are no PNG have no official form: found, kept as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.errors import InputError
from generator.findings import Place, msg
from generator.model import BlockKind, Origin, Span
from generator.reading.pictures import read_picture
from generator.reading.prose import Draft, Piece, begins_block, within
from generator.text import clean, quote

# Stands for a line end inside a paragraph until it is known whether a block begins there.
_SOFT = "\u2028"
_HEADING_KINDS: dict[str, BlockKind] = {"h1": "muc", "h2": "khoan"}
_LIST_KINDS: dict[str, tuple[BlockKind, ...]] = {"ordered": ("khoan", "diem"), "bullet": ("gach", "cong")}
_UNOFFICIAL = {
    "fence": "khối mã lệnh",
    "code_block": "khối mã lệnh (đoạn thụt vào bốn dấu cách)",
    "blockquote_open": "đoạn trích dẫn (>)",
    "html_block": "mã HTML",
    "hr": "đường kẻ ngang",
}
_UNOFFICIAL_INLINE = {"code_inline": "chữ mã lệnh", "link_open": "liên kết", "html_inline": "mã HTML"}


def read_markdown(path: Path, shown_as: str) -> Draft:
    """The pieces of a Markdown file. Raises InputError V021 where it is not UTF-8."""
    try:
        text = clean(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError.of(
            "V021", Place(shown_as), msg("Tệp không ở bảng mã UTF-8."), msg("Lưu lại tệp với bảng mã UTF-8.")
        ) from None
    walk = _Walk(path, shown_as)
    for token in MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").parse(text):
        walk.take(token)
    return walk.draft


class _Walk:
    """Goes through the tokens, keeping the open lists, heading and table."""

    def __init__(self, path: Path, shown_as: str) -> None:
        self.path = path
        self.file = shown_as
        self.draft = Draft()
        self.lists: list[str] = []
        self.item_begins = False
        self.heading = ""
        self.rows: list[list[str]] | None = None
        self.line = 0

    def take(self, token: Token) -> None:
        self.line = token.map[0] + 1 if token.map else self.line
        if what := _UNOFFICIAL.get(token.type):
            self.draft.unofficial(
                self.place, msg("Không có thể thức cho {cai_gi}.", cai_gi=what), token.content.strip()[:80]
            )
        step = getattr(self, f"_{token.type}", None)
        if step is not None:
            step(token)

    @property
    def place(self) -> Place:
        return Place(self.file, line=self.line)

    def _ordered_list_open(self, _: Token) -> None:
        self.lists.append("ordered")

    def _bullet_list_open(self, _: Token) -> None:
        self.lists.append("bullet")

    def _ordered_list_close(self, _: Token) -> None:
        self.lists.pop()

    _bullet_list_close = _ordered_list_close

    def _list_item_open(self, _: Token) -> None:
        self.item_begins = True

    def _heading_open(self, token: Token) -> None:
        self.heading = token.tag

    def _heading_close(self, _: Token) -> None:
        self.heading = ""

    def _table_open(self, _: Token) -> None:
        self.rows = []

    def _tr_open(self, _: Token) -> None:
        if self.rows is not None:
            self.rows.append([])

    def _table_close(self, _: Token) -> None:
        self.draft.pieces.append(Piece(cells=tuple(tuple(row) for row in self.rows or ()), origin=self._origin()))
        self.rows = None

    def _fence(self, token: Token) -> None:
        for line in token.content.splitlines():
            self.draft.pieces.append(Piece(line, origin=self._origin()))

    _code_block = _html_block = _fence

    def _inline(self, token: Token) -> None:
        text, spans = self._text(token)
        if self.rows is not None:
            self.rows[-1].append(text.replace(_SOFT, " "))
            return
        kind = self._heading_kind(text) if self.heading else self._list_kind()
        self.item_begins = False
        for start, end in _paragraphs(text):
            if text[start:end].strip():
                line, emphasis = text[start:end].replace(_SOFT, " "), within(spans, start, end)
                self.draft.pieces.append(Piece(line, emphasis, kind, bool(self.heading), origin=self._origin()))
            kind = None

    def _heading_kind(self, text: str) -> BlockKind | None:
        if self.heading not in _HEADING_KINDS:
            self.draft.unofficial(
                self.place,
                msg("Không có thể thức cho tiêu đề cấp {cap} {chu}.", cap=self.heading[1:], chu=quote(text)),
                text,
            )
        return _HEADING_KINDS.get(self.heading)

    def _list_kind(self) -> BlockKind | None:
        """What an item of the open list is: by how many lists of its sort are open."""
        if not self.lists or not self.item_begins:
            return None
        kinds = _LIST_KINDS[self.lists[-1]]
        depth = self.lists.count(self.lists[-1])
        if depth > len(kinds):
            self.draft.unofficial(
                self.place, msg("Danh sách lồng {cap} cấp; thể thức chỉ có {so} cấp.", cap=depth, so=len(kinds))
            )
        return kinds[min(depth, len(kinds)) - 1]

    def _text(self, token: Token) -> tuple[str, tuple[Span, ...]]:
        """The text of an inline token without marks, and its emphasis."""
        pieces: list[str] = []
        spans: list[Span] = []
        bold = italic = length = 0
        for child in token.children or ():
            bold += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
            italic += {"em_open": 1, "em_close": -1}.get(child.type, 0)
            text = self._inline_text(child)
            if text and (bold or italic):
                spans.append(Span(length, length + len(text), bold > 0, italic > 0))
            pieces.append(text)
            length += len(text)
        return "".join(pieces), tuple(spans)

    def _inline_text(self, child: Token) -> str:
        if what := _UNOFFICIAL_INLINE.get(child.type):
            self.draft.unofficial(self.place, msg("Không có thể thức cho {cai_gi}.", cai_gi=what), child.content)
        if child.type == "image":
            return self._picture(child)
        return {"softbreak": _SOFT, "hardbreak": "\n"}.get(child.type, child.content)

    def _picture(self, child: Token) -> str:
        """A PNG of the folder as a piece of its own; of any other picture its words."""
        source = str(child.attrs.get("src", ""))
        file = self.path.parent / source
        try:
            picture, findings = read_picture(file, self.place, width=None, transparent=False)
        except InputError as failure:
            self.draft.findings += failure.findings
            return child.content
        self.draft.findings += findings
        self.draft.pieces.append(Piece(child.content, picture=picture, origin=self._origin()))
        return ""

    def _origin(self) -> Origin:
        return Origin(self.file, row=self.line)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a text begin and end: at a line end only where the next line begins a block."""
    start = at = 0
    for line in text.split(_SOFT):
        if at > start and begins_block(line):
            yield start, at - 1
            start = at
        at += len(line) + 1
    yield start, len(text)
