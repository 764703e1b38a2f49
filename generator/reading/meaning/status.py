"""The status of a task: the result column its text stands in says it, or the words of a column of statuses.

Words are those of any office: `Đã hoàn thành`, `Đang thực hiện (60%)`, `Quá hạn`, `Chưa triển khai`, `100%`. What says
neither (`Tạm dừng`, `Đạt`, `Xem ghi chú`) has no status: never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.values.model import Status
from generator.values.patterns import late
from generator.values.text import fold

# In the order that decides where text stands in more than one column: what is not finished outweighs what is, so that
# a task with an open part is never counted as done. That several hold text is for `linting` to report.
_COLUMNS = (
    ("chua_hoan_thanh", Status.OPEN),
    ("dang_trien_khai", Status.RUNNING),
    ("thuong_xuyen", Status.RECURRING),
    ("hoan_thanh", Status.DONE),
)


def of_columns(texts: Mapping[str, str]) -> Status | None:
    """The status by the result columns (glossary keys); None where all of them are blank."""
    for key, status in _COLUMNS:
        if key in texts and texts[key].strip():
            return status
    return None


def all_of(texts: Mapping[str, str]) -> tuple[Status, ...]:
    """Every status whose column holds text: more than one is a contradiction, or a task done in part."""
    return tuple(status for key, status in _COLUMNS if texts.get(key, "").strip())


_DOING = (
    r"(?:thuc hien|trien khai|xu ly|giai quyet|tien hanh|soan thao|xay dung|lam|hoan thien|trinh|tham dinh|lay y kien)"
)
# In the order in which they are asked: `chưa hoàn thành` before `hoàn thành`, what is left open before what is done.
_WORDS = (
    (Status.OPEN, rf"^(?:chua|khong) (?:\w+ )?(?:hoan thanh|dat|xong|bat dau|{_DOING}|den han|bao cao)\b"),
    (Status.RUNNING, r"^(?:hoan thanh|da hoan thanh|dat) (?:mot phan|co ban|\d{1,2}(?: \d+)?$)"),
    (Status.DONE, r"^(?:da |dang ky )?hoan thanh\b(?!.*\b(?:con|chua)\b)"),
    (
        Status.OPEN,
        r"^(?:qua han|cham tien do|cham|tre han|tre tien do|sap den han|den han|con han|chua)\b(?! hoan thanh)",
    ),
    (Status.RUNNING, rf"^(?:dang|tiep tuc|da va dang) (?:\w+ ){{0,2}}(?:{_DOING}|trong han|dung tien do)\b"),
    (Status.RUNNING, r"^(?:trong han|dung tien do|trong qua trinh|dang)\b(?!.*\b(?:dung|tam)\b$)"),
    (Status.RUNNING, r"^da (?:trinh|trien khai|bat dau|lay y kien|du thao)\b"),
    (Status.DONE, r"^da (?:xong|thuc hien xong|ban hanh|ket thuc|nghiem thu|bao cao|duoc phe duyet)\b"),
    (Status.RECURRING, r"^(?:nhiem vu |thuc hien )*thuong xuyen\b"),
)
_STATES = tuple((status, late(pattern)) for status, pattern in _WORDS)
_SHARE = late(r"^\D{0,20}?(\d{1,3})(?:[.,]\d+)?\s*%\D*$")
# A text with more words is a result told, not a status.
_LONGEST = 12


def of_text(text: str) -> Status | None:
    """What the text of a column of statuses says: the status's own words or value, other words for it, a percentage."""
    folded = fold(text)
    known = next((status for status in Status if folded in (fold(status.value), fold(status.words))), None)
    if known or not folded:
        return known
    if (share := _SHARE.match(text.strip())) and not re.search(r"\b(?:chua|cham|qua han)\b", folded):
        done = int(share[1])
        return Status.DONE if done >= 100 else Status.RUNNING if done else Status.OPEN
    if folded.count(" ") >= _LONGEST:
        return None
    return next((status for status, pattern in _STATES if pattern.search(folded)), None)
