"""Every command that writes, by one call of each kind, and a small workplace in which all of them have something to do.

A command of the command line that is neither here nor in `READS`, or has an option that names a file to write that no
call here uses, fails `test_every_command_that_writes_is_in_the_table`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from itertools import islice
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from generator.books.figure_sheet import figure_book
from generator.face import api
from generator.face.cli import run
from generator.ooxml import package
from generator.values.figures import SheetFigure
from tests.hostile_files import cells, excel
from tests.ooxml.strict_files import zipped

NOW = datetime(2030, 1, 15, 9)
HEAD = "co_quan: {ten: Sở Mẫu, ky_hieu: SM}\ndia_danh: Tỉnh X\n"
END = 'noi_nhan: [Ủy ban nhân dân tỉnh X, "Lưu: VT"]\nky: {chuc_vu: Giám đốc, ho_ten: Họ và tên}\n'
REPORT = (
    f"loai: bao-cao\n{HEAD}so:\nngay: 2030-01\ntrich_yeu: Kết quả tháng 01/2030\n{END}"
    "noi_dung: [{doan: Sở Mẫu báo cáo kết quả thực hiện các nhiệm vụ được giao.}]\n"
    "kem_theo: [{loai: phu-luc, trich_yeu: Danh mục nhiệm vụ, bang: {nguon: nv.xlsx}}]\n"
)
DECISION = (
    f"loai: quyet-dinh\n{HEAD}so: 5\nngay: 2030-01-10\ntrich_yeu: Ban hành Kế hoạch\ntham_quyen: Giám đốc Sở Mẫu\n"
    f"can_cu: [Căn cứ Luật Mẫu]\n{END}noi_dung: [{{dieu: Quyết định có hiệu lực kể từ ngày ký.}}]\n"
    "kem_theo: [{loai: ke-hoach, trich_yeu: K, noi_dung: [{doan: Kinh phí thực hiện.}, {bang: {nguon: nv.xlsx}}]}]"
)
FIGURES = (
    f"loai: bao-cao\n{HEAD}trich_yeu: Kết quả tháng 01/2030\nso_lieu: so-lieu.xlsx\n{END}"
    "noi_dung: ['Trong tháng 01/2030, tiếp nhận {hs} hồ sơ, trả {tra} hồ sơ.']\n"
)
PROSE = (
    f"loai: bao-cao\n{HEAD}so: 12\nngay: 2030-01-16\ntrich_yeu: Kết quả tháng 01/2030\n{END}"
    "noi_dung: ['Trong tháng 01/2030, tiếp nhận 1.240 hồ sơ, trả 990 hồ sơ.', 'Các đơn vị phối hợp chặt chẽ.']\n"
)
ROWS = (
    SheetFigure("hs", "Hồ sơ tiếp nhận", source="Sở A", last="7"),
    SheetFigure("tra", "Đã trả", source="Sở B", last="5"),
)
CALENDAR = "bao_cao:\n  - {ma: a, ten: Báo cáo A, ky: thang, han: 2, tu: 2029-12, ho_so: data/ky}\n"
TITLES = ("Mã", "STT", "Nội dung", "Đơn vị chủ trì", "Thời hạn", "Trạng thái", "Kết quả kỳ này")
UNITS = ("Bộ Tư pháp", "Bộ Tài chính")
TASKS = tuple(
    (f"NV{n}", str(n), f"Rà soát danh mục số {n} của cơ quan", UNITS[n % 2], "31/12/2030", "", "") for n in (1, 2, 3)
)
ORDERS = (
    "1. Giao Sở Tài chính chủ trì rà soát các dự án, hoàn thành trước ngày 15/6/2030.",
    "2. Giao Sở Y tế lập hồ sơ.",
)
# What a command does that shows alone.
READS = ("coverage", "template")


def call(*arguments: str) -> int:
    """A command run, silent."""
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        return run(arguments)


def filled(form: Path, target: Path, text: str = "Xong") -> None:
    """A form that a unit filled in."""
    book = openpyxl.load_workbook(form)
    figures = "Số liệu" in book.sheetnames
    sheet = book["Số liệu" if figures else "Báo cáo"]
    titles = {str(cell.value): cell.column for row in sheet["A4:Z4"] for cell in row}
    for row in range(5, sheet.max_row + 1):
        for title, value in (("Kỳ này", 12),) if figures else (("Trạng thái", "Hoàn thành"), ("Kết quả kỳ này", text)):
            if title in titles and sheet.cell(row, 1).value:
                sheet.cell(row, titles[title]).value = value
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


def workplace(at: Path) -> None:
    """Dossiers, a register, files of others."""
    files = {
        "data/x": {"van-ban.yaml": DECISION},
        "data/y": {"van-ban.yaml": REPORT},
        "data/s": {"van-ban.yaml": FIGURES},
        "data/p": {"van-ban.yaml": PROSE},
        "data/z": {"van-ban.yaml": DECISION.replace("Kinh phí", "Chi phí")},
    }
    for folder, texts in files.items():
        (at / folder).mkdir(parents=True)
        for name, text in texts.items():
            (at / folder / name).write_text(text, encoding="utf-8")
    book = zipped(excel(cells(TITLES, *TASKS)))
    for name in ("data/x/nv.xlsx", "data/y/nv.xlsx", "data/z/nv.xlsx", "so.xlsx"):
        (at / name).write_bytes(book)
    (at / "data/s/so-lieu.xlsx").write_bytes(figure_book(ROWS))
    (at / "data/lich-bao-cao.yaml").write_text(CALENDAR, encoding="utf-8")
    document = Document()
    for text in ("THÔNG BÁO", "Kết luận tại cuộc họp", *ORDERS):
        document.add_paragraph(text)
    document.save(str(at / "ket-luan.docx"))
    (at / "tam").mkdir()


def edited(file: Path, *edits: tuple[str, str]) -> None:
    """A generated document as somebody changed it."""
    parts = package.read(file)
    text = parts["word/document.xml"].decode()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    with file.open("wb") as target:
        package.write(target, {**parts, "word/document.xml": text.encode()})


def _built(at: Path) -> None:
    assert call("build", "data/x", "--format", "docx", "--out", "out") in (0, 1)


def _edited(at: Path) -> None:
    _built(at)
    edited(at / "out/x/x.docx", ("kể từ ngày ký", "sau ngày ký"), ("danh mục số 2", "danh mục số hai"))


def _misspelt(at: Path) -> None:
    source = at / "data/x/nv.xlsx"
    book = openpyxl.load_workbook(source)
    cell = book.active.cell(2, TITLES.index("Nội dung") + 1)
    cell.value = f"{cell.value}  trong năm"
    book.save(source)


def _both_edited(at: Path) -> None:
    _edited(at)
    source = at / "data/x/van-ban.yaml"
    source.write_text(source.read_text("utf-8").replace("kể từ ngày ký", "từ ngày ký"), encoding="utf-8")


def _asked(dossier: str) -> Callable[[Path], None]:
    def ask(at: Path) -> None:
        assert call("forms", dossier, "--to", "phieu", "--due", "2030-01-20") == 0
        for form in (at / "phieu").glob("*.xlsx"):
            if not form.name.startswith("danh-sach"):
                filled(form, at / "thu-ve" / form.name)

    return ask


def _both_reported(at: Path) -> None:
    _asked("data/y")(at)
    book = openpyxl.load_workbook(at / "data/y/nv.xlsx")
    for row in (2, 3, 4):
        book.active.cell(row, 7).value = "Đang làm"
    book.save(at / "data/y/nv.xlsx")


def _planned(at: Path) -> None:
    assert call("new", "--kind", "ke-hoach", "--from", "data/y", "--loc", UNITS[0], "--to", "data/ke") == 0
    book = openpyxl.load_workbook(at / "data/y/nv.xlsx")
    book.active.cell(3, 5).value = "30/6/2030"
    book.save(at / "data/y/nv.xlsx")


@dataclass(frozen=True)
class Writing:
    """A call, and what is done before it."""

    line: str
    before: Callable[[Path], None] = lambda _: None
    ends: int = 0
    formats: str = ""

    @property
    def words(self) -> list[str]:
        """As the shell would give them."""
        return self.line.split()


DUE = "--due 2030-01-20"
CALLS: Mapping[str, Writing] = {
    "init": Writing("init noi-moi"),
    "init of a workbook": Writing("init noi-moi --xlsx"),
    "new of a kind": Writing("new --kind cong-van --to data/moi"),
    "new from another": Writing("new --from data/x --to data/moi"),
    "new plan": Writing("new --kind ke-hoach --from data/y --loc Bộ_Tư_pháp --to data/moi"),
    "import": Writing("import out/x/x.docx --to data/moi", _built),
    "import into": Writing("import data/x/nv.xlsx --into so.xlsx"),
    "import of prose": Writing("import ket-luan.docx --nhiem-vu --to de-xuat.xlsx"),
    "import of prose into": Writing("import ket-luan.docx --nhiem-vu --into so.xlsx"),
    "roll": Writing("roll data/y --to 2030-02"),
    "roll of prose": Writing("roll data/p --to 2030-02"),
    "forms": Writing(f"forms data/y --to phieu {DUE}"),
    "forms of figures": Writing(f"forms data/s --to phieu {DUE}"),
    "collect": Writing("collect thu-ve --to data/y", _asked("data/y")),
    "collect of figures": Writing("collect thu-ve --to data/s", _asked("data/s")),
    "collect of conflicts": Writing("collect thu-ve --to data/y --conflicts chon.xlsx", _both_reported, ends=7),
    "calendar": Writing("calendar --as-of 2030-01-20 --start a"),
    "remind": Writing(f"remind data/y --to don-doc {DUE}", _asked("data/y")),
    "doi-chieu": Writing("doi-chieu data/y --to doi-chieu.xlsx"),
    "board": Writing("board data/y --xlsx theo-doi.xlsx"),
    "so-lieu": Writing("so-lieu data/p --to so-lieu.xlsx"),
    "lint": Writing("lint data/y --xlsx viec.xlsx --annotate to-mau"),
    "lint that mends": Writing("lint data/x --fix", _misspelt),
    "lint of papers": Writing("lint out/x/x.docx --hoc --to de-nghi.yaml", _built),
    "build": Writing("build data/x --format docx,xlsx --out out"),
    "build of each": Writing("build data/y --format docx --each don_vi --out out"),
    "build over": Writing("build data/x --format docx --out out --force", _edited),
    "watch": Writing("watch data/x --format docx --out out"),
    "issue": Writing("issue data/y --so 7 --ngay 2030-01-31 --force thử"),
    "check": Writing("check out/x/x.docx --annotate --fix", _built),
    "pull": Writing("pull out/x/x.docx --dossier data/x", _edited),
    "pull of conflicts": Writing("pull out/x/x.docx --dossier data/x --conflicts chon.xlsx", _both_edited, ends=7),
    "diff": Writing("diff data/x data/z --docx d.docx --xlsx d.xlsx"),
    "diff that takes": Writing("diff data/ke data/y --take", _planned),
    "redline": Writing("redline data/x data/z -o r.docx --date 2030-01-01"),
    "app": Writing("app --starter"),
}


def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """One day, no LibreOffice, a watch that ends after its first build."""
    monkeypatch.setattr("generator.face.clock.now", lambda: NOW)
    monkeypatch.setattr("generator.commands.issue._with_archives", lambda made, *_: made)
    monkeypatch.setattr("generator.commands.watch._PATIENCE", 1)
    watch = api.watch
    monkeypatch.setattr("generator.face.api.watch", lambda *given, **more: islice(watch(*given, **more), 1))


def run_at(monkeypatch: pytest.MonkeyPatch, at: Path, name: str) -> int:
    """A call of the table in a workplace, whose own folder `tam` is the system's for temporary files."""
    monkeypatch.chdir(at)
    monkeypatch.setattr(tempfile, "tempdir", str(at / "tam"))
    return call(*(word.replace("_", " ") if "Bộ" in word else word for word in CALLS[name].words), "--json")
