"""A dossier on its screen: fields, the grid, one step back; as Django sees it, and with mouse and keys."""

import json
import re
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from generator.commands.build import BuildResult, Built
from generator.commands.rendered import Output
from generator.face import api

from .conftest import small_dossier, written

NAME = "142-qd-vpcp"
ADDRESS = f"/ho-so/{NAME}/"


def version(workplace: Path) -> str:
    return api.open_dossier(workplace / "data" / NAME).version


def rows(workplace: Path) -> list[tuple[str, ...]]:
    return [row.cells for row in api.open_dossier(workplace / "data" / NAME).tables[0].rows]


def cells(clerk, workplace: Path, *changes, of: str = ""):
    body = json.dumps({"ban": of or version(workplace), "bang": 0, "o": changes})
    return clerk.post(f"{ADDRESS}o", body, content_type="application/json")


def test_cells_are_taken_with_the_version_they_were_made_on(clerk, workplace) -> None:
    old = version(workplace)
    answer = cells(clerk, workplace, [3, "C", "<b>Mới</b>"])
    assert answer.json() == {"version": version(workplace)}
    assert rows(workplace)[1][2] == "<b>Mới</b>"
    assert "&lt;b&gt;Mới&lt;/b&gt;" in clerk.get(ADDRESS).content.decode()
    assert cells(clerk, workplace, [3, "C", "Cũ"], of=old).status_code == 409
    assert rows(workplace)[1][2] == "<b>Mới</b>"


def test_what_is_no_change_is_refused(clerk, workplace) -> None:
    before = version(workplace)
    for body in ("", "[]", '{"bang": 0}', '{"bang":"x","o":[[1]],"ban":""}', '{"bang":0,"o":[["a","b","c"]],"ban":""}'):
        assert clerk.post(f"{ADDRESS}o", body, content_type="application/json").status_code == 400
    assert clerk.post(f"{ADDRESS}dong", {"bang": "0", "viec": "xoa"}).status_code == 400
    many = [[3, "C", "x"]] * 5_001
    assert cells(clerk, workplace, *many).status_code == 422
    assert version(workplace) == before


def test_a_field_says_what_is_wrong_beside_it(clerk, workplace) -> None:
    asked = {"truong": "so", "kieu": "dong", "gia-tri": "mười", "ban": version(workplace)}
    answer = clerk.post(f"{ADDRESS}truong", asked)
    assert answer.status_code == 422
    assert "số nguyên" in " ".join(answer.json()["said"])
    good = clerk.post(f"{ADDRESS}truong", {**asked, "gia-tri": " 15 "})
    assert good.json() == {"version": version(workplace)}


def test_who_signs_for_whom_comes_changes_and_goes(clerk, workplace) -> None:
    source = workplace / "data" / NAME / "van-ban.yaml"
    before = source.read_text(encoding="utf-8")
    for lines in (["KT. BỘ TRƯỞNG"], ["TM. BAN: A", 'KT. "TRƯỞNG BAN"'], ["TL. BỘ TRƯỞNG"], ["a", "b", "c"], []):
        asked = {"truong": "ky[0].quyen_han", "kieu": "danh-sach", "gia-tri": "\n".join(lines)}
        assert clerk.post(f"{ADDRESS}truong", {**asked, "ban": version(workplace)}).status_code == 200
        desk = api.open_dossier(workplace / "data" / NAME)
        field = next(one for one in desk.documents[0].fields if one.path == "ky[0].quyen_han")
        assert field.value.split("\n") == (lines or [""])
    assert source.read_text(encoding="utf-8") == before


def test_a_finding_in_the_text_leads_to_its_field(clerk, workplace) -> None:
    said = clerk.get(f"{ADDRESS}soat").content.decode()
    # The second base of this real document says “Căn cứ” twice.
    place = said[: said.index("chữ “Căn cứ” viết hai lần.")].rpartition("<li ")[2]
    assert 'data-field="can_cu[1]">Căn cứ 2</button>' in place
    assert "dòng" not in place


