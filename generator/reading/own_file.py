"""The one file of a dossier that says what it is, and what it says without meaning: for the story of reading, and for
those who want to know no more than its name and subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from generator.facts.documents import FOLDER, is_lists
from generator.reading.raw import RawDossier
from generator.values.errors import InputError
from generator.values.findings import Finding, Place, Severity, msg

YAML_NAME = "van-ban.yaml"
WORKBOOK_NAME = "ho-so.xlsx"
# What a roll leaves beside a report in prose: what became of each paragraph, what its plan has to be answered.
CARRY_LIST = "chuyen-ky.xlsx"
# The reports that a workplace owes, beside its dossiers.
CALENDAR = "lich-bao-cao.yaml"
_KINDS = (".yaml", ".yml", ".xlsx")


def has_own_file(folder: Path) -> bool:
    """Whether a folder is a dossier: it has a file that says what it is."""
    return bool(_own_files(folder))


def _own_files(folder: Path) -> list[Path]:
    return [folder / name for name in (YAML_NAME, WORKBOOK_NAME) if (folder / name).is_file()]


def dossiers_among(named: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Of several that were named (`data/*`) all but what lies beside dossiers and is none, which is noted."""
    beside = {path: found for path in named if (found := _no_dossier(path))}
    if len(beside) == len(named):
        return tuple(named), ()
    return tuple(path for path in named if path not in beside), tuple(beside.values())


def _no_dossier(path: Path, severity: Severity = Severity.NOTE) -> Finding | None:
    """What is said of the lists and of the calendar of a workplace, some of which look like a dossier's own file."""
    if is_lists(path):
        said = msg("Đây là các danh mục tra cứu của nơi làm việc, không phải hồ sơ.")
        hint = msg("Hồ sơ nằm ở thư mục khác; không đặt tên hồ sơ là “{ten}”.", ten=FOLDER)
    elif path.name == CALENDAR and path.is_file():
        said = msg("Đây là lịch báo cáo của nơi làm việc, không phải hồ sơ.")
        hint = msg("Xem lịch bằng “vanban calendar”.")
    else:
        return None
    return Finding("V547", severity, Place(str(path)), said, hint, asked=True)


def source_in(path: Path) -> Path:
    """The one file of a dossier that says what it is. Raises InputError V001, V002, V547."""
    if refused := _no_dossier(path, Severity.ERROR):
        raise InputError((refused,))
    if path.is_file():
        _refuse_others(path)
        return path
    if not path.exists():
        near = get_close_matches(path.name, _dossiers_beside(path), 1, 0.5)
        raise InputError.of(
            "V001",
            Place(str(path)),
            msg("Không có hồ sơ này."),
            msg("Ý anh/chị là “{gan}”?", gan=path.with_name(near[0])) if near else msg("Kiểm tra tên thư mục hồ sơ."),
        )
    found = _own_files(path)
    if len(found) == 1:
        return found[0]
    raise InputError.of(
        "V002",
        Place(str(path)),
        msg("Thư mục có cả {a} và {b}.", a=YAML_NAME, b=WORKBOOK_NAME)
        if found
        else msg("Thư mục không có {a} hay {b}.", a=YAML_NAME, b=WORKBOOK_NAME),
        msg("Mỗi hồ sơ chỉ một trong hai tệp; “vanban init” tạo tệp mẫu."),
    )


def _refuse_others(path: Path) -> None:
    """A file of another kind is no dossier, whatever its text might be read as."""
    suffix = path.suffix.lower()
    if suffix in _KINDS:
        return
    from generator.reading.registers import FORMATS, what_to_do

    message = msg("Tệp dạng “{duoi}” không phải hồ sơ, cũng không phải bảng nhiệm vụ đọc được.", duoi=suffix)
    if suffix in FORMATS:
        message = msg("Tệp dạng “{duoi}” không phải hồ sơ.", duoi=suffix)
    raise InputError.of("V016", Place(str(path)), message, what_to_do(suffix))


def _dossiers_beside(path: Path) -> list[str]:
    return [item.name for item in path.parent.iterdir() if item.is_dir()] if path.parent.is_dir() else []


def read_source(source: Path) -> tuple[RawDossier, tuple[Finding, ...]]:
    """What the file says, with the place of each value, and what is doubtful in its form."""
    if source.suffix.lower() == ".xlsx":
        from generator.reading.workbook import read_workbook

        return read_workbook(source, str(source))
    from generator.reading.yaml import read_yaml

    raw, findings = read_yaml(source, str(source))
    if not isinstance(raw.data, dict):
        said = msg("{tep} trống, hoặc không gồm các khóa của một hồ sơ.", tep=source.name)
        hint = msg("Hồ sơ bắt đầu bằng “loai: …”; lấy lại bản lưu trước, hoặc lập hồ sơ mới rồi chép vào.")
        raise InputError.of("V023", Place(str(source)), said, hint)
    return raw, findings
