"""On the page of a permasalahan: the kegiatan about it, as far as its reader may know of them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from incidents.cases.entry import Entry
from incidents.cases.models import Case
from renaksi import permissions, words
from renaksi.models import Activity
from renaksi.models.activity import ActivityQuerySet
from timdu.core import words as core_words
from timdu.team.models import User

SHOWN = 3


def about(user: User, case: Case) -> ActivityQuerySet:
    """What is linked to it and stands, the newest first."""
    rows = Activity.objects.visible_to(user).standing().filter(links__case=case)
    return rows.with_names().select_related("team").order_by("-starts_at", "-pk")


def told(user: User, case: Case) -> Iterable[Entry]:
    """Each of them as one entry of the chronology."""
    for row in about(user, case):
        result = [f"Hasil: {row.result}"] if row.result else []
        yield Entry(
            at=row.starts_at,
            known_at=row.entered_at,
            kind="handling",
            title=f"Kegiatan: {row.kind}",
            text=row.about,
            lines=[f"{row.organiser}, {row.where}. Peserta: {words.people(row)}.", *result],
            by=f"Dicatat {row.byline}{core_words.NBSP}· {core_words.date_time(row.entered_at)}",
            url=row.get_absolute_url(),
            url_word=row.code,
        )


def shown(user: User, case: Case) -> dict[str, Any] | None:
    """How many there are, the newest of them, and the way to write down another."""
    if not permissions.can_read(user):
        return None
    rows = list(about(user, case))
    records = bool(permissions.can_record(user)) and case.is_open
    if not rows and not records:
        return None
    return {
        "template": "renaksi/_beside.html",
        "rows": rows[:SHOWN],
        "count": len(rows),
        "url": f"{reverse('activities:list')}?permasalahan={case.code}",
        "create": f"{reverse('activities:create')}?permasalahan={case.code}#baru"
        if records
        else "",
    }
