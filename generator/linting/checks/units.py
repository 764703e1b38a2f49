"""Who does it: names against the list, spelling, one agency twice, agencies that have ended (L5xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from generator.facts import danh_muc
from generator.facts.agencies import AgencyRecord, name_key
from generator.linting.check import CERTAIN, NOTE, WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked, Named
from generator.values import glossary
from generator.values.findings import Message, Place, msg, one_of, some_of
from generator.values.model import Role, UnitMention
from generator.values.patterns import late
from generator.values.text import fold, old_tones, one_line, quote

_LEADING = frozenset({Role.LEAD, Role.CO_LEAD})
_WORD = late(r"\w+")
_COUNTRY = late(r"(?:[^\W\d_]+\s)?\b(?:Việt nam|việt Nam)\b")
_SHORT_MINISTRY = late(r"\bBộ ([A-ZĐ]{2,8})\b")
# A place called by its kind in small letters: `thôn Hạ`, `tổ dân phố 5`.
_PLACE = late(r"(?:thôn|ấp|bản|khóm|buôn|khu phố|tổ dân phố|xã|phường|đặc khu) (?:[^\W\d_a-z]|\d)")
# Looking for near names is slow: so many names get it.
_SUGGESTED = 40
# Symbols that two agencies are known by in the field; the data's own list has only the first.
_AMBIGUOUS = {"TTCP": ("Thanh tra Chính phủ", "Thủ tướng Chính phủ")}


def _grouped(items: Iterable[Named]) -> Mapping[str, list[Named]]:
    groups: defaultdict[str, list[Named]] = defaultdict(list)
    for item in items:
        groups[one_line(item.unit.verbatim)].append(item)
    return groups


def _where(items: list[Named], longest: int = 6) -> Message:
    cells = list(dict.fromkeys(item.task.origin.place(item.key).cell or item.task.ma for item in items))
    return some_of(cells, longest, msg("{so} ô khác"))


def _many_where(names: Iterable[tuple[str, list[Named]]]) -> Message:
    """Each name with the places where it stands."""
    first, *more = (msg("“{gi}”: {o}", gi=name, o=_where(items, 2)) for name, items in names)
    for one in more:
        first = msg("{truoc}; {cuoi}", truoc=first, cuoi=one)
    return first


@cache
def _spellings(key: str) -> tuple[str, ...]:
    """The ways in which an agency's name is rightly written."""
    record = danh_muc.agencies().records[key]
    names = [record.name, *record.aliases, *record.bare, *(old.name for old in record.former), record.symbol]
    if record.level == "bo":
        names += [f"Bộ {record.symbol.removeprefix('B')}", record.name.removeprefix("Bộ "), record.symbol[1:]]
    return tuple(old_tones(one_line(name)) for name in names if name)


def _letters(name: str) -> str:
    """A name for comparing letters with their marks: small, without punctuation and `và`."""
    return " ".join(word for word in _WORD.findall(old_tones(name).lower()) if word != "và")


def _as_known(unit: UnitMention, record: AgencyRecord) -> tuple[str, str]:
    """What is wrong in the way a name is written (`chu`: letters, `hoa`: capitals, "": nothing), and the right one."""
    return _as_written(old_tones(one_line(unit.verbatim)), record)


@lru_cache(maxsize=1 << 12)
def _as_written(written: str, record: AgencyRecord) -> tuple[str, str]:
    spellings = _spellings(record.key)
    same_key = [name for name in spellings if name_key(name) == name_key(written)]
    if not same_key or record.level == "tinh":
        return "", ""
    same_letters = [name for name in same_key if _letters(name) == _letters(written)]
    if not same_letters:
        return "chu", same_key[0]
    cased = {"".join(_WORD.findall(name.replace(" và ", " "))) for name in same_letters}
    return ("", "") if "".join(_WORD.findall(written.replace(" và ", " "))) in cased else ("hoa", same_letters[0])


def _misspelt(checked: Checked, kind: str) -> Iterator[tuple[list[Named], str]]:
    records = danh_muc.agencies().records
    for items in _grouped(item for item in checked.named if item.unit.agency in records).values():
        wrong, right = _as_known(items[0].unit, records[items[0].unit.agency])
        if wrong == kind:
            yield items, right


@check("L501", WARNING, "Tên cơ quan sai chữ hoặc sai dấu",
       why="Tên cơ quan phải đúng từng chữ.",
       wrong="Bảo hiểm xã hôi Việt Nam", right="Bảo hiểm xã hội Việt Nam")  # fmt: skip
