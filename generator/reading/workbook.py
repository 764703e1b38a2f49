"""ho-so.xlsx as a raw dossier: the same dossier, for those who live in Excel.

Sheets: `Văn bản` (Khóa | Giá trị, one document a column pair; attached ones headed “Kèm theo 1”…), `Nội dung`
(Văn bản | Loại | Tiêu đề | Nội dung), `Nơi nhận` (one a row), `Nhiệm vụ` (the task table). Every value keeps its cell.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.reading.raw import Path_, RawDossier
from generator.reading.records import RawTable
from generator.reading.xlsx import Workbook
from generator.values.blocks import DEPTH, FACTS
from generator.values.errors import InputError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.text import fold, key_of, quote

SHEETS = ("Văn bản", "Nội dung", "Nơi nhận", "Nhiệm vụ")
# The kinds of a row in `Nội dung` beside the blocks of the body.
BASE = "can_cu"
_DEPTH = {FACTS[kind].key: depth for kind, depth in DEPTH.items()}


def read_workbook(path: Path, shown_as: str) -> tuple[RawDossier, tuple[Finding, ...]]:
    """A workbook as a raw dossier. Raises InputError V030 where the sheet `Văn bản` is missing."""
    book = Workbook(path, shown_as)
    names = {fold(name): name for name in book.sheets}
    if fold(SHEETS[0]) not in names:
        raise InputError.of(
            "V030",
            Place(shown_as),
            msg("Thiếu trang tính “{ten}”.", ten=SHEETS[0]),
            msg("Hồ sơ Excel cần các trang tính: {ten}. Chạy “vanban init” để có tệp mẫu.", ten=", ".join(SHEETS)),
        )
    build = _Build(shown_as)
    for sheet, read in zip(SHEETS[:3], (build.documents, build.body, build.recipients), strict=True):
        if name := names.get(fold(sheet)):
            table, findings = book.table(name)
            build.findings += findings
            read(table)
    return RawDossier(build.main, build.places), tuple(build.findings)


class _Build:
    """Collects the nested values and their places, sheet by sheet."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.main: dict[str, Any] = {}
        self.places: dict[Path_, Place] = {(): Place(file, SHEETS[0])}
        self.findings: list[Finding] = []
        self.documents_by_name: dict[str, tuple[dict[str, Any], Path_]] = {"": (self.main, ())}

    def documents(self, table: RawTable) -> None:
        """`Văn bản`: a key in the first column, its value beside it; a title `Kèm theo …` begins another document."""
        document: dict[str, Any] = self.main
        path: Path_ = ()
        for row in table.rows:
            key_text, value = row.cells.get(0, ""), row.cells.get(1, "")
            if fold(key_text).startswith("kem theo") and key_of(key_text) != "kem_theo_van_ban":
                document, path = self._attached(key_text, table.place(row.number, 0))
            elif key_text and value and fold(key_text) not in ("khoa", "muc"):
                self._set(document, path, key_text, value, table.place(row.number, 1))

    def _attached(self, title: str, place: Place) -> tuple[dict[str, Any], Path_]:
        attached = self.main.setdefault("kem_theo", [])
        path: Path_ = ("kem_theo", len(attached))
        attached.append({})
        self.places[path] = place
        self.documents_by_name[fold(title)] = (attached[-1], path)
        return attached[-1], path

    def _set(self, document: dict[str, Any], path: Path_, key_text: str, value: str, place: Place) -> None:
        """A dotted key (`co_quan.ten`, `ky.chuc_vu`) as nested values."""
        steps = [key_of(step) for step in key_text.split(".")]
        at, where = document, path
        for step in steps[:-1]:
            at = at.setdefault(step, {})
            where = (*where, step)
            self.places.setdefault(where, place)
            if not isinstance(at, dict):
                self._twice(key_text, self.places[where], place)
                return
        if steps[-1] in at:
            self._twice(key_text, self.places[(*where, steps[-1])], place)
            return
        at[steps[-1]] = int(value) if steps[-1] in ("so", "co_chu") and value.isdigit() else value
        self.places[(*where, steps[-1])] = place

    def _twice(self, key: str, first: Place, place: Place) -> None:
        self.findings.append(
            Finding(
                "V035",
                Severity.ERROR,
                place,
                msg("Khóa {khoa} đã ghi ở ô {o}.", khoa=quote(key), o=first.cell),
                msg("Giữ một dòng cho mỗi khóa."),
                key,
            )
        )

    def body(self, table: RawTable) -> None:
        """`Nội dung`: a row a block, nested by kind; `Căn cứ` rows are the bases."""
        columns = {fold(text): at for at, text in table.rows[0].cells.items()} if table.rows else {}
        kind_at, text_at = columns.get("loai", 1), columns.get("noi dung", 3)
        document_at, title_at = columns.get("van ban", 0), columns.get("tieu de", 2)
        open_blocks: list[tuple[int, list[Any], Path_]] = []
        current = None
        for row in table.rows[1:]:
            name = fold(row.cells.get(document_at, ""))
            if name not in self.documents_by_name:
                self._unknown_document(table.place(row.number, document_at), row.cells[document_at])
                continue
            if name != current:
                current, open_blocks = name, []
            document, path = self.documents_by_name[name]
            kind, text = key_of(row.cells.get(kind_at, "doan")), row.cells.get(text_at, "")
            place = table.place(row.number, text_at)
            if kind == BASE:
                self._append(document, path, BASE, text, place)
                continue
            block: dict[str, Any] = {kind: text}
            if title := row.cells.get(title_at):
                block["tieu_de"] = title
            at = self._nest(document, path, open_blocks, block, kind, place)
            self.places[(*at, "tieu_de")] = table.place(row.number, title_at)

    def _nest(
        self,
        document: dict[str, Any],
        path: Path_,
        open_blocks: list[tuple[int, list[Any], Path_]],
        block: dict[str, Any],
        kind: str,
        place: Place,
    ) -> Path_:
        """Put a block under the last one that can hold it: khoản under điều, a paragraph under what is open."""
        depth = _DEPTH.get(kind, len(_DEPTH))
        while open_blocks and open_blocks[-1][0] >= depth:
            open_blocks.pop()
        if open_blocks:
            holder, where = open_blocks[-1][1], open_blocks[-1][2]
        else:
            holder, where = document.setdefault("noi_dung", []), (*path, "noi_dung")
        at = (*where, len(holder))
        holder.append(block)
        self.places[at] = self.places[(*at, kind)] = place
        if kind in _DEPTH:
            open_blocks.append((depth, block.setdefault("noi_dung", []), (*at, "noi_dung")))
        return at

    def recipients(self, table: RawTable) -> None:
        """`Nơi nhận`: one a row, in the first column that holds text; a header row is passed over."""
        for row in table.rows:
            at = min(row.cells)
            if fold(row.cells[at]) not in ("noi nhan", "stt"):
                self._append(self.main, (), "noi_nhan", row.cells[at], table.place(row.number, at))

    def _append(self, document: dict[str, Any], path: Path_, key: str, text: str, place: Place) -> None:
        items = document.setdefault(key, [])
        self.places[(*path, key, len(items))] = place
        items.append(text)

    def _unknown_document(self, place: Place, name: str) -> None:
        self.findings.append(
            Finding(
                "V034",
                Severity.ERROR,
                place,
                msg("Không có văn bản {ten} trong trang tính “Văn bản”.", ten=quote(name)),
                msg("Để trống ô này cho văn bản chính, hoặc ghi đúng tên như “Kèm theo 1”."),
                name,
            )
        )
