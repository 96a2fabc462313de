"""Every change to a permasalahan: what it writes, what it refuses."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from incidents.cases.actions import handling, linking, moves, opening
from incidents.cases.models import Assessment, Case, CaseIncident, Closing
from incidents.cases.words import level_of
from incidents.models.choices import LEVELS
from tests.cases.factories import AssessmentFactory, CaseFactory, LinkFactory
from tests.incidents.factories import IncidentFactory, PatternFactory
from tests.team.factories import PartnerFactory, UserFactory
from timdu.core import codes, events
from timdu.core.access import Denied
from timdu.core.conflicts import Stale
from timdu.core.workflow import WrongState

pytestmark = pytest.mark.django_db
HEAD = {"title": "Perebutan wilayah tangkap", "stage": "tension", "phase": "prevention"}
CLOSING = {"outcome": "agreed", "checks": ["calm"], "grounds": "Ditandatangani."}


@pytest.fixture
def case(world):
    return CaseFactory(opened_by=world.staff)


def whats(row):
    return [event.what for event in events.chronology(row)]


def test_open_writes_the_row_its_rows_and_who(world):
    made = opening.open_case(
        by=world.staff, facts=HEAD, parties=["Kelompok C", "Kelompok D"],
        places=[world.camat.kecamatan], ranks=(3, 3),
    )  # fmt: skip

    made.refresh_from_db()
    assert made.code.startswith("PM-") and codes.is_valid(made.code)
    assert (made.team, made.opened_by, made.classification) == (world.team, world.staff, "T")
    assert [row.name for row in made.parties.all()] == ["Kelompok C", "Kelompok D"]
    assert [row.place for row in made.places.all()] == [world.camat.kecamatan]
    assert (made.likelihood, made.impact, made.level) == (3, 3, 3)
    assert whats(made) == ["case.assess", "case.open"]


def test_open_from_a_report_links_it(world):
    incident = IncidentFactory(entered_by=world.operator)

    made = opening.open_case(by=world.staff, facts=HEAD, incident=incident)

    assert [link.incident for link in made.links.all()] == [incident]
    assert "case.link" in whats(incident)


def test_open_from_a_report_that_is_linked_leaves_nothing_behind(world):
    incident = LinkFactory(case=CaseFactory(opened_by=world.staff)).incident

    with pytest.raises(WrongState, match="sudah terhubung"):
        opening.open_case(by=world.staff, facts=HEAD, incident=incident)

    assert Case.objects.count() == 1


def test_only_those_who_classify_choose_the_class(world):
    facts = HEAD | {"classification": "B"}

    assert opening.open_case(by=world.staff, facts=facts).classification == "T"
    assert opening.open_case(by=world.verifier, facts=facts).classification == "B"


def test_an_unknown_class_is_kept_out_by_the_database(case):
    case.classification = "X"

    with pytest.raises(IntegrityError, match="case_classified"), transaction.atomic():
        case.save()


@pytest.mark.parametrize("who", ["camat", "member", "leader", "forkopimda", "admin"])
def test_who_is_not_of_the_desk_works_on_none(world, case, who):
    by = world.people[who]

    for deed in (
        lambda: opening.open_case(by=by, facts=HEAD),
        lambda: opening.edit(case, by=by, version=1, facts=HEAD),
        lambda: opening.assess(case, (1, 1), "Ya.", by=by, newest=0),
        lambda: linking.link(case, IncidentFactory(entered_by=world.camat), by=by),
        lambda: moves.close(case, by=by, **CLOSING),
    ):
        with pytest.raises(Denied):
            deed()


def test_edit_says_what_changed_and_moves_the_stage_s_day(world, case):
    Case.objects.update(stage_since=timezone.now() - dt.timedelta(days=9))
    pattern = PatternFactory()

    made = opening.edit(
        case, by=world.verifier, version=1,
        facts=HEAD | {"pattern": pattern, "holder": world.agency, "classification": "B"},
        parties=["Kelompok E"],
    )  # fmt: skip

    made.refresh_from_db()
    assert made.version == 2
    assert timezone.now() - made.stage_since < dt.timedelta(minutes=1)
    assert events.chronology(made).first().note.splitlines() == [
        f"Permasalahan: {case.title} → Perebutan wilayah tangkap",
        "Klasifikasi: Terbatas → Biasa/Terbuka",
        "Tahap eskalasi: Laten → Ketegangan",
        f"Pola isu: belum ditetapkan → {pattern}",
        f"Pemegang: Sekretariat Tim Terpadu → {world.agency.short_name}",
        "Pihak lain: tidak ada → Kelompok E",
    ]


def test_edit_of_nothing_writes_nothing(world, case):
    facts = {"title": case.title, "stage": case.stage, "phase": case.phase}

    assert opening.edit(case, by=world.staff, version=1, facts=facts).version == 1
    assert whats(case) == []


def test_a_late_edit_is_refused_and_changes_nothing(world, case):
    opening.edit(case, by=world.verifier, version=1, facts=HEAD)

    with pytest.raises(Stale) as late:
        opening.edit(case, by=world.staff, version=1, facts=HEAD | {"title": "Lain."})

    assert late.value.current.title == "Perebutan wilayah tangkap"


@pytest.mark.parametrize("likelihood", range(1, 5))
@pytest.mark.parametrize("impact", range(1, 5))
def test_the_level_follows_the_table(world, case, likelihood, impact):
    made = opening.assess(case, (likelihood, impact), "Karena.", by=world.staff, newest=0)

    made.refresh_from_db()
    case.refresh_from_db()
    assert made.level == case.level == level_of(likelihood, impact)
    assert made.level == LEVELS[likelihood - 1][impact - 1]


def test_a_late_assessment_is_refused(world, case):
    opening.assess(case, (3, 3), "Pertama.", by=world.verifier, newest=0)

    with pytest.raises(Stale):
        opening.assess(case, (2, 2), "Kedua.", by=world.staff, newest=0)

    assert [row.reason for row in case.assessments.all()] == ["Pertama."]


def test_an_assessment_never_changes(case):
    made = AssessmentFactory(case=case)

    with pytest.raises(DatabaseError), transaction.atomic():
        Assessment.objects.filter(pk=made.pk).update(reason="Lain.")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"secret": True}, "Rahasia tidak dihubungkan"),
        ({"draft": True}, "tidak dapat Anda baca"),
        ({"status": "withdrawn", "outcome_reason": "Salah."}, "Ditarik"),
    ],
)
def test_what_cannot_be_linked(world, case, state, said):
    author = UserFactory(team=world.team, kecamatan_user=True)
    incident = IncidentFactory(entered_by=author, **state)
    by = world.staff

    with pytest.raises(WrongState, match=f"{said}|tidak dapat Anda baca"):
        linking.link(case, incident, by=by)

    assert not CaseIncident.objects.exists()


def test_a_report_of_another_team_is_not_linked(world, case):
    with pytest.raises(WrongState):
        linking.link(case, IncidentFactory(entered_by=world.far_camat), by=world.staff)


def test_a_report_let_go_may_be_linked_elsewhere(world, case):
    link = LinkFactory(case=case)
    other = CaseFactory(opened_by=world.staff)

    linking.unlink(link, by=world.staff, reason="Keliru.")
    made = linking.link(other, link.incident, by=world.staff)

    assert CaseIncident.objects.standing().get() == made
    assert whats(link.incident) == ["case.link", "case.unlink"]
    with pytest.raises(WrongState, match="sudah dilepas"):
        linking.unlink(link, by=world.staff, reason="Lagi.")


def test_close_and_reopen_keep_what_was_said(world, case):
    moves.close(case, by=world.verifier, **CLOSING)
    moves.reopen(case, by=world.secretary, note=" Kambuh. ")
    moves.close(case, by=world.secretary, **CLOSING | {"outcome": "calmed"})

    case.refresh_from_db()
    first, last = Closing.objects.order_by("pk")
    assert (case.status, case.version) == ("closed", 4)
    assert (first.reopened_reason, first.reopened_by) == ("Kambuh.", world.secretary)
    assert (last.outcome, last.reopened_at) == ("calmed", None)
    assert whats(case) == ["case.close", "case.reopen", "case.close"]


@pytest.mark.parametrize("left_out", [{"checks": []}, {"grounds": ""}, {"outcome": "apa"}])
def test_nothing_is_closed_without_outcome_checks_and_grounds(world, case, left_out):
    with pytest.raises(ValidationError):
        moves.close(case, by=world.verifier, **CLOSING | left_out)

    case.refresh_from_db()
    assert case.is_open


def test_reopening_needs_a_reason(world, case):
    moves.close(case, by=world.verifier, **CLOSING)

    with pytest.raises(WrongState, match="memerlukan alasan"):
        moves.reopen(case, by=world.verifier, note="  ")


def test_nothing_of_a_closed_one_changes(world, case):
    link = LinkFactory(case=case)
    step = handling.record(case, by=world.staff, what="Patroli.", done_at=timezone.now())
    moves.close(case, by=world.verifier, **CLOSING)

    for deed in (
        lambda: opening.edit(case, by=world.staff, version=2, facts=HEAD),
        lambda: opening.assess(case, (1, 1), "Ya.", by=world.staff, newest=0),
        lambda: linking.link(case, IncidentFactory(entered_by=world.camat), by=world.staff),
        lambda: linking.unlink(link, by=world.staff, reason="Keliru."),
        lambda: handling.record(case, by=world.staff, what="Lagi.", done_at=timezone.now()),
        lambda: handling.withdraw(step, by=world.staff, reason="Keliru."),
    ):
        with pytest.raises(WrongState, match="sudah ditutup"):
            deed()


def test_the_desk_records_for_a_mitra_and_an_office_for_itself(world, case):
    partner = PartnerFactory(team=world.team)
    facts = {"what": "Patroli.", "done_at": timezone.now(), "result": "Tertib."}

    by_desk = handling.record(case, by=world.staff, partner=partner, **facts)
    by_camat = handling.record(case, by=world.camat, agency=world.agency, **facts)

    assert by_desk.actor == partner.name
    assert (by_camat.kecamatan, by_camat.agency) == (world.camat.kecamatan, None)
    with pytest.raises(Denied):
        handling.record(case, by=world.leader, **facts)


def test_a_step_is_recorded_after_it_was_done(world, case):
    with pytest.raises(WrongState, match="belum tiba"):
        handling.record(
            case, by=world.staff, what="Patroli.", done_at=timezone.now() + dt.timedelta(hours=1)
        )


def test_a_step_is_taken_back_by_who_wrote_it_or_a_verifier(world, case):
    step = handling.record(case, by=world.camat, what="Patroli.", done_at=timezone.now())

    with pytest.raises(Denied):
        handling.withdraw(step, by=world.staff, reason="Keliru.")
    handling.withdraw(step, by=world.verifier, reason="Keliru.")
    with pytest.raises(WrongState, match="sudah ditarik"):
        handling.withdraw(step, by=world.camat, reason="Lagi.")
