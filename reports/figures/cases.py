"""How many permasalahan are open, and how many of them are past their deadline."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from incidents.cases.models import Case
from incidents.cases.models.case import CaseQuerySet


@dataclass(frozen=True)
class Counted:
    """One number and the list of exactly those rows."""

    count: int
    url: str


@dataclass(frozen=True)
class Cases:
    """The permasalahan of the desk in two numbers."""

    open: Counted
    overdue: Counted


def cases(rows: CaseQuerySet, today: dt.date) -> Cases:
    """Count what is open; one query."""
    late = Q(due_on__lt=today)
    found = rows.open().aggregate(open=Count("pk"), overdue=Count("pk", filter=late))
    listed = f"{reverse('cases:list')}?keadaan={Case.Status.OPEN}"
    return Cases(
        open=Counted(found["open"], listed),
        overdue=Counted(found["overdue"], f"{listed}&tenggat=lewat"),
    )
