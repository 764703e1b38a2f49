"""What a person sees who gives `vanban` something wrong: code, place, value, hint, exit code; out/ untouched.

Every case starts from the sample dossier that `vanban init` makes, which builds; one thing is broken in it.
"""

from __future__ import annotations

import gc
import io
import json
import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.__main__ import main
from generator.face.cli import run

HOME = Path("data/ho-so-mau")
YAML, TASKS, BOOK = HOME / "van-ban.yaml", HOME / "nhiem-vu.xlsx", HOME / "ho-so.xlsx"
DONE, USAGE, BAD_INPUT, BAD_TEMPLATE, SYSTEM_REFUSED = 0, 2, 4, 5, 8
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass
class Said:
    """What a run of the command line came to."""

    code: int
    out: str
    findings: list[dict[str, Any]]


@pytest.fixture
def vanban(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Said:
        code = run([*arguments, "--json"])
        out = capsys.readouterr().out
        value = json.loads(out) if out.strip() else {}
        found = [*value.get("findings", ()), *(f for built in value.get("built", ()) for f in built["findings"])]
        return Said(code, out, found)

    return call


@pytest.fixture
def sample(vanban: Callable[..., Said]) -> Callable[..., Said]:
    assert vanban("init").code == DONE
    return vanban


@pytest.fixture
def sample_book(vanban: Callable[..., Said]) -> Callable[..., Said]:
    assert vanban("init", "--xlsx").code == DONE
    return vanban


def build(vanban: Callable[..., Said], *more: str) -> Said:
    return vanban("build", str(HOME), "--format", "docx", *more)


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def with_book(path: Path, edit: Callable[[Any], None]) -> None:
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)


def line_of(path: Path, text: str) -> int:
    return next(n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if text in line)


def shown(finding: dict[str, Any]) -> str:
    return f"{finding['message']} {finding['hint']} {finding['value']}"


# --- van-ban.yaml ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Broken:
    """An edit of van-ban.yaml, and what must be said: code, the line that holds `at`, words."""

    old: str
    new: str
    code: str
    at: str
    words: tuple[str, ...]


BROKEN_YAML = {
    "does not parse": Broken("dia_danh: Tỉnh X", "dia_danh: [Tỉnh X", "V020", "trich_yeu: Ban", ("YAML",)),
    "key twice": Broken("dia_danh: Tỉnh X", "dia_danh: a\ndia_danh: b", "V020", "dia_danh: b", ("một lần",)),
    "misspelt key": Broken(
        "trich_yeu: Ban", "trich_yue: Ban", "V023", "trich_yue", ("trich_yue", "Ý anh/chị là “trich_yeu”?")
    ),
    "misspelt key inside": Broken("  ky_hieu: SM", "  ki_hieu: SM", "V023", "ki_hieu", ("ki_hieu", "“ky_hieu”?")),
    "impossible date": Broken(
        "ngay: 2030-01", "ngay: 2030-02-30", "V026", "ngay: 2030", ("2030-02-30", "không có thật")
    ),
    "date not understood": Broken("ngay: 2030-01", "ngay: mai", "V026", "ngay: mai", ("“mai”", "2024-03-16")),
    "unknown kind": Broken(
        "loai: quyet-dinh", "loai: quyet-din", "V025", "loai: quyet-din", ("quyet-din", "“quyet-dinh”?")
    ),
    "number that is none": Broken("so:\n", "so: mười\n", "V023", "so: mười", ("mười", "số nguyên")),
    "orientation": Broken("huong: doc", "huong: dung", "V023", "huong: dung", ("dung", "doc", "ngang")),
    "block of two kinds": Broken("  - dieu: Quyết", "  - khoan: a\n    dieu: Quyết", "V027", "khoan: a", ("đúng một",)),
    "no office": Broken("co_quan:\n", "co_quan_cu:\n", "V023", "co_quan_cu", ("co_quan_cu",)),
    "missing task file": Broken(
        "nguon: nhiem-vu.xlsx", "nguon: nhiemvu.xlsx", "V029", "nguon: nhiemvu", ("nhiemvu.xlsx",)
    ),
    "missing sheet": Broken(
        "nguon: nhiem-vu.xlsx", "nguon: nhiem-vu.xlsx\n      trang_tinh: Việc", "V030", "", ("Việc", "Nhiệm vụ")
    ),
    "missing column": Broken(
        "mau: ke-hoach-6-cot",
        "mau: ke-hoach-6-cot\n      cot: [stt, noi_dugn]",
        "V028",
        "cot: [",
        ("noi_dugn", "“noi_dung”?"),
    ),
}


