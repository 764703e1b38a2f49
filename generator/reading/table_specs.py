"""`bang:` to a TableSpec: columns that exist, units of the list, dates, citations; every error with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Protocol

from generator.facts import danh_muc
from generator.facts.periods import periods_named
from generator.reading import schema
from generator.reading.header import NO_FIELD, TableReading
from generator.reading.meaning import citations
from generator.reading.raw import Path_
from generator.values import glossary
from generator.values.findings import Message, Severity, msg, one_of
from generator.values.model import Citation, ColumnChoice, Origin, Register, Role, Selection, Status, TableSpec
from generator.values.patterns import late
from generator.values.periods import Period
from generator.values.text import fold, quote

# States that are computed at a date (planning.status), beside those that the table says.
COMPUTED_STATES = ("qua-han", "sap-den-han", "con-han", "khong-ro-han")
# Keys that can be shown or sorted by though no column of the register holds them.
COMPUTED_KEYS = ("stt", "tinh_trang", "muc")
# The templates of a table of counts, and of tasks that were listed by key and so have no form of their own.
SUMMARY, LISTED = "tong-hop", "ke-hoach-6-cot"

_DAY = late(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})/(\d{1,2})/(\d{4})")


class Report(Protocol):
    """Takes what was found at a path below `bang`."""

    def __call__(
        self, steps: Path_, code: str, severity: Severity, message: Message, hint: Message | None, value: str, /
    ) -> None:
        """Note one thing found."""


def table_spec(
    shape: schema.Bang, register: Register, origin: Origin, report: Report, period: Period | None = None
) -> TableSpec:
    """The table a document asks for; what it asks for in vain goes to `report` (V028, V160…V164)."""
    known = [column.key for column in register.columns]
    aliases = register.aliases
    as_made = not shape.mau and not shape.tong_hop and register.layout is not None
    for index, choice in enumerate(shape.cot):
        _known_column(aliases.get(choice.khoa, choice.khoa), known, ("cot", index), report)
    for index, key in enumerate(shape.sap_xep):
        _known_column(key.removeprefix("-"), known, ("sap_xep", index), report)
    _once([choice.khoa for choice in shape.cot], report)
    return TableSpec(
        register,
        shape.mau or ("" if as_made else SUMMARY if shape.tong_hop else LISTED),
        tuple(ColumnChoice(aliases.get(choice.khoa, choice.khoa), choice.tieu_de) for choice in shape.cot),
        shape.danh_so or ("giu" if as_made else "lien-tuc"),
        shape.dau,
        shape.nhom,
        shape.do_rong,
        shape.hang_so_cot,
        selection(shape.loc, register, report, period),
        tuple(shape.sap_xep),
        shape.khi_trong,
        shape.tong_hop,
        origin,
        shape.trang_tong_hop,
        orientation=shape.huong,
        size_pt=shape.co_chu,
        breaking=shape.tach_dong,
        left_out=tuple(_named_columns(shape.bo_cot, register, "bo_cot", report)),
        left_blank=tuple(shape.de_trong),
    )


def table_reading(shape: schema.Bang, report: Report) -> TableReading:
    """How the dossier wants the register's table read (`la`, `an`, `dong_tieu_de`); V235 for a meaning there is not."""
    fields = glossary.titles()
    meanings = []
    for name, value in shape.la.items():
        key = value if value in fields or value == NO_FIELD else glossary.recognised(value)
        if key is None:
            message = msg("“la” cho cột {cot} nghĩa {nghia}, không có nghĩa ấy.", cot=quote(name), nghia=quote(value))
            report(("la", name), "V235", Severity.ERROR, message, _near(value, (*fields, NO_FIELD)), value)
        else:
            meanings.append((name, key))
    first, _, last = shape.dong_tieu_de.partition("-")
    header = (int(first), int(last or first)) if first else (0, 0)
    return TableReading(tuple(meanings), header, shape.an.dong == "giu", shape.an.cot == "giu", shape.bang_thu)


def _named_columns(names: Sequence[str], register: Register, key: str, report: Report) -> Iterator[str]:
    """Columns by key, letter or title."""
    known = {name: c.key for c in register.columns for name in (c.letter, c.alias, fold(c.title), c.key) if name}
    for index, name in enumerate(names):
        found = known.get(name) or known.get(name.upper()) or known.get(fold(name))
        if found is None:
            message = msg("Bảng nhiệm vụ không có cột {cot}.", cot=quote(name))
            report((key, index), "V028", Severity.ERROR, message, _near(name, [c.key for c in register.columns]), name)
        else:
            yield found


def selection(shape: schema.Loc, register: Register, report: Report, period: Period | None = None) -> Selection:
    """`loc:` with its names looked up; `period` is that of the document."""
    due = shape.thoi_han
    return Selection(
        units=tuple(units(shape.don_vi, ("loc", "don_vi"), report)),
        roles=tuple(Role(value) for value in shape.vai_tro),
        sections=tuple(_sections(shape.muc, register, report)),
        states=tuple(_states(shape.trang_thai, report)),
        due_from=_day(due.tu, "tu", report, {name: one.start for name, one in periods_named(period)}),
        due_to=_day(due.den, "den", report, {name: one.end for name, one in periods_named(period)}),
        citations=tuple(_citations(shape.van_ban, report)),
        ids=tuple(_ids(shape.ma, register, report)),
        explained=shape.noi_ro,
    )


