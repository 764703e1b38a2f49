"""Tags as a person typed them in Word, made so that each stands whole in one `w:t`, and dashes mean what they say.

`{%- … %}` at the head of a paragraph joins it to the one before, `{% … -%}` at its end to the one after (so docxtpl);
beside text of their own paragraph they take the blanks between away, and nothing else. docxtpl's own patching takes
everything up to the nearest `w:t`: tabs, pictures, the text before the tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from generator.ooxml.names import XML, w
from generator.ooxml.words import text_of
from generator.values.patterns import late

TAG = late(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PREFIXED = late(r"\{[{%#]\s*(?:tr|tc|p) ")
_JOINS_BEFORE = late(r"\s*\{%-")
_JOINS_AFTER = late(r"-%\}\s*$")
_DASH_BEFORE, _DASH_AFTER = late(r"\s*\{%-[ \t]*"), late(r"[ \t]*-%\}\s*")
_RAW = late(r"(\{%[-+]?\s*(?:end)?raw\s*[-+]?%\})")
_BRACES = late(r"\{[{%#]|[}%#]\}")
_PARAGRAPH, _TEXT = w("p"), w("t")
_BLANKS = (w("tab"), w("br"), w("cr"))


# What Word, a keyboard or a web page makes of the signs in a tag, with what is meant.
_MEANT = {
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f"), " "),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), None),
}
_SIGNS = frozenset(map(chr, _MEANT))
_ODD = late(f"[{''.join(_SIGNS)}]")
_LITERAL = late(r"""["“”„].*?["“”]|['‘’‚].*?['‘’]""", re.DOTALL)


def settle_tags(root: etree._Element) -> etree._Element:
    """Signs within tags as they are meant, outside of what is quoted there: dashes that Word made longer, blanks that
    do not break, what nobody sees; in place."""
    for paragraph in root.iter(_PARAGRAPH):
        texts = own_texts(paragraph)
        whole = "".join(text.text or "" for text in texts)
        if "{" in whole and not _SIGNS.isdisjoint(whole) and (odd := _odd(whole)):
            at = 0
            for text in texts:
                said = text.text or ""
                text.text = "".join(odd.get(at + offset, letter) for offset, letter in enumerate(said))
                at += len(said)
    return root


def _odd(whole: str) -> dict[int, str]:
    """The places of signs in tags that are meant otherwise."""
    found: dict[int, str] = {}
    for tag in TAG.finditer(whole):
        quoted = {at for literal in _LITERAL.finditer(tag[0]) for at in range(*literal.span())}
        for sign in _ODD.finditer(tag[0]):
            if sign.start() not in quoted:
                found[tag.start() + sign.start()] = _MEANT[ord(sign[0])] or ""
    return found


def own_texts(paragraph: etree._Element) -> list[etree._Element]:
    """The `w:t` of a paragraph, without those of text boxes anchored in it."""
    if next(islice(paragraph.iter(_PARAGRAPH), 1, None), None) is None:
        return list(paragraph.iter(_TEXT))
    return [text for text in paragraph.iter(_TEXT) if next(text.iterancestors(_PARAGRAPH)) is paragraph]


def make_whole(paragraph: etree._Element) -> None:
    """Each tag into the `w:t` that it begins in; what stands in its midst follows it, blanks in its midst go."""
    texts = own_texts(paragraph)
    owners = [index for index, text in enumerate(texts) for _ in text.text or ""]
    whole = "".join(text.text or "" for text in texts)
    split = [found.span() for found in TAG.finditer(whole) if owners[found.start()] != owners[found.end() - 1]]
    if not split:
        return
    for start, end in split:
        _drop_blanks(paragraph, texts[owners[start]], texts[owners[end - 1]])
        owners[start:end] = [owners[start]] * (end - start)
    letters: list[list[str]] = [[] for _ in texts]
    for owner, letter in zip(owners, whole, strict=True):
        letters[owner].append(letter)
    for text, made in zip(texts, letters, strict=True):
        _say(text, "".join(made))


def _drop_blanks(paragraph: etree._Element, first: etree._Element, last: etree._Element) -> None:
    """Tabs and line ends between two texts: in a tag they are the blanks that they look like."""
    within = False
    for element in list(paragraph.iter(_TEXT, *_BLANKS)):
        if element in (first, last):
            within = element is first
        elif within and element.tag != _TEXT and not element.get(w("type")):
            element.getparent().remove(element)


def spell_raw(body: etree._Element) -> None:
    """What stands between `{% raw %}` and `{% endraw %}` as texts that print it: what is prepared later would take its
    tags for tags; in place, tags being whole."""
    within = False
    for text in list(body.iter(_TEXT)):
        said = text.text or ""
        if not within and "raw" not in said:
            continue
        made = ""
        for piece in _RAW.split(said):
            if _RAW.fullmatch(piece):
                within = "endraw" not in piece
            else:
                made += _BRACES.sub(lambda found: f"{{{{ '{found[0]}' }}}}", piece) if within else piece
        _say(text, made)


def join_dashed(body: etree._Element) -> None:
    """Paragraphs joined and blanks taken as dashes say; in place, tags being whole."""
    if not any("{%-" in (text.text or "") or "-%}" in (text.text or "") for text in body.iter(_TEXT)):
        return
    for paragraph in list(body.iter(_PARAGRAPH)):
        before = paragraph.getprevious()
        if _can_join(before, paragraph) and (_begins_dashed(paragraph) or _ends_dashed(before)):
            for child in list(paragraph):
                if child.tag != w("pPr"):
                    before.append(child)
            paragraph.getparent().remove(paragraph)
    for text in body.iter(_TEXT):
        said = _DASH_AFTER.sub(" %}", _DASH_BEFORE.sub("{% ", text.text or ""))
        if said != (text.text or ""):
            _say(text, said)


def unjoinable(body: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs whose dash asks for a neighbour that they cannot be joined to."""
    for paragraph in body.iter(_PARAGRAPH):
        if "-" not in text_of(paragraph):
            continue
        begins, ends = _begins_dashed(paragraph), _ends_dashed(paragraph)
        before = not begins or _can_join(_beside(paragraph, -1), paragraph)
        after = not ends or _can_join(paragraph, _beside(paragraph, 1))
        if not (before and after):
            yield paragraph


