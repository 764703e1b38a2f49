"""The registers of a dossier: every place that shows one, counts one or keeps one, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from generator.values.model import Block, Document, Dossier, Register, TableSpec
from generator.values.paths import Path_, blocks, documents


class Use(Enum):
    """What a place has a register for; the values are the keys of van-ban.yaml."""

    TABLE = "bang"
    CHART = "bieu_do"
    FIGURES = "so_lieu"
    BEFORE = "ky_truoc"
    TAKEN = "so_goc"


# The registers that a document prints something of: rows, counts, figures of today.
PRINTED = (Use.TABLE, Use.CHART, Use.FIGURES)


class Shown(Struct, frozen=True):
    """A register at one place: the path of its document, the path of the block (of the key, where it is no block).

    `spec` says how it is shown: of tables and charts, and of the table whose rows were taken from a shared register.
    """

    register: Register
    use: Use
    document: Path_
    place: Path_
    spec: TableSpec | None = None


def shown(dossier: Dossier) -> Iterator[Shown]:
    """Every place with a register: of the main document, of those issued with it, of copies; blocks at any depth."""
    for path, document in documents(dossier):
        yield from _of_document(document, path)
        if document.copy is not None:
            yield from _of_document(document.copy, (*path, "ban_sao"))


def registers(dossier: Dossier, *uses: Use) -> tuple[Register, ...]:
    """The registers that are used in one of these ways (none named: in any), each once."""
    found = (one.register for one in shown(dossier) if not uses or one.use in uses)
    return tuple({id(register): register for register in found}.values())


def _of_document(document: Document, path: Path_) -> Iterator[Shown]:
    if (figures := document.figures) and figures.register is not None:
        yield Shown(figures.register, Use.FIGURES, path, (*path, "so_lieu"))
        if figures.previous is not None:
            yield Shown(figures.previous, Use.BEFORE, path, (*path, "so_lieu"))
    for at, block in blocks(document, path):
        yield from _of_block(block, at, path)


def _of_block(block: Block, at: Path_, path: Path_) -> Iterator[Shown]:
    if spec := block.table:
        yield Shown(spec.register, Use.TABLE, path, at, spec)
        if spec.shared is not None:
            yield Shown(spec.shared.register, Use.TAKEN, path, at, spec)
    if spec := block.chart:
        yield Shown(spec.register, Use.CHART, path, at, spec)
