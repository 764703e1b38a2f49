"""A monthly report in prose, a month on: paragraphs carried and judged, figures by key, the plan to be answered."""

import json

import openpyxl
import pytest

from generator.checking.paper.facts import read_facts
from generator.commands.proof import proof_of
from generator.commands.rendered import word_of
from generator.commands.rolling.periods import Step
from generator.commands.rolling.texts import Verdict, carried
from generator.face.cli import run
from generator.keeping.yaml_data import plain_data
from generator.ooxml import package
from generator.reading.dossier import load_dossier
from generator.reading.figures.model import Paragraph, Period
from generator.reading.figures.read import read_paragraph
from generator.values.errors import ExitCode
from tests.linting.data import AS_OF
from tests.reading.figures.test_eight_paragraphs import FIVE, ONE, TWO

NOTE = (
    "Quyết định số 101/QĐ-UBND ngày 02/5/2030 về A; Quyết định số 117/QĐ-UBND ngày 09/5/2030 về B; Công văn số "
    "230/UBND-NC ngày 05/5/2030 về C; Công văn số 241/UBND-NC ngày 08/5/2030 về D; Báo cáo số 15/BC-UBND ngày "
    "10/5/2030 về E."
)
BODY = (
    ("muc", "Kết quả trong tháng 5/2030", (
        ONE.removeprefix("- "),
        TWO.removeprefix("a) "),
        f"Ban hành, triển khai 02 Quyết định, 03 văn bản^[{NOTE}] chỉ đạo; tổ chức 16 lượt làm việc với các sở, ngành.",
        "**Ngày 12/5/2030**, tổ chức hội nghị sơ kết tại xã A.",
        "Các cơ quan, đơn vị phối hợp chặt chẽ.",
        FIVE,
        "Từ ngày 16/4/2030 đến ngày 15/5/2030, tiếp 12 lượt công dân; thu {phí} theo mẫu.",
    )),
    ("muc", "Nhiệm vụ trong thời gian tới", (
        "Trong tháng 6/2030, hoàn thành số hóa dữ liệu đối với 35/96 xã, phường chưa hoàn thành.",
        "Phấn đấu 100% công dân từ đủ 15 tuổi có tài khoản; dịch vụ công trực tuyến đạt tối thiểu 90%.",
        "Tham mưu trình HĐND tỉnh ban hành Nghị quyết về phí trước ngày 30/6/2030.",
    )),
)  # fmt: skip
HEAD = (
    "loai: bao-cao\nco_quan: {ten: Ủy ban nhân dân tỉnh Mẫu, ky_hieu: UBND}\nso: 12\nngay: 2030-05-16\n"
    "dia_danh: Mẫu\ntrich_yeu: Kết quả thực hiện Chương trình 09 tháng 5/2030\n"
    "noi_nhan: ['Lưu: VT']\nky: {chuc_vu: Chủ tịch, ho_ten: Họ và tên}\n"
)


def report(folder, body=BODY):
    folder.mkdir()
    lines = ["noi_dung:"]
    for key, title, paragraphs in body:
        lines += [f"  - {key}: {title}", "    noi_dung:"]
        lines += [f"      - doan: {quoted(text)}" for text in paragraphs]
    (folder / "van-ban.yaml").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return folder


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def rolled(folder, month="06/2030", *more):
    assert run(["roll", str(folder), "--to", month, *map(str, more)]) == ExitCode.DONE
    month, year = month.split("/")
    return folder.with_name(f"bao-cao-{year}-{month}")


def texts(folder):
    data = plain_data((folder / "van-ban.yaml").read_text(encoding="utf-8"))
    found = []

    def walk(items):
        for item in items:
            if isinstance(item, str):
                found.append(item)
            else:
                found.append(next(value for key, value in item.items() if key not in ("noi_dung", "nhan_khoi")))
                walk(item.get("noi_dung", ()))

    walk(data["noi_dung"])
    return data["trich_yeu"], found


def rows(folder, name="so-lieu.xlsx", sheet=None):
    book = openpyxl.load_workbook(folder / name)
    lines = list((book[sheet] if sheet else book.active).iter_rows(values_only=True))
    return [dict(zip(lines[0], ["" if one is None else one for one in line], strict=True)) for line in lines[1:]]


def filled(folder, **values):
    """The sheet as units fill it: each open figure with what it was a month ago and ten more, or as named."""
    book = openpyxl.load_workbook(folder / "so-lieu.xlsx")
    sheet = book.active
    titles = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, titles["Trạng thái"]).value == "chưa":
            last = str(sheet.cell(row, titles["Kỳ trước"]).value).replace(".", "")
            key = sheet.cell(row, titles["Khóa"]).value
            sheet.cell(row, titles["Kỳ này"]).value = values[key] if key in values else str(int(last) + 10)
    book.save(folder / "so-lieu.xlsx")


def issued(folder):
    target = folder.parent / f"{folder.name}.docx"
    target.write_bytes(word_of(load_dossier(folder)[0], AS_OF))
    return target


def test_figures_become_keys_and_periods_move(tmp_path):
    june = rolled(report(tmp_path / "bao-cao"))
    subject, found = texts(june)
    assert subject == "Kết quả thực hiện Chương trình 09 tháng 6/2030"
    assert found[0] == "Kết quả trong tháng 6/2030"
    assert found[1].startswith("Trong tháng 6/2030, toàn tỉnh tiếp nhận {")
    assert "1.240" not in found[1] and "từ đủ 15 tuổi" in found[2]
    assert "Tính đến ngày 15/6/2030" in found[6] and "Đến ngày 20/6/2030 (theo số của Sở B)" in found[6]
    assert "Từ ngày 01/3/2029 đến nay" in found[6] and "Từ đầu năm 2030 đến nay" in found[6]
    assert found[7].startswith("Từ ngày 16/5/2030 đến ngày 15/6/2030, tiếp {")
    assert "Trong tháng 7/2030" in found[9] and "100% công dân" in found[10]


