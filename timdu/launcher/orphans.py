"""Processes whose parent is gone: the kernel hands them to us, and we end them."""

import ctypes
import os
import signal
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """Ask the kernel to make us the parent of every descendant that loses its own."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def children_of(parent: int) -> list[int]:
    """Direct children, zombies included."""
    return [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if _parent(entry) == parent]


def end_orphans(keep: set[int]) -> None:
    """Kill and reap all our children but `keep`; their own children fall to us and follow."""
    while orphans := set(children_of(os.getpid())) - keep:
        for pid in orphans:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _parent(entry: Path) -> int:
    try:
        stat = (entry / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    # The name may hold spaces and brackets; what follows its last bracket is regular.
    return int(stat.rpartition(")")[2].split()[1])
