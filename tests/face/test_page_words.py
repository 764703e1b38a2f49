"""What the page says of findings speaks of its own buttons, never of commands and options of the terminal."""

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import generator
from generator.face.cli.menu import SECTIONS
from generator.face.words import catalogue
from generator.values.findings import Finding, Place, Severity, msg

PACKAGE = Path(generator.__file__).parent
COMMANDS = "|".join(name for section in SECTIONS.values() for name in section)
OF_THE_TERMINAL = re.compile(rf"(?<![\w-])--[a-z]|\bvanban ({COMMANDS})\b")

IN_QUOTES = re.compile(r"(?<![\w-])--[a-z]|“vanban [a-z]")


@cache
def templates() -> frozenset[str]:
    """Every message that can come to the page: all but those of the terminal itself."""
    sources = [path for path in PACKAGE.rglob("*.py") if "face" not in path.relative_to(PACKAGE).parts]
    texts = [text for path in sources if re.search(r"\bmsg\s*\(", text := path.read_text(encoding="utf-8"))]
    nodes = (node for text in texts for node in ast.walk(ast.parse(text)))
    calls = (node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    return frozenset(ast.literal_eval(call.args[0]) for call in calls if call.func.id == "msg")


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_no_message_names_an_option_on_the_page() -> None:
    """In words of the page's own where the catalogue has them, else without the clause that names it."""
    from generator.face.page.words import plain_of

    named = {template for template in templates() if OF_THE_TERMINAL.search(template)}
    assert len(named) > 50
    assert len(named - set(catalogue("trang"))) < len(named) / 4
    said = {template: plain_of(catalogue("trang").get(template, template)) for template in named}
    assert {template: text for template, text in said.items() if IN_QUOTES.search(text)} == {}
    assert plain_of("Xem lại; chạy lại với “--x” nếu cần.") == "Xem lại."


def test_the_words_of_the_page_name_no_command_and_no_value_that_is_not_there() -> None:
    said = catalogue("trang")
    assert [text for text in said.values() if OF_THE_TERMINAL.search(text)] == []
    assert {template: text for template, text in said.items() if not places(text) <= places(template)} == {}


@pytest.mark.parametrize("path", [Path("/x/y/out/a.docx"), Path("a.docx")])
def test_a_finding_is_said_in_words_of_the_page_with_names_alone(path) -> None:
    from generator.face.page.words import said_of

    hint = msg("Chạy “vanban pull {tep}” để lấy chỗ sửa về, hoặc “--force” để ghi đè (bản cũ được giữ lại).", tep=path)
    found = said_of(Finding("V070", Severity.ERROR, Place(str(path)), msg("Tệp đã có người sửa."), hint))
    assert "lấy chỗ sửa của a.docx về" in found.hint
    assert not OF_THE_TERMINAL.search(found.hint)
    assert "/x" not in found.hint
