"""Search: stems, beginnings, families, codes; newest first."""

import datetime as dt

import pytest
from django.utils import timezone

from incidents.actions.rows import search_names
from incidents.models import Incident, WordFamily
from incidents.search import narrow
from tests.incidents.factories import IncidentFactory, PartyFactory
from tests.team.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(patterns):
    return UserFactory()


def find(text, user):
    # Each factory makes a team of its own; a page reads one.
    Incident.objects.update(team=user.team)
    return list(narrow(Incident.objects.all(), text, user).order_by("-occurred_at", "-pk"))


def says(summary, **traits):
    return IncidentFactory(summary=summary, **traits)


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("Terjadi bentrokan antarwarga.", "bentrok"),
        ("Warga bentrok di pasar.", "bentrokan"),
        ("Sengketa dimediasi camat.", "mediasi"),
        ("Penolakan rumah ibadah.", "tolak"),
        ("Warga menolak pembangunan.", "penolakan"),
        ("Kapal nelayan ditahan.", "nelay"),
        ("Pembakaran ban di simpang.", "dibakar"),
        ("Rapat membahas BATAS desa.", "batas"),
        ("Kelompok A & B; ‘damai’.", "damai"),
    ],
)
def test_search_finds(user, written, searched):
    incident = says(written)
    says("Musyawarah desa selesai tertib.")

    assert find(searched, user) == [incident]


def test_search_wants_every_word(user):
    both = says("Nelayan Kelompok A menahan kapal.")
    says("Nelayan Kelompok B bermusyawarah.")

    assert find("nelayan kapal", user) == [both]


def test_search_finds_the_name_of_the_place_and_of_a_party(user):
    incident = says("Sesuatu terjadi.")
    PartyFactory(incident=incident, name="PT Contoh Sejahtera")
    Incident.objects.filter(pk=incident.pk).update(names=search_names(incident))

    assert find("sejahtera", user) == [incident]
    assert find(incident.place.name.split()[-1] + " uji", user) == [incident]


def test_search_is_newest_first(user):
    now = timezone.now()
    old, new = (says("Kapal.", occurred_at=now - dt.timedelta(days=d)) for d in (9, 1))

    assert find("kapal", user) == [new, old]


@pytest.mark.parametrize("spelled", ["{0}", "{0} ", "TDU {1} {2}", "tdu{1}{2}"])
def test_search_finds_a_code_however_it_is_said(user, spelled):
    incident = says("Sesuatu.")
    _, year, body = incident.code.split("-")

    assert find(spelled.format(incident.code.lower(), year, body.lower()), user) == [incident]


@pytest.mark.parametrize("text", ["' OR 1=1 --", "%", "& | ! ( )", ":*", "a" * 100, "\x00", "😀"])
def test_search_survives_hostile_text(user, text):
    says("Sesuatu.")

    assert find(text, user) == []


def test_search_for_nothing_keeps_all(user):
    incident = says("Sesuatu.")

    assert find("", user) == [incident]


def test_families_of_other_teams_and_retired_ones_do_not_count(user):
    says("Ada pasola di lapangan.")
    WordFamily.objects.create(team=UserFactory().team, words=["pasola", "lomba"])
    own = WordFamily.objects.create(
        team=user.team, words=["pasola", "lomba"], retired_on="2026-01-01"
    )

    assert find("lomba", user) == []

    WordFamily.objects.filter(pk=own.pk).update(retired_on=None)

    assert len(find("lomba", user)) == 1
