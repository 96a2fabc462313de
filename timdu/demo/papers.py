"""One document of the demo on its way out, as the actions would have written it then.

The counterpart of timdu.documents.tasks and .actions: the same rows and events with the times of
the demo; what is drawn, signed and compared is drawn, signed and compared for real.
"""

import datetime as dt
from dataclasses import dataclass

from timdu.demo import signing
from timdu.demo.dice import Dice
from timdu.demo.ledger import Ledger
from timdu.demo.press import Course, Sheet
from timdu.documents import compiling, drawing, letters, signed, snapshots
from timdu.documents.models import (
    Delivery,
    Document,
    DocumentVersion,
    Initial,
    Recipient,
    RegisterCounter,
    Rendition,
    SignedFile,
)
from timdu.files import intake
from timdu.files.models import StoredFile
from timdu.team.models import Team, User
from timdu.wilayah.models import Wilayah

State = Delivery.State


@dataclass(frozen=True)
class Period:
    """Of which kind, about which days and, for a kecamatan's own, about which kecamatan."""

    kind: str
    first: dt.date
    last: dt.date
    kecamatan: Wilayah | None = None
    subject: str = ""

    @property
    def name(self) -> str:
        """What no other document of the team has."""
        where = self.kecamatan.code if self.kecamatan else ""
        return f"{self.kind} {self.first} {where}{self.subject}"


