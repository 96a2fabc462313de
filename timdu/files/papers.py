"""PDFs from outside: kept byte for byte (a signature covers them), taken only when harmless."""

import io
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, IndirectObject

from timdu.files import limits

# Keys that make a reader act: run a script, start a program, fetch an address, send a form.
ACTIVE = {"/JS", "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMedia", "/XFA"}


# What pypdf raises on wild input, itself or from below.
BROKEN = (
    PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError,
    NotImplementedError, OSError, RecursionError, TypeError, ValueError,
)  # fmt: skip


class NoPaper(Exception):
    """The bytes are not a PDF we take; the words are for the user."""


def count_pages(data: bytes) -> int:
    """Check the PDF and return how many pages it has."""
    if not data.startswith(b"%PDF-"):
        raise NoPaper("isinya bukan PDF.")
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise NoPaper("PDF ini dikunci dengan kata sandi. Simpan ulang tanpa kata sandi.")
        pages = len(reader.pages)
        active = find_active(reader)
    except NoPaper:
        raise
    except BROKEN as error:
        raise NoPaper("PDF ini rusak dan tidak dapat dibaca.") from error
    if active:
        raise NoPaper("PDF ini berisi perintah yang berjalan sendiri. Cetak ulang ke PDF biasa.")
    if not 0 < pages <= limits.PDF_PAGES:
        raise NoPaper(f"PDF ini tidak memiliki 1 sampai {limits.PDF_PAGES} halaman.")
    return pages


def find_active(reader: PdfReader) -> bool:
    """Whether any object of the file acts by itself; every object is looked at, used or not."""
    for number in known_objects(reader):
        try:
            found = IndirectObject(number, 0, reader).get_object()
        except BROKEN:
            continue
        if acts(found):
            return True
    return acts(reader.trailer)


def known_objects(reader: PdfReader) -> list[int]:
    """The numbers of all objects the file lists."""
    direct = [number for table in reader.xref.values() for number in table]
    return sorted({*direct, *reader.xref_objStm})


def acts(found: Any, depth: int = 0) -> bool:
    """Whether a dictionary, or one inside it, names an active key or action."""
    if depth > 20:
        return True
    if isinstance(found, DictionaryObject):
        if ACTIVE & set(found) or str(found.get("/S")) in ACTIVE:
            return True
        return any(acts(value, depth + 1) for value in found.values())
    if isinstance(found, list):
        return any(acts(value, depth + 1) for value in found)
    return False
