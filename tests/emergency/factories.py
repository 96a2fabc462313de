"""Factories of Status Keadaan Konflik."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from incidents.cases.emergency.models import Act, Emergency, Progress, TroopRequest
from tests.files.factories import AttachmentFactory
from tests.team.factories import UserFactory

DAY = dt.timedelta(days=1)


class EmergencyFactory(DjangoModelFactory):
    class Meta:
        model = Emergency
        skip_postgeneration_save = True

    by = factory.SubFactory(UserFactory)
    team = factory.SelfAttribute("by.team")
    title = factory.Sequence(lambda n: f"Gladi: Status Keadaan Konflik, ke-{n}")
    area = "Kecamatan Contoh"

    @factory.post_generation
    def confirmed(self, create, extracted, **kwargs):
        """`confirmed=True`: with a penetapan of ninety days from ten days ago, and its clock."""
        act = ActFactory(emergency=self, by=self.by, status="confirmed" if extracted else "entered")
        AttachmentFactory(owner=act, added_by=UserFactory(team=self.team))
        if extracted:
            self.starts_on, self.ends_on = act.starts_on, act.ends_on
            self.save()


class ActFactory(DjangoModelFactory):
    class Meta:
        model = Act

    emergency = factory.SubFactory(EmergencyFactory)
    kind = "establish"
    number = factory.Sequence(lambda n: f"300/{n}/2026")
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - 10 * DAY)
    ends_on = factory.LazyAttribute(lambda row: row.starts_on + 89 * DAY)
    signed_on = factory.SelfAttribute("starts_on")
    consulted_on = factory.LazyAttribute(lambda row: row.signed_on - DAY)
    summary = "Menetapkan Status Keadaan Konflik untuk gladi."
    by = factory.SelfAttribute("emergency.by")
    confirmed_by = factory.LazyAttribute(lambda row: row.by if row.status == "confirmed" else None)
    confirmed_at = factory.LazyAttribute(
        lambda row: timezone.now() if row.status == "confirmed" else None
    )


class ProgressFactory(DjangoModelFactory):
    class Meta:
        model = Progress

    emergency = factory.SubFactory(EmergencyFactory, confirmed=True)
    sent_on = factory.LazyFunction(timezone.localdate)
    number = factory.Sequence(lambda n: f"300/L-{n}")
    copies = "Menteri Dalam Negeri, DPRD"
    by = factory.SelfAttribute("emergency.by")


class TroopRequestFactory(DjangoModelFactory):
    class Meta:
        model = TroopRequest

    emergency = factory.SubFactory(EmergencyFactory, confirmed=True)
    asked_at = factory.LazyFunction(timezone.now)
    asked_by = "Bupati"
    what_for = factory.Sequence(lambda n: f"Menjaga batas kedua desa, ke-{n}.")
    by = factory.SelfAttribute("emergency.by")
