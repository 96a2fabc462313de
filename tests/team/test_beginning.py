"""The first page: for whoever holds the server, and only while there is no team."""

import threading

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import connection

from tests.team.factories import TeamFactory
from tests.wilayah.factories import RegencyFactory
from timdu.core.workflow import WrongState
from timdu.team import founding
from timdu.team.beginning import code
from timdu.team.models import Team, User


@pytest.fixture
def place(db):
    return RegencyFactory()


def post(client, where, **facts):
    data = {"code": code.current(), "place": where.code, "email": "admin@contoh.test"}
    return client.post("/mulai/", {**data, **facts})


def test_the_root_leads_there_while_there_is_no_team(client, place):
    assert client.get("/")["Location"] == "/mulai/"
    assert client.get("/mulai/").status_code == 200

    TeamFactory()

    assert client.get("/")["Location"].startswith("/masuk/")
    assert client.get("/mulai/").status_code == 404
    assert post(client, place).status_code == 404


def test_the_code_makes_team_and_administrator(client, place):
    page = post(client, place, code=code.current().upper().replace("-", " "))
    admin = User.objects.get()
    password = page.context["password"]

    assert admin.username in page.content.decode()
    assert authenticate(username=admin.username, password=password) == admin
    assert (admin.role, admin.must_change_password) == ("admin", True)
    assert Team.objects.get().place == place


@pytest.mark.parametrize("typed", ["", "salah", "x" * 41, "\x00", "é" * 16, "<script>"])
def test_a_wrong_code_makes_nothing(client, place, typed):
    page = post(client, place, code=typed)

    assert page.status_code == 200
    assert page.content.decode().count("Belum tersimpan") == 1
    assert not Team.objects.exists()


def test_many_wrong_codes_shut_the_page_for_a_while(client, place):
    for _ in range(code.TRIES):
        post(client, place, code="salah")

    page = post(client, place)

    assert "Tunggu 15 menit" in page.content.decode()
    assert not Team.objects.exists()


def test_a_place_is_found_by_name_and_a_doubtful_one_is_asked(client, place):
    twin = RegencyFactory(name=place.name)

    asked = post(client, place, place=place.name).content.decode()
    unknown = post(client, place, place="tidak ada").content.decode()

    assert place.code in asked
    assert twin.code in asked
    assert "Tidak ada kabupaten/kota" in unknown
    assert not Team.objects.exists()


def test_the_command_prints_the_code_until_there_is_a_team(place, capsys):
    call_command("kode_pertama")
    TeamFactory()
    call_command("kode_pertama")

    told = capsys.readouterr().out
    assert told.count(code.current()) == 1
    assert "Sudah ada tim" in told


def test_the_code_is_written_to_the_log_and_not_to_the_page(client, place, caplog, monkeypatch):
    monkeypatch.setattr("timdu.team.beginning.views.told", set())

    page = client.get("/mulai/").content.decode()

    assert code.current() in caplog.text
    assert code.current() not in page


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_people_at_the_first_page_make_one_team():
    places = [RegencyFactory(), RegencyFactory()]
    outcome = []

    def found(place):
        try:
            founding.found_first(place, email="a@contoh.test")
            outcome.append("done")
        except WrongState:
            outcome.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=found, args=[place]) for place in places]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcome) == ["done", "refused"]
    assert Team.objects.count() == 1
