"""What looks alike, and why: places, times, parties and words; kept, judged, never acted on."""

import datetime as dt

import pytest
from django.utils import timezone

from incidents import tasks
from incidents.actions import joining
from incidents.alike import judging, keeping, shown, told
from incidents.alike.judging import same_name
from incidents.models import Compared, Incident, Likeness
from tests.incidents.factories import IncidentFactory, PartyFactory, ShareFactory
from tests.wilayah.factories import DesaFactory
from timdu.core import events

pytestmark = pytest.mark.django_db
HERE = "Nelayan Kelompok A mendatangi dermaga dan menahan kapal Kelompok B."
SAME = "Dermaga didatangi nelayan Kelompok A, kapal Kelompok B ditahan."
ELSE = "Rapat panitia lomba perahu membahas hadiah dan jadwal latihan."


@pytest.fixture
def first(world):
    place = DesaFactory(parent=world.camat.kecamatan)
    return IncidentFactory(entered_by=world.camat, summary=HERE, place=place)


def beside(first, world, *, summary=SAME, hours=2.0, **more):
    """Another report of the same place, so many hours later, from an agency."""
    more = {"place": first.place, "kecamatan": first.kecamatan} | more
    at = first.occurred_at + dt.timedelta(hours=hours)
    return IncidentFactory(entered_by=world.member, summary=summary, occurred_at=at, **more)


def found(row):
    return keeping.compare(row.pk)


def test_the_same_matter_is_found_and_every_reason_is_said(world, first):
    other = beside(first, world)
    PartyFactory(incident=first, name="Kelompok A")

    (match,) = found(other)

    assert match.key == first.pk
    assert match.why == [
        "desa sama",
        "2\u00a0jam berselang",
        "pihak mirip: Kelompok A",
        "kata sama: kelompok, dermaga, nelayan, kapal",
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"summary": ELSE},
        {"hours": 24 * 8},
        {"status": "dropped", "outcome_reason": "Kabar bohong."},
        {"draft": True},
    ],
)
def test_another_matter_another_week_or_what_does_not_stand_is_not_suggested(world, first, change):
    other = beside(first, world, **change)

    assert found(first) == []
    assert not Likeness.objects.filter(other=other).exists()


def test_another_kecamatan_only_when_the_points_are_near(world, first):
    far = {"kecamatan": world.other_camat.kecamatan,
           "place": DesaFactory(parent=world.other_camat.kecamatan)}  # fmt: skip
    Incident.objects.filter(pk=first.pk).update(latitude="-0.359306", longitude="108.970069")
    beside(first, world, **far)
    near = beside(first, world, latitude="-0.360000", longitude="108.971000", **far)
    beside(first, world, latitude="-0.900000", longitude="108.970069", **far)

    (match,) = found(first)

    assert match.key == near.pk
    assert match.why[0] == "titik peta berdekatan"


def test_another_team_is_never_looked_at(world, first):
    IncidentFactory(
        entered_by=world.far_camat, summary=HERE, place=first.place, kecamatan=first.kecamatan,
        occurred_at=first.occurred_at,
    )  # fmt: skip

    assert found(first) == []


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Kelompok A", "kelompok a", True),
        ("Kelompok A", "Kelompok B", False),
        ("PT Contoh Jaya", "Contoh Jaya", True),
        ("Karang Taruna Contoh", "Karangtaruna Contoh", False),
        ("Paguyuban Nelayan", "Paguyuban Nelayan Contoh", True),
        ("PT", "CV", False),
    ],
)
def test_names_alike(one, two, same):
    assert same_name(one, two) is same


def test_words_of_the_place_and_of_every_report_do_not_count(world, first):
    said = told.of_row(first, [])

    assert said.words == {"nelayan", "kelompok", "mendatangi", "dermaga", "menahan", "kapal"}
    assert judging.common_words(said, said)[1] == 1.0


def test_what_changed_is_looked_at_again_and_what_is_alike_no_more_is_gone(world, first):
    other = beside(first, world)
    tasks.compare_new()
    assert Likeness.objects.count() == 2

    tasks.compare_new()
    Incident.objects.filter(pk=other.pk).update(summary=ELSE, version=2)
    tasks.compare_new()

    assert not Likeness.objects.exists()
    assert set(Compared.objects.values_list("incident", "version")) == {
        (first.pk, 1), (other.pk, 2),
    }  # fmt: skip


def test_one_round_costs_the_same_however_many_stand_elsewhere(
    world, first, django_assert_max_num_queries
):
    beside(first, world)
    IncidentFactory.create_batch(3, entered_by=world.other_camat)

    with django_assert_max_num_queries(14):
        found(first)


def test_who_may_not_see_the_other_is_told_nothing(world, first):
    secret = beside(first, world, secret=True)
    ShareFactory(incident=secret, person=world.verifier)
    found(first)

    assert [one.row for one in shown.suggestions(first, world.verifier)] == [secret]
    assert shown.suggestions(first, world.secretary) == []
    assert shown.suggestions(first, world.camat) == []


def test_said_to_be_different_stays_so_and_can_be_taken_back(world, first):
    other = beside(first, world)
    found(first)

    joining.differ(first, [other], by=world.staff)
    Incident.objects.filter(pk=first.pk).update(version=2)
    tasks.compare_new()

    assert shown.suggestions(first, world.verifier) == shown.suggestions(other, world.staff) == []
    assert [event.what for event in events.chronology(other)] == ["incident.differ"]
    assert joining.differ(first, [other], by=world.staff) == 0

    joining.weigh_again(other, first, by=world.staff)

    assert [one.row for one in shown.suggestions(other, world.staff)] == [first]
    assert Likeness.objects.filter(dismissed_at=None).count() == 2


def test_what_was_merged_or_set_aside_is_suggested_no_more(world, first):
    other = beside(first, world)
    found(first)
    assert shown.suggestions(first, world.verifier)

    joining.merge(other, first, by=world.verifier, note="Sama.", version=1)

    assert shown.suggestions(first, world.verifier) == []


def test_the_sweep_takes_the_oldest_first_and_only_what_waits(world, first):
    verified = beside(first, world, verified=True, verified_by=world.verifier)
    older = beside(first, world, reported_at=timezone.now() - dt.timedelta(days=2))

    assert keeping.not_compared(world.team, 10) == [older.pk, first.pk]
    assert keeping.not_compared(world.team, 1) == [older.pk]
    assert verified.pk in {match.key for match in found(first)}
