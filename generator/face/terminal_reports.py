"""How reports of units are told to people: a table of units, then each fault with its cell; the lists of a board."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.face.screen import Screen
from generator.face.words import known
from generator.values.findings import Severity, msg
from generator.values.returns import Return
from generator.values.text import quote

if TYPE_CHECKING:
    from generator.commands.board import Board, BoardTask
    from generator.commands.collect import Collected
    from generator.commands.issue import Issued
    from generator.commands.report_calendar import Calendar, Owed

# More tasks than a person reads on a terminal are counted; all of them are in the workbook.
_MOST = 15
_LONGEST = 70

# Named here so that each has its English text.
_STATES = (
    msg("nộp đúng"), msg("nộp lại"), msg("sai kỳ"), msg("sai biểu"), msg("gửi nhầm đơn vị"), msg("thiếu dòng"),
    msg("dòng lạ"), msg("ô trống"), msg("chưa nộp"),
)  # fmt: skip


def collected(screen: Screen, result: Collected) -> None:
    """Faults with their cells, a line a unit, what was taken, what was written."""
    shown = [one for one in result.findings if one.asked or one.severity is not Severity.NOTE or screen.show_all]
    screen.findings(shown)
    heads = (msg("Đơn vị"), msg("Báo cáo"), msg("Được hỏi"), msg("Trả lời"), msg("Ô đổi"), msg("Tệp"))
    lines = [
        (one.name, _said(screen, one.states), one.asked, one.answered, one.changed or "", ", ".join(one.files))
        for one in result.units
    ]
    screen.table(heads, lines)
    for path in result.written:
        said = msg("Sẽ ghi {tep}.", tep=path) if result.dry_run else msg("Đã ghi {tep}.", tep=path)
        screen.tell(screen.text(said))
    if not result.changes and not any(one.changed for one in result.units):
        screen.say(screen.text(msg("Không có kết quả mới so với bảng.")))


def calendar(screen: Screen, result: Calendar) -> None:
    """What is late, then what is due, a line each."""
    screen.findings([one for one in result.findings if one.asked or one.severity is not Severity.NOTE])
    if not result.owed:
        screen.say(screen.text(msg("Không có báo cáo nào đến hạn.")))
        return
    heads = (msg("Mã"), msg("Báo cáo"), msg("Kỳ"), msg("Gửi"), msg("Hạn gửi"), msg("Tình trạng"), msg("Hồ sơ"))
    lines = [
        (one.key, one.name, one.period.name, one.to, f"{one.due:%d/%m/%Y}", _standing(screen, one), one.dossier or "")
        for one in result.owed
    ]
    screen.table(heads, lines)


# The words of `Standing`, each as a message.
_STANDINGS = {str(one): one for one in (msg("đã phát hành"), msg("đang làm"), msg("chưa lập"))}


def _standing(screen: Screen, one: Owed) -> str:
    said = _STANDINGS[one.standing.value]
    if one.issued_on:
        on = screen.text(msg("{tinh_trang} {ngay}", tinh_trang=said, ngay=one.issued_on))
        return f"{on}, {screen.text(msg('trễ hạn'))}" if one.late else on
    if one.late:
        return screen.text(msg("{tinh_trang}, trễ {so} ngày làm việc", tinh_trang=said, so=-one.left))
    return screen.text(msg("{tinh_trang}, còn {so} ngày làm việc", tinh_trang=said, so=one.left))


def issued(screen: Screen, result: Issued) -> None:
    """What stands in the way, or what was issued and where it is kept."""
    shown = [one for one in result.findings if one.asked or one.severity is not Severity.NOTE or screen.show_all]
    screen.findings(shown)
    if result.refused:
        screen.tell(screen.text(msg("Chưa phát hành: còn {so} chỗ phải xong trước.", so=len(result.findings))), "bold")
        screen.say(screen.text(msg("Vẫn phải phát hành thì nêu lý do: “--force LÝ_DO”; lý do được lưu.")))
        return
    said = (
        msg("Đã phát hành từ trước với số {so}; các tệp đang có:", so=result.number)
        if result.standing
        else msg("Đã phát hành số {so}, giữ tại {noi} (chỉ đọc):", so=result.number, noi=result.folder)
    )
    screen.tell(screen.text(said), "bold")
    for path in result.files:
        screen.tell(f"  {path}")


def board(screen: Screen, result: Board) -> None:
    """The units, then each list of tasks, the first of them."""
    heads = (msg("Đơn vị"), msg("Báo cáo"), msg("Được hỏi"), msg("Trả lời"), msg("Tệp"), msg("Nhận lúc"))
    lines = [(one.name, _said(screen, one.states), one.asked, one.answered, one.file, one.at) for one in result.units]
    screen.table(heads, lines)
    reported = sum(one.reported for one in result.units)
    screen.tell(screen.text(msg("{da}/{tat_ca} đơn vị đã báo cáo.", da=reported, tat_ca=len(result.units))))
    lists = (
        (msg("Quá hạn"), result.overdue),
        (msg("Đến hạn trong 30 ngày"), result.soon),
        (msg("Báo hoàn thành mà chưa có số, ngày của văn bản"), result.unproven),
        (msg("Chưa có báo cáo"), result.silent),
        (msg("Số liệu chưa có"), result.open_figures),
    )
    for title, tasks in lists:
        if tasks:
            screen.tell("")
            screen.tell(f"{screen.text(title)}: {len(tasks)}", "bold")
            _tasks(screen, tasks)
    for path in result.files:
        screen.tell(screen.text(msg("Đã ghi {tep}.", tep=path)))


def _tasks(screen: Screen, tasks: tuple[BoardTask, ...]) -> None:
    lines = [
        (
            one.ma,
            one.unit,
            f"{one.due:%d/%m/%Y}" if one.due else "",
            screen.text(one.standing),
            quote(one.content, _LONGEST),
        )
        for one in tasks[:_MOST]
    ]
    screen.table((msg("Mã"), msg("Đơn vị"), msg("Hạn"), msg("Tình trạng"), msg("Nội dung")), lines)
    if (left := len(tasks) - _MOST) > 0:
        screen.say(screen.text(msg("… và {so} nhiệm vụ nữa; xem đủ bằng “--xlsx TỆP.xlsx”.", so=left)))


def _said(screen: Screen, states: Iterable[Return]) -> str:
    return ", ".join(known(state.value, screen.lang) for state in states)
