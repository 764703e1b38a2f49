"""Word files for measuring: a register of many rows in one table, and small documents of two pages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from generator.ooxml import names, package

_XMLNS = f'xmlns:w="{names.W}" xmlns:r="{names.R}"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PROSE = (
    "xây dựng kế hoạch triển khai thực hiện nhiệm vụ phối hợp với các cơ quan đơn vị liên quan rà soát hoàn thiện "
    "thể chế trình Chính phủ ban hành nghị định quy định chi tiết kiểm tra giám sát "
    "đánh giá kết quả báo cáo định kỳ hằng quý"
)
_WORDS = tuple(_PROSE.split())
_TITLES = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Văn bản", "Sản phẩm", "Thời hạn", "Ghi chú")
_WIDTHS = (700, 5000, 1900, 1900, 1600, 1600, 1370, 500)
_TOTAL = sum(_WIDTHS)
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def write_long_table(
    path: Path,
    rows: int,
    *,
    half_points: int = 26,
    words: tuple[int, int] = (20, 40),
    after: int = 0,
    merged: bool = False,
    spaced: bool = False,
) -> Path:
    """A landscape document with one table: repeated header row, a section row every 60, rows that do not split.

    `words`: fewest and most in the task column; `after`: paragraphs behind the table; `merged`: the unit's cell spans
    three rows; `spaced`: paragraphs have space before and after.
    """
    chance = random.Random(8)  # with 7 the end mark of 1,000 rows stands alone on a page: laid out twice
    header = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{_cells(_TITLES)}</w:tr>"
    body = "".join(_rows(rows, chance, words, merged))
    table = f"<w:tbl>{_frame()}{header}{body}</w:tbl>"
    tail = "".join(_paragraph(f"Lời cuối {number}") for number in range(1, after + 1))
    return _write(
        path, f"{_paragraph('KẾ HOẠCH')}{table}{tail}{_paragraph('Hết./.')}{_section()}", half_points, spaced=spaced
    )


def write_two_pages(path: Path, number: int) -> Path:
    """A portrait document of two pages."""
    chance = random.Random(number)
    text = "".join(_paragraph(_words(chance, 60, 60)) for _ in range(16))
    return _write(path, f"{_paragraph(f'Số: {number}/KH-VP')}{text}<w:sectPr/>", 26)


def _rows(rows: int, chance: random.Random, words: tuple[int, int], merged: bool) -> Iterator[str]:
    for number in range(rows):
        if number % 60 == 0:
            cell = f'<w:tcW w:w="{_TOTAL}" w:type="dxa"/><w:gridSpan w:val="{len(_WIDTHS)}"/>'
            title = _paragraph(f"MỤC {number // 60 + 1}. {_words(chance, 6, 6)}")
            yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr>{cell}</w:tcPr>{title}</w:tc></w:tr>"
        few = [_words(chance, least, most) for least, most in (words, (2, 6), (0, 6), (3, 3), (3, 3))]
        merge = ("restart", "continue", "continue")[number % 60 % 3] if merged else ""
        yield (
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            f"{_cells((str(number + 1), *few, f'Quý {number % 4 + 1}/2026', ''), merge)}</w:tr>"
        )


def _words(chance: random.Random, least: int, most: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(chance.randint(least, most)))


def _cells(texts: tuple[str, ...], merge: str = "") -> str:
    marks = (f'<w:vMerge w:val="{merge}"/>' if merge and column == 2 else "" for column in range(len(texts)))
    return "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{mark}<w:vAlign w:val="center"/></w:tcPr>'
        f"{_paragraph(text)}</w:tc>"
        for text, width, mark in zip(texts, _WIDTHS, marks, strict=True)
    )


def _paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _frame() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    return (
        f'<w:tblPr><w:tblW w:w="{_TOTAL}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _section() -> str:
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
        'w:left="1134" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def _write(path: Path, body: str, half_points: int, *, spaced: bool = False) -> Path:
    font = " ".join(f'w:{script}="Times New Roman"' for script in ("ascii", "hAnsi", "cs"))
    number = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    spacing = '<w:pPrDefault><w:pPr><w:spacing w:before="40" w:after="60"/></w:pPr></w:pPrDefault>' * spaced
    inner = {
        "document": f"<w:document {_XMLNS}><w:body>{body}</w:body></w:document>",
        "styles": f"<w:styles {_XMLNS}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {font}/>"
        f'<w:sz w:val="{half_points}"/></w:rPr></w:rPrDefault>{spacing}</w:docDefaults></w:styles>',
        "header": f'<w:hdr {_XMLNS}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{number}</w:p></w:hdr>',
    }
    kinds = {"document": "document.main", "styles": "styles", "header": "header"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD_TYPE}{kind}+xml"/>' for name, kind in kinds.items()
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{names.CONTENT_TYPES}"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(("styles", "styles.xml"), ("header", "header.xml")),
        **{f"word/{name}.xml": xml for name, xml in inner.items()},
    }
    with path.open("wb") as target:
        package.write(target, {name: (_HEAD + xml).encode() for name, xml in parts.items()})
    return path


def _relations(*targets: tuple[str, str]) -> str:
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{names.R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{names.PACKAGE_RELS}">{relations}</Relationships>'
