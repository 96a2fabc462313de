"""How many there are in each state, each number with the list of exactly those rows."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from incidents.cases.asking.models.choices import RUNNING, RequestStatus, Status
from incidents.cases.asking.models.disposition import late
from incidents.cases.models.visibility import reads_whole
from timdu.team.models import User


@dataclass(frozen=True)
class Counted:
    """One number, what it counts, and where its rows are."""

    word: str
    count: int
    url: str
    needs: bool = False


def of_dispositions(rows: Any, user: User, today: dt.date) -> list[Counted]:
    """Those that run, by what they wait for; one query."""
    wanted = {
        "berjalan": ("masih berjalan", Q(status__in=RUNNING)),
        "sent": ("belum diterima", Q(status=Status.SENT)),
        "lewat": ("lewat batas", late(today)),
        "reported": ("menunggu diperiksa", Q(status=Status.REPORTED)),
    }
    mine = Q(giver=user) | Q(by=user)
    return counted(rows, "asking:dispositions", wanted, mine & Q(status__in=RUNNING), user)


def of_requests(rows: Any, user: User) -> list[Counted]:
    """Those that wait for an answer, and those that have one; never late."""
    wanted = {
        "sent": ("belum dijawab", Q(status=RequestStatus.SENT)),
        "answered": ("sudah dijawab", Q(status=RequestStatus.ANSWERED)),
    }
    mine = Q(by=user) & Q(status=RequestStatus.SENT)
    return counted(rows, "asking:requests", wanted, mine, user)


def counted(
    rows: Any, name: str, wanted: dict[str, tuple[str, Q]], mine: Q, user: User
) -> list[Counted]:
    """One number for each state; whole readers also what they asked themselves."""
    own = next(iter(wanted))
    asked = {key: Count("pk", filter=state) for key, (_, state) in wanted.items()}
    found = rows.aggregate(saya=Count("pk", filter=mine), **asked)
    url = reverse(name)
    numbers = [
        Counted(word, found[key], f"{url}?keadaan={key}", key == "lewat" and found[key] > 0)
        for key, (word, _) in wanted.items()
    ]
    if reads_whole(user):
        numbers.append(Counted("yang saya minta", found["saya"], f"{url}?keadaan={own}&dari=saya"))
    return numbers
