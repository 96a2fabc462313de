"""What stands still fails where it stands.

Not every call of Playwright has an end: asked of a page that never answers, it waits for good, and
with it the whole suite. A signal ends the waiting; the failure shows the line that waited.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail what takes longer; no promise of speed, but the end of all patience."""

    def end(number: int, frame: object) -> None:
        raise AssertionError(f"nothing moved for {seconds} s")

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
