"""Whatever is edited in a source, all else in it stays byte for byte: of YAML, Markdown, workbooks.

What an edit covers is found by others than the program: the nodes of a YAML reader, the lines of a known draft, the
cell as it is written.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from lxml import etree
from ruamel.yaml import YAML

from generator.keeping.draft_edits import SetParagraph
from generator.keeping.markdown_source import edited_markdown
from generator.keeping.write_back import written
from generator.keeping.yaml_source import edited_yaml
from generator.merging.writing.source_edits import SetCell, SetValue
from generator.reading.markdown import read_markdown

F = Path("x")
_words = (
    st.text(st.sampled_from("aĐộ :#-'\"{}[],&*!|>%@`\\?0.~\n\t<"), min_size=1, max_size=30).map(str.strip).filter(bool)
)
_some = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

# --- YAML ------------------------------------------------------------------------------------------------------------

SOURCE = """\
%YAML 1.2
---
# đầu tệp
so:   142   # số, giữ khoảng trắng
'trich_yeu' : "Ban hành  Kế hoạch"
can_cu:
- Căn cứ một;\x20\x20
# chú thích giữa
- 'Căn cứ ''hai'''

- "Căn cứ: ba"
noi_dung:
    - dieu: |
        Dòng một
        dòng hai

    - khoan: >-
        gấp dòng
        thành một
      noi_dung: [{diem: "một", x: 1}, {diem: hai}]   # cuối
    - {khoan: ngắn, tieu_de: T}
ky: {chuc_vu: "Bộ trưởng", ho_ten: An}
...
"""
PATHS: tuple[tuple[str | int, ...], ...] = (
    ("so",),
    ("trich_yeu",),
    ("can_cu", 0),
    ("can_cu", 1),
    ("can_cu", 2),
    ("noi_dung", 0, "dieu"),
    ("noi_dung", 1, "khoan"),
    ("noi_dung", 1, "noi_dung", 0, "diem"),
    ("noi_dung", 1, "noi_dung", 1, "diem"),
    ("noi_dung", 2, "khoan"),
    ("ky", "ho_ten"),
)


def node(root: Any, path: Iterable[str | int]) -> Any:
    for step in path:
        root = root.value[step] if isinstance(step, int) else next(v for k, v in root.value if k.value == step)
    return root


def without(text: str, paths: Iterable[tuple[str | int, ...]]) -> str:
    """A YAML text without some of its values."""
    root = YAML().compose(text)
    spans = [(found.start_mark.index, found.end_mark.index) for found in (node(root, path) for path in paths)]
    for start, end in sorted(spans, reverse=True):
        # A block ends where the next thing begins: its empty lines are its own.
        own = text[start:end]
        text = text[:start] + ("\n" if own.endswith("\n") else "") + text[end:]
    return text


@example({("noi_dung", 1, "khoan"): "0\n 0", ("noi_dung", 0, "dieu"): "a\n\tb"}, "\n")
@example({("noi_dung", 1, "khoan"): "0\n\n\n0"}, "\n")
@given(st.dictionaries(st.sampled_from(PATHS), _words, min_size=1, max_size=4), st.sampled_from(["\n", "\r\n"]))
@_some
def test_yaml(values: dict[tuple[str | int, ...], str], ending: str) -> None:
    source = SOURCE.replace("\n", ending)
    made = edited_yaml(source, [SetValue(F, path, text) for path, text in values.items()])
    assert without(made, values) == without(source, values)


# --- Markdown --------------------------------------------------------------------------------------------------------

DRAFT = """Sở Nội vụ báo cáo   kết quả

Điều 1. Phạm vi điều chỉnh\x20\x20

1.  Nguyên tắc làm việc của *lãnh đạo* và
    các phòng chuyên môn
2)  Trách nhiệm của __từng công chức__

    a) Tiếp nhận hồ sơ

3.  Quan hệ phối hợp^[Theo quy chế số 05.]

| Phòng | Số việc |
|-------|--------:|
| Một   | 12      |

* Phòng Hành chính tổng hợp


Điều 2. Quyết định có **hiệu lực** &amp; thay thế
"""
# Where a paragraph begins, and how many lines it has.
LINES = {1: 1, 3: 1, 5: 2, 7: 1, 9: 1, 17: 1, 20: 1}


@given(
    st.dictionaries(
        st.sampled_from(sorted(LINES)), _words.map(lambda text: " ".join(text.split())), min_size=1, max_size=3
    )
)
@_some
def test_markdown(tmp_path: Path, values: dict[int, str]) -> None:
    (path := tmp_path / "than.md").write_text(DRAFT, encoding="utf-8")
    draft = read_markdown(path, "than.md")
    made = edited_markdown(DRAFT, draft, [SetParagraph(F, line, text) for line, text in values.items()])
    old, new = DRAFT.split("\n"), made.split("\n")
    # What stands between the edited paragraphs is there, in its order.
    kept, at = [], 1
    for line in (*sorted(values), len(old) + 1):
        kept.append(old[at - 1 : line - 1])
        at = line + LINES.get(line, 0)
    assert new[: len(kept[0])] == kept[0] and (not kept[-1] or new[-len(kept[-1]) :] == kept[-1])
    place = 0
    for run in filter(None, kept):
        place = next(n for n in range(place, len(new)) if new[n : n + len(run)] == run) + len(run)


# --- workbooks -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Việc"
    for row in range(1, 9):
        sheet.append([f"V{row:02d}", row, f"Nội dung <{row}> & “khác”", "  hai  khoảng ", None, f"=B{row}+1"])
    sheet.merge_cells("C3:D4")
    sheet.freeze_panes = "B2"
    sheet["C2"].font = openpyxl.styles.Font(bold=True, color="FF0000")
    made.create_sheet("Khác")["A1"] = "=Việc!B2"
    made.save(path := tmp_path_factory.mktemp("book") / "viec.xlsx")
    return path


def canonical(xml: bytes) -> bytes:
    """A part apart from how its root and entities are spelled."""
    return etree.tostring(etree.fromstring(xml), method="c14n")


def parts(data: bytes, place: Path) -> dict[str, bytes]:
    place.write_bytes(data)
    with zipfile.ZipFile(place) as package:
        return {name: package.read(name) for name in package.namelist()}


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("ABCE"), st.sampled_from([1, 2, 5, 6, 8])), _words, min_size=1, max_size=4
    )
)
@_some
def test_workbooks(book: Path, tmp_path: Path, values: dict[tuple[str, int], str]) -> None:
    made = written([SetCell(book, "Việc", column, row, text) for (column, row), text in values.items()])[book]
    before, after = (parts(data, tmp_path / "x.xlsx") for data in (book.read_bytes(), made))
    assert {*before} == {*after}
    assert {name for name in before if before[name] != after[name]} <= {"xl/worksheets/sheet1.xml"}
    places = "|".join(f"{column}{row}" for column, row in values)
    cell = re.compile(rf'<c r="(?:{places})"(?:[^>]*/>|.*?</c>)'.encode(), re.DOTALL)
    old, new = (canonical(cell.sub(b"", each["xl/worksheets/sheet1.xml"])) for each in (before, after))
    assert new == old
