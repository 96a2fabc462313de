"""Stored once, falsifying nothing; taken back whole."""

import datetime as dt
import threading

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents import compliance, figures, mine, queue
from incidents.history import grid, tasks, writing
from incidents.history.actions import handing, storing
from incidents.history.models import HistoryRow, Reading
from incidents.models import Casualty, Incident, NilReport, Step
from incidents.models.choices import Origin, Status
from incidents.search import narrow
from reports.figures import month as month_figures
from tests.cases.factories import LinkFactory
from tests.history.files import checked, lines, row, stored, xlsx
from tests.incidents.factories import IncidentFactory
from timdu.core.access import Denied
from timdu.core.imports import Batch
from timdu.core.models import Event, Job
from timdu.core.periods import Month
from timdu.core.receipts import content_hash
from timdu.core.workflow import WrongState
from timdu.inbox.models import Notification, Todo

pytestmark = pytest.mark.django_db
ROWS = [row(1, "Toho"), row(2, "Sungai Pinyuh", "Galang"), row(3, "Antah")]
MARCH = Month(2019, 3)


def reports():
    return Incident.objects.filter(origin=Origin.HISTORY)


def test_store_writes_what_the_dry_run_said(world, area):
    reading = checked(xlsx(ROWS), world.staff)
    assert not reports().exists()

    done = storing.store(reading, by=world.staff)

    assert done.state == Reading.State.STORED
    found = list(reports().order_by("history__number"))
    assert [one.history.number for one in found] == [4, 5] == done.found["enter"]
    first = found[0]
    assert (first.status, first.entered_by, first.verified_by) == (Status.CLOSED, world.staff, None)
    assert (first.kecamatan, first.place) == (area["toho"], area["toho"])
    assert found[1].place == area["galang"]
    assert first.occurred_precision == "approximate"
    assert (first.source, first.field, first.people, first.people_certainty) == ("", "", None, "")
    assert first.received_hash == content_hash(first.received)
    assert first.received["baris"] == "4"
    assert first.received["2. Tgl"] == "3 Maret 2019"


def test_store_asks_nothing_of_anybody(world, area):
    before = Todo.objects.count(), Notification.objects.count()

    stored(xlsx(ROWS), world.staff)

    assert (Todo.objects.count(), Notification.objects.count()) == before
    now = dt.datetime.now(tz=dt.UTC)
    for person in (world.staff, world.verifier):
        assert queue.counts(person, now)[""] == {}
    assert not mine.own(world.staff).exists()


def test_store_leaves_what_nobody_answered_unknown(world, area):
    heads = ["Tgl", "Kec", "Uraian", "Korban jiwa", "Luka berat", "Jumlah massa", "Tindak lanjut"]
    rows = [
        ["3/3/2019", "Toho", "Ribut.", "-", "2 orang", "", "nihil"],
        ["4/3/2019", "Toho", "Ribut lagi.", "", "dua", "", ""],
    ]

    done = stored(xlsx(rows, heads=heads), world.staff)

    made = reports().get()
    assert list(Casualty.objects.values_list("kind", "value", "certainty")) == [
        ("severe", 2, "provisional")
    ]
    assert (made.people, made.steps_answer, Step.objects.count()) == (None, "", 0)
    assert [one["column"] for one in done.found["problems"]] == ["Korban luka berat"]


def test_store_changes_no_figure_of_who_reported_when(world, area):
    """Counted by its day; who answered when is recounted from the rows themselves."""
    IncidentFactory(entered_by=world.operator, occurred_at=dt.datetime(2019, 3, 5, tzinfo=dt.UTC))
    kecamatan = world.camat.kecamatan
    now = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    months = [Month(2019, number) for number in range(1, 13)]
    before = figures.month_states(world.team, months, now=now)
    table = compliance.year_of(world.staff, world.team, 2019, now)
    rows = [row(1, kecamatan.name), row(2, "Toho"), row(3, "Sungai Pinyuh", day="1/4/2019")]

    done = stored(xlsx(rows), world.staff)

    assert len(done.found["enter"]) == 3
    assert figures.month_states(world.team, months, now=now) == before
    assert compliance.year_of(world.staff, world.team, 2019, now) == table
    assert not NilReport.objects.exists()
    seen = Incident.objects.visible_to(world.staff)
    summary = month_figures.summary(seen, MARCH, world.team.zone)
    codes = [kecamatan.pk, area["toho"].pk]
    counts = month_figures.by_kecamatan(seen, MARCH, world.team.zone, codes)
    march = [one for one in seen if one.status in ("verified", "closed")
             and (one.occurred_at.year, one.occurred_at.month) == (2019, 3)]  # fmt: skip
    assert summary.verified.count == len(march) == 2
    assert (summary.history.count, summary.reporters) == (2, 0)
    assert [counts[code].total.count for code in codes] == [1, 1]
    assert [counts[code].reported for code in codes] == [0, 0]


