"""Factories of permasalahan, with traits for their states."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from incidents.cases.models import (
    Assessment,
    Case,
    CaseIncident,
    CaseShare,
    Closing,
    Handling,
)
from tests.incidents.factories import IncidentFactory
from tests.team.factories import UserFactory
from timdu.core import codes


class CaseFactory(DjangoModelFactory):
    class Meta:
        model = Case
        skip_postgeneration_save = True

    class Params:
        # As the database keeps it; nobody is named.
        secret = factory.Trait(classification="R")

    opened_by = factory.SubFactory(UserFactory)
    team = factory.SelfAttribute("opened_by.team")
    code = factory.LazyFunction(lambda: codes.new_code("PM", 2026, 6))
    title = factory.Sequence(lambda n: f"Perebutan wilayah tangkap, ke-{n}")

    @factory.post_generation
    def closed(self, create, extracted, **kwargs):
        """`closed=True`: with the closing that says what it came to."""
        if extracted:
            ClosingFactory(case=self, by=self.opened_by)
            self.status = "closed"
            self.save(update_fields=["status"])


class LinkFactory(DjangoModelFactory):
    class Meta:
        model = CaseIncident

    case = factory.SubFactory(CaseFactory)
    incident = factory.LazyAttribute(
        lambda row: IncidentFactory(
            entered_by=UserFactory(team=row.case.team, kecamatan_user=True), complete=True
        )
    )
    by = factory.SelfAttribute("case.opened_by")
    secret = factory.SelfAttribute("case.is_secret")


class CaseShareFactory(DjangoModelFactory):
    class Meta:
        model = CaseShare

    case = factory.SubFactory(CaseFactory, secret=True)
    person = factory.SubFactory(UserFactory)
    reason = "Menangani permasalahan ini."
    by = factory.SelfAttribute("case.opened_by")


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = Assessment

    case = factory.SubFactory(CaseFactory)
    likelihood, impact = 3, 3
    reason = "Dua laporan baru dalam tujuh hari."
    by = factory.SelfAttribute("case.opened_by")


class HandlingFactory(DjangoModelFactory):
    class Meta:
        model = Handling

    case = factory.SubFactory(CaseFactory)
    what = factory.Sequence(lambda n: f"menjaga jarak kedua pihak, kali ke-{n}")
    done_at = factory.LazyFunction(timezone.now)
    by = factory.SelfAttribute("case.opened_by")


class ClosingFactory(DjangoModelFactory):
    class Meta:
        model = Closing

    case = factory.SubFactory(CaseFactory)
    outcome = "agreed"
    checks = ["calm", "parties"]
    grounds = "Kedua pihak menandatangani kesepakatan."
    by = factory.SelfAttribute("case.opened_by")
