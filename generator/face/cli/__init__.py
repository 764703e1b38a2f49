"""The command line: it reads the call, calls the function of the API, hands the result to a presenter.

`menu` says what there is; `call` runs a command, whose module is imported when it is called.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from generator.face.cli.menu import first_page


def run(arguments: Sequence[str]) -> int:
    """Run a command line; returns the exit code."""
    if page := first_page(arguments):
        sys.stdout.write(f"{page}\n")
        return 0
    from generator.face.cli.call import call

    return call(arguments)
