"""A table of reports: looked at, stored whole, taken back whole."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, models, transaction

from incidents import permissions
from incidents.actions import many
from incidents.actions.many import Row
from incidents.actions.rows import broke
from incidents.models import Incident
from incidents.models.choices import Status
from timdu.core import event_names, events, imports
from timdu.core.access import require
from timdu.core.devices import Device
from timdu.core.filled import Line
from timdu.core.imports import Batch
from timdu.core.models import Received
from timdu.core.receiving import Wire
from timdu.core.workflow import WrongState
from timdu.files.attaching import attach
from timdu.files.intake import SHEET, receive
from timdu.team.models import User

event_names.name(
    import_look="Lembar laporan diunggah",
    import_store="Laporan dari lembar disimpan",
    import_undo="Impor dibatalkan",
    incident_take_back="Laporan ditarik bersama impornya",
)

KIND = "laporan"
STORED_ONCE = "batch_stored_once"
HAS_ERRORS = (
    "Masih ada sel yang salah. Perbaiki lembarnya, lalu unggah lagi; belum ada yang disimpan."
)
NOT_OPEN = (
    "Tidak dapat dibatalkan: sebagian laporannya tidak lagi terbuka bagi Anda. Minta Kabid atau "
    "Kepala Badan menanganinya satu per satu."
)
# What stops an import from being taken back: somebody has decided about it.
DECIDED = (Status.VERIFIED, Status.CLOSED, Status.MERGED)


# Every line with what is wrong in it, and those that can be stored.
Judged = tuple[Sequence[Line], Sequence[Row]]


class Stopped(WrongState):
    """Some of what was imported has been decided about since."""

    def __init__(self, rows: Sequence[Incident]) -> None:
        super().__init__(
            f"Tidak dapat dibatalkan: {len(rows)} laporan dari impor ini sudah diputuskan, atau "
            "laporan lain digabung ke sana. Minta Kabid atau Kepala Badan menanganinya satu per "
            "satu."
        )
        self.rows = rows


@transaction.atomic
def look(upload: UploadedFile, *, by: User, judge: Callable[[bytes], list[Line]]) -> Batch:
    """Keep the file and what was read of it; raises Refused or NotTaken, and then keeps nothing."""
    require(permissions.can_import(by))
    assert by.team is not None
    file = receive(upload, team=by.team, by=by, kinds=(SHEET,))
    lines = judge(file.read())
    key = {"team": by.team, "by": by, "kind": KIND, "sha256": file.sha256_received,
           "kecamatan": by.kecamatan, "agency": by.agency}  # fmt: skip
    said = told(lines)
    batch, is_new = Batch.objects.get_or_create(
        **key, state=Batch.State.PREVIEW, defaults={**said, "name": file.name}
    )
    if is_new:
        attach(batch, file, by=by)
        note = f"{file.name}: {len(lines)} baris"
        events.record(by=by, what="import.look", about=batch, note=note)
    else:
        # The same file again: what was wrong then may be right now, a desa added meanwhile.
        say(batch, said)
    return batch


def told(lines: Sequence[Line]) -> dict[str, Any]:
    """What a batch keeps of its rows."""
    wrong = sum(len(line.wrong) for line in lines)
    return {"rows": [asdict(line) for line in lines], "count": len(lines), "wrong_count": wrong}


def say(batch: Batch, said: dict[str, Any]) -> None:
    """Write to a preview what is known of its rows now."""
    Batch.objects.filter(pk=batch.pk, state=Batch.State.PREVIEW).update(**said)
    batch.refresh_from_db()


def store(
    batch: Batch, *, by: User, judge: Callable[[Batch], Judged], device: Device | None = None
) -> Batch:
    """Store every row or none; whoever presses twice finds it stored.

    What has become wrong since it was looked at stays written in the preview.
    """
    batch = store_right(batch, by=by, judge=judge, device=device)
    if not batch.is_stored:
        raise WrongState(HAS_ERRORS)
    return batch


@transaction.atomic
def store_right(
    batch: Batch, *, by: User, judge: Callable[[Batch], Judged], device: Device | None
) -> Batch:
    """The batch stored, or still a preview that says what is wrong with it."""
    require(permissions.can_import(by))
    # One table of a team after the other: the next is judged by what this one has written.
    imports.take_turns(by.own_team)
    batch = imports.again(batch, by=by)
    if batch.is_stored:
        return batch
    check_fresh(batch)
    lines, rows = judge(batch)
    if len(rows) != batch.count:
        say(batch, told(lines))
        return batch
    wires = [Wire(batch.key_of(row.number), dict(row.typed), device) for row in rows]
    many.write(rows, wires, by=by)
    stand(batch)
    events.record(by=by, what="import.store", about=batch, note=f"{len(rows)} laporan")
    return batch


def check_fresh(batch: Batch) -> None:
    """Neither taken back, nor stored from the same file before."""
    if not batch.is_preview:
        raise WrongState("Impor ini sudah dibatalkan. Unggah lembarnya lagi.")
    twin = imports.twin_of(batch)
    if twin is not None:
        raise WrongState(already(twin))


def stand(batch: Batch) -> None:
    """From now on it is stored; two people with one file come one after the other."""
    try:
        with transaction.atomic():
            imports.mark_stored(batch)
    except IntegrityError as error:
        if not broke(error, STORED_ONCE):
            raise
        raise WrongState("Berkas yang sama baru saja disimpan. Muat ulang halaman ini.") from error


def already(twin: Batch) -> str:
    """The same file was stored before."""
    return (
        f"Berkas ini sudah disimpan oleh {twin.by.byline}; tidak disimpan dua kali. Bila memang "
        "perlu diulang, impor yang dulu dibatalkan lebih dahulu."
    )


def reports_of(batch: Batch, among: models.QuerySet[Incident]) -> list[Incident]:
    """What the rows became, in their order."""
    received = Received.objects.filter(account_id=batch.by_id, client_uuid__in=batch.keys)
    keys = [int(key) for key in received.values_list("object_id", flat=True)]
    found = among.filter(pk__in=keys).select_related("place", "kecamatan")
    by_key = {incident.client_uuid: incident for incident in found}
    return [by_key[key] for key in batch.keys if key in by_key]


def stopping(reports: Sequence[Incident]) -> list[Incident]:
    """Those that somebody has decided about, or that stand for another one too."""
    keys = [incident.pk for incident in reports]
    joined = Incident.objects.filter(merged_into__in=keys).values_list("merged_into_id", flat=True)
    decided = {*joined} | {row.pk for row in reports if row.status in DECIDED}
    return [incident for incident in reports if incident.pk in decided]


@transaction.atomic
def undo(batch: Batch, *, by: User, reason: str) -> Batch:
    """Take back all that came of a file, each with its trace; raises Stopped."""
    batch = imports.again(batch, by=by)
    if not batch.is_stored:
        raise WrongState("Impor ini tidak sedang berlaku; tidak ada yang dibatalkan.")
    if not reason.strip():
        raise WrongState("Membatalkan impor memerlukan alasan.")
    rows = Incident.objects.select_related("team", "agency", "entered_by")
    # All of them are locked, always in the same order, before anything is judged.
    keys = sorted(incident.pk for incident in reports_of(batch, rows))
    list(rows.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",)))
    reports = reports_of(batch, rows)
    if len(reports_of(batch, Incident.objects.visible_to(by))) < len(reports):
        raise WrongState(NOT_OPEN)
    if left := stopping(reports):
        raise Stopped(left)
    standing = [incident for incident in reports if incident.status != Status.DROPPED]
    many.take_back(standing, by=by, note=reason.strip())
    imports.mark_undone(batch, reason.strip())
    events.record(by=by, what="import.undo", about=batch, note=reason.strip())
    return batch
