"""Rows read again under lock, and the words for a save that came too late."""

from django.db import IntegrityError, models

from incidents import facts
from incidents.models import Incident

STALE = (
    "Laporan ini sudah diubah sejak Anda membukanya. Periksa yang tercatat sekarang, lalu kirim "
    "lagi bila isian Anda masih berlaku."
)


class Stale(Exception):
    """Somebody saved a newer version between page and click; `current` is that version."""

    def __init__(self, current: Incident) -> None:
        super().__init__(STALE)
        self.current = current


def again(
    incident: Incident, *, version: int | None = None, review_version: int | None = None
) -> Incident:
    """Read the row under lock; Stale when it is newer than the form that was filled."""
    row = Incident.objects.select_for_update(of=("self",)).select_related("team", "entered_by")
    fresh = row.get(pk=incident.pk)
    late = version is not None and version != fresh.version
    late_review = review_version is not None and review_version != fresh.review_version
    if late or late_review:
        raise Stale(fresh)
    return fresh


def with_rows(incident: Incident) -> Incident:
    """The report with everything its facts are read from."""
    models.prefetch_related_objects([incident], *facts.RELATED)
    return incident


def search_names(incident: Incident) -> str:
    """Names a report is found by although they stand in other rows."""
    parties = [party.name for party in incident.parties.all()]
    places = [row.place.name for row in incident.places.select_related("place")]
    return " ".join([incident.place.name, incident.kecamatan.name, *places, *parties])


def broke(error: IntegrityError, constraint: str) -> bool:
    """Whether this is the constraint the row would have broken."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") == constraint
