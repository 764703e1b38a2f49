"""The page of all rules, QUY-TAC.md, made from the rules: `python -m generator.checking.rules.page_of_rules`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from generator.checking.check import ALL_RULES, PARTY, SLIP
from generator.checking.mending.fix import mendable
from generator.checking.rules.rule import Rule

# Of the corpus of the tests: {"van_ban": how many, "quy_tac": {code: [fired, rightly]}}; written by its generator.
MEASURED = Path(__file__).with_name("do-chinh-xac.json")
PAGE = Path(__file__).parent.with_name("QUY-TAC.md")

_GROUPS = {
    "1": "Trang giấy, phông chữ, số trang",
    "2": "Quốc hiệu, Tiêu ngữ, tên cơ quan",
    "3": "Số, ký hiệu; địa danh và thời gian",
    "4": "Tên loại, trích yếu",
    "5": "Căn cứ",
    "6": "Nội dung",
    "7": "Phần, chương, mục, điều, khoản, điểm",
    "8": "Người ký",
    "9": "Nơi nhận, phụ lục, viết hoa",
}
_TOP = """# Quy tắc của `vanban check`

Trang này được sinh từ chính các quy tắc (`python -m generator.checking.rules.page_of_rules`); đừng sửa tay.

Điều khoản là của Nghị định 30/2020/NĐ-CP. Mức: **sai** (trái quy định), **nên sửa** (quy định hoặc Mẫu nói khác, hoặc
chương trình không chắc hẳn), **lưu ý**. Sau mức là độ chắc: chương trình tự quyết được đến đâu. ✎ là quy tắc mà
`--fix` sửa được.

Chỗ để trống (“…”, “....”, “____”, khoảng trắng chờ điền) là chỗ để ngỏ: không xét, cũng không báo. Điều Nghị định để
ngỏ hoặc tự mâu thuẫn (HÒA/HOÀ; Mẫu 1.5 in Quốc hiệu 12 với Tiêu ngữ 14; kẻ dưới trích yếu nhiều dòng; ẩn số trang đầu
của phụ lục; lề trang ngang của phụ lục; “Như Điều …” chỉ có ở Mẫu) được nhận cả hai cách. Yếu tố không nhận ra được
thì không bị coi là sai.

Ngoài các quy tắc dưới đây: **ND-001** còn Track Changes; **ND-010** không có phần đầu văn bản; **ND-011** văn bản của
Đảng; **ND-012** văn bản quy phạm pháp luật; **ND-013** hợp đồng không làm theo mẫu chung
(cơ quan ban hành, ký hiệu HĐ-…, Nơi nhận); **ND-014** đơn, tờ khai, biểu mẫu; **ND-015** giấy phép, giấy tờ
chuyên ngành; **ND-016** phiếu, danh sách nội bộ; **ND-017** văn bản tố tụng; **ND-018** tiếng nước ngoài; **ND-019**
văn bản ban hành trước ngày 05/3/2020 — các loại từ ND-011 không xét theo Nghị định 30, mỗi tệp một lời báo.
"""


_MEASURED = """Độ đúng của từng quy tắc được đếm trên {count} văn bản sinh ra để thử (26 loại, 7 kiểu khối đầu, 3 cách
định dạng, 3 cách giãn dòng, Unicode dựng sẵn và tổ hợp; một phần không có lỗi, mỗi văn bản còn lại có đúng một lỗi),
không phải trên văn bản thật của cơ quan. Quy tắc đúng dưới 95% chỉ được là lưu ý.
"""
_PARTY = """## Văn bản của Đảng, giấy tờ khác, quy tắc riêng

Văn bản có tiêu đề “ĐẢNG CỘNG SẢN VIỆT NAM” được xét theo Hướng dẫn 05-HD/VPTW ngày 27/5/2026
(các quy tắc DV-… dưới đây, cùng ND-112, ND-113, ND-115, ND-116). Không xét: {not_judged}.

`--ho-so phieu` xét một giấy tờ bất kỳ theo những quy tắc không phụ thuộc thể thức: {slip}.

`quy-tac.yaml` trong thư mục của tệp (hoặc thư mục trên, hoặc `--quy-tac TỆP`) là quy tắc riêng của nơi làm việc:

```yaml
tat: [ND-607]                                # không xét
muc: {{ND-602: lưu ý}}                         # đổi mức: sai, nên sửa, lưu ý
tu: [{{tranh: trên cơ sở, thay: căn cứ}}]      # từ nên tránh (NB-001)
co_chu: 14                                   # cỡ chữ lời văn, từ 13 đến 14 (NB-002)
noi_nhan: [Phòng Tổng hợp]                   # phải có ở Nơi nhận (NB-003)
```

Mỗi tệp có một lời báo ND-002 kể những gì quy tắc riêng đã bỏ qua, đã đổi.
"""


def rule_page(rules: Sequence[Rule] = ALL_RULES) -> str:
    """The page as Markdown."""
    mended = frozenset(mendable())
    data = json.loads(MEASURED.read_text(encoding="utf-8"))
    measured: dict[str, list[int]] = data["quy_tac"]
    lines = [_TOP, f"{len(rules)} quy tắc.\n", _MEASURED.format(count=data["van_ban"])]
    for group, members in groupby(rules, key=lambda rule: rule.code[3]):
        lines.append(f"## {_GROUPS[group]}\n")
        lines.extend(_entry(rule, rule.code in mended, measured.get(rule.code)) for rule in members)
    lines.append(_PARTY.format(not_judged=PARTY.not_judged, slip=", ".join(rule.code for rule in SLIP.rules)))
    lines.extend(_entry(rule, False, None) for rule in PARTY.rules if rule.code.startswith("DV-"))
    return "\n".join(lines).rstrip() + "\n"


def _entry(rule: Rule, mended: bool, counts: Sequence[int] | None) -> str:
    told = f"- Báo ở {counts[0]} văn bản của bộ thử, đúng {counts[1]}.\n" if counts else ""
    sign = " ✎" if mended else ""
    return (
        f"### {rule.code} — {rule.title}{sign}\n\n"
        f"{rule.severity.value} · {rule.sure.value} · {rule.basis}\n\n"
        f"{rule.why}\n\n- Chưa đúng: {rule.wrong}\n- Đúng: {rule.right}\n{told}"
    )


if __name__ == "__main__":
    PAGE.write_text(rule_page(), encoding="utf-8")
