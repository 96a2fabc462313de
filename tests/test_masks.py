"""No reporter's and no source's name reaches the Inspektorat, by whatever way it is looked for.

The way of looking is not the application's: every address the permission matrix opens to the
auditor is fetched, and the bytes are read for the names.
"""

import csv
import io
import re
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from incidents.cases.models import Case, CaseParty, Closing, Handling
from incidents.masks import TEXTS
from incidents.models import Correction, Incident, NilReport, Relay
from tests.cases.factories import LinkFactory
from tests.cases.hung import hang, shut
from tests.documents import pdf_tools
from tests.incidents.factories import (
    IncidentFactory,
    NilReportFactory,
    PartyFactory,
    RelayFactory,
    StepFactory,
)
from tests.renaksi.factories import ActivityFactory
from tests.rights.access_rows import DAYS
from tests.team.factories import UserFactory
from tests.test_access import ROWS
from timdu.core import reads
from timdu.core.models import AccessLog
from timdu.files.models import Attachment, StoredFile

NAME = "Sentinelawan"
FORMS = ("csv", "geojson", "xlsx")
# One number in the two ways it is written: by the account, and by whoever tells the story.
PHONE, SPELLED = "0812-5550-9171", "+62 812 5550 9171"
STORY = f"Menurut {NAME.lower()} ({SPELLED}) massa berkumpul."
NARRATIVES = TEXTS - {"source_name", "on_behalf", "place_text"}
OPEN_TO_AUDITOR = [
    row for row in ROWS if row.method == "get" and row.expected("auditor") == 200 and not row.public
]


@pytest.fixture
def named(world):
    """Whoever reports is called by one name nothing else contains."""
    for person in ("camat", "operator", "member", "other_member", "other_camat"):
        user = world.people[person]
        user.full_name = user.position = NAME
        user.phone = PHONE
        user.save()
    IncidentFactory(entered_by=world.operator, verified=True)
    NilReportFactory(entered_by=world.camat)
    return world


def spread_the_name():
    """Into every column that names who reported or who told them, and into every narrative."""
    Incident.objects.update(
        byline=f"Operator {NAME}", on_behalf=NAME, source_name=NAME, known_to_head=True,
        information_source="figure", received={"source_name": NAME},
    )  # fmt: skip
    Incident.objects.update(**dict.fromkeys(NARRATIVES, STORY))
    for incident in Incident.objects.all():
        PartyFactory(incident=incident, name=f"Keluarga {NAME}")
        StepFactory(incident=incident, actor=NAME, action=STORY)
    for incident in Incident.objects.filter(relays=None):
        RelayFactory(incident=incident)
    Relay.objects.update(told_by=NAME, contact=NAME, text=NAME, recorded_by=NAME)
    asked = {"byline": NAME, "asked": f"Kepala desa {NAME}"}
    NilReport.objects.update(**asked, withdrawn_at=timezone.now(), withdrawn_reason=STORY)
    Correction.objects.update(sent_text=STORY, corrected_text=STORY, reason=STORY)
    spread_over_cases()
    StoredFile.objects.filter(attachments__isnull=False).update(name=f"{NAME}.jpg")
    Attachment.objects.update(caption=NAME)


def spread_over_cases():
    """Into every text of a permasalahan to which a report is linked."""
    Case.objects.update(title=STORY, due_on="2026-11-23", due_what=STORY, names=NAME)
    Handling.objects.update(what=STORY, result=STORY)
    Closing.objects.update(grounds=STORY)
    CaseParty.objects.update(name=f"Keluarga {NAME}")
    for case in Case.objects.filter(links=None):
        LinkFactory(case=case, incident=Incident.objects.filter(team=case.team).first())


def taken(client, query="", form="csv"):
    """The file of the reports that are filtered."""
    return client.post(f"/laporan/unduh/{query}", {"bentuk": form})


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
    return names_somebody(f"{text_of(response)} {response.headers}")


def names_somebody(text):
    letters = re.sub(r"[^a-z0-9]", "", text.lower())
    return NAME.lower() in letters or "55509171" in letters


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
        assert not names_somebody(text) and "disamarkan" in text
    found = client.get(f"/hak-akses/pembukaan/?orang={NAME}")
    archive = client.post("/hak-akses/berkas-pemeriksaan/", DAYS)

    assert secret.code not in text_of(found)
    assert not leaks(archive) and "Kepala Badan" in text_of(archive)


