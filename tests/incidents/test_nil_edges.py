"""What flips a month: corrections, moves, drafts, agencies."""

import datetime as dt

import pytest

from incidents import figures
from incidents.actions import corrections, duties, edit, joining, moves, nil
from incidents.actions.edit import Changes
from incidents.duties import key_of
from incidents.models import NilReport
from tests.incidents.factories import IncidentFactory
from tests.incidents.months import (
    NOW,
    OCTOBER,
    SEPTEMBER,
    correct_time,
    on,
    said_nil,
    sent,
    state,
    whats,
)
from tests.wilayah.factories import DesaFactory
from timdu.core.periods import Month
from timdu.team import settings as team_settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def since(world):
    team_settings.change(
        world.team, "monthly.since", "2026-01", by=None, valid_from=dt.date(2026, 1, 1)
    )


def test_a_nil_stands_again_when_the_report_was_of_another_month(world):
    made = said_nil(world)
    incident = sent(world, on(OCTOBER))
    assert (state(world), state(world, SEPTEMBER)) == ("report", "missing")

    correct_time(world, incident, on(SEPTEMBER))

    made.refresh_from_db()
    assert (made.withdrawn_at, made.withdrawn_for, made.withdrawn_reason) == (None, None, "")
    assert (state(world), state(world, SEPTEMBER)) == ("nil", "late")
    assert whats(made) == ["nil.stand_again", "nil.give_way", "nil.file"]


def test_a_nil_stays_withdrawn_while_another_report_of_the_month_stands(world):
    made = said_nil(world)
    incident, _ = sent(world, on(OCTOBER)), sent(world, on(OCTOBER, 12))

    correct_time(world, incident, on(SEPTEMBER))

    made.refresh_from_db()
    assert made.withdrawn_at is not None
    assert state(world) == "report"


def test_the_reporter_moves_it_himself_before_it_is_verified(world):
    made, other = said_nil(world), said_nil(world, SEPTEMBER)
    incident = sent(world, on(OCTOBER))

    edit.save(
        incident, Changes(fields={"occurred_at": on(SEPTEMBER)}), by=world.camat, version=1, now=NOW
    )

    standing = NilReport.objects.standing()
    assert list(standing) == [made]
    other.refresh_from_db()
    assert other.withdrawn_for == incident


def test_a_place_in_another_kecamatan_moves_the_answer_along(world):
    made = said_nil(world)
    elsewhere = said_nil(world, by=world.other_camat)
    incident = IncidentFactory(entered_by=world.camat, occurred_at=on(OCTOBER))
    nil.give_way_to(incident, by=world.camat, now=NOW)
    desa = DesaFactory(parent=world.other_camat.kecamatan)

    corrections.correct(
        incident, "place", {"place_id": desa.code, "place_text": ""}, by=world.verifier,
        reason="Desa lain.", version=1, now=NOW,
    )  # fmt: skip

    assert list(NilReport.objects.standing()) == [made]
    elsewhere.refresh_from_db()
    assert elsewhere.withdrawn_for == incident
    assert state(world, place=world.other_camat.kecamatan_id) == "report"


def test_a_report_set_aside_or_merged_was_an_answer_all_the_same(world):
    made = said_nil(world)
    one, two = sent(world, on(OCTOBER)), sent(world, on(OCTOBER, 12))
    joining.merge(one, two, by=world.verifier, note="Sama.", version=1)

    moves.move(two, "drop", by=world.verifier, note="Bukan urusan tim.", version=1)

    made.refresh_from_db()
    assert made.withdrawn_at is not None
    assert state(world) == "report"


def test_a_draft_sent_late_flips_the_month_when_it_is_sent(world):
    made = said_nil(world)
    draft = sent(world, on(OCTOBER), as_draft=True)
    assert state(world) == "nil"

    edit.submit(draft, by=world.camat, version=1, now=NOW)

    made.refresh_from_db()
    assert made.withdrawn_for == draft
    assert state(world) == "report"


def test_an_agency_has_months_of_its_own(world):
    member, key = world.member, key_of(None, world.agency.pk)
    duties.decide(
        by=world.staff, kind="owes", agency=world.agency, first=SEPTEMBER, last=None,
        reason="Rakor.", decided_by="Kaban", now=NOW,
    )  # fmt: skip
    made = said_nil(world, by=member)
    incident = sent(world, on(OCTOBER), by=member)

    def states():
        months = [Month(2026, 8), SEPTEMBER, OCTOBER]
        found = figures.agency_states(world.team, months, [world.agency], now=NOW)
        return [found[key, month].state for month in months]

    assert states() == ["exempt", "missing", "report"]
    assert state(world) == "missing"
    correct_time(world, incident, on(SEPTEMBER))
    made.refresh_from_db()
    assert made.withdrawn_at is None
    assert states() == ["exempt", "late", "nil"]
