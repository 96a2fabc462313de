"""Kesepakatan recorded, changed, looked at, taken back; who is asked to look, and when."""

import datetime as dt

import pytest
from django.utils import timezone

from incidents.cases.actions import moves
from incidents.cases.agreements import actions, tasks
from incidents.cases.agreements.figures import kept
from incidents.cases.agreements.models import Agreement, AgreementClosing, Amendment
from incidents.cases.agreements.words import Butir
from incidents.cases.agreements.workflow import TRANSITIONS
from incidents.cases.models import Case
from tests.agreements.factories import AgreementCheckFactory, AgreementFactory
from tests.cases.factories import CaseFactory
from tests.team.factories import AgencyFactory
from timdu.core.access import Denied
from timdu.core.conflicts import Stale
from timdu.core.models import Event
from timdu.core.workflow import WrongState, available
from timdu.inbox.models import Todo
from timdu.rights.matrix import PEOPLE

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
CLAUSES = [Butir("Jalur dibagi.", "Kelompok A", None), Butir("Ganti rugi.", "Kelompok B", None)]


def today():
    return timezone.localdate()


def facts(**changed):
    return {
        "summary": "Jalur tangkap dibagi.", "agreed_on": today(), "place": "Kantor camat",
        "mechanism": "adat", "parties": ["Kelompok A", "Kelompok B"], **changed,
    }  # fmt: skip


@pytest.fixture
def case(world):
    return CaseFactory(opened_by=world.staff, holder_kecamatan=world.camat.kecamatan)


def recorded(world, case, **changed):
    return actions.record(case, by=world.staff, facts=facts(**changed), clauses=CLAUSES)


def look(world, row, **changed):
    said = {"result": "kept", "sentence": "Ditaati.", "checked_on": today(), "milestone": 30}
    return actions.check(row, by=world.staff, **(said | changed))


def waiting(row):
    return list(Todo.objects.filter(kind=tasks.CHECK, object_id=str(row.pk), closed_at=None))


def test_recorded_it_has_its_clauses_its_first_look_and_an_event_on_both(world, case):
    made = recorded(world, case)

    assert [str(one) for one in made.clauses.all()] == ["Jalur dibagi.", "Ganti rugi."]
    assert made.next_check_on == today() + 30 * DAY
    assert (made.state_word, made.next_milestone) == ("Belum diperiksa", 30)
    event = Event.objects.get(what="agreement.record")
    assert event.subjects.count() == 2
    assert waiting(made) == []


@pytest.mark.parametrize(
    ("changed", "clauses", "words"),
    [
        ({"agreed_on": dt.date(2100, 1, 1)}, CLAUSES, "belum tiba"),
        ({}, [], "paling sedikit satu butir"),
    ],
)
def test_what_cannot_be_is_refused(world, case, changed, clauses, words):
    with pytest.raises(WrongState) as refused:
        actions.record(case, by=world.staff, facts=facts(**changed), clauses=clauses)

    assert words in refused.value.words
    assert Agreement.objects.count() == 0


def test_a_closed_permasalahan_takes_none_and_lets_none_be_changed(world):
    case = CaseFactory(opened_by=world.staff, closed=True)
    row = AgreementFactory(case=case)

    for act in (
        lambda: recorded(world, case),
        lambda: actions.amend(
            row, by=world.staff, version=1, facts=facts(), clauses=CLAUSES, reason="Lain."
        ),
        lambda: actions.withdraw(row, by=world.verifier, reason="Salah."),
    ):
        with pytest.raises(WrongState):
            act()


def test_a_closed_permasalahan_is_still_looked_after(world):
    row = AgreementFactory(case=CaseFactory(opened_by=world.staff, closed=True))

    look(world, row, result="broken")

    row.refresh_from_db()
    assert row.state_word == "Dilanggar"


def test_the_newest_look_holds_whenever_it_was_written_down(world, case):
    row = AgreementFactory(case=case)
    look(world, row, result="partly")
    look(world, row, result="broken", milestone=None, checked_on=today() - 5 * DAY)

    row.refresh_from_db()

    assert (row.result, row.next_milestone) == ("partly", 90)


def test_three_looks_and_nobody_is_asked_any_more(world, case):
    row = AgreementFactory(case=case, agreed_on=today() - 200 * DAY)
    for days in (30, 90, 180):
        look(world, row, milestone=days)

    row.refresh_from_db()
    assert row.next_check_on is None
    with pytest.raises(WrongState, match="sudah dicatat"):
        look(world, row, milestone=90)
    assert look(world, row, milestone=None, result="broken").when == "Di luar jadwal"


@pytest.mark.parametrize("days", [1, -41])
def test_nobody_looks_tomorrow_or_before_it_was_agreed(world, case, days):
    row = AgreementFactory(case=case)

    with pytest.raises(WrongState):
        look(world, row, checked_on=today() + days * DAY)


def test_changed_with_a_reason_it_keeps_what_it_said(world, case):
    row = recorded(world, case)

    changed = actions.amend(
        row, by=world.verifier, version=1, facts=facts(place="Balai desa"), clauses=CLAUSES[:1],
        reason="Para pihak bertemu lagi.",
    )  # fmt: skip

    said = Amendment.objects.get()
    assert said.changes.splitlines() == [
        "Tempat: Kantor camat → Balai desa",
        "Butir 2: Ganti rugi. (Kelompok B; tanpa batas) → dihapus",
    ]
    assert (changed.version, changed.clauses.count()) == (2, 1)


def test_nothing_changed_leaves_nothing(world, case):
    row = recorded(world, case)

    actions.amend(row, by=world.staff, version=1, facts=facts(), clauses=CLAUSES, reason="Sama.")

    assert not Amendment.objects.exists()


