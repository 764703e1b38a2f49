"""The first page: every command, in the order of a month's work. It is shown without loading what commands need.

Groups of click commands (`speaking`) know theirs by the same table and show it in the same way.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.face.words import translated
from generator.values.messages import Message, msg


class Known(NamedTuple):
    """A command that a group has without importing it: `module:name`, what it does in a line, an example."""

    where: str
    said: Message
    example: str


Sections = Mapping[Message, Mapping[str, Known]]

_MODULES = ("making", "judging", "changing", "reporting", "paging")
_MAKING, _JUDGING, _CHANGING, _REPORTING, _PAGING = (f"{__package__}.{module}" for module in _MODULES)

SECTIONS: Sections = {
    msg("Bắt đầu"): {
        "app": Known(
            f"{_PAGING}:app", msg("Mở trang làm việc trong trình duyệt: thả tệp, xem trang, sửa, tải về."), "vanban app"
        ),
        "init": Known(f"{_MAKING}:init", msg("Lập nơi làm việc mới, có hồ sơ mẫu để sửa."), "vanban init"),
        "new": Known(
            f"{_MAKING}:new",
            msg("Lập hồ sơ mới từ hồ sơ năm trước, từ mẫu, hay từ sổ chung."),
            "vanban new --from data/ke-hoach-2025 --to data/ke-hoach-2026",
        ),
        "import": Known(
            f"{_MAKING}:import_",
            msg("Lập hồ sơ từ tệp Word, PDF có sẵn: văn bản năm trước, kế hoạch của nơi khác."),
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
        "calendar": Known(f"{_REPORTING}:calendar", msg("Báo cáo nào phải gửi, đến hạn, trễ hạn."), "vanban calendar"),
        "remind": Known(
            f"{_REPORTING}:remind",
            msg("Lập công văn đôn đốc, danh sách chỗ phải sửa."),
            "vanban remind data/bao-cao --to don-doc --due 2026-12-22",
        ),
        "doi-chieu": Known(
            f"{_REPORTING}:reconcile",
            msg("Mỗi số trong báo cáo đếm từ dòng nào, gì đã đổi."),
            "vanban doi-chieu data/bao-cao --to doi-chieu.xlsx",
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
        "issue": Known(
            f"{_REPORTING}:issue",
            msg("Phát hành: ghi số, ngày, giữ bộ Word, PDF/A, Excel chỉ đọc."),
            "vanban issue data/bao-cao --so 123 --ngay 2026-11-30",
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

SAID = msg("Sinh văn bản hành chính theo Nghị định 30/2020/NĐ-CP từ danh sách nhiệm vụ.")
LANGUAGE, LANGUAGES = msg("Ngôn ngữ thông báo: vi tiếng Việt, en tiếng Anh."), ("vi", "en")
VERSION = msg("Xem phiên bản.")
HELP, HELP_NAMES = msg("Xem trang này."), ("-h", "--help")
WIDEST = 110
_INDENT, _NARROWEST = 2, 50
Rows = Sequence[tuple[str, str]]


def language_of(arguments: Sequence[str]) -> str:
    """The language that a call asks for, before its command or after it, the last where it does so twice."""
    given = [*_languages(arguments)] or ["vi"]
    return given[-1] if given[-1] in LANGUAGES else "vi"


def _languages(arguments: Sequence[str]) -> Iterator[str]:
    for before, one in zip(("", *arguments), arguments, strict=False):
        if before == "--lang":
            yield one
        elif one.startswith("--lang="):
            yield one.removeprefix("--lang=")


def first_page(arguments: Sequence[str]) -> str | None:
    """The first page, for a call that names no command, nor anything but `--help` and a language that there is."""
    languages = [*_languages(arguments)]
    others = [one for one in arguments if one not in (*languages, "--lang", *HELP_NAMES) and "--lang=" not in one]
    if others or not {*languages} <= {*LANGUAGES} or arguments[-1:] == ["--lang"]:
        return None
    lang = language_of(arguments)
    default = translated(msg(" (mặc định: {gia_tri})", gia_tri=LANGUAGES[0]), lang)
    options = [
        (f"--lang [{'|'.join(LANGUAGES)}]", translated(LANGUAGE, lang) + default),
        ("--version", translated(VERSION, lang)),
        (", ".join(HELP_NAMES), translated(HELP, lang)),
    ]
    return page("vanban", SAID, SECTIONS, options, lang=lang, width=_width())


def page(path: str, said: Message, sections: Sections, options: Rows, *, lang: str, width: int) -> str:
    """What a group of commands is for, then its commands, each with an example, and its options."""
    call = translated(msg("{lenh} LỆNH …      cách dùng từng lệnh: {lenh} LỆNH --help", lenh=path), lang)
    blocks = [[*_wrapped(translated(said, lang), _INDENT, width)], [" " * _INDENT + call]]
    for heading, commands in sections.items():
        rows = [
            row for name, one in commands.items() for row in ((name, translated(one.said, lang)), ("", one.example))
        ]
        blocks.append([*_listed(translated(heading, lang), rows, width)])
    blocks.append([*_listed(translated(msg("Tùy chọn"), lang), options, width)])
    return "\n\n".join("\n".join(lines) for lines in blocks)


def _listed(heading: str, rows: Rows, width: int) -> Iterator[str]:
    """A heading, and below it names and what they mean in two columns."""
    yield f"{heading}:"
    column = max(len(name) for name, _ in rows) + 2 * _INDENT
    for name, text in rows:
        # What is typed (an example has no name beside it) stays in one line.
        first, *more = _wrapped(text, column, width) if name else (text,)
        yield f"{' ' * _INDENT}{name}".ljust(column) + first.lstrip()
        yield from more


def _wrapped(text: str, indent: int, width: int) -> Iterator[str]:
    if indent + len(text) <= width:
        yield " " * indent + text
        return
    # Hardly a line is: loading it takes longer than the rest of the page.
    from textwrap import wrap

    space = " " * indent
    yield from wrap(text, width, initial_indent=space, subsequent_indent=space, break_on_hyphens=False)


def _width() -> int:
    """How many letters a line of the screen has; 80 where nobody looks. (What `shutil` has loads every archiver.)"""
    try:
        columns = int(os.environ.get("COLUMNS", 0)) or os.get_terminal_size().columns
    except (ValueError, OSError):
        columns = 80
    return max(min(columns, WIDEST) - 2, _NARROWEST)
