"""A body in Markdown (CommonMark with tables) as pieces.

`#` is a mục, `##` a khoản with a title; a numbered list is khoản (under `##` điểm), one inside it the next level
down; `-` is a gạch, one inside it a cộng. `[^1]` and `^[…]` are footnotes, `<sup>` and `<sub>` raise and lower. Code,
quotations, rules, links, other HTML and pictures that are no PNG have no official form: found, kept as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from generator.reading.bounds import refuse_long_draft
from generator.reading.draft import LEFT_OUT, Draft, Piece, begins_block
from generator.reading.files import read_text
from generator.reading.oddities import controls
from generator.reading.pictures import read_picture
from generator.values.blocks import BlockKind
from generator.values.errors import InputError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.marked import Script, emphasised, joined, part, replaced, with_note
from generator.values.model import Origin
from generator.values.patterns import late
from generator.values.text import clean, quote

# Stands for a line end inside a paragraph until it is known whether a block begins there.
_SOFT = "\u2028"
_TYPED = late(r"(?m)^[^\n]*\S")
_SOFT_ENDS = late(_SOFT)
_LINE_ENDS = late(f"[{_SOFT}\n]")
_HEADING_KINDS: dict[str, BlockKind] = {"h1": "muc", "h2": "khoan"}
_BULLETS: tuple[BlockKind, ...] = ("gach", "cong")
_ORDERED_LEVELS = 4
_SCRIPTS: dict[str, Script] = {"<sup>": "superscript", "<sub>": "subscript", "</sup>": "", "</sub>": ""}
# A reference that the file defines no note for is a text like any other.
_UNDEFINED = late(r"\[\^([^\]\s]+)\]")
_UNOFFICIAL = {
    "fence": "khối mã lệnh",
    "code_block": "khối mã lệnh (đoạn thụt vào bốn dấu cách)",
    "blockquote_open": "đoạn trích dẫn (>)",
    "html_block": "mã HTML",
    "hr": "đường kẻ ngang",
}
_UNOFFICIAL_INLINE = {"code_inline": "chữ mã lệnh", "link_open": "liên kết", "html_inline": "mã HTML"}


def read_markdown(path: Path, shown_as: str) -> Draft:
    """The pieces of a Markdown file. Raises InputError V010, V013, V021."""
    written = read_text(path, shown_as).replace("\r\n", "\n").replace("\r", "\n")
    refuse_long_draft(sum(1 for _ in _TYPED.finditer(written)), len(written), shown_as)
    walk = _Walk(path, shown_as)
    text = clean(written)
    for number, line in enumerate(written.split("\n"), start=1):
        walk.draft.findings += controls(line, Place(shown_as, line=number))
    noted: dict[str, Any] = {}
    tokens = _parser().parse(text, noted)
    walk.notes = noted.get("footnotes", {})
    walk.lines = text.split("\n")
    walk.say_named(noted.get("references", {}))
    for token in walk.without_notes(tokens):
        walk.take(token)
    return walk.draft


@cache
def _parser() -> MarkdownIt:
    # Without the plugin's last step notes stay where they were written, those too that no text refers to.
    markdown = MarkdownIt("commonmark", {"maxNesting": 40}).use(footnote_plugin).enable("table")
    return markdown.disable("footnote_tail")


def _cells_of(line: str) -> list[str]:
    """The cells that a row of a table is typed with."""
    cells = [cell.strip() for cell in escapedSplit(line.strip())]
    return cells[not cells[0] : len(cells) - (len(cells) > 1 and not cells[-1])]


def text_of(written: str) -> str:
    """What a paragraph with no footnote and no picture reads as; "" of another."""
    tokens = [child for token in _parser().parseInline(written, {}) for child in token.children or ()]
    if any(token.type in ("image", "footnote_ref") for token in tokens):
        return ""
    return _Walk(Path(), "").flat(tokens)


class _Walk:
    """Goes through the tokens, keeping the open lists, heading and table."""

    def __init__(self, path: Path, shown_as: str) -> None:
        self.path = path
        self.file = shown_as
        self.draft = Draft()
        self.notes: dict[str, Any] = {}
        self.paragraphs: dict[str, tuple[str, ...]] = {}
        self.lines: list[str] = []
        self.lists: list[str] = []
        self.numbers: list[list[int]] = []
        self.last: dict[int, int] = {}
        self.list_id = 0
        self.item_begins = False
        self.heading = ""
        self.rows: list[list[str]] | None = None
        self.line = 0

    def without_notes(self, tokens: Iterable[Token]) -> list[Token]:
        """The tokens but for those of notes that the text refers to, whose paragraphs are read first."""
        kept: list[Token] = []
        label = ""
        for token in tokens:
            if token.type == "footnote_reference_open":
                label = token.meta["label"]
                self._not_referred(token, label)
            if label and self._is_referred(label):
                if token.type == "inline":
                    self.line = token.map[0] + 1 if token.map else self.line
                    self._note_apart(label, token)
            else:
                kept.append(token)
            if token.type == "footnote_reference_close":
                label = ""
        return kept

    def _note_apart(self, label: str, token: Token) -> None:
        if label in self.paragraphs:
            self.draft.notes.pop(label, None)
        else:
            self.draft.notes[label] = self.line, token.content
        self.paragraphs[label] = (*self.paragraphs.get(label, ()), self.flat(token.children or ()))

    def say_named(self, references: Mapping[str, Mapping[str, Any]]) -> None:
        """Lines that name an address (`[a]: b`) are no text of the document."""
        for one in references.values():
            line = one["map"][0] if one.get("map") else 0
            said = msg("Dòng ghi địa chỉ của liên kết không được in.")
            self.draft.unofficial(
                Place(self.file, line=line + 1), said, "".join(self.lines[line : line + 1])[:80], LEFT_OUT
            )

    def _is_referred(self, label: str) -> bool:
        return bool(self.notes.get("refs", {}).get(f":{label}", -1) >= 0)

    def _not_referred(self, token: Token, label: str) -> None:
        if not self._is_referred(label):
            self.draft.unofficial(
                Place(self.file, line=token.map[0] + 1 if token.map else self.line),
                msg("Không chỗ nào trong bài dẫn đến chú thích {ten}.", ten=quote(f"[^{label}]")),
            )

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
        self.list_id += "ordered" not in self.lists
        self.lists.append("ordered")
        self.numbers.append([])

    def _bullet_list_open(self, _: Token) -> None:
        self.lists.append("bullet")

    def _ordered_list_close(self, _: Token) -> None:
        self.lists.pop()
        typed = self.numbers.pop()
        counted = list(range(typed[0], typed[0] + len(typed)))
        depth = len(self.numbers)
        begins = typed[0] in (0, 1, self.last.get(depth, 0) + 1)
        self.last[depth] = typed[-1]
        if not begins or typed not in (counted, typed[:1] * len(typed)):
            some = ", ".join(map(str, typed[:6]))
            said = msg("Danh sách gõ các số {so}; văn bản đánh số lại liên tục.", so=some)
            hint = msg("Sửa số trong tệp, hoặc gõ số như lời văn (“3\\. …”); xem lại chỗ viện dẫn các số ấy.")
            self.draft.findings.append(Finding("V423", Severity.WARNING, self.place, said, hint, some))

    def _bullet_list_close(self, _: Token) -> None:
        self.lists.pop()

    def _list_item_open(self, token: Token) -> None:
        self.item_begins = True
        if token.info.isdecimal():
            self.numbers[-1].append(int(token.info))

    def _heading_open(self, token: Token) -> None:
        self.heading = token.tag

    def _heading_close(self, _: Token) -> None:
        self.heading = ""

    def _table_open(self, _: Token) -> None:
        self.rows = []

    def _tr_open(self, token: Token) -> None:
        if self.rows is None:
            return
        self.rows.append([])
        cells = _cells_of(self.lines[token.map[0]]) if token.map and len(self.rows) > 1 else []
        if lost := [cell for cell in cells[len(self.rows[0]) :] if cell]:
            said = msg("Hàng có nhiều ô hơn hàng tiêu đề; ô thừa không được lấy.")
            self.draft.unofficial(self.place, said, " | ".join(lost)[:80], LEFT_OUT)

    def _table_close(self, _: Token) -> None:
        self.draft.pieces.append(Piece(cells=tuple(tuple(row) for row in self.rows or ()), origin=self._origin()))
        self.rows = None

    def _fence(self, token: Token) -> None:
        for line in token.content.splitlines():
            self.draft.pieces.append(Piece(line, origin=self._origin()))

    _code_block = _html_block = _fence

    def _inline(self, token: Token) -> None:
        """The text of a paragraph, heading, item or cell: a piece for each block that begins in it."""
        text = self._text(token.children or ())
        for label in _UNDEFINED.findall(text):
            self.draft.unofficial(
                self.place, msg("Không có chú thích nào tên {ten}.", ten=quote(f"[^{label}]")), text[:80]
            )
        if self.rows is not None:
            self.rows[-1].append(_in_one_line(text))
            return
        kind, level = (self._heading_kind(text), 0) if self.heading else self._list_kind()
        self.item_begins = False
        lines = token.content.split("\n")
        for start, end in _paragraphs(text):
            line = _in_one_line(part(text, start, end))
            if line.strip():
                list_id = str(self.list_id) if level else ""
                first, last = (len(_LINE_ENDS.findall(text, 0, at)) for at in (start, end))
                origin = Origin(self.file, row=self.line + first)
                self.draft.written[origin.row] = "\n".join(lines[first : last + 1])
                self.draft.pieces.append(Piece(line, kind, bool(self.heading), level, list_id, origin=origin))
            kind, level = None, 0

    def _heading_kind(self, text: str) -> BlockKind | None:
        if self.heading not in _HEADING_KINDS:
            self.draft.unofficial(
                self.place,
                msg("Không có thể thức cho tiêu đề cấp {cap} {chu}.", cap=self.heading[1:], chu=quote(text)),
                text,
            )
        return _HEADING_KINDS.get(self.heading)

    def _list_kind(self) -> tuple[BlockKind | None, int]:
        """What an item of the open list is by how many of its sort are open: a bullet, or a level of numbers."""
        if not self.lists or not self.item_begins:
            return None, 0
        ordered = self.lists[-1] == "ordered"
        depth, deepest = self.lists.count(self.lists[-1]), _ORDERED_LEVELS if ordered else len(_BULLETS)
        if depth > deepest:
            self.draft.unofficial(
                self.place, msg("Danh sách lồng {cap} cấp; thể thức chỉ có {so} cấp.", cap=depth, so=deepest)
            )
        return (None, depth) if ordered else (_BULLETS[min(depth, deepest) - 1], 0)

    def flat(self, children: Sequence[Token]) -> str:
        """The text of inline tokens on one line."""
        return _in_one_line(self._text(children))

    def _text(self, children: Sequence[Token]) -> str:
        """The text of inline tokens without marks, with emphasis and footnotes."""
        pieces: list[str] = []
        bold = italic = 0
        script: Script = ""
        for child in children:
            bold += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
            italic += {"em_open": 1, "em_close": -1}.get(child.type, 0)
            if child.content in _SCRIPTS and child.type == "html_inline":
                script = _SCRIPTS[child.content]
            elif child.type == "footnote_ref":
                pieces.append(with_note(self._note(child.meta)))
            else:
                pieces.append(emphasised(self._inline_text(child), bold=bold > 0, italic=italic > 0, script=script))
        return joined(pieces)

    def _note(self, meta: dict[str, Any]) -> tuple[str, ...]:
        """The paragraphs of a note that was written apart (`[^1]`) or in its place (`^[…]`)."""
        if label := meta.get("label"):
            return self.paragraphs.get(label, ())
        return (self.flat(self.notes["list"][meta["id"]]["tokens"]),)

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
        self.draft.files.append(file)
        self.draft.pieces.append(Piece(child.content, picture=picture, origin=self._origin()))
        return ""

    def _origin(self) -> Origin:
        return Origin(self.file, row=self.line)


def _in_one_line(text: str) -> str:
    return replaced(text, _SOFT_ENDS, lambda match, before: " ")


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a text begin and end: at a line end only where the next line begins a block."""
    start = at = 0
    for line in text.split(_SOFT):
        if at > start and begins_block(line):
            yield start, at - 1
            start = at
        at += len(line) + 1
    yield start, len(text)
