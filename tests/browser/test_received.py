"""What is made of received files, as Django sees it: tasks into a register, a document that cannot be one."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile

from generator.face import api

NAME = "142-qd-vpcp"
BOOK = f"{NAME} / nhiem-vu.xlsx"
TASKS = "STT,Nội dung nhiệm vụ,Đơn vị chủ trì,Thời gian hoàn thành\n1,Việc chưa có trong sổ,Văn phòng,30/6/2026\n"


def received(clerk, name: str, data: bytes) -> str:
    from generator.face.page.received.models import Received

    clerk.post("/nhan/gui", {"tep": SimpleUploadedFile(name, data)})
    return Received.objects.get().key


def last_job():
    from generator.face.page.jobs.models import Job

    return Job.objects.first()


def test_tasks_of_a_file_become_rows_of_a_register(clerk, workplace, work_done) -> None:
    key = received(clerk, "viec.csv", TASKS.encode())
    assert BOOK in clerk.get(f"/nhan/{key}/so").content.decode()
    assert clerk.post(f"/nhan/{key}/so", {"so": BOOK}).status_code == 200
    work_done()
    job = last_job()
    assert job.state == job.State.DONE, job.findings
    rows = api.open_dossier(workplace / "data" / NAME).tables[0].rows
    assert any("Việc chưa có trong sổ" in row.cells for row in rows)
    assert len(rows) == 27


def test_only_a_register_that_is_listed_can_be_chosen(clerk, workplace) -> None:
    key = received(clerk, "viec.csv", TASKS.encode())
    for name in ("", "../x.xlsx", f"{NAME} / van-ban.yaml", str(workplace / "data" / NAME / "nhiem-vu.xlsx")):
        assert clerk.post(f"/nhan/{key}/so", {"so": name}).status_code == 422
    assert last_job() is None


def test_a_pdf_without_text_is_refused_in_words(clerk, workplace, work_done) -> None:
    key = received(clerk, "quet.pdf", b"%PDF-1.4\n%%EOF\n")
    assert "Lập hồ sơ từ văn bản này" in clerk.get(f"/nhan/{key}/la-gi").content.decode()
    clerk.post(f"/nhan/{key}/van-ban", {"ten": "quet", "cach": "nguyen"})
    work_done()
    job = last_job()
    assert job.state == job.State.FAILED
    assert "quet.pdf" in json.dumps(job.findings, ensure_ascii=False)
    assert not (workplace / "data" / "quet").exists()


def test_names_that_are_taken_or_no_names_are_said(clerk, workplace) -> None:
    key = received(clerk, "viec.csv", TASKS.encode())
    for name in (NAME, "..", "a b", "", "a/b", ".x"):
        asked = {"ten": name, "bo": "ke-hoach", "co_quan": "Sở Mẫu", "trich_yeu": "Việc"}
        assert clerk.post(f"/nhan/{key}/bang/lap", asked).status_code == 422
    assert [path.name for path in api.dossiers_in(workplace / "data")] == [NAME]


def test_columns_are_read_as_they_stood_on_the_screen_when_the_dossier_was_made(clerk, workplace) -> None:
    key = received(clerk, "viec.csv", "TT,Việc phải làm,Ai làm\n1,Việc một,Văn phòng\n".encode())
    # The choice of a column is still on its way when the button is pressed: the form carries it.
    asked = {"ten": "moi", "bo": "ke-hoach", "co_quan": "Sở Mẫu", "trich_yeu": "Việc"}
    columns = {"trang": "", "dau": "", "cuoi": "", "cot-C": "phoi_hop"}
    assert clerk.post(f"/nhan/{key}/bang/lap", {**asked, **columns}).status_code == 302
    assert "C: phoi_hop" in (workplace / "data" / "moi" / "van-ban.yaml").read_text(encoding="utf-8")