@pytest.mark.parametrize("name", BROKEN_YAML)
def test_bad_yaml(sample: Callable[..., Said], name: str) -> None:
    case = BROKEN_YAML[name]
    replaced(YAML, case.old, case.new)
    said = build(sample)
    assert said.code == BAD_INPUT
    finding = next(f for f in said.findings if f["code"] == case.code)
    assert finding["severity"] == "sai"
    if case.at:
        assert (finding["file"], finding["line"]) == (str(YAML), line_of(YAML, case.at))
    for words in case.words:
        assert words in shown(finding)
    assert not Path("out").exists()


def test_all_errors_of_yaml_at_once(sample: Callable[..., Said]) -> None:
    replaced(YAML, "ngay: 2030-01", "ngay: 2030-13-01")
    replaced(YAML, "loai: ke-hoach", "loai: ke-hoac")
    replaced(YAML, "nguon: nhiem-vu.xlsx", "nguon: mat.xlsx")
    said = build(sample)
    assert (said.code, sorted(f["code"] for f in said.findings)) == (BAD_INPUT, ["V025", "V026", "V029"])


# --- task tables ----------------------------------------------------------------------------------------------------


def cell(address: str, value: object) -> Callable[[Any], None]:
    return lambda book: book["Nhiệm vụ"].__setitem__(address, value)


def without_rows(book: Any) -> None:
    book["Nhiệm vụ"].delete_rows(2, 20)


def without_header(book: Any) -> None:
    book["Nhiệm vụ"].delete_rows(1)


BROKEN_TASKS: dict[str, tuple[Callable[[Any], None], str, str, tuple[str, ...]]] = {
    "duplicated ma": (cell("A4", "NV01"), "V046", "A4", ("NV01", "A3")),
    "number but no text": (cell("C3", None), "V044", "C3", ("“1”", "không có nội dung")),
    "unknown status": (cell("H3", "xong"), "V047", "H3", ("xong", "“Hoàn thành”, “Chưa hoàn thành”")),
    "error of a formula": (cell("G3", "#REF!"), "V033", "G3", ("#REF!",)),
    "two columns of one meaning": (cell("E1", "Chủ trì"), "V042", "E1", ("Chủ trì",)),
    "empty table": (without_rows, "V041", "", ("không có nhiệm vụ",)),
    "no header": (without_header, "V040", "", ("STT",)),
}


@pytest.mark.parametrize("name", BROKEN_TASKS)
def test_bad_task_table(sample: Callable[..., Said], name: str) -> None:
    edit, code, at, words = BROKEN_TASKS[name]
    with_book(TASKS, edit)
    said = build(sample)
    assert said.code == BAD_INPUT
    finding = next(f for f in said.findings if f["code"] == code)
    assert (finding["severity"], finding["file"], finding["sheet"], finding["cell"]) == (
        "sai",
        str(TASKS),
        "Nhiệm vụ",
        at,
    )
    for each in words:
        assert each in shown(finding)
    assert finding["hint"]
    assert not Path("out").exists()


def test_all_errors_of_a_table_at_once(sample: Callable[..., Said]) -> None:
    def edit(book: Any) -> None:
        sheet = book["Nhiệm vụ"]
        sheet["A4"], sheet["C3"], sheet["H3"] = "NV01", None, "xong"

    with_book(TASKS, edit)
    replaced(YAML, "ngay: 2030-01", "ngay: mai")
    said = build(sample)
    assert (said.code, sorted(f["code"] for f in said.findings)) == (BAD_INPUT, ["V026", "V044", "V046", "V047"])


