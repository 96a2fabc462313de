"""Bringing back the signed file: compared with the frozen draft, kept, or refused with words."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from timdu.core import events
from timdu.core.workflow import WrongState, check
from timdu.documents import letters, signed
from timdu.documents.actions import waiting
from timdu.documents.actions.locking import locked
from timdu.documents.models import Document, Rendition, SignedFile
from timdu.documents.workflow import TRANSITIONS
from timdu.files import intake
from timdu.team.models import User


def numbered_rendition(document: Document) -> Rendition:
    """The PDF that was given out to be signed; WrongState while it is not drawn."""
    rendition = Rendition.objects.standing_for(document).done().first()
    if rendition is None or rendition.file is None:
        raise WrongState("PDF bernomor belum selesai dibuat. Coba lagi sebentar lagi.")
    return rendition


def examine(document: Document, data: bytes, *, by: User) -> signed.Finding:
    """Compare without keeping anything."""
    check(TRANSITIONS, "sign", document, by)
    rendition = numbered_rendition(document)
    file = rendition.file
    return signed.examine(data, file.read() if file else b"", head=letters.head_of(rendition))


@transaction.atomic
def accept(document: Document, upload: UploadedFile, *, confirmed: bool, by: User) -> SignedFile:
    """Keep the signed file: from now on only this file leaves.

    Raises signed.Unreadable, files' Refused, or Mismatch with the finding.
    """
    document = locked(document)
    transition = check(TRANSITIONS, "sign", document, by)
    rendition = numbered_rendition(document)
    upload.seek(0)
    data = upload.read()
    intake.refuse_infected(data, intake.safe_name(upload.name or ""))
    finding = examine(document, data, by=by)
    if finding.refusals or (finding.needs_person and not confirmed):
        raise Mismatch(finding)
    upload.seek(0)
    stored = intake.receive(upload, team=document.team, by=by, kinds={"pdf"})
    SignedFile.objects.filter(document=document, superseded_at=None).update(
        superseded_at=timezone.now()
    )
    row = SignedFile.objects.create(
        document=document,
        rendition=rendition,
        file=stored,
        form=finding.form,
        findings=finding.as_json(),
        confirmed=finding.needs_person,
        by=by,
    )
    document.status = Document.Status(transition.target)
    document.save(update_fields=["status"])
    note = row.get_form_display() + (", dibandingkan oleh orang" if row.confirmed else "")
    events.record(by=by, what="document.sign", about=document, note=note)
    waiting.refresh(document, by=by)
    return row


class Mismatch(Exception):
    """The file is not the draft, or a person has not yet said that it is."""

    def __init__(self, finding: signed.Finding) -> None:
        super().__init__("; ".join(finding.refusals) or "perlu dibandingkan oleh seseorang")
        self.finding = finding
