"""Freezing a version: facts read once in one consistent view, edited wording kept.

Called by the compile task and, for edits, by the actions; the caller holds the document's lock
while it freezes.
"""

import datetime as dt

from django.db import connection, transaction
from django.utils import timezone

from timdu.core import events
from timdu.documents import choosing, snapshots
from timdu.documents.kinds import Kind, Snapshot
from timdu.documents.models import Document, DocumentVersion
from timdu.team.models import User

FRAME = ("letterhead", "recipients", "settings", "wording")


def read(document: Document, *, now: dt.datetime) -> Snapshot:
    """Collect the snapshot in one repeatable read: no figure is newer than another."""
    alone = not connection.in_atomic_block
    # Read before the transaction: its first word must be how isolated it is.
    zone = document.team.zone
    with transaction.atomic(), timezone.override(zone):
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return snapshots.take(document, document.kind_of, now=now)


def wording_for(
    before: DocumentVersion | None, kind: Kind, snapshot: Snapshot
) -> tuple[dict[str, str], list[str]]:
    """The text of a new version, and in words what of it a person had written or picked."""
    fresh = snapshots.default_passages(kind, snapshot)
    if before is None:
        return fresh, []
    first = snapshots.default_passages(kind, before.snapshot)
    edited = [part for part in kind.passages if before.passages.get(part.key) != first[part.key]]
    kept = {part.key: before.passages.get(part.key, "") for part in edited}
    notes = [f"{part.label}: naskah yang diubah dipertahankan, periksa angkanya" for part in edited]
    chosen, told = choosing.kept(before, kind, snapshot)
    return {**fresh, **kept, **chosen}, notes + told


def what_changed(
    before: DocumentVersion | None, kind: Kind, snapshot: Snapshot, notes: list[str]
) -> list[str]:
    """What the new data changed, in words; nothing for a first version."""
    if before is None:
        return []
    words = snapshots.changes(before, snapshot["facts"], kind)
    if any(before.snapshot.get(key) != snapshot[key] for key in FRAME):
        words.append("Kop, penerima, atau pengaturan surat berubah")
    words += notes
    return words or ["Tidak ada data yang berubah"]


def freeze(
    document: Document,
    snapshot: Snapshot,
    passages: dict[str, str],
    *,
    cause: DocumentVersion.Cause,
    changes: list[str],
    by: User | None,
) -> DocumentVersion:
    """Store the next version, make it the current one, and leave its event."""
    version = DocumentVersion.objects.create(
        document=document,
        number=(document.current.number if document.current else 0) + 1,
        cause=cause,
        schema=snapshot["schema"],
        snapshot=snapshot,
        passages=passages,
        changes=changes,
        fingerprint=snapshots.fingerprint(snapshot, passages),
        emblem_id=snapshot["letterhead"]["emblem"],
        taken_at=dt.datetime.fromisoformat(snapshot["taken_at"]),
        made_by=by,
    )
    document.current = version
    document.title = snapshot["wording"]["title"][:200]
    document.needs_signature = snapshot["settings"]["needs_signature"]
    document.save(update_fields=["current", "title", "needs_signature"])
    events.record(
        by=by,
        what=f"document.{cause}",
        about=document,
        note="; ".join(changes),
        data={"version": version.number},
    )
    return version


def compile_next(document: Document, snapshot: Snapshot, *, by: User | None) -> DocumentVersion:
    """Freeze the version that new data make, keeping what a person had written."""
    kind, before = document.kind_of, document.current
    passages, notes = wording_for(before, kind, snapshot)
    snapshot = choosing.applied(kind, snapshot, passages)
    cause = DocumentVersion.Cause.REFRESHED if before else DocumentVersion.Cause.COMPILED
    changes = what_changed(before, kind, snapshot, notes)
    return freeze(document, snapshot, passages, cause=cause, changes=changes, by=by)
