"""The version of a dossier that is submitted has a right-most column of explanations; the issued one has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from generator.values import glossary
from generator.values.findings import Finding, Severity, msg
from generator.values.model import Block, ColumnChoice, Document, Dossier, TableSpec
from generator.values.text import quote

EXPLANATION = "giai_trinh"
SUBMITTED, ISSUED = "trinh", "phat-hanh"
TITLE = "Giải trình (cột này để giải trình, không phát hành)"
# The keys that the columns of a table's template show.
Shown = Callable[[TableSpec], tuple[str, ...]]


def in_version(dossier: Dossier, shown: Shown) -> tuple[Dossier, tuple[Finding, ...]]:
    """The dossier with the columns of its version; V301 says which explanations are not in the issued one."""
    findings: list[Finding] = []
    document = _of_document(dossier.document, shown, findings)
    return (dossier if document is dossier.document else replace(dossier, document=document)), tuple(findings)


def _of_document(document: Document, shown: Shown, findings: list[Finding]) -> Document:
    attached = tuple(_of_document(one, shown, findings) for one in document.attached)
    if document.version:
        body = tuple(_of_block(block, document.version, shown, findings) for block in document.body)
        return replace(document, body=body, attached=attached)
    same = all(one is own for one, own in zip(attached, document.attached, strict=True))
    return document if same else replace(document, attached=attached)


def _of_block(block: Block, version: str, shown: Shown, findings: list[Finding]) -> Block:
    children = tuple(_of_block(one, version, shown, findings) for one in block.children)
    table = block.table
    if table is not None and not table.summary:
        table = _submitted(table, shown) if version == SUBMITTED else _issued(table)
        if version == ISSUED:
            findings += _left(table)
    return replace(block, children=children, table=table)


def _submitted(spec: TableSpec, shown: Shown) -> TableSpec:
    """The table's own columns, then that of explanations."""
    if spec.columns:
        own = spec.columns
    elif spec.as_made and spec.register.layout is not None:
        own = tuple(ColumnChoice(key) for key in spec.register.layout.columns if key not in spec.left_out)
    else:
        own = tuple(ColumnChoice(key) for key in shown(spec))
    kept = tuple(choice for choice in own if choice.key != EXPLANATION)
    return replace(spec, columns=(*kept, ColumnChoice(EXPLANATION, TITLE)))


def _issued(spec: TableSpec) -> TableSpec:
    columns = tuple(choice for choice in spec.columns if choice.key != EXPLANATION)
    return replace(spec, columns=columns, left_out=(*spec.left_out, EXPLANATION))


def _left(spec: TableSpec) -> Iterator[Finding]:
    count = sum(1 for task in spec.register.tasks if task.text(EXPLANATION))
    if count:
        title = next((c.title for c in spec.register.columns if c.key == EXPLANATION), glossary.titles()[EXPLANATION])
        said = msg("Cột {cot} ({so} ô có chữ) chỉ để trình, không phát hành.", cot=quote(title), so=count)
        yield Finding("V301", Severity.NOTE, spec.register.origin.place(), said)