def test_a_year_that_turns_turns_in_every_period(tmp_path):
    """November to January: the month before, the year it counts from, the same month of the year before."""
    body = (("muc", "Kết quả", (
        "Trong tháng 12/2030, tiếp nhận 25 hồ sơ, tăng 05 hồ sơ so với tháng 11/2030; từ đầu năm 2030, có 250 hồ sơ. "
        "Tính đến 31/12/2030 có 300 hồ sơ, cùng kỳ tháng 12/2029 có 200 hồ sơ; từ ngày 01/3/2029 đến nay có 7 hồ sơ.",
    )),)  # fmt: skip
    folder = report(tmp_path / "bao-cao", body)
    file = folder / "van-ban.yaml"
    file.write_text(file.read_text().replace("tháng 5/2030", "tháng 12/2030"), encoding="utf-8")
    text = texts(rolled(folder, "01/2031"))[1][1]
    for said in ("Trong tháng 01/2031", "so với tháng 12/2030", "từ đầu năm 2031", "Tính đến 31/01/2031",
                 "cùng kỳ tháng 01/2030", "từ ngày 01/3/2029"):  # fmt: skip
        assert said in text


def test_the_sheet_has_last_months_values_and_asks_for_this_months(tmp_path):
    sheet = rows(rolled(report(tmp_path / "bao-cao")))
    assert {row["Kỳ này"] for row in sheet if row["Loại"] != "tổng"} == {""}
    last = [row["Kỳ trước"] for row in sheet]
    assert last[:10] == ["1.240", "870", "370", "1.116", "90", "18.640", "12.470", "6.170", "16.200", "86,91"]
    wholes = [(row["Kỳ này"], row["Trạng thái"]) for row in sheet if row["Loại"] == "tổng" and not row["Công thức"]]
    assert wholes == [("96", "đã nhập"), ("160.000", "đã nhập")]
    named = {row["Khóa"]: row for row in sheet}
    part, whole = sheet[10]["Khóa"], sheet[11]["Khóa"]
    assert [row["Công thức"] for row in sheet[-2:]] == [f"{{{whole}}} - {{{part}}}", f"{{{whole}}}"]
    assert len(named) == len(sheet)


def test_each_paragraph_is_judged_and_none_is_lost(tmp_path, capsys):
    folder = report(tmp_path / "bao-cao")
    before = texts(folder)[1]
    june = rolled(folder)
    lines = rows(june, "chuyen-ky.xlsx", "Đoạn")
    verdicts = [(line["Xử lý"], line["Vì sao"]) for line in lines]
    assert [one for one, _ in verdicts] == [
        *("số", "số", "số", "số", "bỏ", "viết lại", "giữ", "số", "số", "giữ", "viết lại", "viết lại", "viết lại")
    ]
    assert verdicts[5][1] == "12/5/2030"
    assert [line["Đoạn của kỳ trước"] for line in lines if line["Xử lý"] != "bỏ"] == before
    assert lines[4]["Đoạn của kỳ trước"] == NOTE and "101/QĐ-UBND" not in (june / "van-ban.yaml").read_text()
    said = "".join(capsys.readouterr())
    assert "V332" in said and "V333" in said and "Ngày chốt 15/05/2030 nay là 15/06/2030" in said


def test_the_plan_is_a_list_to_answer(tmp_path):
    plan = rows(rolled(report(tmp_path / "bao-cao")), "chuyen-ky.xlsx", "Phải trả lời")
    assert [(line["Hạn"], line["Số đã nêu"]) for line in plan] == [("", "35, 96"), ("", ""), ("30/6/2030", "")]
    assert plan[2]["Câu kết quả (gợi ý)"] == "Đã tham mưu trình HĐND tỉnh ban hành Nghị quyết về phí."


def test_what_is_not_answered_stands_against_it_and_what_is_not_done_is_asked_again(tmp_path):
    june = rolled(report(tmp_path / "bao-cao"))
    filled(june)
    against = [one for one in proof_of(load_dossier(june)[0], AS_OF).hindering if one.code == "V442"]
    assert [one.place.cell for one in against] == ["E2", "E3", "E4"] and "chuyen-ky.xlsx" in against[0].place.file
    book = openpyxl.load_workbook(june / "chuyen-ky.xlsx")
    for row, answer in enumerate(("Đã xong", "chưa xong", "chuyển kỳ sau"), start=2):
        book["Phải trả lời"].cell(row, 5).value = answer
    book.save(june / "chuyen-ky.xlsx")
    assert [one.code for one in proof_of(load_dossier(june)[0], AS_OF).hindering].count("V442") == 0
    file = june / "van-ban.yaml"
    kept = [line for line in file.read_text(encoding="utf-8").splitlines() if "Phấn đấu" not in line]
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    plan = [line["Nhiệm vụ kỳ trước nêu"] for line in rows(rolled(june, "07/2030"), "chuyen-ky.xlsx", "Phải trả lời")]
    assert [text.split(",")[0].split(" dịch")[0] for text in plan] == [
        "Trong tháng 7/2030", "Tham mưu trình HĐND tỉnh ban hành Nghị quyết về phí trước ngày 30/6/2030.",
        "Phấn đấu 100% công dân từ đủ 15 tuổi có tài khoản;",
    ]  # fmt: skip


def test_the_cut_off_that_is_asked_for(tmp_path):
    text = texts(rolled(report(tmp_path / "bao-cao"), "06/2030", "--cut-off", "2030-06-14"))[1][6]
    assert "Tính đến ngày 14/6/2030" in text and "Đến ngày 20/6/2030 (theo số của Sở B)" in text


