"""Laporan nihil over HTTP: once a month, never beside a report, withdrawn with a reason."""

import datetime as dt

import pytest
from django.utils import timezone

from incidents.models import NilReport
from tests.incidents.factories import IncidentFactory, NilReportFactory
from tests.reading import typed, words
from tests.team.factories import AgencyFactory, UserFactory
from timdu.core import events
from timdu.core.periods import Month

pytestmark = pytest.mark.django_db
URL = "/nihil/baru/"
ASKED = "Semua kepala desa, Babinsa, dan FKDM."


@pytest.fixture
def month(world):
    return Month.of(timezone.now(), world.team.zone).previous


@pytest.fixture
def camat(client, world):
    client.force_login(world.camat)
    return client


def data(of, **changes):
    return {"month": str(of), "asked": ASKED} | changes


def during(month, world):
    return month.start(world.team.zone) + dt.timedelta(days=3)


def test_a_month_without_anything_is_reported_once(camat, world, month):
    page = camat.post(URL, data(month), follow=True)

    nil = NilReport.objects.get()
    assert (nil.kecamatan, nil.agency, nil.period) == (world.camat.kecamatan, None, month)
    assert (nil.asked, nil.entered_by, nil.byline) == (ASKED, world.camat, world.camat.byline)
    assert f"Nihil {month.label} sudah diterima." in words(page)
    assert f"Ditanyakan kepada: {ASKED}" in words(page)
    assert [event.what for event in events.chronology(nil)] == ["nil.file"]


def test_the_second_click_and_a_colleague_are_told(camat, world, month):
    camat.post(URL, data(month))
    again = camat.post(URL, data(month, asked="Lagi."))
    camat.force_login(world.operator)
    colleague = camat.post(URL, data(month))

    for page in (again, colleague):
        assert f"Bulan: Nihil {month.label} sudah dilaporkan." in words(page)
    assert typed(again, "asked") == "Lagi."
    assert NilReport.objects.count() == 1


def test_a_month_with_a_report_needs_no_nil(camat, world, month):
    IncidentFactory(entered_by=world.operator, occurred_at=during(month, world))
    IncidentFactory(entered_by=world.other_camat, occurred_at=during(month, world))

    page = camat.post(URL, data(month))

    assert f"Tidak perlu: sudah ada 1 laporan pada {month.label}." in words(page)
    assert typed(page, "asked") == ASKED
    assert not NilReport.objects.exists()


def test_a_draft_is_no_report_yet(camat, world, month):
    IncidentFactory(entered_by=world.operator, draft=True, occurred_at=during(month, world))

    assert camat.post(URL, data(month)).status_code == 302


@pytest.mark.parametrize("shift", [2, 20, -20])
def test_a_month_to_come_or_long_gone_is_not_offered(camat, month, shift):
    page = camat.post(URL, data(month.plus(shift)))

    assert "Bulan: Pilih salah satu dari daftar." in words(page)
    assert not NilReport.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"month": ""}, "Bulan: Belum diisi."),
        ({"month": "2026-13"}, "Pilih salah satu dari daftar."),
        ({"month": "<script>"}, "Pilih salah satu dari daftar."),
        ({"asked": "  "}, "Kepada siapa sudah ditanyakan?: Belum diisi."),
        ({"asked": "a" * 501}, "500"),
        ({"asked": "a\x00b"}, "Kepada siapa sudah ditanyakan?: Karakter null"),
    ],
)
def test_hostile_or_missing_answers_get_a_sentence(camat, month, changes, said):
    page = camat.post(URL, data(month, **changes))

    assert page.status_code == 200
    assert said in words(page) and "Belum terkirim. Perbaiki:" in words(page)
    assert b"<script>'" not in page.content
    assert not NilReport.objects.exists()


def test_an_operator_says_whether_the_camat_knows(client, world, month):
    client.force_login(world.operator)

    client.post(URL, data(month, known_to_head="on"))

    assert NilReport.objects.get().known_to_head is True


def test_the_link_of_a_month_chooses_it_and_a_strange_one_harms_nothing(camat, month):
    assert camat.get(f"{URL}?bulan={month}").context["form"]["month"].value() == str(month)
    assert camat.get(f"{URL}?bulan=kapan-saja").status_code == 200


