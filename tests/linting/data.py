"""Data to lint, from a few rows or a few lines."""

from datetime import date

from generator.linting.lint import ALL_CHECKS, lint
from generator.reading.records import RawRow, RawTable
from generator.reading.tables import read_register
from generator.values.model import Agency, Block, Document, Dossier, Origin, PartialDate, TableSpec

AS_OF = date(2024, 12, 31)
HEADERS = {
    "stt": "STT",
    "noi_dung": "Nội dung",
    "van_ban_chi_dao": "Văn bản chỉ đạo",
    "don_vi_thuc_hien": "Đơn vị thực hiện",
    "thoi_han": "Thời hạn",
    "hoan_thanh": "Hoàn thành, sản phẩm",
    "chua_hoan_thanh": "Chưa hoàn thành",
    "dang_trien_khai": "Đang triển khai",
    "thuong_xuyen": "Thường xuyên",
    "trang_thai": "Trạng thái",
    "ket_qua": "Kết quả kỳ này",
    "nguon": "Nguồn",
    "ma": "Mã",
    "bo_qua": "Bỏ qua",
    "cho_nhan": "Đề xuất, chờ nhận",
    "san_pham": "Sản phẩm",
    "chu_tri": "Đơn vị chủ trì",
}


def register(*rows, file="nhiem-vu.xlsx"):
    """A register of rows given by key; a row is dict or the text of its content; a str row "# I. …" is a heading."""
    given = [row if isinstance(row, dict) else {"noi_dung": row} for row in rows]
    keys = [key for key in HEADERS if any(key in row for row in given)]
    if len(keys) < 2:
        keys = ["noi_dung", "thoi_han"]
    cells = [RawRow(1, {at: HEADERS[key] for at, key in enumerate(keys)})]
    for number, row in enumerate(given, 2):
        cells.append(RawRow(number, {at: row[key] for at, key in enumerate(keys) if row.get(key)}))
    return read_register(RawTable(file, "NhiemVu", tuple(cells), len(keys)))[0]


def tasks(*rows, **document):
    """A dossier that has a task table; `document` are fields of its main document."""
    spec = TableSpec(register(*rows), "ke-hoach-6-cot")
    body = (*document.pop("body", ()), Block("bang", table=spec))
    return paper(body=body, **document)


def paper(kind="", subject="", year=None, day=None, **fields):
    """A dossier of one document; with `day` it is dated, with `kind` it is a document and not a table alone."""
    dated = PartialDate(day.year, day.month, day.day) if day else PartialDate(year)
    document = Document(
        kind,
        Agency("Văn phòng Chính phủ", "VPCP"),
        subject,
        dated=dated,
        origin=Origin("van-ban.yaml", row=1),
        **fields,
    )
    return Dossier("thu", document)


def found(code, dossier, **options):
    """What one check finds."""
    assert any(check.code == code for check in ALL_CHECKS), code
    options.setdefault("as_of", AS_OF)
    return [finding for finding in lint(dossier, **options) if finding.code == code]
