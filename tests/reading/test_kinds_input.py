"""What a dossier may not say about kinds, signatures, dates and pictures; each error with its line and a hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.reading.dossier import load_dossier
from generator.values.errors import InputError
from generator.values.findings import Finding

GOOD = "loai: {loai}\nco_quan: {{ten: Sở Mẫu, ky_hieu: SM}}\nngay: {ngay}\ntrich_yeu: Thử\nnoi_dung: [Lời văn.]\n{them}"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452")


def read(folder: Path, *, loai: str = "thong-bao", ngay: str = "2026-01-05", them: str = "") -> tuple[Finding, ...]:
    path = folder / "van-ban.yaml"
    path.write_text(GOOD.format(loai=loai, ngay=ngay, them=them), encoding="utf-8")
    try:
        return load_dossier(path)[1]
    except InputError as failure:
        return failure.findings


TWO = "ky: [{chuc_vu: Giám đốc, ho_ten: Nguyễn Văn A}, {chuc_vu: Phó Giám đốc, ho_ten: Trần Văn B}]\n"


@pytest.mark.parametrize(
    ("given", "code", "line", "said"),
    [
        ({"loai": "quyet-dinhh"}, "V025", 1, "“quyet-dinhh”"),
        ({"loai": "sao-y"}, "V025", 1, "“sao-y”"),
        ({"ngay": "5"}, "V026", 3, "có ngày mà không có tháng"),
        ({"ngay": "2026--05"}, "V026", 3, "có ngày mà không có tháng"),
        ({"ngay": "2026-02-30"}, "V026", 3, "không có thật"),
        ({"them": TWO}, "V143", 6, "chỉ có một người ký; ở đây có 2"),
        ({"them": "do_khan: gap\n"}, "V023", 6, "“gap”"),
        ({"them": "ky: {ho_ten: Nguyễn Văn A, anh_dau: {tep: gia.png, rong: 36}}\n"}, "V140", 6, "không phải ảnh PNG"),
        ({"them": "ky: {ho_ten: Nguyễn Văn A, anh_dau: khong-co.png}\n"}, "V140", 6, "Không đọc được ảnh"),
        ({"loai": "cong-van"}, "V144", 1, "đơn vị soạn thảo"),
        ({"them": "kinh_gui: Sở Kiểu\n"}, "V145", 6, "Kính gửi"),
        (
            {"loai": "phu-luc", "them": "kem_theo: [{loai: phu-luc, trich_yeu: Hai}]\n"},
            "V139",
            6,
            "Phụ lục không kèm theo",
        ),
    ],
)
def test_bad_input(tmp_path: Path, given: dict[str, str], code: str, line: int, said: str) -> None:
    (tmp_path / "gia.png").write_bytes(PNG + b"cut off")
    (finding,) = read(tmp_path, **given)
    assert (finding.code, finding.place.line) == (code, line)
    assert said in str(finding.message)
    assert finding.hint is not None


def test_near_kind_is_suggested(tmp_path: Path) -> None:
    (finding,) = read(tmp_path, loai="Báo cáoo")
    assert str(finding.hint).startswith("Ý anh/chị là “bao-cao”?")


@pytest.mark.parametrize("loai", ["bien-ban", "hop-dong", "ban-ghi-nho", "ban-thoa-thuan"])
def test_kinds_that_two_sign(tmp_path: Path, loai: str) -> None:
    assert read(tmp_path, loai=loai, them=TWO) == ()


def test_a_line_with_a_colon_needs_no_quotes(tmp_path: Path) -> None:
    path = tmp_path / "van-ban.yaml"
    path.write_text(
        GOOD.format(loai="thong-bao", ngay="2026", them="noi_nhan:\n  - Lưu: VT, VP (2)\n"), encoding="utf-8"
    )
    assert load_dossier(path)[0].document.recipients == ("Lưu: VT, VP (2)",)


@pytest.mark.parametrize("label", ["kinh phí", "'#a'", "'{a}'"])
def test_a_label_that_no_text_could_quote(tmp_path: Path, label: str) -> None:
    (finding,) = read(tmp_path, them=f"nhan_khoi: {label}\n")
    assert (finding.code, finding.place.line) == ("V023", 6)
    assert "cần một tên không có dấu cách, dấu # hoặc ngoặc nhọn" in str(finding.message)