def test_the_desk_notes_it_for_a_kecamatan_or_an_agency(client, world, month):
    client.force_login(world.staff)
    place = world.camat.kecamatan_id

    client.post(URL, data(month, sender="kecamatan", kecamatan=place))
    client.post(URL, data(month, sender="agency", agency=world.agency.pk))

    found = NilReport.objects.values_list("kecamatan", "agency", "entered_by")
    assert set(found) == {(place, None, world.staff.pk), (None, world.agency.pk, world.staff.pk)}


def test_the_desk_says_whose_nothing_it_is(client, world, month):
    client.force_login(world.staff)
    far = world.far_camat.kecamatan_id
    for changes, said in (
        ({}, "Nihil dari siapa?: Belum diisi."),
        ({"sender": "kecamatan"}, "Pilih kecamatan."),
        ({"sender": "agency"}, "Pilih instansi."),
        ({"sender": "kecamatan", "kecamatan": far}, "tidak dapat dipilih"),
        ({"sender": "agency", "agency": AgencyFactory().pk}, "Pilih salah satu dari daftar."),
    ):
        page = client.post(URL, data(month, **changes))
        assert said in words(page)
        assert typed(page, "asked") == ASKED
    assert not NilReport.objects.exists()


def test_a_nil_gives_way_to_a_report_that_comes_after_it(camat, world, month):
    camat.post(URL, data(month))
    local = timezone.localtime(during(month, world))

    camat.post(
        "/laporan/baru/",
        {"client_uuid": "9f0e0c1e-3a64-4a6b-8d37-3f2f5b6f9b11", "summary": "Ternyata ada.",
         "place": IncidentFactory(entered_by=world.camat, draft=True).place.code,
         "when": "other", "occurred_at": local.strftime("%Y-%m-%dT%H:%M"),
         "opened_at": timezone.now().isoformat(), "urgency": "normal", "do": "send"},
    )  # fmt: skip

    nil = NilReport.objects.get()
    assert nil.withdrawn_for.summary == "Ternyata ada."
    assert nil.withdrawn_for.code in words(camat.get(f"/nihil/?tahun={month.year}"))


def test_a_nil_is_withdrawn_with_a_reason_and_may_be_filed_again(camat, world, month):
    nil = NilReportFactory(entered_by=world.operator, month=month.first)
    without = camat.post(f"/nihil/{nil.pk}/tarik/", {"reason": " "})

    page = camat.post(f"/nihil/{nil.pk}/tarik/", {"reason": "Salah bulan."}, follow=True)

    assert "Alasan: Belum diisi." in words(without)
    assert f"Nihil {month.label} ditarik." in words(page)
    nil.refresh_from_db()
    assert (nil.withdrawn_reason, nil.withdrawn_at is not None) == ("Salah bulan.", True)
    (event,) = events.chronology(nil)
    assert (event.what, event.by, event.note) == ("nil.withdraw", world.camat, "Salah bulan.")
    assert camat.post(URL, data(month)).status_code == 302


def test_a_nil_withdrawn_already_says_so_and_keeps_the_reason(camat, world, month):
    nil = NilReportFactory(entered_by=world.operator, month=month.first)
    camat.post(f"/nihil/{nil.pk}/tarik/", {"reason": "Salah bulan."})

    page = camat.post(f"/nihil/{nil.pk}/tarik/", {"reason": "Sekali lagi."})

    assert "Laporan nihil ini sudah ditarik." in words(page)
    assert page.context["form"]["reason"].value() == "Sekali lagi."
    assert events.chronology(nil).count() == 1


def test_a_nil_of_others_is_not_found(client, world, month):
    nil = NilReportFactory(entered_by=world.camat, month=month.first)
    for person in ("other_camat", "far_staff", "member"):
        client.force_login(world.people[person])
        assert client.post(f"/nihil/{nil.pk}/tarik/", {"reason": "x"}).status_code == 404


def test_a_member_files_for_its_agency(client, world, month):
    client.force_login(UserFactory(team=world.team, member=True, agency=world.agency))

    client.post(URL, data(month))

    assert NilReport.objects.get().agency == world.agency