def encrypted() -> bytes:
    return OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(400)


NO_WORKBOOKS: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "renamed text": (lambda data: b"stt;noi dung", "V011", "không phải"),
    "empty": (lambda data: b"", "V011", "trống"),
    "truncated": (lambda data: data[: len(data) // 2], "V012", "cắt cụt"),
    "encrypted": (lambda data: encrypted(), "V011", "mật khẩu"),
    "xls": (lambda data: OLE + struct.pack("<8Q", *range(8)) * 20, "V011", "97–2003"),
    "a Word file": (lambda data: Path("templates/docx/van-ban.docx").read_bytes(), "V011", "bảng tính"),
}


@pytest.mark.parametrize("name", NO_WORKBOOKS)
@pytest.mark.parametrize("book", [False, True], ids=["nhiem-vu.xlsx", "ho-so.xlsx"])
def test_a_workbook_that_is_none(vanban: Callable[..., Said], name: str, book: bool) -> None:
    vanban("init", *(["--xlsx"] if book else []))
    path = BOOK if book else TASKS
    spoil, code, words = NO_WORKBOOKS[name]
    path.write_bytes(spoil(path.read_bytes()))
    said = build(vanban)
    assert (said.code, [(f["code"], f["file"]) for f in said.findings]) == (BAD_INPUT, [(code, str(path))])
    assert words in said.findings[0]["message"]
    assert said.findings[0]["hint"]
    assert not Path("out").exists()


# --- ho-so.xlsx -----------------------------------------------------------------------------------------------------


def key_cell(book: Any, key: str) -> Any:
    return next(row[1] for row in book["Văn bản"].iter_rows() if row[0].value == key)


def value(key: str, new: str | None) -> Callable[[Any], None]:
    return lambda book: setattr(key_cell(book, key), "value", new)


def renamed_key(key: str, new: str) -> Callable[[Any], None]:
    return lambda book: setattr(key_cell(book, key).offset(0, -1), "value", new)


def without_sheet(name: str) -> Callable[[Any], None]:
    return lambda book: book.remove(book[name])


BROKEN_BOOK: dict[str, tuple[Callable[[Any], None], str, str, str, tuple[str, ...]]] = {
    "impossible date": (value("ngay", "2030-02-30"), "V026", "Văn bản", "B7", ("2030-02-30",)),
    "misspelt key": (renamed_key("trich_yeu", "trich_yue"), "V023", "Văn bản", "B9", ("trich_yue", "“trich_yeu”?")),
    "key twice": (renamed_key("dia_danh", "trich_yeu"), "V035", "Văn bản", "B9", ("trich_yeu", "B8")),
    "key and group": (renamed_key("co_quan.ten", "co_quan"), "V035", "Văn bản", "B4", ("co_quan", "B3")),
    "unknown kind": (value("loai", "quyet-din"), "V025", "Văn bản", "B2", ("“quyet-dinh”?",)),
    "missing main sheet": (without_sheet("Văn bản"), "V030", "", "", ("Văn bản",)),
    "missing task sheet": (without_sheet("Nhiệm vụ"), "V030", "", "", ("Nhiệm vụ",)),
    "unknown document": (
        lambda book: book["Nội dung"].__setitem__("A4", "Kèm theo 9"),
        "V034",
        "Nội dung",
        "A4",
        ("Kèm theo 9",),
    ),
    "misspelt kind of block": (
        lambda book: book["Nội dung"].__setitem__("B4", "Điêuf"),
        "V023",
        "Nội dung",
        "D4",
        ("dieuf", "“dieu”?"),
    ),
}


@pytest.mark.parametrize("name", BROKEN_BOOK)
def test_bad_workbook_dossier(sample_book: Callable[..., Said], name: str) -> None:
    edit, code, sheet, at, words = BROKEN_BOOK[name]
    with_book(BOOK, edit)
    said = build(sample_book)
    assert said.code == BAD_INPUT
    finding = next(f for f in said.findings if f["code"] == code)
    assert (finding["file"], finding["sheet"], finding["cell"]) == (str(BOOK), sheet, at)
    for each in words:
        assert each in shown(finding)
    assert not Path("out").exists()


def test_a_note_beside_an_empty_value_is_not_the_value(sample_book: Callable[..., Said]) -> None:
    with_book(BOOK, lambda book: setattr(key_cell(book, "so").offset(0, 1), "value", "để trống khi chưa có số"))
    assert build(sample_book).code == DONE


# --- dossiers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argument", "code", "words"),
    [
        ("data/ho-so-mauu", "V001", "ho-so-mau"),
        ("data", "V002", "van-ban.yaml"),
    ],
)
def test_no_dossier_there(sample: Callable[..., Said], argument: str, code: str, words: str) -> None:
    said = sample("build", argument)
    assert (said.code, [f["code"] for f in said.findings]) == (BAD_INPUT, [code])
    assert words in shown(said.findings[0])