def test_from_month_to_month_the_keys_stay(tmp_path):
    june = rolled(report(tmp_path / "bao-cao"))
    filled(june)
    july = rolled(june, "07/2030")
    assert [row["Khóa"] for row in rows(july)] == [row["Khóa"] for row in rows(june)]
    assert texts(july)[1][1] == texts(june)[1][1].replace("tháng 6/2030", "tháng 7/2030")
    last = [row["Kỳ trước"] for row in rows(july)]
    assert last[:4] == ["1.260", "880", "380", "1.126"] and last[4] == "89,37"


def test_from_the_issued_text_and_what_was_changed_in_it(tmp_path, capsys):
    """The office changed a number and words in Word: the issued ones are what the next month starts from."""
    import docx

    june = rolled(report(tmp_path / "bao-cao"))
    filled(june)
    file = issued(june)
    word = docx.Document(file)
    for paragraph in word.paragraphs:
        for a, b in (("880 hồ sơ cấp mới", "881 hồ sơ cấp mới"), ("chặt chẽ", "thường xuyên")):
            if a in paragraph.text:
                paragraph.runs[0].text, rest = paragraph.text.replace(a, b), paragraph.runs[1:]
                for run_ in rest:
                    run_.text = ""
                word.add_comment(paragraph.runs, "Đã xem lại", author="Mẫu")
                paragraph.add_run(" Xem phiếu trình.").font.hidden = True
    word.save(file)
    july = rolled(june, "07/2030", "--from", file)
    said = "".join(capsys.readouterr())
    assert "V335" in said and "881" in said and "V306" in said and "V146" in said and "Xem phiếu trình." in said
    assert "Các cơ quan, đơn vị phối hợp thường xuyên." in texts(july)[1]
    now, then = {row["Khóa"]: row for row in rows(july)}, {row["Khóa"]: row for row in rows(june)}
    assert now.keys() == then.keys()
    assert [row["Kỳ trước"] for row in rows(july)][1] == "881"
    assert "thu {{phí}} theo mẫu" in (july / "van-ban.yaml").read_text()


def test_a_figure_that_nobody_entered_is_carried_by_its_key(tmp_path):
    june = rolled(report(tmp_path / "bao-cao"))
    july = rolled(june, "07/2030")
    assert [row["Khóa"] for row in rows(july)] == [row["Khóa"] for row in rows(june)]
    assert texts(july)[1][1] == texts(june)[1][1].replace("tháng 6/2030", "tháng 7/2030")
    load_dossier(july)


def test_a_draft_in_markdown_goes_on_as_keys_too(tmp_path):
    folder = report(tmp_path / "bao-cao", (("muc", "Kết quả", ()),))
    head = (folder / "van-ban.yaml").read_text().partition("noi_dung:\n")[0]
    (folder / "van-ban.yaml").write_text(f"{head}noi_dung: noi-dung.md\n", encoding="utf-8")
    (folder / "noi-dung.md").write_text(f"# I. Kết quả\n\n{ONE.removeprefix('- ')}\n", encoding="utf-8")
    june = rolled(folder)
    assert not (june / "noi-dung.md").exists()
    assert len(rows(june)) == 10 and "Trong tháng 6/2030" in texts(june)[1][1]
    load_dossier(june)


def test_a_dossier_with_tables_does_not_start_from_a_word_file(tmp_path, capsys):
    folder = report(tmp_path / "bao-cao")
    book = openpyxl.Workbook()
    for line in (("Mã", "STT", "Nội dung, nhiệm vụ", "Hoàn thành"), ("A1", "1", "Việc một", "")):
        book.active.append(line)
    book.save(folder / "viec.xlsx")
    with (folder / "van-ban.yaml").open("a", encoding="utf-8") as file:
        file.write("bang: {nguon: viec.xlsx}\n")
    word = tmp_path / "x.docx"
    word.write_bytes(b"")
    assert run(["roll", str(folder), "--to", "06/2030", "--from", str(word)]) == ExitCode.USAGE
    assert "V336" in capsys.readouterr().err and not folder.with_name("bao-cao-2030-06").exists()


@pytest.mark.parametrize("day", ["15.6", "hôm nay"])
def test_a_cut_off_that_is_no_day(day, tmp_path):
    assert run(["roll", str(report(tmp_path / "bao-cao")), "--to", "06/2030", "--cut-off", day]) == ExitCode.USAGE


TABLE = (
    ("muc", "Kết quả trong tháng 5/2030", ("Hai đơn vị nộp chậm; nhắc nhở ba cơ sở. Tính đến ngày 15/5, đạt 12 xã.",)),
)


def test_numbers_in_words_are_printed_in_words_again(tmp_path):
    june = rolled(report(tmp_path / "bao-cao", TABLE))
    first, second, _ = rows(june)
    assert [(first["Kỳ trước"], first["Cách in"]), (second["Kỳ trước"], second["Cách in"])] == [
        ("Hai", "chữ"), ("ba", "chữ"),
    ]  # fmt: skip
    filled(june, **{first["Khóa"]: "03", second["Khóa"]: "12"})
    assert "Ba đơn vị nộp chậm; nhắc nhở mười hai cơ sở." in printed_lines(june)[0]


def printed_lines(folder):
    facts, _ = read_facts(package.read(issued(folder)), shown_as="x")
    return [one.seen for one in facts.paragraphs if "đơn vị nộp chậm" in one.seen]


def test_a_cut_off_without_its_year_is_that_of_the_report(tmp_path, capsys):
    june = rolled(report(tmp_path / "bao-cao", TABLE), "06/2030", "--cut-off", "2030-06-14")
    assert "Tính đến ngày 14/6" in texts(june)[1][1] and "--cut-off" in "".join(capsys.readouterr())


