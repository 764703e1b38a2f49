"""Files that only look like Word files, and those saved as Strict: every command refuses the ones, reads the others."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from generator.face.cli import run
from tests.hostile_files import HEAD, TASK, cells, excel
from tests.ooxml.strict_files import STRANGE, as_strict, paragraph, strict_excel, strict_word, zipped

BAD_INPUT, BAD_TEMPLATE = 4, 5
YAML = """loai: cong-van
co_quan: {ten: Sở Mẫu tỉnh X, ky_hieu: SM}
ngay: 2030-01
dia_danh: Tỉnh X
trich_yeu: Thử bản nháp
don_vi_soan_thao: VP
kinh_gui: [Các phòng thuộc Sở]
noi_dung: la.docx
noi_nhan: [Như trên, "Lưu: VT"]
ky: {chuc_vu: Giám đốc, ho_ten: Họ và tên}
"""
Told = tuple[int, list[tuple[str, str]], str]


@pytest.fixture
def vanban(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """Exit code, (code, file) of every finding wherever it stands in the JSON, the whole of it."""
    monkeypatch.chdir(tmp_path)
    home = Path("data/ho-so")
    home.mkdir(parents=True)
    (home / "van-ban.yaml").write_text(YAML, encoding="utf-8")

    def call(*arguments: str) -> Told:
        code = run([*arguments, "--json"])
        out = capsys.readouterr().out
        return code, [*dict.fromkeys(findings(json.loads(out)))], out

    return call


def findings(value: object) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        own = [(value["code"], Path(value["file"]).name)] if {"code", "file"} <= value.keys() else []
        return own + [found for inner in value.values() for found in findings(inner)]
    return [found for inner in value for found in findings(inner)] if isinstance(value, list) else []


def good() -> None:
    document = Document()
    document.add_paragraph("Nội dung như thường.")
    document.save("tot.docx")


COMMANDS = {
    "pull": ("pull", "la.docx", "--dossier", "data/ho-so"),
    "diff": ("diff", "tot.docx", "la.docx"),
    "diff-the-other-way": ("diff", "la.docx", "tot.docx"),
    "redline": ("redline", "tot.docx", "la.docx", "-o", "so-sanh.docx"),
    "redline-the-other-way": ("redline", "la.docx", "tot.docx", "-o", "so-sanh.docx"),
    "check": ("check", "la.docx"),
    "template-check": ("template", "check", "la.docx"),
}


@pytest.mark.parametrize("kind", STRANGE)
@pytest.mark.parametrize("command", ["build", *COMMANDS])
def test_what_is_no_document_is_refused(vanban: Callable[..., Told], command: str, kind: str) -> None:
    good()
    where = Path("data/ho-so/la.docx") if command == "build" else Path("la.docx")
    where.write_bytes(STRANGE[kind])
    if command != "build":
        Path("data/ho-so/la.docx").write_bytes(Path("tot.docx").read_bytes())
    code, told, out = vanban(*COMMANDS.get(command, ("build", "data/ho-so", "--format", "docx")))
    no_template = command == "template-check" and kind == "excel"
    assert told == [("T002" if no_template else "V015", "la.docx")], out
    assert code == (BAD_TEMPLATE if command == "template-check" else BAD_INPUT)
    assert not Path("out").exists()
    assert not Path("so-sanh.docx").exists()


def test_a_strict_draft_is_the_text_of_the_document(vanban: Callable[..., Told]) -> None:
    body = paragraph("1. Phòng Hành chính gửi báo cáo.") + paragraph("2. Các phòng thực hiện.")
    Path("data/ho-so/la.docx").write_bytes(zipped(strict_word(body)))
    code, told, out = vanban("build", "data/ho-so", "--format", "docx")
    assert code in (0, 1), out
    assert not [found for found in told if found[0] == "V015"]
    (made,) = Path("out").rglob("*.docx")
    texts = [one.text for one in Document(str(made)).paragraphs]
    assert "1. Phòng Hành chính gửi báo cáo." in texts
    assert "2. Các phòng thực hiện./." in texts


def test_strict_copies_of_what_was_built_come_back(vanban: Callable[..., Told]) -> None:
    """Saved as Strict and edited there: compared field by field, taken into the data, shown as a redline, judged."""
    yaml = YAML.replace("noi_dung: la.docx", "noi_dung:\n  - doan: Gửi báo cáo trong 15 ngày.")
    Path("data/ho-so/van-ban.yaml").write_text(yaml, encoding="utf-8")
    assert vanban("build", "data/ho-so", "--format", "docx")[0] == 0
    (made,) = Path("out").rglob("*.docx")
    Path("moi.docx").write_bytes(zipped(as_strict(made.read_bytes(), ("15 ngày", "20 ngày"))))
    assert vanban("diff", str(made), str(made))[2].count("ngày") == 0
    code, _, out = vanban("diff", str(made), "moi.docx")
    assert (code, "20 ngày" in out, "15 ngày" in out) == (0, True, True)
    assert vanban("redline", str(made), "moi.docx", "-o", "so-sanh.docx")[0] == 0
    assert [found for found in vanban("check", "moi.docx")[1] if found[0].startswith("V")] == []
    code, _, out = vanban("pull", "moi.docx", "--dossier", "data/ho-so")
    assert code == 0, out
    assert "trong 20 ngày" in Path("data/ho-so/van-ban.yaml").read_text(encoding="utf-8")


def test_a_strict_workbook_is_a_register(vanban: Callable[..., Told]) -> None:
    Path("bang.xlsx").write_bytes(
        zipped(strict_excel([["STT", "Nội dung nhiệm vụ", "Thời hạn"], ["1", "Gửi báo cáo", "15/01/2030"]]))
    )
    code, _, out = vanban("coverage", "bang.xlsx")
    assert code == 0, out
    assert '"tasks": 1' in out or "Gửi báo cáo" in out


def test_two_files_of_different_kinds_are_both_named(vanban: Callable[..., Told]) -> None:
    good()
    Path("so.xlsx").write_bytes(zipped(excel(cells(HEAD, TASK))))
    Path("la.md").write_text("# Một\n\nHai.\n", encoding="utf-8")
    for one, other in itertools.permutations(("tot.docx", "so.xlsx", "la.md"), 2):
        code, told, out = vanban("diff", one, other)
        assert code == BAD_INPUT and "V421" in [found for found, _ in told], out
        assert one in out and other in out
    Path("la.docx").write_bytes(b"")
    for command in (("diff", "la.docx", "la.docx"), ("redline", "la.docx", "la2.docx", "-o", "r.docx")):
        Path("la2.docx").write_bytes(b"PK\x03\x04")
        assert {file for _, file in vanban(*command)[1]} >= {"la.docx"}
    assert {file for _, file in vanban("redline", "la.docx", "la2.docx", "-o", "r.docx")[1]} == {"la.docx", "la2.docx"}


@pytest.mark.parametrize("command", ["coverage", "lint", "build"])
@pytest.mark.parametrize("name", ["a.ods", "a.xls", "a.rtf", "a.txt", "a.png", "a"])
def test_a_file_of_no_kind_that_is_read_is_refused_by_its_kind(
    vanban: Callable[..., Told], name: str, command: str
) -> None:
    Path(name).write_text("loai: cong-van\n", encoding="utf-8")
    code, told, out = vanban(command, name)
    assert (code, told) == (BAD_INPUT, [("V016", name)]), out


NOISE = {
    "noise": bytes(range(256)) * 20,
    "noise-with-a-tag": b"<p>" + bytes(range(256)) * 20,
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(128)) * 9,
    "pdf": b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj",
    "text": "Một. Hai.".encode(),
    "json": b'{"a": "<b"}',
    "package": zipped({"a.txt": "<p>Một</p>"}),
}


@pytest.mark.parametrize("kind", NOISE)
@pytest.mark.parametrize(
    "arguments", [("--to", "data/moi"), ("--nhiem-vu", "--to", "dx.xlsx")], ids=["dossier", "tasks"]
)
def test_noise_is_no_page(vanban: Callable[..., Told], kind: str, arguments: tuple[str, ...]) -> None:
    Path("la.html").write_bytes(NOISE[kind])
    code, told, out = vanban("import", "la.html", *arguments)
    assert (code, told) == (BAD_INPUT, [("V355", "la.html")]), out
    assert not Path("data/moi").exists() and not Path("dx.xlsx").exists()


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_markdown_draft_is_refused_as_an_empty_word_file_is(vanban: Callable[..., Told], text: str) -> None:
    yaml = YAML.replace("la.docx", "la.md")
    Path("data/ho-so/van-ban.yaml").write_text(yaml, encoding="utf-8")
    Path("data/ho-so/la.md").write_text(text, encoding="utf-8")
    code, told, out = vanban("build", "data/ho-so", "--format", "docx")
    assert (code, told) == (BAD_INPUT, [("V015", "la.md")]), out
