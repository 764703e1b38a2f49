"""Whatever file is given to whatever command: an answer with its code and the file, never a fault of the program.

The gate takes some of each kind and each command, VANBAN_HOSTILE=all every pair.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click
import pytest

from generator.face.cli import run
from generator.face.cli.arguments import PathOf
from generator.face.cli.call import cli
from tests.hostile_files import FILES, HEAD, TASK, cells, excel, word
from tests.ooxml.strict_files import zipped

# A prime: so every kind meets other commands than the one before it.
STEP = 1 if os.environ.get("VANBAN_HOSTILE") == "all" else 29
YAML = """loai: bao-cao
co_quan: {{ten: Sở Mẫu tỉnh X, ky_hieu: SM}}
ngay: 2030-01-10
dia_danh: Tỉnh X
trich_yeu: Thử
noi_dung: {body}
noi_nhan: ["Lưu: VT"]
ky: {{chuc_vu: Giám đốc, ho_ten: Họ và tên}}
kem_theo: [{{loai: phu-luc, trich_yeu: Bảng, bang: {{nguon: {register}}}}}]
"""
# What stands in data/x refers to the file: as its register, or as its text.
REGISTER = (
    "build data/x --format docx",
    "lint data/x",
    "lint data/y --against data/x",
    "lint data/y --against data/y --earlier data/x",
    "coverage data/x",
    "roll data/x --to 2030-02",
    "new --from data/x --to data/moi",
    "forms data/x --to phieu --due 2030-02-01",
    "board data/x",
    "remind data/x --to don-doc --due 2030-02-01",
    "doi-chieu data/x --to dc.xlsx",
    "issue data/x --so 1 --ngay 2030-01-12",
    "diff data/x data/y",
    "diff data/y data/x",
)
DRAFT = ("build data/x --format docx",)
ALONE = (
    "coverage {file}",
    "lint {file}",
    "import {file} --to data/moi",
    "import {file} --nhiem-vu --to dx.xlsx",
    "import {file} --into so.xlsx",
    "so-lieu {file} --to sl.xlsx",
    "pull {file} --dossier data/y",
    "pull tot.docx --dossier data/y --decisions {file}",
    "diff {other} {file}",
    "diff {file} {other}",
    "redline tot.docx {file} -o r.docx",
    "check {file}",
    "template check {file}",
    "calendar {file}",
    "collect {folder} --to data/y",
    "redline {file} tot.docx -o r.docx",
    "build {file} --format docx",
    "new --from {file} --to data/moi",
    "roll data/y --to 2030-02 --from {file}",
    "roll {file} --to 2030-02",
    "so-lieu data/y --to sl.xlsx --against {file}",
    "check tot.docx --quy-tac {file}",
    "pull tot.docx --dossier {file}",
    "collect thu-ve --to {file}",
    "collect thu-ve --to data/y --decisions {file}",
    "import so.xlsx --into {file}",
    "template check tot.docx --dossier {file}",
    "forms {file} --to phieu --due 2030-02-01",
    "remind {file} --to don-doc --due 2030-02-01",
    "issue {file} --so 1 --ngay 2030-01-12",
    "board {file}",
    "doi-chieu {file} --to dc.xlsx",
)
# What a command makes, by the name of its parameter; `watch` builds, and does not end.
MADE = {"target", "out", "output", "worklist", "marked", "book", "annex", "conflicts"}
NOT_TRIED = {("init", "folder"), ("watch", "dossiers")}
# What is no package, or none that holds what it says, has one code wherever it is opened as one.
NO_PACKAGE = {
    **dict.fromkeys(("empty", "zeros", "noise", "old-office", "picture", "locked", "without-types", "any-zip"), "V011"),
    **dict.fromkeys(("half", "packed-otherwise", "other-sum", "no-sheet-part", "sheet-that-climbs"), "V012"),
    **dict.fromkeys(("entities", "entities-in-styles", "broken-xml", "broken-styles", "no-utf-8", "deep"), "V014"),
}
DONE, REPORTED = (0, 1, 2), (4, 5)


def cases() -> Iterator[tuple[str, str, str, str]]:
    """Ending, kind, how the file is given, the command."""
    for ending, kinds in FILES.items():
        for kind in kinds:
            yield from ((ending, kind, "register", one) for one in REGISTER)
            yield from ((ending, kind, "draft", one) for one in DRAFT)
            yield from ((ending, kind, "alone", one) for one in ALONE)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workplace with a dossier that is right, and files that are."""
    at = tmp_path_factory.mktemp("noi-lam-viec")
    for folder in ("data/x", "data/y", "thu-ve"):
        (at / folder).mkdir(parents=True)
    (at / "data/y/van-ban.yaml").write_text(YAML.format(body="[{doan: Một.}]", register="so.xlsx"), encoding="utf-8")
    book = zipped(excel(cells(HEAD, TASK)))
    for name in ("data/y/so.xlsx", "so.xlsx", "tot.xlsx"):
        (at / name).write_bytes(book)
    (at / "tot.docx").write_bytes(zipped(word()))
    return at


