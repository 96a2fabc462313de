"""Kegiatan leave the system as a file: who took which, in what form."""

from django.db import models, transaction
from django.http import QueryDict

from renaksi import permissions
from timdu.core import event_names, events, reads
from timdu.core.access import require
from timdu.team.models import User

event_names.name(activity_export="Kegiatan diunduh sebagai berkas")


class Form(models.TextChoices):
    """What a file of kegiatan may be; the value ends its name."""

    XLSX = "xlsx", "Excel"
    CSV = "csv", "CSV"


@transaction.atomic
def note_export(*, by: User, form: Form, query: QueryDict) -> None:
    """Keep that these rows left: in the chronology, and among what was opened.

    What was opened is read by the Inspektorat too: words somebody searched for may name a person.
    """
    require(permissions.can_read(by))
    events.record(by=by, what="activity.export", about=by.own_team, note=told(form, query)[:300])
    unnamed = query.copy()
    if unnamed.pop("q", None):
        unnamed["cari"] = "disamarkan"
    reads.opened(by=by, what=by.own_team, note=told(form, unnamed))


def told(form: Form, query: QueryDict) -> str:
    """The form of the file and the filter, as an address says it."""
    return f"Kegiatan ({form.label}): {query.urlencode() or 'semua'}"
