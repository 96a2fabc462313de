"""Homes of the desk, the leaders and the rest; having a report compiled."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from incidents.figures import due_at
from reports.figures import system
from tests.documents.factories import RecipientFactory, signed
from tests.incidents.factories import IncidentFactory
from tests.reports.counting import queries
from tests.reports.rows import bare, saved
from tests.team.factories import UserFactory
from timdu.core.models import Heartbeat, Job
from timdu.core.periods import Month
from timdu.documents.models import Delivery, Document
from timdu.team import settings as team_settings
from timdu.team.models import Team

pytestmark = pytest.mark.django_db
HOME = "home"


def camat_reports(place, count, **more):
    return [IncidentFactory(entered_by=place.reporters[0], **more) for _ in range(count)]


def test_desk_counts_the_queue_and_what_is_late(place, client):
    now = timezone.now()
    camat_reports(place, 2)
    camat_reports(place, 1, reported_at=now - dt.timedelta(hours=25))
    camat_reports(place, 1, returned=True)
    client.force_login(place.secretary)

    desk = client.get(reverse(HOME)).context["desk"]

    assert (desk.waiting.count, desk.overdue.count, desk.answered.count) == (3, 1, 0)
    assert client.get(desk.overdue.url).status_code == 200


def test_desk_puts_the_most_urgent_and_then_the_oldest_first(place, client):
    now = timezone.now()
    (new,) = camat_reports(place, 1)
    (old,) = camat_reports(place, 1, reported_at=now - dt.timedelta(hours=30))
    (urgent,) = camat_reports(place, 1, urgency="very_urgent")
    client.force_login(place.secretary)

    queue = client.get(reverse(HOME)).context["queue"]

    assert [
        (group["urgency"], group["count"].count, [row["incident"] for row in group["rows"]])
        for group in queue
    ] == [("very_urgent", 1, [urgent]), ("normal", 2, [old, new])]
    assert [row["needs"] for row in queue[1]["rows"]] == [True, False]


def test_desk_tells_the_secretary_alone_whose_role_waits(place, client):
    """The account of a new Kabid cannot begin before the Kepala Badan finds it."""
    UserFactory(team=place.team, role="verifier", pending_role="verifier", is_active=False)
    client.force_login(place.secretary)
    told = client.get(reverse(HOME)).content.decode()
    client.force_login(place.verifier)
    untold = client.get(reverse(HOME)).content.decode()

    assert "Menunggu persetujuan Anda" in told
    assert reverse("team:user_list") in told
    assert "Menunggu persetujuan Anda" not in untold


def test_desk_says_whom_to_call_where_nobody_reported(place, client):
    asked_since(place, "2026-01")
    camat = place.reporters[0]
    camat.phone = "0812-0000-1111"
    camat.save()
    client.force_login(place.secretary)

    page = client.get(reverse(HOME))

    silent = page.context["reporting"]["silent"]
    assert [(row["place"].code, row["camat"]) for row in silent] == list(
        zip(place.codes, [*place.reporters, None], strict=True)
    )
    assert "0812-0000-1111" in page.content.decode()


def asked_since(place, month):
    """The team's kecamatan report every month from this one on."""
    team_settings.change(
        place.team, "monthly.since", month, by=None, valid_from=dt.date(2026, 1, 1)
    )


def test_desk_waits_for_nobody_who_need_not_report_yet(place, client):
    last = Month.of(timezone.now(), place.team.zone).previous
    asked_since(place, str(last.next))
    client.force_login(place.secretary)

    page = client.get(reverse(HOME))

    waits = page.context["reporting"]["silent"] != []
    is_over = timezone.now() >= due_at(last, 5, place.team.zone)
    assert waits == (not is_over)


def test_desk_offers_last_months_report_until_it_is_begun(place, client):
    client.force_login(place.secretary)
    last = Month.of(timezone.now(), place.team.zone).previous

    assert client.get(reverse(HOME)).context["not_begun"] == last
    client.post(reverse("report_compile"), {"jenis": "monthly", "bulan": str(last)})
    assert client.get(reverse(HOME)).context["not_begun"] is None


def test_desk_takes_the_same_queries_for_one_and_three_rows(place, client):
    client.force_login(place.secretary)
    camat_reports(place, 1)
    one = queries(client, reverse(HOME))
    camat_reports(place, 2)

    assert queries(client, reverse(HOME)) == one


def high(place, **more):
    """A verified report of this month on the highest level."""
    now = timezone.now()
    sketch = {"occurred_at": now, "kind": "event", "likelihood": 4, "impact": 4, **more}
    row = bare(place.team, place.reporters, place.desa_list, verifier=place.verifier, **sketch)
    return saved([row])[0]


def test_dashboard_shows_what_the_leader_may_know_and_links_each_number(place, client):
    shown = high(place)
    high(place, classification="R")
    high(place, status="submitted")
    client.force_login(place.leader)

    page = client.get(reverse("dashboard"))

    this = page.context["this"]
    assert (this.verified.count, this.events.count, this.high.count) == (1, 1, 1)
    listed = client.get(this.verified.url)
    assert shown.code in listed.content.decode()
    assert page.content.decode().count(f"kecamatan={place.codes[0]}") >= 1


