"""Why we stop: exceptions, each with the exit code of its command (design: one table)."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from enum import IntEnum
from pathlib import Path
from typing import ClassVar, Self

from generator.values.findings import Finding, Message, Place, Severity, in_order, msg


class ExitCode(IntEnum):
    """What a command says to the shell."""

    DONE = 0
    FOUND_ERRORS = 1
    USAGE = 2
    MISSING_PROGRAM = 3
    BAD_INPUT = 4
    BAD_TEMPLATE = 5
    CONVERSION_FAILED = 6
    MERGE_CONFLICTS = 7
    SYSTEM_REFUSED = 8
    OUR_FAULT = 70
    INTERRUPTED = 130


class VanbanError(Exception):
    """A command cannot go on. Carries every finding that stops it, not only the first."""

    exit_code: ClassVar[ExitCode] = ExitCode.OUR_FAULT

    def __init__(self, findings: Finding | Iterable[Finding]) -> None:
        """Take one finding or all of them; they are kept in the order of `findings.in_order`."""
        self.findings = in_order([findings] if isinstance(findings, Finding) else findings)
        super().__init__("; ".join(f"{finding.place}: {finding.message}" for finding in self.findings))

    @classmethod
    def of(cls, code: str, place: Place, message: Message, hint: Message | None = None, value: str = "") -> Self:
        """An error made of one finding."""
        return cls(Finding(code, Severity.ERROR, place, message, hint, value))


class UsageError(VanbanError):
    """The call asks for something that cannot be."""

    exit_code = ExitCode.USAGE


class MissingProgramError(VanbanError):
    """A program or font that the step needs is not on this machine."""

    exit_code = ExitCode.MISSING_PROGRAM


class InputError(VanbanError):
    """What the user gave us cannot be read, or contradicts itself."""

    exit_code = ExitCode.BAD_INPUT


class TemplateError(VanbanError):
    """A template is missing, broken, or asks for what the data does not have."""

    exit_code = ExitCode.BAD_TEMPLATE


class ConversionError(VanbanError):
    """LibreOffice did not give the PDF that was asked for."""

    exit_code = ExitCode.CONVERSION_FAILED


class BusyError(VanbanError):
    """Another run is at work on the same files."""

    exit_code = ExitCode.SYSTEM_REFUSED


class WriteError(VanbanError):
    """The system does not let us write somewhere, or of several files only some, which cannot be put back."""

    exit_code = ExitCode.SYSTEM_REFUSED


def refusal(failure: OSError) -> Message | str:
    """Why the system refused, in a user's words; what has none is said as the system says it."""
    windows = getattr(failure, "winerror", None) or 0
    if windows in _LONG and len(str(failure.filename or "")) >= _LONGEST_PATH:
        return msg("đường dẫn dài quá")
    return _WINDOWS.get(windows) or _REFUSALS.get(failure.errno or 0) or failure.strerror or str(failure)


_REFUSALS: Mapping[int, Message] = {
    errno.ENOENT: msg("không có tệp này"),
    errno.ENOSPC: msg("ổ đĩa đầy"),
    errno.EDQUOT: msg("hết phần ổ đĩa được cấp"),
    errno.EFBIG: msg("tệp lớn quá mức ổ đĩa cho phép"),
    errno.EACCES: msg("không có quyền, hoặc tệp đang mở ở chương trình khác"),
    errno.EPERM: msg("không có quyền"),
    errno.EROFS: msg("ổ đĩa chỉ cho đọc"),
    errno.ENAMETOOLONG: msg("tên dài quá"),
    errno.EISDIR: msg("ở đây là một thư mục, không phải tệp"),
    errno.ENOTDIR: msg("ở đây là một tệp, không phải thư mục"),
    errno.EBUSY: msg("tệp đang bận"),
    errno.EIO: msg("ổ đĩa hỏng hoặc mất kết nối"),
}

# What Windows says by numbers of its own, which Python takes for "not there" or for "invalid" where it knows no better.
_IN_USE, _NO_NETWORK, _FULL = (
    msg("tệp đang mở ở chương trình khác"),
    msg("mất kết nối với ổ mạng"),
    msg("ổ đĩa đầy"),
)
_WINDOWS: Mapping[int, Message] = {
    **dict.fromkeys((32, 33, 1224), _IN_USE),
    **dict.fromkeys((39, 112), _FULL),
    19: msg("ổ đĩa chỉ cho đọc"),
    **dict.fromkeys((51, 53, 55, 59, 64, 67, 121, 1231, 1232), _NO_NETWORK),
    123: msg("tên có dấu mà Windows không nhận"),
    206: msg("đường dẫn dài quá"),
    **dict.fromkeys(range(358, 405), msg("tệp ở OneDrive hoặc ổ đám mây chưa tải về máy")),
}
# "Not there" is also what a path is that is longer than older programs may use.
_LONG, _LONGEST_PATH = (2, 3), 260


# What is said where the system refuses: these end a command as it does.
SYSTEM_CODES = frozenset(("V017", "V018", "V019", "V071"))


def system_refused(failure: OSError) -> Finding:
    """What the system does not allow (V017): a full disk, no permission, a file that another program holds."""
    return Finding(
        "V017",
        Severity.ERROR,
        Place(str(failure.filename or "")),
        msg("Hệ thống không cho đọc hoặc ghi: {ly_do}.", ly_do=refusal(failure)),
        msg("Xem lại chỗ trống của ổ đĩa, quyền ghi, và đóng tệp nếu đang mở ở chương trình khác; rồi chạy lại."),
    )


def what_failed(failure: Exception) -> Finding:
    """What is said of any failure that says nothing itself: the system's refusal, else a defect of ours."""
    return system_refused(failure) if isinstance(failure, OSError) else our_fault(failure)


def our_fault(failure: BaseException) -> Finding:
    """A defect of ours (V099), with what is needed to find it."""
    trace = failure.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return Finding(
        "V099",
        Severity.ERROR,
        Place(),
        msg(
            "Lỗi của chương trình: {loai}: {noi_dung} ({noi}).",
            loai=type(failure).__name__,
            noi_dung=failure,
            noi=where,
        ),
        msg("Dữ liệu không bị thay đổi. Gửi thông báo này cùng lệnh đã chạy cho người phát triển."),
    )
