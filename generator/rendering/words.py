"""A plan in the words of templates. The one place where a plan becomes what a template prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from generator.facts.metrics import broken_lines
from generator.planning.plan import GridRow, PlannedBlock, PlannedDocument, PlannedSection, PlannedTable, PlannedTask
from generator.planning.status import Standing, State, said
from generator.rendering.context import (
    BlockContext,
    DocumentContext,
    PairContext,
    SignerContext,
    StampContext,
    TableContext,
)
from generator.rendering.templates.jinja import Cell, Emphasised, Row
from generator.rendering.word import charts
from generator.rendering.word.footnotes import Footnotes
from generator.rendering.word.pictures import Pictures
from generator.values import glossary
from generator.values.layout import RowKind
from generator.values.model import Merge, Signature
from generator.values.text import upper

# What fits beside a signature: a longer list of Nơi nhận goes on below it, in two columns (II.9.d leaves it open).
_BESIDE, _ROOM = 16, 10
_RECIPIENT_PT, _RECIPIENT_MM = 11, 74.0


def document_context(
    planned: PlannedDocument,
    pictures: Pictures | None = None,
    footnotes: Footnotes | None = None,
    *,
    width: float = 165.0,
    own_file: bool = True,
) -> DocumentContext:
    """A document in the words of templates.

    `width` is that of its text in mm; `own_file` where it is the first of its file.
    """
    return _document(planned, _Making(pictures or Pictures(), footnotes or Footnotes(), width), own_file)


class _Making(Struct, frozen=True):
    """What grows with the contexts of one output file, and the width of the text in mm."""

    pictures: Pictures
    footnotes: Footnotes
    width: float


def _document(planned: PlannedDocument, make: _Making, own_file: bool) -> DocumentContext:
    document, marks, addressing = planned.document, planned.document.marks, planned.addressing
    agencies = (document.agency, *document.partners)
    signers = tuple(_signer(signature, make.pictures) for signature in document.signatures)
    beside, left, right = _recipients(planned.recipients)
    return DocumentContext(
        co_quan=upper("\n".join(agency.name for agency in agencies)),
        chu_quan=upper("\n".join(dict.fromkeys(agency.parent for agency in agencies if agency.parent))),
        so_ky_hieu=planned.number_line,
        v_v=planned.reference,
        dia_danh_ngay=planned.date_line,
        ten_loai=upper(planned.kind_name),
        trich_yeu=planned.subject,
        tham_quyen=planned.authority,
        can_cu=planned.bases,
        lenh=planned.command,
        noi_dung=tuple(_block(block, block is planned.blocks[-1], make) for block in planned.blocks),
        gui=addressing.label,
        gui_mot=addressing.one,
        gui_nhieu=addressing.several,
        gui_giua=document.kind == "giay-gioi-thieu",
        gui_trong_bai=document.kind == "giay-moi",
        noi_nhan=planned.recipients,
        noi_nhan_dau=beside,
        noi_nhan_trai=left,
        noi_nhan_phai=right,
        ky=signers,
        ky_doi=side_by_side(signers),
        dau_chi_muc=tuple(StampContext(one.text, one.width, one.red, one.double) for one in planned.stamps),
        luu_hanh=planned.circulation,
        dia_chi=marks.address,
        xac_nhan=marks.confirmation,
        ky_so=planned.signing_line if own_file else "",
        ky_so_sao=planned.copy_line,
        kem_theo=planned.attached_to,
        phu_luc=planned.annex_label,
        sao=_document(planned.copy, make, own_file) if planned.copy else None,
    )


def _signer(signature: Signature, pictures: Pictures) -> SignerContext:
    return SignerContext(
        quyen_han=tuple(upper(line) for line in signature.authority),
        chuc_vu=upper(signature.position),
        chuc_vu_khac=signature.second_title,
        ho_ten=f"{signature.rank} {signature.name}".strip(),
        anh=pictures.signed(signature),
    )


def side_by_side(signers: Sequence[SignerContext]) -> tuple[PairContext, ...]:
    """Those who sign, two in a row; none where one signs alone."""
    if len(signers) < 2:
        return ()
    pairs = (signers[at : at + 2] for at in range(0, len(signers), 2))
    return tuple(PairContext(pair[0], pair[1] if len(pair) > 1 else None) for pair in pairs)


def _recipients(lines: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Nơi nhận beside the signature; where it is much higher than a signature, the rest in two columns below."""
    heights = [len(broken_lines(line, _RECIPIENT_MM, _RECIPIENT_PT)) for line in lines]
    if sum(heights) <= _BESIDE:
        return lines, (), ()
    beside = _prefix(heights, _ROOM)
    half = beside + _prefix(heights[beside:], (sum(heights[beside:]) + 1) // 2)
    return lines[:beside], lines[beside:half], lines[half:]


def _prefix(heights: Sequence[int], room: int) -> int:
    """How many of the first ones fit; at least one."""
    totals = accumulate(heights)
    return max(1, sum(total <= room for total in totals))


def _block(block: PlannedBlock, last: bool, make: _Making) -> BlockContext:
    """A block of the body; a chart is a picture like any other."""
    picture = charts.picture(block.bars) if block.bars else block.picture
    return BlockContext(
        kieu="hinh" if block.bars else block.kind,
        la_ma=block.kind == "muc" and block.number.endswith("."),
        so=block.number,
        tieu_de=make.footnotes.placed(block.title),
        chu=make.footnotes.placed(block.text),
        cuoi=last,
        trong_dieu=block.articled,
        bang=table_context(block.table) if block.table else None,
        luoi=tuple(_grid(block, make.footnotes)),
        so_dong_dau=block.heads,
        anh=make.pictures.inline(picture, make.width, block.title) if picture else "",
    )


def _grid(block: PlannedBlock, footnotes: Footnotes) -> Iterator[tuple[Cell, ...]]:
    """The rows of a plain table; what the source left out is blank, a cell over several columns stands once."""
    count = max((len(row) for row in block.cells), default=0)
    areas = {(at, m.column): m for m in block.merged for at in range(m.row, m.row + m.rows)}
    for at, texts in enumerate(block.cells):
        column, cells = 0, list[Cell]()
        while column < count:
            area = areas.get((at, column), Merge(at, column))
            text = texts[column] if column < len(texts) else ""
            cells.append(_cell(footnotes.placed(text), area, at))
            column += area.columns
        yield tuple(cells)


def _cell(text: str, area: Merge, row: int) -> Cell:
    return _joined(text, area.columns, "" if area.rows == 1 else "restart" if row == area.row else "continue")


def _joined(text: str, across: int, down: str) -> Cell:
    """A cell over `across` columns; `down` is restart or continue for one over several rows."""
    placed = text if isinstance(text, Emphasised) else Emphasised(text, ())
    made = Cell(text, placed.spans, placed.notes)
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    made.merge = Markup(span + (f'<w:vMerge w:val="{down}"/>' if down else ""))  # noqa: S704 - figures alone
    made.wide = across > 1
    return made


def _places(grid: GridRow) -> tuple[Cell | None, ...]:
    """The places of a row that is printed as the office made it."""
    return tuple(
        None
        if cell is None
        else _joined(cell.text, cell.columns, "continue" if cell.goes_on else "restart" * (cell.rows > 1))
        for cell in grid
    )


def table_context(table: PlannedTable) -> TableContext:
    """A table in the words of templates."""
    titles = {**glossary.titles(), **table.titles}
    return TableContext(titles, tuple(Row({"o": _places(head)}) for head in table.heads), Rows(table))


class Rows:
    """The rows of a table, each made when its turn comes: memory does not grow with their number."""

    def __init__(self, table: PlannedTable) -> None:
        """Rows of a planned table."""
        self._table = table

    def __len__(self) -> int:
        return len(self._table.rows)

    def __iter__(self) -> Iterator[Row]:
        return map(Row, self.fields())

    def fields(self) -> Iterator[Mapping[str, Any]]:
        """The fields of each row, for who needs no more of it than its texts."""
        blank: dict[str, Any] = dict.fromkeys(glossary.titles(), "")
        register = self._table.spec.register
        blank |= dict.fromkeys((column.key for column in register.columns), "")
        aliases = {alias: key for alias, key in register.aliases.items() if alias not in blank}
        blank |= dict.fromkeys(aliases, "")
        blank |= {"la_muc": False, "so_muc": "", "ten_muc": "", "cap_muc": 0, "la_con": False}
        blank |= {"qua_han": False, "so_ngay": 0, "gop": None, "o": None, "dam": False}
        for row in self._table.rows:
            if isinstance(row, PlannedTask):
                yield _Fields(row, blank, aliases)
            elif isinstance(row, PlannedSection):
                places = {"o": _places(row.grid), "dam": True} if row.grid else {}
                yield {
                    **blank,
                    **places,
                    "la_muc": True,
                    "so_muc": row.number,
                    "ten_muc": row.title,
                    "cap_muc": row.level,
                }
            else:
                yield {**blank, "o": _places(row.grid), "dam": row.kind is RowKind.TOTAL}


class _Fields(dict[str, Any]):
    """The texts of a task's row; what else a template may show of it is computed when it does."""

    __slots__ = ("_aliases", "_blank", "_row")

    def __init__(self, row: PlannedTask, blank: Mapping[str, Any], aliases: Mapping[str, str]) -> None:
        super().__init__(row.texts, stt=row.number)
        if row.standing and "tinh_trang" in self:
            del self["tinh_trang"]
        self._row = row
        self._blank = blank
        self._aliases = aliases

    def __missing__(self, key: str) -> Any:
        row = self._row
        if key in self._aliases:
            return row.texts.get(self._aliases[key], "")
        if key == "la_con":
            return bool(row.task.parent)
        if key == "gop" and (row.starts or row.goes_on):
            return _Joined(row)
        if key == "o" and row.grid:
            return _places(row.grid)
        if row.standing and key in _STANDING:
            return _STANDING[key](row.standing)
        return self._blank[key]


_STANDING: Mapping[str, Callable[[Standing], Any]] = {
    "tinh_trang": said,
    "qua_han": lambda standing: standing.state is State.OVERDUE,
    "so_ngay": lambda standing: standing.days,
}


class _Joined(dict[str, Markup]):
    """`d.gop["thoi_han"]`: the mark of a cell that spans rows, nothing for any other."""

    def __init__(self, row: PlannedTask) -> None:
        super().__init__(dict.fromkeys(row.starts, Markup('<w:vMerge w:val="restart"/>')))
        self.update(dict.fromkeys(row.goes_on, Markup('<w:vMerge w:val="continue"/>')))

    def __missing__(self, key: str) -> Markup:
        return Markup()
