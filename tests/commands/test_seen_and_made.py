"""What a page asks of files and of the workplace: what each is, how it is read, how each dossier stands."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from conftest import DATA, options
from openpyxl import Workbook

from generator import build, forms, new
from generator.commands.build import build as build_one
from generator.commands.recognise import What
from generator.commands.see_table import Chosen
from generator.commands.workplace import Standing
from generator.face import api
from generator.reading.dossier import load_dossier
from generator.values.errors import InputError, UsageError
from generator.values.layout import RowKind
from generator.values.registers import registers

HEADS = ["TT", "Việc phải làm", "Ai làm", "Cùng làm", "Bao giờ xong"]
ROWS = [
    ["I", "Việc chung", "", "", ""],
    ["1", "Xây dựng quy chế tiếp công dân", "Phòng Tổng hợp", "Thanh tra", "30/6/2026"],
    ["2", "Rà soát thủ tục hành chính", "Văn phòng", "Các phòng", "Quý III/2026"],
]


def book(path: Path, rows: list[list[str]]) -> Path:
    made = Workbook()
    sheet = made.active
    sheet.title = "Theo dõi"
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("out")
    build_one(DATA / "142-qd-vpcp", options(out, formats=("docx", "xlsx")))
    return out / "142-qd-vpcp"


# --- recognise --------------------------------------------------------------------------------------------------------


def test_a_table_is_a_table_whatever_it_is_called(tmp_path) -> None:
    path = book(tmp_path / "x.dat", [["DANH SÁCH"], [], HEADS, *ROWS])
    found = api.recognise(path, shown_as="viec.xlsx")
    assert (found.what, found.tasks) == (What.TABLE, 2)


def test_a_table_without_a_header_is_said_to_be_one(tmp_path) -> None:
    path = book(tmp_path / "x.xlsx", [["a", "b"], ["c", "d"]])
    found = api.recognise(path)
    assert (found.what, found.tasks) == (What.TABLE, 0)
    assert [one.code for one in found.findings] == ["V040"]


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_our_own_files_name_their_dossier(built, suffix) -> None:
    found = api.recognise(built / f"142-qd-vpcp.{suffix}", shown_as=f"gui-lai.{suffix}")
    assert (found.what, found.dossier) == (What.OURS, "142-qd-vpcp")


def test_a_document_says_its_title(built, tmp_path) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(built / "142-qd-vpcp.docx") as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            if "customXml" not in name:
                data = source.read(name)
                target.writestr(name, data if not name.endswith(".rels") else data.replace(b"customXml", b"khong"))
    found = api.recognise(path)
    assert found.what in (What.DOCUMENT, What.UNREADABLE)


def test_a_form_names_its_unit(tmp_path) -> None:
    from datetime import date

    dossier = Path(shutil.copytree(DATA / "bao-cao-thang", tmp_path / "data" / "bao-cao-thang"))
    shutil.copytree(DATA / "phu-luc-03", tmp_path / "data" / "phu-luc-03")
    made = forms(dossier, tmp_path / "phieu", date(2025, 1, 20))
    path = next(one for one in made.files if one.suffix == ".xlsx")
    found = api.recognise(path)
    assert (found.what, found.dossier) == (What.FORM, "bao-cao-thang")
    assert found.unit


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (b"%PDF-1.7\n", "a.docx", What.PDF),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", What.OLD_WORD),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", What.OLD_EXCEL),
        (b"{\\rtf1}", "a.doc", What.OLD_WORD),
        (b"PK\x03\x04 hong", "a.docx", What.ARCHIVE),
        (b"\0\1\2", "a.xlsx", What.UNKNOWN),
        (b"", "a.csv", What.TABLE),
        ("STT,Nội dung,Chủ trì\n1,Việc,Sở A\n".encode(), "a.csv", What.TABLE),
    ],
)
def test_by_what_it_holds(tmp_path, data, name, what) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert api.recognise(path).what is what


@pytest.mark.parametrize(
    ("more", "said"), [("EncryptedPackage".encode("utf-16-le"), "đặt mật khẩu"), (b"", "Word/Excel 97–2003")]
)
def test_a_file_with_a_password_or_an_old_one_renamed_says_so(tmp_path, more, said) -> None:
    path = tmp_path / "mat.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + more)
    found = api.recognise(path)
    assert (found.what, said in str(found.findings[0].message)) == (What.UNREADABLE, True)


# --- see_table --------------------------------------------------------------------------------------------------------


def test_each_column_and_row_says_what_it_is(tmp_path) -> None:
    seen = api.see_table(book(tmp_path / "x.xlsx", [["DANH SÁCH"], [], HEADS, *ROWS, ["Ghi chú: tạm"]]))
    assert [column.key for column in seen.columns] == ["stt", "noi_dung", "", "", ""]
    # Two rows do not tell who leads and who supports: the page asks.
    assert [column.letter for column in seen.columns] == ["A", "B", "C", "D", "E"]
    kinds = {row.number: row.kind for row in seen.rows}
    assert (kinds[1], kinds[3], kinds[4], kinds[5]) == (None, RowKind.HEAD, RowKind.SECTION, RowKind.TASK)
    assert (seen.header, seen.tasks, seen.sections) == ((3, 3), 2, 1)


def test_what_a_person_says_counts(tmp_path) -> None:
    path = book(tmp_path / "x.xlsx", [HEADS, *ROWS])
    seen = api.see_table(path, chosen=Chosen(meanings={"C": "phoi_hop", "D": "chu_tri"}))
    keys = {column.letter: (column.key, column.told) for column in seen.columns}
    assert (keys["C"], keys["D"]) == (("phoi_hop", True), ("chu_tri", True))


def test_a_header_that_is_not_found_can_be_told(tmp_path) -> None:
    path = book(tmp_path / "x.xlsx", [["a", "b"], ["Việc một", "x"], ["Việc hai", "y"]])
    assert not api.see_table(path).usable
    seen = api.see_table(path, chosen=Chosen(header=(1, 1), meanings={"A": "noi_dung"}))
    assert (seen.usable, seen.tasks) == (True, 2)
    assert [row.cells[0] for row in seen.rows] == ["a", "Việc một", "Việc hai"]


# --- dossier_of_table -------------------------------------------------------------------------------------------------


def made_of(path: Path, target: Path, **more) -> object:
    named = {"documents": "quyet-dinh+ke-hoach", "agency": "Sở Mẫu", "subject": "Công tác năm 2026", **more}
    return api.dossier_of_table(path, target, **named)


@pytest.mark.parametrize(
    "documents", ["quyet-dinh+ke-hoach", "ke-hoach", "bao-cao+phu-luc", "cong-van+phu-luc", "thong-bao"]
)
def test_every_set_of_documents_builds_with_all_rows(tmp_path, documents) -> None:
    target = tmp_path / "data" / "moi"
    made_of(book(tmp_path / "x.xlsx", [HEADS, *ROWS]), target, documents=documents, symbol="SM")
    dossier, _ = load_dossier(target)
    assert [len(register.tasks) for register in registers(dossier)] == [2]
    built = build(target, formats=("docx",), out=tmp_path / "out")
    assert built.outputs[0].rows == 2


@pytest.mark.parametrize("text", ['a: "b" # c', "- {x}", "[1]", "yes", "2026", "Ủy ban\nnhân dân", "{{ x }}", "%"])
def test_what_is_typed_is_read_back_as_it_is(tmp_path, text) -> None:
    target = tmp_path / "data" / "moi"
    made_of(book(tmp_path / "x.xlsx", [HEADS, *ROWS]), target, agency=text, documents="ke-hoach", subject=text)
    document = load_dossier(target)[0].document
    assert " ".join(document.agency.name.split()) == " ".join(text.split())


def test_what_was_chosen_is_kept(tmp_path) -> None:
    target = tmp_path / "data" / "moi"
    chosen = Chosen("Theo dõi", (1, 1), {"C": "phoi_hop", "D": "khong"})
    made_of(book(tmp_path / "x.xlsx", [HEADS, *ROWS]), target, chosen=chosen)
    (register,) = registers(load_dossier(target)[0])
    keys = {column.letter: column.key for column in register.columns}
    assert keys["C"] == "phoi_hop"
    assert keys["D"] not in ("phoi_hop", "chu_tri")


def test_nothing_is_overwritten_and_nothing_half_made(tmp_path) -> None:
    path, target = book(tmp_path / "x.xlsx", [["a"]]), tmp_path / "data" / "moi"
    with pytest.raises(InputError):
        made_of(path, target)
    assert not target.exists()
    target.mkdir(parents=True)
    with pytest.raises(UsageError) as refused:
        made_of(path, target)
    assert [one.code for one in refused.value.findings] == ["V150"]


# --- workplace --------------------------------------------------------------------------------------------------------


def test_how_a_dossier_stands(tmp_path) -> None:
    dossier = Path(shutil.copytree(DATA / "142-qd-vpcp", tmp_path / "data" / "142-qd-vpcp"))
    out = tmp_path / "out"

    def standing() -> Standing:
        return api.state_of(dossier, out).standing

    assert standing() is Standing.UNBUILT
    build_one(dossier, options(out, formats=("docx",)))
    assert standing() is Standing.BUILT
    source = dossier / "van-ban.yaml"
    source.write_text(source.read_text(encoding="utf-8") + "# ghi chú\n", encoding="utf-8")
    assert standing() is Standing.CHANGED
    with (out / dossier.name / "142-qd-vpcp.docx").open("ab") as file:
        file.write(b"x")
    assert standing() is Standing.EDITED
    source.write_text("loai: [", encoding="utf-8")
    state = api.state_of(dossier, out)
    assert state.standing is Standing.BROKEN
    assert state.findings


def test_the_dossiers_of_a_workplace(tmp_path) -> None:
    assert api.dossiers_in(tmp_path / "data") == ()
    new(tmp_path / "data" / "moi", kind="bao-cao")
    # The workplace's own list of documents: it has the name of a dossier's file, and is none.
    (tmp_path / "data" / "danh-muc").mkdir()
    (tmp_path / "data" / "danh-muc" / "van-ban.yaml").write_text("van_ban: []\n", encoding="utf-8")
    assert [one.name for one in api.dossiers_in(tmp_path / "data")] == ["moi"]
    # As the alphabet has it: a ă â b c d đ e.
    ordered = ["an", "ăn", "ấn", "bàn", "dân", "đất", "moi", "năm", "ngã"]
    for name in ordered:
        (tmp_path / "abc" / name).mkdir(parents=True)
        (tmp_path / "abc" / name / "van-ban.yaml").touch()
    assert [one.name for one in api.dossiers_in(tmp_path / "abc")] == ordered
    state = api.state_of(tmp_path / "data" / "moi", tmp_path / "out")
    subject = load_dossier(tmp_path / "data" / "moi")[0].document.subject
    assert state.kind == "Báo cáo"
    assert state.subject.split("{")[0] == subject.split("{")[0] != ""
