"""Factories of files; the bytes are written too, as `intake` does it."""

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory

from tests.files import papers, pictures
from tests.team.factories import AgencyFactory, UserFactory
from timdu.files import intake
from timdu.files.models import Attachment, StoredFile


def upload(data=None, name="foto.jpg"):
    """What the browser sends."""
    return SimpleUploadedFile(name, pictures.jpeg() if data is None else data)


class StoredFileFactory(DjangoModelFactory):
    class Meta:
        model = StoredFile

    class Params:
        pdf = factory.Trait(data=factory.LazyFunction(papers.pdf), name="surat.pdf")

    uploaded_by = factory.SubFactory(UserFactory)
    team = factory.SelfAttribute("uploaded_by.team")
    name = factory.Sequence(lambda n: f"foto {n}.jpg")
    # Each photograph is another one: the same bytes twice are one attachment.
    data = factory.Sequence(lambda n: pictures.jpeg(64 + n % 400, 48))

    @classmethod
    def _create(cls, model_class, *args, data, uploaded_by, team, name):
        return intake.receive(upload(data, name), team=team, by=uploaded_by)


class AttachmentFactory(DjangoModelFactory):
    class Meta:
        model = Attachment

    added_by = factory.SubFactory(UserFactory)
    # Any record whose manager knows `visible_to`: here one that the whole team sees.
    owner = factory.LazyAttribute(lambda row: AgencyFactory(team=row.added_by.team))
    file = factory.LazyAttribute(
        lambda row: StoredFileFactory(uploaded_by=row.added_by, team=row.added_by.team)
    )
