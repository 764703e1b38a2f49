"""What is said to be done, and what proves it (L3xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

from collections.abc import Iterator

from generator.linting.check import NOTE, WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.linting.claims import (
    NOT_DONE,
    claim_of,
    contradicts,
    place_of_claim,
    product_kinds,
    proven,
    said_issued,
)
from generator.values.findings import msg, some_of
from generator.values.model import Status, Task
from generator.values.text import fold, quote


@check("L309", WARNING, "Ghi đã ban hành mà không nêu số, ngày của văn bản",
       why="Kết quả là văn bản thì số, ký hiệu và ngày của văn bản ấy là minh chứng; thiếu thì không ai kiểm tra được.",
       wrong="Sản phẩm “Kế hoạch”; kết quả “Đã ban hành Kế hoạch”",
       right="Đã ban hành Kế hoạch số 15/KH-UBND ngày 12/3/2026")  # fmt: skip
def issued_without_number(checked: Checked) -> Iterator[Doubt]:
    for task in checked.tasks:
        if _unproven(task) and _is_a_paper(task):
            yield Doubt(place_of_claim(task), msg("{chu}: không nêu đủ số, ký hiệu, ngày của văn bản.",
                        chu=quote(claim_of(task) or task.text("trang_thai"))), claim_of(task), task.text("san_pham"),
                        msg("Ghi số, ký hiệu, ngày; chưa có văn bản thì chưa hoàn thành."))  # fmt: skip


@check("L310", NOTE, "Ghi đã xong mà không nêu văn bản nào",
       why="Người đọc báo cáo hỏi căn cứ của chữ “hoàn thành”: văn bản, biên bản, thông báo nào.",
       wrong="Cột “Hoàn thành”: “Đã hoàn thành”",
       right="Đã hoàn thành (Báo cáo số 88/BC-SNV ngày 20/6/2026)")  # fmt: skip
def done_without_proof(checked: Checked) -> Iterator[Doubt]:
    for register in checked.registers:
        bare = [task for task in register.tasks if _unproven(task) and not _is_a_paper(task)]
        if bare:
            rows = some_of([str(place_of_claim(task).cell or task.origin.row) for task in bare], 10, msg("{so} ô khác"))
            said = msg("{so} nhiệm vụ ghi đã xong mà không nêu văn bản nào: {o}.", so=len(bare), o=rows)
            yield Doubt(place_of_claim(bare[0]), said, claim_of(bare[0]), "", msg("Nêu văn bản, nếu có."))


@check("L311", WARNING, "Kết quả là văn bản khác loại với sản phẩm phải có",
       why="Kế hoạch ghi sản phẩm là văn bản loại nào thì kết quả phải là văn bản loại ấy, hoặc nói vì sao khác.",
       wrong="Sản phẩm “Nghị quyết của HĐND”; kết quả “Kế hoạch số 12/KH-UBND ngày 05/3/2026”",
       right="Kết quả “Nghị quyết số 12/NQ-HĐND ngày 05/3/2026”")  # fmt: skip
def product_of_another_kind(checked: Checked) -> Iterator[Doubt]:
    for task in checked.tasks:
        other = contradicts(task.text("san_pham"), claim_of(task)) if task.status is Status.DONE else None
        if other:
            yield Doubt(place_of_claim(task), msg("Sản phẩm phải có là {sp}, kết quả nêu {vb}.",
                        sp=quote(task.text("san_pham")), vb=quote(other.verbatim)), claim_of(task),
                        task.text("san_pham"), msg("Xem kết quả này có phải của nhiệm vụ này không."))  # fmt: skip


def _unproven(task: Task) -> bool:
    """Whether a task is said to be done without a document; where the words say the contrary, L301 tells that."""
    claim = claim_of(task)
    return task.status is Status.DONE and not fold(claim).startswith(NOT_DONE) and not proven(claim)


def _is_a_paper(task: Task) -> bool:
    return bool(product_kinds(task.text("san_pham")) or said_issued(claim_of(task)))


CHECKS = checks_in(globals())
