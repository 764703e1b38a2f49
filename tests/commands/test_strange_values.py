"""Values, names and places that nobody means: each a clear message or right, with the exit code of the README."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from generator.face.cli import run

DOSSIER = """loai: quyet-dinh
co_quan: {{ten: Sở Mẫu, ky_hieu: SM}}
so: {so}
ngay: {ngay}
dia_danh: Hà Nội
trich_yeu: Về việc thử
tham_quyen: Giám đốc Sở Mẫu
can_cu: [Căn cứ Luật Mẫu]
noi_dung: {noi_dung}
noi_nhan: [Như Điều 1, "Lưu: VT"]
ky: {{chuc_vu: Giám đốc, ho_ten: Nguyễn Văn Mẫu}}
"""
GOOD = {"so": "5", "ngay": "2024-03-01", "noi_dung": "[{dieu: Một.}]"}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def dossier(place: Path, name: str = "x", **values: str) -> Path:
    folder = place / "data" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "van-ban.yaml").write_text(DOSSIER.format(**{**GOOD, **values}), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("values", "code", "line"),
    [
        ({"so": "true"}, "V023", 3),
        ({"so": "no"}, "V023", 3),
        ({"so": ".nan"}, "V023", 3),
        ({"so": ".inf"}, "V023", 3),
        ({"so": "-1"}, "V023", 3),
        ({"so": "1e3"}, "V023", 3),
        ({"so": "0x1F"}, "V023", 3),
        ({"so": "1_000"}, "V023", 3),
        ({"so": "12.0"}, "V023", 3),
        ({"so": "1:30"}, "V023", 3),
        ({"so": "'١٢'"}, "V023", 3),
        ({"so": "9" * 400}, "V023", 3),
        ({"so": "!!bool x"}, "V023", 3),
        ({"so": "!!float 'x'"}, "V023", 3),
        ({"so": "!!null x"}, "V023", 3),
        ({"ngay": "31/02/2026"}, "V026", 4),
        ({"ngay": "2026-02-29"}, "V026", 4),
        ({"ngay": "1/1/26"}, "V026", 4),
        ({"ngay": "10000-01-01"}, "V026", 4),
        ({"ngay": "2024-03-01T10:00:00Z"}, "V026", 4),
        ({"ngay": "!!timestamp x"}, "V026", 4),
        ({"ngay": "0000-00-00"}, "V026", 4),
        ({"ngay": "2024-00-00"}, "V026", 4),
        ({"ngay": "2024-02-30"}, "V026", 4),
        ({"ngay": "true"}, "V023", 4),
        ({"noi_dung": "[{luoi: []}]"}, "V023", 9),
        ({"noi_dung": "[{luoi: {}}]"}, "V023", 9),
        ({"noi_dung": "[{luoi: abc}]"}, "V023", 9),
        ({"noi_dung": "[{luoi: [a, b]}]"}, "V023", 9),
        ({"noi_dung": "[{luoi: [[[a]]]}]"}, "V023", 9),
        ({"noi_dung": "[{luoi: [[{a: b}]]}]"}, "V023", 9),
        ({"noi_dung": "[{doan: true}]"}, "V023", 9),
        ({"noi_dung": "[~]"}, "V023", 9),
        ({"noi_dung": "{doan: a}"}, "V023", 9),
        ({"noi_dung": "12"}, "V023", 9),
        ({"noi_dung": "[{luoi: [[]]}]"}, "V023", 9),
        ({"noi_dung": "[{luoi: [[a], []]}]"}, "V023", 9),
        ({"noi_dung": "!!omap [a: 1, b: 2]"}, "V020", 9),
        ({"noi_dung": "!!set {a, b}"}, "V020", 9),
        ({"noi_dung": "!!binary aGVsbG8="}, "V020", 9),
        ({"noi_dung": '!!python/object/apply:os.system ["ls"]'}, "V020", 9),
        ({"noi_dung": "!!python/object:os.system {}"}, "V020", 9),
        ({"noi_dung": "!!python/tuple [a]"}, "V020", 9),
        ({"noi_dung": "!cua-toi [a]"}, "V020", 9),
        ({"noi_dung": "!cua-toi a"}, "V020", 9),
    ],
    ids=str,
)
def test_values_that_are_none(place: Path, capsys, values: dict[str, str], code: str, line: int) -> None:
    assert run(["build", str(dossier(place, **values)), "--format", "docx"]) == 4
    said = capsys.readouterr().err
    assert said.startswith(f"sai {code} ") and f"dòng {line}:" in said.replace(" :", ":")
    assert not (place / "out").exists()


@pytest.mark.parametrize(
    "call",
    [
        ["build", "{long}"],
        ["lint", "{long}"],
        ["check", "{long}.docx"],
        ["pull", "{long}.docx"],
        ["diff", "{long}", "{long}"],
        ["new", "--kind", "cong-van", "--to", "data/{long}"],
        ["init", "{long}"],
        ["import", "{good}", "--to", "{long}"],
        ["redline", "{good}", "{good}", "-o", "{long}.docx"],
        ["collect", "{long}", "--to", "data/x"],
        ["coverage", "{long}"],
        ["template", "check", "{long}.docx"],
    ],
    ids=lambda call: call[0],
)
def test_names_too_long(place: Path, capsys, call: list[str]) -> None:
    dossier(place)
    assert run(["build", "data/x", "--format", "docx"]) == 0
    capsys.readouterr()
    names = {"long": "á" * 300, "good": "out/x/x.docx"}
    assert run([part.format(**names) for part in call]) in (2, 4, 8)
    said = capsys.readouterr().err
    assert "sai V" in said and "Lỗi của chương trình" not in said and "File name" not in said


ODD_NAMES = (
    *(
        "CON",
        "nul",
        "aux.txt",
        "COM1",
        "lpt9.x",
        "Prn .a",
        "com¹",
        "a.",
        "a ",
        " a",
        "a:b",
        "a<b",
        "a|b",
        "a?",
        "a*",
        'a"b',
    ),
    *(
        "a\\b",
        "a\tb",
        "a\nb",
        "a\rb",
        "\x1b[31mx",
        "\x9bx",
        "a\u202eb",
        "a\u200bb",
        "a\u2028b",
        "a\u00adb",
        "CON/x",
        "a:/x",
    ),
)
MAKING = {
    "new": "new --kind cong-van --to data/{}",
    "init": "init {}",
    "import": "import out/x/x.docx --to data/{}",
    "import of tasks": "import out/x/x.docx --nhiem-vu --to {}.xlsx",
    "forms": "forms data/b --to {} --due 2030-01-20",
    "redline": "redline data/x data/x -o {}.docx",
    "diff": "diff data/x data/x --docx {}.docx",
}


@pytest.mark.parametrize("command", MAKING)
def test_a_name_that_windows_has_not_is_not_given(place: Path, capsys, command: str) -> None:
    dossier(place, noi_dung="[{dieu: Giao Bộ Tư pháp lập báo cáo trước ngày 01/01/2030.}]")
    dossier(place, "b", noi_dung="[{bang: {nguon: a.csv}}]")
    (place / "data/b/a.csv").write_text("Nội dung,Đơn vị chủ trì\nMột,Bộ Tư pháp\n", encoding="utf-8")
    assert run(["build", "data/x", "--format", "docx"]) == 0
    before = sorted(place.rglob("*"))
    # One that ends with a dot or a space has an ending behind it.
    names = [name for name in ODD_NAMES if "{}." not in MAKING[command] or name not in ("a.", "a ", "a:/x", "CON/x")]
    for name in names[:: 1 if command == "new" else 7]:
        capsys.readouterr()
        words = [word.format(name) for word in MAKING[command].split(" ")]
        assert run(words) == 2, name
        said = capsys.readouterr().err
        assert said.startswith("sai V422 ") and not {"\x1b", "\x9b", "\u202e", "\r"} & {*said}, name
        assert sorted(place.rglob("*")) == before


@pytest.mark.parametrize("name", ["-x", "~", "a'b", "{x}", "%s", "#a", "thư mục", "é" * 60, "nulll", ".an", "con-2"])
def test_a_name_that_only_looks_odd_is_given(place: Path, name: str) -> None:
    assert run(["new", "--kind", "cong-van", "--to", f"data/{name}"]) == 0
    assert [path.name for path in (place / "data" / name).iterdir()] == ["van-ban.yaml"]


def test_a_folder_name_that_a_terminal_would_obey(place: Path, capsys) -> None:
    folder = dossier(place, "x\x1b[31m\x9b2J\u202ey", noi_dung="[{luoi: []}]")
    assert run(["build", str(folder)]) == 4
    said = "".join(capsys.readouterr())
    assert "sai V023" in said and not {"\x1b", "\x9b", "\u202e"} & set(said)


def test_a_folder_in_the_place_of_a_file(place: Path, capsys) -> None:
    dossier(place)
    (place / "out/x/x.docx").mkdir(parents=True)
    (place / "r.docx").mkdir()
    calls = [
        (["build", "data/x", "--format", "docx", "--force"], "V017"),
        (["redline", "data/x", "data/x", "-o", "r.docx", "--force"], "V017"),
        (["diff", "data/x", "data/x", "--docx", "r.docx"], "V017"),
        (["diff", "data/x", "data/x", "--xlsx", "r.docx"], "V017"),
    ]
    for call, code in calls:
        assert run(call) == 8
        said = capsys.readouterr().err
        assert f"sai {code} " in said and "thư mục" in said
    assert sorted(path.name for path in place.iterdir()) == ["data", "out", "r.docx", "templates"]
    assert [path.name for path in (place / "out/x").iterdir() if path.name.startswith(".x")] == []


def test_a_file_that_cannot_be_read_is_no_judged_one(place: Path, capsys) -> None:
    (place / "hong.docx").write_bytes(b"PK\x03\x04...")
    (place / "trong.docx").write_bytes(b"")
    for name in ("hong.docx", "trong.docx", "khong-co.docx"):
        assert run(["check", name]) == 4
    dossier(place)
    assert run(["build", "data/x", "--format", "docx"]) == 0
    capsys.readouterr()
    assert run(["check", "hong.docx", "out/x/x.docx"]) == 4
    assert "x.docx" in "".join(capsys.readouterr())
