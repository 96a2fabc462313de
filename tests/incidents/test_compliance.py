"""The year as a table: cells, rows behind them, rates, files; what each reader sees of it."""

import datetime as dt
import io

import pytest
from django.http import QueryDict
from django.utils import timezone
from openpyxl import load_workbook

from incidents import compliance, compliance_sheet
from incidents.forms.filters import IncidentFilter
from incidents.models import Incident, NilReport
from tests.incidents.factories import IncidentFactory, NilReportFactory, ReportingDutyFactory
from tests.reading import words
from timdu.core.periods import Month
from timdu.team import settings as team_settings

pytestmark = pytest.mark.django_db
ZONE = "Asia/Pontianak"
YEAR, MARCH, APRIL = 2025, Month(2025, 3), Month(2025, 4)
URL = f"/nihil/?tahun={YEAR}"


def in_time(month):
    return month.next.start(ZONE) + dt.timedelta(days=1)


@pytest.fixture
def year(world):
    """Three reports of the camat in March (one secret), nihil in April; two are excused."""
    team_settings.change(
        world.team, "monthly.since", "2025-01", by=None, valid_from=dt.date(2025, 1, 1)
    )
    for traits in ({}, {"dropped": True}, {"secret": True}):
        IncidentFactory(
            entered_by=world.operator, occurred_at=MARCH.start(ZONE) + dt.timedelta(days=3),
            reported_at=in_time(MARCH), **traits,
        )  # fmt: skip
    nil = NilReportFactory(entered_by=world.camat, month=APRIL.first, sent_at=in_time(APRIL))
    place, may = world.camat.kecamatan, Month(2025, 5).first
    excused = ReportingDutyFactory(by=world.secretary, kecamatan=place, first=may, last=may)
    owing = ReportingDutyFactory(
        by=world.secretary, kind="owes", agency=world.agency, first=MARCH.first
    )
    IncidentFactory(
        entered_by=world.member, kecamatan=place, occurred_at=MARCH.start(ZONE),
        reported_at=in_time(MARCH),
    )  # fmt: skip
    return {"nil": nil, "excused": excused, "owing": owing}


def blocks_for(person):
    return compliance.year_of(person, person.team, YEAR, timezone.now())


def line_for(person, key):
    lines = {line.key: line for block in blocks_for(person) for line in block.lines}
    return lines[key]


def test_each_cell_says_its_state_and_leads_to_its_rows(world, year):
    line = line_for(world.staff, world.camat.kecamatan_id)

    january, _, march, april, may, june = line.cells[:6]
    assert [cell.state for cell in line.cells[:6]] == [
        "missing", "missing", "report", "nil", "exempt", "missing",
    ]  # fmt: skip
    # The secret one is heard, but not counted where it cannot be opened.
    assert march.count == 2
    filters = IncidentFilter(
        QueryDict(march.url.partition("?")[2]), user=world.staff, now=timezone.now()
    )
    assert filters.narrow(Incident.objects.visible_to(world.staff)).count() == 2
    assert april.url == f"{URL}#nihil-{year['nil'].pk}"
    assert may.url == f"{URL}#keputusan-{year['excused'].pk}"
    assert (january.url, june.word) == ("/nihil/hubungi/", "belum melapor")


def test_rates_of_a_line_leave_out_who_is_excused(world, year):
    rate = line_for(world.staff, world.camat.kecamatan_id).rate

    assert (rate.expected, rate.actual, rate.on_time) == (11, 2, 2)


def test_every_rate_leads_to_the_answers_it_counts(client, world, year):
    client.force_login(world.staff)
    matrix = client.get(URL).content.decode()

    for block in blocks_for(world.staff):
        line, march = block.lines[0], block.columns[2]
        for rate, url in ((line.rate, line.url), (block.total, block.url), march):
            told = client.get(url).context["groups"]
            sizes = {group.key: len(group.answers) for group in told}
            assert (sum(sizes.values()), sizes.get("tepat-waktu", 0)) == (
                rate.expected, rate.on_time,
            )  # fmt: skip
            assert rate.expected - sizes.get("belum", 0) == rate.actual
            assert f'href="{url.replace("&", "&amp;")}"' in matrix


def test_each_reader_sees_what_concerns_them(world, year):
    agency, place = f"instansi-{world.agency.pk}", world.camat.kecamatan_id
    other = world.other_camat.kecamatan_id
    whole = [{place, other}, {agency}]

    def seen(person):
        return [{line.key for line in block.lines} for block in blocks_for(person)]

    assert [seen(world.people[who]) for who in ("staff", "leader", "auditor")] == [whole] * 3
    assert seen(world.operator) == [{place}]
    assert (seen(world.member), seen(world.other_member)) == ([{agency}], [])
    # A leader opens what is verified: the state is told, the number is not.
    march = line_for(world.leader, agency).cells[2]
    assert (march.state, march.count, march.url) == ("report", 0, "")
    assert line_for(world.member, agency).cells[2].count == 1