def name_misspelt(checked: Checked) -> Iterator[Doubt]:
    for items, right in _misspelt(checked, "chu"):
        yield Doubt(items[0].task.origin.place(items[0].key),
                    msg("{ten}: viết sai, cần {dung} ({o}).", ten=quote(items[0].unit.verbatim), dung=quote(right),
                        o=_where(items)),
                    items[0].task.text(items[0].key), right, msg("Sửa tên."))  # fmt: skip


@check("L502", WARNING, "Tên cơ quan sai chữ hoa",
       why="Tên cơ quan viết hoa theo tên chính thức (NĐ 30/2020, Phụ lục II, III.1).",
       wrong="Ngân hàng Nhà nước Việt nam; Bộ Công thương",
       right="Ngân hàng Nhà nước Việt Nam; Bộ Công Thương")  # fmt: skip
def name_wrong_capitals(checked: Checked) -> Iterator[Doubt]:
    told: set[Place] = set()
    for items, right in _misspelt(checked, "hoa"):
        told.update(item.task.origin.place(item.key) for item in items)
        yield Doubt(items[0].task.origin.place(items[0].key),
                    msg("{ten}: sai chữ hoa, cần {dung} ({o}).", ten=quote(items[0].unit.verbatim), dung=quote(right),
                        o=_where(items)),
                    items[0].task.text(items[0].key), right, msg("Sửa chữ hoa."))  # fmt: skip
    yield from _own_names(checked)
    for passage, match in checked.told(_country):
        if match and passage.place not in told:
            said = msg("{ten}: sai chữ hoa, cần {dung}.", ten=quote(match[0]), dung=quote("Việt Nam"))
            yield Doubt(passage.place, said, passage.text, "Việt Nam", msg("Sửa chữ hoa."))


def _country(text: str) -> re.Match[str] | None:
    return _COUNTRY.search(text) if "Việt nam" in text or "việt Nam" in text else None


def _own_names(checked: Checked) -> Iterator[Doubt]:
    """A unit of no list whose name has other capitals than where it stands more often. That the first letter is small
    behind a comma, or its tone stands on another letter, is no other way of writing it."""
    records = danh_muc.agencies().records
    ways: defaultdict[str, defaultdict[str, list[Named]]] = defaultdict(lambda: defaultdict(list))
    for item in checked.named:
        if item.unit.kind and item.unit.agency not in records:
            name = old_tones(one_line(item.unit.verbatim))
            ways[name.lower()][name[:1].upper() + name[1:]].append(item)
    for names in ways.values():
        usual = max(names, key=lambda name: len(names[name]))
        for name, items in names.items():
            if len(items) < len(names[usual]):
                yield Doubt(items[0].task.origin.place(items[0].key),
                            msg("{chu}: nơi khác viết {dung} ({so} lần).", chu=quote(name), dung=quote(usual),
                                so=len(names[usual])),
                            items[0].task.text(items[0].key), usual, msg("Viết một kiểu."))  # fmt: skip


@check("L503", NOTE, "Một cơ quan, nhiều cách gọi",
       why="Một bảng gọi một cơ quan bằng nhiều tên thì không lọc và không đếm được.",
       wrong="VPCP, Văn phòng Chính phủ trong cùng cột", right="Văn phòng Chính phủ")  # fmt: skip
def many_names(checked: Checked) -> Iterator[Doubt]:
    records = danh_muc.agencies().records
    by_agency: defaultdict[str, defaultdict[str, list[Named]]] = defaultdict(lambda: defaultdict(list))
    for item in checked.named:
        if item.unit.agency in records and not _as_known(item.unit, records[item.unit.agency])[0]:
            by_agency[item.unit.agency][one_line(item.unit.verbatim).replace("–", "-")].append(item)
    for agency, names in by_agency.items():
        if len(names) > 1:
            said = sorted(names.items(), key=lambda pair: -len(pair[1]))
            rarest = said[-1][1]
            yield Doubt(rarest[0].task.origin.place(rarest[0].key),
                        msg("“{co_quan}” có {so} cách gọi: {cac}.",
                        co_quan=records[agency].name_at(checked.written), so=len(names),
                            cac="; ".join(f"{quote(name)} ({len(items)})" for name, items in said)),
                        rarest[0].unit.verbatim, _many_where(said),
                        msg("Chọn một cách gọi."))  # fmt: skip


@check("L504", NOTE, "Tên không có trong danh mục cơ quan",
       why="Tên lạ là đơn vị mới, hoặc tên viết sai. Tên bắt đầu như một loại đơn vị đã biết (phòng, chi cục, UBND xã, "
           "công ty …; loai-co-quan.yaml) không phải tên lạ.",
       wrong="Bộ TTT", right="Bộ TTTT")  # fmt: skip
