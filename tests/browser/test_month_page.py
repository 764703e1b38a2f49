"""A month as a clerk goes through it: forms out, returns in, who is missing, what is wrong, what is issued."""

import io
import itertools
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

UNITS = [f"Phòng {letter}" for letter in "ABCDE"]
HEAD = ("Mã", "STT", "Nội dung", "Đơn vị chủ trì", "Thời hạn", "Trạng thái", "Kết quả kỳ này")


def dossier_at(folder: Path) -> Path:
    folder.mkdir(parents=True)
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    for number, (unit, part) in enumerate(itertools.product(UNITS, (1, 2)), start=1):
        words = f"Tham mưu triển khai Nghị quyết số {100 + number}/NQ-CP, phần {part}, tại {unit}"
        book.active.append((f"NV{number:02d}", str(number), words, unit, "Tháng 12/2030"))
    book.save(folder / "nv.xlsx")
    (folder / "van-ban.yaml").write_text(
        "loai: bao-cao\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\ndia_danh: Hà Nội\nngay: 2030-11\ntrich_yeu: Kết quả\n"
        "noi_nhan: [Lưu]\nky: {chuc_vu: Giám đốc, ho_ten: Người Mẫu}\nnoi_dung: [{bang: {nguon: nv.xlsx}}]\n",
        "utf-8",
    )
    return folder


def filled(form: Path, target: Path, status: str = "Hoàn thành") -> Path:
    """A form as its unit sends it back, the first task with this status."""
    book = openpyxl.load_workbook(form)
    sheet = book["Báo cáo"]
    for row in (5, 6):
        ma = sheet[f"A{row}"].value
        sheet[f"G{row}"], sheet[f"H{row}"] = "Hoàn thành", f"Quyết định số {row}/QĐ-SM ngày 03/11/2030 về {ma}"
    sheet["G5"] = status
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


def statuses(dossier: Path) -> dict[str, str]:
    rows = openpyxl.load_workbook(dossier / "nv.xlsx").active.iter_rows(min_row=2, values_only=True)
    return {row[0]: row[5] or "" for row in rows}


def unit_row(page, unit: str):
    return page.locator("table.units tbody tr", has=page.locator("strong", has_text=unit))


def test_a_month_with_five_units_one_of_them_late_and_one_wrong(page, site, tmp_path) -> None:
    dossier = dossier_at(site.folder / "data" / "thang-11")
    page.goto(f"{site.address}ho-so/thang-11/")
    page.get_by_role("link", name="Kỳ báo cáo").last.click()
    page.get_by_label("Hạn đơn vị gửi").fill("20/12/2030")
    page.get_by_role("button", name="Lập biểu").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải các biểu (.zip)").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        archive.extractall(tmp_path / "bieu")
    page.get_by_text("Hạn đơn vị gửi 20/12/2030").wait_for()
    sent = [
        filled(
            tmp_path / "bieu" / f"phong-{one}.xlsx",
            tmp_path / f"ve-{one}.xlsx",
            "Xong hết" if one == "d" else "Hoàn thành",
        )
        for one in "abcd"
    ]
    page.set_input_files("#tep", [str(path) for path in sent])
    page.get_by_text("Lấy vào sổ thì").wait_for()
    assert set(statuses(dossier).values()) == {""}
    said = {unit: unit_row(page, unit).locator(".chip").all_inner_texts() for unit in UNITS}
    assert said == {unit: ["nộp đúng"] for unit in UNITS[:3]} | {"Phòng D": ["ô trống"], "Phòng E": ["chưa nộp"]}
    page.get_by_text("Chưa nộp: Phòng E").wait_for()
    fault = page.locator("tr.faults")
    assert fault.count() == 1
    assert "ve-d.xlsx" in fault.inner_text()
    assert "G5" in fault.inner_text()
    page.get_by_role("button", name="Lấy vào sổ").click()
    page.get_by_text("Đã lấy vào sổ").wait_for()
    now = statuses(dossier)
    assert {ma for ma, status in now.items() if status == "Hoàn thành"} == {f"NV0{n}" for n in (1, 2, 3, 4, 5, 6, 8)}
    # Who has not reported is said to have no report, never to have not completed anything.
    bars = dict(
        zip(
            page.locator(".bars li > span:first-child").all_inner_texts(),
            page.locator(".bars .num").all_inner_texts(),
            strict=True,
        )
    )
    assert (bars["Hoàn thành"], bars["Chưa có báo cáo"], bars["Chưa hoàn thành"]) == ("7", "3", "0")
    page.get_by_label("Số", exact=True).fill("12")
    page.get_by_label("Ngày ký").fill("22/12/2030")
    page.get_by_role("button", name="Phát hành").click()
    refusal = page.locator("[role=alert]", has_text="Chưa phát hành số 12")
    refusal.wait_for()
    assert "thang-11.docx" in refusal.inner_text()
    assert "Lưu: VT" in refusal.inner_text()
    assert not (dossier / "phat-hanh").exists()


