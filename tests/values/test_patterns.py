"""A pattern that is made ready late answers as one made at once, and modules make none when they are loaded."""

import ast
import re
from pathlib import Path

import pytest

import generator
from generator.values.patterns import late


@pytest.mark.parametrize("pattern, text", [(r"(?P<day>\d+)/(\d+)", "ngày 05/3, 6/4"), (rb"\\(?:par|line)", b"\\par x")])
def test_it_answers_as_the_pattern(pattern, text):
    once, then = re.compile(pattern), late(pattern)
    assert then.pattern == once.pattern
    assert [match.span() for match in then.finditer(text)] == [match.span() for match in once.finditer(text)]
    assert then.findall(text) == once.findall(text)
    assert then.split(text) == once.split(text)
    assert then.sub(text[-1:], text) == once.sub(text[-1:], text)
    for ask in ("search", "match", "fullmatch"):
        assert str(getattr(then, ask)(text)) == str(getattr(once, ask)(text))
    assert then.groupindex == once.groupindex


def test_flags_are_those_of_the_pattern():
    assert late("đ", re.IGNORECASE).fullmatch("Đ")
    assert not late("đ").fullmatch("Đ")


def test_a_pattern_that_is_wrong_says_so_when_it_is_asked():
    with pytest.raises(re.error):
        late("(").search("")


def made_when_loaded(node):
    """The lines at which `re.compile` is asked when a module is loaded."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.Attribute) and ast.unparse(child) == "re.compile":
            yield child.lineno
        yield from made_when_loaded(child)


# Which of the patterns of a figure matched, `match.re` says there.
AT_ONCE = ("reading/figures/",)


def test_no_module_makes_patterns_when_it_is_loaded():
    home = Path(generator.__file__).parent
    modules = {path.relative_to(home).as_posix(): path for path in home.rglob("*.py")}
    made = [
        f"{name}:{line}"
        for name, path in modules.items()
        if not name.startswith(AT_ONCE) and "re.compile" in (text := path.read_text(encoding="utf-8"))
        for line in made_when_loaded(ast.parse(text))
    ]
    assert made == [], "name patterns through generator.values.patterns.late"
