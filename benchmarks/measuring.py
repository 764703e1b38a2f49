"""One measurement, one process: CPU seconds and peak memory above what interpreter, libraries and data take.

`python -m benchmarks.measuring module:function ARGUMENTS…` — the function makes everything ready and gives back what is
measured. Both numbers come from the operating system (getrusage), children included in the seconds.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.__main__ import SELDOM

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU seconds, seconds on the clock, MB above the start; `value` is what the work gave back."""

    cpu: float
    wall: float
    memory: float
    value: Any = None


def measure(where: str, *arguments: object, repeat: int = 1) -> Measured:
    """Measure `module:function` in a process of its own: the fastest of `repeat` runs, the most memory."""
    command = [sys.executable, "-m", "benchmarks.measuring", where, *map(str, arguments)]
    runs = []
    for _ in range(repeat):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{' '.join(command[3:])}\n{done.stderr[-2000:]}")
        runs.append(Measured(**json.loads(done.stdout.splitlines()[-1])))
    fastest = min(runs, key=lambda run: run.cpu)
    return Measured(fastest.cpu, fastest.wall, max(run.memory for run in runs), fastest.value)


def measure_command(*command: str, environment: dict[str, str] | None = None) -> float:
    """CPU seconds of a program of its own, its children included.

    As installed: a run may keep the bytecode of what it loads, and finds what an earlier one has kept.
    """
    environment = {**(environment or os.environ)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = _cpu(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, capture_output=True, check=False, env=environment)
    return _cpu(resource.RUSAGE_CHILDREN) - before


def _cpu(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def _peak() -> float:
    """MB at the highest of this process.

    Linux tells it in /proc; ru_maxrss of a new process there begins with what its parent had.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _start() -> float:
    """MB now; where the system allows it (Linux), the highest so far is forgotten."""
    gc.collect()
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    return _peak()


def _above(start: float) -> float:
    """MB above the start: this process, or the largest of its workers, which begin about where it began."""
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return max(_peak(), workers) - start


def main(where: str, *arguments: str) -> None:
    """Make ready, measure, print one line of JSON; dead objects are looked for as seldom as `vanban` does."""
    gc.set_threshold(*SELDOM)
    module, _, function = where.partition(":")
    make_ready: Callable[..., Callable[[], Any]] = getattr(importlib.import_module(module), function)
    work = make_ready(*arguments)
    memory, wall = _start(), time.perf_counter()
    cpu = _cpu(resource.RUSAGE_SELF) + _cpu(resource.RUSAGE_CHILDREN)
    value = work()
    cpu = _cpu(resource.RUSAGE_SELF) + _cpu(resource.RUSAGE_CHILDREN) - cpu
    wall = time.perf_counter() - wall
    print(json.dumps({"cpu": cpu, "wall": wall, "memory": _above(memory), "value": value}))


if __name__ == "__main__":
    main(*sys.argv[1:])
