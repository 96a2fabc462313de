"""Pages of permasalahan: opened, changed, judged, linked, closed."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from incidents.cases.models import Case, CaseIncident, Handling
from tests.cases.factories import CaseFactory, ClosingFactory, HandlingFactory, LinkFactory
from tests.files.factories import upload
from tests.incidents.factories import IncidentFactory
from tests.reading import words
from timdu.files.models import Attachment

pytestmark = pytest.mark.django_db
HEAD = {"title": "Perebutan wilayah tangkap", "stage": "tension", "phase": "prevention"}


@pytest.fixture
def case(world):
    return CaseFactory(opened_by=world.staff)


@pytest.fixture
def desk(client, world):
    client.force_login(world.staff)
    return client


@pytest.fixture
def kabid(client, world):
    client.force_login(world.verifier)
    return client


def url(case, path=""):
    return case.get_absolute_url() + path


def test_begun_from_a_report_the_form_is_filled_with_what_it_says(desk, world):
    incident = IncidentFactory(entered_by=world.operator, assessed=True, likelihood=3, impact=2)
    address = f"/permasalahan/baru/?laporan={incident.code}"

    form = desk.get(address).context["form"]
    page = desk.post(address, HEAD | {"likelihood": 3, "impact": 2}, follow=True)

    case = Case.objects.get()
    assert form.initial["title"] == incident.summary
    assert (form.initial["source"], form.initial["likelihood"]) == ("d", 3)
    assert (case.title, case.level) == ("Perebutan wilayah tangkap", 3)
    assert f"Permasalahan dibuka, {case.code}." in words(page)
    assert CaseIncident.objects.get().incident == incident


def test_begun_from_a_report_that_is_linked_says_so_first(desk, world, case):
    link = LinkFactory(case=case)

    page = desk.get(f"/permasalahan/baru/?laporan={link.incident.code}")

    assert "sudah terhubung ke satu permasalahan" in words(page)
    assert "<form" not in page.content.decode().split("<main")[1]


def test_a_report_nobody_showed_them_is_not_there(desk, world):
    other = IncidentFactory(entered_by=world.far_camat)

    assert desk.get(f"/permasalahan/baru/?laporan={other.code}").status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "title"),
        ({"due_on": "2026-12-01"}, "due_what"),
        ({"due_what": "pertemuan"}, "due_on"),
        ({"likelihood": 3}, "impact"),
        ({"stage": "apa"}, "stage"),
        ({"parties": "x" * 130}, "parties"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(desk, typed, said):
    page = desk.post("/permasalahan/baru/", HEAD | typed)

    assert page.status_code == 200
    assert list(page.context["form"].errors) == [said]
    assert not Case.objects.exists()


def test_pressed_twice_it_is_opened_once_and_the_page_says_so(desk, world):
    key = desk.get("/permasalahan/baru/").context["form"]["client_uuid"].value()

    desk.post("/permasalahan/baru/", HEAD | {"client_uuid": key})
    again = desk.post("/permasalahan/baru/", HEAD | {"client_uuid": key})

    said = words(again)
    assert "sudah tersimpan, satu kali" in said and Case.objects.get().code in said
    assert again.context["form"]["title"].value() == HEAD["title"]


def test_a_late_save_shows_both_sides_and_may_be_sent_again(client, world, case):
    client.force_login(world.staff)
    opened = client.get(url(case, "ubah/")).context["form"].version
    client.force_login(world.verifier)
    client.post(url(case, "ubah/"), HEAD | {"version": opened, "classification": "B"})
    client.force_login(world.staff)
    mine = HEAD | {"title": "Judul saya.", "version": opened, "holder": str(world.agency.pk)}

    page = client.post(url(case, "ubah/"), mine)

    assert page.status_code == 409
    form = page.context["form"]
    assert ("Permasalahan", "Perebutan wilayah tangkap", "Judul saya.") in form.pairs
    assert ("Pemegang", "Sekretariat Tim Terpadu", world.agency.short_name) in form.pairs
    assert form["title"].value() == "Judul saya."
    case.refresh_from_db()
    assert case.title == "Perebutan wilayah tangkap"

    client.post(url(case, "ubah/"), mine | {"version": form.version})

    case.refresh_from_db()
    assert (case.title, case.holder, case.classification) == ("Judul saya.", world.agency, "B")


def test_a_late_judgement_shows_both(kabid, case):
    first = kabid.get(url(case, "nilai/")).context["form"].version
    typed = {"likelihood": 3, "impact": 3, "reason": "Satu.", "version": first}
    kabid.post(url(case, "nilai/"), typed)

    page = kabid.post(url(case, "nilai/"), typed | {"likelihood": 2, "reason": "Dua."})

    assert page.status_code == 409
    assert "Tinggi (kemungkinan Tinggi × dampak Tinggi)" in words(page)
    again = typed | {"likelihood": 2, "version": page.context["form"].version}
    assert kabid.post(url(case, "nilai/"), again).status_code == 302
    assert case.assessments.count() == 2


def test_a_report_is_linked_by_its_code_and_let_go(desk, world, case):
    incident = IncidentFactory(entered_by=world.operator)

    page = desk.post(url(case, "laporan/"), {"code": incident.code.lower()}, follow=True)
    assert f"{incident.code} dihubungkan." in words(page)
    link = CaseIncident.objects.get()
    page = desk.post(url(case, f"laporan/{link.pk}/lepas/"), {"note": "Keliru."}, follow=True)

    assert f"{incident.code} dilepas." in words(page)
    assert not CaseIncident.objects.standing().exists()


def test_from_a_report_one_finds_the_permasalahan_by_words_or_code(desk, world, case):
    incident = IncidentFactory(entered_by=world.operator)
    other = CaseFactory(opened_by=world.staff, title="Batas desa")
    CaseFactory(opened_by=world.staff, title="Batas lama", closed=True)
    far = CaseFactory(opened_by=world.far_staff, title="Batas jauh")
    address = reverse("cases:link_case", args=[incident.code])

    def found(text):
        return set(desk.get(address, {"q": text}).context["cases"])

    assert found("") == {case, other}
    assert found("batas") == found(other.code) == {other}
    assert found("tidak ada") == set()
    for wrong in ("", far.code):
        page = desk.post(address, {"case": wrong})
        assert "Pilih satu permasalahan yang masih terbuka." in words(page)
    assert desk.post(address, {"case": other.code}).status_code == 302
    assert CaseIncident.objects.get().case == other


def test_the_page_of_a_report_offers_both_ways_to_the_desk_alone(client, world):
    incident = IncidentFactory(entered_by=world.operator)

    def offered(name):
        client.force_login(world.people[name])
        return "Jadikan permasalahan" in words(client.get(incident.get_absolute_url()))

    assert offered("staff") and offered("verifier")
    assert not offered("camat")


def test_closing_asks_for_what_shows_it_and_keeps_its_files(kabid, case):
    page = kabid.post(url(case, "tutup/"), {"outcome": "agreed"})
    assert set(page.context["form"].errors) == {"checks", "grounds"}

    typed = {"outcome": "agreed", "checks": ["calm"], "grounds": "Ditandatangani."}
    page = kabid.post(url(case, "tutup/"), typed | {"uploads": upload()})

    assert page.status_code == 302
    case.refresh_from_db()
    assert not case.is_open
    assert "Selesai dengan kesepakatan para pihak" in words(kabid.get(url(case)))
    assert Attachment.objects.count() == 1


def test_closing_again_what_is_closed_is_said_beside_the_form(kabid, world):
    case = CaseFactory(opened_by=world.staff, closed=True)
    typed = {"outcome": "agreed", "checks": ["calm"], "grounds": "Lagi."}

    page = kabid.post(url(case, "tutup/"), typed)

    assert page.status_code == 200
    assert "keadaannya sekarang “Ditutup”" in words(page)


def test_staff_read_why_they_cannot_close(desk, case):
    text = words(desk.get(url(case)))

    assert "Permasalahan ditutup dan dibuka lagi oleh Kabid atau Kepala Badan." in text


def test_reopening_from_the_page(kabid, world):
    case = CaseFactory(opened_by=world.staff, closed=True)

    kabid.post(url(case, "buka-lagi/"), {"note": "Kambuh."})

    case.refresh_from_db()
    assert case.is_open
    assert "Kambuh." in words(kabid.get(url(case)))


def test_the_camat_records_a_step_of_their_own_office(client, world, case):
    LinkFactory(case=case, incident=IncidentFactory(entered_by=world.operator))
    client.force_login(world.camat)
    form = client.get(url(case, "langkah/")).context["form"]
    typed = {"what": "Patroli.", "done_at": timezone.localtime().isoformat()[:16], "actor": "meja"}

    page = client.post(url(case, "langkah/"), typed, follow=True)

    assert "actor" not in form.fields
    assert Handling.objects.get().kecamatan == world.camat.kecamatan
    assert f"Kecamatan {world.camat.kecamatan.name}: Patroli." in words(page)


def test_a_step_to_come_is_refused_beside_its_field(desk, case):
    later = timezone.localtime() + dt.timedelta(days=2)
    typed = {"what": "Patroli.", "done_at": later.isoformat()[:16], "actor": "meja"}

    page = desk.post(url(case, "langkah/"), typed)

    assert list(page.context["form"].errors) == ["done_at"]


def test_the_list_is_narrowed_by_each_filter(desk, world):
    past = timezone.localdate() - dt.timedelta(days=1)
    hot = CaseFactory(
        opened_by=world.staff, likelihood=4, impact=4, stage="escalation", due_on=past,
        due_what="Rapat.", holder_kecamatan=world.camat.kecamatan,
    )  # fmt: skip
    calm = CaseFactory(opened_by=world.staff, title="Batas desa")
    LinkFactory(case=calm, incident=IncidentFactory(entered_by=world.other_camat))
    over = CaseFactory(opened_by=world.staff, closed=True)

    def listed(query):
        return set(desk.get(f"/permasalahan/?{query}").context["page"].rows)

    assert listed("") == {hot, calm, over}
    assert listed("keadaan=open") == {hot, calm}
    assert listed("tingkat=3-4") == {hot}
    assert listed("tingkat=tanpa&keadaan=open") == {calm}
    assert listed("tahap=escalation") == {hot}
    assert listed("tenggat=lewat") == {hot}
    assert listed(f"kecamatan={world.camat.kecamatan.code}") == {hot}
    assert listed(f"kecamatan={world.other_camat.kecamatan.code}") == {calm}
    assert listed("q=batas") == {calm}
    assert listed("keadaan=apa") == {hot, calm, over}
    assert "invalid-feedback" in desk.get("/permasalahan/?keadaan=apa").content.decode()


def test_the_home_of_the_desk_counts_and_links(desk, world):
    past = timezone.localdate() - dt.timedelta(days=1)
    CaseFactory(opened_by=world.staff, due_on=past, due_what="Rapat.")
    CaseFactory(opened_by=world.staff)
    CaseFactory(opened_by=world.staff, closed=True, due_on=past, due_what="Rapat.")
    CaseFactory(opened_by=world.far_staff)

    found = desk.get("/").context["cases"]

    assert (found.open.count, found.overdue.count) == (2, 1)
    for number in (found.open, found.overdue):
        assert len(desk.get(number.url).context["page"].rows) == number.count


def test_what_changed_since_the_visit_before(client, world, case):
    client.force_login(world.staff)
    assert "sejak Anda membukanya" not in words(client.get(url(case)))
    session = client.session
    earlier = (timezone.now() - dt.timedelta(days=1)).isoformat()
    session["permasalahan_dibuka"] = {case.code: ["", earlier]}
    session.save()
    HandlingFactory(case=case)

    text = words(client.get(url(case)))

    assert "1 perubahan sejak Anda membukanya" in text
    # The same visit: it stays new.
    assert "1 perubahan sejak Anda membukanya" in words(client.get(url(case)))


def test_the_chronology_since_a_day_counts_by_when_it_was_known(desk, world, case):
    old = HandlingFactory(case=case, what="langkah lama")
    HandlingFactory(case=case, what="langkah baru", done_at=timezone.now() - dt.timedelta(days=90))
    Handling.objects.filter(pk=old.pk).update(at=timezone.now() - dt.timedelta(days=40))
    day = timezone.localdate() - dt.timedelta(days=3)

    text = words(desk.get(url(case, f"kronologi/?sejak={day}")))

    assert "langkah baru" in text and "langkah lama" not in text
    assert "langkah lama" in words(desk.get(url(case, "kronologi/?sejak=kapan")))
    assert "Tulis tanggal seperti" in words(desk.get(url(case, "kronologi/?sejak=2026-02-31")))


def test_the_message_names_no_parties_of_what_is_restricted(kabid, world, case):
    case.parties.create(name="Kelompok C", position=0)
    Case.objects.update(classification="B", due_on=timezone.localdate(), due_what="Rapat.")
    link = LinkFactory(
        case=case, incident=IncidentFactory(entered_by=world.operator, classification="B")
    )  # fmt: skip

    openly = kabid.get(url(case)).context["message"]
    link.incident.classification = "T"
    link.incident.save()
    restricted = kabid.get(url(case)).context["message"]

    assert "Pihak: Kelompok C" in openly and "Laporan: 1" in openly
    assert restricted.startswith("*TERBATAS")
    assert "Kelompok C" not in restricted and "Laporan:" not in restricted
    assert case.title in restricted and f"/permasalahan/{case.code}/" in restricted


def test_a_closed_one_offers_nothing_but_its_outcome(desk, world):
    case = CaseFactory(opened_by=world.staff)
    ClosingFactory(case=case)
    Case.objects.update(status="closed")

    text = words(desk.get(url(case)))

    assert "Hubungkan laporan" not in text and "Catat langkah penanganan" not in text
    assert "Kedua pihak menandatangani kesepakatan." in text
