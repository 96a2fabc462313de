"""SK entered, confirmed by a second person, taken back; what waits while a status runs."""

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from incidents.cases.emergency import tasks
from incidents.cases.emergency.actions import decrees, duties
from incidents.cases.emergency.models import Act, Emergency
from incidents.cases.emergency.words import Typed
from incidents.cases.emergency.workflow import TRANSITIONS
from tests.emergency.factories import EmergencyFactory, ProgressFactory, TroopRequestFactory
from tests.files.factories import AttachmentFactory
from timdu.core.access import Denied
from timdu.core.conflicts import Stale
from timdu.core.workflow import WrongState, available
from timdu.inbox.models import Todo
from timdu.rights.matrix import PEOPLE

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
HEAD = {"title": "Gladi: Status", "area": "Kecamatan Contoh", "case": None, "report_days": 7}


def today():
    return timezone.localdate()


def facts(first=None, days=90, **changed):
    first = first or today() - 3 * DAY
    return {
        "number": "300/1", "signed_on": first, "starts_on": first,
        "ends_on": first + (days - 1) * DAY, "summary": "Menetapkan.",
        "consulted_on": first - DAY, "consulted_note": "", "beyond_reason": "", **changed,
    }  # fmt: skip


def entered(world, by=None, **changed):
    act = decrees.establish(by=by or world.staff, head=dict(HEAD), facts=facts(**changed))
    return with_scan(act)


def with_scan(act):
    AttachmentFactory(owner=act, added_by=act.by)
    return act


def added(world, row, kind, said):
    """One more SK about the status, confirmed."""
    act = with_scan(decrees.add(row, kind, by=world.staff, facts=said))
    return decrees.confirm(act, by=world.secretary)


def running(world, **changed):
    act = decrees.confirm(entered(world, **changed), by=world.secretary)
    return Emergency.objects.get(pk=act.emergency_id)


def waiting(kind):
    rows = Todo.objects.filter(kind=kind, closed_at=None).order_by("role")
    return [row.role for row in rows]


def test_entered_it_waits_for_a_second_person_and_starts_no_clock(world):
    act = entered(world)

    assert act.emergency.starts_on is None
    assert waiting(tasks.CONFIRM) == ["secretary", "verifier"]
    assert list(Emergency.objects.visible_to(world.leader)) == []
    assert list(Emergency.objects.visible_to(world.staff)) == [act.emergency]


def test_confirmed_its_days_count_and_everybody_of_the_team_may_know(world):
    row = running(world)

    assert (row.starts_on, row.ends_on) == (today() - 3 * DAY, today() + 86 * DAY)
    assert waiting(tasks.CONFIRM) == []
    seen = {name for name in PEOPLE if row in Emergency.objects.visible_to(world.people[name])}
    assert seen == {
        "camat", "operator", "other_camat", "member", "other_member", "staff", "verifier",
        "secretary", "leader", "aide", "forkopimda",
    }  # fmt: skip


def test_nobody_confirms_what_they_entered_or_changed_last(world):
    own = entered(world, by=world.verifier)
    with pytest.raises(Denied):
        decrees.confirm(own, by=world.verifier)

    typed = Typed(dict(HEAD), facts(number="300/2"))
    decrees.edit(own, by=world.secretary, version=1, typed=typed)

    with pytest.raises(Denied):
        decrees.confirm(own, by=world.secretary)
    assert decrees.confirm(own, by=world.verifier).number == "300/2"


def test_whoever_puts_it_right_does_not_take_over_the_key_of_its_form(world):
    """Keys are told apart by account: another form of theirs with it is a thing of its own."""
    key = uuid4()
    act = decrees.establish(by=world.staff, head=dict(HEAD), facts=facts(), key=key)
    decrees.edit(act, by=world.secretary, version=1, typed=Typed({}, facts(number="300/2")))

    own = decrees.establish(by=world.secretary, head=dict(HEAD), facts=facts(), key=key)

    assert own.pk != act.pk


