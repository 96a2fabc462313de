"""Daftar acuan: pola isu and families of words, added, changed, retired; never twice."""

import datetime as dt

import pytest
from django.utils import timezone

from incidents.models import IssuePattern, WordFamily
from tests.incidents.factories import IncidentFactory, PatternFactory
from tests.reading import typed, words
from timdu.core import events

pytestmark = pytest.mark.django_db
PATTERNS = "/laporan/acuan/pola-isu/"
FAMILIES = "/laporan/acuan/kata/"


@pytest.fixture
def desk(client, world, patterns):
    client.force_login(world.staff)
    return client


@pytest.fixture
def own(world, patterns):
    return PatternFactory(team=world.team, name="parkir liar", source="a")


def names(team):
    return set(IssuePattern.objects.offered_to(team).values_list("name", flat=True))


def test_a_pattern_of_the_teams_own_is_added_and_offered(desk, world):
    page = desk.post(
        f"{PATTERNS}baru/", {"name": "parkir liar", "source": "e", "position": "5"}, follow=True
    )

    made = IssuePattern.objects.get(name="parkir liar")
    assert (made.team, made.source, made.position) == (world.team, "e", 5)
    assert "Pola isu tersimpan." in words(page) and "Parkir liar" in words(page)
    (event,) = events.chronology(made)
    assert (event.what, event.by) == ("pattern.save", world.staff)
    assert "parkir liar" in names(world.team) and "parkir liar" not in names(world.far_team)


@pytest.mark.parametrize("name", ["parkir liar", "Parkir LIAR", " parkir liar ", "sengketa lahan"])
def test_a_name_that_is_there_already_is_refused_and_stays(desk, own, name):
    page = desk.post(f"{PATTERNS}baru/", {"name": name, "source": "a", "position": "5"})

    assert page.status_code == 200
    assert "Pola isu dengan nama ini sudah ada." in words(page)
    assert page.context["form"]["name"].value() == name
    assert IssuePattern.objects.filter(name__iexact=name.strip()).count() == 1


def test_a_name_that_is_only_retired_is_offered_again_instead(desk, own):
    desk.post(f"{PATTERNS}{own.pk}/", {"do": "hide"})

    page = desk.post(f"{PATTERNS}baru/", {"name": "parkir liar", "source": "a", "position": "5"})

    assert "Ia sedang tidak ditawarkan; tawarkan lagi dari daftarnya." in words(page)


def test_another_teams_name_is_nobodys_business(desk, world):
    PatternFactory(team=world.far_team, name="parkir liar")

    response = desk.post(
        f"{PATTERNS}baru/", {"name": "parkir liar", "source": "a", "position": "5"}
    )

    assert response.status_code == 302


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": " "}, "Belum diisi."),
        ({"name": "a" * 61}, "60"),
        ({"name": "a\x00"}, "Pola isu: Karakter null"),
        ({"source": "f"}, "sumber konflik"),
        ({"position": "99999999"}, "Urutan"),
        ({"position": "-1"}, "Urutan"),
        ({"position": "satu"}, "Tulis angka saja"),
    ],
)
def test_hostile_or_missing_answers_get_a_sentence(desk, changes, said):
    count = IssuePattern.objects.count()

    page = desk.post(
        f"{PATTERNS}baru/", {"name": "parkir liar", "source": "a", "position": "5"} | changes
    )

    assert "Belum tersimpan. Perbaiki yang berikut:" in words(page)
    assert said.lower() in words(page).lower()
    assert IssuePattern.objects.count() == count


def test_a_pattern_is_changed_and_its_own_name_is_no_duplicate(desk, own):
    same = desk.post(
        f"{PATTERNS}{own.pk}/", {"name": "Parkir liar", "source": "b", "position": "1"}
    )
    desk.post(f"{PATTERNS}{own.pk}/", {"name": "parkir malam", "source": "b", "position": "1"})

    own.refresh_from_db()
    assert same.status_code == 302
    assert (own.name, own.source) == ("parkir malam", "b")


