"""Edits into the characters of a body drafted in Markdown: the paragraphs concerned, and the letters of điểm that
follow one that comes or goes; every other line stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.keeping.draft_edits import DeleteParagraphs, DraftEdit, InsertParagraph, SetParagraph
from generator.keeping.markdown_text import changed, rendered
from generator.reading.draft import Draft, Piece, mark_of
from generator.reading.markdown import text_of
from generator.reading.prose import block_of, numbered, with_titles
from generator.values.blocks import BY_KEY, DEPTH, FACTS
from generator.values.emphasis import marked
from generator.values.marked import emphasised, joined, part, spans_of
from generator.values.text import POINT_LETTERS, clean, roman

_LIST_MARK = re.compile(r"^(\s*)(\d+)([.)]\s+)")
_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"\b[IVXLC]+(?=[.:])")
_LETTER = re.compile(r"[a-zđ](?=\))")
_MOST_ROMAN = 200


class NotInDraftError(Exception):
    """A place of a draft that cannot be written; its line."""

    def __init__(self, line: int) -> None:
        """`line` counts from 1."""
        super().__init__(line)
        self.line = line


@dataclass
class _Paper:
    """A draft as it is written: its lines, its paragraphs by the line where they begin, those of each in order."""

    lines: list[str]
    draft: Draft
    pieces: Mapping[int, Piece] = field(init=False)
    kinds: Mapping[int, str] = field(init=False)

    def __post_init__(self) -> None:
        self.pieces = {p.origin.row: p for p in self.draft.pieces if p.origin.row in self.draft.written}
        blocks = map(block_of, numbered(with_titles(self.draft.pieces)))
        self.kinds = {block.origin.row: FACTS[block.kind].key for block in blocks}

    def written(self, line: int) -> tuple[str, str, list[str]]:
        """What stands before a paragraph in its first line, behind it in its last one, and the lines of its own."""
        own = self.draft.written.get(line, "").split("\n")
        lines = [clean(one) for one in self.lines[line - 1 : line - 1 + len(own)]]
        at = lines[0].rfind(own[0].rstrip()) if lines else -1
        if at < 0 or not own[0] or len(lines) != len(own):
            raise NotInDraftError(line)
        end = at + len(own[0].rstrip()) if len(own) == 1 else len(lines[-1].rstrip())
        behind, lines[-1] = lines[-1][end:], lines[-1][:end]
        before, lines[0] = lines[0][:at], lines[0][at:]
        return before, behind, lines


def edited_markdown(text: str, draft: Draft, edits: Sequence[DraftEdit]) -> str:
    """The text of a draft with its edits made. Raises NotInDraftError where one cannot be.

    `draft` is what the reader made of it; lines end in `\\n`.
    """
    paper = _Paper(text.split("\n"), draft)
    values = {edit.line: edit for edit in edits if isinstance(edit, SetParagraph)}
    gone = {
        line
        for edit in edits
        if isinstance(edit, DeleteParagraphs)
        for line in range(edit.line, (edit.end or len(paper.lines) + 1))
    }
    new = [edit for edit in edits if isinstance(edit, InsertParagraph)]
    shifts = _shifts(paper, gone, new)
    result: list[str] = []
    after: dict[int, list[str]] = {}
    for edit in new:
        line = edit.line - 1 if edit.first else _last_line(paper, edit)
        after.setdefault(line, []).extend(_new_lines(paper, edit, shifts.get(id(edit), 0)))
    result += after.get(0, ())
    skip = 0
    for line in range(1, len(paper.lines) + 1):
        if line > skip and line not in gone:
            own = [paper.lines[line - 1]]
            if line in values or shifts.get(line):
                own = _rewritten(paper, line, values.get(line), shifts.get(line, 0))
                skip = line + draft.written[line].count("\n")
            result += own
        result += after.get(line, ())
    return "\n".join(_ended(result, text, gone, paper))


def _ended(lines: list[str], text: str, gone: set[int], paper: _Paper) -> list[str]:
    """The file ends as it did, where its last paragraph goes."""
    if len(paper.lines) in gone:
        while lines and not lines[-1].strip():
            lines.pop()
        if text.endswith("\n"):
            lines.append("")
    return lines


# --- one paragraph ---------------------------------------------------------------------------------------------------


def _rewritten(paper: _Paper, line: int, edit: SetParagraph | None, shift: int) -> list[str]:
    """The lines of a paragraph with its new text, its letter moved on by `shift`."""
    if edit is None and not mark_of(paper.pieces[line].text)[0]:
        own = paper.lines[line - 1 : line + paper.draft.written[line].count("\n")]
        return [_LIST_MARK.sub(lambda found: _next_in_list(found[0], shift), own[0]), *own[1:]]
    before, behind, lines = paper.written(line)
    written = "\n".join(lines)
    read = text_of(written)
    kind, end = mark_of(read)
    mark = part(read, 0, end)
    if kind:
        mark = _moved_on(mark, shift)
    else:
        before = _next_in_list(before, shift)
    value = part(read, end)
    if edit is not None:
        whole = _all_bold(value)
        value = marked(edit.value)
        if edit.titled and whole:
            value = emphasised(str(value), bold=True)
    made = changed(written, joined((mark, value)))
    if made is None or not text_of(made).strip():
        raise NotInDraftError(line)
    indent = re.match(r"\s*", lines[1])[0] if len(lines) > 1 else " " * len(before)  # type: ignore[index]
    first, *rest = made.split("\n")
    return (f"{before}{first}" + "".join(f"\n{indent}{one.lstrip()}" for one in rest) + behind).split("\n")


def _all_bold(text: str) -> bool:
    bold = sum(span.end - span.start for span in spans_of(text) if span.bold)
    return bool(text.strip()) and bold >= len(text.strip())


def _moved_on(mark: str, by: int) -> str:
    """The number that a paragraph begins with, counted on: "a) " as "b) ", "Điều 2. " as "Điều 3. "."""
    if not by:
        return mark
    plain = str(mark)
    if match := _NUMBER.search(plain):
        number = str(int(match[0]) + by)
    elif match := _ROMAN.search(plain):
        number = _roman_after(match[0], by)
    elif match := _LETTER.search(plain):
        at = POINT_LETTERS.find(match[0]) + by
        number = POINT_LETTERS[at] if 0 <= at < len(POINT_LETTERS) else match[0]
    else:
        return mark
    made = plain[: match.start()] + number + plain[match.end() :]
    whole = _all_bold(mark)
    return emphasised(made, bold=True) if whole else made


def _roman_after(number: str, by: int) -> str:
    at = next((n for n in range(1, _MOST_ROMAN) if roman(n) == number), 0)
    return roman(at + by) if at and at + by > 0 else number


# --- paragraphs that come and go -------------------------------------------------------------------------------------


def _shifts(paper: _Paper, gone: set[int], new: Sequence[InsertParagraph]) -> dict[int, int]:
    """By how much the typed number of each khoản and điểm moves on, by its line; of each new one (by its id) how far
    it stands behind the one that it is typed like."""
    made: dict[int, int] = {}
    counts: dict[str, int] = {}
    lines = sorted(paper.pieces)
    coming: dict[int, list[InsertParagraph]] = {}
    for edit in new:
        at = edit.line if edit.first else max((line for line in lines if not edit.end or line < edit.end), default=0)
        coming.setdefault(-at if edit.first else at, []).append(edit)
    for line in lines:
        kind = paper.kinds.get(line, "doan")
        for edit in coming.get(-line, ()):
            made[id(edit)] = counts.get(edit.kind, 0)
            counts[edit.kind] = counts.get(edit.kind, 0) + 1
        counts = {own: count for own, count in counts.items() if _depth(own) >= _depth(kind)}
        if line in gone:
            counts[kind] = counts.get(kind, 0) - 1
        elif kind in ("khoan", "diem"):
            made[line] = counts.get(kind, 0)
        for edit in coming.get(line, ()):
            counts[edit.kind] = counts.get(edit.kind, 0) + 1
            made[id(edit)] = counts[edit.kind]
    return {key: shift for key, shift in made.items() if shift}


def _depth(key: str) -> int:
    return DEPTH.get(BY_KEY[key].kind, len(DEPTH)) if key in BY_KEY else len(DEPTH)


def _last_line(paper: _Paper, edit: InsertParagraph) -> int:
    """The last line of a block and of all that stands under it."""
    last = (edit.end or len(paper.lines) + 1) - 1
    while last > edit.line and not paper.lines[last - 1].strip():
        last -= 1
    return last


def _new_lines(paper: _Paper, edit: InsertParagraph, shift: int) -> list[str]:
    """A new paragraph, typed like the one beside it, or as the decree begins one of its kind."""
    before, _, lines = paper.written(edit.line)
    read = text_of("\n".join(lines))
    kind, end = mark_of(read)
    text = marked(edit.value)
    if paper.kinds.get(edit.line) == edit.kind:
        mark = _moved_on(part(read, 0, end), shift) if kind else ""
        before = _next_in_list(before, 0 if edit.first else 1)
        if _all_bold(read):
            text = emphasised(str(text), bold=True)
    else:
        before, mark = _begun(edit.kind, shift)
    made = rendered(joined((mark, text))).replace("\n", f"\n{' ' * len(before)}")
    close = _closely(paper, edit, before.strip() != "" or bool(mark))
    own = f"{before}{made}".split("\n")
    gap = [] if close else [""]
    return [*own, *gap] if edit.first else [*gap, *own]


def _next_in_list(before: str, by: int) -> str:
    """The number of a list's item moved on; the program that reads it takes any."""
    match = _LIST_MARK.match(before)
    return f"{match[1]}{max(int(match[2]) + by, 1)}{match[3]}" if match else before


def _begun(key: str, shift: int) -> tuple[str, str]:
    """How a paragraph of a kind begins that has none of its kind beside it: a mark of a list, and a typed number."""
    number = max(shift, 1)
    if key == "dieu":
        return "", f"Điều {number}. "
    if key == "diem":
        return "", f"{POINT_LETTERS[min(number, len(POINT_LETTERS)) - 1]}) "
    return {"khoan": f"{number}. ", "gach": "- ", "cong": "+ "}.get(key, ""), ""


def _closely(paper: _Paper, edit: InsertParagraph, begins: bool) -> bool:
    """Whether a new paragraph stands in the line beside its neighbour, as the lines of a list do."""
    line = edit.line
    above = paper.lines[line - 2].strip() if line > 1 else ""
    below = paper.lines[edit.end - 2].strip() if edit.end else ""
    piece = paper.pieces[line]
    marked_piece = bool(mark_of(piece.text)[0] or piece.kind or piece.level)
    return begins and marked_piece and not piece.heading and bool(above or below)
