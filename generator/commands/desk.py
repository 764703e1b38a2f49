"""A dossier laid open: its fields as the form of its kind has them, its tables by row and cell, the state it is in.

What is shown is what the source says, character for character; `editing` writes one change of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field

from generator.facts.documents import Documents, documents_near, ended_among
from generator.facts.documents import documents as stock_documents
from generator.facts.kinds import ANNEX, ANNEX_KIND, NO_KIND, Kind, kinds
from generator.reading.own_file import read_source, source_in
from generator.values.blocks import FACTS
from generator.values.errors import VanbanError
from generator.values.figures import FigureState
from generator.values.findings import Finding, Message, msg
from generator.values.glossary import titles
from generator.values.layout import RowKind
from generator.values.model import Dossier, Register, Section
from generator.values.paths import Path_, blocks, documents, shown, text_key
from generator.values.registers import Use, registers
from generator.values.text import one_line

# What the forms of a field are: a line, several lines of one text, a list with a line each, one of a few, who signs for
# whom.
LINE, TEXT, LINES, CHOICE, AUTHORITY = "dong", "doan", "danh-sach", "chon", "quyen-han"
_URGENCY = {"": "không", "khan": "Khẩn", "thuong-khan": "Thượng khẩn", "hoa-toc": "Hỏa tốc"}
# Who signs for whom (Điều 13).
_AUTHORITY = {
    "": "ký với chức vụ của mình",
    "TM": "TM. thay mặt tập thể",
    "KT": "KT. cấp phó ký thay cấp trưởng",
    "TM KT": "TM. và KT. thay mặt tập thể, ký thay cấp trưởng",
    "TL": "TL. thừa lệnh người đứng đầu",
    "TUQ": "TUQ. thừa ủy quyền người đứng đầu",
    "Q": "Q. được giao quyền cấp trưởng",
}
_SECRECY = {"": "không", "mat": "Mật", "toi-mat": "Tối mật", "tuyet-mat": "Tuyệt mật"}
_CITED = "van_ban_chi_dao"
_WRITABLE = (".xlsx", ".csv")


class DeskField(Struct, frozen=True):
    """A field: its path as text, what people call it, its form, its value (of a list a line each), what it needs.

    Of a choice `choices` are all that may be chosen.
    """

    path: str
    title: Message
    form: str
    value: str
    hint: Message | None = None
    choices: Mapping[str, str] | None = None
    writable: bool = True


class DeskDocument(Struct, frozen=True):
    """A document of the dossier: what it is called, its fields, then the texts of its body."""

    title: str
    fields: tuple[DeskField, ...]
    body: tuple[DeskField, ...]


class DeskRow(Struct, frozen=True):
    """A row by its number in the source: what it is, its text under each column (by letter)."""

    number: int
    kind: RowKind
    cells: tuple[str, ...]


class DeskTable(Struct, frozen=True):
    """A table: its file, sheet, columns (letter, title), rows; `writable` where its cells can be written.

    `content`, `number` are the columns of what is to be done and of its number, `short` those of ids and marks.
    `note` says why nothing can be written, or who else has the table.
    """

    file: Path
    sheet: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[DeskRow, ...]
    content: str
    number: str
    writable: bool
    short: tuple[str, ...] = ()
    note: Message | None = None


class DeskFigure(Struct, frozen=True):
    """A figure of a report in prose: what it is, a period ago, now; `computed` where a formula gives it, not a person.

    `kept_by` is who confirmed that it stays as it was.
    """

    key: str
    name: str
    sentence: str
    unit: str
    source: str
    last: str
    now: str
    state: FigureState
    computed: bool
    kept_by: str = ""


class Desk(Struct, frozen=True):
    """A dossier laid open. `version` says of which state of its sources; what is changed later is not overwritten.

    `sources` are the files that it is made from, also those that lie elsewhere; `lines` what begins on which line of
    its own file.
    """

    name: str
    version: str
    documents: tuple[DeskDocument, ...]
    tables: tuple[DeskTable, ...]
    findings: tuple[Finding, ...]
    sources: tuple[Path, ...] = ()
    figures: tuple[DeskFigure, ...] = ()
    lines: Mapping[int, Path_] = field(default_factory=dict)

    def place(self, line: int) -> Path_:
        """What of the dossier's own file stands on a line: the value that begins there or above."""
        return self.lines[max((one for one in self.lines if one <= line), default=0)] if line and self.lines else ()


