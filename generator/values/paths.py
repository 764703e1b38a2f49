"""The texts of a dossier by their path in the source: `("kem_theo", 0, "trich_yeu")`, `("noi_dung", 2, "dieu")`.

The path is that of van-ban.yaml written out (`ky` always a list, a bare paragraph a `doan`); the workbook form of a
dossier has the same paths.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.values.blocks import FACTS
from generator.values.emphasis import marked, typed
from generator.values.marked import notes_of, on_the_line, spans_of
from generator.values.model import Block, Document, Dossier, PartialDate, Register, Section, Task
from generator.values.patterns import late

Path_ = tuple[str | int, ...]

# The formats of drafts that edits go back into.
DRAFTS = (".md", ".docx")
_IN_LETTERS = ".docx"

_STEP = late(r"([^.\[\]]+)|\[(\d+)\]")


def shown(path: Path_) -> str:
    """`kem_theo[0].noi_dung[1].dieu`; indices from 0."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def counted(path: Path_) -> Path_:
    """A path as people count: `can_cu[1]` is the first."""
    return tuple(step + 1 if isinstance(step, int) else step for step in path)


def parsed(text: str) -> Path_:
    """The path that `shown` wrote."""
    return tuple(match[1] or int(match[2]) for match in _STEP.finditer(text))


def documents(dossier: Dossier) -> Iterator[tuple[Path_, Document]]:
    """The documents of a dossier, the main one first, each with its path."""
    yield from _documents(dossier.document, ())


def _documents(document: Document, path: Path_) -> Iterator[tuple[Path_, Document]]:
    yield path, document
    for index, attached in enumerate(document.attached):
        yield from _documents(attached, (*path, "kem_theo", index))


def blocks(document: Document, path: Path_) -> Iterator[tuple[Path_, Block]]:
    """The blocks of a document's body in reading order, flat."""
    yield from _blocks(document.body, (*path, "noi_dung"))


def _blocks(items: Iterable[Block], path: Path_) -> Iterator[tuple[Path_, Block]]:
    for index, block in enumerate(items):
        yield (*path, index), block
        yield from _blocks(block.children, (*path, index, "noi_dung"))


def text_key(block: Block) -> str:
    """The key that holds a block's text: its kind."""
    return FACTS[block.kind].key


def _editable(block: Block, document: Document) -> bool:
    """Whether what is printed of a block is its text: written in this file, as it can be typed, no figure in its
    title."""
    quotes_figures = document.quotes and "{" in block.title
    written_here = block.origin.file == document.origin.file or is_drafted(block, document)
    in_reach = written_here and not beyond(block)
    return in_reach and not quotes_figures and all(map(_is_typed, (block.title, block.text)))


def beyond(block: Block) -> bool:
    """Whether nobody writes into a block's text: it has letters above or below the line, which only a draft in Word
    keeps where they are."""
    raised = any(span.script for text in (block.title, block.text) for span in spans_of(text))
    return raised and not block.origin.file.lower().endswith(_IN_LETTERS)


def _is_typed(text: str) -> bool:
    """Whether a text has footnotes that read as they are once typed."""
    notes = [" ".join(note) for note in notes_of(text)]
    return not notes or [" ".join(note) for note in notes_of(marked(typed(text)[0]))] == notes


def is_drafted(block: Block, document: Document) -> bool:
    """Whether a block is a paragraph of a draft that edits go back into: its file is another, and knows its lines."""
    of_text = not (block.cells or block.picture or block.table or block.chart) and block.origin.row > 0
    return of_text and block.origin.file.lower().endswith(DRAFTS) and block.origin.file != document.origin.file


def drafted(dossier: Dossier) -> frozenset[Path_]:
    """The blocks that stand in a draft."""
    found = ((at, block, one) for path, one in documents(dossier) for at, block in blocks(one, path))
    return frozenset(at for at, block, document in found if is_drafted(block, document))


def without_text(dossier: Dossier) -> frozenset[Path_]:
    """The blocks that hold something else than a text: tables, pictures, charts."""
    found = (one for path, document in documents(dossier) for one in blocks(document, path))
    return frozenset(at for at, block in found if block.cells or block.picture or block.table or block.chart)


def title_key(block: Block) -> str:
    """The key that holds a block's title: `muc: Mục đích` has its title for a value."""
    return text_key(block) if FACTS[block.kind].titled and not block.text else "tieu_de"


