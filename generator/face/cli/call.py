"""The commands as click has them, and a call of one: how it ends, whatever happens."""

from __future__ import annotations

from collections.abc import Sequence

import click
from click.exceptions import NoArgsIsHelpError

from generator.face.cli.arguments import lang_option, presenter
from generator.face.cli.menu import HELP_NAMES, SAID, SECTIONS, VERSION, WIDEST, language_of
from generator.face.cli.speaking import Group, Option
from generator.face.cli.usage import said_of
from generator.values.errors import ExitCode, VanbanError, our_fault, system_refused
from generator.values.progress import Stopped

cli = Group(
    "vanban",
    context_settings={"help_option_names": [*HELP_NAMES], "max_content_width": WIDEST},
    said=SAID,
    sections=SECTIONS,
    callback=lambda: None,
)
lang_option(cli)
click.version_option(
    package_name="vanban", prog_name="vanban", message="%(prog)s %(version)s", cls=Option, said=VERSION
)(cli)


def call(arguments: Sequence[str]) -> int:
    """Run a command line; returns the exit code. Every error ends here, none as a traceback."""
    lang = language_of(arguments)
    as_json = "--json" in arguments
    try:
        # The language is known before the call is read: help and errors of reading it are in it too.
        return int(cli.main(args=list(arguments), prog_name="vanban", standalone_mode=False, obj=lang) or 0)
    except click.UsageError as failure:
        if failure.ctx and (isinstance(failure, NoArgsIsHelpError) or failure.message == "Missing command."):
            click.echo(failure.ctx.get_help())
            return ExitCode.DONE
        command = failure.ctx.command_path if failure.ctx else "vanban"
        presenter(as_json=as_json, lang=lang).usage(*said_of(failure), command)
        return ExitCode.USAGE
    except VanbanError as failure:
        presenter(as_json=as_json, lang=lang).failed(failure.findings)
        return failure.exit_code
    except (KeyboardInterrupt, click.Abort, Stopped):
        presenter(as_json=as_json, lang=lang).stopped()
        return ExitCode.INTERRUPTED
    except OSError as failure:
        presenter(as_json=as_json, lang=lang).failed((system_refused(failure),))
        return ExitCode.SYSTEM_REFUSED
    except Exception as failure:
        presenter(as_json=as_json, lang=lang).failed((our_fault(failure),))
        return ExitCode.OUR_FAULT
