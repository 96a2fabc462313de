"""Factories of reports from the field, with traits for their states."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from incidents.models import Incident, IssuePattern, NilReport, Party, Share, Step
from incidents.models.choices import Check, Origin, Status
from tests.team.factories import UserFactory
from tests.wilayah import factories as wilayah
from timdu.core import codes


def origin_of(user):
    """Whose report it is when the person types it themselves."""
    if user.kecamatan_id:
        return Origin.KECAMATAN
    return Origin.AGENCY if user.agency_id else Origin.SECRETARIAT


class PatternFactory(DjangoModelFactory):
    class Meta:
        model = IssuePattern

    name = factory.Sequence(lambda n: f"pola contoh {n}")
    source = "d"


class IncidentFactory(DjangoModelFactory):
    class Meta:
        model = Incident
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(status=Status.DRAFT, reported_at=None, submitted_at=None)
        returned = factory.Trait(status=Status.RETURNED)
        secret = factory.Trait(classification="R")
        complete = factory.Trait(
            people=40,
            people_certainty="provisional",
            parties_unknown=True,
            pattern_unknown=True,
            situation="Massa masih di dermaga.",
            steps_answer="none",
            information_source="desa",
            completed_at=factory.LazyFunction(timezone.now),
        )
        assessed = factory.Trait(
            source="d",
            field="economy",
            information_value="single",
            checks=[Check.TIME_PLACE, Check.NO_LABELS],
        )
        verified = factory.Trait(
            complete=True,
            assessed=True,
            status=Status.VERIFIED,
            verified_at=factory.LazyFunction(timezone.now),
            verified_by=factory.LazyAttribute(
                lambda row: UserFactory(team=row.team, verifier=True)
            ),
        )
        closed = factory.Trait(verified=True, status=Status.CLOSED)
        dropped = factory.Trait(status=Status.DROPPED, outcome_reason="Bukan urusan tim.")

    entered_by = factory.SubFactory(UserFactory, kecamatan_user=True)
    team = factory.SelfAttribute("entered_by.team")
    origin = factory.LazyAttribute(lambda row: origin_of(row.entered_by))
    agency = factory.LazyAttribute(
        lambda row: row.entered_by.agency if row.origin == Origin.AGENCY else None
    )
    kecamatan = factory.LazyAttribute(
        lambda row: (
            row.entered_by.kecamatan or wilayah.KecamatanFactory(parent=row.entered_by.team.place)
        )
    )
    place = factory.LazyAttribute(lambda row: wilayah.DesaFactory(parent=row.kecamatan))
    code = factory.LazyFunction(lambda: codes.new_code("TDU", 2026, 6))
    received_hash = "0" * 64
    received_at = factory.LazyFunction(timezone.now)
    byline = factory.LazyAttribute(lambda row: row.entered_by.byline)
    summary = factory.Sequence(lambda n: f"Kelompok A mendatangi dermaga, kali ke-{n}.")
    status = Status.SUBMITTED
    occurred_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(hours=1))
    reported_at = factory.LazyFunction(timezone.now)
    submitted_at = factory.LazyAttribute(lambda row: row.reported_at)
    names = factory.LazyAttribute(lambda row: f"{row.place.name} {row.kecamatan.name}")


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = Party

    incident = factory.SubFactory(IncidentFactory)
    name = factory.Sequence(lambda n: f"Kelompok {n}")
    position = factory.Sequence(lambda n: n)


class StepFactory(DjangoModelFactory):
    class Meta:
        model = Step

    incident = factory.SubFactory(IncidentFactory)
    actor = "Kapolsek"
    action = "berada di lokasi"
    position = factory.Sequence(lambda n: n)


class ShareFactory(DjangoModelFactory):
    class Meta:
        model = Share

    incident = factory.SubFactory(IncidentFactory)
    by = factory.LazyAttribute(lambda row: row.incident.entered_by)


class NilReportFactory(DjangoModelFactory):
    class Meta:
        model = NilReport

    entered_by = factory.SubFactory(UserFactory, kecamatan_user=True)
    team = factory.SelfAttribute("entered_by.team")
    kecamatan = factory.SelfAttribute("entered_by.kecamatan")
    month = dt.date(2026, 10, 1)
    asked = "Semua kepala desa dan Bhabinkamtibmas."
    byline = factory.LazyAttribute(lambda row: row.entered_by.byline)
    sent_at = factory.LazyFunction(timezone.now)
