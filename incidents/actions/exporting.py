"""Rows leave the system as a file: who took which, in what form."""

from django.db import models, transaction

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
def note_export(*, by: User, form: Form, query: str) -> None:
    """Keep that these rows left: in the chronology, and among what was opened."""
    require(permissions.can_read(by))
    said = f"Laporan ({form.label}): {query or 'semua'}"
    events.record(by=by, what="incident.export", about=by.own_team, note=said[:300])
    reads.opened(by=by, what=by.own_team, note=said)
