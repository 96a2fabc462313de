"""Arahan of the demo: what a leader said about a report, how far each has come."""

import datetime as dt
from dataclasses import dataclass

from timdu.demo.ledger import Ledger, generic
from timdu.demo.people import key_of
from timdu.demo.stage import Stage
from timdu.inbox import todos
from timdu.inbox.arahan.actions import CARRY_OUT, CONFIRM
from timdu.inbox.models import Arahan, Todo
from timdu.team.models import User
from timdu.wilayah.models import Wilayah

Manner = Arahan.Manner
NOTED, CONFIRMED, DONE = "noted", "confirmed", "done"


@dataclass(frozen=True)
class Said:
    """One arahan: how many days ago, by whom it was written down, and how far it has come.

    `about` names a report told in timdu/demo/texts; without one it goes to the secretariat.
    """

    days: int
    manner: str
    by: str
    text: str
    reach: str
    about: str = ""
    result: str = ""


SAID = {
    "mempawah": (
        Said(
            12, Manner.MEETING, "staf",
            "Pertemukan perwakilan warga dan perusahaan di kantor camat sebelum akhir pekan ini. "
            "Dahulukan yang sepuh; jangan ada spanduk.",
            DONE, "kuota-1",
            "Pertemuan di kantor camat dihadiri kedua pihak. Notulen dibagikan pada hari yang "
            "sama.",
        ),
        Said(
            5, Manner.PHONE, "staf",
            "Siapkan satu halaman keadaan untuk rapat Forkopimda, dengan angka terakhir.",
            CONFIRMED,
        ),
        Said(
            1, Manner.MESSAGE, "ajudan",
            "Sampaikan jadwal pertemuan berikutnya kepada kedua pihak hari ini juga.",
            NOTED, "jalur-1",
        ),
    ),
    "samosir": (
        Said(
            15, Manner.DISPOSITION, "staf",
            "Petakan ulang letak keramba bersama kelompok nelayan, lalu laporkan.",
            DONE, "keramba-1",
            "Letak keramba dipetakan bersama kelompok nelayan; peta tersimpan di kecamatan.",
        ),
        Said(
            4, Manner.SPOKEN, "prokopim",
            "Semua camat melapor paling lambat tanggal lima. Yang terlambat ditelepon.",
            CONFIRMED,
        ),
        Said(
            1, Manner.PHONE, "staf",
            "Dampingi pertemuan warga besok pagi, dan kabari segera sesudahnya.",
            NOTED, "hutan-1",
        ),
    ),
}  # fmt: skip


def tell_all(stage: Stage, ledger: Ledger) -> int:
    """Write down what the leader of the team said; returns how many it was."""
    said = SAID[stage.ground.kabupaten.key]
    for one in said:
        tell(stage, ledger, one)
    return len(said)


def tell(stage: Stage, ledger: Ledger, said: Said) -> None:
    """One arahan, with what waits for it since then."""
    people, clock = stage.people, stage.clock
    given_at = clock.ago(said.days, 9, 10 + said.days)
    report = stage.lives[said.about].row if said.about else None
    leader, by = people[stage.ground.kabupaten.leader[0]], people[said.by]
    row = Arahan(
        team=people.team,
        leader=leader,
        by=by,
        kecamatan=report.kecamatan if report else None,
        text=said.text,
        manner=said.manner,
        given_at=given_at,
        at=given_at + dt.timedelta(minutes=25),
    )
    if report is not None:
        row.about = report
    if said.reach != NOTED:
        row.confirmed_at = min(row.at + dt.timedelta(hours=5), clock.now)
    row.full_clean()
    row.save()
    note(ledger, row, "arahan.record", row.at, by)
    if row.confirmed_at is None:
        wait(row, CONFIRM, f"Benarkah arahan Anda? {row.text}", note=f"Dicatat {by.byline}")
    else:
        note(ledger, row, "arahan.confirm", row.confirmed_at, leader)
    if said.reach == DONE:
        finish(stage, ledger, row, said.result)
    else:
        wait(row, CARRY_OUT, f"Arahan: {row.text}", note=leader.byline)


def finish(stage: Stage, ledger: Ledger, row: Arahan, result: str) -> None:
    """The office says what came of it."""
    who = f"camat.{key_of(row.kecamatan.name)}" if row.kecamatan else "staf"
    row.done_at = min(row.at + dt.timedelta(days=3, hours=2), stage.clock.now)
    row.done_by, row.done_note = stage.people[who], result
    row.save(update_fields=["done_at", "done_by", "done_note"])
    note(ledger, row, "arahan.finish", row.done_at, row.done_by, result)


def wait(row: Arahan, kind: str, title: str, *, note: str) -> None:
    """As the action lets it wait, since it was written down."""
    confirms = kind == CONFIRM
    kecamatan: Wilayah | None = None if confirms else row.kecamatan
    todos.open(
        kind,
        row,
        team=row.team,
        holder=row.leader if confirms else None,
        kecamatan=kecamatan,
        role="" if confirms or kecamatan else User.Role.STAFF,
        title=title,
        note=note,
        url=row.get_absolute_url(),
    )
    Todo.objects.filter(kind=kind, closed_at=None, **generic(row)).update(created_at=row.at)


def note(
    ledger: Ledger, row: Arahan, what: str, at: dt.datetime, by: User, words: str = ""
) -> None:
    """In the chronology of the arahan and of the report it is about."""
    about = [row, row.about] if row.about is not None else [row]
    head = f"{row.leader.byline} kepada {row.addressee}, {row.get_manner_display()}"
    ledger.event(what, about, by=by, at=at, note=f"{head}: {words or row.text}")
