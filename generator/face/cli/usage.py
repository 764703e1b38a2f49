"""A call that cannot be, in our words: what click says in English, and what may have been meant."""

from __future__ import annotations

from collections.abc import Iterable

import click
from click.exceptions import NoSuchCommand

from generator.face.cli.speaking import Argument, Option
from generator.values.findings import Message, msg


class Wrong(click.BadParameter):
    """A value that is none of those allowed, with what is wrong as a message."""

    def __init__(self, why: Message, param: click.Parameter | None, ctx: click.Context | None) -> None:
        super().__init__(str(why), ctx, param)
        self.why = why


def said_of(failure: click.UsageError) -> tuple[Message, Message | None]:
    """What is wrong with a call, and “Ý anh/chị là …?” where something is near."""
    if isinstance(failure, NoSuchCommand):
        name = failure.command_name
        return msg("Không có lệnh “{ten}”.", ten=name), _near(name, failure.possibilities or ())
    if isinstance(failure, click.NoSuchOption):
        name = failure.option_name
        return msg("Không có tùy chọn “{ten}”.", ten=name), _near(name, _options(failure.ctx))
    return _of_value(failure), None


def _of_value(failure: click.UsageError) -> Message:
    if isinstance(failure, click.MissingParameter):
        return msg("Thiếu “{ten}”.", ten=_named(failure.param, failure.ctx))
    if isinstance(failure, click.BadOptionUsage):
        name = failure.option_name
        if "does not take" in failure.message:
            return msg("Tùy chọn “{ten}” không nhận giá trị.", ten=name)
        return msg("Sau “{ten}” phải có giá trị.", ten=name)
    if isinstance(failure, Wrong):
        return msg("Giá trị của “{ten}” không đúng: {ly_do}", ten=_named(failure.param, failure.ctx), ly_do=failure.why)
    if failure.message.startswith("Got unexpected extra argument"):
        extra = failure.message.partition("(")[2].rstrip(").")
        return msg("Thừa “{thua}”: lệnh này không nhận thêm.", thua=extra)
    return msg("Lệnh viết chưa đúng.")


def _named(param: click.Parameter | None, ctx: click.Context | None) -> str:
    if isinstance(param, Option | Argument) and ctx:
        return param.named(ctx)
    return param.opts[0] if param and param.opts else ""


def _params(ctx: click.Context | None) -> list[click.Parameter]:
    return ctx.command.get_params(ctx) if ctx else []


def _options(ctx: click.Context | None) -> list[str]:
    return [name for one in _params(ctx) if isinstance(one, click.Option) for name in (*one.opts, *one.secondary_opts)]


def _near(name: str, known: Iterable[str]) -> Message | None:
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), 1, 0.5)
    return msg("Ý anh/chị là “{gan}”?", gan=near[0]) if near else None
