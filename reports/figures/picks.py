"""Which reports stand out: peristiwa menonjol, potensi prioritas."""

from django.db.models import F, Q, Sum

from incidents.models.choices import TOLL, Kind, Status
from incidents.models.incident import IncidentQuerySet
from timdu.core.periods import Month

BY_LEVEL = F("level").desc(nulls_last=True)


def events_by_weight(rows: IncidentQuerySet, month: Month, zone: str) -> IncidentQuerySet:
    """The month's verified events: by urgency, then level, then people harmed, then the newest."""
    harmed = Sum("casualties__value", filter=Q(casualties__kind__in=TOLL), default=0)
    return (
        rows.counted()
        .in_month(month, zone)
        .filter(kind=Kind.EVENT)
        .annotate(harmed=harmed)
        .order_by("-urgency", BY_LEVEL, "-harmed", "-occurred_at", "pk")
    )


def open_potentials(rows: IncidentQuerySet, month: Month, zone: str) -> IncidentQuerySet:
    """Potensi konflik that were known by the end of the month and are not closed, highest first."""
    return rows.filter(
        status=Status.VERIFIED, kind=Kind.POTENTIAL, occurred_at__lt=month.end(zone)
    ).order_by(BY_LEVEL, "-occurred_at", "pk")
