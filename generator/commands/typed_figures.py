"""The figures of a report as rows of van-ban.yaml: what is told written into them, rows written anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.merging.writing.source_edits import DeleteItem, InsertItem, SetValue, SourceEdit
from generator.reading.figures.sheet import KEYS
from generator.values.figures import FigureSheet, FigureState, Form, SheetFigure, texts_by_column

if TYPE_CHECKING:
    from generator.commands.collecting.figure_returns import Told

_KEY_OF = {key: title for title, key in KEYS.items()}


def edits_of(source: Path, sheet: FigureSheet, taken: Mapping[str, Told]) -> Iterator[SourceEdit]:
    """What is told of figures into the rows of a dossier's file; nothing for a sheet that is a workbook."""
    for at, row in enumerate(sheet.rows if sheet.path is not None else ()):
        if (told := taken.get(row.key)) is None:
            continue
        own = (*(sheet.path or ()), at)
        if told.now != row.now:
            yield SetValue(source, (*own, _KEY_OF["now"]), told.now)
        if told.state is not row.state and FigureState.KEPT in (told.state, row.state):
            yield SetValue(source, (*own, _KEY_OF["state"]), told.state.value)
        if told.confirmed_by != row.confirmed_by:
            yield SetValue(source, (*own, _KEY_OF["confirmed_by"]), told.confirmed_by)


def row_edits(source: Path, sheet: FigureSheet, rows: Sequence[SheetFigure]) -> Iterator[SourceEdit]:
    """The rows of a dossier's file made those: values in place, new rows after the one above them, others gone."""
    path = sheet.path or ()
    places = {row.key: at for at, row in enumerate(sheet.rows)}
    above = -1
    for row in rows:
        texts = _texts(row)
        if row.key not in places:
            yield InsertItem(source, (*path, above), {key: text for key, text in texts.items() if text})
            continue
        above = places.pop(row.key)
        before = _texts(sheet.rows[above])
        for key, text in texts.items():
            if text != before[key]:
                yield SetValue(source, (*path, above, key), text)
    yield from (DeleteItem(source, (*path, at)) for at in places.values())


def _texts(row: SheetFigure) -> dict[str, str]:
    """What stands in each key of a row in YAML: what goes without saying is left out."""
    known = (FigureState.MISSING, FigureState.ENTERED, FigureState.COMPUTED)
    texts = texts_by_column(row) | {
        "rank": str(row.rank) if row.rank != 1 else "",
        "digits": str(row.digits) if row.digits else "",
        "form": row.form.value if row.form is not Form.PADDED else "",
        "state": row.state.value if row.state not in known else "",
    }
    return {_KEY_OF[name]: text for name, text in texts.items()}
