"""`vanban new --kind ke-hoach --from SỔ --loc ĐƠN VỊ`: a unit's own plan from a register that many share.

The plan's tasks are those that concern the unit, each tied to its row of the register by `nguon`; who leads inside
the unit and what comes of a task is for the unit to fill in. It builds at once as a Quyết định with its Kế hoạch.
The rows as they stood in the register are kept beside it, so that `taking_over` can tell what moved there since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from generator.commands.track import BOOK_NAME, others_left, register_of
from generator.facts import danh_muc
from generator.facts.agencies import AgencyRecord, name_key
from generator.keeping.aside import new_folder
from generator.planning.selection import CONCERNED, ROLE_NAMES, LeftOut, role_for, selected, with_tasks_below
from generator.planning.tables import standings_of
from generator.reading.dossier import YAML_NAME
from generator.values import glossary
from generator.values.errors import InputError, UsageError
from generator.values.findings import Finding, Message, Place, Severity, all_of, msg, one_of
from generator.values.model import Column, Register, Role, Section, Selection, Task
from generator.values.text import official_date, quote, roman

PLAN = "ke-hoach"
BASE_NAME = "so-goc.xlsx"
# What a plan has of a register's row; the rest is the unit's own.
TAKEN = ("noi_dung", "van_ban_chi_dao", "thoi_han", "san_pham")
# Roles in which a task is given to an agency by name.
_OWN = (Role.LEAD, Role.CO_LEAD, Role.SUPPORT)
COLUMNS = ("stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham", "van_ban_chi_dao", "nguon")

# The office of who heads an agency of a level, and what stands where it is not known.
_HEADS = {"bo": "Bộ trưởng", "tinh": "Chủ tịch", "so": "Giám đốc"}
_UNKNOWN_HEAD = "Chức vụ người ký"
_DOSSIER = """\
# Kế hoạch lập từ sổ nhiệm vụ chung: điền đơn vị chủ trì, phối hợp, sản phẩm trong {book}; cột “Nguồn” giữ mã trong sổ.
loai: quyet-dinh
co_quan: {{ten: "{name}", ky_hieu: "{symbol}"}}
dia_danh: "{place}"
trich_yeu: Ban hành Kế hoạch thực hiện các nhiệm vụ được giao của {name}
tham_quyen: "{authority}"
# Căn cứ ban hành: mỗi dòng một văn bản, không ghi dấu cuối dòng; bỏ dấu # rồi điền.
#can_cu:
#  - Căn cứ Nghị định … của Chính phủ quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của {name}
noi_dung:
  - dieu: Ban hành kèm theo Quyết định này Kế hoạch thực hiện các nhiệm vụ được giao của {name}.
  - dieu: Quyết định này có hiệu lực kể từ ngày ký.
  - dieu: Thủ trưởng các đơn vị thuộc {name} chịu trách nhiệm thi hành Quyết định này
noi_nhan:
  - Như Điều 3
  - "Lưu: VT"
ky: {{chuc_vu: "{head}", ho_ten: Họ và tên}}
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
    """Make the dossier of a unit's plan; returns its files, how many tasks concern it in which role, and what to know
    of agencies that were merged (V138, V159).

    Raises UsageError V150 (there is something already), V152 (another kind), InputError V160, V165.
    """
    from generator.books.registers import register_book

    if kind != PLAN:
        raise UsageError.of(
            "V152", Place(), msg("Từ sổ nhiệm vụ chỉ lập được kế hoạch."), msg("Ghi “--kind {loai}”.", loai=PLAN)
        )
    hint = msg("Chọn tên khác sau “--to”.")
    if target.exists():
        raise UsageError.of("V150", Place(str(target)), msg("Ở đây đã có hồ sơ hoặc tệp này."), hint)
    agency = agency_named(unit)
    register = register_of(source)
    tasks, left = concerning(register, agency.key, as_of)
    if not tasks:
        raise InputError.of(
            "V165", Place(str(source)), msg("Sổ này không giao nhiệm vụ nào cho {ten}.", ten=quote(agency.name))
        )
    with new_folder(target, hint) as folder:
        (folder / BOOK_NAME).write_bytes(register_book(_plan_register(register, tasks)))
        (folder / BASE_NAME).write_bytes(register_book(only(register, {task.ma for task in tasks})))
        (folder / YAML_NAME).write_text(_dossier(agency, as_of), encoding="utf-8")
    made = (target / YAML_NAME, target / BOOK_NAME, target / BASE_NAME)
    place = Place(str(source))
    note = Finding("V151", Severity.NOTE, place, _chosen(agency, tasks, len(left)))
    return made, (note, *others_left(source), *_merged(agency, register, as_of, place))


def _dossier(agency: AgencyRecord, as_of: date) -> str:
    """van-ban.yaml of the plan; what the list of agencies does not know is left for a person to write."""
    name = agency.name_at(as_of)
    head = agency.head or _HEADS.get(agency.level, "")
    province = agency.level == "tinh"
    return _DOSSIER.format(
        name=name,
        symbol="UBND" if province else agency.symbol,
        place=_province(name) if province else "Hà Nội",
        authority=f"{head} {name}" if head else name,
        book=BOOK_NAME,
        base=BASE_NAME,
        head=head or _UNKNOWN_HEAD,
    )


