"""The commands and the code of the README do what it says, in a new workplace, one after the other."""

import re
import shlex
import shutil

import pytest
from click.testing import CliRunner
from conftest import ROOT

from generator.face.cli import run
from generator.face.cli.call import cli

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.partition("#")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, flags=re.S)
    for line in block.splitlines()
    if line.startswith("vanban ")
]
# What a command is right to find: the sample dossier has no number and no day yet, its tasks no results.
MAY_FIND = {"lint", "check"}


def test_the_readme_commands_work_in_their_order(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert len(COMMANDS) >= 10
    for command in COMMANDS:
        words = shlex.split(command)[1:]
        if "data/phu-luc-03" in words and not (tmp_path / "data" / "phu-luc-03").exists():
            shutil.copytree(ROOT / "data" / "phu-luc-03", tmp_path / "data" / "phu-luc-03")
        code = run(words)
        said = capsys.readouterr()
        assert code == 0 or (code == 1 and words[0] in MAY_FIND), f"{command}: {code}\n{said.err}"
    assert (tmp_path / "out" / "ho-so-mau" / "ho-so-mau.docx").is_file()
    assert (tmp_path / "thay-doi.docx").is_file()


def test_the_readme_code_works(tmp_path, monkeypatch, capsys):
    (code,) = re.findall(r"```python\n(.*?)```", README, flags=re.S)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(ROOT / "data")
    exec(compile(code, "README.md", "exec"), {})
    assert "142-qd-vpcp.docx" in capsys.readouterr().out


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_is_documented_and_has_help(name):
    assert f"vanban {name}" in README or name == "coverage"
    shown = CliRunner().invoke(cli, [name, "--help"])
    assert shown.exit_code == 0
    assert len(shown.output.splitlines()) > 4


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)\)", README))
def test_links_lead_somewhere(link):
    assert (ROOT / link).exists()
