"""Papers as people type them: the same words, laid out in the ways that offices use. Made by code, of plain offices."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

LEFT = ("ỦY BAN NHÂN DÂN TỈNH MẪU", "SỞ NỘI VỤ", "Số: 45/QĐ-SNV")
RIGHT = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Mẫu, ngày 12 tháng 3 năm 2026")
TITLE = ("QUYẾT ĐỊNH", "Ban hành Kế hoạch cải cách hành chính năm 2026", "GIÁM ĐỐC SỞ NỘI VỤ")
BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
    "Căn cứ Quyết định số 15/2025/QĐ-UBND ngày 01 tháng 7 năm 2025 của Ủy ban nhân dân tỉnh Mẫu;",
    "Theo đề nghị của Chánh Văn phòng Sở.",
)
ARTICLES = (
    "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2026 của Sở Nội vụ.",
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
    "Điều 3. Chánh Văn phòng Sở, Trưởng các phòng, đơn vị thuộc Sở chịu trách nhiệm thi hành Quyết định này./.",
)
RECIPIENTS = ("Nơi nhận:", "- Như Điều 3;", "- Ủy ban nhân dân tỉnh (để báo cáo);", "- Lưu: VT, VP.")
SIGNED = ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Mẫu")

# The fields that each of them has, as `van-ban.yaml` is to say them.
FIELDS = {
    "loai": "quyet-dinh",
    "chu_quan": "Ủy ban nhân dân tỉnh Mẫu",
    "ten": "Sở Nội vụ",
    "ky_hieu": "SNV",
    "so": 45,
    "ngay": "2026-03-12",
    "dia_danh": "Mẫu",
    "trich_yeu": "Ban hành Kế hoạch cải cách hành chính năm 2026",
    "can_cu": [text.rstrip(";.") for text in BASES],
    "noi_nhan": ["Như Điều 3", "Ủy ban nhân dân tỉnh (để báo cáo)", "Lưu: VT, VP"],
    "quyen_han": "KT. Giám đốc",
    "chuc_vu": "Phó Giám đốc",
    "ho_ten": "Trần Thị Mẫu",
}


# --- headings and ends ------------------------------------------------------------------------------------------------


def in_columns(paper: Paper, left: tuple[str, ...], right: tuple[str, ...], *, columns: int = 2) -> None:
    """Two sides in a table, of three columns with an empty one between."""
    table = paper.add_table(1, columns)
    for cell, lines in ((table.cell(0, 0), left), (table.cell(0, columns - 1), right)):
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)


def in_rows(paper: Paper, left: tuple[str, ...], right: tuple[str, ...]) -> None:
    """Two sides in a table of a row a line."""
    height = max(len(left), len(right))
    table = paper.add_table(height, 2)
    for at in range(height):
        table.cell(at, 0).text = left[at] if at < len(left) else ""
        table.cell(at, 1).text = right[at] if at < len(right) else ""


def with_tabs(paper: Paper, left: tuple[str, ...], right: tuple[str, ...]) -> None:
    """Two sides of a line, parted by tabs."""
    for at in range(max(len(left), len(right))):
        one, other = (side[at] if at < len(side) else "" for side in (left, right))
        paragraph = paper.add_paragraph(f"{one}\t{other}")
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(12), WD_TAB_ALIGNMENT.CENTER)


def with_line_breaks(paper: Paper, left: tuple[str, ...], right: tuple[str, ...]) -> None:
    """Two cells, each one paragraph with line breaks."""
    table = paper.add_table(1, 2)
    for at, lines in enumerate((left, right)):
        run = table.cell(0, at).paragraphs[0].add_run(lines[0])
        for line in lines[1:]:
            run.add_break()
            run = table.cell(0, at).paragraphs[0].add_run(line)


# Word 2010's text box, and the older one beside it.
_BOX = """<w:r {ns}><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<mc:Choice xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" Requires="wps"><w:drawing>
<wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" behindDoc="0"
 distT="0" distB="0" distL="0" distR="0" simplePos="0" locked="0" layoutInCell="1" allowOverlap="1"
 relativeHeight="{at}">
