"""A Word file from elsewhere: what is wrong is found on its pages, mended in copies, downloaded."""

import shutil
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from generator.face import api

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def draft(tmp_path_factory) -> Path:
    """A document of another office: a margin too narrow, letters of another font, a capital too many."""
    folder = tmp_path_factory.mktemp("du-thao")
    api.build(ROOT / "data" / "95-qd-vpcp", out=folder, formats=("docx",))
    document = Document(str(folder / "95-qd-vpcp" / "95-qd-vpcp.docx"))
    document.sections[0].left_margin = 900_000
    for run in document.paragraphs[8].runs:
        run.font.name = "Arial"
    document.save(str(folder / "du-thao.docx"))
    return folder / "du-thao.docx"


def checked(clerk, work_done, draft: Path) -> str:
    answer = clerk.post("/soat/gui", {"tep": SimpleUploadedFile(draft.name, draft.read_bytes())})
    assert answer.status_code == 302
    clerk.get(f"{answer.headers['Location']}ket-qua")
    work_done()
    return answer.headers["Location"]


def test_findings_stand_beside_their_pages_and_copies_are_mended(clerk, work_done, draft, tmp_path) -> None:
    address = checked(clerk, work_done, draft)
    page = clerk.get(f"{address}ket-qua").content.decode()
    assert "Lề trái 25,0 mm" in page
    assert "<rect" in page
    assert clerk.get(f"{address}trang/1.webp").headers["Content-Type"] == "image/webp"
    assert clerk.get(f"{address}trang/99.webp").status_code == 404
    assert clerk.get(f"{address}tep/da-sua").status_code == 404
    clerk.post(f"{address}sua")
    work_done()
    page = clerk.get(f"{address}ket-qua").content.decode()
    assert "lề trái 25.0 mm → 30.0 mm" in page
    for which in ("da-sua", "theo-doi", "cho-da-sua", "nhan-xet"):
        answer = clerk.get(f"{address}tep/{which}")
        assert answer.headers["Content-Disposition"].startswith("attachment")
        (tmp_path / f"{which}.docx").write_bytes(b"".join(answer.streaming_content))
    codes = [one.code for one in api.check(tmp_path / "da-sua.docx").checked[0].findings]
    assert "ND-103" not in codes
    texts = [[one.text for one in Document(str(path)).paragraphs] for path in (draft, tmp_path / "da-sua.docx")]
    assert texts[0] == texts[1]


def test_what_is_no_word_file_is_refused_in_words(clerk, work_done, tmp_path) -> None:
    (tmp_path / "gia.docx").write_text("chỉ là chữ", encoding="utf-8")
    address = checked(clerk, work_done, tmp_path / "gia.docx")
    page = clerk.get(f"{address}ket-qua").content.decode()
    assert "chưa xong" in page
    assert "gia.docx" in page
    assert clerk.get(f"{address}tep/nhan-xet").status_code == 404


def test_several_files_are_received_as_any_others(clerk) -> None:
    files = [SimpleUploadedFile(f"{name}.docx", b"x") for name in "ab"]
    assert clerk.post("/soat/gui", {"tep": files}).headers["Location"] == "/nhan/"


def test_a_foreign_document_is_checked_and_fixed(page, site, draft, tmp_path) -> None:
    page.get_by_role("link", name="Soát văn bản").click()
    page.get_by_role("heading", name="Soát văn bản").wait_for()
    page.set_input_files("#tep", str(shutil.copy(draft, tmp_path / "noi-khac.docx")))
    page.get_by_text("Phông “Arial”").first.wait_for()
    page.locator("figure img").first.wait_for()
    page.locator(".findings li", has_text="Phông “Arial”").get_by_role("link").click()
    page.locator("g.error:target rect").first.wait_for(state="attached")
    # The keyboard stays at the finding; where its button is gone, it is at the part that came for it.
    assert page.evaluate("document.activeElement.closest('.findings li').innerText.includes('Phông “Arial”')")
    page.get_by_role("button", name="Sửa các chỗ chắc chắn").press("Enter")
    page.get_by_text("loại chỗ trong bản sao").wait_for()
    assert page.evaluate("document.activeElement.id") == "checked"
    with page.expect_download() as download:
        page.get_by_role("link", name="Bản đã sửa").click()
    download.value.save_as(tmp_path / "da-sua.docx")
    left = {one.code for one in api.check(tmp_path / "da-sua.docx").checked[0].findings}
    assert not left & {"ND-103", "ND-106"}
    assert {one.code for one in api.check(draft).checked[0].findings} >= {"ND-103", "ND-106"}
