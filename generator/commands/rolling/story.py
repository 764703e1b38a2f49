"""`vanban roll` of a report in prose: from the issued text where it is named, else from the dossier's own.

The new dossier has the body with every figure by its key, so-lieu.xlsx with last period's values and this one's open,
and chuyen-ky.xlsx: what became of each paragraph, what last month's plan has to be answered.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.books.carry_list import DONE, OLD_TABLE, carry_book, read_answers
from generator.books.figure_sheet import figure_book
from generator.checking.paper.facts import read_facts
from generator.commands.doubts import not_asked
from generator.commands.figures import maybe_names
from generator.commands.importing.making import dossier_of
from generator.commands.importing.opening import not_taken
from generator.commands.importing.source import read_source
from generator.commands.proof import draft_worked_at
from generator.commands.rolling.carry_lists import list_lost, list_of
from generator.commands.rolling.periods import Step
from generator.commands.rolling.prose import Draft, Promise, Rolled, rolled
from generator.commands.rolling.texts import Carried, Verdict, carried
from generator.commands.rolling.tree import as_written, changed, tables_of
from generator.commands.typed_figures import row_edits
from generator.keeping import issued
from generator.keeping.text_file import text_file
from generator.keeping.yaml_data import plain_data
from generator.keeping.yaml_text import Field, yaml_text
from generator.linting.reports import report_of
from generator.merging.writing.source_edits import DeleteKey, SetValue, SourceEdit
from generator.ooxml import package
from generator.planning.figures import figures
from generator.reading.dossier import YAML_NAME
from generator.reading.draft import words_left_out
from generator.reading.figures.model import Paragraph, Period, Sort
from generator.reading.figures.read import masked, read_paragraph
from generator.reading.from_outside import unread_of
from generator.reading.own_file import CARRY_LIST
from generator.reading.yaml import read_yaml
from generator.values.emphasis import marked, typed
from generator.values.errors import UsageError
from generator.values.figures import FigureState
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.model import Dossier
from generator.values.paths import Path_
from generator.values.patterns import late
from generator.values.registers import shown
from generator.values.text import as_argument, file_name, fold, quote

SHEET_NAME = "so-lieu.xlsx"
_BODY, _CARRIED = "noi_dung", "chuyen_ky"
# How many letters are shown on either side of a number that stays.
_WORDS = 30
_LASTS = late(
    r"\d\s(?:tuổi|sao|giờ|ngày|tháng|năm)\b|\b(?:mức|cấp độ|cấp|loại|hạng|bậc)\s\d(?![.,]?\d|\s(?:triệu|tỷ|nghìn))",
    re.IGNORECASE,
)
# Kinds of periods that end each month; days of an office's own are taken for such.
_MONTHLY = ("thang", "")


class ProseOptions(Struct, frozen=True):
    """`issued` is the signed report in Word, `cut_off` the day at which the new period's figures are closed."""

    issued: Path | None = None
    cut_off: date | None = None


@dataclass
class ProseRoll:
    """What the new dossier has of a report in prose beside its keys: edits of van-ban.yaml, text at its end, files."""

    edits: list[SourceEdit] = field(default_factory=list)
    appended: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    replaced: set[Path] = field(default_factory=set)
    step: Step | None = None
    result: Rolled = field(default_factory=Rolled)
    tables: tuple[tuple[tuple[str, ...], str], ...] = ()
    sheet_in: str = SHEET_NAME
    changed_since: tuple[str, ...] = ()
    fetched: tuple[Finding, ...] = ()
    """What of the issued file lets Word fetch something, is hidden, or shows that it is still worked at."""
    lost: tuple[Finding, ...] = ()
    """That what was open before cannot be known: the old dossier's list is gone."""


def is_prose(dossier: Dossier, options: ProseOptions) -> bool:
    """Whether a dossier is rolled as prose: a monthly report without tables, with a sheet, or from its issued text."""
    own = dossier.document.period
    if report_of(dossier).period is None or (own is not None and own.kind not in _MONTHLY):
        return False
    quoted = dossier.document.figures
    with_sheet = quoted is not None and quoted.sheet is not None
    return with_sheet or options.issued is not None or not any(shown(dossier))


