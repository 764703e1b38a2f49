"""Căn cứ, điều, nơi nhận, heading and signature as people leave them in Word: what must come back of each."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from word_edits import (
    BOOK,
    YAML,
    bare,
    changed,
    element,
    new_paragraph,
    paragraph,
    pulled,
    rebuilt,
    retype,
    row,
    source_text,
    tasks,
    workplace,
)

from generator.ooxml import package
from generator.ooxml.names import M, w
from generator.reading.dossier import load_dossier
from generator.values.errors import InputError

Root = etree._Element
BY = 'w:author="A" w:date="2024-05-01T00:00:00Z"'


def typed(like: etree._Element, words: str) -> etree._Element:
    """A paragraph like another one, with words of its own, standing nowhere yet."""
    made = bare(like)
    first, *rest = made.iter(w("t"))
    first.text = words
    for other in rest:
        other.text = ""
    return made


def joined(one: etree._Element, other: etree._Element) -> None:
    """Backspace at the head of the second paragraph."""
    one.extend(child for child in list(other) if child.tag != w("pPr"))
    other.getparent().remove(other)


def marked(p: etree._Element, mark: str) -> None:
    """All of a paragraph as Word tracks it: moved away, moved here, put in, taken out."""
    for number, run in enumerate(p.findall(w("r"))):
        holder = element(f'<w:{mark} w:id="{9000 + number}" {BY}/>')
        p.replace(run, holder)
        holder.append(run)
    properties = p.find(w("pPr"))
    look = properties.find(w("rPr"))
    if look is None:
        look = etree.SubElement(properties, w("rPr"))
    look.insert(0, element(f'<w:{mark} w:id="9100" {BY}/>'))


def moved_with_tracking(root: Root) -> None:
    old = paragraph(root, "45/2020")
    new = bare(old)
    marked(old, "moveFrom")
    marked(new, "moveTo")
    paragraph(root, "79/NĐ-CP").addprevious(new)


def line_break(root: Root) -> None:
    run = list(paragraph(root, "Điều 3").iter(w("r")))[-1]
    run.append(element("<w:br/>"))
    run.append(element("<w:t>dòng hai</w:t>"))


def equation(root: Root) -> None:
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    paragraph(root, "Điều 3").append(etree.fromstring(f"<m:oMath {math}><m:r><m:t>x = 2</m:t></m:r></m:oMath>"))


def in_a_control(root: Root) -> None:
    old = paragraph(root, "Điều 3")
    retype(old, "ký ban hành", "ký")
    holder = element("<w:sdt><w:sdtContent/></w:sdt>")
    old.addprevious(holder)
    holder[0].append(old)


# What is done, the lines of van-ban.yaml that go and come.
EDITS: dict[str, tuple[Callable[[Root], object], tuple[str, ...]]] = {
    "a-first-basis": (
        lambda root: paragraph(root, "79/NĐ-CP").addprevious(typed(paragraph(root, "79/NĐ-CP"), "Căn cứ Hiến pháp;")),
        ("+   - Căn cứ Hiến pháp",),
    ),
    "a-first-article": (
        lambda root: paragraph(root, "Điều 1").addprevious(typed(paragraph(root, "Điều 1"), "Điều 1. Phạm vi.")),
        ("+   - dieu: Phạm vi.",),
    ),
    "two-first-recipients": (
        lambda root: [
            paragraph(root, "TTgCP, PTTg").addprevious(typed(paragraph(root, "TTgCP, PTTg"), words))
            for words in ("- Quốc hội;", "- Chủ tịch nước;")
        ],
        ("+   - Quốc hội", "+   - Chủ tịch nước"),
    ),
    "bases-change-places": (
        lambda root: paragraph(root, "79/NĐ-CP").addprevious(paragraph(root, "45/2020")),
        ("+   - Căn cứ Nghị định số 45/2020", "-   - Căn cứ Nghị định số 45/2020"),
    ),
    "a-basis-moved-with-tracking": (
        moved_with_tracking,
        ("+   - Căn cứ Nghị định số 45/2020", "-   - Căn cứ Nghị định số 45/2020"),
    ),
    "articles-change-places": (
        lambda root: paragraph(root, "Điều 2").addprevious(paragraph(root, "Điều 3")),
        ("+   - dieu: Quyết định này có hiệu lực", "-   - dieu: Quyết định này có hiệu lực"),
    ),
    "a-recipient-moved-below-a-new-one": (
        lambda root: [
            new_paragraph(paragraph(root, "UBND các tỉnh"), "- Bộ Ngoại giao;"),
            paragraph(root, "Bộ Ngoại giao").addnext(paragraph(root, "TTgCP, PTTg")),
        ],
        ("-   - TTgCP, PTTg", "+   - Bộ Ngoại giao", "+   - TTgCP, PTTg"),
    ),
    "a-number-taken-out": (lambda root: retype(paragraph(root, "Số: 142"), "142", "   "), ("- so: 142", "+ so:")),
    "a-day-left-open": (
        lambda root: retype(paragraph(root, "ngày 16"), "16", "   "),
        ("- ngay: 2024-03-16", "+ ngay: 2024-03"),
    ),
    "another-place": (
        lambda root: retype(paragraph(root, "ngày 16"), "Hà Nội", "Huế"),
        ("- dia_danh: Hà Nội", "+ dia_danh: Huế"),
    ),
    "in-a-content-control": (
        in_a_control,
        ("-   - dieu: Quyết định này có hiệu lực kể từ ngày ký ban", "+   - dieu: Quyết định này có hiệu lực"),
    ),
    "a-line-break": (line_break, ("-   - dieu: Quyết định này", '+   - dieu: "Quyết định này')),
    "an-equation": (
        equation,
        ("-   - dieu: Quyết định này", "+   - dieu: Quyết định này có hiệu lực kể từ ngày ký ban"),
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_what_comes_back(tmp_path: Path, name: str) -> None:
    edit, lines = EDITS[name]
    docx = workplace(tmp_path)
    before = source_text(docx)
    result = pulled(changed(docx, lambda root: (edit(root), None)[1]))
    told = difflib.ndiff(before.splitlines(), source_text(docx).splitlines())
    found = [line for line in told if line[:2] in ("- ", "+ ")]
    assert [line for line, start in zip(found, lines, strict=True) if not line.startswith(start)] == []
    assert (result.findings, result.conflicts) == ((), ())
    assert pulled(rebuilt(tmp_path)).changes == ()


def picture(root: Root) -> None:
    drawing = '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    drawing += '<wp:docPr id="3" name="Hình 1" descr="ảnh chụp"/></wp:inline>'
    paragraph(root, "45/2020").append(element(f"<w:r><w:drawing>{drawing}</w:drawing></w:r>"))


def symbol(root: Root) -> None:
    paragraph(root, "45/2020").append(element('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'))


# What cannot come back into a field: what is said of it.
REPORTED: dict[str, tuple[Callable[[Root], object], str, str]] = {
    "another-symbol": (lambda root: retype(paragraph(root, "Số: 142"), "QĐ-VPCP", "QĐ-TTg"), "V090", "QĐ-TTg"),
    "a-year-in-the-number": (lambda root: retype(paragraph(root, "Số: 142"), "142/", "15/2024/"), "V090", "15/2024"),
    "words-after-the-date": (
        lambda root: retype(paragraph(root, "ngày 16"), "năm 2024", "năm 2024 (dự thảo)"),
        "V090",
        "dự thảo",
    ),
    "a-date-that-is-none": (lambda root: retype(paragraph(root, "ngày 16"), "16", "32"), "V090", "ngày 32"),
    "joined-bases": (
        lambda root: joined(paragraph(root, "79/NĐ-CP"), paragraph(root, "61/2018")),
        "V096",
        "79/NĐ-CP",
    ),
    "joined-articles": (
        lambda root: joined(paragraph(root, "Điều 2"), paragraph(root, "Điều 3")),
        "V096",
        "Điều 2. Kinh phí",
    ),
    "a-final-mark": (lambda root: retype(paragraph(root, "45/2020"), "điện tử;", "điện tử."), "V097", "45/2020"),
    "a-picture": (picture, "V098", "ảnh chụp"),
    "a-symbol": (symbol, "V098", "F0FC"),
    "a-number-of-an-article": (lambda root: retype(paragraph(root, "Điều 2"), "Điều 2", "Điều 9"), "V080", "Điều 9."),
    "a-line-that-is-computed": (
        lambda root: retype(paragraph(root, "Kèm theo Quyết định"), "số 142", "số 999"),
        "V080",
        "số 999",
    ),
    "a-second-authority": (
        lambda root: paragraph(root, "Trần Văn Sơn").addprevious(
            typed(paragraph(root, "Trần Văn Sơn"), "KT. BỘ TRƯỞNG")
        ),
        "V080",
        "KT. BỘ TRƯỞNG",
    ),
}


@pytest.mark.parametrize("name", REPORTED)
def test_what_is_reported_and_changes_nothing(tmp_path: Path, name: str) -> None:
    edit, code, words = REPORTED[name]
    docx = workplace(tmp_path)
    before, register = source_text(docx), tasks(docx)
    result = pulled(changed(docx, lambda root: (edit(root), None)[1]), delete=True)
    assert [finding.code for finding in result.findings] == [code] and words in result.findings[0].value
    assert (source_text(docx), tasks(docx)) == (before, register)


def test_articles_counted_anew_after_a_new_one_are_no_edits(tmp_path: Path) -> None:
    docx = workplace(tmp_path)

    def edit(root: Root) -> None:
        for number in (4, 3, 2):
            retype(paragraph(root, f"Điều {number}."), f"Điều {number}.", f"Điều {number + 1}.")
        new_paragraph(paragraph(root, "Điều 1."), "Điều 2. Phạm vi áp dụng.")

    result = pulled(changed(docx, edit))
    assert result.findings == () and "  - dieu: Phạm vi áp dụng.\n" in source_text(docx)


def test_items_of_a_workbook_change_places(tmp_path: Path) -> None:
    docx = workplace(tmp_path, BOOK)
    then, _ = load_dossier(tmp_path / "data" / BOOK)

    def edit(root: Root) -> None:
        first = paragraph(root, "79/")
        first.addprevious(paragraph(root, "45/2020"))
        first.addprevious(typed(first, "Căn cứ Hiến pháp;"))

    result = pulled(changed(docx, edit))
    now, _ = load_dossier(tmp_path / "data" / BOOK)
    old = list(then.document.bases)
    at = next(index for index, words in enumerate(old) if "45/2020" in words)
    assert list(now.document.bases) == [old[at], "Căn cứ Hiến pháp", *old[:at], *old[at + 1 :]]
    assert result.findings == () and pulled(rebuilt(tmp_path, BOOK)).changes == ()


def test_a_new_block_stands_below_all_of_the_one_of_its_kind(tmp_path: Path) -> None:
    docx = workplace(tmp_path, "365-qd-btp")

    def edit(root: Root) -> None:
        last = paragraph(root, "Phân công nhiệm vụ cụ thể, chi tiết")
        new_paragraph(last, "3. Phạm vi")
        new_paragraph(last, "d) Tiết kiệm;")

    result = pulled(changed(docx, edit))
    dossier, _ = load_dossier(tmp_path / "data" / "365-qd-btp")
    part = dossier.document.body[0].children
    assert result.findings == () and [(one.kind, one.text or one.title) for one in part] == [
        ("khoan", "Mục đích"),
        ("khoan", "Yêu cầu"),
        ("khoan", "Phạm vi"),
    ]
    assert (part[1].children[-1].kind, part[1].children[-1].text) == ("diem", "Tiết kiệm;")


def without_base(docx: Path) -> Path:
    parts = {name: data for name, data in package.read(docx).items() if not name.startswith("customXml")}
    with docx.open("wb") as stream:
        package.write(stream, parts)
    return docx


def test_anchors_without_their_base_mean_nothing(tmp_path: Path) -> None:
    """Copied whole into a new document, anchors come along and the base does not; the register has moved on since."""
    import openpyxl

    docx = without_base(workplace(tmp_path))
    book = tmp_path / "data" / YAML / "nhiem-vu.xlsx"
    made = openpyxl.load_workbook(book)
    made.active.insert_rows(2)
    made.active["A2"], made.active["C2"] = "NV99", "Nhiệm vụ mới của sổ"
    made.save(book)
    before = tasks(docx)
    changed(docx, lambda root: retype(row(root, "Tháng 3/2024"), "Tháng 3/2024", "Tháng 9/2024"))
    result = pulled(docx)
    changes = [(c.record.name, c.field, c.after) for _, c in result.changes if c.kind == "sua"]
    assert changes == [("NV01", "thoi_han", "Tháng 9/2024")]
    assert {ma: texts for ma, texts in tasks(docx).items() if ma != "NV01"} == {
        ma: texts for ma, texts in before.items() if ma != "NV01"
    }
    assert {"V092", "V082"} <= {finding.code for finding in result.findings}


def test_the_base_is_found_where_another_program_put_it(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    parts = package.read(docx)
    moved = {name.replace("customXml/", "customXML/").replace("item1", "item7"): data for name, data in parts.items()}
    for name in ("word/_rels/document.xml.rels", "[Content_Types].xml"):
        moved[name] = moved[name].replace(b"customXml/item1.xml", b"customXML/item7.xml")
    with docx.open("wb") as stream:
        package.write(stream, moved)
    changed(docx, lambda root: retype(row(root, "Tháng 3/2024"), "Tháng 3/2024", "Tháng 9/2024"))
    result = pulled(docx)
    assert result.findings == () and tasks(docx)["NV01"]["thoi_han"] == "Tháng 9/2024"


def test_files_of_different_dossiers_are_not_mixed(tmp_path: Path) -> None:
    one, other = workplace(tmp_path), workplace(tmp_path, BOOK)
    with pytest.raises(InputError, match="hồ sơ khác nhau"):
        pulled(one, other)


def test_a_base_names_a_dossier_and_no_path(tmp_path: Path) -> None:
    docx = workplace(tmp_path / "nơi")
    shutil.copytree(docx.parents[2] / "data" / YAML, tmp_path / "khác")
    parts = package.read(docx)
    parts["customXml/item1.xml"] = parts["customXml/item1.xml"].replace(
        f'ho-so="{YAML}"'.encode(), 'ho-so="../../khác"'.encode()
    )
    with docx.open("wb") as stream:
        package.write(stream, parts)
    with pytest.raises(InputError, match="hồ sơ nào"):
        pulled(docx)


@pytest.mark.parametrize("deleted_first", [True, False])
@pytest.mark.parametrize("what", ["row", "article"])
def test_one_copy_deletes_what_another_edits(tmp_path: Path, what: str, deleted_first: bool) -> None:
    docx = workplace(tmp_path)

    def gone(root: Root) -> None:
        old = row(root, "Tháng 3/2024") if what == "row" else paragraph(root, "Điều 2")
        old.getparent().remove(old)

    def edit(root: Root) -> None:
        old = row(root, "Tháng 3/2024") if what == "row" else paragraph(root, "Điều 2")
        retype(old, "Tháng 3/2024" if what == "row" else "Kinh phí", "Khác")

    copies = [changed(docx, gone, docx.with_name("a.docx")), changed(docx, edit, docx.with_name("b.docx"))]
    before = source_text(docx), tasks(docx)
    result = pulled(*(copies if deleted_first else copies[::-1]), delete=True)
    assert [finding.code for finding in result.findings] == ["V088"]
    assert (source_text(docx), tasks(docx)) == before and "(xóa)" in str(result.findings[0].message)


def below(words: str, line: str) -> Callable[[Root], None]:
    """A line put below a paragraph with Shift+Enter."""

    def edit(root: Root) -> None:
        run = list(paragraph(root, words).iter(w("r")))[-1]
        run.extend((element("<w:br/>"), element(f"<w:t>{line}</w:t>")))

    return edit


@pytest.mark.parametrize(
    ("words", "line", "added"),
    [
        ("Điều 3", "- việc hai", "- gach: việc hai"),
        ("Điều 3", "1. Khoản một;", "- khoan: Khoản một;"),
        ("Điều 2", "a) Điểm a", "- diem: Điểm a"),
        ("Điều 3", "Điều 4. Điều thêm", "- dieu: Điều thêm"),
        ("79/NĐ-CP", "Căn cứ Luật Thống kê;", "- Căn cứ Luật Thống kê"),
        ("TTgCP, PTTg", "- Bộ Y tế;", "- Bộ Y tế"),
        ("Điều 3", "2.500 bản được in", "2.500 bản được in"),
        ("Điều 3", "đ/c Giám đốc chịu trách nhiệm", "đ/c Giám đốc chịu trách nhiệm"),
    ],
)
def test_a_line_of_a_list_below_another_is_an_item(tmp_path: Path, words: str, line: str, added: str) -> None:
    docx = changed(workplace(tmp_path), below(words, line))
    before = source_text(docx).splitlines()
    assert not pulled(docx).findings
    (new,) = (one.strip() for one in source_text(docx).splitlines() if one not in before)
    assert new == added or (not added.startswith("- ") and f"ban hành.\\n{added}" in new)
    again = pulled(docx)
    assert not (again.changes or again.conflicts or again.findings)


def test_lines_of_a_list_in_a_new_paragraph_are_items(tmp_path: Path) -> None:
    def edit(root: Root) -> None:
        old = paragraph(root, "Điều 3")
        new = typed(old, "Điều 4. Điều mới")
        old.addnext(new)
        for line in ("1. Khoản một", "dòng hai", "2. Khoản hai"):
            below("Điều mới", line)(root)
        inserted = f'<w:ins w:id="7" {BY}><w:r><w:br/><w:t>- việc </w:t></w:r><w:r><w:rPr><w:b/></w:rPr>'
        new.append(element(f"{inserted}<w:t>đậm</w:t></w:r></w:ins>"))

    docx = changed(workplace(tmp_path), edit)
    before = source_text(docx).splitlines()
    assert not pulled(docx).findings
    assert [one.strip() for one in source_text(docx).splitlines() if one not in before] == [
        "- dieu: Điều mới",
        '- khoan: "Khoản một\\ndòng hai"',
        "- khoan: Khoản hai",
        "- gach: việc **đậm**",
    ]


def put_beside(words: str, xml: str) -> Callable[[Root], None]:
    """Something put into the paragraph of a text."""

    def edit(root: Root) -> None:
        text = next(t for t in root.iter(w("t")) if words in (t.text or ""))
        next(text.iterancestors(w("p"))).append(element(xml))

    return edit


EQUATION = f'<m:oMath xmlns:m="{M}"><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den/></m:f></m:oMath>'


@pytest.mark.parametrize("words", ["Quyết định này có hiệu lực", "Tháng 3/2024"])
def test_of_an_equation_the_words_are_taken_which_is_said(tmp_path: Path, words: str) -> None:
    result = pulled(changed(workplace(tmp_path), put_beside(words, EQUATION)))
    assert [one.code for one in result.findings] == ["V516"] and len(result.changes) == 1


def test_of_a_table_in_a_row_of_tasks_the_words_are_taken_which_is_said(tmp_path: Path) -> None:
    def edit(root: Root) -> None:
        text = next(t for t in root.iter(w("t")) if "Tháng 3/2024" in (t.text or ""))
        cells = "".join(f"<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>" for words in ("ô một", "ô hai"))
        next(text.iterancestors(w("p"))).addprevious(element(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))

    found = [one for one in pulled(changed(workplace(tmp_path), edit)).findings if one.code == "V516"]
    assert [one.value for one in found] == ["“ô một | ô hai”"]


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u2060", "\u00ad"])
def test_signs_without_width_are_no_edit(tmp_path: Path, sign: str) -> None:
    def edit(root: Root) -> None:
        for words in ("hiệu lực", "Tháng 3/2024", "Bộ Công an"):
            for text in (t for t in root.iter(w("t")) if words in (t.text or "")):
                text.text = (text.text or "").replace(words, f"{words[:2]}{sign}{words[2:]}")

    result = pulled(changed(workplace(tmp_path), edit))
    assert not (result.findings or result.changes)


FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


@pytest.mark.parametrize(("words", "also"), [("Điều 3", FIELD), ("Kế hoạch triển khai", "")])
def test_a_line_of_a_list_that_can_be_no_item_is_said(tmp_path: Path, words: str, also: str) -> None:
    def edit(root: Root) -> None:
        below(words, "- việc hai;")(root)
        paragraph(root, words).extend(element(f"<w:p>{also}</w:p>"))

    (said,) = (one for one in pulled(changed(workplace(tmp_path), edit)).findings if one.code == "V521")
    assert "- việc hai" in said.value and said.place.part
