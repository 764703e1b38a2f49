"""Word templates as a person makes them (python-docx: paragraphs and tables of plain text), and plans to fill them."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from pathlib import Path

import docx
from docx.oxml.ns import qn

from generator.planning.documents import plan_dossier
from generator.planning.plan import PlannedDocument
from generator.reading.dossier import load_dossier

DATA = Path(__file__).parents[2] / "data"

Piece = str | list[list[str]]


@cache
def _plain() -> bytes:
    """python-docx's own empty file without its hundred looks of tables, most of its styles."""
    document = docx.Document()
    styles = document.styles.element
    for style in list(styles):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) != "1":
            styles.remove(style)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def plain() -> docx.document.Document:
    """An empty file, to be filled by python-docx."""
    return docx.Document(io.BytesIO(_plain()))


def word(path: Path, *pieces: Piece) -> Path:
    """A .docx of paragraphs (texts) and tables (rows of cells; line ends in a cell begin paragraphs)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    document = plain()
    for piece in pieces:
        if isinstance(piece, str):
            document.add_paragraph(piece)
            continue
        table = document.add_table(0, max(len(row) for row in piece))
        for texts in piece:
            cells = table.add_row().cells
            for cell, text in zip(cells, texts, strict=False):
                cell.text = text.partition("\n")[0]
                for more in text.split("\n")[1:]:
                    cell.add_paragraph(more)
    document.save(path)
    return path


def texts(path: Path) -> list[str]:
    """Every paragraph's text, those in tables too, in the order of the file."""
    body = docx.Document(path).element.body
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]


def planned_142() -> list[PlannedDocument]:
    """The two documents of 142/QĐ-VPCP, planned."""
    dossier, _ = load_dossier(DATA / "142-qd-vpcp")
    return list(plan_dossier(dossier, date(2024, 3, 16))[0].documents)
