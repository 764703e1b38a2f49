"""The dossiers that edits are tried on: each made and built in a folder of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import docx
from openpyxl import Workbook
from word_edits import AS_OF, DATA, laid_down

from generator.commands import build as building

_HEAD = """loai: {kind}
co_quan: {{ten: Sở Nội vụ, ky_hieu: SNV, chu_quan: Ủy ban nhân dân tỉnh Mẫu}}
so: 12
ngay: 2024-05-10
dia_danh: Mẫu
trich_yeu: {subject}
"""
_TAIL = """noi_nhan: [Như trên, Các phòng thuộc Sở, "Lưu: VT"]
ky: {quyen_han: KT. Giám đốc, chuc_vu: Phó Giám đốc, ho_ten: Nguyễn Văn Mẫu}
"""
MARKDOWN = """Sở Nội vụ báo cáo kết quả công tác tháng 5 như sau

Điều 1. Phạm vi điều chỉnh

1.  Nguyên tắc làm việc của *lãnh đạo* và
    các phòng chuyên môn
2.  Trách nhiệm giải quyết công việc của __từng công chức__

    a) Tiếp nhận hồ sơ và trả lời đúng hạn cho công dân
    b) Báo cáo lãnh đạo các vướng mắc phát sinh hằng tuần
    c) Xin lỗi công dân khi trễ hạn

3.  Quan hệ phối hợp với các cơ quan có liên quan^[Theo quy chế phối hợp số 05.]

Điều 2. Quyết định này có **hiệu lực** kể từ ngày ký &amp; thay thế các văn bản trước đây

| Phòng | Số việc | Người phụ trách | Ghi chú |
|-------|---------|-----------------|---------|
| Phòng Hành chính | 12 | Bà Trần Thị Sáu | đã đủ hồ sơ |
| Phòng Tổ chức | 7 | Ông Lê Văn Bảy | chờ bổ sung |
| Phòng Tài chính | 31 | Ông Phạm Văn Tám | |

- Phòng Hành chính tổng hợp kết quả hằng quý
- Phòng Tổ chức theo dõi việc thi hành

