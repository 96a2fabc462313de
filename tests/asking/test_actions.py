"""Every change to a disposisi: what it writes, what it refuses, what waits afterwards."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from incidents.cases.actions import moves
from incidents.cases.asking import kinds
from incidents.cases.asking.actions import dates, doing, giving
from incidents.cases.asking.actions.rows import Before
from incidents.cases.asking.models import DateChange, Disposition, Result
from tests.asking.factories import DispositionFactory, ResultFactory, in_days
from tests.cases.factories import CaseFactory
from tests.cases.test_actions import CLOSING
from tests.team.factories import AgencyFactory
from timdu.core import calendar, codes, events
from timdu.core.access import Denied
from timdu.core.workflow import WrongState
from timdu.inbox.models import Notification, Todo

pytestmark = pytest.mark.django_db
WORDS = {"subject": "Pertemuan", "text": "Pertemukan kedua pihak.", "urgency": "normal"}
TOLD = "Sekcam lewat telepon."


@pytest.fixture
def case(world):
    return CaseFactory(opened_by=world.staff)


@pytest.fixture
def row(world, case):
    """One of the leader to the camat, sent."""
    return giving.give(
        by=world.leader, case=case, kecamatan=world.camat.kecamatan, due_on=in_days(7), **WORDS
    )


def whats(row):
    return [event.what for event in events.chronology(row)]


def waiting(kind=None):
    rows = Todo.objects.filter(closed_at=None, kind__in=[kind] if kind else kinds.OF_DISPOSITION)
    return {(one.kind, one.role or one.holder or one.kecamatan or one.agency) for one in rows}


def mailed():
    return {(one.kind, one.recipient.username) for one in Notification.objects.all()}


def test_give_writes_the_row_who_waits_and_who_is_written_to(world, case, row):
    row.refresh_from_db()
    case.refresh_from_db()
    assert row.code.startswith("DS-") and codes.is_valid(row.code)
    assert (row.team, row.giver, row.by) == (world.team, world.leader, world.leader)
    assert (row.status, row.first_due_on, row.accepted_at) == ("sent", None, None)
    assert whats(row) == ["disposition.give"] == whats(case)
    assert case.changed_at == row.changed_at
    assert waiting() == {("disposition.accept", world.camat.kecamatan)}
    people = {world.camat.username, world.operator.username}
    assert mailed() == {("asking.new", name) for name in people}


def test_what_cannot_wait_is_mailed_at_once(world, case):
    giving.give(
        by=world.secretary, case=case, kecamatan=world.camat.kecamatan, due_on=in_days(1),
        **WORDS | {"urgency": "very_urgent"},
    )  # fmt: skip

    assert {kind for kind, _ in mailed()} == {"asking.now"}


def test_an_office_without_an_account_is_told_by_the_desk(world, case):
    giving.give(
        by=world.secretary, case=case, agency=AgencyFactory(team=world.team), due_on=in_days(3),
        **WORDS,
    )  # fmt: skip

    assert waiting() == {("disposition.accept", "staff")}
    assert mailed() == set()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"is_vertical": True}, "disposisi hanya kepada camat dan perangkat daerah"),
        ({"short_name": "FKUB"}, "disposisi hanya kepada camat dan perangkat daerah"),
        ({"retired_on": dt.date(2026, 1, 1)}, "tidak lagi anggota"),
    ],
)
def test_who_gets_no_disposisi_is_refused_with_the_rule(world, case, facts, said):
    agency = AgencyFactory(team=world.team, **facts)

    with pytest.raises(WrongState, match=said):
        giving.give(by=world.leader, case=case, agency=agency, due_on=in_days(3), **WORDS)

    assert not Disposition.objects.exists()


def test_neither_the_desk_itself_nor_another_kabupaten_gets_one(world, case):
    world.staff.agency = world.agency
    world.staff.save()

    for office in ({"agency": world.agency}, {"kecamatan": world.far_camat.kecamatan}, {}):
        with pytest.raises(WrongState):
            giving.give(by=world.leader, case=case, due_on=in_days(3), **office, **WORDS)


@pytest.mark.parametrize("who", ["staff", "verifier", "aide", "camat", "member", "forkopimda"])
def test_only_leaders_and_the_kepala_badan_give(world, case, who):
    with pytest.raises(Denied):
        giving.give(
            by=world.people[who], case=case, kecamatan=world.camat.kecamatan, due_on=in_days(3),
            **WORDS,
        )  # fmt: skip


def test_nothing_new_grows_out_of_what_is_closed_or_of_yesterday(world, case):
    office = {"kecamatan": world.camat.kecamatan}
    with pytest.raises(WrongState, match="sudah lewat"):
        giving.give(by=world.leader, case=case, due_on=in_days(-1), **office, **WORDS)
    moves.close(case, by=world.verifier, **CLOSING)

    with pytest.raises(WrongState, match="sudah ditutup"):
        giving.give(by=world.leader, case=case, due_on=in_days(1), **office, **WORDS)


def test_a_term_is_needed(world, case):
    with pytest.raises(ValidationError, match="batas waktu"):
        giving.give(by=world.leader, case=case, kecamatan=world.camat.kecamatan, **WORDS)


def test_pressed_twice_the_second_names_the_first(world, case, row):
    with pytest.raises(Before) as twice:
        giving.give(
            by=world.leader, case=case, kecamatan=world.camat.kecamatan, due_on=in_days(7),
            key=row.client_uuid, **WORDS,
        )  # fmt: skip

    assert twice.value.row == row
    assert Disposition.objects.count() == 1


def test_the_clock_starts_at_acceptance(world, case):
    row = giving.give(
        by=world.secretary, case=case, kecamatan=world.camat.kecamatan, within_days=5, **WORDS
    )

    doing.accept(row, by=world.camat)

    row.refresh_from_db()
    today = timezone.localdate()
    assert row.due_on == row.first_due_on == calendar.around(world.team, today).shift(today, 5)
    assert waiting() == {("disposition.do", world.camat.kecamatan)}
    assert Todo.objects.get(kind="disposition.do").due_at.date() >= row.due_on


def test_it_is_late_only_after_it_was_accepted(world, row):
    Disposition.objects.update(due_on=in_days(-2))

    def late():
        rows = Disposition.objects.overdue(timezone.localdate())
        return rows.exists(), Disposition.objects.get().is_overdue

    assert late() == (False, False)
    doing.accept(row, by=world.camat)
    assert late() == (True, True)
    doing.report(row, by=world.camat, note="Sudah.")
    assert late() == (False, False)


def test_returned_it_waits_for_who_wrote_it_and_goes_out_again(world, row):
    doing.send_to_giver(row, by=world.camat, note="Bukan wilayah kami.")
    row.refresh_from_db()
    assert (row.status, row.reason) == ("returned", "Bukan wilayah kami.")
    assert waiting() == {("disposition.returned", world.leader)}

    giving.send_again(
        row, by=world.leader, kecamatan=None, agency=world.agency, due_on=in_days(4), **WORDS
    )

    row.refresh_from_db()
    assert (row.status, row.reason, row.agency) == ("sent", "", world.agency)
    assert waiting() == {("disposition.accept", world.agency)}
    assert whats(row)[:2] == ["disposition.send", "disposition.return"]


def test_the_desk_says_from_whom_it_has_it(world, row):
    with pytest.raises(WrongState, match="dari siapa"):
        doing.accept(row, by=world.staff)
    doing.accept(row, by=world.staff, told=TOLD)
    made = doing.report(row, by=world.staff, note="Sudah.", told=TOLD)

    assert made.told == TOLD
    assert events.chronology(row).first().note.endswith(f"Disampaikan: {TOLD}.")


def test_the_result_is_accepted_by_somebody_else(world, row):
    doing.accept(row, by=world.camat)
    doing.report(row, by=world.verifier, note="Sudah.", told=TOLD)
    assert waiting() == {("disposition.check", "secretary")}

    with pytest.raises(Denied):
        doing.finish(row, by=world.verifier)
    doing.finish(row, by=world.secretary)

    row.refresh_from_db()
    assert row.status == "done" and row.done_at is not None
    assert waiting() == set()


def test_an_incomplete_result_comes_back_with_its_day(world, row):
    doing.accept(row, by=world.camat)
    doing.report(row, by=world.camat, note="Sudah.")
    assert waiting() == {("disposition.check", "verifier")}

    doing.send_back(row, by=world.verifier, note="Daftar hadir belum ada.")

    row.refresh_from_db()
    assert (row.status, row.reason, row.due_on) == (
        "accepted", "Daftar hadir belum ada.", in_days(7),
    )  # fmt: skip
    assert waiting() == {("disposition.do", world.camat.kecamatan)}
    doing.report(row, by=world.camat, note="Dilampirkan.")
    assert [one.text for one in row.results.all()] == ["Dilampirkan.", "Sudah."]


def test_a_result_never_changes(world):
    made = ResultFactory()

    with pytest.raises(DatabaseError), transaction.atomic():
        Result.objects.filter(pk=made.pk).update(text="Lain.")


def test_another_day_holds_once_it_is_granted_and_the_first_one_stays(world, row):
    doing.accept(row, by=world.camat)
    change = dates.ask(row, by=world.camat, wanted_on=in_days(20), reason="Kades di luar.")
    row.refresh_from_db()
    assert row.due_on == in_days(7)
    assert waiting("disposition.date") == {
        ("disposition.date", "secretary"), ("disposition.date", world.leader),
    }  # fmt: skip
    with pytest.raises(WrongState, match="masih menunggu"):
        dates.ask(row, by=world.operator, wanted_on=in_days(21), reason="Lagi.")

    dates.answer(change, by=world.secretary, grant=True)

    row.refresh_from_db()
    assert (row.due_on, row.first_due_on, row.was_moved) == (in_days(20), in_days(7), True)
    assert waiting() == {("disposition.do", world.camat.kecamatan)}
    with pytest.raises(WrongState, match="sudah dijawab"):
        dates.answer(change, by=world.leader, grant=False, note="Tidak.")


def test_a_day_is_refused_with_a_reason_and_the_old_one_holds(world, row):
    doing.accept(row, by=world.camat)
    change = dates.ask(row, by=world.camat, wanted_on=in_days(20), reason="Kades di luar.")
    for by in (world.staff, world.verifier, world.camat):
        with pytest.raises(Denied):
            dates.answer(change, by=by, grant=True)
    with pytest.raises(WrongState, match="mengapa"):
        dates.answer(change, by=world.leader, grant=False)

    dates.answer(change, by=world.leader, grant=False, note="Tetap.")

    row.refresh_from_db()
    assert row.due_on == in_days(7)
    assert DateChange.objects.get().granted is False


def test_who_wrote_a_wish_down_does_not_grant_it(world, row):
    doing.accept(row, by=world.camat)
    facts = {"wanted_on": in_days(20), "reason": "Kades di luar.", "told": TOLD}
    change = dates.ask(row, by=world.secretary, **facts)

    with pytest.raises(Denied):
        dates.answer(change, by=world.secretary, grant=True)


def test_a_day_is_asked_for_only_while_it_is_worked_on(world, row):
    for wanted, said in ((in_days(20), "selama disposisi dikerjakan"),):
        with pytest.raises(WrongState, match=said):
            dates.ask(row, by=world.camat, wanted_on=wanted, reason="Ya.")
    doing.accept(row, by=world.camat)
    for wanted in (in_days(-1), in_days(7)):
        with pytest.raises(WrongState):
            dates.ask(row, by=world.camat, wanted_on=wanted, reason="Ya.")


def test_withdrawn_nothing_waits_and_a_wish_falls_away(world, row):
    doing.accept(row, by=world.camat)
    dates.ask(row, by=world.camat, wanted_on=in_days(20), reason="Kades di luar.")
    with pytest.raises(WrongState, match="memerlukan alasan"):
        giving.withdraw(row, by=world.leader, note=" ")

    giving.withdraw(row, by=world.leader, note="Sudah selesai sendiri.")

    row.refresh_from_db()
    assert (row.status, row.withdrawn_reason) == ("withdrawn", "Sudah selesai sendiri.")
    assert waiting() == set()
    assert DateChange.objects.get().answer.startswith("Gugur")
    for deed in (doing.accept, doing.finish):
        with pytest.raises(WrongState, match="Ditarik"):
            deed(row, by=world.secretary)


def test_a_page_opened_over_an_older_text_is_refused(world, row):
    with pytest.raises(WrongState, match="sudah berubah"):
        doing.accept(row, by=world.camat, version=row.version - 1)


def test_a_wish_is_answered_whole(world, row):
    doing.accept(row, by=world.camat)
    change = dates.ask(row, by=world.camat, wanted_on=in_days(20), reason="Kades di luar.")

    for broken in (
        {"granted": True},
        {"answered_at": timezone.now(), "answered_by": world.leader},
        {"granted": False, "answered_at": timezone.now(), "answered_by": world.leader},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            DateChange.objects.filter(pk=change.pk).update(**broken)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"agency": None, "kecamatan": None}, "disposition_one_addressee"),
        ({"case": None, "arahan": None}, "disposition_stands_on_something"),
        ({"status": "withdrawn"}, "disposition_withdrawn_whole"),
        ({"status": "accepted"}, "disposition_clock_runs"),
        ({"due_on": None}, "disposition_has_a_term"),
    ],
)
def test_the_database_keeps_what_must_be_true(world, broken, said):
    row = DispositionFactory()
    for name, value in broken.items():
        setattr(row, name, value)

    with pytest.raises(IntegrityError, match=said), transaction.atomic():
        row.save()
