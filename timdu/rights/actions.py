"""Taking a berkas pemeriksaan: recorded before it leaves."""

import datetime as dt
import hashlib

from django.db import transaction

from timdu.core import event_names, events, words
from timdu.core.access import require
from timdu.rights import bundle
from timdu.rights.permissions import can_take_bundle
from timdu.team.models import User

event_names.name(audit_bundle="Berkas pemeriksaan diambil")


@transaction.atomic
def take_bundle(first: dt.date, last: dt.date, *, by: User) -> bytes:
    """The archive of the days, its SHA-256 in the event: what was carried away can be proved."""
    require(can_take_bundle(by))
    data = bundle.archive(first, last, by)
    sha256 = hashlib.sha256(data).hexdigest()
    span = f"{words.long_date(first)} – {words.long_date(last)}"
    events.record(
        by=by, what="audit.bundle", about=[by.own_team, by], note=span, data={"sha256": sha256}
    )
    return data