<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>{x}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="2800000" cy="900000"/>
<wp:wrapNone/><wp:docPr id="{at}" name="Hộp {at}"/>
<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr/><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>
</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>
<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def in_boxes(paper: Paper, left: tuple[str, ...], right: tuple[str, ...]) -> None:
    """Each side in a text box of one paragraph."""
    paragraph = paper.add_paragraph()
    for at, lines in enumerate((left, right), start=1):
        content = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
        box = _BOX.format(ns=nsdecls("w"), at=at, x=3000000 * (at - 1), content=content)
        paragraph._p.append(parse_xml(re.sub(r">\s+<", "><", box.replace("\n", " "))))


def one_below_the_other(paper: Paper, left: tuple[str, ...], right: tuple[str, ...]) -> None:
    """No sides at all: the lines of the left, then those of the right set to the right."""
    for text in left:
        paper.add_paragraph(text)
    for text in right:
        paper.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.RIGHT


LAYOUTS: dict[str, Callable[..., None]] = {
    "bang hai cot": in_columns,
    "bang ba cot": lambda paper, left, right: in_columns(paper, left, right, columns=3),
    "bang tung hang": in_rows,
    "phim tab": with_tabs,
    "ngat dong": with_line_breaks,
    "hop chu": in_boxes,
    "lan luot": one_below_the_other,
}


# --- the paper --------------------------------------------------------------------------------------------------------


def decision(
    head: str, end: str | None = None, body: Callable[[Paper], None] | None = None, *, looks: bool = False
) -> Paper:
    """The decision with its heading and its end laid out in one of the ways; with `looks` its title is set as one."""
    paper = Document()
    LAYOUTS[head](paper, LEFT, RIGHT)
    for text in (*TITLE, *BASES, "QUYẾT ĐỊNH:", *ARTICLES[:-1]):
        paragraph = paper.add_paragraph()
        paragraph.add_run(text).bold = (text in TITLE or text == "QUYẾT ĐỊNH:") if looks else None
        if looks and (text in TITLE or text == "QUYẾT ĐỊNH:"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if body is not None:
        body(paper)
    paper.add_paragraph(ARTICLES[-1])
    LAYOUTS[end or head](paper, RECIPIENTS, SIGNED)
    return paper


def letter(head: str, end: str | None = None) -> Paper:
    """A letter: no title, "V/v …" below the number, whom it is written to."""
    paper = Document()
    left = ("ỦY BAN NHÂN DÂN TỈNH MẪU", "SỞ NỘI VỤ", "Số: 118/SNV-VP", "V/v báo cáo cải cách hành chính quý I năm 2026")
    LAYOUTS[head](paper, left, RIGHT)
    for text in LETTER:
        paper.add_paragraph(text)
    LAYOUTS[end or head](paper, ("Nơi nhận:", "- Như trên;", "- Lưu: VT."), ("GIÁM ĐỐC", "Lê Văn Mẫu"))
    return paper


LETTER = (
    "Kính gửi: Các sở, ban, ngành tỉnh.",
    "Để tổng hợp báo cáo Ủy ban nhân dân tỉnh, Sở Nội vụ đề nghị các cơ quan gửi báo cáo trước ngày 20 tháng 3.",
    "Trân trọng cảm ơn./.",
)
LETTER_FIELDS = {
    "loai": "cong-van",
    "chu_quan": "Ủy ban nhân dân tỉnh Mẫu",
    "ten": "Sở Nội vụ",
    "ky_hieu": "SNV",
    "don_vi_soan_thao": "VP",
    "so": 118,
    "ngay": "2026-03-12",
    "dia_danh": "Mẫu",
    "trich_yeu": "báo cáo cải cách hành chính quý I năm 2026",
    "kinh_gui": ["Các sở, ban, ngành tỉnh"],
    "noi_nhan": ["Như trên", "Lưu: VT"],
    "chuc_vu": "Giám đốc",
    "ho_ten": "Lê Văn Mẫu",
}


# --- tables of tasks --------------------------------------------------------------------------------------------------

HEAD = ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành")
TASKS = (
    ("1", "Rà soát thủ tục hành chính nội bộ", "Văn phòng Sở", "Các phòng thuộc Sở", "30/6/2026"),
    (
        "2",
        "Tập huấn nghiệp vụ một cửa",
        "Phòng Cải cách hành chính",
        "1. Ông Trần Văn A\n2. Bà Lê Thị B",
        "Quý II/2026",
    ),
    (
        "3",
        "Đo lường sự hài lòng của người dân",
        "Phòng Cải cách hành chính",
        "Thanh tra Sở; Văn phòng Sở",
        "15/11/2026",
    ),
)


def task_table(paper: Paper, *, numbered: bool = False, columns_numbered: bool = False, sections: bool = False) -> None:
    """A table of tasks: with automatic numbers, with a row `(1) (2) …`, with a row of a section."""
    rows = [HEAD]
    rows += [tuple(f"({at})" for at in range(1, 6))] if columns_numbered else []
    rows += [("I", "NHIỆM VỤ CHUNG", "", "", "")] if sections else []
    rows += TASKS
    table = paper.add_table(len(rows), 5)
    table.style = "Table Grid"
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = table.cell(at, column)
            if numbered and column == 0 and row in TASKS:
                cell.paragraphs[0].style = "List Number"
                continue
            lines = text.split("\n")
            cell.text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)


