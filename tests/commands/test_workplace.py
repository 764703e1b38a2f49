"""`vanban init`: both forms of the sample say the same, are read without a finding, and nothing is overwritten."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec import Struct
from office_files import validated

from generator.commands.init import DOSSIER, create, explanations
from generator.planning.documents import plan_dossier
from generator.reading import schema
from generator.reading.dossier import load_dossier
from generator.values.errors import UsageError, WriteError
from generator.values.model import Dossier, Origin

KINDS = ("yaml", "xlsx")


def without_origin(value: Any) -> Any:
    """A value of the model as nested plain values; where it was read left out."""
    if isinstance(value, Origin):
        return None
    if isinstance(value, Struct):
        return {name: without_origin(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, tuple | list):
        return [without_origin(item) for item in value]
    return dict(value) if isinstance(value, dict) else value


def made(folder: Path, kind: Any) -> Dossier:
    create(folder, kind)
    dossier, findings = load_dossier(folder / DOSSIER)
    assert findings == ()
    return dossier


@pytest.mark.parametrize("kind", KINDS)
def test_the_sample_is_a_whole_dossier(tmp_path: Path, kind: Any) -> None:
    dossier = made(tmp_path, kind)
    assert dossier.document.agency.name == "Sở Mẫu tỉnh X"
    plan, findings = plan_dossier(dossier, date(2030, 1, 31))
    assert findings == ()
    main, attached = plan.documents
    assert main.symbol == "QĐ-SM"
    assert [task.ma for task in attached.tables[0].spec.register.tasks] == ["NV01", "NV02", "NV03", "NV04"]
    assert len(attached.tables[0].spec.register.sections) == 2


def test_both_forms_say_the_same(tmp_path: Path) -> None:
    one, other = (without_origin(made(tmp_path / kind, kind).document) for kind in KINDS)
    assert one == other


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_bytes_each_time(tmp_path: Path, kind: Any) -> None:
    one, other = (create(tmp_path / name, kind) for name in ("a", "b"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_the_templates_come_along(tmp_path: Path) -> None:
    names = {
        str(path.relative_to(tmp_path / "templates")) for path in create(tmp_path, "yaml") if "templates" in path.parts
    }
    assert {"docx/van-ban.docx", "docx/khoi/noi-dung.docx", "docx/bang/ke-hoach-6-cot.docx"} <= names
    assert all(name.endswith((".docx", ".xlsx")) for name in names)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    template = tmp_path / "templates" / "docx" / "van-ban.docx"
    template.parent.mkdir(parents=True)
    template.write_bytes(b"mine")
    files = create(tmp_path, "yaml")
    assert template.read_bytes() == b"mine"
    assert template not in files
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(UsageError) as caught:
        create(tmp_path, "xlsx")
    assert [(f.code, Path(f.place.file).name) for f in caught.value.findings] == [
        ("V005", "nhiem-vu.xlsx"),
        ("V005", "van-ban.yaml"),
    ]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(WriteError) as caught:
        create(tmp_path / "x", "yaml")
    assert [(f.code, f.place.file) for f in caught.value.findings] == [("V071", str(tmp_path / "x"))]


def test_every_key_of_the_yaml_is_explained(tmp_path: Path) -> None:
    create(tmp_path, "yaml")
    text = (tmp_path / DOSSIER / "van-ban.yaml").read_text(encoding="utf-8")
    explained = explanations(text)
    keys = {
        key
        for line in text.splitlines()
        if not line.strip().startswith("#")
        and (key := line.strip().removeprefix("- ").partition(":")[0]).islower()
        and key.replace("_", "").isalpha()
    }
    assert keys - {"dieu"} <= set(explained)
    rare = {line[1:].partition(":")[0] for line in text.splitlines() if line.startswith("#") and line[1:2].isalpha()}
    assert len(rare) > 8
    assert set(schema.VanBan.model_fields) - {"ky_hieu", "bang", "mau", "noi_dung_tep"} <= set(explained) | rare


def test_the_workbook_helps_to_fill_it_in(tmp_path: Path) -> None:
    create(tmp_path, "xlsx")
    book = openpyxl.load_workbook(tmp_path / DOSSIER / "ho-so.xlsx")
    assert book.sheetnames[:4] == ["Văn bản", "Nội dung", "Nơi nhận", "Nhiệm vụ"]
    lists = {
        (sheet.title, str(rule.sqref)): rule.formula1
        for sheet in book
        for rule in sheet.data_validations.dataValidation
    }
    keys = {row[0].value: row[1].coordinate for row in book["Văn bản"].iter_rows(min_row=2) if row[0].value}
    assert lists["Văn bản", keys["huong"]] == '"doc,ngang"'
    assert lists["Văn bản", keys["bang.danh_so"]] == '"lien-tuc,theo-muc,giu"'
    assert "Danh mục" in lists["Văn bản", "B2"]
    assert "Điều" in lists["Nội dung", "B2:B500"]
    assert "Hoàn thành" in lists["Nhiệm vụ", "H2:H500"]
    assert book["Danh mục"].sheet_state == "hidden"
    assert book["Danh mục"]["A1"].value == "nghi-quyet"
    uncommented = [row[0].value for row in book["Văn bản"].iter_rows(min_row=2) if row[0].value and not row[1].comment]
    assert uncommented == ["Kèm theo 1"]
    assert all(cell.comment and cell.font.bold for cell in book["Nhiệm vụ"][1])


def test_the_workbook_is_valid(tmp_path: Path) -> None:
    """Microsoft's schema, but for openpyxl's strings in the cells themselves, which Excel reads and moves."""
    for kind in KINDS:
        for path in create(tmp_path / kind, kind):
            if path.suffix == ".xlsx" and "data" in path.parts:
                errors = [error.description for error in validated(path).errors]
                assert [error for error in errors if "inline-string" not in error] == []
