"""The copy made of a document on paper (“SAO Y”, “TRÍCH SAO”, “SAO LỤC”): its own heading and end below the
document's, and the line that an electronic copy has in the margin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from datetime import datetime

from lxml import etree

from generator.checking.paper import signs
from generator.checking.paper.model import Line
from generator.facts.kinds import kinds
from generator.keeping.yaml_text import Field
from generator.ooxml.body import BodyBlock, BodyTable, paragraphs
from generator.ooxml.names import w
from generator.ooxml.words import text_of
from generator.values.patterns import late
from generator.values.text import fold, without_final_mark

_MARGIN_LINE = late(r"(?P<kind>[^;]+);\s*(?P<who>[^;]+);\s*(?P<day>\d\d/\d\d/\d{4});\s*(?P<time>\d\d:\d\d:\d\d)")
_POWER = late(r"(?:TM|KT|TL|TUQ|Q)\.")
_ZONE = "+07:00"


def kind_of_copy(text: str) -> str:
    """The kind of copy that a line names, "" for any other line."""
    return next((key for key, fact in kinds().items() if fact.copy and fold(fact.name) == fold(text.strip())), "")


def begins_copy(body: etree._Element, walked: Sequence[BodyBlock]) -> int | None:
    """Which of the blocks of a body is the heading of a copy: a table with the kind of copy and a number in it."""
    for at, block in enumerate(walked):
        if at and isinstance(block, BodyTable) and block.element.getparent() is body:
            lines = [text_of(one.element).strip() for one in paragraphs([block])]
            if any(line.isupper() and kind_of_copy(line) for line in lines) and any(map(signs.parse_number, lines)):
                return at
    return None


def before(body: etree._Element, block: BodyBlock) -> etree._Element:
    """A body down to one of its blocks, with its last section."""
    assert isinstance(block, BodyTable)
    at = list(body).index(block.element)
    made = deepcopy(body)
    for child in list(made)[at:]:
        if child.tag != w("sectPr"):
            made.remove(child)
    return made


def copy_fields(lines: Sequence[Line], named: Callable[[str], str]) -> tuple[tuple[Field, ...], list[Line]]:
    """The fields of a copy, and the lines that none of them has; `named` writes a name as running text does."""
    head, end = _parted(lines)
    found: dict[str, object] = {}
    left = [line for line in head if not _is_of_heading(line, found)]
    names = [line for line in left if signs.is_upper(line.text)]
    agency = [Field("ten", named(names[-1].text))] if names else []
    if symbol := str(found.pop("symbol", "")):
        agency.append(Field("ky_hieu", symbol.partition("-")[2]))
    if len(names) > 1:
        agency.append(Field("chu_quan", named(" ".join(line.text for line in names[:-1]))))
    made = [Field("loai", found.pop("loai")), Field("co_quan", tuple(agency))]
    made += [Field(key, value) for key, value in found.items()]
    to = [line for line in end if _side(line) == 0 or _begins_list(line)]
    made.append(Field("noi_nhan", [without_final_mark(line.text.lstrip("-– ")) for line in to if _begins_list(line)]))
    signed = [line for line in end if line not in to]
    made.append(Field("ky", _signed([line.text for line in signed], named)))
    rest = [line for line in left if line not in names]
    rest += [line for line in to if not _begins_list(line) and not _is_to(line)]
    return tuple(one for one in made if one.value not in ("", [], ())), rest


def _parted(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Lines of the heading of a copy, and those of its end: at the left from “Nơi nhận”, at the right below its day."""
    sides = [[line for line in lines if _side(line) == 0], [line for line in lines if _side(line)]]
    starts = (
        next((at for at, line in enumerate(sides[0]) if _is_to(line)), len(sides[0])),
        max((at for at, line in enumerate(sides[1]) if _is_of_heading(line, {})), default=-1) + 1,
    )
    head = [line for side, start in zip(sides, starts, strict=True) for line in side[:start]]
    return head, [line for line in lines if line not in head]


def _is_to(line: Line) -> bool:
    return fold(line.text).rstrip(": ") == "noi nhan"


def _is_of_heading(line: Line, found: dict[str, object]) -> bool:
    """Whether a line says kind, number or day of a copy, which is put into what is found."""
    if kind := kind_of_copy(line.text):
        found["loai"] = kind
    elif symbol := signs.parse_number(line.text):
        found["symbol"] = symbol.symbol
        if symbol.number.isdecimal():
            found["so"] = int(symbol.number)
    elif dated := signs.parse_date(line.text):
        if dated.day and dated.month and dated.year:
            found["ngay"] = f"{dated.year}-{dated.month:0>2}-{dated.day:0>2}"
        found["dia_danh"] = dated.place
    else:
        return False
    return True


def _side(line: Line) -> int:
    return line.paragraph.cell.column if line.paragraph.cell else 0


def _begins_list(line: Line) -> bool:
    return line.text.startswith(("-", "–"))


def _signed(texts: Sequence[str], named: Callable[[str], str]) -> tuple[Field, ...]:
    *written, name = texts or ("",)
    titles = [named(text) for text in written]
    power = [text for text in titles if _POWER.match(text)]
    rest = [text for text in titles if text not in power]
    made = [Field("quyen_han", power[0] if len(power) == 1 else power)] if power else []
    made += [Field("chuc_vu", rest[0])] if rest else []
    made += [Field("chuc_vu_khac", rest[1])] if len(rest) > 1 else []
    return (*made, Field("ho_ten", name)) if name else tuple(made)


def is_margin_line(text: str) -> bool:
    """Whether a line is that of an electronic copy, in the margin of its first page."""
    return bool(margin_fields([text]))


def margin_fields(texts: Iterable[str]) -> tuple[Field, ...]:
    """The copy that such a line tells of; nothing where none is one."""
    for text in texts:
        match = _MARGIN_LINE.fullmatch(text.strip())
        kind = kind_of_copy(match["kind"]) if match else ""
        if match and kind:
            day, month, year = match["day"].split("/")
            moment = f"{year}-{month}-{day}T{match['time']}{_ZONE}"
            try:
                datetime.fromisoformat(moment)
            except ValueError:
                continue
            signed = Field("thoi_gian_ky", moment)
            return (Field("loai", kind), Field("co_quan", (Field("ten", match["who"].strip()),)), signed)
    return ()
