"""The figures that a Word file shows in texts that no anchor leads back from: titles, the subject, cells of a grid.

A paragraph is one of those where it says the same but for its numbers, and no other text of the dossier does; a row of
a table where all of its cells do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct, field

from generator.merging.model import FigureSeen
from generator.planning.figures import Figures, figures
from generator.values import paths
from generator.values.model import Dossier
from generator.values.patterns import late
from generator.values.text import one_line

_LABEL = late(r"^(?:\d+(?:\.\d+)*[.)]|[IVXLC]{1,6}\.|[a-zđ]\)|(?:Điều|ĐIỀU)\s+\d+\.)\s+")
_NUMBER = late(r"\d+(?:[.,]\d+)*")
_Held = Mapping[tuple[int, int], str]


class Beside(Struct, frozen=True):
    """The figures of a file that stand in such texts; `texts` are the edited ones, with how often."""

    seen: tuple[FigureSeen, ...] = ()
    texts: Mapping[str, int] = field(default_factory=dict)


def figures_beside(file: str, parts: Mapping[str, bytes], dossier: Dossier, as_of: date) -> Beside:
    """What a Word file shows for the figures of titles and cells."""
    document = dossier.document
    if document.figures is None or document.figures.sheet is None:
        return Beside()
    known = figures(document.figures, as_of, document.period)
    lines, rows = _known_lines(dossier, known), _known_rows(dossier, known)
    if not lines and not rows:
        return Beside()
    from generator.checking.paper.facts import read_facts

    facts, _ = read_facts(parts, shown_as=file)
    seen: list[FigureSeen] = []
    texts: Counter[str] = Counter()
    grid: dict[tuple[int, int], list[tuple[int, str, int]]] = {}
    for paragraph in facts.paragraphs:
        if paragraph.cell is not None and paragraph.cell.depth == 1:
            at = paragraph.cell
            grid.setdefault((at.table, at.row), []).append((at.column, paragraph.seen, paragraph.index))
        elif (printed := lines.get(_same(paragraph.seen))) is not None:
            _take(paragraph.seen, printed, f"đoạn {paragraph.index}", seen, texts)
    for cells in grid.values():
        for printed, (_, text, index) in zip(_row_of(cells, rows), cells, strict=False):
            _take(text, printed, f"đoạn {index}", seen, texts)
    return Beside(tuple(seen), texts)


def _row_of(
    cells: Sequence[tuple[int, str, int]], rows: Mapping[tuple[str, ...], Sequence[tuple[str, _Held]]]
) -> Sequence[tuple[str, _Held]]:
    """The row of the dossier that a row of the file is; nothing where it is none, or has cells of several lines."""
    if len({column for column, _, _ in cells}) != len(cells):
        return ()
    return rows.get(tuple(_same(text) for _, text, _ in cells), ())


def _take(edited: str, printed: tuple[str, _Held], place: str, seen: list[FigureSeen], texts: Counter[str]) -> None:
    """The figures of one text, by the order of its numbers."""
    before, held = printed
    bare = _LABEL.sub("", edited)
    now = [match[0] for match in _NUMBER.finditer(bare)]
    then = [(match.start(), match[0]) for match in _NUMBER.finditer(before)]
    if len(now) != len(then):
        return
    names = {start: said[1:-1] for (start, _), said in held.items()}
    found = [FigureSeen(names[at], was, text, place, edited)
             for (at, was), text in zip(then, now, strict=True) if at in names]  # fmt: skip
    others = [was == text for (at, was), text in zip(then, now, strict=True) if at not in names]
    seen += found
    # Where another number changed too, the text is still told of.
    if all(others) and any(one.before != one.after for one in found):
        texts[edited] += 1


# --- what the dossier prints -----------------------------------------------------------------------------------------


def _known_lines(dossier: Dossier, known: Figures) -> Mapping[str, tuple[str, _Held]]:
    """The texts with figures by what they say; without those that say the same as another text."""
    taken = dict(paths.texts(dossier))
    beside = [text for _, text in _texts(dossier, taken)]
    every = Counter(_same(known.placed(text)[0]) for text in (*beside, *taken.values()))
    placed = [known.placed(text) for text in beside if "{" in text]
    found = ((_same(text), (text, held)) for text, held in placed if held)
    return {same: one for same, one in found if every[same] == 1 and any(map(str.isalpha, same))}


def _texts(dossier: Dossier, taken: Mapping[paths.Path_, str]) -> Iterator[tuple[paths.Path_, str]]:
    yield ("trich_yeu",), dossier.document.subject
    for at, block in paths.blocks(dossier.document, ()):
        for path, text in (((*at, paths.text_key(block)), block.text), ((*at, paths.title_key(block)), block.title)):
            if text and path not in taken:
                yield path, text


def _known_rows(dossier: Dossier, known: Figures) -> Mapping[tuple[str, ...], Sequence[tuple[str, _Held]]]:
    """The rows of grids with figures by what their cells say; no two that say the same."""
    placed = [
        [known.placed(cell) for cell in row]
        for _, block in paths.blocks(dossier.document, ())
        for row in (() if block.merged else block.cells)
    ]
    same = [tuple(_same(text) for text, _ in row) for row in placed]
    every = Counter(same)
    return {
        one: row
        for one, row in zip(same, placed, strict=True)
        if every[one] == 1 and any(held for _, held in row) and any(map(str.isalpha, "".join(one)))
    }


def _same(text: str) -> str:
    """What a text says without its number, its figures and the mark that ends a document."""
    from generator.reading.figures.read import masked

    return masked(_LABEL.sub("", one_line(text)).removesuffix("./.")).rstrip(" .").casefold()
