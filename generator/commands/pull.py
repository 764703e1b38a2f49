"""The story of `vanban pull`: read the edited files, merge, write the sources, prove that they read back as meant."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from generator.books.decisions import NO_DECISIONS, Decisions, mark_of, place_of, read_decisions
from generator.commands.around import unprinted
from generator.commands.belonging import files_that_came, passed_over, strangers
from generator.commands.edited_file import EditedFile
from generator.commands.edited_files import dossier_of, read_file
from generator.commands.figure_edits import FigureEdits, FigureFile, figure_edits
from generator.commands.figures_beside import Beside, figures_beside
from generator.commands.fresh import Fresh
from generator.commands.proving import Read, lost_in_silence, provable
from generator.commands.pulling_again import Copies
from generator.keeping import outputs
from generator.keeping import sources as source_files
from generator.keeping.locks import dossier_held
from generator.keeping.whole import write_whole
from generator.merging.edited.reading import LONGEST_QUOTE
from generator.merging.merge.copies import combined
from generator.merging.merge.new_columns import NewColumns
from generator.merging.merge.pull import Decide, Side, Wanted, pulled
from generator.merging.model import Change, Conflict, side_shown
from generator.ooxml.revisions import View
from generator.values.errors import ExitCode, InputError, UsageError, refusal
from generator.values.findings import Finding, Message, Place, Severity, has_errors, in_order, msg
from generator.values.model import Dossier
from generator.values.progress import Progress, Stage
from generator.values.text import quote


class PullOptions(Struct, frozen=True):
    """How to read and what to do: `decide` settles conflicts, `dossier` names it where a file does not.

    `accept`: tracked changes are read as accepted, else as rejected. `decisions` go before `decide`. `book` is the
    .xlsx that conflicts left open are written into, to be decided there.
    """

    decide: Decide
    as_of: date
    data: Path = Path("data")
    dossier: Path | None = None
    accept: bool = True
    delete: bool = False
    dry_run: bool = False
    decisions: Decisions = NO_DECISIONS
    book: Path | None = None


class PullResult(Struct, frozen=True):
    """What came of a pull: changes by file, conflicts left open, source files written, findings.

    With `dry_run` nothing was written: `written` is what would be. `book` is the workbook of the conflicts, if any;
    `before` holds what was written over, so that it can be put back.
    """

    changes: tuple[tuple[str, Change], ...]
    conflicts: tuple[tuple[str, Conflict], ...]
    written: tuple[Path, ...]
    findings: tuple[Finding, ...]
    dry_run: bool = False
    book: Path | None = None
    before: Mapping[Path, bytes] = field(default_factory=dict)

    @property
    def exit_code(self) -> ExitCode:
        """MERGE_CONFLICTS where one is open, FOUND_ERRORS where an error was found."""
        if self.conflicts:
            return ExitCode.MERGE_CONFLICTS
        return ExitCode.FOUND_ERRORS if has_errors(self.findings) else ExitCode.DONE

    @property
    def nothing_new(self) -> bool:
        """Whether the files show nothing but what the data hold: no change, and nothing that could not be taken."""
        return not self.changes and all(finding.severity is Severity.NOTE for finding in self.findings)


def decisions_of(path: Path | None) -> Decisions:
    """The choices that a person made in a workbook of conflicts; none where there is no workbook."""
    return read_decisions(path) if path else NO_DECISIONS


def refuse_over(book: Path) -> None:
    """Choices that somebody may have made already are not written over. Raises UsageError V094."""
    if book.exists():
        raise UsageError.of(
            "V094", Place(str(book)), msg("Đã có tệp này; không ghi đè."), msg("Đặt tên khác, hoặc xóa tệp đó.")
        )


def question(conflict: Conflict) -> Message:
    """What a person is asked who settles conflicts one by one."""
    return msg(
        "{noi}: gốc {goc}, dữ liệu {minh}, tệp sửa {ho}. Lấy chỗ sửa trong tệp?",
        noi=place_of(conflict),
        goc=quote(conflict.base or ""),
        minh=quote(conflict.ours or ""),
        ho=quote(conflict.theirs or ""),
    )


def decider(
    side: str | None,
    ask: Callable[[Message], bool | None] | None,
    asked: Callable[[Conflict], Message] = question,
) -> Decide:
    """How conflicts are settled: for one side all of them, one by one by a person, or not at all."""

    def decide(conflict: Conflict) -> Side | None:
        if side == "ours" or side == "theirs":
            return "theirs" if side == "theirs" else "ours"
        taken = ask(asked(conflict)) if ask else None
        return None if taken is None else "theirs" if taken else "ours"

    return decide


def _decided(file: str, options: PullOptions, met: set[str], kept: set[str]) -> Decide:
    """How the conflicts of one file are settled: as its workbook says, else as the options do.

    Notes those met, and the texts of the file that are not wanted.
    """

    def decide(conflict: Conflict) -> Side | None:
        mark = mark_of(file, conflict)
        met.add(mark)
        side = options.decisions.sides.get(mark) or options.decide(conflict)
        if side == "ours":
            kept.update(text for text in (conflict.theirs, conflict.ours) if text)
        return side

    return decide


def _wanted(file: str, options: PullOptions, kept: set[str]) -> Wanted:
    """Whether a changed text of one file is to be taken; notes the texts of those that are not."""

    def wanted(change: Change) -> bool:
        left = mark_of(file, change) in options.decisions.left
        kept.update(text for text in (change.before, change.after) if text and left)
        return not left

    return wanted


def _view(options: PullOptions) -> View:
    return "accept" if options.accept else "reject"


def _read(
    files: Mapping[Path, EditedFile],
    fresh: Fresh,
    options: PullOptions,
    met: set[str],
    copies: Copies,
    progress: Progress,
) -> Iterator[tuple[Path, Read]]:
    """The files one after another, each merged into the dossier."""
    columns = NewColumns()
    for path, file in files.items():
        base, edited, around = read_file(file, fresh, _view(options))
        kept: set[str] = set()
        decide = _decided(file.name, options, met, kept)
        source = fresh.dossier.sources[0]
        wanted = _wanted(file.name, options, kept)
        before = copies.before(path, file.parts, base)
        result = pulled(
            fresh.dossier,
            source,
            base,
            edited,
            decide,
            columns,
            delete=options.delete,
            wanted=wanted,
            before=before,
            shown_as=file.name,
        )
        progress.did(Stage.COMPARING, path.name)
        yield path, Read(file, base, result, frozenset(kept), edited.figures, around)


def pull(files: Sequence[Path], options: PullOptions, progress: Progress | None = None) -> PullResult:
    """Edits of Word and Excel files into their dossier. Where a conflict stays open nothing is written.

    Raises UsageError V094 where the workbook for conflicts is there already.
    """
    progress = progress or Progress()
    progress.expect(len(files) + 1)
    if options.book:
        refuse_over(options.book)
    came, unread = files_that_came(files)
    folder = options.dossier or dossier_of(came, options.data)
    with dossier_held(folder, "vanban pull") as (dossier, _):
        others = strangers(came, dossier, options.data)
        if len(others) == len(came):
            raise InputError(others.values())
        own = {path: file for path, file in came.items() if path not in others}
        return _pull(own, dossier, options, progress, (*unread, *passed_over(others.values())))


def _pull(
    files: Mapping[Path, EditedFile],
    dossier: Dossier,
    options: PullOptions,
    progress: Progress,
    left: Sequence[Finding],
) -> PullResult:
    """The same into a dossier that nobody else writes meanwhile; `left` are the files that are passed over."""
    fresh = Fresh(dossier, options.as_of)
    met: set[str] = set()
    copies = Copies(dossier.folder)
    read = dict(_read(files, fresh, options, met, copies, progress))
    results = {str(file): one.pulled for file, one in read.items()}
    edits, clashes = combined(results)
    findings = [*left, *clashes, *(finding for result in results.values() for finding in result.findings)]
    beside = {file: _beside(one, fresh) for file, one in read.items()}
    numbers = _numbers(read, beside, fresh, options, met)
    findings = [*_unexplained(findings, beside), *numbers.findings]
    edits = (*edits, *numbers.edits)
    of_texts = ((name, conflict) for name, result in results.items() for conflict in result.conflicts)
    conflicts = (*of_texts, *numbers.conflicts)
    findings += [*options.decisions.findings, *options.decisions.unused(met)]
    findings += [_conflict_shown(name, conflict) for name, conflict in conflicts]
    changes = tuple((name, change) for name, result in results.items() for change in result.changes)
    changes += tuple(numbers.changes)
    stopped = has_errors(findings) or not (edits or numbers.made)
    made, merged, kept_out = ({}, None, ()) if stopped else provable(dossier, edits, numbers.made)
    stopped = has_errors(findings)
    findings += kept_out
    if kept_out:
        changes = tuple(_made_of(changes, {finding.value for finding in kept_out})) if made else ()
    read = {file: replace(one, kept=one.kept | numbers.kept) for file, one in read.items()}
    # Read from copies that are gone; its templates are those of its own folder.
    after = Fresh(replace(merged, name=dossier.name), fresh.as_of, fresh.home) if merged else fresh
    findings += [said for one in read.values() for said in unprinted(one.around, *dict.fromkeys((after, fresh)))]
    if not stopped:
        lost, settled = lost_in_silence(read, fresh, after, findings, _view(options))
        findings = [*(finding for finding in findings if finding not in settled), *lost]
    progress.did(Stage.WRITING, dossier.name)
    before = {}
    if not options.dry_run and not stopped:
        before = {path: path.read_bytes() for path in made}
        known = {file: (one.file.parts, one.base, one.pulled.taken) for file, one in read.items()} if made else {}
        source_files.replace({**made, **copies.with_taken(known)})
        findings += _taken_in(files, [finding for finding in findings if finding not in left])
    book = _book(options.book, conflicts)
    return PullResult(changes, conflicts, tuple(made), in_order(findings), options.dry_run, book, before)


def _beside(read: Read, fresh: Fresh) -> Beside:
    """The figures that a Word file shows where no anchor leads back."""
    edited = read.file
    return figures_beside(edited.name, edited.parts, fresh.dossier, fresh.as_of) if edited.word else Beside()


def _unexplained(findings: Iterable[Finding], beside: Mapping[Path, Beside]) -> Iterator[Finding]:
    """The findings without those of texts that belong to no field (V080) whose figures are known: each text once."""
    left = {
        (str(file), quote(text, LONGEST_QUOTE)): count
        for file, one in beside.items()
        for text, count in one.texts.items()
    }
    for finding in findings:
        key = finding.place.file, finding.value
        if finding.code == "V080" and left.get(key, 0):
            left[key] -= 1
            continue
        yield finding


def _numbers(
    read: Mapping[Path, Read], beside: Mapping[Path, Beside], fresh: Fresh, options: PullOptions, met: set[str]
) -> FigureEdits:
    """What was typed in place of the figures of the dossier's sheet."""
    kept: set[str] = set()
    files = {
        str(file): FigureFile(
            (*one.figures, *beside[file].seen),
            _decided(str(file), options, met, kept),
            _wanted(str(file), options, kept),
        )
        for file, one in read.items()
    }  # fmt: skip
    return figure_edits(files, fresh.dossier, fresh.as_of)


