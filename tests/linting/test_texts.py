"""Checks of one text: real wrong texts are found, the real right ones beside them are not."""

import unicodedata

import pytest
from rapidfuzz.distance import OSA

from generator.linting.words import EVIDENCE, Words, words_in
from tests.linting.data import found, tasks

# code, column, wrong text, right text; from Phụ lục 03, Phụ lục I of TP. Hồ Chí Minh, 142/QĐ-VPCP
CASES = [
    ("L101", "noi_dung", "Chỉ thị số 04/NQ-CP ngày 11/02/2024", "Chỉ thị số 04/CT-TTg ngày 11/02/2024"),
    ("L101", "noi_dung", "Kế hoạch số 72/QĐ-BNV ngày 13/02/2023", "Quyết định số 72/QĐ-BNV ngày 13/02/2023"),
    ("L101", "hoan_thanh", "công văn số 2561/BC-BKHĐT ngày 07/4/2024", "công văn số 3141/BKHĐT-TH ngày 25/4/2024"),
    ("L101", "van_ban_chi_dao", "Thông báo 19/QĐ-TTg ngày 05/9/2022", "Văn bản số 274/TB-VPCP ngày 05/9/2022"),
    ("L102", "van_ban_chi_dao", "Thông báo 2513/TCTTKĐA ngày 29/3/2024", "Thông báo 6897/TB-TCTTKĐA ngày 21/9/2023"),
    ("L103", "van_ban_chi_dao", "Chỉ thị 04/Ct-TTg ngày 11/02/2024", "Chỉ thị 04/CT-TTg ngày 11/02/2024"),
    ("L103", "van_ban_chi_dao", "Chỉ thị 04/CT-", "Chỉ thị 04/CT-TTg"),
    ("L103", "van_ban_chi_dao", "Nghị quyết 74/NQ-CPngày 7/5/2023", "Nghị quyết 74/NQ-CP ngày 7/5/2023"),
    ("L105", "noi_dung", "Nghị định số 79/NĐ-CP ngày 06/10/2022", "Nghị định số 79/2022/NĐ-CP ngày 06/10/2022"),
    ("L110", "van_ban_chi_dao", "Chỉ thị 05, ngày 23/2/2023 của Thủ tướng", "Chỉ thị 05/CT-TTg ngày 23/2/2023"),
    ("L113", "van_ban_chi_dao", "Quyết định số 27/QĐ-UBQGCĐS ngày 15/3/2022", "Quyết định số 27/QĐ-TTg ngày 15/3/2022"),
    ("L102", "noi_dung", "Báo cáo số 2551/TCTTKĐA ngày 01/4/2024", "văn bản hướng dẫn số 5440/BTTTT-CĐSQG"),
    ("L114", "hoan_thanh", "Thông tư số 13/2923/TT-BNV", "Thông tư số 13/2023/TT-BNV"),
    ("L114", "noi_dung", "Nghị định 107/2021/NĐ-CP ngày 06/12/2022", "Nghị định 107/2021/NĐ-CP ngày 06/12/2021"),
    ("L201", "van_ban_chi_dao", "Nghị quyết 10/NQ-CP ngày 30/2/2023", "Nghị quyết 10/NQ-CP ngày 28/2/2023"),
    ("L201", "hoan_thanh", "chỉ thị số 23/CT-TTg ngày 09/007/2023", "chỉ thị số 23/CT-TTg ngày 09/7/2023"),
    ("L201", "noi_dung", "ngày 31 tháng 4 năm 2024 hoàn thành", "ngày 30 tháng 4 năm 2024 hoàn thành"),
    ("L301", "hoan_thanh", "Đang triển khai Kế hoạch số 3632", "Đã triển khai Kế hoạch số 3632"),
    ("L301", "chua_hoan_thanh", "Đã hoàn thành", "Chưa hoàn thành"),
    ("L410", "noi_dung", "Giao Công an xã Công an xã Tân An rà soát", "Giao Công an xã, Công an xã Tân An rà soát"),
    ("L410", "noi_dung", "Triển khai thực hiện Triển khai thực hiện Đề án", "Công tác dân vận, công tác dân vận khéo"),
    ("L412", "hoan_thanh", "Đã ban hành Quyết định số   /QĐ-UBND", "Đã ban hành Quyết định số 15/QĐ-UBND"),
    ("L412", "hoan_thanh", "Quyết định số /QĐ-UBND ngày   tháng   năm 2024", "ghi đủ ngày tháng năm sinh"),
    ("L411", "noi_dung", "rà soát  hồ sơ", "Quyết định số   /QĐ-UBND ngày   tháng   năm 2024"),
    ("L113", "noi_dung", "Thông báo số 03/TB-XYZT", "Biên bản số 03/BB-SNV ngày 05/3/2026"),
    ("L404", "noi_dung", "+ Phê duyệt hồ sơ đề xuất cấp độ", "Phê duyệt hồ sơ đề xuất cấp độ"),
    ("L404", "noi_dung", "- Rà soát văn bản", "- Rà soát văn bản\n- Sửa đổi thông tư"),
    ("L405", "noi_dung", "Thực hiện kiểm tra định kỳ. Trong đó:", "Thực hiện kiểm tra định kỳ. Trong đó: Bộ Y tế."),
    ("L406", "noi_dung", "Phối hợp với Bộ Công an và", "Phối hợp với Bộ Công an và Bộ Y tế"),
    ("L406", "noi_dung", "triển khai Đề án 06 đảm bảo hiệu quả,", "năm 2024 và những năm tiếp theo"),
    ("L407", "hoan_thanh", "ký số file XML (văn bản số 6586/BYT-BH", "ký số file XML (văn bản số 6586/BYT-BH)"),
    ("L407", "noi_dung", "theo hướng: “Đối với khách hàng", "a) theo hướng: “Đối với khách hàng”; (i) thẻ"),
    ("L407", "noi_dung", "a) mở tài khoản) bằng thẻ", "1) mở tài khoản (theo Đề án 06), (bằng thẻ (CCCD)); (i) thẻ"),
    ("L408", "noi_dung", "kết nối Cơ sở dữ liệu quốc gia", "Kết nối Cơ sở dữ liệu quốc gia"),
    ("L409", "van_ban_chi_dao", "'Thông báo 487/TB-VPCP ngày 24/10/2024", "Thông báo 487/TB-VPCP ngày 24/10/2024"),
    ("L410", "hoan_thanh", "Hoàn thành văn bản bản 5440", "Hoàn thành văn bản số 5440"),
    ("L410", "noi_dung", "kết quả của của Bộ Công an", "ngày ngày dần dần từ từ"),
    ("L410", "don_vi_thuc_hien", "Bảo hiểm xã hội Việt Nam, bộ Bộ Giáo dục và Đào tạo", "Bộ, Bộ Giáo dục và Đào tạo"),
    ("L411", "noi_dung", "kịp thời có cơ chế , chính sách mới", "kịp thời có cơ chế, chính sách mới"),
    ("L411", "don_vi_thuc_hien", "Bộ Công an,Văn phòng Chính phủ", "Bộ Công an, Văn phòng Chính phủ"),
    ("L412", "noi_dung", "Quyết định số …/QĐ-TTg", "thương mại điện tử, nền tảng số... và chống thất thu"),
    ("L412", "noi_dung", "Nghị quyết xxx", "Phụ lục XXX"),
    ("L413", "cho_nhan", "đề xuất", "nhận"),
    ("L501", "don_vi_thuc_hien", "Bảo hiểm xã hôi Việt Nam", "Bảo hiểm xã hội Việt Nam"),
    ("L502", "don_vi_thuc_hien", "Ngân hàng Nhà nước Việt nam", "Ngân hàng Nhà nước Việt Nam"),
    ("L502", "don_vi_thuc_hien", "Bộ Công thương", "Bộ Công Thương"),
    ("L502", "don_vi_thuc_hien", "Bộ Kế hoạch và đầu tư", "Bộ KHĐT"),
    ("L504", "don_vi_thuc_hien", "lực lượng CA", "Bộ Công an"),
    ("L504", "noi_dung", "Phối hợp với Bộ Công an, Bộ TTT khẩn trương", "Phối hợp với Bộ Công an, Bộ TTTT khẩn trương"),
    ("L505", "van_ban_chi_dao", "Chỉ thị số 23 ngày 09/7/2023 của TTCP", "Chỉ thị số 23 ngày 09/7/2023 của TTgCP"),
    ("L506", "don_vi_thuc_hien", "Bộ Tài chính Bộ Kế hoạch và Đầu tư", "Bộ Tài chính, Bộ Kế hoạch và Đầu tư"),
    ("L506", "don_vi_thuc_hien", "Bộ Y tế Bộ Công an", "Bộ Y tế phối hợp Bộ Công an"),
    ("L508", "don_vi_thuc_hien", "Bộ Công an phối hợp Bộ Công an", "Bộ Công an phối hợp Bộ Y tế"),
    ("L601", "noi_dung", "người dân, đẩyd mạnh", "người dân, đẩy mạnh"),
    ("L601", "hoan_thanh", "Đaã ban hành", "Đã ban hành¹, tiến độⁱ; 25 m², khí CO₂, 37ºC"),
    ("L601", "don_vi_thuc_hien", "Bộ Thông tin và Truyền thôngphối hợp", "Bộ Thông tin và Truyền thông phối hợp"),
    ("L601", "hoan_thanh", "công bố trên VNPT, Viettel, cỉa Bộ", "website, video, livestream, pano, Đắk Lắk, Bắc Kạn"),
    ("L605", "noi_dung", "Triển khaі ứng dụng", "Triển khai ứng dụng"),
    ("L605", "noi_dung", "Triển\u200bkhai ứng dụng", "Triển khai ứng dụng"),
    ("L605", "noi_dung", "\u00d0ẩy mạnh ứng dụng", "\u0110ẩy mạnh ứng dụng"),
    ("L209", "noi_dung", "hoàn thành trước tháng 30/11", "hoàn thành trước ngày 30/11, trong 03 tháng 15 ngày"),
    ("L209", "thoi_han", "Tháng 13/2026", "Tháng 12/2026"),
    ("L209", "thoi_han", "Quý V/2026", "Quý IV/2026"),
    ("L209", "noi_dung", "Báo cáo quý 5, năm 2026", "Quỹ V, quy 5 điểm, quý 4 năm 2026"),
    ("L412", "noi_dung", "Xây dựng kế hoạch ……………", "Xây dựng kế hoạch, chương trình…"),
    ("L607", "noi_dung", "Hỗ trợ tiêu thu nông sản", "Giao chỉ tiêu thu gom rác, chi tiêu đúng"),
    ("L607", "noi_dung", "Khai thác cư sở dữ liệu", "Khai thác cơ sở dữ liệu của các cơ sở"),
    ("L607", "noi_dung", "Lập hỗ sơ đề nghị", "Lập hồ sơ đề nghị, có hồ sơ"),
    ("L607", "noi_dung", "Sở Nội vụ phôi hợp thực hiện", "Sở Nội vụ phối hợp thực hiện"),
    ("L607", "noi_dung", "Bố trí kinh phí càn thiết", "Bắt đầu từ năm 2026; văn hoá, an sinh; có chế độ; báo các bộ"),
    ("L607", "noi_dung", "Kiểm tra phòng cháy, chửa cháy", "Kiểm tra phòng cháy, chữa cháy khi chưa cháy"),
    ("L607", "noi_dung", "Vận động hoc sinh", "Kho học liệu số cho học sinh; học kinh nghiệm; quản lí, định kì"),
    ("L607", "noi_dung", "Mô hình canh tac lúa", "Nạo vét kênh mương nội đồng; sơ chế nông sản; công thức thích hợp"),
    ("L607", "noi_dung", "Ứng phó biến đỗi khí hậu", "Biên bản giao nhận; đang ký hợp đồng; tái sản xuất"),
    ("L607", "noi_dung", "Biên xoạn giáo trình", "Tỷ lệ sinh viên có việc làm; đề bài, đồ án; chỉ tiêu"),
    ("L607", "noi_dung", "Quyết định trúng tuyễn", "Truyền thống; trường hợp nồng độ cồn; hiện hành không còn"),
    ("L410", "noi_dung", "Tổ chức thực hiện thực hiện Đề án", "Ban Chỉ đạo chỉ đạo; Viện kiểm sát kiểm sát việc bắt"),
    ("L502", "noi_dung", "Tập đoàn Điện lực Việt nam", "Tập đoàn Điện lực Việt Nam"),
    ("L212", "noi_dung", "Quy hoạch nhiệm kỳ 2035 - 2030", "Giai đoạn 2025 - 2030; năm học 2027-2028; từ 2030"),
    ("L212", "san_pham", "Đề án giai đoạn 2030-2025", "Số 2030-2025/BC; nhiệm kỳ 2026–2031"),
    ("L021", "noi_dung", "Nâng máy T2 từ 40 MVA lên 36 MVA", "Nâng máy từ 40 MVA lên 63 MVA; từ 800 triệu lên 1,2 tỷ"),
    ("L021", "noi_dung", "Giảm hộ nghèo từ 1,2% xuống còn 2,1%", "Giảm hộ nghèo từ 2,1% xuống 1,2%; từ 5 lên 6 lớp"),
    ("L021", "noi_dung", "Tăng từ 1.250 lên 1.205 trạm", "Cải thiện thứ hạng từ 45 lên 32; từ 5/2026 lên 3 ca"),
    ("L005", "noi_dung", "Đã làm sạch 586.300/412.600 thửa đất", "Xử lý 12/14 xã, 31/12 hằng năm, đạt 10%"),
    ("L609", "noi_dung", "Hoàn thành trong 05 (bốn) tháng", "Hoàn thành trong 05 (năm) tháng"),
    ("L609", "noi_dung", "Tổ chức 25 (hai mươi tư) lớp", "Tổ chức 25 (hai mươi lăm) lớp, 105 (một trăm linh năm) em"),
    ("L609", "noi_dung", "Mua 12 (mười một) máy", "Mua 12 (mười hai) máy trong 3 (năm 2026), 04 (cán bộ)"),
    ("L609", "noi_dung", "Ban hành ba mươi lăm (36) văn bản", "Ban hành ba mươi lăm (35) văn bản"),
    ("L609", "noi_dung", "Cấp 1.250 (một nghìn hai trăm) bộ", "Cấp 1.250 (một nghìn hai trăm năm mươi) bộ"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "key", "wrong", "right"), CASES, ids=[f"{c[0]} {c[2][:30]}" for c in CASES])
