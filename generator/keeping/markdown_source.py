"""Edits into the characters of a body drafted in Markdown: the paragraphs concerned, and the letters of điểm that
follow one that comes or goes; every other line stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.keeping.draft_edits import DeleteParagraphs, DraftEdit, InsertParagraph, NotInDraftError, SetParagraph
from generator.keeping.draft_numbers import all_bold, begun, kinds_of, moved_on, shifts
from generator.keeping.markdown_text import changed, lettered, rendered, with_letters, with_notes
from generator.reading.draft import Draft, Piece, mark_of
from generator.reading.markdown import text_of
from generator.values.emphasis import marked
from generator.values.marked import emphasised, joined, notes_of, part
from generator.values.patterns import late
from generator.values.text import clean

_LIST_MARK = late(r"^(\s*)(\d+)([.)]\s+)")


@dataclass
class _Paper:
    """A draft as it is written: its lines, its paragraphs by the line where they begin, those of each in order."""

    lines: list[str]
    draft: Draft
    pieces: Mapping[int, Piece] = field(init=False)
    kinds: Mapping[int, str] = field(init=False)
    # Notes written apart that say something else: their lines, how many of the file they stand for beside the first.
    notes: dict[int, tuple[list[str], int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pieces = {p.origin.row: p for p in self.draft.pieces if p.origin.row in self.draft.written}
        self.kinds = kinds_of(self.draft.pieces)

    def written(self, line: int, said: str = "") -> tuple[str, str, list[str]]:
        """What stands before a paragraph in its first line, behind it in its last one, and the lines of its own; `said`
        as it is written, where it is that of a note."""
        own = (said or self.draft.written.get(line, "")).split("\n")
        lines = [clean(one) for one in self.lines[line - 1 : line - 1 + len(own)]]
        at = lines[0].rfind(own[0].rstrip()) if lines else -1
        if at < 0 or not own[0] or len(lines) != len(own):
            raise NotInDraftError(line)
        end = at + len(own[0].rstrip()) if len(own) == 1 else len(lines[-1].rstrip())
        behind, lines[-1] = lines[-1][end:], lines[-1][:end]
        before, lines[0] = lines[0][:at], lines[0][at:]
        return before, behind, lines

    def rename(self, line: int, label: str, value: str) -> None:
        """Another text for the note that a paragraph names. Raises NotInDraftError."""
        at, said = self.draft.notes.get(label, (0, ""))
        if not at:
            raise NotInDraftError(line)
        before, behind, lines = self.written(at, said)
        made = changed("\n".join(lines), value)
        if made is None:
            raise NotInDraftError(at)
        self.notes[at] = _in_lines(before, behind, lines, made), len(lines) - 1


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
    moved = shifts(sorted(paper.pieces), paper.kinds, gone, new)
    result: list[str] = []
    after: dict[int, list[str]] = {}
    for edit in new:
        line = edit.line - 1 if edit.first else _last_line(paper, edit)
        after.setdefault(line, []).extend(_new_lines(paper, edit, moved.get(id(edit), 0)))
    result += after.get(0, ())
    again = {
        line: (_rewritten(paper, line, values.get(line), moved.get(line, 0)), draft.written[line].count("\n"))
        for line in paper.pieces
        if line not in gone and (line in values or moved.get(line))
    }
    again |= paper.notes
    skip = 0
    for line in range(1, len(paper.lines) + 1):
        if line > skip and line not in gone:
            own, more = again.get(line, ([paper.lines[line - 1]], 0))
            skip = line + more
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
    written, notes = lettered("\n".join(lines))
    if len(notes) != len(notes_of(paper.pieces[line].text)):
        raise NotInDraftError(line)
    read = text_of(written)
    kind, end = mark_of(read)
    mark = part(read, 0, end)
    if kind:
        mark = moved_on(mark, shift)
    else:
        before = _next_in_list(before, shift)
    value = part(read, end)
    if edit is not None:
        whole = all_bold(value)
        value = marked(edit.value)
        notes = _notes(paper, line, notes, value)
        value = with_letters(value)
        if edit.titled and whole:
            value = emphasised(str(value), bold=True)
    made = changed(written, joined((mark, value)))
    if made is None or not text_of(made).strip():
        raise NotInDraftError(line)
    return _in_lines(before, behind, lines, with_notes(made, notes))


def _in_lines(before: str, behind: str, lines: Sequence[str], made: str) -> list[str]:
    """The lines of a paragraph that stood in these."""
    indent = re.match(r"\s*", lines[1])[0] if len(lines) > 1 else " " * len(before)  # type: ignore[index]
    first, *rest = made.split("\n")
    return (f"{before}{first}" + "".join(f"\n{indent}{one.lstrip()}" for one in rest) + behind).split("\n")


def _notes(paper: _Paper, line: int, written: Sequence[str], value: str) -> list[str]:
    """The notes of a paragraph as they are written now: in their place, or what their names stand for."""
    before, after = ([joined(note, " ") for note in notes_of(text)] for text in (paper.pieces[line].text, value))
    if len(before) != len(after):
        raise NotInDraftError(line)
    made = list(written)
    for at, (old, new) in enumerate(zip(before, after, strict=True)):
        if old == new:
            continue
        if written[at].startswith("^"):
            made[at] = f"^[{rendered(new)}]"
        else:
            paper.rename(line, written[at][2:-1], new)
    return made


# --- paragraphs that come and go -------------------------------------------------------------------------------------


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
        mark = moved_on(part(read, 0, end), shift) if kind else ""
        before = _next_in_list(before, 0 if edit.first else 1)
        if all_bold(read):
            text = emphasised(str(text), bold=True)
    else:
        before, mark = begun(edit.kind, shift)
    made = rendered(joined((mark, text))).replace("\n", f"\n{' ' * len(before)}")
    close = _closely(paper, edit, before.strip() != "" or bool(mark))
    own = f"{before}{made}".split("\n")
    gap = [] if close else [""]
    return [*own, *gap] if edit.first else [*gap, *own]


def _next_in_list(before: str, by: int) -> str:
    """The number of a list's item moved on; the program that reads it takes any."""
    match = _LIST_MARK.match(before)
    return f"{match[1]}{max(int(match[2]) + by, 1)}{match[3]}" if match else before


def _closely(paper: _Paper, edit: InsertParagraph, begins: bool) -> bool:
    """Whether a new paragraph stands in the line beside its neighbour, as the lines of a list do."""
    line = edit.line
    above = paper.lines[line - 2].strip() if line > 1 else ""
    below = paper.lines[edit.end - 2].strip() if edit.end else ""
    piece = paper.pieces[line]
    marked_piece = bool(mark_of(piece.text)[0] or piece.kind or piece.level)
    return begins and marked_piece and not piece.heading and bool(above or below)
