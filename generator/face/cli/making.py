"""Commands that make dossiers and documents: init, new, roll, build, watch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator.face import api
from generator.face.cli.arguments import (
    DAY,
    DOSSIER,
    FILE,
    FOLDER,
    UNIT,
    Count,
    Day,
    Formats,
    OneOf,
    Presenter,
    Which,
    command,
    flag,
    option,
    path_argument,
    path_option,
)
from generator.values.errors import UsageError
from generator.values.findings import Place, msg
from generator.values.formats import FORMATS

if TYPE_CHECKING:
    from generator.commands.build import BuildResult
    from generator.commands.check import CheckResult
    from generator.commands.made import Made
    from generator.commands.watch import Rebuilt

_formats = option(
    "--format",
    "formats",
    said=msg("Dạng tệp cần sinh, cách nhau bằng dấu phẩy (mặc định cả ba: docx,xlsx,pdf)."),
    word=msg("DẠNG"),
    type=Formats(),
    default=FORMATS,
)
_out = path_option("--out", said=msg("Thư mục kết quả."), word=FOLDER, default=Path("out"), show_default=True)
_split = flag("--split", said=msg("Mỗi văn bản kèm theo một tệp riêng."))


@command(
    "init",
    msg("Lập nơi làm việc mới: data/ với một hồ sơ mẫu, templates/ để sửa mẫu."),
    "vanban init",
    "vanban init van-phong --xlsx",
)
@path_argument("folder", FOLDER, default=".")
@option("--yaml", "kind", flag_value="yaml", default="yaml", said=msg("Hồ sơ mẫu dạng van-ban.yaml + nhiem-vu.xlsx."))
@option("--xlsx", "kind", flag_value="xlsx", said=msg("Hồ sơ mẫu dạng một sổ ho-so.xlsx."))
def init(screen: Presenter, folder: Path, kind: Literal["yaml", "xlsx"]) -> Made:
    """A new workplace."""
    return api.init(folder, kind=kind)


@command(
    "new",
    msg("Lập hồ sơ mới: từ hồ sơ năm trước, từ mẫu của một loại văn bản, hoặc kế hoạch của đơn vị từ sổ nhiệm vụ."),
    "vanban new --from data/ke-hoach-2025 --to data/ke-hoach-2026",
    "vanban new --kind bao-cao --to data/bao-cao-moi",
    'vanban new --kind ke-hoach --from data/so-chung --loc "Bộ Tư pháp" --to data/ke-hoach-btp',
)
@path_option(
    "--from", "source", said=msg("Hồ sơ cũ để chép lại cho năm nay, hoặc sổ nhiệm vụ (cùng --loc)."), word=DOSSIER
)
@option(
    "--kind",
    said=msg("Loại văn bản (bao-cao, “Công văn” …) để có hồ sơ mẫu kèm ghi chú."),
    word=msg("LOẠI"),
    default="",
)
@path_option("--to", "target", said=msg("Thư mục hồ sơ mới."), word=FOLDER, required=True)
@flag("--open-only", said=msg("Bỏ lại các nhiệm vụ đã hoàn thành."))
@option("--loc", "unit", said=msg("Lập kế hoạch của đơn vị từ sổ nhiệm vụ “--from”."), word=UNIT, default="")
def new(screen: Presenter, source: Path | None, kind: str, target: Path, open_only: bool, unit: str) -> Made:
    """A new dossier."""
    with screen.listening() as listen:
        return api.new(target, source=source, kind=kind, unit=unit, open_only=open_only, on_event=listen)


@command(
    "import",
    msg(
        "Lập hồ sơ từ tệp Word, PDF có sẵn rồi đối chiếu từng dòng, từng ô; hoặc thêm nhiệm vụ của tệp vào sổ của mình."
    ),
    "vanban import ke-hoach-2025.docx --to data/ke-hoach-2026",
    'vanban import ke-hoach.docx --into data/so/nhiem-vu.xlsx --loc "Sở Tư pháp"',
    "vanban import ket-luan.docx --nhiem-vu --to de-xuat.xlsx",
    "vanban import bao-cao-da-ky.docx --into data/bao-cao-thang-5",
)
@path_argument("file", FILE)
@path_option("--to", "target", said=msg("Thư mục hồ sơ mới."), word=FOLDER)
@path_option(
    "--into",
    "register",
    said=msg("Sổ nhiệm vụ .xlsx để thêm các nhiệm vụ của tệp; hồ sơ để ghi phần đầu, phần ký thành khóa."),
    word=FILE,
)
@option(
    "--chon",
    "which",
    said=msg("Lấy văn bản thứ mấy khi tệp có nhiều văn bản; tat-ca: mỗi văn bản một hồ sơ."),
    word=msg("SỐ"),
    type=Which(),
)
@option(
    "--for",
    "year",
    said=msg("Cho năm mới: để trống số, ngày, kết quả; nêu những chỗ còn ghi năm cũ."),
    word=msg("NĂM"),
    type=Count(9999),
)
@option(
    "--revisions",
    said=msg("Lấy chỗ sửa đang theo dõi (Track Changes) như đã nhận (accept) hay đã từ chối (reject)."),
    type=OneOf(["accept", "reject"]),
    default="accept",
    show_default=True,
)
@option("--loc", "unit", said=msg("Chỉ thêm nhiệm vụ của đơn vị này (cùng --into)."), word=UNIT, default="")
@flag("--so-lieu", "counts", said=msg("Báo cáo tháng: ghi {{so_…}} vào chỗ số bằng số đếm của bảng, để kỳ sau tự đếm."))
@option(
    "--bang",
    "choice",
    said=msg("Chỉ thêm bảng, dòng này của tệp (cùng --into): “2”, “1,3”, “2:5-9”."),
    word=msg("BẢNG"),
    default="",
)
@flag("--nhiem-vu", "prose", said=msg("Đề xuất nhiệm vụ từ lời văn (kết luận, nghị quyết, công văn) để đối chiếu."))
def import_(
    screen: Presenter,
    file: Path,
    target: Path | None,
    register: Path | None,
    which: int | None,
    year: int | None,
    revisions: Literal["accept", "reject"],
    unit: str,
    choice: str,
    prose: bool,
    counts: bool,
) -> Made:
    """A dossier of a file, or its tasks into a register."""
    if (target is None) == (register is None):
        raise UsageError.of(
            "V006",
            Place(),
            msg("Cần đúng một trong “--to” và “--into”."),
            msg("“--to THƯ_MỤC” lập hồ sơ mới; “--into SỔ.xlsx” thêm nhiệm vụ vào sổ."),
        )
    way = "--nhiem-vu" if prose else "--to" if register is None else "--into"
    asked = {"--chon": which, "--for": year, "--revisions": revisions == "reject", "--loc": unit, "--so-lieu": counts}
    _refuse_unused(way, [name for name, value in (*asked.items(), ("--bang", choice)) if value])
    with screen.listening() as listen:
        if prose:
            return api.import_prose(file, target, register=register, which=which or 0, unit=unit, on_event=listen)
        if register is not None:
            return api.import_into(file, register, unit=unit, choice=choice, on_event=listen)
        assert target is not None
        return api.import_file(
            file,
            target,
            which=which or 0,
            year=year or 0,
            counts=counts,
            revisions=revisions,
            on_event=listen,
        )


# What each way of importing heeds beside the file.
_HEEDED = {
    "--to": ("--chon", "--for", "--revisions", "--so-lieu"),
    "--into": ("--loc", "--bang"),
    "--nhiem-vu": ("--chon", "--loc"),
}


def _refuse_unused(way: str, asked: Sequence[str]) -> None:
    """A choice that would change nothing is no choice: who asks for one table shall not get a dossier of all."""
    unused = [name for name in asked if name not in _HEEDED[way]]
    if unused:
        raise UsageError.of(
            "V006",
            Place(),
            msg("“{cach}” không dùng được cùng {cac}.", cach=way, cac=", ".join(f"“{name}”" for name in unused)),
            msg(
                "Hồ sơ (“--to”) lấy cả văn bản; chọn bảng, dòng, đơn vị (“--bang”, “--loc”) thì thêm vào sổ: "
                "“--into SỔ.xlsx”."
            ),
        )


@command(
    "roll",
    msg("Lập hồ sơ kỳ sau: chuyển nhiệm vụ chưa xong, kết quả kỳ này để trống, kết quả kỳ trước để tra cứu."),
    "vanban roll data/bao-cao-thang-2026-03 --to 04/2026",
)
@path_argument("dossier", DOSSIER)
@option(
    "--to",
    "month",
    said=msg("Kỳ mới: 2024-06, 06/2024 hay “tháng 6 năm 2024”; bỏ trống thì là kỳ ngay sau “ky_bao_cao” của hồ sơ."),
    word=msg("THÁNG"),
)
@flag("--drop-done", said=msg("Không chuyển nhiệm vụ đã hoàn thành."))
@path_option("--from", "issued", said=msg("Báo cáo bằng lời văn: tệp Word đã ban hành, để đi tiếp từ đó."), word=FILE)
@option(
    "--cut-off",
    "cut_off",
    said=msg("Báo cáo bằng lời văn: ngày chốt số liệu của kỳ mới, như 15/6/2030."),
    type=Day(),
    word=DAY,
)
def roll(
    screen: Presenter, dossier: Path, month: str | None, drop_done: bool, issued: Path | None, cut_off: date | None
) -> Made:
    """The dossier of the next period."""
    with screen.listening() as listen:
        return api.roll(dossier, month, drop_done=drop_done, issued=issued, cut_off=cut_off, on_event=listen)


@command(
    "build",
    msg("Sinh Word, Excel, PDF từ hồ sơ; mọi hồ sơ trong data/ nếu không nêu tên."),
    "vanban build data/bao-cao-thang",
    "vanban build data/bao-cao-thang --format docx --each don_vi",
    "vanban build data/bao-cao-thang --format pdf --each don_vi --one-pdf",
)
@path_argument("dossiers", DOSSIER, nargs=-1)
@_formats
@option("--as-of", said=msg("Ngày xét tình trạng nhiệm vụ (mặc định hôm nay)."), word=DAY, type=Day())
@_out
@_split
@flag("--strict", said=msg("Dừng cả khi chỉ có điều “nên sửa”."))
@flag("--force", said=msg("Ghi đè tệp đã có người sửa; bản cũ được giữ lại kèm ngày giờ."))
@option(
    "--each",
    said=msg("Mỗi đơn vị một văn bản: don_vi, chu_tri, phoi_hop hoặc khóa của một cột."),
    word=msg("CỘT"),
    default="",
)
@flag("--one-pdf", said=msg("Cùng “--each”: thêm một tệp PDF của mọi đơn vị để in một lần."))
@flag("--right-page", said=msg("Như “--one-pdf”, mỗi đơn vị bắt đầu ở trang bên phải (in hai mặt)."))
@option(
    "--jobs",
    said=msg("Số tiến trình chạy song song (mặc định theo số nhân của máy)."),
    word=msg("SỐ"),
    type=Count(9999),
)
@option(
    "--executor",
    said=msg("Chạy trên cụm Dask (cần vanban[dask])."),
    word=msg("dask://MÁY:CỔNG"),
    default="",
)
def build(
    screen: Presenter,
    dossiers: tuple[Path, ...],
    formats: tuple[str, ...],
    as_of: date | None,
    out: Path,
    split: bool,
    strict: bool,
    force: bool,
    each: str,
    one_pdf: bool,
    right_page: bool,
    jobs: int | None,
    executor: str,
) -> BuildResult:
    """Dossiers to documents."""
    with screen.listening() as listen:
        return api.build(
            *dossiers,
            as_of=as_of,
            formats=formats,
            out=out,
            split=split,
            strict=strict,
            force=force,
            each=each,
            one_pdf=one_pdf,
            right_page=right_page,
            jobs=jobs or 0,
            executor=executor,
            on_event=listen,
        )


@command(
    "watch",
    msg("Sinh lại hồ sơ mỗi khi tệp của nó (dữ liệu, mẫu) được lưu; Ctrl-C để dừng."),
    "vanban watch data/bao-cao-thang --format docx",
    "vanban watch --check du-thao",
)
@path_argument("dossiers", DOSSIER, nargs=-1)
@flag(
    "--check",
    "papers",
    said=msg("Không sinh gì: xét lại tệp Word (hoặc mọi tệp Word trong thư mục) mỗi khi được lưu."),
)
@_formats
@option("--as-of", said=msg("Ngày xét tình trạng nhiệm vụ (mặc định ngày đang chạy)."), word=DAY, type=Day())
@_out
@_split
def watch(
    screen: Presenter,
    dossiers: tuple[Path, ...],
    formats: tuple[str, ...],
    as_of: date | None,
    out: Path,
    split: bool,
    papers: bool,
) -> Iterator[Rebuilt | CheckResult]:
    """Dossiers built, or Word files judged, at every save."""
    of_builds = {"--format": formats != FORMATS, "--as-of": as_of, "--out": out != Path("out"), "--split": split}
    if papers and (given := [name for name, is_given in of_builds.items() if is_given]):
        said = msg("--check không sinh văn bản nên không đi cùng {ten}.", ten=", ".join(given))
        raise UsageError.of("V004", Place("--check"), said, msg("Bỏ một trong hai."))
    with screen.listening() as listen:
        if papers:
            yield from api.watch_papers(*dossiers, on_event=listen)
            return
        yield from api.watch(*dossiers, formats=formats, as_of=as_of, out=out, split=split, on_event=listen)
