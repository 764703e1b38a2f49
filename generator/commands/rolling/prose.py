"""The body of a report in prose a period on, the sheet of its figures, the list of what is to be answered."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.commands.doubts import Among
from generator.commands.figures import Keys, rows_of
from generator.commands.rolling.periods import Step
from generator.commands.rolling.reworded import Keyed, paired
from generator.commands.rolling.texts import Carried, carried, no_name, not_in_braces
from generator.commands.rolling.tree import Text, texts_in, texts_of
from generator.linting.passages import Passage
from generator.linting.reports import Report, Told
from generator.planning.figures import Figures
from generator.reading.figures.days import main_cut_off
from generator.reading.figures.model import Figure, Paragraph, Sort, Where
from generator.reading.figures.read import in_plan, masked, read_paragraph
from generator.reading.figures.sheet import value_in
from generator.values.emphasis import marked, typed
from generator.values.figures import NEVER_FALLS, PLACE, FigureSheet, FigureState, Kind, SheetFigure, signed
from generator.values.findings import Place
from generator.values.marked import part
from generator.values.model import Block
from generator.values.paths import Path_
from generator.values.patterns import late
from generator.values.text import fold, lower_first, one_line

# A smaller number than this is by chance that of another figure.
_TELLING = 20
# The words of a running total that do not say since when.
_BARE = "luy ke"
# Places, bodies, people: how many there are of them stands for years. What is done each month has another whole.
_STANDING = late(
    r"(?:xã|phường|thị trấn|đặc khu|thôn|bản|ấp|buôn|tổ dân phố|khu|huyện|quận|tỉnh|thành phố|sở|ban|ngành|phòng|"
    r"cơ quan|đơn vị|trường|trạm|bệnh viện|(?:người )?dân|công dân|nhân khẩu|dân số)\b",
    re.IGNORECASE,
)
# A longer beginning before a colon is no unit's name.
_LONGEST_UNIT = 60


class Promise(Struct, frozen=True):
    """What last month's plan named: to be answered this month, with a sentence offered."""

    headings: tuple[str, ...]
    text: str
    deadline: str
    now: str
    offered: str


@dataclass
class Rolled:
    """The new texts by path, what became of each, the rows of the new sheet, what is to be answered."""

    texts: dict[Path_, str] = field(default_factory=dict)
    lines: list[tuple[Text, Carried]] = field(default_factory=list)
    rows: tuple[SheetFigure, ...] = ()
    promises: tuple[Promise, ...] = ()
    fresh: tuple[str, ...] = ()
    lost: tuple[SheetFigure, ...] = ()
    differing: tuple[tuple[SheetFigure, str], ...] = ()
    unsure: tuple[SheetFigure, ...] = ()
    """Figures that were found in a reworded sentence by their neighbours or their name."""
    anew: tuple[SheetFigure, ...] = ()
    """Totals of a year that turned: they are counted from nothing."""
    or_anew: tuple[SheetFigure, ...] = ()
    """Those of which no words say whether they are: a bare "lũy kế"."""
    left: tuple[Among, ...] = ()
    likely: tuple[Among, ...] = ()
    """Numbers that are asked of nobody and stay as they were (`Read.left`, `Read.likely`)."""


class _Line(Struct, frozen=True):
    """A text of the body as it was printed, with what it was printed from."""

    text: Text
    told: Told
    held: Mapping[tuple[int, int], str]

    @property
    def names(self) -> Mapping[int, str]:
        """The keys of the figures that stood in braces, by where they begin."""
        return {start: said[1:-1].partition(":")[0].strip() for (start, _), said in self.held.items()}


class Draft(Struct, frozen=True):
    """What a report was made from: its body, the figures that it is printed with, the sheet of those, who sends it."""

    body: tuple[Block, ...]
    known: Figures | None
    sheet: FigureSheet | None
    sender: str


