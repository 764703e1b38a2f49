"""Numbers of the sheet that somebody changed in a Word file: into "Kỳ này" where it is entered and sure, else said.

A number is taken where its paragraph says which figure it is, all places that print the figure say the same, and the
sheet has what was printed; where the sheet was changed too, it is a conflict like that of any text. What a formula
gives is never written: it is said with its arithmetic (V397, V441), unless what it is made of now gives what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.commands.typed_figures import edits_of
from generator.merging.merge.pull import Decide, Wanted
from generator.merging.model import Change, Conflict, FigureSeen, TextId
from generator.merging.writing.source_edits import SourceEdit
from generator.planning.figures import Figures, figures
from generator.reading.figures.sheet import value_in
from generator.values.figures import BEFORE, FigureSheet, FigureState, SheetFigure, digits_of, is_measured, printed
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.model import Dossier
from generator.values.patterns import late
from generator.values.text import quote

if TYPE_CHECKING:
    from generator.commands.collecting.figure_returns import Told

_KEY = late(r"\{([^{}]+)\}|\bky_truoc\b")


class FigureFile(Struct, frozen=True):
    """An edited file: the figures that it shows, who settles its conflicts, which of its changes are wanted."""

    seen: tuple[FigureSeen, ...]
    decide: Decide
    wanted: Wanted


@dataclass
class FigureEdits:
    """What comes of the numbers of edited files: the sheet anew or edits of its rows in van-ban.yaml, changes,
    conflicts that stay open, what is said.

    `kept` are the paragraphs whose numbers were decided against.
    """

    made: dict[Path, bytes] = field(default_factory=dict)
    edits: list[SourceEdit] = field(default_factory=list)
    changes: list[tuple[str, Change]] = field(default_factory=list)
    conflicts: list[tuple[str, Conflict]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)


class _Seen(Struct, frozen=True):
    """A figure in a file, by the name of the file."""

    file: str
    one: FigureSeen

    @property
    def place(self) -> Place:
        return Place(self.file, part=self.one.place)

    @property
    def changed(self) -> bool:
        return self.one.before != self.one.after


def figure_edits(files: Mapping[str, FigureFile], dossier: Dossier, as_of: date) -> FigureEdits:
    """The numbers changed in edited files into the sheet of a dossier; nothing is written."""
    result = FigureEdits()
    document = dossier.document
    by_key: dict[str, list[_Seen]] = {}
    for name, file in files.items():
        for one in file.seen:
            by_key.setdefault(one.name.partition(":")[0].strip(), []).append(_Seen(name, one))
    changed = {key: seen for key, seen in by_key.items() if any(one.changed for one in seen)}
    sheet = document.figure_sheet
    if not changed or document.figures is None:
        return result
    rows = {row.key: row for row in sheet.rows} if sheet else {}
    known = figures(document.figures, as_of, document.period)
    taken: dict[str, Told] = {}
    for key, seen in changed.items():
        row = rows.get(key)
        if row is None:
            result.findings += [_counted(one) for one in seen if one.changed]
        elif not row.computed and (told := _entered(row, seen, files, known, result)) is not None:
            taken[key] = told
    if sheet is not None:
        from generator.commands.collecting.figure_returns import taken_in

        now = figures(replace(document.figures, sheet=_with(sheet, taken)), as_of, document.period)
        anew = dict(_followed(sheet, by_key, now))
        result.made = taken_in(sheet, taken | anew)
        result.edits += edits_of(dossier.sources[0], sheet, taken | anew)
        for row in sheet.rows:
            if row.computed:
                result.findings += _computed(row, by_key.get(row.key, ()), now)
    return result


def _followed(sheet: FigureSheet, by_key: Mapping[str, Sequence[_Seen]], now: Figures) -> Iterator[tuple[str, Told]]:
    """The computed numbers that were typed anew and are what their formulas give now: the old one in the cell would be
    told to be wrong (V327)."""
    from generator.commands.collecting.figure_returns import Told

    for row in sheet.rows:
        shown = now.shown(row.key)
        follows = [one for one in by_key.get(row.key, ()) if one.changed and one.one.after == shown]
        if row.computed and row.now and shown and row.now != shown and follows:
            yield row.key, Told(shown, row.state, "", follows[0].place)


def _with(sheet: FigureSheet, taken: Mapping[str, Told]) -> FigureSheet:
    """The sheet as it will be."""
    return replace(
        sheet,
        rows=tuple(
            replace(row, now=told.now, value=value_in(told.now), state=told.state, confirmed_by="")
            if (told := taken.get(row.key))
            else row
            for row in sheet.rows
        ),
    )


def _entered(
    row: SheetFigure, seen: list[_Seen], files: Mapping[str, FigureFile], known: Figures, result: FigureEdits
) -> Told | None:
    """The number for a figure that is entered; None where it is not taken, which is said."""
    said = list(dict.fromkeys(_number(one.one.after) for one in seen))
    first = next(one for one in seen if one.changed)
    now = _number(first.one.after)
    if len(said) > 1:
        result.findings.append(_differing(row, seen))
        return None
    value = value_in(now)
    if not all(one.one.sure for one in seen if one.changed) or value is None or _too_fine(row, value):
        hint = msg("Không rõ số này thay cho số ấy; đúng thì nhập {moi} vào ô ấy rồi sinh lại.", moi=first.one.after)
        result.findings += [_said(row, one, hint) for one in seen if one.changed]
        return None
    before, ours = first.one.before, known.shown(first.one.name) or ""
    if _number(ours) == now:
        return None
    file, record = files[first.file], TextId(("so_lieu", row.key))
    change = Change(record, "", ours, first.one.after)
    wanted = file.wanted(change) if ours == before else _settled(first, record, ours, file, result)
    if not wanted:
        result.kept |= {one.one.paragraph for one in seen}
        return None
    from generator.commands.collecting.figure_returns import Told

    result.changes.append((first.file, change))
    return Told(now, FigureState.ENTERED, "", first.place)


def _too_fine(row: SheetFigure, value: Decimal) -> bool:
    """Whether a number has decimals that its figure cannot have: what is measured may be told more finely."""
    return digits_of(value) > row.digits and not (row.digits or is_measured(row.kind, row.unit))


def _settled(first: _Seen, record: TextId, ours: str, file: FigureFile, result: FigureEdits) -> bool:
    """Whether the number of the file counts where the sheet was changed as well; a conflict where nobody says so."""
    conflict = Conflict(record, "", first.one.before, ours, first.one.after)
    side = file.decide(conflict)
    if side is None:
        result.conflicts.append((first.file, conflict))
    return side == "theirs"


def _number(text: str) -> str:
    """A number as the sheet has it: one said in words in digits."""
    value = value_in(text)
    said = value is not None and not any(char.isdigit() for char in text)
    return printed(value, 0) if said and value is not None else text


def _computed(row: SheetFigure, seen: Iterable[_Seen], now: Figures) -> Iterator[Finding]:
    """A computed number that was typed over, or that follows those taken now."""
    for one in seen:
        shown = now.shown(one.one.name) or ""
        if shown == one.one.after:
            continue
        if one.changed:
            hint = msg("Số này tính: {phep} = {so}. Sửa các số thành phần trong bảng, hoặc sửa công thức.",
                       phep=_arithmetic(row, now), so=now.shown(row.key) or "?")  # fmt: skip
            yield _said(row, one, hint)
        else:
            told = msg("{khoa} tính lại: {phep} = {so}; tệp sửa còn ghi {cu}.", khoa=quote(row.key),
                       phep=_arithmetic(row, now), so=shown, cu=one.one.after)  # fmt: skip
            yield Finding("V441", Severity.NOTE, one.place, told, None, one.one.paragraph, asked=True)


def _arithmetic(row: SheetFigure, now: Figures) -> str:
    """A formula with the numbers of its figures."""

    def shown(match: re.Match[str]) -> str:
        key = match[1] or BEFORE
        return row.last if key == BEFORE else now.shown(key) or f"{{{key}}}"

    return _KEY.sub(shown, row.formula)


def _said(row: SheetFigure, one: _Seen, hint: Message) -> Finding:
    said = msg("Số {moi} (trước là {cu}) là số liệu {khoa}, ghi ở {o}.", moi=quote(one.one.after),
               cu=quote(one.one.before), khoa=quote(row.key), o=str(row.place))  # fmt: skip
    return Finding("V397", Severity.WARNING, one.place, said, hint, one.one.paragraph)


def _counted(one: _Seen) -> Finding:
    said = msg("Số {moi} (trước là {cu}) là {khoa}, đếm từ bảng nhiệm vụ hoặc lấy từ kỳ báo cáo; không lấy về.",
               moi=quote(one.one.after), cu=quote(one.one.before), khoa=quote(f"{{{one.one.name}}}"))  # fmt: skip
    return Finding("V397", Severity.WARNING, one.place, said, msg("Sửa ở nơi số ấy lấy ra."), one.one.paragraph)


def _differing(row: SheetFigure, seen: Iterable[_Seen]) -> Finding:
    places = [f"{quote(one.one.after)} ({one.place})" for one in seen]
    said = msg("Số liệu {khoa} in ở nhiều chỗ, nay mỗi chỗ một số: {cac}; không lấy số nào.", khoa=quote(row.key),
               cac="; ".join(dict.fromkeys(places)))  # fmt: skip
    told = "\n".join(dict.fromkeys(one.one.paragraph for one in seen))
    hint = msg("Sửa cho giống nhau rồi lấy về lại, hoặc nhập vào {o}.", o=str(row.place))
    return Finding("V440", Severity.WARNING, next(iter(seen)).place, said, hint, told)
