"""`vanban pull`, `diff`, `redline` from the command line: exit codes, what is said, JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from word_edits import YAML, changed, paragraph, pulled, retype, row, source_text, tasks, workplace

from generator.face.cli import run
from generator.values.errors import ExitCode


@pytest.fixture
def docx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = workplace(tmp_path)
    monkeypatch.chdir(tmp_path)
    return made


def test_dry_run_shows_all_and_writes_nothing(docx: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(docx, lambda root: retype(row(root, "Tháng 3/2024"), "Tháng 3/2024", "Tháng 5/2024"))
    before = tasks(docx)
    assert run(["pull", str(docx), "--dry-run"]) == ExitCode.DONE
    said = capsys.readouterr().out
    assert "~ Nhiệm vụ 1 “Xây dựng, ban hành Kế hoạch triển khai" in said and "Sẽ ghi" in said
    assert "Thời gian: “Tháng 3/2024” → “Tháng 5/2024”" in " ".join(said.split())
    assert tasks(docx) == before
    assert run(["pull", str(docx), "--json"]) == ExitCode.DONE
    value = json.loads(capsys.readouterr().out)
    assert [(change["field"], change["after"]) for change in value["changes"]] == [("thoi_han", "Tháng 5/2024")]
    assert tasks(docx)["NV01"]["thoi_han"] == "Tháng 5/2024"


def test_conflicts_have_an_exit_code_of_their_own(docx: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(docx, lambda root: retype(paragraph(root, "Số: 142"), "142", "150"))
    source = docx.parents[2] / "data" / YAML / "van-ban.yaml"
    source.write_text(source_text(docx).replace("so: 142", "so: 143"), encoding="utf-8")
    assert run(["pull", str(docx)]) == ExitCode.MERGE_CONFLICTS
    said = capsys.readouterr().err
    assert all(text in said for text in ("“142”", "“143”", "“150”"))
    assert run(["pull", str(docx), "--theirs"]) == ExitCode.DONE
    assert "so: 150" in source_text(docx)


def test_a_file_of_nobody_is_refused(docx: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "khac.docx"
    other.write_bytes(b"not a document")
    assert run(["pull", str(other)]) == ExitCode.BAD_INPUT
    assert run(["pull", str(tmp_path / "thieu.docx")]) == ExitCode.BAD_INPUT
    assert "V010" in capsys.readouterr().err


def test_diff_and_redline(docx: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited = tmp_path / "sua.docx"
    changed(docx, lambda root: retype(row(root, "Tháng 3/2024"), "Tháng 3/2024", "Tháng 5/2024"), edited)
    assert run(["diff", str(docx), str(edited)]) == ExitCode.DONE
    assert capsys.readouterr().out.splitlines() == [
        "~ Nhiệm vụ NV01, Thời gian hoàn thành: “Tháng 3/2024” → “Tháng 5/2024”"
    ]
    book = tmp_path / "thay-doi.xlsx"
    assert run(["diff", str(docx), str(edited), "--xlsx", str(book)]) == ExitCode.DONE
    assert [row[:4] for row in load_workbook(book).active.iter_rows(values_only=True)] == [
        ("Chỗ", "Thay đổi", "Trước", "Sau"),
        ("Nhiệm vụ NV01, Thời gian hoàn thành", "sửa", "Tháng 3/2024", "Tháng 5/2024"),
    ]
    target = tmp_path / "so-sanh.docx"
    assert run(["redline", f"data/{YAML}", str(edited), "-o", str(target), "--author", "A"]) == ExitCode.DONE
    assert run(["redline", f"data/{YAML}", str(edited), "-o", str(target)]) == ExitCode.USAGE
    assert run(["diff", str(target), str(target)]) == ExitCode.DONE
    # A redline of ours is still a file that can be pulled: accepted it holds the edit, rejected it does not.
    assert pulled(target, accept=False, data=tmp_path / "data").changes == ()
    assert len(pulled(target, data=tmp_path / "data").changes) == 1
