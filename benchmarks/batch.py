"""A document of one page for each of so many communes: `vanban build --each` beside docxtpl, one file after another."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import etree

from benchmarks.registers import DATED, tasks, write_dossier
from generator.ooxml import package
from generator.ooxml.names import w
from generator.values.text import key_of

_DOCUMENT = "word/document.xml"
Work = Callable[[], Any]


def make(folder: Path, documents: int) -> Path:
    """The dossier of which each task is another commune's."""
    return write_dossier(folder / f"giao-viec-{documents}", documents, communes=True)


def vanban(dossier: str, out: str, jobs: str) -> Work:
    """Reading and sharing out included; the start of worker processes too."""
    from benchmarks.registers import COMMUNE
    from generator.commands import batch as batching
    from generator.commands.build import BuildOptions

    shutil.rmtree(out, ignore_errors=True)
    options = BuildOptions(DATED, datetime(2026, 1, 31), ("docx",), Path(out))

    def work() -> int:
        works, _ = batching.by_share([Path(dossier)], key_of(COMMUNE), options)
        results = batching.build_all(works, options, jobs=int(jobs))
        return sum(not result.failed for result in results)

    return work


def docxtpl(template: str, out: str, documents: str) -> Work:
    """docxtpl's own render, its template opened for each file, as its documentation does."""
    from docxtpl import DocxTemplate
    from jinja2 import Environment

    Path(out).mkdir(parents=True, exist_ok=True)
    data = tasks(int(documents))
    environment = Environment(autoescape=True)

    def work() -> int:
        for number, texts in enumerate(data, start=1):
            made = DocxTemplate(template)
            made.render({"d": texts}, environment)
            made.save(Path(out) / f"{number}.docx")
        return len(data)

    return work


def write_docxtpl_template(source: Path, target: Path) -> None:
    """One of our files as a template: the texts of its only task become tags."""
    parts = package.read(source)
    root = etree.fromstring(parts[_DOCUMENT])
    names = {text: key for key, text in tasks(1)[0].items() if text and key != "ma"}
    row = max(root.iter(w("tbl")), key=lambda table: len(table.findall(w("tr")))).findall(w("tr"))[-1]
    for text in row.iter(w("t")):
        if text.text in names:
            text.text = f"{{{{ d.{names[text.text]} }}}}"
    empty = [cell for cell in row.findall(w("tc")) if not "".join(t.text or "" for t in cell.iter(w("t")))]
    keys = [
        key for key in ("hoan_thanh", "chua_hoan_thanh", "dang_trien_khai", "thuong_xuyen") if key not in names.values()
    ]
    for cell, key in zip(empty, keys, strict=True):
        next(cell.iter(w("t"))).text = f"{{{{ d.{key} }}}}"
    parts[_DOCUMENT] = package.xml_bytes(root)
    with target.open("wb") as file:
        package.write(file, parts)


def text(path: Path) -> str:
    """All text of a Word file."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read(_DOCUMENT))
    return re.sub(r"\s+", " ", " ".join(found.text or "" for found in root.iter(w("t")))).strip()
