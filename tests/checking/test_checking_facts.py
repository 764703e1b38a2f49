"""The heading is recognised wherever it stands, and text wherever it hides."""

import papers
import pytest
from papers import LEFT, RIGHT, p, package, rule, run, signature, table

from generator.checking.check import check
from generator.checking.paper.facts import read_facts
from generator.checking.paper.model import text_of
from generator.values.findings import Severity

W14 = "http://schemas.openxmlformats.org/markup-compatibility/2006"
AGENCY, NUMBER, DATED = "BỘ MINH HỌA", "Số: 05/BMH-VP", "Hà Nội, ngày 05 tháng 01 năm 2024"
MOTTO, CREED = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
END = papers.LONG[:-1] + "./."


def facts_of(docx, revisions="accept"):
    return read_facts(docx.bytes, shown_as="thu.docx", revisions=revisions)[0]


def letter(head):
    return package(
        head,
        p("LoiVan"),
        p("KinhGui", "Kính gửi: Bộ Thí Dụ"),
        p("LoiVan", END),
        signature(("- Như trên;", "- Lưu: VT, VP."), ("BỘ TRƯỞNG",), "Trần Thị B"),
    )


def columns_of_three():
    left = p("CoQuan", AGENCY) + rule(LEFT, 13) + p("So", NUMBER) + p("VeViec", "V/v nâng bậc lương")
    right = p("QuocHieu", MOTTO) + p("TieuNgu", CREED) + rule(98, 60.4) + p("NgayThang", DATED)
    return table((60, 7, 98), (left, p("O"), right))


def rows():
    return table(
        (LEFT, RIGHT),
        (p("CoQuan", AGENCY) + rule(LEFT, 13), p("QuocHieu", MOTTO) + p("TieuNgu", CREED) + rule(RIGHT, 60.4)),
        (p("So", NUMBER) + p("VeViec", "V/v nâng bậc lương"), p("NgayThang", DATED)),
    )


def tabs():
    bold, tab = '<w:b/><w:sz w:val="26"/>', "<w:r><w:tab/></w:r>"
    return (
        p("O", tab, run(AGENCY, bold), tab, run(MOTTO, bold))
        + p("O", tab, tab, run(CREED, '<w:b/><w:sz w:val="28"/>'))
        + p("O", tab, run("______"), tab, run("____________________"))
        + p("O", tab, NUMBER, tab, run(DATED, '<w:i/><w:sz w:val="28"/>'))
        + p("VeViec", "V/v nâng bậc lương")
    )


def boxes():
    def box(content):
        return (
            f'<w:r><mc:AlternateContent xmlns:mc="{W14}"><mc:Choice Requires="wps"><w:drawing><w:txbxContent>{content}'
            f"</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{content}</w:txbxContent>"
            "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )

    left = p("CoQuan", AGENCY, "<w:r><w:br/></w:r>", "_____") + p("So", NUMBER) + p("VeViec", "V/v nâng bậc lương")
    right = p("QuocHieu", MOTTO) + p("TieuNgu", CREED, "<w:r><w:br/></w:r>", "______") + p("NgayThang", DATED)
    return p("O", box(left), box(right))


def controls():
    inside = papers.head(AGENCY, "", NUMBER, DATED, "V/v nâng bậc lương")
    controlled = inside.replace(
        f'<w:r><w:t xml:space="preserve">{NUMBER}</w:t></w:r>',
        f'<w:sdt><w:sdtContent><w:smartTag w:element="x"><w:r><w:t>{NUMBER[:6]}</w:t></w:r></w:smartTag>'
        f"<w:r><w:t>{NUMBER[6:]}</w:t></w:r></w:sdtContent></w:sdt>",
    )
    assert controlled != inside
    return f"<w:sdt><w:sdtContent>{controlled}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("above", "own", "parents"),
    [
        ("HUYỆN TÂN HÒA", "ỦY BAN NHÂN DÂN XÃ AN PHÚ", ["HUYỆN TÂN HÒA"]),
        ("TỈNH MẪU", "HỘI ĐỒNG NHÂN DÂN PHƯỜNG BA", ["TỈNH MẪU"]),
        ("TỈNH MẪU", "ỦY BAN NHÂN DÂN", []),
        ("ỦY BAN NHÂN DÂN", "XÃ AN PHÚ", []),
    ],
)
def test_a_place_above_a_body_of_another_is_what_it_belongs_to(above, own, parents):
    heading = papers.head(own, above, NUMBER, DATED, "V/v nâng bậc lương")
    (part,) = facts_of(letter(heading.replace('w:val="CoQuan"', 'w:val="ChuQuan"'))).parts
    assert [line.text for line in part.heading.parents] == parents
    assert text_of(part.heading.agency) == (own if parents else f"{above} {own}")


