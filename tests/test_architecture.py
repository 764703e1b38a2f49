"""The tree, the direction of imports and no circle of files, stated as the tree is: face → commands → … → values."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "generator"
STAGES = ("reading", "planning", "rendering", "converting", "linting", "checking", "merging")
# From the top floor down: a room takes from its own floor's room and from the floors below.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("face",),
    ("commands",),
    ("books",),
    ("keeping",),
    STAGES,
    ("ooxml",),
    ("facts",),
    ("values",),
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
# The package itself is the door: `from generator import build`.
DOORS = {"__init__", "__main__"}
# A stage may use the values of another stage where these are what travels between them.
BETWEEN_STAGES = {
    ("rendering", "planning.plan"),
    ("rendering", "planning.status"),
    # What a text means is asked of every text by linting, not only of the cells that reading gives a meaning.
    ("linting", "reading.meaning"),
    # What a number in a sentence is: what the checks of a report in prose count with.
    ("linting", "reading.figures"),
}


def modules() -> dict[str, Path]:
    return {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(PACKAGE.rglob("*.py"))
        if "share" not in path.parts
    }


MODULES = modules()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def statements(inside: ast.AST) -> Iterator[ast.AST]:
    """All statements at any depth: no expression holds an import, and most of a file are expressions."""
    for block in ("body", "orelse", "finalbody", "handlers", "cases"):
        for one in getattr(inside, block, ()):
            yield one
            yield from statements(one)


@cache
def imports_of(path: Path, *, at_import: bool = False) -> frozenset[str]:
    """Modules of ours that a file imports; with `at_import` those alone that importing the file runs."""
    found = set()
    for node in parsed(path).body if at_import else statements(parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "generator":
            inner = node.module.removeprefix("generator").lstrip(".")
            for alias in node.names:
                full = f"{inner}.{alias.name}".strip(".")
                found.add(full if full in MODULES else inner)
        elif isinstance(node, ast.Import):
            found |= {a.name.removeprefix("generator.") for a in node.names if a.name.startswith("generator.")}
    return frozenset(found - {""})


def room(name: str) -> str:
    return name.split(".")[0]


def test_every_module_stands_in_a_room():
    at_top = {path.name for path in PACKAGE.glob("*.py")}
    assert at_top == {f"{door}.py" for door in DOORS}
    assert {room(name) for name in MODULES} - DOORS == set(FLOOR)
    folders = {path.parent for path in MODULES.values()}
    assert all((folder / "__init__.py").exists() for folder in folders)


def test_imports_point_down():
    arrows = [(name, other) for name, path in MODULES.items() if name not in DOORS for other in imports_of(path)]
    assert len(arrows) > 500
    assert [f"{name} -> {other}" for name, other in arrows if not points_down(name, other)] == []


def test_no_exemption_between_stages_is_out_of_use():
    arrows = {(room(name), other) for name, path in MODULES.items() for other in imports_of(path)}
    unused = [
        (stage, value)
        for stage, value in BETWEEN_STAGES
        if not any(one == stage and (other == value or other.startswith(f"{value}.")) for one, other in arrows)
    ]
    assert unused == []


def points_down(name: str, other: str) -> bool:
    if room(name) == room(other) or FLOOR[room(name)] < FLOOR[room(other)]:
        return True
    return any(
        room(name) == stage and (other == value or other.startswith(f"{value}.")) for stage, value in BETWEEN_STAGES
    )


def test_the_page_calls_the_api_alone():
    """Of what lies below it takes only the types of results; nothing but the command that opens it knows it."""
    pages = {name for name in MODULES if name.startswith("face.page")}
    knowing = {name for name, path in MODULES.items() if name not in pages for o in imports_of(path) if o in pages}
    assert len(pages) > 20
    assert knowing == {"face.cli.paging"}
    tree = [(name, parsed(MODULES[name])) for name in sorted(pages)]
    below = [
        f"{name}: {node.module}.{alias.name}"
        for name, module in tree
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("generator.")
        if room(node.module.removeprefix("generator.")) not in ("face", "values")
        for alias in node.names
        if not alias.name[0].isupper()
    ]
    assert below == []


def test_no_circle_of_files():
    """Imports inside functions and those for types alone count too: a circle of thought is one of files."""
    graph = {name: imports_of(path) - {name} for name, path in MODULES.items() if path.name != "__init__.py"}
    waiting = {name: {other for other in others if other in graph} for name, others in graph.items()}
    while free := {name for name, others in waiting.items() if not others & waiting.keys()}:
        waiting = {name: others for name, others in waiting.items() if name not in free}
    assert sorted(waiting) == []


def test_the_command_line_starts_with_nothing_heavy():
    heavy = ("lxml", "openpyxl", "docx", "docxtpl", "pydantic", "rich", "jinja2", "pypdf", "ruamel", "distributed")
    heavy += ("pypdfium2", "watchfiles", "babel", "django", "waitress")
    code = f"import sys, generator.face.cli; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


def test_the_first_page_loads_what_it_shows_and_no_more():
    """A bare interpreter, the table of commands, messages: neither click nor a command's own modules."""
    code = "import sys; bare = {*sys.modules}; from generator.face.cli import run; run(['--help']); "
    code += "print('MODULES', *({*sys.modules} - bare))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8").stdout
    modules = shown.partition("MODULES")[2].split()
    ours = ("face", "face.cli", "face.cli.menu", "face.words", "values", "values.messages")
    assert {name for name in modules if name.startswith("generator.")} == {f"generator.{name}" for name in ours}
    assert "click" not in modules and "dataclasses" not in modules and len(modules) < 40


def functions(inside: ast.stmt | ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in getattr(inside, "body", ()):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        yield from functions(node)


def test_no_function_is_longer_than_a_screen():
    found = ((name, one) for name, path in MODULES.items() for one in functions(parsed(path)))
    assert [f"{name}: {one.name}" for name, one in found if (one.end_lineno or 0) - one.lineno >= 48] == []


def test_the_tour_names_modules_that_there_are():
    """`merging/redline/carried`, from the package on or below a room that it stands in; `.py` may be left out."""
    page = (PACKAGE / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = {name.removeprefix("generator/") for name in re.findall(r"`([a-z_]+(?:/[a-z_]+)+)(?:\.py)?/?`", page)}
    named = {name for name in named if name.partition("/")[0] not in ("templates", "static", "data", "tests")}
    there = {path.relative_to(PACKAGE).with_suffix("").as_posix() for path in PACKAGE.rglob("*")}
    assert len(named) > 30
    assert sorted(name for name in named if not any(f"/{one}".endswith(f"/{name}") for one in there)) == []


# What begins with "_" of a library: each touched in one module, and the library bounded above.
PRIVATE = {
    "openpyxl": (
        "ooxml.openpyxl_inside",
        r"\b(?:cell|sheet|book|style)\w*(?:\.parent)*\._(?!replace\b)[a-z]|openpyxl[\w.]*\._",
    ),
    "docxtpl": ("rendering.templates.docx_template", r"\bDocxTemplate\b"),
    "jinja2": ("rendering.templates.jinja", r"\bjinja2\.compiler\b"),
}


def test_private_parts_of_libraries_are_touched_in_one_module_each():
    project = (PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8")
    for library, (module, private) in PRIVATE.items():
        touching = {name for name, path in MODULES.items() if re.search(private, path.read_text(encoding="utf-8"))}
        assert touching == {module}, library
        assert re.search(rf'"{library}>=[\d.]+,<', project)
