"""What values of options and arguments may be, and the options that every command has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

import click

from generator.face.cli.menu import LANGUAGE, LANGUAGES
from generator.face.cli.speaking import Argument, Command, Option, language
from generator.face.cli.usage import Wrong
from generator.values.errors import ExitCode
from generator.values.file_names import refuse_special
from generator.values.findings import Finding, Message, msg
from generator.values.formats import FORMATS

if TYPE_CHECKING:
    from generator.face.api import Listen

FILE, FOLDER, DOSSIER, UNIT = msg("TỆP"), msg("THƯ MỤC"), msg("HỒ SƠ"), msg("ĐƠN VỊ")
OLD, NEW = msg("CŨ"), msg("MỚI")
DAY = msg("NGÀY")


class Result(Protocol):
    """What every function of the API returns."""

    @property
    def exit_code(self) -> ExitCode:
        """What the command says to the shell."""


class Presenter(Protocol):
    """Who shows results: `terminal.Terminal` to people, `as_json.Json` to programs."""

    def show(self, result: object) -> None:
        """The result of a command."""

    def failed(self, findings: Sequence[Finding]) -> None:
        """Why a command could not go on."""

    def usage(self, said: Message, near: Message | None, command: str) -> None:
        """Why a call cannot be."""

    def stopped(self) -> None:
        """That a command ended as it was asked to."""

    def listening(self) -> AbstractContextManager[Listen | None]:
        """Who hears of progress."""

    def ask(self, question: Message) -> bool | None:
        """A question to be answered yes or no; None where nobody can."""


def presenter(*, as_json: bool, lang: str, show_all: bool = False) -> Presenter:
    """The presenter that the call asks for."""
    if as_json:
        from generator.face.as_json import Json

        return Json(lang)
    from generator.face.terminal import Terminal

    return Terminal(lang, show_all=show_all)


class Day(click.ParamType[date]):
    """A date: 2024-03-31 or 31/3/2024."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a usage error that says which forms are allowed."""
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(value, form).replace(tzinfo=UTC).date()
            except ValueError:
                continue
        raise Wrong(msg("“{gia_tri}” không phải ngày; cần 2024-03-31 hoặc 31/3/2024.", gia_tri=value), param, ctx)


class Formats(click.ParamType[tuple[str, ...]]):
    """A list of output formats: docx,xlsx,pdf."""

    name = "formats"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The formats in the order given."""
        if isinstance(value, tuple):
            return value
        chosen = tuple(dict.fromkeys(part.strip().lower() for part in value.split(",") if part.strip()))
        if wrong := [part for part in chosen if part not in FORMATS]:
            raise Wrong(msg("không có dạng “{dang}”; cần docx, xlsx, pdf.", dang=", ".join(wrong)), param, ctx)
        return chosen


class OneOf(click.Choice[str]):
    """One of a few words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, or a usage error that names all."""
        if value in self.choices:
            return str(value)
        words = ", ".join(str(one) for one in self.choices)
        raise Wrong(msg("“{gia_tri}” không dùng được; cần một trong: {cac}.", gia_tri=value, cac=words), param, ctx)


class Count(click.ParamType[int]):
    """A number from 1 to a limit."""

    name = "count"

    def __init__(self, most: int) -> None:
        """`most` is the largest number that means anything."""
        self.most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or a usage error."""
        try:
            number = int(value)
        except ValueError:
            number = 0
        if not 1 <= number <= self.most:
            said = msg("“{gia_tri}” không phải số nguyên từ 1 đến {nhieu}.", gia_tri=value, nhieu=self.most)
            raise Wrong(said, param, ctx)
        return number


class Which(click.ParamType[int]):
    """One of several, by its number from 1, or `tat-ca` for all of them (-1)."""

    name = "which"
    every = "tat-ca"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or a usage error."""
        if str(value).strip().casefold() in (self.every, "tất cả", "tất-cả", "all"):
            return -1
        if str(value).strip().isdecimal() and int(value) > 0:
            return int(value)
        raise Wrong(msg("“{gia_tri}” không dùng được; cần số thứ tự từ 1, hoặc tat-ca.", gia_tri=value), param, ctx)


class PathOf(click.ParamType[Path]):
    """A path; what is there is for the command to judge."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path; what is neither a file nor a folder is refused (V010)."""
        path = Path(value)
        refuse_special(path)
        return path


def option(*names: str, said: Message, word: Message | None = None, **more: Any) -> Callable[[Any], Any]:
    """An option in our words."""
    return click.option(*names, cls=Option, said=said, word=word, **more)


def flag(*names: str, said: Message, **more: Any) -> Callable[[Any], Any]:
    """A switch."""
    return option(*names, said=said, is_flag=True, **more)


def side(said: Message, value: Literal["ours", "theirs"]) -> Callable[[Any], Any]:
    """`--ours` or `--theirs`."""
    return option(f"--{value}", "side", said=said, flag_value=value)


def path_option(*names: str, said: Message, word: Message = FILE, **more: Any) -> Callable[[Any], Any]:
    """An option that is a path."""
    return option(*names, said=said, word=word, type=PathOf(), **more)


def path_argument(name: str, word: Message, **more: Any) -> Callable[[Any], Any]:
    """An argument that is a path, or several."""
    return click.argument(name, cls=Argument, word=word, type=PathOf(), **more)


def lang_option(decorated: Any) -> Any:
    """`--lang`, of every command and before it; what it says `menu.language_of` knew before the call was read."""
    kind = OneOf(LANGUAGES)
    one = option("--lang", said=LANGUAGE, type=kind, default=LANGUAGES[0], show_default=True, expose_value=False)
    return one(decorated)


def command(
    name: str, said: Message, *examples: str, shows_all: bool = False
) -> Callable[[Callable[..., Result | Iterator[Result]]], click.Command]:
    """A command: a function that takes a presenter and its options, and returns what the API did.

    It gets `--json` and `--lang`, with `shows_all` also `--all`; its result is shown, its exit code returned. One that
    has results without end gives them one by one.
    """

    def made(function: Callable[..., Result | Iterator[Result]]) -> click.Command:
        @wraps(function)
        def call(*, as_json: bool, show_all: bool = False, **options: Any) -> int:
            lang = language(click.get_current_context())
            screen = presenter(as_json=as_json, lang=lang, show_all=show_all)
            result = function(screen, **options)
            code: int = ExitCode.DONE
            for one in result if isinstance(result, Iterator) else (result,):
                screen.show(one)
                code = one.exit_code
            return code

        decorated: Callable[..., int] = call
        if shows_all:
            decorated = flag("--all", "show_all", said=msg("Hiện cả các lưu ý."))(decorated)
        decorated = flag("--json", "as_json", said=msg("In kết quả dạng JSON cho chương trình khác đọc."))(decorated)
        return click.command(name, cls=Command, said=said, examples=examples)(lang_option(decorated))

    return made
