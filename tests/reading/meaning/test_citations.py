"""Every distinct citation of the real registers, and citations in running text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.meaning import citations
from generator.values.findings import Place
from generator.values.model import PartialDate

from .tables import rows

CASES = rows("vien-dan.tsv")
PLACE = Place("nhiem-vu.xlsx", "Nhiệm vụ", cell="C7")


@pytest.mark.parametrize(("text", "kind", "number", "symbol", "dated", "issuer"), CASES, ids=[c[0] for c in CASES])
def test_every_real_citation(text: str, kind: str, number: str, symbol: str, dated: str, issuer: str) -> None:
    (found,), _ = citations.parse(text, PLACE)
    assert found.verbatim == text
    assert (found.kind, found.number, found.symbol, found.issuer) == (kind, number, symbol, issuer)
    whole = found.dated.whole if found.dated else None
    assert (whole.isoformat() if whole else "") == dated


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "- Nghị quyết 50/NQ-CP ngày 8/4/2023;\n- Chỉ thị 05, ngày 23/2/2023 của Thủ tướng Chính phủ\nLộ trình",
            ["Nghị quyết 50/NQ-CP ngày 8/4/2023", "Chỉ thị 05, ngày 23/2/2023 của Thủ tướng Chính phủ"],
        ),
        (
            "cung cấp dịch vụ theo quyết định 206/QĐ-TTg ngày 28/02/2024, QĐ 422/QĐ-TTg ngày 04/4/2024",
            ["quyết định 206/QĐ-TTg ngày 28/02/2024", "QĐ 422/QĐ-TTg ngày 04/4/2024"],
        ),
        (
            "Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ quy định về thực hiện thủ tục",
            ["Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ"],
        ),
        (
            "Kèm theo Quyết định số 365 /QĐ-BTP ngày 15/3/2024 của Bộ trưởng Bộ Tư pháp)",
            ["Quyết định số 365 /QĐ-BTP ngày 15/3/2024 của Bộ trưởng Bộ Tư pháp"],
        ),
        ("sửa đổi Luật Cư trú và Luật Căn cước công dân", ["Luật Cư trú", "Luật Căn cước công dân"]),
        ("Luật Cư trú số 68/2020/QH14", ["Luật Cư trú số 68/2020/QH14"]),
        ("Thực hiện Nghị định 175 và Nghị quyết 57-NQ/TW", ["Nghị định 175", "Nghị quyết 57-NQ/TW"]),
        ("Quyết định ban hành tháng 6/2024; kế hoạch 5 năm; báo cáo 6 tháng; dịch vụ 24/7; Đề án 06", []),
        ("quy định tại khoản 2 Điều 5; 63/63 tỉnh", []),
    ],
)
def test_citations_in_running_text(text: str, found: list[str]) -> None:
    assert [citation.verbatim for citation in citations.parse(text, PLACE)[0]] == found


PIECES = (
    "Nghị quyết", "Nghị quyết liên tịch", "Thông báo kết luận", "QĐ", "Luật", "Luật Cư trú", "công văn", "số", "số:",
    "SỐ :", "ngày", "ngaày", "năm", "12", "12/2020", "5/3/2024", "/NQ-CP", "-NQ/TW", "/BTTTT-THH", "của", "Bộ Công an",
    ",", "(", "\n", " " * 5, " " * 12, "1234567", "15 tháng 3 năm 2024", "nhiệm vụ", "tiếp tục triển khai thực hiện",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(("", " ")))
def test_what_is_looked_for_where_it_may_begin_is_all_there_is(pieces: list[str], between: str) -> None:
    bare = citations.plain(between.join(pieces))
    assert [match.span() for match in citations._leftmost(bare)] == [
        match.span() for match in citations._CITATION.finditer(bare)
    ]


def test_one_symbol_however_it_is_written_and_two_documents_of_one_symbol() -> None:
    symbols = [
        citations.parse(text, PLACE)[0][0].symbol
        for text in ("Chỉ thị 4/CT-TTg", "Chỉ thị số 04/Ct-TTg", "Chỉ thị 04/CT- TTg", "chỉ thị 04 / ct-ttg")
    ]
    assert set(symbols) == {"04/CT-TTg"}
    (first,), (second,) = (
        citations.parse(text, PLACE)[0]
        for text in ("Nghị quyết số 50/NQ-CP ngày 08/4/2022", "Nghị quyết số 50/NQ-CP, ngày 8/4/2023")
    )
    assert first.symbol == second.symbol
    assert first.dated != second.dated


@pytest.mark.parametrize(
    ("text", "code", "quoted"),
    [
        ("Nghị quyết 10/NQ-CP ngày 30/2/2023", "V211", "“30/2/2023”"),
        ("Chỉ thị 32/CT-TTg ngày 04/9/20224", "V212", "“04/9/20224”"),
        ("Thông báo 06/TB-VPCP ngày 10/01/202", "V212", "“10/01/202”"),
        ("Chỉ thị 32/CT-TTg ngày", "V212", "“Chỉ thị 32/CT-TTg ngày”"),
        ("Chỉ thị 04/CT-", "V213", "“04/CT-”"),
    ],
)
def test_wrong_dates_and_symbols_are_reported_and_not_corrected(text: str, code: str, quoted: str) -> None:
    (found,), findings = citations.parse(text, PLACE)
    assert found.dated is None
    assert [(finding.code, finding.place) for finding in findings] == [(code, PLACE)]
    assert quoted in str(findings[0].message)


def test_a_line_of_a_citation_cell_without_a_citation_is_reported() -> None:
    found, findings = citations.parse_cell("Lộ trình Đề án\nChỉ thị 04/CT-TTg ngày 11/02/2024\n-", PLACE)
    assert [citation.symbol for citation in found] == ["04/CT-TTg"]
    assert [(finding.code, finding.value) for finding in findings] == [("V214", "Lộ trình Đề án")]


def test_a_year_alone_is_a_partial_date() -> None:
    (found,), findings = citations.parse("Luật Cư trú năm 2020", PLACE)
    assert (found.kind, found.dated, findings) == ("Luật Cư trú", PartialDate(2020), ())


@given(day=st.dates(date(1990, 1, 1), date(2100, 12, 31)), number=st.integers(1, 99999), before=st.text(max_size=20))
def test_offsets_are_exact(day: date, number: int, before: str) -> None:
    text = (
        f"{before}\nNghị quyết số {number}/NQ-CP ngày {day:%d/%m/%Y}; và Thông báo {number}/TB-VPCP ngày {day:%d/%m/%Y}"
    )
    found, _ = citations.parse(text, PLACE)
    assert all(text[citation.start : citation.end] == citation.verbatim for citation in found)
    assert [citation.dated.whole for citation in found if citation.dated][-2:] == [day, day]
