"""What two states are called where they are compared: by their documents, as people know them, not by their folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.values.model import Document
from generator.values.text import one_line

if TYPE_CHECKING:
    from generator.checking.paper.model import Facts


class State(Struct, frozen=True):
    """A document: kind, number and day; what it is about."""

    name: str
    subject: str = ""


def state_of(path: Path) -> State:
    """The main document of a dossier or Word file; the name of another file."""
    from generator.commands.compare import is_dossier

    if is_dossier(path):
        from generator.reading.dossier import load_dossier

        return _of_document(load_dossier(path)[0].document)
    return _of_paper(path) if path.suffix.lower() == ".docx" else State(path.name)


def title_of(old: Path, new: Path) -> str:
    """The title of what changed from one state to another."""
    before, after = state_of(old), state_of(new)
    if before == after:
        return f"Những thay đổi của {_full(after)}"
    if before.subject == after.subject:
        about = f": {after.subject}" if after.subject else ""
        return f"Những thay đổi từ {before.name} đến {after.name}{about}"
    return f"Những thay đổi từ {_full(before)} đến {_full(after)}"


def _full(state: State) -> str:
    return f"{state.name} “{state.subject}”" if state.subject else state.name


def _of_document(document: Document) -> State:
    from generator.facts.kinds import traits
    from generator.planning.elements import symbol_of

    name = document.label or traits(document.kind).name
    if document.number is not None:
        name += f" số {document.number:02d}/{document.symbol or symbol_of(document)}"
    dated = document.dated
    if dated.day and dated.month and dated.year:
        name += f" ngày {dated.day:02d}/{dated.month}/{dated.year}"
    elif dated.month and dated.year:
        name += f" tháng {dated.month}/{dated.year}"
    return State(name, one_line(document.subject))


def name_of(facts: Facts, at: int = 0) -> str:
    """The document of a Word file in which a paragraph stands (0: the main one) by kind, number and day; nothing where
    it has no number.
    """
    main = facts.document_at(at)
    symbol = main.heading.symbol if main else None
    if main is None or symbol is None or not symbol.number:
        return ""
    dated = main.heading.date_line
    day = f" ngày {dated.day}/{dated.month}/{dated.year}" if dated and dated.date else ""
    # The Party's numbers go on with a dash: "15-KH/ĐU".
    between = "" if symbol.symbol.startswith(("-", "–", "/")) else "/"
    return f"{main.name} số {symbol.number}{between}{symbol.symbol}{day}"


def _of_paper(path: Path) -> State:
    from generator.checking.paper.facts import read_facts
    from generator.ooxml import package

    facts = read_facts(package.read(path, shown_as=str(path)), shown_as=str(path))[0]
    if facts.main is None or not (name := name_of(facts)):
        return State(path.name)
    return State(name, one_line(" ".join(line.text for line in facts.main.heading.subject)))