def texts(dossier: Dossier) -> Iterator[tuple[Path_, str]]:
    """Every text of the documents that a person can edit where it is printed, as it is typed, with its path.

    One that refers to a part of the dossier (`{#…}`), or quotes a figure outside of a body, is printed with what it
    stands for: it is not among them. In a body an edit goes back around the figures.
    """
    quoting = dossier.document.quotes or any(document.quotes for _, document in documents(dossier))

    def editable(path: Path_, text: str) -> bool:
        return "{#" not in text and not (quoting and "{" in text and not is_marked(path))

    return ((path, text) for path, text in _texts(dossier, _editable_texts) if editable(path, text))


def every_text(dossier: Dossier) -> Iterator[tuple[Path_, str]]:
    """Every text of the documents with its path, wherever it was written: also what cannot be edited in print."""
    return _texts(dossier, lambda block, at, _: block_texts(block, at))


# The texts of a block at a path, in a document.
_OfBlock = Callable[[Block, Path_, Document], Iterator[tuple[Path_, str]]]


def _texts(dossier: Dossier, of_block: _OfBlock) -> Iterator[tuple[Path_, str]]:
    for path, document in documents(dossier):
        if not path or document.agency != dossier.document.agency:
            yield (*path, "co_quan", "ten"), document.agency.name
            yield (*path, "co_quan", "chu_quan"), document.agency.parent
        yield (*path, "so"), str(document.number or "")
        yield (*path, "ngay"), iso(document.dated)
        yield (*path, "dia_danh"), document.place_name
        yield (*path, "trich_yeu"), document.subject
        yield (*path, "tham_quyen"), document.authority
        for index, text in enumerate(document.bases):
            yield (*path, "can_cu", index), text
        for at, block in blocks(document, path):
            yield from of_block(block, at, document)
        for index, text in enumerate(document.addressed):
            yield (*path, "kinh_gui", index), text
        for index, text in enumerate(document.recipients):
            yield (*path, "noi_nhan", index), text
        yield from _signatures(document, path)


def _editable_texts(block: Block, at: Path_, document: Document) -> Iterator[tuple[Path_, str]]:
    if _editable(block, document):
        yield (*at, title_key(block)), typed(on_the_line(block.title))[0]
        if block.text or title_key(block) == "tieu_de":
            yield (*at, text_key(block)), typed(on_the_line(block.text))[0]


def is_marked(path: Path_) -> bool:
    """Whether a text is one in which people mark words (`**đậm**`): that of a block of a body."""
    return len(path) > 2 and path[-3] == "noi_dung"


def is_cell(path: Path_) -> bool:
    """Whether a text is a cell of a plain table: people mark words in it as well."""
    return path[-3:-2] == ("luoi",)


def block_texts(block: Block, at: Path_) -> Iterator[tuple[Path_, str]]:
    """Every text of a block alone: title, text, footnotes, cells."""
    yield (*at, title_key(block)), block.title
    if block.text:
        yield (*at, text_key(block)), block.text
    for index, note in enumerate(notes_of(block.title) + notes_of(block.text)):
        yield (*at, "chu_thich", index), "\n".join(note)
    for row, cells in enumerate(block.cells):
        for column, text in enumerate(cells):
            yield (*at, "luoi", row, column), text


def _signatures(document: Document, path: Path_) -> Iterator[tuple[Path_, str]]:
    for index, signature in enumerate(document.signatures):
        at = (*path, "ky", index)
        for line, text in enumerate(signature.authority):
            yield (*at, "quyen_han", line), text
        yield (*at, "chuc_vu"), signature.position
        yield (*at, "chuc_vu_khac"), signature.second_title
        yield (*at, "ho_ten"), signature.name


def iso(dated: PartialDate) -> str:
    """`2024-03-16`, `2024-03`, `2024` or nothing: a date as van-ban.yaml has it."""
    parts = [f"{dated.year:04d}" if dated.year else "", *(f"{n:02d}" for n in (dated.month, dated.day) if n)]
    return "-".join(part for part in parts if part)


def row_ids(register: Register) -> Iterator[tuple[str, Section | Task]]:
    """The rows of a register with their ids: `ma` of a task, the chain of numbers of a section (`I/A`, `I/A#2`)."""
    seen: dict[str, int] = {}
    for row in register.rows:
        if isinstance(row, Task):
            yield row.ma, row
            continue
        chain = "/".join(row.path)
        seen[chain] = seen.get(chain, 0) + 1
        yield chain if seen[chain] == 1 else f"{chain}#{seen[chain]}", row
