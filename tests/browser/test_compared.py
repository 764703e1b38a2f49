"""Two states beside each other: files of anywhere, a dossier as it is now, what it issued."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from generator.face import api

ROOT = Path(__file__).parent.parent.parent
NAME = "95-qd-vpcp"
REPORT = """loai: bao-cao
co_quan: {ten: Sở Mẫu, ky_hieu: SM}
so:
ngay: 2026-11
dia_danh: Tỉnh X
trich_yeu: Thực hiện nhiệm vụ được giao
noi_dung: [Sở Mẫu báo cáo kết quả thực hiện các nhiệm vụ được giao trong tháng 11 năm 2026.]
noi_nhan: [Ủy ban nhân dân tỉnh X, "Lưu: VT"]
ky: {chuc_vu: Giám đốc, ho_ten: Trần Văn Mẫu}
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory) -> tuple[Path, Path]:
    """A document, and the same with a paragraph put otherwise and a row of its table gone."""
    folder = tmp_path_factory.mktemp("hai-ban")
    api.build(ROOT / "data" / NAME, out=folder, formats=("docx",))
    old, new = folder / "ban-1.docx", folder / "ban-2.docx"
    shutil.copy(folder / NAME / f"{NAME}.docx", old)
    document = Document(str(old))
    document.paragraphs[8].runs[0].text = "Lời viết lại hoàn toàn "
    row = document.tables[-1].rows[4]._tr
    row.getparent().remove(row)
    document.save(str(new))
    return old, new


def upload(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes())


def compared(clerk, work_done, **asked) -> str:
    answer = clerk.post("/so-sanh/", {name.replace("_", "-"): value for name, value in asked.items()})
    assert answer.status_code == 302
    work_done()
    return answer.headers["Location"]


def test_two_files_and_what_changed_between_them(clerk, work_done, two, tmp_path) -> None:
    address = compared(clerk, work_done, tep_cu=upload(two[0]), tep_moi=upload(two[1]))
    page = clerk.get(f"{address}ket-qua").content.decode()
    assert "Lời viết lại hoàn toàn" in re.sub("<del>.*?</del>|<[^>]+>", "", page)
    assert "<del>" in page
    assert clerk.get(f"{address}trang/1.webp").headers["Content-Type"] == "image/webp"
    answer = clerk.get(f"{address}tep/ban-so-sanh")
    (tmp_path / "x.docx").write_bytes(b"".join(answer.streaming_content))
    changes = api.tracked_changes(tmp_path / "x.docx")
    # The row that went: each of its cells, and nothing in its place.
    gone = [cell.text for cell in Document(str(two[0])).tables[-1].rows[4].cells if cell.text.strip()]
    assert [one.before for one in changes if not one.after][-len(gone) :] == gone
    assert clerk.get(f"{address}tep/khong-co").status_code == 404


def test_a_file_is_like_itself(clerk, work_done, two) -> None:
    address = compared(clerk, work_done, tep_cu=upload(two[0]), tep_moi=upload(two[0]))
    assert "Hai bản giống nhau" in clerk.get(f"{address}ket-qua").content.decode()


def test_a_side_that_is_missing_or_not_listed_is_asked_for(clerk, two) -> None:
    from generator.face.page.jobs.models import Job

    for asked in (
        {},
        {"cu": "ho-so:../x", "moi": "tep:abc"},
        {"cu": "ho-so:142-qd-vpcp"},
        {"da-phat-hanh": "khong-co"},
    ):
        answer = clerk.post("/so-sanh/", asked)
        assert answer.status_code == 422
        assert "Chọn đủ hai bên" in answer.content.decode()
    assert not Job.objects.exists()


def test_a_dossier_that_issued_nothing_says_so(clerk, work_done) -> None:
    address = compared(clerk, work_done, da_phat_hanh="142-qd-vpcp")
    assert "chưa phát hành" in clerk.get(f"{address}ket-qua").content.decode()


def test_what_was_issued_and_now_is_compared(page, site) -> None:
    folder = site.folder / "data" / "da-phat-hanh"
    folder.mkdir()
    (folder / "van-ban.yaml").write_text(REPORT, encoding="utf-8")
    assert not api.issue(folder, 12, date(2026, 11, 30)).refused
    text = (folder / "van-ban.yaml").read_text(encoding="utf-8")
    (folder / "van-ban.yaml").write_text(text.replace("kết quả", "kết quả bước đầu", 1), encoding="utf-8")
    page.reload()
    page.get_by_role("link", name="So sánh", exact=True).click()
    page.get_by_label("Hồ sơ", exact=True).select_option("da-phat-hanh")
    page.get_by_role("button", name="Xem đã đổi gì từ khi phát hành").click()
    page.locator(".changes li").first.wait_for()
    page.locator("figure img").first.wait_for()
    assert "bước đầu" in " ".join(page.locator(".changes ins").all_inner_texts())
    with page.expect_download() as download:
        page.get_by_role("link", name="Bản so sánh").click()
    assert download.value.suggested_filename == "thay-doi.docx"
