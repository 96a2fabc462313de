"""Steps as the person sees them: number, words, elapsed time."""

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


def seconds(value: float) -> str:
    """Write a span as Indonesians do: `0,4 detik`, `1 menit 12 detik`."""
    if value < 60:
        return f"{value:.1f} detik".replace(".", ",")
    return f"{int(value // 60)} menit {int(value % 60)} detik"


class Progress:
    """Numbered steps on a terminal (one line each, redrawn) or in a log (a line when done)."""

    def __init__(self, total: int, out: TextIO | None = None) -> None:
        self.total = total
        self.done = 0
        self.out = out or sys.stdout
        self.live = self.out.isatty()
        self.began = time.monotonic()
        self._label = ""
        self._remark = ""
        self._step_began = self.began

    @contextmanager
    def step(self, words: str) -> Iterator["Progress"]:
        """Show one step. A step that fails leaves its line standing and the trouble speaks."""
        self.done += 1
        self._label = f"[{self.done:>2}/{self.total}] {words}"
        self._remark = ""
        self._step_began = time.monotonic()
        self._draw("…")
        try:
            yield self
        except BaseException:
            self._line("terhenti")
            raise
        self._line(f"{self._remark or 'selesai'}, {self._elapsed()}")

    def at(self, position: int, of: int, what: str) -> None:
        """Show how far the running step has come."""
        self.show(f"{position}/{of} {what}")

    def show(self, words: str) -> None:
        """Show what the running step is at, on a terminal that can take it back."""
        if self.live and words.strip():
            self._draw(f"{words.strip()}, {self._elapsed()}")

    def remark(self, words: str) -> None:
        """Say how the step ended, in place of `selesai`."""
        self._remark = words

    def total_elapsed(self) -> str:
        return seconds(time.monotonic() - self.began)

    def _elapsed(self) -> str:
        return seconds(time.monotonic() - self._step_began)

    def _draw(self, words: str) -> None:
        end = "" if self.live else "\n"
        start = "\r\x1b[K" if self.live else ""
        line = f"{self._label}: {words}"
        if self.live:
            line = line[: shutil.get_terminal_size().columns - 1]
        print(f"{start}{line}", end=end, file=self.out, flush=True)

    def _line(self, words: str) -> None:
        start = "\r\x1b[K" if self.live else ""
        print(f"{start}{self._label}: {words}", file=self.out, flush=True)
