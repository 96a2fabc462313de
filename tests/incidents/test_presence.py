"""What a report has beside it is found, whatever it is; what it has not is not read."""

import pytest
from django.db.models import prefetch_related_objects

from incidents import facts, presence
from incidents.models import Casualty, Correction, Damage, Incident, IncidentPlace, Proposal
from tests.files.factories import AttachmentFactory
from tests.incidents.factories import (
    DevelopmentFactory,
    IncidentFactory,
    PartyFactory,
    RelayFactory,
    ShareFactory,
    StepFactory,
)
from timdu.core import marks

pytestmark = pytest.mark.django_db


def merged_into(incident):
    IncidentFactory(
        team=incident.team,
        entered_by=incident.entered_by,
        status="merged",
        merged_into=incident,
        outcome_reason="Kejadian yang sama.",
    )


def corrected(incident):
    Correction.objects.create(
        incident=incident, field="people", sent=1, sent_text="1", corrected=2, corrected_text="2",
        reason="Kapolsek.", by=incident.entered_by,
    )  # fmt: skip


def proposed(incident):
    Proposal.objects.create(
        incident=incident, field="people", value={}, text="2", stood="1", reason="Kapolsek.",
        by=incident.entered_by, byline="Camat",
    )  # fmt: skip


MAKE = {
    "parties": lambda row: PartyFactory(incident=row),
    "steps": lambda row: StepFactory(incident=row),
    "casualties": lambda row: Casualty.objects.create(
        incident=row, kind="dead", value=1, certainty="sure"
    ),
    "damages": lambda row: Damage.objects.create(
        incident=row, kind="house", value=1, certainty="sure"
    ),
    "places": lambda row: IncidentPlace.objects.create(incident=row, place=row.kecamatan),
    "relays": lambda row: RelayFactory(incident=row),
    "notes": lambda row: marks.add(row, "people", "Berapa?", by=row.entered_by),
    "corrections": corrected,
    "files": lambda row: AttachmentFactory(owner=row),
    "shares": lambda row: ShareFactory(incident=row, person=row.entered_by),
    "merged": merged_into,
    "developments": lambda row: DevelopmentFactory(incident=row),
    "proposals": proposed,
}


@pytest.mark.parametrize("name", [*presence.PARTS, *presence.LATER])
def test_each_thing_is_found_under_its_name(name):
    incident, other = IncidentFactory(), IncidentFactory()

    MAKE[name](incident)

    assert presence.of(incident) == {name}
    assert presence.of(other) == set()


def test_a_fact_is_read_as_it_always_is():
    incident = IncidentFactory()
    for name in presence.PARTS:
        MAKE[name](incident)
    here, there = Incident.objects.get(pk=incident.pk), Incident.objects.get(pk=incident.pk)

    presence.read_along(here)
    prefetch_related_objects([there], *facts.RELATED)

    assert facts.read(facts.record(here)) == facts.read(facts.record(there))


def test_what_is_not_there_is_not_read(django_assert_num_queries):
    incident = IncidentFactory()
    PartyFactory(incident=incident)
    presence.of(incident)

    with django_assert_num_queries(2):
        presence.read_along(incident)
        facts.record(incident)
