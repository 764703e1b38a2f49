"""Names in capitals as they are written in running text: by the list, by the file, by what they begin with."""

import pytest

from generator.commands.importing.names import Names

RUNNING = (
    "Bệnh viện Đa khoa Giả Định làm việc theo chế độ thủ trưởng.",
    "Chức năng của Cục Thí Dụ và Minh Họa; ý kiến của UBND TỈNH GIẢ ĐỊNH.",
)


@pytest.mark.parametrize(
    ("printed", "written", "known"),
    [
        ("BỆNH VIỆN ĐA KHOA GIẢ ĐỊNH", "Bệnh viện Đa khoa Giả Định", True),
        ("GIÁM ĐỐC BỆNH VIỆN ĐA KHOA GIẢ ĐỊNH", "Giám đốc Bệnh viện Đa khoa Giả Định", True),
        ("PHÓ GIÁM ĐỐC BỆNH VIỆN ĐA KHOA GIẢ ĐỊNH", "Phó Giám đốc Bệnh viện Đa khoa Giả Định", True),
        ("CỤC TRƯỞNG CỤC THÍ DỤ VÀ MINH HỌA", "Cục trưởng Cục Thí Dụ và Minh Họa", True),
        ("BỘ TRƯỞNG BỘ NỘI VỤ", "Bộ trưởng Bộ Nội vụ", True),
        ("KT. GIÁM ĐỐC", "KT. Giám đốc", True),
        ("GIÁM ĐỐC VIỆN KHÁC LẠ", "Giám đốc Viện khác lạ", False),
        ("TRƯỜNG THPT CHUYÊN LÊ HỒNG PHONG", "Trường THPT chuyên Lê Hồng Phong", False),
        ("TRƯỜNG MẦM NON HOA SEN", "Trường mầm non Hoa Sen", False),
        ("HIỆU TRƯỞNG TRƯỜNG THCS SỐ 2 TRẦN PHÚ", "Hiệu trưởng Trường THCS số 2 Trần Phú", False),
        ("SỞ GD&ĐT TP HỒ CHÍ MINH", "Sở GD&ĐT TP Hồ Chí Minh", False),
        ("PHÒNG GD & ĐT QUẬN BA ĐÌNH", "Phòng GD & ĐT quận Ba Đình", False),
        ("TRUNG TÂM Y TẾ Q. NINH KIỀU", "Trung tâm Y tế Q. Ninh Kiều", False),
        ("TRUNG TÂM Y TẾ Q.1 TP.HCM", "Trung tâm Y tế Q.1 TP.HCM", False),
        ("SỞ Y TẾ TP. CẦN THƠ", "Sở Y tế TP. Cần Thơ", False),
        ("TRƯỜNG ĐẠI HỌC Y DƯỢC", "Trường Đại học Y Dược", False),
        ("CÔNG TY TNHH MTV THOÁT NƯỚC", "Công ty TNHH MTV thoát nước", False),
        ("SỞ Y TẾ - SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Y tế - Sở Giáo dục và Đào tạo", True),
        ("BQL DỰ ÁN THỊ XÃ ĐẮK KRÔNG", "BQL dự án thị xã Đắk Krông", False),
        ("UBND XÃ TÂN AN", "UBND xã Tân An", False),
        ("HỘI LHPN XÃ IA O", "Hội LHPN xã Ia O", False),
        ("KHO BẠC NHÀ NƯỚC KHU VỰC II", "Kho bạc Nhà nước khu vực II", False),
        ("CHI CỤC KIỂM ĐỊNH VÙNG VI", "Chi cục kiểm định vùng VI", False),
        ("TỔ KIỂM TRA VI PHẠM", "Tổ kiểm tra vi phạm", False),
        (
            "KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI CẤP XÃ NĂM 2026",
            "Kế hoạch phát triển kinh tế - xã hội cấp xã năm 2026",
            False,
        ),
        ("BÁO CÁO CỦA TỈNH, HUYỆN VÀ XÃ", "Báo cáo của tỉnh, huyện và xã", False),
    ],
)
def test_a_name_in_capitals_as_it_is_written(printed: str, written: str, known: bool) -> None:
    assert Names(RUNNING).written(printed) == (written, known)


def test_a_name_in_small_letters_stays() -> None:
    assert Names(RUNNING).written("Giám đốc  Viện khác") == ("Giám đốc Viện khác", True)
