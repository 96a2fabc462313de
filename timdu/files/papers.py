"""PDFs from outside: kept byte for byte (a signature covers them), taken only when harmless."""

import io
import logging
import time
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, IndirectObject

from timdu.files import limits

# One hostile file can make pypdf complain ten thousand times.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

# Keys that only a PDF with a script or a form of its own has.
ACTIVE_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings"}
# Actions that run something, fetch something or send something away.
ACTIVE_ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition",
    "/Movie", "/Sound", "/RichMediaExecute", "/GoTo3DView",
}  # fmt: skip
ACTIVE_ANNOTATIONS = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
ACTIVE_SCHEMES = {"javascript", "vbscript", "file", "data"}
# What may travel inside a PDF (PDF/A-3): data and pictures, which no double click starts.
INERT = {".json", ".csv", ".txt", ".xml", ".xlsx", ".pdf", ".jpg", ".jpeg", ".png"}
DEPTH = 50

# What pypdf raises on wild input, itself or from below.
BROKEN = (
    PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError,
    NotImplementedError, OSError, RecursionError, TypeError, ValueError,
)  # fmt: skip
TORN = "PDF ini rusak dan tidak dapat dibaca."
LOCKED = "PDF ini dikunci (kata sandi atau larangan mengubah). Simpan ulang tanpa kunci."
ACTIVE = (
    "PDF ini berisi perintah yang berjalan sendiri (skrip, program, atau formulir kirim). "
    "Cetak ulang ke PDF biasa."
)
TAIL = "ada isi lain sesudah akhir PDF ini. Cetak ulang ke PDF biasa."


class NoPaper(Exception):
    """The bytes are not a PDF we take; the words are for the user."""


def count_pages(data: bytes) -> int:
    """Check the PDF and return how many pages it has."""
    if not data.startswith(b"%PDF-"):
        raise NoPaper("isinya bukan PDF.")
    if data.rpartition(b"%%EOF")[2].strip(b" \t\r\n\x00"):
        raise NoPaper(TAIL)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise NoPaper(LOCKED)
        pages = len(reader.pages)
        inspect(reader)
    except BROKEN as error:
        raise NoPaper(TORN) from error
    if not 0 < pages <= limits.PDF_PAGES:
        raise NoPaper(f"PDF ini tidak memiliki 1 sampai {limits.PDF_PAGES} halaman.")
    return pages


def inspect(reader: PdfReader) -> None:
    """Look at every object of the file, used or not; raises NoPaper for one that acts."""
    until = time.monotonic() + limits.PDF_SECONDS
    refuse_active(reader.trailer)
    for reference in references(reader):
        if time.monotonic() > until:
            raise NoPaper("PDF ini terlalu rumit untuk diperiksa. Cetak ulang ke PDF biasa.")
        # An object that cannot be read here may be read elsewhere: it is refused, not skipped.
        refuse_active(reference.get_object())


def references(reader: PdfReader) -> Iterator[IndirectObject]:
    """Every object the file lists, in its tables and in its packed streams."""
    for generation, table in list(reader.xref.items()):
        for number in list(table):
            yield IndirectObject(number, generation, reader)
    for number in list(reader.xref_objStm):
        yield IndirectObject(number, 0, reader)


def refuse_active(found: Any, depth: int = 0) -> None:
    """Raise NoPaper when the object, or one written inside it, acts or carries what could."""
    if depth > DEPTH:
        raise NoPaper(TORN)
    if isinstance(found, DictionaryObject):
        if is_active(found):
            raise NoPaper(ACTIVE)
        refuse_carried(found)
        found = list(found.values())
    if isinstance(found, list):
        for value in found:
            refuse_active(value, depth + 1)


def is_active(found: DictionaryObject) -> bool:
    """Whether a dictionary is an action or an annotation that does something by itself."""
    scheme, colon, _ = text(found, "/URI").strip().lower().partition(":")
    return bool(
        ACTIVE_KEYS & set(found)
        or text(found, "/S") in ACTIVE_ACTIONS
        or text(found, "/Subtype") in ACTIVE_ANNOTATIONS
        or (colon and scheme in ACTIVE_SCHEMES)
    )


def refuse_carried(found: DictionaryObject) -> None:
    """Raise NoPaper for a file inside the PDF that somebody could start by opening it."""
    if "/EF" not in found:
        return
    names = [text(found, key) for key in ("/F", "/UF", "/DOS", "/Mac", "/Unix") if key in found]
    for name in names or ["tanpa nama"]:
        if PurePosixPath(name.replace("\\", "/")).suffix.lower() not in INERT:
            raise NoPaper(f"PDF ini membawa berkas lain di dalamnya (“{name[:60]}”).")


def text(found: DictionaryObject, key: str) -> str:
    """The value of a key as text, wherever in the file it stands."""
    try:
        value = found[key]
    except BROKEN:
        return ""
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return str(value)
