"""Anchors of a Word file while it is written: which values have one, which were printed, and the base record of those.

They are woven in last, into a context that is final otherwise: a value that a person can edit becomes a string that
knows its number (`Anchored`); a table row gets its number as it is made. `mark`, called from the template beside the
value, leaves the bookmark. What was marked is what the base record holds, so that a value the template does not show is
not taken for one that was deleted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from generator.ooxml.anchors import AnchorKind, bookmark
from generator.ooxml.base_part import Record
from generator.planning.plan import (
    PlannedBlock,
    PlannedDocument,
    PlannedLine,
    PlannedSection,
    PlannedTable,
    PlannedTask,
)
from generator.planning.status import said
from generator.rendering.context import BlockContext, DocumentContext, RowsOfTable, SignerContext, TableContext
from generator.rendering.templates.jinja import Emphasised, Row
from generator.rendering.words import side_by_side
from generator.values import glossary, paths
from generator.values.marked import Span
from generator.values.model import Block, Document, Dossier, Section
from generator.values.text import upper

FORMAT = "1"
_NOTHING = Markup("")
Columns = Sequence[tuple[str, ...]]


class Anchored(str):
    """A text as printed, with the number of its anchor."""

    __slots__ = ("anchor",)
    anchor: int


class AnchoredRuns(Emphasised):
    """The same of a text with emphasis."""

    __slots__ = ("anchor",)
    anchor: int


class _Value(Struct, frozen=True):
    path: paths.Path_
    printed: str
    notes: tuple[tuple[int, str], ...] = ()


@dataclass
class _Table:
    """A table of the file: its rows have the numbers from `first` on; `printed` says which were marked."""

    planned: PlannedTable
    columns: Columns
    first: int
    printed: bytearray = field(default_factory=bytearray)


class _Rows:
    """The rows of a table, each with its number."""

    def __init__(self, rows: RowsOfTable, first: int) -> None:
        self._rows = rows
        self._first = first

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        for number, row in enumerate(self._rows, start=self._first):
            row.anchor = number
            yield row


class Anchors:
    """The anchors of one file; numbers go up from 1 in the order in which contexts are made."""

    def __init__(self, dossier: Dossier | None) -> None:
        """Without a dossier nothing is anchored."""
        self._dossier = dossier
        self._texts = dict(paths.texts(dossier)) if dossier else {}
        self._next = 1
        self._values: dict[int, _Value] = {}
        self._tables: list[_Table] = []
        self._computed: dict[str, None] = {}
        self._marked: set[int] = set()

    @property
    def attributes(self) -> dict[str, str]:
        """What the base record says of the whole file."""
        dossier = self._known()
        sources = (self._relative(str(path)) for path in dossier.sources)
        name = dossier.folder.name or dossier.name
        return {"phien-ban": FORMAT, "ho-so": name, "nguon": "|".join(sources)}

    # --- into the context ---

    def woven(
        self, vb: DocumentContext, planned: PlannedDocument, columns_of: Callable[[PlannedTable], Columns]
    ) -> DocumentContext:
        """A document's context, laid out and otherwise final, with the numbers of its values."""
        path = self._path_of(planned.document)
        if path is None:
            return vb
        made = self._heading(vb, path)
        signers = tuple(self._signature(signer, (*path, "ky", index)) for index, signer in enumerate(vb.ky))
        blocks = self._blocks(vb.noi_dung, planned, path, columns_of)
        made = replace(made, ky=signers, ky_doi=side_by_side(signers), noi_dung=blocks)
        values = (getattr(made, name) for name in made.__struct_fields__)
        self._note(value for value in values if isinstance(value, str))
        return made

    def _heading(self, vb: DocumentContext, path: paths.Path_) -> DocumentContext:
        """All but the body and who signs."""
        made = replace(
            vb,
            trich_yeu=self._anchored(vb.trich_yeu, (*path, "trich_yeu")),
            tham_quyen=self._anchored(vb.tham_quyen, (*path, "tham_quyen")),
            so_ky_hieu=self._anchored(vb.so_ky_hieu, (*path, "so")),
            dia_danh_ngay=self._anchored(vb.dia_danh_ngay, (*path, "ngay")),
            co_quan=self._anchored(vb.co_quan, (*path, "co_quan", "ten")),
            chu_quan=self._anchored(vb.chu_quan, (*path, "co_quan", "chu_quan")),
            noi_nhan=self._each(vb.noi_nhan, (*path, "noi_nhan")),
            can_cu=self._each(vb.can_cu, (*path, "can_cu")),
            gui_mot=self._anchored(vb.gui_mot, (*path, "kinh_gui", 0)),
            gui_nhieu=self._each(vb.gui_nhieu, (*path, "kinh_gui")),
        )
        # One list, printed whole or in the three pieces that follow each other in it.
        beside = len(vb.noi_nhan_dau)
        below = beside + len(vb.noi_nhan_trai)
        lines = made.noi_nhan
        return replace(
            made, noi_nhan_dau=lines[:beside], noi_nhan_trai=lines[beside:below], noi_nhan_phai=lines[below:]
        )

    def _signature(self, signer: SignerContext, path: paths.Path_) -> SignerContext:
        return replace(
            signer,
            quyen_han=self._each(signer.quyen_han, (*path, "quyen_han")),
            chuc_vu=self._anchored(signer.chuc_vu, (*path, "chuc_vu")),
            chuc_vu_khac=self._anchored(signer.chuc_vu_khac, (*path, "chuc_vu_khac")),
            ho_ten=self._anchored(signer.ho_ten, (*path, "ho_ten")),
        )

    def _blocks(
        self,
        contexts: Sequence[BlockContext],
        planned: PlannedDocument,
        path: paths.Path_,
        columns_of: Callable[[PlannedTable], Columns],
    ) -> tuple[BlockContext, ...]:
        sources = paths.blocks(planned.document, path)
        together = zip(contexts, planned.blocks, sources, strict=True)
        return tuple(self._block(context, block, source, at, columns_of) for context, block, (at, source) in together)

    def _block(
        self,
        context: BlockContext,
        block: PlannedBlock,
        source: Block,
        at: paths.Path_,
        columns_of: Callable[[PlannedTable], Columns],
    ) -> BlockContext:
        # A title with figures and references is not the text as written.
        if block.kind == source.kind and block.title in (source.title, upper(source.title)):
            context = replace(
                context,
                chu=self._anchored(context.chu, (*at, paths.text_key(source))),
                tieu_de=self._anchored(context.tieu_de, (*at, paths.title_key(source))),
            )
        pieces = (context.so, context.tieu_de, context.chu)
        if not any(isinstance(piece, Anchored | AnchoredRuns) for piece in pieces):
            self._note((*pieces, " ".join(filter(None, pieces))))
        if block.table is None or context.bang is None:
            return context
        return replace(context, bang=self._table(context.bang, block.table, columns_of(block.table)))

    def _table(self, context: TableContext, table: PlannedTable, columns: Columns) -> TableContext:
        if not table.spec.register.origin.file:
            # A table of figures that were counted: there is nothing to take an edit back to.
            self._note(text for row in table.tasks for text in (row.number, *row.texts.values()))
            return context
        self._note(cell.text for row in table.rows if isinstance(row, PlannedLine) for cell in row.grid if cell)
        first = self._next
        self._tables.append(_Table(table, columns, first, bytearray(len(table.rows))))
        self._next += len(table.rows)
        return replace(context, dong=_Rows(context.dong, first))

    def _note(self, texts: Iterable[str]) -> None:
        """Texts that are computed from the data of the day: another day's file prints others in their place."""
        self._computed |= dict.fromkeys(
            text for text in texts if text and not isinstance(text, Anchored | AnchoredRuns)
        )

    def _each(self, texts: Sequence[str], path: paths.Path_) -> tuple[str, ...]:
        return tuple(self._anchored(text, (*path, index)) for index, text in enumerate(texts))

    def _anchored(self, text: str, path: paths.Path_) -> str:
        if path not in self._texts:
            return text
        made: Anchored | AnchoredRuns = Anchored(text)
        spans: tuple[Span, ...] = ()
        if isinstance(text, Emphasised):
            made = AnchoredRuns(text, spans := text.spans, text.notes)
        made.anchor = self._next
        notes = tuple((span.start, " ".join(span.note)) for span in spans if span.note)
        self._values[self._next] = _Value(path, str(text), notes)
        self._next += 1
        return made

    def _path_of(self, document: Document) -> paths.Path_ | None:
        if self._dossier is None:
            return None
        return next((path for path, other in paths.documents(self._dossier) if other is document), None)

    # --- from the template ---

    def mark(self, value: object, kind: AnchorKind = "") -> Markup:
        """The bookmark of a value or row; nothing for one without a number or one printed before."""
        if value.__class__ is Row:
            return self._mark_row(value.anchor)
        if not isinstance(value, Anchored | AnchoredRuns) or (value.anchor in self._marked and kind != "x"):
            return _NOTHING
        self._marked.add(value.anchor)
        return Markup(bookmark(value.anchor, kind))  # noqa: S704 - figures alone

    def _mark_row(self, number: int) -> Markup:
        for table in self._tables:
            index = number - table.first
            if 0 <= index < len(table.printed):
                if table.printed[index]:
                    return _NOTHING
                table.printed[index] = 1
                return Markup(bookmark(number))  # noqa: S704 - figures alone
        return _NOTHING

    # --- the base record ---

    def records(self) -> Iterator[Record]:
        """What was printed: values by path, tables with their columns, rows by id. To be read after the text."""
        for number, value in self._values.items():
            if number in self._marked:
                text = self._texts[value.path]
                printed = {"in": value.printed} if value.printed != text else {}
                notes = {f"n{at}.{start}": note for at, (start, note) in enumerate(value.notes)}
                yield Record(number, {"l": "chu", "p": paths.shown(value.path)}, {"": text, **printed, **notes})
        yield Record(0, {"l": "in"}, {str(at): text for at, text in enumerate(self._computed)})
        for index, table in enumerate(self._tables):
            yield from self._table_records(index, table)

    def _table_records(self, index: int, table: _Table) -> Iterator[Record]:
        spec = table.planned.spec
        source = self._relative(spec.register.origin.file)
        titles = {**glossary.titles(), **table.planned.titles}
        shown = {" ".join(keys): " ".join(titles.get(key, "") for key in keys) for keys in table.columns if keys}
        yield Record(0, {"l": "bang", "b": str(index), "nguon": source, "trang": spec.register.origin.sheet}, shown)
        keys = ["=stt" if key == "stt" and spec.numbering != "giu" else key for keys in table.columns for key in keys]
        sections = {id(row): key for key, row in paths.row_ids(spec.register) if isinstance(row, Section)}
        for number, row in enumerate(table.planned.rows, start=table.first):
            if not table.printed[number - table.first]:
                continue
            if isinstance(row, PlannedLine):
                yield Record(number, {"l": "dong", "b": str(index)}, {})
            elif isinstance(row, PlannedSection):
                own = (
                    {"ma": sections[id(row.section)]} if id(row.section) in sections else {"ma": row.title, "tinh": "1"}
                )
                yield Record(number, {"l": "muc", "b": str(index), **own}, {"so_muc": row.number, "ten_muc": row.title})
            else:
                yield Record(number, {"l": "viec", "b": str(index), **_task(row)}, dict(_texts(row, keys)))

    def _relative(self, file: str) -> str:
        return Path(os.path.relpath(file, self._known().folder)).as_posix()

    def _known(self) -> Dossier:
        """The dossier: a file without one has no record to write."""
        if self._dossier is None:
            raise ValueError("anchors of no dossier are not recorded")
        return self._dossier


def _texts(row: PlannedTask, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The fields of a row; one that is computed at a date stands as printed, under its key after "="."""
    for key in keys:
        if key == "=stt":
            yield key, row.number
        elif key == "tinh_trang":
            yield f"={key}", said(row.standing) if row.standing else ""
        else:
            yield key, row.texts.get(key, "")


def _task(row: PlannedTask) -> dict[str, str]:
    """The id of a task; marked where the register gives none and it was made for the run."""
    return {"ma": row.task.ma, **({} if row.task.text("ma") else {"tam": "1"})}