def test_a_plain_table_keeps_its_numbers_and_that_is_said(tmp_path, capsys):
    folder = report(tmp_path / "bao-cao", TABLE)
    file = folder / "van-ban.yaml"
    table = '      - luoi:\n          - ["Xã", "Hồ sơ"]\n          - ["A", "1.240"]\n'
    file.write_text(file.read_text(encoding="utf-8") + table, encoding="utf-8")
    june = rolled(folder)
    assert "V443" in "".join(capsys.readouterr())
    filled(june, **{row["Khóa"]: "25" for row in rows(june)})
    assert [one.code for one in proof_of(load_dossier(june)[0], AS_OF).hindering] == ["V443"]
    file = june / "van-ban.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("1.240", "1.302"), encoding="utf-8")
    assert [one.code for one in proof_of(load_dossier(june)[0], AS_OF).hindering] == []


def test_the_closing_sentence_of_a_report_is_no_plan(tmp_path):
    body = (("muc", "Nhiệm vụ trong thời gian tới", ("Hoàn thành A trước ngày 30/6/2030.",
                                                     "Trên đây là báo cáo tháng 5/2030.")),)  # fmt: skip
    june = rolled(report(tmp_path / "bao-cao", body))
    assert texts(june)[1][2] == "Trên đây là báo cáo tháng 6/2030."
    assert len(rows(june, "chuyen-ky.xlsx", "Phải trả lời")) == 1


def test_a_plan_that_names_the_next_month_is_answered_by_who_has_to(tmp_path):
    told = ("Sở Y tế: hoàn thành 36 cơ sở trước ngày 10/6/2030.", "Tiêm bù cho 78 trẻ, xong trước ngày 15/6/2030.")
    body = (("muc", "Nhiệm vụ trọng tâm tháng 6/2030", told),)
    june = rolled(report(tmp_path / "bao-cao", body))
    assert texts(june)[1][0] == "Nhiệm vụ trọng tâm tháng 7/2030"
    assert [row["Câu kết quả (gợi ý)"] for row in rows(june, "chuyen-ky.xlsx", "Phải trả lời")] == [
        "Sở Y tế: đã hoàn thành 36 cơ sở.", "Đã tiêm bù cho 78 trẻ.",
    ]  # fmt: skip
    assert rows(june) == []


def test_the_months_of_the_year_so_far_move_on(tmp_path):
    body = (("muc", "Kết quả", ("Lũy kế 5 tháng ước 12.826 tỷ đồng; 3 tháng cuối năm chưa tính.",)),)
    june = rolled(report(tmp_path / "bao-cao", body))
    assert "Lũy kế 6 tháng ước" in texts(june)[1][1] and "3 tháng cuối năm" in texts(june)[1][1]


LEFT = (
    ("muc", "Kết quả trong tháng 5/2030", (
        "Tiếp nhận 35 (ba mươi lăm) hồ sơ, 05 (năm) đơn, tăng 3 đơn so với tháng 4/2030; chi 40.000 đồng (Bằng chữ: "
        "Bốn mươi nghìn đồng).",
        "Thu 1,2 tỷ đồng (một tỷ hai trăm triệu đồng).",
        "Ban hành 02 văn bản^[Quyết định số 101/QĐ-UBND ngày 02/5/2030 về A; ngoài ra có 12 công văn mật.] chỉ đạo.",
        "Xử lý 41 vụ^[Chưa kể 14 vụ chuyển kỳ sau.] vi phạm.",
        "Kết quả tháng 5/2030 tốt.",
    )),
    ("muc", "Nhiệm vụ trong thời gian tới", ("Trình Nghị quyết về phí.", "Rà soát định mức.")),
)  # fmt: skip


def test_words_of_a_number_and_notes_that_say_more_do_not_stay_old(tmp_path, capsys):
    june = rolled(report(tmp_path / "bao-cao", LEFT))
    said = texts(june)[1]
    keys = [row["Khóa"] for row in rows(june)]
    assert said[1] == (
        f"Tiếp nhận {{{keys[0]}}} ({{{keys[0]}:chữ}}) hồ sơ, {{{keys[1]}}} ({{{keys[1]}:chữ}}) đơn, tăng {{{keys[2]}}} "
        f"đơn so với tháng 5/2030; chi {{{keys[3]}}} đồng (Bằng chữ: {{{keys[3]}:Chữ}} đồng)."
    )
    why = {line["Đoạn của kỳ trước"][:7]: line["Vì sao"] for line in rows(june, "chuyen-ky.xlsx", "Đoạn")}
    assert why["Thu 1,2"] == "số bằng chữ: một tỷ hai trăm triệu"
    assert why["Ban hàn"] == "chú thích của kỳ trước: ngoài ra có 12 công văn mật."
    assert why["Xử lý 4"] == "chú thích của kỳ trước: Chưa kể 14 vụ chuyển kỳ sau."
    assert "12 công văn mật" in said[3] and "14 vụ chuyển kỳ sau" in said[4]
    # The month that one compares with is not an old one left over.
    assert capsys.readouterr().out.count("V178") == 0


def left(folder):
    found = proof_of(load_dossier(folder)[0], AS_OF).hindering
    return [(one.code, one.value.strip("“”")[:9]) for one in found if one.code in ("V442", "V495")]