def _province(name: str) -> str:
    """The place of a province's papers: its name alone, whole where it is that of a person (II.4.a)."""
    area = name.removeprefix("Ủy ban nhân dân ")
    return area.removeprefix("tỉnh ").removeprefix("thành phố ")


def _chosen(agency: AgencyRecord, tasks: Sequence[Task], left: int) -> Message:
    agencies = danh_muc.agencies()
    roles = Counter(role_for(task, agency.key, agencies) for task in tasks)
    shares = [msg("{vai_tro} {so}", vai_tro=ROLE_NAMES[role], so=roles[role]) for role in CONCERNED if roles[role]]
    return msg(
        "{ten}: chọn {so} nhiệm vụ ({vai_tro}), để lại {con_lai}.",
        ten=agency.name,
        so=len(tasks),
        vai_tro=all_of(shares) if shares else "",
        con_lai=left,
    )


def _merged(agency: AgencyRecord, register: Register, as_of: date, place: Place) -> Iterator[Finding]:
    """That the agency works no longer, and what the register still gives to those whose work it took over."""
    agencies = danh_muc.agencies()
    if agency.until and agency.until < as_of:
        last = agency.until
        heirs = tuple(record.name for record in agencies.successors(agency.key, as_of))
        yield Finding(
            "V159",
            Severity.WARNING,
            place,
            msg(
                "{ten} thôi hoạt động sau {ngay}; nay là {moi}.",
                ten=agency.name,
                ngay=official_date(last.year, last.month, last.day),
                moi=all_of(map(quote, heirs)) if heirs else "…",
            ),
            msg("Xem lại tên cơ quan ban hành trong {tep}.", tep=YAML_NAME),
        )
    for record in agencies.records.values():
        gone = record.until is not None and record.until < as_of and agency.key in record.successors
        given = [task for task in register.tasks if role_for(task, record.key, agencies) in _OWN] if gone else []
        if given:
            yield Finding(
                "V138",
                Severity.WARNING,
                place,
                msg(
                    "Sổ còn giao {so} nhiệm vụ cho {cu}, cơ quan nay thuộc {moi}; không tự lấy.",
                    so=len(given),
                    cu=record.name,
                    moi=all_of(quote(one.name) for one in agencies.successors(record.key, as_of)),
                ),
                msg("Nhiệm vụ nào nay là của mình thì lập thêm kế hoạch với “--loc {cu}”.", cu=record.name),
            )


def concerning(register: Register, unit: str, as_of: date) -> tuple[tuple[Task, ...], tuple[LeftOut, ...]]:
    """The tasks of a register that an agency (its key) leads, supports or shares, and those that it does not."""
    standings = standings_of(register.tasks, as_of)
    return selected(register.tasks, Selection(units=(unit,)), standings, danh_muc.agencies())


def asked_of(register: Register, unit: str, as_of: date) -> tuple[Task, ...]:
    """The tasks of a register that concern a unit by name: one of the list of agencies, else one that the rows name
    just so. Empty where they do not name it.
    """
    if record := danh_muc.agencies().find(unit):
        return concerning(register, record.key, as_of)[0]
    return tuple(task for task in register.tasks if not task.proposed and gives_to(task, unit))


def gives_to(task: Task, name: str) -> bool:
    """Whether a task is given to a unit whose name, written like this, stands in its row."""
    key = name_key(name)
    return any(mention.role in CONCERNED and name_key(mention.verbatim) == key for mention in task.units)


def refuse_unknown(unit: str, tasks: Iterable[Task]) -> None:
    """Stop for a unit that neither the list of agencies nor the rows know (V160)."""
    if not any(gives_to(task, unit) for task in tasks):
        agency_named(unit)


def only(register: Register, ids: Collection[str]) -> Register:
    """A register with these tasks alone, and the headings above them."""
    rows = [row if isinstance(row, Section) else row.alone for row in register.rows if _is_kept(row, ids)]
    return replace(register, rows=tuple(with_tasks_below(rows)))


def _is_kept(row: Section | Task, ids: Collection[str]) -> bool:
    return isinstance(row, Section) or row.ma in ids


def agency_named(name: str) -> AgencyRecord:
    """The agency of a name, alias or symbol. Raises InputError V160 with those that look like it."""
    agencies = danh_muc.agencies()
    if record := agencies.find(name):
        return record
    near = agencies.near(name)
    raise InputError.of(
        "V160",
        Place(),
        msg("Danh mục cơ quan không có đơn vị {ten}.", ten=quote(name)),
        msg("Ý anh/chị là {gan}?", gan=one_of(map(quote, near)))
        if near
        else msg("Ghi tên như trong data/danh-muc/co-quan.yaml."),
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
        kept = {key: task.whole.get(key, "") for key in TAKEN}
        texts = {**kept, "stt": str(number), "nguon": task.ma}
        yield Task(own[task.ma], {key: text for key, text in texts.items() if text}, parent=own.get(task.parent, ""))
