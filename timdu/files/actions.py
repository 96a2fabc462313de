"""Attaching files to records, holding what was chosen, taking in pieces, and taking files back."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone

from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.files import arriving, limits
from timdu.files.attaching import attach
from timdu.files.intake import IMAGE, PDF, Refused, receive, safe_name
from timdu.files.models import Attachment, StoredFile, Upload, UploadPart
from timdu.files.permissions import can_withdraw

if TYPE_CHECKING:
    from timdu.team.models import Team, User

event_names.name(file_withdraw="Lampiran ditarik")

# What a form hands over: an upload, or the key of one that was held.
Chosen = UploadedFile | UUID
# How many of them are looked at; more than this no record takes.
MOST = limits.PHOTOS_PER_RECORD + limits.PAPERS_PER_RECORD
GONE = "Satu berkas yang dipilih sebelumnya sudah tidak tersimpan. Pilih berkas itu lagi."


class Misplaced(Exception):
    """The piece does not begin where the file ends so far, or goes past its end."""

    def __init__(self, row: Upload) -> None:
        super().__init__(f"{row.offset} of {row.size}")
        self.row = row


@dataclass
class Taken:
    """What came of several files: each was taken or refused by itself."""

    files: list[StoredFile] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def hold(
    chosen: Sequence[Chosen], *, team: "Team", by: "User", kinds: Collection[str] = (IMAGE, PDF)
) -> Taken:
    """Keep what was chosen while the rest of the form is being mended.

    A browser forgets the files of a form that comes back; these stay for two days, for the person
    who chose them, and belong to nothing until they are attached.
    """
    return _each(chosen, lambda one: _stored(one, team=team, by=by, kinds=kinds))


def attach_all(
    owner: models.Model,
    chosen: Sequence[Chosen],
    *,
    team: "Team",
    by: "User",
    kinds: Collection[str] = (IMAGE, PDF),
) -> Taken:
    """Attach every file that can be taken; one that is refused does not lose the others."""

    def attach_one(one: Chosen) -> StoredFile:
        with transaction.atomic():
            return attach(owner, _stored(one, team=team, by=by, kinds=kinds), by=by).file

    return _each(chosen, attach_one)


def _each(chosen: Sequence[Chosen], take: Callable[[Chosen], StoredFile]) -> Taken:
    """Take one after the other, and gather the words for those that are refused."""
    taken = Taken()
    for one in chosen[:MOST]:
        try:
            taken.files.append(take(one))
        except (Refused, WrongState) as problem:
            taken.refused.append(problem.words)
    if len(chosen) > MOST:
        taken.refused.append(
            f"{len(chosen) - MOST} berkas tidak diambil: paling banyak {MOST} sekali unggah."
        )
    return taken


def _stored(one: Chosen, *, team: "Team", by: "User", kinds: Collection[str]) -> StoredFile:
    """The row of an upload, or of one that the person held."""
    if not isinstance(one, UUID):
        return receive(one, team=team, by=by, kinds=kinds)
    held = StoredFile.objects.held_by(by).filter(pk=one, team=team).first()
    if held is None:
        raise Refused(GONE)
    return held


@transaction.atomic
def announce(
    owner: models.Model, *, team: "Team", by: "User", sha256: str, size: int, name: str
) -> tuple[Upload, bool]:
    """Make ready for a file that comes piece by piece; returns its row, and whether it is new.

    The same file for the same record has one row, however often it is announced. What the record
    holds already, or held once, or has no room for, is answered before any bytes are sent.
    """
    kind = ContentType.objects.get_for_model(owner)
    said = {"name": safe_name(name), "size": size, "team": team}
    key = {"account": by, "content_type": kind, "object_id": str(owner.pk), "sha256": sha256}
    row = Upload.objects.filter(**key).first()
    if row is not None:
        return row, False
    state, words = arriving.foreseen(owner, sha256, safe_name(name))
    if state != Upload.State.COMING:
        said |= {"state": state, "words": words, "offset": size}
    if state == Upload.State.REFUSED:
        # Not for ever: another photograph may be taken back meanwhile.
        return Upload(**key, **said), False
    _make_room(by, size)
    return Upload.objects.get_or_create(**key, defaults=said)


def _make_room(by: "User", size: int) -> None:
    """Forget what lay untouched longest where an account has too much under way.

    The device still has it: whoever comes back with one that was forgotten begins it anew.
    """
    rows = list(Upload.objects.filter(account=by).cut_short().order_by("-touched_at"))
    room = limits.UPLOADS_BYTES - size
    for number, row in enumerate(rows, start=1):
        room -= row.size
        if room < 0 or number >= limits.UPLOADS:
            row.delete()


@transaction.atomic
def append(upload: Upload, offset: int, data: bytes, *, by: "User") -> Upload:
    """Add the piece that begins at `offset`; raises Misplaced when another is expected."""
    row = Upload.objects.visible_to(by).select_for_update(of=("self",)).get(pk=upload.pk)
    if row.state != Upload.State.COMING or offset != row.offset or offset + len(data) > row.size:
        raise Misplaced(row)
    if data:
        UploadPart.objects.create(upload=row, offset=offset, data=data)
        row.offset, row.words, row.touched_at = offset + len(data), "", timezone.now()
        row.save(update_fields=["offset", "words", "touched_at"])
    return row


@transaction.atomic
def withdraw(attachment: Attachment, *, by: "User", reason: str) -> Attachment:
    """Take a file back, with a reason; it is no longer shown, and nothing is deleted."""
    attachment = Attachment.objects.select_for_update(of=("self",)).get(pk=attachment.pk)
    require(can_withdraw(by, attachment))
    if attachment.withdrawn_at is not None:
        raise WrongState("Lampiran ini sudah ditarik.")
    if not reason.strip():
        raise WrongState("Menarik lampiran memerlukan alasan.")
    attachment.withdrawn_at, attachment.withdrawn_by = timezone.now(), by
    attachment.withdrawn_reason = reason.strip()
    attachment.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    owner = attachment.owner
    if owner is not None:
        data = {"file": str(attachment.file_id)}
        events.record(by=by, what="file.withdraw", about=owner, note=reason.strip(), data=data)
    return attachment