def test_what_was_to_be_written_anew_is_said_until_it_is(tmp_path, capsys):
    june = rolled(report(tmp_path / "bao-cao", LEFT))
    assert left(june) == [
        ("V442", "Trình Ngh"), ("V442", "Rà soát đ"),
        ("V495", "Thu {thu_"), ("V495", "Ban hành "), ("V495", "Xử lý {xu"),
    ]  # fmt: skip
    capsys.readouterr()
    run(["build", str(june), "--format", "docx", "--out", str(tmp_path / "ra")])
    assert "V496" in "".join(capsys.readouterr())
    book = openpyxl.load_workbook(june / "chuyen-ky.xlsx")
    for row, answer in enumerate(("đã xong", "chưa xong"), start=2):
        book["Phải trả lời"].cell(row, 5).value = answer
    for row in book["Đoạn"].iter_rows(2):
        row[2].value = "giữ" if row[1].value.startswith("Thu 1,2") else row[2].value
    book.save(june / "chuyen-ky.xlsx")
    file = june / "van-ban.yaml"
    text = file.read_text(encoding="utf-8").replace("12 công văn mật", "15 công văn mật")
    file.write_text(text, encoding="utf-8")
    # What is done is no task any more; what is not done goes on.
    assert left(june) == [("V495", "Xử lý {xu"), ("V495", "Trình Ngh")]
    file.write_text(text.replace("Trình Nghị", "Sửa Nghị").replace("14 vụ", "9 vụ"), encoding="utf-8")
    assert left(june) == []


@pytest.mark.parametrize("sheet", ["Phải trả lời", "Đoạn"])
def test_a_row_of_the_list_that_went_is_said(sheet, tmp_path):
    """What the plan named stands on both of its sheets."""
    june = rolled(report(tmp_path / "bao-cao", LEFT))
    book = openpyxl.load_workbook(june / "chuyen-ky.xlsx")
    (row,) = [cell.row for cell in book[sheet]["B"] if str(cell.value) == "Trình Nghị quyết về phí."]
    book[sheet].delete_rows(row)
    book.save(june / "chuyen-ky.xlsx")
    (said,) = [one for one in proof_of(load_dossier(june)[0], AS_OF).hindering if one.code == "V527"]
    assert said.value == "Trình Nghị quyết về phí." and said.place.sheet == sheet


def test_rows_that_went_from_the_list_are_known_by_what_was_written(tmp_path):
    """A task from both sheets, an event from the one that it stands on; a row that says "giữ" is no loss, nor is one
    whose paragraph was written anew."""
    june = rolled(report(tmp_path / "bao-cao", LEFT))
    book = openpyxl.load_workbook(june / "chuyen-ky.xlsx")
    for sheet in ("Đoạn", "Phải trả lời"):
        for row in reversed([cell.row for cell in book[sheet]["B"] if "41 vụ" in cell.value or "Trình" in cell.value]):
            book[sheet].delete_rows(row)
    book["Đoạn"].delete_rows(2)
    book.save(june / "chuyen-ky.xlsx")

    def said():
        found = [one for one in proof_of(load_dossier(june)[0], AS_OF).hindering if one.code == "V527"]
        return sorted((one.place.sheet, one.value[:9]) for one in found)

    assert said() == [("Phải trả lời", "Trình Ngh"), ("Đoạn", "Xử lý 41 ")]
    file = june / "van-ban.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("14 vụ", "9 vụ"), encoding="utf-8")
    assert said() == [("Phải trả lời", "Trình Ngh")]


def test_a_task_that_goes_on_is_asked_once_with_its_new_number(tmp_path):
    june = rolled(report(tmp_path / "bao-cao"))
    july = rolled(june, "07/2030")
    # Braces that are braces stay such, month after month.
    assert [str(texts(folder)).count("{{phí}}") for folder in (june, july)] == [1, 1]
    plan = [line["Nhiệm vụ kỳ trước nêu"][:17] for line in rows(july, "chuyen-ky.xlsx", "Phải trả lời")]
    assert plan == ["Trong tháng 7/203", "Phấn đấu 100% côn", "Tham mưu trình HĐ"]


def test_a_list_of_what_was_left_that_is_gone_is_said(tmp_path, capsys):
    """The dossier itself says that it had one: without it nobody knows what is still to be answered."""
    june = rolled(report(tmp_path / "bao-cao", LEFT))
    file, book = june / "van-ban.yaml", openpyxl.load_workbook(june / "chuyen-ky.xlsx")
    assert "chuyen_ky: chuyen-ky.xlsx" in file.read_text(encoding="utf-8")

    def said(folder):
        return [one.code for one in proof_of(load_dossier(folder)[0], AS_OF).hindering].count("V523")

    assert said(june) == 0
    del book["Phải trả lời"]
    book.save(june / "chuyen-ky.xlsx")
    assert said(june) == 1
    (june / "chuyen-ky.xlsx").unlink()
    assert said(june) == 1
    capsys.readouterr()
    run(["build", str(june), "--format", "docx", "--out", str(tmp_path / "ra")])
    assert "V523" in "".join(capsys.readouterr())
    july = rolled(june, "07/2030")
    # What was open in the month whose list is gone does not go on; the new month has a list of its own.
    assert "V523" in "".join(capsys.readouterr()) and said(july) == 0
    file.write_text(file.read_text(encoding="utf-8").replace("chuyen_ky: chuyen-ky.xlsx\n", ""), encoding="utf-8")
    assert said(june) == 0