def test_what_was_typed_wrong_is_said_beside_the_field(clerk, workplace) -> None:
    dossier_at(workplace / "data" / "thang-11")
    wrong = (
        ("bieu", {"han": "2030-12-20"}, "Ghi ngày đơn vị phải gửi báo cáo, như"),
        ("phat-hanh", {"so": "12a", "ngay": "22/12/2030"}, "Ghi số văn bản bằng chữ số"),
        ("phat-hanh", {"so": "0", "ngay": "22/12/2030"}, "Ghi số văn bản bằng chữ số"),
        ("phat-hanh", {"so": "12", "ngay": "31/02/2030"}, "Ghi ngày ký, như"),
    )
    for step, typed, said in wrong:
        answer = clerk.post(f"/thang/thang-11/{step}", typed)
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not (workplace / "data" / "thang-11" / "phat-hanh").exists()


def test_names_lead_only_to_what_is_listed(clerk, workplace) -> None:
    dossier_at(workplace / "data" / "thang-11")
    (workplace / "data" / "khac.txt").write_text("x", "utf-8")
    for address in ("khong-co/", "..%2Fdata/", "thang-11/bieu.zip", "thang-11/phat-hanh/nv.xlsx", "khong-co/phan"):
        assert clerk.get(f"/thang/{address}").status_code == 404
    for step in ("bieu", "nop", "bo", "lay", "phat-hanh"):
        assert clerk.post(f"/thang/khong-co/{step}").status_code == 404
        assert clerk.get(f"/thang/thang-11/{step}").status_code == 405


def test_a_dossier_without_tasks_says_so_and_every_list_has_words(clerk, workplace) -> None:
    folder = workplace / "data" / "loi-van"
    folder.mkdir()
    (folder / "van-ban.yaml").write_text(
        "loai: thong-bao\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\ntrich_yeu: Việc\nnoi_nhan: [Lưu]\n"
        "ky: {chuc_vu: Giám đốc}\nnoi_dung: [{doan: Nội dung.}]\n",
        "utf-8",
    )
    assert "Hồ sơ này không theo dõi theo kỳ" in clerk.get("/thang/loi-van/").content.decode()
    assert clerk.get("/thang/loi-van/dong").status_code == 200
    assert "142-qd-vpcp" in clerk.get("/thang/").content.decode()


