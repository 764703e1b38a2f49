"""A file's documents as a dossier's files: van-ban.yaml as people read it, a workbook a table, pictures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from generator.checking.paper import signs
from generator.checking.paper.model import Line, text_of
from generator.checking.paper.signs import parse_annex
from generator.commands.importing.annexes import annex_title, untitled_annexes
from generator.commands.importing.body import blocks_of, out_of_turn
from generator.commands.importing.copied import copy_fields, is_margin_line, margin_fields
from generator.commands.importing.fields import (
    AGENCY,
    UNKNOWN_KIND,
    Fields,
    closing_fields,
    confirmed,
    dated_in_figures,
    heading_fields,
    is_left_by_signing,
    opening_fields,
    signed_by,
    stamped,
    stamps,
)
from generator.commands.importing.names import Names
from generator.commands.importing.odd_rows import odd_rows
from generator.commands.importing.source import Region, Source
from generator.keeping.yaml_text import Field, Item, Row, yaml_text
from generator.ooxml.cell_refs import column_letter
from generator.reading.draft import Piece
from generator.reading.tables import read_register
from generator.reading.word import WordBlock
from generator.reading.word_tables import raw_table
from generator.values.blocks import FACTS
from generator.values.emphasis import typed
from generator.values.errors import InputError
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.marked import cut, stripped
from generator.values.model import Block, Merge
from generator.values.patterns import late
from generator.values.text import quote, roman

ANNEX = "phu-luc"
# The order in which keys are written; those of the file's heading first.
KEYS = (
    "loai", "nhan", "do_khan", "do_mat", "luu_hanh", "co_quan", "don_vi_soan_thao", "so", "ky_hieu", "ngay",
    "dia_danh", "trich_yeu", "kem_theo_van_ban", "tham_quyen", "kinh_gui", "can_cu", "huong", "noi_dung", "noi_nhan",
    "ky", "xac_nhan", "ban_sao", "kem_theo",
)  # fmt: skip
# One of these beside the tasks makes a table one of tasks.
_OF_TASKS = frozenset({"chu_tri", "phoi_hop", "thoi_han", "san_pham", "trang_thai", "ket_qua", "van_ban_chi_dao"})
# The mark that ends a document; the program sets it.
_END = "./."
_WITH = late(r"kèm theo\s+(\D+?)\s+số\b", re.IGNORECASE)
_LEFT = "Chưa xếp được vào trường nào, giữ nguyên chữ của bản gốc; xem lại."


@dataclass
class Folder:
    """The files of a dossier by name, and what was unsure. `tables` are those printed from workbooks, by their number
    among the tables of the file; `kept` counts the tables of tasks that could be no register.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)
    tasks: int = 0
    kept: int = 0


def dossier_of(source: Source, as_grids: Collection[int] = ()) -> Folder:
    """The dossier of a file's documents; tables whose number is among `as_grids` are kept cell by cell, without
    meaning.
    """
    maker = _Maker(source, frozenset(as_grids))
    fields = maker.whole()
    maker.say_plain()
    head = [f"Lấy từ tệp {source.facts.file} bằng “vanban import”. Những chỗ có dòng ghi chú # là chỗ nên xem lại."]
    head += [f"Dòng đứng trên văn bản này trong tệp ấy: {text}" for text in maker.captions()]
    maker.folder.files["van-ban.yaml"] = yaml_text(fields, head).encode()
    return maker.folder


