"""The dossiers of a workplace and how each stands: built, changed since, edited outside; told without building."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from msgspec import Struct

from generator.facts.documents import is_lists
from generator.facts.kinds import ANNEX, ANNEX_KIND, kinds
from generator.keeping import outputs
from generator.reading.own_file import has_own_file, read_source, source_in
from generator.values.errors import VanbanError
from generator.values.findings import Finding
from generator.values.text import one_line, sort_key


class Standing(Enum):
    """How a dossier stands; the values are stable names for programs."""

    UNBUILT = "chua-sinh"
    BUILT = "da-sinh"
    CHANGED = "da-doi"
    EDITED = "sua-ngoai"
    BROKEN = "khong-doc-duoc"


class OutputFile(Struct, frozen=True):
    """A file in out/: its path, whether someone edited it since it was made, when it was written, its bytes."""

    path: Path
    edited: bool
    written: datetime
    size: int


class DossierState(Struct, frozen=True):
    """A dossier: its name, what it is (`kind` as people call it, `subject`), how it stands, its files in out/.

    `changed` is when one of its sources was saved last; `findings` say why it cannot be read.
    """

    name: str
    path: Path
    kind: str
    subject: str
    standing: Standing
    changed: datetime
    outputs: tuple[OutputFile, ...] = ()
    findings: tuple[Finding, ...] = ()


def dossiers_in(data: Path) -> tuple[Path, ...]:
    """The dossiers right below a data folder, by name as the alphabet has it."""
    found = filter(_is_dossier, data.iterdir()) if data.is_dir() else ()
    return tuple(sorted(found, key=lambda folder: sort_key(folder.name)))


def _is_dossier(folder: Path) -> bool:
    return not is_lists(folder) and has_own_file(folder)


def state_of(dossier: Path, out: Path) -> DossierState:
    """How a dossier stands; what cannot be read is said in its findings, never raised."""
    saved = 0.0
    # The folder may just be going.
    with suppress(OSError):
        saved = max(map(_saved, dossier.iterdir()), default=0)
    changed = datetime.fromtimestamp(saved, UTC)
    folder = out / dossier.name
    made = tuple(_outputs(folder))
    try:
        kind, subject = _what(dossier)
    except VanbanError as failure:
        return DossierState(dossier.name, dossier, "", "", Standing.BROKEN, changed, made, failure.findings)
    return DossierState(dossier.name, dossier, kind, subject, _standing(folder, made), changed, made)


def _what(dossier: Path) -> tuple[str, str]:
    """Kind and subject of the main document, without reading its tables."""
    raw, _ = read_source(source_in(dossier))
    key, subject = str(raw.data.get("loai") or ""), str(raw.data.get("trich_yeu") or "")
    kind = ANNEX_KIND if key == ANNEX else kinds().get(key)
    return kind.name if kind else key, one_line(subject)


class Office(Struct, frozen=True):
    """Who issues: as the dossier that was saved last says it."""

    name: str = ""
    symbol: str = ""
    parent: str = ""
    place: str = ""


# A dossier that the program made to be tried is of no office.
_TRIED = "ho-so-mau"


def office_in(data: Path) -> Office:
    """Whose dossiers lie in a folder, where they are all of one office: what a new one may begin with."""
    found = {office for path in dossiers_in(data) if path.name != _TRIED and (office := _office(path)).name}
    names = {(one.name, one.symbol, one.parent) for one in found}
    return min(found, key=lambda one: (not one.place, one.place)) if len(names) == 1 else Office()


def _office(dossier: Path) -> Office:
    try:
        data = read_source(source_in(dossier))[0].data
    except VanbanError:
        return Office()
    agency = data.get("co_quan")
    said = agency if isinstance(agency, dict) else {"ten": agency}
    texts = (said.get("ten"), said.get("ky_hieu"), said.get("chu_quan"), data.get("dia_danh"))
    return Office(*(one_line(one) if isinstance(one, str) else "" for one in texts))


def _saved(path: Path) -> float:
    """When a file of a dossier was saved; 0 for what is none, or is just being replaced."""
    with suppress(OSError):
        return path.stat().st_mtime if path.is_file() and not path.name.startswith(".") else 0
    return 0


def _outputs(folder: Path) -> list[OutputFile]:
    manifest = outputs.read_manifest(folder)
    found = sorted(path for path in folder.glob("*.*") if path.is_file() and not path.name.startswith((".", "~$")))
    made = []
    for path in found:
        # One that a build is just taking away is none.
        with suppress(OSError):
            at = path.stat()
            edited = path.name in manifest.files and not manifest.made(path)
            made.append(OutputFile(path, edited, datetime.fromtimestamp(at.st_mtime, UTC), at.st_size))
    return made


def _standing(folder: Path, made: tuple[OutputFile, ...]) -> Standing:
    manifest = outputs.read_manifest(folder)
    if not manifest.files or not made:
        return Standing.UNBUILT
    if any(one.edited for one in made):
        return Standing.EDITED
    return Standing.BUILT if _same_sources(manifest) else Standing.CHANGED


def _same_sources(manifest: outputs.Manifest) -> bool:
    """Whether every file that the outputs were made from is there as it was."""
    sources = {Path(name): digest for name, digest in manifest.made_from.items() if Path(name).suffix}
    return all(path.is_file() and outputs.digest(path) == digest for path, digest in sources.items())
