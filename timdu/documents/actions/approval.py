"""Paraf, number and date, and the ways back."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from timdu.core import events
from timdu.core.workflow import WrongState, check
from timdu.documents import paraf, tasks
from timdu.documents.actions import waiting
from timdu.documents.actions.locking import locked
from timdu.documents.models import Document, Initial, RegisterCounter, SignedFile
from timdu.documents.workflow import TRANSITIONS
from timdu.team.models import Team, User


def _move(document: Document, action: str, *, by: User, note: str = "") -> Document:
    """Check the arrow on the locked row and follow it; the caller is in a transaction."""
    document = locked(document)
    transition = check(TRANSITIONS, action, document, by, note=note)
    if document.is_compiling:
        raise WrongState("Dokumen sedang disusun. Tunggu sampai selesai.")
    document.status = Document.Status(transition.target)
    return document


def _done(document: Document, action: str, *, by: User, note: str = "", **data: object) -> Document:
    document.save()
    events.record(by=by, what=f"document.{action}", about=document, note=note, data=data)
    waiting.refresh(document, by=by)
    return document


@transaction.atomic
def submit(document: Document, *, by: User) -> Document:
    """Pass the draft on for paraf."""
    document = _move(document, "submit", by=by)
    return _done(document, "submit", by=by)


@transaction.atomic
def initial(document: Document, *, version_number: int, by: User) -> Document:
    """Give the paraf that is due, on the version the person has seen."""
    document = _move(document, "initial", by=by)
    office = _add_initial(document, version_number, by=by)
    # The event shows the person's own office anyway.
    return _done(document, "initial", by=by, note="" if office == by.position else office)


@transaction.atomic
def initial_on_paper(
    document: Document, *, version_number: int, on_paper_by: str, by: User
) -> Document:
    """Note a paraf given on paper by the holder of an office without an account."""
    document = _move(document, "initial_on_paper", by=by)
    if not on_paper_by.strip():
        raise WrongState("Sebutkan nama yang memberi paraf basah.")
    office = _add_initial(document, version_number, by=by, on_paper_by=on_paper_by.strip())
    return _done(document, "initial_on_paper", by=by, note=f"{office}: {on_paper_by.strip()}")


def _add_initial(
    document: Document, version_number: int, *, by: User, on_paper_by: str = ""
) -> str:
    version, level = document.current, paraf.next_level(document)
    if version is None or level is None or version.number != version_number:
        raise WrongState("Naskah berubah sejak halaman dibuka. Baca dulu versi terbaru.")
    office = version.levels[level]
    Initial.objects.create(
        version=version, level=level, office=office, by=by, on_paper_by=on_paper_by
    )
    return office


@transaction.atomic
def give_back(document: Document, *, note: str, by: User) -> Document:
    """Return the draft to its writer; the paraf given so far lapse."""
    document = _move(document, "give_back", by=by, note=note)
    _lapse(document)
    document = _done(document, "give_back", by=by, note=note)
    waiting.given_back(document, note)
    return document


@transaction.atomic
def reopen(document: Document, *, note: str, by: User) -> Document:
    """Make a numbered document a draft again; its nomor agenda stays its own."""
    document = _move(document, "reopen", by=by, note=note)
    _lapse(document)
    _supersede_signed(document)
    tasks.want_rendition(document)
    document = _done(document, "reopen", by=by, note=note)
    waiting.given_back(document, note)
    return document


@transaction.atomic
def cancel(document: Document, *, note: str, by: User) -> Document:
    """End the document; its numbers stay in the register, its period is free again."""
    document = _move(document, "cancel", by=by, note=note)
    document.cancelled_at, document.cancel_reason = timezone.now(), note.strip()[:300]
    return _done(document, "cancel", by=by, note=note)


def _lapse(document: Document) -> None:
    if document.current:
        document.current.initials.filter(lapsed_at=None).update(lapsed_at=timezone.now())


def _supersede_signed(document: Document) -> None:
    SignedFile.objects.filter(document=document, superseded_at=None).update(
        superseded_at=timezone.now()
    )


@transaction.atomic
def number(document: Document, *, official_number: str, date: dt.date, by: User) -> Document:
    """Write down the official number and date, and take the next nomor agenda."""
    document = _move(document, "number", by=by)
    document.official_number, document.official_date = official_number.strip(), date
    if document.agenda_number is None:
        document.numbered_at = timezone.now()
        document.agenda_year = timezone.localdate(document.numbered_at).year
        document.agenda_number = next_agenda_number(document.team, document.agenda_year)
    tasks.want_rendition(document, agenda=document.agenda_label)
    return _done(document, "number", by=by, note=f"{official_number}; {document.agenda_label}")


@transaction.atomic
def renumber(
    document: Document, *, official_number: str, date: dt.date, note: str, by: User
) -> Document:
    """Correct a number or date that was typed in wrongly; the nomor agenda stays."""
    document = _move(document, "renumber", by=by, note=note)
    before = f"{document.official_number}, {document.official_date}"
    document.official_number, document.official_date = official_number.strip(), date
    tasks.want_rendition(document, agenda=document.agenda_label)
    return _done(document, "renumber", by=by, note=note, before=before)


def next_agenda_number(team: Team, year: int) -> int:
    """The next number of the team and year, without gaps.

    The counter's row is locked until the caller's transaction ends: a rollback gives the number
    back, and the next in line waits to see which it was.
    """
    RegisterCounter.objects.get_or_create(team=team, year=year)
    counter = RegisterCounter.objects.select_for_update().get(team=team, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
