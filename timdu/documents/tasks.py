"""What the queue and the clock do: compile, draw, send, and find what was left behind.

The row is the truth, the broker only the bell: each task takes a key, may run twice, be killed
anywhere or never be delivered. `sweep` runs each minute (SCHEDULE, below).
"""

import datetime as dt

from celery import shared_task
from django.conf import settings
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import F, Q
from django.utils import timezone

from timdu.core import codes, events, jobs
from timdu.documents import compiling, drawing, kinds, sending
from timdu.documents.models import Document, Rendition
from timdu.team.models import Team, User
from timdu.wilayah.models import Wilayah

SCHEDULE = {"documents.sweep": {"task": "timdu.documents.tasks.sweep", "schedule": 60.0}}

ATTEMPTS = 4
# A bell that rang is heard within this time; older rows are rung for again.
HEARD = dt.timedelta(seconds=30)
STEPS = 3


def new_token() -> str:
    """Ten random characters: the address of a check page cannot be guessed."""
    first, second = (codes.new_code("", 0).rpartition("-")[2] for _ in range(2))
    return f"{first}-{second}"


def open_document(
    kind: str,
    team: Team,
    *,
    first: dt.date,
    last: dt.date,
    kecamatan: Wilayah | None = None,
    subject: str = "",
    by: User | None = None,
) -> Document:
    """Begin a document for a period, or return the one that is already under way.

    `subject` is the code of the record a document is about, where its kind is about one.

    Beat may ring twice and two people may click at once: the constraint lets one through, and the
    other gets the same document.
    """
    key = {
        "team": team,
        "kind": kind,
        "period_first": first,
        "period_last": last,
        "kecamatan": kecamatan,
        "subject": subject,
    }
    try:
        with transaction.atomic():
            return _open(key, by)
    except IntegrityError:
        return Document.objects.live().get(**key)


def _open(key: dict[str, object], by: User | None) -> Document:
    if found := Document.objects.live().filter(**key).first():
        return found
    document = Document(**key, check_token=new_token(), made_by=by)
    document.classification = document.kind_of.classification
    document.title = document.kind_of.wording(document).title[:200]
    document.save()
    events.record(by=by, what="document.open", about=document)
    wish(document, by=by)
    return document


def wish(document: Document, *, by: User | None) -> None:
    """Ask for a version out of today's data; the caller holds the row or has just made it."""
    document.job = jobs.start(
        f"Menyusun {document.title}"[:200], team=document.team, by=by, total=STEPS
    )
    document.compile_wanted_at, document.compile_claimed_at = timezone.now(), None
    document.compile_attempts, document.compile_error, document.wanted_by = 0, "", by
    document.save()
    compile_document.delay_on_commit(document.pk)


def want_rendition(document: Document, *, agenda: str = "") -> Rendition:
    """Ask for the PDF of the current version as the document stands now."""
    rendition, _ = Rendition.objects.get_or_create(
        version=document.current,
        number=document.official_number if agenda else "",
        date=document.official_date if agenda else None,
        agenda=agenda,
        defaults={"job": document.job},
    )
    render_version.delay_on_commit(rendition.pk)
    return rendition


def retry_rendition(document: Document) -> None:
    """Let failed PDFs of the current version be drawn again."""
    failed = Rendition.objects.filter(version=document.current, state=Rendition.State.FAILED)
    for pk in list(failed.values_list("pk", flat=True)):
        Rendition.objects.filter(pk=pk).update(
            state=Rendition.State.QUEUED, attempts=0, wanted_at=timezone.now(), error=""
        )
        render_version.delay_on_commit(pk)


@shared_task(max_retries=0)
def compile_document(document_id: int) -> None:
    """Collect the facts, freeze them as the next version, and ask for its PDF."""
    document = _claim_compile(document_id)
    if document is None:
        return
    if document.job_id:
        jobs.progress(document.job_id, done=1, step="Mengumpulkan data")
    try:
        snapshot = compiling.read(document, now=timezone.now())
        _finish_compile(document, snapshot)
    except OperationalError:
        # The database went away: the sweep tries again.
        raise
    except Exception as error:
        _give_up_compile(document, error)
        raise