def _beside(paragraph: etree._Element, step: int) -> etree._Element | None:
    """The block before or after, what is no block passed over."""
    found = paragraph
    while found is not None:
        found = found.getprevious() if step < 0 else found.getnext()
        if found is not None and found.tag in (_PARAGRAPH, w("tbl"), w("sdt"), w("sectPr")):
            return found
    return None


def _text(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in own_texts(paragraph))


def _begins_dashed(paragraph: etree._Element) -> bool:
    said = _text(paragraph)
    return bool(_JOINS_BEFORE.match(said)) and not _PREFIXED.search(said)


def _ends_dashed(paragraph: etree._Element) -> bool:
    said = _text(paragraph)
    return bool(_JOINS_AFTER.search(said)) and not _PREFIXED.search(said)


def _can_join(before: etree._Element | None, after: etree._Element | None) -> bool:
    """Whether both are paragraphs that stay: one of a `{%p` tag goes, one that ends a section has to end."""
    pair = [one for one in (before, after) if one is not None and one.tag == _PARAGRAPH]
    return (
        len(pair) == 2
        and not any(_PREFIXED.search(_text(one)) for one in pair)
        and not any(one.find(f"{w('pPr')}/{w('sectPr')}") is not None for one in pair)
    )


def _say(text: etree._Element, said: str) -> None:
    text.text = said
    text.set(f"{{{XML}}}space", "preserve")


def takes_all(said: str, prefix: str) -> bool:
    """Whether a text has a tag that takes the whole paragraph (`p`), row (`tr`) or cell (`tc`) with it."""
    return bool(re.search(rf"\{{[{{%#]\s*{prefix} ", said))
