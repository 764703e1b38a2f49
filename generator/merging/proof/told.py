"""Which of the visible differences nobody has spoken of yet: what a pull would lose in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.merging.edited.base import Base, BaseRow
from generator.merging.edited.figures import found_in, quoting
from generator.merging.edited.pieces import kind_and_text, unnumbered
from generator.merging.model import RowId
from generator.merging.proof.difference import OF_LOOKS, OF_NOTES, Difference
from generator.merging.proof.drift import NO_DRIFT, Drift
from generator.merging.proof.seen import IN_TABLE
from generator.values import glossary
from generator.values.findings import Finding
from generator.values.text import fold, one_line, without_final_mark

# Findings that repeat words of the file without saying that they are not taken.
_SAY_NOTHING = ("V081", "V097", "V225")
_SHORT, _COMPARED = 12, 150
# Of a sentence a part may be quoted; what is shorter is told where it is quoted as a whole, or as a cell of a row: it
# stands in many places.
_SENTENCE_LONG = 40
_QUOTED = r"(?:^|[“|/])\s*(?:(?:[-–+]|\w{{1,5}}[.)])\s+)?{}[\s;,.:/]*(?:$|[”|/])"
# Programs make another dash of one while somebody types.
_DASHED = ("gach", "cong")
# After these the form counts otherwise than the edited file does.
_RECOUNTING = ("added", "again", "lost", "moved")
# What is computed in many places is shorter: a number, a name.
_SENTENCE = 20


@dataclass(frozen=True)
class Told:
    """What is accounted for: what findings say, texts kept from conflicts, drift, both files' base records.

    `taken` are the texts that are new in the data by edits of this file: what is counted of the data differs then, and
    what was typed into a sheet gets the look of the form. `recounted`: rows or items were put in, taken out or moved.
    """

    findings: Sequence[Finding]
    drift: Drift
    base: Base
    made: Base
    kept: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    recounted: bool = False
    said: str = field(init=False)
    unread: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Puts together what findings quote."""
        lines = (
            line
            for finding in self.findings
            if finding.code not in _SAY_NOTHING
            for line in (finding.value, str(finding.message))
        )
        object.__setattr__(self, "said", "\n".join(one_line(line) for line in (*lines, *self.kept)))
        rows = (finding.place.part for finding in self.findings if finding.code == "V083")
        object.__setattr__(self, "unread", frozenset(map(_row_of, rows)))

    def left(self, found: Iterable[Difference]) -> Iterator[Difference]:
        """The differences that nothing accounts for."""
        every = tuple(found)
        # What stands as a part of a longer line is not lost.
        longer = "\n".join(one.edited for one in every if one.kind in ("added", "again", "other"))
        recounted = self.recounted or any(one.kind in _RECOUNTING for one in every)
        return (one for one in every if not self._accounted(one, longer, recounted))

    def _accounted(self, one: Difference, longer: str, recounted: bool) -> bool:
        if one.kind == "moved":
            return self.drift.reordered or "V085" in self._codes or self._counted(one)
        if one.kind == "turned":
            # The form lays a table out by its words.
            return bool(self.taken) or self._prints_anew
        if one.kind in OF_LOOKS:
            return self._look_of_the_form(one)
        if self._counted(one) or self._is_told_as_copied(one):
            return True
        if one.kind in ("added", "again", "other"):
            return self._of_edited(one, recounted)
        if one.kind == "lost":
            return (
                self._of_today(one)
                or self._says(one.made)
                or _drifted(one.made, self.drift.now)
                or _within(one.made, longer)
            )
        if one.kind in ("column_lost", "column_added", "column_moved"):
            return bool(one.column) and self._says(one.column)
        if one.kind in OF_NOTES:
            return self._note_is_told(one)
        return one.kind == "object_added" and "V098" in self._codes

    def _look_of_the_form(self, one: Difference) -> bool:
        """Whether the form gives a text the look that the edited file has otherwise, or it is told."""
        # A paragraph that was typed anew gets the form's own look; what was emphasised beyond it is lost.
        of_the_form = not one.anchors[0] and bool(one.anchors[1]) and not one.looks[0]
        of_the_form |= -1 in one.anchors and not one.looks[0] and one.edited in self.taken
        of_the_form |= one.kind == "stands" and one.anchors[0] <= 0 and one.edited in self.taken
        # Where the texts of a column stand goes by how long they are.
        of_the_form |= one.kind == "stands" and bool(one.column) and (bool(self.taken) or self._prints_anew)
        of_the_form |= one.kind == "size" and self._sized_by_the_form(one)
        # A copy of a line that was typed elsewhere, and is told, looks as it was typed.
        return of_the_form or self._is_told(one.edited)

    def _is_told_as_copied(self, one: Difference) -> bool:
        """Whether rows, or those of a table, are told as copies by who read them."""
        copied = [finding.place.part for finding in self.findings if finding.code == "V361"]
        in_table = (part for part in copied if part.startswith(f"{one.place},"))
        in_one = ("again", "table_split")
        return bool(copied) and (one.kind in in_one or (one.kind == "table_again" and any(in_table)))

    def _note_is_told(self, one: Difference) -> bool:
        """Whether the mark of a note is told with its line, or that changed since."""
        if one.kind == "note_turned":
            return False
        in_told = one.kind != "note_moved" and self._says(one.edited or one.made)
        return in_told or _drifted(one.edited, self.drift.then) or _drifted(one.made, self.drift.now)

    def _sized_by_the_form(self, one: Difference) -> bool:
        """Whether letters may be as large as the form has them where other words stand: in tables by all of these, in
        the heading by the names in it. What was typed anew gets the size of the form."""
        typed = one.anchors[0] <= 0
        if typed and one.edited in self.taken:
            return True
        of_the_words = typed if one.column else one.place.startswith(IN_TABLE)
        return of_the_words and (bool(self.taken) or self._prints_anew)

    def _counted(self, one: Difference) -> bool:
        """Counts on the other sheets of a workbook: they follow the data and the day."""
        of_a_sheet = -1 in one.anchors and not one.column and f"{one.edited}{one.made}".isdigit()
        return of_a_sheet and (not one.edited or bool(self.taken) or self._another_day or self.drift != NO_DRIFT)

    @cached_property
    def _prints_anew(self) -> bool:
        """Whether the data that the form prints changed since the file was made; what it never prints is not asked."""
        then, now = (
            {one_line(text).casefold() for texts in base.state.values() for text in texts.values()}
            for base in (self.base, self.made)
        )
        return bool(self.drift.then or self.drift.reordered or self.drift.now & (now - then))

    @cached_property
    def _another_day(self) -> bool:
        """Whether the form computes other texts today than when the file was made."""
        return self.base.computed != self.made.computed

    def _of_today(self, one: Difference) -> bool:
        """Whether what only the made file shows was computed or chosen for its day."""
        row = self.made.rows.get(one.anchors[1])
        if row is not None and (row.table, row.record) not in self._printed:
            return True
        return self._another_day and _all_of(one.made, self.made.computed)

    def _chosen_then(self, row: BaseRow, text: str) -> bool:
        """Whether a row stands as it was printed, and today's form chooses others."""
        printed = {one_line(cell) for texts in (row.texts, row.computed) for cell in texts.values()}
        return (row.table, row.record) not in self._made and all(piece in printed for piece in text.split(" | "))

    def _is_told(self, text: str) -> bool:
        """Whether a finding quotes a text, that and nothing more."""
        return f"“{text}”" in self._lines

    @cached_property
    def _lines(self) -> frozenset[str]:
        return frozenset(self.said.split("\n"))

    @cached_property
    def _made(self) -> frozenset[tuple[int, RowId]]:
        return frozenset((row.table, row.record) for row in self.made.rows.values())

    @cached_property
    def _printed(self) -> frozenset[tuple[int, RowId]]:
        return frozenset((row.table, row.record) for row in self.base.rows.values())

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(finding.code for finding in self.findings)

    def _of_edited(self, one: Difference, recounted: bool) -> bool:
        """A text that the edited file shows: told, as it was printed, or a number that is counted anew."""
        row = self.base.rows.get(one.anchors[0])
        text = one.edited or one.made
        return (
            self._says(text)
            or _row_of(one.place.partition(", cột")[0]) in self.unread
            or (row is not None and one.kind != "other" and self._chosen_then(row, text))
            or _drifted(*((one.edited, self.drift.then) if one.edited else (one.made, self.drift.now)))
            or self._computed_then(one)
            or self._figures_alone(one)
            or self._as_printed(one)
            # The form prints in capitals what was typed and taken.
            or (one.edited in self.taken and one.edited.casefold() == one.made.casefold())
            or (self._another_day and _all_of(one.edited, self.base.computed))
            or (row is not None and one.edited in map(one_line, row.computed.values()))
            or (one.kind == "other" and self._numbered_by_the_form(one, row, recounted))
        )

    def _numbered_by_the_form(self, one: Difference, row: BaseRow | None, recounted: bool) -> bool:
        """Whether two texts are one but for the number and the marks that the form gives it.

        A number of another kind, or another one where nothing was put in, taken out or moved, was typed by hand.
        """
        if one.column:
            counted = recounted and _kind_of_number(one.edited) == _kind_of_number(one.made)
            return self._is_number(one.column) and (counted if one.edited else row is None)
        if _core(one.edited) != _core(one.made):
            return False
        (kind, text), (made_kind, made) = kind_and_text(one.edited), kind_and_text(one.made)
        if kind != made_kind:
            # A paragraph that was typed anew without a number gets it from the form.
            return kind == "doan" and _core(one.edited) in map(without_final_mark, self.taken)
        number = one.edited.removesuffix(text).strip()
        same = kind in _DASHED or number == one.made.removesuffix(made).strip() or self._is_told(number)
        # Nobody counted anew what was typed with its number: "2." as the first of its list.
        anew = one.anchors[0] <= 0 and _core(one.edited) in map(without_final_mark, self.taken)
        same |= recounted and (not anew or self._had_number(one, number))
        return same and (text == made or recounted or any(anchor > 0 for anchor in one.anchors))

    def _had_number(self, one: Difference, number: str) -> bool:
        """Whether an item that was typed again is told by where it stood, and has the number that it had there."""
        name = number.rstrip(".) ").rpartition(" ")[2]
        told = (finding for finding in self.findings if finding.code == "V082" and finding.place.part == one.place)
        return any(f" {name}”" in str(finding.message) for finding in told)

    def _figures_alone(self, one: Difference) -> bool:
        """A text with the figures of the day when its file was made, otherwise as the data have it."""
        then, now = self.base.values.get(one.anchors[0]), self.made.values.get(one.anchors[1])
        before, after = (quoting(value) if value is not None else None for value in (then, now))
        if then is None or before is None or after is None:
            return False
        found = found_in(before, then.printed, one.edited, (), "")
        same = one_line(before.back(found.text)) == one_line(after.back(after.printed))
        return same and all(seen.before == seen.after for seen in found.seen)

    def _as_printed(self, one: Difference) -> bool:
        """A text of a field, or the title of a column, just as it was printed: it is the data that changed since."""
        if one.kind != "other":
            return False
        if one.edited in self._titles:
            return True
        value, now = self.base.values.get(one.anchors[0]), self.made.values.get(one.anchors[1])
        if value is None or (now is not None and now.printed == value.printed):
            return False
        then = one_line(value.printed)
        number = one.edited.removesuffix(then).strip()
        return (
            bool(then) and one.edited.endswith(then) and (one.made.startswith(number) or number in self.base.computed)
        )

    @cached_property
    def _titles(self) -> frozenset[str]:
        """The titles of columns that were printed and are not today."""
        then, now = (
            {
                one_line(piece)
                for table in base.tables
                for title in table.titles.values()
                for piece in title.split(" / ")
            }
            for base in (self.base, self.made)
        )
        return frozenset(then - now)

    def _computed_then(self, one: Difference) -> bool:
        """Whether a text was computed when the file was made; a sentence that is computed today too is a copy of it."""
        copied = one.kind != "other" and len(one.edited) >= _SENTENCE and one.edited in self.made.computed
        return one.edited in self.base.computed and not copied

    def _is_number(self, column: str) -> bool:
        """Whether a column holds numbers that the form counts; one that was typed over is told by the reader."""
        title = fold(column.rpartition(" / ")[2])
        if glossary.key_of_header(title) == "stt" and any("stt" not in table.titles for table in self.base.tables):
            return True
        counted = [at for at, table in enumerate(self.base.tables) if fold(table.titles.get("stt", "")) == title]
        return any(
            row.table in counted and not row.section and "stt" not in row.texts for row in self.base.rows.values()
        )

    def _says(self, text: str) -> bool:
        # A row is told by what it says at most length.
        longest = max(text.split(" | "), key=len)
        words = (_core(longest) or longest)[:_COMPARED]
        if len(words) >= _SENTENCE_LONG:
            return words in self.said
        return bool(words) and re.search(_QUOTED.format(re.escape(words)), self.said, re.MULTILINE) is not None


