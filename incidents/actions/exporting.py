"""Rows leave the system as a file: who took which, in what form."""

from django.db import models, transaction
from django.http import QueryDict

from incidents import permissions
from timdu.core import event_names, events, reads
from timdu.core.access import require
from timdu.team.models import User

event_names.name(incident_export="Laporan diunduh sebagai berkas")


class Form(models.TextChoices):
    """What a file of reports may be; the value ends its name."""

    XLSX = "xlsx", "Excel"
    CSV = "csv", "CSV"
    GEOJSON = "geojson", "GeoJSON"


@transaction.atomic
def note_export(*, by: User, form: Form, query: QueryDict) -> None:
    """Keep that these rows left: in the chronology, and among what was opened.

    What was opened is read by the Inspektorat too: words somebody searched for may name a reporter.
    """
    require(permissions.can_read(by))
    keep(by, "incident.export", "Laporan", form, query)


def keep(by: User, what: str, word: str, form: Form, query: QueryDict) -> None:
    """One event about the team, and a row among what was opened, without the words searched for."""
    events.record(by=by, what=what, about=by.own_team, note=told(word, form, query)[:300])
    unnamed = query.copy()
    if unnamed.pop("q", None):
        unnamed["cari"] = "disamarkan"
    reads.opened(by=by, what=by.own_team, note=told(word, form, unnamed))


def told(word: str, form: Form, query: QueryDict) -> str:
    """The form of the file and the filter, as an address says it."""
    return f"{word} ({form.label}): {query.urlencode() or 'semua'}"
