"""Every message has an English text that says the same thing about the same values."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import generator
from generator.face.cli import run
from generator.face.words import catalogue, translated
from generator.face.words import read_po as own_read_po
from generator.linting.lint import EVERY_CHECK
from generator.values.findings import msg

PACKAGE = Path(generator.__file__).parent
# What English has no word of its own for: the parts of a document, units of a text and ranks of authority.
TERMS = (
    "Nơi nhận", "Căn cứ", "Quốc hiệu", "Tiêu ngữ", "Kính gửi", "Phụ lục", "Điều", "điểm", "khoản", "mục", "đ",
    "kế hoạch", "NĐ-CP", "399-QĐ", "BNV-VP", "Số",
)  # fmt: skip
# What is typed into a file, and names, are so in every language.
AS_TYPED = ("- {", "Việt Nam")
_QUOTED = re.compile(r"“[^”]*”")
_VIETNAMESE = re.compile(r"[À-ÖØ-öø-ỹ]")


@cache
def calls() -> tuple[tuple[str, str, ast.Call, dict[str, ast.AST]], ...]:
    """Where messages and doubts are made: the place, which of them, the call, the constants of its module."""
    found = []
    for source in sorted(PACKAGE.rglob("*.py")):
        text = source.read_text(encoding="utf-8")
        if not re.search(r"\b(?:msg|Doubt)\s*\(", text):
            continue
        module = ast.parse(text)
        constants = constants_of(module)
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("msg", "Doubt"):
                found.append((f"{source.relative_to(PACKAGE)}:{node.lineno}", node.func.id, node, constants))
    return tuple(found)


@cache
def templates() -> dict[str, str]:
    """Every template in the package -> where it is first used."""
    found: dict[str, str] = {}
    for where, name, node, _ in calls():
        if name == "msg":
            template = ast.literal_eval(node.args[0])
            assert isinstance(template, str), f"{where}: the template is not a literal"
            found.setdefault(template, where)
    # Titles of the checks of the data are shown as they stand, in the language chosen.
    return found | {check.title: f"linting: {check.code}" for check in EVERY_CHECK}


@cache
def english() -> dict[str, str]:
    """Template -> translation, as the catalogue's file has them, empty ones too."""
    with (PACKAGE / "face" / "en.po").open("rb") as source:
        return {str(entry.id): str(entry.string) for entry in read_po(source) if entry.id}


def places(template: str) -> list[tuple[str, str, str]]:
    """The `{name}` places of a template, with format and conversion."""
    parsed = Formatter().parse(template)
    return sorted((name, form or "", conversion or "") for _, name, form, conversion in parsed if name is not None)


def words(template: str) -> str:
    """The text of a template without its places; doubled braces are single."""
    return "".join(literal for literal, *_ in Formatter().parse(template))


def test_the_messages_are_found() -> None:
    assert len(templates()) > 300


def test_every_message_is_in_the_catalogue() -> None:
    assert {template: where for template, where in templates().items() if template not in english()} == {}


def test_the_catalogue_has_no_message_that_is_gone() -> None:
    assert set(english()) - set(templates()) == set()


def test_no_translation_is_empty_or_the_vietnamese_itself() -> None:
    lacking = [template for template, text in english().items() if not text.strip()]
    copied = [
        template for template, text in english().items() if text == template and re.search(r"\w", words(template))
    ]
    assert (lacking, copied) == ([], [])


def test_translations_have_the_same_places() -> None:
    assert {template: text for template, text in english().items() if places(template) != places(text)} == {}


def test_translations_show_the_same_braces() -> None:
    """Tags such as `{{%p for x in … %}}` are written for the user to copy."""
    braces = re.compile(r"[{}]")
    wrong = [
        text for vi, text in english().items() if len(braces.findall(words(vi))) != len(braces.findall(words(text)))
    ]
    assert wrong == []


