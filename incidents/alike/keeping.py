"""What was found alike is kept, so that no page has to look for it; written by the clock."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from incidents.alike import judging, told
from incidents.alike.judging import Match
from incidents.models import Compared, Incident, Likeness
from incidents.models.choices import COMPARED, Status
from timdu.team.models import Team

# Of one report only the likeliest are kept: whoever reads ten suggestions reads none.
KEPT = 5
WAITS = (Status.SUBMITTED, Status.RETURNED)


def not_compared(team: Team, most: int) -> list[int]:
    """Keys of the waiting reports that changed since they were compared, or never were."""
    done = Compared.objects.filter(incident=OuterRef("pk"), version=OuterRef("version"))
    rows = Incident.objects.filter(team=team, status__in=WAITS).exclude(Exists(done))
    return list(rows.order_by("reported_at", "pk").values_list("pk", flat=True)[:most])


@transaction.atomic
def compare(pk: int) -> list[Match]:
    """Look for what is alike and keep it in both directions; may run twice, or at once."""
    row = Incident.objects.select_related("place", "kecamatan").get(pk=pk)
    found: list[Match] = []
    if row.status in COMPARED:
        mine = told.of_row(row, row.parties.values_list("name", flat=True))
        same_team = Incident.objects.filter(team_id=row.team_id)
        found = judging.best(mine, told.around(same_team, mine))[:KEPT]
    forget(row, found)
    keep(row, found)
    Compared.objects.update_or_create(
        incident=row, defaults={"version": row.version, "at": timezone.now()}
    )
    return found


def forget(row: Incident, found: Iterable[Match]) -> None:
    """What is alike no longer is not kept; what a person judged stays judged."""
    here = Likeness.objects.filter(incident=row, dismissed_at=None)
    gone = here.exclude(other__in=[match.key for match in found]).values_list("other_id", flat=True)
    pairs = [pair for other in gone for pair in both_ways(row.pk, other)]
    for incident, other in sorted(pairs):
        Likeness.objects.filter(incident=incident, other=other, dismissed_at=None).delete()


def keep(row: Incident, found: Iterable[Match]) -> None:
    """Write each pair twice, always in one order: two comparisons may meet."""
    rows = [
        Likeness(incident_id=incident, other_id=other, score=match.score, why=match.why)
        for match in found
        for incident, other in both_ways(row.pk, match.key)
    ]
    Likeness.objects.bulk_create(
        sorted(rows, key=lambda one: (one.incident_id, one.other_id)),
        update_conflicts=True,
        unique_fields=["incident", "other"],
        update_fields=["score", "why"],
    )


def both_ways(one: int, two: int) -> Iterator[tuple[int, int]]:
    yield one, two
    yield two, one
