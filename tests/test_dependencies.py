"""Private parts of libraries: each reached from known modules, whose library has an upper bound."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# What is used that its library does not promise -> the library, the modules that may: one of each stage.
PRIVATE = {
    r"\._style\b": ("openpyxl", "ooxml/openpyxl_inside.py"),
    r"\bsheet\._cells\b": ("openpyxl", "ooxml/openpyxl_inside.py"),
    r"\bCodeGenerator\b": ("jinja2", "rendering/templates/jinja.py"),
    r"\.patch_xml\b": ("docxtpl", "rendering/templates/docx_template.py"),
}


@pytest.mark.parametrize(("used", "library", "modules"), [(used, *where) for used, where in PRIVATE.items()])
def test_private_parts_are_reached_from_known_modules_and_bounded(used, library, modules):
    package = ROOT / "generator"
    users = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if re.search(used, path.read_text(encoding="utf-8"))
    }
    assert users == {*modules.split()}
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    (bound,) = [line for line in declared if re.split(r"[<>=]", line)[0] == library]
    assert re.search(r",<\d", bound), bound
