"""`vanban diff` of two Word files: fields, rows that were moved, and what was typed outside of all fields."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import openpyxl
from lxml import etree
from word_edits import AS_OF, changed, new_paragraph, paragraph, retype, workplace

from generator.books.conflicts import differences_book
from generator.books.decisions import in_words
from generator.commands.compare import as_changes, compare
from generator.merging.model import WHOLE, Change, OutsideId, TaskId
from generator.ooxml.names import w


def found(old: Path, new: Path) -> set[tuple[str, str, str, str]]:
    return {
        (change.kind, in_words(change.record, change.field), change.before, change.after)
        for change in compare(old, new, AS_OF)
    }


def typed(root: etree._Element) -> None:
    """A line between the heading's two sides, where no field is, and a word of the form itself."""
    body = root.find(w("body"))
    body.insert(0, new_paragraph(body.find(w("p")), "Bản trình lãnh đạo"))
    retype(paragraph(root, "Độc lập - Tự do"), "Hạnh phúc", "Hạnh phúc!")


def test_what_is_typed_outside_of_the_fields_is_shown(tmp_path: Path) -> None:
    old = workplace(tmp_path)
    new = changed(old, typed, tmp_path / "sua.docx")
    shown = {(kind, before, after) for kind, _, before, after in found(old, new)}
    assert ("them", "", "Bản trình lãnh đạo") in shown
    assert ("sua", "Độc lập - Tự do - Hạnh phúc", "Độc lập - Tự do - Hạnh phúc!") in shown
    assert len(shown) == 2
    # The other way round the same is taken out.
    assert {(kind, before, after) for kind, _, before, after in found(new, old)} == {
        ("xoa", "Bản trình lãnh đạo", ""),
        ("sua", "Độc lập - Tự do - Hạnh phúc!", "Độc lập - Tự do - Hạnh phúc"),
    }


def test_the_place_of_what_was_typed_is_named(tmp_path: Path) -> None:
    old = workplace(tmp_path)
    places = [place for _, place, *_ in found(old, changed(old, typed, tmp_path / "sua.docx"))]
    assert "Ngoài các trường, đoạn 1" in places


def test_both_typed_the_same_is_no_difference(tmp_path: Path) -> None:
    old = workplace(tmp_path)
    one, other = (changed(old, typed, tmp_path / f"{name}.docx") for name in "ab")
    assert compare(one, other, AS_OF) == ()


def test_a_moved_row_is_shown_once_and_nothing_else(tmp_path: Path) -> None:
    old = workplace(tmp_path)

    def moving(root: etree._Element) -> None:
        table = next(t for t in root.iter(w("tbl")) if len(t.findall(w("tr"))) > 6)
        rows = table.findall(w("tr"))
        rows[-2].addprevious(rows[3])

    new = changed(old, moving, tmp_path / "sua.docx")
    changes = compare(old, new, AS_OF)
    assert [change.kind for change in changes] == ["chuyen"]
    (change,) = changes
    assert change.field == WHOLE
    assert isinstance(change.record, TaskId)
    assert change.after.startswith("NV")


def test_the_book_and_the_annex_hold_it_too(tmp_path: Path) -> None:
    changes = (
        Change(OutsideId("đoạn 1"), "", "", "Bản trình", "them"),
        Change(TaskId("s", "NV02"), WHOLE, "", "NV05", "chuyen"),
    )
    sheet = openpyxl.load_workbook(io.BytesIO(differences_book(changes))).active
    rows = [row[:4] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert ("Ngoài các trường, đoạn 1", "thêm", None, "Bản trình") in rows
    assert ("Nhiệm vụ NV02, cả dòng", "chuyển", None, "NV05") in rows
    assert [change.kind.value for change in as_changes(changes)] == ["thêm", "chuyển mục"]


def test_the_command_says_it(tmp_path: Path) -> None:
    old = workplace(tmp_path)
    new = changed(old, typed, tmp_path / "sua.docx")
    run = subprocess.run(
        [sys.executable, "-m", "generator", "diff", str(old), str(new)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "+ Ngoài các trường, đoạn 1: “Bản trình lãnh đạo”" in run.stdout