def rolled(items: Any, step: Step, draft: Draft, *, issued: bool) -> Rolled:
    """The body `items` (as YAML has it) a period on.

    Where it is the `issued` text its numbers find their keys by the places that they have in the draft, or in another
    sentence by their value, if only one figure has it.
    """
    sheet = draft.sheet
    lines = list(_lines(texts_of(items), None if issued else draft.known))
    step.main = step.main or main_cut_off((line.told.read for line in lines), step.old)
    rows = {row.key: row for row in sheet.rows} if sheet else {}
    named, unsure = _named(lines, _drafted(draft), rows)
    result = Rolled(unsure=tuple(rows[key] for key in rows if key in unsure))
    for line, keys in zip(lines, named, strict=True):
        made = carried(line.told.read, step, keys, line.held, title=line.text.title)
        result.lines.append((replace(line.text, text=typed(line.told.read.paragraph.text)[0]), made))
        if made.text != marked(line.text.text) or line.held:
            result.texts[line.text.path] = made.text
    _figures(result, lines, named, draft)
    if step.new.year != step.old.year:
        _year_anew(result, lines, named)
    result.promises = tuple(_promises(lines))
    result.left = tuple((line.told.text, not_in_braces(line.told.read.left, line.held)) for line in lines)
    result.likely = tuple((line.told.text, not_in_braces(_stays(line), line.held)) for line in lines)
    return result


def _stays(line: _Line) -> Sequence[Figure]:
    """The numbers of a text that may be figures and stay: in a title those that may be a name."""
    read = line.told.read
    return (*read.likely, *(one for one in read.figures if line.text.title and not no_name(one)))


def _lines(texts: Iterator[Text], known: Figures | None) -> Iterator[_Line]:
    for one in texts:
        text, held = known.placed(marked(one.text), braces=True) if known else braced(marked(one.text))
        # A sign typed before a key is the number's own from now on.
        held = {
            (signed(text, start) if PLACE.fullmatch(said) else start, end): said for (start, end), said in held.items()
        }
        read = read_paragraph(Paragraph(text, tuple(str(marked(heading)) for heading in one.headings)))
        yield _Line(one, Told(Passage(text, "noi_dung", Place()), read, masked(text)), held)


def braced(text: str) -> tuple[str, dict[tuple[int, int], str]]:
    """A text that names no figures: its braces are braces, and are written twice from now on."""
    return text, {(at, at + 1): char * 2 for at, char in enumerate(text) if char in "{}"}


# A place of a draft, or a value that only one of its figures has.
_Spot = Where | str


def _drafted(draft: Draft) -> list[_Line]:
    return list(_lines(texts_in(draft.body), draft.known)) if draft.sheet is not None else []


def _places(drafted: Sequence[_Line]) -> Mapping[_Spot, str]:
    """The key of each place of the draft that an issued text was made from; places that stand twice have none."""
    found: dict[_Spot, str] = {}
    twice: set[_Spot] = set()
    for line in drafted:
        for figure in line.told.read.figures:
            if key := line.names.get(figure.start):
                for spot in (figure.where, replace(figure.where, headings=()), figure.text):
                    twice |= {spot} if found.get(spot, key) != key else set()
                    found[spot] = key
    return {spot: key for spot, key in found.items() if spot not in twice}


def _named(
    lines: Sequence[_Line], drafted: Sequence[_Line], old: Collection[str]
) -> tuple[list[dict[int, str]], Collection[str]]:
    """The key of every figure: that in its braces, that of its place or value, that of the draft's sentence which was
    reworded, or a new one; and the keys that were found so and are not sure. `old` are those of the draft."""
    named = list(_placed(lines, _places(drafted)))
    read = [Keyed(line.told, keys) for line, keys in zip(lines, named, strict=True) if not line.text.title]
    again = paired(read, (Keyed(line.told, line.names) for line in drafted))
    keys = Keys({key for found in named for key in found.values()} | set(old))
    at = 0
    for line, found in zip(lines, named, strict=True):
        if line.text.title:
            continue
        for figure in line.told.read.figures:
            if figure.start not in found:
                found[figure.start] = again.keys.get((at, figure.start)) or keys.new(figure)
        at += 1
    return named, again.unsure


