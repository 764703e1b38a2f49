"""Further kinds of edits, as offices make them: colours, words replaced everywhere, text of the web, copies, splits."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from copy import copy
from typing import Any

from lxml import etree
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from trial_book import columns, header_row, table_rows
from trial_word import NoPlaceError, looks, on_paragraph, paragraphs, table
from word_edits import bare, element, new_paragraph, text

from generator.ooxml.names import XML, w

Root = etree._Element
Kind = Callable[[Root, random.Random], None]
# What becomes of letters that went through a web page, a Mac, an editor of its own quotation marks.
LETTERS: dict[str, Callable[[str], str]] = {
    "spaces of the web": lambda words: words.replace(" ", "\u00a0"),
    "letters in parts": lambda words: unicodedata.normalize("NFD", words),
    "other quotes": lambda words: words.replace("“", '"').replace("”", '"').replace("-", "–"),
}
COMMON = ("thực hiện", "theo", "và", "của", "Văn phòng")


# --- Word: one paragraph ---------------------------------------------------------------------------------------------


def _on_paragraph_properties(xml: str) -> Callable[[Root, random.Random], None]:
    def edit(p: Root, _: random.Random) -> None:
        if p.find(w("pPr")) is None:
            p.insert(0, etree.Element(w("pPr")))
        p.find(w("pPr")).append(element(xml))

    return edit


def _page_break(p: Root, _: random.Random) -> None:
    p.addprevious(element('<w:p><w:r><w:br w:type="page"/></w:r></w:p>'))


def _text_box(p: Root, _: random.Random) -> None:
    box = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:90pt;height:30pt"><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>Xin ý kiến Giám đốc trước khi ký</w:t></w:r></w:p></w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r>"
    )
    p.append(element(box))


def _texts(change: Callable[[str], str]) -> Callable[[Root, random.Random], None]:
    def edit(p: Root, _: random.Random) -> None:
        for t in p.iter(w("t")):
            t.text = change(t.text or "")
            t.set(f"{{{XML}}}space", "preserve")

    return edit


def _no_break_hyphens(p: Root, _: random.Random) -> None:
    found = [t for t in p.iter(w("t")) if "-" in (t.text or "").strip("- ")]
    if not found:
        raise NoPlaceError
    for t in found:
        before, _sign, after = t.text.partition("-")
        t.text = before
        t.set(f"{{{XML}}}space", "preserve")
        rest = etree.Element(w("t"))
        rest.text = after
        rest.set(f"{{{XML}}}space", "preserve")
        t.addnext(rest)
        t.addnext(element("<w:noBreakHyphen/>"))


def _numbered_by_word(p: Root, _: random.Random) -> None:
    """A list turned on while typing: the typed number is gone, Word counts."""
    _on_paragraph_properties('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')(p, _)


def _linked(p: Root, _: random.Random) -> None:
    runs = p.findall(w("r"))
    if not runs:
        raise NoPlaceError
    link = element('<w:hyperlink w:anchor="nowhere"/>')
    runs[-1].addprevious(link)
    link.append(runs[-1])


def _in_a_control(p: Root, _: random.Random) -> None:
    """A content control put around a paragraph."""
    control = element("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")
    p.addprevious(control)
    control.find(w("sdtContent")).append(p)


def _tracked_away(p: Root, _: random.Random) -> None:
    for run in list(p.findall(w("r"))):
        mark = element('<w:del w:id="903" w:author="A" w:date="2024-06-01T00:00:00Z"/>')
        run.addprevious(mark)
        mark.append(run)
        for t in run.findall(w("t")):
            t.tag = w("delText")


def _answered_in_text(p: Root, _: random.Random) -> None:
    new_paragraph(p, "[Ý kiến: đề nghị làm rõ trách nhiệm của phòng chủ trì]")


# --- Word: the whole file, tables ------------------------------------------------------------------------------------


def _replaced_everywhere(root: Root, pick: random.Random) -> None:
    old = pick.choice([words for words in COMMON if any(words in text(p) for p in paragraphs(root))])
    for t in root.iter(w("t")):
        t.text = (t.text or "").replace(old, f"{old} đầy đủ")


def _turned(root: Root, pick: random.Random) -> None:
    """A section set on the other paper."""
    size = pick.choice(list(root.iter(w("pgSz"))))
    wide, high = size.get(w("w")), size.get(w("h"))
    size.set(w("w"), high)
    size.set(w("h"), wide)
    size.set(w("orient"), "landscape" if int(high) > int(wide) else "portrait")


def _section_gone(root: Root, pick: random.Random) -> None:
    """The mark between two sections deleted: what stands above it is laid out as what stands below."""
    found = [section for section in root.iter(w("sectPr")) if section.getparent().tag == w("pPr")]
    if not found:
        raise NoPlaceError
    section = pick.choice(found)
    section.getparent().remove(section)


def _table_pasted(root: Root, pick: random.Random) -> None:
    own = table(root, pick)
    own.addnext(bare(own))
    own.addnext(element("<w:p/>"))


def _rows(root: Root, pick: random.Random) -> list[Root]:
    return list(table(root, pick).findall(w("tr")))


def _header_repeated(root: Root, pick: random.Random) -> None:
    rows = _rows(root, pick)
    pick.choice(rows[2:]).addnext(bare(rows[0]))


def _row_split(root: Root, pick: random.Random) -> None:
    """What stands in one cell in two rows, the second without the rest."""
    rows = _rows(root, pick)
    wide = max(len(row.findall(w("tc"))) for row in rows)
    row = pick.choice([row for row in rows[1:] if len(row.findall(w("tc"))) == wide] or [rows[-1]])
    second = bare(row)
    for at, cell in enumerate(second.findall(w("tc"))):
        found = list(cell.iter(w("t")))
        words = text(cell).split(" ")
        for number, t in enumerate(found):
            t.text = " ".join(words[len(words) // 2 :]) if at == 1 and not number else ""
    first = row.findall(w("tc"))[1]
    words = text(first).split(" ")
    for number, t in enumerate(first.iter(w("t"))):
        t.text = "" if number else " ".join(words[: len(words) // 2])
    row.addnext(second)


def _row_tracked_away(root: Root, pick: random.Random) -> None:
    row = pick.choice(_rows(root, pick)[2:])
    if row.find(w("trPr")) is None:
        row.insert(0, etree.Element(w("trPr")))
    row.find(w("trPr")).append(element('<w:del w:id="904" w:author="A" w:date="2024-06-01T00:00:00Z"/>'))
    for p in row.iter(w("p")):
        _tracked_away(p, pick)


def _cell_shaded(root: Root, pick: random.Random) -> None:
    cell = pick.choice(pick.choice(_rows(root, pick)[1:]).findall(w("tc")))
    if cell.find(w("tcPr")) is None:
        cell.insert(0, etree.Element(w("tcPr")))
    cell.find(w("tcPr")).append(element('<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>'))


def _heading_renumbered(root: Root, pick: random.Random) -> None:
    """A heading of a table with another number and another name."""
    rows = [row.findall(w("tc")) for row in _rows(root, pick)]
    found = [cells for cells in rows if len(cells) == 2 and text(cells[0]).strip(". ") and text(cells[1]).strip()]
    if not found:
        raise NoPlaceError
    for cell, words in zip(pick.choice(found), ("IX", "Nội dung khác hẳn về nhân lực"), strict=True):
        for at, t in enumerate(cell.iter(w("t"))):
            t.text = "" if at else words


IN_WORD: dict[str, Kind] = {
    name: on_paragraph(edit)
    for name, edit in {
        "highlighted": looks('<w:highlight w:val="yellow"/>'),
        "red letters": looks('<w:color w:val="FF0000"/>'),
        "raised": looks('<w:vertAlign w:val="superscript"/>'),
        "set to the right": _on_paragraph_properties('<w:jc w:val="right"/>'),
        "page broken above": _page_break,
        "text box": _text_box,
        **{name: _texts(change) for name, change in LETTERS.items()},
        "no-break hyphens": _no_break_hyphens,
        "numbered by Word": _numbered_by_word,
        "linked": _linked,
        "in a control": _in_a_control,
        "tracked away": _tracked_away,
        "answered in the text": _answered_in_text,
    }.items()
} | {
    "replaced everywhere": _replaced_everywhere,
    "paper turned": _turned,
    "section gone": _section_gone,
    "table pasted": _table_pasted,
    "header repeated": _header_repeated,
    "row split": _row_split,
    "row tracked away": _row_tracked_away,
    "cell shaded": _cell_shaded,
    "heading renumbered": _heading_renumbered,
}
# Of these it is judged too how the file looks.
BY_LOOKS = frozenset(
    {
        "highlighted",
        "red letters",
        "raised",
        "set to the right",
        "page broken above",
        "cell shaded",
        "paper turned",
        "section gone",
    }
)


# --- Excel -----------------------------------------------------------------------------------------------------------


def _a_cell(sheet: Any, pick: random.Random) -> Any:
    filled = [sheet.cell(row, at) for row in table_rows(sheet) for at in columns(sheet)]
    return pick.choice([cell for cell in filled if isinstance(cell.value, str)])


def _red(sheet: Any, pick: random.Random) -> None:
    cell = _a_cell(sheet, pick)
    cell.font = Font(name=cell.font.name, size=cell.font.size, bold=cell.font.bold, color="FF0000")


def _filled_row(sheet: Any, pick: random.Random) -> None:
    row = pick.choice(table_rows(sheet))
    for at in columns(sheet):
        sheet.cell(row, at).fill = PatternFill("solid", fgColor="FFC000")


def _noted(sheet: Any, pick: random.Random) -> None:
    _a_cell(sheet, pick).comment = Comment("Đề nghị xem lại thời hạn", "Lãnh đạo")


def _changed(change: Callable[[str], str]) -> Callable[[Any, random.Random], None]:
    def edit(sheet: Any, pick: random.Random) -> None:
        cell = _a_cell(sheet, pick)
        cell.value = change(cell.value)

    return edit


def _everywhere(sheet: Any, pick: random.Random) -> None:
    old = pick.choice(COMMON)
    for row in table_rows(sheet):
        for at in columns(sheet):
            if isinstance(words := sheet.cell(row, at).value, str):
                sheet.cell(row, at).value = words.replace(old, f"{old} đầy đủ")


def _sheet_copied(sheet: Any, pick: random.Random) -> None:
    made = sheet.parent.copy_worksheet(sheet)
    made.title = f"{sheet.title[:20]} (2)"
    if pick.random() < 0.5:
        sheet.parent.move_sheet(made, -len(sheet.parent.worksheets))


def _rows_pasted(sheet: Any, pick: random.Random) -> None:
    rows = table_rows(sheet)
    if len(rows) < 3:
        raise NoPlaceError
    first = pick.randrange(len(rows) - 2)
    for row in rows[first : first + 3]:
        sheet.append([copy(sheet.cell(row, at).value) for at in range(1, sheet.max_column + 1)])


def _header_again(sheet: Any, pick: random.Random) -> None:
    head, row = header_row(sheet), pick.choice(table_rows(sheet))
    if any(area.min_row <= row < area.max_row for area in sheet.merged_cells.ranges):
        raise NoPlaceError
    words = [sheet.cell(head, at).value for at in range(1, sheet.max_column + 1)]
    sheet.insert_rows(row + 1)
    for at, word in enumerate(words, start=1):
        sheet.cell(row + 1, at).value = word


def _day_as_text(sheet: Any, pick: random.Random) -> None:
    _a_cell(sheet, pick).value = "15/9/2024"


def _joined_across(sheet: Any, pick: random.Random) -> None:
    row, own = pick.choice(table_rows(sheet)), columns(sheet)
    at = pick.choice(own[:-1])
    if any(area.min_row <= row <= area.max_row for area in sheet.merged_cells.ranges):
        raise NoPlaceError
    sheet.merge_cells(start_row=row, end_row=row, start_column=at, end_column=at + 1)


def _heading_renumbered_in_a_sheet(sheet: Any, pick: random.Random) -> None:
    whole, first = table_rows(sheet), header_row(sheet) + 1
    found = [
        row
        for row in range(first, max(whole))
        if row not in whole and all(isinstance(sheet.cell(row, at).value, str) for at in (1, columns(sheet)[0]))
    ]
    if not found:
        raise NoPlaceError
    row = pick.choice(found)
    sheet.cell(row, 1).value, sheet.cell(row, columns(sheet)[0]).value = "IX", "Nội dung khác hẳn về nhân lực"


def _emptied_above(sheet: Any, pick: random.Random) -> None:
    above = [cell for cells in sheet.iter_rows(max_row=header_row(sheet) - 1) for cell in cells if cell.value]
    if not above:
        raise NoPlaceError
    pick.choice(above).value = None


IN_BOOKS: dict[str, Callable[[Any, random.Random], None]] = {
    "red letters": _red,
    "row filled": _filled_row,
    "noted": _noted,
    **{name: _changed(change) for name, change in LETTERS.items()},
    "replaced everywhere": _everywhere,
    "sheet copied": _sheet_copied,
    "rows pasted": _rows_pasted,
    "header repeated": _header_again,
    "day typed as text": _day_as_text,
    "cells joined across": _joined_across,
    "heading renumbered": _heading_renumbered_in_a_sheet,
    "emptied above": _emptied_above,
}
