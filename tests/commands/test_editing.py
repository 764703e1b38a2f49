"""A dossier that is open: what is shown is what the source says; a change writes just itself, or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import DATA
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.commands.editing import AddRow, Change, RemoveRow, SetCells, SetField, SetLines, ShiftRow
from generator.face import api
from generator.reading.dossier import load_dossier
from generator.values.errors import InputError, UsageError
from generator.values.paths import every_text


@pytest.fixture
def dossier(tmp_path) -> Path:
    return Path(shutil.copytree(DATA / "142-qd-vpcp", tmp_path / "data" / "142-qd-vpcp"))


def changed(dossier: Path, wanted: Change) -> None:
    api.change(dossier, wanted, api.open_dossier(dossier).version)


def field(dossier: Path, path: str) -> str:
    (found,) = [one.value for one in api.open_dossier(dossier).documents[0].fields if one.path == path]
    return found


def test_every_text_of_a_document_can_be_seen(dossier) -> None:
    desk = api.open_dossier(dossier)
    seen = "\n".join(one.value for document in desk.documents for one in (*document.fields, *document.body))
    seen += "\n".join(text for table in desk.tables for row in table.rows for text in row.cells)
    assert [text for _, text in every_text(load_dossier(dossier)[0]) if text and text not in seen] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("trich_yeu", "Ban hành: Kế hoạch “x” # {y}"),
        ("so", "15"),
        ("so", ""),
        ("ngay", "2026-03"),
        ("do_khan", "hoa-toc"),
        ("co_quan.chu_quan", "Bộ Mẫu"),
        ("ky[0].ho_ten", "Lê Văn B"),
        ("ky[0].quyen_han", "KT. BỘ TRƯỞNG"),
    ],
)
def test_a_field_is_written_and_nothing_else(dossier, path, value) -> None:
    source = dossier / "van-ban.yaml"
    before = source.read_text(encoding="utf-8").splitlines()
    changed(dossier, SetField(path, value))
    assert field(dossier, path) == value
    after = source.read_text(encoding="utf-8").splitlines()
    assert len([line for line in after if line not in before]) <= 1
    assert len([line for line in before if line not in after]) <= 1


@pytest.mark.parametrize("path", ["can_cu", "noi_nhan"])
@pytest.mark.parametrize("lines", [(), ("Một",), ("Một: hai", "- ba", "#bốn"), ("Lưu: VT, KSTT (3)",)])
def test_a_list_becomes_another_one(dossier, path, lines) -> None:
    changed(dossier, SetLines(path, lines))
    assert field(dossier, path) == "\n".join(lines)
    changed(dossier, SetLines(path, ("Sau", *lines)))
    assert field(dossier, path) == "\n".join(("Sau", *lines))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.sampled_from(["Căn cứ A", "Căn cứ B", "Theo đề nghị: C", "D"]), max_size=5))
def test_any_list_from_any_list(dossier, lines) -> None:
    changed(dossier, SetLines("can_cu", tuple(lines)))
    assert field(dossier, "can_cu").split("\n") == (lines or [""])


def cell(dossier: Path, row: int, letter: str) -> str:
    (table,) = api.open_dossier(dossier).tables
    at = [one for one, _ in table.columns].index(letter)
    (found,) = [one.cells[at] for one in table.rows if one.number == row]
    return found


def test_cells_are_written_all_or_none(dossier) -> None:
    changed(dossier, SetCells(0, ((3, "C", 'Việc "mới"\nhai dòng'), (4, "D", ""))))
    assert (cell(dossier, 3, "C"), cell(dossier, 4, "D")) == ('Việc "mới"\nhai dòng', "")
    before = (dossier / "nhiem-vu.xlsx").read_bytes()
    with pytest.raises(InputError):
        # Two tasks with one id.
        changed(dossier, SetCells(0, ((3, "C", "khác"), (4, "A", cell(dossier, 3, "A")))))
    assert (dossier / "nhiem-vu.xlsx").read_bytes() == before


def test_rows_come_go_and_move(dossier) -> None:
    (table,) = api.open_dossier(dossier).tables
    first = [row.cells[2] for row in table.rows]
    changed(dossier, AddRow(0, 3, {table.number: "2a", table.content: "Việc chen vào"}))
    assert cell(dossier, 4, "C") == "Việc chen vào"
    assert cell(dossier, 4, "A") not in {row.cells[0] for row in table.rows}
    changed(dossier, ShiftRow(0, 4, 1))
    assert cell(dossier, 2, "C") == "Việc chen vào"
    changed(dossier, RemoveRow(0, 2))
    assert [row.cells[2] for row in api.open_dossier(dossier).tables[0].rows] == first


def test_what_moved_elsewhere_is_not_overwritten(dossier) -> None:
    version = api.open_dossier(dossier).version
    changed(dossier, SetField("trich_yeu", "Của người khác"))
    with pytest.raises(UsageError) as refused:
        api.change(dossier, SetField("trich_yeu", "Của mình"), version)
    assert [one.code for one in refused.value.findings] == ["V009"]
    assert field(dossier, "trich_yeu") == "Của người khác"


def test_a_change_is_undone_to_the_byte_and_only_at_once(dossier) -> None:
    files = [dossier / "van-ban.yaml", dossier / "nhiem-vu.xlsx"]
    before = [file.read_bytes() for file in files]
    one = api.change(dossier, SetCells(0, ((3, "C", "x"),)), api.open_dossier(dossier).version)
    two = api.change(dossier, SetField("trich_yeu", "y"), one.version)
    with pytest.raises(UsageError):
        api.put_back(dossier, one.before, one.version)
    assert api.put_back(dossier, two.before, two.version) == one.version
    api.put_back(dossier, one.before, one.version)
    assert [file.read_bytes() for file in files] == before


def test_a_wrong_value_is_refused_and_nothing_is_written(dossier) -> None:
    before = (dossier / "van-ban.yaml").read_bytes()
    for wanted in (SetField("so", "mười"), SetField("ngay", "32/13/2026"), SetField("khong_co.gi", "x")):
        with pytest.raises(InputError):
            changed(dossier, wanted)
    assert (dossier / "van-ban.yaml").read_bytes() == before
