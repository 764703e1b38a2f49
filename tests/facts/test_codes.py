"""Every code that is raised stands in the table with its meaning, and the table has no other; the page is current."""

import re
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

import generator
from generator.facts import codes

PACKAGE = Path(generator.__file__).parent
CODE = re.compile(r"[VTX]\d{3}")


def texts(constant: object) -> Iterator[str]:
    """Every text among the constants of a module."""
    if isinstance(constant, str):
        yield constant
    elif isinstance(constant, CodeType):
        yield from texts(constant.co_consts)
    elif isinstance(constant, tuple | frozenset):
        for inner in constant:
            yield from texts(inner)


def raised() -> set[str]:
    """Every text of the package that is a code, from the modules as Python has compiled them."""
    modules = (SourceFileLoader(path.stem, str(path)).get_code(path.stem) for path in PACKAGE.rglob("*.py"))
    return {text for module in modules for text in texts(module) if CODE.fullmatch(text)}


def test_what_is_raised_and_the_table_are_the_same():
    found = raised()
    assert len(found) > 150
    assert (found - set(codes.codes()), set(codes.codes()) - found) == (set(), set())


def test_each_code_says_what_why_and_what_to_do_once():
    lines = [line for line in codes.TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    assert len(lines) == len(codes.codes())
    assert [line for line in lines if len(cells := line.split("|")) != 4 or not all(map(str.strip, cells))] == []
    assert list(codes.codes()) == sorted(codes.codes())
    assert not {one.title for one in codes.codes().values() if len(one.title) < 8}


def test_the_page_is_current_and_every_code_has_a_group():
    assert codes.PAGE.read_text(encoding="utf-8") == codes.page()
    assert "## Khác" not in codes.page()
