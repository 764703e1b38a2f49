"""The bases of a document: in force at its date, each led by one "Căn cứ" (L1xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.documents import ended_among
from generator.linting.check import CERTAIN, ERROR, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.values.findings import msg
from generator.values.text import fold, quote, short_date


@check("L111", ERROR, "Căn cứ không còn hoặc chưa có hiệu lực",
       why="Căn cứ ban hành phải đang có hiệu lực vào ngày ký văn bản.",
       wrong="Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015 (văn bản ngày 10/4/2025)",
       right="Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025")  # fmt: skip
def base_not_in_force(checked: Checked) -> Iterator[Doubt]:
    day = checked.day
    if day is None:
        return
    for passage in checked.passages:
        if passage.key != "can_cu":
            continue
        for basis in ended_among(passage.text, day, checked.known.ended):
            yield Doubt(passage.place,
                        msg("{can_cu}: hết hiệu lực từ {ngay}; văn bản ngày {van_ban}.", can_cu=quote(basis.name),
                            ngay=short_date(basis.since), van_ban=short_date(day)),
                        passage.text, basis.source,
                        basis.instead)  # fmt: skip
        for cited in checked.cited_in.get(passage.place, ()):
            if cited.passage.text == passage.text and cited.day and cited.day > day:
                yield Doubt(passage.place,
                            msg("{can_cu}: ban hành sau ngày của văn bản ({van_ban}).", van_ban=short_date(day),
                                can_cu=quote(cited.citation.verbatim)),
                            passage.text, "", msg("Kiểm tra ngày của căn cứ và ngày của văn bản."))  # fmt: skip


@check("L112", ERROR, "“Căn cứ” lặp hoặc thiếu",
       sure=CERTAIN,
       why="Mỗi căn cứ mở đầu bằng một chữ “Căn cứ”; căn cứ cuối có thể là “Theo đề nghị của …”.",
       wrong="Căn cứ Căn cứ Nghị định số 61/2018/NĐ-CP; Chỉ thị số 05/CT-TTg ngày …",
       right="Căn cứ Nghị định số 61/2018/NĐ-CP; Căn cứ Chỉ thị số 05/CT-TTg ngày …")  # fmt: skip
def base_word(checked: Checked) -> Iterator[Doubt]:
    for passage in checked.passages:
        if passage.key != "can_cu":
            continue
        folded = fold(passage.text)
        if folded.startswith("can cu can cu"):
            yield Doubt(passage.place, msg("{chu}: chữ “Căn cứ” viết hai lần.", chu=quote(passage.text)), passage.text,
                        hint=msg("Bỏ một chữ “Căn cứ”."))  # fmt: skip
        elif not folded.startswith(("can cu", "theo", "xet", "thuc hien", "tren co so")):
            yield Doubt(passage.place, msg("{chu}: thiếu chữ “Căn cứ” ở đầu.", chu=quote(passage.text)), passage.text,
                        hint=msg("Thêm “Căn cứ”."))  # fmt: skip


CHECKS = checks_in(globals())