@pytest.mark.parametrize("layout", [columns_of_three, rows, tabs, boxes, controls], ids=lambda item: item.__name__)
def test_heading_in_every_layout(layout):
    facts = facts_of(letter(layout()))
    (part,) = facts.parts
    head = part.heading
    assert (head.motto.text, head.creed.text) == (MOTTO, CREED)
    assert text_of(head.agency) == AGENCY and head.parents == ()
    assert (head.symbol.number, head.symbol.symbol) == ("05", "BMH-VP")
    assert head.date_line.date.isoformat() == "2024-01-05"
    assert text_of(head.about) == "V/v nâng bậc lương"
    assert head.creed_rule is not None and head.agency_rule is not None
    assert text_of(part.addressees) == "Kính gửi: Bộ Thí Dụ"
    assert [line.text for line in part.recipients] == ["- Như trên;", "- Lưu: VT, VP."]
    assert (part.signers[0].titles[0].text, part.signers[0].name.text) == ("BỘ TRƯỞNG", "Trần Thị B")
    assert [item.code for item in check(facts) if item.severity is Severity.ERROR] == []


def test_signature_set_with_tabs():
    tab = "<w:r><w:tab/></w:r>"
    docx = package(
        papers.head(AGENCY, "", NUMBER, DATED, "V/v nâng bậc lương"),
        p("KinhGui", "Kính gửi: Bộ Thí Dụ"),
        p("LoiVan", END),
        p("O", run("Nơi nhận:", '<w:b/><w:i/><w:sz w:val="24"/>'), tab, run("BỘ TRƯỞNG", '<w:b/><w:sz w:val="28"/>')),
        p("NoiNhanMuc", "- Như trên;"),
        p("NoiNhanMuc", "- Lưu: VT, VP."),
        p("O"),
        p("O", tab, tab, run("Trần Thị B", '<w:b/><w:sz w:val="28"/>')),
    )
    (part,) = facts_of(docx).parts
    assert [line.text for line in part.recipients] == ["- Như trên;", "- Lưu: VT, VP."]
    assert [line.text for line in part.signers[0].titles] == ["BỘ TRƯỞNG"]
    assert part.signers[0].name.text == "Trần Thị B"


