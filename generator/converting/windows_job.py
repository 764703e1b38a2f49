"""On Windows: a process and what it starts end when we do, and take no more memory than they may (a job object).

When the last handle of a job is closed, by us or by the system because we came to our end, all that is in it ends.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

_KILL_ON_CLOSE, _JOB_MEMORY = 0x2000, 0x200
_EXTENDED_LIMITS = 9
_SET_QUOTA, _TERMINATE = 0x100, 0x1


class Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, as far as it is set; the system's own types are of one width everywhere."""

    _fields_ = (
        ("times", ctypes.c_int64 * 2),
        ("flags", ctypes.c_uint32),
        ("working_sets", ctypes.c_size_t * 2),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priorities", ctypes.c_uint32 * 2),
        ("counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peaks", ctypes.c_size_t * 2),
    )


class Job:
    """A job that one process is put into; without effect on other systems, or where Windows refuses it."""

    def __init__(self, process: int, memory: int) -> None:
        """`process` is its number, `memory` the bytes that all of the job may take; 0 is any."""
        self._close: Callable[[], object] = lambda: None
        if sys.platform == "win32":
            kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            for name in ("CreateJobObjectW", "OpenProcess"):
                getattr(kernel, name).restype = ctypes.c_void_p
            job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
            limits = Limits(flags=_KILL_ON_CLOSE | (_JOB_MEMORY if memory else 0), job_memory=memory)
            kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
            member = ctypes.c_void_p(kernel.OpenProcess(_SET_QUOTA | _TERMINATE, 0, process))
            kernel.AssignProcessToJobObject(job, member)
            kernel.CloseHandle(member)
            self._close = lambda: kernel.CloseHandle(job)

    def close(self) -> None:
        """End what is left of the job."""
        self._close()
