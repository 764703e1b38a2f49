"""The command line: it reads the call, calls the function of the API, hands the result to a presenter.

A command is imported when it is called; what the first help says of all stands here, in the order of a month's work.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import click
from click.exceptions import NoArgsIsHelpError

from generator.face.cli.arguments import lang_option, presenter
from generator.face.cli.speaking import Group, Known, Option
from generator.face.cli.usage import said_of
from generator.values.errors import ExitCode, VanbanError, our_fault, system_refused
from generator.values.findings import msg
from generator.values.progress import Stopped

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}
_MODULES = ("making", "judging", "changing", "reporting")
_MAKING, _JUDGING, _CHANGING, _REPORTING = (f"{__name__}.{module}" for module in _MODULES)

SECTIONS = {
    msg("Bắt đầu"): {
        "init": Known(f"{_MAKING}:init", msg("Lập nơi làm việc mới, có hồ sơ mẫu để sửa."), "vanban init"),
        "new": Known(
            f"{_MAKING}:new",
            msg("Lập hồ sơ mới từ hồ sơ năm trước, từ mẫu, hay từ sổ chung."),
            "vanban new --from data/ke-hoach-2025 --to data/ke-hoach-2026",
        ),
        "import": Known(
            f"{_MAKING}:import_",
            msg("Lập hồ sơ từ tệp Word có sẵn: văn bản năm trước, kế hoạch của nơi khác."),
            "vanban import ke-hoach-2025.docx --to data/ke-hoach-2026",
        ),
        "roll": Known(
            f"{_MAKING}:roll",
            msg("Sang tháng mới: chuyển các nhiệm vụ chưa xong."),
            "vanban roll data/bao-cao-2026-03 --to 04/2026",
        ),
    },
    msg("Thu báo cáo của đơn vị"): {
        "forms": Known(
            f"{_REPORTING}:forms",
            msg("Lập biểu để từng đơn vị điền kết quả."),
            "vanban forms data/bao-cao --to phieu --due 2026-12-20",
        ),
        "collect": Known(
            f"{_REPORTING}:collect",
            msg("Thu biểu đơn vị gửi về vào bảng nhiệm vụ."),
            "vanban collect thu-ve --to data/bao-cao --dry-run",
        ),
        "board": Known(
            f"{_REPORTING}:board", msg("Ai đã báo cáo, việc nào quá hạn, sắp đến hạn."), "vanban board data/bao-cao"
        ),
    },
    msg("Soát dữ liệu"): {
        "coverage": Known(
            f"{_JUDGING}:coverage",
            msg("Đếm những ô mà chương trình hiểu và chưa hiểu."),
            "vanban coverage data/bao-cao",
        ),
        "so-lieu": Known(
            f"{_JUDGING}:figures",
            msg("Đề xuất bảng số liệu của báo cáo bằng lời văn."),
            "vanban so-lieu bao-cao-5.docx --to so-lieu.xlsx",
        ),
        "lint": Known(f"{_JUDGING}:lint", msg("Tìm chỗ sai, chỗ ngờ trước khi ký."), "vanban lint data/bao-cao"),
    },
    msg("Sinh văn bản"): {
        "build": Known(f"{_MAKING}:build", msg("Sinh Word, Excel, PDF từ hồ sơ."), "vanban build data/bao-cao"),
        "watch": Known(
            f"{_MAKING}:watch", msg("Sinh lại mỗi khi tệp được lưu."), "vanban watch data/bao-cao --format docx"
        ),
        "check": Known(
            f"{_JUDGING}:check",
            msg("Đối chiếu tệp Word bất kỳ với Nghị định 30/2020/NĐ-CP."),
            "vanban check out/bao-cao",
        ),
    },
    msg("Nhận chỗ sửa, so sánh"): {
        "pull": Known(
            f"{_CHANGING}:pull",
            msg("Lấy chỗ sửa trong tệp đã sinh về dữ liệu."),
            "vanban pull out/bao-cao/bao-cao.docx",
        ),
        "diff": Known(
            f"{_CHANGING}:diff",
            msg("Hai bản khác nhau những gì; sổ chung đã đổi gì."),
            "vanban diff data/bao-cao-2026-03 data/bao-cao-2026-04",
        ),
        "redline": Known(
            f"{_CHANGING}:redline",
            msg("Ghi một tệp Word có Track Changes từ bản cũ sang bản mới."),
            "vanban redline ban-cu.docx ban-moi.docx -o thay-doi.docx",
        ),
    },
    msg("Mẫu"): {
        "template": Known(
            f"{_JUDGING}:template", msg("Kiểm tra mẫu Word, Excel đã sửa."), "vanban template check templates"
        ),
    },
}

cli = Group(
    "vanban",
    context_settings=CONTEXT,
    said=msg("Sinh văn bản hành chính theo Nghị định 30/2020/NĐ-CP từ danh sách nhiệm vụ."),
    sections=SECTIONS,
    callback=lambda lang: None,
)
lang_option(cli)
click.version_option(
    package_name="vanban", prog_name="vanban", message="%(prog)s %(version)s", cls=Option, said=msg("Xem phiên bản.")
)(cli)


def run(arguments: Sequence[str]) -> int:
    """Run a command line; returns the exit code. Every error ends here, none as a traceback."""
    lang = "en" if "--lang=en" in arguments or ("--lang", "en") in pairwise(arguments) else "vi"
    as_json = "--json" in arguments
    try:
        # The language is known before the call is read: help and errors of reading it are in it too.
        return int(cli.main(args=list(arguments), prog_name="vanban", standalone_mode=False, obj=lang) or 0)
    except click.UsageError as failure:
        if failure.ctx and (isinstance(failure, NoArgsIsHelpError) or failure.message == "Missing command."):
            click.echo(failure.ctx.get_help())
            return ExitCode.DONE
        command = failure.ctx.command_path if failure.ctx else "vanban"
        presenter(as_json=as_json, lang=lang).usage(*said_of(failure), command)
        return ExitCode.USAGE
    except VanbanError as failure:
        presenter(as_json=as_json, lang=lang).failed(failure.findings)
        return failure.exit_code
    except (KeyboardInterrupt, click.Abort, Stopped):
        presenter(as_json=as_json, lang=lang).stopped()
        return ExitCode.INTERRUPTED
    except OSError as failure:
        presenter(as_json=as_json, lang=lang).failed((system_refused(failure),))
        return ExitCode.SYSTEM_REFUSED
    except Exception as failure:
        presenter(as_json=as_json, lang=lang).failed((our_fault(failure),))
        return ExitCode.OUR_FAULT