def test_a_number_that_stays_is_named(tmp_path, capsys):
    """What is no figure by its form or its place stays as it was: it is said if it may be one, in the proof too."""
    text = "Hội có 2.106 thành viên; vốn điều lệ 8,4 tỷ đồng, huy động 192 tỷ đồng; quầy thuốc loại 20 m2."
    folder = report(tmp_path / "bao-cao", (("muc", "Kết quả 05 nhóm tiện ích", (text,)),))
    assert run(["roll", str(folder), "--to", "06/2030", "--json"]) == ExitCode.DONE
    named = {one["code"]: one["value"] for one in json.loads(capsys.readouterr().out)["findings"]}
    june = tmp_path / "bao-cao-2030-06"
    assert named["V535"].endswith("” quầy thuốc loại 20 m2") and "\n" not in named["V535"]
    assert [one.rpartition("” ")[2] for one in named["V538"].split("\n")] == [
        "Kết quả 05 nhóm tiện ích", "vốn điều lệ 8,4 tỷ đồng",
    ]  # fmt: skip
    assert [row["Kỳ trước"] for row in rows(june)] == ["2.106", "192"]
    filled(june)
    (noted,) = [one for one in proof_of(load_dossier(june)[0], AS_OF).noted if one.code == "V538"]
    assert noted.value.endswith("” vốn điều lệ 8,4 tỷ đồng") and noted.place.line
    # Named by its row it is asked, and nothing more is said of it.
    key = next(row["Khóa"] for row in rows(june))
    file = june / "van-ban.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("8,4", f"{{{key}}}"), encoding="utf-8")
    assert "V538" not in [one.code for one in proof_of(load_dossier(june)[0], AS_OF).noted]


def test_results_in_titles_and_cells_do_not_stay_old_unsaid(tmp_path):
    body = (
        ("muc", "Tiếp nhận 1.240 hồ sơ, đạt 96,5%", ("Thu 35 tỷ đồng.",)),
        ("muc", "Kết quả 05 nhóm tiện ích", ("Xử lý 14 vụ.",)),
    )
    folder = report(tmp_path / "bao-cao", body)
    file = folder / "van-ban.yaml"
    table = "  - luoi: [[TT, Xã, Hồ sơ, Thẻ], ['1', An, '120', '1.340'], ['2', Bình, '95', '870']]\n"
    file.write_text(file.read_text(encoding="utf-8").rstrip() + "\n" + table, encoding="utf-8")
    june = rolled(folder)
    why = {line["Đoạn của kỳ trước"]: line["Vì sao"] for line in rows(june, "chuyen-ky.xlsx", "Đoạn")}
    assert why["Tiếp nhận 1.240 hồ sơ, đạt 96,5%"] == "số trong tiêu đề: 1.240 hồ sơ; số trong tiêu đề: 96,5 %"
    assert why["Kết quả 05 nhóm tiện ích"] == ""

    def said(*codes):
        found = proof_of(load_dossier(june)[0], AS_OF).findings
        return [(one.code, one.value) for one in found if one.code in codes]

    assert [code for code, _ in said("V443", "V495", "V524")] == ["V495", "V443"]
    assert len(said("V339")) == 2
    file = june / "van-ban.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("1.340", "1.402"), encoding="utf-8")
    assert said("V443", "V524") == [("V524", "120; 95; 870")]


def test_a_heading_that_keeps_its_number_is_a_heading(tmp_path):
    body = (
        ("doan", "III. KẾT QUẢ THÁNG 5/2030", ("Đã xử lý 14 vụ.",)),
        ("doan", "V. NHIỆM VỤ THÁNG 6/2030", ("Tổ chức 12 lớp tập huấn cho cán bộ.",)),
    )
    june = rolled(report(tmp_path / "bao-cao", body))
    assert texts(june)[1][::2] == ["III. KẾT QUẢ THÁNG 6/2030", "V. NHIỆM VỤ THÁNG 7/2030"]
    assert [line["Chỗ trong văn bản"] for line in rows(june)] == ["KẾT QUẢ THÁNG … / Đã xử lý … vụ."]
    promised = rows(june, "chuyen-ky.xlsx", "Phải trả lời")
    assert [line["Nhiệm vụ kỳ trước nêu"] for line in promised] == ["Tổ chức 12 lớp tập huấn cho cán bộ."]


@pytest.mark.parametrize(("title", "to", "after"), [
    ("Kết quả công tác tháng 5, nhiệm vụ trọng tâm tháng 6 năm 2030", "06/2030",
     "Kết quả công tác tháng 6, nhiệm vụ trọng tâm tháng 7 năm 2030"),
    ("Kết quả tháng 5 và 5 tháng đầu năm 2030", "06/2030", "Kết quả tháng 6 và 6 tháng đầu năm 2030"),
    ("Tình hình tháng 5; nhiệm vụ tháng 6 năm 2030", "06/2030", "Tình hình tháng 6; nhiệm vụ tháng 7 năm 2030"),
])  # fmt: skip
def test_a_title_names_the_month_that_was_before_the_one_that_is_planned(tmp_path, title, to, after):
    folder = report(tmp_path / "bao-cao", (("muc", "Kết quả", ("Tính đến ngày 15/5/2030, đã cấp 39.500 thẻ.",)),))
    file = folder / "van-ban.yaml"
    text = file.read_text(encoding="utf-8").replace("Kết quả thực hiện Chương trình 09 tháng 5/2030", title)
    file.write_text(text, encoding="utf-8")
    assert run(["roll", str(folder), "--to", "05/2030"]) == ExitCode.USAGE
    assert [one for one in tmp_path.iterdir() if one != folder] == []
    june = rolled(folder, to)
    assert load_dossier(june)[0].document.subject == after
    assert "Tính đến ngày 15/6/2030, đã cấp {da_cap_the} thẻ." in texts(june)[1]


def test_a_report_that_was_signed_in_the_next_month_names_no_old_one(tmp_path, capsys):
    folder = report(tmp_path / "bao-cao", (("muc", "Kết quả", ("Trong tháng 5/2030, đã cấp 39.500 thẻ.",)),))
    file = folder / "van-ban.yaml"
    title = "Kết quả tháng 5 năm 2030, phương hướng tháng 6 năm 2030"
    text = file.read_text(encoding="utf-8").replace("Kết quả thực hiện Chương trình 09 tháng 5/2030", title)
    file.write_text(text.replace("ngay: 2030-05-16", "ngay: 2030-06-05"), encoding="utf-8")
    june = rolled(folder)
    assert load_dossier(june)[0].document.subject == "Kết quả tháng 6 năm 2030, phương hướng tháng 7 năm 2030"
    assert "V178" not in "".join(capsys.readouterr())


