"""How many kesepakatan are kept, and how many nobody has looked at; each with its rows."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from incidents.cases.agreements.models.agreement import AgreementQuerySet
from incidents.cases.agreements.models.choices import Result

UNCHECKED, LATE = "belum", "lewat"


@dataclass(frozen=True)
class Counted:
    """One number, its word, and the list of exactly those rows."""

    word: str
    count: int
    url: str


@dataclass(frozen=True)
class Kept:
    """What stands, by what the newest look said, and the looks that are late."""

    total: Counted
    states: list[Counted]
    late: Counted


def kept(rows: AgreementQuerySet, today: dt.date) -> Kept:
    """Count what stands; one query."""
    found = rows.standing().aggregate(
        total=Count("pk"),
        late=Count("pk", filter=Q(next_check_on__lt=today)),
        **{name or UNCHECKED: Count("pk", filter=Q(result=name)) for name in ("", *Result.values)},
    )
    listed = f"{reverse('agreements:list')}?hasil="
    words = {**dict(Result.choices), UNCHECKED: "Belum diperiksa"}
    return Kept(
        total=Counted("Berlaku", found["total"], reverse("agreements:list")),
        states=[Counted(str(words[key]), found[key], listed + key) for key in words],
        late=Counted("Pemeriksaan lewat", found["late"], listed + LATE),
    )