def test_both_forms_in_one_folder(sample: Callable[..., Said]) -> None:
    BOOK.write_bytes(TASKS.read_bytes())
    said = build(sample)
    assert (said.code, [f["code"] for f in said.findings]) == (BAD_INPUT, ["V002"])


def test_no_dossier_at_all(vanban: Callable[..., Said]) -> None:
    said = vanban("build")
    assert (said.code, [f["code"] for f in said.findings]) == (USAGE, ["V003"])
    assert "vanban init" in said.findings[0]["hint"]


def test_one_bad_dossier_does_not_cost_the_others(sample: Callable[..., Said], tmp_path: Path) -> None:
    import shutil

    shutil.copytree(HOME, tmp_path / "data" / "thu-hai")
    replaced(YAML, "ngay: 2030-01", "ngay: mai")
    said = sample("build", "--format", "docx")
    assert (said.code, [f["code"] for f in said.findings]) == (1, ["V026"])
    assert (tmp_path / "out" / "thu-hai" / "thu-hai.docx").exists()
    assert not (tmp_path / "out" / "ho-so-mau").exists()


# --- templates ------------------------------------------------------------------------------------------------------


def test_a_missing_table_template(sample: Callable[..., Said]) -> None:
    replaced(YAML, "mau: ke-hoach-6-cot", "mau: ke-hoach-60-cot")
    said = build(sample)
    assert (said.code, [f["code"] for f in said.findings]) == (BAD_TEMPLATE, ["T001"])
    assert "ke-hoach-60-cot" in said.findings[0]["message"]
    assert not list(Path("out").glob("*"))


def test_a_broken_template(sample: Callable[..., Said]) -> None:
    Path("templates/docx/van-ban.docx").write_bytes(b"x")
    said = build(sample)
    assert (said.code, [f["code"] for f in said.findings]) == (BAD_TEMPLATE, ["V011"])
    assert said.findings[0]["file"].endswith("templates/docx/van-ban.docx")
    assert not list(Path("out").glob("*"))


def test_a_misspelt_name_in_a_template(sample: Callable[..., Said]) -> None:
    import docx

    path = Path("templates/docx/kem-theo.docx")
    document = docx.Document(str(path))
    document.add_paragraph("{{ vb.trich_yeux }}")
    document.save(str(path))
    for said in (build(sample), sample("template", "check", str(path)), sample("template", "check", "templates/docx")):
        assert (said.code, [f["code"] for f in said.findings]) == (BAD_TEMPLATE, ["V101"])
        assert said.findings[0]["file"].endswith("kem-theo.docx")
        assert said.findings[0]["part"].startswith("đoạn")
        assert "vb.trich_yeu" in said.findings[0]["hint"]
    assert not list(Path("out").glob("*"))


def test_template_check(sample: Callable[..., Said]) -> None:
    said = sample("template", "check", "templates/docx")
    assert (said.code, said.findings) == (DONE, [])
    said = sample("template", "check", "khong-co.docx")
    assert (said.code, [f["code"] for f in said.findings]) == (BAD_TEMPLATE, ["V010"])
    Path("trong").mkdir()
    said = sample("template", "check", "trong")
    assert (said.code, [f["code"] for f in said.findings]) == (USAGE, ["V004"])
    assert sample("template", "check").code == USAGE