def prose_roll(dossier: Dossier, source: Path, month: str, options: ProseOptions) -> ProseRoll:
    """What becomes of the report. Raises UsageError V169 for the period that it has, V336 for an issued text of a
    dossier with tables, InputError for one that cannot be read.
    """
    old = report_of(dossier).period
    assert old is not None
    options, changed_since = _from_issued(dossier, options, _last_day(old))
    year, number = (int(part) for part in month.split("-"))
    step = Step(old, Period(year, number), chosen=options.cut_off)
    if step.new == old:
        said = msg("Báo cáo này đã là của {ky}; sang kỳ ấy thì không có gì đổi.", ky=msg("tháng {so}", so=old))
        raise UsageError.of(
            "V169", Place(str(source)), said, msg("Nêu kỳ sau kỳ của báo cáo; hoặc sửa tháng ở “trich_yeu”.")
        )
    roll = ProseRoll(step=step, changed_since=changed_since)
    data = plain_data(text_file(source).text)
    document = dossier.document
    known = figures(document.figures, _last_day(old), document.period) if document.quotes else None
    items, files, left = _body(dossier, data, options)
    if options.issued:
        roll.fetched = (*unread_of(options.issued), *left, *draft_worked_at(options.issued))
    in_place = options.issued is None and isinstance(data.get(_BODY), list)
    sheet = document.figure_sheet
    roll.result = rolled(items, step, Draft(document.body, known, sheet, document.agency.name), issued=not in_place)
    roll.lost = tuple(list_lost(dossier))
    roll.result.promises += tuple(_still_open(list_of(dossier), roll.result.promises))
    if in_place:
        roll.edits += [SetValue(source, path, text) for path, text in _typed(roll.result).items()]
    else:
        _body_anew(roll, source, data, items, files)
    roll.edits += _named_anew(source, data, step)
    roll.replaced |= {source.parent / SHEET_NAME, list_of(dossier)}
    if sheet is not None and sheet.path is not None:
        roll.sheet_in = YAML_NAME
        roll.edits += row_edits(source, sheet, roll.result.rows)
    else:
        roll.edits += sheet_named(source, data)
        roll.files[SHEET_NAME] = figure_book(roll.result.rows)
    roll.tables = tuple(tables_of(items))
    roll.files[CARRY_LIST] = _lists(roll.result, roll.tables)
    if data.get(_CARRIED) != CARRY_LIST:
        roll.edits.append(SetValue(source, (_CARRIED,), CARRY_LIST))
    return roll


def _typed(result: Rolled) -> Mapping[Path_, str]:
    """The texts that are to change, as they are typed."""
    return {path: typed(text)[0] for path, text in result.texts.items()}


def _body_anew(roll: ProseRoll, source: Path, data: Mapping[str, Any], items: Any, files: Mapping[str, bytes]) -> None:
    """Write the whole body into the source, where it stood elsewhere or comes from the issued text."""
    roll.edits.append(DeleteKey(source, (_BODY,)))
    roll.appended = yaml_text([Field(_BODY, as_written(changed(items, _typed(roll.result))))])
    roll.files |= {name: content for name, content in files.items() if name != YAML_NAME}
    if isinstance(data.get(_BODY), str):
        roll.replaced.add(source.parent / file_name(str(data[_BODY])))


def _still_open(file: Path, promises: Sequence[Promise]) -> Iterator[Promise]:
    """What was to be answered in the old period and was not done then, unless the new plan names it again."""
    if not file.is_file():
        return
    # The same task has another month and another number by now.
    named = {fold(masked(one.text)) for one in promises}
    for one in read_answers(file, str(file)):
        if one.answer != DONE and fold(masked(one.text)) not in named:
            yield Promise((one.headings,), one.text, one.deadline, one.numbers, one.sentence)


def _from_issued(dossier: Dossier, options: ProseOptions, as_of: date) -> tuple[ProseOptions, tuple[str, ...]]:
    """The last issued text where it is another than the dossier's own, which was changed since; the lines of the
    dossier's own that are not in it."""
    if options.issued is not None or any(shown(dossier)) or not (sets := issued.load(dossier.folder)):
        return options, ()
    from generator.commands.rendered import word_of

    file = issued.word_of(dossier.folder, sets[-1])
    own = _lines_of(package.read_bytes(word_of(dossier, as_of), shown_as=dossier.name), dossier.name)
    signed = _lines_of(package.read(file), str(file))
    if own == signed:
        return options, ()
    return replace(options, issued=file), tuple(line for line in own if line not in signed)


