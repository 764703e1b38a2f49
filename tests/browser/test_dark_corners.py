"""What happens outside of the straight way: folders that go, data broken by hand, files that are none, two windows."""

import shutil
import unicodedata

from django.core.files.uploadedfile import SimpleUploadedFile

from generator.face import api

from .conftest import received, small_dossier
from .test_first_steps import messy

NAME = "142-qd-vpcp"
ADDRESS = f"/ho-so/{NAME}/"


def test_a_dossier_that_was_taken_away_is_said_everywhere(clerk, workplace, work_done) -> None:
    small_dossier(workplace / "data" / "khac")
    version = api.open_dossier(workplace / "data" / NAME).version
    clerk.get(f"{ADDRESS}trang")
    shutil.rmtree(workplace / "data" / NAME)
    work_done()
    for part in ("", "trang", "soat", "goi-y/can_cu", "tat-ca.zip"):
        answer = clerk.get(f"{ADDRESS}{part}")
        assert (answer.status_code, "đã bị xóa, đổi tên" in answer.content.decode()) == (404, True)
    asked = {"truong": "so", "kieu": "dong", "gia-tri": "1", "ban": version}
    for part in ("truong", "sua", "hoan-tac", "sinh"):
        assert clerk.post(f"{ADDRESS}{part}", asked).status_code == 404
    assert not (workplace / "data" / NAME).exists()
    home = clerk.get("/").content.decode()
    assert ("khac" in home, NAME in home) == (True, False)


def test_a_dossier_broken_by_hand_is_shown_with_the_place(clerk, workplace) -> None:
    small_dossier(workplace / "data" / "khac")
    source = workplace / "data" / NAME / "van-ban.yaml"
    good = source.read_text(encoding="utf-8")
    wrong = (good.replace("so: 142", "so: [142"), good.replace("so: 142", "so: mười"), f"{good}khoa_la: 1\n")
    for bad in (*wrong, "", "\0", "- loai: x", "loai"):
        source.write_text(bad, encoding="utf-8")
        answer = clerk.get(ADDRESS)
        page = answer.content.decode()
        assert (answer.status_code, "Chưa đọc được hồ sơ này" in page) == (200, True), bad[:20]
        assert ("van-ban.yaml" in page, "Đọc lại" in page, "Sinh văn bản</button>" in page) == (True, True, False)
        # One of them hides none of the others.
        assert NAME in clerk.get("/").content.decode()
        assert clerk.get(f"{ADDRESS}soat").status_code in (200, 422)
    source.write_text(good, encoding="utf-8")
    assert "Chưa đọc được" not in clerk.get(ADDRESS).content.decode()


def test_one_name_twice_is_two_files_and_names_are_composed(clerk, workplace, tmp_path) -> None:
    from generator.face.page.received.models import Received

    data = messy(tmp_path / "a.xlsx").read_bytes()
    name = "Việc “mới” <b>.xlsx"
    both = [SimpleUploadedFile(unicodedata.normalize(form, name), data) for form in ("NFC", "NFD")]
    assert clerk.post("/nhan/gui", {"tep": both}).status_code == 302
    files = list(Received.objects.all())
    assert {one.name for one in files} == {"Việc “mới” b.xlsx"}
    # Which is which is said.
    assert "nội dung như nhau" in clerk.get(f"/nhan/{files[0].key}/la-gi").content.decode()
    files[0].path.write_bytes(data + b" ")
    assert "nội dung khác nhau" in clerk.get(f"/nhan/{files[1].key}/la-gi").content.decode()
    assert len({one.path for one in files}) == 2
    for one in files:
        assert "3 nhiệm vụ" in clerk.get(f"/nhan/{one.key}/la-gi").content.decode()


def test_endings_that_are_wrong_are_told_what_programs_leave_is_passed_over(clerk, workplace, tmp_path) -> None:
    from generator.face.page.received.models import Received

    data = messy(tmp_path / "a.xlsx").read_bytes()

    def told(name: str) -> str:
        Received.objects.all().delete()
        clerk.post("/nhan/gui", {"tep": SimpleUploadedFile(name, data)})
        return "".join(clerk.get(f"/nhan/{one.key}/la-gi").content.decode() for one in Received.objects.all())

    assert "Đây là tệp Excel, không phải tệp Word" in told("viec.docx")
    assert "Đây là tệp Excel" in told("viec.csv")
    for name, made in (("viec", "khong-duoi"), ("viec.pdf", "duoi-sai"), ("viec.XLSX", "chu-hoa")):
        assert "3 nhiệm vụ" in told(name)
        asked = {"bo": "ke-hoach", "co_quan": "Sở Mẫu", "trich_yeu": "Việc", "ten": made}
        assert clerk.post(f"/nhan/{Received.objects.get().key}/bang/lap", asked).status_code == 302, name
        assert len(api.open_dossier(workplace / "data" / made).tables[0].rows) == 3
    assert told("~$viec.xlsx") == ""
    assert "đang mở trong Word, Excel" in clerk.get("/nhan/").content.decode()


def test_forty_files_at_once(clerk) -> None:
    from generator.face.page.received.models import Received

    files = [SimpleUploadedFile(f"tep-{at}.csv", b"TT;Viec\n1;a\n") for at in range(40)]
    assert clerk.post("/nhan/gui", {"tep": files}).status_code == 302
    assert Received.objects.count() == 40
    assert clerk.get("/nhan/").content.decode().count('class="arrived"') == 40


def test_what_is_too_large_is_said_before_it_is_sent_and_a_folder_gives_its_files(page, site) -> None:
    page.evaluate(
        """() => { const data = new DataTransfer(); data.items.add(new File([new Uint8Array(60 << 20)], "Sổ.xlsx"));
        dispatchEvent(new DragEvent("drop", {dataTransfer: data, cancelable: true})); }"""
    )
    page.get_by_text("“Sổ.xlsx” nặng 60 MB; mỗi tệp tối đa 50 MB.").wait_for()
    # A folder as the browser hands it over: entries that are read one after another.
    page.evaluate(
        """() => { const file = (name) => ({isFile: true, name, file: (done) => done(new File(["TT;Việc"], name))});
        const folder = (name, ...held) => ({isDirectory: true, name,
          createReader: () => ({readEntries: (done) => done(held.splice(0))})});
        const given = folder("Tháng 11", file("trong-thu-muc.csv"), folder("Cũ", file("sau-hon.csv")), file(".an"));
        const drop = new Event("drop", {cancelable: true});
        drop.dataTransfer = {types: ["Files"], files: [], items: [{webkitGetAsEntry: () => given}]};
        dispatchEvent(drop); }"""
    )
    received(page, "sau-hon.csv").wait_for()
    received(page, "trong-thu-muc.csv").wait_for()
    assert page.get_by_role("heading", name=".an", exact=True).count() == 0
