"""A stored file becomes part of a record, whoever or whatever brings it."""

from typing import TYPE_CHECKING

from django.db import models, transaction

from timdu.core import event_names, events
from timdu.core.workflow import WrongState
from timdu.files import limits
from timdu.files.models import Attachment, StoredFile

if TYPE_CHECKING:
    from timdu.team.models import User

event_names.name(file_attach="Berkas dilampirkan")


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
