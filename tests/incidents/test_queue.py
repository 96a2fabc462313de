"""The queue: tabs with counts, ages, the next one opening, safe acts on many."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incidents import queue
from incidents.actions import review, sharing
from incidents.alike import keeping
from incidents.models import Incident
from incidents.templatetags.laporan import umur
from tests.incidents.factories import IncidentFactory, ShareFactory
from tests.reading import words
from timdu.core import events, marks
from timdu.inbox.models import Notification, Todo

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
URL = "/laporan/antrean/"


@pytest.fixture
def desk(client, world):
    client.force_login(world.verifier)
    return client


@pytest.fixture
def rows(world):
    """One report for each tab, and one for none but the first."""
    now = timezone.now()
    whole = IncidentFactory(entered_by=world.camat, complete=True, summary="Satu hal.")
    late = IncidentFactory(entered_by=world.member, complete=True, reported_at=now - 2 * DAY)
    open_ = IncidentFactory(entered_by=world.other_camat, urgency="very_urgent")
    answered = IncidentFactory(entered_by=world.camat, complete=True, summary="Lain hal.")
    mark = marks.add(answered, "people", "Berapa?", by=world.staff)
    marks.answer(mark, "Sekitar 40.", by=world.camat)
    twin = IncidentFactory(
        entered_by=world.member, complete=True, place=open_.place, kecamatan=open_.kecamatan,
        occurred_at=open_.occurred_at,
    )  # fmt: skip
    keeping.compare(twin.pk)
    return {"": whole, "lewat": late, "belum-lengkap": open_, "jawaban": answered, "ganda": twin}


def shown(response):
    return {row.code for group in response.context["groups"] for row in group["rows"]}


def test_each_tab_shows_its_rows_and_counts_exactly_them(desk, rows):
    found = {key: shown(desk.get(URL, {"antrean": key})) for key in rows}
    codes = {key: row.code for key, row in rows.items()}

    assert found == {
        "": set(codes.values()),
        "lewat": {codes["lewat"]},
        "belum-lengkap": {codes["belum-lengkap"]},
        "jawaban": {codes["jawaban"]},
        "ganda": {codes["ganda"], codes["belum-lengkap"]},
    }
    page = desk.get(URL)
    counted = {tab.key: count for tab, count, _ in page.context["tabs"]}
    assert counted == {key: len(rows) for key, rows in found.items()}
    assert "Diduga ganda 2" in words(page)
    assert "Mirip 1 laporan lain" in words(page)


def test_an_unknown_tab_is_the_first(desk, rows):
    assert desk.get(URL, {"antrean": "<b>"}).context["tab"] == queue.ALL


def test_what_is_alike_to_a_secret_one_is_no_hint(client, world, rows):
    Incident.objects.filter(pk=rows["belum-lengkap"].pk).update(classification="R")
    ShareFactory(incident=rows["belum-lengkap"], person=world.secretary)

    for person, count in (("verifier", 0), ("secretary", 2)):
        client.force_login(world.people[person])
        page = client.get(URL, {"antrean": "ganda"})
        assert len(shown(page)) == count
        assert dict((tab.key, n) for tab, n, _ in page.context["tabs"])["ganda"] == count


def test_the_cost_of_a_tab_does_not_grow(desk, world, rows):
    for key in rows:
        costs = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as made:
                desk.get(URL, {"antrean": key})
            costs.append(len(made))
            for _ in range(2):
                twin = IncidentFactory(
                    entered_by=world.camat, place=rows["ganda"].place,
                    kecamatan=rows["ganda"].kecamatan, reported_at=timezone.now() - 2 * DAY,
                    occurred_at=rows["ganda"].occurred_at,
                )  # fmt: skip
                keeping.compare(twin.pk)
        assert costs[0] == costs[1], key


def test_the_next_one_opens_within_the_tab(desk, world, rows):
    first, second = rows["belum-lengkap"], rows["ganda"]
    url = f"/laporan/{first.code}/verifikasi/?antrean=ganda"

    page = desk.get(url)
    assert "Diduga ganda, 1 dari 2" in words(page)
    assert f'/laporan/{second.code}/verifikasi/?antrean=ganda"' in page.content.decode()

    sent = {"do": "send_back", "reason": "Lengkapi.", "classification": "T",
            "kind": first.kind, "review_version": 1}  # fmt: skip
    response = desk.post(url, sent)

    assert response.url == f"/laporan/{second.code}/verifikasi/?antrean=ganda"


def test_ages_are_said_stage_by_stage(world):
    now = timezone.now()
    incident = IncidentFactory(
        entered_by=world.camat,
        reported_at=now - 3 * DAY, received_at=now - 3 * DAY, submitted_at=now - 3 * DAY,
    )  # fmt: skip
    plain = lambda: umur(incident).replace("\u00a0", " ")  # noqa: E731

    assert plain() == ("Menunggu dilengkapi 3 hari, lewat batas 2 hari · menunggu diperiksa 3 hari")
    incident.completed_at, incident.submitted_at = now, now - dt.timedelta(hours=6)
    assert plain() == "Menunggu diperiksa 6 jam, sejak dikirim lagi"


def post(client, do, rows, **more):
    codes = [row.code for row in rows]
    return client.post(URL, {"do": do, "codes": codes, **more}, follow=True)


def test_assigned_reports_wait_for_that_person_until_somebody_decides(desk, world, rows):
    whole, late = rows[""], rows["lewat"]

    page = post(desk, "assign", [whole, late], person=world.staff.pk)

    assert "2 laporan ditugaskan." in words(page)
    assert f"ditugaskan kepada {world.staff}" in words(page)
    held = Todo.objects.open().filter(kind="incident.check", holder=world.staff)
    assert held.count() == 2
    post(desk, "assign", [whole], person=world.secretary.pk)
    assert [todo.object_id for todo in held] == [str(late.pk)]
    review.send_back(late, by=world.verifier, note="Lengkapi.")
    assert not held.all().exists()
    assert [event.what for event in events.chronology(whole)] == ["incident.assign"] * 2


def test_nobody_is_assigned_what_they_may_not_see_or_what_waits_no_more(desk, world, rows):
    secret, gone = rows[""], rows["lewat"]
    Incident.objects.filter(pk=secret.pk).update(classification="R")
    ShareFactory(incident=secret, person=world.verifier)
    Incident.objects.filter(pk=gone.pk).update(status="dropped", outcome_reason="x")

    page = words(post(desk, "assign", [secret, gone], person=world.staff.pk))

    assert "Dilewati" in page and secret.code in page and gone.code in page
    assert not Todo.objects.filter(kind="incident.check").exists()


def test_becoming_secret_ends_the_assignment(desk, world, rows):
    post(desk, "assign", [rows[""]], person=world.staff.pk)

    review.assess(
        rows[""], {"classification": "R"}, by=world.verifier, kind=rows[""].kind, review_version=1
    )

    assert not Todo.objects.open().filter(kind="incident.check").exists()
    sharing.share(rows[""], by=world.secretary, person=world.secretary)


def test_asked_to_complete_once_a_day_and_only_what_is_not(desk, world, rows):
    for _ in range(2):
        page = words(post(desk, "ask", [rows["belum-lengkap"], rows[""]]))

    assert "1 laporan diminta dilengkapi." in page and rows[""].code in page
    mail = Notification.objects.get(kind="incomplete")
    assert mail.recipient == world.other_camat
    assert Todo.objects.open().filter(kind="incident.complete").count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"do": "ask"}, "Pilih laporannya dahulu"),
        ({"do": "assign", "codes": ["x"]}, "Pilih kepada siapa."),
        ({"do": "verify", "codes": ["x"]}, "Pilih satu tombol"),
        ({"do": "assign", "codes": ["x"], "person": "abc"}, "Belum ada yang dilakukan"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_happens(desk, rows, sent, said):
    assert said in words(desk.post(URL, sent, follow=True))
    assert not events.Event.objects.filter(what__startswith="incident.as").exists()


def test_people_of_the_field_are_not_assigned(desk, world, rows):
    post(desk, "assign", [rows[""]], person=world.camat.pk)

    assert not Todo.objects.filter(kind="incident.check").exists()
