"""Factories of disposisi and permintaan koordinasi, with traits for their states."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from incidents.cases.asking.models import (
    Answer,
    CoordinationRequest,
    DateChange,
    Disposition,
    Result,
)
from tests.cases.factories import CaseFactory
from tests.team.factories import AgencyFactory, UserFactory
from timdu.core import codes
from timdu.inbox.models import Arahan


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


class ArahanFactory(DjangoModelFactory):
    """A leader's words, confirmed."""

    class Meta:
        model = Arahan

    leader = factory.SubFactory(UserFactory, role="leader", position="Wakil Bupati")
    team = factory.SelfAttribute("leader.team")
    by = factory.SelfAttribute("leader")
    text = "Pertemukan kedua pihak sebelum akhir pekan."
    given_at = factory.LazyFunction(timezone.now)
    confirmed_at = factory.LazyFunction(timezone.now)
    manner = "meeting"


class DispositionFactory(DjangoModelFactory):
    class Meta:
        model = Disposition
        skip_postgeneration_save = True

    class Params:
        accepted = factory.Trait(
            status="accepted",
            accepted_at=factory.LazyFunction(timezone.now),
            first_due_on=factory.SelfAttribute("due_on"),
        )
        returned = factory.Trait(status="returned", reason="Bukan kewenangan kami.")
        reported = factory.Trait(
            status="reported",
            accepted_at=factory.LazyFunction(timezone.now),
            first_due_on=factory.SelfAttribute("due_on"),
        )
        done = factory.Trait(
            status="done",
            accepted_at=factory.LazyFunction(timezone.now),
            first_due_on=factory.SelfAttribute("due_on"),
            done_at=factory.LazyFunction(timezone.now),
        )
        withdrawn = factory.Trait(
            status="withdrawn",
            withdrawn_at=factory.LazyFunction(timezone.now),
            withdrawn_by=factory.SelfAttribute("by"),
            withdrawn_reason="Keliru alamat.",
        )

    case = factory.SubFactory(CaseFactory)
    by = factory.SelfAttribute("case.opened_by")
    team = factory.SelfAttribute("by.team")
    giver = factory.SelfAttribute("by")
    code = factory.LazyFunction(lambda: codes.new_code("DS", 2026, 6))
    agency = factory.LazyAttribute(
        lambda row: None if getattr(row, "kecamatan", None) else AgencyFactory(team=row.team)
    )
    subject = factory.Sequence(lambda n: f"Pertemuan kedua kelompok, ke-{n}")
    text = "Fasilitasi pertemuan kedua kelompok dan laporkan hasilnya."
    due_on = factory.LazyFunction(lambda: in_days(7))


class ResultFactory(DjangoModelFactory):
    class Meta:
        model = Result

    disposition = factory.SubFactory(DispositionFactory, reported=True)
    text = "Pertemuan berlangsung tertib."
    by = factory.SelfAttribute("disposition.by")


class DateChangeFactory(DjangoModelFactory):
    class Meta:
        model = DateChange

    disposition = factory.SubFactory(DispositionFactory, accepted=True)
    stood_on = factory.SelfAttribute("disposition.due_on")
    wanted_on = factory.LazyFunction(lambda: in_days(20))
    reason = "Kepala desa baru kembali pekan depan."
    by = factory.SelfAttribute("disposition.by")


class RequestFactory(DjangoModelFactory):
    class Meta:
        model = CoordinationRequest
        skip_postgeneration_save = True

    class Params:
        answered = factory.Trait(
            status="answered",
            reply="confirmed",
            answered_at=factory.LazyFunction(timezone.now),
        )
        withdrawn = factory.Trait(
            status="withdrawn",
            withdrawn_at=factory.LazyFunction(timezone.now),
            withdrawn_by=factory.SelfAttribute("by"),
            withdrawn_reason="Tidak diperlukan lagi.",
        )

    case = factory.SubFactory(CaseFactory)
    by = factory.SelfAttribute("case.opened_by")
    team = factory.SelfAttribute("by.team")
    code = factory.LazyFunction(lambda: codes.new_code("PK", 2026, 6))
    agency = factory.LazyAttribute(
        lambda row: (
            None
            if getattr(row, "partner", None) or getattr(row, "person", None)
            else AgencyFactory(team=row.team, is_vertical=True)
        )
    )
    subject = factory.Sequence(lambda n: f"Patroli bersama, ke-{n}")
    text = "Mohon patroli bersama pada malam hari."


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = Answer

    request = factory.SubFactory(RequestFactory, answered=True)
    reply = "confirmed"
    by = factory.SelfAttribute("request.by")
