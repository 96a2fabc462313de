"""One parent, its children: started, watched, restarted, and all stopped together."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from timdu.launcher.process import PRIVATE, die_with_parent, end, ended, kill_group
from timdu.launcher.trouble import Stopped, Trouble

RESTARTS = 5
WITHIN = 600.0
PATIENCE = 15.0


@dataclass
class Child:
    """One long-running program and how it likes to be stopped."""

    name: str
    argv: Sequence[str]
    log: Path
    env: Mapping[str, str] | None = None
    cwd: Path | None = None
    account: tuple[int, int] | None = None
    stop_sign: int = signal.SIGTERM
    stops_last: bool = False
    # What the kernel sends it when we are killed: nobody will be there to insist.
    orphan_sign: int = signal.SIGTERM
    process: subprocess.Popen[str] | None = None
    starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.starts.append(time.monotonic())
        uid, gid = self.account or (None, None)
        with self.log.open("a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                self.argv,
                env=self.env,
                cwd=self.cwd,
                user=uid,
                group=gid,
                extra_groups=None if uid is None else [],
                umask=PRIVATE,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                text=True,
                start_new_session=True,
                preexec_fn=die_with_parent(self.orphan_sign),
            )

    def alive(self) -> bool:
        return self.process is not None and not ended(self.process)

    def bury(self) -> int:
        """Reap a child that ended, and whatever it left in its group. Returns its exit status."""
        if self.process is None:
            return 0
        kill_group(self.process.pid, signal.SIGKILL)
        return self.process.wait()

    def too_often(self) -> bool:
        since = time.monotonic() - WITHIN
        return len([start for start in self.starts if start > since]) > RESTARTS


class Supervisor:
    """All children of this copy, looked after together."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.children: list[Child] = []
        self.say = say

    def start(self, child: Child) -> Child:
        self.children.append(child)
        child.start()
        return child

    def look(self) -> None:
        """Restart whoever has died, with words; give up on one that dies again and again."""
        for child in self.children:
            if child.alive():
                continue
            code = child.bury()
            how = f"sinyal {-code}" if code < 0 else f"kode {code}"
            if child.too_often():
                raise Trouble(
                    f"Bagian {child.name} berhenti sendiri {RESTARTS} kali ({how}); "
                    "semua bagian dihentikan.",
                    f"Catatan: {child.log}",
                )
            again = len(child.starts)
            self.say(f"Bagian {child.name} berhenti sendiri ({how}); dinyalakan lagi ({again}).")
            time.sleep(min(again, 5) * 0.5)
            child.start()

    def watch(self) -> None:
        """Look after the children until a signal ends it."""
        while True:
            self.look()
            time.sleep(0.3)

    def stop(self, hurry: Callable[[], bool]) -> None:
        """Stop all: those that use the database together, then the database they need."""
        for last in (False, True):
            group = [child for child in self.children if child.stops_last is last]
            for child in group:
                if child.process is not None and child.alive():
                    os.kill(child.process.pid, child.stop_sign)
            self._await(group, hurry)
            for child in group:
                if child.process is not None:
                    end(child.process, patience=0, sign=signal.SIGKILL)

    def _await(self, group: Sequence[Child], hurry: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while any(child.alive() for child in group):
            if hurry() or time.monotonic() > deadline:
                return
            time.sleep(0.05)


class Signals:
    """The first Ctrl-C (or kill, or closed terminal) stops in order, the second in a hurry."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> "Signals":
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # Under nohup a closed terminal is meant to be survived.
            if sign != signal.SIGHUP or signal.getsignal(sign) != signal.SIG_IGN:
                signal.signal(sign, self._arrived)
        return self

    def __exit__(self, *_: object) -> None:
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, signal.SIG_DFL)

    def hurry(self) -> bool:
        return self.count > 1

    def _arrived(self, _sign: int, _frame: FrameType | None) -> None:
        self.count += 1
        if self.count == 1:
            raise Stopped
