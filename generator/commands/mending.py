"""What of a dossier can be mended without asking: shown first, written as every change is, taken back as a whole.

Texts are taken as they are stored, not as readers have them: readers compose letters and pass over what a mend is
about. What was written is read back the same way: those texts are as they should be, every other one as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.commands.desk import read_only, shared_with, tables_in, value_at, version_of
from generator.commands.editing import Changed, moved
from generator.keeping import before_mending as kept
from generator.keeping.locks import dossier_held, folder_of
from generator.keeping.sources import as_written, proven
from generator.keeping.sources import replace as written_anew
from generator.keeping.text_file import text_file
from generator.keeping.yaml_data import plain_data
from generator.linting.checked import Checked
from generator.linting.mends import Kind, Mended, changed_part, mended, renamed
from generator.linting.sources import read_sources
from generator.linting.suppression import suppressions
from generator.merging.writing.source_edits import SetCell, SetValue, SourceEdit
from generator.merging.writing.writer import TREES
from generator.ooxml import package
from generator.ooxml.stored_texts import rich_cells, text_cells
from generator.reading.own_file import WORKBOOK_NAME, YAML_NAME, read_source
from generator.values.errors import ExitCode, InputError, UsageError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Dossier, Register
from generator.values.paths import counted, every_text, is_cell, shown, texts
from generator.values.text import clean, one_line, quote

_DOING = "vanban lint --fix"
# Columns that name things: a mend would make another name of it.
_NAMES = frozenset({"ma", "cha", "nguon", "bo_qua"})


class TextMend(Struct, frozen=True):
    """One text: where, as it is, as it should be, what was wrong. `key` names it in an answer."""

    place: Place
    before: str
    after: str
    kinds: tuple[Kind, ...]
    edit: SourceEdit

    @property
    def key(self) -> str:
        """Where and what, so that nothing else is taken for it."""
        return sha256(f"{self.place} {self.before}".encode()).hexdigest()[:16]

    @property
    def stretches(self) -> tuple[str, str]:
        """What of it differs, as it is and as it should be, as people are shown it."""
        return changed_part(self.before, self.after)


class Mends(Struct, frozen=True):
    """What can be mended in a state of a dossier, and what cannot though it is known (`left`)."""

    version: str
    mends: tuple[TextMend, ...]
    left: tuple[Finding, ...] = ()
    stored: tuple[_Stored, ...] = ()


class Fixed(Struct, frozen=True):
    """What was mended, or with `dry_run` would be; `undone`: what an earlier run mended was taken back."""

    name: str
    path: Path
    mends: tuple[TextMend, ...]
    findings: tuple[Finding, ...] = ()
    dry_run: bool = False
    undone: bool = False
    changed: Changed | None = None

    @property
    def exit_code(self) -> ExitCode:
        """DONE: what could not be mended is doubtful, not wrong."""
        return ExitCode.DONE


class Wanted(Struct, frozen=True):
    """Which of it: those that keys name (None: all); with `name` nothing but a name that a person found wrong, and the
    right one, wherever it stands in the tables. `version` is the state that was shown."""

    only: Collection[str] | None = None
    name: tuple[str, str] | None = None
    version: str = ""


EVERYTHING = Wanted()


def fix(path: Path, wanted: Wanted = EVERYTHING, *, dry_run: bool = False) -> Fixed:
    """Write what can be mended, all in one; what stood before is kept.

    Raises UsageError V009 where the dossier is another one than was shown, InputError V091 where it cannot be
    written as it was meant, BusyError V018; then nothing is written.
    """
    _refuse_others(path)
    with dossier_held(path, _DOING) as (dossier, _):
        if wanted.version and version_of(dossier) != wanted.version:
            raise moved(path)
        found = _mends(dossier, wanted.name)
        chosen = [one for one in found.mends if wanted.only is None or one.key in wanted.only]
        if dry_run or not chosen:
            return Fixed(dossier.name, path, tuple(chosen), found.left, dry_run=dry_run)
        made, mends, refused = _written(dossier, chosen)
        before = {file: file.read_bytes() for file in made}
        folder = folder_of(path)
        record = folder / kept.NAME
        version = version_of(dossier, made)
        earlier = record.read_bytes() if record.exists() else b""
        # Killed in between, the next run puts the record in place (keeping/whole).
        written_anew({**made, record: kept.content(folder, version, before)})
        try:
            _read_back(path, mends, {one.place: one.text for one in found.stored}, version)
        except (InputError, OSError):
            written_anew({**before, **({record: earlier} if earlier else {})})
            if not earlier:
                kept.forget(folder)
            raise
        changed = Changed(version, before)
        return Fixed(dossier.name, path, tuple(mends), (*found.left, *refused), changed=changed)


def _refuse_others(path: Path) -> None:
    """What is no dossier, said with the command for it. Raises UsageError V390."""
    if path.suffix.lower() in (".docx", ".doc"):
        said = msg("Tệp Word không phải hồ sơ dữ liệu.")
        raise UsageError.of("V390", Place(str(path)), said, msg("Sửa tệp Word bằng “vanban check --fix”."))
    if path.is_file() and path.name not in (YAML_NAME, WORKBOOK_NAME):
        said = msg("{tep} là bảng của một hồ sơ, hoặc bảng đứng riêng.", tep=path.name)
        hint = msg("Nêu thư mục hồ sơ; bảng đứng riêng thì “vanban import {tep} --to …” trước.", tep=path.name)
        raise UsageError.of("V390", Place(str(path)), said, hint)


def undo(path: Path) -> Fixed:
    """What the last `fix` of a dossier wrote goes back to what stood before, as long as nothing has changed since.

    Raises UsageError V391 where there is nothing to take back, V009 where the dossier has changed.
    """
    from generator.reading.dossier import load_dossier

    folder = folder_of(path)
    with dossier_held(path, _DOING) as (dossier, _):
        last = kept.last(folder)
        if last is None:
            said = msg("Không có lần sửa nào của “vanban lint --fix” để trả lại.")
            raise UsageError.of("V391", Place(str(path)), said)
        if last.version != version_of(dossier):
            said = msg("Hồ sơ đã đổi sau lần sửa ấy; trả lại thì mất chỗ đổi sau, nên giữ nguyên.")
            raise UsageError.of("V009", Place(str(path)), said, msg("Xem từng chỗ rồi sửa tay."))
        mended_texts = {one.place: one.text for one in _stored(dossier)}
        written_anew(dict(last.files))
        kept.forget(folder)
        again = _stored(load_dossier(path)[0])
        mends = (
            TextMend(one.place, now, one.text, mended(one.text).kinds, one.edit(one.text))
            for one in again
            if (now := mended_texts.get(one.place, one.text)) != one.text
        )
        return Fixed(dossier.name, path, tuple(mends), undone=True)


def _written(
    dossier: Dossier, wanted: Sequence[TextMend]
) -> tuple[dict[Path, bytes], Sequence[TextMend], tuple[Finding, ...]]:
    """The files as they will be, what of the mends is in them, and why the others are not."""
    try:
        return proven(dossier, [one.edit for one in wanted]), wanted, ()
    except InputError as failure:
        if len(wanted) == 1:
            raise
        refused = list(failure.findings)
    able = []
    refused.clear()
    for one in wanted:
        try:
            proven(dossier, [one.edit])
            able.append(one)
        except InputError as failure:
            refused += failure.findings
    if not able:
        raise InputError(refused)
    return proven(dossier, [one.edit for one in able]), able, tuple(_as_doubt(one) for one in refused)


def _as_doubt(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.WARNING)


# --- texts as they are stored ----------------------------------------------------------------------------------------


class _Stored(Struct, frozen=True):
    """A text as it is stored; `at` is where an edit of it goes, `looks`: some of its letters look otherwise."""

    place: Place
    text: str
    edit: Callable[[str], SourceEdit]
    looks: bool = False
    line: int = 0


def _mends(dossier: Dossier, name: tuple[str, str] | None = None) -> Mends:
    found: list[TextMend] = []
    left: list[Finding] = []
    stored, quiet = tuple(_stored(dossier)), _quieted(dossier)
    for one in stored:
        made = mended(one.text) if name is None else _renamed(one, *name)
        if not made.kinds or not made.text or any(map(partial(quiet, one), made.kinds)):
            continue
        if one.looks:
            said = msg("{chu}: ô có chữ nhiều kiểu (đậm, màu …), để nguyên.", chu=quote(one.text))
            left.append(Finding("V392", Severity.NOTE, one.place, said, msg("Sửa ô này trong Excel."), one.text))
        else:
            found.append(TextMend(one.place, one.text, made.text, made.kinds, one.edit(made.text)))
    return Mends(version_of(dossier), tuple(found), tuple(left), stored)


# What a person who keeps such a text on purpose has quieted.
_CODES = {Kind.TWICE: "L112", Kind.MARKS: "L603", Kind.LETTER: "L605", Kind.UNSEEN: "L605", Kind.HYPHEN: "L103"}


def _quieted(dossier: Dossier) -> Callable[[_Stored, Kind], bool]:
    """Whether somebody has said, with a reason, that what is wrong with a text is to stay."""
    said = suppressions(Checked(dossier, date.min, read_sources(dossier.sources[:1])))

    def quiet(one: _Stored, kind: Kind) -> bool:
        finding = Finding(_CODES.get(kind, ""), Severity.NOTE, replace(one.place, line=one.line), kind.value)
        return any(each.quiets(finding) for each in said)

    return quiet if said else lambda _, __: False


def _renamed(one: _Stored, wrong: str, right: str) -> Mended:
    return renamed(one.text, wrong, right) if one.place.cell else Mended(one.text, ())


def _stored(dossier: Dossier) -> Iterator[_Stored]:
    """Every text of the dossier's own files that a mend may change."""
    source = dossier.sources[0]
    yield from _in_a_workbook(dossier, source) if source.suffix.lower() == ".xlsx" else _in_a_text(dossier, source)
    for register in tables_in(dossier):
        file = next((one for one in dossier.sources if str(one) == register.origin.file), Path(register.origin.file))
        suffix = file.suffix.lower()
        if shared_with(file, dossier) or file not in dossier.sources:
            continue
        if suffix in TREES and file != source:
            yield from _in_data(register, file)
        elif not read_only(file, dossier):
            yield from _in_csv(register, file) if suffix == ".csv" else _in_a_sheet(register, file)


