"""What was recorded by mistake: holders, days, access and tasks go back; nothing is deleted."""

import datetime as dt
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from tests.files import papers
from tests.forms import version_of
from tests.inbox.test_succession import DAY, comes, today
from tests.incidents.factories import IncidentFactory
from tests.team.factories import (
    DecreeFactory,
    HolderFactory,
    SeatFactory,
    TeamFactory,
    UserFactory,
)
from timdu.core import events
from timdu.core.access import Denied
from timdu.core.workflow import WrongState
from timdu.inbox import actions, tasks, todos
from timdu.inbox.models import Todo
from timdu.team.models import Holder, User
from timdu.team.roster.actions import decrees


@pytest.fixture
def seat(world):
    """The camat's seat, with an account and one task that waits by name."""
    seat = SeatFactory(
        decree=DecreeFactory(team=world.team), kecamatan=world.camat.kecamatan, office="Camat Uji"
    )
    HolderFactory(seat=seat, user=world.camat, full_name="Camat Lama")
    row = IncidentFactory(entered_by=world.camat)
    todos.open("uji", row, team=world.team, title="Menunggu.", url="/", holder=world.camat)
    return seat


def change(world, seat, day=None, **facts):
    """Record a change of holder; the row that began."""
    held = seat.holders.standing().get(valid_until=None)
    outcome, _ = actions.replace_holder(
        seat, comes(day or today(world.team), **facts), by=world.secretary, expected=held.pk
    )
    return outcome.holder


def state(user):
    user = User.objects.get(pk=user.pk)
    return (
        user.role, user.kecamatan_id, user.agency_id, user.position, user.access_until,
        user.ended_reason, user.is_active,
    )  # fmt: skip


def test_a_wrong_change_goes_back_in_one_step(world, client, seat):
    before = state(world.camat)
    wrong = change(world, seat)
    client.force_login(wrong.user)

    moved = actions.withdraw_holder(wrong, by=world.secretary, reason="salah orang")
    wrong.refresh_from_db()

    assert (moved, Todo.objects.get().holder) == (1, world.camat)
    assert state(world.camat) == before
    assert [(row.full_name, row.valid_until) for row in seat.holders.on(today(world.team))] == [
        ("Camat Lama", None)
    ]
    assert (wrong.withdrawn_reason, wrong.user.is_active) == ("salah orang", False)
    assert client.get("/kotak-masuk/").status_code in (302, 403)
    told = events.chronology(seat).filter(what__in=["seat.withdraw", "todo.take_back"])
    assert [(event.what, event.by) for event in told] == [
        ("todo.take_back", world.secretary),
        ("seat.withdraw", world.secretary),
    ]


def test_what_reached_the_wrong_account_meanwhile_goes_back_too(world, seat):
    wrong = change(world, seat)
    other = IncidentFactory(entered_by=world.camat)
    todos.open("uji", other, team=world.team, title="Baru.", url="/", holder=wrong.user)

    actions.withdraw_holder(wrong, by=world.secretary, reason="salah orang")

    assert [todo.holder for todo in Todo.objects.open()] == [world.camat] * 2


def test_a_moved_account_returns_to_its_posting_and_keeps_its_own_tasks(world, seat):
    before = state(world.member)
    own = IncidentFactory(entered_by=world.member)
    todos.open("lain", own, team=world.team, title="Milikku", url="/", holder=world.member)
    shared = Todo.objects.get(kind="uji").about
    todos.open("uji", shared, team=world.team, title="x", url="/", holder=world.member)
    mine, both = Todo.objects.get(kind="lain"), Todo.objects.get(kind="uji", holder=world.member)
    wrong = change(world, seat, account="existing", username="", user=world.member)

    actions.withdraw_holder(wrong, by=world.secretary, reason="salah orang")

    assert state(world.member) == before
    assert {(row.kind, row.holder) for row in Todo.objects.open()} == {
        (mine.kind, world.member),
        (both.kind, world.member),
        ("uji", world.camat),
    }


