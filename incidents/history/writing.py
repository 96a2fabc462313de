"""Rows become reports, a few hundred in one transaction; taken back, all in one."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F, Model

from incidents.actions.intake import kecamatan_of
from incidents.actions.many import free_codes
from incidents.history import finding, holding, judging
from incidents.history.judging import Good
from incidents.history.models import HistoryRow, Reading
from incidents.history.workflow import TAKE_BACK, TRANSITIONS
from incidents.models import Casualty, Incident, Party, Step
from incidents.models.choices import Origin, Status
from incidents.models.incident import IncidentQuerySet
from timdu.core import event_names, events, imports, jobs, workflow
from timdu.core.receipts import content_hash
from timdu.core.workflow import WrongState
from timdu.team import settings as team_settings

event_names.name(
    history_report="Diimpor dari berkas riwayat",
    history_store="Riwayat disimpan",
    history_undo="Impor riwayat dibatalkan",
    history_take_back="Laporan ditarik bersama impor riwayatnya",
)
# As much as is written at once: a second or so, and what a killed worker loses.
CHUNK = 500
State = Reading.State


class Held(WrongState):
    """Something was built upon some of the reports since."""

    def __init__(self, rows: Sequence[Incident]) -> None:
        super().__init__(
            f"Tidak dapat dibatalkan: {len(rows)} laporan dari impor ini sudah dibuka lagi, "
            "digabung, atau menjadi bagian permasalahan. Lepaskan dahulu satu per satu."
        )
        self.rows = rows


def store(pk: int) -> None:
    """Write every row that is not written yet; may run twice, or be killed anywhere."""
    reading = Reading.objects.select_related("batch", "team", "stored_by", "job").get(pk=pk)
    if reading.state != State.STORING:
        return
    wanted = set(finding.numbers(reading))
    rows = [row for row in judging.judge(reading).good if row.number in wanted]
    for begin in range(0, len(rows), CHUNK):
        if not write(pk, rows[begin : begin + CHUNK]):
            return
        said(reading, min(begin + CHUNK, len(rows)), "Menyimpan laporan")
    finish(pk)


def said(reading: Reading, done: int, step: str) -> None:
    """How far the work is, where somebody watches it."""
    if reading.job_id is not None:
        jobs.progress(reading.job_id, done=done, step=step)


@transaction.atomic
def write(pk: int, rows: Sequence[Good]) -> bool:
    """One chunk, without what is there already; False where storing is over."""
    # Two workers with one file take turns: the second finds what the first has written.
    reading = again(pk)
    if reading.state != State.STORING:
        return False
    numbers = [row.number for row in rows]
    known = reading.rows.filter(number__in=numbers).values_list("number", flat=True)
    there = set(known)
    rows = [row for row in rows if row.number not in there]
    archive_code = team_settings.value(reading.team, "incidents.archive_code")
    made = [report(reading, row, archive_code) for row in rows]
    for incident, code in zip(made, free_codes(len(made)), strict=True):
        incident.code = code
    Incident.objects.bulk_create(made)
    HistoryRow.objects.bulk_create(
        HistoryRow(incident=incident, reading=reading, number=row.number)
        for incident, row in zip(made, rows, strict=True)
    )
    with_more = write_parts(made, rows)
    # Their rows stand before the version that shows them.
    Incident.objects.filter(pk__in=with_more).update(version=F("version") + 1)
    assert reading.stored_by is not None
    notes = [f"{reading.batch.name}, baris {row.number}" for row in rows]
    events.record_each(by=reading.stored_by, what="history.report", about=made, notes=notes)
    return True


def again(pk: int) -> Reading:
    """The file under lock."""
    rows = Reading.objects.select_for_update(of=("self",))
    return rows.select_related("batch__by", "team", "stored_by", "undone_by").get(pk=pk)


def report(reading: Reading, row: Good, archive_code: str) -> Incident:
    """A report nobody waits for: over and counted, and said to be history."""
    assert reading.batch.stored_at is not None and reading.stored_by is not None
    now: dt.datetime = reading.batch.stored_at
    place = row.facts["place"]
    kecamatan = kecamatan_of(place)
    key: UUID = reading.batch.key_of(row.number)
    return Incident(
        team=reading.team,
        origin=Origin.HISTORY,
        status=Status.CLOSED,
        entered_by=reading.stored_by,
        byline=f"Riwayat kantor, diimpor oleh {reading.stored_by.byline}"[:250],
        received_at=now,
        reported_at=now,
        submitted_at=now,
        client_uuid=key,
        received=row.content,
        received_hash=content_hash(row.content),
        archive_code=archive_code,
        kecamatan=kecamatan,
        names=" ".join([place.name, kecamatan.name, *row.parties]),
        **row.facts,
    )


def write_parts(made: Sequence[Incident], rows: Sequence[Good]) -> set[int]:
    """What stands in rows of its own; the keys of the reports that have any."""
    parts: list[list[Model]] = [[], [], []]
    for incident, row in zip(made, rows, strict=True):
        parts[0] += [
            Party(incident=incident, name=n, position=i) for i, n in enumerate(row.parties)
        ]
        parts[1] += [
            Step(incident=incident, actor=step.actor, action=step.action, position=at)
            for at, step in enumerate(row.steps)
        ]
        parts[2] += [
            Casualty(incident=incident, kind=kind, value=figure.value, certainty=figure.certainty)
            for kind, figure in row.tolls.items()
        ]
    for model, ones in zip((Party, Step, Casualty), parts, strict=True):
        model._default_manager.bulk_create(ones)
    return {one.incident_id for ones in parts for one in ones}  # type: ignore[attr-defined]


@transaction.atomic
def finish(pk: int) -> None:
    """All of it stands."""
    reading = again(pk)
    if reading.state != State.STORING:
        return
    count = reading.rows.count()
    reading.state = State.STORED
    reading.save(update_fields=["state"])
    reading.batch.count = count
    reading.batch.save(update_fields=["count"])
    assert reading.stored_by is not None
    events.record(by=reading.stored_by, what="history.store", about=reading,
                  note=f"{count} laporan")  # fmt: skip
    if reading.job_id is not None:
        jobs.finish(reading.job_id, result_url=reading.get_absolute_url())


@transaction.atomic
def take_back(pk: int) -> None:
    """Withdraw every report of the file, or none: raises Held."""
    reading = again(pk)
    if reading.state != State.UNDOING:
        return
    assert reading.undone_by is not None
    by, reason = reading.undone_by, reading.undo_reason
    rows = reports_of(reading)
    # All of them are locked, always in the same order, before anything is judged.
    found = list(rows.order_by("pk").select_for_update(of=("self",)))
    if kept := holding.held(found):
        raise Held(kept)
    standing = [row for row in found if row.status == Status.CLOSED]
    for row in standing:
        row.reading = reading  # type: ignore[attr-defined]
        workflow.check(TRANSITIONS, TAKE_BACK, row, by, note=reason)
    target = Status(TRANSITIONS[TAKE_BACK].target)
    Incident.objects.filter(pk__in=[row.pk for row in standing]).update(
        status=target, outcome_reason=reason, version=F("version") + 1
    )
    notes = [reason] * len(standing)
    events.record_each(by=by, what="history.take_back", about=standing, notes=notes)
    events.record(by=by, what="history.undo", about=reading, note=reason)
    imports.mark_undone(reading.batch, reason)
    reading.state = State.UNDONE
    reading.save(update_fields=["state"])
    if reading.job_id is not None:
        jobs.finish(reading.job_id, result_url=reading.get_absolute_url())


def reports_of(reading: Reading) -> IncidentQuerySet:
    """What the rows became."""
    return Incident.objects.filter(history__reading=reading)


def give_up(pk: int, words: str) -> None:
    """An undoing that something stopped: the reports stand as before."""
    with transaction.atomic():
        reading = again(pk)
        if reading.state == State.UNDOING:
            reading.state, reading.undone_by, reading.undo_reason = State.STORED, None, ""
            reading.save(update_fields=["state", "undone_by", "undo_reason"])
    if reading.job_id is not None:
        jobs.fail(reading.job_id, error=words)
