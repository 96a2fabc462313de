"""One digest for each person and working day: when, to whom, and what of what waits it may say."""

import datetime as dt
import email
import email.policy
import threading
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from incidents.actions import sharing
from incidents.models import Incident
from tests.documents.smtp import good_server
from tests.inbox.factories import NotificationFactory, TodoFactory
from tests.incidents.factories import IncidentFactory
from tests.team.factories import TeamFactory, UserFactory
from timdu.core.models import Holiday
from timdu.inbox import digest, options, sending, tasks, todos
from timdu.inbox.mails import Stop
from timdu.inbox.models import DigestDay, MailChoice, Notification, Todo
from timdu.team import settings as team_settings

MONDAY, FRIDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 27)
ZONES = ["Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"]


def at(team, hour, minute=0, day=MONDAY):
    return dt.datetime.combine(day, dt.time(hour, minute), ZoneInfo(team.zone)).astimezone(dt.UTC)


def written(row):
    """The words of the mail as they stand now, all in one."""
    text = digest.compose(row)
    lines = [f"[{section.title}]\n" + "\n".join(
        f"{line.words} | {line.byline} | {line.path}" for line in section.lines
    ) for section in text.sections]  # fmt: skip
    return "\n".join([text.subject, text.lead, *lines, text.last])


@pytest.mark.parametrize("zone", ZONES)
def test_the_morning_comes_at_the_hour_of_the_teams_zone(db, zone):
    team = TeamFactory(zone=zone)

    found = [digest.teams_due(at(team, *hour)) for hour in ((6, 59), (7, 0), (14, 59), (15, 0))]

    assert found == [[], [(team, MONDAY)], [(team, MONDAY)], []]


def test_the_hour_is_a_setting_and_weekends_are_free(db):
    team = TeamFactory()
    team_settings.change(team, options.DIGEST_AT, "09.30", by=None, valid_from=MONDAY)

    assert digest.teams_due(at(team, 9, 29)) == []
    assert digest.teams_due(at(team, 9, 30)) == [(team, MONDAY)]
    for days in (5, 6):
        assert digest.teams_due(at(team, 9, 30, MONDAY + dt.timedelta(days=days))) == []


def test_a_day_off_has_no_digest(db):
    off = Holiday.objects.create(team=TeamFactory(), day=MONDAY, name="Libur contoh")

    assert digest.teams_due(at(off.team, 8)) == []
    assert digest.teams_due(at(off.team, 8, day=MONDAY + dt.timedelta(days=1))) != []


def test_a_day_is_made_once_across_restarts(db):
    todo = TodoFactory()
    team, days = todo.team, [MONDAY, MONDAY + dt.timedelta(days=1)]
    for day in days:
        for hour in (7, 8, 12):
            for found, on in digest.teams_due(at(team, hour, day=day)):
                digest.make(found, on)

    assert list(Notification.objects.order_by("pk").values_list("recipient", "window")) == [
        (todo.holder.pk, str(day)) for day in days
    ]
    assert [row.count for row in DigestDay.objects.order_by("day")] == [1, 1]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_make_one_day():
    todo, made = TodoFactory(), []

    def ring():
        try:
            made.append(digest.make(todo.team, MONDAY))
        finally:
            connection.close()

    threads = [threading.Thread(target=ring) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(len, made)) == [0, 0, 1]


def test_only_who_has_something_an_address_and_wants_it_gets_one(world):
    team, camat = world.team, world.camat
    waits = [camat, world.staff, world.verifier, world.secretary, world.member, world.leader]
    for person in waits:
        about = IncidentFactory(entered_by=camat)
        todos.open("incident.complete", about, team=team, title="x", url="/", holder=person)
    type(camat).objects.filter(pk=world.staff.pk).update(email="")
    type(camat).objects.filter(pk=world.member.pk).update(access_until=dt.date(2026, 1, 1))
    MailChoice.objects.create(user=world.verifier, off=["digest"])
    MailChoice.objects.create(user=world.secretary, away_from=MONDAY, away_until=MONDAY)

    digest.make(team, MONDAY)

    # The staf pimpinan reads with the leader's eyes, and so gets one, too.
    got = set(Notification.objects.values_list("recipient", flat=True))
    assert got == {camat.pk, world.leader.pk, world.aide.pk}


def test_it_is_in_parts_late_new_and_the_rest(db):
    now = timezone.now()
    first = TodoFactory(title="Sudah lama", created_at=now - dt.timedelta(days=3))
    person = first.holder
    yesterday = now - dt.timedelta(days=1)
    NotificationFactory(recipient=person, window="2026-11-22", state="sent", claimed_at=yesterday)
    about = {"holder": person, "about": first.about}
    TodoFactory(title="Baru", kind="incident.returned", **about)
    TodoFactory(title="Terlambat", kind="incident.lain", due_at=yesterday, **about)

    told = written(NotificationFactory(recipient=person))

    assert told.startswith("3 menunggu Anda, 1 lewat batas")
    late, new, rest = (told.index(title) for title in ("Terlambat", "Baru |", "Sudah lama"))
    assert told.index("[Lewat batas]") < late < told.index("[Baru sejak") < new
    assert new < told.index("[Masih menunggu]") < rest


