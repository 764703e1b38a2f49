"""The body of a document: blocks from their shapes, from Markdown or from Word; tables and pictures from files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from os.path import normpath
from pathlib import Path

from msgspec.structs import replace

from generator.ooxml.cell_refs import position
from generator.reading import schema
from generator.reading.files import as_named
from generator.reading.header import TableReading
from generator.reading.pictures import read_picture
from generator.reading.raw import Path_, RawDossier
from generator.reading.registers import load_register
from generator.reading.table_specs import Report, table_reading, table_spec, units
from generator.values.blocks import BY_KEY
from generator.values.emphasis import marked
from generator.values.errors import InputError
from generator.values.findings import Finding, Message, Severity, msg
from generator.values.model import Block, Merge, Origin, Picture, Register, SharedBase, Task
from generator.values.periods import Period
from generator.values.text import quote


class BodyMeaning:
    """From the validated shape of a body to blocks; collects findings instead of stopping at the first."""

    def __init__(self, raw: RawDossier, source: Path) -> None:
        """`raw` knows the place of every value of `source`, the dossier's one file."""
        self.raw = raw
        self.source = source
        self.sources: list[Path] = [source]
        self.findings: list[Finding] = []
        self.registers: dict[tuple[Path, str, TableReading], Register | None] = {}
        self._named: dict[str, Task] = {}
        self.period: Period | None = None

    def body(self, shape: schema.VanBan, path: Path_) -> tuple[Block, ...]:
        """All blocks of a document: of its file, of `noi_dung`, and its own table last."""
        table = self._table_block(shape.bang, (*path, "bang")) if shape.bang else None
        return (
            *self._file_blocks(shape.noi_dung_tep, (*path, "noi_dung"), bases=bool(shape.can_cu)),
            *self._blocks(shape.noi_dung, (*path, "noi_dung")),
            *((table,) if table else ()),
        )

    def picture(self, shape: schema.Anh | None, path: Path_, *, transparent: bool) -> Picture | None:
        """A picture of the dossier's folder; one that cannot be read is a finding."""
        if shape is None:
            return None
        file = self.source.parent / shape.tep
        try:
            found, findings = read_picture(file, self.raw.place(path), width=shape.rong, transparent=transparent)
        except InputError as failure:
            self.findings += failure.findings
            return None
        self.findings += findings
        self._made_from(file)
        return found

    def origin(self, path: Path_) -> Origin:
        """Where a value was read."""
        place = self.raw.place(path)
        column = place.cell.rstrip("0123456789")
        row = place.line or int(place.cell[len(column) :] or 0)
        return Origin(place.file, place.sheet, row, {"": column} if column else {})

    def error(self, code: str, path: Path_, message: Message, value: str, hint: Message | None = None) -> None:
        """Note an error at a value."""
        self.findings.append(Finding(code, Severity.ERROR, self.raw.place(path), message, hint, value))

    def reporter(self, path: Path_) -> Report:
        """Takes what is found below a path."""

        def report(
            steps: Path_, code: str, severity: Severity, message: Message, hint: Message | None, value: str
        ) -> None:
            self.findings.append(Finding(code, severity, self.raw.place((*path, *steps)), message, hint, value))

        return report

    def _made_from(self, file: Path) -> None:
        if file not in self.sources:
            self.sources.append(file)

    def _file_blocks(self, name: str, path: Path_, *, bases: bool) -> tuple[Block, ...]:
        """The body that a file of the dossier's folder holds (`noi_dung: noi-dung.md`); `bases`: not what it is based
        on, which the dossier says itself."""
        if not name:
            return ()
        from generator.reading.prose import read_prose

        file = self.source.parent / name
        try:
            blocks, files, findings = read_prose(file, str(file), self.raw.place(path), bases=bases)
        except InputError as failure:
            self.findings += failure.findings
            return ()
        self.findings += findings
        for one in files:
            self._made_from(one)
        return blocks

    def _blocks(self, shapes: Iterable[schema.Khoi], path: Path_) -> tuple[Block, ...]:
        return tuple(
            block for index, shape in enumerate(shapes) if (block := self._block(shape, (*path, index))) is not None
        )

    def _block(self, shape: schema.Khoi, path: Path_) -> Block | None:
        given = [key for key in (*schema.KHOI, *schema.KHOI_KHAC) if getattr(shape, key) is not None]
        if len(given) != 1:
            self.error(
                "V027",
                path,
                msg(
                    "Một khối nội dung phải có đúng một trong các khóa {cac}; ở đây có {so}.",
                    cac=", ".join((*schema.KHOI, *schema.KHOI_KHAC)),
                    so=len(given),
                ),
                ", ".join(given),
            )
            return None
        key = given[0]
        if shape.bang is not None:
            return self._table_block(shape.bang, (*path, "bang"), shape.nhan_khoi)
        if shape.bieu_do is not None:
            return self._chart_block(shape.bieu_do, shape.tieu_de, (*path, "bieu_do"))
        title, text = shape.tieu_de, getattr(shape, key) if key in schema.KHOI else ""
        if BY_KEY[key].titled and not title:
            title, text = text, ""
        return Block(
            BY_KEY[key].kind,
            text=marked(text),
            title=marked(title),
            children=self._blocks(shape.noi_dung, (*path, "noi_dung")),
            origin=self.origin(path),
            cells=tuple(tuple(map(marked, row)) for row in shape.luoi or ()),
            merged=tuple(_merges(shape.gop, shape.luoi or ())),
            picture=self.picture(shape.hinh, (*path, "hinh"), transparent=False),
            label=shape.nhan_khoi,
        )

    def _table_block(self, shape: schema.Bang, path: Path_, label: str = "") -> Block | None:
        register = self.register(shape, path)
        if register is None:
            return None
        self._one_meaning(register)
        spec = table_spec(shape, register, self.origin(path), self.reporter(path), self.period)
        if shape.so_goc is not None:
            spec = replace(spec, shared=self._shared(shape.so_goc, (*path, "so_goc")))
        return Block("bang", table=spec, origin=self.origin(path), label=label)

    def _shared(self, shape: schema.SoGoc, path: Path_) -> SharedBase | None:
        before = len(self.findings)
        register = self.register(shape, path)
        # A copy of rows of another register: what is doubtful in it is said where it can be mended.
        self.findings[before:] = [one for one in self.findings[before:] if one.severity is Severity.ERROR]
        unit = next(units((shape.don_vi,), ("don_vi",), self.reporter(path)), "")
        return SharedBase(register, unit) if register is not None else None

    def _chart_block(self, shape: schema.BieuDo, title: str, path: Path_) -> Block | None:
        register = self.register(shape, path)
        if register is None:
            return None
        counted = schema.Bang(loc=shape.loc, tong_hop=shape.tong_hop, khi_trong=shape.khi_trong)
        spec = table_spec(counted, register, self.origin(path), self.reporter(path), self.period)
        return Block("bieu-do", title=title, origin=self.origin(path), chart=spec)

    def _one_meaning(self, register: Register) -> None:
        """Warn of ids that name another task in another table of the dossier (V049)."""
        for task in register.tasks:
            if not (ma := task.text("ma")):
                continue
            other = self._named.setdefault(ma, task)
            if (task.origin.file, task.origin.sheet) == (other.origin.file, other.origin.sheet):
                continue
            if task.text("noi_dung") != other.text("noi_dung"):
                message = msg(
                    "Mã {ma} đã dùng cho nhiệm vụ khác ở {noi}.", ma=quote(ma), noi=str(other.origin.place("ma"))
                )
                hint = msg("Mỗi nhiệm vụ một mã riêng trong mọi bảng của hồ sơ.")
                self.findings.append(Finding("V049", Severity.WARNING, task.origin.place("ma"), message, hint, ma))

    def register(
        self, shape: schema.Bang | schema.BieuDo | schema.SoLieu | schema.SoGoc, path: Path_
    ) -> Register | None:
        """The register a table points at, read once; an error there is a finding here."""
        own_workbook = self.source.suffix.lower() == ".xlsx"
        if not shape.nguon and not own_workbook:
            self.error("V023", path, msg("Thiếu khóa “{khoa}”.", khoa="nguon"), "", msg("Ghi tên tệp bảng nhiệm vụ."))
            return None
        # A register may lie in another dossier: `../so-chung/nhiem-vu.xlsx`.
        file = as_named(Path(normpath(self.source.parent / shape.nguon))) if shape.nguon else self.source
        sheet = shape.trang_tinh or ("" if shape.nguon else "Nhiệm vụ")
        reading = table_reading(shape, self.reporter(path)) if isinstance(shape, schema.Bang) else TableReading()
        key = (file, sheet, reading)
        if key not in self.registers:
            self.registers[key] = self._load(file, sheet, reading, path)
        return self.registers[key]

    def _load(self, file: Path, sheet: str, reading: TableReading, path: Path_) -> Register | None:
        if not file.exists():
            self.error(
                "V029",
                (*path, "nguon"),
                msg("Không có tệp bảng nhiệm vụ {tep}.", tep=quote(str(file))),
                file.name,
                msg("Đặt tệp vào thư mục hồ sơ, hoặc sửa khóa “nguon”."),
            )
            return None
        self._made_from(file)
        try:
            register, findings = load_register(file, str(file), sheet, reading)
        except InputError as failure:
            self.findings += failure.findings
            return None
        self.findings += findings
        return register


def _merges(areas: Iterable[str], cells: Sequence[Sequence[str]]) -> Iterator[Merge]:
    """The cells of a `luoi` that are one (`A1:B2`), as far as there are cells."""
    for area in areas:
        first, last = (position(ref) for ref in area.split(":"))
        if first is None or last is None or not cells:
            continue
        (top, bottom), (left, right) = (sorted(pair) for pair in zip(first, last, strict=True))
        bottom, right = min(bottom, len(cells)), min(right, max(map(len, cells)))
        if top <= bottom and left <= right:
            yield Merge(top - 1, left - 1, bottom - top + 1, right - left + 1)
