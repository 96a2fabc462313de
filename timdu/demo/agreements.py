"""Kesepakatan of the demo: what the parties of some permasalahan agreed, and what came of it."""

import datetime as dt
from dataclasses import dataclass

from incidents.cases.agreements import tasks
from incidents.cases.agreements.actions import next_check
from incidents.cases.agreements.models import (
    Agreement,
    AgreementCheck,
    AgreementClosing,
    Clause,
)
from incidents.cases.models import Case, CaseIncident, Closing
from incidents.models import Party
from timdu.demo.ledger import Ledger
from timdu.demo.stage import Stage
from timdu.inbox.models import Todo

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
PARTIES = ["Kelompok A", "Kelompok B"]
# What was promised, who is bound, and after how many days at the latest (0: no day was agreed).
CLAUSES = (
    ("Kedua pihak menahan diri dan tidak mengerahkan massa.", "Kedua pihak", 0),
    ("Kerugian yang sudah disepakati diganti.", "Kedua pihak", 45),
    ("Perselisihan berikutnya disampaikan lebih dahulu kepada camat.", "Kedua pihak", 0),
)
SAID = {
    "kept": "Butir dijalankan; tidak ada kejadian baru menurut kedua pihak.",
    "partly": "Kedua pihak menahan diri, ganti rugi baru dibayar sebagian.",
    "broken": "Satu pihak kembali menutup jalan; para pihak akan dipertemukan lagi.",
}
# How past ones went: the three looks.
COURSES = (("kept", "broken", "partly"), ("kept", "kept", "kept"), ("partly", "kept", "kept"))


@dataclass(frozen=True)
class Told:
    """One kesepakatan of a permasalahan that runs: words of its title, how long ago, the looks."""

    title: str
    summary: str
    days: int
    mechanism: str
    others: str
    looks: tuple[str, ...] = ()


RUNNING = {
    "mempawah": (
        Told("Patok batas", "Patok batas sementara dipasang bersama dan dihormati kedua desa.",
             44, "adat", "Majelis adat kedua desa"),
        Told("Tuntutan kuota", "Kuota tenaga kerja lokal dibahas bulanan, jalan kebun tetap "
             "terbuka.", 96, "mediation", "", ("partly",)),
    ),
    "samosir": (
        Told("Giliran pemandu", "Giliran pemandu wisata diatur menurut daftar hadir.",
             38, "social", "Paguyuban pemandu wisata", ("kept",)),
    ),
}  # fmt: skip


def parties_of(case: Case) -> list[str]:
    """Whom its reports name; two groups where they name fewer."""
    links = CaseIncident.objects.filter(case=case).values("incident")
    named = Party.objects.filter(incident__in=links).order_by("name")
    found = list(dict.fromkeys(named.values_list("name", flat=True)))
    return found[:4] if len(found) > 1 else PARTIES


def tell_all(stage: Stage, ledger: Ledger) -> int:
    """Those of the permasalahan that run, and of those closed by agreement; returns how many."""
    writer = Writer(stage, ledger)
    cases = Case.objects.filter(team=stage.people.team).order_by("code")
    for told in RUNNING[stage.ground.kabupaten.key]:
        if case := cases.filter(title__startswith=told.title).first():
            writer.tell(case, told)
    closings = Closing.objects.filter(case__in=cases, outcome="agreed", reopened_at=None)
    for number, closing in enumerate(closings.order_by("at", "pk")):
        writer.tell_past(closing, COURSES[number % len(COURSES)])
    tasks.ask_team(stage.people.team, stage.clock.now)
    waiting = Todo.objects.filter(kind=tasks.CHECK, team=stage.people.team)
    waiting.update(created_at=stage.clock.now)
    return writer.count


class Writer:
    """Writes them as the actions would have left them."""

    def __init__(self, stage: Stage, ledger: Ledger) -> None:
        self.stage, self.ledger, self.count = stage, ledger, 0

    def tell(self, case: Case, told: Told) -> Agreement:
        """One that runs."""
        agreed_on = max(self.stage.clock.today - told.days * DAY, case.opened_at.date())
        row = self.write(case, told.summary, agreed_on, told.mechanism, told.others)
        self.look_all(row, told.looks)
        return row

    def tell_past(self, closing: Closing, looks: tuple[str, ...]) -> None:
        """One with which a permasalahan was closed."""
        summary = "Kedua pihak berdamai dan menyelesaikan kerugian bersama."
        agreed_on = closing.at.date() - 6 * DAY
        row = self.write(closing.case, summary, agreed_on, "mediation", "")
        AgreementClosing.objects.create(closing=closing, agreement=row)
        self.look_all(row, looks)

    def write(
        self, case: Case, summary: str, agreed_on: dt.date, mechanism: str, others: str
    ) -> Agreement:
        """The row, its clauses and its event, the day after it was reached."""
        at = self.moment(agreed_on)
        by = self.stage.people["staf"]
        row = Agreement(
            case=case, summary=summary, agreed_on=agreed_on, place="Kantor camat",
            mechanism=mechanism, others=others, parties=parties_of(case), by=by, at=at,
            kecamatan=None if others else case.holder_kecamatan,
        )  # fmt: skip
        row.next_check_on = next_check(row, ())
        row.save()
        for position, (what, bound, days) in enumerate(CLAUSES, 1):
            due_on = agreed_on + days * DAY if days else None
            Clause.objects.create(
                agreement=row, position=position, what=what, bound=bound, due_on=due_on
            )
        self.say("agreement.record", row, at, summary)
        self.count += 1
        return row

    def moment(self, day: dt.date) -> dt.datetime:
        """An office hour of the day, never after the demo's morning."""
        clock = self.stage.clock
        return min(clock.office_hours(clock.at(day, 14)), clock.now - HOUR)

    def look_all(self, row: Agreement, looks: tuple[str, ...]) -> None:
        """The looks that have come about by now; a past one may have had all three."""
        done: list[int | None] = []
        for days, result in zip((30, 90, 180), looks, strict=False):
            day = row.agreed_on + (days + 1) * DAY
            if day > self.stage.clock.today:
                break
            at = self.moment(day)
            made = AgreementCheck.objects.create(
                agreement=row, milestone=days, checked_on=at.date(), result=result,
                sentence=SAID[result], by=self.stage.people["staf"], at=at,
            )  # fmt: skip
            done.append(days)
            row.result = result
            self.say("agreement.check", row, at, f"{made}. {made.sentence}")
        row.next_check_on = next_check(row, done)
        row.save()

    def say(self, what: str, row: Agreement, at: dt.datetime, note: str) -> None:
        """An event about the kesepakatan and its permasalahan, which moved."""
        by = self.stage.people["staf"]
        self.ledger.event(what, [row.case, row], by=by, at=at, note=note)
        moved = Case.objects.filter(pk=row.case.pk, changed_at__lt=at)
        moved.update(changed_at=at)
