"""What is longer than any document is refused by whoever reads it, before it is taken apart, with the limit said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.commands.import_file import ImportOptions, import_file
from generator.reading import bounds
from generator.reading.markdown import read_markdown
from generator.reading.word import read_word
from generator.values.errors import InputError
from tests.hostile_files import cells, excel, word
from tests.ooxml.strict_files import zipped

MOST = 40
_CELL = "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("reading.bounds", "reading.foreign", "reading.html_body", "reading.sheet_body"):
        monkeypatch.setattr(f"generator.{module}.MOST_CELLS_OF_A_DOCUMENT", MOST)
    monkeypatch.setattr(bounds, "MOST_PARAGRAPHS", MOST)


def _table(rows: int) -> bytes:
    return zipped(word("<w:tbl>" + f"<w:tr>{_CELL * 2}</w:tr>" * rows + "</w:tbl><w:p/>"))


TABLES: dict[str, Callable[[int], bytes]] = {
    "a.docx": _table,
    "a.html": lambda rows: b"<table>" + b"<TR><td>x<TD >y" * rows + b"</table>",
    "a.xlsx": lambda rows: zipped(excel(cells(*[("x", "y")] * rows))),
    "a.csv": lambda rows: b"x,y\n" * rows,
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_beyond_those_of_any_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("generator.commands.import_file.read_source", lambda *_: pytest.fail("taken apart"))
    file = tmp_path / name
    file.write_bytes(TABLES[name](MOST // 2 + 1))
    with pytest.raises(InputError) as refused:
        import_file(file, tmp_path / "moi", ImportOptions(date(2030, 1, 1)))
    (finding,) = refused.value.findings
    assert (finding.code, finding.place.file) == ("V013", str(file))
    assert f"hơn {MOST} ô" in str(finding.message)
    assert not (tmp_path / "moi").exists()


DRAFTS = {
    "a.md": lambda many: "".join(f"Đoạn {at}.\n\n" for at in range(many)).encode(),
    "a.docx": lambda many: zipped(word("".join(f"<w:p><w:r><w:t>{at}</w:t></w:r></w:p>" for at in range(many)))),
}


@pytest.mark.parametrize("name", DRAFTS)
def test_drafts_beyond_any_document(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    read = read_markdown if name.endswith(".md") else read_word
    file.write_bytes(DRAFTS[name](MOST - 1))
    assert len(read(file, name).pieces) == MOST - 1
    file.write_bytes(DRAFTS[name](MOST + 1))
    with pytest.raises(InputError) as refused:
        read(file, name)
    assert [(one.code, one.place.file) for one in refused.value.findings] == [("V013", name)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_markdown_draft_is_read_in_any_encoding_of_unicode(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.md"
    file.write_bytes("Một.\r\n\r\nHai.\r\n".encode(encoding))
    assert [str(piece.text) for piece in read_markdown(file, "a.md").pieces] == ["Một.", "Hai."]
