"""What came back: a Word file edited outside, its edits seen, chosen, taken, undone, and what is built then."""

import shutil
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from generator.face import api

from .conftest import received

NAME = "142-qd-vpcp"


def edited(dossier: Path, target: Path, **changes: str) -> Path:
    """The Word file of a dossier, with texts of its cells put for others."""
    api.build(dossier, out=target.parent / "sinh", formats=("docx",), force=True)
    document = Document(str(target.parent / "sinh" / dossier.name / f"{dossier.name}.docx"))
    for cell in (cell for table in document.tables for row in table.rows for cell in row.cells):
        if cell.text in changes:
            cell.paragraphs[0].runs[0].text = changes[cell.text]
            for run in cell.paragraphs[0].runs[1:]:
                run.text = ""
    document.save(str(target))
    return target


def tasks(folder: Path) -> list[tuple[str, ...]]:
    return [row.cells for row in api.open_dossier(folder).tables[0].rows]


def texts(folder: Path) -> tuple[str, str]:
    """The words of the first two tasks."""
    rows = [cells for cells in tasks(folder) if cells[1].isdigit()]
    return rows[0][2], rows[1][2]


def dropped(clerk, path: Path) -> str:
    from generator.face.page.received.models import Received

    clerk.post("/nhan/gui", {"tep": SimpleUploadedFile(path.name, path.read_bytes())})
    return Received.objects.first().key


def marks(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('name="co" value="')[1:]]


def test_only_what_is_ticked_is_taken_and_it_can_be_undone(clerk, workplace, work_done, tmp_path) -> None:
    folder = workplace / "data" / NAME
    before, (first, second) = tasks(folder), texts(folder)
    file = edited(folder, tmp_path / "sua.docx", **{first: "Việc <b>một</b>", second: "Việc hai"})
    key = dropped(clerk, file)
    assert "Xem chỗ đã sửa" in clerk.get(f"/nhan/{key}/la-gi").content.decode()
    seen = clerk.get(f"/sua-ve/{key}/cho-sua").content.decode()
    assert "&lt;b&gt;" in seen
    assert "<b>" not in seen
    all_marks = marks(seen)
    assert len(all_marks) == 2
    clerk.post(f"/sua-ve/{key}/lay", {"co": all_marks, "lay": all_marks[1:]})
    work_done()
    assert texts(folder) == (first, "Việc hai")
    # Again: what was left is offered again, what was taken is not.
    assert marks(clerk.get(f"/sua-ve/{key}/cho-sua").content.decode()) == all_marks[:1]
    assert clerk.post(f"/sua-ve/{key}/hoan-tac").status_code == 302
    assert tasks(folder) == before


def test_what_both_changed_is_chosen_and_nothing_is_taken_before(clerk, workplace, work_done, tmp_path) -> None:
    folder = workplace / "data" / NAME
    first, second = texts(folder)
    key = dropped(clerk, edited(folder, tmp_path / "sua.docx", **{first: "Của tệp", second: "Việc hai"}))
    row = next(one for one in api.open_dossier(folder).tables[0].rows if one.cells[2] == first)
    from generator.commands.editing import SetCells

    api.change(folder, SetCells(0, ((row.number, "C", "Của hồ sơ"),)), api.open_dossier(folder).version)
    seen = clerk.get(f"/sua-ve/{key}/cho-sua").content.decode()
    assert "Hai bên cùng sửa" in seen
    chosen = seen.split('name="chon-')[1].split('"')[0]
    ticked = {"co": marks(seen), "lay": marks(seen)}
    clerk.post(f"/sua-ve/{key}/lay", ticked)
    work_done()
    assert texts(folder) == ("Của hồ sơ", second)
    clerk.post(f"/sua-ve/{key}/lay", {**ticked, f"chon-{chosen}": "theirs"})
    work_done()
    assert texts(folder) == ("Của tệp", "Việc hai")


def test_a_file_of_another_workplace_asks_for_the_dossier(clerk, workplace, tmp_path) -> None:
    folder = workplace / "data" / NAME
    key = dropped(clerk, edited(folder, tmp_path / "sua.docx"))
    folder.rename(folder.with_name("ten-moi"))
    assert "Chọn hồ sơ để so" in clerk.get(f"/sua-ve/{key}/").content.decode()
    assert clerk.get(f"/sua-ve/{key}/cho-sua").status_code == 404
    assert clerk.get(f"/sua-ve/{key}/cho-sua", {"ho-so": "../x"}).status_code == 404
    assert "Không còn chỗ sửa" in clerk.get(f"/sua-ve/{key}/cho-sua", {"ho-so": "ten-moi"}).content.decode()


def test_an_edited_file_comes_back_and_is_built_anew(page, site, tmp_path) -> None:
    folder = site.folder / "data" / "sua-ngoai"
    shutil.copytree(site.folder / "data" / NAME, folder)
    first, second = texts(folder)
    file = edited(folder, tmp_path / "sua-ngoai.docx", **{first: "Việc sửa ở ngoài", second: "Không lấy chỗ này"})
    page.set_input_files("#tep", str(file))
    received(page, "sua-ngoai.docx").get_by_role("link", name="Xem chỗ đã sửa, lấy về hồ sơ").click()
    page.get_by_role("heading", name="2 chỗ sửa").wait_for()
    page.get_by_role("row", name="Không lấy chỗ này").get_by_role("checkbox").uncheck()
    page.get_by_role("button", name="Lấy về hồ sơ").click()
    page.get_by_text("Lấy chỗ sửa về: xong.").wait_for()
    assert texts(folder) == ("Việc sửa ở ngoài", second)
    page.get_by_role("button", name="Hoàn tác lần lấy vừa rồi").wait_for()
    page.get_by_role("link", name="Mở hồ sơ").first.click()
    page.get_by_role("button", name="Sinh văn bản").click()
    page.get_by_text("Sinh văn bản “sua-ngoai”: xong.").wait_for()
    built = Document(str(site.folder / "out" / "sua-ngoai" / "sua-ngoai.docx"))
    said = [cell.text for table in built.tables for row in table.rows for cell in row.cells]
    assert "Việc sửa ở ngoài" in said
    assert "Không lấy chỗ này" not in said