def test_the_walk_would_find_it(named, client):
    """The same pages name them to the secretary: the walk reads what it should."""
    spread_the_name()
    client.force_login(named.secretary)

    assert leaks(client.get("/laporan/")) and leaks(client.get("/nihil/"))
    assert all(leaks(taken(client, form=form)) for form in FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_no_file_the_auditor_takes_names_a_reporter(named, client, form):
    spread_the_name()
    client.force_login(named.auditor)

    assert not leaks(taken(client, form=form))


@pytest.mark.parametrize("query", [f"q={NAME}", "q=tokoh", "q=operator"])
def test_no_search_finds_by_what_is_masked(named, client, query):
    spread_the_name()
    client.force_login(named.auditor)

    rows = list(csv.reader(io.StringIO(text_of(taken(client, f"?{query}"))), delimiter=";"))

    assert len(rows) == 1


@pytest.mark.parametrize("searched", ["jenglot", "0812 5550", "81255509171", "5550"])
def test_no_search_finds_by_a_name_taken_out_or_by_a_number(named, client, searched):
    incident = IncidentFactory(entered_by=named.operator, verified=True, source_name="Jenglot")
    incident.source_name = ""
    incident.what = "Kata Jenglot, 0812 5550 9171 atau 81255509171, massa pulang."
    incident.save()
    client.force_login(named.auditor)

    assert incident.code not in text_of(taken(client, f"?q={searched}"))
    assert incident.code in text_of(taken(client, "?q=massa"))


def test_the_rest_of_a_narrative_is_read(named, client):
    """Other names and numbers stay: only what is known to be the reporter's is taken out."""
    incident = IncidentFactory(
        entered_by=named.operator, verified=True, source_name="Pak Jenglot bin Rawe, RT 4",
        summary="Jenglotan dan warga RT 4 di pasar, telepon 0812 5550 9171, bukan 0812 5550 91712",
        what=f"Jenglot Rawe menelepon {named.camat.email}; JENGLOT melihat 120 orang.",
    )  # fmt: skip
    client.force_login(named.auditor)

    page = text_of(client.get(incident.get_absolute_url()))

    assert "Jenglotan dan warga RT 4 di pasar, telepon [disamarkan], bukan 0812 5550 91712" in page
    assert "[disamarkan] menelepon [disamarkan]; [disamarkan] melihat 120 orang." in page


def test_the_name_of_the_kabupaten_is_no_name_of_a_person(named, client):
    place = named.team.place
    place.name = "Kabupaten Ujilawan"
    place.save()
    incident = IncidentFactory(
        entered_by=named.operator, verified=True, on_behalf="FKUB Kabupaten Ujilawan",
        what="Warga Ujilawan pulang; FKUB mencatat.",
    )  # fmt: skip
    client.force_login(named.auditor)

    assert "Warga Ujilawan pulang; [disamarkan]" in text_of(client.get(incident.get_absolute_url()))


def test_a_name_taken_out_of_its_field_stays_masked(named, client):
    incident = IncidentFactory(entered_by=named.operator, verified=True, source_name="Jenglot")
    incident.source_name, incident.what = "", "Kata Jenglot massa pulang."
    incident.save()
    client.force_login(named.auditor)

    assert "Jenglot" not in text_of(client.get(incident.get_absolute_url()))
    assert "Jenglot" not in text_of(client.get(f"{incident.get_absolute_url()}versi/"))


def test_what_the_auditor_carries_away_is_recorded(named, client):
    client.force_login(named.auditor)

    taken(client, "?status=verified")

    row = AccessLog.objects.get()
    assert (row.about, row.role, row.team) == (named.team, "auditor", named.team)
    assert row.note == "Laporan (CSV): status=verified"


def test_a_permasalahan_with_all_that_hangs_on_it_names_nobody(named, client):
    """Title, steps, reasons, closing, disposisi, permintaan, kesepakatan, arahan, files."""
    desk = [UserFactory(team=named.team), UserFactory(team=named.team, verifier=True),
            UserFactory(team=named.team, role="leader", position="Bupati")]  # fmt: skip
    reports = list(Incident.objects.all())
    case = hang(named, desk, reports, ActivityFactory(entered_by=desk[0]), word=STORY)
    shut(case, desk[1], word=STORY)
    client.force_login(named.auditor)

    pages = [client.get(f"/permasalahan/{path}") for path in
             ("", f"{case.code}/", f"{case.code}/kronologi/")]  # fmt: skip
    pages += [client.get(f"/laporan/{reports[0].code}/"), client.get("/hak-akses/pembukaan/")]

    assert [page.status_code for page in pages] == [200] * len(pages)
    assert not any(leaks(page) for page in pages)
    assert "[disamarkan]" in text_of(pages[2]) and "Kesepakatan para pihak" in text_of(pages[2])
    assert {row.about for row in AccessLog.objects.filter(by=named.auditor)} >= {case}


def test_no_search_finds_a_permasalahan_by_what_is_masked(named, client):
    LinkFactory(case__opened_by=named.staff, incident=Incident.objects.get())
    spread_the_name()
    client.force_login(named.auditor)
    case = Case.objects.get()

    assert case.code not in text_of(client.get(f"/permasalahan/?q={NAME}"))
    assert case.code not in text_of(client.get(f"/cari/?q={NAME}"))
    assert case.code in text_of(client.get(f"/permasalahan/?q={case.code}"))
    assert client.post("/permasalahan/unduh/", {"bentuk": "csv"}).status_code == 403
