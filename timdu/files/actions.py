"""Attaching files to records, holding what was chosen, and taking files back."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone

from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.files import limits
from timdu.files.intake import IMAGE, PDF, Refused, receive
from timdu.files.models import Attachment, StoredFile
from timdu.files.permissions import can_withdraw

if TYPE_CHECKING:
    from timdu.team.models import Team, User

event_names.name(file_attach="Berkas dilampirkan", file_withdraw="Lampiran ditarik")

# What a form hands over: an upload, or the key of one that was held.
Chosen = UploadedFile | UUID
# How many of them are looked at; more than this no record takes.
MOST = limits.PHOTOS_PER_RECORD + limits.PAPERS_PER_RECORD
GONE = "Satu berkas yang dipilih sebelumnya sudah tidak tersimpan. Pilih berkas itu lagi."


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
def attach(
    owner: models.Model, file: StoredFile, *, by: "User | None", caption: str = ""
) -> Attachment:
    """Make a file part of a record; the same bytes twice are one attachment."""
    # Two uploads at once wait for each other here: otherwise both would find the photograph
    # missing, and both the sixth place free.
    owners = type(owner)._base_manager.select_for_update(no_key=True).filter(pk=owner.pk)
    owners.values_list("pk").get()
    standing = Attachment.objects.of(owner)
    same = standing.filter(file__sha256_received=file.sha256_received).first()
    if same is not None:
        return same
    position = _free_place(standing, file)
    attachment = Attachment(owner=owner, file=file, caption=caption, position=position, added_by=by)
    attachment.save()
    data = {"file": str(file.pk), "sha256": file.sha256_received}
    events.record(by=by, what="file.attach", about=owner, note=file.name, data=data)
    return attachment


def _free_place(standing: models.QuerySet[Attachment], file: StoredFile) -> int:
    """The place after the last one; photographs and papers are counted apart."""
    kinds = [attachment.file.is_image for attachment in standing]
    most = limits.PHOTOS_PER_RECORD if file.is_image else limits.PAPERS_PER_RECORD
    if kinds.count(file.is_image) >= most:
        word = "foto" if file.is_image else "PDF"
        raise WrongState(f"“{file.name}” tidak dilampirkan: sudah ada {most} {word}.")
    return len(kinds)


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