Điều 3. Chánh Văn phòng và các phòng thuộc Sở chịu trách nhiệm thi hành
"""


def _copied(home: Path, name: str, *others: str) -> None:
    for each in (name, *others):
        shutil.copytree(DATA / each, home / "data" / each)


def _written(home: Path, name: str, source: str) -> Path:
    (folder := home / "data" / name).mkdir(parents=True)
    (folder / "van-ban.yaml").write_text(source, encoding="utf-8")
    return folder


def _two_tables(home: Path, name: str) -> None:
    """A report with two tables: tasks, and what is asked of the office above."""
    source = _HEAD.format(kind="bao-cao", subject="Kết quả công tác tháng 5 năm 2024") + (
        "noi_dung:\n"
        "  - doan: Sở Nội vụ báo cáo kết quả thực hiện nhiệm vụ tháng 5 năm 2024 như sau\n"
        "  - muc: Kết quả thực hiện\n"
        "    noi_dung:\n"
        "      - khoan: Đã hoàn thành 12 nhiệm vụ được giao trong kỳ, đạt 80%\n"
        "      - khoan: Còn 3 nhiệm vụ chậm tiến độ do thiếu kinh phí\n"
        "  - muc: Phương hướng\n"
        "    noi_dung:\n"
        "      - khoan: Tiếp tục rà soát, hoàn thiện vị trí việc làm\n"
        "  - bang: {nguon: viec.xlsx, mau: ke-hoach-6-cot}\n"
        "  - doan: Kiến nghị của Sở được nêu ở bảng dưới đây\n"
        "  - bang: {nguon: kien-nghi.xlsx}\n"
    )
    folder = _written(home, name, source + _TAIL)
    tasks = [
        ("Mã", "Số TT", "Tên nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm"),
        *(
            (f"V{at:02d}", at, f"{what} {at}", who, "Văn phòng Sở", when, f"Báo cáo số {at}")
            for at, (what, who, when) in enumerate(
                (
                    ("Rà soát văn bản quy phạm pháp luật lĩnh vực", "Phòng Pháp chế", "Tháng 6/2024"),
                    ("Kiểm tra công vụ tại đơn vị", "Thanh tra Sở", "Quý III/2024"),
                    ("Tập huấn nghiệp vụ cho công chức khóa", "Phòng Tổ chức", "15/7/2024"),
                    ("Số hóa hồ sơ lưu trữ đợt", "Phòng Hành chính", "Tháng 9/2024"),
                    ("Tổng kết phong trào thi đua năm thứ", "Phòng Thi đua", "Quý IV/2024"),
                ),
                start=1,
            )
        ),
    ]
    asked = [
        ("TT", "Nội dung kiến nghị", "Cơ quan giải quyết", "Kinh phí (triệu đồng)", "Ghi chú"),
        (1, "Bổ sung biên chế cho trung tâm hành chính công", "Bộ Nội vụ", "1.200", "đề nghị lần hai"),
        (2, "Hướng dẫn xếp lương ngạch lưu trữ viên", "Bộ Nội vụ", "", ""),
        (3, "Cấp kinh phí số hóa giai đoạn hai", "Bộ Tài chính", "3.450", ""),
        ("", "Tổng cộng", "", "4.650", ""),
    ]
    for file, rows in (("viec.xlsx", tasks), ("kien-nghi.xlsx", asked)):
        book = Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(folder / file)


def _as_made(home: Path, name: str) -> None:
    """A plan whose table another office made: a header of two rows, sections, joined cells, a total, notes."""
    folder = _written(
        home,
        name,
        _HEAD.format(kind="ke-hoach", subject="Thực hiện chương trình công tác năm 2024")
        + "noi_dung:\n  - doan: Các nhiệm vụ cụ thể như sau\n  - bang: {nguon: bang.xlsx}\n"
        + _TAIL,
    )
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("CHƯƠNG TRÌNH CÔNG TÁC NĂM 2024", "", "", "", "", "", ""),
        ("TT", "Nội dung nhiệm vụ", "Phân công", "", "Thời hạn", "Sản phẩm", "Ghi chú"),
        ("", "", "Chủ trì", "Phối hợp", "", "", ""),
        ("I", "Nhiệm vụ về thể chế", "", "", "", "", ""),
        (1, "Rà soát văn bản quy phạm pháp luật", "Vụ Pháp chế", "Các vụ", "Tháng 3/2024", "Báo cáo", "đợt 1"),
        (2, "Xây dựng thông tư hướng dẫn", "Vụ Pháp chế", "Vụ Kế hoạch", "Quý II/2024", "Thông tư", ""),
        (3, "Lấy ý kiến các địa phương", "", "Các tỉnh", "Quý II/2024", "Bảng tổng hợp", "gửi bản điện tử"),
        ("II", "Nhiệm vụ về hạ tầng", "", "", "", "", ""),
        (4, "Nâng cấp hệ thống máy chủ", "Cục Tin học", "Văn phòng", "Quý III/2024", "Hệ thống", ""),
        (5, "Mua thiết bị lưu trữ dự phòng", "Cục Tin học", "", "Quý IV/2024", "Thiết bị", "theo dự toán"),
        (6, "Tập huấn sử dụng hệ thống", "Văn phòng", "Cục Tin học", "Quý IV/2024", "Lớp tập huấn", ""),
    ):
        sheet.append(row)
    for area in ("A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3", "G2:G3", "C6:C7"):
        sheet.merge_cells(area)
    book.save(folder / "bang.xlsx")


def _in_markdown(home: Path, name: str) -> None:
    head = _HEAD.format(kind="quyet-dinh", subject="Ban hành Quy chế làm việc của Sở")
    folder = _written(home, name, f"{head}tham_quyen: Giám đốc Sở Nội vụ\nnoi_dung: than.md\n{_TAIL}")
    (folder / "than.md").write_text(MARKDOWN, encoding="utf-8")


def word_draft(path: Path) -> None:
    """A body drafted in Word: typed numbers, a list of Word's, emphasis, a table."""
    made = docx.Document()
    made.add_paragraph("Điều 1. Phạm vi điều chỉnh")
    first = made.add_paragraph("1. Nguyên tắc làm việc của ")
    first.add_run("lãnh đạo").italic = True
    first.add_run(" và các phòng chuyên môn")
    made.add_paragraph("2. Trách nhiệm giải quyết công việc của từng công chức")
    for text in ("Tiếp nhận hồ sơ của công dân", "Trả lời đúng hạn cho tổ chức", "Xin lỗi khi trễ hạn trả kết quả"):
        made.add_paragraph(text, style="List Bullet")
    made.add_paragraph("3. Quan hệ phối hợp với các cơ quan có liên quan")
    second = made.add_paragraph("Điều 2. Quyết định này có ")
    second.add_run("hiệu lực").bold = True
    second.add_run(" kể từ ngày ký và thay thế các văn bản trước đây")
    table = made.add_table(rows=0, cols=4)
    for row in (
        ("Phòng", "Số việc", "Người phụ trách", "Ghi chú"),
        ("Phòng Hành chính", "12", "Bà Trần Thị Sáu", "đã đủ hồ sơ"),
        ("Phòng Tổ chức", "7", "Ông Lê Văn Bảy", "chờ bổ sung"),
        ("Phòng Tài chính", "31", "Ông Phạm Văn Tám", ""),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made.add_paragraph("Điều 3. Chánh Văn phòng và các phòng thuộc Sở chịu trách nhiệm thi hành")
    made.save(str(path))


def _in_word(home: Path, name: str) -> None:
    head = _HEAD.format(kind="quyet-dinh", subject="Ban hành Quy chế làm việc của Sở")
    folder = _written(home, name, f"{head}tham_quyen: Giám đốc Sở Nội vụ\nnoi_dung: than.docx\n{_TAIL}")
    word_draft(folder / "than.docx")


@dataclass(frozen=True)
class Given:
    """A dossier: how it is made, how often it is tried beside the others (of 100)."""

    name: str
    make: Callable[[Path, str], None]
    share: int = 100


DOSSIERS = (
    Given("142-qd-vpcp", _copied),
    Given("95-qd-vpcp", _copied),
    Given("365-qd-btp", _copied),
    Given("hai-bang", _two_tables),
    Given("bang-noi-khac", _as_made),
    Given("than-markdown", _in_markdown),
    Given("than-word", _in_word),
    Given("phu-luc-hcmc", _copied, share=30),
    Given("bao-cao-thang", lambda home, name: _copied(home, name, "phu-luc-03"), share=5),
    Given("phu-luc-03", _copied, share=5),
)


_outputs: dict[Given, list[Path]] = {}


def workplace_of(given: Given, home: Path) -> list[Path]:
    """Its Word and Excel files, built."""

    def make(at: Path) -> None:
        given.make(at, given.name)
        options = building.BuildOptions(AS_OF, datetime(2024, 6, 1), ("docx", "xlsx"), at / "out", force=True)
        made = building.build(at / "data" / given.name, options).outputs
        _outputs[given] = [output.path.relative_to(at) for output in made]

    laid_down(home, given, make)
    return [home / path for path in _outputs[given]]
