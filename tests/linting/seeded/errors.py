"""Kinds of errors as clerks make them: each a function that puts one into a paper, says where, and who must find it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from tests.linting.seeded.paper import Paper, Spot

Put = Callable[[Paper], Spot]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of error: its name, the codes of which one must be told there, words of the message."""

    name: str
    codes: tuple[str, ...]
    said: str
    put: Put
    raw: bool = False


KINDS: list[Kind] = []


def kind(codes: str, said: str = "", *, raw: bool = False) -> Callable[[Put], Put]:
    """Declare a function to be a kind of error."""

    def declared(put: Put) -> Put:
        KINDS.append(Kind(put.__name__, tuple(codes.split()), said, put, raw))
        return put

    return declared


def added(*rows: tuple[str, str, str, str]) -> None:
    """Kinds of errors that are words at the end of a task: name, codes, what is said, the words."""
    for name, codes, said, words in rows:
        KINDS.append(Kind(name, tuple(codes.split()), said, lambda paper, words=words: paper.append(words)))


def typed(*rows: tuple[str, str, str, str, str]) -> None:
    """Kinds of errors that are the text of a cell: name, codes, what is said, its column, its text."""
    for name, codes, said, key, text in rows:
        KINDS.append(Kind(name, tuple(codes.split()), said, lambda paper, key=key, text=text: paper.set(key, text)))


# --- Documents cited ---------------------------------------------------------------------------------------------


added(
    ("kind_against_symbol", "L101", "trái với ký hiệu", "theo Chỉ thị số 14/NQ-CP ngày 11/02/2025"),
    ("symbol_in_wrong_case", "L103", "sai chữ hoa", "theo Chỉ thị số 14/Ct-TTg ngày 11/02/2025"),
    ("symbol_glued", "L103", "viết dính", "theo Nghị quyết số 74/NQ-CPngày 07/5/2025"),
    ("decree_without_year", "L105", "thiếu năm", "theo Nghị định số 79/NĐ-CP ngày 06/10/2022"),
    ("impossible_year_in_symbol", "L114", "2923", "theo Thông tư số 13/2923/TT-BNV"),
    ("year_of_symbol_against_date", "L114", "2021", "theo Nghị định số 107/2021/NĐ-CP ngày 06/12/2022"),
)


@kind("L106", "24/7/2025")
def one_document_two_dates(paper: Paper) -> Spot:
    for at in (1, 2):
        paper.append("theo Thông báo số 344/TB-VPCP ngày 24/7/2025", at)
    return paper.append("theo Thông báo số 344/TB-VPCP ngày 25/7/2025")


@kind("L107", "29/3/2025")
def document_of_another_year(paper: Paper) -> Spot:
    for at in (1, 2, 3):
        paper.append("theo Thông báo số 2513/TB-VPCP ngày 29/3/2025", at)
    return paper.append("theo Thông báo số 2513/TB-VPCP ngày 29/3/2024")


@kind("L104 L109", "BTTTT-THH")
def letters_of_symbol_turned(paper: Paper) -> Spot:
    for at in (1, 2):
        paper.append("theo Công văn số 1552/BTTTT-THH ngày 26/4/2024", at)
    return paper.append("theo Công văn số 1552/BTTTT-TTH ngày 26/4/2024")


added(
    ("document_of_impossible_day", "L201", "31/4/2025", "theo Quyết định số 27/QĐ-TTg ngày 31/4/2025"),
    ("decree_for_a_resolution", "L115", "Nghị quyết", "theo Nghị định số 175/2023/NĐ-CP ngày 30/10/2023"),
    ("known_document_with_another_day", "L115 L106", "05/3/2020", "theo Nghị định số 30/2020/NĐ-CP ngày 03/5/2020"),
    ("number_and_day_of_another_symbol", "L115", "CT-TTg", "theo Quyết định số 05/QĐ-TTg ngày 23/02/2023"),
)


@kind("L111", "hết hiệu lực")
def base_replaced(paper: Paper) -> Spot:
    paper.bases.insert(0, "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ;")
    return Spot(part="can_cu[1]")


@kind("L111", "hết hiệu lực")
def base_law_replaced(paper: Paper) -> Spot:
    paper.bases[0] = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;"
    return Spot(part="can_cu[1]")


@kind("L111", "ban hành sau")
def base_after_the_document(paper: Paper) -> Spot:
    paper.bases.insert(1, "Căn cứ Quyết định số 88/QĐ-TTg ngày 09 tháng 12 năm 2026 của Thủ tướng Chính phủ;")
    return Spot(part="can_cu[2]")


@kind("L112", "hai lần")
def base_word_twice(paper: Paper) -> Spot:
    paper.bases[0] = f"Căn cứ {paper.bases[0]}"
    return Spot(part="can_cu[1]")


