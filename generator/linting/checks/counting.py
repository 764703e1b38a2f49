"""The numbers of tasks that a document tells against its own tables (L8xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

from collections.abc import Iterator

from generator.linting.check import WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.linting.counts import counted, said_in
from generator.values.findings import msg
from generator.values.text import quote


@check("L807", WARNING, "Số liệu tình trạng trong lời văn khác bảng nhiệm vụ",
       why="Báo cáo ghi hoàn thành bao nhiêu thì bảng ở ngày chốt phải có đúng bấy nhiêu dòng hoàn thành.",
       wrong="“Tổng số 30 nhiệm vụ, đã hoàn thành 21 nhiệm vụ”; bảng có 19 dòng hoàn thành",
       right="“Tổng số 30 nhiệm vụ, đã hoàn thành 19 nhiệm vụ”")  # fmt: skip
def told_against_table(checked: Checked) -> Iterator[Doubt]:
    texts = [passage for passage in checked.passages if passage.document]
    for register in checked.registers if checked.has_results else ():
        counts = counted(register.tasks, checked.closed)
        for whole in counts[""]:
            for said in said_in(texts, whole):
                if said.number not in counts[said.of]:
                    yield Doubt(said.passage.place, msg("{chu}: bảng {tep} có {so}, tính đến {ngay}.",
                                chu=quote(said.words), tep=register.origin.file, so=counts[said.of][0],
                                ngay=f"{checked.closed:%d/%m/%Y}"),
                                said.passage.text, str(register.origin.place()),
                                msg("Đếm lại, sửa số hoặc sửa bảng."))  # fmt: skip


CHECKS = checks_in(globals())
