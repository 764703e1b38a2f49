"""Arguments, the clock, printing, progress, exit codes. Nothing else prints, nothing else knows today's date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from generator.face import terminal as shown
from generator.values.errors import ExitCode, VanbanError, our_fault
from generator.values.findings import Place, has_errors, msg

if TYPE_CHECKING:
    from generator.commands import build as building
    from generator.values.changes import Change

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


class Day(click.ParamType[date]):
    """A date: 2024-03-31 or 31/3/2024."""

    name = "ngày"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a usage error that says which forms are allowed."""
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(value, form).date()
            except ValueError:
                continue
        return self.fail(
            str(msg("“{gia_tri}” không phải ngày; cần 2024-03-31 hoặc 31/3/2024.", gia_tri=value)), param, ctx
        )


class Formats(click.ParamType[tuple[str, ...]]):
    """A list of output formats: docx,xlsx,pdf."""

    name = "dạng"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The formats in the order given."""
        if isinstance(value, tuple):
            return value
        chosen = tuple(dict.fromkeys(part.strip().lower() for part in value.split(",") if part.strip()))
        if wrong := [part for part in chosen if part not in ("docx", "xlsx", "pdf")]:
            self.fail(str(msg("không có dạng “{dang}”; cần docx, xlsx, pdf.", dang=", ".join(wrong))), param, ctx)
        return chosen


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of every command: `--json`, `--lang`."""
    command = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho chương trình khác đọc.")(
        command
    )
    return click.option(
        "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Ngôn ngữ thông báo."
    )(command)


@click.group(context_settings=CONTEXT)
@click.version_option(package_name="vanban", prog_name="vanban", message="%(prog)s %(version)s")
def cli() -> None:
    """Sinh văn bản hành chính theo Nghị định 30/2020/NĐ-CP từ danh sách nhiệm vụ."""


@cli.command()
@click.argument("dossiers", metavar="[HỒ SƠ]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "formats", type=Formats(), default=("docx", "xlsx", "pdf"), help="docx,xlsx,pdf (mặc định cả ba)."
)
@click.option("--as-of", type=Day(), help="Ngày xét tình trạng nhiệm vụ (mặc định hôm nay).")
@click.option("--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Thư mục kết quả.")
@click.option("--split", is_flag=True, help="Mỗi văn bản kèm theo một tệp riêng.")
@click.option("--strict", is_flag=True, help="Dừng cả khi chỉ có điều “nên sửa”.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có người sửa; bản cũ được giữ lại kèm ngày giờ.")
@click.option("--each", metavar="CỘT", help="Mỗi đơn vị một văn bản: don_vi, chu_tri, phoi_hop hoặc khóa của một cột.")
@click.option("--jobs", type=click.IntRange(1), help="Số tiến trình chạy song song (mặc định theo số nhân của máy).")
@click.option("--executor", metavar="dask://MÁY:CỔNG", default="", help="Chạy trên cụm Dask (cần vanban[dask]).")
@common
def build(
    dossiers: tuple[Path, ...],
    formats: tuple[str, ...],
    as_of: date | None,
    out: Path,
    split: bool,
    strict: bool,
    force: bool,
    each: str | None,
    jobs: int | None,
    executor: str,
    as_json: bool,
    lang: str,
) -> int:
    """Sinh Word, Excel, PDF từ hồ sơ; mọi hồ sơ trong data/ nếu không nêu tên."""
    from generator.commands import build as building

    found = dossiers or building.find_dossiers(Path("data"))
    if not found:
        raise no_dossiers()
    now = datetime.now()
    options = building.BuildOptions(as_of or now.date(), now, formats, out, split, strict, force)
    screen = shown.Screen(as_json=as_json, lang=lang)
    if len(found) == 1 and not each:
        with screen.progress(3 if "pdf" in formats else 2) as progress:
            results: tuple[building.Built, ...] = (building.build(found[0], options, progress),)
    else:
        results = _batch(found, options, screen, each=each, jobs=jobs or 0, executor=executor)
    screen.built(results, out)
    wrong = any(result.failed or has_errors(result.findings) for result in results)
    return ExitCode.FOUND_ERRORS if wrong else ExitCode.DONE


