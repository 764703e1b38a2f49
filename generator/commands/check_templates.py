"""What a template may use, and what is wrong in one: `template names` and `template check`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from generator.values.errors import ExitCode, UsageError
from generator.values.findings import Finding, Message, Place, has_errors, in_order, msg
from generator.values.progress import Progress, Stage
from generator.values.registers import Use, registers


class TemplateNames(Struct, frozen=True):
    """What a template may use: the meaning of each name, by group (`vb`, `bang` …)."""

    names: Mapping[str, Mapping[str, Message]]

    @property
    def exit_code(self) -> ExitCode:
        """DONE: there is nothing that could fail."""
        return ExitCode.DONE


def template_names() -> TemplateNames:
    """What a template may use, by group, with its meaning."""
    from generator.rendering.names import NAMES

    return TemplateNames(NAMES)


class TemplatesChecked(Struct, frozen=True):
    """The templates that were looked at, and what is wrong in them."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]

    @property
    def exit_code(self) -> ExitCode:
        """BAD_TEMPLATE where one of them cannot be used."""
        return ExitCode.BAD_TEMPLATE if has_errors(self.findings) else ExitCode.DONE


def check_templates(
    paths: Iterable[Path], dossier: Path | None = None, progress: Progress | None = None
) -> TemplatesChecked:
    """What is wrong in Word and Excel templates; a folder stands for every template below it.

    With a dossier, a column of its tables' own is a name that a template may use; without one it is only noted.
    Raises UsageError V004 for a folder without templates, or where no path is named.
    """
    own = None if dossier is None else _own_columns(dossier)
    progress = progress or Progress()
    files = _template_files(paths)
    progress.expect(len(files))
    findings: list[Finding] = []
    for path in files:
        findings += _check_template(path, own)
        progress.did(Stage.CHECKING, path.name)
    return TemplatesChecked(files, in_order(findings))


def _template_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The templates that paths stand for: files as they are named, folders by what lies below them."""
    found: list[Path] = []
    for path in paths:
        below = sorted(item for item in path.rglob("*") if _is_template(item)) if path.is_dir() else []
        if path.is_dir() and not below:
            raise UsageError.of(
                "V004", Place(str(path)), msg("Thư mục không có mẫu nào."), msg("Mẫu là tệp .docx hoặc .xlsx.")
            )
        found += below or [path]
    if not found:
        raise UsageError.of(
            "V004",
            Place(),
            msg("Thiếu tên mẫu cần kiểm tra."),
            msg("Nêu tệp hay thư mục mẫu: vanban template check templates."),
        )
    return tuple(dict.fromkeys(found))


def _is_template(path: Path) -> bool:
    return path.suffix.lower() in (".docx", ".xlsx") and not path.name.startswith(("~$", "."))


def _check_template(path: Path, own: frozenset[str] | None) -> tuple[Finding, ...]:
    if path.suffix.lower() == ".xlsx":
        from generator.rendering.excel.workbook import contract

        return contract(path, own)
    from generator.facts.resources import templates_dir
    from generator.rendering.templates.contract import check_template
    from generator.rendering.templates.docx_template import Library

    folder = next((above for above in path.resolve().parents if above.name == "docx"), path.resolve().parent)
    return check_template(path, Library([folder, templates_dir() / "docx"]), own)


def _own_columns(dossier: Path) -> frozenset[str]:
    """The columns of every table of a dossier."""
    from generator.reading.dossier import load_dossier

    read, _ = load_dossier(dossier)
    columns = [column for register in registers(read, Use.TABLE) for column in register.columns]
    return frozenset(name for column in columns for name in (column.key, column.alias))
