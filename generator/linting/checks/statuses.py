"""What a row says of its state: column, words, deadline, date of the result (L3xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.linting.check import CERTAIN, ERROR, NOTE, WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.linting.claims import NOT_DONE
from generator.reading.meaning import status as meaning
from generator.values.findings import all_of, msg
from generator.values.glossary import RESULT_KEYS, titles
from generator.values.model import DeadlineKind, Status, Task
from generator.values.patterns import late
from generator.values.text import fold, quote, short_date

# How a text begins that belongs in another column.
_SAYS = {
    "hoan_thanh": NOT_DONE,
    "chua_hoan_thanh": ("da hoan thanh", "hoan thanh"),
    "dang_trien_khai": ("da hoan thanh", "chua hoan thanh", "chua thuc hien"),
    "thuong_xuyen": ("da hoan thanh", "chua hoan thanh"),
}  # fmt: skip
_KEY_OF = {Status.DONE: "hoan_thanh", Status.OPEN: "chua_hoan_thanh", Status.RUNNING: "dang_trien_khai",
           Status.RECURRING: "thuong_xuyen"}  # fmt: skip
_FORMULA = late(r"\b(dang|trien khai|thuc hien|chua|hoan thanh|da|tiep tuc|thuong xuyen)\b")
_EXPLAINED = 12
# Words of which one stands where it is said why something is not done, who has it now, or until when it will be.
_WHY = late(
    r"\b(?:do|vi|vuong|kho khan|cho|chua|con|du kien|thieu|phai|de nghi|kien nghi|trinh|gui|bao cao|xin|lay y kien"
    r"|gia han|lui|cham|phu thuoc|tiep tuc|dang|se|sau khi|tham dinh|phoi hop|hoan thien|tham muu|ban hanh|du thao"
    r"|hop|lam viec|dieu chinh|chuyen|thong nhat|van ban|cong van)\b"
)
# What is said first, and that it says something is done; what was told or agreed may be for a day to come.
_CLAUSE = late(r"[,;\n]|\.\s")
_IS_DONE = late(
    r"(?:da (?:hoan thanh|ban hanh|ket thuc|nghiem thu|ban giao|kiem ke|trinh)|hoan thanh)\b"
    r"(?!.*\b(?:se|du kien|ke hoach|lich|han|hen|den|truoc|tu|len|thong bao|giay moi|moi)\b)"
)
# A day on which something happened: not one until which, or from which, it is in force.
_DAY = late(
    r"(?<!đến )(?<!đến ngày )(?<!từ ngày )(?<!từ )(?<!trước ngày )(?<!trước )(?<!hết ngày )"
    r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)"
)


@check("L301", WARNING, "Lời trong ô trái với cột",
       why="Cột quyết định tình trạng khi tổng hợp; lời trong ô nói khác thì số liệu sai.",
       wrong="Cột “Hoàn thành”: “Đang triển khai”", right="Cột “Đang triển khai”: “Đang triển khai”")  # fmt: skip
def text_against_column(checked: Checked) -> Iterator[Doubt]:
    for task in checked.tasks:
        for key, openings in _SAYS.items():
            text = task.text(key)
            if fold(text).startswith(openings) and not (key == "dang_trien_khai" and "dang" in fold(text).split()):
                yield Doubt(task.origin.place(key),
                            msg("{chu} đứng ở cột “{cot}”.", chu=quote(text, 40), cot=titles()[key]), text, "",
                            msg("Chuyển sang đúng cột, hoặc sửa lời."))  # fmt: skip
        result = task.text("ket_qua")
        if task.status is Status.DONE and task.text("trang_thai") and fold(result).startswith(_SAYS["hoan_thanh"]):
            yield Doubt(task.origin.place("ket_qua"),
                        msg("{chu} mà trạng thái ghi {tt}.", chu=quote(result, 40), tt=quote(task.text("trang_thai"))),
                        result, task.text("trang_thai"), msg("Sửa một trong hai chỗ."))  # fmt: skip


@check("L302", WARNING, "Hai cột kết quả cùng có chữ mà trái nhau",
       sure=CERTAIN,
       why="Một nhiệm vụ vừa ở cột đã xong vừa ở cột chưa xong sẽ được đếm sai, trừ khi nói rõ phần nào.",
       wrong="Cột “Hoàn thành”: “Hoàn thành”; cột “Chưa hoàn thành”: “Chưa hoàn thành”",
       right="Chỉ một cột có chữ, hoặc mỗi cột nói rõ phần của mình")  # fmt: skip
def two_columns(checked: Checked) -> Iterator[Doubt]:
    for task in checked.tasks:
        states = meaning.all_of(task.texts)
        if Status.DONE in states and {Status.OPEN, Status.RUNNING} & {*states}:
            keys = [key for key in RESULT_KEYS if task.text(key).strip()]
            yield Doubt(task.origin.place(keys[0]),
                        msg("Nhiệm vụ có chữ ở {so} cột: {cot}.", so=len(keys),
                        cot=all_of(f"“{titles()[k]}”" for k in keys)),
                        " | ".join(task.text(key) for key in keys), task.text("noi_dung"),
                        msg("Giữ một cột, hoặc nói rõ phần nào đã xong, phần nào chưa."))  # fmt: skip


@check("L303", NOTE, "Đã xong mà thời hạn là thường xuyên",
       why="Việc thường xuyên không có lúc xong; nếu đã xong thì thời hạn phải là một mốc.",
       wrong="Thời hạn “Thường xuyên”; cột “Hoàn thành”: “Đã hoàn thành”",
       right="Cột “Thực hiện thường xuyên”, hoặc thời hạn là một mốc")  # fmt: skip
def done_but_recurring(checked: Checked) -> Iterator[Doubt]:
    for task in checked.tasks:
        if task.status is Status.DONE and task.deadline.kind is DeadlineKind.RECURRING:
            yield Doubt(task.origin.place("hoan_thanh"),
                        msg("Thời hạn {han} mà ghi ở cột hoàn thành.", han=quote(task.text("thoi_han"))),
                        task.text("hoan_thanh"), task.text("thoi_han"),
                        msg("Chuyển sang cột thường xuyên, hoặc sửa thời hạn."))  # fmt: skip


@check("L304", WARNING, "Quá hạn mà không nêu lý do",
       why="Nhiệm vụ quá hạn phải nói vì sao và bao giờ xong.",
       wrong="Thời hạn Tháng 6/2023; kết quả “Chưa hoàn thành”",
       right="“Chưa hoàn thành: còn 02 phần mềm chưa kết nối; dự kiến tháng 9/2024”")  # fmt: skip
def overdue_unexplained(checked: Checked) -> Iterator[Doubt]:
    for task in checked.tasks:
        due = task.deadline.due
        if due is None or due >= checked.closed or task.deadline.days or task.deadline.recurring:
            continue
        status = task.status or meaning.of_text(task.text("ket_qua"))
        key = _KEY_OF.get(status) if status in (Status.OPEN, Status.RUNNING) else None
        if key is None:
            continue
        if not _explained(fold(f"{_said(task, key)} {task.text('ghi_chu')}")):
            yield Doubt(task.origin.place(_where_said(task, key)),
                        msg("Quá hạn {han} mà chỉ ghi {chu}.", han=quote(_due(task)), chu=quote(_said(task, key))),
                        _said(task, key), task.text("thoi_han"), msg("Nêu lý do và thời hạn mới."))  # fmt: skip


def _explained(said: str) -> bool:
    """Whether more is said than a state, and not only how much is done: `Đã lắp đặt tại 23 nút giao`."""
    if said.startswith("da ") and not _WHY.search(said):
        return False
    return len(_FORMULA.sub("", said).replace(" ", "")) >= _EXPLAINED


def _where_said(task: Task, key: str) -> str:
    """The column in which a state is said: its own, that of states, or the one of all results."""
    return next((one for one in (key, "trang_thai") if task.text(one)), "ket_qua")


def _due(task: Task) -> str:
    """The deadline as written; of a part that leaves it to its whole, the day."""
    due = task.deadline.due
    return task.text("thoi_han").strip() or (short_date(due) if due else "")


def _said(task: Task, key: str) -> str:
    return task.text(key) or task.text("ket_qua") or task.text("trang_thai")


@check("L305", WARNING, "Không có tình trạng",
       sure=CERTAIN,
       why="Dòng không có chữ ở cột kết quả nào sẽ không được đếm vào đâu cả.",
       wrong="Bốn cột kết quả đều trống", right="Một cột kết quả có chữ")  # fmt: skip
def no_status(checked: Checked) -> Iterator[Doubt]:
    if not checked.has_results:
        return
    for task in checked.tasks:
        if task.status is None and not any(task.reaching.get(key) for key in RESULT_KEYS):
            yield Doubt(task.origin.place("noi_dung"), msg("Nhiệm vụ không có chữ ở cột kết quả nào."),
                        task.text("noi_dung"), "", msg("Ghi kết quả vào một cột."))  # fmt: skip


@check("L306", ERROR, "Kết quả ghi ngày chưa tới hoặc trước khi giao",
       why="Kết quả đã đạt không thể mang ngày sau ngày báo cáo.",
       wrong="Báo cáo đến 31/12/2024; kết quả “đã ban hành ngày 15/8/2025”",
       right="đã ban hành ngày 15/8/2024")  # fmt: skip
def result_out_of_period(checked: Checked) -> Iterator[Doubt]:
    for task in checked.tasks:
        key = _done_in(task)
        for day in _days(_told_as_done(task, key)):
            if day > checked.closed:
                yield Doubt(task.origin.place(key),
                            msg("{ngay}: sau ngày xét {xet}.", ngay=quote(f"{day.day}/{day.month}/{day.year}"),
                                xet=f"{checked.closed.day}/{checked.closed.month}/{checked.closed.year}"),
                            task.text(key), "", msg("Xem lại ngày của kết quả."))  # fmt: skip


def _done_in(task: Task) -> str:
    """The column that tells what a task has come to: that of results where its state says it is done, or none is."""
    return "ket_qua" if task.status in (Status.DONE, None) and not task.text("hoan_thanh") else "hoan_thanh"


def _told_as_done(task: Task, key: str) -> str:
    """The text of results; where no state is given, but what it says first and says is done."""
    text = task.text(key)
    if task.status is not None or not text:
        return text
    first = _CLAUSE.split(text, maxsplit=1)[0]
    return first if _IS_DONE.match(fold(first)) else ""


@check("L307", NOTE, "Kết quả mang ngày trước văn bản giao nhiệm vụ",
       why="Kết quả có trước khi giao việc thường là chép từ nhiệm vụ khác.",
       wrong="Văn bản giao ngày 11/02/2024; kết quả “ban hành ngày 05/9/2022”",
       right="Kết quả của chính nhiệm vụ này")  # fmt: skip
def result_before_directive(checked: Checked) -> Iterator[Doubt]:
    for task in checked.tasks:
        key = _done_in(task)
        directed, days = checked.directed(task), tuple(_days(_told_as_done(task, key)))
        if directed and days and max(days) < min(directed):
            yield Doubt(task.origin.place(key),
                        msg("{chu}: trước văn bản giao ngày {ngay}.", chu=quote(task.text(key)),
                            ngay=short_date(min(directed))),
                        task.text(key), task.text("van_ban_chi_dao"),
                        msg("Xem kết quả này có phải của nhiệm vụ này không."))  # fmt: skip


def _days(text: str) -> Iterator[date]:
    for match in _DAY.finditer(text):
        try:
            yield date(int(match[3]), int(match[2]), int(match[1]))
        except ValueError:
            continue


@check("L308", ERROR, "Cột trạng thái trái với cột kết quả",
       sure=CERTAIN,
       why="Cột trạng thái và cột có chữ phải nói một điều.",
       wrong="Trạng thái “hoan-thanh”; chữ ở cột “Chưa hoàn thành”", right="Hai chỗ cùng một tình trạng")  # fmt: skip
def status_against_column(checked: Checked) -> Iterator[Doubt]:
    for task in checked.tasks:
        states = meaning.all_of(task.texts)
        if task.text("trang_thai").strip() and task.status and states and task.status not in states:
            yield Doubt(task.origin.place("trang_thai"),
                        msg("Trạng thái {tt} mà chữ ở cột {cot}.", tt=quote(task.text("trang_thai")),
                            cot=all_of(quote(titles()[_KEY_OF[state]]) for state in states)),
                        task.text("trang_thai"), "", msg("Sửa một trong hai chỗ."))  # fmt: skip


CHECKS = checks_in(globals())
