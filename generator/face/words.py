"""Every word shown, in the language chosen: Vietnamese templates, looked up in the catalogue of another language.

What is in the data (names, titles of columns, quotations) and the names of the law stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from generator.values.messages import Certainty, Message, Severity, msg

CERTAINTIES: Mapping[Certainty, Message] = {
    Certainty.CERTAIN: msg("chắc chắn"),
    Certainty.LIKELY: msg("khá chắc"),
    Certainty.ASK: msg("cần người xem"),
}
SEVERITIES: Mapping[Severity, Message] = {
    Severity.ERROR: msg("sai"),
    Severity.WARNING: msg("nên sửa"),
    Severity.NOTE: msg("lưu ý"),
}


def said(text: Message | str, lang: str) -> str:
    """A message in a language; what is no message is data and stands as it is."""
    return translated(text, lang) if isinstance(text, Message) else text


def translated(message: Message, lang: str) -> str:
    """A message in a language, the messages among its values too; in Vietnamese where the catalogue lacks it."""
    template = message.template if lang == "vi" else catalogue(lang).get(message.template, message.template)
    values = {name: _value(value, lang) for name, value in message.values}
    return template.format(**values)


def _value(value: object, lang: str) -> object:
    if isinstance(value, Message):
        return translated(value, lang)
    if isinstance(value, Severity):
        return translated(SEVERITIES[value], lang)
    return value


def known(text: str, lang: str) -> str:
    """A text that is no message, where the catalogue has it (titles of checks); else the text itself."""
    return text if lang == "vi" else catalogue(lang).get(text, text)


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """Template -> translation, of `<lang>.po`: a gettext catalogue, as editors of translations take it."""
    # Only where another language than Vietnamese is asked for.
    from pathlib import Path

    return read_po((Path(__file__).parent / f"{lang}.po").read_text(encoding="utf-8"))


def read_po(text: str) -> dict[str, str]:
    """The translated entries of a .po file. Its strings are C's, which JSON writes alike; no plurals, no contexts."""
    # Only where another language than Vietnamese is asked for.
    import json

    found: dict[str, str] = {}
    pieces: dict[str, list[str]] = {}
    field = ""
    for line in (*text.splitlines(), ""):
        keyword, _, rest = line.partition(" ")
        if keyword in ("msgid", "msgstr"):
            if keyword == "msgid":
                _keep(pieces, found)
                pieces = {}
            field, line = keyword, rest
            pieces[field] = []
        if line.startswith('"') and field:
            pieces[field].append(json.loads(line))
    _keep(pieces, found)
    return found


def _keep(pieces: Mapping[str, list[str]], found: dict[str, str]) -> None:
    template, translation = ("".join(pieces.get(field, ())) for field in ("msgid", "msgstr"))
    if template and translation:
        found[template] = translation
