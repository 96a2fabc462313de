"""Spreadsheets from outside: kept byte for byte, taken only when nothing in them runs or bursts."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from timdu.files import limits

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
TYPES = "[Content_Types].xml"
WORKBOOK = b"spreadsheetml.sheet.main+xml"
# Old .xls, and any office file behind a password.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ACTIVE = ("vbaproject", "/activex/", "/embeddings/", "/macrosheets/", "/dialogsheets/")
AREA = re.compile(r"([A-Z]{1,3})?(\d{1,7})?(?::([A-Z]{1,3})?(\d{1,7})?)?", re.ASCII)
# Each cell of these is made when the book is read, however many.
AREAS = ("mergeCell", "hyperlink")
LAST_ROW = 1_048_576
ENCRYPTED = 0x1
# How XML begins in UTF-16, UTF-32 and EBCDIC.
OTHER_LETTERS = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"\0\0\0<", b"\0\0\xfe\xff", b"\x4c\x6f\xa7\x94")

HOW = "Simpan sebagai “Buku Kerja Excel (.xlsx)”, lalu unggah lagi."
NO_SHEET = f"isinya bukan lembar Excel (.xlsx). {HOW}"
OLD = f"ini berkas Excel lama (.xls) atau terkunci kata sandi. {HOW}"
OPEN_DOCUMENT = f"ini berkas OpenDocument (.ods). {HOW}"
MACRO = "lembar ini membawa makro atau objek yang dapat berjalan. Simpan sebagai .xlsx tanpa makro."
COPY_OVER = "Salin baris yang terisi saja ke lembar baru dari Timdu, lalu unggah lagi."
TOO_FULL = f"isinya jauh lebih besar daripada berkasnya. {COPY_OVER}"
NO_TEXT = (
    "isinya bukan tabel CSV. Simpan dari Excel sebagai .xlsx atau “CSV UTF-8”, lalu unggah lagi."
)
TORN = "lembar ini rusak dan tidak dapat dibaca. Simpan ulang dari Excel atau LibreOffice."
JOINED = "terlalu banyak sel yang digabung. Pisahkan sel-selnya, lalu unggah lagi."
CROWDED = f"lembar ini berisi lebih dari 100.000 sel. {COPY_OVER}"
# The head of a table and one row of it.
FEWEST_LINES = 2
WIDE = (b"\xff\xfe", b"\xfe\xff")
# What begins so is a page, a drawing, a letter or a program, whatever its name says.
NO_TABLE = (b"<", b"%pdf-", b"{\\rtf", b"#!", b"%!", b"mz", b"gif8", b"\x89png", b"riff")
BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, KeyError, NotImplementedError,
          OSError, RuntimeError, ValueError, zlib.error)  # fmt: skip


class NoSheet(Exception):
    """The bytes are not a spreadsheet we take; the words are for the user."""


def check(data: bytes) -> None:
    """Raise NoSheet unless it is a plain spreadsheet that can be unpacked and read safely."""
    if data.startswith(OLE):
        raise NoSheet(OLD)
    if not data.startswith(b"PK\x03\x04"):
        raise NoSheet(NO_SHEET)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_parts(archive)
            check_kind(archive)
            count = Count()
            for part in archive.infolist():
                data = archive.read(part)
                if is_xml(data):
                    is_drawing = part.filename.lower().endswith(".vml")
                    check_words(data, count, is_drawing=is_drawing)
    except BROKEN as problem:
        raise NoSheet(TORN) from problem


def is_text(data: bytes) -> bool:
    """Whether it can only be a CSV: neither a workbook nor an old one."""
    return not data.startswith((OLE, b"PK"))


def check_text(data: bytes) -> None:
    """Raise NoSheet unless the bytes are plain lines of text with something between their cells."""
    begins = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:8].lower()
    said = "" if begins.startswith(NO_TABLE) else decoded(data)
    lines = [line for line in said.splitlines() if line.strip()]
    odd = sum(ord(sign) < ord(" ") and sign not in "\t\r\n" for sign in said)
    several = [line for line in lines[:30] if any(sign in line for sign in ";,\t|")]
    if len(several) < FEWEST_LINES or odd > len(said) / 100:
        raise NoSheet(NO_TEXT)
    if sum(said.count(sign) for sign in ";,\t|\n") > 10 * limits.SHEET_CELLS:
        raise NoSheet(CROWDED)


def decoded(data: bytes) -> str:
    """The words of a CSV: UTF-8 or what Windows writes; never fails."""
    if data.startswith(WIDE):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def check_parts(archive: zipfile.ZipFile) -> None:
    """What the archive says of itself before anything is unpacked: no part gives more than that."""
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise NoSheet(OLD)
    if len(parts) > limits.SHEET_PARTS or len(set(names)) < len(names):
        raise NoSheet(TORN)
    if sum(part.file_size for part in parts) > limits.SHEET_UNPACKED:
        raise NoSheet(TOO_FULL)
    if any(word in f"/{name.lower()}" for name in names for word in ACTIVE):
        raise NoSheet(MACRO)


def check_kind(archive: zipfile.ZipFile) -> None:
    """A workbook without macros, whatever its name ends with."""
    names = archive.namelist()
    if TYPES not in names:
        raise NoSheet(OPEN_DOCUMENT if "mimetype" in names else NO_SHEET)
    types = archive.read(TYPES)
    if b"macroEnabled" in types:
        raise NoSheet(MACRO)
    if WORKBOOK not in types:
        raise NoSheet(NO_SHEET)


def is_xml(data: bytes) -> bool:
    """Whether a reader of XML would begin with it: pictures and settings of printers it would not.

    The name of a part says nothing: what it is the other parts say.
    """
    begins = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"
    return begins or data.startswith(OTHER_LETTERS)


@dataclass
class Count:
    """What all parts together would become once they are read."""

    elements: int = 0
    cells: int = 0
    joined: int = 0

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """One more of them; NoSheet where it is one too many."""
        kind = name.rpartition(":")[2]
        self.elements += 1
        self.cells += kind in ("c", "row")
        if self.cells > limits.SHEET_CELLS or self.elements > limits.SHEET_ELEMENTS:
            raise NoSheet(CROWDED)
        if kind in AREAS and "ref" in attributes:
            self.joined += cells(attributes["ref"])
        if self.joined > limits.SHEET_MERGED:
            raise NoSheet(JOINED)


def check_words(data: bytes, count: Count, *, is_drawing: bool) -> None:
    """One part as XML: no entities that grow; what would burst once it is read is counted.

    Drawings of Excel's comments may be no proper XML, and are not read.
    """
    parser = ParserCreate()
    parser.StartElementHandler = count.element
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except ExpatError as problem:
        if not is_drawing:
            raise NoSheet(TORN) from problem


def refuse(*_: Any) -> None:
    """No part of a workbook declares a document type of its own."""
    raise NoSheet(TORN)


def cells(area: str) -> int:
    """How many cells an area has: A1:C9, a single cell, whole columns or whole rows."""
    found = AREA.fullmatch(area.strip().upper().replace("$", ""))
    if found is None:
        raise NoSheet(TORN)
    left, top, right, bottom = found.groups()
    if ":" not in area:
        return 1
    width = abs(number(right or "XFD") - number(left or "A")) + 1
    return width * (abs(int(bottom or LAST_ROW) - int(top or 1)) + 1)


def number(letters: str) -> int:
    """A column's letters as its number."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found
