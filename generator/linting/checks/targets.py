"""A plan's targets against its tasks (L4xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.linting.check import ASK, NOTE, WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.linting.duplicates import telling
from generator.linting.passages import Passage
from generator.values.blocks import FACTS
from generator.values.findings import msg
from generator.values.model import Block, Document, Task, flat
from generator.values.patterns import late
from generator.values.text import fold, one_line, quote

_HEADING = late(r"^(?:[ivx\d]+ )?(?:cac )?(?:muc tieu|chi tieu)\b(?!.*\b(?:nhiem vu|giai phap|yeu cau)\b)")
# What is to be reached is a number, of which or of how many.
_FIGURE = late(r"\d+(?:[.,]\d+)?\s*%|\b\d[\d.]*\s+[^\W\d_]{2,}")
# Words of targets that no task is known by.
_PLAIN = frozenset(("phan", "dau", "dat", "ty", "le", "so", "tren", "tu", "toi", "thieu", "it", "nhat", "hon", "cuoi",
                    "100", "hang", "moi", "tong", "muc", "tieu", "chi", "bao", "dam"))  # fmt: skip
_SHARED, _FEW = 0.34, 3
# So many of what, whole: "64 hộ dân", "15.000 hồ sơ"; of a target for each or of several years no task says all.
_COUNT = late(r"(?<![\d/.,])(?P<n>\d{1,3}(?:\.\d{3})+|\d{1,4})\s+(?P<of>[^\W\d_]+\s+[^\W\d_]+)")
_OF_YEARS = late(r"\bmoi\b|\bgiai doan\b|\bden (?:het |cuoi )?nam\b|\bhang nam\b|\bbinh quan\b")


@check("L416", WARNING, "Chỉ tiêu không có nhiệm vụ nào thực hiện, hoặc chỉ có nhiệm vụ nêu số nhỏ hơn",
       sure=ASK,
       why="Chỉ tiêu mà không nhiệm vụ nào nhắc đến thì không ai làm, cuối năm không có gì để báo cáo.",
       wrong="Chỉ tiêu “80% trạm y tế có bác sĩ”; không nhiệm vụ nào về trạm y tế, bác sĩ",
       right="Nhiệm vụ “Luân phiên bác sĩ về trạm y tế xã”")  # fmt: skip
def target_without_task(checked: Checked) -> Iterator[Doubt]:
    targets, others = _parted(checked)
    tasks = [telling(fold(text)) for text in others] if targets else ()
    for passage in targets if len(tasks) >= _FEW else ():
        wanted = _words(passage.text)
        if len(wanted) >= _FEW and not any(len(wanted & task) >= _SHARED * len(wanted) for task in tasks):
            yield Doubt(passage.place, msg("{chu}: không nhiệm vụ nào nói đến.", chu=quote(passage.text)),
                        passage.text, "", msg("Thêm nhiệm vụ, hoặc bỏ chỉ tiêu."))  # fmt: skip
        elif short := _falls_short(checked, passage.text):
            yield Doubt(passage.place, msg("{chu}: nhiệm vụ ở {o} chỉ nêu {so}.", chu=quote(passage.text),
                        o=short[0].origin.place("noi_dung"), so=quote(short[1])),
                        passage.text, short[0].text("noi_dung"), msg("Xem lại hai số."))  # fmt: skip


def _falls_short(checked: Checked, target: str) -> tuple[Task, str] | None:
    """The one task that begins as a target does and counts the same, but less of it; None where there are more such
    tasks, or the target is one of several years."""
    aim = _COUNT.search(target)
    if aim is None or _OF_YEARS.search(fold(target)) or any(map(_OF_YEARS.search, _titles(checked))):
        return None
    begin, counted = fold(target).split()[:2], fold(aim["of"])
    told = [(task, match) for task in checked.tasks for match in _COUNT.finditer(task.text("noi_dung"))
            if fold(match["of"]) == counted]  # fmt: skip
    if len(told) != 1:
        return None
    task, match = told[0]
    said, words = fold(task.text("noi_dung")), _words(target)
    alike = said.split()[:2] == begin and 2 * len(words & telling(said)) >= len(words)
    return (task, match[0]) if alike and _whole(match) < _whole(aim) else None


def _whole(count: re.Match[str]) -> int:
    return int(count["n"].replace(".", ""))


def _titles(checked: Checked) -> Iterator[str]:
    return (fold(block.title) for document in checked.documents for block in flat(document.body))


@check("L417", NOTE, "Nhiệm vụ không phục vụ chỉ tiêu nào",
       why="Nhiệm vụ ngoài mọi chỉ tiêu của kế hoạch thường là chép từ kế hoạch khác, hoặc thiếu chỉ tiêu.",
       wrong="Kế hoạch chuyển đổi số có nhiệm vụ “Tổ chức hội thao”",
       right="Mỗi nhiệm vụ góp vào một chỉ tiêu")  # fmt: skip
def task_without_target(checked: Checked) -> Iterator[Doubt]:
    targets, _ = _parted(checked)
    if len(targets) < _FEW:
        return
    wanted = [_words(passage.text) for passage in targets]
    tasks = [task for task in checked.tasks if not task.parent]
    bags = [telling(fold(" ".join(task.text(key) for key in ("noi_dung", "san_pham", "chi_tieu")))) for task in tasks]
    alone = [task for task, bag in zip(tasks, bags, strict=True) if not any(len(bag & one) >= 2 for one in wanted)]
    # Where many tasks are not told by the words of a target, words say nothing.
    for task in alone if 3 * len(alone) <= len(tasks) else ():
        yield Doubt(task.origin.place("noi_dung"), msg("{chu}: không thấy chỉ tiêu nào của kế hoạch nói đến.",
                    chu=quote(task.text("noi_dung"))), task.text("noi_dung"), "",
                    msg("Xem nhiệm vụ có thuộc kế hoạch này không."))  # fmt: skip


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in telling(fold(text)) - _PLAIN if not word.isdigit())


def _parted(checked: Checked) -> tuple[Sequence[Passage], Sequence[str]]:
    """The targets that a plan sets in prose, and every other text that may say how they are reached."""
    said = {text for document in checked.documents for text in _set_by(document)}
    targets, others = [], []
    for one in checked.passages:
        if one.document and one.key == "noi_dung" and one.text in said:
            targets.append(one)
        elif one.key not in ("can_cu", "trich_yeu"):
            others.append(one.text)
    return targets, others


def _set_by(document: Document) -> Iterator[str]:
    """The texts of a document that set a target: those with a number below a heading of targets."""
    for heading in _headings(document.body):
        yield from (block.text for block in flat(heading.children) if _FIGURE.search(block.text))


def _headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks whose heading says that targets follow."""
    for block in blocks:
        title = block.title or ("" if FACTS[block.kind].line and block.children else block.text)
        if block.children and _HEADING.match(fold(one_line(title or block.text))):
            yield block
        else:
            yield from _headings(block.children)


CHECKS = checks_in(globals())