def _in_a_text(dossier: Dossier, source: Path) -> Iterator[_Stored]:
    data, read = plain_data(text_file(source).text), read_source(source)[0]
    cells = (path for path, _ in every_text(dossier) if is_cell(path))
    for path in (*(path for path, _ in texts(dossier)), *cells):
        raw = value_at(data, path)
        if isinstance(raw, str):
            line = read.place(as_written(path, data)).line
            edit = partial(SetValue, source, path)
            yield _Stored(Place(str(source), part=shown(counted(path))), raw, edit, line=line)


def _in_a_workbook(dossier: Dossier, source: Path) -> Iterator[_Stored]:
    """The values of a dossier that is one workbook; its tables are read as those of others."""
    from generator.reading.workbook import read_workbook

    raw, _ = read_workbook(source, str(source))
    cells = {(one.place.sheet, one.place.cell): one for one in _texts_of(source)}
    for path, text in texts(dossier):
        place = raw.place(as_written(path, raw.data))
        one = cells.get((place.sheet, place.cell))
        # A cell that holds more than the text (its number, its kind) is left alone.
        if one and one_line(clean(one.text)) == one_line(text):
            yield one


def _in_a_sheet(register: Register, file: Path) -> Iterator[_Stored]:
    wanted = {
        (register.origin.sheet, f"{letter}{row.origin.row}")
        for row in register.rows
        for key, letter in row.origin.columns.items()
        if key not in _NAMES
    }
    yield from (one for one in _texts_of(file) if (one.place.sheet, one.place.cell) in wanted)


