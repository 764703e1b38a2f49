"""`vanban` and `python -m generator`."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper

# A run makes many small objects, keeps them and ends: looking for dead circles among them takes a tenth of it.
SELDOM = (500_000, 50, 100)


def main() -> None:
    """Run the command line and leave with its exit code."""
    from generator.face.cli import run

    # Else pydantic asks every package that is installed whether it is a plugin of its own.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.set_threshold(*SELDOM)
    for stream in (sys.stdout, sys.stderr):
        # Windows gives a file or pipe the letters of its code page, which lacks half of ours.
        if isinstance(stream, TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
    code = run(sys.argv[1:])
    # Nor are they looked for as it ends: they end with it.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
