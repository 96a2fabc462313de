"""Rows that look like a report already there: the same place, the same day, like words."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from incidents.history.judging import Good
from incidents.models import Incident
from incidents.models.choices import COMPARED, UP_TO_RESTRICTED
from timdu.core.periods import Month
from timdu.team.models import User

# Two tellings are one when so much of the shorter stands in the longer.
ENOUGH = 72.0


def likes(rows: Sequence[Good], *, by: User) -> dict[int, tuple[str, str]]:
    """By the number of the row: code and words of the report it looks like.

    Only what the whole secretariat reads is compared: what was found stands beside the file, for
    all of them.
    """
    if not rows:
        return {}
    zone = by.own_team.zone
    days = [row.day for row in rows]
    found = Incident.objects.visible_to(by).filter(
        status__in=COMPARED,
        classification__in=UP_TO_RESTRICTED,
        occurred_at__gte=Month.of(min(days)).start(zone),
        occurred_at__lt=Month.of(max(days)).end(zone),
    )
    there: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    columns = ("kecamatan_id", "place_id", "occurred_at", "code", "summary")
    for kecamatan, place, at, code, words in found.order_by("pk").values_list(*columns).iterator():
        day = at.astimezone(ZoneInfo(zone)).date().isoformat()
        there.setdefault((kecamatan, day), []).append((place, code, words))
    alike = {}
    for row in rows:
        near = there.get((row.facts["place"].pk[:8], row.day.isoformat()), [])
        same = next((one for one in near if is_alike(row, one)), None)
        if same is not None:
            alike[row.number] = same[1:]
    return alike


def is_alike(row: Good, other: tuple[str, str, str]) -> bool:
    """Whether both may lie in one desa, and say much the same."""
    place, _, words = other
    mine = row.facts["place"].pk
    within = mine.startswith(place) or place.startswith(mine)
    said = fuzz.token_set_ratio(row.facts["summary"].casefold(), words.casefold())
    return within and said >= ENOUGH