def test_a_list_on_one_line_takes_new_lines(clerk, workplace) -> None:
    folder = small_dossier(workplace / "data" / "mot-dong")
    for lines in (["Các phòng", "Thanh tra", "Lưu: VT"], ["Thanh tra", "Các phòng"]):
        asked = {"truong": "noi_nhan", "kieu": "danh-sach", "gia-tri": "\n".join(lines)}
        asked["ban"] = api.open_dossier(folder).version
        assert clerk.post("/ho-so/mot-dong/truong", asked).status_code == 200
        fields = {one.path: one.value for one in api.open_dossier(folder).documents[0].fields}
        assert fields["noi_nhan"].split("\n") == lines


def test_what_is_no_longer_in_force_is_said_where_bases_are_chosen(clerk, workplace) -> None:
    other = small_dossier(workplace / "data" / "cu") / "van-ban.yaml"
    text = other.read_text(encoding="utf-8").replace("ke-hoach", "quyet-dinh")
    other.write_text(f"{text}can_cu: [Căn cứ Nghị định số 110/2004/NĐ-CP của Chính phủ]\n", encoding="utf-8")
    (workplace / "danh-muc").mkdir()
    rest = "ngay: 2023-05-04, cua: Chính phủ, ve: quy định việc mẫu, nguon: bản gốc}"
    listed = f"van_ban:\n  - {{loai: Nghị định, so: 20/2023/NĐ-CP, {rest}\n  - {{loai: Nghị định, so: 21/2099/NĐ-CP, "
    listed += rest.replace("2023", "2099")
    (workplace / "danh-muc" / "van-ban.yaml").write_text(f"{listed}\n", encoding="utf-8")
    said = clerk.get(f"{ADDRESS}goi-y/can_cu").content.decode()
    # Of the list what is in force at the date of the document, as it is written.
    assert "Căn cứ Nghị định số 20/2023/NĐ-CP ngày 04 tháng 5 năm 2023 của Chính phủ quy định việc mẫu" in said
    assert "21/2099" not in said
    assert "hết hiệu lực từ 05/03/2020, thay bằng Nghị định số 30/2020/NĐ-CP" in said


def test_a_row_goes_and_comes_back(clerk, workplace) -> None:
    before = rows(workplace)
    asked = {"bang": "0", "dong": "3", "viec": "xoa", "ban": version(workplace)}
    assert clerk.post(f"{ADDRESS}dong", asked).status_code == 200
    assert rows(workplace) == [before[0], *before[2:]]
    assert clerk.post(f"{ADDRESS}hoan-tac", {"ban": version(workplace)}).status_code == 200
    assert rows(workplace) == before
    # Nothing more to undo: all stays.
    clerk.post(f"{ADDRESS}hoan-tac", {"ban": version(workplace)})
    assert rows(workplace) == before


def test_what_is_pasted_beyond_the_last_row_becomes_rows(clerk, workplace) -> None:
    before = rows(workplace)
    new = [{"C": "Việc một", "D": "Sở A"}, {"C": "Việc hai"}]
    asked = {"bang": "0", "dong": "2", "viec": "dan", "o": '[[2, "C", "Sửa"]]', "ban": version(workplace)}
    assert clerk.post(f"{ADDRESS}dong", {**asked, "moi": json.dumps(new)}).status_code == 200
    now = rows(workplace)
    assert now[1 : len(before)] == before[1:]
    assert now[0][2] == "Sửa"
    assert [row[2:4] for row in now[len(before) :]] == [("Việc một", "Sở A"), ("Việc hai", "")]
    assert len({row[0] for row in now}) == len(now)
    clerk.post(f"{ADDRESS}hoan-tac", {"ban": version(workplace)})
    assert rows(workplace) == before


