"""Task tables that go wrong: what is said of each, and where."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from generator.commands.build import BuildOptions, build
from generator.values.errors import VanbanError
from generator.values.findings import Severity

HEAD = """loai: phu-luc
nhan: Phụ lục I
co_quan: {ten: Sở Mẫu tỉnh X, ky_hieu: SM}
trich_yeu: Danh sách nhiệm vụ
ky: {chuc_vu: Giám đốc}
"""
ONE = f"{HEAD}bang: {{nguon: a.csv, khi_trong: Không có.}}\n"
TWO = f"{HEAD}noi_dung:\n  - bang: {{nguon: a.csv}}\n  - bang: {{nguon: b.csv}}\n"
COLUMNS = "Mã,STT,Nội dung\n"
LONG = ("chữ " * 7_500).strip()

# (van-ban.yaml, a.csv, b.csv) -> (stops, code, file, cell, words of the message)
CASES = {
    "register of 0 rows": ((ONE, COLUMNS, ""), (True, "V041", "a.csv", "", "không có nhiệm vụ nào")),
    "only a section": ((ONE, f"{COLUMNS},I,Mục một\n", ""), (True, "V041", "a.csv", "", "không có nhiệm vụ nào")),
    "section without heading": ((ONE, f"{COLUMNS},I,\nNV01,1,Một\n", ""), (True, "V043", "a.csv", "C2", "“I”")),
    "two ids in one file": ((ONE, f"{COLUMNS}NV01,1,Một\nNV01,2,Hai\n", ""), (True, "V046", "a.csv", "A3", "ô A2")),
    "two ids across files": (
        (TWO, f"{COLUMNS}NV01,1,Một\n", f"{COLUMNS}NV01,1,Hai\n"),
        (False, "V049", "b.csv", "A2", "“NV01” đã dùng"),
    ),
    "30,000 characters": ((ONE, f"{COLUMNS}NV01,1,{LONG}\n", ""), (False, "V045", "a.csv", "C2", "29999")),
    "beyond a cell of Excel": (
        (ONE, f"{COLUMNS}NV01,1,{LONG} {LONG}\n", ""),
        (True, "V109", "a.csv", "C2", "32767"),
    ),
}


def built(tmp_path: Path, files: tuple[str, str, str]):
    folder = tmp_path / "data" / "mau"
    folder.mkdir(parents=True)
    for name, text in zip(("van-ban.yaml", "a.csv", "b.csv"), files, strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    day = datetime(2024, 6, 1)
    try:
        done = build(folder, BuildOptions(date(2024, 6, 1), day, ("docx", "xlsx"), tmp_path / "out"))
    except VanbanError as failure:
        return True, failure.findings
    return False, done.findings


@pytest.mark.parametrize("name", CASES)
def test_bad_table(tmp_path: Path, name: str) -> None:
    files, (stops, code, file, cell, words) = CASES[name]
    stopped, findings = built(tmp_path, files)
    (finding,) = [each for each in findings if each.code == code]
    assert stopped == stops == (finding.severity is Severity.ERROR)
    assert Path(finding.place.file).name == file
    assert finding.place.cell == cell
    assert words in str(finding.message)
    assert (tmp_path / "out" / "mau" / "mau.xlsx").exists() != stops


def test_one_task_in_two_tables_is_no_clash(tmp_path: Path) -> None:
    """The same task shown from two files, as last month's and this month's table are."""
    _, findings = built(tmp_path, (TWO, f"{COLUMNS}NV01,1,Một\n", f"{COLUMNS}NV01,1,Một\n"))
    assert [each for each in findings if each.code == "V049"] == []
