"""Status Keadaan Konflik of the demo: exercises only, each titled "Gladi: …"."""

import datetime as dt

from incidents.cases.emergency import clock, tasks
from incidents.cases.emergency.limits import last_day
from incidents.cases.emergency.models import Act, Emergency, Progress, TroopRequest
from incidents.cases.emergency.models.choices import Kind, Status
from timdu.core.words import long_date
from timdu.demo.ledger import Ledger
from timdu.demo.stage import Stage
from timdu.documents import pdf
from timdu.files import intake
from timdu.files.models import Attachment, StoredFile
from timdu.inbox.models import Todo

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
SUMMARY = (
    "Gladi posko, bukan penetapan sesungguhnya. Menetapkan wilayah, penanggung jawab, dan jalur "
    "laporan untuk latihan bersama Polres dan Kodim."
)
# Title, wilayah, how many days ago it began, how many days it lasts, after how many days revoked.
STORIES = {
    "mempawah": (
        ("Gladi: posko Status Keadaan Konflik tahun lalu", 300, 90, 40),
        ("Gladi: posko Status Keadaan Konflik", 12, 30, 0),
    ),
    "samosir": (("Gladi: posko Status Keadaan Konflik", 200, 14, 0),),
}


def tell_all(stage: Stage, ledger: Ledger) -> int:
    """The exercises of one team; returns how many."""
    writer = Writer(stage, ledger)
    for title, since, days, revoked in STORIES[stage.ground.kabupaten.key]:
        writer.tell(title, stage.clock.today - since * DAY, days, revoked)
    tasks.watch_team(stage.people.team, stage.clock.now)
    waiting = Todo.objects.filter(kind__startswith="emergency.", team=stage.people.team)
    waiting.update(created_at=stage.clock.now - HOUR)
    return len(STORIES[stage.ground.kabupaten.key])


class Writer:
    """Writes them as the actions would have left them."""

    def __init__(self, stage: Stage, ledger: Ledger) -> None:
        self.stage, self.ledger = stage, ledger

    def tell(self, title: str, first: dt.date, days: int, revoked: int) -> None:
        """One exercise: its SK, its reports of progress, a request that was only practised."""
        by, at = self.stage.people["staf"], self.stage.clock.at(first - DAY, 10)
        row = Emergency.objects.create(
            team=self.stage.people.team, title=title, by=by, at=at,
            area=f"Gladi di aula {self.stage.people.team.name}",
        )  # fmt: skip
        self.act(row, Kind.ESTABLISH, first, last_day(first, days), at)
        if revoked:
            self.act(row, Kind.REVOKE, first + revoked * DAY, None,
                     self.stage.clock.at(first + (revoked - 1) * DAY, 10))  # fmt: skip
        for name, day in clock.dates(row.acts.confirmed()).items():
            setattr(row, name, day)
        row.save()
        self.report(row)
        self.ask(row, first)
        if row.ends_on and row.ends_on > self.stage.clock.today:
            self.end_soon(row)

    def end_soon(self, row: Emergency) -> None:
        """The exercise that runs is to end early: its SK was entered this morning, unconfirmed."""
        by, today = self.stage.people["staf"], self.stage.clock.today
        made = Act.objects.create(
            emergency=row, kind=Kind.REVOKE, number=f"GLADI/{today.year}/{row.pk:02d}-REV",
            signed_on=today - DAY, starts_on=today + 3 * DAY, summary=SUMMARY, by=by,
            at=self.stage.clock.now - HOUR,
        )  # fmt: skip
        self.ledger.event("emergency.enter", [row, made], by=by, at=made.at, note=str(made))
        self.scan(made)
        tasks.ask_to_confirm(made)

    def scan(self, act: Act) -> None:
        """The SK of the exercise on one page; nothing that could be taken for a real one."""
        team, by = self.stage.people.team, self.stage.people["staf"]
        html = (
            '<!DOCTYPE html><html lang="id" class="contoh"><head><meta charset="utf-8">'
            f"<title>{act.number}</title></head><body data-klas='' data-kaki='{act.number}'>"
            f"<h1>Gladi: {act.get_kind_display()}</h1><p>Nomor {act.number}, tanggal "
            f"{long_date(act.signed_on)}, mulai {long_date(act.starts_on)}.</p><p>{SUMMARY}</p>"
            "</body></html>"
        )
        drawn = pdf.render(html, files={}, attachments=[], created=act.at)
        file = intake.keep(
            drawn.data, name="sk-gladi.pdf", content_type="application/pdf", team=team, by=by,
            pages=drawn.pages,
        )  # fmt: skip
        StoredFile.objects.filter(pk=file.pk).update(uploaded_at=act.at)
        Attachment(owner=act, file=file, position=0, added_by=by, added_at=act.at).save()
        data = {"file": str(file.pk), "sha256": file.sha256_received}
        self.ledger.event("file.attach", [act], by=by, at=act.at, note=file.name, data=data)

    def act(
        self, row: Emergency, kind: str, first: dt.date, last: dt.date | None, at: dt.datetime
    ) -> None:
        """One SK, entered by the desk and confirmed by the Kabid two hours later."""
        by, kabid = self.stage.people["staf"], self.stage.people["kabid"]
        made = Act.objects.create(
            emergency=row, kind=kind, number=f"GLADI/{at.year}/{row.pk:02d}-{kind[:3].upper()}",
            signed_on=at.date(), starts_on=first, ends_on=last, summary=SUMMARY,
            consulted_on=at.date() - DAY if last else None,
            consulted_note="Gladi konsultasi dengan pimpinan DPRD." if last else "",
            by=by, at=at, status=Status.CONFIRMED, confirmed_by=kabid, confirmed_at=at + 2 * HOUR,
        )  # fmt: skip
        self.scan(made)
        self.ledger.event("emergency.enter", [row, made], by=by, at=at, note=str(made))
        self.ledger.event(
            "emergency.confirm", [row, made], by=kabid, at=at + 2 * HOUR, note=str(made)
        )  # fmt: skip

    def report(self, row: Emergency) -> None:
        """A report each week as far as the days have come; the newest one is a day late."""
        assert row.starts_on is not None and row.ends_on is not None
        day, number = row.starts_on + row.report_days * DAY, 1
        while day <= min(row.ends_on, self.stage.clock.today - 2 * DAY):
            at = self.stage.clock.at(day, 11)
            by = self.stage.people["staf"]
            made = Progress.objects.create(
                emergency=row, sent_on=day, number=f"GLADI/{row.pk:02d}/LP-{number}",
                copies="Menteri Dalam Negeri, DPRD", note="Gladi: tidak ada kejadian.",
                by=by, at=at,
            )  # fmt: skip
            self.ledger.event("emergency.report", [row, made], by=by, at=at, note=str(made))
            day, number = day + row.report_days * DAY, number + 1

    def ask(self, row: Emergency, first: dt.date) -> None:
        """Help by TNI asked for in the exercise, its letter five hours later."""
        by, at = self.stage.people["staf"], self.stage.clock.at(first + DAY, 9)
        made = TroopRequest.objects.create(
            emergency=row, asked_at=at, asked_by="Bupati (gladi)",
            what_for="Gladi: latihan menyampaikan permintaan lewat telepon.",
            written_at=at + 5 * HOUR, written_number=f"GLADI/{row.pk:02d}/TNI", by=by, at=at,
            answer="Gladi selesai, tidak ada pengerahan.",
        )  # fmt: skip
        self.ledger.event("emergency.troops", [row, made], by=by, at=at, note=str(made))