def test_beyond_the_statute_it_asks_why_and_keeps_the_date(world):
    with pytest.raises(decrees.Beyond) as beyond:
        entered(world, days=100)
    assert "100 hari" in beyond.value.words[0]
    assert not Act.objects.exists()

    act = entered(world, days=100, beyond_reason="Begitu bunyi SK.")

    assert act.ends_on == act.starts_on + 99 * DAY
    assert decrees.confirm(act, by=world.secretary).beyond_reason == "Begitu bunyi SK."


def test_a_reason_nobody_needed_is_not_kept(world):
    assert entered(world, beyond_reason="Tidak perlu.").beyond_reason == ""


def test_a_prolongation_and_a_revoking_move_the_end_and_their_withdrawal_moves_it_back(world):
    row = running(world, first=today() - 85 * DAY)
    end = row.ends_on
    more = facts(end + DAY, 30, signed_on=today(), consulted_on=today() - DAY)
    extend = added(world, row, "extend", more)
    row.refresh_from_db()
    assert row.ends_on == end + 30 * DAY

    said = {
        "number": "300/3",
        "signed_on": today(),
        "starts_on": today() + DAY,
        "summary": "Cabut.",
    }
    revoke = added(world, row, "revoke", said)
    row.refresh_from_db()
    assert (row.ends_on, row.revoked_on) == (today(), today() + DAY)

    decrees.withdraw(revoke, by=world.verifier, reason="Salah catat.")
    decrees.withdraw(extend, by=world.verifier, reason="Salah catat.")
    row.refresh_from_db()
    assert (row.ends_on, row.revoked_on) == (end, None)


def test_a_penetapan_under_others_is_not_withdrawn_first(world):
    row = running(world, first=today() - 85 * DAY)
    more = facts(row.ends_on + DAY, 30, signed_on=today(), consulted_on=today() - DAY)
    decrees.add(row, "extend", by=world.staff, facts=more)

    with pytest.raises(WrongState, match="Tarik lebih dahulu"):
        decrees.withdraw(row.acts.first(), by=world.verifier, reason="Salah.")


def test_withdrawn_there_is_no_status_any_more(world):
    row = running(world)

    decrees.withdraw(row.acts.get(), by=world.verifier, reason="Salah catat.")

    assert list(Emergency.objects.visible_to(world.leader)) == []
    row.refresh_from_db()
    assert row.starts_on is None


def test_a_late_change_is_refused(world):
    act = entered(world)
    with pytest.raises(Stale):
        decrees.edit(act, by=world.staff, version=7, typed=Typed({}, facts(number="300/9")))


def test_what_nobody_can_compare_is_not_confirmed(world):
    act = decrees.establish(by=world.staff, head=dict(HEAD), facts=facts())

    with pytest.raises(WrongState, match="belum terlampir"):
        decrees.confirm(act, by=world.secretary)


def test_a_changed_entry_is_not_confirmed_unread(world):
    act = entered(world)
    decrees.edit(act, by=world.staff, version=1, typed=Typed({}, facts(number="300/9")))

    with pytest.raises(WrongState, match="Bandingkan sekali lagi"):
        decrees.confirm(act, by=world.secretary, version=1)


@pytest.mark.parametrize(("since", "waits"), [(4, []), (5, ["staff"]), (9, ["staff"])])
def test_the_report_waits_from_two_days_before(world, since, waits):
    running(world, first=today() - since * DAY)

    assert waiting(tasks.REPORT) == waits


def test_before_the_first_day_no_report_waits(world):
    """Of a status that is reported on daily the first one would be due in two days."""
    act = decrees.establish(
        by=world.staff, head=HEAD | {"report_days": 1},
        facts=facts(today() + DAY, signed_on=today(), consulted_on=today()),
    )  # fmt: skip
    decrees.confirm(with_scan(act), by=world.secretary)

    assert waiting(tasks.REPORT) == []