def test_found_in_the_wrong_text_alone(code, key, wrong, right):
    filler = {"noi_dung": "Rà soát văn bản quy phạm pháp luật"}
    doubts = found(code, tasks({"stt": "1", **filler, key: wrong}))
    assert doubts and doubts[0].place.cell.endswith("2")
    assert str(doubts[0].message)
    assert found(code, tasks({"stt": "1", **filler, key: right})) == []


def test_words_near_a_word_are_all_frequent_ones_one_key_away():
    said = "phối hợp triển khai; phôi hợp; triển khai phối hợp; trển khai, hồ sơ, hỗ sơ, sơ hồ, cơ sở, cư sở, nghiêng"
    counts = Words.of([words_in(said), *[words_in("phối hợp triển khai hồ sơ cơ sở nghiêng cơ hồ")] * EVIDENCE])
    often = {word for pair, count in counts.pairs.items() if count >= EVIDENCE for word in pair}
    for word, near in counts.near.items():
        typed = unicodedata.normalize("NFD", word)
        apart = {other: OSA.distance(typed, unicodedata.normalize("NFD", other)) for other in often - {word}}
        assert {*near.words} == {other for other, keys in apart.items() if keys == 1}, word
        assert near.before == {one for (one, two), count in counts.pairs.items()
                               if two in near.words and count >= EVIDENCE}  # fmt: skip
    assert counts.near["phôi"].words == ("phối",)


def test_three_words_side_by_side_are_counted_where_they_are_asked_for():
    counts = Words.of([words_in("lập hồ sơ, hồ sơ lập hồ sơ"), words_in("Lập hồ sơ"), words_in("lập hồ, sơ")])
    asked = {("lập", "hồ", "sơ"), ("hồ", "sơ", "hồ"), ("sơ", "lập", "hồ")}
    assert counts.triples(asked) == {("lập", "hồ", "sơ"): 3, ("sơ", "lập", "hồ"): 1}


def test_the_words_of_a_text_with_what_parts_them():
    words = words_in("Sở  Y tế¹, 30/6 (xã\nm² a b)")
    assert words.written == ["Sở", "Y", "tế", "xã", "m", "a", "b"]
    assert words.joined == [False, True, True, False, False, False, True]
    assert [words.text[words.starts[at] :][: len(word)] for at, word in enumerate(words.written)] == words.written
    assert words_in("30/6").written == []
