"""The cells of a sheet as its part holds them, one by one, and how the sheet is laid out.

Whether a cell has a formula, which error it holds, its format, how it is written; joined cells, what is hidden, widths.
Streaming: the part is never a tree, so a sheet of any height takes the memory of a few hundred cells. Prefixes,
declared or not, quotes and the order of attributes do not matter; a row or cell without `r` stands where the one before
it says (18.3.1.4, 18.3.1.73), a cell in a row of another number nowhere. No more is read than `MOST_CELLS` and texts of
`LONGEST_TEXT`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from xml.parsers import expat

from generator.ooxml.cell_refs import LAST_COLUMN, LAST_ROW, column_letter, position
from generator.ooxml.parsing import has_dtd, no_xml
from generator.ooxml.raised import joined
from generator.values.errors import InputError, VanbanError
from generator.values.findings import Message, Place, msg
from generator.values.patterns import late
from generator.values.text import quote

# What is gone through at once: few enough cells that they are gone before the interpreter looks for what is left over.
_CHUNK = 1 << 14
# Cells and rows, blank ones with a format among them. What Excel holds in one cell is 32,767 characters.
MOST_CELLS = 500_000
LONGEST_TEXT = 1 << 20
_ESCAPED = late(r"_x([0-9A-Fa-f]{4})_")


class SheetCell(NamedTuple):
    """A cell as written: row and column from 1, `t` ("n" where left out), index of its format, what stands in it.

    `value` is the text of `<v>`: a number, the index of a shared text (`kind` "s"), an error (`kind` "e"), what a
    formula gave; `inline` the text of `<is>`, phonetics apart.
    """

    row: int
    column: int
    kind: str
    style: int
    has_formula: bool
    value: str
    inline: str

    @property
    def ref(self) -> str:
        """`B7`."""
        return f"{column_letter(self.column)}{self.row}"


class Joined(NamedTuple):
    """Cells that are one: the first row and column, the last ones, all from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class SheetLayout:
    """What a sheet says beside its cells, known once all of them were read. Rows and columns from 1.

    `hidden_rows` are all rows not shown; `filters` the areas of a filter that leaves rows out.
    """

    joined: list[Joined] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    filters: list[Joined] = field(default_factory=list)


def sheet_cells(
    data: bytes | Iterable[bytes],
    *,
    shown_as: str,
    part: str,
    layout: SheetLayout | None = None,
    raised: bool = False,
) -> Iterator[SheetCell]:
    """The cells of a sheet part, whole or in chunks, in its order, in time linear in its length.

    With `raised`, raised figures of texts in cells are letters (`m²`); else they are as stored.
    Raises InputError V014 where it is broken XML, has a DTD, names a cell that no sheet has or another row than its
    own, or holds a text that is not shown; V013 beyond the bounds.
    """
    walk = _Walk(shown_as, part, layout or SheetLayout(), raised=raised)
    for chunk in (data,) if isinstance(data, bytes) else data:
        for at in range(0, len(chunk), _CHUNK):
            yield from walk.read(chunk[at : at + _CHUNK])
    yield from walk.read(b"", last=True)


def only_sounds(text: str, *, shown_as: str, part: str) -> VanbanError:
    """V014 for a text of a cell that is all phonetics: no program shows it, none writes it."""
    said = msg("Chữ {chu} nằm ở chỗ mà Excel không hiện (phần phiên âm của một ô trống).", chu=quote(text))
    hint = msg("Mở tệp bằng Excel, gõ lại ô đó rồi lưu lại.")
    return InputError.of("V014", Place(f"{shown_as} : {part}"), said, hint)


def unescaped(text: str) -> str:
    """A text of a workbook with the characters that XML has no place for: `_x000D_` (22.9.2.19)."""
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


# What a named tuple does, without the call around it: it is done for each cell.
_made = tuple.__new__


class Tags(dict[str, str]):
    """Names of elements without their prefix; each is taken apart once."""

    def __missing__(self, name: str) -> str:
        tag = self[name] = name.rpartition(":")[2]
        return tag


class _Formats(dict[str, int]):
    """The index that an `s` says, 0 where it is none; each is read once."""

    def __missing__(self, said: str) -> int:
        index = self[said] = int(said) if said.isdecimal() else 0
        return index


# A cell as the parser comes upon it, its attributes first, then what a SheetCell has, and its phonetics.
_ATTRIBUTES, _FORMULA, _VALUE, _INLINE, _SOUNDS = range(5)


