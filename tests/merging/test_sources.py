"""Edits of YAML, JSON and CSV sources: only the characters of the values concerned change."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from ruamel.yaml import YAML

from generator.keeping.write_back import written
from generator.keeping.yaml_source import edited_yaml
from generator.merging.writing.source_edits import (
    DeleteItem,
    DeleteRow,
    InsertItem,
    InsertRow,
    SetCell,
    SetValue,
    SourceEdit,
)

F = Path("van-ban.yaml")
SOURCE = """\
# đầu tệp
so: 142   # số
ngay: 2024-03-16
can_cu:
  - Căn cứ một
  # chú thích giữa
  - 'Căn cứ hai'

  - "Căn cứ: ba"
noi_dung:
  - dieu: |
      Dòng một
      dòng hai
  - doan trần
  - {khoan: ngắn, tieu_de: T}
ky: {chuc_vu: "Bộ trưởng", ho_ten: }
cuoi: hết"""


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (SetValue(F, ("so",), "143"), ["- so: 142   # số", "+ so: 143   # số"]),
        (SetValue(F, ("can_cu", 0), "Căn cứ: mới"), ["-   - Căn cứ một", '+   - "Căn cứ: mới"']),
        (SetValue(F, ("can_cu", 1), "Điều 'x'"), ["-   - 'Căn cứ hai'", "+   - 'Điều ''x'''"]),
        (SetValue(F, ("can_cu", 2), 'nói "có"'), ['-   - "Căn cứ: ba"', '+   - "nói \\"có\\""']),
        (
            SetValue(F, ("noi_dung", 0, "dieu"), "Dòng một\ndòng ba"),
            ["-       dòng hai", "+       dòng ba"],
        ),
        (SetValue(F, ("noi_dung", 1, "doan"), "- gạch"), ["-   - doan trần", '+   - "- gạch"']),
        (
            SetValue(F, ("noi_dung", 2, "khoan"), "dài, hơn"),
            ["-   - {khoan: ngắn, tieu_de: T}", '+   - {khoan: "dài, hơn", tieu_de: T}'],
        ),
        (
            SetValue(F, ("ky", 0, "ho_ten"), "Tên"),
            ['- ky: {chuc_vu: "Bộ trưởng", ho_ten: }', '+ ky: {chuc_vu: "Bộ trưởng", ho_ten: Tên }'],
        ),
        (SetValue(F, ("cuoi",), "true"), ["- cuoi: hết", '+ cuoi: "true"']),
        (SetValue(F, ("dia_danh",), "Hà Nội"), ["+ dia_danh: Hà Nội"]),
        (InsertItem(F, ("can_cu", 1), "Chen"), ["+   - Chen"]),
        (InsertItem(F, ("noi_dung", 0), {"dieu": "Mới"}), ["+   - dieu: Mới"]),
        (DeleteItem(F, ("can_cu", 1)), ["-   - 'Căn cứ hai'"]),
        (DeleteItem(F, ("noi_dung", 0)), ["-   - dieu: |", "-       Dòng một", "-       dòng hai"]),
    ],
    ids=lambda value: str(value)[:40],
)
def test_one_edit_moves_one_place(edit: SetValue | InsertItem | DeleteItem, expected: list[str]) -> None:
    made = edited_yaml(SOURCE, [edit])
    lines = difflib.ndiff(SOURCE.splitlines(), made.splitlines())
    assert [line for line in lines if line[:2] in ("- ", "+ ")] == expected


_text = st.text(st.sampled_from("aĐộ :#-'\"{}[],&*!|>%@`\\?0.~\n"), min_size=1, max_size=20).map(str.strip).filter(bool)
_paths = st.sampled_from(
    [("so",), ("can_cu", 0), ("can_cu", 1), ("can_cu", 2), ("noi_dung", 0, "dieu"), ("noi_dung", 2, "khoan"), ("cuoi",)]
)


@given(st.dictionaries(_paths, _text, max_size=4), st.lists(_text, max_size=2))
@settings(max_examples=150, deadline=None)
def test_any_texts_read_back(values: dict[tuple[str | int, ...], str], items: list[str]) -> None:
    """`edited_yaml` proves itself; here again by another reader."""
    edits = [*(SetValue(F, path, text) for path, text in values.items())]
    made = edited_yaml(SOURCE, [*edits, *(InsertItem(F, ("can_cu", 2), text) for text in items)])
    data = YAML(typ="safe").load(made)
    for path, text in values.items():
        at = data
        for step in path:
            at = at[step]
        assert str(at).strip() == text or path == ("so",)
    assert [str(item) for item in data["can_cu"][3:]] == items
    assert "# chú thích giữa" in made


def wrote(path: Path, text: str, *edits: SourceEdit) -> str:
    path.write_bytes(text.encode())
    return written(edits)[path].decode()


def test_csv_keeps_all_other_lines(tmp_path: Path) -> None:
    path = tmp_path / "nv.csv"
    text = '\ufeffMã;Nội dung;Thời hạn\r\nA;"Một; hai";  x\r\nB;"Dòng\r\nhai";y\r\nC;c;z\r\n'
    made = wrote(path, text, SetCell(path, "", "C", 4, "mới"), InsertRow(path, "", 4, {"A": "D", "B": "d;"}))
    assert made == '\ufeffMã;Nội dung;Thời hạn\r\nA;"Một; hai";  x\r\nB;"Dòng\r\nhai";mới\r\nD;"d;";\r\nC;c;z\r\n'
    assert wrote(path, text, DeleteRow(path, "", 5)) == text.replace("C;c;z\r\n", "")


def test_json_stays_json(tmp_path: Path) -> None:
    path = tmp_path / "nv.json"
    text = '[\n  {"ma": "A", "noi_dung": "một",  "thoi_han": "x"},\n  {"ma": "B", "noi_dung": "hai"}\n]\n'
    made = wrote(path, text, SetValue(path, (0, "thoi_han"), 'mới "y"'), InsertItem(path, (0,), {"ma": "C"}))
    assert made == text.replace('"x"}', '"mới \\"y\\""}, {"ma": "C"}')
    assert json.loads(made)[1] == {"ma": "C"}


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    path = tmp_path / "van-ban.yaml"
    text = SOURCE.replace("\n", "\r\n")
    assert wrote(path, text, SetValue(path, ("so",), "7")) == text.replace("142", "7")
