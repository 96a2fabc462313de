"""Programs started on the way: each dies with us, none outlives its step."""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from timdu.launcher.trouble import Trouble

PR_SET_PDEATHSIG = 1
PRIVATE = 0o077
_libc = ctypes.CDLL(None, use_errno=True)


class Failed(Exception):
    """A program ended badly; `tail` holds the last lines it wrote."""

    def __init__(self, code: int, tail: Sequence[str]) -> None:
        super().__init__(f"exit {code}")
        self.code = code
        self.tail = list(tail)


def die_with_parent(sign: int) -> Callable[[], None]:
    """Make the kernel send `sign` to the child when this process ends, however it ends.

    The child asks for it after fork; had the parent died in between, nobody would ever tell it,
    hence the second look at the parent.
    """
    parent = os.getpid()

    def ask() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return ask


def kill_group(group: int, sign: int) -> None:
    """Signal a whole process group; a group that is gone is what we wanted."""
    try:
        os.killpg(group, sign)
    except (ProcessLookupError, PermissionError):
        return


def ended(child: subprocess.Popen[str]) -> bool:
    """Has it ended? It is not reaped yet, so its number still belongs to it and to its group."""
    if child.returncode is not None:
        return True
    state = os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    return state is not None


def end(child: subprocess.Popen[str], *, patience: float, sign: int = signal.SIGTERM) -> None:
    """Ask it to stop, wait, then kill whatever is left of its group."""
    if child.returncode is not None:
        return
    deadline = time.monotonic() + patience
    if not ended(child):
        # What sudo started is not ours to signal; it ends by itself.
        with contextlib.suppress(PermissionError):
            os.kill(child.pid, sign)
    while not ended(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    kill_group(child.pid, signal.SIGKILL)
    child.wait()
    if child.stdout is not None:
        child.stdout.close()


def call(
    argv: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    each_line: Callable[[str], None] | None = None,
    umask: int = -1,
    stdin: str | None = None,
    uid: int | None = None,
    patience: float = 5,
) -> list[str]:
    """Run a program to its end, its output in `log`. Raise Failed when it fails.

    Returns the last lines. It stands in a process group of its own, which is swept when the step
    is left for any reason (Ctrl-C included).
    """
    tail: deque[str] = deque(maxlen=40)
    with log.open("a", encoding="utf-8") as copy:
        child = subprocess.Popen(
            [str(part) for part in argv],
            env=env,
            cwd=cwd,
            umask=umask,
            user=uid,
            group=uid and _group_of(uid),
            extra_groups=None if uid is None else [],
            stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )
        try:
            _feed(child, stdin)
            for line in child.stdout or ():
                copy.write(line)
                tail.append(line.rstrip())
                if each_line is not None:
                    each_line(line)
            os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        finally:
            end(child, patience=patience)
    if child.returncode:
        raise Failed(child.returncode, tail)
    return list(tail)


def explain(failed: Failed, sentence: str, log: Path) -> Trouble:
    """Turn a failed program into words: the sentence, its last lines, where to read all of it."""
    said = "\n".join(f"    {line}" for line in failed.tail[-6:] if line.strip())
    return Trouble(sentence, f"{said}\n  Catatan lengkap: {log}")


def _feed(child: subprocess.Popen[str], text: str | None) -> None:
    if text is not None and child.stdin is not None:
        child.stdin.write(text)
        child.stdin.close()


def _group_of(uid: int) -> int:
    return pwd.getpwuid(uid).pw_gid
