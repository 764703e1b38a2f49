"""A small workplace with one dossier, built; and edits of its Word file in the XML, as Word leaves them."""

from __future__ import annotations

import copy
import shutil
import tempfile
from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from generator.commands import build as building
from generator.commands.pull import PullOptions, PullResult, pull
from generator.commands.rendered import word_of
from generator.keeping.outputs import MANIFEST
from generator.merging.merge.pull import Side
from generator.ooxml import package
from generator.ooxml.names import XML, W, w
from generator.reading.dossier import load_dossier

DATA = Path(__file__).parents[2] / "data"
AS_OF = date(2024, 6, 1)
YAML, BOOK = "142-qd-vpcp", "95-qd-vpcp"
_SOMEWHERE = "{somewhere}"
_made: dict[Hashable, dict[str, bytes]] = {}
Edit = Callable[[etree._Element], object]
# How the van-ban.yaml of a decision begins whose body the tests write.
DECISION = """loai: quyet-dinh
co_quan: {ten: Sở Nội vụ, ky_hieu: SNV, chu_quan: Ủy ban nhân dân tỉnh Mẫu}
so: 12
ngay: 2024-05-10
dia_danh: Mẫu
trich_yeu: Ban hành Quy chế làm việc của Sở
tham_quyen: Giám đốc Sở Nội vụ
"""


def workplace(tmp_path: Path, name: str = YAML, sources: Mapping[str, str] = MappingProxyType({})) -> Path:
    """A copy of a dossier of the project, some of its files written anew, with its Word file; returns the Word file."""

    def make(home: Path) -> None:
        shutil.copytree(DATA / name, folder := home / "data" / name)
        for file, said in sources.items():
            (folder / file).write_text(said, encoding="utf-8")
        built(home, name)

    laid_down(tmp_path, (name, *sources.items()), make)
    return tmp_path / "out" / name / f"{name}.docx"


def laid_down(home: Path, what: Hashable, make: Callable[[Path], object]) -> None:
    """A workplace with what was built of it: made once for all tests, a copy for each."""
    if what not in _made:
        with tempfile.TemporaryDirectory() as place:
            make(at := Path(place))
            _made[what] = {str(path.relative_to(at)): path.read_bytes() for path in at.rglob("*") if path.is_file()}
            _made[what] |= {file: _moved(data, place, _SOMEWHERE) for file, data in _made[what].items() if _tells(file)}
    for file, data in _made[what].items():
        (home / file).parent.mkdir(parents=True, exist_ok=True)
        (home / file).write_bytes(_moved(data, _SOMEWHERE, str(home)) if _tells(file) else data)


def _tells(file: str) -> bool:
    """Whether a file names the sources by where they stand: the manifest of a build."""
    return Path(file).name == MANIFEST


def _moved(data: bytes, old: str, new: str) -> bytes:
    return data.replace(old.encode(), new.encode())


def built(tmp_path: Path, name: str = YAML) -> Path:
    options = building.BuildOptions(AS_OF, datetime(2024, 6, 1), ("docx",), tmp_path / "out", force=True)
    return building.build(tmp_path / "data" / name, options).outputs[0].path


def rebuilt(tmp_path: Path, name: str = YAML) -> Path:
    """The Word file that the next build makes, without what else a build does."""
    dossier, _ = load_dossier(tmp_path / "data" / name)
    made = tmp_path / "out" / name / f"{name}.docx"
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_bytes(word_of(dossier, AS_OF))
    return made


def pulled(*files: Path, side: Side | None = None, data: Path | None = None, **options: bool) -> PullResult:
    return pull(files, PullOptions(lambda _: side, AS_OF, data or files[0].parents[2] / "data", **options))


def changed(path: Path, edit: Callable[[etree._Element], None], to: Path | None = None) -> Path:
    """The file with its text edited in the tree."""
    parts = package.read(path)
    root = package.parse_xml(parts["word/document.xml"], shown_as="", part="")
    edit(root)
    target = to or path
    with target.open("wb") as stream:
        package.write(stream, {**parts, "word/document.xml": package.xml_bytes(root)})
    return target


