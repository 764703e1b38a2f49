"""A template that stands in several files is compiled once; a failure names the file it happened in."""

from __future__ import annotations

import traceback
from collections.abc import Callable

import pytest
from jinja2 import BaseLoader, Environment

from generator.rendering.templates import jinja
from generator.rendering.templates.jinja import word_environment, word_pieces
from generator.rendering.templates.known_code import KnownCode

SOURCE = "{% for d in l %}\n<w:t>{{ 1 / d }}</w:t>\n{% endfor %}"


class InFile(BaseLoader):
    """The same template, or another one, at a path."""

    def __init__(self, path: str, source: str = SOURCE) -> None:
        self.path, self.source = path, source

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        return self.source, self.path, lambda: True


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files whose templates are compiled, none being known at first."""
    monkeypatch.setattr(jinja, "_KNOWN", KnownCode())
    files: list[str] = []
    own = jinja.WordEnvironment._compile

    def heard(self: jinja.WordEnvironment, source: str, filename: str) -> object:
        files.append(filename)
        return own(self, source, filename)

    monkeypatch.setattr(jinja.WordEnvironment, "_compile", heard)
    return files


def made(loader: BaseLoader, *numbers: int) -> bytes:
    return b"".join(word_pieces(word_environment(loader).get_template("a.docx"), {"l": numbers}))


def test_a_failure_is_of_the_file_that_was_asked_for(compiled: list[str]) -> None:
    for path in ("mot/a.docx", "hai/a.docx"):
        with pytest.raises(ZeroDivisionError) as failure:
            made(InFile(path), 1, 0)
        frames = traceback.extract_tb(failure.value.__traceback__)
        assert [(one.filename, one.lineno) for one in frames if one.filename.endswith("a.docx")] == [(path, 2)]
    assert compiled == ["mot/a.docx"]


def test_another_source_or_name_is_compiled_anew_and_no_more_is_kept_than_some(compiled: list[str]) -> None:
    assert made(InFile("a.docx", "x{{ l[0] }}"), 1) == b"x1"
    assert made(InFile("a.docx", "y{{ l[0] }}"), 2) == b"y2"
    assert made(InFile("a.docx", "x{{ l[0] }}"), 3) == b"x3"
    for number in range(200):
        assert made(InFile("a.docx", f"{number}")) == str(number).encode()
    assert made(InFile("a.docx", "x{{ l[0] }}"), 4) == b"x4"
    assert len(jinja._KNOWN._codes) <= 64 and len(compiled) == 203
