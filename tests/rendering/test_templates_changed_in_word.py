"""A build shows what a person changed in Word; data is never code; failures name the place in the Word file."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from msgspec.structs import replace
from word_files import planned_142, texts, word

from generator.facts.resources import templates_dir
from generator.planning.plan import PlannedDocument, PlannedTask
from generator.rendering.templates.docx_template import Library
from generator.rendering.word.document import WordRenderer
from generator.values.errors import TemplateError

STOCK = templates_dir() / "docx"
TABLE = "bang/ke-hoach-6-cot.docx"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A workplace's own copies of the templates."""
    return Path(shutil.copytree(STOCK, tmp_path / "templates" / "docx"))


@pytest.fixture
def real_documents() -> list[PlannedDocument]:
    return planned_142()


def built(documents: list[PlannedDocument], folder: Path, target: Path) -> Path:
    made = io.BytesIO()
    WordRenderer(Library([folder, STOCK])).render(documents, made, dated=date(2024, 3, 16))
    target.write_bytes(made.getvalue())
    return target


def with_text(documents: list[PlannedDocument], subject: str, task: str) -> list[PlannedDocument]:
    """The documents with another trích yếu, and the first task's content changed."""
    main, plan = documents
    table = plan.tables[0]
    at = next(index for index, row in enumerate(table.rows) if isinstance(row, PlannedTask))
    row = table.rows[at]
    changed = replace(row, task=replace(row.task, texts={**row.texts, "noi_dung": task}))
    new_table = replace(table, rows=(*table.rows[:at], changed, *table.rows[at + 1 :]))
    blocks = tuple(replace(block, table=new_table) if block.table is table else block for block in plan.blocks)
    return [replace(main, subject=subject), replace(plan, blocks=blocks)]


HOSTILE = ("Phối hợp A & B, mức < 5 tỷ", "Giá <chưa VAT> 5", "{{ 7*7 }}", "{% for x in y %}", "]]> &amp; \"'", "a\nb")


@pytest.mark.parametrize("text", HOSTILE)
def test_data_is_printed_as_it_is(real_documents: list[PlannedDocument], tmp_path: Path, text: str) -> None:
    """Traps 1, 2, 5: nothing vanishes, nothing is code, the paragraphs after it are there."""
    plain = texts(built(with_text(real_documents, "MỘT", "HAI"), STOCK, tmp_path / "plain.docx"))
    found = texts(built(with_text(real_documents, text, text), STOCK, tmp_path / "made.docx"))
    shown = text.replace("\n", "")
    assert found == [{"MỘT": shown, "HAI": shown}.get(line, line) for line in plain]
    assert found.count(shown) == 2


def change(path: Path, edit: Callable[[docx.document.Document], None]) -> None:
    document = docx.Document(path)
    edit(document)
    document.save(path)


def test_a_column_title_replaced_by_fixed_text(
    own: Path, real_documents: list[PlannedDocument], tmp_path: Path
) -> None:
    def edit(document: docx.document.Document) -> None:
        document.tables[0].rows[0].cells[1].paragraphs[0].runs[0].text = "CÔNG VIỆC PHẢI LÀM"

    change(own / TABLE, edit)
    found = texts(built(real_documents, own, tmp_path / "made.docx"))
    assert "CÔNG VIỆC PHẢI LÀM" in found
    assert "CÔNG VIỆC PHẢI LÀM" not in texts(built(real_documents, STOCK, tmp_path / "stock.docx"))


