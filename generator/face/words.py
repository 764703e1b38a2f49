"""Messages in another language: Vietnamese templates looked up in a gettext catalogue (`en.po`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.values.findings import Message, msg

if TYPE_CHECKING:
    import click


def translated(message: Message, lang: str) -> str:
    """A message in a language; in Vietnamese where the catalogue does not have it."""
    if lang == "vi":
        return str(message)
    values = tuple(
        (name, translated(value, lang) if isinstance(value, Message) else value) for name, value in message.values
    )
    return str(Message(_catalogue(lang).get(message.template, message.template), values))


@cache
def _catalogue(lang: str) -> dict[str, str]:
    """Template -> translation. Babel is imported only where another language is asked for."""
    from babel.messages.pofile import read_po

    with (Path(__file__).parent / f"{lang}.po").open("rb") as source:
        return {str(entry.id): str(entry.string) for entry in read_po(source) if entry.id and entry.string}


def usage_message(failure: click.UsageError) -> str:
    """What is wrong with a call, in Vietnamese: click says it in English."""
    import click

    if isinstance(failure, click.NoSuchOption):
        near = f" Ý anh/chị là “{failure.possibilities[0]}”?" if failure.possibilities else ""
        return str(msg("Không có tùy chọn “{ten}”.", ten=failure.option_name)) + near
    if isinstance(failure, click.MissingParameter):
        shown = failure.param.make_metavar(failure.ctx) if failure.param and failure.ctx else failure.param_hint
        return str(msg("Thiếu {ten}.", ten=shown))
    if isinstance(failure, click.BadParameter):
        name = failure.param.opts[0] if failure.param and failure.param.opts else ""
        return str(msg("Giá trị của “{ten}” không đúng: {ly_do}", ten=name, ly_do=failure.message))
    if failure.message.startswith("No such command"):
        return str(msg("Không có lệnh {ten}.", ten=failure.message.removeprefix("No such command ").rstrip(".")))
    return failure.message
