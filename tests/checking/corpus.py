"""A corpus by generator: documents of the decree's kinds as people type them, conforming; and one fault put into each.

A document is built in the named styles of `papers`, then put into a dialect: how its heading stands (tables of one to
four columns, tabs, text boxes), how its look is said (styles, direct formatting as in Word 2003, as LibreOffice
writes it), its spacing, its encoding. A fault is made before the dialect, so that each stands on varied bases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle

import papers
from papers import LONG, STYLES, Docx, article, p, run, signature, table, title

from generator.facts.kinds import kinds
from generator.facts.metrics import text_width_mm

CREED = "Độc lập - Tự do - Hạnh phúc"
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
LEFT, RIGHT = papers.LEFT, papers.RIGHT


@dataclass(frozen=True)
class Office:
    """A plainly fictitious office: lines of its name, who is above, symbol, place, who signs, authority."""

    lines: tuple[str, ...]
    parent: str
    symbol: str
    place: str
    titles: tuple[str, ...]
    authority: str


OFFICES = (
    Office(("BỘ MINH HỌA",), "", "BMH", "Hà Nội", ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"), "BỘ TRƯỞNG BỘ MINH HỌA"),
    Office(("SỞ THÍ DỤ",), "ỦY BAN NHÂN DÂN TỈNH MINH HỌA", "STD", "Minh Họa", ("GIÁM ĐỐC",), "GIÁM ĐỐC SỞ THÍ DỤ"),
    Office(("VĂN PHÒNG",), "BỘ MINH HỌA", "VPMH", "Hà Nội", ("CHÁNH VĂN PHÒNG",), "CHÁNH VĂN PHÒNG BỘ MINH HỌA"),
    Office(("ỦY BAN NHÂN DÂN", "XÃ GIẢ ĐỊNH"), "", "UBND", "Giả Định", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
           "ỦY BAN NHÂN DÂN XÃ GIẢ ĐỊNH"),
    Office(("TRƯỜNG ĐẠI HỌC", "GIẢ ĐỊNH"), "BỘ MINH HỌA", "ĐHGĐ", "Thành phố Hồ Chí Minh",
           ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"), "HIỆU TRƯỞNG TRƯỜNG ĐẠI HỌC GIẢ ĐỊNH"),
    Office(("CỤC THÍ DỤ",), "BỘ MINH HỌA", "CTD", "Hà Nội", ("TL. CỤC TRƯỞNG", "CHÁNH VĂN PHÒNG"),
           "CỤC TRƯỞNG CỤC THÍ DỤ"),
)  # fmt: skip

# ---- the heading in its layouts: cells of the left and of the right side, from top to bottom

Cells = tuple[list[str], list[str]]


def _sides(office: Office, number: str, dated: str, about: str) -> Cells:
    name = [p("CoQuan", line) for line in office.lines]
    length = text_width_mm(max(office.lines, key=len), 13, bold=True) * 0.4
    above = [p("ChuQuan", office.parent)] if office.parent else []
    left = [*above, *name, papers.rule(LEFT, length), p("So", number)]
    if about:
        left.append(p("VeViec", about, props='<w:spacing w:before="120"/>'))
    right = [p("QuocHieu", MOTTO), p("TieuNgu", CREED), papers.rule(RIGHT, text_width_mm(CREED, 14, bold=True))]
    return left, [*right, *([p("NgayThang", dated)] if dated else [])]


def _two_columns(office: Office, number: str, dated: str, about: str) -> str:
    left, right = _sides(office, number, dated, about)
    return table((LEFT, RIGHT), ("".join(left), "".join(right)))


def _two_rows(office: Office, number: str, dated: str, about: str) -> str:
    left, right = _sides(office, number, dated, about)
    at = next(index for index, item in enumerate(left) if 'w:val="So"' in item)
    rest = "".join(right[3:]) or p("NgayThang")
    return table((LEFT, RIGHT), ("".join(left[:at]), "".join(right[:3])), ("".join(left[at:]), rest))


def _three_columns(office: Office, number: str, dated: str, about: str) -> str:
    left, right = _sides(office, number, dated, about)
    return table((LEFT, 5, RIGHT), ("".join(left), p("O"), "".join(right)))


def _four_columns(office: Office, number: str, dated: str, about: str) -> str:
    left, right = _sides(office, number, dated, about)
    return table((LEFT, 4, RIGHT, 4), ("".join(left), p("O"), "".join(right), p("O")))


def _one_column(office: Office, number: str, dated: str, about: str) -> str:
    """A table for each side, beside one another on the page (floating)."""
    left, right = _sides(office, number, dated, about)
    return table((LEFT,), ("".join(left),)) + p("Ke") + table((RIGHT,), ("".join(right),))


def _boxes(office: Office, number: str, dated: str, about: str) -> str:
    left, right = _sides(office, number, dated, about)
    return p("Ke", *(_box("".join(side)) for side in (left, right)))


def _box(inside: str) -> str:
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:180pt;height:90pt">'
    content = f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox>"
    return f"<w:r><w:pict>{shape}{content}</v:shape></w:pict></w:r>"


def _tabs(office: Office, number: str, dated: str, about: str) -> str:
    """No table: both sides in one line, a tab between; the rules are drawn lines."""

    def both(left: str, right: str, size: int, bold: tuple[bool, bool], italic: bool = False) -> str:
        looks = [f'{"<w:b/>" if heavy else ""}<w:sz w:val="{size}"/>' for heavy in bold]
        slant = "<w:i/>" if italic else ""
        return p("So", run(left, looks[0].replace("28", "26")), "<w:r><w:tab/></w:r>", run(right, slant + looks[1]),
                 props='<w:jc w:val="left"/>')  # fmt: skip

    rules = [drawn(text_width_mm(office.lines[-1], 13, bold=True) * 0.4), drawn(text_width_mm(CREED, 14, bold=True))]
    name = " ".join(office.lines)
    top = (office.parent, name) if office.parent else (name, "")
    rows = [both(top[0], MOTTO, 26, (not office.parent, True)), both(top[1], CREED, 28, (True, True))]
    rows += [p("Ke", *rules), both(number, dated, 28, (False, False), italic=True)]
    return "".join([*rows, p("VeViec", about, props='<w:jc w:val="left"/>')] if about else rows)


def drawn(length: float) -> str:
    points = round(length * 72 / 25.4, 1)
    shape = f'<v:line xmlns:v="urn:schemas-microsoft-com:vml" from="0,0" to="{points}pt,0"/>'
    return f"<w:r><w:pict>{shape}</w:pict></w:r>"


HEADS: dict[str, Callable[[Office, str, str, str], str]] = {
    "bang-2-cot": _two_columns,
    "bang-2-hang": _two_rows,
    "bang-3-cot": _three_columns,
    "bang-4-cot": _four_columns,
    "bang-1-cot": _one_column,
    "hop-van-ban": _boxes,
    "tab": _tabs,
}

# ---- what a kind holds

SHORT = LONG[:-1] + "./."
SECTIONS = (
    p("MucLaMa", "I. MỤC ĐÍCH, YÊU CẦU"), p("LoiVan", "1. " + LONG), p("LoiVan", "2. " + LONG),
    p("MucLaMa", "II. NỘI DUNG, NHIỆM VỤ"), p("LoiVan", "1. " + LONG),
    *(p("LoiVan", f"{letter}) {LONG}") for letter in ("a", "b", "c", "d", "đ", "e")), p("LoiVan", "2. " + LONG),
    p("MucLaMa", "III. TỔ CHỨC THỰC HIỆN"), p("LoiVan", LONG), p("LoiVan", SHORT),
)  # fmt: skip
RESULTS = (
    p("LoiVan", LONG), p("MucLaMa", "I. KẾT QUẢ ĐẠT ĐƯỢC"), p("LoiVan", "1. " + LONG), p("LoiVan", "2. " + LONG),
    p("MucLaMa", "II. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI"), p("LoiVan", LONG), p("LoiVan", SHORT),
)  # fmt: skip
REQUEST = (p("LoiVan", LONG), p("LoiVan", LONG), p("LoiVan", "Kính đề nghị Bộ Thí Dụ xem xét, quyết định./."))
MEETING = (
    p("LoiVan", LONG), p("LoiVan", "Thời gian: 08 giờ 00 phút, ngày 20 tháng 6 năm 2025."),
    p("LoiVan", "Địa điểm: Phòng họp số 1."), p("LoiVan", SHORT),
)  # fmt: skip
PLAIN = (p("LoiVan", LONG), p("LoiVan", "1. " + LONG), p("LoiVan", "2. " + LONG), p("LoiVan", SHORT))
BASES = (
    p("CanCu", "Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;"),
    p("CanCu", "Căn cứ Nghị định số 123/2024/NĐ-CP ngày 01 tháng 9 năm 2024 của Chính phủ quy định chức năng;"),
    p("CanCu", "Theo đề nghị của Trưởng phòng Tổng hợp."),
)  # fmt: skip
ARTICLES = (
    article(1, "Phê duyệt danh mục nhiệm vụ của năm 2025."),
    article(2, "Quyết định này có hiệu lực kể từ ngày ký ban hành."),
    p("LoiVan", "1. " + LONG), p("LoiVan", "2. " + LONG),
    *(p("LoiVan", f"{letter}) {LONG}") for letter in ("a", "b", "c", "d", "đ", "e")),
    article(3, "Các đơn vị chịu trách nhiệm thi hành Quyết định này./."),
)  # fmt: skip
DECIDED = {"quyet-dinh": "QUYẾT ĐỊNH:", "nghi-quyet": "QUYẾT NGHỊ:"}
ADDRESSED = ("cong-van", "to-trinh", "bao-cao", "giay-moi")
BODIES = {"ke-hoach": SECTIONS, "chuong-trinh": SECTIONS, "phuong-an": SECTIONS, "de-an": SECTIONS, "du-an": SECTIONS,
          "huong-dan": SECTIONS, "bao-cao": RESULTS, "to-trinh": REQUEST, "giay-moi": MEETING}  # fmt: skip
KINDS = (
    "quyet-dinh", "nghi-quyet", "chi-thi", "thong-bao", "thong-cao", "huong-dan", "chuong-trinh", "ke-hoach",
    "phuong-an", "de-an", "du-an", "bao-cao", "to-trinh", "cong-van", "cong-dien", "ban-ghi-nho", "ban-thoa-thuan",
    "giay-uy-quyen", "giay-moi", "giay-gioi-thieu", "giay-nghi-phep", "phieu-gui", "phieu-chuyen", "phieu-bao",
    "quy-che", "quy-dinh",
)  # fmt: skip


def _body(kind: str, office: Office) -> Iterator[str]:
    if kind in DECIDED:
        yield p("ThamQuyen", office.authority)
        yield from BASES
        yield p("ThamQuyen", DECIDED[kind])
        yield from (text.replace("Quyết định này", "Nghị quyết này") if kind == "nghi-quyet" else text
                    for text in ARTICLES)  # fmt: skip
        return
    if kind in ADDRESSED:
        yield p("KinhGui", "Kính gửi: Bộ Thí Dụ")
    if kind == "cong-dien":
        yield from (p("KinhGui", text) for text in ("Bộ trưởng Bộ Minh Họa điện:", "- Bộ Thí Dụ;", "- Sở Giả Định."))
    yield from BODIES.get(kind, PLAIN)


def _recipients(kind: str) -> tuple[str, ...]:
    first = "- Như trên;" if kind in ADDRESSED else "- Như Điều 3;" if kind in DECIDED else "- Các đơn vị thuộc Bộ;"
    return first, "- Bộ Giả Định (để báo cáo);", "- Lưu: VT, TH."


def document(kind: str, office: Office, layout: str) -> Docx:
    """A conforming document of a kind, in named styles."""
    record = kinds()[kind]
    letter = kind == "cong-van"
    symbol = f"{office.symbol}-TH" if letter else f"{record.abbreviation}-{office.symbol}"
    subject = "Về triển khai nhiệm vụ trọng tâm của năm 2025"
    about = "V/v triển khai nhiệm vụ năm 2025" if letter else ""
    head = HEADS[layout](office, f"Số: 142/{symbol}", f"{office.place}, ngày 16 tháng 6 năm 2025", about)
    named = p("LoiVan") if letter else title(record.name.upper(), subject)
    closing = signature(_recipients(kind), office.titles, "Nguyễn Văn A")
    return papers.package(head, named, *_body(kind, office), p("LoiVan"), closing)


# ---- dialects

Dialect = Callable[[Docx], Docx]
_PARAGRAPH = re.compile(r'<w:p><w:pPr><w:pStyle w:val="(\w+)"/>((?:(?!</w:pPr>).)*)</w:pPr>(.*?)</w:p>', re.DOTALL)


def _document(docx: Docx, change: Callable[[str], str]) -> Docx:
    return Docx(tuple((name, change(text) if name == "word/document.xml" else text) for name, text in docx.parts))


def styled(docx: Docx) -> Docx:
    """The look in named styles, as it was built."""
    return docx


def direct(docx: Docx) -> Docx:
    """The look on every run and paragraph, as in files typed in Word 2003."""
    return _document(docx, lambda text: _PARAGRAPH.sub(_said_directly, text))


def _said_directly(match: re.Match[str]) -> str:
    style, own, inside = match.groups()
    if "txbxContent" in inside:
        return match[0]
    size, bold, italic, align, first, after = STYLES[style]
    look = f'{"<w:b/>" if bold else ""}{"<w:i/>" if italic else ""}<w:sz w:val="{size}"/>'
    said = {
        "w:spacing": f'<w:spacing w:before="0" w:after="{after}" w:line="240" w:lineRule="auto"/>',
        "w:ind": f'<w:ind w:firstLine="{first}"/>',
        "w:jc": f'<w:jc w:val="{align}"/>',
    }
    look_of_paragraph = "".join(xml for tag, xml in said.items() if f"<{tag} " not in own)

    def dressed(found: re.Match[str]) -> str:
        given = found[1] or ""
        missing = "".join(xml for xml in re.findall(r"<[^>]+>", look) if xml.split()[0].rstrip("/>") not in given)
        return f"<w:r><w:rPr>{missing}{given}</w:rPr>"

    runs = re.sub(r"<w:r>(?:<w:rPr>((?:(?!</w:rPr>).)*)</w:rPr>)?", dressed, inside)
    mark = f"<w:rPr>{look}</w:rPr>"
    return f"<w:p><w:pPr>{own}{look_of_paragraph}{mark}</w:pPr>{runs}</w:p>"


def libreoffice(docx: Docx) -> Docx:
    """What LibreOffice writes: start and end for left and right, texts in several runs, languages, bookmarks."""

    def change(text: str) -> str:
        text = re.sub(r"(<w:ind [^>]*?)w:left=", r"\1w:start=", text)
        text = text.replace('w:jc w:val="left"', 'w:jc w:val="start"')
        return re.sub(
            r'<w:r>((?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)<w:t xml:space="preserve">([^<]{12,})</w:t></w:r>',
            _split,
            text,
        )

    return _document(docx, change)


def _split(match: re.Match[str]) -> str:
    look, text = match.groups()
    half = len(text) // 2
    parts = (text[:half], text[half:])
    return '<w:bookmarkStart w:id="7" w:name="_b"/><w:bookmarkEnd w:id="7"/>'.join(
        f'<w:r>{look}<w:t xml:space="preserve">{part}</w:t></w:r>' for part in parts
    )


def decomposed(docx: Docx) -> Docx:
    """Letters in NFD, as some keyboards and programs type them."""
    return _document(docx, lambda text: unicodedata.normalize("NFD", text))


def _spaced(before: int, after: int, line: int, rule: str) -> Dialect:
    old = 'w:before="0" w:after="120" w:line="240" w:lineRule="auto"'
    new = f'w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"'

    def change(docx: Docx) -> Docx:
        return Docx(tuple((name, text.replace(old, new)) for name, text in docx.parts))

    return change


def _indented(docx: Docx) -> Docx:
    """First lines of 1,27 cm."""
    return Docx(tuple((name, text.replace('w:firstLine="567"', 'w:firstLine="720"')) for name, text in docx.parts))


LOOKS: dict[str, Dialect] = {"kieu": styled, "word-2003": direct, "libreoffice": libreoffice}
SPACINGS: dict[str, Dialect] = {
    "sau-6": styled,
    "truoc-6": _spaced(120, 0, 276, "auto"),
    "ca-hai-exact": lambda docx: _indented(_spaced(60, 60, 360, "exact")(docx)),
}


@dataclass(frozen=True)
class Sample:
    """One document of the corpus: how it is made, and whether its letters are decomposed."""

    kind: str
    layout: str
    look: str
    spacing: str
    office: Office
    nfd: bool = False

    @property
    def name(self) -> str:
        """For the test's id."""
        return "-".join((self.kind, self.layout, self.look, self.spacing, self.office.symbol, *(["nfd"] * self.nfd)))

    def make(self, fault: Callable[[Docx], Docx] = styled) -> Docx:
        """The document, with a fault put in before it is put into its dialect."""
        made = fault(document(self.kind, self.office, self.layout))
        made = SPACINGS[self.spacing](LOOKS[self.look](made))
        return decomposed(made) if self.nfd else made


def samples() -> tuple[Sample, ...]:
    """Every kind in every layout of the heading; looks, spacings and offices by turns, each seventh in NFD."""
    looks, spacings, offices = cycle(LOOKS), cycle(SPACINGS), cycle(OFFICES)
    made: list[Sample] = []
    for number, (kind, layout) in enumerate((kind, layout) for kind in KINDS for layout in HEADS):
        spacing = next(spacings)
        look = next(looks) if number % 2 else "kieu"
        made.append(Sample(kind, layout, look, spacing, next(offices), nfd=number % 7 == 3 and number % 5 == 0))
    return tuple(made)