def test_two_files_of_one_name_both_stay_and_go_together(clerk, workplace, work_done) -> None:
    from generator.face.page.jobs.models import Job

    dossier = dossier_at(workplace / "data" / "thang-11")
    clerk.post("/thang/thang-11/bieu", {"han": "20/12/2030"})
    work_done()
    archive = zipfile.ZipFile(io.BytesIO(b"".join(clerk.get("/thang/thang-11/bieu.zip").streaming_content)))
    archive.extractall(workplace / "bieu")
    sent = [filled(workplace / "bieu" / f"phong-{one}.xlsx", workplace / one / "bao-cao.xlsx") for one in "ab"]
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in sent]
    clerk.post("/thang/thang-11/nop", {"tep": files})
    work_done()
    found = Job.objects.first().result
    assert [unit["files"] for unit in found["units"]][:3] == [["bao-cao.xlsx"], ["bao-cao.xlsx"], []]
    assert found["dry_run"]
    page = clerk.post("/thang/thang-11/bo").content.decode()
    assert "Kết quả thu" not in page
    assert "5/5 đơn vị chưa nộp" in page
    assert set(statuses(dossier).values()) == {""}


def test_an_issued_set_can_be_saved_and_nothing_else(clerk, workplace, work_done, monkeypatch) -> None:
    from generator.commands.issue import Issued
    from generator.face import api

    dossier = dossier_at(workplace / "data" / "thang-11")
    kept, outside = dossier / "phat-hanh" / "12" / "bao-cao.docx", workplace / "ngoai.docx"
    kept.parent.mkdir(parents=True)
    for path in (kept, outside):
        path.write_bytes(b"PK")
    made = Issued("thang-11", 12, date(2030, 12, 22), kept.parent, (kept, outside))
    monkeypatch.setattr(api, "issue", lambda *_, **__: made)
    clerk.post("/thang/thang-11/phat-hanh", {"so": "12", "ngay": "22/12/2030"})
    work_done()
    assert "số 12 ngày 22/12/2030" in clerk.get("/thang/thang-11/").content.decode()
    answer = clerk.get("/thang/thang-11/phat-hanh/bao-cao.docx")
    assert (b"".join(answer.streaming_content), answer["Content-Disposition"][:10]) == (b"PK", "attachment")
    assert clerk.get("/thang/thang-11/phat-hanh/ngoai.docx").status_code == 404


def test_a_form_dropped_among_other_files_is_collected_into_its_month(clerk, workplace, work_done) -> None:
    from generator.face import api
    from generator.face.page.jobs.models import Job
    from generator.face.page.received.models import Received

    api.forms(dossier_at(workplace / "data" / "thang-11"), workplace / "bieu", date(2030, 12, 20))
    sent = filled(workplace / "bieu" / "phong-a.xlsx", workplace / "ve" / "a.xlsx")
    clerk.post("/nhan/gui", {"tep": SimpleUploadedFile(sent.name, sent.read_bytes())})
    key = Received.objects.get().key
    address = f"/thang/tu-nhan/{key}/thu"
    assert address in clerk.get(f"/nhan/{key}/la-gi").content.decode()
    assert "<option selected>thang-11</option>" in clerk.get(address).content.decode()
    assert clerk.post(address, {"ho-so": "../ngoai"}).status_code == 404
    for _ in range(2):
        assert clerk.post(address, {"ho-so": "thang-11"}).status_code == 302
    work_done()
    found = Job.objects.first().result
    assert [unit["states"][0]["says"] for unit in found["units"]] == ["nộp đúng", *["chưa nộp"] * 4]
    assert found["units"][0]["files"] == ["a.xlsx"]


def test_what_the_calendar_asks_for_stands_on_the_first_page(clerk, workplace) -> None:
    file = workplace / "data" / "lich-bao-cao.yaml"
    file.write_text(
        "bao_cao:\n  - {ma: a, ten: Báo cáo công tác mẫu, ky: thang, han: 2, tu: 2026-01, ho_so: data/bc}\n", "utf-8"
    )
    assert "Báo cáo công tác mẫu" in clerk.get("/thang/").content.decode()
    # A calendar that cannot be read is said, beside the dossiers.
    file.write_text("bao_cao: [1]\n", "utf-8")
    page = clerk.get("/thang/")
    assert (page.status_code, "lich-bao-cao.yaml" in page.content.decode()) == (200, True)
    assert "142-qd-vpcp" in page.content.decode()