def test_numbers_that_stay_as_they_were_are_said_each(tmp_path, capsys):
    """What a plan names is written anew, and is said so; an age, a level lasts."""
    body = (
        (
            "muc",
            "Kết quả",
            ("Đã tiêm 214.500 liều, bằng 71,5% kế hoạch (300.000 liều) cho người từ 15 tuổi; định danh mức 2.",),
        ),
        ("muc", "Nhiệm vụ tháng 6/2030", ("Phấn đấu trồng 350 ha rừng.",)),
        ("muc", "Kiến nghị", ("Đề nghị UBND tỉnh bổ sung 12,5 tỷ đồng chống hạn.",)),
    )
    rolled(report(tmp_path / "bao-cao", body))
    said = "".join(capsys.readouterr()).partition("V537")[2].partition("→")[0]
    assert "2 số" in said and "(300.000 liều)" in said and "12,5 tỷ đồng" in said
    assert "350" not in said and len(said.strip().splitlines()) == 3


def test_totals_of_a_year_begin_at_nothing_when_it_turns(tmp_path, capsys):
    """The last total of December and January's number are no total of January."""
    body = (("muc", "Kết quả", (
        "Trong tháng 12/2030, tiếp nhận 25 hồ sơ; lũy kế từ đầu năm, tiếp nhận 250 hồ sơ.",
        "Từ ngày 01/3/2029 đến nay, tiếp nhận 700 lượt công dân; từ đầu nhiệm kỳ đến nay, ban hành 61 nghị quyết.",
    )),)  # fmt: skip
    folder = report(tmp_path / "bao-cao", body)
    file = folder / "van-ban.yaml"
    file.write_text(file.read_text().replace("tháng 5/2030", "tháng 12/2030"), encoding="utf-8")
    january = rolled(folder, "01/2031")
    assert [row["Kỳ trước"] for row in rows(january)] == ["25", "0", "700", "61"]
    assert "V517" in "".join(capsys.readouterr())


def test_a_bare_running_total_over_the_turn_of_the_year_is_asked(tmp_path, capsys):
    """What so many months make is a year's, and "đến nay" none."""
    body = (("muc", "Kết quả", (
        "Trong tháng 12/2030, tiếp nhận 25 hồ sơ; lũy kế 1.250 hồ sơ. Đến nay, có 700 thẻ.",
        "Lũy kế 12 tháng, thu 3.500 lượt.",
    )),)  # fmt: skip
    folder = report(tmp_path / "bao-cao", body)
    file = folder / "van-ban.yaml"
    file.write_text(file.read_text().replace("tháng 5/2030", "tháng 12/2030"), encoding="utf-8")
    assert [row["Kỳ trước"] for row in rows(rolled(folder, "01/2031"))] == ["25", "1.250", "700", "0"]
    said = "".join(capsys.readouterr()).partition("V540")[2]
    assert said.partition("→")[0].count(": 1.250") == 1 and "1 số" in said


@pytest.mark.parametrize(("old", "new"), [
    ("Trong tháng 10/30, có 120 hồ sơ", "Trong tháng 11/30, có {k0} hồ sơ"),
    ("Trong T10.2030, T.10/2030 có 5 vụ", "Trong T11.2030, T.11/2030 có {k0} vụ"),
    ("Trong T10, có 5 vụ trong tuần 3 tháng 10", "Trong T11, có {k0} vụ trong tuần 3 tháng 11"),
    ("Tính đến 15.10, đến 15/10/30, đến ngày 15-10, có 5 vụ",
     "Tính đến 15.11, đến 15/11/30, đến ngày 15-11, có {k0} vụ"),
    ("10 tháng năm 2030, lũy kế 10 tháng có 5 vụ", "11 tháng năm 2030, lũy kế 11 tháng có {k0} vụ"),
    ("Có 10/30 xã; trong tháng 10/30 xã báo cáo", "Có {k0}/{k1} xã; trong tháng {k2}/{k3} xã báo cáo"),
    *((f"{period}, có 7 vụ", None) for period in (
        "Trong quý III", "Q3/2030", "Quý 3 năm 2030", "9 tháng đầu năm", "6 tháng đầu năm", "Mười tháng đầu năm",
        "10T/2030", "Lũy kế 10T", "Tháng mười", "Tháng X/2030", "Ngày 15/10", "Chiều 15/10", "Họp ngày 15/10/2030",
    )),
])  # fmt: skip
def test_a_period_however_it_is_written_moves_or_is_written_anew(old, new):
    """None of its numbers is a figure; a word that nobody can move is a reason."""
    read = read_paragraph(Paragraph(old))
    keys = {figure.start: f"k{at}" for at, figure in enumerate(read.figures)}
    made = carried(read, Step(Period(2030, 10), Period(2030, 11)), keys, {})
    assert made.text == (new or old.replace("7 vụ", "{k0} vụ"))
    assert made.verdict is (Verdict.FIGURES if new else Verdict.REWRITE)


