"""Why a template could not be rendered, and where in the Word file.

What `contract` finds in the templates that were used says most, with every place at once. What only the data shows
(a division by zero, a text taken for a number) is found by rendering once more with one source line a tag.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Sequence

from lxml import etree

from generator.ooxml.names import w
from generator.rendering.templates.cell_tags import without_cell_tags
from generator.rendering.templates.contract import check_file
from generator.rendering.templates.docx_template import Library, TemplateFile
from generator.rendering.templates.faults import fault_of
from generator.rendering.templates.jinja import FAILURES
from generator.rendering.templates.lines import BODY, lines_of, own_text
from generator.values.errors import TemplateError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.text import one_line

Adapt = Callable[[TemplateFile, etree._Element], None]


class Lined:
    """Adapts prepared bodies so that line n+1 of a source begins in the n-th paragraph that has a tag."""

    def __init__(self, adapt: Adapt) -> None:
        """`adapt` is what the renderer does to a prepared body."""
        self._adapt = adapt
        self._texts: dict[str, tuple[TemplateFile, list[str]]] = {}

    def __call__(self, file: TemplateFile, body: etree._Element) -> None:
        """Put a line end into the first tag of each paragraph, and remember the paragraph."""
        self._adapt(file, body)
        texts = []
        for element in body.iter(w("p"), w("tcPr")):
            if element.tag == w("tcPr"):
                if _break_property(element):
                    texts.append(own_text(element.getparent().find(f".//{w('p')}")))
            elif _break_first_tag(element):
                texts.append(own_text(element))
        self._texts[str(file.path)] = (file, texts)

    def place(self, failure: BaseException) -> tuple[Place, str] | None:
        """Place and text of the paragraph where rendering failed."""
        for frame in reversed(traceback.extract_tb(failure.__traceback__)):
            if frame.filename in self._texts and frame.lineno:
                return self._paragraph(frame.filename, frame.lineno - 2)
        return None

    def _paragraph(self, name: str, index: int) -> tuple[Place, str]:
        file, texts = self._texts[name]
        text = texts[index] if 0 <= index < len(texts) else ""
        wanted = one_line(text)
        before = sum(one_line(earlier) == wanted for earlier in texts[: max(index, 0)])
        body = [line for line in lines_of(file) if line.part == BODY and wanted]
        same = [line for line in body if one_line(without_cell_tags(line.text)) == wanted]
        return (same[min(before, len(same) - 1)].place if same else Place(name)), wanted


def explained(
    failure: Exception,
    files: Iterable[TemplateFile],
    library: Library,
    own: frozenset[str],
    again: Callable[[Lined], None],
    adapt: Adapt,
) -> TemplateError:
    """The error to raise for a failure: what is wrong in the templates used, or the one place that failed.

    `again` renders once more with the bodies adapted by its argument.
    """
    findings = [finding for file in files for finding in check_file(file, library, own)]
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    return TemplateError(errors or [_located(failure, again, Lined(adapt))])


def _located(failure: Exception, again: Callable[[Lined], None], lined: Lined) -> Finding:
    found = None
    try:
        again(lined)
    except FAILURES as repeated:
        found = lined.place(repeated)
    place, text = found or (Place(), "")
    return Finding(
        "T003",
        Severity.ERROR,
        place,
        msg("Không dựng được chỗ này của mẫu: {ly_do}.", ly_do=fault_of(failure)),
        msg("Sửa thẻ này trong mẫu; “vanban template check --names” liệt kê các tên dùng được."),
        text,
    )


def _break_first_tag(paragraph: etree._Element) -> bool:
    """A line end right after the opening of a paragraph's first tag; False where it has none."""
    texts = [t for t in paragraph.iter(w("t")) if next(t.iterancestors(w("p"))) is paragraph]
    at = _opening_end("".join(t.text or "" for t in texts))
    if at is None:
        return False
    for text in texts:
        length = len(text.text or "")
        if at <= length:
            text.text = f"{text.text[:at]}\n{text.text[at:]}"
            return True
        at -= length
    return False


def _break_property(properties: etree._Element) -> bool:
    """A line end in the first tag among a cell's properties; False where there is none."""
    for element in properties:
        for name, value in element.attrib.items():
            if value.startswith("{{ ("):
                element.set(name, f"{{{{\n{value[3:]}")
                return True
    return False


def _opening_end(text: str) -> int | None:
    """Where the code of the first tag begins: after `{{ `, `{%p `, `{%tr ` …"""
    starts: Sequence[int] = [at for at in (text.find("{{"), text.find("{%")) if at >= 0]
    if not starts:
        return None
    start = min(starts) + 2
    for prefix in ("tr ", "tc ", "p ", "r "):
        if text.startswith(prefix, start):
            return start + len(prefix)
    return start + (text[start : start + 1] in ("-", "+"))
