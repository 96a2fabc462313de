"""What the database keeps at hand so that a list or a figure reads few rows."""

from django.contrib.postgres.indexes import GinIndex
from django.db.models import Index

NEWEST_FIRST = ("-occurred_at", "-id")
# What figures ask of a row, and what decides whether a person may know of it: carried by the
# index, so that counting a month reads no wide rows.
COUNTED_BY = (
    "status", "kind", "level", "classification", "kecamatan", "source", "origin", "entered_by",
    "is_social_conflict",
)  # fmt: skip

INDEXES = [
    Index(fields=["team", *NEWEST_FIRST], include=COUNTED_BY, name="incident_by_team"),
    Index(fields=["kecamatan", *NEWEST_FIRST], name="incident_by_kecamatan"),
    Index(fields=["agency", *NEWEST_FIRST], name="incident_by_agency"),
    Index(
        fields=["team", "status", "-urgency", "reported_at", "id"],
        include=["entered_by", "classification"],
        name="incident_queue",
    ),
    GinIndex(fields=["search"], name="incident_words"),
]