def _lines_of(parts: Mapping[str, bytes], shown_as: str) -> list[str]:
    facts, _ = read_facts(parts, shown_as=shown_as)
    return [one.seen for one in facts.paragraphs]


_Body = tuple[Any, Mapping[str, bytes], tuple[Finding, ...]]


def _body(dossier: Dossier, data: Mapping[str, Any], options: ProseOptions) -> _Body:
    """The body to start from as YAML has it, its files, and what words of a Word file are not in it."""
    own = data.get(_BODY)
    if options.issued is None and isinstance(own, list):
        return own, {}, ()
    if options.issued is None:
        from generator.commands.rendered import word_of

        period = report_of(dossier).period
        built = word_of(dossier, _last_day(period) if period else date.min)
        return _imported(package.read_bytes(built, shown_as=dossier.name), dossier.name)
    if any(shown(dossier)):
        raise UsageError.of(
            "V336",
            Place(str(options.issued)),
            msg("Hồ sơ này có bảng nhiệm vụ; chuyển kỳ từ chính hồ sơ, không từ tệp đã ban hành."),
            msg(
                "Lấy chỗ sửa của tệp ấy về trước: “vanban pull {tep}”; rồi bỏ “--from”.",
                tep=as_argument(options.issued),
            ),
        )
    if options.issued.suffix.lower() != ".docx":
        hint = msg("Mở tệp bằng Word hoặc LibreOffice, lưu lại dạng .docx rồi nhập tệp .docx ấy.")
        raise not_taken(options.issued, hint)
    return _imported(package.read(options.issued, shown_as=str(options.issued)), str(options.issued))


def _imported(parts: Mapping[str, bytes], shown_as: str) -> _Body:
    source = read_source(parts, shown_as)
    files = dossier_of(source).files
    items = plain_data(files[YAML_NAME].decode()).get(_BODY) or []
    return items, files, words_left_out(source.findings)


def _named_anew(source: Path, data: Mapping[str, Any], step: Step) -> Iterator[SourceEdit]:
    """The period in the subject."""
    subject = str(data.get("trich_yeu") or "")
    moved = _title(subject, step).text
    if moved != subject:
        yield SetValue(source, ("trich_yeu",), moved)


def sheet_named(source: Path, data: Mapping[str, Any]) -> Iterator[SourceEdit]:
    """The edit after which a dossier's file names its sheet of figures."""
    told = data.get("so_lieu")
    if isinstance(told, dict):
        yield SetValue(source, ("so_lieu", "bang_so"), SHEET_NAME)
    elif told != SHEET_NAME:
        yield SetValue(source, ("so_lieu",), SHEET_NAME)


def _title(text: str, step: Step) -> Carried:
    return carried(read_paragraph(Paragraph(text)), step, {}, {}, title=True)


def _last_day(period: Period) -> date:
    return date(period.year, period.month, monthrange(period.year, period.month)[1])


def _lists(result: Rolled, tables: Sequence[tuple[tuple[str, ...], str]]) -> bytes:
    lines = []
    for text, made in result.lines:
        where = " / ".join(text.headings)
        lines.append((where, text.text, made.verdict.value, "; ".join(made.reasons), typed(made.text)[0]))
        lines += [(where, note, Verdict.GONE.value, "chú thích liệt kê văn bản của kỳ trước", "") for note in made.gone]
    lines += [(" / ".join(headings), said, Verdict.REWRITE.value, OLD_TABLE, said) for headings, said in tables]
    plan = [(" / ".join(one.headings), one.text, one.deadline, one.now, "", one.offered) for one in result.promises]
    return carry_book(lines, plan)


# --- what is said ----------------------------------------------------------------------------------------------------