def version_of(dossier: Dossier, made: Mapping[Path, bytes] = MappingProxyType({})) -> str:
    """What the sources of a dossier are now, or will be once those made are written."""
    whole = hashlib.sha256()
    for path in dossier.sources:
        whole.update(f"{path.name} {hashlib.sha256(made.get(path) or path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()[:20]


def open_dossier(path: Path) -> Desk:
    """A dossier laid open. Raises InputError where it cannot be read."""
    from generator.reading.dossier import load_dossier

    dossier, findings = load_dossier(path)
    raw = read_source(source_in(path))[0]
    data = raw.data
    opened = tuple(_document(dossier, at, data, number) for number, (at, _) in enumerate(documents(dossier)))
    tables = tuple(table_of(register, dossier) for register in tables_in(dossier))
    return Desk(dossier.name, version_of(dossier), opened, tables, findings, tuple(dossier.sources), _figures(dossier),
                {at.line: path for path, at in raw.places.items() if at.line})  # fmt: skip


class KnownLine(Struct, frozen=True):
    """A line that a list may want; `note` where the document that it cites is no longer in force."""

    text: str
    note: Message | None = None


def known_lines(path: Path, key: str, others: Iterable[Path], on: date) -> tuple[KnownLine, ...]:
    """Lines that a list of a dossier (`can_cu`, `noi_nhan`) may want: of its tables, then of other dossiers, each once;
    of bases then those that the list of documents has in force.

    What the dossier has already is not among them; what is in force is judged at its date, else `on`. Raises InputError
    where it cannot be read.
    """
    from generator.reading.dossier import load_dossier

    dossier, _ = load_dossier(path)
    found: dict[str, None] = {}
    if key == "can_cu":
        cited = (row.text(_CITED) for register in tables_in(dossier) for row in register.tasks)
        found |= dict.fromkeys(f"Căn cứ {line.strip()}" for text in cited for line in text.split("\n") if line.strip())
    for other in others:
        with suppress(VanbanError):
            lines = value_at(read_source(source_in(other))[0].data, (key,))
            found |= dict.fromkeys(_line(one).rstrip(" ;.,") for one in (lines if isinstance(lines, list) else ()))
    own = {_line(one).rstrip(" ;.,") for one in value_at(read_source(source_in(path))[0].data, (key,)) or ()}
    day = dossier.document.dated.whole or on
    known = _list_near(path)
    if key == "can_cu":
        found |= dict.fromkeys(_in_force(known, day, (*found, *own)))
    return tuple(KnownLine(line, _ended(line, day, known)) for line in found if line and line not in own)


def _list_near(path: Path) -> Documents:
    """The list of documents of the workplace and the program; of the program alone where the workplace's is wrong."""
    try:
        return documents_near(path)
    except VanbanError:
        return stock_documents()


def _in_force(known: Documents, on: date, said: tuple[str, ...]) -> Iterator[str]:
    """The documents of a list that are in force, as bases; none that is said."""
    for one in known.all:
        named = (line for line in said if (one.symbol or one.shown) in line)
        if not one.doubt and one.in_force(on) and one.as_basis and not any(named):
            yield one.as_basis


def _ended(line: str, on: date, known: Documents) -> Message | None:
    """That what a line cites is no longer in force."""
    basis = next(ended_among(line, on, known.ended), None)
    if basis is None:
        return None
    return msg("hết hiệu lực từ {ngay}, thay bằng {moi}", ngay=f"{basis.since:%d/%m/%Y}", moi=basis.replaced_by)


def tables_in(dossier: Dossier) -> tuple[Register, ...]:
    """The tables of a dossier, in the order in which they are numbered."""
    return registers(dossier, Use.TABLE)


def _figures(dossier: Dossier) -> tuple[DeskFigure, ...]:
    sheet = dossier.document.figure_sheet
    return tuple(
        DeskFigure(
            row.key,
            row.name or row.key,
            row.sentence,
            row.unit,
            row.source,
            row.last,
            row.now,
            row.state,
            row.computed,
            row.confirmed_by,
        )
        for row in (sheet.rows if sheet else ())
    )


# --- fields ----------------------------------------------------------------------------------------------------------


def _document(dossier: Dossier, at: Path_, data: Any, number: int) -> DeskDocument:
    document = dict(documents(dossier))[at]
    kind = ANNEX_KIND if document.kind == ANNEX else kinds().get(document.kind, NO_KIND)
    of = _of_main(kind) if number == 0 else _of_attached()
    fields = tuple(
        DeskField(shown((*at, *path)), title, form, _text(data, (*at, *path)), hint, choices)
        for path, title, form, hint, choices in of
    )
    own = str(dossier.sources[0])
    body = tuple(
        DeskField(
            shown((*place, key)), msg("{loai}", loai=FACTS[block.kind].label), TEXT, text, None, None, block_file == own
        )
        for place, block in blocks(document, at)
        if (block_file := block.origin.file or own)
        for key in (("tieu_de",) if block.title else ()) + ((text_key(block),) if block.text else ())
        if (text := _text(data, (*place, key)) or (block.text if key != "tieu_de" else block.title))
    )
    return DeskDocument(kind.name or document.kind, fields, body)


_Line = tuple[Path_, Message, str, Message | None, Mapping[str, str] | None]


def _of_main(kind: Kind) -> Iterator[_Line]:
    """The fields of a main document as the form of its kind has them (Phụ lục III)."""
    yield ("co_quan", "chu_quan"), msg("Cơ quan chủ quản"), LINE, msg("Cơ quan cấp trên trực tiếp, nếu có."), None
    yield ("co_quan", "ten"), msg("Cơ quan ban hành"), LINE, None, None
    yield ("co_quan", "ky_hieu"), msg("Chữ viết tắt trong ký hiệu"), LINE, None, None
    yield ("so",), msg("Số"), LINE, msg("Để trống thì chừa chỗ cho văn thư."), None
    if kind.dated:
        yield ("dia_danh",), msg("Địa danh"), LINE, None, None
        yield ("ngay",), msg("Ngày"), LINE, msg("Ngày/tháng/năm, tháng/năm, hoặc để trống."), None
    yield ("do_khan",), msg("Độ khẩn"), CHOICE, None, _URGENCY
    yield ("do_mat",), msg("Độ mật"), CHOICE, None, _SECRECY
    if kind.with_subject:
        yield ("trich_yeu",), msg("Trích yếu"), TEXT, None, None
    if kind.names_addressees:
        yield ("kinh_gui",), msg("Kính gửi"), LINES, msg("Mỗi nơi một dòng."), None
    if kind.command:
        yield ("tham_quyen",), msg("Thẩm quyền ban hành"), LINE, msg("Ví dụ: Giám đốc Sở Tư pháp."), None
        yield ("can_cu",), msg("Căn cứ ban hành"), LINES, msg("Mỗi căn cứ một dòng, không ghi dấu cuối dòng."), None
    yield ("noi_nhan",), msg("Nơi nhận"), LINES, msg("Mỗi nơi một dòng, không gạch đầu dòng."), None
    yield ("ky", 0, "quyen_han"), msg("Quyền hạn người ký"), AUTHORITY, None, _AUTHORITY
    yield ("ky", 0, "chuc_vu"), msg("Chức vụ người ký"), LINE, None, None
    yield ("ky", 0, "ho_ten"), msg("Họ và tên người ký"), LINE, None, None


def _of_attached() -> Iterator[_Line]:
    yield ("trich_yeu",), msg("Trích yếu"), TEXT, None, None


def value_at(data: Any, path: Path_) -> Any:
    """What the source says at a path, over its shorthands; None where it says nothing."""
    for step in path:
        if isinstance(step, int):
            if not isinstance(data, list):
                continue
            data = data[step] if step < len(data) else None
        elif isinstance(data, dict):
            data = data.get(step)
        elif not (isinstance(data, str) and step == "doan"):
            return None
    return data


def _text(data: Any, path: Path_) -> str:
    value = value_at(data, path)
    if isinstance(value, list):
        return "\n".join(_line(one) for one in value)
    return "" if value is None or isinstance(value, dict) else str(value)


def _line(value: Any) -> str:
    """An item of a list; `Lưu: VT` without quotes is a key and its value to YAML."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {item}" for key, item in value.items())
    return str(value)


# --- tables ----------------------------------------------------------------------------------------------------------


def table_of(register: Register, dossier: Dossier) -> DeskTable:
    """A register by row and cell, as its layout has it where it was made as a table."""
    letters = {column.key: column.letter for column in register.columns}
    # A list of tasks by key has no titles of its own: its keys are said as people call them.
    known = titles() if register.layout is None else {}
    columns = tuple(
        (column.letter, known.get(column.title) or one_line(" / ".join(filter(None, (column.group, column.title)))))
        for column in register.columns
    )
    file = next((path for path in dossier.sources if str(path) == register.origin.file), Path(register.origin.file))
    locked = read_only(file, dossier)
    return DeskTable(
        file,
        register.origin.sheet,
        columns,
        tuple(_rows(register, [letter for letter, _ in columns])),
        letters.get("noi_dung", ""),
        letters.get("stt", ""),
        locked is None,
        tuple(letters[key] for key in ("ma", "cha", "nguon") if key in letters),
        locked or shared_with(file, dossier),
    )


def read_only(file: Path, dossier: Dossier) -> Message | None:
    """Why the cells of a table cannot be written; None where they can."""
    if file not in dossier.sources:
        return msg("Bảng không nằm trong tệp nào của hồ sơ.")
    if file.suffix.lower() not in _WRITABLE:
        return msg("Bảng ghi trong tệp {kieu}: sửa trong tệp ấy, lưu lại rồi tải lại trang.", kieu=file.suffix.lower())
    return None


def shared_with(file: Path, dossier: Dossier) -> Message | None:
    """Whose a table is too; None for a dossier's own."""
    own, other = dossier.folder.resolve(), file.resolve().parent
    if other.is_relative_to(own):
        return None
    return msg("Bảng của hồ sơ “{ten}”, dùng chung: sửa ở đây là sửa cho cả hồ sơ ấy.", ten=other.name)


def _rows(register: Register, letters: Iterable[str]) -> Iterator[DeskRow]:
    order = list(letters)
    kinds_of = {row.number: row.kind for row in register.layout.rows} if register.layout else {}
    own = {row.origin.row: row for row in register.rows}
    keys = [column.key for column in register.columns]
    for number in sorted({*own, *kinds_of}):
        row, texts = own.get(number), _layout_texts(register, number)
        if row is None:
            yield DeskRow(number, kinds_of[number], tuple(texts.get(key, "") for key in keys))
        elif isinstance(row, Section):
            said = {row.origin.columns.get("so_muc", ""): row.number, row.origin.columns.get("ten_muc", ""): row.title}
            yield DeskRow(number, RowKind.SECTION, tuple(said.get(letter, "") for letter in order))
        else:
            yield DeskRow(number, RowKind.TASK, tuple(row.text(key) for key in keys))


def _layout_texts(register: Register, number: int) -> dict[str, str]:
    """The texts of a row that is no task, by key."""
    layout = register.layout
    row = layout.by_number.get(number) if layout else None
    return {layout.columns[cell.column]: cell.text for cell in row.cells} if layout and row else {}
