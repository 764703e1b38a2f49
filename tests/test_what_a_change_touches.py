"""“What a change touches” of ARCHITECTURE.md: its files exist, its counts hold, and what it says was done once."""

import re
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from docx import Document

from generator.checking import check as checking
from generator.checking.paper.facts import read_facts
from generator.checking.rules.rule import NOTE as RULE_NOTE
from generator.checking.rules.rule import Rule, at, rule, rules_in
from generator.linting import lint as linting
from generator.linting.check import NOTE, Check, Doubt, check, checks_in
from generator.ooxml import package
from generator.planning.totals import STATE_KEYS
from generator.reading import registers
from generator.reading.dossier import load_dossier
from generator.reading.plain import from_items
from generator.values.findings import Place, msg
from generator.values.model import Status

PAGE = (ROOT / "generator" / "ARCHITECTURE.md").read_text(encoding="utf-8")
TABLE = PAGE.partition("## What a change touches")[2].partition("\n## ")[0]
ROWS = {
    row[1]: re.findall(r"`([\w/.-]+/[\w/.-]+)`", row[2]) for row in re.finditer(r"^\| (.+?) \| (.+) \|$", TABLE, re.M)
}
MOST = {
    "a kind of document": 3,
    "a rule of form": 3,
    "a check of the data": 3,
    "a set of rules": 3,
    "a format of task tables": 5,
    "a front end": 2,
    "a state with its count in every table": 6,
}


def test_the_table_names_files_that_there_are_and_few() -> None:
    rows = {change: files for change, files in ROWS.items() if change != "change"}
    assert set(rows) == set(MOST)
    assert [file for files in rows.values() for file in files if not (ROOT / file).exists()] == []
    assert {change: len(files) for change, files in rows.items() if len(files) > MOST[change]} == {}


@rule("ND-999", RULE_NOTE, "thí dụ", "thí dụ", why="thí dụ", wrong="sai", right="đúng")
def every_paper(facts, known):
    yield at(facts.parts[0], facts.paragraphs[0].whole, msg("thí dụ"), msg("thí dụ"), "thí dụ")


@check("L999", NOTE, "thí dụ", why="thí dụ", wrong="sai", right="đúng")
def every_dossier(checked):
    yield Doubt(Place("thí dụ"), msg("thí dụ"))


def test_a_rule_and_a_set_of_rules_are_one_line_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = rules_in({"every_paper": every_paper})
    assert isinstance(found, Rule)
    document = Document()
    document.add_paragraph("Một dòng.")
    document.save(str(tmp_path / "a.docx"))
    facts, _ = read_facts(package.read(tmp_path / "a.docx"), shown_as="a.docx", revisions="accept")
    ours = checking.RuleSet("thu", "Thí dụ", frozenset(), (found,))
    monkeypatch.setattr(checking, "SETS", (*checking.SETS, ours))
    assert "ND-999" in {finding.code for finding in checking.check(facts, profile="thu")}


def test_a_check_of_the_data_is_one_function(monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = checks_in({"every_dossier": every_dossier})
    assert isinstance(found, Check)
    monkeypatch.setattr(linting, "ALL_CHECKS", (*linting.ALL_CHECKS, found))
    dossier, _ = load_dossier(ROOT / "tests" / "ho-so" / "quyet-dinh" / "van-ban.yaml")
    assert "L999" in {finding.code for finding in linting.lint(dossier, date(2026, 11, 22))}


def test_a_format_of_task_tables_is_a_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path, shown_as: str, *_: object):
        head, *lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
        return from_items([dict(zip(head, line, strict=True)) for line in lines], shown_as)

    path = tmp_path / "nhiem-vu.tsv"
    path.write_text("stt\tnoi_dung\tchu_tri\n1\tBáo cáo kết quả năm\tBộ Tư pháp\n", encoding="utf-8")
    monkeypatch.setattr(registers, "FORMATS", (*registers.FORMATS, ".tsv"))
    monkeypatch.setattr(registers, "_raw_table", read)
    register, _ = registers.load_register(path, path.name)
    assert [task.text("noi_dung") for task in register.tasks] == ["Báo cáo kết quả năm"]


def test_a_counted_state_is_named_nowhere_else() -> None:
    """Each of those that there are, by its key in tables or by its name in `loc:`."""
    given = {status.value for status in Status}
    names = {f'"{name}"' for state, key in STATE_KEYS.items() for name in {state.value, key} - given}
    sources = [path for room in ("generator", "templates") for path in (ROOT / room).rglob("*.py")]
    naming = {path for path in sources if any(name in path.read_text(encoding="utf-8") for name in names)}
    # The words that tell a count in a report: a state without any there is offered all the same.
    may = {"generator/commands/importing/counting.py"}
    named = {path.relative_to(ROOT).as_posix() for path in naming}
    assert named - may == {*ROWS["a state with its count in every table"]}


def test_a_front_end_needs_nothing_below_the_face() -> None:
    below = [path for path in (ROOT / "generator").rglob("*.py") if "face" not in path.parts]
    outside = [path for path in below if path.name not in ("__init__.py", "__main__.py")]
    assert [
        path.name for path in outside if re.search(r"^\s*(?:from|import) generator\.face", path.read_text(), re.M)
    ] == []
    api = [path.read_text(encoding="utf-8") for path in (ROOT / "generator" / "face" / "api").glob("*.py")]
    assert len(api) > 5
    assert not re.search(r"^\s*(?:from|import) generator\.face\.(?:cli|terminal|as_json|screen)", "".join(api), re.M)
