"""House rules: the quy-tac.yaml of a workplace, over the rules of the form. What it changes is always said.

tat: [ND-607]                                   rules that are not asked for
muc: {ND-602: lưu ý}                            another severity
tu: [{tranh: trên cơ sở, thay: căn cứ}]         words to avoid, and what to write (may be left out)
co_chu: 14                                      size of running text, within the decree's 13 to 14
noi_nhan: [Lưu]                                 what must stand among the recipients
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.checking.check import SETS
from generator.checking.paper.model import Facts
from generator.checking.rules.body import prose, sizes_in
from generator.facts.own_yaml import load_own
from generator.values.errors import InputError
from generator.values.findings import Finding, Message, Place, Severity, in_order, msg
from generator.values.text import clean, fold, quote

NAME = "quy-tac.yaml"
_HIGHEST = 6  # folders above a file in which its house rules are looked for
_LARGEST = 1 << 20  # bytes
_KEYS = ("tat", "muc", "tu", "co_chu", "noi_nhan")


class House(Struct, frozen=True):
    """The rules of a workplace: codes off, severities by code, words (avoided, preferred or ""), size, recipients."""

    file: str
    off: frozenset[str] = frozenset()
    severities: tuple[tuple[str, Severity], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    size: float | None = None
    recipients: tuple[str, ...] = ()


def find_house(path: Path) -> Path | None:
    """The quy-tac.yaml in the folder of a file or in one above it; None where there is none."""
    folders = list(path.resolve().parents)[:_HIGHEST]
    return next((folder / NAME for folder in folders if (folder / NAME).is_file()), None)


def read_house(path: Path) -> House:
    """House rules from a file. Raises InputError V090 with everything that is wrong in it."""
    data = load_own(path, _LARGEST, lambda said: _wrong(path, said))
    faults = tuple(_faults(data, path))
    if faults:
        raise InputError(faults)
    given: dict[str, Any] = data or {}
    return House(
        path.name,
        frozenset(given.get("tat") or ()),
        tuple((code, Severity(name)) for code, name in (given.get("muc") or {}).items()),
        tuple((item["tranh"], item.get("thay") or "") for item in given.get("tu") or ()),
        float(given["co_chu"]) if given.get("co_chu") else None,
        tuple(given.get("noi_nhan") or ()),
    )


def _wrong(path: Path, message: Message) -> Finding:
    hint = msg("Khóa: tat, muc, tu, co_chu, noi_nhan; xem mẫu trong tài liệu.")
    return Finding("V090", Severity.ERROR, Place(str(path)), message, hint)


def _faults(data: Any, path: Path) -> Iterator[Finding]:
    if data is None:
        return
    if not isinstance(data, dict):
        yield _wrong(path, msg("Tệp quy tắc phải gồm các khóa và giá trị."))
        return
    for key in data:
        if key not in _KEYS:
            yield _wrong(path, msg("Không có khóa {khoa}.", khoa=quote(str(key))))
    yield from _wrong_rules(data.get("tat") or [], data.get("muc") or {}, path)
    words, size, recipients = data.get("tu") or [], data.get("co_chu"), data.get("noi_nhan") or []
    if not isinstance(words, list) or not all(_is_word(item) for item in words):
        yield _wrong(path, msg("“tu” là danh sách {{tranh: …, thay: …}}."))
    if size is not None and not (isinstance(size, int | float) and 13 <= size <= 14):
        yield _wrong(path, msg("“co_chu” là {co}: cần từ 13 đến 14, theo Nghị định.", co=quote(str(size))))
    if not isinstance(recipients, list) or not all(isinstance(item, str) for item in recipients):
        yield _wrong(path, msg("“noi_nhan” là danh sách tên nơi nhận."))


def _wrong_rules(off: Any, levels: Any, path: Path) -> Iterator[Finding]:
    """Rules switched off, and rules with levels of their own."""
    known = {rule.code for rules in SETS for rule in rules.rules}
    if not isinstance(off, list) or not isinstance(levels, dict):
        yield _wrong(path, msg("“tat” là danh sách mã, “muc” là mã: mức."))
    else:
        for code in (*off, *levels):
            if str(code) not in known:
                yield _wrong(path, msg("Không có quy tắc {ma}.", ma=quote(str(code))))
    if isinstance(levels, dict):
        for name in levels.values():
            if str(name) not in {severity.value for severity in Severity}:
                yield _wrong(path, msg("{muc} không phải mức; cần: sai, nên sửa, lưu ý.", muc=quote(str(name))))


def _is_word(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and item.keys() <= {"tranh", "thay"}
        and isinstance(item.get("tranh"), str)
        and bool(item["tranh"].strip())
        and isinstance(item.get("thay") or "", str)
    )


def applied(house: House, facts: Facts, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings as the house wants them, its own beside, and one note of what it left out or changed."""
    levels = dict(house.severities)
    kept = [_levelled(item, levels.get(item.code), house) for item in findings if item.code not in house.off]
    left_out = sorted({item.code for item in findings} & house.off)
    changed = sorted({item.code for item in findings} & levels.keys() - house.off)
    own = (*_words(house, facts), *_sizes(house, facts), *_recipients(house, facts))
    return in_order((*kept, *own, *_note(house, facts, left_out, changed)))


def _levelled(finding: Finding, severity: Severity | None, house: House) -> Finding:
    return (
        replace(finding, severity=severity, basis=msg("{can_cu}; mức: {tep}", can_cu=finding.basis, tep=house.file))
        if severity
        else finding
    )


def _note(house: House, facts: Facts, left_out: Sequence[str], changed: Sequence[str]) -> Iterator[Finding]:
    if left_out or changed:
        told = msg("Theo {tep}: bỏ qua {bo}; đổi mức {doi}.", tep=house.file, bo=", ".join(left_out) or "—",
                   doi=", ".join(changed) or "—")  # fmt: skip
        yield Finding("ND-002", Severity.NOTE, Place(facts.file), told, None, "", house.file)


def _words(house: House, facts: Facts) -> Iterator[Finding]:
    for avoided, preferred in house.words:
        word = clean(avoided)
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        for part, paragraph in facts.running_on(word.lower()):
            match = pattern.search(paragraph.seen)
            if match:
                hint = msg("Thay bằng {thay}.", thay=quote(preferred)) if preferred else None
                place = Place(facts.file, line=paragraph.index, part=part.name)
                message = msg("{tu}: nơi làm việc không dùng từ này.", tu=quote(match[0]))
                yield Finding("NB-001", Severity.WARNING, place, message, hint, match[0], house.file)


def _sizes(house: House, facts: Facts) -> Iterator[Finding]:
    for part in facts.parts if house.size else ():
        off = [item for item in prose(part) if {*sizes_in(item)} - {house.size}]
        if off:
            place = Place(facts.file, line=off[0].index, part=part.name)
            message = msg("{so} đoạn không phải cỡ {co} của nơi làm việc.", so=len(off), co=f"{house.size:g}")
            yield Finding("NB-002", Severity.WARNING, place, message, None, off[0].seen, house.file)


def _recipients(house: House, facts: Facts) -> Iterator[Finding]:
    main = facts.main
    if main is None or main.recipients_word is None:
        return
    listed = " ".join(fold(line.text) for line in main.recipients)
    for name in house.recipients:
        if fold(name) not in listed:
            place = Place(facts.file, line=main.recipients_word.paragraph.index, part="Nơi nhận")
            message = msg("Nơi nhận không có {ten}.", ten=quote(name))
            yield Finding("NB-003", Severity.WARNING, place, message, None, "", house.file)
