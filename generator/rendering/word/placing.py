"""A document's context laid out for its page: the forms and widths of its tables, the lines of its heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup
from msgspec.structs import replace

from generator.planning.plan import PlannedDocument, PlannedTable
from generator.rendering.context import BlockContext, DocumentContext, TableContext
from generator.rendering.looks import AS_MADE, looks
from generator.rendering.templates.docx_template import Library, room_of
from generator.rendering.templates.jinja import Row
from generator.rendering.word import pages, rules, widths
from generator.rendering.word.pages import PageChoice
from generator.rendering.word.task_table import BREAKING, GRID, JOINED, NUMBERED, SOME_BREAKING

HEADING = "khoi/dau-van-ban.docx"


class PlacedTable(TableContext, frozen=True):
    """A table on its pages: the widths of its columns, and what keeps a row whole (`giu`)."""

    rong: Sequence[int]
    giu: Callable[[Row], Markup] | None


class Placing:
    """Lays contexts out: `library` has the heading, `keys_of` says what the columns of a table show."""

    def __init__(self, library: Library, keys_of: Callable[[PlannedTable], Sequence[tuple[str, ...]]]) -> None:
        """For the documents of one renderer."""
        self._library = library
        self._keys_of = keys_of

    def placed(
        self, vb: DocumentContext, planned: PlannedDocument, width: int, tables: Sequence[PageChoice], *, smaller: bool
    ) -> DocumentContext:
        """A document's context on pages with text `width` wide, its tables as they were chosen."""
        blocks = tuple(self._blocks(vb.noi_dung, planned, width, tables))
        return self._headed(replace(vb, noi_dung=blocks), width, smaller=smaller)

    def _blocks(
        self, blocks: Sequence[BlockContext], planned: PlannedDocument, width: int, tables: Sequence[PageChoice]
    ) -> Iterator[BlockContext]:
        choices = iter(tables)
        for block, source in zip(blocks, planned.blocks, strict=True):
            if source.table and block.bang:
                yield self._table(block, block.bang, source.table, next(choices))
            elif source.cells:
                yield replace(block, rong=widths.plain(source.texts_of_columns, width, pages.SIZE_PT))
            else:
                yield block

    def _table(self, block: BlockContext, bang: TableContext, table: PlannedTable, choice: PageChoice) -> BlockContext:
        giu = pages.kept_whole(table, self._keys_of(table), choice)
        placed = PlacedTable(bang.tieu_de, bang.dau, bang.dong, choice.widths, giu)
        return replace(block, mau=_variant(table, choice, some_break=giu is not None), bang=placed)

    def _headed(self, vb: DocumentContext, width: int, *, smaller: bool) -> DocumentContext:
        """The lines of the heading broken for the room that they have."""
        heading = self._library.find(HEADING)
        if (room := room_of(heading, "vb.co_quan", width)) is not None:
            vb = _balanced(vb, room, smaller=smaller)
            vb = replace(vb, sao=_balanced(vb.sao, room, smaller=smaller) if vb.sao else None)
        if smaller and (date_room := room_of(heading, "vb.dia_danh_ngay", width)):
            vb = replace(vb, dia_danh_ngay=rules.date_on_one_line(vb.dia_danh_ngay, date_room))
        return replace(vb, kem_theo=rules.issued_with_lines(vb.kem_theo, width))


def _balanced(vb: DocumentContext, room: int, *, smaller: bool) -> DocumentContext:
    """The names of the agencies in a heading, each on lines about as long."""
    size = 12 if smaller else 13
    return replace(
        vb,
        co_quan=rules.balanced(vb.co_quan, room, size, bold=True),
        chu_quan=rules.balanced(vb.chu_quan, room, size, bold=False),
    )


def table_name(table: PlannedTable) -> tuple[str, str]:
    """Template path and column choice of a table."""
    if table.as_made:
        shown = zip(table.columns, looks(table), strict=True)
        return f"bang/{AS_MADE}.docx", ",".join(f"{column.key}~{look}" for column, look in shown)
    choices = {choice.key: choice.title for choice in table.spec.columns}
    columns = ",".join(f"{column.key}{'!' if choices.get(column.key) else ''}" for column in table.columns)
    return f"bang/{table.spec.template}.docx", columns if table.chosen else ""


def _variant(table: PlannedTable, choice: PageChoice, *, some_break: bool) -> str:
    """The name by which `SourceLoader` knows the table's form: template, columns, what rows have besides."""
    form = GRID if table.as_made else NUMBERED * table.spec.column_numbers + JOINED * table.joins
    form += BREAKING if choice.breaking == "all" else SOME_BREAKING * some_break
    return "|".join((*table_name(table), form + choice.look)).rstrip("|")