@kind("L112", "thiếu")
def base_word_missing(paper: Paper) -> Spot:
    paper.bases[0] = paper.bases[0].removeprefix("Căn cứ ")
    return Spot(part="can_cu[1]")


added(
    ("number_left_open", "L412", "chưa điền", "theo Quyết định số …/QĐ-UBND"),
)


# --- Days and deadlines ------------------------------------------------------------------------------------------


typed(
    ("due_on_impossible_day", "L201", "30/02/2026", "thoi_han", "30/02/2026"),
    ("due_in_month_13", "L209", "Tháng 13", "thoi_han", "Tháng 13/2026"),
    ("day_called_month", "L209", "tháng 30", "thoi_han", "Trước tháng 30/11"),
    ("fifth_quarter", "L209", "Quý V", "thoi_han", "Quý V/2026"),
    ("year_turned", "L207", "2206", "thoi_han", "Tháng 12/2206"),
    ("year_of_this_century_turned", "L207 L210", "2062", "thoi_han", "Tháng 12/2062"),
    ("due_last_year", "L204", "trước ngày của văn bản", "thoi_han", "Tháng 9/2025"),
)


@kind("L203", "trước ngày 15/10/2025")
def due_before_its_base(paper: Paper) -> Spot:
    paper.columns.append("van_ban_chi_dao") if "van_ban_chi_dao" not in paper.columns else None
    for row in paper.tasks:
        row["van_ban_chi_dao"] = "Kế hoạch số 45/KH-TTg ngày 15/10/2025"
    return paper.set("thoi_han", "Tháng 5/2025")


typed(
    ("due_after_the_programme", "L210", "2026", "thoi_han", "Tháng 9/2028"),
    ("month_of_another_quarter", "L211", "tháng 6", "thoi_han", "Quý III/2026 (tháng 6/2026)"),
)


@kind("L205", "trong tháng 7/2026")
def due_otherwise_in_the_text(paper: Paper) -> Spot:
    paper.set("thoi_han", "Tháng 11/2026")
    return paper.append(", hoàn thành trong tháng 7/2026")


@kind("L202", "10/5/2026")
def day_and_month_swapped(paper: Paper) -> Spot:
    paper.append(", hoàn thành trước ngày 10/5/2026")
    return paper.set("thoi_han", "05/10/2026")


typed(
    ("due_missing", "L414", "trống", "thoi_han", ""),
)


# --- Tasks -------------------------------------------------------------------------------------------------------


@kind("L401", "Trùng với")
def task_twice(paper: Paper) -> Spot:
    row = _long(paper)
    return paper.row_after(paper.tasks[-2], **{key: text for key, text in row.items() if key not in ("_", "stt")})


def _long(paper: Paper) -> dict[str, str]:
    return max(paper.tasks[1:5], key=lambda row: len(row["noi_dung"]))


@kind("L402", "Gần trùng")
def task_reworded(paper: Paper) -> Spot:
    row = _long(paper)
    words = row["noi_dung"].split()
    said = f"{' '.join(words[2:])}: {' '.join(words[:2]).lower()} trong năm"
    return paper.row_after(paper.tasks[-2], **{**row, "noi_dung": said[0].upper() + said[1:]})


@kind("L403", "thời hạn khác")
def task_twice_two_deadlines(paper: Paper) -> Spot:
    row = {**_long(paper), "thoi_han": "Tháng 8/2026"}
    row["noi_dung"] += " theo quy định hiện hành"
    _long(paper).update(noi_dung=row["noi_dung"], thoi_han="Tháng 10/2026")
    return paper.row_after(paper.tasks[-2], **row)


typed(
    ("product_missing", "L414", "trống", "san_pham", ""),
)


@kind("L509", "không có đơn vị")
def unit_missing(paper: Paper) -> Spot:
    return paper.set(paper.lead, "")


added(
    ("list_missing", "L405", "hai chấm", ", trong đó:"),
    ("broken_off", "L406", "đứt giữa chừng", "và phối hợp với"),
)


@kind("L406", "đứt giữa chừng")
def comma_at_the_end(paper: Paper) -> Spot:
    row = paper.task()
    row["noi_dung"] += ","
    return Spot(row["_"], "noi_dung")


added(
    ("bracket_open", "L407", "không thành cặp", "(theo hướng dẫn của cấp trên"),
    ("quotation_open", "L407", "không thành cặp", "với chủ đề “Đoàn kết, sáng tạo"),
)


@kind("L408", "chữ thường")
def begins_small(paper: Paper) -> Spot:
    row = paper.task()
    return paper.set("noi_dung", row["noi_dung"][0].lower() + row["noi_dung"][1:])


