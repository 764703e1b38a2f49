"""Documents of a dossier to documents as printed: symbols, dates, marks, numbers, the "(Kèm theo …)" line.

Clauses are those of Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, unless another is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from msgspec.structs import replace

from generator.facts.kinds import ANNEX, ANNEX_KIND, traits
from generator.planning.elements import (
    NOBODY,
    addressing,
    annex_label,
    attached_line,
    bases,
    circulation,
    copy_line,
    issued_line,
    recipients,
    reference,
    signing_line,
    stamps,
    symbol_of,
)
from generator.planning.figures import Figures, figures
from generator.planning.numbering import BlockNumbers, has_articles
from generator.planning.plan import Plan, PlannedBlock, PlannedDocument
from generator.planning.references import with_references
from generator.planning.tables import planned_table
from generator.values.blocks import FACTS
from generator.values.errors import InputError
from generator.values.findings import Finding, Place, Severity, has_errors, msg
from generator.values.marked import spans_of, with_spans
from generator.values.model import Block, Document, Dossier, PartialDate, TableSpec
from generator.values.periods import Period
from generator.values.text import (
    OPEN_PLACE,
    official_date,
    official_number,
    upper,
    upper_first,
    without_final_mark,
    without_session,
)

_END = "./."


def plan_dossier(dossier: Dossier, as_of: date) -> tuple[Plan, tuple[Finding, ...]]:
    """Everything computed that the documents show, at a date. Raises InputError where a number cannot be made."""
    filled, found = with_references(dossier)
    planner = _Planner(as_of, list(found))
    filled = planner.quoted(filled)
    main = planner.first(filled.document)
    annexes = [document for document in filled.document.attached if document.kind == ANNEX]
    attached = (planner.attached(document, main, annexes) for document in filled.document.attached)
    # What is planned is of the documents as they were written: an edit goes back to those.
    written = (dossier.document, *dossier.document.attached)
    planned = tuple(replace(one, document=own) for one, own in zip((main, *attached), written, strict=True))
    if has_errors(planner.findings):
        raise InputError(planner.findings)
    return Plan(dossier, planned, as_of), tuple(planner.findings)


@dataclass
class _Planner:
    as_of: date
    findings: list[Finding] = field(default_factory=list)
    known: dict[tuple[int, Period | None], Figures] = field(default_factory=dict)

    def quoted(self, dossier: Dossier) -> Dossier:
        """The dossier with the figures and days that its documents quote outside of their bodies."""
        main, *attached = (self._head(one) for one in (dossier.document, *dossier.document.attached))
        return replace(dossier, document=replace(main, attached=tuple(attached)))

    def _head(self, document: Document) -> Document:
        known = self._figures(document)
        if known is None:
            return document

        def lines(texts: Iterable[str], key: str) -> tuple[str, ...]:
            return tuple(self._filled(text, known, document.origin.place(key)) for text in texts)

        return replace(
            document,
            subject=self._filled(document.subject, known, document.origin.place("trich_yeu")),
            bases=lines(document.bases, "can_cu"),
            addressed=lines(document.addressed, "kinh_gui"),
            recipients=lines(document.recipients, "noi_nhan"),
        )

    def _figures(self, document: Document) -> Figures | None:
        """What a document's texts may quote, counted once; None where braces in them are braces."""
        if not document.quotes:
            return None
        key = (id(document.figures), document.period)
        if key not in self.known:
            self.known[key] = figures(document.figures, self.as_of, document.period)
            self.findings += self.known[key].said
        return self.known[key]

    def main(self, document: Document) -> PlannedDocument:
        kind = traits(document.kind)
        symbol = document.symbol or symbol_of(document)
        # A copy that is signed digitally is a line in the margin (Phần II, I.3); on paper it is a block of its own.
        copy = document.copy
        electronic = copy if copy and copy.marks.signed_at else None
        return PlannedDocument(
            document,
            kind_name=kind.name,
            symbol=symbol,
            number_line=f"Số: {official_number(document.number)}/{symbol}",
            date_line=place_and_date(document),
            subject=upper_first(without_final_mark(document.subject)),
            authority=upper(document.authority or document.agency.name) if kind.command else "",
            bases=tuple(bases(document.bases)),
            command=kind.command,
            blocks=tuple(self.body(document)),
            recipients=recipients(document),
            reference=reference(document),
            addressing=addressing(document),
            stamps=stamps(document.marks, document.version),
            circulation=circulation(document.marks),
            copy=self.main(copy) if copy and not electronic else None,
            copy_line=copy_line(traits(electronic.kind).name, electronic.agency.name, electronic.marks.signed_at)
            if electronic
            else "",
        )

    def first(self, document: Document) -> PlannedDocument:
        """The main document; one issued with a document elsewhere has its line instead of number and date."""
        if document.kind == ANNEX:
            return self._alone(document)
        planned = self.main(document)
        if document.issued_with is None:
            return planned
        return replace(planned, number_line="", date_line="", attached_to=issued_line(document))

    def _alone(self, document: Document) -> PlannedDocument:
        """An annex whose document is not in the dossier: its own label, the line of what it is issued with (III.1)."""
        return PlannedDocument(
            document,
            kind_name="",
            symbol="",
            number_line="",
            date_line="",
            subject=upper(without_final_mark(document.subject)),
            authority="",
            bases=(),
            command="",
            blocks=tuple(self.body(document)),
            recipients=(),
            attached_to=issued_line(document) if document.issued_with else "",
            annex_label=document.label or ANNEX_KIND.name,
        )

    def attached(self, document: Document, main: PlannedDocument, annexes: list[Document]) -> PlannedDocument:
        """A document issued with the main one (Mẫu 1.3) or an annex (III.1; numbered where there are two or more)."""
        annex = document.kind == ANNEX
        label = ""
        if annex:
            number = next(at for at, one in enumerate(annexes, start=1) if one is document)
            label = annex_label(document, number, len(annexes))
        subject = without_final_mark(document.subject)
        planned = self.main(replace(document, kind=document.kind if not annex else main.document.kind))
        issuer = main.document
        return replace(
            planned,
            document=document,
            number_line="",
            date_line="",
            kind_name=planned.kind_name if not annex else "",
            subject=upper(subject) if annex else upper_first(subject),
            attached_to=attached_line(
                main.kind_name,
                issuer.number,
                main.symbol,
                date_line(issuer.dated),
                without_session(issuer.authority) or issuer.agency.name,
            ),
            annex_label=label,
            reference="",
            addressing=NOBODY,
            signing_line=signing_line(issuer.number, main.symbol, document.marks.signed_at),
        )

    def body(self, document: Document) -> Iterator[PlannedBlock]:
        """The blocks in reading order; `./.` right after the last word (III, Mẫu 1.1–2.2), never under a table."""
        numbers = BlockNumbers(articles=has_articles(document.body))
        known = self._figures(document)
        blocks = list(self._flat(document.body, numbers, known))
        if blocks and (blocks[-1].text or blocks[-1].title):
            blocks[-1] = _closed(blocks[-1])
        yield from blocks

    def _quoting(self, text: str, known: Figures | None, block: Block) -> str:
        """A text with the figures that it quotes."""
        return text if known is None else self._filled(text, known, block.origin.place())

    def _filled(self, text: str, known: Figures, place: Place) -> str:
        text, found = known.filled(text, place) if text else (text, ())
        self.findings += found
        return text

    def _flat(
        self, blocks: Iterable[Block], numbers: BlockNumbers, known: Figures | None, *, articled: bool = False
    ) -> Iterator[PlannedBlock]:
        for block in blocks:
            if block.table:
                yield self._table(block.table)
                continue
            if block.chart:
                yield self._chart(block.chart, self._quoting(block.title, known, block))
                continue
            title, text = (self._quoting(one, known, block) for one in (block.title, block.text))
            yield PlannedBlock(
                block.kind,
                self._number(block, numbers),
                with_spans(upper(title), spans_of(title)) if FACTS[block.kind].titled else title,
                text,
                cells=tuple(tuple(self._quoting(one, known, block) for one in row) for row in block.cells),
                merged=block.merged,
                picture=block.picture,
                articled=articled,
            )
            yield from self._flat(block.children, numbers, known, articled=articled or block.kind == "dieu")

    def _table(self, spec: TableSpec) -> PlannedBlock:
        """A table, or what is said in its place where nothing is selected."""
        table, found = planned_table(spec, self.as_of)
        self.findings += found
        return PlannedBlock("bang", table=table) if table else PlannedBlock("doan", text=spec.empty_text)

    def _chart(self, spec: TableSpec, title: str) -> PlannedBlock:
        """The counts of a chart, without their sum."""
        table, found = planned_table(spec, self.as_of)
        self.findings += found
        if table is None:
            return PlannedBlock("doan", text=spec.empty_text)
        bars = tuple((row.texts["noi_dung"], int(row.texts["so_nhiem_vu"])) for row in table.tasks[:-1])
        return PlannedBlock("bieu-do", title=title, bars=bars)

    def _number(self, block: Block, numbers: BlockNumbers) -> str:
        try:
            return numbers.next(block.kind)
        except ValueError:
            self.findings.append(
                Finding(
                    "V050",
                    Severity.ERROR,
                    block.origin.place(),
                    msg("Quá 23 điểm trong một khoản: hết chữ cái tiếng Việt để đánh số."),
                    msg("Tách khoản này thành hai khoản."),
                )
            )
            return ""


def _closed(block: PlannedBlock) -> PlannedBlock:
    if block.text:
        return replace(block, text=_ended(block.text))
    return replace(block, title=_ended(block.title))


def _ended(text: str) -> str:
    """The text with its last mark the form's; a footnote of its last word stands before it."""
    core = without_final_mark(text)
    marked = with_spans(core, spans_of(text))
    return with_spans(core + _END, spans_of(marked))


def place_and_date(document: Document) -> str:
    """`Hà Nội, ngày …` (II.4); nothing at the head of minutes."""
    if not traits(document.kind).dated:
        return ""
    return f"{document.place_name or OPEN_PLACE}, {date_line(document.dated)}"


def date_line(dated: PartialDate) -> str:
    """`ngày 16 tháng 3 năm 2024`, open where the date is (II.4.b)."""
    return official_date(dated.year, dated.month, dated.day)