def _placed(lines: Sequence[_Line], places: Mapping[_Spot, str]) -> Iterator[dict[int, str]]:
    """The keys of figures in braces, and of those that stand where the draft had them or whose value is one's alone."""
    placed = {
        key for line in lines for figure in line.told.read.figures
        if (key := places.get(figure.where) or places.get(replace(figure.where, headings=())))
    }  # fmt: skip
    taken: set[str] = set()
    for line in lines:
        found: dict[int, str] = {}
        for figure in () if line.text.title else line.told.read.figures:
            anywhere = replace(figure.where, headings=())
            key = line.names.get(figure.start) or places.get(figure.where) or places.get(anywhere)
            if key is None and figure.value >= _TELLING and places.get(figure.text) not in placed:
                key = places.get(figure.text)
            if key is not None and (key not in taken or figure.start in line.names):
                taken.add(key)
                found[figure.start] = key
        yield found


def _figures(result: Rolled, lines: Sequence[_Line], named: Sequence[Mapping[int, str]], draft: Draft) -> None:
    """The rows of the new sheet: what was printed is last period's, what is to be entered is open."""
    old = {row.key: row for row in draft.sheet.rows} if draft.sheet else {}
    before = {key: row.last_value for key, row in old.items()}
    owner = {id(line.told): keys for line, keys in zip(lines, named, strict=True)}

    def ago(told: Told, figure: Figure) -> Decimal | None:
        return before.get(owner[id(told)].get(figure.start, ""))

    told = tuple(line.told if not line.text.title else _untold(line.told) for line in lines)
    for one, line in zip(told, lines, strict=True):
        owner[id(one)] = owner[id(line.told)]
    rows: dict[str, SheetFigure] = {}
    for row in rows_of(Report(None, told, sender=draft.sender), named, ago):
        rows.setdefault(row.key, _next(row, old.get(row.key)))
    result.differing = tuple(_differing(rows, old))
    result.fresh = tuple(key for key in rows if key not in old)
    kept = list(_needed(rows, old, " ".join(said for line in lines for said in line.held.values())))
    result.rows = tuple(_in_place(list(rows.values()), [_as_printed(row, draft.known) for row in kept], list(old)))
    result.lost = tuple(row for row in old.values() if row.key not in rows and row not in kept)


def _needed(rows: Mapping[str, SheetFigure], old: Mapping[str, SheetFigure], said: str) -> Iterator[SheetFigure]:
    """What has no number in the text stays where the text, or a formula of what is in it, names it."""
    formulas = [said, *(row.formula for row in rows.values())]
    names: set[str] = set()
    for formula in formulas:
        found = {key for key in old if key not in rows and key not in names and re.search(rf"\{{{key}[.:}}]", formula)}
        formulas += [old[key].formula for key in found]
        names |= found
    yield from (row for key, row in old.items() if key in names)


def _as_printed(row: SheetFigure, known: Figures | None) -> SheetFigure:
    """A row with what its formula gave in the old period; nothing where that is not known."""
    if not row.computed or known is None:
        return replace(row, now=row.now or row.last)
    shown = known.shown(row.key) or ""
    value = value_in(shown)
    return replace(row, now=shown if value is not None else "", value=value)


