"""What came after sending, in the demo: a perkembangan to be read, a correction asked for."""

import datetime as dt
from dataclasses import dataclass

from incidents import facts
from incidents.actions import corrections, later, waiting
from incidents.models import Development, Proposal
from timdu.core.receipts import content_hash
from timdu.demo.ledger import Ledger, generic
from timdu.demo.stage import Stage
from timdu.inbox.models import Todo

SEED = "sesudah"


@dataclass(frozen=True)
class Since:
    """One perkembangan about a report told in timdu/demo/texts; `people` asks for a correction."""

    about: str
    by: str
    hours: int
    text: str
    is_read: bool = False
    people: int = 0
    reason: str = ""


SINCE = {
    "mempawah": (
        Since(
            "kuota-4", "camat.sungaikunyit", 260,
            "PT Contoh menjadwalkan pembahasan kebun plasma; warga menunggu dengan tertib.",
            is_read=True,
        ),
        Since(
            "kuota-4", "camat.sungaikunyit", 19,
            "Pembahasan kebun plasma ditunda lagi oleh perusahaan. Sekitar 25 warga mendatangi "
            "balai desa dan pulang sesudah diterima kepala desa.",
            people=25, reason="Kepala desa menghitung di balai desa.",
        ),
    ),
    "samosir": (
        Since(
            "keramba-1", "camat.sitiotio", 22,
            "Letak keramba sudah dipindah sesuai peta. Kedua kelompok melaut bersama pagi ini.",
        ),
    ),
}  # fmt: skip


def tell_all(stage: Stage, ledger: Ledger) -> int:
    """Tell what became of the reports; returns how many perkembangan there are."""
    told = SINCE[stage.ground.kabupaten.key]
    for number, since in enumerate(told):
        tell(stage, ledger, since, number)
    return len(told)


def tell(stage: Stage, ledger: Ledger, since: Since, number: int) -> None:
    """One perkembangan as the actions would have left it, with what waits for it."""
    row, by = stage.lives[since.about].row, stage.people[since.by]
    at = stage.clock.now - dt.timedelta(hours=since.hours)
    as_of = at - dt.timedelta(minutes=40)
    received = {"text": since.text, "as_of": as_of.isoformat()}
    told = Development(
        incident=row, text=since.text, as_of=as_of, entered_by=by, byline=later.byline(by), at=at,
        client_uuid=stage.dice.child(SEED, str(number)).uuid(), received=received,
        received_hash=content_hash(received),
    )  # fmt: skip
    ledger.event("incident.develop", [row, told], by=by, at=at, note=since.text)
    if since.is_read:
        told.read_by, told.read_at = stage.people["kabid"], at + dt.timedelta(hours=3)
    told.save()
    ledger.received(
        told,
        kind=later.DEVELOPMENT,
        key=told.client_uuid,
        by=by,
        at=at,
        content=received,
        keeps_content=False,
    )
    if since.is_read:
        ledger.event("incident.read", [row, told], by=told.read_by, at=told.read_at or at)
        return
    if since.people:
        ask(ledger, since, told, at)
    waiting.for_news(row, "Perkembangan baru")
    Todo.objects.filter(kind=waiting.NEWS, closed_at=None, **generic(row)).update(created_at=at)


def ask(ledger: Ledger, since: Since, told: Development, at: dt.datetime) -> None:
    """The same person asks for the number of people to be set right."""
    row, by = told.incident, told.entered_by
    value = {"people": since.people, "people_certainty": "sure"}
    asked = Proposal.objects.create(
        incident=row, field="people", value=value, text=later.would_read(row, "people", value),
        stood=corrections.text(row, "people"), reason=since.reason, by=by, byline=told.byline,
        at=at + dt.timedelta(minutes=5),
    )  # fmt: skip
    words = f"{facts.label('people')}: {asked.stood} → {asked.text}. {since.reason}"
    ledger.event("incident.propose", [row], by=by, at=asked.at, note=words)
