"""Recipients and letterheads: typed by one person, confirmed by another."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from timdu.core import events
from timdu.core.access import require
from timdu.core.conflicts import refuse_stale
from timdu.core.workflow import WrongState
from timdu.documents import permissions
from timdu.documents.models import Letterhead, Recipient
from timdu.documents.snapshots import default_letterhead
from timdu.files import intake
from timdu.team.models import Team, User

ADDRESS = ("email", "channel")


@transaction.atomic
def save_recipient(
    pk: int | None, changes: dict[str, Any], *, by: User, version: str | None = None
) -> Recipient:
    """Add a recipient (no key) or change one; a changed address must be confirmed anew."""
    require(permissions.can_manage_recipients(by))
    is_new = pk is None
    rows = Recipient.objects.visible_to(by).select_for_update(of=("self",))
    recipient = Recipient(team=by.team) if pk is None else rows.get(pk=pk)
    if not is_new:
        refuse_stale(recipient, changes, version)
    if any(getattr(recipient, key) != changes.get(key) for key in ADDRESS):
        recipient.verified_at = recipient.verified_by = None
    for key, value in changes.items():
        setattr(recipient, key, value)
    recipient.full_clean()
    recipient.save()
    what = "recipient.add" if is_new else "recipient.change"
    events.record(by=by, what=what, about=recipient, note=recipient.address_line)
    return recipient


@transaction.atomic
def verify_address(recipient: Recipient, *, seen: str, by: User) -> Recipient:
    """Confirm the address one has seen; another one is refused."""
    recipient = Recipient.objects.select_for_update(of=("self",)).get(pk=recipient.pk)
    require(permissions.can_verify_address(by, recipient))
    if recipient.email != seen:
        raise WrongState("Alamat berubah sejak halaman dibuka. Periksa alamat yang baru.")
    recipient.verified_at, recipient.verified_by = timezone.now(), by
    recipient.save(update_fields=["verified_at", "verified_by"])
    events.record(by=by, what="recipient.verify", about=recipient, note=recipient.email)
    return recipient


@transaction.atomic
def retire(recipient: Recipient, *, note: str, by: User) -> Recipient:
    """Stop sending to a recipient; past deliveries keep their meaning."""
    require(permissions.can_manage_recipients(by))
    if not note.strip():
        raise WrongState("Tuliskan alasannya.")
    recipient.retired_at = timezone.now()
    recipient.save(update_fields=["retired_at"])
    events.record(by=by, what="recipient.retire", about=recipient, note=note)
    return recipient


@transaction.atomic
def save_letterhead(
    letterhead: Letterhead,
    changes: dict[str, Any],
    emblem: UploadedFile | None,
    *,
    by: User,
    version: str | None = None,
) -> Letterhead:
    """Change a kop surat; documents already compiled keep the one they were written on.

    One that is not stored yet has no row to lock: those who write it take turns at the team's.
    """
    require(permissions.can_change_letterhead(by, letterhead))
    team, kind, place = letterhead.team, letterhead.kind, letterhead.kecamatan
    Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    letterhead = Letterhead.objects.stored(team, kind, place) or default_letterhead(
        team, kind, place
    )
    refuse_stale(letterhead, changes, version)
    for key, value in changes.items():
        setattr(letterhead, key, value)
    if emblem:
        letterhead.emblem = intake.receive(emblem, team=letterhead.team, by=by, kinds={"image"})
    letterhead.full_clean()
    letterhead.save()
    events.record(by=by, what="letterhead.change", about=letterhead, note=letterhead.signer_name)
    return letterhead
