"""Private parts of libraries: each reached from known modules, whose library has an upper bound."""

from __future__ import annotations

import re
import subprocess
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


def test_shims_of_pythons_that_are_not_there_say_nothing_but_where_none_is(tmp_path):
    """pyenv's `python3.13` of a version that was not chosen says so and fails; another one may do."""
    for version in ("3.13", "3.12"):
        executable(tmp_path / f"python{version}", f'echo "pyenv: python{version}: command not found" >&2; exit 127')
    for name in ("python3.11", "python3"):
        executable(tmp_path / name, "exit 1")

    def made() -> subprocess.CompletedProcess[str]:
        path = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
        return subprocess.run(["bash", ".ci/python", str(tmp_path / "venv")], cwd=ROOT, env=path, check=False,
                              capture_output=True, text=True)  # fmt: skip

    none = made()
    assert none.returncode == 3
    assert [line.split(":")[0] for line in none.stderr.splitlines()] == [
        "pyenv",
        "pyenv",
        "Cần python3 từ 3.11 trở lên",
    ]
    executable(tmp_path / "python3.11", "exit 0")
    assert (made().returncode, made().stderr) == (0, "")


def executable(file: Path, said: str) -> None:
    file.write_text(f"#!/bin/bash\n{said}\n", "utf-8")
    file.chmod(0o755)
