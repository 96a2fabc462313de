"""Saved filters: kept, shared, changed, taken away; told daily or when they find so many."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.inbox.factories import SavedFilterFactory, TodoFactory
from tests.incidents.factories import IncidentFactory, ShareFactory
from tests.reading import words
from timdu.inbox import digest, mails, reached, saved
from timdu.inbox.models import Notification, SavedFilter, Todo

pytestmark = pytest.mark.django_db
NEW = "/kotak-masuk/saringan/baru/"


@pytest.fixture
def desk(client, world):
    client.force_login(world.verifier)
    return client


def asked(query="status=submitted", path="/laporan/"):
    return f"{NEW}?halaman={path}&saringan={query.replace('&', '%26').replace('=', '%3D')}"


def typed(**changes):
    return {"name": "Yang menunggu", "notify": "none", "threshold": "", "version": ""} | changes


def test_a_list_is_kept_as_it_is_filtered_and_opens_again(desk, world):
    page = desk.get("/laporan/?status=submitted&lanjut=abc")
    assert "Simpan saringan ini" in words(page)

    response = desk.post(asked("status=submitted&lanjut=abc&x=1"), typed())

    row = SavedFilter.objects.get()
    assert (row.owner, row.team, row.href) == (
        world.verifier, world.team, "/laporan/?status=submitted",
    )  # fmt: skip
    assert response.url == row.href
    assert "Yang menunggu" in words(desk.get(row.href))
    assert "Yang menunggu" in words(desk.get("/kotak-masuk/saringan/"))


def test_a_tab_of_the_queue_is_kept(desk):
    desk.post(asked("antrean=ganda&lain=1", "/laporan/antrean/"), typed())

    assert SavedFilter.objects.get().href == "/laporan/antrean/?antrean=ganda"
    assert "Yang menunggu" in words(desk.get("/laporan/antrean/"))


@pytest.mark.parametrize("path", ["", "/", "https://lain.example/", "/dasbor/"])
def test_no_other_address_is_kept(desk, path):
    assert desk.get(NEW, {"halaman": path}).status_code == 404


def test_who_may_not_open_the_list_may_not_keep_it(client, world):
    client.force_login(world.camat)

    assert client.get(asked("", "/laporan/antrean/")).status_code == 403
    assert client.get(asked()).status_code == 200


def test_shared_ones_are_read_by_colleagues_and_changed_by_the_owner(client, world):
    own = SavedFilterFactory(owner=world.verifier)
    shared = SavedFilterFactory(owner=world.verifier, is_shared=True)
    far = SavedFilterFactory(owner=world.far_staff, is_shared=True)
    client.force_login(world.staff)

    page = words(client.get("/kotak-masuk/saringan/"))

    assert shared.name in page and own.name not in page and far.name not in page
    assert client.get(own.get_absolute_url()).status_code == 404
    assert client.get(shared.get_absolute_url()).status_code == 403
    assert client.post(shared.get_absolute_url(), {"do": "retire"}).status_code == 403


def test_changed_and_taken_away(desk, world):
    row = SavedFilterFactory(owner=world.verifier)
    version = desk.get(row.get_absolute_url()).context["form"].version

    sent = typed(name="Nama baru", is_shared="on", notify="count", threshold="3", version=version)
    desk.post(row.get_absolute_url(), sent)
    row.refresh_from_db()
    assert (row.name, row.is_shared, row.threshold) == ("Nama baru", True, 3)

    late = desk.post(row.get_absolute_url(), typed(version=version))
    assert late.status_code == 409

    desk.post(row.get_absolute_url(), {"do": "retire"})
    assert desk.get(row.get_absolute_url()).status_code == 404
    assert desk.post(asked(), typed(name="Nama baru")).status_code == 302


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "Nama: "),
        ({"name": "Sudah ada"}, "Anda sudah mempunyai saringan dengan nama ini."),
        ({"notify": "count"}, "Isi jumlahnya, paling sedikit 1."),
        ({"notify": "count", "threshold": "-1"}, "Jumlah: "),
        ({"notify": "kapan saja"}, "Kabari saya: "),
    ],
)
def test_what_cannot_be_kept_is_said(desk, world, change, said):
    SavedFilterFactory(owner=world.verifier, name="Sudah ada")

    assert said in words(desk.post(asked(), typed(**change)))
    assert SavedFilter.objects.count() == 1


def counting(world, number=2, **more):
    return SavedFilterFactory(owner=world.verifier, notify="count", threshold=number, **more)


def look(now=None):
    return reached.look_at_all(now or timezone.now())


def test_told_once_when_reached_and_again_after_it_fell(world):
    row = counting(world)
    first = IncidentFactory(entered_by=world.camat)
    assert look() == []
    second = IncidentFactory(entered_by=world.camat)

    (mail,) = look()

    assert look() == []
    todo = Todo.objects.open().get(kind="filter.reached")
    assert (todo.holder, todo.url) == (world.verifier, row.href)
    text = mails.MAILS["filter"].compose(Notification.objects.get(pk=mail))
    assert "mencapai 2" in text.subject.replace("\u00a0", " ")

    second.status, second.outcome_reason = "dropped", "x"
    second.save()
    assert look() == []
    assert not Todo.objects.open().exists()
    with pytest.raises(mails.Stop):
        mails.MAILS["filter"].compose(Notification.objects.get(pk=mail))
    IncidentFactory(entered_by=first.entered_by)
    assert len(look(timezone.now() + dt.timedelta(minutes=5))) == 1


def test_counted_as_the_owner_may_see(world):
    counting(world, 1)
    secret = IncidentFactory(entered_by=world.camat, secret=True)
    assert look() == []

    ShareFactory(incident=secret, person=world.verifier)

    assert len(look()) == 1


def test_whose_access_is_over_is_told_nothing(world):
    counting(world, 1)
    IncidentFactory(entered_by=world.camat)
    world.verifier.is_active = False
    world.verifier.save()

    assert look() == []


def test_very_many_are_not_counted_exactly(world, monkeypatch):
    row = SavedFilterFactory(owner=world.verifier)
    IncidentFactory.create_batch(3, entered_by=world.camat)
    monkeypatch.setattr(saved, "MOST", 2)

    number = saved.found(row, timezone.now())

    assert (number, saved.said(row, number)) == (2, "2 laporan atau lebih")


def day():
    return timezone.localdate()


def test_the_digest_says_what_a_daily_filter_finds(world):
    SavedFilterFactory(owner=world.verifier, notify="daily", name="Setiap pagi")
    IncidentFactory.create_batch(2, entered_by=world.camat)

    digest.make(world.team, day())

    mail = Notification.objects.get(kind="digest", recipient=world.verifier)
    text = digest.compose(mail)
    assert text.subject.startswith("Saringan tersimpan Anda")
    (line,) = text.sections[0].lines
    assert line.words.replace("\u00a0", " ") == "Setiap pagi: 2 laporan"
    assert line.path == "/laporan/?status=submitted"
    TodoFactory(holder=world.verifier, team=world.team)
    assert "Saringan tersimpan" in [section.title for section in digest.compose(mail).sections]


def test_a_daily_filter_that_finds_nothing_makes_no_mail(world):
    SavedFilterFactory(owner=world.verifier, notify="daily")

    digest.make(world.team, day())

    assert not Notification.objects.filter(kind="digest").exists()