def labelled_tasks(paper: Paper) -> None:
    """The same tasks in prose: each with lines that say who and when."""
    for number, content, lead, support, day in TASKS:
        paper.add_paragraph(f"{number}. {content}")
        paper.add_paragraph(f"- Đơn vị chủ trì: {lead}.")
        paper.add_paragraph(f"- Đơn vị phối hợp: {'; '.join(support.splitlines())}.")
        paper.add_paragraph(f"- Thời gian hoàn thành: {day}.")


def saved(paper: Paper, change: Callable[[str], str] = str) -> bytes:
    """The file, with the text of its body changed as a program or a keyboard would."""
    made = io.BytesIO()
    paper.save(made)
    source, out = zipfile.ZipFile(made), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, change(data.decode()).encode() if name == "word/document.xml" else data)
    return out.getvalue()


def decomposed(xml: str) -> str:
    """Letters and marks apart (NFD), as some keyboards and systems leave them."""
    return unicodedata.normalize("NFD", xml)


def as_word(xml: str) -> str:
    """Runs cut in pieces, checked spelling, ids of revisions, a smart tag and bookmarks, as Word leaves them."""
    count = iter(range(1, 10**6))

    def cut(match: re.Match[str]) -> str:
        text = match[1]
        at = len(text) // 2
        pieces = (text[:at], text[at:])
        runs = "".join(
            f'<w:r w:rsidRPr="00A{next(count):05d}"><w:rPr><w:lang w:val="vi-VN"/></w:rPr>'
            f'<w:t xml:space="preserve">{piece}</w:t></w:r><w:proofErr w:type="spellEnd"/>'
            for piece in pieces
            if piece
        )
        number = next(count)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="_Hlk{number}"/><w:proofErr w:type="spellStart"/>{runs}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )

    return re.sub(r"<w:r><w:t(?: xml:space=\"preserve\")?>([^<]*)</w:t></w:r>", cut, xml)


def as_smart_tags(xml: str) -> str:
    """Each run in a smart tag, as older versions of Word put places and dates."""
    return re.sub(
        r"(<w:r><w:t(?: [^>]*)?>[^<]*</w:t></w:r>)",
        r'<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="place">\1</w:smartTag>',
        xml,
    )


def as_controls(xml: str) -> str:
    """Each paragraph outside tables in a content control."""
    head, body, rest = re.split(r"(<w:body>.*(?=<w:sectPr))", xml, maxsplit=1, flags=re.DOTALL)
    pieces = re.split(r"(<w:tbl>.*?</w:tbl>)", body, flags=re.DOTALL)
    wrapped = (
        piece
        if piece.startswith("<w:tbl>")
        else re.sub(
            r"(<w:p>(?:(?!<w:txbxContent|</w:p>).)*</w:p>)", r"<w:sdt><w:sdtContent>\1</w:sdtContent></w:sdt>", piece
        )
        for piece in pieces
    )
    return head + "".join(wrapped) + rest


CHANGES: dict[str, Callable[[str], str]] = {
    "nguyen": str,
    "NFD": decomposed,
    "Word": as_word,
    "the thong minh": as_smart_tags,
    "o noi dung": as_controls,
}
