"""What `--json` prints is what its schema says, for every command; schema and page are made of the types."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import DATA
from jsonschema import Draft202012Validator

from generator.face import schema_page
from generator.face.cli import run

SCHEMA = json.loads((schema_page.DOCS / "json-schema.json").read_text(encoding="utf-8"))
Call = Callable[..., Any]


@pytest.fixture
def vanban(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """A call in a workplace with a sample dossier; its JSON, which is valid for the shape named, and for no other."""
    monkeypatch.chdir(tmp_path)
    assert run(["init"]) == 0
    capsys.readouterr()

    def call(shape: str, *arguments: str) -> Any:
        run([*arguments, "--json"])
        said = json.loads(capsys.readouterr().out)
        one = Draft202012Validator({**SCHEMA, "anyOf": [{"$ref": f"#/$defs/{shape}"}]})
        assert [error.message for error in one.iter_errors(said)] == []
        return said

    return call


def test_schema_and_page_are_current() -> None:
    assert schema_page.schema() == SCHEMA
    assert (schema_page.DOCS / "JSON.md").read_text(encoding="utf-8") == schema_page.page()
    Draft202012Validator.check_schema(SCHEMA)
    assert {one.__name__ for one in schema_page.results()} >= {"Failed", "Built", "Pulled", "Made", "Differences"}


def test_every_key_of_a_finding_is_required_and_no_other_is_allowed() -> None:
    finding = SCHEMA["$defs"]["Finding"]
    assert set(finding["required"]) == set(finding["properties"])
    assert finding["additionalProperties"] is False


def test_every_command_prints_its_shape(vanban: Call) -> None:
    home, made = "data/ho-so-mau", "out/ho-so-mau/ho-so-mau.docx"
    assert vanban("Built", "build", home, "--format", "docx")["built"][0]["outputs"][0]["rows"] == 4
    assert vanban("Built", "build", home, "--format", "docx")["built"][0]["current"]
    vanban("Linted", "lint", home)
    vanban("Coverage", "coverage", home)
    assert vanban("Checked", "check", made)["checked"][0]["file"] == made
    vanban("TemplatesChecked", "template", "check", "templates/docx/van-ban.docx")
    vanban("TemplateNames", "template", "check", "--names")
    vanban("Pulled", "pull", made, "--dry-run")
    assert vanban("Made", "roll", home, "--to", "04/2031")["next_steps"]
    vanban("Made", "new", "--kind", "Báo cáo", "--to", "data/moi")
    shutil.copy(made, "moi.docx")
    vanban("FieldDifferences", "diff", made, "moi.docx")
    vanban("Made", "redline", made, "moi.docx", "-o", "so.docx")
    vanban("Made", "init", "khac")
    vanban("Made", "forms", home, "--to", "phieu", "--due", "2030-01-20")
    assert [one["states"] for one in vanban("Collected", "collect", "phieu", "--to", home)["units"]] == [
        ["ô trống"]
    ] * 2
    assert vanban("Board", "board", home, "--as-of", "2030-01-20")["units"][0]["answered"] == 0


def test_differences_print_their_shape(vanban: Call) -> None:
    shutil.copytree(DATA / "phu-luc-hcmc", "data/cu")
    assert vanban("Differences", "diff", "data/cu", "data/cu")["changes"] == []


@pytest.mark.parametrize(
    "arguments", [("build", "khong-co"), ("biuld",), ("build", "--jobs", "0"), ("redline", "a", "b")], ids=" ".join
)
def test_what_fails_prints_its_shape(vanban: Call, arguments: tuple[str, ...]) -> None:
    said = vanban("Failed", *arguments)
    assert said["findings"] or said["error"]