def test_a_whole_that_changes_each_month_is_asked_or_follows_what_was_counted(tmp_path, capsys):
    body = (("muc", "Kết quả trong tháng 5/2030", (
        "Phát hiện 17 vụ vi phạm, gồm: 04 vụ phá rừng, 08 vụ vận chuyển lâm sản, 05 vụ cháy; đã xử lý 13/17 vụ.",
        "Giải quyết 230/241 hồ sơ; 31/48 xã, phường đã kiện toàn.",
    )),)  # fmt: skip
    june = rolled(report(tmp_path / "bao-cao", body))
    sheet = rows(june)
    found = {row["Kỳ trước"]: row for row in sheet}
    first = sheet[0]["Khóa"]
    assert [row["Công thức"] for row in sheet if row["Kỳ trước"] == "17"] == [
        " + ".join(f"{{{found[part]['Khóa']}}}" for part in ("04", "08", "05")), f"{{{first}}}"
    ]  # fmt: skip
    assert (found["241"]["Kỳ này"], found["241"]["Trạng thái"]) == ("", "chưa")
    assert (found["48"]["Kỳ này"], found["48"]["Trạng thái"]) == ("48", "đã nhập")
    assert "1 tổng số được mang sang" in "".join(capsys.readouterr())


SMALL = (
    ("muc", "Kết quả trong tháng 5/2030", (
        "Đoàn kiểm tra phát hiện 17 vụ vi phạm, gồm: 04 vụ phá rừng, 08 vụ vận chuyển lâm sản, 05 vụ cháy; đã xử lý "
        "13/17 vụ; mở 04 lớp tập huấn.",
        "Còn 08 xã chưa có kinh phí; 05 xã chưa có kế hoạch.",
    )),
)  # fmt: skip


def from_reworded(tmp_path, *pairs):
    """The sheets of June and of July, which is made from the issued text of June with words of it replaced."""
    june = rolled(report(tmp_path / "bao-cao", SMALL))
    book = openpyxl.load_workbook(june / "so-lieu.xlsx")
    titles = {cell.value: cell.column for cell in book.active[1]}
    for row in range(2, book.active.max_row + 1):
        if book.active.cell(row, titles["Trạng thái"]).value == "chưa":
            book.active.cell(row, titles["Kỳ này"]).value = book.active.cell(row, titles["Kỳ trước"]).value
        book.active.cell(row, titles["Đơn vị cung cấp"]).value = "Sở A"
    book.save(june / "so-lieu.xlsx")
    parts = package.read(issued(june))
    text = parts["word/document.xml"].decode()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    file = tmp_path / "da-ky.docx"
    parts["word/document.xml"] = text.encode()
    with file.open("wb") as target:
        package.write(target, parts)
    return rows(june), rows(rolled(june, "07/2030", "--from", file))


REWORDED = (
    ("Đoàn kiểm tra phát hiện ", "Qua kiểm tra, các đoàn đã phát hiện được "),
    ("gồm: ", "trong đó có "),
    (" vụ vận chuyển lâm sản", " vụ vận chuyển, mua bán lâm sản"),
    ("mở ", "tổ chức "),
    ("Còn ", "Hiện nay còn "),
)


def test_small_numbers_of_a_reworded_sentence_keep_their_keys(tmp_path, capsys):
    """Each value stands twice in the report: it is told apart by its paragraph, its neighbours."""
    june, july = from_reworded(tmp_path, *REWORDED)
    shown = [(row["Khóa"], row["Kỳ trước"], row["Đơn vị cung cấp"], row["Công thức"]) for row in july]
    assert shown == [(row["Khóa"], row["Kỳ này"] or "17", "Sở A", row["Công thức"]) for row in june]
    said = "".join(capsys.readouterr())
    assert "V334" not in said and "V532" not in said


def test_a_number_that_was_changed_too_is_found_by_its_neighbours_and_said(tmp_path, capsys):
    june, july = from_reworded(tmp_path, *REWORDED, ("04 lớp", "06 lớp"))
    assert [row["Khóa"] for row in july] == [row["Khóa"] for row in june]
    said = capsys.readouterr().err
    assert "V532" in said and july[-3]["Kỳ trước"] == "06" and "V335" in said


def test_what_stays_without_a_place_has_the_value_that_was_computed(tmp_path):
    """A sum that another formula names and no sentence any more: its last value is not that of two months ago."""
    june = rolled(report(tmp_path / "bao-cao", SMALL))
    book = openpyxl.load_workbook(june / "so-lieu.xlsx")
    titles = {cell.value: cell.column for cell in book.active[1]}
    for row, number in zip((3, 4, 5), ("06", "09", "06"), strict=True):
        book.active.cell(row, titles["Kỳ này"]).value = number
    total = book.active.cell(2, titles["Khóa"]).value
    book.active.cell(9, titles["Công thức"]).value = f"{{{total}}} - 3"
    for row in (6, 8, 10):
        book.active.cell(row, titles["Kỳ này"]).value = "12"
    book.save(june / "so-lieu.xlsx")
    file = june / "van-ban.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"{{{total}}} vụ vi phạm, gồm: ", "nhiều vụ, "), encoding="utf-8")
    july = {row["Khóa"]: row for row in rows(rolled(june, "07/2030"))}
    assert july[total]["Kỳ trước"] == "21" and july[total]["Công thức"]


def test_the_year_that_one_compares_with_is_no_old_one(tmp_path, capsys):
    december = report(tmp_path / "bao-cao", (("muc", "Kết quả", (
        "Ghi nhận 21 ca sởi, giảm 11 ca so với cùng kỳ năm 2029, tăng 2 ca so với năm 2029.",
    )),))  # fmt: skip
    file = december / "van-ban.yaml"
    text = file.read_text(encoding="utf-8").replace("tháng 5/2030", "tháng 12/2030").replace("2030-05-16", "2030-12-16")
    file.write_text(text, encoding="utf-8")
    january = rolled(december, "01/2031")
    assert "so với cùng kỳ năm 2030" in "".join(texts(january)[1])
    assert "V178" not in "".join(capsys.readouterr())
