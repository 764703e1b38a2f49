"""A new dossier of a foreign task table: the file as it is, what its columns mean beside it, the documents around.

The table is printed as the office made it; the fields that only a person knows are asked for or stay empty, so that
nothing invented is printed.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from msgspec import Struct

from generator.commands.made import Made
from generator.commands.see_table import AS_FOUND, Chosen
from generator.facts.kinds import NO_KIND, kinds
from generator.keeping.aside import new_folder
from generator.keeping.yaml_text import Field, Item, yaml_text
from generator.reading.dossier import load_dossier
from generator.reading.own_file import YAML_NAME
from generator.values.errors import UsageError
from generator.values.findings import Place, msg
from generator.values.progress import Progress, Stage

_ELSEWHERE = msg("Chọn tên hồ sơ khác.")
# The documents that a table can stand in: the main one, and the one issued with it that holds the table.
SETS: dict[str, tuple[str, str]] = {
    "quyet-dinh+ke-hoach": ("quyet-dinh", "ke-hoach"),
    "ke-hoach": ("ke-hoach", ""),
    "bao-cao+phu-luc": ("bao-cao", "phu-luc"),
    "cong-van+phu-luc": ("cong-van", "phu-luc"),
    "thong-bao": ("thong-bao", ""),
}
# What a document with an annex says of it, for a start.
_SAYS = {
    "bao-cao": "{agency} báo cáo {about} (chi tiết tại Phụ lục kèm theo).",
    "cong-van": "{agency} gửi {about} (chi tiết tại Phụ lục kèm theo).",
}


class TableOptions(Struct, frozen=True):
    """Which documents (a key of SETS), who issues, what about, and how the table is read."""

    documents: str
    agency: str
    symbol: str
    subject: str
    parent: str = ""
    place: str = ""
    chosen: Chosen = AS_FOUND


def dossier_of_table(file: Path, name: str, target: Path, options: TableOptions, progress: Progress | None) -> Made:
    """Make the dossier `target`; the table becomes `name` in it.

    Raises UsageError V150 where something is there already, V152 for documents that there are not, InputError for a
    table that cannot be read as it was chosen; then nothing is written.
    """
    progress = progress or Progress()
    progress.expect(1)
    progress.at(Stage.WRITING, target)
    if target.exists():
        raise UsageError.of("V150", Place(str(target)), msg("Ở đây đã có hồ sơ hoặc tệp này."), _ELSEWHERE)
    if options.documents not in SETS:
        hint = msg("Cần một trong: {cac}.", cac=", ".join(SETS))
        raise UsageError.of("V152", Place(), msg("Không có bộ văn bản {loai}.", loai=options.documents), hint)
    with new_folder(target, _ELSEWHERE) as folder:
        shutil.copyfile(file, folder / name)
        (folder / YAML_NAME).write_text(_text(name, options), encoding="utf-8")
        _, findings = load_dossier(folder)
        progress.did(Stage.WRITING, target)
    return Made((target / YAML_NAME, target / name), findings)


def _text(name: str, options: TableOptions) -> str:
    main, issued = SETS[options.documents]
    kind = kinds().get(main, NO_KIND)
    table = Field("bang", _table(name, options.chosen))
    subject = options.subject
    fields = [
        Field("loai", main),
        Field("co_quan", tuple(Field(key, text) for key, text in _agency(options) if text)),
        *([Field("dia_danh", options.place)] if options.place else []),
        Field("trich_yeu", _issuing(main, issued, subject)),
    ]
    if issued and main == "quyet-dinh":
        fields.append(Field("noi_dung", [Item((Field("dieu", line),)) for line in _articles(subject)]))
    elif issued:
        # An annex that the text does not name is none (Phụ lục I, Phần I, III.1).
        says = _SAYS[main].format(agency=options.agency, about=_lower(subject))
        fields.append(Field("noi_dung", [Item((Field("doan", says),))]))
    else:
        fields.append(Field("noi_dung", [Item((table,))]))
    if issued:
        fields.append(Field("kem_theo", [Item((Field("loai", issued), Field("trich_yeu", subject), table))]))
    return yaml_text(fields, (f"{kind.name} lập từ bảng {name}. Bảng in nguyên như tệp đã lập.",))


def _agency(options: TableOptions) -> tuple[tuple[str, str], ...]:
    return ("ten", options.agency), ("ky_hieu", options.symbol), ("chu_quan", options.parent)


def _issuing(main: str, issued: str, subject: str) -> str:
    if main != "quyet-dinh" or not issued:
        return subject
    return f"Ban hành {kinds().get(issued, NO_KIND).name} {_lower(subject)}"


def _lower(subject: str) -> str:
    return f"{subject[:1].lower()}{subject[1:]}"


def _articles(subject: str) -> tuple[str, ...]:
    return (
        f"Ban hành kèm theo Quyết định này Kế hoạch {_lower(subject)}.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
        "Thủ trưởng các đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này",
    )


def _table(name: str, chosen: Chosen) -> tuple[Field, ...]:
    fields = [Field("nguon", name)]
    if chosen.sheet and not name.lower().endswith(".docx"):
        fields.append(Field("trang_tinh", chosen.sheet))
    first, last = chosen.header
    if first:
        fields.append(Field("dong_tieu_de", f"{first}-{last}" if last > first else str(first)))
    if chosen.meanings:
        fields.append(Field("la", tuple(Field(letter, key) for letter, key in chosen.meanings.items())))
    return tuple(fields)
