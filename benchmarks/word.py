"""Word: one table of so many rows, written by us and by others after the same template, cell by cell the same texts."""

from __future__ import annotations

import copy
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree
from markupsafe import escape

from benchmarks.registers import DATED, TEMPLATE, TITLES, plan, tasks
from generator.facts.resources import templates_dir
from generator.ooxml import package
from generator.ooxml.names import w
from generator.ooxml.words import text_of
from generator.rendering.templates.docx_template import Library
from generator.rendering.word.document import WordRenderer
from generator.rendering.words import document_context, table_context

_DOCUMENT = "word/document.xml"
_KEYS = tuple(key for key in TITLES if key != "ma")
_FOLDER = templates_dir() / "docx"
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'

Work = Callable[[], Any]


def vanban(rows: str, out: str, renderer: WordRenderer | None = None) -> Work:
    """The table and nothing else, as the others write it: templates read and compiled, the plan rendered."""
    folder = _table_alone(Path(out).with_suffix(""))
    return _rendered(rows, out, lambda: renderer or _renderer(folder))


def vanban_again(rows: str, out: str) -> Work:
    """The same as a further document of a batch: templates are compiled, for a table of this look."""
    renderer = _renderer(_table_alone(Path(out).with_suffix("")))
    vanban(str(min(int(rows), 1_000)), out, renderer)()
    return vanban(rows, out, renderer)


def vanban_report(rows: str, out: str) -> Work:
    """The table in a whole report: heading block, ending, margins, of nine templates."""
    return _rendered(rows, out, lambda: _renderer(_FOLDER))


def _rendered(rows: str, out: str, renderer: Callable[[], WordRenderer]) -> Work:
    planned = plan(int(rows)).documents

    def work() -> None:
        with Path(out).open("wb") as target:
            renderer().render(planned, target, dated=DATED)

    return work


def _renderer(folder: Path) -> WordRenderer:
    return WordRenderer(Library([folder, _FOLDER]))


def _table_alone(folder: Path) -> Path:
    """A folder whose template for a report shows its tables only."""
    parts = package.read(_FOLDER / "bang" / f"{TEMPLATE}.docx")
    tags = ("for k in vb.noi_dung", "set bang = k.bang", "include k.mau", "endfor")
    body = "".join(f"<w:p><w:r><w:t>{{%p {tag} %}}</w:t></w:r></w:p>" for tag in tags)
    parts[_DOCUMENT] = re.sub(rb"<w:tbl>.*</w:tbl>", body.encode(), parts[_DOCUMENT], flags=re.DOTALL)
    folder.mkdir(exist_ok=True)
    with (folder / "bao-cao.docx").open("wb") as target:
        package.write(target, parts)
    return folder


def by_hand(rows: str, out: str) -> Work:
    """The same bytes as ours, written row by row between constant pieces: what no template can beat."""
    data = tasks(int(rows))
    parts, before, pieces, after = _taken_apart(int(rows), _table_alone(Path(out).with_suffix("")))

    def chunks() -> Iterator[bytes]:
        yield before
        for start in range(0, len(data), 100):
            yield "".join(map(row, data[start : start + 100])).encode()
        yield after

    def row(texts: dict[str, str]) -> str:
        made = [pieces[0]]
        for key, piece in zip(_KEYS, pieces[1:], strict=True):
            made += [str(escape(texts[key])).replace("\n", _BREAK), piece]
        return "".join(made)

    def work() -> None:
        with Path(out).open("wb") as target:
            package.write(target, {**parts, _DOCUMENT: chunks()})

    return work


def docxtpl(rows: str, out: str) -> Work:
    """docxtpl's own render of the table's template."""
    from docxtpl import DocxTemplate
    from jinja2 import Environment

    planned = plan(int(rows)).documents[0]
    table = table_context(planned.tables[0])
    bang = {"tieu_de": table.tieu_de, "dau": table.dau, "dong": [dict(row.fields) for row in table.dong]}
    context = {"vb": document_context(planned), "bang": bang}

    def work() -> None:
        template = DocxTemplate(_FOLDER / "bang" / f"{TEMPLATE}.docx")
        template.render(context, Environment(autoescape=True))
        template.save(out)

    return work


