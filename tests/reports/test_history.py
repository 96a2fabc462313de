"""History in the monthly report: counted by its day, never heard from a kecamatan."""

import pytest

from incidents.models import Incident
from incidents.models.choices import Origin, Status
from reports import tasks
from reports.kinds import monthly
from tests.incidents.factories import IncidentFactory
from tests.reports.october import compiled, day, october
from tests.team.factories import UserFactory
from timdu.core.periods import Month

pytestmark = pytest.mark.django_db


def old(place, number):
    """One row of an old file, in the kecamatan that is silent."""
    return IncidentFactory(
        entered_by=UserFactory(team=place.team), origin=Origin.HISTORY, status=Status.CLOSED,
        kind="event", kecamatan=place.kecamatan_list[2], place=place.desa_list[2],
        occurred_at=day(place, number), byline="Riwayat kantor",
    )  # fmt: skip


def test_facts_count_history_and_call_nobody_heard_for_it(place):
    october(place)
    before = compiled(place).facts
    for number in (3, 4):
        old(place, number)

    facts = compiled(place).facts

    totals, earlier = facts["totals"], before["totals"]
    assert totals["verified"] == earlier["verified"] + 2
    assert totals["history"] == 2
    assert "history" not in earlier
    for key in ("with_reports", "nil", "missing", "not_due", "reporters", "sources"):
        assert totals[key] == earlier[key]
    silent = facts["kecamatan"][2]
    assert (silent["state"], silent["verified"]) == ("missing", 2)
    told = [line["text"] for row in facts["events"] for line in row["lines"]]
    assert sum(text.startswith("Riwayat kantor; laporan") for text in told) == 2


def test_recap_says_how_many_are_history(place):
    october(place)
    assert "riwayat" not in monthly.recap(compiled(place).facts)["note"]
    old(place, 3)

    note = monthly.recap(compiled(place).facts)["note"]

    assert "memuat 1 laporan dari riwayat kantor" in note.replace("\u00a0", " ")


def test_what_was_compiled_before_does_not_change(place):
    october(place)
    version = compiled(place)
    before = dict(version.facts)
    old(place, 3)

    version.refresh_from_db()

    assert version.facts == before


def test_the_clock_begins_no_report_of_a_month_known_from_old_files_alone(place):
    march = Month(2019, 3)
    row = old(place, 3)
    Incident.objects.filter(pk=row.pk).update(occurred_at=march.start(place.team.zone))
    assert not tasks._worked_in(place.team, march)

    Incident.objects.filter(pk=row.pk).update(origin=Origin.SECRETARIAT, status=Status.SUBMITTED)

    assert tasks._worked_in(place.team, march)