def test_rows_are_not_pasted_below_a_total_nor_without_end(clerk, workplace) -> None:
    folder = small_dossier(workplace / "data" / "co-tong")
    book = openpyxl.load_workbook(folder / "nhiem-vu.xlsx")
    book.active.append(["", "", "Tổng cộng", "3"])
    book.save(folder / "nhiem-vu.xlsx")
    before = api.open_dossier(folder)
    asked = {"bang": "0", "dong": "2", "viec": "dan", "o": "[]", "ban": before.version}
    answer = clerk.post("/ho-so/co-tong/dong", {**asked, "moi": '[{"C": "Việc"}]'})
    assert (answer.status_code, "dòng tổng" in answer.content.decode()) == (422, True)
    assert clerk.post("/ho-so/co-tong/dong", {**asked, "moi": json.dumps([{"C": "x"}] * 2_001)}).status_code == 422
    assert clerk.post("/ho-so/co-tong/dong", {**asked, "moi": "[1]"}).status_code == 400
    assert api.open_dossier(folder).version == before.version


def test_a_table_that_cannot_be_written_says_why_and_a_shared_one_whose_it_is(clerk, workplace) -> None:
    listed = small_dossier(workplace / "data" / "danh-sach")
    (listed / "viec.yaml").write_text("- {noi_dung: Việc một, chu_tri: Sở A}\n", encoding="utf-8")
    shared = small_dossier(workplace / "data" / "dung-chung")
    for folder, file in ((listed, "viec.yaml"), (shared, f"../{NAME}/nhiem-vu.xlsx")):
        source = folder / "van-ban.yaml"
        source.write_text(source.read_text(encoding="utf-8").replace("nhiem-vu.xlsx", file), encoding="utf-8")
    page = clerk.get("/ho-so/danh-sach/").content.decode()
    assert "Bảng ghi trong tệp .yaml" in page
    assert "Việc một" in page
    assert "data-writable" not in page
    asked = {"ban": api.open_dossier(listed).version, "bang": 0, "o": [[2, "A", "x"]]}
    assert clerk.post("/ho-so/danh-sach/o", json.dumps(asked), content_type="application/json").status_code == 422
    page = clerk.get("/ho-so/dung-chung/").content.decode()
    assert f"Bảng của hồ sơ “{NAME}”, dùng chung" in page
    assert "data-writable" in page
    # Its pages are drawn anew where that other dossier changes.
    from generator.face.page.dossiers.preview import stamp_of

    stamp = stamp_of(shared)
    cells(clerk, workplace, [3, "C", "Mới"])
    assert stamp_of(shared) != stamp


def test_the_first_page_says_what_was_found_last_and_when_that_is_old(clerk, workplace) -> None:
    assert "chưa soát" in clerk.get("/").content.decode()
    clerk.get(f"{ADDRESS}soat")
    found = api.lint(workplace / "data" / NAME).findings
    worse = sum(one.severity.name == "WARNING" for one in found)
    assert worse and f"{worse} nên sửa" in clerk.get("/").content.decode()
    cells(clerk, workplace, [3, "C", "Mới"])
    assert "đã sửa, xem lại" in clerk.get("/").content.decode()


def test_a_dossier_that_cannot_be_read_says_so(clerk, workplace) -> None:
    (workplace / "data" / NAME / "van-ban.yaml").write_text("loai: [", encoding="utf-8")
    page = clerk.get(ADDRESS)
    assert page.status_code == 200
    assert "Chưa đọc được hồ sơ này" in page.content.decode()


def test_a_drawing_that_fails_says_why(clerk, workplace, work_done) -> None:
    (workplace / "data" / NAME / "nhiem-vu.xlsx").unlink()
    clerk.get(f"{ADDRESS}trang")
    work_done()
    assert "nhiem-vu.xlsx" in clerk.get(f"{ADDRESS}trang").content.decode()


