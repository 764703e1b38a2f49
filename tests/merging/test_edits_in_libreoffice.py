"""Files opened, edited and saved in LibreOffice itself, edit by edit, and what comes back of each."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from office_edits import all_edited
from test_pull_excel import excel
from word_edits import YAML, pulled, source_text, tasks, workplace


@dataclass(frozen=True)
class Case:
    """What is done in LibreOffice, and what must come of it: fields by task, lines of van-ban.yaml that are new, the
    first tasks where their order changes."""

    code: str
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    added: tuple[dict[str, str], ...] = ()
    gone: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()


WORD = {
    "nothing": Case(""),
    "a-word-in-a-cell": Case(
        'Found(doc, "Tháng 3/2024").String = "Tháng 5/2024"', fields={"NV01": {"thoi_han": "Tháng 5/2024"}}
    ),
    "tracked": Case(
        'doc.RecordChanges = True : Found(doc, "Tháng 3/2024").String = "Tháng 5/2024"',
        fields={"NV01": {"thoi_han": "Tháng 5/2024"}},
    ),
    "bold": Case('Found(doc, "Tháng 3/2024").CharWeight = 150', reported=("V197", "Tháng 3/2024")),
    "a-signer": Case(
        'Retype(doc, "Trần Văn Sơn", "Trần Văn Sơn Tùng")', lines=("Trần Văn Sơn Tùng",), reported=("V082",)
    ),
    "a-recipient": Case('Retype(doc, "Tổ Công tác triển khai", "Tổ công tác")', lines=("- Tổ công tác Đề án 06",)),
    "a-new-recipient": Case(
        'NewParagraph(doc, "Tổ Công tác triển khai", "- Bộ Ngoại giao;")', lines=("- Bộ Ngoại giao",)
    ),
    "a-new-row": Case(
        """place = Found(doc, "Tháng 3/2024")
        table = place.TextTable
        row = RowOf(place.Cell.CellName)
        table.Rows.insertByIndex(row + 1, 1)
        table.getCellByPosition(1, row + 1).String = "Nhiệm vụ gõ trong LibreOffice"
        table.getCellByPosition(4, row + 1).String = "Quý IV/2024\"""",
        added=({"noi_dung": "Nhiệm vụ gõ trong LibreOffice", "thoi_han": "Quý IV/2024"},),
    ),
    "a-row-gone": Case(
        """place = Found(doc, "Tháng 3/2024")
        place.TextTable.Rows.removeByIndex(RowOf(place.Cell.CellName), 1)""",
        gone=("NV01",),
    ),
    "a-cell-in-every-row": Case(
        'Retype(doc, "Tháng 3/2024", "Tháng 5/2024")',
        fields={ma: {"thoi_han": "Tháng 5/2024"} for ma in ("NV01", "NV04", "NV13")},
    ),
    "a-cell-divided-in-two-paragraphs": Case(
        """place = Found(doc, "Tháng 3/2024")
        place.Text.insertControlCharacter(place.End, 0, False)
        cursor = place.Text.createTextCursorByRange(place.Text.End)
        cursor.Text.insertString(cursor, "(gia hạn đến tháng 5/2024)", False)""",
        fields={"NV01": {"thoi_han": "Tháng 3/2024\n(gia hạn đến tháng 5/2024)"}},
    ),
    "smart-quotes": Case(
        'Found(doc, "Tháng 3/2024").String = "“Tháng 3” – 2024"',
        fields={"NV01": {"thoi_han": "“Tháng 3” – 2024"}},
    ),
    "a-note-outside": Case('NewParagraph(doc, "QUYẾT ĐỊNH:", "Ghi chú gõ thêm")', reported=("V080", "Ghi chú gõ thêm")),
}
EXCEL = {
    "nothing": Case(""),
    "a-cell": Case(
        'Found(doc.Sheets(0), "Tháng 3/2024").String = "Tháng 5/2024"', fields={"NV01": {"thoi_han": "Tháng 5/2024"}}
    ),
    "a-column-hidden": Case(
        """place = Found(doc.Sheets(0), "Tháng 3/2024")
        place.Columns.IsVisible = False
        Found(doc.Sheets(0), "Quý II/2024").String = "Quý III/2024\"""",
        fields={"NV08": {"thoi_han": "Quý III/2024"}},
        reported=("V198", "Thời gian"),
    ),
    "a-column-put-in": Case(
        """place = Found(doc.Sheets(0), "Tháng 3/2024")
        doc.Sheets(0).Columns.insertByIndex(place.CellAddress.Column, 1)
        Found(doc.Sheets(0), "Tháng 3/2024").String = "Tháng 5/2024\"""",
        fields={"NV01": {"thoi_han": "Tháng 5/2024"}},
    ),
    "a-new-row": Case(
        """place = Found(doc.Sheets(0), "Tháng 3/2024")
        row = place.CellAddress.Row
        doc.Sheets(0).Rows.insertByIndex(row + 1, 1)
        content = Found(doc.Sheets(0), "Tên nhiệm vụ").CellAddress.Column
        doc.Sheets(0).getCellByPosition(content, row + 1).String = "Nhiệm vụ gõ trong LibreOffice\"""",
        added=({"noi_dung": "Nhiệm vụ gõ trong LibreOffice"},),
    ),
    "a-row-moved": Case(
        """sheet = doc.Sheets(0)
        row = Found(sheet, "Tháng 3/2024").CellAddress.Row
        sheet.Rows.insertByIndex(row + 4, 1)
        sheet.moveRange(sheet.getCellByPosition(0, row + 4).CellAddress, sheet.Rows(row).RangeAddress)
        sheet.Rows.removeByIndex(row, 1)""",
        order=("NV02", "NV03", "NV04", "NV01", "NV05"),
    ),
    "a-row-gone": Case(
        """row = Found(doc.Sheets(0), "Tháng 3/2024").CellAddress.Row
        doc.Sheets(0).Rows.removeByIndex(row, 1)""",
        gone=("NV01",),
    ),
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """Every edited file by kind and case; one start of LibreOffice for all."""
    kinds = {"docx": (WORD, workplace), "xlsx": (EXCEL, excel)}
    paths = {kind: build(tmp_path_factory.mktemp(kind)) for kind, (_, build) in kinds.items()}
    files = all_edited({paths[kind]: {name: case.code for name, case in kinds[kind][0].items()} for kind in kinds})
    return {(kind, name): file for kind in kinds for name, file in files[paths[kind]].items()}


@pytest.mark.parametrize(
    ("kind", "name"), [*(("docx", name) for name in WORD), *(("xlsx", name) for name in EXCEL)], ids=lambda part: part
)
def test_what_comes_back(saved: dict[tuple[str, str], Path], tmp_path: Path, kind: str, name: str) -> None:
    case = (WORD if kind == "docx" else EXCEL)[name]
    made = (workplace if kind == "docx" else excel)(tmp_path)
    shutil.copyfile(saved[kind, name], made)
    before, source = tasks(made), source_text(made)
    result = pulled(made, delete=True)
    after = tasks(made)
    expected = {ma: texts | case.fields.get(ma, {}) for ma, texts in before.items() if ma not in case.gone}
    assert {ma: after.get(ma) for ma in expected} == expected
    assert [*after][: len(case.order)] == list(case.order) or not case.order
    new = [texts for ma, texts in after.items() if ma not in before]
    assert [{key: texts.get(key) for key in wanted} for texts, wanted in zip(new, case.added, strict=True)] == list(
        case.added
    )
    fresh = [line.strip() for line in source_text(made).splitlines() if line not in source.splitlines()]
    assert len(fresh) == len(case.lines)
    assert all(words in line for words, line in zip(case.lines, fresh, strict=True))
    said = " ".join(f"{finding.code} {finding.value}" for finding in result.findings)
    assert all(words in said for words in case.reported)
    assert bool(result.findings) == bool(case.reported)
    assert not result.conflicts


def test_all_edits_were_made(saved: dict[tuple[str, str], Path]) -> None:
    assert {file.is_file() for file in saved.values()} == {True}
    assert YAML in next(iter(saved.values())).name
