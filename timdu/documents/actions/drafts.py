"""Beginning a document, writing its text, taking today's data."""

import datetime as dt

from django.db import transaction

from timdu.core import events
from timdu.core.access import require
from timdu.core.workflow import WrongState, check
from timdu.documents import choosing, compiling, permissions, tasks
from timdu.documents.actions.locking import locked
from timdu.documents.models import Document, DocumentVersion
from timdu.documents.workflow import TRANSITIONS
from timdu.team.models import Team, User
from timdu.wilayah.models import Wilayah


class StaleText(Exception):
    """Somebody else changed the text meanwhile; the page shows both."""

    def __init__(self, current: DocumentVersion) -> None:
        super().__init__("Naskah ini sudah diubah orang lain sejak halaman dibuka.")
        self.current = current


@transaction.atomic
def begin(
    kind: str,
    *,
    team: Team,
    first: dt.date,
    last: dt.date,
    by: User,
    kecamatan: Wilayah | None = None,
) -> Document:
    """Begin a document for a period, or return the one already under way."""
    kecamatan_id = kecamatan.pk if kecamatan else None
    require(permissions.can_open(by, kind, team, kecamatan_id))
    return tasks.open_document(kind, team, first=first, last=last, kecamatan=kecamatan, by=by)


@transaction.atomic
def refresh(document: Document, *, by: User) -> Document:
    """Ask for a new version out of today's data."""
    document = locked(document)
    check(TRANSITIONS, "refresh", document, by)
    if document.is_compiling:
        raise WrongState("Dokumen sedang disusun. Tunggu sampai selesai.")
    events.record(by=by, what="document.refresh", about=document)
    tasks.wish(document, by=by)
    return document


@transaction.atomic
def edit(
    document: Document, passages: dict[str, str], *, version_number: int, by: User
) -> Document:
    """Store an edited text as the next version over the same data.

    Raises StaleText when the text in the form began from an older version.
    """
    document = locked(document)
    check(TRANSITIONS, "edit", document, by)
    current = document.current
    if current is None or document.is_compiling:
        raise WrongState("Dokumen sedang disusun. Naskah dapat diubah sesudah selesai.")
    if current.number != version_number:
        raise StaleText(current)
    text = {**current.passages, **passages}
    kind = document.kind_of
    changes = [
        f"{part.label}: naskah diubah"
        for part in kind.passages
        if text.get(part.key) != current.passages.get(part.key)
    ]
    picked = choosing.changed(kind, current, text)
    if changes or picked:
        compiling.freeze(
            document,
            choosing.applied(kind, current.snapshot, text) if picked else current.snapshot,
            text,
            cause=DocumentVersion.Cause.EDITED,
            changes=[*changes, *picked],
            by=by,
        )
        tasks.want_rendition(document)
    return document


@transaction.atomic
def draw_again(document: Document, *, by: User) -> Document:
    """Ask once more for a PDF that could not be drawn."""
    document = locked(document)
    require(permissions.can_prepare(by, document))
    tasks.retry_rendition(document)
    return document


@transaction.atomic
def share(document: Document, person: User, *, by: User) -> Document:
    """Open a Rahasia document to one named person of the team."""
    document = locked(document)
    require(permissions.can_share(by, document))
    if person.team_id != document.team_id:
        raise WrongState("Hanya orang dari tim ini yang dapat diberi akses.")
    if person.is_aide:
        raise WrongState("Staf pimpinan tidak ditunjuk membuka yang Rahasia. Tunjuk pimpinannya.")
    document.readers.add(person)
    events.record(by=by, what="document.share", about=document, note=person.byline)
    return document
