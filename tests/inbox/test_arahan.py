"""Arahan: whose, to whom, how; the leader's yes, the office's doing, the record's chronology."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.documents.factories import draft
from tests.incidents.factories import IncidentFactory
from tests.reading import words
from tests.team.factories import AgencyFactory, UserFactory
from timdu.core import events
from timdu.core.access import Denied
from timdu.core.workflow import WrongState
from timdu.inbox.arahan import actions
from timdu.inbox.models import Arahan, Todo

HOSTILE = "<script>alert(1)</script> ‮ {{ 7|add:7 }}"


@pytest.fixture
def spoken(world):
    """What the Wabup said on the telephone to the camat about a report, as staff wrote it."""

    def record(**facts):
        given = {
            "leader": world.leader, "text": "Pertemukan kedua pihak.", "manner": "phone",
            "given_at": timezone.now(), "kecamatan": world.camat.kecamatan, "by": world.staff,
        }  # fmt: skip
        return actions.record(**given | facts)

    return record


def waits(user):
    return [todo.title for todo in Todo.objects.waiting_for(user)]


def test_it_waits_for_the_leader_and_for_the_office(world, spoken):
    spoken()

    assert waits(world.leader) == ["Benarkah arahan Anda? Pertemukan kedua pihak."]
    assert waits(world.camat) == waits(world.operator) == ["Arahan: Pertemukan kedua pihak."]
    assert waits(world.other_camat) == waits(world.staff) == []


def test_without_an_office_it_waits_for_the_secretariat(world, spoken):
    spoken(kecamatan=None)

    assert waits(world.staff) == ["Arahan: Pertemukan kedua pihak."]


def test_the_leader_sees_it_at_home_and_says_yes(world, spoken, client):
    arahan = spoken()
    client.force_login(world.leader)

    assert "Benarkah arahan Anda?" in words(client.get("/"))
    client.post(f"/arahan/{arahan.pk}/benar/")

    arahan.refresh_from_db()
    assert arahan.confirmed_at is not None and waits(world.leader) == []
    assert waits(world.camat) == ["Arahan: Pertemukan kedua pihak."]


def test_the_leader_s_own_words_replace_what_was_written(world, spoken, client):
    arahan = spoken()
    client.force_login(world.leader)

    client.post(f"/arahan/{arahan.pk}/benar/", {"text": "Pertemukan besok pagi."})

    assert waits(world.camat) == ["Arahan: Pertemukan besok pagi."]
    event = events.chronology(arahan).first()
    assert (event.what, event.data["before"]) == ("arahan.correct", "Pertemukan kedua pihak.")


def test_what_a_leader_writes_needs_no_second_word(world, spoken):
    arahan = spoken(by=world.leader)

    assert arahan.confirmed_at is not None and waits(world.leader) == []


def test_nobody_speaks_for_a_leader(world, spoken):
    arahan = spoken()
    other = UserFactory(team=world.team, role="leader", position="Sekda")

    for person in (world.staff, world.secretary, other, world.camat):
        with pytest.raises(Denied):
            actions.confirm(arahan, by=person)
    for person in (other, world.camat, world.auditor):
        with pytest.raises(Denied):
            spoken(by=person)


@pytest.mark.parametrize(
    ("who", "way", "field", "length"),
    [("leader", "benar", "text", 2001), ("camat", "dilaksanakan", "note", 501)],
)
def test_words_that_are_too_long_are_refused_and_stay(
    world, spoken, client, who, way, field, length
):
    arahan, typed = spoken(), "k" * length
    client.force_login(world.people[who])

    page = client.post(f"/arahan/{arahan.pk}/{way}/", {field: typed}).content.decode()

    arahan.refresh_from_db()
    assert typed in page and f"{length - 1} karakter" in page
    assert (arahan.confirmed_at, arahan.done_at) == (None, None)


def test_each_answer_is_given_once(world, spoken):
    arahan = spoken()
    actions.confirm(arahan, by=world.leader)
    actions.finish(arahan, by=world.camat, note="Sudah bertemu.")

    with pytest.raises(WrongState):
        actions.confirm(arahan, by=world.leader, text="lain")
    with pytest.raises(WrongState):
        actions.finish(arahan, by=world.operator, note="lagi")
    assert waits(world.camat) == []


def test_words_mended_after_it_was_done_wake_nobody(world, spoken):
    arahan = spoken()
    actions.finish(arahan, by=world.camat, note="Sudah bertemu.")
    actions.confirm(arahan, by=world.leader, text="Pertemukan besok.")

    assert waits(world.camat) == []


@pytest.mark.parametrize("kind", ["report", "document"])
def test_the_record_s_chronology_tells_it(world, spoken, client, kind):
    if kind == "report":
        about = IncidentFactory(entered_by=world.operator)
        name = f"incidents.incident-{about.pk}"
    else:
        about = draft(world.team)
        name = f"documents.document-{about.pk}"
    client.force_login(world.staff)
    typed = {
        "leader": world.leader.pk, "to": world.camat.kecamatan_id, "text": "Segera.",
        "manner": "meeting", "given_at": "2026-01-05T09:00",
    }  # fmt: skip

    client.post(f"/arahan/baru/?tentang={name}", typed)

    assert Arahan.objects.get().about == about
    told = words(client.get(about.get_absolute_url()))
    assert f"Wakil Bupati kepada Kecamatan {world.camat.kecamatan.name}, Rapat: Segera." in told


def test_who_may_not_see_the_record_is_not_told_of_it(world, spoken, client):
    secret = IncidentFactory(entered_by=world.operator, secret=True, summary="Kata tersembunyi")
    arahan = spoken(about=secret, kecamatan=world.other_camat.kecamatan)
    client.force_login(world.other_camat)

    page = words(client.get(f"/arahan/{arahan.pk}/"))

    assert "Pertemukan kedua pihak." in page
    assert "Kata tersembunyi" not in page and secret.code not in page


@pytest.mark.parametrize(
    "name", ["team.user-1", "incidents.incident-x", "x", "incidents.incident-"]
)
def test_only_reports_and_documents_can_be_meant(world, client, name):
    client.force_login(world.staff)

    assert "tidak tentang satu laporan" in words(client.get(f"/arahan/baru/?tentang={name}"))


def test_nobody_commands_a_vertical_agency(world, client):
    polres = AgencyFactory(team=world.team, is_vertical=True)
    client.force_login(world.staff)

    page = client.post(
        "/arahan/baru/", {"to": str(polres.pk), "text": HOSTILE, "given_at": "besok"}
    )

    assert page.status_code == 200 and not Arahan.objects.exists()
    text = page.content.decode()
    assert "&lt;script&gt;alert(1)" in text and "<script>alert" not in text
    assert f">{polres.short_name}</option>" not in text


def test_the_future_has_not_been_said(world, client):
    client.force_login(world.staff)
    tomorrow = timezone.localtime() + dt.timedelta(days=1)

    page = client.post("/arahan/baru/", {"given_at": f"{tomorrow:%Y-%m-%dT%H:%M}"})

    assert "Waktunya belum tiba." in words(page)


def test_hostile_words_stay_words(world, spoken, client):
    arahan = spoken(text=HOSTILE)
    client.force_login(world.camat)

    for url in ("/arahan/", f"/arahan/{arahan.pk}/", "/kotak-masuk/"):
        text = client.get(url).content.decode()
        assert "<script>alert" not in text and "{{ 7|add:7 }}" in text
    with pytest.raises(ValidationError):
        spoken(text="")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_of_one_row_and_of_three(
    world, spoken, client, rows, django_assert_num_queries
):
    for number in range(rows):
        spoken(text=f"Arahan ke-{number}", agency=None)
    client.force_login(world.camat)
    client.get("/arahan/")

    with django_assert_num_queries(4):
        client.get("/arahan/")