@cli.command()
@click.argument("dossiers", metavar="[HỒ SƠ]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "formats", type=Formats(), default=("docx", "xlsx", "pdf"), help="docx,xlsx,pdf.")
@click.option("--as-of", type=Day(), help="Ngày xét tình trạng nhiệm vụ (mặc định ngày đang chạy).")
@click.option("--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Thư mục kết quả.")
@click.option("--split", is_flag=True, help="Mỗi văn bản kèm theo một tệp riêng.")
@common
def watch(
    dossiers: tuple[Path, ...],
    formats: tuple[str, ...],
    as_of: date | None,
    out: Path,
    split: bool,
    as_json: bool,
    lang: str,
) -> int:
    """Sinh lại hồ sơ mỗi khi tệp của nó (dữ liệu, mẫu) được lưu; Ctrl-C để dừng."""
    from generator.commands import build as building
    from generator.commands import watch as watching

    found = dossiers or building.find_dossiers(Path("data"))
    if not found:
        raise no_dossiers()
    for missing in (dossier for dossier in found if not dossier.exists()):
        building.read_dossier(missing)
    screen = shown.Screen(as_json=as_json, lang=lang)

    def build_now(dossier: Path) -> building.Built:
        now = datetime.now()
        return building.build(dossier, building.BuildOptions(as_of or now.date(), now, formats, out, split))

    screen.say(screen.text(msg("Đang theo dõi {so} hồ sơ; Ctrl-C để dừng.", so=len(found))))
    for done in watching.watched(watching.saves(found), found, build_now, out=out):
        if done.built:
            screen.built((done.built,), out)
        else:
            screen.findings(done.failure)
    return ExitCode.DONE


def _batch(
    dossiers: Sequence[Path],
    options: building.BuildOptions,
    screen: shown.Screen,
    *,
    each: str | None,
    jobs: int,
    executor: str,
) -> tuple[building.Built, ...]:
    """Many dossiers, or one for each unit, under one bar."""
    from generator.commands import batch as batching

    works, read = batching.by_share(dossiers, each, options) if each else (batching.by_dossier(dossiers), ())
    with screen.progress(len(works) * (2 if "pdf" in options.formats else 1)) as progress:
        return (*read, *batching.build_all(works, options, progress, jobs=jobs, executor=executor))


@cli.command()
@click.argument("files", metavar="TỆP...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--annotate", is_flag=True, help="Ghi một bản sao có bình luận ở từng chỗ (tệp .nhan-xet.docx).")
@click.option("--fix", is_flag=True, help="Ghi một bản sao đã sửa lỗi trình bày (tệp .da-sua.docx); chữ giữ nguyên.")
@click.option("--tracked", is_flag=True, help="Cùng --fix: ghi chỗ sửa dạng Track Changes của Word.")
@click.option(
    "--revisions",
    type=click.Choice(["accept", "reject", "marks"]),
    default="accept",
    show_default=True,
    help="Đọc tệp đang có Track Changes như đã nhận, đã từ chối, hay để cả hai.",
)
@common
def check(
    files: tuple[Path, ...],
    annotate: bool,
    fix: bool,
    tracked: bool,
    revisions: Literal["accept", "reject", "marks"],
    as_json: bool,
    lang: str,
) -> int:
    """Đối chiếu tệp Word (hoặc cả thư mục) với Nghị định 30/2020/NĐ-CP, từng điều khoản."""
    from generator.commands import review as reviewing

    screen = shown.Screen(as_json=as_json, lang=lang)
    options = reviewing.CheckOptions(datetime.now(), revisions, annotate, fix or tracked, tracked)
    with screen.progress(len(files)) as progress:
        results = reviewing.check(files, options, progress)
    screen.checked(results)
    return ExitCode.FOUND_ERRORS if any(has_errors(result.findings) for result in results) else ExitCode.DONE


@cli.command()
@click.argument("dossier", metavar="HỒ SƠ", type=click.Path(path_type=Path))
@click.option("--as-of", type=Day(), help="Ngày xét quá hạn, hiệu lực (mặc định hôm nay).")
@click.option("--against", type=click.Path(path_type=Path), help="Hồ sơ năm trước, hoặc danh sách gốc, để đối chiếu.")
@click.option(
    "--xlsx", "worklist", type=click.Path(path_type=Path), help="Ghi danh sách việc cần xem vào tệp Excel này."
)
@click.option(
    "--annotate", "marked", type=click.Path(path_type=Path), help="Thư mục cho bản sao bảng có ô tô màu, ghi chú."
)
@click.option("--all", "show_all", is_flag=True, help="Hiện cả các lưu ý.")
@common
def lint(
    dossier: Path,
    as_of: date | None,
    against: Path | None,
    worklist: Path | None,
    marked: Path | None,
    show_all: bool,
    as_json: bool,
    lang: str,
) -> int:
    """Tìm chỗ sai, chỗ ngờ trong dữ liệu trước khi ký; không sửa gì."""
    from generator.commands import review as reviewing

    day = as_of or datetime.now().date()
    result = reviewing.lint(dossier, day, against=against, worklist=worklist, marked=marked)
    shown.Screen(as_json=as_json, lang=lang).linted(result, show_all=show_all)
    return ExitCode.FOUND_ERRORS if has_errors(result.findings) else ExitCode.DONE


@cli.command()
@click.argument("files", metavar="TỆP...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Chỉ cho xem, không ghi gì.")
@click.option("--ours", "side", flag_value="ours", help="Hai bên cùng sửa: giữ dữ liệu.")
@click.option("--theirs", "side", flag_value="theirs", help="Hai bên cùng sửa: lấy chỗ sửa trong tệp.")
@click.option("--delete", is_flag=True, help="Xóa khỏi dữ liệu cả những gì đã xóa trong tệp.")
@click.option(
    "--revisions",
    type=click.Choice(["accept", "reject"]),
    default="accept",
    show_default=True,
    help="Đọc các thay đổi được theo dõi (Track Changes) như đã chấp nhận hay từ chối.",
)
@click.option("--dossier", type=click.Path(path_type=Path), help="Hồ sơ, khi tệp không cho biết.")
@click.option(
    "--conflicts", "book", type=click.Path(path_type=Path), help="Ghi các chỗ hai bên cùng sửa ra tệp Excel để chọn."
)
@click.option("--decisions", type=click.Path(path_type=Path), help="Lấy các lựa chọn đã điền trong tệp Excel ấy.")
@common
def pull(
    files: tuple[Path, ...],
    dry_run: bool,
    side: str | None,
    delete: bool,
    revisions: str,
    dossier: Path | None,
    book: Path | None,
    decisions: Path | None,
    as_json: bool,
    lang: str,
) -> int:
    """Lấy chỗ sửa trong tệp Word, Excel đã sinh về dữ liệu; hai bên cùng sửa thì hỏi, không bỏ sót gì."""
    from generator.books import conflicts as merge_books
    from generator.commands import pull as pulling

    if book:
        pulling.refuse_over(book)
    screen = shown.Screen(as_json=as_json, lang=lang)
    ask = None if side or as_json or dry_run or book or decisions else screen.ask
    options = pulling.PullOptions(
        pulling.decider(side, ask),
        date.today(),
        dossier=dossier,
        accept=revisions == "accept",
        delete=delete,
        dry_run=dry_run,
        decisions=merge_books.read_decisions(decisions) if decisions else merge_books.NO_DECISIONS,
    )
    result = pulling.pull(files, options)
    screen.pulled(result, dry_run=dry_run)
    if book and result.conflicts:
        book.write_bytes(merge_books.conflicts_book(result.conflicts))
        screen.files_to_decide(len(result.conflicts), book)
    if result.conflicts:
        return ExitCode.MERGE_CONFLICTS
    return ExitCode.FOUND_ERRORS if has_errors(result.findings) else ExitCode.DONE


@cli.command()
@click.argument("old", metavar="CŨ", type=click.Path(path_type=Path))
@click.argument("new", metavar="MỚI", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Tệp Word kết quả.")
@click.option("--author", default="vanban", show_default=True, help="Tên người sửa ghi trong tệp.")
@click.option("--date", "day", type=Day(), help="Ngày sửa ghi trong tệp (mặc định hôm nay).")
@click.option("--force", is_flag=True, help="Ghi đè tệp kết quả đã có.")
@common
def redline(
    old: Path, new: Path, output: Path, author: str, day: date | None, force: bool, as_json: bool, lang: str
) -> int:
    """So hai hồ sơ hoặc hai tệp Word; ghi tệp Word có Track Changes từ bản cũ sang bản mới."""
    from generator.commands import compare as comparing

    now = datetime.combine(day, datetime.min.time()) if day else datetime.now()
    left_out = comparing.write_redline(old, new, output, author=author, now=now, force=force)
    shown.Screen(as_json=as_json, lang=lang).files([output], left_out)
    return ExitCode.DONE


@cli.group()
def template() -> None:
    """Mẫu Word và Excel."""


@cli.command()
@click.argument("folder", metavar="[THƯ MỤC]", default=".", type=click.Path(path_type=Path))
@click.option("--yaml", "kind", flag_value="yaml", default="yaml", help="Hồ sơ mẫu dạng van-ban.yaml + nhiem-vu.xlsx.")
@click.option("--xlsx", "kind", flag_value="xlsx", help="Hồ sơ mẫu dạng một sổ ho-so.xlsx.")
@common
def init(folder: Path, kind: Literal["yaml", "xlsx"], as_json: bool, lang: str) -> int:
    """Lập nơi làm việc mới: data/ với một hồ sơ mẫu, templates/ để sửa mẫu."""
    from generator.commands import init as workplace

    made = workplace.create(folder, kind)
    shown.Screen(as_json=as_json, lang=lang).files(made)
    return ExitCode.DONE


@cli.command()
@click.option("--from", "source", type=click.Path(path_type=Path), help="Hồ sơ cũ để chép lại cho năm nay.")
@click.option("--kind", default="", help="Loại văn bản (bao-cao, cong-van …) để có hồ sơ mẫu kèm ghi chú.")
@click.option("--to", "target", type=click.Path(path_type=Path), required=True, help="Thư mục hồ sơ mới.")
@click.option("--open-only", is_flag=True, help="Bỏ lại các nhiệm vụ đã hoàn thành.")
@click.option("--loc", "unit", default="", metavar="ĐƠN VỊ", help="Lập kế hoạch của đơn vị từ sổ nhiệm vụ “--from”.")
@common
def new(source: Path | None, kind: str, target: Path, open_only: bool, unit: str, as_json: bool, lang: str) -> int:
    """Lập hồ sơ mới: từ hồ sơ năm trước, từ mẫu của một loại văn bản, hoặc kế hoạch của đơn vị từ sổ nhiệm vụ."""
    from generator.commands import build as building

    if unit and source:
        from generator.commands import draft as drafting

        today = datetime.now().date()
        files, notes = drafting.draft_plan(source, unit, target, kind=kind or drafting.PLAN, as_of=today)
        shown.Screen(as_json=as_json, lang=lang).files(files, notes)
        return ExitCode.DONE
    if (source is None) == (not kind):
        raise click.UsageError(str(msg("Cần đúng một trong “--from” và “--kind”.")))
    made, findings = building.new(source, kind, target, open_only=open_only)
    shown.Screen(as_json=as_json, lang=lang).files(made, findings)
    return ExitCode.DONE


@template.command("check")
@click.argument("files", metavar="TỆP...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--names", is_flag=True, help="Chỉ liệt kê các tên mà mẫu được dùng.")
@click.option(
    "--dossier", metavar="HỒ SƠ", type=click.Path(path_type=Path), help="Kiểm tra cùng các cột của hồ sơ này."
)
@common
def template_check(files: tuple[Path, ...], names: bool, dossier: Path | None, as_json: bool, lang: str) -> int:
    """Kiểm tra các thẻ trong mẫu Word, Excel với dữ liệu mà hồ sơ có. TỆP có thể là thư mục."""
    from generator.commands import review as reviewing

    screen = shown.Screen(as_json=as_json, lang=lang)
    if names:
        screen.names(reviewing.template_names())
        return ExitCode.DONE
    if not files:
        raise click.UsageError(str(msg("Thiếu tên mẫu cần kiểm tra.")))
    checked = reviewing.template_files(files)
    findings = reviewing.check_templates(checked, dossier)
    screen.findings(findings, good=screen.text(msg("{so} mẫu không có lỗi.", so=len(checked))))
    return ExitCode.BAD_TEMPLATE if has_errors(findings) else ExitCode.DONE


@cli.command()
@click.argument("source", metavar="HỒ SƠ", type=click.Path(path_type=Path))
@common
def coverage(source: Path, as_json: bool, lang: str) -> int:
    """Đếm thời hạn, văn bản, đơn vị trong bảng nhiệm vụ mà chương trình hiểu được, và những ô chưa hiểu."""
    from generator.commands import track as tracking

    shown.Screen(as_json=as_json, lang=lang).coverage(tracking.coverage(source))
    return ExitCode.DONE


@cli.command()
@click.argument("old", metavar="CŨ", type=click.Path(path_type=Path))
@click.argument("new", metavar="MỚI", type=click.Path(path_type=Path))
@click.option("--xlsx", "book", type=click.Path(path_type=Path), help="Ghi thêm danh sách thay đổi ra tệp Excel.")
@click.option("--docx", "paper", type=click.Path(path_type=Path), help="Ghi thêm các thay đổi thành Phụ lục Word.")
@click.option("--loc", "unit", default="", metavar="ĐƠN VỊ", help="Chỉ xét nhiệm vụ của MỚI giao cho đơn vị này.")
@click.option("--take", "taking", is_flag=True, help="CŨ là kế hoạch lập từ sổ MỚI: lấy về những gì sổ đã đổi.")
@click.option("--ours", "side", flag_value="ours", help="Cùng --take, hai bên cùng đổi: giữ kế hoạch.")
@click.option("--theirs", "side", flag_value="theirs", help="Cùng --take, hai bên cùng đổi: lấy theo sổ.")
@click.option("--delete", is_flag=True, help="Cùng --take: xóa khỏi kế hoạch cả những dòng sổ đã bỏ.")
@common
def diff(
    old: Path,
    new: Path,
    book: Path | None,
    paper: Path | None,
    unit: str,
    taking: bool,
    side: str | None,
    delete: bool,
    as_json: bool,
    lang: str,
) -> int:
    """So hai hồ sơ, hai bảng (nhiệm vụ thêm, bỏ, đổi trạng thái, lùi hạn, sửa chữ) hay hai tệp Word đã sinh.

    CŨ là kế hoạch lập từ sổ nhiệm vụ MỚI thì cho biết sổ đã đổi gì kể từ lúc lập.
    """
    from generator.commands import compare as comparing

    screen = shown.Screen(as_json=as_json, lang=lang)
    if old.suffix.lower() == new.suffix.lower() == ".docx":
        from generator.books.conflicts import differences_book

        differences = comparing.compare(old, new, date.today())
        if book:
            book.write_bytes(differences_book(differences))
        if paper:
            _write_annex(paper, comparing.as_changes(differences), old, new)
        screen.differences(differences)
        return ExitCode.DONE
    if taking:
        return _take(old, new, side, delete=delete, screen=screen)
    found, notes = comparing.compare_data(old, new, date.today(), unit)
    if book:
        from generator.books.registers import changes_book

        book.write_bytes(changes_book(found))
    if paper:
        _write_annex(paper, found, old, new)
    screen.changes(found, notes)
    return ExitCode.DONE


def _take(plan: Path, source: Path, side: str | None, *, delete: bool, screen: shown.Screen) -> int:
    """What moved in the register of a plan, into the plan."""
    from generator.commands import pull as pulling
    from generator.commands import take_over as taking_over

    ask = None if side or screen.as_json else screen.ask
    options = taking_over.TakeOptions(pulling.decider(side, ask, taking_over.question), delete)
    result = taking_over.take(plan, source, date.today(), options)
    screen.pulled(result, dry_run=False)
    return ExitCode.MERGE_CONFLICTS if result.conflicts else ExitCode.DONE


def _write_annex(target: Path, found: Sequence[Change], old: Path, new: Path) -> None:
    from generator.commands.change_annex import annex

    before, after = (path.stem if path.is_file() else path.resolve().name for path in (old, new))
    target.write_bytes(annex(found, before, after, date.today()))


@cli.command()
@click.argument("dossier", metavar="HỒ SƠ", type=click.Path(path_type=Path))
@click.option("--to", "month", required=True, metavar="NĂM-THÁNG", help="Kỳ mới, ví dụ 2024-06.")
@click.option("--drop-done", is_flag=True, help="Không chuyển nhiệm vụ đã hoàn thành.")
@common
def roll(dossier: Path, month: str, drop_done: bool, as_json: bool, lang: str) -> int:
    """Lập hồ sơ kỳ sau: chuyển nhiệm vụ chưa xong, kết quả kỳ này để trống, kết quả kỳ trước để tra cứu."""
    from generator.commands import roll as rolling

    files, notes = rolling.roll(dossier, month, drop_done=drop_done)
    shown.Screen(as_json=as_json, lang=lang).files(files, notes)
    return ExitCode.DONE


def no_dossiers() -> VanbanError:
    """There is nothing to build here."""
    from generator.values.errors import UsageError

    return UsageError.of(
        "V003",
        Place("data"),
        msg("Không có hồ sơ nào."),
        msg("Nêu tên hồ sơ, hoặc chạy “vanban init” để lập nơi làm việc mới."),
    )


def run(arguments: Sequence[str]) -> int:
    """Run a command line; returns the exit code. Every error ends here, none as a traceback."""
    lang = "en" if "--lang=en" in arguments or ("--lang", "en") in pairwise(arguments) else "vi"
    screen = shown.Screen(as_json="--json" in arguments, lang=lang)
    try:
        result = cli.main(args=list(arguments), prog_name="vanban", standalone_mode=False)
        return int(result or 0)
    except VanbanError as failure:
        screen.findings(failure.findings)
        return failure.exit_code
    except click.UsageError as failure:
        screen.usage(failure)
        return ExitCode.USAGE
    except (KeyboardInterrupt, click.Abort):
        screen.say(screen.text(msg("Đã dừng.")))
        return ExitCode.INTERRUPTED
    except Exception as failure:
        screen.findings((our_fault(failure),))
        return ExitCode.OUR_FAULT
