"""What keeps an imported report from being taken back; rooms above register what they hold.

The permasalahan stand above the reports: `incidents/cases` says which of them it has gathered.
"""

from collections.abc import Callable, Collection, Sequence

from incidents.models import Incident
from incidents.models.choices import Status

# From the keys of reports to those of them that something was built upon.
Held = Callable[[Collection[int]], Collection[int]]
HOLDS: list[Held] = []
# As it was imported, or set aside since: what else it is somebody made of it.
UNTOUCHED = (Status.CLOSED, Status.DROPPED)


def register(held: Held) -> None:
    """Let a room above say what it holds; called from its `AppConfig.ready()`."""
    if held not in HOLDS:
        HOLDS.append(held)


def held(rows: Sequence[Incident]) -> list[Incident]:
    """Those that were opened again, merged, or gathered since."""
    keys = [row.pk for row in rows]
    joined = Incident.objects.filter(merged_into__in=keys).values_list("merged_into_id", flat=True)
    stopping = {*joined} | {key for hold in HOLDS for key in hold(keys)}
    return [row for row in rows if row.status not in UNTOUCHED or row.pk in stopping]
