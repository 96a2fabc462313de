"""How many kegiatan of each jenis were held in a month, and how many people they had."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum
from django.urls import reverse

from incidents.models.choices import Certainty
from renaksi.models import Activity, ActivityKind
from renaksi.models.activity import ActivityQuerySet
from timdu.core.periods import Month


@dataclass(frozen=True)
class Counted:
    """One number and the list of exactly those rows."""

    count: int
    url: str


@dataclass(frozen=True)
class Activities:
    """A month of kegiatan: all of them, by jenis, and the people who came.

    people: the sum of what is known. provisional, unknown: in how many kegiatan the number is only
    provisional, or not known at all; what is not known is never added as nought.
    """

    total: Counted
    kinds: tuple[tuple[str, Counted], ...]
    people: int
    provisional: int
    unknown: int


def activities(rows: ActivityQuerySet, month: Month, **filters: str) -> Activities:
    """Count what stands of the month; `filters` only narrow the links. Three queries."""
    rows = rows.standing().in_month(month).order_by()
    found = rows.aggregate(
        total=Count("pk"),
        people=Sum("people", default=0),
        provisional=Count("pk", filter=Q(people_certainty=Certainty.PROVISIONAL)),
        unknown=Count("pk", filter=Q(people_certainty=Certainty.UNKNOWN)),
    )
    groups = dict(rows.values_list("kind").annotate(Count("pk")))
    kinds = ActivityKind.objects.filter(pk__in=groups)
    return Activities(
        total=Counted(found["total"], listed(month, **filters)),
        kinds=tuple(
            (str(kind), Counted(groups[kind.pk], listed(month, jenis=str(kind.pk), **filters)))
            for kind in sorted(kinds, key=lambda kind: (-groups[kind.pk], kind.position, str(kind)))
        ),
        people=found["people"],
        provisional=found["provisional"],
        unknown=found["unknown"],
    )


def listed(month: Month, **filters: str) -> str:
    """The list of kegiatan that shows exactly them."""
    return f"{reverse('activities:list')}?{urlencode({'bulan': str(month), **filters})}"


def team_rows(team_id: int, ceiling: str) -> ActivityQuerySet:
    """What a document of this classification may be made from."""
    letters = "BTR"[: "BTR".index(ceiling) + 1]
    return Activity.objects.filter(team_id=team_id, classification__in=letters)