def test_pages_are_shown_quickly_while_the_real_ones_are_made_and_where_they_cannot_be(
    clerk, workplace, work_done, monkeypatch
) -> None:
    monkeypatch.setenv("VANBAN_SOFFICE", str(workplace / "khong-co"))
    # However busy the machine is.
    monkeypatch.setattr("generator.converting.quick._SECONDS", 300)
    clerk.get(f"{ADDRESS}trang")
    work_done()
    shown = clerk.get(f"{ADDRESS}trang").content.decode()
    assert ("Xem nhanh" in shown, "VANBAN_SOFFICE chỉ tới" in shown, shown.count("<figure>")) == (True, True, 8)
    quick = re.findall(r'src="(\S+-nhanh/\d+\.webp)"', shown)
    assert [clerk.get(one).headers["Content-Type"] for one in quick] == ["image/webp"] * 8
    # What stands there already is not sent again.
    again = unescape(re.search(r'hx-get="([^"]+)"', shown)[1])
    assert clerk.get(again).status_code == 204
    # There is no print to say how many pages it has, which is said.
    assert "Chưa có bản in để đối chiếu: số trang" in shown
    # A change is drawn anew, and until then the quick view of before is told to be old.
    (workplace / "data" / NAME / "van-ban.yaml").open("a", encoding="utf-8").write("# x\n")
    assert 'class="paper old quick"' in clerk.get(again).content.decode()


def pretended(dossier: Path, out: Path, formats: tuple[str, ...], **_) -> BuildResult:
    """A build whose files hold nothing."""
    made = tuple(Output(out / dossier.name / f"x.{one}", one) for one in formats)
    for one in made:
        one.path.parent.mkdir(parents=True, exist_ok=True)
        one.path.touch()
    return BuildResult((Built(dossier.name, made, ()),), out)


@pytest.mark.parametrize("same", [True, False])
def test_a_quick_view_is_shown_only_where_the_last_one_had_the_pages_of_the_print(
    clerk, workplace, work_done, monkeypatch, same
) -> None:
    from generator.face.page.dossiers import preview

    folder = small_dossier(workplace / "data" / "in-thu")
    monkeypatch.setattr(api, "build", pretended)
    monkeypatch.setattr(api, "quick_view", lambda word, target: target.touch() is None)
    monkeypatch.setattr(api, "same_pages", lambda view, printed: same)
    drawn, plain = [], preview.is_whole
    monkeypatch.setattr(preview, "is_whole", lambda state: (drawn.append(preview.is_quick(state.name)), plain(state)))
    for number in range(2):
        (folder / "van-ban.yaml").open("a", encoding="utf-8").write(f"# {number}\n")
        preview_of = preview.quick(preview.stamp_of(folder))
        clerk.get("/ho-so/in-thu/trang")
        work_done()
    # None before the first print, with which it is compared.
    assert drawn == ([False, True, False] if same else [False, False])
    assert preview.is_drawn(preview.folder_of("in-thu") / preview_of) is same


# --- with mouse and keys ---------------------------------------------------------------------------------------------


def opened(page, site, name: str) -> Path:
    folder = small_dossier(site.folder / "data" / name)
    page.goto(f"{site.address}ho-so/{name}/")
    return folder


def content(page, row: int):
    """The cell of what is to be done, of a row from 1."""
    return page.locator(".grid tbody tr").nth(row - 1).locator("td").nth(2)


def table(folder: Path) -> list[tuple[str, ...]]:
    return [row.cells for row in api.open_dossier(folder).tables[0].rows]


