"""Imports go one way, and every module has its place: cli -> pipeline -> stages -> ooxml -> model -> findings."""

import ast
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "generator"
STAGES = {"reading", "linting", "planning", "rendering", "converting", "checking", "merging"}
# Layer of each top-level module or folder; a module may import from lower layers only.
LAYERS = {
    "__main__": 12,
    "cli": 11,
    "api": 11,
    "shown": 10,
    "workplace": 10,
    "batching": 8,
    "comparing": 10,
    "taking_over": 9,
    "pulling": 8,
    "source_files": 5,
    "change_annex": 7,
    "edited_files": 7,
    "watching": 7,
    "merge_books": 6,
    "plain_books": 4,
    "register_books": 5,
    "reviewing": 6,
    "workplace_books": 6,
    "pipeline": 6,
    "tracking": 6,
    "drafting": 7,
    "rolling": 7,
    "outputs": 5,
    "cloning": 5,
    "cloning_tables": 4,
    "skeletons": 4,
    **dict.fromkeys(STAGES, 4),
    "ooxml": 3,
    "metrics": 2,
    "danh_muc": 2,
    "glossary": 2,
    "changes": 3,
    "pairing": 2,
    "paths": 2,
    "agencies": 1,
    "working_days": 1,
    "model": 1,
    "marked": 0,
    "locale": 2,
    "errors": 1,
    "findings": 0,
    "text": 0,
    "resources": 0,
    "__init__": 12,
}
# A stage may use the values of another stage where these are what travels between them.
BETWEEN_STAGES = {
    ("rendering", "planning.plan"),
    ("rendering", "planning.status"),
    ("checking", "planning.plan"),
    # What a text means is asked of every text by linting, not only of the cells that reading gives a meaning.
    ("linting", "reading.meaning"),
    ("linting", "reading.meaning.plain"),
}


def imports_of(path: Path) -> set[str]:
    """Modules of ours that a file imports, without the package's name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "generator":
            inner = node.module.removeprefix("generator").lstrip(".")
            found |= {f"{inner}.{alias.name}".strip(".") for alias in node.names} if not inner else {inner}
    return found


def modules() -> list[tuple[str, Path]]:
    return [
        (".".join(path.relative_to(PACKAGE).with_suffix("").parts), path)
        for path in sorted(PACKAGE.rglob("*.py"))
        if "share" not in path.parts
    ]


def test_every_module_has_a_layer():
    placed = {name.split(".")[0] for name, _ in modules()}
    assert len(placed) > 15
    assert placed <= set(LAYERS)


def test_imports_point_down():
    seen = 0
    wrong = []
    for name, path in modules():
        own = name.split(".")[0]
        for imported in imports_of(path):
            seen += 1
            other = imported.split(".")[0]
            if other == own or LAYERS[other] < LAYERS[own]:
                continue
            if (own, imported) not in BETWEEN_STAGES:
                wrong.append(f"{name} -> {imported}")
    assert seen > 50
    assert wrong == []


def test_package_inits_import_nothing_heavy():
    heavy = ("lxml", "openpyxl", "docx", "docxtpl", "pydantic", "rich", "jinja2", "pypdf", "ruamel", "distributed")
    heavy += ("watchfiles",)
    code = f"import sys, generator.cli; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
