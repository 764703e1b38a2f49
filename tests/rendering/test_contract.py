"""`vanban template check`: each fragment breaks one thing; the code, the place, the hint say which."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from conftest import calls
from msgspec import Struct
from msgspec.structs import fields
from word_files import Piece, planned_142, word

from generator.facts.resources import templates_dir
from generator.rendering.names import NAMES, SHAPES
from generator.rendering.templates.contract import check_template
from generator.rendering.templates.docx_template import Library
from generator.rendering.words import document_context
from generator.values.findings import Finding, Severity

STOCK = templates_dir() / "docx"
LOOP = ["{%tr for d in bang.dong %}"]
END = ["{%tr endfor %}"]


def judged(path: Path, own: frozenset[str] | None = None) -> tuple[Finding, ...]:
    return check_template(path, Library([path.parent, STOCK]), own)


def table(*cells: str) -> list[list[str]]:
    return [["a"] * len(cells), LOOP, list(cells), END]


# Fragment -> (code, place in the Word file, words of the message or hint).
BROKEN: dict[str, tuple[tuple[Piece, ...], list[tuple[str, str, str]]]] = {
    "unknown variable": (("{{ vbb.so }}",), [("V101", "đoạn 1", "vb")]),
    "misspelt attribute": (("chữ", "{{ vb.trich_yueu }}"), [("V101", "đoạn 2", "vb.trich_yeu")]),
    "misspelt column in a loop": (
        (table("{{ d.stt }}", "{{ d.noi_dugn }}"),),
        [("V101", "bảng 1, hàng 3, cột 2", "d.noi_dung")],
    ),
    "misspelt column by subscript": (
        (table("{{ d['chu_trii'] }}"),),
        [("V101", "bảng 1, hàng 3, cột 1", "d.chu_tri")],
    ),
    "misspelt title": (("{{ bang.tieu_de.san_pam }}",), [("V101", "đoạn 1", "bang.tieu_de.san_pham")]),
    "misspelt in a block of the body": (
        ("{%p for k in vb.noi_dung %}", "{{ k.tieude }}", "{%p endfor %}"),
        [("V101", "đoạn 2", "k.tieu_de")],
    ),
    "misspelt through set": (
        (
            "{%p for k in vb.noi_dung %}",
            "{%p set b = k.bang %}",
            "{%p for x in b.dongg %}",
            "{%p endfor %}",
            "{%p endfor %}",
        ),
        [("V101", "đoạn 3", "b.dong")],
    ),
    "misspelt in a signature": (
        ("{%p for ky in vb.ky %}", "{{ ky.hoten }}", "{%p endfor %}"),
        [("V101", "đoạn 2", "ky.ho_ten")],
    ),
    "misspelt in a condition": (("{%p if vb.lennh %}", "x", "{%p endif %}"), [("V101", "đoạn 1", "vb.lenh")]),
    "misspelt in a filter's attribute": (
        ("{{ vb.noi_dung|map(attribute='chuu')|join }}",),
        [("V101", "đoạn 1", "chu")],
    ),
    "attribute of a list": (("{{ vb.ky.ho_ten }}",), [("V101", "đoạn 1", "Lặp qua danh sách")]),
    "loop variable outside of its loop": (
        ("{%p for n in vb.noi_nhan %}", "{{ n }}", "{%p endfor %}", "{{ n }}"),
        [("V101", "đoạn 4", "giữa")],
    ),
    "a list printed": (("{{ vb.can_cu }}",), [("T032", "đoạn 1", "{%p for x in vb.can_cu %}")]),
    "a group printed": (("{{ vb }}",), [("T032", "đoạn 1", "vb.co_quan")]),
    "loop over a group": (("{%p for x in vb %}", "x", "{%p endfor %}"), [("T031", "đoạn 1", "không phải danh sách")]),
    "tag not closed": (("{{ vb.trich_yeu",), [("T010", "đoạn 1", "{{")]),
    "tag over two paragraphs": (("{{ vb.trich_yeu", "}}"), [("T011", "đoạn 1", "đoạn khác")]),
    "block not closed": (("{%p if vb.lenh %}", "x"), [("T013", "đoạn 1", "if")]),
    "block closed twice": (("{%p if vb.lenh %}", "{%p endif %}", "{%p endif %}"), [("T014", "đoạn 3", "endif")]),
    "prefix mixed": (("{%p if vb.lenh %}", "x {% endif %}"), [("T018", "đoạn 2", "cùng kiểu")]),
    "row tag outside of a table": (
        ("{%tr if vb.lenh %}", "{%tr endif %}"),
        [("T017", "đoạn 1", "bảng"), ("T017", "đoạn 2", "bảng")],
    ),
    "space before the prefix": (("{% p if vb.lenh %}", "{%p endif %}"), [("T016", "đoạn 1", "{%p")]),
    "text beside a paragraph tag": (
        ("Điều 1 {%p if vb.lenh %}", "x", "{%p endif %}"),
        [("T019", "đoạn 1", "Điều 1")],
    ),
    "text in another cell of a tag row": (
        ([["{%tr if vb.lenh %}", "mất chữ"], ["x"], ["{%tr endif %}"]],),
        [("T019", "bảng 1, hàng 1, cột 1", "mất chữ")],
    ),
    "row block in one row": (
        ([["{%tr if vb.lenh %}", "{%tr endif %}"]],),
        [("T018", "bảng 1, hàng 1, cột 2", "hàng riêng")],
    ),
    "misspelt statement": (("{%p inclde 'khoi/ket-thuc.docx' %}",), [("V102", "đoạn 1", "include")]),
    "expression that is none": (("{{ vb. }}",), [("V102", "đoạn 1", "vb.")]),
    "missing include": (("{%p include 'khoi/khong-co.docx' %}",), [("T034", "đoạn 1", "khong-co.docx")]),
    "include of a text": (("{%p include vb.lenh %}",), [("T033", "đoạn 1", "include")]),
    "attribute with underscores": (("{{ ''.__class__.__mro__ }}",), [("V103", "đoạn 1", "")] * 2),
    "call": (("{{ vb.lenh.upper() }}",), [("V103", "đoạn 1", "vb.lenh.upper()")]),
    "power": (("{{ 9 ** 9 }}",), [("V103", "đoạn 1", "pow")]),
    "macro": (("{% macro m() %}x{% endmacro %}",), [("V103", "đoạn 1", "macro")]),
    "filter that makes markup": (("{{ vb.lenh|safe }}",), [("T030", "đoạn 1", "safe")]),
    "misspelt filter": (("{{ vb.lenh|uper }}",), [("T030", "đoạn 1", "upper")]),
    "misspelt test": (("{%p if vb.lenh is defned %}", "{%p endif %}"), [("T030", "đoạn 1", "defined")]),
    "rich text tag": (("{{r vb.lenh }}",), [("T035", "đoạn 1", "{{ vb.lenh }}")]),
    "two things wrong, both said": (
        ("{%p if vb.lenh %}", "{{ vb.trich_yuu }}", "{%p endfor %}"),
        [("T013", "đoạn 1", "if"), ("T014", "đoạn 3", "endfor"), ("V101", "đoạn 2", "vb.trich_yeu")],
    ),
    "brackets four hundred deep": (
        ("x", "{{ " + "(" * 400 + "vb.so_ky_hieu" + ")" * 400 + " }}"),
        [("T039", "đoạn 2", "sâu")],
    ),
    "a text joined to itself": (
        ("{%p set a = vb.trich_yeu ~ vb.trich_yeu %}", *["{%p set a = a ~ a %}"] * 9, "{{ a ~ a }}"),
        [("T039", "đoạn 10", "nhân"), ("T039", "đoạn 11", "nhân")],
    ),
    "chained replace": (
        ("{{ vb.trich_yeu" + "|replace('a', 'aaaaaaaaaa')" * 4 + " }}",),
        [("T039", "đoạn 1", "nhân")],
    ),
    "eight loops": (
        (*[f"{{%p for a{n} in vb.can_cu %}}" for n in range(8)], "{{ a1 }}", *["{%p endfor %}"] * 8),
        [("T039", "đoạn 5", "vòng lặp")],
    ),
    "a method of a text": (("{{ '{:99}'.format(1) }}",), [("V103", "đoạn 1", "mã lệnh")]),
    "nested table": (
        ("x", [["a", "b"], ["c", "{{ vb.zzzzzz }}"]]),
        [("V101", "bảng 1, hàng 2, cột 2", "Các tên dùng được gần nhất")],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_fragment_breaks_what_it_says(tmp_path: Path, name: str) -> None:
    pieces, expected = BROKEN[name]
    folder = "bang" if "bang." in str(pieces) else "."
    found = judged(word(tmp_path / folder / "mau.docx", *pieces))
    assert sorted((f.code, f.place.part) for f in found) == sorted((code, part) for code, part, _ in expected)
    for code, part, words in expected:
        finding = next(f for f in found if (f.code, f.place.part) == (code, part))
        assert words in f"{finding.message} {finding.hint}"
        assert finding.severity is Severity.ERROR
        assert finding.place.file.endswith("mau.docx")
        assert finding.value


RIGHT: dict[str, tuple[Piece, ...]] = {
    "smart quotes in a tag": ("{%p include “khoi/ket-thuc.docx” %}",),
    "loop and its knowledge": ("{%p for n in vb.noi_nhan %}", "{{ loop.index }}. {{ n|upper }}", "{%p endfor %}"),
    "nested loops": (
        "{%p for ky in vb.ky %}",
        "{%p for q in ky.quyen_han %}",
        "{{ q }}",
        "{%p endfor %}",
        "{{ ky.ho_ten }}",
        "{%p endfor %}",
    ),
    "table": (table("{{ d.stt }}", "{{ d.noi_dung }}", "{% if d.la_muc %}{{ d.ten_muc }}{% endif %}"),),
    "own column guarded": (table("{{ d.nguoi_theo_doi|default('') }}"),),
    "comment": ("{# {{ vb.khong_co }} #}",),
    "text with braces": ("a { b } 5% {x}",),
    "first of a list": ("{% if vb.ky %}{{ vb.ky[0].ho_ten }} {{ (vb.ky|first).chuc_vu }}{% endif %}",),
    "else, elif, set": (
        "{%p if vb.lenh %}",
        "{%p elif vb.so_ky_hieu %}",
        "{%p else %}",
        "{%p endif %}",
        "{%p set x = vb.lenh %}",
        "{{ x }}",
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_left_alone(tmp_path: Path, name: str) -> None:
    pieces = RIGHT[name]
    folder = "bang" if "bang." in str(pieces) else "."
    assert judged(word(tmp_path / folder / "mau.docx", *pieces)) == ()


def test_the_stock_templates_are_right() -> None:
    paths = sorted(STOCK.rglob("*.docx"))
    assert len(paths) >= 9
    assert [finding for path in paths for finding in check_template(path, Library([STOCK]))] == []


@pytest.mark.parametrize(
    ("own", "codes"),
    [
        pytest.param(None, [("V104", Severity.WARNING)], id="alone"),
        pytest.param(frozenset({"nguoi_theo_doi"}), [], id="with the column"),
        pytest.param(frozenset({"ma"}), [("V101", Severity.ERROR)], id="without the column"),
    ],
)
def test_a_column_of_the_users_own(
    tmp_path: Path, own: frozenset[str] | None, codes: list[tuple[str, Severity]]
) -> None:
    found = judged(word(tmp_path / "bang" / "mau.docx", table("{{ d.nguoi_theo_doi }}")), own)
    assert [(f.code, f.severity) for f in found] == codes


@pytest.mark.parametrize(
    ("folder", "known"),
    [("bang", {"bang", "k", "vb"}), ("khoi", {"k", "vb"}), (".", {"vb"})],
    ids=lambda v: v if isinstance(v, str) else "-".join(sorted(v)),
)
def test_names_depend_on_the_folder(tmp_path: Path, folder: str, known: set[str]) -> None:
    path = word(tmp_path / folder / "mau.docx", "{{ vb.lenh }}", "{{ k.chu }}", "{{ bang.tieu_de.stt }}")
    unknown = {finding.value for finding in judged(path)}
    assert {name for name in ("vb", "k", "bang") if not any(f"{{{{ {name}." in value for value in unknown)} == known


def test_headers_and_footers_are_judged_each_by_itself(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ vb.so_ky_hieuu }}"
    document.sections[0].footer.paragraphs[0].text = "{{ vb.lenhh }}"
    document.add_paragraph("{{ vb.lenh }}")
    document.save(tmp_path / "mau.docx")
    found = judged(tmp_path / "mau.docx")
    assert {(f.code, f.place.part) for f in found} == {("V101", "đầu trang, đoạn 1"), ("V101", "chân trang, đoạn 1")}


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("footnotes", "chú thích cuối trang"),
        ("endnotes", "chú thích cuối văn bản"),
        ("comments", "bình luận"),
    ],
)
def test_tags_in_notes_are_refused(tmp_path: Path, part: str, words: str) -> None:
    path = word(tmp_path / "mau.docx", "x")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(
            f"word/{part}.xml",
            f'<w:{part} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:{part[:-1]}><w:p>'
            f"<w:r><w:t>{{{{ 7*7 }}}}</w:t></w:r></w:p></w:{part[:-1]}></w:{part}>",
        )
    (finding,) = judged(path)
    assert (finding.code, finding.value) == ("T036", "{{ 7*7 }}")
    assert words in str(finding.message)


def test_word_numbering_is_refused(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("{{ vb.lenh }}", style="List Number")
    document.add_paragraph("{{ vb.lenh }}")
    document.save(tmp_path / "mau.docx")
    assert [(f.code, f.place.part) for f in judged(tmp_path / "mau.docx")] == [("T037", "đoạn 1")]


def test_tags_in_a_tracked_deletion_are_refused(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()._p
    from docx.oxml import parse_xml

    paragraph.append(
        parse_xml(
            '<w:del xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="1" w:author="a">'
            "<w:r><w:delText>{{ vb.lenh }}</w:delText></w:r></w:del>"
        )
    )
    document.save(tmp_path / "mau.docx")
    assert [(f.code, f.place.part) for f in judged(tmp_path / "mau.docx")] == [("T012", "đoạn 1")]


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "V010"), (b"chu", "V011"), (b"", "V011"), (b"PK\x03\x04xxxx", "V012")],
    ids=["missing", "text", "empty", "truncated"],
)
def test_a_file_that_is_no_template(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "mau.docx"
    if content is not None:
        path.write_bytes(content)
    (finding,) = judged(path)
    assert (finding.code, finding.place.file) == (code, str(path))


def test_a_workbook_named_docx(tmp_path: Path) -> None:
    import openpyxl

    openpyxl.Workbook().save(tmp_path / "mau.docx")
    assert [f.code for f in judged(tmp_path / "mau.docx")] == ["T002"]


def test_a_tag_split_over_runs_by_word(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ vb.", "trich_", "yuu }", "}"):
        paragraph.add_run(piece).bold = piece == "vb."
    document.save(tmp_path / "mau.docx")
    (finding,) = judged(tmp_path / "mau.docx")
    assert (finding.code, finding.value) == ("V101", "{{ vb.trich_yuu }}")


def test_a_template_four_times_as_large_takes_about_four_times_the_steps(tmp_path: Path) -> None:
    small, large = (word(tmp_path / f"{n}.docx", *["{{ vb.lenh }}"] * n) for n in (150, 600))
    assert judged(small) == judged(large) == ()
    assert calls(lambda: judged(large)) < 6 * calls(lambda: judged(small))


def test_names_and_shapes_are_those_of_a_real_document() -> None:
    seen: set[str] = set()

    def compare(group: str, value: Struct) -> None:
        # What has a default is given where the page is laid out.
        for name, item in ((one.name, getattr(value, one.name)) for one in fields(value) if one.required):
            assert name in NAMES[group], f"{group}.{name} is given to templates and not documented"
            seen.add(f"{group}.{name}")
            shape = SHAPES.get(f"{group}.{name}", "")
            if shape.startswith("[") and group != "bang":
                assert isinstance(item, list | tuple)
                for inner in item if shape[1:-1] in NAMES else ():
                    compare(shape[1:-1], inner)
            elif shape == "bang" and item is not None:
                compare("bang", item)
            elif group == "bang" and name == "dong":
                for row in item:
                    assert {name for name in NAMES["d"] if row.fields[name] is None} == {"gop", "o"}
            elif shape == "":
                assert isinstance(item, str | bool | int)

    for planned in planned_142():
        compare("vb", document_context(planned))
    # The renderer gives the widths of columns and the table's template.
    documented = {f"{group}.{name}" for group in ("vb", "k", "ky", "bang") for name in NAMES[group]}
    assert documented - seen == {"bang.rong", "k.mau", "k.rong"}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("{{ vb.ky[0].ho_ten }}", True),
        ("{{ vb.noi_nhan|first }}", True),
        ("{% if vb.ky %}{{ vb.ky[0].ho_ten }}{% endif %}", False),
        ("{% if vb.ky|length > 0 %}{{ vb.ky[-1].ho_ten }}{% endif %}", False),
        ("{{ vb.ky[0].ho_ten if vb.ky else '' }}", False),
        ("{% for k in vb.ky %}{{ vb.ky[0].ho_ten }}{% endfor %}", False),
        ("{% if vb.noi_nhan %}{{ vb.ky[0].ho_ten }}{% endif %}", True),
        ("{% if vb.ky %}x{% endif %}{{ vb.ky[0].ho_ten }}", True),
        ("{% for n in vb.noi_nhan[1:] %}{{ n }}{% endfor %}", False),
    ],
)
def test_an_item_of_a_list_that_may_be_empty_is_asked_about(text: str, asked: bool, tmp_path: Path) -> None:
    found = judged(word(tmp_path / "van-ban.docx", text))
    assert [(one.code, one.severity) for one in found] == [("T052", Severity.WARNING)] * asked


def test_of_many_names_the_nearest_are_told(tmp_path: Path) -> None:
    (found,) = judged(word(tmp_path / "van-ban.docx", "{{ vb.xyz }}"))
    assert found.hint is not None and str(found.hint).count(",") == 4 and "--names" in str(found.hint)
