"""What a report leaves in somebody's inbox."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from incidents import mail, readiness
from incidents.models import Incident, Proposal
from incidents.models.choices import Origin, Status, Urgency
from timdu.core import marks
from timdu.inbox import notices, todos
from timdu.team.duty import reached_by_mail
from timdu.team.models import User

COMPLETE, RETURNED, SECRET = "incident.complete", "incident.returned", "incident.secret"
NEWS, CHECK = "incident.news", "incident.check"
TITLE = 90


def audience(incident: Incident) -> dict[str, Any]:
    """Whom the report waits for: the office it came from, or only who typed it."""
    writer = incident.entered_by
    if incident.is_secret or writer.is_secretariat:
        return {"holder": writer}
    if incident.origin == Origin.KECAMATAN:
        return {"kecamatan": incident.kecamatan}
    return {"agency": incident.agency}


def short(incident: Incident) -> str:
    """The report in a few words; a secret one only by its code."""
    if incident.is_secret:
        return incident.code
    cut = incident.summary[:TITLE].rstrip()
    return cut if cut == incident.summary else f"{cut} …"


def for_completion(incident: Incident) -> None:
    """The full facts are due within 24 hours of the first word."""
    if is_incomplete(incident):
        todos.open(COMPLETE, incident, **completion_of(incident))


def for_completion_of(incidents: Sequence[Incident]) -> None:
    """The same of many new ones."""
    rows = [(row, completion_of(row)) for row in incidents if is_incomplete(row)]
    todos.open_all(COMPLETE, rows)


def is_incomplete(incident: Incident) -> bool:
    """Whether the full facts are due."""
    return incident.completed_at is None and readiness.complete_by(incident) is not None


def completion_of(incident: Incident) -> dict[str, Any]:
    """What waits: for whom, until when."""
    return {
        "team": incident.team,
        "title": f"Lengkapi laporan: {short(incident)}",
        "url": reverse("incidents:complete", kwargs={"code": incident.code}),
        "due_at": readiness.complete_by(incident),
        **audience(incident),
    }


def for_answers(incident: Incident, marks: int) -> None:
    """The report came back; somebody of the office answers and sends it again."""
    task = f"Jawab {marks} catatan perbaikan" if marks else "Perbaiki laporan"
    todos.open(
        RETURNED,
        incident,
        team=incident.team,
        title=f"{task}: {short(incident)}",
        url=reverse("incidents:complete", kwargs={"code": incident.code}),
        **audience(incident),
    )


def for_check(incident: Incident, person: User) -> None:
    """One person of the desk reads it; whoever decides may be another."""
    todos.open(
        CHECK,
        incident,
        team=incident.team,
        title=f"Periksa laporan: {short(incident)}",
        url=reverse("incidents:verify", kwargs={"code": incident.code}),
        holder=person,
    )


def for_completer(incident: Incident, today: dt.date) -> None:
    """Whoever sent it is asked for the full facts, once a day."""
    to = [(incident.entered_by, "")]
    notices.queue(mail.INCOMPLETE, incident, to, team=incident.team, window=str(today))


def for_naming(incident: Incident) -> None:
    """The secretary decides who else may open what is now secret."""
    todos.open(
        SECRET,
        incident,
        team=incident.team,
        title=f"Laporan {incident.code} digolongkan Rahasia: tunjuk siapa yang boleh membukanya",
        url=reverse("incidents:share", kwargs={"code": incident.code}),
        role=User.Role.SECRETARY,
    )


def for_news(incident: Incident, what: str) -> None:
    """The desk reads what came after sending; figures wait for a verifier who may decide."""
    for holder in desk_of(incident):
        todos.open(
            NEWS,
            incident,
            team=incident.team,
            title=f"{what}: {short(incident)}",
            url=reverse("incidents:news", kwargs={"code": incident.code}),
            **holder,
        )


def desk_of(incident: Incident) -> list[dict[str, Any]]:
    """Who decides: the Kabid, the secretary where a Kabid entered it; of what is R those named."""
    if incident.is_secret:
        named = incident.shares.filter(withdrawn_at=None, person__role__in=User.SECRETARIAT)
        found = [{"holder": share.person} for share in named.select_related("person")]
        return found or [{"role": User.Role.SECRETARY}]
    entered_by_verifier = incident.entered_by.role == User.Role.VERIFIER
    return [{"role": User.Role.SECRETARY if entered_by_verifier else User.Role.VERIFIER}]


def none_of(incidents: Sequence[Incident], *, by: User) -> None:
    """Nothing of these waits any more."""
    todos.close_all((COMPLETE, RETURNED, NEWS, SECRET, CHECK), incidents, by=by)


def is_over(incident: Incident, kind: str, *, by: User) -> None:
    """Nobody needs to do this any more."""
    todos.close(kind, incident, by=by)


def for_duty(incident: Incident, *, now: dt.datetime) -> None:
    """What cannot wait is written to whoever is on duty, once."""
    if incident.urgency == Urgency.VERY_URGENT and incident.status == Status.SUBMITTED:
        to = reached_by_mail(incident.team, now)
        notices.queue(mail.URGENT, incident, to, team=incident.team)


def for_reporter(incident: Incident) -> None:
    """Whoever sent it hears that it came back, once each time."""
    to = [(incident.entered_by, "")]
    window = str(incident.version)
    notices.queue(mail.RETURNED, incident, to, team=incident.team, window=window)


def for_asker(incident: Incident, decided: Proposal) -> None:
    """Whoever asked hears what became of it; of one perkembangan once, when all is decided."""
    told = decided.development
    if told is not None and told.proposals.open().exists():
        return
    window = f"{mail.ASKED}{decided.pk}" if told is None else f"{mail.TOLD}{told.pk}"
    notices.queue(mail.DECIDED, incident, [(decided.by, "")], team=incident.team, window=window)


def readdress(incident: Incident, *, by: User) -> None:
    """The class changed: what waits already is addressed and worded as the new one asks."""
    if todos.waits(COMPLETE, incident):
        is_over(incident, COMPLETE, by=by)
        for_completion(incident)
    if todos.waits(RETURNED, incident):
        is_over(incident, RETURNED, by=by)
        for_answers(incident, marks.of(incident).filter(answered_at=None).count())
    # Whoever was to check it may not know of it now; who may, is chosen anew.
    is_over(incident, CHECK, by=by)
    if todos.waits(NEWS, incident):
        is_over(incident, NEWS, by=by)
        for_news(incident, "Perkembangan atau permintaan koreksi")
