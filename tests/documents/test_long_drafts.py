"""A long draft built and pulled, a template of many merges judged: steps by their length."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import calls

from generator.face.cli import run
from generator.ooxml import package
from tests.hostile_files import word
from tests.ooxml.strict_files import zipped

YAML = """loai: bao-cao
co_quan: {ten: Sở Mẫu tỉnh X, ky_hieu: SM}
ngay: 2030-01-10
dia_danh: Tỉnh X
trich_yeu: Thử
noi_dung: la.docx
noi_nhan: ["Lưu: VT"]
ky: {chuc_vu: Giám đốc, ho_ten: Họ và tên}
"""
BUILD = ["build", "data/x", "--format", "docx", "--json"]
PULL = ["pull", "out/x/x.docx", "--dossier", "data/x", "--dry-run", "--json"]
FEW, MANY = 40, 160


def draft(at: Path, count: int) -> None:
    (at / "data/x").mkdir(parents=True)
    (at / "data/x/van-ban.yaml").write_text(YAML, encoding="utf-8")
    texts = (f"<w:p><w:r><w:t>Đoạn thứ {n} của bản nháp này.</w:t></w:r></w:p>" for n in range(count))
    (at / "data/x/la.docx").write_bytes(zipped(word("".join(texts))))


def edit(at: Path) -> None:
    parts = package.read(at / "out/x/x.docx")
    changed = parts["word/document.xml"].replace("thứ 7 của".encode(), "thứ bảy của".encode())
    with (at / "out/x/x.docx").open("wb") as target:
        package.write(target, {**parts, "word/document.xml": changed})


def merges(at: Path, count: int) -> None:
    at.mkdir()
    texts = (f"<w:p><w:r><w:t>Đoạn {{{{ vb.trich_yeu }}}} {n}</w:t></w:r></w:p>" for n in range(count))
    (at / "mau.docx").write_bytes(zipped(word("".join(texts))))


@pytest.mark.parametrize("what", ["build", "pull", "template check"])
def test_four_times_the_length_takes_about_four_times_the_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    def steps(count: int, name: str) -> int:
        at = tmp_path / name
        (merges if what == "template check" else draft)(at, count)
        monkeypatch.chdir(at)
        if what == "pull":
            run(BUILD)
            edit(at)
        call = {"build": BUILD, "pull": PULL, "template check": ["template", "check", "mau.docx", "--json"]}[what]
        return calls(lambda: run(call))

    steps(10, "dau")  # what is read once for all
    assert steps(MANY, "nhieu") < 6 * steps(FEW, "it")