def test_a_noted_report_is_waited_for_no_more(world):
    row = running(world, first=today() - 9 * DAY)
    sent = {"sent_on": today(), "number": "300/L-1", "copies": "Menteri, DPRD", "note": ""}

    duties.report(row, by=world.staff, facts=sent)

    assert waiting(tasks.REPORT) == []
    with pytest.raises(WrongState, match="belum tiba"):
        duties.report(row, by=world.staff, facts=sent | {"sent_on": today() + DAY})


@pytest.mark.parametrize(("since", "waits"), [(78, []), (79, ["leader", "secretary"])])
def test_the_last_ten_days_are_told_and_nothing_is_proposed(world, since, waits):
    running(world, first=today() - since * DAY)

    assert waiting(tasks.EXPIRY) == waits
    for todo in Todo.objects.filter(kind=tasks.EXPIRY):
        assert "Bila diperpanjang" in todo.note


def test_after_the_end_nobody_is_told_any_more(world):
    row = running(world, first=today() - 85 * DAY)

    tasks.watch_team(row.team, timezone.now() + 10 * DAY)

    assert waiting(tasks.EXPIRY) == []


def test_a_request_by_word_of_mouth_waits_for_its_letter(world):
    row = running(world)
    asked = {"asked_at": timezone.now() - 25 * dt.timedelta(hours=1), "asked_by": "Bupati",
             "what_for": "Gladi menjaga batas."}  # fmt: skip

    request = duties.ask_troops(row, by=world.staff, facts=asked)

    assert waiting(tasks.TROOPS) == ["secretary", "staff"]
    letter = {"written_at": timezone.now(), "written_number": "300/T-1"}
    with pytest.raises(WrongState, match="lewat 1×24 jam"):
        duties.complete_troops(request, by=world.staff, version=1, facts=letter)
    late = letter | {"late_reason": "Sinyal terputus."}
    done = duties.complete_troops(request, by=world.staff, version=1, facts=late)
    assert (waiting(tasks.TROOPS), done.version) == ([], 2)
    with pytest.raises(Stale):
        duties.complete_troops(request, by=world.staff, version=1, facts=late)


@pytest.mark.parametrize("early", ["asked_at", "written_at"])
def test_no_request_is_noted_before_it_was_made(world, early):
    asked = {"asked_at": timezone.now(), "asked_by": "Bupati", "what_for": "Gladi.",
             "written_number": "1" if early == "written_at" else ""}  # fmt: skip

    with pytest.raises(WrongState, match="belum tiba"):
        duties.ask_troops(
            running(world), by=world.staff,
            facts=asked | {early: timezone.now() + dt.timedelta(minutes=5)},
        )  # fmt: skip


def test_nothing_is_noted_about_what_nobody_confirmed(world):
    row = EmergencyFactory(by=world.staff)

    with pytest.raises(WrongState, match="belum dikonfirmasi"):
        duties.report(row, by=world.staff, facts={"sent_on": today()})


def test_a_noted_report_is_never_changed(world):
    note = ProgressFactory(emergency=EmergencyFactory(by=world.staff, confirmed=True))

    with pytest.raises(Exception, match="(?i)cannot update"):
        type(note).objects.filter(pk=note.pk).update(number="lain")


def test_notes_of_another_team_are_not_there(world):
    request = TroopRequestFactory(emergency=EmergencyFactory(by=world.staff, confirmed=True))

    assert list(type(request).objects.visible_to(world.far_staff)) == []


DESK, TWO = {"staff", "verifier", "secretary"}, {"verifier", "secretary"}
TABLE = {
    "entered": {"edit": DESK, "confirm": TWO, "withdraw": TWO},
    "confirmed": {"withdraw": TWO},
    "withdrawn": {},
}


@pytest.mark.parametrize("status", TABLE)
def test_possible_actions(world, status):
    act = EmergencyFactory(by=world.staff).acts.get()
    act.status = status
    offered = {}
    for name in (name for name in PEOPLE if not name.startswith("far_")):
        for one in available(TRANSITIONS, act, world.people[name]):
            if one.verdict:
                offered.setdefault(one.action, set()).add(name)

    assert offered == TABLE[status]
