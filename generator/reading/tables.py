"""A raw table to a register: its header, what each row is, what each cell means; and beside it the layout as made.

The one place that gives a cell its meaning, whatever format it was read from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from typing import Any

from msgspec.structs import replace

from generator.facts import danh_muc
from generator.facts.agencies import Agencies
from generator.reading.around import around_the_table
from generator.reading.grid import Joined, covered_texts, crossings, joined_cells, layout
from generator.reading.header import Header, TableReading, find_header, without_content
from generator.reading.meaning import citations, deadlines, units
from generator.reading.meaning import status as status_meaning
from generator.reading.parts import with_meaning_of_their_task
from generator.reading.records import RawRow, RawTable
from generator.reading.row_kinds import Heading, KnownRow, Shape, any_numbered, known_rows, number_style
from generator.reading.sheet_tables import the_table
from generator.reading.sums import totals_that_differ
from generator.values import glossary
from generator.values.amounts import of_the_group
from generator.values.errors import InputError
from generator.values.findings import Finding, Message, Place, Severity, msg, one_of
from generator.values.layout import RowKind
from generator.values.model import Citation, Deadline, Origin, Register, Section, Status, Task, UnitMention
from generator.values.text import quote

LONGEST_TEXT = 20_000
_REMEMBERED = 4_096
# The columns whose text means something for every task that its cell is joined over.
_MEANT = ("thoi_han", "van_ban_chi_dao", "trang_thai", *glossary.UNIT_ROLES)
# What says which row a row is: never that of several.
_OF_ONE = frozenset({"ma", "stt", "cha", "nguon"})
_AS_ASKED = TableReading()


def read_register(table: RawTable, reading: TableReading = _AS_ASKED) -> tuple[Register, tuple[Finding, ...]]:
    """A task table as a register. Raises InputError where there is no header, no content column or no task; other
    errors are findings."""
    table, others = the_table(table, reading)
    header = find_header(table, reading)
    body = [row for row in header.body(table) if reading.hidden_rows or row.number not in table.hidden_rows]
    joined = joined_cells(table, header.first)
    in_body = joined.below(max(header.last, header.numbers))
    shown = [at for at in sorted(header.index) if reading.hidden_columns or at not in table.hidden_columns]
    known = tuple(known_rows(body, _shape(table, header, shown)))
    if header.at("noi_dung") is None:
        raise without_content(table, header)
    reader = _RowReader(table, header, in_body, any_numbered(body, header.at("stt")))
    for row in known:
        reader.read(row)
    rows = reader.rows if in_body.down else tuple(with_meaning_of_their_task(reader.rows))
    kept = [(one.row, one.kind) for one in known if isinstance(one.kind, RowKind)]
    made = None if table.listed else layout(table, header, shown, kept, joined)
    register = Register(header.columns, tuple(rows), Origin(table.file, table.sheet, header.first), made)
    findings = (
        *others,
        *header.findings,
        *crossings(table, header, joined),
        *covered_texts(table, joined),
        *around_the_table(table, header, reading, known),
        *reader.all_findings(),
        *totals_that_differ(register),
    )
    if not register.tasks:
        raise _no_task(table, header, findings)
    return register, findings


def _shape(table: RawTable, header: Header, shown: Sequence[int]) -> Shape:
    titles = {at: column.title for at, column in header.index.items()}
    last = max(header.last, header.numbers)
    heads = (row.cells for row in takewhile(lambda row: row.number <= last, table.rows) if row.number >= header.first)
    others = tuple(cells for cells in heads if cells != titles)
    return Shape(tuple(shown), header.at("stt"), header.at("noi_dung"), titles, others)


def _no_task(table: RawTable, header: Header, findings: Iterable[Finding]) -> InputError:
    place = Place(table.file, table.sheet)
    said = msg("Bảng nhiệm vụ không có nhiệm vụ nào dưới dòng tiêu đề.")
    hint = msg("Thêm ít nhất một dòng có nội dung nhiệm vụ.")
    if above := sum(row.number < header.first and len(row.cells) > 1 for row in table.rows):
        place = table.place(header.last, min(header.index, default=0))
        hint = msg("Có {so} dòng đứng trên dòng tiêu đề: chuyển dòng tiêu đề lên đầu bảng rồi chạy lại.", so=above)
    errors = (finding for finding in findings if finding.severity is Severity.ERROR)
    return InputError((*errors, Finding("V041", Severity.ERROR, place, said, hint)))


@dataclass
class _RowReader:
    """Goes down the body rows, keeping the chain of open sections and the last task."""

    table: RawTable
    header: Header
    joined: Joined
    numbered: bool
    rows: list[Section | Task] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    path: tuple[str, ...] = ()
    last_task: str = ""
    lists: bool = False  # whether that task ends with a colon
    seen: dict[str, Origin] = field(default_factory=dict)
    letters: Mapping[str, str] = field(init=False)
    keys: Mapping[int, str] = field(init=False)
    by_number: Mapping[int, RawRow] = field(init=False)
    year: int | None = field(init=False)
    agencies: Agencies = field(init=False)
    paths: set[tuple[str, ...]] = field(default_factory=set)
    unknown_states: dict[str, list[Origin]] = field(default_factory=dict)
    without_content: list[Origin] = field(default_factory=list)

    def __post_init__(self) -> None:
        """The letter of each column, shared by the origins of all rows; the year that a title gives its deadlines."""
        self.letters = {column.key: column.letter for column in self.header.columns}
        self.keys = {at: column.key for at, column in self.header.index.items()}
        self.by_number = {row.number: row for row in self.table.rows}
        self.year = deadlines.year_of_columns(self.header.columns)
        self.agencies = danh_muc.agencies()

    def read(self, known: KnownRow) -> None:
        """One body row: a section or a task; others have no meaning beyond their text."""
        if known.kind is RowKind.SECTION and known.heading:
            self._section(known.heading, self._origin(known.row))
        elif known.kind is RowKind.TASK:
            texts = self._texts(known.row)
            if texts or self.joined.areas:
                self._task(texts, known.row)

    @property
    def edge(self) -> int:
        """The last row of the header."""
        return max(self.header.last, self.header.numbers)

    def _origin(self, row: RawRow) -> Origin:
        return Origin(self.table.file, self.table.sheet, row.number, self.letters)

    def _texts(self, row: RawRow) -> dict[str, str]:
        """The texts of the cells that begin in a row, by key."""
        index = self.header.index
        if not self.joined.areas:
            keys = self.keys
            return {keys[at]: text for at, text in row.cells.items() if at in keys}
        return {
            index[at].key: text
            for at, text in row.cells.items()
            if at in index and self.joined.start(row.number, at) == (row.number, at)
        }

    def _reaching(self, row: RawRow) -> dict[str, str]:
        """The texts of joined cells that begin elsewhere below the header and reach into a row, by key."""
        found: dict[str, str] = {}
        for at, column in self.header.index.items():
            area = self.joined.over(row.number, at)
            if area is None or (area.row, area.column) == (row.number, at):
                continue
            first = self.by_number.get(area.row)
            if first is None or area.row <= self.edge or not self._alike(column.key, area.column):
                continue
            if (text := first.cells.get(area.column, "")) and column.key not in _OF_ONE:
                found[column.key] = text
        return found

    def _amounts(self, reaching: Mapping[str, str], row: RawRow) -> dict[str, str]:
        """The cells in which amounts begin that joined cells give to a row and others together, by key."""
        begin = {}
        for at, column in self.header.index.items():
            text, area = reaching.get(column.key, ""), self.joined.over(row.number, at)
            if area is not None and text and of_the_group(text, column.title):
                begin[column.key] = self.table.place(area.row, area.column).cell
        return begin

    def _alike(self, key: str, at: int) -> bool:
        """Whether a text that begins in another column can stand for this one: a unit for a unit."""
        column = self.header.index.get(at)
        return column is not None and (column.key == key or {column.key, key} <= glossary.UNIT_ROLES.keys())

    def _section(self, heading: Heading, origin: Origin) -> None:
        number, title = heading.number, heading.title
        cells = {"so_muc": self.table.letter(heading.number_at), "ten_muc": self.table.letter(heading.title_at)}
        if not number:
            del cells["so_muc"]
        origin = replace(origin, columns={**self.letters, **cells})
        if not title:
            self._find(
                "V043",
                Severity.ERROR,
                origin.place("noi_dung"),
                msg("Dòng mục {so} không có tên mục.", so=quote(number)),
                number,
                msg("Ghi tên mục, hoặc xóa cả dòng."),
            )
        style = number_style(number)
        if style in self.styles:
            del self.styles[self.styles.index(style) + 1 :]
        else:
            self.styles.append(style)
        level = len(self.styles)
        self.path = (*self.path[: level - 1], self._own_name(self.path[: level - 1], number, title, origin))
        self.rows.append(Section(number, title, level, self.path, origin))
        self.last_task, self.lists = "", False

    def _own_name(self, above: tuple[str, ...], number: str, title: str, origin: Origin) -> str:
        """What a section is known by: its number, with its title where another one has that number too."""
        names = (number or title, f"{number}. {title}", f"{number}. {title} ({origin.row})")
        name = next((name for name in names if name and (*above, name) not in self.paths), names[-1])
        self.paths.add((*above, name))
        return name

    def _task(self, texts: dict[str, str], row: RawRow) -> None:
        origin = self._origin(row)
        stt = texts.get("stt", "")
        if not texts.get("noi_dung") and stt and not self._joined_content(row):
            self.without_content.append(origin)
        for key, text in texts.items():
            if len(text) > LONGEST_TEXT:
                said = msg("Ô dài {so} ký tự.", so=len(text))
                self._find("V045", Severity.WARNING, origin.place(key), said, quote(text))
        parent = self.last_task if self._is_part(texts, stt) else ""
        ma = self._ma(texts, origin)
        if not parent:
            self.last_task = ma
            self.lists = texts.get("noi_dung", "").rstrip().endswith(":")
        reaching = self._reaching(row) if self.joined.areas else {}
        meant = {**texts, **{key: reaching[key] for key in _MEANT if key in reaching}} if reaching else texts
        self.rows.append(
            Task(
                ma,
                texts,
                self.path,
                status=self._status(meant, origin),
                parent=texts.get("cha", parent),
                source=texts.get("nguon", ""),
                origin=origin,
                reaching=reaching,
                amounts=self._amounts(reaching, row) if reaching else {},
                **self._meanings(meant, origin),
            )
        )

    def _is_part(self, texts: Mapping[str, str], stt: str) -> bool:
        """Whether a row is a part of the task above: without a number where others have one, or an item of what that
        task lists ("… Trong đó:" and below it "+ …" without a deadline of its own)."""
        item = self.lists and texts.get("noi_dung", "").startswith("+ ") and not texts.get("thoi_han")
        return (not stt and self.numbered) or item

    def _joined_content(self, row: RawRow) -> bool:
        at = self.header.at("noi_dung")
        return at is not None and self.joined.start(row.number, at) != (row.number, at)

    def _meanings(self, texts: Mapping[str, str], origin: Origin) -> dict[str, Any]:
        """What the deadline, citation and unit cells mean; what could not be understood is a finding."""
        deadline, doubts = _deadline(texts.get("thoi_han", ""), self.year)
        cited, more = _citations(texts.get("van_ban_chi_dao", ""))
        for key, found in (("thoi_han", doubts), ("van_ban_chi_dao", more)) if doubts or more else ():
            self.findings += (replace(finding, place=origin.place(key)) for finding in found)
        named: tuple[UnitMention, ...] = ()
        for key, role in glossary.UNIT_ROLES.items():
            if text := texts.get(key):
                named += units.parse(text, self.agencies, default_role=role)
        return {"deadline": deadline, "citations": cited, "units": named}

    def _ma(self, texts: Mapping[str, str], origin: Origin) -> str:
        """The task's id: its own, or one made of section and number (good for this run only)."""
        ma = texts.get("ma", "")
        if ma in self.seen:
            earlier = self.seen[ma]
            self._find(
                "V046",
                Severity.ERROR,
                origin.place("ma"),
                msg("Mã {ma} đã dùng ở ô {o}.", ma=quote(ma), o=earlier.place("ma").cell),
                ma,
                msg("Mỗi nhiệm vụ một mã riêng; cho dòng này một mã mới."),
            )
        if not ma:
            made = "-".join((*self.path, texts.get("stt", "").rstrip(".") or f"d{origin.row}"))
            ma = made if made not in self.seen else f"{made}-d{origin.row}"
        self.seen.setdefault(ma, origin)
        return ma

    def _status(self, texts: Mapping[str, str], origin: Origin) -> Status | None:
        """The `trang_thai` column where there is one; otherwise the one result column that holds text."""
        if text := texts.get("trang_thai"):
            if status := status_meaning.of_text(text):
                return status
            self.unknown_states.setdefault(text, []).append(origin)
        return status_meaning.of_columns(texts)

    # --- what is said --------------------------------------------------------------------------------------------

    @property
    def _severity(self) -> Severity:
        """A table with ids is a register of ours; another's is printed as it is, so that a doubt stops nothing."""
        return Severity.ERROR if "ma" in self.letters else Severity.WARNING

    def all_findings(self) -> Iterator[Finding]:
        """What was found in the rows; the same fault of many rows once, with the rows that have it."""
        yield from self.findings
        if self.without_content:
            yield self._contentless(self.without_content)
        for text, origins in self.unknown_states.items():
            yield self._unknown_state(text, origins)

    def _contentless(self, origins: Sequence[Origin]) -> Finding:
        first = origins[0]
        stt = self.by_number[first.row].cells.get(self.header.at("stt") or 0, "")
        message = msg("Dòng có số thứ tự {so} nhưng không có nội dung.", so=quote(stt))
        if len(origins) > 1:
            rows = ", ".join(str(origin.row) for origin in origins[:12])
            message = msg(
                "{so} dòng có số thứ tự nhưng không có nội dung: dòng {dong}{nua}.",
                so=len(origins),
                dong=rows,
                nua=" …" if len(origins) > 12 else "",
            )
        hint = msg("Ghi nội dung nhiệm vụ, hoặc xóa cả dòng.")
        return Finding("V044", self._severity, first.place("noi_dung"), message, hint, stt)

    def _unknown_state(self, text: str, origins: Sequence[Origin]) -> Finding:
        allowed = one_of(quote(status.words) for status in Status)
        message = msg("Trạng thái {gia_tri} không có; cần {cho_phep}.", gia_tri=quote(text), cho_phep=allowed)
        if len(origins) > 1:
            message = msg(
                "Trạng thái {gia_tri} ({so} ô) không có; cần {cho_phep}.",
                gia_tri=quote(text),
                so=len(origins),
                cho_phep=allowed,
            )
        hint = msg("Ghi đúng một trong các giá trị đó, hoặc để trống.")
        return Finding("V047", self._severity, origins[0].place("trang_thai"), message, hint, text)

    def _find(
        self, code: str, severity: Severity, place: Place, message: Message, value: str, hint: Message | None = None
    ) -> None:
        self.findings.append(Finding(code, severity, place, message, hint, value))


# A register names the same few units, deadlines and documents again and again: each text is understood once.


@lru_cache(maxsize=_REMEMBERED)
def _deadline(text: str, year: int | None) -> tuple[Deadline, tuple[Finding, ...]]:
    return deadlines.parse(text, year=year)


@lru_cache(maxsize=_REMEMBERED)
def _citations(text: str) -> tuple[tuple[Citation, ...], tuple[Finding, ...]]:
    return citations.parse_cell(text)
