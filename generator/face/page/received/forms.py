"""What a person says of a file: how its table is read, and what is to be made of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.http import QueryDict

from generator.face import api
from generator.face.page.received.models import Received
from generator.face.page.shared import data
from generator.values.patterns import late
from generator.values.text import key_of

_LETTER = late(r"cot-([A-Z]{1,3})")
_NAME = late(r"[\w.-]{1,80}")
_LONGEST = 60


def chosen_of(posted: QueryDict) -> dict[str, Any]:
    """What was chosen, as plain values for the row; what is no choice is left out."""
    header = [posted.get(key, "") for key in ("dau", "cuoi")]
    rows = [int(text) if text.isdecimal() and len(text) < 7 else 0 for text in header]
    known = api.meanings()
    told = {
        match[1]: value
        for key, value in posted.items()
        if (match := _LETTER.fullmatch(key)) and isinstance(value, str) and value in known
    }
    return {"sheet": posted.get("trang", "")[:255], "header": [rows[0], max(rows)], "meanings": told}


def free_name(text: str) -> str:
    """A name for a new dossier made of words, one that nothing has yet."""
    made = key_of(text).replace("_", "-")[:_LONGEST].strip("-") or "ho-so"
    count, name = 1, made
    while (data() / name).exists():
        count += 1
        name = f"{made}-{count}"
    return name


def registers() -> dict[str, Path]:
    """The task tables of the workplace that rows can be added to, by dossier and file: what may be chosen."""
    return {
        f"{dossier.name} / {book.name}": book
        for dossier in api.dossiers_in(data())
        for book in sorted(dossier.glob("*.xlsx"))
        if book.name != "ho-so.xlsx" and not book.name.startswith((".", "~$"))
    }


class _Form:
    """Fields by name, problems by field: as they are typed, so that nothing typed is lost."""

    required: Mapping[str, str] = {}

    def __init__(self, posted: QueryDict | None) -> None:
        self.values = {key: str(value).strip() for key, value in posted.items()} if posted else {}
        self.problems: dict[str, str] = {}
        if posted is not None:
            self._required()

    def typed(self, key: str) -> str:
        """What was typed in a field, '' where nothing was."""
        return self.values.get(key, "")

    @property
    def name(self) -> str:
        """The name of the dossier to be made."""
        return self.typed("ten")

    def _required(self) -> None:
        self.problems = {key: said for key, said in self.required.items() if not self.typed(key)}
        if "ten" not in self.problems:
            if not _NAME.fullmatch(self.name) or self.name.startswith("."):
                self.problems["ten"] = "Tên chỉ gồm chữ, số, dấu gạch nối; không có dấu cách."
            elif (data() / self.name).exists():
                self.problems["ten"] = "Đã có hồ sơ tên này; chọn tên khác."


class TableForm(_Form):
    """How the table of a file is read, and the documents that it goes into."""

    required: Mapping[str, str] = {
        "ten": "Đặt tên cho hồ sơ.",
        "co_quan": "Ghi tên cơ quan ban hành.",
        "trich_yeu": "Ghi trích yếu: văn bản về việc gì.",
    }
    documents: Mapping[str, str] = {
        "quyet-dinh+ke-hoach": "Quyết định và Kế hoạch ban hành kèm theo",
        "ke-hoach": "Kế hoạch",
        "bao-cao+phu-luc": "Báo cáo và Phụ lục",
        "cong-van+phu-luc": "Công văn và Phụ lục",
        "thong-bao": "Thông báo",
    }

    def __init__(self, one: Received, posted: QueryDict | None = None) -> None:
        # With the first table, not with the first page.
        from generator.commands.see_table import Chosen

        super().__init__(posted)
        said = one.chosen
        header = said.get("header", [0, 0])
        self.chosen = Chosen(said.get("sheet", ""), (header[0], header[1]), said.get("meanings", {}))
        if posted is None:
            office = api.office_in(data())
            self.values = {"ten": free_name(one.path.stem), "bo": "quyet-dinh+ke-hoach", "co_quan": office.name,
                           "ky_hieu": office.symbol, "chu_quan": office.parent, "dia_danh": office.place}  # fmt: skip


class DocumentForm(_Form):
    """The dossier of a Word file: its name, and the year that it is for."""

    required: Mapping[str, str] = {"ten": "Đặt tên cho hồ sơ."}

    def __init__(self, one: Received, posted: QueryDict | None, this_year: int) -> None:
        super().__init__(posted)
        self.this_year = this_year
        if posted is None:
            self.values = {"ten": free_name(one.path.stem), "nam": str(this_year)}
        elif self.typed("cach") == "nam" and not (
            self.typed("nam").isdecimal() and 2000 <= int(self.typed("nam")) <= 2100
        ):
            self.problems["nam"] = "Ghi năm bằng bốn chữ số."

    @property
    def year(self) -> int:
        """The year that the dossier is for; 0 keeps the document as it is."""
        return int(self.typed("nam")) if self.typed("cach") == "nam" else 0
