"""The parser in C and the one in Python make the same of each text that the one in C is asked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml.error import MarkedYAMLError

from generator.reading import yaml as reading
from generator.reading.yaml_nodes import plain_nodes
from generator.values.errors import InputError
from generator.values.findings import Place

EXAMPLES = int(os.environ.get("VANBAN_YAML", "60"))
LINES = (
    "a: 1", "b:", "- a", "-", "- b: [x, y: z, {p: q, \"r\":1}]", "c: {a: , b}", '"q \\u00e0', ' r"', "d: 'it''s'",
    "- - k",
    "# lời", "e: \"a: b\"   # t", "g: chữ", "nối tiếp", "ngay: 2024-01-01", "so: 01234", "h: [a,", "b]", "?", "- x: y",
    "f: *nghiêng* và **đậm**", "k: a *nghiêng*, b", "",
)  # fmt: skip
SIGNS = (
    ": ", ":", "- ", " ", "  ", "\n", "#", " #", "[", "]", "{", "}", ", ", "'", '"', "|", ">-", "\\", "? ", "~", "null",
    "true", "1e3", "k: v", "\n- x", "\n  y: z", "<<: ", "%", "@", "`", "&a ", "*a", "!t ", ": |\n  a\n", "\xa0", "...",
)  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Lines of a dossier, some of them set in, with signs put and taken anywhere."""
    lines = draw(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(LINES)), min_size=1, max_size=8))
    text = "\n".join("  " * depth + line for depth, line in lines)
    for sign in draw(st.lists(st.sampled_from(SIGNS), max_size=2)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + sign + text[at + draw(st.integers(0, 2)) :]
    return text


def walked(loaded: Any) -> object:
    """Values with their lines, or why they are refused."""
    places = {(): Place("x", line=1)}
    try:
        return reading._Walk("x", places).plain(loaded, (), 1), places
    except InputError as refused:
        return refused.findings


@settings(max_examples=EXAMPLES, deadline=None)
@given(texts())
def test_both_parsers_make_the_same_of_a_text(text: str) -> None:
    nodes = plain_nodes(text)
    if nodes is None:
        return
    try:
        made = reading._loader().constructor.construct_document(nodes)
    except MarkedYAMLError:
        return
    try:
        meant = reading._loader().load(text)
    except NotImplementedError:
        # The parser in Python does not get over some comments.
        return
    assert walked(made) == walked(meant)


@pytest.mark.parametrize("file", sorted(ROOT.glob("tests/ho-so/*/van-ban.yaml")), ids=lambda file: file.parent.name)
def test_dossiers_are_read_the_short_way(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    nodes = plain_nodes(text)
    assert nodes is not None
    assert walked(reading._loader().constructor.construct_document(nodes)) == walked(reading._loader().load(text))


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  x\n", "a: &b 1\n", "a: *b\n", "a: !t 1\n", "a: ! 1\n", "? a\n: b\n", "---\na: 1\n", "a: 1\n...\n",
        "%YAML 1.1\n---\na: 1\n", "a:\t1\n", "a: 1\x85b: 2\n", "a: 1\u2028b: 2\n", "- a\n", "chữ\n", "", "{[a]: b}\n",
        "a: [\n", "a: {b: " * 300, "".join(" " * 30 * step + "- " * 15 + "\n" for step in range(60)),
    ],
)  # fmt: skip
def test_of_other_texts_the_parser_in_python_speaks(text: str) -> None:
    assert plain_nodes(text) is None


def test_a_key_given_twice_is_said_as_ever(tmp_path: Path) -> None:
    file = tmp_path / "van-ban.yaml"
    file.write_text("loai: a\nso: 1\nloai: b\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        reading.read_yaml(file, file.name)
    assert [(one.code, one.place.line) for one in refused.value.findings] == [("V020", 3)]
