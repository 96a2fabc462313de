"""What looks alike, as one reader may know of it."""

from dataclasses import dataclass

from incidents.alike import judging, told
from incidents.alike.told import Told
from incidents.models import Incident, Likeness
from incidents.models.choices import Status
from timdu.core import words
from timdu.team.models import User

SHOWN = 5
# For who is about to send: on a telephone, under the fields.
FEW = 3


@dataclass(frozen=True)
class Suggestion:
    """One other report that may tell the same, and why."""

    row: Incident
    why: str


def suggestions(incident: Incident, user: User) -> list[Suggestion]:
    """The likeliest first; advice only."""
    rows = Likeness.objects.visible_to(user).standing().filter(incident=incident)
    found = rows.select_related("other__place", "other__kecamatan")[:SHOWN]
    return [Suggestion(row.other, said(row.why)) for row in found]


def said(why: list[str]) -> str:
    """desa sama · 2 hari berselang · kata sama: dermaga, nelayan."""
    return f"{words.NBSP}· ".join(why)


def between(one: Incident, two: Incident) -> Likeness | None:
    """What is kept of this pair."""
    return Likeness.objects.filter(incident=one, other=two).select_related("dismissed_by").first()


def nearby(mine: Told, user: User) -> list[Suggestion]:
    """The same for what is not sent yet, looked for now, among what the writer may read."""
    matches = judging.best(mine, told.around(Incident.objects.visible_to(user), mine))[:FEW]
    rows = Incident.objects.visible_to(user).with_names().in_bulk([one.key for one in matches])
    return [Suggestion(rows[one.key], said(one.why)) for one in matches if one.key in rows]


def for_writer(incident: Incident, user: User) -> list[Suggestion]:
    """What whoever completes a report is shown; of a draft nothing is kept yet."""
    if incident.status != Status.DRAFT:
        return suggestions(incident, user)[:FEW]
    parties = [party.name for party in incident.parties.all()]
    return nearby(told.of_row(incident, parties), user)
