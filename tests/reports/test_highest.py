"""The four permasalahan a leader reads first: in which order, with what beside them, for whom."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from incidents.cases.models import Case, CasePlace
from reports.figures import cases as figures
from tests.cases.factories import CaseFactory, LinkFactory
from tests.incidents.factories import IncidentFactory
from tests.reading import words
from tests.reports.counting import queries
from tests.team.factories import AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
BOARD = "/dasbor/"


@pytest.fixture
def make(place):
    """A function that opens a permasalahan some days ago, on a level."""

    def one(level=None, since=1, **more):
        return CaseFactory(
            opened_by=place.secretary, likelihood=level, impact=level,
            opened_at=timezone.now() - since * DAY, **more,
        )  # fmt: skip

    return one


def shown(page):
    return [case for case, _ in page.context["highest"]]


def test_by_level_then_the_oldest_and_what_nobody_judged_last(place, make):
    unjudged = make(since=99)
    low = make(1, since=50)
    new, old = make(4, since=2), make(4, since=20)
    make(4, since=90, closed=True)

    found = list(figures.highest(Case.objects.filter(team=place.team), 9))

    assert found == [old, new, low, unjudged]
    assert list(figures.highest(Case.objects.filter(team=place.team), 2)) == [old, new]


def test_a_leader_reads_where_who_and_until_when(place, make, client):
    today = timezone.localdate()
    case = make(4, holder=AgencyFactory(team=place.team, short_name="Dinas Contoh"),
                due_on=today + 3 * DAY, due_what="pertemuan kedua pihak")  # fmt: skip
    report = IncidentFactory(entered_by=place.reporters[0], verified=True)
    LinkFactory(case=case, incident=report)
    CasePlace.objects.create(case=case, place=place.kecamatan_list[2])
    make(1, since=9, title="Tanpa tenggat")
    client.force_login(place.leader)

    page = client.get(reverse("home"))

    names = sorted([place.kecamatan_list[0].name, place.kecamatan_list[2].name])
    assert [inside for _, inside in page.context["highest"]] == [names, []]
    told = words(page)
    assert "dipegang Dinas Contoh" in told
    assert "Berikut: pertemuan kedua pihak" in told
    assert "3 hari lagi" in told
    assert "Tenggat berikut belum ditetapkan" in told
    assert case.get_absolute_url() in page.content.decode()
    assert report.summary not in told.split("Permasalahan tertinggi")[1].split("Kerawanan per")[0]


def test_its_numbers_lead_to_exactly_the_rows_they_count(place, make, client):
    late = make(2, due_on=timezone.localdate() - DAY, due_what="jawaban")
    others = [make(3) for _ in range(4)]
    make(4, closed=True)
    client.force_login(place.leader)

    page = client.get(BOARD)

    assert len(shown(page)) == 4
    counted = page.context["cases"]
    assert (counted.open.count, counted.overdue.count) == (5, 1)
    rows = {
        name: {row.code for row in client.get(number.url).context["page"].rows}
        for name, number in (("open", counted.open), ("overdue", counted.overdue))
    }
    assert rows == {"open": {late.code, *(one.code for one in others)}, "overdue": {late.code}}
    for number in (counted.open, counted.overdue):
        assert number.url.replace("&", "&amp;") in page.content.decode()


def test_without_any_it_says_what_would_fill_it_and_counts_nothing(place, make, client):
    make(4, closed=True)
    client.force_login(place.leader)

    told = words(client.get(BOARD))

    assert "Tidak ada permasalahan yang terbuka" in told
    assert "Semua yang terbuka" not in told


def test_those_of_another_team_are_not_there(place, make, client):
    mine = make(1)
    far = UserFactory(secretary=True)
    CaseFactory(opened_by=far, likelihood=4, impact=4)
    client.force_login(place.leader)

    assert shown(client.get(BOARD)) == [mine]


def test_it_costs_as_much_with_three_as_with_one(place, make, client):
    client.force_login(place.leader)

    def more(level):
        case = make(level, holder_kecamatan=place.kecamatan_list[level])
        LinkFactory(
            case=case, incident=IncidentFactory(entered_by=place.reporters[0], verified=True)
        )

    more(1)
    one = queries(client, BOARD)
    more(2)
    more(2)

    assert queries(client, BOARD) == one
