"""The reports merged into one, directly or by way of another, and what hangs on each of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from incidents.models import Development, Incident, Merge
from timdu.core import words
from timdu.files.models import Attachment
from timdu.team.models import User

# Longer chains than anybody makes; a page never follows one without an end.
DEEPEST = 8


@dataclass(frozen=True)
class Joined:
    """One report that was merged into another, as one reader may know of it."""

    row: Incident
    merge: Merge | None
    files: int
    developments: int

    @property
    def holds(self) -> str:
        """What stays with it and is read along: 2 lampiran · 1 perkembangan."""
        counted = ((self.files, "lampiran"), (self.developments, "perkembangan"))
        return f"{words.NBSP}· ".join(words.count(n, unit) for n, unit in counted if n)


def keys_below(incident: Incident) -> list[int]:
    """Keys of all that came into this one, level by level."""
    found: list[int] = []
    level = [incident.pk]
    for _ in range(DEEPEST):
        rows = Incident.objects.filter(team_id=incident.team_id, merged_into__in=level)
        level = sorted(rows.values_list("pk", flat=True))
        if not level:
            break
        found += level
    return found


def below(incident: Incident, user: User) -> list[Joined]:
    """Those among them the reader may know of, with what each holds."""
    seen = Incident.objects.visible_to(user).filter(pk__in=keys_below(incident))
    rows = list(seen.select_related("place", "kecamatan").order_by("reported_at", "pk"))
    if not rows:
        return []
    keys = [row.pk for row in rows]
    standing = Merge.objects.standing().filter(incident__in=keys).select_related("by", "target")
    merges = {merge.incident_id: merge for merge in standing}
    files, told = files_of(keys), developments_of(keys)
    return [Joined(row, merges.get(row.pk), files[str(row.pk)], told[row.pk]) for row in rows]


def files_of(keys: Sequence[int]) -> Counter[str]:
    """How many files hang on each."""
    kind = ContentType.objects.get_for_model(Incident)
    rows = Attachment.objects.standing().filter(
        content_type=kind, object_id__in=[str(key) for key in keys]
    )
    return Counter(rows.values_list("object_id", flat=True))


def developments_of(keys: Sequence[int]) -> Counter[int]:
    """How many perkembangan were told of each."""
    rows = Development.objects.filter(incident__in=keys, withdrawn_at=None)
    return Counter(rows.values_list("incident_id", flat=True))


def target_of(incident: Incident, user: User) -> Incident | None:
    """The report this one was merged into, if the reader may know of that one too."""
    if incident.merged_into_id is None:
        return None
    return Incident.objects.visible_to(user).filter(pk=incident.merged_into_id).first()
