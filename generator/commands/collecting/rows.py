"""Which task a returned row is, and what it says: sure, or said to be doubtful; never paired by likeness alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.planning.reporting import Asked, RowId
from generator.reading.meaning import status as status_meaning
from generator.values import glossary
from generator.values.findings import Finding, Message, Severity, msg
from generator.values.model import Register, Status
from generator.values.named import may_be_one
from generator.values.patterns import late
from generator.values.returns import ReturnedRow, fingerprint, row_name, words
from generator.values.text import fold, quote

# From this likeness on another task is named as the one that may be meant.
_NEAR = 85.0
_FIGURES = late(r"\d[\w./-]*")
_BROKEN = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
_ANSWERS = ("trang_thai", "ket_qua", *glossary.RESULT_KEYS)
# What is judged as a result or as the task's words.
_RESULTS = frozenset({*_ANSWERS, "dau", "noi_dung"})


class Answer(Struct, frozen=True):
    """What a unit says of a task, and the row that says it."""

    row: ReturnedRow
    status: Status
    result: str


class Judged(Struct, frozen=True):
    """The rows of one file: answers by task, tasks whose cells are blank, all tasks that it has, what is wrong."""

    answers: Mapping[RowId, Answer]
    blank: frozenset[RowId]
    seen: frozenset[RowId]
    findings: tuple[Finding, ...]


class Known:
    """The tasks of a dossier, by id and by words."""

    def __init__(self, share: Asked, registers: Sequence[Register], last: Mapping[str, str] | None = None) -> None:
        """`share` says who reports on what, `last` the mark of what a form shows of the period before, by row."""
        self.share = share
        self._last = last or {}
        self._by_ma: dict[str, list[RowId]] = {}
        self._by_words: dict[str, list[RowId]] = {}
        self._by_print: dict[str, list[RowId]] = {}
        for row, task in share.tasks.items():
            text = words(task.text("noi_dung"))
            self._by_ma.setdefault(task.ma, []).append(row)
            self._by_words.setdefault(text, []).append(row)
            self._by_print.setdefault(fingerprint(text), []).append(row)
        self._called: dict[str, list[str]] = {}
        for unit in share.units.values():
            self._called.setdefault(fold(unit.name), []).append(unit.key)
        # Ids that a register without any gets for one run shift when a row is put in.
        self._given = {at for at, one in enumerate(registers) if any(task.text("ma") for task in one.tasks)}
        self._headings = {fold(part.title) for one in registers for part in one.sections}

    def units_called(self, name: str) -> Iterable[str]:
        """The units of a folded name."""
        return self._called.get(name, ())

    def heading(self, row: ReturnedRow) -> bool:
        """Whether a row is a heading of the register."""
        return fold(row.text("noi_dung")) in self._headings

    def match(self, row: ReturnedRow, unit: str) -> RowId | Finding:
        """The task that a row is: by id where its words agree, else by its words letter for letter; or why not."""
        said = words(row.text("noi_dung"))
        named, printed = self._named(row)
        if named is not None:
            own = words(self.share.tasks[named].text("noi_dung"))
            if not said or said == own or fingerprint(said) == printed:
                return named
            if _slightly_edited(said, own) and not self._by_words.get(said):
                return named
            return _disagree(row, self.share.tasks[named].ma, own)
        same = self._by_words.get(said, []) or (self._by_print.get(printed, []) if printed and not said else [])
        mine = [one for one in same if self.share.owners.get(one) == unit] or same
        if len(mine) == 1:
            return mine[0]
        if mine:
            ids = ", ".join(self.share.tasks[one].ma for one in mine)
            return _strange(row, msg("Nội dung này có ở nhiều nhiệm vụ ({ma}), dòng không có mã.", ma=ids))
        return self._near(row, said, unit)

    def reworded(self, row: ReturnedRow, match: RowId) -> list[Finding]:
        """A warning where a row that is known by its id has other words than the task."""
        own, said = self.share.tasks[match].text("noi_dung"), row.text("noi_dung")
        if not said or words(said) == words(own) or row.text("dau").endswith(f"|{fingerprint(words(said))}"):
            return []
        said_so = msg("Gần đúng: chữ của nhiệm vụ {ma} bị sửa trong biểu; nhận theo mã.", ma=self.share.tasks[match].ma)
        hint = msg("Đối chiếu với {chu}.", chu=quote(own))
        return [Finding("V278", Severity.WARNING, row.place("noi_dung"), said_so, hint, said)]

    def altered(self, row: ReturnedRow, match: RowId) -> Iterator[Finding]:
        """Cells beside the results that say something else than the register (V294): they are not taken."""
        task = self.share.tasks[match]
        # A table of the unit's own is numbered anew; the cells of a form are closed.
        passed_over = _RESULTS if row.text("dau") else {*_RESULTS, "stt"}
        for key in row.texts.keys() - passed_over:
            said, own = row.text(key), task.text(key) if key != "ma" else task.ma
            if key == "ket_qua_ky_truoc" and row_name(match) in self._last:
                if fingerprint(words(said)) == self._last[row_name(match)]:
                    continue
            elif words(said) == words(own):
                continue
            yield _altered(row, key, own)

    def named(self, row: ReturnedRow) -> tuple[RowId, ...]:
        """The task that a row's id names, whatever its words are."""
        one = self._named(row)[0]
        return () if one is None else (one,)

    def _named(self, row: ReturnedRow) -> tuple[RowId | None, str]:
        """The task that a row's hidden mark or id names, and the mark of the words that it went out with."""
        register, _, rest = row.text("dau").partition("|")
        ma, _, printed = rest.rpartition("|")
        one = (int(register), ma) if register.isdigit() and printed else None
        if one is not None and one in self.share.tasks and self._still(one, printed):
            # Where somebody typed another id beside it, the two do not agree: then neither decides.
            return (one if row.text("ma") in ("", ma) else None), printed
        found = [one for one in self._by_ma.get(row.text("ma"), []) if one[0] in self._given]
        return (found[0] if len(found) == 1 and not row.text("dau") else None), printed

    def _still(self, row: RowId, printed: str) -> bool:
        """Whether an id is the task's own for good, or the task that has it now is the one that went out."""
        return row[0] in self._given or fingerprint(words(self.share.tasks[row].text("noi_dung"))) == printed

    def _near(self, row: ReturnedRow, said: str, unit: str) -> Finding:
        from rapidfuzz import fuzz, process

        reporter = self.share.units.get(unit)
        rows = reporter.own if reporter else ()
        choices = {one: words(self.share.tasks[one].text("noi_dung")) for one in rows}
        best = process.extractOne(said, choices, scorer=fuzz.ratio, score_cutoff=_NEAR) if said else None
        if best is None:
            return _strange(row, msg("Không có nhiệm vụ nào có nội dung này."))
        task = self.share.tasks[best[2]]
        return Finding(
            "V278",
            Severity.ERROR,
            row.place("noi_dung"),
            msg("Gần đúng với {ma} {chu} nhưng không trùng; chưa nhận.", ma=task.ma, chu=quote(task.text("noi_dung"))),
            msg("Nếu đúng là nhiệm vụ ấy thì ghi mã {ma} vào cột “Mã” và chép lại đúng nội dung.", ma=task.ma),
            row.text("noi_dung"),
        )


