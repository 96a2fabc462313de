"""Attaching files to records, and taking them back."""

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone

from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.files import limits
from timdu.files.models import Attachment, StoredFile
from timdu.files.permissions import can_withdraw

if TYPE_CHECKING:
    from timdu.team.models import User

event_names.name(file_attach="Berkas dilampirkan", file_withdraw="Lampiran ditarik")


@transaction.atomic
def attach(
    owner: models.Model, file: StoredFile, *, by: "User | None", caption: str = ""
) -> Attachment:
    """Make a file part of a record; the same bytes twice are one attachment."""
    standing = Attachment.objects.of(owner)
    same = standing.filter(file__sha256_received=file.sha256_received).first()
    if same is not None:
        return same
    count = standing.count()
    if file.is_image and count >= limits.PHOTOS_PER_RECORD:
        raise WrongState(f"Paling banyak {limits.PHOTOS_PER_RECORD} foto untuk satu laporan.")
    attachment = Attachment(owner=owner, file=file, caption=caption, position=count, added_by=by)
    attachment.save()
    data = {"file": str(file.pk), "sha256": file.sha256_received}
    events.record(by=by, what="file.attach", about=owner, note=file.name, data=data)
    return attachment


@transaction.atomic
def withdraw(attachment: Attachment, *, by: "User", reason: str) -> Attachment:
    """Take a file back, with a reason; it is no longer shown, and nothing is deleted."""
    attachment = Attachment.objects.select_for_update(of=("self",)).get(pk=attachment.pk)
    require(can_withdraw(by, attachment))
    if attachment.withdrawn_at is not None:
        raise WrongState("Lampiran ini sudah ditarik.")
    attachment.withdrawn_at, attachment.withdrawn_by = timezone.now(), by
    attachment.withdrawn_reason = reason
    attachment.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    owner = attachment.owner
    if owner is not None:
        events.record(by=by, what="file.withdraw", about=owner, note=reason)
    return attachment
