"""How many permasalahan are open and past their deadline, and which of them stand highest."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q
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


def highest(rows: CaseQuerySet, limit: int) -> CaseQuerySet:
    """The open ones by level, among equals the oldest first; what nobody judged stands last."""
    order = (F("level").desc(nulls_last=True), "opened_at", "pk")
    return rows.open().with_names().order_by(*order)[:limit]
