"""Lines that a list of a dossier may want, judged by the list of documents of the workplace."""

from datetime import date
from pathlib import Path

import pytest

from generator.commands.desk import known_lines

_LIST = """
van_ban:
  - {loai: Quyết định, so: 15/QĐ-UBND, ngay: 2024-02-01, het_tu: 2026-01-01, thay_bang: Quyết định số 9, nguon: sổ}
"""
_DOCUMENT = """
loai: quyet-dinh
co_quan: {{ten: Sở Mẫu, ky_hieu: SM}}
trich_yeu: về việc thí dụ
can_cu: [{can_cu}]
noi_dung: [{{dieu: Thí dụ.}}]
"""
_BASE = "Căn cứ Quyết định số 15/QĐ-UBND ngày 01/02/2024"


@pytest.mark.parametrize(("kept", "ended"), [(_LIST, True), ("van_ban: x", False)])
def test_a_line_that_the_list_of_the_workplace_ends_says_so(tmp_path: Path, kept: str, ended: bool) -> None:
    (tmp_path / "danh-muc").mkdir()
    (tmp_path / "danh-muc" / "van-ban.yaml").write_text(kept, encoding="utf-8")
    for name, base in (("moi", "Căn cứ Luật Thí dụ"), ("cu", _BASE)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "van-ban.yaml").write_text(_DOCUMENT.format(can_cu=base), encoding="utf-8")
    lines = {one.text: one.note for one in known_lines(tmp_path / "moi", "can_cu", [tmp_path / "cu"], date(2026, 2, 1))}
    assert (lines[_BASE] is not None) is ended
