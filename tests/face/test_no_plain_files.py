"""What lies in the place of a file and is none: refused by its name, never waited for, never read without end."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest

from generator.face.cli import run
from tests.face.test_strange_files import YAML
from tests.hostile_files import HEAD, TASK, cells, excel, word
from tests.ooxml.strict_files import zipped

KINDS = ("pipe", "device", "nothing", "broken", "circle", "socket", "folder")
GIVEN = (
    *("coverage la.xlsx", "coverage la.csv", "lint la.docx", "check la.docx", "import la.docx --to moi"),
    *("import la.pdf --to moi", "import la.html --to moi", "import la.doc --to moi", "import la.xlsx --into so.xlsx"),
    *("import la.docx --nhiem-vu --to dx.xlsx", "so-lieu la.docx --to sl.xlsx", "diff la.xlsx so.xlsx"),
    *("diff so.xlsx la.xlsx", "redline tot.docx la.docx -o r.docx", "redline la.docx tot.docx -o r.docx"),
    *("pull la.docx --dossier data/x", "pull tot.docx --dossier data/x --decisions la.xlsx", "build la.yaml"),
    *("template check la.docx", "calendar la.yaml", "check tot.docx --quy-tac la.yaml", "collect la.zip --to data/x"),
)
IN_A_DOSSIER = ("data/x/so.xlsx", "data/x/la.docx", "data/x/la.md", "data/x/van-ban.yaml", "data/x/hinh.png")


def put(kind: str, path: Path) -> None:
    path.unlink(missing_ok=True)
    links = {"device": "/dev/zero", "nothing": "/dev/null", "broken": "khong-co", "circle": path.name}
    if kind in links:
        path.symlink_to(links[kind])
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        with socket.socket(socket.AF_UNIX) as end:
            end.bind("o")
            Path("o").rename(path)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data/x").mkdir(parents=True)
    (tmp_path / "so.xlsx").write_bytes(zipped(excel(cells(HEAD, TASK))))
    (tmp_path / "tot.docx").write_bytes(zipped(word()))
    return tmp_path


@pytest.mark.parametrize("kind", KINDS)
def test_as_an_argument(place: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    (place / "data/x/van-ban.yaml").write_text(YAML.replace("la.docx", "[{doan: Một.}]"), encoding="utf-8")
    # A folder is what `collect` takes.
    for line in GIVEN[: -1 if kind == "folder" else None]:
        name = next(word for word in line.split() if word.startswith("la."))
        put(kind, place / name)
        before = sorted(place.rglob("*"))
        code = run([*line.split(), "--json"])
        said = capsys.readouterr().out
        assert code in (2, 4, 5), (line, code, said)
        assert name in said and '"V099"' not in said, (line, said)
        assert sorted(place.rglob("*")) == before, line
        (place / name).rmdir() if kind == "folder" else (place / name).unlink()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", IN_A_DOSSIER)
def test_in_a_dossier(place: Path, capsys: pytest.CaptureFixture[str], name: str, kind: str) -> None:
    body = {"la.docx": "la.docx", "la.md": "la.md", "hinh.png": "[{hinh: hinh.png}]"}
    text = YAML.replace("la.docx", body.get(Path(name).name, "[{bang: {nguon: so.xlsx}}]"))
    (place / "data/x/van-ban.yaml").write_text(text, encoding="utf-8")
    put(kind, place / name)
    assert run(["build", "data/x", "--format", "docx", "--json"]) == 4
    found = json.loads(capsys.readouterr().out)
    assert Path(name).name in json.dumps(found, ensure_ascii=False) and not (place / "out").exists()
