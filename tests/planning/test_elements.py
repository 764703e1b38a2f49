"""Symbols, dates, punctuation and numbering as the decree writes them (Phụ lục I, Phần I)."""

from __future__ import annotations

from datetime import date

import pytest

from generator.planning.documents import plan_dossier
from generator.planning.elements import addressing, bases, copy_line, recipients, reference, signing_line, symbol_of
from generator.planning.plan import PlannedDocument
from generator.values.errors import InputError
from generator.values.model import Agency, Block, Document, Dossier, IssuedWith, Marks, PartialDate
from generator.values.text import OPEN_PLACE as OPEN

SM = Agency("Sở Mẫu", "SM")


def document(kind: str = "thong-bao", subject: str = "", **fields: object) -> Document:
    return Document(kind=kind, agency=SM, subject=subject, **fields)  # type: ignore[arg-type]


def planned(main: Document) -> tuple[PlannedDocument, ...]:
    return plan_dossier(Dossier("thu", main), date(2026, 11, 22))[0].documents


@pytest.mark.parametrize(
    ("kind", "fields", "symbol"),
    [
        ("quyet-dinh", {}, "QĐ-SM"),
        ("to-trinh", {}, "TTr-SM"),
        ("chuong-trinh", {}, "CTr-SM"),
        ("quy-dinh", {}, "QyĐ-SM"),
        ("cong-van", {"drafted_by": "VP"}, "SM-VP"),
        ("thong-bao", {"drafted_by": "VP"}, "TB-SM"),
        ("ke-hoach", {"partners": (Agency("Sở Kiểu", "SK"),)}, "KH-SM-SK"),
    ],
)
def test_symbol(kind: str, fields: dict[str, object], symbol: str) -> None:
    assert symbol_of(document(kind, **fields)) == symbol


@pytest.mark.parametrize(
    ("number", "dated", "number_line", "date_line"),
    [
        (5, PartialDate(2026, 1, 5), "Số: 05/TB-SM", "X, ngày 05 tháng 01 năm 2026"),
        (12, PartialDate(2026, 3, 16), "Số: 12/TB-SM", "X, ngày 16 tháng 3 năm 2026"),
        (123, PartialDate(2026, 2, 10), "Số: 123/TB-SM", "X, ngày 10 tháng 02 năm 2026"),
        (None, PartialDate(2026, 9), f"Số: {OPEN}/TB-SM", f"X, ngày {OPEN} tháng 9 năm 2026"),
        (None, PartialDate(), f"Số: {OPEN}/TB-SM", f"X, ngày {OPEN} tháng {OPEN} năm {OPEN}"),
    ],
)
def test_number_and_date(number: int | None, dated: PartialDate, number_line: str, date_line: str) -> None:
    (found,) = planned(document(number=number, dated=dated, place_name="X"))
    assert (found.number_line, found.date_line) == (number_line, date_line)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((), []),
        (("Căn cứ A",), ["Căn cứ A."]),
        (("Căn cứ A;", "Căn cứ B.", "Theo đề nghị của C,"), ["Căn cứ A;", "Căn cứ B;", "Theo đề nghị của C."]),
    ],
)
def test_bases(texts: tuple[str, ...], expected: list[str]) -> None:
    assert list(bases(texts)) == expected


@pytest.mark.parametrize(
    ("texts", "drafter", "expected"),
    [
        (("Như trên", "Lưu: VT"), "", ("- Như trên;", "- Lưu: VT.")),
        (("- Như Điều 2;", "-Lưu: VT, KSTT (3)."), "", ("- Như Điều 2;", "- Lưu: VT, KSTT (3).")),
        (("Lưu: VT, NVĐP",), "PL.(300)", ("- Lưu: VT, NVĐP. PL.(300).",)),
    ],
)
def test_recipients(texts: tuple[str, ...], drafter: str, expected: tuple[str, ...]) -> None:
    assert recipients(document(recipients=texts, marks=Marks(drafter=drafter))) == expected


@pytest.mark.parametrize(
    ("kind", "to", "label", "one", "several"),
    [
        ("cong-van", ("Bộ Mẫu;",), "Kính gửi:", "Bộ Mẫu", ()),
        ("cong-van", ("A", "- B;"), "Kính gửi:", "", ("- A;", "- B.")),
        ("cong-dien", ("A", "B"), "Sở Mẫu điện:", "", ("- A;", "- B.")),
        ("giay-moi", ("Ông A",), "Sở Mẫu trân trọng kính mời:", "Ông A", ()),
        ("giay-gioi-thieu", (), "Sở Mẫu trân trọng giới thiệu:", "", ()),
        ("thong-bao", (), "", "", ()),
    ],
)
def test_addressing(kind: str, to: tuple[str, ...], label: str, one: str, several: tuple[str, ...]) -> None:
    found = addressing(document(kind, addressed=to))
    assert (found.label, found.one, found.several) == (label, one, several)


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        ("Nâng bậc lương năm 2026", "V/v nâng bậc lương năm 2026"),
        ("Về việc nâng bậc lương.", "V/v nâng bậc lương"),
        ("V/v nâng bậc lương", "V/v nâng bậc lương"),
        ("UBND tỉnh X báo cáo", "V/v UBND tỉnh X báo cáo"),
    ],
)
def test_reference_of_cong_van(subject: str, line: str) -> None:
    assert reference(document("cong-van", subject)) == line
    assert reference(document("thong-bao", subject)) == ""


