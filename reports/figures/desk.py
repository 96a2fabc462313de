"""What waits: at the desk of the secretariat, and at the desk of one who reports."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet

from incidents.models.choices import Status
from incidents.models.incident import IncidentQuerySet
from reports.figures.numbers import Number, query
from timdu.documents.models import Delivery
from timdu.documents.models.documents import DocumentQuerySet
from timdu.team.models import User

# Kabar awal is completed, and a report is looked at, within a day.
A_DAY = dt.timedelta(hours=24)


@dataclass(frozen=True)
class Desk:
    """The queue of the secretariat in three numbers."""

    waiting: Number
    overdue: Number
    answered: Number
    oldest_at: dt.datetime | None


def desk(rows: IncidentQuerySet, now: dt.datetime) -> Desk:
    """Count what waits for a verifier; the queue is short, so two queries read all of it."""
    queue = rows.waiting().order_by()
    found = queue.aggregate(
        waiting=Count("pk"),
        overdue=Count("pk", filter=Q(reported_at__lt=now - A_DAY)),
        oldest=Min("reported_at"),
    )
    return Desk(
        waiting=Number(found["waiting"], query(status=Status.SUBMITTED)),
        overdue=Number(found["overdue"], query(status=Status.SUBMITTED, lewat="1")),
        answered=Number(
            queue.with_answered_notes().count(),
            query(status=Status.SUBMITTED, catatan="dijawab"),
        ),
        oldest_at=found["oldest"],
    )


def waiting_by_urgency(rows: IncidentQuerySet) -> dict[str, Number]:
    """How many of each urgency wait for a verifier; one query."""
    groups = rows.waiting().order_by().values_list("urgency").annotate(Count("pk"))
    return {
        urgency: Number(count, query(status=Status.SUBMITTED, urgensi=urgency))
        for urgency, count in groups
    }


@dataclass(frozen=True)
class Own:
    """What an office sent or began, by what still has to be done."""

    drafts: Number
    returned: Number
    waiting: Number


def own(rows: IncidentQuerySet) -> Own:
    """Count the open reports of those who report; one query."""
    found = rows.filter(status__in=(Status.DRAFT, Status.RETURNED, Status.SUBMITTED)).aggregate(
        **{
            status: Count("pk", filter=Q(status=status))
            for status in (Status.DRAFT, Status.RETURNED, Status.SUBMITTED)
        }
    )

    def number(status: Status) -> Number:
        return Number(found[status], query(status=status))

    return Own(number(Status.DRAFT), number(Status.RETURNED), number(Status.SUBMITTED))


def addressed_to(user: User, documents: DocumentQuerySet) -> QuerySet[Delivery]:
    """What left and was addressed to the person, the newest first."""
    return (
        Delivery.objects.that_left()
        .filter(recipient__user=user, document__in=documents)
        .select_related("document__team")
        .order_by("-left_at", "-pk")
    )