def _texts_of(file: Path) -> Iterator[_Stored]:
    """The cells of a workbook that hold a text, no formula."""
    parts = package.read(file)
    rich = rich_cells(parts, str(file))
    for place, cell, text in text_cells(parts, str(file)):
        if not cell.has_formula:
            letter = place.cell.rstrip("0123456789")
            edit = partial(SetCell, file, place.sheet, letter, cell.row)
            yield _Stored(place, text, edit, (place.sheet, place.cell) in rich)


def _in_csv(register: Register, file: Path) -> Iterator[_Stored]:
    for row in register.tasks:
        for key, text in row.texts.items():
            letter = row.origin.columns.get(key, "")
            if letter and text and key not in _NAMES:
                yield _Stored(row.origin.place(key), text, partial(SetCell, file, "", letter, row.origin.row))


def _in_data(register: Register, file: Path) -> Iterator[_Stored]:
    """A list of tasks by key; lists and tasks on one line too."""
    data, titles = plain_data(text_file(file).text), {column.key: column.title for column in register.columns}
    for row in register.tasks:
        for key in row.texts:
            at = (row.origin.row - 2, titles.get(key, key))
            raw = value_at(data, at)
            if isinstance(raw, str) and key not in _NAMES:
                yield _Stored(row.origin.place(key), raw, partial(SetValue, file, at))


def _read_back(path: Path, mends: Sequence[TextMend], before: Mapping[Place, str], version: str) -> None:
    """Raise InputError V091 where a text of what was written is not as it was meant, letter by letter."""
    from generator.reading.dossier import load_dossier

    meant = {**before, **{one.place: one.after for one in mends}}
    again = load_dossier(path)[0]
    found = {one.place: one.text for one in _stored(again)}
    unlike = [place for place in meant if meant[place] != found.get(place, "")]
    if unlike or meant.keys() != found.keys() or version_of(again) != version:
        said = msg("Ghi thử rồi đọc lại thì chữ không đúng như định sửa; dữ liệu giữ nguyên.")
        raise InputError.of("V091", (unlike or [Place(str(path))])[0], said, msg("Sửa tay chỗ này."))
