"""No reporter's and no source's name reaches the Inspektorat, by whatever way it is looked for.

The way of looking is not the application's: every address the permission matrix opens to the
auditor is fetched, and the bytes are read for the names.
"""

import csv
import io
import zipfile

import pytest
from django.urls import reverse

from incidents.models import Incident, NilReport
from tests.documents import pdf_tools
from tests.incidents.factories import IncidentFactory, NilReportFactory
from tests.rights.access_rows import DAYS
from tests.test_access import ROWS
from timdu.core import reads
from timdu.core.models import AccessLog
from timdu.files.models import Attachment, StoredFile

NAME = "Sentinelawan"
OPEN_TO_AUDITOR = [
    row for row in ROWS if row.method == "get" and row.expected("auditor") == 200 and not row.public
]


@pytest.fixture
def named(world):
    """Whoever reports is called by one name nothing else contains."""
    for person in ("camat", "operator", "member", "other_member", "other_camat"):
        user = world.people[person]
        user.full_name = user.position = user.phone = NAME
        user.save()
    IncidentFactory(entered_by=world.operator, verified=True)
    NilReportFactory(entered_by=world.camat)
    return world


def spread_the_name():
    """Into every column that names who reported or who told them."""
    Incident.objects.update(
        byline=f"Operator {NAME}", on_behalf=NAME, source_name=NAME, known_to_head=True,
        information_source="figure", received={"source_name": NAME},
    )  # fmt: skip
    NilReport.objects.update(byline=NAME, asked=f"Kepala desa {NAME}")
    StoredFile.objects.filter(attachments__isnull=False).update(name=f"{NAME}.jpg")
    Attachment.objects.update(caption=NAME)


def text_of(response):
    """The bytes as words, whatever they are."""
    data = b"".join(response.streaming_content) if response.streaming else response.content
    if data.startswith(b"%PDF"):
        return pdf_tools.text(data)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return "\n".join(
                name + parts.read(name).decode("utf-8", "replace") for name in parts.namelist()
            )
    return data.decode("utf-8", "replace")


def leaks(response):
    return NAME in text_of(response) or NAME in str(response.headers)


@pytest.mark.parametrize("row", OPEN_TO_AUDITOR, ids=str)
def test_no_page_of_the_auditor_names_a_reporter(row, named, client):
    url = reverse(row.url, kwargs=row.args(named)) + row.query
    spread_the_name()
    client.force_login(named.auditor)

    response = client.get(url)

    assert response.status_code == 200
    assert not leaks(response)


def test_no_archive_of_the_auditor_names_a_reporter(named, client):
    secret = IncidentFactory(entered_by=named.operator, secret=True)
    reads.opened(by=named.operator, what=secret)
    reads.opened(by=named.camat, what=secret)
    reads.opened(by=named.secretary, what=secret)
    spread_the_name()
    client.force_login(named.auditor)

    for url in ("/hak-akses/pembukaan/", "/hak-akses/pembukaan/unduh/"):
        text = text_of(client.get(url))
        assert NAME not in text and "disamarkan" in text
    found = client.get(f"/hak-akses/pembukaan/?orang={NAME}")
    archive = client.post("/hak-akses/berkas-pemeriksaan/", DAYS)

    assert secret.code not in text_of(found)
    assert not leaks(archive) and "Kepala Badan" in text_of(archive)


def test_the_walk_would_find_it(named, client):
    """The same pages name them to the secretary: the walk reads what it should."""
    spread_the_name()
    client.force_login(named.secretary)

    assert leaks(client.get("/laporan/")) and leaks(client.get("/nihil/"))
    assert leaks(client.get("/laporan/unduh/"))


@pytest.mark.parametrize("query", [f"q={NAME}", "q=tokoh", "q=operator"])
def test_no_search_finds_by_what_is_masked(named, client, query):
    spread_the_name()
    client.force_login(named.auditor)

    rows = list(
        csv.reader(io.StringIO(text_of(client.get(f"/laporan/unduh/?{query}"))), delimiter=";")
    )

    assert len(rows) == 1


def test_what_the_auditor_carries_away_is_recorded(named, client):
    client.force_login(named.auditor)

    b"".join(client.get("/laporan/unduh/?status=verified").streaming_content)

    row = AccessLog.objects.get()
    assert (row.about, row.role, row.team) == (named.team, "auditor", named.team)
    assert row.note == "Laporan (CSV): status=verified"
