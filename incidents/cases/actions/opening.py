"""Opening a permasalahan, changing its head, judging its kerawanan."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from incidents.actions.rows import broke
from incidents.cases import permissions
from incidents.cases.actions import classing, linking
from incidents.cases.actions.rows import Before, to_work_on, touched
from incidents.cases.models import Assessment, Case, CaseParty, CasePlace
from incidents.cases.words import changes, ranks_words
from incidents.models import Incident
from timdu.core import codes, event_names, events
from timdu.core.access import require
from timdu.core.conflicts import Stale
from timdu.core.workflow import WrongState
from timdu.team.models import User
from timdu.wilayah.models import Wilayah

event_names.name(
    case_open="Permasalahan dibuka",
    case_edit="Permasalahan diubah",
    case_assess="Kerawanan dinilai",
)
CODE_ATTEMPTS = 6
FIRST_ASSESSMENT = "Penilaian saat permasalahan dibuka."
Ranks = tuple[int, int]


@transaction.atomic
def open_case(
    *,
    by: User,
    facts: dict[str, Any],
    parties: Sequence[str] = (),
    places: Sequence[Wilayah] = (),
    ranks: Ranks | None = None,
    incident: Incident | None = None,
    key: UUID | None = None,
    now: dt.datetime | None = None,
) -> Case:
    """Open one; from a report, with the report linked in the same moment.

    `key` is the form's own: pressed twice, the second press raises Before.
    """
    require(permissions.can_work(by))
    key = key or uuid4()
    refuse_again(key, by)
    now = now or timezone.now()
    if not permissions.can_classify(by):
        facts = {name: value for name, value in facts.items() if name != "classification"}
    row = coded(Case(team=by.own_team, client_uuid=key, opened_by=by, opened_at=now,
                     changed_at=now, stage_since=now, **facts), now)  # fmt: skip
    put_rows(row, parties, places)
    events.record(by=by, what="case.open", about=row, note=row.title)
    classing.follow(row, was_secret=False, by=by)
    if ranks is not None:
        judge(row, ranks, FIRST_ASSESSMENT, by=by)
    if incident is not None:
        linking.link(row, incident, by=by)
    return row


def refuse_again(key: UUID, by: User) -> None:
    """One form of one person is taken once; a second press waits until the first has ended."""
    with connection.cursor() as cursor:
        words = f"case:{by.pk}:{key}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [words])
    if found := Case.objects.filter(opened_by=by, client_uuid=key).first():
        raise Before(found)


def coded(row: Case, now: dt.datetime) -> Case:
    """Save it under a code nobody has; a code that is taken is tried again, longer at last."""
    year = timezone.localtime(now).year
    for attempt in range(CODE_ATTEMPTS):
        row.code = codes.new_code("PM", year, 4 + attempt // 2)
        row.full_clean(exclude=["code"])
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as error:
            if not broke(error, "cases_case_code_key"):
                raise
        else:
            return row
    raise RuntimeError("no free code found")


@transaction.atomic
def edit(
    case: Case,
    *,
    by: User,
    version: int | None,
    facts: dict[str, Any],
    parties: Sequence[str] = (),
    places: Sequence[Wilayah] = (),
    reason: str = "",
) -> Case:
    """Change the head; what it said before stands in the chronology.

    `reason` says why what was R is so no longer.
    """
    row = to_work_on(case, by=by, version=version)
    if "classification" in facts and facts["classification"] != row.classification:
        require(permissions.can_classify(by))
    said = changes(row, facts, parties, places)
    if not said:
        return row
    if facts.get("stage", row.stage) != row.stage:
        row.stage_since = timezone.now()
    was_secret = row.is_secret
    for name, value in facts.items():
        setattr(row, name, value)
    classing.refuse_silence(was_secret, row, reason)
    row.version += 1
    row.full_clean()
    touched(row, *facts, "stage_since", "version")
    put_rows(row, parties, places)
    said += [f"Alasan: {reason.strip()}"] if reason.strip() else []
    events.record(by=by, what="case.edit", about=row, note="\n".join(said))
    classing.follow(row, was_secret=was_secret, by=by)
    return row


def put_rows(row: Case, parties: Sequence[str], places: Sequence[Wilayah]) -> None:
    """The parties and kecamatan as the form left them; the history keeps those taken out."""
    row.parties.exclude(name__in=parties).delete()
    for position, name in enumerate(parties):
        CaseParty.objects.update_or_create(case=row, name=name, defaults={"position": position})
    row.places.exclude(place__in=places).delete()
    for place in places:
        CasePlace.objects.get_or_create(case=row, place=place)
    # Found by them; neither a new version nor a change of the permasalahan.
    names = " ".join([*parties, *(place.name for place in places)])
    Case.objects.filter(pk=row.pk).exclude(names=names).update(names=names)


@transaction.atomic
def assess(case: Case, ranks: Ranks, reason: str, *, by: User, newest: int | None) -> Assessment:
    """Judge the kerawanan anew; `newest` is the judgement the form was filled over (0: none)."""
    row = to_work_on(case, by=by)
    standing = row.assessments.values_list("pk", flat=True).first() or 0
    if newest is not None and newest != standing:
        raise Stale(row)
    if ranks == (row.likelihood, row.impact):
        raise WrongState("Kemungkinan dan dampaknya sudah dinilai demikian.")
    return judge(row, ranks, reason, by=by)


def judge(row: Case, ranks: Ranks, reason: str, *, by: User) -> Assessment:
    """Write the judgement, and keep it on the row for lists."""
    before = (row.likelihood, row.impact)
    made = Assessment(case=row, likelihood=ranks[0], impact=ranks[1], reason=reason, by=by)
    made.full_clean()
    made.save()
    row.likelihood, row.impact = ranks
    touched(row, "likelihood", "impact")
    note = f"{ranks_words(*before)} → {ranks_words(*ranks)}. {reason}"
    events.record(by=by, what="case.assess", about=row, note=note)
    return made
