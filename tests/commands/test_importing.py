"""`vanban import`: a Word file becomes a dossier that builds, with all of its words, or says which it does not have."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import by_libreoffice
import openpyxl
import pytest
from conftest import DATA, ROOT
from docx import Document
from msgspec.structs import replace

import generator
from generator.commands.build import read_dossier
from generator.commands.importing.proving import Shown, Text, proof, shown
from generator.commands.importing.source import read_source
from generator.commands.rendered import word_of
from generator.face.cli import run
from generator.keeping.yaml_text import Field, Item, Row, yaml_text
from generator.ooxml import package
from generator.reading.dossier import load_dossier
from generator.reading.yaml import read_yaml
from generator.values.errors import InputError, UsageError, VanbanError
from generator.values.findings import Place
from generator.values.model import Block

DAY = date(2026, 1, 1)
OWN = sorted(path.parent for path in (ROOT / "tests" / "ho-so").glob("*/van-ban.yaml"))
REAL = [DATA / name for name in ("142-qd-vpcp", "365-qd-btp", "95-qd-vpcp", "phu-luc-hcmc")]
# What no field of a dossier holds: a third signer of whom the law of forms knows nothing.
WITHOUT_FIELD = {"ban-thoa-thuan": {"V243"}}


def built(dossier: Path, folder: Path) -> Path:
    file = folder / f"{dossier.name}.docx"
    file.write_bytes(word_of(read_dossier(dossier)[0], DAY))
    return file


def words(data: bytes) -> Shown:
    """Lines and tables without their places: two files have the same words where these are equal."""
    return shown(read_source(package.read_bytes(data, shown_as="x"), "x"))


@pytest.mark.parametrize("dossier", [*REAL, *OWN], ids=lambda path: path.name)
def test_what_we_build_comes_back_with_the_same_words(dossier, tmp_path):
    """The law: dossier → Word → dossier → Word has the same lines in order and the same cells."""
    file = built(dossier, tmp_path)
    made = generator.import_file(file, tmp_path / "lai")
    again = word_of(load_dossier(tmp_path / "lai")[0], DAY)
    source, other = words(file.read_bytes()), words(again)
    assert [{at: cell.text for at, cell in table.items()} for table in other.tables] == [
        {at: cell.text for at, cell in table.items()} for table in source.tables
    ]
    found = {finding.code for finding in made.findings if finding.code.startswith("V24")}
    assert found == WITHOUT_FIELD.get(dossier.name, set())
    if not found:
        assert [line.words for line in other.lines] == [line.words for line in source.lines]
    assert "100 %" in str(made.next_steps[0])


def test_the_model_comes_back(tmp_path):
    """Not the words alone: who issues, number, day, bases, signer, articles, tasks with their meaning."""
    first = read_dossier(DATA / "142-qd-vpcp")[0].document
    generator.import_file(built(DATA / "142-qd-vpcp", tmp_path), tmp_path / "lai")
    again = load_dossier(tmp_path / "lai")[0].document
    for name in ("kind", "agency", "number", "dated", "place_name", "subject", "authority", "bases", "recipients"):
        assert getattr(again, name) == getattr(first, name), name
    assert again.signatures == first.signatures
    assert [(one.kind, one.text) for one in again.body] == [(one.kind, one.text) for one in first.body]
    tasks, own = (tasks_of(document.attached[0].body) for document in (again, first))
    assert [(t.text("noi_dung"), t.deadline, t.units) for t in tasks] == [
        (t.text("noi_dung"), t.deadline, t.units) for t in own
    ]


def tasks_of(body: tuple[Block, ...]):
    (table,) = [block.table for block in body if block.table]
    return table.register.tasks


def test_a_table_of_tasks_is_a_workbook_with_its_joined_cells_any_other_a_grid(tmp_path):
    document = Document()
    document.add_paragraph("Giao các đơn vị thực hiện:")
    rows = [
        ("TT", "Nhiệm vụ", "Đơn vị", ""),
        ("", "", "Chủ trì", "Phối hợp"),
        ("1", "Xây dựng kế hoạch năm", "Văn phòng", "Thanh tra"),
        ("2", "Báo cáo kết quả thực hiện", "Thanh tra", "Văn phòng"),
    ]
    table = document.add_table(len(rows), 4)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    for first, last in (((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3))):
        table.cell(*first).merge(table.cell(*last))
    document.add_paragraph("Kinh phí:")
    plain = document.add_table(3, 3)
    for at in range(9):
        plain.cell(at // 3, at % 3).text = f"ô số {at}"
    plain.cell(0, 0).merge(plain.cell(1, 0))
    file = tmp_path / "du-thao.docx"
    document.save(str(file))
    made = generator.import_file(file, tmp_path / "ho-so")
    assert "100 %" in str(made.next_steps[0])
    sheet = openpyxl.load_workbook(tmp_path / "ho-so" / "bang-1.xlsx").active
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:A2", "B1:B2", "C1:D1"}
    assert [cell.value for cell in sheet[3]] == ["1", "Xây dựng kế hoạch năm", "Văn phòng", "Thanh tra"]
    body = load_dossier(tmp_path / "ho-so")[0].document.body
    grid = next(block for block in body if block.kind == "luoi")
    assert [(one.row, one.column, one.rows, one.columns) for one in grid.merged] == [(0, 0, 2, 1)]
    assert "V246" in {finding.code for finding in made.findings}


def test_a_number_that_would_be_printed_otherwise_stays_as_typed(tmp_path):
    document = Document()
    texts = ["II. Kết quả", "3. Việc thứ ba", "1.1. Việc con", "a) Ý thứ nhất", "c) Ý thứ ba", "Tổng *số* ^2"]
    for text in texts:
        document.add_paragraph(text)
    file = tmp_path / "so.docx"
    document.save(str(file))
    made = generator.import_file(file, tmp_path / "ho-so")
    lines = [line.text for line in words(word_of(load_dossier(tmp_path / "ho-so")[0], DAY)).lines]
    assert lines[-6:-1] == texts[:-1]
    assert lines[-1] == f"{texts[-1]}./."
    assert not {finding.code for finding in made.findings} & {"V241", "V247"}


def test_lines_without_a_field_stay_in_the_body_and_are_said(tmp_path):
    file = built(ROOT / "tests" / "ho-so" / "thong-bao", tmp_path)
    document = Document(str(file))
    document.tables[0].cell(0, 0).add_paragraph("Điện thoại: 0123")
    document.tables[-1].cell(0, 1).add_paragraph("(Đã ký)")
    document.save(str(file))
    made = generator.import_file(file, tmp_path / "ho-so")
    text = (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")
    said = [finding for finding in made.findings if finding.code in ("V241", "V243")]
    assert "Điện thoại" in text
    assert any("Điện thoại" in finding.value for finding in said)
    assert "(Đã ký)" in text


def test_the_proof_finds_what_is_lost_moved_or_changed():
    lines = tuple(Text(text, Place("x", part=f"đoạn {at}")) for at, text in enumerate(("một hai", "ba bốn", "năm")))
    cell = Text("làm ngay", Place("x", part="bảng 1, hàng 1, cột 1"))
    whole = Shown(lines, ({(0, 0): cell},))
    assert proof(whole, whole).lost == proof(whole, whole).moved == proof(whole, whole).added == ()
    less = proof(whole, replace(whole, lines=lines[:2]))
    assert [(text.place.part, gone) for text, gone in less.lost] == [("đoạn 2", ("năm",))]
    assert (less.words, less.got) == (7, 6)
    turned = proof(whole, replace(whole, lines=(lines[1], lines[0], lines[2])))
    assert turned.lost == () and [text.text for text in turned.moved] in (["một hai"], ["ba bốn"])
    other = proof(whole, replace(whole, tables=({(0, 1): cell},)))
    assert other.tables == (1,) and other.lost[0][1] == ("làm", "ngay")


def test_a_table_that_a_workbook_would_not_give_back_is_kept_cell_by_cell(tmp_path, monkeypatch):
    """Words go before meaning: what is printed of a workbook is compared, and where it differs the grid is taken."""
    file = built(DATA / "phu-luc-hcmc", tmp_path)
    from generator.commands.importing import making

    real = making._Maker._book

    def spoiled(self, piece):
        rows = [list(row) for row in piece.cells]
        rows[-1][1] = "chữ khác"
        return real(self, replace(piece, cells=tuple(map(tuple, rows))))

    monkeypatch.setattr(making._Maker, "_book", spoiled)
    made = generator.import_file(file, tmp_path / "ho-so")
    assert "100 %" in str(made.next_steps[0])
    assert not (tmp_path / "ho-so" / "bang-1.xlsx").exists()
    assert [finding.code for finding in made.findings if finding.place.part.startswith("bảng 1")] == ["V253"]
    assert any(block.kind == "luoi" for block in load_dossier(tmp_path / "ho-so")[0].document.body)


@pytest.mark.parametrize("blank", [2, 3])
def test_a_blank_row_is_no_row_of_a_table_of_tasks(tmp_path, blank):
    document = Document()
    document.add_paragraph("Giao các đơn vị:")
    rows = [("STT", "Nhiệm vụ", "Đơn vị chủ trì"), ("1", "Rà soát", "Văn phòng"), ("2", "Kiểm tra", "Thanh tra")]
    rows.insert(blank, ("", "", ""))
    table = document.add_table(len(rows), 3)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    document.save(tmp_path / "a.docx")
    made = generator.import_file(tmp_path / "a.docx", tmp_path / "ho-so")
    assert "2 nhiệm vụ trong 1 bảng" in str(made.next_steps[1])
    assert "100 %" in str(made.next_steps[0])


# --- bad input --------------------------------------------------------------------------------------------------------


def several(folder: Path) -> Path:
    """Two documents one after the other in one file."""
    first, second = (
        Document(str(built(ROOT / "tests" / "ho-so" / name, folder))) for name in ("thong-bao", "to-trinh")
    )
    end = first.element.body[-1]
    for element in list(second.element.body)[:-1]:
        end.addprevious(element)
    file = folder / "hai.docx"
    first.save(str(file))
    return file


def test_a_file_with_several_documents_asks_which(tmp_path):
    file = several(tmp_path)
    with pytest.raises(InputError) as failure:
        generator.import_file(file, tmp_path / "ho-so")
    (finding,) = failure.value.findings
    assert finding.code == "V244" and "1. " in str(finding.hint) and "2. " in str(finding.hint)
    assert not (tmp_path / "ho-so").exists()
    made = generator.import_file(file, tmp_path / "ho-so", which=2)
    assert load_dossier(tmp_path / "ho-so")[0].document.kind == "to-trinh"
    assert not {finding.code for finding in made.findings} & {"V241", "V244"}


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("x.docx", b"", "V011"),
        ("x.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "V011"),
        ("x.docx", b"PK\x03\x04cut", "V012"),
        ("x.bin", b"x", "V245"),
    ],
)
def test_a_file_that_cannot_be_read_leaves_nothing(tmp_path, name, data, code):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as failure:
        generator.import_file(tmp_path / name, tmp_path / "ho-so")
    assert {finding.code for finding in failure.value.findings} == {code}
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_what_is_there_is_not_written_over(tmp_path):
    file = built(ROOT / "tests" / "ho-so" / "thong-bao", tmp_path)
    (tmp_path / "ho-so").mkdir()
    with pytest.raises(UsageError) as failure:
        generator.import_file(file, tmp_path / "ho-so")
    assert [finding.code for finding in failure.value.findings] == ["V150"]
    assert list((tmp_path / "ho-so").iterdir()) == []


def test_a_blank_form_says_that_it_has_no_task(tmp_path, capsys):
    document = Document()
    document.add_table(2, 3).cell(0, 0).text = "STT"
    document.save(str(tmp_path / "mau.docx"))
    assert run(["import", str(tmp_path / "mau.docx"), "--to", str(tmp_path / "ho-so")]) == 0
    assert "Không thấy bảng nhiệm vụ nào" in capsys.readouterr().err


def test_a_table_of_tasks_that_makes_no_register_is_not_said_to_be_missing(tmp_path, capsys):
    document = Document()
    rows = (("Mã", "STT", "Nhiệm vụ", "Thời hạn"), ("007", "1", "Rà soát", "30/6/2026"), ("007", "2", "In", ""))
    table = document.add_table(len(rows), 4)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    document.save(str(tmp_path / "bang.docx"))
    assert run(["import", str(tmp_path / "bang.docx"), "--to", str(tmp_path / "ho-so")]) == 0
    said = capsys.readouterr().err
    assert "V253" in said and "Không thấy bảng" not in said
    assert "Có 1 bảng nhiệm vụ, không bảng nào lập thành sổ" in said


# --- the writer of YAML -----------------------------------------------------------------------------------------------

TEXTS = [
    "Căn cứ: a",
    "- gạch",
    "# dấu",
    "a # b",
    "yes",
    "12",
    "1.10",
    "2024-03",
    "",
    " ",
    "Lưu: VT",
    'a "b"',
    "'x'",
    "[a]",
]
TEXTS += ["{so_viec}", "a\nb", "@x", "%", "chữ:", "null", "~", "Số 5, 6", "& và", "*nghiêng*", "đ", "a\\b", "? x"]


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_is_read_as_it_was_written(text, tmp_path):
    fields = [
        Field("a", text, ("ghi chú\nhai dòng",)),
        Field("b", [Item(text, ("một",)), Item((Field("c", text), Field("d", [Row((text, text))])))]),
    ]
    file = tmp_path / "x.yaml"
    file.write_text(yaml_text(fields, ["đầu"]), encoding="utf-8")
    data = read_yaml(file, "x")[0].data
    assert data == {"a": text.strip(), "b": [text.strip(), {"c": text.strip(), "d": [[text.strip()] * 2]}]}


def test_a_word_file_of_a_zip_of_nothing(tmp_path):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("x", "x")
    (tmp_path / "x.docx").write_bytes(made.getvalue())
    with pytest.raises(InputError):
        generator.import_file(tmp_path / "x.docx", tmp_path / "ho-so")
    assert not (tmp_path / "ho-so").exists()


# --- files of other kinds ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["doc", "odt"])
def test_a_file_of_another_kind_is_read_through_libreoffice(tmp_path, form):
    file = built(ROOT / "tests" / "ho-so" / "quyet-dinh", tmp_path)
    (other,) = by_libreoffice.saved([file], form, tmp_path)
    made = generator.import_file(other, tmp_path / "ho-so")
    document = load_dossier(tmp_path / "ho-so")[0].document
    assert (document.kind, document.number, document.agency.name) == ("quyet-dinh", 5, "Sở Mẫu")
    assert [one.kind for one in document.attached] == ["quy-che", "phu-luc", "phu-luc"]
    assert "V251" in {finding.code for finding in made.findings}
    assert "100 %" in str(made.next_steps[0])


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000])
def test_a_broken_file_of_another_kind_is_refused(tmp_path, data):
    (tmp_path / "x.doc").write_bytes(data)
    with pytest.raises(VanbanError) as failure:
        generator.import_file(tmp_path / "x.doc", tmp_path / "ho-so")
    assert [finding.code for finding in failure.value.findings] == ["V250"]
    assert not (tmp_path / "ho-so").exists()


def test_a_copy_on_paper_and_an_electronic_one_are_copies(tmp_path):
    """“SAO Y” with its own number, day, recipients and signature is no second signature of the document."""
    for name in ("ban-sao", "ban-sao-dien-tu"):
        generator.import_file(built(ROOT / "tests" / "ho-so" / name, tmp_path), tmp_path / name)
    paper, electronic = (load_dossier(tmp_path / name)[0].document for name in ("ban-sao", "ban-sao-dien-tu"))
    source = read_dossier(ROOT / "tests" / "ho-so" / "ban-sao")[0].document
    assert paper.signatures == source.signatures and paper.recipients == source.recipients
    assert paper.copy is not None and source.copy is not None and electronic.copy is not None
    for key in ("kind", "number", "dated", "place_name", "recipients", "signatures"):
        assert getattr(paper.copy, key) == getattr(source.copy, key), key
    assert electronic.copy.marks.signed_at == "2026-02-10T08:00:05+07:00"


def test_each_comment_is_quoted_with_its_author_and_place(tmp_path):
    document = Document()
    said = document.add_paragraph("Kinh phí 12.500 triệu đồng.")
    table = document.add_table(1, 2)
    table.cell(0, 1).text = "Phòng A"
    document.add_comment(said.runs, text="Lấy số ở đâu?", author="Người soát", initials="S")
    document.add_comment(table.cell(0, 1).paragraphs[0].runs, text="Hỏi lại.", author="Văn phòng", initials="V")
    document.save(str(tmp_path / "x.docx"))
    made = generator.import_file(tmp_path / "x.docx", tmp_path / "lai")
    found = {one.value: (one.place.part, str(one.message)) for one in made.findings if one.code == "V433"}
    assert found["Lấy số ở đâu?"][0] == "đoạn 1" and "Người soát ở chữ “Kinh phí 12.500" in found["Lấy số ở đâu?"][1]
    assert found["Hỏi lại."][0].startswith("bảng 1, hàng 1, cột 2") and "Văn phòng" in found["Hỏi lại."][1]


def test_a_table_whose_rows_make_no_register_is_kept_cell_by_cell_and_the_rest_stays_as_it_is(tmp_path):
    """A section without a name: not the whole document as text, and no refusal."""
    document = Document()
    heading = document.add_table(1, 2)
    heading.cell(0, 0).text = "SỞ MẪU\nSố: 5/KH-SM"
    heading.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    for text in ("KẾ HOẠCH", "Công tác năm 2026", "Các việc như sau:"):
        document.add_paragraph(text)
    rows = (("TT", "Nhiệm vụ", "Chủ trì"), ("I", "", ""), ("1", "Báo cáo", "Phòng A"), ("2", "Kiểm tra", "Phòng B"))
    table = document.add_table(len(rows), 3)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    document.save(str(tmp_path / "x.docx"))
    made = generator.import_file(tmp_path / "x.docx", tmp_path / "lai")
    read = load_dossier(tmp_path / "lai")[0].document
    assert (read.kind, read.number) == ("ke-hoach", 5) and [block.kind for block in read.body][-1] == "luoi"
    assert "V253" in {one.code for one in made.findings} and "100 %" in str(made.next_steps[0])


def test_a_table_typed_with_tabs_is_a_table(tmp_path):
    document = Document()
    rows = (
        ("TT", "Nhiệm vụ", "Chủ trì", "Hạn"),
        ("1", "Báo cáo", "Phòng A", "Quý I"),
        ("2", "Rà soát", "Phòng B", "Quý II"),
    )
    for text in (
        "Các việc như sau:",
        *("\t".join(row) for row in rows),
        "Phòng A theo dõi.",
        "Tên:\tSở Mẫu\tSố 1",
        "Hết.",
    ):
        document.add_paragraph(text)
    document.save(str(tmp_path / "x.docx"))
    made = generator.import_file(tmp_path / "x.docx", tmp_path / "lai")
    assert list(openpyxl.load_workbook(tmp_path / "lai" / "bang-1.xlsx").active.values) == list(rows)
    codes = {one.code for one in made.findings}
    assert "V435" in codes and not codes & {"V241", "V247"} and "100 %" in str(made.next_steps[0])