class _Walk:
    """What the parser calls, some three times for each cell; knows the cell it is in.

    A cell ends where the next one or the next row begins; ends of elements are asked for only in what holds a text.
    What began in a piece of the part is gone through at the end of that piece.
    """

    __slots__ = (
        "begun",
        "cell",
        "column",
        "columns",
        "count",
        "ends",
        "filter",
        "formats",
        "layout",
        "odd",
        "opens",
        "parser",
        "part",
        "raised",
        "row",
        "row_says",
        "row_text",
        "runs",
        "script",
        "shown_as",
        "spoken",
        "tags",
        "text",
    )  # fmt: skip

    def __init__(self, shown_as: str, part: str, layout: SheetLayout, *, raised: bool) -> None:
        self.shown_as, self.part, self.layout, self.raised = shown_as, part, layout, raised
        self.begun: list[list[Any] | dict[str, str]] = []  # cells, and the attributes of rows
        self.cell: list[Any] = [{}, False, "", "", ""]
        self.text: list[str] = []
        self.row = self.column = self.count = 0
        self.row_text = ""
        self.row_says = False  # whether it gives its number, so that its cells have it too
        self.spoken = False  # in rPh, whose text is not the cell's
        self.odd, self.script = False, ""
        self.runs: list[tuple[str, str]] = []  # of a text with raised figures, from the first one on
        self.columns: dict[str, int] = {}
        self.filter: Joined | None = None
        self.tags, self.formats = Tags(), _Formats()
        self.opens: dict[str, Callable[[dict[str, str]], None]] = {
            "row": self.begin_row,
            "f": self.open_formula,
            "rPh": self.open_sounds,
            "extLst": self.leave,
            "mergeCell": self.open_merge,
            "col": self.open_columns,
            "autoFilter": self.open_filter,
            "filterColumn": self.open_criterion,
            "r": self.open_run,
            "vertAlign": self.open_script,
        }
        # Names as they are typed: with its namespace each would be a long text, made anew for every element.
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.CharacterDataHandler = self.text.append
        self.ends = _end_of(self)
        self.parser.StartElementHandler = _start_of(self)

    def read(self, chunk: bytes, *, last: bool = False) -> list[SheetCell]:
        """The cells that end in the next piece of the part. What comes first of what is wrong is said."""
        try:
            self.parser.Parse(chunk, last)
        except (expat.ExpatError, VanbanError) as failure:
            self.ended(last=False)
            if isinstance(failure, VanbanError):
                raise
            raise no_xml(str(failure), shown_as=self.shown_as, part=self.part) from None
        cells = self.ended(last=last)
        self.count += len(cells)
        if not last:
            self.within_bounds()
        return cells

    # --- called by the parser ---

    def doctype(self, *_: object) -> None:
        raise has_dtd(shown_as=self.shown_as, part=self.part)

    def begin_row(self, attributes: dict[str, str]) -> None:
        self.leave(attributes)
        self.begun.append(attributes)

    def leave(self, _: dict[str, str]) -> None:
        """No cell is open: what has texts from here on is none's."""
        if self.odd:
            self.end_odd()
        self.cell = [{}, False, "", "", ""]

    def open_formula(self, _: dict[str, str]) -> None:
        self.cell[_FORMULA] = True

    def open_sounds(self, _: dict[str, str]) -> None:
        self.odd = self.spoken = True
        self.parser.EndElementHandler = self.ends

    def open_run(self, _: dict[str, str]) -> None:
        self.script = ""

    def open_script(self, attributes: dict[str, str]) -> None:
        if self.raised:
            self.odd, self.script = True, attributes.get("val", "")

    def add(self, text: str) -> None:
        """A text of a cell in which not all are plain: a run of it, or how it is spoken."""
        if self.spoken:
            self.cell[_SOUNDS] = text
            return
        if self.script or self.runs:
            self.runs = [*(self.runs or ((self.cell[_INLINE], ""),)), (text, self.script)]
        self.cell[_INLINE] += text

    def end_odd(self) -> None:
        """The end of a cell with raised figures or phonetics."""
        if self.runs:
            self.cell[_INLINE], self.runs = joined(self.runs), []
        self.odd, self.script = self.spoken, ""

    # --- what began ---

    def ended(self, *, last: bool) -> list[SheetCell]:
        """The cells that have ended since it was asked before; the last one of the part, which nothing follows, too."""
        begun = self.begun
        if last:
            self.leave({})
        kept = [begun.pop()] if begun and begun[-1] is self.cell else []
        cells: list[SheetCell] = []
        columns, formats, add, row_text = self.columns, self.formats, cells.append, self.row_text
        row = self.row
        for one in begun:
            if isinstance(one, dict):
                self.open_row(one)
                row, row_text = self.row, self.row_text
                continue
            attributes, formula, value, inline, sounds = one
            column = columns.get(attributes["r"].removesuffix(row_text)) if "r" in attributes else None
            if column is None:
                column = self.place(attributes.get("r"))
                row, row_text = self.row, self.row_text
            self.column = column
            if sounds and not inline:
                raise only_sounds(sounds, shown_as=self.shown_as, part=self.part)
            kind, index = attributes.get("t", "n"), formats[attributes["s"]] if "s" in attributes else 0
            add(_made(SheetCell, (row, column, kind, index, formula, value, inline)))
        begun[:] = kept
        return cells

    def within_bounds(self) -> None:
        """Called between chunks: nothing grows beyond them by more than a chunk."""
        if self.count > MOST_CELLS:
            raise self._refused(
                "V013",
                msg("Trang tính có hơn 500.000 ô và dòng, kể cả ô trống có định dạng."),
                msg("Trong Excel, xóa (Delete) các dòng và cột trống phía dưới và bên phải bảng rồi lưu lại."),
            )
        if len(self.text) > 16 and sum(map(len, self.text)) > LONGEST_TEXT:
            raise self._refused(
                "V013",
                msg("Ô {o} dài quá 1 triệu ký tự.", o=f"{column_letter(max(self.column, 1))}{self.row}"),
                msg("Một ô của Excel chứa được nhiều nhất 32.767 ký tự; kiểm tra nguồn gốc của tệp."),
            )

    def open_row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r")
        number = self.row + 1 if given is None else int(given) if given.isascii() and given.isdigit() else 0
        if not 0 < number <= LAST_ROW:
            raise self._no_place(given or str(number))
        self.row, self.column, self.row_text, self.row_says = number, 0, str(number), given is not None
        self.count += 1
        if attributes.get("hidden") in ("1", "true") or ("ht" in attributes and _width(attributes["ht"]) == 0):
            self.layout.hidden_rows.add(number)

    def place(self, given: str | None) -> int:
        """The column of a cell; its row where the one that it stands in does not say its own."""
        place = position(given) if given is not None else (max(self.row, 1), self.column + 1)
        if place is None or place[1] > LAST_COLUMN:
            raise self._no_place(given or f"{column_letter(self.column + 1)}{self.row}")
        if place[0] != self.row:
            if self.row_says:
                raise self._astray(given or "")
            self.row, self.row_text = place[0], str(place[0])
        elif given and given.endswith(self.row_text):
            self.columns[given.removesuffix(self.row_text)] = place[1]
        return place[1]

    # --- layout ---

    def open_merge(self, attributes: dict[str, str]) -> None:
        self.count += 1
        self.layout.joined.append(self._area(attributes.get("ref", "")))

    def open_columns(self, attributes: dict[str, str]) -> None:
        first, last = (_whole(attributes.get(name, "")) for name in ("min", "max"))
        columns = range(max(first, 1), min(last, LAST_COLUMN) + 1)
        width = _width(attributes.get("width", ""))
        if attributes.get("hidden") in ("1", "true") or width == 0:
            self.layout.hidden_columns.update(columns)
        if width is not None:
            self.layout.widths.update(dict.fromkeys(columns, width))

    def open_filter(self, attributes: dict[str, str]) -> None:
        self.filter = self._area(attributes["ref"]) if "ref" in attributes else None

    def open_criterion(self, _: dict[str, str]) -> None:
        """A filter that asks for something; without one it only shows its arrows."""
        if self.filter:
            self.layout.filters.append(self.filter)
            self.filter = None

    def _area(self, ref: str) -> Joined:
        first, _, last = ref.partition(":")
        start, end = position(first), position(last or first)
        if start is None or end is None:
            raise self._no_place(ref)
        return Joined(min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))

    def _no_place(self, ref: str) -> VanbanError:
        return self._refused(
            "V014", msg("Không trang tính nào có ô “{o}”.", o=ref[:40]), msg("Mở tệp bằng Excel rồi lưu lại.")
        )

    def _astray(self, ref: str) -> VanbanError:
        """Programs put such a cell into different rows, or leave it out."""
        said = msg("Ô “{o}” nằm trong dòng {dong} của tệp: không rõ là ô nào.", o=ref[:40], dong=self.row)
        return self._refused("V014", said, msg("Mở tệp bằng Excel, xem lại ô đó rồi lưu lại."))

    def _refused(self, code: str, message: Message, hint: Message) -> VanbanError:
        return InputError.of(code, Place(f"{self.shown_as} : {self.part}"), message, hint)


