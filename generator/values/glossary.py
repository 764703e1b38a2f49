"""Vietnamese keys, English identifiers and the header texts that people write, in one table.

A header of a task table in Excel or Word is recognised by its folded text (no marks, no case); a header that is
not in the table becomes a column of the user's own, keyed by `text.key_of`.
"""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from generator.values.model import Role
from generator.values.text import fold, key_of


class Field(Struct, frozen=True):
    """A field of a task: key in data files, identifier in code, the title we print, the headers we accept."""

    key: str
    identifier: str
    title: str
    headers: tuple[str, ...] = ()


TASK_FIELDS: tuple[Field, ...] = (
    Field("ma", "ma", "Mã", ("Mã nhiệm vụ", "Mã số", "ID")),
    Field("stt", "number", "STT", ("Số TT", "TT", "Số thứ tự", "Stt")),
    Field(
        "noi_dung",
        "content",
        "Nội dung, nhiệm vụ",
        (
            "Tên nhiệm vụ",
            "Nội dung thực hiện",
            "Nội dung nhiệm vụ",
            "Nhiệm vụ",
            "Nội dung",
            "Nội dung công việc",
            "Công việc",
            "Nhiệm vụ và giải pháp",
            "Nhiệm vụ, giải pháp",
            "Tên nhiệm vụ, giải pháp",
        ),
    ),
    Field("van_ban_chi_dao", "citations", "Văn bản chỉ đạo", ("Văn bản giao nhiệm vụ", "Căn cứ giao nhiệm vụ")),
    Field(
        "don_vi_thuc_hien",
        "units",
        "Đơn vị thực hiện",
        ("Cơ quan thực hiện", "Cơ quan, đơn vị thực hiện", "Phân công thực hiện"),
    ),
    Field(
        "chu_tri",
        "lead",
        "Đơn vị chủ trì",
        ("Chủ trì", "Cơ quan chủ trì", "Cơ quan, đơn vị chủ trì", "Đơn vị, cơ quan chủ trì", "Đơn vị đầu mối"),
    ),
    Field(
        "phoi_hop",
        "support",
        "Đơn vị phối hợp",
        ("Phối hợp", "Cơ quan phối hợp", "Cơ quan, đơn vị phối hợp", "Đơn vị, cơ quan phối hợp"),
    ),
    Field(
        "thoi_han",
        "deadline",
        "Thời gian hoàn thành",
        (
            "Thời gian",
            "Thời hạn",
            "Thời hạn hoàn thành",
            "Thời gian thực hiện",
            "Thời gian dự kiến hoàn thành",
            "Tiến độ",
            "Tiến độ thực hiện",
            "Tiến độ hoàn thành",
        ),
    ),
    Field(
        "san_pham",
        "product",
        "Sản phẩm",
        (
            "Sản phẩm dự kiến hoàn thành",
            "Sản phẩm dự kiến",
            "Sản phẩm đầu ra",
            "Kết quả, sản phẩm",
            "Kết quả dự kiến",
            "Kết quả đầu ra",
            "Dự kiến sản phẩm",
        ),
    ),
    Field("hoan_thanh", "done", "Hoàn thành, sản phẩm", ("Hoàn thành", "Đã hoàn thành")),
    Field("chua_hoan_thanh", "open", "Chưa hoàn thành", ()),
    Field("dang_trien_khai", "running", "Đang triển khai", ("Đang thực hiện",)),
    Field("thuong_xuyen", "recurring", "Thực hiện thường xuyên", ("Thường xuyên",)),
    Field("ket_qua", "result", "Kết quả", ("Kết quả kỳ này",)),
    Field("trang_thai", "status", "Trạng thái", ("Tình trạng",)),
    Field("ket_qua_ky_truoc", "last_result", "Kết quả kỳ trước"),
    Field("trang_thai_ky_truoc", "last_status", "Trạng thái kỳ trước"),
    Field("bat_dau", "start", "Bắt đầu"),
    Field("nguoi_phu_trach", "officer", "Người phụ trách"),
    Field("theo_doi", "watcher", "Theo dõi"),
    Field("chi_tieu", "target", "Chỉ tiêu", ("Chỉ tiêu đạt được", "Mục tiêu, chỉ tiêu")),
    Field("don_vi_tinh", "measure", "Đơn vị tính"),
    Field(
        "nguon_kinh_phi", "funding", "Nguồn kinh phí", ("Kinh phí", "Kinh phí thực hiện", "Nguồn kinh phí thực hiện")
    ),
    Field(
        "nhom_nhiem_vu",
        "task_group",
        "Nhóm nhiệm vụ",
        ("Thuộc nhóm nhiệm vụ, hành động", "Thuộc nhóm nhiệm vụ", "Nhóm nhiệm vụ, giải pháp"),
    ),
    Field("ghi_chu", "note", "Ghi chú", ()),
    Field("giai_trinh", "explanation", "Giải trình"),
    Field("cha", "parent", "Thuộc nhiệm vụ", ("Mã nhiệm vụ cha", "Nhiệm vụ cha")),
    Field("nguon", "source", "Nguồn", ("Mã nguồn",)),
    Field("bo_qua", "suppressed", "Bỏ qua", ()),
    Field("cho_nhan", "to_accept", "Đề xuất, chờ nhận", ()),
    Field("trich", "quoted", "Trích nguyên văn", ()),
)