def judged(
    rows: Iterable[ReturnedRow], unit: str, known: Known, unread: frozenset[tuple[str, str]] = frozenset()
) -> Judged:
    """All rows of one file of a unit. A row that is not sure costs none of the others.

    `unread` are cells (sheet and address) that hold something that is not shown as text: an error, a formula whose
    value nobody kept.
    """
    answers: dict[RowId, Answer] = {}
    blank: dict[RowId, ReturnedRow] = {}
    doubtful: set[RowId] = set()
    findings: list[Finding] = []
    for row in rows:
        if known.heading(row) and not _answered(row):
            continue
        match = known.match(row, unit)
        if isinstance(match, Finding):
            findings.append(replace(match, value=row.said))
            # What a row names is in the file, though it cannot be taken: it is not missing.
            doubtful.update(known.named(row))
        elif known.share.owners.get(match) != unit:
            findings += [_of_another(row, known, match)] if _answered(row) else []
        else:
            answer = _answer(row, unread)
            findings += (*known.reworded(row, match), *known.altered(row, match))
            if isinstance(answer, Answer):
                if match in answers and not _same(answers[match], answer):
                    findings.append(_twice(row, answers[match].row))
                    doubtful.add(match)
                answers.setdefault(match, answer)
                findings += _without_result(answer)
            elif answer is None:
                blank[match] = row
            else:
                findings.append(replace(answer, value=row.said))
                doubtful.add(match)
    empty = {one: row for one, row in blank.items() if one not in answers and one not in doubtful}
    findings += _blank(empty, whole=not answers and not doubtful)
    seen = frozenset({*answers, *blank, *doubtful})
    kept = {one: answer for one, answer in answers.items() if one not in doubtful}
    return Judged(kept, frozenset(empty), seen, tuple(findings))


def _answered(row: ReturnedRow) -> bool:
    return any(row.text(key) for key in _ANSWERS)


def _answer(row: ReturnedRow, unread: frozenset[tuple[str, str]]) -> Answer | Finding | None:
    """What a row says; None where its cells are blank; a finding where it cannot be taken."""
    if broken := next((key for key in _ANSWERS if _unread(row, key, unread)), None):
        said = msg("Ô này là lỗi công thức, không phải kết quả; chưa nhận.")
        return Finding("V281", Severity.ERROR, row.place(broken), said, msg("Ghi kết quả bằng chữ rồi gửi lại."))
    if not _answered(row):
        return None
    four = {key: row.text(key) for key in glossary.RESULT_KEYS if row.text(key)}
    result = row.text("ket_qua") or next(iter(four.values()), "")
    if text := row.text("trang_thai"):
        status = status_meaning.of_text(text)
        return Answer(row, status, result) if status else _no_status(row, text)
    if len(four) == 1 and (status := status_meaning.of_columns(four)):
        return Answer(row, status, result)
    if len(four) > 1:
        said = msg("Dòng này ghi ở {so} cột trạng thái; không rõ trạng thái nào.", so=len(four))
        return Finding("V280", Severity.ERROR, row.place(next(iter(four))), said, msg("Để lại đúng một cột."))
    said = msg("Có kết quả mà ô trạng thái trống; chưa nhận.")
    return Finding("V277", Severity.ERROR, row.place("trang_thai"), said, msg("Chọn trạng thái rồi gửi lại."), result)


