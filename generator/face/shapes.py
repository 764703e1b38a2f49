"""What `--json` prints: the shape of each command's result. The schema and its page are made of these types.

Names of keys and codes are stable within a version; texts (`message`, `hint`, `where`, `title`) are in the language
of `--lang`. A key may be added within a version, none is taken away or changes its meaning.
"""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

SCHEMA: Literal["vanban/1"] = "vanban/1"

Severity = Literal["sai", "nên sửa", "lưu ý"]
Certainty = Literal["chắc chắn", "khá chắc", "cần người xem", ""]


class Finding(TypedDict):
    """One thing found."""

    code: str
    """Stable code: V…, T…, X… (docs/MA-LOI.md), L… (vanban lint), ND-… (vanban check)."""
    severity: Severity
    """How bad: `sai` an error, `nên sửa` a warning, `lưu ý` a note."""
    file: str
    """The file as it was named; empty where there is none."""
    sheet: str
    cell: str
    """Excel address, `C7`."""
    line: int
    """Line of a text file, paragraph of a Word file, from 1; 0 where there is none."""
    part: str
    """Where a file has neither: a path of keys, or words (`bảng 1, hàng 3`)."""
    where: str
    """The place in a user's words."""
    value: str
    """The text found there, verbatim."""
    message: str
    hint: str
    """What to do; empty where there is nothing to say."""
    basis: str
    """The clause it rests on."""
    certainty: Certainty
    """How sure it is that this is wrong (`lint`); empty where nothing is said of it."""


class Result(TypedDict):
    """What every output has."""

    schema: Literal["vanban/1"]


class Failed(Result):
    """A command that could not go on: exit code 2 … 8, 70. For a call that cannot be (2), `error` says why."""

    findings: list[Finding]
    error: NotRequired[str]


class Output(TypedDict):
    """A file that was made."""

    path: str
    format: str
    """`docx`, `xlsx` or `pdf`."""
    pages: int
    """Pages of a PDF; 0 for other formats."""
    rows: int
    """Tasks in its tables."""


class BuiltDossier(TypedDict):
    """What came of one dossier."""

    name: str
    current: bool
    """Nothing was made: the files of the last build still say the same."""
    failed: bool
    outputs: list[Output]
    findings: list[Finding]


class Built(Result):
    """`build`, and `watch` at each save."""

    built: list[BuiltDossier]


class CheckedFile(TypedDict):
    """A Word file against the decree."""

    file: str
    findings: list[Finding]
    mended: list[Finding]
    """What was mended in the copy."""
    written: list[str]
    """The copies that were written."""


class Checked(Result):
    """`check`."""

    checked: list[CheckedFile]


class LintCount(TypedDict):
    """How often a check found something."""

    code: str
    severity: Severity
    title: str
    count: int


class Linted(Result):
    """`lint`."""

    name: str
    as_of: str
    """The date that was judged at, ISO 8601."""
    dossiers: int
    """How many were judged, each and all against one another."""
    summary: list[LintCount]
    findings: list[Finding]
    files: list[str]


class TextMend(TypedDict):
    """A text that was or would be mended."""

    key: str
    """Names it in an answer."""
    where: str
    """The place in a user's words."""
    file: str
    sheet: str
    cell: str
    """Excel address, `C7`; empty where the file has no cells."""
    part: str
    """Path of keys, where the file has no cells."""
    kinds: list[str]
    """What was wrong."""
    before: str
    after: str


class Fixed(Result):
    """`lint --fix`, `lint --undo`."""

    name: str
    dry_run: bool
    """Nothing was written: these are the texts that would be mended."""
    undone: bool
    """What the last run mended was taken back."""
    mends: list[TextMend]
    findings: list[Finding]
    """What could be mended but was left, and why."""


class Doubt(TypedDict):
    """A text that is not understood, why, and in how many cells it stands."""

    text: str
    why: str
    count: int


class ColumnCoverage(TypedDict):
    """How much of a column is understood."""

    title: str
    cells: int
    counts: dict[str, int]
    """How often each meaning was found."""
    unclear: list[Doubt]


class ColumnRead(TypedDict):
    """What a column of a table is taken for."""

    letter: str
    title: str
    key: str
    """Key of the field, or one made of the title where it is the office's own."""
    certainty: float
    """0 … 1."""


class Counted(TypedDict):
    """How much of some tables is understood."""

    tasks: int
    columns: dict[str, ColumnCoverage]
    """By the key of the column."""
    read: list[ColumnRead]
    """The columns of a single table."""


class TableCoverage(Counted):
    """The same of one table, and what it is called."""

    table: str


class Coverage(Result, Counted):
    """`coverage`."""

    tables: list[TableCoverage]
    """Each table alone, where there are several."""


