"""Pages of kesepakatan: written down, read, changed, looked at, printed; on the permasalahan."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from incidents.cases.agreements.models import Agreement, AgreementCheck
from tests.agreements.access_rows import typed
from tests.agreements.factories import AgreementCheckFactory, AgreementFactory
from tests.cases.factories import CaseFactory, LinkFactory
from tests.documents import pdf_tools
from tests.files.factories import upload
from tests.incidents.factories import IncidentFactory, PartyFactory
from tests.reading import words
from timdu.files.models import Attachment

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world):
    return CaseFactory(opened_by=world.staff, holder_kecamatan=world.camat.kecamatan)


@pytest.fixture
def desk(client, world):
    client.force_login(world.staff)
    return client


def at(row, path=""):
    return row.get_absolute_url() + path


def test_written_down_with_its_clauses_and_the_signed_sheet(desk, world, case):
    address = reverse("agreements:create", args=[case.code])
    more = {
        "butir_1_isi": "Ganti rugi.", "butir_1_terikat": "Kelompok B",
        "butir_1_tanggal": "2026-12-01", "uploads": [upload()],
    }  # fmt: skip

    page = desk.post(address, typed(world) | more, follow=True)

    row = Agreement.objects.get()
    assert [one.what for one in row.clauses.all()] == ["Berdamai.", "Ganti rugi."]
    assert Attachment.objects.of(row).count() == 1
    assert "Kesepakatan tercatat." in words(page)
    assert "paling lambat 1 Desember 2026" in words(page)


def test_the_form_begins_with_the_parties_of_the_permasalahan(desk, world, case):
    incident = IncidentFactory(entered_by=world.operator)
    PartyFactory(incident=incident, name="Kelompok nelayan")
    LinkFactory(case=case, incident=incident)

    form = desk.get(reverse("agreements:create", args=[case.code])).context["form"]

    assert form.initial["parties"] == "Kelompok nelayan"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"summary": ""}, "summary"),
        ({"parties": "Satu saja"}, "parties"),
        ({"mechanism": "other"}, "mechanism_note"),
        ({"agreed_on": "2099-01-01"}, "agreed_on"),
        ({"butir_0_terikat": ""}, "butir_0_terikat"),
        ({"butir_9_tanggal": "2026-12-01"}, "butir_9_isi"),
        ({"butir_0_isi": "", "butir_0_terikat": ""}, "butir_0_isi"),
    ],
)
def test_what_is_missing_is_said_beside_the_field(desk, world, case, changed, field):
    page = desk.post(reverse("agreements:create", args=[case.code]), typed(world) | changed)

    assert next(iter(page.context["form"].errors)) == field
    assert not Agreement.objects.exists()


def test_pressed_twice_it_is_there_once(desk, world, case):
    sent = typed(world) | {"client_uuid": str(uuid4())}
    address = reverse("agreements:create", args=[case.code])

    desk.post(address, sent)
    page = desk.post(address, sent)

    assert "sudah tersimpan, satu kali" in words(page)
    assert Agreement.objects.count() == 1


def test_a_late_change_shows_both_sides(desk, world, case):
    row = AgreementFactory(case=case, version=3)

    page = desk.post(at(row, "ubah/"), typed(world) | {"version": 2, "reason": "Lain."})

    assert page.status_code == 409
    assert "Pokok kesepakatan" in words(page)
    row.refresh_from_db()
    assert row.version == 3


def test_a_change_asks_why_and_a_sheet_alone_does_not(desk, world, case):
    desk.post(reverse("agreements:create", args=[case.code]), typed(world))
    row = Agreement.objects.get()
    same = typed(world) | {"version": 1}

    changed = desk.post(at(row, "ubah/"), same | {"place": "Balai lain"})
    page = desk.post(at(row, "ubah/"), same | {"uploads": [upload()]}, follow=True)

    assert "Tulis alasan perubahan isi kesepakatan." in words(changed)
    assert Attachment.objects.of(row).count() == 1
    assert "Balai lain" not in words(page)
    assert not row.amendments.exists()


def test_the_holder_says_whether_it_is_kept(client, world, case):
    row = AgreementFactory(case=case)
    client.force_login(world.camat)
    sent = {
        "milestone": 30, "checked_on": timezone.localdate().isoformat(), "result": "broken",
        "sentence": "Jalur dilanggar dua kali.", "uploads": [upload()],
    }  # fmt: skip

    page = client.post(at(row, "periksa/"), sent, follow=True)

    assert "Hari ke-30: Dilanggar" in words(page)
    assert Attachment.objects.of(AgreementCheck.objects.get()).count() == 1


def test_between_the_days_it_is_said_so(desk, world, case):
    row = AgreementFactory(case=case, agreed_on=timezone.localdate())
    address = at(row, "periksa/")
    sent = {"checked_on": timezone.localdate().isoformat(), "result": "kept", "sentence": "Ya."}

    begun = desk.get(address).context["form"].initial["milestone"]
    asked = desk.post(address, sent)
    page = desk.post(address, sent | {"milestone": "luar"}, follow=True)

    assert begun == "luar"
    assert list(asked.context["form"].errors) == ["milestone"]
    assert "Di luar jadwal: Ditaati" in words(page)


def test_on_the_permasalahan_it_stands_open_and_told(desk, world, case):
    row = AgreementFactory(case=case, summary="Jalur dibagi.")
    AgreementCheckFactory(agreement=row, result="partly", sentence="Sebagian.")

    page = words(desk.get(case.get_absolute_url()))

    assert "Periksa kesepakatan, hari ke-30" in page
    assert "Kesepakatan ditaati sebagian: hari ke-30" in page
    assert "Kesepakatan para pihak: Mediasi" in page


def test_whoever_only_reads_a_linked_report_reads_no_word_of_it(client, world, case):
    LinkFactory(case=case, incident=IncidentFactory(entered_by=world.member))
    row = AgreementFactory(case=case, summary="Jalur dibagi.")
    AgreementCheckFactory(agreement=row, sentence="Sebagian.")
    client.force_login(world.member)

    page = words(client.get(case.get_absolute_url()))

    assert "Jalur dibagi." not in page
    assert "Kesepakatan" not in page
    assert list(Agreement.objects.visible_to(world.member)) == []


def test_what_changed_since_counts_it(desk, world, case):
    AgreementFactory(case=case)
    since = (timezone.localdate() - dt.timedelta(days=1)).isoformat()

    page = desk.get(f"{case.get_absolute_url()}kronologi/?sejak={since}")

    assert "Kesepakatan para pihak" in words(page)


def test_closing_by_agreement_asks_which(client, world, case):
    row = AgreementFactory(case=case, summary="Jalur dibagi.")
    client.force_login(world.verifier)
    sent = {"outcome": "agreed", "checks": "calm", "grounds": "Selesai."}
    address = reverse("cases:close", args=[case.code])

    asked = client.post(address, sent)
    other = client.post(address, sent | {"outcome": "calmed", "settled": f"kesepakatan-{row.pk}"})
    page = client.post(address, sent | {"settled": f"kesepakatan-{row.pk}"}, follow=True)

    assert list(asked.context["form"].errors) == ["settled"]
    assert list(other.context["form"].errors) == ["settled"]
    assert "Menjadi hasil penutupan permasalahan ini." in words(page)


def test_without_one_closing_asks_for_none(client, world, case):
    client.force_login(world.verifier)

    form = client.get(reverse("cases:close", args=[case.code])).context["form"]

    assert "settled" not in form.fields


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [("", 2), ("kept", 1), ("belum", 1), ("lewat", 1), ("ditarik", 1), ("apa", 2)],
)
def test_every_figure_leads_to_its_rows(desk, world, case, chosen, shown):
    AgreementFactory(case=case)
    AgreementFactory(case=case, result="kept", next_check_on=None)
    AgreementFactory(
        case=case, status="withdrawn", next_check_on=None, withdrawn_at=timezone.now(),
        withdrawn_by=world.staff, withdrawn_reason="Dua kali.",
    )  # fmt: skip

    page = desk.get(f"/permasalahan/kesepakatan/?hasil={chosen}")

    assert len(page.context["page"].rows) == shown


def test_the_berita_acara_is_a_draft_with_every_clause(desk, world, case):
    row = AgreementFactory(case=case, clauses=3)

    answer = desk.get(at(row, "berita-acara.pdf"))

    text = pdf_tools.text(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert "KONSEP" in text
    assert all(f"Butir {number}" in text for number in (1, 2, 3))
    assert "Kelompok A" in text
