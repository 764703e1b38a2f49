"""The proof of an import: the words of the file beside those of the document that its dossier builds.

Lines are compared in their order, tables one by one, cell by cell. Lines that a form puts elsewhere (a heading whose
sides change their order) are found by their words; a word that the new document does not have is said with its place.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from generator.checking.paper.model import Line
from generator.commands.importing.fields import begins_confirmation
from generator.commands.importing.source import Beside, Source
from generator.ooxml import package
from generator.ooxml.aside import ABOVE, BOX, DRAWN_LETTERS, FALLBACK, SIGN, own_text
from generator.ooxml.names import w
from generator.reading.draft import is_left_out
from generator.reading.word import WordBlock
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.patterns import late
from generator.values.text import old_tones, quote

_SHOWN = 12
_NOTES = 3  # digits: so many notes has no document
_PIECE = late(r"[^\W_]+")
_OBJECT = "\ufffc"  # what stands for a sign of a font, which is said by itself
MARGIN = late(r"word/(?:header|footer)[\w-]*\.xml")
# What says that a reader did not take text that a file shows.
_UNREAD = ("V354", "V369", "V432", "V515")
# A warning where letters may be others, a word may be two, or it is not sure which row, which cell a text is of.
_UNSURE = ("V147", "V380", "V430", "V431", "V434", "V490", "V518", "V522", "V525")
_OF_THE_PAGE = "V356"  # a warning where it is of the document, a note where it only stands around it
# Punctuation that the form sets: the dash, the full stop or semicolon of a list, the brackets of a note.
_EDGES = " \t.,;:/-–—()…“”\"'"


class Text(Struct, frozen=True):
    """A line, or a cell of a table, with where it stands; `framed` in a heading or at the end of a document, where the
    form orders its lines; `unmarked` what it is without its raised signs, which may be marks of notes.
    """

    text: str
    place: Place
    framed: bool = False
    unmarked: str = ""

    @property
    def plain(self) -> Text:
        """It without its raised signs."""
        return replace(self, text=self.unmarked, unmarked="") if self.unmarked else self

    @property
    def words(self) -> tuple[str, ...]:
        """Its words as they are compared: composed, tones where the Government puts them, without the marks that a form
        sets around them, any case; a rule drawn with underscores is no word.
        """
        text = old_tones(unicodedata.normalize("NFC", self.text.replace(_OBJECT, "")))
        found = (word.strip(_EDGES).casefold() for word in text.split())
        return tuple(word for word in found if word.strip("_"))


class Shown(Struct, frozen=True):
    """What a file shows: its lines in reading order, and each of its tables by row and column of a cell."""

    lines: tuple[Text, ...]
    tables: tuple[dict[tuple[int, int], Text], ...]
    margins: tuple[str, ...] = ()  # the words of its headers and footers
    beside: tuple[Text, ...] = ()  # notes, boxes in tables, drawn letters

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(text.words) for text in self.texts())

    def texts(self) -> Iterator[Text]:
        """All that it shows."""
        yield from (*self.lines, *self.beside)
        for table in self.tables:
            yield from table.values()


class Proof(Struct, frozen=True):
    """How many words the file has, those that were lost with their place, lines of its text that stand elsewhere now,
    words that the dossier adds, and the tables (by number from 1) that are not the same.
    """

    words: int
    lost: tuple[tuple[Text, tuple[str, ...]], ...]
    moved: tuple[Text, ...]
    added: tuple[str, ...]
    tables: tuple[int, ...]
    marks: tuple[Text, ...] = ()  # lines that a field has without their marks of notes

    @property
    def got(self) -> int:
        """The words that the dossier has."""
        return self.words - sum(len(words) for _, words in self.lost)


def shown(source: Source) -> Shown:
    """The words of a file. Tables of headings and signatures are lines."""
    lines: list[Text] = []
    tables: list[dict[tuple[int, int], Text]] = []
    name = source.facts.file
    tabled = {id(block) for block in _tables(source)}
    framed = {id(b) for b in (*(b for r in source.regions for b in (*r.head, *r.closing)), *source.copied)}
    own = (b for r in source.regions for b in (*r.head, *r.body, *r.closing, *r.after))
    blocks = (*source.before, *own, *source.copied)
    typed = {id(block): group for group in _typed_tables(source) for block in group}
    for block in blocks:
        if id(block) in typed:
            if block is typed[id(block)][0]:
                tables.append(_typed_cells(typed[id(block)], source, len(tables) + 1))
        elif id(block) in tabled:
            tables.append(_cells(block, name, len(tables) + 1))
        else:
            for line in source.lines(block):
                where = Place(name, part=f"đoạn {line.paragraph.index}")
                text = _with_raised(line)
                lines.append(Text(text, where, id(block) in framed, line.text if text != line.text else ""))
    celled = {number for block in blocks if id(block) in tabled for number in range(block.first, block.last + 1)}
    # The lines have the boxes that stand in no table.
    boxes = (one for one in source.beside if one.kind != BOX or one.paragraph in celled)
    beside = tuple(Text(one.text, _place(one, name)) for one in boxes)
    if any(_is_box(one) for one in beside):
        cells = {cell.words for table in tables for cell in table.values()}
        beside = tuple(one for one in beside if not _is_in(one, cells))
    return Shown(tuple(lines), tuple(tables), beside=beside)


def _is_box(one: Text) -> bool:
    return one.place.part.endswith(BOX)


def _is_in(one: Text, cells: Iterable[tuple[str, ...]]) -> bool:
    """Whether a cell has the words of a box as they stand; those are compared with the cell."""
    words = one.words
    return _is_box(one) and any(
        words == cell[at : at + len(words)] for cell in cells for at in range(len(cell) - len(words) + 1)
    )


def _place(one: Beside, name: str) -> Place:
    return Place(name, part=f"đoạn {one.paragraph}, {one.kind}" if one.paragraph else one.kind)


def _typed_tables(source: Source) -> Iterator[tuple[WordBlock, ...]]:
    """The tables that are typed with tabs."""
    for blocks in (source.before, *(part for region in source.regions for part in (region.body, region.after))):
        yield from (group for group in source.grouped(blocks) if len(group) > 1)


def _typed_cells(group: Sequence[WordBlock], source: Source, number: int) -> dict[tuple[int, int], Text]:
    name = source.facts.file
    return {
        (row, column): Text(line.text, Place(name, part=f"bảng {number}, hàng {row + 1}, cột {column + 1}"))
        for row, block in enumerate(group)
        for column, line in enumerate(source.lines(block))
    }


def _with_raised(line: Line) -> str:
    """A line with the signs in superscript, which are marks of notes or are not, but are words of the file."""
    paragraph = line.paragraph
    if not any(run.format.superscript for run in paragraph.runs):
        return line.text
    spans = ((max(run.start, line.start), min(run.end, line.end), run) for run in paragraph.runs)
    text = "".join(paragraph.text[start:end] for start, end, run in spans if start < end and not run.format.hidden)
    return f"{paragraph.label} {text}" if line.start == 0 and paragraph.label else text


def margin_texts(parts: Mapping[str, bytes]) -> Iterator[str]:
    """The paragraphs of the headers and footers of a Word file; a line of digits alone is the number of the page."""
    for name in sorted(parts):
        if MARGIN.fullmatch(name):
            root = package.parse_xml(parts[name], shown_as=name, part=name)
            for text in lines_of(root):
                if text.strip(_EDGES) and not text.strip(_EDGES).isdigit():
                    yield text


def lines_of(root: etree._Element) -> Iterator[str]:
    """The paragraphs of a header or footer, of its boxes, drawn letters ("MẬT" across the page)."""
    for one in root.iter(w("p"), *DRAWN_LETTERS):
        if next(one.iterancestors(FALLBACK), None) is None:
            yield own_text(one)


def in_margins(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The words of the headers and footers of a Word file."""
    return words_of(margin_texts(parts))