class Paper:
    """A document with the ledger its events go to."""

    def __init__(self, team: Team, period: Period, dice: Dice, ledger: Ledger) -> None:
        self.dice, self.ledger = dice, ledger
        code = dice.child("periksa").code
        self.row = Document(
            team=team,
            kind=period.kind,
            period_first=period.first,
            period_last=period.last,
            kecamatan=period.kecamatan,
            subject=period.subject,
            check_token=f"{code('', 0)[-5:]}-{code('', 0)[-5:]}",
        )

    def event(
        self, what: str, at: dt.datetime, by: User | None, note: str = "", **data: object
    ) -> None:
        self.last_at = at
        self.ledger.event(what, [self.row], by=by, at=at, note=note, data=data)

    def compile(self, at: dt.datetime, by: User | None) -> None:
        """Begin it and freeze its first version out of the data as they stand."""
        row, kind = self.row, self.row.kind_of
        row.classification, row.made_by, row.made_at = kind.classification, by, at
        row.title = kind.wording(row).title[:200]
        row.save()
        snapshot = compiling.read(row, now=at)
        passages = snapshots.default_passages(kind, snapshot)
        version = DocumentVersion.objects.create(
            document=row,
            number=1,
            cause=DocumentVersion.Cause.COMPILED,
            schema=snapshot["schema"],
            snapshot=snapshot,
            passages=passages,
            changes=[],
            fingerprint=snapshots.fingerprint(snapshot, passages),
            emblem_id=snapshot["letterhead"]["emblem"],
            taken_at=dt.datetime.fromisoformat(snapshot["taken_at"]),
            made_by=by,
            made_at=at,
        )
        row.current, row.title = version, snapshot["wording"]["title"][:200]
        row.needs_signature = snapshot["settings"]["needs_signature"]
        row.save(update_fields=["current", "title", "needs_signature"])
        self.event("document.open", at, by)
        self.event("document.compiled", at, by, version=1)

    def draw(self, at: dt.datetime, office: str = "") -> Course[tuple[Rendition, bytes]]:
        """The PDF of the version as the document stands, drawn and kept.

        Returns it with the signed file, where an office is to sign it.
        """
        row = self.row
        assert row.current is not None
        wanted = Rendition.objects.create(
            version=row.current,
            number=row.official_number,
            date=row.official_date,
            agenda=row.agenda_label,
            wanted_at=at,
        )
        claimed = drawing.claim(wanted.pk, now=at)
        assert claimed is not None
        printed = yield sheet(claimed, office)
        drawing.store(claimed, printed.pdf, without_pictures=False)
        wanted.refresh_from_db()
        assert wanted.file is not None
        Rendition.objects.filter(pk=wanted.pk).update(done_at=at)
        StoredFile.objects.filter(pk=wanted.file.pk).update(uploaded_at=at)
        return wanted, printed.signed

    def submit(self, at: dt.datetime, by: User) -> None:
        """Passed on for paraf."""
        self.row.status = Document.Status.INITIALLING
        self.row.save(update_fields=["status"])
        self.event("document.submit", at, by)

    def initial(self, at: dt.datetime, by: User, level: int) -> None:
        """One paraf."""
        version = self.row.current
        assert version is not None
        office = version.levels[level]
        Initial.objects.create(version=version, level=level, office=office, by=by, at=at)
        self.event("document.initial", at, by, office)

    def number(self, at: dt.datetime, by: User, official: str) -> None:
        """The official number is written down, the next nomor agenda taken."""
        row = self.row
        counter, _ = RegisterCounter.objects.get_or_create(team=row.team, year=at.year)
        counter.last += 1
        counter.save(update_fields=["last"])
        row.official_number, row.official_date = official, at.date()
        row.agenda_year, row.agenda_number, row.numbered_at = at.year, counter.last, at
        row.status = Document.Status.NUMBERED
        row.save()
        self.event("document.number", at, by, f"{official}; {row.agenda_label}")

    def sign(
        self, at: dt.datetime, by: User, rendition: Rendition, data: bytes, office: str
    ) -> SignedFile:
        """The signed file comes back from outside and is compared."""
        finding = self.finding(rendition, office)
        name = f"{self.row.agenda_label.replace('/', '-')}-ttd.pdf"
        file = intake.keep(
            data,
            name=name,
            content_type="application/pdf",
            team=self.row.team,
            by=by,
            pages=finding.pages,
        )
        StoredFile.objects.filter(pk=file.pk).update(uploaded_at=at)
        row = SignedFile.objects.create(
            document=self.row,
            rendition=rendition,
            file=file,
            form=finding.form,
            findings=finding.as_json(),
            confirmed=finding.needs_person,
            by=by,
            at=at,
        )
        self.row.status = Document.Status.SIGNED
        self.row.save(update_fields=["status"])
        self.event("document.sign", at, by, row.get_form_display())
        return row

    def finding(self, rendition: Rendition, office: str) -> signed.Finding:
        """What signed.examine finds of a file that only a signature was added to.

        Said and not searched for: comparing every page takes longer than drawing it. The tests
        hold it against a real comparison.
        """
        pages = rendition.pages
        notes = [
            "Teks setiap halaman sama dengan naskah bernomor.",
            "Naskah bernomor utuh bita demi bita di dalam berkas ini.",
        ]
        signer = signing.subject(office)
        return signed.Finding("electronic", pages, pages, notes=notes, signers=[signer])

    def send(self, at: dt.datetime, by: User, file: StoredFile) -> list[Delivery]:
        """One delivery for each recipient of the frozen list."""
        row = self.row
        order = [to["id"] for to in row.current.snapshot["recipients"]] if row.current else []
        known = Recipient.objects.in_bulk(order)
        made = [self.queue(known[key], at, by, file) for key in order]
        row.status, row.sent_at = Document.Status.SENT, at
        row.save(update_fields=["status", "sent_at"])
        self.event("document.send", at, by)
        return made

    def cancel(self, at: dt.datetime, by: User, reason: str) -> None:
        """Ended before it left; its numbers stay in the register, its period is free again."""
        self.row.status = Document.Status.CANCELLED
        self.row.cancelled_at, self.row.cancel_reason = at, reason
        self.row.save(update_fields=["status", "cancelled_at", "cancel_reason"])
        self.event("document.cancel", at, by, reason)

    def queue(self, to: Recipient, at: dt.datetime, by: User, file: StoredFile) -> Delivery:
        mail = to.channel == Recipient.Channel.EMAIL
        return Delivery.objects.create(
            document=self.row,
            recipient=to,
            channel=to.channel,
            address=to.email if mail else "",
            file=file,
            message_id=f"<timdu.{self.dice.child(to.name).uuid().hex[:24]}@contoh.test>",
            queued_at=at,
            queued_by=by,
        )


def sheet(rendition: Rendition, office: str) -> Sheet:
    """What the press needs to know of a rendition."""
    version = rendition.version
    return Sheet(
        html=letters.html(rendition),
        files=letters.files(version),
        embedded=letters.embedded(version),
        created=dt.datetime.fromisoformat(version.snapshot["taken_at"]),
        office=office,
    )
