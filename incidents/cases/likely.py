"""Which open permasalahan a report may belong to, and why: advice, a person chooses.

Compared are the reports linked to the permasalahan that moved last; when they happened does not
matter: a matter goes on for months.
"""

from dataclasses import dataclass

from django.db.models import Prefetch

from incidents.alike import judging, told
from incidents.alike.told import Told
from incidents.cases.models import Case, CaseIncident
from incidents.models import Incident, Party
from timdu.team.models import User

# Of a kabupaten with fewer open ones, all are looked at.
LOOKED_AT, COMPARED, SHOWN = 200, 300, 3
SAME_PATTERN, ENOUGH = 15, 45


@dataclass(frozen=True)
class Likely:
    """One open permasalahan and what speaks for it."""

    case: Case
    why: str
    score: int


def of(user: User, incident: Incident) -> list[Likely]:
    """The likeliest few, the likeliest first; four questions, whatever the tables hold."""
    mine = told.of_row(incident, incident.parties.values_list("name", flat=True))
    found: dict[int, Likely] = {}
    for link in links_near(user, incident):
        match = judge(mine, told.of_row(link.incident, names(link.incident)), link.case)
        if match is not None and match.score > getattr(found.get(link.case_id), "score", 0):
            found[link.case_id] = match
    return sorted(found.values(), key=lambda one: (-one.score, -one.case.pk))[:SHOWN]


def links_near(user: User, incident: Incident) -> list[CaseIncident]:
    """The links of the open permasalahan that moved last, to reports of the same kecamatan."""
    seen = Case.objects.visible_to(user).up_to_restricted().open().order_by("-changed_at", "-pk")
    latest = list(seen.values_list("pk", flat=True)[:LOOKED_AT])
    # What is R is proposed to nobody.
    rows = CaseIncident.objects.visible_to(user).standing().plain().exclude(incident=incident)
    rows = rows.filter(case__in=latest, incident__kecamatan=incident.kecamatan_id)
    rows = rows.select_related("case", "incident__place", "incident__kecamatan")
    named = Prefetch("incident__parties", queryset=Party.objects.order_by("pk"))
    return list(rows.prefetch_related(named).order_by("-at", "-pk")[:COMPARED])


def names(incident: Incident) -> list[str]:
    return [party.name for party in incident.parties.all()]


def judge(mine: Told, other: Told, case: Case) -> Likely | None:
    """Weigh one report of a permasalahan; None when too little speaks for it."""
    score, near = judging.by_place(mine, other)
    why = [near]
    parties = judging.common_parties(mine, other)
    same, share = judging.common_words(mine, other)
    if parties:
        score += judging.SAME_PARTY
        why.append(f"pihak mirip: {', '.join(parties[: judging.SHOWN_PARTIES])}")
    if len(same) >= judging.FEWEST_WORDS:
        score += round(judging.SAME_WORDS * share)
        why.append(f"kata sama: {', '.join(same[: judging.SHOWN_WORDS])}")
    if mine.pattern_id is not None and mine.pattern_id in (other.pattern_id, case.pattern_id):
        score += SAME_PATTERN
        why.append("pola isu sama")
    # Place alone says nothing: a kecamatan has many matters.
    if len(why) == 1 or score < ENOUGH:
        return None
    return Likely(case, "; ".join(why), score)