def test_stored_reports_are_found_by_their_words(world, area):
    stored(xlsx([row(1, "Toho", words="Nelayan menolak cantrang.")]), world.staff)

    seen = Incident.objects.visible_to(world.staff)

    assert narrow(seen, "cantrang", world.staff).count() == 1


def test_store_leaves_out_what_is_there_unless_it_is_asked_for(world, area):
    there = IncidentFactory(
        entered_by=world.staff, place=area["toho"], kecamatan=area["toho"],
        summary="Warga Toho menolak tambang pasir", origin=Origin.SECRETARIAT,
        occurred_at=dt.datetime(2019, 3, 3, 4, tzinfo=dt.UTC),
    )  # fmt: skip
    rows = [row(1, "Toho", words="Warga menolak tambang pasir di Toho."), row(2, "Toho")]
    reading = checked(xlsx(rows), world.staff)
    assert [(one["number"], one["code"]) for one in reading.found["alike"]] == [(4, there.code)]

    storing.store(reading, by=world.staff, with_alike=True)

    assert reports().count() == 2


def test_a_secret_report_is_named_beside_no_file(world, area):
    IncidentFactory(
        entered_by=world.staff, secret=True, place=area["toho"], kecamatan=area["toho"],
        summary="Warga menolak tambang pasir", origin=Origin.SECRETARIAT,
        occurred_at=dt.datetime(2019, 3, 3, 4, tzinfo=dt.UTC),
    )  # fmt: skip

    found = checked(xlsx([row(1, "Toho", words="Warga menolak tambang pasir.")]), world.staff).found

    assert (found["alike"], found["enter"]) == ([], [4])


def test_store_refuses_the_same_file_twice_and_takes_it_after_undoing(world, area):
    first = stored(lines(ROWS), world.staff)
    again = checked(lines(ROWS), world.verifier)
    assert (again.batch.sha256, again.pk != first.pk) == (first.batch.sha256, True)
    # What is stored already looks like itself.
    assert [one["number"] for one in again.found["alike"]] == [2, 3]
    with pytest.raises(WrongState, match="tidak disimpan dua kali"):
        storing.store(again, by=world.verifier, with_alike=True)

    storing.undo(first, by=world.staff, reason="Diulang.")

    again = handing.check(again, by=world.verifier)
    assert storing.store(again, by=world.verifier).state == Reading.State.STORED
    assert reports().filter(status=Status.CLOSED).count() == 2


def test_store_needs_the_dry_run_of_what_it_stores(world, area):
    reading = checked(xlsx(ROWS), world.staff)
    reading = handing.map_columns(reading, columns=reading.columns, kind="event",
                                  version=reading.version, by=world.staff)  # fmt: skip

    with pytest.raises(WrongState, match="belum diperiksa"):
        storing.store(reading, by=world.staff)


def test_undo_withdraws_all_and_says_why(world, area):
    reading = stored(xlsx(ROWS), world.staff)
    summary = month_figures.summary(
        Incident.objects.visible_to(world.staff), MARCH, world.team.zone
    )
    assert summary.verified.count == 2

    storing.undo(reading, by=world.verifier, reason="Salah berkas.")

    assert set(reports().values_list("status", "outcome_reason")) == {
        (Status.WITHDRAWN, "Salah berkas.")
    }
    seen = Incident.objects.visible_to(world.staff)
    assert month_figures.summary(seen, MARCH, world.team.zone).verified.count == 0
    assert Event.objects.filter(what="history.take_back").count() == 2
    reading.batch.refresh_from_db()
    assert (reading.batch.state, reading.batch.undone_reason) == ("undone", "Salah berkas.")


def test_undo_is_for_who_handed_it_in_and_the_verifiers(world, area):
    reading = stored(xlsx(ROWS), world.verifier)

    with pytest.raises(Denied):
        storing.undo(reading, by=world.staff, reason="Salah.")
    with pytest.raises(Reading.DoesNotExist):
        storing.undo(reading, by=world.far_secretary, reason="Salah.")
    with pytest.raises(WrongState, match="alasan"):
        storing.undo(reading, by=world.secretary, reason=" ")


def test_undo_names_what_somebody_built_upon(world, area):
    reading = stored(xlsx(ROWS), world.staff)
    linked, opened = reports().order_by("pk")
    LinkFactory(incident=linked)
    Incident.objects.filter(pk=opened.pk).update(status=Status.VERIFIED)

    with pytest.raises(writing.Held) as held:
        storing.undo(reading, by=world.staff, reason="Salah.")

    assert {one.pk for one in held.value.rows} == {linked.pk, opened.pk}
    assert set(reports().values_list("status", flat=True)) == {Status.CLOSED, Status.VERIFIED}


