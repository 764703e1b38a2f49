"""What the generator makes is what the checker takes for right: every kind of document, whole and split."""

from pathlib import Path
from unicodedata import normalize

import pytest
from conftest import ROOT, options

from generator.checking.check import check_package
from generator.commands.build import build
from generator.ooxml.package import read

DOSSIERS = (
    *sorted(path.parent for path in (ROOT / "tests" / "ho-so").glob("*/van-ban.yaml")),
    *(ROOT / "data" / name for name in ("142-qd-vpcp", "95-qd-vpcp", "365-qd-btp", "phu-luc-hcmc")),
    *(ROOT / "data" / name for name in ("phu-luc-03", "bao-cao-thang")),
)
_SMALL_KINDS = (
    *("quyết định 206/QĐ", "thông tư 08/2024/TT", "chỉ thị 32/CT", "thông tư 06/2024/TT"),
    *("nghị định số 85/", "chỉ thị số 23/", "công văn 1449/BC", "báo cáo số 1092/", "công văn số 5343/"),
    *("hướng dẫn số 2589/", "hướng dẫn số 5197/", "hướng dẫn số 3141/", "công văn số 2561/", "công văn số 1980/"),
)
_SMALL_OFFICES = (
    *("Bộ Công thương", "Bộ công an", "Bộ Tài Chính", "Bộ tài Chính", "Bộ giáo dục và Đào tạo", "Bộ Quốc Phòng"),
    *("bộ y tế", "Bộ y tế", "Bộ Nội Vụ"),
)
_NATIONAL = (
    ("ND-981", "điều 12 Thông tư"),
    *(("ND-982", words) for words in ("Khoản 2 Điều", "Khoản 1 Điều", "Khoản 10 Điều")),
    *(("ND-983", words) for words in _SMALL_KINDS),
    ("ND-985", "thành phố Hồ Chí Minh"),
    *(("ND-837", f"“{words}”") for words in _SMALL_OFFICES),
    ("ND-987", "Thủ tướng chính phủ"),
    ("ND-987", "Văn phòng chính phủ"),
    ("ND-989", "Kế hoạch số 72/QĐ-"),
    ("ND-856", "tầng lớp nhân dân"),
    *[("ND-991", "ngày 30/2/2023")] * 4,
)
# What is wrong in the source itself, and so must be said: capitals in the tasks, read one by one; the label of the
# national annex, which is not in La Mã and has no "(Kèm theo …)".
TRUE_OF_THE_SOURCE = {
    # It calls the directive 04/CT-TTg of its day by the symbol of a resolution.
    "142-qd-vpcp": [
        ("ND-845", "Chỉ thị số 04/NQ-CP"),
        ("ND-982", "Khoản 10 Điều"),
        ("ND-870", "79/NĐ-CP"),
        ("ND-824", "Căn cứ Căn cứ"),
    ],
    "365-qd-btp": [("ND-872", "Đảng và nhà nước")],
    # The signed decision has this basis without its word.
    "95-qd-vpcp": [("ND-512", "05/CT-TTg"), ("ND-870", "79/NĐ-CP")],
    "phu-luc-hcmc": [("ND-982", "Khoản 10 Điều"), ("ND-983", "quyết định 206/QĐ")],
    "phu-luc-03": [("ND-954", "03"), ("ND-957", "Phụ lục 03"), *_NATIONAL],
    # It names this ministry in its own text as well.
    "bao-cao-thang": [*_NATIONAL, ("ND-837", "“Bộ Công thương”")],
}


@pytest.mark.parametrize("split", [False, True], ids=["whole", "split"])
@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda path: path.name)
def test_what_we_make_conforms(dossier: Path, split: bool, tmp_path: Path) -> None:
    made = build(dossier, options(tmp_path, formats=("docx",), split=split)).outputs
    found = [
        (finding.code, str(finding.message))
        for output in made
        for finding in check_package(read(output.path), shown_as=output.path.name)[1]
        # What a file says is attached is in another one.
        if not (split and finding.code == "ND-994")
    ]
    expected = TRUE_OF_THE_SOURCE.get(dossier.name, [])
    assert sorted(code for code, _ in found) == sorted(code for code, _ in expected), found
    for code, words in expected:
        assert any(code == of and words in message for of, message in found), (code, words)


def test_decomposed_letters_bring_no_new_finding(tmp_path: Path) -> None:
    """The dossier 142 with its letters in NFD: the note that says so, and what it had."""
    (made,) = build(ROOT / "data" / "142-qd-vpcp", options(tmp_path, formats=("docx",), split=False)).outputs
    parts = read(made.path)
    nfd = normalize("NFD", parts["word/document.xml"].decode()).encode()
    found = check_package({**parts, "word/document.xml": nfd}, shown_as="nfd.docx")[1]
    assert sorted(finding.code for finding in found) == ["ND-113", "ND-824", "ND-845", "ND-870", "ND-982"]
