"""An issued file taken for a body: no second head, no second signature; points and headings as they are numbered."""

import io

import docx
import pytest

from generator.commands.rendered import word_of
from generator.face.cli import run
from generator.ooxml import package
from generator.reading.dossier import load_dossier
from generator.reading.prose import read_prose
from generator.values.errors import ExitCode
from generator.values.findings import Place
from tests.linting.data import AS_OF

HEAD = (
    "loai: {kind}\nco_quan: {{ten: Ủy ban nhân dân tỉnh Mẫu, ky_hieu: UBND}}\nso: 12\nngay: 2030-05-16\n"
    "dia_danh: Mẫu\ntrich_yeu: Kết quả thực hiện Chương trình 09\n{more}"
    "noi_nhan: ['Lưu: VT']\nky: {{chuc_vu: Chủ tịch, ho_ten: Trần Văn Mẫu}}\n"
)
BODY = "noi_dung:\n  - muc: Kết quả\n  - Đã tiếp nhận hồ sơ.\n  - muc: Kiến nghị\n  - Không.\n"


def read(file, **more):
    return read_prose(file, str(file), Place(str(file)), **more)


def dossier(folder, kind, more=""):
    folder.mkdir()
    (folder / "van-ban.yaml").write_text(HEAD.format(kind=kind, more=more), encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", ["bao-cao", "ke-hoach", "thong-bao"])
def test_an_issued_file_as_a_body_gives_its_body(kind, tmp_path):
    signed = dossier(tmp_path / "a", kind, BODY)
    (tmp_path / "noi-dung.docx").write_bytes(word_of(load_dossier(signed)[0], AS_OF))
    blocks, _, findings = read(tmp_path / "noi-dung.docx")
    (said,) = [one for one in findings if one.code == "V398"]
    assert "12/" in said.value and "TRẦN VĂN MẪU" in said.value.upper() and "Lưu: VT" in said.value
    texts = [str(block.title or block.text) for block in blocks]
    assert next(text.upper() for text in texts if text) == "KẾT QUẢ"
    shown = " ".join(f"{block.title} {block.text} {block.cells}" for block in blocks)
    assert "CỘNG HÒA" not in shown and "Nơi nhận" not in shown
    whole, _, none = read(tmp_path / "noi-dung.docx", whole=True)
    assert len(whole) > len(blocks) and not [one for one in none if one.code == "V398"]


def test_the_document_made_of_it_has_one_head_and_one_end(tmp_path):
    signed = dossier(tmp_path / "a", "bao-cao", BODY)
    folder = dossier(tmp_path / "b", "bao-cao", "noi_dung: noi-dung.docx\n")
    (folder / "noi-dung.docx").write_bytes(word_of(load_dossier(signed)[0], AS_OF))
    made = package.read_bytes(word_of(load_dossier(folder)[0], AS_OF), shown_as="x")["word/document.xml"].decode()
    assert made.count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == 1 and made.count("Nơi nhận") == 1


def flat(blocks):
    return [one for block in blocks for one in (block, *flat(block.children))]


def draft(path, *texts):
    made = docx.Document()
    for text in texts:
        made.add_paragraph(text)
    made.save(path)
    return path


SIGNED = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "(Đã ký)", "Nguyễn Văn Mẫu"]
ENDS = {
    "recipients-first": ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", *SIGNED],
    "recipients-last": [*SIGNED, "Nơi nhận:", "- Như trên;", "- Lưu: VT."],
    "beside-one-another": ["Nơi nhận:\tGIÁM ĐỐC", "- Như trên;\t(Đã ký)", "- Lưu: VT.", "\tNguyễn Văn Mẫu"],
}
PARTY = ["TỈNH ỦY MẪU", "*", "Số 12-BC/TU", "ĐẢNG CỘNG SẢN VIỆT NAM", "Mẫu, ngày 20 tháng 6 năm 2030"]
STATE = ["UBND TỈNH MẪU", "Số: 12/BC-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("head", [STATE, PARTY], ids=["state", "party"])
def test_head_and_end_in_lines_are_known(head, end, tmp_path):
    """The body whole, an unnumbered title in capitals that ends it too; all that is left out is told."""
    body = ["Đã tiếp nhận 12 hồ sơ.", "KIẾN NGHỊ CỦA TRƯỞNG PHÒNG", "Không có kiến nghị gì./."]
    file = draft(tmp_path / "x.docx", *head, "BÁO CÁO", "Kết quả tháng 6 năm 2030", *body, *end)
    blocks, _, findings = read(file)
    assert [str(block.title or block.text) for block in flat(blocks)] == body
    (said,) = [one for one in findings if one.code == "V398"]
    assert all(" ".join(text.split()).lstrip("- ") in said.value for text in (*head, *end))


def test_a_draft_without_head_is_left_as_it_is(tmp_path):
    texts = ("Cộng đồng dân cư tham gia.", "Nơi nhận hồ sơ: Bộ phận Một cửa.", "Kết thúc.")
    blocks, _, findings = read(draft(tmp_path / "x.docx", *texts))
    assert tuple(str(block.text) for block in blocks) == texts and findings == ()


def test_points_stay_as_they_are_numbered(tmp_path):
    texts = ("1. Việc chung:", "a) Một;", "b) Hai;", "d) Ba;", "đ) Bốn, theo điểm d.", "2. Việc riêng:", "a) Năm.")
    blocks, _, findings = read(draft(tmp_path / "x.docx", *texts))
    first = flat(blocks[:1])
    assert [(block.kind, str(block.text)) for block in first][3:] == [
        ("doan", "d) Ba;"), ("doan", "đ) Bốn, theo điểm d.")
    ]  # fmt: skip
    (said,) = [one for one in findings if one.code == "V399"]
    assert "thiếu “c)”" in str(said.message)
    assert [block.kind for block in blocks[1].children] == ["diem"]


def test_numbers_of_khoan_likewise(tmp_path):
    blocks, _, findings = read(draft(tmp_path / "x.docx", "1. Một.", "2. Hai.", "10. Ba."))
    assert [(block.kind, str(block.text)) for block in flat(blocks)] == [
        ("khoan", "Một."), ("khoan", "Hai."), ("doan", "10. Ba.")
    ]  # fmt: skip
    assert [one.code for one in findings] == ["V399"]


def test_numbers_that_the_program_is_to_make_are_made(tmp_path):
    blocks, _, findings = read(draft(tmp_path / "x.docx", "1. Một.", "1. Hai.", "1. Ba."))
    assert [block.kind for block in blocks] == ["khoan"] * 3 and findings == ()


def test_a_bold_heading_with_a_plain_space_in_it_is_one_heading(tmp_path):
    made = docx.Document()
    paragraph = made.add_paragraph()
    for text, bold in (("1. Kết", True), (" ", False), ("quả", True)):
        paragraph.add_run(text).bold = bold
    made.add_paragraph("Đã xong.")
    made.save(tmp_path / "x.docx")
    blocks, _, _ = read(tmp_path / "x.docx")
    assert (blocks[0].kind, str(blocks[0].title)) == ("khoan", "Kết quả")


def test_head_and_end_become_keys_that_the_dossier_lacks(tmp_path, capsys):
    signed = dossier(tmp_path / "a", "quyet-dinh", "can_cu: [Căn cứ Luật Mẫu ngày 01 tháng 01 năm 2030]\n" + BODY)
    folder = tmp_path / "b"
    folder.mkdir()
    (folder / "noi-dung.docx").write_bytes(word_of(load_dossier(signed)[0], AS_OF))
    own = "# của mình\nloai: quyet-dinh\nco_quan: {ten: Ủy ban nhân dân tỉnh Mẫu, ky_hieu: UBND}\nso:\n"
    own += "trich_yeu: Trích yếu khác\n"
    (folder / "van-ban.yaml").write_text(own, encoding="utf-8")
    assert run(["import", str(folder / "noi-dung.docx"), "--into", str(folder)]) == ExitCode.DONE
    said = "".join(capsys.readouterr())
    assert "V374" in said and "Trích yếu khác" in said
    text = (folder / "van-ban.yaml").read_text(encoding="utf-8")
    assert text.startswith(own.replace("so:\n", "")) and "trich_yeu: Kết quả" not in text
    made, was = (load_dossier(one)[0].document for one in (folder, signed))
    assert (made.number, made.dated, made.bases, made.recipients) == (was.number, was.dated, was.bases, was.recipients)
    assert [one.name.upper() for one in made.signatures] == [one.name.upper() for one in was.signatures]
    printed = [one.text for one in docx.Document(io.BytesIO(word_of(load_dossier(folder)[0], AS_OF))).paragraphs]
    before = [one.text for one in docx.Document(io.BytesIO(word_of(load_dossier(signed)[0], AS_OF))).paragraphs]
    assert [one for one in printed if "khác" not in one] == [one for one in before if "Chương trình 09" not in one]
    assert run(["import", str(folder / "noi-dung.docx"), "--into", str(folder)]) == ExitCode.DONE
    assert (folder / "van-ban.yaml").read_text(encoding="utf-8") == text and "V376" in "".join(capsys.readouterr())


def test_only_a_dossier_takes_keys(tmp_path, capsys):
    signed = dossier(tmp_path / "a", "bao-cao", BODY)
    (tmp_path / "x.docx").write_bytes(word_of(load_dossier(signed)[0], AS_OF))
    (tmp_path / "trong").mkdir()
    assert run(["import", str(tmp_path / "x.docx"), "--into", str(tmp_path / "trong")]) == ExitCode.USAGE
    assert "V375" in "".join(capsys.readouterr())


def numbers_kept(folder, *texts):
    """What stays a paragraph with its number, and what is said of it."""
    blocks, _, findings = read(draft(folder / "x.docx", *texts))
    said = [str(one.message) for one in findings if one.code == "V399"]
    return [str(block.text) for block in flat(blocks) if block.kind == "doan"], said


@pytest.mark.parametrize(
    ("texts", "kept", "missing"),
    [
        (("Điều 1. Một.", "Điều 2. Hai.", "Điều 4. Ba, theo Điều 4."), ["Điều 4. Ba, theo Điều 4."], "“Điều 3.”"),
        (("I. MỘT", "1. Việc.", "2. Việc.", "III. BA", "1. Việc ba."), ["III. BA", "1. Việc ba."], "“II.”"),
        (("Chương I. A", "Điều 1. Một.", "Chương III. B", "Điều 2. Hai."), ["Chương III. B"], "“Chương II.”"),
        (("1. Một:", "a) A;", "b) B.", "10. Mười:", "a) Á;", "b) Bớ."), ["10. Mười:", "a) Á;", "b) Bớ."], "“2.”"),
        (("1. Một.", "2. Hai.", "2. Hai nữa."), ["2. Hai nữa."], ""),
    ],
)
def test_every_kind_of_number_stays_as_it_was_typed(tmp_path, texts, kept, missing):
    """What stands under a number that stays typed is not counted on from what stood before it."""
    found, (said,) = numbers_kept(tmp_path, *texts)
    assert found == kept and missing in said


def outline(blocks):
    return [(str(block.title or block.text), outline(block.children)) for block in blocks]


def test_a_heading_that_keeps_its_number_heads_what_follows(tmp_path):
    """It stands where its kind would; what is printed is as it was, number by number."""
    texts = (
        "I. MỘT",
        "1. Việc:",
        "- Đã tiếp nhận.",
        "III. BA",
        "1. Việc ba:",
        "a) Đã xử lý.",
        "Còn lại.",
        "V. NĂM",
        "- Sẽ làm.",
    )
    blocks, _, _ = read(draft(tmp_path / "x.docx", *texts))
    assert outline(blocks) == [
        ("MỘT", [("Việc:", [("Đã tiếp nhận.", [])])]),
        ("III. BA", [("1. Việc ba:", [("Đã xử lý.", [("Còn lại.", [])])])]),
        ("V. NĂM", [("Sẽ làm.", [])]),
    ]  # fmt: skip
    folder = dossier(tmp_path / "b", "bao-cao", "noi_dung: x.docx\n")
    (tmp_path / "x.docx").rename(folder / "x.docx")
    made = docx.Document(io.BytesIO(word_of(load_dossier(folder)[0], AS_OF)))
    printed = [" ".join(one.text.rstrip("./").split()) for one in made.paragraphs]
    first = printed.index(texts[0])
    assert printed[first : first + len(texts)] == [text.rstrip(".") for text in texts]


@pytest.mark.parametrize(
    ("runs", "kind", "title"),
    [
        ([("I", 1), (". KẾT QUẢ", 1)], "muc", "KẾT QUẢ"),
        ([("I. KẾT\nQUẢ", 1)], "muc", "KẾT\nQUẢ"),
        ([("I.\nKẾT QUẢ", 1)], "muc", "KẾT QUẢ"),
        ([("Chương I\nQUY ĐỊNH", 1)], "chuong", "QUY ĐỊNH"),
        ([("1", 1), (". Kết", 1), ("\n", 0), ("quả", 1)], "khoan", "Kết\nquả"),
        ([("1.", 0), (" Kết quả", 1)], "khoan", "Kết quả"),
        ([("1. Kết quả", 1), (":", 0)], "khoan", "Kết quả:"),
    ],
)
def test_a_heading_of_several_runs_or_lines_is_one(runs, kind, title, tmp_path):
    made = docx.Document()
    paragraph = made.add_paragraph()
    for text, bold in runs:
        paragraph.add_run(text).bold = bool(bold)
    made.add_paragraph("Đã xong.")
    made.save(tmp_path / "x.docx")
    blocks, _, _ = read(tmp_path / "x.docx")
    assert (blocks[0].kind, str(blocks[0].title), len(blocks)) == (kind, title, 1)


def test_a_list_that_begins_again_is_not_counted_on(tmp_path):
    texts = ("1. Một.", "2. Hai.", "1. Một nữa.", "2. Hai nữa.")
    assert numbers_kept(tmp_path, *texts) == (["1. Một nữa.", "2. Hai nữa."], [])


def test_an_import_says_which_numbers_are_out_of_turn(tmp_path, capsys):
    signed = dossier(tmp_path / "a", "bao-cao", BODY)
    made = docx.Document(io.BytesIO(word_of(load_dossier(signed)[0], AS_OF)))
    heading = next(one for one in made.paragraphs if one.text.startswith("I. "))
    heading.insert_paragraph_before("III. MỘT MỤC")
    made.save(tmp_path / "x.docx")
    assert run(["import", str(tmp_path / "x.docx"), "--to", str(tmp_path / "b")]) == ExitCode.DONE
    assert "V399" in capsys.readouterr().err
    assert "III. MỘT MỤC" in (tmp_path / "b" / "van-ban.yaml").read_text(encoding="utf-8")
