"""Edits of Word files as people make them, and what comes back into the source."""

from __future__ import annotations

import difflib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from word_edits import (
    BOOK,
    DATA,
    YAML,
    built,
    changed,
    element,
    new_paragraph,
    new_row,
    paragraph,
    pulled,
    rebuilt,
    retype,
    row,
    source_text,
    tasks,
    text,
    workplace,
)

from generator.ooxml import package
from generator.ooxml.names import w

Root = etree._Element


def moved_lines(before: str, after: str) -> list[str]:
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[:2] in ("- ", "+ ")]


@pytest.mark.parametrize("name", [YAML, BOOK])
def test_pull_of_an_unedited_file_changes_nothing(tmp_path: Path, name: str) -> None:
    docx = workplace(tmp_path, name)
    result = pulled(docx)
    assert (result.changes, result.conflicts, result.written, result.findings) == ((), (), (), ())


def in_cell(root: Root) -> None:
    retype(row(root, "Tháng 3/2024"), "Tháng 3/2024", "Tháng 5/2024")


def tracked_insertion(root: Root) -> None:
    run = next(r for r in paragraph(row(root, "Tháng 3/2024"), "Tháng 3/2024").iter(w("r")))
    run.addnext(
        element('<w:ins w:id="900" w:author="A" w:date="2024-05-01T00:00:00Z"><w:r><w:t>, gia hạn</w:t></w:r></w:ins>')
    )


def tracked_replacement(root: Root) -> None:
    run = next(paragraph(row(root, "Tháng 3/2024"), "Tháng 3/2024").iter(w("r")))
    run.find(w("t")).text = "Tháng "
    run.addnext(element('<w:ins w:id="901" w:author="A"><w:r><w:t>5</w:t></w:r></w:ins>'))
    run.addnext(element('<w:del w:id="902" w:author="A"><w:r><w:delText>3</w:delText></w:r></w:del>'))
    last = run.getnext().getnext()
    last.addnext(element("<w:r><w:t>/2024</w:t></w:r>"))


def split_runs(root: Root) -> None:
    run = next(paragraph(row(root, "Tháng 3/2024"), "Tháng 3/2024").iter(w("r")))
    run.find(w("t")).text = "Thá"
    run.addnext(element('<w:r><w:rPr><w:lang w:val="vi-VN"/></w:rPr><w:t>ng 4/2024</w:t></w:r>'))
    run.addnext(element('<w:proofErr w:type="spellStart"/>'))


def in_two_paragraphs(root: Root) -> None:
    new_paragraph(paragraph(row(root, "Tháng 3/2024"), "Tháng 3/2024"), "(gia hạn)")


def before_the_bookmark(root: Root) -> None:
    cell = row(root, "Tháng 3/2024").findall(w("tc"))[4]
    cell.find(w("p")).insert(1, element("<w:r><w:t>Trước </w:t></w:r>"))


def in_content_control(root: Root) -> None:
    run = next(paragraph(row(root, "Tháng 3/2024"), "Tháng 3/2024").iter(w("r")))
    run.find(w("t")).text = "“Quý III”"
    holder = element("<w:sdt><w:sdtContent/></w:sdt>")
    run.getparent().replace(run, holder)
    holder[0].append(run)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (in_cell, "Tháng 5/2024"),
        (tracked_insertion, "Tháng 3/2024, gia hạn"),
        (tracked_replacement, "Tháng 5/2024"),
        (split_runs, "Tháng 4/2024"),
        (in_two_paragraphs, "Tháng 3/2024\n(gia hạn)"),
        (before_the_bookmark, "Trước Tháng 3/2024"),
        (in_content_control, "“Quý III”"),
    ],
)
def test_an_edit_in_a_cell_comes_back(tmp_path: Path, edit: Callable[[Root], None], expected: str) -> None:
    docx = changed(workplace(tmp_path), edit)
    before = tasks(docx)
    result = pulled(docx)
    assert [(change.record.name, change.field, change.after) for _, change in result.changes] == [
        ("NV01", "thoi_han", expected)
    ]
    assert tasks(docx) == {**before, "NV01": {**before["NV01"], "thoi_han": expected}}
    assert not [finding for finding in result.findings if finding.code != "V081"]


