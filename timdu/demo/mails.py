"""Mails to the people of the demo, in every state they can be in. None of them left the house."""

import datetime as dt

from incidents.mail import URGENT
from incidents.models import Incident
from timdu.demo.ledger import generic
from timdu.demo.stage import Stage
from timdu.inbox import sending, todos
from timdu.inbox.digest import DIGEST
from timdu.inbox.models import DigestDay, MailChoice, Notification, Todo
from timdu.team.models import User

State = Notification.State
READERS = ("staf", "staf2", "kabid", "kaban")
MORNINGS, HOUR = 5, 7
# What became of the digests of one morning that did not simply arrive.
FATES = {
    ("staf2", 1): (State.STOPPED, sending.AWAY),
    ("kabid", 2): (State.UNSURE, "Sambungan terputus sesudah naskah diserahkan."),
    ("kaban", 3): (State.REFUSED, "Server surel menjawab: 550 5.1.1 alamat tidak dikenal"),
}
TAKEN = "Diterima server surel."


def tell_all(stage: Stage) -> int:
    """The digests of the last mornings, and who was written to at once; returns how many."""
    rows = [*digests(stage), *at_once(stage)]
    Notification.objects.bulk_create(rows)
    for row in rows:
        if row.kind == URGENT and row.state == State.UNSURE:
            ring(row)
    away = stage.people["staf2"]
    until = stage.clock.today + dt.timedelta(days=2)
    MailChoice.objects.create(user=away, away_from=until - dt.timedelta(days=9), away_until=until)
    return len(rows)


def mornings(stage: Stage) -> list[dt.date]:
    """The last working days before the demo's, the newest first."""
    days = (stage.clock.today - dt.timedelta(days=back) for back in range(1, 3 * MORNINGS))
    return [day for day in days if day.weekday() < 5][:MORNINGS]


def digests(stage: Stage) -> list[Notification]:
    """One for each of the desk and morning."""
    found = []
    for back, day in enumerate(mornings(stage), start=1):
        DigestDay.objects.create(team=stage.people.team, day=day, count=len(READERS))
        for key in READERS:
            state, words = FATES.get((key, back), (State.SENT, TAKEN))
            at = stage.clock.at(day, HOUR)
            person = stage.people[key]
            found.append(mail(stage, person, DIGEST, person, at, state, words, window=str(day)))
    return found


def at_once(stage: Stage) -> list[Notification]:
    """Every report that could not wait was written about to two; the newest may not have come."""
    reports = Incident.objects.filter(
        team=stage.people.team, urgency=Incident.Urgency.VERY_URGENT, submitted_at__isnull=False
    )
    found = []
    for number, report in enumerate(reports.order_by("-submitted_at", "pk")[:MORNINGS]):
        assert report.submitted_at is not None
        for key, why in (("staf", "petugas piket"), ("kabid", "pengganti piket")):
            lost = number == 0 and key == "kabid"
            fate = (State.UNSURE, FATES["kabid", 2][1]) if lost else (State.SENT, TAKEN)
            person = stage.people[key]
            found.append(mail(stage, person, URGENT, report, report.submitted_at, *fate, why=why))
    return found


def mail(
    stage: Stage, person: User, kind: str, about: User | Incident, at: dt.datetime,
    state: str, words: str, *, window: str = "1", why: str = "",
) -> Notification:  # fmt: skip
    """One mail as the queue would have left it."""
    dice = stage.dice.child("surel", kind, person.username, str(about.pk), window)
    done = at + dt.timedelta(minutes=1)
    left = state in (State.SENT, State.UNSURE)
    return Notification(
        team=stage.people.team, recipient=person, kind=kind, window=window, why=why,
        **generic(about), state=state, words=words, queued_at=at,
        message_id=f"<timdu.{dice.uuid().hex[:24]}@contoh.test>",
        address="" if state == State.STOPPED else person.email,
        attempts=0 if state == State.STOPPED else 1,
        claimed_at=None if state == State.STOPPED else done,
        handing_over_at=done if left else None, left_at=done if left else None,
    )  # fmt: skip


def ring(row: Notification) -> None:
    """What may not have arrived waits at the desk, as old as the mail."""
    todos.open(
        sending.FAILED,
        row,
        team=row.team,
        title=f"Sangat Segera mungkin tidak sampai: telepon {row.recipient.full_name}",
        note=row.words,
        url=row.get_absolute_url(),
        role=User.Role.STAFF,
        due_at=row.moment,
    )
    Todo.objects.filter(closed_at=None, **generic(row)).update(created_at=row.moment)
