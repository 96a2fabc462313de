"""A number on a home page links to exactly the rows it counts."""

import datetime as dt
import re
from html import unescape

import pytest
from django.utils import timezone

from tests.documents.factories import LetterheadFactory, RecipientFactory, draft, rendition_of
from tests.files.factories import StoredFileFactory
from tests.incidents.factories import IncidentFactory, ShareFactory
from tests.reading import words
from tests.team.factories import UserFactory
from timdu.core import jobs
from timdu.core.periods import Month
from timdu.documents import tasks
from timdu.documents.models import Delivery, Document
from timdu.team.models import User

pytestmark = pytest.mark.django_db


def as_(client, person):
    client.force_login(person)
    return client


def links(response):
    """Every address on the page."""
    return [unescape(found) for found in re.findall(r'href="([^"]+)"', response.content.decode())]


def begun(world, back, kecamatan=None):
    month = Month.of(timezone.now(), world.team.zone).plus(-back)
    kind = "kecamatan_monthly" if kecamatan else "monthly"
    return tasks.open_document(
        kind, world.team, first=month.first, last=month.last, kecamatan=kecamatan
    )


def month_rows(world, months_back=1):
    """Two own reports of last month, one shared from another office, one of an agency."""
    month = Month.of(timezone.now(), world.team.zone).plus(-months_back)
    moment = month.start(world.team.zone) + dt.timedelta(days=2)
    own = IncidentFactory.create_batch(2, entered_by=world.operator, occurred_at=moment)
    shared = IncidentFactory(entered_by=world.other_camat, occurred_at=moment)
    ShareFactory(incident=shared, kecamatan=world.camat.kecamatan, by=world.verifier)
    IncidentFactory(entered_by=world.staff, occurred_at=moment, kecamatan=world.camat.kecamatan)
    IncidentFactory(entered_by=world.camat, occurred_at=moment, draft=True)
    return month, own


@pytest.mark.parametrize("person", ["camat", "operator"])
def test_the_month_of_a_kecamatan_links_to_what_it_sent(client, world, person):
    month, own = month_rows(world)
    client = as_(client, world.people[person])

    (url,) = {url for url in links(client.get("/")) if f"bulan={month}" in url and "asal" in url}

    page = client.get(url)
    assert {row.code for row in page.context["page"].rows} == {row.code for row in own}
    assert f"Kecamatan: {world.camat.kecamatan.name}" in words(page)
    assert "Asal laporan: Kecamatan" in words(page)


def test_the_month_in_the_table_of_nihil_links_to_the_same(client, world):
    month, own = month_rows(world)
    code = world.camat.kecamatan_id
    client = as_(client, world.staff)

    page = client.get(f"/nihil/?tahun={month.year}")
    (url,) = {
        url for url in links(page) if f"bulan={month}&" in url and f"kecamatan={code}&" in url
    }

    assert {row.code for row in client.get(url).context["page"].rows} == {row.code for row in own}


def test_a_kecamatan_asks_for_no_other(client, world):
    month, own = month_rows(world)
    other = world.other_camat.kecamatan_id

    page = as_(client, world.camat).get(f"/laporan/?kecamatan={other}")

    assert "Pilih salah satu dari daftar." in words(page)
    assert [code for code, _ in page.context["filters"].fields["kecamatan"].choices] == [
        "", world.camat.kecamatan_id,
    ]  # fmt: skip


def test_the_desk_links_to_the_documents_it_counts(client, world):
    mine = [begun(world, 2), begun(world, 3)]
    begun(world, 2, world.camat.kecamatan)
    Document.objects.filter(pk=begun(world, 4).pk).update(
        status="cancelled", cancel_reason="Salah.", cancelled_at=timezone.now()
    )
    client = as_(client, world.staff)

    page = client.get("/")

    url = "/dokumen/?keadaan=berjalan&milik=tim"
    assert url in links(page)
    assert page.context["document_count"] == 2
    assert {row.pk for row in client.get(url).context["page"].rows} == {row.pk for row in mine}


def test_the_filters_of_documents_may_be_anything(client, world):
    begun(world, 2)
    client = as_(client, world.staff)
    for query in ("keadaan=<b>", "milik=orang", "bulan=kapan", "jenis='; drop", "lanjut=\x00"):
        page = client.get(f"/dokumen/?{query}")
        assert page.status_code == 200
        assert b"<b>" not in page.content