def words_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The words of texts as they are compared."""
    return tuple(word for text in texts for word in Text(text, Place("")).words)


def _tables(source: Source) -> Iterator[WordBlock]:
    for region in source.regions:
        used = region.part.addressees
        addressed = {line.paragraph.index for line in used}
        for block in (*region.body, *region.after):
            if block.table is not None and not addressed & set(range(block.first, block.last + 1)):
                first = next(source.lines(block), None)
                if not (first and block in region.after and begins_confirmation(first)):
                    yield block
    yield from (block for block in source.before if block.table is not None)


def _cells(block: WordBlock, name: str, number: int) -> dict[tuple[int, int], Text]:
    """The cells of a table that say something, by column and by the row among those that do: a blank one is no row."""
    rows = [
        (row, cells)
        for piece in block.pieces
        for row, cells in enumerate(piece.cells, start=1)
        if any(text.strip() for text in cells)
    ]
    return {
        (at, column): Text(str(text), Place(name, part=f"bảng {number}, hàng {row}, cột {column + 1}"))
        for at, (row, cells) in enumerate(rows)
        for column, text in enumerate(cells)
        if text.strip()
    }


def proof(source: Shown, made: Shown) -> Proof:
    """The words of a file that the document built of its dossier does not have, and the other way round."""
    lost: list[tuple[Text, tuple[str, ...]]] = []
    added: list[str] = []
    unlike = []
    text, own = list(source.lines), list(made.lines)
    for at, to in _paired(source.tables, made.tables):
        if at is None or to is None:
            # What is a table on one side only (a heading, a signature that was not known for one) is text.
            text += source.tables[at].values() if at is not None else ()
            own += made.tables[to].values() if to is not None else ()
            unlike += [at + 1] if at is not None else []
            continue
        gone, more = _unlike_cells(source.tables[at], made.tables[to])
        lost += gone
        added += more
        if gone or more:
            unlike.append(at + 1)
    lines = _Lines(margins=Counter(made.margins))
    known = {word for line in own for word in line.words}
    marked = [line for line in text if line.unmarked and not _has_raised(line, known)]
    lines.compare([line.plain if line in marked else line for line in text], own)
    there = Counter(word for one in made.beside for word in one.words) + lines.extra
    beside = [(one, tuple(missing)) for one in source.beside if (missing := _without(one.words, there))]
    return Proof(
        source.words,
        (*lines.lost, *lost, *beside),
        tuple(lines.moved),
        (*(+lines.extra).elements(), *added),
        tuple(unlike),
        tuple(marked),
    )


_Cells = dict[tuple[int, int], Text]


def _paired(tables: Sequence[_Cells], made: Sequence[_Cells]) -> Iterator[tuple[int | None, int | None]]:
    """The numbers of the tables that are one: in order where there are as many, else where most of their words are the
    same; None beside one that has no other.
    """
    if len(tables) == len(made):
        yield from ((at, at) for at in range(len(tables)))
        return
    own, other = [_counted(table) for table in tables], [_counted(table) for table in made]
    to = 0
    for at, words in enumerate(own):
        found = next((one for one in range(to, len(other)) if _is_like(words, other[one])), None)
        yield from ((None, one) for one in range(to, to if found is None else found))
        yield at, found
        to = to if found is None else found + 1
    yield from ((None, one) for one in range(to, len(other)))


def _counted(table: _Cells) -> Counter[str]:
    return Counter(word for cell in table.values() for word in cell.words)


def _is_like(words: Counter[str], other: Counter[str]) -> bool:
    return 2 * (words & other).total() > max(words.total(), other.total())


def _has_raised(line: Text, known: Collection[str]) -> bool:
    """Whether the other side has the raised signs of a line as part of its words ("m2"); a figure that stands alone or
    hangs on a word that is there without it is the mark of a note, which no field keeps.
    """
    raised = Counter(line.words) - Counter(line.plain.words)
    return all(word in known and not (word.isdigit() and len(word) < _NOTES) for word in raised)


def _unlike_cells(
    table: dict[tuple[int, int], Text], other: dict[tuple[int, int], Text]
) -> tuple[list[tuple[Text, tuple[str, ...]]], list[str]]:
    lost, added = [], []
    for at, cell in table.items():
        if at in other and cell.text == other[at].text:
            continue  # nearly all cells: their words need not be told
        words, made = cell.words, other[at].words if at in other else ()
        if words != made:
            gone = Counter(words) - Counter(made)
            lost.append((cell, tuple(gone.elements()) or words))
            added += list((Counter(made) - Counter(words)).elements())
    added += [word for at, cell in other.items() if at not in table for word in cell.words]
    return lost, added


@dataclass
class _Lines:
    """Lines in their order: those that are the same, then words between two of those, then words anywhere."""

    lost: list[tuple[Text, tuple[str, ...]]] = field(default_factory=list)
    moved: list[Text] = field(default_factory=list)
    extra: Counter[str] = field(default_factory=Counter)
    margins: Counter[str] = field(default_factory=Counter)

    def compare(self, lines: Sequence[Text], made: Sequence[Text]) -> None:
        """What the lines made lack of the others, what they have more."""
        own, other = [line.words for line in lines], [line.words for line in made]
        first = next(
            (at for at, (a, b) in enumerate(zip(own, other, strict=False)) if a != b), min(len(own), len(other))
        )
        matcher = SequenceMatcher(None, own[first:], other[first:], autojunk=False)
        left: list[tuple[Text, list[str]]] = []
        for tag, start, end, begin, until in matcher.get_opcodes():
            if tag != "equal":
                here = Counter(word for words in other[first + begin : first + until] for word in words)
                left += [(line, _without(line.words, here)) for line in lines[first + start : first + end]]
                self.extra += here
        for line, words in left:
            # A stamp that the text had stands in the margin of a page now.
            gone = _without(_without(words, self.extra), self.margins)
            if gone and line.framed:
                gone = self._without_pieces(gone)
            if gone:
                self.lost.append((line, tuple(gone)))
            elif words and not line.framed:
                self.moved.append(line)

    def _without_pieces(self, words: Iterable[str]) -> list[str]:
        """The words of a heading or an end of which the form does not have the letters and figures either: it parts
        "KT.GIÁM ĐỐC" and "15/8/2025", joins "90 /BC", writes days and numbers with two digits.
        """
        there = Counter(piece for word in self.extra.elements() for piece in _pieces(word))
        gone, used = [], Counter[str]()
        for word in words:
            pieces = Counter(_pieces(word))
            if pieces <= there:
                there -= pieces
                used += pieces
            else:
                gone.append(word)
        for word in [*self.extra.elements()] if used else ():
            if (pieces := Counter(_pieces(word))) <= used:
                used -= pieces
                self.extra[word] -= 1
        return gone


def _pieces(word: str) -> list[str]:
    return [piece.lstrip("0") or piece for piece in _PIECE.findall(word)]


def _without(words: Iterable[str], known: Counter[str]) -> list[str]:
    """The words that are not among those known, which are used up."""
    gone = []
    for word in words:
        if known[word] > 0:
            known[word] -= 1
        else:
            gone.append(word)
    return gone


def said(found: Proof) -> Iterator[Finding]:
    """What an import says of itself: that it has all words, or which it does not have; what the form adds."""
    for text, words in found.lost[:_SHOWN]:
        message = msg("Hồ sơ dựng lại không có chữ {chu}.", chu=quote(" ".join(words)))
        hint = msg("Xem lại chỗ này trong van-ban.yaml hoặc bảng của hồ sơ.")
        yield Finding("V241", Severity.WARNING, text.place, message, hint, text.text)
    if len(found.lost) > _SHOWN:
        rest = found.lost[_SHOWN:]
        message = msg("Còn {so} chỗ khác không có đủ chữ trong hồ sơ dựng lại.", so=len(rest))
        places = "\n".join(f"{text.place}: {' '.join(words)}" for text, words in rest)
        yield Finding("V241", Severity.WARNING, rest[0][0].place, message, None, places)


def marks(found: Proof) -> Iterator[Finding]:
    """The lines of which a field does not keep the marks of notes."""
    if found.marks:
        first = found.marks[0]
        message = msg(
            "{so} dòng không giữ được dấu chú thích (số nhỏ trên dòng): {chu}.",
            so=len(found.marks),
            chu=quote(first.text),
        )
        value = "\n".join(f"{line.place}: {line.text}" for line in found.marks)
        yield Finding("V252", Severity.WARNING, first.place, message, msg("Xem lại chú thích ở những chỗ ấy."), value)


def moved(found: Proof) -> Iterator[Finding]:
    """Lines of the text that the new document has elsewhere: in another order, or in its heading."""
    if found.moved:
        message = msg(
            "{so} dòng đứng ở chỗ khác trong văn bản dựng lại: {chu}.",
            so=len(found.moved),
            chu=quote(found.moved[0].text),
        )
        value = "\n".join(f"{line.place}: {line.text}" for line in found.moved)
        yield Finding("V247", Severity.WARNING, found.moved[0].place, message, None, value)


def added_words(words: Iterable[str]) -> str:
    """Words that the form adds, a few of them."""
    listed = list(words)
    return quote(" ".join(listed[:_SHOWN]) + (" …" if len(listed) > _SHOWN else ""))


def _is_of_what_is_left(one: Finding) -> bool:
    """Whether a reader says with it that something of the document was not taken."""
    return one.code in _UNREAD or is_left_out(one) or (one.code == _OF_THE_PAGE and one.severity is not Severity.NOTE)


def told_once(findings: Iterable[Finding], found: Proof) -> Iterator[Finding]:
    """What a reader says, without the signs and the words above others that the proof names each with its place."""
    lost = (words for one, words in found.lost if one.place.part.endswith((SIGN, ABOVE)))
    beside = {word for words in lost for text in words for word in _signs(text)}
    for one in findings:
        words = [word for text in words_of((one.value,)) for word in _signs(text)]
        if not is_left_out(one) or not words or not beside.issuperset(words):
            yield one


def _signs(text: str) -> list[str]:
    """The words of a text, the name of a font and the number of its sign as two."""
    return text.split(":")


def summary(found: Proof, findings: Iterable[Finding] = ()) -> Message:
    """The sentence on how many words were taken over; all where nothing was left out or is unsure."""
    findings = tuple(findings)
    if found.lost:
        return msg("Lấy được {lay} trên {so} chữ; những chỗ thiếu được nêu ở trên.", lay=found.got, so=found.words)
    if any(map(_is_of_what_is_left, findings)):
        return msg("Lấy được {so} chữ, đối chiếu với văn bản dựng lại; phần không lấy được nêu ở trên.", so=found.words)
    if any(one.code in _UNSURE and one.severity is not Severity.NOTE for one in findings):
        return msg("Lấy được {so} chữ, đối chiếu với văn bản dựng lại; chỗ đọc chưa chắc nêu ở trên.", so=found.words)
    if found.marks:
        return msg(
            "Lấy được 100 % chữ, trừ các dấu chú thích nêu ở trên: {so} chữ, đối chiếu từng dòng, từng ô với văn bản "
            "dựng lại.",
            so=found.words,
        )
    return msg("Lấy được 100 % chữ: {so} chữ, đối chiếu từng dòng, từng ô với văn bản dựng lại.", so=found.words)