class FieldChange(TypedDict):
    """One change of one field."""

    record: str
    """The id of the task, heading or text."""
    field: str
    where: str
    before: str
    after: str
    kind: Literal["sua", "them", "xoa", "chuyen"]


# A reserved word as a key needs the other way of writing a TypedDict.
_From = TypedDict("_From", {"from": str})


class PulledChange(_From, FieldChange):
    """A change taken back, and the file that it is `from`."""


class Pulled(Result):
    """`pull`, and `diff --take`."""

    changes: list[PulledChange]
    written: list[str]
    """Source files written; with `--dry-run` those that would be."""
    dry_run: bool
    conflicts: int
    """Fields that both sides changed and nobody has decided."""
    findings: list[Finding]


class TaskChange(TypedDict):
    """One change of one task."""

    kind: str
    ma: str
    key: str
    before: str
    after: str
    table: str
    """The table it is in, where there are several."""
    near: bool
    """Whether the two tasks were taken for one by likeness alone."""


class Differences(Result):
    """`diff` of dossiers or registers."""

    changes: list[TaskChange]
    findings: list[Finding]
    files: list[str]


class FieldDifferences(Result):
    """`diff` of generated Word files."""

    changes: list[FieldChange]
    findings: list[Finding]
    files: list[str]


class Made(Result):
    """`init`, `new`, `roll`, `forms`, `redline`."""

    files: list[str]
    findings: list[Finding]
    next_steps: list[str]
    """What a person does next."""


class TemplatesChecked(Result):
    """`template check`."""

    files: list[str]
    findings: list[Finding]


class TemplateNames(Result):
    """`template check --names`."""

    names: dict[str, dict[str, str]]
    """The meaning of each name, by group."""


ReturnState = Literal[
    "nộp đúng", "nộp lại", "sai kỳ", "sai biểu", "gửi nhầm đơn vị", "thiếu dòng", "dòng lạ", "ô trống", "chưa nộp"
]


class UnitReport(TypedDict):
    """What is said of a unit's report, or of a file that is no unit's (`unit` empty, `name` its file)."""

    unit: str
    name: str
    states: list[ReturnState]
    files: list[str]
    asked: int
    """Tasks that the unit was asked for."""
    answered: int
    """Of them with an answer that could be taken."""
    changed: int
    """Cells of the register that change."""


class TakenResult(TypedDict):
    """A cell of the register that changes, and where the new text came from."""

    ma: str
    key: str
    before: str
    after: str
    unit: str
    file: str
    cell: str


class Collected(Result):
    """`collect`."""

    units: list[UnitReport]
    changes: list[TakenResult]
    written: list[str]
    """Files written; with `--dry-run` those that would be."""
    dry_run: bool
    findings: list[Finding]


class OwedReport(TypedDict):
    """A report of a period that is owed."""

    key: str
    name: str
    to: str
    basis: str
    period: str
    start: str
    """First and last day of the period, ISO 8601."""
    end: str
    due: str
    standing: Literal["đã phát hành", "đang làm", "chưa lập"]
    late: bool
    left: int
    """Working days until it is due; negative where that is past."""
    dossier: str
    issued_on: str


class Calendar(Result):
    """`calendar`."""

    as_of: str
    owed: list[OwedReport]
    findings: list[Finding]


class Issued(Result):
    """`issue`."""

    name: str
    number: int
    dated: str
    """ISO 8601."""
    folder: str
    """Where the set is kept; empty where it was refused."""
    files: list[str]
    refused: bool
    """Something stands in the way: nothing was issued."""
    standing: bool
    """It was issued before with this number and date."""
    findings: list[Finding]


class BoardUnit(TypedDict):
    """A unit that was asked."""

    name: str
    states: list[ReturnState]
    file: str
    at: str
    """When its last file was taken, ISO 8601."""
    asked: int
    answered: int


class BoardTask(TypedDict):
    """A task of a list of the board."""

    ma: str
    unit: str
    content: str
    due: str
    """The last day in time, ISO 8601; empty where there is none."""
    standing: str


class BoardTotal(TypedDict):
    """How many tasks are told of in one way."""

    title: str
    tasks: int


class Board(Result):
    """`board`."""

    name: str
    as_of: str
    period: str
    units: list[BoardUnit]
    overdue: list[BoardTask]
    soon: list[BoardTask]
    unproven: list[BoardTask]
    """Said to be done, without a document's number and date."""
    silent: list[BoardTask]
    """Asked for and not answered: no report, which says nothing of whether they are done."""
    open_figures: list[BoardTask]
    """Figures asked of units that nobody has told: the key in `ma`, the name in `content`."""
    files: list[str]
    due: str
    """The last day for reports, ISO 8601; empty where no form went out."""
    totals: list[BoardTotal]
    """Each task once: without the report that was asked for, else by its status, else without any."""
