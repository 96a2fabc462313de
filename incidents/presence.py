"""What stands beside a report at all: one small question in the place of ten that find nothing.

Most reports have no correction, no share, no second place. Each relation that is read in vain costs
as much as one that is not.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Prefetch, prefetch_related_objects

from incidents import facts
from incidents.models import Incident

# Facts, under the names of facts.RELATED.
PARTS = ("parties", "steps", "casualties", "damages", "places", "relays")
# What came later: notes beside fields, corrections, files, shares, reports merged into this one,
# perkembangan, values somebody wants corrected.
LATER = ("notes", "corrections", "files", "shares", "merged", "developments", "proposals")
QUESTION = """
SELECT EXISTS (SELECT FROM incidents_party WHERE incident_id = %(pk)s),
       EXISTS (SELECT FROM incidents_step WHERE incident_id = %(pk)s),
       EXISTS (SELECT FROM incidents_casualty WHERE incident_id = %(pk)s),
       EXISTS (SELECT FROM incidents_damage WHERE incident_id = %(pk)s),
       EXISTS (SELECT FROM incidents_incidentplace WHERE incident_id = %(pk)s),
       EXISTS (SELECT FROM incidents_relay WHERE incident_id = %(pk)s),
       EXISTS (SELECT FROM core_fieldmark WHERE content_type_id = %(kind)s
               AND object_id = %(pk)s::text),
       EXISTS (SELECT FROM incidents_correction WHERE incident_id = %(pk)s),
       EXISTS (SELECT FROM files_attachment WHERE content_type_id = %(kind)s
               AND object_id = %(pk)s::text),
       EXISTS (SELECT FROM incidents_share WHERE incident_id = %(pk)s),
       EXISTS (SELECT FROM incidents_incident WHERE merged_into_id = %(pk)s),
       EXISTS (SELECT FROM incidents_development WHERE incident_id = %(pk)s),
       EXISTS (SELECT FROM incidents_proposal WHERE incident_id = %(pk)s)
"""


def of(incident: Incident) -> frozenset[str]:
    """The names out of PARTS and LATER under which the report has any row, withdrawn ones too."""
    kind = ContentType.objects.get_for_model(Incident).pk
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, {"pk": incident.pk, "kind": kind})
        answers = cursor.fetchone() or ()
    return frozenset(name for name, found in zip((*PARTS, *LATER), answers, strict=True) if found)


def read_along(incident: Incident) -> frozenset[str]:
    """Read the facts the report has, as `facts.RELATED` would; returns what else it has."""
    present = of(incident)
    wanted: list[str | Prefetch[str]] = []
    for path in facts.RELATED:
        name = path.partition("__")[0]
        if name in present:
            wanted.append(path)
        else:
            know_empty(incident, name)
    if wanted:
        prefetch_related_objects([incident], *wanted)
    return present


def know_empty(incident: Incident, name: str) -> None:
    """Give the relation its empty answer, as prefetching would after asking."""
    rows = getattr(incident, name).model.objects.none()
    rows._result_cache = []
    vars(incident).setdefault("_prefetched_objects_cache", {})[name] = rows
