"""What a page asks: which dossiers there are and how they stand, what a file is, a dossier open to be changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from generator.face import clock
from generator.face.api.options import DATA, OUT, Cancelled, Listen
from generator.values.progress import Progress

if TYPE_CHECKING:
    from generator.commands.desk import Desk, KnownLine
    from generator.commands.editing import Change, Changed
    from generator.commands.made import Made
    from generator.commands.recognise import Recognised
    from generator.commands.see_table import Chosen, SeenTable
    from generator.commands.tracked_changes import TrackedChange
    from generator.commands.workplace import DossierState, Office


def dossiers_in(data: Path = DATA) -> tuple[Path, ...]:
    """The dossiers right below a data folder, by name."""
    from generator.commands import workplace

    return workplace.dossiers_in(data)


def state_of(dossier: Path, out: Path = OUT) -> DossierState:
    """How a dossier stands (built, changed since, edited outside) and its files, told without building."""
    from generator.commands import workplace

    return workplace.state_of(dossier, out)


def recognise(file: Path, *, shown_as: str = "") -> Recognised:
    """What a file from anywhere is, by what it holds; one that is broken says so in its findings."""
    from generator.commands import recognise as recognising

    return recognising.recognise(file, shown_as)


def as_pages(file: Path, target: Path, *, on_event: Listen | None = None, cancelled: Cancelled | None = None) -> Made:
    """A Word file from anywhere as the PDF `target`, to be looked at: tracked changes are shown, nothing is proven."""
    from generator.commands import as_pages as printing

    return printing.as_pages(file, target, Progress(on_event, cancelled))


def quick_view(file: Path, target: Path) -> bool:
    """Whether a .docx of ours is laid out as the PDF `target`, without LibreOffice, all its letters on the pages."""
    from generator.commands import quick_view as looking

    return looking.quick_view(file, target)


def same_pages(view: Path, printed: Path) -> bool:
    """Whether a quick view has the pages of the PDF that LibreOffice made, each with the same letters."""
    from generator.commands import quick_view as looking

    return looking.same_pages(view, printed)


def keep_office_ready() -> None:
    """Have a LibreOffice started before it is asked, from now on: for a program that goes on, as the page."""
    from generator.commands import quick_view as looking

    looking.keep_office_ready()


def tracked_changes(file: Path) -> tuple[TrackedChange, ...]:
    """The paragraphs of a Word file that its tracked changes touch, before and after."""
    from generator.commands import tracked_changes as tracked

    return tracked.tracked_changes(file)


def meanings() -> Mapping[str, str]:
    """What a column of a task table may be told to be: key and title."""
    from generator.commands import see_table as seeing

    return seeing.meanings()


def see_table(file: Path, *, chosen: Chosen | None = None, shown_as: str = "") -> SeenTable:
    """A task table with what each column is taken for and what each row is, as `chosen` says it is to be read."""
    from generator.commands import see_table as seeing

    return seeing.see_table(file, chosen or seeing.AS_FOUND, shown_as)


def dossier_of_table(
    file: Path,
    target: Path,
    *,
    documents: str,
    agency: str,
    subject: str,
    symbol: str = "",
    parent: str = "",
    place: str = "",
    name: str = "",
    chosen: Chosen | None = None,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Made:
    """A new dossier of a foreign task table, printed as it was made, in `documents` (`quyet-dinh+ke-hoach` …).

    `chosen` says how the table is read, `name` what its file is called in the dossier.
    """
    from generator.commands import of_table
    from generator.commands.see_table import AS_FOUND

    options = of_table.TableOptions(documents, agency, symbol, subject, parent, place, chosen or AS_FOUND)
    return of_table.dossier_of_table(file, name or file.name, target, options, Progress(on_event, cancelled))


def office_in(data: Path = DATA) -> Office:
    """Who issues the dossiers of a folder, where they are all of one office."""
    from generator.commands import workplace

    return workplace.office_in(data)


def open_dossier(dossier: Path) -> Desk:
    """A dossier laid open: its fields as its kind has them, its tables by row and cell, the version it is in."""
    from generator.commands import desk

    return desk.open_dossier(dossier)


def known_lines(dossier: Path, key: str, data: Path = DATA) -> tuple[KnownLine, ...]:
    """Lines that a list of a dossier (`can_cu`, `noi_nhan`) may want: cited in its tables, used in those beside it."""
    from generator.commands import desk

    others = [one for one in dossiers_in(data) if one != dossier]
    return desk.known_lines(dossier, key, others, clock.today())


def change(dossier: Path, wanted: Change, version: str) -> Changed:
    """One change of a dossier that is open, proven; refused (V009) where it has moved since `version`."""
    from generator.commands import editing

    return editing.change(dossier, wanted, version)


def put_back(dossier: Path, files: Mapping[Path, bytes], version: str) -> str:
    """What stood before a change, as long as the dossier is as the change left it; returns its version then."""
    from generator.commands import editing

    return editing.put_back(dossier, files, version)