def unknown_name(checked: Checked) -> Iterator[Doubt]:
    agencies = danh_muc.agencies()
    here = (item for item in checked.named if id(item.task) not in checked.shifted)
    unknown = _grouped(item for item in here if not item.unit.agency and not item.unit.kind)
    heads = {fold(words) for _, words in agencies.heads()}
    names = {
        name: items for name, items in unknown.items() if not _for_many(fold(name), heads) and not _PLACE.match(name)
    }
    for number, (name, items) in enumerate(names.items()):
        near = agencies.near(name, 2) if len(name) < 60 and number < _SUGGESTED else ()
        yield Doubt(items[0].task.origin.place(items[0].key),
                    msg("{ten}: không có trong danh mục cơ quan ({o}).", ten=quote(name), o=_where(items)),
                    items[0].task.text(items[0].key), "; ".join(near),
                    msg("Ý anh/chị là {gan}?", gan=one_of(map(quote, near))) if near
                    else msg("Thêm vào data/danh-muc/co-quan.yaml nếu đúng."))  # fmt: skip
    yield from _short_ministries(checked)


def _for_many(name: str, heads: Collection[str]) -> bool:
    """Whether a name is none: `Các khoa lâm sàng`, or only `Ban` (of `Các phòng thuộc Ban`)."""
    return name.startswith(("cac ", "toan ")) or name in heads


def _short_ministries(checked: Checked) -> Iterator[Doubt]:
    """`Bộ TTT` in the running text, where no ministry is called so."""
    agencies = danh_muc.agencies()
    for passage in checked.passages:
        prose = "Bộ " in passage.text and passage.key not in glossary.UNIT_ROLES
        for match in _SHORT_MINISTRY.finditer(passage.text) if prose else ():
            if not agencies.find(match[0]):
                near = [name for name in agencies.symbols if OSA.distance(f"B{match[1]}", name) == 1][:2]
                hint = msg("Ý anh/chị là {gan}?", gan=one_of(map(quote, near))) if near else msg("Viết đủ tên.")
                yield Doubt(passage.place, msg("{ten}: không có bộ nào viết tắt như vậy.", ten=quote(match[0])),
                            passage.text, "; ".join(near), hint)  # fmt: skip


@check("L505", WARNING, "Chữ viết tắt hiểu được hai cách",
       why="“TTCP” là ký hiệu của Thanh tra Chính phủ, mà có nơi dùng để chỉ Thủ tướng Chính phủ.",
       wrong="Chỉ thị số 23 ngày 09/7/2023 của TTCP",
       right="Chỉ thị số 23/CT-TTg ngày 09/7/2023 của Thủ tướng Chính phủ")  # fmt: skip
def ambiguous_abbreviation(checked: Checked) -> Iterator[Doubt]:
    for passage in checked.passages:
        for short, meanings in _AMBIGUOUS.items():
            found = re.search(rf"của {short}\b|^{short}$", passage.text) if short in passage.text else None
            if found:
                yield Doubt(passage.place,
                            msg("{chu}: {nghia}?", chu=quote(found[0]), nghia=one_of(map(quote, meanings))),
                            passage.text, "", msg("Viết đủ tên."))  # fmt: skip


@check("L506", WARNING, "Hai đơn vị không có dấu ngăn cách",
       why="Thiếu dấu phẩy giữa hai đơn vị thì không rõ là một hay hai.",
       wrong="Bộ Tài chính Bộ Kế hoạch và Đầu tư", right="Bộ Tài chính, Bộ Kế hoạch và Đầu tư")  # fmt: skip
def no_separator(checked: Checked) -> Iterator[Doubt]:
    last: Named | None = None
    for item in checked.named:
        if last and last.task is item.task and last.key == item.key and last.unit.agency and item.unit.agency:
            between = item.task.text(item.key)[last.unit.end : item.unit.start]
            # In small letters more is said of the same name: `Công an các xã`.
            anew = item.unit.verbatim[:1].isupper()
            if anew and between.strip(" ") == "" and "\n" not in between:
                cell = item.task.text(item.key)
                yield Doubt(item.task.origin.place(item.key),
                            msg("{chu}: thiếu dấu phẩy giữa hai đơn vị.",
                                chu=quote(cell[last.unit.start : item.unit.end])),
                            cell, "", msg("Thêm dấu phẩy."))  # fmt: skip
        last = item