def test_store_goes_on_where_a_worker_was_killed(world, area, monkeypatch):
    monkeypatch.setattr(writing, "CHUNK", 2)
    monkeypatch.setattr(storing, "AT_ONCE", 1)
    reading = checked(xlsx([row(number, "Toho") for number in range(1, 8)]), world.staff)
    reading = storing.store(reading, by=world.staff)
    assert reading.state == Reading.State.STORING
    writes, real = [], writing.write

    def killed(pk, rows):
        writes.append(rows)
        if len(writes) == 3:
            raise KeyboardInterrupt
        return real(pk, rows)

    monkeypatch.setattr(writing, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        tasks.work(reading.pk)
    assert reports().count() == 4
    assert (reading.job.state, reading.job.total) == (Job.State.QUEUED, 7)

    monkeypatch.setattr(writing, "write", real)
    Job.objects.filter(pk=reading.job_id).update(
        heartbeat_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    )
    tasks.go_on()
    tasks.work(reading.pk)

    assert reports().count() == 7 == HistoryRow.objects.count()
    reading.refresh_from_db()
    reading.job.refresh_from_db()
    assert (reading.state, reading.job.state) == (Reading.State.STORED, Job.State.DONE)


def test_stuck_work_is_taken_up_by_a_person(world, area, monkeypatch):
    monkeypatch.setattr(storing, "AT_ONCE", 1)
    reading = storing.store(checked(xlsx(ROWS), world.staff), by=world.staff)
    Job.objects.update(state=Job.State.FAILED)

    again = storing.store(Reading.objects.get(pk=reading.pk), by=world.verifier)
    tasks.work(again.pk)

    assert reports().count() == 2
    assert reports().first().entered_by == world.staff


def test_undo_of_much_is_a_job_that_may_be_refused(world, area, monkeypatch):
    reading = stored(xlsx(ROWS), world.staff)
    monkeypatch.setattr(storing, "AT_ONCE", 1)
    reading = storing.undo(reading, by=world.staff, reason="Salah berkas.")
    assert (reading.state, reading.job.total) == (Reading.State.UNDOING, 2)
    Incident.objects.filter(pk=reports().first().pk).update(status=Status.VERIFIED)

    tasks.work(reading.pk)

    reading.refresh_from_db()
    reading.job.refresh_from_db()
    assert (reading.state, reading.job.state) == (Reading.State.STORED, Job.State.FAILED)
    assert "1 laporan" in reading.job.error
    reports().update(status=Status.CLOSED)
    tasks.work(storing.undo(reading, by=world.staff, reason="Salah berkas.").pk)
    assert set(reports().values_list("status", flat=True)) == {Status.WITHDRAWN}


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_store_pressed_twice_at_once_stores_once(world, area):
    reading = checked(xlsx(ROWS), world.staff)
    gate = threading.Barrier(2)

    def press():
        gate.wait()
        try:
            storing.store(reading, by=world.staff)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert reports().count() == 2
    assert Batch.objects.filter(state="stored").count() == 1
    assert Event.objects.filter(what="history.store").count() == 1


CELL = st.text(max_size=60) | st.sampled_from(["Toho", "3/3/2019", "=1+1", "@SUM(A1)", "\x00", "-"])


@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(cells=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=12))
def test_dry_run_says_as_many_as_are_stored(world, area, cells):
    """Whatever stands in the cells: what enters is what was said, every other row is named."""
    sheets = [{"title": "x", "hidden": [], "rows": [
        (1, ["Tgl", "Kec", "Uraian"]),
        *((number, [text_of(one) for one in line]) for number, line in enumerate(cells, start=2)),
    ]}]  # fmt: skip
    batch = Batch.objects.create(team=world.team, by=world.staff, kind="riwayat", name="x.csv",
                                 sha256=f"{Batch.objects.count():064x}", count=0)  # fmt: skip
    reading = Reading.objects.create(batch=batch, team=world.team, sheets=sheets, head=1,
                                     columns=["day", "kecamatan", "summary"])  # fmt: skip
    reading = handing.map_columns(reading, columns=reading.columns, kind="event", version=1,
                                  by=world.staff)  # fmt: skip
    reading = handing.check(reading, by=world.staff)
    said = reading.found
    filled = {number for number, line in reading.body if any(line)}
    named = {one["number"] for one in (*said["problems"], *said["alike"])}
    assert filled == named | set(said["enter"])
    if said["enter"]:
        storing.store(reading, by=world.staff, direct=True)
    assert reading.rows.count() == len(said["enter"])


def text_of(value):
    return grid.text(value)