def given(at: Path, ending: str, kind: str, how: str, command: str) -> list[str]:
    """Put the file where the command is to find it."""
    name = f"la{ending}"
    if how != "alone":
        texts = {"register": "[{doan: Một.}]", "draft": name}
        register = name if how == "register" else "../y/so.xlsx"
        (at / "data/x/van-ban.yaml").write_text(YAML.format(body=texts[how], register=register), encoding="utf-8")
        (at / "data/x" / name).write_bytes(FILES[ending][kind])
    else:
        (at / ("thu-ve" if "{folder}" in command else ".") / name).write_bytes(FILES[ending][kind])
    other = f"tot{ending}" if ending in (".docx", ".xlsx") else "tot.docx"
    return command.format(file=name, other=other, folder="thu-ve").split()


def found_in(value: object) -> Iterator[dict[str, str]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict) and {"code", "severity", "file"} <= value.keys():
        yield value
    yield from chain.from_iterable(map(found_in, inner))


@pytest.mark.parametrize("ending", FILES)
def test_every_answer_has_a_code_and_names_the_file(
    start: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ending: str,
) -> None:
    wrong = []
    for case in [*cases()][::STEP]:
        if case[0] != ending:
            continue
        at = Path(shutil.copytree(start, tmp_path / "x"))
        monkeypatch.chdir(at)
        arguments = given(at, *case)
        before = tree(at)
        code = run([*arguments, "--json"])
        said = capsys.readouterr()
        if fault := judged(case, code, said.out) or ("Traceback" in said.err and "traceback"):
            wrong.append((case, fault, said.out[:400]))
        if code in REPORTED and tree(at) != before:
            wrong.append((case, "left something", str({*tree(at)} ^ {*before})))
        monkeypatch.chdir(tmp_path)
        shutil.rmtree(at)
    assert not wrong


def test_every_path_that_a_command_reads_is_tried() -> None:
    """A new command, or a new option that names a file, is in the table."""
    given: dict[tuple[str, ...], set[str]] = {}
    for line in (*REGISTER, *DRAFT, *ALONE):
        words = line.replace("data/x", "{file}").replace("{folder}", "{file}").replace("{other}", "o").split()
        name = tuple(words[: 2 if words[0] == "template" else 1])
        command = found_command(name)
        context = command.make_context(name[-1], words[len(name) :], resilient_parsing=True)
        given.setdefault(name, set()).update(key for key, value in context.params.items() if "{file}" in str(value))
    names = [(name,) for name in cli.known if name != "template"] + [("template", "check")]
    asked = {(name, one.name) for name in names for one in found_command(name).params if isinstance(one.type, PathOf)}
    tried = {(name, key) for name, keys in given.items() for key in keys}
    made = {(name, key) for name, key in asked if key in MADE or (name[0], key) in NOT_TRIED}
    assert asked - made - tried == set()


def found_command(name: tuple[str, ...]) -> click.Command:
    command = cli.get_command(click.Context(cli), name[0])
    if len(name) > 1:
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), name[1])
    assert command is not None
    return command


def tree(at: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in at.rglob("*") if path.is_file()}


def judged(case: tuple[str, str, str, str], code: int, out: str) -> str:
    """What is wrong with an answer; nothing where it is one."""
    ending, kind, how, command = case
    if code in DONE:
        return ""
    found = [*found_in(json.loads(out))]
    codes = {one["code"] for one in found if one["severity"] == "sai"}
    if code not in REPORTED or not codes or "V099" in codes:
        return f"exit {code}, {codes}"
    opened = ending in (".docx", ".xlsx") and "calendar" not in command and (ending, how) != (".xlsx", "draft")
    if opened and how != "alone" and kind in NO_PACKAGE and codes != {NO_PACKAGE[kind]}:
        return f"not {NO_PACKAGE[kind]}: {codes}"
    named = any(f"la{ending}" in json.dumps(one, ensure_ascii=False) for one in found)
    # Two files of other kinds are not compared: said of the first.
    return "" if named or command.startswith("diff {") else "the file is not named"
