"""Whose file it is: somebody else's is not compared, one of several that nobody knows does not stop the others."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import openpyxl
import pytest
from word_edits import AS_OF, BOOK, DATA, YAML, built, changed, paragraph, pulled, retype, row, tasks, workplace

from generator.commands.pull import PullOptions, PullResult, pull
from generator.face.api import build
from generator.values.errors import InputError
from generator.values.findings import Severity


def into(folder: Path, *files: Path) -> PullResult:
    return pull(files, PullOptions(lambda _: "theirs", AS_OF, folder.parent, folder, delete=True))


def other_file(path: Path) -> Path:
    made = docx.Document()
    made.add_paragraph("Giấy mời dự tiệc cuối năm của cơ quan khác, không liên quan đến hồ sơ nào.")
    made.save(path)
    return path


def edited(file: Path, to: Path) -> Path:
    return changed(file, lambda root: retype(row(root, "Tháng 3/2024"), "Tháng 3/2024", "Tháng 7/2024"), to)


def test_a_document_of_another_dossier_is_refused_before_anything_is_compared(tmp_path: Path) -> None:
    file = workplace(tmp_path)
    shutil.copytree(DATA / BOOK, tmp_path / "data" / BOOK)
    before = (tmp_path / "data" / BOOK / "ho-so.xlsx").read_bytes()
    for one in (file, other_file(tmp_path / "giay-moi.docx")):
        with pytest.raises(InputError) as failure:
            into(tmp_path / "data" / BOOK, one)
        assert [finding.code for finding in failure.value.findings] == ["V087"]
    assert (tmp_path / "data" / BOOK / "ho-so.xlsx").read_bytes() == before


def test_a_dossier_that_was_renamed_is_the_same(tmp_path: Path) -> None:
    file = edited(workplace(tmp_path), tmp_path / "ban sua.docx")
    (tmp_path / "data" / YAML).rename(tmp_path / "data" / "ke-hoach-moi")
    result = into(tmp_path / "data" / "ke-hoach-moi", file)
    assert [change.after for _, change in result.changes] == ["Tháng 7/2024"] and result.findings == ()


def test_a_file_that_nobody_knows_does_not_stop_the_others(tmp_path: Path) -> None:
    file = workplace(tmp_path)
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"PK\x03\x04 not a package")
    result = pulled(
        other_file(tmp_path / "giay-moi.docx"),
        edited(file, tmp_path / "ban sua.docx"),
        broken,
        data=tmp_path / "data",
    )
    assert {finding.severity for finding in result.findings} == {Severity.WARNING}
    assert {Path(finding.place.file).name for finding in result.findings} == {"giay-moi.docx", "hong.docx"}
    assert tasks(file)["NV01"]["thoi_han"] == "Tháng 7/2024"
    with pytest.raises(InputError):
        pulled(broken, data=tmp_path / "data")


def test_the_form_of_a_unit_is_known_whatever_it_is_called(tmp_path: Path) -> None:
    register = workplace(tmp_path).parents[2] / "data" / YAML / "nhiem-vu.xlsx"
    book = openpyxl.load_workbook(register)
    # The tasks of three units: a form is made for each.
    book.active.delete_rows(10, book.active.max_row)
    book.save(register)
    made = build(
        tmp_path / "data" / YAML, out=tmp_path / "each", formats=("docx", "xlsx"), each="chu_tri", jobs=1, as_of=AS_OF
    )
    for output in made.outputs[:2]:
        copy = shutil.copyfile(output.path, tmp_path / f"tra ve{output.path.suffix}")
        assert pulled(copy, data=tmp_path / "data").nothing_new
    file = edited(made.outputs[0].path, tmp_path / "tra ve lan 2.docx")
    assert [change.after for _, change in pulled(file, data=tmp_path / "data").changes] == ["Tháng 7/2024"]


DRAFT = """# Mục đích

## Phân công trách nhiệm

1. Văn phòng là đơn vị đầu mối tổng hợp báo cáo.
2. Các phòng chuyên môn phối hợp thực hiện kịp thời.
"""


def test_paragraphs_of_a_draft_in_another_order_are_said(tmp_path: Path) -> None:
    folder = workplace(tmp_path).parents[2] / "data" / YAML
    told = (folder / "van-ban.yaml").read_text("utf-8")
    body = told[told.index("noi_dung:") : told.index("noi_nhan:")]
    (folder / "van-ban.yaml").write_text(told.replace(body, "noi_dung: noi-dung.md\n"), "utf-8")
    (folder / "noi-dung.md").write_text(DRAFT, "utf-8")
    file = built(tmp_path)
    assert pulled(file).nothing_new
    second = "phối hợp thực hiện kịp"
    changed(file, lambda root: paragraph(root, "là đơn vị đầu mối").addprevious(paragraph(root, second)))
    result = pulled(file)
    assert [finding.code for finding in result.findings] == ["V196"] and not result.changes