def _unread(row: ReturnedRow, key: str, unread: frozenset[tuple[str, str]]) -> bool:
    here = key in row.columns and (row.sheet, f"{row.columns[key]}{row.row}") in unread
    return here or row.text(key).upper() in _BROKEN


def _same(one: Answer, other: Answer) -> bool:
    return one.status is other.status and words(one.result) == words(other.result)


def _slightly_edited(said: str, own: str) -> bool:
    """Whether two texts differ in a few letters and in no figure, document or day."""
    from rapidfuzz import fuzz

    figures = [sorted(_FIGURES.findall(text)) for text in (said, own)]
    return figures[0] == figures[1] and fuzz.ratio(said, own) >= _NEAR and may_be_one(said, own)


# --- what is said ------------------------------------------------------------------------------------------------


def _no_status(row: ReturnedRow, text: str) -> Finding:
    allowed = ", ".join(status.words for status in Status)
    said = msg("Trạng thái {chu} không có; cần {cac}.", chu=quote(text), cac=allowed)
    return Finding("V280", Severity.ERROR, row.place("trang_thai"), said, msg("Chọn trong danh sách của ô."), text)


def _without_result(answer: Answer) -> list[Finding]:
    if answer.result or answer.status is Status.RECURRING:
        return []
    said = msg("Trạng thái là “{ten}” mà ô kết quả trống.", ten=answer.status.words)
    hint = msg("Ghi kết quả; đã xong thì ghi số, ký hiệu, ngày của văn bản.")
    return [Finding("V277", Severity.WARNING, answer.row.place("ket_qua"), said, hint)]


def _blank(rows: Mapping[RowId, ReturnedRow], *, whole: bool) -> list[Finding]:
    """One for each blank row; one for all where nothing was filled in."""
    if whole and len(rows) > 1:
        said = msg("Cả biểu để trống: {so} nhiệm vụ chưa có báo cáo.", so=len(rows))
        first = next(iter(rows.values()))
        return [Finding("V277", Severity.WARNING, first.place("trang_thai"), said)]
    said = msg("Ô trống: nhiệm vụ này chưa có báo cáo.")
    return [Finding("V277", Severity.WARNING, row.place("trang_thai"), said) for row in rows.values()]


def _strange(row: ReturnedRow, why: Message) -> Finding:
    severity = Severity.ERROR if _answered(row) else Severity.NOTE
    hint = msg("Chép lại đúng dòng của biểu đã gửi; nhiệm vụ mới thì ghi ở trang “Nhiệm vụ mới”.")
    return Finding("V276", severity, row.place("noi_dung"), why, hint, row.said, asked=True)


def _disagree(row: ReturnedRow, ma: str, own: str) -> Finding:
    said = msg("Mã {ma} là nhiệm vụ {chu}, dòng này ghi nội dung khác; chưa nhận.", ma=ma, chu=quote(own))
    hint = msg("Mã và nội dung phải của cùng một nhiệm vụ: chép lại từ biểu đã gửi.")
    return Finding("V283", Severity.ERROR, row.place("noi_dung"), said, hint, row.text("noi_dung"))


def _of_another(row: ReturnedRow, known: Known, match: RowId) -> Finding:
    owner = known.share.units.get(known.share.owners.get(match, ""))
    task = known.share.tasks[match]
    said = msg("Nhiệm vụ {ma} do {don_vi} báo cáo; không nhận từ đơn vị khác.", ma=task.ma,
               don_vi=owner.name if owner else "?")  # fmt: skip
    hint = msg("Chuyển kết quả cho đơn vị ấy ghi vào biểu của mình.")
    return Finding("V279", Severity.ERROR, row.place(), said, hint, row.said)


def _twice(row: ReturnedRow, first: ReturnedRow) -> Finding:
    said = msg("Nhiệm vụ này có hai dòng nói khác nhau (dòng kia ở ô {o}); chưa nhận dòng nào.", o=first.place().cell)
    return Finding("V289", Severity.ERROR, row.place(), said, msg("Để lại một dòng rồi gửi lại."), row.said)


def _altered(row: ReturnedRow, key: str, own: str) -> Finding:
    column = quote(glossary.titles().get(key, key))
    said = msg("Ngoài ô kết quả: {cot} ghi {bieu}, bảng ghi {bang}; không lấy.", cot=column,
               bieu=quote(row.text(key)), bang=quote(own))  # fmt: skip
    hint = msg("Đơn vị đề nghị đổi thì xét rồi sửa trong bảng.")
    return Finding("V294", Severity.NOTE, row.place(key), said, hint, row.text(key), asked=True)
