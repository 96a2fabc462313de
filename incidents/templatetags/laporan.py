"""A report on one row of a list: its heading, and the line that says what, where, who and when.

Written here, not in the template: a list of reports is drawn more often than any other page, and a
line put together out of ten pieces took most of its time.
"""

import datetime as dt

from django import template
from django.utils import timezone

from incidents import readiness
from incidents.models import Incident
from timdu.core import words

register = template.Library()

# Sent again, and not merely typed a little after it was told.
A_WHILE = dt.timedelta(minutes=5)
SEPARATOR = f"{words.NBSP}· "


@register.filter
def kepala(incident: Incident) -> str:
    """What happened; of a secret report not even that."""
    return "Laporan Rahasia, buka untuk membaca" if incident.is_secret else incident.summary


@register.filter
def keterangan(incident: Incident, masked: bool = False) -> str:
    """Kind, place, sender and the time of the event."""
    return line(incident, incident.occurred_at, masked)


@register.filter
def keterangan_antrean(incident: Incident) -> str:
    """The same with the time it was first handed in, as the queue counts."""
    return line(incident, incident.reported_at)


@register.filter
def umur(incident: Incident) -> str:
    """How long it stands in each stage it is in: waiting to be completed, waiting to be checked."""
    now, pieces = timezone.now(), []
    due = readiness.complete_by(incident)
    if incident.completed_at is None and incident.reported_at and due:
        late = f", lewat batas {words.age(due, now)}" if due < now else ""
        pieces.append(f"menunggu dilengkapi {words.age(incident.reported_at, now)}{late}")
    if incident.submitted_at is not None:
        again = incident.submitted_at - (incident.reported_at or incident.submitted_at) > A_WHILE
        since = ", sejak dikirim lagi" if again and incident.completed_at else ""
        pieces.append(f"menunggu diperiksa {words.age(incident.submitted_at, now)}{since}")
    said = SEPARATOR.join(pieces)
    return said[:1].upper() + said[1:]


def line(incident: Incident, at: dt.datetime | None, masked: bool = False) -> str:
    """The pieces of the line; a secret report does not say where."""
    pieces = [incident.get_kind_display()]
    if not incident.is_secret:
        pieces.append(where(incident))
    pieces.append("pelapor disamarkan" if masked else incident.byline)
    if at is not None:
        pieces.append(words.date_time(at))
    return SEPARATOR.join(pieces)


def where(incident: Incident) -> str:
    """The desa with its kecamatan, or the kecamatan alone."""
    if incident.place_id == incident.kecamatan_id:
        return incident.kecamatan.name
    return f"{incident.place.name}, {incident.kecamatan.name}"