def nested(kind: str, count: int, inside: Block | None = None) -> tuple[Block, ...]:
    return tuple(Block(kind, "chữ", children=(inside,) if inside else ()) for _ in range(count))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        (nested("diem", 23), [f"{letter})" for letter in "abcdđeghiklmnopqrstuvxy"]),
        (nested("muc", 44)[-44:], None),
        ((Block("khoan", "x", children=nested("diem", 2)),) * 2, ["1.", "a)", "b)", "2.", "a)", "b)"]),
        (
            (Block("chuong", title="x", children=nested("dieu", 2)),) * 2,
            ["Chương I", "Điều 1.", "Điều 2.", "Chương II", "Điều 3.", "Điều 4."],
        ),
        (
            (Block("muc", title="x", children=(Block("tieu-muc", title="y", children=nested("dieu", 1)),)),),
            ["Mục 1", "Tiểu mục 1", "Điều 1."],
        ),
    ],
)
def test_numbering(body: tuple[Block, ...], numbers: list[str] | None) -> None:
    (found,) = planned(document(body=body))
    shown = [block.number for block in found.blocks]
    assert shown == (numbers or [*shown[:39], "XL.", "XLI.", "XLII.", "XLIII.", "XLIV."])


def test_letters_run_out_after_y() -> None:
    with pytest.raises(InputError) as failure:
        planned(document(body=nested("diem", 24)))
    assert failure.value.findings[0].code == "V050"


@pytest.mark.parametrize(
    ("body", "last"),
    [
        ((Block("doan", "Hết."),), "Hết./."),
        ((Block("doan", "Hết./."),), "Hết./."),
        ((Block("khoan", "x", children=(Block("diem", "Hết;"),)),), "Hết./."),
    ],
)
def test_end_mark_follows_the_last_word(body: tuple[Block, ...], last: str) -> None:
    (found,) = planned(document(body=body))
    assert found.blocks[-1].text == last


def test_titles_in_capitals_keep_abbreviations() -> None:
    (found,) = planned(document(body=(Block("muc", title="Thực hiện Chỉ thị số 05/CT-TTg"),)))
    assert found.blocks[0].title == "THỰC HIỆN CHỈ THỊ SỐ 05/CT-TTg./."


@pytest.mark.parametrize(
    ("other", "line"),
    [
        (
            IssuedWith("quyet-dinh", 365, dated=PartialDate(2024, 3, 15), author="Giám đốc Sở Mẫu"),
            "(Kèm theo Quyết định số 365/QĐ-SM ngày 15 tháng 3 năm 2024 của Giám đốc Sở Mẫu)",
        ),
        (IssuedWith("quyet-dinh", line="Ban hành kèm theo Quyết định số 1"), "(Ban hành kèm theo Quyết định số 1)"),
    ],
)
def test_issued_with_a_decision_elsewhere(other: IssuedWith, line: str) -> None:
    (found,) = planned(document("ke-hoach", issued_with=other))
    assert (found.attached_to, found.number_line, found.date_line) == (line, "", "")


def test_annexes_are_numbered_from_two_on() -> None:
    annex = document("phu-luc", "Danh mục")
    assert planned(document(attached=(annex,)))[1].annex_label == "Phụ lục"
    two = planned(document(attached=(annex, document("phu-luc", "Danh mục"))))
    assert [found.annex_label for found in two[1:]] == ["Phụ lục I", "Phụ lục II"]


def test_copy_line() -> None:
    assert copy_line("Sao lục", "Sở Mẫu", "2026-03-16T09:30:05+07:00") == "Sao lục; Sở Mẫu; 16/03/2026; 09:30:05"
    assert copy_line("Trích sao", "Sở Mẫu", "chưa ký").startswith(f"Trích sao; Sở Mẫu; {OPEN}/{OPEN}/{OPEN}; {OPEN}:")


def test_signing_line() -> None:
    assert signing_line(142, "QĐ-SM", "2026-03-16T09:30:05+07:00") == "Số: 142/QĐ-SM; 16/03/2026; 09:30:05"
    assert signing_line(None, "QĐ-SM", "").startswith(f"Số: {OPEN}/QĐ-SM; {OPEN}/")