def test_vietnamese_is_left_only_in_quotations_and_terms() -> None:
    left = {}
    for text in english().values():
        plain = _QUOTED.sub("", words(text))
        for term in TERMS:
            plain = re.sub(rf"(?<!\w){term}(?!\w)", "", plain)
        if _VIETNAMESE.search(plain):
            left[text] = plain
    assert left == {}


def bare_words(node: ast.AST, constants: dict[str, ast.AST]) -> list[str]:
    """The Vietnamese texts among what a message takes in: as they stand, or in a table of the module; a text within
    quotation marks or within another call is what it quotes or makes of it."""
    if isinstance(node, ast.Call):
        return []
    if isinstance(node, ast.Name) and node.id in constants:
        return bare_words(constants[node.id], {})
    own = [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
    inner = [text for child in ast.iter_child_nodes(node) for text in bare_words(child, constants)]
    return [text for text in (*own, *inner) if _VIETNAMESE.search(text) and not text.startswith(AS_TYPED)]


def constants_of(module: ast.Module) -> dict[str, ast.AST]:
    assigned = [node for node in module.body if isinstance(node, ast.Assign | ast.AnnAssign) and node.value]
    named = [(target, one.value) for one in assigned for target in getattr(one, "targets", [getattr(one, "target", 0)])]
    return {target.id: value for target, value in named if isinstance(target, ast.Name)}


def test_a_message_takes_in_no_bare_word_of_ours() -> None:
    """What is ours in a message is a message itself: as a text it would stand in Vietnamese in every language."""
    found = []
    for where, name, node, constants in calls():
        values = node.args[3:4]  # of a doubt, what the text was compared with
        if name == "msg":
            outside = {place for place, *_ in places(_QUOTED.sub("", ast.literal_eval(node.args[0])))}
            values = [each.value for each in node.keywords if each.arg in outside]
        found += [f"{where} {text}" for value in values for text in bare_words(value, constants)]
    assert found == []


def test_our_reader_of_catalogues_reads_as_babel_does() -> None:
    assert dict(catalogue("en")) == {template: text for template, text in english().items() if text}
    assert own_read_po('msgid ""\nmsgstr "x"\n\n# a\nmsgid "a"\n"b\\n"\nmsgstr "c"\n') == {"ab\n": "c"}


def test_messages_among_the_values_are_translated_too() -> None:
    message = msg("Thiếu trang tính “{ten}”.", ten=msg("đoạn"))
    assert (translated(message, "vi"), "paragraph" in translated(message, "en")) == ("Thiếu trang tính “đoạn”.", True)


def test_values_go_into_the_english_text() -> None:
    message = msg("Thiếu trang tính “{ten}”.", ten="Nhiệm vụ")
    assert translated(message, "en") == "The sheet “Nhiệm vụ” is missing."
    assert translated(message, "vi") == "Thiếu trang tính “Nhiệm vụ”."


@pytest.mark.parametrize("option", [("--lang", "en"), ("--lang=en",)], ids=" ".join)
def test_a_command_speaks_english(
    option: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for call in (["build", *option, "khong-co"], [*option, "build", "khong-co"]):
        assert run(call) != 0
        said = capsys.readouterr().err
        assert "There is no dossier" in said or "There is no such dossier." in said
        assert "hồ sơ" not in said


def test_the_language_said_last_is_spoken(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--lang", "en", "check", "--lang", "vi", "khong-co"])
    assert "Không có tệp này." in capsys.readouterr().out
    run(["--lang", "en", "template", "--lang=vi", "check", "--lang=en", "khong-co"])
    said = capsys.readouterr()
    assert (said.out + said.err) and not _VIETNAMESE.search(_QUOTED.sub("", said.out + said.err))


def test_a_pipe_takes_every_letter() -> None:
    """Whatever code page the system gives to files and pipes."""
    command = [sys.executable, "-m", "generator", "--help"]
    shown = subprocess.run(command, capture_output=True, env=os.environ | {"PYTHONIOENCODING": "cp1252"}, check=True)
    assert "Bắt đầu:" in shown.stdout.decode()