def _year_anew(result: Rolled, lines: Sequence[_Line], named: Sequence[Mapping[int, str]]) -> None:
    """What is counted "từ đầu năm" was nothing when the year began; a bare "lũy kế" may have been."""
    totals = [(keys[figure.start], figure) for line, keys in zip(lines, named, strict=True)
              for figure in line.told.read.figures
              if figure.start in keys and figure.kind is Kind.CUMULATIVE]  # fmt: skip
    counted = {key for key, figure in totals if figure.per_year}
    bare = {key for key, figure in totals if fold(figure.words) == _BARE} - counted
    result.anew = tuple(row for row in result.rows if row.key in counted)
    result.or_anew = tuple(row for row in result.rows if row.key in bare)
    result.rows = tuple(
        replace(row, last="0", last_value=Decimal(0)) if row.key in counted else row for row in result.rows
    )


def _in_place(rows: list[SheetFigure], kept: Sequence[SheetFigure], order: Sequence[str]) -> list[SheetFigure]:
    """The rows with those that have no number in the text, each after the one that it stood after."""
    for row in kept:
        at = order.index(row.key)
        before = order[at - 1] if at else ""
        after = next((place for place, one in enumerate(rows, start=1) if one.key == before), 0)
        rows.insert(after, _next(row, row))
    return rows


def _untold(told: Told) -> Told:
    return replace(told, read=replace(told.read, figures=()))


def _differing(rows: Mapping[str, SheetFigure], old: Mapping[str, SheetFigure]) -> Iterator[tuple[SheetFigure, str]]:
    """Figures that were issued with another number than the sheet had: the issued one counts."""
    for key, row in rows.items():
        known = old.get(key)
        if known is not None and not known.computed and known.value is not None and row.last_value != known.value:
            yield known, row.last


def _next(row: SheetFigure, known: SheetFigure | None) -> SheetFigure:
    """A figure's row for the next period. What was confirmed once (kind, formula, unit that reports) stays."""
    last, earlier = row.now, known.last if known is not None else row.last
    if known is not None:
        formula = row.formula if known.never_falls and row.formula else known.formula
        row = replace(known, sentence=row.sentence or known.sentence, rank=row.rank, formula=formula, value=row.value)
    elif not row.formula and row.kind is Kind.CUMULATIVE and row.sure:
        row = replace(row, formula=NEVER_FALLS)
    stands = bool(_STANDING.match(row.unit)) or (known is not None and bool(last) and known.last == last)
    carried_on = row.kind is Kind.WHOLE and not row.computed and stands
    state = FigureState.COMPUTED if row.computed else FigureState.ENTERED if carried_on else FigureState.MISSING
    value = row.value if row.value is not None else row.last_value
    return replace(row, last=last, last_value=value, now=last if carried_on else "",
                   value=value if carried_on else None, state=state, confirmed_by="", earlier=earlier)  # fmt: skip


def _promises(lines: Sequence[_Line]) -> Iterator[Promise]:
    """The plan of the old report, item by item."""
    for line in lines:
        read = line.told.read
        if line.text.title or not in_plan(read.paragraph):
            continue
        text = one_line(str(read.paragraph.text))
        spans = read.of(Sort.DEADLINE)
        numbers = ", ".join(dict.fromkeys(figure.text for figure in read.figures))
        yield Promise(
            line.text.headings,
            text,
            "; ".join(span.text for span in spans),
            numbers,
            _answer(str(read.paragraph.text), spans[0].start if spans else 0),
        )


def _answer(text: str, deadline: int) -> str:
    """ "Hoàn thành A trước ngày …" as the sentence of a result: "Đã hoàn thành A"."""
    said = str(part(text, 0, deadline)) if deadline else text
    for words in ("trước ngày", "trước", "xong trong ngày", "trong"):
        said = said.rstrip().removesuffix(words)
    said = said.rstrip(" ,;").removesuffix("xong")
    said = one_line(said.lstrip("-+ ").rstrip(" .;,"))
    unit, colon, rest = said.partition(":")
    if colon and rest.strip() and len(unit) <= _LONGEST_UNIT and not any(map(str.isdigit, unit)):
        # "Sở Y tế: hoàn thành …" names who does it.
        return f"{unit}: đã {lower_first(rest.strip())}."
    return f"Đã {lower_first(said)}." if said else ""