def _made_of(changes: Sequence[tuple[str, Change]], refused: Collection[str]) -> Iterator[tuple[str, Change]]:
    """The changes without those whose texts could not be written, and what was emptied in the same row."""
    records = {change.record for _, change in changes if change.after and change.after in refused}
    for name, change in changes:
        if change.after not in refused or (not change.after and change.record not in records):
            yield name, change


def _taken_in(files: Iterable[Path], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Files of which all is in the data now may be made anew; what keeps us from noting it."""
    if any(finding.severity is Severity.WARNING for finding in findings):
        return ()
    try:
        for file in files:
            outputs.taken_in(file)
    except OSError as failure:
        said = msg("Chỗ sửa đã vào dữ liệu, nhưng không ghi nhận được cho tệp này: {ly_do}.", ly_do=refusal(failure))
        hint = msg("Lần sinh sau sẽ hỏi lại về tệp này; không cần lấy về lần nữa.")
        return (Finding("V017", Severity.WARNING, Place(str(file)), said, hint),)
    return ()


def _book(target: Path | None, conflicts: Sequence[tuple[str, Conflict]]) -> Path | None:
    """The workbook to decide conflicts in, written where there is anything to decide."""
    if not target or not conflicts:
        return None
    from generator.books.conflicts import conflicts_book

    write_whole(target, conflicts_book(conflicts))
    return target


def _conflict_shown(name: str, conflict: Conflict) -> Finding:
    return Finding(
        "V086",
        Severity.ERROR,
        Place(name, part=place_of(conflict)),
        msg(
            "Hai bên cùng sửa: gốc {goc}, dữ liệu {minh}, tệp sửa {ho}.",
            goc=quote(conflict.base or ""),
            minh=side_shown(conflict.ours),
            ho=side_shown(conflict.theirs),
        ),
        msg("Chọn “--ours” để giữ dữ liệu, “--theirs” để lấy chỗ sửa, “--conflicts TỆP.xlsx” để chọn từng chỗ."),
    )
