"""KIEM-TRA.md: every check with its reason and examples, from the metadata beside its code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.linting.check import Check
from generator.linting.lint import ALL_CHECKS, EVERY_CHECK

PAGE = Path(__file__).with_name("KIEM-TRA.md")
_GROUPS = {
    "L0": "Số liệu trong lời văn của báo cáo",
    "L1": "Viện dẫn",
    "L2": "Ngày và thời hạn",
    "L3": "Tình trạng",
    "L4": "Nhiệm vụ",
    "L5": "Đơn vị",
    "L6": "Chính tả",
    "L7": "Số thứ tự",
    "L8": "Giữa các văn bản, giữa các hồ sơ",
}
_HEAD = """# Các kiểm tra của `vanban lint`

Trang này sinh từ mã nguồn (`generator.linting.page`); đừng sửa tay. Mỗi điều nêu tệp và ô, chữ trong ô, vì sao ngờ, đối
chiếu với đâu, nên làm gì; dữ liệu không bị sửa. “sai” và “nên sửa” cần xem trước khi ký; “lưu ý” là gợi ý.

Mỗi điều còn nói chắc đến đâu: “chắc chắn” (chữ tự trái với nhau, trái với lịch, trái với phép tính, hoặc thiếu điều
buộc phải có), “khá chắc” (so với chữ khác mà biết; đọc kỹ thì hầu hết đúng), “cần người xem” (có thể cố ý viết vậy).

`vanban lint data` xét mọi hồ sơ của nơi làm việc, từng hồ sơ rồi đến giữa các hồ sơ với nhau (L806, L808, L809).

Bỏ qua một điều, có lý do: trong YAML ghi `# vanban: bo-qua L106 lý do` ở dòng đó hoặc dòng trên; trong bảng nhiệm vụ
thêm cột “Bỏ qua” và ghi `L106 lý do; L205 lý do`. Lời bỏ qua không có gì để bỏ qua (L901) hoặc không nêu lý do (L902)
cũng được báo.
"""


_JUDGED = Path(__file__).with_name("da-xet.txt")
_TABLE = """## Đã xét trên văn bản thật

Mọi điều “sai”, “nên sửa” mà các kiểm tra nêu ở năm hồ sơ kèm theo chương trình và bốn phụ lục của cơ quan khác (.xlsx)
được đọc lại từng điều (da-xet.txt). “đúng”: người đọc kỹ cũng thấy là sai hoặc phải hỏi lại. Kiểm tra đúng dưới 90%
thì chỉ là lưu ý, ẩn khi không có `--all`, hoặc bỏ.

| mã | nêu | đúng | ghi chú |
|---|---|---|---|
"""


def judged() -> Iterator[tuple[str, int, int, str]]:
    """What was found in real documents, check by check: code, how often, how often rightly, what was wrong of it."""
    for line in _JUDGED.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, found, right, note = (part.strip() for part in line.split("|"))
            yield code, int(found), int(right), note


def page() -> str:
    """The page as Markdown."""
    parts = [_HEAD, _TABLE + "".join(f"| {' | '.join(map(str, row))} |\n" for row in judged())]
    group, order = "", [*dict.fromkeys(one.code[:2] for one in ALL_CHECKS)]
    for check in sorted(EVERY_CHECK, key=lambda one: order.index(one.code[:2])):
        if check.code[:2] != group:
            group = check.code[:2]
            parts.append(f"## {group}xx {_GROUPS[group]}\n")
        parts.append(_entry(check))
    return "\n".join(parts)


def _entry(check: Check[Any]) -> str:
    return (
        f"### {check.code} {check.title} ({check.severity.value}, {check.sure.value})\n\n"
        f"{check.why}\n\n- Sai: {check.wrong}\n- Đúng: {check.right}\n"
    )


def write() -> None:
    """Write the page beside this module: `python -c "from generator.linting import page; page.write()"`."""
    PAGE.write_text(page(), encoding="utf-8")