def said(roll: ProseRoll, target: Path) -> Iterator[Finding]:
    """What a person looks at: the cut-off days, paragraphs to write anew, figures that are new, gone or differ."""
    yield from (*roll.fetched, *roll.lost)
    yield from _cut_offs(roll, target)
    yield from _to_rewrite(roll, target)
    for headings, table in roll.tables:
        message = msg("Bảng ở mục {muc} còn số của kỳ trước; chưa thành số liệu nên không tự hỏi.",
                      muc=quote(headings[-1] if headings else ""))  # fmt: skip
        hint = msg("Sửa từng ô trong van-ban.yaml, hoặc làm bảng có “nguon” trỏ tới tệp Excel.")
        yield Finding("V443", Severity.WARNING, Place(str(target / YAML_NAME)), message, hint, quote(table))
    if roll.changed_since:
        message = msg(
            "Hồ sơ đã sửa sau khi phát hành; chuyển kỳ theo bản đã phát hành, {so} đoạn sửa sau không mang sang.",
            so=len(roll.changed_since),
        )
        hint = msg("Cần các chỗ sửa ấy thì ghi lại vào hồ sơ mới, hoặc phát hành lại rồi chuyển kỳ.")
        value = "\n".join(roll.changed_since)
        yield Finding("V378", Severity.WARNING, Place(str(target / YAML_NAME)), message, hint, value)
    if gone := [note for _, made in roll.result.lines for note in made.gone]:
        message = msg("Bỏ {so} chú thích liệt kê văn bản của kỳ trước.", so=len(gone))
        yield Finding("V333", Severity.NOTE, Place(str(target / CARRY_LIST)), message, None, quote(gone[0]), asked=True)
    yield from _of_figures(roll, target)


def _of_figures(roll: ProseRoll, target: Path) -> Iterator[Finding]:
    """Figures that are new and not sure, gone, printed otherwise, paired by what is near, begun anew, carried on."""
    result, sheet = roll.result, Place(str(target / roll.sheet_in))
    if unsure := [row.key for row in result.rows if row.key in result.fresh and not (row.sure or row.doubt)]:
        message = msg("{so} số mới vào bảng, chưa rõ là số trong tháng, lũy kế hay mức.", so=len(unsure))
        hint = msg("Xem cột “Loại” của các dòng để trống ở cột “Chắc”.")
        yield Finding("V261", Severity.NOTE, sheet, message, hint, ", ".join(unsure[:5]))
    yield from maybe_names((row for row in result.rows if row.key in result.fresh), sheet)
    yield from not_asked(result.left, result.likely, Place(str(target / YAML_NAME)))
    for row in result.lost:
        message = msg("Số liệu {ten} không còn trong văn bản; không mang sang.", ten=quote(row.name or row.key))
        yield Finding("V334", Severity.WARNING, row.place, message, msg("Cần thì thêm lại câu có số ấy."), row.key)
    for row, printed in result.differing:
        message = msg("{ten}: bảng ghi {bang}, văn bản đã ban hành ghi {in_}; lấy số đã ban hành làm kỳ trước.",
                      ten=quote(row.name or row.key), bang=row.now, in_=printed)  # fmt: skip
        yield Finding("V335", Severity.WARNING, row.place, message, msg("Sai thì sửa cột “Kỳ trước”."), printed)
    if result.unsure:
        message = msg(
            "{so} số ở câu đã sửa lời được ghép với số cũ theo chỗ đứng hoặc theo tên; xem lại có đúng không.",
            so=len(result.unsure),
        )
        hint = msg("Ghép sai thì đổi khóa trong câu và thêm dòng mới vào bảng.")
        value = ", ".join(f"{row.key} ({row.now})" for row in result.unsure)
        yield Finding("V532", Severity.WARNING, sheet, message, hint, value)
    if result.anew:
        message = msg("{so} số lũy kế từ đầu năm tính lại từ 0 ở năm mới: “Kỳ trước” ghi 0.", so=len(result.anew))
        hint = msg("Số đếm tiếp từ năm trước thì ghi lại “Kỳ trước”.")
        value = ", ".join(f"{row.key} ({row.last})" for row in result.anew[:5])
        yield Finding("V517", Severity.NOTE, sheet, message, hint, value, asked=True)
    if result.or_anew:
        message = msg("{so} số “lũy kế” không nói từ khi nào; năm mới có thể tính lại từ 0.", so=len(result.or_anew))
        hint = msg("Tính lại thì ghi 0 ở “Kỳ trước”; ghi rõ trong câu “từ đầu năm” hay “từ ngày …”.")
        value = "\n".join(f"{row.name or row.key}: {row.last}" for row in result.or_anew)
        yield Finding("V540", Severity.WARNING, sheet, message, hint, value, asked=True)
    if carried_on := [row.key for row in result.rows if row.state is FigureState.ENTERED]:
        message = msg("{so} tổng số được mang sang như kỳ trước; đổi thì sửa trong bảng.", so=len(carried_on))
        yield Finding("V337", Severity.NOTE, sheet, message, None, ", ".join(carried_on[:5]), asked=True)
    yield from _left_as_they_were(result, Place(str(target / YAML_NAME)))


