"""A writer that errs is found out before anything is written: whatever it does, wherever in the sources."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from generator.keeping import sources, write_back
from generator.merging.writing.source_edits import (
    DeleteItem,
    DeleteRow,
    InsertItem,
    InsertRow,
    MoveItem,
    MoveRow,
    SetCell,
    SetValue,
    SourceEdit,
)
from generator.reading.dossier import load_dossier
from generator.values.errors import InputError
from generator.values.model import Dossier

TEXT = (
    "loai: bao-cao\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\ntrich_yeu: Kết quả\n"
    "can_cu:\n  - Căn cứ một\n  - Căn cứ hai\nnoi_dung:\n  - doan: Lời một.\n  - muc: Mục\n    noi_dung:\n"
    "      - bang: {nguon: so.xlsx}\n  - bang: {nguon: so.csv}\n  - bang: {nguon: so.yaml}\nnoi_nhan: [A, B]\n"
)
HEAD = ("Mã", "STT", "Nội dung nhiệm vụ", "Thời hạn")
ROWS = [HEAD, ("", "I", "MỤC MỘT", ""), *((f"V{n}", str(n), f"Việc {n}", f"Tháng {n}/2026") for n in range(1, 6))]


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("x")
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active["B8"] = "=1+1"
    book.create_sheet("Khác")["A1"] = "giữ nguyên"
    book.save(folder / "so.xlsx")
    with (folder / "so.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [(f"C{row[0]}" if number > 1 else row[0], *row[1:]) for number, row in enumerate(ROWS)]
        )
    tasks = [f"- {{Mã: Y{n}, Nội dung nhiệm vụ: Việc {n}, Thời hạn: Tháng {n}/2026}}" for n in range(1, 6)]
    (folder / "so.yaml").write_text("\n".join(["- muc: I. MỤC", *tasks]) + "\n", encoding="utf-8")
    (folder / "van-ban.yaml").write_text(TEXT, encoding="utf-8")
    return load_dossier(folder)[0]


def edits_of(dossier: Dossier) -> list[SourceEdit]:
    """One of each kind in each form of source."""
    folder = dossier.folder
    made: list[SourceEdit] = []
    for file, sheet in ((folder / "so.xlsx", "Sheet"), (folder / "so.csv", "")):
        ids = "" if sheet else "C"
        made += [
            SetCell(file, sheet, "C", 3, "Việc một, sửa"),
            MoveRow(file, sheet, 5, 3),
            InsertRow(file, sheet, 6, {"A": f"{ids}V9", "B": "9", "C": "Việc mới"}, like=6),
            DeleteRow(file, sheet, 7),
        ]
    tasks, main = folder / "so.yaml", folder / "van-ban.yaml"
    made += [
        SetValue(tasks, (1, "Nội dung nhiệm vụ"), "Việc một, sửa"),
        MoveItem(tasks, (3,), 1),
        InsertItem(tasks, (4,), {"Mã": "Y9", "Nội dung nhiệm vụ": "Việc mới"}),
        DeleteItem(tasks, (5,)),
        SetValue(main, ("trich_yeu",), "Kết quả khác"),
        SetValue(main, ("noi_dung", 0, "doan"), "Lời khác."),
        InsertItem(main, ("can_cu", 1), "Căn cứ ba"),
        DeleteItem(main, ("can_cu", 0)),
        MoveItem(main, ("noi_nhan", 1), -1),
    ]
    return made


def test_what_was_meant_is_written(dossier: Dossier) -> None:
    made = sources.proven(dossier, edits_of(dossier))
    assert {path.name for path in made} == {"so.xlsx", "so.csv", "so.yaml", "van-ban.yaml"}


EDITS = st.lists(st.integers(0, 16), min_size=1, max_size=6, unique=True)


@given(EDITS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_of_the_edits_alone_is_proven(dossier: Dossier, chosen: list[int]) -> None:
    sources.proven(dossier, [edits_of(dossier)[at] for at in sorted(chosen)])


# --- faults ---


def lines(change: Callable[[list[str]], object]) -> Callable[[bytes], bytes]:
    def faulty(data: bytes) -> bytes:
        kept = data.decode().splitlines(keepends=True)
        change(kept)
        return "".join(kept).encode()

    return faulty


def cells(change: Callable[[Workbook], object]) -> Callable[[bytes], bytes]:
    def faulty(data: bytes) -> bytes:
        book = load_workbook(io.BytesIO(data))
        change(book)
        made = io.BytesIO()
        book.save(made)
        return made.getvalue()

    return faulty


def swapped(kept: list[str]) -> None:
    kept[-1], kept[-2] = kept[-2], kept[-1]


FAULTS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("so.xlsx", cells(lambda book: book["Sheet"].delete_rows(6))),
    ("so.xlsx", cells(lambda book: book["Sheet"].insert_rows(4))),
    ("so.xlsx", cells(lambda book: book["Sheet"].delete_cols(4))),
    ("so.xlsx", cells(lambda book: book["Sheet"].move_range("A3:D3", rows=5))),
    ("so.xlsx", cells(lambda book: book["Sheet"].__setitem__("D6", "Tháng 3/2027"))),
    ("so.xlsx", cells(lambda book: book["Sheet"].append(ROWS[-1]))),
    ("so.xlsx", cells(lambda book: book["Khác"].__setitem__("B2", "thừa"))),
    ("so.xlsx", cells(lambda book: book["Khác"].__setitem__("A1", None))),
    ("so.xlsx", cells(lambda book: book.remove(book["Khác"]))),
    ("so.csv", lines(lambda kept: kept.pop(3))),
    ("so.csv", lines(lambda kept: kept.append("CV5,5,Việc 5,Tháng 5/2026\r\n"))),
    ("so.csv", lines(swapped)),
    ("so.csv", lambda data: re.sub(rb",[^,\r\n]*(?=\r\n)", b",", data)),
    ("so.csv", lambda data: data.replace(b"4/2026", b"5/2026")),
    ("so.yaml", lines(lambda kept: kept.pop(2))),
    ("so.yaml", lines(lambda kept: kept.append("- {Mã: Y5, Nội dung nhiệm vụ: Việc 5}\n"))),
    ("so.yaml", lines(swapped)),
    ("so.yaml", lambda data: data.replace(b"3/2026", b"3/2025")),
    ("van-ban.yaml", lambda data: data.replace("Căn cứ ba".encode(), "Căn cứ 3".encode())),
    ("van-ban.yaml", lambda data: data.replace(b"[B, A]", b"[A, B]").replace(b"[A, B]", b"[A, B, C]")),
    ("van-ban.yaml", lambda data: data.replace(b"can_cu:\n", "can_cu:\n  - Căn cứ một\n".encode())),
    ("van-ban.yaml", lambda data: data.replace("  - doan: Lời khác.\n".encode(), b"")),
    ("van-ban.yaml", lambda data: data + "dia_danh: Thừa\n".encode()),
]


@pytest.mark.parametrize(("name", "fault"), FAULTS, ids=[f"{name}-{at}" for at, (name, _) in enumerate(FAULTS)])
def test_a_fault_of_the_writer_is_refused_with_its_place(
    dossier: Dossier, name: str, fault: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(edits: Sequence[SourceEdit]) -> dict[Path, bytes]:
        made = write_back.written(edits)
        file = dossier.folder / name
        assert fault(made[file]) != made[file]
        return {**made, file: fault(made[file])}

    monkeypatch.setattr(sources, "written", faulty)
    before = {path: path.read_bytes() for path in dossier.sources}
    with pytest.raises(InputError) as failure:
        sources.proven(dossier, edits_of(dossier))
    assert {finding.code for finding in failure.value.findings} == {"V091"}
    assert failure.value.findings[0].place.file == str(dossier.folder / name)
    assert {path: path.read_bytes() for path in dossier.sources} == before


def test_a_row_that_would_be_read_as_something_else_is_refused(dossier: Dossier) -> None:
    """All is written as meant, but a task without its other cells is a heading to the reader."""
    file = dossier.folder / "so.xlsx"
    edits = [SetCell(file, "Sheet", column, 4, text) for column, text in (("A", ""), ("B", "II"), ("D", ""))]
    with pytest.raises(InputError) as failure:
        sources.proven(dossier, edits)
    (finding,) = failure.value.findings
    assert finding.code == "V091" and "nhiệm vụ" in str(finding.message)
