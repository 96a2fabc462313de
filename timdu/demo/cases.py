"""Permasalahan of the demo: the stories of the last weeks, and what three years left behind.

Each is gathered from reports the ledger has written; everything about it stands at the time it
would have happened.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from incidents.cases.models import (
    Assessment,
    Case,
    CaseIncident,
    CaseParty,
    Closing,
    Handling,
)
from incidents.cases.words import ranks_words
from incidents.models import Incident
from incidents.models.choices import UP_TO_RESTRICTED, Status
from timdu.demo.dice import Dice
from timdu.demo.gathered import Gathered, gathered
from timdu.demo.ledger import Ledger
from timdu.demo.people import key_of
from timdu.demo.stage import Stage
from timdu.team.models import Partner, User

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
LINKABLE = (Status.SUBMITTED, Status.RETURNED, Status.VERIFIED, Status.CLOSED)
# Who did it (kecamatan, an agency by its short name, mitra), what, with what result, days later.
STEPS = (
    ("kecamatan", "mempertemukan wakil kedua pihak di kantor camat",
     "Kedua pihak sepakat menahan diri sampai pertemuan berikutnya.", 2),
    ("Polres", "menambah patroli sambang di sekitar lokasi", "", 3),
    ("mitra", "mendampingi warga menyusun usulan tertulis",
     "Usulan diserahkan kepada kecamatan.", 6),
    ("Satpol PP", "memantau keadaan pada hari pasar", "Keadaan tertib.", 9),
)  # fmt: skip
REASONS = (
    "Laporan baru dalam tujuh hari, tempat kedua terlibat.",
    "Kedua pihak bersedia bertemu; belum ada kesepakatan tertulis.",
    "Pertemuan berlangsung tertib dan hasilnya dijalankan.",
)


@dataclass(frozen=True)
class Story:
    """One permasalahan told by name: its reports, how far it has come, who holds it."""

    keys: str
    title: str
    stage: str
    ranks: tuple[tuple[int, int], ...]
    holder: str
    due: tuple[int, str] = (0, "")
    phase: str = "prevention"
    parties: tuple[str, ...] = ()


STORIES = {
    "mempawah": (
        Story(
            "jalur-1 jalur-2 jalur-3 jalur-4 jalur-5",
            "Perebutan wilayah tangkap nelayan Kelompok C dan Kelompok D",
            "tension", ((2, 3), (3, 3)), "kecamatan", (2, "pertemuan kedua kelompok nelayan"),
            parties=("Koperasi nelayan contoh",),
        ),
        Story(
            "kuota-1 kuota-2 kuota-3 kuota-4",
            "Tuntutan kuota tenaga kerja lokal dan kebun plasma di sekitar pelabuhan PT Contoh",
            "de_escalation", ((2, 2), (3, 3), (2, 3)), "Disnaker",
            (9, "perundingan lanjutan kuota dan plasma"),
        ),
        Story(
            "batas-1 batas-2 batas-3", "Patok batas antara dua desa yang belum disepakati",
            "latent", ((2, 2),), "Dinas PMD", (-3, "pemasangan patok bersama"),
        ),
        Story(
            "tambang-1 tambang-2 tambang-3",
            "Pertambangan tanpa izin yang dikeluhkan warga hilir",
            "tension", ((3, 2),), "kecamatan",
        ),
        Story(
            "antre-1 antre-2", "Penutupan jalan masuk kebun karena pembagian plasma",
            "escalation", ((3, 4),), "Polres", (1, "berakhirnya ultimatum tertulis"),
            phase="stopping",
        ),
    ),
    "samosir": (
        Story(
            "keramba-1 keramba-2 keramba-3 keramba-4",
            "Letak keramba dan jalur perahu Kelompok C dan Kelompok D di danau",
            "tension", ((2, 3), (3, 3)), "Dinas Perikanan", (4, "pemindahan letak keramba"),
        ),
        Story(
            "hutan-1 hutan-2 hutan-3", "Batas kawasan hutan yang diperdebatkan warga Kelompok A",
            "tension", ((2, 3),), "kecamatan", (11, "pengecekan batas bersama"),
        ),
        Story(
            "tomok-1 tomok-2 tomok-3", "Giliran pemandu wisata di Tomok",
            "de_escalation", ((2, 2), (1, 2)), "",
        ),
    ),
}  # fmt: skip


def tell_all(stage: Stage, ledger: Ledger) -> int:
    """Gather the permasalahan of one team; returns how many there are."""
    writer = Writer(stage, ledger)
    for story in STORIES[stage.ground.kabupaten.key]:
        rows = [stage.lives[key].row for key in story.keys.split()]
        writer.tell(story, [row for row in rows if is_linkable(row)])
    found = gathered(stage, taken=writer.linked)
    for one in found:
        writer.tell_past(one)
    return len(writer.codes)


def is_linkable(row: Incident) -> bool:
    return row.status in LINKABLE and row.classification in UP_TO_RESTRICTED


class Writer:
    """Writes the permasalahan of one team, as the actions would have left them."""

    def __init__(self, stage: Stage, ledger: Ledger) -> None:
        self.stage, self.ledger = stage, ledger
        self.codes: set[str] = set()
        self.linked: set[int] = set()
        partners = Partner.objects.filter(team=stage.people.team, retired_on=None)
        self.partner = partners.order_by("pk").first()

    def tell(self, story: Story, rows: Sequence[Incident]) -> None:
        """One that runs."""
        first = rows[0]
        at = self.office(first.reported_at or first.received_at)
        case = self.begin(story.title, rows, at, story.keys)
        self.hold(case, story.holder, first)
        days, case.due_what = story.due
        case.due_on = self.stage.clock.today + days * DAY if case.due_what else None
        case.phase = story.phase
        self.write(case, at)
        for position, name in enumerate(story.parties):
            CaseParty.objects.create(case=case, name=name, position=position)
        moments = self.link(case, rows)
        self.judge(case, story.ranks, [at, *moments[1:]])
        self.handle(case, first, moments[0])
        self.turn(case, story.stage, moments[-1])

    def tell_past(self, one: Gathered) -> None:
        """One of the last three years, closed by now as most are."""
        at = self.office(one.rows[1].reported_at or one.rows[1].received_at)
        case = self.begin(one.title, one.rows, at, one.name)
        self.hold(case, "kecamatan" if one.number % 2 else "", one.rows[0])
        self.write(case, at)
        moments = self.link(case, one.rows)
        self.judge(case, one.ranks, moments)
        self.handle(case, one.rows[0], moments[-1])
        if one.is_over:
            self.close(case, one, moments[-1])
        else:
            self.turn(case, "latent", moments[-1])

    def office(self, moment: dt.datetime) -> dt.datetime:
        """The next office hour, never after the demo's morning."""
        return min(self.stage.clock.office_hours(moment + HOUR), self.stage.clock.now)

    def begin(self, title: str, rows: Sequence[Incident], at: dt.datetime, name: str) -> Case:
        """The row with what its reports say of it."""
        dice = self.stage.dice.child("permasalahan", name)
        told = next((row for row in rows if row.source), rows[0])
        strictest = max(row.classification for row in rows)
        return Case(
            team=self.stage.people.team, title=title, code=self.free_code(dice, at.year),
            classification=strictest, source=told.source, pattern=told.pattern,
            opened_by=self.stage.people["staf"], opened_at=at, changed_at=at, stage_since=at,
        )  # fmt: skip

    def free_code(self, dice: Dice, year: int) -> str:
        while (code := dice.code("PM", year)) in self.codes:
            continue
        self.codes.add(code)
        return code

    def hold(self, case: Case, holder: str, first: Incident) -> None:
        """Who holds it: the kecamatan of its first report, an agency, or the secretariat."""
        if holder == "kecamatan":
            case.holder_kecamatan = first.kecamatan
        elif holder:
            case.holder = self.stage.people.agencies[holder]

    def write(self, case: Case, at: dt.datetime) -> None:
        case.save()
        self.say("case.open", case, at, self.stage.people["staf"], case.title)

    def say(self, what: str, case: Case, at: dt.datetime, by: User, note: str) -> None:
        """An event, and that the permasalahan moved."""
        self.ledger.event(what, [case], by=by, at=at, note=note)
        case.changed_at = max(case.changed_at, at)

    def link(self, case: Case, rows: Sequence[Incident]) -> list[dt.datetime]:
        """Each report in its turn; returns when."""
        moments = []
        for row in rows:
            at = max(case.opened_at, self.office(row.reported_at or row.received_at))
            by = self.stage.people["staf"]
            CaseIncident.objects.create(case=case, incident=row, by=by, at=at)
            self.linked.add(row.pk)
            note = f"{row.code} → {case.code}"
            self.ledger.event("case.link", [case, row], by=by, at=at, note=note)
            case.changed_at = max(case.changed_at, at)
            moments.append(at)
        return moments

    def judge(
        self, case: Case, ranks: Sequence[tuple[int, int]], moments: Sequence[dt.datetime]
    ) -> None:
        """Each judgement after the report that gave rise to it."""
        by = self.stage.people["kabid"]
        for number, (likelihood, impact) in enumerate(ranks):
            at = self.office(moments[min(number, len(moments) - 1)] + number * HOUR)
            reason = REASONS[number % len(REASONS)]
            before = ranks_words(case.likelihood, case.impact)
            Assessment.objects.create(
                case=case, likelihood=likelihood, impact=impact, reason=reason, by=by, at=at
            )
            case.likelihood, case.impact = likelihood, impact
            note = f"{before} → {ranks_words(likelihood, impact)}. {reason}"
            self.say("case.assess", case, at, by, note)

    def handle(self, case: Case, first: Incident, last: dt.datetime) -> None:
        """What was done about it, as far as the days have come."""
        for actor, what, result, days in STEPS:
            at = self.office(last + days * DAY)
            if at >= self.stage.clock.now:
                continue
            of_kecamatan = actor == "kecamatan"
            camat = self.stage.people[f"camat.{key_of(first.kecamatan.name)}"]
            row = Handling(
                case=case, what=what, result=result, done_at=at - 2 * HOUR, at=at,
                by=camat if of_kecamatan else self.stage.people["staf"],
                kecamatan=first.kecamatan if of_kecamatan else None,
                partner=self.partner if actor == "mitra" else None,
                agency=self.stage.people.agencies.get(actor),
            )  # fmt: skip
            row.save()
            self.ledger.event("case.handle", [case, row], by=row.by, at=at, note=str(row))
            case.changed_at = max(case.changed_at, at)

    def turn(self, case: Case, stage: str, at: dt.datetime) -> None:
        """The stage it has come to, and everything kept that moved."""
        if stage != case.stage:
            before = case.get_stage_display()
            case.stage, case.stage_since = stage, at
            case.version += 1
            note = f"Tahap eskalasi: {before} → {case.get_stage_display()}"
            self.say("case.edit", case, at, self.stage.people["kabid"], note)
        case.save()

    def close(self, case: Case, one: Gathered, last: dt.datetime) -> None:
        """It came to an end; one was opened again before it did."""
        kabid = self.stage.people["kabid"]
        at = self.office(last + (25 + one.number) * DAY)
        if one.was_reopened:
            early = self.office(last + 12 * DAY)
            made = self.closing(case, one, early)
            made.reopened_at, made.reopened_by = self.office(early + 5 * DAY), kabid
            made.reopened_reason = "Warga melaporkan kejadian serupa sesudah ditutup."
            made.save()
            self.say("case.reopen", case, made.reopened_at, kabid, made.reopened_reason)
            case.version += 2
        self.closing(case, one, at)
        case.stage, case.stage_since, case.status = "over", at, "closed"
        case.version += 1
        case.save()

    def closing(self, case: Case, one: Gathered, at: dt.datetime) -> Closing:
        kabid = self.stage.people["kabid"]
        outcome, checks, grounds = one.ending
        made = Closing(
            case=case, outcome=outcome, checks=list(checks), grounds=grounds, by=kabid, at=at
        )
        made.save()
        self.say("case.close", case, at, kabid, f"{made}. {grounds}")
        return made
