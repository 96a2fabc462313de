"""Opening a report to others; what is R only to persons, by name."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from incidents import permissions
from incidents.actions import waiting
from incidents.actions.rows import again, broke
from incidents.models import Incident, Share
from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.team.models import Agency, User
from timdu.wilayah.models import Wilayah

event_names.name(
    incident_share="Laporan dibagikan",
    incident_unshare="Pembagian ditarik",
    incident_name="Boleh membuka laporan Rahasia",
)


@transaction.atomic
def share(
    incident: Incident,
    *,
    by: User,
    agency: Agency | None = None,
    kecamatan: Wilayah | None = None,
    person: User | None = None,
    reason: str = "",
) -> Share:
    """Open the report to one agency, kecamatan or person of the team."""
    row = again(incident)
    require(permissions.can_share(by, row))
    if row.is_secret and person is None:
        raise WrongState("Laporan Rahasia hanya dibuka untuk orang yang disebut namanya.")
    if person is not None and person.is_aide:
        raise WrongState("Staf pimpinan membaca bersama pimpinannya. Tunjuk pimpinannya.")
    try:
        with transaction.atomic():
            made = Share.objects.create(
                incident=row, agency=agency, kecamatan=kecamatan, person=person,
                reason=reason, by=by,
            )  # fmt: skip
    except IntegrityError as error:
        if not broke(error, "share_once_while_standing"):
            raise
        raise WrongState("Laporan ini sudah dibagikan kepadanya.") from error
    what = "incident.name" if row.is_secret else "incident.share"
    events.record(by=by, what=what, about=row, note=". ".join(filter(None, (made.target, reason))))
    if row.is_secret:
        waiting.is_over(row, waiting.SECRET, by=by)
    return made


@transaction.atomic
def withdraw(share: Share, *, by: User, now: dt.datetime | None = None) -> Share:
    """Close the report to somebody again; that it was open stays on record."""
    row = again(share.incident)
    require(permissions.can_share(by, row))
    share = Share.objects.select_for_update(of=("self",)).get(pk=share.pk)
    if share.withdrawn_at is not None:
        raise WrongState("Pembagian ini sudah ditarik.")
    share.withdrawn_at = now or timezone.now()
    share.save(update_fields=["withdrawn_at"])
    events.record(by=by, what="incident.unshare", about=row, note=share.target)
    return share


def name_those_who_know(row: Incident, *, by: User) -> None:
    """The report became R: who wrote it and who classified it know it, by name; nobody else.

    The secretary is told that there is such a report, and names others (or themselves).
    """
    knowing = {person.pk: person for person in (by, row.entered_by)}
    named = set(row.shares.filter(withdrawn_at=None).values_list("person_id", flat=True))
    for person in (person for key, person in knowing.items() if key not in named):
        made = Share.objects.create(
            incident=row, person=person, by=by, reason="Mengetahui laporan saat digolongkan."
        )
        events.record(by=by, what="incident.name", about=row, note=made.target)
    if by.role != User.Role.SECRETARY:
        waiting.for_naming(row)


@transaction.atomic
def none_else(incident: Incident, *, by: User) -> None:
    """The secretary decides that nobody else needs to open the secret report."""
    row = again(incident)
    require(permissions.can_share(by, row))
    if not row.is_secret:
        raise WrongState("Laporan ini tidak Rahasia; tidak ada yang perlu ditunjuk.")
    waiting.is_over(row, waiting.SECRET, by=by)
    events.record(by=by, what="incident.name", about=row, note="Tidak ada yang lain.")
