"""Every finding code V…, T…, X…: what it is called, why it is reported, what to do. L… and ND-… have their own pages.

The table is `ma-loi.txt`, a line a code; docs/MA-LOI.md is made of it: `python -m generator.facts.codes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import groupby
from pathlib import Path

from msgspec import Struct

TABLE = Path(__file__).with_name("ma-loi.txt")
PAGE = Path(__file__).parents[2] / "docs" / "MA-LOI.md"
_GROUPS = {
    "T0": "Mẫu Word",
    "V00": "Hồ sơ, lời gọi",
    "V01": "Tệp",
    "V02": "van-ban.yaml",
    "V03": "Bảng tính",
    "V04": "Bảng nhiệm vụ",
    "V05": "Đánh số, chữ không in",
    "V06": "PDF",
    "V07": "Sinh tệp, nhiều hồ sơ",
    "V08": "Lấy chỗ sửa về",
    "V09": "Lấy chỗ sửa về, so sánh",
    "V41": "Lấy chỗ sửa về lần nữa",
    "V46": "Chỗ sửa không lấy về",
    "V10": "Tên trong mẫu, mẫu Excel",
    "V11": "Excel, bản so sánh",
    "V13": "Cơ quan, phụ lục",
    "V14": "Văn bản, hồ sơ mới",
    "V15": "Kế hoạch từ sổ chung",
    "V16": "Đơn vị, bộ lọc, kỳ",
    "V17": "Kỳ, lựa chọn, viện dẫn",
    "V18": "Biểu đồ",
    "V19": "Nhiều bảng",
    "V20": "Nghĩa của thời hạn",
    "V21": "Nghĩa của văn bản",
    "V22": "Cột, dòng của bảng bất kỳ",
    "V23": "Cột, dòng của bảng bất kỳ",
    "V24": "Nhập từ tệp có sẵn",
    "V25": "Nhập từ tệp có sẵn",
    "V27": "Thu báo cáo của đơn vị",
    "V28": "Thu báo cáo của đơn vị",
    "V29": "Thu báo cáo của đơn vị",
    "V30": "Kỳ báo cáo, phát hành",
    "V31": "Kỳ báo cáo, phát hành",
    "V26": "Số liệu trong lời văn",
    "V32": "Bảng số liệu",
    "V34": "Nhiệm vụ trong lời văn, hồ sơ từ tệp đã phát hành",
    "V33": "Chuyển kỳ báo cáo bằng lời văn, bằng chứng trước khi ký",
    "V35": "Nhập tệp PDF và các dạng khác",
    "V36": "Lấy chỗ sửa về; nhập tệp PDF và các dạng khác",
    "V37": "Báo cáo tháng: số liệu, đơn vị báo cáo",
    "V38": "Danh mục riêng của nơi làm việc",
    "V39": "Bản nháp của lời văn",
    "V40": "Bản sao để xem",
    "V42": "Chữ, tệp lạ",
    "V43": "Nhập tệp PDF và các dạng khác",
    "V44": "Báo cáo bằng lời văn: số và việc phải trả lời",
    "V45": "Trang trong trình duyệt",
    "V48": "Nhập tệp của nơi khác; bảng có ô gộp",
    "V49": "Nhập tệp của nơi khác; bảng có ô gộp",
    "V51": "Danh mục văn bản; mẫu và tệp Excel",
    "V52": "Nhập tệp của nơi khác; việc, số của kỳ trước còn lại",
    "V53": "Nhập tệp của nơi khác; bảng có ô gộp",
    "V54": "Báo cáo bằng lời văn; thư mục của nơi làm việc",
    "X0": "Mẫu Excel",
}
_HEAD = """# Mã của các thông báo

Trang này sinh từ `generator/facts/ma-loi.txt` (`python -m generator.facts.codes`); đừng sửa tay. Mỗi thông báo của
vanban mang một mã; ở đây là tên, vì sao báo và nên làm gì. Mức (sai, nên sửa, lưu ý), tệp, ô và chữ tìm thấy nằm trong
thông báo.

Mã `L…` của `vanban lint`: [KIEM-TRA.md](../generator/linting/KIEM-TRA.md). Mã `ND-…` của `vanban check`:
[QUY-TAC.md](../generator/checking/QUY-TAC.md).
"""


class Code(Struct, frozen=True):
    """A code: its title, why it is reported, what a person does about it."""

    code: str
    title: str
    why: str
    action: str


@cache
def codes() -> Mapping[str, Code]:
    """The table, by code, in its order."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]
    return {row[0]: Code(*row) for row in rows}


def page() -> str:
    """The page as Markdown, a section a group."""
    parts = [_HEAD]
    for group, found in groupby(codes().values(), lambda one: _group(one.code)):
        parts.append(f"\n## {group}\n")
        parts += [f"- **{one.code}** {one.title}. {one.why}. → {one.action}." for one in found]
    return "\n".join(parts) + "\n"


def _group(code: str) -> str:
    return next((name for start, name in _GROUPS.items() if code.startswith(start)), "Khác")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
