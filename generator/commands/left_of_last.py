"""What last period's report left to do in a dossier that was rolled, by the list that the roll wrote beside it.

It is said until it is done: `build` says how much there is, the proof before issue says each at its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.books.carry_list import (
    ANSWERED,
    ANSWERS,
    CARRIED,
    DONE,
    OLD_TABLE,
    Answer,
    Carried,
    read_answers,
    read_carried,
    read_written,
)
from generator.commands.rolling.carry_lists import list_lost, list_of
from generator.commands.rolling.texts import PLANNED, Verdict
from generator.commands.rolling.tree import blocks_in, table_said
from generator.values.emphasis import marked, typed
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Block, Dossier
from generator.values.text import one_line, quote


def left_of_last(dossier: Dossier) -> Iterator[Finding]:
    """What the plan named and nobody has answered (V442), tables that still say what they said then (V443; V524 in
    part), paragraphs to be written anew that stand as they stood (V495), rows of the list that went (V527); V523 where
    nobody knows."""
    file = list_of(dossier)
    yield from list_lost(dossier)
    if not file.is_file():
        return
    answers, carried = tuple(read_answers(file, str(file))), tuple(read_carried(file, str(file)))
    written = read_written(file, str(file))
    tables = (*carried, *written.get(CARRIED, ()))
    yield from _old_tables(dossier, {one.now for one in tables if one.why == OLD_TABLE})
    yield from (_unanswered(one) for one in answers if not one.answer)
    if written:
        yield from _rows_deleted(dossier, written, answers, carried)
    else:
        yield from _rows_gone(file, answers, carried)
    yield from _not_rewritten(dossier, carried, {one.text: one.answer for one in answers})


def in_short(dossier: Dossier) -> Iterator[Finding]:
    """How much of it there is (V496)."""
    found = [*left_of_last(dossier)]
    yield from (one for one in found if one.code in ("V523", "V527"))
    if left := [one.code for one in found if one.code not in ("V523", "V524", "V527")]:
        said = msg("Việc kỳ trước nêu chưa trả lời: {viec}; đoạn, bảng còn nguyên của kỳ trước: {doan}.",
                   viec=left.count("V442"), doan=len(left) - left.count("V442"))  # fmt: skip
        hint = msg("Từng chỗ: “vanban lint HỒ_SƠ --proof”.")
        yield Finding("V496", Severity.WARNING, Place(str(list_of(dossier))), said, hint, str(len(left)))


def _old_tables(dossier: Dossier, old: Collection[str]) -> Iterator[Finding]:
    for block, path in blocks_in(dossier.document.body):
        where = quote(path[-1] if path else "")
        if block.cells and one_line(table_said(cell for row in block.cells for cell in row)) in old:
            said = msg("Bảng ở mục {muc} còn nguyên số của kỳ trước.", muc=where)
            yield Finding("V443", Severity.WARNING, block.origin.place(), said, msg("Thay bằng số của kỳ này."))
        elif same := _as_before(block.cells, old):
            said = msg("Bảng ở mục {muc}: {so} ô số còn như kỳ trước.", muc=where, so=len(same))
            hint = msg("Xem từng ô: kỳ này có đúng là không đổi.")
            yield Finding("V524", Severity.NOTE, block.origin.place(), said, hint, "; ".join(same))


def _as_before(cells: Sequence[Sequence[str]], old: Iterable[str]) -> list[str]:
    """The numbers that say in a table what they said in one of last period, but for those that count its rows."""
    said = [
        (one_line(str(marked(cell))), at > 0 and column > 0)
        for at, row in enumerate(cells) for column, cell in enumerate(row) if any(map(str.isdigit, str(marked(cell))))
    ]  # fmt: skip
    before = next((texts for one in old if len(texts := one.split(" | ")) == len(said)), [])
    return [text for (text, counts), was in zip(said, before, strict=False) if counts and text == was]


def _unanswered(one: Answer) -> Finding:
    said = (
        msg("{chu} không phải câu trả lời.", chu=quote(one.said))
        if one.said
        else msg("Nhiệm vụ kỳ trước đã nêu mà chưa trả lời.")
    )
    hint = msg("Chọn ở cột “Kết quả”: {cac}; đã xong thì báo cáo có câu kết quả.", cac=", ".join(ANSWERS))
    return Finding("V442", Severity.WARNING, one.place, said, hint, one.text)


def _rows_gone(file: Path, answers: Sequence[Answer], carried: Iterable[Carried]) -> Iterator[Finding]:
    """What the plan named stands on both sheets: a row that went from one of them is known by the other."""
    planned = {one_line(str(marked(one.before))) for one in carried if PLANNED in one.why}
    asked = {one.text for one in answers}
    if len(planned) == len(asked):
        return
    sheet, gone = (ANSWERED, planned - asked) if len(planned) > len(asked) else (CARRIED, asked - planned)
    yield from (_task_gone(Place(str(file), sheet), text) for text in sorted(gone))


def _task_gone(place: Place, text: str) -> Finding:
    said = msg("Nhiệm vụ kỳ trước đã nêu không còn ở trang {trang}.", trang=quote(place.sheet))
    hint = msg("Thêm lại dòng ấy; trả lời ở cột “Kết quả” thay vì xóa dòng.")
    return Finding("V527", Severity.WARNING, place, said, hint, text)


def _rows_deleted(
    dossier: Dossier, written: Mapping[str, Sequence[Carried]], answers: Sequence[Answer], carried: Sequence[Carried]
) -> Iterator[Finding]:
    """The same by the list as it was written: tasks that went from a sheet or from both, and paragraphs that were to
    be written anew and stand as they stood."""
    tasks = _deleted(written.get(ANSWERED, ()), [one.text for one in answers])
    yield from (_task_gone(one.place, one.before) for one in tasks)
    said_already = {one.before for one in tasks}
    standing = _standing(dossier)
    for one in _deleted(written.get(CARRIED, ()), [one.before for one in carried if one.before]):
        if PLANNED in one.why and one.before not in said_already:
            yield _task_gone(one.place, one.before)
        elif PLANNED not in one.why and one.verdict == Verdict.REWRITE.value and one.now in standing:
            said = msg("Đoạn phải viết lại không còn ở trang {trang} mà báo cáo còn nguyên: {vi_sao}.",
                       trang=quote(CARRIED), vi_sao=one.why)  # fmt: skip
            hint = msg("Viết lại đoạn ấy; cố ý để nguyên thì thêm lại dòng, ghi “giữ” ở cột “Xử lý”.")
            yield Finding("V527", Severity.WARNING, one.place, said, hint, one.before)


def _deleted(before: Sequence[Carried], now: Sequence[str]) -> list[Carried]:
    """The rows that a sheet has not any more; none while it has as many: then a text was edited."""
    return [one for one in before if one.before not in now] if len(now) < len(before) else []


def _standing(dossier: Dossier) -> Mapping[str, Block]:
    """The texts of a report as they stand, with their blocks."""
    return {one_line(typed(text)[0]): block for block, _ in blocks_in(dossier.document.body)
            for text in filter(None, (block.title, block.text))}  # fmt: skip


def _not_rewritten(dossier: Dossier, carried: Iterable[Carried], answers: Mapping[str, str]) -> Iterator[Finding]:
    standing = _standing(dossier)
    for one in carried:
        block = standing.get(one.now)
        if block is None or one.verdict != Verdict.REWRITE.value:
            continue
        answer = answers.get(one_line(str(marked(one.before)))) if PLANNED in one.why else None
        if answer is None or answer == DONE:
            said = (
                msg("Nhiệm vụ đã trả lời là xong mà còn nguyên trong báo cáo kỳ này.")
                if answer
                else msg("Đoạn của kỳ trước chưa viết lại: {vi_sao}.", vi_sao=one.why)
            )
            hint = msg("Thay bằng việc của kỳ này; cố ý để nguyên thì sửa cột “Xử lý” ở {o} thành “giữ”.",
                       o=str(one.place))  # fmt: skip
            yield Finding("V495", Severity.WARNING, block.origin.place(), said, hint, quote(one.now))
