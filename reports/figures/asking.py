"""How many disposisi run, and how many of them are past their day. A permintaan is never late."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from incidents.cases.asking.models.disposition import DispositionQuerySet, late
from reports.figures.cases import Counted


@dataclass(frozen=True)
class Dispositions:
    """Those one reads, in two numbers."""

    running: Counted
    overdue: Counted


def dispositions(rows: DispositionQuerySet, today: dt.date) -> Dispositions:
    """Count what runs; one query."""
    found = rows.running().aggregate(running=Count("pk"), overdue=Count("pk", filter=late(today)))
    listed = f"{reverse('asking:dispositions')}?keadaan="
    return Dispositions(
        running=Counted(found["running"], f"{listed}berjalan"),
        overdue=Counted(found["overdue"], f"{listed}lewat"),
    )
