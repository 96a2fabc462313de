"""Factories of reports from the field, with traits for their states."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from incidents.models import (
    Development,
    Incident,
    IssuePattern,
    NilReport,
    Party,
    Proposal,
    Relay,
    Reminder,
    ReportingDuty,
    Share,
    Step,
)
from incidents.models.choices import Check, Origin, Status
from tests.team.factories import UserFactory
from tests.wilayah import factories as wilayah
from timdu.core import codes
from timdu.core.imports import Batch


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


class RelayFactory(DjangoModelFactory):
    class Meta:
        model = Relay

    incident = factory.SubFactory(IncidentFactory)
    channel = "phone"
    told_at = factory.LazyFunction(timezone.now)
    recorded_by = "Staf Uji"


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


class ProposalFactory(DjangoModelFactory):
    class Meta:
        model = Proposal

    incident = factory.SubFactory(IncidentFactory)
    by = factory.LazyAttribute(lambda row: row.incident.entered_by)
    byline = factory.LazyAttribute(lambda row: row.by.byline)
    field = "people"
    value = factory.LazyFunction(lambda: {"people": 55, "people_certainty": "sure"})
    stood, text, reason = "40 orang sementara", "55 orang pasti", "Kapolsek."


class DevelopmentFactory(DjangoModelFactory):
    class Meta:
        model = Development

    incident = factory.SubFactory(IncidentFactory)
    entered_by = factory.LazyAttribute(lambda row: row.incident.entered_by)
    byline = factory.LazyAttribute(lambda row: row.entered_by.byline)
    received_hash = "0" * 64
    text = factory.Sequence(lambda n: f"Massa bubar, kali ke-{n}.")
    as_of = factory.LazyFunction(timezone.now)


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


class ReportingDutyFactory(DjangoModelFactory):
    class Meta:
        model = ReportingDuty

    by = factory.SubFactory(UserFactory, secretary=True)
    team = factory.SelfAttribute("by.team")
    kind = "exempt"
    kecamatan = None
    agency = None
    first = dt.date(2026, 10, 1)
    last = None
    reason = "Jaringan putus sejak banjir."
    decided_by = "Kepala Badan Kesbangpol"
    at = factory.LazyFunction(timezone.now)


class BatchFactory(DjangoModelFactory):
    class Meta:
        model = Batch

    by = factory.SubFactory(UserFactory, kecamatan_user=True)
    team = factory.SelfAttribute("by.team")
    kecamatan = factory.SelfAttribute("by.kecamatan")
    agency = factory.SelfAttribute("by.agency")
    kind = "laporan"
    name = "laporan-oktober.xlsx"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    rows = factory.LazyFunction(
        lambda: [{"number": 4, "typed": {"summary": "Ada."}, "wrong": {"day": "Isi tanggalnya."}}]
    )
    count = 1
    wrong_count = 1


class ReminderFactory(DjangoModelFactory):
    class Meta:
        model = Reminder

    month = dt.date(2026, 10, 1)
    stage = "over"
    opened_at = factory.LazyFunction(timezone.now)
