"""Commands of the month: forms to units."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.face import api
from generator.face.cli.arguments import (
    DAY,
    DOSSIER,
    FOLDER,
    Day,
    Presenter,
    command,
    flag,
    option,
    path_argument,
    path_option,
)
from generator.values.findings import msg

if TYPE_CHECKING:
    from generator.commands.made import Made


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
