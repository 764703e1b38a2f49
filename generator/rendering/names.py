"""What templates may use, by group: each name and what it is.

`vanban template check` judges templates by it, the tests judge it by the contexts.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.values import glossary
from generator.values.findings import Message, msg

# Name -> what it is, in the words of the users. `vb` is the document, `k` a block of its body, `bang` a table,
# `d` a row of it, `ky` a signature.
NAMES: Mapping[str, Mapping[str, Message]] = {
    "vb": {
        "co_quan": msg("tên cơ quan ban hành, chữ in hoa; các cơ quan cùng ban hành mỗi tên một dòng"),
        "chu_quan": msg("tên cơ quan chủ quản trực tiếp, chữ in hoa (trống nếu không có)"),
        "so_ky_hieu": msg("dòng “Số: 142/QĐ-VPCP”"),
        "v_v": msg("dòng “V/v …” dưới số của công văn (trống ở loại khác)"),
        "dia_danh_ngay": msg("dòng “Hà Nội, ngày … tháng … năm …”"),
        "ten_loai": msg("tên loại văn bản, chữ in hoa"),
        "trich_yeu": msg("trích yếu"),
        "tham_quyen": msg("thẩm quyền ban hành, chữ in hoa (Quyết định, Nghị quyết)"),
        "can_cu": msg("danh sách căn cứ, mỗi dòng đã có dấu cuối"),
        "lenh": msg("“QUYẾT ĐỊNH:” hoặc “QUYẾT NGHỊ:”"),
        "noi_dung": msg("danh sách khối nội dung (k)"),
        "gui": msg(
            "“Kính gửi:”, hoặc “… điện:”, “… trân trọng kính mời:”, “… trân trọng giới thiệu:” (trống nếu không có)"
        ),
        "gui_mot": msg("nơi gửi duy nhất, ghi cùng dòng với vb.gui"),
        "gui_nhieu": msg("danh sách nơi gửi, mỗi dòng đã có gạch đầu dòng và dấu cuối"),
        "gui_giua": msg("đúng nếu vb.gui đứng giữa dòng (giấy giới thiệu)"),
        "gui_trong_bai": msg("đúng nếu vb.gui mở đầu lời văn (giấy mời)"),
        "noi_nhan": msg("danh sách nơi nhận, mỗi dòng đã có gạch đầu dòng và dấu cuối"),
        "noi_nhan_dau": msg("phần nơi nhận đặt ngang chữ ký; là cả danh sách nếu ngắn"),
        "noi_nhan_trai": msg("phần tiếp theo của danh sách dài, cột trái"),
        "noi_nhan_phai": msg("phần tiếp theo của danh sách dài, cột phải"),
        "ky": msg("danh sách người ký"),
        "ky_doi": msg("người ký xếp từng hàng hai người, khi có từ hai người ký; mỗi hàng có trai, phai"),
        "dau_chi_muc": msg("các dấu chỉ độ mật, độ khẩn (dau)"),
        "luu_hanh": msg("chỉ dẫn phạm vi lưu hành, đặt ở lề trên trang đầu"),
        "dia_chi": msg("địa chỉ, thư điện tử, điện thoại ở chân trang đầu"),
        "xac_nhan": msg("lời trên chỗ xác nhận của nơi nghỉ phép"),
        "ky_so": msg("dòng “Số: …; ngày/tháng/năm; giờ:phút:giây” của văn bản kèm theo đứng riêng một tệp"),
        "ky_so_sao": msg("dòng “Sao y; cơ quan sao; ngày/tháng/năm; giờ:phút:giây” của bản sao điện tử, ở lề trên"),
        "sao": msg("bản sao của văn bản này, trống nếu không có: vb.sao.ten_loai, vb.sao.ky …"),
        "kem_theo": msg("dòng “(Kèm theo …)” của văn bản kèm theo"),
        "phu_luc": msg("dòng “Phụ lục I” của phụ lục"),
    },
    "doi": {
        "trai": msg("người ký bên trái"),
        "phai": msg("người ký bên phải, trống nếu là người lẻ cuối cùng"),
    },
    "dau": {
        "chu": msg("chữ trên dấu: “HỎA TỐC”, “MẬT” …"),
        "rong": msg("bề rộng khung bằng mi-li-mét: 20, 30 hoặc 40"),
        "do": msg("đúng nếu dấu màu đỏ"),
        "hai_vien": msg("đúng nếu khung có hai đường viền (độ mật)"),
    },
    "k": {
        "kieu": msg("kiểu khối: phan, chuong, muc, tieu-muc, dieu, khoan, diem, gach, cong, doan, bang, luoi, hinh"),
        "la_ma": msg("đúng nếu là mục đánh số La Mã (văn bản không có điều)"),
        "so": msg("số thứ tự như in ra: “Điều 1.”, “a)”, “I.”"),
        "tieu_de": msg("tiêu đề của khối (trống nếu không có)"),
        "chu": msg("lời văn của khối"),
        "cuoi": msg("đúng nếu là khối cuối cùng, ở ngay trên chữ ký"),
        "bang": msg("bảng của khối kiểu bang"),
        "trong_dieu": msg("đúng nếu khối nằm trong một điều"),
        "luoi": msg("các dòng của bảng thường (kiểu luoi), mỗi dòng là danh sách ô"),
        "so_dong_dau": msg("số dòng tiêu đề của bảng thường"),
        "rong": msg("bề rộng các cột của bảng thường, chương trình tự tính"),
        "anh": msg("hình của khối kiểu hinh"),
        "mau": msg("mẫu bảng của khối kiểu bang, để ghi {{%p include k.mau %}}"),
    },
    "ky": {
        "quyen_han": msg("các dòng quyền hạn, chữ in hoa: TM., KT., TL., TUQ."),
        "chuc_vu": msg("chức vụ, chữ in hoa"),
        "chuc_vu_khac": msg("chức vụ khác, trên họ tên"),
        "ho_ten": msg("họ và tên, sau cấp bậc, học hàm nếu có"),
        "anh": msg("ảnh chữ ký và dấu (trống nếu không có)"),
    },
    "bang": {
        "tieu_de": msg("tiêu đề các cột theo khóa: bang.tieu_de.noi_dung"),
        "dong": msg("danh sách dòng (d)"),
        "rong": msg("bề rộng các cột, chương trình tự tính"),
        "dau": msg("các dòng tiêu đề của bảng in nguyên như cơ quan lập, chương trình tự đặt"),
    },
    "d": {
        "la_muc": msg("đúng nếu dòng là dòng mục (I, II, A, B …)"),
        "so_muc": msg("số của dòng mục"),
        "ten_muc": msg("tên của dòng mục"),
        "cap_muc": msg("cấp của dòng mục, từ 1"),
        "la_con": msg("đúng nếu dòng là việc con của dòng trên"),
        "qua_han": msg("đúng nếu nhiệm vụ quá hạn ở ngày xét"),
        "so_ngay": msg("số ngày quá hạn hoặc còn lại (0 nếu không tính được)"),
        "gop": msg("ô gộp theo chiều dọc, chương trình tự đặt"),
        "o": msg("các ô của dòng có ô gộp trong bảng in nguyên, chương trình tự đặt"),
        "dam": msg("đúng nếu dòng ấy in đậm: mục, tổng"),
        **{field.key: msg("cột “{ten}”", ten=field.title) for field in glossary.TASK_FIELDS},
        **{field.key: msg("cột “{ten}”, chương trình tính", ten=field.title) for field in glossary.COMPUTED_FIELDS},
    },
}

# What stands under the names that are not text: a group of NAMES, a list of one ("[k]") or of texts ("[]"), a
# template ("mau") or the titles by column ("tieu_de").
SHAPES: Mapping[str, str] = {
    "vb.can_cu": "[]",
    "vb.noi_dung": "[k]",
    "vb.noi_nhan": "[]",
    "vb.noi_nhan_dau": "[]",
    "vb.noi_nhan_trai": "[]",
    "vb.noi_nhan_phai": "[]",
    "vb.gui_nhieu": "[]",
    "vb.ky": "[ky]",
    "vb.ky_doi": "[doi]",
    "vb.dau_chi_muc": "[dau]",
    "vb.sao": "vb",
    "doi.trai": "ky",
    "doi.phai": "ky",
    "k.luoi": "[[]]",
    "k.rong": "[]",
    "k.bang": "bang",
    "k.mau": "mau",
    "ky.quyen_han": "[]",
    "bang.tieu_de": "tieu_de",
    "bang.dong": "[d]",
    "bang.rong": "[]",
    "bang.dau": "[]",
}
