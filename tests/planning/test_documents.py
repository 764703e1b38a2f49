"""Symbols, dates, marks and numbers of a document, clause by clause."""

from datetime import date

import pytest

from generator.planning.documents import plan_dossier
from generator.values.errors import InputError
from generator.values.model import Agency, Block, Document, Dossier, PartialDate
from generator.values.text import OPEN_PLACE

AGENCY = Agency("Sở Mẫu", "SM")


def planned(document: Document):
    plan, _ = plan_dossier(Dossier("ho-so", document), date(2024, 3, 31))
    return plan.documents


def decision(**changes) -> Document:
    given = {
        "kind": "quyet-dinh",
        "agency": AGENCY,
        "subject": "Ban hành Kế hoạch",
        "number": 5,
        "dated": PartialDate(2024, 1, 5),
        "place_name": "Tỉnh X",
        "authority": "Giám đốc Sở Mẫu",
    }
    return Document(**{**given, **changes})


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "Số: 05/QĐ-SM"),
        ({"number": 142}, "Số: 142/QĐ-SM"),
        ({"number": None}, f"Số: {OPEN_PLACE}/QĐ-SM"),
        ({"symbol": "QĐ-UBND"}, "Số: 05/QĐ-UBND"),
        ({"kind": "to-trinh"}, "Số: 05/TTr-SM"),
    ],
)
def test_number_line(changes, line):
    assert planned(decision(**changes))[0].number_line == line


def test_bases_end_with_semicolons_and_a_point():
    (document,) = planned(decision(bases=("Căn cứ A;", "Căn cứ B.", "Theo đề nghị của C,")))
    assert document.bases == ("Căn cứ A;", "Căn cứ B;", "Theo đề nghị của C.")


def test_recipients_have_dashes_and_marks():
    (document,) = planned(decision(recipients=("Như Điều 3", "- Lưu: VT, P1 (3)")))
    assert document.recipients == ("- Như Điều 3;", "- Lưu: VT, P1 (3).")


def test_the_text_ends_right_after_its_last_word():
    body = (Block("dieu", "Một."), Block("dieu", "Hai", children=(Block("khoan", "Ba."), Block("khoan", "Bốn;"))))
    (document,) = planned(decision(body=body))
    assert [(block.number, block.text) for block in document.blocks] == [
        ("Điều 1.", "Một."),
        ("Điều 2.", "Hai"),
        ("1.", "Ba."),
        ("2.", "Bốn./."),
    ]


def test_attached_document_names_the_decision():
    plan = Document("ke-hoach", AGENCY, "Thực hiện A")
    _, attached = planned(decision(attached=(plan,)))
    assert attached.attached_to == "(Kèm theo Quyết định số 05/QĐ-SM ngày 05 tháng 01 năm 2024 của Giám đốc Sở Mẫu)"
    assert (attached.number_line, attached.date_line) == ("", "")


@pytest.mark.parametrize(("count", "labels"), [(1, ["Phụ lục"]), (2, ["Phụ lục I", "Phụ lục II"])])
def test_annexes_are_numbered_from_two_on(count, labels):
    annexes = tuple(Document("phu-luc", AGENCY, f"Bảng {n}") for n in range(count))
    assert [document.annex_label for document in planned(decision(attached=annexes))[1:]] == labels


def test_points_run_out_of_letters_with_the_place():
    points = tuple(Block("diem", str(n)) for n in range(24))
    with pytest.raises(InputError) as refused:
        planned(decision(body=(Block("khoan", "Gồm:", children=points),)))
    assert [finding.code for finding in refused.value.findings] == ["V050"]


def test_points_run_to_y():
    points = tuple(Block("diem", str(n)) for n in range(23))
    (document,) = planned(decision(body=(Block("khoan", "Gồm:", children=points),)))
    assert document.blocks[-1].number == "y)"
    assert document.blocks[5].number == "đ)"


def test_parts_without_articles_are_roman_and_restart_inner_numbers():
    body = (
        Block("muc", title="MỤC ĐÍCH", children=(Block("khoan", "a"), Block("khoan", "b"))),
        Block("muc", title="TỔ CHỨC", children=(Block("khoan", "c", children=(Block("diem", "d"),)),)),
    )
    (document,) = planned(decision(kind="ke-hoach", body=body))
    assert [block.number for block in document.blocks] == ["I.", "1.", "2.", "II.", "1.", "a)"]


def test_articles_run_on_through_chapters():
    body = tuple(Block("chuong", title=t, children=(Block("dieu", "x"), Block("dieu", "y"))) for t in ("A", "B"))
    (document,) = planned(decision(kind="quy-che", body=body))
    numbers = [block.number for block in document.blocks]
    assert numbers == ["Chương I", "Điều 1.", "Điều 2.", "Chương II", "Điều 3.", "Điều 4."]
