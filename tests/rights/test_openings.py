"""Who opened what: filters, pages, files, and what stays closed to the reader."""

import csv
import datetime as dt
import hashlib
import io
import zipfile

import pytest
from django.utils import timezone

from tests.documents.factories import draft
from tests.incidents.factories import IncidentFactory, ShareFactory
from tests.reading import words
from tests.rights.access_rows import DAYS
from timdu.core import reads
from timdu.core.models import AccessLog, Event
from timdu.documents.models import Document

URL = "/hak-akses/pembukaan/"


@pytest.fixture
def secret(world):
    incident = IncidentFactory(entered_by=world.operator, secret=True, summary="Kata tersembunyi")
    for person in ("operator", "verifier", "leader"):
        reads.opened(by=world.people[person], what=incident)
    return incident


@pytest.fixture
def secretary(world, client):
    client.force_login(world.secretary)
    return client


def test_a_record_says_who_opened_it_in_what_role(world, secretary, secret):
    reads.opened(by=world.leader, what=IncidentFactory(entered_by=world.operator))

    page = words(secretary.get(f"{URL}?tentang={secret.code.lower()}"))

    assert page.count(f"Laporan {secret.code} (Rahasia)") == 3
    for who, role in (("Kabid", "Kabid (verifikator)"), ("Wakil Bupati", "Pimpinan")):
        assert f"{who} · sebagai {role}" in page
    assert "Kata tersembunyi" not in page


def test_no_list_and_no_file_carries_words_of_what_is_secret(world, client, secret):
    """Not even to somebody who may open it; the link leads there."""
    ShareFactory(incident=secret, person=world.secretary)
    client.force_login(world.secretary)

    page = client.get(URL).content.decode()
    data = b"".join(client.get(f"{URL}unduh/").streaming_content).decode()

    assert secret.get_absolute_url() in page and secret.code in data
    assert "Kata tersembunyi" not in page + data


def test_the_role_is_the_one_held_then(world, secretary, secret):
    world.verifier.role = "staff"
    world.verifier.save()

    assert "sebagai Kabid (verifikator)" in words(secretary.get(URL))


def test_opening_by_the_auditor_is_always_logged_and_by_others_only_what_is_secret(world, client):
    plain = IncidentFactory(entered_by=world.operator)
    for person in ("staff", "auditor"):
        client.force_login(world.people[person])
        client.get(plain.get_absolute_url())

    assert [(row.by, row.role) for row in AccessLog.objects.all()] == [(world.auditor, "auditor")]


def test_a_document_has_its_own(world, secretary):
    document = draft(world.team)
    Document.objects.update(classification="R")
    reads.opened(by=world.verifier, what=document)
    reads.opened(by=world.verifier, what=IncidentFactory(entered_by=world.operator))

    page = words(secretary.get(f"{URL}?tentang=dokumen-{document.pk}"))

    assert page.count("Dokumen Rahasia") == 1 and "Laporan TDU" not in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("orang=wakil", 1), ("orang=%25", 0), ("tentang=TDU-00-XXXXX", 0),
        ("tentang=dokumen-x", 0), ("tentang=dokumen-99999999999999999999999", 0),
        ("dari=2999-01-01", 3), ("dari=2000-01-01", 3), ("sampai=2020-01-01", 0),
        ("dari=apa", 3), ("lanjut=rusak", 3),
    ],
)  # fmt: skip
def test_filters(secretary, secret, query, count):
    assert secretary.get(f"{URL}?{query}").content.decode().count("(Rahasia)") == count


def test_another_kabupaten_reads_its_own_only(world, client, secret):
    client.force_login(world.far_secretary)

    assert secret.code not in words(client.get(URL))
    assert secret.code not in words(client.get(f"{URL}?tentang={secret.code}"))


def test_pages_by_key(world, secretary, secret):
    for _ in range(30):
        reads.opened(by=world.leader, what=secret)
    first = secretary.get(URL)
    second = secretary.get(f"{URL}?lanjut={first.context['page'].next_cursor}")

    shown = [row.row.pk for page in (first, second) for row in page.context["rows"]]
    assert shown == sorted(AccessLog.objects.values_list("pk", flat=True), reverse=True)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("person", ["secretary", "auditor"])
def test_the_list_asks_the_same_of_one_row_and_of_three(
    world, client, person, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        reads.opened(by=world.leader, what=IncidentFactory(entered_by=world.operator, secret=True))
    client.force_login(world.people[person])

    with django_assert_max_num_queries(14):
        client.get(URL)


def test_the_file_is_harmless_and_its_taking_is_recorded(world, secretary, secret):
    world.leader.full_name = "=HYPERLINK(1)"
    world.leader.save()

    data = b"".join(secretary.get(f"{URL}unduh/?orang=wakil").streaming_content)

    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert [row[1] for row in rows] == ["Siapa", "'=HYPERLINK(1), Wakil Bupati"]
    assert AccessLog.objects.latest("pk").note == "Catatan pembukaan (CSV): orang=wakil"


def test_the_archive_proves_itself(world, client, secret):
    IncidentFactory(entered_by=world.operator, summary="Kejadian biasa")
    client.force_login(world.auditor)

    data = client.post("/hak-akses/berkas-pemeriksaan/", DAYS | {"sampai": "2026-12-31"}).content

    event = Event.objects.get(what="audit.bundle")
    assert event.data["sha256"] == hashlib.sha256(data).hexdigest()
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sums = [line.split("  ") for line in parts.read("SHA256SUMS").decode().splitlines()]
        assert {name for _, name in sums} | {"SHA256SUMS"} == set(parts.namelist())
        for sha256, name in sums:
            assert hashlib.sha256(parts.read(name)).hexdigest() == sha256
        reports = parts.read("laporan.csv").decode()
        assert "Kejadian biasa" in reports and "Kata tersembunyi" not in reports
        assert "laporan.csv: 1" in parts.read("BACA-DAHULU.txt").decode()


@pytest.mark.parametrize("days", [{}, {"sampai": "2027-01-02"}, {"dari": "2026-12-31"}])
def test_days_that_cannot_be_are_refused_beside_the_field(world, client, days):
    client.force_login(world.auditor)
    wanted = {"dari": "2026-01-01", "sampai": "2026-01-01"} | days if days else {}
    if days.get("dari"):
        wanted["sampai"] = "2026-01-01"

    page = client.post("/hak-akses/berkas-pemeriksaan/", wanted)

    assert "Arsip belum dibuat" in words(page)
    assert not Event.objects.filter(what="audit.bundle").exists()


def test_the_door_closes_with_the_letter(world, client):
    world.auditor.access_until = timezone.localdate() - dt.timedelta(days=1)
    world.auditor.save()
    client.force_login(world.auditor)

    assert client.get(URL).status_code == 403
