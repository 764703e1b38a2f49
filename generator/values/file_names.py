"""Names of files and folders that every system takes: what is made on one is opened on another."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

from generator.values.errors import InputError, UsageError
from generator.values.findings import Message, Place, msg
from generator.values.patterns import late
from generator.values.text import quote

_SIGNS = late(r'[<>:"|?*\\]')
_UNSEEN = late("[\x00-\x1f\x7f-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u206f\ufeff]")
_DEVICES = late(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\..*)?", re.IGNORECASE)


def trouble(name: str) -> Message | None:
    """Why Windows would not take a name, or take it for another one; None where it does."""
    if _UNSEEN.search(name):
        return msg("có dấu xuống dòng hoặc ký tự không nhìn thấy")
    if found := _SIGNS.search(name):
        return msg("có dấu {dau}", dau=quote(found[0]))
    if name != name.strip() or name.endswith("."):
        return msg("bắt đầu hoặc tận cùng bằng dấu cách, hoặc tận cùng bằng dấu chấm")
    return msg("là tên dành riêng của Windows") if _DEVICES.fullmatch(name) else None


def is_device(name: str) -> bool:
    """Whether a name is one that Windows keeps for itself."""
    return _DEVICES.fullmatch(name) is not None


def refuse_trouble(target: Path) -> None:
    """Raise UsageError V422 for a new file or folder whose name, or that of a folder to be made above it, Windows would
    not take.
    """
    for path in (target, *target.parents):
        if os.path.lexists(path) or path.name in ("", ".", ".."):
            return
        if why := trouble(path.name):
            said = msg(
                "Không đặt tên {ten} được: {ly_do}; Windows không mở được tên như vậy.", ten=quote(path.name), ly_do=why
            )
            raise UsageError.of("V422", Place(str(target)), said, msg("Đặt tên khác."))


def refuse_special(path: Path, shown_as: str = "") -> None:
    """Raise InputError V010 for what is neither a file nor a folder: a pipe waits for ever, a device has no end."""
    try:
        mode = path.stat().st_mode
    except OSError as failure:
        if failure.errno != errno.ELOOP:
            return  # whoever reads it says why it cannot
        said = msg("Đường dẫn này dẫn về chính nó.")
        raise InputError.of("V010", Place(shown_as or str(path)), said, msg("Nêu một tệp đã lưu trên ổ đĩa.")) from None
    except ValueError:
        return
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        said = msg("Đây không phải tệp thường mà là thiết bị, ống dẫn của hệ thống; không đọc, không ghi.")
        raise InputError.of("V010", Place(shown_as or str(path)), said, msg("Nêu một tệp đã lưu trên ổ đĩa."))
