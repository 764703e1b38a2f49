"""`vanban new --kind ke-hoach --from SỔ --loc ĐƠN VỊ`: a unit's own plan from a register that many share.

The plan's tasks are those that concern the unit, each tied to its row of the register by `nguon`; who leads inside
the unit and what comes of a task is for the unit to fill in. It builds at once as a Quyết định with its Kế hoạch.
The rows as they stood in the register are kept beside it, so that `taking_over` can tell what moved there since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator import danh_muc, glossary
from generator.agencies import AgencyRecord
from generator.errors import InputError, UsageError
from generator.findings import Finding, Place, Severity, msg
from generator.model import Column, Register, Section, Selection, Task
from generator.planning.selection import CONCERNED, ROLE_NAMES, LeftOut, role_for, selected
from generator.planning.tables import standings_of
from generator.reading.dossier import YAML_NAME
from generator.text import listed, quote, roman
from generator.tracking import BOOK_NAME, register_of, with_tasks

PLAN = "ke-hoach"
BASE_NAME = "so-goc.xlsx"
# What a plan has of a register's row; the rest is the unit's own.
TAKEN = ("noi_dung", "van_ban_chi_dao", "thoi_han", "san_pham")
COLUMNS = ("stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham", "van_ban_chi_dao", "nguon")

_HEADS = {"bo": "Bộ trưởng", "tinh": "Chủ tịch", "so": "Giám đốc"}
_DOSSIER = """\
# Kế hoạch lập từ sổ nhiệm vụ chung: điền đơn vị chủ trì, phối hợp, sản phẩm trong {book}; cột “Nguồn” giữ mã trong sổ.
loai: quyet-dinh
co_quan: {{ten: "{name}", ky_hieu: "{symbol}"}}
dia_danh: Hà Nội
trich_yeu: Ban hành Kế hoạch thực hiện các nhiệm vụ được giao của {name}
noi_dung:
  - dieu: Ban hành kèm theo Quyết định này Kế hoạch thực hiện các nhiệm vụ được giao của {name}.
  - dieu: Quyết định này có hiệu lực kể từ ngày ký.
  - dieu: Thủ trưởng các đơn vị thuộc {name} chịu trách nhiệm thi hành Quyết định này
noi_nhan:
  - Như Điều 3
  - "Lưu: VT"
ky: {{chuc_vu: {head}, ho_ten: Họ và tên}}
kem_theo:
  - loai: ke-hoach
    trich_yeu: Thực hiện các nhiệm vụ được giao của {name}
    bang:
      nguon: {book}
      mau: ke-hoach-6-cot
      danh_so: lien-tuc
      # Các dòng của sổ chung lúc lập kế hoạch; “vanban diff” với sổ chung cho biết sổ đã đổi gì, “--take” lấy về.
      so_goc: {{nguon: {base}, don_vi: "{name}"}}
"""


def draft_plan(
    source: Path, unit: str, target: Path, *, kind: str = PLAN, as_of: date
) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Make the dossier of a unit's plan; returns its files, and how many tasks concern it in which role.

    Raises UsageError V150 (there is something already), V152 (another kind), InputError V160, V165.
    """
    from generator.register_books import register_book

    if kind != PLAN:
        raise UsageError.of(
            "V152", Place(), msg("Từ sổ nhiệm vụ chỉ lập được kế hoạch."), msg("Ghi “--kind {loai}”.", loai=PLAN)
        )
    if target.exists():
        raise UsageError.of(
            "V150", Place(str(target)), msg("Ở đây đã có hồ sơ hoặc tệp này."), msg("Chọn tên khác sau “--to”.")
        )
    agency = agency_named(unit)
    register = register_of(source)
    agencies = danh_muc.agencies()
    tasks, left = concerning(register, agency.key, as_of)
    if not tasks:
        raise InputError.of(
            "V165", Place(str(source)), msg("Sổ này không giao nhiệm vụ nào cho {ten}.", ten=quote(agency.name))
        )
    roles = Counter(role_for(task, agency.key, agencies) for task in tasks)
    shares = listed(f"{ROLE_NAMES[role]} {roles[role]}" for role in CONCERNED if roles[role])
    note = msg(
        "{ten}: chọn {so} nhiệm vụ ({vai_tro}), để lại {con_lai}.",
        ten=agency.name,
        so=len(tasks),
        vai_tro=shares,
        con_lai=len(left),
    )
    target.mkdir(parents=True)
    (target / BOOK_NAME).write_bytes(register_book(_plan_register(register, tasks)))
    (target / BASE_NAME).write_bytes(register_book(only(register, {task.ma for task in tasks})))
    text = _DOSSIER.format(
        name=agency.name,
        symbol=agency.symbol,
        book=BOOK_NAME,
        base=BASE_NAME,
        head=_HEADS.get(agency.level, "Thủ trưởng"),
    )
    (target / YAML_NAME).write_text(text, encoding="utf-8")
    made = (target / YAML_NAME, target / BOOK_NAME, target / BASE_NAME)
    return made, (Finding("V151", Severity.NOTE, Place(str(source)), note),)


def concerning(register: Register, unit: str, as_of: date) -> tuple[tuple[Task, ...], tuple[LeftOut, ...]]:
    """The tasks of a register that an agency (its key) leads, supports or shares, and those that it does not."""
    standings = standings_of(register.tasks, as_of)
    return selected(register.tasks, Selection(units=(unit,)), standings, danh_muc.agencies())


def only(register: Register, ids: Collection[str]) -> Register:
    """A register with these tasks alone, and the headings above them."""
    rows = [row for row in register.rows if isinstance(row, Section) or row.ma in ids]
    return replace(register, rows=tuple(with_tasks(rows)))


def agency_named(name: str) -> AgencyRecord:
    """The agency of a name, alias or symbol. Raises InputError V160 with those that look like it."""
    agencies = danh_muc.agencies()
    if record := agencies.find(name):
        return record
    near = listed((quote(one) for one in agencies.near(name)), "hay")
    raise InputError.of(
        "V160",
        Place(),
        msg("Danh mục cơ quan không có đơn vị {ten}.", ten=quote(name)),
        msg("Ý anh/chị là {gan}?", gan=near) if near else msg("Ghi tên như trong data/danh-muc/co-quan.yaml."),
        name,
    )


def _plan_register(register: Register, tasks: Sequence[Task]) -> Register:
    titles = glossary.titles()
    return Register(tuple(Column(key, titles[key]) for key in COLUMNS), tuple(_rows(register, tasks)))


def _rows(register: Register, tasks: Sequence[Task]) -> Iterator[Section | Task]:
    """The selected tasks under the register's headings, numbered anew; ids of their own, the register's in `nguon`."""
    headings = {section.path: section for section in register.sections}
    path: tuple[str, ...] | None = None
    sections = 0
    own = {task.ma: f"KH{number:03d}" for number, task in enumerate(tasks, start=1)}
    for number, task in enumerate(tasks, start=1):
        if task.section != path and task.section in headings:
            path, sections = task.section, sections + 1
            yield Section(roman(sections), headings[path].title, 1, (roman(sections),))
        kept = {key: task.text(key) for key in TAKEN}
        texts = {**kept, "stt": str(number), "nguon": task.ma}
        yield Task(own[task.ma], {key: text for key, text in texts.items() if text}, parent=own.get(task.parent, ""))
