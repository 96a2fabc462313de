"""Factories of letterheads and recipients, and documents brought to a state by their actions."""

import datetime as dt
import io

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from factory.django import DjangoModelFactory
from PIL import Image

from tests.documents.sample import OCTOBER
from tests.team.factories import TeamFactory, UserFactory
from timdu.documents import permissions, tasks
from timdu.documents.actions import approval, signing
from timdu.documents.models import Letterhead, Recipient, Rendition
from timdu.documents.views.finding import latest_rendition


class LetterheadFactory(DjangoModelFactory):
    class Meta:
        model = Letterhead

    team = factory.SubFactory(TeamFactory)
    kind = Letterhead.Kind.BUPATI
    lines = "BUPATI CONTOH\nPROVINSI KALIMANTAN BARAT"
    address = "Jalan Contoh Nomor 1"
    place = "Contoh"
    signer_title = "BUPATI CONTOH\nselaku Ketua Tim Terpadu,"
    signer_name = "NAMA CONTOH"


class RecipientFactory(DjangoModelFactory):
    class Meta:
        model = Recipient

    class Params:
        copy = factory.Trait(is_copy=True)
        by_hand = factory.Trait(channel=Recipient.Channel.HAND, email="")

    team = factory.SubFactory(TeamFactory)
    name = factory.Sequence(lambda n: f"Pejabat Contoh {n}")
    place = "Pontianak"
    email = factory.Sequence(lambda n: f"penerima{n}@contoh.test")
    position = factory.Sequence(lambda n: n % 30_000)
    kinds = ["uji", "uji_polos", "uji_kecamatan"]
    verified_at = factory.LazyFunction(timezone.now)
    verified_by = factory.LazyAttribute(lambda row: UserFactory(team=row.team, verifier=True))


def drawn(document):
    """Do what the worker does: compile what is wished for, draw what is waiting."""
    tasks.compile_document(document.pk)
    document.refresh_from_db()
    waiting = Rendition.objects.filter(version__document=document, state=Rendition.State.QUEUED)
    for pk in list(waiting.values_list("pk", flat=True)):
        tasks.render_version(pk)
    return document


def draft(team, *, kind="uji", kecamatan=None, by=None, letterhead=True, **period):
    """A compiled draft with its PDF."""
    if letterhead and not Letterhead.objects.filter(team=team, kecamatan=kecamatan).exists():
        head = Letterhead.Kind.KECAMATAN if kecamatan else Letterhead.Kind.BUPATI
        LetterheadFactory(team=team, kind=head, kecamatan=kecamatan)
    first, last = period.get("period", OCTOBER)
    document = tasks.open_document(kind, team, first=first, last=last, kecamatan=kecamatan, by=by)
    return drawn(document)


def people(team):
    """Those whose paraf the default levels ask for."""
    return (
        UserFactory(team=team, verifier=True),
        UserFactory(team=team, secretary=True),
        UserFactory(team=team),
    )


def numbered(team, *, kind="uji", by=None, official_number="300.2/1187/BKBP/2026", **more):
    """A document with every paraf and its number, drawn."""
    document = draft(team, kind=kind, **more)
    *approvers, staff = people(team)
    if document.current.levels:
        document = approval.submit(document, by=staff)
    for person in approvers:
        if permissions.can_initial(person, document):
            document = approval.initial(document, version_number=1, by=person)
    date = dt.date(2026, 11, 9)
    document = approval.number(document, official_number=official_number, date=date, by=by or staff)
    return drawn(document)


def rendition_of(document):
    """Our own PDF in the document's present state."""
    return latest_rendition(document)


def scan_of(pdf_pages: int) -> bytes:
    """Paper put through a scanner: pages that are pictures and nothing else."""
    sheets = [Image.new("L", (210, 297), 250 - page) for page in range(pdf_pages)]
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:])
    return out.getvalue()


def upload(data: bytes, name: str = "bertanda-tangan.pdf") -> SimpleUploadedFile:
    """The bytes as a form hands them over."""
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def signed(team, **more):
    """A document whose signed scan came back."""
    document = numbered(team, **more)
    data = scan_of(rendition_of(document).pages)
    staff = UserFactory(team=team)
    signing.accept(document, upload(data), confirmed=True, by=staff)
    document.refresh_from_db()
    return document