def test_a_row_moved_with_tracking_is_one_row(tmp_path: Path) -> None:
    """Word writes a tracked move of a row as a deleted and an inserted copy; the bookmarks stay with one of them."""

    def edit(root: Root) -> None:
        old = row(root, "Quý II/2024")
        fresh = new_row(old, *[text(cell) for cell in old.findall(w("tc"))])
        for each, mark in ((old, "del"), (fresh, "ins")):
            each.find(w("trPr")).append(element(f'<w:{mark} w:id="{900 + len(mark)}" w:author="A"/>'))
        old.getparent().findall(w("tr"))[-1].addnext(fresh)

    docx = changed(workplace(tmp_path), edit)
    before = tasks(docx)
    result = pulled(docx, delete=True)
    assert [(change.record.name, change.kind) for _, change in result.changes] == [("NV08", "chuyen")]
    assert result.findings == () and tasks(docx) == before
    assert list(tasks(docx)) == [*(ma for ma in before if ma != "NV08"), "NV08"]


def test_comments_are_reported(tmp_path: Path) -> None:
    from generator.ooxml import package
    from generator.ooxml.names import W

    docx = workplace(tmp_path)
    said = '<w:comment w:id="0" w:author="Lãnh đạo"><w:p><w:r><w:t>Xem lại hạn</w:t></w:r></w:p></w:comment>'
    xml = f'<w:comments xmlns:w="{W}">{said}</w:comments>'
    parts = {**package.read(docx), "word/comments.xml": xml.encode()}
    with docx.open("wb") as stream:
        package.write(stream, parts)
    assert [(f.code, str(f.message)) for f in pulled(docx).findings] == [("V081", "Ý kiến của Lãnh đạo: “Xem lại hạn”")]


def test_tracked_changes_can_be_rejected(tmp_path: Path) -> None:
    docx = changed(workplace(tmp_path), tracked_replacement)
    assert pulled(docx, accept=False).changes == ()


