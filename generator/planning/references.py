"""References inside a dossier that stay right when parts move: `{#kinh-phi}` becomes “khoản 2 Điều 3”.

A block or a document issued with the main one carries a label (`nhan_khoi`); a text that quotes it is given the full
reference, seen from where it stands. Capitals are those of Nghị định 30/2020/NĐ-CP, Phụ lục II, V.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from msgspec import Struct
from msgspec.structs import replace

from generator.facts.kinds import ANNEX, ANNEX_KIND, traits
from generator.planning.elements import annex_label
from generator.planning.numbering import BlockNumbers, has_articles
from generator.values.blocks import BELOW_ARTICLE, COUNTED, DEPTH, FACTS, BlockKind
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.marked import replaced
from generator.values.model import Block, Document, Dossier, flat
from generator.values.patterns import late
from generator.values.text import quote, upper_first

# `{{#` is a brace written twice, `{# … #}` a remark: neither is ours.
_REFERENCE = late(r"(?<!\{)\{#([^{}#]*)\}")
_BEGINS_SENTENCE = late(r"(?:^|[.!?]\s)\s*$")
# The parts that a place stands in, widest first: each with its kind and its name (“Điều 3”, “điểm a”).
_Chain = tuple[tuple[BlockKind, str], ...]


class _Spot(Struct, frozen=True):
    """A place in a dossier: the document by its position, 0 the main one, and the parts around."""

    document: int
    chain: _Chain = ()


@dataclass
class _Filler:
    documents: tuple[Document, ...]
    names: tuple[str, ...]
    labels: dict[str, _Spot] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def label(self, name: str, spot: _Spot | None, place: Place) -> None:
        """Note what a label stands for."""
        if spot is None:
            self._error("V177", place, msg("Khối mang nhãn {ten} không có số để viện dẫn.", ten=quote(name)), name)
        elif name in self.labels:
            self._error("V176", place, msg("Nhãn {ten} đã đặt cho một khối khác.", ten=quote(name)), name)
        else:
            self.labels[name] = spot

    def document(self, document: Document, at: int, chains: Iterable[_Chain]) -> Document:
        """A document with the references in its texts."""
        here, walk = _Spot(at), iter(chains)
        return replace(
            document,
            subject=self._filled(document.subject, here, document.origin.place("trich_yeu")),
            bases=self._lines(document.bases, here, document.origin.place("can_cu")),
            addressed=self._lines(document.addressed, here, document.origin.place("kinh_gui")),
            recipients=self._lines(document.recipients, here, document.origin.place("noi_nhan")),
            body=tuple(self._block(block, at, walk) for block in document.body),
            copy=self._copy(document.copy, at) if document.copy else None,
        )

    def _copy(self, copy: Document, at: int) -> Document:
        return self.document(copy, at, (chain for _, chain in _chains(copy)))

    def _block(self, block: Block, at: int, chains: Iterator[_Chain]) -> Block:
        here, place = _Spot(at, next(chains)), block.origin.place()
        return replace(
            block,
            title=self._filled(block.title, here, place),
            text=self._filled(block.text, here, place),
            cells=tuple(self._lines(row, here, place) for row in block.cells),
            children=tuple(self._block(child, at, chains) for child in block.children),
        )

    def _lines(self, texts: Iterable[str], here: _Spot, place: Place) -> tuple[str, ...]:
        return tuple(self._filled(text, here, place) for text in texts)

    def _filled(self, text: str, here: _Spot, place: Place) -> str:
        """A text with its references."""

        def said(match: re.Match[str], before: str) -> str:
            name = self._said(match[1].strip(), here, place)
            return upper_first(name) if _BEGINS_SENTENCE.search(before) else name

        return replaced(text, _REFERENCE, said)

    def _said(self, name: str, here: _Spot, place: Place) -> str:
        target = self.labels.get(name)
        if target is not None:
            return self._reference(target, here)
        near = get_close_matches(name, self.labels, 3, 0.5) or sorted(self.labels)
        hint = (
            msg("Các nhãn đã đặt: {cac}.", cac=", ".join(near))
            if near
            else msg("Thêm dòng “nhan_khoi: {ten}” vào khối cần viện dẫn.", ten=name)
        )
        self._error("V175", place, msg("Không có khối nào mang nhãn {ten}.", ten=quote(name)), name, hint)
        return ""

    def _reference(self, target: _Spot, here: _Spot) -> str:
        """“điểm a khoản 2 Điều 3”; the first part that holds both places is “này”."""
        parts: list[str] = []
        for depth in range(len(target.chain), 0, -1):
            kind, name = target.chain[depth - 1]
            shared = here.document == target.document and here.chain[:depth] == target.chain[:depth]
            if shared and kind not in BELOW_ARTICLE:
                return " ".join((*parts, f"{FACTS[kind].cited} này"))
            parts.append(name)
            if kind == "dieu":
                # Điều are numbered through the document: what is around them says nothing more.
                break
        if not parts or here.document != target.document:
            parts.append(self._document_name(target.document, here.document))
        return " ".join(parts)

    def _document_name(self, target: int, here: int) -> str:
        document = self.documents[target]
        if target == here or target == 0:
            return f"{ANNEX_KIND.name if document.kind == ANNEX else self.names[target]} này"
        if document.kind == ANNEX:
            return self.names[target]
        return f"{self.names[target]} ban hành kèm theo {self.names[0]} này"

    def _error(self, code: str, place: Place, message: Message, value: str, hint: Message | None = None) -> None:
        self.findings.append(Finding(code, Severity.ERROR, place, message, hint, value))


def with_references(dossier: Dossier) -> tuple[Dossier, tuple[Finding, ...]]:
    """The dossier with every `{#…}` of its documents' texts filled in.

    V175: a label that there is not; V176: one given twice; V177: one given to a block without a number.
    """
    main = dossier.document
    documents = (main, *main.attached)
    filler = _Filler(documents, _names(main))
    chains = [list(_chains(document)) for document in documents]
    for at, document in enumerate(documents):
        if document.quoted_as:
            filler.label(document.quoted_as, _Spot(at), document.origin.place("nhan_khoi"))
        for block, chain in chains[at]:
            if block.label:
                spot = _Spot(at, chain) if block.kind in COUNTED else None
                filler.label(block.label, spot, block.origin.place())
    first, *rest = (
        filler.document(document, at, (chain for _, chain in chains[at])) for at, document in enumerate(documents)
    )
    return replace(dossier, document=replace(first, attached=tuple(rest))), tuple(filler.findings)


def _names(main: Document) -> tuple[str, ...]:
    """What each document is called: “Quyết định”, “Kế hoạch”, “Phụ lục II”."""
    count, seen, names = sum(one.kind == ANNEX for one in main.attached), 0, []
    for document in (main, *main.attached):
        if document.kind != ANNEX:
            names.append(traits(document.kind).name)
            continue
        seen += document is not main
        names.append(annex_label(document, seen, count))
    return tuple(names)


def _chains(document: Document) -> Iterator[tuple[Block, _Chain]]:
    """The blocks in reading order with the parts that they stand in, themselves the last."""
    numbers = BlockNumbers(articles=has_articles(document.body))
    chain: _Chain = ()
    for block in flat(document.body):
        if block.kind in COUNTED:
            wider = (part for part in chain if DEPTH[part[0]] < DEPTH[block.kind])
            chain = (*wider, (block.kind, _named(block.kind, numbers)))
        yield block, chain


def _named(kind: BlockKind, numbers: BlockNumbers) -> str:
    try:
        number = numbers.next(kind)
    except ValueError:
        # Said by the planner, which numbers the same blocks.
        return ""
    return f"{FACTS[kind].cited} {number.removeprefix(FACTS[kind].cited).strip(' .)')}"