def test_an_account_changed_since_is_left_as_it_is(world, seat):
    wrong = change(world, seat, account="existing", username="", user=world.member)
    User.objects.filter(pk=world.member.pk).update(position="Camat Dua", is_operator=True)
    later = state(world.member)

    actions.withdraw_holder(wrong, by=world.secretary, reason="salah orang")

    assert state(world.member) == later


def test_every_seat_of_the_change_goes_back(world, seat):
    chair = SeatFactory(
        decree=DecreeFactory(team=world.team, roster=world.camat.kecamatan), rank="chair"
    )
    HolderFactory(seat=chair, user=world.camat, full_name="Camat Lama")
    wrong = change(world, seat)

    actions.withdraw_holder(wrong, by=world.secretary, reason="salah orang")

    now = Holder.objects.on(today(world.team)).filter(seat__in=[seat, chair])
    assert sorted(row.full_name for row in now) == ["Camat Lama"] * 2


def test_a_plh_withdrawn_leaves_the_access_of_who_was_away(world, seat):
    world.camat.access_until = today(world.team) - DAY
    world.camat.save()
    wrong = change(world, seat, standing="plh", account="none", username="")

    actions.withdraw_holder(wrong, by=world.secretary, reason="tidak jadi cuti")
    world.camat.refresh_from_db()

    assert world.camat.access_until == today(world.team) - DAY


def test_after_it_the_right_one_is_recorded(world, seat):
    wrong = change(world, seat)
    actions.withdraw_holder(wrong, by=world.secretary, reason="salah orang")

    right = change(world, seat, full_name="Camat Benar", username="camat.benar")

    assert seat.holders.on(today(world.team)).get() == right
    assert Todo.objects.get().holder == right.user


def test_later_changes_go_back_first(world, seat):
    first = change(world, seat, today(world.team) - 5 * DAY)
    change(world, seat, username="camat.ketiga", full_name="Ketiga")

    with pytest.raises(WrongState, match="Ketiga"):
        actions.withdraw_holder(first, by=world.secretary, reason="salah")


def test_a_change_is_not_put_back_over_a_new_sk(world, seat):
    first = change(world, seat, today(world.team) - 5 * DAY)
    draft = decrees.open_draft(
        None, by=world.staff, today=today(world.team), number="2/UJI", subject="Tim",
        signed_on=today(world.team), valid_from=today(world.team),
    )  # fmt: skip
    decrees.issue(draft, by=world.verifier)

    with pytest.raises(WrongState, match="SK baru"):
        actions.withdraw_holder(first, by=world.secretary, reason="salah")


@pytest.mark.parametrize("who", ["staff", "verifier", "other_camat"])
def test_only_who_moves_access_puts_it_back(world, seat, who):
    wrong = change(world, seat)

    with pytest.raises(Denied):
        actions.withdraw_holder(wrong, by=world.people[who], reason="salah")


def test_nobody_puts_back_the_end_of_an_access_of_ones_own(world):
    seat = SeatFactory(decree=DecreeFactory(team=world.team), office="Kepala Badan")
    held = HolderFactory(seat=seat, user=world.secretary)
    outcome, _ = actions.replace_holder(
        seat, comes(today(world.team) + 3 * DAY), by=world.admin, expected=held.pk
    )

    for act in (
        lambda: actions.withdraw_holder(outcome.holder, by=world.secretary, reason="tidak mau"),
        lambda: actions.redate_holder(
            outcome.holder, by=world.secretary, reason="x", valid_from=today(world.team) + 9 * DAY
        ),
    ):
        with pytest.raises(WrongState, match="pengelola lain"):
            act()


def test_staff_take_back_a_name_without_an_account(world, client):
    wrong = HolderFactory(seat=SeatFactory(decree=DecreeFactory(team=world.team)))
    client.force_login(world.staff)
    url = f"/tim/pejabat/{wrong.pk}/batalkan/"

    refused = client.post(url, {"reason": " "})
    page = client.get(url).content.decode()
    client.post(url, {"reason": "salah <b>nama</b>"})
    shown = client.get(wrong.seat.get_absolute_url()).content.decode()
    wrong.refresh_from_db()

    assert (refused.status_code, "tercatat kosong" in page) == (200, True)
    assert wrong.withdrawn_at is not None
    assert "Salah catat: salah &lt;b&gt;nama&lt;/b&gt;" in shown
    assert "Catatan pejabat dibatalkan" in shown
    assert wrong.full_name not in client.get("/tim/").content.decode()


