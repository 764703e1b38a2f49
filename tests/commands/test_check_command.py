"""`vanban check`: files and folders, copies with comments and mends, exit codes; and `build` that checks its own."""

import json
from shutil import copy

import pytest
from docx import Document

from generator.face.cli import run

NAME = "142-qd-vpcp"


@pytest.fixture
def draft(built, tmp_path):
    """A generated file that someone set in another font size and margin."""
    path = copy(built / NAME / f"{NAME}.docx", tmp_path / "du-thao.docx")
    document = Document(path)
    document.sections[0].left_margin = 900_000
    document.save(path)
    return tmp_path / "du-thao.docx"


def test_real_documents_have_what_their_data_has(built, capsys):
    assert run(["check", "--json", str(built)]) == 0
    told = json.loads(capsys.readouterr().out)["checked"]
    codes = {item["file"].split("/")[-1]: [finding["code"] for finding in item["findings"]] for item in told}
    # "Khoản 10 Điều 23" in mid-sentence stands so in the original of 142/QĐ-VPCP, a bare basis in that of 95/QĐ-VPCP,
    # "Nghị định số 79/NĐ-CP" in both.
    assert {name: sorted(found) for name, found in codes.items()} == {
        "142-qd-vpcp.docx": ["ND-824", "ND-845", "ND-870", "ND-982"],
        "95-qd-vpcp.docx": ["ND-512", "ND-870"],
    }


def test_a_draft_is_told_by_part_with_its_clause(draft, capsys):
    assert run(["check", str(draft)]) == 1
    told = capsys.readouterr().out
    assert "Quyết định : Trang giấy" in told
    assert "ND-104" in told or "lề trái" in told.lower()
    assert "Phụ lục I, Phần I, I.3" in told


def test_fix_mends_a_copy_and_leaves_the_file(draft, capsys):
    before = draft.read_bytes()
    run(["check", "--fix", str(draft)])
    assert draft.read_bytes() == before
    mended = draft.with_name("du-thao.da-sua.docx")
    capsys.readouterr()
    assert run(["check", str(mended)]) == 0
    texts = [[p.text for p in Document(path).paragraphs] for path in (draft, mended)]
    assert texts[0] == texts[1]
    (table,) = Document(draft.with_name("du-thao.cho-da-sua.docx")).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Chỗ", "Trước → sau", "Đã sửa", "Quy tắc"]
    assert ["toàn văn bản", "ND-103"] in [[row[0], row[3]] for row in rows] and "lề trái 25.0 mm → 30.0 mm" in rows[1][
        1
    ]


def test_annotate_comments_a_copy(draft):
    run(["check", "--annotate", str(draft)])
    comments = [comment.text for comment in Document(draft.with_name("du-thao.nhan-xet.docx")).comments]
    assert any("I.3" in comment for comment in comments)


def test_what_is_no_word_file_does_not_cost_the_others(draft, capsys):
    (draft.parent / "gia.docx").write_text("chỉ là chữ", encoding="utf-8")
    assert run(["check", "--json", str(draft.parent)]) == 4
    told = {item["file"].split("/")[-1]: item for item in json.loads(capsys.readouterr().out)["checked"]}
    assert [finding["code"] for finding in told["gia.docx"]["findings"]] == ["V011"]
    assert told["du-thao.docx"]["findings"]