def python_docx(rows: str, out: str) -> Work:
    """python-docx: a row added, its cells filled."""
    from docx import Document

    data = [[texts[key] for key in _KEYS] for texts in tasks(int(rows))]

    def work() -> None:
        document = Document(str(_FOLDER / "bang" / f"{TEMPLATE}.docx"))
        table = document.tables[0]
        for row in table.rows[2:]:
            table._tbl.remove(row._tr)
        for texts in data:
            added: Any = table.add_row()  # type: ignore[no-untyped-call]
            for cell, text in zip(added.cells, texts, strict=True):
                cell.text = text
        document.save(out)

    return work


def docxtemplater(rows: str, out: str, modules: str) -> Work:
    """docxtemplater on node, on the same template with its own tags; node measures itself."""
    template, data = Path(out).with_suffix(".template.docx"), Path(out).with_suffix(".json")
    _write_docxtemplater(template)
    dong = tasks(int(rows))
    data.write_text(json.dumps({**{f"h_{key}": title for key, title in TITLES.items()}, "dong": dong}))
    script = Path(__file__).with_name("docxtemplater.js")

    def work() -> Any:
        command = ["node", str(script), modules, str(template), str(data), out]
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    return work


def cells(path: Path) -> list[list[str]]:
    """The texts of the last table's task rows, cell by cell."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read(_DOCUMENT), etree.XMLParser(huge_tree=True))
    table = list(root.iter(w("tbl")))
    task_table = max(table, key=lambda found: len(found.findall(w("tr"))))
    return [[_shown(cell) for cell in row.findall(w("tc"))] for row in task_table.findall(w("tr"))[2:]]


def _shown(cell: etree._Element) -> str:
    return "".join("\n" if e.tag == w("br") else e.text or "" for e in cell.iter(w("t"), w("br")))


def _taken_apart(rows: int, folder: Path) -> tuple[dict[str, bytes | Iterable[bytes]], bytes, list[str], bytes]:
    """Our file's parts, and its text as what stands before the rows, the pieces of a row, what stands after them."""
    raw = BytesIO()
    _renderer(folder).render(plan(rows).documents, raw, dated=DATED)
    parts: dict[str, bytes | Iterable[bytes]] = dict(package.read_bytes(raw.getvalue(), shown_as=""))
    text = parts.pop(_DOCUMENT)
    assert isinstance(text, bytes)
    first = text.index(b"<w:tr>", text.rindex(b"<w:tblHeader/>"))
    last = text.index(b"</w:tbl>", first)
    row = text[first : text.index(b"</w:tr>", first) + len(b"</w:tr>")].decode()
    pieces = re.split(r'(?<=<w:t xml:space="preserve">)[^<]*(?=</w:t>)', row)
    assert len(pieces) == len(_KEYS) + 1
    return parts, text[:first], pieces, text[last:]


def _write_docxtemplater(path: Path) -> None:
    """Our template with the tags of docxtemplater: `{#dong}` in the row's first cell, `{/dong}` in its last."""
    parts = package.read(_FOLDER / "bang" / f"{TEMPLATE}.docx")
    root = copy.deepcopy(etree.fromstring(parts[_DOCUMENT]))
    for row in list(root.iter(w("tr"))):
        if "{%" in text_of(row) or "so_muc" in text_of(row):
            row.getparent().remove(row)
    for text in root.iter(w("t")):
        text.text = re.sub(r"{{ d\.(\w+) }}", r"{\1}", text.text or "")
        text.text = re.sub(r"{{ bang\.tieu_de\.(\w+) }}", r"{h_\1}", text.text)
        text.text = text.text.replace("{stt}", "{#dong}{stt}").replace("{thuong_xuyen}", "{thuong_xuyen}{/dong}")
    parts[_DOCUMENT] = package.xml_bytes(root)
    # Headers and footers have tags of ours, and none of these documents shows anything there.
    for name in [name for name in parts if name.startswith(("word/header", "word/footer"))]:
        parts[name] = re.sub(rb"{[{%].*?[%}]}", b"", parts[name])
    with path.open("wb") as target:
        package.write(target, parts)


def node_modules(folder: Path) -> Path | None:
    """docxtemplater installed for the purpose; None where node is not on this machine."""
    if not (shutil.which("node") and shutil.which("npm")):
        return None
    subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), "docxtemplater", "pizzip"],
        capture_output=True,
        check=True,
    )
    return folder / "node_modules"


def node_versions(folder: Path) -> list[str]:
    """Node and docxtemplater as installed; nothing where they are not."""
    package_file = folder / "node_modules" / "docxtemplater" / "package.json"
    if not package_file.is_file():
        return []
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return [f"node {node.removeprefix('v')}", f"docxtemplater {json.loads(package_file.read_text())['version']}"]
