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
        ("GIÁM ĐỐC VIỆN KHÁC LẠ", "Giám đốc viện khác lạ", False),
    ],
)
def test_a_name_in_capitals_as_it_is_written(printed: str, written: str, known: bool) -> None:
    assert Names(RUNNING).written(printed) == (written, known)


def test_a_name_in_small_letters_stays() -> None:
    assert Names(RUNNING).written("Giám đốc  Viện khác") == ("Giám đốc Viện khác", True)