def _claim_compile(pk: int) -> Document | None:
    """Take the wish, unless another worker has it and is not silent."""
    silent = timezone.now() - settings.TASK_SILENCE
    wished = Document.objects.filter(pk=pk, compile_wanted_at__isnull=False)
    free = wished.filter(Q(compile_claimed_at=None) | Q(compile_claimed_at__lt=silent))
    taken = free.filter(compile_attempts__lt=ATTEMPTS).update(
        compile_claimed_at=timezone.now(), compile_attempts=F("compile_attempts") + 1
    )
    rows = Document.objects.select_related("team", "kecamatan", "current", "wanted_by")
    return rows.get(pk=pk) if taken else None


@transaction.atomic
def _finish_compile(claimed: Document, snapshot: kinds.Snapshot) -> None:
    """Freeze, if the wish still stands as it was claimed."""
    rows = Document.objects.select_for_update(of=("self",)).select_related(
        "team", "current", "wanted_by"
    )
    document = rows.get(pk=claimed.pk)
    still = document.compile_claimed_at == claimed.compile_claimed_at
    if document.compile_wanted_at is None or not still or document.status != document.Status.DRAFT:
        return
    compiling.compile_next(document, snapshot, by=document.wanted_by)
    document.compile_wanted_at = document.compile_claimed_at = None
    document.save(update_fields=["compile_wanted_at", "compile_claimed_at"])
    if document.job_id:
        jobs.progress(document.job_id, done=2, step="Membuat PDF")
    want_rendition(document)


def _give_up_compile(document: Document, error: Exception) -> None:
    words = f"Dokumen tidak dapat disusun: {error}"[:300]
    Document.objects.filter(pk=document.pk).update(
        compile_wanted_at=None, compile_claimed_at=None, compile_error=words
    )
    if document.job_id:
        jobs.fail(document.job_id, error=words)


@shared_task(max_retries=0)
def render_version(rendition_id: int) -> None:
    """Draw the PDF of one version in one state, and keep it."""
    rendition = drawing.claim(rendition_id, now=timezone.now())
    if rendition is None:
        return
    try:
        drawn, without_pictures = drawing.draw(rendition)
    except Exception as error:
        drawing.give_up(rendition, error)
        raise
    if drawing.store(rendition, drawn, without_pictures=without_pictures):
        document = rendition.version.document
        if rendition.job_id:
            jobs.finish(rendition.job_id, result_url=document.get_absolute_url())


@shared_task(max_retries=0)
def send_delivery(delivery_id: int) -> None:
    """Hand one document to one address, never twice."""
    delivery = sending.claim(delivery_id, now=timezone.now())
    if delivery is not None:
        sending.attempt(delivery)


@shared_task(max_retries=0)
def sweep() -> None:
    """Find what was left: wishes, PDFs and deliveries whose bell was lost or whose worker died.

    Safe to run twice at once: it only rings, and every task claims its row first.
    """
    now = timezone.now()
    silent = now - settings.TASK_SILENCE
    for pk in _left_to_compile(now - HEARD, silent):
        compile_document.delay(pk)
    for pk in _left_to_draw(now - HEARD, silent):
        render_version.delay(pk)
    _end_hopeless(silent)
    sending.mend_silent(now)
    for pk in sending.waiting(now):
        send_delivery.delay(pk)


def _left_to_compile(heard: dt.datetime, silent: dt.datetime) -> list[int]:
    rows = Document.objects.filter(compile_wanted_at__lt=heard, compile_attempts__lt=ATTEMPTS)
    rows = rows.filter(Q(compile_claimed_at=None) | Q(compile_claimed_at__lt=silent))
    return list(rows.values_list("pk", flat=True)[:100])


def _left_to_draw(heard: dt.datetime, silent: dt.datetime) -> list[int]:
    state = Rendition.State
    rows = Rendition.objects.filter(attempts__lt=drawing.ATTEMPTS).filter(
        Q(state=state.QUEUED, wanted_at__lt=heard) | Q(state=state.RUNNING, claimed_at__lt=silent)
    )
    return list(rows.values_list("pk", flat=True)[:100])


def _end_hopeless(silent: dt.datetime) -> None:
    """What killed its worker every time is said to have failed; a person may start it again."""
    words = RuntimeError("pekerja terhenti berulang kali")
    for document in Document.objects.filter(
        compile_wanted_at__isnull=False,
        compile_attempts__gte=ATTEMPTS,
        compile_claimed_at__lt=silent,
    ):
        _give_up_compile(document, words)
    for rendition in Rendition.objects.filter(
        state=Rendition.State.RUNNING, attempts__gte=drawing.ATTEMPTS, claimed_at__lt=silent
    ):
        drawing.give_up(rendition, words)
