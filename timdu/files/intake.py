"""The door for bytes: judged by content, never by name; stored before anything refers to them."""

import hashlib
import logging
import re
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from timdu.files import limits, papers, pictures, scanning, sheets
from timdu.files.models import StoredFile

if TYPE_CHECKING:
    from timdu.team.models import Team, User

logger = logging.getLogger(__name__)

IMAGE, PDF, SHEET, CSV = "image", "pdf", "sheet", "csv"
# How the name of a file ends that is what it says; anything else gets the first of them.
SUFFIXES = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "application/pdf": (".pdf",),
    sheets.XLSX: (".xlsx",),
    sheets.CSV: (".csv",),
}
# What a file system, a header or a page could misread.
UNSAFE = re.compile(r'[<>:"/\\|?*;%]')


class Refused(Exception):
    """A file we do not take; `words` say why and what to do.

    `later` where not the file is at fault: the same bytes may be taken in an hour.
    """

    def __init__(self, words: str, *, later: bool = False) -> None:
        super().__init__(words)
        self.words, self.later = words, later


def receive(
    upload: UploadedFile, *, team: "Team", by: "User | None", kinds: Collection[str] = (IMAGE, PDF)
) -> StoredFile:
    """Check an upload and store it; raises Refused with words that name the file.

    Photographs are written anew without EXIF; PDFs and tables are kept byte for byte.
    """
    name = safe_name(upload.name or "")
    if not upload.size:
        raise Refused(f"“{name}” kosong. Pilih berkas lain.")
    if upload.size > largest(kinds):
        raise Refused(f"“{name}” terlalu besar. {limits_words(kinds)}")
    upload.seek(0)
    data = upload.read()
    refuse_infected(data, name, is_kept=SHEET in kinds)
    try:
        if SHEET in kinds:
            return store_sheet(data, name, team=team, by=by, takes_text=CSV in kinds)
        if data.startswith(b"%PDF-"):
            return store_paper(data, name, team=team, by=by, kinds=kinds)
        return store_picture(data, name, team=team, by=by, kinds=kinds)
    except (pictures.NoPicture, papers.NoPaper, sheets.NoSheet) as problem:
        raise Refused(f"“{name}” tidak dapat diterima: {problem}") from problem
    except OSError as problem:
        # The report itself stands already: text comes before files.
        logger.exception("the store took no file")
        raise Refused(
            f"“{name}” belum tersimpan: tempat penyimpanan berkas sedang tidak menjawab. Unggah "
            "lagi nanti; bila sampai besok masih begini, kabari administrator.",
            later=True,
        ) from problem


def refuse_infected(data: bytes, name: str, *, is_kept: bool = False) -> None:
    """Ask the scanner, where there is one, before anything of ours reads the bytes.

    When it is silent a PDF or a table waits with its sender, because it would be kept byte for
    byte. A photograph is written anew, and nobody can take it again tomorrow: it is taken.
    """
    try:
        found = scanning.found_in(data)
    except scanning.Unanswered as problem:
        logger.warning("clamd did not answer: %s", problem)
        if is_kept or data.startswith((b"%PDF-", b"PK")):
            raise Refused(
                f"“{name}” belum dapat diterima: pemeriksa virus sedang tidak menjawab. Unggah "
                "lagi nanti; bila sampai besok masih begini, kabari administrator.",
                later=True,
            ) from problem
        return
    if found:
        logger.warning("clamd found %s", found)
        raise Refused(
            f"“{name}” tidak dapat diterima: pemeriksa virus menemukan {found}. Jangan dibuka; "
            "kabari administrator, lalu hapus dari perangkat Anda."
        )


def store_paper(
    data: bytes, name: str, *, team: "Team", by: "User | None", kinds: Collection[str]
) -> StoredFile:
    """Keep a PDF as it came."""
    if PDF not in kinds:
        raise Refused(f"“{name}” adalah PDF. {limits_words(kinds)}")
    pages = papers.count_pages(data)
    return keep(data, name=name, content_type="application/pdf", team=team, by=by, pages=pages)


