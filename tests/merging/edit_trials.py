"""Edits tried by kind, and what a pull made of each: `python tests/merging/edit_trials.py 20` tries each kind so often.

The oracle is apart from the program: python-docx's and openpyxl's texts of the original, the edited and the rebuilt
file. Recovered: the rebuilt file says what the edited one says. Reported: what it does not say, a finding repeats.
Silent: neither. Wrong: the rebuilt file says what neither the original nor the edited one said.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

import docx
from lxml import etree
from openpyxl import load_workbook
from test_no_edit_is_lost import ON_PARAGRAPHS, ON_ROWS, WORDS, core, lines, paragraphs, rows, said, unsaid
from test_pull_excel import excel
from word_edits import AS_OF, YAML, bare, changed, pulled, workplace

from generator.commands.pull import PullResult
from generator.commands.rendered import excel_of, word_of
from generator.ooxml.names import w
from generator.reading.dossier import load_dossier
from generator.values.errors import InputError

Outcome = Literal["recovered", "reported", "silent", "wrong"]
Root = etree._Element


# --- Word ------------------------------------------------------------------------------------------------------------


def cells_typed(root: Root, pick: random.Random) -> None:
    for _ in range(3):
        each = pick.choice(rows(root)).findall(w("tc"))[pick.randrange(1, 6)]
        for at, t in enumerate(each.iter(w("t"))):
            t.text = pick.choice(WORDS) if at == 0 else ""


def column(root: Root, do: Callable[[Root, list[Root], int], None]) -> None:
    table = rows(root)[0].getparent()
    for number, each in enumerate(table.findall(w("tr"))):
        cells = each.findall(w("tc"))
        if len(cells) == 6:
            do(each, cells, number)


def column_cut(root: Root, pick: random.Random) -> None:
    at = pick.randrange(1, 6)
    column(root, lambda each, cells, _: each.remove(cells[at]))


def column_moved(root: Root, pick: random.Random) -> None:
    one, other = pick.sample(range(1, 6), 2)
    column(root, lambda each, cells, _: cells[other].addnext(cells[one]))


def column_new(root: Root, pick: random.Random) -> None:
    at, row = pick.randrange(1, 6), pick.randrange(1, 20)

    def put(_: Root, cells: list[Root], number: int) -> None:
        made = bare(cells[at])
        for t in made.iter(w("t")):
            t.text = ""
        first = next(made.iter(w("t")), None)
        if first is not None and number in (0, row):
            first.text = "Cán bộ theo dõi" if number == 0 else "Bà Vũ Thị Dậu"
        cells[at].addnext(made)

    column(root, put)


def on_paragraph(edit: Callable[[Root, str], None]) -> Callable[[Root, random.Random], None]:
    return lambda root, pick: edit(pick.choice(paragraphs(root)), pick.choice(WORDS))


def on_row(edit: Callable[[Root, str], None]) -> Callable[[Root, random.Random], None]:
    return lambda root, pick: edit(pick.choice(rows(root)), pick.choice(WORDS))


WORD: dict[str, Callable[[Root, random.Random], None]] = {
    **{name: on_paragraph(edit) for name, edit in ON_PARAGRAPHS.items()},
    **{name: on_row(edit) for name, edit in ON_ROWS.items()},
    "cells typed": cells_typed,
    "column cut": column_cut,
    "column moved": column_moved,
    "column new": column_new,
}


# --- Excel -----------------------------------------------------------------------------------------------------------


def table_rows(sheet: Any) -> range:
    first = next(c.row for cells in sheet.iter_rows() for c in cells if c.value == "Số TT") + 1
    return range(first, sheet.max_row + 1)


def sheet_cells_typed(sheet: Any, pick: random.Random) -> None:
    for _ in range(3):
        sheet.cell(pick.choice(table_rows(sheet)), pick.randrange(2, 7)).value = pick.choice(WORDS)


def sheet_cell_emptied(sheet: Any, pick: random.Random) -> None:
    sheet.cell(pick.choice(table_rows(sheet)), pick.randrange(2, 7)).value = None


def sheet_row_cut(sheet: Any, pick: random.Random) -> None:
    sheet.delete_rows(pick.choice(table_rows(sheet)))


def sheet_row_new(sheet: Any, pick: random.Random) -> None:
    at = pick.choice(table_rows(sheet))
    sheet.insert_rows(at + 1)
    for place, text in ((2, f"Việc mới: {pick.choice(WORDS)}"), (3, "Vụ Pháp luật"), (5, "Quý IV/2024")):
        sheet.cell(at + 1, place).value = text


def sheet_sorted(sheet: Any, pick: random.Random) -> None:
    """The visible columns sorted, the hidden one left where it was."""
    numbers = list(table_rows(sheet))
    texts = [[sheet.cell(row, at).value for at in range(2, 7)] for row in numbers]
    pick.shuffle(texts)
    for row, own in zip(numbers, texts, strict=True):
        for at, text in enumerate(own, start=2):
            sheet.cell(row, at).value = text


def sheet_column_new(sheet: Any, pick: random.Random) -> None:
    at = sheet.max_column + 1
    sheet.cell(table_rows(sheet)[0] - 1, at).value = "Cán bộ theo dõi"
    sheet.cell(pick.choice(table_rows(sheet)), at).value = "Bà Vũ Thị Dậu"


def sheet_column_emptied(sheet: Any, pick: random.Random) -> None:
    at = pick.randrange(2, 7)
    for row in range(table_rows(sheet)[0] - 1, sheet.max_row + 1):
        sheet.cell(row, at).value = None


def sheet_beside(sheet: Any, pick: random.Random) -> None:
    sheet.cell(pick.choice(table_rows(sheet)), 12).value = pick.choice((*WORDS, 12345))


def sheet_below(sheet: Any, pick: random.Random) -> None:
    sheet.cell(sheet.max_row + pick.randrange(1, 4), 2).value = f"Đề nghị {pick.choice(WORDS)}"


BOOK: dict[str, Callable[[Any, random.Random], None]] = {
    "cells typed": sheet_cells_typed,
    "cell emptied": sheet_cell_emptied,
    "row cut": sheet_row_cut,
    "row new": sheet_row_new,
    "rows sorted": sheet_sorted,
    "column new": sheet_column_new,
    "column emptied": sheet_column_emptied,
    "typed beside": sheet_beside,
    "typed below": sheet_below,
}


def sheet_lines(path: Path) -> list[str]:
    """What is seen of the first sheet, a row as one line, without the numbers that the form gives."""
    sheet = load_workbook(path).worksheets[0]
    hidden = {name for name, one in sheet.column_dimensions.items() if one.hidden}
    made = []
    for cells in sheet.iter_rows():
        texts = [core(str(c.value)) for c in cells if c.value is not None and c.column_letter not in hidden]
        made.append(" | ".join(filter(None, texts)))
    return [line for line in made if line]


def texts_under(path: Path, title: str) -> Iterator[str]:
    """The texts of a column of the task table."""
    if path.suffix == ".docx":
        table = max(docx.Document(path).element.body.iter(w("tbl")), key=len)
        grid = [
            [" ".join(map(said, cell.iter(w("p")))).strip() for cell in each.findall(w("tc"))]
            for each in table.findall(w("tr"))
        ]
    else:
        sheet = load_workbook(path).worksheets[0]
        head = table_rows(sheet)[0] - 1
        grid = [[str(c.value or "") for c in cells] for cells in sheet.iter_rows(min_row=head)]
    if title in grid[0]:
        at = grid[0].index(title)
        yield from (core(row[at]) for row in grid[1:] if len(row) > at)


# --- what came of it -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Trial:
    """An edit that was tried: its kind, what came of it, the findings."""

    kind: str
    outcome: Outcome
    said: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def judged(kind: str, files: tuple[Path, Path, Path], result: PullResult) -> Trial:
    """What came of an edit, by the original, the edited and the rebuilt file."""
    before, theirs, ours = (list(lines(file) if file.suffix == ".docx" else sheet_lines(file)) for file in files)
    was, there, here = Counter(before), Counter(theirs), Counter(ours)
    lost = [*unsaid((there - was) - here, here - there, result), *unsaid((was - there) & here, there - here, result)]
    # A column that is spoken of as a whole is said with all that stands under its title.
    columns = [finding.value.strip("“”") for finding in result.findings if finding.code == "V198"]
    under = {text for file in files[:2] for title in columns for text in texts_under(file, title)}
    lost = [piece for piece in lost if piece not in under]
    known = {piece for line in (*before, *theirs) for piece in line.split(" | ")}
    odd = [piece for line in here for piece in line.split(" | ") if piece not in known and not _counted(piece)]
    told = tuple(f"{finding.code} {finding.value}"[:90] for finding in result.findings)
    if odd:
        return Trial(kind, "wrong", told, tuple(odd))
    if lost or (result.nothing_new and there != here):
        return Trial(kind, "silent", told, tuple(lost))
    return Trial(kind, "reported" if told else "recovered", told)


def _counted(piece: str) -> bool:
    return piece.replace(".", "").isdigit()


def tried(place: Path, kind: str, seed: int, folder: Path) -> Trial:
    """One edit of a kind of the Word or Excel file of a workplace, pulled into a copy of its data."""
    pick = random.Random(f"{kind} {seed}")
    shutil.copytree(place.parents[2] / "data", folder / "data")
    file = folder / "out" / YAML / place.name
    file.parent.mkdir(parents=True)
    if place.suffix == ".docx":
        changed(place, lambda root: WORD[kind](root, pick), file)
    else:
        book = load_workbook(place)
        BOOK[kind](book.worksheets[0], pick)
        book.save(file)
    try:
        result = pulled(file)
    except InputError:
        return Trial(kind, "reported")
    dossier, _ = load_dossier(folder / "data" / YAML)
    if place.suffix == ".docx":
        again = folder / "again.docx"
        again.write_bytes(word_of(dossier, AS_OF))
    else:
        (folder / "again").mkdir()
        again = excel_of(dossier, AS_OF, folder / "again")[0]
    return judged(f"{place.suffix} {kind}", (place, file, again), result)


def main(often: int) -> int:
    """Try each kind so often, print the table; 1 where an edit was lost in silence, or something wrong was written."""
    found: dict[str, Counter[str]] = {}
    bad: list[Trial] = []
    with tempfile.TemporaryDirectory() as name:
        for make, kinds in ((workplace, WORD), (excel, BOOK)):
            (home := Path(name) / make.__name__).mkdir()
            place = make(home)
            for kind in kinds:
                for seed in range(often):
                    with tempfile.TemporaryDirectory() as folder:
                        trial = tried(place, kind, seed, Path(folder))
                    found.setdefault(f"{place.suffix} {kind}", Counter())[trial.outcome] += 1
                    bad += [trial] if trial.outcome in ("silent", "wrong") else []
    heads = ("recovered", "reported", "silent", "wrong")
    found["all"] = sum(found.values(), Counter())
    table = [("kind", *heads), *((kind, *(str(counts[head]) for head in heads)) for kind, counts in found.items())]
    made = ["".join((f"{kind:24}", *(f"{text:>11}" for text in texts))) for kind, *texts in table]
    sys.stdout.write("\n".join((*made, *map(str, bad), "")))
    return bool(bad)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2))