def _start_of(walk: _Walk) -> Callable[[str, dict[str, str]], None]:
    """What is called where an element begins; a function of its own, as it is most of the time that a sheet takes."""
    tags, opens, begin, forget, parser = walk.tags, walk.opens, walk.begun.append, walk.text.clear, walk.parser
    ends = walk.ends

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = tags[name]
        if tag == "c":
            if walk.odd:
                walk.end_odd()
            walk.cell = cell = [attributes, False, "", "", ""]
            begin(cell)
        elif tag == "t" or tag == "v":
            forget()
            parser.EndElementHandler = ends
        elif tag in opens:
            opens[tag](attributes)

    return start


def _end_of(walk: _Walk) -> Callable[[str], None]:
    """What is called where an element ends in which a text may stand."""
    tags, text, parser = walk.tags, walk.text, walk.parser

    def end(name: str) -> None:
        tag = tags[name]
        if tag == "t":
            said = text[0] if len(text) == 1 else "".join(text)
            if walk.odd:
                walk.add(said)
            else:
                walk.cell[_INLINE] += said
        elif tag == "v":
            walk.cell[_VALUE] = "".join(text)
        elif tag == "rPh":
            walk.spoken = False
        else:
            return
        parser.EndElementHandler = walk.ends if walk.spoken else None

    return end


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _width(text: str) -> float | None:
    """A width in characters, where it is one."""
    try:
        width = float(text)
    except ValueError:
        return None
    return width if 0 <= width <= 255 else None
