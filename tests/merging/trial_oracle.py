"""What came of an edit, by an oracle apart from the program: python-docx's and openpyxl's texts of the original, the
edited and the rebuilt file.

Recovered: the rebuilt file says what the edited one says. Reported: what it does not say, a finding repeats. Silent:
neither. Wrong: the rebuilt file says what neither of the others said, or as one row what stood in two.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Literal

import docx
from lxml import etree
from openpyxl import load_workbook

from generator.commands.pull import PullResult
from generator.ooxml.names import w
from generator.values.findings import Severity

Outcome = Literal["recovered", "reported", "silent", "wrong"]
Root = etree._Element


@dataclass(frozen=True)
class Trial:
    """An edit that was tried: its kind, what came of it, the findings; whether the whole file was refused."""

    kind: str
    outcome: Outcome
    said: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    refused: bool = False


# --- what files say --------------------------------------------------------------------------------------------------


def lines(path: Path) -> list[str]:
    """What is seen of a file, a row of a table as one line, its cells between bars; without what the form counts."""
    return [line for line in (_word_lines(path) if path.suffix == ".docx" else _sheet_lines(path)) if line]


def _word_lines(path: Path) -> Iterator[str]:
    for block in docx.Document(str(path)).element.body.iter(w("p"), w("tr")):
        if block.tag == w("tr") and _wide(block):
            yield _row([core(" ".join(map(said, cell.iter(w("p"))))) for cell in block.iter(w("tc"))])
        elif block.tag == w("p") and not _wide(next(block.iterancestors(w("tr")), None)) and core(said(block)):
            yield core(said(block))


def _wide(each: Root | None) -> bool:
    """Whether a row is one of a table of tasks; the heading of a document stands in a table of two columns."""
    return each is not None and max(len(row.findall(w("tc"))) for row in each.getparent().findall(w("tr"))) > 2


def said(p: Root) -> str:
    tags = {w("br"): " ", w("tab"): " ", w("noBreakHyphen"): "-"}
    return "".join(tags.get(node.tag) or node.text or "" for node in p.iter(w("t"), *tags))


def core(line: str) -> str:
    """A line without what the form counts and ends: number, dash, final mark, capitals."""
    line = " ".join(unicodedata.normalize("NFC", line).split())
    line = re.sub(r"^\s*(Điều \d+[a-zđ]?\.|\d+[.)]|[a-zđ]\)|[IVXLC]+\.|[-+–])\s*", "", line)
    return re.sub(r"[;,.:/\s]+$", "", line).casefold()


def _sheet_lines(path: Path) -> Iterator[str]:
    shown = load_workbook(path, data_only=True)
    for sheet in load_workbook(path).worksheets:
        if sheet.sheet_state != "visible":
            continue
        # A formula says what it came to, where its program has kept that.
        result = shown[sheet.title]
        unseen = (one for one in sheet.column_dimensions.values() if one.hidden)
        hidden = {at for one in unseen for at in range(one.min or 0, (one.max or 0) + 1)}
        for cells in sheet.iter_rows():
            if not sheet.row_dimensions[cells[0].row].hidden:
                own = [c for c in cells if c.value is not None and c.column not in hidden]
                values = (result.cell(c.row, c.column).value for c in own)
                texts = [core(_value(_shown(c.value, value))) for c, value in zip(own, values, strict=True)]
                if line := _row(texts):
                    yield line


def _shown(written: Any, result: Any) -> Any:
    """What a cell shows; nothing where the result of its formula was not kept."""
    return "" if result is None and str(written).startswith("=") else written if result is None else result


def _row(cells: Sequence[str]) -> str:
    """A row as one line, without the number that the form counts."""
    first, *others = cells or [""]
    counted = re.fullmatch(r"(\d{1,3}[a-zđ]?)?|[ivxlc]+|[a-zđ]", first) is not None
    return " | ".join(filter(None, others if counted else cells))


def _value(value: Any) -> str:
    """A value whatever it was typed as: a date, a number, a text of one."""
    text = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
    try:
        return f"{float(text.replace(',', '.')):g}"
    except ValueError:
        text = re.sub(r"\b(\d{4})-(\d\d)-(\d\d)( 0?0:00(:00)?)?\b", r"\3/\2/\1", text)
        return re.sub(r"\b0(\d)(?=/)", r"\1", text)


# What is written beside the text and seen: of letters, of paragraphs and cells, of pages.
_SEEN = ("highlight", "color", "vertAlign", "jc", "shd", "pageBreakBefore", "br", "pgSz")


def looks(path: Path) -> Counter[str]:
    """How many letters of a Word file are bold, italic, struck through; how often else it is written how it looks."""
    found: Counter[str] = Counter()
    document = docx.Document(str(path))
    for p in document.element.body.iter(w("p")):
        style = document.styles.element.find(f"{w('style')}[@{w('styleId')}='{_style(p, 'p')}']")
        for run in p.iter(w("r")):
            for mark in ("b", "i", "strike"):
                if _marked(document, run, style, mark):
                    found[mark] += len("".join("".join(t.text or "" for t in run.iter(w("t"))).split()))
    for name in _SEEN:
        for each in document.element.body.iter(w(name)):
            how = (each.get(w(attribute)) for attribute in ("val", "fill", "type", "orient"))
            if name == "jc" and each.get(w("val")) in ("start", "left"):
                continue  # LibreOffice writes what others leave out
            found[" ".join((name, *map(str, how)))] += 1
    return found


def _style(element: Root, kind: str) -> str:
    style = element.find(f"{w(f'{kind}Pr')}/{w(f'{kind}Style')}")
    return str(style.get(w("val"))) if style is not None else ""


def _marked(document: Any, run: Root, style: Root | None, mark: str) -> bool:
    own = run.find(f"{w('rPr')}/{w(mark)}")
    while own is None and style is not None:
        own = style.find(f"{w('rPr')}/{w(mark)}")
        based = style.find(w("basedOn"))
        name = based.get(w("val")) if based is not None else ""
        style = document.styles.element.find(f"{w('style')}[@{w('styleId')}='{name}']")
    return own is not None and own.get(w("val")) not in ("0", "false", "off")


# --- what came of it -------------------------------------------------------------------------------------------------


def judged(kind: str, files: tuple[Path, Path, Path], result: PullResult, *, by_looks: bool = False) -> Trial:
    """What came of an edit, by the original, the edited and the rebuilt file."""
    before, theirs, ours = map(lines, files)
    told = tuple(f"{finding.code} {finding.value or finding.message}"[:120] for finding in result.findings)
    warned = any(finding.severity is not Severity.NOTE for finding in result.findings)
    if odd := [*_odd(before, theirs, ours), *_mixed(before, theirs, ours)]:
        return Trial(kind, "wrong", told, tuple(odd))
    if lost := _lost(files, before, theirs, ours, result):
        return Trial(kind, "silent", told, tuple(lost))
    if not warned and theirs != ours:
        return Trial(kind, "silent", told, ("another order or number of lines",))
    if not warned and by_looks and looks(files[1]) != looks(files[2]):
        return Trial(kind, "silent", told, (f"looks: {looks(files[1])} {looks(files[2])}",))
    return Trial(kind, "reported" if warned else "recovered", told)


def _lost(
    files: Sequence[Path], before: Sequence[str], theirs: Sequence[str], ours: Sequence[str], result: PullResult
) -> list[str]:
    was, there, here = Counter(before), Counter(theirs), Counter(ours)
    lost = [*unsaid((there - was) - here, here - there, result), *unsaid((was - there) & here, there - here, result)]
    # A column that is spoken of as a whole is said with all that stands under its title.
    columns = [finding.value.strip("“”") for finding in result.findings if finding.code == "V198"]
    under = {text for file in files[:2] for title in columns for text in texts_under(file, title)}
    # So is a table.
    if any(finding.code == "V184" and " | " in finding.value for finding in result.findings):
        under |= {piece for line in before for piece in line.split(" | ") if " | " in line}
    # Rows, or a sheet, that were pasted once more are said with the first of them.
    if any(finding.code in ("V361", "V363") for finding in result.findings):
        under |= _pieces(before)
    hidden = any(finding.code == "V185" for finding in result.findings)
    return [piece for piece in lost if piece not in under and not hidden]


def unsaid(gone: Counter[str], other: Counter[str], result: PullResult) -> list[str]:
    """Of the lines that only one file has, what the other does not say in its stead and no finding repeats.

    A finding repeats a text by its beginning or its end, a row that only one file has by its longest cell; or it
    repeats what stands there instead, most of which is the same.
    """
    told = " ".join(" ".join(f"{f.value} {f.message}" for f in result.findings).split()).casefold()
    there = {piece for line in other for piece in line.split(" | ")}
    instead = [piece for piece in there if _in(told, piece)]
    left = []
    for line in gone.elements():
        own = [piece for piece in line.split(" | ") if piece not in there]
        if " | " not in line or not _in(told, max(line.split(" | "), key=len)):
            left += [piece for piece in own if not _in(told, piece)]
    left = [piece for piece in left if not any(SequenceMatcher(None, one, piece).ratio() > 0.6 for one in instead)]
    # Of a text that was typed over by another, the other is told.
    typed_over = [piece for piece in instead if piece not in gone]
    return left[len(typed_over) :] if len(left) <= len(typed_over) else left


def _in(told: str, piece: str) -> bool:
    return piece[:30] in told or piece[-30:] in told


def _pieces(lines: Sequence[str]) -> set[str]:
    return {piece for line in lines for piece in line.split(" | ")}


def _odd(before: Sequence[str], theirs: Sequence[str], ours: Sequence[str]) -> list[str]:
    """What neither file said; a number that is counted anew apart."""
    known = _pieces(before) | _pieces(theirs)
    counted = {re.sub(r"[\d.,]+", "#", piece) for piece in _pieces(before)}
    # A line that is made of an edited one ("(Kèm theo Quyết định … của …)") says its new words.
    typed = {word for piece in _pieces(theirs) - _pieces(before) for word in piece.split()}
    made = [set(piece.split()) | typed for piece in _pieces(before) if len(piece) > 20]
    odd = [piece for piece in _pieces(ours) - known if re.sub(r"[\d.,]+", "#", piece) not in counted]
    return [piece for piece in odd if not any(set(piece.split()) <= one for one in made)]


def _mixed(before: Sequence[str], theirs: Sequence[str], ours: Sequence[str]) -> list[str]:
    """Rows that are made of two, or of a row of before and a row that is not its edit."""
    known = {*before, *theirs}
    rows = [set(line.split(" | ")) for line in theirs], [set(line.split(" | ")) for line in before]
    odd = []
    for line in ours:
        own = {piece for piece in line.split(" | ") if not piece.isdigit()}
        if line not in known and len(own) > 2:
            # One that was edited there and here keeps the most of both.
            near = [max(side, key=lambda one: len(one & own), default=set()) for side in rows]
            if own - near[0] - near[1] and not any(own <= one | other for one in rows[0] for other in rows[1]):
                odd.append(line)
    return odd


def texts_under(path: Path, title: str) -> Iterator[str]:
    """The texts of a column of any table, by the last part of its title."""
    wanted = title.rpartition(" / ")[2].casefold()
    for grid in _grids(path):
        for at, row in enumerate(grid):
            for column, text in enumerate(row):
                if core(text) == core(wanted):
                    yield from (core(below[column]) for below in grid[at + 1 :] if len(below) > column)


def _spread(row: Root) -> Iterator[str]:
    """The texts of a row, a cell as often as it has columns."""
    for cell in row.findall(w("tc")):
        span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
        for _ in range(int(span.get(w("val"))) if span is not None else 1):
            yield " ".join(map(said, cell.iter(w("p")))).strip()


def _grids(path: Path) -> Iterator[list[list[str]]]:
    if path.suffix == ".docx":
        for table in docx.Document(str(path)).element.body.iter(w("tbl")):
            yield [list(_spread(row)) for row in table.findall(w("tr"))]
        return
    for sheet in load_workbook(path).worksheets:
        yield [[_value(c.value or "") for c in cells] for cells in sheet.iter_rows()]
