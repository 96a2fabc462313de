"""The door for bytes: judged by content, never by name; stored before anything refers to them."""

import hashlib
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_valid_filename

from timdu.files import limits, papers, pictures
from timdu.files.models import StoredFile

if TYPE_CHECKING:
    from timdu.team.models import Team, User

IMAGE, PDF = "image", "pdf"


class Refused(Exception):
    """A file we do not take; `words` say why and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def receive(
    upload: UploadedFile, *, team: "Team", by: "User | None", kinds: Collection[str] = (IMAGE, PDF)
) -> StoredFile:
    """Check an upload and store it; raises Refused with words that name the file.

    Photographs are written anew without EXIF; PDFs are kept byte for byte.
    """
    name = safe_name(upload.name or "")
    if upload.size is None or upload.size > limits.PDF_BYTES:
        raise Refused(f"“{name}” terlalu besar. {limits_words(kinds)}")
    data = upload.read()
    try:
        return store(data, name, team=team, by=by, kinds=kinds)
    except (pictures.NoPicture, papers.NoPaper) as problem:
        raise Refused(
            f"“{name}” tidak dapat diterima: {problem} {limits_words(kinds)}"
        ) from problem


def store(
    data: bytes, name: str, *, team: "Team", by: "User | None", kinds: Collection[str]
) -> StoredFile:
    """Tell by the first bytes what it is, and keep it as that."""
    if not data:
        raise Refused(f"“{name}” kosong. Pilih berkas lain.")
    if data.startswith(b"%PDF-"):
        if PDF not in kinds:
            raise Refused(f"“{name}” adalah PDF. {limits_words(kinds)}")
        pages = papers.count_pages(data)
        return keep(data, name=name, content_type="application/pdf", team=team, by=by, pages=pages)
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
        name=safe_name(name),
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


def safe_name(name: str) -> str:
    """The last part of a name without anything a header, a page or a file system could misread."""
    last = name.replace("\\", "/").rpartition("/")[2]
    printable = "".join(character for character in last if character.isprintable())
    try:
        return get_valid_filename(printable)[-limits.NAME_LENGTH :]
    except ValueError:
        return "berkas"


def limits_words(kinds: Collection[str]) -> str:
    """What is taken, as a sentence."""
    words = [(IMAGE, limits.IMAGE_WORDS), (PDF, limits.PDF_WORDS)]
    return " ".join(text for kind, text in words if kind in kinds)
