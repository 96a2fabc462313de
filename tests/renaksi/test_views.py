"""Pages of kegiatan: few answers are enough, nothing typed is lost, every number opens its rows."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from renaksi import sheet
from renaksi.models import Activity
from tests.cases.factories import CaseFactory
from tests.files import pictures
from tests.files.factories import AttachmentFactory, upload
from tests.reading import words
from tests.renaksi.factories import (
    ActivityCaseFactory,
    ActivityFactory,
    ActivityKindFactory,
    InvolvedFactory,
)
from tests.team.factories import AgencyFactory, PartnerFactory
from timdu.core.models import AccessLog, Event

pytestmark = pytest.mark.django_db
LIST, NEW, EXPORT = "/kegiatan/", "/kegiatan/baru/", "/kegiatan/unduh/"


@pytest.fixture
def camat(client, world):
    client.force_login(world.camat)
    return client


@pytest.fixture
def staff(client, world):
    client.force_login(world.staff)
    return client


def typed(world, **changes):
    return {
        "client_uuid": "0b0f3b5e-58a8-4b60-9a0e-3f1f4d8f3a11",
        "kind": ActivityKindFactory(name="dialog").pk,
        "about": "Dialog pemuda lintas desa.",
        "held_on": "2026-10-12",
        "place": world.camat.kecamatan_id,
    } | changes


def test_four_answers_are_enough_and_no_number_is_not_nought(camat, world):
    answer = camat.post(NEW, typed(world))

    made = Activity.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.people, made.people_certainty) == (None, "unknown")
    assert (made.kecamatan, made.entered_by) == (world.camat.kecamatan, world.camat)
    assert "tidak diketahui" in words(camat.get(made.get_absolute_url()))


def test_pressed_twice_it_is_one(camat, world):
    sent = typed(world)

    first, second = camat.post(NEW, sent), camat.post(NEW, sent)

    assert first.url == second.url and Activity.objects.count() == 1


def test_photographs_follow_and_one_that_is_no_picture_loses_nothing(camat, world):
    good, bad = upload(pictures.jpeg(120, 80), "a.jpg"), upload(b"bukan gambar", "b.jpg")

    answer = camat.post(NEW, typed(world, photos=[good, bad]), follow=True)

    assert "a.jpg" in words(answer) and "b.jpg" in words(answer)
    assert "tidak dapat diterima" in words(answer)


def test_a_form_that_comes_back_keeps_everything_and_says_what_is_wrong(staff, world):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    sent = typed(
        world, held_on=tomorrow, people="12 orang", ends="09:00", case_codes="PM-1"
    )  # fmt: skip

    page = words(staff.post(NEW, sent))

    assert "Kegiatan dicatat sesudah dilaksanakan." in page
    assert "Dialog pemuda lintas desa." in page and "Isi jam mulainya." in page
    assert "Tidak ada permasalahan berkode PM-1" in page
    assert not Activity.objects.exists()


def test_the_desk_says_who_held_it_who_took_part_and_about_what(staff, world):
    agency, partner = AgencyFactory(team=world.team), PartnerFactory(team=world.team)
    case, other = CaseFactory(opened_by=world.staff), CaseFactory(opened_by=world.staff)
    sent = typed(
        world, organiser=f"a{world.agency.pk}", agencies=[agency.pk, world.agency.pk],
        kecamatan_list=[world.camat.kecamatan_id], partners=[partner.pk],
        cases=[case.code], case_codes=other.code.lower(), people="1.250", people_certainty="sure",
    )  # fmt: skip

    staff.post(NEW, sent)

    made = Activity.objects.get()
    assert (made.agency, made.people, made.people_certainty) == (world.agency, 1250, "sure")
    # Whoever held it is not named again.
    assert made.involved.count() == 3
    assert {link.case for link in made.links.all()} == {case, other}


def test_begun_from_a_permasalahan_it_is_ticked(staff, world):
    case = CaseFactory(opened_by=world.staff)

    page = staff.get(f"{NEW}?permasalahan={case.code}")

    assert page.context["form"].initial["cases"] == [case.code]


@pytest.mark.parametrize("name", ["about", "held_on", "kind", "place", "place_text"])
def test_what_no_database_holds_brings_the_form_back(camat, world, name):
    row = ActivityFactory(entered_by=world.camat)

    page = camat.post(f"{row.get_absolute_url()}ubah/", typed(world, **{name: "a\0b"}))

    assert page.status_code == 200, words(page)
    assert page.context["form"].errors
    assert "Dialog pemuda lintas desa." in words(page) or name == "about"


def test_a_save_that_came_too_late_shows_both_sides(camat, world):
    activity = ActivityFactory(entered_by=world.camat)
    address = reverse("activities:edit", args=[activity.code])
    sent = typed(world, version="1", about="Yang pertama.")
    camat.post(address, sent)

    late = camat.post(address, typed(world, version="1", about="Yang kedua."))
    again = camat.post(
        address, typed(world, version=str(late.context["form"].version), about="Yang kedua.")
    )

    assert late.status_code == 409
    assert "Yang pertama." in words(late) and "Yang kedua." in words(late)
    assert again.status_code == 302 and Activity.objects.get().about == "Yang kedua."


def test_what_was_withdrawn_stays_to_be_read_and_is_counted_nowhere(camat, world):
    activity = ActivityFactory(entered_by=world.camat)
    camat.post(reverse("activities:withdraw", args=[activity.code]), {"note": "Batal."})

    # The first page after it says that it was done.
    camat.get("/")
    assert activity.code not in words(camat.get(LIST))
    assert activity.code in words(camat.get(f"{LIST}?keadaan=ditarik"))
    assert "Batal." in words(camat.get(activity.get_absolute_url()))


def test_every_count_opens_exactly_its_rows(staff, world):
    for name in ("dialog", "dialog", "mediasi"):
        ActivityFactory(entered_by=world.staff, kind=ActivityKindFactory(name=name))
    ActivityFactory(entered_by=world.staff, held_on=dt.date(2025, 1, 5), starts_at=timezone.now())

    counts = staff.get(f"{LIST}?bulan=2026-10").context["counts"]

    assert [(one["word"], one["count"]) for one in counts] == [("Dialog", 2), ("Mediasi", 1)]
    for one in counts:
        assert len(staff.get(f"{LIST}?{one['query']}").context["page"].rows) == one["count"]


@pytest.mark.parametrize(
    ("query", "found"),
    [("?q=pasar", {"a"}), ("?q=balai+desa", {"b"}), ("?dari=2026-10-13", {"b"}),
     ("?sampai=2026-10-12", {"a"}), ("?instansi=meja", {"a", "b"}), ("?penyelenggara=9999", set()),
     ("?bulan=2026-13", {"a", "b"}), ("?jenis=999999", {"a", "b"})],
)  # fmt: skip
def test_filters_stand_in_the_address(staff, world, query, found):
    a = ActivityFactory(entered_by=world.staff, about="Sosialisasi di pasar.")
    b = ActivityFactory(
        entered_by=world.staff, place_text="Balai Desa", held_on=dt.date(2026, 10, 14)
    )

    rows = staff.get(f"{LIST}{query}").context["page"].rows

    assert {"a" if row == a else "b" for row in rows} == found and {a, b} >= set(rows)


def test_the_file_holds_what_was_filtered_and_who_took_it_is_kept(staff, world):
    activity = ActivityFactory(entered_by=world.staff, about="=HYPERLINK(1)", people=None,
                               people_certainty="unknown")  # fmt: skip
    InvolvedFactory(activity=activity, agency=AgencyFactory(team=world.team, short_name="Dinsos"))
    ActivityFactory(entered_by=world.staff, about="Lain.")

    answer = staff.post(f"{EXPORT}?q=hyperlink", {"bentuk": "xlsx"})

    lines = list(load_workbook(io.BytesIO(answer.content))["Kegiatan"].iter_rows(values_only=True))
    row = dict(zip(sheet.HEAD, lines[1], strict=True))
    assert list(lines[0]) == sheet.HEAD and len(lines) == 2
    assert (row["Tentang apa"], row["Jumlah peserta"]) == ("=HYPERLINK(1)", None)
    assert (row["Jumlah peserta: kepastian"], row["Yang terlibat"]) == ("tidak diketahui", "Dinsos")
    assert Event.objects.filter(what="activity.export", note__contains="hyperlink").count() == 1
    assert "hyperlink" not in AccessLog.objects.get().note
    assert staff.post(EXPORT, {"bentuk": "pdf"}).status_code == 422


def whole(world):
    activity = ActivityFactory(entered_by=world.staff, agency=AgencyFactory(team=world.team),
                               place=world.camat.kecamatan)  # fmt: skip
    InvolvedFactory(activity=activity, agency=AgencyFactory(team=world.team))
    InvolvedFactory(activity=activity, kecamatan=world.camat.kecamatan)
    return activity


def test_a_page_costs_the_same_with_one_and_with_three_beside_it(
    staff, world, django_assert_num_queries
):
    activity = whole(world)

    def one_more():
        InvolvedFactory(activity=activity, agency=AgencyFactory(team=world.team))
        ActivityCaseFactory(activity=activity, case=CaseFactory(opened_by=world.staff))
        AttachmentFactory(owner=activity, added_by=world.staff)

    one_more()
    staff.get(activity.get_absolute_url())
    with django_assert_num_queries(9):
        staff.get(activity.get_absolute_url())
    one_more()
    one_more()
    with django_assert_num_queries(9):
        staff.get(activity.get_absolute_url())


@pytest.mark.parametrize("what", ["list", "csv", "case"])
def test_three_rows_cost_no_more_questions_than_one(staff, world, django_assert_num_queries, what):
    case = CaseFactory(opened_by=world.staff)

    def ask():
        if what == "csv":
            return b"".join(staff.post(EXPORT, {"bentuk": "csv"}))
        return staff.get({"list": LIST, "case": case.get_absolute_url()}[what])

    def one_more():
        ActivityCaseFactory(activity=whole(world), case=case)

    one_more()
    ask()
    with django_assert_num_queries(NUMBERS[what]):
        ask()
    one_more()
    one_more()
    with django_assert_num_queries(NUMBERS[what]):
        ask()


NUMBERS = {"list": 9, "csv": 16, "case": 29}