def paragraph(root: etree._Element, containing: str) -> etree._Element:
    return next(p for p in root.iter(w("p")) if containing in text(p))


def row(root: etree._Element, containing: str) -> etree._Element:
    return next(r for r in root.iter(w("tr")) if containing in text(r))


def text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(w("t")))


def retype(p: etree._Element, old: str, new: str) -> None:
    """Text replaced inside a paragraph of one or more runs, as a person types over it."""
    for t in p.iter(w("t")):
        if old in (t.text or ""):
            t.text = t.text.replace(old, new)
            return
    raise AssertionError(f"{old!r} is not in {text(p)!r}")


def element(xml: str) -> etree._Element:
    return etree.fromstring(f'<r xmlns:w="{W}">{xml}</r>')[0]


def new_paragraph(like: etree._Element, words: str) -> etree._Element:
    """A paragraph typed after another: its properties, no bookmarks."""
    made = etree.Element(w("p"))
    properties = like.find(w("pPr"))
    if properties is not None:
        made.append(etree.fromstring(etree.tostring(properties)))
    made.append(element(f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'))
    like.addnext(made)
    return made


def bare(like: etree._Element) -> etree._Element:
    """A copy without bookmarks, as one typed anew."""
    made = etree.fromstring(etree.tostring(like))
    for mark in list(made.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        mark.getparent().remove(mark)
    return made


def new_row(like: etree._Element, *words: str) -> etree._Element:
    """A row put in below another, as Word does: a copy without bookmarks, its cells typed."""
    made = bare(like)
    for cell, word in zip(made.iter(w("tc")), words, strict=True):
        texts = list(cell.iter(w("t")))
        texts[0].text = word
    like.addnext(made)
    return made


def source_text(docx: Path, name: str = YAML) -> str:
    return (docx.parents[2] / "data" / name / "van-ban.yaml").read_text(encoding="utf-8")


def tasks(docx: Path, name: str = YAML) -> dict[str, dict[str, str]]:
    """The register of a dossier as read anew: texts by id."""
    dossier, _ = load_dossier(docx.parents[2] / "data" / name)
    table = next(block.table for block in dossier.document.attached[0].body if block.table)
    return {task.ma: dict(task.texts) for task in table.register.tasks}


# --- edits as functions of the tree ---


def cut(*words: str) -> Edit:
    return lambda root: [(p := paragraph(root, each)).getparent().remove(p) for each in words]


def typed_anew(old: str, new: str) -> Edit:
    def edit(root: etree._Element) -> None:
        new_paragraph(p := paragraph(root, old), new)
        p.getparent().remove(p)

    return edit


def below(above: str, new: str) -> Edit:
    return lambda root: new_paragraph(paragraph(root, above), new)


def formatted(words: str, xml: str) -> Edit:
    """Words of a paragraph in a run of their own, with a property."""

    def edit(root: etree._Element) -> None:
        run = next(run for run in paragraph(root, words).iter(w("r")) if words in text(run))
        before, _, after = text(run).partition(words)
        runs = [run, copy.deepcopy(run), copy.deepcopy(run)]
        for each, own in zip(runs, (before, words, after), strict=True):
            t = each.find(w("t"))
            t.text = own
            t.set(f"{{{XML}}}space", "preserve")
        if runs[1].find(w("rPr")) is None:
            runs[1].insert(0, etree.Element(w("rPr")))
        runs[1].find(w("rPr")).append(element(xml))
        run.addnext(runs[1])
        runs[1].addnext(runs[2])

    return edit


def plain(words: str) -> Edit:
    return lambda root: [b.getparent().remove(b) for b in list(paragraph(root, words).iter(w("b")))]


def both(*edits: Edit) -> Edit:
    return lambda root: [edit(root) for edit in edits]