def test_template_check_with_a_dossier(sample: Callable[..., Said]) -> None:
    import docx

    path = "templates/docx/bang/ke-hoach-6-cot.docx"
    document = docx.Document(path)
    document.add_paragraph("{%p for d in bang.dong %}")
    document.add_paragraph("{{ d.nguoi_theo_doi }}")
    document.add_paragraph("{%p endfor %}")
    document.save(path)
    assert [f["code"] for f in sample("template", "check", path).findings] == ["V104"]
    assert sample("template", "check", path, "--dossier", str(HOME)).code == BAD_TEMPLATE
    with_book(TASKS, cell("I1", "Người theo dõi"))
    said = sample("template", "check", path, "--dossier", str(HOME))
    assert (said.code, said.findings) == (DONE, [])


def test_names_of_templates(vanban: Callable[..., Said]) -> None:
    said = vanban("template", "check", "--names")
    assert said.code == DONE
    assert json.loads(said.out)["names"]["vb"]["trich_yeu"] == "trích yếu"


# --- out/ -----------------------------------------------------------------------------------------------------------

MADE = Path("out/ho-so-mau/ho-so-mau.docx")


def test_an_edited_output_is_not_overwritten(sample: Callable[..., Said]) -> None:
    assert build(sample).code == DONE
    assert build(sample).code == DONE
    MADE.write_bytes(MADE.read_bytes() + b"edited")
    edited = MADE.read_bytes()
    said = build(sample)
    assert (said.code, [(f["code"], f["file"]) for f in said.findings]) == (BAD_INPUT, [("V070", str(MADE))])
    assert "--force" in said.findings[0]["hint"]
    assert MADE.read_bytes() == edited
    assert build(sample, "--force").code == DONE
    assert MADE.read_bytes() != edited
    (backup,) = MADE.parent.glob("*.bak")
    assert backup.read_bytes() == edited


def test_a_file_of_someone_else_is_not_overwritten(sample: Callable[..., Said]) -> None:
    MADE.parent.mkdir(parents=True)
    MADE.write_bytes(b"mine")
    said = build(sample)
    assert (said.code, [f["code"] for f in said.findings]) == (BAD_INPUT, ["V070"])
    assert MADE.read_bytes() == b"mine"


@pytest.mark.parametrize("lock", ["~$-so-mau.docx", "~$ho-so-mau.docx", ".~lock.ho-so-mau.docx#"])
def test_an_output_open_in_word(sample: Callable[..., Said], lock: str) -> None:
    assert build(sample).code == DONE
    before = MADE.read_bytes()
    replaced(YAML, "dia_danh: Tỉnh X", "dia_danh: Tỉnh Y")
    (MADE.parent / lock).write_bytes(b"")
    for more in ((), ("--force",)):
        said = build(sample, *more)
        assert (said.code, [(f["code"], f["file"]) for f in said.findings]) == (BAD_INPUT, [("V015", str(MADE))])
        assert lock in said.findings[0]["message"]
    assert MADE.read_bytes() == before


@pytest.mark.parametrize("lock", ["~$nhiem-vu.xlsx", ".~lock.nhiem-vu.xlsx#"])
def test_a_task_table_open_in_excel(sample: Callable[..., Said], lock: str) -> None:
    (HOME / lock).write_bytes(b"")
    said = build(sample)
    assert (said.code, [(f["code"], f["file"]) for f in said.findings]) == (BAD_INPUT, [("V015", str(TASKS))])
    assert not Path("out").exists()


@pytest.mark.parametrize("lock", ["~$ho-so.xlsx", ".~lock.ho-so.xlsx#"])
def test_a_workbook_dossier_open_in_excel(sample_book: Callable[..., Said], lock: str) -> None:
    (HOME / lock).write_bytes(b"")
    said = build(sample_book)
    assert (said.code, [(f["code"], f["file"]) for f in said.findings]) == (BAD_INPUT, [("V015", str(BOOK))])