def test_a_later_day_gives_the_access_back_until_then(world, seat):
    wrong = change(world, seat)
    day = today(world.team) + 4 * DAY

    moved = actions.redate_holder(wrong, by=world.secretary, valid_from=day, reason="salah tanggal")
    world.camat.refresh_from_db()
    wrong.refresh_from_db()

    assert (moved, Todo.objects.get().holder) == (1, world.camat)
    assert (world.camat.access_until, wrong.user.access_from) == (day - DAY, day)
    assert [(row.full_name, row.valid_from, row.valid_until) for row in seat.holders.all()] == [
        ("Camat Pengganti", day, None),
        ("Camat Lama", dt.date(2026, 1, 1), day - DAY),
    ]
    tasks.hand_over_due()
    assert Todo.objects.get().holder == world.camat


def test_an_earlier_day_ends_the_access_and_moves_the_tasks_now(world, seat):
    wrong = change(world, seat, today(world.team) + 4 * DAY)

    moved = actions.redate_holder(
        wrong, by=world.secretary, valid_from=today(world.team), reason="salah tanggal"
    )
    world.camat.refresh_from_db()

    assert (moved, Todo.objects.get().holder) == (1, wrong.user)
    assert world.camat.access_until == today(world.team) - DAY
    assert User.objects.get(pk=wrong.user_id).access_from is None


@pytest.mark.parametrize("day", [dt.date(2026, 1, 1), dt.date(2025, 12, 31)])
def test_a_day_that_cannot_be_is_refused_with_words(world, client, seat, day):
    wrong = change(world, seat)
    client.force_login(world.secretary)

    page = client.post(f"/tim/pejabat/{wrong.pk}/tanggal/", {"valid_from": day, "reason": "x"})
    wrong.refresh_from_db()

    assert "Paling awal 02/01/2026" in page.content.decode()
    assert wrong.valid_from == today(world.team)


def test_a_wrong_scan_is_taken_back_with_a_reason(world, client):
    sk = DecreeFactory(team=world.team)
    client.force_login(world.verifier)
    url = f"/tim/sk/{sk.pk}/ubah/"
    facts = {"number": sk.number, "subject": sk.subject, "signed_on": sk.signed_on}
    version = version_of(client.get(url))
    scan = SimpleUploadedFile("sk.pdf", papers.pdf(), content_type="application/pdf")
    client.post(url, {**facts, "version": version, "scan": scan})
    page = client.get(sk.get_absolute_url()).content.decode()
    link = page.partition("/pindaian/")[2].partition("/")[0]

    answer = client.post(f"/tim/sk/{sk.pk}/pindaian/{link}/tarik/", {"reason": "SK tahun lalu"})
    page = client.get(sk.get_absolute_url()).content.decode()

    assert answer.status_code == 302
    assert "Unggah PDF-nya" in page
    assert ("Lampiran ditarik" in page, "SK tahun lalu" in page) == (True, True)
    assert client.get(f"/tim/sk/{sk.pk}/pindaian/{link}/tarik/").status_code == 404


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_who_put_it_back_at_once_do_it_once():
    team = TeamFactory()
    secretary = UserFactory(team=team, secretary=True)
    admin = UserFactory(team=team, admin=True)
    camat = UserFactory(team=team, kecamatan_user=True)
    seat = SeatFactory(decree=DecreeFactory(team=team), kecamatan=camat.kecamatan)
    held = HolderFactory(seat=seat, user=camat)
    outcome, _ = actions.replace_holder(seat, comes(today(team)), by=secretary, expected=held.pk)
    came = []

    def put_back(by):
        try:
            row = Holder.objects.get(pk=outcome.holder.pk)
            actions.withdraw_holder(row, by=by, reason="salah")
            came.append("done")
        except WrongState:
            came.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=put_back, args=(by,)) for by in (secretary, admin)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(came) == ["done", "refused"]
    assert seat.holders.on(today(team)).get() == held
    assert events.chronology(seat).filter(what="seat.withdraw").count() == 1
