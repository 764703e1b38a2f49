"""The dossiers of a workplace against one another (L8xx): what one promises, another tells."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

from collections.abc import Iterator

from generator.linting.between import Held, Workplace
from generator.linting.check import ASK, WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.linting.claims import claim_of, contradicts, place_of_claim, product_kinds, proven
from generator.linting.counts import REACH, counted, said_in, whole_in
from generator.linting.passages import Passage
from generator.values.findings import msg
from generator.values.model import Citation, Status
from generator.values.text import quote


@check("L806", WARNING, "Một nhiệm vụ, hai hồ sơ ghi hai thời hạn",
       why="Đơn vị làm theo thời hạn nào thì cũng trễ hạn ở hồ sơ kia.",
       wrong="Kế hoạch CCHC: “Quý II/2026”; Kế hoạch chuyển đổi số, cùng nhiệm vụ ấy: “Tháng 9/2026”",
       right="Hai hồ sơ cùng một thời hạn, hoặc nói rõ đã gia hạn")  # fmt: skip
def two_deadlines(workplace: Workplace) -> Iterator[Doubt]:
    for same in workplace.shared:
        first, *others = same
        for one in others:
            if one.dossier is not first.dossier and _apart(first, one):
                yield Doubt(one.task.origin.place("thoi_han"),
                            msg("Thời hạn {chu}; hồ sơ “{ten}” ghi {goc} cho cùng nhiệm vụ này.",
                                chu=quote(one.task.text("thoi_han")), ten=first.name,
                                goc=quote(first.task.text("thoi_han"))),
                            one.task.text("noi_dung"), str(first.task.origin.place("thoi_han")),
                            msg("Dùng một thời hạn; đã gia hạn thì ghi rõ."))  # fmt: skip


def _apart(first: Held, later: Held) -> bool:
    """Whether two deadlines of a task cannot both be meant."""
    one, other = first.task.deadline, later.task.deadline
    if not (one.due and other.due) or one.due == other.due or one.days or other.days:
        return False
    if one.extended or other.extended or one.recurring or other.recurring:
        return False
    # What comes every year has a day of its own in each.
    years = first.dossier.written.year, later.dossier.written.year
    return years[0] == years[1] or (one.due.year, other.due.year) != years


@check("L808", WARNING, "Số nhiệm vụ trong báo cáo khác kế hoạch được viện dẫn",
       sure=ASK,
       why="Báo cáo nói về nhiệm vụ của kế hoạch nào thì số phải đếm được trong bảng của kế hoạch ấy ở ngày chốt.",
       wrong="Báo cáo: “Kế hoạch số 12/KH-SMD giao 32 nhiệm vụ, đã hoàn thành 21”; kế hoạch có 30 dòng, 19 dòng xong",
       right="“Kế hoạch số 12/KH-SMD giao 30 nhiệm vụ, đã hoàn thành 19”")  # fmt: skip
def told_against_plan(workplace: Workplace) -> Iterator[Doubt]:
    for report in workplace.latest:
        texts = [passage for passage in report.passages if passage.document]
        at = {id(passage): n for n, passage in enumerate(texts)}
        for cited in report.cited:
            plan = _plan(cited.citation, report, workplace)
            whole = whole_in(cited.passage.text) if plan and cited.passage.document else None
            if plan is None or whole is None:
                continue
            counts = counted(plan.tasks, report.closed)
            if whole not in counts[""]:
                yield _told(plan, cited.passage.text[cited.citation.start :], counts[""][0], cited.passage)
                continue
            here = at[id(cited.passage)]
            for said in said_in(texts[here : here + 1 + REACH], whole) if plan.has_results else ():
                if said.number not in counts[said.of]:
                    yield _told(plan, said.words, counts[said.of][0], said.passage)


def _plan(cited: Citation, report: Checked, workplace: Workplace) -> Checked | None:
    """The dossier that a report cites, another than its own."""
    symbol = cited.symbol.rpartition("-")[2]
    plan = workplace.plans.get((cited.number, symbol)) if cited.number and symbol else None
    if plan is None or plan is report:
        return None
    dated, day = plan.dossier.document.dated, cited.dated
    return plan if day is None or not day.year or not dated.year or day.year == dated.year else None


def _told(plan: Checked, words: str, number: int, passage: Passage) -> Doubt:
    said = msg("{chu}: bảng của hồ sơ “{ten}” có {so}.", chu=quote(words), ten=plan.dossier.name, so=number)
    return Doubt(passage.place, said, passage.text, plan.dossier.name, msg("Đếm lại, sửa số hoặc sửa bảng."))


@check("L809", WARNING, "Kết quả báo cáo khác sản phẩm mà kế hoạch giao",
       why="Kế hoạch giao sản phẩm là văn bản nào thì báo cáo hoàn thành phải nêu văn bản ấy, có số và ngày.",
       wrong="Kế hoạch: sản phẩm “Nghị quyết của HĐND”; báo cáo: “Kế hoạch số 12/KH-UBND ngày 05/3/2026”",
       right="Báo cáo: “Nghị quyết số 12/NQ-HĐND ngày 05/3/2026”")  # fmt: skip
def claim_against_product(workplace: Workplace) -> Iterator[Doubt]:
    for same in workplace.shared:
        promised = next((one for one in same if product_kinds(one.task.text("san_pham"))), None)
        for one in same if promised else ():
            claim = claim_of(one.task)
            # What its own row promises is judged with it.
            if promised is None or one.dossier is promised.dossier or one.task.text("san_pham").strip():
                continue
            if one.task.status is Status.DONE and (
                not proven(claim) or contradicts(promised.task.text("san_pham"), claim)
            ):
                yield Doubt(place_of_claim(one.task),
                            msg("Ghi đã xong: {chu}; hồ sơ “{ten}” giao sản phẩm {sp}.",
                                chu=quote(claim or one.task.text("trang_thai")), ten=promised.name,
                                sp=quote(promised.task.text("san_pham"))),
                            one.task.text("noi_dung"), str(promised.task.origin.place("san_pham")),
                            msg("Nêu văn bản ấy với số, ký hiệu, ngày."))  # fmt: skip


CHECKS = checks_in(globals())
