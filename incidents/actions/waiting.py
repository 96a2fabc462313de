"""What a report leaves in somebody's inbox."""

import datetime as dt
from typing import Any

from django.urls import reverse

from incidents.models import Incident
from incidents.models.choices import Origin
from timdu.inbox import todos
from timdu.team.models import User

COMPLETE, RETURNED, SECRET = "incident.complete", "incident.returned", "incident.secret"
COMPLETE_WITHIN = dt.timedelta(hours=24)
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
    if incident.completed_at is not None or incident.reported_at is None:
        return
    todos.open(
        COMPLETE,
        incident,
        team=incident.team,
        title=f"Lengkapi laporan: {short(incident)}",
        url=reverse("incidents:complete", kwargs={"code": incident.code}),
        due_at=incident.reported_at + COMPLETE_WITHIN,
        **audience(incident),
    )


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


def is_over(incident: Incident, kind: str, *, by: User) -> None:
    """Nobody needs to do this any more."""
    todos.close(kind, incident, by=by)