def test_what_is_secret_is_said_by_its_code_alone(world):
    about = IncidentFactory(entered_by=world.camat, summary="Kelompok A di dermaga")
    todos.open("incident.complete", about, team=world.team, title="Lengkapi: Kelompok A",
               url=about.get_absolute_url(), holder=world.camat, note="Kelompok A")  # fmt: skip
    Incident.objects.update(classification="R")
    sharing.name_those_who_know(Incident.objects.get(), by=world.camat)

    told = written(NotificationFactory(recipient=world.camat))

    assert f"Laporan Rahasia {about.code}: buka Timdu" in told
    assert "Kelompok A" not in told


def test_the_secretary_is_reminded_of_what_to_open_without_reading_it(world):
    about = IncidentFactory(entered_by=world.camat, secret=True, summary="Kelompok A di dermaga")
    todos.open("incident.secret", about, team=world.team, title="tunjuk", url="/x/",
               role="secretary")  # fmt: skip

    assert f"Laporan Rahasia {about.code}" in written(
        NotificationFactory(recipient=world.secretary)
    )


def test_whoever_lost_the_sight_of_it_between_queue_and_sending_gets_nothing(world, settings):
    about = IncidentFactory(entered_by=world.camat)
    share = sharing.share(about, by=world.verifier, agency=world.agency)
    todos.open("incident.complete", about, team=world.team, title="Lengkapi", url="/",
               agency=world.agency)  # fmt: skip
    row = NotificationFactory(recipient=world.member)
    assert "Lengkapi" in written(row)
    sharing.withdraw(share, by=world.verifier)

    with good_server() as box:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        sending.attempt(Notification.objects.claim(row.pk, now=timezone.now(), address="a@b.test"))

    row.refresh_from_db()
    assert (row.state, row.words, box.taken) == ("stopped", digest.NOTHING, [])


def test_a_staf_pimpinan_gets_what_they_may_know_of_the_leaders(world):
    seen = IncidentFactory(entered_by=world.camat, verified=True)
    unseen = IncidentFactory(entered_by=world.camat, secret=True)
    sharing.share(unseen, by=world.secretary, person=world.leader)
    for about, title in ((seen, "Terlihat"), (unseen, "Tersembunyi")):
        todos.open("incident.complete", about, team=world.team, title=title, url="/",
                   holder=world.leader)  # fmt: skip

    told = written(NotificationFactory(recipient=world.aide))

    assert world.leader.byline in told
    assert "Terlihat" in told
    assert "Tersembunyi" not in told and unseen.code not in told


def test_what_is_done_meanwhile_is_not_sent(db):
    row = NotificationFactory()
    Todo.objects.update(closed_at=timezone.now())

    with pytest.raises(Stop, match="Tidak ada lagi"):
        digest.compose(row)


def test_the_mail_is_plain_words_with_html_beside_and_links_that_only_show(settings, db):
    settings.SITE_URL = "https://timdu.contoh.test"
    row = NotificationFactory(recipient=TodoFactory(
        title="Lengkapi <b>laporan</b> & lain", holder__team__is_demo=True).holder)  # fmt: skip
    at_noon = timezone.now()
    team_settings.change(row.team, options.QUIET, "00.00-00.00", by=None, valid_from=MONDAY)
    with good_server() as box:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        sending.attempt(Notification.objects.claim(row.pk, now=at_noon, address="a@contoh.test"))

    message = email.message_from_bytes(box.taken[0][1], policy=email.policy.default)
    body, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert message["Subject"].startswith("1 menunggu Anda")
    assert body.startswith("DATA CONTOH – BUKAN KEJADIAN NYATA")
    assert "- Lengkapi <b>laporan</b> & lain" in body
    assert "Lengkapi &lt;b&gt;laporan&lt;/b&gt; &amp; lain" in html
    assert "https://timdu.contoh.test/kotak-masuk/" in body
    assert "https://timdu.contoh.test/akun/surel/" in html


def test_it_asks_as_often_for_three_as_for_one(db, django_assert_num_queries):
    todo = TodoFactory()
    row = NotificationFactory(recipient=todo.holder)
    digest.compose(row)
    with django_assert_num_queries(4):
        digest.compose(row)
    for _ in range(2):
        TodoFactory(holder=todo.holder)

    with django_assert_num_queries(4):
        digest.compose(row)


def test_people_of_a_team_that_switched_mail_off_get_none(db):
    todo = TodoFactory()
    team_settings.change(todo.team, options.SENDING, False, by=None, valid_from=MONDAY)

    assert digest.make(todo.team, MONDAY) == []
    assert not Notification.objects.exists()


def test_the_bell_makes_and_rings(db, monkeypatch):
    todo = TodoFactory(holder=UserFactory(kecamatan_user=True))
    rung = []
    monkeypatch.setattr(tasks.timezone, "now", lambda: at(todo.team, 7))
    monkeypatch.setattr(tasks.send_notification, "delay", rung.append)

    tasks.make_digests()
    tasks.make_digests()

    assert rung == [Notification.objects.get().pk]
