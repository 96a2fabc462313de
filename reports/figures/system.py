"""What the administrator may know: that the machinery lives, how much mail waits, never content."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from timdu.core.models import Heartbeat, Job
from timdu.documents.models import Delivery
from timdu.inbox import mails
from timdu.inbox.models import Notification
from timdu.team import duty
from timdu.team.models import Team, User

State, Doing = Delivery.State, Job.State
MAIL: dict[str, tuple[str, ...]] = {
    "surel-menunggu": (State.QUEUED, State.SENDING, State.RETRY),
    "surel-tidak-pasti": (State.UNSURE,),
    "surel-ditolak": (State.REFUSED,),
}
Told = Notification.State
NOTICES: dict[str, tuple[str, ...]] = {
    "kabar-menunggu": (Told.QUEUED, Told.SENDING, Told.RETRY),
    "kabar-tidak-pasti": (Told.UNSURE,),
    "kabar-ditolak": (Told.REFUSED,),
    "kabar-dihentikan": (Told.STOPPED,),
}
WORK: dict[str, tuple[str, ...]] = {
    "pekerjaan-berjalan": (Doing.QUEUED, Doing.RUNNING),
    "pekerjaan-gagal": (Doing.FAILED,),
}
# Every figure of the machinery, by its name in addresses.
FIGURES = {
    "surel-menunggu": "Surel menunggu dikirim",
    "surel-tidak-pasti": "Surel tidak pasti terkirim",
    "surel-ditolak": "Surel ditolak",
    "kabar-menunggu": "Pemberitahuan menunggu",
    "kabar-tidak-pasti": "Pemberitahuan tidak pasti, 7 hari",
    "kabar-ditolak": "Pemberitahuan ditolak, 7 hari",
    "kabar-dihentikan": "Pemberitahuan dihentikan, 7 hari",
    "pekerjaan-berjalan": "Pekerjaan berjalan",
    "pekerjaan-gagal": "Pekerjaan gagal, 7 hari",
}
# Without one of each, no report is sent, verified or signed.
NEEDED = (User.Role.KECAMATAN, User.Role.VERIFIER, User.Role.SECRETARY)
ALIVE = dt.timedelta(minutes=5)
LATELY = dt.timedelta(days=7)


@dataclass(frozen=True)
class System:
    """Signs of life and counts."""

    heard_at: dt.datetime | None
    is_alive: bool
    counts: list[tuple[str, str, int]]
    # Why nobody on duty hears at once of what cannot wait; "" when somebody does.
    duty_gap: str


def system(team: Team, now: dt.datetime) -> System:
    """The state of the machinery as far as it concerns the team."""
    beat = Heartbeat.objects.filter(name="worker").first()
    counts = {name: mail(team, name).count() for name in MAIL}
    counts |= notice_counts(team, now)
    counts |= {name: work(team, name, now).count() for name in WORK}
    return System(
        heard_at=beat.at if beat else None,
        is_alive=beat is not None and now - beat.at < ALIVE,
        counts=[(name, label, counts[name]) for name, label in FIGURES.items()],
        duty_gap=duty.gap(team, now),
    )


def mail(team: Team, name: str) -> QuerySet[Delivery]:
    """The deliveries of the team behind one figure, the newest first."""
    rows = Delivery.objects.filter(document__team=team, state__in=MAIL[name])
    return rows.select_related("document").order_by("-queued_at", "-pk")


def notices(team: Team, name: str, now: dt.datetime) -> QuerySet[Notification]:
    """The mails to people of the team behind one figure, the newest first; ended ones of a week."""
    rows = Notification.objects.filter(team=team, state__in=NOTICES[name])
    if name != "kabar-menunggu":
        rows = rows.filter(queued_at__gt=now - LATELY)
    return rows.select_related("recipient").order_by("-queued_at", "-pk")


def notice_counts(team: Team, now: dt.datetime) -> dict[str, int]:
    """How many mails to people of the team are in each state."""
    return {name: notices(team, name, now).count() for name in NOTICES}


def work(team: Team, name: str, now: dt.datetime) -> QuerySet[Job]:
    """The jobs of the team behind one figure, the newest first; failed ones of the last days."""
    rows = Job.objects.filter(team=team, state__in=WORK[name])
    if name == "pekerjaan-gagal":
        rows = rows.filter(started_at__gt=now - LATELY)
    return rows.order_by("-started_at", "-pk")


def told(delivery: Delivery) -> dict[str, Any]:
    """What the administrator may know of one delivery: neither title, number nor person."""
    return {
        "at": delivery.moment,
        "kind": delivery.document.kind_of.label,
        "domain": delivery.address.rpartition("@")[2],
        "mark": delivery.mark,
        "state": delivery.state_words,
        "attempts": delivery.attempts,
    }


def told_of(row: Notification) -> dict[str, Any]:
    """What the administrator may know of one mail to somebody: whose account, never what it says.

    What a server answered may quote what it was given, so only our own words are told.
    """
    kind = mails.MAILS.get(row.kind)
    ours = row.state in (Told.QUEUED, Told.STOPPED)
    return {
        "at": row.moment,
        "kind": kind.word if kind else row.kind,
        "person": row.recipient,
        "mark": row.mark,
        "state": row.get_state_display(),
        "note": row.words if ours else "",
        "attempts": row.attempts,
    }


def lacking_roles(people: list[tuple[str, str, int]]) -> list[str]:
    """The words of those roles that nobody who may sign in holds yet."""
    held = {role for role, _, _ in people}
    return [role.label for role in NEEDED if role not in held]


def people_by_role(user: User) -> list[tuple[str, str, int]]:
    """How many people may sign in, by role (its key and word), in the order of the roles."""
    rows = User.objects.visible_to(user).active().order_by()
    counts = dict(rows.values_list("role").annotate(Count("pk")))
    return [(role.value, role.label, counts[role]) for role in User.Role if role in counts]
