"""Pages of the register: entered with the scan, compared, told on the homes, never proposed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from incidents.cases.emergency.actions import decrees
from incidents.cases.emergency.models import Act, Emergency
from tests.cases.factories import CaseFactory
from tests.emergency.access_rows import DAY, beyond, said, with_scan
from tests.emergency.factories import EmergencyFactory, ProgressFactory, TroopRequestFactory
from tests.files.factories import upload
from tests.reading import words
from timdu.files.models import Attachment

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, world):
    client.force_login(world.staff)
    return client


def test_entered_with_its_scan_and_confirmed_by_another(client, desk, world):
    page = desk.post("/status-keadaan/baru/", with_scan(world), follow=True)

    act = Act.objects.get()
    assert Attachment.objects.of(act).count() == 1
    assert "menunggu konfirmasi orang kedua" in words(page)
    assert "Yang dapat: Kabid atau Kepala Badan lain" in words(page)
    client.force_login(world.secretary)
    address = reverse("emergency:confirm", args=[act.emergency_id, act.pk])
    assert client.get(address).status_code == 200
    assert Emergency.objects.get().starts_on is None

    page = client.post(address, {"version": 1}, follow=True)

    assert "hari ke-4 dari 90" in words(page)


def test_without_the_scan_it_is_not_taken(desk, world):
    page = desk.post("/status-keadaan/baru/", said(world))

    assert list(page.context["form"].errors) == ["uploads"]


def test_beyond_the_statute_the_form_says_where_and_asks_why(desk, world):
    asked = desk.post("/status-keadaan/baru/", beyond(world))

    errors = asked.context["form"].errors["beyond_reason"]
    assert "91 hari" in errors[0]
    assert "tanggal tidak perlu diubah" in errors[1]
    sent = beyond(world) | {"beyond_reason": "Begitu bunyi SK.", "uploads": [upload()]}
    desk.post("/status-keadaan/baru/", sent)
    assert Act.objects.get().beyond_reason == "Begitu bunyi SK."


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"number": ""}, "number"),
        ({"signed_on": "2099-01-01"}, "signed_on"),
        ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"report_days": "0"}, "report_days"),
        ({"case": "PM-26-XXXX"}, "case"),
    ],
)
def test_what_is_missing_is_said_beside_the_field(desk, world, changed, field):
    page = desk.post("/status-keadaan/baru/", with_scan(world) | changed)

    assert list(page.context["form"].errors) == [field]


@pytest.mark.parametrize("who", ["staff", "leader", "aide", "camat", "member", "forkopimda"])
def test_the_clock_stands_on_the_home_of_whoever_may_know(client, world, who):
    EmergencyFactory(by=world.staff, confirmed=True, title="Gladi: Status berjalan")
    client.force_login(world.people[who])

    page = words(client.get("/"))

    assert "Gladi: Status berjalan" in page
    assert "hari ke-11 dari 90" in page
    # What is due is the desk's to do and the leader's to know.
    told = "Laporan perkembangan kepada gubernur" in page
    assert told == (who in ("staff", "leader", "aide"))


@pytest.mark.parametrize("who", ["leader", "camat"])
def test_what_is_only_entered_stands_on_no_home(client, world, who):
    EmergencyFactory(by=world.staff, title="Gladi: belum")
    client.force_login(world.people[who])

    assert "Gladi: belum" not in words(client.get("/"))


def test_a_permasalahan_names_it_and_without_one_nothing_proposes_it(desk, world):
    case, other = CaseFactory(opened_by=world.staff), CaseFactory(opened_by=world.staff)
    EmergencyFactory(by=world.staff, confirmed=True, case=case)

    page = words(desk.get(case.get_absolute_url()))

    assert "Status Keadaan Konflik: penetapan" in page
    assert "Status Keadaan Konflik" not in words(desk.get(other.get_absolute_url()))


def test_the_permasalahan_stays_hidden_from_whoever_may_not_know_it(client, world):
    case = CaseFactory(opened_by=world.staff, title="Judul tertutup")
    row = EmergencyFactory(by=world.staff, confirmed=True, case=case)
    client.force_login(world.other_camat)

    assert "Judul tertutup" not in words(client.get(row.get_absolute_url()))


def test_a_late_change_shows_both_sides(desk, world):
    row = EmergencyFactory(by=world.staff)
    act = row.acts.get()
    Act.objects.filter(pk=act.pk).update(version=2)

    page = desk.post(reverse("emergency:edit", args=[row.pk, act.pk]), said(world) | {"version": 1})

    assert page.status_code == 409
    assert "Nomor SK" in words(page)


def test_prolonged_beyond_it_asks_and_revoked_it_needs_no_last_day(desk, world):
    row = EmergencyFactory(by=world.staff, confirmed=True)
    today = timezone.localdate()
    sent = said(world) | {
        "signed_on": today.isoformat(), "starts_on": (row.ends_on + DAY).isoformat(),
        "ends_on": (row.ends_on + 30 * DAY).isoformat(), "uploads": [upload()],
    }  # fmt: skip

    asked = desk.post(reverse("emergency:extend", args=[row.pk]), sent)
    revoked = {"number": "1", "signed_on": today.isoformat(), "starts_on": today.isoformat(),
               "summary": "Dicabut.", "uploads": [upload()]}  # fmt: skip
    desk.post(reverse("emergency:revoke", args=[row.pk]), revoked)

    assert "di luar masanya" in asked.context["form"].errors["beyond_reason"][0]
    assert Act.objects.get(kind="revoke").ends_on is None


def test_reports_and_requests_are_noted(desk, world):
    row = EmergencyFactory(by=world.staff, confirmed=True)
    today = timezone.localdate().isoformat()

    desk.post(
        reverse("emergency:progress", args=[row.pk]),
        {"sent_on": today, "number": "300/L-1", "copies": "Menteri Dalam Negeri, DPRD"},
    )
    page = desk.post(
        reverse("emergency:troops", args=[row.pk]),
        {"asked_at": f"{today}T00:01", "asked_by": "Bupati", "what_for": "Gladi."}, follow=True,
    )  # fmt: skip

    assert "nomor 300/L-1" in words(page)
    assert "Belum tertulis, paling lambat" in words(page)
    request = row.requests.get()
    address = reverse("emergency:troops_edit", args=[row.pk, request.pk])
    wrong = desk.post(address, {"asked_at": f"{today}T00:01", "asked_by": "B", "what_for": "G",
                                "written_number": "1", "version": 1})  # fmt: skip
    assert list(wrong.context["form"].errors) == ["written_at"]


def test_taken_back_it_says_so_to_the_desk(desk, world):
    row = EmergencyFactory(by=world.staff, confirmed=True)
    decrees.withdraw(row.acts.get(), by=world.verifier, reason="Salah catat.")

    assert "Menunggu konfirmasi" not in words(desk.get("/status-keadaan/"))
    assert "Ditarik" in words(desk.get("/status-keadaan/"))


def test_pressed_twice_it_is_there_once(desk, world):
    sent = with_scan(world) | {"client_uuid": "11111111-1111-4111-8111-111111111111"}
    desk.post("/status-keadaan/baru/", sent)

    page = desk.post("/status-keadaan/baru/", sent | {"uploads": [upload()]})

    assert "sudah tersimpan, satu kali" in words(page)
    assert Emergency.objects.count() == 1


def test_it_costs_as_much_with_three_reports_as_with_one(
    desk, world, django_assert_max_num_queries
):
    row = EmergencyFactory(by=world.staff, confirmed=True)
    ProgressFactory(emergency=row)
    TroopRequestFactory(emergency=row)
    desk.get(row.get_absolute_url())
    with django_assert_max_num_queries(60) as first:
        desk.get(row.get_absolute_url())
    for _ in range(2):
        ProgressFactory(emergency=row)
        TroopRequestFactory(emergency=row)

    with django_assert_max_num_queries(len(first.captured_queries)):
        desk.get(row.get_absolute_url())
