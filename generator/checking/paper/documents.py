"""The documents in one file: a Quyết định, the Kế hoạch issued with it, its annexes. Each is a part with its facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.checking.paper import signs
from generator.checking.paper.closing import Closing, read_closing
from generator.checking.paper.heading import head_lines, read_heading
from generator.checking.paper.model import Heading, Line, Paragraph, Part, text_of
from generator.checking.paper.titles import read_title
from generator.facts.kinds import ANNEX_KIND, traits
from generator.values.patterns import late
from generator.values.text import fold

_SHORT = 90
_NOTE_WITHIN = 12  # lines under a title in which "(Kèm theo …)" makes it the title of an attached document
_CAPTION_WITHIN = 8  # paragraphs from the caption of a specimen form to the form
_CAPITALS = late(r"[A-Z]{2}")
# Who need not write as the decree says: of a company without Quốc hiệu nothing is certain (folded).
_OF_A_COMPANY = late(r"(tong )?(cong ty|cty|tap doan|ngan hang|doanh nghiep|hop tac xa|htx)\b")
_BACK = 6  # paragraphs above Quốc hiệu that may hold the agency when nothing is in a table


class _Start(Struct, frozen=True):
    at: int  # position in the sequence, from 0
    role: Literal["dau", "kem-theo", "phu-luc"]
    line: Line


def read_parts(paragraphs: Sequence[Paragraph]) -> tuple[Part, ...]:
    """Every document of the file in order; empty where no heading, no annex title was found."""
    paragraphs = _without_copying(paragraphs)
    starts = _with_bare(paragraphs, _without_forms(paragraphs, _starts(paragraphs)))
    captions = [_caption(paragraphs, start.at) for start in starts]
    # A caption between two documents is the collection's own, and belongs to neither.
    ends = [*(start.at if at is None else at for start, at in zip(starts, captions, strict=True)), len(paragraphs)][1:]
    return tuple(
        replace(_part(paragraphs[start.at : end], start), specimen=at is not None)
        for start, end, at in zip(starts, ends, captions, strict=True)
    )


def _without_copying(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """A paper down to what makes it a copy ("SAO Y", who copied it, number, signature), which is no part of it."""
    for at, paragraph in enumerate(paragraphs):
        # Of thousands of cells those that may be in capitals.
        may = len(paragraph.text) < _SHORT and _CAPITALS.search(paragraph.text)
        if may and any(signs.is_copying(line.text) for line in paragraph.tab_stretches):
            near = paragraphs[max(at - _BACK, 0) : at + _BACK]
            if any(signs.is_copy_number(line.text) for item in near for line in item.tab_stretches):
                first = _first_of_tables(paragraphs)[paragraph.cell.outermost] if paragraph.cell else at
                return paragraphs[:first] if first > _BACK else paragraphs
    return paragraphs


def _without_forms(paragraphs: Sequence[Paragraph], starts: list[_Start]) -> list[_Start]:
    """Without the Quốc hiệu of a form for citizens inside of another document: no agency, no number stands by it."""
    ends = [*(start.at for start in starts), len(paragraphs)][1:]
    kept: list[_Start] = []
    for start, end in zip(starts, ends, strict=True):
        heading = read_heading(paragraphs[start.at : end]) if start.role == "dau" and kept else None
        captioned = heading is not None and _caption(paragraphs, start.at) is not None
        if heading is None or captioned or heading.agency or heading.number is not None or heading.attached_note:
            kept.append(start)
    return kept


def _with_bare(paragraphs: Sequence[Paragraph], starts: list[_Start]) -> list[_Start]:
    """With the document at the head of the file that has all of a heading but Quốc hiệu."""
    if starts and starts[0].at == 0:
        return starts
    if any(fold(line.text) == signs.PARTY for line in first_lines(paragraphs, 12)):
        return starts
    head = read_heading(paragraphs[: starts[0].at] if starts else paragraphs, bare=True)
    titled = bool(head.kind or head.about) and (head.dated is not None or head.creed is not None)
    own_form = _OF_A_COMPANY.match(fold(text_of((*head.parents, *head.agency))))
    if head.number is None or not head.agency or not titled or own_form:
        return starts
    return [_Start(0, "dau", head.number), *starts]


def _caption(paragraphs: Sequence[Paragraph], start: int) -> int | None:
    """Where the caption that a document stands under begins ("Mẫu 1.4 - Văn bản có tên loại"), None without one."""
    above = range(max(0, start - _CAPTION_WITHIN), start)
    return next((at for at in above if paragraphs[at].cell is None and signs.CAPTION.match(paragraphs[at].seen)), None)


def _starts(paragraphs: Sequence[Paragraph]) -> list[_Start]:
    firsts = _first_of_tables(paragraphs)
    starts: list[_Start] = []
    quiet_until = -1
    for at, paragraph in enumerate(paragraphs):
        if len(paragraph.text) > 3 * _SHORT or (paragraph.cell and not _holds_motto(paragraph)):
            continue
        line = next((line for line in paragraph.tab_stretches if line.text), None)
        if line is None:
            continue
        low = starts[-1].at if starts else -1
        motto = next((item for item in paragraph.tab_stretches if signs.is_motto(item.text)), None)
        if motto is not None:
            begin = _begin(paragraphs, at, firsts, low + 1)
            if begin > low:
                starts.append(_Start(begin, "dau", motto))
            quiet_until = at + 12
        elif paragraph.cell is None and paragraph.box == 0 and _stands_out(line):
            if signs.parse_annex(line.text) is not None:
                starts.append(_Start(at, "phu-luc", line))
                quiet_until = at + 6
            elif at > quiet_until and _attached_title(paragraphs, at, line):
                starts.append(_Start(at, "kem-theo", line))
                quiet_until = at + 6
    return starts


def _holds_motto(paragraph: Paragraph) -> bool:
    # Of thousands of cells those that may hold it; "NAM" has no marks in any encoding.
    named = "NAM" in paragraph.text.upper() and "C" in paragraph.text.upper()
    return named and any(signs.is_motto(line.text) for line in paragraph.tab_stretches)


def _first_of_tables(paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    firsts: dict[int, int] = {}
    for at, paragraph in enumerate(paragraphs):
        if paragraph.cell is not None:
            firsts.setdefault(paragraph.cell.outermost, at)
    return firsts


def _begin(paragraphs: Sequence[Paragraph], at: int, firsts: dict[int, int], low: int) -> int:
    cell = paragraphs[at].cell
    begin = firsts[cell.outermost] if cell is not None else at
    if low == 0 and begin <= 2 * _BACK:
        return 0
    while begin > low and at - begin < _BACK and cell is None:
        above = paragraphs[begin - 1]
        if above.cell is not None or not (above.box or signs.is_upper(above.seen)):
            break
        begin -= 1
    return begin


def _stands_out(line: Line) -> bool:
    return len(line.text) < _SHORT and (line.paragraph.format.alignment == "center" or line.share("bold") > 0.9)


def _attached_title(paragraphs: Sequence[Paragraph], at: int, line: Line) -> bool:
    if signs.kind_of(line.text) is None or line.paragraph.format.alignment != "center":
        return False
    lines = list(_filled(paragraphs[at + 1 : at + 1 + _NOTE_WITHIN]))[: _NOTE_WITHIN // 2]
    return any(signs.ATTACHED_NOTE.match(item.text) for item in lines)


def _filled(paragraphs: Sequence[Paragraph]) -> Iterator[Line]:
    for paragraph in paragraphs:
        yield from (line for line in paragraph.lines if line.text)


def _part(paragraphs: Sequence[Paragraph], start: _Start) -> Part:
    if start.role == "dau":
        heading = read_heading(paragraphs, bare=not signs.is_motto(start.line.text))
        attached = heading.number is None and bool(heading.attached_note)
        role: Literal["chinh", "kem-theo", "phu-luc"] = "kem-theo" if attached else "chinh"
        number = ""
    else:
        role = start.role
        heading = _titled(paragraphs, start)
        number = (signs.parse_annex(start.line.text) or ("", ""))[0] if role == "phu-luc" else ""
    closing = read_closing(paragraphs, heading.end)
    return _with_body(paragraphs, heading, closing, role, number)


def _titled(paragraphs: Sequence[Paragraph], start: _Start) -> Heading:
    """Heading of an attached document without Quốc hiệu, or of an annex: title, subject, "(Kèm theo …)"."""
    title = read_title(paragraphs, start.line, with_authority=False)
    kind = signs.kind_of(start.line.text)
    return Heading(
        kind_line=start.line,
        kind=kind[0] if kind and start.role == "kem-theo" else "",
        subject=title.subject,
        subject_rule=title.rule,
        attached_note=title.note,
        end=title.end,
    )


def _with_body(
    paragraphs: Sequence[Paragraph],
    heading: Heading,
    closing: Closing,
    role: Literal["chinh", "kem-theo", "phu-luc"],
    number: str,
) -> Part:
    last = paragraphs[-1].index
    until = closing.first or last + 1
    inside = [item for item in paragraphs if heading.end < item.index < until]
    addressees = _addressees(inside, wired=bool(signs.WIRED.match(traits(heading.kind).calling)))
    text = [item for item in inside if item.cell is None and item.box == 0]
    resolution = next(
        (item.whole for item in text[:60] if len(item.seen) < 30 and signs.is_resolution(item.seen)), None
    )
    addressed = {line.paragraph.index for line in addressees}
    bases = _bases([item for item in text if item.index not in addressed], resolution)
    used = addressed | {line.paragraph.index for line in (*bases, *([resolution] if resolution else []))}
    ending = next((item for item in reversed(inside) if item.seen), None)
    return Part(
        role=role,
        first=paragraphs[0].index,
        last=last,
        heading=heading,
        number=number,
        addressees=addressees,
        bases=bases,
        resolution=resolution,
        body=tuple(item for item in text if item.index not in used),
        recipients_word=closing.word,
        recipients=closing.recipients,
        signers=closing.signers,
        name=_name(heading, role, number),
        signed_from=until,
        signed_at=closing.last,
        ends_with_table=ending is not None and ending.cell is not None,
    )


def _name(heading: Heading, role: str, number: str) -> str:
    if role == "phu-luc":
        return f"{ANNEX_KIND.name} {number}".strip()
    name = traits(heading.kind).name or ("Công văn" if heading.about else "Văn bản")
    return f"{name} kèm theo" if role == "kem-theo" else name


def _addressees(inside: Sequence[Paragraph], *, wired: bool) -> tuple[Line, ...]:
    """ "Kính gửi" ("… điện:" where wired) and the lines that name who is addressed: dashed, or in the same table."""
    found: list[Line] = []
    table = 0
    for item in inside[:40]:
        for line in item.tab_stretches:
            if not line.text:
                continue
            if not found:
                if signs.ADDRESSEES.match(line.text) or (wired and signs.WIRED.match(line.text)):
                    found.append(line)
                    table = item.cell.outermost if item.cell else 0
                elif item.index - inside[0].index > 12:
                    return ()
            elif _goes_on(line, found[0], table):
                found.append(line)
            else:
                return tuple(found)
    return tuple(found)


def _goes_on(line: Line, first: Line, table: int) -> bool:
    cell = line.paragraph.cell
    if line.text.startswith(("-", "–")) or (cell is not None and cell.outermost == table):
        return True
    return line.stretch > 0 and line.paragraph.index == first.paragraph.index


def _bases(text: Sequence[Paragraph], resolution: Line | None) -> tuple[Line, ...]:
    """The căn cứ: everything above "QUYẾT ĐỊNH:"; elsewhere a run of italic lines that begin like one."""
    if resolution is not None:
        above = [item for item in text if item.index < resolution.paragraph.index and item.seen]
        lines = [item.whole for item in above if item.format.alignment != "center"]
        # What an office sets between the title and its bases ("(Dự thảo lần 2)", "Mã hồ sơ: …") is none of them.
        first = next((at for at, line in enumerate(lines) if signs.like_a_basis(line.text)), 0)
        return tuple(lines[first:])
    found: list[Line] = []
    for item in text:
        if not item.seen:
            continue
        if not signs.BASIS.match(item.seen) or item.whole.share("italic") < 0.9:
            break
        found.append(item.whole)
    return tuple(found)


def first_lines(paragraphs: Sequence[Paragraph], count: int) -> Iterator[Line]:
    """The first filled lines of a file."""
    for number, line in enumerate(head_lines(paragraphs)):
        if number >= count:
            return
        yield line
