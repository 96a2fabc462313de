"""Victims and damage: sums of what is known, and what is not known said apart."""

import pytest

from incidents.models import Casualty, Damage, Incident
from reports.figures.losses import losses
from reports.kinds.words import certain_sum
from tests.reports.rows import MONTH, bare, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(place):
    """A function that makes one verified event of the month."""

    def make(**more):
        sketch = {"kind": "event", "occurred_at": MONTH.start(place.team.zone), **more}
        row = bare(place.team, place.reporters, place.desa_list, verifier=place.verifier, **sketch)
        return saved([row])[0]

    return make


def found(place):
    rows = Incident.objects.filter(team=place.team)
    return losses(rows, MONTH, place.team.zone)


def test_losses_adds_the_known_and_counts_the_unknown(place, event):
    Casualty.objects.create(incident=event(), kind="light", value=3, certainty="sure")
    Casualty.objects.create(incident=event(), kind="light", value=2, certainty="provisional")
    Casualty.objects.create(incident=event(), kind="light", value=None, certainty="unknown")

    (light,) = found(place).victims

    assert (light.key, light.total, light.known, light.provisional, light.unknown) == (
        "light", 5, 2, 1, 1,
    )  # fmt: skip
    assert found(place).silent_events == 0


def test_losses_says_how_many_events_are_silent(place, event):
    told = event()
    Casualty.objects.create(incident=told, kind="dead", value=0, certainty="sure")
    event()
    event(kind="potential")

    assert found(place).silent_events == 1


def test_losses_leaves_out_what_is_not_counted_and_other_months(place, event):
    for more in (
        {"status": "submitted"},
        {"status": "dropped"},
        {"occurred_at": MONTH.end(place.team.zone)},
    ):
        Damage.objects.create(
            incident=event(**more), kind="rupiah", value=1_000_000, certainty="sure"
        )

    assert found(place).damage == ()


def test_losses_keeps_money_and_households_apart(place, event):
    row = event()
    Damage.objects.create(incident=row, kind="rupiah", value=4_500_000, certainty="provisional")
    Casualty.objects.create(incident=row, kind="households", value=4, certainty="sure")

    assert [damage.unit for damage in found(place).damage] == ["Rp"]
    assert [victim.unit for victim in found(place).victims] == ["KK"]


def figure(total, known, provisional, unknown, unit="orang"):
    return {
        "total": total,
        "known": known,
        "provisional": provisional,
        "unknown": unknown,
        "unit": unit,
    }


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (figure(3, 2, 0, 0), "3 orang (pasti)"),
        (figure(3, 2, 1, 0), "3 orang (sementara)"),
        (figure(0, 2, 0, 0), "tidak ada (pasti)"),
        (figure(3, 1, 0, 2), "sekurang-kurangnya 3 orang (pasti), 2 laporan belum diketahui"),
        (
            figure(0, 1, 0, 2),
            "belum diketahui dalam 2 laporan; dalam laporan lain tidak ada (pasti)",
        ),
        (figure(0, 0, 0, 2), "belum diketahui (2 laporan)"),
        (
            figure(6_500_000, 2, 2, 1, "Rp"),
            "sekurang-kurangnya Rp6.500.000 (sementara), 1 laporan belum diketahui",
        ),
    ],
)
def test_certain_sum_never_takes_unknown_for_zero(counts, words):
    assert certain_sum(counts).replace("\u00a0", " ") == words
