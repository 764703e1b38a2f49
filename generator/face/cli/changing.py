"""Commands about what was changed: pull, diff, redline."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.face import api
from generator.face.cli.arguments import (
    DAY,
    DOSSIER,
    FILE,
    NEW,
    OLD,
    UNIT,
    Day,
    OneOf,
    Presenter,
    command,
    flag,
    option,
    path_argument,
    path_option,
    side,
)
from generator.values.errors import UsageError
from generator.values.findings import Place, msg

if TYPE_CHECKING:
    from generator.commands.diff import Differences, FieldDifferences
    from generator.commands.made import Made
    from generator.commands.pull import PullResult


@command(
    "pull",
    msg("Lấy chỗ sửa trong tệp Word, Excel đã sinh về dữ liệu; hai bên cùng sửa thì hỏi, không bỏ sót gì."),
    "vanban pull --dry-run out/bao-cao-thang/bao-cao-thang.docx",
    "vanban pull out/bao-cao-thang/bao-cao-thang.docx",
)
@path_argument("files", FILE, nargs=-1, required=True)
@flag("--dry-run", said=msg("Chỉ cho xem, không ghi gì."))
@side(msg("Hai bên cùng sửa: giữ dữ liệu."), "ours")
@side(msg("Hai bên cùng sửa: lấy chỗ sửa trong tệp."), "theirs")
@flag("--delete", said=msg("Xóa khỏi dữ liệu cả những gì đã xóa trong tệp."))
@option(
    "--revisions",
    said=msg("Đọc các thay đổi được theo dõi (Track Changes) như đã chấp nhận (accept) hay từ chối (reject)."),
    type=OneOf(["accept", "reject"]),
    default="accept",
    show_default=True,
)
@path_option("--dossier", said=msg("Hồ sơ, khi tệp không cho biết."), word=DOSSIER)
@path_option("--conflicts", said=msg("Ghi các chỗ hai bên cùng sửa ra tệp Excel để chọn."))
@path_option("--decisions", said=msg("Lấy các lựa chọn đã điền trong tệp Excel ấy."))
def pull(
    screen: Presenter,
    files: tuple[Path, ...],
    dry_run: bool,
    side: api.Side | None,
    delete: bool,
    revisions: str,
    dossier: Path | None,
    conflicts: Path | None,
    decisions: Path | None,
) -> PullResult:
    """Edits back into the data."""
    return api.pull(
        *files,
        dossier=dossier,
        side=side,
        ask=screen.ask,
        delete=delete,
        accept=revisions == "accept",
        dry_run=dry_run,
        conflicts=conflicts,
        decisions=decisions,
    )


@command(
    "diff",
    msg(
        "So hai hồ sơ, hai bảng (nhiệm vụ thêm, bỏ, đổi trạng thái, lùi hạn, sửa chữ) hay hai tệp Word đã sinh. "
        "CŨ là kế hoạch lập từ sổ nhiệm vụ MỚI thì cho biết sổ đã đổi gì kể từ lúc lập. "
        "Chỉ nêu một hồ sơ thì so với bản đã phát hành của nó."
    ),
    "vanban diff data/bao-cao-2026-03 data/bao-cao-2026-04",
    "vanban diff data/ke-hoach-btp data/so-chung --take",
)
@path_argument("old", OLD)
@path_argument("new", NEW, required=False)
@path_option("--xlsx", "book", said=msg("Ghi thêm danh sách thay đổi ra tệp Excel."))
@path_option("--docx", "annex", said=msg("Ghi thêm các thay đổi thành Phụ lục Word."))
@option("--loc", "unit", said=msg("Chỉ xét nhiệm vụ của MỚI giao cho đơn vị này."), word=UNIT, default="")
@flag("--take", said=msg("CŨ là kế hoạch lập từ sổ MỚI: lấy về những gì sổ đã đổi."))
@side(msg("Cùng --take, hai bên cùng đổi: giữ kế hoạch."), "ours")
@side(msg("Cùng --take, hai bên cùng đổi: lấy theo sổ."), "theirs")
@flag("--delete", said=msg("Cùng --take: xóa khỏi kế hoạch cả những dòng sổ đã bỏ."))
def diff(
    screen: Presenter,
    old: Path,
    new: Path | None,
    book: Path | None,
    annex: Path | None,
    unit: str,
    take: bool,
    side: api.Side | None,
    delete: bool,
) -> Differences | FieldDifferences | PullResult:
    """What changed, or with `--take` what moved in a register into the plan."""
    if take:
        if new is None:
            raise UsageError.of("V004", Place(str(old)), msg("“--take” cần cả kế hoạch và sổ: nêu sổ ở sau kế hoạch."))
        return api.take_over(old, new, side=side, ask=screen.ask, delete=delete)
    with screen.listening() as listen:
        return api.diff(old, new, unit=unit, book=book, annex=annex, on_event=listen)


@command(
    "redline",
    msg(
        "So hai hồ sơ hoặc hai tệp Word; ghi tệp Word có Track Changes từ bản cũ sang bản mới. "
        "Chỉ nêu một hồ sơ thì so với bản đã phát hành của nó."
    ),
    "vanban redline ban-cu.docx ban-moi.docx -o thay-doi.docx",
)
@path_argument("old", OLD)
@path_argument("new", NEW, required=False)
@path_option("-o", "--output", said=msg("Tệp Word kết quả."), required=True)
@option("--author", said=msg("Tên người sửa ghi trong tệp."), word=msg("TÊN"), default="vanban", show_default=True)
@option("--date", "day", said=msg("Ngày sửa ghi trong tệp (mặc định hôm nay)."), word=DAY, type=Day())
@flag("--dinh-dang", "looks", said=msg("Đánh dấu cả chỗ chỉ khác định dạng (đậm, cỡ chữ, khung, lề)."))
@flag("--force", said=msg("Ghi đè tệp kết quả đã có."))
def redline(
    screen: Presenter,
    old: Path,
    new: Path | None,
    output: Path,
    author: str,
    day: date | None,
    looks: bool,
    force: bool,
) -> Made:
    """Both states in one Word file."""
    with screen.listening() as listen:
        return api.redline(old, new, output, author=author, day=day, force=force, looks=looks, on_event=listen)