@pytest.mark.parametrize(
    ("revisions", "text"),
    [("accept", "Giao Bộ Thí Dụ thực hiện."), ("reject", "Giao Bộ Minh Họa thực hiện."),
     ("marks", "Giao Bộ Minh HọaBộ Thí Dụ thực hiện.")],
)  # fmt: skip
def test_tracked_changes(revisions, text):
    mark = 'w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"'
    words = (
        run("Giao "),
        f"<w:del {mark}><w:r><w:delText>Bộ Minh Họa</w:delText></w:r></w:del>",
        f"<w:ins {mark}>{run('Bộ Thí Dụ')}</w:ins>",
        run(" thực hiện."),
    )
    docx = papers.letter().swap("<w:sectPr>", p("LoiVan", *words) + "<w:sectPr>")
    facts, reading = read_facts(docx.bytes, shown_as="thu.docx", revisions=revisions)
    assert facts.paragraphs[-1].seen == text
    assert [finding.code for finding in reading] == ["ND-001"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    gone = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    docx = package(p("LoiVan", "Một ", props=gone), p("LoiVan", "câu."))
    assert [item.seen for item in facts_of(docx).paragraphs] == ["", "Một câu."]
    assert [item.seen for item in facts_of(docx, "reject").paragraphs] == ["Một", "câu."]


def test_automatic_numbers_are_text():
    numbering = (
        f'<w:numbering xmlns:w="{papers.W}"><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )

    def numbered(text, level):
        return p("LoiVan", text, props=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>')

    texts = [("một", 0), ("x", 1), ("y", 1), ("hai", 0), ("z", 1)]
    docx = package(*(numbered(*item) for item in texts)).with_part("word/numbering.xml", numbering)
    seen = [item.seen for item in facts_of(docx).paragraphs]
    assert seen == ["Điều 1. một", "a) x", "b) y", "Điều 2. hai", "a) z"]


def test_word_counts_letters_without_d():
    """Word's automatic letters know no đ: the rule sees what the reader sees."""
    numbering = (
        f'<w:numbering xmlns:w="{papers.W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    props = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    points = "".join(p("LoiVan", papers.LONG, props=props) for _ in range(5))
    docx = papers.letter().sub(r'(<w:p><w:pPr><w:pStyle w:val="LoiVan"/></w:pPr><w:r>)', points + r"\1")
    assert "ND-704" in {item.code for item in check(facts_of(docx.with_part("word/numbering.xml", numbering)))}


def test_formatting_comes_through_the_style_chain():
    docx = (
        papers.letter()
        .swap('<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Nen"/>', "word/styles.xml")
        .swap("</w:styles>", '<w:style w:type="paragraph" w:styleId="Nen"><w:name w:val="Nen"/><w:basedOn w:val="Nen"/>'
              '<w:rPr><w:i/></w:rPr></w:style></w:styles>', "word/styles.xml")
    )  # fmt: skip
    motto = facts_of(docx).parts[0].heading.motto
    assert motto.share("italic") == 1 and motto.share("bold") == 1 and motto.size == 13


TABLE_STYLE = (
    '<w:style w:type="table" w:styleId="Luoi"><w:name w:val="Luoi"/><w:rPr><w:color w:val="010101"/></w:rPr>'
    '<w:tblStylePr w:type="firstRow"><w:pPr><w:jc w:val="right"/></w:pPr><w:rPr><w:b/></w:rPr></w:tblStylePr>'
    '<w:tblStylePr w:type="lastRow"><w:rPr><w:u w:val="single"/></w:rPr></w:tblStylePr>'
    '<w:tblStylePr w:type="lastCol"><w:rPr><w:caps/></w:rPr></w:tblStylePr>'
    '<w:tblStylePr w:type="band2Horz"><w:rPr><w:i/><w:color w:val="020202"/></w:rPr></w:tblStylePr>'
    '<w:tblStylePr w:type="neCell"><w:rPr><w:b w:val="0"/></w:rPr></w:tblStylePr></w:style></w:styles>'
)


@pytest.mark.parametrize(
    ("look", "bold", "italic", "underline", "caps"),
    [
        ('w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noVBand="1"', "ab", "ef", "", ""),
        ('w:val="0420"', "ab", "ef", "", ""),
        ('w:val="0400"', "", "cdgh", "", ""),
        ('w:val="0620"', "ab", "", "", ""),
        ('w:val="05E0"', "a", "ef", "gh", "bdfh"),
        (None, "", "", "", ""),
    ],
    ids=["thuoc-tinh", "bit", "khong-dong-dau", "khong-bang-mau", "goc", "khong-co"],
)  # fmt: skip
def test_conditional_parts_of_a_table_style(look, bold, italic, underline, caps):
    rows = table((80, 80), *((p("Tron", left), p("Tron", right)) for left, right in ("ab", "cd", "ef", "gh")))
    properties = f'<w:tblStyle w:val="Luoi"/>{f"<w:tblLook {look}/>" if look else ""}'
    docx = package(rows).swap("<w:tblPr>", f"<w:tblPr>{properties}").swap("</w:styles>", TABLE_STYLE, "word/styles.xml")
    cells = {item.text: item.runs[0].format for item in facts_of(docx).paragraphs if item.text}
    for trait, expected in (("bold", bold), ("italic", italic), ("underline", underline), ("caps", caps)):
        assert "".join(name for name, format_ in cells.items() if getattr(format_, trait)) == expected
    assert {cells[name].color for name in italic} <= {"020202"} and "010101" in {item.color for item in cells.values()}


@pytest.mark.parametrize(
    ("docx", "law", "code"),
    [
        (package(p("O", "ĐẢNG CỘNG SẢN VIỆT NAM"), p("O", "Số 05-NQ/ĐU"), p("O", "NGHỊ QUYẾT")), "dang", "ND-011"),
        (papers.decision().swap("QUYẾT ĐỊNH<", "NGHỊ ĐỊNH<"), "qppl", "ND-012"),
        (papers.decision().swap("142/QĐ-VPMH", "142/2024/QĐ-UBND"), "qppl", "ND-012"),
        (papers.report().swap("BÁO CÁO<", "HỢP ĐỒNG KINH TẾ<"), "hop-dong", "ND-013"),
        (package(p("LoiVan", "Danh sách nhiệm vụ."), p("LoiVan", papers.LONG)), "khong-ro", "ND-010"),
        (package(p("QuocHieu", MOTTO), p("TieuNgu", CREED), p("TenLoai", "ĐƠN XIN NGHỈ PHÉP")), "khong-ro", "ND-010"),
        (package(), "khong-ro", "ND-010"),
    ],
    ids=["dang", "nghi-dinh", "quyet-dinh-quy-pham", "hop-dong", "khong-dau", "don", "trong"],
)  # fmt: skip
def test_what_the_decree_does_not_govern_gets_one_finding(docx, law, code):
    facts = facts_of(docx)
    assert facts.law == law
    # A Party document is judged by the Party's own guideline beside.
    assert [item.code for item in check(facts) if item.code.startswith("ND-")] == [code]


def test_every_document_of_a_file_is_a_part():
    roles = [(part.role, part.name) for part in facts_of(papers.regulation()).parts]
    assert roles == [
        ("chinh", "Quyết định"), ("kem-theo", "Quy chế kèm theo"), ("phu-luc", "Phụ lục I"), ("phu-luc", "Phụ lục II"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "bases"),
    [
        ("Mã hồ sơ: 15/2024", 3),
        ("(Dự thảo lần 2)", 3),
        ("Thay thế Quyết định số 3/QĐ-VPMH ngày 01/01/2020", 3),
        ("Nghị định số 10/2016/NĐ-CP ngày 01 tháng 02 năm 2016 của Chính phủ;", 4),
        ("Cắn cứ quy chế làm việc;", 4),
    ],
)
def test_a_line_between_title_and_bases_is_none_of_them(line, bases):
    last = '<w:t xml:space="preserve">CHÁNH VĂN PHÒNG BỘ MINH HỌA</w:t></w:r></w:p>'
    docx = papers.decision().swap(last, last + p("LoiVan", line))
    part = facts_of(docx).parts[0]
    assert len(part.bases) == bases
    assert (line in [one.text for one in part.bases]) is (bases == 4)
