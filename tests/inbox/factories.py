"""Factories of what waits, and of mails to the people of a team."""

import factory
from factory.django import DjangoModelFactory

from tests.incidents.factories import IncidentFactory
from tests.team.factories import UserFactory
from timdu.core import outgoing
from timdu.inbox.models import Notification, SavedFilter, Todo


class TodoFactory(DjangoModelFactory):
    """By default a report of a kecamatan that the person who sent it has to complete."""

    class Meta:
        model = Todo

    holder = factory.SubFactory(UserFactory, kecamatan_user=True)
    team = factory.SelfAttribute("holder.team")
    kind = "incident.complete"
    about = factory.LazyAttribute(lambda row: IncidentFactory(entered_by=row.holder))
    title = factory.LazyAttribute(lambda row: f"Lengkapi laporan: {row.about.summary}")
    url = factory.LazyAttribute(lambda row: row.about.get_absolute_url())


class NotificationFactory(DjangoModelFactory):
    """By default the digest of somebody for whom one thing waits."""

    class Meta:
        model = Notification

    recipient = factory.LazyFunction(lambda: TodoFactory().holder)
    team = factory.SelfAttribute("recipient.team")
    kind = "digest"
    about = factory.SelfAttribute("recipient")
    window = "2026-11-23"
    message_id = factory.LazyFunction(outgoing.new_message_id)


class SavedFilterFactory(DjangoModelFactory):
    """By default what waits, kept by somebody of the desk for themselves."""

    class Meta:
        model = SavedFilter

    owner = factory.SubFactory(UserFactory, verifier=True)
    team = factory.SelfAttribute("owner.team")
    name = factory.Sequence(lambda n: f"Yang menunggu {n}")
    path = "/laporan/"
    query = "status=submitted"
