"""Edits tried by kind, and what a pull made of each: `python tests/merging/edit_trials.py 20` tries each kind so often.

On every dossier of `trial_dossiers` (or those named: `… 20 142-qd-vpcp`), each kind of `trial_word` and `trial_book`,
as Word and openpyxl write it and as LibreOffice saves it; judged by `trial_oracle`; half of the files are pulled twice.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [*map(str, Path(__file__).parents[1:3]), str(Path(__file__).parent)]

import by_libreoffice
import trial_book
import trial_more
import trial_word
from openpyxl import load_workbook
from trial_dossiers import DOSSIERS, workplace_of
from trial_oracle import Trial, judged
from word_edits import AS_OF, changed, pulled

from generator.commands.rendered import excel_with_bases, word_of
from generator.reading.dossier import load_dossier
from generator.values.errors import InputError

KINDS = {".docx": trial_word.KINDS | trial_more.IN_WORD, ".xlsx": trial_book.KINDS | trial_more.IN_BOOKS}
# A start of LibreOffice saves so many files.
_AT_ONCE = 40


@dataclass(frozen=True)
class Case:
    """One edit to be tried: of which file, of which kind, by which chance; whether LibreOffice saves it."""

    file: Path
    kind: str
    seed: int
    office: bool = False

    @property
    def name(self) -> str:
        """What it is counted under."""
        return f"{self.file.suffix} {self.kind}"


def cases(files: Sequence[Path], often: int, *, office: bool = True) -> list[Case]:
    """Every kind so often on the files of a dossier; every second one saved by LibreOffice."""
    made = []
    for suffix, kinds in KINDS.items():
        own = [file for file in files if file.suffix == suffix]
        for kind in kinds if own else ():
            for seed in range(often):
                made.append(Case(own[seed % len(own)], kind, seed, office and (seed + len(kind)) % 2 == 1))
    return made


def edit(case: Case, folder: Path) -> Path | None:
    """The edited file, in a copy of the workplace of its dossier; None where it has no place for such an edit."""
    pick = random.Random(f"{case.kind} {case.seed}")
    home = case.file.parents[2]
    shutil.copytree(home / "data", folder / "data")
    file = folder / "out" / case.file.parent.name / case.file.name
    file.parent.mkdir(parents=True)
    try:
        if file.suffix == ".docx":
            changed(case.file, lambda root: KINDS[".docx"][case.kind](root, pick), file)
        else:
            book = load_workbook(case.file)
            KINDS[".xlsx"][case.kind](book.worksheets[0], pick)
            book.save(file)
    except trial_word.NoPlaceError:
        return None
    return file


def saved_by_libreoffice(files: Sequence[Path], place: Path) -> None:
    """The files, each opened and saved by LibreOffice where it stands."""
    for suffix, kind in ((".docx", "docx:Office Open XML Text"), (".xlsx", "xlsx:Calc Office Open XML")):
        own = [file for file in files if file.suffix == suffix]
        for start in range(0, len(own), _AT_ONCE):
            some = own[start : start + _AT_ONCE]
            names = {place / "in" / f"{at}{suffix}": file for at, file in enumerate(some)}
            for folder in (place / "in", place / "saved"):
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir(parents=True)
            for name, file in names.items():
                shutil.copyfile(file, name)
            made = by_libreoffice.saved([*names], kind, place / "saved")
            for product, file in zip(made, names.values(), strict=True):
                shutil.copyfile(product, file)


def tried(case: Case, file: Path) -> Trial:
    """An edited file pulled into its workplace, and what came of it."""
    try:
        result = pulled(file)
    except InputError as failure:
        return Trial(
            case.name, "reported", tuple(f"{f.code} {f.value or f.message}" for f in failure.findings), refused=True
        )
    home = file.parents[2]
    dossier, _ = load_dossier(home / "data" / file.parent.name)
    if file.suffix == ".docx":
        again = home / "again.docx"
        again.write_bytes(word_of(dossier, AS_OF))
    else:
        (home / "again").mkdir()
        found = {one.name: one for one, _ in excel_with_bases(dossier, AS_OF, home / "again")}
        again = found[file.name]
    looks = case.kind in ("struck", "bold", "italic") and file.suffix == ".docx"
    # LibreOffice writes colours and paper its own way.
    looks |= case.kind in trial_more.BY_LOOKS and file.suffix == ".docx" and not case.office
    trial = judged(case.name, (case.file, file, again), result, by_looks=looks)
    if case.seed % 2 == 0 and trial.outcome in ("recovered", "reported"):
        return _again(trial, file)
    return trial


def _again(trial: Trial, file: Path) -> Trial:
    """The same file pulled once more: it changes nothing, and nobody is asked anything."""
    try:
        second = pulled(file)
    except InputError:
        return trial
    if not second.written and not second.conflicts:
        return trial
    said = tuple(f"{one.record} {one.field}: {one.before} > {one.after}" for _, one in second.changes)
    asked = tuple(f"{one.record} {one.field}: {one.base} {one.ours} {one.theirs}" for _, one in second.conflicts)
    return replace(trial, outcome="wrong", lost=("pulled twice", *said[:3], *asked[:3]))


def all_tried(cases: Sequence[Case], place: Path) -> Iterator[tuple[Case, Trial]]:
    """Each case with what came of it, in a folder of its own; those without a place left out."""
    files = {case: file for at, case in enumerate(cases) if (file := edit(case, place / str(at)))}
    saved_by_libreoffice([file for case, file in files.items() if case.office], place / "office")
    for case, file in files.items():
        yield case, tried(case, file)
        shutil.rmtree(file.parents[2])


def table(found: Mapping[str, Counter[str]]) -> str:
    """The counts by kind."""
    heads = ("recovered", "reported", "silent", "wrong")
    rows = [("kind", *heads), *((kind, *(str(counts[head]) for head in heads)) for kind, counts in found.items())]
    return "\n".join("".join((f"{kind:34}", *(f"{text:>11}" for text in texts))) for kind, *texts in rows)


def main(often: int, names: Sequence[str]) -> int:
    """Try each kind so often, print the tables; 1 where an edit was lost in silence, or something wrong was written."""
    by_kind: dict[str, Counter[str]] = {}
    by_dossier: dict[str, Counter[str]] = {}
    bad: list[str] = []
    for given in DOSSIERS:
        if names and given.name not in names:
            continue
        with tempfile.TemporaryDirectory() as name:
            files = workplace_of(given, Path(name) / "made")
            for case, trial in all_tried(_some(cases(files, often), given.share), Path(name)):
                saved = "LibreOffice" if case.office else "Word, openpyxl"
                for where, key in (
                    (by_kind, trial.kind),
                    (by_dossier, given.name),
                    (by_dossier, f"{case.file.suffix} saved by {saved}"),
                ):
                    where.setdefault(key, Counter())[trial.outcome] += 1
                if trial.outcome in ("silent", "wrong"):
                    bad.append(f"{given.name} {case.file.name} seed {case.seed}{' LO' * case.office}: {trial}")
                    sys.stderr.write(f"{bad[-1]}\n")
                elif trial.refused:
                    sys.stderr.write(f"refused: {given.name} {case.kind} {case.seed}: {trial.said[:2]}\n")
    by_kind["all"] = sum(by_kind.values(), Counter())
    sys.stdout.write("\n".join((table(by_kind), "", table(by_dossier), *bad, "")))
    return bool(bad)


def _some(every: Iterable[Case], share: int) -> list[Case]:
    """A share of the cases, of 100, the same each time."""
    pick = random.Random(share)
    return [case for case in every if pick.randrange(100) < share]


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2, sys.argv[2:]))