def test_dashboard_says_belum_melapor_on_the_map_and_in_words(place, client):
    team_settings.change(
        place.team, "monthly.since", "2026-01", by=None, valid_from=dt.date(2020, 1, 1)
    )
    team_settings.change(place.team, "monthly.due_day", 1, by=None, valid_from=dt.date(2020, 1, 1))
    client.force_login(place.leader)

    page = client.get(reverse("dashboard"))

    if timezone.localdate().day > 1:
        assert [area.code for area in page.context["missing"]] == place.codes
        assert page.context["map"].count("stroke-dasharray") == 3


def test_dashboard_of_an_earlier_month_never_goes_into_the_future(place, client):
    client.force_login(place.leader)
    running = Month.of(timezone.now(), place.team.zone)

    chosen = {
        query: client.get(reverse("dashboard"), {"bulan": query}).context["month"]
        for query in ("2025-03", "2999-01", "kapan")
    }

    assert chosen == {"2025-03": Month(2025, 3), "2999-01": running, "kapan": running}


def test_dashboard_takes_the_same_queries_for_one_and_three_rows(place, client):
    client.force_login(place.leader)
    high(place)
    one = queries(client, reverse("dashboard"))
    high(place, kecamatan=1)
    high(place, kecamatan=2)

    assert queries(client, reverse("dashboard")) == one


def test_addressee_sees_only_what_was_sent_to_them(place, client):
    observer = UserFactory(team=None, role="observer", area="61", position="Pengamat")
    document = signed(place.team)
    mine = RecipientFactory(team=place.team, by_hand=True, user=observer)
    other = RecipientFactory(team=place.team, by_hand=True)
    for index, recipient in enumerate((mine, other)):
        Delivery.objects.create(
            document=document, recipient=recipient, channel="hand", state="sent",
            file=document.signed_files.get().file, message_id=f"<{index}@uji>",
            queued_by=place.secretary, left_at=timezone.now(),
        )  # fmt: skip
    client.force_login(observer)

    page = client.get(reverse(HOME))

    assert [delivery.recipient for delivery in page.context["waiting"]] == [mine]
    assert list(page.context["received"]) == []
    assert document.title in page.content.decode()


def test_auditor_sees_the_dates_of_the_surat_tugas(place, client):
    today = timezone.localdate()
    auditor = UserFactory(team=place.team, role="auditor", access_from=today, access_until=today)
    client.force_login(auditor)

    assert "Surat tugas" in client.get(reverse(HOME)).content.decode()


def test_administrator_sees_that_the_machinery_lives_and_no_reports(place, client):
    made = high(place)
    Heartbeat.objects.create(name="worker", at=timezone.now())
    Job.objects.create(team=place.team, title="Menyusun", state="failed")
    client.force_login(UserFactory(team=place.team, admin=True))

    page = client.get(reverse(HOME))

    assert page.context["system"].is_alive
    counts = {name: count for name, _, count in page.context["system"].counts}
    assert counts["pekerjaan-gagal"] == 1
    assert made.summary not in page.content.decode()


def test_administrator_of_a_young_team_reads_whom_it_still_lacks(client):
    admin = UserFactory(admin=True)
    client.force_login(admin)

    assert client.get(reverse(HOME)).context["lacking"] == [
        "Kecamatan", "Kabid (verifikator)", "Sekretaris Tim Terpadu",
    ]  # fmt: skip
    UserFactory(team=admin.team, verifier=True)
    UserFactory(team=admin.team, secretary=True)
    UserFactory(team=admin.team, kecamatan_user=True)
    assert client.get(reverse(HOME)).context["lacking"] == []


def test_system_is_silent_without_a_heartbeat(place):
    assert not system.system(place.team, timezone.now()).is_alive


def test_compile_page_shows_what_is_missing_and_begins_on_post(place, client):
    high(
        place, occurred_at=Month.of(timezone.now(), place.team.zone).previous.start(place.team.zone)
    )
    Team.objects.update(created_at=timezone.now() - dt.timedelta(days=100))
    client.force_login(place.secretary)
    url = reverse("report_compile")

    page = client.get(url)
    last = page.context["month"]
    answer = client.post(url, {"jenis": "monthly", "bulan": str(last)})

    document = Document.objects.get()
    assert page.context["summary"].verified.count == 1
    assert answer.url == reverse("core:job", args=[document.job.pk])
    assert document.get_absolute_url() in client.get(url).content.decode()


def test_a_team_that_began_this_month_is_offered_this_month(place, client):
    Team.objects.update(created_at=timezone.now())
    client.force_login(place.secretary)

    page = client.get(reverse("report_compile"))

    assert page.context["month"] == Month.of(timezone.now(), place.team.zone)


def test_compile_page_keeps_a_wrong_month_beside_the_field(place, client):
    client.force_login(place.secretary)

    page = client.get(reverse("report_compile"), {"bulan": "1999-01"})

    assert page.context["form"].errors["bulan"]
    assert not Document.objects.exists()


def test_compile_for_a_camat_without_reports_says_what_to_do_first(place, client):
    client.force_login(place.reporters[0])
    last = Month.of(timezone.now(), place.team.zone).previous

    page = client.post(
        reverse("report_compile"),
        {"jenis": "kecamatan_monthly", "bulan": str(last)},
        follow=True,
    )

    assert "nyatakan nihil lebih dahulu" in page.content.decode()
