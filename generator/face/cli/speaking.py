"""click in our words: help in the language chosen, options and arguments whose texts are messages."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

import click
from click.core import augment_usage_errors

from generator.face.cli.menu import HELP, Sections, page
from generator.face.words import translated
from generator.values.findings import Message, msg

_INDENT, _WIDEST = 2, 30


def language(ctx: click.Context) -> str:
    """The language of a call; Vietnamese where nobody chose."""
    return str(ctx.find_root().obj or "vi")


def said(ctx: click.Context, message: Message) -> str:
    """A message in the language of a call."""
    return translated(message, language(ctx))


class Option(click.Option):
    """An option: `said` is what it does, `word` what its value is called (none for a switch)."""

    def __init__(self, *args: Any, said: Message, word: Message | None = None, **more: Any) -> None:
        super().__init__(*args, **{**more, "help": str(said)})
        self.said = said
        self.word = word

    def named(self, ctx: click.Context) -> str:
        """`-o, --output TỆP`, as it is typed."""
        names = ", ".join((*self.opts, *self.secondary_opts))
        return names if self.is_flag or self.count else f"{names} {self.make_metavar(ctx)}"

    def make_metavar(self, ctx: click.Context) -> str:
        """What its value is called."""
        if isinstance(self.type, click.Choice):
            return f"[{'|'.join(self.type.choices)}]"
        return said(ctx, self.word) if self.word else str(self.metavar or "")

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """How it is typed, and what it does."""
        text = said(ctx, self.said)
        if self.show_default and not self.is_flag and self.default is not None:
            text += said(ctx, msg(" (mặc định: {gia_tri})", gia_tri=self.default))
        return self.named(ctx), text + (said(ctx, msg(" (bắt buộc)")) if self.required else "")


class Argument(click.Argument):
    """An argument; `word` is what it is called."""

    def __init__(self, *args: Any, word: Message, **more: Any) -> None:
        super().__init__(*args, **more)
        self.word = word

    def named(self, ctx: click.Context) -> str:
        """What it is called."""
        return said(ctx, self.word)

    def make_metavar(self, ctx: click.Context) -> str:
        """`HỒ SƠ`, `[HỒ SƠ]...` where it may be left out or repeated."""
        word = self.named(ctx) if self.required else f"[{self.named(ctx)}]"
        return f"{word}..." if self.nargs == -1 else word


class Command(click.Command):
    """A command: `said` is what it does, the first sentence being enough in a list; `examples` are command lines."""

    def __init__(self, *args: Any, said: Message, examples: tuple[str, ...] = (), **more: Any) -> None:
        super().__init__(*args, **{**more, "help": str(said)})
        self.said = said
        self.examples = examples

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; an error knows its command, that of a value that is missing too."""
        with augment_usage_errors(ctx):
            return super().parse_args(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Usage, what it does, examples, options."""
        _usage(self, ctx, formatter)
        _paragraph(formatter, said(ctx, self.said))
        _examples(ctx, formatter, self.examples)
        _options(self, ctx, formatter)


class Group(click.Group):
    """A group of commands that are imported when one is called; `sections` orders them by what a person wants."""

    def __init__(self, *args: Any, said: Message, sections: Sections, **more: Any) -> None:
        super().__init__(*args, **{**more, "help": str(said), "no_args_is_help": True})
        self.said = said
        self.sections = sections
        self.known = {name: one for section in sections.values() for name, one in section.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the help."""
        return list(self.known)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name not in self.known:
            return None
        module, _, name = self.known[cmd_name].where.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; a name that there is not is refused with all that there are."""
        if args[0] not in self.known and not args[0].startswith("-"):
            raise click.exceptions.NoSuchCommand(args[0], possibilities=self.known, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it is for, then its commands, each with an example."""
        options = _option_rows(self, ctx)
        shown = page(ctx.command_path, self.said, self.sections, options, lang=language(ctx), width=formatter.width)
        formatter.write(f"{shown}\n")


def _usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    arguments = [one.make_metavar(ctx) for one in command.get_params(ctx) if isinstance(one, click.Argument)]
    words = " ".join((*arguments, said(ctx, msg("[TÙY CHỌN]..."))))
    formatter.write_usage(ctx.command_path, words, prefix=said(ctx, msg("Cách dùng: ")))


def _paragraph(formatter: click.HelpFormatter, text: str) -> None:
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(text)


def _examples(ctx: click.Context, formatter: click.HelpFormatter, examples: Iterable[str]) -> None:
    lines = "".join(f"{' ' * _INDENT}{line}\n" for line in examples)
    if lines:
        formatter.write(f"\n{said(ctx, msg('Ví dụ'))}:\n{lines}")


def _options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    with formatter.section(said(ctx, msg("Tùy chọn"))):
        formatter.write_dl(_option_rows(command, ctx), col_max=_WIDEST)


def _option_rows(command: click.Command, ctx: click.Context) -> list[tuple[str, str]]:
    rows = [one.get_help_record(ctx) for one in command.get_params(ctx) if isinstance(one, Option)]
    return [*rows, (", ".join(command.get_help_option_names(ctx)), said(ctx, HELP))]