def test_a_retired_pattern_stays_with_old_reports(desk, world, own):
    incident = IncidentFactory(entered_by=world.camat, pattern=own, pattern_unknown=False)

    page = desk.post(f"{PATTERNS}{own.pk}/", {"do": "hide"}, follow=True)

    own.refresh_from_db()
    assert own.retired_on == timezone.localdate()
    assert "Tersimpan. Laporan lama tidak berubah." in words(page)
    assert "parkir liar" not in names(world.team)
    assert "Parkir liar" in words(desk.get(f"/laporan/{incident.code}/"))

    desk.post(f"{PATTERNS}{own.pk}/", {"do": "offer"})
    assert "parkir liar" in names(world.team)
    assert events.chronology(own).count() == 2


def test_a_common_pattern_is_hidden_for_one_team_and_changed_by_none(desk, world, patterns):
    common = patterns["hoaks"]

    refused = desk.post(f"{PATTERNS}{common.pk}/", {"name": "x", "source": "a", "position": "1"})
    desk.post(f"{PATTERNS}{common.pk}/", {"do": "hide"})

    assert "tidak diubah oleh satu tim" in words(refused)
    assert "hoaks" not in names(world.team) and "hoaks" in names(world.far_team)
    common.refresh_from_db()
    assert (common.name, common.retired_on) == ("hoaks", None)


def test_a_pattern_of_another_team_is_not_found(desk, world):
    far = PatternFactory(team=world.far_team, name="milik lain")

    assert desk.post(f"{PATTERNS}{far.pk}/", {"do": "hide"}).status_code == 404
    assert "milik lain" not in words(desk.get(PATTERNS)).lower()


def test_a_family_is_added_changed_and_retired(desk, world):
    page = desk.post(FAMILIES, {"words": "Pungli\n pungli \npungutan\n\n"}, follow=True)

    family = WordFamily.objects.get(team=world.team)
    assert family.words == ["pungli", "pungutan"]
    assert "Keluarga kata tersimpan." in words(page) and "pungli, pungutan" in words(page)

    desk.post(f"{FAMILIES}{family.pk}/", {"words": "pungli\npungutan\nmemungut"})
    desk.post(
        f"{FAMILIES}{family.pk}/", {"words": "pungli\npungutan\nmemungut", "is_retired": "on"}
    )

    family.refresh_from_db()
    assert family.words == ["pungli", "pungutan", "memungut"]
    assert isinstance(family.retired_on, dt.date)
    assert "tidak dipakai sejak" in words(desk.get(FAMILIES))
    assert [event.by for event in events.chronology(family)] == [world.staff] * 3


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("bentrok", "Tulis paling sedikit dua kata."),
        ("Pungli\npungli", "Tulis paling sedikit dua kata."),
        ("", "Tulis paling sedikit dua kata."),
        ("dua kata\nsatu", "“dua kata” bukan satu kata."),
        ("<b>\nsatu", "“<b>” bukan satu kata."),
        ("a" * 41 + "\nsatu", "Satu baris paling banyak 40 huruf"),
        ("\n".join(f"kata{chr(97 + n)}" for n in range(21)), "Paling banyak 20 baris."),
        ("a\x00b\nsatu", "Kata-kata yang dicari bersama: Karakter null"),
        ("bentrokan\nbentrok\nberbentrokan", "Keluarga kata dengan kata-kata ini sudah ada."),
    ],
)
def test_words_that_make_no_family_are_refused_and_stay(desk, lines, said):
    count = WordFamily.objects.count()

    page = desk.post(FAMILIES, {"words": lines})

    assert page.status_code == 200
    assert said in words(page)
    assert typed(page, "words") == lines
    assert WordFamily.objects.count() == count


def test_the_second_click_makes_no_second_family(desk, world):
    desk.post(FAMILIES, {"words": "pungli\npungutan"})
    page = desk.post(FAMILIES, {"words": "pungli\npungutan"})

    assert "Keluarga kata dengan kata-kata ini sudah ada." in words(page)
    assert WordFamily.objects.filter(team=world.team).count() == 1


def test_a_common_family_is_not_changed_by_one_team(desk):
    common = WordFamily.objects.filter(team=None, words__contains=["hoaks"]).get()

    page = desk.post(f"{FAMILIES}{common.pk}/", {"words": "hoaks\nbohong"})

    assert "tidak diubah oleh satu tim" in words(page)
    assert typed(page, "words") == "hoaks\nbohong"