def paste(page, text: str) -> None:
    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData('text/plain', text);
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true})); }""",
        text,
    )


@pytest.mark.usefixtures("pages_drawn")
def test_a_table_is_edited_by_keys_and_the_pages_follow(page, site) -> None:
    folder = opened(page, site, "sua-bang")
    before = table(folder)
    drawn = page.locator(".paper:not(.old):not(.quick) figure img")
    first = drawn.first.get_attribute("src")
    page.locator("#paper").evaluate("paper => { paper.scrollTop = 30; }")
    content(page, 1).click()
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Việc gõ bằng phím")
    page.keyboard.press("Enter")
    written(page)
    assert table(folder)[0][2] == "Việc gõ bằng phím"
    assert page.evaluate("document.activeElement.parentElement.dataset.r") == "3"
    page.locator(f"figure img[src='{first}']").wait_for(state="detached")
    drawn.first.wait_for()
    assert page.locator("#paper").evaluate("paper => paper.scrollTop") == 30
    content(page, 1).click()
    page.keyboard.press("ControlOrMeta+z")
    page.locator(".grid td", has_text="Việc gõ bằng phím").wait_for(state="detached")
    assert table(folder) == before


def test_changes_follow_one_another_however_fast_they_are_made(page, site) -> None:
    folder = opened(page, site, "noi-nhau")
    before = table(folder)
    # The server takes its time: what comes after waits for what came before.
    page.route("**/noi-nhau/o", lambda route: (page.wait_for_timeout(200), route.continue_()))
    content(page, 3).click()
    page.keyboard.type("Gõ")
    # By the mouse, while the box is still open: the edit goes first, then the row, then one more step back.
    page.get_by_role("button", name="Chuyển dòng lên").click()
    page.locator(".grid tbody tr").nth(1).get_by_text("Gõ", exact=True).wait_for()
    written(page)
    assert [row[2] for row in table(folder)] == [before[0][2], "Gõ", before[1][2]]
    page.get_by_role("button", name="Hoàn tác").click()
    page.locator(".grid tbody tr").nth(2).get_by_text("Gõ", exact=True).wait_for()
    page.get_by_role("button", name="Hoàn tác").click()
    page.locator(".grid td", has_text=before[2][2]).wait_for()
    assert table(folder) == before


def test_what_excel_copied_is_pasted_and_rows_are_added(page, site) -> None:
    folder = opened(page, site, "dan-bang")
    content(page, 1).click()
    paste(page, 'Một\tSở A\r\n"Hai\nbậc ""x"""\tSở B\r\n')
    written(page)
    assert [row[2:4] for row in table(folder)[:2]] == [("Một", "Sở A"), ('Hai\nbậc "x"', "Sở B")]
    page.get_by_role("button", name="Thêm dòng").click()
    page.get_by_label("Số thứ tự").fill("2a")
    page.get_by_label("Nội dung", exact=True).fill("Việc thêm")
    page.get_by_role("button", name="Thêm", exact=True).click()
    page.locator(".grid td", has_text="Việc thêm").wait_for()
    content(page, 4).click()
    paste(page, "Bốn\tSở D\r\nNăm\tSở E\r\n")
    page.locator(".grid td", has_text="Sở E").wait_for()
    assert [row[2:4] for row in table(folder)[-2:]] == [("Bốn", "Sở D"), ("Năm", "Sở E")]
    assert table(folder)[1][1:3] == ("2a", "Việc thêm")


def test_a_field_saves_itself_and_another_window_is_not_overwritten(page, site) -> None:
    folder = opened(page, site, "sua-truong")
    page.get_by_role("tab", name="Văn bản").click()
    page.get_by_label("Họ và tên người ký").fill("Lê Văn B")
    page.get_by_label("Chức vụ người ký").focus()
    written(page)
    assert "ho_ten: Lê Văn B" in (folder / "van-ban.yaml").read_text(encoding="utf-8")
    with (folder / "van-ban.yaml").open("a", encoding="utf-8") as file:
        file.write("# sửa ở nơi khác\n")
    page.get_by_label("Số", exact=True).fill("99")
    page.get_by_label("Chức vụ người ký").focus()
    page.get_by_text("Hồ sơ đã đổi ở nơi khác").first.wait_for()
    assert "99" not in (folder / "van-ban.yaml").read_text(encoding="utf-8")
    # What was typed into a cell is told with the refusal.
    page.get_by_role("tab", name="Bảng nhiệm vụ").click()
    content(page, 1).click()
    page.keyboard.type("Chữ dài vừa gõ")
    page.keyboard.press("Enter")
    page.locator("#saved", has_text="Chữ vừa gõ ở ô C2: “Chữ dài vừa gõ”").wait_for()
    # A file that is dropped where none is taken does not lead away.
    page.evaluate("""() => {
        const data = new DataTransfer();
        data.items.add(new File(["x"], "a.docx"));
        const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
        document.querySelector(".grid").dispatchEvent(drop);
    }""")
    page.get_by_role("link", name="Đến trang “Nhận tệp”").wait_for()