# Columns that no table holds: where a task stands at a date, and the counts of a summary.
COMPUTED_FIELDS: tuple[Field, ...] = (
    Field("tinh_trang", "standing", "Tình trạng"),
    Field("so_nhiem_vu", "tasks", "Số nhiệm vụ"),
    Field("so_hoan_thanh", "done_count", "Hoàn thành"),
    Field("so_trong_han", "in_time_count", "Trong hạn"),
    Field("so_sap_den_han", "soon_count", "Sắp đến hạn"),
    Field("so_qua_han", "overdue_count", "Quá hạn"),
    Field("so_thuong_xuyen", "recurring_count", "Thường xuyên"),
    Field("so_khong_ro_han", "unknown_count", "Không rõ thời hạn"),
)

# The four result columns, in the order of the report annex; the column a text stands in is the task's status.
RESULT_KEYS = ("hoan_thanh", "chua_hoan_thanh", "dang_trien_khai", "thuong_xuyen")

# What was reported in the period before: its words, its status.
LAST_KEYS = ("ket_qua_ky_truoc", "trang_thai_ky_truoc")

# The columns that name units, with the role of those that stand in them without a word of it.
UNIT_ROLES = {"chu_tri": Role.LEAD, "don_vi_thuc_hien": Role.LEAD, "phoi_hop": Role.SUPPORT}

# Columns of days and months.
DATE_KEYS = frozenset({"thoi_han", "ngay_hoan_thanh"})

# Columns of the register that are bookkeeping and are printed only when a dossier asks for them.
HIDDEN_KEYS = frozenset({"ma", "cha", "nguon", "trang_thai", "bo_qua", "cho_nhan", "trich"})

# Of those, what is of no use on paper even where a table is printed as it was made: whether a person took a task on
# that was read out of a text, and the words it was read from.
PROPOSAL_KEYS = frozenset({"cho_nhan", "trich"})
# What stands in `cho_nhan` of a row that nobody has taken on.
PROPOSED = "đề xuất"


@cache
def _by_header() -> dict[str, str]:
    return {fold(header): field.key for field in TASK_FIELDS for header in (field.title, *field.headers)}


@cache
def titles() -> dict[str, str]:
    """The title we print, by key."""
    return {field.key: field.title for field in (*TASK_FIELDS, *COMPUTED_FIELDS)}


def recognised(header: str) -> str | None:
    """The key of a header text of ours, or None."""
    return _by_header().get(fold(header))


def key_of_header(header: str) -> str:
    """The key of any header text: ours where it is recognised, the user's own otherwise."""
    return recognised(header) or key_of(header)
