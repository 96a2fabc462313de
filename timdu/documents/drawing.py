"""Drawing a rendition: claimed by one worker, drawn, stored, its hash kept.

A worker that dies leaves a claim that grows old; whoever claims next draws again. The bytes are the
same, so drawing twice does no harm.
"""

import datetime as dt
import hashlib

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from timdu.core import jobs
from timdu.documents import letters, pdf
from timdu.documents.models import Rendition
from timdu.files import intake

ATTEMPTS = 4
# From this attempt on the photographs stay out: two tries with them went wrong.
WITHOUT_PICTURES_FROM = 3


def claim(pk: int, *, now: dt.datetime) -> Rendition | None:
    """Take a waiting rendition, or one whose worker has been silent; None when there is none."""
    silent = now - settings.TASK_SILENCE
    free = Q(state=Rendition.State.QUEUED) | Q(state=Rendition.State.RUNNING, claimed_at__lt=silent)
    taken = (
        Rendition.objects.filter(free, pk=pk)
        .filter(attempts__lt=ATTEMPTS)
        .update(state=Rendition.State.RUNNING, claimed_at=now, attempts=F("attempts") + 1)
    )
    rows = Rendition.objects.select_related(
        "version__document__team", "version__document__kecamatan", "version__emblem"
    )
    return rows.get(pk=pk) if taken else None


def draw(rendition: Rendition) -> tuple[pdf.Pdf, bool]:
    """Draw with photographs, or without where that failed; says whether they were left out."""
    if rendition.attempts < WITHOUT_PICTURES_FROM:
        try:
            return letters.draw(rendition), False
        except (pdf.DrawingError, MemoryError, TimeoutError):
            if not rendition.version.document.kind_of.pictures(rendition.version):
                raise
    return letters.draw(rendition, pictures=False), True


def store(rendition: Rendition, drawn: pdf.Pdf, *, without_pictures: bool) -> bool:
    """Keep the file; False when somebody else has kept it meanwhile."""
    version = rendition.version
    document = version.document
    name = f"{document.kind}-{document.period_first:%Y-%m}-v{version.number}.pdf"
    with transaction.atomic():
        row = Rendition.objects.select_for_update().get(pk=rendition.pk)
        if row.state == Rendition.State.DONE:
            return False
        row.file = intake.keep(
            drawn.data,
            name=name,
            content_type="application/pdf",
            team=document.team,
            pages=drawn.pages,
        )
        row.state, row.done_at = Rendition.State.DONE, timezone.now()
        row.sha256, row.pages = hashlib.sha256(drawn.data).hexdigest(), drawn.pages
        row.without_pictures, row.unprintable, row.error = without_pictures, drawn.lost, ""
        row.save()
    return True


def give_up(rendition: Rendition, error: Exception) -> None:
    """Say that it cannot be drawn, in words for the person who waits."""
    words = f"PDF tidak dapat dibuat: {error}"[:300]
    Rendition.objects.filter(pk=rendition.pk).exclude(state=Rendition.State.DONE).update(
        state=Rendition.State.FAILED, error=words
    )
    if rendition.job_id:
        jobs.fail(rendition.job_id, error=words)