def store_sheet(
    data: bytes, name: str, *, team: "Team", by: "User | None", takes_text: bool = False
) -> StoredFile:
    """Keep a spreadsheet as it came; CSV only where any table is taken, whoever made it."""
    if takes_text and sheets.is_text(data):
        sheets.check_text(data)
        return keep(data, name=name, content_type=sheets.CSV, team=team, by=by)
    sheets.check(data)
    return keep(data, name=name, content_type=sheets.XLSX, team=team, by=by)


def store_picture(
    data: bytes, name: str, *, team: "Team", by: "User | None", kinds: Collection[str]
) -> StoredFile:
    """Keep a photograph written anew."""
    if IMAGE not in kinds:
        raise papers.NoPaper("isinya bukan PDF.")
    if len(data) > limits.IMAGE_BYTES:
        raise Refused(f"“{name}” terlalu besar. {limits_words(kinds)}")
    picture = pictures.clean(data)
    return keep(
        picture.data,
        name=name,
        content_type=picture.content_type,
        team=team,
        by=by,
        received=data,
        size_px=(picture.width, picture.height),
        thumbnail=picture.thumbnail,
    )


def keep(
    data: bytes,
    *,
    name: str,
    content_type: str,
    team: "Team",
    by: "User | None" = None,
    pages: int | None = None,
    received: bytes | None = None,
    size_px: tuple[int, int] | None = None,
    thumbnail: bytes = b"",
) -> StoredFile:
    """Write bytes that were checked, or that the system made itself, and their row.

    The bytes go to disk first: a row never points at nothing. Bytes whose row was rolled back are
    swept up by `tasks.sweep_orphans`.
    """
    width, height = size_px or (None, None)
    row = StoredFile(
        team=team,
        name=safe_name(name, content_type),
        content_type=content_type,
        size=len(data),
        sha256_received=hashlib.sha256(data if received is None else received).hexdigest(),
        sha256_stored=hashlib.sha256(data).hexdigest(),
        width=width,
        height=height,
        pages=pages,
        has_thumbnail=bool(thumbnail),
        uploaded_by=by,
    )
    default_storage.save(row.path, ContentFile(data))
    if thumbnail:
        default_storage.save(row.thumbnail_path, ContentFile(thumbnail))
    row.save(force_insert=True)
    return row


def safe_name(name: str, content_type: str = "") -> str:
    """The last part of a name without what could be misread; its ending says what the file is."""
    last = name.replace("\\", "/").rpartition("/")[2]
    printable = "".join(character for character in last if character.isprintable())
    plain = PurePosixPath(" ".join(UNSAFE.sub(" ", printable).split()).strip(". "))
    stem, suffix = plain.stem, plain.suffix
    if suffix.lower() not in SUFFIXES.get(content_type, (suffix.lower(),)):
        stem, suffix = plain.stem, SUFFIXES[content_type][0]
    stem = stem[: max(limits.NAME_LENGTH - len(suffix), 0)].strip(". ")
    return f"{stem or 'berkas'}{suffix}"[: limits.NAME_LENGTH]


def largest(kinds: Collection[str]) -> int:
    """How many bytes the largest of these kinds may have."""
    if SHEET in kinds:
        return limits.SHEET_BYTES
    return limits.PDF_BYTES if PDF in kinds else limits.IMAGE_BYTES


def limits_words(kinds: Collection[str]) -> str:
    """What is taken, as a sentence."""
    words = [
        (IMAGE, limits.IMAGE_WORDS), (PDF, limits.PDF_WORDS), (SHEET, limits.SHEET_WORDS),
        (CSV, limits.CSV_WORDS),
    ]  # fmt: skip
    return " ".join(text for kind, text in words if kind in kinds)