class _Maker:
    """Goes through the documents of a file, numbering its tables and pictures."""

    def __init__(self, source: Source, as_grids: frozenset[int]) -> None:
        self.source = source
        self.as_grids = as_grids
        self.folder = Folder()
        self.seen = self.pictures = 0
        self.plain: list[str] = []  # texts whose bold and italics could not all be typed
        self.annexes = sum(region.part.role == ANNEX for region in source.regions)
        facts = source.facts
        running = [p.seen for p in facts.paragraphs if p.seen and not p.seen.isupper()]
        self.names = Names(tuple(running))

    def whole(self) -> list[Field]:
        """The keys of van-ban.yaml."""
        regions = self.source.regions
        first = regions[0] if regions else None
        if first is None:
            return self._without_heading()
        above = list(self._items(self.source.before, set(), _LEFT)) if self.source.before else []
        main = self.document(first, above) if first.part.role == "chinh" else self.alone(first, above)
        self._copied(main)
        attached: list[Item] = []
        attached += self._rest(first, main.taken)
        number = int(first.part.role == ANNEX)
        for region in regions[1:]:
            number += region.part.role == ANNEX
            attached.append(Item(tuple(self.attached(region, number))))
            attached += self._rest(region)
        if attached:
            main.put("kem_theo", attached)
        return _ordered(main)

    def _copied(self, main: Fields) -> None:
        """The copy made of the document: on paper with its own heading and end, or the line of an electronic one."""
        if self.source.copied:
            lines = self._lines(self.source.copied)
            made, left = copy_fields(lines, lambda text: main.named("ban_sao", text))
            main.put("ban_sao", made, main.doubt("ban_sao"))
            body = main.found.get("noi_dung")
            items = list(body.value) if body is not None and isinstance(body.value, list) else []
            main.put("noi_dung", [*items, *self._marked(left)])
        head = (line.text for line in self._lines(self.source.regions[0].head))
        electronic = margin_fields((*self.source.margins, *head))
        if electronic and not self.source.copied:
            main.put("ban_sao", electronic)

    def _without_heading(self) -> list[Field]:
        self._unsure(msg("Không thấy phần đầu của văn bản hành chính: loại, cơ quan để điền."), "")
        fields = Fields(self.names)
        fields.put("loai", UNKNOWN_KIND, "Không thấy tên loại văn bản: sửa cho đúng.")
        fields.put("co_quan", (Field("ten", AGENCY),), "Văn bản gốc không có tên cơ quan: điền vào.")
        fields.put("noi_dung", list(self._items(self.source.before, set())))
        return _ordered(fields)

    def captions(self) -> list[str]:
        """Lines that stand above documents and belong to none, which is said."""
        lines = [line for region in self.source.regions for line in self._lines(region.caption)]
        for line in lines:
            where = Place(self.source.facts.file, part=f"đoạn {line.paragraph.index}")
            message = msg("Dòng {chu} đứng trên văn bản, không thuộc văn bản nào: không in.", chu=quote(line.text))
            self.folder.findings.append(Finding("V346", Severity.NOTE, where, message, None, line.text))
        return [line.text for line in lines]

    def _typed(self, text: str) -> str:
        """A text as people type it; where not all of its emphasis can be, that is kept in mind."""
        made, whole = typed(text)
        if not whole:
            self.plain.append(str(text))
        return made

    def say_plain(self) -> None:
        """A word on the texts that lost bold, italics, raised or lowered letters."""
        if self.plain:
            first = quote(self.plain[0])
            message = msg("{so} đoạn không giữ được hết đậm, nghiêng, chỉ số: {chu}.", so=len(self.plain), chu=first)
            place, hint = Place(self.source.facts.file), msg("Chữ còn đủ; đặt lại kiểu chữ ở những chỗ ấy nếu cần.")
            self.folder.findings.append(Finding("V252", Severity.NOTE, place, message, hint, "\n".join(self.plain)))

    # --- documents ---

    def document(self, region: Region, above: Sequence[Item] = ()) -> Fields:
        """A document that stands on its own."""
        fields = Fields(self.names)
        stamps(fields, self._lines(region.head))
        stamped(fields, self.source.margins)
        fields.take(*(line for line in self._lines(region.head) if is_margin_line(line.text)))
        kind = heading_fields(fields, region.part)
        dated_in_figures(fields, fields.left(self._lines(region.head)))
        if not kind:
            self._unsure(msg("Không rõ loại văn bản; tạm ghi là công văn."), text_of(region.part.heading.subject))
        opening_fields(fields, region.part, kind, self._lines(region.body))
        confirmed(fields, self._lines(region.after))
        fields.take(*(line for line in self._lines(region.body[:1]) if signs.is_rule(line.text)))
        self._filled(fields, region, above)
        return fields

    def alone(self, region: Region, above: Sequence[Item]) -> Fields:
        """A document of which the decision that it was issued with is not in the file."""
        fields = Fields(self.names)
        self._title(fields, region, 1)
        agency = text_of(region.part.heading.agency)
        ten = fields.named("co_quan", agency) if agency else AGENCY
        fields.put("co_quan", (Field("ten", ten),), "" if agency else "Cơ quan ban hành không có trong tệp: điền vào.")
        if note := text_of(region.part.heading.attached_note):
            fields.put("kem_theo_van_ban", (Field("loai", kind_in(note)), Field("dong", note.strip("() "))))
        self._filled(fields, region, above)
        return fields

    def attached(self, region: Region, number: int) -> Iterator[Field]:
        """A document issued with the main one, or an annex: the `number`-th."""
        fields = Fields(self.names)
        self._title(fields, region, number)
        self._filled(fields, region)
        yield from _ordered(fields)

    def _title(self, fields: Fields, region: Region, number: int) -> None:
        heading = region.part.heading
        if region.part.role == ANNEX:
            fields.put("loai", ANNEX)
            self._annex_title(fields, region, number)
        else:
            heading_fields(fields, region.part)
            for key in ("co_quan", "so", "ky_hieu", "ngay", "dia_danh", "don_vi_soan_thao"):
                fields.found.pop(key, None)
        fields.take(*heading.attached_note)
        opening_fields(fields, region.part, "")
        self._landscape(fields, region.body)

    def _landscape(self, fields: Fields, blocks: Sequence[WordBlock]) -> None:
        """That a part lies on its side, where its pages do."""
        first = next((line for block in blocks[:1] for line in self.source.lines(block)), None)
        if first is not None and self.source.facts.section_of(first.paragraph).landscape:
            fields.put("huong", "ngang")

    def _annex_title(self, fields: Fields, region: Region, number: int) -> None:
        heading = region.part.heading
        line = heading.kind_line
        if line is None:
            return
        _, rest = parse_annex(line.text) or ("", "")
        label = line.text[: len(line.text) - len(rest)].strip() if rest else line.text
        usual = f"Phụ lục {roman(number)}" if self.annexes > 1 else "Phụ lục"
        if label.casefold() != usual.casefold():
            fields.put("nhan", label)
        subject = " ".join(filter(None, (rest.strip(" .:-"), text_of(heading.subject))))
        fields.put("trich_yeu", fields.named("trich_yeu", subject), fields.doubt("trich_yeu"))
        fields.take(line, *heading.subject)

    def _rest(self, region: Region, taken: Collection[tuple[int, int]] = frozenset()) -> Iterator[Item]:
        """What follows a signature and has no title of its own: an annex, so that it stays in its place."""
        for blocks in untitled_annexes([one for one in region.after if self._free(one, taken)], self._lines):
            yield from self._annex_after(blocks, taken)

    def _annex_after(self, blocks: Sequence[WordBlock], taken: Collection[tuple[int, int]]) -> Iterator[Item]:
        """One that follows, with its title where "(Kèm theo …)" says that the lines above it are one."""
        fields = Fields(self.names)
        fields.put("loai", ANNEX)
        title, note = annex_title(self._lines(blocks))
        if note:
            text = " ".join(line.text for line in title)
            fields.put("trich_yeu", fields.named("trich_yeu", text), fields.doubt("trich_yeu"))
            fields.take(*title, *note)
        body = list(self._items(blocks, {*taken, *fields.taken}))
        fields.put("noi_dung", body)
        if note:
            self._landscape(fields, blocks)
            yield Item(tuple(_ordered(fields)))
            return
        if not body:
            return
        self._unsure(msg("Có phần chữ đứng sau chữ ký; giữ thành một phụ lục."), "")
        said = "Phần này đứng sau chữ ký mà không có tên; xem lại là phụ lục hay phần nào."
        yield Item((Field("loai", ANNEX), Field("noi_dung", body)), (said,))

    def _free(self, block: WordBlock, taken: Collection[tuple[int, int]]) -> bool:
        """Whether a block holds more than lines that a field has."""
        lines = list(self.source.lines(block))
        return not lines or any((line.paragraph.index, line.start) not in taken for line in lines)

    def _filled(self, fields: Fields, region: Region, above: Sequence[Item] = ()) -> None:
        """Body and end of a document; lines that no field has stand in the body, marked."""
        closing_fields(fields, region.part, self._lines(region.closing))
        if region.part.role == ANNEX and "ky" not in fields.found and len(region.body) > 1:
            signed_by(fields, self._lines(region.body[-1:]))
        if "ky" not in fields.found and (several := len(region.part.signers)) > 1:
            said = msg("{so} người cùng ký mà phần đầu ghi một cơ quan; chữ ký được giữ trong nội dung.", so=several)
            self._unsure(said, "")
        head = fields.left(self._lines(region.head))
        ends = list(fields.left(self._lines(region.closing)))
        signed = [line.text for line in ends if is_left_by_signing(line)]
        body = [
            *above,
            *self._marked(head),
            *self._items(region.body, fields.taken),
            *self._marked(line for line in ends if not is_left_by_signing(line)),
        ]
        if signed and "ky" in fields.found:
            one = fields.found["ky"]
            fields.put("ky", one.value, *one.said, f"Bản gốc ghi {', '.join(map(quote, signed))}.")
        fields.put("noi_dung", body)

    def _lines(self, blocks: Iterable[WordBlock]) -> list[Line]:
        return [line for block in blocks for line in self.source.lines(block)]

    def _marked(self, lines: Iterable[Line]) -> Iterator[Item]:
        for line in lines:
            where = Place(self.source.facts.file, part=f"đoạn {line.paragraph.index}")
            message = msg("Chưa xếp được vào trường nào: {chu}; giữ trong nội dung.", chu=quote(line.text))
            hint = msg("Xem lại dòng ấy trong van-ban.yaml: chuyển sang trường đúng, hoặc xóa.")
            self.folder.findings.append(Finding("V243", Severity.WARNING, where, message, hint, line.text))
            yield Item(self._typed(line.text), (_LEFT,))

    def _unsure(self, message: Message, value: str) -> None:
        place = Place(self.source.facts.file)
        hint = msg("Xem lại những chỗ có dòng ghi chú trong van-ban.yaml.")
        self.folder.findings.append(Finding("V246", Severity.WARNING, place, message, hint, value))

    # --- bodies ---

    def _items(self, blocks: Iterable[WordBlock], taken: Collection[tuple[int, int]], said: str = "") -> Iterator[Item]:
        """What stands in blocks and no field has, as items of `noi_dung`."""
        pieces: list[Piece] = []
        used = {index for index, _ in taken}
        for group in self.source.grouped(blocks, taken):
            if len(group) > 1:
                pieces.append(self._typed_table(group))
                continue
            (block,) = group
            own = not used.isdisjoint(range(block.first, block.last + 1))
            lines = list(self.source.lines(block)) if own else []
            left = [line for line in lines if (line.paragraph.index, line.start) not in taken]
            if len(left) < len(lines):
                pieces += (Piece(line.text) for line in left)
            else:
                pieces += self.source.pieces(block) if block.table is None else block.pieces
        if pieces and pieces[-1].text.rstrip().endswith(_END):
            text = stripped(pieces[-1].text)
            pieces[-1] = replace(pieces[-1], text=cut(text, 0, len(text) - len(_END)))
        self.folder.findings += out_of_turn(pieces, Place(self.source.facts.file))
        for block_ in blocks_of(pieces):
            yield Item(self._value(block_), (said,) if said else ())

    def _typed_table(self, group: Sequence[WordBlock]) -> Piece:
        """A table typed with tabs, which is said."""
        rows = tuple(tuple(line.text for line in self.source.lines(block)) for block in group)
        place = Place(self.source.facts.file, part=f"đoạn {group[0].last}")
        message = msg(
            "{so} dòng gõ bằng phím tab thành cột được lập thành bảng: {chu}.",
            so=len(rows),
            chu=quote(" | ".join(rows[0])),
        )
        hint = msg("Soát từng ô; không phải bảng thì ghi lại thành đoạn.")
        value = "\n".join(" | ".join(row) for row in rows)
        self.folder.findings.append(Finding("V435", Severity.NOTE, place, message, hint, value))
        return Piece(cells=rows)

    def _value(self, block: Block) -> object:
        fields = tuple(self._fields(block))
        plain = block.kind == "doan" and len(fields) == 1
        return fields[0].value if plain else fields

    def _fields(self, block: Block) -> Iterator[Field]:
        if block.kind == "luoi":
            yield from self._table(block)
            return
        if block.picture is not None:
            self.pictures += 1
            name = f"hinh-{self.pictures}.png"
            self.folder.files[name] = block.picture.data
            yield Field("hinh", (Field("tep", name), Field("rong", round(min(block.picture.width, 160), 1))))
            if block.title:
                yield Field("tieu_de", self._typed(block.title))
            return
        key = FACTS[block.kind].key
        if FACTS[block.kind].titled:
            yield Field(key, self._typed(block.title))
        else:
            yield Field(key, self._typed(block.text))
            if block.title:
                yield Field("tieu_de", self._typed(block.title))
        if block.children:
            yield Field("noi_dung", [Item(self._value(child)) for child in block.children])

    # --- tables ---

    def _table(self, block: Block) -> Iterator[Field]:
        """A table of tasks as a workbook, any other cell by cell."""
        self.seen += 1
        piece = Piece(cells=block.cells, merged=block.merged)
        book = None if self.seen in self.as_grids else self._book(piece)
        if book is not None:
            name = f"bang-{len(self.folder.tables) + 1}.xlsx"
            self.folder.tables.append(self.seen)
            self.folder.files[name] = book
            yield Field("bang", (Field("nguon", name),))
            return
        width = max(map(len, block.cells))
        rows = [[self._typed(text) for text in row] for row in block.cells]
        yield Field("luoi", [Row((*row, *[""] * (width - len(row)))) for row in rows])
        if block.merged:
            yield Field("gop", Row(tuple(map(_area, block.merged))))

    def _book(self, piece: Piece) -> bytes | None:
        """A workbook with the table just as it stands, where it is one of tasks."""
        from generator.books.tables import table_book

        table = raw_table(piece, self.source.facts.file)
        try:
            register, _ = read_register(table)
        except InputError:
            return None
        tasks = sum(bool(task.text("noi_dung")) for task in register.tasks)
        # A form that nobody has filled in has no task: its titles and lines are kept cell by cell.
        if not tasks or not _OF_TASKS & {column.key for column in register.columns}:
            return None
        self.folder.tasks += tasks
        where = Place(self.source.facts.file, part=f"bảng {self.seen}")
        self.folder.findings += odd_rows(register.layout, where)
        return table_book(table, register.layout)


def kind_in(note: str) -> str:
    """The kind of the document that an annex says it is issued with: a decision where it says none that we know."""
    found = _WITH.search(note)
    named = signs.kind_of(found[1].upper()) if found else None
    return named[0] if named else "quyet-dinh"


def _area(one: Merge) -> str:
    first = f"{column_letter(one.column + 1)}{one.row + 1}"
    return f"{first}:{column_letter(one.column + one.columns)}{one.row + one.rows}"


def _ordered(fields: Fields) -> list[Field]:
    return sorted(fields.found.values(), key=lambda one: KEYS.index(one.key))