def test_a_column_added(own: Path, real_documents: list[PlannedDocument], tmp_path: Path) -> None:
    def edit(document: docx.document.Document) -> None:
        """What Word does with “Insert Column to the Right”: each row's last cell again; wide cells grow."""
        import copy

        table = document.tables[0]._tbl
        table.tblGrid.append(copy.deepcopy(table.tblGrid[-1]))
        for row in table.tr_lst:
            cell = row.tc_lst[-1]
            if cell.grid_span > 1:
                cell.grid_span += 1
                continue
            cell.addnext(copy.deepcopy(cell))
            for text in row.tc_lst[-1].iter(qn("w:t")):
                text.text = text.text.replace("san_pham", "ma").replace("bang.tieu_de.ma", "'Mã số'")

    change(own / TABLE, edit)
    document = docx.Document(built(real_documents, own, tmp_path / "made.docx"))
    table = next(t for t in document.tables if len(t.columns) == 7)
    tasks = [row for row in real_documents[1].tables[0].rows if isinstance(row, PlannedTask)]
    column = [row.tc_lst[-1] for row in table._tbl.tr_lst]
    assert "".join(t.text for t in column[0].iter(qn("w:t"))) == "Mã số"
    shown = ["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in column[1:]]
    assert [text for text in shown if text in {row.task.ma for row in tasks}] == [row.task.ma for row in tasks]


def test_another_font_in_one_template_changes_that_part_alone(
    own: Path, real_documents: list[PlannedDocument], tmp_path: Path
) -> None:
    def edit(document: docx.document.Document) -> None:
        named = {style.style_id: style for style in document.styles}
        named["BangChu"].font.name = "Arial"

    change(own / TABLE, edit)
    document = docx.Document(built(real_documents, own, tmp_path / "made.docx"))
    task = next(
        row for row in real_documents[1].tables[0].rows if isinstance(row, PlannedTask) and row.texts.get("noi_dung")
    )
    (cell,) = [
        paragraph
        for paragraph in document.element.body.iter(qn("w:p"))
        if "".join(t.text or "" for t in paragraph.iter(qn("w:t"))) == task.texts["noi_dung"]
    ]
    fonts = {style.style_id: style.font.name for style in document.styles if hasattr(style, "font")}
    assert fonts[cell.style] == "Arial"
    assert [key for key, font in fonts.items() if font == "Arial"] == [cell.style]
    assert cell.style != "BangChu"


def test_tags_split_over_runs_and_smart_quotes(
    own: Path, real_documents: list[PlannedDocument], tmp_path: Path
) -> None:
    def edit(document: docx.document.Document) -> None:
        for paragraph in document.paragraphs:
            text = paragraph.text.replace("'", "’").replace("include ’", "include ‘")
            if "{" not in text:
                continue
            for run in paragraph.runs[1:]:
                run._r.getparent().remove(run._r)
            run = paragraph.runs[0]
            run.text = text[0]
            for letter in text[1:]:
                paragraph.add_run(letter)

    change(own / "van-ban.docx", edit)
    assert any("‘" in p.text for p in docx.Document(own / "van-ban.docx").paragraphs)
    expected = texts(built(real_documents, STOCK, tmp_path / "stock.docx"))
    assert texts(built(real_documents, own, tmp_path / "made.docx")) == expected


# --- failures ---------------------------------------------------------------------------------------------------


def failure(documents: list[PlannedDocument], folder: Path, target: Path) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        built(documents, folder, target)
    return caught.value


def test_a_missing_variable_stops_the_build(own: Path, real_documents: list[PlannedDocument], tmp_path: Path) -> None:
    """Trap 3: all misspellings of all templates used, at once."""

    def edit(document: docx.document.Document) -> None:
        row = next(r for r in document.tables[0]._tbl.tr_lst if "d.noi_dung" in "".join(r.itertext()))
        for text in row.iter(qn("w:t")):
            text.text = text.text.replace("noi_dung", "noi_dugn")

    change(own / TABLE, edit)
    change(own / "van-ban.docx", lambda document: document.add_paragraph("{{ vb.khong_co }}"))
    found = failure(real_documents, own, tmp_path / "made.docx").findings
    assert [(f.code, Path(f.place.file).name) for f in found] == [
        ("V101", "ke-hoach-6-cot.docx"),
        ("V101", "van-ban.docx"),
    ]
    assert found[0].place.part == "bảng 1, hàng 6, cột 2"
    assert found[0].value == "{{ d.noi_dugn }}"
    assert "d.noi_dung" in str(found[0].hint)


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("{{ ''.__class__ }}", "V103"),
        ("{{ 'x'.ljust(9999999999) }}", "V103"),
        ("{{ 9 ** 9 ** 9 }}", "V103"),
        ("{{ 'x' * 999999999 }}", "V103"),
        ("{{ 1 // 0 }}", "T003"),
        ("{{ vb.trich_yeu + 1 }}", "T003"),
        ("{%p if vb.lenh %}", "T013"),
        ("{%p include 'van-ban.docx' %}", "T038"),
    ],
)
def test_a_failure_names_its_paragraph(
    own: Path, real_documents: list[PlannedDocument], tmp_path: Path, tag: str, code: str
) -> None:
    """Trap 6, and what only rendering shows."""
    change(own / "van-ban.docx", lambda document: document.add_paragraph(tag))
    found = failure(real_documents, own, tmp_path / "made.docx").findings
    assert {f.code for f in found} == {code}
    assert found[0].place.file == str(own / "van-ban.docx")
    assert found[0].place.part.startswith("đoạn ")
    assert found[0].value == tag


def test_a_failure_in_a_loop_of_a_table(own: Path, real_documents: list[PlannedDocument], tmp_path: Path) -> None:
    def edit(document: docx.document.Document) -> None:
        for text in document.element.body.iter(qn("w:t")):
            text.text = (text.text or "").replace("{{ d.chu_tri }}", "{{ d.chu_tri + 1 }}")

    change(own / TABLE, edit)
    (finding,) = failure(real_documents, own, tmp_path / "made.docx").findings
    assert (finding.code, finding.value) == ("T003", "{{ d.chu_tri + 1 }}")
    assert finding.place.part == "bảng 1, hàng 6, cột 3"


def test_a_column_that_the_dossier_does_not_have(
    own: Path, real_documents: list[PlannedDocument], tmp_path: Path
) -> None:
    word(
        own / "bang" / "rieng.docx",
        [["Nguồn"], ["{%tr for d in bang.dong %}"], ["{{ d.nguoi_theo_doi }}"], ["{%tr endfor %}"]],
    )
    main, plan = real_documents
    table = plan.tables[0]
    new = replace(table, spec=replace(table.spec, template="rieng"))
    blocks = tuple(replace(block, table=new) if block.table is table else block for block in plan.blocks)
    (finding,) = failure([main, replace(plan, blocks=blocks)], own, tmp_path / "made.docx").findings
    assert (finding.code, finding.value) == ("V101", "{{ d.nguoi_theo_doi }}")
    assert finding.place.part == "bảng 1, hàng 3, cột 1"
