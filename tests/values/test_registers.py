"""The one walk over the registers of a dossier: every place that has one, each once where that is asked."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

from conftest import DATA
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.reading.dossier import load_dossier
from generator.values.model import Agency, Block, Document, Dossier, FigureSource, Register, SharedBase, TableSpec
from generator.values.registers import PRINTED, Use, registers, shown

GENERATOR = Path(__file__).resolve().parents[2] / "generator"
# Dossiers that are tried, each with registers in many places.
EXAMPLES = int(os.environ.get("VANBAN_REGISTERS", "40"))


def register() -> Register:
    return Register((), ())


@st.composite
def blocks(draw: st.DrawFn, depth: int = 3) -> Block:
    """A block that may show, count or keep a register, with blocks below it."""
    spec = TableSpec(register(), "", shared=draw(st.sampled_from([None, SharedBase(register(), "x")])))
    table = draw(st.sampled_from([None, spec]))
    chart = draw(st.sampled_from([None, TableSpec(register(), "")])) if table is None else None
    children = tuple(draw(st.lists(blocks(depth - 1), max_size=2))) if depth else ()
    return Block("bang" if table else "muc", table=table, chart=chart, children=children)


@st.composite
def papers(draw: st.DrawFn, depth: int = 2) -> Document:
    """A document with a body, perhaps with figures, a copy and documents issued with it."""
    figures = draw(st.sampled_from([None, FigureSource(register()), FigureSource(register(), register())]))
    attached = tuple(draw(st.lists(papers(depth - 1), max_size=2))) if depth else ()
    copy = Document("x", Agency(""), "", body=(draw(blocks(1)),)) if draw(st.booleans()) else None
    body = tuple(draw(st.lists(blocks(), max_size=2)))
    return Document("x", Agency(""), "", body=body, attached=attached, figures=figures, copy=copy)


def all_in(value: object) -> list[Register]:
    """Every register below a value, by its fields: knows nothing of documents."""
    if isinstance(value, Register):
        return [value]
    if isinstance(value, tuple):
        return [found for item in value for found in all_in(item)]
    fields = getattr(type(value), "__match_args__", ())
    return [found for name in fields for found in all_in(getattr(value, name))]


@given(papers())
@settings(max_examples=EXAMPLES)
def test_no_register_of_a_dossier_is_passed_over(paper: Document) -> None:
    dossier = Dossier("x", paper)
    assert sorted(id(one.register) for one in shown(dossier)) == sorted(map(id, all_in(paper)))
    assert len(registers(dossier)) == len({id(one) for one in all_in(paper)})


def test_a_report_shows_one_register_in_many_ways() -> None:
    dossier, _ = load_dossier(DATA / "bao-cao-thang")
    uses = [one.use for one in shown(dossier)]
    assert uses == [Use.FIGURES, Use.BEFORE, Use.TABLE, Use.CHART, Use.TABLE, Use.TABLE, Use.TABLE]
    assert [one.document for one in shown(dossier)][-1] == ("kem_theo", 2)
    assert len(registers(dossier, *PRINTED)) == 1
    assert len(registers(dossier)) == 2


def test_nobody_else_looks_for_registers_in_blocks() -> None:
    """`block.table` is asked for by the walk, and where a table is planned and printed; nowhere else."""
    sources = {path: path.read_text(encoding="utf-8") for path in GENERATOR.rglob("*.py")}
    asking = {
        path.relative_to(GENERATOR).as_posix()
        for path, source in sources.items()
        # Only a module in which that is written can ask for it.
        if re.search(r"\b(?:block|spec)\s*\.\s*table\b", source)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and node.attr == "table"
        and isinstance(node.value, ast.Name)
        and node.value.id in ("block", "spec")
    }
    assert asking <= {
        "values/registers.py",
        # Which texts stand in a draft: those of no table.
        "values/paths.py",
        "planning/documents.py",
        "planning/plan.py",
        "planning/shares.py",
        # What of a table a version of the document shows.
        "planning/versions.py",
        "rendering/words.py",
        # What is printed of planned tables beside their rows.
        "commands/rendered.py",
        # Blocks of a file of somebody else's: their tables are no registers yet.
        "commands/import_prose.py",
        "commands/importing/making.py",
        "commands/importing/source.py",
        "commands/importing/proving.py",
        "commands/importing/several.py",
        "reading/word_tables.py",
        "rendering/word/anchors.py",
        "commands/clone.py",
    }