@kind("L409", "thừa")
def apostrophe(paper: Paper) -> Spot:
    return paper.set("san_pham", f"'{paper.task()['san_pham']}")


added(
    ("word_twice", "L410", "hai lần", "theo theo quy định của pháp luật"),
    ("name_twice", "L410", "hai lần", "báo cáo cáo người đứng đầu"),
    ("two_spaces", "L411", "dấu cách", "theo  đúng quy định"),
    ("space_before_comma", "L411", "trước dấu câu", "kịp thời , đúng quy định"),
    ("leaders_left", "L412", "chưa điền", "tại …………………"),
    ("day_left_open", "L412", "chưa điền", "từ ngày … tháng … năm 2026"),
    ("crosses_left", "L412", "chưa điền", "tại xã xxx"),
)


@kind("L404", "ý con")
def part_as_a_task(paper: Paper) -> Spot:
    return paper.set("noi_dung", f"- {paper.task()['noi_dung']}")


@kind("L415", "10")
def count_of_tasks(paper: Paper) -> Spot:
    paper.led = "Kế hoạch gồm 12 nhiệm vụ cụ thể."
    return Spot(part="19")


@kind("L003", "lệch")
def parts_do_not_add_up(paper: Paper) -> Spot:
    paper.led = "Kinh phí 1.240 triệu đồng, gồm 870 triệu đồng ngân sách tỉnh và 380 triệu đồng ngân sách xã."
    return Spot(part="19")


@kind("L005", "lớn hơn")
def part_above_the_whole(paper: Paper) -> Spot:
    paper.led = "Tổ chức 45 lớp tập huấn, trong đó 54 lớp tập huấn cho cán bộ cơ sở."
    return Spot(part="19")


@kind("L004", "90")
def percentage(paper: Paper) -> Spot:
    paper.led = "Năm 2025 đã giải quyết 1.116/1.240 hồ sơ, đạt tỷ lệ 91%."
    return Spot(part="19")


# --- Units -------------------------------------------------------------------------------------------------------


@kind("L501", "viết sai")
def agency_misspelt(paper: Paper) -> Spot:
    return paper.set(paper.lead, "Bảo hiểm xã hôi Việt Nam")


@kind("L502", "sai chữ hoa")
def agency_in_wrong_case(paper: Paper) -> Spot:
    return paper.set(paper.lead, "Bộ Công thương")


@kind("L506", "dấu phẩy")
def two_agencies_in_one(paper: Paper) -> Spot:
    return paper.set(paper.lead, "Bộ Tài chính Bộ Xây dựng")


@kind("L507", "không hoạt động")
def ministry_that_ended(paper: Paper) -> Spot:
    return paper.set(paper.lead, "Bộ Kế hoạch và Đầu tư")


@kind("L507", "không hoạt động")
def district(paper: Paper) -> Spot:
    return paper.set(paper.lead, "UBND huyện Mẫu Sơn")


@kind("L507", "không hoạt động")
def province_that_ended(paper: Paper) -> Spot:
    return paper.set(paper.lead, "UBND tỉnh Hải Dương")


@kind("L508", "vừa chủ trì vừa phối hợp")
def lead_among_the_supporters(paper: Paper) -> Spot:
    row = paper.task()
    lead = row[paper.lead]
    if "phoi_hop" not in paper.columns:
        paper.columns[paper.columns.index("don_vi_thuc_hien")] = "chu_tri"
        for one in paper.rows:
            one["chu_tri"] = one.pop("don_vi_thuc_hien", "")
        paper.column("phoi_hop", "Các đơn vị liên quan")
    return paper.set("phoi_hop", f"{row['phoi_hop']}, {lead}")


added(
    ("ministry_that_is_none", "L504", "Bộ TTT", "theo hướng dẫn của Bộ TTT"),
    ("abbreviation_of_two", "L505", "Thanh tra Chính phủ", "theo chỉ đạo của TTCP"),
)


# --- Letters -----------------------------------------------------------------------------------------------------


added(
    ("letters_turned", "L601", "âm tiết", "cho ngưòi dân và daonh nghiệp"),
    ("letter_too_many", "L601", "âm tiết", "nhằm đẩyd mạnh cải cách"),
    ("tone_on_the_wrong_letter", "L601", "âm tiết", "phục vụ họat động chung"),
    ("words_glued", "L601", "âm tiết", "tại các đơnvị trực thuộc"),
    ("wrong_vowel", "L602 L607", "cơ sở", "trên cư sở dữ liệu chung"),
    ("wrong_tone", "L602 L607", "hồ sơ", "và lập hỗ sơ lưu trữ"),
    ("mark_missing", "L602 L607", "cần thiết", "khi thấy càn thiết"),
    ("mark_wrong", "L602 L607", "phối hợp", "theo quy chế phôi hợp"),
    ("syllable_of_another_word", "L602 L607", "triển khai", "sau khi triên khai thử"),
    ("misspelt_quality", "L602 L607", "chất lượng", "nhằm nâng cao chất lượn phục vụ"),
    ("eth_for_d", "L605", "U+00D0", "cho Ðoàn công tác"),
    ("cyrillic", "L605", "U+0456", "khі có yêu cầu"),
    ("invisible", "L605", "U+200B", "khi có yêu\u200bcầu"),
)


