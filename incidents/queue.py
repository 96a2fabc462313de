"""The desk's queue: what waits for a verifier, its tabs and how much stands under each.

Only what waits is read, by the index of the queue: hundreds of rows, whatever the table holds.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from incidents import readiness
from incidents.models import Incident, Likeness
from incidents.models.choices import COMPARED, Urgency
from incidents.models.incident import IncidentQuerySet
from timdu.core import marks
from timdu.team.models import User

PARAMETER = "antrean"


@dataclass(frozen=True)
class Tab:
    """One tab: its word in the address, what it is called, what it says when it is empty."""

    key: str
    word: str
    empty: str


ALL = Tab("", "Perlu diverifikasi", "Laporan yang dikirim kecamatan dan instansi menunggu di sini.")
TABS = (
    ALL,
    Tab("belum-lengkap", "Belum lengkap", "Semua yang menunggu sudah dilengkapi pelapornya."),
    Tab("jawaban", "Jawaban masuk", "Jawaban atas catatan perbaikan muncul di sini."),
    Tab("ganda", "Diduga ganda", "Laporan yang mirip dengan laporan lain muncul di sini."),
    Tab("lewat", "Lewat tenggat", "Tidak ada yang menunggu lebih dari 1×24 jam."),
)
BY_KEY = {tab.key: tab for tab in TABS}


def chosen(data: Mapping[str, Any]) -> Tab:
    """The tab an address names; all that waits when it names none."""
    return BY_KEY.get(str(data.get(PARAMETER, "")), ALL)


# What each tab keeps of the rows that wait; built only for the tabs that are asked for.
KEEPS: dict[str, Callable[[User, dt.datetime], Q]] = {
    "": lambda user, now: Q(),
    "belum-lengkap": lambda user, now: Q(completed_at=None),
    "jawaban": lambda user, now: Q(marks.answered(Incident)),
    "ganda": lambda user, now: Q(Exists(alike(user))),
    "lewat": lambda user, now: Q(reported_at__lt=now - readiness.LOOKED_AT_WITHIN),
}


def alike(user: User) -> Any:
    """What stands beside a row as alike, as far as the person may know of it."""
    return Likeness.objects.filter(
        incident=OuterRef("pk"),
        dismissed_at=None,
        other__status__in=COMPARED,
        other__in=Incident.objects.visible_to(user),
    ).order_by()


def waiting(user: User, tab: Tab, now: dt.datetime) -> IncidentQuerySet:
    """The rows of one tab, the most urgent first, then the oldest."""
    rows: IncidentQuerySet = Incident.objects.visible_to(user).waiting()
    return rows.filter(KEEPS[tab.key](user, now))


def counts(user: User, now: dt.datetime) -> dict[str, dict[str, int]]:
    """How many rows each tab holds of each urgency; one question for all of them."""
    kept = [KEEPS[tab.key](user, now) for tab in TABS]
    asked: dict[str, Any] = {
        f"n{place}": Count("pk", filter=condition) if condition else Count("pk")
        for place, condition in enumerate(kept)
    }
    rows: Any = Incident.objects.visible_to(user).waiting().order_by().values("urgency")
    found = {row["urgency"]: row for row in rows.annotate(**asked)}
    return {
        tab.key: {
            urgency.value: found[urgency][f"n{place}"]
            for urgency in reversed(Urgency)
            if urgency in found and found[urgency][f"n{place}"]
        }
        for place, tab in enumerate(TABS)
    }


def alike_counts(user: User, rows: Sequence[Incident]) -> dict[int, int]:
    """To how many reports each of the shown rows is alike."""
    found = Likeness.objects.visible_to(user).standing().filter(incident__in=rows).order_by()
    return dict(found.values_list("incident").annotate(n=Count("pk")))