def test_a_report_that_is_due_is_begun_once(clerk, workplace) -> None:
    (workplace / "data" / "lich-bao-cao.yaml").write_text(
        "bao_cao:\n  - {ma: thang, ten: Báo cáo tháng Mẫu, gui: UBND tỉnh X, ky: thang, "
        "han: {ngay: 25}, ho_so: data/bc-thang}\n",
        encoding="utf-8",
    )
    page = clerk.get("/thang/").content.decode()
    assert "Lập hồ sơ: Báo cáo tháng Mẫu" in page
    answer = clerk.post("/thang/lap", {"ma": "thang"})
    made = [path.name for path in (workplace / "data").glob("bc-thang-*")]
    assert answer.headers["Location"] == f"/ho-so/{made[0]}/"
    assert clerk.get(answer.headers["Location"]).status_code == 200
    assert clerk.post("/thang/lap", {"ma": "khong-co"}).status_code == 422
    assert [path.name for path in (workplace / "data").glob("bc-thang-*")] == made


# --- reports in prose, reminders, what is issued ---------------------------------------------------------------------

REPORT = """loai: bao-cao
co_quan: {ten: Sở Mẫu, ky_hieu: SM}
so:
ngay: 2030-05
dia_danh: Tỉnh X
trich_yeu: Kết quả giải quyết hồ sơ tháng 5 năm 2030
so_lieu: so-lieu.xlsx
noi_dung: ["Trong tháng 5 năm 2030, Sở Mẫu tiếp nhận {hs} hồ sơ ({moi} hồ sơ cấp mới và {doi} hồ sơ cấp đổi)."]
noi_nhan: [Ủy ban nhân dân tỉnh X, "Lưu: VT"]
ky: {chuc_vu: Giám đốc, ho_ten: Trần Văn Mẫu}
"""


def prose(folder: Path) -> Path:
    from generator.books.figure_sheet import figure_book
    from generator.values.figures import SheetFigure

    folder.mkdir(parents=True)
    rows = (
        SheetFigure("hs", "Hồ sơ tiếp nhận", formula="{moi} + {doi}", unit="hồ sơ"),
        SheetFigure("moi", "Hồ sơ cấp mới", last="850"),
        SheetFigure("doi", "Hồ sơ cấp đổi", last="370"),
    )
    (folder / "so-lieu.xlsx").write_bytes(figure_book(rows))
    (folder / "van-ban.yaml").write_text(REPORT, encoding="utf-8")
    return folder


def entered(folder: Path) -> dict[str, tuple[str, str]]:
    from generator.face import api

    return {one.key: (one.now, one.kept_by) for one in api.open_dossier(folder).figures}


def test_the_figures_of_a_report_in_prose_are_entered_and_proven(clerk, workplace) -> None:
    from generator.face import api

    folder = prose(workplace / "data" / "bc-5")
    page = clerk.get("/thang/bc-5/").content.decode()
    assert "còn 2 số chưa có" in page
    assert "tính theo công thức" in page
    assert "Xong những chỗ này" in clerk.get("/thang/bc-5/bang-chung").content.decode()
    asked = {"ban": api.open_dossier(folder).version, "so-moi": "nhiều lắm", "so-doi": "370"}
    answer = clerk.post("/thang/bc-5/so-lieu", asked)
    assert (answer.status_code, "không phải số" in answer.content.decode()) == (422, True)
    # What was typed is there to be mended.
    assert 'value="nhiều lắm"' in answer.content.decode()
    assert clerk.post("/thang/bc-5/so-lieu", {**asked, "so-moi": "870", "giu": "doi"}).status_code == 422
    assert entered(folder)["moi"] == ("", "")
    both = {**asked, "so-moi": "870", "giu": "doi", "nguoi": "Lê Thị B"}
    assert "Vừa nhập số vừa giữ nguyên: Hồ sơ cấp đổi" in clerk.post("/thang/bc-5/so-lieu", both).content.decode()
    page = clerk.post("/thang/bc-5/so-lieu", {**both, "so-doi": ""})
    assert "đủ số" in page.content.decode()
    assert {key: entered(folder)[key] for key in ("moi", "doi")} == {"moi": ("870", ""), "doi": ("", "Lê Thị B")}
    assert "Mọi số trong lời văn đều có" in clerk.get("/thang/bc-5/bang-chung").content.decode()
    # On a state that is gone nothing is written; of what a formula gives nothing is taken.
    for stale in ({**asked, "so-moi": "1"}, {"ban": api.open_dossier(folder).version, "so-hs": "9"}):
        assert clerk.post("/thang/bc-5/so-lieu", stale).status_code == 422
    assert entered(folder)["moi"] == ("870", "")