def test_lists_are_put_in_order_and_the_form_asks_for_whom_one_signs(page, site) -> None:
    folder = small_dossier(site.folder / "data" / "ky-thay")
    page.goto(f"{site.address}ho-so/ky-thay/#van-ban")

    def value(path: str) -> str:
        written(page)
        return next(one.value for one in api.open_dossier(folder).documents[0].fields if one.path == path)

    page.get_by_label("Nơi nhận, dòng 1").click()
    page.keyboard.press("Enter")
    page.keyboard.type("Thanh tra")
    page.keyboard.press("Alt+ArrowUp")
    page.get_by_label("Họ và tên người ký").click()
    assert value("noi_nhan") == "Thanh tra\nCác phòng\nLưu: VT"
    page.get_by_role("button", name="Nơi nhận: Bỏ dòng 2").click()
    assert value("noi_nhan") == "Thanh tra\nLưu: VT"
    page.get_by_label("Quyền hạn người ký").select_option("KT")
    # Written once it is said for whom.
    assert value("ky[0].quyen_han") == ""
    page.get_by_label("Chức vụ của người đứng đầu").fill("GIÁM ĐỐC")
    page.get_by_label("Chức vụ người ký").fill("Phó Giám đốc")
    page.get_by_label("Họ và tên người ký").click()
    assert (value("ky[0].quyen_han"), value("ky[0].chuc_vu")) == ("KT. GIÁM ĐỐC", "Phó Giám đốc")
    page.get_by_label("Quyền hạn người ký").select_option("Q")
    assert (value("ky[0].quyen_han"), value("ky[0].chuc_vu")) == ("", "Q. Phó Giám đốc")
    page.reload()
    page.get_by_text("Chữ “Q.” đứng trước chức vụ").wait_for()
    page.get_by_label("Quyền hạn người ký").select_option("")
    assert value("ky[0].chuc_vu") == "Phó Giám đốc"


def test_findings_are_mended_with_one_click_and_undone(page, site) -> None:
    folder = small_dossier(site.folder / "data" / "sua-ten")
    wrong, right = "Ngân hàng Nhà nước Việt nam; Các phòng", "Ngân hàng Nhà nước Việt Nam; Các phòng"
    book = openpyxl.load_workbook(folder / "nhiem-vu.xlsx")
    book.active["E3"] = book.active["E4"] = wrong
    book.active["C2"] = "Rà soát  lại , và trình"
    book.save(folder / "nhiem-vu.xlsx")
    page.goto(f"{site.address}ho-so/sua-ten/#dieu-can-xem")
    # The place of a finding leads to its cell; nothing is said of a click that does what it should.
    page.locator("#findings [data-goto]", has_text="E3").first.click()
    assert page.evaluate("document.activeElement.parentElement.dataset.r") == "3"
    assert page.evaluate("document.activeElement.textContent") == wrong
    content(page, 1).click()
    assert page.locator("#saved").inner_text() == ""
    page.get_by_role("tab", name="Điều cần xem").click()
    # A name: wherever it stands.
    page.get_by_role("button", name="Sửa thành “Ngân hàng Nhà nước Việt Nam”").click()
    page.get_by_text("Đã sửa 2 chỗ").wait_for()
    assert [row[4] for row in table(folder)[1:]] == [right, right]
    # What is certain: shown before and after, those that are ticked.
    page.get_by_text("1 chỗ sửa được ngay").wait_for()
    assert page.locator(".ticks li").inner_text().split("\n") == [
        "nhiem-vu.xlsx : Sheet!C2: dấu cách thừa hoặc thiếu",
        "Rà soát··lại·, và trình → Rà soát·lại, và trình",
    ]
    page.get_by_role("button", name="Sửa các chỗ đã chọn").click()
    page.get_by_text("Đã sửa 1 chỗ").wait_for()
    page.wait_for_load_state()
    assert table(folder)[0][2] == "Rà soát lại, và trình"
    for left in (right, wrong):
        with page.expect_event("load"):
            page.get_by_role("button", name="Hoàn tác").click()
        assert table(folder)[1][4] == left
    page.get_by_role("button", name="Sửa thành “Ngân hàng Nhà nước Việt Nam”").wait_for()
