"""Documents against one another: annex and main document, this year and last year, plan and register (L8xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.facts.kinds import ANNEX, ANNEX_KIND, kinds, of_kinds
from generator.linting.check import CERTAIN, ERROR, NOTE, WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked, registers_of, texts_of
from generator.linting.duplicates import difference
from generator.values.findings import msg
from generator.values.patterns import late
from generator.values.text import fold, quote

_YEAR = late(r"(?<![\d/])(20\d\d)(?![\d/])")
_COMPARED = (("thoi_han", msg("thời hạn")), ("chu_tri", msg("đơn vị chủ trì")), ("noi_dung", msg("nội dung")),
             ("phoi_hop", msg("phối hợp")))  # fmt: skip


def _issued_kinds() -> str:
    return "|".join(fold(kind.name) for kind in kinds().values() if kind.issued_with)


@of_kinds
def _issuing() -> re.Pattern[str]:
    return re.compile(rf"^(?:ve viec )?(?:v v )?ban hanh (?:kem theo )?(?:{_issued_kinds()}|danh muc)\s*")


@of_kinds
def _kinded() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_issued_kinds()}|{fold(ANNEX_KIND.name)})\s*")


@check("L801", NOTE, "Tên văn bản kèm theo khác văn bản ban hành",
       why="Trích yếu của quyết định nhắc tên kế hoạch; hai nơi phải là một tên.",
       wrong="Quyết định “Ban hành Kế hoạch triển khai Đề án 06 …”; kế hoạch “Thực hiện Đề án 06 …”",
       right="Hai nơi cùng “triển khai Đề án 06 …”")  # fmt: skip
def attached_title(checked: Checked) -> Iterator[Doubt]:
    if not checked.documents:
        return
    main, named = checked.documents[0], fold(checked.documents[0].subject)
    issued = _issuing().sub("", named)
    for document in checked.documents[1:]:
        title = _kinded().sub("", fold(document.subject))
        if issued != named and document.kind != ANNEX and len(main.attached) == 1 and title != issued:
            yield Doubt(document.origin.place("trich_yeu"),
                        msg("Tên văn bản kèm theo khác trích yếu của văn bản ban hành: {khac}.",
                        khac=difference(issued, title)),
                        document.subject, main.subject, msg("Dùng một tên."))  # fmt: skip


@check("L802", WARNING, "Năm của văn bản lẫn với năm khác trong tên",
       why="Tên còn ghi năm cũ là chép từ hồ sơ năm trước.",
       wrong="Quyết định năm 2024 ban hành Kế hoạch “… năm 2023”", right="“… năm 2024”")  # fmt: skip
def title_of_another_year(checked: Checked) -> Iterator[Doubt]:
    year = checked.dossier.document.dated.year
    for document in checked.documents if year else ():
        own = _YEAR.findall(_without_cited(document.subject))
        if own and year and max(map(int, own)) < year:
            yield Doubt(document.origin.place("trich_yeu"),
                        msg("{chu}: văn bản năm {nam} mà tên ghi năm {cu}.", chu=quote(document.subject), nam=year,
                            cu=own[-1]),
                        document.subject, "", msg("Sửa năm trong tên."))  # fmt: skip


def _without_cited(text: str) -> str:
    return re.sub(r"(?i)ngày \d{1,2} tháng \d{1,2} năm \d{4}|\d{1,2}/\d{1,2}/\d{4}", "", text)


@check("L803", WARNING, "Còn giữ chữ của năm trước",
       why="Đoạn giống hệt hồ sơ năm trước mà nêu năm trước thường là quên sửa.",
       wrong="Hồ sơ 2024: “… trong năm 2023” (y như hồ sơ 2023)", right="“… trong năm 2024”")  # fmt: skip
def still_last_year(checked: Checked) -> Iterator[Doubt]:
    year = checked.dossier.document.dated.year
    if checked.against is None or year is None:
        return
    before = {fold(text) for document in (checked.against.document, *checked.against.document.attached)
              for _, text, _ in texts_of(document)}  # fmt: skip
    before |= {fold(text) for register in registers_of(checked.against) for task in register.tasks
               for text in task.texts.values()}  # fmt: skip
    for passage in checked.passages:
        years = [int(found) for found in _YEAR.findall(_without_cited(passage.text))]
        if passage.key != "can_cu" and years and max(years) == year - 1 and fold(passage.text) in before:
            yield Doubt(passage.place, msg("{chu}: y như hồ sơ “{cu}” và còn ghi năm {nam}.", chu=quote(passage.text),
                                           cu=checked.against.name, nam=year - 1),
                        passage.text, checked.against.name, msg("Sửa năm, nếu không cố ý giữ."))  # fmt: skip


@check("L804", WARNING, "Kế hoạch khác danh sách gốc",
       sure=CERTAIN,
       why="Nhiệm vụ lấy từ danh sách gốc (cột “Nguồn”) phải giữ nội dung, đơn vị, thời hạn, hoặc nói vì sao đổi.",
       wrong="Kế hoạch: Tháng 6/2024; danh sách gốc: Tháng 4/2024", right="Hai nơi cùng một thời hạn")  # fmt: skip
def plan_against_register(checked: Checked) -> Iterator[Doubt]:
    if checked.against is None:
        return
    sources = {task.ma: task for register in registers_of(checked.against) for task in register.tasks}
    for task in checked.tasks:
        if not task.source:
            continue
        origin = sources.get(task.source)
        if origin is None:
            yield Doubt(task.origin.place("nguon"),
                        msg("{ma}: “{ten}” không có mã này.", ma=quote(task.source), ten=checked.against.name),
                        task.source,
                        checked.against.name, msg("Sửa cột “Nguồn”."))  # fmt: skip
            continue
        for key, name in _COMPARED:
            if task.text(key) and origin.text(key) and fold(task.text(key)) != fold(origin.text(key)):
                yield Doubt(task.origin.place(key),
                            msg("{ten} {chu} khác danh sách gốc: {goc}.", ten=name, chu=quote(task.text(key)),
                                goc=quote(origin.text(key))),
                            task.text(key), str(origin.origin.place(key)), msg("Dùng một bên."))  # fmt: skip


@check("L805", ERROR, "Dòng “kèm theo” khác số, ngày của văn bản ban hành",
       sure=CERTAIN,
       why="Văn bản kèm theo nêu số và ngày của văn bản ban hành nó; khác nhau thì không biết kèm theo văn bản nào.",
       wrong="Quyết định số 142/QĐ-VPCP; kế hoạch “(Kèm theo Quyết định số 141/QĐ-VPCP …)”",
       right="(Kèm theo Quyết định số 142/QĐ-VPCP ngày 16 tháng 3 năm 2024 …)")  # fmt: skip
def attached_to_another(checked: Checked) -> Iterator[Doubt]:
    if not checked.documents or checked.documents[0].number is None:
        return
    main = checked.documents[0]
    for cited in checked.cited:
        inside = cited.passage.document is not None and cited.passage.document is not main
        lead = fold(cited.passage.text[max(0, cited.citation.start - 30) : cited.citation.start])
        if not inside or not lead.endswith("kem theo") or not cited.citation.number:
            continue
        told = cited.citation.dated
        if cited.citation.number != str(main.number) or (told and told.whole and main.dated.whole != told.whole):
            yield Doubt(cited.passage.place,
                        msg("{vien_dan}: văn bản ban hành là số {so}, ngày {ngay}.", so=main.number,
                            vien_dan=quote(cited.citation.verbatim),
                            ngay=main.dated.whole.strftime("%d/%m/%Y") if main.dated.whole else "…"),
                        cited.passage.text, main.subject, msg("Sửa số, ngày ở dòng “kèm theo”."))  # fmt: skip


CHECKS = checks_in(globals())
