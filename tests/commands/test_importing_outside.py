"""A Word file from outside that fetches or runs something when Word opens it: said, and in no file that is built."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

import generator
from generator.commands.import_file import ImportOptions, import_file
from generator.commands.rendered import word_of
from generator.face.cli import run
from generator.ooxml import package
from generator.reading.dossier import load_dossier
from tests.hostile_files import HEAD, TASK, cells, excel, word
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


@pytest.mark.parametrize("call", ["check la.docx", "redline tot.docx la.docx -o r.docx"])
def test_a_whole_file_in_the_body_is_quoted_where_it_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], call: str
) -> None:
    monkeypatch.chdir(tmp_path)
    chunk = f'<w:altChunk xmlns:r="{R}" r:id="rId1"/>'
    linking = linked("aFChunk", "a.html")
    (name,) = linking
    linking[name] = str(linking[name]).replace(' TargetMode="External"', "")
    Path("la.docx").write_bytes(zipped(word(TEXT + chunk) | linking | {"word/a.html": "<p>Chi 5 tỷ đồng.</p>"}))
    Path("tot.docx").write_bytes(zipped(word(TEXT)))
    run([*call.split(), "--json"])
    out = capsys.readouterr().out
    assert '"V528"' in out and "Chi 5 tỷ đồng." in out


def test_what_a_reader_follows_is_no_such_thing(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(zipped(word(TEXT + field("PAGE")) | linked("hyperlink", "http://x.test/")))
    made = generator.import_file(file, tmp_path / "moi")
    assert "V381" not in {finding.code for finding in made.findings}


YAML = """loai: bao-cao
co_quan: {{ten: Sở Mẫu tỉnh X, ky_hieu: SM}}
so: 1
ngay: 2030-01-10
dia_danh: Tỉnh X
trich_yeu: Kết quả công tác
noi_dung: {body}
noi_nhan: ["Lưu: VT"]
ky: {{chuc_vu: Giám đốc, ho_ten: Họ và tên}}
"""
READING = (
    "build data/nhap --format docx --force",
    "lint data/nhap",
    "check {own}",
    "diff {own} {own}",
    "diff {own} data/y",
    "redline data/y {own} -o so-sanh.docx",
    "pull {own} --dry-run",
    "lint data/bang",
    "import bang.docx --into so.xlsx",
    "import bang.docx --to data/moi",
)


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A draft, a table of tasks and a file that we made, all with a field that fetches something."""
    at = tmp_path_factory.mktemp("noi")
    for name, body in (("nhap", "la.docx"), ("y", "[{doan: Sở Mẫu báo cáo kết quả thực hiện nhiệm vụ.}]")):
        (at / "data" / name).mkdir(parents=True)
        (at / "data" / name / "van-ban.yaml").write_text(YAML.format(body=body), encoding="utf-8")
    code = field('INCLUDETEXT "//may/a.docx"')
    (at / "data/nhap/la.docx").write_bytes(zipped(word(TEXT + code)))
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>" * 4 + "</w:tr>"
    table = f"<w:tbl>{row.format(*HEAD)}{row.format(*TASK)}</w:tbl>"
    (at / "bang.docx").write_bytes(zipped(word(TEXT + table + code)))
    shutil.copytree(at / "data/y", at / "data/bang")
    register = "kem_theo: [{loai: phu-luc, trich_yeu: Bảng, bang: {nguon: ../../bang.docx}}]\n"
    with (at / "data/bang/van-ban.yaml").open("a", encoding="utf-8") as source:
        source.write(register)
    (at / "so.xlsx").write_bytes(zipped(excel(cells(HEAD, ("1", "Gửi công văn", "Sở Mẫu", "15/01/2031")))))
    parts = package.read_bytes(word_of(load_dossier(at / "data/y")[0], date(2030, 1, 1)), shown_as="y.docx")
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:sectPr", code.encode() + b"<w:sectPr", 1)
    with (at / "y.docx").open("wb") as target:
        package.write(target, parts)
    return at


@pytest.mark.parametrize("line", READING)
def test_whoever_reads_such_a_file_says_so(
    reading: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    monkeypatch.chdir(reading)
    run([*line.format(own="y.docx").split(), "--json"])
    said = capsys.readouterr()
    codes = [(one["code"], one["value"]) for one in _findings(json.loads(said.out))]
    assert [value for code, value in codes if code == "V381" and "INCLUDETEXT" in value], codes


def _findings(data: object) -> list[dict[str, str]]:
    """All findings in an answer, wherever they stand."""
    if isinstance(data, list):
        return [one for item in data for one in _findings(item)]
    if not isinstance(data, dict):
        return []
    return [data] if "code" in data and "value" in data else _findings([*data.values()])
