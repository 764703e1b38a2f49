"""Numbers that the form gives, typed over by hand: taken back or said, never passed over as the form's own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from trial_dossiers import DOSSIERS, workplace_of
from word_edits import below, changed, element, paragraph, pulled, row, workplace

from generator.commands.pull import PullResult
from generator.merging.edited.base import Base
from generator.merging.proof.difference import Difference
from generator.merging.proof.drift import NO_DRIFT
from generator.merging.proof.told import Told
from generator.ooxml import package
from generator.ooxml.names import w
from generator.values.findings import Finding, Place, Severity, msg

GIVEN = next(one for one in DOSSIERS if one.name == "hai-bang")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workplace_of(GIVEN, home := tmp_path_factory.mktemp("made"))
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


def out(home: Path, name: str) -> Path:
    return home / "out" / GIVEN.name / name


def word(home: Path, edit: Callable[[Any], Any]) -> PullResult:
    return pulled(changed(out(home, "hai-bang.docx"), lambda root: (edit(root), None)[1]))


def codes(result: PullResult) -> list[str]:
    return [finding.code for finding in result.findings]


def typed(p: Any, words: str) -> None:
    """A paragraph typed over as a whole."""
    for at, t in enumerate(p.iter(w("t"))):
        t.text = "" if at else words


TEXT = "Còn 3 nhiệm vụ chậm tiến độ do thiếu kinh phí"


@pytest.mark.parametrize("begin", ["a) ", "", "- ", "5. "])
def test_a_paragraph_with_another_number(home: Path, begin: str) -> None:
    result = word(home, lambda root: typed(paragraph(root, "Còn 3 nhiệm vụ"), f"{begin}{TEXT}"))
    assert codes(result) == ["V195"] and not result.changes and not result.written
    assert f"“{begin}{TEXT}”" in str(result.findings[0].message)


@pytest.mark.parametrize(("number", "said"), [("1.", False), ("2.", True), ("a)", False), ("b)", True)])
def test_an_item_typed_with_a_number_that_the_form_does_not_count(tmp_path: Path, number: str, said: bool) -> None:
    """The first of its list is 1 or a, whatever was typed: taken, and said."""
    typed = f"{number} Các đơn vị báo cáo hằng quý"
    result = pulled(changed(workplace(tmp_path), below("có hiệu lực kể từ", typed)))
    assert result.changes and [one.code for one in result.findings] == ["V195"] * said
    assert all(f"“{typed}”" in str(one.message) for one in result.findings)


def test_numbers_counted_anew_are_the_forms_own(home: Path) -> None:
    """A khoản was put in, those below it counted on by hand: nothing is to be said."""

    def edit(root: Any) -> None:
        first = paragraph(root, "Đã hoàn thành 12")
        typed(paragraph(root, "Còn 3 nhiệm vụ"), f"3. {TEXT}")
        first.addnext(new := package.parse_xml(package.xml_bytes(first), shown_as="", part=""))
        for mark in [*new.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
            mark.getparent().remove(mark)
        typed(new, "2. Đạt 80% kế hoạch của năm")

    result = word(home, edit)
    assert [change.kind for _, change in result.changes] == ["them", "them"] and codes(result) == []


@pytest.mark.parametrize(("number", "said"), [("3", False), ("9", True)])
def test_an_item_typed_again_below_a_new_one_keeps_its_number(tmp_path: Path, number: str, said: bool) -> None:
    """An article was put in above and nobody counted on: what was typed has the number that it had."""
    words = "Văn phòng bố trí kinh phí và nhân lực cho các việc nêu trên"

    def edit(root: Any) -> None:
        below("Điều 1.", "Điều 2. Giao các đơn vị báo cáo hằng quý")(root)
        below("có hiệu lực kể từ", f"Điều {number}. {words}")(root)
        (old := paragraph(root, "có hiệu lực kể từ")).getparent().remove(old)

    result = pulled(changed(workplace(tmp_path), edit))
    about = [one.code for one in result.findings if words in f"{one.value} {one.message}"]
    assert about == ["V195"] * said and "V082" in codes(result)


def numbers(number: str) -> Callable[[Any], None]:
    def edit(root: Any) -> None:
        rows = row(root, "Rà soát văn bản").getparent().findall(w("tr"))[1:]
        for at, each in enumerate(rows, start=1):
            next(each.iter(w("t"))).text = number.format(at)

    return edit


@pytest.mark.parametrize("number", ["1.{}", "{:02d}", "{})"])
def test_numbers_of_rows_in_word(home: Path, number: str) -> None:
    result = word(home, numbers(number))
    said = " ".join(f"{finding.value} {finding.message}" for finding in result.findings)
    assert all(number.format(at) in said for at in range(1, 6)) and not result.changes


@pytest.mark.parametrize("number", ["1.{}", "{:02d}"])
def test_numbers_of_rows_in_excel(home: Path, number: str) -> None:
    book = load_workbook(path := out(home, "hai-bang.xlsx"))
    places = [f"A{at}" for at in range(9, 14)]
    for at, place in enumerate(places, start=1):
        book.worksheets[0][place] = number.format(at)
    book.save(path)
    result = pulled(path)
    assert {finding.place.part.rpartition("!")[2] for finding in result.findings} == {*places}


def test_the_numbers_of_a_sheet_as_numbers_say_nothing(home: Path) -> None:
    book = load_workbook(path := out(home, "hai-bang.xlsx"))
    for at in range(9, 14):
        book.worksheets[0].cell(at, 1).value = at - 8
    book.save(path)
    assert codes(pulled(path)) == []


def test_what_stands_above_a_table_is_missed_in_a_sheet(home: Path) -> None:
    """A text of the documents that a workbook repeats is not one that the data got since."""
    book = load_workbook(path := out(home, "hai-bang.xlsx"))
    book.worksheets[0]["A1"] = None
    book.save(path)
    result = pulled(path)
    assert [(one.code, one.place.part) for one in result.findings] == [("V184", "Báo cáo!A1")]


def test_page_numbers_that_count_no_more(home: Path) -> None:
    """The field is gone, the number that it showed is left as a text."""
    path = out(home, "hai-bang.docx")
    parts = {
        name: data.replace(b" PAGE ", b" TITLE ") if name.startswith("word/header") else data
        for name, data in package.read(path).items()
    }
    with path.open("wb") as stream:
        package.write(stream, parts)
    assert codes(pulled(path)) == ["V184"]


def test_parts_exchanged_and_pulled_again(home: Path) -> None:
    """A table without words of its own stands below them, and stays there."""

    def edit(root: Any) -> None:
        first, second = (paragraph(root, words) for words in ("KẾT QUẢ THỰC HIỆN", "PHƯƠNG HƯỚNG"))
        for each in (second, second.getnext()):
            first.addprevious(each)
        for each, number in ((second, "I. "), (first, "II. ")):
            next(each.iter(w("t"))).text = number

    result = word(home, edit)
    assert [change.kind for _, change in result.changes] == ["chuyen"]
    source = home / "data" / GIVEN.name / "van-ban.yaml"
    before = source.read_bytes()
    again = pulled(out(home, "hai-bang.docx"))
    assert not again.written and source.read_bytes() == before


@pytest.mark.parametrize("typed", ["12", "Bộ Nội vụ", "Phòng Tổ chức - Cán bộ"])
@pytest.mark.parametrize(
    ("quoted", "told"), [("{}", True), ("- {};", True), ("2 | {} | Quý IV", True), ("Xem lại khoản {} lần nữa", False)]
)
def test_a_short_text_is_told_where_it_is_quoted_alone(typed: str, quoted: str, told: bool) -> None:
    """Not where another place has it among its words: it stands in many."""
    nothing = Base("", (), {}, (), {})
    said = msg("Đoạn chữ này không thuộc trường nào của dữ liệu nên không lấy về được.")
    finding = Finding("V080", Severity.WARNING, Place("x.docx"), said, value=f"“{quoted.format(typed)}”")
    one = Difference("other", "bảng 3, hàng 5, cột 4", typed, "4.650", "Kinh phí")
    assert [*Told((finding,), NO_DRIFT, nothing, nothing).left([one])] == ([] if told else [one])


@pytest.mark.parametrize("words", ["Còn 3 nhiệm vụ", "Thanh tra Sở"])
@pytest.mark.parametrize("how", ["<w:vanish/>", '<w:rStyle w:val="Unseen"/>'])
def test_hidden_words_do_not_come_to_be_printed(home: Path, words: str, how: str) -> None:
    """What somebody typed as hidden text, by its run or by a style, is for no reader."""
    note = f'<w:r><w:rPr>{how}</w:rPr><w:t xml:space="preserve"> chưa phát hành</w:t></w:r>'
    style = '<w:style w:type="character" w:styleId="Unseen"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    made = out(home, "hai-bang.docx")
    parts = package.read(made)
    with made.open("wb") as stream:
        styles = parts["word/styles.xml"].replace(b"</w:styles>", style.encode())
        package.write(stream, {**parts, "word/styles.xml": styles})
    result = word(home, lambda root: paragraph(root, words).append(element(note)))
    assert not result.changes and not result.written
    assert [(one.code, one.value) for one in result.findings] == [("V465", "“chưa phát hành”")]


def test_a_mark_that_came_to_stand_before_the_number(home: Path) -> None:
    """As LibreOffice leaves it where a content control holds the paragraph: the number is still the form's."""

    def edit(root: Any) -> None:
        p = paragraph(root, "Còn 3 nhiệm vụ")
        for mark in reversed([*p.iter(w("bookmarkStart"), w("bookmarkEnd"))]):
            p.insert(1, mark)

    result = word(home, edit)
    assert not result.changes and not result.findings
