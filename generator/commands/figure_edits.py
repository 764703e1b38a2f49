"""A number of the sheet that somebody changed in a Word file: which figure it is, and the cell to change (V397)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generator.planning.figures import figures
from generator.reading.figures.model import Paragraph
from generator.reading.figures.read import masked, read_paragraph
from generator.values.figures import SheetFigure
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Block, Dossier
from generator.values.text import quote

_LABEL = re.compile(r"^(?:…[.)]|[a-zđ]\))\s+")
_Held = Mapping[tuple[int, int], str]


def edited_figures(file: str, parts: Mapping[str, bytes], dossier: Dossier, as_of: date) -> Iterator[Finding]:
    """The figures of a Word file that differ from those of the sheet in a sentence that is otherwise the same."""
    document = dossier.document
    if document.figures is None or document.figures.sheet is None:
        return
    from generator.checking.paper.facts import read_facts

    known = figures(document.figures, as_of, document.period)
    rows = {row.key: row for row in document.figures.sheet.rows}
    printed = {_same(text): (text, held) for text, held in map(known.placed, _texts(document.body)) if held}
    facts, _ = read_facts(parts, shown_as=file)
    for number, paragraph in enumerate(facts.paragraphs, start=1):
        if (found := printed.get(_same(paragraph.seen))) is not None:
            yield from _differing(paragraph.seen, *found, rows, Place(file, line=number))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield block.text
        yield from _texts(block.children)


def _same(text: str) -> str:
    """A paragraph without its number, its figures and the mark that ends a document."""
    return _LABEL.sub("", masked(text.strip().removesuffix("./."))).rstrip(" .")


def _differing(
    edited: str, printed: str, held: _Held, rows: Mapping[str, SheetFigure], place: Place
) -> Iterator[Finding]:
    now, before = (read_paragraph(Paragraph(text)).figures for text in (edited, printed))
    names = {start: said[1:-1].partition(":")[0].strip() for (start, _), said in held.items()}
    for one, other in zip(now, before, strict=False):
        row = rows.get(names.get(other.start, ""))
        if row is None or one.text == other.text or len(now) != len(before):
            continue
        said = msg("Số {moi} (trước là {cu}) là số liệu {khoa}, ghi ở {o}.", moi=quote(one.text), cu=quote(other.text),
                   khoa=quote(row.key), o=str(row.place))  # fmt: skip
        hint = (
            msg("Số này tính theo công thức {ct}: sửa các số thành phần.", ct=row.formula)
            if row.computed
            else msg("Nhập {moi} vào ô ấy rồi sinh lại.", moi=one.text)
        )
        yield Finding("V397", Severity.WARNING, place, said, hint, one.text)
