"""The commands and the code of the README do what it says, in a new workplace, one after the other."""

import re
import shlex
import shutil

import pytest
from click import Context
from click.testing import CliRunner
from conftest import ROOT

from generator.face.cli import run
from generator.face.cli.call import cli

README, GUIDE = ROOT / "README.md", ROOT / "docs" / "HUONG-DAN.md"


def text(page):
    return page.read_text(encoding="utf-8")


def commands(page):
    """The lines that a page tells one to type, in its order."""
    blocks = re.findall(r"```sh\n(.*?)```", text(page), flags=re.S)
    lines = (line.partition("#")[0].strip() for block in blocks for line in block.splitlines())
    return [line for line in lines if line.startswith("vanban ")]


def links(page):
    """(page, where a link of it leads, the heading there or nothing)."""
    return [(page, *found) for found in re.findall(r"\]\(([^)#]*)#?([^)]*)\)", text(page))]


def anchors(page):
    """What a page's headings are called in an address."""
    headings = re.findall(r"^#+ (.+)$", text(page), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# What a command is right to find: the sample dossier has no number and no day yet, its tasks no results.
MAY_FIND = {"lint", "check"}


def test_the_commands_work_in_their_order(tmp_path, monkeypatch, capsys):
    """Those of the guide, one after the other in a new workplace; the README's are among them, in the same order."""
    monkeypatch.chdir(tmp_path)
    every = commands(GUIDE)
    assert len(every) >= 20
    later = iter(every)
    assert [command for command in commands(README) if command not in later] == ["vanban template check templates"]
    for command in [*every, "vanban template check templates"]:
        words = shlex.split(command)[1:]
        if "data/phu-luc-03" in words and not (tmp_path / "data" / "phu-luc-03").exists():
            shutil.copytree(ROOT / "data" / "phu-luc-03", tmp_path / "data" / "phu-luc-03")
        code = run(words)
        said = capsys.readouterr()
        assert code == 0 or (code == 1 and words[0] in MAY_FIND), f"{command}: {code}\n{said.err}"
    assert (tmp_path / "out" / "ho-so-mau" / "ho-so-mau.docx").is_file()
    assert (tmp_path / "thay-doi.docx").is_file()


def test_the_readme_code_works(tmp_path, monkeypatch, capsys):
    (code,) = re.findall(r"```python\n(.*?)```", text(README), flags=re.S)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(ROOT / "data")
    exec(compile(code, "README.md", "exec"), {})
    assert "142-qd-vpcp.docx" in capsys.readouterr().out


@pytest.mark.parametrize("name", cli.list_commands(Context(cli)))
def test_every_command_is_documented_and_has_help(name):
    assert f"vanban {name}" in text(README) + text(GUIDE)
    shown = CliRunner().invoke(cli, [name, "--help"])
    assert shown.exit_code == 0
    assert len(shown.output.splitlines()) > 4


@pytest.mark.parametrize(("page", "target", "heading"), links(README) + links(GUIDE))
def test_links_lead_somewhere(page, target, heading):
    place = (page.parent / target).resolve() if target else page
    assert place.exists()
    assert not heading or heading in anchors(place)