def _left_as_they_were(result: Rolled, place: Place) -> Iterator[Finding]:
    if stayed := list(_stayed(result)):
        said = msg("{so} số không phải số liệu (chỉ tiêu, mức, số đề nghị) còn như kỳ trước.", so=len(stayed))
        hint = msg("Kỳ này khác thì sửa ngay trong câu.")
        yield Finding("V537", Severity.NOTE, place, said, hint, "\n".join(stayed), asked=True)


def _stayed(result: Rolled) -> Iterator[str]:
    """The numbers that nobody is asked for and that are not written anew with their paragraph, each with its words;
    what lasts for years is none: an age, a level."""
    for text, made in result.lines:
        if made.verdict is not Verdict.REWRITE and not text.title:
            shown = marked(text.text)
            read = read_paragraph(Paragraph(shown, tuple(str(marked(one)) for one in text.headings)))
            told = {one.start for one in (*read.left, *read.likely)}  # V535, V538
            for span in read.spans:
                lasts = len(span.text) == 1 or _LASTS.search(
                    shown, max(0, span.start - len("cấp độ ")), span.end + len(" tháng")
                )
                if span.start not in told and (span.sort is Sort.TARGET or (span.sort is Sort.FIXED and not lasts)):
                    yield _around(shown, span.start, span.end)


def _around(text: str, start: int, end: int) -> str:
    """A number with the whole words about it."""
    first = text.find(" ", start - _WORDS, start) + 1 if start > _WORDS else 0
    last = text.rfind(" ", end, end + _WORDS) if end + _WORDS < len(text) else len(text)
    return text[first : last if last > 0 else end]


def _cut_offs(roll: ProseRoll, target: Path) -> Iterator[Finding]:
    step = roll.step
    for old, new in sorted(step.cut_offs.items()) if step else ():
        message = msg("Ngày chốt {cu} nay là {moi}.", cu=f"{old:%d/%m/%Y}", moi=f"{new:%d/%m/%Y}")
        main = step is not None and old == step.main
        hint = (
            msg("Khác thì thêm “--cut-off NGÀY”.") if main else msg("Ngày chốt riêng của một đơn vị: hỏi lại rồi sửa.")
        )
        yield Finding("V331", Severity.NOTE, Place(str(target / YAML_NAME)), message, hint, asked=True)


def _to_rewrite(roll: ProseRoll, target: Path) -> Iterator[Finding]:
    raw, _ = read_yaml(target / YAML_NAME, str(target / YAML_NAME))
    for text, made in roll.result.lines:
        if made.verdict is Verdict.REWRITE:
            message = msg("Viết lại: {vi_sao}.", vi_sao="; ".join(made.reasons))
            hint = msg("Thay bằng việc của kỳ này; danh sách đủ ở {tep}.", tep=CARRY_LIST)
            yield Finding("V332", Severity.WARNING, raw.place(text.path), message, hint, quote(str(made.text)))


def steps_of(roll: ProseRoll, target: Path) -> Iterator[Message]:
    """How many paragraphs became what, and what a person does next."""
    count = {one: sum(made.verdict is one for _, made in roll.result.lines) for one in Verdict}
    gone = sum(len(made.gone) for _, made in roll.result.lines)
    yield msg(
        "{doan} đoạn: {giu} giữ, {so} chỉ đổi số và kỳ, {viet} viết lại; bỏ {bo} chú thích.",
        doan=len(roll.result.lines),
        giu=count[Verdict.KEPT],
        so=count[Verdict.FIGURES],
        viet=count[Verdict.REWRITE],
        bo=gone,
    )
    entered = sum(row.state is FigureState.MISSING for row in roll.result.rows)
    yield msg(
        "Điền {nhap} số của kỳ này vào {tep}; {tinh} số khác tự tính. {ds}, trang “Phải trả lời”: {hua} việc đã hứa.",
        nhap=entered,
        tep=target / roll.sheet_in,
        tinh=sum(row.computed for row in roll.result.rows),
        hua=len(roll.result.promises),
        ds=CARRY_LIST,
    )


def moved_in(roll: ProseRoll, made: Path) -> None:
    """Write what belongs to the report into the new dossier's folder."""
    for name, content in roll.files.items():
        (made / name).write_bytes(content)
    if roll.appended:
        file = made / YAML_NAME
        old = text_file(file)
        file.write_bytes(old.encoded(f"{old.text.rstrip()}\n{roll.appended}"))
