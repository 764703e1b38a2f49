"""What docxtpl's tags do here: a template for each, as small as it can be, and what comes of it.

`test_template_tags` renders each here and by docxtpl itself: equal by text and structure, better where docxtpl loses
something, or refused by the check and by a build alike. The table of MAU.md is made of this one:
`python tests/rendering/tag_matrix.py`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree
from msgspec import Struct
from msgspec.structs import replace
from word_files import Piece, planned_142

from generator import rendering
from generator.facts.resources import templates_dir
from generator.planning.plan import PlannedDocument
from generator.rendering.templates.docx_template import Library
from generator.rendering.templates.jinja import Row
from generator.rendering.word.document import WordRenderer
from generator.rendering.words import Rows, document_context

PAGE = Path(rendering.__file__).parent / "MAU.md"
STOCK = templates_dir() / "docx"
SUBJECT = "Kế hoạch R&D <A>"
Shape = list[Any]


@dataclass(frozen=True)
class Feature:
    """A tag: what it is for, how it is typed, the template, and where we differ the shape that comes or the code."""

    use: str
    typed: str
    pieces: tuple[Piece, ...]
    differs: str = ""
    """In words, what is otherwise than in docxtpl."""
    ours: Shape | None = None
    refused: str = ""

    @property
    def outcome(self) -> str:
        """The last cell of its row in MAU.md."""
        return f"báo lỗi {self.refused}{self.differs and f': {self.differs}'}" if self.refused else self.differs or "có"


IN_TABLES = ("{%p for k in vb.noi_dung if k.bang %}", "{%p set bang = k.bang %}")
TASKS, END = ["{%tr for d in bang.dong %}", ""], ["{%tr endfor %}", ""]


def tasks(*row: str) -> tuple[Piece, ...]:
    """A task table of two columns."""
    return (*IN_TABLES, [["a", "b"], TASKS, list(row), END], "{%p endfor %}")


FEATURES = (
    Feature("in giá trị", "{{ x }}", ("A {{ vb.trich_yeu }} B",)),
    Feature("bộ lọc", "{{ x|upper }}", ("{{ vb.trich_yeu|upper }}", "{{ vb.v_v|default('—', true) }}")),
    Feature("ghi chú của người soạn mẫu", "{# … #}", ("A {# bỏ #} B",)),
    Feature("ghi chú, bỏ cả đoạn", "{#p … #}", ("A", "{#p bỏ #}", "B")),
    Feature("ghi chú, bỏ cả hàng", "{#tr … #}", ([["a"], ["{#tr bỏ #}"], ["b"]],)),
    Feature("ghi chú, bỏ cả ô", "{#tc … #}", ([["a", "{#tc bỏ #}", "b"]],)),
    Feature(
        "có điều kiện, cả đoạn", "{%p if … %} {%p else %} {%p endif %}",
        ("{%p if vb.v_v %}", "x", "{%p else %}", "y", "{%p endif %}"),
    ),
    Feature("lặp đoạn", "{%p for … %}", ("{%p for n in vb.can_cu %}", "{{ n }}", "{%p endfor %}")),
    Feature("có điều kiện trong đoạn", "{% if … %}", ("A {% if vb.trich_yeu %}B{% elif vb.v_v %}C{% endif %} D",)),
    Feature(
        "lặp trong đoạn, biết lượt", "{% for … %} {{ loop.index }}",
        ("A {% for n in vb.can_cu %}{{ loop.index }}{% if not loop.last %}, {% endif %}{% endfor %} D",),
    ),
    Feature(
        "khối không tiền tố qua nhiều đoạn", "{% for … %}",
        ("A {% for n in vb.can_cu %}[{{ n }}", "x]{% endfor %} D",),
    ),
    Feature("lặp hàng", "{%tr for … %}", tasks("{{ d.stt }}", "{{ d.noi_dung }}")),
    Feature("hàng có điều kiện", "{%tr if … %}", ([["{%tr if vb.v_v %}"], ["x"], ["{%tr endif %}"], ["y"]],)),
    Feature("lặp cột", "{%tc for … %}", ([["a", "{%tc for n in vb.can_cu %}", "{{ n }}", "{%tc endfor %}"]],)),
    Feature("cột có điều kiện", "{%tc if … %}", ([["a", "{%tc if vb.v_v %}", "x", "{%tc endif %}"]],)),
    Feature("khối trong đoạn, đoạn chữ riêng", "{%r if … %}", ("A {%r if vb.trich_yeu %}B{%r endif %} C",)),
    Feature("đặt tên", "{% set a = … %}", ("{% set a = vb.trich_yeu %}{{ a }}",)),
    Feature("đặt tên trong một đoạn mẫu", "{% with a = … %}", ("{% with a = vb.trich_yeu %}{{ a }}{% endwith %}",)),
    Feature("nối với đoạn trước", "{%- … %} ở đầu đoạn", ("Gửi", "{%- if vb.trich_yeu %}: có{% endif %}")),
    Feature(
        "nối với đoạn sau", "{% … -%} ở cuối đoạn",
        ("A: {% if vb.trich_yeu -%}", "B", "{%- else -%}", "C", "{%- endif %}."),
    ),
    Feature(
        "dấu “-” cạnh chữ cùng đoạn", "chữ {%- … %}", ("đoạn trước", "Chữ đầu {%- if vb.trich_yeu %} có{% endif %}"),
        "chỉ bỏ khoảng trắng; docxtpl làm mất chữ trước thẻ", ["đoạn trước", "Chữ đầu có"],
    ),
    Feature(
        "dấu “-” khi không có đoạn liền kề", "{%- … %}", ([["a"]], "{%- if vb.trich_yeu %}b{% endif %}"), refused="T042"
    ),
    Feature("bỏ khoảng trắng quanh giá trị", "{{- x -}}", ("A {{- vb.so_ky_hieu -}} B",)),
    Feature("chữ có dấu ngoặc của thẻ", "{_{ x }_} {_% x %_}", ("{_{ vb.x }_} {_% if %_}",)),
    Feature("chữ để nguyên", "{% raw %}", ("{% raw %}{{ x }}{% endraw %} {{ vb.trich_yeu }}",)),
    Feature(
        "dấu & trong thẻ", '{{ "A & B" }}', ('{{ "A & B" }}',), "in A & B; docxtpl in A &amp; B", ["A & B"]
    ),
    Feature(
        "so sánh với chữ có dấu &", '{% if x == "A & B" %}',
        (f'{{% if vb.trich_yeu == "{SUBJECT}" %}}đúng{{% else %}}sai{{% endif %}}',),
        "so đúng; docxtpl so với &amp;", ["đúng"],
    ),
    Feature("dấu < > trong thẻ", "{% if a < b %}", ("{% if 1 < 2 and 2 > 1 %}đúng{% endif %}",)),
    Feature("dấu nháy cong của Word", "{% if x == “a” %}", ("{% if vb.trich_yeu == “x” %}1{% else %}2{% endif %}",)),
    Feature("màu nền của ô", "{% cellbg x %}", ([["{% cellbg 'FF0000' %}A {{ vb.trich_yeu }}", "b"]],)),
    Feature(
        "màu nền theo dòng", "{% cellbg … if … %}",
        tasks("{% cellbg 'FFF2CC' if d.la_muc else 'FFFFFF' %}{{ d.stt }}", "{{ d.noi_dung }}"),
    ),
    Feature("ô qua nhiều cột", "{% colspan n %}", ([["{% colspan 2 %}A {{ vb.trich_yeu }}"], ["b", "c"]],)),
    Feature("gộp ô theo chiều dọc", "{% vm %}", tasks("{% vm %}Chung", "{{ d.noi_dung }}")),
    Feature(
        "gộp ô theo chiều ngang", "{% hm %}",
        (
            [
                ["a", "{%tc for n in vb.can_cu %}", "{% hm %}X", "{%tc endfor %}"],
                ["a", "{%tc for n in vb.can_cu %}", "{{ n }}", "{%tc endfor %}"],
            ],
        ),
    ),
    Feature("vm, hm ngoài vòng lặp", "{% vm %}", ([["{% vm %}A"]],), refused="V101"),
    Feature(
        "ô chỉ có vòng lặp rỗng", "{%p for … %}", ([["{%p for n in vb.gui_nhieu %}\n{{ n }}\n{%p endfor %}", "b"]],),
        "giữ một đoạn trống; docxtpl để ô không hợp lệ", [("tbl", 2, [[("", "", "", [""]), ("", "", "", ["b"])]])],
    ),
    Feature("chữ có dạng riêng (RichText)", "{{r x }}", ("A {{r vb.trich_yeu }} B",), "viết {{ x }}", refused="T035"),
    Feature("văn bản con (Subdoc)", "{{p x }}", ("{{p vb.trich_yeu }}",), "dùng {%p include %}", refused="T035"),
    Feature("chữ cạnh thẻ của cả đoạn", "chữ {%p … %}", ("A {%p if vb.v_v %}", "x", "{%p endif %}"), refused="T019"),
    Feature(
        "chữ cạnh thẻ của cả hàng", "chữ {%tr … %}", ([["{%tr if vb.v_v %}", "A"], ["x", "y"], ["{%tr endif %}", ""]],),
        refused="T019",
    ),
    Feature("dấu % trong thẻ có tiền tố", "{%p if 7 % 2 %}", ("{%p if 7 % 2 %}", "x", "{%p endif %}"), refused="T015"),
    Feature("khối mở ở ô này, đóng ở ô khác", "{% if … %}", ([["{% if vb.v_v %}a", "b{% endif %}"]],), refused="T018"),
    Feature(
        "khối mở ngoài, đóng trong bảng", "{% if … %}", ("{% if vb.v_v %}", [["a", "b{% endif %}"]]), refused="T018"
    ),
    Feature("macro, gọi hàm", "{% macro … %}", ("{% macro m() %}x{% endmacro %}",), refused="V103"),
)  # fmt: skip


# --- rendered here and by docxtpl ------------------------------------------------------------------------------------


@cache
def planned() -> PlannedDocument:
    """142/QĐ-VPCP with a trích yếu that XML would escape, and four rows of its plan as a table."""
    main, plan = planned_142()
    block = next(block for block in plan.blocks if block.table)
    assert block.table
    short = replace(block, table=replace(block.table, rows=block.table.rows[:4]))
    document = replace(main.document, template="thu")
    return replace(main, document=document, subject=SUBJECT, blocks=(*main.blocks[:1], short))


def ours(folder: Path) -> bytes:
    """What we make of the template thu.docx in a folder."""
    made = io.BytesIO()
    WordRenderer(Library([folder, STOCK])).render([planned()], made, dated=date(2024, 3, 16))
    return made.getvalue()


def theirs(folder: Path) -> bytes:
    """What docxtpl makes of it."""
    made = io.BytesIO()
    template = DocxTemplate(folder / "thu.docx")
    template.render({"vb": _plain(document_context(planned()))}, autoescape=True)
    template.save(made)
    return made.getvalue()


def _plain(value: Any) -> Any:
    """A context as docxtpl takes it."""
    if isinstance(value, Row):
        return {key: _plain(value.fields[key]) for key in ("stt", "noi_dung", "la_muc", "ten_muc")}
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, Struct):
        return {key: _plain(getattr(value, key)) for key in dir(value) if not key.startswith("_")}
    if isinstance(value, Rows) or (isinstance(value, Sequence) and not isinstance(value, str)):
        return [_plain(each) for each in value]
    return value


def shape(data: bytes) -> Shape:
    """The texts of paragraphs and the tables, with their cells and what these are joined with, of a body."""
    blocks = _blocks(docx.Document(io.BytesIO(data)).element.body)
    # Word wants a paragraph after a table at the end.
    return blocks[:-1] if len(blocks) > 1 and blocks[-1] == "" and isinstance(blocks[-2], tuple) else blocks


def _blocks(holder: etree._Element) -> Shape:
    return [
        _text(block) if block.tag == qn("w:p") else _table(block)
        for block in holder
        if block.tag in (qn("w:p"), qn("w:tbl"))
    ]


def _table(table: etree._Element) -> tuple[str, int, Shape]:
    rows = [[_cell(cell) for cell in row.findall(qn("w:tc"))] for row in table.findall(qn("w:tr"))]
    return "tbl", len(table.find(qn("w:tblGrid"))), rows


def _cell(cell: etree._Element) -> tuple[str, str, str, Shape]:
    def said(name: str, attribute: str) -> str:
        found = cell.find(f"{qn('w:tcPr')}/{qn(name)}")
        return "" if found is None else str(found.get(qn(attribute)))

    return said("w:gridSpan", "w:val"), said("w:vMerge", "w:val"), said("w:shd", "w:fill"), _blocks(cell)


def _text(paragraph: etree._Element) -> str:
    shown = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(shown.get(e.tag) or (e.text or "") * (e.tag == qn("w:t")) for e in paragraph.iter(etree.Element))


# --- the table of the page -------------------------------------------------------------------------------------------

BEGIN, STOP = "<!-- thẻ của docxtpl: python tests/rendering/tag_matrix.py -->\n", "<!-- hết -->"


def table() -> str:
    """The table of MAU.md."""
    rows = (f"| {one.use} | `{one.typed.replace('|', chr(92) + '|')}` | {one.outcome} |" for one in FEATURES)
    return "\n".join(("| Để | Viết | Ở đây |", "|---|---|---|", *rows, ""))


def page_with(text: str) -> str:
    """The page with the table as it is now."""
    return re.sub(f"{re.escape(BEGIN)}.*?{STOP}", lambda _: f"{BEGIN}{table()}{STOP}", text, flags=re.DOTALL)


if __name__ == "__main__":
    PAGE.write_text(page_with(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
