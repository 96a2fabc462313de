"""Factories of kesepakatan."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from incidents.cases.agreements.models import Agreement, AgreementCheck, Clause
from tests.cases.factories import CaseFactory


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    case = factory.SubFactory(CaseFactory)
    summary = factory.Sequence(lambda n: f"Jalur tangkap dibagi menurut hari, ke-{n}.")
    agreed_on = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=40))
    place = "Kantor camat"
    mechanism = "mediation"
    parties = ["Kelompok A", "Kelompok B"]
    by = factory.SelfAttribute("case.opened_by")
    next_check_on = factory.LazyAttribute(lambda row: row.agreed_on + dt.timedelta(days=30))

    @factory.post_generation
    def clauses(self, create, extracted, **kwargs):
        """One butir, and as many more as are asked for."""
        for position in range(1, (extracted or 1) + 1):
            Clause.objects.create(
                agreement=self, position=position, what=f"Butir {position}", bound="Kelompok A"
            )


class AgreementCheckFactory(DjangoModelFactory):
    class Meta:
        model = AgreementCheck

    agreement = factory.SubFactory(AgreementFactory)
    milestone = 30
    checked_on = factory.LazyFunction(timezone.localdate)
    result = "kept"
    sentence = "Kedua pihak memakai jalur masing-masing."
    by = factory.SelfAttribute("agreement.by")
