"""Commands that say what is wrong or doubtful: lint, coverage, check, template check."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator.face import api
from generator.face.api.judging import one_at_a_time
from generator.face.cli.arguments import (
    DAY,
    DOSSIER,
    FILE,
    FOLDER,
    Day,
    OneOf,
    Presenter,
    command,
    flag,
    lang_option,
    option,
    path_argument,
    path_option,
)
from generator.face.cli.menu import Known
from generator.face.cli.speaking import Group
from generator.values.errors import UsageError
from generator.values.findings import Place, msg

if TYPE_CHECKING:
    from generator.commands.check import CheckResult
    from generator.commands.check_templates import TemplateNames, TemplatesChecked
    from generator.commands.lint import Linted
    from generator.commands.made import Made
    from generator.commands.mending import Fixed
    from generator.commands.track import Coverage


@command(
    "lint",
    msg("Tìm chỗ sai, chỗ ngờ trong dữ liệu trước khi ký; chỉ sửa khi có --fix."),
    "vanban lint data/bao-cao-thang",
    "vanban lint data",
    "vanban lint data/bao-cao-thang --xlsx viec-can-xem.xlsx",
    "vanban lint bao-cao-thang-5.docx --against bao-cao-thang-4.docx",
    "vanban lint data/bao-cao-2030-06 --proof",
    "vanban lint data/bao-cao-thang --fix --dry-run",
    "vanban lint van-ban-den/qd-12.docx van-ban-den/kh-40.docx --hoc",
    shows_all=True,
)
@path_argument("dossiers", DOSSIER, nargs=-1, required=True)
@option("--as-of", said=msg("Ngày xét quá hạn, hiệu lực (mặc định hôm nay)."), word=DAY, type=Day())
@path_option(
    "--against", said=msg("Hồ sơ năm trước, báo cáo kỳ trước, hoặc danh sách gốc, để đối chiếu."), word=DOSSIER
)
@path_option("--earlier", said=msg("Báo cáo kỳ trước nữa, để thấy số ba kỳ liền không đổi."), word=DOSSIER)
@path_option("--xlsx", "worklist", said=msg("Ghi danh sách việc cần xem vào tệp Excel này."))
@path_option("--annotate", "marked", said=msg("Thư mục cho bản sao bảng có ô tô màu, ghi chú."), word=FOLDER)
@flag("--proof", said=msg("Báo cáo bằng lời văn: chỉ nêu những gì còn phải xong trước khi phát hành."))
@flag(
    "--fix",
    said=msg("Sửa những chỗ chắc chắn (dấu cách, dấu rời, chữ lặp, dấu nối, ký tự lạ), kể từng chỗ trước và sau."),
)
@flag("--dry-run", said=msg("Cùng --fix: chỉ kể những chỗ sẽ sửa, không ghi."))
@flag("--undo", said=msg("Trả lại như trước lần --fix gần nhất, nếu từ đó hồ sơ chưa đổi."))
@flag("--hoc", "learn", said=msg("Đọc các văn bản nêu ra, đề nghị dòng cho danh mục văn bản vào một tệp để đối chiếu."))
@path_option("--to", "target", said=msg("Cùng --hoc: tệp đề nghị (mặc định danh-muc/van-ban-de-nghi.yaml)."))
def lint(
    screen: Presenter,
    dossiers: tuple[Path, ...],
    as_of: date | None,
    against: Path | None,
    earlier: Path | None,
    worklist: Path | None,
    marked: Path | None,
    proof: bool,
    fix: bool,
    dry_run: bool,
    undo: bool,
    learn: bool,
    target: Path | None,
) -> Linted | Fixed | Made:
    """What is doubtful in the data; with `fix` what is certain is mended, with `learn` papers are read for the list."""
    with screen.listening() as listen:
        if learn:
            return api.learn(*dossiers, target=target or Path("danh-muc/van-ban-de-nghi.yaml"), on_event=listen)
        if fix or undo:
            if len(dossiers) > 1:
                raise one_at_a_time(len(dossiers))
            return api.fix(dossiers[0], dry_run=dry_run, undo=undo, on_event=listen)
        return api.lint(
            *dossiers,
            as_of=as_of,
            against=against,
            earlier=earlier,
            worklist=worklist,
            marked=marked,
            proof=proof,
            on_event=listen,
        )


@command(
    "coverage",
    msg("Đếm thời hạn, văn bản, đơn vị trong bảng nhiệm vụ mà chương trình hiểu được, và những ô chưa hiểu."),
    "vanban coverage data/bao-cao-thang",
)
@path_argument("source", DOSSIER)
def coverage(screen: Presenter, source: Path) -> Coverage:
    """How much of a register is understood."""
    with screen.listening() as listen:
        return api.coverage(source, on_event=listen)


@command(
    "so-lieu",
    msg("Đề xuất bảng số liệu của một báo cáo bằng lời văn: mỗi con số một dòng, để xem lại."),
    "vanban so-lieu bao-cao-thang-5.docx --to so-lieu.xlsx --against bao-cao-thang-4.docx",
    "vanban so-lieu data/bao-cao-thang-6 --them",
)
@path_argument("source", DOSSIER)
@path_option("--to", "target", said=msg("Tệp Excel sẽ ghi."))
@path_option("--against", said=msg("Báo cáo kỳ trước, để có số kỳ trước và công thức lũy kế."), word=DOSSIER)
@flag("--them", "add", said=msg("Thêm mọi số gõ tay (V339) vào bảng số liệu của hồ sơ, ghi khóa vào câu."))
def figures(screen: Presenter, source: Path, target: Path | None, against: Path | None, *, add: bool) -> Made:
    """The figures of a report in prose as a sheet."""
    if add == (target is not None) or (add and against):
        hint = msg("“--to TỆP.xlsx” lập bảng mới (thêm được “--against”); “--them” thêm vào bảng của hồ sơ.")
        raise UsageError.of("V006", Place(), msg("Cần đúng một trong “--to” và “--them”."), hint)
    with screen.listening() as listen:
        return api.figures(source, target, against=against, on_event=listen)


@command(
    "check",
    msg("Đối chiếu tệp Word (hoặc cả thư mục) với Nghị định 30/2020/NĐ-CP, từng điều khoản."),
    "vanban check du-thao.docx",
    "vanban check du-thao.docx --annotate --fix",
)
@path_argument("files", FILE, nargs=-1, required=True)
@flag("--annotate", said=msg("Ghi một bản sao có bình luận ở từng chỗ (tệp .nhan-xet.docx)."))
@flag(
    "--fix",
    said=msg(
        "Ghi một bản sao đã sửa lỗi trình bày (tệp .da-sua.docx; .cho-da-sua.docx kể trước và sau); chữ giữ nguyên."
    ),
)
@flag("--tracked", said=msg("Cùng --fix: ghi chỗ sửa dạng Track Changes của Word."))
@option(
    "--revisions",
    said=msg("Đọc tệp đang có Track Changes như đã nhận (accept), đã từ chối (reject), hay để cả hai (marks)."),
    type=OneOf(["accept", "reject", "marks"]),
    default="accept",
    show_default=True,
)
@option(
    "--ho-so",
    "profile",
    said=msg(
        "Xét theo bộ quy tắc này: nd30, dang (Hướng dẫn 05-HD/VPTW), phieu (giấy tờ không phải văn bản hành chính)."
    ),
    type=OneOf(["nd30", "dang", "phieu"]),
)
@path_option(
    "--quy-tac",
    "house",
    said=msg("Quy tắc riêng của nơi làm việc (mặc định: quy-tac.yaml trong thư mục của tệp hoặc thư mục trên)."),
    word=FILE,
)
def check(
    screen: Presenter,
    files: tuple[Path, ...],
    annotate: bool,
    fix: bool,
    tracked: bool,
    revisions: Literal["accept", "reject", "marks"],
    profile: Literal["nd30", "dang", "phieu"] | None,
    house: Path | None,
) -> CheckResult:
    """Word files against the decree."""
    with screen.listening() as listen:
        return api.check(
            *files,
            revisions=revisions,
            annotate=annotate,
            fix=fix,
            tracked=tracked,
            profile=profile,
            house=house,
            on_event=listen,
        )


@command(
    "check",
    msg("Kiểm tra các thẻ trong mẫu Word, Excel với dữ liệu mà hồ sơ có. TỆP có thể là thư mục."),
    "vanban template check templates",
    "vanban template check --names",
)
@path_argument("files", FILE, nargs=-1)
@flag("--names", said=msg("Chỉ liệt kê các tên mà mẫu được dùng."))
@path_option("--dossier", said=msg("Kiểm tra cùng các cột của hồ sơ này."), word=DOSSIER)
def template_check(
    screen: Presenter, files: tuple[Path, ...], names: bool, dossier: Path | None
) -> TemplatesChecked | TemplateNames:
    """Templates against what a dossier has."""
    if names:
        return api.template_names()
    with screen.listening() as listen:
        return api.template_check(*files, dossier=dossier, on_event=listen)


template = Group(
    "template",
    said=msg("Mẫu Word và Excel."),
    sections={
        msg("Lệnh"): {
            "check": Known(
                f"{__name__}:template_check",
                msg("Kiểm tra các thẻ trong mẫu với dữ liệu mà hồ sơ có."),
                "vanban template check templates",
            )
        }
    },
)
lang_option(template)
