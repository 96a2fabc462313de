"""What a permasalahan shows of a Status Keadaan Konflik that names it; otherwise not a word."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from incidents.cases.emergency import banner
from incidents.cases.emergency.models import Act, Emergency
from incidents.cases.entry import Entry
from incidents.cases.models import Case
from incidents.cases.rooms import Room
from timdu.core.words import long_date
from timdu.team.models import User


def panel(user: User, case: Case) -> dict[str, Any] | None:
    """Each status that names the permasalahan, with its clock."""
    found = Emergency.objects.visible_to(user).filter(case=case)
    rows = list(found.prefetch_related("reports", "requests"))
    if not rows:
        return None
    today, now = timezone.localdate(), timezone.localtime()
    told = [{"row": row, "clock": banner.clock_of(row, today=today, now=now)} for row in rows]
    return {"template": "emergency/_beside.html", "rows": told}


def told(user: User, case: Case) -> Iterable[Entry]:
    """Each SK once it was confirmed."""
    rows = Act.objects.visible_to(user).confirmed().filter(emergency__case=case)
    for act in rows.select_related("emergency", "confirmed_by"):
        if act.confirmed_at is None or act.confirmed_by is None:
            continue
        until = f" sampai {long_date(act.ends_on)}" if act.ends_on else ""
        yield Entry(
            at=act.confirmed_at,
            known_at=act.confirmed_at,
            kind="order",
            title=f"Status Keadaan Konflik: {act.get_kind_display().lower()}",
            text=f"SK {act.number} tanggal {long_date(act.signed_on)}, mulai "
            f"{long_date(act.starts_on)}{until}",
            by=f"Dikonfirmasi {act.confirmed_by.byline}",
            url=act.emergency.get_absolute_url(),
            url_word="Status keadaan",
        )


ROOM = Room("emergency", panel=panel, told=told)
