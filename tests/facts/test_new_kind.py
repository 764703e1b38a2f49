"""A new kind of document is one line of data/danh-muc/loai-van-ban.yaml: drafted, built, checked with that alone."""

import shutil
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document

from generator.checking.check import check_package
from generator.checking.paper.model import Facts
from generator.commands.build import BuildOptions, build
from generator.facts import danh_muc, own_kinds
from generator.facts.kinds import kinds, traits
from generator.facts.resources import danh_muc_dir
from generator.facts.skeletons import skeleton_of
from generator.ooxml import package

NEW = """
- {khoa: thong-lenh, ten: Thông lệnh, viet_tat: TLh, nguon: "thí dụ", lenh: "THÔNG LỆNH:", luon_co_lenh: true,
   bo_cuc: dieu}
"""


def forget() -> None:
    """Empty every cache of ours: what is kept there was made from the other table."""
    own_kinds.forget()
    for name, module in list(sys.modules.items()):
        if name.startswith("generator."):
            for value in vars(module).values():
                if callable(clear := getattr(value, "cache_clear", None)):
                    clear()


@pytest.fixture
def new_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The stock facts and one kind more."""
    folder = shutil.copytree(danh_muc_dir(), tmp_path / "danh-muc")
    with (folder / "loai-van-ban.yaml").open("a", encoding="utf-8") as file:
        file.write(NEW)
    monkeypatch.setattr(danh_muc, "danh_muc_dir", lambda: folder)
    forget()
    yield "thong-lenh"
    monkeypatch.undo()
    forget()
    assert "thong-lenh" not in kinds()


def lines(path: Path) -> list[str]:
    """Every text of a Word file's paragraphs, those of its tables too."""
    document = Document(str(path))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    paragraphs = [*document.paragraphs, *(item for cell in cells for item in cell.paragraphs)]
    return [item.text for item in paragraphs if item.text]


def built(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "van-ban.yaml").write_text(text, encoding="utf-8")
    options = BuildOptions(date(2026, 11, 22), datetime(2026, 11, 22), ("docx",), folder / "out")
    return build(folder, options).outputs[0].path


def checked(path: Path) -> tuple[Facts, set[str]]:
    """What the checker reads in a file, and the codes of what it finds."""
    facts, findings = check_package(package.read(path), shown_as=path.name)
    return facts, {finding.code for finding in findings}


def test_it_is_drafted_and_built(new_kind: str, tmp_path: Path) -> None:
    text = skeleton_of("Thông lệnh").replace('ngay: ""', "ngay: 2026-01-05").replace("so: ", "so: 5")
    shown = lines(built(tmp_path / "a", text))
    assert {"THÔNG LỆNH", "THÔNG LỆNH:", "GIÁM ĐỐC SỞ MẪU", "Số: 05/TLh-SM", "- Như Điều 2;"} <= set(shown)
    assert shown.index("THÔNG LỆNH") < shown.index("GIÁM ĐỐC SỞ MẪU") < shown.index("THÔNG LỆNH:")


def test_it_is_checked_by_its_name_its_symbol_and_its_command(new_kind: str, tmp_path: Path) -> None:
    text = skeleton_of(new_kind).replace('ngay: ""', "ngay: 2026-01-05").replace("so: ", "so: 5")
    path = built(tmp_path / "a", text)
    facts, found = checked(path)
    part = facts.parts[0]
    assert (part.kind, part.name, part.resolution is not None) == (new_kind, "Thông lệnh", True)
    _, of_wrong_symbol = checked(built(tmp_path / "b", text + "ky_hieu: QĐ-SM\n"))
    assert of_wrong_symbol - found == {"ND-308"}


@pytest.mark.parametrize("key", ["", "thong-lenh", "khong-co"])
def test_what_is_no_kind_has_nothing_of_its_own(key: str) -> None:
    assert (traits(key).command, traits(key).calling, traits(key).names_addressees) == ("", "", False)
    assert traits(key).dated and traits(key).titled
