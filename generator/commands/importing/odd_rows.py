"""Rows of somebody's table that are taken as they stand, of which a person has to know: a number that is used twice, a
unit or a term without a task, a heading with more than its title.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from generator.values.findings import Finding, Place, Severity, msg
from generator.values.layout import Layout, LayoutRow, RowKind
from generator.values.patterns import late
from generator.values.text import quote

_OF_A_TASK = ("chu_tri", "phoi_hop", "thoi_han")
_LISTED = 12
_HEADS = late(r"[IVXLC]{1,7}|[A-ZĐ]")


class _Row(Struct, frozen=True):
    """A row of tasks: its number in the source, what stands in the cells that begin in it."""

    number: int
    texts: Mapping[str, str]


def odd_rows(layout: Layout | None, place: Place, *, numbered: bool = False) -> Iterator[Finding]:
    """What is odd in the rows of a table; with `numbered` also rows that have a number of their own."""
    if layout is None:
        return
    yield from _doubled(layout, place)
    yield from _like_headings(layout, place)
    rows = [row for row in _tasks(layout) if _is_bare(row.texts) and (numbered or not row.texts.get("stt"))]
    if rows:
        message = msg(
            "{so} dòng chỉ có đơn vị hoặc thời hạn, không có nội dung nhiệm vụ: hàng {hang}.",
            so=len(rows),
            hang=_listed([row.number for row in rows]),
        )
        hint = msg("Là của nhiệm vụ ở trên thì gộp ô trong tệp rồi nhập lại, hoặc ghi nội dung của dòng ấy.")
        value = "\n".join(" | ".join(text for text in row.texts.values() if text) for row in rows)
        yield Finding("V368", Severity.WARNING, place, message, hint, value)


def _doubled(layout: Layout, place: Place) -> Iterator[Finding]:
    told = []
    seen: dict[str, int] = {}
    inner: dict[str, int] = {}
    for row in layout.rows:
        if row.kind is RowKind.SECTION:
            seen, inner = {}, {}
        stt = _texts(layout, row).get("stt", "").rstrip(" .)") if row.kind is RowKind.TASK else ""
        if not any(map(str.isalnum, stt)):
            continue
        if stt.isdecimal():
            # Counting anew from 1 is another count.
            seen, inner = ({} if int(stt) == 1 and len(seen) > 1 else seen), {}
        known = seen if stt.isdecimal() else inner
        if stt in known:
            told.append((stt, row.number, known[stt]))
        known[stt] = row.number
    if told:
        stt, at, before = told[0]
        message = msg(
            "{so} dòng có số thứ tự đã dùng ở trên: {stt} ở hàng {hang}, trước đó ở hàng {truoc}.",
            so=len(told),
            stt=quote(stt),
            hang=at,
            truoc=before,
        )
        hint = msg("Đánh số lại, hoặc gộp các dòng ấy nếu là một nhiệm vụ.")
        value = "\n".join(f"{stt}: {before}, {at}" for stt, at, before in told)
        yield Finding("V367", Severity.WARNING, place, message, hint, value)


def _like_headings(layout: Layout, place: Place) -> Iterator[Finding]:
    """Tasks with the number of a heading (`I`, `A`) above rows that are counted: their other cells make them tasks."""
    rows = [(row, row.texts.get("stt", "").rstrip(" .)")) for row in _tasks(layout)]
    told = [(row, stt) for (row, stt), (_, below) in pairwise(rows) if _HEADS.fullmatch(stt) and below.isdecimal()]
    if told and sum(_HEADS.fullmatch(stt) is not None for _, stt in rows) * 2 < len(rows):
        message = msg(
            "{so} dòng đánh số như dòng mục ({stt}) có chữ ở cột khác nên được lấy làm nhiệm vụ: hàng {hang}.",
            so=len(told),
            stt=", ".join(dict.fromkeys(stt for _, stt in told)),
            hang=_listed([row.number for row, _ in told]),
        )
        hint = msg(
            "Là dòng mục thì xóa chữ ở cột khác của dòng ấy trong tệp rồi nhập lại, hoặc xóa dòng ấy sau khi nhập."
        )
        value = "\n".join(" | ".join(text for text in row.texts.values() if text) for row, _ in told)
        yield Finding("V519", Severity.WARNING, place, message, hint, value)


def _is_bare(texts: Mapping[str, str]) -> bool:
    """Whether a row names a unit or a term in cells of its own, and its cell of the task says nothing."""
    return texts.get("noi_dung") == "" and any(texts.get(key) for key in _OF_A_TASK)


def _tasks(layout: Layout) -> Iterator[_Row]:
    return (_Row(row.number, _texts(layout, row)) for row in layout.rows if row.kind is RowKind.TASK)


def _texts(layout: Layout, row: LayoutRow) -> dict[str, str]:
    return {layout.columns[cell.column]: cell.text.strip() for cell in row.cells if cell.column < len(layout.columns)}


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:_LISTED])) + (" …" if len(numbers) > _LISTED else "")