@pytest.mark.parametrize(
    ("find", "old", "new", "line"),
    [
        (
            "Điều 3",
            "kể từ ngày ký",
            "từ ngày 01/4/2024",
            "  - dieu: Quyết định này có hiệu lực từ ngày 01/4/2024 ban hành.",
        ),
        ("Điều 4", "Kế hoạch./.", "Kế hoạch này./.", "trong quá trình thực hiện Kế hoạch này"),
        ("Tổ Công tác triển khai", "Đề án 06;", "Đề án số 06;", "  - Tổ Công tác triển khai Đề án số 06"),
        ("Theo đề nghị", "Cục trưởng", "Quyền Cục trưởng", "  - Theo đề nghị của Quyền Cục trưởng Cục Kiểm soát"),
        ("Trần Văn Sơn", "Sơn", "Sen", 'ky: {chuc_vu: "Bộ trưởng, Chủ nhiệm", ho_ten: Trần Văn Sen}'),
        ("Số: 142", "142", "150", "so: 150"),
        ("ngày 16 tháng 3", "16", "18", "ngay: 2024-03-18"),
        ("BỘ TRƯỞNG, CHỦ NHIỆM VĂN", "CHỦ NHIỆM", "CHÁNH", "tham_quyen: Bộ trưởng, CHÁNH Văn phòng Chính phủ"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_an_edit_in_prose_comes_back_and_nothing_else_moves(
    tmp_path: Path, find: str, old: str, new: str, line: str
) -> None:
    docx = workplace(tmp_path)
    before = source_text(docx)
    changed(docx, lambda root: retype(paragraph(root, find), old, new))
    result = pulled(docx)
    lines = moved_lines(before, source_text(docx))
    assert len(lines) == 2 and line in lines[1], lines
    assert result.findings == ()


def test_new_lines_become_items_of_their_lists(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    before = source_text(docx)

    def edit(root: Root) -> None:
        new_paragraph(paragraph(root, "45/2020"), "Căn cứ Luật Giao dịch điện tử;")
        new_paragraph(paragraph(root, "Điều 2."), "Điều 3. Thời hạn báo cáo là ngày 25 hằng tháng.")
        new_paragraph(paragraph(root, "UBND các tỉnh"), "- Văn phòng Quốc hội;")

    changed(docx, edit)
    result = pulled(docx)
    assert moved_lines(before, source_text(docx)) == [
        "+   - Căn cứ Luật Giao dịch điện tử",
        "+   - dieu: Thời hạn báo cáo là ngày 25 hằng tháng.",
        "+   - Văn phòng Quốc hội",
    ]
    assert result.findings == ()
    assert pulled(rebuilt(tmp_path)).changes == ()


def test_a_deleted_line_stays_until_deletion_is_asked_for(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    before = source_text(docx)
    changed(docx, lambda root: (p := paragraph(root, "UBND các tỉnh")).getparent().remove(p))
    assert [finding.code for finding in pulled(docx).findings] == ["V089"]
    assert source_text(docx) == before
    pulled(docx, delete=True)
    assert moved_lines(before, source_text(docx)) == ["-   - UBND các tỉnh, thành phố trực thuộc TW"]


def test_rows_added_deleted_moved_and_split_over_two_tables(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    before = tasks(docx)

    def edit(root: Root) -> None:
        fresh = new_row(row(root, "Quý II/2024"), "", "Nhiệm vụ mới", "Vụ Pháp luật", "", "Quý IV/2024", "Báo cáo")
        table = fresh.getparent()
        table.remove(table.findall(w("tr"))[2])  # NV02
        rows = table.findall(w("tr"))
        rows[1].addprevious(rows[-1])  # NV26 before NV01
        second = etree.fromstring(etree.tostring(table))
        rows = table.findall(w("tr"))
        for old in rows[12:]:
            table.remove(old)
        for old in second.findall(w("tr"))[:12]:
            second.remove(old)
        table.addnext(second)
        table.addnext(etree.Element(w("p")))
        retype(row(root, "Tháng 3/2024"), "Tháng 3/2024", "Tháng 5/2024")

    changed(docx, edit)
    result = pulled(docx, delete=True)
    after = tasks(docx)
    assert set(before) - set(after) == {"NV02"} and set(after) - set(before) == {"NV27"}
    assert after["NV27"]["noi_dung"] == "Nhiệm vụ mới" and after["NV27"]["thoi_han"] == "Quý IV/2024"
    assert after["NV01"]["thoi_han"] == "Tháng 5/2024"
    assert list(after).index("NV27") == list(after).index("NV08") + 1
    assert {ma: texts for ma, texts in after.items() if ma not in ("NV27", "NV01")} == {
        ma: texts for ma, texts in before.items() if ma not in ("NV02", "NV01")
    }
    assert next(iter(after)) == "NV26" and [one.code for one in result.findings] == ["V196"]


def test_columns_may_be_deleted_moved_and_added(tmp_path: Path) -> None:
    docx = workplace(tmp_path)

    def edit(root: Root) -> None:
        for index, each in enumerate(row(root, "Tháng 3/2024").getparent().findall(w("tr"))):
            cells = each.findall(w("tc"))
            each.remove(cells[3])  # phoi_hop
            cells[1].addprevious(cells[5])  # san_pham before noi_dung
            made = etree.fromstring(etree.tostring(cells[4]))
            next(made.iter(w("t"))).text = ["Người theo dõi", "Phòng Một cửa"][index] if index < 2 else ""
            cells[4].addnext(made)
        retype(row(root, "Quyết định của Bộ trưởng"), "Quyết định của Bộ trưởng", "Công văn của Bộ trưởng")

    changed(docx, edit)
    before = tasks(docx)
    result = pulled(docx)
    after = tasks(docx)
    # The register knows the column by what such a title means.
    assert after["NV01"].pop("theo_doi") == "Phòng Một cửa"
    assert after["NV01"].pop("san_pham") == "Công văn của Bộ trưởng, Chủ nhiệm"
    before["NV01"].pop("san_pham")
    assert after == before
    assert {(finding.code, finding.value) for finding in result.findings} == {
        ("V198", "“Cơ quan, đơn vị phối hợp”"),
        ("V198", "“Người theo dõi”"),
        ("V198", "“Sản phẩm dự kiến hoàn thành”"),
    }


def test_text_outside_any_field_is_reported_with_its_place(tmp_path: Path) -> None:
    docx = workplace(tmp_path)

    def edit(root: Root) -> None:
        new_paragraph(paragraph(root, "QUYẾT ĐỊNH:"), "Ghi chú của phòng Tổng hợp")
        retype(paragraph(root, "CỘNG HÒA"), "VIỆT NAM", "VIỆT NAM (dự thảo)")

    result = pulled(changed(docx, edit))
    assert result.changes == ()
    found = [(finding.code, finding.value) for finding in result.findings]
    assert ("V080", "“Ghi chú của phòng Tổng hợp”") in found
    assert ("V080", "“CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM (dự thảo)”") in found
    assert all(finding.place.part for finding in result.findings)


def test_both_sides_changed_one_field(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    source = tmp_path / "data" / YAML / "van-ban.yaml"
    source.write_text(source_text(docx).replace("so: 142", "so: 143"), encoding="utf-8")
    changed(docx, lambda root: retype(paragraph(root, "Số: 142"), "142", "150"))
    before = source_text(docx)
    result = pulled(docx)
    assert [(c.base, c.ours, c.theirs) for _, c in result.conflicts] == [("142", "143", "150")]
    assert source_text(docx) == before
    pulled(docx, side="ours")
    assert source_text(docx) == before
    pulled(docx, side="theirs")
    assert "so: 150" in source_text(docx)


def test_data_that_moved_on_keeps_its_new_lines(tmp_path: Path) -> None:
    """A line put in above shifts every index; edits still find the line they were made in."""
    docx = workplace(tmp_path)
    source = tmp_path / "data" / YAML / "van-ban.yaml"
    source.write_text(
        source_text(docx)
        .replace("can_cu:\n", "can_cu:\n  - Căn cứ Hiến pháp\n")
        .replace("noi_nhan:\n", "noi_nhan:\n  - Quốc hội\n"),
        encoding="utf-8",
    )
    before = source_text(docx)

    def edit(root: Root) -> None:
        retype(paragraph(root, "45/2020"), "45/2020", "46/2020")
        retype(paragraph(root, "UBND các tỉnh"), "thành phố", "TP")

    pulled(changed(docx, edit))
    assert [line[:2] + line[2:].strip()[:40] for line in moved_lines(before, source_text(docx))] == [
        "- - Căn cứ Nghị định số 45/2020/NĐ-CP ngày",
        "+ - Căn cứ Nghị định số 46/2020/NĐ-CP ngày",
        "- - UBND các tỉnh, thành phố trực thuộc TW",
        "+ - UBND các tỉnh, TP trực thuộc TW",
    ]


def test_several_copies_in_one_call(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    one = changed(docx, in_cell, docx.with_name("a.docx"))
    two = changed(
        docx, lambda root: retype(row(root, "Quý II/2024"), "Quý II/2024", "Quý III/2024"), docx.with_name("b.docx")
    )
    same = changed(docx, in_cell, docx.with_name("c.docx"))
    result = pulled(one, two, same)
    after = tasks(docx)
    assert (after["NV01"]["thoi_han"], after["NV08"]["thoi_han"]) == ("Tháng 5/2024", "Quý III/2024")
    assert result.findings == ()


def test_copies_that_contradict_each_other_are_reported_and_nothing_is_written(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    one = changed(docx, in_cell, docx.with_name("a.docx"))
    two = changed(docx, tracked_insertion, docx.with_name("b.docx"))
    before = tasks(docx)
    result = pulled(one, two)
    assert [finding.code for finding in result.findings] == ["V088"]
    assert tasks(docx) == before


def test_a_file_without_anchors_is_matched_by_content_and_says_so(tmp_path: Path) -> None:
    docx = workplace(tmp_path)

    def strip(root: Root) -> None:
        for mark in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            mark.getparent().remove(mark)
        in_cell(root)
        retype(paragraph(root, "45/2020"), "45/2020", "46/2020")

    from generator.ooxml import package

    changed(docx, strip)
    parts = {name: data for name, data in package.read(docx).items() if not name.startswith("customXml")}
    with docx.open("wb") as stream:
        package.write(stream, parts)
    result = pulled(docx)
    assert sorted((c.record.name, c.field) for _, c in result.changes) == [("NV01", "thoi_han"), ("can_cu[3]", "")]
    codes = {finding.code for finding in result.findings}
    assert codes == {"V092", "V082"}


def test_workbook_dossier_takes_edits_in_its_cells(tmp_path: Path) -> None:
    docx = workplace(tmp_path, BOOK)

    def edit(root: Root) -> None:
        retype(paragraph(root, "Theo đề nghị"), "Cục trưởng", "Quyền Cục trưởng")
        new_paragraph(paragraph(root, "45/2020"), "Căn cứ Luật Giao dịch điện tử;")
        retype(row(root, "Thực hiện thường xuyên"), "Thực hiện thường xuyên", "Hằng quý")
        retype(row(root, "XÂY DỰNG, HOÀN THIỆN"), "XÂY DỰNG", "XÂY DỰNG VÀ")
        retype(paragraph(root, "Số: 95"), "95", "96")

    before = tasks(docx, BOOK)
    result = pulled(changed(docx, edit))
    assert result.findings == ()
    from generator.reading.dossier import load_dossier

    dossier, _ = load_dossier(tmp_path / "data" / BOOK)
    bases = dossier.document.bases
    assert bases[4] == "Căn cứ Luật Giao dịch điện tử" and bases[7].startswith("Theo đề nghị của Quyền Cục trưởng")
    assert dossier.document.number == 96
    after = tasks(docx, BOOK)
    assert [ma for ma in before if before[ma] != after[ma]] == ["NV02"] and after["NV02"]["thoi_han"] == "Hằng quý"
    again = pulled(rebuilt(tmp_path, BOOK))
    assert (again.changes, again.findings) == ((), ())


@pytest.mark.parametrize("typed", ["2", "1", "Cục Kiểm soát TTHC", "Nơi nhận:"])
def test_text_that_stands_elsewhere_too_is_still_reported(tmp_path: Path, typed: str) -> None:
    """A page number, a cell's text, a heading of the form: none of them lets a second one pass."""
    docx = changed(workplace(tmp_path), lambda root: new_paragraph(paragraph(root, "QUYẾT ĐỊNH:"), typed) is None)
    assert [(finding.code, finding.value) for finding in pulled(docx).findings] == [("V080", f"“{typed}”")]


def test_a_text_with_references_stays_as_it_is_written(tmp_path: Path) -> None:
    shutil.copytree(DATA / YAML, tmp_path / "data" / YAML)
    source = tmp_path / "data" / YAML / "van-ban.yaml"
    blocks = ("chuong: Nói ở {#dau}", "{dieu: Mở đầu., nhan_khoi: dau}", "dieu: Theo {#dau}.", "dieu: Hết.")
    body = "".join(("noi_dung:\n", *(f"  - {block}\n" for block in blocks)))
    written = re.sub(r"(?ms)^noi_dung:\n.*?(?=^\S)", body, source.read_text(encoding="utf-8"), count=1)
    source.write_text(written.replace("TTgCP, PTTg Trần Lưu Quang (để b/c)", "'Như {#dau}'"), encoding="utf-8")
    docx = built(tmp_path)
    before = source_text(docx)
    assert pulled(docx).written == ()
    changed(docx, lambda root: retype(paragraph(root, "Hết"), "Hết", "Xong"))
    assert pulled(docx).findings == ()
    assert moved_lines(before, source_text(docx)) == ["-   - dieu: Hết.", "+   - dieu: Xong."]
    document = package.parse_xml(package.read(docx)["word/document.xml"], shown_as="", part="")
    assert text(paragraph(document, "Theo Điều")).endswith("Theo Điều 1.")
    assert [text(paragraph(document, words)) for words in ("NÓI Ở", "- Như")] == [
        "Chương INÓI Ở ĐIỀU 1",
        "- Như Điều 1;",
    ]


def test_a_task_deleted_in_the_data_and_edited_in_the_file_comes_back_where_it_stood(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    changed(docx, lambda root: retype(row(root, "Tháng 3/2024"), "Tháng 3/2024", "Tháng 5/2024"))
    before = list(tasks(docx))
    register = tmp_path / "data" / YAML / "nhiem-vu.xlsx"
    book = load_workbook(register)
    sheet = book.active
    (at,) = (r for r in range(2, sheet.max_row + 1) if sheet.cell(r, 1).value == "NV01")
    sheet.delete_rows(at)
    book.save(register)
    conflicts = pulled(docx).conflicts
    assert [(c.record.name, c.ours) for _, c in conflicts] == [("NV01", None)]
    assert "NV01" not in tasks(docx)
    assert pulled(docx, side="theirs").conflicts == ()
    assert tasks(docx)["NV01"]["thoi_han"] == "Tháng 5/2024"
    assert sorted(tasks(docx)) == sorted(before)
    assert pulled(docx).changes == ()


def test_a_recipient_deleted_in_the_data_and_edited_in_the_file_comes_back(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    changed(docx, lambda root: retype(paragraph(root, "Tổ Công tác triển khai"), "Tổ Công tác", "Tổ công tác"))
    source = tmp_path / "data" / YAML / "van-ban.yaml"
    kept = [line for line in source_text(docx).splitlines() if "- Tổ Công tác" not in line]
    source.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert pulled(docx).conflicts
    assert pulled(docx, side="theirs").conflicts == ()
    lines = [line.strip() for line in source_text(docx).splitlines()]
    assert lines.index("- Tổ công tác triển khai Đề án 06") == lines.index("- TTgCP, PTTg Trần Lưu Quang (để b/c)") + 1
