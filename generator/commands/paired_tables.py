"""Which table of one dossier is which of another: by the document that shows it, its file, its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from generator.merging.merge.align import best_pairs
from generator.values.model import Dossier, Register
from generator.values.paths import Path_, documents
from generator.values.registers import PRINTED, Shown, Use, shown


class PairedTables(Struct, frozen=True):
    """Registers of two dossiers that are each other's, and those without a counterpart in the other."""

    pairs: tuple[tuple[Register, Register], ...]
    gone: tuple[Register, ...]
    new: tuple[Register, ...]


def paired_tables(then: Dossier, now: Dossier) -> PairedTables:
    """The registers that both print, each pair once; a register that is shown once more has its counterpart already."""
    old, new = (_by_document(dossier) for dossier in (then, now))
    found = [pair for before, after in _paired_documents(then, now) for pair in _paired(old[before], new[after])]
    met = [{id(pair[side]) for pair in found} for side in (0, 1)]
    left = [
        {id(one.register): one.register for places in side.values() for one in places if id(one.register) not in known}
        for side, known in zip((old, new), met, strict=True)
    ]
    pairs = {(id(one), id(other)): (one, other) for one, other in found}
    return PairedTables(tuple(pairs.values()), tuple(left[0].values()), tuple(left[1].values()))


def _by_document(dossier: Dossier) -> dict[Path_, list[Shown]]:
    found: dict[Path_, list[Shown]] = {path: [] for path, _ in documents(dossier)}
    for one in shown(dossier):
        if one.use in PRINTED:
            found[one.document].append(one)
    return found


def _paired_documents(then: Dossier, now: Dossier) -> Iterator[tuple[Path_, Path_]]:
    """Documents that say what they are alike, then those left at the same place."""
    old, new = (
        [(path, f"{one.kind} {one.label} {one.subject}") for path, one in documents(side)] for side in (then, now)
    )
    pairs = best_pairs([text for _, text in old], [text for _, text in new])
    yield from ((old[at][0], new[to][0]) for at, to in pairs)
    left = {path for path, _ in old} - {old[at][0] for at, _ in pairs}
    met = {new[to][0] for _, to in pairs}
    come = [path for path, _ in new if path not in met]
    yield from ((path, path) for path in come if path in left)


def _paired(old: Sequence[Shown], new: Sequence[Shown]) -> Iterator[tuple[Register, Register]]:
    """Tables with tables, counts with counts: of one file first, in their order; then those left, in their order."""
    for uses in ((Use.TABLE,), (Use.CHART, Use.FIGURES)):
        left = [[one for one in side if one.use in uses] for side in (old, new)]
        for key in (_file, _no_key):
            waiting: dict[str, list[Shown]] = {}
            for one in left[0]:
                waiting.setdefault(key(one), []).append(one)
            taken: set[int] = set()
            for other in left[1]:
                if own := waiting.get(key(other)):
                    taken |= {id(one := own.pop(0)), id(other)}
                    yield one.register, other.register
            left = [[one for one in side if id(one) not in taken] for side in left]


def _file(one: Shown) -> str:
    return f"{Path(one.register.origin.file).name}!{one.register.origin.sheet}"


def _no_key(_: Shown) -> str:
    return ""
