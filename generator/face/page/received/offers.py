"""What can be done with each kind of file: one table, a line for each offer. A new screen adds its lines here."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from msgspec import Struct

from generator.commands.recognise import Recognised, What
from generator.face.page.received.models import Received


class Offer(Struct, frozen=True):
    """What a button says, and where it leads (a name of an address that takes the key of the file)."""

    says: str
    leads: str


class Button(Struct, frozen=True):
    """An offer for one file."""

    says: str
    address: str


_DOSSIER = Offer("Lập hồ sơ từ văn bản này", "received:document")
_TASKS = Offer("Thêm nhiệm vụ vào sổ", "received:register")
_CHECK = Offer("Soát thể thức", "checks:show")
_EDITS = Offer("Xem chỗ đã sửa, lấy về hồ sơ", "returned:show")
OFFERS: Mapping[What, tuple[Offer, ...]] = {
    What.TABLE: (Offer("Lập văn bản từ bảng này", "received:table"), _TASKS),
    What.DOCUMENT: (_DOSSIER, _TASKS, _CHECK, _EDITS),
    What.OURS: (_EDITS, _CHECK),
    What.FORM: (Offer("Thu vào kỳ báo cáo", "month:collect"),),
    What.OLD_WORD: (_DOSSIER,),
    What.PDF: (_DOSSIER,),
}
# The picture beside a file.
LOOKS: Mapping[What, str] = {
    What.TABLE: "sheet",
    What.FORM: "sheet",
    What.DOSSIER: "sheet",
    What.OLD_EXCEL: "sheet",
    What.DOCUMENT: "word",
    What.OURS: "word",
    What.OLD_WORD: "word",
    What.PDF: "pdf",
    What.ARCHIVE: "archive",
    What.UNREADABLE: "error",
}


def buttons(file: Received, found: Recognised) -> list[Button]:
    """What can be done with a file."""
    return [Button(one.says, reverse(one.leads, args=[file.key])) for one in OFFERS.get(found.what, ())]


def said(found: Recognised) -> str:
    """What a file is, in a sentence."""
    if found.what is What.TABLE:
        return f"Bảng nhiệm vụ, {found.tasks} nhiệm vụ." if found.tasks else "Bảng tính; cần chỉ dòng tiêu đề, cột."
    if found.what is What.DOCUMENT:
        return "Văn bản Word, có bảng." if found.tasks else "Văn bản Word."
    if found.what is What.OURS:
        return f"Tệp đã sinh từ hồ sơ “{found.dossier}”."
    if found.what is What.FORM:
        return f"Biểu báo cáo của {found.unit}, kỳ {found.period}, hồ sơ “{found.dossier}”."
    return _OTHERS[found.what]


_OTHERS: Mapping[What, str] = {
    What.DOSSIER: "Hồ sơ dạng một sổ Excel.",
    What.PDF: "Tệp PDF. Có chữ thì đọc được; bản quét (ảnh) thì cần tệp Word hoặc Excel.",
    What.OLD_WORD: "Tệp Word cũ, đọc qua LibreOffice.",
    What.OLD_EXCEL: "Tệp Excel cũ. Mở bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx rồi thả lại.",
    What.ARCHIVE: "Gói tệp. Giải nén rồi thả các tệp bên trong.",
    What.UNREADABLE: "Không đọc được tệp này.",
    What.UNKNOWN: "Chưa rõ đây là tệp gì. Trang nhận tệp Excel, Word, PDF, CSV.",
}
