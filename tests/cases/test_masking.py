"""A permasalahan as the Inspektorat reads it: whose names go, whose stay, what stays shut."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.cases import masking
from incidents.cases.entry import Entry
from incidents.cases.models import Case
from tests.cases.factories import CaseFactory, HandlingFactory, LinkFactory
from tests.incidents.factories import IncidentFactory
from tests.reading import words

pytestmark = pytest.mark.django_db


def called(person, name):
    person.full_name = name
    person.save()
    return person


def entry(title, by):
    return Entry(None, None, "fact", title, by=by)


def test_names_of_reporters_and_of_offices_at_work_go_and_others_stay(world):
    called(world.operator, "Burhanwara")
    called(world.member, "Citraloka")
    case = CaseFactory(opened_by=called(world.staff, "Desiarum"),
                       title="Burhanwara, Citraloka dan Desiarum bertemu.")  # fmt: skip
    LinkFactory(case=case, incident=IncidentFactory(entered_by=world.operator))
    HandlingFactory(case=case, agency=world.agency)

    masking.hide(world.auditor, [case])

    assert case.title == "[disamarkan], [disamarkan] dan Desiarum bertemu."


def test_nobody_else_reads_it_masked(world):
    case = CaseFactory(opened_by=world.staff, title="Seperti ditulis.")

    assert masking.hide(world.leader, [case]).over("Seperti ditulis.") == "Seperti ditulis."


@pytest.mark.parametrize(
    ("title", "by", "said"),
    [
        ("Permasalahan dibuka", "Kabid", "Kabid"),
        ("Penanganan", "Dicatat Kabid\u00a0· 23 Nov", "Dicatat Kabid\u00a0· 23 Nov"),
        ("Penanganan", "Dicatat Camat Anjongan\u00a0· 23 Nov", masking.OFFICE),
        ("Laporan: Peristiwa", "Kabid", masking.REPORTER),
        ("Perkembangan", "Camat Anjongan", masking.REPORTER),
        ("Kegiatan: patroli", "", ""),
    ],
)
def test_by_whom_it_is_said_stands_for_the_desk_alone(title, by, said):
    assert masking.by(entry(title, by), {"Kabid"}) == said


def test_the_list_asks_as_much_for_three_as_for_one(world, client):
    client.force_login(world.auditor)

    def asked():
        LinkFactory(case__opened_by=world.staff, incident=IncidentFactory(entered_by=world.camat))
        with CaptureQueriesContext(connection) as found:
            assert client.get("/permasalahan/").status_code == 200
        return len(found)

    asked()
    one = asked()
    assert [asked(), asked()] == [one, one]


def test_it_is_read_and_neither_changed_nor_taken_along(world, client):
    case = CaseFactory(opened_by=world.staff)
    client.force_login(world.auditor)

    page = words(client.get(case.get_absolute_url()))

    for word in ("Ubah permasalahan", "Catat langkah", "Salin untuk WhatsApp", "Beri disposisi"):
        assert word not in page
    assert "Unduh" not in words(client.get("/permasalahan/"))


def test_after_the_surat_tugas_nothing_is_there(world):
    CaseFactory(opened_by=world.staff)
    world.auditor.access_until = world.auditor.access_from

    assert not Case.objects.visible_to(world.auditor).exists()
