"""What `contract` says of an Excel template: names, code, and what openpyxl would lose, each with its place."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator.facts.resources import templates_dir
from generator.ooxml import package
from generator.rendering.excel.workbook import contract

ROOT = Path(__file__).resolve().parents[2]
STOCK = sorted((templates_dir() / "xlsx").glob("*.xlsx"))
TEMPLATE = templates_dir() / "xlsx" / "ke-hoach-6-cot.xlsx"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET_RELS = "xl/worksheets/_rels/sheet1.xml.rels"
BOOK_RELS = "xl/_rels/workbook.xml.rels"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def with_cell(tmp_path: Path, cell: str, text: str) -> Path:
    book = load_workbook(TEMPLATE)
    book.active[cell] = text
    book.save(tmp_path / "mau.xlsx")
    return tmp_path / "mau.xlsx"


def with_part(tmp_path: Path, rels: str, kind: str, name: str, content: str, sheet_xml: str = "") -> Path:
    """The stock template with one more part that its sheet or workbook is related to."""
    parts = package.read(TEMPLATE)
    folder = "/" + name
    relationship = f'<Relationship Id="rIdX" Type="{RELATIONSHIPS}/{kind}" Target="{folder}"/></Relationships>'
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    parts[rels] = parts.get(rels, empty).replace(b"</Relationships>", relationship.encode())
    parts[name] = content.encode()
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</worksheet>", f"{sheet_xml}</worksheet>".encode())
    target = io.BytesIO()
    package.write(target, parts)
    path = tmp_path / "mau.xlsx"
    path.write_bytes(target.getvalue())
    return path


def drawing(shape: str) -> str:
    start = "<xdr:from><xdr:col>1</xdr:col><xdr:row>2</xdr:row></xdr:from>"
    return f'<xdr:wsDr xmlns:xdr="{XDR}"><xdr:twoCellAnchor>{start}{shape}</xdr:twoCellAnchor></xdr:wsDr>'


@pytest.mark.parametrize("path", STOCK, ids=[path.stem for path in STOCK])
def test_stock_templates_have_no_faults(path: Path) -> None:
    assert contract(path) == ()


def test_stock_templates_are_what_the_script_writes(tmp_path: Path) -> None:
    script = ROOT / "templates" / "stock_xlsx.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, capture_output=True)
    written = {path.name: path.read_bytes() for path in tmp_path.glob("*.xlsx")}
    assert written == {path.name: path.read_bytes() for path in STOCK}


@pytest.mark.parametrize(
    ("cell", "text", "code", "hint"),
    [
        ("A5", "{{ vb.trich_yieu }}", "V101", "“vb.trich_yeu”"),
        ("A5", "{{ vbb.trich_yeu }}", "V101", "“vb”"),
        ("B8", "{{ bang.tieu_de.noi_dugn }}", "V101", "“bang.tieu_de.noi_dung”"),
        ("B10", "{{ d.noi_dugn }}", "V101", "“d.noi_dung”"),
        ("B10", '{{ d["noi_dugn"] }}', "V101", "“d.noi_dung”"),
        ("B10", "{{ d.noi_dung }} {{ d.chi_tieu_rieng }}", "V104", "--dossier"),
        ("A12", "{{ vb.ky[0].ho_tenn }}", "V101", ".ho_ten”"),
        ("A12", "{% for k in vb.noi_dung %}{{ k.soo }}{% endfor %}", "V101", "“k.so”"),
        ("A12", "{{ (vb.ky|first).chuc_vuu }}", "V101", ".chuc_vu”"),
        ("A5", "{{ vb.trich_yeu }", "V102", "trong cùng một ô"),
        ("A5", "{% if vb.kem_theo %}x", "V102", "trong cùng một ô"),
        ("A5", "{{ vb.__class__ }}", "V103", ""),
        ("A5", "{{ vb['__class__'] }}", "V103", ""),
        ("A5", "{% include 'x' %}", "V103", ""),
    ],
)
def test_fault(cell: str, text: str, code: str, hint: str, tmp_path: Path) -> None:
    findings = [finding for finding in contract(with_cell(tmp_path, cell, text)) if finding.code == code]
    assert [(finding.place.sheet, finding.place.cell) for finding in findings] == [("Bảng", cell)]
    assert hint in str(findings[0].hint or "")


def test_a_column_of_the_dossier_is_known(tmp_path: Path) -> None:
    template = with_cell(tmp_path, "B10", "{{ d.noi_dung }} {{ d.chi_tieu_rieng }}")
    assert contract(template, frozenset({"chi_tieu_rieng"})) == ()
    assert [finding.code for finding in contract(template, frozenset({"chi_tieu"}))] == ["V101"]


@pytest.mark.parametrize(
    "text",
    [
        "{% for k in vb.noi_dung %}{{ k.so }}{{ loop.index }}{% endfor %}",
        "{% for s in vb.ky %}{{ s.quyen_han|join(' ') }}{% endfor %}",
        "{% set ten = vb.co_quan %}{{ ten|upper }}",
        "{{ bang.dong|length }} dòng",
        "Chữ thường, {không phải thẻ}",
    ],
)
def test_no_fault(text: str, tmp_path: Path) -> None:
    assert contract(with_cell(tmp_path, "A7", text)) == ()


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"A10": None, "B10": None, "C10": None, "D10": None, "E10": None, "F10": None}, "không có dòng mẫu"),
        ({"A12": "{{ d.stt }}"}, "có 2 dòng mẫu"),
        ({"A12": "{{ d.so_muc }}"}, "đứng liền nhau"),
    ],
)
def test_no_table(cells: dict[str, str | None], message: str, tmp_path: Path) -> None:
    book = load_workbook(TEMPLATE)
    for cell, text in cells.items():
        book.active[cell] = text
    book.save(tmp_path / "mau.xlsx")
    assert [(f.code, message in str(f.message)) for f in contract(tmp_path / "mau.xlsx")] == [("V106", True)]


@pytest.mark.parametrize(
    ("rels", "kind", "name", "content", "what", "cell"),
    [
        (SHEET_RELS, "drawing", "xl/drawings/d.xml", drawing("<xdr:pic/>"), "ảnh", "B3"),
        (SHEET_RELS, "drawing", "xl/drawings/d.xml", drawing("<xdr:sp/>"), "hình vẽ hoặc hộp văn bản", "B3"),
        (
            SHEET_RELS,
            "drawing",
            "xl/drawings/d.xml",
            drawing(f'<xdr:graphicFrame><c:chart xmlns:c="{CHART}"/></xdr:graphicFrame>'),
            "biểu đồ",
            "B3",
        ),
        (
            SHEET_RELS,
            "pivotTable",
            "xl/pivotTables/p.xml",
            '<pivotTableDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            '<location ref="J3:K9"/></pivotTableDefinition>',
            "bảng tổng hợp (PivotTable)",
            "J3",
        ),
        (SHEET_RELS, "ctrlProp", "xl/ctrlProps/c.xml", "<x/>", "nút hoặc ô điều khiển biểu mẫu", ""),
        (SHEET_RELS, "slicer", "xl/slicers/s.xml", "<x/>", "bộ lọc Slicer", ""),
        (SHEET_RELS, "oleObject", "xl/embeddings/o.bin", "x", "đối tượng nhúng (OLE)", ""),
        (BOOK_RELS, "vbaProject", "xl/vbaProject.bin", "x", "macro", ""),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isalpha() and value.isascii() else "",
)
def test_what_openpyxl_would_lose(
    rels: str, kind: str, name: str, content: str, what: str, cell: str, tmp_path: Path
) -> None:
    from generator.rendering.excel.losses import losses

    path = with_part(tmp_path, rels, kind, name, content)
    found = [(finding.value, finding.place.cell) for finding in losses(package.read(path), str(path))]
    assert found == [(what, cell)]


def test_sparklines_are_named_with_their_cell(tmp_path: Path) -> None:
    x14, xm = (
        "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",
        "http://schemas.microsoft.com/office/excel/2006/main",
    )
    extension = (
        f'<extLst><ext uri="{{05C60535-1F16-4FD2-B633-F4F36F0B64E0}}" xmlns:x14="{x14}" xmlns:xm="{xm}">'
        "<x14:sparklineGroups><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:sqref>H9</xm:sqref>"
        "</x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
    )
    path = with_part(tmp_path, SHEET_RELS, "printerSettings", "xl/printerSettings/p.bin", "x", extension)
    assert [(f.value, f.place.cell) for f in contract(path)] == [("biểu đồ nhỏ trong ô (Sparkline)", "H9")]