def test_the_administrator_counts_people_and_finds_them(client, world):
    UserFactory(team=world.team, is_active=False)
    UserFactory(team=world.far_team)
    client = as_(client, world.admin)

    page = client.get("/")

    people = {role: count for role, _, count in page.context["people"]}
    assert people["staff"] == 1
    for role, count in people.items():
        url = f"/pengaturan/pengguna/?peran={role}&aktif=1"
        assert url in links(page)
        found = list(client.get(url).context["people"])
        assert len(found) == count
        assert {(person.role, person.is_active) for person in found} == {(role, True)}


def test_a_role_that_is_none_filters_nothing(client, world):
    client = as_(client, world.admin)

    everybody = User.objects.filter(team=world.team).count()
    assert (
        len(client.get("/pengaturan/pengguna/?peran=raja&aktif=x").context["people"]) == everybody
    )


def test_only_those_who_may_are_offered_to_compile(client, world):
    offered = {
        name
        for name, person in world.people.items()
        if "/dokumen/susun/" in links(as_(client, person).get("/dokumen/"))
    }

    assert offered == {
        "camat", "operator", "other_camat", "staff", "verifier", "secretary",
        "far_camat", "far_staff", "far_verifier", "far_secretary",
    }  # fmt: skip


def test_the_emblem_of_the_team_stands_at_the_head_for_everybody_of_the_team(client, world):
    plain = as_(client, world.member).get("/").content.decode()
    emblem = StoredFileFactory(uploaded_by=world.admin, name="lambang.jpg")
    LetterheadFactory(team=world.team, emblem=emblem)
    address = f"/berkas/{emblem.pk}/kecil/"

    assert "img/crest.svg" in plain
    for name in ("camat", "member", "staff", "leader", "forkopimda", "auditor", "admin"):
        client = as_(client, world.people[name])
        assert f'src="{address}"' in client.get("/").content.decode()
        assert client.get(address).status_code == 200
    for name in ("observer", "far_staff", "far_camat"):
        client = as_(client, world.people[name])
        assert address not in client.get("/").content.decode()
        assert client.get(address).status_code == 404


def test_the_emblem_of_a_kecamatan_is_not_the_teams(client, world):
    emblem = StoredFileFactory(uploaded_by=world.camat)
    LetterheadFactory(
        team=world.team, kind="kecamatan", kecamatan=world.camat.kecamatan, emblem=emblem
    )

    assert "img/crest.svg" in as_(client, world.camat).get("/").content.decode()
    assert as_(client, world.member).get(f"/berkas/{emblem.pk}/kecil/").status_code == 404


def test_every_figure_of_the_machinery_leads_to_its_rows_and_to_no_content(client, world):
    sent = draft(world.team, kind="uji")
    states = ("queued", "retry", "unsure", "refused", "sent")
    for number, state in enumerate(states):
        Delivery.objects.create(
            document=sent, recipient=RecipientFactory(team=world.team), channel="email",
            address="rahasia.orang@kalbar.test", file=rendition_of(sent).file, state=state,
            queued_by=world.staff, message_id=f"<{number}@contoh.test>",
        )  # fmt: skip
    job = jobs.start("Menyusun yang rahasia", team=world.team, by=world.staff, total=3)
    jobs.fail(job.pk, error="Basis data mati.")
    jobs.start("Pekerjaan tim lain", team=world.far_team, by=world.far_staff, total=3)
    client = as_(client, world.admin)

    home = client.get("/")

    counts = {name: count for name, _, count in home.context["system"].counts}
    assert counts == {
        "surel-menunggu": 2, "surel-tidak-pasti": 1, "surel-ditolak": 1,
        "pekerjaan-berjalan": 0, "pekerjaan-gagal": 1,
        "kabar-menunggu": 0, "kabar-tidak-pasti": 0, "kabar-ditolak": 0, "kabar-dihentikan": 0,
    }  # fmt: skip
    for name, count in counts.items():
        url = f"/pengaturan/sistem/?yang={name}"
        assert url in links(home)
        page = client.get(url)
        assert (page.context["total"], len(page.context["rows"])) == (count, count)
        text = words(page)
        assert "rahasia" not in text and sent.title not in text
    assert "Basis data mati." in words(client.get("/pengaturan/sistem/?yang=pekerjaan-gagal"))
    assert "kalbar.test" in words(client.get("/pengaturan/sistem/?yang=surel-menunggu"))
    assert client.get("/pengaturan/sistem/?yang=<b>").context["chosen"] == "surel-menunggu"
