"""A pattern that is made ready late answers as one made at once, and modules make none when they are loaded."""

import ast
import os
import re
import subprocess
import sys
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


def test_no_module_makes_patterns_when_it_is_loaded():
    home = Path(generator.__file__).parent
    modules = {path.relative_to(home).as_posix(): path for path in home.rglob("*.py")}
    made = [
        f"{name}:{line}"
        for name, path in modules.items()
        if "re.compile" in (text := path.read_text(encoding="utf-8"))
        for line in made_when_loaded(ast.parse(text))
    ]
    assert made == [], "name patterns through generator.values.patterns.late"


# Every module that names patterns is loaded anew, `late` telling of each; then each is made ready.
ALL_NAMED = """
import re, sys
from importlib import import_module
from generator.values import patterns
named, late = [], patterns.late
patterns.late = lambda *pattern: (named.append((sys._getframe(1).f_globals["__name__"], pattern)), late(*pattern))[1]
import django
django.setup()
for module in sys.argv[1:]:
    import_module(module)
for module, pattern in named:
    try:
        re.compile(*pattern)
    except re.error as error:
        print(module, pattern[0], error)
print(len(named))
"""


def test_every_pattern_that_a_module_names_can_be_made_ready(tmp_path):
    home = Path(generator.__file__).parent
    naming = [
        ".".join(("generator", *path.relative_to(home).with_suffix("").parts)).removesuffix(".__init__")
        for path in home.rglob("*.py")
        if "import late" in path.read_text(encoding="utf-8")
    ]
    page = {"DJANGO_SETTINGS_MODULE": "generator.face.page.settings", "VANBAN_WORKPLACE": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", ALL_NAMED, *naming], env=os.environ | page, capture_output=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stderr
    *wrong, count = ran.stdout.splitlines()
    assert wrong == []
    assert int(count) > len(naming)
