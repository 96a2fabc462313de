"""Home of those who report: what is offered, what waits, the year."""

import datetime as dt

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from incidents import compliance
from incidents import figures as reporting
from incidents.forms.filters import IncidentFilter
from incidents.models import Incident
from reports.views import field
from tests.incidents.factories import IncidentFactory, NilReportFactory, ReportingDutyFactory
from tests.reports.counting import queries
from tests.reports.rows import bare, saved
from tests.team.factories import UserFactory
from timdu.core.periods import Month
from timdu.inbox import todos
from timdu.team import settings as team_settings

pytestmark = pytest.mark.django_db

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
DUE = dt.datetime(2026, 11, 5, 17, tzinfo=dt.UTC)


def state(month, word, count=0, sent_at=None):
    return reporting.MonthState(month, word, count, sent_at, DUE, is_due=False)


@pytest.mark.parametrize(
    ("last", "running", "month", "reason"),
    [
        (state(OCTOBER, "exempt"), state(NOVEMBER, "exempt"), OCTOBER, ""),
        (state(OCTOBER, "missing"), state(NOVEMBER, "report", 2, DUE), OCTOBER, ""),
        (state(OCTOBER, "nil", 0, DUE), state(NOVEMBER, "exempt"), NOVEMBER, ""),
        (
            state(OCTOBER, "late", 1, DUE),
            state(NOVEMBER, "report", 2, DUE),
            NOVEMBER,
            "Tidak perlu: sudah ada 2 laporan.",
        ),
        (
            state(OCTOBER, "nil", 0, DUE),
            state(NOVEMBER, "nil", 0, DUE),
            NOVEMBER,
            "Nihil November 2026 sudah dinyatakan.",
        ),
    ],
)
def test_nil_offer_asks_for_the_month_nobody_answered_for(last, running, month, reason):
    offer = field.nil_offer(last, running)

    assert (offer.month, offer.reason.replace("\u00a0", " ")) == (month, reason)


def test_last_day_in_time_is_the_day_before_it_becomes_late():
    with timezone.override("Asia/Pontianak"):
        assert field.last_day_in_time(DUE) == dt.date(2026, 11, 5)


@pytest.fixture
def camat(place, client):
    """The camat of the first kecamatan, signed in; reporting began in January."""
    this_year = timezone.localdate().year
    team_settings.change(
        place.team, "monthly.since", f"{this_year - 1}-01", by=None, valid_from=dt.date(2020, 1, 1)
    )
    client.force_login(place.reporters[0])
    return place.reporters[0]


def test_home_shows_the_three_most_urgent_and_how_many_there_are(place, client, camat):
    for hours in (5, 1, 3, 9):
        row = IncidentFactory(entered_by=camat, returned=True)
        todos.open(
            "incident.returned", row, team=place.team, title=f"Dalam {hours} jam", url="/x/",
            kecamatan=camat.kecamatan, due_at=timezone.now() + dt.timedelta(hours=hours),
        )  # fmt: skip

    page = client.get(reverse("home"))

    assert [todo.title for todo in page.context["todos"]] == [
        "Dalam 1 jam", "Dalam 3 jam", "Dalam 5 jam",
    ]  # fmt: skip
    assert "Semua, 4" in page.content.decode()


def test_home_counts_what_the_camat_still_has_to_do(client, camat):
    IncidentFactory(entered_by=camat, returned=True)
    IncidentFactory(entered_by=camat, draft=True)
    IncidentFactory(entered_by=camat)
    IncidentFactory(entered_by=camat)
    IncidentFactory()

    own = client.get(reverse("home")).context["own"]

    assert (own.returned.count, own.drafts.count, own.waiting.count) == (1, 1, 2)


def test_home_draws_the_year_in_shapes_and_links(place, client, camat):
    last = Month.of(timezone.now(), place.team.zone).previous
    nil = NilReportFactory(entered_by=camat, month=last.first)

    cells = client.get(reverse("home")).context["strip"]

    assert len(cells) == 12
    of_last = next((cell for cell in cells if cell.label == last.short), None)
    if last.year == timezone.localdate().year:
        assert of_last.state in ("nil", "late")
        assert of_last.url == f"{reverse('nil:list')}?tahun={last.year}#nihil-{nil.pk}"


def test_cell_links_to_exactly_the_reports_it_counts(place, camat):
    month = Month.of(timezone.now(), place.team.zone)
    at = month.start(place.team.zone)
    saved(
        [
            bare(place.team, place.reporters, place.desa_list, verifier=place.verifier,
                 **{"occurred_at": at, **sketch})
            for sketch in (
                {"status": "submitted"},
                {"status": "dropped"},
                {"status": "draft"},
                {"kecamatan": 1, "reporter": 1},
                {"origin": "secretariat"},
                {"occurred_at": at - dt.timedelta(seconds=1)},
            )
        ]
    )  # fmt: skip
    states = reporting.month_states(
        place.team, [month], now=timezone.now(), kecamatan=camat.kecamatan_id
    )

    behind = compliance.read_behind(camat, place.team, [month])

    drawing = compliance.Drawing(camat, [month], states, behind, month)
    (cell,) = drawing.cells(camat.kecamatan_id)

    form = IncidentFilter(QueryDict(cell.url.partition("?")[2]), user=camat, now=timezone.now())
    rows = form.narrow(Incident.objects.visible_to(camat))
    assert cell.count == rows.count() == 2


def test_home_offers_the_report_of_last_month_once_it_was_answered(place, client, camat):
    assert "Laporan " + Month.of(timezone.now(), place.team.zone).previous.name not in (
        client.get(reverse("home")).content.decode()
    )
    last = Month.of(timezone.now(), place.team.zone).previous
    NilReportFactory(entered_by=camat, month=last.first)

    page = client.get(reverse("home")).content.decode()

    assert f"?bulan={last}" in page


def test_home_of_a_member_has_no_strip(place, client):
    client.force_login(UserFactory(team=place.team, member=True))

    page = client.get(reverse("home"))

    assert page.status_code == 200
    assert "strip" not in page.context
    assert "Petugas piket" in page.content.decode()


def test_home_of_an_agency_that_answers_each_month_has_its_strip(place, client):
    member = UserFactory(team=place.team, member=True)
    last = Month.of(timezone.now(), place.team.zone).previous
    ReportingDutyFactory(
        by=place.verifier, kind="owes", agency=member.agency, first=last.plus(-1).first
    )
    client.force_login(member)

    page = client.get(reverse("home"))

    assert len(page.context["strip"]) == 12
    assert page.context["nil"].month == last


def test_home_takes_the_same_queries_for_one_and_three_rows(place, client, camat):
    counts = []
    for amount in (1, 2):
        for _ in range(amount):
            row = IncidentFactory(entered_by=camat, returned=True)
            todos.open(
                "incident.returned", row, team=place.team, title="Jawab", url="/x/",
                kecamatan=camat.kecamatan,
            )  # fmt: skip
        counts.append(queries(client, reverse("home")))

    assert counts[0] == counts[1]