def _known_column(key: str, known: Sequence[str], steps: Path_, report: Report) -> None:
    if key in known or key in COMPUTED_KEYS:
        return
    message = msg("Bảng nhiệm vụ không có cột {cot}.", cot=quote(key))
    report(steps, "V028", Severity.ERROR, message, _near(key, known), key)


def _once(keys: Sequence[str], report: Report) -> None:
    for index, key in enumerate(keys):
        if key in keys[:index]:
            message = msg("Cột {cot} được chọn hai lần.", cot=quote(key))
            report(("cot", index), "V164", Severity.ERROR, message, msg("Bỏ một trong hai."), key)


def _near(value: str, known: Iterable[str], cutoff: float = 0.5) -> Message:
    names = list(dict.fromkeys(known))
    near = get_close_matches(value, names, 1, cutoff)
    return msg("Ý anh/chị là “{gan}”?", gan=near[0]) if near else msg("Cần một trong: {cac}.", cac=", ".join(names))


def units(names: Sequence[str], steps: Path_, report: Report) -> Iterator[str]:
    """Keys of the agencies named; a collective by its key or its words. What is unknown is reported (V160)."""
    agencies = danh_muc.agencies()
    for index, name in enumerate(names):
        if record := agencies.find(name):
            yield record.key
            continue
        small = fold(name)
        group = next(
            (g.key for g in agencies.collectives.values() if name == g.key or re.fullmatch(g.pattern, small)), ""
        )
        if group:
            yield group
            continue
        near = agencies.near(name)
        hint = (
            msg("Ý anh/chị là {gan}?", gan=one_of(map(quote, near)))
            if near
            else msg("Ghi tên như trong data/danh-muc/co-quan.yaml.")
        )
        message = msg("Danh mục cơ quan không có đơn vị {ten}.", ten=quote(name))
        report((*steps, index), "V160", Severity.ERROR, message, hint, name)


def _sections(names: Sequence[str], register: Register, report: Report) -> Iterator[str]:
    known: dict[str, list[str]] = {}
    for section in register.sections:
        for name in {section.title, section.number, section.path[-1]} - {""}:
            known.setdefault(fold(name), []).append(section.path[-1])
    for index, name in enumerate(names):
        if fold(name) in known:
            yield from known[fold(name)]
            continue
        near = [name for section in register.sections for name in (section.title, section.path[-1]) if name]
        hint = _near(name, near) if near else msg("Bảng này không chia mục.")
        message = msg("Bảng nhiệm vụ không có mục {muc}.", muc=quote(name))
        report(("loc", "muc", index), "V161", Severity.ERROR, message, hint, name)


def _states(names: Sequence[str], report: Report) -> Iterator[str]:
    known = {fold(value): value for value in (*(status.value for status in Status), *COMPUTED_STATES)}
    for index, name in enumerate(names):
        if fold(name) in known:
            yield known[fold(name)]
            continue
        message = msg("Không có trạng thái {ten}.", ten=quote(name))
        report(("loc", "trang_thai", index), "V161", Severity.ERROR, message, _near(name, known.values()), name)


def _day(text: str, key: str, report: Report, named: Mapping[str, date]) -> date | None:
    """A day, or that of a period (`ky_bao_cao`, `ky_sau`)."""
    if not text:
        return None
    if text in named:
        return named[text]
    if match := _DAY.fullmatch(text):
        year, month, day = (int(part) for part in (match.groups()[:3] if match[1] else match.groups()[:2:-1]))
        try:
            return date(year, month, day)
        except ValueError:
            pass
    report(
        ("loc", "thoi_han", key),
        "V026",
        Severity.ERROR,
        msg("Không hiểu ngày {gia_tri}.", gia_tri=quote(text)),
        msg("Ghi năm-tháng-ngày như 2024-03-16; hồ sơ có “ky_bao_cao” thì ghi được ky_bao_cao, ky_truoc, ky_sau."),
        text,
    )
    return None


def _citations(texts: Sequence[str], report: Report) -> Iterator[Citation]:
    for index, text in enumerate(texts):
        found, _ = citations.parse(text)
        if found and found[0].symbol:
            yield found[0]
            continue
        message = msg("Không nhận ra số, ký hiệu văn bản trong {gia_tri}.", gia_tri=quote(text))
        hint = msg("Ghi như “04/CT-TTg” hoặc “50/NQ-CP ngày 08/4/2022”.")
        report(("loc", "van_ban", index), "V162", Severity.ERROR, message, hint, text)


def _ids(ids: Sequence[str], register: Register, report: Report) -> Iterator[str]:
    known = {task.ma for task in register.tasks}
    for index, ma in enumerate(ids):
        if ma in known:
            yield ma
            continue
        message = msg("Bảng nhiệm vụ không có mã {ma}.", ma=quote(ma))
        near = get_close_matches(ma, known, 3, 0.5)
        hint = msg("Các mã gần giống: {cac}.", cac=", ".join(near)) if near else msg("Xem cột “Mã” của bảng.")
        report(("loc", "ma", index), "V163", Severity.ERROR, message, hint, ma)
