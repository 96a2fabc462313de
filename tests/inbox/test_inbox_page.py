"""The inbox page: by urgency, filtered, with the reason; what one may not know stays closed."""

import datetime as dt

import pytest
from django.utils import timezone

from incidents import tasks as monthly
from incidents.actions import sharing
from tests.forms import version_of
from tests.inbox.factories import TodoFactory
from tests.incidents.factories import IncidentFactory, ReminderFactory
from tests.reading import words
from timdu.core import events
from timdu.core.workflow import WrongState
from timdu.inbox import actions, todos
from timdu.inbox.arahan import actions as arahan_actions
from timdu.inbox.models import MailChoice, Todo


@pytest.fixture
def page(client):
    def load(user, query=""):
        client.force_login(user)
        return client.get(f"/kotak-masuk/{query}")

    return load


def test_late_first_then_by_deadline_with_the_reason(page, db):
    now = timezone.now()
    first = TodoFactory(title="Tanpa batas")
    same = {"holder": first.holder, "about": first.about}
    TodoFactory(title="Lusa", kind="a", due_at=now + dt.timedelta(days=2), **same)
    TodoFactory(title="Kemarin", kind="b", due_at=now - dt.timedelta(days=1), **same)

    shown = words(page(first.holder))

    places = [shown.index(title) for title in ("Lewat batas", "Kemarin", "Lusa", "Tanpa batas")]
    assert places == sorted(places)
    assert "Ditujukan kepada" in shown and "1×24 jam" in shown


def test_the_filter_keeps_one_kind_and_ignores_what_is_none(page, world):
    TodoFactory(holder=world.camat, title="Satu laporan")
    arahan_actions.record(
        by=world.staff, leader=world.leader, text="Segera pertemukan.", manner="phone",
        given_at=timezone.now(), kecamatan=world.camat.kecamatan,
    )  # fmt: skip

    reports, nothing = (words(page(world.camat, f"?jenis={kind}")) for kind in ("Laporan", "x"))

    assert "Satu laporan" in reports and "Segera pertemukan" not in reports
    assert "Satu laporan" in nothing and "Segera pertemukan" in nothing


def test_what_one_may_not_know_any_more_is_said_to_be_closed(page, world):
    about = IncidentFactory(entered_by=world.camat)
    share = sharing.share(about, by=world.verifier, agency=world.agency)
    todos.open("incident.complete", about, team=world.team, title="Rahasia dermaga", url="/x/",
               agency=world.agency)  # fmt: skip
    assert "Rahasia dermaga" in words(page(world.member))
    sharing.withdraw(share, by=world.verifier)

    shown = page(world.member)

    assert "Rahasia dermaga" not in words(shown) and "/x/" not in shown.text
    assert "isinya tidak terbuka lagi" in words(shown)


def test_the_staf_pimpinan_sees_what_they_may_know_of_the_leaders(page, world):
    seen = IncidentFactory(entered_by=world.camat, verified=True)
    todos.open("incident.complete", seen, team=world.team, title="Untuk pimpinan", url="/",
               holder=world.leader)  # fmt: skip

    assert "Untuk pimpinan" in words(page(world.aide))


def test_silent_senders_wait_for_the_desk_and_their_month_for_them(page, world):
    place = world.camat.kecamatan
    asked = ReminderFactory(team=world.team, kecamatan=place)
    monthly.ask(asked, timezone.now())
    monthly.refresh_calls(world.team)

    desk, field = (
        words(page(user, "?jenis=Laporan+bulanan")) for user in (world.staff, world.camat)
    )

    assert "Hubungi 1 pengirim" in desk and "hubungi orangnya" in desk
    assert "Oktober 2026 belum masuk" in field


def test_nothing_waits_and_what_was_done_lately(page, world):
    assert "Tidak ada yang menunggu Anda" in words(page(world.camat))
    todo = TodoFactory(holder=world.camat, title="Sudah")
    todos.close(todo.kind, todo.about, by=world.camat)

    shown = words(page(world.camat))

    assert "Baru selesai" in shown and "Sudah" in shown


def test_it_asks_as_often_for_three_as_for_one(client, world, django_assert_num_queries):
    client.force_login(world.camat)
    TodoFactory(holder=world.camat)
    client.get("/kotak-masuk/")
    with django_assert_num_queries(6):
        client.get("/kotak-masuk/")
    for _ in range(2):
        TodoFactory(holder=world.camat)

    with django_assert_num_queries(6):
        client.get("/kotak-masuk/")


def test_an_arahan_leaves_the_inbox_when_it_is_done(world):
    arahan = arahan_actions.record(
        by=world.staff, leader=world.leader, text="Pertemukan.", manner="phone",
        given_at=timezone.now(), kecamatan=world.camat.kecamatan,
    )  # fmt: skip
    assert {row.kind for row in Todo.objects.open()} == {"arahan.confirm", "arahan.do"}

    arahan_actions.confirm(arahan, by=world.leader)
    assert {row.kind for row in Todo.objects.open()} == {"arahan.do"}
    arahan_actions.finish(arahan, by=world.camat, note="Sudah.")

    assert not Todo.objects.open().exists()


def test_choices_are_kept_with_their_trace(client, world):
    client.force_login(world.camat)
    page = client.get("/akun/surel/")
    data = {"version": version_of(page), "off": ["digest"],
            "away_from": "2026-12-01", "away_until": "2026-12-05"}  # fmt: skip

    client.post("/akun/surel/", data)

    row = MailChoice.objects.get()
    assert (row.user, row.off) == (world.camat, ["digest"])
    assert row.is_away_on(dt.date(2026, 12, 5)) and not row.is_away_on(dt.date(2026, 12, 6))
    assert events.chronology(world.camat)[0].note == "Tidak dikirim: Ringkasan harian."
    late = client.post("/akun/surel/", data | {"off": ["returned"]})
    assert late.status_code == 409


@pytest.mark.parametrize(
    "typed",
    [
        {"away_from": "2026-12-05", "away_until": "2026-12-01"},
        {"away_from": "2026-12-05"},
        {"off": ["tidak-ada"]},
    ],
)
def test_choices_that_cannot_be_are_said_beside_the_field(client, world, typed):
    client.force_login(world.camat)
    version = version_of(client.get("/akun/surel/"))

    answer = client.post("/akun/surel/", typed | {"version": version})

    assert answer.status_code == 200 and not MailChoice.objects.exists()
    assert "Belum tersimpan" in words(answer)


def test_what_must_come_is_named_with_the_reason_and_cannot_be_chosen(client, world):
    client.force_login(world.verifier)

    shown = words(client.get("/akun/surel/"))

    assert "Selalu dikirim" in shown and "bila tidak ada petugas piket" in shown
    with pytest.raises(WrongState, match="petugas piket"):
        actions.choose_mails(by=world.verifier, off=["urgent"], away_from=None, away_until=None)
