"""Where the list stands that a roll left beside a report, and that it is gone: the dossier says that it had one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.books.carry_list import whole
from generator.reading.own_file import CARRY_LIST
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Dossier


def list_of(dossier: Dossier) -> Path:
    """The list that the dossier names (`chuyen_ky`), else the one that a roll writes."""
    return dossier.folder / (dossier.document.carry_list or CARRY_LIST)


def list_lost(dossier: Dossier) -> Iterator[Finding]:
    """That a dossier names its list and it is not there, or not whole: nobody knows what last period left (V523)."""
    named, file = dossier.document.carry_list, list_of(dossier)
    there = file.is_file()
    if not named or (there and whole(file, str(file))):
        return
    said = (
        msg("{tep} thiếu một trang: không biết hết việc kỳ trước để lại.", tep=named)
        if there
        else msg("Không có {tep}: không biết việc kỳ trước để lại đã làm hết chưa.", tep=named)
    )
    hint = msg("Lấy lại tệp, hoặc chuyển kỳ lại; đã tự xem hết báo cáo kỳ trước thì bỏ “chuyen_ky” trong van-ban.yaml.")
    yield Finding("V523", Severity.WARNING, Place(str(file)), said, hint, named)