@kind("L603", "dấu rời", raw=True)
def decomposed(paper: Paper) -> Spot:
    row = paper.task()
    row["noi_dung"] = unicodedata.normalize("NFD", row["noi_dung"])
    return Spot(row["_"], "noi_dung")


@kind("L604", "Lẫn hai kiểu")
def tones_in_two_ways(paper: Paper) -> Spot:
    paper.append("và số hóa tài liệu, làm rõ hóa đơn, tòa nhà", 1)
    return paper.append("và mã hoá tài liệu")


@kind("L608", "Quí")
def quarter_in_two_ways(paper: Paper) -> Spot:
    paper.set("thoi_han", "Quý III/2026", 1)
    return paper.set("thoi_han", "Quí III/2026")


added(
    ("number_against_its_word", "L609", "chữ là 4", "trong thời gian 03 (bốn) tháng"),
)


# --- Numbers of the rows -----------------------------------------------------------------------------------------


@kind("L701", "ngay trước")
def number_left_out(paper: Paper) -> Spot:
    rows = [row for row in paper.tasks if row["stt"] != "1"]
    after = rows[-1]
    after["stt"] = str(int(after["stt"]) + 1)
    return Spot(after["_"], "stt")


@kind("L702", "ngay trước")
def number_twice(paper: Paper) -> Spot:
    last = paper.tasks[-1]
    last["stt"] = str(int(last["stt"]) - 1)
    return Spot(last["_"], "stt")


@kind("L703", "tên mục")
def numbers_begin_anew(paper: Paper) -> Spot:
    for number, row in enumerate(paper.tasks[-3:], 1):
        row["stt"] = str(number)
    return Spot(paper.tasks[-3]["_"], "stt")


@kind("L704", "lệch sang cột bên")
def row_a_column_to_the_left(paper: Paper) -> Spot:
    row = paper.task()
    texts = [row[key] for key in paper.columns][1:]
    row.update(zip(paper.columns, (*texts, ""), strict=True))
    paper.texts = []
    return Spot(row["_"], "stt")


# --- States ------------------------------------------------------------------------------------------------------


def _results(paper: Paper) -> None:
    for key in ("hoan_thanh", "chua_hoan_thanh", "dang_trien_khai", "thuong_xuyen"):
        paper.columns.append(key)
    for row in paper.tasks:
        row["dang_trien_khai"] = "Đang triển khai, dự kiến xong đúng hạn"


@kind("L301", "đứng ở cột")
def words_against_column(paper: Paper) -> Spot:
    _results(paper)
    row = paper.task()
    row["hoan_thanh"], row["dang_trien_khai"] = "Đang triển khai", ""
    return Spot(row["_"], "hoan_thanh")


@kind("L302", "cột")
def two_states(paper: Paper) -> Spot:
    _results(paper)
    return paper.set("hoan_thanh", "Đã hoàn thành")


@kind("L305", "không có chữ")
def no_state(paper: Paper) -> Spot:
    _results(paper)
    row = paper.task()
    row["dang_trien_khai"] = ""
    return Spot(row["_"], "noi_dung")


@kind("L306", "sau ngày xét")
def result_of_tomorrow(paper: Paper) -> Spot:
    _results(paper)
    row = paper.task()
    row["hoan_thanh"], row["dang_trien_khai"] = "Đã ban hành Quyết định ngày 15/11/2026", ""
    return Spot(row["_"], "hoan_thanh")


# --- Documents against one another -------------------------------------------------------------------------------


@kind("L801", "khác trích yếu")
def title_of_another_plan(paper: Paper) -> Spot:
    paper.title = "Thực hiện nhiệm vụ phòng, chống thiên tai năm 2026"
    return Spot(part="trich_yeu")


@kind("L802", "2025")
def title_of_last_year(paper: Paper) -> Spot:
    paper.subject, paper.title = paper.subject.replace("2026", "2025"), paper.title.replace("2026", "2025")
    return Spot(part="trich_yeu")


@kind("L805", "văn bản ban hành là số")
def issued_with_another(paper: Paper) -> Spot:
    paper.led = f"(Kèm theo Quyết định số {paper.office.number + 1}/QĐ-{paper.office.symbol})"
    return Spot(part="19")
