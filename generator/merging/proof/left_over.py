"""Every visible difference between an edited file and the file that the merged data would give.

Pure and linear: nothing is known here of what was taken back, told or changed in the data by others (`told`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from generator.merging.edited.pieces import unnumbered
from generator.merging.proof.copied import copied_sheets, copied_tables, lines_in, sheet_of
from generator.merging.proof.difference import Difference, Kind
from generator.merging.proof.notes import of_notes
from generator.merging.proof.pairs import equal_pairs, like_pairs, out_of_order
from generator.merging.proof.seen import IN_TABLE, Grid, GridRow, Line, Seen, with_header
from generator.ooxml.anchored_text import MARGINS
from generator.ooxml.run_marks import Look, same_marks
from generator.values.text import fold, one_line, without_final_mark

# A column of which more cells than this differ is spoken of as one.
_WHOLE_COLUMN = 20
_MOST_HEADER_ROWS = 3


def differences(edited: Seen, made: Seen) -> Iterator[Difference]:
    """What differs, tables by their columns and rows, all else line by line."""
    pairs = _grids(edited, made)
    for theirs, ours in pairs:
        yield from _of_grids(theirs.grid, ours)
    yield from _split(edited, made, pairs)
    # A table that is compared by its columns is a line of its titles among the others: it may stand elsewhere.
    held = {place: "" for theirs, _ in pairs for place in theirs.places}
    held |= {theirs.grid.place: " | ".join(ours.titles) for theirs, ours in pairs}
    told = {ours.place: " | ".join(ours.titles) for _, ours in pairs}
    gone = [grid for grid in made.blocks if isinstance(grid, Grid) and grid.rows and grid.place not in told]
    for grid in (grid for grid in gone if len(grid.rows) > _WHOLE_COLUMN):
        told[grid.place] = ""
        yield Difference("table_lost", grid.place, made=" | ".join(grid.titles))
    for grid, others in copied_tables(edited, made, held, told):
        held[grid.place] = ""
        first = next((row for row in grid.rows or grid.header if row.lines), None)
        said = " | ".join(line.text for line in first.lines) if first else ""
        yield Difference("table_again", grid.place, said, str(len(grid.rows)))
        yield from (Difference("added", line.place, line.text, anchors=(line.anchor, 0)) for line in others)
    left, right = list(_lines(edited, held)), list(_lines(made, told))
    copies = copied_sheets(edited, left, right)
    yield from (Difference("sheet_again", sheet, edited=sheet) for sheet in copies)
    yield from _of_lines([line for line in left if sheet_of(line) not in copies], right)
    yield from _of_sides(edited.side, made.side)
    if made.numbered and not edited.numbered:
        yield Difference("lost", MARGINS[0], made="1, 2, 3 …")
    yield from of_notes(edited, made)
    yield from _of_objects(edited, made)
    if edited.turns not in ((), made.turns):
        yield Difference("turned", "", ", ".join(edited.turns), ", ".join(made.turns))
    shown = {(line.place, line.text) for line in made.hidden}
    yield from (
        Difference("rows_hidden", line.place, line.text)
        for line in edited.hidden
        if (line.place, line.text) not in shown
    )


def _split(edited: Seen, made: Seen, pairs: Sequence[tuple[_Joined, Grid]]) -> Iterator[Difference]:
    """The tables that stand in several pieces, where the edited file has more tables."""
    count = [sum(isinstance(block, Grid) for block in side.blocks) for side in (edited, made)]
    if count[0] > count[1]:
        for theirs, ours in pairs:
            if len(theirs.places) > 1:
                titles, pieces = " | ".join(ours.titles), str(len(theirs.places))
                yield Difference("table_split", theirs.places[1], titles, pieces)


# --- lines -----------------------------------------------------------------------------------------------------------


def _lines(seen: Seen, held: Mapping[str, str]) -> Iterator[Line]:
    """The lines of a file in reading order, those in tables too that are not `held`: of these what stands for them."""
    for block in seen.blocks:
        if isinstance(block, Line):
            if block.text:
                yield block
        elif block.place not in held:
            yield from lines_in(block)
        elif held[block.place]:
            yield Line(held[block.place], place=block.place)


def _of_lines(edited: Sequence[Line], made: Sequence[Line]) -> Iterator[Difference]:
    theirs, ours = [line.text for line in edited], [line.text for line in made]
    same = equal_pairs(theirs, ours)
    yield from _looks(edited, made, same)
    yield from _tabled(edited, made, same)
    for at in out_of_order(ours, theirs) or _twice_elsewhere(ours, theirs):
        line = edited[at]
        yield Difference("moved", line.place, line.text, line.text, anchors=(line.anchor, line.anchor))
    yield from _unequal(edited, made, same)


def _tabled(edited: Sequence[Line], made: Sequence[Line], same: Sequence[tuple[int, int]]) -> Iterator[Difference]:
    """Lines that stand in a table and did not, or otherwise; of those that are there twice nobody can say it."""
    often = [Counter(line.text for line in side) for side in (edited, made)]
    found = [
        edited[i]
        for i, j in same
        if edited[i].place.startswith(IN_TABLE) != made[j].place.startswith(IN_TABLE)
        and all(count[edited[i].text] == 1 for count in often)
    ]
    if found:
        yield Difference("tabled", found[0].place, found[0].text, str(len(found)))


def _twice_elsewhere(ours: Sequence[str], theirs: Sequence[str]) -> list[int]:
    """Where the same lines stand in another order, their numbers apart, though each that is there once stands where it
    did: a line that is there twice does not. Its place."""
    mine, other = ([without_final_mark(unnumbered(text)) for text in side] for side in (ours, theirs))
    if mine == other or Counter(mine) != Counter(other):
        return []
    return [next(at for at, (one, text) in enumerate(zip(mine, other, strict=True)) if one != text)]


def _unequal(edited: Sequence[Line], made: Sequence[Line], same: Sequence[tuple[int, int]]) -> Iterator[Difference]:
    """The lines that are left, those that are alike together."""
    met = {i for i, _ in same}, {j for _, j in same}
    left = [line for at, line in enumerate(edited) if at not in met[0]]
    right = [line for at, line in enumerate(made) if at not in met[1]]
    alike = like_pairs([line.text for line in left], [line.text for line in right])
    for i, j in alike:
        anchors = (left[i].anchor, right[j].anchor)
        yield Difference("other", left[i].place, left[i].text, right[j].text, anchors=anchors)
        theirs, ours = _without_marks(left[i]), _without_marks(right[j])
        if theirs.text and theirs.text == ours.text:
            yield from _looks_of(theirs, ours, anchors)
    told = {i for i, _ in alike}, {j for _, j in alike}
    for at, line in enumerate(left):
        if at not in told[0]:
            yield Difference("added", line.place, edited=line.text, anchors=(line.anchor, 0))
    for at, line in enumerate(right):
        if at not in told[1]:
            yield Difference("lost", line.place, made=line.text, anchors=(0, line.anchor))


def _without_marks(line: Line) -> Line:
    """A line without the number and the final mark that the form gives it."""
    text = without_final_mark(unnumbered(line.text))
    before = line.text.find(text)
    if before < 0 or text == line.text:
        return line
    first, length = (len("".join(piece.split())) for piece in (line.text[:before], text))
    pages = tuple(max(page - first, 0) for page in line.pages)
    look, sizes = _part(line.look, first, length), _part(line.sizes, first, length)
    return replace(line, text=text, look=look, pages=pages, sizes=sizes)


def _part(look: Look, first: int, length: int) -> Look:
    """The look of so many letters from one on."""
    letters = list(_letters(look))[first : first + length]
    return tuple((len(list(group)), marks) for marks, group in groupby(letters))


def _looks(edited: Sequence[Line], made: Sequence[Line], same: Sequence[tuple[int, int]]) -> Iterator[Difference]:
    """How the lines look that both have. Of the counts on a sheet, which change with the data, two of one number may
    stand anywhere: one looks like that in its own place."""
    counts = {line.place: line for line in made if _is_count(line)}
    for i, j in same:
        ours = counts.get(edited[i].place, made[j]) if _is_count(edited[i]) else made[j]
        yield from _looks_of(edited[i], ours, (edited[i].anchor, ours.anchor))


def _is_count(line: Line) -> bool:
    """Whether a line is a cell of a sheet without records that holds a number."""
    return line.anchor < 0 and line.text.isdigit()


def _looks_of(edited: Line, made: Line, anchors: tuple[int, int]) -> Iterator[Difference]:
    """How two lines of one text look, stand and are parted by pages; what was typed anew stands as the form has it."""
    new = not anchors[0] and bool(anchors[1])
    if edited.look != made.look and not (new and _in_one_look(edited)):
        yield from _look(edited, made, anchors)
    if not edited.text:
        return
    if edited.sizes != made.sizes and not new:
        yield from _stretches("size", edited, (edited.sizes, made.sizes), anchors)
    if edited.stands != made.stands and not new:
        stands = edited.stands, made.stands
        yield Difference("stands", edited.place, edited.text, edited.text, anchors=anchors, looks=stands)
    if edited.pages != made.pages:
        yield Difference("page", edited.place, edited.text, edited.text, anchors=anchors, looks=_pages(edited, made))


def _pages(edited: Line, made: Line) -> tuple[str, str]:
    """Which of two lines has a page begin where the other has none."""
    more = set(edited.pages) - set(made.pages), set(made.pages) - set(edited.pages)
    return "page" if more[0] else "", "page" if more[1] else ""


def _in_one_look(line: Line) -> bool:
    """Whether a text was typed in one look without colours, which is then that of its style."""
    return len(line.look) < 2 and not any(" " in marks for _, marks in line.look)


def _look(edited: Line, made: Line, anchors: tuple[int, int]) -> Iterator[Difference]:
    """The stretches of one text that look otherwise, one by one; a cell without a text as it is."""
    if not edited.text:
        looks = _all_marks(edited), _all_marks(made)
        if not same_marks(*looks):
            yield Difference("look", edited.place or made.place, anchors=anchors, looks=looks)
        return
    yield from _stretches("look", edited, (edited.look, made.look), anchors)


def _stretches(kind: Kind, edited: Line, sides: tuple[Look, Look], anchors: tuple[int, int]) -> Iterator[Difference]:
    """The stretches of one text that look otherwise; a size that is not known is any."""
    letters = [at for at, letter in enumerate(edited.text) if not letter.isspace()]
    marks = zip(*map(_letters, sides), strict=False)
    for looks, group in groupby(zip(letters, marks, strict=False), key=lambda item: item[1]):
        places = [at for at, _ in group]
        if not same_marks(*looks) and (kind != "size" or all(looks)):
            words = edited.text[places[0] : places[-1] + 1]
            yield Difference(kind, edited.place, words, words, anchors=anchors, looks=looks)


def _all_marks(line: Line) -> str:
    return line.look[0][1] if line.look else ""


def _letters(look: Look) -> Iterator[str]:
    """The marks of each letter."""
    return (marks for length, marks in look for _ in range(length))


def _of_sides(edited: Sequence[Line], made: Sequence[Line]) -> Iterator[Difference]:
    """Margins and notes as sets: programs write a header once for each kind of page."""
    theirs, ours = ({line.text: line for line in side if not line.text.isdigit()} for side in (edited, made))
    left = [line for text, line in theirs.items() if text not in ours]
    right = [line for text, line in ours.items() if text not in theirs]
    yield from _unequal(left, right, ())


def _of_objects(edited: Seen, made: Seen) -> Iterator[Difference]:
    """Objects that are gone; programs give them other names, so there must also be fewer."""
    if len(edited.objects) < len(made.objects):
        known = {mark for shown in edited.objects for mark in shown.marks}
        for shown in made.objects:
            if not shown.marks & known:
                yield Difference("object_lost", one_line(shown.beside), made=shown.name)
    known = {mark for shown in made.objects for mark in shown.marks}
    for shown in edited.objects:
        if not shown.marks & known:
            yield Difference("object_added", one_line(shown.beside), edited=shown.name)


# --- tables ----------------------------------------------------------------------------------------------------------


class _Joined(Struct, frozen=True):
    """A table that was split into several, as one; the places of its pieces."""

    grid: Grid
    places: tuple[str, ...]


def _grids(edited: Seen, made: Seen) -> list[tuple[_Joined, Grid]]:
    """The tables of both that are one, by their titles, in their order."""
    known = [{fold(title) for title in one.titles} for one in made.blocks if isinstance(one, Grid) and one.titles]
    left = list(_joined(_headed(block, known) for block in edited.blocks if isinstance(block, Grid)))
    pairs = []
    for ours in made.blocks:
        if isinstance(ours, Grid) and len(ours.titles) > 2 and ours.rows:
            titles = {fold(title) for title in ours.titles}
            # Of two that say the same the one that has our marks; a copy was typed or pasted.
            common, _, at = max(
                (
                    (len(titles & {fold(title) for title in one.grid.titles}), _is_anchored(one.grid), -at)
                    for at, one in enumerate(left)
                ),
                default=(0, False, 0),
            )
            if common * 2 >= len(titles):
                pairs.append((left.pop(-at), ours))
    return pairs


def _is_anchored(grid: Grid) -> bool:
    return any(row.anchor > 0 for row in grid.rows)


def _headed(grid: Grid, known: Sequence[set[str]]) -> Grid:
    """A table whose header nobody marked as such (a box unticked, another program), by titles that are known."""
    if grid.header:
        return grid
    for count in range(1, min(len(grid.rows), _MOST_HEADER_ROWS + 1)):
        made = with_header(grid.rows, count, grid.place)
        titles = {fold(title) for title in made.titles}
        if any(len(titles & one) * 2 >= len(one) for one in known):
            return made
    return grid


def _joined(grids: Iterable[Grid]) -> Iterator[_Joined]:
    """Tables with a header; what goes on below one under the same header or none, as wide, is of it."""
    last: _Joined | None = None
    for grid in grids:
        if last and grid.titles in ((), last.grid.titles) and _width(grid) == len(last.grid.titles):
            rows = (*last.grid.rows, *grid.rows)
            last = _Joined(replace(last.grid, rows=rows), (*last.places, grid.place))
            continue
        if last:
            yield last
        last = _Joined(grid, (grid.place,)) if len(grid.titles) > 2 else None
    if last:
        yield last


def _width(grid: Grid) -> int:
    return max((len(row.cells) for row in grid.rows), default=0)


def _of_grids(edited: Grid, made: Grid) -> Iterator[Difference]:
    sizes = _usual_size(edited), _usual_size(made)
    if sizes[0] != sizes[1] and all(sizes):
        yield Difference("size", edited.place, titles := " | ".join(edited.titles), titles, edited.place, looks=sizes)
    for one in _in_grids(edited, made):
        if one.kind != "size":
            yield one
        elif one.looks != sizes:
            yield replace(one, column=edited.place)


def _in_grids(edited: Grid, made: Grid) -> Iterator[Difference]:
    """What differs in two tables, column by column and row by row."""
    columns = _columns(edited, made)
    yield from _column_differences(edited, made, columns)
    theirs, ours = ([line for row in grid.header for line in row.lines] for grid in (edited, made))
    yield from _looks(theirs, ours, equal_pairs([line.text for line in theirs], [line.text for line in ours]))
    cells = (
        [_cells(row, [i for i, _ in columns]) for row in edited.rows],
        [_cells(row, [j for _, j in columns]) for row in made.rows],
    )
    keys = (
        [tuple(line.text for line in row) for row in cells[0]],
        [tuple(line.text for line in row) for row in cells[1]],
    )
    yield from _of_rows(edited, made, cells, keys, [made.titles[j] for _, j in columns])


def _usual_size(grid: Grid) -> str:
    """The size of most letters of a table: the form chooses it by all of its words."""
    counted: Counter[str] = Counter()
    for row in grid.rows:
        for length, size in (stretch for _, line in row.cells for stretch in line.sizes):
            counted[size] += length
    return max(counted, key=lambda size: counted[size], default="")


def _columns(edited: Grid, made: Grid) -> list[tuple[int, int]]:
    """The columns of both that are one: by title, then one that was renamed by what stands in it; as made has them."""
    titles = [fold(title) for title in edited.titles], [fold(title) for title in made.titles]
    pairs = [(i, j) for i, j in equal_pairs(titles[0], titles[1]) if titles[1][j]]
    met = {i for i, _ in pairs}, {j for _, j in pairs}
    left = [i for i in range(len(titles[0])) if i not in met[0]]
    right = [j for j in range(len(titles[1])) if j not in met[1]]
    texts = {i: _texts_of(edited, i) for i in left}, {j: _texts_of(made, j) for j in right}
    for j in right:
        best = max(left, key=lambda i: len(texts[0][i] & texts[1][j]), default=None)
        if best is not None and len(texts[0][best] & texts[1][j]) * 2 > len(texts[1][j]):
            pairs.append((best, j))
            left.remove(best)
    return sorted(pairs, key=lambda pair: pair[1])


def _texts_of(grid: Grid, column: int) -> set[str]:
    return {line.text for row in grid.rows for at, line in row.cells if at == column and line.text}


def _column_differences(edited: Grid, made: Grid, columns: Sequence[tuple[int, int]]) -> Iterator[Difference]:
    place = edited.header[0].place if edited.header else edited.place
    met = {i for i, _ in columns}, {j for _, j in columns}
    for j, title in enumerate(made.titles):
        if j not in met[1] and (title or _texts_of(made, j)):
            yield Difference("column_lost", place, made=title, column=title)
    for i, title in enumerate(edited.titles):
        if i not in met[0] and title:
            yield Difference("column_added", place, edited=title, column=title)
        elif i not in met[0]:
            for row in edited.rows:
                texts = (line for at, line in row.cells if at == i and line.text)
                yield from (Difference("added", line.place or row.place, edited=line.text) for line in texts)
    yield from _titles(edited, made, columns, place)
    for at in out_of_order([j for _, j in columns], [j for _, j in sorted(columns)]):
        title = made.titles[sorted(columns)[at][1]]
        yield Difference("column_moved", place, title, title, title)


def _titles(edited: Grid, made: Grid, columns: Sequence[tuple[int, int]], place: str) -> Iterator[Difference]:
    """Titles that were changed, each row of a header by itself, once where it stands over several columns."""
    found: dict[tuple[str, str], None] = {}
    for i, j in columns:
        theirs, ours = edited.titles[i].split(" / "), made.titles[j].split(" / ")
        if len(theirs) == len(ours):
            found |= {(one, other): None for one, other in zip(theirs, ours, strict=True) if fold(one) != fold(other)}
        elif fold(edited.titles[i]) != fold(made.titles[j]):
            found[edited.titles[i], made.titles[j]] = None
    for one, other in found:
        yield Difference("other", place, one, other)


def _cells(row: GridRow, columns: Sequence[int]) -> tuple[Line, ...]:
    """The cells of a row that begin in these columns, in this order; an empty line where none does."""
    by_column = dict(row.cells)
    return tuple(by_column.get(column, _NOTHING) for column in columns)


_NOTHING = Line("")


_Cells = tuple[list[tuple[Line, ...]], list[tuple[Line, ...]]]
_Texts = tuple[list[tuple[str, ...]], list[tuple[str, ...]]]
_Pairs = list[tuple[int, int]]


def _of_rows(edited: Grid, made: Grid, cells: _Cells, keys: _Texts, titles: Sequence[str]) -> Iterator[Difference]:
    same = equal_pairs(keys[0], keys[1])
    yield from _of_same_rows(edited, made, cells, titles, same)
    for at in out_of_order(keys[1], keys[0]):
        said = " | ".join(filter(None, keys[0][at]))
        yield Difference("moved", edited.rows[at].place, said, said, anchors=(edited.rows[at].anchor, 0))
    met = {i for i, _ in same}, {j for _, j in same}
    left = [i for i in range(len(keys[0])) if i not in met[0] and any(keys[0][i])]
    right = [j for j in range(len(keys[1])) if j not in met[1] and any(keys[1][j])]
    found = like_pairs([" | ".join(keys[0][i]) for i in left], [" | ".join(keys[1][j]) for j in right])
    pairs = [(left[i], right[j]) for i, j in found]
    yield from _of_like_rows(edited, made, cells, keys, titles, pairs)
    told = {i for i, _ in pairs}, {j for _, j in pairs}
    there = set(keys[1])
    for row, texts in ((edited.rows[i], keys[0][i]) for i in left if i not in told[0]):
        kind: Kind = "again" if texts in there else "added"
        yield Difference(kind, row.place, edited=" | ".join(filter(None, texts)), anchors=(row.anchor, 0))
    for row, texts in ((made.rows[j], keys[1][j]) for j in right if j not in told[1]):
        yield Difference("lost", row.place, made=" | ".join(filter(None, texts)), anchors=(0, row.anchor))


def _of_same_rows(
    edited: Grid, made: Grid, cells: _Cells, titles: Sequence[str], same: Iterable[tuple[int, int]]
) -> Iterator[Difference]:
    """Rows of the same texts: how they look."""
    standing: dict[int, list[Difference | None]] = defaultdict(list)
    for i, j in same:
        anchors = edited.rows[i].anchor, made.rows[j].anchor
        for at, (theirs, ours) in enumerate(zip(cells[0][i], cells[1][j], strict=True)):
            own = tuple(_looks_of(theirs, ours, anchors))
            yield from (one for one in own if one.kind != "stands")
            if theirs.text:
                standing[at].append(next((one for one in own if one.kind == "stands"), None))
    for at, found in standing.items():
        yield from _of_standing(found, titles[at], edited)


def _of_standing(found: Sequence[Difference | None], title: str, edited: Grid) -> Iterator[Difference]:
    """Where the cells of a column stand; where all of them stand otherwise than they did, it is the column."""
    others = [one for one in found if one is not None]
    if others and len(others) == len(found) and len({one.looks for one in others}) == 1:
        place = edited.header[-1].place if edited.header else others[0].place
        yield Difference("stands", place, title, title, title, looks=others[0].looks)
        return
    yield from others


def _heading_in_other_cells(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two rows are one heading, its number and title in one cell and in two."""
    texts = [list(filter(None, row)) for row in (one, other)]
    return max(map(len, texts)) < 3 and fold(" ".join(texts[0])) == fold(" ".join(texts[1]))


def _of_like_rows(
    edited: Grid, made: Grid, cells: _Cells, keys: _Texts, titles: Sequence[str], pairs: _Pairs
) -> Iterator[Difference]:
    """Rows of which some cells differ; the differences of texts by column."""
    by_column: dict[int, list[Difference]] = defaultdict(list)
    for i, j in pairs:
        anchors = edited.rows[i].anchor, made.rows[j].anchor
        if _heading_in_other_cells(keys[0][i], keys[1][j]):
            continue
        for at, (theirs, ours) in enumerate(zip(cells[0][i], cells[1][j], strict=True)):
            place = theirs.place or edited.rows[i].place
            if theirs.text != ours.text:
                by_column[at].append(Difference("other", place, theirs.text, ours.text, titles[at], anchors))
            else:
                yield from _looks_of(theirs, ours, anchors)
    for own in by_column.values():
        yield from own