def test_a_vertical_agency_stands_apart_without_rates(world, year):
    world.agency.is_vertical = True
    world.agency.save()

    block = blocks_for(world.staff)[-1]

    assert (block.title, block.is_rated) == ("Instansi vertikal", False)
    rows = list(compliance_sheet.rows([block]))
    assert [row[-5:] for row in rows] == [[None] * 5]


def test_the_page_prints_why_somebody_is_excused(client, world, year):
    client.force_login(world.leader)

    page = words(client.get(URL))

    assert "Jaringan putus sejak banjir." in page
    assert "Diputuskan oleh Kepala Badan Kesbangpol" in page
    # Eleven months of the one, twelve of the other kecamatan.
    assert "2 dari 23 9 %" in page


def test_the_own_page_of_a_camat_is_a_strip_with_its_rate(client, world, year):
    client.force_login(world.camat)

    page = words(client.get(URL))

    assert "2 dari 11 bulan yang jatuh tempo terjawab, 2 tepat waktu." in page
    assert "Untuk dihubungi" not in page


def test_the_files_say_what_the_table_says(client, world, year):
    client.force_login(world.staff)
    name = world.camat.kecamatan.name

    csv = client.get(f"/nihil/unduh/?tahun={YEAR}")
    sheet = client.get(f"/nihil/unduh/?tahun={YEAR}&bentuk=xlsx")

    lines = [line.split(";") for line in csv.content.decode("utf-8-sig").splitlines()]
    own = next(line for line in lines if line[1] == name)
    assert lines[0] == [str(cell) for cell in compliance_sheet.HEAD]
    assert own[4:7] == ["ada laporan", "nihil", "tidak wajib lapor"]
    assert own[-5:] == ["11", "2", "2", "18", "18"]
    rows = list(load_workbook(io.BytesIO(sheet.content)).active.iter_rows(values_only=True))
    told = [["" if cell is None else str(cell) for cell in row] for row in rows]
    assert told == lines
    assert csv["Content-Disposition"] == f'attachment; filename="kepatuhan-{YEAR}.csv"'


def test_a_decision_is_written_down_and_taken_back_on_the_page(client, world):
    client.force_login(world.staff)
    place = world.camat.kecamatan_id
    typed = {
        "kind": "exempt", "sender": "kecamatan", "kecamatan": place, "first": "2026-05",
        "last": "2026-06", "reason": "Banjir.", "decided_by": "Kaban, 3 Mei 2026",
    }  # fmt: skip
    url = "/nihil/kewajiban/baru/"

    refused = client.post(url, typed | {"kind": "owes"})
    backwards = client.post(url, typed | {"last": "2026-04"})
    page = client.post(url, typed, follow=True)
    again = client.post(url, typed | {"first": "2026-06", "last": ""})

    assert "Kecamatan wajib melapor tanpa keputusan. Pilih instansi." in words(refused)
    assert "Bulan terakhir tidak boleh sebelum bulan pertama." in words(backwards)
    assert f"Kecamatan {world.camat.kecamatan.name}, Mei 2026 sampai Juni 2026" in words(page)
    assert "Diputuskan oleh Kaban, 3 Mei 2026" in words(page)
    assert "Sudah ada keputusan untuk masa itu" in words(again)
    duty = page.context["exempt"][0]
    ended = client.post(
        f"/nihil/kewajiban/{duty.pk}/akhiri/", {"last": "", "reason": "Salah."}, follow=True
    )
    assert "Dibatalkan: Salah." in words(ended)
    assert client.post(url, typed).status_code == 302


def test_what_was_said_before_is_confirmed_not_typed_again(client, world):
    now = timezone.now()
    last = Month.of(now, world.team.zone).previous
    NilReportFactory(entered_by=world.camat, month=last.plus(-1).first, asked="Semua kades.")
    client.force_login(world.operator)
    form = client.get("/nihil/baru/").context["form"]

    client.post("/nihil/baru/", {"month": form["month"].value(), "said": form["said"].value()})

    nil = NilReport.objects.get(team=world.team, month=last.first)
    assert (form["month"].value(), nil.asked) == (str(last), "Semua kades.")
    running = client.get("/nihil/baru/")
    assert running.context["form"]["month"].value() == str(last.next)
    assert f"{last.next.label} belum selesai." in words(running)
    typed = {"month": str(last.next), "said": "Semua kades.", "asked": "Kades dan Babinsa."}
    client.post("/nihil/baru/", typed)
    assert NilReport.objects.get(month=last.next.first).asked == "Kades dan Babinsa."
