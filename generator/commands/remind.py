"""`vanban remind`: the công văn to the units that have not reported, and to each whose file is to be mended.

Each is an ordinary dossier in the decree's form: edited, built and issued like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from generator.commands.figure_forms import period_in
from generator.commands.made import Made
from generator.commands.who_reports import UnitTold, reporting_of
from generator.keeping import reports_in
from generator.keeping.aside import new_folder
from generator.keeping.yaml_text import Field, Item, Row, yaml_text
from generator.planning.figures import subject_of
from generator.reading.dossier import YAML_NAME, load_dossier
from generator.values.errors import UsageError
from generator.values.findings import Place, msg
from generator.values.model import Dossier
from generator.values.progress import Progress, Stage
from generator.values.text import as_argument, fold, official_date

ALL = "chua-bao-cao"
# More addressees than these are named in the annex alone (II.9.d).
_MOST_ADDRESSED = 10
_LONGEST = 60
_HEAD = "Công văn do “vanban remind” lập; sửa lời văn, chữ viết tắt đơn vị soạn thảo, người ký cho đúng."


class RemindOptions(Struct, frozen=True):
    """`target` the new folder, `due` the day by which units are to send, `today` what the letters say."""

    target: Path
    due: date
    today: date


def remind(path: Path, options: RemindOptions, progress: Progress | None = None) -> Made:
    """The letters of a dossier, each a dossier in a new folder.

    Raises UsageError V292 where the folder is there already, V316 where there is nobody to remind.
    """
    progress = progress or Progress()
    progress.expect(1)
    progress.at(Stage.READING, path)
    if options.target.exists():
        said = msg("Ở đây đã có thư mục này; không ghi đè.")
        raise UsageError.of("V292", Place(str(options.target)), said, msg("Nêu thư mục khác sau “--to”."))
    read, _ = load_dossier(path)
    reporting = reporting_of(read, path)
    units = {key: unit for key, unit in reporting.units.items() if unit.asked}
    silent = [unit for unit in units.values() if not unit.reported]
    letters = {
        **_to_the_missing(silent, read, reporting.reports, options),
        **_to_each(_to_mend(reporting.reports, units), reporting.reports, units, read, options),
    }
    if not letters:
        said = msg("Đơn vị nào cũng đã báo cáo, không có lỗi phải sửa.")
        raise UsageError.of("V316", Place(str(path)), said, msg("Xem “vanban board {ho_so}”.", ho_so=as_argument(path)))
    with new_folder(options.target, msg("Nêu thư mục khác sau “--to”.")) as made:
        for name, data in letters.items():
            (made / name).mkdir()
            (made / name / YAML_NAME).write_bytes(data)
    progress.did(Stage.WRITING, options.target)
    files = tuple(options.target / name / YAML_NAME for name in letters)
    steps = (
        msg(
            "Xem lại lời văn, người ký, rồi sinh: vanban build {tep}",
            tep=" ".join(as_argument(one.parent) for one in files[:3]),
        ),
    )
    return Made(files, (), steps)


# --- letters ---------------------------------------------------------------------------------------------------------


def _to_the_missing(
    missing: Sequence[UnitTold], read: Dossier, reports: reports_in.Reports, options: RemindOptions
) -> Mapping[str, bytes]:
    """One letter to all that have not reported, who and how much in its annex."""
    if not missing:
        return {}
    names = [unit.name for unit in missing]
    to = names if len(names) <= _MOST_ADDRESSED else ["Các cơ quan, đơn vị có tên tại Phụ lục"]
    own = _own(read)
    asked_by = f" trước ngày {_day(reports.due)}" if reports.due else ""
    body = [
        f"Thực hiện việc tổng hợp báo cáo “{subject_of(read.document)}”, {own} đã gửi biểu báo cáo và đề nghị "
        f"các cơ quan, đơn vị gửi kết quả{asked_by}.",
        f"Đến {_said(options.today)}, {own} chưa nhận được báo cáo của {len(names):02d} cơ quan, đơn vị "
        f"(danh sách tại Phụ lục kèm theo); {_standing(missing)}.",
        f"Đề nghị các cơ quan, đơn vị điền biểu đã nhận và gửi về {own} trước hết {_said(options.due)} để tổng hợp",
    ]
    subject = f"đôn đốc báo cáo {_short(read, missing)}"
    annex = ("Danh sách cơ quan, đơn vị chưa có báo cáo", _table(missing))
    return {ALL: _letter(read, subject, to, body, annex)}


def _standing(missing: Sequence[UnitTold]) -> str:
    """What the report says of them so long."""
    tasks = "các nhiệm vụ của những nơi này hiện được ghi là chưa có báo cáo"
    figures = "các số liệu do những nơi này cung cấp hiện chưa có"
    both = ((tasks, _any_tasks(missing)), (figures, any(unit.figures for unit in missing)))
    return "; ".join(said for said, owed in both if owed)


def _any_tasks(units: Iterable[UnitTold]) -> bool:
    return any(unit.asked > unit.figures for unit in units)


def _table(missing: Sequence[UnitTold]) -> list[list[str]]:
    """Who, and how many tasks and figures each owes: only columns that somebody has something in."""
    columns = (
        ("Số nhiệm vụ phải báo cáo", [unit.asked - unit.figures for unit in missing]),
        ("Số liệu phải cung cấp", [unit.figures for unit in missing]),
    )
    held = [(title, numbers) for title, numbers in columns if any(numbers)]
    rows = [["STT", "Cơ quan, đơn vị", *(title for title, _ in held)]]
    for at, unit in enumerate(missing):
        rows.append([str(at + 1), unit.name, *(str(numbers[at]) for _, numbers in held)])
    return rows


def _to_mend(reports: reports_in.Reports, units: Mapping[str, UnitTold]) -> Mapping[str, Sequence[reports_in.Fault]]:
    """What each unit that has sent something has to mend: what is wrong in its files, the figures that it left out."""
    made: dict[str, list[reports_in.Fault]] = {key: [*faults] for key, faults in reports.faults.items()}
    for key, unit in units.items():
        if unit.reported:
            made.setdefault(key, []).extend(
                reports_in.Fault("Số liệu", f"Chưa có số: {row.name or row.key}", "Điền cột “Kỳ này” của biểu")
                for row in unit.open_figures
            )
    return {key: faults for key, faults in made.items() if faults}


def _to_each(
    to_mend: Mapping[str, Sequence[reports_in.Fault]],
    reports: reports_in.Reports,
    units: Mapping[str, UnitTold],
    read: Dossier,
    options: RemindOptions,
) -> Mapping[str, bytes]:
    """A letter to each unit whose file is to be mended: place, fault and what to do, a line each."""
    made: dict[str, bytes] = {}
    own = _own(read)
    for key, faults in to_mend.items():
        name = units[key].name if key in units else reports.names.get(key, key)
        body = [
            f"Qua rà soát báo cáo “{subject_of(read.document)}” do {name} gửi, {own} thấy còn {len(faults):02d} "
            "chỗ cần hoàn thiện (danh sách tại Phụ lục kèm theo); những kết quả khác trong báo cáo đã được nhận.",
            f"Đề nghị {name} sửa các chỗ nêu trên ngay trong biểu và gửi lại {own} trước hết {_said(options.due)}",
        ]
        rows = [["STT", "Chỗ", "Điều cần sửa", "Cách sửa"]]
        rows += [[str(at), one.where, one.said, one.todo] for at, one in enumerate(faults, start=1)]
        stem = fold(name).replace(" ", "-")[:_LONGEST].strip("-") or "don-vi"
        stem = stem if stem not in made and stem != ALL else f"{stem}-{len(made) + 1}"
        subject = f"hoàn thiện báo cáo {_short(read, units.values())}"
        made[stem] = _letter(read, subject, [name], body, ("Danh sách các chỗ cần hoàn thiện", rows))
    return made


def _letter(
    read: Dossier, subject: str, to: Sequence[str], body: Sequence[str], annex: tuple[str, Sequence[Sequence[str]]]
) -> bytes:
    """van-ban.yaml of a công văn with a table in its annex."""
    main = read.document
    signer = main.signatures[0] if main.signatures else None
    title, rows = annex
    agency = {"ten": main.agency.name, "ky_hieu": main.agency.symbol, "chu_quan": main.agency.parent}
    table = Item((Field("luoi", [Row(tuple(row)) for row in rows]),))
    fields = [
        Field("loai", "cong-van"),
        Field("co_quan", _filled(agency)),
        Field("don_vi_soan_thao", "VP"),
        Field("so", None),
        Field("ngay", ""),
        Field("dia_danh", main.place_name),
        Field("trich_yeu", subject),
        Field("kinh_gui", list(to)),
        Field("noi_dung", list(body)),
        Field("noi_nhan", ["Như trên", "Lưu: VT"]),
    ]
    if signer:
        named = {"quyen_han": list(signer.authority), "chuc_vu": signer.position, "ho_ten": signer.name}
        fields.append(Field("ky", _filled(named)))
    phu_luc = (Field("loai", "phu-luc"), Field("trich_yeu", title), Field("noi_dung", [table]))
    fields.append(Field("kem_theo", [Item(phu_luc)]))
    return yaml_text(fields, [_HEAD]).encode()


def _filled(values: Mapping[str, object]) -> tuple[Field, ...]:
    return tuple(Field(key, value) for key, value in values.items() if value)


def _own(read: Dossier) -> str:
    return read.document.agency.name


def _short(read: Dossier, units: Iterable[UnitTold]) -> str:
    what = "kết quả thực hiện nhiệm vụ" if _any_tasks(units) else "số liệu"
    if read.document.period:
        return f"{what} {read.document.period.name}"
    year, _, month = period_in(read).partition("-") if what == "số liệu" else ("", "", "")
    return f"{what} tháng {int(month)}/{year}" if month else what


def _said(day: date) -> str:
    return official_date(day.year, day.month, day.day)


def _day(text: str) -> str:
    year, month, day = text.split("-")
    return f"{day}/{month}/{year}"
