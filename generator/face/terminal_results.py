"""How the result of each command is told to people: a function a result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from generator.face.places import part_in_words, place_in_words
from generator.face.screen import COLOURS, Screen
from generator.face.terminal_reports import board, calendar, collected, issued
from generator.face.words import SEVERITIES, known, said
from generator.values.findings import Finding, Message, Severity, in_order, msg
from generator.values.text import as_argument, day_as_said, one_line, quote

if TYPE_CHECKING:
    from pathlib import Path

    from generator.commands.build import BuildResult
    from generator.commands.check import Checked, CheckResult
    from generator.commands.check_templates import TemplateNames, TemplatesChecked
    from generator.commands.diff import Differences, FieldDifferences
    from generator.commands.lint import Linted
    from generator.commands.made import Made
    from generator.commands.mending import Fixed
    from generator.commands.pull import PullResult
    from generator.commands.track import Coverage
    from generator.commands.watch import Rebuilt
    from generator.linting.lint import CheckCount
    from generator.merging.model import Change as FieldChange
    from generator.values.changes import Change, ChangeKind
    from generator.values.model import Column

# More files than a person reads through are told by their folders.
_MANY_FILES = 8


def built(screen: Screen, result: BuildResult) -> None:
    """What was made first: a row a file; what was not; then what was found, dossier by dossier."""
    for one in result.built:
        if one.current:
            said = msg("{ho_so}: không có gì thay đổi, tệp giữ nguyên (“--force” để sinh lại).", ho_so=one.name)
            screen.say(screen.text(said))
    lines = [(one.name, o.path.name, o.pages or "", o.rows or "") for one in result.built for o in one.outputs]
    if lines:
        screen.table((msg("Hồ sơ"), msg("Tệp"), msg("Trang"), msg("Nhiệm vụ")), lines)
        screen.tell(screen.text(msg("Kết quả nằm trong {noi}.", noi=result.out.resolve())))
    if failed := [one.name for one in result.built if one.failed]:
        said = msg("Không sinh được {so} hồ sơ: {ten}.", so=len(failed), ten=", ".join(failed))
        screen.say(screen.text(said))
    _found(screen, result)


def _found(screen: Screen, result: BuildResult) -> None:
    """What was found in each dossier below its name, and how much more there is to be looked at."""
    notes: list[Finding] = []
    for one, found in zip(result.built, result.by_dossier, strict=True):
        shown = [finding for finding in found if finding.asked or finding.severity is not Severity.NOTE]
        notes += (finding for finding in found if finding not in shown)
        if shown and len(result.built) > 1:
            screen.say(f"{one.name}:")
        screen.findings(shown)
    of_templates = sum(map(_of_a_template, notes))
    if of_data := len(notes) - of_templates:
        said = msg("Ngoài ra có {so} lưu ý về dữ liệu; xem bằng “vanban lint HỒ SƠ --all”.", so=of_data)
        screen.say(screen.text(said))
    if of_templates:
        said = msg("Ngoài ra có {so} lưu ý về mẫu; xem bằng “vanban template check TỆP”.", so=of_templates)
        screen.say(screen.text(said))


def _of_a_template(finding: Finding) -> bool:
    """Whether a note is of what a template holds: `template check` says it, `lint` does not."""
    return finding.code.startswith("T") or finding.code == "V511"


def rebuilt(screen: Screen, result: Rebuilt) -> None:
    """A dossier built after a save, or why not."""
    from generator.commands.build import BuildResult

    if result.built is None:
        screen.findings(result.failure)
    else:
        built(screen, BuildResult((result.built,), result.out))


def checked(screen: Screen, result: CheckResult) -> None:
    """Findings of each file by part, what was mended, then a summary of the files."""
    from generator.checking.report import counts

    for one in result.checked:
        _checked_file(screen, one)
    heads = (msg("Tệp"), *SEVERITIES.values(), msg("đã sửa"), msg("bản sao"))
    lines = [
        (
            one.file,
            *counts(one.findings).values(),
            len(one.mended) or "",
            ", ".join(path.name for path in one.written),
        )
        for one in result.checked
    ]
    screen.table(heads, lines)


def _checked_file(screen: Screen, one: Checked) -> None:
    from generator.checking.report import grouped

    for group in grouped(one.findings):
        part = part_in_words(group.part, screen.lang) or screen.text(msg("toàn văn bản"))
        screen.tell(f"{one.file}: {part}", "bold")
        for finding in group.findings:
            place = replace(finding.place, part="")
            screen.finding(finding, to_out=True, where=place_in_words(place, screen.lang, without_file=True))
    for change in one.mended:
        part = part_in_words(change.place.part, screen.lang)
        told = f" [{one_line(change.value)[:160]}]" if change.value else ""
        screen.tell(f"{screen.text(msg('đã sửa'))} {part}: {screen.text(change.message)}{told}")


def linted(screen: Screen, result: Linted) -> None:
    """A summary first: how many matter before signing, then by check; then the findings themselves."""
    from generator.linting.lint import summary

    if result.among > 1:
        said_of_all = msg("Đã xét {so} hồ sơ: từng hồ sơ, và giữa các hồ sơ với nhau.", so=result.among)
        screen.tell(screen.text(said_of_all))
    _lint_summary(screen, summary(result.findings))
    for finding in result.findings:
        if screen.show_all or finding.asked or finding.severity is not Severity.NOTE:
            screen.finding(
                replace(finding, value="", basis=one_line(said(finding.basis, screen.lang))[:160]), to_out=True
            )
    _files(screen, result.files)


def fixed(screen: Screen, result: Fixed) -> None:
    """Each text before and after, then what was done."""
    screen.findings(result.findings)
    for one in result.mends:
        kinds = ", ".join(screen.text(kind.value) for kind in one.kinds)
        before, after = one.stretches
        screen.tell(f"{place_in_words(one.place, screen.lang)}: {kinds}")
        screen.tell(f"  {before}\n  → {after}")
    count = len(result.mends)
    if result.undone:
        said = msg("Đã trả lại {so} chỗ như trước lần sửa.", so=count)
    elif not count:
        said = msg("Không có chỗ nào sửa được mà chắc chắn.")
    elif result.dry_run:
        said = msg("Sẽ sửa {so} chỗ; chưa ghi gì. Bỏ --dry-run để ghi.", so=count)
    else:
        said = msg(
            "Đã sửa {so} chỗ. Trả lại như trước: “vanban lint {ten} --undo”.", so=count, ten=as_argument(result.path)
        )
    screen.tell(screen.text(said))


def _lint_summary(screen: Screen, rows: Sequence[CheckCount]) -> None:
    wrong, doubtful, notes = (sum(row.count for row in rows if row.severity is severity) for severity in Severity)
    said = msg(
        "Cần xem trước khi ký: {sai} sai, {nen} nên sửa. Ngoài ra {y} lưu ý (--all).", sai=wrong, nen=doubtful, y=notes
    )
    screen.tell(screen.text(said))
    lines = [
        (screen.text(SEVERITIES[row.severity]), row.code, row.count, known(row.title, screen.lang)) for row in rows
    ]
    if lines:
        heads = (msg("Mức"), msg("Mã"), msg("Số"), msg("Nội dung"))
        screen.table(heads, lines, [COLOURS[row.severity] for row in rows])
        screen.tell("")


def covered(screen: Screen, found: Coverage) -> None:
    """How much of each register is understood: counts by column, then every text in doubt and why."""
    for one in found.tables or (found,):
        if one.table:
            screen.tell(f"{one.table}:", "bold")
        _covered_table(screen, one)


def _covered_table(screen: Screen, found: Coverage) -> None:
    from generator.commands.track import COUNTED

    _columns_read(screen, found.read)
    columns = [(found.titles[key], one) for key, one in found.columns.items()]
    lines = [(title, screen.text(COUNTED[key]), n) for title, one in columns for key, n in one.counts if n]
    screen.table((msg("Cột"), msg("Hiểu là"), msg("Số ô")), lines)
    unclear = [
        (title, doubt.text, screen.text(doubt.why), doubt.count) for title, one in columns for doubt in one.unclear
    ]
    if unclear:
        screen.tell("")
        screen.table((msg("Cột"), msg("Chưa rõ"), msg("Vì sao"), msg("Số ô")), unclear)


def _columns_read(screen: Screen, columns: Sequence[Column]) -> None:
    """What each column is taken for, and how sure."""
    from generator.values import glossary

    fields = glossary.titles()
    own = screen.text(msg("cột riêng"))
    lines = [
        (
            column.letter,
            " / ".join(filter(None, (column.group, column.title))),
            fields.get(column.key, own),
            f"{column.certainty:.0%}" if column.key in fields else "",
        )
        for column in columns
    ]
    if lines:
        screen.table((msg("Cột"), msg("Tiêu đề"), msg("Hiểu là"), msg("Chắc")), lines)
        screen.tell("")


def pulled(screen: Screen, result: PullResult) -> None:
    """What a pull changes in the data: a line a field, then the files written, then what is still to be decided."""
    screen.findings(result.findings)
    _field_changes(screen, [change for _, change in result.changes if not (change.kept or change.said_below)])
    for path in result.written:
        said = msg("Sẽ ghi {tep}.", tep=path) if result.dry_run else msg("Đã ghi {tep}.", tep=path)
        screen.tell(screen.text(said))
    if result.nothing_new:
        screen.say(screen.text(msg("Không có chỗ sửa nào mới so với dữ liệu.")))
    elif all(change.kept for _, change in result.changes):
        screen.say(screen.text(msg("Không lấy về được chỗ sửa nào; những chỗ khác với dữ liệu ghi ở trên.")))
    if result.book:
        said = msg(
            "Đã ghi {so} chỗ hai bên cùng sửa vào {tep}; điền cột “Chọn” rồi chạy lại với “--decisions {tep}”.",
            so=len(result.conflicts),
            tep=result.book,
        )
        screen.say(screen.text(said))


def field_differences(screen: Screen, result: FieldDifferences) -> None:
    """What changed between two Word files, a line a field."""
    for finding in result.findings:
        screen.finding(finding)
    _field_changes(screen, result.changes)
    _files(screen, result.files)
    if not result.changes:
        screen.say(screen.text(msg("Hai bản không khác nhau.")))


def _field_changes(screen: Screen, found: Sequence[FieldChange]) -> None:
    from rich.text import Text

    from generator.books.decisions import place_of

    signs = {"them": ("+", "green"), "xoa": ("-", "red"), "sua": ("~", "yellow"), "chuyen": ("^", "yellow")}
    for change in found:
        sign, style = signs[change.kind]
        line = Text(f"{sign} {part_in_words(place_of(change), screen.lang)}", style=style)
        if change.kind == "chuyen":
            below = msg("xuống dưới {dong}", dong=quote(change.after)) if change.after else msg("lên đầu")
            line.append(f": {screen.text(below)}", style="default")
        elif change.kind == "sua":
            before, after = (day_as_said(text) for text in (change.before, change.after))
            line.append(f": “{before}” → “{after}”", style="default")
        elif change.after or change.before:
            line.append(f": “{change.after or change.before}”", style="default")
        screen.out.print(line)


def differences(screen: Screen, result: Differences) -> None:
    """What changed in a register, a change a line; words that went and came in a text that was edited."""
    from generator.values.changes import counts

    for finding in result.findings:
        screen.finding(finding)
    names = _kinds()
    table = ""
    for change in result.changes:
        if change.table != table:
            table = change.table
            screen.tell(f"{table}:", "bold")
        _task_change(screen, change, screen.text(names[change.kind]))
    _files(screen, result.files)
    numbers = [f"{screen.text(names[kind])} {n}" for kind, n in counts(result.changes).items() if n]
    screen.say(", ".join(numbers) or screen.text(msg("Không có gì thay đổi.")))


def _task_change(screen: Screen, change: Change, said: str) -> None:
    from rich.text import Text

    from generator.values.changes import ChangeKind, words

    styles = {"-": "red strike", "+": "green", " ": ""}
    edited = change.kind is ChangeKind.TEXT
    where = f" ({change.title})" if change.title and edited else ""
    where += f" ({screen.text(msg('gần đúng'))})" if change.near else ""
    # A dash between: "Số bỏ: 12" would be how many were left out.
    line = Text.assemble((f"{part_in_words(change.ma, screen.lang)} – ", "bold"), (f"{said}{where}: ", "cyan"))
    if edited:
        for run in words(change.before, change.after):
            marked = run.text if run.sign == " " else f"[{run.sign}{run.text}{run.sign}]"
            line.append(marked, style=styles[run.sign])
    elif change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.CITED, ChangeKind.UNCITED):
        line.append(change.after or change.before)
    else:
        blank = screen.text(msg("(trống)"))
        line.append(f"{change.before or blank} → {change.after or blank}")
    screen.out.print(line)


def _kinds() -> Mapping[ChangeKind, Message]:
    from generator.values.changes import ChangeKind

    return {
        ChangeKind.ADDED: msg("thêm"),
        ChangeKind.REMOVED: msg("bỏ"),
        ChangeKind.MERGED: msg("gộp"),
        ChangeKind.MOVED: msg("chuyển mục"),
        ChangeKind.PLACED: msg("chuyển chỗ"),
        ChangeKind.STATUS: msg("đổi trạng thái"),
        ChangeKind.EXTENDED: msg("lùi thời hạn"),
        ChangeKind.DEADLINE: msg("đổi thời hạn"),
        ChangeKind.CITED: msg("thêm văn bản"),
        ChangeKind.UNCITED: msg("bớt văn bản"),
        ChangeKind.TEXT: msg("sửa chữ"),
        ChangeKind.NUMBER: msg("đổi số"),
    }


def made(screen: Screen, result: Made) -> None:
    """Files that were made, what to look at in them, what to do next."""
    _files(screen, result.files)
    screen.findings(result.findings)
    if result.next_steps:
        screen.say(screen.text(msg("Bước tiếp theo:")))
    for number, step in enumerate(result.next_steps, start=1):
        screen.say(f"  {number}. {screen.text(step)}")


def _files(screen: Screen, files: Sequence[Path]) -> None:
    """A line a file; of many, a line a folder."""
    if len(files) <= _MANY_FILES:
        for path in files:
            screen.tell(str(path))
        return
    folders: dict[Path, int] = {}
    for path in files:
        folders[path.parent] = folders.get(path.parent, 0) + 1
    for folder, count in folders.items():
        screen.tell(screen.text(msg("{thu_muc}: {so} tệp", thu_muc=folder, so=count)))


def templates(screen: Screen, result: TemplatesChecked) -> None:
    """What is wrong in templates, or that nothing is."""
    findings: Sequence[Finding] = in_order(result.findings)
    screen.findings(findings)
    if not findings:
        screen.say(screen.text(msg("{so} mẫu không có lỗi.", so=len(result.files))))


def names(screen: Screen, result: TemplateNames) -> None:
    """What a template may use, by group."""
    for group, fields in result.names.items():
        for name, meaning in fields.items():
            screen.tell(f"{group}.{name}".ljust(24) + screen.text(meaning))


# By the name of the result's type: that way nothing of a command is imported to show another's.
SHOWN: Mapping[str, Callable[[Screen, Any], None]] = {
    "BuildResult": built,
    "Rebuilt": rebuilt,
    "CheckResult": checked,
    "Linted": linted,
    "Fixed": fixed,
    "Coverage": covered,
    "PullResult": pulled,
    "Differences": differences,
    "FieldDifferences": field_differences,
    "Made": made,
    "TemplatesChecked": templates,
    "TemplateNames": names,
    "Collected": collected,
    "Board": board,
    "Issued": issued,
    "Calendar": calendar,
}
