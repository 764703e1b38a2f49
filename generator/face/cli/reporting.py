"""Commands of the month: forms to units, their returns collected, who has reported."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.face import api
from generator.face.cli.arguments import (
    DAY,
    DOSSIER,
    FILE,
    FOLDER,
    Count,
    Day,
    Presenter,
    command,
    flag,
    option,
    path_argument,
    path_option,
    side,
)
from generator.values.findings import msg

if TYPE_CHECKING:
    from generator.commands.board import Board
    from generator.commands.collect import Collected
    from generator.commands.issue import Issued
    from generator.commands.made import Made
    from generator.commands.report_calendar import Calendar


@command(
    "forms",
    msg("Lập biểu báo cáo cho từng đơn vị chủ trì: mỗi đơn vị một tệp Excel để điền, kèm lời thư và danh sách gửi."),
    "vanban forms data/bao-cao-thang --to phieu --due 2026-12-20",
)
@path_argument("dossier", DOSSIER)
@path_option("--to", "target", said=msg("Thư mục mới chứa các biểu."), word=FOLDER, required=True)
@option("--due", said=msg("Ngày cuối cùng đơn vị phải gửi lại."), word=DAY, type=Day(), required=True)
@option(
    "--each",
    "by",
    said=msg("Mỗi đơn vị chủ trì một biểu (don_vi, mặc định), hoặc mỗi giá trị của một cột."),
    word=msg("CỘT"),
    default="don_vi",
)
@flag("--support", said=msg("Kèm trang để biết các nhiệm vụ mà đơn vị chỉ phối hợp."))
def forms(screen: Presenter, dossier: Path, target: Path, due: date, by: str, support: bool) -> Made:
    """Forms to units."""
    with screen.listening() as listen:
        return api.forms(dossier, target, due, each=by, support=support, on_event=listen)


@command(
    "collect",
    msg("Thu báo cáo đơn vị gửi về vào bảng nhiệm vụ: chỉ nhận chỗ chắc chắn, chỗ khác nói rõ ô nào, vì sao."),
    "vanban collect thu-ve --to data/bao-cao-thang --dry-run",
    "vanban collect thu-ve --to data/bao-cao-thang",
)
@path_argument("folder", FOLDER)
@path_option("--to", "dossier", said=msg("Hồ sơ đã lập biểu."), word=DOSSIER, required=True)
@flag("--dry-run", said=msg("Chỉ cho xem, không ghi gì."))
@side(msg("Bảng và báo cáo cùng đổi: giữ bảng."), "ours")
@side(msg("Bảng và báo cáo cùng đổi: lấy báo cáo của đơn vị."), "theirs")
@path_option("--conflicts", said=msg("Ghi các chỗ hai bên cùng sửa ra tệp Excel để chọn."))
@path_option("--decisions", said=msg("Lấy các lựa chọn đã điền trong tệp Excel ấy."))
def collect(
    screen: Presenter,
    folder: Path,
    dossier: Path,
    dry_run: bool,
    side: api.Side | None,
    conflicts: Path | None,
    decisions: Path | None,
) -> Collected:
    """Returns of units into the register."""
    with screen.listening() as listen:
        return api.collect(
            folder, dossier, side=side, dry_run=dry_run, conflicts=conflicts, decisions=decisions, on_event=listen
        )


@command(
    "remind",
    msg("Lập công văn đôn đốc đơn vị chưa báo cáo, và cho từng đơn vị danh sách chỗ phải sửa trong báo cáo đã gửi."),
    "vanban remind data/bao-cao-thang --to don-doc --due 2026-12-22",
)
@path_argument("dossier", DOSSIER)
@path_option(
    "--to", "target", said=msg("Thư mục mới chứa các công văn, mỗi công văn một hồ sơ."), word=FOLDER, required=True
)
@option("--due", said=msg("Ngày cuối cùng đơn vị phải gửi lại."), word=DAY, type=Day(), required=True)
def remind(screen: Presenter, dossier: Path, target: Path, due: date) -> Made:
    """Letters to units that have not reported, or whose files are to be mended."""
    with screen.listening() as listen:
        return api.remind(dossier, target, due, on_event=listen)


@command(
    "calendar",
    msg("Xem báo cáo nào phải gửi, đến hạn, trễ hạn theo data/lich-bao-cao.yaml; --start lập hồ sơ kỳ đang chờ."),
    "vanban calendar",
    "vanban calendar --start thang",
)
@path_argument("file", FILE, default="data/lich-bao-cao.yaml")
@option("--as-of", said=msg("Ngày xét (mặc định hôm nay)."), word=DAY, type=Day())
@option("--days", said=msg("Hiện báo cáo đến hạn trong ngần ấy ngày."), word=msg("SỐ"), type=Count(9999), default=45)
@option("--start", "key", said=msg("Lập hồ sơ của kỳ sớm nhất chưa lập, theo mã báo cáo."), word=msg("MÃ"), default="")
def calendar(screen: Presenter, file: Path, as_of: date | None, days: int, key: str) -> Calendar | Made:
    """Reports that are owed."""
    with screen.listening() as listen:
        if key:
            return api.calendar_start(file, key, as_of=as_of, on_event=listen)
        return api.calendar(file, as_of=as_of, days=days, on_event=listen)


@command(
    "doi-chieu",
    msg(
        "Lập bản đối chiếu nội bộ: mỗi số trong lời văn đếm từ dòng nào, gì đã đổi, gì chưa có minh chứng, gì cần xem."
    ),
    "vanban doi-chieu data/bao-cao-thang --to doi-chieu.xlsx",
)
@path_argument("dossier", DOSSIER)
@path_option("--to", "target", said=msg("Tệp Excel mới."), required=True)
@option("--as-of", said=msg("Ngày xét tình trạng nhiệm vụ (mặc định ngày cuối kỳ báo cáo)."), word=DAY, type=Day())
def reconcile(screen: Presenter, dossier: Path, target: Path, as_of: date | None) -> Made:
    """The internal note of a report."""
    with screen.listening() as listen:
        return api.reconcile(dossier, target, as_of=as_of, on_event=listen)


@command(
    "issue",
    msg("Phát hành: ghi số, ngày, sinh bộ Word, PDF/A-2b, Excel chỉ đọc; từ chối khi còn chỗ chưa xong."),
    "vanban issue data/bao-cao-thang --so 123 --ngay 2026-11-30",
)
@path_argument("dossier", DOSSIER)
@option("--so", "number", said=msg("Số văn bản."), word=msg("SỐ"), type=Count(999_999_999), required=True)
@option("--ngay", "dated", said=msg("Ngày ban hành."), word=DAY, type=Day(), required=True)
@flag("--split", said=msg("Mỗi văn bản kèm theo một tệp riêng."))
@option(
    "--force",
    "reason",
    said=msg("Phát hành dù còn chỗ chưa xong, hay phát hành lại; lý do được lưu."),
    word=msg("LÝ DO"),
    default="",
)
def issue(screen: Presenter, dossier: Path, number: int, dated: date, split: bool, reason: str) -> Issued:
    """The issued set of a dossier."""
    with screen.listening() as listen:
        return api.issue(dossier, number, dated, split=split, reason=reason, on_event=listen)


@command(
    "board",
    msg("Xem đơn vị nào đã báo cáo, việc nào quá hạn, đến hạn trong 30 ngày, báo xong mà chưa có minh chứng."),
    "vanban board data/bao-cao-thang",
    "vanban board data/bao-cao-thang --xlsx theo-doi.xlsx",
)
@path_argument("dossier", DOSSIER)
@option("--as-of", said=msg("Ngày xét tình trạng nhiệm vụ (mặc định hôm nay)."), word=DAY, type=Day())
@path_option("--xlsx", "book", said=msg("Ghi cả danh sách ra tệp Excel."))
def board(screen: Presenter, dossier: Path, as_of: date | None, book: Path | None) -> Board:
    """Who has reported, what is late."""
    with screen.listening() as listen:
        return api.board(dossier, as_of=as_of, book=book, on_event=listen)