def test_another_day_moves_the_next_look(world, case):
    row = recorded(world, case)
    earlier = today() - 60 * DAY

    actions.amend(
        row, by=world.staff, version=1, facts=facts(agreed_on=earlier), clauses=CLAUSES,
        reason="Salah tanggal.",
    )  # fmt: skip

    row.refresh_from_db()
    assert row.next_check_on == earlier + 30 * DAY
    assert [todo.kecamatan for todo in waiting(row)] == [case.holder_kecamatan]


def test_a_late_save_is_refused(world, case):
    row = recorded(world, case)
    with pytest.raises(Stale):
        actions.amend(
            row, by=world.staff, version=0, facts=facts(place="Balai"), clauses=CLAUSES, reason="L."
        )


def test_withdrawn_it_waits_for_nobody_and_is_no_ground(world, case):
    row = AgreementFactory(case=case)
    tasks.ask_team(world.team, timezone.now())
    assert len(waiting(row)) == 1

    actions.withdraw(row, by=world.verifier, reason="Tercatat dua kali.")

    assert waiting(row) == []
    with pytest.raises(WrongState, match="tidak berlaku lagi"):
        moves.close(
            case, by=world.verifier, outcome="agreed", checks=["calm"], grounds="Selesai.",
            settled=f"kesepakatan-{row.pk}",
        )  # fmt: skip
    case.refresh_from_db()
    assert case.is_open


def test_closing_by_agreement_refers_to_it(world, case):
    row = AgreementFactory(case=case)

    closing = moves.close(
        case, by=world.verifier, outcome="agreed", checks=["calm"], grounds="Selesai.",
        settled=f"kesepakatan-{row.pk}",
    )  # fmt: skip

    assert AgreementClosing.objects.get().agreement == row
    assert closing.agreed.agreement == row


def test_a_permasalahan_is_not_closed_with_the_kesepakatan_of_another(world, case):
    other = AgreementFactory(case=CaseFactory(opened_by=world.staff))

    with pytest.raises(WrongState, match="tidak berlaku lagi"):
        moves.close(
            case, by=world.verifier, outcome="agreed", checks=["calm"], grounds="Selesai.",
            settled=f"kesepakatan-{other.pk}",
        )  # fmt: skip

    case.refresh_from_db()
    assert case.is_open and not AgreementClosing.objects.exists()


@pytest.mark.parametrize(
    ("holder", "waits"),
    [
        ({}, {"role": "staff"}),
        ({"vertical": True}, {"role": "staff"}),
        ({"vertical": False}, {"agency": True}),
    ],
)
def test_whoever_holds_it_is_asked_and_no_vertical_agency(world, holder, waits):
    agency = AgencyFactory(team=world.team, is_vertical=holder["vertical"]) if holder else None
    row = AgreementFactory(case=CaseFactory(opened_by=world.staff, holder=agency))

    tasks.ask_team(world.team, timezone.now())

    (todo,) = waiting(row)
    assert (todo.role, todo.agency) == (
        waits.get("role", ""), agency if waits.get("agency") else None
    )  # fmt: skip
    assert todo.due_at.astimezone(dt.UTC) <= timezone.now()


def test_another_holder_is_asked_instead(world, case):
    row = AgreementFactory(case=case)
    tasks.ask_team(world.team, timezone.now())
    Case.objects.filter(pk=case.pk).update(holder_kecamatan=None)

    tasks.ask_team(world.team, timezone.now())
    tasks.ask_team(world.team, timezone.now())

    assert [todo.role for todo in waiting(row)] == ["staff"]


def test_a_look_far_away_waits_for_nobody(world, case):
    row = AgreementFactory(case=case, agreed_on=today() - 22 * DAY)

    tasks.ask_team(world.team, timezone.now())

    assert waiting(row) == []


def test_figures_count_each_state_once_and_what_is_late(world, case):
    AgreementFactory(case=case)
    AgreementFactory(case=case, result="kept", next_check_on=None)
    AgreementFactory(case=case, result="broken", next_check_on=today() + DAY)

    found = kept(Agreement.objects.visible_to(world.staff), today())

    assert {one.word: one.count for one in found.states} == {
        "Ditaati": 1, "Ditaati sebagian": 0, "Dilanggar": 1, "Belum diperiksa": 1,
    }  # fmt: skip
    assert (found.total.count, found.late.count) == (3, 1)


HOLDER = {"camat", "operator"}
DESK = {"staff", "verifier", "secretary"}
TABLE = {
    "standing": {
        "check": DESK | HOLDER, "amend": DESK, "withdraw": {"staff", "verifier", "secretary"},
    },
    "withdrawn": {},
}  # fmt: skip


@pytest.mark.parametrize("status", TABLE)
def test_possible_actions(world, case, status):
    row = AgreementFactory(case=case)
    row.status = status
    here = [name for name in PEOPLE if not name.startswith("far_")]

    offered = {}
    for name in here:
        for one in available(TRANSITIONS, row, world.people[name]):
            if one.verdict:
                offered.setdefault(one.action, set()).add(name)

    assert offered == TABLE[status]


def test_only_the_desk_writes_one_down(world, case):
    with pytest.raises(Denied):
        actions.record(case, by=world.camat, facts=facts(), clauses=CLAUSES)


def test_a_look_is_never_changed(world, case):
    look_row = AgreementCheckFactory(agreement=AgreementFactory(case=case))

    with pytest.raises(Exception, match="(?i)cannot update"):
        type(look_row).objects.filter(pk=look_row.pk).update(result="broken")