def test_an_output_folder_that_is_a_file(sample: Callable[..., Said]) -> None:
    Path("out").write_bytes(b"mine")
    said = build(sample)
    assert (said.code, [(f["code"], f["file"]) for f in said.findings]) == (SYSTEM_REFUSED, [("V071", "out")])
    assert Path("out").read_bytes() == b"mine"


def test_a_dossier_folder_of_out_that_is_a_file(sample: Callable[..., Said]) -> None:
    Path("out").mkdir()
    Path("out/ho-so-mau").write_bytes(b"mine")
    said = build(sample)
    assert (said.code, [(f["code"], f["file"]) for f in said.findings]) == (SYSTEM_REFUSED, [("V071", "out/ho-so-mau")])
    assert [path.name for path in Path("out").iterdir()] == ["ho-so-mau"]


def test_an_output_folder_that_cannot_be_written(sample: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> None:
    """As root every folder can be written: the system's refusal is played."""

    def refuse(*_args: object, **_more: object) -> str:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr("generator.keeping.aside.tempfile.mkdtemp", refuse)
    said = build(sample)
    assert (said.code, [(f["code"], f["file"]) for f in said.findings]) == (SYSTEM_REFUSED, [("V071", "out")])
    assert "--out" in said.findings[0]["hint"]


# --- init, usage ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["--yaml", "--xlsx"])
def test_what_init_makes_builds_at_once(vanban: Callable[..., Said], kind: str) -> None:
    assert vanban("init", kind).code == DONE
    said = vanban("build", "--format", "docx")
    assert (said.code, said.findings) == (DONE, [])
    rows = {one["name"]: one["outputs"][0]["rows"] for one in json.loads(said.out)["built"]}
    assert rows == {"ho-so-mau": 4, "bao-cao-mau": 6}
    again = vanban("init", kind)
    assert again.code == USAGE
    assert {f["code"] for f in again.findings} == {"V005"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "--format", "doc"], "docx, xlsx, pdf"),
        (["build", "--as-of", "31/2/2024"], "31/2/2024"),
        (["build", "--fromat", "docx"], "--format"),
        (["biuld"], "biuld"),
        (["template", "check"], "mẫu"),
        (["roll", "data/bao-cao", "--to"], "vanban roll --help"),
    ],
    ids=" ".join,
)
def test_usage(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == USAGE
    assert words in capsys.readouterr().err


def test_plain_lines_for_people(sample: Callable[..., Said], capsys: pytest.CaptureFixture[str]) -> None:
    replaced(YAML, "ngay: 2030-01", "ngay: 2030-02-30")
    assert run(["build", str(HOME)]) == BAD_INPUT
    shown_lines = capsys.readouterr().err.splitlines()
    assert shown_lines[0].startswith(f"sai V026 {YAML} : dòng {line_of(YAML, 'ngay: 2030')}")
    assert shown_lines[1].strip().startswith("→ Ghi năm-tháng-ngày")


def test_control_characters_are_reported_and_left_out(sample: Callable[..., Said]) -> None:
    """Trap 4: the same data has one fate."""
    import zipfile

    with zipfile.ZipFile(TASKS) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = next(name for name in parts if b">Danh m" in parts[name])
    parts[sheet] = parts[sheet].replace(b">Danh m", b">Danh_x0007_ m")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    TASKS.write_bytes(made.getvalue())
    said = build(sample)
    assert said.code == DONE
    assert [(f["code"], f["severity"], f["cell"]) for f in said.findings] == [("V032", "nên sửa", "G4")]
    with zipfile.ZipFile(MADE) as package:
        assert "Danh mục hồ sơ" in package.read("word/document.xml").decode()
    assert build(sample, "--strict").code == BAD_INPUT


def test_dead_circles_are_not_looked_for_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that was read ends with the process: looking through it took a twentieth of a build."""
    monkeypatch.setattr("generator.face.cli.run", lambda arguments: DONE)
    threshold = gc.get_threshold()
    try:
        with pytest.raises(SystemExit):
            main()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.set_threshold(*threshold)