def test_a_set_is_issued_by_the_page_and_kept(clerk, workplace, work_done) -> None:
    folder = prose(workplace / "data" / "bc-5")
    text = REPORT.replace("so_lieu: so-lieu.xlsx\n", "").replace(
        "{hs} hồ sơ ({moi} hồ sơ cấp mới và {doi} hồ sơ cấp đổi)", "12 hồ sơ"
    )
    (folder / "van-ban.yaml").write_text(text, encoding="utf-8")
    page = clerk.get("/thang/bc-5/").content.decode()
    assert "không theo dõi theo kỳ" in page
    clerk.post("/thang/bc-5/phat-hanh", {"so": "125", "ngay": "31/05/2030"})
    work_done()
    page = clerk.get("/thang/bc-5/").content.decode()
    assert "Đã phát hành: số 125 ngày 31/05/2030" in page
    files = sorted(path.name for path in (folder / "phat-hanh").rglob("*") if path.suffix in (".docx", ".pdf"))
    assert len(files) == 2
    for name in files:
        answer = clerk.get(f"/thang/bc-5/phat-hanh/{name}")
        assert (answer.status_code, answer["Content-Disposition"][:10]) == (200, "attachment")
        answer.close()
    assert "so: 125" in (folder / "van-ban.yaml").read_text(encoding="utf-8")


def test_who_has_not_reported_is_reminded_by_a_letter_of_its_own(clerk, workplace, work_done) -> None:
    from generator.face import api

    dossier_at(workplace / "data" / "thang-11")
    clerk.post("/thang/thang-11/bieu", {"han": "20/12/2030"})
    work_done()
    assert clerk.post("/thang/thang-11/don-doc", {"han-moi": "mai"}).status_code == 422
    page = clerk.post("/thang/thang-11/don-doc", {"han-moi": "25/12/2030"}).content.decode()
    (letter,) = (workplace / "data").glob("thang-11-don-doc-*")
    assert f'href="/ho-so/{letter.name}/"' in page
    desk = api.open_dossier(letter)
    texts = " ".join(one.value for document in desk.documents for one in (*document.fields, *document.body))
    assert all(unit in texts for unit in UNITS)
    assert "25/12/2030" in texts.replace("ngày 25 tháng 12 năm 2030", "25/12/2030")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("2026-11", "tháng 11/2026"),
        ("2026-quy-4", "quý IV/2026"),
        ("2026-6-thang-1", "6 tháng đầu năm 2026"),
        ("2026-6-thang-2", "6 tháng cuối năm 2026"),
        ("2026-9-thang", "9 tháng đầu năm 2026"),
        ("2026-nam", "năm 2026"),
        ("2026", "năm 2026"),
        ("2026-10-15_2026-11-14", "15/10/2026 – 14/11/2026"),
        ("khac", "khac"),
    ],
)
def test_periods_are_named_as_people_name_them(application, key, said) -> None:
    from generator.face.page.month.views import _period

    assert _period(key) == said