@check("L507", WARNING, "Cơ quan đã thôi hoạt động",
       why="Giao việc cho cơ quan không còn thì không ai làm; cơ quan kế thừa nhận nhiệm vụ.",
       wrong="Bộ Kế hoạch và Đầu tư (văn bản năm 2025)", right="Bộ Tài chính")  # fmt: skip
def agency_ended(checked: Checked) -> Iterator[Doubt]:
    agencies, day = danh_muc.agencies(), checked.written
    ended: defaultdict[str, list[Named]] = defaultdict(list)
    for item in checked.named:
        record = agencies.records.get(item.unit.agency)
        if record and not record.valid_at(day):
            ended[record.key].append(item)
    for key, items in ended.items():
        heirs = [record.name for record in agencies.successors(key, day) if record.key != key]
        yield Doubt(items[0].task.origin.place(items[0].key),
                    msg("{ten}: không hoạt động vào ngày {ngay} ({o}).", ten=quote(agencies.records[key].name),
                        ngay=f"{day.day}/{day.month}/{day.year}", o=_where(items)),
                    items[0].task.text(items[0].key), agencies.records[key].source,
                    msg("Thay bằng {moi}.", moi=one_of(map(quote, heirs))) if heirs else None)  # fmt: skip
    yield from _kinds_ended(checked, day)


def _kinds_ended(checked: Checked, day: date) -> Iterator[Doubt]:
    """`UBND huyện …` after there are no districts."""
    kinds = danh_muc.agencies().kinds
    ended = (item for item in checked.named if item.unit.kind and not kinds[item.unit.kind].valid_at(day))
    for name, items in _grouped(ended).items():
        kind = kinds[items[0].unit.kind]
        yield Doubt(items[0].task.origin.place(items[0].key),
                    msg("{ten}: “{loai}” không hoạt động vào ngày {ngay} ({o}).", ten=quote(name), loai=kind.name,
                        ngay=f"{day.day}/{day.month}/{day.year}", o=_where(items)),
                    items[0].task.text(items[0].key), kind.source or kind.doubt,
                    msg("Thay bằng {moi}.", moi=quote(kind.successor)) if kind.successor else None)  # fmt: skip


@check("L508", WARNING, "Đơn vị phối hợp với chính mình",
       sure=CERTAIN,
       why="Một đơn vị vừa chủ trì vừa phối hợp trong một nhiệm vụ là chép nhầm.",
       wrong="Chủ trì: Bộ Công an; phối hợp: Bộ Công an", right="Phối hợp: Bộ Tư pháp")  # fmt: skip
def own_support(checked: Checked) -> Iterator[Doubt]:
    records = danh_muc.agencies().records
    for task in checked.tasks:
        leads = {_who(unit, records) for unit in task.units if unit.role in _LEADING} - {""}
        both = [unit for unit in task.units if unit.role is Role.SUPPORT and _who(unit, records) in leads]
        if both:
            key = "phoi_hop" if task.text("phoi_hop") else "don_vi_thuc_hien"
            yield Doubt(task.origin.place(key), msg("{ten}: vừa chủ trì vừa phối hợp.", ten=quote(both[0].verbatim)),
                        task.text(key), task.text("chu_tri"), msg("Bỏ một trong hai."))  # fmt: skip


def _who(unit: UnitMention, records: Mapping[str, AgencyRecord]) -> str:
    """Whom a name means: an agency of the list, or the one body of its kind that is so called; "" for many."""
    if unit.agency:
        return unit.agency if unit.agency in records else ""
    kind = danh_muc.agencies().kinds.get(unit.kind)
    named = fold(unit.verbatim)
    return named if kind and not kind.places and named not in map(fold, kind.heads) else ""


@check("L509", WARNING, "Không có đơn vị thực hiện",
       sure=CERTAIN,
       why="Nhiệm vụ không giao cho ai.",
       wrong="Cột đơn vị để trống", right="Bộ Công an")  # fmt: skip
def no_unit(checked: Checked) -> Iterator[Doubt]:
    for register in checked.registers:
        keys = (column.key for column in register.columns if column.key in glossary.UNIT_ROLES)
        key = next((key for key in keys if key != "phoi_hop"), None)
        for task in register.tasks if key else ():
            if key and not task.whole.get(key, "").strip() and not task.parent:
                yield Doubt(task.origin.place(key), msg("Nhiệm vụ không có đơn vị thực hiện."),
                    task.text("noi_dung"), "",
                            msg("Ghi đơn vị."))  # fmt: skip


CHECKS = checks_in(globals())
