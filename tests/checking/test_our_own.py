"""What the generator makes is what the checker takes for right: every kind of document, whole and split."""

from pathlib import Path

import pytest
from conftest import ROOT, options

from generator.checking.check import check_package
from generator.ooxml.package import read
from generator.pipeline import build

DOSSIERS = (
    *sorted(path.parent for path in (ROOT / "tests" / "ho-so").glob("*/van-ban.yaml")),
    *(ROOT / "data" / name for name in ("142-qd-vpcp", "95-qd-vpcp", "365-qd-btp", "phu-luc-hcmc")),
)
# What is wrong in the source itself, and so must be said: "Khoản 10 Điều …" in a task of both.
TRUE_OF_THE_SOURCE = {"142-qd-vpcp": ["ND-982"], "phu-luc-hcmc": ["ND-982"]}


@pytest.mark.parametrize("split", [False, True], ids=["whole", "split"])
@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda path: path.name)
def test_what_we_make_conforms(dossier: Path, split: bool, tmp_path: Path) -> None:
    made = build(dossier, options(tmp_path, formats=("docx",), split=split)).outputs
    found = [
        (finding.code, finding.place.line, str(finding.message), finding.value)
        for output in made
        for finding in check_package(read(output.path), shown_as=output.path.name)[1]
    ]
    assert [code for code, *_ in found] == TRUE_OF_THE_SOURCE.get(dossier.name, []), found
