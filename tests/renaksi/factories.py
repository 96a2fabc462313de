"""Factories of kegiatan, with traits for whose they are."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from renaksi.models import Activity, ActivityCase, ActivityKind, Involved
from tests.team.factories import UserFactory
from timdu.core import codes


class ActivityKindFactory(DjangoModelFactory):
    class Meta:
        model = ActivityKind
        django_get_or_create = ("team", "name")

    team = None
    name = factory.Sequence(lambda n: f"jenis contoh {n}")


class ActivityFactory(DjangoModelFactory):
    """Held by the office of whoever wrote it down; of the secretariat, by itself."""

    class Meta:
        model = Activity

    class Params:
        withdrawn = factory.Trait(
            withdrawn_at=factory.LazyFunction(timezone.now),
            withdrawn_by=factory.SelfAttribute("entered_by"),
            withdrawn_reason="Tercatat dua kali.",
        )

    entered_by = factory.SubFactory(UserFactory)
    team = factory.SelfAttribute("entered_by.team")
    agency = factory.LazyAttribute(
        lambda row: None if row.entered_by.is_secretariat else row.entered_by.agency
    )
    kecamatan = factory.SelfAttribute("entered_by.kecamatan")
    code = factory.LazyFunction(lambda: codes.new_code("KGT", 2026, 6))
    # Race tests empty every table at their end, the list of jenis too.
    kind = factory.SubFactory(ActivityKindFactory, name="sosialisasi")
    about = factory.Sequence(lambda n: f"Sosialisasi hidup rukun, ke-{n}")
    held_on = dt.date(2026, 10, 12)
    starts_at = factory.LazyAttribute(
        lambda row: dt.datetime.combine(row.held_on, dt.time(), dt.UTC)
    )
    place = factory.LazyAttribute(lambda row: row.entered_by.kecamatan or row.team.place)
    place_kecamatan = factory.SelfAttribute("entered_by.kecamatan")
    people, people_certainty = 40, "sure"
    byline = factory.SelfAttribute("entered_by.byline")


class InvolvedFactory(DjangoModelFactory):
    class Meta:
        model = Involved

    activity = factory.SubFactory(ActivityFactory)


class ActivityCaseFactory(DjangoModelFactory):
    class Meta:
        model = ActivityCase

    activity = factory.SubFactory(ActivityFactory)
