"""Kinds of edits of a Word file, in its XML as Word leaves it: a function of the root of the document and of chance."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from lxml import etree
from word_edits import bare, element, new_paragraph, text

from generator.ooxml.names import XML, w

Root = etree._Element
Kind = Callable[[Root, random.Random], None]
WORDS = (
    "tăng cường phối hợp",
    "Bộ Nội vụ",
    "trước ngày 15 tháng 9",
    "số 17/2025/NĐ-CP",
    "rà soát lại toàn bộ",
    "đạt 37,5% kế hoạch",
    "A & B <C>",
    "**gấp**",
)


class NoPlaceError(Exception):
    """A file has no place for an edit of this kind."""


def _one(found: Sequence[Root], pick: random.Random) -> Root:
    if not found:
        raise NoPlaceError
    return pick.choice(found)


# --- paragraphs ------------------------------------------------------------------------------------------------------


def paragraphs(root: Root) -> list[Root]:
    return [p for p in root.iter(w("p")) if text(p).strip()]


def _texts(p: Root) -> list[Root]:
    return [t for t in p.iter(w("t")) if (t.text or "").strip()]


def _set(t: Root, words: str) -> None:
    t.text = words
    t.set(f"{{{XML}}}space", "preserve")


def typed_at_end(p: Root, pick: random.Random) -> None:
    t = _texts(p)[-1]
    _set(t, f"{t.text} {pick.choice(WORDS)}")


def typed_in_the_middle(p: Root, pick: random.Random) -> None:
    t = pick.choice(_texts(p))
    words = (t.text or "").split(" ")
    words.insert(pick.randrange(1, len(words) + 1), pick.choice(WORDS))
    _set(t, " ".join(words))


def word_changed(p: Root, pick: random.Random) -> None:
    t = pick.choice(_texts(p))
    words = (t.text or "").split(" ")
    words[pick.randrange(len(words))] = "khác"
    _set(t, " ".join(words))


def number_changed(p: Root, pick: random.Random) -> None:
    numbers = [t for t in _texts(p) if re.search(r"\d", t.text or "")]
    t = _one(numbers, pick)
    _set(t, re.sub(r"\d(?=\D*$)", lambda found: str((int(found[0]) + 1) % 10), t.text or ""))


def case_changed(p: Root, _: random.Random) -> None:
    for t in p.iter(w("t")):
        t.text = (t.text or "").upper()


def cut(p: Root, _: random.Random) -> None:
    if len(p.getparent().findall(w("p"))) > 1:
        p.getparent().remove(p)
    else:
        emptied(p, _)


def emptied(p: Root, _: random.Random) -> None:
    for t in p.iter(w("t")):
        t.text = ""


def retyped(p: Root, pick: random.Random) -> None:
    new_paragraph(p, pick.choice(WORDS[:5]))
    p.getparent().remove(p)


def typed_below(p: Root, pick: random.Random) -> None:
    new_paragraph(p, pick.choice(WORDS[:6]))


def typed_above(p: Root, pick: random.Random) -> None:
    made = new_paragraph(p, pick.choice(WORDS[:6]))
    made.addnext(p)


def doubled(p: Root, _: random.Random) -> None:
    p.addnext(bare(p))


def split(p: Root, pick: random.Random) -> None:
    """Enter pressed inside of a paragraph: the second part has its properties, no bookmark."""
    t = pick.choice(_texts(p))
    words = (t.text or "").split(" ")
    if len(words) < 2:
        raise NoPlaceError
    at = pick.randrange(1, len(words))
    made = new_paragraph(p, "")
    _set(next(made.iter(w("t"))), " ".join(words[at:]))
    run = t.getparent()
    for later in list(run.itersiblings()):
        made.append(later)
    for later in list(t.itersiblings()):
        made.findall(w("r"))[0].append(later)
    _set(t, " ".join(words[:at]))


def _neighbour(p: Root) -> Root:
    following = p.getnext()
    while following is not None and not (following.tag == w("p") and text(following).strip()):
        following = following.getnext()
    if following is None:
        raise NoPlaceError
    return following


def joined(p: Root, _: random.Random) -> None:
    """The mark between two paragraphs deleted."""
    following = _neighbour(p)
    for child in list(following):
        if child.tag != w("pPr"):
            p.append(child)
    following.getparent().remove(following)


def swapped(p: Root, _: random.Random) -> None:
    _neighbour(p).addnext(p)


def moved_away(p: Root, pick: random.Random) -> None:
    """Cut and pasted below another paragraph of the body; Word keeps the bookmarks, or loses them."""
    body = [one for one in p.getroottree().getroot()[0] if one.tag == w("p") and text(one).strip() and one is not p]
    place = _one(body, pick)
    place.addnext(p if pick.random() < 0.5 else bare(p))
    if p.getprevious() is not place and p.getparent() is not None and len(p.getparent().findall(w("p"))) > 1:
        p.getparent().remove(p)


def looks(xml: str) -> Callable[[Root, random.Random], None]:
    def edit(p: Root, _: random.Random) -> None:
        for run in p.iter(w("r")):
            if run.find(w("rPr")) is None:
                run.insert(0, etree.Element(w("rPr")))
            run.find(w("rPr")).append(element(xml))

    return edit


def tracked_insertion(p: Root, pick: random.Random) -> None:
    run = _texts(p)[-1].getparent()
    made = element(
        '<w:ins w:id="901" w:author="A" w:date="2024-06-01T00:00:00Z"><w:r><w:t xml:space="preserve"> '
        f"{pick.choice(WORDS[:5])}</w:t></w:r></w:ins>"
    )
    run.addnext(made)


def tracked_deletion(p: Root, pick: random.Random) -> None:
    run = pick.choice(_texts(p)).getparent()
    if run.getparent().tag != w("p"):
        raise NoPlaceError
    mark = element('<w:del w:id="902" w:author="A" w:date="2024-06-01T00:00:00Z"/>')
    run.addprevious(mark)
    mark.append(run)
    for t in run.findall(w("t")):
        t.tag = w("delText")


def line_broken(p: Root, pick: random.Random) -> None:
    t = _texts(p)[-1]
    words = (t.text or "").split(" ")
    at = max(len(words) // 2, 1)
    _set(t, " ".join(words[:at]))
    t.addnext(element(f'<w:t xml:space="preserve">{"".join(pick.sample("xyz", 1))}</w:t>'))
    t.addnext(element("<w:br/>"))
    _set(t.getnext().getnext(), " ".join(words[at:]))


def cut_by_word(p: Root, pick: random.Random) -> None:
    """What Word leaves of its own: runs cut, marks of spelling, of the last place, ids; nothing was edited."""
    for t in list(_texts(p)):
        words = t.text or ""
        at = pick.randrange(len(words))
        run = t.getparent()
        if run.tag != w("r") or len(run.findall(w("t"))) != 1 or run.find(w("br")) is not None:
            continue
        second = etree.fromstring(etree.tostring(run))
        _set(t, words[:at])
        _set(second.find(w("t")), words[at:])
        run.addnext(second)
        run.addnext(element('<w:proofErr w:type="spellStart"/>'))
        second.addnext(element('<w:proofErr w:type="spellEnd"/>'))
        run.set(w("rsidR"), "00AB12CD")
    p.append(element('<w:bookmarkStart w:id="9001" w:name="_GoBack"/>'))
    p.append(element('<w:bookmarkEnd w:id="9001"/>'))


def on_paragraph(edit: Callable[[Root, random.Random], None]) -> Kind:
    return lambda root, pick: edit(_one([p for p in paragraphs(root) if _texts(p)], pick), pick)


# --- tables ----------------------------------------------------------------------------------------------------------


def _cells(row: Root) -> list[Root]:
    return row.findall(w("tc"))


def table(root: Root, pick: random.Random) -> Root:
    return _one([t for t in root.iter(w("tbl")) if len(t.findall(w("tr"))) > 3 and _width(t) > 2], pick)


def _width(each: Root) -> int:
    return max(len(_cells(row)) for row in each.findall(w("tr")))


def _whole(each: Root) -> list[Root]:
    """Its rows without any that are joined, below the header."""
    return [row for row in each.findall(w("tr"))[1:] if len(_cells(row)) == _width(each) and not _head(row)]


def _head(row: Root) -> bool:
    return row.find(f"{w('trPr')}/{w('tblHeader')}") is not None


def _typed(cell: Root, words: str) -> None:
    found = list(cell.iter(w("t")))
    if not found:
        p = next(cell.iter(w("p")))
        p.append(element("<w:r><w:t/></w:r>"))
        found = list(cell.iter(w("t")))
    for at, t in enumerate(found):
        _set(t, "" if at else words)


def cells_typed(root: Root, pick: random.Random) -> None:
    own = _whole(table(root, pick))
    for _ in range(3):
        cells = _cells(_one(own, pick))
        _typed(cells[pick.randrange(1, len(cells))], pick.choice(WORDS))


def cell_emptied(root: Root, pick: random.Random) -> None:
    cells = _cells(_one(_whole(table(root, pick)), pick))
    _typed(cells[pick.randrange(1, len(cells))], "")


def number_typed_over(root: Root, pick: random.Random) -> None:
    own = [row for row in _whole(table(root, pick)) if text(_cells(row)[0]).strip(" .").isdigit()]
    _typed(_cells(_one(own, pick))[0], str(pick.randrange(30, 90)))


def cell_of_two_paragraphs(root: Root, pick: random.Random) -> None:
    cells = _cells(_one(_whole(table(root, pick)), pick))
    new_paragraph(list(cells[pick.randrange(1, len(cells))].iter(w("p")))[-1], pick.choice(WORDS[:5]))


def cell_moved(root: Root, pick: random.Random) -> None:
    """What stands in one cell cut and pasted into the same column of another row."""
    own = _whole(table(root, pick))
    if len(own) < 2:
        raise NoPlaceError
    one, other = pick.sample(own, 2)
    at = pick.randrange(1, len(_cells(one)))
    words = text(_cells(one)[at])
    _typed(_cells(one)[at], "")
    _typed(_cells(other)[at], f"{text(_cells(other)[at])} {words}".strip())


def row_cut(root: Root, pick: random.Random) -> None:
    row = _one(table(root, pick).findall(w("tr"))[1:], pick)
    row.getparent().remove(row)


def row_moved(root: Root, pick: random.Random) -> None:
    own = _whole(table(root, pick))
    one, other = pick.sample(own, 2) if len(own) > 1 else (_one(own, pick), own[0])
    other.addnext(one)


def rows_swapped(root: Root, pick: random.Random) -> None:
    own = _whole(table(root, pick))
    at = pick.randrange(max(len(own) - 1, 1))
    own[min(at + 1, len(own) - 1)].addnext(own[at])


def rows_sorted(root: Root, pick: random.Random) -> None:
    """The texts of all rows in another order, their bookmarks where they were: as a sort of columns leaves them."""
    own = _whole(table(root, pick))
    if any(next(row.iter(w("vMerge")), None) is not None for row in own):
        raise NoPlaceError
    texts = [[text(cell) for cell in _cells(row)] for row in own]
    pick.shuffle(texts)
    for row, words in zip(own, texts, strict=True):
        for cell, each in zip(_cells(row), words, strict=True):
            _typed(cell, each)


def row_new(root: Root, pick: random.Random) -> None:
    row = _one(_whole(table(root, pick)), pick)
    made = bare(row)
    for at, cell in enumerate(_cells(made)):
        _typed(cell, f"{pick.choice(WORDS[:5])} mới {at}" if at else "")
    row.addnext(made)


def row_copied(root: Root, pick: random.Random) -> None:
    row = _one(_whole(table(root, pick)), pick)
    row.addnext(made := bare(row))
    cells = _cells(made)
    _typed(cells[1], f"{text(cells[1])} bản hai")


def rows_new_at_end(root: Root, pick: random.Random) -> None:
    each = table(root, pick)
    row = _one(_whole(each), pick)
    for number in range(2):
        made = bare(row)
        for at, cell in enumerate(_cells(made)):
            _typed(cell, f"việc thêm {number} ô {at}" if at else str(70 + number))
        each.append(made)


def row_struck(root: Root, pick: random.Random) -> None:
    for p in _one(_whole(table(root, pick)), pick).iter(w("p")):
        looks("<w:strike/>")(p, pick)


def _by_column(root: Root, pick: random.Random) -> tuple[Root, int]:
    each = table(root, pick)
    return each, pick.randrange(1, _width(each))


def column_cut(root: Root, pick: random.Random) -> None:
    each, at = _by_column(root, pick)
    for row in each.findall(w("tr")):
        if len(_cells(row)) == _width_of(each):
            row.remove(_cells(row)[at])


def _width_of(each: Root) -> int:
    grid = each.find(w("tblGrid"))
    return len(grid) if grid is not None else _width(each)


def column_moved(root: Root, pick: random.Random) -> None:
    each, at = _by_column(root, pick)
    other = pick.choice([one for one in range(1, _width(each)) if one != at])
    for row in each.findall(w("tr")):
        if len(cells := _cells(row)) == _width_of(each):
            cells[other].addnext(cells[at])


def column_new(root: Root, pick: random.Random) -> None:
    """A column put in as Word does: a cell in every row, a joined one wider; a title where one is new, one text."""
    each, at = _by_column(root, pick)
    marked = _one(_whole(each), pick)
    untitled = True
    for number, row in enumerate(each.findall(w("tr"))):
        cell, inside = _over(row, at)
        if inside:
            _wider(cell)
            continue
        made = bare(cell)
        for span in list(made.iter(w("gridSpan"))):
            span.getparent().remove(span)
        head = _head(row) or number == 0
        _typed(made, "Cán bộ theo dõi" if head and untitled else "Bà Vũ Thị Dậu" if row is marked else "")
        untitled = untitled and not head
        cell.addnext(made)
    if (grid := each.find(w("tblGrid"))) is not None:
        grid.append(etree.fromstring(etree.tostring(grid[-1])))


def _over(row: Root, column: int) -> tuple[Root, bool]:
    """The cell over a column of the grid; whether it covers further ones."""
    end = -1
    for cell in _cells(row):
        span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
        end += int(span.get(w("val"))) if span is not None else 1
        if end >= column:
            return cell, end > column
    return _cells(row)[-1], False


def _wider(cell: Root) -> None:
    properties = cell.find(w("tcPr"))
    if properties is None:
        cell.insert(0, properties := etree.Element(w("tcPr")))
    span = properties.find(w("gridSpan"))
    if span is None:
        properties.append(element('<w:gridSpan w:val="2"/>'))
    else:
        span.set(w("val"), str(int(span.get(w("val"))) + 1))


def column_emptied(root: Root, pick: random.Random) -> None:
    each, at = _by_column(root, pick)
    for row in _whole(each):
        _typed(_cells(row)[at], "")


def title_changed(root: Root, pick: random.Random) -> None:
    each, at = _by_column(root, pick)
    cells = _cells(each.findall(w("tr"))[0])
    _typed(cells[min(at, len(cells) - 1)], f"Cột {pick.choice(WORDS[:2])}")


def cells_joined_down(root: Root, pick: random.Random) -> None:
    """Two cells of a column made one, as Word does: the words of both in the upper one."""
    own = [row for row in _whole(table(root, pick)) if row.getnext() is not None]
    pairs = [row for row in own if len(_cells(row.getnext())) == len(_cells(row))]
    row = _one(pairs, pick)
    at = pick.randrange(1, len(_cells(row)))
    upper, lower = _cells(row)[at], _cells(row.getnext())[at]
    for p in list(lower.iter(w("p"))):
        if text(p).strip():
            upper.append(p)
    lower.append(element("<w:p/>")) if lower.find(w("p")) is None else None
    for cell, xml in ((upper, '<w:vMerge w:val="restart"/>'), (lower, "<w:vMerge/>")):
        properties = cell.find(w("tcPr"))
        if properties is None:
            cell.insert(0, properties := etree.Element(w("tcPr")))
        for old in properties.findall(w("vMerge")):
            properties.remove(old)
        properties.append(element(xml))


def cells_joined_across(root: Root, pick: random.Random) -> None:
    row = _one(_whole(table(root, pick)), pick)
    cells = _cells(row)
    at = pick.randrange(1, len(cells) - 1)
    for p in list(cells[at + 1].iter(w("p"))):
        if text(p).strip():
            cells[at].append(p)
    row.remove(cells[at + 1])
    _wider(cells[at])


def table_split(root: Root, pick: random.Random) -> None:
    each = table(root, pick)
    rows = each.findall(w("tr"))
    at = pick.randrange(2, len(rows))
    second = etree.Element(w("tbl"))
    for child in each:
        if child.tag in (w("tblPr"), w("tblGrid")):
            second.append(etree.fromstring(etree.tostring(child)))
    for row in rows[at:]:
        second.append(row)
    each.addnext(second)
    each.addnext(element("<w:p/>"))


def table_cut(root: Root, pick: random.Random) -> None:
    each = table(root, pick)
    each.getparent().remove(each)


def heading_changed(root: Root, pick: random.Random) -> None:
    """A row that is no whole one: a section, a total; else the last one."""
    each = table(root, pick)
    other = [row for row in each.findall(w("tr"))[1:] if len(_cells(row)) < _width(each) and _texts(row)]
    row = _one(other or each.findall(w("tr"))[-1:], pick)
    cell = _one([cell for cell in _cells(row) if text(cell).strip()], pick)
    _typed(cell, f"{text(cell)} {pick.choice(WORDS[:5])}")


ON_PARAGRAPHS: dict[str, Callable[[Root, random.Random], None]] = {
    "typed at the end": typed_at_end,
    "typed in the middle": typed_in_the_middle,
    "a word changed": word_changed,
    "a number changed": number_changed,
    "capitals": case_changed,
    "cut": cut,
    "emptied": emptied,
    "retyped": retyped,
    "typed below": typed_below,
    "typed above": typed_above,
    "doubled": doubled,
    "split": split,
    "joined": joined,
    "swapped": swapped,
    "moved away": moved_away,
    "struck": looks("<w:strike/>"),
    "bold": looks("<w:b/>"),
    "italic": looks("<w:i/>"),
    "tracked insertion": tracked_insertion,
    "tracked deletion": tracked_deletion,
    "line broken": line_broken,
    "cut by Word": cut_by_word,
}
IN_TABLES: dict[str, Kind] = {
    "cells typed": cells_typed,
    "cell emptied": cell_emptied,
    "STT typed over": number_typed_over,
    "cell of two paragraphs": cell_of_two_paragraphs,
    "cell moved": cell_moved,
    "row cut": row_cut,
    "row moved": row_moved,
    "rows swapped": rows_swapped,
    "rows sorted": rows_sorted,
    "row new": row_new,
    "row copied": row_copied,
    "rows new at the end": rows_new_at_end,
    "row struck": row_struck,
    "column cut": column_cut,
    "column moved": column_moved,
    "column new": column_new,
    "column emptied": column_emptied,
    "title changed": title_changed,
    "cells joined down": cells_joined_down,
    "cells joined across": cells_joined_across,
    "table split": table_split,
    "table cut": table_cut,
    "heading or total": heading_changed,
}
KINDS: dict[str, Kind] = {name: on_paragraph(edit) for name, edit in ON_PARAGRAPHS.items()} | IN_TABLES
