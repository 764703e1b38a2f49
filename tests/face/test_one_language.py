"""Results of every command over the real dossiers, in English: no word of ours is left in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from conftest import DATA
from one_language import unquoted

import generator

AS_OF = date(2026, 11, 27)


def of_the_data(out: Path) -> Iterator[object]:
    for name in ("142-qd-vpcp", "phu-luc-03", "phu-luc-hcmc"):
        yield generator.lint(DATA / name, as_of=AS_OF)
        yield generator.coverage(DATA / name)
        yield generator.build(DATA / name, formats=("docx", "xlsx"), out=out, as_of=AS_OF)
        yield generator.check(out / name / f"{name}.docx")
    yield generator.board(DATA / "142-qd-vpcp", as_of=AS_OF)
    yield generator.diff(DATA / "95-qd-vpcp", DATA / "142-qd-vpcp")
    yield generator.template_names()


def test_results_of_real_dossiers(tmp_path: Path) -> None:
    assert dict(unquoted(of_the_data(tmp_path))) == {}
