"""A file whose pieces are all there: put together, compared, judged and attached once."""

import hashlib
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.utils import timezone

from timdu.core.workflow import WrongState
from timdu.files import limits
from timdu.files.attaching import attach
from timdu.files.intake import IMAGE, Refused, receive
from timdu.files.models import Attachment, Upload

# Photographs come this way; papers come through the page of the record's files.
KINDS = (IMAGE,)
DIFFERS = "Isi yang tiba berbeda dari yang dikirim. Foto dikirim ulang dari awal."
TAKEN_BACK = "Foto ini sudah ditarik dari laporan, dan tidak dilampirkan lagi."
State = Upload.State


def foreseen(owner: models.Model, sha256: str, name: str) -> tuple[State, str]:
    """What will become of these bytes, as far as it is known before they are sent."""
    same = Attachment.objects.ever_of(owner).filter(file__sha256_received=sha256)
    if same.standing().exists():
        return State.ATTACHED, ""
    if same.exists():
        return State.REFUSED, TAKEN_BACK
    photographs = [one for one in Attachment.objects.of(owner) if one.file.is_image]
    if len(photographs) >= limits.PHOTOS_PER_RECORD:
        most = limits.PHOTOS_PER_RECORD
        return State.REFUSED, f"“{name}” tidak dilampirkan: sudah ada {most} foto."
    return State.COMING, ""


@transaction.atomic
def finish(key: UUID) -> Upload:
    """Attach the file if all of it is there; may run twice, may be killed anywhere.

    Raises Refused with `later` where it can be tried again: then nothing has changed. A file that
    is not what was announced begins anew.
    """
    row = Upload.objects.select_for_update(of=("self",)).get(pk=key)
    if not row.is_whole:
        return row
    data = b"".join(bytes(part.data) for part in row.parts.all())
    if hashlib.sha256(data).hexdigest() != row.sha256:
        row.offset, row.words = 0, DIFFERS
    else:
        row.state, words = taken(row, data)
        row.words = words[: Upload._meta.get_field("words").max_length]
    row.touched_at = timezone.now()
    row.save(update_fields=["offset", "state", "words", "touched_at"])
    row.parts.all().delete()
    return row


def taken(row: Upload, data: bytes) -> tuple[State, str]:
    """What the door for all files says; the words for the sender when it refuses."""
    upload = SimpleUploadedFile(row.name, data)
    owner = row.owner
    assert owner is not None
    try:
        with transaction.atomic():
            file = receive(upload, team=row.team, by=row.account, kinds=KINDS)
            attach(owner, file, by=row.account)
    except Refused as problem:
        if problem.later:
            raise
        return State.REFUSED, problem.words
    except WrongState as problem:
        return State.REFUSED, problem.words
    return State.ATTACHED, ""
