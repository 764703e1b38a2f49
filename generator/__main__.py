"""`vanban` and `python -m generator`."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from generator.face.cli import run

    # A run makes many small objects, keeps them and ends: looking for dead circles among them takes a tenth of it.
    gc.set_threshold(200_000, 50, 100)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
