"""A commented van-ban.yaml for each kind: what to write, what may be left out. Offices and names are made up."""

from __future__ import annotations

from generator.facts.kinds import Layout, key_of, kinds, unknown
from generator.values.errors import InputError
from generator.values.findings import Place

_HEAD = """\
# {name}. Dòng bắt đầu bằng # là ghi chú, không in ra.
loai: {kind}
co_quan: {{ten: Sở Mẫu, ky_hieu: SM, chu_quan: Ủy ban nhân dân tỉnh X}}   # chu_quan: bỏ nếu không có
so:                       # để trống khi chưa có số
ngay: ""                  # 2026-01-05, 2026-01, hoặc để trống cho văn thư điền
{place}trich_yeu: Trích yếu nội dung
"""
_PLACE = "dia_danh: Tỉnh X\n"
_UNIT = "don_vi_soan_thao: VP      # chữ viết tắt đơn vị soạn thảo hoặc lĩnh vực: Số: 05/SM-VP\n"
_COMMAND = """\
tham_quyen: Giám đốc Sở Mẫu
can_cu:                   # không ghi dấu cuối dòng
  - Căn cứ …
  - Theo đề nghị của …
"""
_ADDRESSED = """\
kinh_gui:                 # một nơi, hoặc nhiều dòng; bỏ nếu không gửi cấp trên
  - Ủy ban nhân dân tỉnh X
"""
_ARTICLES = """\
noi_dung:                 # hoặc tên tệp: noi-dung.md, noi-dung.docx
  - dieu: Nội dung Điều 1.
  - dieu: Nội dung Điều 2, có các khoản và điểm sau
    noi_dung:
      - khoan: Khoản thứ nhất
        noi_dung:
          - diem: Điểm a
"""
_CHAPTERS = """\
noi_dung:                 # hoặc tên tệp: noi-dung.md, noi-dung.docx
  - chuong: Quy định chung
    noi_dung:
      - dieu: Lời văn của Điều 1.
        tieu_de: Phạm vi điều chỉnh
"""
_SECTIONS = """\
noi_dung:                 # hoặc tên tệp: noi-dung.md, noi-dung.docx
  - muc: Mục thứ nhất
    noi_dung:
      - khoan: Lời văn của khoản 1.
        tieu_de: Tiêu đề khoản (bỏ nếu không có)
      - Một đoạn văn không đánh số.
  # - bang: {nguon: nhiem-vu.xlsx, mau: ke-hoach-6-cot}    # bảng nhiệm vụ
"""
_PARAGRAPHS = """\
noi_dung:                 # hoặc tên tệp: noi-dung.md, noi-dung.docx
  - Đoạn thứ nhất.
  - Đoạn thứ hai, có **chữ đậm** và *chữ nghiêng*.
"""
_RECIPIENTS = """\
noi_nhan:                 # không ghi gạch đầu dòng và dấu cuối dòng
  - {first}
  - "Lưu: VT, VP (2)"
"""
_SIGNED = """\
ky:
  # quyen_han: KT. Giám đốc       # TM. KT. TL. TUQ. Q.; nhiều dòng thì ghi thành danh sách
  chuc_vu: Giám đốc
  ho_ten: Nguyễn Văn A
"""
_SIGNED_BY_TWO = """\
ky:
  - {chuc_vu: Giám đốc Sở Mẫu, ho_ten: Nguyễn Văn A}
  - {chuc_vu: Giám đốc Sở Kiểu, ho_ten: Trần Văn B}
"""
_MARKS = """\
# do_khan: khan           # khan | thuong-khan | hoa-toc
# do_mat: mat             # mat | toi-mat | tuyet-mat
# dia_chi: Số 1 đường Mẫu, tỉnh X; điện thoại …    # chân trang đầu
"""
_BODIES = {
    Layout.ARTICLES: _ARTICLES,
    Layout.CHAPTERS: _CHAPTERS,
    Layout.SECTIONS: _SECTIONS,
    Layout.PARAGRAPHS: _PARAGRAPHS,
}


def skeleton_of(kind: str) -> str:
    """The text of a dossier of a kind. Raises InputError V025 with the nearest kind."""
    kind = key_of(kind)
    known = {key: fact for key, fact in kinds().items() if not fact.copy}
    if kind not in known:
        said, hint = unknown(kind, known)
        raise InputError.of("V025", Place(part="--kind"), said, hint, kind)
    facts = known[kind]
    first = "Như Điều 2" if facts.command else "Như trên" if facts.names_addressees else "Các đơn vị thuộc Sở"
    return "".join(
        (
            _HEAD.format(name=facts.name, kind=kind, place=_PLACE if facts.dated else ""),
            "" if facts.titled else _UNIT,
            _ADDRESSED if facts.names_addressees else "",
            _COMMAND if facts.command else "",
            _BODIES[facts.layout],
            _RECIPIENTS.format(first=first),
            _SIGNED_BY_TWO if facts.several_sign else _SIGNED,
            _MARKS,
        )
    )
