"""What a Word template may hold, judged before any data comes: `vanban template check`.

The form of its tags (`structure`), their language (`source`), their names (`names`), and
what this module judges itself: tags where nothing renders them, templates that are not there, numbering by Word.
Every finding names the place in the Word file and quotes the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lxml import etree

from generator.ooxml.names import r, w
from generator.ooxml.styles import inherited
from generator.ooxml.words import text_of
from generator.rendering.templates.docx_template import Library, TemplateFile, read_template
from generator.rendering.templates.elsewhere import all_tags, included_beside, refused, unfilled
from generator.rendering.templates.jinja import word_environment
from generator.rendering.templates.lines import BODY, Line, Tag, error_at, lines_of, part_words
from generator.rendering.templates.losses import losses, unheard
from generator.rendering.templates.names import Names
from generator.rendering.templates.source import parsed
from generator.rendering.templates.structure import structure
from generator.rendering.templates.typed import TAG
from generator.rendering.word.contents import pages_left_open
from generator.values.errors import TemplateError
from generator.values.findings import Finding, Message, Place, Severity, in_order, msg
from generator.values.patterns import late
from generator.values.text import one_line, quote

# The folder of a template -> the names it may begin with; `d`, `ky` … come from its loops.
ROOTS = {"bang": ("vb", "k", "bang"), "khoi": ("vb", "k")}
# What a link begins with where data may go on: a site, a mailbox.
_SURE_ADDRESS = late(r"https?://[^/{\s]+/|mailto:|tel:", re.IGNORECASE)
_STYLES = "word/styles.xml"


def check_template(path: Path, library: Library, own_columns: Iterable[str] | None = None) -> tuple[Finding, ...]:
    """Judge a Word template. `own_columns` are those of a dossier's tables; None where it is judged alone.

    A file that is no Word file, or has no page set up, is a finding too.
    """
    try:
        file = read_template(path.name, path)
        file.section  # noqa: B018 - raises where the template has none
    except TemplateError as failure:
        return failure.findings
    own = None if own_columns is None else frozenset(own_columns)
    return check_file(file, library, own)


def refuse_wrong(files: Iterable[TemplateFile], library: Library, own: Iterable[str]) -> None:
    """Raise TemplateError with all that is wrong in templates, before any of them is filled.

    `own` are the columns of the dossier's tables. What is wrong only as long as they are not known is not said.
    """
    known = frozenset(own)
    found: list[Finding] = []
    for file in files:
        if wrong := _errors(check_file(file, library, known)):
            alone = {(one.code, one.place) for one in _errors(check_file(file, library, None))}
            found += [one for one in wrong if (one.code, one.place) in alone]
    if found:
        raise TemplateError(in_order(found))


def _errors(findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.severity is Severity.ERROR]


def check_file(file: TemplateFile, library: Library, own: frozenset[str] | None) -> tuple[Finding, ...]:
    """The same for a template that was read."""
    lines = lines_of(file)
    parts: dict[str, list[Line]] = {}
    for line in lines:
        if _is_rendered(line.part):
            parts.setdefault(line.part, []).append(line)
    tags = {
        name: [tag for line in own_lines for tag in all_tags(line, file.addresses if name == BODY else {})]
        for name, own_lines in parts.items()
    }
    form = (*structure(file, lines), *(found for own_lines in parts.values() for found in losses(own_lines)))
    lost = (found for own_lines in parts.values() for found in unheard(own_lines))
    return in_order(
        dict.fromkeys(
            (
                *_said_once(form, lost),
                *(found for own_tags in tags.values() for found in _names(file, own_tags, library, own)),
                *(found for own_tags in tags.values() for found in _rich_text(own_tags)),
                *_not_rendered(lines),
                *unfilled(file, lines),
                *included_beside(tags),
                *_undecided(file, lines, form),
                *_open_addresses(file, lines),
                *_remarks(lines),
                *pages_left_open(file),
                *_numbering(file, [line for line in lines if line.part == BODY]),
            )
        )
    )


def _undecided(file: TemplateFile, lines: Sequence[Line], form: Iterable[Finding]) -> Iterator[Finding]:
    """What no template may hold, where the form of its tags does not say so already."""
    tracked = {found.place for found in form if found.code == "T012"}
    return (found for found in refused(file, lines) if found.place not in tracked)


def _said_once(form: Iterable[Finding], lost: Iterable[Finding]) -> Iterator[Finding]:
    """Findings on the form of tags, one of a kind a place; what is lost (T043) where nothing else says so."""
    seen: dict[tuple[str, Place], Finding] = {}
    for found in form:
        seen.setdefault((found.code, found.place), found)
    rows = {_row_of(place) for _, place in seen}
    return iter((*seen.values(), *(found for found in lost if _row_of(found.place) not in rows)))


def _row_of(place: Place) -> str:
    """A place without its column: a tag takes the other cells of its row with it."""
    return place.part.rpartition(", cột ")[0] or place.part


def _addresses(file: TemplateFile, lines: Iterable[Line]) -> Iterator[tuple[Line, str]]:
    """The addresses with tags of links, each with the paragraph that it stands in."""
    for line in lines if file.addresses else ():
        for link in line.element.iter(w("hyperlink")) if line.part == BODY else ():
            if said := file.addresses.get(link.get(r("id"), "")):
                yield line, said


def _open_addresses(file: TemplateFile, lines: Iterable[Line]) -> Iterator[Finding]:
    for line, said in _addresses(file, lines):
        if not _SURE_ADDRESS.match(said):
            yield error_at(
                "T044",
                line,
                msg("Địa chỉ {dia_chi} của liên kết do dữ liệu quyết định.", dia_chi=quote(said)),
                msg("Ghi sẵn phần đầu của địa chỉ (https://tên-miền/, mailto:), chỉ để thẻ ở phần sau."),
            )


def remarks(file: TemplateFile) -> tuple[Finding, ...]:
    """What is said of the comments of a template, which no file made with it has."""
    return tuple(_remarks(lines_of(file))) if any(map(_holds_remarks, file.parts)) else ()


def _holds_remarks(part: str) -> bool:
    return part.startswith("word/comments")


def _remarks(lines: Iterable[Line]) -> Iterator[Finding]:
    """Comments of a template stay with it."""
    for line in lines:
        if _holds_remarks(line.part) and line.text.strip() and not TAG.search(line.text):
            said = msg("Bình luận {chu} trong mẫu không vào văn bản sinh ra.", chu=quote(one_line(line.text)))
            yield Finding("T045", Severity.NOTE, line.place, said, None, one_line(line.text))


def _is_rendered(part: str) -> bool:
    """The body, headers and footers; each by itself, so a block opened in one cannot close in another."""
    return part == BODY or part.startswith(("word/header", "word/footer"))


def _names(file: TemplateFile, tags: Sequence[Tag], library: Library, own: frozenset[str] | None) -> list[Finding]:
    environment = word_environment()
    tree, problems = parsed(tags, environment)
    findings = list(problems)

    def report(number: int, code: str, severity: Severity, message: Message, hint: Message | None) -> None:
        line = tags[min(number, len(tags)) - 1].line
        findings.append(Finding(code, severity, line.place, message, hint, one_line(line.text)))

    for number, name in Names(environment, roots(file), own, report).walk(tree):
        try:
            if _comes_back(file, name, library):
                report(number, "T038", Severity.ERROR, msg("Mẫu gọi lại chính nó qua “{ten}”.", ten=name), None)
        except TemplateError as failure:
            first = failure.findings[0]
            report(number, "T034", Severity.ERROR, first.message, first.hint)
    return findings


def _comes_back(file: TemplateFile, name: str, library: Library) -> bool:
    """Whether a template included by name includes the file again. Raises TemplateError where one is missing."""
    waiting, seen = [name], set()
    while waiting:
        included = library.find(waiting.pop())
        if included.path.resolve() == file.path.resolve():
            return True
        if included.name not in seen:
            seen.add(included.name)
            waiting += included.includes
    return False


def roots(file: TemplateFile) -> tuple[str, ...]:
    """The names that a template may begin with, by the folder it lies in."""
    folder = file.path.resolve().parent.name
    if folder in ROOTS:
        return ROOTS[folder]
    text = text_of(file.document)
    return ROOTS["bang"] if "bang.dong" in text and "k.bang" not in text else ("vb",)


def _rich_text(tags: Iterable[Tag]) -> Iterator[Finding]:
    """`{{r x}}` and `{{p x}}` want objects of docxtpl; our values are text, which Word would not show there."""
    for tag in tags:
        if tag.kind == "{{" and tag.prefix:
            yield error_at(
                "T035",
                tag.line,
                msg("Thẻ “{the}” cần đối tượng mà dữ liệu không có; giá trị sẽ bị mất.", the=tag.raw),
                msg("Viết {{{{ {ma} }}}}.", ma=tag.code),
            )


def _not_rendered(lines: Iterable[Line]) -> Iterator[Finding]:
    """Tags where nothing fills them.

    docxtpl renders footnotes, endnotes and comments twice, and data would become code (traps 5).
    """
    for line in lines:
        if not _is_rendered(line.part) and any(sign in line.text for sign in ("{{", "{%", "{#")):
            yield error_at(
                "T036",
                line,
                msg("Không dùng được thẻ trong {phan}.", phan=part_words(line.part)),
                msg("Chuyển thẻ vào thân văn bản, hoặc ghi chữ cố định."),
            )


def _numbering(file: TemplateFile, body: Iterable[Line]) -> Iterator[Finding]:
    """Numbers made by Word: ours are text (Word has no a b c d đ e), and a template that is joined loses its lists."""
    numbered = _numbered_styles(file)
    for line in body:
        properties = line.element.find(w("pPr"))
        if properties is None:
            continue
        style = properties.find(w("pStyle"))
        if _is_numbered(properties) or (style is not None and style.get(w("val")) in numbered):
            yield error_at(
                "T037",
                line,
                msg("Đoạn này đánh số hoặc gạch đầu dòng tự động của Word; số sẽ sai hoặc mất khi ghép văn bản."),
                msg("Bỏ đánh số tự động; số thứ tự đã có trong dữ liệu (k.so, d.stt)."),
            )


def _is_numbered(properties: etree._Element) -> bool:
    found = properties.find(f"{w('numPr')}/{w('numId')}")
    return found is not None and found.get(w("val")) != "0"


def _numbered_styles(file: TemplateFile) -> frozenset[str]:
    """Ids of the styles that number their paragraphs, by themselves or by the style they are based on."""
    based: dict[str, str] = {}
    numbered: dict[str, bool] = {}
    for key, style in file.styles.items() if _STYLES in file.parts else ():
        base, properties = style.find(w("basedOn")), style.find(w("pPr"))
        based[key] = base.get(w("val")) if base is not None else ""
        if properties is not None and properties.find(w("numPr")) is not None:
            numbered[key] = _is_numbered(properties)
    return frozenset(key for key, is_numbered in inherited(based, numbered, False).items() if is_numbered)
