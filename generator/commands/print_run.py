"""One PDF of what `--each` made of a dossier, for the printer: every unit's pages in the order of the units.

A unit that is missing in it would not be missed on paper: where one of them was not made, there is no such file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from generator.commands.build import BuildOptions, Built
from generator.commands.rendered import Output
from generator.keeping import outputs
from generator.values.errors import ConversionError, UsageError, VanbanError
from generator.values.findings import Finding, Place, Severity, msg

# No unit's file is called so: their keys have no underscore.
_SUFFIX = "_in-chung"
# So many names say where to look; the others stand in the list of what was not made.
_MOST_NAMES = 5


def asked_rightly(each: str, formats: Sequence[str]) -> None:
    """Raise UsageError V078 where there would be nothing to put together."""
    if not each or "pdf" not in formats:
        said = msg("“--one-pdf” ghép các tệp PDF của từng đơn vị, cần “--each” và định dạng pdf.")
        hint = msg("Như: vanban build HỒ_SƠ --each don_vi --format pdf --one-pdf")
        raise UsageError.of("V078", Place(), said, hint)


def with_print_run(whole: Built, parts: Sequence[tuple[str, Built]], options: BuildOptions, *, right: bool) -> Built:
    """A dossier with one PDF of all of its units (name and what was made), or with the reason why there is none."""
    if whole.failed:
        return whole
    if missing := [built.name for _, built in parts if built.failed]:
        return _without(whole, _incomplete(options.out / whole.name, missing))
    try:
        return replace(whole, outputs=(*whole.outputs, _joined(whole.name, parts, options, right=right)))
    except VanbanError as failure:
        return _without(whole, *failure.findings)


def _joined(name: str, parts: Sequence[tuple[str, Built]], options: BuildOptions, *, right: bool) -> Output:
    from generator.converting.joining import join
    from generator.converting.pdf_text import UnreadablePdfError

    files = [(unit, file) for unit, built in parts for file in built.outputs if file.format == "pdf"]
    folder = options.out / name
    with outputs.workshop(options.out) as shop:
        made = shop / name / f"{name}{_SUFFIX}.pdf"
        made.parent.mkdir()
        try:
            pages = join([(unit, file.path) for unit, file in files], made, right_page=right)
        except UnreadablePdfError as failure:
            said = msg("Không ghép được các tệp PDF thành một: {ly_do}", ly_do=failure)
            hint = msg("In riêng từng tệp, hoặc chạy lại.")
            raise ConversionError.of("V079", Place(str(folder)), said, hint) from None
        made_from = outputs.read_manifest(folder).made_from
        outputs.move_in(made.parent, folder, made_from, force=options.force, now=options.now)
    return Output(folder / made.name, "pdf", pages, sum(file.rows for _, file in files))


def _without(whole: Built, *found: Finding) -> Built:
    return replace(whole, findings=(*whole.findings, *found), failed=True)


def _incomplete(folder: Path, missing: Sequence[str]) -> Finding:
    few = ", ".join(missing[:_MOST_NAMES]) + (", …" if len(missing) > _MOST_NAMES else "")
    said = msg("Không lập tệp PDF in chung vì còn {so} văn bản chưa sinh được: {cac}.", so=len(missing), cac=few)
    return Finding("V079", Severity.ERROR, Place(str(folder)), said, msg("Sửa những lỗi nêu trên rồi chạy lại."))
