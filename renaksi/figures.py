"""How many kegiatan of each jenis a list holds; what spans apps is counted by reports/figures."""

from dataclasses import dataclass

from django.db.models import Count

from renaksi.models import ActivityKind
from renaksi.models.activity import ActivityQuerySet


@dataclass(frozen=True)
class KindCount:
    """How many there are of one jenis."""

    kind: ActivityKind
    count: int


def by_kind(rows: ActivityQuerySet) -> list[KindCount]:
    """Each jenis that occurs, the most frequent first; two queries."""
    found = dict(rows.order_by().values_list("kind").annotate(Count("pk")))
    kinds = ActivityKind.objects.filter(pk__in=found)
    counted = [KindCount(kind, found[kind.pk]) for kind in kinds]
    return sorted(counted, key=lambda one: (-one.count, one.kind.position, str(one.kind)))