def _row_of(place: str) -> str:
    """The row of a sheet that a cell stands in: `Sheet!B9` -> `Sheet!9`; other places as they are."""
    return re.sub(r"![A-Z]+(?=\d+$)", "!", place)


def _all_of(text: str, known: frozenset[str]) -> bool:
    """Whether each cell of a row, or a line, is among the known ones."""
    return all(piece in known for piece in text.split(" | "))


def _within(text: str, longer: str) -> bool:
    return len(_core(text)) >= _SHORT and _core(text) in longer


def _core(text: str) -> str:
    """A text without its number and the marks that the form puts at its end."""
    return without_final_mark(unnumbered(text).lstrip("-–+ "))


def _kind_of_number(number: str) -> str:
    """How a number is written, whichever it is: `0.0` of 1.2, `I.` of IV."""
    return re.sub(r"[a-zđ]+", "a", re.sub(r"[IVXLC]+", "I", re.sub(r"\d+", "0", number)))


def _drifted(text: str, changed: frozenset[str]) -> bool:
    """Whether a text is one of those that the data changed, but for its number and the form's marks."""
    line = unnumbered(text).casefold()
    if line in changed or text.casefold() in changed:
        return True
    return any(not re.search(r"\w{2,}", line.replace(one, "", 1)) for one in changed if one in line)
