"""Drawing the demo's documents on several cores while the rows are still being written.

Two of three seconds of a load are spent drawing, and a drawing needs nothing but its HTML: whoever
tells the course of a document hands out a sheet and goes on when the drawn file comes back.
"""

import datetime as dt
import multiprocessing
import os
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from django.db import connections

from timdu.demo import signing
from timdu.documents import pdf
from timdu.documents.kinds import Embedded

T = TypeVar("T")
# More would mostly wait for the rows.
MOST = 3


@dataclass(frozen=True)
class Sheet:
    """What is to be drawn and, with an office, signed outside in its name."""

    html: str
    files: Mapping[str, bytes]
    embedded: Sequence[Embedded]
    created: dt.datetime
    office: str


@dataclass(frozen=True)
class Printed:
    """A drawn document, and the signed file that comes back; empty where none does."""

    pdf: pdf.Pdf
    signed: bytes


# A course that hands out one sheet and goes on with what was drawn.
Course = Generator[Sheet, Printed, T]


class Press:
    """The processes that draw."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def order(self, sheet: Sheet) -> "Future[Printed]":
        return self._pool.submit(drawn, sheet)


@contextmanager
def opened() -> Iterator[Press]:
    """Start the processes; to be called outside of any transaction.

    They are forks, so that the application is loaded once: no connection may be open then, and
    the engine may be loaded but not yet used (a thread of its fonts would not come along).
    """
    connections.close_all()
    pdf.engine()
    workers = min(MOST, os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork")) as pool:
        pool.submit(os.getpid).result()
        yield Press(pool)


def drawn(sheet: Sheet) -> Printed:
    """Draw one sheet and sign it, in a process of the press."""
    made = pdf.render(
        sheet.html, files=sheet.files, attachments=sheet.embedded, created=sheet.created
    )
    return Printed(made, signing.sign(made.data, sheet.office) if sheet.office else b"")
