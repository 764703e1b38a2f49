"""What is certain enough to be mended, and what a mend changed: before → after, read from the file."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from generator.checking.paper.closing import is_archive
from generator.checking.paper.model import Facts, Paragraph, Part, Section
from generator.ooxml.names import mm
from generator.values.findings import Finding

_ENOUGH = 2  # signs by which a part was recognised, beside the one it begins with


def surely(facts: Facts) -> Facts:
    """The facts with the parts and closings alone that more than one sign shows; what is left out is not mended."""
    return replace(facts, parts=tuple(_closing(part) for part in facts.parts if _is_sure(part)))


def _is_sure(part: Part) -> bool:
    head = part.heading
    if part.role != "chinh":
        return head.kind_line is not None and bool(head.attached_note or head.subject or head.motto)
    signs = (head.creed, head.agency, head.number, head.dated, head.kind_line or head.about)
    return head.motto is not None and sum(map(bool, signs)) >= _ENOUGH


def _closing(part: Part) -> Part:
    """Without recipients that only their word shows, and without signatures that have no name or position."""
    listed = part.recipients_word is not None and (part.signers or any(is_archive(line) for line in part.recipients))
    signers = tuple(item for item in part.signers if item.titles and (item.name is not None or listed))
    if listed:
        return replace(part, signers=signers)
    return replace(part, signers=signers, recipients=(), recipients_word=None)


def shown(change: Finding, before: Facts, after: Facts) -> Finding:
    """A change with "before → after" as its value: words where they changed, else what of the look did."""
    at = change.place.line
    if 0 < at <= min(len(before.paragraphs), len(after.paragraphs)):
        old, new = before.paragraphs[at - 1], after.paragraphs[at - 1]
        if old.seen != new.seen:
            return replace(change, value=f"{old.seen} → {new.seen}")
        return replace(change, value=_difference(_look(old), _look(new)))
    pairs = zip(before.sections, after.sections, strict=False)
    told = (_difference(_page(old), _page(new)) for old, new in pairs)
    return replace(change, value=next((text for text in told if text), _difference(_fonts(before), _fonts(after))))


def _fonts(facts: Facts) -> dict[str, str]:
    return {"phông": ", ".join(sorted({run.format.font for item in facts.paragraphs for run in item.whole.runs}))}


def _difference(old: dict[str, str], new: dict[str, str]) -> str:
    return "; ".join(f"{name} {old[name]} → {new[name]}" for name in old if old[name] != new[name])


def _look(paragraph: Paragraph) -> dict[str, str]:
    line, form = paragraph.whole, paragraph.format
    names = {"both": "đều hai bên", "left": "trái", "center": "giữa", "right": "phải"}
    return {
        "cỡ": f"{line.size:g}" if line.size else "",
        "đậm": "có" if line.share("bold") > 0.5 else "không",
        "nghiêng": "có" if line.share("italic") > 0.5 else "không",
        "phông": ", ".join(sorted({run.format.font for run in line.runs})),
        "canh": names.get(form.alignment, form.alignment),
        "lùi": f"{mm(form.left + form.first):.1f} mm",
        "cách đoạn": f"{form.before:g}/{form.after:g} pt",
        "cách dòng": f"{form.line:g} {form.line_rule}",
    }


def _page(section: Section) -> dict[str, str]:
    return dict(_measures(section))


def _measures(section: Section) -> Iterator[tuple[str, str]]:
    yield "khổ giấy", f"{section.width:.0f} × {section.height:.0f} mm"
    for name, value in (("lề trên", section.top), ("lề dưới", section.bottom), ("lề trái", section.left),
                        ("lề phải", section.right)):  # fmt: skip
        yield name, f"{value:.1f} mm"
    number = section.number
    yield "số trang", f"{number.where}, {number.alignment}, cỡ {number.format.size:g}" if number else "không"
    yield "số trang đầu", "có" if section.first_number else "không"
